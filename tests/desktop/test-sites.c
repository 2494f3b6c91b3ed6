/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A site in the real window: a click on a sector shows the arithmetic, a finding becomes a task once, what came and left since the count,
 * and what the closing still wants. Expected figures are worked out in the remarks.
 */
#include "desktop-support.h"

#include <string.h>

#include "store/epc-query.h"

static EpcApplication *application;

static gint64
count (EpcStore *store, const char *entity)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));

  return epc_query_count (query, store, NULL, NULL);
}

/* 412 people, 6 toilets, 11 litres: 412 ÷ 6 = 68.67; nine toilets keep fifty people each, so three are missing. */
static EpcStore *
make_workspace (const char *status)
{
  EpcStore *store = test_workspace ("HND", 0);
  EpcUid site = test_add (store, "site", "name", "School", "status", status, "capacity", "350", NULL);
  char uid[EPC_UID_TEXT_SIZE];

  epc_uid_to_text (&site, uid);
  test_add (store, "site_count", "site", uid, "date", "2026-01-05", "idp_ind", "412", NULL);
  test_add (store, "site_assessment", "site", uid, "date", "2026-01-05", "functioning_toilets", "6", "water_litres", "11", NULL);
  test_add (store, "site_movement", "site", uid, "date", "2026-01-06", "type", "departure", "idp_ind", "30", NULL);
  test_add (store, "service", "site", uid, "sector", "water", "provider", "Red Cross", "provided", "partly", "checked_on", "2026-01-05", NULL);
  return store;
}

static GtkWidget *
open_page (EpcWindow *window)
{
  g_assert_true (epc_window_go_to (window, "response", "sites"));
  return GTK_WIDGET (window);
}

typedef struct
{
  const char *text;
  GtkWidget *found;
} Wanted;

static void
look (GtkWidget *widget, gpointer data)
{
  Wanted *wanted = data;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), wanted->text) != NULL)
    wanted->found = widget;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  Wanted wanted = { text, NULL };

  test_walk (widget, look, &wanted);
  return wanted.found != NULL;
}

/* The card of a gap: what stands in a popover too is no card. */
static void
look_for_card (GtkWidget *widget, gpointer data)
{
  Wanted *wanted = data;

  if (gtk_widget_has_css_class (widget, "gap-card") && says (widget, wanted->text))
    wanted->found = widget;
}

static gboolean
has_task (gpointer store)
{
  return count (store, "task") == 1;
}

static void
test_arithmetic (void)
{
  g_autoptr (EpcStore) store = make_workspace ("open");
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window), *wash;

  wash = gtk_widget_get_ancestor (test_await (page, GTK_TYPE_LABEL, "Water, sanitation and hygiene (WASH)"), GTK_TYPE_MENU_BUTTON);
  g_assert_nonnull (wash);
  gtk_menu_button_popup (GTK_MENU_BUTTON (wash));
  test_settle (300);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (wash)));
  g_assert_true (says (popover, "412 ÷ Functioning toilets 6 = 68.7"));
  g_assert_true (says (popover, "2 critical, 0 to be watched, 0 adequate"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (wash));
  test_settle (300);
  /* 412 − 30 = 382 */
  g_assert_true (says (page, "382 people by entries and exits"));
  g_assert_true (says (page, "Red Cross"));
  test_window_gone (window);
}

/* Twice pressed it is one task, with the arithmetic and what is missing in its details. */
static void
test_follow_up (void)
{
  g_autoptr (EpcStore) store = make_workspace ("open");
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  for (guint i = 0; i < 2; i++)
    {
      /* the worst stand in the order of the standards: water first, then toilets */
      Wanted card = { "People per usable toilet", NULL };
      g_assert_nonnull (test_await (page, GTK_TYPE_BUTTON, "Make a task"));
      test_walk (page, look_for_card, &card);
      g_assert_nonnull (card.found);
      g_signal_emit_by_name (test_find (card.found, GTK_TYPE_BUTTON, "Make a task"), "clicked");
      test_wait (has_task, store, "the task");
      test_settle (300);
    }
  g_assert_cmpint (count (store, "task"), ==, 1);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("task"));
  g_autoptr (GPtrArray) tasks = epc_query_records (query, store, NULL);
  EpcRecord *task = g_ptr_array_index (tasks, 0);
  g_assert_cmpstr (epc_record_text (task, "title"), ==, "School · People per usable toilet");
  g_assert_nonnull (strstr (epc_record_text (task, "detail"), "68.7"));
  g_assert_nonnull (strstr (epc_record_text (task, "detail"), "Functioning toilets: 3 more."));
  g_assert_nonnull (epc_record_reference (task, "site"));
  g_assert_nonnull (epc_record_reference (task, "site_assessment"));
  test_window_gone (window);
}

static gboolean
has_site (gpointer store)
{
  return count (store, "site") == 1;
}

/* With no site yet the centres that stand by are there to be opened; what is known of one is not asked. */
static void
test_centre (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid crisis = test_add (store, "crisis", "name", "Storm", "type", "disaster_natural", "country", "HND", "status", "active", NULL);
  EpcUid centre = test_add (store, "evacuation_centre", "name", "Gym", "place", "HND", "status", "standby", "building", "gym", "capacity", "500", NULL);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  g_signal_emit_by_name (test_await (page, GTK_TYPE_BUTTON, "Open"), "clicked");
  test_wait (has_site, store, "the site");
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  g_autoptr (GPtrArray) sites = epc_query_records (query, store, NULL);
  EpcRecord *site = g_ptr_array_index (sites, 0);
  g_assert_cmpstr (epc_record_text (site, "name"), ==, "Gym");
  g_assert_cmpint (epc_record_integer (site, "capacity"), ==, 500);
  g_assert_true (epc_uid_equal (epc_record_reference (site, "crisis"), &crisis));
  g_autoptr (EpcRecord) opened = epc_store_get (store, epc_entity_find ("evacuation_centre"), &centre, NULL);
  g_assert_cmpstr (epc_record_text (opened, "status"), ==, "open");
  g_assert_true (epc_uid_equal (epc_record_reference (opened, "site"), epc_record_uid (site)));
  test_window_gone (window);
}

static void
test_closing (void)
{
  g_autoptr (EpcStore) store = make_workspace ("closing");
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Closing"));
  g_assert_true (says (page, "382 people are still there"));
  g_assert_true (says (page, "Services ended or handed over (1 still runs)"));
  /* no task and no complaint is open: two of ten */
  g_assert_true (says (page, "2 of 10 done"));
  test_window_gone (window);
}

/* The chip of the open sites counts what was added a moment ago. */
static void
test_chip (void)
{
  g_autoptr (EpcStore) store = make_workspace ("open");
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Open sites  1"));
  test_add (store, "site", "name", "Stadium", "status", "open", NULL);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Open sites  2"));
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/sites/arithmetic", test_arithmetic);
  g_test_add_func ("/sites/follow-up", test_follow_up);
  g_test_add_func ("/sites/closing", test_closing);
  g_test_add_func ("/sites/centre", test_centre);
  g_test_add_func ("/sites/chip", test_chip);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
