/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The large map: open sites, what else has a place, and the rounds of displacement tracking one after another; beside it the same
 * places as a list.
 */
#include "response.h"

#include <adwaita.h>
#include <math.h>

#include "analysis/epc-sites.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/epc-feed.h"
#include "desktop/exchange/exchange.h"
#include "desktop/widgets/epc-map-layers.h"
#include "desktop/widgets/epc-map-places.h"
#include "desktop/widgets/epc-map-time.h"
#include "desktop/widgets/epc-map-view.h"
#include "desktop/widgets/epc-narrow.h"

#define NARROW 780     /* pixels below which there is no room for the list */
#define LIST_WIDTH 290 /* pixels */

#define EPC_TYPE_MAP_PAGE (epc_map_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcMapPage, epc_map_page, EPC, MAP_PAGE, GtkBox)

struct _EpcMapPage
{
  GtkBox parent_instance;
  EpcSession *session;
  EpcMapView *map;
  EpcMapLayers *layers;
  EpcMapPlaces *places;
  EpcMapTime *time;
  GPtrArray *sites;    /* EpcSite: those on the map, in its order */
  GArray *site_places; /* EpcMapPlace of them; their texts are in site_words */
  GStringChunk *site_words;
  EpcFeed *sites_feed, *rounds_feed;
  EpcUid crisis; /* that the round was chosen in; nil: none */
  guint list_source;
};

G_DEFINE_FINAL_TYPE (EpcMapPage, epc_map_page, GTK_TYPE_BOX)

gboolean
epc_map_page_has (const EpcSection *section)
{
  for (guint i = 0; section->entities[i] != NULL; i++)
    if (g_str_equal (section->entities[i], "site") || g_str_equal (section->entities[i], "location_count"))
      return TRUE;
  return FALSE;
}

/* --- the list --- */

static gboolean
fill_list (gpointer data)
{
  EpcMapPage *self = data;
  GArray *places = g_array_copy (self->site_places);
  GStringChunk *words = g_string_chunk_new (4096);

  self->list_source = 0;
  epc_map_layers_list (self->layers, places, words);
  epc_map_places_take (self->places, places, words);
  return G_SOURCE_REMOVE;
}

/* Layers, sites and rounds come one after another: one new list for all of them. */
static void
list_soon (EpcMapPage *self)
{
  if (self->list_source == 0)
    self->list_source = g_timeout_add (60, fill_list, self);
}

static void
on_chosen (EpcMapPage *self, const EpcMapPlace *place)
{
  if (place->site >= 0)
    epc_map_view_select (self->map, place->site);
  else
    epc_map_view_mark (self->map, place->lon, place->lat);
}

static void
on_site_activated (EpcMapPage *self, guint index)
{
  char uid[EPC_UID_TEXT_SIZE];

  if (index < self->sites->len)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-record", "(ss)", "site",
                                epc_uid_to_text (&((const EpcSite *) g_ptr_array_index (self->sites, index))->uid, uid));
}

/* --- sites --- */

/* Made in the thread: a hundred thousand names take longer than a frame. */
typedef struct
{
  GPtrArray *sites;
  GArray *points; /* EpcMapSite */
  GArray *places;
  GStringChunk *words;
} Sites;

static void
sites_free (gpointer data)
{
  Sites *sites = data;

  g_clear_pointer (&sites->sites, g_ptr_array_unref);
  g_clear_pointer (&sites->points, g_array_unref);
  g_clear_pointer (&sites->places, g_array_unref);
  g_clear_pointer (&sites->words, g_string_chunk_free);
  g_free (sites);
}

static void
add_site (Sites *sites, const EpcSite *site)
{
  const EpcMapSite point = { .lon = site->longitude, .lat = site->latitude, .people = site->people,
                             .state = epc_gap_map_state (site->worst), .symbol = EPC_MAP_SYMBOL_STATE, .label = site->name };
  g_autofree char *people = site->people >= 0 ? epc_language_integer (epc_language_get (NULL), site->people) : NULL;
  g_autofree char *label = people != NULL ? g_strdup_printf (ngettext_ ("%s: %s person", "%s: %s people", (gulong) site->people), site->name, people)
                                          : g_strdup_printf (_("%s: not counted"), site->name);
  const EpcMapPlace place = { g_string_chunk_insert (sites->words, label), epc_gap_level_label (site->worst, NULL), site->longitude,
                              site->latitude, epc_entity_find ("site"), site->uid, (int) sites->points->len };

  g_array_append_val (sites->places, place);
  g_array_append_val (sites->points, point);
}

static gpointer
read_sites (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = epc_sites_open (store, crisis, NULL, TRUE, cancellable, error);
  Sites *sites;

  if (all == NULL)
    return NULL;
  sites = g_new0 (Sites, 1);
  sites->sites = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_site_free);
  sites->points = g_array_new (FALSE, TRUE, sizeof (EpcMapSite));
  sites->places = g_array_new (FALSE, TRUE, sizeof (EpcMapPlace));
  sites->words = g_string_chunk_new (4096);
  for (guint i = 0; i < all->len; i++)
    {
      EpcSite *site = g_ptr_array_index (all, i);

      if (!isfinite (site->latitude) || !isfinite (site->longitude))
        continue;
      add_site (sites, site);
      g_ptr_array_add (sites->sites, site);
      all->pdata[i] = NULL;
    }
  return sites;
}

static void
show_sites (gpointer page, gpointer answer)
{
  EpcMapPage *self = EPC_MAP_PAGE (page);
  Sites *sites = answer;
  GStringChunk *old = self->site_words;

  g_ptr_array_unref (self->sites);
  g_array_unref (self->site_places);
  self->sites = g_steal_pointer (&sites->sites);
  self->site_places = g_steal_pointer (&sites->places);
  self->site_words = g_steal_pointer (&sites->words);
  epc_map_view_set_sites (self->map, (const EpcMapSite *) (gpointer) sites->points->data, sites->points->len,
                          _("Worst gap · size: people"));
  g_clear_handle_id (&self->list_source, g_source_remove);
  fill_list (self); /* at once: the list has texts of the old ones */
  g_clear_pointer (&old, g_string_chunk_free);
  sites_free (sites);
}

static const char *const site_kinds[] = { "site", "site_count", "site_assessment", "standard", "place", NULL };
static const EpcFeedKind sites_feed
    = { "sites of the map", 150, site_kinds, NULL, NULL, read_sites, show_sites, sites_free };

/* --- rounds --- */

typedef struct
{
  EpcPictureChoice choice;
  char *tool;
  gboolean with_movements;
  EpcMapTheme theme;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *) data)->tool);
  g_free (data);
}

/* The chosen one, or nil. */
static EpcUid
crisis_of (EpcMapPage *self)
{
  const EpcUid *crisis = epc_session_crisis (self->session);

  return crisis != NULL ? *crisis : (EpcUid){ 0 };
}

static gpointer
ask_for_round (gpointer page)
{
  EpcMapPage *self = EPC_MAP_PAGE (page);
  Request *request = g_new0 (Request, 1);
  EpcUid crisis = crisis_of (self);

  /* An operation chosen in another crisis is none of this one. */
  if (!epc_uid_equal (&crisis, &self->crisis))
    epc_map_time_forget (self->time);
  self->crisis = crisis;
  epc_map_time_choice (self->time, &request->choice, &request->with_movements);
  request->choice.crisis = crisis;
  request->tool = g_strdup (request->choice.tool);
  request->choice.tool = request->tool;
  request->theme = adw_style_manager_get_dark (adw_style_manager_get_default ()) ? EPC_MAP_THEME_DARK : EPC_MAP_THEME_LIGHT;
  return request;
}

/* An answer without a frame: no round is recorded. */
typedef struct
{
  EpcRoundFrame *frame;
} Answer;

static void
answer_free (gpointer data)
{
  epc_round_frame_free (((Answer *) data)->frame);
  g_free (data);
}

static gpointer
read_round (EpcStore *store, const EpcUid *crisis, gpointer question, GCancellable *cancellable, GError **error)
{
  const Request *request = question;
  GError *wrong = NULL;
  Answer *answer = g_new0 (Answer, 1);

  answer->frame = epc_round_frame (store, &request->choice, request->with_movements, request->theme, cancellable, &wrong);
  if (wrong == NULL)
    return answer;
  g_propagate_error (error, wrong);
  answer_free (answer);
  return NULL;
}

static void
show_round (gpointer page, gpointer data)
{
  EpcMapPage *self = EPC_MAP_PAGE (page);
  Answer *answer = data;

  epc_map_time_show (self->time, answer->frame);
  epc_map_layers_set_frame (self->layers, answer->frame);
  answer_free (answer);
}

static const char *const round_kinds[] = { "location_count", "dtm_round", "dtm_operation", "place", "population", NULL };
static const EpcFeedKind rounds_feed
    = { "rounds on the map", 60, round_kinds, ask_for_round, request_free, read_round, show_round, answer_free };

static void
on_asked (EpcMapPage *self)
{
  epc_feed_soon (self->rounds_feed);
}

/* --- on paper --- */

EpcSeenMap *
epc_map_page_seen (GtkWidget *page)
{
  EpcMapPage *self = EPC_MAP_PAGE (page);
  EpcSeenMap *seen = epc_seen_map_new ();

  epc_map_view_seen_box (self->map, &seen->box);
  epc_map_layers_see (self->layers, seen);
  seen->has_sites = self->sites->len > 0;
  epc_map_time_choice (self->time, &seen->choice, &seen->has_movements);
  seen->choice.crisis = crisis_of (self);
  seen->tool = g_strdup (seen->choice.tool);
  seen->choice.tool = seen->tool;
  return seen;
}

static void
on_print (EpcMapPage *self)
{
  epc_print_map (epc_window_of (GTK_WIDGET (self)), self->session, epc_map_page_seen (GTK_WIDGET (self)));
}

static GtkWidget *
print_button (EpcMapPage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-print-symbolic");

  gtk_widget_set_tooltip_text (button, _("Print this map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Print this map"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_print), self);
  return button;
}

/* --- life --- */

static void
epc_map_page_dispose (GObject *object)
{
  EpcMapPage *self = EPC_MAP_PAGE (object);

  g_clear_handle_id (&self->list_source, g_source_remove);
  g_clear_pointer (&self->sites_feed, epc_feed_free);
  g_clear_pointer (&self->rounds_feed, epc_feed_free);
  g_clear_pointer (&self->sites, g_ptr_array_unref);
  g_clear_pointer (&self->site_places, g_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_map_page_parent_class)->dispose (object);
}

static void
epc_map_page_finalize (GObject *object)
{
  g_clear_pointer (&EPC_MAP_PAGE (object)->site_words, g_string_chunk_free); /* the list had its texts till now */
  G_OBJECT_CLASS (epc_map_page_parent_class)->finalize (object);
}

static void
epc_map_page_class_init (EpcMapPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_map_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_map_page_finalize;
}

static void
epc_map_page_init (EpcMapPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->sites = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_site_free);
  self->site_places = g_array_new (FALSE, TRUE, sizeof (EpcMapPlace));
}

static void
fold (gboolean is_narrow, gpointer places)
{
  gtk_widget_set_visible (places, !is_narrow);
}

GtkWidget *
epc_map_page_new (const EpcSection *section, EpcSession *session)
{
  EpcMapPage *self = g_object_new (EPC_TYPE_MAP_PAGE, NULL);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->session = g_object_ref (session);
  self->map = EPC_MAP_VIEW (epc_map_view_new (epc_store_country (epc_session_store (session))));
  self->layers = EPC_MAP_LAYERS (epc_map_layers_new (self->map, session));
  self->places = EPC_MAP_PLACES (epc_map_places_new ());
  self->time = EPC_MAP_TIME (epc_map_time_new ());
  epc_map_view_add_control (self->map, GTK_WIDGET (self->layers));
  epc_map_view_add_control (self->map, print_button (self));
  gtk_widget_set_size_request (GTK_WIDGET (self->places), LIST_WIDTH, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->map), TRUE);
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (self->places));
  gtk_box_append (GTK_BOX (middle), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (middle), GTK_WIDGET (self->map));
  gtk_box_append (GTK_BOX (self), epc_narrow_new (NARROW, fold, self->places));
  gtk_box_append (GTK_BOX (self), middle);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->time));
  g_signal_connect_object (self->layers, "changed", G_CALLBACK (list_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->places, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->map, "site-activated", G_CALLBACK (on_site_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->time, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  self->sites_feed = epc_feed_new (GTK_WIDGET (self), session, &sites_feed);
  self->rounds_feed = epc_feed_new (GTK_WIDGET (self), session, &rounds_feed);
  return GTK_WIDGET (self);
}
