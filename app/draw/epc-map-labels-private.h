/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A coarser grid, for the names of a large block of tiles.
 */
#pragma once

#include "draw/epc-map-labels.h"

EpcMapLabels *epc_map_labels_new_with_cell (double x, double y, double width, double height, double cell);
