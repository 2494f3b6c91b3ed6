/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A coarser grid, for the names of a large block of tiles.
 */
#pragma once

#include "draw/epc-map-labels.h"

EpcMapLabels *epc_map_labels_new_with_cell (double x, double y, double width, double height, double cell);

/* As epc_map_labels_place(), and the middle of the name must please @allowed. */
typedef gboolean (*EpcMapLabelsAllowed) (double x, double y, gpointer data);
gboolean epc_map_labels_place_where (EpcMapLabels *labels, double x, double y, double width, double height, double symbol,
                                     double spread, double max_soft, EpcMapLabelsAllowed allowed, gpointer data, double *left,
                                     double *top);
