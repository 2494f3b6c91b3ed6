/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The button "Layers" of a live map: the user's own map files and what the workspace holds, shown or hidden, in an order, more or less
 * clear. What was chosen is kept on this machine.
 */
#pragma once

#include "desktop/epc-session.h"
#include "epc-map-places.h"
#include "epc-map-view.h"
#include "report/epc-map-seen.h"
#include "report/epc-round-frame.h"

G_BEGIN_DECLS

#define EPC_TYPE_MAP_LAYERS (epc_map_layers_get_type ())
G_DECLARE_FINAL_TYPE (EpcMapLayers, epc_map_layers, EPC, MAP_LAYERS, GtkWidget)

/* Signal "changed": what is shown is another. Stands on @view, which must outlive it; nothing is read before it is on screen. */
GtkWidget *epc_map_layers_new (EpcMapView *view, EpcSession *session);
/* The round whose areas and movements are a layer too; NULL: none. */
void epc_map_layers_set_frame (EpcMapLayers *self, const EpcRoundFrame *frame);
/* Adds what can be pointed at in the layers shown to @places (element-type EpcMapPlace), its texts to @words. */
void epc_map_layers_list (EpcMapLayers *self, GArray *places, GStringChunk *words);
/* Adds the layers that are shown to @seen, from the bottom up, and whether a round is. */
void epc_map_layers_see (EpcMapLayers *self, EpcSeenMap *seen);
/* Adds a map file as the button does; what is wrong with it is said in a dialog. */
void epc_map_layers_add_file (EpcMapLayers *self, const char *path);

G_END_DECLS
