/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines of outlines that are not the base map's: strong between two parents (departments above communes), the coast, the border with
 * a neighbour. Each edge is drawn once. Outlines that share their edges point by point, as boundary files do, give whole lines.
 */
#include "draw/epc-map-private.h"

#include <math.h>
#include <string.h>

/* An edge by its ends in millionths of a degree (a tenth of a metre), the smaller end first. */
typedef struct
{
  gint32 ends[4];
} Edge;

typedef enum
{
  LINE_NONE = 0, /* inside one parent: the thin white line says it */
  LINE_PARENT,
  LINE_COAST,
  LINE_BORDER,
  LINE_DISPUTED,
} Line;

static guint
edge_hash (gconstpointer key)
{
  const Edge *edge = key;
  guint hash = 2166136261u;

  for (guint i = 0; i < 4; i++)
    hash = (hash ^ (guint) edge->ends[i]) * 16777619u;
  return hash;
}

static gboolean
edge_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Edge)) == 0;
}

static Edge
edge_of (const double *a, const double *b)
{
  Edge edge = { { (gint32) lrint (a[0] * 1e6), (gint32) lrint (a[1] * 1e6), (gint32) lrint (b[0] * 1e6), (gint32) lrint (b[1] * 1e6) } };

  if (edge.ends[0] > edge.ends[2] || (edge.ends[0] == edge.ends[2] && edge.ends[1] > edge.ends[3]))
    edge = (Edge){ { edge.ends[2], edge.ends[3], edge.ends[0], edge.ends[1] } };
  return edge;
}

typedef struct
{
  EpcMapRender *render;
  GHashTable *seen;    /* Edge → shape + 1, or -1 - shape once a second one has it */
  GHashTable *parents; /* Edge → itself: two parents meet */
  GHashTable *cells;   /* of 1/50 degree → LINE_COAST, or LINE_BORDER or LINE_DISPUTED beside a neighbour */
  GHashTable *disputed; /* country codes of neighbours with whom the border is not agreed on */
  EpcMapBox view;       /* what is drawn: two shapes that share an edge in it both reach into it */
} Lines;

/* Which neighbours dispute a border of the country in focus. */
static GHashTable *
disputed_neighbours (const EpcMapRender *render)
{
  const EpcBasemap *basemap = render->basemap;
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; render->focus && i < basemap->n_arcs; i++)
    {
      const guint32 *row = epc_arc_row (basemap, i);
      guint32 sides[2] = { epc_word (row, ARC_LEFT), epc_word (row, ARC_RIGHT) };

      if ((epc_word (row, ARC_KIND) & 255) != EPC_ARC_DISPUTED || !epc_basemap_arc_touches (basemap, i, render->focus))
        continue;
      for (guint k = 0; k < 2; k++)
        if (sides[k] != EPC_BASEMAP_NONE && strcmp (basemap->areas[sides[k]].country, render->focus) != 0)
          g_hash_table_add (set, (gpointer) basemap->areas[sides[k]].country);
    }
  return set;
}

/* Whether land of another country lies some kilometres to a side: boundary files and the base map run up to four apart. */
static Line
outer_line (Lines *self, const double *a, const double *b)
{
  double lon = (a[0] + b[0]) / 2, lat = (a[1] + b[1]) / 2, dx = b[0] - a[0], dy = b[1] - a[1], length = MAX (hypot (dx, dy), 1e-12);
  gint64 cell = (gint64) floor (lon * 50) * 100000 + (gint64) floor (lat * 50);
  Line known = (Line) GPOINTER_TO_UINT (g_hash_table_lookup (self->cells, &cell));

  if (known == LINE_NONE)
    {
      known = LINE_COAST;
      for (int side = -1; side <= 1; side += 2)
        {
          const EpcBasemapArea *area = epc_basemap_area_containing (self->render->basemap, lon + side * dy / length * 0.05,
                                                                    lat - side * dx / length * 0.05);
          if (area && self->render->focus && strcmp (area->country, self->render->focus) != 0)
            known = g_hash_table_contains (self->disputed, area->country) ? LINE_DISPUTED : LINE_BORDER;
        }
      g_hash_table_insert (self->cells, g_memdup2 (&cell, sizeof cell), GUINT_TO_POINTER (known));
    }
  return known;
}

static void
count_edges (Lines *self, guint index)
{
  const GArray *shapes = self->render->map->shapes;
  const EpcMapShape *shape = &g_array_index (shapes, EpcMapShape, index);
  const double *p = shape->rings;

  for (guint r = 0; r < shape->n_rings; p += 2 * shape->ring_sizes[r], r++)
    for (guint i = 0; i + 1 < shape->ring_sizes[r]; i++)
      {
        Edge edge = edge_of (p + 2 * i, p + 2 * i + 2);
        int other = GPOINTER_TO_INT (g_hash_table_lookup (self->seen, &edge));
        Edge *key = g_memdup2 (&edge, sizeof edge);

        if (other > 0 && g_strcmp0 (g_array_index (shapes, EpcMapShape, other - 1).parent, shape->parent) != 0)
          g_hash_table_add (self->parents, g_memdup2 (&edge, sizeof edge));
        g_hash_table_insert (self->seen, key, GINT_TO_POINTER (other == 0 ? (int) index + 1 : -1 - (int) index));
      }
}

static Line
line_of (Lines *self, const double *a, const double *b)
{
  Edge edge = edge_of (a, b);

  if (g_hash_table_contains (self->parents, &edge))
    return LINE_PARENT;
  if (GPOINTER_TO_INT (g_hash_table_lookup (self->seen, &edge)) < 0)
    return LINE_NONE;
  return outer_line (self, a, b);
}

/* The edges of one kind as one path. */
static void
trace (Lines *self, Line kind)
{
  const GArray *shapes = self->render->map->shapes;
  cairo_t *cr = self->render->cr;

  cairo_new_path (cr);
  for (guint s = 0; s < shapes->len; s++)
    {
      const EpcMapShape *shape = &g_array_index (shapes, EpcMapShape, s);
      const double *p = shape->rings;

      if (!epc_map_shape_is_seen (shape, &self->view))
        continue;
      for (guint r = 0; r < shape->n_rings; p += 2 * shape->ring_sizes[r], r++)
        for (guint i = 0, is_open = FALSE; i + 1 < shape->ring_sizes[r]; i++)
          {
            const double *a = p + 2 * i, *b = a + 2;
            double x, y;

            if (line_of (self, a, b) != kind)
              {
                is_open = FALSE;
                continue;
              }
            if (!is_open)
              {
                epc_viewport_xy (&self->render->view, a[0], a[1], &x, &y);
                cairo_move_to (cr, CLAMP (x, -4e6, 4e6), CLAMP (y, -4e6, 4e6));
              }
            epc_viewport_xy (&self->render->view, b[0], b[1], &x, &y);
            cairo_line_to (cr, CLAMP (x, -4e6, 4e6), CLAMP (y, -4e6, 4e6));
            is_open = TRUE;
          }
    }
}

static void
stroke (const EpcMapRender *render, EpcColour colour, double width, const double *dash, int n_dash)
{
  double scale = render->unit * render->lines, scaled[4];

  for (int i = 0; i < n_dash; i++)
    scaled[i] = dash[i] * scale;
  cairo_set_dash (render->cr, scaled, n_dash, 0);
  cairo_set_line_join (render->cr, CAIRO_LINE_JOIN_ROUND);
  epc_colour_set (render->cr, colour, 1);
  cairo_set_line_width (render->cr, width * scale);
  cairo_stroke (render->cr);
  cairo_set_dash (render->cr, NULL, 0, 0);
}

void
epc_map_draw_lines (EpcMapRender *render)
{
  static const double dash[] = { 8, 2.2, 1.6, 2.2 }, disputed[] = { 2.6, 2.2 };
  Lines self = { render, g_hash_table_new_full (edge_hash, edge_equal, g_free, NULL),
                 g_hash_table_new_full (edge_hash, edge_equal, g_free, NULL),
                 g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL), disputed_neighbours (render), { 0 } };
  gboolean dark = render->map->theme == EPC_MAP_THEME_DARK;

  epc_viewport_box (&render->view, 4 * render->unit, &self.view);
  for (guint i = 0; i < render->map->shapes->len; i++)
    if (epc_map_shape_is_seen (&g_array_index (render->map->shapes, EpcMapShape, i), &self.view))
      count_edges (&self, i);
  trace (&self, LINE_COAST);
  stroke (render, epc_basemap_colours (render->map->theme)->coast, 0.6, NULL, 0);
  trace (&self, LINE_PARENT);
  stroke (render, dark ? 0x0b141d : 0x22364f, 1.05, NULL, 0);
  trace (&self, LINE_BORDER);
  stroke (render, render->theme->ink, 1.4, dash, 4);
  trace (&self, LINE_DISPUTED);
  stroke (render, render->theme->ink, 0.9, disputed, 2);
  g_hash_table_unref (self.seen);
  g_hash_table_unref (self.parents);
  g_hash_table_unref (self.cells);
  g_hash_table_unref (self.disputed);
}
