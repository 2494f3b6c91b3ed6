/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The risk matrix: likelihood to the right, impact upward, the product in each cell so that the bands read in grey. Risks are numbered
 * discs with a list beside them. Bands 1–7, 8–14, 15–25 (IASC Emergency Response Preparedness, 2015).
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

typedef struct
{
  EpcPlot *plot;
  double left, top, cell_width, cell_height; /* of the field of 5 × 5 */
  double list_left, list_top, list_width, list_height;
} Matrix;

static int
step_of (const EpcChart *chart, guint series, guint category)
{
  double value = series < chart->series->len ? epc_chart_point (chart, series, category)->value : NAN;

  return value >= 1 && value <= 5 ? (int) value : 0;
}

static EpcColour
band (const EpcTheme *theme, int product)
{
  return product >= 15 ? theme->band_high : product >= 8 ? theme->band_medium : theme->band_low;
}

static void
draw_cells (Matrix *matrix)
{
  EpcPlot *plot = matrix->plot;
  double leading = plot->theme->type[EPC_TYPE_TINY].leading;

  for (int likely = 1; likely <= 5; likely++)
    for (int impact = 1; impact <= 5; impact++)
      {
        double x = matrix->left + (likely - 1) * matrix->cell_width, y = matrix->top + (5 - impact) * matrix->cell_height;
        EpcColour fill = band (plot->theme, likely * impact);
        g_autofree char *product = g_strdup_printf ("%d", likely * impact);

        epc_shape_box (plot->cr, x + 0.4, y + 0.4, matrix->cell_width - 0.8, matrix->cell_height - 0.8, fill, 0, 0, 0);
        if (matrix->cell_height > leading + 2 && matrix->cell_width > leading * 1.6)
          epc_plot_label (plot, x + 3, y + 1, product, &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .colour = epc_colour_on (fill) }, FALSE);
      }
}

/* Discs of the risks of one cell; those that find no room are counted in the last place. */
static void
draw_discs (Matrix *matrix, int likely, int impact)
{
  EpcPlot *plot = matrix->plot;
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS_BOLD].leading, size = leading * 1.25, head = plot->theme->type[EPC_TYPE_TINY].leading + 1;
  double x = matrix->left + (likely - 1) * matrix->cell_width, y = matrix->top + (5 - impact) * matrix->cell_height;
  double room = matrix->cell_height > head + size + 2 ? matrix->cell_height - head : matrix->cell_height;
  int columns = (int) ((matrix->cell_width - 4) / (size + 2)), rows = (int) ((room - 1) / (size + 1)), n = 0, at = 0;

  for (guint c = 0; c < chart->categories->len; c++)
    n += step_of (chart, 0, c) == likely && step_of (chart, 1, c) == impact;
  if (n == 0 || columns < 1 || rows < 1)
    return;
  for (guint c = 0; c < chart->categories->len; c++)
    {
      if (step_of (chart, 0, c) != likely || step_of (chart, 1, c) != impact)
        continue;
      gboolean is_rest = at == columns * rows - 1 && n > columns * rows;
      int in_row = MIN (columns, MIN (n, columns * rows) - at / columns * columns);
      double middle_x = x + matrix->cell_width / 2 + (at % columns - (in_row - 1) / 2.0) * (size + 2);
      double middle_y = y + (matrix->cell_height - room) + (at / columns + 0.5) * (size + 1) + (room - MIN (rows, (n + columns - 1) / columns) * (size + 1)) / 2;
      g_autofree char *number = is_rest ? g_strdup_printf ("+%d", n - at) : g_strdup_printf ("%u", c + 1);

      epc_shape_disc (plot->cr, middle_x, middle_y, size / 2, plot->theme->ground, plot->theme->ink, plot->theme->line_axis * 1.2);
      epc_plot_label (plot, middle_x, middle_y - leading / 2, number,
                      &(EpcTypeSetting){ .type = epc_type_width (plot->cr, plot->theme, number, EPC_TYPE_AXIS_BOLD) > size - 3 ? EPC_TYPE_TINY : EPC_TYPE_AXIS_BOLD,
                                         .align = EPC_ALIGN_CENTRE },
                      FALSE);
      if (is_rest)
        return;
      epc_plot_hit (plot, middle_x - size / 2, middle_y - size / 2, size, size, c, 1);
      at++;
    }
}

static void
draw_axes (Matrix *matrix, double words_width, int lines)
{
  EpcPlot *plot = matrix->plot;
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, bottom = matrix->top + 5 * matrix->cell_height;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      const char *likely = chart->steps[0] != NULL ? chart->steps[0][i] : number, *impact = chart->steps[1] != NULL ? chart->steps[1][i] : number;

      epc_plot_label (plot, matrix->left + i * matrix->cell_width + 1, bottom + 3, likely,
                      &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_CENTRE, .width = matrix->cell_width - 2, .lines = lines }, FALSE);
      epc_plot_row_name (plot, impact, matrix->left - words_width - 5, matrix->top + (4 - i) * matrix->cell_height, words_width, matrix->cell_height,
                         EPC_ALIGN_RIGHT);
    }
  if (chart->series->len > 1)
    {
      /* Both names are read lying: likelihood below, impact above its words. */
      epc_plot_label (plot, matrix->left + 2.5 * matrix->cell_width, bottom + 3 + lines * leading, epc_chart_series (chart, 0)->name,
                      &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD, .align = EPC_ALIGN_CENTRE }, FALSE);
      epc_plot_label (plot, plot->x, matrix->top - leading - 2, epc_chart_series (chart, 1)->name, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD }, FALSE);
    }
}

/* Number, name and product of each risk; those without likelihood or impact say so. */
static void
draw_list (Matrix *matrix)
{
  EpcPlot *plot = matrix->plot;
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, y = matrix->list_top, number = leading * 1.6, bottom = matrix->list_top + matrix->list_height;

  for (guint c = 0; c < chart->categories->len; c++)
    {
      int product = step_of (chart, 0, c) * step_of (chart, 1, c);
      g_autofree char *index = g_strdup_printf ("%u", c + 1);
      g_autofree char *line = product > 0 ? g_strdup_printf (epc_language_text (chart->language, N_ ("%s (%d)")), epc_chart_category (chart, c)->name, product)
                                          : g_strdup_printf (epc_language_text (chart->language, N_ ("%s (not rated)")), epc_chart_category (chart, c)->name);
      EpcTypeSetting setting = { .type = EPC_TYPE_AXIS, .width = matrix->list_width - number, .lines = 2 };
      double height, after = c + 1 < chart->categories->len ? leading : 0;

      epc_type_measure (plot->cr, plot->theme, line, &setting, NULL, &height);
      if (y + height + after > bottom + 0.5)
        {
          epc_plot_rest (plot, matrix->list_left, y, chart->categories->len - c);
          return;
        }
      epc_plot_label (plot, matrix->list_left, y, index, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD }, FALSE);
      epc_plot_label (plot, matrix->list_left + number, y, line, &setting, FALSE);
      y += height + leading * 0.25;
    }
}

void
epc_chart_draw_matrix (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double leading = plot->theme->type[EPC_TYPE_AXIS].leading, words = leading * 1.5, likely = 0, field_width, field_height, list, foot;
  gboolean is_beside = plot->width > plot->height * 1.35 && plot->width > leading * 34;
  Matrix matrix = { .plot = plot };
  int lines = 1;

  for (guint i = 0; chart->steps[1] != NULL && i < 5; i++)
    words = MAX (words, epc_type_width (plot->cr, plot->theme, chart->steps[1][i], EPC_TYPE_AXIS) + 1);
  words = MIN (words, plot->width * 0.2);
  /* The words below the cells are not broken if the list can spare it. */
  for (guint i = 0; chart->steps[0] != NULL && i < 5; i++)
    likely = MAX (likely, epc_type_longest_word (plot->cr, plot->theme, chart->steps[0][i], EPC_TYPE_AXIS) + 4);
  matrix.list_width = is_beside ? CLAMP (plot->width - words - 5 - leading - 5 * likely, plot->width * 0.26, plot->width * 0.42) : plot->width;
  list = is_beside ? 0 : MIN (chart->categories->len * leading * 1.3 + 4, plot->height * 0.45);
  field_width = plot->width - words - 5 - (is_beside ? matrix.list_width + leading : 0);
  matrix.cell_width = field_width / 5;
  for (guint i = 0; chart->steps[0] != NULL && i < 5 && matrix.cell_width > leading * 2; i++)
    {
      double height;

      epc_type_measure (plot->cr, plot->theme, chart->steps[0][i], &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .width = matrix.cell_width - 2 }, NULL, &height);
      lines = MAX (lines, MIN ((int) lround (height / leading), 3));
    }
  foot = (lines + 1) * leading + 6;
  field_height = plot->height - leading - 2 - foot - list;
  if (field_height < leading * 5)
    {
      field_height += list;
      list = 0;
    }
  if (field_height < leading * 3 || field_width < leading * 5)
    return;
  matrix.cell_height = MIN (field_height / 5, matrix.cell_width);
  matrix.left = plot->x + words + 5;
  matrix.top = plot->y + leading + 2;
  matrix.list_left = is_beside ? plot->x + plot->width - matrix.list_width : plot->x;
  matrix.list_top = is_beside ? matrix.top : matrix.top + 5 * matrix.cell_height + foot + 4;
  matrix.list_height = is_beside ? plot->y + plot->height - matrix.top : plot->y + plot->height - matrix.list_top;
  draw_cells (&matrix);
  for (int chance = 1; chance <= 5; chance++)
    for (int impact = 1; impact <= 5; impact++)
      draw_discs (&matrix, chance, impact);
  draw_axes (&matrix, words, lines);
  if (is_beside || list > 0)
    draw_list (&matrix);
}
