/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A heat table: the figure stands in every cell and the colour only repeats it. Fixed classes, so that two tables compare; no data is
 * hatched, a question that does not arise is a dash.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

#define MOST_CLASSES EPC_RAMP_STEPS

typedef struct
{
  EpcPlot *plot;
  double from[MOST_CLASSES]; /* the least value of each class; the first takes what is below, too */
  guint n_classes;
  gboolean has_missing, has_not_applicable;
  double left, top, cell, pitch;
} Heat;

/* The number before @value in 1, 2.5, 5, 10, 25 … */
static double
step_below (double value)
{
  double power = pow (10, floor (log10 (value) + 1e-9)), lead = value / power;

  return lead > 4.9 ? 2.5 * power : lead > 2.4 ? power : power / 2;
}

/* The largest number of that series that is at most @value. */
static double
step_at_most (double value)
{
  double power = pow (10, floor (log10 (value) + 1e-9)), lead = value / power;

  return lead >= 5 ? 5 * power : lead >= 2.5 ? 2.5 * power : power;
}

/* Counts: steps of 1–2.5–5; shares: of 20; marks up to 5: one class each. */
static void
find_classes (Heat *heat)
{
  const EpcChart *chart = heat->plot->chart;
  double most = 0;
  gboolean is_whole = TRUE;

  for (guint s = 0; s < chart->series->len; s++)
    for (guint c = 0; c < chart->categories->len; c++)
      {
        const EpcChartPoint *point = epc_chart_point (chart, s, c);

        if (!isnan (point->value))
          {
            most = MAX (most, point->value);
            is_whole &= point->value == floor (point->value) && point->value >= 0;
          }
        else if (point->flags & EPC_POINT_NOT_APPLICABLE)
          heat->has_not_applicable = TRUE;
        else
          heat->has_missing = TRUE;
      }
  if (chart->is_percent)
    {
      heat->n_classes = 5;
      for (guint i = 0; i < 5; i++)
        heat->from[i] = 20.0 * i;
      return;
    }
  if (is_whole && most <= 5)
    {
      heat->n_classes = (guint) most + 1;
      for (guint i = 0; i < heat->n_classes; i++)
        heat->from[i] = i;
      return;
    }
  heat->n_classes = MOST_CLASSES;
  heat->from[MOST_CLASSES - 1] = most > 0 ? step_at_most (most) : 1;
  for (guint i = MOST_CLASSES - 1; i-- > 1;)
    heat->from[i] = step_below (heat->from[i + 1]);
  heat->from[0] = 0;
}

static guint
class_of (const Heat *heat, double value)
{
  guint class = heat->n_classes - 1;

  while (class > 0 && value < heat->from[class])
    class--;
  return class;
}

static EpcColour
fill_of (const Heat *heat, guint class)
{
  const EpcTheme *theme = heat->plot->theme;
  const EpcColour *ramp = heat->plot->chart->is_pressure ? theme->pressure : theme->people;

  /* Few classes are spread over the whole ramp. */
  return ramp[heat->n_classes > 1 ? class * (EPC_RAMP_STEPS - 1) / (heat->n_classes - 1) : 0];
}

static EpcSymbol
symbol_of (double state)
{
  static const EpcSymbol symbols[] = { EPC_SYMBOL_OK, EPC_SYMBOL_WATCH, EPC_SYMBOL_CRITICAL };

  return symbols[CLAMP ((int) state, 0, 2)];
}

/* What the colours mean, above the table. */
static double
keys (Heat *heat, double y, gboolean draws)
{
  EpcPlot *plot = heat->plot;
  const EpcChart *chart = plot->chart;
  EpcPlotKey all[MOST_CLASSES + 2] = { 0 };
  guint n = 0;
  double height;

  for (int i = 0; chart->has_states && i < 3; i++)
    all[n++] = (EpcPlotKey){ .word = g_strdup (epc_chart_state_word (chart, i)), .symbol = symbol_of (i) };
  for (guint i = 0; !chart->has_states && i < heat->n_classes; i++)
    {
      g_autofree char *from = epc_chart_value_text (chart, i > 0 ? heat->from[i] : heat->n_classes > 1 ? heat->from[1] : 0, EPC_POINT_PLAIN);
      gboolean is_mark = !chart->is_percent && heat->n_classes > 1 && heat->from[1] == 1 && heat->n_classes < MOST_CLASSES + 1 && heat->from[heat->n_classes - 1] == heat->n_classes - 1;

      if (is_mark)
        {
          g_free (from);
          from = epc_chart_value_text (chart, heat->from[i], EPC_POINT_PLAIN);
        }
      all[n++] = (EpcPlotKey){ .word = is_mark ? g_strdup (from) : g_strdup_printf (i == 0 ? "< %s" : "≥ %s", from), .fill = fill_of (heat, i) };
    }
  if (heat->has_missing)
    all[n++] = (EpcPlotKey){ .word = g_strdup (epc_language_text (chart->language, chart->has_states ? N_ ("not assessed") : N_ ("no data"))) };
  if (heat->has_not_applicable)
    all[n++] = (EpcPlotKey){ .word = g_strdup (epc_language_text (chart->language, N_ ("does not apply"))), .symbol = EPC_SYMBOL_NA };
  height = epc_plot_keys (plot, all, n, plot->x, y, plot->width, draws);
  for (guint i = 0; i < n; i++)
    g_free (all[i].word);
  return height;
}

static double
head_height (const Heat *heat, int *lines)
{
  const EpcPlot *plot = heat->plot;
  double leading = plot->theme->type[EPC_TYPE_AXIS_BOLD].leading, tallest = leading;

  *lines = 1;
  if (heat->cell < leading * 3)
    return leading + 2;
  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      EpcTypeSetting setting = { .type = EPC_TYPE_AXIS_BOLD, .width = heat->cell - 3, .lines = 2 };
      double height;

      epc_type_measure (plot->cr, plot->theme, epc_chart_series (plot->chart, s)->name, &setting, NULL, &height);
      tallest = MAX (tallest, height);
    }
  *lines = tallest > leading * 1.5 ? 2 : 1;
  return tallest + 2;
}

static void
draw_heads (Heat *heat, double y, double height, int lines)
{
  EpcPlot *plot = heat->plot;
  double leading = plot->theme->type[EPC_TYPE_AXIS_BOLD].leading;
  gboolean is_wide = heat->cell >= leading * 3;

  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      const char *name = epc_chart_series (plot->chart, s)->name;
      EpcTypeSetting setting = { .type = EPC_TYPE_AXIS_BOLD, .align = EPC_ALIGN_CENTRE, .lines = lines, .width = is_wide ? heat->cell - 3 : 0 };
      double left = heat->left + s * heat->cell, tall;

      epc_type_measure (plot->cr, plot->theme, name, &setting, NULL, &tall);
      epc_plot_label (plot, is_wide ? left + 1.5 : left + heat->cell / 2, y + height - 2 - tall, name, &setting, FALSE);
    }
}

/* Symbol and words of a state, or only the symbol where they find no room. */
static void
draw_state (Heat *heat, double x, double y, EpcSymbol symbol, const char *text)
{
  EpcPlot *plot = heat->plot;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, size = MIN (leading * 0.95, heat->pitch * 0.8);
  double words = text != NULL ? epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_AXIS) : 0;
  gboolean fits = words > 0 && words + size + 10 <= heat->cell && leading <= heat->pitch;
  double left = fits ? x + 5 : x + (heat->cell - size) / 2;

  if (size + 2 > heat->cell)
    return;
  epc_symbol_draw (plot->cr, plot->theme, symbol, left + size / 2, y + heat->pitch / 2, size, 0);
  if (fits)
    epc_plot_label (plot, left + size + 4, y + (heat->pitch - leading) / 2, text, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS }, FALSE);
}

static void
draw_cell (Heat *heat, guint series, guint category)
{
  EpcPlot *plot = heat->plot;
  const EpcTheme *theme = plot->theme;
  const EpcChartPoint *point = epc_chart_point (plot->chart, series, category);
  double x = heat->left + series * heat->cell, y = heat->top + category * heat->pitch, leading = theme->type[EPC_TYPE_AXIS].leading;
  g_autofree char *text = epc_chart_point_text (plot->chart, series, category);

  if (isnan (point->value) && !(point->flags & EPC_POINT_NOT_APPLICABLE))
    epc_plot_missing (plot, x + 0.5, y + 0.5, heat->cell - 1, heat->pitch - 1);
  else if (isnan (point->value))
    draw_state (heat, x, y, EPC_SYMBOL_NA, NULL);
  else if (plot->chart->has_states)
    draw_state (heat, x, y, symbol_of (point->value), point->text);
  else
    {
      EpcColour fill = fill_of (heat, class_of (heat, point->value));

      epc_shape_box (plot->cr, x + 0.25, y + 0.25, heat->cell - 0.5, heat->pitch - 0.5, fill, 0, 0, 0);
      if (epc_type_width (plot->cr, theme, text, EPC_TYPE_AXIS) + 3 <= heat->cell && leading <= heat->pitch + 0.5)
        epc_plot_label (plot, x + heat->cell / 2, y + (heat->pitch - leading) / 2, text,
                        &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_CENTRE, .colour = epc_colour_on (fill) }, FALSE);
    }
  epc_plot_hit (plot, x, y, heat->cell, heat->pitch, category, series);
}

void
epc_chart_draw_heat (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, names, key, head;
  guint n = chart->categories->len, shown;
  Heat heat = { .plot = plot };
  int lines;

  find_classes (&heat);
  names = epc_plot_names_width (plot, n, chart->series->len > 4 ? 0.3 : 0.4);
  heat.left = plot->x + names + 6;
  heat.cell = (plot->x + plot->width - heat.left) / MAX (chart->series->len, 1u);
  key = keys (&heat, plot->y, FALSE);
  head = head_height (&heat, &lines);
  if (plot->height - key - head < 3 * leading)
    key = 0;
  if (heat.cell < 3 || plot->height - key - head < leading)
    return;
  if (key > 0)
    keys (&heat, plot->y, TRUE);
  heat.top = plot->y + key + head;
  shown = epc_plot_fit_rows (plot, n, plot->height - key - head, leading + 1, leading * 2.6, &heat.pitch);
  draw_heads (&heat, plot->y + key, head, lines);
  for (guint c = 0; c < shown; c++)
    {
      double y = heat.top + c * heat.pitch;

      epc_plot_row_name (plot, epc_chart_category (chart, c)->name, plot->x, y, names, heat.pitch, EPC_ALIGN_RIGHT);
      epc_shape_line (plot->cr, heat.left, y, plot->x + plot->width, y, plot->theme->hairline, plot->theme->line_hair, NULL, 0);
      for (guint s = 0; s < chart->series->len; s++)
        draw_cell (&heat, s, c);
    }
  epc_shape_line (plot->cr, heat.left, heat.top + shown * heat.pitch, plot->x + plot->width, heat.top + shown * heat.pitch,
                  plot->theme->hairline, plot->theme->line_hair, NULL, 0);
  epc_plot_rest (plot, plot->x, heat.top + shown * heat.pitch + 2, n - shown);
}
