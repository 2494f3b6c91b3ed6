/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bars lying down: one row a category, all from one zero. The value stands at the end, a part's value inside only where it fits.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

typedef struct
{
  EpcPlot *plot;
  double label_width;
  double zero;  /* x of zero */
  double scale; /* points per unit */
  double pitch; /* from row to row */
  double stub;  /* length of a missing bar */
  gboolean has_values;
  guint n_shown;
} Rows;

static gboolean
is_grouped (const EpcChart *chart)
{
  return chart->kind != EPC_CHART_STACKED_BAR && chart->series->len > 1;
}

/* Sums of the negative and of the positive values of a row: where its bars end. */
static void
reach_of (const EpcChart *chart, guint category, double *least, double *most)
{
  double below = 0, above = 0;

  for (guint s = 0; s < chart->series->len; s++)
    {
      double value = epc_chart_point (chart, s, category)->value;

      if (isnan (value))
        continue;
      if (is_grouped (chart))
        {
          below = MIN (below, value);
          above = MAX (above, value);
        }
      else if (value < 0)
        below += value;
      else
        above += value;
    }
  *least = below;
  *most = above;
}

/* What stands at the end of the row (stacked and single), or of one bar of a group. */
static char *
end_text (const EpcChart *chart, guint category, guint series)
{
  const EpcChartPoint *point = epc_chart_point (chart, series, category);
  guint n_missing;
  double total;

  if (chart->series->len == 1 || is_grouped (chart))
    return epc_chart_value_text (chart, point->value, point->flags);
  total = epc_chart_total (chart, category, &n_missing);
  if (n_missing > 0 && !isnan (total))
    {
      g_autofree char *text = epc_chart_value_text (chart, total, EPC_POINT_PLAIN);

      return g_strconcat ("≥ ", text, NULL);
    }
  return epc_chart_value_text (chart, total, EPC_POINT_PLAIN);
}

static double
least_pitch (const EpcPlot *plot)
{
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading;

  return is_grouped (plot->chart) ? plot->chart->series->len * leading * 0.85 + 3 : leading;
}

/* Width for the bars themselves beside names and values. */
static double
bar_room (const Rows *rows, double value, gboolean both_sides)
{
  return MAX (rows->plot->width - rows->label_width - 6 - (value + 5) * (both_sides ? 2 : 1), 1);
}

static void
measure_rows (Rows *rows)
{
  EpcPlot *plot = rows->plot;
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading;
  double least = 0, most = 0, label = 0, value = 0, rest = 0, room;
  guint n = chart->categories->len;

  rows->n_shown = n;
  if (n * least_pitch (plot) > plot->height)
    {
      rest = plot->height - leading - 2 >= least_pitch (plot) ? leading + 2 : 0;
      rows->n_shown = (guint) MAX ((plot->height - rest) / least_pitch (plot), 1);
    }
  for (guint i = 0; i < rows->n_shown; i++)
    {
      double low, high;

      reach_of (chart, i, &low, &high);
      least = MIN (least, low);
      most = MAX (most, high);
      label = MAX (label, epc_type_width (plot->cr, plot->theme, epc_chart_category (chart, i)->name, EPC_TYPE_AXIS));
      for (guint s = 0; s < chart->series->len; s++)
        {
          g_autofree char *text = end_text (chart, i, s);

          value = MAX (value, epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_AXIS_BOLD));
        }
    }
  /* Rows too low for a second line give a long name more of the width before it is cut. */
  rows->label_width = MIN (label + 1, plot->width * (plot->height / rows->n_shown < leading * 2 ? 0.52 : 0.42));
  rows->has_values = TRUE;
  room = bar_room (rows, value, least < 0);
  if (room < plot->width * 0.2)
    {
      rows->label_width = MIN (rows->label_width, plot->width * 0.3);
      room = bar_room (rows, value, least < 0);
    }
  if (room < plot->width * 0.12)
    {
      /* Bars tell more than numbers without bars. */
      rows->has_values = FALSE;
      room = bar_room (rows, value = 0, least < 0);
    }
  rows->stub = MIN (leading * 1.6, room);
  rows->scale = most > least ? room / (most - least) : 0;
  rows->zero = plot->x + rows->label_width + 5 + (least < 0 ? value + 5 - least * rows->scale : 0);
  rows->pitch = plot->height / n;
  if (rows->n_shown < n)
    rows->pitch = (plot->height - rest) / rows->n_shown;
  rows->pitch = MIN (rows->pitch, leading * (is_grouped (chart) ? 1.6 * chart->series->len + 1 : 3.6));
}

static void
draw_label (Rows *rows, guint i, double y)
{
  EpcPlot *plot = rows->plot;
  const char *name = epc_chart_category (plot->chart, i)->name;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading;
  EpcTypeSetting setting = {
    .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_RIGHT, .width = rows->label_width, .lines = MAX ((int) (rows->pitch / leading), 1)
  };
  double height;

  epc_type_measure (plot->cr, plot->theme, name, &setting, NULL, &height);
  epc_plot_label (plot, plot->x, y + (rows->pitch - height) / 2, name, &setting, TRUE);
}

static void
draw_end (Rows *rows, double x, double y, double height, const char *text, gboolean is_negative)
{
  EpcPlot *plot = rows->plot;
  double leading = plot->theme->type[EPC_TYPE_AXIS_BOLD].leading;

  if (!rows->has_values)
    return;
  epc_plot_label (plot, is_negative ? x - 4 : x + 4, y + (height - leading) / 2, text,
                  &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD, .align = is_negative ? EPC_ALIGN_RIGHT : EPC_ALIGN_LEFT }, TRUE);
}

/* One bar of a group, or the only one of a row. */
static void
draw_single (Rows *rows, guint category, guint series, double y, double height)
{
  EpcPlot *plot = rows->plot;
  const EpcChartPoint *point = epc_chart_point (plot->chart, series, category);
  g_autofree char *text = end_text (plot->chart, category, series);
  double length = isnan (point->value) ? 0 : point->value * rows->scale;
  double left = rows->zero + MIN (length, 0);

  if (isnan (point->value))
    {
      double stub = MIN (rows->stub, plot->page_width - rows->zero - 6);

      epc_plot_missing (plot, rows->zero, y, stub, height);
      draw_end (rows, rows->zero + MAX (stub, 0), y, height, text, FALSE);
      epc_plot_hit (plot, rows->zero, y, MAX (stub, 1), height, category, series);
      return;
    }
  epc_plot_bar (plot, left, y, fabs (length), height, epc_chart_series_colour (plot->chart, series, plot->theme), point->flags);
  draw_end (rows, rows->zero + length, y, height, text, point->value < 0);
  epc_plot_hit (plot, left, y, MAX (fabs (length), 1), height, category, series);
}

static void
draw_part_value (Rows *rows, const char *text, double x, double y, double width, double height, EpcColour fill)
{
  EpcPlot *plot = rows->plot;
  double leading = plot->theme->type[EPC_TYPE_TINY].leading;

  if (height < leading * 0.9 || epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_TINY) > width - 5)
    return;
  epc_plot_label (plot, x + width / 2, y + (height - leading) / 2, text,
                  &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .align = EPC_ALIGN_CENTRE, .colour = epc_colour_on (fill) }, FALSE);
}

static void
draw_stack (Rows *rows, guint category, double y, double height)
{
  EpcPlot *plot = rows->plot;
  const EpcChart *chart = plot->chart;
  double above = rows->zero, below = rows->zero;
  g_autofree char *total = end_text (chart, category, 0);

  for (guint s = 0; s < chart->series->len; s++)
    {
      const EpcChartPoint *point = epc_chart_point (chart, s, category);
      double length = isnan (point->value) ? 0 : fabs (point->value) * rows->scale;
      double left = point->value < 0 ? below - length : above;
      EpcColour colour = epc_chart_series_colour (chart, s, plot->theme);
      g_autofree char *text = epc_chart_value_text (chart, point->value, point->flags);

      if (isnan (point->value))
        continue;
      epc_plot_bar (plot, left, y, length, height, colour, point->flags);
      /* Parts of like lightness must stay two parts in grey. */
      if (left > rows->zero + 1 && length > 1.5)
        epc_shape_line (plot->cr, left, y, left, y + height, plot->theme->ground, plot->theme->line_axis, NULL, 0);
      draw_part_value (rows, text, left, y, length, height, colour);
      epc_plot_hit (plot, left, y, MAX (length, 1), height, category, s);
      if (point->value < 0)
        below -= length;
      else
        above += length;
    }
  for (guint s = 0; s < chart->series->len; s++)
    if (isnan (epc_chart_point (chart, s, category)->value))
      {
        /* Missing parts follow the known ones, hatched, as far as there is room for the total behind them. */
        double number = rows->has_values ? epc_type_width (plot->cr, plot->theme, total, EPC_TYPE_AXIS_BOLD) : 0;
        double room = plot->page_width - above - number - 8;
        double stub = CLAMP (room, 0, rows->stub);

        epc_plot_missing (plot, above, y, stub, height);
        epc_plot_hit (plot, above, y, MAX (stub, 1), height, category, s);
        above += stub;
      }
  draw_end (rows, above > rows->zero || below == rows->zero ? above : below, y, height, total,
            above == rows->zero && below < rows->zero);
}

void
epc_chart_draw_rows (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  Rows rows = { .plot = plot };
  double bottom, leading = plot->theme->type[EPC_TYPE_AXIS].leading;

  if (plot->height < least_pitch (plot) || plot->width < leading * 5)
    return;
  measure_rows (&rows);
  bottom = plot->y + rows.pitch * rows.n_shown;
  for (guint i = 0; i < rows.n_shown; i++)
    {
      double y = plot->y + i * rows.pitch;
      double thick = MIN (rows.pitch * 0.68, leading * 2.4);
      double top = y + (rows.pitch - thick) / 2;

      draw_label (&rows, i, y);
      if (chart->series->len == 1)
        draw_single (&rows, i, 0, top, thick);
      else if (is_grouped (chart))
        {
          double each = (rows.pitch - 3) / chart->series->len;

          for (guint s = 0; s < chart->series->len; s++)
            draw_single (&rows, i, s, y + 1.5 + s * each, each * 0.92);
        }
      else
        draw_stack (&rows, i, top, thick);
    }
  epc_shape_line (plot->cr, rows.zero, plot->y, rows.zero, bottom, plot->theme->rule, plot->theme->line_axis, NULL, 0);
  epc_plot_rest (plot, plot->x, bottom + 2, chart->categories->len - rows.n_shown);
}

double
epc_chart_rows_height (const EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading;
  double pitch = is_grouped (chart) ? chart->series->len * leading * 1.1 + 5 : leading * 1.85;
  double most = plot->page_width * 0.42;

  for (guint i = 0; i < chart->categories->len; i++)
    {
      EpcTypeSetting setting = { .type = EPC_TYPE_AXIS, .width = most };
      double height;

      epc_type_measure (plot->cr, plot->theme, epc_chart_category (chart, i)->name, &setting, NULL, &height);
      pitch = MAX (pitch, height + 3);
    }
  return pitch * MAX (chart->categories->len, 1u);
}
