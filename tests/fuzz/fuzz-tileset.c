/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a map of the user's own, MBTiles or PMTiles, and what is said and drawn of it.
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "exchange/epc-tileset.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

static char *path;

static void
forget_input (void)
{
  g_unlink (path);
  g_clear_pointer (&path, g_free);
}

/* One file for all inputs: it is opened by its path. */
static const char *
path_of_input (void)
{
  if (path == NULL)
    {
      path = g_build_filename (g_get_tmp_dir (), "epc-fuzz-tileset-XXXXXX", NULL);
      int file = g_mkstemp (path);
      g_assert (file >= 0);
      close (file);
      atexit (forget_input);
    }
  return path;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  FILE *file = g_fopen (path_of_input (), "wb");
  guint width, height;

  g_assert (file != NULL && fwrite (bytes, 1, length, file) == length && fclose (file) == 0);
  epc_tileset_is_picture (bytes, length, &width, &height);
  g_autoptr (EpcTileset) tileset = epc_tileset_open (path, &error);
  if (tileset == NULL)
    {
      g_assert (error != NULL && *error->message != '\0');
      return 0;
    }
  const EpcTilesetFacts *facts = epc_tileset_facts (tileset);
  g_autofree char *sentence = epc_tileset_sentence (tileset);
  g_assert (*sentence != '\0' && facts->west < facts->east && facts->south < facts->north && facts->n_checked <= EPC_TILESET_MOST_CHECKED);
  for (guint zoom = 0; zoom < 6; zoom++)
    for (guint x = 0; x < 1u << zoom; x += 3)
      {
        g_autoptr (GError) cause = NULL;
        g_autoptr (GBytes) tile = epc_tileset_tile (tileset, zoom, x, x / 2, &cause);
        gsize size = 0;
        const guint8 *at = tile != NULL ? g_bytes_get_data (tile, &size) : NULL;
        g_assert (tile == NULL || epc_tileset_is_picture (at, size, &width, &height));
        g_assert (cause == NULL || *cause->message != '\0');
      }
  return 0;
}
