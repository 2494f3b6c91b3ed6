/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a map figure, shared by its layers.
 */
#pragma once

#include "base/epc-language.h"
#include "draw/epc-basemap-private.h"
#include "draw/epc-map.h"
#include "draw/epc-theme.h"
#include "draw/epc-type.h"

struct _EpcMapPoints
{
  guint n;
  double *u; /* normalised Mercator; negative: no valid position */
  double *v;
  gint64 *people;
  guint8 *state;
  guint8 *symbol;
  guint8 *selected;
  gint64 most; /* largest number of people */
};

/* A symbol in the units of the drawing. */
typedef struct
{
  double x;
  double y;
  double radius;
  EpcMapState state;
  EpcMapSymbol symbol;
  gboolean selected;
} EpcMapMark;

/* Draws all marks, one path for each shape and colour, the most urgent state on top. */
void epc_map_marks_draw (cairo_t *cr, const EpcTheme *theme, const EpcMapMark *marks, gsize n_marks);
EpcColour epc_map_state_fill (const EpcTheme *theme, EpcMapState state);
const EpcTheme *epc_map_theme (EpcMapTheme theme);
/* Radius of the bubble of @n sites. */
double epc_map_bubble_radius (guint n, gboolean on_paper);
/* Radius of the symbol of the site with most people, where there are groups. */
double epc_map_largest_mark (gboolean on_paper);
/* What a group takes up round its middle, in units of the drawing: a circle, and under it its sum. */
typedef struct
{
  double radius;
  double half_width; /* of the sum; 0: none */
  double top, bottom; /* of the sum, from the middle of the circle */
} EpcMapRoom;
/* @most: people of the largest site. */
void epc_map_cluster_room (const EpcMapCluster *cluster, gint64 most, gboolean on_paper, EpcMapRoom *room);
void epc_map_world_xy (const EpcViewport *viewport, double u, double v, double *x, double *y);

typedef struct
{
  char *code;
  char *name;
  double value;
  gboolean has_value;
  double *rings;
  guint *ring_sizes;
  guint n_rings;
  char *parent;
  gboolean is_context;
  EpcMapBox box; /* of its rings */
} EpcMapShape;

typedef struct
{
  char *from;
  char *to;
  double people;
} EpcMapArrow;

typedef struct
{
  EpcMapOverlayKind kind;
  double *points;
  guint *part_sizes;
  guint n_parts;
  char *label;
  EpcMapBox box; /* of its points */
} EpcMapZone;

typedef struct
{
  EpcMapTileFunc tile;
  gpointer data;
  GDestroyNotify destroy;
  guint min_zoom, max_zoom;
  EpcMapBox box;
  char *name;
  double opacity;
  gboolean is_raised; /* above the areas */
} EpcMapPictures;

struct _EpcMap
{
  gint n_owners; /* atomic */
  EpcBasemap *basemap; /* own reference, or NULL: the program's */
  char *area;
  EpcMapBox box;
  gboolean has_box;
  EpcMapTheme theme;
  char *language;
  char *title;
  char *subtitle;
  char *source;
  EpcMapParts parts;
  EpcMapSite *sites;
  guint n_sites;
  EpcMapPoints *points;
  char *sites_legend;
  int clustered;  /* -1: by number */
  GArray *shapes; /* EpcMapShape */
  EpcMapRamp ramp;
  GArray *breaks; /* double */
  char *shapes_legend;
  char *place_word;
  GArray *flows; /* EpcMapArrow */
  GArray *zones; /* EpcMapZone */
  GArray *pictures; /* EpcMapPictures, from the bottom up */
  double least_flow;
  char *flows_legend;
  char *flows_note;
  char *areas_note;
  GHashTable *names; /* code → name of an area that only arrows show */
  char *overline;
  char *figure_value, *figure_label;
  EpcMap *companion;
  char *companion_heading;
  EpcTable *table;
  char *table_heading;
  GPtrArray *notes; /* heading and text in turn; the heading may be NULL */
};

typedef enum
{
  EPC_LEGEND_FULL,   /* with the sum and a bar for each class */
  EPC_LEGEND_SIMPLE, /* classes and counts */
  EPC_LEGEND_STRIP,  /* side by side under the map, for narrow figures */
  EPC_LEGEND_CLASSES, /* classes without counts, beside the small map of a panel */
  EPC_LEGEND_LOW,     /* entries beside each other, over a live map with little height */
} EpcLegendForm;

/* One drawing of a map. */
typedef struct
{
  const EpcMap *map;
  EpcBasemap *basemap;
  cairo_t *cr;
  const EpcTheme *theme;
  const EpcLanguage *language;
  double width;
  double height;
  double unit;  /* 1 on paper; how much larger things are on the screen */
  double lines; /* line weights: 1, or 0.6 in a narrow column */
  EpcViewport view;
  char *focus;   /* ISO3, or NULL */
  int *resolved; /* area of the basemap for each shape, or -1 */
  EpcMapLabels *labels;
  GPtrArray *left_out; /* names without a place */
  GArray *notes;       /* guint: disputes in view */
  double legend_x;
  double legend_y;
  double legend_width;
  double legend_height; /* 0: none */
  gboolean legend_inside;
  EpcLegendForm legend_form;
  double legend_most; /* width that its texts may take; 0: the usual one */
  double scale_x;
  double scale_y;
  double scale_width;
  double panel; /* width of the panel of a sheet; 0: a figure */
  double head_width; /* the title's */
  gboolean notes_below; /* no room for them in the panel */
  double locator_x, locator_y, locator_width, locator_height; /* in a corner of the map */
  GArray *left_shapes; /* guint: the areas among them */
  gboolean has_inset;
  EpcViewport inset;   /* the place shown larger */
  double inset_box[4]; /* what of the map that is: x, y, width, height */
  gboolean dry; /* only finding out which names have room: nothing is painted */
  guint hidden_flows;
  double hidden_people;
} EpcMapRender;

EpcBasemap *epc_map_basemap (const EpcMap *map);
/* The area of the basemap that @shape means, or -1. */
int epc_map_resolve (const EpcMap *map, const EpcBasemap *basemap, const EpcMapShape *shape);
const char *epc_map_text (const EpcMapRender *render, const char *text);
char *epc_map_number (const EpcMapRender *render, double value);
gboolean epc_map_is_clustered (const EpcMap *map);
/* Arranges a figure of this size and, with a @cr, draws it. The names that find no place are found by placing all once
 * beforehand. FALSE: nothing to draw (no basemap or frame); else clear @render. */
gboolean epc_map_render (EpcMapRender *render, const EpcMap *map, cairo_t *cr, double width, double height);
/* The same on a sheet, with a panel of @panel points. */
gboolean epc_map_render_sheet (EpcMapRender *render, const EpcMap *map, cairo_t *cr, double width, double height, double panel);
void epc_map_render_clear (EpcMapRender *render);

/* Texts above and below the map, as blocks of the whole width. Free with g_array_unref(). */
GArray *epc_map_head_blocks (EpcMapRender *render);
GArray *epc_map_foot_blocks (EpcMapRender *render);
double epc_map_blocks_height (const GArray *blocks);
void epc_map_blocks_draw (EpcMapRender *render, const GArray *blocks, double y);

/* Furniture. */
void epc_map_draw_scale_bar (EpcMapRender *render);
void epc_map_draw_north_arrow (EpcMapRender *render, double x, double y);
void epc_map_draw_graticule (EpcMapRender *render);
void epc_map_draw_degrees (EpcMapRender *render);

/* The panel of a sheet beside the map (epc-map-sheet.c). */
void epc_map_draw_panel (EpcMapRender *render);
/* Whether its notes have room; if not they stand under the map, and the locator in a corner of it. */
void epc_map_plan_panel (EpcMapRender *render);
char *epc_map_sheet_notes (EpcMapRender *render);
/* A heading in the panel with the rule above it; returns its height, and draws it when @draw. */
double epc_map_panel_heading (EpcMapRender *render, double x, double y, const char *text, gboolean draw);
/* An inset in an empty corner for the areas that no name was found room for (epc-map-inset.c). */
void epc_map_place_inset (EpcMapRender *render);
void epc_map_draw_inset (EpcMapRender *render);
/* How much of what matters lies in a rectangle of the map: 0 nothing, 1 all of it. */
double epc_map_weight_of (const EpcMapRender *render, double x, double y, double width, double height);
/* Where the name of shape @index stands, and how much room it has; its name, or NULL. */
void epc_map_shape_point (const EpcMapRender *render, guint index, double *x, double *y, double *room);
const char *epc_map_shape_name (const EpcMapRender *render, guint index);
/* The band of the frame, light and dark from degree to degree. */
void epc_map_draw_band (EpcMapRender *render);
/* Fills @render for a drawing without texts into @view. FALSE: nothing to draw. Clear it with epc_map_render_clear(). */
gboolean epc_map_render_bare (EpcMapRender *render, const EpcMap *map, cairo_t *cr, const EpcViewport *view);

/* Layers. */
EpcColour epc_map_class_fill (const EpcMapRender *render, int class);
void epc_map_draw_shapes (EpcMapRender *render);
/* Whether shapes have outlines of their own; whether the point lies on that of shape @index, on any (the index; −1: none). */
gboolean epc_map_has_outlines (const EpcMap *map);
gboolean epc_map_shape_contains (const EpcMapShape *shape, double lon, double lat);
/* Whether anything of it can lie in @seen. */
gboolean epc_map_shape_is_seen (const EpcMapShape *shape, const EpcMapBox *seen);
/* The first x + y of a hatch of 45 degrees from @least on: it lies on a grid of the world, so that neighbours, and tiles, hatch as one. */
double epc_map_hatch_start (const EpcMapRender *render, double least, double step);
/* The lines of own outlines, above their fills. */
void epc_map_draw_lines (EpcMapRender *render);
void epc_map_label_shapes (EpcMapRender *render);
void epc_map_draw_zones (EpcMapRender *render);
/* A sample of the look of @kind: a line or a box. */
void epc_map_zone_swatch (const EpcMapRender *render, EpcMapOverlayKind kind, double x, double y, double width, double height);
/* A map of the user's own, made of pictures (epc-map-pictures.c). */
void epc_map_draw_pictures (EpcMapRender *render, gboolean raised); /* those above the areas, or those below */
/* No name on the clusters and their figures. */
void epc_map_block_clusters (EpcMapRender *render, const EpcMapTaken *taken);
void epc_map_draw_flows (EpcMapRender *render);
void epc_map_draw_sites (EpcMapRender *render);
void epc_map_label_sites (EpcMapRender *render);
/* The legend: measured with @draw FALSE. */
void epc_map_legend (EpcMapRender *render, double x, double y, gboolean draw, double *width, double *height);
void epc_map_count_hidden_flows (EpcMapRender *render);
double epc_map_flow_width (const EpcMapRender *render, double people, double most);
/* Radius of the circle that flows give to an area; 0 when it has none. */
double epc_map_flow_circle (const EpcMapRender *render, int area);
double epc_map_flow_most (const EpcMapRender *render);
/* Most people in one of the circles, and the radius of the circle of @people. */
double epc_map_hosted_most (const EpcMapRender *render);
double epc_map_hosted_radius (const EpcMapRender *render, double people);
/* Names of the areas that only circles show. */
void epc_map_label_flows (EpcMapRender *render);
/* Where the drawn arrows come from, in the order of their colours. */
typedef struct
{
  const char *code, *name;
  EpcColour colour;
  double people; /* of all its arrows */
} EpcMapOrigin;
GArray *epc_map_flow_origins (const EpcMapRender *render);
/* Radius of the site with most people. */
double epc_map_largest_radius (const EpcMapRender *render);
const char *epc_map_state_word (EpcMapState state);
EpcMapClustering *epc_map_own_clustering (const EpcMapRender *render, guint *zoom);
