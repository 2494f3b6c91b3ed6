/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inside of a basemap, shared by its reader, its drawing and its names. Rows are little-endian 32-bit words as
 * data/basemap/README.md describes them; everything was checked on opening.
 */
#pragma once

#include "draw/epc-basemap.h"

/* World units: Web Mercator, 2^26 a side from the north-west corner. */
#define EPC_BASEMAP_WORLD 67108864.0
#define EPC_BASEMAP_NONE 0xffffffffu
#define EPC_BASEMAP_GRADES 3

enum
{
  AREA_FLAGS,
  AREA_CODE,
  AREA_COUNTRY,
  AREA_ISO2,
  AREA_PCODE,
  AREA_CAPITAL,
  AREA_NAMES,
  AREA_FULL = 10,
  AREA_LOCAL = 14,
  AREA_ALSO,
  AREA_PARENT,
  AREA_X,
  AREA_Y,
  AREA_REACH,
  AREA_KM2,
  AREA_RING,
  AREA_N_RINGS,
  AREA_BOX,
  AREA_WORDS = 27
};
enum
{
  RING_FIRST,
  RING_N,
  RING_HOLE,
  RING_WORDS
};
enum
{
  ARC_KIND,
  ARC_LEFT,
  ARC_RIGHT,
  ARC_BOX,
  ARC_END = 7,
  ARC_GRADES = 9,
  ARC_WORDS = 15
};
enum
{
  PLACE_NAMES,
  PLACE_X = 4,
  PLACE_Y,
  PLACE_PEOPLE,
  PLACE_FLAGS,
  PLACE_WORDS
};
enum
{
  DISPUTE_KEY,
  DISPUTE_SOURCE,
  DISPUTE_NOTES,
  DISPUTE_BOX = 6,
  DISPUTE_AREA = 10,
  DISPUTE_WORDS
};

typedef enum
{
  EPC_ARC_COAST,
  EPC_ARC_ADMIN1,
  EPC_ARC_BORDER,
  EPC_ARC_DISPUTED,
  EPC_ARC_LAKE,
  EPC_ARC_RIVER,
  EPC_ARC_HIDDEN,
  EPC_N_ARC_KINDS
} EpcArcKind;

typedef struct
{
  guint32 x0;
  guint32 y0;
  guint32 x1;
  guint32 y1;
} EpcWorldBox;

struct _EpcBasemap
{
  int references;
  GBytes *bytes;
  const char *strings;
  const guint32 *area_rows;
  const guint32 *ring_rows;
  const guint32 *arc_refs;
  const guint32 *arc_rows;
  const guint32 *place_rows;
  const guint32 *dispute_rows;
  const guint8 *points;
  guint n_strings; /* bytes */
  guint n_points;  /* bytes */
  guint n_areas;
  guint n_rings;
  guint n_refs;
  guint n_arcs;
  guint n_places;
  guint n_disputes;
  EpcBasemapArea *areas;
  EpcBasemapDispute *disputes;
  EpcWorldBox *ring_boxes;
  EpcWorldBox *area_boxes; /* of all its rings, far islands too */
  GHashTable *codes;       /* code → index + 1 */
  GMutex lock;             /* guards what follows */
  GHashTable *names;       /* "country/folded name" → index + 1, made at the first search */
  GHashTable *blocks;      /* names placed for a block of tiles: see epc-basemap-names.c */
  GQueue *block_order;
};

static inline guint32
epc_word (const guint32 *row, guint field)
{
  return GUINT32_FROM_LE (row[field]);
}

static inline const guint32 *
epc_arc_row (const EpcBasemap *basemap, guint index)
{
  return basemap->arc_rows + (gsize) index * ARC_WORDS;
}

static inline const char *
epc_basemap_string (const EpcBasemap *basemap, guint32 offset)
{
  return basemap->strings + offset;
}

/* One number of the point stream; the caller knows that it is whole. */
static inline guint32
epc_read_varint (const guint8 **at)
{
  guint32 value = 0;
  int shift = 0;

  for (;; shift += 7)
    {
      guint8 byte = *(*at)++;

      value |= (guint32) (byte & 127) << shift;
      if (byte < 128)
        return value;
    }
}

static inline gint32
epc_unzigzag (guint32 value)
{
  return (gint32) (value >> 1) ^ -(gint32) (value & 1);
}

/* 0 en, 1 es, 2 fr, 3 pt. */
guint epc_basemap_language (const char *language);
/* Draws the names of @n_tiles × @n_tiles tiles of one block, the first one at 0, 0. */
void epc_basemap_draw_tile_names (EpcBasemap *basemap, cairo_t *cr, guint z, gint64 x, gint64 y, int n_tiles, int size,
                                  const EpcBasemapOptions *options);
/* Frees the names placed for tiles. */
void epc_basemap_forget_blocks (EpcBasemap *basemap);

/* ------------------------------------------------------------------------------------------------------------- drawing */

/* Colours of the map (0xRRGGBB). */
typedef struct
{
  guint32 sea, shore, coast, land, neighbour, border, admin1, river, text, text_second, halo, dot;
} EpcBasemapColours;
const EpcBasemapColours *epc_basemap_colours (EpcMapTheme theme);

/* The lines of a basemap in the units of one drawing: an arc is decoded, projected and thinned once, when it is first asked for,
 * so that the two areas it parts get the very same points. */
typedef struct
{
  const EpcBasemap *basemap;
  EpcViewport viewport;
  guint grade;
  double shift;    /* world units added to every x: the world repeats */
  double view[4];  /* world units: x0, y0, x1, y1 of what is seen, widened by the margin */
  double reach[4]; /* the same, wider: beyond it points are dropped */
  double thin;     /* points nearer than this to the last are dropped */
  gint32 *slots;   /* arc → start in points, -1: not yet, -2: out of sight */
  GArray *points;  /* for each arc: its number of points (as x of a pair), then the pairs */
} EpcBasemapPen;

void epc_basemap_pen_init (EpcBasemapPen *pen, const EpcBasemap *basemap, const EpcViewport *viewport, double margin,
                           gboolean fine);
void epc_basemap_pen_clear (EpcBasemapPen *pen);
/* How often the world must be drawn, and the pen for the turn @turn (0 … n - 1). */
guint epc_basemap_pen_turns (const EpcBasemapPen *pen);
void epc_basemap_pen_turn (EpcBasemapPen *pen, guint turn);
gboolean epc_basemap_pen_sees (const EpcBasemapPen *pen, const EpcWorldBox *box);
/* Adds the outline of an area, or one arc, to the path. */
void epc_basemap_pen_area (EpcBasemapPen *pen, cairo_t *cr, guint area);
gboolean epc_basemap_pen_arc (EpcBasemapPen *pen, cairo_t *cr, guint arc, gboolean close);
/* The same with points of the arc that lie @apart, ends included. */
gboolean epc_basemap_pen_arc_thin (EpcBasemapPen *pen, cairo_t *cr, guint arc, gboolean close, double apart);
void epc_basemap_pen_xy (const EpcBasemapPen *pen, double world_x, double world_y, double *x, double *y);

/* Is the arc a line of this country (either side)? */
gboolean epc_basemap_arc_touches (const EpcBasemap *basemap, guint arc, const char *country);
