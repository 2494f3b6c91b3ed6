/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An export as GeoPackage 1.2 (OGC 12-128r15): one table of features in WGS 84, its extent, and a style that QGIS takes up by
 * itself (its own convention, the table layer_styles).
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-geometry.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-shape-sink.h"
#include "store/epc-geopackage.h"

typedef struct
{
  EpcRowSink parent;
  char *path, *temporary;
  EpcForeign *file;
  EpcForeignInsert *insert;
  EpcShapeFinder finder;
  const EpcSinkTable *table;
  double west, south, east, north;
  gboolean has_areas;
  GByteArray *blob;
} GpkgSink;

/* A circle in the blue of the printed maps; for areas a light fill with the same line. Labels by the name where there is one. */
static const char point_style[]
    = "<qgis styleCategories=\"Symbology\"><renderer-v2 type=\"singleSymbol\"><symbols><symbol type=\"marker\" name=\"0\"><layer "
      "class=\"SimpleMarker\"><Option type=\"Map\"><Option name=\"name\" value=\"circle\" type=\"QString\"/><Option name=\"color\" "
      "value=\"0,51,160,255\" type=\"QString\"/><Option name=\"outline_color\" value=\"255,255,255,255\" type=\"QString\"/><Option "
      "name=\"size\" value=\"2.6\" type=\"QString\"/></Option></layer></symbol></symbols></renderer-v2></qgis>";
static const char area_style[]
    = "<qgis styleCategories=\"Symbology\"><renderer-v2 type=\"singleSymbol\"><symbols><symbol type=\"fill\" name=\"0\"><layer "
      "class=\"SimpleFill\"><Option type=\"Map\"><Option name=\"color\" value=\"0,51,160,40\" type=\"QString\"/><Option "
      "name=\"outline_color\" value=\"0,51,160,255\" type=\"QString\"/><Option name=\"outline_width\" value=\"0.3\" type=\"QString\"/>"
      "</Option></layer></symbol></symbols></renderer-v2></qgis>";

static EpcForeignKind
column_kind (const EpcSinkColumn *column)
{
  EpcValueKind kind = column->field != NULL ? epc_field_value_kind (column->field) : EPC_VALUE_TEXT;

  if (kind == EPC_VALUE_INTEGER)
    return column->field->type == EPC_TYPE_MONEY ? EPC_FOREIGN_REAL : EPC_FOREIGN_INTEGER;
  return kind == EPC_VALUE_DECIMAL ? EPC_FOREIGN_REAL : EPC_FOREIGN_TEXT;
}

static gboolean
gpkg_begin (EpcRowSink *parent, const EpcSinkTable *table, GError **error)
{
  GpkgSink *sink = (GpkgSink *) parent;
  g_autofree EpcGeopackageColumn *columns = g_new0 (EpcGeopackageColumn, table->n_columns + 1);
  guint n_columns = 0;

  sink->table = table;
  sink->west = sink->south = HUGE_VAL;
  sink->east = sink->north = -HUGE_VAL;
  epc_shape_finder_init (&sink->finder, table);
  if (!epc_shape_finder_check (&sink->finder, table, error))
    return FALSE;
  /* No field is called geom; a field called geometry is the outline, which stands there. */
  for (guint i = 0; i < table->n_columns; i++)
    if (!epc_shape_is_shape_column (&table->columns[i]))
      columns[n_columns++] = (EpcGeopackageColumn) { table->columns[i].key, column_kind (&table->columns[i]) };
  sink->insert = epc_geopackage_begin (sink->file, table->entity->key, columns, n_columns, error);
  return sink->insert != NULL;
}

/* The header of clause 2.1.3, little-endian, with the envelope save for points, then well-known binary. */
static void
bind_shape (GpkgSink *sink, const EpcGeometry *geometry)
{
  gboolean is_point = geometry->kind == EPC_GEOMETRY_POINT;
  guint8 head[8] = { 'G', 'P', 0, is_point ? 0x01 : 0x03 };
  guint32 srs = GUINT32_TO_LE (4326);
  double envelope[4] = { geometry->west, geometry->east, geometry->south, geometry->north };

  memcpy (head + 4, &srs, 4);
  g_byte_array_set_size (sink->blob, 0);
  g_byte_array_append (sink->blob, head, sizeof head);
  for (guint i = 0; i < 4 && !is_point; i++)
    {
      guint64 bits;
      memcpy (&bits, &envelope[i], 8);
      bits = GUINT64_TO_LE (bits);
      g_byte_array_append (sink->blob, (const guint8 *) &bits, 8);
    }
  g_byte_array_append (sink->blob, geometry->wkb, (guint) geometry->length);
  epc_foreign_bind_blob (sink->insert, 1, sink->blob->data, sink->blob->len);
  sink->west = MIN (sink->west, geometry->west);
  sink->south = MIN (sink->south, geometry->south);
  sink->east = MAX (sink->east, geometry->east);
  sink->north = MAX (sink->north, geometry->north);
  sink->has_areas |= !is_point;
}

static void
bind_cell (GpkgSink *sink, guint position, const EpcField *field, const EpcSinkCell *cell)
{
  gboolean is_money = field != NULL && field->type == EPC_TYPE_MONEY;

  if (cell->value != NULL && cell->value->kind == EPC_VALUE_INTEGER && !is_money)
    epc_foreign_bind_integer (sink->insert, position, cell->value->integer);
  else if (cell->value != NULL && (cell->value->kind == EPC_VALUE_DECIMAL || (is_money && cell->value->kind == EPC_VALUE_INTEGER)))
    epc_foreign_bind_real (sink->insert, position, is_money ? (double) cell->value->integer / 100 : cell->value->decimal);
  else
    epc_foreign_bind_text (sink->insert, position, cell->text);
}

static gboolean
gpkg_row (EpcRowSink *parent, EpcRecord *record, const EpcSinkCell *cells, GError **error)
{
  GpkgSink *sink = (GpkgSink *) parent;
  EpcGeometry geometry;

  epc_shape_finder_find (&sink->finder, record, &geometry);
  if (geometry.kind != EPC_GEOMETRY_NONE)
    bind_shape (sink, &geometry);
  for (guint i = 0, position = 2; i < sink->table->n_columns; i++)
    {
      const EpcSinkCell *cell = &cells[i];
      if (epc_shape_is_shape_column (&sink->table->columns[i]))
        continue;
      if (cell->text != NULL)
        bind_cell (sink, position, sink->table->columns[i].field, cell);
      position++;
    }
  return epc_foreign_insert_run (sink->insert, error);
}

static gboolean
describe (GpkgSink *sink, const EpcExportReport *report, GError **error)
{
  const EpcEntity *entity = sink->table->entity;
  g_autoptr (GString) notes = g_string_new (NULL);

  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (report->notes, i));
  EpcGeopackageLayer layer = {
    .table = entity->key,
    .label = epc_language_text (epc_language_get (sink->table->options->language), entity->plural),
    .description = notes->str,
    .geometry = sink->has_areas ? "GEOMETRY" : "POINT",
    .style = sink->has_areas ? area_style : point_style,
    .west = sink->west,
    .south = sink->south,
    .east = sink->east,
    .north = sink->north,
  };
  return epc_geopackage_describe (sink->file, &layer, error);
}

static gboolean
gpkg_end (EpcRowSink *parent, const EpcExportReport *report, GError **error)
{
  GpkgSink *sink = (GpkgSink *) parent;

  if (!describe (sink, report, error))
    return FALSE;
  g_clear_pointer (&sink->insert, epc_foreign_insert_free);
  if (!epc_foreign_finish (sink->file, error))
    return FALSE;
  g_clear_pointer (&sink->file, epc_foreign_close);
  if (g_rename (sink->temporary, sink->path) != 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s"), sink->path, g_strerror (errno));
      return FALSE;
    }
  g_clear_pointer (&sink->temporary, g_free);
  return TRUE;
}

static void
gpkg_free (EpcRowSink *parent)
{
  GpkgSink *sink = (GpkgSink *) parent;

  epc_foreign_insert_free (sink->insert);
  epc_foreign_close (sink->file);
  if (sink->temporary != NULL)
    g_unlink (sink->temporary);
  epc_shape_finder_clear (&sink->finder);
  g_byte_array_unref (sink->blob);
  g_free (sink->path);
  g_free (sink->temporary);
  g_free (sink);
}

static const EpcRowSinkClass gpkg_class = { .begin = gpkg_begin, .row = gpkg_row, .end = gpkg_end, .free = gpkg_free };

static EpcRowSink *
gpkg_open (const char *path, GError **error)
{
  GpkgSink *sink = g_new0 (GpkgSink, 1);

  sink->parent.class = &gpkg_class;
  sink->path = g_strdup (path);
  sink->temporary = g_strdup_printf ("%s.part", path);
  sink->blob = g_byte_array_new ();
  g_unlink (sink->temporary);
  sink->file = epc_foreign_create (sink->temporary, error);
  if (sink->file != NULL)
    return &sink->parent;
  gpkg_free (&sink->parent);
  return NULL;
}

const EpcSinkFormat epc_geopackage_sink = {
  .key = "gpkg",
  .label = N_ ("GeoPackage"),
  .extension = "gpkg",
  .open = gpkg_open,
};
