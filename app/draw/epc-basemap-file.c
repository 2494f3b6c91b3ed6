/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens region.epcmap. Every offset, index and count in the file is checked here, once, so that drawing can trust them.
 */
#include "draw/epc-basemap-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"

#include <math.h>
#include <string.h>

#define HEAD 24
#define ENTRY 16
#define N_SECTIONS 8

typedef struct
{
  const guint8 *data;
  guint32 size;
  guint32 n;
} Section;

static const struct
{
  char tag[5];
  guint words; /* of one row; 0: bytes */
} expected[N_SECTIONS] = {
  { "STRS", 0 },         { "AREA", AREA_WORDS }, { "RING", RING_WORDS },  { "AREF", 1 },
  { "ARCS", ARC_WORDS }, { "PNTS", 0 },          { "PLCE", PLACE_WORDS }, { "DISP", DISPUTE_WORDS },
};

static guint32
word_at (const guint8 *data, gsize offset)
{
  guint32 value;

  memcpy (&value, data + offset, 4);
  return GUINT32_FROM_LE (value);
}

static gboolean
damaged (GError **error, const char *what)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
               _ ("The base map cannot be used: %s. Install the program again, or build the file with data/basemap/build."),
               what);
  return FALSE;
}

/* FNV-1a over 32-bit words. */
static guint32
checksum (const guint8 *data, gsize size)
{
  guint32 sum = 0x811c9dc5u;

  for (gsize i = 16; i + 4 <= size; i += 4)
    sum = (sum ^ word_at (data, i)) * 0x01000193u;
  return sum;
}

static gboolean
read_sections (const guint8 *data, gsize size, Section *sections, GError **error)
{
  if (size < HEAD + N_SECTIONS * ENTRY || size % 4 || memcmp (data, "EPCMAP\0", 7) != 0)
    return damaged (error, _ ("it is not a base map file"));
  if (data[7] != 1 || word_at (data, 20) != 26 || word_at (data, 16) != N_SECTIONS)
    return damaged (error, _ ("it was made for another version of the program"));
  if (word_at (data, 8) != size)
    return damaged (error, _ ("it is cut"));
  if (word_at (data, 12) != checksum (data, size))
    return damaged (error, _ ("it was altered"));
  for (guint i = 0; i < N_SECTIONS; i++)
    {
      gsize entry = HEAD + i * ENTRY;
      guint32 offset = word_at (data, entry + 4);

      sections[i].size = word_at (data, entry + 8);
      sections[i].n = word_at (data, entry + 12);
      if (memcmp (data + entry, expected[i].tag, 4) != 0 || offset % 4 || offset > size || sections[i].size > size - offset)
        return damaged (error, _ ("a part lies outside the file"));
      if (expected[i].words && (guint64) sections[i].n * expected[i].words * 4 != sections[i].size)
        return damaged (error, _ ("a part has the wrong length"));
      sections[i].data = data + offset;
    }
  return TRUE;
}

static gboolean
check_strings (const EpcBasemap *basemap, GError **error)
{
  const char *end = basemap->strings + basemap->n_strings;

  if (basemap->n_strings < 1 || basemap->strings[0] || end[-1])
    return damaged (error, _ ("its names are not ended"));
  for (const char *text = basemap->strings; text < end; text += strlen (text) + 1)
    if (!g_utf8_validate (text, -1, NULL))
      return damaged (error, _ ("a name is not UTF-8"));
  return TRUE;
}

/* @n fields of @row from @first on are offsets of strings. */
static gboolean
strings_fit (const EpcBasemap *basemap, const guint32 *row, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    if (epc_word (row, i) >= basemap->n_strings)
      return FALSE;
  return TRUE;
}

/* Reads one number of at most five bytes; FALSE when the stream ends before it. */
static gboolean
checked_varint (const guint8 **at, const guint8 *end, guint32 *value)
{
  guint64 sum = 0;

  for (int shift = 0; shift < 35; shift += 7)
    {
      guint8 byte;

      if (*at >= end)
        return FALSE;
      byte = *(*at)++;
      sum |= (guint64) (byte & 127) << shift;
      if (byte < 128)
        {
          *value = (guint32) sum;
          return sum <= G_MAXUINT32;
        }
    }
  return FALSE;
}

static gboolean
grade_is_sound (const EpcBasemap *basemap, guint32 offset, guint32 n)
{
  const guint8 *at, *end = basemap->points + basemap->n_points;
  gint64 x = 0, y = 0;

  if (n == 0)
    return offset <= basemap->n_points;
  if (offset >= basemap->n_points || n > basemap->n_points)
    return FALSE;
  at = basemap->points + offset;
  for (guint32 i = 0; i < n; i++)
    {
      guint32 a, b;

      if (!checked_varint (&at, end, &a) || !checked_varint (&at, end, &b))
        return FALSE;
      x = i ? x + epc_unzigzag (a) : (gint64) a;
      y = i ? y + epc_unzigzag (b) : (gint64) b;
      if (x < 0 || y < 0 || x > EPC_BASEMAP_WORLD || y > EPC_BASEMAP_WORLD)
        return FALSE;
    }
  return TRUE;
}

static gboolean
box_is_sound (const guint32 *row, guint first)
{
  guint32 x0 = epc_word (row, first), y0 = epc_word (row, first + 1), x1 = epc_word (row, first + 2),
          y1 = epc_word (row, first + 3);

  return x0 <= x1 && y0 <= y1 && x1 <= EPC_BASEMAP_WORLD && y1 <= EPC_BASEMAP_WORLD;
}

static gboolean
check_arcs (const EpcBasemap *basemap, GError **error)
{
  for (guint i = 0; i < basemap->n_arcs; i++)
    {
      const guint32 *row = epc_arc_row (basemap, i);
      guint32 kind = epc_word (row, ARC_KIND), left = epc_word (row, ARC_LEFT), right = epc_word (row, ARC_RIGHT);

      if ((kind & 255) >= EPC_N_ARC_KINDS || !box_is_sound (row, ARC_BOX) || epc_word (row, ARC_END) > EPC_BASEMAP_WORLD
          || epc_word (row, ARC_END + 1) > EPC_BASEMAP_WORLD
          || ((kind >> 16 & 255) != 255 && (kind >> 16 & 255) >= basemap->n_disputes)
          || (left != EPC_BASEMAP_NONE && left >= basemap->n_areas) || (right != EPC_BASEMAP_NONE && right >= basemap->n_areas))
        return damaged (error, _ ("a line is not valid"));
      for (guint g = 0; g < EPC_BASEMAP_GRADES; g++)
        if (!grade_is_sound (basemap, epc_word (row, ARC_GRADES + 2 * g), epc_word (row, ARC_GRADES + 2 * g + 1)))
          return damaged (error, _ ("the points of a line are not valid"));
    }
  return TRUE;
}

static gboolean
check_rows (const EpcBasemap *basemap, GError **error)
{
  for (guint i = 0; i < basemap->n_refs; i++)
    {
      gint32 ref = (gint32) epc_word (basemap->arc_refs, i);

      if ((guint32) (ref < 0 ? ~ref : ref) >= basemap->n_arcs)
        return damaged (error, _ ("an outline names a line that is not there"));
    }
  for (guint i = 0; i < basemap->n_rings; i++)
    {
      const guint32 *row = basemap->ring_rows + (gsize) i * RING_WORDS;
      guint32 first = epc_word (row, RING_FIRST), n = epc_word (row, RING_N);

      if (n < 1 || first > basemap->n_refs || n > basemap->n_refs - first)
        return damaged (error, _ ("an outline is not valid"));
    }
  for (guint i = 0; i < basemap->n_areas; i++)
    {
      const guint32 *row = basemap->area_rows + (gsize) i * AREA_WORDS;
      guint32 first = epc_word (row, AREA_RING), n = epc_word (row, AREA_N_RINGS), parent = epc_word (row, AREA_PARENT);

      if (!strings_fit (basemap, row, AREA_CODE, AREA_PARENT - AREA_CODE) || first > basemap->n_rings
          || n > basemap->n_rings - first || (parent != EPC_BASEMAP_NONE && parent >= i) || !box_is_sound (row, AREA_BOX)
          || epc_word (row, AREA_X) > EPC_BASEMAP_WORLD || epc_word (row, AREA_Y) > EPC_BASEMAP_WORLD
          || (epc_word (row, AREA_FLAGS) & 255) > EPC_BASEMAP_ADMIN1)
        return damaged (error, _ ("an area is not valid"));
    }
  for (guint i = 0; i < basemap->n_places; i++)
    {
      const guint32 *row = basemap->place_rows + (gsize) i * PLACE_WORDS;
      guint32 area = epc_word (row, PLACE_FLAGS) >> 16;

      if (!strings_fit (basemap, row, PLACE_NAMES, 4) || epc_word (row, PLACE_X) > EPC_BASEMAP_WORLD
          || epc_word (row, PLACE_Y) > EPC_BASEMAP_WORLD || (area != 0xffff && area >= basemap->n_areas))
        return damaged (error, _ ("a town is not valid"));
    }
  for (guint i = 0; i < basemap->n_disputes; i++)
    {
      const guint32 *row = basemap->dispute_rows + (gsize) i * DISPUTE_WORDS;

      if (!strings_fit (basemap, row, DISPUTE_KEY, DISPUTE_BOX) || !box_is_sound (row, DISPUTE_BOX)
          || (epc_word (row, DISPUTE_AREA) != EPC_BASEMAP_NONE && epc_word (row, DISPUTE_AREA) >= basemap->n_areas))
        return damaged (error, _ ("a disputed line is not valid"));
    }
  return TRUE;
}

static EpcMapBox
box_of (const guint32 *row, guint first)
{
  EpcMapBox box;

  epc_mercator_to_lonlat (epc_word (row, first) / EPC_BASEMAP_WORLD, epc_word (row, first + 1) / EPC_BASEMAP_WORLD, &box.west,
                          &box.north);
  epc_mercator_to_lonlat (epc_word (row, first + 2) / EPC_BASEMAP_WORLD, epc_word (row, first + 3) / EPC_BASEMAP_WORLD, &box.east,
                          &box.south);
  return box;
}

static const char *
string_or_null (const EpcBasemap *basemap, guint32 offset)
{
  return offset ? epc_basemap_string (basemap, offset) : NULL;
}

static void
widen (EpcWorldBox *box, const EpcWorldBox *by)
{
  box->x0 = MIN (box->x0, by->x0);
  box->y0 = MIN (box->y0, by->y0);
  box->x1 = MAX (box->x1, by->x1);
  box->y1 = MAX (box->y1, by->y1);
}

static void
make_boxes (EpcBasemap *basemap)
{
  const EpcWorldBox empty = { G_MAXUINT32, G_MAXUINT32, 0, 0 };

  basemap->ring_boxes = g_new (EpcWorldBox, basemap->n_rings);
  basemap->area_boxes = g_new (EpcWorldBox, basemap->n_areas);
  for (guint i = 0; i < basemap->n_rings; i++)
    {
      const guint32 *ring = basemap->ring_rows + (gsize) i * RING_WORDS;

      basemap->ring_boxes[i] = empty;
      for (guint k = 0; k < epc_word (ring, RING_N); k++)
        {
          gint32 ref = (gint32) epc_word (basemap->arc_refs, epc_word (ring, RING_FIRST) + k);
          const guint32 *arc = epc_arc_row (basemap, ref < 0 ? ~ref : ref);
          EpcWorldBox box = { epc_word (arc, ARC_BOX), epc_word (arc, ARC_BOX + 1), epc_word (arc, ARC_BOX + 2),
                              epc_word (arc, ARC_BOX + 3) };

          widen (&basemap->ring_boxes[i], &box);
        }
    }
  for (guint i = 0; i < basemap->n_areas; i++)
    {
      const guint32 *row = basemap->area_rows + (gsize) i * AREA_WORDS;

      basemap->area_boxes[i] = empty;
      for (guint k = 0; k < epc_word (row, AREA_N_RINGS); k++)
        widen (&basemap->area_boxes[i], &basemap->ring_boxes[epc_word (row, AREA_RING) + k]);
    }
}

static void
add_code (EpcBasemap *basemap, const char *code, guint index)
{
  if (code && code[0] && !g_hash_table_contains (basemap->codes, code))
    g_hash_table_insert (basemap->codes, (gpointer) code, GUINT_TO_POINTER (index + 1));
}

static void
make_areas (EpcBasemap *basemap)
{
  basemap->areas = g_new0 (EpcBasemapArea, basemap->n_areas);
  basemap->codes = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < basemap->n_areas; i++)
    {
      const guint32 *row = basemap->area_rows + (gsize) i * AREA_WORDS;
      EpcBasemapArea *area = &basemap->areas[i];

      area->level = epc_word (row, AREA_FLAGS) & 255;
      area->flags = epc_word (row, AREA_FLAGS) >> 8;
      area->code = epc_basemap_string (basemap, epc_word (row, AREA_CODE));
      area->country = epc_basemap_string (basemap, epc_word (row, AREA_COUNTRY));
      area->pcode = string_or_null (basemap, epc_word (row, AREA_PCODE));
      area->capital = string_or_null (basemap, epc_word (row, AREA_CAPITAL));
      epc_mercator_to_lonlat (epc_word (row, AREA_X) / EPC_BASEMAP_WORLD, epc_word (row, AREA_Y) / EPC_BASEMAP_WORLD, &area->lon,
                              &area->lat);
      area->reach = epc_word (row, AREA_REACH);
      area->km2 = epc_word (row, AREA_KM2) / 100.0;
      area->box = box_of (row, AREA_BOX);
      area->index = i;
    }
  /* ISO codes win over P-codes that read alike. */
  for (guint i = 0; i < basemap->n_areas; i++)
    {
      add_code (basemap, basemap->areas[i].code, i);
      add_code (basemap, string_or_null (basemap, epc_word (basemap->area_rows + (gsize) i * AREA_WORDS, AREA_ISO2)), i);
    }
  for (guint i = 0; i < basemap->n_areas; i++)
    add_code (basemap, basemap->areas[i].pcode, i);
  basemap->disputes = g_new0 (EpcBasemapDispute, basemap->n_disputes);
  for (guint i = 0; i < basemap->n_disputes; i++)
    {
      const guint32 *row = basemap->dispute_rows + (gsize) i * DISPUTE_WORDS;

      basemap->disputes[i].key = epc_basemap_string (basemap, epc_word (row, DISPUTE_KEY));
      basemap->disputes[i].source = epc_basemap_string (basemap, epc_word (row, DISPUTE_SOURCE));
      basemap->disputes[i].box = box_of (row, DISPUTE_BOX);
    }
}

EpcBasemap *
epc_basemap_new_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (EpcBasemap) basemap = g_new0 (EpcBasemap, 1);
  Section s[N_SECTIONS];
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  basemap->references = 1;
  g_mutex_init (&basemap->lock);
  if ((guintptr) data % 4)
    basemap->bytes = g_bytes_new (data, size);
  else
    basemap->bytes = g_bytes_ref (bytes);
  data = g_bytes_get_data (basemap->bytes, &size);
  if (!read_sections (data, size, s, error))
    return NULL;
  basemap->strings = (const char *) s[0].data;
  basemap->n_strings = s[0].size;
  basemap->area_rows = (const guint32 *) (const void *) s[1].data;
  basemap->n_areas = s[1].n;
  basemap->ring_rows = (const guint32 *) (const void *) s[2].data;
  basemap->n_rings = s[2].n;
  basemap->arc_refs = (const guint32 *) (const void *) s[3].data;
  basemap->n_refs = s[3].n;
  basemap->arc_rows = (const guint32 *) (const void *) s[4].data;
  basemap->n_arcs = s[4].n;
  basemap->points = s[5].data;
  basemap->n_points = s[5].size;
  basemap->place_rows = (const guint32 *) (const void *) s[6].data;
  basemap->n_places = s[6].n;
  basemap->dispute_rows = (const guint32 *) (const void *) s[7].data;
  basemap->n_disputes = s[7].n;
  if (!check_strings (basemap, error) || !check_rows (basemap, error) || !check_arcs (basemap, error))
    return NULL;
  make_boxes (basemap);
  make_areas (basemap);
  return g_steal_pointer (&basemap);
}

EpcBasemap *
epc_basemap_open (const char *path, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &why);
  g_autoptr (GBytes) bytes = NULL;

  if (!file)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("The base map %s cannot be read: %s."), path, why->message);
      return NULL;
    }
  bytes = g_mapped_file_get_bytes (file);
  return epc_basemap_new_from_bytes (bytes, error);
}

EpcBasemap *
epc_basemap_ref (EpcBasemap *basemap)
{
  g_atomic_int_inc (&basemap->references);
  return basemap;
}

void
epc_basemap_unref (EpcBasemap *basemap)
{
  if (!basemap || !g_atomic_int_dec_and_test (&basemap->references))
    return;
  epc_basemap_forget_blocks (basemap);
  g_clear_pointer (&basemap->codes, g_hash_table_unref);
  g_clear_pointer (&basemap->names, g_hash_table_unref);
  g_clear_pointer (&basemap->bytes, g_bytes_unref);
  g_free (basemap->areas);
  g_free (basemap->disputes);
  g_free (basemap->ring_boxes);
  g_free (basemap->area_boxes);
  g_mutex_clear (&basemap->lock);
  g_free (basemap);
}

EpcBasemap *
epc_basemap_default (GError **error)
{
  static GMutex lock;
  static EpcBasemap *basemap;
  g_autofree char *path = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  (void) locker;
  if (basemap)
    return basemap;
  path = epc_path_data ("basemap/region.epcmap");
  if (path)
    basemap = epc_basemap_open (path, error);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("The base map %s is missing. Install the program again."),
                 "basemap/region.epcmap");
  return basemap;
}
