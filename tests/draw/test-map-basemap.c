/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the base map knows, and that a damaged or hostile file is refused and never crashes.
 */
#include "base/epc-error.h"
#include "draw/epc-basemap.h"

#include <math.h>
#include <string.h>

static const char *const members[]
    = { "ATG", "ARG", "BHS", "BRB", "BLZ", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "DMA", "DOM", "ECU", "SLV", "GRD", "GTM",
        "GUY", "HTI", "HND", "JAM", "MEX", "NIC", "PAN", "PRY", "PER", "KNA", "LCA", "VCT", "SUR", "TTO", "URY", "VEN" };
static const char *const languages[] = { "en", "es", "fr", "pt" };

static EpcBasemap *
basemap (void)
{
  GError *error = NULL;
  EpcBasemap *map = epc_basemap_default (&error);

  g_assert_no_error (error);
  return map;
}

/* 33 sovereign states, each with names, an outline that holds its own label point, and a capital that lies in it. */
static void
test_members (void)
{
  EpcBasemap *map = basemap ();
  guint n = 0;

  for (guint i = 0; i < epc_basemap_n_areas (map); i++)
    n += epc_basemap_area_at (map, i)->level == EPC_BASEMAP_COUNTRY
                 && epc_basemap_area_at (map, i)->flags & EPC_BASEMAP_AREA_MEMBER
             ? 1
             : 0;
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (members));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const EpcBasemapArea *area = epc_basemap_area (map, members[i]), *inside;
      gboolean has_capital = FALSE;

      g_assert_nonnull (area);
      g_assert_nonnull (area->capital);
      g_assert_cmpfloat (area->km2, >, 200);
      for (guint k = 0; k < G_N_ELEMENTS (languages); k++)
        {
          g_assert_cmpstr (epc_basemap_area_name (map, area, languages[k]), !=, "");
          g_assert_cmpstr (epc_basemap_area_full_name (map, area, languages[k]), !=, "");
        }
      inside = epc_basemap_area_containing (map, area->lon, area->lat);
      g_assert_nonnull (inside);
      g_assert_cmpstr (inside->country, ==, members[i]);
      for (guint k = 0; k < epc_basemap_n_places (map); k++)
        {
          EpcBasemapPlace place;

          epc_basemap_place_at (map, k, &place);
          if (place.flags & EPC_BASEMAP_CAPITAL && g_str_equal (place.country, members[i]))
            {
              const EpcBasemapArea *of = epc_basemap_area_containing (map, place.lon, place.lat);

              has_capital = TRUE;
              /* On the water's edge the coast of 1:10 million may leave it outside, but never in another country. */
              g_assert_true (!of || g_str_equal (of->country, members[i]));
            }
        }
      g_assert_true (has_capital);
    }
}

/* Land areas, km² (UN Statistics Division, Demographic Yearbook): within 5 %, since coast and inland waters are drawn at 1:10
 * million. */
static void
test_areas (void)
{
  static const struct
  {
    const char *code;
    double km2;
  } known[] = { { "HTI", 27750 },  { "HND", 112492 }, { "BRA", 8515767 }, { "CUB", 109884 },
                { "PRY", 406752 }, { "CRI", 51100 },  { "JAM", 10990 },   { "BRB", 431 } };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_cmpfloat_with_epsilon (epc_basemap_area (basemap (), known[i].code)->km2 / known[i].km2, 1, 0.05);
}

static void
test_names (void)
{
  EpcBasemap *map = basemap ();
  const EpcBasemapArea *bolivia = epc_basemap_area (map, "BOL");

  g_assert_cmpstr (epc_basemap_area_name (map, bolivia, "es"), ==, "Bolivia");
  g_assert_cmpstr (epc_basemap_area_full_name (map, bolivia, "en"), ==, "Bolivia (Plurinational State of)");
  g_assert_cmpstr (epc_basemap_area_full_name (map, epc_basemap_area (map, "VEN"), "es"), ==,
                   "Venezuela (República Bolivariana de)");
  g_assert_cmpstr (epc_basemap_area_name (map, epc_basemap_area (map, "FLK"), "en"), ==, "Falkland Islands (Malvinas)");
  g_assert_cmpstr (epc_basemap_area_name (map, epc_basemap_area (map, "HTI"), "pt_BR"), ==, "Haiti");
  g_assert_null (epc_basemap_area (map, "XYZ"));
  g_assert_null (epc_basemap_area (map, NULL));
  g_assert_cmpstr (epc_basemap_area (map, "HT")->code, ==, "HTI");
}

/* OCHA's departments of Haiti and their ISO 3166-2 codes. */
static void
test_pcodes (void)
{
  static const char *const haiti[][2]
      = { { "HT01", "HT-OU" }, { "HT02", "HT-SE" }, { "HT03", "HT-ND" }, { "HT04", "HT-NE" }, { "HT05", "HT-AR" },
          { "HT06", "HT-CE" }, { "HT07", "HT-SD" }, { "HT08", "HT-GA" }, { "HT09", "HT-NO" }, { "HT10", "HT-NI" } };
  EpcBasemap *map = basemap ();
  double lon, lat;

  for (guint i = 0; i < G_N_ELEMENTS (haiti); i++)
    g_assert_cmpstr (epc_basemap_area (map, haiti[i][0])->code, ==, haiti[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      guint areas = 0, coded = 0;

      for (guint k = 0; k < epc_basemap_n_areas (map); k++)
        {
          const EpcBasemapArea *area = epc_basemap_area_at (map, k);

          if (area->level != EPC_BASEMAP_ADMIN1 || !g_str_equal (area->country, members[i]))
            continue;
          areas++;
          coded += area->pcode != NULL;
          if (area->pcode)
            g_assert_true (epc_basemap_area (map, area->pcode) == area);
        }
      g_assert_cmpuint (areas, >=, 5);
      /* Two countries are not in OCHA's list. */
      if (!g_str_equal (members[i], "ATG") && !g_str_equal (members[i], "BHS"))
        g_assert_cmpuint (coded + 2, >=, areas);
    }
  g_assert_true (epc_basemap_area_point (map, "HT01", &lon, &lat));
  g_assert_cmpstr (epc_basemap_area_containing (map, lon, lat)->code, ==, "HT-OU");
}

static void
test_find_by_name (void)
{
  EpcBasemap *map = basemap ();

  g_assert_cmpstr (epc_basemap_find_area (map, "HTI", "north-west")->code, ==, "HT-NO");
  g_assert_cmpstr (epc_basemap_find_area (map, "HTI", "Grande'Anse")->code, ==, "HT-GA");
  g_assert_cmpstr (epc_basemap_find_area (map, "HTI", "GRAND’ANSE")->code, ==, "HT-GA");
  g_assert_cmpstr (epc_basemap_find_area (map, "HND", "francisco morazan")->code, ==, "HN-FM");
  g_assert_cmpstr (epc_basemap_find_area (map, "COL", "Norte de Santander")->code, ==, "CO-NSA");
  g_assert_cmpstr (epc_basemap_find_area (map, "MEX", "Distrito Federal")->code, ==, "MX-CMX");
  g_assert_cmpstr (epc_basemap_find_area (map, NULL, "République dominicaine")->code, ==, "DOM");
  g_assert_null (epc_basemap_find_area (map, "HTI", "Cortés"));
  g_assert_null (epc_basemap_find_area (map, "QQQ", "Cortés"));
}

static void
test_containing (void)
{
  EpcBasemap *map = basemap ();

  g_assert_cmpstr (epc_basemap_area_containing (map, -72.335, 18.53)->code, ==, "HT-OU");
  g_assert_cmpstr (epc_basemap_area_containing (map, -88.03, 15.5)->code, ==, "HN-CR");
  g_assert_cmpstr (epc_basemap_area_containing (map, -46.63, -23.55)->code, ==, "BR-SP");
  g_assert_null (epc_basemap_area_containing (map, -75, 15));
  g_assert_null (epc_basemap_area_containing (map, NAN, 15));
}

static void
test_disputes (void)
{
  EpcBasemap *map = basemap ();
  gboolean malvinas = FALSE, belize = FALSE, essequibo = FALSE;

  for (guint i = 0; i < epc_basemap_n_disputes (map); i++)
    {
      const EpcBasemapDispute *dispute = epc_basemap_dispute_at (map, i);

      malvinas |= g_str_equal (dispute->key, "flk");
      belize |= g_str_equal (dispute->key, "blz-gtm");
      essequibo |= g_str_equal (dispute->key, "guy-ven");
      g_assert_cmpuint (strlen (dispute->source), >, 10);
      g_assert_cmpfloat (dispute->box.west, <=, dispute->box.east);
      for (guint k = 0; k < G_N_ELEMENTS (languages); k++)
        g_assert_cmpuint (strlen (epc_basemap_dispute_note (map, i, languages[k])), >, 20);
    }
  g_assert_true (malvinas && belize && essequibo);
  g_assert_true (epc_basemap_area (map, "FLK")->flags & EPC_BASEMAP_AREA_DISPUTED);
}

/* ---------------------------------------------------------------------------------------------------------- hostile */

static guint8 *
copy_file (gsize *size)
{
  g_autofree char *path = g_build_filename (g_getenv ("EPC_DATA_DIR"), "basemap", "region.epcmap", NULL);
  char *bytes = NULL;
  GError *error = NULL;

  g_file_get_contents (path, &bytes, size, &error);
  g_assert_no_error (error);
  return (guint8 *) bytes;
}

static void
put_word (guint8 *bytes, gsize at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (bytes + at, &value, 4);
}

/* Sets size and checksum right, so that what is behind them is reached. */
static void
seal (guint8 *bytes, gsize size)
{
  guint32 sum = 0x811c9dc5u, word;

  put_word (bytes, 8, (guint32) size);
  for (gsize i = 16; i + 4 <= size; i += 4)
    {
      memcpy (&word, bytes + i, 4);
      sum = (sum ^ GUINT32_FROM_LE (word)) * 0x01000193u;
    }
  put_word (bytes, 12, sum);
}

/* Opens and, when it opens, uses everything once. */
static gboolean
survive (const guint8 *bytes, gsize size)
{
  g_autoptr (GBytes) all = g_bytes_new (bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcBasemap) map = epc_basemap_new_from_bytes (all, &error);
  EpcBasemapOptions options = { .language = "es" };
  cairo_surface_t *tile;

  if (!map)
    {
      g_assert_error (error, EPC_ERROR, EPC_ERROR_DAMAGED);
      return FALSE;
    }
  tile = epc_basemap_draw_tile (map, 6, 18, 28, 64, 1, &options);
  cairo_surface_destroy (tile);
  epc_basemap_area_containing (map, -72.3, 18.5);
  epc_basemap_find_area (map, "HTI", "Ouest");
  return TRUE;
}

static void
test_altered (void)
{
  gsize size;
  g_autofree guint8 *bytes = copy_file (&size);
  GRand *rand = g_rand_new_with_seed (7);

  g_assert_true (survive (bytes, size));
  for (int i = 0; i < 40; i++)
    {
      gsize at = 8 + (gsize) g_rand_int_range (rand, 0, (gint32) size - 8);

      bytes[at] ^= 1 << g_rand_int_range (rand, 0, 8);
      g_assert_false (survive (bytes, size));
      bytes[at] ^= 0;
      g_free (bytes);
      bytes = copy_file (&size);
    }
  g_rand_free (rand);
}

static void
test_cut (void)
{
  gsize size;
  g_autofree guint8 *bytes = copy_file (&size);
  GRand *rand = g_rand_new_with_seed (8);

  for (gsize n = 0; n < 300; n += 7)
    g_assert_false (survive (bytes, n));
  for (int i = 0; i < 60; i++)
    {
      gsize n = (gsize) g_rand_int_range (rand, 200, (gint32) size - 4) & ~(gsize) 3;
      g_autofree guint8 *part = g_memdup2 (bytes, n);

      seal (part, n);
      g_assert_false (survive (part, n));
    }
  g_assert_false (survive ((const guint8 *) "EPCMAP", 6));
  g_assert_false (survive ((const guint8 *) "", 0));
  g_rand_free (rand);
}

/* Random words anywhere, sealed: some open (a town moved), most are refused, none crashes. */
static void
test_hostile (void)
{
  gsize size;
  g_autofree guint8 *original = copy_file (&size), *bytes = g_malloc (size);
  GRand *rand = g_rand_new_with_seed (9);
  guint refused = 0;

  for (int i = 0; i < 150; i++)
    {
      int changes = g_rand_int_range (rand, 1, 6);

      memcpy (bytes, original, size);
      for (int k = 0; k < changes; k++)
        {
          static const guint32 values[] = { 0, 1, 0xffffffffu, 0x7fffffffu, 0x80000000u, 67108864u, 67108865u, 255 };
          /* Half of the changes hit the head, the tables of sections and the first rows. */
          gsize range = g_rand_boolean (rand) ? 152 : size - 16,
                at = 16 + ((gsize) g_rand_int_range (rand, 0, (gint32) (range - 16)) & ~(gsize) 3);

          put_word (bytes, at,
                    g_rand_boolean (rand) ? values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))] : g_rand_int (rand));
        }
      seal (bytes, size);
      refused += survive (bytes, size) ? 0 : 1;
    }
  g_assert_cmpuint (refused, >, 50);
  g_rand_free (rand);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (epc_basemap_open ("/nowhere/region.epcmap", &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_READ);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/basemap/knows-the-33-states-by-name-outline-and-capital", test_members);
  g_test_add_func ("/map/basemap/areas-have-their-known-size", test_areas);
  g_test_add_func ("/map/basemap/names-follow-un-usage", test_names);
  g_test_add_func ("/map/basemap/p-codes-lead-to-areas", test_pcodes);
  g_test_add_func ("/map/basemap/names-are-found-without-accents-in-any-language", test_find_by_name);
  g_test_add_func ("/map/basemap/a-point-is-found-in-its-area", test_containing);
  g_test_add_func ("/map/basemap/disputes-have-a-footnote-in-four-languages", test_disputes);
  g_test_add_func ("/map/basemap/an-altered-file-is-refused", test_altered);
  g_test_add_func ("/map/basemap/a-cut-file-is-refused", test_cut);
  g_test_add_func ("/map/basemap/a-hostile-file-does-no-harm", test_hostile);
  g_test_add_func ("/map/basemap/a-missing-file-is-said", test_missing);
  return g_test_run ();
}
