/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shapes as GeoJSON (RFC 7946) and TopoJSON (specification of 2013) write them. The members of a shape come in any order, so
 * that its coordinates are held until its type is known.
 */
#pragma once

#include "base/epc-geometry.h"
#include "base/epc-json.h"

G_BEGIN_DECLS

/* The lines that the shapes of a TopoJSON file are made of. */
typedef struct
{
  GArray *points; /* of double, x and y, in the numbers of the file until settled */
  GArray *starts; /* of guint: where each arc begins in points, and the end */
  double scale[2], translate[2];
  gboolean has_transform;
  guint64 n_used; /* points that shapes took from the arcs so far; set to 0 before each pass */
} EpcTopology;

void epc_topology_clear (EpcTopology *topology);
/* Reads the value of "arcs" or "transform", whose first token was @token. Other shapes of value are ignored. */
gboolean epc_topology_read_arcs (EpcTopology *topology, EpcJson *json, EpcJsonToken token, GError **error);
gboolean epc_topology_read_transform (EpcTopology *topology, EpcJson *json, EpcJsonToken token, GError **error);
/* Both were read: sums up the steps and turns them into coordinates. */
void epc_topology_settle (EpcTopology *topology);

typedef struct _EpcJsonShape EpcJsonShape;

EpcJsonShape *epc_json_shape_new (void);
void epc_json_shape_free (EpcJsonShape *shape);
void epc_json_shape_reset (EpcJsonShape *shape);
/* Members of a shape: "type", "coordinates", "arcs", "geometries". */
gboolean epc_json_shape_is_member (const char *key);
/* Takes the value of the member @key, whose first token was @token. FALSE: the file is damaged. */
gboolean epc_json_shape_take (EpcJsonShape *shape, EpcJson *json, const char *key, EpcJsonToken token, GError **error);
/* Takes all members; the object was begun. */
gboolean epc_json_shape_read (EpcJsonShape *shape, EpcJson *json, GError **error);
/* What was taken is a shape: its type is one. */
gboolean epc_json_shape_is_one (const EpcJsonShape *shape);
/* The bytes stay @builder's. @topology NULL: GeoJSON. EPC_ERROR_INVALID with the reason. */
gboolean epc_json_shape_build (const EpcJsonShape *shape, EpcTopology *topology, EpcGeometryBuilder *builder,
                               EpcGeometry *geometry, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcJsonShape, epc_json_shape_free)

G_END_DECLS
