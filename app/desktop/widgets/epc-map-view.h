/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The live map: offline basemap, sites, legend, zoom, scale. A list beside it shows the same places for keyboard and screen
 * reader; the map itself says in one sentence what it shows.
 */
#pragma once

#include <gtk/gtk.h>

#include <shumate/shumate.h>

#include "draw/epc-map.h"

G_BEGIN_DECLS

#define EPC_TYPE_MAP_VIEW (epc_map_view_get_type ())
G_DECLARE_FINAL_TYPE (EpcMapView, epc_map_view, EPC, MAP_VIEW, GtkWidget)

/* Signal "site-activated" (guint index): a site was clicked. @country: ISO3 that the map opens on and whose neighbours are
 * greyed; NULL: the region. */
GtkWidget *epc_map_view_new (const char *country);
/* Labels are copied. @legend names what the symbols say. The map moves to the sites when they were none before, and, until somebody moved
 * it, to where new ones are. */
void epc_map_view_set_sites (EpcMapView *self, const EpcMapSite *sites, guint n_sites, const char *legend);
/* Marks the site and brings it into view; −1: none. */
void epc_map_view_select (EpcMapView *self, int index);
/* Layers between the base map and the sites, from the bottom up (element-type ShumateLayer); those before are taken away. @is_plain:
 * outlines among them stand for the borders of the country, which the base map then leaves out. */
void epc_map_view_stack (EpcMapView *self, GPtrArray *layers, gboolean is_plain);
/* What the legend explains besides the sites, the topmost first (element-type EpcMap); @words for a screen reader. */
void epc_map_view_explain (EpcMapView *self, GPtrArray *maps, const char *words);
/* A ring round a place that is no site, brought into view; NAN: none. */
void epc_map_view_mark (EpcMapView *self, double lon, double lat);
void epc_map_view_show_sites (EpcMapView *self, gboolean are_shown);
/* What of the world is seen now, in degrees. */
void epc_map_view_seen_box (EpcMapView *self, EpcMapBox *box);
ShumateViewport *epc_map_view_viewport (EpcMapView *self);
/* Where a point of the earth stands in the widget now, and the other way round. */
void epc_map_view_position (EpcMapView *self, double x, double y, double *lon, double *lat);
void epc_map_view_place (EpcMapView *self, double lon, double lat, double *x, double *y);
/* Who answers for points that are no sites: what is said of the one under the pointer (NULL: nothing; freed), and a click there. */
typedef char *(*EpcMapViewAsk) (gpointer data, double x, double y);
typedef void (*EpcMapViewClick) (gpointer data, double x, double y);
void epc_map_view_set_points (EpcMapView *self, EpcMapViewAsk ask, EpcMapViewClick click, gpointer data);
/* A control in the corner of the zoom buttons, under them. */
void epc_map_view_add_control (EpcMapView *self, GtkWidget *control);
void epc_map_view_show_box (EpcMapView *self, const EpcMapBox *box);
/* What the layers show besides the sites, NULL: nothing. Until somebody moved the map it shows all of that and the sites; what is shown
 * once stays seen, so that the rounds of a series stand still. */
void epc_map_view_hold (EpcMapView *self, const EpcMapBox *box);

/* A drawn map figure that is not moved (small choropleth beside a table). Takes @map; NULL empties it. */
#define EPC_TYPE_MAP_FIGURE (epc_map_figure_get_type ())
G_DECLARE_FINAL_TYPE (EpcMapFigure, epc_map_figure, EPC, MAP_FIGURE, GtkWidget)
GtkWidget *epc_map_figure_new (void);
void epc_map_figure_take (EpcMapFigure *self, EpcMap *map, const char *description);

G_END_DECLS
