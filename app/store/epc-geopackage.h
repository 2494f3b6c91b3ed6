/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a GeoPackage (OGC 12-128) says about its layers, read and written. How a shape is written in it is the business of whoever reads
 * or writes rows.
 */
#pragma once

#include "epc-foreign.h"

G_BEGIN_DECLS

/* --- reading --- */

/* TRUE when the file lists its layers as a GeoPackage does. */
gboolean epc_geopackage_is_one (EpcForeign *foreign);
/* Tables of features and attributes: name, its column of shapes (NULL: none), number of the system of coordinates. */
EpcForeignRows *epc_geopackage_layers (EpcForeign *foreign, GError **error);
/* The system of coordinates @srs as the file describes it: who numbered it ("EPSG"), that number, well-known text, name. */
EpcForeignRows *epc_geopackage_system (EpcForeign *foreign, gint64 srs, GError **error);

/* --- writing, version 1.2, coordinates in WGS 84 --- */

typedef struct
{
  const char *name;
  EpcForeignKind kind; /* integer, real or text */
} EpcGeopackageColumn;

/* Makes the tables every GeoPackage has, and @table of features. What is returned inserts them: 1 is the shape, 2 … the @columns. */
EpcForeignInsert *epc_geopackage_begin (EpcForeign *file, const char *table, const EpcGeopackageColumn *columns, guint n_columns,
                                        GError **error);

typedef struct
{
  const char *table, *label, *description;
  const char *geometry;             /* "POINT", "GEOMETRY" */
  const char *style;                /* QML, which QGIS takes up by itself (its own convention, the table layer_styles) */
  double west, south, east, north;  /* west above east: nothing has a place */
} EpcGeopackageLayer;

/* Enters the table into the file's list of layers, when all its rows are in. */
gboolean epc_geopackage_describe (EpcForeign *file, const EpcGeopackageLayer *layer, GError **error);

G_END_DECLS
