/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A crisis in the real window: declared by keys in one dialog, its clock, a task ticked off, a figure planned with, a decision from
 * anywhere, and a drill that every screen says is one.
 */
#include "desktop-support.h"

#include <string.h>

#include "desktop/response/response.h"
#include "desktop/widgets/epc-record-form.h"
#include "store/epc-query.h"

static EpcApplication *application;

static gint64
count (EpcStore *store, const char *entity, const char *where)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));

  g_assert_true (where == NULL || epc_query_where_text (query, store, where, NULL));
  return epc_query_count (query, store, NULL, NULL);
}

static EpcRecord *
only (EpcStore *store, const char *entity)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  g_autoptr (GPtrArray) all = epc_query_records (query, store, NULL);

  g_assert_cmpuint (all->len, ==, 1);
  return g_object_ref (g_ptr_array_index (all, 0));
}

static gboolean
is_declared (gpointer store)
{
  return count (store, "crisis", NULL) == 1;
}

static GtkWidget *
open_page (EpcWindow *window)
{
  g_assert_true (epc_window_go_to (window, "response", "crisis"));
  return epc_section_page_content (epc_window_section_page (window));
}

static GtkWindow *
dialog_of (EpcWindow *window)
{
  g_autoptr (GListModel) all = gtk_window_get_toplevels () != NULL ? g_object_ref (gtk_window_get_toplevels ()) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);
      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window) && gtk_window_get_modal (other))
        return other;
    }
  return NULL;
}

/* One alert is known: hazard, place and T0 stand in the dialog, and only the name is typed. The rest follows: country, type, status,
 * tasks of the standard list, the alert's crisis; and the new crisis is the one chosen. One Ctrl+Z takes all of it back. */
static void
test_declare (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid alert = test_add (store, "event_alert", "title", "Desborde", "hazard", "flood", "reported_at", "2026-10-14T12:00:00Z", "verification",
                           "verified", NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *recent = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  test_add (store, "event_alert", "title", "Rio", "hazard", "flood", "reported_at", recent, "verification", "verified", NULL);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);
  gint64 n_steps = count (store, "plan_step", NULL);

  g_assert_cmpint (n_steps, >, 15);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "No crisis is declared"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.new-crisis", NULL);
  test_settle (200);
  GtkWindow *dialog = dialog_of (window);
  g_assert_nonnull (dialog);
  g_assert_nonnull (test_await (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "No plan in force covers it: the tasks come from the standard list."));
  gtk_window_set_title (dialog, "declare-test");
  test_focus_window ("declare-test");
  test_type ("Storm Dalia");
  test_press ("ctrl+Return");
  test_wait (is_declared, store, "the crisis");
  test_settle (300);
  g_assert_null (dialog_of (window));
  g_autoptr (EpcRecord) crisis = only (store, "crisis");
  g_assert_cmpstr (epc_record_text (crisis, "name"), ==, "Storm Dalia");
  g_assert_cmpstr (epc_record_text (crisis, "hazard"), ==, "flood");
  g_assert_cmpstr (epc_record_text (crisis, "type"), ==, "disaster_natural");
  g_assert_cmpstr (epc_record_text (crisis, "country"), ==, "HND");
  g_assert_cmpstr (epc_record_text (crisis, "status"), ==, "active");
  g_assert_cmpint (count (store, "task", NULL), ==, n_steps);
  g_assert_true (epc_uid_equal (epc_session_crisis (epc_window_session (window)), epc_record_uid (crisis)));
  /* the alert of another month is another matter */
  g_autoptr (EpcRecord) old = epc_store_get (store, epc_entity_find ("event_alert"), &alert, NULL);
  g_assert_null (epc_record_reference (old, "crisis"));
  g_assert_cmpint (count (store, "event_alert", "crisis not empty"), ==, 1);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "T+2 h"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  test_settle (400);
  g_assert_cmpint (count (store, "crisis", NULL) + count (store, "task", NULL), ==, 0);
  test_window_gone (window);
}

static EpcUid
make_crisis (EpcStore *store, const char *is_drill)
{
  return test_add (store, "crisis", "name", "Storm Dalia", "type", "disaster_natural", "hazard", "hurricane", "country", "HND", "status", "active",
                   "t0", "2026-01-05T06:00:00Z", "is_drill", is_drill, NULL);
}

static gboolean
has_tasks (gpointer store)
{
  return count (store, "task", NULL) > 0;
}

static gboolean
has_done (gpointer store)
{
  return count (store, "task", "status = done") == 1;
}

/* A crisis that came without tasks says so; one button makes them; a tick is a task done today. */
static void
test_clock (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HTI", 0);
  make_crisis (store, "no");
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window), *check;

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "The clock has not started"));
  g_signal_emit_by_name (test_await (page, GTK_TYPE_BUTTON, "Start the clock"), "clicked");
  test_wait (has_tasks, store, "the tasks");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Send the alert: hazard, place, first figures and who gives them"));
  check = test_await (page, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_widget_grab_focus (check);
  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  test_press ("space");
  test_wait (has_done, store, "the task to be done");
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("task"));
  g_assert_true (epc_query_where_text (query, store, "status = done", NULL));
  g_autoptr (GPtrArray) done = epc_query_records (query, store, NULL);
  g_assert_cmpstr (epc_record_text (g_ptr_array_index (done, 0), "title"), ==, "Send the alert: hazard, place, first figures and who gives them");
  g_assert_false (epc_record_is_empty (g_ptr_array_index (done, 0), "done_date"));
  test_window_gone (window);
}

static gboolean
is_planned (gpointer store)
{
  return count (store, "figure", "is_planning = yes") == 1;
}

/* Two sources side by side; one is planned with, and why is asked before. */
static void
test_figures (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid crisis = make_crisis (store, "no");
  char uid[EPC_UID_TEXT_SIZE];

  epc_uid_to_text (&crisis, uid);
  test_add (store, "figure", "crisis", uid, "measure", "affected", "value", "61400", "date", "2026-01-06", "source_type", "government", "source",
            "COPECO", NULL);
  test_add (store, "figure", "crisis", uid, "measure", "affected", "value", "58900", "date", "2026-01-07", "source_type", "iom", "source", "DTM", NULL);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window), *button;

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "61,400"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "58,900"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "not chosen"));
  button = gtk_widget_get_ancestor (test_find (page, GTK_TYPE_LABEL, "58,900"), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  test_settle (300);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  /* without a reason nothing is planned */
  g_signal_emit_by_name (test_await (popover, GTK_TYPE_BUTTON, "Plan with it"), "clicked");
  test_settle (200);
  g_assert_cmpint (count (store, "figure", "is_planning = yes"), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (test_find (popover, GTK_TYPE_ENTRY, NULL)), "Seen by our teams");
  g_signal_emit_by_name (test_find (popover, GTK_TYPE_BUTTON, "Plan with it"), "clicked");
  test_wait (is_planned, store, "the planning figure");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Seen by our teams"));
  test_window_gone (window);
}

/* Ctrl+D writes a decision from the overview, and over a form too. */
static void
test_decision (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  make_crisis (store, "no");
  EpcWindow *window = test_window (application, store);

  for (guint i = 0; i < 2; i++)
    {
      if (i == 1)
        {
          g_assert_true (epc_window_go_to (window, "response", "sites"));
          test_settle (200);
          gtk_widget_activate_action (GTK_WIDGET (window), "win.new", NULL);
          test_settle (300);
          g_assert_nonnull (epc_window_pushed (window));
        }
      gtk_window_set_title (GTK_WINDOW (window), "decision-test");
      test_focus_window ("decision-test");
      test_press ("ctrl+d");
      test_settle (400);
      GtkWidget *form = epc_window_pushed (window);
      g_assert_true (EPC_IS_RECORD_FORM (form));
      g_assert_cmpstr (epc_record_entity (epc_record_form_record (EPC_RECORD_FORM (form)))->key, ==, "log_entry");
      while (epc_window_pushed (window) != NULL)
        epc_window_pop (window);
    }
  test_window_gone (window);
}

/* A drill says so on its screen and on its papers. */
static void
test_drill (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid drill = make_crisis (store, "yes");
  EpcWindow *window = test_window (application, store);

  epc_session_set_crisis (epc_window_session (window), &drill);
  open_page (window);
  GtkWidget *said = test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "DRILL – nothing here is real");
  g_assert_true (gtk_widget_get_mapped (said));
  g_assert_cmpstr (epc_session_watermark (epc_window_session (window)), ==, "DRILL");
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/crisis/declare", test_declare);
  g_test_add_func ("/crisis/clock", test_clock);
  g_test_add_func ("/crisis/figures", test_figures);
  g_test_add_func ("/crisis/decision", test_decision);
  g_test_add_func ("/crisis/drill", test_drill);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
