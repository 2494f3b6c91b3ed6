/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places of a country as a map needs them: outlines of one admin level, which area lies in which, how many live there.
 */
#pragma once

#include "draw/epc-map.h"
#include "store/epc-query.h"

G_BEGIN_DECLS

/* One area: longitude and latitude, ring after ring. */
typedef struct
{
  char *code, *name;
  char *parent;      /* code of the area of the first level that it lies in; NULL: not known */
  GArray *points;    /* of double */
  GArray *rings;     /* of guint: points in each */
  double km2;        /* on the sphere */
  gint64 population; /* −1: not known */
} EpcPlaceShape;

typedef struct
{
  GPtrArray *outlines; /* of EpcPlaceShape, by P-code */
  GHashTable *parents; /* P-code → P-code of the area above it */
  GHashTable *levels;  /* P-code → admin level + 1 */
  GHashTable *records; /* P-code → EpcUid of the place */
} EpcPlaceShapes;

/* Without name and outline; goes into the outlines of an EpcPlaceShapes, which frees it. */
EpcPlaceShape *epc_place_shape_new (const char *code);
/* The places of @country (ISO3) with those outlines that stand at @level; names in @language (NULL: the interface's). */
EpcPlaceShapes *epc_place_shapes (EpcStore *store, const char *country, gint64 level, const char *language, GError **error);
void epc_place_shapes_free (EpcPlaceShapes *shapes);
/* The area of the first level that @code lies in, or is; NULL: none is known. */
const char *epc_place_shapes_first_level (const EpcPlaceShapes *shapes, const char *code);
/* The box of all outlines in @parent (NULL: of all). FALSE: there is none. */
gboolean epc_place_shapes_box (const EpcPlaceShapes *shapes, const char *parent, EpcMapBox *box);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPlaceShapes, epc_place_shapes_free)

G_END_DECLS
