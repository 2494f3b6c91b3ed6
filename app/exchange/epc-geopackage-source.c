/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GeoPackage (OGC 12-128r18): each table of features or attributes is a sheet, the geometry its last column. A shape is the header
 * "GP", then well-known binary (clause 2.1.3).
 */
#include "epc-row-source.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-number.h"
#include "epc-crs.h"
#include "epc-feature-row.h"
#include "store/epc-geopackage.h"

#define SHEETS_MAX 256
#define WORKSPACE_ID 0x45504344 /* "EPCD" */

typedef struct
{
  char *table, *geometry; /* NULL: attributes only */
  char *refusal;          /* why its coordinates cannot be used; NULL: they can */
  EpcCrs crs;
  gint64 n_rows;
} Sheet;

typedef struct
{
  EpcRowSource parent;
  EpcForeign *foreign;
  GPtrArray *sheets;
  EpcForeignRows *rows;
  Sheet *sheet;
  EpcFeatureRow *row;
  guint64 number;
  EpcGeometryBuilder *builder;
  EpcGeometry geometry;
} GpkgSource;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->table);
  g_free (sheet->geometry);
  g_free (sheet->refusal);
  g_free (sheet);
}

static char *
copy_text (EpcForeignRows *rows, guint column)
{
  gsize length;

  return g_strdup (epc_foreign_text (rows, column, &length));
}

/* --- what the file holds --- */

static void
settle_crs (GpkgSource *source, Sheet *sheet, gint64 srs)
{
  g_autoptr (EpcForeignRows) rows = epc_geopackage_system (source->foreign, srs, NULL);
  g_autofree char *name = NULL;

  sheet->crs = (EpcCrs) { EPC_CRS_DEGREES };
  /* −1 and 0 are "undefined": numbers that are no degrees will be refused one by one. */
  if (srs <= 0)
    return;
  if (rows != NULL && epc_foreign_next (rows, NULL))
    {
      g_autofree char *organization = copy_text (rows, 0), *definition = copy_text (rows, 2), *own = NULL;
      if (g_ascii_strcasecmp (organization, "EPSG") == 0 && epc_crs_of_code (&sheet->crs, epc_foreign_integer (rows, 1)))
        return;
      if (epc_crs_of_wkt (&sheet->crs, definition, &own))
        return;
      name = copy_text (rows, 3);
    }
  sheet->refusal = g_strdup_printf (_ ("its coordinates are of the system %s, which cannot be turned into degrees here. Save the "
                                       "layer as WGS 84 (EPSG:4326)."),
                                    name != NULL && *name != '\0' ? name : "?");
}

static gboolean
list_sheets (GpkgSource *source, GError **error)
{
  g_autoptr (EpcForeignRows) rows = NULL;
  g_autoptr (GError) cause = NULL;

  rows = epc_geopackage_layers (source->foreign, error);
  if (rows == NULL)
    return FALSE;
  while (source->sheets->len < SHEETS_MAX && epc_foreign_next (rows, &cause))
    {
      g_autofree char *table = copy_text (rows, 0);
      if (!epc_foreign_has_table (source->foreign, table))
        continue;
      Sheet *sheet = g_new0 (Sheet, 1);
      g_ptr_array_add (source->sheets, sheet);
      sheet->table = g_steal_pointer (&table);
      if (epc_foreign_kind (rows, 1) == EPC_FOREIGN_TEXT)
        {
          sheet->geometry = copy_text (rows, 1);
          settle_crs (source, sheet, epc_foreign_integer (rows, 2));
        }
    }
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (source->sheets->len > 0)
    return TRUE;
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is a GeoPackage without a layer or table in it."), source->parent.name);
  return FALSE;
}

static gboolean
refuse_kind (GpkgSource *source, GError **error)
{
  const char *name = source->parent.name;

  if (epc_foreign_application_id (source->foreign) == WORKSPACE_ID)
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is a workspace of EPC Desk: open it instead of importing it."), name);
  else if (epc_foreign_has_table (source->foreign, "tiles") || epc_foreign_has_table (source->foreign, "metadata"))
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s holds map tiles (pictures), not records."), name);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                 _ ("%s is a database, but no GeoPackage: it does not list its layers. Save the table as CSV and import that."), name);
  return FALSE;
}

/* --- rows --- */

static gboolean
gpkg_rewind (EpcRowSource *parent, guint index, GError **error)
{
  GpkgSource *source = (GpkgSource *) parent;
  Sheet *sheet = g_ptr_array_index (source->sheets, index);

  if (sheet->refusal != NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, "%s, %s: %s", parent->name, sheet->table, sheet->refusal);
      return FALSE;
    }
  g_clear_pointer (&source->rows, epc_foreign_rows_free);
  g_clear_pointer (&source->row, epc_feature_row_free);
  if (sheet->n_rows == 0)
    sheet->n_rows = epc_foreign_table_count (source->foreign, sheet->table);
  source->rows = epc_foreign_table_rows (source->foreign, sheet->table, error);
  if (source->rows == NULL)
    return FALSE;
  source->sheet = sheet;
  source->number = 0;
  source->row = epc_feature_row_new ();
  for (guint i = 0; i < epc_foreign_n_columns (source->rows); i++)
    if (g_strcmp0 (epc_foreign_column_name (source->rows, i), sheet->geometry) != 0)
      epc_feature_row_column (source->row, epc_foreign_column_name (source->rows, i));
  epc_feature_row_settle (source->row, sheet->geometry != NULL);
  epc_crs_apply (&sheet->crs, source->builder);
  return TRUE;
}

/* Where the well-known binary begins; 0: the bytes are no shape of a GeoPackage, or an empty one (then *@is_empty). */
static gsize
skip_header (const guint8 *bytes, gsize length, gboolean *is_empty)
{
  static const gsize envelopes[] = { 0, 32, 48, 48, 64 };

  *is_empty = FALSE;
  if (length < 8 || bytes[0] != 'G' || bytes[1] != 'P')
    return 0;
  guint envelope = (bytes[3] >> 1) & 7;
  *is_empty = (bytes[3] & 0x10) != 0;
  return envelope < G_N_ELEMENTS (envelopes) && length > 8 + envelopes[envelope] && !(bytes[3] & 0x20) ? 8 + envelopes[envelope] : 0;
}

static void
set_shape (GpkgSource *source, guint column)
{
  gsize length;
  gboolean is_empty;
  const guint8 *bytes = epc_foreign_blob (source->rows, column, &length);
  gsize at = bytes != NULL ? skip_header (bytes, length, &is_empty) : 0;
  g_autoptr (GError) problem = NULL;

  if (bytes == NULL || length == 0 || (at == 0 && is_empty))
    return;
  if (at == 0)
    epc_feature_row_set_problem (source->row, _ ("The shape is not written as a GeoPackage needs it."));
  else if (epc_geometry_read_wkb (source->builder, bytes + at, length - at, &source->geometry, &problem))
    epc_feature_row_set_geometry (source->row, &source->geometry);
  else
    epc_feature_row_set_problem (source->row, problem->message);
}

static gboolean
gpkg_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  GpkgSource *source = (GpkgSource *) parent;

  row->line = 0;
  if (source->number == 0)
    {
      row->number = ++source->number;
      epc_feature_row_take (source->row, TRUE, row);
      return TRUE;
    }
  if (!epc_foreign_next (source->rows, error))
    return FALSE;
  epc_feature_row_begin (source->row);
  for (guint i = 0; i < epc_foreign_n_columns (source->rows); i++)
    {
      const char *name = epc_foreign_column_name (source->rows, i);
      EpcForeignKind kind = epc_foreign_kind (source->rows, i);
      gsize length;
      if (g_strcmp0 (name, source->sheet->geometry) == 0)
        set_shape (source, i);
      else if (kind != EPC_FOREIGN_BLOB && kind != EPC_FOREIGN_NULL)
        {
          char number[EPC_NUMBER_SIZE];
          const char *text = kind == EPC_FOREIGN_REAL ? epc_number_write_decimal (epc_foreign_real (source->rows, i), number)
                                                      : epc_foreign_text (source->rows, i, &length);
          length = strlen (text);
          epc_feature_row_set (source->row, epc_feature_row_column (source->row, name),
                               kind == EPC_FOREIGN_TEXT ? EPC_CELL_TEXT : EPC_CELL_NUMBER, text, length);
        }
    }
  row->number = ++source->number;
  epc_feature_row_take (source->row, FALSE, row);
  return TRUE;
}

static guint
gpkg_n_sheets (EpcRowSource *parent)
{
  return ((GpkgSource *) parent)->sheets->len;
}

static const char *
gpkg_sheet_name (EpcRowSource *parent, guint sheet)
{
  return ((Sheet *) g_ptr_array_index (((GpkgSource *) parent)->sheets, sheet))->table;
}

static gboolean
gpkg_has_header (EpcRowSource *parent, guint sheet)
{
  return TRUE;
}

static double
gpkg_progress (EpcRowSource *parent)
{
  GpkgSource *source = (GpkgSource *) parent;

  return source->sheet != NULL && source->sheet->n_rows > 0 ? MIN (1.0, (double) source->number / (double) source->sheet->n_rows) : 0;
}

static void
gpkg_free (EpcRowSource *parent)
{
  GpkgSource *source = (GpkgSource *) parent;

  epc_foreign_rows_free (source->rows);
  epc_feature_row_free (source->row);
  epc_foreign_close (source->foreign);
  g_ptr_array_unref (source->sheets);
  epc_geometry_builder_free (source->builder);
  g_free (source);
}

static const EpcRowSourceClass gpkg_class = {
  .n_sheets = gpkg_n_sheets,
  .sheet_name = gpkg_sheet_name,
  .rewind = gpkg_rewind,
  .next = gpkg_next,
  .progress = gpkg_progress,
  .free = gpkg_free,
  .has_header = gpkg_has_header,
};

static EpcRowSource *
gpkg_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  GpkgSource *source = g_new0 (GpkgSource, 1);
  g_autoptr (EpcRowSource) result = &source->parent;

  source->parent.class = &gpkg_class;
  source->parent.format = "gpkg";
  source->parent.name = g_strdup (name);
  source->sheets = g_ptr_array_new_with_free_func (sheet_free);
  source->builder = epc_geometry_builder_new ();
  source->foreign = epc_foreign_open (path, bytes, name, error);
  if (source->foreign == NULL)
    return NULL;
  if (!epc_geopackage_is_one (source->foreign))
    return refuse_kind (source, error), NULL;
  return list_sheets (source, error) ? g_steal_pointer (&result) : NULL;
}

static int
gpkg_sniff (const guint8 *bytes, gsize length)
{
  return length >= 16 && memcmp (bytes, "SQLite format 3", 16) == 0 ? 80 : 0;
}

const EpcFormat epc_geopackage_format = {
  .key = "gpkg",
  .label = N_ ("GeoPackage"),
  .extensions = "gpkg",
  .sniff = gpkg_sniff,
  .open = gpkg_open,
};
