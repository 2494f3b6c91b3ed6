/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map of a round in full: the areas that were counted by the boundaries of the workspace, those without a figure among them, the
 * same people as a rate, and the movements between the areas of the first level.
 */
#include "epc-picture.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "epc-place-shapes.h"

/* Above this share of all people the area that they come from is the finding of the map. */
#define FINDING_PERCENT 30.0
#define MOST_TABLE_ROWS 24
#define MOST_NAMED 12

typedef enum
{
  MEASURE_PEOPLE,
  MEASURE_PER_INHABITANTS, /* per 1,000 */
  MEASURE_PER_KM2,
} Measure;

typedef struct
{
  char *from, *to; /* P-codes of the first level */
  double people;
} Movement;

typedef struct
{
  EpcStore *store;
  const EpcRoundSeries *series;
  const EpcRound *round;
  const char *language;
  const char *area;       /* P-code of the first level that the map is about; NULL: the country */
  EpcPlaceShapes *shapes;
  GHashTable *people;     /* P-code → double: people in the round */
  GHashTable *before;     /* the same in the round it is compared with; NULL: there is none */
  GArray *movements;      /* of Movement */
  GHashTable *from;       /* P-code → double: people who came from there, those still inside among them */
  const char *main_origin;
  double within, unknown, most;
} Map;

static void
movement_clear (gpointer data)
{
  Movement *movement = data;

  g_free (movement->from);
  g_free (movement->to);
}

static void
map_clear (Map *self)
{
  epc_place_shapes_free (self->shapes);
  g_clear_pointer (&self->people, g_hash_table_unref);
  g_clear_pointer (&self->before, g_hash_table_unref);
  g_clear_pointer (&self->movements, g_array_unref);
  g_clear_pointer (&self->from, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

static const char *
t (const Map *self, const char *text)
{
  return epc_picture_text (self->language, text);
}

static char *
number_of (const Map *self, double value)
{
  return epc_language_integer (epc_language_get (self->language), (gint64) llround (value));
}

static double
looked_up (GHashTable *table, const char *key)
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
sums_by (const Map *self, const EpcRound *round, const char *const *by, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  g_autofree char *level = g_strdup_printf ("%d", (int) round->admin_level);
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, self->store, "round", EPC_OP_EQUAL, epc_uid_to_text (&round->uid, uid), error)
      || !epc_query_where (query, self->store, "admin_level", EPC_OP_EQUAL, level, error))
    return NULL;
  return epc_query_sum (query, self->store, "idp_ind", by, NULL, error);
}

/* People by place in @round. */
static GHashTable *
people_in (const Map *self, const EpcRound *round, GError **error)
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
  return people;
}

static void
add_movement (Map *self, const char *from, const char *to, double people)
{
  add_to (self->from, from, people);
  for (guint i = 0; i < self->movements->len; i++)
    {
      Movement *movement = &g_array_index (self->movements, Movement, i);

      if (g_str_equal (movement->from, from) && g_str_equal (movement->to, to))
        {
          movement->people += people;
          return;
        }
    }
  Movement movement = { g_strdup (from), g_strdup (to), people };
  g_array_append_val (self->movements, movement);
}

static gboolean
read_movements (Map *self, GError **error)
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
      const Movement *movement = &g_array_index (self->movements, Movement, i);
      gboolean is_within = g_str_equal (movement->from, movement->to);
      double all = looked_up (self->from, movement->from);

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
static double
moved (const Map *self, const char *from, const char *to)
{
  for (guint i = 0; i < self->movements->len; i++)
    {
      const Movement *movement = &g_array_index (self->movements, Movement, i);

      if (g_strcmp0 (movement->from, from) == 0 && g_strcmp0 (movement->to, to) == 0)
        return movement->people;
    }
  return 0;
}

/* ------------------------------------------------------------------------------------------------------------ areas */

static gboolean
is_inside (const Map *self, const EpcPlaceShape *shape)
{
  return self->area == NULL || g_strcmp0 (shape->parent, self->area) == 0;
}

/* Per inhabitant where most of the areas have a population, else by area. */
static Measure
rate_of (const Map *self)
{
  guint known = 0;

  for (guint i = 0; i < self->shapes->outlines->len; i++)
    known += ((const EpcPlaceShape *) g_ptr_array_index (self->shapes->outlines, i))->population > 0 ? 1 : 0;
  return 2 * known > self->shapes->outlines->len ? MEASURE_PER_INHABITANTS : MEASURE_PER_KM2;
}

static double
measured (const EpcPlaceShape *shape, double people, Measure measure)
{
  if (measure == MEASURE_PEOPLE)
    return people;
  if (measure == MEASURE_PER_INHABITANTS)
    return shape->population > 0 ? people * 1000 / (double) shape->population : NAN;
  return shape->km2 > 0 ? people / shape->km2 : NAN;
}

static const char *
measure_word (const Map *self, Measure measure)
{
  static const char *const words[] = { [MEASURE_PEOPLE] = N_ ("Displaced people"),
                                       [MEASURE_PER_INHABITANTS] = N_ ("Displaced people per 1,000 inhabitants"),
                                       [MEASURE_PER_KM2] = N_ ("Displaced people per km²") };

  return t (self, words[measure]);
}

/* Class limits of the newest round of the series, the same for all of its rounds: maps of two rounds can be laid side by side. */
static guint
limits (const Map *self, Measure measure, double *breaks, GError **error)
{
  const EpcRound *newest = g_ptr_array_index (self->series->rounds, self->series->rounds->len - 1);
  g_autoptr (GHashTable) people = newest->admin_level == self->round->admin_level ? people_in (self, newest, error)
                                                                                  : g_hash_table_ref (self->people);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; people != NULL && i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      double value = measured (shape, looked_up (people, shape->code), measure);

      if (isfinite (value))
        g_array_append_val (values, value);
    }
  return epc_map_breaks ((const double *) (gpointer) values->data, values->len, breaks, EPC_RAMP_STEPS);
}

static gboolean
set_areas (const Map *self, EpcMap *map, Measure measure, GError **error)
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
      double value = measured (shape, looked_up (self->people, shape->code), measure);
      const EpcMapArea area = { .code = shape->code,
                                .name = shape->name,
                                .parent = shape->parent,
                                .value = value,
                                .has_value = isfinite (value),
                                .is_context = !is_inside (self, shape),
                                .rings = (const double *) (gpointer) shape->points->data,
                                .ring_sizes = (const guint *) (gpointer) shape->rings->data,
                                .n_rings = shape->rings->len };

      g_array_append_val (areas, area);
      g_hash_table_add (shown, shape->code);
    }
  /* The rest has no outline and stands in the list under the map. */
  g_hash_table_iter_init (&iter, self->people);
  while (measure == MEASURE_PEOPLE && self->area == NULL && g_hash_table_iter_next (&iter, &code, &people))
    if (!g_hash_table_contains (shown, code))
      {
        const EpcMapArea area = { .code = code, .value = *(double *) people, .has_value = TRUE };
        g_array_append_val (areas, area);
      }
  epc_map_set_areas (map, (const EpcMapArea *) (gpointer) areas->data, areas->len,
                     measure == MEASURE_PEOPLE ? EPC_MAP_RAMP_PEOPLE : EPC_MAP_RAMP_PRESSURE, n_breaks > 0 ? breaks : NULL, n_breaks,
                     measure_word (self, measure), t (self, N_ ("areas")));
  epc_map_set_areas_note (map, t (self, N_ ("Fixed steps, the same for every round of this operation.")));
  return TRUE;
}

static gboolean
set_measures (const Map *self, EpcMap *map, gboolean by_rate, GError **error)
{
  Measure rate = rate_of (self), main = by_rate ? rate : MEASURE_PEOPLE, other = by_rate ? MEASURE_PEOPLE : rate;
  g_autoptr (EpcMap) companion = epc_map_new ();
  static const char *const headings[] = { [MEASURE_PEOPLE] = N_ ("The same people by number"),
                                          [MEASURE_PER_INHABITANTS] = N_ ("The same people per 1,000 inhabitants"),
                                          [MEASURE_PER_KM2] = N_ ("The same people per km²") };

  epc_map_set_theme (companion, EPC_MAP_THEME_PAPER);
  epc_map_set_language (companion, self->language);
  if (!set_areas (self, map, main, error) || !epc_map_set_area (companion, self->round->country, error)
      || !set_areas (self, companion, other, error))
    return FALSE;
  epc_map_set_companion (map, g_steal_pointer (&companion), t (self, headings[other]));
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
rest_note (const Map *self)
{
  g_autofree char *inside = number_of (self, self->within), *unstated = number_of (self, self->unknown);
  g_autofree char *all = number_of (self, looked_up (self->from, self->main_origin));
  g_autofree char *still = number_of (self, moved (self, self->main_origin, self->main_origin));
  g_autofree char *name = epc_store_place_name_in (self->store, self->main_origin, self->language);
  g_autoptr (GString) note = g_string_new (NULL);

  g_string_append_printf (note, t (self, N_ ("Displaced inside their own area: %s people.")), inside);
  g_string_append_c (note, ' ');
  /* Translators: number of people, name of an area, number of people. */
  g_string_append_printf (note, t (self, N_ ("Of the %s people from %s, %s are still inside it.")), all, name, still);
  if (self->unknown > 0)
    {
      g_string_append_c (note, ' ');
      g_string_append_printf (note, t (self, N_ ("Origin not stated: %s.")), unstated);
    }
  return g_string_free (g_steal_pointer (&note), FALSE);
}

static void
set_movements (const Map *self, EpcMap *map)
{
  g_autoptr (GArray) flows = g_array_new (FALSE, FALSE, sizeof (EpcMapFlow));

  if (self->most <= 0)
    return;
  for (guint i = 0; i < self->movements->len; i++)
    {
      const Movement *movement = &g_array_index (self->movements, Movement, i);
      const EpcMapFlow flow = { movement->from, movement->to, movement->people };
      g_autofree char *from = epc_store_place_name_in (self->store, movement->from, self->language);
      g_autofree char *to = epc_store_place_name_in (self->store, movement->to, self->language);

      g_array_append_val (flows, flow);
      epc_map_name_area (map, movement->from, from);
      epc_map_name_area (map, movement->to, to);
    }
  g_autofree char *note = rest_note (self);
  epc_map_set_flows (map, (const EpcMapFlow *) (gpointer) flows->data, flows->len, least_drawn (self->most),
                     t (self, N_ ("Movements between areas")));
  epc_map_set_flows_note (map, note);
}

/* ------------------------------------------------------------------------------------------------------------ words */

/* "+23.7%"; NULL: nothing to compare. */
static char *
change_of (const Map *self, double change)
{
  if (!isfinite (change))
    return NULL;
  g_autofree char *percent = epc_language_percent (epc_language_get (self->language), change, 1);
  return g_strconcat (change > 0 ? "+" : "", percent, NULL);
}

/* In percent, over the areas of @parent that were counted in both rounds; and all people of this one into @people. */
static double
change_in (const Map *self, const char *parent, double *people)
{
  double before = 0, now = 0;

  *people = 0;
  for (guint i = 0; i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      double value = looked_up (self->people, shape->code), last = looked_up (self->before, shape->code);

      if (g_strcmp0 (shape->parent, parent) != 0 || !isfinite (value))
        continue;
      *people += value;
      now += isfinite (last) ? value : 0;
      before += isfinite (last) ? last : 0;
    }
  return before > 0 ? (now - before) * 100 / before : NAN;
}

static void
set_figure (const Map *self, EpcMap *map)
{
  const EpcRoundChange *change = self->series->change;
  const EpcAreaChange *total = &change->total;
  g_autofree char *people = number_of (self, (double) self->round->people);
  g_autofree char *percent = change_of (self, epc_area_change_percent (total));
  g_autoptr (GString) label = g_string_new (t (self, N_ ("displaced people")));

  if (percent != NULL && change->previous != NULL)
    {
      g_autofree char *date = epc_language_date (epc_language_get (self->language), change->previous->date, FALSE);

      g_string_append (label, ", ");
      /* Translators: change in percent, number of a round, its date. */
      g_string_append_printf (label, t (self, N_ ("%s on round %d (%s) over the areas in both")), percent, (int) change->previous->number,
                              date);
    }
  epc_map_set_figure (map, people, label->str);
}

/* The finding where one area stands out as the origin, else the figure. */
static void
set_title (const Map *self, EpcMap *map)
{
  const EpcLanguage *language = epc_language_get (self->language);
  g_autofree char *country = epc_store_place_name_in (self->store, self->round->country, self->language);
  g_autofree char *date = epc_language_date (language, self->round->date, FALSE);
  g_autofree char *people = number_of (self, (double) self->round->people);
  g_autofree char *number = g_strdup_printf (t (self, N_ ("Round %d")), (int) self->round->number);
  g_autofree char *line = g_strdup_printf ("%s · %s · %s", country, t (self, N_ ("Displacement Tracking Matrix")), number);
  g_autofree char *overline = g_utf8_strup (line, -1), *title = NULL, *subtitle = NULL;
  double share = looked_up (self->from, self->main_origin) * 100 / (double) MAX (self->round->people, 1);

  if (share >= FINDING_PERCENT && self->most > 0)
    {
      g_autofree char *origin = epc_store_place_name_in (self->store, self->main_origin, self->language);
      g_autofree char *percent = epc_language_percent (language, share, 0);
      /* Translators: a share such as 81%, a country, the name of an area in it. */
      title = g_strdup_printf (t (self, N_ ("%s of displaced people in %s come from %s")), percent, country, origin);
    }
  else
    title = g_strdup_printf (t (self, N_ ("%s: %s displaced people")), country, people);
  subtitle = g_strdup_printf (self->most > 0 ? t (self, N_ ("Where displaced people are, and where they came from, round %d, %s"))
                                             : t (self, N_ ("Where displaced people are, round %d, %s")),
                              (int) self->round->number, date);
  epc_map_set_overline (map, overline);
  epc_map_set_title (map, title, subtitle);
}

/* "137 of 140 areas have a figure; none: Fonds-Verrettes, Gressier, L'Estère." */
static char *
coverage (const Map *self)
{
  g_autoptr (GString) names = g_string_new (NULL), text = g_string_new (NULL);
  guint all = 0, known = 0;

  for (guint i = 0; i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);

      if (!is_inside (self, shape))
        continue;
      all++;
      if (isfinite (looked_up (self->people, shape->code)))
        known++;
      else if (all - known <= MOST_NAMED)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", shape->name);
    }
  if (all == 0)
    return NULL;
  g_string_append_printf (text, t (self, N_ ("%u of %u areas have a figure.")), known, all);
  if (names->len > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, t (self, N_ ("No figure: %s.")), names->str);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_notes (const Map *self, EpcMap *map)
{
  g_autofree char *covered = coverage (self), *compared = epc_round_change_note (self->series->change, self->language);
  g_autofree char *text = g_strjoin (" ", covered != NULL ? covered : "", t (self, N_ ("People present at the date of the round: rounds are "
                                                                                    "not added up, nor to counts of flows.")),
                                     compared, NULL);

  epc_map_add_note (map, t (self, N_ ("About the figures")), g_strstrip (text));
}

static void
add_row (const Map *self, EpcTable *table, const char *name, double now, double from, double percent)
{
  g_autofree char *people = isfinite (now) ? number_of (self, now) : NULL, *change = change_of (self, percent);
  g_autofree char *origin = isfinite (from) ? number_of (self, from) : NULL;

  if (self->area == NULL && self->most > 0)
    epc_table_add_cells (table, name, people, origin, change);
  else
    epc_table_add_cells (table, name, people, change);
}

/* Of the country: its departments; of a department: its communes. */
static void
set_table (const Map *self, EpcMap *map)
{
  const EpcRoundChange *change = self->series->change;
  g_autofree char *origin = self->main_origin != NULL ? epc_store_place_name_in (self->store, self->main_origin, self->language) : NULL;
  g_autofree char *from = g_strdup_printf (t (self, N_ ("from %s")), origin != NULL ? origin : "");
  g_autofree char *on = change->previous != NULL ? g_strdup_printf (t (self, N_ ("on round %d")), (int) change->previous->number)
                                                 : g_strdup (t (self, N_ ("change")));
  g_autoptr (EpcTable) table = epc_table_new (NULL);
  double now = (double) self->round->people, percent = epc_area_change_percent (&change->total);
  guint rows = 0;

  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, t (self, N_ ("Area")), EPC_ALIGN_LEFT, 0);
  epc_table_add_column (table, t (self, N_ ("people")), EPC_ALIGN_RIGHT, 0);
  if (self->area == NULL && self->most > 0)
    epc_table_add_column (table, from, EPC_ALIGN_RIGHT, 0);
  epc_table_add_column (table, on, EPC_ALIGN_RIGHT, 0);
  for (guint i = 0; self->area == NULL && i < change->areas->len; i++, rows++)
    {
      const EpcAreaChange *area = g_ptr_array_index (change->areas, i);
      g_autofree char *name = *area->place != '\0' ? epc_store_place_name_in (self->store, area->place, self->language)
                                                   : g_strdup (t (self, N_ ("Not stated")));

      add_row (self, table, name, area->now >= 0 ? (double) area->now : NAN, moved (self, self->main_origin, area->place),
               epc_area_change_percent (area));
    }
  for (guint i = 0; self->area != NULL && i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      double value = looked_up (self->people, shape->code), last = looked_up (self->before, shape->code);

      if (!is_inside (self, shape))
        continue;
      add_row (self, table, shape->name, value, NAN, last > 0 ? (value - last) * 100 / last : NAN);
      rows++;
    }
  if (self->area != NULL)
    percent = change_in (self, self->area, &now);
  add_row (self, table, t (self, N_ ("Total")), now, looked_up (self->from, self->main_origin), percent);
  epc_table_set_total (table, TRUE);
  if (rows > 0 && rows <= MOST_TABLE_ROWS)
    epc_map_set_table (map, t (self, N_ ("By area")), g_steal_pointer (&table));
}

/* ------------------------------------------------------------------------------------------------------------- maps */

static gboolean
read_all (Map *self, GError **error)
{
  const EpcRound *previous = self->series->change->previous;

  self->shapes = epc_place_shapes (self->store, self->round->country, self->round->admin_level, self->language, error);
  if (self->shapes == NULL)
    return FALSE;
  self->people = people_in (self, self->round, error);
  if (self->people == NULL)
    return FALSE;
  if (previous != NULL && previous->admin_level == self->round->admin_level)
    {
      self->before = people_in (self, previous, error);
      if (self->before == NULL)
        return FALSE;
    }
  return read_movements (self, error);
}

static void
map_begin (Map *self, EpcStore *store, const EpcRoundSeries *series, const char *language)
{
  *self = (Map){ .store = store,
                 .series = series,
                 .round = series->change->round,
                 .language = language,
                 .movements = g_array_new (FALSE, FALSE, sizeof (Movement)),
                 .from = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  g_array_set_clear_func (self->movements, movement_clear);
}

/* Without outlines in the workspace: the same areas of the base map by people per km². */
static gboolean
set_rate_of_basemap (const Map *self, EpcMap *map, GError **error)
{
  const EpcRoundChange *change = self->series->change;
  EpcBasemap *basemap = epc_basemap_default (error);
  g_autoptr (GArray) areas = g_array_new (FALSE, TRUE, sizeof (EpcMapArea));
  g_autoptr (EpcMap) companion = epc_map_new ();

  if (basemap == NULL || !epc_map_set_area (companion, self->round->country, error))
    return FALSE;
  for (guint i = 0; i < change->areas->len; i++)
    {
      const EpcAreaChange *area = g_ptr_array_index (change->areas, i);
      const EpcBasemapArea *known = epc_basemap_area (basemap, area->place);
      gboolean has_value = known != NULL && known->km2 > 0 && area->now >= 0;
      const EpcMapArea figure
          = { .code = area->place, .name = area->name, .value = has_value ? (double) area->now / known->km2 : NAN, .has_value = has_value };

      if (known != NULL)
        g_array_append_val (areas, figure);
    }
  if (areas->len == 0)
    return TRUE;
  epc_map_set_theme (companion, EPC_MAP_THEME_PAPER);
  epc_map_set_language (companion, self->language);
  epc_map_set_areas (companion, (const EpcMapArea *) (gpointer) areas->data, areas->len, EPC_MAP_RAMP_PRESSURE, NULL, 0,
                     measure_word (self, MEASURE_PER_KM2), NULL);
  epc_map_set_companion (map, g_steal_pointer (&companion), t (self, N_ ("The same people per km²")));
  return TRUE;
}

EpcMap *
epc_map_of_displacement (EpcStore *store, const EpcRoundSeries *series, const char *language, gboolean by_rate, GError **error)
{
  g_auto (Map) self = { 0 };
  g_autoptr (EpcMap) map = epc_map_of_round (store, series, language, error);

  map_begin (&self, store, series, language);
  if (map == NULL || !read_all (&self, error) || (self.shapes->outlines->len > 0 ? !set_measures (&self, map, by_rate, error)
                                                                             : !set_rate_of_basemap (&self, map, error)))
    return NULL;
  set_movements (&self, map);
  set_title (&self, map);
  set_figure (&self, map);
  set_table (&self, map);
  add_notes (&self, map);
  return g_steal_pointer (&map);
}

/* The page of one area of the first level: its own areas, the others pale round them. */
static EpcMap *
page_of (Map *self, const char *code, gboolean by_rate, GError **error)
{
  const EpcLanguage *language = epc_language_get (self->language);
  g_autoptr (EpcMap) map = epc_map_of_round (self->store, self->series, self->language, error);
  g_autofree char *name = epc_store_place_name_in (self->store, code, self->language);
  g_autofree char *date = epc_language_date (language, self->round->date, FALSE);
  g_autofree char *country = epc_store_place_name_in (self->store, self->round->country, self->language);
  double people, percent = change_in (self, code, &people);
  EpcMapBox box;

  self->area = code;
  if (map == NULL || !epc_place_shapes_box (self->shapes, code, &box) || !set_measures (self, map, by_rate, error))
    return NULL;
  g_autofree char *number = number_of (self, people), *change = change_of (self, percent);
  g_autofree char *number_title = g_strdup_printf (t (self, N_ ("%s: %s displaced people")), name, number);
  g_autofree char *subtitle = g_strdup_printf (t (self, N_ ("Where displaced people are, round %d, %s")), (int) self->round->number, date);
  g_autofree char *label = change != NULL && self->series->change->previous != NULL
                               ? g_strdup_printf (t (self, N_ ("displaced people, %s on round %d")), change,
                                                  (int) self->series->change->previous->number)
                               : g_strdup (t (self, N_ ("displaced people")));
  g_autofree char *overline = g_utf8_strup (country, -1);
  double air_x = (box.east - box.west) * 0.06, air_y = (box.north - box.south) * 0.06;
  box = (EpcMapBox){ box.west - air_x, box.south - air_y, box.east + air_x, box.north + air_y };
  epc_map_set_box (map, &box);
  epc_map_set_title (map, number_title, subtitle);
  epc_map_set_overline (map, overline);
  epc_map_set_figure (map, number, label);
  set_table (self, map);
  add_notes (self, map);
  return g_steal_pointer (&map);
}

GPtrArray *
epc_maps_of_displacement (EpcStore *store, const EpcRoundSeries *series, const char *language, gboolean by_rate, GError **error)
{
  g_auto (Map) self = { 0 };
  g_autoptr (GPtrArray) maps = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_map_free);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  map_begin (&self, store, series, language);
  if (!read_all (&self, error))
    return NULL;
  for (guint i = 0; i < self.shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self.shapes->outlines, i);

      if (shape->parent == NULL || !g_hash_table_add (done, shape->parent))
        continue;
      EpcMap *map = page_of (&self, shape->parent, by_rate, error);
      if (map == NULL)
        return NULL;
      g_ptr_array_add (maps, map);
    }
  return g_steal_pointer (&maps);
}

/* ------------------------------------------------------------------------------------------------ movements as a chart */

typedef struct
{
  const char *code;
  double people;
} End;

static int
by_people (gconstpointer a, gconstpointer b)
{
  const End *one = a, *other = b;

  return one->people != other->people ? (one->people < other->people ? 1 : -1) : strcmp (one->code, other->code);
}

/* Origins (@is_from) or destinations, the largest first: (element-type End), codes borrowed from @movements. */
static GArray *
ends_of (const GArray *movements, gboolean is_from)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (End));

  for (guint i = 0; i < movements->len; i++)
    {
      const Movement *movement = &g_array_index (movements, Movement, i);
      const char *code = is_from ? movement->from : movement->to;
      guint at = 0;

      while (at < ends->len && !g_str_equal (g_array_index (ends, End, at).code, code))
        at++;
      if (at == ends->len)
        {
          const End end = { code, 0 };
          g_array_append_val (ends, end);
        }
      g_array_index (ends, End, at).people += movement->people;
    }
  g_array_sort (ends, by_people);
  return ends;
}

static guint
place_in (const GArray *ends, const char *code)
{
  guint at = 0;

  while (!g_str_equal (g_array_index (ends, End, at).code, code))
    at++;
  return at;
}

EpcChart *
epc_chart_of_flows (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error)
{
  g_auto (Map) self = { 0 };

  map_begin (&self, store, series, language);
  /* No outlines: only what lies in what. */
  self.shapes = epc_place_shapes (store, self.round->country, -1, language, error);
  if (self.shapes == NULL || !read_movements (&self, error))
    return NULL;
  g_autoptr (GArray) from = ends_of (self.movements, TRUE), to = ends_of (self.movements, FALSE);
  EpcChart *chart = epc_chart_new (EPC_CHART_SANKEY, epc_language_get (language));
  g_autofree char *unstated = number_of (&self, self.unknown);
  g_autofree char *round = epc_round_source (self.round, language);
  g_autofree char *source = g_strdup_printf (epc_picture_text (language, N_("Source: %s. Origin not stated: %s people, not drawn.")), round, unstated);
  epc_chart_set_title (chart, epc_picture_text (language, N_("From where to where")),
                       epc_picture_text (language, N_("people present, by area of origin and area of displacement, their own area included")), source);
  epc_chart_set_value_unit (chart, epc_picture_text (language, N_("people")));
  epc_chart_set_category_heading (chart, epc_picture_text (language, N_("Origin")));
  for (guint i = 0; i < from->len; i++)
    {
      g_autofree char *name = epc_store_place_name_in (store, g_array_index (from, End, i).code, language);
      epc_chart_add_category (chart, name, NULL);
    }
  for (guint i = 0; i < to->len; i++)
    {
      g_autofree char *name = epc_store_place_name_in (store, g_array_index (to, End, i).code, language);
      epc_chart_add_series (chart, name, 0);
    }
  for (guint i = 0; i < self.movements->len; i++)
    {
      const Movement *movement = &g_array_index (self.movements, Movement, i);
      epc_chart_set_value (chart, place_in (to, movement->to), place_in (from, movement->from), movement->people, EPC_POINT_PLAIN);
    }
  return chart;
}
