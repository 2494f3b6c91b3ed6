/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-displacement.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"

static void
movement_clear (gpointer data)
{
  EpcMovement *movement = data;

  g_free (movement->from);
  g_free (movement->to);
}

void
epc_displacement_clear (EpcDisplacement *self)
{
  epc_place_shapes_free (self->shapes);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->before, g_hash_table_unref);
  g_clear_pointer (&self->movements, g_array_unref);
  g_clear_pointer (&self->from, g_hash_table_unref);
}
const char *
epc_displacement_text (const EpcDisplacement *self, const char *text)
{
  return epc_picture_text (self->language, text);
}

char *
epc_displacement_number (const EpcDisplacement *self, double value)
{
  return epc_language_integer (epc_language_get (self->language), (gint64) llround (value));
}

double
epc_displacement_value (GHashTable *table, const char *key)
{
  const double *found = table != NULL && key != NULL ? g_hash_table_lookup (table, key) : NULL;

  return found != NULL ? *found : NAN;
}

static void
add_to (GHashTable *table, const char *key, double value)
{
  double *found = g_hash_table_lookup (table, key);

  if (found != NULL)
    *found += value;
  else
    g_hash_table_insert (table, g_strdup (key), g_memdup2 (&value, sizeof value));
}

/* ---------------------------------------------------------------------------------------------------------- reading */

static GArray *
sums_by (const EpcDisplacement *self, const EpcRound *round, const char *const *by, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  g_autofree char *level = g_strdup_printf ("%d", (int) round->admin_level);
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, self->store, "round", EPC_OP_EQUAL, epc_uid_to_text (&round->uid, uid), error)
      || !epc_query_where (query, self->store, "admin_level", EPC_OP_EQUAL, level, error))
    return NULL;
  return epc_query_sum (query, self->store, "idp_ind", by, NULL, error);
}

/* What @people has of P-codes below the first level, added up there: the areas of the base map. */
static GHashTable *
by_first_level (const EpcDisplacement *self, GHashTable *people)
{
  GHashTable *sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer code, value;

  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &code, &value))
    {
      const char *area = epc_place_shapes_first_level (self->shapes, code);
      add_to (sums, area != NULL ? area : code, *(double *) value);
    }
  g_hash_table_unref (people);
  return sums;
}

/* People by place in @round. */
static GHashTable *
people_in (const EpcDisplacement *self, const EpcRound *round, GError **error)
{
  static const char *const by[] = { "place", NULL };
  g_autoptr (GArray) sums = sums_by (self, round, by, error);
  GHashTable *people = sums != NULL ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) : NULL;

  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const EpcSum *sum = &g_array_index (sums, EpcSum, i);

      if (sum->by[0] != NULL && sum->filled > 0)
        add_to (people, sum->by[0], sum->sum);
    }
  return people != NULL && self->is_of_basemap ? by_first_level (self, people) : people;
}

static void
add_movement (EpcDisplacement *self, const char *from, const char *to, double people)
{
  add_to (self->from, from, people);
  for (guint i = 0; i < self->movements->len; i++)
    {
      EpcMovement *movement = &g_array_index (self->movements, EpcMovement, i);

      if (g_str_equal (movement->from, from) && g_str_equal (movement->to, to))
        {
          movement->people += people;
          return;
        }
    }
  EpcMovement movement = { g_strdup (from), g_strdup (to), people };
  g_array_append_val (self->movements, movement);
}

gboolean
epc_displacement_read_movements (EpcDisplacement *self, GError **error)
{
  static const char *const by[] = { "origin_place", "place", NULL };
  g_autoptr (GArray) sums = sums_by (self, self->round, by, error);

  if (sums == NULL)
    return FALSE;
  for (guint i = 0; i < sums->len; i++)
    {
      const EpcSum *sum = &g_array_index (sums, EpcSum, i);
      const char *from = epc_place_shapes_first_level (self->shapes, sum->by[0]);
      const char *to = epc_place_shapes_first_level (self->shapes, sum->by[1]);

      if (from == NULL || to == NULL)
        self->unknown += sum->sum;
      else
        add_movement (self, from, to, sum->sum);
    }
  double top = 0;
  for (guint i = 0; i < self->movements->len; i++)
    {
      const EpcMovement *movement = &g_array_index (self->movements, EpcMovement, i);
      gboolean is_within = g_str_equal (movement->from, movement->to);
      double all = epc_displacement_value (self->from, movement->from);

      self->within += is_within ? movement->people : 0;
      self->most = is_within ? self->most : MAX (self->most, movement->people);
      if (all > top)
        {
          top = all;
          self->main_origin = movement->from;
        }
    }
  return TRUE;
}

/* People who came from @from and are in @to (NULL: wherever). */
double
epc_displacement_moved (const EpcDisplacement *self, const char *from, const char *to)
{
  for (guint i = 0; i < self->movements->len; i++)
    {
      const EpcMovement *movement = &g_array_index (self->movements, EpcMovement, i);

      if (g_strcmp0 (movement->from, from) == 0 && g_strcmp0 (movement->to, to) == 0)
        return movement->people;
    }
  return 0;
}

/* ------------------------------------------------------------------------------------------------------------ areas */

gboolean
epc_displacement_is_inside (const EpcDisplacement *self, const EpcPlaceShape *shape)
{
  return self->area == NULL || g_strcmp0 (shape->parent, self->area) == 0;
}

/* Per inhabitant where most of the areas have a population, else by area. */
EpcMeasure
epc_displacement_rate (const EpcDisplacement *self)
{
  guint known = 0;

  for (guint i = 0; i < self->shapes->outlines->len; i++)
    known += ((const EpcPlaceShape *) g_ptr_array_index (self->shapes->outlines, i))->population > 0 ? 1 : 0;
  return 2 * known > self->shapes->outlines->len ? EPC_MEASURE_PER_INHABITANTS : EPC_MEASURE_PER_KM2;
}

double
epc_displacement_measured (const EpcPlaceShape *shape, double people, EpcMeasure measure)
{
  if (measure == EPC_MEASURE_PEOPLE)
    return people;
  if (measure == EPC_MEASURE_PER_INHABITANTS)
    return shape->population > 0 ? people * 1000 / (double) shape->population : NAN;
  return shape->km2 > 0 ? people / shape->km2 : NAN;
}

const char *
epc_displacement_measure_word (const EpcDisplacement *self, EpcMeasure measure)
{
  static const char *const words[] = { [EPC_MEASURE_PEOPLE] = N_ ("Displaced people"),
                                       [EPC_MEASURE_PER_INHABITANTS] = N_ ("Displaced people per 1,000 inhabitants"),
                                       [EPC_MEASURE_PER_KM2] = N_ ("Displaced people per km²") };

  return epc_displacement_text (self, words[measure]);
}

/* Class limits of the newest round of the series, the same for all of its rounds: maps of two rounds can be laid side by side. */
static guint
limits (const EpcDisplacement *self, EpcMeasure measure, double *breaks, GError **error)
{
  const EpcRound *newest = g_ptr_array_index (self->series->rounds, self->series->rounds->len - 1);
  g_autoptr (GHashTable) people = newest->admin_level == self->round->admin_level ? people_in (self, newest, error)
                                                                                  : g_hash_table_ref (self->people);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; people != NULL && i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      double value = epc_displacement_measured (shape, epc_displacement_value (people, shape->code), measure);

      if (isfinite (value))
        g_array_append_val (values, value);
    }
  return epc_map_breaks ((const double *) (gpointer) values->data, values->len, breaks, EPC_RAMP_STEPS);
}

gboolean
epc_displacement_set_areas (const EpcDisplacement *self, EpcMap *map, EpcMeasure measure, GError **error)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, TRUE, sizeof (EpcMapArea));
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);
  double breaks[EPC_RAMP_STEPS];
  guint n_breaks = limits (self, measure, breaks, error);
  GHashTableIter iter;
  gpointer code, people;

  for (guint i = 0; i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      double value = epc_displacement_measured (shape, epc_displacement_value (self->people, shape->code), measure);
      const EpcMapArea area = { .code = shape->code,
                                .name = shape->name,
                                .parent = shape->parent,
                                .value = value,
                                .has_value = isfinite (value),
                                .is_context = !epc_displacement_is_inside (self, shape),
                                .rings = self->is_of_basemap ? NULL : (const double *) (gpointer) shape->points->data,
                                .ring_sizes = (const guint *) (gpointer) shape->rings->data,
                                .n_rings = shape->rings->len };

      g_array_append_val (areas, area);
      g_hash_table_add (shown, shape->code);
    }
  /* The rest has no outline and stands in the list under the map. */
  g_hash_table_iter_init (&iter, self->people);
  while (measure == EPC_MEASURE_PEOPLE && self->area == NULL && g_hash_table_iter_next (&iter, &code, &people))
    if (!g_hash_table_contains (shown, code))
      {
        const EpcMapArea area = { .code = code, .value = *(double *) people, .has_value = TRUE };
        g_array_append_val (areas, area);
      }
  epc_map_set_areas (map, (const EpcMapArea *) (gpointer) areas->data, areas->len,
                     measure == EPC_MEASURE_PEOPLE ? EPC_MAP_RAMP_PEOPLE : EPC_MAP_RAMP_PRESSURE, n_breaks > 0 ? breaks : NULL, n_breaks,
                     epc_displacement_measure_word (self, measure), epc_displacement_text (self, N_ ("areas")));
  epc_map_set_areas_note (map, epc_displacement_text (self, N_ ("Fixed steps, the same for every round of this operation.")));
  return TRUE;
}

/* -------------------------------------------------------------------------------------------------------- movements */

/* The largest power of ten of which the widest arrow holds a hundred: below it an arrow is a hair. */
static double
least_drawn (double most)
{
  return most >= 100 ? pow (10, floor (log10 (most / 100))) : 1;
}

/* Who has no arrow: those inside their own area, of the main origin apart; those whose origin is not known. */
static char *
rest_note (const EpcDisplacement *self)
{
  g_autofree char *inside = epc_displacement_number (self, self->within), *unstated = epc_displacement_number (self, self->unknown);
  g_autofree char *all = epc_displacement_number (self, epc_displacement_value (self->from, self->main_origin));
  g_autofree char *still = epc_displacement_number (self, epc_displacement_moved (self, self->main_origin, self->main_origin));
  g_autofree char *name = epc_store_place_name_in (self->store, self->main_origin, self->language);
  g_autoptr (GString) note = g_string_new (NULL);

  g_string_append_printf (note, epc_language_plural (epc_language_get (self->language), N_("Displaced inside their own area: %s person."), N_("Displaced inside their own area: %s people."), (gint64) self->within), inside);
  g_string_append_c (note, ' ');
  /* Translators: number of people, name of an area, number of people. */
  g_string_append_printf (note, epc_displacement_text (self, N_ ("Of the %s people from %s, %s are still inside it.")), all, name, still);
  if (self->unknown > 0)
    {
      g_string_append_c (note, ' ');
      g_string_append_printf (note, epc_displacement_text (self, N_ ("Origin not stated: %s.")), unstated);
    }
  return g_string_free (g_steal_pointer (&note), FALSE);
}

void
epc_displacement_set_movements (const EpcDisplacement *self, EpcMap *map)
{
  g_autoptr (GArray) flows = g_array_new (FALSE, FALSE, sizeof (EpcMapFlow));

  if (self->most <= 0)
    return;
  for (guint i = 0; i < self->movements->len; i++)
    {
      const EpcMovement *movement = &g_array_index (self->movements, EpcMovement, i);
      const EpcMapFlow flow = { movement->from, movement->to, movement->people };
      g_autofree char *from = epc_store_place_name_in (self->store, movement->from, self->language);
      g_autofree char *to = epc_store_place_name_in (self->store, movement->to, self->language);

      g_array_append_val (flows, flow);
      epc_map_name_area (map, movement->from, from);
      epc_map_name_area (map, movement->to, to);
    }
  g_autofree char *note = rest_note (self);
  epc_map_set_flows (map, (const EpcMapFlow *) (gpointer) flows->data, flows->len, least_drawn (self->most),
                     epc_displacement_text (self, N_ ("Movements between areas")));
  epc_map_set_flows_note (map, note);
}

/* -------------------------------------------------------------------------------------------------------------- all */

/* Areas of the first level as the base map has them, by P-code where it knows that. */
static void
take_basemap (EpcDisplacement *self)
{
  EpcBasemap *basemap = epc_basemap_default (NULL);

  self->is_of_basemap = TRUE;
  for (guint i = 0; basemap != NULL && i < epc_basemap_n_areas (basemap); i++)
    {
      const EpcBasemapArea *area = epc_basemap_area_at (basemap, i);

      if (area->level == EPC_BASEMAP_COUNTRY || g_strcmp0 (area->country, self->round->country) != 0)
        continue;
      EpcPlaceShape *shape = epc_place_shape_new (area->pcode != NULL ? area->pcode : area->code);
      shape->name = g_hash_table_contains (self->shapes->levels, shape->code)
                        ? epc_store_place_name_in (self->store, shape->code, self->language)
                        : g_strdup (epc_basemap_area_name (basemap, area, self->language));
      shape->km2 = area->km2;
      g_ptr_array_add (self->shapes->outlines, shape);
    }
}

gboolean
epc_displacement_read (EpcDisplacement *self, GError **error)
{
  const EpcRound *previous = self->series->change->previous;

  self->shapes = epc_place_shapes (self->store, self->round->country, self->round->admin_level, self->language, error);
  if (self->shapes == NULL)
    return FALSE;
  if (self->shapes->outlines->len == 0)
    take_basemap (self);
  self->people = people_in (self, self->round, error);
  if (self->people == NULL)
    return FALSE;
  if (previous != NULL && previous->admin_level == self->round->admin_level)
    {
      self->before = people_in (self, previous, error);
      if (self->before == NULL)
        return FALSE;
    }
  return epc_displacement_read_movements (self, error);
}

void
epc_displacement_begin (EpcDisplacement *self, EpcStore *store, const EpcRoundSeries *series, const char *language)
{
  *self = (EpcDisplacement){ .store = store,
                 .series = series,
                 .round = series->change->round,
                 .language = language,
                 .movements = g_array_new (FALSE, FALSE, sizeof (EpcMovement)),
                 .from = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  g_array_set_clear_func (self->movements, movement_clear);
}

