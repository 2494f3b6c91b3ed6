/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-map-layers-private.h"

#include "base/epc-geometry.h"
#include "base/epc-i18n.h"

/* Records of one kind whose place is drawn as a zone. */
typedef struct
{
  const char *entity, *key; /* of the layer */
  const char *condition;    /* of those that hold today */
  const char *fields[3];    /* with P-codes, one or several parted by semicolons */
  EpcMapOverlayKind kind;
  const char *word;         /* N_() */
  gboolean is_shown;
} Zones;

typedef struct
{
  EpcStore *store;
  const Zones *zones;
  EpcMapLayer *layer;
  EpcGeometryBuilder *builder;
  GArray *points, *parts;
  guint n;
} Reading;

static void
on_ring (guint n_points, gpointer data)
{
  g_array_append_val (((Reading *) data)->parts, n_points);
}

static void
on_point (double longitude, double latitude, gpointer data)
{
  double point[2] = { longitude, latitude };

  g_array_append_vals (((Reading *) data)->points, point, 2);
}

/* The outline of the place @code into points and parts. FALSE: the workspace has none. */
static gboolean
read_outline (Reading *self, const char *code)
{
  const EpcGeometryVisitor visitor = { .ring = on_ring, .point = on_point };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("place"));
  g_autoptr (GPtrArray) places = NULL;
  EpcGeometry geometry;
  gsize length;

  if (!epc_query_where (query, self->store, "pcode", EPC_OP_EQUAL, code, NULL))
    return FALSE;
  places = epc_query_records (query, self->store, NULL);
  const char *file = places != NULL && places->len > 0 ? epc_record_text (g_ptr_array_index (places, 0), "geometry") : NULL;
  g_autoptr (GBytes) bytes = file != NULL ? epc_store_attachment (self->store, file, NULL) : NULL;
  const guint8 *wkb = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  if (wkb == NULL || !epc_geometry_read_wkb (self->builder, wkb, length, &geometry, NULL)
      || (geometry.kind != EPC_GEOMETRY_POLYGON && geometry.kind != EPC_GEOMETRY_POLYGONS))
    return FALSE;
  g_array_set_size (self->points, 0);
  g_array_set_size (self->parts, 0);
  epc_geometry_walk (geometry.wkb, geometry.length, &visitor, self);
  return self->points->len >= 6;
}

/* Where one points at the zone: the middle of its box. */
static void
add_point (Reading *self, EpcRecord *record)
{
  const double *p = (const double *) (gpointer) self->points->data;
  g_autofree char *title = epc_store_title (self->store, epc_record_entity (record), epc_record_uid (record));
  double west = p[0], east = p[0], south = p[1], north = p[1];
  EpcMapLayerPoint point = { .entity = epc_record_entity (record), .uid = *epc_record_uid (record) };

  for (guint k = 1; k < self->points->len / 2; k++)
    {
      west = MIN (west, p[2 * k]);
      east = MAX (east, p[2 * k]);
      south = MIN (south, p[2 * k + 1]);
      north = MAX (north, p[2 * k + 1]);
    }
  point.lon = (west + east) / 2;
  point.lat = (south + north) / 2;
  point.label = g_strdup_printf ("%s: %s", _(self->zones->word), title);
  g_array_append_val (self->layer->points, point);
}

static gboolean
take_record (EpcRecord *record, gpointer data)
{
  Reading *self = data;
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint f = 0; self->zones->fields[f] != NULL; f++)
    {
      const char *text = epc_record_text (record, self->zones->fields[f]);
      g_auto (GStrv) codes = g_strsplit (text != NULL ? text : "", ";", -1);

      for (guint i = 0; codes[i] != NULL; i++)
        {
          const char *code = g_strstrip (codes[i]);

          if (*code == '\0' || !g_hash_table_add (done, g_strdup (code)) || !read_outline (self, code))
            continue;
          const EpcMapOverlay overlay = { .kind = self->zones->kind,
                                          .points = (const double *) (gpointer) self->points->data,
                                          .part_sizes = (const guint *) (gpointer) self->parts->data,
                                          .n_parts = self->parts->len,
                                          .label = _(self->zones->word) };
          epc_map_add_overlay (self->layer->map, &overlay);
          add_point (self, record);
          self->n++;
        }
    }
  return TRUE;
}

gboolean
epc_zone_layers (EpcStore *store, const EpcUid *crisis, EpcMapTheme theme, GPtrArray *layers, GError **error)
{
  static const Zones kinds[] = {
    { "crisis", "zones-crisis", "status in watch;active;scaling_down", { "areas", "place" }, EPC_MAP_OVERLAY_HAZARD, N_("Areas affected by a crisis"), FALSE },
    { "evacuation_plan", "zones-evacuation", "status in draft;validated;endorsed;activated", { "place" }, EPC_MAP_OVERLAY_EVACUATION,
      N_("Evacuation zones"), TRUE },
    { "access_constraint", "zones-access", "status in active;easing", { "place" }, EPC_MAP_OVERLAY_ACCESS, N_("Access constrained"), TRUE },
  };
  gboolean done = TRUE;

  for (guint i = 0; done && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (kinds[i].entity));
      Reading self = { .store = store, .zones = &kinds[i], .layer = epc_map_layer_new (kinds[i].key, theme, kinds[i].is_shown),
                       .builder = epc_geometry_builder_new (), .points = g_array_new (FALSE, FALSE, sizeof (double)),
                       .parts = g_array_new (FALSE, FALSE, sizeof (guint)) };

      done = epc_query_where_text (query, store, kinds[i].condition, error) && epc_map_layer_each (query, store, crisis, take_record, &self, error);
      epc_map_layer_finish (layers, self.layer, _(kinds[i].word), self.n);
      epc_geometry_builder_free (self.builder);
      g_array_unref (self.points);
      g_array_unref (self.parts);
    }
  return done;
}
