/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-xml-source.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-feature-row.h"

#define SHEETS_MAX 64
#define VALUES_MAX 4096
#define SHAPES_MAX 65536

typedef struct
{
  char *name;
  EpcFeatureRow *row;
  guint64 n_rows;
  gboolean has_shapes;
} Sheet;

struct _EpcXmlSource
{
  EpcRowSource parent;
  const EpcXmlDialect *dialect;
  GFile *file; /* one of the two */
  GBytes *bytes;
  GPtrArray *sheets;
  gboolean is_scanning;
  EpcXml *xml;
  gpointer state;
  guint wanted;
  guint64 number;
  gboolean has_row;

  EpcGeometryBuilder *builder, *whole;
  GArray *members; /* of EpcGeometry, their bytes their own */
  char *problem;
  EpcGeometry geometry;
};

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  epc_feature_row_free (sheet->row);
  g_free (sheet);
}

static void
member_clear (gpointer data)
{
  g_free ((guint8 *) ((EpcGeometry *) data)->wkb);
}

gpointer
epc_xml_source_state (EpcXmlSource *source)
{
  return source->state;
}

guint
epc_xml_source_sheet (EpcXmlSource *source, guint number)
{
  number = MIN (number, SHEETS_MAX - 1);
  while (source->sheets->len <= number && source->is_scanning)
    {
      Sheet *sheet = g_new0 (Sheet, 1);
      sheet->row = epc_feature_row_new ();
      g_ptr_array_add (source->sheets, sheet);
    }
  return number;
}

void
epc_xml_source_name_sheet (EpcXmlSource *source, guint number, const char *name)
{
  if (!source->is_scanning)
    return;
  number = epc_xml_source_sheet (source, number);
  Sheet *sheet = g_ptr_array_index (source->sheets, number);
  if (sheet->name == NULL)
    sheet->name = epc_text_normalise (name);
}

/* --- values --- */

void
epc_xml_values_init (EpcXmlValues *values)
{
  values->names = g_ptr_array_new_with_free_func (g_free);
  values->values = g_ptr_array_new_with_free_func (g_free);
}

void
epc_xml_values_clear (EpcXmlValues *values)
{
  g_clear_pointer (&values->names, g_ptr_array_unref);
  g_clear_pointer (&values->values, g_ptr_array_unref);
}

void
epc_xml_values_reset (EpcXmlValues *values)
{
  g_ptr_array_set_size (values->names, 0);
  g_ptr_array_set_size (values->values, 0);
}

void
epc_xml_values_add (EpcXmlValues *values, const char *name, const char *text, gsize length)
{
  g_autofree char *copy = g_strstrip (g_strndup (text, length));

  if (*copy == '\0' || *name == '\0' || values->names->len >= VALUES_MAX)
    return;
  g_ptr_array_add (values->names, g_strdup (name));
  g_ptr_array_add (values->values, g_steal_pointer (&copy));
}

/* --- shapes --- */

static void
finish_member (EpcXmlSource *source)
{
  EpcGeometry member;
  g_autoptr (GError) problem = NULL;

  if (!epc_geometry_builder_finish (source->builder, &member, &problem))
    epc_set_text (&source->problem, problem->message);
  else if (member.kind != EPC_GEOMETRY_NONE && source->members->len < SHAPES_MAX)
    {
      member.wkb = g_memdup2 (member.wkb, member.length);
      g_array_append_val (source->members, member);
    }
  epc_geometry_builder_reset (source->builder);
}

static void
put_points (EpcGeometryBuilder *builder, GArray *points)
{
  for (guint i = 0; i + 1 < points->len && !epc_geometry_builder_has_failed (builder); i += 2)
    epc_geometry_builder_point (builder, g_array_index (points, double, i), g_array_index (points, double, i + 1));
}

void
epc_xml_source_add_shape (EpcXmlSource *source, EpcGeometryKind kind, GArray *points)
{
  if (source->is_scanning)
    {
      /* A place holder: the first pass only asks whether there are shapes. */
      EpcGeometry none = { kind };
      if (points->len > 0 && source->members->len == 0)
        g_array_append_val (source->members, none);
      return;
    }
  epc_geometry_builder_reset (source->builder);
  epc_geometry_builder_begin (source->builder, kind);
  put_points (source->builder, points);
  epc_geometry_builder_end (source->builder);
  finish_member (source);
}

void
epc_xml_source_begin_polygon (EpcXmlSource *source)
{
  epc_geometry_builder_reset (source->builder);
  epc_geometry_builder_begin (source->builder, EPC_GEOMETRY_POLYGON);
}

void
epc_xml_source_add_ring (EpcXmlSource *source, GArray *points)
{
  epc_geometry_builder_begin_ring (source->builder);
  put_points (source->builder, points);
  epc_geometry_builder_end (source->builder);
}

void
epc_xml_source_end_polygon (EpcXmlSource *source)
{
  epc_geometry_builder_end (source->builder);
  finish_member (source);
}

void
epc_xml_source_reset_shapes (EpcXmlSource *source)
{
  g_array_set_size (source->members, 0);
  g_clear_pointer (&source->problem, g_free);
}

/* One shape is itself, several of one kind are a multiple of it, else a collection. */
static gboolean
join_shapes (EpcXmlSource *source, GError **error)
{
  EpcGeometryKind kind = EPC_GEOMETRY_NONE;

  memset (&source->geometry, 0, sizeof source->geometry);
  if (source->members->len == 1)
    source->geometry = g_array_index (source->members, EpcGeometry, 0);
  if (source->members->len < 2)
    return TRUE;
  for (guint i = 0; i < source->members->len; i++)
    {
      EpcGeometryKind own = g_array_index (source->members, EpcGeometry, i).kind;
      kind = kind == EPC_GEOMETRY_NONE || kind == own ? own : EPC_GEOMETRY_COLLECTION;
    }
  epc_geometry_builder_reset (source->whole);
  epc_geometry_builder_begin (source->whole, kind <= EPC_GEOMETRY_POLYGON ? kind + 3 : EPC_GEOMETRY_COLLECTION);
  for (guint i = 0; i < source->members->len; i++)
    epc_geometry_builder_append (source->whole, &g_array_index (source->members, EpcGeometry, i));
  epc_geometry_builder_end (source->whole);
  return epc_geometry_builder_finish (source->whole, &source->geometry, error);
}

/* --- rows --- */

/* TRUE: it is the row asked for, its values are in their cells, and the reader pauses. */
static gboolean
begin_row (EpcXmlSource *source, guint number, const EpcXmlValues *values, gboolean has_shapes)
{
  number = epc_xml_source_sheet (source, number);
  if (number >= source->sheets->len)
    return FALSE;
  Sheet *sheet = g_ptr_array_index (source->sheets, number);
  if (source->is_scanning)
    {
      sheet->n_rows++;
      sheet->has_shapes |= has_shapes;
      for (guint i = 0; i < values->names->len; i++)
        epc_feature_row_column (sheet->row, g_ptr_array_index (values->names, i));
      return FALSE;
    }
  if (number != source->wanted)
    return FALSE;
  epc_feature_row_begin (sheet->row);
  for (guint i = 0; i < values->names->len; i++)
    {
      const char *text = g_ptr_array_index (values->values, i);
      epc_feature_row_set (sheet->row, epc_feature_row_column (sheet->row, g_ptr_array_index (values->names, i)), EPC_CELL_TEXT, text,
                           strlen (text));
    }
  source->has_row = TRUE;
  epc_xml_pause (source->xml);
  return TRUE;
}

static void
set_geometry (EpcXmlSource *source, const char *problem)
{
  Sheet *sheet = g_ptr_array_index (source->sheets, source->wanted);

  if (problem != NULL)
    epc_feature_row_set_problem (sheet->row, problem);
  else
    epc_feature_row_set_geometry (sheet->row, &source->geometry);
}

void
epc_xml_source_row (EpcXmlSource *source, guint sheet, const EpcXmlValues *values)
{
  g_autoptr (GError) problem = NULL;

  if (!begin_row (source, sheet, values, source->members->len > 0))
    return;
  if (source->problem == NULL && !join_shapes (source, &problem))
    epc_set_text (&source->problem, problem->message);
  set_geometry (source, source->problem);
}

void
epc_xml_source_point_row (EpcXmlSource *source, guint sheet, const EpcXmlValues *values, double longitude, double latitude)
{
  g_autoptr (GError) problem = NULL;

  if (!begin_row (source, sheet, values, TRUE))
    return;
  epc_geometry_builder_reset (source->whole);
  epc_geometry_builder_begin (source->whole, EPC_GEOMETRY_POINT);
  epc_geometry_builder_point (source->whole, longitude, latitude);
  epc_geometry_builder_end (source->whole);
  epc_geometry_builder_finish (source->whole, &source->geometry, &problem);
  set_geometry (source, problem != NULL ? problem->message : NULL);
}

void
epc_xml_read_coordinates (const char *text, GArray *points)
{
  while (points->len <= 2 * EPC_GEOMETRY_POINTS_MAX)
    {
      char *end;
      double numbers[2] = { 0, 0 };
      guint n = 0;
      for (;; n++)
        {
          while (g_ascii_isspace (*text))
            text++;
          double number = g_ascii_strtod (text, &end);
          if (end == text)
            break;
          if (n < 2)
            numbers[n] = number;
          text = end;
          while (g_ascii_isspace (*text))
            text++;
          if (*text != ',')
            {
              n++;
              break;
            }
          text++;
        }
      if (n == 0)
        return;
      if (n == 1)
        numbers[1] = NAN; /* a longitude without latitude: told as no number */
      g_array_append_vals (points, numbers, 2);
    }
}

/* --- the source --- */

static gboolean
begin_pass (EpcXmlSource *source, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GInputStream) stream = NULL;

  if (source->bytes != NULL)
    stream = g_memory_input_stream_new_from_bytes (source->bytes);
  else
    stream = G_INPUT_STREAM (g_file_read (source->file, NULL, &cause));
  if (stream == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), source->parent.name, cause->message);
      return FALSE;
    }
  g_clear_pointer (&source->xml, epc_xml_free);
  g_clear_pointer (&source->state, source->dialect->end);
  source->state = source->dialect->begin ();
  epc_xml_source_reset_shapes (source);
  epc_geometry_builder_reset (source->builder);
  source->has_row = FALSE;
  source->number = 0;
  source->xml = epc_xml_new (stream, source->parent.name, source->dialect->handlers, source);
  return TRUE;
}

static gboolean
scan (EpcXmlSource *source, GError **error)
{
  gboolean at_end = FALSE;

  if (!begin_pass (source, error))
    return FALSE;
  source->is_scanning = TRUE;
  while (!at_end)
    if (!epc_xml_run (source->xml, &at_end, error))
      return FALSE;
  source->is_scanning = FALSE;
  guint64 n_rows = 0;
  for (guint i = 0; i < source->sheets->len; i++)
    {
      Sheet *sheet = g_ptr_array_index (source->sheets, i);
      n_rows += sheet->n_rows;
      epc_feature_row_settle (sheet->row, sheet->has_shapes);
    }
  if (n_rows > 0)
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s has no places, routes or tracks in it: there are no rows to read."),
               source->parent.name);
  return FALSE;
}

/* Empty sheets are not shown: the positions of those that are. */
static guint
nth_sheet (EpcXmlSource *source, guint n)
{
  for (guint i = 0; i < source->sheets->len; i++)
    if (((Sheet *) g_ptr_array_index (source->sheets, i))->n_rows > 0 && n-- == 0)
      return i;
  return 0;
}

static guint
xml_n_sheets (EpcRowSource *parent)
{
  EpcXmlSource *source = (EpcXmlSource *) parent;
  guint n = 0;

  for (guint i = 0; i < source->sheets->len; i++)
    n += ((Sheet *) g_ptr_array_index (source->sheets, i))->n_rows > 0;
  return n;
}

static const char *
xml_sheet_name (EpcRowSource *parent, guint sheet)
{
  EpcXmlSource *source = (EpcXmlSource *) parent;

  return ((Sheet *) g_ptr_array_index (source->sheets, nth_sheet (source, sheet)))->name;
}

static gboolean
xml_has_header (EpcRowSource *parent, guint sheet)
{
  return TRUE;
}

static gboolean
xml_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  EpcXmlSource *source = (EpcXmlSource *) parent;

  source->wanted = nth_sheet (source, sheet);
  return begin_pass (source, error);
}

static gboolean
xml_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  EpcXmlSource *source = (EpcXmlSource *) parent;
  Sheet *sheet = g_ptr_array_index (source->sheets, source->wanted);
  gboolean at_end = FALSE;

  row->line = 0;
  if (source->number == 0)
    {
      row->number = ++source->number;
      epc_feature_row_take (sheet->row, TRUE, row);
      return TRUE;
    }
  source->has_row = FALSE;
  while (!source->has_row && !at_end)
    if (!epc_xml_run (source->xml, &at_end, error))
      return FALSE;
  if (!source->has_row)
    return FALSE;
  row->number = ++source->number;
  epc_feature_row_take (sheet->row, FALSE, row);
  return TRUE;
}

static double
xml_progress (EpcRowSource *parent)
{
  EpcXmlSource *source = (EpcXmlSource *) parent;
  const Sheet *sheet = g_ptr_array_index (source->sheets, source->wanted);

  return sheet->n_rows > 0 ? MIN (1.0, (double) source->number / (double) sheet->n_rows) : 0;
}

static void
xml_free (EpcRowSource *parent)
{
  EpcXmlSource *source = (EpcXmlSource *) parent;

  epc_xml_free (source->xml);
  g_clear_pointer (&source->state, source->dialect->end);
  g_clear_object (&source->file);
  g_clear_pointer (&source->bytes, g_bytes_unref);
  g_ptr_array_unref (source->sheets);
  g_array_unref (source->members);
  epc_geometry_builder_free (source->builder);
  epc_geometry_builder_free (source->whole);
  g_free (source->problem);
  g_free (source);
}

static const EpcRowSourceClass xml_class = {
  .n_sheets = xml_n_sheets,
  .sheet_name = xml_sheet_name,
  .rewind = xml_rewind,
  .next = xml_next,
  .progress = xml_progress,
  .free = xml_free,
  .has_header = xml_has_header,
};

EpcRowSource *
epc_xml_source_open (const EpcXmlDialect *dialect, const char *path, GBytes *bytes, const char *name, GError **error)
{
  EpcXmlSource *source = g_new0 (EpcXmlSource, 1);
  g_autoptr (EpcRowSource) result = &source->parent;

  source->parent.class = &xml_class;
  source->parent.format = dialect->format;
  source->parent.name = g_strdup (name);
  source->dialect = dialect;
  source->file = path != NULL ? g_file_new_for_path (path) : NULL;
  source->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  source->sheets = g_ptr_array_new_with_free_func (sheet_free);
  source->builder = epc_geometry_builder_new ();
  source->whole = epc_geometry_builder_new ();
  source->members = g_array_new (FALSE, FALSE, sizeof (EpcGeometry));
  g_array_set_clear_func (source->members, member_clear);
  return scan (source, error) ? g_steal_pointer (&result) : NULL;
}
