/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Open addressing by bytes of the uid itself, which are a hash or random already: 24 bytes an entry, at most two thirds full.
 */
#include "epc-uid-set.h"

#include <string.h>

struct _EpcUidSet
{
  EpcUid *uids;
  gint64 *rows;  /* 0: free */
  gsize size, n; /* size: a power of two */
};

EpcUidSet *
epc_uid_set_new (void)
{
  EpcUidSet *set = g_new0 (EpcUidSet, 1);

  set->size = 1 << 16;
  set->uids = g_new (EpcUid, set->size);
  set->rows = g_new0 (gint64, set->size);
  return set;
}

void
epc_uid_set_free (EpcUidSet *set)
{
  if (set == NULL)
    return;
  g_free (set->uids);
  g_free (set->rows);
  g_free (set);
}

/* Where @uid is, or would be. The last bytes: those of a UUIDv7 are random too. */
static gsize
slot_of (const EpcUidSet *set, const EpcUid *uid)
{
  guint64 hash;

  memcpy (&hash, uid->bytes + 8, sizeof hash);
  hash ^= hash >> 32;
  gsize slot = hash & (set->size - 1);
  while (set->rows[slot] != 0 && memcmp (&set->uids[slot], uid, sizeof *uid) != 0)
    slot = (slot + 1) & (set->size - 1);
  return slot;
}

static void
grow (EpcUidSet *set)
{
  EpcUidSet larger = { g_new (EpcUid, set->size * 2), g_new0 (gint64, set->size * 2), set->size * 2, set->n };

  for (gsize i = 0; i < set->size; i++)
    if (set->rows[i] != 0)
      {
        gsize slot = slot_of (&larger, &set->uids[i]);
        larger.uids[slot] = set->uids[i];
        larger.rows[slot] = set->rows[i];
      }
  g_free (set->uids);
  g_free (set->rows);
  *set = larger;
}

void
epc_uid_set_add (EpcUidSet *set, const EpcUid *uid, gint64 row)
{
  if (set->n * 3 >= set->size * 2)
    grow (set);
  gsize slot = slot_of (set, uid);
  set->n += set->rows[slot] == 0;
  set->uids[slot] = *uid;
  set->rows[slot] = row;
}

gint64
epc_uid_set_find (EpcUidSet *set, const EpcUid *uid)
{
  return set->rows[slot_of (set, uid)];
}
