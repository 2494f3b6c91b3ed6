/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who passes, in the real window: from the empty page to a day counted by keys as on the tally sheet, corrected, taken back; and what a
 * point looks like that has not counted.
 */
#include "desktop-support.h"

#include <string.h>

#include "base/epc-date.h"
#include "store/epc-query.h"

static EpcApplication *application;

static EpcUid
add_point (EpcStore *store, const char *name)
{
  return test_add (store, "flow_point", "name", name, "status", "active", NULL);
}

static GtkWidget *
open_page (EpcWindow *window)
{
  GtkWidget *page;

  g_assert_true (epc_window_go_to (window, "response", "flows"));
  page = epc_section_page_content (epc_window_section_page (window));
  g_assert_nonnull (page);
  return page;
}

/* Women, men, girls, boys of all counts; −1 where there is none. */
static void
counted (EpcStore *store, const char *direction, gint64 *n)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("flow_count"));

  g_assert_true (epc_query_where (query, store, "direction", EPC_OP_EQUAL, direction, NULL));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  for (guint c = 0; c < 4; c++)
    n[c] = -1;
  for (guint i = 0; i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      guint c = (g_strcmp0 (epc_record_text (record, "sex"), "male") == 0) + 2 * (g_strcmp0 (epc_record_text (record, "age_group"), "child") == 0);
      g_assert_cmpint (n[c], ==, -1);
      n[c] = epc_record_integer (record, "n");
      g_assert_cmpstr (epc_record_text (record, "tool"), ==, "fmr");
      g_assert_cmpstr (epc_record_text (record, "period"), ==, "day");
    }
}

typedef struct
{
  EpcStore *store;
  gint64 n[4];
} Expected;

static gboolean
is_there (gpointer data)
{
  Expected *expected = data;
  gint64 n[4];

  counted (expected->store, "inflow", n);
  return memcmp (n, expected->n, sizeof n) == 0;
}

static GtkWindow *
tally_window (gpointer parent)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);
      if (g_strcmp0 (gtk_window_get_title (window), "Count at a point") == 0 && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
has_tally (gpointer data)
{
  return tally_window (data) != NULL;
}

static gboolean
has_no_tally (gpointer data)
{
  return tally_window (data) == NULL;
}

static GtkWidget *
open_tally (EpcWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new", NULL);
  test_wait (has_tally, window, "the sheet");
  GtkWidget *tally = GTK_WIDGET (tally_window (window));
  g_assert_nonnull (test_await (tally, GTK_TYPE_LABEL, "Not stated"));
  test_focus_window ("Count at a point");
  return tally;
}

/* Keys only: four figures down the sheet, a wrong one that is said, saved; the page has them; another look changes one; undo. */
static void
test_count (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  add_point (store, "Corinto");
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window), *tally;
  Expected first = { store, { 12, 30, 0, -1 } }, second = { store, { 12, 31, -1, -1 } };

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Count a day"));
  tally = open_tally (window);
  test_type ("12");
  test_press ("Return"); /* one nationality: to the next column */
  test_type ("x3");
  g_assert_nonnull (test_await (tally, GTK_TYPE_LABEL, "A count is a whole number, 0 or more. Leave empty what was not counted."));
  test_press ("ctrl+a");
  test_type ("30");
  test_press ("Return");
  test_type ("0");
  g_assert_nonnull (test_await (tally, GTK_TYPE_LABEL, "42"));
  test_press ("ctrl+Return");
  test_wait (is_there, &first, "the counts");
  test_wait (has_no_tally, window, "the sheet to close");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "42"));
  tally = open_tally (window);
  g_assert_nonnull (test_await (tally, GTK_TYPE_LABEL, "42"));
  test_press ("Tab");
  test_type ("31");
  test_press ("Tab");
  test_press ("BackSpace");
  g_assert_nonnull (test_await (tally, GTK_TYPE_LABEL, "43"));
  test_press ("Escape");
  g_assert_nonnull (test_await (tally, GTK_TYPE_LABEL, "Not saved yet. Esc once more leaves without saving; Ctrl+Enter saves."));
  if (g_getenv ("EPC_TEST_PICTURE") != NULL)
    test_picture (tally, g_getenv ("EPC_TEST_PICTURE"));
  test_press ("ctrl+Return");
  test_wait (is_there, &second, "the counts changed");
  test_wait (has_no_tally, window, "the sheet to close");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  test_wait (is_there, &first, "the counts as before");
  test_window_gone (window);
}

/* A point that counts, one that did five days ago and one that never did: who is late is said. */
static void
test_points (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid corinto = add_point (store, "Corinto"), guasaule = add_point (store, "El Guasaule");
  char uid[EPC_UID_TEXT_SIZE], today[EPC_DATE_SIZE];
  int year, month, day;

  add_point (store, "Las Manos");
  epc_date_today_in (epc_store_zone (store), today);
  epc_date_split (today, &year, &month, &day);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *date = NULL, *n = g_strdup_printf ("%u", 10 + i);
      int y, m, d;
      epc_date_from_days (epc_date_days (year, month, day) - (gint64) i, &y, &m, &d);
      date = g_strdup_printf ("%04d-%02d-%02d", y, m, d);
      test_add (store, "flow_count", "point", epc_uid_to_text (&corinto, uid), "date", date, "direction", "inflow", "nationality", "VEN", "n", n, NULL);
      if (i == 5)
        test_add (store, "flow_count", "point", epc_uid_to_text (&guasaule, uid), "date", date, "direction", "outflow", "nationality", "HTI", "n", "7", NULL);
    }
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);
  /* 10 + 11 + 12 + 13 + 14 + 15 entering and 7 leaving in the week to today */
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "82"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "75"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "+68"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "of 3"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "never"));
  /* the second row, the one with the most people, shows its own people beside it */
  GtkColumnView *view = GTK_COLUMN_VIEW (test_find (page, GTK_TYPE_COLUMN_VIEW, NULL));
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_column_view_get_model (view)), 1);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Corinto"));
  test_window_gone (window);
}

static void
test_empty (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Nobody was counted yet"));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "Add a point"));
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/flows/a-day-is-counted-by-keys", test_count);
  g_test_add_func ("/flows/points-and-who-is-late", test_points);
  g_test_add_func ("/flows/empty", test_empty);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
