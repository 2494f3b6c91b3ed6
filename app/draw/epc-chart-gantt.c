/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A Gantt: the outline is the plan, the fill is what is done, a diamond is a date; a row without an end runs open to the edge. Days that
 * have a name ("today") are dashed and named.
 */
#include "epc-chart-private.h"

#include <math.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"

typedef struct
{
  EpcPlot *plot;
  double left, right, top, pitch;
  double first, last; /* days */
  guint shown;
} Gantt;

static double
value_of (const EpcChart *chart, guint series, guint category)
{
  return series < chart->series->len ? epc_chart_point (chart, series, category)->value : NAN;
}

static double
x_of (const Gantt *gantt, double day)
{
  double x = gantt->left + (gantt->right - gantt->left) * (day - gantt->first) / (gantt->last - gantt->first);

  return CLAMP (x, gantt->left, gantt->right);
}

static void
find_range (Gantt *gantt)
{
  const EpcChart *chart = gantt->plot->chart;
  double first = G_MAXDOUBLE, last = -G_MAXDOUBLE;

  for (guint c = 0; c < chart->categories->len; c++)
    for (guint s = 0; s < 2; s++)
      {
        double day = value_of (chart, s, c);

        first = isnan (day) ? first : MIN (first, day);
        last = isnan (day) ? last : MAX (last, day);
      }
  for (guint i = 0; i < chart->gaps->len; i++)
    {
      first = MIN (first, (double) ((EpcChartGap *) chart->gaps->pdata[i])->days);
      last = MAX (last, (double) ((EpcChartGap *) chart->gaps->pdata[i])->days);
    }
  if (first > last)
    first = last = 0;
  double air = MAX ((last - first) * 0.03, 1);
  gantt->first = first - air;
  gantt->last = last + air;
}

static double
month_start (double day, int months)
{
  int year, month, date;

  epc_date_from_days ((gint64) day, &year, &month, &date);
  month += months - 1;
  return (double) epc_date_days (year + month / 12, month % 12 + 1, 1);
}

/* The labelled days: weeks while they are few, else the firsts of months. */
static double
next_tick (const Gantt *gantt, double day, gboolean *is_month)
{
  static const int months[] = { 1, 2, 3, 6, 12, 24, 60, 120, 600 };
  double leading = gantt->plot->theme->type[EPC_TYPE_AXIS].leading;
  double days = (gantt->last - gantt->first) * leading * 5.5 / MAX (gantt->right - gantt->left, 1); /* under one label */

  *is_month = days > 14;
  if (days <= 14)
    return day + (days <= 1 ? 1 : days <= 7 ? 7 : 14);
  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    if (months[i] * 30 >= days || i + 1 == G_N_ELEMENTS (months))
      return month_start (day, months[i]);
  return gantt->last + 1;
}

static void
draw_calendar (Gantt *gantt, double y)
{
  EpcPlot *plot = gantt->plot;
  gboolean is_month;
  double day = ceil (gantt->first), bottom = gantt->top + gantt->shown * gantt->pitch;

  next_tick (gantt, day, &is_month);
  if (is_month)
    day = month_start (day, 1);
  for (int i = 0; day <= gantt->last && i < 400; i++, day = next_tick (gantt, day, &is_month))
    {
      int year, month, date;
      char iso[EPC_DATE_SIZE];

      epc_date_from_days ((gint64) day, &year, &month, &date);
      g_snprintf (iso, sizeof iso, "%04d-%02d-%02d", year, month, date);
      g_autofree char *text = is_month ? epc_language_month (plot->chart->language, iso) : epc_language_date (plot->chart->language, iso, TRUE);
      epc_shape_line (plot->cr, x_of (gantt, day), gantt->top, x_of (gantt, day), bottom, plot->theme->hairline, plot->theme->line_hair, NULL, 0);
      epc_plot_label (plot, x_of (gantt, day), y, text,
                      &(EpcTypeSetting){ .type = EPC_TYPE_AXIS, .align = EPC_ALIGN_CENTRE, .colour = plot->theme->ink_caption }, FALSE);
    }
}

static void
draw_named_days (Gantt *gantt, double y)
{
  EpcPlot *plot = gantt->plot;
  EpcColour colour = plot->theme->pressure[4];
  const double dash[] = { plot->theme->line_axis * 3, plot->theme->line_axis * 2 };

  for (guint i = 0; i < plot->chart->gaps->len; i++)
    {
      const EpcChartGap *gap = plot->chart->gaps->pdata[i];
      double x = x_of (gantt, (double) gap->days);

      epc_shape_line (plot->cr, x, gantt->top - 2, x, gantt->top + gantt->shown * gantt->pitch, colour, plot->theme->line_axis * 1.2, dash, 2);
      epc_plot_label (plot, x, y, gap->caption, &(EpcTypeSetting){ .type = EPC_TYPE_AXIS_BOLD, .align = EPC_ALIGN_CENTRE, .colour = colour }, FALSE);
    }
}

static void
draw_diamond (EpcPlot *plot, double x, double y, double radius)
{
  cairo_new_path (plot->cr);
  cairo_move_to (plot->cr, x - radius, y);
  cairo_line_to (plot->cr, x, y - radius);
  cairo_line_to (plot->cr, x + radius, y);
  cairo_line_to (plot->cr, x, y + radius);
  cairo_close_path (plot->cr);
  epc_colour_set (plot->cr, plot->theme->ink, 1);
  cairo_fill (plot->cr);
}

/* "CCCM coordinator: 14 Oct 2026 – 3 Nov 2026, 45%". */
static void
add_hit (Gantt *gantt, guint c, double x, double y, double width, double height)
{
  const EpcChart *chart = gantt->plot->chart;
  g_autofree char *begin = epc_chart_point_text (chart, 0, c), *end = epc_chart_point_text (chart, 1, c);
  gboolean has_done = chart->series->len > 2 && !isnan (value_of (chart, 2, c));
  g_autofree char *done = has_done ? epc_chart_point_text (chart, 2, c) : NULL;
  const char *name = epc_chart_category (chart, c)->name;

  epc_hit_map_add (gantt->plot->hits, x, y, MAX (width, 1), height, (int) c, 0, value_of (chart, 0, c),
                   has_done ? g_strdup_printf (epc_language_text (chart->language, N_ ("%s: %s to %s, %s done")), name, begin, end, done)
                            : g_strdup_printf (epc_language_text (chart->language, N_ ("%s: %s to %s")), name, begin, end));
}

static void
draw_row (Gantt *gantt, guint c, double names)
{
  EpcPlot *plot = gantt->plot;
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  double begin = value_of (chart, 0, c), end = value_of (chart, 1, c), done = value_of (chart, 2, c);
  double y = gantt->top + c * gantt->pitch, thick = MIN (gantt->pitch * 0.62, theme->type[EPC_TYPE_AXIS].leading * 1.5), top = y + (gantt->pitch - thick) / 2;
  EpcColour own = epc_chart_category (chart, c)->colour, colour = own != 0 ? epc_theme_colour (theme, own) : theme->people[4];

  epc_plot_row_name (plot, epc_chart_category (chart, c)->name, plot->x, y, names, gantt->pitch, EPC_ALIGN_LEFT);
  epc_shape_line (plot->cr, plot->x, y + gantt->pitch, gantt->right, y + gantt->pitch, theme->hairline, theme->line_hair, NULL, 0);
  if (isnan (begin) || (!isnan (end) && end < begin))
    {
      epc_plot_label (plot, gantt->left + 3, y + (gantt->pitch - theme->type[EPC_TYPE_TINY].leading) / 2,
                      epc_language_text (chart->language, N_ ("no dates")), &(EpcTypeSetting){ .type = EPC_TYPE_TINY, .colour = theme->ink_caption }, FALSE);
      epc_plot_hit (plot, gantt->left, top, 1, thick, c, 0);
      return;
    }
  double left = x_of (gantt, begin), right = isnan (end) ? gantt->right : x_of (gantt, end);
  if (begin == end)
    draw_diamond (plot, left, top + thick / 2, MIN (thick / 2, MIN (left - plot->x, plot->page_width - left)));
  else
    {
      double filled = isnan (done) ? 0 : (right - left) * CLAMP (done, 0, 100) / 100;

      epc_shape_box (plot->cr, left, top, right - left, thick, theme->ground, 0, 0, 0);
      epc_shape_box (plot->cr, left, top, filled, thick, colour, 0, 0, 0);
      epc_shape_line (plot->cr, left, top, right, top, colour, theme->line_axis * 1.2, NULL, 0);
      epc_shape_line (plot->cr, left, top + thick, right, top + thick, colour, theme->line_axis * 1.2, NULL, 0);
      epc_shape_line (plot->cr, left, top, left, top + thick, colour, theme->line_axis * 1.2, NULL, 0);
      if (!isnan (end))
        epc_shape_line (plot->cr, right, top, right, top + thick, colour, theme->line_axis * 1.2, NULL, 0);
    }
  add_hit (gantt, c, left, top, right - left, thick);
}

void
epc_chart_draw_gantt (EpcPlot *plot)
{
  const EpcChart *chart = plot->chart;
  const EpcTheme *theme = plot->theme;
  double leading = theme->type[EPC_TYPE_AXIS].leading, names, key, head = leading * 2 + 5;
  g_autofree char *plan = g_strdup (epc_language_text (chart->language, N_ ("planned"))), *done = g_strdup (epc_language_text (chart->language, N_ ("done")));
  const EpcPlotKey keys[] = { { .word = plan, .fill = theme->people[4], .is_outline = TRUE }, { .word = done, .fill = theme->people[4] } };
  Gantt gantt = { .plot = plot };

  key = chart->series->len > 2 ? epc_plot_keys (plot, keys, 2, plot->x, plot->y, plot->width, FALSE) : 0;
  if (plot->height - key - head < 3 * leading)
    key = 0;
  if (plot->height - key - head < leading * 1.3)
    return;
  gantt.shown = epc_plot_fit_rows (plot, chart->categories->len, plot->height - key - head, leading * 1.3, leading * 3, &gantt.pitch);
  names = epc_plot_names_width (plot, chart->categories->len, gantt.pitch < 2 * leading ? 0.5 : 0.36); /* in rows of one line none is cut early */
  gantt.left = plot->x + names + 6;
  gantt.right = plot->x + plot->width - theme->line_axis;
  if (gantt.right - gantt.left < leading * 4)
    return;
  if (key > 0)
    epc_plot_keys (plot, keys, 2, plot->x, plot->y, plot->width, TRUE);
  gantt.top = plot->y + key + head;
  find_range (&gantt);
  draw_calendar (&gantt, plot->y + key);
  for (guint c = 0; c < gantt.shown; c++)
    draw_row (&gantt, c, names);
  draw_named_days (&gantt, plot->y + key + leading + 1);
  epc_plot_rest (plot, plot->x, gantt.top + gantt.shown * gantt.pitch + 2, chart->categories->len - gantt.shown);
}
