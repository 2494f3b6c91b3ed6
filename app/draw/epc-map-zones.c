/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines and zones above the choropleth: tracks, routes, exposed areas. Each kind has a pattern of its own beside its colour.
 */
#include "draw/epc-map-private.h"

#include <math.h>

static gboolean
is_line (EpcMapOverlayKind kind)
{
  return kind == EPC_MAP_OVERLAY_TRACK || kind == EPC_MAP_OVERLAY_ROUTE || kind == EPC_MAP_OVERLAY_BOUNDARY;
}

static EpcColour
colour_of (const EpcMapRender *render, EpcMapOverlayKind kind)
{
  switch (kind)
    {
    case EPC_MAP_OVERLAY_TRACK:
      return render->theme->ink_second;
    case EPC_MAP_OVERLAY_ROUTE:
      return render->theme->ok_fill;
    case EPC_MAP_OVERLAY_HAZARD:
      return render->theme->critical_fill;
    case EPC_MAP_OVERLAY_EVACUATION:
      return render->theme->accent;
    case EPC_MAP_OVERLAY_BOUNDARY:
      return render->theme->title;
    case EPC_MAP_OVERLAY_ACCESS:
    default:
      return render->theme->ink_caption;
    }
}

/* The path of a line or zone is on @cr. */
static void
paint (const EpcMapRender *render, EpcMapOverlayKind kind)
{
  static const double dashes[] = { 6, 3.5 }, dots[] = { 1.2, 2.4 };
  cairo_t *cr = render->cr;
  EpcColour colour = colour_of (render, kind);
  double u = render->unit * render->lines;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (kind == EPC_MAP_OVERLAY_BOUNDARY)
    {
      epc_colour_set (cr, colour, 0.85);
      cairo_set_line_width (cr, 0.9 * u);
      cairo_stroke (cr);
      return;
    }
  if (is_line (kind))
    {
      double scaled[2] = { dashes[0] * u, dashes[1] * u };

      epc_colour_set (cr, render->theme->ground, 0.85);
      cairo_set_line_width (cr, 3.4 * u);
      cairo_stroke_preserve (cr);
      epc_colour_set (cr, colour, 1);
      cairo_set_line_width (cr, 1.7 * u);
      cairo_set_dash (cr, scaled, kind == EPC_MAP_OVERLAY_TRACK ? 2 : 0, 0);
      cairo_stroke (cr);
      cairo_set_dash (cr, NULL, 0, 0);
      return;
    }
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  epc_colour_set (cr, colour, kind == EPC_MAP_OVERLAY_ACCESS ? 0.08 : 0.18);
  cairo_fill_preserve (cr);
  if (kind == EPC_MAP_OVERLAY_ACCESS)
    {
      cairo_path_t *path = cairo_copy_path (cr);
      double x0, y0, x1, y1, step = 4.5 * u;

      cairo_save (cr);
      cairo_clip (cr);
      cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
      for (double d = epc_map_hatch_start (render, x0 + y0, step); d < x1 + y1; d += step)
        {
          cairo_move_to (cr, d - y0, y0);
          cairo_line_to (cr, d - y1, y1);
        }
      epc_colour_set (cr, colour, 0.9);
      cairo_set_line_width (cr, 0.5 * u);
      cairo_stroke (cr);
      cairo_restore (cr);
      cairo_append_path (cr, path);
      cairo_path_destroy (path);
    }
  /* Also on the dark classes of a choropleth the edge is seen. */
  epc_colour_set (cr, render->theme->ground, 0.8);
  cairo_set_line_width (cr, 3 * u);
  cairo_stroke_preserve (cr);
  {
    double scaled[2] = { (kind == EPC_MAP_OVERLAY_EVACUATION ? dashes : dots)[0] * u,
                         (kind == EPC_MAP_OVERLAY_EVACUATION ? dashes : dots)[1] * u };

    epc_colour_set (cr, colour, 1);
    cairo_set_line_width (cr, 1.3 * u);
    cairo_set_dash (cr, scaled, kind == EPC_MAP_OVERLAY_HAZARD ? 0 : 2, 0);
    cairo_stroke (cr);
    cairo_set_dash (cr, NULL, 0, 0);
  }
}

void
epc_map_draw_zones (EpcMapRender *render)
{
  EpcMapBox seen;

  /* A line some pixels wide reaches into the picture from outside of it. */
  epc_viewport_box (&render->view, 12 * render->unit, &seen);
  /* Zones first, lines above them. */
  for (int lines = 0; lines < 2; lines++)
    for (guint i = 0; i < render->map->zones->len; i++)
      {
        const EpcMapZone *zone = &g_array_index (render->map->zones, EpcMapZone, i);
        const double *p = zone->points;

        if (is_line (zone->kind) != lines || zone->box.east < seen.west || zone->box.west > seen.east || zone->box.north < seen.south
            || zone->box.south > seen.north)
          continue;
        cairo_new_path (render->cr);
        for (guint part = 0; part < zone->n_parts; part++)
          {
            cairo_new_sub_path (render->cr);
            for (guint k = 0; k < zone->part_sizes[part]; k++, p += 2)
              {
                double x, y;

                if (!isfinite (p[0]) || !isfinite (p[1]))
                  continue;
                epc_viewport_xy (&render->view, p[0], p[1], &x, &y);
                cairo_line_to (render->cr, CLAMP (x, -4e6, 4e6), CLAMP (y, -4e6, 4e6));
              }
            if (!lines)
              cairo_close_path (render->cr);
          }
        paint (render, zone->kind);
        cairo_new_path (render->cr);
      }
}

void
epc_map_zone_swatch (const EpcMapRender *render, EpcMapOverlayKind kind, double x, double y, double width, double height)
{
  cairo_new_path (render->cr);
  if (is_line (kind))
    {
      cairo_move_to (render->cr, x, y + height / 2);
      cairo_line_to (render->cr, x + width, y + height / 2);
    }
  else
    cairo_rectangle (render->cr, x, y, width, height);
  paint (render, kind);
  cairo_new_path (render->cr);
}
