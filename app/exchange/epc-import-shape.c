/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shapes on the map on their way in, and rows that are about places themselves. A shape is kept as well-known binary, once for
 * each hash, in a temporary file until the batch is written.
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
#include "base/epc-text.h"

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

/* --- rows about places --- */

static const char *
text_of (const EpcTargetState *target, const char *key)
{
  return epc_record_text (target->record, key);
}

static void
set_text (EpcTargetState *target, const char *key, const char *text)
{
  EpcValue value = { .kind = EPC_VALUE_TEXT, .text = (char *) text };
  int field = epc_entity_field_index (target->entity, key);

  epc_target_set (target, (guint) field, &value);
  if (target->is_initial[field])
    target->changed[field] = TRUE;
  target->is_initial[field] = FALSE;
}

/* A column gives it: then the row says what there is to say. */
static gboolean
is_from_column (const EpcTargetState *target, const char *key)
{
  for (guint i = 0; i < target->n_fills; i++)
    if (target->fills[i].column != G_MAXUINT && g_str_equal (target->fills[i].facts->key, key))
      return TRUE;
  return FALSE;
}

/* The lengths of codes by level ("2,2,2") are a fact of the country; where it is not known, each level adds as much. */
static char *
parent_by_length (EpcImport *import, const char *pcode, const char *country, int level)
{
  const EpcEntity *entity = epc_entity_find ("place");
  g_autoptr (EpcRecord) record = country != NULL ? epc_store_find (import->store, entity, country, NULL) : NULL;
  const char *told = record != NULL ? epc_record_text (record, "pcode_lengths") : NULL;
  g_auto (GStrv) lengths = told != NULL ? g_strsplit (told, ",", -1) : NULL;
  gsize length = strlen (pcode), letters = strspn (pcode, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), sum = 0;

  if (lengths != NULL && (int) g_strv_length (lengths) > level)
    {
      for (int i = 0; i < level; i++)
        sum += (gsize) g_ascii_strtoull (lengths[i], NULL, 10);
      return sum > 0 && sum < length ? g_strndup (pcode, sum) : NULL;
    }
  if (letters < 2 || length <= letters || (length - letters) % (gsize) level != 0)
    return NULL;
  return g_strndup (pcode, length - (length - letters) / (gsize) level);
}

void
epc_import_complete_place (EpcImport *import, EpcTargetState *target)
{
  int level = import->mapping->place_level;
  EpcValue number = { .kind = EPC_VALUE_INTEGER, .integer = level };

  if (level == 0)
    return;
  epc_target_set (target, (guint) epc_entity_field_index (target->entity, "level"), &number);
  const char *pcode = is_from_column (target, "pcode") ? text_of (target, "pcode") : NULL;
  const char *country = is_from_column (target, "iso3") ? text_of (target, "iso3") : NULL;
  if (country == NULL && import->found[0] != NULL && import->place_columns[0]->len > 0)
    country = import->found[0]->country;
  if (pcode != NULL && epc_place_matcher_country_of (pcode) != NULL)
    country = epc_place_matcher_country_of (pcode);
  if (!is_from_column (target, "pcode"))
    {
      const char *name = text_of (target, "name");
      pcode = name != NULL ? epc_place_matcher_named (import->places, name, level, country) : NULL;
      if (pcode == NULL)
        {
          epc_import_reject (import, "place_unknown", import->row.number, G_MAXUINT, name,
                             _ ("The row has no P-code, and no place of this name is known on this level."),
                             _ ("Import the table of P-codes of the country first."));
          return;
        }
      set_text (target, "pcode", pcode);
      country = country != NULL ? country : epc_place_matcher_country_of (pcode);
    }
  if (pcode == NULL)
    return;
  if (country != NULL && !is_from_column (target, "iso3"))
    set_text (target, "iso3", country);
  g_autofree char *guessed = NULL;
  const char *parent = is_from_column (target, "parent") ? text_of (target, "parent") : NULL;
  if (parent == NULL && level == 1)
    parent = country;
  if (parent == NULL && level > 1)
    parent = epc_place_matcher_above (import->places, pcode, level - 1);
  if (parent == NULL && level > 1)
    parent = guessed = parent_by_length (import, pcode, country, level);
  if (parent == NULL)
    parent = country;
  if (parent != NULL)
    set_text (target, "parent", parent);
  epc_place_matcher_learn (import->places, pcode, text_of (target, "name"), level, parent, country);
}
