/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-place-shapes.h"

#include <math.h>

#include "base/epc-geometry.h"

#define EARTH_RADIUS_KM 6371.0088 /* mean radius, IUGG */

typedef struct
{
  EpcStore *store;
  EpcPlaceShapes *shapes;
  gint64 level;
  const char *language;
  EpcGeometryBuilder *builder;
} Reading;

static void
shape_free (gpointer data)
{
  EpcPlaceShape *shape = data;

  g_free (shape->code);
  g_free (shape->name);
  g_free (shape->parent);
  g_array_unref (shape->points);
  g_array_unref (shape->rings);
  g_free (shape);
}

EpcPlaceShape *
epc_place_shape_new (const char *code)
{
  EpcPlaceShape *shape = g_new0 (EpcPlaceShape, 1);

  shape->code = g_strdup (code);
  shape->points = g_array_new (FALSE, FALSE, sizeof (double));
  shape->rings = g_array_new (FALSE, FALSE, sizeof (guint));
  shape->population = -1;
  return shape;
}

void
epc_place_shapes_free (EpcPlaceShapes *shapes)
{
  if (shapes == NULL)
    return;
  g_ptr_array_unref (shapes->outlines);
  g_hash_table_unref (shapes->parents);
  g_hash_table_unref (shapes->levels);
  g_hash_table_unref (shapes->records);
  g_free (shapes);
}

static void
on_ring (guint n_points, gpointer data)
{
  g_array_append_val (((EpcPlaceShape *) data)->rings, n_points);
}

static void
on_point (double longitude, double latitude, gpointer data)
{
  double point[2] = { longitude, latitude };

  g_array_append_vals (((EpcPlaceShape *) data)->points, point, 2);
}

/* Chamberlain and Duquette, "Some algorithms for polygons on a sphere" (JPL 2007): exact enough below a department's size. Holes run
 * against their outer ring and so count off. */
static double
area_km2 (const EpcPlaceShape *shape)
{
  const double *p = (const double *) (gpointer) shape->points->data;
  double sum = 0;

  for (guint r = 0; r < shape->rings->len; r++)
    {
      guint n = g_array_index (shape->rings, guint, r);

      for (guint i = 0; i + 1 < n; i++)
        sum += (p[2 * i + 2] - p[2 * i]) * G_PI / 180 * (2 + sin (p[2 * i + 1] * G_PI / 180) + sin (p[2 * i + 3] * G_PI / 180));
      p += 2 * n;
    }
  return fabs (sum) * EARTH_RADIUS_KM * EARTH_RADIUS_KM / 2;
}

/* Only areas: a point or line says nothing of how far a place reaches. */
static void
add_outline (Reading *self, EpcRecord *place)
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
  EpcPlaceShape *shape = epc_place_shape_new (epc_record_text (place, "pcode"));
  shape->name = epc_store_place_name_in (self->store, shape->code, self->language);
  epc_geometry_walk (geometry.wkb, geometry.length, &visitor, shape);
  shape->km2 = area_km2 (shape);
  g_ptr_array_add (self->shapes->outlines, shape);
}

static gboolean
take_place (EpcRecord *place, gpointer data)
{
  Reading *self = data;
  const char *code = epc_record_text (place, "pcode"), *parent = epc_record_text (place, "parent");
  gint64 level = epc_record_integer (place, "level");

  if (code == NULL)
    return TRUE;
  g_hash_table_insert (self->shapes->levels, g_strdup (code), GINT_TO_POINTER ((int) level + 1));
  g_hash_table_insert (self->shapes->records, g_strdup (code), g_memdup2 (epc_record_uid (place), sizeof (EpcUid)));
  if (parent != NULL)
    g_hash_table_insert (self->shapes->parents, g_strdup (code), g_strdup (parent));
  if (level == self->level)
    add_outline (self, place);
  return TRUE;
}

const char *
epc_place_shapes_first_level (const EpcPlaceShapes *shapes, const char *code)
{
  for (guint step = 0; code != NULL && step < 8; step++)
    {
      if (GPOINTER_TO_INT (g_hash_table_lookup (shapes->levels, code)) == 2)
        return code;
      code = g_hash_table_lookup (shapes->parents, code);
    }
  return NULL;
}

static gboolean
take_population (EpcRecord *record, gpointer data)
{
  GHashTable *known = data;
  const char *place = epc_record_text (record, "place");
  gint64 people = epc_record_integer (record, "population");

  /* By year: the latest one stays. */
  if (place != NULL && people >= 0)
    g_hash_table_insert (known, g_strdup (place), g_memdup2 (&people, sizeof people));
  return TRUE;
}

static gboolean
read_population (Reading *self, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("population"));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!epc_query_where (query, self->store, "sex", EPC_OP_EQUAL, "both", error)
      || !epc_query_where (query, self->store, "age_band", EPC_OP_EQUAL, "all", error) || !epc_query_sort (query, "year", error)
      || !epc_query_each (query, self->store, take_population, known, NULL, error))
    return FALSE;
  for (guint i = 0; i < self->shapes->outlines->len; i++)
    {
      EpcPlaceShape *shape = g_ptr_array_index (self->shapes->outlines, i);
      const gint64 *people = g_hash_table_lookup (known, shape->code);

      shape->population = people != NULL ? *people : -1;
    }
  return TRUE;
}

EpcPlaceShapes *
epc_place_shapes (EpcStore *store, const char *country, gint64 level, const char *language, GError **error)
{
  g_autoptr (EpcPlaceShapes) shapes = g_new0 (EpcPlaceShapes, 1);
  g_autoptr (EpcQuery) places = epc_query_new (epc_entity_find ("place"));
  Reading self = { .store = store, .shapes = shapes, .level = level, .language = language, .builder = epc_geometry_builder_new () };

  shapes->parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  shapes->levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  shapes->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  shapes->outlines = g_ptr_array_new_with_free_func (shape_free);
  gboolean done = epc_query_where (places, store, "iso3", EPC_OP_EQUAL, country, error)
                  && epc_query_where (places, store, "valid_to", EPC_OP_EMPTY, NULL, error) && epc_query_sort (places, "pcode", error)
                  && epc_query_each (places, store, take_place, &self, NULL, error) && read_population (&self, error);
  epc_geometry_builder_free (self.builder);
  for (guint i = 0; done && i < shapes->outlines->len; i++)
    {
      EpcPlaceShape *shape = g_ptr_array_index (shapes->outlines, i);

      shape->parent = g_strdup (epc_place_shapes_first_level (shapes, shape->code));
    }
  return done ? g_steal_pointer (&shapes) : NULL;
}

gboolean
epc_place_shapes_box (const EpcPlaceShapes *shapes, const char *parent, EpcMapBox *box)
{
  gboolean any = FALSE;

  *box = (EpcMapBox){ 180, 90, -180, -90 };
  for (guint i = 0; i < shapes->outlines->len; i++)
    {
      const EpcPlaceShape *shape = g_ptr_array_index (shapes->outlines, i);
      const double *p = (const double *) (gpointer) shape->points->data;

      if (parent != NULL && g_strcmp0 (shape->parent, parent) != 0)
        continue;
      for (guint k = 0; k < shape->points->len / 2; k++)
        {
          box->west = MIN (box->west, p[2 * k]);
          box->east = MAX (box->east, p[2 * k]);
          box->south = MIN (box->south, p[2 * k + 1]);
          box->north = MAX (box->north, p[2 * k + 1]);
          any = TRUE;
        }
    }
  return any;
}
