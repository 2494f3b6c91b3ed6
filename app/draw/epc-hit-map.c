/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands where in a drawing.
 */
#include "epc-hit-map.h"

#include <math.h>

static void
clear_hit (gpointer data)
{
  EpcHit *hit = data;

  g_free (hit->label);
}

EpcHitMap *
epc_hit_map_new (void)
{
  EpcHitMap *map = g_new0 (EpcHitMap, 1);

  map->hits = g_array_new (FALSE, FALSE, sizeof (EpcHit));
  g_array_set_clear_func (map->hits, clear_hit);
  map->labels = g_array_new (FALSE, FALSE, sizeof (EpcHitBox));
  return map;
}

void
epc_hit_map_free (EpcHitMap *map)
{
  if (map == NULL)
    return;
  g_array_unref (map->hits);
  g_array_unref (map->labels);
  g_free (map);
}

void
epc_hit_map_clear (EpcHitMap *map)
{
  g_array_set_size (map->hits, 0);
  g_array_set_size (map->labels, 0);
}

guint
epc_hit_map_size (const EpcHitMap *map)
{
  return map->hits->len;
}

const EpcHit *
epc_hit_map_get (const EpcHitMap *map, guint index)
{
  g_return_val_if_fail (index < map->hits->len, NULL);

  return &g_array_index (map->hits, EpcHit, index);
}

int
epc_hit_map_find (const EpcHitMap *map, double x, double y, double reach)
{
  int found = -1;
  double nearest = reach;

  for (guint i = 0; i < map->hits->len; i++)
    {
      const EpcHit *hit = epc_hit_map_get (map, i);
      double dx = MAX (MAX (hit->x - x, 0), x - hit->x - hit->width);
      double dy = MAX (MAX (hit->y - y, 0), y - hit->y - hit->height);
      double distance = hypot (dx, dy);

      if (distance < nearest || (found < 0 && distance <= nearest))
        {
          nearest = distance;
          found = (int) i;
        }
    }
  return found;
}

static int
sign (int n)
{
  return (n > 0) - (n < 0);
}

int
epc_hit_map_step (const EpcHitMap *map, int index, int d_category, int d_series)
{
  const EpcHit *from;
  int best = index;
  int best_distance = G_MAXINT;

  if (index < 0 || (guint) index >= map->hits->len)
    return map->hits->len > 0 ? 0 : -1;
  from = epc_hit_map_get (map, index);
  for (guint i = 0; i < map->hits->len; i++)
    {
      const EpcHit *to = epc_hit_map_get (map, i);
      int dc = to->category - from->category;
      int ds = to->series - from->series;

      if (sign (dc) != d_category || sign (ds) != d_series)
        continue;
      if (ABS (dc) + ABS (ds) < best_distance)
        {
          best_distance = ABS (dc) + ABS (ds);
          best = (int) i;
        }
    }
  return best;
}

void
epc_hit_map_add (EpcHitMap *map, double x, double y, double width, double height, int category, int series, double value,
                 char *label)
{
  EpcHit hit = { x, y, width, height, category, series, value, label };

  if (map == NULL)
    {
      g_free (label);
      return;
    }
  g_array_append_val (map->hits, hit);
}

void
epc_hit_map_add_label (EpcHitMap *map, double x, double y, double width, double height)
{
  EpcHitBox box = { x, y, width, height };

  if (map != NULL)
    g_array_append_val (map->labels, box);
}
