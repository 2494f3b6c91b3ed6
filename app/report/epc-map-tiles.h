/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A map file of the user's own (MBTiles or PMTiles) on paper.
 */
#pragma once

#include "draw/epc-map.h"

G_BEGIN_DECLS

typedef struct _EpcMapTiles EpcMapTiles;

/* Opens and checks the file as epc_tileset_open() does, with its errors. Give it up with epc_map_tiles_unref(). */
EpcMapTiles *epc_map_tiles_open (const char *path, GError **error);
void epc_map_tiles_unref (EpcMapTiles *tiles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcMapTiles, epc_map_tiles_unref)

/* Lays the pictures of @tiles, which @map holds from now on, under what @map shows, above those laid before; the credit names the file. A
 * picture that is damaged is grey. @opacity: 0 to 1. */
void epc_map_tiles_put_under (EpcMapTiles *tiles, EpcMap *map, double opacity);

G_END_DECLS
