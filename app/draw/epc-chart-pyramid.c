/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Age-sex pyramid: women at the left, men at the right, oldest on top, one scale for both sides, the total and share of each side
 * at its head.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

typedef struct
{
  EpcPlot *plot;
  double middle; /* width of the column of ages */
  double centre; /* x */
  double top, pitch;
  double scale;
  double value_width; /* of the widest value */
} Pyramid;

static double
side_total (const EpcChart *chart, guint series, gboolean *has_missing)
{
  double total = 0;

  for (guint i = 0; i < chart->categories->len; i++)
    {
      double value = epc_chart_point (chart, series, i)->value;

      if (isnan (value))
        *has_missing = TRUE;
      else
        total += MAX (value, 0);
    }
  return total;
}

/* "Women 217 (53%)". */
static char *
side_heading (const EpcChart *chart, guint series, double total, double everyone, gboolean has_missing)
{
  g_autofree char *number = epc_chart_value_text (chart, total, EPC_POINT_PLAIN);
  g_autofree char *share = everyone > 0 ? epc_language_percent (chart->language, 100 * total / everyone, 0) : NULL;
  const char *name = epc_chart_series (chart, series)->name;

  /* A share of an unknown whole would be a claim: it is left out. */
  if (has_missing)
    return g_strdup_printf (epc_language_text (chart->language, N_ ("%s ≥ %s")), name, number);
  if (share == NULL || chart->is_percent)
    return g_strdup_printf (epc_language_text (chart->language, N_ ("%s  %s")), name, number);
  return g_strdup_printf (epc_language_text (chart->language, N_ ("%s  %s (%s)")), name, number, share);
}

static double
draw_headings (Pyramid *pyramid)
{
  EpcPlot *plot = pyramid->plot;
  const EpcChart *chart = plot->chart;
  double totals[2], everyone = 0, tallest = 0;
  gboolean has_missing[2] = { FALSE, FALSE };
  double width = (plot->width - pyramid->middle) / 2 - 1;

  for (guint s = 0; s < 2; s++)
    {
      totals[s] = side_total (chart, s, &has_missing[s]);
      everyone += totals[s];
    }
  for (guint s = 0; s < 2; s++)
    {
      g_autofree char *text = side_heading (chart, s, totals[s], everyone, has_missing[0] || has_missing[1]);
      EpcColour colour = epc_chart_series_colour (chart, s, plot->theme);
      EpcTypeSetting setting = { .type = EPC_TYPE_AXIS_BOLD, .width = width, .lines = 2, .colour = plot->theme->ink_second };
      double height;

      setting.align = s == 0 ? EPC_ALIGN_RIGHT : EPC_ALIGN_LEFT;
      /* The series' own colour only where it can be read on the ground. */
      if (epc_colour_contrast (colour, plot->theme->ground) >= 3.5)
        setting.colour = colour;
      epc_type_measure (plot->cr, plot->theme, text, &setting, NULL, &height);
      epc_plot_label (plot, pyramid->centre + (s == 0 ? -pyramid->middle / 2 - width : pyramid->middle / 2), plot->y, text,
                      &setting, TRUE);
      tallest = MAX (tallest, height);
    }
  return tallest;
}

static void
draw_side (Pyramid *pyramid, guint category, guint series, double y, double height)
{
  EpcPlot *plot = pyramid->plot;
  const EpcChartPoint *point = epc_chart_point (plot->chart, series, category);
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading;
  double direction = series == 0 ? -1 : 1;
  double base = pyramid->centre + direction * pyramid->middle / 2;
  double length = isnan (point->value) ? leading * 1.2 : MAX (point->value, 0) * pyramid->scale;
  double left = series == 0 ? base - length : base;
  g_autofree char *text = epc_chart_value_text (plot->chart, point->value, point->flags);

  if (isnan (point->value))
    epc_plot_missing (plot, left, y, length, height);
  else
    epc_plot_bar (plot, left, y, length, height, epc_chart_series_colour (plot->chart, series, plot->theme), point->flags);
  epc_plot_hit (plot, left, y, MAX (length, 1), MAX (height, 1), category, series);
  epc_plot_label (plot, base + direction * (length + 3), y + (height - leading) / 2, text,
                  &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = series == 0 ? EPC_ALIGN_RIGHT : EPC_ALIGN_LEFT }, FALSE);
}

static void
measure (Pyramid *pyramid)
{
  EpcPlot *plot = pyramid->plot;
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading;
  double most = 0, ages = 0, room;

  for (guint i = 0; i < chart->categories->len; i++)
    {
      ages = MAX (ages, epc_type_width (plot->cr, plot->theme, epc_chart_category (chart, i)->name, EPC_TYPE_AXIS));
      for (guint s = 0; s < 2; s++)
        {
          const EpcChartPoint *point = epc_chart_point (chart, s, i);
          g_autofree char *text = epc_chart_value_text (chart, point->value, point->flags);

          most = MAX (most, isnan (point->value) ? 0 : point->value);
          pyramid->value_width = MAX (pyramid->value_width, epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_AXIS));
        }
    }
  pyramid->middle = MIN (ages + leading, plot->width * 0.34);
  pyramid->centre = plot->x + plot->width / 2;
  room = (plot->width - pyramid->middle) / 2 - pyramid->value_width - 5;
  pyramid->scale = most > 0 ? MAX (room, 1) / most : 0;
}

void
epc_chart_draw_pyramid (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading;
  guint n = chart->categories->len;
  Pyramid pyramid = { .plot = plot };
  double bottom;

  g_return_if_fail (chart->series->len == 2);

  if (plot->width < leading * 8)
    return;
  measure (&pyramid);
  pyramid.top = plot->y + draw_headings (&pyramid) + leading * 0.3;
  bottom = plot->y + plot->height;
  if (bottom - pyramid.top < leading)
    return;
  pyramid.pitch = MIN ((bottom - pyramid.top) / n, leading * 6);
  bottom = pyramid.top + pyramid.pitch * n;
  for (guint i = 0; i < n; i++)
    {
      double y = pyramid.top + (n - 1 - i) * pyramid.pitch;
      EpcTypeSetting setting = { .type = EPC_TYPE_AXIS,
                                 .align = EPC_ALIGN_CENTRE,
                                 .width = pyramid.middle - 4,
                                 .lines = MAX ((int) (pyramid.pitch / leading), 1) };
      double height;

      for (guint s = 0; s < 2; s++)
        draw_side (&pyramid, i, s, y + pyramid.pitch * 0.1, pyramid.pitch * 0.8);
      epc_type_measure (plot->cr, plot->theme, epc_chart_category (chart, i)->name, &setting, NULL, &height);
      epc_plot_label (plot, pyramid.centre - setting.width / 2, y + (pyramid.pitch - height) / 2,
                      epc_chart_category (chart, i)->name, &setting, FALSE);
    }
  for (int side = -1; side <= 1; side += 2)
    epc_shape_line (plot->cr, pyramid.centre + side * pyramid.middle / 2, pyramid.top, pyramid.centre + side * pyramid.middle / 2,
                    bottom, plot->theme->rule, plot->theme->line_axis, NULL, 0);
}
