/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Map figures: everything stands inside the drawing, areas are matched, classes follow the series, hits tell what is there.
 */
#include "draw/epc-map-private.h"

#include "base/epc-error.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Round 10 of the national operation in Haiti, 30 June 2025 (IOM DTM): people by department. */
static const struct
{
  const char *code;
  const char *name;
  double people;
} haiti[] = { { "HT01", "Ouest", 413216 },     { "HT07", "Sud", 185673 },   { "HT06", "Centre", 147230 },
              { "HT02", "Sud-Est", 143183 },   { "HT03", "Nord", 115657 },  { "HT08", "Grande'Anse", 112025 },
              { "HT05", "Artibonite", 92304 }, { "HT10", "Nippes", 56887 }, { "HT09", "Nord-Ouest", 16984 },
              { "HT04", "Nord-Est", 4434 } };

static EpcMap *
haiti_map (gboolean with_flows)
{
  static const EpcMapFlow flows[] = { { "HT01", "HT07", 185673 },
                                      { "HT01", "HT08", 112025 },
                                      { "HT01", "HT02", 143183 },
                                      { "HT06", "HT01", 300 },
                                      { "HT05", "HT03", 9000 } };
  EpcMap *map = epc_map_new ();
  EpcMapArea areas[G_N_ELEMENTS (haiti)] = { { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (haiti); i++)
    areas[i] = (EpcMapArea){ .code = haiti[i].code, .value = haiti[i].people, .has_value = i != 9 };
  g_assert_true (epc_map_set_area (map, "HTI", NULL));
  epc_map_set_language (map, "en");
  epc_map_set_title (map, "Four in five displaced people come from Ouest",
                     "Internally displaced people by department, 30 June 2025");
  epc_map_set_source (map, "Source: IOM DTM, round 10.");
  g_assert_cmpuint (
      epc_map_set_areas (map, areas, G_N_ELEMENTS (areas), EPC_MAP_RAMP_PEOPLE, NULL, 0, "Displaced people", "departments"), ==,
      0);
  if (with_flows)
    epc_map_set_flows (map, flows, G_N_ELEMENTS (flows), 1000, "Movements between departments");
  return map;
}

static EpcMap *
site_map (guint n)
{
  EpcMap *map = epc_map_new ();
  g_autofree EpcMapSite *sites = g_new0 (EpcMapSite, n);
  GRand *rand = g_rand_new_with_seed (4);

  for (guint i = 0; i < n; i++)
    sites[i] = (EpcMapSite){ .lon = g_rand_double_range (rand, -88.4, -84),
                             .lat = g_rand_double_range (rand, 13.6, 15.7),
                             .people = g_rand_int_range (rand, -1, 900),
                             .state = (EpcMapState) g_rand_int_range (rand, 0, 4),
                             .label = "Escuela República de Guatemala",
                             .selected = i == 3 };
  g_rand_free (rand);
  g_assert_true (epc_map_set_area (map, "HND", NULL));
  epc_map_set_language (map, "es");
  epc_map_set_title (map, "Cinco de doce sitios superan su capacidad", NULL);
  epc_map_set_sites (map, sites, n, "Peor sector");
  return map;
}

static gboolean
overlap (double ax, double ay, double aw, double ah, double bx, double by, double bw, double bh)
{
  return ax < bx + bw - 0.01 && bx < ax + aw - 0.01 && ay < by + bh - 0.01 && by < ay + ah - 0.01;
}

/* The frame lies in the drawing; the legend is measured, lies in the drawing, and either in the frame or outside of it. */
static void
check_layout (const EpcMap *map, double width, double height)
{
  cairo_t *cr = epc_type_measuring_context ();
  EpcMapRender render;
  double legend_width, legend_height;

  g_assert_true (epc_map_render (&render, map, NULL, width, height));
  g_assert_cmpfloat (render.view.x, >=, 0);
  g_assert_cmpfloat (render.view.y, >=, 0);
  g_assert_cmpfloat (render.view.x + render.view.width, <=, width + 0.01);
  g_assert_cmpfloat (render.view.y + render.view.height, <=, height + 0.01);
  g_assert_cmpfloat (render.legend_x, >=, -0.01);
  g_assert_cmpfloat (render.legend_y, >=, -0.01);
  g_assert_cmpfloat (render.legend_x + render.legend_width, <=, width + 0.01);
  g_assert_cmpfloat (render.legend_y + render.legend_height, <=, height + 0.01);
  if (!render.legend_inside)
    g_assert_false (overlap (render.legend_x, render.legend_y, render.legend_width, render.legend_height, render.view.x,
                             render.view.y, render.view.width, render.view.height));
  g_assert_cmpfloat (render.scale_x, >=, render.view.x);
  g_assert_cmpfloat (render.scale_x + render.scale_width, <=, render.view.x + render.view.width + 0.01);
  render.cr = cr;
  epc_map_legend (&render, render.legend_x, render.legend_y, FALSE, &legend_width, &legend_height);
  g_assert_cmpfloat_with_epsilon (legend_width, render.legend_width, 0.01);
  g_assert_cmpfloat_with_epsilon (legend_height, render.legend_height, 0.01);
  epc_map_render_clear (&render);
  cairo_destroy (cr);
}

static void
test_layout (void)
{
  static const double sizes[][2]
      = { { 510, 370 }, { 255, 300 }, { 340, 300 }, { 900, 620 }, { 1190, 842 }, { 420, 640 }, { 640, 480 } };
  EpcMap *maps[] = { haiti_map (FALSE), haiti_map (TRUE), site_map (14), site_map (1000) };

  for (guint m = 0; m < G_N_ELEMENTS (maps); m++)
    {
      for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
        {
          epc_map_set_theme (maps[m], EPC_MAP_THEME_PAPER);
          check_layout (maps[m], sizes[s][0], sizes[s][1]);
          epc_map_set_theme (maps[m], EPC_MAP_THEME_LIGHT);
          check_layout (maps[m], sizes[s][0] * 1.4, sizes[s][1] * 1.4);
        }
      epc_map_free (maps[m]);
    }
}

/* Nothing is painted outside of the drawing, and no size is too small to survive. */
static void
test_bounds (void)
{
  static const double sizes[][2] = { { 510, 370 }, { 60, 40 }, { 1, 1 }, { 21, 300 }, { 300, 21 } };
  EpcMap *map = haiti_map (TRUE);

  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      cairo_surface_t *record = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (record);
      double x, y, w, h;

      epc_map_draw (map, cr, sizes[i][0], sizes[i][1]);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_recording_surface_ink_extents (record, &x, &y, &w, &h);
      g_assert_cmpfloat (x, >=, -1);
      g_assert_cmpfloat (y, >=, -1);
      g_assert_cmpfloat (x + w, <=, sizes[i][0] + 1);
      g_assert_cmpfloat (y + h, <=, sizes[i][1] + 1);
      cairo_destroy (cr);
      cairo_surface_destroy (record);
    }
  epc_map_free (map);
}

/* Names, in any language of the source, stand for codes; what is not known is counted, not dropped. */
static void
test_matching (void)
{
  static const char *const english[]
      = { "West", "South", "Centre", "South-East", "North", "Grande'Anse", "Artibonite", "Nippes", "North-West", "North-East" };
  EpcMap *map = epc_map_new ();
  EpcMapArea areas[11] = { { 0 } };

  g_assert_true (epc_map_set_area (map, "HTI", NULL));
  for (guint i = 0; i < 10; i++)
    areas[i] = (EpcMapArea){ .name = english[i], .value = 100 + i, .has_value = TRUE };
  areas[10] = (EpcMapArea){ .name = "Atlantis", .value = 5, .has_value = TRUE };
  g_assert_cmpuint (epc_map_set_areas (map, areas, 11, EPC_MAP_RAMP_PEOPLE, NULL, 0, NULL, NULL), ==, 1);
  for (guint i = 0; i < 10; i++)
    {
      int index = epc_map_resolve (map, epc_map_basemap (map), &g_array_index (map->shapes, EpcMapShape, i));

      g_assert_cmpstr (epc_basemap_area_at (epc_map_basemap (map), (guint) index)->pcode, ==, haiti[i].code);
    }
  epc_map_free (map);
}

static void
test_unknown_area (void)
{
  EpcMap *map = epc_map_new ();
  GError *error = NULL;

  g_assert_false (epc_map_set_area (map, "ZZ99", &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  epc_map_free (map);
}

/* A fill colour is found at the department's inner point. */
static void
test_colours (void)
{
  EpcMap *map = haiti_map (FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1000, 800);
  cairo_t *cr = cairo_create (surface);
  EpcViewport view;
  double x, y, lon, lat;
  guint32 pixel;

  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  epc_map_set_parts (map, EPC_MAP_LEGEND | EPC_MAP_SCALE_BAR);
  epc_map_draw (map, cr, 1000, 800);
  cairo_surface_flush (surface);
  g_assert_true (epc_map_viewport (map, 1000, 800, &view));
  g_assert_true (epc_basemap_area_point (epc_map_basemap (map), "HT01", &lon, &lat));
  epc_viewport_xy (&view, lon, lat, &x, &y);
  memcpy (&pixel, cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface) + 4 * (int) x, 4);
  g_assert_cmphex (pixel & 0xffffff, ==, epc_theme_get (EPC_THEME_PAPER)->people[EPC_RAMP_STEPS - 1]);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  epc_map_free (map);
}

static void
test_breaks (void)
{
  static const double shares[] = { 3, 12.5, 40, 55, 71, 99, 20, 33 }, small[] = { 1, 1, 2, 3, 3, 4, 7 }, zeros[] = { 0, 0 };
  double breaks[EPC_RAMP_STEPS];
  guint n = epc_map_breaks (shares, G_N_ELEMENTS (shares), breaks, EPC_RAMP_STEPS);

  g_assert_cmpuint (n, >=, 3);
  for (guint i = 1; i < n; i++)
    g_assert_cmpfloat (breaks[i], >, breaks[i - 1]);
  n = epc_map_breaks (small, G_N_ELEMENTS (small), breaks, EPC_RAMP_STEPS);
  g_assert_cmpfloat (breaks[0], ==, 1);
  g_assert_cmpfloat (breaks[1], ==, 2);
  g_assert_cmpuint (epc_map_breaks (zeros, 2, breaks, EPC_RAMP_STEPS), ==, 0);
  {
    /* Three departments of a storm: two classes, and the lowest begins at 1. One place: one class. */
    static const double few[] = { 2285, 1397, 760 }, one[] = { 300000 };

    n = epc_map_breaks (few, G_N_ELEMENTS (few), breaks, EPC_RAMP_STEPS);
    g_assert_cmpuint (n, ==, 2);
    g_assert_cmpfloat (breaks[0], ==, 1);
    g_assert_cmpfloat (breaks[1], ==, 1000);
    n = epc_map_breaks (one, 1, breaks, EPC_RAMP_STEPS);
    g_assert_cmpuint (n, ==, 1);
    g_assert_cmpfloat (breaks[0], ==, 1);
  }
  {
    static const double limits[] = { 1, 1000, 2500 };

    g_assert_cmpint (epc_map_class (0, limits, 3), ==, -1);
    g_assert_cmpint (epc_map_class (999, limits, 3), ==, 0);
    g_assert_cmpint (epc_map_class (1000, limits, 3), ==, 1);
    g_assert_cmpint (epc_map_class (1e9, limits, 3), ==, 2);
  }
}

/* 137 communes of Haiti in round 10: 10 of them, 7 %, have 25,000 people and more, so the series ends there. */
static void
test_breaks_of_communes (void)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  double breaks[EPC_RAMP_STEPS];
  static const double expected[] = { 1, 1000, 2500, 5000, 10000, 25000 };
  static const guint tally[] = { 28, 14, 32, 32, 21, 10 };

  /* A value in the middle of each class, as often as the published map counts it. */
  for (guint i = 0; i < 6; i++)
    for (guint k = 0; k < tally[i]; k++)
      {
        double value = floor (expected[i] * (i == 0 ? 300 : 1.6)) + k;

        g_array_append_val (values, value);
      }
  g_assert_cmpuint (values->len, ==, 137);
  g_assert_cmpuint (epc_map_breaks ((const double *) (const void *) values->data, values->len, breaks, EPC_RAMP_STEPS), ==, 6);
  for (guint i = 0; i < 6; i++)
    g_assert_cmpfloat (breaks[i], ==, expected[i]);
}

static void
test_hits (void)
{
  EpcMapSite sites[]
      = { { .lon = -87.2, .lat = 14.1, .people = 50, .label = "A" }, { .lon = -86, .lat = 15, .people = 500, .label = "B" } };
  EpcMap *map = epc_map_new ();
  EpcViewport view;
  EpcMapHit hit;
  double x, y;

  g_assert_true (epc_map_set_area (map, "HND", NULL));
  epc_map_set_sites (map, sites, 2, NULL);
  g_assert_true (epc_map_viewport (map, 700, 500, &view));
  epc_viewport_xy (&view, -86, 15, &x, &y);
  g_assert_true (epc_map_hit (map, 700, 500, x + 2, y, &hit));
  g_assert_cmpint (hit.site, ==, 1);
  g_assert_cmpuint (hit.n, ==, 1);
  g_assert_cmpstr (hit.area->country, ==, "HND");
  epc_viewport_xy (&view, -85.2, 14.6, &x, &y);
  g_assert_true (epc_map_hit (map, 700, 500, x, y, &hit));
  g_assert_cmpint (hit.site, ==, -1);
  g_assert_cmpstr (hit.area->code, ==, "HN-OL");
  g_assert_false (epc_map_hit (map, 700, 500, -5, -5, &hit));
  epc_map_free (map);
}

/* Names without room are told; those that have room are not. */
static void
test_left_out (void)
{
  EpcMap *map = haiti_map (FALSE);
  g_auto (GStrv) wide = NULL, tiny = NULL;

  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  wide = epc_map_left_out (map, 800, 600);
  tiny = epc_map_left_out (map, 140, 170);
  g_assert_cmpuint (g_strv_length (wide), ==, 0);
  g_assert_cmpuint (g_strv_length (tiny), >, 0);
  g_assert_cmpuint (g_strv_length (tiny), <=, G_N_ELEMENTS (haiti));
  epc_map_free (map);
}

/* Outlines of one's own: a square is filled where it lies. */
static void
test_own_rings (void)
{
  static const double ring[] = { -73, 18.5, -72, 18.5, -72, 19.5, -73, 19.5 };
  static const guint sizes[] = { 4 };
  EpcMapArea area = { .name = "Zone", .value = 10, .has_value = TRUE, .rings = ring, .ring_sizes = sizes, .n_rings = 1 };
  EpcMap *map = epc_map_new ();
  EpcMapBox box = { -74, 18, -71, 20 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 500);
  cairo_t *cr = cairo_create (surface);
  EpcViewport view;
  double x, y;
  guint32 pixel;

  epc_map_set_box (map, &box);
  epc_map_set_parts (map, 0);
  g_assert_cmpuint (epc_map_set_areas (map, &area, 1, EPC_MAP_RAMP_PRESSURE, NULL, 0, NULL, NULL), ==, 0);
  epc_map_draw (map, cr, 600, 500);
  cairo_surface_flush (surface);
  g_assert_true (epc_map_viewport (map, 600, 500, &view));
  epc_viewport_xy (&view, -72.2, 18.8, &x, &y);
  memcpy (&pixel, cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface) + 4 * (int) x, 4);
  g_assert_cmphex (pixel & 0xffffff, ==, epc_theme_get (EPC_THEME_LIGHT)->pressure[EPC_RAMP_STEPS - 1]);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  epc_map_free (map);
}

/* A zone and a track have their place in the legend, and the data alone can be drawn into a view of one's own. */
static void
test_overlays (void)
{
  static const double zone[] = { -88, 14.8, -87, 14.8, -87, 15.6, -88, 15.6 }, track[] = { -83, 16, -86, 16.2, -89, 15.6 };
  static const guint four = 4, three = 3;
  EpcMapOverlay exposed = { EPC_MAP_OVERLAY_HAZARD, zone, &four, 1, "Zona inundada" },
                storm = { EPC_MAP_OVERLAY_TRACK, track, &three, 1, "Trayectoria" };
  EpcMap *map = epc_map_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 300);
  cairo_t *cr = cairo_create (surface);
  EpcMapRender render;
  EpcViewport view;
  double before, x, y;
  guint32 pixel;

  g_assert_true (epc_map_set_area (map, "HND", NULL));
  epc_map_add_overlay (map, &exposed);
  g_assert_true (epc_map_render (&render, map, NULL, 510, 370));
  before = render.legend_height;
  g_assert_cmpfloat (before, >, 10);
  epc_map_render_clear (&render);
  epc_map_add_overlay (map, &exposed);
  epc_map_add_overlay (map, &storm);
  g_assert_true (epc_map_render (&render, map, NULL, 510, 370));
  g_assert_cmpfloat_with_epsilon (render.legend_height - before, 11.5 * render.unit, 0.5);
  epc_map_render_clear (&render);
  check_layout (map, 510, 370);
  epc_viewport_at (&view, -87, 15, 7, 400, 300);
  epc_map_draw_data (map, cr, &view);
  cairo_surface_flush (surface);
  epc_viewport_xy (&view, -87.5, 15.2, &x, &y);
  memcpy (&pixel, cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface) + 4 * (int) x, 4);
  g_assert_cmpuint (pixel >> 24, >, 20);
  memcpy (&pixel, cairo_image_surface_get_data (surface), 4);
  g_assert_cmpuint (pixel, ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  epc_map_free (map);
}

static void
test_disclaimer (void)
{
  static const char *const languages[] = { "en", "es", "fr", "pt" };

  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpuint (strlen (epc_map_disclaimer (languages[i], FALSE)), >, strlen (epc_map_disclaimer (languages[i], TRUE)));
      g_assert_nonnull (strstr (epc_map_disclaimer (languages[i], FALSE), i == 0 ? "IOM" : "OIM"));
    }
  epc_map_set_disclaimer ("es", "Texto propio.");
  g_assert_cmpstr (epc_map_disclaimer ("es", FALSE), ==, "Texto propio.");
  epc_map_set_disclaimer ("es", NULL);
  g_assert_nonnull (strstr (epc_map_disclaimer ("es", FALSE), "fronteras"));
}

/* The same map gives the same picture. */
static void
test_same_picture (void)
{
  g_autofree char *first = NULL;

  for (int i = 0; i < 2; i++)
    {
      EpcMap *map = haiti_map (TRUE);
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 510, 370);
      cairo_t *cr = cairo_create (surface);
      g_autofree char *sum = NULL;

      epc_map_draw (map, cr, 510, 370);
      cairo_surface_flush (surface);
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface),
                                         (gsize) cairo_image_surface_get_stride (surface) * 370);
      if (first)
        g_assert_cmpstr (sum, ==, first);
      else
        first = g_steal_pointer (&sum);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
      epc_map_free (map);
    }
}

/* Rec. 601 luma in percent: what a grey printer makes of a colour. */
static double
grey (EpcColour colour)
{
  return (0.299 * (colour >> 16 & 255) + 0.587 * (colour >> 8 & 255) + 0.114 * (colour & 255)) / 2.55;
}

/* Classes of a map of however few steps are told apart on a grey print, two and three of them at a glance; the highest is the darkest. */
static void
test_classes_in_grey (void)
{
  static const double breaks[] = { 1, 1000, 2500, 5000, 10000, 25000 };
  static const EpcMapRamp ramps[] = { EPC_MAP_RAMP_PEOPLE, EPC_MAP_RAMP_PRESSURE };
  const EpcMapArea area = { .code = "HT01", .value = 3, .has_value = TRUE };

  for (guint r = 0; r < G_N_ELEMENTS (ramps); r++)
    for (guint n = 1; n <= G_N_ELEMENTS (breaks); n++)
      {
        g_autoptr (EpcMap) map = epc_map_new ();
        EpcMapRender render = { .map = map, .theme = epc_theme_get (EPC_THEME_PAPER) };

        epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
        epc_map_set_areas (map, &area, 1, ramps[r], breaks, n, "People", "departments");
        for (int k = 0; k + 1 < (int) n; k++)
          g_assert_cmpfloat (grey (epc_map_class_fill (&render, k)) - grey (epc_map_class_fill (&render, k + 1)), >=, n <= 3 ? 25 : 15);
        g_assert_cmphex (epc_map_class_fill (&render, (int) n - 1), ==,
                         (ramps[r] == EPC_MAP_RAMP_PEOPLE ? render.theme->people : render.theme->pressure)[EPC_RAMP_STEPS - 1]);
      }
}

/* A cover goes to the edges of the paper, where no printer reaches: what the map owes stands inside, and can be read on navy. */
static void
test_cover (void)
{
  g_autoptr (EpcMap) map = epc_map_new ();
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (EpcTextBox));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595, 450);
  cairo_t *cr = cairo_create (surface);

  g_assert_true (epc_map_set_area (map, "HND", NULL));
  epc_map_set_theme (map, EPC_MAP_THEME_COVER);
  epc_map_set_parts (map, EPC_MAP_DISCLAIMER);
  epc_type_record (cr, boxes);
  epc_map_draw (map, cr, 595, 450);
  g_assert_cmpuint (boxes->len, >=, 2);
  for (guint i = 0; i < boxes->len; i++)
    {
      const EpcTextBox *box = &g_array_index (boxes, EpcTextBox, i);

      g_assert_cmpfloat (box->x, >=, 595 * EPC_COVER_MARGIN_SHARE - 1);
      g_assert_cmpfloat (box->x + box->width, <=, 595 * (1 - EPC_COVER_MARGIN_SHARE) + 1);
    }
  g_assert_cmpfloat (epc_colour_contrast (epc_basemap_colours (EPC_MAP_THEME_COVER)->text_second, epc_theme_get (EPC_THEME_PAPER)->band), >=, 4.5);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Scale bar and north arrow stand wherever there is room, on the darkest class too: no ink there is further than 4 pixels from light. */
static void
test_furniture_on_dark (void)
{
  g_autoptr (EpcMap) map = haiti_map (FALSE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595, 450);
  cairo_t *cr = cairo_create (surface);
  guint32 ink = (guint32) epc_theme_get (EPC_THEME_PAPER)->ink & 0xffffff;
  guint n = 0;

  epc_map_set_theme (map, EPC_MAP_THEME_PAPER);
  epc_map_set_parts (map, EPC_MAP_SCALE_BAR | EPC_MAP_NORTH_ARROW);
  epc_map_set_box (map, &(EpcMapBox){ -72.3, 18.5, -72.1, 18.65 }); /* all of it in Ouest, the class above all others */
  epc_map_draw (map, cr, 595, 450);
  cairo_surface_flush (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  for (int y = 20; y < 430; y++)
    for (int x = 20; x < 575; x++)
      {
        gboolean is_seen = FALSE;

        if ((((const guint32 *) (gconstpointer) (data + y * stride))[x] & 0xffffff) != ink)
          continue;
        n++;
        for (int dy = -4; dy <= 4; dy++)
          for (int dx = -4; dx <= 4; dx++)
            is_seen |= (data + (y + dy) * stride)[(x + dx) * 4 + 1] > 200;
        g_assert_true (is_seen);
      }
  g_assert_cmpuint (n, >, 40);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The live map draws sites and names of areas in two layers of one view: a name finds another place than under a cluster. */
static void
test_names_keep_off_clusters (void)
{
  g_autoptr (EpcMap) map = haiti_map (FALSE);
  g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (EpcTextBox)), beside = g_array_new (FALSE, FALSE, sizeof (EpcTextBox));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 800, 600);
  cairo_t *cr = cairo_create (surface);
  EpcMapSite sites[24];
  EpcViewport viewport;
  guint n_under = 0;

  epc_map_set_theme (map, EPC_MAP_THEME_LIGHT);
  epc_viewport_at (&viewport, -72.7, 19, 8, 800, 600);
  epc_type_record (cr, alone);
  epc_map_draw_above (map, cr, &viewport, NULL);
  g_assert_cmpuint (alone->len, >=, 8);
  /* A site in the middle of each text that was drawn. */
  guint n = MIN (alone->len, G_N_ELEMENTS (sites));
  for (guint i = 0; i < n; i++)
    {
      const EpcTextBox *box = &g_array_index (alone, EpcTextBox, i);

      sites[i] = (EpcMapSite){ .people = 500, .state = EPC_MAP_STATE_CRITICAL };
      epc_viewport_lonlat (&viewport, box->x + box->width / 2, box->y + box->height / 2, &sites[i].lon, &sites[i].lat);
    }
  g_autoptr (EpcMapPoints) points = epc_map_points_new (sites, n);
  g_autoptr (EpcMapClustering) clustering = epc_map_cluster (points, 8, &(EpcMapClusterRule){ .cell = 20, .scale = 1 }, NULL);
  epc_type_record (cr, beside);
  epc_map_draw_above (map, cr, &viewport, &(EpcMapTaken){ clustering, points, 8 });
  for (guint i = 0; i < beside->len; i++)
    for (guint k = 0; k < n; k++)
      {
        const EpcTextBox *box = &g_array_index (beside, EpcTextBox, i);
        double x, y;

        epc_viewport_xy (&viewport, sites[k].lon, sites[k].lat, &x, &y);
        n_under += x > box->x && x < box->x + box->width && y > box->y && y < box->y + box->height ? 1 : 0;
      }
  g_assert_cmpuint (beside->len, >, 0);
  g_assert_cmpuint (n_under, ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Texts of the legend of a live map; @height it takes. */
static GArray *
legend_of (const EpcMap *map, gboolean is_low, double *height)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (EpcTextBox));
  cairo_t *cr = epc_type_measuring_context ();
  double width, measured, same;

  epc_map_draw_legend (map, NULL, 0, 0, 290, 620, 430, is_low, &width, &measured);
  epc_type_record (cr, boxes);
  epc_map_draw_legend (map, cr, 0, 0, 290, 620, 430, is_low, &same, height);
  cairo_destroy (cr);
  if (is_low)
    g_assert_cmpfloat (width, <=, 290);
  g_assert_cmpfloat_with_epsilon (measured, *height, 0.01);
  for (guint i = 0; i < boxes->len; i++)
    {
      const EpcTextBox *a = &g_array_index (boxes, EpcTextBox, i);

      g_assert_cmpfloat (a->x + a->width, <=, width + 0.5);
      g_assert_cmpfloat (a->y + a->height, <=, *height + 2);
      for (guint k = i + 1; k < boxes->len; k++)
        {
          const EpcTextBox *b = &g_array_index (boxes, EpcTextBox, k);
          if (overlap (a->x, a->y + 1, a->width, a->height - 2, b->x, b->y + 1, b->width, b->height - 2))
            g_error ("“%s” and “%s” are on each other", a->text, b->text);
        }
    }
  return boxes;
}

static guint
says (const GArray *boxes, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < boxes->len; i++)
    n += strstr (g_array_index (boxes, EpcTextBox, i).text, words) != NULL ? 1 : 0;
  return n;
}

/* Over a live map the legend says who the colours of the arrows are, and where there is little height it says the same in less of it. */
static void
test_legend_over_a_live_map (void)
{
  g_autoptr (EpcMap) map = haiti_map (TRUE);
  static const char *const both[] = { "Displaced people", "from Ouest", "from Artibonite", "Not drawn: 1 movement", "no data" };
  double full, low;

  epc_map_set_theme (map, EPC_MAP_THEME_LIGHT);
  g_autoptr (GArray) usual = legend_of (map, FALSE, &full), beside = legend_of (map, TRUE, &low);
  g_assert_cmpfloat (low, <, full * 0.8);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_assert_cmpuint (says (usual, both[i]), >, 0);
      g_assert_cmpuint (says (beside, both[i]), >, 0);
    }
  /* each class with the number of its areas */
  g_assert_cmpuint (says (beside, " · "), >=, 4);
}

/* What a live map opens on: areas with a figure, ends of movements and sites, and no storm that passes far away. Grand'Anse ends in the west
 * near 74°28' W, the Nord-Est in the east near 71°38' W (a map of Haiti). */
static void
test_what_is_shown (void)
{
  g_autoptr (EpcMap) map = haiti_map (TRUE), empty = epc_map_new (), storm = epc_map_new ();
  const EpcMapSite points[] = { { .lon = -72.3, .lat = 18.6, .people = -1, .symbol = EPC_MAP_SYMBOL_WAREHOUSE },
                                { .lon = -40, .lat = 12, .people = -1, .symbol = EPC_MAP_SYMBOL_EVENT } };
  EpcMapBox box;

  g_assert_true (epc_map_shown_box (map, &box));
  g_assert_cmpfloat_with_epsilon (box.west, -74.47, 0.06);
  g_assert_cmpfloat_with_epsilon (box.east, -71.63, 0.06);
  g_assert_false (epc_map_shown_box (empty, &box));
  epc_map_set_sites (storm, points, 2, NULL);
  g_assert_true (epc_map_shown_box (storm, &box));
  g_assert_cmpfloat (box.west, ==, -72.3);
  g_assert_cmpfloat (box.east, ==, -72.3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/figure/legend-and-frame-lie-inside", test_layout);
  g_test_add_func ("/map/figure/legend-over-a-live-map", test_legend_over_a_live_map);
  g_test_add_func ("/map/figure/what-is-shown", test_what_is_shown);
  g_test_add_func ("/map/figure/nothing-is-painted-outside", test_bounds);
  g_test_add_func ("/map/figure/areas-are-matched-by-name", test_matching);
  g_test_add_func ("/map/figure/an-unknown-area-is-said", test_unknown_area);
  g_test_add_func ("/map/figure/areas-have-the-colour-of-their-class", test_colours);
  g_test_add_func ("/map/figure/breaks-rise-and-classes-follow", test_breaks);
  g_test_add_func ("/map/figure/communes-of-haiti-get-the-published-classes", test_breaks_of_communes);
  g_test_add_func ("/map/figure/a-point-tells-site-and-area", test_hits);
  g_test_add_func ("/map/figure/names-without-room-are-told", test_left_out);
  g_test_add_func ("/map/figure/own-outlines-are-filled", test_own_rings);
  g_test_add_func ("/map/figure/zones-and-tracks-are-drawn-and-explained", test_overlays);
  g_test_add_func ("/map/figure/the-disclaimer-has-four-languages", test_disclaimer);
  g_test_add_func ("/map/figure/the-same-map-is-the-same-picture", test_same_picture);
  g_test_add_func ("/map/figure/classes-are-told-apart-in-grey", test_classes_in_grey);
  g_test_add_func ("/map/figure/a-cover-keeps-its-words-inside", test_cover);
  g_test_add_func ("/map/figure/scale-and-north-are-seen-on-dark-areas", test_furniture_on_dark);
  g_test_add_func ("/map/figure/names-keep-off-clusters", test_names_keep_off_clusters);
  return g_test_run ();
}
