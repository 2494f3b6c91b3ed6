/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-sqlite.h"

#include <stdarg.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "base/epc-error.h"
#include "base/epc-i18n.h"

/* Steps of SQLite's machine between two looks at the cancellable: some 0.1 ms. */
#define STEPS_BETWEEN_LOOKS 10000

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

gboolean
epc_sqlite_fail (EpcSqlite *db, int code, GError **error)
{
  const char *path = db != NULL && db->path != NULL ? db->path : "";
  g_autofree char *name = g_path_get_basename (path);
  const char *detail = db != NULL && db->handle != NULL ? sqlite3_errmsg (db->handle) : sqlite3_errstr (code);

  switch (code & 0xff)
    {
    case SQLITE_INTERRUPT:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Stopped."));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      g_set_error (error, EPC_ERROR, EPC_ERROR_BUSY, _("%s is being written to by another program. Try again in a moment."),
                   name);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s is damaged (%s)."), name, detail);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be written to: it is read-only."), name);
      break;
    case SQLITE_FULL:
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be written: the disk is full. Nothing was changed."), name);
      break;
    case SQLITE_NOMEM:
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("There is not enough memory for this. Nothing was changed."));
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("%s cannot be opened (%s)."), name, detail);
      break;
    case SQLITE_IOERR:
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("The disk failed while working on %s (%s). Nothing was changed."), name,
                   detail);
      break;
    default:
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("The workspace refused the change (%s)."), detail);
    }
  return FALSE;
}

static int
look_at_cancellable (gpointer data)
{
  EpcSqlite *db = data;

  return g_cancellable_is_cancelled (db->cancellable);
}

void
epc_sqlite_set_cancellable (EpcSqlite *db, GCancellable *cancellable)
{
  g_set_object (&db->cancellable, cancellable);
  sqlite3_progress_handler (db->handle, cancellable != NULL ? STEPS_BETWEEN_LOOKS : 0,
                            cancellable != NULL ? look_at_cancellable : NULL, db);
}

/* SQLite counts its memory under a lock unless told not to; nobody reads the count. Too late if another library was first. */
static gpointer
configure (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

EpcSqlite *
epc_sqlite_open (const char *path, EpcSqliteMode mode, GError **error)
{
  static GOnce once = G_ONCE_INIT;
  g_autoptr (EpcSqlite) db = g_new0 (EpcSqlite, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE;
  g_autofree char *escaped = g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, TRUE);
  g_autofree char *uri = g_strdup_printf (path[0] == '/' ? "file://%s%s" : "file:%s%s", escaped,
                                          mode == EPC_SQLITE_IMMUTABLE ? "?immutable=1" : "");

  g_once (&once, configure, NULL);
  db->path = g_strdup (path);
  db->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (mode == EPC_SQLITE_IMMUTABLE)
    flags |= SQLITE_OPEN_READONLY;
  else
    flags |= SQLITE_OPEN_READWRITE | (mode == EPC_SQLITE_CREATE ? SQLITE_OPEN_CREATE : 0);
  int code = sqlite3_open_v2 (uri, &db->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      epc_sqlite_fail (db, code, error);
      return NULL;
    }
  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, EPC_BUSY_MILLISECONDS);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  if (mode == EPC_SQLITE_READER || mode == EPC_SQLITE_IMMUTABLE)
    sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* The cache is ours to set: distributions differ. Negative: KiB. */
  if (!epc_sqlite_exec (
          db,
          mode == EPC_SQLITE_READER || mode == EPC_SQLITE_IMMUTABLE
              ? "PRAGMA query_only=ON; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON"
              : "PRAGMA cache_size=-32000; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; "
                "PRAGMA secure_delete=ON; PRAGMA recursive_triggers=OFF; PRAGMA journal_size_limit=4194304",
          error)
      || !epc_sqlite_add_functions (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

void
epc_sqlite_close (EpcSqlite *db)
{
  if (db == NULL)
    return;
  g_hash_table_unref (db->statements);
  sqlite3_close_v2 (db->handle);
  g_clear_object (&db->cancellable);
  g_free (db->path);
  g_free (db);
}

void
epc_sqlite_widen (EpcSqlite *db, gboolean is_local)
{
  epc_sqlite_exec (db, "PRAGMA cache_size=-40000", NULL);
  /* Half of what such a query costs is copying pages: mapped they are read where they lie. A mapped disk that fails ends the program, so
   * only where none can be pulled out, and not a moment longer than the query. */
  if (is_local && epc_sqlite_exec (db, "PRAGMA mmap_size=2147418112", NULL))
    db->is_mapped = TRUE;
}

void
epc_sqlite_shrink (EpcSqlite *db)
{
  int used = 0, high = 0;

  if (db->is_mapped)
    epc_sqlite_exec (db, "PRAGMA mmap_size=0", NULL);
  db->is_mapped = FALSE;
  if (sqlite3_db_status (db->handle, SQLITE_DBSTATUS_CACHE_USED, &used, &high, 0) != SQLITE_OK || used < 12 * 1024 * 1024)
    return;
  epc_sqlite_exec (db, "PRAGMA cache_size=-8000", NULL);
  sqlite3_db_release_memory (db->handle);
#ifdef __GLIBC__
  /* what a large answer was sorted in lies free between what is in use; the C library keeps it unless asked */
  malloc_trim (0);
#endif
}

sqlite3_stmt *
epc_sqlite_prepare (EpcSqlite *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (db->statements, sql);

  if (statement != NULL)
    {
      /* Left half read by an error path: begin anew. */
      if (sqlite3_stmt_busy (statement))
        sqlite3_reset (statement);
      return statement;
    }
  int code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      epc_sqlite_fail (db, code, error);
      return NULL;
    }
  g_hash_table_insert (db->statements, (gpointer) sql, statement);
  return statement;
}

sqlite3_stmt *
epc_sqlite_prepare_once (EpcSqlite *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    {
      epc_sqlite_fail (db, code, error);
      return NULL;
    }
  return statement;
}

gboolean
epc_sqlite_still_writes (EpcSqlite *db, GError **error)
{
  if (!db->is_writing || !sqlite3_get_autocommit (db->handle))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("The change was taken back by the disk. Nothing was changed."));
  return FALSE;
}

EpcStep
epc_sqlite_step (EpcSqlite *db, sqlite3_stmt *statement, GError **error)
{
  if (!epc_sqlite_still_writes (db, error))
    return EPC_STEP_ERROR;
  int code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    return EPC_STEP_ROW;
  if (code == SQLITE_DONE)
    return EPC_STEP_DONE;
  epc_sqlite_fail (db, code, error);
  sqlite3_reset (statement);
  return EPC_STEP_ERROR;
}

gboolean
epc_sqlite_exec (EpcSqlite *db, const char *sql, GError **error)
{
  if (!epc_sqlite_still_writes (db, error))
    return FALSE;
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK ? TRUE : epc_sqlite_fail (db, code, error);
}

gboolean
epc_sqlite_exec_format (EpcSqlite *db, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *sql = g_strdup_vprintf (format, args);
  va_end (args);
  return epc_sqlite_exec (db, sql, error);
}

void
epc_sqlite_bind_uid (sqlite3_stmt *statement, int position, const EpcUid *uid)
{
  if (uid == NULL || epc_uid_is_nil (uid))
    sqlite3_bind_null (statement, position);
  else
    sqlite3_bind_blob (statement, position, uid->bytes, sizeof uid->bytes, SQLITE_TRANSIENT);
}

static void
bind_valist (sqlite3_stmt *statement, const char *types, va_list args)
{
  for (int i = 1; *types != '\0'; types++, i++)
    switch (*types)
      {
      case 'i':
        sqlite3_bind_int64 (statement, i, va_arg (args, gint64));
        break;
      case 'd':
        sqlite3_bind_double (statement, i, va_arg (args, double));
        break;
      case 't':
        sqlite3_bind_text (statement, i, va_arg (args, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'u':
        epc_sqlite_bind_uid (statement, i, va_arg (args, const EpcUid *));
        break;
      case 'n':
        sqlite3_bind_null (statement, i);
        break;
      default:
        g_assert_not_reached ();
      }
}

void
epc_sqlite_bind (sqlite3_stmt *statement, const char *types, ...)
{
  va_list args;

  va_start (args, types);
  bind_valist (statement, types, args);
  va_end (args);
}

gboolean
epc_sqlite_run (EpcSqlite *db, GError **error, const char *sql, const char *types, ...)
{
  epc_auto_reset sqlite3_stmt *statement = epc_sqlite_prepare (db, sql, error);
  va_list args;
  EpcStep step;

  if (statement == NULL)
    return FALSE;
  va_start (args, types);
  bind_valist (statement, types, args);
  va_end (args);
  while ((step = epc_sqlite_step (db, statement, error)) == EPC_STEP_ROW)
    ;
  return step == EPC_STEP_DONE;
}

gboolean
epc_sqlite_integer (EpcSqlite *db, gint64 *value, gboolean *found, GError **error, const char *sql, const char *types, ...)
{
  epc_auto_reset sqlite3_stmt *statement = epc_sqlite_prepare (db, sql, error);
  va_list args;

  *value = 0;
  if (found != NULL)
    *found = FALSE;
  if (statement == NULL)
    return FALSE;
  va_start (args, types);
  bind_valist (statement, types, args);
  va_end (args);
  EpcStep step = epc_sqlite_step (db, statement, error);
  if (step == EPC_STEP_ROW && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    {
      *value = sqlite3_column_int64 (statement, 0);
      if (found != NULL)
        *found = TRUE;
    }
  return step != EPC_STEP_ERROR;
}

char *
epc_sqlite_text (EpcSqlite *db, GError **error, const char *sql, const char *types, ...)
{
  epc_auto_reset sqlite3_stmt *statement = epc_sqlite_prepare (db, sql, error);
  va_list args;

  if (statement == NULL)
    return NULL;
  va_start (args, types);
  bind_valist (statement, types, args);
  va_end (args);
  if (epc_sqlite_step (db, statement, error) != EPC_STEP_ROW)
    return NULL;
  return g_strdup ((const char *) sqlite3_column_text (statement, 0));
}

gboolean
epc_sqlite_column_uid (sqlite3_stmt *statement, int column, EpcUid *uid)
{
  const void *bytes = sqlite3_column_blob (statement, column);

  if (bytes == NULL || sqlite3_column_bytes (statement, column) != (int) sizeof uid->bytes)
    {
      memset (uid, 0, sizeof *uid);
      return FALSE;
    }
  memcpy (uid->bytes, bytes, sizeof uid->bytes);
  return TRUE;
}
