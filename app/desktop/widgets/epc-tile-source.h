/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiles of the offline basemap, of the user's own map files and of drawn layers, made in threads. A tile always succeeds: outside the world it is water
 * (libshumate never drops the tiles of another zoom level while one has failed).
 */
#pragma once

#include <shumate/shumate.h>

#include "draw/epc-map.h"
#include "exchange/epc-tileset.h"

G_BEGIN_DECLS

#define EPC_TYPE_TILE_SOURCE (epc_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (EpcTileSource, epc_tile_source, EPC, TILE_SOURCE, ShumateMapSource)

/* @language: of the names; NULL: the interface's. @focus: ISO3 whose neighbours are greyed; NULL: none. @is_plain: without the borders
 * and areas of @focus, because outlines of another source stand above it. */
ShumateMapSource *epc_tile_source_new (gboolean dark, const char *language, const char *focus, gboolean is_plain);
/* Tiles of a file of the user's; a tile that is missing is clear, a damaged one grey; beyond its last zoom its pictures are enlarged.
 * Takes @tileset. @id is the key of libshumate's memory cache. */
ShumateMapSource *epc_tile_source_new_of_file (EpcTileset *tileset, const char *id);
/* What epc_map_draw_tile() draws of @map, clear elsewhere. Takes @map. */
ShumateMapSource *epc_tile_source_new_of_map (EpcMap *map, const char *id);

G_END_DECLS
