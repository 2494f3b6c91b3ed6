/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines, boxes, hatches and state symbols on a Cairo context. Each leaves the context as it found it, without a path.
 */
#pragma once

#include "epc-theme.h"

G_BEGIN_DECLS

/* State symbols: shape, sign and colour say the same, so that each survives a grey printer. */
typedef enum
{
  EPC_SYMBOL_NONE,
  EPC_SYMBOL_OK,       /* disc with tick */
  EPC_SYMBOL_WATCH,    /* triangle with exclamation mark; also "stale" */
  EPC_SYMBOL_CRITICAL, /* square with cross */
  EPC_SYMBOL_UNKNOWN,  /* hatched ring: not assessed, never zero */
  EPC_SYMBOL_HALF,     /* half disc: in progress */
  EPC_SYMBOL_PENDING,  /* ring: not begun */
  EPC_SYMBOL_NA,       /* dash: not applicable */
  EPC_SYMBOL_UP,       /* arrows of a change */
  EPC_SYMBOL_DOWN,
} EpcSymbol;

/* Draws @symbol around its middle (@x, @y), @diameter wide. @colour 0: the symbol's own from @theme. */
void epc_symbol_draw (cairo_t *cr, const EpcTheme *theme, EpcSymbol symbol, double x, double y, double diameter,
                      EpcColour colour);

/* A straight line; @dash has @n_dash lengths (NULL, 0: solid). */
void epc_shape_line (cairo_t *cr, double x1, double y1, double x2, double y2, EpcColour colour, double width,
                     const double *dash, int n_dash);
/* A rectangle, filled with @fill and edged with @edge (either may be 0: none). @radius rounds the corners. */
void epc_shape_box (cairo_t *cr, double x, double y, double width, double height, EpcColour fill, EpcColour edge,
                    double edge_width, double radius);
/* A disc of @radius: fill, then edge, either 0 for none. */
void epc_shape_disc (cairo_t *cr, double x, double y, double radius, EpcColour fill, EpcColour edge, double edge_width);
/* The 45 degree hatch of "no data" and "not assessed", clipped to the rectangle. @step is the distance of the lines. */
void epc_shape_hatch (cairo_t *cr, double x, double y, double width, double height, EpcColour colour, double step,
                      double line_width);
/* The same inside the clip that @cr has now. */
void epc_shape_hatch_clip (cairo_t *cr, double x, double y, double width, double height, EpcColour colour, double step,
                           double line_width);

G_END_DECLS
