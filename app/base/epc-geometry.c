/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making shapes. What is no area and no line any more (a ring of three equal points, as simplified files have them) is left out;
 * what cannot be true (a point off the globe) is refused. Walking through shapes: epc-geometry-use.c.
 */
#include "epc-geometry.h"

#include <math.h>
#include <string.h>

#include "epc-error.h"
#include "epc-i18n.h"
#include "epc-number.h"

/* Rounding of files that were reprojected: a point so little beyond the globe is on its edge. */
#define SLACK 1e-6

typedef struct
{
  EpcGeometryKind kind; /* NONE: a ring */
  guint start;          /* of its bytes */
  guint count_at;       /* where its count stands; 0: a point, which has none */
  guint count;          /* members, rings or points */
  double first[2], last[2];
} Frame;

struct _EpcGeometryBuilder
{
  GByteArray *bytes;
  Frame frames[EPC_GEOMETRY_DEPTH + 2];
  guint depth;
  EpcGeometryKind kind;
  guint n_points;
  double west, south, east, north;
  char *problem;
  EpcGeometryProject project;
  gconstpointer project_data;
};

static const char *const words[]
    = { "", "Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection" };

const char *
epc_geometry_word (EpcGeometryKind kind)
{
  return kind <= EPC_GEOMETRY_COLLECTION ? words[kind] : "";
}

EpcGeometryKind
epc_geometry_of_word (const char *word)
{
  for (guint i = 1; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return (EpcGeometryKind) i;
  return EPC_GEOMETRY_NONE;
}

EpcGeometryBuilder *
epc_geometry_builder_new (void)
{
  EpcGeometryBuilder *builder = g_new0 (EpcGeometryBuilder, 1);

  builder->bytes = g_byte_array_new ();
  epc_geometry_builder_reset (builder);
  return builder;
}

void
epc_geometry_builder_free (EpcGeometryBuilder *builder)
{
  if (builder == NULL)
    return;
  g_byte_array_unref (builder->bytes);
  g_free (builder->problem);
  g_free (builder);
}

void
epc_geometry_builder_reset (EpcGeometryBuilder *builder)
{
  g_byte_array_set_size (builder->bytes, 0);
  builder->depth = 0;
  builder->kind = EPC_GEOMETRY_NONE;
  builder->n_points = 0;
  builder->west = builder->south = HUGE_VAL;
  builder->east = builder->north = -HUGE_VAL;
  g_clear_pointer (&builder->problem, g_free);
}

void
epc_geometry_builder_set_projection (EpcGeometryBuilder *builder, EpcGeometryProject project, gconstpointer data)
{
  builder->project = project;
  builder->project_data = data;
}

static void
refuse (EpcGeometryBuilder *builder, const char *problem)
{
  if (builder->problem == NULL)
    builder->problem = g_strdup (problem);
}

static void
put_integer (EpcGeometryBuilder *builder, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (builder->bytes, (const guint8 *) &little, 4);
}

static void
put_double (EpcGeometryBuilder *builder, double value)
{
  guint64 bits;

  memcpy (&bits, &value, 8);
  bits = GUINT64_TO_LE (bits);
  g_byte_array_append (builder->bytes, (const guint8 *) &bits, 8);
}

static Frame *
push (EpcGeometryBuilder *builder, EpcGeometryKind kind)
{
  if (builder->problem == NULL && builder->depth == G_N_ELEMENTS (builder->frames))
    refuse (builder, _ ("Shapes are nested too deeply in each other."));
  if (builder->problem != NULL)
    return NULL;
  Frame *frame = &builder->frames[builder->depth++];
  memset (frame, 0, sizeof *frame);
  frame->kind = kind;
  frame->start = builder->bytes->len;
  return frame;
}

void
epc_geometry_builder_begin (EpcGeometryBuilder *builder, EpcGeometryKind kind)
{
  static const guint8 little_endian = 1;
  Frame *frame = push (builder, kind);

  if (frame == NULL)
    return;
  if (kind == EPC_GEOMETRY_NONE || kind > EPC_GEOMETRY_COLLECTION)
    {
      refuse (builder, _ ("This kind of shape is not known."));
      return;
    }
  g_byte_array_append (builder->bytes, &little_endian, 1);
  put_integer (builder, kind);
  if (kind == EPC_GEOMETRY_POINT)
    return;
  frame->count_at = builder->bytes->len;
  put_integer (builder, 0);
}

void
epc_geometry_builder_begin_ring (EpcGeometryBuilder *builder)
{
  Frame *frame = push (builder, EPC_GEOMETRY_NONE);

  if (frame == NULL)
    return;
  frame->count_at = builder->bytes->len;
  put_integer (builder, 0);
}

static void
refuse_point (EpcGeometryBuilder *builder, double x, double y)
{
  char x_text[EPC_NUMBER_SIZE], y_text[EPC_NUMBER_SIZE];

  if (builder->problem != NULL)
    return;
  epc_number_write_decimal (x, x_text);
  epc_number_write_decimal (y, y_text);
  if (fabs (y) > 90 && fabs (x) <= 90 && fabs (y) <= 180)
    builder->problem = g_strdup_printf (_ ("Longitude %s and latitude %s: latitude ends at 90°. The file seems to give latitude "
                                           "before longitude; the first must be the longitude."),
                                        x_text, y_text);
  else
    builder->problem = g_strdup_printf (
        _ ("Longitude %s and latitude %s lie off the globe. They must be degrees (WGS84), not metres of a projection."), x_text,
        y_text);
}

void
epc_geometry_builder_point (EpcGeometryBuilder *builder, double x, double y)
{
  Frame *frame = builder->depth > 0 ? &builder->frames[builder->depth - 1] : NULL;

  if (builder->problem != NULL || frame == NULL)
    return;
  if (!isfinite (x) || !isfinite (y))
    {
      refuse (builder, _ ("A coordinate is no number."));
      return;
    }
  if (builder->project != NULL && !builder->project (&x, &y, builder->project_data))
    {
      refuse (builder, _ ("A coordinate lies outside the area that its projection is made for."));
      return;
    }
  if (fabs (x) > 180 + SLACK || fabs (y) > 90 + SLACK)
    {
      refuse_point (builder, x, y);
      return;
    }
  x = CLAMP (x, -180.0, 180.0) + 0.0; /* −0 is 0 */
  y = CLAMP (y, -90.0, 90.0) + 0.0;
  if (frame->kind == EPC_GEOMETRY_POINT ? frame->count == 1
                                        : frame->count > 0 && frame->last[0] == x && frame->last[1] == y)
    return;
  if (++builder->n_points > EPC_GEOMETRY_POINTS_MAX)
    {
      refuse (builder, _ ("A shape has more than 4 million points. Simplify the layer first."));
      return;
    }
  if (frame->count++ == 0)
    {
      frame->first[0] = x;
      frame->first[1] = y;
    }
  frame->last[0] = x;
  frame->last[1] = y;
  builder->west = MIN (builder->west, x);
  builder->east = MAX (builder->east, x);
  builder->south = MIN (builder->south, y);
  builder->north = MAX (builder->north, y);
  put_double (builder, x);
  put_double (builder, y);
}

static void
close_ring (EpcGeometryBuilder *builder, Frame *frame)
{
  if (frame->count < 3 || (frame->first[0] == frame->last[0] && frame->first[1] == frame->last[1]))
    return;
  put_double (builder, frame->first[0]);
  put_double (builder, frame->first[1]);
  frame->count++;
  builder->n_points++;
}

void
epc_geometry_builder_end (EpcGeometryBuilder *builder)
{
  if (builder->problem != NULL || builder->depth == 0)
    return;
  Frame *frame = &builder->frames[--builder->depth];
  guint least = frame->kind == EPC_GEOMETRY_NONE ? 4 : frame->kind == EPC_GEOMETRY_LINE ? 2 : 1;
  if (frame->kind == EPC_GEOMETRY_NONE)
    close_ring (builder, frame);
  Frame *parent = builder->depth > 0 ? &builder->frames[builder->depth - 1] : NULL;
  if (frame->count < least)
    {
      g_byte_array_set_size (builder->bytes, frame->start);
      /* Without its outer ring, the holes of a polygon are nothing. */
      if (frame->kind == EPC_GEOMETRY_NONE && parent != NULL && parent->count == 0)
        parent->count_at = G_MAXUINT;
      return;
    }
  if (parent != NULL && parent->count_at == G_MAXUINT)
    {
      g_byte_array_set_size (builder->bytes, frame->start);
      return;
    }
  if (frame->count_at > 0)
    {
      guint32 count = GUINT32_TO_LE (frame->count);
      memcpy (builder->bytes->data + frame->count_at, &count, 4);
    }
  if (parent != NULL)
    parent->count++;
  else
    builder->kind = frame->kind;
}

void
epc_geometry_builder_append (EpcGeometryBuilder *builder, const EpcGeometry *member)
{
  if (builder->problem != NULL || member->kind == EPC_GEOMETRY_NONE || builder->depth == 0)
    return;
  builder->n_points += member->n_points;
  if (builder->n_points > EPC_GEOMETRY_POINTS_MAX)
    {
      refuse (builder, _ ("A shape has more than 4 million points. Simplify the layer first."));
      return;
    }
  g_byte_array_append (builder->bytes, member->wkb, (guint) member->length);
  builder->frames[builder->depth - 1].count++;
  builder->west = MIN (builder->west, member->west);
  builder->east = MAX (builder->east, member->east);
  builder->south = MIN (builder->south, member->south);
  builder->north = MAX (builder->north, member->north);
}

gboolean
epc_geometry_builder_has_failed (const EpcGeometryBuilder *builder)
{
  return builder->problem != NULL;
}

gboolean
epc_geometry_builder_finish (EpcGeometryBuilder *builder, EpcGeometry *geometry, GError **error)
{
  memset (geometry, 0, sizeof *geometry);
  if (builder->problem == NULL && builder->depth > 0)
    refuse (builder, _ ("A shape is cut off."));
  if (builder->problem != NULL)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, builder->problem);
      return FALSE;
    }
  if (builder->bytes->len == 0)
    return TRUE;
  geometry->kind = builder->kind;
  geometry->wkb = builder->bytes->data;
  geometry->length = builder->bytes->len;
  geometry->n_points = builder->n_points;
  geometry->west = builder->west;
  geometry->south = builder->south;
  geometry->east = builder->east;
  geometry->north = builder->north;
  return TRUE;
}

/* --- reading what others wrote --- */

typedef struct
{
  const guint8 *at, *end;
  gboolean is_big; /* byte order of the shape in hand */
  const char *problem;
} Reader;

static guint32
take_integer (Reader *reader)
{
  guint32 value = 0;

  if (reader->end - reader->at < 4)
    {
      reader->problem = N_ ("A shape is cut off.");
      return 0;
    }
  memcpy (&value, reader->at, 4);
  reader->at += 4;
  return reader->is_big ? GUINT32_FROM_BE (value) : GUINT32_FROM_LE (value);
}

static double
take_double (Reader *reader)
{
  guint64 bits;
  double value;

  memcpy (&bits, reader->at, 8);
  reader->at += 8;
  bits = reader->is_big ? GUINT64_FROM_BE (bits) : GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, 8);
  return value;
}

/* A count that the bytes left cannot hold is a lie: nothing is set aside for it. */
static guint32
take_count (Reader *reader, gsize least_size)
{
  guint32 count = take_integer (reader);

  if (reader->problem == NULL && count > (gsize) (reader->end - reader->at) / least_size)
    reader->problem = N_ ("A shape claims more points than there are bytes for.");
  return reader->problem == NULL ? count : 0;
}

static void
take_points (Reader *reader, guint32 n, guint dimensions, EpcGeometryBuilder *builder)
{
  for (guint32 i = 0; i < n && builder->problem == NULL; i++)
    {
      double x = take_double (reader), y = take_double (reader);
      reader->at += 8 * (gsize) (dimensions - 2);
      epc_geometry_builder_point (builder, x, y);
    }
}

static void
read_shape (Reader *reader, guint depth, EpcGeometryKind wanted, EpcGeometryBuilder *builder)
{
  if (depth > EPC_GEOMETRY_DEPTH || reader->end - reader->at < 5)
    {
      reader->problem = depth > EPC_GEOMETRY_DEPTH ? N_ ("Shapes are nested too deeply in each other.") : N_ ("A shape is cut off.");
      return;
    }
  guint8 order = *reader->at++;
  reader->is_big = order == 0;
  guint32 type = take_integer (reader);
  guint dimensions = 2;
  /* EWKB says it in the upper bits, ISO in thousands. */
  dimensions += (type & 0x80000000u) != 0;
  dimensions += (type & 0x40000000u) != 0;
  if (type & 0x20000000u)
    take_integer (reader);
  type &= 0x0fffffff;
  if (type >= 1000 && type < 4000)
    {
      dimensions = type < 3000 ? 3 : 4;
      type %= 1000;
    }
  gsize size = 8 * (gsize) dimensions;
  if (reader->problem == NULL
      && (order > 1 || type == 0 || type > EPC_GEOMETRY_COLLECTION || (wanted != EPC_GEOMETRY_NONE && type != wanted)))
    reader->problem = N_ ("This kind of shape is not known.");
  if (reader->problem != NULL)
    return;
  epc_geometry_builder_begin (builder, type);
  if (type == EPC_GEOMETRY_POINT)
    {
      if ((gsize) (reader->end - reader->at) < size)
        {
          reader->problem = N_ ("A shape is cut off.");
          return;
        }
      Reader ahead = *reader;
      double x = take_double (&ahead), y = take_double (&ahead);
      /* An empty point is written as two numbers that are none. */
      if (isnan (x) && isnan (y))
        reader->at += size;
      else
        take_points (reader, 1, dimensions, builder);
    }
  else if (type == EPC_GEOMETRY_LINE)
    take_points (reader, take_count (reader, size), dimensions, builder);
  else if (type == EPC_GEOMETRY_POLYGON)
    {
      guint32 n = take_count (reader, 4);
      for (guint32 i = 0; i < n && reader->problem == NULL && builder->problem == NULL; i++)
        {
          epc_geometry_builder_begin_ring (builder);
          take_points (reader, take_count (reader, size), dimensions, builder);
          epc_geometry_builder_end (builder);
        }
    }
  else
    {
      guint32 n = take_count (reader, 5);
      EpcGeometryKind member = type == EPC_GEOMETRY_COLLECTION ? EPC_GEOMETRY_NONE : type - 3;
      for (guint32 i = 0; i < n && reader->problem == NULL && builder->problem == NULL; i++)
        read_shape (reader, depth + 1, member, builder);
    }
  epc_geometry_builder_end (builder);
}

gboolean
epc_geometry_read_wkb (EpcGeometryBuilder *builder, const guint8 *bytes, gsize length, EpcGeometry *geometry, GError **error)
{
  Reader reader = { bytes, bytes + length, FALSE, NULL };

  epc_geometry_builder_reset (builder);
  read_shape (&reader, 0, EPC_GEOMETRY_NONE, builder);
  if (reader.problem != NULL)
    refuse (builder, _ (reader.problem));
  return epc_geometry_builder_finish (builder, geometry, error);
}
