/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Maps of the user's own: MBTiles and PMTiles are opened and checked, and what is damaged is said and harms nothing.
 *
 * Figures of the public files come from Python's sqlite3 and from a reader of PMTiles written in Python after the specification, apart
 * from ours. The damaged files are made here out of the whole ones.
 */
#include "base/epc-error.h"
#include "exchange/epc-pmtiles.h"
#include "exchange/epc-tileset.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

/* NULL where the public files are not at hand. */
static char *
public_file (const char *name)
{
  const char *shared = g_getenv ("EPC_SHARED_DATA");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "", "07_tiles_gpx_kml_gpkg", name, NULL);

  if (shared != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_test_skip ("the public files are not here");
  return NULL;
}

static char *
write_bytes (const char *name, const guint8 *bytes, gsize length)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) length, NULL));
  return path;
}

static void
refused (const char *path, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcTileset) tiles = epc_tileset_open (path, &error);

  g_assert_null (tiles);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_error (error, EPC_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

/* The example of the specification: identities of the first tiles. */
static void
test_curve (void)
{
  static const guint places[][3] = { { 0, 0, 0 }, { 1, 0, 0 }, { 1, 0, 1 }, { 1, 1, 1 }, { 1, 1, 0 }, { 2, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpuint (epc_pmtiles_id (places[i][0], places[i][1], places[i][2]), ==, i);
  /* "z 12, x 3423, y 1763 is 19078479" */
  g_assert_cmpuint (epc_pmtiles_id (12, 3423, 1763), ==, 19078479);
}

static void
check_tile (EpcTileset *tiles, guint zoom, guint x, guint y, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = epc_tileset_tile (tiles, zoom, x, y, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_assert_cmpstr (sum, ==, sha256);
}

static void
test_pmtiles (void)
{
  g_autofree char *path = public_file ("stamen_toner_raster_z3.pmtiles");
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  g_autoptr (EpcTileset) tiles = epc_tileset_open (path, &error);
  g_assert_no_error (error);
  const EpcTilesetFacts *facts = epc_tileset_facts (tiles);
  g_assert_cmpuint (facts->min_zoom, ==, 0);
  g_assert_cmpuint (facts->max_zoom, ==, 3);
  g_assert_cmpuint (facts->n_tiles, ==, 85); /* 1 + 4 + 16 + 64 */
  g_assert_cmpuint (facts->n_checked, ==, 84); /* two of them are one picture */
  g_assert_cmpuint (facts->n_damaged, ==, 0);
  g_assert_cmpfloat_with_epsilon (facts->west, -180, 0.001);
  check_tile (tiles, 3, 5, 2, "f29e66ac4fdfcf972c0065fcc548cebb056cdebba27871ef509b76f25070e3d7");
  check_tile (tiles, 2, 1, 3, "a26212702d94aac8fd8023b3a5b4b0bd252bf03a0056329718e0bdd78a180607");
  g_assert_null (epc_tileset_tile (tiles, 4, 0, 0, &error));
  g_assert_null (epc_tileset_tile (tiles, 3, 8, 0, &error));
  g_assert_no_error (error);
}

static void
test_mbtiles (void)
{
  g_autofree char *path = public_file ("plain_1.mbtiles"), *jpeg = public_file ("geography-class-jpg.mbtiles");
  g_autoptr (GError) error = NULL;

  if (path == NULL || jpeg == NULL)
    return;
  g_autoptr (EpcTileset) tiles = epc_tileset_open (path, &error);
  g_assert_no_error (error);
  const EpcTilesetFacts *facts = epc_tileset_facts (tiles);
  g_assert_cmpstr (facts->name, ==, "plain_1");
  g_assert_cmpuint (facts->max_zoom, ==, 4);
  g_assert_cmpuint (facts->n_tiles, ==, 285);
  g_assert_cmpuint (facts->n_damaged, ==, 0);
  g_assert_cmpfloat_with_epsilon (facts->north, 85, 0.001);
  /* Row 5 from the south of zoom 3 is row 2 from the north. */
  check_tile (tiles, 3, 2, 2, "85f766bc62c18a053ab8954d572f6b29fab4711d81cbd119a2a7f68766c21bbb");
  /* None of the five pictures of this one is longer than six bytes. */
  refused (jpeg, EPC_ERROR_DAMAGED, "no tile");
}

/* A copy that broke off: the last of its five tiles is not whole, the others are. */
static void
test_cut_short (void)
{
  g_autofree char *path = public_file ("png.pmtiles"), *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_autofree char *cut = write_bytes ("cut.pmtiles", (const guint8 *) bytes, length - 10);
  g_autoptr (EpcTileset) tiles = epc_tileset_open (cut, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (epc_tileset_facts (tiles)->n_checked, ==, 5);
  g_assert_cmpuint (epc_tileset_facts (tiles)->n_damaged, ==, 1);
  g_autofree char *sentence = epc_tileset_sentence (tiles);
  g_assert_nonnull (strstr (sentence, "1 of 5"));
  check_tile (tiles, 0, 0, 0, "c6c1cc6905c7208bca2657dccc689396767101ac96bd6f97ac47ccc3884040e6");
}

static void
test_refused (void)
{
  g_autofree char *vector = public_file ("world_cities.mbtiles"), *corrupt = public_file ("corrupt.mbtiles");
  g_autofree char *vector_pm = public_file ("bboxes.pmtiles"), *other = public_file ("Oregon.gpkg");
  g_autofree char *text = write_bytes ("text.mbtiles", (const guint8 *) "no map at all", 13);
  g_autofree char *empty = write_bytes ("empty.pmtiles", (const guint8 *) "", 0);
  g_autofree char *nothing = g_build_filename (folder, "nothing.pmtiles", NULL);

  refused (text, EPC_ERROR_DAMAGED, "text.mbtiles");
  refused (empty, EPC_ERROR_REFUSED, "empty.pmtiles");
  refused (nothing, EPC_ERROR_READ, "nothing.pmtiles");
  if (vector == NULL || corrupt == NULL || vector_pm == NULL || other == NULL)
    return;
  refused (vector, EPC_ERROR_REFUSED, "vector");
  refused (vector_pm, EPC_ERROR_REFUSED, "vector");
  refused (corrupt, EPC_ERROR_DAMAGED, "corrupt.mbtiles");
  refused (other, EPC_ERROR_REFUSED, "Oregon.gpkg");
}

/* The whole file, cut and altered at many places: each is either refused with a sentence, or opened with tiles that come or do not. */
static void
harm (const char *name, guint step)
{
  g_autofree char *path = public_file (name), *bytes = NULL;
  gsize length;
  guint seen = 0, said = 0;

  if (path == NULL)
    return;
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize cut = 1; cut < length; cut = cut < 600 ? cut + 7 : cut + length / step)
    for (guint kind = 0; kind < 2; kind++)
      {
        g_autofree guint8 *copy = g_memdup2 (bytes, length);
        g_autoptr (GError) error = NULL;

        copy[cut] ^= 0xa5;
        g_autofree char *harmed = write_bytes ("harmed", copy, kind == 0 ? length : cut);
        g_autoptr (EpcTileset) tiles = epc_tileset_open (harmed, &error);
        seen++;
        said += tiles == NULL ? 1 : 0;
        g_assert_true ((tiles == NULL) == (error != NULL));
        for (guint zoom = 0; tiles != NULL && zoom < 3; zoom++)
          {
            g_autoptr (GBytes) tile = epc_tileset_tile (tiles, zoom, 0, 0, NULL);
            g_assert_true (tile == NULL || g_bytes_get_size (tile) < length + 1);
          }
      }
  g_assert_cmpuint (said, >, 0);
  g_assert_cmpuint (said, <, seen);
}

static void
test_harm (void)
{
  harm ("png.pmtiles", 40);
  harm ("one_tile.mbtiles", 40);
}

/* A picture that says it is 65535 pixels wide would take gigabytes. */
static void
test_sizes (void)
{
  guint8 jpeg[40] = { 0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 3 };
  guint width, height;

  jpeg[38] = 0xff;
  jpeg[39] = 0xd9;
  g_assert_false (epc_tileset_is_picture (jpeg, sizeof jpeg, &width, &height));
  g_assert_cmpuint (width, ==, 65535);
  jpeg[7] = jpeg[9] = 1;
  jpeg[8] = jpeg[10] = 0;
  g_assert_true (epc_tileset_is_picture (jpeg, sizeof jpeg, &width, &height));
  g_assert_cmpuint (width, ==, 256);
  g_assert_false (epc_tileset_is_picture (jpeg, 39, &width, &height));
  g_assert_false (epc_tileset_is_picture (jpeg, 0, &width, &height));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("epc-tiles-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/tiles/the-curve-is-that-of-the-specification", test_curve);
  g_test_add_func ("/tiles/pmtiles-are-read", test_pmtiles);
  g_test_add_func ("/tiles/mbtiles-are-read-without-their-views", test_mbtiles);
  g_test_add_func ("/tiles/a-file-cut-short-has-its-other-tiles", test_cut_short);
  g_test_add_func ("/tiles/what-is-no-map-of-pictures-is-refused", test_refused);
  g_test_add_func ("/tiles/cut-and-altered-files-harm-nothing", test_harm);
  g_test_add_func ("/tiles/a-picture-has-the-size-of-a-tile", test_sizes);
  status = g_test_run ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
