/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where areas are too small for their names, an empty corner of the sheet shows the place larger: in a frame of its own, with its letter
 * and scale, and the same letter at the box on the map that it shows.
 */
#include "draw/epc-map-private.h"

#include "draw/epc-shape.h"

#include <math.h>

#define LETTER "A"
#define SHARE 0.3           /* of width and height of the map */
#define MOST_WIDTH 330.0    /* points */
#define MOST_HEIGHT 260.0
#define MOST_WEIGHT 0.3     /* of what matters under it */
#define LEAST_NAMES 2
#define LEAST_SCALE 240000.0 /* 1 to that: nothing of our outlines is sharper */
#define STEP 8.0             /* from one place that is tried to the next */

static gboolean
shape_xy (const EpcMapRender *render, guint index, double *x, double *y)
{
  double room;

  epc_map_shape_point (render, index, x, y, &room);
  return epc_viewport_contains (&render->view, *x, *y, 0);
}

/* The area without a name that has most. −1: none. */
static int
largest_left_out (const EpcMapRender *render)
{
  int best = -1;
  double most = -INFINITY, x, y;

  for (guint i = 0; i < render->left_shapes->len; i++)
    {
      guint index = g_array_index (render->left_shapes, guint, i);
      const EpcMapShape *shape = &g_array_index (render->map->shapes, EpcMapShape, index);

      if (shape->has_value && shape->value > most && shape_xy (render, index, &x, &y))
        {
          most = shape->value;
          best = (int) index;
        }
    }
  return best;
}

/* How many areas without a name stand in the box round @x, @y, and their middle. */
static guint
count_in (const EpcMapRender *render, double x, double y, double width, double height, double *middle_x, double *middle_y)
{
  guint n = 0;
  double sum_x = 0, sum_y = 0, px, py;

  for (guint i = 0; i < render->left_shapes->len; i++)
    if (shape_xy (render, g_array_index (render->left_shapes, guint, i), &px, &py) && fabs (px - x) < width / 2 && fabs (py - y) < height / 2)
      {
        sum_x += px;
        sum_y += py;
        n++;
      }
  *middle_x = n ? sum_x / n : x;
  *middle_y = n ? sum_y / n : y;
  return n;
}

static gboolean
meets_box (const EpcMapRender *render, double x, double y, double width, double height)
{
  const double *box = render->inset_box;

  return x < box[0] + box[2] + 10 && x + width > box[0] - 10 && y < box[1] + box[3] + 10 && y + height > box[1] - 10;
}

/* A corner that holds little, and not the box itself. */
static gboolean
find_corner (const EpcMapRender *render, double width, double height, double *left, double *top)
{
  const EpcViewport *v = &render->view;
  double least = MOST_WEIGHT, air = 6;

  for (int corner = 0; corner < 4; corner++)
    {
      double x = corner % 2 ? v->x + v->width - width - air : v->x + air, y = corner < 2 ? v->y + air : v->y + v->height - height - air;
      double weight;
      gboolean meets_scale = x < render->scale_x + render->scale_width + 10 && y + height > render->scale_y - 44;
      gboolean meets_locator = render->notes_below && x < render->locator_x + render->locator_width && x + width > render->locator_x
                               && y < render->locator_y + render->locator_height && y + height > render->locator_y;

      if (meets_box (render, x, y, width, height) || meets_scale || meets_locator)
        continue;
      weight = epc_map_weight_of (render, x, y, width, height);
      if (weight >= least)
        continue;
      least = weight;
      *left = x;
      *top = y;
    }
  return least < MOST_WEIGHT;
}

/* Where no corner is empty: a place on the water or the neighbour's land that nothing touches, the nearest to an edge. */
static gboolean
find_gap (const EpcMapRender *render, double width, double height, double *left, double *top)
{
  const EpcViewport *v = &render->view;
  double least = INFINITY, air = 6;

  for (double y = v->y + air; y + height <= v->y + v->height - air; y += STEP)
    for (double x = v->x + air; x + width <= v->x + v->width - air; x += STEP)
      {
        double far = MIN (x - v->x, v->x + v->width - x - width) + MIN (y - v->y, v->y + v->height - y - height) * 0.3;

        if (far >= least || meets_box (render, x, y, width, height)
            || !epc_map_labels_is_clear (render->labels, x - 4, y - 4, width + 8, height + 8)
            || epc_map_weight_of (render, x, y, width, height) >= MOST_WEIGHT)
          continue;
        least = far;
        *left = x;
        *top = y;
      }
  return isfinite (least);
}

void
epc_map_place_inset (EpcMapRender *render)
{
  static const double magnified[] = { 8, 4, 2.5 };
  const EpcViewport *v = &render->view;
  double width = MIN (v->width * SHARE, MOST_WIDTH), height = MIN (v->height * SHARE, MOST_HEIGHT), x, y, left, top;
  int seed = render->panel > 0 ? largest_left_out (render) : -1;

  render->has_inset = FALSE;
  for (guint i = 0; seed >= 0 && i < G_N_ELEMENTS (magnified) && !render->has_inset; i++)
    {
      double times = magnified[i], box_width = width / times, box_height = height / times;

      shape_xy (render, (guint) seed, &x, &y);
      count_in (render, x, y, box_width, box_height, &x, &y);
      if (epc_viewport_denominator (v) < LEAST_SCALE * times || count_in (render, x, y, box_width, box_height, &left, &top) < LEAST_NAMES)
        continue;
      x = CLAMP (x, v->x + box_width / 2, v->x + v->width - box_width / 2);
      y = CLAMP (y, v->y + box_height / 2, v->y + v->height - box_height / 2);
      render->inset_box[0] = x - box_width / 2;
      render->inset_box[1] = y - box_height / 2;
      render->inset_box[2] = box_width;
      render->inset_box[3] = box_height;
      if (!find_corner (render, width, height, &left, &top) && !find_gap (render, width, height, &left, &top))
        continue;
      render->inset = *v;
      render->inset.x = left;
      render->inset.y = top;
      render->inset.width = width;
      render->inset.height = height;
      render->inset.center_x += (x - v->x - v->width / 2) / v->scale;
      render->inset.center_y -= (y - v->y - v->height / 2) / v->scale;
      render->inset.scale *= times;
      render->has_inset = TRUE;
    }
}

static void
letter (EpcMapRender *render, double x, double y, const char *text)
{
  EpcTypeSetting setting = { .type = EPC_TYPE_CAPTION_BOLD };
  double width, height;

  epc_type_measure (render->cr, render->theme, text, &setting, &width, &height);
  epc_shape_box (render->cr, x, y, width + 6, height + 2, render->theme->ground, render->theme->ink, 0.6, 0);
  epc_type_draw (render->cr, render->theme, x + 3, y + 1, text, &setting);
}

/* Names that the inset shows are no longer missing. */
static void
strike_out (EpcMapRender *render, const EpcMapRender *small)
{
  double x, y;

  for (guint i = render->left_shapes->len; i-- > 0;)
    {
      guint index = g_array_index (render->left_shapes, guint, i), at;
      const char *name = epc_map_shape_name (render, index);
      gboolean is_shown = shape_xy (small, index, &x, &y);

      for (guint k = 0; k < small->left_shapes->len && is_shown; k++)
        is_shown = g_array_index (small->left_shapes, guint, k) != index;
      if (!is_shown || !g_ptr_array_find_with_equal_func (render->left_out, name, g_str_equal, &at))
        continue;
      g_ptr_array_remove_index (render->left_out, at);
    }
}

void
epc_map_draw_inset (EpcMapRender *render)
{
  const EpcViewport *v = &render->inset;
  EpcBasemapOptions options = { .theme = render->map->theme, .focus = render->focus, .line_scale = render->lines, .no_rivers = TRUE,
                                .no_focus_borders = epc_map_has_outlines (render->map), .no_admin1 = epc_map_has_outlines (render->map) };
  EpcMapRender small;

  if (!render->has_inset || !epc_map_render_bare (&small, render->map, render->cr, v))
    return;
  small.lines = render->lines;
  cairo_save (render->cr);
  cairo_new_path (render->cr);
  cairo_rectangle (render->cr, v->x, v->y, v->width, v->height);
  cairo_clip (render->cr);
  if (!render->dry)
    {
      epc_basemap_draw (render->basemap, render->cr, v, &options);
      epc_map_draw_shapes (&small);
      epc_map_draw_zones (&small);
    }
  epc_map_labels_block (small.labels, v->x, v->y, 96, 20); /* letter and scale */
  epc_map_label_shapes (&small);
  strike_out (render, &small);
  cairo_restore (render->cr);
  epc_map_render_clear (&small);
  if (render->dry)
    return;
  g_autofree char *scale = epc_map_number (render, round (epc_viewport_denominator (v) / 1000) * 1000);
  g_autofree char *text = g_strdup_printf (LETTER "  1:%s", scale);
  epc_shape_box (render->cr, v->x, v->y, v->width, v->height, 0, render->theme->ink, 1, 0);
  letter (render, v->x, v->y, text);
  epc_shape_box (render->cr, render->inset_box[0], render->inset_box[1], render->inset_box[2], render->inset_box[3], 0, render->theme->ink, 1, 0);
  letter (render, render->inset_box[0], render->inset_box[1] - 11, LETTER);
}
