/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sheet of a round: the areas that were counted by the boundaries of the workspace, those without a figure among them, the same
 * people as a rate, and the movements between the areas of the first level; its title, figures, table and notes. Movements as a chart.
 */
#include "epc-displacement.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"

/* Above this share of all people the area that they come from is the finding of the map. */
#define FINDING_PERCENT 30.0
#define MOST_TABLE_ROWS 24
#define MOST_NAMED 12

static gboolean
set_measures (const EpcDisplacement *self, EpcMap *map, gboolean by_rate, GError **error)
{
  EpcMeasure rate = epc_displacement_rate (self), main = by_rate ? rate : EPC_MEASURE_PEOPLE, other = by_rate ? EPC_MEASURE_PEOPLE : rate;
  g_autoptr (EpcMap) companion = epc_map_new ();
  static const char *const headings[] = { [EPC_MEASURE_PEOPLE] = N_ ("The same people by number"),
                                          [EPC_MEASURE_PER_INHABITANTS] = N_ ("The same people per 1,000 inhabitants"),
                                          [EPC_MEASURE_PER_KM2] = N_ ("The same people per km²") };

  epc_map_set_theme (companion, EPC_MAP_THEME_PAPER);
  epc_map_set_language (companion, self->language);
  if (!epc_displacement_set_areas (self, map, main, error) || !epc_map_set_area (companion, self->round->country, error)
      || !epc_displacement_set_areas (self, companion, other, error))
    return FALSE;
  epc_map_set_companion (map, g_steal_pointer (&companion), epc_displacement_text (self, headings[other]));
  return TRUE;
}

/* ------------------------------------------------------------------------------------------------------------ words */

/* "+23.7%"; NULL: nothing to compare. */
static char *
change_of (const EpcDisplacement *self, double change)
{
  if (!isfinite (change))
    return NULL;
  g_autofree char *percent = epc_language_percent (epc_language_get (self->language), change, 1);
  return g_strconcat (change > 0 ? "+" : "", percent, NULL);
}

/* In percent, over the areas of @parent that were counted in both rounds; and all people of this one into @people. */
static double
change_in (const EpcDisplacement *self, const char *parent, double *people)
{
  double before = 0, now = 0;

  *people = 0;
  for (guint i = 0; i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      double value = epc_displacement_value (self->people, shape->code), last = epc_displacement_value (self->before, shape->code);

      if (g_strcmp0 (shape->parent, parent) != 0 || !isfinite (value))
        continue;
      *people += value;
      now += isfinite (last) ? value : 0;
      before += isfinite (last) ? last : 0;
    }
  return before > 0 ? (now - before) * 100 / before : NAN;
}

static void
set_figure (const EpcDisplacement *self, EpcMap *map)
{
  const EpcRoundChange *change = self->series->change;
  const EpcAreaChange *total = &change->total;
  g_autofree char *people = epc_displacement_number (self, (double) self->round->people);
  g_autofree char *percent = change_of (self, epc_area_change_percent (total));
  g_autoptr (GString) label = g_string_new (epc_displacement_text (self, N_ ("displaced people")));

  if (percent != NULL && change->previous != NULL)
    {
      g_autofree char *date = epc_language_date (epc_language_get (self->language), change->previous->date, FALSE);

      g_string_append (label, ", ");
      /* Translators: change in percent, number of a round, its date. */
      g_string_append_printf (label, epc_displacement_text (self, N_ ("%s on round %d (%s) over the areas in both")), percent, (int) change->previous->number,
                              date);
    }
  epc_map_set_figure (map, people, label->str);
}

/* The finding where one area stands out as the origin, else the figure. */
static void
set_title (const EpcDisplacement *self, EpcMap *map)
{
  const EpcLanguage *language = epc_language_get (self->language);
  g_autofree char *country = epc_store_place_name_in (self->store, self->round->country, self->language);
  g_autofree char *date = epc_language_date (language, self->round->date, FALSE);
  g_autofree char *people = epc_displacement_number (self, (double) self->round->people);
  g_autofree char *number = g_strdup_printf (epc_displacement_text (self, N_ ("Round %d")), (int) self->round->number);
  g_autofree char *line = g_strdup_printf ("%s · %s · %s", country, epc_displacement_text (self, N_ ("Displacement Tracking Matrix")), number);
  g_autofree char *overline = g_utf8_strup (line, -1), *title = NULL, *subtitle = NULL;
  double share = epc_displacement_value (self->from, self->main_origin) * 100 / (double) MAX (self->round->people, 1);

  if (share >= FINDING_PERCENT && self->most > 0)
    {
      g_autofree char *origin = epc_store_place_name_in (self->store, self->main_origin, self->language);
      g_autofree char *percent = epc_language_percent (language, share, 0);
      /* Translators: a share such as 81%, a country, the name of an area in it. */
      title = g_strdup_printf (epc_displacement_text (self, N_ ("%s of displaced people in %s come from %s")), percent, country, origin);
    }
  else
    title = g_strdup_printf (epc_language_plural (epc_language_get (self->language), N_("%s: %s displaced person"), N_("%s: %s displaced people"), self->round->people), country, people);
  subtitle = g_strdup_printf (self->most > 0 ? epc_displacement_text (self, N_ ("Where displaced people are, and where they came from, round %d, %s"))
                                             : epc_displacement_text (self, N_ ("Where displaced people are, round %d, %s")),
                              (int) self->round->number, date);
  epc_map_set_overline (map, overline);
  epc_map_set_title (map, title, subtitle);
}

/* "137 of 140 areas have a figure; none: Fonds-Verrettes, Gressier, L'Estère." */
static char *
coverage (const EpcDisplacement *self)
{
  g_autoptr (GString) names = g_string_new (NULL), text = g_string_new (NULL);
  guint all = 0, known = 0;

  for (guint i = 0; i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);

      if (!epc_displacement_is_inside (self, shape))
        continue;
      all++;
      if (isfinite (epc_displacement_value (self->people, shape->code)))
        known++;
      else if (all - known <= MOST_NAMED)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", shape->name);
    }
  if (all == 0)
    return NULL;
  g_string_append_printf (text, epc_displacement_text (self, N_ ("%u of %u areas have a figure.")), known, all);
  if (names->len > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, epc_displacement_text (self, N_ ("No figure: %s.")), names->str);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_notes (const EpcDisplacement *self, EpcMap *map)
{
  g_autofree char *covered = coverage (self), *compared = epc_round_change_note (self->series->change, self->language);
  g_autofree char *text = g_strjoin (" ", covered != NULL ? covered : "", epc_displacement_text (self, N_ ("People present at the date of the round: rounds are "
                                                                                    "not added up, nor to counts of flows.")),
                                     compared, NULL);

  epc_map_add_note (map, epc_displacement_text (self, N_ ("About the figures")), g_strstrip (text));
}

static void
add_row (const EpcDisplacement *self, EpcTable *table, const char *name, double now, double from, double percent)
{
  g_autofree char *people = isfinite (now) ? epc_displacement_number (self, now) : NULL, *change = change_of (self, percent);
  g_autofree char *origin = isfinite (from) ? epc_displacement_number (self, from) : NULL;

  if (self->area == NULL && self->most > 0)
    epc_table_add_cells (table, name, people, origin, change);
  else
    epc_table_add_cells (table, name, people, change);
}

/* Of the country: its departments; of a department: its communes. */
static void
set_table (const EpcDisplacement *self, EpcMap *map)
{
  const EpcRoundChange *change = self->series->change;
  g_autofree char *origin = self->main_origin != NULL ? epc_store_place_name_in (self->store, self->main_origin, self->language) : NULL;
  g_autofree char *from = g_strdup_printf (epc_displacement_text (self, N_ ("From %s")), origin != NULL ? origin : "");
  g_autofree char *on = change->previous != NULL ? g_strdup_printf (epc_displacement_text (self, N_ ("On round %d")), (int) change->previous->number)
                                                 : g_strdup (epc_displacement_text (self, N_ ("Change")));
  g_autoptr (EpcTable) table = epc_table_new (NULL);
  double now = (double) self->round->people, percent = epc_area_change_percent (&change->total);
  guint rows = 0;

  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, epc_displacement_text (self, N_ ("Area")), EPC_ALIGN_LEFT, 0);
  epc_table_add_column (table, epc_displacement_text (self, N_ ("People")), EPC_ALIGN_RIGHT, 0);
  if (self->area == NULL && self->most > 0)
    epc_table_add_column (table, from, EPC_ALIGN_RIGHT, 0);
  epc_table_add_column (table, on, EPC_ALIGN_RIGHT, 0);
  for (guint i = 0; self->area == NULL && i < change->areas->len; i++, rows++)
    {
      const EpcAreaChange *area = g_ptr_array_index (change->areas, i);
      g_autofree char *name = *area->place != '\0' ? epc_store_place_name_in (self->store, area->place, self->language)
                                                   : g_strdup (epc_displacement_text (self, N_ ("Not stated")));

      add_row (self, table, name, area->now >= 0 ? (double) area->now : NAN, epc_displacement_moved (self, self->main_origin, area->place),
               epc_area_change_percent (area));
    }
  for (guint i = 0; self->area != NULL && i < self->shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      double value = epc_displacement_value (self->people, shape->code), last = epc_displacement_value (self->before, shape->code);

      if (!epc_displacement_is_inside (self, shape))
        continue;
      add_row (self, table, shape->name, value, NAN, last > 0 ? (value - last) * 100 / last : NAN);
      rows++;
    }
  if (self->area != NULL)
    percent = change_in (self, self->area, &now);
  add_row (self, table, epc_displacement_text (self, N_ ("Total")), now, epc_displacement_value (self->from, self->main_origin), percent);
  epc_table_set_total (table, TRUE);
  if (rows > 0 && rows <= MOST_TABLE_ROWS)
    epc_map_set_table (map, epc_displacement_text (self, N_ ("By area")), g_steal_pointer (&table));
}

/* ------------------------------------------------------------------------------------------------------------- maps */

EpcMap *
epc_map_of_displacement (EpcStore *store, const EpcRoundSeries *series, const char *language, gboolean by_rate, GError **error)
{
  g_auto (EpcDisplacement) self = { 0 };
  g_autoptr (EpcMap) map = epc_map_of_round (store, series, language, error);

  epc_displacement_begin (&self, store, series, language);
  if (map == NULL || !epc_displacement_read (&self, error) || !set_measures (&self, map, by_rate, error))
    return NULL;
  epc_displacement_set_movements (&self, map);
  set_title (&self, map);
  set_figure (&self, map);
  set_table (&self, map);
  add_notes (&self, map);
  return g_steal_pointer (&map);
}

/* The page of one area of the first level: its own areas, the others pale round them. */
static EpcMap *
page_of (EpcDisplacement *self, const char *code, gboolean by_rate, GError **error)
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
  g_autofree char *number = epc_displacement_number (self, people), *change = change_of (self, percent);
  g_autofree char *number_title = g_strdup_printf (epc_language_plural (epc_language_get (self->language), N_("%s: %s displaced person"), N_("%s: %s displaced people"), (gint64) people), name, number);
  g_autofree char *subtitle = g_strdup_printf (epc_displacement_text (self, N_ ("Where displaced people are, round %d, %s")), (int) self->round->number, date);
  g_autofree char *label = change != NULL && self->series->change->previous != NULL
                               ? g_strdup_printf (epc_displacement_text (self, N_ ("displaced people, %s on round %d")), change,
                                                  (int) self->series->change->previous->number)
                               : g_strdup (epc_displacement_text (self, N_ ("displaced people")));
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
  g_auto (EpcDisplacement) self = { 0 };
  g_autoptr (GPtrArray) maps = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_map_free);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  epc_displacement_begin (&self, store, series, language);
  if (!epc_displacement_read (&self, error))
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
      const EpcMovement *movement = &g_array_index (movements, EpcMovement, i);
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
  g_auto (EpcDisplacement) self = { 0 };

  epc_displacement_begin (&self, store, series, language);
  /* No outlines: only what lies in what. */
  self.shapes = epc_place_shapes (store, self.round->country, -1, language, error);
  if (self.shapes == NULL || !epc_displacement_read_movements (&self, error))
    return NULL;
  g_autoptr (GArray) from = ends_of (self.movements, TRUE), to = ends_of (self.movements, FALSE);
  EpcChart *chart = epc_chart_new (EPC_CHART_SANKEY, epc_language_get (language));
  g_autofree char *unstated = epc_displacement_number (&self, self.unknown);
  g_autofree char *round = epc_round_source (self.round, language);
  g_autofree char *source = g_strdup_printf (epc_language_plural (epc_language_get (language), N_("Source: %s. Origin not stated: %s person, not drawn."), N_("Source: %s. Origin not stated: %s people, not drawn."), self.unknown), round, unstated);
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
      const EpcMovement *movement = &g_array_index (self.movements, EpcMovement, i);
      epc_chart_set_value (chart, place_in (to, movement->to), place_in (from, movement->from), movement->people, EPC_POINT_PLAIN);
    }
  return chart;
}

