/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the chart kinds share: the spec's innards, the plot being drawn, scales and labels. Only the epc-chart*.c files include
 * it.
 */
#pragma once

#include "epc-chart.h"
#include "epc-shape.h"
#include "epc-type.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  gboolean is_named; /* FALSE: the name is only its date */
  char *iso;         /* NULL: no date */
  gint64 days;       /* of iso */
  char *coverage;
  EpcColour colour; /* of a row of a Gantt */
  char *key;        /* by which who made the chart knows it again; NULL: none */
} EpcChartCategory;

typedef struct
{
  double value;
  EpcPointFlags flags;
  char *text; /* read instead of the number; NULL: the number */
} EpcChartPoint;

typedef struct
{
  char *name;
  EpcColour colour;
  GArray *points; /* EpcChartPoint, one a category */
} EpcChartSeries;

typedef struct
{
  guint from, to;
  char *caption;
  gboolean is_comparable;
} EpcChartSpan;

typedef struct
{
  char *iso;
  gint64 days;
  char *caption;
} EpcChartGap;

struct _EpcChart
{
  EpcChartKind kind;
  const EpcLanguage *language;
  char *title, *unit, *source;
  char *value_unit, *category_heading, *coverage_heading;
  gboolean is_percent, has_rule, has_states, is_pressure;
  char **steps[2]; /* words of the axes of a matrix */
  int decimals;
  int columns; /* -1: by kind and categories */
  GPtrArray *categories, *series, *spans, *gaps;
};

/* One drawing of one chart. The rectangle is what is left for the kind after title, legend and source. */
typedef struct
{
  const EpcChart *chart;
  cairo_t *cr;
  const EpcTheme *theme;
  EpcHitMap *hits; /* never NULL while drawing */
  double x, y, width, height;
  double page_width, page_height; /* the whole rectangle of the chart: labels are kept inside */
  guint n_left_out;               /* after drawing: rows that had no room */
} EpcPlot;

typedef struct
{
  double low, high, step; /* multiples of step, step 1, 2 or 5 times a power of ten */
} EpcScale;

/* A scale that holds 0, @least and @most in about @n steps; in whole numbers when @whole. */
EpcScale epc_scale_for (double least, double most, int n, gboolean whole);
int epc_scale_n_ticks (const EpcScale *scale);
double epc_scale_tick (const EpcScale *scale, int index);
/* "500k", "1.5m"; "500 mil", "1,5 M"; plain below 1,000. */
char *epc_scale_label (const EpcScale *scale, double value, const EpcLanguage *language, gboolean is_percent);

const EpcChartCategory *epc_chart_category (const EpcChart *chart, guint index);
const EpcChartSeries *epc_chart_series (const EpcChart *chart, guint index);
const EpcChartPoint *epc_chart_point (const EpcChart *chart, guint series, guint category);
/* All categories have dates, rising. */
gboolean epc_chart_is_dated (const EpcChart *chart);
gboolean epc_chart_has_coverage (const EpcChart *chart);
gboolean epc_chart_has_columns (const EpcChart *chart);
EpcColour epc_chart_series_colour (const EpcChart *chart, guint series, const EpcTheme *theme);
/* "1,287,593", "23.7%", "≈ 1,200", "–". */
char *epc_chart_value_text (const EpcChart *chart, double value, EpcPointFlags flags);
const char *epc_chart_state_word (const EpcChart *chart, int state);
/* What is read of a point: its own text, else its value; a day of a Gantt as a date, a percent as such. */
char *epc_chart_point_text (const EpcChart *chart, guint series, guint category);
/* Sum of the known parts of @category; *@n_missing parts are not known. */
double epc_chart_total (const EpcChart *chart, guint category, guint *n_missing);
/* Takes nothing; the label is made from the chart. */
void epc_plot_hit (EpcPlot *plot, double x, double y, double width, double height, guint category, guint series);

/* Draws a text whose box must stay inside the chart: moved in when it hangs over. With @always FALSE it is left out (and FALSE
 * returned) when it would touch another label. @x is the anchor of @setting->align, @y the top. */
gboolean epc_plot_label (EpcPlot *plot, double x, double y, const char *text, const EpcTypeSetting *setting, gboolean always);
/* Would a label there touch another one? */
gboolean epc_plot_is_free (const EpcPlot *plot, double x, double y, double width, double height);
/* The gap between neighbouring labels. */
double epc_plot_air (const EpcPlot *plot);
/* Grid lines and tick labels of a vertical scale; returns nothing drawn outside. @left is where labels end, right-aligned. */
void epc_plot_grid (EpcPlot *plot, const EpcScale *scale, double left, double right, double top, double bottom);
/* Width of the widest tick label. */
double epc_plot_tick_width (const EpcPlot *plot, const EpcScale *scale);
/* The bar of a value that is missing: a short hatched box and no number. */
void epc_plot_missing (EpcPlot *plot, double x, double y, double width, double height);
/* A bar, hatched over when it covers only a part. */
void epc_plot_bar (EpcPlot *plot, double x, double y, double width, double height, EpcColour colour, EpcPointFlags flags);
/* Names of the categories under a plot, with the month of dated ones below; those that would touch their right neighbour are left
 * out. @x[i] is the middle of category i, @widest the width a name may take before it is wrapped or cut. */
void epc_plot_categories (EpcPlot *plot, const double *x, double widest, int lines, double y);
/* The row of coverage texts: @x[i] is the middle of category i. */
void epc_plot_coverage (EpcPlot *plot, const double *x, double left, double y);

/* How many of @n rows of @pitch (*@pitch is stretched up to @most) fit into @height; less than all leave a line for the sentence that
 * counts the rest, which epc_plot_rest () draws. */
guint epc_plot_fit_rows (const EpcPlot *plot, guint n, double height, double least, double most, double *pitch);
void epc_plot_rest (EpcPlot *plot, double x, double y, guint n_left_out);
/* The name of a category right-aligned in the @width before its row, or left-aligned; cut where it does not fit. */
void epc_plot_row_name (EpcPlot *plot, const char *name, double x, double y, double width, double height, EpcAlign align);
/* Width of the longest of the first @n names, at most @share of the plot. */
double epc_plot_names_width (const EpcPlot *plot, guint n, double share);
/* Swatches or symbols with words, in as many lines as they need; measures only when @draws is FALSE. Returns the height. */
typedef struct
{
  char *word;
  EpcColour fill;   /* 0: hatched */
  EpcSymbol symbol; /* EPC_SYMBOL_NONE: a swatch */
  gboolean is_outline;
} EpcPlotKey;
double epc_plot_keys (EpcPlot *plot, const EpcPlotKey *keys, guint n, double x, double y, double width, gboolean draws);

void epc_chart_draw_area (EpcPlot *plot);
void epc_chart_draw_heat (EpcPlot *plot);
void epc_chart_draw_matrix (EpcPlot *plot);
void epc_chart_draw_gantt (EpcPlot *plot);
void epc_chart_draw_sankey (EpcPlot *plot);
void epc_chart_draw_gauge (EpcPlot *plot);
void epc_chart_draw_spark (EpcPlot *plot);
/* The height below title and above source at which these read best. */
double epc_chart_rest_height (const EpcPlot *plot);
void epc_chart_draw_line (EpcPlot *plot);
void epc_chart_draw_rows (EpcPlot *plot);
void epc_chart_draw_columns (EpcPlot *plot);
void epc_chart_draw_pyramid (EpcPlot *plot);
/* The line chart writes its series' names at their ends when there is room. */
gboolean epc_chart_line_labels_series (const EpcPlot *plot);
/* Height that the rows of a bar chart want. */
double epc_chart_rows_height (const EpcPlot *plot);

G_END_DECLS
