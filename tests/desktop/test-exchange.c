/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files through the real window: import with its page and its undo, export with its preview, the list as a PDF; and that every
 * source of the overview is asked rightly.
 */
#include "desktop-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "desktop/exchange/exchange.h"
#include "desktop/overview/overview-data.h"
#include "desktop/widgets/epc-papers-menu.h"
#include "desktop/window-private.h"
#include "exchange/epc-import.h"
#include "report/epc-report.h"
#include "store/epc-query.h"

static EpcApplication *application;

static gint64
count_of (EpcWindow *window, const char *key)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (key));

  return epc_query_count (query, epc_session_store (epc_window_session (window)), NULL, NULL);
}

typedef struct
{
  EpcWindow *window;
  gint64 wanted;
} Sites;

static gboolean
has_sites (gpointer data)
{
  Sites *sites = data;

  return count_of (sites->window, "site") == sites->wanted;
}

static gboolean
is_ready (gpointer window)
{
  GtkWidget *button = test_find (window, GTK_TYPE_BUTTON, "Import 2 sites");

  return button != NULL && gtk_widget_get_sensitive (button);
}

static char *
write_file (const char *name, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("epc-exchange-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Nothing is written before the button is pressed; what was written can be taken back. */
static void
test_import (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  EpcWindow *window = test_window (application, store);
  g_autofree char *path = write_file ("sites.csv", "Name,SSID,Status\nCamp One,HT01-001,open\nCamp Two,HT01-002,open\nCamp Three,HT01-003,nonsense\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Sites two = { window, 2 }, none = { window, 0 };

  epc_import_file_start (window, epc_window_session (window), file, epc_entity_find ("site"));
  g_assert_nonnull (epc_window_pushed (window));
  test_wait (is_ready, window, "what the file would change");
  g_assert_cmpint (count_of (window, "site"), ==, 0);
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "Rows rejected"));
  g_signal_emit_by_name (test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Import 2 sites"), "clicked");
  test_wait (has_sites, &two, "two sites");
  test_settle (200);
  g_assert_null (epc_window_pushed (window));
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Undo"));
  g_signal_emit_by_name (test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Undo"), "clicked");
  test_wait (has_sites, &none, "the import taken back");
  test_settle (200);
  test_window_gone (window);
}

static void
press_choice (GtkWidget *window, const char *label)
{
  GtkWidget *text = test_find (window, GTK_TYPE_LABEL, label);

  g_assert_nonnull (text);
  g_signal_emit_by_name (gtk_widget_get_ancestor (text, GTK_TYPE_BUTTON), "clicked");
}

static void
open_if_unplaced (GtkWidget *widget, gpointer data)
{
  GtkWidget **found = data;

  if (*found == NULL && GTK_IS_MENU_BUTTON (widget) && test_find (widget, GTK_TYPE_LABEL, "Goes nowhere") != NULL)
    *found = widget;
}

static gboolean
has_ssids (gpointer window)
{
  return test_find (window, GTK_TYPE_LABEL, "SSID") != NULL && is_ready (window);
}

/* A column that nothing answers to is sent to a field by hand, and arrives there. */
static void
test_import_column_is_chosen (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  EpcWindow *window = test_window (application, store);
  g_autofree char *path = write_file ("sites.csv", "Name,Zzyzx,Status\nCamp One,HT01-001,open\nCamp Two,HT01-002,open\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  GtkWidget *button = NULL;
  Sites two = { window, 2 };

  epc_import_file_start (window, epc_window_session (window), file, epc_entity_find ("site"));
  test_wait (is_ready, window, "what the file would change");
  test_walk (GTK_WIDGET (window), open_if_unplaced, &button);
  g_assert_nonnull (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  test_settle (100);
  press_choice (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))), "SSID");
  test_settle (500);
  test_wait (has_ssids, window, "the column in its field");
  g_assert_null (test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "Goes nowhere"));
  g_signal_emit_by_name (test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Import 2 sites"), "clicked");
  test_wait (has_sites, &two, "two sites");
  epc_query_where (query, store, "ssid", EPC_OP_EQUAL, "HT01-002", NULL);
  g_assert_cmpint (epc_query_count (query, store, NULL, NULL), ==, 1);
  test_settle (200);
  test_window_gone (window);
}

static void
find_with_beginning (GtkWidget *widget, gpointer data)
{
  const char **wanted = data;

  if (GTK_IS_LABEL (widget) && *wanted != NULL && strstr (gtk_label_get_text (GTK_LABEL (widget)), *wanted) != NULL)
    *wanted = NULL;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  test_walk (widget, find_with_beginning, &text);
  return text == NULL;
}

static void
find_with_tooltip (GtkWidget *widget, gpointer data)
{
  gpointer *pair = data;

  if (pair[1] == NULL && g_strcmp0 (gtk_widget_get_tooltip_text (widget), pair[0]) == 0)
    pair[1] = widget;
}

static GtkWidget *
widget_with_tooltip (GtkWidget *widget, const char *text)
{
  gpointer pair[] = { (gpointer) text, NULL };

  test_walk (widget, find_with_tooltip, pair);
  g_assert_nonnull (pair[1]);
  return pair[1];
}

static void
find_saved_button (GtkWidget *widget, gpointer data)
{
  GtkWidget **found = data;

  if (*found == NULL && GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)) != NULL
      && (g_str_equal (gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)), "Keep this form")
          || g_str_has_prefix (gtk_menu_button_get_label (GTK_MENU_BUTTON (widget)), "Read as: ")))
    *found = widget;
}

static GtkWidget *
saved_button (EpcWindow *window)
{
  GtkWidget *button = NULL;

  test_walk (GTK_WIDGET (window), find_saved_button, &button);
  g_assert_nonnull (button);
  return button;
}

static gboolean
has_mapping (gpointer window)
{
  return count_of (window, "import_mapping") == 1;
}

static gboolean
has_no_mapping (gpointer window)
{
  return count_of (window, "import_mapping") == 0;
}

static void
press_answer (EpcWindow *window, const char *label)
{
  GtkWidget *text = test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, label);

  g_assert_nonnull (text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_ancestor (text, GTK_TYPE_CHECK_BUTTON)), TRUE);
}

/* Dates that tell no order are asked about once, with what each answer makes of two cells; the answer is kept with the form under a
 * name, and a file of the same columns is not asked again: one press imports it. 03/04/2024 with the month first is 2024-03-04. */
static void
test_import_question_and_form (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  EpcWindow *window = test_window (application, store);
  const char *const head = "Name,SSID,Number of Individuals,Date of Assessment\n";
  g_autofree char *one = g_strconcat (head, "Camp One,HT01-001,10,03/04/2024\nCamp Two,HT01-002,11,05/06/2024\n", NULL);
  g_autofree char *two = g_strconcat (head, "Camp Three,HT01-003,12,07/08/2024\nCamp Four,HT01-004,13,09/10/2024\n", NULL);
  g_autofree char *first = write_file ("one.csv", one), *second = write_file ("two.csv", two);
  g_autoptr (GFile) first_file = g_file_new_for_path (first), second_file = g_file_new_for_path (second);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site_count")), again = epc_query_new (epc_entity_find ("site_count"));
  Sites after_one = { window, 2 }, after_two = { window, 4 };
  GtkWidget *popover;

  epc_import_file_start (window, epc_window_session (window), first_file, NULL);
  test_wait (is_ready, window, "what the file would change");
  g_assert_true (says (GTK_WIDGET (window), "03/04/2024 is 3 April 2024\n05/06/2024 is 5 June 2024"));
  g_assert_true (says (GTK_WIDGET (window), "03/04/2024 is 4 March 2024\n05/06/2024 is 6 May 2024"));
  g_assert_false (says (GTK_WIDGET (window), "--set"));
  press_answer (window, "The month comes first");
  test_quiet ();
  gtk_menu_button_popup (GTK_MENU_BUTTON (saved_button (window)));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (saved_button (window))));
  gtk_editable_set_text (GTK_EDITABLE (test_find (popover, GTK_TYPE_ENTRY, NULL)), "Weekly list");
  g_signal_emit_by_name (test_find (popover, GTK_TYPE_BUTTON, "Keep"), "clicked");
  test_wait (has_mapping, window, "the form kept");
  test_wait (is_ready, window, "the trial with the answer");
  g_signal_emit_by_name (test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Import 2 sites"), "clicked");
  test_wait (has_sites, &after_one, "two sites");
  test_settle (200);
  epc_query_where (query, store, "date", EPC_OP_EQUAL, "2024-03-04", NULL);
  g_assert_cmpint (epc_query_count (query, store, NULL, NULL), ==, 1);

  epc_import_file_start (window, epc_window_session (window), second_file, NULL);
  test_wait (is_ready, window, "what the second file would change");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (saved_button (window))), ==, "Read as: Weekly list");
  g_assert_null (test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "The day comes first"));
  g_signal_emit_by_name (test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Import 2 sites"), "clicked");
  test_wait (has_sites, &after_two, "four sites");
  test_settle (200);
  epc_query_where (again, store, "date", EPC_OP_EQUAL, "2024-07-08", NULL);
  g_assert_cmpint (epc_query_count (again, store, NULL, NULL), ==, 1);

  epc_import_file_start (window, epc_window_session (window), second_file, NULL);
  test_quiet ();
  gtk_menu_button_popup (GTK_MENU_BUTTON (saved_button (window)));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (saved_button (window))));
  g_signal_emit_by_name (widget_with_tooltip (popover, "Forget “Weekly list”"), "clicked");
  test_wait (has_no_mapping, window, "the form forgotten");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (saved_button (window)));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  test_settle (200);
  test_window_gone (window);
}

static gboolean
shows_reference_error (gpointer window)
{
  return test_find (window, GTK_TYPE_LABEL, "#REF!") != NULL;
}

/* A cell whose formula failed shows what the spreadsheet shows, and that it is no value; the workbook is written by Python. */
static void
test_import_failed_formula (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  EpcWindow *window = test_window (application, store);
  g_autofree char *path = write_file ("failed.xlsx", "");
  g_autofree char *script = g_strdup_printf ("import sys; sys.path.insert(0, '%s/tests/cli'); import workbook\n"
                                             "workbook.write('%s', ('Sites', [['SSID', 'Site name', 'Capacity'], ['S1', 'Uno', "
                                             "workbook.Error('#REF!')], ['S2', 'Dos', 20]], [], False))",
                                             g_getenv ("EPC_SOURCE_DIR"), path);
  const char *const argv[] = { "python3", "-c", script, NULL };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  int status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  epc_import_file_start (window, epc_window_session (window), file, NULL);
  test_wait (shows_reference_error, window, "the cell as it is");
  g_assert_nonnull (widget_with_tooltip (GTK_WIDGET (window), "No value: the spreadsheet has #REF! here"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  test_settle (200);
  test_window_gone (window);
}

static gboolean
is_refused (gpointer window)
{
  return test_find (window, GTK_TYPE_LABEL, "This file cannot be imported") != NULL;
}

/* A file that no column of ours answers to is refused in words, and leaving the page leaves the workspace as it was. */
static void
test_import_refused (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  EpcWindow *window = test_window (application, store);
  g_autofree char *path = write_file ("poem.csv", "qwertz,uiop\nroses,red\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  epc_import_file_start (window, epc_window_session (window), file, NULL);
  test_wait (is_refused, window, "the refusal");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  g_assert_null (epc_window_pushed (window));
  test_window_gone (window);
}

/* Files of boundaries that are cut off or torn: said in words, without a wait, and no place comes of them. */
static void
test_import_damaged_boundaries (void)
{
  static const char geojson[] = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"adm1_pcode\":\"HT01\","
                                "\"adm1_name\":\"Ouest\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[-72.5,18.4],[-72.1,18.";
  static const char kml[] = "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>Ouest</name><Poly";
  static const char package[100] = "SQLite format 3\0\x10", archive[64] = "PK\x03\x04\x14";
  static const struct
  {
    const char *name, *bytes;
    gsize length;
  } files[] = {
    { "cut.geojson", geojson, sizeof geojson - 1 },
    { "cut.kml", kml, sizeof kml - 1 },
    { "cut.gpkg", package, sizeof package },
    { "cut.zip", archive, sizeof archive },
    { "empty.geojson", "", 0 },
  };
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  g_autoptr (EpcQuery) places = epc_query_new (epc_entity_find ("place"));
  gint64 before = epc_query_count (places, store, NULL, NULL);
  EpcWindow *window = test_window (application, store);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = write_file (files[i].name, "");
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_assert_true (g_file_set_contents (path, files[i].bytes, (gssize) files[i].length, NULL));
      epc_import_file_start (window, epc_window_session (window), file, NULL);
      test_wait (is_refused, window, files[i].name);
      gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
      g_assert_null (epc_window_pushed (window));
    }
  g_assert_cmpint (epc_query_count (places, store, NULL, NULL), ==, before);
  test_window_gone (window);
}

static gboolean
asks_for_round (gpointer window)
{
  return test_find (window, GTK_TYPE_BUTTON, "Give it for all rows…") != NULL;
}

/* Counts without a round: the kind of record is known, and the one thing that is missing is asked for. */
static void
test_import_lacks (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  EpcWindow *window = test_window (application, store);
  g_autofree char *path
      = write_file ("counts.csv", "adm1_pcode,adm1_name,A1. Number of IDP households,A2. Total number of IDP individuals\nHT01,Ouest,10,50\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  EpcImportLack lack = { NULL, NULL };
  EpcImportOptions options = { .lack = &lack };
  g_autoptr (GError) error = NULL;

  g_assert_null (epc_import_recognise (store, path, &options, &error));
  g_assert_cmpstr (lack.entity->key, ==, "location_count");
  g_assert_cmpstr (lack.field->key, ==, "round");
  epc_import_file_start (window, epc_window_session (window), file, NULL);
  test_wait (asks_for_round, window, "the question which round");
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "One thing is missing"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  test_window_gone (window);
}

static GtkWindow *
other_window (EpcWindow *window)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);

      if (other != GTK_WINDOW (window) && gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return other;
    }
  return NULL;
}

static gboolean
says_what_leaves (gpointer dialog)
{
  GtkWidget *save = test_find (dialog, GTK_TYPE_BUTTON, "Save the file…");

  return save != NULL && gtk_widget_get_sensitive (save);
}

/* The dialog says what will leave before a file is asked for. */
static void
test_export_preview (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  const char *const columns[] = { "name", "status", NULL };
  GtkWindow *dialog;
  gpointer weak;

  epc_export_start (window, epc_window_session (window), query, columns);
  dialog = other_window (window);
  g_assert_nonnull (dialog);
  test_wait (says_what_leaves, dialog, "the preview of the export");
  weak = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  gtk_window_destroy (dialog);
  test_settle (100);
  g_assert_null (weak);
  test_window_gone (window);
}

typedef struct
{
  GtkWidget *dialog;
  const char *words;
} Said;

static gboolean
said (gpointer data)
{
  Said *it = data;

  return says (it->dialog, it->words);
}

/* Every kind of file that the command line writes stands in the choice, and each says what leaves before a file is asked for. */
static void
test_export_kinds (void)
{
  static const struct
  {
    const char *entity, *label, *says;
  } kinds[] = { { "site", "Text table (CSV)", "leave" },      { "site", "KoBo form (XLSForm)", "questions in four languages" },
                { "site", "Blank form to print (PDF)", "to print and fill by hand" },
                { "site", "Workbook to confirm or change (XLSX)", "each row knows its record" },
                { "location_count", "Columns of DTM on HDX (XLSX)", "leave" },
                { "activity", "Columns of the 4W (XLSX)", "leave" } };
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  const char *const columns[] = { "name", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (kinds[i].entity));
      GtkWindow *dialog;
      GtkDropDown *choice;
      gboolean is_there = FALSE;

      epc_export_start (window, epc_window_session (window), query, columns);
      dialog = other_window (window);
      choice = GTK_DROP_DOWN (test_find (GTK_WIDGET (dialog), GTK_TYPE_DROP_DOWN, NULL));
      for (guint k = 0; k < g_list_model_get_n_items (gtk_drop_down_get_model (choice)); k++)
        {
          g_autoptr (GtkStringObject) label = g_list_model_get_item (gtk_drop_down_get_model (choice), k);
          if (!g_str_equal (gtk_string_object_get_string (label), kinds[i].label))
            continue;
          is_there = TRUE;
          gtk_drop_down_set_selected (choice, k);
        }
      g_assert_true (is_there);
      test_wait (said, &(Said){ GTK_WIDGET (dialog), kinds[i].says }, kinds[i].says);
      test_quiet ();
      g_assert_cmpint (says_what_leaves (dialog), ==, g_str_equal (kinds[i].entity, "site")); /* there are only sites */
      gtk_window_destroy (dialog);
      test_settle (50);
    }
  test_window_gone (window);
}

/* The list as it is seen becomes a PDF. */
static void
test_print_to_pdf (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 80);
  EpcWindow *window = test_window (application, store);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  const char *const columns[] = { "name", "status", "site_type", NULL };
  g_autofree char *path = write_file ("sites.pdf", "");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_assert_true (epc_print_list_to_pdf (window, epc_window_session (window), query, columns, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpint (length, >, 2000);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  g_assert_true (epc_print_record_to_pdf (epc_window_session (window), g_ptr_array_index (records, 0), path, &error));
  g_assert_no_error (error);
  test_window_gone (window);
}

static gboolean
has_pages (gpointer window)
{
  return test_find (window, g_type_from_name ("EpcPageView"), NULL) != NULL;
}

/* The menu of a record offers the papers about it, and one of them opens page by page. */
static void
test_papers (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  EpcUid uid = test_add (store, "contingency_plan", "title", "Storms", "country", "HTI", "hazards", "flood", "status", "draft", NULL);
  g_autoptr (EpcRecord) plan = epc_store_get (store, epc_entity_find ("contingency_plan"), &uid, NULL);
  g_autoptr (GMenuModel) papers = epc_papers_of_record (plan), list = epc_papers_of_list (epc_entity_find ("site"));
  g_autoptr (GVariant) target = NULL;
  const EpcReport *reports;
  guint n;

  g_assert_cmpint (g_menu_model_get_n_items (papers), ==, 1);
  target = g_menu_model_get_item_attribute_value (papers, 0, G_MENU_ATTRIBUTE_TARGET, G_VARIANT_TYPE_STRING);
  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.report", target);
  test_wait (has_pages, window, "the pages of the plan");
  /* The master list and the blank form. */
  g_assert_cmpint (g_menu_model_get_n_items (list), ==, 2);
  /* What a report says it is about is there. */
  reports = epc_reports (&n);
  for (guint i = 0; i < n; i++)
    {
      const EpcEntity *entity = reports[i].entity != NULL ? epc_entity_find (reports[i].entity) : NULL;

      g_assert_true (reports[i].entity == NULL || entity != NULL);
      g_assert_true (reports[i].field == NULL || epc_entity_field (entity, reports[i].field) != NULL);
    }
  test_window_gone (window);
}

static gboolean
is_issued (gpointer store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("issued_report"));

  return epc_query_count (query, store, NULL, NULL) == 1;
}

/* A report is issued from its preview: a record with its pages and data is there, and its menu opens these pages, not new ones. */
static void
test_issue (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 3);
  EpcWindow *window = test_window (application, store);
  EpcUid crisis = test_add (store, "crisis", "name", "Storm", "type", "natural_disaster", "country", "HTI", "t0", "2026-10-14T06:00:00Z", NULL);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("issued_report"));
  g_autoptr (GVariant) action = NULL;
  char uid[EPC_UID_TEXT_SIZE];
  g_autofree char *target = g_strconcat ("flash ", epc_uid_to_text (&crisis, uid), NULL);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.report", "s", target);
  test_wait (has_pages, window, "the pages of the flash update");
  g_assert_true (gtk_widget_activate_action (epc_window_pushed (window), "report.issue", NULL));
  test_wait (is_issued, store, "the issued report");
  test_wait (has_pages, window, "the pages as issued");
  g_autoptr (GPtrArray) issued = epc_query_records (query, store, NULL);
  EpcRecord *record = g_ptr_array_index (issued, 0);
  g_autoptr (GBytes) pages = epc_store_attachment (store, epc_record_text (record, "sha256"), NULL);
  g_autoptr (GBytes) data = epc_store_attachment (store, epc_record_text (record, "data_sha256"), NULL);
  g_assert_cmpmem (g_bytes_get_data (pages, NULL), 5, "%PDF-", 5);
  g_assert_nonnull (data);
  g_autoptr (GMenuModel) papers = epc_papers_of_record (record);
  g_assert_cmpint (g_menu_model_get_n_items (papers), ==, 1);
  action = g_menu_model_get_item_attribute_value (papers, 0, G_MENU_ATTRIBUTE_ACTION, G_VARIANT_TYPE_STRING);
  g_assert_cmpstr (g_variant_get_string (action, NULL), ==, "win.issued");
  test_window_gone (window);
}

/* Each condition of the lists that fall due is one of its kind of record. */
static void
test_due_sources (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  guint n;
  const EpcDueSource *sources = epc_due_sources (&n);

  for (guint i = 0; i < n; i++)
    {
      const EpcEntity *entity = epc_entity_find (sources[i].entity);
      g_autoptr (EpcQuery) query = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (entity);
      query = epc_query_new (entity);
      epc_query_where (query, store, sources[i].field, EPC_OP_LESS_EQUAL, "2030-01-01", &error);
      g_assert_no_error (error);
      if (sources[i].where != NULL)
        epc_query_where_text (query, store, sources[i].where, &error);
      g_assert_no_error (error);
    }
}

/* The conditions of the sections are right, too. */
static void
test_section_conditions (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  guint n;
  const EpcSection *sections = epc_sections (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (sections[i].entities[0]));
      g_autoptr (GError) error = NULL;

      if (sections[i].base != NULL)
        epc_query_where_text (query, store, sections[i].base, &error);
      g_assert_no_error (error);
      if (sections[i].open != NULL)
        epc_query_where_text (query, store, sections[i].open, &error);
      g_assert_no_error (error);
    }
}

/* An empty workspace shows dashes with their reason, never a zero that nobody counted. */
static void
test_overview_empty (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  g_autoptr (EpcOverviewData) data = epc_overview_data_read (store, NULL, NULL);

  g_assert_cmpint (data->figures->len, ==, 6);
  for (guint i = 0; i < 5; i++)
    {
      EpcOverviewFigure *figure = g_ptr_array_index (data->figures, i);

      g_assert_null (figure->value);
      g_assert_nonnull (figure->note);
    }
  g_assert_null (data->map);
  g_assert_nonnull (data->map_text);
}

/* A task due yesterday is critical, one due in three days stands under the next seven days, one done nowhere. */
static void
test_overview_due (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("America/Port-au-Prince"); /* the office's day, not that of UTC */
  g_autoptr (GDateTime) now = g_date_time_new_now (zone), yesterday = g_date_time_add_days (now, -1), soon = g_date_time_add_days (now, 3);
  g_autofree char *past = g_date_time_format (yesterday, "%Y-%m-%d"), *next = g_date_time_format (soon, "%Y-%m-%d");
  g_autoptr (EpcOverviewData) data = NULL;
  EpcOverviewItem *item;

  test_add (store, "task", "title", "Send the request", "status", "open", "due", past, NULL);
  test_add (store, "task", "title", "Count the stock", "status", "open", "due", next, NULL);
  test_add (store, "task", "title", "Done already", "status", "done", "due", past, NULL);
  data = epc_overview_data_read (store, NULL, NULL);
  g_assert_cmpint (data->due->len, ==, 1);
  item = g_ptr_array_index (data->due, 0);
  g_assert_cmpstr (item->title, ==, "Send the request");
  g_assert_cmpstr (item->kind, ==, "critical");
  g_assert_cmpint (data->upcoming->len, ==, 1);
  g_assert_cmpstr (((EpcOverviewItem *) g_ptr_array_index (data->upcoming, 0))->title, ==, "Count the stock");
  g_assert_cmpint (data->changes->len, >, 0);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/exchange/import", test_import);
  g_test_add_func ("/exchange/import-column-is-chosen", test_import_column_is_chosen);
  g_test_add_func ("/exchange/import-question-and-form", test_import_question_and_form);
  g_test_add_func ("/exchange/import-failed-formula", test_import_failed_formula);
  g_test_add_func ("/exchange/import-refused", test_import_refused);
  g_test_add_func ("/exchange/import-damaged-boundaries", test_import_damaged_boundaries);
  g_test_add_func ("/exchange/import-lacks", test_import_lacks);
  g_test_add_func ("/exchange/export-preview", test_export_preview);
  g_test_add_func ("/exchange/export-kinds", test_export_kinds);
  g_test_add_func ("/exchange/print-to-pdf", test_print_to_pdf);
  g_test_add_func ("/exchange/papers", test_papers);
  g_test_add_func ("/exchange/papers-issued", test_issue);
  g_test_add_func ("/overview/due-sources", test_due_sources);
  g_test_add_func ("/overview/section-conditions", test_section_conditions);
  g_test_add_func ("/overview/empty", test_overview_empty);
  g_test_add_func ("/overview/due", test_overview_due);
  return g_test_run ();
}
