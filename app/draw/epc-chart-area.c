/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Areas: the parts of a stock at its dates, one on the other. Where a part is not known its sum is not either: that piece of time is
 * hatched, never drawn as if the part were zero.
 */
#include "epc-chart-private.h"

#include <math.h>

typedef struct
{
  EpcPlot *plot;
  EpcScale scale;
  double left, right, top, bottom;
  double *x;
} Area;

static double
y_of (const Area *area, double value)
{
  return area->bottom - (area->bottom - area->top) * (value - area->scale.low) / (area->scale.high - area->scale.low);
}

static gboolean
is_whole (const EpcChart *chart, guint c)
{
  guint n_missing;

  epc_chart_total (chart, c, &n_missing);
  return n_missing == 0;
}

/* Sum of the first @n parts; what is below zero does not stack. */
static double
sum_to (const EpcChart *chart, guint c, guint n)
{
  double sum = 0;

  for (guint s = 0; s < n; s++)
    sum += MAX (epc_chart_point (chart, s, c)->value, 0);
  return sum;
}

/* The dates from @from to @to, all of them whole: each part is one shape, so that no seam shows between its pieces. */
static void
draw_run (Area *area, guint from, guint to)
{
  EpcPlot *plot = area->plot;
  const EpcChart *chart = plot->chart;

  for (guint s = 0; s < chart->series->len; s++)
    {
      cairo_new_path (plot->cr);
      for (guint c = from; c <= to; c++)
        cairo_line_to (plot->cr, area->x[c], y_of (area, sum_to (chart, c, s + 1)));
      for (guint c = to + 1; c-- > from;)
        cairo_line_to (plot->cr, area->x[c], y_of (area, sum_to (chart, c, s)));
      cairo_close_path (plot->cr);
      epc_colour_set (plot->cr, epc_chart_series_colour (chart, s, plot->theme), 1);
      cairo_fill (plot->cr);
      for (guint c = from; s > 0 && c < to; c++)
        epc_shape_line (plot->cr, area->x[c], y_of (area, sum_to (chart, c, s)), area->x[c + 1], y_of (area, sum_to (chart, c + 1, s)), plot->theme->ground,
                        plot->theme->line_axis, NULL, 0);
    }
}

static void
place (Area *area)
{
  const EpcChart *chart = area->plot->chart;
  guint n = chart->categories->len, last = n - 1;
  gboolean is_dated = epc_chart_is_dated (chart) && epc_chart_category (chart, last)->days > epc_chart_category (chart, 0)->days;

  for (guint c = 0; c < n; c++)
    {
      double at = is_dated ? (double) (epc_chart_category (chart, c)->days - epc_chart_category (chart, 0)->days)
                                 / (double) (epc_chart_category (chart, last)->days - epc_chart_category (chart, 0)->days)
                  : n > 1  ? (double) c / last
                           : 0.5;

      area->x[c] = area->left + (area->right - area->left) * at;
    }
}

/* The whole at the last date, where it is known. */
static void
draw_last (Area *area, double end)
{
  const EpcChart *chart = area->plot->chart;
  guint last = chart->categories->len - 1, n_missing;
  double total = epc_chart_total (chart, last, &n_missing), leading = area->plot->theme->type[EPC_TYPE_AXIS_BOLD].leading;
  g_autofree char *text = NULL;

  if (n_missing > 0 || end <= 0)
    return;
  text = epc_chart_value_text (chart, total, EPC_POINT_PLAIN);
  epc_plot_label (area->plot, area->right + 4, CLAMP (y_of (area, sum_to (chart, last, chart->series->len)) - leading / 2, area->top - leading, area->bottom - leading), text,
                  &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD }, FALSE);
}

void
epc_chart_draw_area (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_AXIS].leading, axis = leading * 2 + 4, most = 0, end, tick;
  guint n = chart->categories->len, last = n - 1, n_missing;
  g_autofree double *x = g_new0 (double, n);
  Area area = { .plot = plot, .x = x, .top = plot->y + leading, .bottom = plot->y + plot->height - axis };

  if (area.bottom - area.top < leading * 2)
    return;
  for (guint c = 0; c < n; c++)
    most = is_whole (chart, c) ? MAX (most, sum_to (chart, c, chart->series->len)) : most;
  area.scale = epc_scale_for (0, most, (int) CLAMP ((area.bottom - area.top) / (leading * 2.5), 1, 5), !chart->is_percent && chart->decimals == 0);
  tick = epc_plot_tick_width (plot, &area.scale);
  g_autofree char *total = epc_chart_value_text (chart, epc_chart_total (chart, last, &n_missing), EPC_POINT_PLAIN);
  end = epc_type_width (plot->cr, theme, total, EPC_TYPE_AXIS_BOLD);
  end = end < plot->width * 0.2 ? end : 0;
  area.left = plot->x + tick + epc_plot_air (plot) + 4;
  area.right = plot->x + plot->width - end - 8;
  if (area.right - area.left < leading * 4)
    return;
  place (&area);
  epc_plot_grid (plot, &area.scale, area.left, area.right, area.top, area.bottom);
  for (guint c = 0; c + 1 < n;)
    {
      guint to = c;

      while (to + 1 < n && is_whole (chart, to) && is_whole (chart, to + 1))
        to++;
      if (to > c)
        draw_run (&area, c, to);
      else
        epc_plot_missing (plot, x[c], area.top, x[++to] - x[c], area.bottom - area.top);
      c = to;
    }
  for (guint c = 0; c < n; c++)
    for (guint s = 0; s < chart->series->len; s++)
      {
        double lower = is_whole (chart, c) ? y_of (&area, sum_to (chart, c, s)) : area.bottom;
        double upper = is_whole (chart, c) ? y_of (&area, sum_to (chart, c, s + 1)) : area.top;

        epc_plot_hit (plot, x[c] - theme->point_radius, upper, theme->point_radius * 2, MAX (lower - upper, 1), c, s);
      }
  epc_shape_line (plot->cr, area.left, area.bottom, area.right, area.bottom, theme->rule, theme->line_axis, NULL, 0);
  draw_last (&area, end);
  epc_plot_categories (plot, x, MAX ((area.right - area.left) / MAX (n - 1, 1u) * 1.5, leading * 6), 1, area.bottom + 3);
}
