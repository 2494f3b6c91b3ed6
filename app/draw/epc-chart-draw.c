/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all charts share when drawn: title, unit, legend and source around the plot; labels that never touch; hit boxes.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-i18n.h"

#define EMPTY_LINES 6 /* that there is nothing to draw takes no half page */

/* --- Labels --- */

double
epc_plot_air (const EpcPlot *plot)
{
  return epc_theme_is_screen (plot->theme) ? 5 : 3;
}

gboolean
epc_plot_is_free (const EpcPlot *plot, double x, double y, double width, double height)
{
  const GArray *labels = plot->hits->labels;
  double air = epc_plot_air (plot);

  for (guint i = 0; i < labels->len; i++)
    {
      const EpcHitBox *box = &g_array_index (labels, EpcHitBox, i);

      if (x < box->x + box->width + air && box->x < x + width + air && y < box->y + box->height && box->y < y + height)
        return FALSE;
    }
  return TRUE;
}

/* The box that the glyphs of @text take: leading and empty sides do not count as touching. */
static EpcHitBox
ink_box (const EpcPlot *plot, double x, double y, const char *text, const EpcTypeSetting *setting)
{
  g_autoptr (PangoLayout) layout = epc_type_layout (plot->cr, plot->theme, text, setting);
  PangoRectangle ink, logical;
  double height;

  pango_layout_get_extents (layout, &ink, &logical);
  epc_type_measure (plot->cr, plot->theme, text, setting, NULL, &height);
  if (setting->width <= 0 && setting->align != EPC_ALIGN_LEFT)
    x -= (double) logical.width / PANGO_SCALE / (setting->align == EPC_ALIGN_RIGHT ? 1 : 2);
  y += (height - (double) logical.height / PANGO_SCALE) / 2;
  return (EpcHitBox){ x + (double) ink.x / PANGO_SCALE, y + (double) ink.y / PANGO_SCALE, (double) ink.width / PANGO_SCALE,
                      (double) ink.height / PANGO_SCALE };
}

gboolean
epc_plot_label (EpcPlot *plot, double x, double y, const char *text, const EpcTypeSetting *setting, gboolean always)
{
  EpcHitBox box;
  double dx = 0, dy = 0;

  if (text == NULL || *text == '\0')
    return TRUE;
  box = ink_box (plot, x, y, text, setting);
  if (box.width > plot->page_width || box.height > plot->page_height)
    return FALSE;
  dx = box.x < 0 ? -box.x : MIN (plot->page_width - box.x - box.width, 0);
  dy = box.y < 0 ? -box.y : MIN (plot->page_height - box.y - box.height, 0);
  box.x += dx;
  box.y += dy;
  if (!always && !epc_plot_is_free (plot, box.x, box.y, box.width, box.height))
    return FALSE;
  epc_type_draw (plot->cr, plot->theme, x + dx, y + dy, text, setting);
  epc_hit_map_add_label (plot->hits, box.x, box.y, box.width, box.height);
  return TRUE;
}

/* --- Grid, bars, coverage --- */

double
epc_plot_tick_width (const EpcPlot *plot, const EpcScale *scale)
{
  double widest = 0;

  for (int i = 0; i < epc_scale_n_ticks (scale); i++)
    {
      g_autofree char *text = epc_scale_label (scale, epc_scale_tick (scale, i), plot->chart->language, plot->chart->is_percent);

      widest = MAX (widest, epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_AXIS));
    }
  return widest;
}

void
epc_plot_grid (EpcPlot *plot, const EpcScale *scale, double left, double right, double top, double bottom)
{
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_AXIS].leading;

  for (int i = 0; i < epc_scale_n_ticks (scale); i++)
    {
      double tick = epc_scale_tick (scale, i);
      double y = bottom - (bottom - top) * (tick - scale->low) / (scale->high - scale->low);
      g_autofree char *text = epc_scale_label (scale, tick, plot->chart->language, plot->chart->is_percent);

      epc_shape_line (plot->cr, left, y, right, y, tick == 0 ? theme->rule : theme->hairline,
                      tick == 0 ? theme->line_axis : theme->line_hair, NULL, 0);
      epc_plot_label (plot, left - epc_plot_air (plot) - 2, y - leading / 2, text,
                      &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_RIGHT, .colour = theme->ink_caption }, FALSE);
    }
}

void
epc_plot_bar (EpcPlot *plot, double x, double y, double width, double height, EpcColour colour, EpcPointFlags flags)
{
  if (width <= 0 || height <= 0)
    return;
  epc_shape_box (plot->cr, x, y, width, height, colour, 0, 0, 0);
  if (flags & (EPC_POINT_PARTIAL | EPC_POINT_NOT_COMPARABLE))
    epc_shape_hatch (plot->cr, x, y, width, height, plot->theme->ground, epc_theme_is_screen (plot->theme) ? 6 : 4,
                     epc_theme_is_screen (plot->theme) ? 1.6 : 1);
}

void
epc_plot_missing (EpcPlot *plot, double x, double y, double width, double height)
{
  if (width <= 0 || height <= 0)
    return;
  epc_shape_hatch (plot->cr, x, y, width, height, plot->theme->no_data_hatch, epc_theme_is_screen (plot->theme) ? 5 : 3,
                   epc_theme_is_screen (plot->theme) ? 0.8 : 0.45);
}

void
epc_plot_coverage (EpcPlot *plot, const double *x, double left, double y)
{
  const EpcChart *chart = plot->chart;
  EpcTypeSetting setting = { .type = EPC_TYPE_TINY, .align = EPC_ALIGN_RIGHT, .colour = plot->theme->ink_caption };
  double next = G_MAXDOUBLE, apart = plot->theme->type[EPC_TYPE_TINY].leading;

  epc_plot_label (plot, left, y, chart->coverage_heading, &setting, FALSE);
  setting.align = EPC_ALIGN_CENTRE;
  setting.colour = plot->theme->ink_second;
  /* The last round is the one being read: labels are kept from the right. Two numbers a space apart would be read as one. */
  for (guint i = chart->categories->len; i-- > 0;)
    {
      const char *text = epc_chart_category (chart, i)->coverage;
      double half = text != NULL ? epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_TINY) / 2 : 0;

      if (text == NULL || x[i] + half + apart > next || !epc_plot_label (plot, x[i], y, text, &setting, FALSE))
        continue;
      next = x[i] - half;
    }
}

/* The box of a category's name, and of the month below it, around its middle. */
typedef struct
{
  EpcTypeSetting setting;
  char *month; /* NULL: none */
  double middle, width, height;
} NameBox;

static NameBox
name_box (const EpcPlot *plot, guint index, double x, double widest, int lines)
{
  const EpcChartCategory *category = epc_chart_category (plot->chart, index);
  gboolean has_month = category->iso != NULL && category->is_named;
  NameBox box = { .setting = { .type = has_month ? EPC_TYPE_AXIS_BOLD : EPC_TYPE_AXIS, .align = EPC_ALIGN_CENTRE } };
  double width = epc_type_width (plot->cr, plot->theme, category->name, box.setting.type);
  double month = 0;

  if (has_month)
    {
      box.month = epc_language_month (plot->chart->language, category->iso);
      month = epc_type_width (plot->cr, plot->theme, box.month, EPC_TYPE_TINY);
    }
  box.width = MIN (MAX (width, month), MIN (MAX (widest, month), plot->page_width));
  box.height = plot->theme->type[EPC_TYPE_AXIS].leading * (has_month ? 1.9 : lines);
  box.middle = CLAMP (x, box.width / 2, plot->page_width - box.width / 2);
  if (width > box.width)
    {
      box.setting.width = box.width;
      box.setting.lines = lines;
    }
  return box;
}

/* Evenly spaced categories keep every n-th name, so that the reader can count on; 1 where the spacing is uneven: then as many
 * names as find room. */
static guint
name_stride (const EpcPlot *plot, const double *x, double widest, int lines)
{
  guint n = plot->chart->categories->len;
  double least = G_MAXDOUBLE, most = 0, broadest = 0, shift = 0;

  if (n < 3)
    return 1;
  for (guint i = 0; i < n; i++)
    {
      NameBox box = name_box (plot, i, x[i], widest, lines);

      broadest = MAX (broadest, box.width);
      shift = x[i] - box.middle; /* of the last one: it is moved in at the edge */
      g_free (box.month);
      if (i > 0)
        {
          least = MIN (least, x[i] - x[i - 1]);
          most = MAX (most, x[i] - x[i - 1]);
        }
    }
  if (least <= 0 || most / least > 1.5)
    return 1;
  return (guint) MAX (ceil ((broadest + MAX (shift, 0) + epc_plot_air (plot) + 0.5) / least), 1);
}

static void
draw_name (EpcPlot *plot, guint index, double x, double widest, int lines, double y)
{
  NameBox box = name_box (plot, index, x, widest, lines);
  const char *name = epc_chart_category (plot->chart, index)->name;

  if (epc_plot_is_free (plot, box.middle - box.width / 2, y, box.width, box.height))
    {
      epc_plot_label (plot, box.setting.width > 0 ? box.middle - box.width / 2 : box.middle, y, name, &box.setting, FALSE);
      epc_plot_label (plot, box.middle, y + plot->theme->type[EPC_TYPE_AXIS].leading, box.month,
                      &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .align = EPC_ALIGN_CENTRE, .colour = plot->theme->ink_caption },
                      FALSE);
    }
  g_free (box.month);
}

void
epc_plot_categories (EpcPlot *plot, const double *x, double widest, int lines, double y)
{
  guint n = plot->chart->categories->len;
  guint stride = name_stride (plot, x, widest, lines);

  /* The last is the one being read, then the first; the others as they find room. */
  draw_name (plot, n - 1, x[n - 1], widest, lines, y);
  if (stride == 1)
    draw_name (plot, 0, x[0], widest, lines, y);
  for (guint i = n - 1; i >= stride && i - stride < n; i -= stride)
    draw_name (plot, i - stride, x[i - stride], widest, lines, y);
}

/* --- Hits --- */

void
epc_plot_hit (EpcPlot *plot, double x, double y, double width, double height, guint category, guint series)
{
  const EpcChart *chart = plot->chart;
  const EpcChartPoint *point = epc_chart_point (chart, series, category);
  const char *name = epc_chart_category (chart, category)->name;
  const char *series_name = epc_chart_series (chart, series)->name;
  g_autofree char *number = epc_chart_point_text (chart, series, category);
  g_autofree char *value = NULL;
  char *label;

  if (isnan (point->value))
    value = g_strdup (epc_language_text (chart->language, point->flags & EPC_POINT_NOT_APPLICABLE ? N_ ("does not apply") : N_ ("no data")));
  else if (chart->value_unit != NULL)
    value = g_strdup_printf ("%s %s", number, chart->value_unit);
  else
    value = g_strdup (number);
  if (chart->series->len > 1 && *series_name != '\0')
    label = g_strdup_printf (epc_language_text (chart->language, N_ ("%s, %s: %s")), name, series_name, value);
  else
    label = g_strdup_printf (epc_language_text (chart->language, N_ ("%s: %s")), name, value);
  epc_hit_map_add (plot->hits, x, y, width, height, (int) category, (int) series, point->value, label);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const EpcHit *ha = a, *hb = b;

  return ha->category != hb->category ? ha->category - hb->category : ha->series - hb->series;
}

/* --- Frame --- */

/* Title and unit at the head; on the screen in one line where they fit. Returns the height taken. */
static double
draw_head (EpcPlot *plot, double most)
{
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  gboolean has_title = chart->title != NULL && *chart->title != '\0';
  gboolean has_unit = chart->unit != NULL && *chart->unit != '\0';
  double title_leading = theme->type[EPC_TYPE_HEADING_2].leading;
  double unit_leading = theme->type[EPC_TYPE_CAPTION].leading;
  double used = 0;

  if (chart->has_rule && most > title_leading + 4)
    {
      /* Where a heading would have it: the middle of the line on the edge. */
      epc_shape_line (plot->cr, 0, 0, plot->page_width, 0, theme->title, theme->line_rule, NULL, 0);
      used = 4;
    }
  if (has_title && has_unit && epc_theme_is_screen (theme))
    {
      double title = epc_type_width (plot->cr, theme, chart->title, EPC_TYPE_HEADING_2);
      double unit = epc_type_width (plot->cr, theme, chart->unit, EPC_TYPE_CAPTION);

      if (title + 9 + unit <= plot->page_width && title_leading <= most)
        {
          double drop = (theme->type[EPC_TYPE_HEADING_2].size - theme->type[EPC_TYPE_CAPTION].size) * 0.72;

          epc_plot_label (plot, 0, used, chart->title, &(EpcTypeSetting){ .type = EPC_TYPE_HEADING_2, .colour = theme->title },
                          TRUE);
          epc_plot_label (plot, title + 9, used + (title_leading - unit_leading) / 2 + drop * 0.5, chart->unit,
                          &(EpcTypeSetting){ .type = EPC_TYPE_CAPTION, .colour = theme->ink_second }, TRUE);
          return used + title_leading + 3;
        }
    }
  if (has_title && used + title_leading <= most)
    {
      EpcTypeSetting setting = { .type = EPC_TYPE_HEADING_2,
                                 .colour = theme->title,
                                 .width = plot->page_width,
                                 .lines = MAX ((int) ((most - used) / title_leading), 1) };
      double height;

      setting.lines = MIN (setting.lines, 3);
      epc_type_measure (plot->cr, theme, chart->title, &setting, NULL, &height);
      epc_plot_label (plot, 0, used, chart->title, &setting, TRUE);
      used += height;
    }
  if (has_unit && used + unit_leading <= most)
    {
      EpcTypeSetting setting = { .type = EPC_TYPE_CAPTION,
                                 .colour = theme->ink_second,
                                 .width = plot->page_width,
                                 .lines = MIN (MAX ((int) ((most - used) / unit_leading), 1), 2) };
      double height;

      epc_type_measure (plot->cr, theme, chart->unit, &setting, NULL, &height);
      epc_plot_label (plot, 0, used, chart->unit, &setting, TRUE);
      used += height;
    }
  return used > 0 ? used + (epc_theme_is_screen (theme) ? 6 : 4) : 0;
}

/* Source at the foot. Returns the height taken. */
static double
draw_foot (EpcPlot *plot, double most)
{
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_TINY].leading;
  EpcTypeSetting setting = {
    .type = EPC_TYPE_TINY, .colour = theme->ink_caption, .width = plot->page_width, .lines = MIN ((int) (most / leading), 4)
  };
  double height;

  if (plot->chart->source == NULL || *plot->chart->source == '\0' || setting.lines < 1)
    return 0;
  epc_type_measure (plot->cr, theme, plot->chart->source, &setting, NULL, &height);
  epc_plot_label (plot, 0, plot->page_height - height, plot->chart->source, &setting, TRUE);
  return height + (epc_theme_is_screen (theme) ? 5 : 4);
}

/* Swatches with the names of the series, in as many lines as they need. Measures only when @do_draw is FALSE. */
static double
legend (EpcPlot *plot, double y, gboolean do_draw)
{
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_AXIS].leading;
  double swatch = leading * 0.75;
  double x = 0;

  for (guint s = 0; s < chart->series->len; s++)
    {
      const char *name = epc_chart_series (chart, s)->name;
      EpcTypeSetting setting
          = { .type = EPC_TYPE_AXIS, .colour = theme->ink_second, .lines = 1, .width = plot->page_width - swatch - 5 };
      double width;

      epc_type_measure (plot->cr, theme, name, &setting, &width, NULL);
      width = MIN (epc_type_width (plot->cr, theme, name, EPC_TYPE_AXIS) + 1, setting.width);
      if (x > 0 && x + swatch + 4 + width > plot->page_width)
        {
          x = 0;
          y += leading + 2;
        }
      if (do_draw)
        {
          EpcColour colour = epc_chart_series_colour (chart, s, theme);

          setting.width = width;
          if (chart->kind == EPC_CHART_LINE)
            epc_shape_line (plot->cr, x, y + leading / 2, x + swatch, y + leading / 2, colour, theme->line_data * 1.4, NULL, 0);
          else
            epc_shape_box (plot->cr, x, y + (leading - swatch) / 2, swatch, swatch, colour, 0, 0, 0);
          epc_plot_label (plot, x + swatch + 4, y, name, &setting, TRUE);
        }
      x += swatch + 4 + width + leading;
    }
  return y + leading + (epc_theme_is_screen (theme) ? 6 : 4);
}

static gboolean
wants_legend (const EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;

  if (chart->series->len < 2 || (chart->kind >= EPC_CHART_PYRAMID && chart->kind != EPC_CHART_AREA))
    return FALSE;
  if (chart->kind == EPC_CHART_LINE)
    return !epc_chart_line_labels_series (plot);
  return TRUE;
}

static void
draw_empty (EpcPlot *plot)
{
  const EpcTheme *theme = plot->theme;
  const char *sentence = epc_language_text (plot->chart->language, N_ ("There are no figures to draw."));
  EpcTypeSetting setting
      = { .type = EPC_TYPE_SMALL, .align = EPC_ALIGN_CENTRE, .colour = theme->ink_second, .width = plot->width - 16, .lines = 3 };
  double width, height;

  epc_plot_missing (plot, plot->x, plot->y, plot->width, plot->height);
  if (setting.width < 20)
    return;
  epc_type_measure (plot->cr, theme, sentence, &setting, &width, &height);
  if (height > plot->height)
    return;
  epc_shape_box (plot->cr, plot->x + (plot->width - width) / 2 - 6, plot->y + (plot->height - height) / 2 - 3, width + 12,
                 MIN (height + 6, plot->height), theme->ground, 0, 0, 0);
  epc_plot_label (plot, plot->x + 8, plot->y + (plot->height - height) / 2, sentence, &setting, TRUE);
}

static void
draw_kind (EpcPlot *plot)
{
  switch (plot->chart->kind)
    {
    case EPC_CHART_LINE:
      epc_chart_draw_line (plot);
      break;
    case EPC_CHART_PYRAMID:
      epc_chart_draw_pyramid (plot);
      break;
    case EPC_CHART_AREA:
      epc_chart_draw_area (plot);
      break;
    case EPC_CHART_HEAT:
      epc_chart_draw_heat (plot);
      break;
    case EPC_CHART_MATRIX:
      epc_chart_draw_matrix (plot);
      break;
    case EPC_CHART_GANTT:
      epc_chart_draw_gantt (plot);
      break;
    case EPC_CHART_SANKEY:
      epc_chart_draw_sankey (plot);
      break;
    case EPC_CHART_GAUGE:
      epc_chart_draw_gauge (plot);
      break;
    case EPC_CHART_SPARK:
      epc_chart_draw_spark (plot);
      break;
    case EPC_CHART_BAR:
    case EPC_CHART_STACKED_BAR:
    case EPC_CHART_GROUPED_BAR:
    case EPC_N_CHART_KINDS:
    default:
      if (epc_chart_has_columns (plot->chart))
        epc_chart_draw_columns (plot);
      else
        epc_chart_draw_rows (plot);
      break;
    }
}

static EpcPlot
plot_for (const EpcChart *chart, cairo_t *cr, double width, double height, const EpcTheme *theme, EpcHitMap *hits)
{
  return (EpcPlot){ .chart = chart,
                    .cr = cr,
                    .theme = theme,
                    .hits = hits,
                    .width = width,
                    .height = height,
                    .page_width = width,
                    .page_height = height };
}

/* Returns how many rows had no room. */
static guint
draw_chart (const EpcChart *chart, cairo_t *cr, double width, double height, const EpcTheme *theme, EpcHitMap *hits)
{
  EpcPlot plot = plot_for (chart, cr, width, height, theme, hits);
  double line = theme->type[EPC_TYPE_AXIS].leading;
  double least = 4 * line; /* what the plot itself must have before anything else may take room */

  epc_hit_map_clear (plot.hits);
  if (width < 6 * line || height < 2 * line)
    return chart->categories->len;
  cairo_save (cr);
  plot.y = draw_head (&plot, MAX (height - least, line * 2));
  plot.height -= plot.y;
  plot.height -= draw_foot (&plot, plot.height - least);
  if (epc_chart_is_empty (chart))
    {
      if (plot.height > line)
        draw_empty (&plot);
    }
  else
    {
      if (wants_legend (&plot))
        {
          double used = legend (&plot, plot.y, FALSE) - plot.y;

          if (plot.height - used >= least * 0.75)
            {
              legend (&plot, plot.y, TRUE);
              plot.y += used;
              plot.height -= used;
            }
        }
      if (plot.height > 2 * line)
        draw_kind (&plot);
    }
  cairo_new_path (cr);
  cairo_restore (cr);
  g_array_sort (plot.hits->hits, compare_hits);
  return plot.n_left_out;
}

void
epc_chart_draw (const EpcChart *chart, cairo_t *cr, double width, double height, const EpcTheme *theme, EpcHitMap *hits)
{
  g_autoptr (EpcHitMap) own = hits == NULL ? epc_hit_map_new () : NULL;

  draw_chart (chart, cr, width, height, theme, hits != NULL ? hits : own);
}

double
epc_chart_natural_height (const EpcChart *chart, double width, const EpcTheme *theme)
{
  cairo_t *cr = epc_type_measuring_context ();
  g_autoptr (EpcHitMap) hits = epc_hit_map_new ();
  EpcPlot plot = plot_for (chart, cr, width, 4000, theme, hits);
  double line = theme->type[EPC_TYPE_AXIS].leading;
  double height = draw_head (&plot, 4000) + draw_foot (&plot, 4000);

  if (epc_chart_is_empty (chart))
    {
      cairo_destroy (cr);
      return ceil (height + EMPTY_LINES * line);
    }
  if (wants_legend (&plot))
    height += legend (&plot, 0, FALSE);
  if (chart->kind > EPC_CHART_PYRAMID)
    height += epc_chart_rest_height (&plot);
  else if (chart->kind == EPC_CHART_PYRAMID)
    height += 3 * line + chart->categories->len * line * 1.9;
  else if (chart->kind == EPC_CHART_LINE || epc_chart_has_columns (chart))
    height += CLAMP (width * 0.55, 12 * line, 26 * line);
  else
    height += epc_chart_rows_height (&plot);
  cairo_destroy (cr);
  return ceil (height);
}

double
epc_chart_least_height (const EpcChart *chart, double width, double height, const EpcTheme *theme)
{
  static const double shares[] = { 0.75, 0.8, 0.85, 0.9, 0.95 };
  cairo_t *cr = epc_type_measuring_context ();
  g_autoptr (EpcHitMap) hits = epc_hit_map_new ();
  guint left_out = draw_chart (chart, cr, width, height, theme, hits);
  double least = height;

  for (guint i = 0; i < G_N_ELEMENTS (shares) && least == height; i++)
    if (draw_chart (chart, cr, width, height * shares[i], theme, hits) <= left_out)
      least = height * shares[i];
  cairo_destroy (cr);
  return least;
}
