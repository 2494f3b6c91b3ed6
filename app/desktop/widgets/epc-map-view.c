/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-view.h"

#include <adwaita.h>
#include <math.h>
#include <shumate/shumate.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "draw/epc-shape.h"
#include "epc-above-layer.h"
#include "epc-drawn.h"
#include "epc-map-key.h"
#include "epc-site-layer.h"
#include "epc-tile-source.h"

#define REST_MILLISECONDS 120
#define WIDE 620 /* pixels from which the legend stands beside what is shown, not over it */

struct _EpcMapView
{
  GtkWidget parent_instance;
  GtkWidget *overlay;
  ShumateMap *map;
  ShumateViewport *viewport;
  ShumateMapLayer *base;
  EpcSiteLayer *sites;
  GtkWidget *legend, *legend_title, *states, *key, *legend_button, *zoom;
  gboolean is_plain;
  int height; /* of the map that the legend was measured for */
  GPtrArray *stack; /* ShumateLayer between base map and sites, from the bottom up */
  EpcMapViewAsk ask;
  EpcMapViewClick click;
  gpointer points;
  char *country;
  EpcMapBox box; /* to be shown, or shown and not moved away from since */
  EpcMapBox content; /* the sites and what the layers hold, as far as the map opened on it */
  gboolean has_content, is_sent; /* is_sent: somebody said where to */
  gboolean has_pending;
  double gone_lon, gone_lat, gone_zoom; /* where the map went for it */
  guint go_source, rest_source;
};

G_DEFINE_FINAL_TYPE (EpcMapView, epc_map_view, GTK_TYPE_WIDGET)

static guint site_activated;

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

/* libshumate keeps the source of a layer for good: another look needs another layer. */
static void
set_base (EpcMapView *self)
{
  g_autoptr (ShumateMapSource) source = epc_tile_source_new (is_dark (), NULL, self->country, self->is_plain);
  ShumateMapLayer *layer = shumate_map_layer_new (source, self->viewport);

  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (layer),
                                   self->stack->len > 0 ? g_ptr_array_index (self->stack, 0) : SHUMATE_LAYER (self->sites));
  if (self->base != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->base));
  self->base = layer;
  shumate_viewport_set_reference_map_source (self->viewport, source);
}

/* The zoom at which @box fits @width × @height pixels of Web Mercator tiles. */
static double
zoom_of_box (const EpcMapBox *box, double width, double height)
{
  double u1, v1, u2, v2;

  epc_mercator_from_lonlat (box->west, box->north, &u1, &v1);
  epc_mercator_from_lonlat (box->east, box->south, &u2, &v2);
  double zoom_x = log2 (width / 256 / MAX (u2 - u1, 1e-6)), zoom_y = log2 (height / 256 / MAX (v2 - v1, 1e-6));
  /* Whole levels: between them tiles are stretched and their names blur. */
  return CLAMP (floor (MIN (zoom_x, zoom_y) + 0.2), 3, 13);
}

static void
go_to (EpcMapView *self, double lon, double lat)
{
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), lat, lon);
}

static gboolean
is_untouched (EpcMapView *self)
{
  return fabs (shumate_viewport_get_zoom_level (self->viewport) - self->gone_zoom) < 1e-6
         && fabs (shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport)) - self->gone_lat) < 1e-6
         && fabs (shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport)) - self->gone_lon) < 1e-6;
}

/* Where the middle is at a whole level and where it would be on whole pixels; FALSE between levels. */
static gboolean
whole_middle (EpcMapView *self, double *lon, double *lat, double *off)
{
  double zoom = shumate_viewport_get_zoom_level (self->viewport), world = 256 * exp2 (zoom), u, v;

  epc_mercator_from_lonlat (shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport)),
                            shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport)), &u, &v);
  *off = MAX (fabs (u * world - round (u * world)), fabs (v * world - round (v * world)));
  epc_mercator_to_lonlat (round (u * world) / world, round (v * world) / world, lon, lat);
  return fabs (zoom - round (zoom)) < 1e-6;
}

/* Between two pixels the edges of tiles are half covered, and show as a grid of fine lines over what is dark: a map that has come to
 * rest lies on whole ones. */
static gboolean
come_to_rest (gpointer data)
{
  EpcMapView *self = data;
  double lon, lat, off;
  gboolean is_untouched_before = is_untouched (self);

  self->rest_source = 0;
  if (!whole_middle (self, &lon, &lat, &off) || off < 0.02)
    return G_SOURCE_REMOVE;
  go_to (self, lon, lat);
  if (is_untouched_before)
    {
      self->gone_lon = shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport));
      self->gone_lat = shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport));
    }
  return G_SOURCE_REMOVE;
}

static void
on_moved (EpcMapView *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MILLISECONDS, come_to_rest, self);
}

static void
go_to_pending (EpcMapView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!self->has_pending || width < 2 || height < 2)
    return;
  self->has_pending = FALSE;
  EpcMapBox box = self->box;
  gboolean has_legend = gtk_widget_get_visible (self->legend), is_beside = has_legend && width > WIDE;
  int legend = 0;
  if (is_beside)
    gtk_widget_measure (self->legend, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &legend, NULL, NULL);
  else if (has_legend) /* it covers the lower part */
    box.south -= (box.north - box.south) * 0.45;
  self->gone_zoom = zoom_of_box (&box, MAX (width - legend, 100), height);
  self->gone_lat = (box.south + box.north) / 2;
  self->gone_lon = (box.west + box.east) / 2 - legend / 2.0 * 360 / (256 * exp2 (self->gone_zoom));
  shumate_viewport_set_zoom_level (self->viewport, self->gone_zoom);
  go_to (self, self->gone_lon, self->gone_lat);
  self->gone_lon = shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport));
  self->gone_lat = shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport));
}

static gboolean
go_when_idle (gpointer data)
{
  EpcMapView *self = data;

  self->go_source = 0;
  self->height = gtk_widget_get_height (GTK_WIDGET (self));
  epc_map_key_set_view (EPC_MAP_KEY (self->key), gtk_widget_get_width (GTK_WIDGET (self)), self->height);
  go_to_pending (self);
  return G_SOURCE_REMOVE;
}

static void
on_zoom (EpcMapView *self, gboolean in)
{
  double zoom = shumate_viewport_get_zoom_level (self->viewport);

  shumate_viewport_set_zoom_level (self->viewport, CLAMP (zoom + (in ? 1 : -1), 2, 14));
}

static void
on_zoom_in (EpcMapView *self)
{
  on_zoom (self, TRUE);
}

static void
on_zoom_out (EpcMapView *self)
{
  on_zoom (self, FALSE);
}

static void
on_click (EpcMapView *self, int n_press, double x, double y)
{
  guint n = 1;
  int found = epc_site_layer_hit (self->sites, x, y, &n);

  if (found < 0)
    {
      if (self->click != NULL)
        self->click (self->points, x, y);
      return;
    }
  if (n > 1)
    {
      const EpcMapSite *site = epc_site_layer_site (self->sites, (guint) found);
      on_zoom (self, TRUE);
      go_to (self, site->lon, site->lat);
      return;
    }
  g_signal_emit (self, site_activated, 0, (guint) found);
}

static gboolean
on_query_tooltip (EpcMapView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  guint n = 1;
  int found = keyboard ? -1 : epc_site_layer_hit (self->sites, x, y, &n);

  if (found < 0)
    {
      g_autofree char *words = !keyboard && self->ask != NULL ? self->ask (self->points, x, y) : NULL;

      gtk_tooltip_set_text (tooltip, words);
      return words != NULL;
    }
  const EpcMapSite *site = epc_site_layer_site (self->sites, (guint) found);
  g_autofree char *people = site->people >= 0 ? epc_language_integer (epc_language_get (NULL), site->people) : NULL;
  g_autofree char *text = NULL;
  if (n > 1)
    text = g_strdup_printf (_("%u sites here: click to come closer"), n);
  else if (!gtk_widget_get_visible (self->states))
    text = g_strdup (site->label);
  else if (people != NULL)
    text = g_strdup_printf (ngettext_ ("%s: %s person", "%s: %s people", (gulong) site->people), site->label != NULL ? site->label : _("Site"), people);
  else
    text = g_strdup_printf (_("%s: not counted"), site->label != NULL ? site->label : _("Site"));
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* --- legend --- */

static void
draw_symbol (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  epc_symbol_draw (cr, epc_theme_get (is_dark () ? EPC_THEME_DARK : EPC_THEME_LIGHT), GPOINTER_TO_INT (data), width / 2.0, height / 2.0,
                   12, 0);
}

static GtkWidget *
legend_row (EpcSymbol symbol, const char *word)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *area = gtk_drawing_area_new (), *label = gtk_label_new (word);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 16);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), 16);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_symbol, GINT_TO_POINTER (symbol), NULL);
  gtk_widget_add_css_class (label, "small");
  gtk_box_append (GTK_BOX (row), area);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static GtkWidget *
make_legend (EpcMapView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *box = self->states = gtk_grid_new ();

  self->legend_title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->legend_title), 0);
  gtk_widget_add_css_class (self->legend_title, "heading");
  gtk_widget_add_css_class (self->legend_title, "small");
  gtk_widget_add_css_class (scrolled, "map-legend");
  gtk_widget_set_halign (scrolled, GTK_ALIGN_START);
  gtk_widget_set_valign (scrolled, GTK_ALIGN_END);
  gtk_grid_set_row_spacing (GTK_GRID (box), 3);
  gtk_grid_set_column_spacing (GTK_GRID (box), 12);
  gtk_grid_attach (GTK_GRID (box), self->legend_title, 0, 0, 2, 1);
  gtk_grid_attach (GTK_GRID (box), legend_row (EPC_SYMBOL_OK, _("Adequate")), 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (box), legend_row (EPC_SYMBOL_WATCH, _("Attention")), 0, 2, 1, 1);
  gtk_grid_attach (GTK_GRID (box), legend_row (EPC_SYMBOL_CRITICAL, _("Critical")), 1, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (box), legend_row (EPC_SYMBOL_UNKNOWN, _("Not assessed")), 1, 2, 1, 1);
  gtk_widget_set_visible (box, FALSE);
  self->key = epc_map_key_new ();
  gtk_box_append (GTK_BOX (all), self->key);
  gtk_box_append (GTK_BOX (all), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), all);
  gtk_widget_set_visible (scrolled, FALSE);
  return scrolled;
}

/* The legend is there where it has something to explain, and until somebody wants the map behind it. */
static void
sync_legend (EpcMapView *self)
{
  gboolean is_needed = gtk_widget_get_visible (self->states) || gtk_widget_get_visible (self->key);

  gboolean is_shown = is_needed && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->legend_button));

  gtk_widget_set_visible (self->legend_button, is_needed);
  if (is_shown && !gtk_widget_get_visible (self->legend) && !self->has_pending && is_untouched (self))
    {
      /* What stood in the middle would now stand behind it. */
      self->has_pending = TRUE;
      if (self->go_source == 0)
        self->go_source = g_idle_add (go_when_idle, self);
    }
  gtk_widget_set_visible (self->legend, is_shown);
}

static GtkWidget *
make_legend_button (EpcMapView *self)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "view-list-bullet-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  gtk_widget_set_tooltip_text (button, _("Legend"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Legend"), -1);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (sync_legend), self);
  return button;
}

static GtkWidget *
zoom_button (EpcMapView *self, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
make_zoom (EpcMapView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "map-zoom");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), zoom_button (self, "list-add-symbolic", _("Come closer"), G_CALLBACK (on_zoom_in)));
  gtk_box_append (GTK_BOX (box), zoom_button (self, "list-remove-symbolic", _("Go farther"), G_CALLBACK (on_zoom_out)));
  return box;
}

static GtkWidget *
make_foot (EpcMapView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  ShumateScale *scale = shumate_scale_new (self->viewport);
  GtkWidget *credit = gtk_label_new (_("Natural Earth, GeoNames · boundaries without official value"));

  shumate_scale_set_unit (scale, SHUMATE_UNIT_METRIC);
  shumate_scale_set_max_width (scale, 90);
  gtk_label_set_wrap (GTK_LABEL (credit), TRUE);
  gtk_label_set_justify (GTK_LABEL (credit), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (credit, "src");
  gtk_widget_add_css_class (GTK_WIDGET (scale), "map-scale");
  gtk_widget_add_css_class (box, "map-foot");
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_widget_set_halign (GTK_WIDGET (scale), GTK_ALIGN_START);
  gtk_widget_set_halign (credit, GTK_ALIGN_END);
  gtk_label_set_xalign (GTK_LABEL (credit), 1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (scale));
  gtk_box_append (GTK_BOX (box), credit);
  return box;
}

/* --- life --- */

static void
epc_map_view_dispose (GObject *object)
{
  EpcMapView *self = EPC_MAP_VIEW (object);

  g_clear_handle_id (&self->go_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->country, g_free);
  g_clear_pointer (&self->stack, g_ptr_array_unref);
  self->ask = NULL;
  self->click = NULL;
  G_OBJECT_CLASS (epc_map_view_parent_class)->dispose (object);
}

static void
epc_map_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (epc_map_view_parent_class)->realize (widget);
  epc_drawn_shown_in (widget);
}

static void
epc_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EpcMapView *self = EPC_MAP_VIEW (widget);

  /* The middle lies on a whole pixel (come_to_rest()): of an odd width half a pixel would be left. */
  gtk_widget_allocate (self->overlay, width + (width & 1), height + (height & 1), baseline, NULL);
  /* Not from here: moving the map asks its layers for a new layout while they are being laid out, and so does another legend. */
  if ((self->has_pending || height != self->height) && self->go_source == 0 && width > 1 && height > 1)
    self->go_source = g_idle_add (go_when_idle, self);
}

static void
epc_map_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 180 : 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 280 : 320;
  *minimum_baseline = *natural_baseline = -1;
}

static void
epc_map_view_class_init (EpcMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_map_view_dispose;
  widget_class->realize = epc_map_view_realize;
  widget_class->size_allocate = epc_map_view_size_allocate;
  widget_class->measure = epc_map_view_measure;
  gtk_widget_class_set_css_name (widget_class, "mapview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  site_activated
      = g_signal_new ("site-activated", EPC_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
epc_map_view_init (EpcMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->stack = g_ptr_array_new_with_free_func (g_object_unref);
  self->overlay = gtk_overlay_new ();
  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  shumate_map_set_go_to_duration (self->map, 0);
  shumate_viewport_set_min_zoom_level (self->viewport, 2);
  shumate_viewport_set_max_zoom_level (self->viewport, 14);
  g_signal_connect_object (self->viewport, "notify::longitude", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify::latitude", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify::zoom-level", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
  self->sites = epc_site_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->sites));
  self->legend = make_legend (self);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->legend);
  self->zoom = make_zoom (self);
  self->legend_button = make_legend_button (self);
  gtk_box_append (GTK_BOX (self->zoom), self->legend_button);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->zoom);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), make_foot (self));
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->map), TRUE);
  g_signal_connect_object (self->map, "query-tooltip", G_CALLBACK (on_query_tooltip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (set_base), self, G_CONNECT_SWAPPED);
}

GtkWidget *
epc_map_view_new (const char *country)
{
  EpcMapView *self = g_object_new (EPC_TYPE_MAP_VIEW, NULL);
  EpcBasemap *basemap = epc_basemap_default (NULL);
  const EpcBasemapArea *area = basemap != NULL && country != NULL ? epc_basemap_area (basemap, country) : NULL;
  const EpcMapBox region = { -118, -56, -33, 33 };

  self->country = g_strdup (country);
  set_base (self);
  epc_map_view_show_box (self, area != NULL ? &area->box : &region);
  self->is_sent = FALSE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Map"), -1);
  return GTK_WIDGET (self);
}

void
epc_map_view_stack (EpcMapView *self, GPtrArray *layers, gboolean is_plain)
{
  gboolean is_other_base = is_plain != self->is_plain;

  self->is_plain = is_plain;
  for (guint i = 0; i < self->stack->len; i++)
    shumate_map_remove_layer (self->map, g_ptr_array_index (self->stack, i));
  g_ptr_array_set_size (self->stack, 0);
  for (guint i = 0; i < layers->len; i++)
    {
      if (EPC_IS_ABOVE_LAYER (g_ptr_array_index (layers, i)))
        epc_above_layer_avoid (g_ptr_array_index (layers, i), self->sites);
      shumate_map_insert_layer_behind (self->map, g_ptr_array_index (layers, i), SHUMATE_LAYER (self->sites));
      g_ptr_array_add (self->stack, g_object_ref (g_ptr_array_index (layers, i)));
    }
  if (is_other_base)
    set_base (self);
}

void
epc_map_view_explain (EpcMapView *self, GPtrArray *maps, const char *words)
{
  epc_map_key_set (EPC_MAP_KEY (self->key), maps, words);
  sync_legend (self);
}

/* Moves the map when the point is not well inside of what is seen. */
static void
bring_into_view (EpcMapView *self, double lon, double lat)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int foot = gtk_widget_get_visible (self->legend) && width < 500 ? 200 : 30;
  double x, y;

  shumate_viewport_location_to_widget_coords (self->viewport, GTK_WIDGET (self->map), lat, lon, &x, &y);
  if (width > 0 && (x < 30 || y < 30 || x > width - 30 || y > height - foot))
    go_to (self, lon, lat);
}

void
epc_map_view_mark (EpcMapView *self, double lon, double lat)
{
  epc_site_layer_set_selected (self->sites, -1);
  epc_site_layer_set_mark (self->sites, lon, lat);
  if (isfinite (lon) && isfinite (lat))
    bring_into_view (self, lon, lat);
}

void
epc_map_view_show_sites (EpcMapView *self, gboolean are_shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->sites), are_shown);
}

void
epc_map_view_position (EpcMapView *self, double x, double y, double *lon, double *lat)
{
  shumate_viewport_widget_coords_to_location (self->viewport, GTK_WIDGET (self->map), x, y, lat, lon);
}

void
epc_map_view_seen_box (EpcMapView *self, EpcMapBox *box)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  epc_map_view_position (self, 0, height, &box->west, &box->south);
  epc_map_view_position (self, width, 0, &box->east, &box->north);
}

ShumateViewport *
epc_map_view_viewport (EpcMapView *self)
{
  return self->viewport;
}

void
epc_map_view_place (EpcMapView *self, double lon, double lat, double *x, double *y)
{
  shumate_viewport_location_to_widget_coords (self->viewport, GTK_WIDGET (self->map), lat, lon, x, y);
}

void
epc_map_view_set_points (EpcMapView *self, EpcMapViewAsk ask, EpcMapViewClick click, gpointer data)
{
  self->ask = ask;
  self->click = click;
  self->points = data;
}

void
epc_map_view_add_control (EpcMapView *self, GtkWidget *control)
{
  gtk_box_append (GTK_BOX (self->zoom), control);
}

void
epc_map_view_show_box (EpcMapView *self, const EpcMapBox *box)
{
  self->box = *box;
  self->has_pending = TRUE;
  self->is_sent = TRUE;
  go_to_pending (self);
}

/* @box with a margin, so that nothing stands on the edge; one place alone is seen among the towns round it. */
static EpcMapBox
with_margin (const EpcMapBox *box)
{
  double dx = MAX ((box->east - box->west) * 0.12, 0.2), dy = MAX ((box->north - box->south) * 0.12, 0.2);

  return (EpcMapBox){ box->west - dx, box->south - dy, box->east + dx, box->north + dy };
}

/* The map opens on all that it shows: each part that comes makes it wider, as long as nobody moved it. */
static void
open_on (EpcMapView *self, const EpcMapBox *box)
{
  EpcMapBox all = *box, shown;

  if (self->has_content)
    all = (EpcMapBox){ MIN (all.west, self->content.west), MIN (all.south, self->content.south), MAX (all.east, self->content.east),
                       MAX (all.north, self->content.north) };
  if (self->has_content && memcmp (&all, &self->content, sizeof all) == 0)
    return;
  self->content = all;
  self->has_content = TRUE;
  shown = with_margin (&all);
  self->box = shown;
  self->has_pending = TRUE;
  go_to_pending (self);
}

void
epc_map_view_hold (EpcMapView *self, const EpcMapBox *box)
{
  if (box != NULL && !self->is_sent && (self->has_pending || is_untouched (self)))
    open_on (self, box);
}

static gboolean
box_of_sites (const EpcMapSite *sites, guint n_sites, EpcMapBox *box)
{
  *box = (EpcMapBox){ 180, 90, -180, -90 };
  for (guint i = 0; i < n_sites; i++)
    {
      box->west = MIN (box->west, sites[i].lon);
      box->east = MAX (box->east, sites[i].lon);
      box->south = MIN (box->south, sites[i].lat);
      box->north = MAX (box->north, sites[i].lat);
    }
  return n_sites > 0;
}

void
epc_map_view_set_sites (EpcMapView *self, const EpcMapSite *sites, guint n_sites, const char *legend)
{
  gboolean were_none = epc_site_layer_n_sites (self->sites) == 0;
  EpcMapBox box;
  g_autofree char *count = epc_language_integer (epc_language_get (NULL), n_sites);
  g_autofree char *description = g_strdup_printf (ngettext_ ("Map of %s site. The list beside it holds the same one.", "Map of %s sites. The list beside it holds the same ones.", (gulong) n_sites), count);

  epc_site_layer_set_sites (self->sites, sites, n_sites);
  for (guint i = 0; i < self->stack->len; i++) /* names keep off the new ones */
    gtk_widget_queue_draw (g_ptr_array_index (self->stack, i));
  gtk_widget_set_visible (self->states, n_sites > 0 && legend != NULL);
  sync_legend (self);
  gtk_label_set_text (GTK_LABEL (self->legend_title), legend != NULL ? legend : "");
  if (legend != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  if (box_of_sites (sites, n_sites, &box) && (were_none || (!self->is_sent && (self->has_pending || is_untouched (self)))))
    open_on (self, &box);
}

void
epc_map_view_select (EpcMapView *self, int index)
{
  epc_site_layer_set_mark (self->sites, NAN, NAN);
  epc_site_layer_set_selected (self->sites, index);
  if (index < 0 || (guint) index >= epc_site_layer_n_sites (self->sites))
    return;
  const EpcMapSite *site = epc_site_layer_site (self->sites, (guint) index);
  bring_into_view (self, site->lon, site->lat);
}

/* --- the figure --- */

struct _EpcMapFigure
{
  GtkWidget parent_instance;
  EpcMap *map;
};

G_DEFINE_FINAL_TYPE (EpcMapFigure, epc_map_figure, GTK_TYPE_WIDGET)

static void
epc_map_figure_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EpcMapFigure *self = EPC_MAP_FIGURE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (self->map == NULL || width < 20 || height < 20)
    return;
  epc_map_set_theme (self->map, is_dark () ? EPC_MAP_THEME_DARK : EPC_MAP_THEME_LIGHT);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  epc_map_draw (self->map, cr, width, height);
  cairo_destroy (cr);
}

static void
epc_map_figure_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 180;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 316 : 260;
  *minimum_baseline = *natural_baseline = -1;
}

static void
epc_map_figure_dispose (GObject *object)
{
  g_clear_pointer (&EPC_MAP_FIGURE (object)->map, epc_map_free);
  G_OBJECT_CLASS (epc_map_figure_parent_class)->dispose (object);
}

static void
epc_map_figure_class_init (EpcMapFigureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_map_figure_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = epc_map_figure_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = epc_map_figure_measure;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "mapfigure");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
epc_map_figure_init (EpcMapFigure *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
epc_map_figure_new (void)
{
  return g_object_new (EPC_TYPE_MAP_FIGURE, NULL);
}

void
epc_map_figure_take (EpcMapFigure *self, EpcMap *map, const char *description)
{
  g_clear_pointer (&self->map, epc_map_free);
  self->map = map;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, description != NULL ? description : _("Map"),
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
