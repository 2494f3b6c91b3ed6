/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiles: the same whoever asks, in whatever order and thread; they meet at their seams; nothing outside the world.
 */
#include "draw/epc-basemap-private.h"

#include <stdlib.h>
#include <string.h>

static EpcBasemap *
open_own (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("EPC_DATA_DIR"), "basemap", "region.epcmap", NULL);
  GError *error = NULL;
  EpcBasemap *map = epc_basemap_open (path, &error);

  g_assert_no_error (error);
  return map;
}

static char *
digest (cairo_surface_t *tile)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (tile),
                                      (gsize) cairo_image_surface_get_stride (tile) * cairo_image_surface_get_height (tile));
}

static char *
tile_digest (EpcBasemap *map, guint z, gint64 x, gint64 y, const EpcBasemapOptions *options)
{
  cairo_surface_t *tile = epc_basemap_draw_tile (map, z, x, y, 256, 1, options);
  char *sum = digest (tile);

  cairo_surface_destroy (tile);
  return sum;
}

/* Zoom, x, y of tiles with much on them: Caribbean, Haiti, Honduras, São Paulo. */
static const gint64 busy[][3] = { { 3, 2, 3 },    { 4, 4, 7 },     { 5, 9, 14 },     { 6, 19, 28 },   { 7, 38, 57 },
                                  { 8, 76, 114 }, { 9, 131, 233 }, { 11, 612, 917 }, { 10, 379, 580 } };

static cairo_surface_t *
busy_tile (EpcBasemap *map, guint i, const EpcBasemapOptions *options)
{
  return epc_basemap_draw_tile (map, (guint) busy[i][0], busy[i][1], busy[i][2], 256, 1, options);
}

/* Channels of two surfaces that differ by more than @least, in a square of @size at @x, @y of the first. */
static guint
differing (cairo_surface_t *whole, cairo_surface_t *tile, int x, int y, int size, int least)
{
  guint n = 0;

  for (int r = 0; r < size; r++)
    {
      const guint8 *a = cairo_image_surface_get_data (whole) + (gsize) (y + r) * cairo_image_surface_get_stride (whole) + 4 * x;
      const guint8 *b = cairo_image_surface_get_data (tile) + (gsize) r * cairo_image_surface_get_stride (tile);

      for (int c = 0; c < 4 * size; c++)
        n += abs (a[c] - b[c]) > least ? 1 : 0;
    }
  return n;
}

/* The same but for the last bit of a channel: Cairo may compose the same glyphs in another order. */
static void
assert_alike (cairo_surface_t *a, cairo_surface_t *b)
{
  g_assert_cmpuint (differing (a, b, 0, 0, 256, 2), ==, 0);
}

static void
test_same_in_any_order (void)
{
  EpcBasemapOptions options = { .language = "es" };
  EpcBasemap *a = open_own (), *b = open_own ();
  g_autoptr (GPtrArray) tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);

  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    g_ptr_array_add (tiles, busy_tile (a, i, &options));
  for (guint i = G_N_ELEMENTS (busy); i-- > 0;)
    {
      /* The neighbour first: the names of the block are placed from there. */
      cairo_surface_t *other = epc_basemap_draw_tile (b, (guint) busy[i][0], busy[i][1] ^ 1, busy[i][2], 256, 1, &options),
                      *tile = busy_tile (b, i, &options);

      assert_alike (tile, g_ptr_array_index (tiles, i));
      g_assert_cmpuint (differing (tile, other, 0, 0, 256, 2), >, 0);
      cairo_surface_destroy (other);
      cairo_surface_destroy (tile);
    }
  epc_basemap_unref (a);
  epc_basemap_unref (b);
}

typedef struct
{
  EpcBasemap *map;
  const GPtrArray *tiles;
  guint start;
} Job;

static gpointer
draw_all (gpointer data)
{
  Job *job = data;
  EpcBasemapOptions options = { .language = "fr", .theme = EPC_MAP_THEME_DARK };

  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    {
      guint k = (i + job->start) % G_N_ELEMENTS (busy);
      cairo_surface_t *tile = busy_tile (job->map, k, &options);

      assert_alike (tile, g_ptr_array_index (job->tiles, k));
      cairo_surface_destroy (tile);
    }
  return NULL;
}

static void
test_threads (void)
{
  EpcBasemapOptions options = { .language = "fr", .theme = EPC_MAP_THEME_DARK };
  EpcBasemap *first = open_own (), *map = open_own ();
  g_autoptr (GPtrArray) tiles = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  GThread *threads[4];
  Job jobs[4];

  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    g_ptr_array_add (tiles, busy_tile (first, i, &options));
  for (guint i = 0; i < 4; i++)
    {
      jobs[i] = (Job){ map, tiles, i * 2 };
      threads[i] = g_thread_new ("tiles", draw_all, &jobs[i]);
    }
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
  epc_basemap_unref (first);
  epc_basemap_unref (map);
}

/* Four tiles next to each other are what one drawing of the same place is: lines, dashes and names run through. */
static void
test_seams (void)
{
  EpcBasemapOptions options = { .language = "es" };
  EpcBasemap *map = open_own ();

  for (guint i = 0; i < G_N_ELEMENTS (busy); i++)
    {
      guint z = (guint) busy[i][0];
      gint64 x = busy[i][1] & ~(gint64) 1, y = busy[i][2] & ~(gint64) 1;
      cairo_surface_t *whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 512, 512);
      cairo_t *cr = cairo_create (whole);
      EpcViewport viewport;
      guint n = 0;

      epc_viewport_tile (&viewport, z - 1, x / 2, y / 2, 512);
      epc_basemap_draw (map, cr, &viewport, &options);
      epc_basemap_draw_tile_names (map, cr, z, x, y, 2, 256, &options);
      cairo_destroy (cr);
      cairo_surface_flush (whole);
      for (int k = 0; k < 4; k++)
        {
          cairo_surface_t *tile = epc_basemap_draw_tile (map, z, x + k % 2, y + k / 2, 256, 1, &options);

          n += differing (whole, tile, 256 * (k % 2), 256 * (k / 2), 256, 40);
          cairo_surface_destroy (tile);
        }
      g_test_message ("zoom %u: %u of 1048576 channels differ", z, n);
      /* Rasterising with another clip moves a few edge pixels by a shade; a line or letter cut at the seam would be hundreds. */
      g_assert_cmpuint (n, <, 60);
      cairo_surface_destroy (whole);
    }
  epc_basemap_unref (map);
}

static guint32
pixel (cairo_surface_t *tile, int x, int y)
{
  guint32 value;

  memcpy (&value, cairo_image_surface_get_data (tile) + (gsize) y * cairo_image_surface_get_stride (tile) + 4 * x, 4);
  return value & 0xffffff;
}

static void
test_edges (void)
{
  static const gint64 outside[][3] = { { 3, 2, -1 }, { 3, 2, 8 }, { 0, 0, 1 }, { 40, 5, 5 }, { 5, 3, 1000000 } };
  EpcBasemapOptions options = { .language = "en" };
  EpcBasemap *map = open_own ();

  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      cairo_surface_t *tile = epc_basemap_draw_tile (map, (guint) outside[i][0], outside[i][1], outside[i][2], 64, 1, &options);

      for (int k = 0; k < 64; k++)
        g_assert_cmphex (pixel (tile, k, k), ==, epc_basemap_colours (EPC_MAP_THEME_LIGHT)->sea);
      cairo_surface_destroy (tile);
    }
  for (gint64 turn = -2; turn <= 2; turn++)
    {
      /* The world repeats to both sides. */
      g_autofree char *here = tile_digest (map, 4, 4, 7, &options), *there = tile_digest (map, 4, 4 + 16 * turn, 7, &options);

      g_assert_cmpstr (here, ==, there);
    }
  {
    cairo_surface_t *tile = epc_basemap_draw_tile (map, 6, 19, 28, 128, 2, &options);

    g_assert_cmpint (cairo_image_surface_get_width (tile), ==, 256);
    cairo_surface_destroy (tile);
  }
  for (guint z = 0; z <= 24; z++)
    cairo_surface_destroy (
        epc_basemap_draw_tile (map, z, ((gint64) 1 << z) * 3 / 10, ((gint64) 1 << z) * 45 / 100, 256, 1, &options));
  epc_basemap_unref (map);
}

/* A view over the antimeridian shows land on both sides of it: Fiji and New Zealand here, Alaska there. */
static void
test_antimeridian (void)
{
  EpcBasemapOptions options = { .language = "en", .no_labels = TRUE };
  EpcBasemap *map = open_own ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 800, 800);
  cairo_t *cr = cairo_create (surface);
  EpcViewport viewport;
  guint left = 0, right = 0;

  epc_viewport_at (&viewport, 180, 20, 2.5, 800, 800);
  epc_basemap_draw (map, cr, &viewport, &options);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < 800; y += 2)
    for (int x = 0; x < 800; x += 2)
      if (pixel (surface, x, y) == epc_basemap_colours (EPC_MAP_THEME_LIGHT)->land)
        *(x < 400 ? &left : &right) += 1;
  g_assert_cmpuint (left, >, 1000);
  g_assert_cmpuint (right, >, 1000);
  cairo_surface_destroy (surface);
  epc_basemap_unref (map);
}

/* The names of a tile are in the language asked for. */
static void
test_language (void)
{
  EpcBasemapOptions english = { .language = "en" }, spanish = { .language = "es" };
  EpcBasemap *map = open_own ();
  g_autofree char *a = tile_digest (map, 5, 8, 14, &english), *b = tile_digest (map, 5, 8, 14, &spanish),
                  *again = tile_digest (map, 5, 8, 14, &english);

  g_assert_cmpstr (a, !=, b);
  g_assert_cmpstr (a, ==, again);
  epc_basemap_unref (map);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/tiles/are-the-same-in-any-order", test_same_in_any_order);
  g_test_add_func ("/map/tiles/are-the-same-in-any-thread", test_threads);
  g_test_add_func ("/map/tiles/meet-at-their-seams", test_seams);
  g_test_add_func ("/map/tiles/stop-at-the-edge-of-the-world", test_edges);
  g_test_add_func ("/map/tiles/cross-the-antimeridian", test_antimeridian);
  g_test_add_func ("/map/tiles/speak-the-language-asked-for", test_language);
  return g_test_run ();
}
