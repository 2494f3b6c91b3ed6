/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the first start to a declared crisis with three sites and the two pages of its MEFM request on paper, by keyboard alone: a chord, a
 * text typed or a choice is one action, and there are at most sixty. No dialog asks for what a record knows.
 */
#include "form-play.h"

#include <string.h>

#include "store/epc-query.h"

#define MOST_ACTIONS 60

static EpcApplication *application;
static guint n_actions;

static void
press (const char *key)
{
  n_actions++;
  test_press (key);
}

static void
type (const char *text)
{
  n_actions++;
  test_type (text);
}

static gboolean
has_store (gpointer window)
{
  return epc_window_session (window) != NULL && epc_window_tab (window) != NULL;
}

typedef struct
{
  EpcWindow *window;
  const char *entity;
  gint64 n;
} Wanted;

static gboolean
has_records (gpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (wanted->entity));

  return epc_query_count (query, epc_session_store (epc_window_session (wanted->window)), NULL, NULL) == wanted->n;
}

static void
await_records (EpcWindow *window, const char *entity, gint64 n)
{
  Wanted wanted = { window, entity, n };

  test_wait (has_records, &wanted, entity);
}

typedef struct
{
  GtkWindow *above; /* the window that the other stands over */
  GtkWindow *found;
} Over;

static gboolean
has_dialog (gpointer data)
{
  Over *over = data;
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);
      if (gtk_window_get_transient_for (other) == over->above && gtk_widget_get_mapped (GTK_WIDGET (other)))
        over->found = other;
    }
  return over->found != NULL;
}

/* A dialog over the window: the window manager would give it the focus. */
static GtkWindow *
dialog_over (EpcWindow *window)
{
  Over over = { GTK_WINDOW (window), NULL };

  test_wait (has_dialog, &over, "the dialog");
  test_settle (150);
  play_focus (over.found);
  return over.found;
}

static gboolean
has_no_dialog (gpointer window)
{
  Over over = { window, NULL };

  return !has_dialog (&over);
}

static void
back_to (EpcWindow *window)
{
  test_wait (has_no_dialog, window, "the dialog to close");
  play_focus (GTK_WINDOW (window));
}

/* Ctrl+K, some letters of where to, Enter. */
static void
go (EpcWindow *window, const char *where)
{
  press ("ctrl+k");
  dialog_over (window);
  type (where);
  test_quiet ();
  press ("Return");
  back_to (window);
  test_settle (300);
}

static gboolean
is_form (gpointer window)
{
  return EPC_IS_RECORD_FORM (epc_window_pushed (window));
}

static gboolean
is_pushed (gpointer window)
{
  return epc_window_pushed (window) != NULL;
}

static gboolean
is_not_pushed (gpointer window)
{
  return epc_window_pushed (window) == NULL;
}

static EpcWindow *
begin (void)
{
  GtkWidget *widget = epc_window_new (GTK_APPLICATION (application));
  EpcWindow *window = EPC_WINDOW (widget);

  epc_window_show_first_run (window, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_present (GTK_WINDOW (window));
  test_quiet ();
  play_focus (GTK_WINDOW (window));
  /* the cursor stands in the country: open, some letters, choose; office, name and file are proposed */
  press ("space");
  test_quiet ();
  type ("Hondur");
  test_quiet ();
  press ("Return");
  test_settle (200);
  press ("ctrl+Return");
  test_wait (has_store, window, "the workspace");
  test_quiet ();
  /* sites can be put into a department before any file has come */
  g_autofree char *cortes = epc_store_place_name (epc_session_store (epc_window_session (window)), "HN05");
  g_assert_cmpstr (cortes, ==, "Cortés");
  return window;
}

static void
declare (EpcWindow *window)
{
  press ("ctrl+3");
  test_settle (200);
  press ("ctrl+n");
  GtkWindow *dialog = dialog_over (window);
  type ("Storm Dalia");
  press ("Tab");
  type ("hurricane");
  press ("Tab");
  /* of the place the country is known, of the moment that it is now: neither is asked again */
  g_assert_nonnull (play_find_row (GTK_WIDGET (dialog), "t0"));
  press ("ctrl+Return");
  await_records (window, "crisis", 1);
  back_to (window);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("crisis"));
  g_autoptr (GPtrArray) all = epc_query_records (query, epc_session_store (epc_window_session (window)), NULL);
  EpcRecord *crisis = g_ptr_array_index (all, 0);
  g_assert_cmpstr (epc_record_text (crisis, "name"), ==, "Storm Dalia");
  g_assert_cmpstr (epc_record_text (crisis, "country"), ==, "HND");
  g_assert_cmpstr (epc_record_text (crisis, "status"), ==, "active");
  g_assert_cmpstr (epc_record_text (crisis, "type"), ==, "disaster_natural");
  g_assert_false (epc_record_is_empty (crisis, "t0"));
}

/* A name is all that has to be said of a site: crisis, country, status follow. */
static void
add_sites (EpcWindow *window)
{
  static const char *const names[] = { "Gimnasio", "Escuela Morazan", "Iglesia Betel" };

  go (window, "sites");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      press ("ctrl+n");
      test_wait (is_form, window, "the form of a site");
      test_settle (250);
      type (names[i]);
      press ("Escape");
      test_wait (is_not_pushed, window, "the form to close");
      await_records (window, "site", i + 1);
      test_settle (200);
    }
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  g_autoptr (GPtrArray) all = epc_query_records (query, epc_session_store (epc_window_session (window)), NULL);
  for (guint i = 0; i < all->len; i++)
    g_assert_true (epc_uid_equal (epc_record_reference (g_ptr_array_index (all, i), "crisis"), epc_session_crisis (epc_window_session (window))));
}

static gboolean
is_file (gpointer path)
{
  char *contents = NULL;
  gboolean is_whole = g_file_get_contents (path, &contents, NULL, NULL) && strlen (contents) > 4;

  g_free (contents);
  return is_whole;
}

static void
print_request (EpcWindow *window, const char *path)
{
  go (window, "mefm");
  press ("ctrl+n");
  await_records (window, "funding_request", 1);
  test_quiet ();
  press ("ctrl+p");
  test_wait (is_pushed, window, "the two pages");
  test_quiet ();
  press ("ctrl+s");
  dialog_over (window);
  press ("ctrl+a");
  type (path);
  press ("Return");
  test_wait (is_file, (gpointer) path, "the PDF");
  back_to (window);
}

/* pdftotext (poppler) reads what was printed. */
static void
read_paper (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext"), *text = NULL;
  const char *const arguments[] = { program, "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    {
      g_test_message ("pdftotext is not installed: the PDF is not read");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text, NULL, NULL, &error));
  g_assert_nonnull (strstr (text, "HND-MEFM-0001"));
  g_assert_nonnull (strstr (text, "Dalia"));
}

static void
test_sixty (void)
{
  g_autofree char *folder = g_dir_make_tmp ("epc-hour-XXXXXX", NULL), *path = g_build_filename (folder, "mefm.pdf", NULL);
  EpcWindow *window = begin ();

  declare (window);
  add_sites (window);
  print_request (window, path);
  read_paper (path);
  g_test_message ("%u actions", n_actions);
  g_assert_cmpuint (n_actions, <=, MOST_ACTIONS);
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/first-hour/sixty-actions", test_sixty);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
