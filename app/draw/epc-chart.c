/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chart's spec: what is shown, as data. Drawing is in epc-chart-draw.c and one file a kind.
 */
#include "epc-chart-private.h"

#include <math.h>
#include <stdlib.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"

static void
free_category (gpointer data)
{
  EpcChartCategory *category = data;

  g_free (category->name);
  g_free (category->iso);
  g_free (category->coverage);
  g_free (category->key);
  g_free (category);
}

static void
clear_point (gpointer data)
{
  g_free (((EpcChartPoint *) data)->text);
}

static void
free_series (gpointer data)
{
  EpcChartSeries *series = data;

  g_free (series->name);
  g_array_unref (series->points);
  g_free (series);
}

static void
free_span (gpointer data)
{
  EpcChartSpan *span = data;

  g_free (span->caption);
  g_free (span);
}

static void
free_gap (gpointer data)
{
  EpcChartGap *gap = data;

  g_free (gap->iso);
  g_free (gap->caption);
  g_free (gap);
}

EpcChart *
epc_chart_new (EpcChartKind kind, const EpcLanguage *language)
{
  EpcChart *chart = g_new0 (EpcChart, 1);

  chart->kind = kind;
  chart->language = language != NULL ? language : epc_language_get (NULL);
  chart->columns = -1;
  chart->categories = g_ptr_array_new_with_free_func (free_category);
  chart->series = g_ptr_array_new_with_free_func (free_series);
  chart->spans = g_ptr_array_new_with_free_func (free_span);
  chart->gaps = g_ptr_array_new_with_free_func (free_gap);
  return chart;
}

void
epc_chart_free (EpcChart *chart)
{
  if (chart == NULL)
    return;
  g_free (chart->title);
  g_free (chart->unit);
  g_free (chart->source);
  g_free (chart->value_unit);
  g_free (chart->category_heading);
  g_free (chart->coverage_heading);
  g_strfreev (chart->steps[0]);
  g_strfreev (chart->steps[1]);
  g_ptr_array_unref (chart->categories);
  g_ptr_array_unref (chart->series);
  g_ptr_array_unref (chart->spans);
  g_ptr_array_unref (chart->gaps);
  g_free (chart);
}

EpcChartKind
epc_chart_kind (const EpcChart *chart)
{
  return chart->kind;
}

const char *
epc_chart_title (const EpcChart *chart)
{
  return chart->title;
}

void
epc_chart_set_title (EpcChart *chart, const char *title, const char *unit, const char *source)
{
  epc_set_text (&chart->title, title);
  epc_set_text (&chart->unit, unit);
  epc_set_text (&chart->source, source);
}

void
epc_chart_set_value_unit (EpcChart *chart, const char *unit)
{
  epc_set_text (&chart->value_unit, unit);
}

void
epc_chart_set_category_heading (EpcChart *chart, const char *heading)
{
  epc_set_text (&chart->category_heading, heading);
}

void
epc_chart_set_number_form (EpcChart *chart, gboolean is_percent, int decimals)
{
  chart->is_percent = is_percent;
  chart->decimals = CLAMP (decimals, 0, 6);
}

void
epc_chart_set_rule (EpcChart *chart, gboolean has_rule)
{
  chart->has_rule = has_rule;
}

void
epc_chart_set_columns (EpcChart *chart, gboolean are_columns)
{
  chart->columns = are_columns != FALSE;
}

guint
epc_chart_add_category (EpcChart *chart, const char *name, const char *iso)
{
  EpcChartCategory *category = g_new0 (EpcChartCategory, 1);
  EpcChartPoint missing = { NAN, EPC_POINT_PLAIN, NULL };
  int year, month, day;

  if (iso != NULL && epc_date_split (iso, &year, &month, &day))
    {
      category->iso = g_strdup (iso);
      category->days = epc_date_days (year, month, day);
    }
  category->is_named = name != NULL;
  if (name != NULL)
    category->name = g_strdup (name);
  else if (category->iso != NULL)
    category->name = epc_language_date (chart->language, iso, TRUE);
  else
    category->name = g_strdup ("–");
  g_ptr_array_add (chart->categories, category);
  for (guint i = 0; i < chart->series->len; i++)
    g_array_append_val (epc_chart_series (chart, i)->points, missing);
  return chart->categories->len - 1;
}

guint
epc_chart_add_series (EpcChart *chart, const char *name, EpcColour colour)
{
  EpcChartSeries *series = g_new0 (EpcChartSeries, 1);
  EpcChartPoint missing = { NAN, EPC_POINT_PLAIN, NULL };

  series->name = g_strdup (name != NULL ? name : "");
  series->colour = colour;
  series->points = g_array_new (FALSE, FALSE, sizeof (EpcChartPoint));
  g_array_set_clear_func (series->points, clear_point);
  for (guint i = 0; i < chart->categories->len; i++)
    g_array_append_val (series->points, missing);
  g_ptr_array_add (chart->series, series);
  return chart->series->len - 1;
}

void
epc_chart_set_value (EpcChart *chart, guint series, guint category, double value, EpcPointFlags flags)
{
  EpcChartPoint *point;

  g_return_if_fail (series < chart->series->len && category < chart->categories->len);

  point = &g_array_index (epc_chart_series (chart, series)->points, EpcChartPoint, category);
  point->value = isfinite (value) ? value : NAN;
  point->flags = flags;
}

void
epc_chart_set_day (EpcChart *chart, guint series, guint category, const char *iso)
{
  int year, month, day;

  if (iso != NULL && epc_date_split (iso, &year, &month, &day))
    epc_chart_set_value (chart, series, category, (double) epc_date_days (year, month, day), EPC_POINT_PLAIN);
}

void
epc_chart_set_text (EpcChart *chart, guint series, guint category, const char *text)
{
  g_return_if_fail (series < chart->series->len && category < chart->categories->len);

  epc_set_text (&g_array_index (epc_chart_series (chart, series)->points, EpcChartPoint, category).text, text);
}

void
epc_chart_set_category_colour (EpcChart *chart, guint category, EpcColour colour)
{
  g_return_if_fail (category < chart->categories->len);

  ((EpcChartCategory *) chart->categories->pdata[category])->colour = colour;
}

void
epc_chart_set_states (EpcChart *chart, gboolean are_states)
{
  chart->has_states = are_states;
}

void
epc_chart_set_pressure (EpcChart *chart, gboolean is_pressure)
{
  chart->is_pressure = is_pressure;
}

void
epc_chart_set_steps (EpcChart *chart, guint axis, const char *const words[5])
{
  g_return_if_fail (axis < 2);

  g_strfreev (chart->steps[axis]);
  chart->steps[axis] = g_new0 (char *, 6);
  for (guint i = 0; i < 5; i++)
    chart->steps[axis][i] = g_strdup (words[i] != NULL ? words[i] : "");
}

void
epc_chart_set_category_key (EpcChart *chart, guint category, const char *key)
{
  g_return_if_fail (category < chart->categories->len);

  epc_set_text (&((EpcChartCategory *) chart->categories->pdata[category])->key, key);
}

const char *
epc_chart_category_key (const EpcChart *chart, guint category)
{
  g_return_val_if_fail (category < chart->categories->len, NULL);

  return epc_chart_category (chart, category)->key;
}

void
epc_chart_set_coverage_heading (EpcChart *chart, const char *heading)
{
  epc_set_text (&chart->coverage_heading, heading);
}

void
epc_chart_set_coverage (EpcChart *chart, guint category, const char *text)
{
  g_return_if_fail (category < chart->categories->len);

  epc_set_text (&((EpcChartCategory *) chart->categories->pdata[category])->coverage, text);
}

void
epc_chart_add_span (EpcChart *chart, guint from, guint to, const char *caption, gboolean is_comparable)
{
  EpcChartSpan *span = g_new0 (EpcChartSpan, 1);

  span->from = MIN (from, to);
  span->to = MAX (from, to);
  span->caption = g_strdup (caption);
  span->is_comparable = is_comparable;
  g_ptr_array_add (chart->spans, span);
}

void
epc_chart_add_gap (EpcChart *chart, const char *iso, const char *caption)
{
  EpcChartGap *gap;
  int year, month, day;

  if (!epc_date_split (iso, &year, &month, &day))
    return;
  gap = g_new0 (EpcChartGap, 1);
  gap->iso = g_strdup (iso);
  gap->days = epc_date_days (year, month, day);
  gap->caption = g_strdup (caption);
  g_ptr_array_add (chart->gaps, gap);
}

typedef struct
{
  guint category;
  double total;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *ra = a, *rb = b;

  if (isnan (ra->total) != isnan (rb->total))
    return isnan (ra->total) ? 1 : -1;
  if (!isnan (ra->total) && ra->total != rb->total)
    return ra->total > rb->total ? -1 : 1;
  return ra->category < rb->category ? -1 : 1;
}

void
epc_chart_sort (EpcChart *chart)
{
  guint n = chart->categories->len;
  g_autofree Ranked *order = g_new (Ranked, n);
  g_autofree gpointer *categories = g_memdup2 (chart->categories->pdata, n * sizeof (gpointer));

  for (guint i = 0; i < n; i++)
    {
      guint n_missing;

      order[i] = (Ranked){ i, epc_chart_total (chart, i, &n_missing) };
    }
  qsort (order, n, sizeof *order, compare_ranked);
  for (guint i = 0; i < n; i++)
    chart->categories->pdata[i] = categories[order[i].category];
  for (guint s = 0; s < chart->series->len; s++)
    {
      GArray *points = epc_chart_series (chart, s)->points;
      g_autofree EpcChartPoint *old = g_memdup2 (points->data, n * sizeof (EpcChartPoint));

      for (guint i = 0; i < n; i++)
        g_array_index (points, EpcChartPoint, i) = old[order[i].category];
    }
}

guint
epc_chart_n_categories (const EpcChart *chart)
{
  return chart->categories->len;
}

guint
epc_chart_n_series (const EpcChart *chart)
{
  return chart->series->len;
}

const EpcChartCategory *
epc_chart_category (const EpcChart *chart, guint index)
{
  return chart->categories->pdata[index];
}

const EpcChartSeries *
epc_chart_series (const EpcChart *chart, guint index)
{
  return chart->series->pdata[index];
}

const EpcChartPoint *
epc_chart_point (const EpcChart *chart, guint series, guint category)
{
  return &g_array_index (epc_chart_series (chart, series)->points, EpcChartPoint, category);
}

const char *
epc_chart_category_name (const EpcChart *chart, guint category)
{
  g_return_val_if_fail (category < chart->categories->len, NULL);

  return epc_chart_category (chart, category)->name;
}

const char *
epc_chart_series_name (const EpcChart *chart, guint series)
{
  g_return_val_if_fail (series < chart->series->len, NULL);

  return epc_chart_series (chart, series)->name;
}

double
epc_chart_value (const EpcChart *chart, guint series, guint category)
{
  g_return_val_if_fail (series < chart->series->len && category < chart->categories->len, NAN);

  return epc_chart_point (chart, series, category)->value;
}

gboolean
epc_chart_is_empty (const EpcChart *chart)
{
  for (guint s = 0; s < chart->series->len; s++)
    for (guint c = 0; c < chart->categories->len; c++)
      if (!isnan (epc_chart_point (chart, s, c)->value))
        return FALSE;
  return TRUE;
}

gboolean
epc_chart_is_dated (const EpcChart *chart)
{
  for (guint i = 0; i < chart->categories->len; i++)
    {
      if (epc_chart_category (chart, i)->iso == NULL)
        return FALSE;
      if (i > 0 && epc_chart_category (chart, i)->days < epc_chart_category (chart, i - 1)->days)
        return FALSE;
    }
  return chart->categories->len > 0;
}

gboolean
epc_chart_has_coverage (const EpcChart *chart)
{
  for (guint i = 0; i < chart->categories->len; i++)
    if (epc_chart_category (chart, i)->coverage != NULL)
      return TRUE;
  return FALSE;
}

gboolean
epc_chart_has_columns (const EpcChart *chart)
{
  return chart->columns >= 0 ? chart->columns > 0 : epc_chart_is_dated (chart);
}

EpcColour
epc_chart_series_colour (const EpcChart *chart, guint series, const EpcTheme *theme)
{
  EpcColour own = epc_chart_series (chart, series)->colour;

  if (own != 0)
    return epc_theme_colour (theme, own);
  if (chart->kind == EPC_CHART_PYRAMID)
    return series == 0 ? theme->women : theme->men;
  if (chart->series->len == 1 && chart->kind != EPC_CHART_LINE)
    return theme->people[4];
  /* Parts that touch must stay apart in grey: dark, middle, light, and dark again. */
  if (chart->series->len <= 4 && (chart->kind == EPC_CHART_AREA || chart->kind == EPC_CHART_STACKED_BAR || chart->kind == EPC_CHART_GROUPED_BAR))
    return theme->people[(const int[]){ 5, 3, 1, 4 }[series]];
  return epc_theme_series (theme, series, chart->series->len);
}

double
epc_chart_total (const EpcChart *chart, guint category, guint *n_missing)
{
  double total = 0;

  *n_missing = 0;
  for (guint s = 0; s < chart->series->len; s++)
    {
      double value = epc_chart_point (chart, s, category)->value;

      if (isnan (value))
        (*n_missing)++;
      else
        total += value;
    }
  return *n_missing == chart->series->len ? NAN : total;
}

static char *
day_text (const EpcChart *chart, double days)
{
  char iso[EPC_DATE_SIZE];
  int year, month, day;

  epc_date_from_days ((gint64) CLAMP (days, -700000, 2900000), &year, &month, &day);
  g_snprintf (iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
  return epc_language_date (chart->language, iso, TRUE);
}

char *
epc_chart_value_text (const EpcChart *chart, double value, EpcPointFlags flags)
{
  g_autofree char *text = NULL;

  if (isnan (value))
    return g_strdup ("–");
  if (chart->kind == EPC_CHART_GANTT)
    return day_text (chart, value);
  if (chart->is_percent)
    text = epc_language_percent (chart->language, value, chart->decimals);
  else if (chart->decimals > 0 || fabs (value) > 9e15)
    text = epc_language_decimal (chart->language, value, chart->decimals);
  else
    text = epc_language_integer (chart->language, (gint64) llround (value));
  if (flags & EPC_POINT_ESTIMATE)
    return g_strconcat ("≈ ", text, NULL);
  return g_steal_pointer (&text);
}

char *
epc_chart_point_text (const EpcChart *chart, guint series, guint category)
{
  const EpcChartPoint *point = series < chart->series->len ? epc_chart_point (chart, series, category) : NULL;

  if (point == NULL)
    return g_strdup ("–");
  if (point->text != NULL)
    return g_strdup (point->text);
  if (chart->kind == EPC_CHART_GANTT && series == 2 && !isnan (point->value))
    return epc_language_percent (chart->language, point->value, 0);
  if (chart->kind == EPC_CHART_HEAT && chart->has_states && !isnan (point->value))
    return g_strdup (epc_chart_state_word (chart, (int) point->value));
  return epc_chart_value_text (chart, point->value, point->flags);
}

const char *
epc_chart_state_word (const EpcChart *chart, int state)
{
  static const char *const words[] = { N_ ("adequate"), N_ ("to watch"), N_ ("critical") };

  return epc_language_text (chart->language, words[CLAMP (state, 0, 2)]);
}

/* --- The same data as text --- */

static gboolean
has_total (const EpcChart *chart)
{
  return (chart->kind == EPC_CHART_STACKED_BAR || chart->kind == EPC_CHART_AREA || chart->kind == EPC_CHART_SANKEY) && chart->series->len > 1;
}

static char **
heading_row (const EpcChart *chart)
{
  GStrvBuilder *row = g_strv_builder_new ();
  char **texts;

  g_strv_builder_add (row, chart->category_heading != NULL ? chart->category_heading : "");
  if (epc_chart_is_dated (chart))
    g_strv_builder_add (row, epc_language_text (chart->language, N_ ("Date")));
  for (guint s = 0; s < chart->series->len; s++)
    {
      const char *name = epc_chart_series (chart, s)->name;

      if (*name == '\0')
        name = chart->value_unit != NULL ? chart->value_unit : chart->unit != NULL ? chart->unit : "";
      g_strv_builder_add (row, name);
    }
  if (has_total (chart))
    g_strv_builder_add (row, epc_language_text (chart->language, N_ ("Total")));
  if (epc_chart_has_coverage (chart))
    g_strv_builder_add (row, chart->coverage_heading != NULL ? chart->coverage_heading : "");
  texts = g_strv_builder_end (row);
  g_strv_builder_unref (row);
  return texts;
}

static char **
category_row (const EpcChart *chart, guint index)
{
  const EpcChartCategory *category = epc_chart_category (chart, index);
  GStrvBuilder *row = g_strv_builder_new ();
  char **texts;

  g_strv_builder_add (row, category->name);
  if (epc_chart_is_dated (chart))
    {
      g_autofree char *date = epc_language_date (chart->language, category->iso, TRUE);

      g_strv_builder_add (row, date);
    }
  for (guint s = 0; s < chart->series->len; s++)
    {
      g_autofree char *text = epc_chart_point_text (chart, s, index);

      g_strv_builder_add (row, text);
    }
  if (has_total (chart))
    {
      guint n_missing;
      double total = epc_chart_total (chart, index, &n_missing);
      g_autofree char *text = epc_chart_value_text (chart, total, EPC_POINT_PLAIN);
      g_autofree char *at_least = n_missing > 0 && !isnan (total) && chart->kind != EPC_CHART_SANKEY ? g_strconcat ("≥ ", text, NULL) : g_strdup (text);

      g_strv_builder_add (row, at_least);
    }
  if (epc_chart_has_coverage (chart))
    g_strv_builder_add (row, category->coverage != NULL ? category->coverage : "–");
  texts = g_strv_builder_end (row);
  g_strv_builder_unref (row);
  return texts;
}

GPtrArray *
epc_chart_table (const EpcChart *chart)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, heading_row (chart));
  for (guint i = 0; i < chart->categories->len; i++)
    g_ptr_array_add (rows, category_row (chart, i));
  return rows;
}

static char *
range_sentence (const EpcChart *chart)
{
  guint low_s = 0, low_c = 0, high_s = 0, high_c = 0, n = 0;
  /* A limit or a percent beside days is no value to compare with them. */
  guint n_series = chart->kind == EPC_CHART_GAUGE ? 1 : chart->kind == EPC_CHART_GANTT ? 2 : chart->series->len;

  for (guint s = 0; s < MIN (n_series, chart->series->len); s++)
    for (guint c = 0; c < chart->categories->len; c++)
      {
        double value = epc_chart_point (chart, s, c)->value;

        if (isnan (value))
          continue;
        if (n == 0 || value < epc_chart_point (chart, low_s, low_c)->value)
          low_s = s, low_c = c;
        if (n == 0 || value > epc_chart_point (chart, high_s, high_c)->value)
          high_s = s, high_c = c;
        n++;
      }
  if (n == 0)
    return g_strdup (epc_language_text (chart->language, N_ ("There are no figures to draw.")));
  g_autofree char *low = epc_chart_point_text (chart, low_s, low_c);
  g_autofree char *high = epc_chart_point_text (chart, high_s, high_c);
  return g_strdup_printf (epc_language_plural (chart->language, N_ ("%u value, from %s (%s) to %s (%s)."),
                                               N_ ("%u values, from %s (%s) to %s (%s)."), n),
                          n, low, epc_chart_category (chart, low_c)->name, high, epc_chart_category (chart, high_c)->name);
}

char *
epc_chart_description (const EpcChart *chart)
{
  g_autofree char *range = range_sentence (chart);
  GString *text = g_string_new (NULL);
  const char *parts[] = { chart->title, chart->unit, range, chart->source };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, text->str[text->len - 1] == '.' ? " " : ". ");
      g_string_append (text, parts[i]);
    }
  return g_string_free (text, FALSE);
}
