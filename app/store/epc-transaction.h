/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be done inside a write. Everything here is journaled, so everything can be undone and shared.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

EpcStore *epc_transaction_store (EpcTransaction *transaction);

/* A new record: takes its uid (natural key or new), mints its code ("HTI-SITE-0042"), stamps it, indexes it for search, and
 * leaves uid, code and row in @record. A deleted record with the same natural key is revived. A live one: EPC_ERROR_CONFLICT. */
gboolean epc_transaction_insert (EpcTransaction *transaction, EpcRecord *record, GError **error);

/* Writes the fields of @record that differ from what is stored, group by group, each with its journal entry. Changing a
 * total without its parts empties the parts. @reason may be NULL. *@n_changed (may be NULL) counts groups; 0 writes nothing. */
gboolean epc_transaction_update (EpcTransaction *transaction, EpcRecord *record, const char *reason, guint *n_changed,
                                 GError **error);

gboolean epc_transaction_delete (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, GError **error);
gboolean epc_transaction_restore (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, GError **error);
/* Overwrites the value of @field (NULL: every field of the record) in row, journal, search and attachments; leaves
 * "erased, who, when". Cannot be undone. */
gboolean epc_transaction_erase (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, const EpcField *field,
                                GError **error);

/* Reads inside the transaction, so that it sees its own changes. */
EpcRecord *epc_transaction_get (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, GError **error);
gboolean epc_transaction_exists (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid);

/* --- many rows of one import --- */

/* Starts a batch: all that follows in this transaction carries it. @source: file name, @size, SHA-256 hex, credit and licence. */
typedef struct
{
  const char *file_name;
  guint64 size;
  const char *sha256;
  const char *rows_sha256; /* of the cells alone; NULL: not known */
  const char *credit;
  const char *licence;
  const EpcEntity *entity; /* main one */
  gint64 moment;           /* microseconds: when the file came; 0: now */
} EpcBatchSource;
gint64 epc_transaction_begin_batch (EpcTransaction *transaction, const EpcBatchSource *source, GError **error);

typedef enum
{
  EPC_PUT_INSERTED,
  EPC_PUT_UPDATED,
  EPC_PUT_UNCHANGED,
} EpcPutOutcome;

/* Insert or update by uid: @values is one per field of @entity in table order (not taken). An empty value in @values leaves a
 * stored one alone unless @overwrite_empty. New rows cost one insert and no journal row; changed ones are journaled with
 * the old value. @uid NULL: from the natural key. @row (may be NULL) gets the row number. */
gboolean epc_transaction_put (EpcTransaction *transaction, const EpcEntity *entity, const EpcValue *values, const EpcUid *uid,
                              gboolean overwrite_empty, EpcPutOutcome *outcome, gint64 *row, GError **error);
/* The caller knows that no uid comes twice among what it puts into @entity (it has kept count of them). */
void epc_transaction_put_distinct (EpcTransaction *transaction, const EpcEntity *entity);
/* Fields (by position, one byte each) whose value in what follows is only that of a new record: a row that is there keeps its
 * own. The array stays the caller's and is looked at in each put; NULL: none. */
void epc_transaction_put_initial (EpcTransaction *transaction, const guint8 *is_initial);
/* The code that the next new row takes instead of a minted one ("HTI-SITE-0042" of a file of ours); NULL: mint. */
void epc_transaction_put_code (EpcTransaction *transaction, const char *code);
/* Closes the batch: counts per entity as JSON, indexes that were put off, totals. */
gboolean epc_transaction_end_batch (EpcTransaction *transaction, gint64 batch, const char *counts_json, GError **error);

/* Bytes that a FILE field names by their hash (64 hex digits; the caller has worked it out). Kept once. */
gboolean epc_transaction_keep_bytes (EpcTransaction *transaction, const char *sha256, const guint8 *bytes, gsize length,
                                     GError **error);
/* Attachments: bytes by hash beside the record. Returns the SHA-256 hex. */
char *epc_transaction_attach (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, const char *file_name,
                              GBytes *bytes, GError **error);

G_END_DECLS
