/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rounds in the real window: one is frozen by keys, its counts then stay, and it is opened again.
 */
#include "desktop-support.h"

#include <adwaita.h>
#include <string.h>

#include "model/epc-rules.h"
#include "store/epc-journal.h"
#include "store/epc-neighbours.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

static EpcApplication *application;

static EpcUid
add_round (EpcStore *store)
{
  char operation[EPC_UID_TEXT_SIZE], round[EPC_UID_TEXT_SIZE];
  EpcUid uid = test_add (store, "dtm_operation", "name", "Countrywide monitoring", "country", "HND", NULL);

  epc_uid_to_text (&uid, operation);
  uid = test_add (store, "dtm_round", "operation", operation, "assessment_type", "baseline_assessment", "number", "3", "reporting_date", "2026-06-30",
                  "status", "open", NULL);
  epc_uid_to_text (&uid, round);
  test_add (store, "location_count", "round", round, "admin_level", "1", "place", "HN05", "reporting_date", "2026-06-30", "idp_ind", "90", NULL);
  return uid;
}

typedef struct
{
  EpcStore *store;
  EpcUid uid;
  const char *status;
} Expected;

static gboolean
has_status (gpointer data)
{
  const Expected *expected = data;
  g_autoptr (EpcRecord) record = epc_store_get (expected->store, epc_entity_find ("dtm_round"), &expected->uid, NULL);

  return g_strcmp0 (epc_record_text (record, "status"), expected->status) == 0;
}

/* Presses the button that says @button, and the key that the question takes for yes. */
static void
answer (GtkWidget *page, const char *button, const char *heading)
{
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, button));
  g_assert_true (gtk_widget_activate_action (page, "page.freeze", NULL));
  g_assert_cmpstr (epc_alert_heading (test_await_alert (heading)), ==, heading);
  test_press ("Return");
}

static gboolean
is_refused (EpcStore *store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  g_autoptr (EpcFindings) findings = epc_findings_new ();
  const EpcFinding *wrong;

  g_assert_cmpuint (records->len, ==, 1);
  epc_store_validate (store, g_ptr_array_index (records, 0), findings);
  wrong = epc_findings_first_error (findings);
  return wrong != NULL && g_str_equal (wrong->rule, "round_frozen") && strstr (wrong->message, "Countrywide monitoring") != NULL;
}

static void
test_freeze (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid uid = add_round (store);
  EpcWindow *window = test_window (application, store);
  Expected expected = { store, uid, "frozen" };

  g_assert_true (epc_window_go_to (window, "response", "dtm"));
  test_quiet ();
  GtkWidget *page = epc_section_page_content (epc_window_section_page (window));
  g_assert_false (is_refused (store));
  answer (page, "Freeze", "Freeze round 3?");
  test_wait (has_status, &expected, "the frozen round");
  g_assert_true (is_refused (store));
  answer (page, "Frozen", "Open round 3 again?");
  expected.status = "open";
  test_wait (has_status, &expected, "the round that is open again");
  g_assert_false (is_refused (store));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Freeze"));
  test_window_gone (window);
}

/* --- the next round --- */

static GtkWidget *
window_of_places (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *each = windows; each != NULL; each = each->next)
    if (gtk_widget_get_mapped (each->data) && test_find (each->data, GTK_TYPE_BUTTON, "As last time") != NULL)
      return each->data;
  return NULL;
}

static gboolean
find_places (gpointer found)
{
  *(GtkWidget **) found = window_of_places ();
  return *(GtkWidget **) found != NULL;
}

typedef struct
{
  EpcStore *store;
  guint n;
} Counts;

static gboolean
has_counts (gpointer data)
{
  const Counts *counts = data;
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));

  return epc_query_count (query, counts->store, NULL, NULL) == counts->n;
}

/* What the counts of @day say: "HN01 40 10, HN05 77 -": place, people, women where they were told. */
static char *
counts_on (EpcStore *store, const char *day)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  GString *text = g_string_new (NULL);

  g_assert_true (epc_query_sort (query, "place", NULL));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      EpcRecord *record = records->pdata[i];
      g_autofree char *women = epc_record_is_empty (record, "females") ? g_strdup ("-") : g_strdup_printf ("%d", (int) epc_record_integer (record, "females"));
      if ((g_strcmp0 (epc_record_text (record, "reporting_date"), "2026-06-30") == 0) != (day == NULL))
        continue;
      g_string_append_printf (text, "%s%s %d %s", text->len > 0 ? ", " : "", epc_record_text (record, "place"), (int) epc_record_integer (record, "idp_ind"), women);
    }
  return g_string_free (text, FALSE);
}

/* One press begins round 4 and asks for its places; Enter confirms the figure of last time, a typed number changes it. Nothing stands in the round
 * before, and each is one step to take back. */
static void
test_next (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid uid = add_round (store);
  char round[EPC_UID_TEXT_SIZE];
  epc_uid_to_text (&uid, round);
  test_add (store, "location_count", "round", round, "admin_level", "1", "place", "HN01", "reporting_date", "2026-06-30", "idp_ind", "40", "females", "10",
            "males", "30", NULL);
  EpcWindow *window = test_window (application, store);
  Counts counts = { store, 2 };
  GtkWidget *places = NULL;

  g_assert_true (epc_window_go_to (window, "response", "dtm"));
  test_quiet ();
  GtkWidget *page = epc_section_page_content (epc_window_section_page (window));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Next round"));
  g_assert_true (gtk_widget_activate_action (page, "page.next-round", NULL));
  test_wait (find_places, &places, "the places to confirm");
  g_assert_nonnull (test_await (places, GTK_TYPE_LABEL, "2 places to confirm"));
  g_assert_true (has_counts (&counts));
  gtk_window_set_title (GTK_WINDOW (places), "places-test");
  test_settle (100);
  test_focus_window ("places-test");
  gtk_widget_grab_focus (test_find (places, GTK_TYPE_ENTRY, NULL));
  test_press ("Return");
  counts.n = 3;
  test_wait (has_counts, &counts, "the first place, as last time");
  g_assert_nonnull (test_await (places, GTK_TYPE_LABEL, "1 place to confirm"));
  gtk_widget_grab_focus (test_find (places, GTK_TYPE_ENTRY, NULL));
  test_type ("77");
  test_press ("Return");
  counts.n = 4;
  test_wait (has_counts, &counts, "the second place, changed");
  g_assert_nonnull (test_await (places, GTK_TYPE_LABEL, "Every place of the last round is counted"));
  g_autofree char *before = counts_on (store, NULL), *now = counts_on (store, "today");
  g_assert_cmpstr (before, ==, "HN01 40 10, HN05 90 -");
  /* Atlántida and Cortés stand by name; the first was confirmed with its women, of the second only the number is known */
  g_assert_cmpstr (now, ==, "HN01 40 10, HN05 77 -");
  test_press ("Escape");
  /* number, place, place: three steps back */
  for (guint i = 0; i < 3; i++)
    epc_undo_result_free (epc_store_undo (store, NULL));
  counts.n = 2;
  g_assert_true (has_counts (&counts));
  g_autoptr (EpcQuery) rounds = epc_query_new (epc_entity_find ("dtm_round"));
  g_assert_cmpint (epc_query_count (rounds, store, NULL, NULL), ==, 1);
  test_window_gone (window);
}

/* The newest round is frozen behind the back of whoever confirms its places. */
static gboolean
freeze_newest (EpcTransaction *transaction, gpointer store, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("dtm_round"));

  if (!epc_query_sort (query, "-number", error))
    return FALSE;
  g_autoptr (GPtrArray) rounds = epc_query_records (query, store, error);
  epc_record_set_text (rounds->pdata[0], "status", "frozen");
  return epc_transaction_update (transaction, rounds->pdata[0], NULL, NULL, error);
}

static void
look_for_refusal (GtkWidget *widget, gpointer found)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), "The place was not confirmed: ")
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), "is frozen") != NULL)
    *(gboolean *) found = TRUE;
}

static gboolean
is_refusal_told (gpointer window)
{
  gboolean found = FALSE;

  test_walk (window, look_for_refusal, &found);
  return found;
}

/* A place whose writing fails when its window is closed already is told in the main window. */
static void
test_refused_behind (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  g_autoptr (GError) error = NULL;
  EpcWindow *window = test_window (application, store);
  GtkWidget *places = NULL;

  add_round (store);
  g_assert_true (epc_window_go_to (window, "response", "dtm"));
  test_quiet ();
  GtkWidget *page = epc_section_page_content (epc_window_section_page (window));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Next round"));
  g_assert_true (gtk_widget_activate_action (page, "page.next-round", NULL));
  test_wait (find_places, &places, "the places to confirm");
  g_assert_nonnull (test_await (places, GTK_TYPE_LABEL, "1 place to confirm"));
  GtkWidget *entry = test_find (places, GTK_TYPE_ENTRY, NULL);
  epc_store_write (store, "Freeze", freeze_newest, store, &error);
  g_assert_no_error (error);
  g_signal_emit_by_name (entry, "activate");
  gtk_window_close (GTK_WINDOW (places));
  test_wait (is_refusal_told, window, "the main window to tell of the place");
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/rounds/freeze", test_freeze);
  g_test_add_func ("/rounds/next", test_next);
  g_test_add_func ("/rounds/refused-behind", test_refused_behind);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
