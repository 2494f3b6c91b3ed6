/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who does what where, in the real window: the first gap is looked at, the keys go from cell to cell, and an activity recorded from a
 * cell knows its cluster and area.
 */
#include "desktop-support.h"

#include <string.h>

#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-state-grid.h"
#include "store/epc-query.h"

static EpcApplication *application;

static GtkWidget *
open_page (EpcWindow *window)
{
  GtkWidget *page;

  g_assert_true (epc_window_go_to (window, "response", "4w"));
  page = epc_section_page_content (epc_window_section_page (window));
  g_assert_nonnull (page);
  return page;
}

static void
place (EpcStore *store, const char *pcode, const char *name)
{
  test_add (store, "place", "pcode", pcode, "name", name, "level", "1", "parent", "HND", NULL);
}

static gboolean
has_form (gpointer window)
{
  return EPC_IS_RECORD_FORM (epc_window_pushed (window));
}

static gboolean
has_two (gpointer store)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("activity"));

  return epc_query_count (query, store, NULL, NULL) == 2;
}

static void
test_matrix (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  place (store, "HN05", "Cortés");
  place (store, "HN18", "Yoro");
  test_add (store, "activity", "implementing_org", "OIM", "cluster", "cccm", "activity", "Gestión de sitios", "place", "HN05", "status", "ongoing",
            "in_need_ind", "900", NULL);
  test_add (store, "activity", "implementing_org", "Cruz Roja", "cluster", "wash", "activity", "Letrinas", "place", "HN18", "status", "completed",
            "in_need_ind", "500", NULL);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);
  GtkWidget *grid = test_await (page, EPC_TYPE_STATE_GRID, NULL);

  /* nobody does WASH in Yoro any more, where 500 people need it: that cell is the one looked at */
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "1 org."));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "500"));
  g_assert_nonnull (test_find (grid, GTK_TYPE_LABEL, "Nobody"));
  /* to the top left, where CCCM in Cortés is under way: who does it stands beside the matrix */
  GtkWidget *cell = test_find (grid, GTK_TYPE_BUTTON, NULL);
  gtk_widget_grab_focus (cell);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "OIM · Gestión de sitios · Ongoing"));
  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  test_press ("Right"); /* Yoro, CCCM: no need is known */
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "No need is known"));
  gtk_widget_activate_action (page, "page.new", NULL);
  test_wait (has_form, window, "the form");
  EpcRecord *draft = epc_record_form_record (EPC_RECORD_FORM (epc_window_pushed (window)));
  g_assert_cmpstr (epc_record_text (draft, "cluster"), ==, "cccm");
  g_assert_cmpstr (epc_record_text (draft, "place"), ==, "HN18");
  g_assert_true (has_two (store)); /* a draft is not a record yet */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.back", NULL);
  test_settle (100);
  test_window_gone (window);
}

static void
test_sectors (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  place (store, "HN05", "Cortés");
  test_add (store, "activity", "implementing_org", "OIM", "cluster", "cccm", "place", "HN05", "status", "ongoing", NULL);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Shelter and NFI"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_find (page, GTK_TYPE_TOGGLE_BUTTON, "By MCOF sector")), TRUE);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "M15"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "1 org.")); /* the sector of its cluster */
  test_window_gone (window);
}

static void
test_empty (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_page (window);

  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "No activity yet"));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "Import a 4W"));
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/coverage/matrix", test_matrix);
  g_test_add_func ("/coverage/sectors", test_sectors);
  g_test_add_func ("/coverage/empty", test_empty);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
