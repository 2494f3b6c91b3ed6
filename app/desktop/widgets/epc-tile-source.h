/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tiles of the offline basemap, drawn in threads by app/draw. A tile always succeeds: outside the world it is water
 * (libshumate never drops the tiles of another zoom level while one has failed).
 */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define EPC_TYPE_TILE_SOURCE (epc_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (EpcTileSource, epc_tile_source, EPC, TILE_SOURCE, ShumateMapSource)

/* @language: of the names; NULL: the interface's. @focus: ISO3 whose neighbours are greyed; NULL: none. */
ShumateMapSource *epc_tile_source_new (gboolean dark, const char *language, const char *focus);

G_END_DECLS
