/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From where to where: a ribbon keeps the colour of its origin, heights on both sides are on one scale, and what stayed inside its own
 * area is drawn like the rest, because leaving it out would hide it.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

typedef struct
{
  EpcPlot *plot;
  double left, right, bar, scale;
  double *from_y, *to_y;         /* top of each node */
  double *from_sum, *to_sum;     /* people of each node */
} Sankey;

static double
people (const EpcChart *chart, guint to, guint from)
{
  double value = epc_chart_point (chart, to, from)->value;

  return isnan (value) || value < 0 ? 0 : value;
}

static EpcColour
colour_of (const EpcTheme *theme, guint origin)
{
  return theme->flow[MIN (origin, G_N_ELEMENTS (theme->flow) - 1)];
}

/* Gap between nodes so that all of them and their gaps fill the height; the scale that both sides take. */
static double
gap_for (double height, guint n)
{
  return n > 1 ? MIN (height * 0.35 / (n - 1), height * 0.03) : 0;
}

static void
place (double *y, const double *sums, guint n, double top, double height, double scale)
{
  double total = 0, gap;

  for (guint i = 0; i < n; i++)
    total += sums[i] * scale;
  gap = n > 1 ? (height - total) / (n - 1) : 0;
  gap = MIN (gap, height * 0.08);
  double used = total + gap * (n - 1), at = top + (height - used) / 2;
  for (guint i = 0; i < n; i++)
    {
      y[i] = at;
      at += sums[i] * scale + gap;
    }
}

static void
draw_ribbon (Sankey *sankey, guint from, guint to, double y1, double y2, double width)
{
  EpcPlot *plot = sankey->plot;
  double x1 = sankey->left + sankey->bar, x2 = sankey->right - sankey->bar, middle = (x1 + x2) / 2;

  cairo_new_path (plot->cr);
  cairo_move_to (plot->cr, x1, y1);
  cairo_curve_to (plot->cr, middle, y1, middle, y2, x2, y2);
  cairo_line_to (plot->cr, x2, y2 + width);
  cairo_curve_to (plot->cr, middle, y2 + width, middle, y1 + width, x1, y1 + width);
  cairo_close_path (plot->cr);
  epc_colour_set (plot->cr, colour_of (plot->theme, from), 0.55);
  cairo_fill (plot->cr);
  epc_plot_hit (plot, middle - plot->theme->point_radius * 2, (y1 + y2) / 2, plot->theme->point_radius * 4, MAX (width, 1), from, to);
}

/* Name and figure beside a node: at the left the figure stands below a tall node's name and before a low one's, at the right all
 * figures are one column. The largest come first; what finds no room is left out. */
static void
draw_name (Sankey *sankey, const char *name, double sum, double y, double width, gboolean is_left)
{
  EpcPlot *plot = sankey->plot;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, height = MAX (sum * sankey->scale, 0.5), middle = y + height / 2;
  g_autofree char *number = epc_chart_value_text (plot->chart, sum, EPC_POINT_PLAIN);
  double x = is_left ? sankey->left - 4 : sankey->right + 4, figure = epc_type_width (plot->cr, plot->theme, number, EPC_TYPE_AXIS);
  EpcAlign align = is_left ? EPC_ALIGN_RIGHT : EPC_ALIGN_LEFT;
  gboolean is_below = is_left && height > leading * 2;
  double room = is_below ? width : width - figure - 8, taken = MIN (epc_type_width (plot->cr, plot->theme, name, EPC_TYPE_AXIS_BOLD) + 1, room);
  double top = is_below ? middle - leading : middle - leading / 2;

  if (room < leading
      || !epc_plot_label (plot, is_left ? x - taken : x, top, name,
                          &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD, .align = align, .width = taken, .lines = 1 }, FALSE))
    return;
  epc_plot_label (plot, is_below ? x : is_left ? x - taken - 6 : x + width, is_below ? middle : top, number,
                  &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_RIGHT }, FALSE);
}

/* The next node by size: those already named are below zero. */
static int
largest (const double *sums, const gboolean *named, guint n)
{
  int found = -1;

  for (guint i = 0; i < n; i++)
    if (!named[i] && sums[i] > 0 && (found < 0 || sums[i] > sums[found]))
      found = (int) i;
  return found;
}

static void
draw_nodes (Sankey *sankey, gboolean is_left, double width)
{
  EpcPlot *plot = sankey->plot;
  const EpcChart *chart = plot->chart;
  guint n = is_left ? chart->categories->len : chart->series->len;
  const double *sums = is_left ? sankey->from_sum : sankey->to_sum, *y = is_left ? sankey->from_y : sankey->to_y;
  g_autofree gboolean *named = g_new0 (gboolean, MAX (n, 1u));
  int i;

  for (guint k = 0; k < n; k++)
    if (sums[k] > 0)
      epc_shape_box (plot->cr, is_left ? sankey->left : sankey->right - sankey->bar, y[k], sankey->bar, MAX (sums[k] * sankey->scale, 0.5),
                     is_left ? colour_of (plot->theme, k) : plot->theme->ink_second, 0, 0, 0);
  while ((i = largest (sums, named, n)) >= 0)
    {
      named[i] = TRUE;
      draw_name (sankey, is_left ? epc_chart_category (chart, (guint) i)->name : epc_chart_series (chart, (guint) i)->name, sums[i], y[i], width, is_left);
    }
}

static void
draw_ribbons (Sankey *sankey)
{
  const EpcChart *chart = sankey->plot->chart;
  guint n_from = chart->categories->len, n_to = chart->series->len;
  g_autofree double *used = g_new0 (double, n_to + 1);

  for (guint from = 0; from < n_from; from++)
    {
      double at = sankey->from_y[from];

      for (guint to = 0; to < n_to; to++)
        {
          double width = people (chart, to, from) * sankey->scale;

          if (width <= 0)
            continue;
          draw_ribbon (sankey, from, to, at, sankey->to_y[to] + used[to], width);
          at += width;
          used[to] += width;
        }
    }
}

void
epc_chart_draw_sankey (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, total = 0, width = MIN (plot->width * 0.26, leading * 13), head = leading + 3;
  guint n_from = chart->categories->len, n_to = chart->series->len;
  g_autofree double *sums = g_new0 (double, 2 * (n_from + n_to) + 1);
  Sankey sankey = { .plot = plot, .from_sum = sums, .to_sum = sums + n_from, .from_y = sums + n_from + n_to, .to_y = sums + 2 * n_from + n_to };
  double height = plot->height - head - leading;

  for (guint from = 0; from < n_from; from++)
    for (guint to = 0; to < n_to; to++)
      {
        sankey.from_sum[from] += people (chart, to, from);
        sankey.to_sum[to] += people (chart, to, from);
        total += people (chart, to, from);
      }
  if (total <= 0 || height < leading * 3 || plot->width < leading * 12)
    return;
  sankey.scale = MIN (height - gap_for (height, n_from) * (n_from - 1), height - gap_for (height, n_to) * (n_to - 1)) / total;
  sankey.left = plot->x + width + 4;
  sankey.right = plot->x + plot->width - width - 4;
  sankey.bar = MIN (leading, (sankey.right - sankey.left) * 0.06);
  place (sankey.from_y, sankey.from_sum, n_from, plot->y + head + leading / 2, height, sankey.scale);
  place (sankey.to_y, sankey.to_sum, n_to, plot->y + head + leading / 2, height, sankey.scale);
  epc_plot_label (plot, sankey.left - 4, plot->y, chart->category_heading, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_RIGHT, .colour = plot->theme->ink_caption }, FALSE);
  epc_plot_label (plot, sankey.right + 4, plot->y, epc_language_text (chart->language, N_ ("Displaced in")), &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .colour = plot->theme->ink_caption }, FALSE);
  draw_ribbons (&sankey);
  draw_nodes (&sankey, TRUE, width);
  draw_nodes (&sankey, FALSE, width);
}
