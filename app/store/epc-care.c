/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-care.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"
#include "epc-store-private.h"

/* Pages copied between two looks at the cancellable. */
#define PAGES_A_STEP 2000
/* Rotating backups: the newest so many, and no more than so many bytes besides the newest two. */
#define MOST_BACKUPS 12
#define MOST_BACKUP_BYTES (G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024)

/* --- where backups lie --- */

static char *
backup_folder (const char *path)
{
  return g_strconcat (path, ".backups", NULL);
}

/* Where they go when the folder of the workspace may not be written to. */
static char *
user_backup_folder (const char *path)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);
  g_autofree char *name = g_strdup_printf ("backups/%.16s/folder", hash);
  g_autofree char *inside = epc_path_user (name);

  return g_path_get_dirname (inside);
}

static int
compare_names_down (gconstpointer a, gconstpointer b)
{
  g_autofree char *first = g_path_get_basename (*(const char *const *) a);
  g_autofree char *second = g_path_get_basename (*(const char *const *) b);

  return strcmp (second, first);
}

static void
list_folder (const char *folder, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".epc"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
}

GPtrArray *
epc_store_list_backups (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *beside = backup_folder (absolute);
  g_autofree char *own = user_backup_folder (absolute);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  list_folder (beside, paths);
  list_folder (own, paths);
  g_ptr_array_sort (paths, compare_names_down);
  return paths;
}

/* --- copies that lie elsewhere --- */

#define MADE "backup " /* and the path: a property of the workspace, whose value is the day */

static gboolean
note_made (EpcStore *store, EpcSqlite *db, gpointer path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (epc_clock_now () / G_USEC_PER_SEC);
  g_autofree char *key = g_strconcat (MADE, path, NULL), *day = g_date_time_format (now, "%Y-%m-%d");

  return epc_sqlite_run (db, error, "INSERT OR REPLACE INTO _property (key, value) VALUES (?1, ?2)", "tt", key, day);
}

static gboolean
note_not_made (EpcStore *store, EpcSqlite *db, gpointer path, GError **error)
{
  g_autofree char *key = g_strconcat (MADE, path, NULL);

  return epc_sqlite_run (db, error, "DELETE FROM _property WHERE key = ?1", "t", key);
}

gboolean
epc_care_list_made (EpcSqlite *db, GPtrArray *seen, GPtrArray *unseen, GError **error)
{
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (db, "SELECT substr (key, 8), value FROM _property WHERE substr (key, 1, 7) = '" MADE "' ORDER BY value, key", error);
  EpcStep step = EPC_STEP_ERROR;

  while (rows != NULL && (step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      const char *path = (const char *) sqlite3_column_text (rows, 0), *day = (const char *) sqlite3_column_text (rows, 1);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (seen, g_strdup (path));
      else
        g_ptr_array_add (unseen, g_strdup_printf ("%s (%s)", path, day));
    }
  return step == EPC_STEP_DONE;
}

void
epc_care_list_aside (const char *path, GPtrArray *found)
{
  g_autofree char *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
  g_autofree char *stem = g_str_has_suffix (name, ".epc") ? g_strndup (name, strlen (name) - 4) : g_strdup (name), *start = g_strconcat (stem, " ", NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRegex) dated = g_regex_new (" \\d{4}-\\d{2}-\\d{2}( \\(\\d+\\))?\\.epc$", 0, 0, NULL);

  list_folder (folder, all);
  for (guint i = 0; i < all->len; i++)
    {
      g_autofree char *own = g_path_get_basename (all->pdata[i]);
      if (g_str_has_prefix (own, start) && g_regex_match (dated, own, 0, NULL))
        g_ptr_array_add (found, g_strdup (all->pdata[i]));
    }
}

static gint64
size_of (const char *path)
{
  GStatBuf facts;

  return g_stat (path, &facts) == 0 ? (gint64) facts.st_size : 0;
}

static void
drop_old_backups (const char *path)
{
  g_autoptr (GPtrArray) paths = epc_store_list_backups (path);
  gint64 bytes = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      const char *backup = g_ptr_array_index (paths, i);
      bytes += size_of (backup);
      if (i >= MOST_BACKUPS || (i >= 2 && bytes > MOST_BACKUP_BYTES))
        g_unlink (backup);
    }
}

static char *
new_backup_path (const char *path, GError **error)
{
  g_autofree char *folder = backup_folder (path);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (epc_clock_now () / G_USEC_PER_SEC);
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%d %H%M%S");

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_access (folder, W_OK) != 0)
    {
      g_free (folder);
      folder = user_backup_folder (path);
      if (g_mkdir_with_parents (folder, 0700) != 0)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be made: %s."), folder, g_strerror (errno));
          return NULL;
        }
    }
  /* Behind all of the same second, also those that were dropped: the newest sorts last. */
  g_autofree char *free_path = NULL;
  for (guint i = 100; i-- > 0;)
    {
      g_autofree char *name = i == 0 ? g_strdup_printf ("%s.epc", moment) : g_strdup_printf ("%s_%02u.epc", moment, i);
      g_autofree char *backup = g_build_filename (folder, name, NULL);
      if (g_file_test (backup, G_FILE_TEST_EXISTS))
        break;
      g_free (free_path);
      free_path = g_steal_pointer (&backup);
    }
  if (free_path == NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s holds a hundred backups of this second; wait for the next."), folder);
  return g_steal_pointer (&free_path);
}

/* --- making one --- */

static gboolean
copy_pages (EpcSqlite *from, EpcSqlite *to, GCancellable *cancellable, GError **error)
{
  int code;
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");

  if (backup == NULL)
    return epc_sqlite_fail (to, sqlite3_errcode (to->handle), error);
  do
    {
      code = sqlite3_backup_step (backup, PAGES_A_STEP);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        sqlite3_sleep (20);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          sqlite3_backup_finish (backup);
          return FALSE;
        }
    }
  while (code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED);
  sqlite3_backup_finish (backup);
  return code == SQLITE_DONE ? TRUE : epc_sqlite_fail (to, code, error);
}

/* The copy is no longer the replica it was taken from, and nobody has it open. */
static gboolean
mark_copy (EpcSqlite *copy, GError **error)
{
  return epc_sqlite_exec (
      copy,
      "PRAGMA journal_mode=DELETE; BEGIN; INSERT OR REPLACE INTO _property (key, value) VALUES ('restored', 'yes'); "
      "DELETE FROM _property WHERE key = 'open'; COMMIT",
      error);
}

static gboolean
verify (EpcSqlite *db, GError **error)
{
  g_autofree char *answer = epc_sqlite_text (db, error, "PRAGMA integrity_check(1)", "");

  if (answer == NULL)
    return FALSE;
  if (g_str_equal (answer, "ok"))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s is damaged (%s)."), db->path, answer);
  return FALSE;
}

gboolean
epc_care_copy (EpcSqlite *from, EpcSqlite *to, GCancellable *cancellable, GError **error)
{
  return copy_pages (from, to, cancellable, error) && mark_copy (to, error) && verify (to, error);
}

static gboolean
make_copy (EpcStore *store, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcSqlite) from
      = epc_sqlite_open (store->path, store->is_immutable ? EPC_SQLITE_IMMUTABLE : EPC_SQLITE_READER, error);
  g_autoptr (EpcSqlite) to = from != NULL ? epc_sqlite_open (path, EPC_SQLITE_CREATE, error) : NULL;

  if (to == NULL)
    return FALSE;
  epc_sqlite_set_cancellable (to, cancellable);
  /* One moment of the workspace, whatever is written meanwhile. */
  return epc_sqlite_exec (from, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", error)
         && epc_care_copy (from, to, cancellable, error);
}

char *
epc_store_backup (EpcStore *store, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *final = path != NULL ? g_canonicalize_filename (path, NULL) : new_backup_path (store->path, error);

  if (final == NULL)
    return NULL;
  if (g_file_test (final, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is there already; it was left as it is."), final);
      return NULL;
    }
  g_autofree char *part = g_strconcat (final, ".part", NULL);
  /* One that was interrupted, with the journal that would be played into the new one. */
  epc_files_remove (part);
  /* Before it is made, so that the copy knows of itself when it takes the place of the workspace. A workspace that is only read cannot note it. */
  gboolean is_noted = path != NULL && epc_writer_run (store, note_made, final, NULL, NULL);
  gboolean done = make_copy (store, part, cancellable, error);
  if (!done)
    epc_files_remove (part);
  else if (g_rename (part, final) != 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be written: %s."), final, g_strerror (errno));
      g_unlink (part);
      done = FALSE;
    }
  if (!done)
    {
      if (is_noted)
        epc_writer_run (store, note_not_made, final, NULL, NULL);
      return NULL;
    }
  epc_files_sync_folder (final);
  if (path == NULL)
    drop_old_backups (store->path);
  return g_steal_pointer (&final);
}

/* --- figures --- */

GArray *
epc_store_stats (EpcStore *store, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  g_autoptr (GArray) stats = g_array_new (FALSE, FALSE, sizeof (EpcEntityStats));
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  if (reader.db == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*), coalesce (sum (_deleted <> 0), 0) FROM \"%s\"", all[i]->key);
      epc_auto_finalize sqlite3_stmt *row = epc_sqlite_prepare_once (reader.db, sql, error);
      if (row == NULL || epc_sqlite_step (reader.db, row, error) != EPC_STEP_ROW)
        return NULL;
      EpcEntityStats one = { all[i], 0, sqlite3_column_int64 (row, 1) };
      one.live = sqlite3_column_int64 (row, 0) - one.deleted;
      if (one.live + one.deleted > 0)
        g_array_append_val (stats, one);
    }
  return g_steal_pointer (&stats);
}

gint64
epc_store_file_size (EpcStore *store)
{
  g_autofree char *log = g_strconcat (store->path, "-wal", NULL);

  return size_of (store->path) + size_of (log);
}
