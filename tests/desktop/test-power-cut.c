/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The power goes while a long form is filled: a second process fills it by keyboard in the real window and is killed in the middle of a word.
 * Whatever field was left is kept, the word is not, and the workspace is sound.
 */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "form-play.h"
#include "store/epc-care.h"
#include "store/epc-query.h"

#define FILE_VARIABLE "EPC_POWER_CUT"

static EpcApplication *application;
static const char *program;

/* In the order in which they are filled; the last one is not left. */
static const struct
{
  const char *field, *value;
} filled[] = {
  { "name", "Escuela Morazan" }, { "opened_on", "2026-01-05" }, { "status", "open" },       { "latitude", "15.5" },
  { "longitude", "-88.03" },     { "capacity", "240" },     { "notes", "Patio cerrado" },
};

static gboolean
is_written (gpointer form)
{
  return epc_record_form_pending (form) == 0 && epc_record_row (epc_record_form_record (form)) != 0;
}

/* Does not come back. */
static void
fill_until_the_power_goes (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = epc_store_open (path, EPC_STORE_NONE, &error);
  guint last = G_N_ELEMENTS (filled) - 1;

  g_assert_no_error (error);
  EpcWindow *window = test_window (application, store);
  play_focus (GTK_WINDOW (window));
  EpcRecordForm *form = play_new (window, "site");
  for (guint i = 0; i < last; i++)
    {
      g_assert_nonnull (epc_record_form_row (form, filled[i].field));
      g_assert_true (epc_record_form_focus_field (form, filled[i].field));
      play_row (epc_record_form_row (form, filled[i].field), filled[i].value);
    }
  test_wait (is_written, form, "what was left to be on disk");
  g_assert_true (epc_record_form_focus_field (form, filled[last].field));
  play_text (filled[last].value);
  kill (getpid (), SIGKILL);
}

static void
test_cut (void)
{
  g_autoptr (EpcStore) made = test_workspace ("HND", 0);
  g_autofree char *path = g_strdup (epc_store_path (made));
  const char *const arguments[] = { program, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), FILE_VARIABLE, path, TRUE);
  g_autoptr (GError) error = NULL;
  int status = 0;

  epc_store_close (made);
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error));
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  g_autoptr (EpcStore) store = epc_store_open (path, EPC_STORE_NONE, &error);
  g_assert_no_error (error);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  g_autoptr (GPtrArray) all = epc_query_records (query, store, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  for (guint i = 0; i + 1 < G_N_ELEMENTS (filled); i++)
    {
      g_autofree char *kept = epc_record_to_text (g_ptr_array_index (all, 0), filled[i].field);
      g_assert_cmpstr (kept, ==, filled[i].value);
    }
  g_assert_true (epc_record_is_empty (g_ptr_array_index (all, 0), filled[G_N_ELEMENTS (filled) - 1].field));
  g_autoptr (GPtrArray) findings = epc_store_check (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

int
main (int argc, char **argv)
{
  const char *path = g_getenv (FILE_VARIABLE);

  program = argv[0];
  if (path != NULL)
    {
      application = test_start (&argc, &argv);
      fill_until_the_power_goes (path);
    }
  /* without a window: there is one application of this name on the bus, and that is the other process */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/power-cut/every-field-left-is-kept", test_cut);
  return g_test_run ();
}
