/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * kill -9 at moments by chance, while a workspace is edited, imported into, checkpointed, compacted and backed up: it opens, is
 * clean, and holds all of each change or none; and the newest backup is good. EPC_TEST_KILLS for more than 40 of them,
 * EPC_TEST_SEED for the same again. Restoring is killed step by step in test-restore.c.
 */
#include "fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_PUT 300
#define N_PUT_MANY (70 * N_PUT)

static char *program;

/* The machine goes on when a program is killed: nothing needs to reach the disk, and a kill that waits for it falls nowhere. */
int
fsync (int fd)
{
  return 0;
}

int
fdatasync (int fd)
{
  return 0;
}

/* --- the victim --- */

typedef struct
{
  guint number, n;
} Work;

static gboolean
put_rows (EpcTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  const EpcEntity *entity = epc_entity_find ("location_count");
  EpcBatchSource source = { .file_name = "kill.csv" };
  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  EpcValue *values = g_new0 (EpcValue, entity->n_fields);
  EpcUid round = epc_uid_new ();
  gboolean done = batch != 0;

  epc_value_set_uid (&values[epc_entity_field_index (entity, "round")], &round);
  epc_value_set_text (&values[epc_entity_field_index (entity, "reporting_date")], "2025-06-30");
  for (guint i = 0; i < work->n && done; i++)
    {
      epc_value_set_integer (&values[epc_entity_field_index (entity, "idp_ind")], i);
      done = epc_transaction_put (transaction, entity, values, NULL, FALSE, NULL, NULL, error);
      g_autofree char *ssid = g_strdup_printf ("HT-%05u", i);
      epc_value_set_text (&values[epc_entity_field_index (entity, "location_ssid")], ssid);
    }
  for (guint i = 0; i < entity->n_fields; i++)
    epc_value_clear (&values[i]);
  g_free (values);
  return done && epc_transaction_end_batch (transaction, batch, "{}", error);
}

static gboolean
set_both (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autofree char *value = g_strdup_printf ("%u", ((Work *) data)->number);

  return epc_store_set_setting (store, "one", value, error) && epc_store_set_setting (store, "two", value, error);
}

static int
be_victim (const char *path, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  EpcStore *store = epc_store_open (path, EPC_STORE_NO_CHECK, &error);

  if (store == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (write (STDOUT_FILENO, "+", 1) != 1)
    return 1;
  for (guint i = 0;; i++)
    {
      Work work = { seed % 100000 + i, g_rand_int_range (random, 0, 8) == 0 ? N_PUT_MANY : N_PUT };
      gboolean done = TRUE;
      switch (g_rand_int_range (random, 0, 8))
        {
        case 0:
        case 1:
        case 2:
          done = epc_store_write (store, "edit", set_both, &work, &error);
          break;
        case 3:
        case 4:
          done = epc_store_write (store, "import", put_rows, &work, &error);
          break;
        case 5:
          epc_store_checkpoint (store);
          break;
        case 6:
          {
            g_autofree char *backup = epc_store_backup (store, NULL, NULL, &error);
            done = backup != NULL;
            break;
          }
        default:
          if (g_rand_boolean (random))
            done = epc_store_compact (store, NULL, &error) >= 0;
          else
            {
              g_autoptr (EpcUndoResult) result = epc_store_undo (store, &error);
              done = result != NULL;
            }
        }
      if (!done)
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }
}

/* Nothing but checkpoints, backups, or large imports without a log and their undoing, so that the kill falls into them and not beside. */
static int
be_carer (const char *path, const char *work)
{
  g_autoptr (GError) error = NULL;
  EpcStore *store = epc_store_open (path, EPC_STORE_NO_CHECK | EPC_STORE_ALONE, &error);
  gboolean done = store != NULL && write (STDOUT_FILENO, "+", 1) == 1;

  for (guint i = 0; done; i++)
    {
      if (g_str_equal (work, "backup"))
        {
          g_autofree char *backup = epc_store_backup (store, NULL, NULL, &error);
          done = backup != NULL;
        }
      else if (g_str_equal (work, "alone"))
        {
          Work change = { i, N_PUT_MANY };
          done = epc_store_write_many (store, "import", change.n, put_rows, &change, &error);
          g_autoptr (EpcUndoResult) result = done ? epc_store_undo (store, &error) : NULL;
          done = result != NULL;
        }
      else
        {
          Work change = { i, N_PUT };
          done = epc_store_write (store, "import", put_rows, &change, &error);
          epc_store_checkpoint (store);
        }
    }
  g_printerr ("%s\n", error != NULL ? error->message : "no sign could be given");
  return 1;
}

/* --- the test --- */

/* @work: "checkpoint", "backup", "alone"; NULL: everything by turns. */
static void
kill_one (const char *path, const char *work, GRand *random)
{
  g_autofree char *seed = g_strdup_printf ("%u", g_rand_int (random));
  char *arguments[] = { program, work != NULL ? "--care" : "--victim", (char *) path, work != NULL ? (char *) work : seed, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;
  int out, status;
  char sign;

  g_spawn_async_with_pipes (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (out, &sign, 1), ==, 1); /* it has opened the workspace */
  g_usleep ((gulong) g_rand_int_range (random, 0, g_strcmp0 (work, "alone") == 0 ? 400000 : 60000));
  kill (pid, SIGKILL);
  waitpid (pid, &status, 0);
  close (out);
  g_assert_true (WIFSIGNALED (status));
}

static void
assert_whole (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = epc_store_open (path, EPC_STORE_NO_CHECK, &error);

  g_assert_no_error (error);
  g_assert_null (epc_store_notices (store)[0]); /* it is the same replica still */
  fixture_assert_clean (store);
  g_autofree char *one = epc_store_setting (store, "one");
  g_autofree char *two = epc_store_setting (store, "two");
  g_assert_cmpstr (one, ==, two);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  g_assert_cmpint (epc_query_count (query, store, NULL, &error) % N_PUT, ==, 0);
  epc_store_close (store);
}

static void
assert_backups_whole (const char *path)
{
  g_autoptr (GPtrArray) backups = epc_store_list_backups (path);
  g_autoptr (GError) error = NULL;

  if (backups->len == 0)
    return;
  g_autoptr (EpcStore) store = epc_store_open (g_ptr_array_index (backups, 0), EPC_STORE_READ_ONLY | EPC_STORE_NO_CHECK, &error);
  g_assert_no_error (error);
  fixture_assert_clean (store);
  epc_store_close (store);
}

static void
test_kill (void)
{
  const char *wanted = g_getenv ("EPC_TEST_KILLS");
  guint n = wanted != NULL ? (guint) strtoul (wanted, NULL, 10) : 40;
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());
  static const char *const works[] = { "checkpoint", "backup", "alone" };
  g_autofree char *path = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (i % 40 == 0)
        {
          g_autofree char *name = g_strdup_printf ("kill-%u.epc", i);
          g_autoptr (EpcStore) store = fixture_store (name);
          g_free (path);
          path = g_strdup (epc_store_path (store));
          epc_store_close (store);
        }
      const char *work = i % 5 < G_N_ELEMENTS (works) ? works[i % 5] : NULL;
      kill_one (path, work, random);
      assert_whole (path);
      if (i % 10 == 9 || g_strcmp0 (work, "backup") == 0)
        assert_backups_whole (path);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--victim"))
    return be_victim (argv[2], (guint32) strtoul (argv[3], NULL, 10));
  if (argc == 4 && g_str_equal (argv[1], "--care"))
    return be_carer (argv[2], argv[3]);
  program = argv[0];
  fixture_init (&argc, &argv);
  g_test_add_func ("/store/kill/leaves-all-or-none", test_kill);
  return fixture_run ();
}
