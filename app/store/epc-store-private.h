/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the store: what its files share.
 */
#pragma once

#include "epc-query.h"
#include "epc-schema.h"
#include "epc-sqlite.h"
#include "epc-store.h"
#include "epc-transaction.h"
#include "epc-vector.h"
#include "model/epc-validation.h"

G_BEGIN_DECLS

typedef struct _EpcJob EpcJob;
typedef struct _EpcPut EpcPut;
typedef struct _EpcTotals EpcTotals;

struct _EpcStore
{
  GObject parent_instance;
  char *path;
  EpcStoreFlags flags;
  gboolean is_read_only, is_immutable, is_wal, is_closed;
  gboolean is_reader; /* its office only reads: packages come in, nothing else is written */
  GMainContext *context; /* where signals are emitted */
  char *lock_path;       /* the lock file that is ours; NULL: none */

  /* The writer thread alone touches these after opening. */
  EpcSqlite *writer;
  EpcTransaction *transaction; /* the one that is open */
  gint64 data_version;
  gboolean is_marked, needs_checkpoint;
  gint64 last_commit;

  GThread *thread;
  GAsyncQueue *jobs;

  GMutex lock; /* guards all below */
  GPtrArray *idle_readers;
  guint n_readers;
  GCancellable *closing; /* stops what runs in the background */
  char *author, *country, *zone;
  EpcUid office, replica;
  GPtrArray *notices;
  GHashTable *titles;      /* TitleKey → char */
  GHashTable *place_names; /* P-code → char */
  GHashTable *batches;     /* batch → EpcBatchFacts */
  char *step_label;        /* of a step begun by epc_store_begin_step(); NULL: none */
  gint64 step;             /* its number once something was written in it */
  char *replica_path;      /* key file of this replica */
  gboolean is_new_replica;
  GThread *background;
};

/* --- own codes (epc-own-codes.c) --- */
void epc_own_codes_load (EpcStore *store);
void epc_own_codes_forget (EpcStore *store);

/* --- readers (epc-store.c) --- */

typedef struct
{
  EpcStore *store;
  EpcSqlite *db;
} EpcReader;

/* A connection for this call; on the writer thread the writer's own, so that a write sees its changes. .db is NULL on failure. */
/* Closed: G_IO_ERROR_CANCELLED. */
EpcReader epc_reader_take (EpcStore *store, GCancellable *cancellable, GError **error);
void epc_reader_give (EpcReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcReader, epc_reader_give)

/* Tells the user @sentence now and on the list of notices. Takes @sentence. Any thread. */
void epc_store_add_notice (EpcStore *store, const char *kind, char *sentence);
/* Emits "changed" on the store's context. Takes the arrays. Any thread. */
void epc_store_emit_changed (EpcStore *store, const EpcEntity *entity, GArray *inserted, GArray *updated, GArray *deleted,
                             gboolean is_foreign);
/* Forgets cached titles, place names and settings. */
void epc_store_forget (EpcStore *store);
gboolean epc_store_load_identity (EpcStore *store, EpcSqlite *db, GError **error);

/* --- the writer thread (epc-writer.c) --- */

/* Runs on the writer thread outside any transaction. */
typedef gboolean (*EpcJobFunc) (EpcStore *store, EpcSqlite *db, gpointer data, GError **error);
void epc_writer_start (EpcStore *store);
void epc_writer_stop (EpcStore *store);
/* Backups that were made under a name of the user's (epc-care.c): paths of those that are there, and of the others with the day. */
gboolean epc_care_list_made (EpcSqlite *db, GPtrArray *seen, GPtrArray *unseen, GError **error);
/* Adds the files as which the workspace at @path was set aside when a backup took its place. */
void epc_care_list_aside (const char *path, GPtrArray *found);
gboolean epc_writer_run (EpcStore *store, EpcJobFunc func, gpointer data, GCancellable *cancellable, GError **error);
gboolean epc_store_is_writer_thread (EpcStore *store);
/* Like epc_store_write(), with a step of the given kind ("do", "undo", "redo", "fixed") that belongs to the step @origin; about @n_rows rows
 * change (0: a few). */
gboolean epc_store_write_step (EpcStore *store, const char *kind, gint64 origin, const char *label, guint64 n_rows, EpcWriteFunc func,
                               gpointer data, GCancellable *cancellable, GError **error);

/* --- large writes (epc-alone.c); on the writer thread, outside a transaction --- */

/* TRUE: the next transaction, of about @n_rows rows, goes through a rollback journal; then epc_alone_end() after it, whatever became of it. */
gboolean epc_alone_begin (EpcStore *store, guint64 n_rows);
void epc_alone_end (EpcStore *store);

/* --- transactions (epc-transaction.c) --- */

typedef struct
{
  GArray *inserted, *updated, *deleted; /* of gint64 */
  gboolean is_many;
} EpcChangeSet;

#define EPC_N_GUARDS 3 /* epc-guard.h */

struct _EpcTransaction
{
  EpcStore *store;
  EpcSqlite *db;
  const char *kind;
  char *label, *author;
  gint64 origin;           /* step undone or redone; 0: none */
  gint64 step;             /* 0 until the first change */
  gboolean step_is_shared; /* belongs to a visit that began earlier */
  gint64 wall;
  gint64 next_seq; /* 0: not read yet */
  gint64 first_seq;
  guint depth;
  GHashTable *changes; /* EpcEntity → EpcChangeSet */
  EpcPut *put;         /* of the open batch; NULL: none */
  EpcTotals *totals;   /* not yet written */
  gpointer guarded[EPC_N_GUARDS]; /* what each guard looks at before the commit; NULL: nothing */
  gboolean is_fixed;   /* the step is never undone */
  gboolean has_erased;
};

EpcTransaction *epc_transaction_new (EpcStore *store, EpcSqlite *db, const char *kind, gint64 origin, const char *label);
void epc_transaction_free (EpcTransaction *transaction);
/* The step of this transaction, written when first asked for. 0: error. */
gint64 epc_transaction_step (EpcTransaction *transaction, GError **error);
/* Before COMMIT: totals, version vector. */
gboolean epc_transaction_finish (EpcTransaction *transaction, GError **error);

typedef enum
{
  EPC_CHANGED_INSERT,
  EPC_CHANGED_UPDATE,
  EPC_CHANGED_DELETE,
} EpcChangedKind;
void epc_transaction_note (EpcTransaction *transaction, const EpcEntity *entity, gint64 row, EpcChangedKind kind);
void epc_transaction_note_many (EpcTransaction *transaction, const EpcEntity *entity);

/* Journals that the record is deleted, or is not, and writes it; also where that is so already (a decision). @reason NULL: none. */
gboolean epc_transaction_write_deleted (EpcTransaction *transaction, EpcRecord *record, gboolean is_deleted, const char *reason, GError **error);
/* The text of a value as the journal has it, whether or not the lists of this version know it; FALSE: it is no value of the field. */
gboolean epc_row_read_value (const EpcField *field, const char *text, EpcValue *value);
/* Writes what differs between @old and @record (both whole, same row), journaled under @batch (0: none). */
gboolean epc_transaction_write_changes (EpcTransaction *transaction, EpcRecord *record, EpcRecord *old, const char *reason,
                                        gint64 batch, guint *n_changed, GError **error);

/* The stamp that the group of a record has here: of its newest journal row, else of the record's creation. */
gboolean epc_journal_held_stamp (EpcSqlite *db, const EpcUid *uid, const char *group, EpcStamp created, EpcStamp *stamp,
                                 GError **error);

typedef struct
{
  const EpcEntity *entity;
  const EpcUid *uid;
  const char *group;
  const char *old_json, *new_json, *reason;
  EpcStamp base;
  gint64 batch;
  gboolean is_erased;
  EpcStamp changed; /* the record's last change: within one millisecond the new one is later; 0: not looked at */
} EpcJournalLine;
/* Writes one journal row; *@stamp is the change's. */
gboolean epc_journal_append (EpcTransaction *transaction, const EpcJournalLine *line, EpcStamp *stamp, GError **error);
/* The version vector as JSON {"replica": sequence}. */
char *epc_journal_vector_json (EpcTransaction *transaction, GError **error);

/* What the file has of all replicas but @without (NULL: of all). */
EpcVector *epc_vector_read (EpcSqlite *db, const EpcUid *without, GError **error);

/* --- what a record is, by all that is known of it (epc-settle.c, epc-birth.c) --- */

typedef struct _EpcSettle EpcSettle;

EpcSettle *epc_settle_new (EpcTransaction *transaction, GError **error);
/* For epc_settle_decided() alone. */
EpcSettle *epc_settle_new_to_read (EpcSqlite *db, GError **error);
void epc_settle_free (EpcSettle *settle);
/* Works the record out of its entries and births, and writes its row and its conflicts. Entries of kinds of record that this version does
 * not know, and of records whose beginning is not here, only stay. */
gboolean epc_settle_record (EpcSettle *settle, const EpcEntity *entity, const EpcUid *uid, GError **error);
/* What somebody chose between when the journal's entry @id was written. */
typedef struct
{
  gint64 id;
  const char *group;  /* interned */
  char *says;         /* as in EpcConflict; NULL: nothing stood beside anything */
  guint chosen;       /* of @says; their number: none of them, or that the record stays */
  gboolean is_newest; /* nobody has changed the group since */
} EpcSettleDecided;
gboolean epc_settle_decided (EpcSettle *settle, const EpcEntity *entity, const EpcUid *uid, EpcSettleDecided *decided, GError **error);
/* What the journal gives as the reason of a decision, and whether @reason is that, in whichever language older versions wrote it. */
#define EPC_REASON_DECIDED N_ ("Decided between two changes.")
gboolean epc_settle_is_decision (const char *reason);
/* The import was taken back or brought again: what was known of it is asked for anew. */
void epc_settle_forget_batch (EpcSettle *settle, const EpcUid *batch);
/* A record has this code: whether another has it too is looked at in the end. */
void epc_settle_code (EpcSettle *settle, const EpcEntity *entity, const char *code);
/* Of records with equal codes the smallest identity keeps it, each other has a suffix of its own. */
gboolean epc_settle_finish (EpcSettle *settle, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSettle, epc_settle_free)

/* Keeps what the import of the record in @row brought, as an object of its own beside the row, before others add to it. Only entries
 * of the journal up to @last_entry are asked. Nothing to do where it is kept, or where the record was entered by hand. */
gboolean epc_birth_keep (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, gint64 last_entry, GError **error);
/* What the import brought for the record that @record is now: {"field": "text"}. */
char *epc_birth_json (EpcStore *store, EpcSqlite *db, EpcRecord *record, gint64 last_entry, GError **error);
/* The code that the import gave the record, without the suffix that tells it from another of that code. */
char *epc_birth_code (EpcRecord *record);
/* *@may: the row was taken back with an import of this replica, nothing else is known of it, and that import is the older one. */
gboolean epc_birth_may_revive (EpcTransaction *transaction, const EpcUid *uid, gint64 batch, EpcStamp stamp, gboolean *may, GError **error);
/* Settles the records of which the import (by its row) is one of several births. */
gboolean epc_birth_settle_batch (EpcTransaction *transaction, gint64 batch, GError **error);

/* --- taking a package out again (epc-merge-undo.c) --- */

gboolean epc_merge_is_step (EpcTransaction *transaction, gint64 step, gboolean *is_merge, GError **error);
/* Takes out all that came with @step. *@why: it stays, because of this (end of a sentence). */
gboolean epc_merge_take_out (EpcTransaction *transaction, gint64 step, const char **why, GError **error);

/* --- records and rows (epc-row.c) --- */

typedef struct
{
  EpcStamp stamp;
  gint64 undone;
  char *author;
  EpcUid office;
} EpcBatchFacts;

/* The record in the row that @statement stands on (EpcEntitySql.columns). */
EpcRecord *epc_row_load (EpcStore *store, EpcSqlite *db, sqlite3_stmt *statement, const EpcEntity *entity);
/* The same into a record that is there already. */
void epc_row_reload (EpcStore *store, EpcSqlite *db, sqlite3_stmt *statement, EpcRecord *record);
/* NULL with *@error unset: no such row. */
EpcRecord *epc_row_find (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, const EpcUid *uid, GError **error);
EpcRecord *epc_row_get (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, gint64 row, GError **error);
void epc_row_bind_value (sqlite3_stmt *statement, int position, const EpcValue *value);
/* The value in @column without a copy of its text: good until the statement moves. */
void epc_row_peek_value (sqlite3_stmt *statement, int column, const EpcField *field, EpcValue *value);
/* {"field": "canonical text" or null} of the fields of @group (NULL: all that are not empty). @values: one per field. */
char *epc_row_json (const EpcEntity *entity, const EpcValue *values, const char *group);
/* The facts of a batch, kept; never NULL. */
const EpcBatchFacts *epc_store_batch_facts (EpcStore *store, EpcSqlite *db, gint64 batch);

/* --- search index (epc-search.c) --- */

/* @values: one per field. Does nothing for kinds of record that are not searched. */
gboolean epc_search_write (EpcSqlite *db, const EpcEntity *entity, gint64 row, const char *code, const EpcValue *values,
                           GError **error);
/* For many new records of one kind in one transaction: those of the same words share a document. NULL with @error set. */
typedef struct EpcSearchMany EpcSearchMany;
EpcSearchMany *epc_search_many_new (EpcSqlite *db, const EpcEntity *entity, GError **error);
void epc_search_many_free (EpcSearchMany *many);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSearchMany, epc_search_many_free)
gboolean epc_search_many_write (EpcSearchMany *many, gint64 row, const char *code, const EpcValue *values, GError **error);
/* Some rows wait in memory: writes them (as whatever takes a row out of the index does first), or forgets them with what was rolled back. */
gboolean epc_search_many_flush (EpcSearchMany *many, GError **error);
void epc_search_many_drop (EpcSearchMany *many);
gboolean epc_search_remove (EpcSqlite *db, const EpcEntity *entity, gint64 row, GError **error);
/* Takes out what @rows, a SELECT of row numbers of @entity, gives. */
gboolean epc_search_remove_many (EpcSqlite *db, const EpcEntity *entity, const char *rows, GError **error);
/* Puts the live records of @entity for which the SQL @where (" AND …") holds into the index, where they are not. */
gboolean epc_search_write_rows (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, const char *where, GError **error);
/* Puts all live records of @entity (NULL: of all) into the index anew. */
gboolean epc_search_rebuild (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, GError **error);
/* An FTS5 expression that asks for every word of @text as a prefix; NULL when there is no word. */
char *epc_search_expression (const char *text);
#define EPC_SEARCH_ROW_BITS 40
#define EPC_SEARCH_LAST_ROW ((G_GINT64_CONSTANT (1) << EPC_SEARCH_ROW_BITS) - 1)
/* What to select from for the rows of the documents that match: SELECT EPC_SEARCH_ROW FROM EPC_SEARCH_ROWS WHERE _search MATCH …
 * AND f.rowid BETWEEN …; the number of the entity is in the upper bits. */
#define EPC_SEARCH_ROWS "_search AS f LEFT JOIN _search_same AS s ON s.doc = f.rowid"
#define EPC_SEARCH_ROW "coalesce (s.row, f.rowid)"

/* --- totals (epc-total.c) --- */

/* Adds (@sign 1) or takes off (−1) a row of a count table. */
gboolean epc_total_has (const EpcEntity *entity);
void epc_total_add (EpcTransaction *transaction, const EpcEntity *entity, gint64 batch, const EpcValue *values, int sign);
gboolean epc_total_flush (EpcTransaction *transaction, GError **error);
void epc_total_clear (EpcTransaction *transaction);
/* Makes the totals of @batch anew from its rows, which lie between @first and @last. */
gboolean epc_total_recompute (EpcSqlite *db, const EpcEntity *entity, gint64 batch, gint64 first, gint64 last, GError **error);
char *epc_total_select (const EpcEntity *entity, int measure, const char *where);
/* Fields a sum of a count table must fix, by meaning; NULL: the entity has none like it. */
typedef struct
{
  int operation, tool, round, level; /* field positions, −1: none */
  int measures[4];                   /* field positions, −1 ends */
} EpcTotalFields;
const EpcTotalFields *epc_total_fields (const EpcEntity *entity);

/* --- erasing (epc-erase.c) --- */

gboolean epc_erase_finish (EpcTransaction *transaction, GError **error);
void epc_erase_scrub (EpcStore *store, EpcSqlite *db);

/* --- many rows (epc-put.c) --- */

/* Writes what put() holds back (counters, put-off indexes stay put off). */
gboolean epc_put_flush (EpcTransaction *transaction, GError **error);
/* Only the rows, so that a read inside the write finds them. */
gboolean epc_put_write_held (EpcTransaction *transaction, GError **error);
/* They were put in a write that is taken back. */
void epc_put_drop_held (EpcTransaction *transaction);
gboolean epc_put_close (EpcTransaction *transaction, GError **error);
void epc_put_free (EpcPut *put);
/* Rows of an import made elsewhere, whose record is in the row @batch: a row that is there is left as it is (EPC_PUT_UNCHANGED). */
gboolean epc_put_begin_foreign (EpcTransaction *transaction, gint64 batch, const EpcUid *uid, EpcStamp stamp, GError **error);
gboolean epc_put_end_foreign (EpcTransaction *transaction, GError **error);

/* --- where files lie (epc-files.c) --- */

/* NULL: a local disk. Else what it is, in words for the user ("a network share"). */
const char *epc_files_not_local (const char *path);
/* Device and number of the file, so that a copy is told from the original; NULL when it cannot be read. */
char *epc_files_identity (const char *path);
/* Takes the lock file beside @path. FALSE with *@holder set when somebody else has it. */
gboolean epc_files_lock (const char *path, char **lock_path, char **holder);
gboolean epc_files_process_lives (gint64 pid);
void epc_files_unlock (const char *lock_path);

/* Deletes the file at @path, then its log and journal. */
void epc_files_remove (const char *path);
/* Makes names given and taken in the folder of @path last through a loss of power. */
void epc_files_sync_folder (const char *path);

/* --- copies (epc-care.c, epc-restore.c) --- */

/* Copies all pages, marks the copy as one that is no longer the replica it was taken from, and verifies it. */
gboolean epc_care_copy (EpcSqlite *from, EpcSqlite *to, GCancellable *cancellable, GError **error);
/* Finishes what a restore that was interrupted at @path left to do. *@is_finished: there was one that had been decided.
 * FALSE: it cannot be finished, or is under way in another program. */
gboolean epc_restore_finish (const char *path, gboolean *is_finished, GError **error);

/* --- replica (epc-replica.c) --- */

/* Finds out which replica this file is here, or begins a new one. On the writer thread or before it runs. */
gboolean epc_replica_open (EpcStore *store, EpcSqlite *db, GError **error);
/* Keeps a record of a replica that has just begun, for the people who look at the list of machines. */
void epc_replica_record (EpcStore *store);
/* Notes the highest sequence number beside the key. */
void epc_replica_note (EpcStore *store, gint64 sequence);

G_END_DECLS
