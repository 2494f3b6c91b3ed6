/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a drawn layer must not be cut into tiles: arrows and names, drawn for the whole of what the map shows.
 */
#pragma once

#include <shumate/shumate.h>

#include "draw/epc-map.h"
#include "epc-site-layer.h"

G_BEGIN_DECLS

#define EPC_TYPE_ABOVE_LAYER (epc_above_layer_get_type ())
G_DECLARE_FINAL_TYPE (EpcAboveLayer, epc_above_layer, EPC, ABOVE_LAYER, ShumateLayer)

/* Keeps a reference to @map. */
ShumateLayer *epc_above_layer_new (ShumateViewport *viewport, EpcMap *map);
/* Its names keep off the symbols of @sites, which stands above it in the same map. */
void epc_above_layer_avoid (EpcAboveLayer *self, EpcSiteLayer *sites);

G_END_DECLS
