/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Disk and memory fail in the middle of an edit, an import, a migration and a backup: each happened wholly or not at all, the
 * workspace opens and is clean, and whoever asked is told. Half a minute of it by chance; --minutes N for longer, EPC_TEST_SEED
 * for the same again.
 */
#include "fault.h"
#include "fixture.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define N_PUT 300

static char *model_path, *old_path, *work_path, *backup_path;
static double minutes = 0.4;

static void
remove_file (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal", ".part", ".part-journal", ".part-wal", ".part-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
  /* Backups that a migration made. */
  g_autoptr (GPtrArray) backups = epc_store_list_backups (path);
  for (guint i = 0; i < backups->len; i++)
    g_unlink (g_ptr_array_index (backups, i));
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static gint64
count (EpcStore *store, const char *entity)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  g_autoptr (GError) error = NULL;
  gint64 n = epc_query_count (query, store, NULL, &error);

  g_assert_no_error (error);
  return n;
}

/* --- the four things that are done --- */

static gboolean
do_edit (EpcStore *store, GError **error)
{
  return epc_store_set_setting (store, "test", "after", error);
}

/* 0: before, 1: after, −1: neither. */
static int
state_of_edit (EpcStore *store)
{
  g_autofree char *value = epc_store_setting (store, "test");

  return g_strcmp0 (value, "after") == 0 ? 1 : g_strcmp0 (value, "before") == 0 ? 0 : -1;
}

static gboolean
put_rows (EpcTransaction *transaction, gpointer data, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("location_count");
  EpcBatchSource source = { .file_name = "fault.csv" };
  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  EpcValue *values = g_new0 (EpcValue, entity->n_fields);
  EpcUid round = epc_uid_from_key ("dtm_round", "x", 1);
  gboolean done = batch != 0;

  epc_value_set_uid (&values[epc_entity_field_index (entity, "round")], &round);
  epc_value_set_text (&values[epc_entity_field_index (entity, "reporting_date")], "2025-06-30");
  for (guint i = 0; i < N_PUT && done; i++)
    {
      g_autofree char *ssid = g_strdup_printf ("HT-%05u", i);
      epc_value_set_text (&values[epc_entity_field_index (entity, "location_ssid")], ssid);
      epc_value_set_integer (&values[epc_entity_field_index (entity, "idp_ind")], i);
      done = epc_transaction_put (transaction, entity, values, NULL, FALSE, NULL, NULL, error);
    }
  for (guint i = 0; i < entity->n_fields; i++)
    epc_value_clear (&values[i]);
  g_free (values);
  return done && epc_transaction_end_batch (transaction, batch, "{}", error);
}

static gboolean
do_import (EpcStore *store, GError **error)
{
  return epc_store_write (store, "import", put_rows, NULL, error);
}

/* Through a rollback journal, as a large import of a program that has the workspace to itself. */
static gboolean
do_import_alone (EpcStore *store, GError **error)
{
  return epc_store_write_many (store, "import", G_MAXUINT32, put_rows, NULL, error);
}

static int
state_of_import (EpcStore *store)
{
  gint64 n = count (store, "location_count");

  return n == N_PUT ? 1 : n == 0 ? 0 : -1;
}

static gboolean
do_backup (EpcStore *store, GError **error)
{
  g_autofree char *path = epc_store_backup (store, backup_path, NULL, error);

  return path != NULL;
}

static int
state_of_backup (EpcStore *store)
{
  g_autoptr (GError) error = NULL;

  if (!g_file_test (backup_path, G_FILE_TEST_EXISTS))
    return 0;
  g_autoptr (EpcStore) copy = epc_store_open (backup_path, EPC_STORE_NO_CHECK, &error);
  g_assert_no_error (error);
  fixture_assert_clean (copy);
  return 1;
}

static gboolean
do_nothing (EpcStore *store, GError **error)
{
  return TRUE;
}

static int
state_of_migration (EpcStore *store)
{
  return 1; /* it opens only when it is up to date */
}

static const struct
{
  const char *name;
  gboolean (*act) (EpcStore *store, GError **error);
  int (*state) (EpcStore *store);
  gboolean opens; /* the fault strikes while opening, too */
} acts[] = {
  { "edit", do_edit, state_of_edit, FALSE },
  { "import", do_import, state_of_import, FALSE },
  { "import alone", do_import_alone, state_of_import, FALSE },
  { "migration", do_nothing, state_of_migration, TRUE },
  { "backup", do_backup, state_of_backup, FALSE },
};

/* --- one fault --- */

static void
strike (guint a, FaultKind kind, guint n, gboolean for_ever)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = NULL;
  gboolean done = FALSE;

  remove_file (work_path);
  remove_file (backup_path);
  copy_file (acts[a].opens ? old_path : model_path, work_path);
  if (acts[a].opens)
    fault_start (kind, n, for_ever);
  store = epc_store_open (work_path, EPC_STORE_NO_CHECK | EPC_STORE_ALONE, &error);
  if (!acts[a].opens)
    {
      g_assert_no_error (error);
      fault_start (kind, n, for_ever);
    }
  if (store != NULL)
    {
      done = acts[a].act (store, &error);
      if (!done)
        g_assert_nonnull (error);
      epc_store_close (store);
    }
  else
    g_assert_nonnull (error);
  fault_stop ();
  g_clear_object (&store);

  g_autoptr (GError) after_error = NULL;
  g_autoptr (EpcStore) after = epc_store_open (work_path, EPC_STORE_NO_CHECK, &after_error);
  if (after == NULL)
    g_error ("%s: %s number %u%s: the workspace does not open: %s", acts[a].name, fault_name (kind), n,
             for_ever ? " and all after" : "", after_error->message);
  int state = acts[a].state (after);
  if (state < 0 || (done && state != 1))
    g_error ("%s: %s number %u%s: half done (%d, %s)", acts[a].name, fault_name (kind), n, for_ever ? " and all after" : "",
             state, error != NULL ? error->message : "no error");
  fixture_assert_clean (after);
  epc_store_close (after);
}

static guint
operations (guint a, FaultKind kind)
{
  g_autoptr (GError) error = NULL;

  remove_file (work_path);
  remove_file (backup_path);
  copy_file (acts[a].opens ? old_path : model_path, work_path);
  if (acts[a].opens)
    fault_start (kind, 0, FALSE);
  g_autoptr (EpcStore) store = epc_store_open (work_path, EPC_STORE_NO_CHECK | EPC_STORE_ALONE, &error);
  g_assert_no_error (error);
  if (!acts[a].opens)
    fault_start (kind, 0, FALSE);
  g_assert_true (acts[a].act (store, &error));
  epc_store_close (store);
  fault_stop ();
  return fault_count (kind);
}

static void
test_faults (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());
  gint64 end = g_get_monotonic_time () + (gint64) (minutes * 60 * G_USEC_PER_SEC);
  guint n_operations[G_N_ELEMENTS (acts)][N_FAULTS], n_struck = 0, n_tried = 0;

  for (guint a = 0; a < G_N_ELEMENTS (acts); a++)
    for (FaultKind kind = 0; kind < N_FAULTS; kind++)
      {
        n_operations[a][kind] = operations (a, kind);
        g_test_message ("%s: %u × %s", acts[a].name, n_operations[a][kind], fault_name (kind));
      }
  /* A read that fails before the first row ends the transaction, heard of or not: what follows must not be written one by one. */
  for (guint a = 1; a <= 2; a++)
    for (guint n = 1; n <= MIN (12, n_operations[a][FAULT_READ]); n++)
      strike (a, FAULT_READ, n, FALSE);
  while (g_get_monotonic_time () < end)
    {
      guint a = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (acts));
      FaultKind kind = (FaultKind) g_rand_int_range (random, 0, N_FAULTS);
      if (n_operations[a][kind] == 0)
        continue;
      guint n = (guint) g_rand_int_range (random, 1, (gint32) n_operations[a][kind] + 1);
      strike (a, kind, n, g_rand_boolean (random));
      n_struck += fault_has_struck ();
      n_tried++;
    }
  g_test_message ("%u faults struck in %u tries", n_struck, n_tried);
  g_assert_cmpuint (n_struck, >, 10);
}

/* --- */

static void
execute (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
make_models (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = fixture_store ("model.epc");

  epc_store_set_setting (store, "test", "before", &error);
  g_assert_no_error (error);
  model_path = g_strdup (epc_store_path (store));
  epc_store_close (store);
  old_path = fixture_path ("old.epc");
  work_path = fixture_path ("work.epc");
  backup_path = fixture_path ("backup.epc");
  copy_file (model_path, old_path);
  execute (old_path, "ALTER TABLE setting DROP COLUMN note; DROP TABLE lesson; DELETE FROM _entity WHERE key = 'lesson'; "
                     "UPDATE _property SET value = 'old' WHERE key = 'catalogue'");
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--minutes"))
    {
      minutes = g_ascii_strtod (argv[2], NULL);
      argc = 1;
    }
  fault_install ();
  fixture_init (&argc, &argv);
  make_models ();
  g_test_add_func ("/store/faults/each-thing-happened-wholly-or-not", test_faults);
  return fixture_run ();
}
