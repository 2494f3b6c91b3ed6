/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shapes on the map as well-known binary (OGC 06-103r4, 8.2): little-endian, two coordinates, longitude before latitude in
 * degrees WGS84. The same shape is the same bytes, whatever file it came from: third and fourth coordinates are left out, rings
 * are closed, and of two equal points that follow each other one is kept.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers of well-known binary. */
typedef enum
{
  EPC_GEOMETRY_NONE = 0,
  EPC_GEOMETRY_POINT = 1,
  EPC_GEOMETRY_LINE = 2,
  EPC_GEOMETRY_POLYGON = 3,
  EPC_GEOMETRY_POINTS = 4,
  EPC_GEOMETRY_LINES = 5,
  EPC_GEOMETRY_POLYGONS = 6,
  EPC_GEOMETRY_COLLECTION = 7,
} EpcGeometryKind;

typedef struct
{
  EpcGeometryKind kind;
  const guint8 *wkb; /* NULL: none */
  gsize length;
  guint n_points;
  double west, south, east, north; /* degrees */
} EpcGeometry;

/* Of one shape; beyond is refused. */
#define EPC_GEOMETRY_POINTS_MAX 4000000u
#define EPC_GEOMETRY_DEPTH 8

/* "Point", "MultiPolygon": the words of GeoJSON, TopoJSON and well-known text. */
const char *epc_geometry_word (EpcGeometryKind kind);
EpcGeometryKind epc_geometry_of_word (const char *word); /* exact; NONE: no such word */

/* --- making --- */

typedef struct _EpcGeometryBuilder EpcGeometryBuilder;

EpcGeometryBuilder *epc_geometry_builder_new (void);
void epc_geometry_builder_free (EpcGeometryBuilder *builder);
/* Forgets what was begun. */
void epc_geometry_builder_reset (EpcGeometryBuilder *builder);
/* Turns every point into degrees before it is taken; FALSE: it cannot be. NULL: they are degrees already. Kept over a reset. */
typedef gboolean (*EpcGeometryProject) (double *x, double *y, gconstpointer data);
void epc_geometry_builder_set_projection (EpcGeometryBuilder *builder, EpcGeometryProject project, gconstpointer data);
/* A shape, and the shapes inside a collection; the members of POINTS, LINES and POLYGONS are POINT, LINE, POLYGON. */
void epc_geometry_builder_begin (EpcGeometryBuilder *builder, EpcGeometryKind kind);
/* Of a polygon: the outer one first. */
void epc_geometry_builder_begin_ring (EpcGeometryBuilder *builder);
void epc_geometry_builder_point (EpcGeometryBuilder *builder, double x, double y);
void epc_geometry_builder_end (EpcGeometryBuilder *builder); /* of ring or shape */
/* A shape that is finished already, as a member of the one begun. */
void epc_geometry_builder_append (EpcGeometryBuilder *builder, const EpcGeometry *member);
/* Something was wrong already: what follows is not looked at. */
gboolean epc_geometry_builder_has_failed (const EpcGeometryBuilder *builder);
/* The shape; its bytes stay the builder's until it is reset. An empty shape is kind NONE and no error. EPC_ERROR_INVALID: the
 * first thing that was wrong (a number that is none, a point off the globe, a ring of two points, too many points). */
gboolean epc_geometry_builder_finish (EpcGeometryBuilder *builder, EpcGeometry *geometry, GError **error);

/* Reads well-known binary of either byte order, with or without further coordinates (ISO and EWKB numbers), through @builder.
 * EPC_ERROR_INVALID. */
gboolean epc_geometry_read_wkb (EpcGeometryBuilder *builder, const guint8 *bytes, gsize length, EpcGeometry *geometry,
                                GError **error);

/* --- using --- */

/* A walk through a shape. Each may be NULL. */
typedef struct
{
  void (*begin) (EpcGeometryKind kind, guint n_members, gpointer data);
  void (*ring) (guint n_points, gpointer data);
  void (*point) (double longitude, double latitude, gpointer data);
  void (*end) (EpcGeometryKind kind, gpointer data); /* NONE: of a ring */
} EpcGeometryVisitor;
/* FALSE: the bytes are no shape (nothing is read beyond them). @bytes are as this file writes them. */
gboolean epc_geometry_walk (const guint8 *bytes, gsize length, const EpcGeometryVisitor *visitor, gpointer data);

/* A point that stands for the shape: a point itself, the middle of a line, and for areas a point that lies inside the largest
 * one (middle of the widest stretch at the height of its centroid). FALSE: there is none. */
gboolean epc_geometry_centre (const EpcGeometry *geometry, double *longitude, double *latitude);
/* The geometry member of GeoJSON (RFC 7946), with @decimals decimals (7 are a centimetre; more than 15: so many that the
 * same shape comes back). */
void epc_geometry_append_geojson (GString *out, const guint8 *bytes, gsize length, guint decimals);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcGeometryBuilder, epc_geometry_builder_free)

G_END_DECLS
