/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The map of a round in full: the areas that were counted by the boundaries of the workspace, those without a figure among them, and
 * the movements between the areas of the first level.
 */
#include "epc-picture.h"

#include <math.h>

#include "base/epc-geometry.h"
#include "base/epc-i18n.h"

/* The outline of one area: longitude and latitude, ring after ring. */
typedef struct
{
  char *code, *name;
  GArray *points; /* of double */
  GArray *rings;  /* of guint: points in each */
} Outline;

typedef struct
{
  EpcStore *store;
  const EpcRound *round;
  const char *language;
  GHashTable *parents;  /* P-code → P-code of the area above it */
  GHashTable *levels;   /* P-code → admin level + 1 */
  GPtrArray *outlines;  /* of Outline, those at the level of the round */
  EpcGeometryBuilder *builder;
} Map;

static void
outline_free (gpointer data)
{
  Outline *outline = data;

  g_free (outline->code);
  g_free (outline->name);
  g_array_unref (outline->points);
  g_array_unref (outline->rings);
  g_free (outline);
}

static void
map_clear (Map *self)
{
  g_hash_table_unref (self->parents);
  g_hash_table_unref (self->levels);
  g_ptr_array_unref (self->outlines);
  epc_geometry_builder_free (self->builder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

static void
on_ring (guint n_points, gpointer data)
{
  g_array_append_val (((Outline *) data)->rings, n_points);
}

static void
on_point (double longitude, double latitude, gpointer data)
{
  double point[2] = { longitude, latitude };

  g_array_append_vals (((Outline *) data)->points, point, 2);
}

/* Only areas: a point or line says nothing of how far a place reaches. */
static void
add_outline (Map *self, EpcRecord *place)
{
  const EpcGeometryVisitor visitor = { .ring = on_ring, .point = on_point };
  const char *file = epc_record_text (place, "geometry");
  g_autoptr (GBytes) bytes = file != NULL ? epc_store_attachment (self->store, file, NULL) : NULL;
  EpcGeometry geometry;
  gsize length;

  if (bytes == NULL)
    return;
  const guint8 *wkb = g_bytes_get_data (bytes, &length);
  if (!epc_geometry_read_wkb (self->builder, wkb, length, &geometry, NULL)
      || (geometry.kind != EPC_GEOMETRY_POLYGON && geometry.kind != EPC_GEOMETRY_POLYGONS))
    return;
  Outline *outline = g_new0 (Outline, 1);
  outline->code = g_strdup (epc_record_text (place, "pcode"));
  outline->name = epc_store_place_name (self->store, outline->code);
  outline->points = g_array_new (FALSE, FALSE, sizeof (double));
  outline->rings = g_array_new (FALSE, FALSE, sizeof (guint));
  epc_geometry_walk (geometry.wkb, geometry.length, &visitor, outline);
  g_ptr_array_add (self->outlines, outline);
}

static gboolean
take_place (EpcRecord *place, gpointer data)
{
  Map *self = data;
  const char *code = epc_record_text (place, "pcode"), *parent = epc_record_text (place, "parent");
  gint64 level = epc_record_integer (place, "level");

  if (code == NULL)
    return TRUE;
  g_hash_table_insert (self->levels, g_strdup (code), GINT_TO_POINTER ((int) level + 1));
  if (parent != NULL)
    g_hash_table_insert (self->parents, g_strdup (code), g_strdup (parent));
  if (level == self->round->admin_level)
    add_outline (self, place);
  return TRUE;
}

/* The area of the first level that @code lies in; NULL: none is known. */
static const char *
first_level (const Map *self, const char *code)
{
  for (guint step = 0; code != NULL && step < 8; step++)
    {
      if (GPOINTER_TO_INT (g_hash_table_lookup (self->levels, code)) == 2)
        return code;
      code = g_hash_table_lookup (self->parents, code);
    }
  return NULL;
}

static GArray *
sums_by (const Map *self, const char *const *by, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  g_autofree char *level = g_strdup_printf ("%d", (int) self->round->admin_level);
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, self->store, "round", EPC_OP_EQUAL, epc_uid_to_text (&self->round->uid, uid), error)
      || !epc_query_where (query, self->store, "admin_level", EPC_OP_EQUAL, level, error))
    return NULL;
  return epc_query_sum (query, self->store, "idp_ind", by, NULL, error);
}

/* --- areas --- */

static gboolean
set_areas (const Map *self, EpcMap *map, GError **error)
{
  static const char *const by[] = { "place", NULL };
  g_autoptr (GArray) sums = sums_by (self, by, error);
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) areas = g_array_new (FALSE, TRUE, sizeof (EpcMapArea));

  if (sums == NULL)
    return FALSE;
  for (guint i = 0; i < sums->len; i++)
    {
      EpcSum *sum = &g_array_index (sums, EpcSum, i);

      if (sum->by[0] != NULL && sum->filled > 0)
        g_hash_table_insert (people, sum->by[0], &sum->sum);
    }
  for (guint i = 0; i < self->outlines->len; i++)
    {
      const Outline *outline = g_ptr_array_index (self->outlines, i);
      const double *known = g_hash_table_lookup (people, outline->code);
      const EpcMapArea area = { .code = outline->code,
                                .name = outline->name,
                                .value = known != NULL ? *known : NAN,
                                .has_value = known != NULL,
                                .rings = (const double *) (gpointer) outline->points->data,
                                .ring_sizes = (const guint *) (gpointer) outline->rings->data,
                                .n_rings = outline->rings->len };

      g_array_append_val (areas, area);
      g_hash_table_remove (people, outline->code);
    }
  /* The rest has no outline and stands in the list under the map. */
  for (guint i = 0; i < sums->len; i++)
    {
      const EpcSum *sum = &g_array_index (sums, EpcSum, i);

      if (sum->by[0] != NULL && g_hash_table_contains (people, sum->by[0]))
        {
          const EpcMapArea area = { .code = sum->by[0], .value = sum->sum, .has_value = TRUE };
          g_array_append_val (areas, area);
        }
    }
  epc_map_set_areas (map, (const EpcMapArea *) (gpointer) areas->data, areas->len, EPC_MAP_RAMP_PEOPLE, NULL, 0,
                     epc_picture_text (self->language, N_("Displaced people")), epc_picture_text (self->language, N_("areas")));
  return TRUE;
}

/* --- movements --- */

typedef struct
{
  char *from, *to; /* P-codes of the first level */
  double people;
} Movement;

static void
movement_clear (gpointer data)
{
  Movement *movement = data;

  g_free (movement->from);
  g_free (movement->to);
}

static void
add_movement (GArray *movements, const char *from, const char *to, double people)
{
  for (guint i = 0; i < movements->len; i++)
    {
      Movement *movement = &g_array_index (movements, Movement, i);

      if (g_str_equal (movement->from, from) && g_str_equal (movement->to, to))
        {
          movement->people += people;
          return;
        }
    }
  Movement movement = { g_strdup (from), g_strdup (to), people };
  g_array_append_val (movements, movement);
}

/* The largest power of ten of which the widest arrow holds a hundred: below it an arrow is a hair. */
static double
least_drawn (double most)
{
  return most >= 100 ? pow (10, floor (log10 (most / 100))) : 1;
}

/* "Inside their own area: 608,610 people. Origin not stated: 12,345." */
static char *
rest_note (const Map *self, double within, double unknown)
{
  const EpcLanguage *language = epc_language_get (self->language);
  g_autofree char *inside = epc_language_integer (language, (gint64) llround (within));
  g_autofree char *unstated = epc_language_integer (language, (gint64) llround (unknown));
  g_autoptr (GString) note = g_string_new (NULL);

  g_string_append_printf (note, epc_picture_text (self->language, N_("Displaced inside their own area: %s people.")), inside);
  if (unknown > 0)
    {
      g_string_append_c (note, ' ');
      g_string_append_printf (note, epc_picture_text (self->language, N_("Origin not stated: %s.")), unstated);
    }
  return g_string_free (g_steal_pointer (&note), FALSE);
}

static gboolean
set_movements (const Map *self, EpcMap *map, GError **error)
{
  static const char *const by[] = { "origin_place", "place", NULL };
  g_autoptr (GArray) sums = sums_by (self, by, error);
  g_autoptr (GArray) movements = g_array_new (FALSE, FALSE, sizeof (Movement)), flows = g_array_new (FALSE, FALSE, sizeof (EpcMapFlow));
  double within = 0, unknown = 0, most = 0;

  if (sums == NULL)
    return FALSE;
  g_array_set_clear_func (movements, movement_clear);
  for (guint i = 0; i < sums->len; i++)
    {
      const EpcSum *sum = &g_array_index (sums, EpcSum, i);
      const char *from = first_level (self, sum->by[0]), *to = first_level (self, sum->by[1]);

      if (from == NULL || to == NULL)
        unknown += sum->sum;
      else
        add_movement (movements, from, to, sum->sum);
    }
  for (guint i = 0; i < movements->len; i++)
    {
      const Movement *movement = &g_array_index (movements, Movement, i);
      const EpcMapFlow flow = { movement->from, movement->to, movement->people };
      gboolean is_within = g_str_equal (movement->from, movement->to);

      g_array_append_val (flows, flow);
      within += is_within ? movement->people : 0;
      most = is_within ? most : MAX (most, movement->people);
    }
  if (most <= 0)
    return TRUE;
  g_autofree char *note = rest_note (self, within, unknown);
  epc_map_set_flows (map, (const EpcMapFlow *) (gpointer) flows->data, flows->len, least_drawn (most),
                     epc_picture_text (self->language, N_("Movements between areas")));
  epc_map_set_flows_note (map, note);
  return TRUE;
}

EpcMap *
epc_map_of_displacement (EpcStore *store, const EpcRoundSeries *series, const char *language, GError **error)
{
  g_auto (Map) self = { .store = store,
                        .round = series->change->round,
                        .language = language,
                        .parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
                        .levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                        .outlines = g_ptr_array_new_with_free_func (outline_free),
                        .builder = epc_geometry_builder_new () };
  g_autoptr (EpcMap) map = epc_map_of_round (store, series, language, error);
  g_autoptr (EpcQuery) places = epc_query_new (epc_entity_find ("place"));

  if (map == NULL || !epc_query_where (places, store, "iso3", EPC_OP_EQUAL, self.round->country, error)
      || !epc_query_where (places, store, "valid_to", EPC_OP_EMPTY, NULL, error) || !epc_query_sort (places, "pcode", error)
      || !epc_query_each (places, store, take_place, &self, NULL, error))
    return NULL;
  if (self.outlines->len > 0 && !set_areas (&self, map, error))
    return NULL;
  return set_movements (&self, map, error) ? g_steal_pointer (&map) : NULL;
}
