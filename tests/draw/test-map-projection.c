/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Projections, viewports and scale bars against figures from outside and against themselves.
 */
#include "draw/epc-projection.h"

#include <math.h>

/* Web Mercator: half the equator is 20,037,508.342789 m (EPSG:3857). */
static void
test_web_mercator (void)
{
  double x, y;

  epc_projection_forward (EPC_PROJECTION_WEB_MERCATOR, 0, 180, EPC_MERCATOR_LATITUDE, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 20037508.342789, 1e-3);
  g_assert_cmpfloat_with_epsilon (y, 20037508.342789, 1e-3);
}

/* UTM zone 17 (meridian 81° W, scale 0.9996, false easting 500 km): the CN Tower at 43°38′33.24″ N, 79°23′13.7″ W is at 630,084
 * E, 4,833,438 N. The meridian from the equator to 45° N is 4,984,944.378 m long on WGS 84. */
static void
test_transverse_mercator (void)
{
  double x, y;

  epc_projection_forward (EPC_PROJECTION_TRANSVERSE_MERCATOR, -81, -(79 + 23 / 60.0 + 13.7 / 3600), 43 + 38 / 60.0 + 33.24 / 3600,
                          &x, &y);
  g_assert_cmpfloat_with_epsilon (x * 0.9996 + 500000, 630084, 1.0);
  g_assert_cmpfloat_with_epsilon (y * 0.9996, 4833438, 1.0);
  epc_projection_forward (EPC_PROJECTION_TRANSVERSE_MERCATOR, -73, -73, 45, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 4984944.378, 1e-3);
}

static void
test_round_trip (void)
{
  GRand *rand = g_rand_new_with_seed (20251);

  for (int i = 0; i < 5000; i++)
    {
      EpcProjectionKind kind = i % 2 ? EPC_PROJECTION_WEB_MERCATOR : EPC_PROJECTION_TRANSVERSE_MERCATOR;
      double meridian = g_rand_double_range (rand, -120, -30), lat = g_rand_double_range (rand, -84, 84);
      double lon = kind == EPC_PROJECTION_WEB_MERCATOR ? g_rand_double_range (rand, -179.9, 179.9)
                                                       : meridian + g_rand_double_range (rand, -30, 30);
      double x, y, back_lon, back_lat;
      EpcViewport viewport;

      epc_projection_forward (kind, meridian, lon, lat, &x, &y);
      epc_projection_inverse (kind, meridian, x, y, &back_lon, &back_lat);
      g_assert_cmpfloat_with_epsilon (back_lon, lon, 1e-7);
      g_assert_cmpfloat_with_epsilon (back_lat, lat, 1e-7);
      epc_viewport_at (&viewport, lon, CLAMP (lat, -80, 80), g_rand_double_range (rand, 2, 15), 800, 600);
      epc_viewport_lonlat (&viewport, 400, 300, &back_lon, &back_lat);
      g_assert_cmpfloat_with_epsilon (back_lon, lon, 1e-7);
    }
  g_rand_free (rand);
}

/* The whole box is seen, and touches two edges of the rectangle. */
static void
test_fit (void)
{
  static const EpcMapBox haiti = { -74.5, 18.0, -71.6, 20.1 };

  for (int kind = 0; kind < 2; kind++)
    {
      EpcViewport viewport;
      double x, y, left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;

      epc_viewport_fit (&viewport, kind, &haiti, 10, 20, 510, 370, FALSE);
      for (int i = 0; i <= 20; i++)
        for (int j = 0; j <= 20; j++)
          {
            epc_viewport_xy (&viewport, haiti.west + 2.9 * i / 20, haiti.south + 2.1 * j / 20, &x, &y);
            left = MIN (left, x);
            right = MAX (right, x);
            top = MIN (top, y);
            bottom = MAX (bottom, y);
          }
      g_assert_cmpfloat (left, >=, 9.5);
      g_assert_cmpfloat (right, <=, 520.5);
      g_assert_cmpfloat (top, >=, 19.5);
      g_assert_cmpfloat (bottom, <=, 390.5);
      g_assert_true (right - left > 509 || bottom - top > 369);
    }
}

/* Tile 0/0/0 is the world; four tiles of zoom 1 are its quarters. */
static void
test_tiles (void)
{
  EpcViewport viewport;
  EpcMapBox box;

  epc_viewport_tile (&viewport, 0, 0, 0, 256);
  epc_viewport_box (&viewport, 0, &box);
  g_assert_cmpfloat_with_epsilon (box.west, -180, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.north, 85.0511287798, 1e-9);
  epc_viewport_tile (&viewport, 1, 0, 1, 256);
  epc_viewport_box (&viewport, 0, &box);
  g_assert_cmpfloat_with_epsilon (box.east, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.north, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (epc_viewport_zoom (&viewport), 1, 1e-6);
}

static void
test_scale_bar_steps (void)
{
  static const double cases[][2] = { { 1, 1 },    { 1.9, 1 }, { 3.99, 2 },  { 4.2, 4 },    { 5, 5 },
                                     { 9.99, 5 }, { 10, 10 }, { 137, 100 }, { 0.26, 0.2 }, { 1000, 1000 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (epc_scale_bar_round (cases[i][0]), cases[i][1], 1e-9);
  g_assert_cmpfloat (epc_scale_bar_round (0), ==, 0);
}

/* What the bar says is the great circle between the points it spans, within 1 % (sphere against ellipsoid). */
static void
test_scale_bar_length (void)
{
  static const EpcMapBox boxes[] = { { -74.5, 18.0, -71.6, 20.1 },
                                     { -89.4, 12.9, -83.1, 16.6 },
                                     { -75, -55, -53, -21 },
                                     { -61.5, 12.9, -60.8, 14.2 },
                                     { -118, 14, -86, 33 } };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    for (int kind = 0; kind < 2; kind++)
      {
        EpcViewport viewport;
        double length, km, a[2], b[2];

        epc_viewport_fit (&viewport, kind, &boxes[i], 0, 0, 500, 400, FALSE);
        km = epc_viewport_scale_bar (&viewport, 120, &length);
        g_assert_cmpfloat (length, <=, 120.001);
        g_assert_cmpfloat (length, >, 47);
        epc_viewport_lonlat (&viewport, 250 - length / 2, 200, &a[0], &a[1]);
        epc_viewport_lonlat (&viewport, 250 + length / 2, 200, &b[0], &b[1]);
        g_assert_cmpfloat_with_epsilon (epc_great_circle (a[0], a[1], b[0], b[1]) / 1000 / km, 1, 0.01);
      }
}

static void
test_denominator (void)
{
  EpcMapBox box = { -74.5, 18.0, -71.6, 20.1 };
  EpcViewport viewport;

  epc_viewport_fit (&viewport, EPC_PROJECTION_TRANSVERSE_MERCATOR, &box, 0, 0, 868, 686, FALSE);
  epc_viewport_set_denominator (&viewport, 1000000);
  g_assert_cmpfloat_with_epsilon (epc_viewport_denominator (&viewport), 1000000, 1e-3);
  /* One centimetre on paper is ten kilometres. */
  g_assert_cmpfloat_with_epsilon (epc_viewport_units_per_metre (&viewport) * 10000, 72 / 2.54, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/projection/web-mercator-reaches-the-known-edge", test_web_mercator);
  g_test_add_func ("/map/projection/transverse-mercator-gives-known-coordinates", test_transverse_mercator);
  g_test_add_func ("/map/projection/there-and-back-is-the-same-place", test_round_trip);
  g_test_add_func ("/map/projection/a-fitted-box-is-wholly-seen", test_fit);
  g_test_add_func ("/map/projection/tiles-divide-the-world", test_tiles);
  g_test_add_func ("/map/projection/scale-bars-have-round-lengths", test_scale_bar_steps);
  g_test_add_func ("/map/projection/scale-bars-tell-the-great-circle", test_scale_bar_length);
  g_test_add_func ("/map/projection/a-scale-is-kept", test_denominator);
  return g_test_run ();
}
