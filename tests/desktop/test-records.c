/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list page: every kind of record has one, its columns fit the narrowest screen, and large lists stay fluid.
 */
#include "desktop-support.h"

#include <string.h>

#include "base/epc-error.h"
#include "desktop/widgets/epc-code-state.h"
#include "desktop/widgets/epc-filter-popover.h"
#include "desktop/widgets/epc-record-page.h"
#include "desktop/widgets/epc-record-table.h"
#include "model/epc-code-list.h"
#include "store/epc-journal.h"
#include "store/epc-transaction.h"

#define N_LARGE 100000

static EpcApplication *application;
static EpcStore *store;

/* --- a window with one page --- */

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static gboolean
is_loaded (gpointer page)
{
  gboolean is_loading;

  g_object_get (epc_record_page_list (page), "loading", &is_loading, NULL);
  return !is_loading;
}

static GtkWidget *
show_page (const char *entity_key, int width, EpcRecordPage **page)
{
  GtkWidget *window = adw_window_new ();

  *page = EPC_RECORD_PAGE (epc_record_page_new (store, epc_entity_require (entity_key, NULL)));
  gtk_window_set_title (GTK_WINDOW (window), entity_key);
  gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
  gtk_widget_add_css_class (window, "epc");
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (*page));
  gtk_window_present (GTK_WINDOW (window));
  test_wait (is_mapped, *page, "the page on screen");
  test_wait (is_loaded, *page, "the rows");
  test_settle (30);
  return window;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
close_page (GtkWidget *window, EpcRecordPage *page)
{
  gpointer weak = page;

  g_object_add_weak_pointer (G_OBJECT (page), &weak);
  gtk_window_destroy (GTK_WINDOW (window));
  test_wait (is_null, &weak, "the closed page to be freed");
}

static guint
n_rows (EpcRecordPage *page)
{
  return g_list_model_get_n_items (G_LIST_MODEL (epc_record_page_list (page)));
}

static char *
first_text (EpcRecordPage *page, const char *key)
{
  g_autoptr (EpcRecord) record = g_list_model_get_item (G_LIST_MODEL (epc_record_page_list (page)), 0);

  return epc_record_table_cell (EPC_RECORD_TABLE (epc_record_page_table (page)), record, key);
}

/* --- a wide window --- */

static gboolean
is_wider (gpointer table)
{
  return epc_record_table_width (table) > EPC_RECORD_TABLE_ROOM + 100;
}

/* Of 1920 pixels the side list takes 216: sectors and sources of the standards are not cut to leave half of the window to one column. */
static void
test_wide (void)
{
  EpcRecordPage *page;
  GtkWidget *window = show_page ("standard", 1920 - 216, &page);

  test_wait (is_wider, epc_record_page_table (page), "the columns to take the room that there is");
  g_assert_cmpint (epc_record_table_width (EPC_RECORD_TABLE (epc_record_page_table (page))), <=, 1920 - 216);
  close_page (window, page);
}

/* --- every kind of record --- */

static void
test_every_entity (void)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    {
      EpcRecordPage *page;
      GtkWidget *window = show_page (entities[i]->key, EPC_RECORD_TABLE_ROOM, &page);
      EpcRecordTable *table = EPC_RECORD_TABLE (epc_record_page_table (page));
      g_autoptr (GPtrArray) keys = g_ptr_array_new ();

      if (epc_record_table_width (table) > EPC_RECORD_TABLE_ROOM)
        g_error ("%s: the columns shown take %d px", entities[i]->key, epc_record_table_width (table));
      for (guint k = 0; k < entities[i]->n_fields; k++)
        if (entities[i]->fields[k].flags & (EPC_FIELD_LIST | EPC_FIELD_REQUIRED))
          g_ptr_array_add (keys, (gpointer) entities[i]->fields[k].key);
      g_ptr_array_add (keys, NULL);
      epc_record_table_set_columns (table, (const char *const *) keys->pdata);
      if (epc_record_table_width (table) > EPC_RECORD_TABLE_ROOM)
        g_error ("%s: columns shown and required take %d px", entities[i]->key, epc_record_table_width (table));
      epc_record_table_set_columns (table, NULL);
      close_page (window, page);
    }
}

/* Every list of the table of states is in the catalogue and every code it names is in its list: a renamed code would
 * quietly lose its symbol. */
static void
test_states_known (void)
{
  for (const char *const *key = epc_code_state_lists (); *key != NULL; key++)
    {
      const EpcCodeList *list = epc_code_list_find (*key);
      g_auto (GStrv) pairs = g_strsplit (epc_code_state_table (*key), " ", -1);

      if (list == NULL)
        g_error ("no code list %s", *key);
      for (guint i = 0; pairs[i] != NULL; i++)
        {
          *strchr (pairs[i], '=') = '\0';
          if (epc_code_list_code (list, pairs[i]) == NULL)
            g_error ("%s has no code %s", *key, pairs[i]);
          g_assert_nonnull (epc_code_state (*key, pairs[i]));
        }
    }
  /* the meaning turns with the list */
  g_assert_cmpstr (epc_code_state ("confidence", "high"), ==, "ok");
  g_assert_cmpstr (epc_code_state ("priority", "high"), ==, "critical");
  g_assert_null (epc_code_state ("site_type", "camp"));
}

/* --- searching, filtering, sorting, deleting --- */

static gboolean
has_rows (gpointer data)
{
  gpointer *pair = data;

  return n_rows (pair[0]) == GPOINTER_TO_UINT (pair[1]);
}

static void
wait_rows (EpcRecordPage *page, guint n, const char *what)
{
  gpointer pair[] = { page, GUINT_TO_POINTER (n) };

  test_wait (has_rows, pair, what);
  test_wait (is_loaded, page, what);
}

static void
test_search_and_filter (void)
{
  EpcRecordPage *page;
  GtkWidget *window = show_page ("organisation", 1100, &page), *search = test_find (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_autoptr (GError) error = NULL;
  guint all = n_rows (page);

  g_assert_cmpuint (all, >=, 4);
  gtk_editable_set_text (GTK_EDITABLE (search), "cafeteros");
  wait_rows (page, 1, "the search, accents folded");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  wait_rows (page, all, "all rows again");
  g_assert_true (epc_record_page_add_chip (page, "Test only", "name ~ Testorg", TRUE, &error));
  g_assert_no_error (error);
  wait_rows (page, 3, "the filter");
  g_assert_false (epc_record_page_add_chip (page, "Wrong", "no_such_field = 1", TRUE, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND);
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody is called so");
  wait_rows (page, 0, "nothing found");
  g_assert_nonnull (test_await (window, GTK_TYPE_LABEL, "Nothing found"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "page.clear-filters", NULL));
  wait_rows (page, all, "all rows after clearing");
  close_page (window, page);
}

static void
test_sort_by_header (void)
{
  EpcRecordPage *page;
  GtkWidget *window = show_page ("organisation", 1100, &page);
  EpcRecordTable *table = EPC_RECORD_TABLE (epc_record_page_table (page));
  GListModel *columns = gtk_column_view_get_columns (epc_record_table_view (table));
  g_auto (GStrv) keys = epc_record_table_columns (table);
  g_autofree char *first = NULL, *last = NULL;

  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_equal (keys[i], "name"))
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

        gtk_column_view_sort_by_column (epc_record_table_view (table), column, GTK_SORT_ASCENDING);
        test_settle (50);
        test_wait (is_loaded, page, "rows in order");
        g_assert_cmpstr (epc_record_table_sort (table), ==, "name");
        first = first_text (page, "name");
        gtk_column_view_sort_by_column (epc_record_table_view (table), column, GTK_SORT_DESCENDING);
        test_settle (50);
        test_wait (is_loaded, page, "rows in the other order");
        g_assert_cmpstr (epc_record_table_sort (table), ==, "-name");
        last = first_text (page, "name");
      }
  g_assert_cmpstr (first, !=, last);
  g_assert_cmpint (g_utf8_collate (first, last), <, 0);
  epc_record_table_sort_by (table, NULL);
  close_page (window, page);
}

static void
test_delete_and_undo (void)
{
  EpcRecordPage *page;
  GtkWidget *window = show_page ("organisation", 1100, &page), *undo;
  guint all = n_rows (page);

  g_assert_true (epc_record_page_select_row (page, epc_record_list_row_at (epc_record_page_list (page), 1)));
  test_settle (20);
  g_assert_nonnull (epc_record_page_selected (page));
  g_assert_true (gtk_widget_activate_action (epc_record_page_table (page), "page.delete", NULL));
  wait_rows (page, all - 1, "the record in the bin");
  test_settle (50);
  undo = test_find (window, GTK_TYPE_BUTTON, "Undo");
  g_assert_nonnull (undo);
  gtk_widget_activate (undo);
  wait_rows (page, all, "the record back");
  close_page (window, page);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_set (gpointer data)
{
  return *(char **) data != NULL;
}

static void
on_record_activated (EpcRecordPage *page, EpcRecord *record, guint *n)
{
  ++*n;
}

/* Down chooses, Enter and F2 open, Delete goes to the bin, Ctrl+F goes to the search. */
static void
test_keys (void)
{
  EpcRecordPage *page;
  GtkWidget *window = show_page ("organisation", 1100, &page);
  g_autoptr (EpcUndoResult) undo = NULL;
  guint all = n_rows (page), n_opened = 0;

  epc_record_table_sort_by (EPC_RECORD_TABLE (epc_record_page_table (page)), "name");
  test_wait (is_loaded, page, "rows by name");
  g_signal_connect (page, "record-activated", G_CALLBACK (on_record_activated), &n_opened);
  test_focus_window ("organisation");
  epc_record_page_grab_table (page);
  test_settle (50);
  test_press ("Down");
  test_press ("Up");
  g_assert_nonnull (epc_record_page_selected (page));
  test_press ("Return");
  g_assert_cmpuint (n_opened, ==, 1);
  test_press ("F2");
  g_assert_cmpuint (n_opened, ==, 2);
  test_press ("Delete");
  wait_rows (page, all - 1, "one in the bin by key");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "page.find", NULL));
  test_type ("testorg two");
  wait_rows (page, 1, "the search by key");
  test_press ("Escape");
  wait_rows (page, all - 1, "all rows after Escape");
  undo = epc_store_undo (store, NULL);
  g_assert_nonnull (undo);
  wait_rows (page, all, "the record back");
  close_page (window, page);
}

/* What is shown is added up, by the name of what is added. */
static void
test_sums (void)
{
  g_autoptr (EpcQuery) base = epc_query_new (epc_entity_require ("site", NULL));
  g_autoptr (GError) error = NULL;
  EpcRecordPage *page;
  GtkWidget *window;

  test_add (store, "site", "name", "Sum one", "status", "open", "capacity", "1200", NULL);
  test_add (store, "site", "name", "Sum two", "status", "open", "capacity", "300", NULL);
  test_add (store, "site", "name", "Sum three, not counted", "status", "open", NULL);
  window = show_page ("site", 1100, &page);
  epc_query_where (base, store, "name", EPC_OP_CONTAINS, "Sum", &error);
  g_assert_no_error (error);
  epc_record_page_set_base_query (page, base);
  wait_rows (page, 3, "the base query");
  test_settle (300);
  g_assert_nonnull (test_await (window, GTK_TYPE_LABEL, "3 sites · Capacity: 1,500"));
  close_page (window, page);
}

static GtkWidget *
drop_down (GtkWidget *popover, guint index)
{
  GtkWidget *found = NULL, *box = gtk_popover_get_child (GTK_POPOVER (popover));

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_DROP_DOWN (child) && index-- == 0)
      found = child;
  return found;
}

/* A filter made in its popover: field, operator, and a value that the field's type decides on. */
static void
test_filter_by_hand (void)
{
  const EpcEntity *entity = epc_entity_require ("site", NULL);
  EpcRecordPage *page;
  GtkWidget *window = show_page ("site", 1100, &page), *popover, *value;
  guint all = n_rows (page), position = 0, n_strings;
  GListModel *labels;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "page.filter", NULL));
  test_settle (100);
  popover = test_find (window, EPC_TYPE_FILTER_POPOVER, NULL);
  labels = gtk_drop_down_get_model (GTK_DROP_DOWN (drop_down (popover, 0)));
  n_strings = g_list_model_get_n_items (labels);
  while (position < n_strings
         && !g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (labels), position), epc_entity_field (entity, "capacity")->label))
    position++;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down (popover, 0)), position);
  value = test_find (popover, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (value), "many");
  g_signal_emit_by_name (test_find (popover, GTK_TYPE_BUTTON, "Add the filter"), "clicked");
  g_assert_cmpuint (epc_filter_popover_n_on (EPC_FILTER_POPOVER (popover)), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (value), "1000");
  g_signal_emit_by_name (test_find (popover, GTK_TYPE_BUTTON, "Add the filter"), "clicked");
  wait_rows (page, 1, "the filter made by hand");
  test_settle (300);
  g_assert_nonnull (test_await (window, GTK_TYPE_LABEL, "Capacity ≥ 1,000  1"));
  epc_filter_popover_clear (EPC_FILTER_POPOVER (popover));
  wait_rows (page, all, "all rows after clearing");
  close_page (window, page);
}

static void
test_copy_rows (void)
{
  EpcRecordPage *page;
  GtkWidget *window = show_page ("organisation", 1100, &page);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  gtk_selection_model_select_all (epc_record_table_selection (EPC_RECORD_TABLE (epc_record_page_table (page))));
  g_assert_null (epc_record_page_selected (page));
  g_assert_true (gtk_widget_activate_action (epc_record_page_table (page), "page.copy", NULL));
  test_settle (200);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (window), NULL, on_text, &text);
  test_wait (is_set, &text, "the clipboard");
  lines = g_strsplit (text, "\n", -1);
  /* a heading, a line for each row, and the end of the last */
  g_assert_cmpuint (g_strv_length (lines), ==, n_rows (page) + 2);
  g_assert_nonnull (strstr (lines[0], "Name\t"));
  g_assert_nonnull (strstr (text, "Federación de Cafeteros"));
  close_page (window, page);
}

static void
test_empty_page (void)
{
  EpcRecordPage *page;
  GtkWidget *window = show_page ("lesson", 1100, &page);

  g_assert_cmpuint (n_rows (page), ==, 0);
  g_assert_nonnull (test_await (window, GTK_TYPE_BUTTON, "Add lesson"));
  g_assert_nonnull (test_await (window, GTK_TYPE_BUTTON, "Import a list"));
  close_page (window, page);
}

/* --- many rows --- */

static gpointer (*get_item) (GListModel *model, guint position);
static guint n_gets;

static gpointer
counting_get_item (GListModel *model, guint position)
{
  n_gets++;
  return get_item (model, position);
}

static gboolean
put_many (EpcTransaction *transaction, gpointer data, GError **error)
{
  const EpcEntity *entity = epc_entity_require ("population", NULL);
  EpcBatchSource file = { .file_name = "many.csv", .entity = entity };
  gint64 batch = epc_transaction_begin_batch (transaction, &file, error);

  if (batch == 0)
    return FALSE;
  for (guint i = 0; i < N_LARGE; i++)
    {
      g_autoptr (EpcRecord) record = epc_record_new (entity);
      g_autofree char *place = g_strdup_printf ("HT%06u", i % 50000), *year = g_strdup_printf ("%u", 2020 + i / 50000);
      g_autofree EpcValue *values = g_new0 (EpcValue, entity->n_fields);

      if (!epc_record_parse (record, "place", place, error) || !epc_record_parse (record, "year", year, error)
          || !epc_record_parse (record, "sex", "both", error) || !epc_record_parse (record, "age_band", "all", error))
        return FALSE;
      for (guint k = 0; k < entity->n_fields; k++)
        if (epc_field_is_number (&entity->fields[k]) && !g_str_equal (entity->fields[k].key, "year")
            && epc_field_is_stored (&entity->fields[k]))
          epc_record_set_integer (record, entity->fields[k].key, i % 9973);
      for (guint k = 0; k < entity->n_fields; k++)
        values[k] = *epc_record_value (record, k);
      if (!epc_transaction_put (transaction, entity, values, NULL, FALSE, NULL, NULL, error))
        return FALSE;
    }
  return epc_transaction_end_batch (transaction, batch, "{}", error);
}

/* GTK 4.8 asks for every row when a change removes and adds at once: 10 s for a million. A reload must stay far from that. */
static void
test_large_list (void)
{
  g_autoptr (GError) error = NULL;
  EpcRecordPage *page;
  GtkWidget *window;
  EpcRecordTable *table;
  GListModelInterface *iface;
  guint before;
  gint64 started, row;

  epc_store_write (store, "many", put_many, NULL, &error);
  g_assert_no_error (error);
  window = show_page ("population", 1100, &page);
  table = EPC_RECORD_TABLE (epc_record_page_table (page));
  wait_rows (page, N_LARGE, "all rows");
  test_settle (200);

  iface = g_type_interface_peek (g_type_class_peek (EPC_TYPE_RECORD_LIST), G_TYPE_LIST_MODEL);
  get_item = iface->get_item;
  iface->get_item = counting_get_item;
  /* a row selected and in focus is what makes GTK look for it */
  row = epc_record_list_row_at (epc_record_page_list (page), 500);
  g_assert_true (epc_record_page_select_row (page, row));
  epc_record_page_grab_table (page);
  test_settle (100);
  n_gets = 0;
  started = g_get_monotonic_time ();
  epc_record_table_sort_by (table, "-year");
  test_settle (20);
  test_wait (is_loaded, page, "another order");
  test_settle (100);
  g_test_message ("%u rows in another order: %u get_item, %d ms", N_LARGE, n_gets,
                  (int) ((g_get_monotonic_time () - started) / 1000));
  g_assert_cmpuint (n_gets, <, 2000);
  g_assert_nonnull (epc_record_page_selected (page));
  g_assert_cmpint (epc_record_row (epc_record_page_selected (page)), ==, row);

  before = epc_record_table_n_binds (table);
  n_gets = 0;
  epc_record_table_scroll_to (table, N_LARGE - 1);
  test_settle (200);
  g_assert_cmpuint (epc_record_table_n_binds (table), >, before);
  g_assert_cmpuint (n_gets, >, 0);
  g_assert_cmpuint (n_gets, <, 4000);
  iface->get_item = get_item;
  close_page (window, page);
}

int
main (int argc, char **argv)
{
  int status;

  application = test_start (&argc, &argv);
  store = test_workspace ("HTI", 5);
  test_add (store, "organisation", "name", "Testorg one", NULL);
  test_add (store, "organisation", "name", "Testorg two", NULL);
  test_add (store, "organisation", "name", "Testorg three", NULL);
  test_add (store, "organisation", "name", "Federación de Cafeteros", NULL);
  g_test_add_func ("/records/columns-of-a-wide-window", test_wide);
  g_test_add_func ("/records/states-are-in-the-catalogue", test_states_known);
  g_test_add_func ("/records/search-and-filter", test_search_and_filter);
  g_test_add_func ("/records/sort-by-header", test_sort_by_header);
  g_test_add_func ("/records/delete-and-undo", test_delete_and_undo);
  g_test_add_func ("/records/keys", test_keys);
  g_test_add_func ("/records/sums", test_sums);
  g_test_add_func ("/records/filter-by-hand", test_filter_by_hand);
  g_test_add_func ("/records/copy-rows-with-headings", test_copy_rows);
  g_test_add_func ("/records/empty-page", test_empty_page);
  g_test_add_func ("/records/every-entity-fits", test_every_entity);
  g_test_add_func ("/records/large-list-asks-for-few-rows", test_large_list);
  status = g_test_run ();
  epc_store_close (store);
  return status;
}
