/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-tileset.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-pmtiles.h"
#include "store/epc-mbtiles.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_SIDE 2048
#define MERCATOR_END 85.0511287798

struct _EpcTileset
{
  EpcForeign *mbtiles; /* one of the two */
  EpcPmtiles *pmtiles;
  GMutex lock; /* neither is read by two threads at once */
  EpcTilesetFacts facts;
};

/* --- pictures --- */

static guint
big_endian (const guint8 *at, guint bytes)
{
  guint value = 0;

  for (guint i = 0; i < bytes; i++)
    value = value << 8 | at[i];
  return value;
}

static gboolean
png_size (const guint8 *bytes, gsize length, guint *width, guint *height)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

  if (length < 45 || memcmp (bytes, signature, sizeof signature) != 0 || memcmp (bytes + length - 8, "IEND", 4) != 0)
    return FALSE;
  *width = big_endian (bytes + 16, 4);
  *height = big_endian (bytes + 20, 4);
  return TRUE;
}

/* The size stands in the first frame header; the end is marked, and some writers pad behind it. */
static gboolean
jpeg_size (const guint8 *bytes, gsize length, guint *width, guint *height)
{
  gsize at = 2, end = length;

  while (end > 4 && bytes[end - 1] == 0)
    end--;
  if (length < 20 || bytes[0] != 0xff || bytes[1] != 0xd8 || bytes[end - 2] != 0xff || bytes[end - 1] != 0xd9)
    return FALSE;
  while (at + 9 < length && bytes[at] == 0xff)
    {
      guint8 marker = bytes[at + 1];

      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = big_endian (bytes + at + 5, 2);
          *width = big_endian (bytes + at + 7, 2);
          return TRUE;
        }
      at += marker == 0xff ? 1 : 2 + (gsize) big_endian (bytes + at + 2, 2);
    }
  return FALSE;
}

gboolean
epc_tileset_is_picture (const guint8 *bytes, gsize length, guint *width, guint *height)
{
  *width = *height = 0;
  return (png_size (bytes, length, width, height) || jpeg_size (bytes, length, width, height)) && *width > 0 && *height > 0
         && *width <= MOST_SIDE && *height <= MOST_SIDE;
}

/* --- opening --- */

static void
look (const guint8 *bytes, gsize length, gpointer data)
{
  EpcTilesetFacts *facts = data;
  guint width, height;

  facts->n_checked++;
  facts->n_damaged += bytes == NULL || !epc_tileset_is_picture (bytes, length, &width, &height) ? 1 : 0;
}

static void
look_at_bytes (GBytes *bytes, gpointer data)
{
  gsize length = 0;
  const guint8 *at = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  look (at, length, data);
}

static gboolean
refuse_vector (const char *name, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
               _ ("“%s” holds vector tiles. A layer of the map is made of pictures: ask for raster tiles, PNG or JPEG."), name);
  return FALSE;
}

static gboolean
open_mbtiles (EpcTileset *self, const char *path, const char *name, GError **error)
{
  g_auto (EpcMbtilesFacts) said = { 0 };
  EpcTilesetFacts *facts = &self->facts;

  self->mbtiles = epc_foreign_open (path, NULL, name, error);
  if (self->mbtiles == NULL)
    return FALSE;
  if (!epc_mbtiles_is_one (self->mbtiles))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("“%s” is no map of tiles: a table of tiles is missing."), name);
      return FALSE;
    }
  if (!epc_mbtiles_facts (self->mbtiles, &said, error))
    return FALSE;
  if (g_strcmp0 (said.format, "pbf") == 0)
    return refuse_vector (name, error);
  if (said.name != NULL && *said.name != '\0')
    {
      g_free (facts->name);
      facts->name = g_strdup (said.name);
    }
  facts->min_zoom = (guint) CLAMP (said.min_zoom, 0, 30);
  facts->max_zoom = (guint) CLAMP (said.max_zoom, 0, 30);
  facts->n_tiles = (guint64) MAX (said.n_tiles, 0);
  g_auto (GStrv) parts = g_strsplit (said.bounds != NULL ? said.bounds : "", ",", 5);
  if (g_strv_length (parts) == 4)
    {
      facts->west = g_ascii_strtod (parts[0], NULL);
      facts->south = g_ascii_strtod (parts[1], NULL);
      facts->east = g_ascii_strtod (parts[2], NULL);
      facts->north = g_ascii_strtod (parts[3], NULL);
    }
  return epc_mbtiles_each (self->mbtiles, EPC_TILESET_MOST_CHECKED, look, facts, error);
}

static gboolean
open_pmtiles (EpcTileset *self, GFile *file, const char *name, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GFileInfo) info = stream != NULL ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL) : NULL;
  EpcTilesetFacts *facts = &self->facts;

  if (info == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("“%s” cannot be read."), name);
      return FALSE;
    }
  self->pmtiles = epc_pmtiles_open (G_INPUT_STREAM (stream), (guint64) g_file_info_get_size (info), name, error);
  if (self->pmtiles == NULL)
    return FALSE;
  const EpcPmtilesFacts *said = epc_pmtiles_facts (self->pmtiles);
  if (said->type == 1)
    return refuse_vector (name, error);
  facts->min_zoom = said->min_zoom;
  facts->max_zoom = said->max_zoom;
  facts->west = said->west;
  facts->south = said->south;
  facts->east = said->east;
  facts->north = said->north;
  facts->n_tiles = said->n_tiles;
  return epc_pmtiles_each (self->pmtiles, EPC_TILESET_MOST_CHECKED, look_at_bytes, facts, error);
}

/* Whatever the file said of its area, it is one. */
static void
mend_area (EpcTilesetFacts *facts)
{
  double west = CLAMP (facts->west, -180, 180), east = CLAMP (facts->east, -180, 180);
  double south = CLAMP (facts->south, -MERCATOR_END, MERCATOR_END), north = CLAMP (facts->north, -MERCATOR_END, MERCATOR_END);
  /* What is no number is in no order either; what lies beyond the world has no width in it. */
  gboolean is_area = west < east && south < north;

  facts->west = is_area ? west : -180;
  facts->east = is_area ? east : 180;
  facts->south = is_area ? south : -MERCATOR_END;
  facts->north = is_area ? north : MERCATOR_END;
}

EpcTileset *
epc_tileset_open (const char *path, GError **error)
{
  g_autoptr (EpcTileset) self = g_new0 (EpcTileset, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_path_get_basename (path), *head = NULL;
  char magic[7] = { 0 };
  FILE *look_in = g_fopen (path, "rb");
  gboolean is_pmtiles = look_in != NULL && fread (magic, 1, sizeof magic, look_in) == sizeof magic && memcmp (magic, "PMTiles", 7) == 0;

  if (look_in != NULL)
    fclose (look_in);
  g_mutex_init (&self->lock);
  self->facts.name = g_filename_display_name (name);
  head = g_strdup (self->facts.name);
  if (!(is_pmtiles ? open_pmtiles (self, file, head, error) : open_mbtiles (self, path, head, error)))
    return NULL;
  mend_area (&self->facts);
  if (self->facts.n_checked > 0 && self->facts.n_damaged < self->facts.n_checked)
    return g_steal_pointer (&self);
  if (self->facts.n_checked == 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("“%s” holds no tiles."), head);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("“%s” holds no tile that is a whole PNG or JPEG picture."), head);
  return NULL;
}

void
epc_tileset_free (EpcTileset *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->mbtiles, epc_foreign_close);
  g_clear_pointer (&self->pmtiles, epc_pmtiles_free);
  g_mutex_clear (&self->lock);
  g_free (self->facts.name);
  g_free (self);
}

const EpcTilesetFacts *
epc_tileset_facts (const EpcTileset *self)
{
  return &self->facts;
}

GBytes *
epc_tileset_tile (EpcTileset *self, guint zoom, guint x, guint y, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) failure = NULL;
  guint width, height;
  gsize length;

  if (zoom > 30 || x >> zoom || y >> zoom || zoom < self->facts.min_zoom || zoom > self->facts.max_zoom)
    return NULL;
  g_mutex_lock (&self->lock);
  bytes = self->pmtiles != NULL ? epc_pmtiles_tile (self->pmtiles, zoom, x, y, &failure)
                                : epc_mbtiles_tile (self->mbtiles, zoom, x, y, &failure);
  g_mutex_unlock (&self->lock);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (bytes == NULL)
    return NULL;
  const guint8 *at = g_bytes_get_data (bytes, &length);
  if (epc_tileset_is_picture (at, length, &width, &height))
    return g_steal_pointer (&bytes);
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("Tile %u/%u/%u of “%s” is no whole picture."), zoom, x, y, self->facts.name);
  return NULL;
}

char *
epc_tileset_sentence (const EpcTileset *self)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const EpcTilesetFacts *facts = &self->facts;
  g_autofree char *tiles = epc_language_integer (language, (gint64) facts->n_tiles);
  g_autofree char *west = epc_language_decimal (language, facts->west, 1), *south = epc_language_decimal (language, facts->south, 1);
  g_autofree char *east = epc_language_decimal (language, facts->east, 1), *north = epc_language_decimal (language, facts->north, 1);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: zoom levels, number of tiles, then longitude and latitude of two corners. */
  g_string_printf (text, _ ("Zooms %u to %u, %s tiles, from %s, %s to %s, %s."), facts->min_zoom, facts->max_zoom, tiles, west, south, east,
                   north);
  if (facts->n_damaged > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("%u of %u tiles looked at are damaged and stay grey."), facts->n_damaged, facts->n_checked);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
