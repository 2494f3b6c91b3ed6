/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend of the layers of a live map: drawn by app/draw, so that screen and paper explain the same thing the same way.
 */
#pragma once

#include <gtk/gtk.h>

#include "draw/epc-map.h"

G_BEGIN_DECLS

#define EPC_TYPE_MAP_KEY (epc_map_key_get_type ())
G_DECLARE_FINAL_TYPE (EpcMapKey, epc_map_key, EPC, MAP_KEY, GtkWidget)

GtkWidget *epc_map_key_new (void);
/* The maps to explain, the topmost first (element-type EpcMap; a reference is kept). @words: the same for a screen reader. It hides where
 * there is nothing to explain. */
void epc_map_key_set (EpcMapKey *self, GPtrArray *maps, const char *words);
/* Size of the live map: the width of arrows follows it. */
void epc_map_key_set_view (EpcMapKey *self, int width, int height);

G_END_DECLS
