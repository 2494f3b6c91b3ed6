/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One piece of a day's work through the real window, from a file that comes in to a paper that goes out: import, see the rows,
 * correct a field in the form, take it back, go elsewhere and return, filter, print.
 */
#include "desktop-support.h"

#include <string.h>

#include "desktop/epc-section-page.h"
#include "desktop/exchange/exchange.h"
#include "desktop/widgets/epc-field-row.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-record-page.h"
#include "desktop/window-private.h"
#include "store/epc-query.h"

#define TITLE "EPC window under test"
#define FILE_TEXT \
  "Name,SSID,Status\nEscuela Morazan,HN05-001,open\nGimnasio Municipal,HN05-002,open\nIglesia Monte Sinai,HN05-003,identified\n"

static EpcApplication *application;

static gboolean
is_import_ready (gpointer window)
{
  GtkWidget *button = test_find (window, GTK_TYPE_BUTTON, "Import 3 sites");

  return button != NULL && gtk_widget_get_sensitive (button);
}

static EpcRecordPage *
list_page (EpcWindow *window)
{
  EpcSectionPage *section = epc_window_section_page (window);
  GtkWidget *page = section != NULL ? epc_section_page_content (section) : NULL;

  return EPC_IS_RECORD_PAGE (page) ? EPC_RECORD_PAGE (page) : NULL;
}

typedef struct
{
  EpcWindow *window;
  guint n;
} Rows;

static gboolean
has_rows (gpointer data)
{
  const Rows *rows = data;
  EpcRecordPage *page = list_page (rows->window);

  return page != NULL && g_list_model_get_n_items (G_LIST_MODEL (epc_record_page_list (page))) == rows->n;
}

static char *
stored_name (EpcWindow *window, const char *ssid)
{
  EpcStore *store = epc_session_store (epc_window_session (window));
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  g_autofree char *condition = g_strdup_printf ("ssid = %s", ssid);

  g_assert_true (epc_query_where_text (query, store, condition, NULL));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  return g_strdup (epc_record_text (g_ptr_array_index (records, 0), "name"));
}

typedef struct
{
  EpcWindow *window;
  const char *name;
} Name;

static gboolean
is_named (gpointer data)
{
  const Name *name = data;
  g_autofree char *now = stored_name (name->window, "HN05-002");

  return g_strcmp0 (now, name->name) == 0;
}

static gboolean
is_form_gone (gpointer window)
{
  return epc_window_pushed (window) == NULL;
}

/* The file's three rows stand in the list of sites, where the window goes by itself. */
static void
import_file (EpcWindow *window, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "sites.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Rows three = { window, 3 };

  g_assert_true (g_file_set_contents (path, FILE_TEXT, -1, NULL));
  epc_import_file_start (window, epc_window_session (window), file, epc_entity_find ("site"));
  test_wait (is_import_ready, window, "what the file would change");
  g_signal_emit_by_name (test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Import 3 sites"), "clicked");
  test_wait (is_form_gone, window, "the import");
  g_assert_cmpstr (epc_window_tab (window), ==, "response");
  test_wait (has_rows, &three, "three rows in the list");
  test_settle (300);
}

/* By keyboard: Enter opens the form of the row, its name is typed over, Esc leaves it saved. */
static void
edit_and_undo (EpcWindow *window)
{
  EpcStore *store = epc_session_store (epc_window_session (window));
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  Name typed = { window, "Gimnasio La Lima" }, before = { window, "Gimnasio Municipal" };

  g_assert_true (epc_query_where_text (query, store, "ssid = HN05-002", NULL));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  g_assert_true (epc_record_page_select_row (list_page (window), epc_record_row (g_ptr_array_index (records, 0))));
  epc_record_page_grab_table (list_page (window));
  test_settle (100);
  gtk_widget_activate_action (epc_record_page_table (list_page (window)), "page.edit", NULL);
  test_settle (300);
  GtkWidget *form = epc_window_pushed (window);
  g_assert_true (EPC_IS_RECORD_FORM (form));
  g_assert_true (epc_record_form_focus_field (EPC_RECORD_FORM (form), "name"));
  gtk_window_set_title (GTK_WINDOW (window), TITLE); /* what xdotool finds it by */
  test_settle (100);
  test_focus_window (TITLE);
  test_press ("ctrl+a");
  test_type ("Gimnasio La Lima");
  test_press ("Tab");
  test_wait (is_named, &typed, "the name that was typed");
  test_press ("Escape");
  test_wait (is_form_gone, window, "the form to close");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  test_wait (is_named, &before, "the name as it was");
}

/* What is filtered is what is printed: two of three, and the paper says them by name. */
static void
filter_and_print (EpcWindow *window, const char *folder)
{
  g_autofree char *pdf = g_build_filename (folder, "sites.pdf", NULL), *program = g_find_program_in_path ("pdftotext");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  Rows two = { window, 2 };
  EpcRecordPage *page = list_page (window);

  g_assert_true (epc_record_page_add_chip (page, "Status: open", "status = open", TRUE, &error));
  g_assert_no_error (error);
  test_wait (has_rows, &two, "the two open sites");
  g_autoptr (EpcQuery) query = epc_record_page_query (page);
  g_auto (GStrv) columns = epc_record_page_columns (page);
  g_assert_true (epc_print_list_to_pdf (window, epc_window_session (window), query, (const char *const *) columns, pdf, &error));
  g_assert_no_error (error);
  if (program == NULL)
    {
      g_test_message ("pdftotext is not installed: the PDF is not read");
      return;
    }
  const char *const arguments[] = { program, "-layout", pdf, "-", NULL };
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &text, NULL, NULL, &error));
  g_assert_nonnull (strstr (text, "Escuela Morazan"));
  g_assert_nonnull (strstr (text, "Gimnasio Municipal"));
  g_assert_null (strstr (text, "Iglesia Monte Sinai"));
}

static void
test_day (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);
  g_autofree char *folder = g_dir_make_tmp ("epc-journey-XXXXXX", NULL);
  Rows three = { window, 3 };

  import_file (window, folder);
  edit_and_undo (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.tab", "s", "preparedness");
  test_settle (200);
  g_assert_cmpstr (epc_window_tab (window), ==, "preparedness");
  g_assert_true (epc_window_go_to (window, "response", "sites"));
  test_settle (200);
  g_assert_true (has_rows (&three));
  filter_and_print (window, folder);
  test_window_gone (window);
}

int
main (int argc, char *argv[])
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/journey/a-file-in-a-paper-out", test_day);
  return g_test_run ();
}
