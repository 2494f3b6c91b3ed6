/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws land, water and lines of the basemap. Each line comes from one arc and is drawn once; land is filled as one path, so
 * that neighbours leave no seam.
 */
#include "draw/epc-basemap-private.h"

#include "draw/epc-theme.h"

#include <math.h>
#include <string.h>

static const EpcBasemapColours colours[] = {
  [EPC_MAP_THEME_LIGHT] = { .sea = 0xdde8ef,
                            .shore = 0xcfdfe9,
                            .coast = 0x8fb0c4,
                            .land = 0xf4f2ec,
                            .neighbour = 0xe6e3da,
                            .border = 0x5b6672,
                            .admin1 = 0xbab5a8,
                            .river = 0xa9c6d8,
                            .text = 0x26313d,
                            .text_second = 0x5f6b77,
                            .halo = 0xffffff,
                            .dot = 0x26313d },
  [EPC_MAP_THEME_DARK] = { .sea = 0x17222b,
                           .shore = 0x1b2934,
                           .coast = 0x3c5566,
                           .land = 0x2c2c2b,
                           .neighbour = 0x252525,
                           .border = 0x99978f,
                           .admin1 = 0x54534e,
                           .river = 0x2f4a5c,
                           .text = 0xe8e7e3,
                           .text_second = 0xb3b1a9,
                           .halo = 0x1b1b1b,
                           .dot = 0xe8e7e3 },
  [EPC_MAP_THEME_PAPER] = { .sea = 0xe3eef4,
                            .shore = 0xd2e3ed,
                            .coast = 0x7faac2,
                            .land = 0xf7f5f0,
                            .neighbour = 0xece9e2,
                            .border = 0x5b6672,
                            .admin1 = 0xa9b1ba,
                            .river = 0x9cc3d6,
                            .text = 0x16202b,
                            .text_second = 0x46525f,
                            .halo = 0xffffff,
                            .dot = 0x16202b },
  [EPC_MAP_THEME_COVER] = { .sea = 0x0a2347,
                            .shore = 0x0d2950,
                            .coast = 0x3c6aa3,
                            .land = 0x1c4f8f,
                            .neighbour = 0x12305f,
                            .border = 0xa9c3e2,
                            .admin1 = 0x4f7fb8,
                            .river = 0x3c6aa3,
                            .text = 0xffffff,
                            .text_second = 0xc5d6ea,
                            .halo = 0x12305f,
                            .dot = 0xffffff },
};

const EpcBasemapColours *
epc_basemap_colours (EpcMapTheme theme)
{
  return &colours[MIN ((guint) theme, G_N_ELEMENTS (colours) - 1)];
}

typedef struct
{
  EpcBasemapPen pen;
  cairo_t *cr;
  const EpcBasemapOptions *options;
  const EpcBasemapColours *colour;
  double zoom;
  double scale; /* of line widths */
} Drawing;

static void
drawing_init (Drawing *d, const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport, const EpcBasemapOptions *options)
{
  d->cr = cr;
  d->options = options;
  d->colour = epc_basemap_colours (options->theme);
  d->zoom = epc_viewport_zoom (viewport);
  d->scale = options->line_scale > 0 ? options->line_scale : 1.0;
  epc_basemap_pen_init (&d->pen, basemap, viewport, 14 * d->scale, epc_map_theme_is_paper (options->theme));
}

static void
stroke (Drawing *d, guint32 colour, double alpha, double width, const double *dash, int n_dash)
{
  double scaled[4] = { 0 };

  for (int i = 0; i < n_dash; i++)
    scaled[i] = dash[i] * d->scale;
  epc_colour_set (d->cr, colour, alpha);
  cairo_set_line_width (d->cr, width * d->scale);
  cairo_set_dash (d->cr, scaled, n_dash, 0);
  cairo_set_line_cap (d->cr, n_dash ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (d->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (d->cr);
  cairo_set_dash (d->cr, NULL, 0, 0);
}

/* Adds every line of @kind to the path; only those of @country when it is not NULL, and none of @without. */
static gboolean
trace_kind_without (Drawing *d, EpcArcKind kind, const char *country, const char *without)
{
  const EpcBasemap *basemap = d->pen.basemap;
  gboolean any = FALSE;

  for (guint i = 0; i < basemap->n_arcs; i++)
    if ((epc_word (epc_arc_row (basemap, i), ARC_KIND) & 255) == kind && d->pen.slots[i] != -2
        && (!country || epc_basemap_arc_touches (basemap, i, country)) && (!without || !epc_basemap_arc_touches (basemap, i, without)))
      any |= epc_basemap_pen_arc (&d->pen, d->cr, i, FALSE);
  return any;
}

static gboolean
trace_kind (Drawing *d, EpcArcKind kind, const char *country)
{
  return trace_kind_without (d, kind, country, NULL);
}

/* Every line of @kind with points that lie @apart (pixels). */
static gboolean
trace_thin (Drawing *d, EpcArcKind kind, double apart)
{
  const EpcBasemap *basemap = d->pen.basemap;
  gboolean any = FALSE;

  for (guint i = 0; i < basemap->n_arcs; i++)
    if ((epc_word (epc_arc_row (basemap, i), ARC_KIND) & 255) == kind && d->pen.slots[i] != -2)
      any |= epc_basemap_pen_arc_thin (&d->pen, d->cr, i, FALSE, apart);
  return any;
}

/* A soft band along the coast. Nobody sees a bay of a fifth of its width in it, and its round joins are half of what a tile costs. */
static void
draw_shore (Drawing *d)
{
  double wide = d->zoom < 4 ? 5 : d->zoom < 10 ? 9 : 14;

  if (!trace_thin (d, EPC_ARC_COAST, d->options->theme == EPC_MAP_THEME_PAPER ? 0 : wide / 5))
    return;
  epc_colour_set (d->cr, d->colour->shore, 0.55);
  cairo_set_line_width (d->cr, wide * d->scale);
  cairo_set_line_join (d->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (d->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke_preserve (d->cr);
  epc_colour_set (d->cr, d->colour->shore, 0.8);
  cairo_set_line_width (d->cr, wide / 2 * d->scale);
  cairo_stroke (d->cr);
}

/* Land of all countries but the one in focus (@of_focus FALSE) or of that one alone. */
static void
fill_land (Drawing *d, gboolean of_focus, guint32 colour)
{
  const EpcBasemap *basemap = d->pen.basemap;
  const char *focus = d->options->focus;

  for (guint i = 0; i < basemap->n_areas; i++)
    if (basemap->areas[i].level == EPC_BASEMAP_COUNTRY && (!of_focus || strcmp (basemap->areas[i].country, focus) == 0))
      epc_basemap_pen_area (&d->pen, d->cr, i);
  cairo_set_fill_rule (d->cr, CAIRO_FILL_RULE_WINDING);
  epc_colour_set (d->cr, colour, 1);
  cairo_fill (d->cr);
}

static void
draw_lakes (Drawing *d)
{
  const EpcBasemap *basemap = d->pen.basemap;
  gboolean any = FALSE;

  for (guint i = 0; i < basemap->n_arcs; i++)
    {
      guint32 kind = epc_word (epc_arc_row (basemap, i), ARC_KIND);

      if ((kind & 255) == EPC_ARC_LAKE && (kind >> 8 & 255) <= d->zoom + 0.5)
        any |= epc_basemap_pen_arc (&d->pen, d->cr, i, TRUE);
    }
  if (!any)
    return;
  cairo_set_fill_rule (d->cr, CAIRO_FILL_RULE_EVEN_ODD); /* islands in lakes are rings of the same path */
  epc_colour_set (d->cr, d->colour->sea, 1);
  cairo_fill_preserve (d->cr);
  cairo_set_fill_rule (d->cr, CAIRO_FILL_RULE_WINDING);
  stroke (d, d->colour->coast, 1, 0.4, NULL, 0);
}

static void
draw_rivers (Drawing *d)
{
  const EpcBasemap *basemap = d->pen.basemap;

  for (guint least = 0; least <= 10; least++)
    {
      gboolean any = FALSE;

      if (least > d->zoom + 0.25)
        break;
      for (guint i = 0; i < basemap->n_arcs; i++)
        if ((epc_word (epc_arc_row (basemap, i), ARC_KIND) & 0xffff) == (EPC_ARC_RIVER | least << 8))
          any |= epc_basemap_pen_arc (&d->pen, d->cr, i, FALSE);
      if (any)
        stroke (d, d->colour->river, 1, CLAMP (0.45 + 0.16 * (d->zoom - least), 0.45, 1.5), NULL, 0);
    }
}

static void
draw_lines (Drawing *d)
{
  static const double international[] = { 7, 1.8, 1.4, 1.8 }, level1[] = { 3.5, 1.6 }, disputed[] = { 2.6, 2.2 };
  const EpcBasemapColours *c = d->colour;
  const char *focus = d->options->focus, *without = d->options->no_focus_borders ? focus : NULL;

  if (d->zoom >= 4.6 && !d->options->no_admin1 && trace_kind (d, EPC_ARC_ADMIN1, focus))
    {
      if (d->zoom < 9.5)
        stroke (d, c->admin1, 1, d->zoom < 6 ? 0.45 : 0.7, level1, d->zoom < 6 ? 0 : 2);
      else
        stroke (d, c->admin1, 1, 0.9, NULL, 0);
    }
  if (trace_kind_without (d, EPC_ARC_COAST, NULL, without))
    stroke (d, c->coast, 1, 0.5, NULL, 0);
  if (trace_kind_without (d, EPC_ARC_BORDER, NULL, without))
    {
      if (d->zoom < 4.6)
        stroke (d, c->border, 0.8, 0.6, NULL, 0);
      else
        {
          cairo_path_t *path = cairo_copy_path (d->cr);

          stroke (d, c->land, 0.8, 2.4, NULL, 0);
          cairo_append_path (d->cr, path);
          cairo_path_destroy (path);
          stroke (d, c->border, 1, d->zoom < 6 ? 0.8 : 1.1, international, 4);
        }
    }
  if (trace_kind_without (d, EPC_ARC_DISPUTED, NULL, without))
    {
      cairo_path_t *path = cairo_copy_path (d->cr);

      stroke (d, c->land, 1, 1.6, NULL, 0);
      cairo_append_path (d->cr, path);
      cairo_path_destroy (path);
      stroke (d, c->border, 1, 0.9, disputed, 2);
    }
}

void
epc_basemap_draw (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport, const EpcBasemapOptions *options)
{
  static const EpcBasemapOptions plain = { 0 };
  Drawing d;

  if (!options)
    options = &plain;
  drawing_init (&d, basemap, cr, viewport, options);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, viewport->x, viewport->y, viewport->width, viewport->height);
  cairo_clip (cr);
  epc_colour_set (cr, d.colour->sea, 1);
  cairo_paint (cr);
  for (guint turn = 0; turn < epc_basemap_pen_turns (&d.pen); turn++)
    {
      if (turn)
        epc_basemap_pen_turn (&d.pen, turn);
      draw_shore (&d);
      fill_land (&d, FALSE, options->focus ? d.colour->neighbour : d.colour->land);
      if (options->focus)
        fill_land (&d, TRUE, d.colour->land);
      if (!options->no_rivers)
        draw_rivers (&d);
      draw_lakes (&d);
      draw_lines (&d);
    }
  cairo_restore (cr);
  epc_basemap_pen_clear (&d.pen);
}

void
epc_basemap_draw_borders (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport, const EpcBasemapOptions *options)
{
  static const double international[] = { 8, 2.2, 1.6, 2.2 }, disputed[] = { 2.6, 2.2 };
  gboolean dark = options->theme == EPC_MAP_THEME_DARK;
  Drawing d;

  drawing_init (&d, basemap, cr, viewport, options);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, viewport->x, viewport->y, viewport->width, viewport->height);
  cairo_clip (cr);
  for (guint turn = 0; turn < epc_basemap_pen_turns (&d.pen); turn++)
    {
      if (turn)
        epc_basemap_pen_turn (&d.pen, turn);
      if (!options->no_admin1 && trace_kind (&d, EPC_ARC_ADMIN1, options->focus))
        stroke (&d, dark ? 0x17222b : 0x22364f, 1, d.zoom < 5 ? 0.5 : 0.9, NULL, 0);
      if (trace_kind (&d, EPC_ARC_COAST, options->focus))
        stroke (&d, dark ? 0x6f93ab : 0x5e8fae, 1, 0.6, NULL, 0);
      if (trace_kind (&d, EPC_ARC_BORDER, options->focus))
        stroke (&d, dark ? 0xe6edf4 : 0x16202b, 1, d.zoom < 5 ? 0.9 : 1.5, international, 4);
      if (trace_kind (&d, EPC_ARC_DISPUTED, options->focus))
        stroke (&d, dark ? 0xe6edf4 : 0x16202b, 1, 0.9, disputed, 2);
    }
  cairo_restore (cr);
  epc_basemap_pen_clear (&d.pen);
}

void
epc_basemap_trace_area (const EpcBasemap *basemap, cairo_t *cr, const EpcViewport *viewport, const EpcBasemapArea *area)
{
  EpcBasemapPen pen;

  epc_basemap_pen_init (&pen, basemap, viewport, 14, FALSE);
  for (guint turn = 0; turn < epc_basemap_pen_turns (&pen); turn++)
    {
      if (turn)
        epc_basemap_pen_turn (&pen, turn);
      epc_basemap_pen_area (&pen, cr, area->index);
    }
  epc_basemap_pen_clear (&pen);
}
