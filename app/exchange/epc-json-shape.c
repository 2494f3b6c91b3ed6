/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-json-shape.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define OPEN (-1)
#define CLOSE (-2)
#define NUMBERS_MAX (2 * EPC_GEOMETRY_POINTS_MAX)
#define MEMBERS_MAX 65536u
/* A small file can name the same long line a million times over. */
#define USED_MAX G_GUINT64_CONSTANT (64000000)

struct _EpcJsonShape
{
  EpcGeometryKind kind;
  GArray *numbers; /* of double */
  GArray *events;  /* of gint32: OPEN, CLOSE, or how many numbers stand in an innermost array */
  gboolean has_coordinates, has_arcs, is_bad, is_too_long;
  GPtrArray *members; /* of EpcJsonShape: of a collection */
};

EpcJsonShape *
epc_json_shape_new (void)
{
  EpcJsonShape *shape = g_new0 (EpcJsonShape, 1);

  shape->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  shape->events = g_array_new (FALSE, FALSE, sizeof (gint32));
  shape->members = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_json_shape_free);
  return shape;
}

void
epc_json_shape_free (EpcJsonShape *shape)
{
  if (shape == NULL)
    return;
  g_array_unref (shape->numbers);
  g_array_unref (shape->events);
  g_ptr_array_unref (shape->members);
  g_free (shape);
}

void
epc_json_shape_reset (EpcJsonShape *shape)
{
  shape->kind = EPC_GEOMETRY_NONE;
  shape->has_coordinates = shape->has_arcs = shape->is_bad = shape->is_too_long = FALSE;
  g_array_set_size (shape->numbers, 0);
  g_array_set_size (shape->events, 0);
  g_ptr_array_set_size (shape->members, 0);
}

gboolean
epc_json_shape_is_member (const char *key)
{
  return g_str_equal (key, "type") || g_str_equal (key, "coordinates") || g_str_equal (key, "arcs")
         || g_str_equal (key, "geometries");
}

gboolean
epc_json_shape_is_one (const EpcJsonShape *shape)
{
  return shape->kind != EPC_GEOMETRY_NONE;
}

/* --- reading --- */

static void
add_event (EpcJsonShape *shape, gint32 event)
{
  g_array_append_val (shape->events, event);
}

/* Numbers in nested arrays. An innermost array is one event, its length; @keep: how many of its numbers are kept. */
static gboolean
read_numbers (EpcJsonShape *shape, EpcJson *json, guint keep, GError **error)
{
  guint depth = 1;
  gboolean in_tuple = FALSE;

  add_event (shape, OPEN);
  while (depth > 0)
    {
      EpcJsonToken token = epc_json_next (json, error);
      if (token == EPC_JSON_ERROR || token == EPC_JSON_END)
        return FALSE;
      gint32 *last = &g_array_index (shape->events, gint32, shape->events->len - 1);
      if (token == EPC_JSON_ARRAY)
        {
          shape->is_bad |= in_tuple;
          in_tuple = FALSE;
          depth++;
          if (!shape->is_bad)
            add_event (shape, OPEN);
        }
      else if (token == EPC_JSON_ARRAY_END)
        {
          depth--;
          if (!in_tuple && !shape->is_bad)
            add_event (shape, CLOSE);
          in_tuple = FALSE;
        }
      else if (token == EPC_JSON_NUMBER)
        {
          if (shape->is_bad)
            continue;
          if (!in_tuple && *last != OPEN)
            {
              shape->is_bad = TRUE;
              continue;
            }
          *last = in_tuple ? *last + 1 : 1;
          in_tuple = TRUE;
          if ((guint) *last > keep)
            {
              (*last)--;
              continue;
            }
          double number = g_ascii_strtod (epc_json_text (json, NULL), NULL);
          g_array_append_val (shape->numbers, number);
          if (shape->numbers->len > NUMBERS_MAX)
            shape->is_bad = shape->is_too_long = TRUE;
        }
      else
        {
          /* A text or null among the numbers. */
          shape->is_bad = TRUE;
          if (!epc_json_skip (json, token, error))
            return FALSE;
        }
      if (shape->is_bad)
        {
          g_array_set_size (shape->numbers, 0);
          g_array_set_size (shape->events, 0);
          add_event (shape, CLOSE);
        }
    }
  return TRUE;
}

static gboolean
read_members (EpcJsonShape *shape, EpcJson *json, GError **error)
{
  EpcJsonToken token;

  while ((token = epc_json_next (json, error)) != EPC_JSON_ARRAY_END)
    {
      if (token == EPC_JSON_ERROR || token == EPC_JSON_END)
        return FALSE;
      if (token != EPC_JSON_OBJECT || shape->members->len >= MEMBERS_MAX)
        {
          shape->is_bad = TRUE;
          if (!epc_json_skip (json, token, error))
            return FALSE;
          continue;
        }
      EpcJsonShape *member = epc_json_shape_new ();
      g_ptr_array_add (shape->members, member);
      if (!epc_json_shape_read (member, json, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
epc_json_shape_take (EpcJsonShape *shape, EpcJson *json, const char *key, EpcJsonToken token, GError **error)
{
  if (token == EPC_JSON_STRING && g_str_equal (key, "type"))
    {
      shape->kind = epc_geometry_of_word (epc_json_text (json, NULL));
      return TRUE;
    }
  if (token != EPC_JSON_ARRAY || g_str_equal (key, "type"))
    return epc_json_skip (json, token, error);
  if (g_str_equal (key, "geometries"))
    return read_members (shape, json, error);
  gboolean is_arcs = g_str_equal (key, "arcs");
  if (shape->has_coordinates || shape->has_arcs)
    shape->is_bad = TRUE;
  shape->has_arcs |= is_arcs;
  shape->has_coordinates |= !is_arcs;
  return read_numbers (shape, json, is_arcs ? NUMBERS_MAX : 2, error);
}

gboolean
epc_json_shape_read (EpcJsonShape *shape, EpcJson *json, GError **error)
{
  EpcJsonToken token;

  while ((token = epc_json_next (json, error)) == EPC_JSON_KEY)
    {
      g_autofree char *key = g_strdup (epc_json_text (json, NULL));
      token = epc_json_next (json, error);
      gboolean is_read = epc_json_shape_is_member (key) ? epc_json_shape_take (shape, json, key, token, error)
                                                        : epc_json_skip (json, token, error);
      if (!is_read)
        return FALSE;
    }
  return token == EPC_JSON_OBJECT_END;
}

/* --- the lines of TopoJSON --- */

void
epc_topology_clear (EpcTopology *topology)
{
  g_clear_pointer (&topology->points, g_array_unref);
  g_clear_pointer (&topology->starts, g_array_unref);
}

gboolean
epc_topology_read_arcs (EpcTopology *topology, EpcJson *json, EpcJsonToken token, GError **error)
{
  g_autoptr (EpcJsonShape) all = epc_json_shape_new ();

  epc_topology_clear (topology);
  if (token != EPC_JSON_ARRAY)
    return epc_json_skip (json, token, error);
  if (!read_numbers (all, json, 2, error))
    return FALSE;
  if (all->is_too_long)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                           _ ("The lines of the file have more than 4 million points. Simplify the layer first."));
      return FALSE;
    }
  topology->points = g_array_ref (all->numbers);
  topology->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint at = 0, depth = 0;
  for (guint i = 0; i < all->events->len && !all->is_bad; i++)
    {
      gint32 event = g_array_index (all->events, gint32, i);
      if (event == OPEN && ++depth == 2)
        g_array_append_val (topology->starts, at);
      else if (event == CLOSE)
        depth--;
      else if (event > 0)
        {
          at += 2;
          all->is_bad = event != 2 || depth != 2;
        }
    }
  if (all->is_bad)
    {
      g_array_set_size (topology->points, 0);
      g_array_set_size (topology->starts, 0);
      at = 0;
    }
  g_array_append_val (topology->starts, at);
  return TRUE;
}

gboolean
epc_topology_read_transform (EpcTopology *topology, EpcJson *json, EpcJsonToken token, GError **error)
{
  if (token != EPC_JSON_OBJECT)
    return epc_json_skip (json, token, error);
  topology->scale[0] = topology->scale[1] = 1;
  topology->translate[0] = topology->translate[1] = 0;
  while ((token = epc_json_next (json, error)) == EPC_JSON_KEY)
    {
      gboolean is_scale = g_str_equal (epc_json_text (json, NULL), "scale");
      double *pair = is_scale ? topology->scale : g_str_equal (epc_json_text (json, NULL), "translate") ? topology->translate : NULL;
      g_autoptr (EpcJsonShape) numbers = epc_json_shape_new ();
      token = epc_json_next (json, error);
      if (token != EPC_JSON_ARRAY || pair == NULL)
        {
          if (!epc_json_skip (json, token, error))
            return FALSE;
          continue;
        }
      if (!read_numbers (numbers, json, 2, error))
        return FALSE;
      for (guint i = 0; i < 2 && numbers->numbers->len == 2; i++)
        pair[i] = g_array_index (numbers->numbers, double, i);
      topology->has_transform = TRUE;
    }
  return token == EPC_JSON_OBJECT_END;
}

void
epc_topology_settle (EpcTopology *topology)
{
  if (!topology->has_transform || topology->points == NULL)
    return;
  double *p = (double *) topology->points->data;
  for (guint a = 0; a + 1 < topology->starts->len; a++)
    {
      double sum[2] = { 0, 0 };
      for (guint i = g_array_index (topology->starts, guint, a); i < g_array_index (topology->starts, guint, a + 1); i++)
        {
          sum[i & 1] += p[i];
          p[i] = sum[i & 1] * topology->scale[i & 1] + topology->translate[i & 1];
        }
    }
}

/* --- building --- */

typedef struct
{
  const EpcJsonShape *shape;
  EpcTopology *topology;
  EpcGeometryBuilder *builder;
  guint event, number;
  const char *problem;
} Build;

static void
complain (Build *build, const char *problem)
{
  if (build->problem == NULL)
    build->problem = problem;
}

/* CLOSE when there is nothing more. */
static gint32
peek (const Build *build)
{
  return build->event < build->shape->events->len ? g_array_index (build->shape->events, gint32, build->event) : CLOSE;
}

static gboolean
enter (Build *build)
{
  if (peek (build) != OPEN)
    {
      complain (build, N_ ("The coordinates are not nested as this kind of shape needs it."));
      return FALSE;
    }
  build->event++;
  return TRUE;
}

static void
leave (Build *build)
{
  if (build->problem == NULL && peek (build) != CLOSE)
    complain (build, N_ ("The coordinates are not nested as this kind of shape needs it."));
  build->event++;
}

static void
put_point (Build *build)
{
  gint32 n = peek (build);

  if (n < 2)
    {
      complain (build, N_ ("A point has fewer than two coordinates."));
      return;
    }
  double x = g_array_index (build->shape->numbers, double, build->number);
  double y = g_array_index (build->shape->numbers, double, build->number + 1);
  build->number += (guint) n;
  build->event++;
  if (build->topology != NULL && build->topology->has_transform)
    {
      x = x * build->topology->scale[0] + build->topology->translate[0];
      y = y * build->topology->scale[1] + build->topology->translate[1];
    }
  epc_geometry_builder_point (build->builder, x, y);
}

static void
put_points (Build *build)
{
  if (!enter (build))
    return;
  while (build->problem == NULL && peek (build) != CLOSE)
    put_point (build);
  leave (build);
}

static void
put_arc (Build *build, double index)
{
  EpcTopology *topology = build->topology;
  gboolean is_reversed = index < 0;
  double at = is_reversed ? -index - 1 : index;

  if (topology == NULL || topology->starts == NULL || at != floor (at) || !(at + 1 < topology->starts->len))
    {
      complain (build, N_ ("A shape refers to a line that the file does not have."));
      return;
    }
  guint from = g_array_index (topology->starts, guint, (guint) at) / 2, to = g_array_index (topology->starts, guint, (guint) at + 1) / 2;
  const double *p = (const double *) topology->points->data;
  if (epc_geometry_builder_has_failed (build->builder))
    return;
  topology->n_used += to - from + 1;
  if (topology->n_used > USED_MAX)
    {
      complain (build, N_ ("The shapes of the file use its lines more than 64 million points over; it is not a map."));
      return;
    }
  for (guint i = from; i < to; i++)
    {
      guint k = is_reversed ? to - 1 - (i - from) : i;
      epc_geometry_builder_point (build->builder, p[k * 2], p[k * 2 + 1]);
    }
}

/* The points of a line or ring: themselves, or the arcs that they are made of. */
static void
put_line (Build *build)
{
  if (!build->shape->has_arcs)
    {
      put_points (build);
      return;
    }
  gint32 n = peek (build);
  if (n == OPEN)
    {
      build->event++;
      leave (build);
      return;
    }
  build->event++;
  for (gint32 i = 0; i < n && build->problem == NULL; i++)
    put_arc (build, g_array_index (build->shape->numbers, double, build->number + (guint) i));
  build->number += (guint) MAX (n, 0);
}

static void put_shape (Build *build, EpcGeometryKind kind);

static void
put_list (Build *build, EpcGeometryKind member)
{
  if (!enter (build))
    return;
  while (build->problem == NULL && peek (build) != CLOSE)
    if (member == EPC_GEOMETRY_NONE)
      {
        epc_geometry_builder_begin_ring (build->builder);
        put_line (build);
        epc_geometry_builder_end (build->builder);
      }
    else
      put_shape (build, member);
  leave (build);
}

static void
put_shape (Build *build, EpcGeometryKind kind)
{
  epc_geometry_builder_begin (build->builder, kind);
  switch (kind)
    {
    case EPC_GEOMETRY_POINT:
      if (peek (build) == OPEN)
        {
          build->event++; /* [] is an empty point */
          leave (build);
        }
      else
        put_point (build);
      break;
    case EPC_GEOMETRY_LINE:
      put_line (build);
      break;
    case EPC_GEOMETRY_POLYGON:
      put_list (build, EPC_GEOMETRY_NONE);
      break;
    case EPC_GEOMETRY_POINTS:
    case EPC_GEOMETRY_LINES:
    case EPC_GEOMETRY_POLYGONS:
      put_list (build, kind - 3);
      break;
    case EPC_GEOMETRY_NONE:
    case EPC_GEOMETRY_COLLECTION:
    default:
      complain (build, N_ ("This kind of shape is not known."));
      break;
    }
  epc_geometry_builder_end (build->builder);
}

static gboolean
add_shape (const EpcJsonShape *shape, EpcTopology *topology, EpcGeometryBuilder *builder, guint depth, const char **problem)
{
  Build build = { shape, topology, builder };

  if (shape->is_too_long)
    complain (&build, N_ ("A shape has more than 4 million points. Simplify the layer first."));
  else if (shape->is_bad)
    complain (&build, N_ ("The coordinates are not all numbers in nested lists."));
  else if (depth > EPC_GEOMETRY_DEPTH)
    complain (&build, N_ ("Shapes are nested too deeply in each other."));
  else if (shape->kind == EPC_GEOMETRY_COLLECTION)
    {
      epc_geometry_builder_begin (builder, EPC_GEOMETRY_COLLECTION);
      for (guint i = 0; i < shape->members->len && build.problem == NULL; i++)
        add_shape (g_ptr_array_index (shape->members, i), topology, builder, depth + 1, &build.problem);
      epc_geometry_builder_end (builder);
    }
  else if (shape->kind == EPC_GEOMETRY_NONE)
    complain (&build, N_ ("This kind of shape is not known."));
  else if (shape->has_arcs || shape->has_coordinates)
    put_shape (&build, shape->kind);
  else
    complain (&build, N_ ("A shape has no coordinates."));
  if (build.problem != NULL)
    *problem = build.problem;
  return build.problem == NULL;
}

gboolean
epc_json_shape_build (const EpcJsonShape *shape, EpcTopology *topology, EpcGeometryBuilder *builder, EpcGeometry *geometry,
                      GError **error)
{
  const char *problem = NULL;

  memset (geometry, 0, sizeof *geometry);
  epc_geometry_builder_reset (builder);
  if (!add_shape (shape, topology, builder, 0, &problem))
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _ (problem));
      return FALSE;
    }
  return epc_geometry_builder_finish (builder, geometry, error);
}
