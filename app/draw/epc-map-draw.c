/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A map figure on a Cairo context: what stands where, the furniture, and what lies under a point. Everything is measured
 * before it is placed; the map takes what the texts leave.
 */
#include "draw/epc-map-private.h"

#include "base/epc-i18n.h"
#include "draw/epc-shape.h"

#include <math.h>
#include <string.h>

#define GAP 4.0
#define SHEET_GAP 16.0
#define SHEET_BAND 13.0 /* the band of the frame, and the degrees outside of it */

const char *
epc_map_text (const EpcMapRender *render, const char *text)
{
  return epc_language_text (render->language, text);
}

char *
epc_map_number (const EpcMapRender *render, double value)
{
  if (value == floor (value) && fabs (value) < 9e15)
    return epc_language_integer (render->language, (gint64) value);
  /* "2.5", not "2.50". */
  gboolean is_tenth = fabs (value * 10 - round (value * 10)) < 1e-9;
  return epc_language_decimal (render->language, value, fabs (value) < 10 && !is_tenth ? 2 : 1);
}

/* ---------------------------------------------------------------------------------------------------------- layout */

/* Which disputed lines and names lie in the frame. */
static void
find_notes (EpcMapRender *render)
{
  const EpcBasemap *basemap = render->basemap;
  g_autofree gboolean *seen = g_new0 (gboolean, basemap->n_disputes + 1);
  EpcBasemapPen pen;

  g_array_set_size (render->notes, 0);
  epc_basemap_pen_init (&pen, basemap, &render->view, 0, FALSE);
  for (guint i = 0; i < basemap->n_arcs; i++)
    {
      const guint32 *row = epc_arc_row (basemap, i);
      guint dispute = epc_word (row, ARC_KIND) >> 16 & 255;
      EpcWorldBox box
          = { epc_word (row, ARC_BOX), epc_word (row, ARC_BOX + 1), epc_word (row, ARC_BOX + 2), epc_word (row, ARC_BOX + 3) };

      if (dispute != 255 && epc_basemap_pen_sees (&pen, &box))
        seen[dispute] = TRUE;
    }
  for (guint i = 0; i < basemap->n_disputes; i++)
    {
      guint32 area = epc_word (basemap->dispute_rows + (gsize) i * DISPUTE_WORDS, DISPUTE_AREA);

      if (seen[i] || (area != EPC_BASEMAP_NONE && epc_basemap_pen_sees (&pen, &basemap->area_boxes[area])))
        g_array_append_val (render->notes, i);
    }
  epc_basemap_pen_clear (&pen);
}

static void
fit_view (EpcMapRender *render, double x, double y, double width, double height)
{
  const EpcMap *map = render->map;
  EpcMapBox box = map->box;
  double across = box.east < box.west ? box.east + 360 - box.west : box.east - box.west, margin_x, margin_y;
  gboolean paper = epc_map_theme_is_paper (map->theme) && across <= 32 && box.north - box.south <= 40;

  if (map->area)
    {
      margin_x = MAX (across * 0.035, 0.01);
      margin_y = MAX ((box.north - box.south) * 0.035, 0.01);
      box.west -= margin_x;
      box.east += margin_x;
      box.south = MAX (box.south - margin_y, -84);
      box.north = MIN (box.north + margin_y, 84);
    }
  epc_viewport_fit (&render->view, paper ? EPC_PROJECTION_TRANSVERSE_MERCATOR : EPC_PROJECTION_WEB_MERCATOR, &box, x, y, width,
                    height, FALSE);
}

double
epc_map_weight_of (const EpcMapRender *render, double x, double y, double width, double height)
{
  const EpcMap *map = render->map;
  double weight = 0, air = 6 * render->unit;

  x -= air;
  y -= air;
  width += 2 * air;
  height += 2 * air;
  for (int i = 0; i < 9; i++)
    for (int j = 0; j < 9; j++)
      {
        const EpcBasemapArea *area;
        double lon, lat;

        epc_viewport_lonlat (&render->view, x + width * i / 8, y + height * j / 8, &lon, &lat);
        area = epc_basemap_area_containing (render->basemap, lon, lat);
        if (area)
          weight += render->focus && strcmp (area->country, render->focus) == 0 ? 2
                    : render->focus                                             ? 0.03
                    : area->flags & EPC_BASEMAP_AREA_REGION                     ? 0.12
                                                                                : 0.06;
      }
  weight /= 81;
  for (guint i = 0; i < map->n_sites && i < 5000; i++)
    {
      double sx, sy;

      if (map->points->u[i] < 0)
        continue;
      epc_map_world_xy (&render->view, map->points->u[i], map->points->v[i], &sx, &sy);
      if (sx > x - 6 && sx < x + width + 6 && sy > y - 6 && sy < y + height + 6)
        weight += 3.0 / MIN (map->n_sites, 60);
    }
  return weight;
}

/* The corner that holds least of what matters for a box of @width × @height, from corner @first on (bottom left, bottom right, top left,
 * top right); how much that is. */
static double
best_corner (EpcMapRender *render, int first, double width, double height, double *left, double *top)
{
  const EpcViewport *v = &render->view;
  double inset = 6 * render->unit, least = INFINITY;

  for (int corner = first; corner < 4; corner++)
    {
      double x = corner % 2 ? v->x + v->width - width - inset : v->x + inset;
      double y = corner < 2 ? v->y + v->height - height - inset : v->y + inset;
      double weight = epc_map_weight_of (render, x, y, width, height) + corner * 0.003;

      if (weight >= least)
        continue;
      least = weight;
      *left = x;
      *top = y;
    }
  return least;
}

static void
place_scale_bar (EpcMapRender *render)
{
  const EpcViewport *v = &render->view;
  double length, room = 10 * render->unit;
  gboolean legend_left;

  epc_viewport_scale_bar (v, CLAMP (v->width * 0.22, 30 * render->unit, 110 * render->unit), &length);
  render->scale_width = length + 46 * render->unit;
  legend_left = render->legend_inside && render->legend_height > 0 && render->legend_x < v->x + v->width / 2
                && render->legend_y > v->y + v->height / 2 - render->legend_height;
  render->scale_x = legend_left ? v->x + v->width - render->scale_width - room : v->x + room;
  render->scale_y = v->y + v->height - (render->lines < 1 ? 24 : 30) * render->unit;
}

static void
measure_legend (EpcMapRender *render, EpcLegendForm form)
{
  render->legend_form = form;
  epc_map_legend (render, 0, 0, FALSE, &render->legend_width, &render->legend_height);
}

/* Into a corner that holds little. FALSE when there is none. */
static gboolean
legend_into_corner (EpcMapRender *render, double most_weight)
{
  static const EpcLegendForm forms[] = { EPC_LEGEND_FULL, EPC_LEGEND_SIMPLE };

  render->legend_inside = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      measure_legend (render, forms[i]);
      if (render->legend_width < render->view.width * 0.55 && render->legend_height < render->view.height - 45 * render->unit
          && best_corner (render, 0, render->legend_width, render->legend_height, &render->legend_x, &render->legend_y) <= most_weight)
        return TRUE;
    }
  return FALSE;
}

/* The legend: in an empty corner; beside the map; in a corner that holds a little; under the map. It is never cut: what is
 * taller than the drawing is not possible under it either, and then the map gives way. */
static void
place_legend (EpcMapRender *render, double x, double top, double width, double height, double band)
{
  gboolean narrow = render->width / render->unit < 340;
  double side;

  if (!narrow && (legend_into_corner (render, 0.02) || legend_into_corner (render, 0.06)))
    return;
  measure_legend (render, EPC_LEGEND_FULL);
  side = width - render->legend_width - GAP;
  if (!narrow && render->legend_height <= height + 2 * band && side >= 0.62 * width && width / height > 1.1)
    {
      render->legend_inside = FALSE;
      fit_view (render, x, top + band, side, height);
      render->legend_x = x + side + GAP;
      render->legend_y = top;
      return;
    }
  if (!narrow && legend_into_corner (render, 0.25))
    return;
  measure_legend (render, EPC_LEGEND_STRIP);
  render->legend_inside = FALSE;
  fit_view (render, x, top + band, width, MAX (height - render->legend_height - GAP * render->unit, 40));
  render->legend_x = 0;
  render->legend_y = render->view.y + render->view.height + band + GAP * render->unit;
}

/* The smallest round scale at which the frame holds all of the map. */
static void
round_scale (EpcMapRender *render)
{
  static const double steps[] = { 1, 1.1, 1.2, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 7.5, 8, 9, 10 };
  double fitted = epc_viewport_denominator (&render->view), power = pow (10, floor (log10 (fitted)));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= fitted * (1 - 1e-6))
      {
        epc_viewport_set_denominator (&render->view, steps[i] * power);
        return;
      }
}

/* On a sheet the legend stands in the panel, from the top of the paper on. */
static void
lay_out_sheet (EpcMapRender *render, double top, double bottom)
{
  double across = render->width - render->panel - SHEET_GAP - 2 * SHEET_BAND;

  fit_view (render, SHEET_BAND, top + SHEET_BAND, across, MAX (bottom - top - 2 * SHEET_BAND, 40));
  round_scale (render);
  render->legend_inside = FALSE;
  render->legend_form = EPC_LEGEND_FULL;
  render->legend_x = render->width - render->panel;
  render->legend_y = 0;
  epc_map_legend (render, 0, 0, FALSE, &render->legend_width, &render->legend_height);
  epc_map_plan_panel (render);
  if (render->notes_below) /* the scale bar has the first corner */
    best_corner (render, 1, render->locator_width, render->locator_height, &render->locator_x, &render->locator_y);
  place_scale_bar (render);
}

/* Map, legend and furniture into what the texts leave. */
static void
lay_out (EpcMapRender *render, double top, double bottom)
{
  if (render->panel > 0)
    {
      lay_out_sheet (render, top, bottom);
      return;
    }
  double band = render->map->parts & EPC_MAP_GRATICULE ? 11 * render->unit : 0.5 * render->unit;
  double width = render->width - 2 * band, height = MAX (bottom - top - 2 * band, 40);

  fit_view (render, band, top + band, width, height);
  render->legend_height = render->legend_width = 0;
  render->legend_inside = TRUE;
  if (render->map->parts & EPC_MAP_LEGEND)
    measure_legend (render, EPC_LEGEND_FULL);
  if (render->legend_height > 0)
    place_legend (render, band, top, width, height, band);
  place_scale_bar (render);
}

/* What does not depend on the frame. */
static gboolean
set_up (EpcMapRender *render, const EpcMap *map, cairo_t *cr, double width, double height)
{
  const EpcBasemapArea *area;

  *render = (EpcMapRender){ .map = map, .cr = cr, .width = width, .height = height, .basemap = epc_map_basemap (map) };
  if (!render->basemap || width < 20 || height < 20)
    return FALSE;
  render->theme = epc_map_theme (map->theme);
  render->language = epc_language_get (map->language);
  render->unit = epc_theme_is_screen (render->theme) ? 1.42 : 1;
  render->lines = width / render->unit < 340 ? 0.6 : 1;
  render->notes = g_array_new (FALSE, FALSE, sizeof (guint));
  render->left_out = g_ptr_array_new_with_free_func (g_free);
  render->left_shapes = g_array_new (FALSE, FALSE, sizeof (guint));
  render->resolved = g_new (int, map->shapes->len + 1);
  for (guint i = 0; i < map->shapes->len; i++)
    render->resolved[i] = epc_map_resolve (map, render->basemap, &g_array_index (map->shapes, EpcMapShape, i));
  area = map->area ? epc_basemap_area (render->basemap, map->area) : NULL;
  render->focus = area ? g_strdup (area->country) : NULL;
  epc_map_count_hidden_flows (render);
  return TRUE;
}

void
epc_map_render_clear (EpcMapRender *render)
{
  g_clear_pointer (&render->labels, epc_map_labels_free);
  g_clear_pointer (&render->notes, g_array_unref);
  g_clear_pointer (&render->left_out, g_ptr_array_unref);
  g_clear_pointer (&render->left_shapes, g_array_unref);
  g_clear_pointer (&render->resolved, g_free);
  g_clear_pointer (&render->focus, g_free);
}

/* Finds the frame: the texts under the map depend on what is in it, and it on them; two rounds settle it. */
static void
arrange (EpcMapRender *render, GArray **head, GArray **foot)
{
  double top, bottom;

  *head = epc_map_head_blocks (render);
  top = epc_map_blocks_height (*head) + ((*head)->len ? GAP * render->unit : 0);
  lay_out (render, top, render->height);
  for (int round = 0; round < 2; round++)
    {
      find_notes (render);
      if (round)
        g_array_unref (*foot);
      *foot = epc_map_foot_blocks (render);
      bottom = render->height - epc_map_blocks_height (*foot) - GAP * render->unit;
      lay_out (render, top, MAX (bottom, top + 50 * render->unit));
    }
}

/* ---------------------------------------------------------------------------------------------------------- drawing */

static void
block_furniture (EpcMapRender *render)
{
  const EpcMap *map = render->map;
  double u = render->unit;

  if (render->legend_inside && render->legend_height > 0)
    epc_map_labels_block (render->labels, render->legend_x - 3, render->legend_y - 3, render->legend_width + 6,
                          render->legend_height + 6);
  if (render->has_inset)
    epc_map_labels_block (render->labels, render->inset_box[0] - 1, render->inset_box[1] - 13, 16, 15); /* its letter */
  if (render->has_inset)
    epc_map_labels_block (render->labels, render->inset.x - 3, render->inset.y - 3, render->inset.width + 6, render->inset.height + 6);
  if (render->notes_below)
    epc_map_labels_block (render->labels, render->locator_x - 3, render->locator_y - 3, render->locator_width + 6,
                          render->locator_height + 6);
  if (map->parts & EPC_MAP_SCALE_BAR)
    epc_map_labels_block (render->labels, render->scale_x - 6 * u, render->scale_y - 3 * u,
                          MAX (render->scale_width + 6 * u, u > 1 || render->lines < 1 ? 0 : 128), 34 * u);
  if (map->parts & EPC_MAP_NORTH_ARROW)
    epc_map_labels_block (render->labels, render->scale_x - 3 * u, render->scale_y - 40 * u, 20 * u, 38 * u);
}

static void
draw_layers (EpcMapRender *render)
{
  const EpcMap *map = render->map;
  const char *language = epc_language_name (render->language);
  EpcBasemapOptions options = { .theme = map->theme, .language = language, .focus = render->focus, .line_scale = render->lines };
  gboolean data = map->shapes->len > 0;

  g_clear_pointer (&render->labels, epc_map_labels_free);
  render->labels = epc_map_labels_new (render->view.x, render->view.y, render->view.width, render->view.height);
  block_furniture (render);
  cairo_save (render->cr);
  cairo_new_path (render->cr);
  cairo_rectangle (render->cr, render->view.x, render->view.y, render->view.width, render->view.height);
  cairo_clip (render->cr);
  options.no_rivers = data;
  options.no_focus_borders = options.no_admin1 = epc_map_has_outlines (map);
  if (!render->dry)
    {
      epc_basemap_draw (render->basemap, render->cr, &render->view, &options);
      epc_map_draw_pictures (render, FALSE);
      if (map->parts & EPC_MAP_GRATICULE || render->panel > 0)
        epc_map_draw_graticule (render);
      epc_map_draw_shapes (render);
      epc_map_draw_pictures (render, TRUE);
      epc_map_draw_zones (render);
    }
  epc_map_draw_flows (render);
  epc_map_draw_sites (render);
  if (map->parts & EPC_MAP_LABELS)
    {
      epc_map_label_flows (render);
      epc_map_label_sites (render);
      if (data)
        epc_map_label_shapes (render);
      options.no_towns = options.no_admin1 = options.no_focus_name = data;
      if (!render->dry)
        epc_basemap_draw_labels (render->basemap, render->cr, &render->view, &options, render->labels);
    }
  epc_map_draw_inset (render);
  cairo_restore (render->cr);
}

/* Looks once for places for all names, nothing painted: which have none is known before the texts under the map are measured. What is
 * taken up then is in the labels of @render, for an inset that looks for its place. */
static void
look_for_names (EpcMapRender *render)
{
  g_ptr_array_set_size (render->left_out, 0);
  g_array_set_size (render->left_shapes, 0);
  draw_layers (render);
}

static void
draw_furniture (EpcMapRender *render)
{
  const EpcMap *map = render->map;
  const EpcViewport *v = &render->view;
  double u = render->unit, width, height;

  if (map->parts & EPC_MAP_SCALE_BAR)
    epc_map_draw_scale_bar (render);
  if (map->parts & EPC_MAP_NORTH_ARROW)
    epc_map_draw_north_arrow (render, render->scale_x + 6 * u, render->scale_y - (render->lines < 1 ? 5 : 12) * u);
  if (render->panel > 0)
    epc_map_draw_band (render);
  if (map->parts & EPC_MAP_FRAME)
    epc_shape_box (render->cr, v->x, v->y, v->width, v->height, 0, render->theme->ink, 0.6 * u, 0);
  if (map->parts & EPC_MAP_GRATICULE || render->panel > 0)
    epc_map_draw_degrees (render);
  if (render->panel > 0)
    epc_map_draw_panel (render);
  else if (render->legend_height > 0)
    epc_map_legend (render, render->legend_x, render->legend_y, TRUE, &width, &height);
}

gboolean
epc_map_render_sheet (EpcMapRender *render, const EpcMap *map, cairo_t *cr, double width, double height, double panel)
{
  GArray *head = NULL, *foot = NULL;
  cairo_t *nowhere;

  if (!map->has_box || !set_up (render, map, cr, width, height))
    return FALSE;
  render->panel = panel;
  render->head_width = width - (panel > 0 ? panel + SHEET_GAP : 0);
  nowhere = epc_type_measuring_context ();
  render->cr = nowhere;
  render->dry = TRUE;
  arrange (render, &head, &foot);
  if (map->shapes->len || map->n_sites)
    {
      look_for_names (render);
      epc_map_place_inset (render);
      if (render->has_inset)
        look_for_names (render);
      if (render->left_out->len || render->has_inset)
        {
          /* The list takes a line or two from the map: arrange again with it. */
          g_array_unref (head);
          g_array_unref (foot);
          arrange (render, &head, &foot);
          if (render->has_inset)
            {
              render->has_inset = FALSE;
              look_for_names (render);
              epc_map_place_inset (render);
            }
        }
    }
  cairo_destroy (nowhere);
  render->cr = cr;
  render->dry = FALSE;
  if (cr)
    {
      GArray *actual;
      double foot_height = epc_map_blocks_height (foot);

      g_ptr_array_set_size (render->left_out, 0);
      g_array_set_size (render->left_shapes, 0);
      cairo_save (cr);
      cairo_new_path (cr);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_clip (cr);
      epc_map_blocks_draw (render, head, 0);
      draw_layers (render);
      draw_furniture (render);
      actual = epc_map_foot_blocks (render);
      epc_map_blocks_draw (render, epc_map_blocks_height (actual) <= foot_height + 1 ? actual : foot, height - foot_height);
      g_array_unref (actual);
      cairo_restore (cr);
    }
  g_array_unref (head);
  g_array_unref (foot);
  return TRUE;
}

gboolean
epc_map_render (EpcMapRender *render, const EpcMap *map, cairo_t *cr, double width, double height)
{
  return epc_map_render_sheet (render, map, cr, width, height, 0);
}

gboolean
epc_map_render_bare (EpcMapRender *render, const EpcMap *map, cairo_t *cr, const EpcViewport *view)
{
  if (!set_up (render, map, cr, view->width, view->height))
    return FALSE;
  render->view = *view;
  render->labels = epc_map_labels_new (view->x, view->y, view->width, view->height);
  return TRUE;
}

void
epc_map_draw (const EpcMap *map, cairo_t *cr, double width, double height)
{
  EpcMapRender render;

  if (epc_map_render (&render, map, cr, width, height))
    epc_map_render_clear (&render);
  else if (width >= 20 && height >= 20)
    {
      /* Never an empty box without a word. */
      const EpcTheme *theme = epc_map_theme (map->theme);
      const char *text = epc_map_basemap (map) ? N_ ("This map has no place to show.")
                                               : N_ ("The base map is missing. Install the program again.");
      EpcTypeSetting setting = { .type = EPC_TYPE_SMALL, .align = EPC_ALIGN_CENTRE, .width = width, .colour = theme->ink_second };

      epc_shape_box (cr, 0, 0, width, height, theme->wash, 0, 0, 0);
      epc_type_draw (cr, theme, 0, height / 2 - 8, epc_language_text (epc_language_get (map->language), text), &setting);
    }
}

typedef enum
{
  PART_TILE = 1 << 0,
  PART_ABOVE = 1 << 1,
} Parts;

static void
draw_parts (const EpcMap *map, cairo_t *cr, const EpcViewport *viewport, Parts parts, const EpcMapTaken *taken)
{
  EpcMapRender render;

  if (!epc_map_render_bare (&render, map, cr, viewport))
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, viewport->x, viewport->y, viewport->width, viewport->height);
  cairo_clip (cr);
  if (parts & PART_TILE)
    {
      epc_map_draw_shapes (&render);
      epc_map_draw_zones (&render);
    }
  if (parts & PART_ABOVE)
    epc_map_draw_flows (&render);
  if (parts & PART_TILE)
    epc_map_draw_sites (&render);
  if (parts & PART_ABOVE && map->parts & EPC_MAP_LABELS)
    {
      if (taken != NULL)
        epc_map_block_clusters (&render, taken);
      epc_map_label_flows (&render);
      epc_map_label_sites (&render);
      epc_map_label_shapes (&render);
    }
  cairo_restore (cr);
  epc_map_render_clear (&render);
}

void
epc_map_draw_data (const EpcMap *map, cairo_t *cr, const EpcViewport *viewport)
{
  draw_parts (map, cr, viewport, PART_TILE | PART_ABOVE, NULL);
}

void
epc_map_draw_tile (const EpcMap *map, cairo_t *cr, const EpcViewport *viewport)
{
  draw_parts (map, cr, viewport, PART_TILE, NULL);
}

void
epc_map_draw_above (const EpcMap *map, cairo_t *cr, const EpcViewport *viewport, const EpcMapTaken *taken)
{
  if (epc_map_has_above (map))
    draw_parts (map, cr, viewport, PART_ABOVE, taken);
}

gboolean
epc_map_has_above (const EpcMap *map)
{
  return map->flows->len > 0 || map->parts & EPC_MAP_LABELS;
}

void
epc_map_draw_legend (const EpcMap *map, cairo_t *cr, double x, double y, double most, double view_width, double view_height,
                     gboolean is_low, double *width, double *height)
{
  cairo_t *own = cr ? cairo_reference (cr) : epc_type_measuring_context ();
  EpcMapRender render;

  *width = *height = 0;
  if (set_up (&render, map, own, MAX (view_width, 20), MAX (view_height, 20)))
    {
      EpcMapBox box;

      /* which arrows there are to explain is asked of where their ends lie */
      if (map->flows->len > 0 && epc_map_shown_box (map, &box))
        epc_viewport_fit (&render.view, EPC_PROJECTION_WEB_MERCATOR, &box, 0, 0, view_width, view_height, FALSE);
      render.view.width = view_width;
      render.view.height = view_height;
      render.legend_form = is_low ? EPC_LEGEND_LOW : EPC_LEGEND_FULL;
      render.legend_most = most;
      epc_map_legend (&render, x, y, cr != NULL, width, height);
      epc_map_render_clear (&render);
    }
  cairo_destroy (own);
}

char **
epc_map_left_out (const EpcMap *map, double width, double height)
{
  cairo_t *cr = epc_type_measuring_context ();
  EpcMapRender render;
  char **names = g_new0 (char *, 1);

  if (epc_map_render (&render, map, cr, width, height))
    {
      g_free (names);
      g_ptr_array_add (render.left_out, NULL);
      names = (char **) g_ptr_array_free (g_steal_pointer (&render.left_out), FALSE);
      epc_map_render_clear (&render);
    }
  cairo_destroy (cr);
  return names;
}

gboolean
epc_map_viewport (const EpcMap *map, double width, double height, EpcViewport *viewport)
{
  EpcMapRender render;

  if (!epc_map_render (&render, map, NULL, width, height))
    return FALSE;
  *viewport = render.view;
  epc_map_render_clear (&render);
  return TRUE;
}

/* -------------------------------------------------------------------------------------------------------- hit test */

static void
hit_sites (const EpcMapRender *render, double x, double y, EpcMapHit *hit)
{
  const EpcMap *map = render->map;
  double best = INFINITY;

  if (epc_map_is_clustered (map))
    {
      guint zoom;
      g_autoptr (EpcMapClustering) clustering = epc_map_own_clustering (render, &zoom);
      int found = epc_map_clustering_hit (clustering, &render->view, zoom, x, y);

      if (found >= 0)
        {
          hit->n = clustering->clusters[found].n;
          hit->cluster = hit->n > 1 ? found : -1;
          hit->site = hit->n == 1 ? (int) clustering->order[clustering->clusters[found].first] : -1;
        }
      return;
    }
  for (guint i = 0; i < map->n_sites; i++)
    {
      double sx, sy, r = epc_map_site_radius (map->points->people[i], map->points->most, epc_map_largest_radius (render)), away;

      if (map->points->u[i] < 0)
        continue;
      epc_map_world_xy (&render->view, map->points->u[i], map->points->v[i], &sx, &sy);
      away = hypot (sx - x, sy - y);
      if (away <= r + 3 * render->unit && away <= best)
        {
          best = away;
          hit->site = (int) i;
          hit->n = 1;
        }
    }
}

gboolean
epc_map_hit (const EpcMap *map, double width, double height, double x, double y, EpcMapHit *hit)
{
  EpcMapRender render;
  double lon, lat;

  *hit = (EpcMapHit){ .site = -1, .cluster = -1 };
  if (!epc_map_render (&render, map, NULL, width, height))
    return FALSE;
  if (epc_viewport_contains (&render.view, x, y, 0))
    {
      if (map->n_sites)
        hit_sites (&render, x, y, hit);
      epc_viewport_lonlat (&render.view, x, y, &lon, &lat);
      hit->area = epc_basemap_area_containing (render.basemap, lon, lat);
    }
  epc_map_render_clear (&render);
  return hit->n > 0 || hit->area != NULL;
}
