/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The workspace file: one SQLite database, one writer thread, readers beside it. All of the product reads and changes
 * records through this header and its neighbours (epc-transaction.h, epc-query.h, epc-journal.h, epc-search.h,
 * epc-totals.h, epc-backup.h, epc-record-list.h); none of them shows SQLite.
 */
#pragma once

#include <gio/gio.h>

#include "model/epc-record.h"

G_BEGIN_DECLS

#define EPC_TYPE_STORE (epc_store_get_type ())
G_DECLARE_FINAL_TYPE (EpcStore, epc_store, EPC, STORE, GObject)

typedef struct _EpcTransaction EpcTransaction;

/* Signals of EpcStore, always on the thread that made it:
 *   "changed" (EpcChange *change): after each commit, here or by another process ("origin" tells).
 *   "notice" (const char *kind, const char *sentence): something the user must be told: "new-replica", "read-only",
 *            "clock-off", "damaged", "restored", "journal-mode". */
typedef struct
{
  const EpcEntity *entity;              /* NULL: many, or another process: reload all */
  GArray *inserted, *updated, *deleted; /* of gint64 rows; NULL or empty when not known one by one */
  gboolean is_foreign;
} EpcChange;

typedef struct
{
  const char *country; /* ISO 3166-1 alpha-3 of the office, "HTI" */
  const char *office;  /* name; NULL: "IOM <country>" */
  const char *role;    /* "country", "regional", "reader"; NULL: country */
  const char *author;  /* who makes it */
} EpcStoreSetup;

typedef enum
{
  EPC_STORE_NONE = 0,
  EPC_STORE_READ_ONLY = 1 << 0,
  EPC_STORE_NO_CHECK = 1 << 1, /* skip the daily quick_check (it runs in a reader, after opening) */
  EPC_STORE_ALONE = 1 << 2,    /* no other thread of this program reads while it writes: large writes are quicker (epc-alone.c) */
} EpcStoreFlags;

/* A new workspace with schema and seeds (country and its office, standards, MPA list, documents, code lists). Never
 * overwrites. EPC_ERROR_WRITE, EPC_ERROR_REFUSED (exists), EPC_ERROR_INVALID (no such country). */
EpcStore *epc_store_create (const char *path, const EpcStoreSetup *setup, GError **error);
/* EPC_ERROR_READ, EPC_ERROR_DAMAGED (not a workspace, damaged), EPC_ERROR_REFUSED (made by a newer version), EPC_ERROR_BUSY.
 * Migrates an older file after a backup. */
EpcStore *epc_store_open (const char *path, EpcStoreFlags flags, GError **error);
void epc_store_close (EpcStore *store); /* waits for the writer, truncating checkpoint; safe twice */
const char *epc_store_path (EpcStore *store);
/* Nothing can be changed here: the file cannot be written to, or it is a reader's. */
gboolean epc_store_is_read_only (EpcStore *store);
/* It was made with the role "reader": it takes in what comes in packages, and refuses every other change. */
gboolean epc_store_is_reader (EpcStore *store);
/* Notices since opening, as the signal would have said them (the command line prints them): sentences. */
const char *const *epc_store_notices (EpcStore *store);

/* Who changes are written by; default: the login name. */
void epc_store_set_author (EpcStore *store, const char *author);
const char *epc_store_author (EpcStore *store);
const char *epc_store_country (EpcStore *store); /* ISO3 of the office */
EpcUid epc_store_office (EpcStore *store);
const char *epc_store_zone (EpcStore *store); /* IANA zone of the office, "UTC" when unknown */
char *epc_store_replica (EpcStore *store);    /* hex of this replica's id */

/* --- writing: the one door --- */

/* Runs on the writer thread inside BEGIN IMMEDIATE; FALSE with @error rolls everything back. */
typedef gboolean (*EpcWriteFunc) (EpcTransaction *transaction, gpointer data, GError **error);

/* @label is the caption of the undo step (translated). Waits for the commit. Also from the writer itself (a savepoint). */
gboolean epc_store_write (EpcStore *store, const char *label, EpcWriteFunc func, gpointer data, GError **error);
/* The same of about @n_rows rows: many of them may take the quicker way (EPC_STORE_ALONE). */
gboolean epc_store_write_many (EpcStore *store, const char *label, guint64 n_rows, EpcWriteFunc func, gpointer data, GError **error);
/* The same for what came in a package, or is needed to take one in (a key that is trusted): a reader's workspace takes that, too. Not from the
 * writer itself. */
gboolean epc_store_write_received (EpcStore *store, const char *label, EpcWriteFunc func, gpointer data, GError **error);
void epc_store_write_async (EpcStore *store, const char *label, EpcWriteFunc func, gpointer data, GDestroyNotify destroy,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean epc_store_write_finish (EpcStore *store, GAsyncResult *result, GError **error);
/* Changes made between begin and end become one undo step (one visit to a form). Nesting is not allowed. */
void epc_store_begin_step (EpcStore *store, const char *label);
void epc_store_end_step (EpcStore *store);

/* --- reading, on any thread; each call takes a reader from the pool --- */

/* One record with all its values; deleted ones too. EPC_ERROR_NOT_FOUND. */
EpcRecord *epc_store_get (EpcStore *store, const EpcEntity *entity, const EpcUid *uid, GError **error);
EpcRecord *epc_store_get_row (EpcStore *store, const EpcEntity *entity, gint64 row, GError **error);
/* By what a person types: code (also a former one), uid, P-code or other single-field natural key, or an exact title
 * (accents folded). Two matches: EPC_ERROR_AMBIGUOUS that lists both. */
EpcRecord *epc_store_find (EpcStore *store, const EpcEntity *entity, const char *reference, GError **error);
gboolean epc_store_find_uid (EpcStore *store, const EpcEntity *entity, const char *reference, EpcUid *uid, GError **error);
/* How the record is called in lists: title fields with references and places by name; the code when they are empty. Cached. */
char *epc_store_title (EpcStore *store, const EpcEntity *entity, const EpcUid *uid);
/* Name of a P-code in the interface language or as stored; a copy of @pcode when it is not known. */
char *epc_store_place_name (EpcStore *store, const char *pcode);
/* The same in @language (NULL: the interface's), as far as the place has a name in it. */
char *epc_store_place_name_in (EpcStore *store, const char *pcode, const char *language);
/* P-code of the place on @level that @pcode lies in, or is; NULL: not known. Free with g_free(). */
char *epc_store_place_above (EpcStore *store, const char *pcode, gint64 level);
/* Value as a person reads it, with references and places by name. */
char *epc_store_display (EpcStore *store, const EpcRecord *record, const char *key, const char *language);
/* Text that finds the referenced record again on import: its code, single natural key, or uid. NULL when empty. */
char *epc_store_reference_text (EpcStore *store, const EpcField *field, const EpcUid *uid);
/* Reads @text into @record like epc_record_parse(), and resolves references by epc_store_find_uid(). */
gboolean epc_store_parse (EpcStore *store, EpcRecord *record, const char *key, const char *text, GError **error);

/* The bytes of an attachment by its SHA-256, with which the value of a file field begins. EPC_ERROR_NOT_FOUND. */
GBytes *epc_store_attachment (EpcStore *store, const char *value, GError **error);

/* Settings of the workspace: key/value text, journaled like a record (entity "setting"). NULL: default. */
char *epc_store_setting (EpcStore *store, const char *key);
gboolean epc_store_set_setting (EpcStore *store, const char *key, const char *value, GError **error);

G_END_DECLS
