/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The panel of a map sheet: key figure, legend, the same areas by another measure, table, locator, notes. Every part measures itself
 * with the code that draws it; what has no room is left out whole, the least needed first.
 */
#include "draw/epc-map-private.h"

#include "base/epc-i18n.h"
#include "draw/epc-shape.h"
#include "draw/epc-table-private.h"

#include <math.h>

#define AIR 8.0 /* between two parts */

double
epc_map_panel_heading (EpcMapRender *render, double x, double y, const char *text, gboolean draw)
{
  EpcTypeSetting setting = { .type = EPC_TYPE_HEADING_2, .width = render->panel, .colour = render->theme->title };
  double height;

  epc_type_measure (render->cr, render->theme, text, &setting, NULL, &height);
  if (draw)
    {
      epc_shape_line (render->cr, x, y + 0.6, x + render->panel, y + 0.6, render->theme->title, 1.1, NULL, 0);
      epc_type_draw (render->cr, render->theme, x, y + 4, text, &setting);
    }
  return height + 6;
}

static double
panel_left (const EpcMapRender *render)
{
  return render->width - render->panel;
}

/* --------------------------------------------------------------------------------------------------------- the parts */

/* Each takes the top of its place and returns its height; 0: there is nothing to say. */
typedef double (*Part) (EpcMapRender *render, double y, gboolean draw);

static double
figure_part (EpcMapRender *render, double y, gboolean draw)
{
  const EpcMap *map = render->map;
  double x = panel_left (render), value, height;

  if (!map->figure_value)
    return 0;
  value = epc_type_width (render->cr, render->theme, map->figure_value, EPC_TYPE_FIGURE) + 8;
  EpcTypeSetting label = { .type = EPC_TYPE_CAPTION, .colour = render->theme->ink_second };
  gboolean beside = render->panel - value >= 70;
  label.width = beside ? render->panel - value : render->panel;
  epc_type_measure (render->cr, render->theme, map->figure_label ? map->figure_label : "", &label, NULL, &height);
  if (draw)
    {
      epc_type_draw_line (render->cr, render->theme, x, y, map->figure_value, EPC_TYPE_FIGURE, EPC_ALIGN_LEFT, render->theme->title);
      if (map->figure_label)
        epc_type_draw (render->cr, render->theme, beside ? x + value : x, beside ? y + MAX (15 - height / 2, 1) : y + 28,
                       map->figure_label, &label);
    }
  return beside ? MAX (28, height) : 28 + height;
}

static double
legend_part (EpcMapRender *render, double y, gboolean draw)
{
  double width, height;

  epc_map_legend (render, panel_left (render), y, draw, &width, &height);
  return height;
}

/* The same frame, small. */
static void
small_view (const EpcMapRender *render, double x, double y, double width, double height, EpcViewport *view)
{
  double scale = MIN (width / render->view.width, height / render->view.height);

  *view = render->view;
  view->x = x;
  view->y = y;
  view->width = render->view.width * scale;
  view->height = render->view.height * scale;
  view->scale *= scale;
}

static double
companion_part (EpcMapRender *render, double y, gboolean draw)
{
  const EpcMap *companion = render->map->companion;
  double x = panel_left (render), head, most = render->panel * (render->panel > 200 ? 0.56 : 0.5), width, height;
  EpcBasemapOptions options = { .theme = render->map->theme, .focus = render->focus, .line_scale = 0.5, .no_rivers = TRUE };
  EpcViewport view;
  EpcMapRender small;

  if (!companion)
    return 0;
  head = render->map->companion_heading ? epc_map_panel_heading (render, x, y, render->map->companion_heading, draw) : 0;
  small_view (render, x, y + head, most, most * 0.85, &view);
  if (!epc_map_render_bare (&small, companion, render->cr, &view))
    return 0;
  small.legend_form = EPC_LEGEND_CLASSES;
  small.legend_most = render->panel - view.width - 8;
  epc_map_legend (&small, x + view.width + 8, y + head, draw, &width, &height);
  if (draw)
    {
      cairo_save (render->cr);
      cairo_rectangle (render->cr, view.x, view.y, view.width, view.height);
      cairo_clip (render->cr);
      epc_basemap_draw (render->basemap, render->cr, &view, &options);
      epc_map_draw_shapes (&small);
      cairo_restore (render->cr);
      epc_shape_box (render->cr, view.x, view.y, view.width, view.height, 0, render->theme->ink_second, 0.5, 0);
    }
  epc_map_render_clear (&small);
  return head + MAX (view.height, height);
}

static double
table_part (EpcMapRender *render, double y, gboolean draw)
{
  EpcTable *table = render->map->table;
  double x = panel_left (render), top = y;

  if (!table || epc_table_n_rows (table) == 0)
    return 0;
  if (render->map->table_heading)
    y += epc_map_panel_heading (render, x, y, render->map->table_heading, draw);
  epc_table_measure (table, render->cr, render->theme, render->language, render->panel);
  if (draw)
    epc_table_draw_head (table, render->cr, render->theme, render->language, x, y, FALSE);
  y += epc_table_head_height (table, FALSE);
  for (guint i = 0; i < epc_table_n_rows (table); i++)
    {
      if (draw)
        epc_table_draw_row (table, render->cr, render->theme, i, x, y);
      y += epc_table_row_height (table, i);
    }
  return y - top + 3;
}

/* Where the frame of the map lies among its neighbours. */
static void
draw_locator (EpcMapRender *render, double x, double y, double width, double height)
{
  EpcBasemapOptions options = { .theme = render->map->theme,
                                .language = epc_language_name (render->language),
                                .focus = render->focus,
                                .line_scale = 0.5,
                                .no_towns = TRUE,
                                .no_admin1 = TRUE,
                                .no_rivers = TRUE };
  g_autoptr (EpcMapLabels) labels = epc_map_labels_new (x, y, width, height);
  double x0, y0, x1, y1, across, up;
  EpcViewport view;
  EpcMapBox box, wide;

  epc_viewport_box (&render->view, 0, &box);
  across = MAX ((box.east - box.west) * 1.6, 5);
  up = MAX ((box.north - box.south) * 1.6, 4);
  wide = (EpcMapBox){ box.west - across, MAX (box.south - up, -80), box.east + across, MIN (box.north + up, 80) };
  epc_viewport_fit (&view, EPC_PROJECTION_WEB_MERCATOR, &wide, x, y, width, height, TRUE);
  cairo_save (render->cr);
  cairo_rectangle (render->cr, x, y, width, height);
  cairo_clip (render->cr);
  epc_basemap_draw (render->basemap, render->cr, &view, &options);
  epc_basemap_draw_labels (render->basemap, render->cr, &view, &options, labels);
  epc_viewport_xy (&view, box.west, box.north, &x0, &y0);
  epc_viewport_xy (&view, box.east, box.south, &x1, &y1);
  epc_shape_box (render->cr, x0, y0, x1 - x0, y1 - y0, 0, render->theme->flow[0], 1.2, 0);
  cairo_restore (render->cr);
  epc_shape_box (render->cr, x, y, width, height, 0, render->theme->ink_second, 0.5, 0);
}

/* "Transverse Mercator, central meridian 73° W, WGS 84." */
static char *
projection_words (const EpcMapRender *render)
{
  const EpcViewport *v = &render->view;
  g_autofree char *degrees = epc_map_number (render, round (fabs (v->meridian) * 10) / 10);
  const char *side = epc_map_text (render, v->meridian >= 0 ? N_ ("E") : N_ ("W"));

  if (v->kind == EPC_PROJECTION_WEB_MERCATOR)
    return g_strdup (epc_map_text (render, N_ ("Mercator projection, WGS 84; the scale is that of the middle of the map.")));
  /* Translators: degrees and the letter of east or west. */
  return g_strdup_printf (epc_map_text (render, N_ ("Transverse Mercator projection, central meridian %s° %s, WGS 84.")), degrees, side);
}

static double
put_note (EpcMapRender *render, double x, double y, double width, const char *text, EpcType type, gboolean draw)
{
  EpcTypeSetting setting = { .type = type, .width = width, .colour = type == EPC_TYPE_TINY ? render->theme->ink_second : 0 };
  double height;

  epc_type_measure (render->cr, render->theme, text, &setting, NULL, &height);
  if (draw)
    epc_type_draw (render->cr, render->theme, x, y, text, &setting);
  return height;
}

/* The locator, and beside it what a reader must know. */
static double
notes_part (EpcMapRender *render, double y, gboolean draw)
{
  const GPtrArray *notes = render->map->notes;
  double width = render->panel * 0.38, height = width * 0.78, x = panel_left (render) + width + 8, left = render->panel - width - 8;
  g_autofree char *projection = projection_words (render);
  double at = y;

  for (guint i = 0; i + 1 < notes->len; i += 2)
    {
      const char *heading = g_ptr_array_index (notes, i), *text = g_ptr_array_index (notes, i + 1);

      if (heading)
        at += put_note (render, x, at, left, heading, EPC_TYPE_CAPTION_BOLD, draw);
      at += put_note (render, x, at, left, text, EPC_TYPE_TINY, draw) + 3;
    }
  at += put_note (render, x, at, left, projection, EPC_TYPE_TINY, draw);
  if (draw)
    draw_locator (render, panel_left (render), y, width, height);
  return MAX (height, at - y);
}

/* ------------------------------------------------------------------------------------------------------------ panel */

static const struct
{
  Part part;
  int need; /* the highest number gives way first */
} parts[] = { { figure_part, 0 }, { legend_part, 0 }, { companion_part, 1 }, { table_part, 3 }, { notes_part, 2 } };
#define N_PARTS G_N_ELEMENTS (parts)

/* Heights of the parts that have room, 0 for the others. */
static void
choose_parts (EpcMapRender *render, double *heights)
{
  double room = render->view.y + render->view.height + 13, total = -AIR;

  for (guint i = 0; i < N_PARTS; i++)
    {
      heights[i] = parts[i].part (render, 0, FALSE);
      total += heights[i] > 0 ? heights[i] + AIR : 0;
    }
  for (int need = 3; need > 0 && total > room; need--)
    for (guint i = 0; i < N_PARTS; i++)
      if (parts[i].need == need && heights[i] > 0)
        {
          total -= heights[i] + AIR;
          heights[i] = 0;
        }
}

void
epc_map_plan_panel (EpcMapRender *render)
{
  double heights[N_PARTS];

  choose_parts (render, heights);
  render->notes_below = heights[N_PARTS - 1] <= 0;
  if (!render->notes_below)
    return;
  /* The locator then takes a corner of the map. */
  render->locator_width = MIN (render->view.width * 0.16, 110);
  render->locator_height = render->locator_width * 0.8;
}

char *
epc_map_sheet_notes (EpcMapRender *render)
{
  GString *text = g_string_new (NULL);
  g_autofree char *projection = projection_words (render);

  for (guint i = 0; i + 1 < render->map->notes->len; i += 2)
    g_string_append_printf (text, "%s ", (const char *) g_ptr_array_index (render->map->notes, i + 1));
  g_string_append (text, projection);
  return g_string_free (text, FALSE);
}

void
epc_map_draw_panel (EpcMapRender *render)
{
  double heights[N_PARTS], y = 0;

  choose_parts (render, heights);
  for (guint i = 0; i < N_PARTS; i++)
    if (heights[i] > 0)
      {
        parts[i].part (render, y, TRUE);
        y += heights[i] + AIR;
      }
  if (render->notes_below)
    draw_locator (render, render->locator_x, render->locator_y, render->locator_width, render->locator_height);
}

void
epc_map_draw_sheet (const EpcMap *map, cairo_t *cr, double width, double height)
{
  EpcMapRender render;
  double panel = CLAMP (width * 0.205, 168, 236);

  if (width < 100 * 72 / 25.4 || height < 90 * 72 / 25.4)
    {
      epc_map_draw (map, cr, width, height);
      return;
    }
  if (epc_map_render_sheet (&render, map, cr, width, height, panel))
    epc_map_render_clear (&render);
  else
    epc_map_draw (map, cr, width, height); /* says what is missing */
}
