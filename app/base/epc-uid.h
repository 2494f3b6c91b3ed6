/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The identity of a record everywhere: 16 bytes, RFC 9562. Records with a natural key take a UUIDv8 made from it, so that
 * two offices that enter the same thing hold the same record; all others take a UUIDv7, whose bytes sort by time.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint8 bytes[16];
} EpcUid;

#define EPC_UID_TEXT_SIZE 37 /* 36 characters and the closing zero */

/* A new UUIDv7 from the product's clock (epc-clock.h) and random bits; rises within one process. */
EpcUid epc_uid_new (void);

/* UUIDv8: the first 16 bytes of SHA-256 (@entity, a zero byte, @key of @length bytes) with version and variant set.
 * @key is the normalised natural key (see epc_entity_natural_key()). */
EpcUid epc_uid_from_key (const char *entity, const char *key, gsize length);

gboolean epc_uid_is_nil (const EpcUid *uid);
gboolean epc_uid_equal (const EpcUid *a, const EpcUid *b);
int epc_uid_compare (const EpcUid *a, const EpcUid *b);
guint epc_uid_hash (gconstpointer uid);
gboolean epc_uid_equal_func (gconstpointer a, gconstpointer b);

/* Writes the 8-4-4-4-12 form into @text (EPC_UID_TEXT_SIZE bytes) and returns it. */
char *epc_uid_to_text (const EpcUid *uid, char *text);
/* Reads the 8-4-4-4-12 form, upper or lower case. FALSE when @text is anything else. */
gboolean epc_uid_from_text (const char *text, EpcUid *uid);

G_END_DECLS
