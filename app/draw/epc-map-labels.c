/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Greedy placement of names on an occupancy grid: see the header. The order of places tried and their costs are those of the
 * cartography the product follows: right of a point first, the middle of an area first.
 */
#include "draw/epc-map-labels.h"

#include "draw/epc-map-labels-private.h"

#include <math.h>
#include <string.h>

#define HARD 1
#define SOFT 2

struct _EpcMapLabels
{
  double x;
  double y;
  double width;
  double height;
  double cell;
  int columns;
  int rows;
  guint8 *cells;
};

EpcMapLabels *
epc_map_labels_new_with_cell (double x, double y, double width, double height, double cell)
{
  EpcMapLabels *labels = g_new0 (EpcMapLabels, 1);

  labels->x = x;
  labels->y = y;
  labels->width = CLAMP (width, 1, 20000);
  labels->height = CLAMP (height, 1, 20000);
  labels->cell = cell;
  labels->columns = (int) ceil (labels->width / cell) + 1;
  labels->rows = (int) ceil (labels->height / cell) + 1;
  labels->cells = g_malloc0 ((gsize) labels->columns * labels->rows);
  return labels;
}

EpcMapLabels *
epc_map_labels_new (double x, double y, double width, double height)
{
  return epc_map_labels_new_with_cell (x, y, width, height, 1.0);
}

void
epc_map_labels_free (EpcMapLabels *labels)
{
  if (!labels)
    return;
  g_free (labels->cells);
  g_free (labels);
}

/* Cells that the rectangle touches, cut to the grid. FALSE: none. */
static gboolean
cells_of (const EpcMapLabels *labels, double x, double y, double width, double height, int *c0, int *r0, int *c1, int *r1)
{
  double left = (x - labels->x) / labels->cell, top = (y - labels->y) / labels->cell;
  double right = left + width / labels->cell, bottom = top + height / labels->cell;

  if (!(right >= 0 && bottom >= 0 && left < labels->columns && top < labels->rows))
    return FALSE;
  *c0 = (int) MAX (left, 0);
  *r0 = (int) MAX (top, 0);
  *c1 = (int) MIN (right, labels->columns - 1);
  *r1 = (int) MIN (bottom, labels->rows - 1);
  return TRUE;
}

void
epc_map_labels_block (EpcMapLabels *labels, double x, double y, double width, double height)
{
  int c0, r0, c1, r1;

  if (!cells_of (labels, x, y, width, height, &c0, &r0, &c1, &r1))
    return;
  for (int r = r0; r <= r1; r++)
    for (int c = c0; c <= c1; c++)
      labels->cells[(gsize) r * labels->columns + c] |= HARD;
}

void
epc_map_labels_block_circle (EpcMapLabels *labels, double x, double y, double radius)
{
  int c0, r0, c1, r1;

  if (!cells_of (labels, x - radius, y - radius, 2 * radius, 2 * radius, &c0, &r0, &c1, &r1))
    return;
  for (int r = r0; r <= r1; r++)
    for (int c = c0; c <= c1; c++)
      if (hypot (labels->x + (c + 0.5) * labels->cell - x, labels->y + (r + 0.5) * labels->cell - y) <= radius + labels->cell / 2)
        labels->cells[(gsize) r * labels->columns + c] |= HARD;
}

void
epc_map_labels_soften (EpcMapLabels *labels, const double *points, gsize n_points)
{
  /* Scan lines through the middle of each row of cells, even-odd. */
  for (int r = 0; r < labels->rows; r++)
    {
      double y = labels->y + (r + 0.5) * labels->cell;
      g_autoptr (GArray) cuts = NULL;

      for (gsize i = 0, j = n_points - 1; i < n_points; j = i++)
        {
          double y1 = points[2 * j + 1], y2 = points[2 * i + 1], x;

          if ((y1 > y) == (y2 > y))
            continue;
          x = points[2 * j] + (points[2 * i] - points[2 * j]) * (y - y1) / (y2 - y1);
          if (!cuts)
            cuts = g_array_new (FALSE, FALSE, sizeof (double));
          for (guint k = 0;; k++)
            if (k == cuts->len || g_array_index (cuts, double, k) > x)
              {
                g_array_insert_val (cuts, k, x);
                break;
              }
        }
      for (guint k = 0; cuts && k + 1 < cuts->len; k += 2)
        {
          int c0, r0, c1, r1;
          double left = g_array_index (cuts, double, k), right = g_array_index (cuts, double, k + 1);

          if (cells_of (labels, left, y, right - left, 0, &c0, &r0, &c1, &r1))
            for (int c = c0; c <= c1; c++)
              labels->cells[(gsize) r * labels->columns + c] |= SOFT;
        }
    }
}

/* Share of soft cells in the rectangle, or -1 when a hard one is touched or it leaves the grid. */
static double
cost_of (const EpcMapLabels *labels, double x, double y, double width, double height)
{
  int c0, r0, c1, r1, soft = 0;

  if (x < labels->x + 1 || y < labels->y + 1 || x + width > labels->x + labels->width - 1
      || y + height > labels->y + labels->height - 1 || !cells_of (labels, x, y, width, height, &c0, &r0, &c1, &r1))
    return -1;
  for (int r = r0; r <= r1; r++)
    for (int c = c0; c <= c1; c++)
      {
        guint8 cell = labels->cells[(gsize) r * labels->columns + c];

        if (cell & HARD)
          return -1;
        soft += cell & SOFT ? 1 : 0;
      }
  return (double) soft / ((c1 - c0 + 1) * (r1 - r0 + 1));
}

gboolean
epc_map_labels_is_clear (const EpcMapLabels *labels, double x, double y, double width, double height)
{
  return cost_of (labels, x, y, width, height) == 0;
}

gboolean
epc_map_labels_is_free (const EpcMapLabels *labels, double x, double y, double width, double height)
{
  return cost_of (labels, x, y, width, height) >= 0;
}

gboolean
epc_map_labels_place (EpcMapLabels *labels, double x, double y, double width, double height, double symbol, double spread,
                      double max_soft, double *left, double *top)
{
  return epc_map_labels_place_where (labels, x, y, width, height, symbol, spread, max_soft, NULL, NULL, left, top);
}

gboolean
epc_map_labels_place_where (EpcMapLabels *labels, double x, double y, double width, double height, double symbol, double spread,
                            double max_soft, EpcMapLabelsAllowed allowed, gpointer data, double *left, double *top)
{
  static const double point[8][2] = { { 1, 0 }, { 1, -1 }, { 1, 1 }, { -1, 0 }, { 0, -1 }, { 0, 1 }, { -1, -1 }, { -1, 1 } };
  static const double area[17][2]
      = { { 0, 0 },   { 0, -.8 },  { 0, .8 }, { .25, -.4 }, { -.25, -.4 }, { .25, .6 }, { -.25, .6 }, { 0, -1.5 }, { 0, 1.5 },
          { .45, 0 }, { -.45, 0 }, { .5, 1 }, { -.5, 1 },   { .5, -1 },    { -.5, -1 }, { 0, 2.1 },   { 0, -2.1 } };
  guint n = symbol >= 0 ? G_N_ELEMENTS (point) : symbol < -1 ? 7 : G_N_ELEMENTS (area);
  double best = INFINITY;

  for (guint i = 0; i < n; i++)
    {
      double cx, cy, cost;

      if (symbol >= 0)
        {
          double dx = point[i][0], dy = point[i][1], r = symbol + 3.2;

          cx = x + dx * (r + width / 2) * (dy == 0 ? 1 : .86);
          cy = y + dy * (r + height / 2) * (dx == 0 ? 1 : .8);
        }
      else
        {
          cx = x + area[i][0] * spread * .8;
          cy = y + area[i][1] * height;
        }
      cost = cost_of (labels, cx - width / 2 - .8, cy - height / 2 - .3, width + 1.6, height + .6);
      if (cost < 0 || cost >= max_soft + 1e-9 || cost + i * .006 >= best || (allowed && !allowed (cx, cy, data)))
        continue;
      best = cost + i * .006;
      *left = cx - width / 2;
      *top = cy - height / 2;
    }
  if (!isfinite (best))
    return FALSE;
  epc_map_labels_block (labels, *left - .8, *top - .3, width + 1.6, height + .6);
  return TRUE;
}
