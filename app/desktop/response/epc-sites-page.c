/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which site needs someone today, and why? Figures on top; list, map and detail share one selection.
 */
#include "response.h"

#include <math.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-answer-column.h"
#include "desktop/widgets/epc-map-layers.h"
#include "desktop/widgets/epc-map-view.h"
#include "desktop/widgets/epc-record-table.h"
#include "desktop/widgets/epc-strip.h"
#include "epc-site-detail.h"
#include "report/epc-picture.h"

#define MOST_OCCUPANCY 999   /* percent */
#define SITES_LIST_WIDTH 584 /* pixels beside the map */

#define EPC_TYPE_SITES_PAGE (epc_sites_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcSitesPage, epc_sites_page, EPC, SITES_PAGE, GtkBox)

struct _EpcSitesPage
{
  GtkBox parent_instance;
  EpcSession *session;
  EpcStrip *strip;
  EpcRecordPage *list;
  EpcMapView *map;
  EpcSiteDetail *detail;
  GPtrArray *sites;  /* EpcSite of the crisis, all statuses */
  GHashTable *by_row; /* row number → EpcSite */
  GArray *on_map;    /* index into sites for each site of the map */
  const EpcSite *shown; /* in the pane; NULL: none, or one that was read before */
  EpcFeed *feed;
  gboolean has_read, has_chosen; /* the sites were read; the first of them was chosen */
};

G_DEFINE_FINAL_TYPE (EpcSitesPage, epc_sites_page, GTK_TYPE_BOX)

static const EpcSite *
site_of_row (EpcSitesPage *self, gint64 row)
{
  return g_hash_table_lookup (self->by_row, &row);
}

static gboolean
is_open (const EpcSite *site)
{
  static const char *const closed[] = { "identified", "assessed", "closed", "rehabilitated", "suspended", NULL };

  return site->status != NULL && !g_strv_contains (closed, site->status);
}

/* A drill is in no total of all crises; asked for by itself it is. */
static gboolean
is_counted (EpcSitesPage *self, const EpcSite *site)
{
  return !site->is_drill || epc_session_crisis (self->session) != NULL;
}

/* --- figures --- */

static gboolean
is_older_than (const char *iso, int hours)
{
  char today[EPC_DATE_SIZE];
  int year, month, day, now_year, now_month, now_day;

  epc_date_today (today);
  return epc_date_split (iso, &year, &month, &day) && epc_date_split (today, &now_year, &now_month, &now_day)
         && (epc_date_days (now_year, now_month, now_day) - epc_date_days (year, month, day)) * 24 > hours;
}

static void
show_figures (EpcSitesPage *self)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  EpcSitesTotal total;

  for (guint i = 0; i < self->sites->len; i++)
    if (is_open (g_ptr_array_index (self->sites, i)) && is_counted (self, g_ptr_array_index (self->sites, i)))
      g_ptr_array_add (open, g_ptr_array_index (self->sites, i));
  epc_sites_total (open, &total);
  g_autofree char *date = total.newest != NULL ? epc_language_date (language, total.newest, TRUE) : NULL;
  g_autofree char *people = total.people >= 0 ? epc_language_integer (language, total.people) : NULL;
  g_autofree char *sites = epc_language_integer (language, total.sites);
  g_autofree char *known = g_strdup_printf (_("of %u registered"), self->sites->len);
  g_autofree char *over = epc_language_integer (language, total.over_capacity);
  g_autofree char *critical = epc_language_integer (language, total.critical);
  g_autofree char *counted = g_strdup_printf (_("%u of %u counted · %s"), total.counted, total.sites, date != NULL ? date : _("no date"));
  g_autofree char *assessed = g_strdup_printf (_("%u of %u assessed"), total.assessed, total.sites);
  gint64 sex = total.females >= 0 && total.males >= 0 ? total.females + total.males : 0;
  g_autofree char *share = sex > 0 ? epc_language_decimal (language, (double) total.females * 100 / (double) sex, 0) : NULL;

  epc_strip_clear (self->strip);
  EpcFigure *figure = epc_strip_add (self->strip, _("People in sites"), people, epc_language_plural (epc_language_get (NULL), N_("person"), N_("people"), MAX (total.people, 0)), total.sites > 0 ? counted : _("No open site"));
  if (total.newest != NULL && is_older_than (total.newest, 48))
    epc_figure_set_state (figure, "stale");
  epc_strip_add (self->strip, _("Open sites"), sites, known, _("Site register"));
  figure = epc_strip_add (self->strip, _("Over capacity"), total.counted > 0 ? over : NULL, epc_language_plural (epc_language_get (NULL), N_("site"), N_("sites"), total.over_capacity), _("More than 100% of the places"));
  if (total.over_capacity > 0)
    epc_figure_set_state (figure, "critical");
  figure = epc_strip_add (self->strip, _("With a critical gap"), total.assessed > 0 ? critical : NULL, epc_language_plural (epc_language_get (NULL), N_("site"), N_("sites"), total.critical), assessed);
  if (total.critical > 0)
    epc_figure_set_state (figure, "critical");
  epc_strip_add (self->strip, _("Women and girls"), share, "%", share != NULL ? counted : _("Sex not counted"));
  epc_sites_total_clear (&total);
}

/* The people and the assessments of the sites that the list shows. */
static void
show_status (EpcSitesPage *self)
{
  EpcRecordList *list = epc_record_page_list (self->list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  EpcSitesTotal total;

  for (guint i = 0; i < n; i++)
    {
      const EpcSite *site = site_of_row (self, epc_record_list_row_at (list, i));

      if (site != NULL && is_counted (self, site))
        g_ptr_array_add (shown, (gpointer) site);
    }
  epc_sites_total (shown, &total);
  g_autofree char *people = total.people >= 0 ? epc_language_integer (epc_language_get (NULL), total.people) : g_strdup ("—");
  /* Translators: people in the sites of a list, of which so many were assessed */
  g_autofree char *text = g_strdup_printf (ngettext_ ("%s person · %u of %u assessed", "%s people · %u of %u assessed", (gulong) MAX (total.people, 0)), people, total.assessed, total.sites);
  epc_record_page_set_status (self->list, total.sites > 0 ? text : NULL);
  epc_sites_total_clear (&total);
}

/* --- map --- */

static void
show_on_map (EpcSitesPage *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (EpcMapSite));

  g_array_set_size (self->on_map, 0);
  for (guint i = 0; i < self->sites->len; i++)
    {
      const EpcSite *site = g_ptr_array_index (self->sites, i);
      if (isnan (site->latitude) || isnan (site->longitude) || !is_open (site))
        continue;
      const EpcMapSite point = { .lon = site->longitude, .lat = site->latitude, .people = site->people,
                                 .state = epc_gap_map_state (site->worst), .symbol = EPC_MAP_SYMBOL_STATE, .label = site->name };
      g_array_append_val (points, point);
      g_array_append_val (self->on_map, i);
    }
  epc_map_view_set_sites (self->map, (const EpcMapSite *) (gpointer) points->data, points->len, _("Worst gap · size: people"));
}

/* --- selection --- */

static void
on_selection_changed (EpcSitesPage *self)
{
  EpcRecord *record = epc_record_page_selected (self->list);
  const EpcSite *site = record != NULL ? site_of_row (self, epc_record_row (record)) : NULL;

  /* A list that moves its rows tells the same choice again: what she has opened in the pane stays open. */
  if (site != NULL && site == self->shown)
    return;
  g_autoptr (EpcRecord) whole
      = site != NULL ? epc_store_get_row (epc_session_store (self->session), epc_entity_find ("site"), site->row, NULL) : NULL;
  int place = -1;

  for (guint i = 0; site != NULL && i < self->on_map->len && place < 0; i++)
    if (g_ptr_array_index (self->sites, g_array_index (self->on_map, guint, i)) == site)
      place = (int) i;
  self->shown = site;
  epc_site_detail_set (self->detail, site, whole);
  epc_map_view_select (self->map, place);
}

static void
on_site_activated (EpcSitesPage *self, guint place)
{
  const EpcSite *site = g_ptr_array_index (self->sites, g_array_index (self->on_map, guint, place));

  epc_record_page_select_row (self->list, site->row);
}

/* The page opens with the first site chosen: who needs someone most is seen at once. */
static void
on_listed (EpcSitesPage *self)
{
  EpcRecordList *list = epc_record_page_list (self->list);
  g_autoptr (GArray) rows = epc_record_page_selected_rows (self->list);

  show_status (self);
  if (!self->has_read || self->has_chosen || g_list_model_get_n_items (G_LIST_MODEL (list)) == 0)
    return;
  self->has_chosen = TRUE;
  if (rows->len == 0)
    epc_record_page_select_row (self->list, epc_record_list_row_at (list, 0));
}

/* --- answers in the list --- */

static void
people_of (gpointer record, char **text, const char **state, gpointer data)
{
  const EpcSite *site = site_of_row (data, epc_record_row (record));

  if (site != NULL && site->people >= 0)
    *text = epc_language_integer (epc_language_get (NULL), site->people);
}

static void
occupancy_of (gpointer record, char **text, const char **state, gpointer data)
{
  const EpcSite *site = site_of_row (data, epc_record_row (record));
  double occupancy = site != NULL ? epc_site_occupancy (site) : NAN;

  if (isnan (occupancy))
    return;
  /* beyond ten times it is a capacity written wrongly, and how wrongly says nothing */
  if (occupancy > MOST_OCCUPANCY)
    {
      g_autofree char *most = epc_language_percent (epc_language_get (NULL), MOST_OCCUPANCY, 0);
      *text = g_strconcat ("> ", most, NULL);
    }
  else
    *text = epc_language_percent (epc_language_get (NULL), occupancy, 0);
  if (occupancy > 100)
    *state = "critical";
}

static void
gaps_of (gpointer record, char **text, const char **state, gpointer data)
{
  static const char *const kinds[] = { "unknown", "ok", "watch", "critical" };
  const EpcSite *site = site_of_row (data, epc_record_row (record));

  if (site == NULL)
    return;
  *state = kinds[site->worst];
  *text = site->worst == EPC_GAP_NOT_ASSESSED ? g_strdup ("") : g_strdup_printf ("%u", site->n_critical + site->n_watch);
}

static double
people_value (gint64 row, gpointer data)
{
  const EpcSite *site = site_of_row (data, row);

  return site != NULL && site->people >= 0 ? (double) site->people : NAN;
}

static double
occupancy_value (gint64 row, gpointer data)
{
  const EpcSite *site = site_of_row (data, row);

  return site != NULL ? epc_site_occupancy (site) : NAN;
}

/* One critical gap weighs more than any number of others. */
static double
gaps_value (gint64 row, gpointer data)
{
  const EpcSite *site = site_of_row (data, row);

  return site != NULL && site->worst != EPC_GAP_NOT_ASSESSED ? 1000.0 * site->n_critical + site->n_watch : NAN;
}

static void
add_answers (EpcSitesPage *self)
{
  static const char *const fields[] = { "name", "place", NULL };
  const struct
  {
    const char *title;
    gboolean is_number;
    int width;
    EpcTextCellShow show;
    const char *key;
    EpcAnswerValue value;
  } answers[] = {
    { _("People"), TRUE, 68, people_of, "people", people_value },
    { _("Occupancy"), TRUE, 84, occupancy_of, "occupancy", occupancy_value },
    { _("Gaps"), FALSE, 60, gaps_of, "gaps", gaps_value },
  };
  EpcRecordTable *table = EPC_RECORD_TABLE (epc_record_page_table (self->list));
  int room = SITES_LIST_WIDTH;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GtkColumnViewColumn) column
          = epc_answer_column_new (answers[i].title, answers[i].is_number, answers[i].width, answers[i].show, self);

      epc_answer_column_set_order (column, answers[i].key, answers[i].value);
      epc_record_table_add_answer (table, column);
      room -= gtk_column_view_column_get_fixed_width (column) + 3;
    }
  epc_record_table_set_room (table, room);
  epc_record_page_set_initial_columns (self->list, fields);
  /* who needs someone most stands first, until she orders them otherwise */
  if (g_strcmp0 (epc_record_table_sort (table), epc_entity_find ("site")->sort) == 0)
    epc_record_table_sort_by (table, "-=people");
}

/* --- reading --- */

static gpointer
read_sites (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  char uid[EPC_UID_TEXT_SIZE];

  /* Their order is the list's own. */
  if (!epc_query_sort (query, "", error)
      || (crisis != NULL && !epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error)))
    return NULL;
  return epc_sites (store, query, NULL, cancellable, error);
}

static void
show_sites (gpointer page, gpointer answer)
{
  EpcSitesPage *self = EPC_SITES_PAGE (page);

  g_hash_table_remove_all (self->by_row);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  self->sites = answer;
  self->shown = NULL;
  for (guint i = 0; i < self->sites->len; i++)
    {
      EpcSite *site = g_ptr_array_index (self->sites, i);
      g_hash_table_insert (self->by_row, &site->row, site);
    }
  show_figures (self);
  show_on_map (self);
  on_selection_changed (self);
  show_status (self);
  self->has_read = TRUE;
  /* where the list is ordered by an answer the first site is another now, and the list has told so */
  if (!epc_record_table_refresh_answers (EPC_RECORD_TABLE (epc_record_page_table (self->list))))
    on_listed (self);
}

static const char *const site_kinds[] = { "site", "site_count", "site_assessment", "site_movement", "service", "evacuation_centre", "task", "feedback", "standard", "place",
                                          "setting", NULL };
static const EpcFeedKind sites_feed = { "sites", 150, site_kinds, NULL, NULL, read_sites, show_sites, (GDestroyNotify) g_ptr_array_unref };

/* --- life --- */

static void
epc_sites_page_dispose (GObject *object)
{
  EpcSitesPage *self = EPC_SITES_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_hash_table_remove_all (self->by_row);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  g_clear_pointer (&self->on_map, g_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_sites_page_parent_class)->dispose (object);
}

static void
epc_sites_page_finalize (GObject *object)
{
  g_hash_table_unref (EPC_SITES_PAGE (object)->by_row);
  G_OBJECT_CLASS (epc_sites_page_parent_class)->finalize (object);
}

static void
epc_sites_page_class_init (EpcSitesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_sites_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_sites_page_finalize;
}

static void
epc_sites_page_init (EpcSitesPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->sites = g_ptr_array_new ();
  self->by_row = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->on_map = g_array_new (FALSE, FALSE, sizeof (guint));
}

GtkWidget *
epc_sites_page_new (const EpcSection *section, EpcSession *session)
{
  EpcSitesPage *self = g_object_new (EPC_TYPE_SITES_PAGE, NULL);
  EpcStore *store = epc_session_store (session);

  self->session = g_object_ref (session);
  self->strip = EPC_STRIP (epc_strip_new ());
  self->list = EPC_RECORD_PAGE (epc_record_flow_page_new (section, epc_entity_find ("site"), session));
  self->map = EPC_MAP_VIEW (epc_map_view_new (epc_store_country (store)));
  epc_map_view_add_control (self->map, epc_map_layers_new (self->map, self->session));
  self->detail = EPC_SITE_DETAIL (epc_site_detail_new (session));
  epc_record_page_set_map (self->list, GTK_WIDGET (self->map));
  epc_record_page_set_detail (self->list, GTK_WIDGET (self->detail));
  epc_session_keep_position (session, G_OBJECT (epc_record_page_paned (self->list)), "response/sites/paned", SITES_LIST_WIDTH);
  gtk_widget_set_vexpand (GTK_WIDGET (self->list), TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  g_object_set_data (G_OBJECT (self), "epc-content", self->list);
  g_signal_connect_object (self->list, "selection-changed", G_CALLBACK (on_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "site-activated", G_CALLBACK (on_site_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (epc_record_page_list (self->list), "reloaded", G_CALLBACK (on_listed), self, G_CONNECT_SWAPPED);
  add_answers (self);
  show_figures (self);
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &sites_feed);
  return GTK_WIDGET (self);
}
