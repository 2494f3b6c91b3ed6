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
#include "store/epc-foreign.h"

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

static const char schema[]
    = "PRAGMA application_id = 1196444487; PRAGMA user_version = 10200;"
      "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,"
      " organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);"
      "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,"
      " description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), min_x DOUBLE,"
      " min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES"
      " gpkg_spatial_ref_sys (srs_id));"
      "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,"
      " srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
      " CONSTRAINT uk_gc_table_name UNIQUE (table_name), CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents"
      " (table_name), CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));"
      "INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),"
      " ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL), ('WGS 84 geodetic', 4326, 'EPSG', 4326,"
      " 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,AUTHORITY[\"EPSG\",\"7030\"]],"
      "AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,"
      "AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]', 'longitude/latitude on WGS 84');"
      "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT(256), f_table_schema TEXT(256),"
      " f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,"
      " description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT CURRENT_TIMESTAMP);"
      "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles');";

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

static const char *
column_type (const EpcSinkColumn *column)
{
  EpcValueKind kind = column->field != NULL ? epc_field_value_kind (column->field) : EPC_VALUE_TEXT;

  if (kind == EPC_VALUE_INTEGER && column->field->type == EPC_TYPE_MONEY)
    return "DOUBLE";
  return kind == EPC_VALUE_INTEGER ? "INTEGER" : kind == EPC_VALUE_DECIMAL ? "DOUBLE" : "TEXT";
}

static gboolean
gpkg_begin (EpcRowSink *parent, const EpcSinkTable *table, GError **error)
{
  GpkgSink *sink = (GpkgSink *) parent;
  g_autoptr (GString) create = g_string_new (NULL);
  g_autoptr (GString) insert = g_string_new (NULL);

  sink->table = table;
  sink->west = sink->south = HUGE_VAL;
  sink->east = sink->north = -HUGE_VAL;
  epc_shape_finder_init (&sink->finder, table);
  if (!epc_shape_finder_check (&sink->finder, table, error))
    return FALSE;
  /* No field is called so; a field called geometry is the outline, which stands in geom. */
  g_string_printf (create, "CREATE TABLE \"%s\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY", table->entity->key);
  g_string_printf (insert, "INSERT INTO \"%s\" VALUES (NULL, ?1", table->entity->key);
  for (guint i = 0; i < table->n_columns; i++)
    {
      if (epc_shape_is_shape_column (&table->columns[i]))
        continue;
      g_string_append_printf (create, ", \"%s\" %s", table->columns[i].key, column_type (&table->columns[i]));
      g_string_append_printf (insert, ", ?%u", i + 2);
    }
  g_string_append (create, ")");
  g_string_append (insert, ")");
  if (!epc_foreign_exec (sink->file, schema, error) || !epc_foreign_exec (sink->file, create->str, error))
    return FALSE;
  sink->insert = epc_foreign_insert_new (sink->file, insert->str, error);
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

static gboolean
gpkg_row (EpcRowSink *parent, EpcRecord *record, const EpcSinkCell *cells, GError **error)
{
  GpkgSink *sink = (GpkgSink *) parent;
  EpcGeometry geometry;

  epc_shape_finder_find (&sink->finder, record, &geometry);
  if (geometry.kind != EPC_GEOMETRY_NONE)
    bind_shape (sink, &geometry);
  for (guint i = 0; i < sink->table->n_columns; i++)
    {
      const EpcSinkCell *cell = &cells[i];
      if (cell->text == NULL || epc_shape_is_shape_column (&sink->table->columns[i]))
        continue;
      gboolean is_money = sink->table->columns[i].field != NULL && sink->table->columns[i].field->type == EPC_TYPE_MONEY;
      if (cell->value != NULL && cell->value->kind == EPC_VALUE_INTEGER && !is_money)
        epc_foreign_bind_integer (sink->insert, i + 2, cell->value->integer);
      else if (cell->value != NULL && (cell->value->kind == EPC_VALUE_DECIMAL || (is_money && cell->value->kind == EPC_VALUE_INTEGER)))
        epc_foreign_bind_real (sink->insert, i + 2, is_money ? (double) cell->value->integer / 100 : cell->value->decimal);
      else
        epc_foreign_bind_text (sink->insert, i + 2, cell->text);
    }
  return epc_foreign_insert_run (sink->insert, error);
}

static gboolean
describe (GpkgSink *sink, const EpcExportReport *report, GError **error)
{
  const EpcEntity *entity = sink->table->entity;
  const char *label = epc_language_text (epc_language_get (sink->table->options->language), entity->plural);
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (EpcForeignInsert) contents = epc_foreign_insert_new (
      sink->file,
      "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES (?1, "
      "'features', ?2, ?3, ?4, ?5, ?6, ?7, 4326)",
      error);
  g_autoptr (EpcForeignInsert) column = epc_foreign_insert_new (
      sink->file, "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)", error);
  g_autoptr (EpcForeignInsert) style = epc_foreign_insert_new (
      sink->file,
      "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML, useAsDefault) "
      "VALUES ('', '', ?1, 'geom', ?2, ?3, 1)",
      error);

  if (contents == NULL || column == NULL || style == NULL)
    return FALSE;
  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (report->notes, i));
  epc_foreign_bind_text (contents, 1, entity->key);
  epc_foreign_bind_text (contents, 2, label);
  epc_foreign_bind_text (contents, 3, notes->str);
  if (sink->west <= sink->east)
    {
      epc_foreign_bind_real (contents, 4, sink->west);
      epc_foreign_bind_real (contents, 5, sink->south);
      epc_foreign_bind_real (contents, 6, sink->east);
      epc_foreign_bind_real (contents, 7, sink->north);
    }
  epc_foreign_bind_text (column, 1, entity->key);
  epc_foreign_bind_text (column, 2, sink->has_areas ? "GEOMETRY" : "POINT");
  epc_foreign_bind_text (style, 1, entity->key);
  epc_foreign_bind_text (style, 2, label);
  epc_foreign_bind_text (style, 3, sink->has_areas ? area_style : point_style);
  return epc_foreign_insert_run (contents, error) && epc_foreign_insert_run (column, error) && epc_foreign_insert_run (style, error);
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
