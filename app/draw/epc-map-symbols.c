/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Symbols of sites. Shape, colour and hatch say the same, so that each survives a grey printer. Marks of one look are one
 * path: a map of 100,000 sites is a handful of Cairo calls, and a small PDF.
 */
#include "draw/epc-map-private.h"

#include <math.h>

/* Beyond so many of one look, symbols do without edge and hatch: they are a cloud of dots then, and a tenth of the work. */
#define FEW 4000

const EpcTheme *
epc_map_theme (EpcMapTheme theme)
{
  return epc_theme_get (theme == EPC_MAP_THEME_DARK    ? EPC_THEME_DARK
                        : epc_map_theme_is_paper (theme) ? EPC_THEME_PAPER
                                                       : EPC_THEME_LIGHT);
}

EpcColour
epc_map_state_fill (const EpcTheme *theme, EpcMapState state)
{
  switch (state)
    {
    case EPC_MAP_STATE_OK:
      return theme->ok_fill;
    case EPC_MAP_STATE_WATCH:
      return theme->watch_fill;
    case EPC_MAP_STATE_CRITICAL:
      return theme->critical_fill;
    case EPC_MAP_STATE_UNKNOWN:
    default:
      return theme->unknown_fill;
    }
}

static void
add_polygon (cairo_t *cr, double x, double y, double r, int corners, double turn)
{
  for (int i = 0; i < corners; i++)
    {
      double a = turn + 2 * G_PI * i / corners;

      if (i == 0)
        cairo_move_to (cr, x + r * cos (a), y + r * sin (a));
      else
        cairo_line_to (cr, x + r * cos (a), y + r * sin (a));
    }
  cairo_close_path (cr);
}

/* The outline of all shapes but discs. All have about the area of a disc of radius r. */
static void
add_shape (cairo_t *cr, const EpcMapMark *mark)
{
  double x = mark->x, y = mark->y, r = mark->radius;

  switch (mark->symbol)
    {
    case EPC_MAP_SYMBOL_WAREHOUSE:
      cairo_rectangle (cr, x - r * 0.89, y - r * 0.89, r * 1.78, r * 1.78);
      return;
    case EPC_MAP_SYMBOL_FLOW_POINT:
      add_polygon (cr, x, y, r * 1.25, 4, 0);
      return;
    case EPC_MAP_SYMBOL_OFFICE: /* a pin whose foot stands on the place */
      cairo_move_to (cr, x, y);
      cairo_curve_to (cr, x - r * 0.3, y - r * 0.8, x - r * 0.95, y - r * 1.1, x - r * 0.95, y - r * 1.9);
      cairo_arc (cr, x, y - r * 1.9, r * 0.95, G_PI, 2 * G_PI);
      cairo_curve_to (cr, x + r * 0.95, y - r * 1.1, x + r * 0.3, y - r * 0.8, x, y);
      cairo_close_path (cr);
      return;
    case EPC_MAP_SYMBOL_CENTRE:
      cairo_move_to (cr, x - r * 1.2, y - r * 0.1);
      cairo_line_to (cr, x, y - r * 1.15);
      cairo_line_to (cr, x + r * 1.2, y - r * 0.1);
      cairo_line_to (cr, x + r * 0.85, y - r * 0.1);
      cairo_line_to (cr, x + r * 0.85, y + r);
      cairo_line_to (cr, x - r * 0.85, y + r);
      cairo_line_to (cr, x - r * 0.85, y - r * 0.1);
      cairo_close_path (cr);
      return;
    case EPC_MAP_SYMBOL_STATE:
    case EPC_MAP_SYMBOL_EVENT:
    default:
      break;
    }
  if (mark->state == EPC_MAP_STATE_WATCH)
    {
      cairo_move_to (cr, x, y - r * 1.25);
      cairo_line_to (cr, x + r * 1.2, y + r * 0.85);
      cairo_line_to (cr, x - r * 1.2, y + r * 0.85);
      cairo_close_path (cr);
    }
  else
    add_polygon (cr, x, y, r * 1.05, 8, G_PI / 8);
}

static gboolean
is_disc (const EpcMapMark *mark)
{
  return mark->symbol == EPC_MAP_SYMBOL_EVENT
         || (mark->symbol == EPC_MAP_SYMBOL_STATE && (mark->state == EPC_MAP_STATE_OK || mark->state == EPC_MAP_STATE_UNKNOWN));
}

static int
step_of (double radius)
{
  return (int) ceil (radius * 2);
}

/* Discs by strokes of no length with round caps, one stroke for each half unit of radius; @grow widens them. */
static void
draw_discs (cairo_t *cr, const EpcMapMark *const *marks, gsize n, EpcColour colour, double grow)
{
  int most = 0;
  gboolean used[128] = { FALSE };

  for (gsize i = 0; i < n; i++)
    {
      int step = MIN (step_of (marks[i]->radius), 127);

      used[step] = TRUE;
      most = MAX (most, step);
    }
  epc_colour_set (cr, colour, 1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (int step = 0; step <= most; step++)
    {
      if (!used[step])
        continue;
      for (gsize i = 0; i < n; i++)
        if (MIN (step_of (marks[i]->radius), 127) == step)
          {
            cairo_move_to (cr, marks[i]->x, marks[i]->y);
            cairo_line_to (cr, marks[i]->x, marks[i]->y);
          }
      cairo_set_line_width (cr, MAX (step + 2 * grow, 0.3));
      cairo_stroke (cr);
    }
}

/* A ring with three strokes of hatch: not assessed. Where symbols are too small for a hatch the ring alone says it. */
static void
draw_unknown (cairo_t *cr, const EpcTheme *theme, const EpcMapMark *const *marks, gsize n, double edge)
{
  if (n > FEW)
    {
      draw_discs (cr, marks, n, theme->unknown_fill, 0);
      draw_discs (cr, marks, n, theme->ground, -edge);
      return;
    }
  draw_discs (cr, marks, n, theme->ground, edge * 0.8);
  for (gsize i = 0; i < n; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, marks[i]->x, marks[i]->y, marks[i]->radius, 0, 2 * G_PI);
    }
  epc_colour_set (cr, theme->unknown_fill, 1);
  cairo_set_line_width (cr, edge * 1.3);
  cairo_stroke (cr);
  for (gsize i = 0; i < n; i++)
    for (int k = -1; k <= 1; k++)
      {
        double r = marks[i]->radius * 0.92, off = k * r * 0.5, half = sqrt (r * r - off * off) * G_SQRT2 / 2,
               shift = off * G_SQRT2 / 2;

        cairo_move_to (cr, marks[i]->x + shift - half, marks[i]->y + shift + half);
        cairo_line_to (cr, marks[i]->x + shift + half, marks[i]->y + shift - half);
      }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, edge);
  cairo_stroke (cr);
}

static void
draw_shapes (cairo_t *cr, const EpcTheme *theme, const EpcMapMark *const *marks, gsize n, EpcColour colour, double edge)
{
  cairo_new_path (cr);
  for (gsize i = 0; i < n; i++)
    add_shape (cr, marks[i]);
  if (n <= FEW)
    {
      epc_colour_set (cr, theme->ground, 1);
      cairo_set_line_width (cr, 2 * edge);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke_preserve (cr);
    }
  epc_colour_set (cr, colour, 1);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_WINDING);
  cairo_fill (cr);
}

/* Holes and dots that tell the other symbols apart. */
static void
draw_inner (cairo_t *cr, const EpcTheme *theme, const EpcMapMark *const *marks, gsize n, EpcMapSymbol symbol, EpcColour colour)
{
  if (symbol != EPC_MAP_SYMBOL_EVENT && symbol != EPC_MAP_SYMBOL_OFFICE)
    return;
  for (gsize i = 0; i < n; i++)
    {
      double y = marks[i]->y - (symbol == EPC_MAP_SYMBOL_OFFICE ? marks[i]->radius * 1.9 : 0);

      cairo_new_sub_path (cr);
      cairo_arc (cr, marks[i]->x, y, marks[i]->radius * (symbol == EPC_MAP_SYMBOL_OFFICE ? 0.4 : 0.72), 0, 2 * G_PI);
    }
  epc_colour_set (cr, theme->ground, 1);
  cairo_fill (cr);
  if (symbol != EPC_MAP_SYMBOL_EVENT)
    return;
  for (gsize i = 0; i < n; i++)
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, marks[i]->x, marks[i]->y, marks[i]->radius * 0.42, 0, 2 * G_PI);
    }
  epc_colour_set (cr, colour, 1);
  cairo_fill (cr);
}

void
epc_map_marks_draw (cairo_t *cr, const EpcTheme *theme, const EpcMapMark *marks, gsize n_marks)
{
  static const EpcMapState below_to_top[]
      = { EPC_MAP_STATE_UNKNOWN, EPC_MAP_STATE_OK, EPC_MAP_STATE_WATCH, EPC_MAP_STATE_CRITICAL };
  g_autofree const EpcMapMark **some = g_new (const EpcMapMark *, MAX (n_marks, 1));
  double edge = epc_theme_is_screen (theme) ? 1.0 : 0.7;

  cairo_save (cr);
  cairo_new_path (cr);
  for (guint s = 0; s < G_N_ELEMENTS (below_to_top); s++)
    for (guint symbol = 0; symbol < EPC_MAP_N_SYMBOLS; symbol++)
      {
        EpcMapState state = below_to_top[s];
        EpcColour colour
            = symbol != EPC_MAP_SYMBOL_STATE && state == EPC_MAP_STATE_UNKNOWN ? theme->title : epc_map_state_fill (theme, state);
        gsize n = 0;

        for (gsize i = 0; i < n_marks; i++)
          if (marks[i].state == state && marks[i].symbol == symbol)
            some[n++] = &marks[i];
        if (n == 0)
          continue;
        if (symbol == EPC_MAP_SYMBOL_STATE && state == EPC_MAP_STATE_UNKNOWN)
          draw_unknown (cr, theme, some, n, edge);
        else if (is_disc (some[0]))
          {
            if (n <= FEW)
              draw_discs (cr, some, n, theme->ground, edge);
            draw_discs (cr, some, n, colour, 0);
          }
        else
          draw_shapes (cr, theme, some, n, colour, edge);
        draw_inner (cr, theme, some, n, symbol, colour);
      }
  for (gsize i = 0; i < n_marks; i++)
    if (marks[i].selected)
      {
        cairo_new_sub_path (cr);
        cairo_arc (cr, marks[i].x, marks[i].y - (marks[i].symbol == EPC_MAP_SYMBOL_OFFICE ? marks[i].radius * 1.9 : 0),
                   marks[i].radius + 4.5 * edge, 0, 2 * G_PI);
      }
  epc_colour_set (cr, theme->ground, 1);
  cairo_set_line_width (cr, 4 * edge);
  cairo_stroke_preserve (cr);
  epc_colour_set (cr, theme->accent, 1);
  cairo_set_line_width (cr, 2.2 * edge);
  cairo_stroke (cr);
  cairo_restore (cr);
}
