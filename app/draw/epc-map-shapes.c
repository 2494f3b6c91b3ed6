/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The choropleth layer: areas filled by class, no data hatched, lines above, names and figures where they have room.
 */
#include "draw/epc-map-private.h"

#include "draw/epc-map-labels-private.h"

#include <math.h>
#include <string.h>

/* Fill of a class of the ramp: -1 is "none counted", and shows the land. Few classes take the ramp from its dark end, two and three
 * every other step of it: next to each other in the dark they would look alike. */
EpcColour
epc_map_class_fill (const EpcMapRender *render, int class)
{
  const EpcColour *ramp = render->map->ramp == EPC_MAP_RAMP_PRESSURE ? render->theme->pressure : render->theme->people;
  guint n = render->map->breaks->len;

  if (class < 0)
    return epc_basemap_colours (render->map->theme)->land;
  if (n <= EPC_RAMP_STEPS / 2)
    return ramp[EPC_RAMP_STEPS - 1 - 2 * MIN (n - 1 - MIN ((guint) class, n - 1), EPC_RAMP_STEPS / 2 - 1u)];
  return ramp[MIN ((guint) class + (n < EPC_RAMP_STEPS ? EPC_RAMP_STEPS - n : 0), EPC_RAMP_STEPS - 1u)];
}

static int
class_of (const EpcMapRender *render, const EpcMapShape *shape)
{
  return epc_map_class (shape->value, (const double *) (const void *) render->map->breaks->data, render->map->breaks->len);
}

static EpcColour
shape_fill (const EpcMapRender *render, const EpcMapShape *shape)
{
  return shape->is_context   ? epc_basemap_colours (render->map->theme)->neighbour
         : shape->has_value ? epc_map_class_fill (render, class_of (render, shape))
                            : render->theme->no_data;
}

static void
trace_rings (const EpcMapRender *render, const EpcMapShape *shape)
{
  const double *p = shape->rings;

  for (guint r = 0; r < shape->n_rings; r++)
    {
      double last_x = INFINITY, last_y = INFINITY;

      cairo_new_sub_path (render->cr);
      for (guint i = 0; i < shape->ring_sizes[r]; i++, p += 2)
        {
          double x, y;

          epc_viewport_xy (&render->view, p[0], p[1], &x, &y);
          x = CLAMP (x, -4e6, 4e6);
          y = CLAMP (y, -4e6, 4e6);
          if (fabs (x - last_x) + fabs (y - last_y) < 0.15 && i + 1 < shape->ring_sizes[r])
            continue;
          cairo_line_to (render->cr, x, y);
          last_x = x;
          last_y = y;
        }
      cairo_close_path (render->cr);
    }
}

static void
trace_shape (EpcMapRender *render, EpcBasemapPen *pen, guint index)
{
  const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, index);

  cairo_new_path (render->cr);
  if (shape->n_rings)
    {
      cairo_set_fill_rule (render->cr, CAIRO_FILL_RULE_EVEN_ODD);
      trace_rings (render, shape);
      return;
    }
  cairo_set_fill_rule (render->cr, CAIRO_FILL_RULE_WINDING);
  if (render->resolved[index] >= 0)
    epc_basemap_pen_area (pen, render->cr, (guint) render->resolved[index]);
}

double
epc_map_hatch_start (const EpcMapRender *render, double least, double step)
{
  const EpcViewport *v = &render->view;
  double world = (v->center_x - v->center_y) * v->scale - v->x - v->y - (v->width + v->height) / 2;

  return floor ((least + world) / step) * step - world;
}

/* 45 degree lines over what the path encloses. */
static void
hatch_path (EpcMapRender *render)
{
  double x0, y0, x1, y1, step = 3.2 * render->unit;
  cairo_t *cr = render->cr;

  cairo_save (cr);
  cairo_clip (cr);
  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  for (double d = epc_map_hatch_start (render, x0 + y0, step); d < x1 + y1; d += step)
    {
      cairo_move_to (cr, d - y0, y0);
      cairo_line_to (cr, d - y1, y1);
    }
  epc_colour_set (cr, render->theme->no_data_hatch, 1);
  cairo_set_line_width (cr, 0.45 * render->unit);
  cairo_stroke (cr);
  cairo_restore (cr);
}

gboolean
epc_map_shape_is_seen (const EpcMapShape *shape, const EpcMapBox *seen)
{
  return !shape->n_rings
         || (shape->box.east >= seen->west && shape->box.west <= seen->east && shape->box.north >= seen->south && shape->box.south <= seen->north);
}

void
epc_map_draw_shapes (EpcMapRender *render)
{
  const GArray *shapes = render->map->shapes;
  EpcBasemapOptions options = { .theme = render->map->theme, .focus = render->focus, .line_scale = render->lines };
  gboolean own = FALSE, of_basemap = FALSE;
  EpcBasemapPen pen;
  EpcMapBox seen;

  if (shapes->len == 0)
    return;
  epc_viewport_box (&render->view, 4 * render->unit, &seen);
  epc_basemap_pen_init (&pen, render->basemap, &render->view, 14, epc_map_theme_is_paper (render->map->theme));
  for (guint i = 0; i < shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (shapes, EpcMapShape, i);

      if ((!shape->n_rings && render->resolved[i] < 0) || !epc_map_shape_is_seen (shape, &seen))
        continue;
      own |= shape->n_rings > 0;
      of_basemap |= !shape->n_rings;
      trace_shape (render, &pen, i);
      epc_colour_set (render->cr, shape_fill (render, shape), 1);
      if (shape->has_value || shape->is_context)
        cairo_fill (render->cr);
      else
        {
          cairo_fill_preserve (render->cr);
          hatch_path (render);
        }
    }
  cairo_new_path (render->cr);
  for (guint i = 0; own && i < shapes->len; i++)
    if (g_array_index (shapes, EpcMapShape, i).n_rings && epc_map_shape_is_seen (&g_array_index (shapes, EpcMapShape, i), &seen))
      trace_rings (render, &g_array_index (shapes, EpcMapShape, i));
  if (own)
    {
      epc_colour_set (render->cr, render->theme->ground, 1);
      cairo_set_line_width (render->cr, 0.55 * render->lines * render->unit);
      cairo_set_line_join (render->cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (render->cr);
      epc_map_draw_lines (render);
    }
  epc_basemap_pen_clear (&pen);
  if (own && !of_basemap)
    options.no_admin1 = TRUE; /* two data sets never draw the same border */
  if (of_basemap || !epc_map_has_outlines (render->map))
    epc_basemap_draw_borders (render->basemap, render->cr, &render->view, &options);
}

/* ------------------------------------------------------------------------------------------------------------ names */

/* The middle of the largest ring's box, for outlines of one's own. */
static void
shape_point (const EpcMapRender *render, const EpcMapShape *shape, int resolved, double *x, double *y, double *room)
{
  const double *p = shape->rings, *best = NULL;
  guint n_best = 0;
  double largest = -1, cx = 0, cy = 0, sum = 0;

  if (!shape->n_rings)
    {
      const EpcBasemapArea *area = epc_basemap_area_at (render->basemap, (guint) resolved);

      epc_viewport_xy (&render->view, area->lon, area->lat, x, y);
      *room = area->reach * epc_viewport_units_per_metre (&render->view);
      return;
    }
  for (guint r = 0; r < shape->n_rings; p += 2 * shape->ring_sizes[r], r++)
    {
      double area = 0;

      for (guint i = 0, j = shape->ring_sizes[r] - 1; i < shape->ring_sizes[r]; j = i++)
        area += p[2 * j] * p[2 * i + 1] - p[2 * i] * p[2 * j + 1];
      if (fabs (area) > largest)
        {
          largest = fabs (area);
          best = p;
          n_best = shape->ring_sizes[r];
        }
    }
  for (guint i = 0, j = n_best - 1; i < n_best; j = i++)
    {
      double cross = best[2 * j] * best[2 * i + 1] - best[2 * i] * best[2 * j + 1];

      cx += (best[2 * j] + best[2 * i]) * cross;
      cy += (best[2 * j + 1] + best[2 * i + 1]) * cross;
      sum += cross;
    }
  if (best && fabs (sum) > 1e-12)
    epc_viewport_xy (&render->view, cx / (3 * sum), cy / (3 * sum), x, y);
  else
    *x = *y = -1e6;
  *room = sqrt (largest / 2) * 111320 * epc_viewport_units_per_metre (&render->view) / 2.5;
}

typedef struct
{
  guint index;
  double value;
} Ranked;

static int
by_value (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;

  return x->value < y->value ? 1 : x->value > y->value ? -1 : (int) x->index - (int) y->index;
}

typedef struct
{
  const EpcMapRender *render;
  guint shape;
  double width, height; /* of the name */
} Ground;

/* What lies under a point of the picture: 1 the shape itself, 0 water, −1 another area. */
static int
ground_at (const Ground *ground, double x, double y)
{
  const EpcMapRender *render = ground->render;
  const GArray *shapes = render->map->shapes;
  const EpcMapShape *shape = &g_array_index (shapes, EpcMapShape, ground->shape);
  const EpcBasemapArea *under;
  double lon, lat;

  epc_viewport_lonlat (&render->view, x, y, &lon, &lat);
  if (shape->n_rings)
    {
      if (epc_map_shape_contains (shape, lon, lat))
        return 1;
      for (guint i = 0; i < shapes->len; i++)
        if (epc_map_shape_contains (&g_array_index (shapes, EpcMapShape, i), lon, lat))
          return -1;
      under = epc_basemap_area_containing (render->basemap, lon, lat);
      return under && render->focus && strcmp (under->country, render->focus) != 0 ? -1 : 0;
    }
  under = epc_basemap_area_containing (render->basemap, lon, lat);
  return !under ? 0 : (int) under->index == render->resolved[ground->shape] ? 1 : -1;
}

/* A name stands on its own area, or on water beside it and touching it; never on another area. */
static gboolean
on_own_area (double x, double y, gpointer data)
{
  const Ground *ground = data;
  int under = ground_at (ground, x, y);

  if (under != 0)
    return under > 0;
  for (int i = -1; i <= 1; i++)
    for (int k = -1; k <= 1; k++)
      if (ground_at (ground, x + i * (ground->width / 2 + 2), y + k * (ground->height / 2 + 2)) > 0)
        return TRUE;
  return FALSE;
}

/* Only where a country is coloured as a whole may its name stand anywhere. */
static gboolean
is_country (const EpcMapRender *render, guint index)
{
  const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, index);

  return !shape->n_rings && render->resolved[index] >= 0
         && epc_basemap_area_at (render->basemap, (guint) render->resolved[index])->level == EPC_BASEMAP_COUNTRY;
}

static EpcTypeSetting
name_setting (const EpcMapRender *render, EpcColour fill)
{
  gboolean dark_theme = render->map->theme == EPC_MAP_THEME_DARK, dark = epc_colour_luminance (fill) < 0.32;

  return (EpcTypeSetting){ .type = EPC_TYPE_TINY_BOLD,
                           .size = 7.4 * render->unit,
                           .colour = dark ? 0xffffff : 0x16202b,
                           .halo = (dark && !dark_theme ? 1.8 : 2.2) * render->unit,
                           .halo_colour = dark ? (dark_theme ? 0x0e1a25 : 0x0b2e5f) : dark_theme ? fill : 0xffffff };
}

void
epc_map_shape_point (const EpcMapRender *render, guint index, double *x, double *y, double *room)
{
  *x = *y = -1e6;
  if (g_array_index (render->map->shapes, EpcMapShape, index).n_rings || render->resolved[index] >= 0)
    shape_point (render, &g_array_index (render->map->shapes, EpcMapShape, index), render->resolved[index], x, y, room);
}

const char *
epc_map_shape_name (const EpcMapRender *render, guint index)
{
  const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, index);

  if (shape->name || render->resolved[index] < 0)
    return shape->name;
  return epc_basemap_area_name (render->basemap, epc_basemap_area_at (render->basemap, (guint) render->resolved[index]),
                                epc_language_name (render->language));
}

static void
label_shape (EpcMapRender *render, guint index)
{
  const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, index);
  const char *name = epc_map_shape_name (render, index);
  EpcColour fill = shape_fill (render, shape);
  EpcTypeSetting setting = name_setting (render, fill);
  double x, y, room, left, top, name_width, name_height, value_width = 0, value_height = 0,
                                                         circle = epc_map_flow_circle (render, render->resolved[index]);
  Ground ground = { render, index, 0, 0 };
  EpcMapLabelsAllowed allowed = circle <= 0 && !is_country (render, index) ? on_own_area : NULL;
  g_autofree char *number = NULL;

  if (!name)
    return;
  shape_point (render, shape, render->resolved[index], &x, &y, &room);
  if (!epc_viewport_contains (&render->view, x, y, 4))
    return;
  epc_type_measure (render->cr, render->theme, name, &setting, &name_width, &name_height);
  if (shape->has_value)
    {
      number = epc_map_number (render, shape->value);
      setting.type = EPC_TYPE_TINY;
      epc_type_measure (render->cr, render->theme, number, &setting, &value_width, &value_height);
    }
  for (int attempt = 0; attempt < 2; attempt++)
    {
      double width = MAX (name_width, value_width), height = name_height + value_height * 0.86;

      ground.width = width;
      ground.height = height;
      /* A name that is wider than its area by far says nothing about which one is meant. */
      if ((circle > 0 || width <= room * 5 + 12 * render->unit)
          && epc_map_labels_place_where (render->labels, x, y, width, height, circle > 0 ? circle : -1, MIN (room, width), 0.4,
                                         allowed, &ground, &left, &top))
        {
          /* White on a dark area, dark on the water beside it. */
          setting = name_setting (render, allowed && ground_at (&ground, left + width / 2, top + height / 2) <= 0
                                              ? epc_basemap_colours (render->map->theme)->sea : fill);
          epc_type_draw (render->cr, render->theme, left + (width - name_width) / 2, top, name, &setting);
          setting.type = EPC_TYPE_TINY;
          if (value_height > 0)
            epc_type_draw (render->cr, render->theme, left + (width - value_width) / 2, top + name_height * 0.86, number,
                           &setting);
          return;
        }
      value_width = value_height = 0;
    }
  g_ptr_array_add (render->left_out, g_strdup (name));
  g_array_append_val (render->left_shapes, index);
}

void
epc_map_label_shapes (EpcMapRender *render)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint i = 0; i < render->map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, i);
      Ranked one = { i, shape->has_value ? shape->value : -1 };

      if (!shape->is_context && (shape->n_rings || render->resolved[i] >= 0))
        g_array_append_val (order, one);
    }
  g_array_sort (order, by_value);
  for (guint i = 0; i < order->len; i++)
    label_shape (render, g_array_index (order, Ranked, i).index);
}

/* ------------------------------------------------------------------------------------------------------- what is shown */

static void
extend (EpcMapBox *box, double west, double south, double east, double north)
{
  box->west = MIN (box->west, west);
  box->south = MIN (box->south, south);
  box->east = MAX (box->east, east);
  box->north = MAX (box->north, north);
}

static void
extend_to_area (EpcMapBox *box, const EpcBasemap *basemap, const char *code)
{
  const EpcBasemapArea *area = basemap != NULL && code != NULL ? epc_basemap_area (basemap, code) : NULL;

  if (area != NULL)
    extend (box, area->lon, area->lat, area->lon, area->lat);
}

gboolean
epc_map_shown_box (const EpcMap *map, EpcMapBox *box)
{
  const EpcBasemap *basemap = epc_map_basemap (map);

  *box = (EpcMapBox){ 180, 90, -180, -90 };
  for (guint i = 0; i < map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (map->shapes, EpcMapShape, i);
      int area = shape->n_rings == 0 && basemap != NULL ? epc_map_resolve (map, basemap, shape) : -1;
      const EpcMapBox *own = area >= 0 ? &epc_basemap_area_at (basemap, (guint) area)->box : &shape->box;

      if (shape->has_value && !shape->is_context && (area >= 0 || shape->n_rings > 0))
        extend (box, own->west, own->south, own->east, own->north);
    }
  for (guint i = 0; i < map->n_sites; i++)
    if (isfinite (map->sites[i].lon) && isfinite (map->sites[i].lat) && map->sites[i].symbol != EPC_MAP_SYMBOL_EVENT)
      extend (box, map->sites[i].lon, map->sites[i].lat, map->sites[i].lon, map->sites[i].lat);
  for (guint i = 0; i < map->flows->len; i++)
    {
      const EpcMapArrow *arrow = &g_array_index (map->flows, EpcMapArrow, i);

      if (arrow->people < map->least_flow)
        continue;
      extend_to_area (box, basemap, arrow->from);
      extend_to_area (box, basemap, arrow->to);
    }
  return box->west <= box->east;
}
