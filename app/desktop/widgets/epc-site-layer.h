/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sites on the live map: symbol by state, size by people, clusters anchored to the world. Drawn by app/draw; projected once.
 */
#pragma once

#include <shumate/shumate.h>

#include "draw/epc-map.h"

G_BEGIN_DECLS

#define EPC_TYPE_SITE_LAYER (epc_site_layer_get_type ())
G_DECLARE_FINAL_TYPE (EpcSiteLayer, epc_site_layer, EPC, SITE_LAYER, ShumateLayer)

EpcSiteLayer *epc_site_layer_new (ShumateViewport *viewport);
/* Labels are copied. @selected: index of the selected site; −1: none. */
void epc_site_layer_set_sites (EpcSiteLayer *self, const EpcMapSite *sites, guint n_sites);
void epc_site_layer_set_selected (EpcSiteLayer *self, int index);
/* A ring round a place that is no site; NAN: none. */
void epc_site_layer_set_mark (EpcSiteLayer *self, double lon, double lat);
/* What any @layer shows now, in its own pixels. FALSE until the map has a source and a size. */
gboolean epc_site_layer_viewport (ShumateLayer *layer, EpcViewport *viewport);
/* Index of the site under the point; −1: none. Where several stand in one cluster *@n_cluster says how many. */
int epc_site_layer_hit (EpcSiteLayer *self, double x, double y, guint *n_cluster);
/* What it draws now, valid until the next change of view or sites, and a number that is another one for other sites. FALSE: nothing. */
gboolean epc_site_layer_taken (EpcSiteLayer *self, EpcMapTaken *taken, guint *serial);
const EpcMapSite *epc_site_layer_site (EpcSiteLayer *self, guint index);
guint epc_site_layer_n_sites (EpcSiteLayer *self);

G_END_DECLS
