/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A map of the user's own made of pictures, in one file: MBTiles or PMTiles. It is checked when it is opened; a tile that is missing or
 * damaged is one tile, never a wait or the end of the map.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EpcTileset EpcTileset;

typedef struct
{
  char *name; /* as the file calls itself, else the file's name */
  guint min_zoom, max_zoom;
  double west, south, east, north; /* degrees; the world where the file does not say */
  guint64 n_tiles;
  guint n_checked, n_damaged; /* of the tiles looked at when it was opened: at most EPC_TILESET_MOST_CHECKED */
} EpcTilesetFacts;

#define EPC_TILESET_MOST_CHECKED 2000

/* Opens and checks. What holds no pictures, or none that is whole, is refused with the reason: EPC_ERROR_READ, EPC_ERROR_DAMAGED,
 * EPC_ERROR_REFUSED. */
EpcTileset *epc_tileset_open (const char *path, GError **error);
void epc_tileset_free (EpcTileset *tileset);
const EpcTilesetFacts *epc_tileset_facts (const EpcTileset *tileset);
/* The picture of a tile, rows counted from the north; NULL without @error: there is none. EPC_ERROR_DAMAGED. From any thread. */
GBytes *epc_tileset_tile (EpcTileset *tileset, guint zoom, guint x, guint y, GError **error);
/* One sentence: "Zooms 0 to 5, 285 tiles, 180.0° W 85.0° S to …; 2 of 285 tiles are damaged." Free with g_free(). */
char *epc_tileset_sentence (const EpcTileset *tileset);

/* Whether @bytes are a whole PNG or JPEG picture of a size that a tile may have (2048 × 2048 at most); the size into @width, @height. */
gboolean epc_tileset_is_picture (const guint8 *bytes, gsize length, guint *width, guint *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcTileset, epc_tileset_free)

G_END_DECLS
