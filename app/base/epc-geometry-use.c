/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walking through shapes as epc-geometry.c writes them.
 */
#include "epc-geometry.h"

#include <math.h>
#include <string.h>

#include "epc-number.h"

typedef struct
{
  const guint8 *at, *end;
  const EpcGeometryVisitor *visitor;
  gpointer data;
} Walk;

static gboolean
take_count (Walk *walk, gsize least_size, guint32 *count)
{
  if (walk->end - walk->at < 4)
    return FALSE;
  memcpy (count, walk->at, 4);
  *count = GUINT32_FROM_LE (*count);
  walk->at += 4;
  return *count <= (gsize) (walk->end - walk->at) / least_size;
}

static gboolean
walk_points (Walk *walk, guint32 n)
{
  if ((gsize) (walk->end - walk->at) / 16 < n)
    return FALSE;
  for (guint32 i = 0; i < n; i++, walk->at += 16)
    if (walk->visitor->point != NULL)
      {
        guint64 bits[2];
        double numbers[2];
        memcpy (bits, walk->at, 16);
        bits[0] = GUINT64_FROM_LE (bits[0]);
        bits[1] = GUINT64_FROM_LE (bits[1]);
        memcpy (numbers, bits, 16);
        walk->visitor->point (numbers[0], numbers[1], walk->data);
      }
  return TRUE;
}

static gboolean
walk_rings (Walk *walk, guint32 n)
{
  for (guint32 i = 0; i < n; i++)
    {
      guint32 n_points;
      if (!take_count (walk, 16, &n_points))
        return FALSE;
      if (walk->visitor->ring != NULL)
        walk->visitor->ring (n_points, walk->data);
      if (!walk_points (walk, n_points))
        return FALSE;
      if (walk->visitor->end != NULL)
        walk->visitor->end (EPC_GEOMETRY_NONE, walk->data);
    }
  return TRUE;
}

static gboolean
walk_shape (Walk *walk, guint depth)
{
  guint32 kind, n = 1;

  if (depth > EPC_GEOMETRY_DEPTH || walk->end - walk->at < 5 || walk->at[0] != 1)
    return FALSE;
  memcpy (&kind, walk->at + 1, 4);
  kind = GUINT32_FROM_LE (kind);
  walk->at += 5;
  if (kind == EPC_GEOMETRY_NONE || kind > EPC_GEOMETRY_COLLECTION)
    return FALSE;
  gsize size = kind == EPC_GEOMETRY_LINE ? 16 : kind == EPC_GEOMETRY_POLYGON ? 4 : 5;
  if (kind != EPC_GEOMETRY_POINT && !take_count (walk, size, &n))
    return FALSE;
  if (walk->visitor->begin != NULL)
    walk->visitor->begin (kind, n, walk->data);
  if (kind == EPC_GEOMETRY_POINT || kind == EPC_GEOMETRY_LINE)
    {
      if (!walk_points (walk, n))
        return FALSE;
    }
  else if (kind == EPC_GEOMETRY_POLYGON)
    {
      if (!walk_rings (walk, n))
        return FALSE;
    }
  else
    for (guint32 i = 0; i < n; i++)
      if (!walk_shape (walk, depth + 1))
        return FALSE;
  if (walk->visitor->end != NULL)
    walk->visitor->end (kind, walk->data);
  return TRUE;
}

gboolean
epc_geometry_walk (const guint8 *bytes, gsize length, const EpcGeometryVisitor *visitor, gpointer data)
{
  Walk walk = { bytes, bytes + length, visitor, data };

  return walk_shape (&walk, 0);
}

/* --- the point that stands for a shape --- */

typedef struct
{
  GArray *points;   /* of double, x and y: all points of the part in hand */
  GArray *rings;    /* of guint: where each ring begins in points */
  double best_size; /* area or length of the largest part */
  double x, y;
  gboolean has_point;
  EpcGeometryKind kind; /* of the part in hand */
} Centre;

static void
centre_begin (EpcGeometryKind kind, guint n_members, gpointer data)
{
  Centre *centre = data;

  centre->kind = kind;
  g_array_set_size (centre->points, 0);
  g_array_set_size (centre->rings, 0);
}

static void
centre_ring (guint n_points, gpointer data)
{
  Centre *centre = data;

  g_array_append_val (centre->rings, centre->points->len);
}

static void
centre_point (double longitude, double latitude, gpointer data)
{
  Centre *centre = data;

  g_array_append_val (centre->points, longitude);
  g_array_append_val (centre->points, latitude);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The middle of the widest stretch inside the polygon at the height @y. */
static gboolean
widest_stretch (const Centre *centre, double y, double *middle, double *width)
{
  const double *p = (const double *) centre->points->data;
  guint n = centre->points->len / 2;
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint r = 0; r < centre->rings->len; r++)
    {
      guint from = g_array_index (centre->rings, guint, r) / 2;
      guint to = r + 1 < centre->rings->len ? g_array_index (centre->rings, guint, r + 1) / 2 : n;
      for (guint i = from; i + 1 < to; i++)
        {
          double y1 = p[i * 2 + 1], y2 = p[i * 2 + 3];
          if ((y1 <= y) == (y2 <= y))
            continue;
          double x = p[i * 2] + (y - y1) / (y2 - y1) * (p[i * 2 + 2] - p[i * 2]);
          g_array_append_val (crossings, x);
        }
    }
  g_array_sort (crossings, compare_doubles);
  *width = 0;
  for (guint i = 0; i + 1 < crossings->len; i += 2)
    {
      double left = g_array_index (crossings, double, i), right = g_array_index (crossings, double, i + 1);
      if (right - left > *width)
        {
          *width = right - left;
          *middle = (left + right) / 2;
        }
    }
  return *width > 0;
}

static void
take_polygon (Centre *centre)
{
  const double *p = (const double *) centre->points->data;
  guint n = centre->rings->len > 1 ? g_array_index (centre->rings, guint, 1) / 2 : centre->points->len / 2;
  double area = 0, moment = 0, x = 0, width;

  /* Height of the centroid of the outer ring, from its first point on so that the digits are not lost. */
  for (guint i = 0; i + 1 < n; i++)
    {
      double cross = (p[i * 2] - p[0]) * (p[i * 2 + 3] - p[1]) - (p[i * 2 + 2] - p[0]) * (p[i * 2 + 1] - p[1]);
      area += cross;
      moment += cross * ((p[i * 2 + 1] - p[1]) + (p[i * 2 + 3] - p[1]));
    }
  if (area == 0 || fabs (area) <= centre->best_size)
    return;
  double y = p[1] + moment / (3 * area);
  if (!widest_stretch (centre, y, &x, &width))
    return;
  centre->best_size = fabs (area);
  centre->x = x;
  centre->y = y;
  centre->has_point = TRUE;
}

static void
take_line (Centre *centre)
{
  const double *p = (const double *) centre->points->data;
  guint n = centre->points->len / 2;
  double length = 0, passed = 0;

  for (guint i = 0; i + 1 < n; i++)
    length += hypot (p[i * 2 + 2] - p[i * 2], p[i * 2 + 3] - p[i * 2 + 1]);
  if (length <= centre->best_size || centre->best_size >= HUGE_VAL)
    return;
  centre->best_size = length;
  for (guint i = 0; i + 1 < n; i++)
    {
      double step = hypot (p[i * 2 + 2] - p[i * 2], p[i * 2 + 3] - p[i * 2 + 1]);
      if (passed + step >= length / 2)
        {
          double share = step > 0 ? (length / 2 - passed) / step : 0;
          centre->x = p[i * 2] + share * (p[i * 2 + 2] - p[i * 2]);
          centre->y = p[i * 2 + 1] + share * (p[i * 2 + 3] - p[i * 2 + 1]);
          centre->has_point = TRUE;
          return;
        }
      passed += step;
    }
}

static void
centre_end (EpcGeometryKind kind, gpointer data)
{
  Centre *centre = data;

  if (kind == EPC_GEOMETRY_POLYGON)
    take_polygon (centre);
  else if (kind == EPC_GEOMETRY_LINE)
    take_line (centre);
  else if (kind == EPC_GEOMETRY_POINT && !centre->has_point)
    {
      centre->x = g_array_index (centre->points, double, 0);
      centre->y = g_array_index (centre->points, double, 1);
      centre->has_point = TRUE;
    }
}

gboolean
epc_geometry_centre (const EpcGeometry *geometry, double *longitude, double *latitude)
{
  static const EpcGeometryVisitor visitor
      = { .begin = centre_begin, .ring = centre_ring, .point = centre_point, .end = centre_end };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (guint));
  Centre centre = { .points = points, .rings = rings };

  if (geometry->kind == EPC_GEOMETRY_NONE || !epc_geometry_walk (geometry->wkb, geometry->length, &visitor, &centre)
      || !centre.has_point)
    return FALSE;
  *longitude = centre.x;
  *latitude = centre.y;
  return TRUE;
}

/* --- GeoJSON --- */

typedef struct
{
  GString *out;
  guint decimals;
  EpcGeometryKind kinds[EPC_GEOMETRY_DEPTH + 2];
  guint depth;
} Writer;

static void
part (Writer *writer)
{
  char last = writer->out->len > 0 ? writer->out->str[writer->out->len - 1] : '[';

  if (last == ']' || last == '}')
    g_string_append_c (writer->out, ',');
}

/* A member of a MultiPoint, MultiLineString or MultiPolygon is coordinates only. */
static gboolean
is_bare (const Writer *writer, guint depth)
{
  return depth > 0 && writer->kinds[depth - 1] != EPC_GEOMETRY_COLLECTION;
}

static void
write_begin (EpcGeometryKind kind, guint n_members, gpointer data)
{
  Writer *writer = data;

  if (writer->depth > 0)
    part (writer);
  if (!is_bare (writer, writer->depth))
    g_string_append_printf (writer->out, "{\"type\":\"%s\",\"%s\":", epc_geometry_word (kind),
                            kind == EPC_GEOMETRY_COLLECTION ? "geometries" : "coordinates");
  if (kind != EPC_GEOMETRY_POINT)
    g_string_append_c (writer->out, '[');
  writer->kinds[writer->depth++] = kind;
}

static void
write_ring (guint n_points, gpointer data)
{
  part (data);
  g_string_append_c (((Writer *) data)->out, '[');
}

static void
append_rounded (GString *out, double value, guint decimals)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE + 32], format[8];

  if (decimals > 15)
    {
      g_string_append (out, epc_number_write_decimal (value, text));
      return;
    }
  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  g_ascii_formatd (text, sizeof text, format, value);
  if (strchr (text, '.') != NULL)
    {
      gsize length = strlen (text);
      while (text[length - 1] == '0')
        text[--length] = '\0';
      if (text[length - 1] == '.')
        text[--length] = '\0';
    }
  g_string_append (out, g_str_equal (text, "-0") ? "0" : text);
}

static void
write_point (double longitude, double latitude, gpointer data)
{
  Writer *writer = data;

  part (writer);
  g_string_append_c (writer->out, '[');
  append_rounded (writer->out, longitude, writer->decimals);
  g_string_append_c (writer->out, ',');
  append_rounded (writer->out, latitude, writer->decimals);
  g_string_append_c (writer->out, ']');
}

static void
write_end (EpcGeometryKind kind, gpointer data)
{
  Writer *writer = data;

  if (kind == EPC_GEOMETRY_NONE)
    {
      g_string_append_c (writer->out, ']');
      return;
    }
  writer->depth--;
  if (kind != EPC_GEOMETRY_POINT)
    g_string_append_c (writer->out, ']');
  if (!is_bare (writer, writer->depth))
    g_string_append_c (writer->out, '}');
}

void
epc_geometry_append_geojson (GString *out, const guint8 *bytes, gsize length, guint decimals)
{
  static const EpcGeometryVisitor visitor = { .begin = write_begin, .ring = write_ring, .point = write_point, .end = write_end };
  Writer writer = { .out = out, .decimals = decimals };
  gsize before = out->len;

  if (epc_geometry_walk (bytes, length, &visitor, &writer))
    return;
  g_string_truncate (out, before);
  g_string_append (out, "null");
}
