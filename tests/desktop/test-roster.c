/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who can leave tomorrow and who fits a request, in the real window: by keys from the list to a name on the short list, what is said
 * against the others, and back again by Ctrl+Z.
 */
#include "desktop-support.h"

#include <adwaita.h>
#include <string.h>

#include "desktop/widgets/epc-chart-view.h"
#include "desktop/widgets/epc-record-form.h"
#include "store/epc-query.h"

static EpcApplication *application;

static void
clear (EpcStore *store, const EpcUid *expert, const char *kind)
{
  char text[EPC_UID_TEXT_SIZE];

  test_add (store, "expert_clearance", "expert", epc_uid_to_text (expert, text), "kind", kind, "is_held", "yes", NULL);
}

static EpcUid
expert (EpcStore *store, const char *name, const char *profile, const char *availability, const char *sex)
{
  EpcUid uid = test_add (store, "expert", "name", name, "primary_profile", profile, "availability", availability, "notice", "h24", "sex", sex,
                         "work_phone", "+507 5550 0199", "duty_station", "PAN", NULL);

  clear (store, &uid, "bsafe");
  clear (store, &uid, "ssafe");
  return uid;
}

/* Three experts: Ana has all it takes, Beto lacks the medical paper and is of another profile, Carla is on leave. */
static EpcStore *
make_workspace (void)
{
  EpcStore *store = test_workspace ("HND", 0);
  EpcUid ana = expert (store, "Ana", "cccm", "available", "female");

  clear (store, &ana, "medical");
  expert (store, "Beto", "wash", "available", "male");
  expert (store, "Carla", "cccm", "on_leave", "female");
  return store;
}

static GtkWidget *
open_page (EpcWindow *window, const char *tab, const char *section)
{
  GtkWidget *page;

  g_assert_true (epc_window_go_to (window, tab, section));
  page = epc_section_page_content (epc_window_section_page (window));
  g_assert_nonnull (page);
  test_await (page, GTK_TYPE_COLUMN_VIEW, NULL);
  return page;
}

static GPtrArray *
deployments (EpcStore *store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("deployment"));

  return epc_query_records (query, store, NULL);
}

/* Tomorrow, without a request: who can, who can with reservations, who cannot, each with the reason; chips leave some out. */
static void
test_tomorrow (void)
{
  g_autoptr (EpcStore) store = make_workspace ();
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window, "preparedness", "roster"), *view;

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "all valid"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "not recorded: Medical fitness"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "On leave"));
  view = test_find (page, GTK_TYPE_COLUMN_VIEW, NULL);
  GListModel *shown = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  g_assert_cmpint (g_list_model_get_n_items (shown), ==, 3);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_find (page, GTK_TYPE_TOGGLE_BUTTON, "Can go")), TRUE);
  g_assert_cmpint (g_list_model_get_n_items (shown), ==, 2);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_find (page, GTK_TYPE_TOGGLE_BUTTON, "Women")), TRUE);
  g_assert_cmpint (g_list_model_get_n_items (shown), ==, 1);
  /* the one that is left is the one beside the list, with her telephone */
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "+507 5550 0199"));
  test_window_gone (window);
}

static gboolean
has_one (gpointer store)
{
  g_autoptr (GPtrArray) all = deployments (store);

  return all->len == 1;
}

static gboolean
has_none (gpointer store)
{
  g_autoptr (GPtrArray) all = deployments (store);

  return all->len == 0;
}

/* The best for a request stands first, with the arithmetic; one key puts her on the short list with all that is known, one takes it back. */
static void
test_shortlist (void)
{
  g_autoptr (EpcStore) store = make_workspace ();
  test_add (store, "expert_request", "title", "CCCM", "country", "HND", "profile", "cccm", "urgency", "h72", "number", "1", "requested_at",
            "2026-01-05T08:00:00Z", "duration_weeks", "4", "status", "requested", NULL);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window, "response", "deployments"), *button;
  g_autoptr (EpcQuery) requests = epc_query_new (epc_entity_find ("expert_request"));

  /* profile 40, languages 20 (none asked for), availability 20, clearances 10, experience 5 of 10: she works in Panama */
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Why 95 points"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "40 / 40"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "has worked in the region"));
  button = test_await (page, GTK_TYPE_BUTTON, "Put on the short list");
  gtk_widget_grab_focus (button);
  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  test_press ("space");
  test_wait (has_one, store, "the deployment");
  g_autoptr (GPtrArray) made = deployments (store);
  EpcRecord *deployment = g_ptr_array_index (made, 0);
  g_autofree char *name = epc_store_title (store, epc_entity_find ("expert"), epc_record_reference (deployment, "expert"));
  g_assert_cmpstr (name, ==, "Ana");
  g_assert_cmpstr (epc_record_text (deployment, "status"), ==, "shortlisted");
  g_assert_cmpstr (epc_record_text (deployment, "from_country"), ==, "PAN");
  g_assert_cmpstr (epc_record_text (deployment, "to_country"), ==, "HND");
  g_assert_cmpfloat (epc_record_decimal (deployment, "match_score"), ==, 95);
  g_assert_false (epc_record_is_empty (deployment, "planned_end"));
  g_autoptr (GPtrArray) asked = epc_query_records (requests, store, NULL);
  g_assert_cmpstr (epc_record_text (g_ptr_array_index (asked, 0), "status"), ==, "shortlisted");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Shortlisted"));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  test_wait (has_none, store, "the deployment to go");
  g_autoptr (GPtrArray) again = epc_query_records (requests, store, NULL);
  g_assert_cmpstr (epc_record_text (g_ptr_array_index (again, 0), "status"), ==, "requested");
  test_window_gone (window);
}

/* --- a mission under way --- */

typedef struct
{
  EpcStore *store;
  const char *status;
} Wanted;

static gboolean
has_status (gpointer data)
{
  const Wanted *wanted = data;
  g_autoptr (GPtrArray) all = deployments (wanted->store);

  return g_strcmp0 (epc_record_text (g_ptr_array_index (all, 0), "status"), wanted->status) == 0;
}

/* Presses the button @step beside the list by a key, and has the question before it. */
static GtkWidget *
begin_step (EpcWindow *window, GtkWidget *page, const char *step)
{
  GtkWidget *button = test_await (page, GTK_TYPE_BUTTON, step);

  g_assert_nonnull (button);
  gtk_widget_grab_focus (button);
  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  test_press ("space");
  return GTK_WIDGET (test_await_alert (step));
}

/* By keys alone: extended (not beyond a clearance, which is said and can be put right), ended, evaluated; then the expert is available again. */
static void
test_mission (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid ana = expert (store, "Ana", "cccm", "deployed", "female");
  char text[EPC_UID_TEXT_SIZE];
  Wanted wanted = { store, "extended" };

  epc_uid_to_text (&ana, text);
  test_add (store, "expert_clearance", "expert", text, "kind", "medical", "is_held", "yes", "expires_on", "2041-06-30", NULL);
  test_add (store, "deployment", "expert", text, "role", "Coordination", "status", "deployed", "to_country", "HND", "planned_start", "2025-03-03",
            "actual_start", "2025-03-03", "planned_end", "2041-03-31", NULL);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window, "response", "deployments");

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Coordination, Honduras, until 31 Mar 2041"));
  GtkWidget *dialog = begin_step (window, page, "Extend…");
  test_type ("2041-09-30");
  test_press ("Return");
  g_assert_nonnull (test_await (dialog, GTK_TYPE_LABEL, "Medical fitness ends on 30 Jun 2041, before the mission would."));
  test_press ("ctrl+a");
  test_type ("2041-05-31");
  test_press ("Return");
  test_wait (has_status, &wanted, "the extended mission");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Coordination, Honduras, until 31 May 2041"));
  /* today stands in the question already */
  begin_step (window, page, "Return…");
  test_press ("Return");
  wanted.status = "ended";
  test_wait (has_status, &wanted, "the mission that has ended");
  g_autoptr (EpcRecord) back = epc_store_get (store, epc_entity_find ("expert"), &ana, NULL);
  g_assert_cmpstr (epc_record_text (back, "availability"), ==, "available");
  g_assert_false (epc_record_is_empty (back, "last_deployment_end"));
  begin_step (window, page, "Evaluate…");
  test_press ("Tab");
  test_type ("Worked well with the committees");
  test_press ("Return");
  wanted.status = "evaluated";
  test_wait (has_status, &wanted, "the evaluated mission");
  g_autoptr (GPtrArray) all = deployments (store);
  EpcRecord *mission = g_ptr_array_index (all, 0);
  g_assert_cmpint (epc_record_integer (mission, "evaluation"), ==, 4);
  g_assert_cmpstr (epc_record_text (mission, "lessons"), ==, "Worked well with the committees");
  g_assert_cmpstr (epc_record_text (mission, "extended_to"), ==, "2041-05-31");
  test_window_gone (window);
}

static gboolean
has_form (gpointer window)
{
  return epc_window_pushed (window) != NULL && test_find (epc_window_pushed (window), EPC_TYPE_RECORD_FORM, NULL) != NULL;
}

static const char *
role_in_form (EpcWindow *window)
{
  GtkWidget *form = test_find (epc_window_pushed (window), EPC_TYPE_RECORD_FORM, NULL);

  return epc_record_text (epc_record_form_record (EPC_RECORD_FORM (form)), "role");
}

static gboolean
has_chart (gpointer view)
{
  return gtk_widget_get_mapped (view) && epc_chart_view_chart (view) != NULL;
}

/* Once, where it is: what a second click would hit when the form has opened meanwhile is left to chance. */
static void
click_bar (GtkWidget *view, guint bar)
{
  const int width = gtk_widget_get_width (view), height = gtk_widget_get_height (view);
  g_autoptr (EpcHitMap) hits = epc_hit_map_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (surface);

  epc_chart_draw (epc_chart_view_chart (EPC_CHART_VIEW (view)), cr, width, height, epc_theme_get (EPC_THEME_LIGHT), hits);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (epc_hit_map_size (hits), >, bar);
  const EpcHit *hit = epc_hit_map_get (hits, bar);
  test_click (view, hit->x + hit->width / 2, hit->y + hit->height / 2);
}

/* A list that hangs open when its form goes does not keep the clicks. */
static void
leave_with_open_list (EpcWindow *window)
{
  GtkWidget *list = test_find (epc_window_pushed (window), GTK_TYPE_DROP_DOWN, NULL);

  g_assert_nonnull (list);
  g_signal_emit_by_name (list, "activate");
  test_quiet ();
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), GTK_TYPE_POPOVER));
  epc_window_pop (window);
  test_quiet ();
}

/* A bar leads to its mission: by arrows and Enter, and by a click. */
static void
test_bars (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid ana = expert (store, "Ana", "cccm", "deployed", "female");
  char text[EPC_UID_TEXT_SIZE];

  epc_uid_to_text (&ana, text);
  test_add (store, "deployment", "expert", text, "role", "Early", "status", "ended", "planned_start", "2025-01-06", "planned_end", "2025-02-06", NULL);
  test_add (store, "deployment", "expert", text, "role", "Late", "status", "ended", "planned_start", "2025-03-03", "planned_end", "2041-04-06", NULL);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window, "response", "deployments"), *view = test_await (page, EPC_TYPE_CHART_VIEW, NULL);

  test_wait (has_chart, view, "the bars of the missions");
  test_quiet ();
  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  gtk_widget_grab_focus (view);
  test_press ("Down");
  test_press ("Down");
  g_assert_cmpint (epc_chart_view_current (EPC_CHART_VIEW (view)), ==, 1);
  test_press ("Return");
  test_wait (has_form, window, "the mission");
  g_assert_cmpstr (role_in_form (window), ==, "Late");
  epc_window_pop (window);
  test_quiet ();
  click_bar (view, 1);
  test_wait (has_form, window, "the mission that was clicked");
  g_assert_cmpstr (role_in_form (window), ==, "Late");
  leave_with_open_list (window);
  click_bar (view, 1);
  test_wait (has_form, window, "the mission that was clicked again");
  epc_window_pop (window);
  test_window_gone (window);
}

static void
test_empty (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);

  g_assert_true (epc_window_go_to (window, "preparedness", "roster"));
  g_assert_nonnull (test_await (GTK_WIDGET (window), GTK_TYPE_LABEL, "Nobody on the roster yet"));
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/roster/tomorrow", test_tomorrow);
  g_test_add_func ("/roster/shortlist", test_shortlist);
  g_test_add_func ("/roster/mission", test_mission);
  g_test_add_func ("/roster/bars", test_bars);
  g_test_add_func ("/roster/empty", test_empty);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
