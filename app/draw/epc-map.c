/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map figure as a value: what is set, class limits, the sentence on boundaries. Drawing is in epc-map-draw.c and its
 * neighbours.
 */
#include "draw/epc-map-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"

#include <math.h>
#include <string.h>

static void
shape_clear (gpointer data)
{
  EpcMapShape *shape = data;

  g_free (shape->code);
  g_free (shape->name);
  g_free (shape->rings);
  g_free (shape->ring_sizes);
  g_free (shape->parent);
}

static void
arrow_clear (gpointer data)
{
  EpcMapArrow *arrow = data;

  g_free (arrow->from);
  g_free (arrow->to);
}

static void
zone_clear (gpointer data)
{
  EpcMapZone *zone = data;

  g_free (zone->points);
  g_free (zone->part_sizes);
  g_free (zone->label);
}

static void
pictures_clear (gpointer data)
{
  EpcMapPictures *pictures = data;

  if (pictures->destroy != NULL)
    pictures->destroy (pictures->data);
  g_free (pictures->name);
}

EpcMap *
epc_map_new (void)
{
  EpcMap *map = g_new0 (EpcMap, 1);

  map->n_owners = 1;
  map->parts = EPC_MAP_ALL_PARTS;
  map->clustered = -1;
  map->shapes = g_array_new (FALSE, TRUE, sizeof (EpcMapShape));
  g_array_set_clear_func (map->shapes, shape_clear);
  map->breaks = g_array_new (FALSE, FALSE, sizeof (double));
  map->flows = g_array_new (FALSE, TRUE, sizeof (EpcMapArrow));
  g_array_set_clear_func (map->flows, arrow_clear);
  map->pictures = g_array_new (FALSE, TRUE, sizeof (EpcMapPictures));
  g_array_set_clear_func (map->pictures, pictures_clear);
  map->zones = g_array_new (FALSE, TRUE, sizeof (EpcMapZone));
  g_array_set_clear_func (map->zones, zone_clear);
  map->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  map->notes = g_ptr_array_new_with_free_func (g_free);
  return map;
}

static void
drop_sites (EpcMap *map)
{
  for (guint i = 0; i < map->n_sites; i++)
    g_free ((char *) map->sites[i].label);
  g_clear_pointer (&map->sites, g_free);
  g_clear_pointer (&map->points, epc_map_points_free);
  map->n_sites = 0;
}

EpcMap *
epc_map_ref (EpcMap *map)
{
  g_atomic_int_inc (&map->n_owners);
  return map;
}

void
epc_map_free (EpcMap *map)
{
  if (!map || !g_atomic_int_dec_and_test (&map->n_owners))
    return;
  drop_sites (map);
  g_clear_pointer (&map->basemap, epc_basemap_unref);
  g_array_unref (map->shapes);
  g_array_unref (map->breaks);
  g_array_unref (map->flows);
  g_array_unref (map->zones);
  g_free (map->area);
  g_free (map->language);
  g_array_unref (map->pictures);
  g_free (map->title);
  g_free (map->subtitle);
  g_free (map->source);
  g_free (map->sites_legend);
  g_free (map->shapes_legend);
  g_free (map->place_word);
  g_free (map->flows_legend);
  g_free (map->flows_note);
  g_free (map->areas_note);
  g_hash_table_unref (map->names);
  g_free (map->overline);
  g_free (map->figure_value);
  g_free (map->figure_label);
  epc_map_free (map->companion);
  g_free (map->companion_heading);
  g_clear_pointer (&map->table, epc_table_free);
  g_free (map->table_heading);
  g_ptr_array_unref (map->notes);
  g_free (map);
}

EpcBasemap *
epc_map_basemap (const EpcMap *map)
{
  return map->basemap ? map->basemap : epc_basemap_default (NULL);
}

gboolean
epc_map_set_area (EpcMap *map, const char *code, GError **error)
{
  EpcBasemap *basemap = map->basemap ? map->basemap : epc_basemap_default (error);
  const EpcBasemapArea *area;

  if (!basemap)
    return FALSE;
  area = epc_basemap_area (basemap, code);
  if (!area)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                   _ ("The base map has no area with the code “%s”. Give an ISO 3166 code or an OCHA P-code of a country or "
                      "first-level area."),
                   code ? code : "");
      return FALSE;
    }
  epc_set_text (&map->area, area->code);
  map->box = area->box;
  map->has_box = TRUE;
  return TRUE;
}

void
epc_map_set_box (EpcMap *map, const EpcMapBox *box)
{
  map->box = *box;
  map->has_box = isfinite (box->west) && isfinite (box->east) && box->south <= box->north && fabs (box->south) <= 90
                 && fabs (box->north) <= 90;
}

void
epc_map_set_basemap (EpcMap *map, EpcBasemap *basemap)
{
  if (basemap)
    epc_basemap_ref (basemap);
  g_clear_pointer (&map->basemap, epc_basemap_unref);
  map->basemap = basemap;
}

void
epc_map_set_theme (EpcMap *map, EpcMapTheme theme)
{
  map->theme = theme;
}

void
epc_map_set_language (EpcMap *map, const char *language)
{
  epc_set_text (&map->language, language);
}

void
epc_map_set_title (EpcMap *map, const char *title, const char *subtitle)
{
  epc_set_text (&map->title, title);
  epc_set_text (&map->subtitle, subtitle);
}

const char *
epc_map_title (const EpcMap *map)
{
  return map->title;
}

const char *
epc_map_source (const EpcMap *map)
{
  return map->source;
}

void
epc_map_set_source (EpcMap *map, const char *source)
{
  epc_set_text (&map->source, source);
}

void
epc_map_set_parts (EpcMap *map, EpcMapParts parts)
{
  map->parts = parts;
}

void
epc_map_set_sites (EpcMap *map, const EpcMapSite *sites, guint n_sites, const char *legend)
{
  drop_sites (map);
  map->sites = g_new (EpcMapSite, MAX (n_sites, 1));
  map->n_sites = n_sites;
  for (guint i = 0; i < n_sites; i++)
    {
      map->sites[i] = sites[i];
      map->sites[i].label = g_strdup (sites[i].label);
    }
  map->points = epc_map_points_new (sites, n_sites);
  epc_set_text (&map->sites_legend, legend);
}

void
epc_map_set_clustered (EpcMap *map, gboolean clustered)
{
  map->clustered = clustered ? 1 : 0;
}

gboolean
epc_map_is_clustered (const EpcMap *map)
{
  return map->clustered >= 0 ? map->clustered : map->n_sites > 300;
}

/* The country that names without a known code are looked up in: the one in focus, else that of the first code that is known. */
static const char *
country_of_names (const EpcMap *map, const EpcBasemap *basemap)
{
  const EpcBasemapArea *area = map->area ? epc_basemap_area (basemap, map->area) : NULL;

  for (guint i = 0; !area && i < map->shapes->len; i++)
    area = epc_basemap_area (basemap, g_array_index (map->shapes, EpcMapShape, i).code);
  return area ? area->country : NULL;
}

int
epc_map_resolve (const EpcMap *map, const EpcBasemap *basemap, const EpcMapShape *shape)
{
  const EpcBasemapArea *area = epc_basemap_area (basemap, shape->code);
  const char *country;

  /* An outline of its own may be of any level: by its name it would be taken for a department. */
  if (!area && shape->name && shape->n_rings == 0)
    {
      country = country_of_names (map, basemap);
      if (country)
        area = epc_basemap_find_area (basemap, country, shape->name);
      if (!area)
        area = epc_basemap_find_area (basemap, NULL, shape->name);
    }
  return area ? (int) area->index : -1;
}

static EpcMapBox
box_of (const double *points, gsize n_points)
{
  EpcMapBox box = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  for (gsize k = 0; k < n_points; k++)
    {
      box.west = MIN (box.west, points[2 * k]);
      box.east = MAX (box.east, points[2 * k]);
      box.south = MIN (box.south, points[2 * k + 1]);
      box.north = MAX (box.north, points[2 * k + 1]);
    }
  return box;
}

guint
epc_map_set_areas (EpcMap *map, const EpcMapArea *areas, guint n_areas, EpcMapRamp ramp, const double *breaks, guint n_breaks,
                   const char *legend, const char *place_word)
{
  EpcBasemap *basemap = epc_map_basemap (map);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  guint unknown = 0;

  g_array_set_size (map->shapes, 0);
  g_array_set_size (map->breaks, 0);
  for (guint i = 0; i < n_areas; i++)
    {
      const EpcMapArea *area = &areas[i];
      gsize points = 0;
      EpcMapShape shape = { .code = g_strdup (area->code),
                            .name = g_strdup (area->name),
                            .value = area->value,
                            .parent = g_strdup (area->parent),
                            .is_context = area->is_context,
                            .n_rings = area->rings ? area->n_rings : 0,
                            .has_value = area->has_value && isfinite (area->value) };

      for (guint k = 0; k < shape.n_rings; k++)
        points += area->ring_sizes[k];
      if (shape.n_rings)
        {
          shape.rings = g_memdup2 (area->rings, points * 2 * sizeof (double));
          shape.ring_sizes = g_memdup2 (area->ring_sizes, shape.n_rings * sizeof (guint));
          shape.box = box_of (shape.rings, points);
        }
      if (shape.has_value && !shape.is_context)
        g_array_append_val (values, shape.value);
      g_array_append_val (map->shapes, shape);
    }
  map->ramp = ramp;
  if (breaks)
    g_array_append_vals (map->breaks, breaks, MIN (n_breaks, EPC_RAMP_STEPS));
  else
    {
      double steps[EPC_RAMP_STEPS];
      guint n = epc_map_breaks ((const double *) (const void *) values->data, values->len, steps, EPC_RAMP_STEPS);

      g_array_append_vals (map->breaks, steps, n);
    }
  epc_set_text (&map->shapes_legend, legend);
  epc_set_text (&map->place_word, place_word);
  for (guint i = 0; i < map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (map->shapes, EpcMapShape, i);

      unknown += !shape->n_rings && (!basemap || epc_map_resolve (map, basemap, shape) < 0) ? 1 : 0;
    }
  return unknown;
}

void
epc_map_set_flows (EpcMap *map, const EpcMapFlow *flows, guint n_flows, double least, const char *legend)
{
  g_array_set_size (map->flows, 0);
  for (guint i = 0; i < n_flows; i++)
    {
      EpcMapArrow arrow = { g_strdup (flows[i].from), g_strdup (flows[i].to), flows[i].people };

      g_array_append_val (map->flows, arrow);
    }
  map->least_flow = least;
  epc_set_text (&map->flows_legend, legend);
}

gboolean
epc_map_has_outlines (const EpcMap *map)
{
  for (guint i = 0; i < map->shapes->len; i++)
    if (g_array_index (map->shapes, EpcMapShape, i).n_rings)
      return TRUE;
  return FALSE;
}

int
epc_map_area_at (const EpcMap *map, double lon, double lat)
{
  EpcBasemap *basemap = epc_map_basemap (map);
  const EpcBasemapArea *under = NULL;

  for (guint i = 0; i < map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (map->shapes, EpcMapShape, i);

      if (epc_map_shape_contains (shape, lon, lat))
        return (int) i;
      if (shape->n_rings || !basemap)
        continue;
      if (!under)
        under = epc_basemap_area_containing (basemap, lon, lat);
      if (!under)
        return -1;
      if (epc_map_resolve (map, basemap, shape) == (int) under->index)
        return (int) i;
    }
  return -1;
}

gboolean
epc_map_shape_contains (const EpcMapShape *shape, double lon, double lat)
{
  const double *p = shape->rings;
  gboolean inside = FALSE;

  if (!shape->n_rings || lon < shape->box.west || lon > shape->box.east || lat < shape->box.south || lat > shape->box.north)
    return FALSE;
  for (guint r = 0; r < shape->n_rings; p += 2 * shape->ring_sizes[r], r++)
    for (guint i = 0, j = shape->ring_sizes[r] - 1; i < shape->ring_sizes[r]; j = i++)
      if ((p[2 * i + 1] > lat) != (p[2 * j + 1] > lat)
          && lon < (p[2 * j] - p[2 * i]) * (lat - p[2 * i + 1]) / (p[2 * j + 1] - p[2 * i + 1]) + p[2 * i])
        inside = !inside;
  return inside;
}

void
epc_map_set_areas_note (EpcMap *map, const char *note)
{
  epc_set_text (&map->areas_note, note);
}

void
epc_map_name_area (EpcMap *map, const char *code, const char *name)
{
  g_hash_table_insert (map->names, g_strdup (code), g_strdup (name));
}

void
epc_map_set_overline (EpcMap *map, const char *text)
{
  epc_set_text (&map->overline, text);
}

void
epc_map_set_figure (EpcMap *map, const char *value, const char *label)
{
  epc_set_text (&map->figure_value, value);
  epc_set_text (&map->figure_label, label);
}

void
epc_map_set_companion (EpcMap *map, EpcMap *companion, const char *heading)
{
  epc_map_free (map->companion);
  map->companion = companion;
  epc_set_text (&map->companion_heading, heading);
}

void
epc_map_set_table (EpcMap *map, const char *heading, EpcTable *table)
{
  g_clear_pointer (&map->table, epc_table_free);
  map->table = table;
  epc_set_text (&map->table_heading, heading);
}

void
epc_map_add_note (EpcMap *map, const char *heading, const char *text)
{
  g_ptr_array_add (map->notes, g_strdup (heading));
  g_ptr_array_add (map->notes, g_strdup (text));
}

void
epc_map_set_flows_note (EpcMap *map, const char *note)
{
  epc_set_text (&map->flows_note, note);
}

void
epc_map_add_overlay (EpcMap *map, const EpcMapOverlay *overlay)
{
  gsize points = 0;
  EpcMapZone zone
      = { .kind = MIN (overlay->kind, EPC_MAP_OVERLAY_BOUNDARY), .n_parts = overlay->n_parts, .label = g_strdup (overlay->label) };

  for (guint i = 0; i < overlay->n_parts; i++)
    points += overlay->part_sizes[i];
  zone.points = g_memdup2 (overlay->points, points * 2 * sizeof (double));
  zone.box = box_of (zone.points, points);
  zone.part_sizes = g_memdup2 (overlay->part_sizes, overlay->n_parts * sizeof (guint));
  g_array_append_val (map->zones, zone);
}

void
epc_map_add_pictures (EpcMap *map, EpcMapTileFunc tile, gpointer data, GDestroyNotify destroy, guint min_zoom, guint max_zoom,
                      const EpcMapBox *box, const char *name, double opacity)
{
  const EpcMapPictures pictures = { tile, data, destroy, min_zoom, max_zoom, *box, g_strdup (name), CLAMP (opacity, 0, 1), FALSE };

  g_array_append_val (map->pictures, pictures);
}

void
epc_map_raise_pictures (EpcMap *map)
{
  g_return_if_fail (map->pictures->len > 0);
  g_array_index (map->pictures, EpcMapPictures, map->pictures->len - 1).is_raised = TRUE;
}

static gboolean
is_within (const EpcMapSite *site, const EpcMapBox *box)
{
  return box == NULL || (site->lon >= box->west && site->lon <= box->east && site->lat >= box->south && site->lat <= box->north);
}

guint
epc_map_add_data (EpcMap *map, const EpcMap *other, const EpcMapBox *within)
{
  g_autofree EpcMapSite *sites = g_new (EpcMapSite, map->n_sites + other->n_sites + 1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *legend = g_strdup (map->sites_legend != NULL ? map->sites_legend : other->sites_legend);
  guint n = map->n_sites;

  for (guint i = 0; i < other->zones->len; i++)
    {
      const EpcMapZone *zone = &g_array_index (other->zones, EpcMapZone, i);

      epc_map_add_overlay (map, &(EpcMapOverlay){ .kind = zone->kind, .points = zone->points, .part_sizes = zone->part_sizes,
                                                  .n_parts = zone->n_parts, .label = zone->label });
    }
  for (guint i = 0; i < map->n_sites; i++)
    {
      sites[i] = map->sites[i];
      sites[i].label = g_strdup (map->sites[i].label); /* those of @map are given up first */
      g_ptr_array_add (labels, (char *) sites[i].label);
    }
  for (guint i = 0; i < other->n_sites; i++)
    if (is_within (&other->sites[i], within))
      sites[n++] = other->sites[i];
  guint n_new = n - map->n_sites;
  if (n_new > 0)
    epc_map_set_sites (map, sites, n, legend);
  return n_new;
}

/* ---------------------------------------------------------------------------------------------------------- classes */

/* Step @index of the series …, 1, 2.5, 5, 10, 25, 50, …; 1 has index 0. Whole numbers below ten: 2 instead of 2.5. */
static double
series_step (int index, gboolean whole)
{
  static const double steps[] = { 1, 2.5, 5 };
  int power = (index >= 0 ? index : index - 2) / 3, rest = index - power * 3;
  double value = steps[rest] * pow (10, power);

  return whole && value == 2.5 ? 2 : value;
}

/* Few places leave low classes without any: those become one with the first class that has some, so that three places do not stand in a
 * legend of six. The lowest limit stays: another round, shown by the same limits, may have less. */
static guint
without_empty (const double *values, guint n_values, double *breaks, guint n)
{
  guint first = 0; /* the lowest class that has a place */

  for (guint i = 0, found = 0; first + 2 < n && !found; first += !found)
    for (i = 0; i < n_values && !found; i++)
      found = isfinite (values[i]) && values[i] >= breaks[first] && values[i] < breaks[first + 1];
  memmove (breaks + 1, breaks + first + 1, (n - first - 1) * sizeof *breaks);
  return n - first;
}

guint
epc_map_breaks (const double *values, guint n_values, double *breaks, guint n_max)
{
  double low = INFINITY, high = 0;
  gboolean whole = TRUE;
  int top, first;
  guint n = 0;

  for (guint i = 0; i < n_values; i++)
    if (isfinite (values[i]) && values[i] > 0)
      {
        low = MIN (low, values[i]);
        high = MAX (high, values[i]);
        whole = whole && values[i] == floor (values[i]);
      }
  if (!(high > 0) || n_max == 0)
    return 0;
  first = whole ? 0 : (int) floor (3 * log10 (low)) + 1;
  while (!whole && series_step (first, FALSE) > low)
    first--;
  /* The top class: the first step that at most a tenth of the places reach (one at least). */
  for (top = first; series_step (top, whole) <= high; top++)
    {
      guint above = 0;

      for (guint i = 0; i < n_values; i++)
        above += isfinite (values[i]) && values[i] >= series_step (top, whole) ? 1 : 0;
      if (above * 10 <= n_values || above <= 1)
        break;
    }
  while (top > first && series_step (top, whole) > high)
    top--;
  breaks[n++] = series_step (first, whole);
  for (int i = MAX (first + 1, top - (int) n_max + 2); i <= top && n < n_max; i++)
    breaks[n++] = series_step (i, whole);
  return without_empty (values, n_values, breaks, n);
}

int
epc_map_class (double value, const double *breaks, guint n_breaks)
{
  int class = -1;

  for (guint i = 0; i < n_breaks && value >= breaks[i]; i++)
    class = (int) i;
  return class;
}

/* ------------------------------------------------------------------------------------------------------- disclaimer */

static GMutex disclaimer_lock;
static char *own_disclaimer[4];

static const char *const disclaimers[4][2] = {
  { "The depiction and use of boundaries, geographic names and related data shown on this map are not warranted to be error "
    "free, nor do they imply "
    "judgement on the legal status of any territory, or any endorsement or acceptance of such boundaries by IOM.",
    "Boundaries and names do not imply official endorsement or acceptance by IOM." },
  { "La representación y el uso de fronteras, nombres geográficos y datos conexos en este mapa no están garantizados como libres "
    "de errores, ni implican "
    "juicio alguno sobre la condición jurídica de ningún territorio, ni el reconocimiento o la aceptación de dichas fronteras "
    "por parte de la OIM.",
    "Los límites y nombres no implican aceptación oficial por la OIM." },
  { "La représentation et l’utilisation des frontières, des noms géographiques et des données connexes figurant sur cette carte "
    "ne sont pas garanties "
    "exemptes d’erreurs et n’impliquent ni jugement sur le statut juridique d’un territoire, ni reconnaissance ou acceptation "
    "officielle de ces frontières par l’OIM.",
    "Les limites et noms n’impliquent pas d’acceptation officielle par l’OIM." },
  { "A representação e o uso de fronteiras, nomes geográficos e dados relacionados neste mapa não são garantidos como isentos de "
    "erros, nem implicam juízo "
    "sobre o estatuto jurídico de qualquer território, nem o reconhecimento ou a aceitação dessas fronteiras pela OIM.",
    "Limites e nomes não implicam aceitação oficial pela OIM." },
};

const char *
epc_map_disclaimer (const char *language, gboolean is_short)
{
  guint index = epc_basemap_language (language);
  const char *text;

  g_mutex_lock (&disclaimer_lock);
  text = !is_short && own_disclaimer[index] ? own_disclaimer[index] : disclaimers[index][is_short ? 1 : 0];
  g_mutex_unlock (&disclaimer_lock);
  return text;
}

void
epc_map_set_disclaimer (const char *language, const char *text)
{
  guint index = epc_basemap_language (language);

  g_mutex_lock (&disclaimer_lock);
  /* Interned: a drawing in another thread may still hold the last one. */
  own_disclaimer[index] = text ? (char *) g_intern_string (text) : NULL;
  g_mutex_unlock (&disclaimer_lock);
}

static void
add_row (GPtrArray *rows, const char *kind, const char *one, const char *other, double value)
{
  g_autofree char *number = isnan (value) ? g_strdup ("") : g_strdup_printf ("%.10g", value);
  const char *const cells[] = { kind, one != NULL ? one : "", other != NULL ? other : "", number, NULL };

  g_ptr_array_add (rows, g_strdupv ((char **) cells));
}

GPtrArray *
epc_map_rows (const EpcMap *map)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (map->shapes, EpcMapShape, i);
      if (!shape->is_context)
        add_row (rows, "area", shape->code, shape->name, shape->has_value ? shape->value : NAN);
    }
  for (guint i = 0; i < map->flows->len; i++)
    {
      const EpcMapArrow *arrow = &g_array_index (map->flows, EpcMapArrow, i);
      add_row (rows, "movement", arrow->from, arrow->to, arrow->people);
    }
  for (guint i = 0; i < map->n_sites; i++)
    {
      const EpcMapSite *site = &map->sites[i];
      g_autofree char *where = g_strdup_printf ("%.5f %.5f", site->lat, site->lon);
      add_row (rows, "site", site->label, where, site->people >= 0 ? (double) site->people : NAN);
    }
  return rows;
}

#define SURROUNDINGS 0.35 /* of the size of the areas, on each side */

void
epc_map_focus_on_areas (EpcMap *map, double share)
{
  EpcBasemap *basemap = epc_map_basemap (map);
  EpcMapBox all = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  for (guint i = 0; basemap != NULL && i < map->shapes->len; i++)
    {
      const EpcMapShape *shape = &g_array_index (map->shapes, EpcMapShape, i);
      int index = shape->n_rings == 0 ? epc_map_resolve (map, basemap, shape) : -1;
      const EpcMapBox *box = shape->n_rings > 0 ? &shape->box : index >= 0 ? &epc_basemap_area_at (basemap, (guint) index)->box : NULL;

      if (!shape->has_value || shape->is_context || box == NULL)
        continue;
      all = (EpcMapBox){ MIN (all.west, box->west), MIN (all.south, box->south), MAX (all.east, box->east), MAX (all.north, box->north) };
    }
  double width = all.east - all.west, height = all.north - all.south;
  if (!(width > 0 && height > 0) || !map->has_box
      || width * height >= share * (map->box.east - map->box.west) * (map->box.north - map->box.south))
    return;
  width *= SURROUNDINGS;
  height *= SURROUNDINGS;
  epc_map_set_box (map, &(EpcMapBox){ all.west - width, MAX (all.south - height, -90), all.east + width, MIN (all.north + height, 90) });
}
