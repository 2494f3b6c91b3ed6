/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Putting a backup in the place of a workspace, so that a kill at any moment leaves the old one whole or the new one:
 *
 * 1. X.restoring: the copy of the backup, made and verified.
 * 2. What the log of the old workspace holds goes into its file, and everybody is kept out.
 * 3. X.aside: a second name of the old file (where the disk has none: a copy).
 * 4. X.restoring takes the place of X by one rename.
 * 5. X.aside gets the name under which people find it.
 *
 * The log of a damaged file may not go into it (2). Then two files must change places at once: X.restoring is first renamed to
 * X.restored, which says that it is decided; from there on whoever opens X ends it. X.aside that is X by another name is of a
 * restore that did not happen, any other of one that did.
 */
#include "epc-care.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"
#include "epc-store-private.h"

#define ENOUGH_MILLISECONDS 2000

/* The logs first: where the file has its new name its logs have theirs. */
static const char *const endings[] = { "-wal", "-journal", "" };

static gboolean
has (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS);
}

static gboolean
has_log (const char *path)
{
  return has (path, "-wal") || has (path, "-journal");
}

static gboolean
fail_write (const char *path, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be written: %s."), path, g_strerror (errno));
  return FALSE;
}

static gboolean
rename_over (const char *from, const char *to, GError **error)
{
  if (g_rename (from, to) != 0)
    return fail_write (to, error);
  epc_files_sync_folder (to);
  return TRUE;
}

/* --- a second name, or a copy where the disk knows no second names --- */

static gboolean
copy_file (const char *from, const char *to, GError **error)
{
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (part);
  g_autoptr (GError) local = NULL;

  if (!g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_ALL_METADATA, NULL, NULL, NULL, &local))
    {
      g_unlink (part);
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be set aside: %s."), from, local->message);
      return FALSE;
    }
  int fd = g_open (part, O_RDWR | EPC_OPEN_PLAIN, 0);
  gboolean done = fd >= 0 && g_fsync (fd) == 0;
  if (fd >= 0)
    g_close (fd, NULL);
  if (done && g_rename (part, to) == 0)
    return TRUE;
  g_unlink (part);
  return fail_write (to, error);
}

static gboolean
name_twice (const char *from, const char *to, GError **error)
{
#ifndef G_OS_WIN32
  if (link (from, to) == 0)
    return TRUE;
#endif
  return copy_file (from, to, error);
}

/* The file at @from and its logs under the name @to, too. */
static gboolean
name_all_twice (const char *from, const char *to, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *old = g_strconcat (from, endings[i], NULL);
      g_autofree char *new = g_strconcat (to, endings[i], NULL);
      if (g_file_test (old, G_FILE_TEST_EXISTS) && !name_twice (old, new, error))
        return FALSE;
    }
  epc_files_sync_folder (to);
  return TRUE;
}

static char *
final_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (epc_clock_now () / G_USEC_PER_SEC);
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *stem = g_str_has_suffix (path, ".epc") ? g_strndup (path, strlen (path) - 4) : g_strdup (path);

  for (guint i = 1;; i++)
    {
      /* Translators: the name of a file that was set aside: workspace, day. */
      g_autofree char *name = i == 1 ? g_strdup_printf (_("%s damaged %s.epc"), stem, day)
                                     : g_strdup_printf (_("%s damaged %s (%u).epc"), stem, day, i);
      if (!has (name, "") && !has_log (name))
        return g_steal_pointer (&name);
    }
}

/* --- the steps --- */

/* Step 2. *@keeper keeps others out until it is closed; NULL: the file is damaged. FALSE: others have it open. */
static gboolean
settle (const char *path, EpcSqlite **keeper, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EpcSqlite) db = epc_sqlite_open (path, EPC_SQLITE_WRITER, &local);

  if (db != NULL)
    sqlite3_busy_timeout (db->handle, ENOUGH_MILLISECONDS);
  gboolean done = db != NULL
                  && epc_sqlite_exec (db,
                                      "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; PRAGMA locking_mode=NORMAL; "
                                      "SELECT 1 FROM sqlite_schema LIMIT 1; BEGIN EXCLUSIVE",
                                      &local);
  /* A log again: somebody came between. */
  if (done && !has (path, "-wal"))
    {
#ifndef G_OS_WIN32 /* which does not rename what is open */
      *keeper = g_steal_pointer (&db);
#endif
      return TRUE;
    }
  if (!done && !g_error_matches (local, EPC_ERROR, EPC_ERROR_BUSY))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_BUSY, _("%s is open in another program; close it there first. Nothing was changed."),
               path);
  return FALSE;
}

/* Step 4 from @part; the logs of the old file, which @part must not meet, go before. */
static gboolean
put_in_place (const char *part, const char *path, GError **error)
{
  if (has_log (path))
    {
      g_autofree char *log = g_strconcat (path, "-wal", NULL);
      g_autofree char *journal = g_strconcat (path, "-journal", NULL);
      g_unlink (log);
      g_unlink (journal);
      if (has_log (path))
        return fail_write (path, error);
      epc_files_sync_folder (path);
    }
  return rename_over (part, path, error);
}

/* Step 5, or back to the beginning. *@name: where the old file is to be found now; NULL: where it was. */
static gboolean
end_aside (const char *path, char **name, GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);
  g_autofree char *final = final_name (path);
  g_autofree char *identity = epc_files_identity (path);
  g_autofree char *other = epc_files_identity (aside);

  if (has (aside, "") && (other == NULL || g_strcmp0 (identity, other) != 0))
    {
      if (!name_all_twice (aside, final, error))
        return FALSE;
      if (name != NULL)
        *name = g_steal_pointer (&final);
    }
  epc_files_remove (aside);
  return TRUE;
}

/* Whatever was interrupted, and at which step. */
static gboolean
end_interrupted (const char *path, gboolean *is_finished, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".restoring", NULL);
  g_autofree char *half = g_strconcat (path, ".aside.part", NULL);
  g_autofree char *decided = g_strconcat (path, ".restored", NULL);

  *is_finished = g_file_test (decided, G_FILE_TEST_EXISTS);
  epc_files_remove (part);
  g_unlink (half);
  return (!*is_finished || put_in_place (decided, path, error)) && end_aside (path, NULL, error);
}

static gboolean
was_interrupted (const char *path)
{
  static const char *const signs[] = { ".restored", ".restoring", ".aside", ".aside-wal", ".aside-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (has (path, signs[i]))
      return TRUE;
  return FALSE;
}

gboolean
epc_restore_finish (const char *path, gboolean *is_finished, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *lock = NULL, *holder = NULL;
  gboolean is_decided = has (path, ".restored");

  *is_finished = FALSE;
  if (!was_interrupted (path))
    return TRUE;
  /* Not decided: the old workspace is there, whole. */
  if (g_access (folder, W_OK) != 0)
    {
      if (is_decided)
        g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE,
                     _("Putting a backup in the place of %s was interrupted. It must be opened once by somebody who may "
                       "change its folder."),
                     path);
      return !is_decided;
    }
  if (!epc_files_lock (path, &lock, &holder))
    {
      if (is_decided)
        g_set_error (error, EPC_ERROR, EPC_ERROR_BUSY,
                     _("A backup is being put in the place of %s by %s. Try again in a moment."), path, holder);
      return !is_decided;
    }
  gboolean done = end_interrupted (path, is_finished, error);
  epc_files_unlock (lock);
  /* A name too many hinders nobody. */
  if (!done && !is_decided)
    g_clear_error (error);
  return done || !is_decided;
}

/* --- all of them --- */

static gboolean
make_part (const char *backup, const char *part, GError **error)
{
  g_autoptr (EpcSqlite) from = epc_sqlite_open (backup, EPC_SQLITE_READER, error);
  gint64 application;

  if (from == NULL || !epc_sqlite_integer (from, &application, NULL, error, "PRAGMA application_id", ""))
    return FALSE;
  if (application != EPC_APPLICATION_ID)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s is not a workspace of EPC Desk."), backup);
      return FALSE;
    }
  /* One that was interrupted, with the journal that would be played into the new one. */
  epc_files_remove (part);
  g_autoptr (EpcSqlite) to = epc_sqlite_open (part, EPC_SQLITE_CREATE, error);
  return to != NULL && epc_care_copy (from, to, NULL, error);
}

static gboolean
change_places (const char *part, const char *path, GError **error)
{
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);
  g_autofree char *decided = g_strconcat (path, ".restored", NULL);
  g_autoptr (EpcSqlite) keeper = NULL;

  if (has (path, "") && !settle (path, &keeper, error))
    return FALSE;
  /* A log without its file is kept for whoever knows where the file is. */
  g_autofree char *name = has (path, "") ? g_steal_pointer (&aside) : final_name (path);
  if (!name_all_twice (path, name, error))
    return FALSE;
  if (!has_log (path))
    return put_in_place (part, path, error);
  return rename_over (part, decided, error) && put_in_place (decided, path, error);
}

static gboolean
restore (const char *path, const char *backup, char **set_aside, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".restoring", NULL);
  g_autofree char *name = NULL;
  gboolean is_finished;

  gboolean done = end_interrupted (path, &is_finished, error) && make_part (backup, part, error)
                  && change_places (part, path, error);
  if (!done)
    epc_files_remove (part);
  /* Decided and not done: left to the next who opens it. */
  if (!done && has (path, ".restored"))
    return FALSE;
  /* The name as it is, should the better one not be had. */
  if (!end_aside (path, &name, NULL))
    name = g_strconcat (path, ".aside", NULL);
  if (done && set_aside != NULL)
    *set_aside = g_steal_pointer (&name);
  return done;
}

gboolean
epc_store_restore_backup (const char *path, const char *backup, char **set_aside, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);
  g_autofree char *lock = NULL, *holder = NULL;

  if (set_aside != NULL)
    *set_aside = NULL;
  if (!g_file_test (backup, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("%s cannot be opened: there is no such file."), backup);
      return FALSE;
    }
  if (g_access (folder, W_OK) != 0)
    return fail_write (absolute, error);
  if (!epc_files_lock (absolute, &lock, &holder))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_BUSY, _("%s is being used by %s. Nothing was changed."), absolute, holder);
      return FALSE;
    }
  gboolean done = restore (absolute, backup, set_aside, error);
  epc_files_unlock (lock);
  return done;
}
