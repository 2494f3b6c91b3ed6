/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shapes on the map on their way in. A shape is kept as well-known binary, once for each hash, in a temporary file until the batch is
 * written.
 */
#include "epc-import-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#ifndef G_OS_WIN32
#include <unistd.h>
#endif

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-sha256.h"

/* 0.1 m: a point that stands for an area pretends no more. */
#define CENTRE_STEPS 1e6

typedef struct
{
  guint64 at;
  gsize length;
} Kept;

struct _EpcImportShapes
{
  FILE *file;
  char *path; /* where an open file cannot be unlinked */
  guint64 size;
  GHashTable *by_hash; /* SHA-256 hex → Kept */
  EpcSha256 *sha;
  GByteArray *bytes; /* read back */
};

void
epc_import_shapes_free (EpcImportShapes *shapes)
{
  if (shapes == NULL)
    return;
  if (shapes->file != NULL)
    fclose (shapes->file);
  if (shapes->path != NULL)
    g_unlink (shapes->path);
  g_free (shapes->path);
  g_hash_table_unref (shapes->by_hash);
  epc_sha256_free (shapes->sha);
  g_byte_array_unref (shapes->bytes);
  g_free (shapes);
}

static EpcImportShapes *
shapes_new (GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *path;
  int descriptor = g_file_open_tmp ("epc-shapes-XXXXXX", &path, &cause);
  FILE *file = descriptor >= 0 ? fdopen (descriptor, "w+b") : NULL;

  if (file == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("No temporary file can be made: %s"),
                   cause != NULL ? cause->message : g_strerror (errno));
      if (descriptor >= 0)
        {
          g_close (descriptor, NULL);
          g_unlink (path);
          g_free (path);
        }
      return NULL;
    }
#ifndef G_OS_WIN32
  g_unlink (path);
  g_clear_pointer (&path, g_free);
#endif
  EpcImportShapes *shapes = g_new0 (EpcImportShapes, 1);
  shapes->file = file;
  shapes->path = path;
  shapes->by_hash = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  shapes->sha = epc_sha256_new ();
  shapes->bytes = g_byte_array_new ();
  return shapes;
}

static gboolean
keep (EpcImport *import, const EpcGeometry *geometry, char **text, GError **error)
{
  guint8 digest[EPC_SHA256_SIZE];
  char hex[EPC_SHA256_HEX_SIZE];

  if (import->shapes == NULL)
    import->shapes = shapes_new (error);
  EpcImportShapes *shapes = import->shapes;
  if (shapes == NULL)
    return FALSE;
  epc_sha256_reset (shapes->sha);
  epc_sha256_update (shapes->sha, geometry->wkb, geometry->length);
  epc_sha256_finish (shapes->sha, digest);
  epc_sha256_to_hex (digest, hex);
  if (!g_hash_table_contains (shapes->by_hash, hex))
    {
      Kept kept = { shapes->size, geometry->length };
      if (fwrite (geometry->wkb, 1, geometry->length, shapes->file) != geometry->length)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("The temporary file cannot be written: %s"), g_strerror (errno));
          return FALSE;
        }
      shapes->size += geometry->length;
      g_hash_table_insert (shapes->by_hash, g_strdup (hex), g_memdup2 (&kept, sizeof kept));
    }
  g_free (*text);
  *text = g_strdup_printf ("%s %s %u", hex, epc_geometry_word (geometry->kind), geometry->n_points);
  return TRUE;
}

gboolean
epc_import_put_shapes (EpcImport *import, EpcTransaction *transaction, const EpcEntity *entity, const EpcValue *values,
                       GError **error)
{
  EpcImportShapes *shapes = import->shapes;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (!(entity->fields[i].flags & EPC_FIELD_GEOMETRY) || values[i].kind != EPC_VALUE_TEXT || strlen (values[i].text) < 64)
        continue;
      g_autofree char *hex = g_strndup (values[i].text, 64);
      const Kept *kept = g_hash_table_lookup (shapes->by_hash, hex);
      if (kept == NULL)
        continue;
      g_byte_array_set_size (shapes->bytes, (guint) kept->length);
      if (fseek (shapes->file, (long) kept->at, SEEK_SET) != 0
          || fread (shapes->bytes->data, 1, kept->length, shapes->file) != kept->length)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("The temporary file cannot be read: %s"), g_strerror (errno));
          return FALSE;
        }
      if (!epc_transaction_keep_bytes (transaction, hex, shapes->bytes->data, kept->length, error))
        return FALSE;
    }
  return TRUE;
}

/* --- what a shape says --- */

static gboolean
is_area (const EpcGeometry *geometry)
{
  return geometry->kind == EPC_GEOMETRY_POLYGON || geometry->kind == EPC_GEOMETRY_POLYGONS
         || geometry->kind == EPC_GEOMETRY_COLLECTION;
}

static void
read_position (const EpcField *field, const EpcGeometry *geometry, EpcValue *borrowed)
{
  double longitude, latitude;
  gboolean is_point = geometry->kind == EPC_GEOMETRY_POINT;

  /* A track or a river is nowhere in particular. */
  if ((!is_point && !is_area (geometry)) || !epc_geometry_centre (geometry, &longitude, &latitude))
    return;
  double value = field->type == EPC_TYPE_LATITUDE ? latitude : longitude;
  borrowed->kind = EPC_VALUE_DECIMAL;
  borrowed->decimal = is_point ? value : round (value * CENTRE_STEPS) / CENTRE_STEPS;
}

gboolean
epc_import_read_shape (EpcImport *import, EpcFill *fill, const EpcCell *cell, EpcValue *borrowed, GError **error)
{
  const EpcGeometry *geometry = cell->geometry;
  const EpcField *field = fill->facts;

  borrowed->kind = EPC_VALUE_EMPTY;
  if (geometry == NULL)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, cell->text);
      return FALSE;
    }
  if (field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE)
    read_position (field, geometry, borrowed);
  else if (geometry->kind == EPC_GEOMETRY_POINT)
    ; /* its position says it all */
  else if (field->flags & EPC_FIELD_GEOMETRY)
    {
      if (!keep (import, geometry, &fill->shape, error))
        return FALSE;
      borrowed->kind = EPC_VALUE_TEXT;
      borrowed->text = fill->shape;
    }
  else
    {
      borrowed->kind = EPC_VALUE_DECIMAL;
      borrowed->decimal = g_str_equal (field->key, "west")    ? geometry->west
                          : g_str_equal (field->key, "south") ? geometry->south
                          : g_str_equal (field->key, "east")  ? geometry->east
                                                              : geometry->north;
    }
  return TRUE;
}
