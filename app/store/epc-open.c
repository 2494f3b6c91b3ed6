/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Creating and opening a workspace file.
 */
#include "epc-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"
#include "epc-care.h"
#include "epc-seed.h"

#define CHECK_AFTER_MILLISECONDS 3000

/* --- looking at a file before SQLite does --- */

static gboolean
fail_damaged (const char *path, const char *what, GError **error)
{
  g_autoptr (GPtrArray) backups = epc_store_list_backups (path);

  if (backups->len > 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s is damaged (%s). The newest backup is %s."), path, what,
                 (const char *) g_ptr_array_index (backups, 0));
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s is damaged (%s). There is no backup of it beside it."), path, what);
  return FALSE;
}

static gboolean
look_at_file (const char *path, GError **error)
{
  char head[16];

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("%s is a folder, not a workspace file."), path);
      return FALSE;
    }
  int fd = g_open (path, O_RDONLY | EPC_OPEN_PLAIN, 0);
  if (fd < 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("%s cannot be opened: %s."), path, g_strerror (errno));
      return FALSE;
    }
  gssize n = read (fd, head, sizeof head);
  g_close (fd, NULL);
  if (n < (gssize) sizeof head || memcmp (head, "SQLite format 3", sizeof head) != 0)
    {
      g_autoptr (GPtrArray) backups = epc_store_list_backups (path);
      if (backups->len > 0)
        return fail_damaged (path, _("its beginning is not that of a workspace"), error);
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s is not a workspace of EPC Desk."), path);
      return FALSE;
    }
  return TRUE;
}

/* FALSE with @error: not ours, or newer than this program. */
static gboolean
look_at_version (EpcStore *store, EpcSqlite *db, int *version, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 application, number;

  if (!epc_sqlite_integer (db, &application, NULL, &local, "PRAGMA application_id", "")
      || !epc_sqlite_integer (db, &number, NULL, &local, "PRAGMA user_version", ""))
    {
      if (g_error_matches (local, EPC_ERROR, EPC_ERROR_DAMAGED))
        return fail_damaged (store->path, _("its pages cannot be read"), error);
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (application != EPC_APPLICATION_ID)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s is not a workspace of EPC Desk."), store->path);
      return FALSE;
    }
  if (number > EPC_SCHEMA_VERSION)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _("%s was made by a newer version of EPC Desk. Install that version to open it; nothing was changed."),
                   store->path);
      return FALSE;
    }
  *version = (int) number;
  return TRUE;
}

/* --- opening --- */

static gboolean
set_journal_mode (EpcStore *store, const char *place, GError **error)
{
  g_autofree char *now = epc_sqlite_text (store->writer, error, "PRAGMA journal_mode", "");

  if (now == NULL)
    return FALSE;
  store->is_wal = place == NULL;
  if (store->is_read_only)
    {
      store->is_wal = g_str_equal (now, "wal");
      return TRUE;
    }
  if (place == NULL && !g_str_equal (now, "wal"))
    {
      if (!epc_sqlite_exec (store->writer, "PRAGMA journal_mode=WAL", error))
        return FALSE;
    }
  else if (place != NULL && g_str_equal (now, "wal")
           && !epc_sqlite_exec (store->writer,
                                "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL; "
                                "SELECT 1 FROM sqlite_schema LIMIT 1",
                                error))
    return FALSE;
  if (place != NULL)
    epc_store_add_notice (
        store, "journal-mode",
        g_strdup_printf (_("The workspace lies on %s. It works there for one person at a time and more slowly; "
                            "a folder of this computer is safer."),
                         place));
  return TRUE;
}

/* A large write or a network drive keeps a rollback journal; a reader that may write nothing would overlook it. */
static gboolean
refuse_half_written (EpcStore *store, GError **error)
{
  g_autofree char *journal = g_strconcat (store->path, "-journal", NULL);
  GStatBuf facts;

  if (!store->is_immutable || g_stat (journal, &facts) != 0 || facts.st_size == 0)
    return FALSE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
               _("%s was left in the middle of a change, which can only be turned round where the folder may be written to. Copy it and %s to such a folder and open it there."),
               store->path, journal);
  return TRUE;
}

/* Decides whether the file may be written to and opens the connection. */
static gboolean
open_connection (EpcStore *store, GError **error)
{
  const char *place = epc_files_not_local (store->path);
  g_autofree char *folder = g_path_get_dirname (store->path);
  g_autofree char *holder = NULL;

  store->is_read_only = (store->flags & EPC_STORE_READ_ONLY) != 0;
  /* Log, journal and lock lie beside the file: a folder that may not be written to is as good as a file that may not. */
  if (!store->is_read_only && (g_access (store->path, W_OK) != 0 || g_access (folder, W_OK) != 0))
    {
      store->is_read_only = TRUE;
      epc_store_add_notice (store, "read-only",
                            g_strdup_printf (_("%s may not be changed; it is open for reading only."), store->path));
    }
  if (!store->is_read_only && place != NULL && !epc_files_lock (store->path, &store->lock_path, &holder))
    {
      store->is_read_only = TRUE;
      epc_store_add_notice (store, "read-only",
                            g_strdup_printf (_("%s is being used by %s; it is open for reading only."), store->path, holder));
    }
  /* Even a reader of the log needs to write beside the file. */
  store->is_immutable = store->is_read_only && g_access (folder, W_OK) != 0;
  if (refuse_half_written (store, error))
    return FALSE;
  store->writer = epc_sqlite_open (store->path,
                                   store->is_immutable   ? EPC_SQLITE_IMMUTABLE
                                   : store->is_read_only ? EPC_SQLITE_READER
                                                         : EPC_SQLITE_WRITER,
                                   error);
  return store->writer != NULL && set_journal_mode (store, place, error);
}

static gboolean
migrate (EpcStore *store, int version, GError **error)
{
  EpcSqlite *db = store->writer;
  gboolean needed;

  if (!epc_schema_needs_migration (db, version, &needed, error))
    return FALSE;
  if (!needed)
    return TRUE;
  if (store->is_read_only)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _("%s was made by an older version of EPC Desk and must be opened for writing once, to bring it up to date."),
                   store->path);
      return FALSE;
    }
  if (version > 0)
    {
      g_autofree char *backup = epc_store_backup (store, NULL, NULL, error);
      if (backup == NULL)
        return FALSE;
    }
  if (!epc_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (epc_schema_migrate (db, version, error) && epc_search_rebuild (store, db, NULL, error)
      && epc_sqlite_exec (db, "COMMIT", error))
    return TRUE;
  if (!sqlite3_get_autocommit (db->handle))
    epc_sqlite_exec (db, "ROLLBACK", NULL);
  return FALSE;
}

/* --- the check after an unclean close, or once a day --- */

static gboolean
was_left_open (EpcSqlite *db)
{
  g_autofree char *mark = epc_sqlite_text (db, NULL, "SELECT value FROM _property WHERE key = 'open'", "");
  const char *pid = mark != NULL ? strrchr (mark, ' ') : NULL;

  if (pid == NULL)
    return FALSE;
  g_autofree char *host = g_strndup (mark, (gsize) (pid - mark));
  return !(g_str_equal (host, g_get_host_name ()) && epc_files_process_lives (g_ascii_strtoll (pid + 1, NULL, 10)));
}

static gboolean
note_checked (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  return epc_sqlite_run (db, error, "INSERT OR REPLACE INTO _property (key, value) VALUES ('checked', ?1)", "t", data)
         && (!was_left_open (db) || epc_sqlite_exec (db, "DELETE FROM _property WHERE key = 'open'", error));
}

/* One backup a day, of a workspace that was found whole, before the day's work is lost with it. */
static void
back_up_daily (EpcStore *store, const char *today)
{
  g_autoptr (GPtrArray) backups = epc_store_list_backups (store->path);
  g_autoptr (GError) error = NULL;

  if (backups->len > 0)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (backups, 0));
      if (g_str_has_prefix (name, today))
        return;
    }
  g_autofree char *path = epc_store_backup (store, NULL, store->closing, &error);
  if (path == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    epc_store_add_notice (store, "backup", g_strdup_printf (_("Today's backup could not be made: %s"), error->message));
}

/* Waits, so that the first frame has the disk to itself and a command that is over at once is not slowed. FALSE: closed meanwhile. */
static gboolean
wait_a_while (EpcStore *store)
{
  GPollFD fd;

  if (!g_cancellable_make_pollfd (store->closing, &fd))
    return FALSE;
  g_poll (&fd, 1, CHECK_AFTER_MILLISECONDS);
  g_cancellable_release_fd (store->closing);
  return !g_cancellable_is_cancelled (store->closing);
}

static gpointer
check_in_background (gpointer data)
{
  EpcStore *store = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;
  char today[EPC_DATE_SIZE];

  if (!wait_a_while (store))
    return NULL;
  g_autoptr (EpcSqlite) db = epc_sqlite_open (store->path, EPC_SQLITE_READER, &error);
  if (db == NULL)
    return NULL;
  epc_sqlite_set_cancellable (db, store->closing);
  answer = epc_sqlite_text (db, &error, "PRAGMA quick_check(1)", "");
  /* Closed meanwhile, or held by a large write: another time. */
  if (g_cancellable_is_cancelled (store->closing) || g_error_matches (error, EPC_ERROR, EPC_ERROR_BUSY))
    return NULL;
  if (g_strcmp0 (answer, "ok") == 0)
    {
      epc_date_today (today);
      back_up_daily (store, today);
      epc_writer_run (store, note_checked, today, store->closing, NULL);
      return NULL;
    }
  epc_store_add_notice (
      store, "damaged",
      g_strdup_printf (_("The workspace is damaged (%s). Save your work elsewhere, then restore the newest backup."),
                       answer != NULL ? answer : error->message));
  return NULL;
}

static void
start_check (EpcStore *store)
{
  char today[EPC_DATE_SIZE];

  if (store->is_read_only || (store->flags & EPC_STORE_NO_CHECK))
    return;
  epc_date_today (today);
  g_autofree char *checked = epc_sqlite_text (store->writer, NULL, "SELECT value FROM _property WHERE key = 'checked'", "");
  if (g_strcmp0 (checked, today) != 0 || was_left_open (store->writer))
    store->background = g_thread_new ("epc-quick-check", check_in_background, store);
}

/* The newest change says it was made after now: this clock, or the one it was made by, is wrong. */
static void
look_at_clock (EpcStore *store)
{
  gint64 newest, now = epc_clock_now ();

  if (store->is_read_only || epc_clock_is_fixed ()
      || !epc_sqlite_integer (store->writer, &newest, NULL, NULL, "SELECT max (wall) FROM _step", ""))
    return;
  if (newest <= now + G_TIME_SPAN_DAY)
    return;
  g_autofree char *moment = epc_moment_from_unix (newest, NULL);
  epc_store_add_notice (
      store, "clock-off",
      g_strdup_printf (_("The last change in this workspace is dated %s, which lies ahead. Check the date and time "
                          "of this computer before you go on."),
                       moment));
}

gboolean
epc_store_load_identity (EpcStore *store, EpcSqlite *db, GError **error)
{
  static const char sql[] = "SELECT \"value\" FROM \"setting\" WHERE \"key\" = ?1 AND _deleted = 0";
  g_autofree char *country = epc_sqlite_text (db, error, sql, "t", "country");
  g_autofree char *zone = epc_sqlite_text (db, NULL, sql, "t", "zone");
  g_autofree char *office = epc_sqlite_text (db, NULL, sql, "t", "office");
  g_autofree char *role = epc_sqlite_text (db, NULL, sql, "t", "role");

  g_mutex_lock (&store->lock);
  store->country = country != NULL ? (char *) g_intern_string (country) : NULL;
  store->zone = zone != NULL ? (char *) g_intern_string (zone) : NULL;
  if (office != NULL)
    epc_uid_from_text (office, &store->office);
  store->is_reader = g_strcmp0 (role, "reader") == 0;
  g_mutex_unlock (&store->lock);
  return TRUE;
}

static gboolean
open_checked (EpcStore *store, GError **error)
{
  int version = 0;

  return open_connection (store, error) && look_at_version (store, store->writer, &version, error)
         && migrate (store, version, error) && epc_replica_open (store, store->writer, error)
         && epc_store_load_identity (store, store->writer, error);
}

EpcStore *
epc_store_open (const char *path, EpcStoreFlags flags, GError **error)
{
  g_autoptr (EpcStore) store = NULL;
  g_autoptr (GError) local = NULL;
  gboolean is_finished;

  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  if (!epc_restore_finish (absolute, &is_finished, error) || !look_at_file (absolute, error))
    return NULL;
  store = g_object_new (EPC_TYPE_STORE, NULL);
  store->path = g_steal_pointer (&absolute);
  store->flags = flags;
  if (!open_checked (store, &local))
    {
      if (g_error_matches (local, EPC_ERROR, EPC_ERROR_DAMAGED) && strstr (local->message, store->path) == NULL)
        fail_damaged (store->path, _("its pages cannot be read"), error);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (is_finished)
    epc_store_add_notice (store, "restored",
                          g_strdup (_("Putting back a backup had been interrupted. It is finished now; what was there before is "
                                      "kept beside the workspace.")));
  look_at_clock (store);
  epc_writer_start (store);
  epc_replica_record (store);
  epc_own_codes_load (store);
  start_check (store);
  return g_steal_pointer (&store);
}

/* --- creating --- */

static gboolean
make_tables (const char *path, GError **error)
{
  g_autoptr (EpcSqlite) db = epc_sqlite_open (path, EPC_SQLITE_CREATE, error);
  EpcUid uid = epc_uid_new ();
  char text[EPC_UID_TEXT_SIZE], today[EPC_DATE_SIZE];

  epc_date_today (today);
  return db != NULL && epc_sqlite_exec (db, "PRAGMA encoding='UTF-8'; PRAGMA page_size=8192; BEGIN IMMEDIATE", error)
         && epc_schema_migrate (db, 0, error)
         && epc_sqlite_run (db, error, "INSERT INTO _property (key, value) VALUES ('uid', ?1)", "t", epc_uid_to_text (&uid, text))
         && epc_sqlite_run (db, error, "INSERT INTO _property (key, value) VALUES ('checked', ?1)", "t", today)
         && epc_sqlite_exec (db, "COMMIT", error);
}

EpcStore *
epc_store_create (const char *path, const EpcStoreSetup *setup, GError **error)
{
  g_return_val_if_fail (path != NULL && setup != NULL, NULL);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  if (!epc_seed_check_setup (setup, error))
    return NULL;
  int fd = g_open (absolute, O_CREAT | O_EXCL | O_WRONLY | EPC_OPEN_PLAIN, 0644);
  if (fd < 0)
    {
      if (errno == EEXIST)
        g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is there already; it was left as it is."), absolute);
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be made: %s."), absolute, g_strerror (errno));
      return NULL;
    }
  g_close (fd, NULL);
  g_autoptr (EpcStore) store = NULL;
  if (make_tables (absolute, error))
    store = epc_store_open (absolute, EPC_STORE_NO_CHECK, error);
  if (store != NULL && epc_seed_workspace (store, setup, error))
    return g_steal_pointer (&store);
  if (store != NULL)
    epc_store_close (store);
  epc_files_remove (absolute);
  return NULL;
}
