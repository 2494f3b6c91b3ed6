/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that fill the layers of a live map share.
 */
#pragma once

#include "epc-map-layers.h"

G_BEGIN_DECLS

/* @key is not copied. */
EpcMapLayer *epc_map_layer_new (const char *key, EpcMapTheme theme, gboolean is_shown);
/* Takes @layer into @layers when it has anything: "Warehouses (3)". */
void epc_map_layer_finish (GPtrArray *layers, EpcMapLayer *layer, const char *word, guint n);
/* All the records of @query that belong to @crisis or to none; NULL: all but those of a drill. */
gboolean epc_map_layer_each (EpcQuery *query, EpcStore *store, const EpcUid *crisis, EpcRecordFunc take, gpointer data, GError **error);
/* Areas that records speak of, where the workspace has the outline of the place: affected by a crisis, to be evacuated, hard to reach. */
gboolean epc_zone_layers (EpcStore *store, const EpcUid *crisis, EpcMapTheme theme, GPtrArray *layers, GError **error);

/* Routes, zones and tracks of their own, and a line for each storm that was observed twice or more: positions of one name, none of them
 * three days after the one before. */
gboolean epc_feature_layers (EpcStore *store, const EpcUid *crisis, EpcMapTheme theme, GPtrArray *layers, GError **error);

G_END_DECLS
