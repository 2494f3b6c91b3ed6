/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts: what is shown (a spec without any drawing state) and one call that draws it on any Cairo context, with title, unit
 * and source inside. Missing is hatched or a named gap, never zero; dashed is not comparable.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "base/epc-language.h"
#include "epc-hit-map.h"
#include "epc-theme.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_CHART_LINE,        /* categories with dates stand on a true time axis */
  EPC_CHART_BAR,         /* one series; rows when categories are names, columns when they are dates */
  EPC_CHART_STACKED_BAR, /* series are the parts; the total stands at the end */
  EPC_CHART_GROUPED_BAR, /* series side by side */
  EPC_CHART_PYRAMID,     /* two series, women and men in this order; categories are ages, youngest first */
  EPC_CHART_AREA,        /* series are the parts of a stock, stacked over dated categories */
  EPC_CHART_HEAT,        /* a table: categories are its rows, series its columns, the figure stands in the cell */
  EPC_CHART_MATRIX,      /* two series, likelihood and impact from 1 to 5; categories are the risks */
  EPC_CHART_GANTT,       /* three series: first day, last day (epc_chart_set_day ()), percent done; one day: a diamond */
  EPC_CHART_SANKEY,      /* categories are origins, series destinations */
  EPC_CHART_GAUGE,       /* three series: value, its limit, the value from which on it is watched (may be missing) */
  EPC_CHART_SPARK,       /* categories are dates, every series a small line of its own with its last value and its change */
  EPC_N_CHART_KINDS
} EpcChartKind;

typedef enum
{
  EPC_POINT_PLAIN = 0,
  EPC_POINT_NOT_COMPARABLE = 1 << 0, /* with the point before it: the line to it is dashed */
  EPC_POINT_PARTIAL = 1 << 1,        /* covers only a part: hollow point, hatched bar; lines from it are dashed */
  EPC_POINT_ESTIMATE = 1 << 2,       /* an estimate: the value is written with "≈" */
  EPC_POINT_VALUE = 1 << 3,          /* write the value at the point of a line (the last one always has it) */
  EPC_POINT_NOT_APPLICABLE = 1 << 4, /* with NAN: the question does not arise here (a dash in a heat table, not a hatch) */
} EpcPointFlags;

typedef struct _EpcChart EpcChart;

/* Numbers and dates are written in @language (NULL: the interface's). */
EpcChart *epc_chart_new (EpcChartKind kind, const EpcLanguage *language);
void epc_chart_free (EpcChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcChart, epc_chart_free)

EpcChartKind epc_chart_kind (const EpcChart *chart);
const char *epc_chart_title (const EpcChart *chart);

/* @title says the finding or the subject; @unit what is counted ("people; national operation, rounds 0 to 10"); @source source,
 * round and date ("Source: IOM DTM, round 10, 30 June 2025."). Any may be NULL. */
void epc_chart_set_title (EpcChart *chart, const char *title, const char *unit, const char *source);
/* One word for the value in hover texts ("people"); NULL: none. */
void epc_chart_set_value_unit (EpcChart *chart, const char *unit);
/* What the categories are ("Department", "Round"): heading of the first column of the table. */
void epc_chart_set_category_heading (EpcChart *chart, const char *heading);
/* Values are percent: 23.7 is written "23.7%". @decimals is also used for plain numbers (default 0). */
void epc_chart_set_number_form (EpcChart *chart, gboolean is_percent, int decimals);
/* A section rule above the title, for a chart that stands beside headings with rules (default: none). */
void epc_chart_set_rule (EpcChart *chart, gboolean has_rule);
/* Bars as columns (TRUE) or rows (FALSE) instead of the kind's own choice. */
void epc_chart_set_columns (EpcChart *chart, gboolean are_columns);

/* Appends a category and returns its index. @iso: its date "2025-06-30", NULL for a name without date. Either all categories
 * of a chart have dates, in rising order, or none is taken as dated. */
guint epc_chart_add_category (EpcChart *chart, const char *name, const char *iso);
/* Appends a series and returns its index. @colour: EPC_COLOUR_WOMEN and the like, or 0 for the theme's series colours. All its
 * values are missing at first. */
guint epc_chart_add_series (EpcChart *chart, const char *name, EpcColour colour);
/* @value NAN: no data. */
void epc_chart_set_value (EpcChart *chart, guint series, guint category, double value, EpcPointFlags flags);
/* The same for a Gantt: @iso is a day, NULL or no date: not known. */
void epc_chart_set_day (EpcChart *chart, guint series, guint category, const char *iso);
/* What is read instead of the number ("2 · USD 40,000"); NULL: the number. */
void epc_chart_set_text (EpcChart *chart, guint series, guint category, const char *text);
/* Of one row of a Gantt; 0: the theme's. */
void epc_chart_set_category_colour (EpcChart *chart, guint category, EpcColour colour);
/* By what whoever made the chart knows the category again, such as the identity of its record. It is not drawn. NULL: nothing. */
void epc_chart_set_category_key (EpcChart *chart, guint category, const char *key);
const char *epc_chart_category_key (const EpcChart *chart, guint category);
/* Values of a heat table are states, 0 adequate, 1 to watch, 2 critical: symbols instead of fills. */
void epc_chart_set_states (EpcChart *chart, gboolean are_states);
/* Values of a heat table are need or pressure (warm fills) and not people. */
void epc_chart_set_pressure (EpcChart *chart, gboolean is_pressure);
/* The words of the five steps of an axis of a matrix; @axis 0: likelihood, 1: impact. */
void epc_chart_set_steps (EpcChart *chart, guint axis, const char *const words[5]);
/* A row of short texts under the axis of a line or column chart, one per category: what was covered ("137"). */
void epc_chart_set_coverage_heading (EpcChart *chart, const char *heading);
void epc_chart_set_coverage (EpcChart *chart, guint category, const char *text);
/* Shades the categories @from to @to (both included, to the middle between neighbours) of a line chart and writes @caption at
 * its head: "partial coverage: not comparable". */
void epc_chart_add_span (EpcChart *chart, guint from, guint to, const char *caption, gboolean is_comparable);
/* Names a gap on a time axis: "no R4" at @iso; the line over it is dashed. In a Gantt it names a day ("today"). */
void epc_chart_add_gap (EpcChart *chart, const char *iso, const char *caption);

/* Largest total first, missing last, equal ones as they were added: for bars of places. Category indices change. */
void epc_chart_sort (EpcChart *chart);

guint epc_chart_n_categories (const EpcChart *chart);
guint epc_chart_n_series (const EpcChart *chart);
const char *epc_chart_category_name (const EpcChart *chart, guint category);
const char *epc_chart_series_name (const EpcChart *chart, guint series);
double epc_chart_value (const EpcChart *chart, guint series, guint category);
/* No value at all. */
gboolean epc_chart_is_empty (const EpcChart *chart);

/* Draws @chart into (0, 0, @width, @height) of @cr: points with the paper theme, pixels with a screen theme. The ground is not
 * painted. Nothing is drawn outside. @hits may be NULL; otherwise it is cleared and filled. */
void epc_chart_draw (const EpcChart *chart, cairo_t *cr, double width, double height, const EpcTheme *theme, EpcHitMap *hits);
/* The height at which @chart reads best at @width: rows for every category, the usual proportions otherwise. */
double epc_chart_natural_height (const EpcChart *chart, double width, const EpcTheme *theme);
/* How low it may be where a page is short of room: at least three quarters of @height, and as many rows as @height shows. */
double epc_chart_least_height (const EpcChart *chart, double width, double height, const EpcTheme *theme);

/* The same data as rows of text (GStrv): the first row is the heading, then one a category; missing values are "–", totals of
 * a stacked chart stand last. Free with g_ptr_array_unref (). */
GPtrArray *epc_chart_table (const EpcChart *chart);
/* One sentence that says what the chart shows, for assistive technology: "Title. Unit. 10 values from 24,212 (R1) to …". */
char *epc_chart_description (const EpcChart *chart);

G_END_DECLS
