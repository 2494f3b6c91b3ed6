/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A map figure as a value: what is shown (box or country), the layers (basemap, choropleth, flows, sites), and the furniture
 * (title, legend, scale bar, north arrow, source, disclaimer). epc_map_draw() draws it on any Cairo context, for screen and
 * paper alike. Also the grouping of sites into clusters, which the live map of the window uses by itself.
 */
#pragma once

#include "draw/epc-basemap.h"
#include "draw/epc-table.h"

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  EPC_MAP_STATE_UNKNOWN,  /* not assessed: a hatched ring */
  EPC_MAP_STATE_OK,       /* a disc */
  EPC_MAP_STATE_WATCH,    /* a triangle */
  EPC_MAP_STATE_CRITICAL, /* an octagon */
} EpcMapState;
#define EPC_MAP_N_STATES 4

/* What the place is. EPC_MAP_SYMBOL_STATE draws the shape of the state itself. */
typedef enum
{
  EPC_MAP_SYMBOL_STATE,
  EPC_MAP_SYMBOL_WAREHOUSE,  /* square */
  EPC_MAP_SYMBOL_FLOW_POINT, /* diamond */
  EPC_MAP_SYMBOL_EVENT,      /* ring with a dot */
  EPC_MAP_SYMBOL_OFFICE,     /* pin */
  EPC_MAP_SYMBOL_CENTRE,     /* evacuation centre: a house */
} EpcMapSymbol;
#define EPC_MAP_N_SYMBOLS 6

typedef struct
{
  double lon;
  double lat;
  gint64 people; /* -1: not known (drawn small, counted apart) */
  EpcMapState state;
  EpcMapSymbol symbol;
  const char *label; /* borrowed; NULL: none */
  gboolean selected;
} EpcMapSite;

/* A group of sites that would cover each other. x, y: world pixels at the zoom of the clustering (mean of its sites). */
typedef struct
{
  double x;
  double y;
  guint first; /* its sites are order[first] … order[first + n - 1] of the clustering */
  guint n;
  gint64 people;   /* sum of what is known */
  guint n_unknown; /* sites without a figure of people */
  guint n_state[EPC_MAP_N_STATES];
  EpcMapState worst; /* critical before watch before not assessed before ok */
} EpcMapCluster;

typedef struct
{
  EpcMapCluster *clusters;
  guint n_clusters;
  guint *order; /* indexes of sites, cluster after cluster */
  guint n_sites;
} EpcMapClustering;

/* Sites prepared once: normalised Mercator. Free with epc_map_points_free(). */
typedef struct _EpcMapPoints EpcMapPoints;
EpcMapPoints *epc_map_points_new (const EpcMapSite *sites, guint n_sites);
void epc_map_points_free (EpcMapPoints *points);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcMapPoints, epc_map_points_free)

/* What sites share a symbol. @scale: units of the drawing for one world pixel of the zoom (1 on the screen at a whole zoom). */
typedef struct
{
  double cell; /* units of the drawing: sites of one cell of this size are one group */
  double scale;
  gboolean on_paper; /* the size of symbols */
} EpcMapClusterRule;

/* Groups @points by a grid at integer @zoom (256-pixel tiles), anchored to the world, and then what would lie on each other: panning
 * changes nothing, and groups of one zoom are the same wherever one looks. Only groups in or near @box are given (NULL: all). A site
 * without a valid position is left out. Free with epc_map_clustering_free(). */
EpcMapClustering *epc_map_cluster (const EpcMapPoints *points, guint zoom, const EpcMapClusterRule *rule, const EpcMapBox *box);
void epc_map_clustering_free (EpcMapClustering *clustering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcMapClustering, epc_map_clustering_free)
/* Draws a clustering into @viewport (Web Mercator): one path a style. @zoom as given to epc_map_cluster(). */
void epc_map_clustering_draw (const EpcMapClustering *clustering, const EpcMapPoints *points, cairo_t *cr,
                              const EpcViewport *viewport, guint zoom, EpcMapTheme theme, const char *language);
/* The cluster under @x, @y of the drawing, or -1. */
int epc_map_clustering_hit (const EpcMapClustering *clustering, const EpcViewport *viewport, guint zoom, double x, double y);
/* Radius in drawing units of a site of @people when the largest has @most, area in proportion. */
double epc_map_site_radius (gint64 people, gint64 most, double largest);

/* A value for an area: by P-code, ISO 3166-2, ISO 3166-1 or name; or by its own outline. */
typedef struct
{
  const char *code; /* borrowed; may be NULL when @name or @rings is given */
  const char *name; /* borrowed; the name shown, and matched inside the map's country when the code is not known */
  double value;
  gboolean has_value;      /* FALSE: no data, hatched */
  const double *rings;     /* lon, lat pairs, ring after ring; NULL: the basemap's outline */
  const guint *ring_sizes; /* points in each ring */
  guint n_rings;
  gboolean is_context; /* pale, without name and figure: what lies round that which the map is about */
  const char *parent; /* borrowed; code of the area above it; NULL: not known. Between outlines of two parents stands a strong line. */
} EpcMapArea;

typedef enum
{
  EPC_MAP_RAMP_PEOPLE,   /* sequential blue */
  EPC_MAP_RAMP_PRESSURE, /* need, risk: sequential warm */
} EpcMapRamp;

/* People moving from one area to another; codes as in EpcMapArea. */
typedef struct
{
  const char *from;
  const char *to;
  double people;
} EpcMapFlow;

typedef struct _EpcMap EpcMap;

EpcMap *epc_map_new (void);
/* One more owner, for drawing from another thread or at another place; what has several is not changed any more. */
EpcMap *epc_map_ref (EpcMap *map);
/* Gives one ownership up. */
void epc_map_free (EpcMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcMap, epc_map_free)

/* Frame: a country or first-level area by code, or a box. Texts are copied. */
gboolean epc_map_set_area (EpcMap *map, const char *code, GError **error);
void epc_map_set_box (EpcMap *map, const EpcMapBox *box);
/* NULL: the basemap of the program. */
void epc_map_set_basemap (EpcMap *map, EpcBasemap *basemap);
void epc_map_set_theme (EpcMap *map, EpcMapTheme theme);
void epc_map_set_language (EpcMap *map, const char *language);
/* The finding, and what, where, when. NULL leaves the line out. */
void epc_map_set_title (EpcMap *map, const char *title, const char *subtitle);
/* NULL: none was set. */
/* Where the areas with a figure take up less than @share of the country in focus, only they and their surroundings are shown. */
void epc_map_focus_on_areas (EpcMap *map, double share);
/* What the map shows as rows of text (GStrv): areas, movements between them, sites; figures as plain numbers, "" where there is none.
 * Free with g_ptr_array_unref (). */
GPtrArray *epc_map_rows (const EpcMap *map);
const char *epc_map_title (const EpcMap *map);
const char *epc_map_source (const EpcMap *map);
/* "Source: IOM DTM, round 10, 30 June 2025." The basemap's credit is added by itself. */
void epc_map_set_source (EpcMap *map, const char *source);
/* What is left off: for a thumbnail or a live map. All are on at first; names of disputed lines in view are footnoted. */
typedef enum
{
  EPC_MAP_LEGEND = 1 << 0,
  EPC_MAP_SCALE_BAR = 1 << 1,
  EPC_MAP_NORTH_ARROW = 1 << 2,
  EPC_MAP_DISCLAIMER = 1 << 3,
  EPC_MAP_LABELS = 1 << 4,
  EPC_MAP_FRAME = 1 << 5,
  EPC_MAP_GRATICULE = 1 << 6, /* lines and degrees in the frame */
} EpcMapParts;
#define EPC_MAP_ALL_PARTS                                                                                                        \
  (EPC_MAP_LEGEND | EPC_MAP_SCALE_BAR | EPC_MAP_NORTH_ARROW | EPC_MAP_DISCLAIMER | EPC_MAP_LABELS | EPC_MAP_FRAME)
void epc_map_set_parts (EpcMap *map, EpcMapParts parts);

/* Sites; @legend names what the symbol says ("Worst sector"). Labels are copied. */
void epc_map_set_sites (EpcMap *map, const EpcMapSite *sites, guint n_sites, const char *legend);
/* Group sites that cover each other (TRUE above 300 sites unless set). */
void epc_map_set_clustered (EpcMap *map, gboolean clustered);
/* Choropleth. @legend: heading with the unit ("Displaced people"), @place_word: what is counted ("departments"), @breaks: lower
 * limits of the classes, ascending; NULL: fixed steps of a 1–2.5–5 series chosen for the values. Everything is copied. Returns
 * the number of areas that no outline was found for; they are listed under the map. */
guint epc_map_set_areas (EpcMap *map, const EpcMapArea *areas, guint n_areas, EpcMapRamp ramp, const double *breaks,
                         guint n_breaks, const char *legend, const char *place_word);
/* Arrows between areas, drawn above the choropleth: width in straight proportion. */
void epc_map_set_flows (EpcMap *map, const EpcMapFlow *flows, guint n_flows, double least, const char *legend);
/* How the class limits were chosen, a sentence under the classes of the legend. NULL: nothing. */
void epc_map_set_areas_note (EpcMap *map, const char *note);
/* The name that the area @code bears where only arrows show it; without, the base map's. */
void epc_map_name_area (EpcMap *map, const char *code, const char *name);
/* A sentence in the legend of the arrows: who moved without an arrow. */
void epc_map_set_flows_note (EpcMap *map, const char *note);

/* Lines and zones on the map: a storm's track, a way out, a flooded area. */
typedef enum
{
  EPC_MAP_OVERLAY_TRACK,      /* line: where a hazard went or will go, dashed */
  EPC_MAP_OVERLAY_ROUTE,      /* line: evacuation or supply route */
  EPC_MAP_OVERLAY_HAZARD,     /* zone: exposed or affected */
  EPC_MAP_OVERLAY_EVACUATION, /* zone: to be left, or to be gone to */
  EPC_MAP_OVERLAY_ACCESS,     /* zone: access constrained, hatched */
  EPC_MAP_OVERLAY_BOUNDARY,   /* line: the edge of an administrative area */
} EpcMapOverlayKind;

typedef struct
{
  EpcMapOverlayKind kind;
  const double *points;    /* lon, lat pairs, part after part (lines or rings) */
  const guint *part_sizes; /* points in each part */
  guint n_parts;
  const char *label; /* in the legend; one row for each kind and label */
} EpcMapOverlay;

/* Adds a line or zone above the choropleth and below the sites; everything is copied. */
void epc_map_add_overlay (EpcMap *map, const EpcMapOverlay *overlay);

/* The picture of a tile of Web Mercator, rows from the north; NULL: there is none. The caller destroys it. From any thread. */
typedef cairo_surface_t *(*EpcMapTileFunc) (guint zoom, guint x, guint y, gpointer data);
/* A map made of pictures, above the base map and those added before and below everything else, as deep as the drawing needs it; @box:
 * degrees, where it has any; @name stands in the credit; @opacity: 0 to 1. @destroy frees @data with the map. */
void epc_map_add_pictures (EpcMap *map, EpcMapTileFunc tile, gpointer data, GDestroyNotify destroy, guint min_zoom, guint max_zoom,
                           const EpcMapBox *box, const char *name, double opacity);
/* The pictures added last lie above the areas too (the extent of a flood, half clear, over the people counted); lines, zones and symbols
 * stay above them. */
void epc_map_raise_pictures (EpcMap *map);
/* Adds copies of the lines, zones and sites of @other, which is of the same theme: one legend explains all of them, and it counts sites,
 * so that those outside of @within (NULL: none are) are left out. Returns how many sites came. */
guint epc_map_add_data (EpcMap *map, const EpcMap *other, const EpcMapBox *within);

/* What another layer of a live map draws in the same view: names keep off its symbols. */
typedef struct
{
  const EpcMapClustering *clustering;
  const EpcMapPoints *points;
  guint zoom; /* as given to epc_map_cluster() */
} EpcMapTaken;

/* For a live map: draws only the data (areas, zones, flows, sites and their names) into @viewport, without basemap, texts and
 * furniture. */
void epc_map_draw_data (const EpcMap *map, cairo_t *cr, const EpcViewport *viewport);
/* The half of it that may be cut into tiles: areas, lines, symbols; and the half that may not: arrows and names. @taken:
 * NULL where there is nothing beside it. */
void epc_map_draw_tile (const EpcMap *map, cairo_t *cr, const EpcViewport *viewport);
void epc_map_draw_above (const EpcMap *map, cairo_t *cr, const EpcViewport *viewport, const EpcMapTaken *taken);
/* Whether epc_map_draw_above() has anything to draw. */
gboolean epc_map_has_above (const EpcMap *map);
/* Its legend alone, at most @most wide, drawn at @x, @y of @cr (NULL: only measured), for a view of @view_width × @view_height: the
 * width of arrows and the size of circles depend on that. @is_low: entries beside each other and without their sums. @width and @height 0:
 * there is nothing to explain. */
void epc_map_draw_legend (const EpcMap *map, cairo_t *cr, double x, double y, double most, double view_width, double view_height,
                          gboolean is_low, double *width, double *height);
/* What it shows of the people: areas with a figure, sites, ends of arrows; not the positions of a storm and its track, which may come from
 * across an ocean. FALSE: none of them. */
gboolean epc_map_shown_box (const EpcMap *map, EpcMapBox *box);
/* The area of epc_map_set_areas() that holds the point, by its index; −1: none. */
int epc_map_area_at (const EpcMap *map, double lon, double lat);

/* Draws the figure into 0, 0, @width, @height (points on paper, pixels on the screen). */
void epc_map_draw (const EpcMap *map, cairo_t *cr, double width, double height);

/* --- A sheet: the map at a round scale in a frame of degrees, and beside it a panel --- */

/* The line above the title; give it capitals. */
void epc_map_set_overline (EpcMap *map, const char *text);
/* The key figure on top of the panel: "1,287,593", "displaced people, +23.7% on round 9". */
void epc_map_set_figure (EpcMap *map, const char *value, const char *label);
/* The same areas by another measure, drawn small in the panel with its own classes under @heading. Takes @companion. */
void epc_map_set_companion (EpcMap *map, EpcMap *companion, const char *heading);
/* A short table in the panel; takes @table. It is left out where the panel has no room for all of its rows. */
void epc_map_set_table (EpcMap *map, const char *heading, EpcTable *table);
/* A note in the panel: what a reader must know of the figures. */
void epc_map_add_note (EpcMap *map, const char *heading, const char *text);
/* Draws title, map, panel and the texts that a map owes into 0, 0, @width, @height (points). On paper narrower than 100 mm or
 * shorter than 90 mm there is no room for a panel: it is the figure of epc_map_draw(). */
void epc_map_draw_sheet (const EpcMap *map, cairo_t *cr, double width, double height);
/* Where the map itself lies when drawn at this size. FALSE when there is no basemap or no frame. */
gboolean epc_map_viewport (const EpcMap *map, double width, double height, EpcViewport *viewport);
/* The names that found no place in the last epc_map_draw() with the same size. Free with g_strfreev(). */
char **epc_map_left_out (const EpcMap *map, double width, double height);

typedef struct
{
  int site;                   /* index of the site, or -1 */
  int cluster;                /* index of the cluster when several stand there, or -1 */
  guint n;                    /* how many sites */
  const EpcBasemapArea *area; /* the area under the point, or NULL */
} EpcMapHit;
/* What lies under @x, @y of a map drawn at @width × @height. FALSE when nothing. */
gboolean epc_map_hit (const EpcMap *map, double width, double height, double x, double y, EpcMapHit *hit);

/* Fixed steps of the 1–2.5–5 series with which no class holds more than 40 % of the places and the top one not more than 10 %, as
 * far as the values allow, and no class below the lowest value; at most @n_max limits into @breaks. Returns how many. Counts begin at 1: zero is a class of its own.
 */
guint epc_map_breaks (const double *values, guint n_values, double *breaks, guint n_max);
/* The class of @value: index of the last limit not above it, -1 below the first. */
int epc_map_class (double value, const double *breaks, guint n_breaks);

/* The sentence on boundaries and names, in full or for columns under 90 mm. */
const char *epc_map_disclaimer (const char *language, gboolean is_short);
/* Another wording for all maps (from the settings); NULL puts the built-in one back. */
void epc_map_set_disclaimer (const char *language, const char *text);

G_END_DECLS
