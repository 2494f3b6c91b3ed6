/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an MBTiles file (version 1.3) says of itself, and its tiles. The pictures are not looked at here.
 */
#pragma once

#include "epc-foreign.h"

G_BEGIN_DECLS

typedef struct
{
  char *name, *format, *bounds; /* as written in the file; NULL: not said */
  gint64 min_zoom, max_zoom;    /* of the tiles that are there */
  gint64 n_tiles;
} EpcMbtilesFacts;

void epc_mbtiles_facts_clear (EpcMbtilesFacts *facts);
/* TRUE when the file has tiles as MBTiles keeps them: a table of them, or tables of places and of pictures. */
gboolean epc_mbtiles_is_one (EpcForeign *foreign);
/* EPC_ERROR_DAMAGED. */
gboolean epc_mbtiles_facts (EpcForeign *foreign, EpcMbtilesFacts *facts, GError **error);
/* The bytes of a tile, rows counted from the north; NULL without @error: there is none. EPC_ERROR_DAMAGED. */
GBytes *epc_mbtiles_tile (EpcForeign *foreign, guint zoom, guint x, guint y, GError **error);
/* Calls @func with the bytes of at most @most tiles. */
typedef void (*EpcMbtilesFunc) (const guint8 *bytes, gsize length, gpointer data);
gboolean epc_mbtiles_each (EpcForeign *foreign, guint most, EpcMbtilesFunc func, gpointer data, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcMbtilesFacts, epc_mbtiles_facts_clear)

G_END_DECLS
