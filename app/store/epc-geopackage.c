/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-geopackage.h"

#include "epc-foreign-private.h"

/* --- reading --- */

gboolean
epc_geopackage_is_one (EpcForeign *foreign)
{
  return epc_foreign_has_table (foreign, "gpkg_contents") && epc_foreign_has_table (foreign, "gpkg_spatial_ref_sys")
         && epc_foreign_has_table (foreign, "gpkg_geometry_columns");
}

EpcForeignRows *
epc_geopackage_layers (EpcForeign *foreign, GError **error)
{
  return epc_foreign_query (foreign,
                            "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g ON "
                            "g.table_name = c.table_name WHERE c.data_type IN ('features', 'attributes', 'aspatial')",
                            error);
}

EpcForeignRows *
epc_geopackage_system (EpcForeign *foreign, gint64 srs, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT organization, organization_coordsys_id, definition, srs_name FROM "
                                          "gpkg_spatial_ref_sys WHERE srs_id = %" G_GINT64_FORMAT,
                                          srs);

  return epc_foreign_query (foreign, sql, error);
}

/* --- writing --- */

/* GeoPackage 1.2 (OGC 12-128r15), annex C; layer_styles as QGIS makes it. */
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

static const char *
column_type (EpcForeignKind kind)
{
  return kind == EPC_FOREIGN_INTEGER ? "INTEGER" : kind == EPC_FOREIGN_REAL ? "DOUBLE" : "TEXT";
}

EpcForeignInsert *
epc_geopackage_begin (EpcForeign *file, const char *table, const EpcGeopackageColumn *columns, guint n_columns, GError **error)
{
  g_autofree char *quoted = epc_foreign_quote (table);
  g_autoptr (GString) create = g_string_new (NULL);
  g_autoptr (GString) insert = g_string_new (NULL);

  g_string_printf (create, "CREATE TABLE %s (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY", quoted);
  g_string_printf (insert, "INSERT INTO %s VALUES (NULL, ?1", quoted);
  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *name = epc_foreign_quote (columns[i].name);
      g_string_append_printf (create, ", %s %s", name, column_type (columns[i].kind));
      g_string_append_printf (insert, ", ?%u", i + 2);
    }
  g_string_append (create, ")");
  g_string_append (insert, ")");
  if (!epc_foreign_exec (file, schema, error) || !epc_foreign_exec (file, create->str, error))
    return NULL;
  return epc_foreign_insert_new (file, insert->str, error);
}

gboolean
epc_geopackage_describe (EpcForeign *file, const EpcGeopackageLayer *layer, GError **error)
{
  g_autoptr (EpcForeignInsert) contents = epc_foreign_insert_new (
      file,
      "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) VALUES (?1, "
      "'features', ?2, ?3, ?4, ?5, ?6, ?7, 4326)",
      error);
  g_autoptr (EpcForeignInsert) column
      = contents != NULL ? epc_foreign_insert_new (file, "INSERT INTO gpkg_geometry_columns VALUES (?1, 'geom', ?2, 4326, 0, 0)", error)
                         : NULL;
  g_autoptr (EpcForeignInsert) style
      = column != NULL ? epc_foreign_insert_new (file,
                                                 "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                                                 "f_geometry_column, styleName, styleQML, useAsDefault) "
                                                 "VALUES ('', '', ?1, 'geom', ?2, ?3, 1)",
                                                 error)
                       : NULL;

  if (style == NULL)
    return FALSE;
  epc_foreign_bind_text (contents, 1, layer->table);
  epc_foreign_bind_text (contents, 2, layer->label);
  epc_foreign_bind_text (contents, 3, layer->description);
  if (layer->west <= layer->east)
    {
      epc_foreign_bind_real (contents, 4, layer->west);
      epc_foreign_bind_real (contents, 5, layer->south);
      epc_foreign_bind_real (contents, 6, layer->east);
      epc_foreign_bind_real (contents, 7, layer->north);
    }
  epc_foreign_bind_text (column, 1, layer->table);
  epc_foreign_bind_text (column, 2, layer->geometry);
  epc_foreign_bind_text (style, 1, layer->table);
  epc_foreign_bind_text (style, 2, layer->label);
  epc_foreign_bind_text (style, 3, layer->style);
  return epc_foreign_insert_run (contents, error) && epc_foreign_insert_run (column, error) && epc_foreign_insert_run (style, error);
}
