/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts in the real window: values by keys, figures and picture on the clipboard, the table, the saved picture, the printed page.
 */
#include "desktop-support.h"

#include <string.h>

#include "desktop/widgets/epc-chart-view.h"
#include "desktop/window-private.h"

#ifdef HAVE_UNIX_PRINT
#include <gtk/gtkunixprint.h>
#endif

static EpcApplication *application;

static gboolean
has_chart (gpointer window)
{
  GtkWidget *view = test_find (window, EPC_TYPE_CHART_VIEW, NULL);

  return view != NULL && gtk_widget_get_mapped (view) && epc_chart_view_chart (EPC_CHART_VIEW (view)) != NULL;
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer text)
{
  *(char **) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_read (gpointer text)
{
  return *(char **) text != NULL;
}

/* A window beside the first one whose labels are the chart's rows; it is closed. */
static gboolean
has_table (gpointer nothing)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (!EPC_IS_WINDOW (each->data) && test_find (each->data, GTK_TYPE_GRID, NULL) != NULL && test_find (each->data, GTK_TYPE_LABEL, "Flood in the valley") != NULL
        && test_find (each->data, GTK_TYPE_LABEL, "5") != NULL)
      {
        gtk_window_destroy (each->data);
        return TRUE;
      }
  return FALSE;
}

/* The chart of two risks, with the focus. */
static GtkWidget *
open_chart (EpcWindow *window, EpcStore *store)
{
  test_add (store, "risk", "title", "Flood in the valley", "hazard", "flood", "country", "HND", "impact", "4", "likelihood", "5", NULL);
  g_assert_true (epc_window_go_to (window, "preparedness", "risks"));
  g_assert_true (epc_section_page_show_entity (epc_window_section_page (window), "charts"));
  test_wait (has_chart, window, "the chart of the risk");
  test_quiet ();
  GtkWidget *view = test_find (GTK_WIDGET (window), EPC_TYPE_CHART_VIEW, NULL);
  g_assert_true (gtk_widget_grab_focus (view));
  return view;
}

/* The page of charts follows the records, and says what is missing when there is none. */
static void
test_follows (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);

  g_assert_true (epc_window_go_to (window, "preparedness", "risks"));
  g_assert_true (epc_section_page_show_entity (epc_window_section_page (window), "charts"));
  test_quiet ();
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "No risk is recorded yet. Add one under Preparedness."));
  g_assert_false (has_chart (window));
  open_chart (window, store);
  test_window_gone (window);
}

static void
test_copy (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);
  GtkWidget *view = open_chart (window, store);
  g_autofree char *text = NULL;

  g_assert_true (gtk_widget_activate_action (view, "chart.copy", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (view), NULL, on_text, &text);
  test_wait (is_read, &text, "the figures on the clipboard");
  g_assert_nonnull (strstr (text, "Flood in the valley\t5\t4"));
  g_assert_true (gtk_widget_activate_action (view, "chart.copy-picture", NULL));
  g_assert_true (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (gtk_widget_get_clipboard (view)), GDK_TYPE_TEXTURE));
  /* as a table, in a window of its own */
  g_assert_true (gtk_widget_activate_action (view, "chart.table", NULL));
  test_wait (has_table, NULL, "the table of the chart");
  test_window_gone (window);
}

static gboolean
is_current (gpointer view)
{
  return epc_chart_view_current (view) >= 0;
}

/* The arrows go from value to value, as the screen reader hears them. */
static void
test_keys (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);
  GtkWidget *view = open_chart (window, store);

  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  test_quiet ();
  g_assert_true (gtk_widget_has_focus (view));
  g_assert_cmpint (epc_chart_view_current (EPC_CHART_VIEW (view)), ==, -1);
  test_press ("Right");
  test_wait (is_current, view, "the value that the key chose");
  g_autofree char *said = gtk_test_accessible_check_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "");
  g_assert_nonnull (said);
  g_assert_nonnull (strstr (said, "Flood in the valley"));
  test_window_gone (window);
}

static gboolean
has_file (gpointer path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, NULL) && length > 400;
}

static char *
contents (const char *path)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  return bytes;
}

/* The picture as each of the three kinds of file, through the file dialog. */
static void
test_save (void)
{
  static const char *const names[] = { "risks.png", "risks.svg", "risks.pdf" }, *const begins[] = { "\x89PNG", "<?xml", "%PDF-" };
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);
  GtkWidget *view = open_chart (window, store);
  g_autofree char *folder = g_dir_make_tmp ("epc-chart-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_assert_true (gtk_widget_activate_action (view, "chart.save", NULL));
      GtkWidget *dialog = test_dialog (GTK_TYPE_FILE_CHOOSER_DIALOG, "the file dialog");
      test_settle (200);
      g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (dialog), file, NULL));
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), names[i]);
      test_settle (300);
      gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
      test_wait (has_file, path, names[i]);
      g_autofree char *bytes = contents (path);
      g_assert_true (g_str_has_prefix (bytes, begins[i]));
    }
  test_window_gone (window);
}

#if defined(HAVE_UNIX_PRINT) && !defined(__SANITIZE_ADDRESS__)
static gboolean
can_print (gpointer dialog)
{
  return gtk_print_unix_dialog_get_selected_printer (dialog) != NULL;
}

/* The chart on a page of its own, to the printer that is a file. */
static void
test_print (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);
  GtkWidget *view = open_chart (window, store);
  g_autofree char *folder = g_dir_make_tmp ("epc-chart-XXXXXX", NULL), *path = g_build_filename (folder, "risks.pdf", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();

  g_assert_true (gtk_widget_activate_action (view, "chart.print", NULL));
  GtkWidget *dialog = test_dialog (GTK_TYPE_PRINT_UNIX_DIALOG, "the print dialog");
  gtk_print_settings_set_printer (settings, "Print to File");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_unix_dialog_set_settings (GTK_PRINT_UNIX_DIALOG (dialog), settings);
  test_wait (can_print, dialog, "the printer that is a file");
  test_settle (300);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  test_wait (has_file, path, "the printed page");
  g_autofree char *bytes = contents (path);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  test_quiet ();
  test_window_gone (window);
}
#endif

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/charts/follow-the-records", test_follows);
  g_test_add_func ("/charts/copy-and-table", test_copy);
  g_test_add_func ("/charts/value-by-keys", test_keys);
  g_test_add_func ("/charts/save", test_save);
#if defined(HAVE_UNIX_PRINT) && !defined(__SANITIZE_ADDRESS__) /* the print dialog and its backends leave things of their own behind */
  g_test_add_func ("/charts/print", test_print);
#endif
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
