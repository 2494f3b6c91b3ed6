/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From the arcs of the basemap to paths on a drawing: decoding, projection, clipping and thinning.
 */
#include "draw/epc-basemap-private.h"

#include <math.h>
#include <string.h>

typedef struct
{
  double x;
  double y;
} Point;

/* Cairo keeps coordinates in 24.8 fixed point; stay well inside. */
#define FARTHEST 4.0e6

void
epc_basemap_pen_xy (const EpcBasemapPen *pen, double world_x, double world_y, double *x, double *y)
{
  const EpcViewport *v = &pen->viewport;
  double u = (world_x + pen->shift) / EPC_BASEMAP_WORLD, w = world_y / EPC_BASEMAP_WORLD;

  if (v->kind == EPC_PROJECTION_WEB_MERCATOR)
    {
      *x = v->x + v->width / 2 + ((u - 0.5) * EPC_EARTH_EQUATOR - v->center_x) * v->scale;
      *y = v->y + v->height / 2 - ((0.5 - w) * EPC_EARTH_EQUATOR - v->center_y) * v->scale;
    }
  else
    {
      double lon, lat;

      epc_mercator_to_lonlat (u, w, &lon, &lat);
      epc_viewport_xy (v, lon, lat, x, y);
    }
  *x = CLAMP (*x, -FARTHEST, FARTHEST);
  *y = CLAMP (*y, -FARTHEST, FARTHEST);
}

void
epc_basemap_pen_init (EpcBasemapPen *pen, const EpcBasemap *basemap, const EpcViewport *viewport, double margin, gboolean fine)
{
  EpcMapBox box;
  double zoom = epc_viewport_zoom (viewport) + (fine ? 0.8 : 0), wide, high;

  *pen = (EpcBasemapPen){ .basemap = basemap, .viewport = *viewport, .thin = fine ? 0.15 : 0.35 };
  pen->grade = zoom <= 4.75 ? 2 : zoom <= 7.6 ? 1 : 0;
  epc_viewport_box (viewport, margin, &box);
  epc_mercator_from_lonlat (box.west, box.north, &pen->view[0], &pen->view[1]);
  epc_mercator_from_lonlat (box.east, box.south, &pen->view[2], &pen->view[3]);
  for (int i = 0; i < 4; i++)
    pen->view[i] *= EPC_BASEMAP_WORLD;
  wide = (pen->view[2] - pen->view[0]) * 0.25 + 1;
  high = (pen->view[3] - pen->view[1]) * 0.25 + 1;
  pen->reach[0] = pen->view[0] - wide;
  pen->reach[1] = pen->view[1] - high;
  pen->reach[2] = pen->view[2] + wide;
  pen->reach[3] = pen->view[3] + high;
  pen->slots = g_new (gint32, MAX (basemap->n_arcs, 1));
  pen->points = g_array_new (FALSE, FALSE, sizeof (Point));
  epc_basemap_pen_turn (pen, 0);
}

void
epc_basemap_pen_clear (EpcBasemapPen *pen)
{
  g_clear_pointer (&pen->slots, g_free);
  if (pen->points)
    g_array_free (pen->points, TRUE);
  pen->points = NULL;
}

static double
first_turn (const EpcBasemapPen *pen)
{
  return floor (pen->view[0] / EPC_BASEMAP_WORLD);
}

guint
epc_basemap_pen_turns (const EpcBasemapPen *pen)
{
  double n = floor (pen->view[2] / EPC_BASEMAP_WORLD) - first_turn (pen) + 1;

  /* Other projections do not repeat; a window wider than five worlds is not worth more. */
  return pen->viewport.kind == EPC_PROJECTION_WEB_MERCATOR ? (guint) CLAMP (n, 1, 5) : 1;
}

void
epc_basemap_pen_turn (EpcBasemapPen *pen, guint turn)
{
  pen->shift = pen->viewport.kind == EPC_PROJECTION_WEB_MERCATOR ? (first_turn (pen) + turn) * EPC_BASEMAP_WORLD : 0;
  memset (pen->slots, 0xff, sizeof (gint32) * pen->basemap->n_arcs);
  g_array_set_size (pen->points, 0);
}

gboolean
epc_basemap_pen_sees (const EpcBasemapPen *pen, const EpcWorldBox *box)
{
  return box->x0 + pen->shift <= pen->view[2] && box->x1 + pen->shift >= pen->view[0] && box->y0 <= pen->view[3]
         && box->y1 >= pen->view[1];
}

static guint
side_of (const EpcBasemapPen *pen, double x, double y)
{
  return (x < pen->reach[0] ? 1u : x > pen->reach[2] ? 2u : 0u) | (y < pen->reach[1] ? 4u : y > pen->reach[3] ? 8u : 0u);
}

/* Decodes the arc into the pen: points that lie with both neighbours beyond one edge go, and those too near to the last one.
 * Lines that may be dashed keep all, so that the dashes of two tiles meet. */
static void
load_arc (EpcBasemapPen *pen, guint arc)
{
  const guint32 *row = epc_arc_row (pen->basemap, arc);
  guint n = epc_word (row, ARC_GRADES + 2 * pen->grade + 1), start = pen->points->len, before = 0, side = 0;
  const guint8 *at = pen->basemap->points + epc_word (row, ARC_GRADES + 2 * pen->grade);
  gint64 wx = 0, wy = 0, held_x = 0, held_y = 0;
  guint32 kind = epc_word (row, ARC_KIND) & 255;
  gboolean holding = FALSE, whole = kind == EPC_ARC_ADMIN1 || kind == EPC_ARC_BORDER || kind == EPC_ARC_DISPUTED;
  Point last = { 0, 0 }, head = { 0, 0 };

  pen->slots[arc] = (gint32) start;
  g_array_append_val (pen->points, head);
  for (guint i = 0; i <= n; i++)
    {
      guint now = 0;

      if (i < n)
        {
          guint32 a = epc_read_varint (&at), b = epc_read_varint (&at);

          wx = i ? wx + epc_unzigzag (a) : (gint64) a;
          wy = i ? wy + epc_unzigzag (b) : (gint64) b;
          now = side_of (pen, wx + pen->shift, wy);
        }
      if (holding && (i == n || i == 1 || whole || !(before & side & now)))
        {
          Point p;
          gboolean is_end = i == n || i == 1;

          epc_basemap_pen_xy (pen, held_x, held_y, &p.x, &p.y);
          if (is_end || fabs (p.x - last.x) + fabs (p.y - last.y) >= pen->thin)
            {
              g_array_append_val (pen->points, p);
              last = p;
              before = side;
            }
        }
      holding = i < n;
      held_x = wx;
      held_y = wy;
      side = now;
    }
  g_array_index (pen->points, Point, start).x = pen->points->len - start - 1;
}

/* The points of an arc, or NULL when it is out of sight. */
static const Point *
arc_points (EpcBasemapPen *pen, guint arc, guint *n)
{
  if (pen->slots[arc] == -1)
    {
      const guint32 *row = epc_arc_row (pen->basemap, arc);
      EpcWorldBox box
          = { epc_word (row, ARC_BOX), epc_word (row, ARC_BOX + 1), epc_word (row, ARC_BOX + 2), epc_word (row, ARC_BOX + 3) };

      if (epc_basemap_pen_sees (pen, &box) && epc_word (row, ARC_GRADES + 2 * pen->grade + 1) > 0)
        load_arc (pen, arc);
      else
        pen->slots[arc] = -2;
    }
  if (pen->slots[arc] < 0)
    return NULL;
  *n = (guint) g_array_index (pen->points, Point, pen->slots[arc]).x;
  return &g_array_index (pen->points, Point, pen->slots[arc] + 1);
}

gboolean
epc_basemap_pen_arc (EpcBasemapPen *pen, cairo_t *cr, guint arc, gboolean close)
{
  return epc_basemap_pen_arc_thin (pen, cr, arc, close, 0);
}

gboolean
epc_basemap_pen_arc_thin (EpcBasemapPen *pen, cairo_t *cr, guint arc, gboolean close, double apart)
{
  guint n = 0;
  const Point *p = arc_points (pen, arc, &n), *last = p;

  if (!p || n < 2)
    return FALSE;
  cairo_move_to (cr, p[0].x, p[0].y);
  for (guint i = 1; i < n; i++)
    if (i == n - 1 || fabs (p[i].x - last->x) + fabs (p[i].y - last->y) >= apart)
      {
        cairo_line_to (cr, p[i].x, p[i].y);
        last = &p[i];
      }
  if (close)
    cairo_close_path (cr);
  return TRUE;
}

/* Where an arc begins in the sense of a ring, without decoding it. */
static void
arc_start (const EpcBasemapPen *pen, gint32 ref, double *x, double *y)
{
  const guint32 *row = epc_arc_row (pen->basemap, ref < 0 ? ~ref : ref);

  if (ref < 0)
    epc_basemap_pen_xy (pen, epc_word (row, ARC_END), epc_word (row, ARC_END + 1), x, y);
  else if (epc_word (row, ARC_GRADES + 1) > 0)
    {
      const guint8 *at = pen->basemap->points + epc_word (row, ARC_GRADES);
      guint32 wx = epc_read_varint (&at), wy = epc_read_varint (&at);

      epc_basemap_pen_xy (pen, wx, wy, x, y);
    }
}

static void
pen_ring (EpcBasemapPen *pen, cairo_t *cr, const guint32 *ring)
{
  for (guint k = 0; k < epc_word (ring, RING_N); k++)
    {
      gint32 ref = (gint32) epc_word (pen->basemap->arc_refs, epc_word (ring, RING_FIRST) + k);
      guint n = 0;
      const Point *p = arc_points (pen, ref < 0 ? ~ref : ref, &n);

      if (!p)
        {
          double x = 0, y = 0;

          arc_start (pen, ref, &x, &y);
          cairo_line_to (cr, x, y);
        }
      else if (ref >= 0)
        for (guint i = 0; i < n; i++)
          cairo_line_to (cr, p[i].x, p[i].y);
      else
        for (guint i = n; i-- > 0;)
          cairo_line_to (cr, p[i].x, p[i].y);
    }
  cairo_close_path (cr);
}

void
epc_basemap_pen_area (EpcBasemapPen *pen, cairo_t *cr, guint area)
{
  const guint32 *row = pen->basemap->area_rows + (gsize) area * AREA_WORDS;

  if (!epc_basemap_pen_sees (pen, &pen->basemap->area_boxes[area]))
    return;
  for (guint r = 0; r < epc_word (row, AREA_N_RINGS); r++)
    {
      guint ring = epc_word (row, AREA_RING) + r;

      if (!epc_basemap_pen_sees (pen, &pen->basemap->ring_boxes[ring]))
        continue;
      cairo_new_sub_path (cr);
      pen_ring (pen, cr, pen->basemap->ring_rows + (gsize) ring * RING_WORDS);
    }
}

gboolean
epc_basemap_arc_touches (const EpcBasemap *basemap, guint arc, const char *country)
{
  const guint32 *row = epc_arc_row (basemap, arc);
  guint32 left = epc_word (row, ARC_LEFT), right = epc_word (row, ARC_RIGHT);

  return (left != EPC_BASEMAP_NONE && strcmp (basemap->areas[left].country, country) == 0)
         || (right != EPC_BASEMAP_NONE && strcmp (basemap->areas[right].country, country) == 0);
}
