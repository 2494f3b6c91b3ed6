/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map that ships with the program: land, water, borders, rivers and names of the Americas (and a coarse world round
 * them) out of data/basemap/region.epcmap. Built from Natural Earth (public domain), World Data Bank II rivers (GSHHG, LGPL)
 * and GeoNames (CC BY 4.0) by data/basemap/build. Reading is safe against a damaged file: everything is checked on
 * opening. An open basemap never changes, so threads may draw from it at the same time.
 */
#pragma once

#include "draw/epc-map-labels.h"
#include "draw/epc-projection.h"

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _EpcBasemap EpcBasemap;

typedef enum
{
  EPC_BASEMAP_COUNTRY,
  EPC_BASEMAP_ADMIN1,
} EpcBasemapLevel;

typedef enum
{
  EPC_BASEMAP_AREA_REGION = 1 << 0,   /* a country or territory of Latin America and the Caribbean, or part of one */
  EPC_BASEMAP_AREA_DETAILED = 1 << 1, /* drawn from the 1:10 million source */
  EPC_BASEMAP_AREA_MEMBER = 1 << 2,   /* one of the 33 sovereign states of the region */
  EPC_BASEMAP_AREA_DISPUTED = 1 << 3, /* its name or standing is disputed: data/basemap/disputed.csv has the footnote */
} EpcBasemapAreaFlags;

/* A country (code ISO 3166-1 alpha-3) or a first-level area (code ISO 3166-2). Owned by the basemap. */
typedef struct
{
  EpcBasemapLevel level;
  guint flags;         /* EpcBasemapAreaFlags */
  const char *code;    /* "HTI", "HT-OU" */
  const char *country; /* ISO 3166-1 alpha-3 of the country it belongs to */
  const char *pcode;   /* OCHA P-code ("HT01") or NULL */
  const char *capital; /* name of the capital (countries), or NULL */
  double lon;          /* the inner point farthest from the edge: where its name or symbol stands */
  double lat;
  double reach; /* distance of that point from the edge, metres */
  double km2;   /* area on the sphere */
  EpcMapBox box;
  guint index; /* its place in the basemap's list */
} EpcBasemapArea;

typedef enum
{
  EPC_BASEMAP_CAPITAL = 1 << 0,        /* of a country */
  EPC_BASEMAP_CAPITAL_ADMIN1 = 1 << 1, /* of a first-level area */
} EpcBasemapPlaceFlags;

/* A town. Owned by the basemap. */
typedef struct
{
  const char *country;
  double lon;
  double lat;
  gint64 people; /* GeoNames; 0 where not known */
  guint flags;   /* EpcBasemapPlaceFlags */
  guint index;
} EpcBasemapPlace;

/* A line or name that is not agreed on. Owned by the basemap. */
typedef struct
{
  const char *key;    /* "guy-ven" */
  const char *source; /* whose words the footnote are: resolution, treaty, court */
  EpcMapBox box;
} EpcBasemapDispute;

typedef enum
{
  EPC_MAP_THEME_LIGHT,
  EPC_MAP_THEME_DARK,
  EPC_MAP_THEME_PAPER,
  EPC_MAP_THEME_COVER, /* paper, too: in navy to the edges of a page, what a map owes inside of its margin */
} EpcMapTheme;

static inline gboolean
epc_map_theme_is_paper (EpcMapTheme theme)
{
  return theme >= EPC_MAP_THEME_PAPER;
}

typedef struct
{
  EpcMapTheme theme;
  const char *language; /* "en", "es", "fr", "pt"; NULL: English */
  const char *focus;    /* ISO3: neighbours are greyed; NULL: all alike */
  gboolean no_labels;
  gboolean no_towns;  /* only countries and areas are named */
  gboolean no_admin1; /* no first-level lines and names */
  gboolean no_rivers;
  gboolean no_focus_borders; /* outlines of another source stand for the country in focus, with their own lines */
  gboolean no_focus_name; /* the country in focus is not named: the title says it */
  double line_scale;      /* 1 on A4–A3 and the screen, 0.6 in a report column; 0 means 1 */
} EpcBasemapOptions;

/* Reads @path; a file that is cut, altered or of another kind gives EPC_ERROR_DAMAGED. Free with epc_basemap_unref(). */
EpcBasemap *epc_basemap_open (const char *path, GError **error);
EpcBasemap *epc_basemap_new_from_bytes (GBytes *bytes, GError **error);
EpcBasemap *epc_basemap_ref (EpcBasemap *basemap);
void epc_basemap_unref (EpcBasemap *basemap);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcBasemap, epc_basemap_unref)
/* The one that ships with the program, opened at the first call and kept; NULL with @error where it is missing. Do not free. */
EpcBasemap *epc_basemap_default (GError **error);

guint epc_basemap_n_areas (const EpcBasemap *basemap);
const EpcBasemapArea *epc_basemap_area_at (const EpcBasemap *basemap, guint index);
/* By ISO 3166-1 (alpha-2 or alpha-3), ISO 3166-2 or OCHA P-code of level 0 or 1; NULL when there is none. */
const EpcBasemapArea *epc_basemap_area (const EpcBasemap *basemap, const char *code);
/* By name in any of the languages, accents and case folded, inside @country (ISO3; NULL: a country's name). */
const EpcBasemapArea *epc_basemap_find_area (const EpcBasemap *basemap, const char *country, const char *name);
/* Short name as a map bears it ("Bolivia"). English where the language has none. */
const char *epc_basemap_area_name (const EpcBasemap *basemap, const EpcBasemapArea *area, const char *language);
/* Full name by UN usage ("Bolivia (Plurinational State of)"). */
const char *epc_basemap_area_full_name (const EpcBasemap *basemap, const EpcBasemapArea *area, const char *language);
/* The point where an area's symbol stands. FALSE when there is no such area. */
gboolean epc_basemap_area_point (const EpcBasemap *basemap, const char *code, double *lon, double *lat);
/* The finest area that holds the point: first level where there is one, else the country; NULL at sea. */
const EpcBasemapArea *epc_basemap_area_containing (const EpcBasemap *basemap, double lon, double lat);

guint epc_basemap_n_places (const EpcBasemap *basemap);
void epc_basemap_place_at (const EpcBasemap *basemap, guint index, EpcBasemapPlace *place);
const char *epc_basemap_place_name (const EpcBasemap *basemap, guint index, const char *language);

guint epc_basemap_n_disputes (const EpcBasemap *basemap);
const EpcBasemapDispute *epc_basemap_dispute_at (const EpcBasemap *basemap, guint index);
/* The sentence that a printed map owes this line or name. */
const char *epc_basemap_dispute_note (const EpcBasemap *basemap, guint index, const char *language);

/* Adds the outline of @area to the current path of @cr (fill with the winding rule). */
void epc_basemap_trace_area (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport, const EpcBasemapArea *area);
/* Draws only the lines between and round the first-level areas of @country: above a choropleth. */
void epc_basemap_draw_borders (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport,
                               const EpcBasemapOptions *options);
/* Land, water, rivers and lines, clipped to the viewport. Names are drawn by the next call, so that data may stand between. */
void epc_basemap_draw (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport, const EpcBasemapOptions *options);
/* Names in the order of importance into what @labels leaves free. */
void epc_basemap_draw_labels (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport,
                              const EpcBasemapOptions *options, EpcMapLabels *labels);

/* One Web Mercator tile, @size × @size logical pixels, @size × @pixel_ratio device pixels, as an ARGB32 image surface; names
 * meet at the seams. Outside the world: water. May be called in any thread. Free with cairo_surface_destroy(). */
cairo_surface_t *epc_basemap_draw_tile (EpcBasemap *basemap, guint z, gint64 x, gint64 y, int size, int pixel_ratio,
                                        const EpcBasemapOptions *options);

/* "Natural Earth · GeoNames (CC BY 4.0) · …": the credit that every map with this base bears. */
const char *epc_basemap_credit (void);

G_END_DECLS
