/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a name may stand on a map: an occupancy grid of one drawing unit, and greedy placement in the order of asking. Hard
 * cells (names, symbols, legend) may not be touched; soft cells (arrows) cost. What finds no place is reported to the caller,
 * who lists it. Also the text of a map: one style, a halo, a width.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _EpcMapLabels EpcMapLabels;

/* A grid over the rectangle; coordinates below are those of the drawing. Not shared between threads. */
EpcMapLabels *epc_map_labels_new (double x, double y, double width, double height);
void epc_map_labels_free (EpcMapLabels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcMapLabels, epc_map_labels_free)

void epc_map_labels_block (EpcMapLabels *labels, double x, double y, double width, double height);
void epc_map_labels_block_circle (EpcMapLabels *labels, double x, double y, double radius);
/* Soft: a name may cover a little of it. @points: x, y pairs of a polygon. */
void epc_map_labels_soften (EpcMapLabels *labels, const double *points, gsize n_points);
/* Neither hard nor soft cells in the rectangle. */
gboolean epc_map_labels_is_clear (const EpcMapLabels *labels, double x, double y, double width, double height);
gboolean epc_map_labels_is_free (const EpcMapLabels *labels, double x, double y, double width, double height);

/* A name of @width × @height for the point @x, @y. @symbol: radius of the mark at the point (≥ 0: right of it, up right, down
 * right, left, above, below, up left, down left); < 0: an area's name, centred on the point, then 16 offsets within @spread
 * (below -1: only the six nearest, so that the name stays on its area). TRUE: @left, @top say where it stands and the cells are
 * taken. */
gboolean epc_map_labels_place (EpcMapLabels *labels, double x, double y, double width, double height, double symbol,
                               double spread, double max_soft, double *left, double *top);

G_END_DECLS
