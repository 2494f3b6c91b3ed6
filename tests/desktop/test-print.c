/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The system's print dialog, driven: a report and the live map to the printer that is a file, with pages, copies and paper chosen, and
 * the dialog closed without an answer. What came out is read by poppler: paper by pdfinfo, words by pdftotext, fonts by pdffonts.
 */
#include "desktop-support.h"

#include <gtk/gtkunixprint.h>
#include <glib/gstdio.h>

#include "report/epc-report.h"

static EpcApplication *application;
static EpcStore *store;
static EpcWindow *window;
static char *folder;

/* --- the report --- */

static gboolean
has_pages (gpointer data)
{
  return test_find (GTK_WIDGET (window), g_type_from_name ("EpcPageView"), NULL) != NULL;
}

static void
open_report (const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.report", "s", target);
  test_wait (has_pages, NULL, "the pages of the report");
  test_quiet ();
}

static void
close_report (void)
{
  g_assert_true (gtk_widget_activate_action (epc_window_pushed (window), "report.close", NULL));
  test_quiet ();
}

static GtkWidget *
ask_to_print (void)
{
  g_assert_true (gtk_widget_activate_action (epc_window_pushed (window), "report.print", NULL));
  return test_dialog (GTK_TYPE_PRINT_UNIX_DIALOG, "the print dialog");
}

/* The drop-downs of the preview: language, paper. */
static void
collect (GtkWidget *widget, gpointer found)
{
  if (GTK_IS_DROP_DOWN (widget) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (found, widget);
}

static void
choose (guint which, guint item)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  test_walk (epc_window_pushed (window), collect, found);
  g_assert_cmpuint (found->len, ==, 2);
  gtk_drop_down_set_selected (found->pdata[which], item);
  test_quiet ();
  test_wait (has_pages, NULL, "the pages as chosen");
}

/* --- the dialog --- */

static gboolean
can_print (gpointer dialog)
{
  GtkWidget *button = gtk_dialog_get_widget_for_response (dialog, GTK_RESPONSE_OK);

  return gtk_print_unix_dialog_get_selected_printer (dialog) != NULL && gtk_widget_get_sensitive (button);
}

static gboolean
has_printers (gpointer model)
{
  return g_list_model_get_n_items (model) > 0;
}

static gpointer
part (GtkWidget *dialog, const char *name)
{
  GObject *object = gtk_widget_get_template_child (dialog, GTK_TYPE_PRINT_UNIX_DIALOG, name);

  g_assert_nonnull (object);
  return object;
}

/* Whether the button shows the path of a file of this name. */
static gboolean
has_name (GtkWidget *button, const char *name)
{
  GtkWidget *label = test_find (button, GTK_TYPE_LABEL, NULL);

  return g_str_has_suffix (gtk_label_get_text (GTK_LABEL (label)), name);
}

/* The printer that is a file, which is to be called as what is printed is, and @path instead of that. */
static void
choose_file (GtkWidget *dialog, const char *name, const char *path)
{
  GtkSelectionModel *printers = gtk_column_view_get_model (part (dialog, "printer_list"));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *base = g_path_get_basename (path);

  test_wait (has_printers, printers, "a printer");
  g_assert_true (gtk_selection_model_select_item (printers, 0, TRUE)); /* no other than the file is here */
  test_wait (can_print, dialog, "the button that prints");
  GtkWidget *button = test_find (part (dialog, "extension_point"), GTK_TYPE_BUTTON, NULL);
  g_assert_true (has_name (button, name));
  g_assert_true (gtk_widget_activate (button));
  GtkWidget *chooser = test_dialog (GTK_TYPE_FILE_CHOOSER_DIALOG, "the choice of the file");
  test_settle (200);
  g_assert_true (gtk_file_chooser_set_file (GTK_FILE_CHOOSER (chooser), file, NULL));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), base);
  test_settle (300);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  test_settle (300);
  g_assert_true (has_name (button, base));
}

static gboolean
is_gone (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

static void
press_and_wait (GtkWidget *dialog, const char *key)
{
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  if (key == NULL)
    g_assert_true (gtk_widget_activate (gtk_dialog_get_widget_for_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK)));
  else
    test_press (key);
  test_wait (is_gone, &weak, "the print dialog to be gone");
}

static gboolean
is_written (gpointer path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (path, &bytes, &length, NULL) && length > 7 && g_strrstr_len (bytes + length - 7, 7, "%%EOF") != NULL;
}

static void
print_it (GtkWidget *dialog, const char *path)
{
  press_and_wait (dialog, NULL);
  test_wait (is_written, (gpointer) path, "the printed file");
  test_quiet ();
}

/* --- what came out --- */

/* Each page's words, as pdftotext reads them. Free with g_strfreev(). */
static char **
pages_of (const char *pdf)
{
  const char *const words[] = { "pdftotext", "-layout", pdf, "-", NULL };
  g_autofree char *text = test_output (words);
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == '\f')
    text[length - 1] = '\0';
  return g_strsplit (text, "\f", -1);
}

/* Width and height of page @n (from 1) in points as pdfinfo has it, "595.276 x 841.89 pts (A4)". Free with g_free(). */
static char *
paper_of (const char *pdf, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  const char *const words[] = { "pdfinfo", "-f", number, "-l", number, pdf, NULL };
  g_autofree char *text = test_output (words), *key = g_strdup_printf ("Page %4u size:", n);
  const char *line = strstr (text, key);

  g_assert_nonnull (line);
  return g_strstrip (g_strndup (line + strlen (key), strcspn (line + strlen (key), "\n")));
}

static void
assert_paper (const char *pdf, guint n, const char *size)
{
  g_autofree char *paper = paper_of (pdf, n);

  g_assert_cmpstr (paper, ==, size);
}

static void
assert_fonts_embedded (const char *pdf)
{
  const char *const words[] = { "pdffonts", pdf, NULL };
  g_autofree char *text = test_output (words);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++)
    g_assert_true (g_regex_match_simple (" yes (yes|no) +(yes|no) +\\d+ +\\d+$", lines[i], 0, 0));
}

/* --- tests --- */

static char *
output_file (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* The report as the window saves it: the dialog's pages are to say the same. */
static char **
saved_pages (const char *name, const char *reference, EpcPaper paper)
{
  g_autoptr (GError) error = NULL;
  const EpcReport *report = epc_report_find (name, &error);
  EpcReportOptions options = { .reference = reference, .choice = EPC_PICTURE_CHOICE_INIT, .paper = paper, .language = "en" };
  g_autoptr (EpcDocument) document = report->make (store, &options, &error);
  g_autofree char *path = output_file ("saved.pdf");

  g_assert_no_error (error);
  g_assert_true (epc_document_write_pdf (document, path, &error));
  return pages_of (path);
}

static EpcUid
add_plan (void)
{
  EpcUid plan = test_add (store, "contingency_plan", "title", "Storms", "country", "HTI", "hazards", "flood", "status", "draft", NULL);
  char uid[EPC_UID_TEXT_SIZE];

  /* Many enough that the pages that lie across are more than one. */
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *need = g_strdup_printf ("Blankets for community %u, and what goes with them, before the season", i);
      test_add (store, "plan_need", "plan", epc_uid_to_text (&plan, uid), "cluster", "cccm", "need", need, "in_need_ind", "100", NULL);
    }
  return plan;
}

/* Pages 2 to 3 and the last one, each twice, of a report on A4 with upright and lying pages; then all of it on Letter. */
static void
test_pages_and_paper (void)
{
  EpcUid plan = add_plan ();
  char uid[EPC_UID_TEXT_SIZE];
  g_autofree char *target = g_strconcat ("plan ", epc_uid_to_text (&plan, uid), NULL);
  g_autofree char *some = output_file ("some.pdf"), *all = output_file ("all.pdf");

  open_report (target);
  g_auto (GStrv) saved = saved_pages ("plan", uid, EPC_PAPER_A4);
  guint n = g_strv_length (saved);
  g_assert_cmpuint (n, >, 4);
  g_autofree char *range = g_strdup_printf ("2-3,%u", n);
  GtkWidget *dialog = ask_to_print ();
  choose_file (dialog, "Contingency plan.pdf", some);
  gtk_check_button_set_active (part (dialog, "page_range_radio"), TRUE);
  gtk_editable_set_text (part (dialog, "page_range_entry"), range);
  gtk_spin_button_set_value (part (dialog, "copies_spin"), 2);
  print_it (dialog, some);
  g_auto (GStrv) printed = pages_of (some);
  const guint expected[] = { 1, 2, n - 1, 1, 2, n - 1 };
  g_assert_cmpuint (g_strv_length (printed), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (printed[i], ==, saved[expected[i]]);
  assert_paper (some, 1, "595.276 x 841.89 pts (A4)");
  assert_fonts_embedded (some);

  /* Letter is 8.5 by 11 inches */
  choose (1, 1);
  dialog = ask_to_print ();
  choose_file (dialog, "Contingency plan.pdf", all);
  print_it (dialog, all);
  g_auto (GStrv) letter = saved_pages ("plan", uid, EPC_PAPER_LETTER), whole = pages_of (all);
  g_assert_cmpuint (g_strv_length (whole), ==, g_strv_length (letter));
  guint n_across = 0, n_upright = 0;
  for (guint i = 0; letter[i] != NULL; i++)
    {
      g_assert_cmpstr (whole[i], ==, letter[i]);
      g_autofree char *paper = paper_of (all, i + 1);
      n_across += g_strcmp0 (paper, "792 x 612 pts (letter)") == 0 ? 1 : 0;
      n_upright += g_strcmp0 (paper, "612 x 792 pts (letter)") == 0 ? 1 : 0;
    }
  /* the sectors of the plan lie across */
  g_assert_cmpuint (n_across, >, 1);
  g_assert_cmpuint (n_across + n_upright, ==, g_strv_length (whole));
  close_report ();
}

/* The language is changed while the dialog is open: the pages that were asked for are printed. */
static void
test_made_anew_meanwhile (void)
{
  g_autofree char *path = output_file ("meanwhile.pdf");

  open_report ("master-list");
  g_auto (GStrv) saved = saved_pages ("master-list", NULL, EPC_PAPER_A4);
  GtkWidget *dialog = ask_to_print ();
  choose_file (dialog, "Master list of sites.pdf", path);
  choose (0, 0);
  print_it (dialog, path);
  g_auto (GStrv) printed = pages_of (path);
  g_assert_cmpuint (g_strv_length (printed), ==, g_strv_length (saved));
  for (guint i = 0; saved[i] != NULL; i++)
    g_assert_cmpstr (printed[i], ==, saved[i]);
  assert_paper (path, 1, "841.89 x 595.276 pts (A4)");
  close_report ();
}

static guint
n_windows (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  return g_list_length (windows);
}

static guint
n_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Escape: no file, no window, no message, and the next time the dialog opens as at first. */
static void
test_cancelled (void)
{
  g_autofree char *path = output_file ("cancelled.pdf"), *here = g_get_current_dir ();
  guint windows, files = n_files (folder), beside = n_files (here);

  open_report ("master-list");
  windows = n_windows ();
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *dialog = ask_to_print ();

      g_assert_cmpint (gtk_spin_button_get_value_as_int (part (dialog, "copies_spin")), ==, 1);
      g_assert_true (gtk_check_button_get_active (part (dialog, "all_pages_radio")));
      choose_file (dialog, "Master list of sites.pdf", path);
      gtk_check_button_set_active (part (dialog, "page_range_radio"), TRUE);
      gtk_spin_button_set_value (part (dialog, "copies_spin"), 3);
      press_and_wait (dialog, "Escape");
      test_quiet ();
      g_assert_cmpuint (n_windows (), ==, windows);
      g_assert_null (test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "It could not be printed"));
    }
  g_assert_cmpuint (n_files (folder), ==, files);
  g_assert_cmpuint (n_files (here), ==, beside);
  g_assert_true (has_pages (NULL));
  close_report ();
}

static void
find_print (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "document-print-symbolic") == 0)
    *(GtkWidget **) data = widget;
}

static gboolean
has_print (gpointer data)
{
  test_walk (GTK_WIDGET (window), find_print, data);
  return *(GtkWidget **) data != NULL;
}

/* The map of the window on one sheet, lying across. */
static void
test_map (void)
{
  g_autofree char *path = output_file ("map.pdf");
  GtkWidget *button = NULL;

  g_assert_true (epc_window_go_to (window, "response", "sites"));
  test_quiet ();
  GtkWidget *chip = test_await (GTK_WIDGET (window), GTK_TYPE_TOGGLE_BUTTON, "Map");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  test_wait (has_print, &button, "the map's button of the printer");
  test_quiet ();
  g_assert_true (gtk_widget_activate (button));
  GtkWidget *dialog = test_dialog (GTK_TYPE_PRINT_UNIX_DIALOG, "the print dialog of the map");
  choose_file (dialog, "Map.pdf", path);
  print_it (dialog, path);
  g_auto (GStrv) pages = pages_of (path);
  g_assert_cmpuint (g_strv_length (pages), ==, 1);
  g_assert_nonnull (strstr (pages[0], "2 open sites on this map"));
  assert_paper (path, 1, "841.89 x 595.276 pts (A4)");
  assert_fonts_embedded (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");

  application = test_start (&argc, &argv);
  folder = g_dir_make_tmp ("epc-print-XXXXXX", NULL);
  store = test_workspace ("HTI", 1);
  test_add (store, "site", "name", "Lycee", "status", "open", "latitude", "18.6", "longitude", "-72.2", NULL);
  test_add (store, "site", "name", "Ecole", "status", "open", "latitude", "19.7", "longitude", "-72.9", NULL);
  window = test_window (application, store);
#ifdef __SANITIZE_ADDRESS__
  g_clear_pointer (&program, g_free); /* the print dialog and its backends leave things of their own behind */
#endif
  if (program != NULL)
    {
      g_test_add_func ("/print/pages-copies-and-paper", test_pages_and_paper);
      g_test_add_func ("/print/pages-made-anew-meanwhile", test_made_anew_meanwhile);
      g_test_add_func ("/print/cancelled", test_cancelled);
      g_test_add_func ("/print/map", test_map);
    }
  int status = g_test_run ();
  test_window_gone (window);
  g_free (folder);
  g_object_unref (store);
  g_object_unref (application);
  return status;
}
