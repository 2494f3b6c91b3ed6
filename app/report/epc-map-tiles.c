/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-tiles.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "exchange/epc-tileset.h"

struct _EpcMapTiles
{
  EpcTileset *tileset;
};

EpcMapTiles *
epc_map_tiles_open (const char *path, GError **error)
{
  EpcTileset *tileset = epc_tileset_open (path, error);
  EpcMapTiles *tiles;

  if (tileset == NULL)
    return NULL;
  tiles = g_atomic_rc_box_new0 (EpcMapTiles);
  tiles->tileset = tileset;
  return tiles;
}

static void
clear (gpointer data)
{
  EpcMapTiles *tiles = data;

  epc_tileset_free (tiles->tileset);
}

void
epc_map_tiles_unref (EpcMapTiles *tiles)
{
  g_atomic_rc_box_release_full (tiles, clear);
}

/* One pixel that says: here is a picture, and it cannot be read. */
static cairo_surface_t *
grey (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

/* Cairo wants the alpha in each colour, and all in one word. */
static cairo_surface_t *
surface_of (const GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf), channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (guint32 *) (void *) (cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++, from += channels)
        {
          guint32 alpha = channels == 4 ? from[3] : 255;

          to[x] = alpha << 24 | (from[0] * alpha + 127) / 255 << 16 | (from[1] * alpha + 127) / 255 << 8 | (from[2] * alpha + 127) / 255;
        }
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static cairo_surface_t *
picture_of (guint zoom, guint x, guint y, gpointer data)
{
  EpcMapTiles *tiles = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = epc_tileset_tile (tiles->tileset, zoom, x, y, &error);
  guint width, height;

  if (bytes == NULL)
    return error != NULL ? grey () : NULL;
  /* The size is looked at before memory is taken for it. */
  if (!epc_tileset_is_picture (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &width, &height))
    return grey ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, NULL);
  return pixbuf != NULL ? surface_of (pixbuf) : grey ();
}

void
epc_map_tiles_put_under (EpcMapTiles *tiles, EpcMap *map, double opacity)
{
  const EpcTilesetFacts *facts = epc_tileset_facts (tiles->tileset);
  const EpcMapBox box = { facts->west, facts->south, facts->east, facts->north };

  epc_map_add_pictures (map, picture_of, g_atomic_rc_box_acquire (tiles), (GDestroyNotify) epc_map_tiles_unref, facts->min_zoom, facts->max_zoom,
                        &box, facts->name, opacity);
}
