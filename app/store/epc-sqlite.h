/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the store: one connection to a SQLite database, with our settings, a cache of prepared statements and errors as
 * sentences. A connection is used by one thread at a time.
 */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "base/epc-uid.h"

G_BEGIN_DECLS

/* "EPCD" */
#define EPC_APPLICATION_ID 0x45504344
/* How long a lock of another program is waited for. */
#define EPC_BUSY_MILLISECONDS 10000

typedef enum
{
  EPC_SQLITE_READER,    /* query_only */
  EPC_SQLITE_WRITER,    /* exists already */
  EPC_SQLITE_CREATE,    /* made if missing */
  EPC_SQLITE_IMMUTABLE, /* on a medium that cannot be written to, not even a lock */
} EpcSqliteMode;

typedef struct
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* SQL by address → sqlite3_stmt */
  GCancellable *cancellable;
  gboolean is_mapped; /* between widen and shrink */
  gboolean is_writing; /* from BEGIN to COMMIT: what would run after the disk took the transaction back is refused */
  GSList *searches;       /* who puts rows into the search index just now (EpcSearchMany), each freed before this */
  guint n_documents_gone; /* grows when a document of the search index went: whoever remembers one looks again */
} EpcSqlite;

EpcSqlite *epc_sqlite_open (const char *path, EpcSqliteMode mode, GError **error);
void epc_sqlite_close (EpcSqlite *db);

/* From now on long statements stop soon after @cancellable is cancelled, with G_IO_ERROR_CANCELLED. NULL: none. */
void epc_sqlite_set_cancellable (EpcSqlite *db, GCancellable *cancellable);

/* A statement kept for next time. @sql must live for ever (a literal or g_intern_string()). Reset it when done. */
sqlite3_stmt *epc_sqlite_prepare (EpcSqlite *db, const char *sql, GError **error);
/* A statement of the caller's own: sqlite3_finalize() it. */
sqlite3_stmt *epc_sqlite_prepare_once (EpcSqlite *db, const char *sql, GError **error);

typedef enum
{
  EPC_STEP_ERROR = -1,
  EPC_STEP_DONE = 0,
  EPC_STEP_ROW = 1,
} EpcStep;
/* Within a write: FALSE with EPC_ERROR_WRITE when its transaction is gone. An I/O error ends it whole, also where nobody heard of the error; each
 * statement after it would be a transaction of its own. Every step and exec asks. */
gboolean epc_sqlite_still_writes (EpcSqlite *db, GError **error);
EpcStep epc_sqlite_step (EpcSqlite *db, sqlite3_stmt *statement, GError **error);

/* SQL without results, one or many statements. */
gboolean epc_sqlite_exec (EpcSqlite *db, const char *sql, GError **error);
gboolean epc_sqlite_exec_format (EpcSqlite *db, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);
/* One cached statement with its parameters, run to its end. @types: a letter each: i gint64, d double, t text or NULL, u EpcUid
 * or NULL, n nothing (NULL). */
gboolean epc_sqlite_run (EpcSqlite *db, GError **error, const char *sql, const char *types, ...);
/* The first column of the first row; FALSE with *@found FALSE where there is none is not an error. */
gboolean epc_sqlite_integer (EpcSqlite *db, gint64 *value, gboolean *found, GError **error, const char *sql, const char *types,
                             ...);
char *epc_sqlite_text (EpcSqlite *db, GError **error, const char *sql, const char *types, ...);
void epc_sqlite_bind (sqlite3_stmt *statement, const char *types, ...);
void epc_sqlite_bind_uid (sqlite3_stmt *statement, int position, const EpcUid *uid);
/* FALSE and nil when the column is no 16 bytes. */
gboolean epc_sqlite_column_uid (sqlite3_stmt *statement, int column, EpcUid *uid);

/* The order epc_name and the function epc_contains (epc-functions.c). */
gboolean epc_sqlite_add_functions (EpcSqlite *db, GError **error);

/* Before a query that may read the whole file; @is_local: it lies on a disk that stays. */
void epc_sqlite_widen (EpcSqlite *db, gboolean is_local);
/* After it: the pages beyond a modest cache are given back. */
void epc_sqlite_shrink (EpcSqlite *db);

/* Sets @error for the failure @code of @db (handle may be NULL). Always returns FALSE. */
gboolean epc_sqlite_fail (EpcSqlite *db, int code, GError **error);

static inline void
epc_sqlite_reset (sqlite3_stmt **statement)
{
  if (*statement != NULL)
    {
      sqlite3_reset (*statement);
      sqlite3_clear_bindings (*statement);
    }
}

static inline void
epc_sqlite_finalize (sqlite3_stmt **statement)
{
  sqlite3_finalize (*statement);
}

/* A cached statement is given back, an own one finalised, when the variable goes out of scope. */
#define epc_auto_reset __attribute__ ((cleanup (epc_sqlite_reset)))
#define epc_auto_finalize __attribute__ ((cleanup (epc_sqlite_finalize)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSqlite, epc_sqlite_close)

G_END_DECLS
