/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-shapefile-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-encoding.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"

/* --- shapes --- */

typedef struct
{
  const guint8 *points;
  guint from, to; /* points of the ring */
  double area;    /* positive: clockwise, an outer ring */
  double west, south, east, north;
  int outer; /* of a hole: the ring that it lies in */
} Ring;

static double
coordinate (const guint8 *points, guint index)
{
  guint64 bits;
  double value;

  memcpy (&bits, points + (gsize) index * 8, 8);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, 8);
  return value;
}

static void
put_points (EpcGeometryBuilder *builder, const guint8 *points, guint from, guint to)
{
  for (guint i = from; i < to && !epc_geometry_builder_has_failed (builder); i++)
    epc_geometry_builder_point (builder, coordinate (points, i * 2), coordinate (points, i * 2 + 1));
}

static void
measure (Ring *ring)
{
  double x0 = coordinate (ring->points, ring->from * 2), y0 = coordinate (ring->points, ring->from * 2 + 1);

  ring->west = ring->south = HUGE_VAL;
  ring->east = ring->north = -HUGE_VAL;
  ring->outer = -1;
  for (guint i = ring->from; i < ring->to; i++)
    {
      double x = coordinate (ring->points, i * 2), y = coordinate (ring->points, i * 2 + 1);
      ring->west = MIN (ring->west, x);
      ring->east = MAX (ring->east, x);
      ring->south = MIN (ring->south, y);
      ring->north = MAX (ring->north, y);
      if (i + 1 < ring->to)
        ring->area -= (x - x0) * (coordinate (ring->points, i * 2 + 3) - y0) - (coordinate (ring->points, i * 2 + 2) - x0) * (y - y0);
    }
}

static gboolean
lies_in (const Ring *outer, double x, double y)
{
  gboolean inside = FALSE;

  for (guint i = outer->from; i + 1 < outer->to; i++)
    {
      double x1 = coordinate (outer->points, i * 2), y1 = coordinate (outer->points, i * 2 + 1);
      double x2 = coordinate (outer->points, i * 2 + 2), y2 = coordinate (outer->points, i * 2 + 3);
      if ((y1 > y) != (y2 > y) && x < x1 + (y - y1) / (y2 - y1) * (x2 - x1))
        inside = !inside;
    }
  return inside;
}

/* A hole goes to the smallest outer ring around it. @budget bounds the work of files made to be slow. */
static void
place_hole (GArray *rings, guint hole, guint64 *budget)
{
  Ring *own = &g_array_index (rings, Ring, hole);
  double x = coordinate (own->points, own->from * 2), y = coordinate (own->points, own->from * 2 + 1), least = HUGE_VAL;

  for (guint i = 0; i < rings->len; i++)
    {
      const Ring *other = &g_array_index (rings, Ring, i);
      if (other->area <= 0 || x < other->west || x > other->east || y < other->south || y > other->north || other->area >= least)
        continue;
      guint n = other->to - other->from;
      if (*budget < n)
        return;
      *budget -= n;
      if (!lies_in (other, x, y))
        continue;
      least = other->area;
      own->outer = (int) i;
    }
}

static void
put_ring (EpcGeometryBuilder *builder, const Ring *ring)
{
  epc_geometry_builder_begin_ring (builder);
  put_points (builder, ring->points, ring->from, ring->to);
  epc_geometry_builder_end (builder);
}

static void
put_polygons (EpcGeometryBuilder *builder, GArray *rings)
{
  guint64 budget = 20 * (guint64) EPC_GEOMETRY_POINTS_MAX;
  guint n_outer = 0;

  for (guint i = 0; i < rings->len; i++)
    {
      measure (&g_array_index (rings, Ring, i));
      n_outer += g_array_index (rings, Ring, i).area > 0;
    }
  for (guint i = 0; i < rings->len; i++)
    if (g_array_index (rings, Ring, i).area <= 0 && n_outer > 0)
      place_hole (rings, i, &budget);
  /* A ring that turns the wrong way and lies in no other is an area all the same. */
  g_autoptr (GArray) first = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) next = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (first, rings->len);
  g_array_set_size (next, rings->len);
  guint n_areas = 0;
  for (guint i = rings->len; i > 0; i--)
    {
      const Ring *ring = &g_array_index (rings, Ring, i - 1);
      n_areas += ring->outer < 0;
      if (ring->outer < 0)
        continue;
      g_array_index (next, guint, i - 1) = g_array_index (first, guint, ring->outer);
      g_array_index (first, guint, ring->outer) = i;
    }
  if (n_areas > 1)
    epc_geometry_builder_begin (builder, EPC_GEOMETRY_POLYGONS);
  for (guint i = 0; i < rings->len; i++)
    {
      const Ring *ring = &g_array_index (rings, Ring, i);
      if (ring->outer >= 0)
        continue;
      epc_geometry_builder_begin (builder, EPC_GEOMETRY_POLYGON);
      put_ring (builder, ring);
      for (guint hole = g_array_index (first, guint, i); hole > 0; hole = g_array_index (next, guint, hole - 1))
        put_ring (builder, &g_array_index (rings, Ring, hole - 1));
      epc_geometry_builder_end (builder);
    }
  if (n_areas > 1)
    epc_geometry_builder_end (builder);
}

static void
put_lines (EpcGeometryBuilder *builder, GArray *parts)
{
  if (parts->len > 1)
    epc_geometry_builder_begin (builder, EPC_GEOMETRY_LINES);
  for (guint i = 0; i < parts->len; i++)
    {
      const Ring *part = &g_array_index (parts, Ring, i);
      epc_geometry_builder_begin (builder, EPC_GEOMETRY_LINE);
      put_points (builder, part->points, part->from, part->to);
      epc_geometry_builder_end (builder);
    }
  if (parts->len > 1)
    epc_geometry_builder_end (builder);
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, what);
  return FALSE;
}

static gboolean
build_parts (const guint8 *bytes, gsize length, gboolean is_area, EpcGeometryBuilder *builder, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (Ring));

  if (length < 44)
    return refuse (error, _ ("A shape is cut off."));
  guint64 n_parts = epc_shape_le32 (bytes + 36), n_points = epc_shape_le32 (bytes + 40);
  if (n_points > EPC_GEOMETRY_POINTS_MAX || n_parts > n_points + 1 || 44 + n_parts * 4 + n_points * 16 > length)
    return refuse (error, _ ("A shape claims more points than there are bytes for."));
  const guint8 *points = bytes + 44 + n_parts * 4;
  for (guint i = 0; i < n_parts; i++)
    {
      guint32 from = epc_shape_le32 (bytes + 44 + (gsize) i * 4);
      guint32 to = i + 1 < n_parts ? epc_shape_le32 (bytes + 48 + (gsize) i * 4) : (guint32) n_points;
      Ring part = { .points = points, .from = from, .to = to };
      if (from > to || to > n_points)
        return refuse (error, _ ("The parts of a shape are out of order."));
      if (to > from)
        g_array_append_val (parts, part);
    }
  if (parts->len > 0 && is_area)
    put_polygons (builder, parts);
  else if (parts->len > 0)
    put_lines (builder, parts);
  return TRUE;
}

gboolean
epc_shape_build (const guint8 *bytes, gsize length, EpcGeometryBuilder *builder, EpcGeometry *geometry, GError **error)
{
  guint32 type = length >= 4 ? epc_shape_le32 (bytes) : 0;

  epc_geometry_builder_reset (builder);
  /* With height or measure the numbers are 10 or 20 higher; the plane comes first all the same. */
  guint plane = type <= 28 ? type % 10 : type;
  if (plane == 0 && type <= 28)
    ;
  else if (plane == 1)
    {
      if (length < 20)
        return refuse (error, _ ("A shape is cut off."));
      epc_geometry_builder_begin (builder, EPC_GEOMETRY_POINT);
      put_points (builder, bytes + 4, 0, 1);
      epc_geometry_builder_end (builder);
    }
  else if (plane == 8)
    {
      guint64 n = length >= 40 ? epc_shape_le32 (bytes + 36) : 0;
      if (n > EPC_GEOMETRY_POINTS_MAX || 40 + n * 16 > length)
        return refuse (error, _ ("A shape claims more points than there are bytes for."));
      epc_geometry_builder_begin (builder, EPC_GEOMETRY_POINTS);
      for (guint i = 0; i < n; i++)
        {
          epc_geometry_builder_begin (builder, EPC_GEOMETRY_POINT);
          put_points (builder, bytes + 40, i, i + 1);
          epc_geometry_builder_end (builder);
        }
      epc_geometry_builder_end (builder);
    }
  else if (plane == 3 || plane == 5)
    {
      if (!build_parts (bytes, length, plane == 5, builder, error))
        return FALSE;
    }
  else
    return refuse (error, _ ("This kind of shape is not known."));
  return epc_geometry_builder_finish (builder, geometry, error);
}

/* --- the table --- */

#define FIELDS_MAX 2046
#define RECORD_MAX 65535

static guint
le16 (const guint8 *bytes)
{
  return bytes[0] | (guint) bytes[1] << 8;
}

gboolean
epc_dbf_sniff (const guint8 *bytes, gsize length)
{
  static const guint8 versions[] = { 0x02, 0x03, 0x04, 0x30, 0x31, 0x43, 0x83, 0x8b, 0xcb, 0xf5 };
  guint head, record;

  if (length < 33 || memchr (versions, bytes[0], sizeof versions) == NULL || bytes[2] < 1 || bytes[2] > 12 || bytes[3] < 1
      || bytes[3] > 31)
    return FALSE;
  head = le16 (bytes + 8);
  record = le16 (bytes + 10);
  if (head < 33 || record < 2)
    return FALSE;
  /* The first field: a name, zeros after it, and a type in capitals. */
  return bytes[32] == 0x0d || (length >= 64 && g_ascii_isprint (bytes[32]) && g_ascii_isupper (bytes[43]));
}

void
epc_dbf_clear (EpcDbf *dbf)
{
  g_clear_pointer (&dbf->fields, g_array_unref);
  g_clear_pointer (&dbf->record, g_byte_array_unref);
  dbf->n_records = dbf->n_read = 0;
}

static gboolean
take (GInputStream *stream, guint8 *bytes, gsize length, const char *name, gsize *got, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_input_stream_read_all (stream, bytes, length, got, NULL, &cause))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), name, cause->message);
  return FALSE;
}

gboolean
epc_dbf_begin (EpcDbf *dbf, GInputStream *stream, const char *name, GError **error)
{
  guint8 head[32];
  gsize got;

  epc_dbf_clear (dbf);
  dbf->fields = g_array_new (FALSE, TRUE, sizeof (EpcDbfField));
  dbf->record = g_byte_array_new ();
  if (!take (stream, head, sizeof head, name, &got, error))
    return FALSE;
  guint head_length = got == sizeof head ? le16 (head + 8) : 0, record_length = got == sizeof head ? le16 (head + 10) : 0;
  if (head_length < 33 || record_length < 1)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s: its table has no head; it is cut off or no dBase table."), name);
      return FALSE;
    }
  g_autofree guint8 *rest = g_malloc (head_length);
  if (!take (stream, rest, head_length - 32, name, &got, error))
    return FALSE;
  dbf->n_records = epc_shape_le32 (head + 4);
  dbf->driver = head[29];
  g_byte_array_set_size (dbf->record, record_length);
  guint at = 1;
  for (gsize i = 0; i + 32 <= got && rest[i] != 0x0d && dbf->fields->len < FIELDS_MAX; i += 32)
    {
      EpcDbfField field = { .type = (char) rest[i + 11], .at = at, .width = rest[i + 16] };
      memcpy (field.name, rest + i, 11);
      /* Long texts have the high byte of their width where numbers have their decimals. */
      if (field.type == 'C')
        field.width |= (guint) rest[i + 17] << 8;
      if (at + field.width > record_length)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s: the columns of its table are wider than its rows."), name);
          return FALSE;
        }
      at += field.width;
      g_array_append_val (dbf->fields, field);
    }
  return TRUE;
}

gboolean
epc_dbf_next (EpcDbf *dbf, GInputStream *stream, const char *name, GError **error)
{
  gsize got;

  if (dbf->n_read >= dbf->n_records || !take (stream, dbf->record->data, dbf->record->len, name, &got, error))
    return FALSE;
  if (got < dbf->record->len)
    {
      if (got <= 1)
        return FALSE; /* the end mark, or nothing: fewer rows than the head says */
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s: the last row of its table is cut off."), name);
      return FALSE;
    }
  dbf->n_read++;
  return TRUE;
}

const char *
epc_dbf_cell (const EpcDbf *dbf, const EpcDbfField *field, EpcCellKind *kind, gsize *length, char *date)
{
  const char *text = (const char *) dbf->record->data + field->at;
  gsize n = field->width;
  const char *zero = memchr (text, 0, n);

  if (zero != NULL)
    n = (gsize) (zero - text);
  while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t'))
    n--;
  while (field->type != 'C' && n > 0 && *text == ' ')
    {
      text++;
      n--;
    }
  *length = n;
  *kind = n > 0 ? EPC_CELL_TEXT : EPC_CELL_EMPTY;
  if (n == 0 || field->type == 'C')
    return text;
  if (field->type == 'N' || field->type == 'F')
    *kind = *text == '*' ? EPC_CELL_EMPTY : EPC_CELL_NUMBER;
  else if (field->type == 'D' && n == 8)
    {
      g_snprintf (date, 11, "%.4s-%.2s-%.2s", text, text + 4, text + 6);
      *kind = g_str_equal (date, "0000-00-00") ? EPC_CELL_EMPTY : EPC_CELL_DATE;
      *length = 10;
      return date;
    }
  else if (field->type == 'L')
    {
      gboolean is_yes = strchr ("YyTt1", *text) != NULL;
      *kind = is_yes || strchr ("NnFf0", *text) != NULL ? EPC_CELL_BOOLEAN : EPC_CELL_EMPTY;
      *length = is_yes ? 3 : 2;
      return is_yes ? "yes" : "no";
    }
  else
    *kind = EPC_CELL_EMPTY; /* memos stand in another file; other types are binary */
  return text;
}

char *
epc_dbf_charset_of (const char *text)
{
  g_autofree char *upper = g_ascii_strup (text, -1);
  const char *digits = upper + strcspn (upper, "0123456789");
  static const struct
  {
    const char *own, *charset;
  } pages[] = { { "437", "CP437" },   { "850", "CP850" },   { "852", "CP852" },   { "860", "CP860" },
                { "1250", "CP1250" }, { "1251", "CP1251" }, { "1253", "CP1253" }, { "1254", "CP1254" } };

  if (strstr (upper, "UTF") != NULL || strstr (upper, "8859") != NULL)
    return NULL; /* UTF-8 is seen by itself, and Latin-1 is a part of Windows-1252 */
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (digits, pages[i].own))
      return g_strdup (pages[i].charset);
  return NULL;
}

char *
epc_dbf_text (const char *text, gsize length, const char *charset)
{
  char *converted = NULL;

  if (charset != NULL)
    converted = g_convert_with_fallback (text, (gssize) length, "UTF-8", charset, "?", NULL, NULL, NULL);
  if (converted != NULL)
    return converted;
  return g_utf8_validate (text, (gssize) length, NULL) ? g_strndup (text, length) : epc_encoding_from_windows_1252 (text, length);
}
