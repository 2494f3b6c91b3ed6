/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the basemap knows by name: areas, towns, disputed lines.
 */
#include "draw/epc-basemap-private.h"

#include "base/epc-i18n.h"
#include "base/epc-text.h"

#include <math.h>
#include <string.h>

guint
epc_basemap_language (const char *language)
{
  static const char *const names[] = { "en", "es", "fr", "pt" };

  for (guint i = 0; language && i < G_N_ELEMENTS (names); i++)
    if (strncmp (language, names[i], 2) == 0)
      return i;
  return 0;
}

guint
epc_basemap_n_areas (const EpcBasemap *basemap)
{
  return basemap->n_areas;
}

const EpcBasemapArea *
epc_basemap_area_at (const EpcBasemap *basemap, guint index)
{
  return index < basemap->n_areas ? &basemap->areas[index] : NULL;
}

const EpcBasemapArea *
epc_basemap_area (const EpcBasemap *basemap, const char *code)
{
  guint found = code ? GPOINTER_TO_UINT (g_hash_table_lookup (basemap->codes, code)) : 0;

  return found ? &basemap->areas[found - 1] : NULL;
}

static void
add_name (EpcBasemap *basemap, const char *country, const char *name, guint index)
{
  g_autofree char *folded = epc_text_fold (name);
  char *key;

  if (!folded[0])
    return;
  key = g_strconcat (country, "/", folded, NULL);
  if (g_hash_table_contains (basemap->names, key))
    g_free (key);
  else
    g_hash_table_insert (basemap->names, key, GUINT_TO_POINTER (index + 1));
}

/* Own names first, so that a further name of one area never hides the own name of another. */
static void
make_names (EpcBasemap *basemap)
{
  basemap->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < basemap->n_areas; i++)
      {
        const guint32 *row = basemap->area_rows + (gsize) i * AREA_WORDS;
        const char *country = basemap->areas[i].level == EPC_BASEMAP_COUNTRY ? "" : basemap->areas[i].country;
        g_auto (GStrv) also = NULL;

        if (pass == 0)
          {
            for (guint k = AREA_NAMES; k <= AREA_LOCAL; k++)
              add_name (basemap, country, epc_basemap_string (basemap, epc_word (row, k)), i);
            continue;
          }
        also = g_strsplit (epc_basemap_string (basemap, epc_word (row, AREA_ALSO)), "|", -1);
        for (guint k = 0; also[k]; k++)
          add_name (basemap, country, also[k], i);
      }
}

const EpcBasemapArea *
epc_basemap_find_area (const EpcBasemap *basemap, const char *country, const char *name)
{
  EpcBasemap *own = (EpcBasemap *) basemap;
  const EpcBasemapArea *of = country ? epc_basemap_area (basemap, country) : NULL;
  g_autofree char *folded = NULL, *key = NULL;
  guint found;

  if (!name || (country && !of))
    return NULL;
  folded = epc_text_fold (name);
  key = g_strconcat (of ? of->country : "", "/", folded, NULL);
  g_mutex_lock (&own->lock);
  if (!own->names)
    make_names (own);
  found = GPOINTER_TO_UINT (g_hash_table_lookup (own->names, key));
  g_mutex_unlock (&own->lock);
  return found ? &basemap->areas[found - 1] : NULL;
}

const char *
epc_basemap_area_name (const EpcBasemap *basemap, const EpcBasemapArea *area, const char *language)
{
  const guint32 *row = basemap->area_rows + (gsize) area->index * AREA_WORDS;

  return epc_basemap_string (basemap, epc_word (row, AREA_NAMES + epc_basemap_language (language)));
}

const char *
epc_basemap_area_full_name (const EpcBasemap *basemap, const EpcBasemapArea *area, const char *language)
{
  const guint32 *row = basemap->area_rows + (gsize) area->index * AREA_WORDS;

  return epc_basemap_string (basemap, epc_word (row, AREA_FULL + epc_basemap_language (language)));
}

gboolean
epc_basemap_area_point (const EpcBasemap *basemap, const char *code, double *lon, double *lat)
{
  const EpcBasemapArea *area = epc_basemap_area (basemap, code);

  if (!area)
    return FALSE;
  *lon = area->lon;
  *lat = area->lat;
  return TRUE;
}

/* Adds to @winding what the finest grade of arc @index, run through from its start, turns round the point. */
static int
winding_of_arc (const EpcBasemap *basemap, guint index, double px, double py)
{
  const guint32 *row = epc_arc_row (basemap, index);
  const guint8 *at = basemap->points + epc_word (row, ARC_GRADES);
  guint n = epc_word (row, ARC_GRADES + 1);
  gint64 x = 0, y = 0;
  int winding = 0;

  for (guint i = 0; i < n; i++)
    {
      guint32 a = epc_read_varint (&at), b = epc_read_varint (&at);
      gint64 nx = i ? x + epc_unzigzag (a) : (gint64) a, ny = i ? y + epc_unzigzag (b) : (gint64) b;

      if (i && (y <= py) != (ny <= py))
        {
          double cross = x + (py - y) * (double) (nx - x) / (double) (ny - y);

          if (cross > px)
            winding += ny > y ? 1 : -1;
        }
      x = nx;
      y = ny;
    }
  return winding;
}

static gboolean
area_holds (const EpcBasemap *basemap, guint index, double x, double y)
{
  const guint32 *area = basemap->area_rows + (gsize) index * AREA_WORDS;
  int winding = 0;

  for (guint r = 0; r < epc_word (area, AREA_N_RINGS); r++)
    {
      guint ring_index = epc_word (area, AREA_RING) + r;
      const guint32 *ring = basemap->ring_rows + (gsize) ring_index * RING_WORDS;
      const EpcWorldBox *box = &basemap->ring_boxes[ring_index];

      if (x < box->x0 || x > box->x1 || y < box->y0 || y > box->y1)
        continue;
      for (guint k = 0; k < epc_word (ring, RING_N); k++)
        {
          gint32 ref = (gint32) epc_word (basemap->arc_refs, epc_word (ring, RING_FIRST) + k);

          winding += ref < 0 ? -winding_of_arc (basemap, ~ref, x, y) : winding_of_arc (basemap, ref, x, y);
        }
    }
  return winding != 0;
}

const EpcBasemapArea *
epc_basemap_area_containing (const EpcBasemap *basemap, double lon, double lat)
{
  const EpcBasemapArea *country = NULL;
  double u, v;

  if (!isfinite (lon) || !isfinite (lat))
    return NULL;
  epc_mercator_from_lonlat (remainder (lon, 360.0), lat, &u, &v);
  u *= EPC_BASEMAP_WORLD;
  v *= EPC_BASEMAP_WORLD;
  for (guint i = 0; i < basemap->n_areas; i++)
    {
      const EpcWorldBox *box = &basemap->area_boxes[i];

      if (u < box->x0 || u > box->x1 || v < box->y0 || v > box->y1 || !area_holds (basemap, i, u, v))
        continue;
      if (basemap->areas[i].level == EPC_BASEMAP_ADMIN1)
        return &basemap->areas[i];
      country = &basemap->areas[i];
    }
  return country;
}

guint
epc_basemap_n_places (const EpcBasemap *basemap)
{
  return basemap->n_places;
}

void
epc_basemap_place_at (const EpcBasemap *basemap, guint index, EpcBasemapPlace *place)
{
  const guint32 *row = basemap->place_rows + (gsize) index * PLACE_WORDS;
  guint32 flags = epc_word (row, PLACE_FLAGS), area = flags >> 16;

  *place = (EpcBasemapPlace){ .people = epc_word (row, PLACE_PEOPLE), .flags = flags & 255, .index = index };
  place->country = area == 0xffff ? "" : basemap->areas[area].country;
  epc_mercator_to_lonlat (epc_word (row, PLACE_X) / EPC_BASEMAP_WORLD, epc_word (row, PLACE_Y) / EPC_BASEMAP_WORLD, &place->lon,
                          &place->lat);
}

const char *
epc_basemap_place_name (const EpcBasemap *basemap, guint index, const char *language)
{
  const guint32 *row = basemap->place_rows + (gsize) index * PLACE_WORDS;

  return epc_basemap_string (basemap, epc_word (row, PLACE_NAMES + epc_basemap_language (language)));
}

guint
epc_basemap_n_disputes (const EpcBasemap *basemap)
{
  return basemap->n_disputes;
}

const EpcBasemapDispute *
epc_basemap_dispute_at (const EpcBasemap *basemap, guint index)
{
  return index < basemap->n_disputes ? &basemap->disputes[index] : NULL;
}

const char *
epc_basemap_dispute_note (const EpcBasemap *basemap, guint index, const char *language)
{
  const guint32 *row = basemap->dispute_rows + (gsize) index * DISPUTE_WORDS;

  return epc_basemap_string (basemap, epc_word (row, DISPUTE_NOTES + epc_basemap_language (language)));
}

const char *
epc_basemap_credit (void)
{
  return "Natural Earth · GeoNames (CC BY 4.0) · GSHHG";
}
