/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The section of names in doubt, driven as a person does: by keys, by its buttons, several lines at once; what was decided can be
 * taken back, and what was joined can be parted. Which places the rows must end in is said by the names of the fixture itself.
 */
#include "desktop-support.h"

#include <string.h>

#include "desktop/exchange/exchange.h"
#include "exchange/epc-import.h"
#include "exchange/epc-queue.h"
#include "store/epc-query.h"

static EpcApplication *application;

static const char *const gazetteer
    = "operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,admin2Name,admin2Pcode,adminLevel,numPresentIdpInd,reportingDate,"
      "roundNumber,displacementReason,assessmentType\n"
      "Op,Honduras,HND,Cortés,HN05,San Pedro Sula,HN0501,2,500,2025-06-30,1,Conflict,BA\n"
      "Op,Honduras,HND,Cortés,HN05,Santa Cruz de Yojoa,HN0510,2,400,2025-06-30,1,Conflict,BA\n"
      "Op,Honduras,HND,Francisco Morazán,HN08,Santa Lucía,HN0823,2,20,2025-06-30,1,Conflict,BA\n";

static void
import_text (EpcStore *store, const char *name, const char *text, const char *as)
{
  g_autofree char *folder = g_dir_make_tmp ("epc-queue-XXXXXX", NULL), *path = g_build_filename (folder, name, NULL);
  EpcImportOptions options = { .as = as };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_autoptr (EpcImportReport) report = epc_import_file (store, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->rejected, ==, 0);
}

/* Four sites that wait for three names of places. */
static EpcStore *
make_workspace (void)
{
  EpcStore *store = test_workspace ("HND", 0);

  import_text (store, "places.csv", gazetteer, NULL);
  import_text (store, "sites.csv",
               "SSID,Site Name,Departamento,Municipio,Number of Individuals,Date of Assessment\n"
               "A1,Uno,Cortés,San Pedro Sulla,10,2024-01-01\n"
               "A2,Dos,Cortés,San Pedro Sulla,11,2024-01-01\n"
               "A3,Tres,Cortés,Santa Crus de Yojoa,12,2024-01-01\n"
               "A4,Cuatro,Cortés,Zzyzx,13,2024-01-01\n",
               "site");
  return store;
}

static char *
place_of (EpcStore *store, const char *ssid)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));

  epc_query_where (query, store, "ssid", EPC_OP_EQUAL, ssid, NULL);
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  g_assert_cmpint (records->len, ==, 1);
  return g_strdup (epc_record_text (g_ptr_array_index (records, 0), "place"));
}

typedef struct
{
  EpcStore *store;
  guint wanted;
} Waiting;

static gboolean
has_waiting (gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GPtrArray) doubts = epc_queue_list (waiting->store, FALSE, NULL);

  return doubts->len == waiting->wanted;
}

static void
wait_for (EpcStore *store, guint n)
{
  Waiting waiting = { store, n };

  test_wait (has_waiting, &waiting, "names that wait");
  test_quiet ();
}

static gboolean
has_questions (gpointer page)
{
  GtkWidget *list = test_find (page, GTK_TYPE_LIST_VIEW, NULL);

  return list != NULL && g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) > 0;
}

static GtkWidget *
open_queue (EpcWindow *window)
{
  GtkWidget *page;

  g_assert_true (epc_window_go_to (window, "resources", "queue"));
  test_quiet ();
  page = epc_section_page_content (epc_window_section_page (window));
  g_assert_nonnull (page);
  test_wait (has_questions, page, "the questions in the list");
  test_quiet ();
  return page;
}

static void
assert_place (EpcStore *store, const char *ssid, const char *pcode)
{
  g_autofree char *place = place_of (store, ssid);

  g_assert_cmpstr (place, ==, pcode);
}

static gboolean
waits_there (gpointer page)
{
  return test_find (page, GTK_TYPE_LABEL, "San Pedro Sulla") != NULL;
}

/* The list says what waits, most rows first; a key takes the proposal; Ctrl+Z takes all of it back. */
static void
test_key_accepts (void)
{
  g_autoptr (EpcStore) store = make_workspace ();
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_queue (window), *list = test_find (page, GTK_TYPE_LIST_VIEW, NULL);

  assert_place (store, "A1", "HN05");
  test_wait (waits_there, page, "the first question of the list");
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "San Pedro Sula, Cortés"));
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Place · 2 rows wait · Cortés"));
  gtk_widget_grab_focus (list);
  test_focus_window (gtk_window_get_title (GTK_WINDOW (window)));
  test_press ("1");
  wait_for (store, 2);
  assert_place (store, "A1", "HN0501");
  assert_place (store, "A2", "HN0501");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for (store, 3);
  assert_place (store, "A1", "HN05");
  assert_place (store, "A2", "HN05");
  test_window_gone (window);
}

/* A name that is nowhere becomes a place, with a code that says that it is not official, in the area it was looked for. */
static void
test_make_new (void)
{
  g_autoptr (EpcStore) store = make_workspace ();
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_queue (window), *list = test_find (page, GTK_TYPE_LIST_VIEW, NULL);
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("place"));

  gtk_selection_model_select_item (selection, 2, TRUE);
  test_settle (50);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Nothing known here is like it"));
  gtk_widget_activate_action (page, "queue.make-new", NULL);
  wait_for (store, 2);
  assert_place (store, "A4", "HN05-X01");
  epc_query_where (query, store, "pcode_status", EPC_OP_EQUAL, "provisional", NULL);
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  g_assert_cmpint (records->len, ==, 1);
  g_assert_cmpstr (epc_record_text (g_ptr_array_index (records, 0), "name"), ==, "Zzyzx");
  g_assert_cmpstr (epc_record_text (g_ptr_array_index (records, 0), "parent"), ==, "HN05");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for (store, 3);
  assert_place (store, "A4", "HN05");
  g_assert_cmpint (epc_query_count (query, store, NULL, NULL), ==, 0);
  test_window_gone (window);
}

/* Several at once: those that have a proposal take it, the other stays; one step takes them back. */
static void
test_several (void)
{
  g_autoptr (EpcStore) store = make_workspace ();
  EpcWindow *window = test_window (application, store);
  GtkWidget *page = open_queue (window), *list = test_find (page, GTK_TYPE_LIST_VIEW, NULL);

  gtk_selection_model_select_all (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  test_settle (50);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "3 names chosen"));
  gtk_widget_activate_action (page, "queue.accept", "i", 1);
  wait_for (store, 1);
  assert_place (store, "A1", "HN0501");
  assert_place (store, "A3", "HN0510");
  assert_place (store, "A4", "HN05");
  gtk_widget_activate_action (page, "queue.leave", NULL);
  wait_for (store, 0);
  g_assert_nonnull (test_await (page, ADW_TYPE_STATUS_PAGE, NULL));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for (store, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  wait_for (store, 3);
  assert_place (store, "A3", "HN05");
  test_window_gone (window);
}

/* A site under another name is joined by its key and stands among the pairs, where it is made two again. */
static void
test_joined (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  EpcWindow *window;
  GtkWidget *page;

  import_text (store, "places.csv", gazetteer, NULL);
  import_text (store, "one.csv",
               "Site Name,Municipio,Lat,Lon,Number of Individuals,Date of Assessment\n"
               "Escuela Ramón Rosa,San Pedro Sula,15.5000,-88.0300,100,2024-01-01\n",
               "site");
  import_text (store, "two.csv",
               "Site Name,Municipio,Lat,Lon,Number of Individuals,Date of Assessment\n"
               "Escuela Ramon Rosas,San Pedro Sula,15.5005,-88.0302,120,2024-02-01\n",
               "site");
  window = test_window (application, store);
  page = open_queue (window);
  g_assert_cmpint (epc_query_count (query, store, NULL, NULL), ==, 2);
  gtk_widget_activate_action (page, "queue.accept", "i", 1);
  wait_for (store, 0);
  g_assert_cmpint (epc_query_count (query, store, NULL, NULL), ==, 1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_find (page, GTK_TYPE_TOGGLE_BUTTON, "Joined: 1")), TRUE);
  test_settle (100);
  g_assert_nonnull (test_await (page, GTK_TYPE_LABEL, "Make them two again"));
  gtk_widget_activate_action (page, "queue.part", NULL);
  wait_for (store, 1);
  g_assert_cmpint (epc_query_count (query, store, NULL, NULL), ==, 2);
  test_window_gone (window);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/queue/key-accepts", test_key_accepts);
  g_test_add_func ("/queue/make-new", test_make_new);
  g_test_add_func ("/queue/several", test_several);
  g_test_add_func ("/queue/joined", test_joined);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
