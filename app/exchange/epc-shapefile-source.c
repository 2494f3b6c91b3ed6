/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shapefiles (ESRI White Paper J-7855, July 1998) and the dBase tables that go with them or stand alone. Both are read forward, side
 * by side: the n-th shape belongs to the n-th record. Our own few pages instead of shapelib, because they read members of a zip
 * file and strange files without an index, in constant memory.
 */
#include "epc-shapefile-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-crs.h"
#include "epc-feature-row.h"

#define SIDE_TEXT_MAX (64 * 1024) /* of .prj and .cpg */

typedef struct
{
  EpcRowSource parent;
  EpcShapefileParts parts;
  char *charset; /* of the table, for g_convert(); NULL: UTF-8, else Windows-1252 cell by cell */
  char *refusal; /* why the coordinates cannot be used; NULL: they can */
  EpcCrs crs;

  GInputStream *shp, *dbf; /* NULL: there is none */
  EpcDbf table;
  guint32 shape_type;
  EpcFeatureRow *row;
  guint64 number, n_read;
  GByteArray *record;
  EpcGeometryBuilder *builder;
  EpcGeometry geometry;
} ShapeSource;

static gboolean
damaged (ShapeSource *source, GError **error, const char *what)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, "%s: %s", source->parent.name, what);
  return FALSE;
}

/* TRUE with *@got 0 at the end; fewer bytes than @length are a cut file. */
static gboolean
take (ShapeSource *source, GInputStream *stream, guint8 *bytes, gsize length, gsize *got, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (!g_input_stream_read_all (stream, bytes, length, got, NULL, &cause))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), source->parent.name, cause->message);
      return FALSE;
    }
  return TRUE;
}

/* --- shapes --- */

static gboolean
begin_shapes (ShapeSource *source, GError **error)
{
  guint8 head[100];
  gsize got;

  if (!take (source, source->shp, head, sizeof head, &got, error))
    return FALSE;
  if (got < sizeof head || epc_shape_be32 (head) != 9994)
    return damaged (source, error, _ ("its file of shapes has no head; it is cut off or no shapefile."));
  source->shape_type = epc_shape_le32 (head + 32);
  return TRUE;
}

/* Into source->record; FALSE at the end or with @error. */
static gboolean
next_shape (ShapeSource *source, GError **error)
{
  guint8 head[8];
  gsize got;

  if (!take (source, source->shp, head, sizeof head, &got, error) || got == 0)
    return FALSE;
  guint64 length = (guint64) epc_shape_be32 (head + 4) * 2;
  if (got < sizeof head || length < 4 || length > EPC_SHAPE_RECORD_MAX)
    return damaged (source, error, _ ("a shape in it is cut off, or claims more bytes than a shape can have."));
  /* Grows with what is really there, not with what is claimed. */
  g_byte_array_set_size (source->record, 0);
  while (source->record->len < length)
    {
      guint at = source->record->len, step = (guint) MIN (length - at, 1u << 20);
      g_byte_array_set_size (source->record, at + step);
      if (!take (source, source->shp, source->record->data + at, step, &got, error))
        return FALSE;
      if (got < step)
        return damaged (source, error, _ ("the last shape in it is cut off."));
    }
  return TRUE;
}

/* --- rows --- */

static GInputStream *
open_part (ShapeSource *source, const EpcShapefilePart *part, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFile) file = NULL;

  if (part->bytes != NULL)
    return g_memory_input_stream_new_from_bytes (part->bytes);
  file = g_file_new_for_path (part->path);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, &cause));
  if (stream != NULL)
    return g_buffered_input_stream_new_sized (stream, 64 * 1024);
  g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), source->parent.name, cause->message);
  return NULL;
}

static gboolean
has_part (const EpcShapefilePart *part)
{
  return part->bytes != NULL || part->path != NULL;
}

static gboolean
shape_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  ShapeSource *source = (ShapeSource *) parent;

  if (source->refusal != NULL)
    return damaged (source, error, source->refusal);
  g_clear_object (&source->shp);
  g_clear_object (&source->dbf);
  g_clear_pointer (&source->row, epc_feature_row_free);
  epc_dbf_clear (&source->table);
  source->row = epc_feature_row_new ();
  source->number = source->n_read = 0;
  if (has_part (&source->parts.shp)
      && ((source->shp = open_part (source, &source->parts.shp, error)) == NULL || !begin_shapes (source, error)))
    return FALSE;
  if (has_part (&source->parts.dbf))
    {
      source->dbf = open_part (source, &source->parts.dbf, error);
      if (source->dbf == NULL || !epc_dbf_begin (&source->table, source->dbf, parent->name, error))
        return FALSE;
      /* Without a .cpg file, the driver's number in the head: 1 and 2 are the code pages of DOS. */
      if (source->charset == NULL && !has_part (&source->parts.cpg) && (source->table.driver == 1 || source->table.driver == 2))
        source->charset = g_strdup (source->table.driver == 1 ? "CP437" : "CP850");
      for (guint i = 0; i < source->table.fields->len; i++)
        {
          const EpcDbfField *field = &g_array_index (source->table.fields, EpcDbfField, i);
          g_autofree char *name = epc_dbf_text (field->name, strlen (field->name), source->charset);
          /* Two columns of one name are one: the second would otherwise be lost without a word. */
          while (epc_feature_row_column (source->row, name) != (int) i && epc_feature_row_n_columns (source->row) <= i)
            {
              char *longer = g_strconcat (name, "_", NULL);
              g_free (name);
              name = longer;
            }
        }
    }
  epc_feature_row_settle (source->row, source->shp != NULL);
  epc_crs_apply (&source->crs, source->builder);
  return TRUE;
}

static void
set_cells (ShapeSource *source)
{
  for (guint i = 0; i < source->table.fields->len; i++)
    {
      const EpcDbfField *field = &g_array_index (source->table.fields, EpcDbfField, i);
      EpcCellKind kind;
      char date[11];
      gsize length;
      const char *text = epc_dbf_cell (&source->table, field, &kind, &length, date);
      if (kind == EPC_CELL_TEXT && source->charset != NULL)
        {
          g_autofree char *converted = epc_dbf_text (text, length, source->charset);
          epc_feature_row_set (source->row, (int) i, kind, converted, strlen (converted));
        }
      else
        epc_feature_row_set (source->row, (int) i, kind, text, length);
    }
}

static gboolean
shape_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  ShapeSource *source = (ShapeSource *) parent;
  g_autoptr (GError) cause = NULL;
  gboolean is_deleted;

  row->line = 0;
  if (source->number == 0)
    {
      row->number = ++source->number;
      epc_feature_row_take (source->row, TRUE, row);
      return TRUE;
    }
  do
    {
      gboolean has_shape = source->shp != NULL && next_shape (source, &cause);
      gboolean has_record = cause == NULL && source->dbf != NULL && epc_dbf_next (&source->table, source->dbf, parent->name, &cause);
      if (cause == NULL && source->shp != NULL && source->dbf != NULL && has_shape != has_record)
        damaged (source, &cause, has_shape ? _ ("it has more shapes than rows in its table; one of the two is cut off.")
                                           : _ ("it has more rows in its table than shapes; one of the two is cut off."));
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (!has_shape && !has_record)
        return FALSE;
      is_deleted = has_record && source->table.record->data[0] == '*';
    }
  while (is_deleted);
  epc_feature_row_begin (source->row);
  if (source->dbf != NULL)
    set_cells (source);
  if (source->shp != NULL)
    {
      if (epc_shape_build (source->record->data, source->record->len, source->builder, &source->geometry, &cause))
        epc_feature_row_set_geometry (source->row, &source->geometry);
      else
        epc_feature_row_set_problem (source->row, cause->message);
    }
  row->number = ++source->number;
  epc_feature_row_take (source->row, FALSE, row);
  return TRUE;
}

static gboolean
shape_has_header (EpcRowSource *parent, guint sheet)
{
  return TRUE;
}

static double
shape_progress (EpcRowSource *parent)
{
  ShapeSource *source = (ShapeSource *) parent;

  return source->table.n_records > 0 ? MIN (1.0, (double) source->number / (double) source->table.n_records) : 0;
}

static void
part_clear (EpcShapefilePart *part)
{
  g_clear_pointer (&part->bytes, g_bytes_unref);
  g_clear_pointer (&part->path, g_free);
}

void
epc_shapefile_parts_clear (EpcShapefileParts *parts)
{
  part_clear (&parts->shp);
  part_clear (&parts->dbf);
  part_clear (&parts->prj);
  part_clear (&parts->cpg);
}

static void
shape_free (EpcRowSource *parent)
{
  ShapeSource *source = (ShapeSource *) parent;

  g_clear_object (&source->shp);
  g_clear_object (&source->dbf);
  epc_feature_row_free (source->row);
  epc_dbf_clear (&source->table);
  epc_shapefile_parts_clear (&source->parts);
  g_byte_array_unref (source->record);
  epc_geometry_builder_free (source->builder);
  g_free (source->charset);
  g_free (source->refusal);
  g_free (source);
}

static const EpcRowSourceClass shape_class = {
  .rewind = shape_rewind,
  .next = shape_next,
  .progress = shape_progress,
  .free = shape_free,
  .has_header = shape_has_header,
};

/* --- opening --- */

static char *
read_side_text (ShapeSource *source, const EpcShapefilePart *part)
{
  g_autoptr (GInputStream) stream = has_part (part) ? open_part (source, part, NULL) : NULL;
  g_autofree char *text = g_malloc0 (SIDE_TEXT_MAX + 1);
  gsize got = 0;

  if (stream == NULL || !g_input_stream_read_all (stream, text, SIDE_TEXT_MAX, &got, NULL, NULL))
    return NULL;
  return epc_dbf_text (text, strlen (text), NULL);
}

static void
settle_crs (ShapeSource *source)
{
  g_autofree char *text = read_side_text (source, &source->parts.prj), *name = NULL;

  source->crs = (EpcCrs){ EPC_CRS_DEGREES };
  /* Without a .prj the numbers are taken for degrees; those that are none will be refused one by one. */
  if (text != NULL && *g_strstrip (text) != '\0' && !epc_crs_of_wkt (&source->crs, text, &name))
    source->refusal = g_strdup_printf (_ ("its coordinates are of the system %s, which cannot be turned into degrees here. Save the "
                                          "layer as WGS 84 (EPSG:4326)."),
                                       name != NULL ? name : "?");
}

/* By the .cpg file, else by the driver's number in the head of the table (later, epc_dbf_begin()). */
static void
settle_charset (ShapeSource *source)
{
  g_autofree char *text = read_side_text (source, &source->parts.cpg);

  source->charset = text != NULL ? epc_dbf_charset_of (g_strstrip (text)) : NULL;
}

EpcRowSource *
epc_shapefile_open (EpcShapefileParts *parts, const char *name, GError **error)
{
  ShapeSource *source = g_new0 (ShapeSource, 1);
  g_autoptr (EpcRowSource) result = &source->parent;

  source->parent.class = &shape_class;
  source->parent.format = has_part (&parts->shp) ? "shapefile" : "dbf";
  source->parent.name = g_strdup (name);
  source->parts = *parts;
  memset (parts, 0, sizeof *parts);
  source->record = g_byte_array_new ();
  source->builder = epc_geometry_builder_new ();
  settle_crs (source);
  settle_charset (source);
  /* A head that is none is told when the file is chosen, not when it is read. */
  if (source->refusal == NULL && !shape_rewind (&source->parent, 0, error))
    return NULL;
  return g_steal_pointer (&result);
}

/* The file beside @path with another ending, in either case. */
static char *
beside (const char *path, const char *ending)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *base = dot != NULL && strchr (dot, G_DIR_SEPARATOR) == NULL ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);
  g_autofree char *upper = g_ascii_strup (ending, -1);
  const char *endings[] = { ending, upper };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *other = g_strconcat (base, ".", endings[i], NULL);
      if (g_file_test (other, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&other);
    }
  return NULL;
}

static EpcRowSource *
shp_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  EpcShapefileParts parts = { { NULL } };

  if (bytes != NULL)
    parts.shp.bytes = g_bytes_ref (bytes);
  else
    {
      parts.shp.path = g_strdup (path);
      parts.dbf.path = beside (path, "dbf");
      parts.prj.path = beside (path, "prj");
      parts.cpg.path = beside (path, "cpg");
    }
  return epc_shapefile_open (&parts, name, error);
}

static EpcRowSource *
dbf_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  EpcShapefileParts parts = { { NULL } };

  if (bytes != NULL)
    parts.dbf.bytes = g_bytes_ref (bytes);
  else
    {
      parts.dbf.path = g_strdup (path);
      parts.cpg.path = beside (path, "cpg");
    }
  return epc_shapefile_open (&parts, name, error);
}

static int
shp_sniff (const guint8 *bytes, gsize length)
{
  return length >= 32 && epc_shape_be32 (bytes) == 9994 && epc_shape_le32 (bytes + 28) == 1000 ? 90 : 0;
}

static int
dbf_sniff (const guint8 *bytes, gsize length)
{
  return epc_dbf_sniff (bytes, length) ? 70 : 0;
}

const EpcFormat epc_shapefile_format = {
  .key = "shapefile",
  .label = N_ ("Shapefile"),
  .extensions = "shp",
  .sniff = shp_sniff,
  .open = shp_open,
};

const EpcFormat epc_dbf_format = {
  .key = "dbf",
  .label = N_ ("dBase table"),
  .extensions = "dbf",
  .sniff = dbf_sniff,
  .open = dbf_open,
};
