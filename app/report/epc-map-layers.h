/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the workspace can show on a live map besides sites: boundaries, tracks, warehouses, flow points, evacuation centres, events. A
 * layer is there when there is something to show in it.
 */
#pragma once

#include "draw/epc-map.h"
#include "store/epc-query.h"

G_BEGIN_DECLS

typedef struct
{
  const EpcEntity *entity;
  EpcUid uid;
  double lon, lat;
  char *label;
} EpcMapLayerPoint;

typedef struct
{
  const char *key; /* "warehouse"; never changes */
  char *label;     /* in the interface's language, with the number of what is shown */
  EpcMap *map;     /* draws it with epc_map_draw_data(); may be taken (set to NULL) */
  GArray *points;  /* EpcMapLayerPoint: what can be pointed at */
  gboolean is_shown; /* unless somebody chose otherwise */
} EpcMapLayer;

/* From the bottom up. @crisis: what belongs to another one is left out, what belongs to none stays; NULL: all but what is of a drill.
 * (element-type EpcMapLayer) */
GPtrArray *epc_map_layers (EpcStore *store, const EpcUid *crisis, EpcMapTheme theme, GError **error);
void epc_map_layer_free (EpcMapLayer *layer);

G_END_DECLS
