/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PMTiles, version 3: header and directories (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md), read piece by piece. Every
 * length and offset is checked against the file before it is used.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EpcPmtiles EpcPmtiles;

typedef struct
{
  guint type; /* 1 vector, 2 PNG, 3 JPEG, 4 WebP, 5 AVIF, else unknown */
  guint min_zoom, max_zoom;
  double west, south, east, north;
  guint64 n_tiles; /* places that have one; 0: the file does not say */
} EpcPmtilesFacts;

/* @stream is seekable and @length bytes long; @name stands in messages. EPC_ERROR_READ, EPC_ERROR_DAMAGED. */
EpcPmtiles *epc_pmtiles_open (GInputStream *stream, guint64 length, const char *name, GError **error);
void epc_pmtiles_free (EpcPmtiles *pmtiles);
const EpcPmtilesFacts *epc_pmtiles_facts (const EpcPmtiles *pmtiles);
/* The bytes of a tile as they stand in the file; NULL without @error: there is none. Not by two threads at once. */
GBytes *epc_pmtiles_tile (EpcPmtiles *pmtiles, guint zoom, guint x, guint y, GError **error);
/* Calls @func with at most @most tiles: the bytes of each, or NULL where the file does not hold what its directory says. */
typedef void (*EpcPmtilesFunc) (GBytes *bytes, gpointer data);
gboolean epc_pmtiles_each (EpcPmtiles *pmtiles, guint most, EpcPmtilesFunc func, gpointer data, GError **error);

/* The number of a tile on the curve of Hilbert, zoom after zoom. */
guint64 epc_pmtiles_id (guint zoom, guint x, guint y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPmtiles, epc_pmtiles_free)

G_END_DECLS
