/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure against its known limit: one as an arc, several as bars of progress. Past the limit the gauge stays full, and words, symbol
 * and colour say so.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

static double
value_of (const EpcChart *chart, guint series, guint category)
{
  return series < chart->series->len ? epc_chart_point (chart, series, category)->value : NAN;
}

/* Below the value to watch: adequate; up to the limit: to watch; beyond: critical. Without a value to watch it is only progress. */
static EpcSymbol
state_of (const EpcChart *chart, guint c)
{
  double value = value_of (chart, 0, c), limit = value_of (chart, 1, c), watch = value_of (chart, 2, c);

  if (isnan (value) || isnan (watch))
    return EPC_SYMBOL_NONE;
  return value > limit ? EPC_SYMBOL_CRITICAL : value >= watch ? EPC_SYMBOL_WATCH : EPC_SYMBOL_OK;
}

static EpcColour
fill_of (const EpcTheme *theme, EpcSymbol state)
{
  return state == EPC_SYMBOL_CRITICAL ? theme->critical_fill : state == EPC_SYMBOL_WATCH ? theme->watch_fill : state == EPC_SYMBOL_OK ? theme->ok_fill : theme->people[4];
}

/* "195,000 of 254,660 (76.6%)". */
static char *
sentence (const EpcChart *chart, guint c)
{
  double value = value_of (chart, 0, c), limit = value_of (chart, 1, c);
  g_autofree char *number = epc_chart_point_text (chart, 0, c), *most = epc_chart_value_text (chart, limit, EPC_POINT_PLAIN);

  if (isnan (value))
    return g_strdup (epc_language_text (chart->language, N_ ("no data")));
  if (isnan (limit) || chart->is_percent)
    return g_strdup (number);
  if (limit <= 0)
    return g_strdup_printf (epc_language_text (chart->language, N_ ("%s of %s")), number, most);
  g_autofree char *share = epc_language_percent (chart->language, 100 * value / limit, 1);
  return g_strdup_printf (epc_language_text (chart->language, N_ ("%s of %s (%s)")), number, most, share);
}

/* The same without the share, which the bar shows: where a long name would be cut for it. */
static char *
short_sentence (const EpcChart *chart, guint c)
{
  double limit = value_of (chart, 1, c);

  if (isnan (value_of (chart, 0, c)) || isnan (limit) || chart->is_percent)
    return NULL;
  g_autofree char *number = epc_chart_point_text (chart, 0, c), *most = epc_chart_value_text (chart, limit, EPC_POINT_PLAIN);
  return g_strdup_printf (epc_language_text (chart->language, N_ ("%s of %s")), number, most);
}

static double
share_of (const EpcChart *chart, guint c)
{
  double value = value_of (chart, 0, c), limit = value_of (chart, 1, c);

  if (isnan (limit) && chart->is_percent)
    limit = 100;
  return isnan (value) || isnan (limit) || limit <= 0 ? 0 : CLAMP (value / limit, 0, 1);
}

static void
draw_bar (EpcPlot *plot, guint c, double y, double pitch)
{
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, thick = MAX (MIN (pitch - leading - 4, leading * 0.8), 1), top = y + leading + 1;
  g_autofree char *text = sentence (chart, c);
  EpcSymbol state = state_of (chart, c);
  g_autofree char *shorter = short_sentence (chart, c);
  double words = MIN (epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_AXIS) + 1, plot->width * 0.6), sign = state != EPC_SYMBOL_NONE ? leading : 0;
  double name = epc_type_width (plot->cr, plot->theme, epc_chart_category (chart, c)->name, EPC_TYPE_AXIS);

  if (shorter != NULL && name > plot->width - words - sign - 8)
    {
      g_free (text);
      text = g_steal_pointer (&shorter);
      words = MIN (epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_AXIS) + 1, plot->width * 0.6);
    }

  epc_plot_row_name (plot, epc_chart_category (chart, c)->name, plot->x, y, plot->width - words - sign - 8, leading, EPC_ALIGN_LEFT);
  if (sign > 0)
    epc_symbol_draw (plot->cr, plot->theme, state, plot->x + plot->width - words - leading * 0.6, y + leading / 2, leading * 0.75, 0);
  epc_plot_label (plot, plot->x + plot->width - words, y, text, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_RIGHT, .width = words, .lines = 1 }, FALSE);
  epc_shape_box (plot->cr, plot->x, top, plot->width, thick, plot->theme->tint, 0, 0, 0);
  if (isnan (value_of (chart, 0, c)))
    epc_plot_missing (plot, plot->x, top, plot->width, thick);
  else
    epc_shape_box (plot->cr, plot->x, top, plot->width * share_of (chart, c), thick, fill_of (plot->theme, state), 0, 0, 0);
  epc_plot_hit (plot, plot->x, top, plot->width, thick, c, 0);
}

static void
stroke_arc (EpcPlot *plot, double x, double y, double radius, double from, double to, double thick, EpcColour colour)
{
  cairo_new_path (plot->cr);
  cairo_arc (plot->cr, x, y, radius, G_PI + from * G_PI, G_PI + to * G_PI);
  epc_colour_set (plot->cr, colour, 1);
  cairo_set_line_width (plot->cr, thick);
  cairo_set_line_cap (plot->cr, CAIRO_LINE_CAP_BUTT);
  cairo_stroke (plot->cr);
}

/* The value from which on it is watched, as a tick across the arc with its words outside. */
static void
draw_watch (EpcPlot *plot, double x, double y, double radius, double thick)
{
  const EpcChart *chart = plot->chart;
  double watch = value_of (chart, 2, 0), limit = value_of (chart, 1, 0), angle, dx, dy;
  g_autofree char *text = NULL;

  if (isnan (watch) || isnan (limit) || limit <= 0 || watch <= 0 || watch >= limit)
    return;
  angle = G_PI * (1 + watch / limit);
  dx = cos (angle);
  dy = sin (angle);
  epc_shape_line (plot->cr, x + dx * (radius - thick / 2), y + dy * (radius - thick / 2), x + dx * (radius + thick / 2), y + dy * (radius + thick / 2), plot->theme->ink,
                  plot->theme->line_axis * 1.5, NULL, 0);
  text = epc_chart_value_text (chart, watch, EPC_POINT_PLAIN);
  epc_plot_label (plot, x + dx * (radius + thick * 0.7), y + dy * (radius + thick * 0.7) - plot->theme->type[EPC_TYPE_AXIS].leading, text,
                  &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = dx > 0.2 ? EPC_ALIGN_LEFT : dx < -0.2 ? EPC_ALIGN_RIGHT : EPC_ALIGN_CENTRE, .colour = plot->theme->ink_caption }, FALSE);
}

static void
draw_arc (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_AXIS].leading, figure = theme->type[EPC_TYPE_FIGURE].leading, head = leading * 1.5;
  double foot = leading * 2.5, outer = MIN (plot->height - head - foot, plot->width * 0.38), thick = outer * 0.2, radius = outer - thick / 2;
  double x = plot->x + plot->width / 2, y = plot->y + head + outer;
  g_autofree char *number = epc_chart_point_text (chart, 0, 0), *words = sentence (chart, 0);
  EpcSymbol state = state_of (chart, 0);

  stroke_arc (plot, x, y, radius, 0, 1, thick, theme->tint);
  if (share_of (chart, 0) > 0)
    stroke_arc (plot, x, y, radius, 0, share_of (chart, 0), thick, fill_of (theme, state));
  draw_watch (plot, x, y, radius, thick);
  if (figure < outer - thick && epc_type_width (plot->cr, theme, number, EPC_TYPE_FIGURE) < 2 * (outer - thick) * 0.85)
    epc_plot_label (plot, x, y - figure, number, &(EpcTypeSetting){ .type = EPC_TYPE_FIGURE, .align = EPC_ALIGN_CENTRE, .colour = theme->title }, FALSE);
  double width = MIN (epc_type_width (plot->cr, theme, words, EPC_TYPE_AXIS) + 1, plot->width - leading * 2);
  if (state != EPC_SYMBOL_NONE)
    epc_symbol_draw (plot->cr, theme, state, x - width / 2 - leading * 0.7, y + leading * 0.8, leading * 0.8, 0);
  epc_plot_label (plot, x - width / 2, y + 3, words, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_CENTRE, .width = width, .lines = 1 }, FALSE);
  epc_plot_label (plot, plot->x, y + 3 + leading, epc_chart_category (chart, 0)->name,
                  &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD, .align = EPC_ALIGN_CENTRE, .width = plot->width, .lines = 1 }, FALSE);
  epc_plot_hit (plot, x - outer, y - outer, 2 * outer, outer, 0, 0);
}

void
epc_chart_draw_gauge (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, pitch;
  guint shown;

  if (chart->categories->len == 1 && plot->height > leading * 10 && plot->width > leading * 16)
    {
      draw_arc (plot);
      return;
    }
  if (plot->height < leading * 2 || plot->width < leading * 8)
    return;
  shown = epc_plot_fit_rows (plot, chart->categories->len, plot->height, leading * 1.9, leading * 3.2, &pitch);
  for (guint c = 0; c < shown; c++)
    draw_bar (plot, c, plot->y + c * pitch, pitch);
  epc_plot_rest (plot, plot->x, plot->y + shown * pitch + 1, chart->categories->len - shown);
}
