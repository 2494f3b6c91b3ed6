/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sites of a map figure: symbols by state and size, or groups where there are many; names where they have room.
 */
#include "draw/epc-map-private.h"

#include "base/epc-i18n.h"
#include "draw/epc-shape.h"

#include <math.h>

#define MOST_NAMED 80

const char *
epc_map_state_word (EpcMapState state)
{
  static const char *const words[EPC_MAP_N_STATES] = { [EPC_MAP_STATE_UNKNOWN] = N_ ("Not assessed"),
                                                       [EPC_MAP_STATE_OK] = N_ ("Adequate"),
                                                       [EPC_MAP_STATE_WATCH] = N_ ("Attention"),
                                                       [EPC_MAP_STATE_CRITICAL] = N_ ("Critical") };

  return words[MIN ((guint) state, EPC_MAP_N_STATES - 1u)];
}

double
epc_map_largest_radius (const EpcMapRender *render)
{
  double largest = render->unit > 1 ? 11 : 7;

  /* Many sites leave less room to each. */
  return render->map->n_sites > 2000 ? largest * 0.5 : render->map->n_sites > 150 ? largest * 0.75 : largest;
}

EpcMapClustering *
epc_map_own_clustering (const EpcMapRender *render, guint *zoom)
{
  double exact = epc_viewport_zoom (&render->view);
  EpcMapClusterRule rule = { .cell = render->unit > 1 ? 64 : 40, .on_paper = epc_map_theme_is_paper (render->map->theme) };
  EpcMapBox box;

  *zoom = (guint) CLAMP (floor (exact + 0.5), 0, 22);
  rule.scale = exp2 (exact - *zoom);
  epc_viewport_box (&render->view, 0, &box);
  return epc_map_cluster (render->map->points, *zoom, &rule, &box);
}

static EpcMapMark
mark_of (const EpcMapRender *render, guint index)
{
  const EpcMapPoints *points = render->map->points;
  EpcMapMark mark = { .radius = epc_map_site_radius (points->people[index], points->most, epc_map_largest_radius (render)),
                      .state = points->state[index],
                      .symbol = points->symbol[index],
                      .selected = points->selected[index] };

  mark.x = mark.y = -1e6;
  if (points->u[index] >= 0)
    epc_map_world_xy (&render->view, points->u[index], points->v[index], &mark.x, &mark.y);
  return mark;
}

/* A pin stands on its place, so that its head is above it. */
static double
middle_of (const EpcMapMark *mark)
{
  return mark->symbol == EPC_MAP_SYMBOL_OFFICE ? mark->y - mark->radius * 1.9 : mark->y;
}

void
epc_map_block_clusters (EpcMapRender *render, const EpcMapTaken *taken)
{
  double world = ldexp (256, (int) taken->zoom);

  for (guint i = 0; i < taken->clustering->n_clusters; i++)
    {
      const EpcMapCluster *k = &taken->clustering->clusters[i];
      EpcMapRoom room;
      double x, y;

      epc_map_world_xy (&render->view, k->x / world, k->y / world, &x, &y);
      if (!epc_viewport_contains (&render->view, x, y, -64))
        continue;
      epc_map_cluster_room (k, taken->points->most, epc_map_theme_is_paper (render->map->theme), &room);
      epc_map_labels_block_circle (render->labels, x, y, room.radius);
      epc_map_labels_block (render->labels, x - room.half_width, y + room.top, 2 * room.half_width, room.bottom - room.top);
    }
}

void
epc_map_draw_sites (EpcMapRender *render)
{
  const EpcMap *map = render->map;
  g_autoptr (GArray) marks = NULL;

  if (map->n_sites == 0)
    return;
  if (epc_map_is_clustered (map))
    {
      guint zoom;
      g_autoptr (EpcMapClustering) clustering = epc_map_own_clustering (render, &zoom);

      if (!render->dry)
        epc_map_clustering_draw (clustering, map->points, render->cr, &render->view, zoom, map->theme,
                                 epc_language_name (render->language));
      epc_map_block_clusters (render, &(EpcMapTaken){ clustering, map->points, zoom });
      return;
    }
  marks = g_array_new (FALSE, FALSE, sizeof (EpcMapMark));
  for (guint i = 0; i < map->n_sites; i++)
    {
      EpcMapMark mark = mark_of (render, i);

      if (epc_viewport_contains (&render->view, mark.x, mark.y, -16))
        g_array_append_val (marks, mark);
    }
  if (!render->dry)
    epc_map_marks_draw (render->cr, render->theme, (const EpcMapMark *) (const void *) marks->data, marks->len);
  for (guint i = 0; i < marks->len && i < 5000; i++)
    {
      const EpcMapMark *mark = &g_array_index (marks, EpcMapMark, i);

      /* The ring round the chosen one is part of it. */
      epc_map_labels_block_circle (render->labels, mark->x, middle_of (mark), mark->radius + (mark->selected ? 7 : 1));
    }
}

/* The name of a selected site, in a box of its own. */
static void
label_selected (EpcMapRender *render, const EpcMapMark *mark, const char *text)
{
  EpcTypeSetting setting = { .type = EPC_TYPE_SMALL_BOLD, .size = 8 * render->unit };
  double width, height, left, top, pad = 4 * render->unit;

  epc_type_measure (render->cr, render->theme, text, &setting, &width, &height);
  if (width > render->view.width * 0.7)
    {
      setting.width = render->view.width * 0.7;
      setting.lines = 2;
      epc_type_measure (render->cr, render->theme, text, &setting, &width, &height);
      width = setting.width; /* a name that runs from right to left stands at the right end of it */
    }
  if (!epc_map_labels_place (render->labels, mark->x, middle_of (mark), width + 2 * pad, height + pad, mark->radius + 5 * render->unit, 0,
                             2, &left, &top))
    {
      /* The chosen one is always named: above its symbol, inside the map. */
      left = CLAMP (mark->x - width / 2 - pad, render->view.x + 2, render->view.x + render->view.width - width - 2 * pad - 2);
      top = middle_of (mark) - mark->radius - height - pad - 8 * render->unit;
      top = MAX (top, render->view.y + 2);
      epc_map_labels_block (render->labels, left, top, width + 2 * pad, height + pad);
    }
  epc_shape_box (render->cr, left, top, width + 2 * pad, height + pad, render->theme->ground, render->theme->accent,
                 1.1 * render->unit, 3 * render->unit);
  epc_type_draw (render->cr, render->theme, left + pad, top + pad / 2, text, &setting);
}

static int
by_people (gconstpointer a, gconstpointer b, gpointer data)
{
  const EpcMap *map = data;
  const EpcMapSite *x = &map->sites[*(const guint *) a], *y = &map->sites[*(const guint *) b];

  if (x->selected != y->selected)
    return x->selected ? -1 : 1;
  return x->people < y->people ? 1 : x->people > y->people ? -1 : (int) *(const guint *) a - (int) *(const guint *) b;
}

void
epc_map_label_sites (EpcMapRender *render)
{
  const EpcMap *map = render->map;
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < map->n_sites; i++)
    if (map->sites[i].label && (map->sites[i].selected || (map->n_sites <= MOST_NAMED && !epc_map_is_clustered (map))))
      g_array_append_val (order, i);
  g_array_sort_with_data (order, by_people, (gpointer) map);
  for (guint k = 0; k < order->len; k++)
    {
      const EpcMapSite *site = &map->sites[g_array_index (order, guint, k)];
      EpcMapMark mark = mark_of (render, g_array_index (order, guint, k));
      EpcTypeSetting setting = { .type = EPC_TYPE_AXIS,
                                 .size = 7.2 * render->unit,
                                 .halo = 2.2 * render->unit,
                                 .halo_colour = epc_basemap_colours (map->theme)->halo };
      double width, height, left, top;

      if (!epc_viewport_contains (&render->view, mark.x, mark.y, 2))
        continue;
      if (site->selected)
        {
          label_selected (render, &mark, site->label);
          continue;
        }
      epc_type_measure (render->cr, render->theme, site->label, &setting, &width, &height);
      if (epc_map_labels_place (render->labels, mark.x, middle_of (&mark), width, height * 0.86, mark.radius - 1, 0, 0.24, &left, &top))
        epc_type_draw (render->cr, render->theme, left, top - height * 0.07, site->label, &setting);
      else
        g_ptr_array_add (render->left_out, g_strdup (site->label));
    }
}
