/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-shape-sink.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-geometry.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

#define BLOCK (256 * 1024)

static int
find_type (const EpcEntity *entity, EpcFieldType type)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == type)
      return (int) i;
  return -1;
}

void
epc_shape_finder_init (EpcShapeFinder *finder, const EpcSinkTable *table)
{
  finder->store = table->store;
  finder->latitude = find_type (table->entity, EPC_TYPE_LATITUDE);
  finder->longitude = find_type (table->entity, EPC_TYPE_LONGITUDE);
  finder->outline = -1;
  for (guint i = 0; i < table->entity->n_fields; i++)
    if (table->entity->fields[i].flags & EPC_FIELD_GEOMETRY)
      finder->outline = (int) i;
  finder->builder = epc_geometry_builder_new ();
}

void
epc_shape_finder_clear (EpcShapeFinder *finder)
{
  g_clear_pointer (&finder->held, g_bytes_unref);
  g_clear_pointer (&finder->builder, epc_geometry_builder_free);
}

gboolean
epc_shape_finder_check (const EpcShapeFinder *finder, const EpcSinkTable *table, GError **error)
{
  if (finder->outline >= 0 || (finder->latitude >= 0 && finder->longitude >= 0))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("%s have no position on the map. Export them as a table (.csv)."),
               epc_language_text (epc_language_get (NULL), table->entity->plural));
  return FALSE;
}

static void
find_outline (EpcShapeFinder *finder, const char *text, EpcGeometry *geometry)
{
  gsize length;

  g_clear_pointer (&finder->held, g_bytes_unref);
  finder->held = epc_store_attachment (finder->store, text, NULL);
  if (finder->held == NULL)
    return;
  const guint8 *bytes = g_bytes_get_data (finder->held, &length);
  epc_geometry_read_wkb (finder->builder, bytes, length, geometry, NULL);
}

void
epc_shape_finder_find (EpcShapeFinder *finder, EpcRecord *record, EpcGeometry *geometry)
{
  memset (geometry, 0, sizeof *geometry);
  if (finder->outline >= 0)
    {
      const EpcValue *outline = epc_record_value (record, (guint) finder->outline);
      if (outline->kind == EPC_VALUE_TEXT)
        find_outline (finder, outline->text, geometry);
      if (geometry->kind != EPC_GEOMETRY_NONE)
        return;
    }
  if (finder->latitude < 0 || finder->longitude < 0)
    return;
  const EpcValue *latitude = epc_record_value (record, (guint) finder->latitude);
  const EpcValue *longitude = epc_record_value (record, (guint) finder->longitude);
  if (latitude->kind != EPC_VALUE_DECIMAL || longitude->kind != EPC_VALUE_DECIMAL)
    return;
  epc_geometry_builder_reset (finder->builder);
  epc_geometry_builder_begin (finder->builder, EPC_GEOMETRY_POINT);
  epc_geometry_builder_point (finder->builder, longitude->decimal, latitude->decimal);
  epc_geometry_builder_end (finder->builder);
  epc_geometry_builder_finish (finder->builder, geometry, NULL);
}

gboolean
epc_shape_is_shape_column (const EpcSinkColumn *column)
{
  return column->field != NULL && (column->field->flags & EPC_FIELD_GEOMETRY);
}

/* --- a text file --- */

static gboolean
fail (const EpcTextFile *file, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s"), file->path, g_strerror (errno));
  return FALSE;
}

gboolean
epc_text_file_open (EpcTextFile *file, const char *path, GError **error)
{
  file->path = g_strdup (path);
  file->temporary = g_strdup_printf ("%s.part", path);
  file->text = g_string_new (NULL);
  file->file = g_fopen (file->temporary, "wb");
  return file->file != NULL || fail (file, error);
}

gboolean
epc_text_file_flush (EpcTextFile *file, gboolean all, GError **error)
{
  if (!all && file->text->len < BLOCK)
    return TRUE;
  if (fwrite (file->text->str, 1, file->text->len, file->file) != file->text->len)
    return fail (file, error);
  g_string_truncate (file->text, 0);
  return TRUE;
}

gboolean
epc_text_file_finish (EpcTextFile *file, GError **error)
{
  if (!epc_text_file_flush (file, TRUE, error))
    return FALSE;
  FILE *open = g_steal_pointer (&file->file);
  if (fclose (open) != 0 || g_rename (file->temporary, file->path) != 0)
    return fail (file, error);
  g_clear_pointer (&file->temporary, g_free);
  return TRUE;
}

void
epc_text_file_clear (EpcTextFile *file)
{
  if (file->file != NULL)
    fclose (file->file);
  if (file->temporary != NULL)
    g_unlink (file->temporary);
  g_free (file->path);
  g_free (file->temporary);
  if (file->text != NULL)
    g_string_free (file->text, TRUE);
}
