/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bar under a live map that steps or plays through the rounds of one operation and tool. It says which round, date, operation, tool
 * and level is shown, and offers the rate beside the counts. Rounds are never added up: each is shown alone.
 */
#pragma once

#include <gtk/gtk.h>

#include "report/epc-round-frame.h"

G_BEGIN_DECLS

#define EPC_TYPE_MAP_TIME (epc_map_time_get_type ())
G_DECLARE_FINAL_TYPE (EpcMapTime, epc_map_time, EPC, MAP_TIME, GtkWidget)

/* Signal "asked": another round, operation, measure is wanted; ask epc_map_time_choice() which. */
GtkWidget *epc_map_time_new (void);
/* What is wanted. The tool is borrowed until the next call. */
void epc_map_time_choice (EpcMapTime *self, EpcPictureChoice *choice, gboolean *with_movements);
/* The newest round of whatever operation comes first, as at the beginning. */
void epc_map_time_forget (EpcMapTime *self);
/* The frame that is shown now; NULL: no round is recorded, and the bar hides. */
void epc_map_time_show (EpcMapTime *self, const EpcRoundFrame *frame);
/* Steps through the rounds, a little more than a second each, to the last one. */
void epc_map_time_play (EpcMapTime *self, gboolean is_playing);

G_END_DECLS
