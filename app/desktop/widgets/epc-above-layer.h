/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a drawn layer must not be cut into tiles: arrows and names, drawn for the whole of what the map shows.
 */
#pragma once

#include <shumate/shumate.h>

#include "draw/epc-map.h"

G_BEGIN_DECLS

#define EPC_TYPE_ABOVE_LAYER (epc_above_layer_get_type ())
G_DECLARE_FINAL_TYPE (EpcAboveLayer, epc_above_layer, EPC, ABOVE_LAYER, ShumateLayer)

/* Keeps a reference to @map. */
ShumateLayer *epc_above_layer_new (ShumateViewport *viewport, EpcMap *map);

G_END_DECLS
