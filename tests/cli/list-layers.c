/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * list-layers WORKSPACE [LON LAT]…: what the workspace shows on a live map. A line for each layer: key, name, points that can be pointed at,
 * and for each position 1 when something of the layer is drawn within two pixels of it at zoom 9, else 0.
 */
#include <stdio.h>

#include "report/epc-map-layers.h"

#define SIDE 32

static gboolean
is_drawn_at (const EpcMap *map, double lon, double lat)
{
  g_autofree guint32 *pixels = g_new0 (guint32, SIDE * SIDE);
  cairo_surface_t *surface
      = cairo_image_surface_create_for_data ((guchar *) pixels, CAIRO_FORMAT_ARGB32, SIDE, SIDE, SIDE * 4);
  cairo_t *cr = cairo_create (surface);
  EpcViewport viewport;
  gboolean is_drawn = FALSE;

  epc_viewport_at (&viewport, lon, lat, 9, SIDE, SIDE);
  epc_map_draw_data (map, cr, &viewport);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = SIDE / 2 - 2; y < SIDE / 2 + 2; y++)
    for (int x = SIDE / 2 - 2; x < SIDE / 2 + 2; x++)
      is_drawn |= pixels[y * SIDE + x] >> 24 > 40;
  cairo_surface_destroy (surface);
  return is_drawn;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = argc > 1 ? epc_store_open (argv[1], EPC_STORE_READ_ONLY, &error) : NULL;
  g_autoptr (GPtrArray) layers = store != NULL ? epc_map_layers (store, NULL, EPC_MAP_THEME_LIGHT, &error) : NULL;

  if (layers == NULL)
    {
      fprintf (stderr, "list-layers: %s\n", error != NULL ? error->message : "list-layers WORKSPACE [LON LAT]…");
      return 2;
    }
  for (guint i = 0; i < layers->len; i++)
    {
      const EpcMapLayer *layer = g_ptr_array_index (layers, i);
      printf ("%s\t%s\t%u\t", layer->key, layer->label, layer->points->len);
      for (int a = 2; a + 1 < argc; a += 2)
        printf ("%d", is_drawn_at (layer->map, g_ascii_strtod (argv[a], NULL), g_ascii_strtod (argv[a + 1], NULL)));
      printf ("\n");
    }
  return 0;
}
