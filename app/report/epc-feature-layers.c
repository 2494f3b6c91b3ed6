/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines and zones that were imported as such, and the ways of storms.
 */
#include "epc-map-layers-private.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-geometry.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

typedef struct
{
  EpcStore *store;
  EpcGeometryBuilder *builder;
  EpcMapLayer *layer;
  guint n;
  GArray *points, *parts; /* of the shape in hand */
} Shapes;

/* Of a line, the points are its members. */
static void
on_begin (EpcGeometryKind kind, guint n_members, gpointer data)
{
  if (kind == EPC_GEOMETRY_LINE)
    g_array_append_val (((Shapes *) data)->parts, n_members);
}

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

static EpcMapOverlayKind
overlay_of (const char *kind, gboolean is_area)
{
  static const char *const routes[] = { "evacuation_route", "road", "migration_route", NULL };

  if (!is_area)
    return kind != NULL && g_strv_contains (routes, kind) ? EPC_MAP_OVERLAY_ROUTE : EPC_MAP_OVERLAY_TRACK;
  if (g_strcmp0 (kind, "evacuation_zone") == 0 || g_strcmp0 (kind, "assembly_point") == 0)
    return EPC_MAP_OVERLAY_EVACUATION;
  return g_strcmp0 (kind, "closed_road") == 0 ? EPC_MAP_OVERLAY_ACCESS : EPC_MAP_OVERLAY_HAZARD;
}

static gboolean
take_feature (EpcRecord *record, gpointer data)
{
  const EpcGeometryVisitor visitor = { .begin = on_begin, .ring = on_ring, .point = on_point };
  Shapes *self = data;
  const char *file = epc_record_text (record, "geometry"), *kind = epc_record_text (record, "kind");
  g_autoptr (GBytes) bytes = file != NULL ? epc_store_attachment (self->store, file, NULL) : NULL;
  EpcGeometry geometry;
  gsize length;

  if (bytes == NULL)
    return TRUE;
  const guint8 *wkb = g_bytes_get_data (bytes, &length);
  if (!epc_geometry_read_wkb (self->builder, wkb, length, &geometry, NULL))
    return TRUE;
  gboolean is_line = geometry.kind == EPC_GEOMETRY_LINE || geometry.kind == EPC_GEOMETRY_LINES;
  gboolean is_area = geometry.kind == EPC_GEOMETRY_POLYGON || geometry.kind == EPC_GEOMETRY_POLYGONS;
  if (!is_line && !is_area)
    return TRUE;
  g_array_set_size (self->points, 0);
  g_array_set_size (self->parts, 0);
  epc_geometry_walk (geometry.wkb, geometry.length, &visitor, self);
  const EpcMapOverlay overlay = { .kind = overlay_of (kind, is_area),
                                  .points = (const double *) (gpointer) self->points->data,
                                  .part_sizes = (const guint *) (gpointer) self->parts->data,
                                  .n_parts = self->parts->len,
                                  .label = kind != NULL ? epc_code_label ("map_feature_kind", kind, NULL) : _("Lines and zones") };
  epc_map_add_overlay (self->layer->map, &overlay);
  self->n++;
  return TRUE;
}

static gboolean
add_features (EpcStore *store, const EpcUid *crisis, EpcMapTheme theme, GPtrArray *layers, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("map_feature"));
  Shapes self = { .store = store, .builder = epc_geometry_builder_new (), .layer = epc_map_layer_new ("tracks", theme, TRUE) };

  self.points = g_array_new (FALSE, FALSE, sizeof (double));
  self.parts = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean done = epc_query_where (query, store, "geometry", EPC_OP_NOT_EMPTY, NULL, error) && epc_query_sort (query, "", error)
                  && epc_map_layer_each (query, store, crisis, take_feature, &self, error);
  epc_map_layer_finish (layers, self.layer, _("Lines and zones"), self.n);
  epc_geometry_builder_free (self.builder);
  g_array_unref (self.points);
  g_array_unref (self.parts);
  return done;
}

/* --- storms --- */

/* Names come again after years; a storm is seen every few hours. */
#define SAME_STORM (72 * G_TIME_SPAN_HOUR)

typedef struct
{
  char *name;
  gint64 time;
  double lon, lat;
} Fix;

static void
fix_clear (gpointer data)
{
  g_free (((Fix *) data)->name);
}

static int
compare_fixes (gconstpointer a, gconstpointer b)
{
  const Fix *x = a, *y = b;
  int names = strcmp (x->name, y->name);

  return names != 0 ? names : x->time < y->time ? -1 : x->time > y->time;
}

static gboolean
take_fix (EpcRecord *record, gpointer data)
{
  const char *name = epc_record_text (record, "name"), *moment = epc_record_text (record, "observed_at");
  Fix fix = { .lon = epc_record_decimal (record, "longitude"), .lat = epc_record_decimal (record, "latitude") };

  if (name == NULL || moment == NULL || !epc_moment_to_unix (moment, &fix.time))
    return TRUE;
  fix.name = g_strdup (name);
  g_array_append_val ((GArray *) data, fix);
  return TRUE;
}

/* Adds the line of one storm, when it was seen twice. */
static guint
add_way (EpcMap *map, const GArray *line)
{
  guint n_points = line->len / 2;
  const EpcMapOverlay overlay = { .kind = EPC_MAP_OVERLAY_TRACK,
                                  .points = (const double *) (gpointer) line->data,
                                  .part_sizes = &n_points,
                                  .n_parts = 1,
                                  .label = _("Tracks of storms") };

  if (n_points < 2)
    return 0;
  epc_map_add_overlay (map, &overlay);
  return 1;
}

static gboolean
add_storms (EpcStore *store, const EpcUid *crisis, EpcMapTheme theme, GPtrArray *layers, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("hazard_observation"));
  g_autoptr (GArray) fixes = g_array_new (FALSE, FALSE, sizeof (Fix));
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (double));
  guint n = 0;

  g_array_set_clear_func (fixes, fix_clear);
  if (!epc_query_where (query, store, "hazard", EPC_OP_EQUAL, "tropical_storm", error) || !epc_query_sort (query, "", error)
      || !epc_map_layer_each (query, store, crisis, take_fix, fixes, error))
    return FALSE;
  EpcMapLayer *layer = epc_map_layer_new ("storms", theme, TRUE);
  g_array_sort (fixes, compare_fixes);
  for (guint i = 0; i < fixes->len; i++)
    {
      const Fix *fix = &g_array_index (fixes, Fix, i), *next = i + 1 < fixes->len ? fix + 1 : NULL;
      g_array_append_val (line, fix->lon);
      g_array_append_val (line, fix->lat);
      if (next != NULL && strcmp (next->name, fix->name) == 0 && next->time - fix->time <= SAME_STORM)
        continue;
      n += add_way (layer->map, line);
      g_array_set_size (line, 0);
    }
  epc_map_layer_finish (layers, layer, _("Tracks of storms"), n);
  return TRUE;
}

gboolean
epc_feature_layers (EpcStore *store, const EpcUid *crisis, EpcMapTheme theme, GPtrArray *layers, GError **error)
{
  return add_features (store, crisis, theme, layers, error) && add_storms (store, crisis, theme, layers, error);
}
