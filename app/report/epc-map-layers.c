/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-layers-private.h"

#include "analysis/epc-crisis.h"
#include "base/epc-geometry.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

#define MOST_POINTS 20000 /* of one kind */

void
epc_map_layer_free (EpcMapLayer *layer)
{
  if (layer == NULL)
    return;
  g_free (layer->label);
  epc_map_free (layer->map);
  g_array_unref (layer->points);
  g_free (layer);
}

static void
point_clear (gpointer data)
{
  g_free (((EpcMapLayerPoint *) data)->label);
}

EpcMapLayer *
epc_map_layer_new (const char *key, EpcMapTheme theme, gboolean is_shown)
{
  EpcMapLayer *layer = g_new0 (EpcMapLayer, 1);

  layer->key = key;
  layer->is_shown = is_shown;
  layer->map = epc_map_new ();
  layer->points = g_array_new (FALSE, TRUE, sizeof (EpcMapLayerPoint));
  g_array_set_clear_func (layer->points, point_clear);
  epc_map_set_theme (layer->map, theme);
  epc_map_set_parts (layer->map, 0); /* a name would be cut at the edge of a tile: who points at it is told */
  epc_map_set_clustered (layer->map, FALSE);
  return layer;
}

void
epc_map_layer_finish (GPtrArray *layers, EpcMapLayer *layer, const char *word, guint n)
{
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), n);

  if (n == 0)
    {
      epc_map_layer_free (layer);
      return;
    }
  layer->label = g_strdup_printf ("%s (%s)", word, number);
  g_ptr_array_add (layers, layer);
}

typedef struct
{
  const EpcUid *crisis;
  EpcRecordFunc take;
  gpointer data;
} Narrow;

static gboolean
take_of_crisis (EpcRecord *record, gpointer data)
{
  const Narrow *narrow = data;
  const EpcUid *of = g_str_equal (epc_record_entity (record)->key, "crisis") ? epc_record_uid (record) : epc_record_reference (record, "crisis");

  return of != NULL && !epc_uid_equal (of, narrow->crisis) ? TRUE : narrow->take (record, narrow->data);
}

gboolean
epc_map_layer_each (EpcQuery *query, EpcStore *store, const EpcUid *crisis, EpcRecordFunc take, gpointer data, GError **error)
{
  const EpcEntity *entity = epc_query_entity (query);
  Narrow narrow = { crisis, take, data };

  if (g_str_equal (entity->key, "crisis"))
    {
      if (crisis == NULL && !epc_query_where (query, store, "is_drill", EPC_OP_NOT_EQUAL, "yes", error))
        return FALSE;
    }
  else if (epc_entity_field (entity, "crisis") == NULL)
    return epc_query_each (query, store, take, data, NULL, error);
  else if (crisis == NULL && !epc_crisis_narrow (query, store, "crisis", NULL, error))
    return FALSE;
  return crisis != NULL ? epc_query_each (query, store, take_of_crisis, &narrow, NULL, error)
                        : epc_query_each (query, store, take, data, NULL, error);
}

/* --- outlines of places --- */

typedef struct
{
  EpcStore *store;
  EpcGeometryBuilder *builder;
  EpcMapLayer *boundaries[5]; /* by admin level */
  guint n_boundaries[5];
  GArray *points, *parts;
} Shapes;

static void
on_ring (guint n_points, gpointer data)
{
  g_array_append_val (((Shapes *) data)->parts, n_points);
}

static void
on_point (double longitude, double latitude, gpointer data)
{
  double point[2] = { longitude, latitude };

  g_array_append_vals (((Shapes *) data)->points, point, 2);
}

static gboolean
take_shape (EpcRecord *place, gpointer data)
{
  const EpcGeometryVisitor visitor = { .ring = on_ring, .point = on_point };
  Shapes *self = data;
  gint64 level = epc_record_is_empty (place, "level") ? -1 : epc_record_integer (place, "level");
  const char *file = epc_record_text (place, "geometry");
  g_autoptr (GBytes) bytes = file != NULL ? epc_store_attachment (self->store, file, NULL) : NULL;
  EpcGeometry geometry;
  gsize length;

  if (bytes == NULL)
    return TRUE;
  const guint8 *wkb = g_bytes_get_data (bytes, &length);
  if (!epc_geometry_read_wkb (self->builder, wkb, length, &geometry, NULL))
    return TRUE;
  if ((geometry.kind != EPC_GEOMETRY_POLYGON && geometry.kind != EPC_GEOMETRY_POLYGONS) || level < 0 || level > 4)
    return TRUE;
  g_array_set_size (self->points, 0);
  g_array_set_size (self->parts, 0);
  epc_geometry_walk (geometry.wkb, geometry.length, &visitor, self);
  g_autofree char *label = g_strdup_printf (_("Boundaries of level %u"), (guint) level);
  const EpcMapOverlay overlay = { .kind = EPC_MAP_OVERLAY_BOUNDARY,
                                  .points = (const double *) (gpointer) self->points->data,
                                  .part_sizes = (const guint *) (gpointer) self->parts->data,
                                  .n_parts = self->parts->len,
                                  .label = label };
  epc_map_add_overlay (self->boundaries[level]->map, &overlay);
  self->n_boundaries[level]++;
  return TRUE;
}

static gboolean
add_shapes (EpcStore *store, EpcMapTheme theme, GPtrArray *layers, GError **error)
{
  static const char *const keys[] = { "boundaries-0", "boundaries-1", "boundaries-2", "boundaries-3", "boundaries-4" };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("place"));
  Shapes self = { .store = store, .builder = epc_geometry_builder_new () };

  self.points = g_array_new (FALSE, FALSE, sizeof (double));
  self.parts = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    self.boundaries[i] = epc_map_layer_new (keys[i], theme, FALSE);
  gboolean done = epc_query_where (query, store, "geometry", EPC_OP_NOT_EMPTY, NULL, error)
                  && epc_query_where (query, store, "valid_to", EPC_OP_EMPTY, NULL, error) && epc_query_sort (query, "", error)
                  && epc_query_each (query, store, take_shape, &self, NULL, error);
  /* The finest below: the lines of the levels above stand on it. */
  for (guint i = G_N_ELEMENTS (keys); i-- > 0;)
    {
      g_autofree char *word = g_strdup_printf (_("Boundaries of level %u"), i);
      epc_map_layer_finish (layers, self.boundaries[i], word, self.n_boundaries[i]);
    }
  epc_geometry_builder_free (self.builder);
  g_array_unref (self.points);
  g_array_unref (self.parts);
  return done;
}

/* --- points of records --- */

/* Its title needs no other record: thousands of points are not asked for one by one. */
static gboolean
names_itself (const EpcEntity *entity)
{
  g_auto (GStrv) keys = g_strsplit (entity->title != NULL ? entity->title : "", " ", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const EpcField *field = epc_entity_field (entity, keys[i]);
      if (field == NULL || field->type == EPC_TYPE_REFERENCE || field->type == EPC_TYPE_PLACE)
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_point (EpcRecord *record, gpointer data)
{
  EpcMapLayer *layer = data;
  EpcMapLayerPoint point = { .entity = epc_record_entity (record), .uid = *epc_record_uid (record) };

  if (epc_record_is_empty (record, "latitude") || epc_record_is_empty (record, "longitude"))
    return TRUE;
  point.lat = epc_record_decimal (record, "latitude");
  point.lon = epc_record_decimal (record, "longitude");
  if (names_itself (point.entity))
    {
      g_autofree char *title = epc_record_title (record);
      point.label = g_strdup_printf ("%s: %s", _(point.entity->label), title);
    }
  g_array_append_val (layer->points, point);
  return layer->points->len < MOST_POINTS;
}

static gboolean
add_points (EpcStore *store, const EpcUid *crisis, const char *key, EpcMapSymbol symbol, EpcMapTheme theme, GPtrArray *layers, GError **error)
{
  const EpcEntity *entity = epc_entity_find (key);
  g_autoptr (EpcQuery) query = entity != NULL ? epc_query_new (entity) : NULL;
  g_autoptr (GArray) sites = g_array_new (FALSE, TRUE, sizeof (EpcMapSite));
  EpcMapLayer *layer;

  if (entity == NULL || epc_entity_field (entity, "latitude") == NULL)
    return TRUE;
  layer = epc_map_layer_new (key, theme, TRUE);
  if (!epc_query_where (query, store, "latitude", EPC_OP_NOT_EMPTY, NULL, error) || !epc_query_sort (query, "", error)
      || !epc_map_layer_each (query, store, crisis, take_point, layer, error))
    {
      epc_map_layer_free (layer);
      return FALSE;
    }
  for (guint i = 0; i < layer->points->len; i++)
    {
      EpcMapLayerPoint *point = &g_array_index (layer->points, EpcMapLayerPoint, i);
      const EpcMapSite site = { .lon = point->lon, .lat = point->lat, .people = -1, .symbol = symbol };

      if (point->label == NULL)
        {
          g_autofree char *title = epc_store_title (store, entity, &point->uid);
          point->label = g_strdup_printf ("%s: %s", _(entity->label), title);
        }
      g_array_append_val (sites, site);
    }
  epc_map_set_sites (layer->map, (const EpcMapSite *) (gpointer) sites->data, sites->len, NULL);
  epc_map_layer_finish (layers, layer, _(entity->plural), sites->len);
  return TRUE;
}

GPtrArray *
epc_map_layers (EpcStore *store, const EpcUid *crisis, EpcMapTheme theme, GError **error)
{
  static const struct
  {
    const char *entity;
    EpcMapSymbol symbol;
  } kinds[] = { { "hazard_observation", EPC_MAP_SYMBOL_EVENT },
                { "map_feature", EPC_MAP_SYMBOL_FLOW_POINT },
                { "event_alert", EPC_MAP_SYMBOL_EVENT },
                { "flow_point", EPC_MAP_SYMBOL_FLOW_POINT },
                { "evacuation_centre", EPC_MAP_SYMBOL_CENTRE },
                { "warehouse", EPC_MAP_SYMBOL_WAREHOUSE } };
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_map_layer_free);

  if (!epc_zone_layers (store, crisis, theme, layers, error) || !add_shapes (store, theme, layers, error)
      || !epc_feature_layers (store, crisis, theme, layers, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!add_points (store, crisis, kinds[i].entity, kinds[i].symbol, theme, layers, error))
      return NULL;
  return g_steal_pointer (&layers);
}
