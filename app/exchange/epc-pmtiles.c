/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-pmtiles.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#include <string.h>

#define HEADER 127
#define MOST_DIRECTORY (16u << 20)  /* bytes, packed */
#define MOST_UNPACKED (64u << 20)
#define MOST_TILE (8u << 20)
#define MOST_DEPTH 4 /* the specification asks for three at most */

enum
{
  PACKED_NONE = 1,
  PACKED_GZIP = 2,
};

typedef struct
{
  guint64 id, offset;
  guint32 length, run; /* run 0: a directory of its own */
} Entry;

struct _EpcPmtiles
{
  GInputStream *stream;
  guint64 length;
  char *name;
  EpcPmtilesFacts facts;
  guint packing; /* of directories */
  guint64 leaves, leaves_length, tiles, tiles_length;
  GArray *root; /* Entry */
};

static gboolean
damaged (const EpcPmtiles *self, const char *what, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("“%s” is damaged: %s."), self->name, what);
  return FALSE;
}

static guint64
word (const guint8 *at)
{
  guint64 value;

  memcpy (&value, at, sizeof value);
  return GUINT64_FROM_LE (value);
}

static double
degrees (const guint8 *at)
{
  gint32 value;

  memcpy (&value, at, sizeof value);
  return GINT32_FROM_LE (value) / 1e7;
}

static guint8 *
read_piece (EpcPmtiles *self, guint64 offset, gsize length, GError **error)
{
  g_autofree guint8 *bytes = NULL;
  gsize got = 0;

  if (offset > self->length || length > self->length - offset)
    {
      damaged (self, _ ("it ends before what its directory names"), error);
      return NULL;
    }
  bytes = g_malloc (MAX (length, 1));
  if (!g_seekable_seek (G_SEEKABLE (self->stream), (goffset) offset, G_SEEK_SET, NULL, error)
      || !g_input_stream_read_all (self->stream, bytes, length, &got, NULL, error))
    return NULL;
  if (got == length)
    return g_steal_pointer (&bytes);
  damaged (self, _ ("it ends before what its directory names"), error);
  return NULL;
}

/* --- directories --- */

static GByteArray *
unpack (EpcPmtiles *self, const guint8 *bytes, gsize length, GError **error)
{
  g_autoptr (GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;
  guint8 buffer[16384];

  if (self->packing == PACKED_NONE)
    return g_byte_array_append (g_steal_pointer (&out), bytes, (guint) length);
  while (result != G_CONVERTER_FINISHED)
    {
      gsize read, written;

      result = g_converter_convert (G_CONVERTER (gzip), bytes, length, buffer, sizeof buffer, G_CONVERTER_INPUT_AT_END, &read, &written, NULL);
      if (result == G_CONVERTER_ERROR || out->len + written > MOST_UNPACKED)
        {
          damaged (self, _ ("its directory cannot be unpacked"), error);
          return NULL;
        }
      g_byte_array_append (out, buffer, (guint) written);
      bytes += read;
      length -= read;
    }
  return g_steal_pointer (&out);
}

static gboolean
varint (const guint8 **at, const guint8 *end, guint64 *value)
{
  *value = 0;
  for (guint shift = 0; *at < end && shift < 64; shift += 7)
    {
      guint8 byte = *(*at)++;

      *value |= (guint64) (byte & 0x7f) << shift;
      if (!(byte & 0x80))
        return TRUE;
    }
  return FALSE;
}

/* Four columns, one after the other: identities as differences, runs, lengths, offsets (0: behind the entry before). */
static gboolean
parse_columns (GArray *entries, const guint8 *at, const guint8 *end)
{
  guint64 value, id = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      if (!varint (&at, end, &value) || (i > 0 && value == 0) || value > G_MAXUINT64 - id)
        return FALSE;
      g_array_index (entries, Entry, i).id = id += value;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      if (!varint (&at, end, &value) || value > G_MAXUINT32)
        return FALSE;
      g_array_index (entries, Entry, i).run = (guint32) value;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      if (!varint (&at, end, &value) || value == 0 || value > G_MAXUINT32)
        return FALSE;
      g_array_index (entries, Entry, i).length = (guint32) value;
    }
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);

      if (!varint (&at, end, &value) || (value == 0 && i == 0))
        return FALSE;
      entry->offset = value > 0 ? value - 1 : (entry - 1)->offset + (entry - 1)->length;
    }
  return TRUE;
}

static GArray *
read_directory (EpcPmtiles *self, guint64 offset, guint64 length, GError **error)
{
  g_autofree guint8 *packed = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  const guint8 *at;
  guint64 n;

  if (length == 0 || length > MOST_DIRECTORY)
    {
      damaged (self, _ ("its directory is empty or far too large"), error);
      return NULL;
    }
  packed = read_piece (self, offset, (gsize) length, error);
  bytes = packed != NULL ? unpack (self, packed, (gsize) length, error) : NULL;
  if (bytes == NULL)
    return NULL;
  at = bytes->data;
  /* An entry takes four bytes at least; what unpacks to nothing has no count of them. */
  if (bytes->len == 0 || !varint (&at, bytes->data + bytes->len, &n) || n > bytes->len / 4)
    {
      damaged (self, _ ("its directory is cut off"), error);
      return NULL;
    }
  g_array_set_size (entries, (guint) n);
  if (parse_columns (entries, at, bytes->data + bytes->len))
    return g_steal_pointer (&entries);
  damaged (self, _ ("its directory is cut off"), error);
  return NULL;
}

/* --- header --- */

static gboolean
read_header (EpcPmtiles *self, GError **error)
{
  g_autofree guint8 *head = self->length >= HEADER ? read_piece (self, 0, HEADER, error) : NULL;

  if (head == NULL)
    return error != NULL && *error != NULL ? FALSE : damaged (self, _ ("it is shorter than its header"), error);
  if (memcmp (head, "PMTiles", 7) != 0 || head[7] != 3)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("“%s” is no PMTiles file of version 3."), self->name);
      return FALSE;
    }
  self->leaves = word (head + 40);
  self->leaves_length = word (head + 48);
  self->tiles = word (head + 56);
  self->tiles_length = word (head + 64);
  self->packing = head[97];
  self->facts = (EpcPmtilesFacts){ .type = head[99],
                                   .min_zoom = head[100],
                                   .max_zoom = head[101],
                                   .west = degrees (head + 102),
                                   .south = degrees (head + 106),
                                   .east = degrees (head + 110),
                                   .north = degrees (head + 114),
                                   .n_tiles = word (head + 72) };
  if (self->packing != PACKED_NONE && self->packing != PACKED_GZIP)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("“%s” is packed in a way that cannot be read: gzip or nothing would do."), self->name);
      return FALSE;
    }
  if (self->facts.min_zoom > self->facts.max_zoom || self->facts.max_zoom > 30)
    return damaged (self, _ ("its zoom levels make no sense"), error);
  self->root = read_directory (self, word (head + 8), word (head + 16), error);
  return self->root != NULL;
}

EpcPmtiles *
epc_pmtiles_open (GInputStream *stream, guint64 length, const char *name, GError **error)
{
  g_autoptr (EpcPmtiles) self = g_new0 (EpcPmtiles, 1);
  g_autoptr (GError) failure = NULL;

  self->stream = g_object_ref (stream);
  self->length = length;
  self->name = g_strdup (name);
  if (read_header (self, &failure))
    return g_steal_pointer (&self);
  if (failure != NULL && failure->domain != EPC_ERROR)
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("“%s” cannot be read: %s"), name, failure->message);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

void
epc_pmtiles_free (EpcPmtiles *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->stream);
  g_clear_pointer (&self->root, g_array_unref);
  g_free (self->name);
  g_free (self);
}

const EpcPmtilesFacts *
epc_pmtiles_facts (const EpcPmtiles *self)
{
  return &self->facts;
}

/* --- tiles --- */

/* Hilbert curve, as the specification's reference does it. */
guint64
epc_pmtiles_id (guint zoom, guint x, guint y)
{
  guint64 id = (((guint64) 1 << (2 * zoom)) - 1) / 3;

  for (guint64 s = zoom > 0 ? (guint64) 1 << (zoom - 1) : 0; s > 0; s /= 2)
    {
      guint64 rx = (x & s) > 0, ry = (y & s) > 0;

      id += s * s * ((3 * rx) ^ ry);
      if (ry == 0)
        {
          guint swap;

          if (rx == 1)
            {
              x = (guint) (s - 1 - (x & (s - 1)));
              y = (guint) (s - 1 - (y & (s - 1)));
            }
          swap = x;
          x = y;
          y = swap;
        }
    }
  return id;
}

/* The last entry that does not begin behind @id; NULL: all do. */
static const Entry *
find (const GArray *entries, guint64 id)
{
  guint low = 0, high = entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (entries, Entry, middle).id <= id)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? &g_array_index (entries, Entry, low - 1) : NULL;
}

static GArray *
read_leaf (EpcPmtiles *self, const Entry *entry, GError **error)
{
  if (entry->offset <= self->leaves_length && entry->length <= self->leaves_length - entry->offset
      && self->leaves <= self->length && entry->offset <= self->length - self->leaves)
    return read_directory (self, self->leaves + entry->offset, entry->length, error);
  damaged (self, _ ("it ends before what its directory names"), error);
  return NULL;
}

static GBytes *
read_tile (EpcPmtiles *self, const Entry *entry, GError **error)
{
  guint8 *bytes = NULL;

  if (entry->length <= MOST_TILE && entry->offset <= self->tiles_length && entry->length <= self->tiles_length - entry->offset
      && self->tiles <= self->length && entry->offset <= self->length - self->tiles)
    bytes = read_piece (self, self->tiles + entry->offset, entry->length, error);
  else
    damaged (self, _ ("it ends before what its directory names"), error);
  return bytes != NULL ? g_bytes_new_take (bytes, entry->length) : NULL;
}

GBytes *
epc_pmtiles_tile (EpcPmtiles *self, guint zoom, guint x, guint y, GError **error)
{
  g_autoptr (GArray) entries = g_array_ref (self->root);
  guint64 id;

  if (zoom < self->facts.min_zoom || zoom > self->facts.max_zoom || x >> zoom || y >> zoom)
    return NULL;
  id = epc_pmtiles_id (zoom, x, y);
  for (guint depth = 0; depth < MOST_DEPTH; depth++)
    {
      const Entry *entry = find (entries, id);
      GArray *leaf;

      if (entry == NULL)
        return NULL;
      if (entry->run > 0)
        return id - entry->id < entry->run ? read_tile (self, entry, error) : NULL;
      leaf = read_leaf (self, entry, error);
      if (leaf == NULL)
        return NULL;
      g_array_unref (entries);
      entries = leaf;
    }
  damaged (self, _ ("its directories are nested without end"), error);
  return NULL;
}

static gboolean
each_in (EpcPmtiles *self, const GArray *entries, guint depth, guint *most, EpcPmtilesFunc func, gpointer data, GError **error)
{
  for (guint i = 0; i < entries->len && *most > 0; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->run > 0)
        {
          g_autoptr (GBytes) bytes = read_tile (self, entry, NULL);

          func (bytes, data);
          --*most;
          continue;
        }
      g_autoptr (GArray) leaf = depth < MOST_DEPTH ? read_leaf (self, entry, error) : NULL;
      if (leaf == NULL)
        return depth < MOST_DEPTH ? FALSE : damaged (self, _ ("its directories are nested without end"), error);
      --*most; /* directories that hold nothing end too */
      if (!each_in (self, leaf, depth + 1, most, func, data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
epc_pmtiles_each (EpcPmtiles *self, guint most, EpcPmtilesFunc func, gpointer data, GError **error)
{
  return each_in (self, self->root, 0, &most, func, data, error);
}
