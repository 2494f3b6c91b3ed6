/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Open addressing by the last eight bytes of the uid, of which 62 bits are a hash (UUIDv8) or random (UUIDv7): 12 bytes an entry, at
 * most three quarters full. Two uids of a million that agree in these bits are one in ten million files; whoever reads the row sees
 * that it is another.
 */
#include "epc-uid-set.h"

#include <string.h>

struct _EpcUidSet
{
  guint64 *marks;
  guint32 *rows; /* 0: free */
  gsize size, n; /* size: a power of two */
};

EpcUidSet *
epc_uid_set_new (void)
{
  EpcUidSet *set = g_new0 (EpcUidSet, 1);

  set->size = 1 << 14;
  set->marks = g_new (guint64, set->size);
  set->rows = g_new0 (guint32, set->size);
  return set;
}

void
epc_uid_set_free (EpcUidSet *set)
{
  if (set == NULL)
    return;
  g_free (set->marks);
  g_free (set->rows);
  g_free (set);
}

/* Where @mark is, or would be. */
static gsize
slot_of (const EpcUidSet *set, guint64 mark)
{
  gsize slot = (mark ^ mark >> 32) & (set->size - 1);

  while (set->rows[slot] != 0 && set->marks[slot] != mark)
    slot = (slot + 1) & (set->size - 1);
  return slot;
}

static guint64
mark_of (const EpcUid *uid)
{
  guint64 mark;

  memcpy (&mark, uid->bytes + 8, sizeof mark);
  return mark;
}

static void
grow (EpcUidSet *set)
{
  EpcUidSet larger = { g_new (guint64, set->size * 2), g_new0 (guint32, set->size * 2), set->size * 2, set->n };

  for (gsize i = 0; i < set->size; i++)
    if (set->rows[i] != 0)
      {
        gsize slot = slot_of (&larger, set->marks[i]);
        larger.marks[slot] = set->marks[i];
        larger.rows[slot] = set->rows[i];
      }
  g_free (set->marks);
  g_free (set->rows);
  *set = larger;
}

void
epc_uid_set_add (EpcUidSet *set, const EpcUid *uid, gint64 row)
{
  g_assert (row > 0 && row <= G_MAXUINT32);
  if (set->n * 4 >= set->size * 3)
    grow (set);
  gsize slot = slot_of (set, mark_of (uid));
  set->n += set->rows[slot] == 0;
  set->marks[slot] = mark_of (uid);
  set->rows[slot] = (guint32) row;
}

gint64
epc_uid_set_find (EpcUidSet *set, const EpcUid *uid)
{
  return set->rows[slot_of (set, mark_of (uid))];
}
