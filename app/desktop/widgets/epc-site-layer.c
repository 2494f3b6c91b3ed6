/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-site-layer.h"

#include <adwaita.h>
#include <math.h>

#include "draw/epc-theme.h"
#include "epc-drawn.h"

/* World pixels within which sites share a symbol: few sites only where they would cover each other, many sooner. */
#define CELL_FEW 15.0
#define CELL_MANY 44.0
#define MANY 300

struct _EpcSiteLayer
{
  ShumateLayer parent_instance;
  GArray *sites; /* EpcMapSite */
  GStringChunk *labels;
  EpcMapPoints *points;
  EpcMapClustering *clustering; /* of the whole set at zoom */
  guint zoom;
  guint serial; /* of the set of sites */
  int selected;
  double mark_lon, mark_lat; /* NAN: none */
};

G_DEFINE_FINAL_TYPE (EpcSiteLayer, epc_site_layer, SHUMATE_TYPE_LAYER)

gboolean
epc_site_layer_viewport (ShumateLayer *layer, EpcViewport *viewport)
{
  ShumateViewport *shown = shumate_layer_get_viewport (layer);
  double width = gtk_widget_get_width (GTK_WIDGET (layer)), height = gtk_widget_get_height (GTK_WIDGET (layer));

  if (shumate_viewport_get_reference_map_source (shown) == NULL || width < 1 || height < 1)
    return FALSE;
  epc_viewport_at (viewport, shumate_location_get_longitude (SHUMATE_LOCATION (shown)),
                   shumate_location_get_latitude (SHUMATE_LOCATION (shown)), shumate_viewport_get_zoom_level (shown), width, height);
  return TRUE;
}

static guint
zoom_now (EpcSiteLayer *self)
{
  return (guint) MAX (floor (shumate_viewport_get_zoom_level (shumate_layer_get_viewport (SHUMATE_LAYER (self)))), 0);
}

static void
cluster_now (EpcSiteLayer *self)
{
  guint zoom = zoom_now (self);

  if (self->points == NULL || (self->clustering != NULL && self->zoom == zoom))
    return;
  g_clear_pointer (&self->clustering, epc_map_clustering_free);
  EpcMapClusterRule rule = { .cell = self->sites->len > MANY ? CELL_MANY : CELL_FEW, .scale = 1 };
  self->clustering = epc_map_cluster (self->points, zoom, &rule, NULL);
  self->zoom = zoom;
}

static void
draw_selected (EpcSiteLayer *self, cairo_t *cr, const EpcViewport *viewport)
{
  double x, y, lon = self->mark_lon, lat = self->mark_lat;

  if (self->selected >= 0 && (guint) self->selected < self->sites->len)
    {
      lon = g_array_index (self->sites, EpcMapSite, self->selected).lon;
      lat = g_array_index (self->sites, EpcMapSite, self->selected).lat;
    }
  if (!isfinite (lon) || !isfinite (lat))
    return;
  const EpcTheme *theme = epc_theme_get (adw_style_manager_get_dark (adw_style_manager_get_default ()) ? EPC_THEME_DARK : EPC_THEME_LIGHT);
  epc_viewport_xy (viewport, lon, lat, &x, &y);
  cairo_arc (cr, x, y, 15, 0, 2 * G_PI);
  epc_colour_set (cr, theme->ground, 1);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  epc_colour_set (cr, theme->accent, 1);
  cairo_set_line_width (cr, 2.5);
  cairo_stroke (cr);
}

static void
epc_site_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EpcSiteLayer *self = EPC_SITE_LAYER (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  EpcViewport viewport;

  if (!epc_site_layer_viewport (SHUMATE_LAYER (self), &viewport) || (self->points == NULL && !isfinite (self->mark_lon)))
    return;
  cluster_now (self);
  cairo_t *cr = epc_drawn_begin (viewport.width, viewport.height, gtk_widget_get_scale_factor (widget));
  if (self->points != NULL)
    epc_map_clustering_draw (self->clustering, self->points, cr, &viewport, self->zoom,
                             dark ? EPC_MAP_THEME_DARK : EPC_MAP_THEME_LIGHT, NULL);
  draw_selected (self, cr, &viewport);
  g_autoptr (GdkPaintable) picture = epc_drawn_end (cr);
  gdk_paintable_snapshot (picture, snapshot, viewport.width, viewport.height);
}

static void
epc_site_layer_constructed (GObject *object)
{
  G_OBJECT_CLASS (epc_site_layer_parent_class)->constructed (object);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (object)), "notify", G_CALLBACK (gtk_widget_queue_draw), object,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), object,
                           G_CONNECT_SWAPPED);
}

static void
epc_site_layer_finalize (GObject *object)
{
  EpcSiteLayer *self = EPC_SITE_LAYER (object);

  g_clear_pointer (&self->clustering, epc_map_clustering_free);
  g_clear_pointer (&self->points, epc_map_points_free);
  g_array_unref (self->sites);
  g_string_chunk_free (self->labels);
  G_OBJECT_CLASS (epc_site_layer_parent_class)->finalize (object);
}

static void
epc_site_layer_class_init (EpcSiteLayerClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = epc_site_layer_constructed;
  G_OBJECT_CLASS (klass)->finalize = epc_site_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = epc_site_layer_snapshot;
}

static void
epc_site_layer_init (EpcSiteLayer *self)
{
  self->sites = g_array_new (FALSE, TRUE, sizeof (EpcMapSite));
  self->labels = g_string_chunk_new (1024);
  self->selected = -1;
  self->mark_lon = self->mark_lat = NAN;
}

EpcSiteLayer *
epc_site_layer_new (ShumateViewport *viewport)
{
  return g_object_new (EPC_TYPE_SITE_LAYER, "viewport", viewport, NULL);
}

void
epc_site_layer_set_sites (EpcSiteLayer *self, const EpcMapSite *sites, guint n_sites)
{
  g_clear_pointer (&self->clustering, epc_map_clustering_free);
  g_clear_pointer (&self->points, epc_map_points_free);
  g_string_chunk_clear (self->labels);
  g_array_set_size (self->sites, 0);
  self->selected = -1;
  for (guint i = 0; i < n_sites; i++)
    {
      EpcMapSite copy = sites[i];
      copy.label = copy.label != NULL ? g_string_chunk_insert (self->labels, copy.label) : NULL;
      if (copy.selected)
        self->selected = (int) i;
      g_array_append_val (self->sites, copy);
    }
  self->serial++;
  self->points = epc_map_points_new ((const EpcMapSite *) (gpointer) self->sites->data, self->sites->len);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
epc_site_layer_set_selected (EpcSiteLayer *self, int index)
{
  self->selected = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
epc_site_layer_set_mark (EpcSiteLayer *self, double lon, double lat)
{
  self->mark_lon = lon;
  self->mark_lat = lat;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int
epc_site_layer_hit (EpcSiteLayer *self, double x, double y, guint *n_cluster)
{
  EpcViewport viewport;

  if (self->points == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)) || !epc_site_layer_viewport (SHUMATE_LAYER (self), &viewport))
    return -1;
  cluster_now (self);
  int found = epc_map_clustering_hit (self->clustering, &viewport, self->zoom, x, y);
  if (found < 0)
    return -1;
  const EpcMapCluster *cluster = &self->clustering->clusters[found];
  if (n_cluster != NULL)
    *n_cluster = cluster->n;
  return (int) self->clustering->order[cluster->first];
}

gboolean
epc_site_layer_taken (EpcSiteLayer *self, EpcMapTaken *taken, guint *serial)
{
  *serial = self->serial;
  if (self->points == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;
  cluster_now (self);
  *taken = (EpcMapTaken){ self->clustering, self->points, self->zoom };
  return TRUE;
}

const EpcMapSite *
epc_site_layer_site (EpcSiteLayer *self, guint index)
{
  return &g_array_index (self->sites, EpcMapSite, index);
}

guint
epc_site_layer_n_sites (EpcSiteLayer *self)
{
  return self->sites->len;
}
