/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts: what they show, where it stands, and that nothing is cut, overlapped or drawn outside.
 */
#include <math.h>
#include <string.h>

#include "draw/epc-chart-private.h"

/* Haiti, countrywide monitoring, rounds 0 to 10 without round 4: IOM DTM, as published. */
static const char *const round_names[] = { "R0", "R1", "R2", "R3", "R5", "R6", "R7", "R8", "R9", "R10" };
static const char *const round_dates[] = { "2022-04-30", "2022-09-30", "2023-01-15", "2023-03-31", "2023-11-30",
                                           "2024-03-31", "2024-05-31", "2024-09-15", "2024-12-15", "2025-06-30" };
static const double round_people[] = { 27750, 24212, 155166, 127977, 197999, 362551, 578074, 702973, 1041229, 1287593 };

static EpcChart *
haiti_chart (const char *language)
{
  EpcChart *chart = epc_chart_new (EPC_CHART_LINE, epc_language_get (language));

  epc_chart_set_title (chart, "Displaced people by round", "people; national operation",
                       "Source: IOM DTM, round 10, 30 June 2025.");
  epc_chart_set_value_unit (chart, "people");
  epc_chart_set_category_heading (chart, "Round");
  epc_chart_add_series (chart, "People", 0);
  for (guint i = 0; i < G_N_ELEMENTS (round_names); i++)
    epc_chart_set_value (chart, 0, epc_chart_add_category (chart, round_names[i], round_dates[i]), round_people[i],
                         i < 6 ? EPC_POINT_PARTIAL : EPC_POINT_PLAIN);
  epc_chart_add_gap (chart, "2023-07-15", "no R4");
  epc_chart_add_span (chart, 0, 5, "partial coverage: not comparable", FALSE);
  return chart;
}

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  EpcHitMap *hits;
} Drawing;

static Drawing
draw (const EpcChart *chart, double width, double height, EpcThemeKind kind)
{
  Drawing drawing;

  drawing.surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  drawing.cr = cairo_create (drawing.surface);
  drawing.hits = epc_hit_map_new ();
  epc_chart_draw (chart, drawing.cr, width, height, epc_theme_get (kind), drawing.hits);
  return drawing;
}

static void
drawing_free (Drawing *drawing)
{
  cairo_destroy (drawing->cr);
  cairo_surface_destroy (drawing->surface);
  epc_hit_map_free (drawing->hits);
}

static void
test_hits_hold_the_values_given (void)
{
  g_autoptr (EpcChart) chart = haiti_chart ("en");
  Drawing drawing = draw (chart, 300, 250, EPC_THEME_PAPER);

  g_assert_cmpuint (epc_hit_map_size (drawing.hits), ==, 10);
  for (guint i = 0; i < 10; i++)
    {
      const EpcHit *hit = epc_hit_map_get (drawing.hits, i);

      g_assert_cmpint (hit->category, ==, i);
      g_assert_cmpfloat (hit->value, ==, round_people[i]);
      g_assert_cmpint (epc_hit_map_find (drawing.hits, hit->x + hit->width / 2, hit->y + hit->height / 2, 0), ==, i);
      if (i > 0)
        g_assert_cmpfloat (hit->x, >, epc_hit_map_get (drawing.hits, i - 1)->x);
    }
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, 9)->label, ==, "R10: 1,287,593 people");
  /* Higher is more. */
  g_assert_cmpfloat (epc_hit_map_get (drawing.hits, 9)->y, <, epc_hit_map_get (drawing.hits, 8)->y);
  drawing_free (&drawing);
}

static void
test_time_runs_on_a_true_scale (void)
{
  g_autoptr (EpcChart) chart = haiti_chart ("en");
  Drawing drawing = draw (chart, 600, 250, EPC_THEME_PAPER);
  double first = epc_hit_map_get (drawing.hits, 0)->x, last = epc_hit_map_get (drawing.hits, 9)->x;
  double fifth = epc_hit_map_get (drawing.hits, 4)->x;

  /* 30 April 2022 to 30 November 2023 are 579 of the 1,157 days to 30 June 2025 (date -d). */
  g_assert_cmpfloat_with_epsilon ((fifth - first) / (last - first), 579.0 / 1157, 1e-6);
  drawing_free (&drawing);
}

static void
test_arrow_keys_walk_the_values (void)
{
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_STACKED_BAR, epc_language_get ("en"));
  Drawing drawing;
  int at;

  epc_chart_add_series (chart, "women and girls", 0);
  epc_chart_add_series (chart, "men and boys", 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Place %u", i);

      epc_chart_add_category (chart, name, NULL);
      epc_chart_set_value (chart, 0, i, 10 * (i + 1), EPC_POINT_PLAIN);
      epc_chart_set_value (chart, 1, i, 7, EPC_POINT_PLAIN);
    }
  drawing = draw (chart, 300, 200, EPC_THEME_LIGHT);
  at = epc_hit_map_step (drawing.hits, -1, 1, 0);
  g_assert_cmpint (at, ==, 0);
  at = epc_hit_map_step (drawing.hits, at, 1, 0);
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, at)->label, ==, "Place 1, women and girls: 20");
  at = epc_hit_map_step (drawing.hits, at, 0, 1);
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, at)->label, ==, "Place 1, men and boys: 7");
  g_assert_cmpint (epc_hit_map_step (drawing.hits, at, 0, 1), ==, at);
  drawing_free (&drawing);
}

static void
test_missing_is_never_zero (void)
{
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_STACKED_BAR, epc_language_get ("en"));
  g_autoptr (GPtrArray) rows = NULL;
  Drawing drawing;

  epc_chart_set_category_heading (chart, "Department");
  epc_chart_add_series (chart, "women and girls", 0);
  epc_chart_add_series (chart, "men and boys", 0);
  epc_chart_add_category (chart, "Nord", NULL);
  epc_chart_add_category (chart, "Sud", NULL);
  epc_chart_set_value (chart, 0, 0, 61960, EPC_POINT_PLAIN);
  epc_chart_set_value (chart, 0, 1, 0, EPC_POINT_PLAIN);
  epc_chart_set_value (chart, 1, 1, INFINITY, EPC_POINT_PLAIN); /* no number either */
  rows = epc_chart_table (chart);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (((char **) rows->pdata[0])[0], ==, "Department");
  g_assert_cmpstr (((char **) rows->pdata[0])[3], ==, "Total");
  g_assert_cmpstr (((char **) rows->pdata[1])[2], ==, "–");
  g_assert_cmpstr (((char **) rows->pdata[1])[3], ==, "≥ 61,960");
  g_assert_cmpstr (((char **) rows->pdata[2])[1], ==, "0");
  drawing = draw (chart, 300, 150, EPC_THEME_PAPER);
  g_assert_true (isnan (epc_hit_map_get (drawing.hits, 1)->value));
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, 1)->label, ==, "Nord, men and boys: no data");
  drawing_free (&drawing);
}

static void
test_a_chart_without_figures_says_so (void)
{
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_LINE, epc_language_get ("en"));
  g_autofree char *description = NULL;
  Drawing drawing;

  epc_chart_set_title (chart, "Displaced people by round", NULL, NULL);
  epc_chart_add_series (chart, "People", 0);
  epc_chart_add_category (chart, "R1", "2025-01-31");
  g_assert_true (epc_chart_is_empty (chart));
  drawing = draw (chart, 300, 200, EPC_THEME_PAPER);
  g_assert_cmpuint (epc_hit_map_size (drawing.hits), ==, 0);
  /* and takes no half page for it */
  double empty = epc_chart_natural_height (chart, 500, epc_theme_get (EPC_THEME_PAPER));
  g_autoptr (EpcChart) full = haiti_chart ("en");
  g_assert_cmpfloat (empty, <, epc_chart_natural_height (full, 500, epc_theme_get (EPC_THEME_PAPER)) / 2);
  description = epc_chart_description (chart);
  g_assert_cmpstr (description, ==, "Displaced people by round. There are no figures to draw.");
  drawing_free (&drawing);
}

static void
test_the_description_names_least_and_most (void)
{
  g_autoptr (EpcChart) chart = haiti_chart ("en");
  g_autofree char *description = epc_chart_description (chart);

  g_assert_cmpstr (description, ==,
                   "Displaced people by round. people; national operation. "
                   "10 values, from 24,212 (R1) to 1,287,593 (R10). Source: IOM DTM, round 10, 30 June 2025.");
}

static void
test_ticks_stand_on_one_two_five (void)
{
  static const struct
  {
    double least, most;
    int n;
    double low, high, step;
  } cases[] = {
    { 0, 1287593, 4, 0, 1500000, 500000 },
    { 0, 0, 4, 0, 1, 1 },
    { 0, 7, 5, 0, 8, 2 },
    { -1032, 51036, 4, -20000, 60000, 20000 },
    { 0, 100, 5, 0, 100, 20 },
    { 0, 0.5, 5, 0, 0.5, 0.1 },
    { -9, 0, 3, -10, 0, 5 },
    { 0, 3, 5, 0, 3, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EpcScale scale = epc_scale_for (cases[i].least, cases[i].most, cases[i].n, cases[i].most != 0.5);

      g_assert_cmpfloat_with_epsilon (scale.low, cases[i].low, 1e-9);
      g_assert_cmpfloat_with_epsilon (scale.high, cases[i].high, 1e-9);
      g_assert_cmpfloat_with_epsilon (scale.step, cases[i].step, 1e-9);
    }
}

static void
test_tick_labels_are_short_and_exact (void)
{
  static const struct
  {
    double most, value;
    const char *language, *text;
  } cases[] = {
    { 1287593, 1500000, "en", "1.5m" },
    { 1287593, 500000, "en", "500k" },
    { 1287593, 1500000, "es", "1,5\302\240M" },
    { 1287593, 500000, "es", "500\302\240mil" },
    { 1287593, 1000000, "pt", "1\302\240mi" },
    { 7, 2, "en", "2" },
    { 1287593, 0, "es", "0" },
    { 1287593, 1000000, "fr", "1\302\240M" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EpcScale scale = epc_scale_for (0, cases[i].most, 4, TRUE);
      g_autofree char *text = epc_scale_label (&scale, cases[i].value, epc_language_get (cases[i].language), FALSE);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Bars are measured from zero: twice the people, twice the length. */
static void
test_bars_are_in_proportion (void)
{
  for (int columns = 0; columns < 2; columns++)
    {
      g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_BAR, epc_language_get ("en"));
      Drawing drawing;
      double a, b;

      epc_chart_set_columns (chart, columns);
      epc_chart_add_series (chart, "", 0);
      epc_chart_add_category (chart, "A", NULL);
      epc_chart_add_category (chart, "B", NULL);
      epc_chart_set_value (chart, 0, 0, 2000, EPC_POINT_PLAIN);
      epc_chart_set_value (chart, 0, 1, 1000, EPC_POINT_PLAIN);
      drawing = draw (chart, 300, 200, EPC_THEME_PAPER);
      a = columns ? epc_hit_map_get (drawing.hits, 0)->height : epc_hit_map_get (drawing.hits, 0)->width;
      b = columns ? epc_hit_map_get (drawing.hits, 1)->height : epc_hit_map_get (drawing.hits, 1)->width;
      g_assert_cmpfloat_with_epsilon (a / b, 2, 1e-6);
      drawing_free (&drawing);
    }
}

static void
test_sorting_puts_the_largest_first_and_missing_last (void)
{
  static const double values[] = { 5, NAN, 40, 5, 0 };
  static const char *const expected[] = { "P2", "P0", "P3", "P4", "P1" };
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_STACKED_BAR, epc_language_get ("en"));

  epc_chart_add_series (chart, "a", EPC_COLOUR_WOMEN);
  epc_chart_add_series (chart, "b", EPC_COLOUR_MEN);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *name = g_strdup_printf ("P%u", i);

      epc_chart_add_category (chart, name, NULL);
      epc_chart_set_value (chart, 1, i, values[i], EPC_POINT_PLAIN);
    }
  epc_chart_sort (chart);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_cmpstr (epc_chart_category_name (chart, i), ==, expected[i]);
  g_assert_cmpfloat (epc_chart_value (chart, 1, 0), ==, 40);
  g_assert_true (isnan (epc_chart_value (chart, 1, 4)));
  g_assert_cmphex (epc_chart_series_colour (chart, 0, epc_theme_get (EPC_THEME_PAPER)), ==, 0xC8672B);
}

/* --- Whatever comes in: nothing outside the rectangle, no two labels on each other --- */

static double
random_value (void)
{
  static const double sizes[] = { 0, 1, 30, 900, 2e4, 1.3e6, 4e9 };

  if (g_test_rand_int_range (0, 8) == 0)
    return NAN;
  return sizes[g_test_rand_int_range (0, G_N_ELEMENTS (sizes))] * g_test_rand_double_range (-0.2, 1);
}

/* Steps of a matrix and days of a Gantt among what is none. */
static double
random_value_of (EpcChartKind kind, guint series)
{
  if (kind == EPC_CHART_MATRIX && g_test_rand_int_range (0, 8) > 0)
    return g_test_rand_int_range (1, 6);
  if (kind == EPC_CHART_GANTT && g_test_rand_int_range (0, 8) > 0)
    return series < 2 ? g_test_rand_int_range (20000, 20000 + (g_test_rand_bit () ? 40 : 3000)) : g_test_rand_int_range (0, 130);
  return random_value ();
}

static char *
random_name (void)
{
  static const char *const words[] = { "Sud",
                                       "Grande'Anse",
                                       "San Francisco de las Ánimas",
                                       "Nº",
                                       "日本語",
                                       "Desplazamiento",
                                       "Llanfairpwllgwyngyllgogerychwyrndrobwll",
                                       "R10",
                                       "<1" };
  GString *name = g_string_new (words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);

  for (int n = g_test_rand_int_range (0, 3); n > 0; n--)
    g_string_append_printf (name, " %s", words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  return g_string_free (name, FALSE);
}

static EpcChart *
random_chart (void)
{
  static const char *const languages[] = { "en", "es", "fr", "pt" };
  EpcChartKind kind = (EpcChartKind) g_test_rand_int_range (0, EPC_N_CHART_KINDS);
  EpcChart *chart = epc_chart_new (kind, epc_language_get (languages[g_test_rand_int_range (0, 4)]));
  guint n_series = kind == EPC_CHART_PYRAMID ? 2 : kind == EPC_CHART_BAR ? 1 : (guint) g_test_rand_int_range (1, 6);
  guint n = (guint) (g_test_rand_bit () ? g_test_rand_int_range (1, 12) : g_test_rand_int_range (1, 61));
  gboolean dated = kind != EPC_CHART_PYRAMID && g_test_rand_bit ();
  gboolean covered = g_test_rand_bit ();

  if (g_test_rand_int_range (0, 6) > 0)
    epc_chart_set_title (chart, "Displaced people by round", "people; national operation",
                         "Source: IOM DTM, round 10, 30 June 2025. Stocks at the date of each round; they are not added.");
  epc_chart_set_number_form (chart, g_test_rand_int_range (0, 4) == 0, g_test_rand_int_range (0, 2));
  if (g_test_rand_int_range (0, 3) == 0)
    epc_chart_set_columns (chart, g_test_rand_bit ());
  for (guint s = 0; s < n_series; s++)
    {
      g_autofree char *name = random_name ();

      epc_chart_add_series (chart, name, 0);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = random_name ();
      g_autofree char *iso = dated ? g_strdup_printf ("%04u-%02u-15", 2019 + i / 12, i % 12 + 1) : NULL;

      epc_chart_add_category (chart, dated && g_test_rand_bit () ? NULL : name, iso);
      if (covered)
        epc_chart_set_coverage (chart, i, "137");
      for (guint s = 0; s < n_series; s++)
        epc_chart_set_value (chart, s, i, random_value_of (kind, s), (EpcPointFlags) g_test_rand_int_range (0, 32));
      if (kind == EPC_CHART_HEAT && g_test_rand_int_range (0, 4) == 0)
        epc_chart_set_text (chart, 0, i, name);
    }
  if (kind == EPC_CHART_HEAT && g_test_rand_bit ())
    epc_chart_set_states (chart, TRUE);
  for (guint axis = 0; kind == EPC_CHART_MATRIX && g_test_rand_bit () && axis < 2; axis++)
    {
      g_autofree char *first = random_name (), *last = random_name ();

      epc_chart_set_steps (chart, axis, (const char *const[]){ first, "Unlikely", "Moderate", "Likely", last });
    }
  if (g_test_rand_bit ())
    epc_chart_add_span (chart, 0, n / 2, "partial coverage: not comparable", FALSE);
  if (covered)
    epc_chart_set_coverage_heading (chart, "communes");
  if (dated)
    epc_chart_add_gap (chart, "2019-04-20", "no round");
  return chart;
}

static gboolean
boxes_touch (const EpcHitBox *a, const EpcHitBox *b)
{
  const double slack = 0.3;

  return a->x + slack < b->x + b->width && b->x + slack < a->x + a->width && a->y + slack < b->y + b->height
         && b->y + slack < a->y + a->height;
}

static void
check_drawing (const EpcChart *chart, const Drawing *drawing, double width, double height, int round)
{
  double x, y, w, h;

  cairo_recording_surface_ink_extents (drawing->surface, &x, &y, &w, &h);
  /* cairo gives the extents in whole units, rounded outwards */
  if (w > 0 && (x < -1 || y < -1 || x + w > ceil (width) + 1 || y + h > ceil (height) + 1))
    g_error ("chart %d (kind %d, %u categories, %u series) of %.1f × %.1f drew in %.1f, %.1f to %.1f, %.1f", round, chart->kind,
             chart->categories->len, chart->series->len, width, height, x, y, x + w, y + h);
  for (guint i = 0; i < drawing->hits->labels->len; i++)
    for (guint j = i + 1; j < drawing->hits->labels->len; j++)
      {
        const EpcHitBox *a = &g_array_index (drawing->hits->labels, EpcHitBox, i);
        const EpcHitBox *b = &g_array_index (drawing->hits->labels, EpcHitBox, j);

        if (boxes_touch (a, b))
          g_error (
              "chart %d (kind %d, columns %d, %u categories, %u series) of %.1f × %.1f: labels %u (%.1f %.1f %.1f %.1f) and %u "
              "(%.1f %.1f %.1f %.1f) touch",
              round, chart->kind, epc_chart_has_columns (chart), chart->categories->len, chart->series->len, width, height, i,
              a->x, a->y, a->width, a->height, j, b->x, b->y, b->width, b->height);
      }
}

static void
test_nothing_is_outside_or_overlaps (void)
{
  int rounds = g_test_slow () ? 4000 : 400;

  for (int round = 0; round < rounds; round++)
    {
      g_autoptr (EpcChart) chart = random_chart ();
      EpcThemeKind kind = (EpcThemeKind) g_test_rand_int_range (0, 3);
      double width = g_test_rand_double_range (120, 900), height = g_test_rand_double_range (60, 600);
      Drawing drawing = draw (chart, width, height, kind);

      check_drawing (chart, &drawing, width, height, round);
      g_assert_cmpint (cairo_status (drawing.cr), ==, CAIRO_STATUS_SUCCESS);
      drawing_free (&drawing);
    }
}

/* However low a page lets it be, a chart shows the rows that it shows at its natural height: the line that counts those left out is on
 * none of them. */
static void
test_least_height_leaves_no_row_out (void)
{
  static const EpcChartKind kinds[] = { EPC_CHART_BAR, EPC_CHART_STACKED_BAR, EPC_CHART_GROUPED_BAR, EPC_CHART_HEAT, EPC_CHART_SPARK };
  const EpcTheme *theme = epc_theme_get (EPC_THEME_PAPER);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint n = 1; n < 20; n += 3)
      {
        EpcChart *chart = epc_chart_new (kinds[k], epc_language_get ("en"));
        g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (EpcTextBox));
        cairo_t *cr = epc_type_measuring_context ();
        double natural, least;

        epc_chart_set_title (chart, "Areas against the round before", "people", "Source: IOM DTM.");
        epc_chart_set_columns (chart, FALSE);
        epc_chart_add_series (chart, "Round 1", 0);
        if (kinds[k] != EPC_CHART_BAR)
          epc_chart_add_series (chart, "Round 2", 0);
        for (guint i = 0; i < n; i++)
          {
            g_autofree char *name = g_strdup_printf ("Area %u", i + 1);
            guint category = epc_chart_add_category (chart, name, NULL);

            for (guint s = 0; s < (kinds[k] != EPC_CHART_BAR ? 2u : 1u); s++)
              epc_chart_set_value (chart, s, category, 100 + i, EPC_POINT_PLAIN);
          }
        natural = epc_chart_natural_height (chart, 250, theme);
        least = epc_chart_least_height (chart, 250, natural, theme);
        g_assert_cmpfloat (least, <=, natural);
        g_assert_cmpfloat (least, >=, natural * 0.75 - 0.01);
        epc_type_record (cr, boxes);
        epc_chart_draw (chart, cr, 250, least, theme, NULL);
        for (guint i = 0; i < boxes->len; i++)
          if (strstr (g_array_index (boxes, EpcTextBox, i).text, "not drawn") != NULL)
            g_error ("kind %u, %u rows: %s", k, n, g_array_index (boxes, EpcTextBox, i).text);
        cairo_destroy (cr);
        epc_chart_free (chart);
      }
}

/* At its natural height a bar chart shows every category with its whole name. */
static void
test_natural_height_holds_every_row (void)
{
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_BAR, epc_language_get ("es"));
  Drawing drawing;
  double height;

  epc_chart_set_title (chart, "Personas por comuna", "personas", "Fuente: OIM DTM.");
  epc_chart_add_series (chart, "", 0);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("San Francisco de las Ánimas y del Río Grande %u", i);

      epc_chart_set_value (chart, 0, epc_chart_add_category (chart, name, NULL), 1000 + i, EPC_POINT_PLAIN);
    }
  height = epc_chart_natural_height (chart, 260, epc_theme_get (EPC_THEME_PAPER));
  drawing = draw (chart, 260, height, EPC_THEME_PAPER);
  g_assert_cmpuint (epc_hit_map_size (drawing.hits), ==, 60);
  drawing_free (&drawing);
}

/* What a grey printer makes of a colour, in percent: Rec. 601 luma. */
static double
grey (EpcColour colour)
{
  return (0.299 * (colour >> 16 & 0xFF) + 0.587 * (colour >> 8 & 0xFF) + 0.114 * (colour & 0xFF)) / 2.55;
}

static void
assert_apart (EpcColour a, EpcColour b, const char *what, guint at)
{
  if (fabs (grey (a) - grey (b)) < 15)
    g_error ("%s, %u: %06X and %06X are %.1f apart in grey", what, at, a, b, fabs (grey (a) - grey (b)));
}

/* Neighbouring parts and classes stay 15 % apart without colour. */
static void
test_neighbours_stay_apart_in_grey (void)
{
  static const EpcChartKind kinds[] = { EPC_CHART_STACKED_BAR, EPC_CHART_GROUPED_BAR, EPC_CHART_AREA };

  for (EpcThemeKind kind = EPC_THEME_PAPER; kind <= EPC_THEME_DARK; kind++)
    {
      const EpcTheme *theme = epc_theme_get (kind);

      for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          g_autoptr (EpcChart) chart = epc_chart_new (kinds[k], NULL);

          for (guint s = 0; s < 4; s++)
            epc_chart_add_series (chart, "part", 0);
          for (guint s = 0; s < 3; s++)
            assert_apart (epc_chart_series_colour (chart, s, theme), epc_chart_series_colour (chart, s + 1, theme), "parts", s);
        }
    }
  const EpcTheme *paper = epc_theme_get (EPC_THEME_PAPER);
  for (guint i = 0; i + 1 < EPC_RAMP_STEPS; i++)
    {
      assert_apart (paper->people[i], paper->people[i + 1], "people", i);
      assert_apart (paper->pressure[i], paper->pressure[i + 1], "pressure", i);
    }
  assert_apart (paper->women, paper->men, "women and men", 0);
  assert_apart (paper->band_low, paper->band_medium, "bands", 0);
  assert_apart (paper->band_medium, paper->band_high, "bands", 1);
}

/* A day of the calendar is a length: 14 October to 2 December are 49 days, to 4 November 21 (date -d). */
static void
test_a_gantt_is_on_a_true_scale (void)
{
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_GANTT, epc_language_get ("en"));
  g_autoptr (GPtrArray) rows = NULL;
  Drawing drawing;

  epc_chart_add_series (chart, "Start", 0);
  epc_chart_add_series (chart, "End", 0);
  epc_chart_add_series (chart, "Done", 0);
  for (guint i = 0; i < 3; i++)
    {
      epc_chart_add_category (chart, "Mission", NULL);
      epc_chart_set_day (chart, 0, i, "2026-10-14");
    }
  epc_chart_set_day (chart, 1, 0, "2026-12-02");
  epc_chart_set_day (chart, 1, 1, "2026-11-04");
  epc_chart_set_value (chart, 2, 0, 45, EPC_POINT_PLAIN);
  epc_chart_add_gap (chart, "2026-10-20", "today");
  drawing = draw (chart, 500, 200, EPC_THEME_PAPER);
  g_assert_cmpuint (epc_hit_map_size (drawing.hits), ==, 3);
  g_assert_cmpfloat_with_epsilon (epc_hit_map_get (drawing.hits, 0)->width / epc_hit_map_get (drawing.hits, 1)->width, 49.0 / 21, 1e-6);
  /* No end: open to the edge, beyond every end that is known. */
  g_assert_cmpfloat (epc_hit_map_get (drawing.hits, 2)->width, >, epc_hit_map_get (drawing.hits, 0)->width);
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, 0)->label, ==, "Mission: 14 Oct 2026 to 2 Dec 2026, 45% done");
  rows = epc_chart_table (chart);
  g_assert_cmpstr (((char **) rows->pdata[1])[2], ==, "2 Dec 2026");
  g_assert_cmpstr (((char **) rows->pdata[1])[3], ==, "45%");
  g_assert_cmpstr (((char **) rows->pdata[3])[2], ==, "–");
  drawing_free (&drawing);
}

/* Both sides of a Sankey are on one scale, and the ribbons of a node are as wide as the node. */
static void
test_ribbons_are_in_proportion (void)
{
  /* Haiti, round 10: from Ouest and Centre to three departments (IOM DTM, rounded). */
  static const double people[2][3] = { { 411443, 185648, 58000 }, { 0, 25, 89000 } };
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_SANKEY, epc_language_get ("en"));
  Drawing drawing;

  for (guint from = 0; from < 2; from++)
    epc_chart_add_category (chart, from == 0 ? "Ouest" : "Centre", NULL);
  for (guint to = 0; to < 3; to++)
    {
      epc_chart_add_series (chart, to == 0 ? "Ouest" : to == 1 ? "Sud" : "Centre", 0);
      for (guint from = 0; from < 2; from++)
        epc_chart_set_value (chart, to, from, people[from][to], EPC_POINT_PLAIN);
    }
  drawing = draw (chart, 500, 300, EPC_THEME_PAPER);
  g_assert_cmpuint (epc_hit_map_size (drawing.hits), ==, 5); /* nobody went from Centre to Ouest */
  g_assert_cmpfloat_with_epsilon (epc_hit_map_get (drawing.hits, 0)->height / epc_hit_map_get (drawing.hits, 1)->height, 411443.0 / 185648, 1e-6);
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, 0)->label, ==, "Ouest, Ouest: 411,443");
  drawing_free (&drawing);
}

/* A risk stands in the cell of its likelihood and impact, a higher impact higher up; one that is not rated is only in the list. */
static void
test_risks_stand_in_their_cells (void)
{
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_MATRIX, epc_language_get ("en"));
  static const double rated[][2] = { { 4, 4 }, { 1, 4 }, { 4, 1 }, { NAN, 3 } };
  Drawing drawing;

  epc_chart_add_series (chart, "Likelihood", 0);
  epc_chart_add_series (chart, "Impact", 0);
  for (guint i = 0; i < G_N_ELEMENTS (rated); i++)
    {
      epc_chart_add_category (chart, "Risk", NULL);
      epc_chart_set_value (chart, 0, i, rated[i][0], EPC_POINT_PLAIN);
      epc_chart_set_value (chart, 1, i, rated[i][1], EPC_POINT_PLAIN);
    }
  drawing = draw (chart, 300, 400, EPC_THEME_PAPER);
  g_assert_cmpuint (epc_hit_map_size (drawing.hits), ==, 3);
  const EpcHit *first = epc_hit_map_get (drawing.hits, 0), *left = epc_hit_map_get (drawing.hits, 1), *low = epc_hit_map_get (drawing.hits, 2);
  g_assert_cmpfloat_with_epsilon (first->y, left->y, 0.01);
  g_assert_cmpfloat_with_epsilon (first->x, low->x, 0.01);
  g_assert_cmpfloat (left->x, <, first->x);
  g_assert_cmpfloat (low->y, >, first->y);
  drawing_free (&drawing);
}

/* A part that is not known leaves the sum unknown: the piece is no area. A heat table tells a gap from a question that does not arise. */
static void
test_unknown_parts_are_no_area (void)
{
  g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_HEAT, epc_language_get ("en"));
  g_autoptr (GPtrArray) rows = NULL;
  Drawing drawing;

  epc_chart_add_category (chart, "Escuela Minerva", NULL);
  for (guint s = 0; s < 3; s++)
    epc_chart_add_series (chart, s == 0 ? "Water" : s == 1 ? "Health" : "School", 0);
  epc_chart_set_states (chart, TRUE);
  epc_chart_set_value (chart, 0, 0, 2, EPC_POINT_PLAIN);
  epc_chart_set_value (chart, 2, 0, NAN, EPC_POINT_NOT_APPLICABLE);
  drawing = draw (chart, 300, 100, EPC_THEME_PAPER);
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, 0)->label, ==, "Escuela Minerva, Water: critical");
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, 1)->label, ==, "Escuela Minerva, Health: no data");
  g_assert_cmpstr (epc_hit_map_get (drawing.hits, 2)->label, ==, "Escuela Minerva, School: does not apply");
  rows = epc_chart_table (chart);
  g_assert_cmpstr (((char **) rows->pdata[1])[1], ==, "critical");
  drawing_free (&drawing);
}

/* A figure at its point is read, not crossed out: no line runs through its box. */
static void
test_no_line_through_a_figure (void)
{
  for (guint kind = EPC_THEME_PAPER; kind <= EPC_THEME_DARK; kind++)
    {
      g_autoptr (EpcChart) chart = epc_chart_new (EPC_CHART_LINE, epc_language_get ("en"));
      g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (EpcTextBox));
      guint n_figures = 0;
      Drawing drawing = { .surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL), .hits = epc_hit_map_new () };

      epc_chart_add_series (chart, "People", 0);
      for (guint i = 0; i < G_N_ELEMENTS (round_names); i++)
        epc_chart_set_value (chart, 0, epc_chart_add_category (chart, round_names[i], round_dates[i]), round_people[i],
                             EPC_POINT_VALUE);
      drawing.cr = cairo_create (drawing.surface);
      epc_type_record (drawing.cr, boxes);
      epc_chart_draw (chart, drawing.cr, 810, 330, epc_theme_get ((EpcThemeKind) kind), drawing.hits);
      for (guint b = 0; b < boxes->len; b++)
        {
          const EpcTextBox *box = &g_array_index (boxes, EpcTextBox, b);

          if (!g_ascii_isdigit (box->text[0]) || strlen (box->text) < 6 || strstr (box->text, ",") == NULL)
            continue;
          n_figures++;
          for (guint i = 1; i < 10; i++)
            {
              const EpcHit *from = epc_hit_map_get (drawing.hits, i - 1), *to = epc_hit_map_get (drawing.hits, i);
              double x1 = from->x + from->width / 2, y1 = from->y + from->height / 2, x2 = to->x + to->width / 2, y2 = to->y + to->height / 2;

              for (double t = 0; t <= 1; t += 0.01)
                {
                  double x = x1 + t * (x2 - x1), y = y1 + t * (y2 - y1);

                  if (x > box->x && x < box->x + box->width && y > box->y && y < box->y + box->height)
                    g_error ("theme %u: the line to %s runs through %s", kind, round_names[i], box->text);
                }
            }
        }
      g_assert_cmpuint (n_figures, >=, 7);
      drawing_free (&drawing);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/chart/hits-hold-the-values-given", test_hits_hold_the_values_given);
  g_test_add_func ("/draw/chart/time-runs-on-a-true-scale", test_time_runs_on_a_true_scale);
  g_test_add_func ("/draw/chart/arrow-keys-walk-the-values", test_arrow_keys_walk_the_values);
  g_test_add_func ("/draw/chart/missing-is-never-zero", test_missing_is_never_zero);
  g_test_add_func ("/draw/chart/a-chart-without-figures-says-so", test_a_chart_without_figures_says_so);
  g_test_add_func ("/draw/chart/the-description-names-least-and-most", test_the_description_names_least_and_most);
  g_test_add_func ("/draw/chart/ticks-stand-on-one-two-five", test_ticks_stand_on_one_two_five);
  g_test_add_func ("/draw/chart/tick-labels-are-short-and-exact", test_tick_labels_are_short_and_exact);
  g_test_add_func ("/draw/chart/bars-are-in-proportion", test_bars_are_in_proportion);
  g_test_add_func ("/draw/chart/sorting-puts-the-largest-first-and-missing-last",
                   test_sorting_puts_the_largest_first_and_missing_last);
  g_test_add_func ("/draw/chart/nothing-is-outside-or-overlaps", test_nothing_is_outside_or_overlaps);
  g_test_add_func ("/draw/chart/least-height-leaves-no-row-out", test_least_height_leaves_no_row_out);
  g_test_add_func ("/draw/chart/natural-height-holds-every-row", test_natural_height_holds_every_row);
  g_test_add_func ("/draw/chart/neighbours-stay-apart-in-grey", test_neighbours_stay_apart_in_grey);
  g_test_add_func ("/draw/chart/a-gantt-is-on-a-true-scale", test_a_gantt_is_on_a_true_scale);
  g_test_add_func ("/draw/chart/ribbons-are-in-proportion", test_ribbons_are_in_proportion);
  g_test_add_func ("/draw/chart/risks-stand-in-their-cells", test_risks_stand_in_their_cells);
  g_test_add_func ("/draw/chart/unknown-parts-are-no-area", test_unknown_parts_are_no_area);
  g_test_add_func ("/draw/chart/no-line-through-a-figure", test_no_line_through_a_figure);
  return g_test_run ();
}
