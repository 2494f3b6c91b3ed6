/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bars standing up: for dates and other categories whose order matters. Zero is always on the axis.
 */
#include "epc-chart-private.h"

#include <math.h>

typedef struct
{
  EpcPlot *plot;
  EpcScale scale;
  double left, right, top, bottom;
  double slot;
} Columns;

static gboolean
is_stacked (const EpcChart *chart)
{
  return chart->kind == EPC_CHART_STACKED_BAR || chart->series->len == 1;
}

static EpcScale
scale_of (const EpcChart *chart, int n)
{
  double least = 0, most = 0;

  for (guint i = 0; i < chart->categories->len; i++)
    {
      double below = 0, above = 0;

      for (guint s = 0; s < chart->series->len; s++)
        {
          double value = epc_chart_point (chart, s, i)->value;

          if (isnan (value))
            continue;
          if (!is_stacked (chart))
            above = MAX (above, value), below = MIN (below, value);
          else if (value < 0)
            below += value;
          else
            above += value;
        }
      least = MIN (least, below);
      most = MAX (most, above);
    }
  return epc_scale_for (least, most, n, !chart->is_percent && chart->decimals == 0);
}

static double
y_of (const Columns *columns, double value)
{
  return columns->bottom
         - (columns->bottom - columns->top) * (value - columns->scale.low) / (columns->scale.high - columns->scale.low);
}

static void
draw_value (Columns *columns, double x, double y, const char *text, gboolean is_below, EpcType type)
{
  EpcPlot *plot = columns->plot;
  double leading = plot->theme->type[type].leading;

  epc_plot_label (plot, x, is_below ? y + 1 : y - leading, text, &(EpcTypeSetting){ .type = type, .align = EPC_ALIGN_CENTRE },
                  FALSE);
}

static void
draw_missing (Columns *columns, double x, double width, double base, guint category, guint series)
{
  double leading = columns->plot->theme->type[EPC_TYPE_AXIS].leading;
  double height = MIN (leading * 1.6, base - columns->top);

  epc_plot_missing (columns->plot, x, base - height, width, height);
  epc_plot_hit (columns->plot, x, base - height, width, MAX (height, 1), category, series);
}

static void
draw_stack (Columns *columns, guint category, double x, double width)
{
  EpcPlot *plot = columns->plot;
  const EpcChart *chart = plot->chart;
  double above = 0, below = 0;
  guint n_missing;
  double total = epc_chart_total (chart, category, &n_missing);

  for (guint s = 0; s < chart->series->len; s++)
    {
      const EpcChartPoint *point = epc_chart_point (chart, s, category);
      double from = point->value < 0 ? below : above;
      double y1 = y_of (columns, from), y2;

      if (isnan (point->value))
        continue;
      y2 = y_of (columns, from + point->value);
      epc_plot_bar (plot, x, MIN (y1, y2), width, fabs (y2 - y1), epc_chart_series_colour (chart, s, plot->theme), point->flags);
      if (from != 0 && fabs (y2 - y1) > 1.5)
        epc_shape_line (plot->cr, x, y1, x + width, y1, plot->theme->ground, plot->theme->line_axis, NULL, 0);
      epc_plot_hit (plot, x, MIN (y1, y2), width, MAX (fabs (y2 - y1), 1), category, s);
      if (point->value < 0)
        below += point->value;
      else
        above += point->value;
    }
  for (guint s = 0; s < chart->series->len; s++)
    if (isnan (epc_chart_point (chart, s, category)->value))
      draw_missing (columns, x, width, y_of (columns, above), category, s);
  if (!isnan (total) && n_missing == 0)
    {
      EpcPointFlags flags = chart->series->len == 1 ? epc_chart_point (chart, 0, category)->flags : EPC_POINT_PLAIN;
      g_autofree char *text = epc_chart_value_text (chart, total, flags);
      gboolean is_below = above == 0 && below < 0;

      /* Numbers over thin columns would run into their neighbours. */
      if (epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_AXIS_BOLD) <= columns->slot + 2)
        draw_value (columns, x + width / 2, y_of (columns, is_below ? below : above), text, is_below, EPC_TYPE_AXIS_BOLD);
    }
}

static void
draw_group (Columns *columns, guint category, double x, double width)
{
  EpcPlot *plot = columns->plot;
  const EpcChart *chart = plot->chart;
  double each = width / chart->series->len;

  for (guint s = 0; s < chart->series->len; s++)
    {
      const EpcChartPoint *point = epc_chart_point (chart, s, category);
      g_autofree char *text = epc_chart_value_text (chart, point->value, point->flags);
      double left = x + s * each, y0 = y_of (columns, 0), y;

      if (isnan (point->value))
        {
          draw_missing (columns, left, each * 0.92, y0, category, s);
          continue;
        }
      y = y_of (columns, point->value);
      epc_plot_bar (plot, left, MIN (y0, y), each * 0.92, fabs (y - y0), epc_chart_series_colour (chart, s, plot->theme),
                    point->flags);
      epc_plot_hit (plot, left, MIN (y0, y), each * 0.92, MAX (fabs (y - y0), 1), category, s);
      if (epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_TINY) <= each + 2)
        draw_value (columns, left + each * 0.46, y, text, point->value < 0, EPC_TYPE_TINY);
    }
}

/* Lines that the names take when each may be as wide as its slot; 1 when they are thinned out instead. */
static int
name_lines (const EpcPlot *plot, double slot)
{
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading;
  double tallest = leading;

  if (slot < leading * 4.5)
    return 1;
  for (guint i = 0; i < plot->chart->categories->len; i++)
    {
      EpcTypeSetting setting = { .type = EPC_TYPE_AXIS, .width = slot - epc_plot_air (plot), .lines = 3 };
      double height;

      if (epc_chart_category (plot->chart, i)->iso != NULL)
        return 1;
      epc_type_measure (plot->cr, plot->theme, epc_chart_category (plot->chart, i)->name, &setting, NULL, &height);
      tallest = MAX (tallest, height);
    }
  return (int) lround (tallest / leading);
}

void
epc_chart_draw_columns (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  guint n = chart->categories->len;
  double leading = theme->type[EPC_TYPE_AXIS].leading;
  double coverage = epc_chart_has_coverage (chart) ? leading + 1 : 0;
  double heading = coverage > 0 && chart->coverage_heading != NULL
                       ? epc_type_width (plot->cr, theme, chart->coverage_heading, EPC_TYPE_TINY)
                       : 0;
  gboolean has_months = FALSE;
  Columns columns = { .plot = plot };
  g_autofree double *x = g_new (double, n);
  double axis;
  int lines;

  for (guint i = 0; i < n; i++)
    has_months = has_months || (epc_chart_category (chart, i)->iso != NULL && epc_chart_category (chart, i)->is_named);
  lines = name_lines (plot, (plot->width - leading * 4) / n);
  axis = leading * MAX (lines, has_months ? 2 : 1) + 4;
  if (plot->height - axis - coverage < leading * 3)
    {
      axis = leading + 4;
      lines = 1;
      coverage = 0;
    }
  columns.bottom = plot->y + plot->height - axis - coverage;
  columns.top = MIN (plot->y + leading + 1, columns.bottom - leading);
  columns.scale = scale_of (chart, (int) CLAMP ((columns.bottom - columns.top) / (leading * 2.5), 1, 5));
  columns.left
      = plot->x + MAX (epc_plot_tick_width (plot, &columns.scale), MIN (heading, plot->width * 0.25)) + epc_plot_air (plot) + 3;
  columns.right = plot->x + plot->width - 1;
  columns.slot = MAX (columns.right - columns.left, 1) / n;
  /* Labels of the values below zero need their room too. */
  if (columns.scale.low < 0)
    columns.bottom -= leading;
  epc_plot_grid (plot, &columns.scale, columns.left, columns.right, columns.top, columns.bottom);
  for (guint i = 0; i < n; i++)
    {
      double width = MIN (columns.slot * (is_stacked (chart) ? 0.68 : 0.84), leading * (is_stacked (chart) ? 4 : 8));

      x[i] = columns.left + (i + 0.5) * columns.slot;
      if (is_stacked (chart))
        draw_stack (&columns, i, x[i] - width / 2, width);
      else
        draw_group (&columns, i, x[i] - width / 2, width);
    }
  epc_shape_line (plot->cr, columns.left, y_of (&columns, 0), columns.right, y_of (&columns, 0), theme->rule, theme->line_axis,
                  NULL, 0);
  if (columns.scale.low < 0)
    columns.bottom += leading;
  epc_plot_categories (plot, x, lines > 1 ? columns.slot - epc_plot_air (plot) : MAX (columns.slot, leading * 6), lines,
                       columns.bottom + 3);
  if (coverage > 0)
    epc_plot_coverage (plot, x, columns.left - epc_plot_air (plot) - 2, columns.bottom + axis);
}
