/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A backup is put in the place of a workspace whose last change is in the log only, and at each rename, link, deletion and sync
 * on the way the program is killed, or the call fails: the old workspace is there with its last change, or the backup, and then the
 * old one beside it with its last change. What is there is read by SQLite alone, from a copy, before EPC Desk opens it.
 * This program stands between the libraries and the C library for these calls.
 */
#include "fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/epc-error.h"

/* --- calls that are counted --- */

static struct
{
  gboolean is_active, kills, knows_no_links;
  guint n, wanted, first_link;
} steps;

/* TRUE: this call fails. */
static gboolean
strikes (void)
{
  if (!steps.is_active || ++steps.n != steps.wanted)
    return FALSE;
  if (steps.kills)
    kill (getpid (), SIGKILL);
  errno = EIO;
  return TRUE;
}

int
rename (const char *from, const char *to)
{
  return strikes () ? -1 : renameat (AT_FDCWD, from, AT_FDCWD, to);
}

int
link (const char *from, const char *to)
{
  if (steps.first_link == 0)
    steps.first_link = steps.n + 1;
  if (strikes ())
    return -1;
  if (!steps.knows_no_links)
    return linkat (AT_FDCWD, from, AT_FDCWD, to, 0);
  errno = EPERM;
  return -1;
}

int
unlink (const char *path)
{
  return strikes () ? -1 : unlinkat (AT_FDCWD, path, 0);
}

/* The machine goes on when a program is killed: nothing needs to reach the disk, and the test is quick. */
int
fsync (int fd)
{
  return strikes () ? -1 : 0;
}

int
fdatasync (int fd)
{
  return strikes () ? -1 : 0;
}

/* --- the victim --- */

/* @how: "k" kill or "f" fail at step @wanted, then "c" where the disk knows no second names. To stdout: the number
 * of steps, and which is the first that touches the old file's name. */
static int
be_victim (const char *how, const char *wanted, const char *path, const char *backup)
{
  g_autoptr (GError) error = NULL;

  steps.kills = how[0] == 'k';
  steps.knows_no_links = how[1] == 'c';
  steps.wanted = (guint) strtoul (wanted, NULL, 10);
  steps.is_active = TRUE;
  gboolean done = epc_store_restore_backup (path, backup, NULL, &error);
  steps.is_active = FALSE;
  g_print ("%u %u", steps.n, steps.first_link);
  if (!done)
    g_printerr ("%s\n", error->message);
  return done ? 0 : 3;
}

/* --- the workspace before --- */

typedef struct
{
  char *bytes;
  gsize length;
} Content;

static char *program, *folder, *path, *backup;
static Content old_file, old_log, damaged_file;

static Content
content_of (const char *name)
{
  Content content;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (name, &content.bytes, &content.length, &error);
  g_assert_no_error (error);
  return content;
}

static void
put_content (const char *name, const char *ending, const Content *content)
{
  g_autofree char *whole = g_strconcat (name, ending, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (whole, content->bytes, (gssize) content->length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static gboolean
is_content (const char *name, const char *ending, const Content *content)
{
  g_autofree char *whole = g_strconcat (name, ending, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (whole, &bytes, &length, NULL) && length == content->length
         && memcmp (bytes, content->bytes, length) == 0;
}

static void
empty_folder (const char *name)
{
  g_autoptr (GDir) dir = g_dir_open (name, 0, NULL);
  const char *child;

  while (dir != NULL && (child = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *whole = g_build_filename (name, child, NULL);
      g_unlink (whole);
    }
}

/* The setting "one" as SQLite reads it out of a copy of @name and its logs; NULL: it is damaged. */
static char *
value_of (const char *name)
{
  static const char *const endings[] = { "", "-wal", "-journal" };
  g_autofree char *copy = fixture_path ("copy.sqlite");
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *value = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (name, endings[i], NULL);
      g_autofree char *to = g_strconcat (copy, endings[i], NULL);
      g_unlink (to);
      if (g_file_test (from, G_FILE_TEST_EXISTS))
        {
          Content content = content_of (from);
          put_content (to, "", &content);
          g_free (content.bytes);
        }
    }
  if (sqlite3_open_v2 (copy, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (db, "SELECT value FROM setting WHERE key = 'one' AND (SELECT integrity_check = 'ok' "
                                 "FROM pragma_integrity_check LIMIT 1)",
                             -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return value;
}

static void
set_one (EpcStore *store, const char *value)
{
  g_autoptr (GError) error = NULL;

  epc_store_set_setting (store, "one", value, &error);
  g_assert_no_error (error);
}

static void
make_old (void)
{
  g_autoptr (EpcStore) store = fixture_store ("model.epc");
  g_autoptr (GError) error = NULL;
  g_autofree char *log = g_strconcat (epc_store_path (store), "-wal", NULL);
  g_autofree char *alone = fixture_path ("alone.epc");

  set_one (store, "backup");
  backup = epc_store_backup (store, NULL, NULL, &error);
  g_assert_no_error (error);
  set_one (store, "old");
  epc_store_checkpoint (store);
  set_one (store, "new");
  old_file = content_of (epc_store_path (store));
  old_log = content_of (log);
  epc_store_close (store);
  /* The file without its log passes for whole: whoever loses the log is found out. */
  put_content (alone, "", &old_file);
  g_autofree char *value = value_of (alone);
  g_assert_cmpstr (value, ==, "old");
  damaged_file = (Content){ g_memdup2 (old_file.bytes, old_file.length), old_file.length };
  memset (damaged_file.bytes + 16, 0xff, 84);
  folder = fixture_path ("place");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  path = g_build_filename (folder, "work.epc", NULL);
}

/* --- one step --- */

/* The number of steps it took, 0: it was killed. *@first (NULL: never mind): the first that touches the old file's name. */
static guint
run_victim (const char *how, guint wanted, int *status, guint *first)
{
  g_autofree char *number = g_strdup_printf ("%u", wanted);
  char *arguments[] = { program, "--victim", (char *) how, number, path, backup, NULL };
  g_autofree char *out = NULL, *sentence = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &sentence, status, &error);
  g_assert_no_error (error);
  if (WIFSIGNALED (*status))
    {
      g_assert_cmpint (WTERMSIG (*status), ==, SIGKILL);
      return 0;
    }
  g_assert_true (WIFEXITED (*status) && (WEXITSTATUS (*status) == 0 || WEXITSTATUS (*status) == 3));
  if (WEXITSTATUS (*status) == 3)
    g_assert_cmpstr (sentence, !=, "");
  guint n = 0, link_step = 0;
  g_assert_cmpint (sscanf (out, "%u %u", &n, &link_step), ==, 2);
  if (first != NULL)
    *first = link_step;
  return n;
}

/* Of the files set aside, how many hold @file (NULL: the change "new") with @log. */
static guint
count_aside (const Content *file, const Content *log)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *child;
  guint n = 0;

  while ((child = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_prefix (child, "work damaged") || !g_str_has_suffix (child, ".epc"))
        continue;
      g_autofree char *whole = g_build_filename (folder, child, NULL);
      g_autofree char *value = file == NULL ? value_of (whole) : NULL;
      n += file != NULL ? is_content (whole, "", file) && is_content (whole, "-wal", log) : g_strcmp0 (value, "new") == 0;
    }
  return n;
}

/* Opened and closed again: nothing that was under way is left. */
static void
assert_opens (const char *value)
{
  static const char *const endings[]
      = { ".restoring", ".restored", ".aside", ".aside-wal", ".aside-journal", ".aside.part", "-wal" };
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = epc_store_open (path, EPC_STORE_NO_CHECK, &error);

  g_assert_no_error (error);
  g_autofree char *one = epc_store_setting (store, "one");
  g_assert_cmpstr (one, ==, value);
  epc_store_close (store);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      if (g_file_test (name, G_FILE_TEST_EXISTS))
        g_error ("%s is left", name);
    }
}

/* Once more after whatever happened. */
static void
assert_restores (void)
{
  g_autoptr (GError) error = NULL;

  epc_store_restore_backup (path, backup, NULL, &error);
  g_assert_no_error (error);
  assert_opens ("backup");
}

static void
assert_healthy (gboolean is_done, gboolean again)
{
  g_autofree char *value = value_of (path);

  if (g_strcmp0 (value, "new") != 0 && g_strcmp0 (value, "backup") != 0)
    g_error ("there is %s", value != NULL ? value : "nothing whole");
  if (is_done)
    g_assert_cmpstr (value, ==, "backup");
  assert_opens (value);
  if (g_str_equal (value, "backup"))
    g_assert_cmpuint (count_aside (NULL, NULL), >=, 1);
  if (!again)
    return;
  assert_restores ();
  g_assert_cmpuint (count_aside (NULL, NULL), >=, 1);
}

static void
assert_damaged (gboolean is_done, gboolean again)
{
  g_autofree char *decided = g_strconcat (path, ".restored", NULL);
  g_autofree char *value = value_of (path);

  if (is_done)
    g_assert_cmpstr (value, ==, "backup");
  if (value == NULL && !g_file_test (decided, G_FILE_TEST_EXISTS))
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (is_content (path, "", &damaged_file) && is_content (path, "-wal", &old_log));
      g_assert_null (epc_store_open (path, EPC_STORE_NO_CHECK, &error));
      g_assert_error (error, EPC_ERROR, EPC_ERROR_DAMAGED);
      g_assert_true (is_content (path, "", &damaged_file) && is_content (path, "-wal", &old_log));
      assert_restores ();
    }
  else
    assert_opens ("backup");
  g_assert_cmpuint (count_aside (&damaged_file, &old_log), >=, 1);
}

static void
put_old (const Content *file)
{
  empty_folder (folder);
  put_content (path, "", file);
  put_content (path, "-wal", &old_log);
}

/* One in four of the steps at which the copy is made, all from there on. */
static void
run_steps (const char *how, const Content *file, void (*assert_all) (gboolean is_done, gboolean again))
{
  guint first, n_struck = 0, wanted = 1 + fixture_seed () % 4;
  int status;

  put_old (file);
  guint n = run_victim (how, 0, &status, &first);
  assert_all (status == 0, FALSE);
  g_assert_cmpuint (first, >, 4);
  for (; wanted <= n; wanted += wanted + 4 <= first ? 4 : 1)
    {
      put_old (file);
      guint taken = run_victim (how, wanted, &status, NULL);
      g_test_message ("step %u (%s): %s", wanted, how, taken == 0 ? "killed" : status == 0 ? "done" : "told");
      if (taken > 0 && taken < wanted)
        break;
      n_struck++;
      assert_all (taken > 0 && status == 0, wanted % 3 == 0);
    }
  /* The second name, the one rename, the name people find, their syncs: no fewer, or the calls were not met. */
  g_assert_cmpuint (n_struck, >, 8);
}

static void
test_healthy (gconstpointer how)
{
  run_steps (how, &old_file, assert_healthy);
}

static void
test_damaged (gconstpointer how)
{
  run_steps (how, &damaged_file, assert_damaged);
}

/* --- others --- */

/* A log whose file is gone does not find its way into the backup. */
static void
test_log_alone (void)
{
  g_autofree char *kept = NULL;

  empty_folder (folder);
  put_content (path, "-wal", &old_log);
  assert_restores ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *child;
  while ((child = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (child, "work damaged"))
      kept = g_build_filename (folder, child, NULL);
  g_assert_true (kept != NULL && g_str_has_suffix (kept, ".epc-wal") && is_content (kept, "", &old_log));
}

static void
test_open_elsewhere (void)
{
  g_autoptr (GError) error = NULL;
  int status;

  empty_folder (folder);
  put_content (path, "", &old_file);
  put_content (path, "-wal", &old_log);
  g_autoptr (EpcStore) store = epc_store_open (path, EPC_STORE_NO_CHECK, &error);
  g_assert_no_error (error);
  run_victim ("f-", 0, &status, NULL);
  g_assert_cmpint (WEXITSTATUS (status), ==, 3);
  set_one (store, "newer");
  epc_store_close (store);
  assert_opens ("newer");
  g_assert_cmpuint (count_aside (NULL, NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], "--victim"))
    return be_victim (argv[2], argv[3], argv[4], argv[5]);
  program = argv[0];
  fixture_init (&argc, &argv);
  make_old ();
  g_test_add_data_func ("/store/restore/killed", "k-", test_healthy);
  g_test_add_data_func ("/store/restore/killed-where-a-file-has-one-name", "kc", test_healthy);
  g_test_add_data_func ("/store/restore/failing", "f-", test_healthy);
  g_test_add_data_func ("/store/restore/failing-where-a-file-has-one-name", "fc", test_healthy);
  g_test_add_data_func ("/store/restore/damaged-killed", "k-", test_damaged);
  g_test_add_data_func ("/store/restore/damaged-failing", "f-", test_damaged);
  g_test_add_func ("/store/restore/log-alone", test_log_alone);
  g_test_add_func ("/store/restore/not-under-an-open-workspace", test_open_elsewhere);
  return fixture_run ();
}
