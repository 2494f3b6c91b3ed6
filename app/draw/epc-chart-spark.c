/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small lines below each other: the shape of each series on a scale of its own, its last value, and its change since the first one.
 * Dates are on one true time axis; a round that is missing is a dashed piece.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

typedef struct
{
  EpcPlot *plot;
  double left, right; /* of the lines */
  double names, values, changes;
} Spark;

static double
x_of (const Spark *spark, guint c)
{
  const EpcChart *chart = spark->plot->chart;
  guint last = chart->categories->len - 1;
  gboolean is_dated = epc_chart_is_dated (chart);
  double from = is_dated ? (double) epc_chart_category (chart, 0)->days : 0, to = is_dated ? (double) epc_chart_category (chart, last)->days : last;
  double at = is_dated ? (double) epc_chart_category (chart, c)->days : c;

  return to > from ? spark->left + (spark->right - spark->left) * (at - from) / (to - from) : (spark->left + spark->right) / 2;
}

/* First and last category with a value; FALSE: none has. */
static gboolean
ends (const EpcChart *chart, guint s, guint *first, guint *last)
{
  gboolean found = FALSE;

  for (guint c = 0; c < chart->categories->len; c++)
    if (!isnan (epc_chart_point (chart, s, c)->value))
      {
        *first = found ? *first : c;
        *last = c;
        found = TRUE;
      }
  return found;
}

#define TIMES_FROM 10.0 /* a growth beyond that is said as so many times the first value */

/* "+24%" since the first value, "× 19" where it grew beyond percents; NULL where there is none, or it was nothing. */
static char *
change_text (const EpcChart *chart, guint s)
{
  guint first = 0, last = 0;

  if (!ends (chart, s, &first, &last) || first == last || epc_chart_point (chart, s, first)->value <= 0)
    return NULL;
  double from = epc_chart_point (chart, s, first)->value, to = epc_chart_point (chart, s, last)->value;
  if (to >= TIMES_FROM * from)
    {
      g_autofree char *times = epc_language_integer (chart->language, (gint64) llround (to / from));
      return g_strconcat ("\303\227 ", times, NULL);
    }
  g_autofree char *share = epc_language_percent (chart->language, fabs (100 * (to - from) / from), 0);
  return g_strconcat (to < from ? "\342\210\222" : "+", share, NULL);
}

static void
draw_line (Spark *spark, guint s, double top, double height)
{
  EpcPlot *plot = spark->plot;
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  const double dash[] = { theme->line_data * 2, theme->line_data * 1.5 };
  double least = 0, most = 0;
  int previous = -1;

  for (guint c = 0; c < chart->categories->len; c++)
    {
      double value = epc_chart_point (chart, s, c)->value;

      least = isnan (value) ? least : MIN (least, value);
      most = isnan (value) ? most : MAX (most, value);
    }
  if (most <= least)
    most = least + 1;
  epc_shape_line (plot->cr, spark->left, top + height, spark->right, top + height, theme->hairline, theme->line_hair, NULL, 0);
  for (guint c = 0; c < chart->categories->len; c++)
    {
      double value = epc_chart_point (chart, s, c)->value, x = x_of (spark, c), y = top + height - height * (value - least) / (most - least);

      if (isnan (value))
        continue;
      if (previous >= 0)
        {
          double before = epc_chart_point (chart, s, (guint) previous)->value;

          epc_shape_line (plot->cr, x_of (spark, (guint) previous), top + height - height * (before - least) / (most - least), x, y, theme->single, theme->line_data * 0.8,
                          (int) c > previous + 1 ? dash : NULL, (int) c > previous + 1 ? 2 : 0);
        }
      previous = (int) c;
      epc_plot_hit (plot, x - theme->point_radius, y - theme->point_radius, theme->point_radius * 2, theme->point_radius * 2, c, s);
    }
  if (previous >= 0)
    epc_shape_disc (plot->cr, x_of (spark, (guint) previous), top + height - height * (epc_chart_point (chart, s, (guint) previous)->value - least) / (most - least),
                    theme->point_radius * 0.8, theme->single, 0, 0);
}

static void
draw_row (Spark *spark, guint s, double y, double pitch)
{
  EpcPlot *plot = spark->plot;
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, radius = plot->theme->point_radius, at = y + (pitch - leading) / 2;
  guint first = 0, last = 0;
  gboolean has_values = ends (chart, s, &first, &last);
  g_autofree char *value = has_values ? epc_chart_point_text (chart, s, last) : g_strdup ("–"), *change = change_text (chart, s);

  epc_plot_row_name (plot, epc_chart_series (chart, s)->name, plot->x, y, spark->names, pitch, EPC_ALIGN_LEFT);
  if (has_values)
    draw_line (spark, s, y + radius + 1, pitch - 2 * radius - 3);
  else
    epc_plot_missing (plot, spark->left, at, spark->right - spark->left, leading);
  epc_plot_label (plot, spark->right + 8 + spark->values, at, value, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD, .align = EPC_ALIGN_RIGHT }, FALSE);
  if (change != NULL)
    epc_plot_label (plot, plot->x + plot->width, at, change, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_RIGHT, .colour = plot->theme->ink_caption }, FALSE);
}

void
epc_chart_draw_spark (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, pitch;
  guint n = chart->series->len, shown = epc_plot_fit_rows (plot, n, plot->height - leading - 2, leading * 1.6, leading * 3.2, &pitch);
  Spark spark = { .plot = plot };

  if (plot->height < leading * 3)
    return;
  for (guint s = 0; s < shown; s++)
    {
      guint first = 0, last = 0;
      g_autofree char *change = change_text (chart, s);

      spark.names = MAX (spark.names, epc_type_width (plot->cr, plot->theme, epc_chart_series (chart, s)->name, EPC_TYPE_AXIS) + 1);
      if (change != NULL)
        spark.changes = MAX (spark.changes, epc_type_width (plot->cr, plot->theme, change, EPC_TYPE_AXIS));
      if (ends (chart, s, &first, &last))
        {
          g_autofree char *value = epc_chart_point_text (chart, s, last);

          spark.values = MAX (spark.values, epc_type_width (plot->cr, plot->theme, value, EPC_TYPE_AXIS_BOLD));
        }
    }
  spark.names = MIN (spark.names, plot->width * 0.35);
  spark.left = plot->x + spark.names + 10;
  spark.right = plot->x + plot->width - spark.values - spark.changes - 20;
  if (spark.right - spark.left < leading * 3)
    return;
  for (guint s = 0; s < shown; s++)
    draw_row (&spark, s, plot->y + s * pitch, pitch);
  epc_plot_rest (plot, plot->x, plot->y + shown * pitch + 1, n - shown);
  if (shown == n)
    {
      /* The time that all of them run over. */
      guint last = chart->categories->len - 1;
      double y = plot->y + shown * pitch + 1;

      epc_plot_label (plot, spark.left, y, epc_chart_category (chart, 0)->name, &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .colour = plot->theme->ink_caption }, FALSE);
      if (last > 0)
        epc_plot_label (plot, spark.right, y, epc_chart_category (chart, last)->name,
                        &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .align = EPC_ALIGN_RIGHT, .colour = plot->theme->ink_caption }, FALSE);
    }
}
