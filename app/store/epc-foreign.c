/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-foreign-private.h"

#include <sqlite3.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define STEPS_BETWEEN_LOOKS 100000
#define LOOKS_PER_ROW 500 /* fifty million steps for one row: no honest table needs a hundredth */
#define VALUE_MAX (128 * 1024 * 1024)

struct _EpcForeign
{
  sqlite3 *handle;
  char *name;
  GBytes *bytes; /* keeps a database in memory alive */
  guint looks;
  gboolean is_ours;
};

struct _EpcForeignRows
{
  EpcForeign *foreign;
  sqlite3_stmt *statement;
  GPtrArray *mended; /* texts of this row that were no UTF-8; NULL: none yet */
  char **names;      /* of the columns, as UTF-8; NULL: not asked yet */
};

struct _EpcForeignInsert
{
  EpcForeign *foreign;
  sqlite3_stmt *statement;
};

static gboolean
fail (EpcForeign *foreign, GError **error)
{
  int code = foreign->handle != NULL ? sqlite3_errcode (foreign->handle) & 0xff : SQLITE_NOMEM;
  const char *detail = foreign->handle != NULL ? sqlite3_errmsg (foreign->handle) : sqlite3_errstr (code);

  if (foreign->is_ours)
    g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s"), foreign->name, detail);
  else if (code == SQLITE_INTERRUPT)
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s: reading one row takes longer than any honest table needs."),
                 foreign->name);
  else if (code == SQLITE_CANTOPEN || code == SQLITE_IOERR || code == SQLITE_BUSY || code == SQLITE_PERM)
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), foreign->name, detail);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is damaged: %s"), foreign->name, detail);
  return FALSE;
}

static int
look (gpointer data)
{
  EpcForeign *foreign = data;

  return ++foreign->looks > LOOKS_PER_ROW;
}

/* Reading of tables is all there is to do; the functions are those that our own SELECTs name. */
static int
authorise (gpointer data, int action, const char *a, const char *b, const char *database, const char *trigger)
{
  static const char *const functions[] = { "count", "lower", "length", "substr", "like", "min", "max" };

  if (action == SQLITE_SELECT || action == SQLITE_READ)
    return trigger == NULL ? SQLITE_OK : SQLITE_DENY; /* inside a view of theirs: no */
  if (action == SQLITE_FUNCTION)
    for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
      if (g_ascii_strcasecmp (b, functions[i]) == 0)
        return SQLITE_OK;
  if (action == SQLITE_PRAGMA && g_ascii_strcasecmp (a, "application_id") == 0 && b == NULL)
    return SQLITE_OK;
  return SQLITE_DENY;
}

static void
guard (EpcForeign *foreign)
{
  sqlite3_extended_result_codes (foreign->handle, 0);
  sqlite3_db_config (foreign->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (foreign->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (foreign->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (foreign->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (foreign->handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_limit (foreign->handle, SQLITE_LIMIT_LENGTH, VALUE_MAX);
  sqlite3_limit (foreign->handle, SQLITE_LIMIT_SQL_LENGTH, 1000000);
  sqlite3_limit (foreign->handle, SQLITE_LIMIT_COLUMN, 2000);
  sqlite3_limit (foreign->handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
  sqlite3_limit (foreign->handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (foreign->handle, SQLITE_LIMIT_WORKER_THREADS, 0);
  sqlite3_busy_timeout (foreign->handle, 2000);
  sqlite3_exec (foreign->handle, "PRAGMA query_only=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-8000", NULL,
                NULL, NULL);
  sqlite3_progress_handler (foreign->handle, STEPS_BETWEEN_LOOKS, look, foreign);
  sqlite3_set_authorizer (foreign->handle, authorise, foreign);
}

static int
open_file (EpcForeign *foreign, const char *path, gboolean is_immutable)
{
  g_autofree char *escaped = g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, TRUE);
  g_autofree char *uri
      = g_strdup_printf (path[0] == '/' ? "file://%s%s" : "file:%s%s", escaped, is_immutable ? "?immutable=1" : "?mode=ro");

  sqlite3_close_v2 (g_steal_pointer (&foreign->handle));
  int code = sqlite3_open_v2 (uri, &foreign->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE, NULL);
  if (code != SQLITE_OK)
    return code;
  guard (foreign);
  /* Only now is the file looked at. */
  sqlite3_stmt *statement = NULL;
  code = sqlite3_prepare_v2 (foreign->handle, "SELECT count(*) FROM sqlite_schema", -1, &statement, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_step (statement) == SQLITE_ROW ? SQLITE_OK : sqlite3_errcode (foreign->handle);
  sqlite3_finalize (statement);
  return code;
}

static int
open_memory (EpcForeign *foreign, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  int code = sqlite3_open_v2 (":memory:", &foreign->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_PRIVATECACHE, NULL);

  if (code != SQLITE_OK)
    return code;
  foreign->bytes = g_bytes_ref (bytes);
  code = sqlite3_deserialize (foreign->handle, "main", (guint8 *) data, (sqlite3_int64) length, (sqlite3_int64) length,
                              SQLITE_DESERIALIZE_READONLY);
  guard (foreign);
  return code;
}

EpcForeign *
epc_foreign_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (EpcForeign) foreign = g_new0 (EpcForeign, 1);

  foreign->name = g_strdup (name);
  int code = bytes != NULL ? open_memory (foreign, bytes) : open_file (foreign, path, FALSE);
  /* On a medium that cannot be written to, a file that another program left with its journal is read as it stands. */
  if (code != SQLITE_OK && bytes == NULL && code != SQLITE_NOTADB && code != SQLITE_CORRUPT)
    code = open_file (foreign, path, TRUE);
  if (code != SQLITE_OK)
    {
      fail (foreign, error);
      return NULL;
    }
  return g_steal_pointer (&foreign);
}

void
epc_foreign_close (EpcForeign *foreign)
{
  if (foreign == NULL)
    return;
  sqlite3_close_v2 (foreign->handle);
  g_clear_pointer (&foreign->bytes, g_bytes_unref);
  g_free (foreign->name);
  g_free (foreign);
}

EpcForeignRows *
epc_foreign_query (EpcForeign *foreign, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  foreign->looks = 0;
  if (sqlite3_prepare_v2 (foreign->handle, sql, -1, &statement, NULL) != SQLITE_OK || statement == NULL)
    {
      fail (foreign, error);
      sqlite3_finalize (statement);
      return NULL;
    }
  EpcForeignRows *rows = g_new0 (EpcForeignRows, 1);
  rows->foreign = foreign;
  rows->statement = statement;
  return rows;
}

void
epc_foreign_rows_free (EpcForeignRows *rows)
{
  if (rows == NULL)
    return;
  sqlite3_finalize (rows->statement);
  g_clear_pointer (&rows->mended, g_ptr_array_unref);
  g_strfreev (rows->names);
  g_free (rows);
}

gboolean
epc_foreign_next (EpcForeignRows *rows, GError **error)
{
  rows->foreign->looks = 0;
  if (rows->mended != NULL)
    g_ptr_array_set_size (rows->mended, 0);
  int code = sqlite3_step (rows->statement);
  if (code == SQLITE_ROW)
    return TRUE;
  return code == SQLITE_DONE ? FALSE : fail (rows->foreign, error);
}

guint
epc_foreign_n_columns (EpcForeignRows *rows)
{
  return (guint) sqlite3_column_count (rows->statement);
}

const char *
epc_foreign_column_name (EpcForeignRows *rows, guint column)
{
  if (rows->names == NULL)
    {
      guint n = epc_foreign_n_columns (rows);

      rows->names = g_new0 (char *, n + 1);
      for (guint i = 0; i < n; i++)
        rows->names[i] = g_utf8_make_valid (sqlite3_column_name (rows->statement, (int) i), -1);
    }
  return rows->names[column];
}

EpcForeignKind
epc_foreign_kind (EpcForeignRows *rows, guint column)
{
  switch (sqlite3_column_type (rows->statement, (int) column))
    {
    case SQLITE_INTEGER:
      return EPC_FOREIGN_INTEGER;
    case SQLITE_FLOAT:
      return EPC_FOREIGN_REAL;
    case SQLITE_TEXT:
      return EPC_FOREIGN_TEXT;
    case SQLITE_BLOB:
      return EPC_FOREIGN_BLOB;
    default:
      return EPC_FOREIGN_NULL;
    }
}

const char *
epc_foreign_text (EpcForeignRows *rows, guint column, gsize *length)
{
  const char *text = (const char *) sqlite3_column_text (rows->statement, (int) column);

  /* Any bytes may stand in a foreign file: what is no text becomes text with marks for what could not be read. */
  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    {
      char *valid = g_utf8_make_valid (text, -1);

      if (rows->mended == NULL)
        rows->mended = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (rows->mended, valid);
      text = valid;
    }
  *length = text != NULL ? strlen (text) : 0;
  return text != NULL ? text : "";
}

gint64
epc_foreign_integer (EpcForeignRows *rows, guint column)
{
  return sqlite3_column_int64 (rows->statement, (int) column);
}

double
epc_foreign_real (EpcForeignRows *rows, guint column)
{
  return sqlite3_column_double (rows->statement, (int) column);
}

const guint8 *
epc_foreign_blob (EpcForeignRows *rows, guint column, gsize *length)
{
  const guint8 *bytes = sqlite3_column_blob (rows->statement, (int) column);

  *length = bytes != NULL ? (gsize) sqlite3_column_bytes (rows->statement, (int) column) : 0;
  return bytes;
}

char *
epc_foreign_quote (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  return g_strconcat ("\"", doubled, "\"", NULL);
}

EpcForeignRows *
epc_foreign_table_rows (EpcForeign *foreign, const char *table, GError **error)
{
  g_autofree char *quoted = epc_foreign_quote (table);
  g_autofree char *sql = g_strconcat ("SELECT * FROM ", quoted, NULL);

  return epc_foreign_query (foreign, sql, error);
}

gint64
epc_foreign_table_count (EpcForeign *foreign, const char *table)
{
  g_autofree char *quoted = epc_foreign_quote (table);
  g_autofree char *sql = g_strconcat ("SELECT count(*) FROM ", quoted, NULL);
  g_autoptr (EpcForeignRows) rows = epc_foreign_query (foreign, sql, NULL);

  return rows != NULL && epc_foreign_next (rows, NULL) ? epc_foreign_integer (rows, 0) : 0;
}

gint64
epc_foreign_application_id (EpcForeign *foreign)
{
  g_autoptr (EpcForeignRows) rows = epc_foreign_query (foreign, "PRAGMA application_id", NULL);

  return rows != NULL && epc_foreign_next (rows, NULL) ? epc_foreign_integer (rows, 0) : 0;
}

gboolean
epc_foreign_has_table (EpcForeign *foreign, const char *table)
{
  gsize length;
  g_autoptr (EpcForeignRows) rows = epc_foreign_query (
      foreign, "SELECT name FROM sqlite_schema WHERE type = 'table' AND lower (substr (sql, 1, 20)) NOT LIKE 'create virtual%'", NULL);

  while (rows != NULL && epc_foreign_next (rows, NULL))
    if (g_ascii_strcasecmp (epc_foreign_text (rows, 0, &length), table) == 0)
      return TRUE;
  return FALSE;
}

/* --- writing --- */

EpcForeign *
epc_foreign_create (const char *path, GError **error)
{
  g_autoptr (EpcForeign) foreign = g_new0 (EpcForeign, 1);
  int code = sqlite3_open_v2 (path, &foreign->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_PRIVATECACHE, NULL);

  foreign->name = g_strdup (path);
  foreign->is_ours = TRUE;
  if (code != SQLITE_OK)
    fail (foreign, error);
  /* Appears under its name only when it is whole: no journal is needed on the way. */
  else if (epc_foreign_exec (foreign, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN", error))
    return g_steal_pointer (&foreign);
  return NULL;
}

gboolean
epc_foreign_exec (EpcForeign *foreign, const char *sql, GError **error)
{
  return sqlite3_exec (foreign->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (foreign, error);
}

EpcForeignInsert *
epc_foreign_insert_new (EpcForeign *foreign, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (foreign->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      fail (foreign, error);
      return NULL;
    }
  EpcForeignInsert *insert = g_new0 (EpcForeignInsert, 1);
  insert->foreign = foreign;
  insert->statement = statement;
  return insert;
}

void
epc_foreign_insert_free (EpcForeignInsert *insert)
{
  if (insert == NULL)
    return;
  sqlite3_finalize (insert->statement);
  g_free (insert);
}

void
epc_foreign_bind_integer (EpcForeignInsert *insert, guint position, gint64 value)
{
  sqlite3_bind_int64 (insert->statement, (int) position, value);
}

void
epc_foreign_bind_real (EpcForeignInsert *insert, guint position, double value)
{
  sqlite3_bind_double (insert->statement, (int) position, value);
}

void
epc_foreign_bind_text (EpcForeignInsert *insert, guint position, const char *text)
{
  sqlite3_bind_text (insert->statement, (int) position, text, -1, SQLITE_TRANSIENT);
}

void
epc_foreign_bind_blob (EpcForeignInsert *insert, guint position, const guint8 *bytes, gsize length)
{
  sqlite3_bind_blob64 (insert->statement, (int) position, bytes, length, SQLITE_TRANSIENT);
}

gboolean
epc_foreign_insert_run (EpcForeignInsert *insert, GError **error)
{
  int code = sqlite3_step (insert->statement);
  gboolean is_done = code == SQLITE_DONE || fail (insert->foreign, error);

  sqlite3_reset (insert->statement);
  sqlite3_clear_bindings (insert->statement);
  return is_done;
}

gboolean
epc_foreign_finish (EpcForeign *foreign, GError **error)
{
  return epc_foreign_exec (foreign, "COMMIT", error);
}
