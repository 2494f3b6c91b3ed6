/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The large map: the rounds of a series follow one another under the slider, by keyboard too, each alone and named; the list beside the
 * map holds the same places; a click opens the record. Haiti has ten departments (its constitution, article 9); the other figures are
 * sums of the records made here: round 1 100 + 50, round 2 300, and 40,000 of another tool that must be added to neither.
 */
#include "desktop-support.h"

#include "desktop/epc-section-page.h"
#include "desktop/exchange/exchange.h"
#include "desktop/response/response.h"
#include "desktop/widgets/epc-map-layers.h"
#include "desktop/widgets/epc-map-places.h"
#include "desktop/widgets/epc-map-time.h"
#include "desktop/widgets/epc-map-view.h"
#include "desktop/widgets/epc-record-page.h"
#include "desktop/widgets/epc-tip.h"

static EpcApplication *application;
static EpcStore *store;
static EpcWindow *window;
static GtkWidget *view, *timeline, *places;

static char *
uid_text (EpcUid uid)
{
  char text[EPC_UID_TEXT_SIZE];

  return g_strdup (epc_uid_to_text (&uid, text));
}

static void
add_count (const char *round, const char *date, const char *place, const char *origin, const char *people)
{
  test_add (store, "location_count", "round", round, "admin_level", "1", "place", place, "reporting_date", date, "origin_place", origin,
            "idp_ind", people, NULL);
}

static void
fill_workspace (void)
{
  g_autofree char *operation = uid_text (test_add (store, "dtm_operation", "country", "HTI", "name", "Watch", NULL));
  static const struct
  {
    const char *tool, *number, *date;
  } rounds[] = { { "BA", "1", "2026-03-31" }, { "BA", "2", "2026-06-30" }, { "SA", "7", "2026-05-31" } };
  char *uids[3];

  for (guint i = 0; i < 3; i++)
    uids[i] = uid_text (test_add (store, "dtm_round", "operation", operation, "assessment_type", rounds[i].tool, "number", rounds[i].number,
                                  "reporting_date", rounds[i].date, NULL));
  test_add (store, "place", "pcode", "HT01", "name", "Ouest", "level", "1", "iso3", "HTI", NULL);
  test_add (store, "place", "pcode", "HT02", "name", "Sud-Est", "level", "1", "iso3", "HTI", NULL);
  add_count (uids[0], rounds[0].date, "HT01", "HT01", "100");
  add_count (uids[0], rounds[0].date, "HT02", "HT01", "50");
  add_count (uids[1], rounds[1].date, "HT02", "HT01", "300");
  add_count (uids[2], rounds[2].date, "HT01", "HT02", "40000");
  for (guint i = 0; i < 3; i++)
    g_free (uids[i]);
  test_add (store, "warehouse", "name", "Almacen", "latitude", "18.55", "longitude", "-72.3", NULL);
  test_add (store, "site", "name", "Lycee", "status", "open", "latitude", "18.7", "longitude", "-72.2", NULL);
}

static void
find_parts (GtkWidget *widget, gpointer data)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (EPC_IS_MAP_VIEW (widget))
    view = widget;
  if (EPC_IS_MAP_TIME (widget))
    timeline = widget;
  if (EPC_IS_MAP_PLACES (widget))
    places = widget;
}

static void
find_page (GtkWidget *widget, gpointer data)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "EpcMapPage") && gtk_widget_get_mapped (widget))
    *(GtkWidget **) data = widget;
}

/* --- what is said --- */

static gboolean
says (gpointer text)
{
  return test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, text) != NULL || test_find (GTK_WIDGET (window), GTK_TYPE_INSCRIPTION, text) != NULL;
}

static gboolean
has_timeline (gpointer data)
{
  timeline = NULL;
  test_quiet ();
  test_walk (GTK_WIDGET (window), find_parts, NULL);
  return timeline != NULL;
}

static void
wait_for (const char *text)
{
  test_wait (says, (gpointer) text, text);
}

static void
test_rounds (void)
{
  GtkWidget *scale;

  test_wait (has_timeline, NULL, "the bar of the rounds");
  wait_for ("Round 2 · 30 June 2026");
  wait_for ("Watch (BA), level 1: 300 people, 1 of 10 areas have a figure");
  scale = test_find (timeline, GTK_TYPE_SCALE, NULL);
  test_focus_window ("EPC Desk");
  gtk_widget_grab_focus (scale);
  test_press ("Left");
  wait_for ("Round 1 · 31 March 2026");
  wait_for ("Watch (BA), level 1: 150 people, 2 of 10 areas have a figure");
  /* played by the space bar from the first round to the last */
  test_press ("space");
  wait_for ("Round 2 · 30 June 2026");
  wait_for ("Watch (BA), level 1: 300 people, 1 of 10 areas have a figure");
}

typedef struct
{
  const char *tip;
  GtkWidget *found;
} Tipped;

static void
find_by_tip (GtkWidget *widget, gpointer data)
{
  Tipped *search = data;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), search->tip) == 0)
    search->found = widget;
}

static void
click_tipped (const char *tip)
{
  Tipped search = { tip, NULL };

  test_walk (view, find_by_tip, &search);
  g_assert_nonnull (search.found);
  g_signal_emit_by_name (search.found, "clicked");
  test_quiet ();
}

/* The map opens on all that it shows: sites and warehouse lie close to each other round 72°15' W, Ouest goes from the tip of La Gonâve
 * (73°18' W) to the border, Sud-Est to Anse-à-Pitre (71°45' W, 18°03' N). Where somebody moved it, it stays. */
static void
test_opens_on_all (void)
{
  GtkWidget *scale = test_find (timeline, GTK_TYPE_SCALE, NULL);
  EpcMapBox box, moved;

  test_quiet ();
  test_walk (GTK_WIDGET (window), find_parts, NULL);
  epc_map_view_seen_box (EPC_MAP_VIEW (view), &box);
  g_assert_cmpfloat (box.west, <, -73.28);
  g_assert_cmpfloat (box.east, >, -71.77);
  g_assert_cmpfloat (box.south, <, 18.05);
  g_assert_cmpfloat (box.east - box.west, <, 8);
  click_tipped ("Come closer");
  epc_map_view_seen_box (EPC_MAP_VIEW (view), &moved);
  g_assert_cmpfloat (moved.east - moved.west, <, (box.east - box.west) * 0.6);
  gtk_range_set_value (GTK_RANGE (scale), 0);
  test_quiet ();
  epc_map_view_seen_box (EPC_MAP_VIEW (view), &box);
  g_assert_cmpfloat_with_epsilon (box.west, moved.west, 0.02);
  gtk_range_set_value (GTK_RANGE (scale), 1);
  test_quiet ();
  click_tipped ("Go farther");
}

static void
find_drop_downs (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_DROP_DOWN (widget))
    g_ptr_array_add (data, widget);
}

static void
test_other_tool (void)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  test_walk (timeline, find_drop_downs, choices);
  g_assert_cmpuint (choices->len, ==, 2);
  gtk_drop_down_set_selected (choices->pdata[0], 1);
  wait_for ("Round 7 · 31 May 2026");
  wait_for ("Watch (SA), level 1: 40,000 people, 1 of 10 areas have a figure");
  gtk_drop_down_set_selected (choices->pdata[0], 0);
  wait_for ("Round 2 · 30 June 2026");
  /* the rate is there to choose; movements too */
  gtk_drop_down_set_selected (choices->pdata[1], 1);
  test_quiet ();
  gtk_drop_down_set_selected (choices->pdata[1], 0);
  GtkWidget *movements = test_find (timeline, GTK_TYPE_TOGGLE_BUTTON, "Movements");
  g_assert_true (gtk_widget_get_sensitive (movements));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (movements), TRUE);
  test_quiet ();
}

/* --- movements --- */

static char *
printed_text (void)
{
  g_autofree char *folder = g_dir_make_tmp ("epc-map-XXXXXX", NULL), *pdf = g_build_filename (folder, "map.pdf", NULL);
  const char *const text[] = { "pdftotext", pdf, "-", NULL };
  g_autoptr (GError) error = NULL;
  GtkWidget *page = NULL;

  test_walk (GTK_WIDGET (window), find_page, &page);
  g_assert_nonnull (page);
  g_autoptr (EpcSeenMap) seen = epc_map_page_seen (page);
  g_assert_true (epc_print_map_to_pdf (epc_window_session (window), seen, pdf, &error));
  g_assert_no_error (error);
  return test_output (text);
}

/* Its words in one line: a sentence of the legend is broken where its column ends. Takes @text. */
static char *
plain (char *text)
{
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", text, 0, 0);

  g_free (text);
  return g_strjoinv (" ", words);
}

static void
count_above (GtkWidget *widget, gpointer n)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "EpcAboveLayer") && gtk_widget_get_mapped (widget))
    (*(guint *) n)++;
}

static gboolean
has_above (gpointer n)
{
  guint found = 0;

  test_walk (view, count_above, &found);
  return found == GPOINTER_TO_UINT (n);
}

/* Between areas and within one are never one figure: round 1 had 150 people from Ouest, 100 of them still in it, round 2 300 and none. */
static void
test_movements (void)
{
  GtkWidget *movements = test_find (timeline, GTK_TYPE_TOGGLE_BUTTON, "Movements"), *scale = test_find (timeline, GTK_TYPE_SCALE, NULL);
  g_autofree char *program = g_find_program_in_path ("pdftotext");

  test_walk (GTK_WIDGET (window), find_parts, NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (movements), TRUE);
  test_wait (has_above, GUINT_TO_POINTER (1), "the arrows");
  if (program != NULL)
    {
      g_autofree char *text = plain (printed_text ());
      g_assert_nonnull (strstr (text, "Movements between areas"));
      g_assert_nonnull (strstr (text, "Other places")); /* a warehouse has no "worst gap" */
      g_assert_nonnull (strstr (text, "Displaced inside their own area: 0 people. Of the 300 people from Ouest, 0 are still inside it."));
    }
  test_focus_window ("EPC Desk");
  gtk_widget_grab_focus (scale);
  test_press ("Left");
  wait_for ("Round 1 · 31 March 2026");
  test_quiet ();
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (movements)));
  if (program != NULL)
    {
      g_autofree char *text = plain (printed_text ());
      g_assert_nonnull (strstr (text, "Displaced inside their own area: 100 people. Of the 150 people from Ouest, 100 are still inside it."));
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (movements), FALSE);
  test_quiet ();
  if (program != NULL)
    {
      g_autofree char *text = plain (printed_text ());
      g_assert_null (strstr (text, "Movements between areas"));
    }
  test_press ("Right");
  wait_for ("Round 2 · 30 June 2026");
}

/* --- the list --- */

static gboolean
has_places (gpointer n)
{
  return epc_map_places_n (EPC_MAP_PLACES (places)) == GPOINTER_TO_UINT (n);
}

static void
test_list (void)
{
  test_quiet ();
  test_walk (GTK_WIDGET (window), find_parts, NULL);
  /* one open site with a position, one warehouse, ten departments */
  test_wait (has_places, GUINT_TO_POINTER (12), "twelve places");
  wait_for ("Lycee: not counted");
  wait_for ("Warehouse: Almacen");
  wait_for ("Ouest: no figure in this round");
}

/* --- the crisis at hand --- */

static gboolean
says_not (gpointer text)
{
  return !says (text);
}

static char *
add_crisis (const char *name, const char *is_drill)
{
  return uid_text (test_add (store, "crisis", "name", name, "type", "natural_disaster", "country", "HTI", "status", "active", "is_drill", is_drill, NULL));
}

/* The whole country: what is printed counts what is on the sheet, and the window's height and what was pointed at before decide that otherwise. */
static void
show_country (void)
{
  static const EpcMapBox haiti = { -74.6, 17.9, -71.5, 20.2 };

  epc_map_view_show_box (EPC_MAP_VIEW (view), &haiti);
  test_quiet ();
}

/* Sites and points of another crisis leave the map, the list and the paper; what is of none stays. A drill has its own round, or none. */
static void
test_crisis (void)
{
  g_autofree char *flood = add_crisis ("Flood", "no"), *storm = add_crisis ("Storm", "no"), *drill = add_crisis ("Exercise", "yes");
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  EpcUid crisis;

  test_add (store, "site", "name", "Gymnase", "status", "open", "crisis", flood, "latitude", "18.6", "longitude", "-72.4", NULL);
  test_add (store, "site", "name", "Stade", "status", "open", "crisis", storm, "latitude", "19.2", "longitude", "-72.5", NULL);
  test_add (store, "flow_point", "name", "Ouanaminthe", "crisis", flood, "latitude", "19.55", "longitude", "-71.73", NULL);
  test_add (store, "flow_point", "name", "Belladere", "crisis", storm, "latitude", "18.86", "longitude", "-71.77", NULL);
  wait_for ("Gymnase: not counted");
  wait_for ("Stade: not counted");
  wait_for ("Flow monitoring point: Ouanaminthe");
  wait_for ("Flow monitoring point: Belladere");
  g_assert_true (epc_uid_from_text (flood, &crisis));
  epc_session_set_crisis (epc_window_session (window), &crisis);
  test_wait (says_not, (gpointer) "Stade: not counted", "the site of the other crisis to go");
  test_wait (says_not, (gpointer) "Flow monitoring point: Belladere", "the point of the other crisis to go");
  wait_for ("Gymnase: not counted");
  wait_for ("Flow monitoring point: Ouanaminthe");
  wait_for ("Warehouse: Almacen");
  if (program != NULL)
    {
      show_country ();
      g_autofree char *text = plain (printed_text ());
      g_assert_nonnull (strstr (text, "1 open site on this map"));
      g_assert_nonnull (strstr (text, "Flow monitoring points (1)"));
    }
  g_assert_true (epc_uid_from_text (drill, &crisis));
  epc_session_set_crisis (epc_window_session (window), &crisis);
  test_wait (says_not, (gpointer) "Ouest: no figure in this round", "the round of the country to go");
  epc_session_set_crisis (epc_window_session (window), NULL);
  wait_for ("Stade: not counted");
  wait_for ("Flow monitoring point: Belladere");
  wait_for ("Ouest: no figure in this round");
  if (program != NULL)
    {
      show_country ();
      g_autofree char *text = plain (printed_text ());
      g_assert_nonnull (strstr (text, "3 open sites on this map"));
      g_assert_nonnull (strstr (text, "Flow monitoring points (2)"));
    }
}

/* --- pointing --- */

/* --- rows that stay --- */

typedef struct
{
  guint position, removed, added;
} Change;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer change)
{
  *(Change *) change = (Change){ position, removed, added };
}

/* Puts @names on the list. */
static void
give (GtkWidget *list, const char *const *names)
{
  GArray *given = g_array_new (FALSE, TRUE, sizeof (EpcMapPlace));
  GStringChunk *words = g_string_chunk_new (64);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const EpcMapPlace place = { g_string_chunk_insert (words, names[i]), "Site", -72, 18, epc_entity_find ("site"), { { 0 } }, (int) i };
      g_array_append_val (given, place);
    }
  epc_map_places_take (EPC_MAP_PLACES (list), given, words);
}

/* Two hundred rows of widgets are made for what is told to be new. */
static void
test_rows_stay (void)
{
  GtkWidget *list = g_object_ref_sink (epc_map_places_new ()), *entry = test_find (list, GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *rows = test_find (list, GTK_TYPE_LIST_VIEW, NULL);
  Change change = { 99, 99, 99 };

  give (list, (const char *[]){ "Aurora", "Boca", "Cauce", NULL });
  g_signal_connect (gtk_list_view_get_model (GTK_LIST_VIEW (rows)), "items-changed", G_CALLBACK (on_items_changed), &change);
  give (list, (const char *[]){ "Aurora", "Boca", "Cauce", "Dique", "Estero", NULL });
  g_assert_cmpuint (change.position, ==, 3);
  g_assert_cmpuint (change.removed, ==, 0);
  g_assert_cmpuint (change.added, ==, 2);
  give (list, (const char *[]){ "Aurora", "Bahia", "Cauce", NULL });
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.removed, ==, 4);
  g_assert_cmpuint (change.added, ==, 2);
  gtk_editable_set_text (GTK_EDITABLE (entry), "cau");
  test_settle (400); /* a search waits until she has written */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (rows)))), ==, 1);
  give (list, (const char *[]){ "Aurora", "Bahia", "Cauce", "Cauca", NULL });
  g_assert_cmpuint (change.position, ==, 1);
  g_assert_cmpuint (change.added, ==, 1);
  g_object_unref (list);
}

static void
test_tips (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("Choloma"));

  epc_tip_set (label, "Choloma, Cortes");
  epc_tip_set (label, "Choloma: 412 people");
  g_assert_cmpstr (epc_tip_get (label), ==, "Choloma: 412 people");
  g_assert_true (gtk_widget_get_has_tooltip (label));
  epc_tip_set (label, NULL);
  g_assert_null (epc_tip_get (label));
  g_assert_false (gtk_widget_get_has_tooltip (label));
  g_object_unref (label);
}

static gboolean
hovers (double lon, double lat)
{
  GtkWidget *map = test_find (view, SHUMATE_TYPE_MAP, NULL);
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean is_said = FALSE;
  double x, y;

  epc_map_view_place (EPC_MAP_VIEW (view), lon, lat, &x, &y);
  g_signal_emit_by_name (map, "query-tooltip", (int) x, (int) y, FALSE, tooltip, &is_said);
  return is_said;
}

static gboolean
shows_warehouse (gpointer data)
{
  GtkWidget *content = epc_section_page_content (epc_window_section_page (window));
  EpcRecord *record = EPC_IS_RECORD_PAGE (content) ? epc_record_page_selected (EPC_RECORD_PAGE (content)) : NULL;

  return record != NULL && g_strcmp0 (epc_record_text (record, "name"), "Almacen") == 0;
}

static void
test_pointing (void)
{
  double x, y;

  test_quiet ();
  test_walk (GTK_WIDGET (window), find_parts, NULL);
  g_assert_true (hovers (-72.3, 18.55));  /* the warehouse */
  g_assert_true (hovers (-72.2, 18.7));   /* the site */
  g_assert_true (hovers (-72.0, 18.55));  /* in Ouest */
  g_assert_false (hovers (-74.0, 19.3));  /* the sea */
  epc_map_view_place (EPC_MAP_VIEW (view), -72.3, 18.55, &x, &y);
  test_click (view, x, y);
  test_wait (shows_warehouse, NULL, "the warehouse's record");
}

int
main (int argc, char **argv)
{
  int status;

  application = test_start (&argc, &argv);
  store = test_workspace ("HTI", 0);
  fill_workspace ();
  window = test_window (application, store);
  g_assert_true (epc_window_go_to (window, "response", "sites"));
  test_quiet ();
  GtkWidget *chip = test_find (GTK_WIDGET (window), GTK_TYPE_TOGGLE_BUTTON, "Map");
  g_assert_nonnull (chip);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  g_test_add_func ("/map/rounds-follow-one-another-by-keyboard", test_rounds);
  g_test_add_func ("/map/opens-on-all-that-it-shows", test_opens_on_all);
  g_test_add_func ("/map/tools-are-never-added-up", test_other_tool);
  g_test_add_func ("/map/movements-by-round", test_movements);
  g_test_add_func ("/map/the-list-holds-the-same-places", test_list);
  g_test_add_func ("/map/rows-that-are-the-same-stay", test_rows_stay);
  g_test_add_func ("/map/tips", test_tips);
  g_test_add_func ("/map/crisis-at-hand", test_crisis);
  g_test_add_func ("/map/pointing-says-what-it-is-and-opens-it", test_pointing);
  status = g_test_run ();
  test_window_gone (window);
  return status;
}
