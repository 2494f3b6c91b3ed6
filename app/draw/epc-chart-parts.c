/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What charts in rows share: how many fit, their names, the sentence that counts the rest, keys; and the height they want.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

guint
epc_plot_fit_rows (const EpcPlot *plot, guint n, double height, double least, double most, double *pitch)
{
  double rest = 0;
  guint shown = n;

  if (n * least > height)
    {
      rest = plot->theme->type[EPC_TYPE_TINY].leading + 2;
      rest = height - rest >= least ? rest : 0;
      shown = (guint) MAX ((height - rest) / least, 1);
    }
  *pitch = MIN ((height - rest) / MAX (shown, 1u), most);
  return shown;
}

void
epc_plot_rest (EpcPlot *plot, double x, double y, guint n_left_out)
{
  g_autofree char *text = NULL;

  plot->n_left_out = n_left_out;
  if (n_left_out == 0 || y + plot->theme->type[EPC_TYPE_TINY].leading > plot->y + plot->height + 0.5)
    return;
  /* On screen a chart shows itself as a table; on paper there is none to send the reader to. */
  text = plot->theme == epc_theme_get (EPC_THEME_PAPER)
             ? g_strdup_printf (epc_language_plural (plot->chart->language, N_ ("%u more is not drawn."), N_ ("%u more are not drawn."), n_left_out), n_left_out)
             : g_strdup_printf (epc_language_plural (plot->chart->language, N_ ("%u more is in the table."), N_ ("%u more are in the table."), n_left_out),
                                n_left_out);
  epc_plot_label (plot, x, y, text, &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .colour = plot->theme->ink_caption }, FALSE);
}

void
epc_plot_row_name (EpcPlot *plot, const char *name, double x, double y, double width, double height, EpcAlign align)
{
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, tall;
  EpcTypeSetting setting = { .type = EPC_TYPE_AXIS, .align = align, .width = width, .lines = MAX ((int) (height / leading), 1) };

  if (width < leading)
    return;
  epc_type_measure (plot->cr, plot->theme, name, &setting, NULL, &tall);
  epc_plot_label (plot, x, y + (height - tall) / 2, name, &setting, FALSE);
}

double
epc_plot_names_width (const EpcPlot *plot, guint n, double share)
{
  double widest = 0;
  guint fitting = (guint) (MAX (plot->height, 0) / plot->theme->type[EPC_TYPE_AXIS].leading) + 1; /* no row is lower than its name */

  for (guint i = 0; i < MIN (MIN (n, fitting), plot->chart->categories->len); i++)
    widest = MAX (widest, epc_type_width (plot->cr, plot->theme, epc_chart_category (plot->chart, i)->name, EPC_TYPE_AXIS));
  return MIN (widest + 1, plot->width * share);
}

double
epc_plot_keys (EpcPlot *plot, const EpcPlotKey *keys, guint n, double x, double y, double width, gboolean draws)
{
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_TINY].leading, swatch = leading * 0.8, left = x, top = y;

  for (guint i = 0; i < n; i++)
    {
      double own = MIN (epc_type_width (plot->cr, theme, keys[i].word, EPC_TYPE_TINY) + 1, width - swatch - 4);

      if (left > x && left + swatch + 4 + own > x + width)
        {
          left = x;
          top += leading + 1;
        }
      if (draws && own > leading)
        {
          double middle = top + leading / 2;

          if (keys[i].symbol != EPC_SYMBOL_NONE)
            epc_symbol_draw (plot->cr, theme, keys[i].symbol, left + swatch / 2, middle, swatch, 0);
          else if (keys[i].fill != 0)
            epc_shape_box (plot->cr, left + 0.5, middle - swatch / 2 + 0.5, swatch - 1, swatch - 1, keys[i].is_outline ? 0 : keys[i].fill,
                           keys[i].is_outline ? keys[i].fill : theme->hairline, theme->line_hair, 0);
          else
            epc_plot_missing (plot, left, middle - swatch / 2, swatch, swatch);
          epc_plot_label (plot, left + swatch + 3, top, keys[i].word,
                          &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .colour = theme->ink_caption, .width = own, .lines = 1 }, FALSE);
        }
      left += swatch + 3 + own + leading;
    }
  return n > 0 ? top + leading + 3 - y : 0;
}

double
epc_chart_rest_height (const EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double line = plot->theme->type[EPC_TYPE_AXIS].leading;
  guint n = MAX (chart->categories->len, 1u);

  switch (chart->kind)
    {
    case EPC_CHART_HEAT:
      return (n * 2 + 6) * line;
    case EPC_CHART_GANTT:
      return (n * 2.2 + 5) * line;
    case EPC_CHART_SPARK:
      return chart->series->len * 2.6 * line + line;
    case EPC_CHART_GAUGE:
      return n == 1 ? 14 * line : n * 3 * line;
    case EPC_CHART_MATRIX:
      /* Square cells; the list stands beside them in a wide chart and below them in a narrow one. */
      return plot->page_width > 46 * line ? MAX (26.0, n * 1.4 + 4) * line : plot->page_width * 0.72 + (n * 1.4 + 2) * line;
    case EPC_CHART_SANKEY:
      return CLAMP (MAX (n, chart->series->len) * 2.6 * line, 18 * line, 40 * line);
    case EPC_CHART_AREA:
    case EPC_CHART_LINE:
    case EPC_CHART_BAR:
    case EPC_CHART_STACKED_BAR:
    case EPC_CHART_GROUPED_BAR:
    case EPC_CHART_PYRAMID:
    case EPC_N_CHART_KINDS:
    default:
      return CLAMP (plot->page_width * 0.55, 12 * line, 26 * line);
    }
}
