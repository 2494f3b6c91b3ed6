/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The request to the emergency fund in the real window: drafted from the crisis, what is missing with a jump to it, a state that is refused
 * in words until its approvals are recorded.
 */
#include "desktop-support.h"

#include <string.h>

#include "base/epc-clock.h"
#include "desktop/widgets/epc-field-row.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-text-table.h"
#include "exchange/epc-package.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

static EpcApplication *application;

typedef struct
{
  EpcStore *store;
  const char *status;
} Wanted;

static EpcRecord *
request (EpcStore *store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("funding_request"));
  g_autoptr (GPtrArray) all = epc_query_records (query, store, NULL);

  return all->len == 1 ? g_object_ref (g_ptr_array_index (all, 0)) : NULL;
}

static gboolean
has_status (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (EpcRecord) record = request (wanted->store);

  return record != NULL && g_strcmp0 (epc_record_text (record, "status"), wanted->status) == 0;
}

static void
look_for (GtkWidget *widget, gpointer data)
{
  const char **part = data;

  if (*part != NULL && GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), *part) != NULL)
    *part = NULL;
}

static gboolean
says (GtkWidget *page, const char *part)
{
  test_walk (page, look_for, &part);
  return part == NULL;
}

static GtkWidget *
open_page (EpcWindow *window)
{
  g_assert_true (epc_window_go_to (window, "response", "mefm"));
  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  return epc_section_page_content (epc_window_section_page (window));
}

static void
approve (EpcStore *store, const EpcUid *uid, const char *step)
{
  char text[EPC_UID_TEXT_SIZE];

  test_add (store, "approval", "funding_request", epc_uid_to_text (uid, text), "step", step, "role", "Chief", "decision", "approved", "time",
            "2026-01-05T20:00:00Z", "channel", "email", "recorded_by", "Focal point", NULL);
}

static gboolean
write_update (EpcTransaction *transaction, gpointer data, GError **error)
{
  return epc_transaction_update (transaction, data, NULL, NULL, error);
}

static void
test_request (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid crisis = test_add (store, "crisis", "name", "Dalia", "type", "disaster_natural", "country", "HND", "t0", "2026-01-05T12:00:00Z", "status", "active",
                            "phase", "during", "summary", "Rain", NULL);
  EpcWindow *window = test_window (application, store);
  Wanted wanted = { store, "draft" };
  GtkWidget *page, *table, *form;
  g_autoptr (GError) error = NULL;

  epc_session_set_crisis (epc_window_session (window), &crisis);
  page = open_page (window);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "No request yet"));
  test_press ("ctrl+n");
  test_wait (has_status, &wanted, "the draft");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "HND-MEFM-0001 · MEFM Dalia"));
  g_autoptr (EpcRecord) record = request (store);
  g_assert_cmpstr (epc_record_text (record, "summary"), ==, "Rain");

  /* the first that is missing and needed: People targeted; Enter jumps into its field */
  table = test_await (page, EPC_TYPE_TEXT_TABLE, NULL);
  g_assert_cmpuint (epc_text_table_n_rows (EPC_TEXT_TABLE (table)), >, 8);
  gtk_widget_child_focus (table, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), table));
  test_press ("Return");
  form = test_await (epc_window_pushed (window), EPC_TYPE_RECORD_FORM, NULL);
  test_quiet ();
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (GTK_WIDGET (epc_record_form_row (EPC_RECORD_FORM (form), "target_ind")) == gtk_widget_get_ancestor (focus, EPC_TYPE_FIELD_ROW));
  test_type ("900");
  gtk_widget_activate_action (form, "form.close", NULL);
  test_quiet ();
  g_clear_object (&record);
  record = request (store);
  g_assert_cmpint (epc_record_integer (record, "target_ind"), ==, 900);

  /* no agreement without what it is about, nor without its record */
  wanted.status = "finance_check";
  gtk_widget_activate_action (page, "mefm.state", "s", "finance_check");
  test_wait (has_status, &wanted, "the budget check");
  test_quiet ();
  gtk_widget_activate_action (page, "mefm.state", "s", "com_approved");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Not yet"));
  g_assert_true (says (page, "MCOF sectors"));
  g_clear_object (&record);
  record = request (store);
  epc_record_set_text (record, "mcof_sectors", "M01");
  epc_record_set_text (record, "activities", "Centres");
  epc_record_set_text (record, "repayment_plan", "BHA");
  epc_record_set_integer (record, "amount_requested", 500000);
  epc_record_set_text (record, "currency", "USD");
  epc_store_write (store, "Contents", write_update, record, &error);
  g_assert_no_error (error);
  test_quiet ();
  gtk_widget_activate_action (page, "mefm.state", "s", "com_approved");
  test_quiet ();
  g_assert_true (says (page, "needs its approval as a record"));
  approve (store, epc_record_uid (record), "finance");
  approve (store, epc_record_uid (record), "com");
  test_quiet ();
  wanted.status = "com_approved";
  gtk_widget_activate_action (page, "mefm.state", "s", "com_approved");
  test_wait (has_status, &wanted, "the agreement");
  g_clear_object (&record);
  record = request (store);
  /* its moment is that of the record */
  g_assert_true (g_str_has_prefix (epc_record_text (record, "com_approved_at"), "2026-01-05T20:00:00"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Agreed by Chief of Mission"));
  test_quiet ();
  test_window_gone (window);
}

static EpcUid
add_request (EpcStore *store, const EpcUid *crisis, const char *title, const char *t0)
{
  char text[EPC_UID_TEXT_SIZE];

  return test_add (store, "funding_request", "title", title, "crisis", epc_uid_to_text (crisis, text), "country", "HND", "status", "draft", "t0", t0, NULL);
}

/* Nothing is chosen above, and only one crisis is not over: the draft is that one's, and no form asks. */
static void
test_only_crisis (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid crisis = test_add (store, "crisis", "name", "Dalia", "type", "disaster_natural", "country", "HND", "t0", "2026-01-05T12:00:00Z", "status", "active",
                            "phase", "during", NULL);
  EpcWindow *window;
  Wanted wanted = { store, "draft" };

  test_add (store, "crisis", "name", "Aurora", "type", "disaster_natural", "country", "HND", "t0", "2025-01-05T12:00:00Z", "status", "closed", NULL);
  window = test_window (application, store);
  GtkWidget *begin = test_await (open_page (window), GTK_TYPE_BUTTON, "Draft the request");
  gtk_widget_activate (begin);
  test_wait (has_status, &wanted, "the draft");
  g_autoptr (EpcRecord) record = request (store);
  g_assert_true (epc_uid_equal (epc_record_reference (record, "crisis"), &crisis));
  test_window_gone (window);
}

/* The crisis that the requests are about. */
static EpcUid
add_crisis (EpcStore *store)
{
  return test_add (store, "crisis", "name", "Dalia", "type", "disaster_natural", "country", "HND", "t0", "2026-01-05T12:00:00Z", "status", "active",
                            NULL);
}

/* Two requests of one crisis: the newer is shown, the older can be chosen, and its clock is its own. The clock goes on while it is looked at,
 * and rests when it is not. */
static void
test_choice_and_clock (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  g_autoptr (GDateTime) noon = g_date_time_new_from_iso8601 ("2026-01-06T12:00:00Z", NULL);
  gint64 moment = g_date_time_to_unix (noon) * G_USEC_PER_SEC, hour = 3600 * (gint64) G_USEC_PER_SEC;
  EpcUid crisis = add_crisis (store);

  epc_clock_hold (moment);
  add_request (store, &crisis, "Second", "2026-01-06T06:00:00Z");
  add_request (store, &crisis, "First", "2026-01-06T02:00:00Z");
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window), *choice;

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "18 h 00")); /* of 24, six are over */
  choice = test_find (page, GTK_TYPE_DROP_DOWN, NULL);
  g_assert_true (gtk_widget_get_mapped (choice));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (choice))), ==, 2);
  gtk_widget_grab_focus (choice);
  test_press ("space");
  test_settle (200);
  test_press ("End");
  test_press ("Return");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "14 h 00"));
  test_quiet ();
  g_assert_nonnull (g_main_context_find_source_by_user_data (NULL, page));
  g_assert_true (epc_window_go_to (window, "response", "crisis"));
  test_settle (100);
  g_assert_null (g_main_context_find_source_by_user_data (NULL, page));
  epc_clock_hold (moment + hour);
  g_assert_true (epc_window_go_to (window, "response", "mefm"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "13 h 00"));
  epc_clock_hold (0);
  test_window_gone (window);
}

/* @from gives @to what it lacks. */
static void
give (EpcStore *from, EpcStore *to, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "given.epcx", NULL);
  const EpcPackageWish wish = { .is_full = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcPackageHead) head = epc_package_create (from, path, &wish, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (EpcPackage) package = epc_package_open (to, path, NULL, &error);
  EpcMergeCounts counts;

  g_assert_no_error (error);
  g_assert_nonnull (head);
  epc_package_merge (to, package, TRUE, &counts, NULL, &error);
  g_assert_no_error (error);
}

/* A crisis and its first request. */
static EpcUid
add_first (EpcStore *store)
{
  EpcUid crisis = add_crisis (store);

  return add_request (store, &crisis, "First", "2026-01-06T02:00:00Z");
}

/* The endorsement that the regional office has signed is shown as verified below the milestones and in its own form, once its key is trusted. */
static void
test_signed (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  g_autoptr (EpcStore) region = test_workspace ("PAN", 0);
  g_autofree char *folder = g_dir_make_tmp ("epc-mefm-XXXXXX", NULL), *key = g_build_filename (folder, "region.key", NULL), *name = NULL, *words = NULL;
  EpcUid uid = add_first (store);
  g_autoptr (GError) error = NULL;

  give (store, region, folder);
  approve (region, &uid, "rts");
  give (region, store, folder);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "HND-MEFM-0001 · First"));
  test_quiet ();
  g_assert_true (says (page, "Not verified: signed by"));
  g_assert_true (epc_key_export (region, key, &error) && epc_key_trust (store, key, &name, &words, &error));
  g_assert_no_error (error);
  test_settle (400);
  test_quiet ();
  g_assert_true (says (page, "Chief: Verified: signed by"));
  g_assert_true (says (page, words));
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("approval"));
  g_autoptr (GPtrArray) approvals = epc_query_records (query, store, NULL);
  GtkWidget *form = g_object_ref_sink (epc_record_form_new (store, g_ptr_array_index (approvals, 0), NULL));
  g_autofree char *sentence = g_strdup_printf ("Verified: signed by %s (%s).", name, words);
  g_assert_nonnull (test_find (form, GTK_TYPE_LABEL, sentence));
  g_object_unref (form);

  /* The region sees the other way round: its own word is signed when it leaves, the country's is verified. */
  approve (store, &uid, "com");
  give (store, region, folder);
  g_assert_true (epc_key_export (store, key, &error));
  g_free (g_steal_pointer (&name));
  g_free (g_steal_pointer (&words));
  g_assert_true (epc_key_trust (region, key, &name, &words, &error));
  test_window_gone (window);
  window = test_window (application, region);
  g_assert_true (epc_window_go_to (window, "resources", "offices"));
  page = epc_section_page_content (epc_window_section_page (window));
  test_quiet ();
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_find (page, GTK_TYPE_TOGGLE_BUTTON, "By country")), TRUE);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Agreements and endorsements: 1 of 2 verified"));
  g_assert_true (says (page, "First · Chief · Verified: signed by"));
  g_assert_true (says (page, words));
  test_window_gone (window);
}

/* What came by way of another office is not verified; the full package of whoever wrote it brings nothing new, and yet that. */
static void
test_confirmed (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  g_autoptr (EpcStore) region = test_workspace ("PAN", 0);
  g_autoptr (EpcStore) relay = test_workspace ("GTM", 0);
  g_autofree char *folder = g_dir_make_tmp ("epc-mefm-XXXXXX", NULL), *key = g_build_filename (folder, "region.key", NULL), *name = NULL, *words = NULL;
  EpcUid uid = add_first (store);
  g_autoptr (GError) error = NULL;

  give (store, region, folder);
  approve (region, &uid, "rts");
  give (region, relay, folder);
  give (relay, store, folder);
  g_assert_true (epc_key_export (region, key, &error) && epc_key_trust (store, key, &name, &words, &error));
  g_assert_no_error (error);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "HND-MEFM-0001 · First"));
  test_quiet ();
  g_assert_true (says (page, "Not verified:"));
  g_assert_false (says (page, "Chief: Verified: signed by"));
  give (region, store, folder);
  test_settle (400);
  test_quiet ();
  g_assert_true (says (page, "Chief: Verified: signed by"));
  g_assert_true (says (page, words));
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/mefm/request", test_request);
  g_test_add_func ("/mefm/only-crisis", test_only_crisis);
  g_test_add_func ("/mefm/choice-and-clock", test_choice_and_clock);
  g_test_add_func ("/mefm/what-the-region-has-signed-is-verified", test_signed);
  g_test_add_func ("/mefm/a-package-that-only-confirms-is-seen-at-once", test_confirmed);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
