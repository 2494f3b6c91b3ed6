/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines, boxes, hatches and the state symbols.
 */
#include "epc-shape.h"

#include <math.h>

void
epc_shape_line (cairo_t *cr, double x1, double y1, double x2, double y2, EpcColour colour, double width, const double *dash,
                int n_dash)
{
  cairo_save (cr);
  cairo_new_path (cr);
  epc_colour_set (cr, colour, 1);
  cairo_set_line_width (cr, width);
  cairo_set_dash (cr, dash, n_dash, 0);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
rounded_path (cairo_t *cr, double x, double y, double w, double h, double r)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
fill_and_edge (cairo_t *cr, EpcColour fill, EpcColour edge, double edge_width)
{
  if (fill != 0)
    {
      epc_colour_set (cr, fill, 1);
      cairo_fill_preserve (cr);
    }
  if (edge != 0)
    {
      epc_colour_set (cr, edge, 1);
      cairo_set_line_width (cr, edge_width);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
}

void
epc_shape_box (cairo_t *cr, double x, double y, double width, double height, EpcColour fill, EpcColour edge, double edge_width,
               double radius)
{
  cairo_save (cr);
  cairo_new_path (cr);
  radius = MIN (radius, MIN (width, height) / 2);
  if (radius > 0)
    rounded_path (cr, x, y, width, height, radius);
  else
    cairo_rectangle (cr, x, y, width, height);
  fill_and_edge (cr, fill, edge, edge_width);
  cairo_restore (cr);
}

void
epc_shape_disc (cairo_t *cr, double x, double y, double radius, EpcColour fill, EpcColour edge, double edge_width)
{
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  fill_and_edge (cr, fill, edge, edge_width);
  cairo_restore (cr);
}

void
epc_shape_hatch_clip (cairo_t *cr, double x, double y, double width, double height, EpcColour colour, double step,
                      double line_width)
{
  cairo_save (cr);
  cairo_new_path (cr);
  epc_colour_set (cr, colour, 1);
  cairo_set_line_width (cr, line_width);
  for (double i = x - height; i < x + width; i += step)
    {
      cairo_move_to (cr, i, y + height);
      cairo_line_to (cr, i + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
epc_shape_hatch (cairo_t *cr, double x, double y, double width, double height, EpcColour colour, double step, double line_width)
{
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  epc_shape_hatch_clip (cr, x, y, width, height, colour, step, line_width);
  cairo_restore (cr);
}

static void
draw_ok (cairo_t *cr, double r, EpcColour fill)
{
  epc_shape_disc (cr, 0, 0, r, fill, 0, 0);
  epc_colour_set (cr, epc_colour_on (fill), 1);
  cairo_set_line_width (cr, r * 0.26);
  cairo_move_to (cr, -r * 0.45, r * 0.02);
  cairo_line_to (cr, -r * 0.1, r * 0.38);
  cairo_line_to (cr, r * 0.5, -r * 0.38);
  cairo_stroke (cr);
}

static void
draw_watch (cairo_t *cr, double r, EpcColour fill)
{
  cairo_move_to (cr, 0, -r * 0.95);
  cairo_line_to (cr, r, r * 0.85);
  cairo_line_to (cr, -r, r * 0.85);
  cairo_close_path (cr);
  epc_colour_set (cr, fill, 1);
  cairo_fill_preserve (cr);
  epc_colour_set (cr, 0x8A6100, 1);
  cairo_set_line_width (cr, r * 0.12);
  cairo_stroke (cr);
  epc_colour_set (cr, 0x16202B, 1);
  cairo_set_line_width (cr, r * 0.26);
  cairo_move_to (cr, 0, -r * 0.33);
  cairo_line_to (cr, 0, r * 0.22);
  cairo_stroke (cr);
  epc_shape_disc (cr, 0, r * 0.58, r * 0.14, 0x16202B, 0, 0);
}

static void
draw_critical (cairo_t *cr, double r, EpcColour fill)
{
  for (int i = 0; i < 8; i++)
    {
      double angle = G_PI / 8 + i * G_PI / 4;

      cairo_line_to (cr, r * cos (angle), r * sin (angle));
    }
  cairo_close_path (cr);
  epc_colour_set (cr, fill, 1);
  cairo_fill (cr);
  epc_colour_set (cr, epc_colour_on (fill), 1);
  cairo_rectangle (cr, -r * 0.14, -r * 0.56, r * 0.28, r * 0.68);
  cairo_rectangle (cr, -r * 0.14, r * 0.28, r * 0.28, r * 0.28);
  cairo_fill (cr);
}

static void
draw_unknown (cairo_t *cr, double r, EpcColour line, EpcColour ground)
{
  cairo_arc (cr, 0, 0, r, 0, 2 * G_PI);
  epc_colour_set (cr, ground, 1);
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip (cr);
  epc_shape_hatch_clip (cr, -r, -r, 2 * r, 2 * r, line, r * 0.52, r * 0.14);
  cairo_restore (cr);
  epc_shape_disc (cr, 0, 0, r * 0.92, 0, line, r * 0.16);
}

static void
draw_half (cairo_t *cr, double r, EpcColour fill)
{
  epc_shape_disc (cr, 0, 0, r * 0.9, 0, fill, r * 0.2);
  cairo_arc (cr, 0, 0, r * 0.9, G_PI_2, 3 * G_PI_2);
  cairo_close_path (cr);
  epc_colour_set (cr, fill, 1);
  cairo_fill (cr);
}

static void
draw_arrow (cairo_t *cr, double r, gboolean up, EpcColour fill)
{
  double d = up ? -1 : 1;

  cairo_move_to (cr, 0, d * r * 0.9);
  cairo_line_to (cr, r * 0.95, -d * r * 0.7);
  cairo_line_to (cr, -r * 0.95, -d * r * 0.7);
  cairo_close_path (cr);
  epc_colour_set (cr, fill, 1);
  cairo_fill (cr);
}

void
epc_symbol_draw (cairo_t *cr, const EpcTheme *theme, EpcSymbol symbol, double x, double y, double diameter, EpcColour colour)
{
  double r = diameter / 2;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_translate (cr, x, y);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  switch (symbol)
    {
    case EPC_SYMBOL_OK:
      draw_ok (cr, r, colour != 0 ? colour : theme->ok_fill);
      break;
    case EPC_SYMBOL_WATCH:
      draw_watch (cr, r, colour != 0 ? colour : theme->watch_fill);
      break;
    case EPC_SYMBOL_CRITICAL:
      draw_critical (cr, r, colour != 0 ? colour : theme->critical_fill);
      break;
    case EPC_SYMBOL_UNKNOWN:
      draw_unknown (cr, r, colour != 0 ? colour : theme->unknown_fill, theme->ground);
      break;
    case EPC_SYMBOL_HALF:
      draw_half (cr, r, colour != 0 ? colour : theme->info);
      break;
    case EPC_SYMBOL_PENDING:
      epc_shape_disc (cr, 0, 0, r * 0.88, theme->ground, colour != 0 ? colour : theme->unknown, r * 0.24);
      break;
    case EPC_SYMBOL_NA:
      epc_shape_line (cr, -r * 0.7, 0, r * 0.7, 0, colour != 0 ? colour : theme->unknown, r * 0.3, NULL, 0);
      break;
    case EPC_SYMBOL_UP:
    case EPC_SYMBOL_DOWN:
      draw_arrow (cr, r, symbol == EPC_SYMBOL_UP, colour != 0 ? colour : theme->ink_second);
      break;
    case EPC_SYMBOL_NONE:
    default:
      break;
    }
  cairo_restore (cr);
}
