/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file as a whole: made, opened, refused, copied, restored, shared with another process.
 */
#include "fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"

static char *program;

static EpcStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  EpcStore *store = epc_store_open (path, EPC_STORE_NO_CHECK, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
has_notice (EpcStore *store, const char *part)
{
  for (const char *const *notice = epc_store_notices (store); *notice != NULL; notice++)
    if (strstr (*notice, part) != NULL)
      return TRUE;
  return FALSE;
}

static void
execute (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_new_is_whole (void)
{
  g_autoptr (EpcStore) store = fixture_store ("new.epc");
  EpcUid office = epc_store_office (store);

  g_assert_cmpstr (epc_store_country (store), ==, "HTI");
  g_assert_cmpstr (epc_store_zone (store), ==, "America/Port-au-Prince");
  g_assert_false (epc_uid_is_nil (&office));
  g_assert_false (epc_store_is_read_only (store));
  g_assert_null (epc_store_notices (store)[0]);
  g_autofree char *undo = epc_store_undo_label (store);
  g_assert_null (undo); /* what a workspace begins with is not undone */
  fixture_assert_clean (store);
  g_autofree char *path = g_strdup (epc_store_path (store));
  g_autofree char *replica = epc_store_replica (store);
  epc_store_close (store);
  epc_store_close (store);

  /* Closed, it is one file. */
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_autoptr (EpcStore) again = open_store (path);
  g_autofree char *same = epc_store_replica (again);
  g_assert_cmpstr (replica, ==, same);
  g_assert_null (epc_store_notices (again)[0]);
}

static void
test_never_overwrites (void)
{
  g_autofree char *path = fixture_path ("taken.epc");
  g_autoptr (GError) error = NULL;
  EpcStoreSetup setup = { .country = "HTI" };

  g_file_set_contents (path, "mine", -1, &error);
  g_assert_null (epc_store_create (path, &setup, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_REFUSED);
  g_autofree char *text = NULL;
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "mine");
}

static void
test_refuses_no_country (void)
{
  g_autofree char *path = fixture_path ("nowhere.epc");
  g_autoptr (GError) error = NULL;
  EpcStoreSetup setup = { .country = "XYZ" };

  g_assert_null (epc_store_create (path, &setup, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
assert_not_opened (const char *path, EpcErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (epc_store_open (path, EPC_STORE_NONE, &error));
  g_assert_error (error, EPC_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

static void
test_refuses_what_is_no_workspace (void)
{
  g_autofree char *missing = fixture_path ("missing.epc");
  g_autofree char *folder = fixture_path ("folder.epc");
  g_autofree char *empty = fixture_path ("empty.epc");
  g_autofree char *text = fixture_path ("text.epc");
  g_autofree char *foreign = fixture_path ("foreign.epc");

  assert_not_opened (missing, EPC_ERROR_READ);
  g_mkdir (folder, 0700);
  assert_not_opened (folder, EPC_ERROR_READ);
  g_file_set_contents (empty, "", 0, NULL);
  assert_not_opened (empty, EPC_ERROR_DAMAGED);
  g_file_set_contents (text, "SSID,Camp Name\n111,Campus\n", -1, NULL);
  assert_not_opened (text, EPC_ERROR_DAMAGED);
  execute (foreign, "CREATE TABLE t (a)");
  assert_not_opened (foreign, EPC_ERROR_DAMAGED);
}

static void
test_refuses_newer (void)
{
  g_autoptr (EpcStore) store = fixture_store ("newer.epc");
  g_autofree char *path = g_strdup (epc_store_path (store));

  epc_store_close (store);
  execute (path, "PRAGMA user_version = 99");
  assert_not_opened (path, EPC_ERROR_REFUSED);
}

/* Zeroes in the middle of the file: found by the check, never overwritten, and the backup takes its place. */
static void
test_damage_is_set_aside (void)
{
  g_autoptr (EpcStore) store = fixture_store ("hurt.epc");
  g_autofree char *path = g_strdup (epc_store_path (store));
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = epc_store_backup (store, NULL, NULL, &error);
  g_autofree char *aside = NULL;

  g_assert_no_error (error);
  g_autofree char *replica = epc_store_replica (store);
  epc_store_close (store);
  FILE *file = g_fopen (path, "r+b");
  char zeroes[8192] = { 0 };
  fwrite (zeroes, sizeof zeroes, 1, file);
  fclose (file);
  assert_not_opened (path, EPC_ERROR_DAMAGED);
  g_assert_null (epc_store_open (path, EPC_STORE_NONE, &error));
  g_assert_nonnull (strstr (error->message, backup));
  g_clear_error (&error);

  g_assert_true (epc_store_restore_backup (path, backup, &aside, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_autoptr (EpcStore) restored = open_store (path);
  g_autofree char *other = epc_store_replica (restored);
  g_assert_cmpstr (replica, !=, other);
  g_assert_true (has_notice (restored, "restored from a backup"));
  fixture_assert_clean (restored);
}

static void
test_check_finds_damage (void)
{
  g_autoptr (EpcStore) store = fixture_store ("rot.epc");
  g_autofree char *path = g_strdup (epc_store_path (store));
  g_autoptr (GError) error = NULL;

  epc_store_close (store);
  execute (path, "DELETE FROM _journal WHERE id = 2; DELETE FROM _search WHERE rowid = (SELECT min (rowid) FROM _search)");
  g_autoptr (EpcStore) again = open_store (path);
  g_autoptr (GPtrArray) sentences = epc_store_check (again, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sentences->len, ==, 2);
}

static void
test_copy_is_another_replica (void)
{
  g_autoptr (EpcStore) store = fixture_store ("original.epc");
  g_autofree char *path = g_strdup (epc_store_path (store));
  g_autofree char *copy_path = fixture_path ("copy.epc");
  g_autofree char *replica = epc_store_replica (store);

  epc_store_close (store);
  copy_file (path, copy_path);
  g_autoptr (EpcStore) copy = open_store (copy_path);
  g_autofree char *other = epc_store_replica (copy);
  g_assert_cmpstr (replica, !=, other);
  g_assert_true (has_notice (copy, "copy"));
  g_autoptr (EpcStore) original = open_store (path);
  g_autofree char *same = epc_store_replica (original);
  g_assert_cmpstr (replica, ==, same);
}

/* The file of yesterday put back over today's, byte by byte into the same file. */
static void
test_older_state_is_another_replica (void)
{
  g_autoptr (EpcStore) store = fixture_store ("older.epc");
  g_autofree char *path = g_strdup (epc_store_path (store));
  g_autofree char *replica = epc_store_replica (store);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  epc_store_close (store);
  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  {
    g_autoptr (EpcStore) later = open_store (path);
    epc_store_set_setting (later, "test", "1", &error);
    g_assert_no_error (error);
    epc_store_close (later);
  }
  FILE *file = g_fopen (path, "r+b");
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (ftruncate (fileno (file), (off_t) length), ==, 0);
  fclose (file);
  g_autoptr (EpcStore) again = open_store (path);
  g_autofree char *other = epc_store_replica (again);
  g_assert_cmpstr (replica, !=, other);
  g_assert_true (has_notice (again, "older"));
}

static void
test_backup_is_whole (void)
{
  g_autoptr (EpcStore) store = fixture_store ("backed.epc");
  g_autoptr (GError) error = NULL;
  g_autofree char *target = fixture_path ("given.epc");
  g_autofree char *given = epc_store_backup (store, target, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (given, ==, target);
  g_assert_null (epc_store_backup (store, target, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_REFUSED);
  g_clear_error (&error);
  for (guint i = 0; i < 14; i++)
    {
      g_autofree char *path = epc_store_backup (store, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (GPtrArray) list = epc_store_list_backups (epc_store_path (store));
      g_assert_cmpstr (g_ptr_array_index (list, 0), ==, path);
      g_assert_cmpuint (list->len, <=, 12);
    }
  g_autoptr (EpcStore) copy = epc_store_open (given, EPC_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  fixture_assert_clean (copy);
  g_autoptr (GArray) here = epc_store_stats (store, &error);
  g_autoptr (GArray) there = epc_store_stats (copy, &error);
  g_assert_cmpuint (here->len, ==, there->len);
  for (guint i = 0; i < here->len; i++)
    g_assert_cmpint (g_array_index (here, EpcEntityStats, i).live, ==, g_array_index (there, EpcEntityStats, i).live);
}

/* A file that may not be written to is opened for reading, and says so. */
static gboolean
is_opened_locked (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = epc_store_open (path, EPC_STORE_NONE, &error);

  if (store == NULL)
    g_printerr ("%s\n", error->message);
  return store != NULL && epc_store_is_read_only (store) && has_notice (store, "reading only");
}

/* Nothing is read-only for root: a child that is nobody looks. */
static void
assert_locked_for_nobody (const char *path, const char *user)
{
  pid_t child = fork ();
  int status = -1;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_setenv ("EPC_USER_DIR", user, TRUE);
      _exit (setgroups (0, NULL) == 0 && setgid (65534) == 0 && setuid (65534) == 0 && is_opened_locked (path) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

static void
test_read_only_refuses_writing (void)
{
  g_autoptr (EpcStore) store = fixture_store ("reader.epc");
  g_autofree char *path = g_strdup (epc_store_path (store));
  g_autoptr (GError) error = NULL;

  epc_store_close (store);
  g_autoptr (EpcStore) reader = epc_store_open (path, EPC_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (epc_store_is_read_only (reader));
  g_assert_cmpstr (epc_store_country (reader), ==, "HTI");
  g_assert_false (epc_store_set_setting (reader, "a", "b", &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_REFUSED);
  fixture_assert_clean (reader);
  epc_store_close (reader);

  g_chmod (path, 0444);
  if (geteuid () != 0)
    {
      g_assert_true (is_opened_locked (path));
      return;
    }
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *user = g_build_filename (folder, "nobody", NULL);
  g_assert_cmpint (g_mkdir (user, 0700), ==, 0);
  g_assert_cmpint (chown (user, 65534, 65534), ==, 0);
  /* The folder is another's and the file may be written to. */
  g_assert_true (g_chmod (folder, 0755) == 0 && g_chmod (path, 0666) == 0);
  assert_locked_for_nobody (path, user);
  /* File and folder are nobody's own: nothing but the mode of the file stands against writing. */
  g_assert_true (chown (folder, 65534, 65534) == 0 && chown (path, 65534, 65534) == 0 && g_chmod (path, 0444) == 0);
  assert_locked_for_nobody (path, user);
}

static void
test_stick_has_a_lock_and_no_log (void)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("EPC_JOURNAL_MODE", "delete", TRUE);
  {
    g_autoptr (EpcStore) store = fixture_store ("stick.epc");
    g_autofree char *lock = g_strconcat (epc_store_path (store), ".lock", NULL);
    g_autofree char *log = g_strconcat (epc_store_path (store), "-wal", NULL);
    g_autofree char *holder = NULL;

    g_assert_true (has_notice (store, "one person at a time"));
    g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_get_contents (lock, &holder, NULL, NULL));
    g_assert_nonnull (strstr (holder, g_get_host_name ()));
    g_autoptr (EpcStore) second = epc_store_open (epc_store_path (store), EPC_STORE_NO_CHECK, &error);
    g_assert_no_error (error);
    g_assert_true (epc_store_is_read_only (second));
    g_assert_true (has_notice (second, g_get_user_name ()));
    epc_store_close (second);
    epc_store_set_setting (store, "a", "b", &error);
    g_assert_no_error (error);
    fixture_assert_clean (store);
    epc_store_close (store);
    g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));

    /* Left behind by a process that is no more: taken over. By another machine: respected. */
    g_autofree char *dead = g_strdup_printf ("%s\nnobody\n999999999\n", g_get_host_name ());
    g_file_set_contents (lock, dead, -1, NULL);
    g_autoptr (EpcStore) third = epc_store_open (epc_store_path (store), EPC_STORE_NO_CHECK, &error);
    g_assert_no_error (error);
    g_assert_false (epc_store_is_read_only (third));
    epc_store_close (third);
    g_file_set_contents (lock, "elsewhere\nPierre\n1\n", -1, NULL);
    g_autoptr (EpcStore) fourth = epc_store_open (epc_store_path (store), EPC_STORE_NO_CHECK, &error);
    g_assert_true (epc_store_is_read_only (fourth));
    g_assert_true (has_notice (fourth, "Pierre on elsewhere"));
    epc_store_close (fourth);
    g_unlink (lock);
  }
  /* Brought home to a local disk, and out again. */
  g_unsetenv ("EPC_JOURNAL_MODE");
  g_autofree char *path = fixture_path ("stick.epc");
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (EpcStore) local = open_store (path);
  epc_store_set_setting (local, "a", "c", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  epc_store_close (local);
  g_setenv ("EPC_JOURNAL_MODE", "delete", TRUE);
  g_autoptr (EpcStore) back = open_store (path);
  epc_store_set_setting (back, "a", "d", &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  epc_store_close (back);
  g_unsetenv ("EPC_JOURNAL_MODE");
}

typedef struct
{
  gboolean is_seen, is_foreign;
} Seen;

static void
on_changed (EpcStore *store, EpcChange *change, gpointer data)
{
  Seen *seen = data;

  if (change->is_foreign)
    seen->is_seen = seen->is_foreign = TRUE;
}

static void
test_other_process_is_seen_within_a_second (void)
{
  g_autoptr (EpcStore) store = fixture_store ("two.epc");
  g_autoptr (GError) error = NULL;
  const char *const arguments[] = { program, "--write-setting", epc_store_path (store), NULL };
  Seen seen = { 0 };
  int status;

  g_signal_connect (store, "changed", G_CALLBACK (on_changed), &seen);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  gint64 start = g_get_monotonic_time ();
  fixture_wait (&seen.is_seen);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2500 * 1000);
  g_autofree char *value = epc_store_setting (store, "from");
  g_assert_cmpstr (value, ==, "elsewhere");
  /* And both may go on writing. */
  epc_store_set_setting (store, "from", "here", &error);
  g_assert_no_error (error);
  fixture_assert_clean (store);
}

static void
test_older_catalogue_is_brought_up_to_date (void)
{
  g_autoptr (EpcStore) store = fixture_store ("old.epc");
  g_autofree char *path = g_strdup (epc_store_path (store));
  g_autoptr (GError) error = NULL;

  epc_store_close (store);
  /* As a version that did not know the field and the table would have made it, with a value that a newer one sent. */
  execute (path, "ALTER TABLE setting DROP COLUMN note; DROP TABLE lesson; DELETE FROM _entity WHERE key = 'lesson'; "
                 "UPDATE setting SET _extra = '{\"note\":\"kept for later\",\"unknown\":\"x\"}' WHERE \"key\" = 'country'; "
                 "UPDATE _property SET value = 'old' WHERE key = 'catalogue'");
  g_autoptr (EpcStore) again = open_store (path);
  fixture_assert_clean (again);
  g_autoptr (EpcRecord) record = epc_store_find (again, epc_entity_find ("setting"), "country", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (epc_record_text (record, "note"), ==, "kept for later");
  g_assert_cmpstr (epc_record_meta (record)->extra, ==, "{\"unknown\":\"x\"}");
  g_autoptr (GPtrArray) backups = epc_store_list_backups (path);
  g_assert_cmpuint (backups->len, ==, 1);
}

/* Number of indexes called @name in the file. */
static int
count_indexes (const char *path, const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM sqlite_master WHERE type = 'index' AND name = '%s'", name);
  sqlite3 *db;
  sqlite3_stmt *row;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &row, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  int n = sqlite3_column_int (row, 0);
  sqlite3_finalize (row);
  sqlite3_close (db);
  return n;
}

/* A ledger made before its index came: it gets the index, loses the one that nobody asks any more, and its rows stay. */
static void
test_older_ledger_gets_its_index (void)
{
  g_autoptr (EpcStore) store = fixture_store ("ledger.epc");
  g_autofree char *path = g_strdup (epc_store_path (store));

  epc_store_close (store);
  g_assert_cmpint (count_indexes (path, "stock_movement._lot"), ==, 1);
  execute (path, "DROP INDEX \"stock_movement._lot\"; DROP INDEX \"stock_movement.reverses\"; "
                 "CREATE INDEX \"stock_movement.batch\" ON stock_movement (batch) WHERE _deleted = 0; "
                 "INSERT INTO stock_movement (uid, quantity) VALUES (x'018f0000000070008000000000000001', 7); "
                 "UPDATE _property SET value = 'old' WHERE key = 'catalogue'");
  g_autoptr (EpcStore) again = open_store (path);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("stock_movement"));
  g_assert_cmpint (epc_query_count (query, again, NULL, NULL), ==, 1);
  epc_store_close (again);
  g_assert_cmpint (count_indexes (path, "stock_movement._lot"), ==, 1);
  g_assert_cmpint (count_indexes (path, "stock_movement.reverses"), ==, 1);
  g_assert_cmpint (count_indexes (path, "stock_movement.batch"), ==, 0);
  g_assert_cmpint (count_indexes (path, "stock_movement.uid"), ==, 1);
}

static void
test_clock_that_lies_behind_is_told (void)
{
  g_autoptr (EpcStore) store = NULL;
  g_autofree char *path = NULL;

  epc_clock_hold (G_GINT64_CONSTANT (4102444800) * G_USEC_PER_SEC); /* 2100 */
  store = fixture_store ("future.epc");
  path = g_strdup (epc_store_path (store));
  epc_store_close (store);
  epc_clock_hold (0);
  g_autoptr (EpcStore) again = open_store (path);
  g_assert_true (has_notice (again, "date and time"));
}

static gboolean
write_inner (EpcTransaction *transaction, gpointer data, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, "on purpose");
  return FALSE;
}

static gboolean
write_outer (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (GError) local = NULL;

  if (!epc_store_set_setting (store, "outer", "1", error))
    return FALSE;
  g_assert_false (epc_store_write (store, "inner", write_inner, NULL, &local));
  g_assert_error (local, EPC_ERROR, EPC_ERROR_INVALID);
  return epc_store_set_setting (store, "outer", "2", error);
}

static void
test_nested_write_fails_alone (void)
{
  g_autoptr (EpcStore) store = fixture_store ("nested.epc");
  g_autoptr (GError) error = NULL;

  epc_store_write (store, "outer", write_outer, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *value = epc_store_setting (store, "outer");
  g_assert_cmpstr (value, ==, "2");
  fixture_assert_clean (store);
}

/* The other process of test_other_process_is_seen_within_a_second(). */
static int
write_setting (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = epc_store_open (path, EPC_STORE_NO_CHECK, &error);

  if (store == NULL || !epc_store_set_setting (store, "from", "elsewhere", &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  epc_store_close (store);
  return 0;
}

/* A page that still waits for an answer when its window goes must not take that for a fault of the file. */
static void
test_reading_what_is_closed_is_cancelled (void)
{
  g_autoptr (EpcStore) store = fixture_store ("closed.epc");
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  g_autoptr (GError) error = NULL;

  epc_store_close (store);
  g_assert_cmpint (epc_query_count (query, store, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write-setting"))
    return write_setting (argv[2]);
  program = argv[0];
  fixture_init (&argc, &argv);
  g_test_add_func ("/store/workspace/new-one-is-whole-and-opens-again", test_new_is_whole);
  g_test_add_func ("/store/workspace/never-overwrites-a-file", test_never_overwrites);
  g_test_add_func ("/store/workspace/refuses-a-country-that-is-none", test_refuses_no_country);
  g_test_add_func ("/store/workspace/refuses-what-is-no-workspace", test_refuses_what_is_no_workspace);
  g_test_add_func ("/store/workspace/refuses-a-newer-version", test_refuses_newer);
  g_test_add_func ("/store/workspace/damage-is-set-aside-and-the-backup-takes-its-place", test_damage_is_set_aside);
  g_test_add_func ("/store/workspace/check-finds-damage", test_check_finds_damage);
  g_test_add_func ("/store/workspace/copy-is-another-replica", test_copy_is_another_replica);
  g_test_add_func ("/store/workspace/older-state-is-another-replica", test_older_state_is_another_replica);
  g_test_add_func ("/store/workspace/backup-is-whole-and-backups-are-capped", test_backup_is_whole);
  g_test_add_func ("/store/workspace/read-only-refuses-writing", test_read_only_refuses_writing);
  g_test_add_func ("/store/workspace/stick-has-a-lock-and-no-log", test_stick_has_a_lock_and_no_log);
  g_test_add_func ("/store/workspace/other-process-is-seen-within-a-second", test_other_process_is_seen_within_a_second);
  g_test_add_func ("/store/workspace/older-catalogue-is-brought-up-to-date", test_older_catalogue_is_brought_up_to_date);
  g_test_add_func ("/store/workspace/older-ledger-gets-its-index", test_older_ledger_gets_its_index);
  g_test_add_func ("/store/workspace/clock-that-lies-behind-is-told", test_clock_that_lies_behind_is_told);
  g_test_add_func ("/store/workspace/reading-what-is-closed-is-cancelled", test_reading_what_is_closed_is_cancelled);
  g_test_add_func ("/store/workspace/nested-write-fails-alone", test_nested_write_fails_alone);
  return fixture_run ();
}
