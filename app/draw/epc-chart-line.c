/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Line charts: stocks at their dates. A line over a gap, to a point that is not comparable, or from a point of partial coverage
 * is dashed; the span that is not comparable is shaded and says so.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"

typedef struct
{
  EpcPlot *plot;
  EpcScale scale;
  double left, right, top, bottom; /* of the data */
  double *x;                       /* middle of each category */
  gint64 first_day, last_day;
  gboolean is_dated;
} LinePlot;

static double
x_of_day (const LinePlot *line, gint64 day)
{
  if (line->last_day == line->first_day)
    return (line->left + line->right) / 2;
  return line->left + (line->right - line->left) * (double) (day - line->first_day) / (double) (line->last_day - line->first_day);
}

static double
y_of (const LinePlot *line, double value)
{
  return line->bottom - (line->bottom - line->top) * (value - line->scale.low) / (line->scale.high - line->scale.low);
}

static void
place_categories (LinePlot *line)
{
  const EpcChart *chart = line->plot->chart;
  guint n = chart->categories->len;

  line->is_dated = epc_chart_is_dated (chart);
  line->first_day = line->is_dated ? epc_chart_category (chart, 0)->days : 0;
  line->last_day = line->is_dated ? epc_chart_category (chart, n - 1)->days : 0;
  line->x = g_new (double, n);
  for (guint i = 0; i < n; i++)
    if (line->is_dated && line->last_day > line->first_day)
      line->x[i] = x_of_day (line, epc_chart_category (chart, i)->days);
    else
      line->x[i] = n == 1 ? (line->left + line->right) / 2 : line->left + (line->right - line->left) * i / (n - 1);
}

static gboolean
is_point (const EpcChart *chart, guint series, guint category)
{
  return !isnan (epc_chart_point (chart, series, category)->value);
}

/* Does a named gap lie between the two categories? */
static gboolean
gap_between (const EpcChart *chart, guint from, guint to)
{
  if (!epc_chart_is_dated (chart))
    return FALSE;
  for (guint i = 0; i < chart->gaps->len; i++)
    {
      const EpcChartGap *gap = chart->gaps->pdata[i];

      if (gap->days > epc_chart_category (chart, from)->days && gap->days < epc_chart_category (chart, to)->days)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_dashed (const EpcChart *chart, guint series, guint from, guint to)
{
  EpcPointFlags a = epc_chart_point (chart, series, from)->flags;
  EpcPointFlags b = epc_chart_point (chart, series, to)->flags;

  return to > from + 1 || (b & EPC_POINT_NOT_COMPARABLE) || ((a | b) & EPC_POINT_PARTIAL) || gap_between (chart, from, to);
}

/* Last category with a value; -1 when the series has none. */
static int
last_point (const EpcChart *chart, guint series)
{
  for (guint i = chart->categories->len; i-- > 0;)
    if (is_point (chart, series, i))
      return (int) i;
  return -1;
}

gboolean
epc_chart_line_labels_series (const EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  double widest = 0;

  if (chart->series->len < 2 || chart->series->len > 4)
    return FALSE;
  for (guint s = 0; s < chart->series->len; s++)
    widest = MAX (widest, epc_type_width (plot->cr, plot->theme, epc_chart_series (chart, s)->name, EPC_TYPE_AXIS_BOLD));
  return widest <= plot->page_width * 0.3;
}

/* Left and right edge of @span: to the middle between its neighbours, a little beyond the first and the last point. */
static void
span_edges (const LinePlot *line, const EpcChartSpan *span, double *left, double *right)
{
  guint last = line->plot->chart->categories->len - 1;
  guint from = MIN (span->from, last), to = MIN (span->to, last);

  *left = from == 0 ? line->left - line->plot->theme->point_radius * 2 : (line->x[from - 1] + line->x[from]) / 2;
  *right = to == last ? line->right + line->plot->theme->point_radius * 2 : (line->x[to] + line->x[to + 1]) / 2;
}

/* Lines that the caption takes inside its span; 0 when it does not fit. */
static int
span_lines (const LinePlot *line, const EpcChartSpan *span)
{
  double left, right, height;
  EpcTypeSetting setting = { .type = EPC_TYPE_TINY };
  double leading = line->plot->theme->type[EPC_TYPE_TINY].leading;

  if (span->caption == NULL)
    return 0;
  span_edges (line, span, &left, &right);
  setting.width = right - left - 8;
  if (setting.width < leading * 5)
    return 0;
  epc_type_measure (line->plot->cr, line->plot->theme, span->caption, &setting, NULL, &height);
  return height < leading * 2.5 ? (int) lround (height / leading) : 0;
}

/* Room above the data for the captions of the spans. */
static double
span_head (const LinePlot *line)
{
  int most = 0;

  for (guint i = 0; i < line->plot->chart->spans->len; i++)
    most = MAX (most, span_lines (line, line->plot->chart->spans->pdata[i]));
  return most > 0 ? most * line->plot->theme->type[EPC_TYPE_TINY].leading + 2 : 0;
}

static void
draw_spans (LinePlot *line, double top)
{
  EpcPlot *plot = line->plot;

  for (guint i = 0; i < plot->chart->spans->len; i++)
    {
      const EpcChartSpan *span = plot->chart->spans->pdata[i];
      double left, right;

      span_edges (line, span, &left, &right);
      if (!span->is_comparable)
        epc_shape_box (plot->cr, left, top, right - left, line->bottom - top, plot->theme->partial_wash, 0, 0, 0);
      if (span_lines (line, span) > 0)
        epc_plot_label (plot, left + 5, top + 2, span->caption,
                        &(EpcTypeSetting){ .type = EPC_TYPE_TINY,
                                           .lines = 2,
                                           .width = right - left - 8,
                                           .colour = span->is_comparable ? plot->theme->ok : plot->theme->stale },
                        FALSE);
    }
}

/* What is not comparable and does not fit into its span stands in a line above the plot, with a swatch. Returns the height. */
static double
span_legend (LinePlot *line, double y, gboolean do_draw)
{
  EpcPlot *plot = line->plot;
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_TINY].leading;
  double taken = 0;

  for (guint i = 0; i < plot->chart->spans->len; i++)
    {
      const EpcChartSpan *span = plot->chart->spans->pdata[i];
      EpcTypeSetting setting = { .type = EPC_TYPE_TINY, .lines = 1, .width = plot->width - leading - 8, .colour = theme->stale };

      if (span->caption == NULL || span->is_comparable || span_lines (line, span) > 0)
        continue;
      if (do_draw)
        {
          epc_shape_box (plot->cr, plot->x + 0.5, y + taken + leading * 0.15, leading * 0.9, leading * 0.7, theme->partial_wash,
                         theme->hairline, theme->line_hair, 0);
          epc_plot_label (plot, plot->x + leading + 4, y + taken, span->caption, &setting, TRUE);
        }
      taken += leading + 2;
    }
  return taken;
}

static void
draw_area (LinePlot *line)
{
  EpcPlot *plot = line->plot;
  const EpcChart *chart = plot->chart;
  gboolean has_path = FALSE;
  double last_x = 0;

  if (chart->series->len != 1 || chart->spans->len > 0 || line->scale.low < 0 || chart->categories->len < 2)
    return;
  cairo_new_path (plot->cr);
  for (guint i = 0; i < chart->categories->len; i++)
    {
      if (!is_point (chart, 0, i))
        continue;
      if (!has_path)
        cairo_move_to (plot->cr, line->x[i], line->bottom);
      has_path = TRUE;
      last_x = line->x[i];
      cairo_line_to (plot->cr, last_x, y_of (line, epc_chart_point (chart, 0, i)->value));
    }
  if (!has_path)
    return;
  cairo_line_to (plot->cr, last_x, line->bottom);
  cairo_close_path (plot->cr);
  epc_colour_set (plot->cr, plot->theme->single_wash, 1);
  cairo_fill (plot->cr);
}

static void
draw_series (LinePlot *line, guint s)
{
  EpcPlot *plot = line->plot;
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  EpcColour colour = epc_chart_series_colour (chart, s, theme);
  const double dash[] = { theme->line_data * 2, theme->line_data * 1.5 };
  int previous = -1;

  cairo_save (plot->cr);
  cairo_set_line_join (plot->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < chart->categories->len; i++)
    {
      if (!is_point (chart, s, i))
        continue;
      if (previous >= 0)
        {
          gboolean dashed = is_dashed (chart, s, (guint) previous, i);

          epc_shape_line (plot->cr, line->x[previous], y_of (line, epc_chart_point (chart, s, (guint) previous)->value),
                          line->x[i], y_of (line, epc_chart_point (chart, s, i)->value), colour, theme->line_data,
                          dashed ? dash : NULL, dashed ? 2 : 0);
        }
      previous = (int) i;
    }
  cairo_restore (plot->cr);
}

static void
draw_points (LinePlot *line, guint s)
{
  EpcPlot *plot = line->plot;
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  EpcColour colour = epc_chart_series_colour (chart, s, theme);
  int last = last_point (chart, s);
  double spacing = (line->right - line->left) / MAX (chart->categories->len, 1u);
  double radius = theme->point_radius;

  for (guint i = 0; i < chart->categories->len; i++)
    {
      EpcPointFlags flags;
      double x, y, r;

      if (!is_point (chart, s, i))
        continue;
      flags = epc_chart_point (chart, s, i)->flags;
      x = line->x[i];
      y = y_of (line, epc_chart_point (chart, s, i)->value);
      r = (int) i == last && chart->series->len == 1 ? radius * 1.35 : radius;
      if (spacing > radius * 2.2 || (int) i == last || flags != 0 || chart->categories->len == 1)
        epc_shape_disc (plot->cr, x, y, r, flags & EPC_POINT_PARTIAL ? theme->ground : colour, colour, theme->line_data * 0.75);
      epc_plot_hit (plot, x - radius * 2, y - radius * 2, radius * 4, radius * 4, i, s);
    }
}

typedef void (*PieceSeen) (double from, double to, gpointer data);

/* Heights (y) at which each piece of a line enters and leaves the strip between @left and @right. */
static void
walk_pieces (const LinePlot *line, double left, double right, PieceSeen seen, gpointer data)
{
  const EpcChart *chart = line->plot->chart;

  for (guint s = 0; s < chart->series->len; s++)
    {
      int previous = -1;

      for (guint i = 0; i < chart->categories->len; i++)
        {
          if (!is_point (chart, s, i))
            continue;
          if (previous >= 0 && line->x[previous] < right && line->x[i] > left && line->x[i] > line->x[previous])
            {
              double y1 = y_of (line, epc_chart_point (chart, s, (guint) previous)->value);
              double slope = (y_of (line, epc_chart_point (chart, s, i)->value) - y1) / (line->x[i] - line->x[previous]);

              seen (y1 + slope * (CLAMP (left, line->x[previous], line->x[i]) - line->x[previous]),
                    y1 + slope * (CLAMP (right, line->x[previous], line->x[i]) - line->x[previous]), data);
            }
          previous = (int) i;
        }
    }
}

static void
keep_highest (double from, double to, gpointer highest)
{
  *(double *) highest = MIN (*(double *) highest, MIN (from, to));
}

/* Highest point (least y) of the lines between @left and @right; the bottom when there is none. */
static double
lines_above (const LinePlot *line, double left, double right)
{
  double y = line->bottom;

  walk_pieces (line, left, right, keep_highest, &y);
  return y;
}

typedef struct
{
  double top, bottom;
  gboolean is_crossed;
} CrossedBox;

static void
see_crossing (double from, double to, gpointer data)
{
  CrossedBox *box = data;

  if (MAX (from, to) > box->top && MIN (from, to) < box->bottom)
    box->is_crossed = TRUE;
}

/* Whether a line runs through the box. */
static gboolean
lines_cross (const LinePlot *line, double left, double right, double top, double bottom)
{
  CrossedBox box = { top, bottom, FALSE };

  walk_pieces (line, left, right, see_crossing, &box);
  return box.is_crossed;
}

/* Writes @text below the point, or beside that where the line would run through: right of a rise, left of a fall. */
static void
label_below (LinePlot *line, double x, double y, const char *text, EpcType type)
{
  EpcPlot *plot = line->plot;
  double leading = plot->theme->type[type].leading, radius = plot->theme->point_radius, top = y + radius + 1;
  double width = epc_type_width (plot->cr, plot->theme, text, type);
  const double middles[] = { x, x + width / 2 + radius * 0.5, x - width / 2 - radius * 0.5 };

  for (gsize i = 0; i < G_N_ELEMENTS (middles); i++)
    if (!lines_cross (line, middles[i] - width / 2 - 1, middles[i] + width / 2 + 1, top, top + leading)
        && epc_plot_label (plot, middles[i], top, text, &(EpcTypeSetting){ .type = type, .align = EPC_ALIGN_CENTRE }, FALSE))
      return;
  epc_plot_label (plot, x, top, text, &(EpcTypeSetting){ .type = type, .align = EPC_ALIGN_CENTRE }, FALSE);
}

/* Writes @text above the point, or beside it where the line would run through: left of a rise, right of a fall. */
static gboolean
label_point (LinePlot *line, double x, double y, const char *text, EpcType type)
{
  EpcPlot *plot = line->plot;
  double leading = plot->theme->type[type].leading, radius = plot->theme->point_radius;
  double width = epc_type_width (plot->cr, plot->theme, text, type);
  double top = y - leading - radius - 1;
  const double middles[] = { x, x - width / 2 - radius * 0.5, x + width / 2 + radius * 0.5 };
  double leftmost = line->left - radius + width / 2; /* not into the labels of the axis */

  for (gsize i = 0; i < G_N_ELEMENTS (middles); i++)
    {
      double middle = MAX (middles[i], leftmost);

      if (lines_above (line, middle - width / 2 - 1, middle + width / 2 + 1) < top + leading - 1)
        continue;
      if (epc_plot_label (plot, middle, top, text, &(EpcTypeSetting){ .type = type, .align = EPC_ALIGN_CENTRE }, FALSE))
        return TRUE;
    }
  /* Over a line is better than left out; not with a halo that leaves the chart. */
  double middle = MAX (x, leftmost), halo = 2.2;
  gboolean has_room = middle - width / 2 - halo > plot->x && middle + width / 2 + halo < plot->x + plot->width && top - halo > plot->y;
  return epc_plot_label (plot, middle, top, text,
                         &(EpcTypeSetting){ .type = type, .align = EPC_ALIGN_CENTRE, .halo = has_room ? halo : 0, .halo_colour = plot->theme->ground },
                         FALSE);
}

/* Names of the points above them (screen), values where they are asked for, the last one always. */
static void
draw_point_labels (LinePlot *line, gboolean with_names)
{
  EpcPlot *plot = line->plot;
  const EpcChart *chart = plot->chart;

  for (guint i = chart->categories->len; with_names && i-- > 0;)
    {
      double y = line->bottom;

      /* A bare date is on the calendar below. */
      if (!epc_chart_category (chart, i)->is_named)
        continue;
      for (guint s = 0; s < chart->series->len; s++)
        if (is_point (chart, s, i))
          y = MIN (y, y_of (line, epc_chart_point (chart, s, i)->value));
      label_point (line, line->x[i], y, epc_chart_category (chart, i)->name, EPC_TYPE_AXIS_BOLD);
    }
  for (guint s = 0; s < chart->series->len; s++)
    for (guint i = 0; i + 1 < chart->categories->len; i++)
      {
        const EpcChartPoint *point = epc_chart_point (chart, s, i);
        g_autofree char *text = epc_chart_value_text (chart, point->value, point->flags);
        double y = y_of (line, point->value);

        if (isnan (point->value) || !(point->flags & EPC_POINT_VALUE))
          continue;
        if (!label_point (line, line->x[i], y, text, EPC_TYPE_AXIS))
          label_below (line, line->x[i], y, text, EPC_TYPE_AXIS);
      }
}

static char *
end_text (const EpcPlot *plot, guint s, gboolean with_name)
{
  const EpcChart *chart = plot->chart;
  int last = last_point (chart, s);

  if (last < 0)
    return NULL;
  if (with_name)
    return g_strdup (epc_chart_series (chart, s)->name);
  return epc_chart_value_text (chart, epc_chart_point (chart, s, (guint) last)->value,
                               epc_chart_point (chart, s, (guint) last)->flags);
}

/* At the right ends: the value of a single series, the names of several, pushed apart where they would touch. */
static void
draw_ends (LinePlot *line, gboolean with_names)
{
  EpcPlot *plot = line->plot;
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_AXIS_BOLD].leading;
  guint n = chart->series->len;
  g_autofree double *y = g_new (double, n);
  g_autofree guint *order = g_new (guint, n);
  guint used = 0;

  for (guint s = 0; s < n; s++)
    {
      int last = last_point (chart, s);
      guint at = used;

      if (last < 0)
        continue;
      y[s] = y_of (line, epc_chart_point (chart, s, (guint) last)->value) - leading / 2;
      while (at > 0 && y[order[at - 1]] > y[s])
        {
          order[at] = order[at - 1];
          at--;
        }
      order[at] = s;
      used++;
    }
  for (guint i = 1; i < used; i++)
    y[order[i]] = MAX (y[order[i]], y[order[i - 1]] + leading);
  for (guint i = used; i-- > 0;)
    {
      double most = i + 1 < used ? y[order[i + 1]] - leading : line->bottom - leading / 2;

      y[order[i]] = MIN (y[order[i]], most);
    }
  for (guint i = 0; i < used; i++)
    {
      guint s = order[i];
      int last = last_point (chart, s);
      g_autofree char *text = end_text (plot, s, with_names);

      epc_plot_label (plot, line->x[last] + theme->point_radius * 1.35 + 4, y[s], text,
                      &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD,
                                         .colour = n == 1 ? theme->title : epc_chart_series_colour (chart, s, theme) },
                      FALSE);
    }
}

static void
draw_gaps (LinePlot *line)
{
  EpcPlot *plot = line->plot;
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_TINY].leading;

  for (guint i = 0; line->is_dated && i < plot->chart->gaps->len; i++)
    {
      const EpcChartGap *gap = plot->chart->gaps->pdata[i];
      EpcTypeSetting setting = { .type = EPC_TYPE_TINY, .align = EPC_ALIGN_CENTRE, .colour = theme->ink_caption };
      double x = x_of_day (line, gap->days);
      double width, highest, y = line->bottom - leading - 3;

      if (gap->days <= line->first_day || gap->days >= line->last_day || gap->caption == NULL)
        continue;
      epc_shape_line (plot->cr, x, line->bottom - 2.5, x, line->bottom + 2.5, theme->ink_caption, theme->line_axis, NULL, 0);
      epc_type_measure (plot->cr, theme, gap->caption, &setting, &width, NULL);
      highest = lines_above (line, x - width / 2, x + width / 2);
      /* Between the line and the axis where there is room, else above the line. */
      if (highest > y - theme->line_data)
        y = highest - leading - theme->line_data - 1;
      epc_plot_label (plot, x, y, gap->caption, &setting, FALSE);
    }
}

/* --- The axis below --- */

static void
draw_calendar (LinePlot *line, double y)
{
  EpcPlot *plot = line->plot;
  const EpcTheme *theme = plot->theme;
  gint64 days = line->last_day - line->first_day;
  int months = days > 365 * 6 ? 24 : days > 540 ? 12 : days > 270 ? 3 : 1;
  int year, month, day;

  epc_date_from_days (line->first_day, &year, &month, &day);
  month = 1;
  for (; epc_date_days (year, month, 1) <= line->last_day; month += months)
    {
      gint64 tick;

      while (month > 12)
        {
          month -= 12;
          year++;
        }
      tick = epc_date_days (year, month, 1);
      if (tick < line->first_day || tick > line->last_day)
        continue;
      g_autofree char *iso = g_strdup_printf ("%04d-%02d-01", year, month);
      g_autofree char *text = epc_language_month (plot->chart->language, iso);
      epc_shape_line (plot->cr, x_of_day (line, tick), line->bottom, x_of_day (line, tick), line->bottom + 3, theme->rule,
                      theme->line_axis, NULL, 0);
      epc_plot_label (plot, x_of_day (line, tick), y, text,
                      &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .align = EPC_ALIGN_CENTRE, .colour = theme->ink_caption }, FALSE);
    }
}

static EpcScale
scale_of (const EpcChart *chart, int n)
{
  double least = 0, most = 0;

  for (guint s = 0; s < chart->series->len; s++)
    for (guint i = 0; i < chart->categories->len; i++)
      if (is_point (chart, s, i))
        {
          least = MIN (least, epc_chart_point (chart, s, i)->value);
          most = MAX (most, epc_chart_point (chart, s, i)->value);
        }
  return epc_scale_for (least, most, n, !chart->is_percent && chart->decimals == 0);
}

static double
end_width (const EpcPlot *plot, gboolean with_names)
{
  double widest = 0;

  if (!with_names && plot->chart->series->len > 1)
    return 0;
  for (guint s = 0; s < plot->chart->series->len; s++)
    {
      g_autofree char *text = end_text (plot, s, with_names);

      if (text != NULL)
        widest = MAX (widest, epc_type_width (plot->cr, plot->theme, text, EPC_TYPE_AXIS_BOLD));
    }
  return widest;
}

void
epc_chart_draw_line (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_AXIS].leading;
  gboolean dated = epc_chart_is_dated (chart) && chart->categories->len > 1;
  gboolean names_above = epc_theme_is_screen (theme) && dated;
  gboolean names_at_ends = epc_chart_line_labels_series (plot);
  double axis = names_above ? leading + 3 : leading * (epc_chart_is_dated (chart) ? 2 : 1) + 3;
  double coverage = epc_chart_has_coverage (chart) ? leading + 1 : 0;
  double head = names_above ? leading + 4 : leading * 0.7;
  double heading = coverage > 0 && chart->coverage_heading != NULL
                       ? epc_type_width (plot->cr, theme, chart->coverage_heading, EPC_TYPE_TINY)
                       : 0;
  LinePlot line = { .plot = plot };
  double captions, ends, bottom = plot->y + plot->height - axis - coverage;

  if (bottom - plot->y < 3 * leading)
    {
      /* Too low for an axis of two lines: the drawing keeps the line. */
      coverage = 0;
      axis = leading + 2;
      bottom = plot->y + plot->height - axis;
    }
  line.scale = scale_of (chart, (int) CLAMP ((bottom - plot->y) / (leading * 2.5), 1, 5));
  ends = end_width (plot, names_at_ends);
  heading = heading > 0 ? heading : -leading;
  line.left = plot->x + MAX (epc_plot_tick_width (plot, &line.scale), MIN (heading, plot->width * 0.25) + leading)
              + epc_plot_air (plot) + 3 + theme->point_radius * 2;
  line.right = plot->x + plot->width - theme->point_radius * 2 - (ends > 0 ? ends + 6 : leading);
  if (line.right - line.left < plot->width * 0.4)
    line.right = MAX (plot->x + plot->width - leading, line.left + 1);
  line.bottom = bottom;
  place_categories (&line);
  captions = span_legend (&line, plot->y, FALSE);
  if (bottom - plot->y - captions > 4 * leading)
    span_legend (&line, plot->y, TRUE);
  else
    captions = 0;
  line.top = plot->y + captions + head + span_head (&line);
  line.top = MIN (line.top, bottom - leading);
  draw_spans (&line, plot->y + captions + leading * 0.3);
  draw_area (&line);
  epc_plot_grid (plot, &line.scale, line.left - theme->point_radius * 2, line.right + theme->point_radius * 2, line.top,
                 line.bottom);
  for (guint s = 0; s < chart->series->len; s++)
    draw_series (&line, s);
  for (guint s = 0; s < chart->series->len; s++)
    draw_points (&line, s);
  if (ends > 0)
    draw_ends (&line, names_at_ends);
  draw_gaps (&line);
  draw_point_labels (&line, names_above);
  if (names_above)
    draw_calendar (&line, line.bottom + 4);
  else
    {
      guint n = chart->categories->len;
      double widest = n > 1 ? MAX ((line.right - line.left) / (n - 1) * 1.5, leading * 6) : plot->page_width;

      epc_plot_categories (plot, line.x, widest, 1, line.bottom + 3);
    }
  if (coverage > 0)
    epc_plot_coverage (plot, line.x, line.left - leading - epc_plot_air (plot), line.bottom + axis);
  g_free (line.x);
}
