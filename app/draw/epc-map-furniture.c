/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What frames a map: scale bar, north arrow, graticule with its degrees.
 */
#include "draw/epc-map-private.h"

#include "base/epc-i18n.h"
#include "draw/epc-shape.h"

#include <math.h>

#define HALO 1.2 /* around the bar and the arrow, in units of the drawing */

void
epc_map_draw_scale_bar (EpcMapRender *render)
{
  const EpcTheme *theme = render->theme;
  const EpcBasemapColours *colour = epc_basemap_colours (render->map->theme);
  double u = render->unit, length, x = render->scale_x, y = render->scale_y + 14 * u;
  double km = epc_viewport_scale_bar (&render->view, CLAMP (render->view.width * 0.22, 30 * u, 110 * u), &length);
  EpcTypeSetting setting
      = { .type = EPC_TYPE_TINY, .align = EPC_ALIGN_CENTRE, .colour = theme->ink, .halo = 2 * u, .halo_colour = colour->halo };
  double in_metres = km < 1 ? 1000 : 1;

  /* It may stand on the darkest areas. */
  epc_shape_box (render->cr, x - HALO * u, y - HALO * u, length + 2 * HALO * u, (3.2 + 2 * HALO) * u, colour->halo, 0, 0, 0);
  for (int i = 0; i < 4; i++)
    epc_shape_box (render->cr, x + i * length / 4, y, length / 4, 3.2 * u, i % 2 ? theme->ground : theme->ink, theme->ink,
                   0.5 * u, 0);
  for (int i = 0; i <= 2; i++)
    {
      g_autofree char *number = epc_map_number (render, km * in_metres * i / 2),
                      *text = i == 2 ? g_strconcat (number, in_metres > 1 ? " m" : " km", NULL) : g_strdup (number);

      if (i == 2)
        setting.align = EPC_ALIGN_LEFT;
      epc_type_draw (render->cr, theme,
                     x + i * length / 2 - (i == 2 ? epc_type_width (render->cr, theme, number, EPC_TYPE_TINY) / 2 : 0),
                     y - 9.4 * u, text, &setting);
    }
  if (epc_theme_is_screen (theme) || render->lines < 1)
    return;
  {
    double denominator = epc_viewport_denominator (&render->view), step = pow (10, floor (log10 (denominator)) - (render->panel > 0 ? 3 : 1));
    g_autofree char *number = epc_map_number (render, round (denominator / step) * step);
    g_autofree char *text = g_strdup_printf (epc_map_text (render, N_ ("Scale 1:%s when printed at 100%%")), number);

    setting.align = EPC_ALIGN_LEFT;
    setting.colour = theme->ink_second;
    epc_type_draw (render->cr, theme, x, y + 4.6 * u, text, &setting);
  }
}

void
epc_map_draw_north_arrow (EpcMapRender *render, double x, double y)
{
  cairo_t *cr = render->cr;
  double s = (render->lines < 1 ? 13 : 20) * render->unit, lon, lat, nx, ny;
  EpcTypeSetting setting = { .type = EPC_TYPE_CAPTION_BOLD,
                             .align = EPC_ALIGN_CENTRE,
                             .halo = 2 * render->unit,
                             .halo_colour = epc_basemap_colours (render->map->theme)->halo };

  epc_viewport_lonlat (&render->view, x, y, &lon, &lat);
  epc_viewport_xy (&render->view, lon, MIN (lat + 0.01, 89), &nx, &ny);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_rotate (cr, atan2 (nx - x, y - ny));
  cairo_move_to (cr, 0, -s / 2);
  cairo_line_to (cr, -s * 0.26, s / 2);
  cairo_line_to (cr, 0, s * 0.3);
  cairo_line_to (cr, s * 0.26, s / 2);
  cairo_close_path (cr);
  epc_colour_set (cr, setting.halo_colour, 1);
  cairo_set_line_width (cr, (0.7 + 2 * HALO) * render->unit);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke_preserve (cr);
  cairo_fill (cr);
  epc_colour_set (cr, render->theme->ink, 1);
  cairo_move_to (cr, 0, -s / 2);
  cairo_line_to (cr, -s * 0.26, s / 2);
  cairo_line_to (cr, 0, s * 0.3);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_move_to (cr, 0, -s / 2);
  cairo_line_to (cr, s * 0.26, s / 2);
  cairo_line_to (cr, 0, s * 0.3);
  cairo_close_path (cr);
  cairo_set_line_width (cr, 0.7 * render->unit);
  cairo_stroke (cr);
  epc_type_draw (cr, render->theme, 0, -s / 2 - 9.5 * render->unit, "N", &setting);
  cairo_restore (cr);
}

static char *
degree_text (double value, const char *positive, const char *negative)
{
  int minutes = (int) floor (fabs (value) * 60 + 0.5), degrees = minutes / 60;

  minutes %= 60;
  if (minutes)
    return g_strdup_printf ("%d°%02d′%s", degrees, minutes, value >= 0 ? positive : negative);
  return g_strdup_printf ("%d°%s", degrees, degrees == 0 ? "" : value >= 0 ? positive : negative);
}

static void
draw_meridian (EpcMapRender *render, double fixed, double from, double to, gboolean is_meridian)
{
  for (int i = 0; i <= 40; i++)
    {
      double x, y, moving = from + (to - from) * i / 40;

      epc_viewport_xy (&render->view, is_meridian ? fixed : moving, is_meridian ? moving : fixed, &x, &y);
      cairo_line_to (render->cr, CLAMP (x, -4e6, 4e6), CLAMP (y, -4e6, 4e6));
    }
  epc_colour_set (render->cr, epc_basemap_colours (render->map->theme)->coast, 0.45);
  cairo_set_line_width (render->cr, 0.3 * render->unit);
  cairo_stroke (render->cr);
}

static double
graticule_step (const EpcMapBox *box)
{
  static const double steps[] = { 20, 10, 5, 2, 1, 0.5, 1.0 / 6, 1.0 / 12, 1.0 / 60 };
  double span = MAX (box->east - box->west, box->north - box->south);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (span / steps[i] >= 4)
      return steps[i];
  return steps[G_N_ELEMENTS (steps) - 1];
}

void
epc_map_draw_graticule (EpcMapRender *render)
{
  EpcMapBox box;
  double step;

  epc_viewport_box (&render->view, 2, &box);
  step = graticule_step (&box);
  for (double lon = ceil (box.west / step) * step; lon <= box.east; lon += step)
    draw_meridian (render, lon, MAX (box.south, -85), MIN (box.north, 85), TRUE);
  for (double lat = ceil (box.south / step) * step; lat <= box.north; lat += step)
    draw_meridian (render, lat, box.west, box.east, FALSE);
}

/* Where the line of @value crosses an edge of the frame: along it, from its beginning. */
static double
crossing (const EpcViewport *v, double value, gboolean is_meridian, gboolean at_end)
{
  double lon, lat, x, y;

  if (is_meridian)
    {
      epc_viewport_lonlat (v, v->x + v->width / 2, at_end ? v->y : v->y + v->height, &lon, &lat);
      epc_viewport_xy (v, value, lat, &x, &y);
      return x - v->x;
    }
  epc_viewport_lonlat (v, at_end ? v->x + v->width : v->x, v->y + v->height / 2, &lon, &lat);
  epc_viewport_xy (v, lon, value, &x, &y);
  return y - v->y;
}

/* One side of the frame's band: a strip for each step, light and dark in turn, and the two ends. */
static void
draw_side (EpcMapRender *render, const EpcMapBox *box, double step, gboolean is_meridian, gboolean at_end)
{
  const EpcViewport *v = &render->view;
  double first = floor ((is_meridian ? box->west : box->south) / step) - 1, last = ceil ((is_meridian ? box->east : box->north) / step) + 1;
  double length = is_meridian ? v->width : v->height, thick = 3.2 * render->unit;

  for (double i = first; i < last; i++)
    {
      double a = crossing (v, i * step, is_meridian, at_end), b = crossing (v, (i + 1) * step, is_meridian, at_end);
      double from = CLAMP (MIN (a, b), 0, length), to = CLAMP (MAX (a, b), 0, length);
      EpcColour fill = fmod (fabs (i), 2) < 0.5 ? render->theme->ink : render->theme->ground;

      if (to - from < 0.01)
        continue;
      if (is_meridian)
        epc_shape_box (render->cr, v->x + from, at_end ? v->y - thick : v->y + v->height, to - from, thick, fill, render->theme->ink,
                       0.4 * render->unit, 0);
      else
        epc_shape_box (render->cr, at_end ? v->x + v->width : v->x - thick, v->y + from, thick, to - from, fill, render->theme->ink,
                       0.4 * render->unit, 0);
    }
}

void
epc_map_draw_band (EpcMapRender *render)
{
  EpcMapBox box;
  double step;

  epc_viewport_box (&render->view, 0, &box);
  step = graticule_step (&box);
  for (int side = 0; side < 4; side++)
    draw_side (render, &box, step, side % 2, side / 2);
}

/* Degrees outside the frame, where its lower and left edge are crossed; on a sheet at all four. */
void
epc_map_draw_degrees (EpcMapRender *render)
{
  const EpcViewport *v = &render->view;
  EpcTypeSetting setting = { .type = EPC_TYPE_TINY, .align = EPC_ALIGN_CENTRE, .colour = render->theme->ink_second };
  double step, away = (render->panel > 0 ? 4.2 : 1.5) * render->unit, size = 8 * render->unit;
  EpcMapBox box;

  epc_viewport_box (v, 0, &box);
  step = graticule_step (&box);
  for (int at_end = 0; at_end <= (render->panel > 0 ? 1 : 0); at_end++)
    {
      for (double value = ceil (box.west / step) * step; value <= box.east; value += step)
        {
          /* Translators: the letters of east and west on a map frame. */
          g_autofree char *text = degree_text (value, epc_map_text (render, N_ ("E")), epc_map_text (render, N_ ("W")));
          double x = crossing (v, value, TRUE, at_end);

          if (x > 14 && x < v->width - 14)
            epc_type_draw (render->cr, render->theme, v->x + x, at_end ? v->y - away - size : v->y + v->height + away, text, &setting);
        }
      for (double value = ceil (box.south / step) * step; value <= box.north; value += step)
        {
          /* Translators: the letters of north and south on a map frame. */
          g_autofree char *text = degree_text (value, epc_map_text (render, N_ ("N")), epc_map_text (render, N_ ("S")));
          double y = crossing (v, value, FALSE, at_end);

          if (y < 14 || y > v->height - 14)
            continue;
          cairo_save (render->cr);
          cairo_translate (render->cr, at_end ? v->x + v->width + away : v->x - away - size, v->y + y);
          cairo_rotate (render->cr, -G_PI / 2);
          epc_type_draw (render->cr, render->theme, 0, 0, text, &setting);
          cairo_restore (render->cr);
        }
    }
}
