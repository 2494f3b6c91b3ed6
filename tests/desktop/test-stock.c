/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stock board in the real window, by keys: a first receipt from the empty page, a dispatch that is refused with what is possible and one
 * that takes what expires first, its reversal, a count; what is promised twice; and the whole form, which enters a ledger row once.
 */
#include "desktop-support.h"

#include <string.h>

#include "analysis/epc-stock-moves.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-proposal-entry.h"
#include "desktop/widgets/epc-record-form.h"
#include "store/epc-query.h"

static EpcApplication *application;

typedef struct
{
  EpcStore *store;
  EpcUid item, warehouse;
  gint64 wanted; /* entries in the ledger */
} Place;

/* 50 people are 10 households of five. */
static EpcStore *
make_workspace (Place *place)
{
  EpcStore *store = test_workspace ("HND", 0);
  g_autoptr (GError) error = NULL;
  char text[EPC_UID_TEXT_SIZE];
  EpcUid crisis = test_add (store, "crisis", "name", "Dalia", "type", "disaster_natural", "country", "HND", "t0", "2026-01-05T12:00:00Z", "status", "active",
                            "phase", "during", NULL);

  test_add (store, "figure", "crisis", epc_uid_to_text (&crisis, text), "measure", "displaced", "value", "50", "date", "2026-01-06", "source_type",
            "government", "source", "COPECO", "used_in_report", "yes", NULL);
  place->store = store;
  place->warehouse = test_add (store, "warehouse", "name", "Norte", "status", "active", NULL);
  g_assert_true (epc_store_find_uid (store, epc_entity_find ("item"), "HYGIENE-KIT", &place->item, &error));
  g_assert_no_error (error);
  return store;
}

typedef struct
{
  const Place *place;
  GPtrArray *made;
} Receipts;

/* 30 of a late lot, 40 of one that expires first. */
static gboolean
write_receipts (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Receipts *receipts = data;
  EpcStockMove move = { .type = "receipt", .item = receipts->place->item, .warehouse = receipts->place->warehouse, .quantity = 30,
                        .time = "2026-01-05T15:00:00Z[America/Tegucigalpa]" };

  if (!epc_stock_bring_in (transaction, &move, "LATE", "2090-06-30", NULL, receipts->made, error))
    return FALSE;
  move.quantity = 40;
  return epc_stock_bring_in (transaction, &move, "FIRST", "2089-06-30", NULL, receipts->made, error);
}

static void
receive_two (Place *place)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  Receipts receipts = { place, made };

  epc_store_write (place->store, "Receipts", write_receipts, &receipts, &error);
  g_assert_no_error (error);
}

static gint64
movements (EpcStore *store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("stock_movement"));

  return epc_query_count (query, store, NULL, NULL);
}

static gboolean
has_wanted (gpointer data)
{
  const Place *place = data;

  return movements (place->store) == place->wanted;
}

static void
await_movements (Place *place, gint64 wanted, const char *what)
{
  place->wanted = wanted;
  test_wait (has_wanted, place, what);
}

/* The records of the ledger that @condition holds for. */
static GPtrArray *
ledger (EpcStore *store, const char *condition)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("stock_movement"));
  g_autoptr (GError) error = NULL;

  epc_query_where_text (query, store, condition, &error);
  g_assert_no_error (error);
  return epc_query_records (query, store, NULL);
}

static GtkWidget *
open_page (EpcWindow *window)
{
  GtkWidget *page;

  g_assert_true (epc_window_go_to (window, "response", "nfi"));
  page = epc_section_page_content (epc_window_section_page (window));
  test_await (page, GTK_TYPE_COLUMN_VIEW, NULL);
  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  return page;
}

static void
press_times (const char *key, guint n)
{
  for (guint i = 0; i < n; i++)
    test_press (key);
}

/* Ctrl+N puts the cursor into the quantity; the kind of movement stands three stops before it, the item two. */
static void
choose_kind (EpcWindow *window, const char *arrow, guint steps)
{
  press_times ("shift+Tab", 3);
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), GTK_TYPE_DROP_DOWN));
  test_press ("space");
  press_times (arrow, steps);
  test_press ("Return");
  press_times ("Tab", 3);
}

static gboolean
is_in_quantity (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY) != NULL
         && gtk_entry_get_input_purpose (GTK_ENTRY (gtk_widget_get_ancestor (focus, GTK_TYPE_ENTRY))) == GTK_INPUT_PURPOSE_NUMBER;
}

static void
look_for (GtkWidget *widget, gpointer data)
{
  const char **part = data;

  if (*part != NULL && GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), *part) != NULL)
    *part = NULL;
}

/* Is there a label with @part in it? */
static gboolean
says (GtkWidget *page, const char *part)
{
  test_walk (page, look_for, &part);
  return part == NULL;
}

/* A receipt, a dispatch that is refused, one that is not, all by keys. */
static void
test_by_keys (void)
{
  Place place;
  g_autoptr (EpcStore) store = make_workspace (&place);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  /* 10 households, nothing there: all of them without */
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "10 households without"));
  test_press ("ctrl+n");
  test_wait (is_in_quantity, window, "the cursor in the quantity");
  choose_kind (window, "Down", 1);
  press_times ("shift+Tab", 2);
  test_press ("ctrl+a");
  test_type ("HYGIENE-KIT");
  press_times ("Tab", 2);
  test_wait (is_in_quantity, window, "the cursor in the quantity");
  test_type ("70");
  test_press ("Tab");
  test_type ("H-1");
  test_press ("Tab");
  test_type ("30/06/2089");
  test_press ("Return");
  await_movements (&place, 1, "the receipt");
  g_autoptr (GPtrArray) receipts = ledger (store, "type = receipt");
  g_assert_cmpuint (receipts->len, ==, 1);
  g_assert_true (epc_uid_equal (epc_record_reference (g_ptr_array_index (receipts, 0), "item"), &place.item));
  g_assert_cmpfloat (epc_record_decimal (g_ptr_array_index (receipts, 0), "quantity"), ==, 70);
  g_autoptr (EpcRecord) lot
      = epc_store_get (store, epc_entity_find ("batch"), epc_record_reference (g_ptr_array_index (receipts, 0), "batch"), NULL);
  g_assert_cmpstr (epc_record_text (lot, "batch_no"), ==, "H-1");
  g_assert_cmpstr (epc_record_text (lot, "expiry_date"), ==, "2089-06-30");

  /* 71 of 70 is refused in words, with what is possible, and what was typed stays */
  test_quiet ();
  test_press ("ctrl+n");
  test_wait (is_in_quantity, window, "the cursor in the quantity");
  choose_kind (window, "Up", 1);
  test_wait (is_in_quantity, window, "the cursor in the quantity");
  test_type ("71");
  test_press ("Return");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Not entered"));
  g_assert_true (says (page, "at most 70 of Hygiene kit"));
  g_assert_cmpint (movements (store), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (window)))), ==, "71");
  test_press ("BackSpace");
  test_press ("BackSpace");
  test_type ("40");
  test_press ("Return");
  await_movements (&place, 2, "the dispatch");
  g_autoptr (GPtrArray) dispatches = ledger (store, "type = dispatch");
  g_assert_cmpuint (dispatches->len, ==, 1);
  g_assert_cmpfloat (epc_record_decimal (g_ptr_array_index (dispatches, 0), "quantity"), ==, -40);
  g_assert_true (epc_uid_equal (epc_record_reference (g_ptr_array_index (dispatches, 0), "item"), &place.item));
  test_window_gone (window);
}

/* The hygiene kit, which is not missing, stands behind what is. */
static void
choose_item (GtkWidget *page, const Place *place)
{
  GtkWidget *view = test_find (page, GTK_TYPE_COLUMN_VIEW, NULL);
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));

  test_await (page, GTK_TYPE_LABEL, "10 households without");
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  gtk_selection_model_select_item (model, n - 1, TRUE);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Enough for all"));
}

/* The row of the ledger, latest first: the second table of the page that is on screen. */
static void
choose_entry (GtkWidget *page, guint position)
{
  GtkWidget *ledger = gtk_widget_get_ancestor (test_find (page, GTK_TYPE_LABEL, "Waybill"), GTK_TYPE_COLUMN_VIEW);

  g_assert_nonnull (ledger);
  gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (ledger)), position, TRUE);
}

/* What expires first leaves first; the entry is turned round with its reason, and Ctrl+Z takes that back. */
static void
test_reversal (void)
{
  Place place;
  g_autoptr (EpcStore) store = make_workspace (&place);
  receive_two (&place);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  choose_item (page, &place);
  test_press ("ctrl+n");
  test_wait (is_in_quantity, window, "the cursor in the quantity");
  test_type ("41");
  test_press ("Return");
  await_movements (&place, 4, "two rows of one dispatch");
  g_autoptr (GPtrArray) rows = ledger (store, "type = dispatch");
  double first = 0, late = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (EpcRecord) lot = epc_store_get (store, epc_entity_find ("batch"), epc_record_reference (g_ptr_array_index (rows, i), "batch"), NULL);
      *(g_str_equal (epc_record_text (lot, "batch_no"), "FIRST") ? &first : &late) += epc_record_decimal (g_ptr_array_index (rows, i), "quantity");
    }
  g_assert_cmpfloat (first, ==, -40);
  g_assert_cmpfloat (late, ==, -1);
  /* the receipt of the first lot cannot go: 40 of it have left */
  test_quiet ();
  GtkWidget *reverse = test_find (page, GTK_TYPE_MENU_BUTTON, NULL);
  choose_entry (page, 2);
  g_assert_true (gtk_widget_get_sensitive (reverse));
  gtk_menu_button_popup (GTK_MENU_BUTTON (reverse));
  test_settle (200);
  test_type ("Wrong warehouse");
  test_press ("Return");
  g_assert_nonnull (test_await (reverse, GTK_TYPE_LABEL, "Not entered"));
  g_assert_cmpint (movements (store), ==, 4);
  /* the latest can */
  choose_entry (page, 0);
  gtk_widget_activate_action (page, "stock.reverse", NULL);
  await_movements (&place, 5, "the reversal");
  g_autoptr (GPtrArray) turned = ledger (store, "reason = Wrong warehouse");
  g_assert_cmpuint (turned->len, ==, 1);
  g_assert_nonnull (epc_record_reference (g_ptr_array_index (turned, 0), "reverses"));
  test_quiet ();
  test_press ("ctrl+z");
  await_movements (&place, 4, "the reversal to go");
  test_window_gone (window);
}

/* 47 found where the ledger says 70: the difference is entered with its reason, in one step. */
static void
test_count (void)
{
  Place place;
  g_autoptr (EpcStore) store = make_workspace (&place);
  receive_two (&place);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  choose_item (page, &place);
  test_press ("ctrl+n");
  test_wait (is_in_quantity, window, "the cursor in the quantity");
  choose_kind (window, "Down", 7);
  test_wait (is_in_quantity, window, "the cursor in the quantity");
  test_type ("47");
  test_press ("Return");
  /* 70 − 47 = 23, all of the lot that leaves first */
  await_movements (&place, 3, "the adjustment");
  g_autoptr (GPtrArray) rows = ledger (store, "type = adjustment");
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpfloat (epc_record_decimal (g_ptr_array_index (rows, 0), "quantity"), ==, -23);
  test_quiet ();
  test_press ("ctrl+z");
  await_movements (&place, 2, "count and adjustment to go together");
  g_autoptr (EpcQuery) counts = epc_query_new (epc_entity_find ("stock_count"));
  g_assert_cmpint (epc_query_count (counts, store, NULL, NULL), ==, 0);
  test_window_gone (window);
}

/* The whole form makes one entry, when it is left; one that the ledger refuses stays with the reason, and goes when it is left again. */
static void
test_form (void)
{
  Place place;
  g_autoptr (EpcStore) store = make_workspace (&place);
  receive_two (&place);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window), *form;
  g_autoptr (EpcRecord) draft = epc_record_form_draft (store, epc_entity_find ("stock_movement"), NULL);

  epc_record_set_text (draft, "type", "loss");
  epc_record_set_text (draft, "reason", "Rain");
  epc_record_set_reference (draft, "item", &place.item);
  epc_record_set_reference (draft, "warehouse", &place.warehouse);
  epc_record_set_decimal (draft, "quantity", -5);
  epc_record_flow_open_draft (page, epc_window_session (window), draft);
  form = test_await (epc_window_pushed (window), EPC_TYPE_RECORD_FORM, NULL);
  g_assert_nonnull (test_await (form, GTK_TYPE_LABEL, "Not entered yet"));
  g_assert_cmpint (movements (store), ==, 2);
  /* without a lot number nothing is there: all 70 lie in lots */
  gtk_widget_activate_action (form, "form.close", NULL);
  g_assert_nonnull (test_await (form, GTK_TYPE_LABEL, "Not saved"));
  g_assert_cmpint (movements (store), ==, 2);
  g_assert_nonnull (epc_window_pushed (window));
  gtk_widget_activate_action (form, "form.close", NULL);
  test_quiet ();
  g_assert_null (epc_window_pushed (window));
  g_assert_cmpint (movements (store), ==, 2);
  test_window_gone (window);
}

static gboolean
write_record (EpcTransaction *transaction, gpointer record, GError **error)
{
  return epc_transaction_insert (transaction, record, error);
}

/* Counts that were written down, or came in a sheet, wait for one press; what was counted then lies in the warehouse. One undo takes all of it back. */
static void
test_settlement (void)
{
  Place place;
  g_autoptr (EpcStore) store = make_workspace (&place);
  g_autoptr (EpcRecord) count = epc_record_form_draft (store, epc_entity_find ("stock_count"), NULL);

  epc_record_set_text (count, "time", "2026-10-12T08:00:00Z");
  epc_record_set_reference (count, "item", &place.item);
  epc_record_set_reference (count, "warehouse", &place.warehouse);
  epc_record_set_decimal (count, "counted", 350);
  g_assert_true (epc_store_write (store, "Count", write_record, count, NULL));
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Counted, not entered yet"));
  gtk_widget_activate_action (page, "stock.settle", NULL);
  await_movements (&place, 1, "the count in the ledger");
  g_autoptr (GPtrArray) rows = ledger (store, "type = adjustment");
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpfloat (epc_record_decimal (g_ptr_array_index (rows, 0), "quantity"), ==, 350);
  test_quiet ();
  test_press ("ctrl+z");
  await_movements (&place, 0, "the settlement to be taken back");
  test_window_gone (window);
}

static void
test_empty (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);

  g_assert_true (epc_window_go_to (window, "response", "nfi"));
  GtkWidget *page = epc_section_page_content (epc_window_section_page (window));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Nothing in stock yet"));
  gtk_widget_activate_action (page, "stock.receive", NULL);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "There is no warehouse yet"));
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/stock/by-keys", test_by_keys);
  g_test_add_func ("/stock/reversal", test_reversal);
  g_test_add_func ("/stock/count", test_count);
  g_test_add_func ("/stock/settlement", test_settlement);
  g_test_add_func ("/stock/form", test_form);
  g_test_add_func ("/stock/empty", test_empty);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
