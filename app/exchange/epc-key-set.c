/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-key-set.h"

#include <stdlib.h>
#include <string.h>
#ifdef G_OS_UNIX
#include <sys/mman.h>
#endif

typedef struct
{
  guint64 mark; /* 0: free */
  guint32 values, row;
} Slot;

struct _EpcKeySet
{
  Slot *slots;
  gsize n_slots, n_used;
};

/* A look into a large set goes to a page that was not looked at for long: with pages of 2 MiB the processor still knows where it is. */
static Slot *
slots_new (gsize n_slots)
{
#ifdef MADV_HUGEPAGE
  const gsize large = 2 * 1024 * 1024, size = n_slots * sizeof (Slot);
  void *slots = NULL;

  if (size >= 2 * large && posix_memalign (&slots, large, size) == 0)
    {
      madvise (slots, size, MADV_HUGEPAGE);
      return memset (slots, 0, size);
    }
#endif
  return g_new0 (Slot, n_slots);
}

EpcKeySet *
epc_key_set_new (void)
{
  EpcKeySet *set = g_new0 (EpcKeySet, 1);

  set->n_slots = 1024;
  set->slots = slots_new (set->n_slots);
  return set;
}

void
epc_key_set_free (EpcKeySet *set)
{
  if (set == NULL)
    return;
  free (set->slots);
  g_free (set);
}

static Slot *
find (Slot *slots, gsize n_slots, guint64 mark)
{
  gsize i = (gsize) mark & (n_slots - 1);

  while (slots[i].mark != 0 && slots[i].mark != mark)
    i = (i + 1) & (n_slots - 1);
  return &slots[i];
}

static void
resize (EpcKeySet *set, gsize n_slots)
{
  Slot *slots = slots_new (n_slots);

  for (gsize i = 0; i < set->n_slots; i++)
    if (set->slots[i].mark != 0)
      *find (slots, n_slots, set->slots[i].mark) = set->slots[i];
  free (set->slots);
  set->slots = slots;
  set->n_slots = n_slots;
}

/* Mixes both halves (the finaliser of SplitMix64, Steele and others 2014): version bits and clocks are no good hash. */
static guint64
mark_of (const EpcUid *uid)
{
  guint64 halves[2];

  memcpy (halves, uid->bytes, 16);
  guint64 mark = halves[0] ^ (halves[1] * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  mark = (mark ^ (mark >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mark = (mark ^ (mark >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  mark ^= mark >> 31;
  return MAX (mark, 1);
}

void
epc_key_set_prefetch (const EpcKeySet *set, const EpcUid *uid)
{
  __builtin_prefetch (&set->slots[(gsize) mark_of (uid) & (set->n_slots - 1)], 1);
}

EpcKeyOutcome
epc_key_set_add (EpcKeySet *set, const EpcUid *uid, guint32 values, guint32 row, guint32 *first)
{
  guint64 mark = mark_of (uid);
  Slot *slot = find (set->slots, set->n_slots, mark);
  if (slot->mark != 0)
    {
      *first = slot->row;
      return slot->values == values ? EPC_KEY_SAME : EPC_KEY_DIFFERENT;
    }
  slot->mark = mark;
  slot->values = values;
  slot->row = row;
  if (++set->n_used * 4 > set->n_slots * 3)
    resize (set, set->n_slots * 2);
  return EPC_KEY_NEW;
}

void
epc_key_set_reserve (EpcKeySet *set, gsize n_keys)
{
  gsize n_slots = set->n_slots;

  while (n_keys * 4 > n_slots * 3)
    n_slots *= 2;
  if (n_slots > set->n_slots)
    resize (set, n_slots);
}
