/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The identities met in one file, with the row and a hash of the values of each: 16 bytes a row, so that a million rows fit the
 * memory of an old laptop. Identities are known by 64 of their bits: among a million, two different ones fall together once in
 * 37 million files.
 */
#pragma once

#include <string.h>

#include "base/epc-uid.h"

G_BEGIN_DECLS

typedef struct _EpcKeySet EpcKeySet;

EpcKeySet *epc_key_set_new (void);
void epc_key_set_free (EpcKeySet *set);

/* Room for @n_keys in all, so that it need not grow on the way. */
void epc_key_set_reserve (EpcKeySet *set, gsize n_keys);

/* @uid will be added in a moment: its place is fetched from memory meanwhile. */
void epc_key_set_prefetch (const EpcKeySet *set, const EpcUid *uid);

typedef enum
{
  EPC_KEY_NEW,
  EPC_KEY_SAME,      /* met before with the same values */
  EPC_KEY_DIFFERENT, /* met before with other values */
} EpcKeyOutcome;

/* @first: row of the earlier one (SAME, DIFFERENT). */
EpcKeyOutcome epc_key_set_add (EpcKeySet *set, const EpcUid *uid, guint32 values, guint32 row, guint32 *first);

/* A hash for this process alone: FNV-1a (Fowler, Noll, Vo), 64 bits, but eight bytes at a time, with the upper half of each product
 * folded down. Continued from @hash; begin with EPC_HASH_START. */
#define EPC_HASH_START G_GUINT64_CONSTANT (14695981039346656037)
static inline guint64
epc_hash_bytes (guint64 hash, const void *bytes, gsize length)
{
  const guint8 *p = bytes;
  guint64 word;

  for (; length >= 8; p += 8, length -= 8)
    {
      memcpy (&word, p, 8);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 32;
    }
  /* The rest with its length, so that a zero at the end counts. */
  word = length;
  for (; length > 0; length--)
    word = word << 8 | *p++;
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 32;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcKeySet, epc_key_set_free)

G_END_DECLS
