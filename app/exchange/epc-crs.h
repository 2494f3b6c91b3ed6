/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Coordinate reference systems of files: what their numbers mean, and back to degrees WGS84. Known are degrees on datums that
 * agree with WGS84 within a metre or two, the web's Mercator, and every transverse Mercator and Lambert conformal conic on the ellipsoids
 * WGS84 and GRS80 (UTM, and the national grids made that way), in metres or feet.
 */
#pragma once

#include <glib.h>

#include "base/epc-geometry.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_CRS_DEGREES,
  EPC_CRS_WEB_MERCATOR,
  EPC_CRS_TRANSVERSE_MERCATOR,
  EPC_CRS_LAMBERT_CONIC,
} EpcCrsKind;

typedef struct
{
  EpcCrsKind kind;
  double central_meridian, origin_latitude; /* degrees */
  double scale, false_easting, false_northing; /* metres */
  double parallels[2]; /* degrees; of a Lambert conic, the same twice where it has one */
  double unit;         /* metres in one of its coordinates; 0: one */
} EpcCrs;

/* By its number in the EPSG register. FALSE: not one that we turn back. */
gboolean epc_crs_of_code (EpcCrs *crs, gint64 code);
/* By the name in a GeoJSON file: "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::32618", "EPSG:4326". */
gboolean epc_crs_of_name (EpcCrs *crs, const char *name);
/* By well-known text (@own_text: a .prj file, gpkg_spatial_ref_sys), in the forms of ESRI, OGC and 2019. *@name: what it calls itself, also
 * when it is refused; NULL: nothing. Free with g_free(). */
gboolean epc_crs_of_wkt (EpcCrs *crs, const char *own_text, char **name);

/* For epc_geometry_builder_set_projection() with an EpcCrs as data. FALSE: outside what the projection can show. */
gboolean epc_crs_to_degrees (double *x, double *y, gconstpointer crs);
/* Lets @builder turn the numbers of @crs into degrees; @crs must live as long. */
void epc_crs_apply (const EpcCrs *crs, EpcGeometryBuilder *builder);

G_END_DECLS
