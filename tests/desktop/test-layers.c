/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers of the live map: a map file is shown and remembered, what is damaged is said, what the workspace holds can be hidden, and the
 * rounds of a series follow one another under the slider.
 */
#include "desktop-support.h"

#include <glib/gstdio.h>

#include "desktop/exchange/exchange.h"
#include "desktop/response/response.h"
#include "desktop/widgets/epc-map-layers.h"
#include "desktop/widgets/epc-tile-source.h"

static EpcApplication *application;
static EpcStore *store;
static EpcWindow *window;
static EpcMapLayers *layers;
static char *folder;

static void
find_layers (GtkWidget *widget, gpointer data)
{
  if (EPC_IS_MAP_LAYERS (widget) && gtk_widget_get_mapped (widget))
    layers = EPC_MAP_LAYERS (widget);
}

/* A picture of one colour, @side pixels wide, made by Cairo. */
static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *
red_tile (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256);
  cairo_t *cr = cairo_create (surface);
  GByteArray *bytes = g_byte_array_new ();

  cairo_set_source_rgb (cr, 1, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_assert_cmpint (cairo_surface_write_to_png_stream (surface, append, bytes), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return bytes;
}

/* PMTiles by the specification: one directory, not packed; tile 0/0/0 is red, of the four of zoom 1 the first is no picture. */
static char *
write_map (const char *name)
{
  g_autoptr (GByteArray) tile = red_tile ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  guint8 head[127] = "PMTiles\3";
  /* two entries: identities 0, 1; runs 1, 1; lengths as varints; offsets 0 and behind */
  guint8 directory[] = { 2, 0, 1, 1, 1, (guint8) (tile->len & 127) | 128, (guint8) (tile->len >> 7), 8, 1, 0 };
  guint64 numbers[] = { 127, sizeof directory, 0, 0, 0, 0, 127 + sizeof directory, tile->len + 8, 2, 2, 2 };
  g_autoptr (GByteArray) file = g_byte_array_new ();
  gint32 corners[] = { -1800000000, -850000000, 1800000000, 850000000 };

  g_assert_cmpuint (tile->len, >, 127);
  g_assert_cmpuint (tile->len, <, 1 << 14);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      guint64 little = GUINT64_TO_LE (numbers[i]);
      memcpy (head + 8 + 8 * i, &little, 8);
    }
  head[97] = head[98] = 1;
  head[99] = 2;
  head[101] = 1;
  for (guint i = 0; i < 4; i++)
    {
      gint32 little = GINT32_TO_LE (corners[i]);
      memcpy (head + 102 + 4 * i, &little, 4);
    }
  g_byte_array_append (file, head, sizeof head);
  g_byte_array_append (file, directory, sizeof directory);
  g_byte_array_append (file, tile->data, tile->len);
  g_byte_array_append (file, (const guint8 *) "no image", 8);
  g_assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
  return g_steal_pointer (&path);
}

/* --- tiles --- */

typedef struct
{
  ShumateTile *tile;
  gboolean is_done;
} Filled;

static void
on_filled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (shumate_map_source_fill_tile_finish (SHUMATE_MAP_SOURCE (source), result, NULL));
  ((Filled *) data)->is_done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Filled *) data)->is_done;
}

/* Colour and alpha of the middle of a tile, as 0xAARRGGBB. */
static guint32
colour_of (ShumateMapSource *source, int zoom, int x, int y)
{
  Filled filled = { shumate_tile_new_full (x, y, 256, zoom), FALSE };
  guint32 pixels[256 * 256];

  shumate_map_source_fill_tile_async (source, filled.tile, NULL, on_filled, &filled);
  test_wait (is_done, &filled, "a tile");
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (shumate_tile_get_paintable (filled.tile), snapshot, 256, 256);
  g_autoptr (GskRenderNode) node = gtk_snapshot_to_node (snapshot);
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) memset (pixels, 0, sizeof pixels), CAIRO_FORMAT_ARGB32, 256, 256, 256 * 4);
  cairo_t *cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (filled.tile);
  return pixels[128 * 256 + 128];
}

static void
test_tiles (void)
{
  g_autofree char *path = write_map ("tiles.pmtiles");
  g_autoptr (GError) error = NULL;
  g_autoptr (ShumateMapSource) source = NULL;
  EpcTileset *tileset = epc_tileset_open (path, &error);

  g_assert_no_error (error);
  source = epc_tile_source_new_of_file (tileset, "test");
  g_assert_cmphex (colour_of (source, 0, 0, 0), ==, 0xffff0000);
  g_assert_cmphex (colour_of (source, 1, 0, 0), ==, 0xff999999); /* damaged: grey */
  g_assert_cmphex (colour_of (source, 5, 3, 3), ==, 0xff999999); /* a part of it, enlarged */
  g_assert_cmphex (colour_of (source, 1, 1, 1), ==, 0);          /* none: clear */
  g_assert_cmphex (colour_of (source, 3, 0, -2), ==, 0);         /* beyond the world */
}

/* --- the list --- */

typedef struct
{
  const char *text;
  GtkWidget *found;
} Wanted;

static void
find_check (GtkWidget *widget, gpointer data)
{
  Wanted *wanted = data;

  if (GTK_IS_CHECK_BUTTON (widget) && g_str_has_prefix (gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)), wanted->text))
    wanted->found = widget;
}

static gboolean
has_check (gpointer data)
{
  Wanted *wanted = data;

  wanted->found = NULL;
  test_walk (GTK_WIDGET (layers), find_check, wanted);
  return wanted->found != NULL;
}

static gboolean
has_no_check (gpointer data)
{
  return !has_check (data);
}

static void
count_layers (GtkWidget *widget, gpointer data)
{
  *(guint *) data += SHUMATE_IS_MAP_LAYER (widget) && gtk_widget_get_mapped (widget) ? 1 : 0;
}

static guint
n_layers (void)
{
  guint n = 0;

  test_walk (GTK_WIDGET (window), count_layers, &n);
  return n;
}

static void
test_files (void)
{
  g_autofree char *path = write_map ("own.pmtiles");
  g_autoptr (GVariant) kept = NULL;
  Wanted own = { "own.pmtiles", NULL }, warehouses = { "Warehouses (1)", NULL };
  const char *id;
  gboolean is_shown;

  test_wait (has_check, &warehouses, "the layer of warehouses");
  guint before = n_layers ();
  epc_map_layers_add_file (layers, path);
  test_wait (has_check, &own, "the layer of the file");
  test_quiet ();
  g_assert_true (has_check (&own));
  g_assert_cmpuint (n_layers (), ==, before + 1);
  if (g_getenv ("EPC_PICTURES") != NULL)
    test_picture (GTK_WIDGET (window), g_getenv ("EPC_PICTURES"));
  /* Hidden by its check button, and that is remembered. */
  gtk_check_button_set_active (GTK_CHECK_BUTTON (own.found), FALSE);
  g_assert_cmpuint (n_layers (), ==, before);
  kept = g_settings_get_value (epc_application_settings (application), "map-layers");
  g_assert_cmpuint (g_variant_n_children (kept), ==, 2);
  g_variant_get_child (kept, 0, "(&sbd)", &id, &is_shown, NULL);
  g_assert_cmpstr (id, ==, path);
  g_assert_false (is_shown);
}

static gboolean
has_dialog (gpointer data)
{
  return test_alert () != NULL;
}

/* A file that is no map: a message, and no layer of it; the window goes on. */
static void
expect_refused (const char *name, const char *bytes, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  Wanted torn = { name, NULL };
  gint64 start = g_get_monotonic_time ();

  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  epc_map_layers_add_file (layers, path);
  test_wait (has_dialog, NULL, "the message");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  epc_alert_close (test_alert ());
  test_wait (has_no_check, &torn, "the row to go");
}

static void
test_damaged (void)
{
  g_autofree char *whole = write_map ("whole.pmtiles"), *bytes = NULL;
  g_autofree char *zeros = g_malloc0 (4096);
  gsize length;

  expect_refused ("torn.mbtiles", "torn", 4);
  expect_refused ("empty.mbtiles", "", 0);
  /* SQLite's first page, and nothing behind it */
  memcpy (zeros, "SQLite format 3", 16);
  expect_refused ("cut.mbtiles", zeros, 4096);
  g_assert_true (g_file_get_contents (whole, &bytes, &length, NULL));
  expect_refused ("head.pmtiles", bytes, 100);
  expect_refused ("directory.pmtiles", bytes, 130);
  expect_refused ("other.pmtiles", zeros, 4096);
}

/* The directory is whole and the pictures are cut off: the layer is there, its tiles are grey, and nothing waits. */
static void
test_cut_pictures (void)
{
  g_autofree char *whole = write_map ("cut.pmtiles"), *bytes = NULL;
  g_autofree char *path = g_build_filename (folder, "pictures.pmtiles", NULL);
  g_autoptr (ShumateMapSource) source = NULL;
  g_autoptr (GError) error = NULL;
  EpcTileset *tileset;
  gsize length;

  g_assert_true (g_file_get_contents (whole, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) (length - 60), NULL));
  tileset = epc_tileset_open (path, &error);
  if (tileset == NULL)
    {
      g_assert_cmpint (strlen (error->message), >, 10); /* said on opening: just as well */
      return;
    }
  source = epc_tile_source_new_of_file (tileset, "cut");
  g_assert_cmphex (colour_of (source, 1, 0, 0), ==, 0xff999999);
}

/* --- on paper --- */

static void
find_page (GtkWidget *widget, gpointer data)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "EpcMapPage") && gtk_widget_get_mapped (widget))
    *(GtkWidget **) data = widget;
}

/* Pixels of a page that are grey as a damaged tile is (the one that holds the country, write_map()), counted by poppler's picture. */
static guint
grey_pixels (const char *pdf)
{
  g_autofree char *stem = g_build_filename (folder, "page", NULL), *picture = g_strconcat (stem, ".ppm", NULL), *bytes = NULL;
  const char *const draw[] = { "pdftoppm", "-r", "40", "-singlefile", pdf, stem, NULL };
  gsize length;
  guint n = 0;

  g_free (test_output (draw));
  g_assert_true (g_file_get_contents (picture, &bytes, &length, NULL));
  for (gsize i = 15; i + 2 < length; i += 3)
    n += (guint8) bytes[i] == 0x99 && (guint8) bytes[i + 1] == 0x99 && (guint8) bytes[i + 2] == 0x99 ? 1 : 0;
  return n;
}

/* What the map shows is what the sheet shows: the user's map below, warehouses with their legend; and no map that is hidden. */
static void
test_paper (void)
{
  g_autofree char *path = write_map ("under.pmtiles"), *pdf = g_build_filename (folder, "map.pdf", NULL), *words = NULL, *program = g_find_program_in_path ("pdftoppm");
  const char *const text[] = { "pdftotext", "-layout", pdf, "-", NULL };
  g_autoptr (GError) error = NULL;
  Wanted under = { "under.pmtiles", NULL }, warehouses = { "Warehouses (1)", NULL };
  GtkWidget *page = NULL, *chip = test_find (GTK_WIDGET (window), GTK_TYPE_TOGGLE_BUTTON, "Map");

  if (program == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return;
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
  test_quiet ();
  test_walk (GTK_WIDGET (window), find_page, &page);
  g_assert_nonnull (page);
  test_walk (page, find_layers, NULL);
  test_wait (has_check, &warehouses, "the layer of warehouses");
  epc_map_layers_add_file (layers, path);
  test_wait (has_check, &under, "the layer of the file");
  test_quiet ();
  g_autoptr (EpcSeenMap) seen = epc_map_page_seen (page);
  g_assert_true (seen->box.west < -72.3 && seen->box.east > -72.3 && seen->box.south < 18.55 && seen->box.north > 18.55);
  g_assert_true (epc_print_map_to_pdf (epc_window_session (window), seen, pdf, &error));
  g_assert_no_error (error);
  words = test_output (text);
  g_assert_nonnull (strstr (words, "under.pmtiles"));
  g_assert_nonnull (strstr (words, "Warehouse"));
  g_assert_cmpuint (grey_pixels (pdf), >, 5000);
  g_assert_true (has_check (&under));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (under.found), FALSE);
  g_autoptr (EpcSeenMap) without = epc_map_page_seen (page);
  g_assert_true (epc_print_map_to_pdf (epc_window_session (window), without, pdf, &error));
  g_assert_cmpuint (grey_pixels (pdf), <, 50);
  /* Title and legend count what is on the sheet: one of the two sites that have a position. */
  g_autofree char *both = test_output (text);
  g_assert_nonnull (strstr (both, "2 open sites on this map"));
  without->box = (EpcMapBox){ -72.6, 18.3, -72, 18.9 };
  g_assert_true (epc_print_map_to_pdf (epc_window_session (window), without, pdf, &error));
  g_autofree char *one = test_output (text);
  g_assert_nonnull (strstr (one, "1 open site on this map"));
  /* The file was on a stick that is gone: said, instead of another map. */
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_false (epc_print_map_to_pdf (epc_window_session (window), seen, pdf, &error));
  g_assert_nonnull (error);
}

static void
find_icon (GtkWidget *widget, gpointer data)
{
  Wanted *wanted = data;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), wanted->text) == 0)
    wanted->found = widget;
}

/* Presses the button with @icon in the line of the layer @name. */
static void
press_in_line (const char *name, const char *icon)
{
  Wanted layer = { name, NULL }, button = { icon, NULL };

  g_assert_true (has_check (&layer));
  test_walk (gtk_widget_get_parent (layer.found), find_icon, &button);
  g_assert_nonnull (button.found);
  g_signal_emit_by_name (button.found, "clicked");
  test_quiet ();
}

/* Where the layer @id stands among those on paper, from the bottom; −1: it is not there. */
static int
place_of (const EpcSeenMap *seen, const char *id)
{
  for (guint i = 0; i < seen->layers->len; i++)
    if (g_str_equal (g_array_index (seen->layers, EpcSeenLayer, i).id, id))
      return (int) i;
  return -1;
}

static char *
text_of (EpcUid uid)
{
  char text[EPC_UID_TEXT_SIZE];

  return g_strdup (epc_uid_to_text (&uid, text));
}

/* A round of one department, one of Haiti's ten, in an operation of its own. */
static void
add_round (void)
{
  g_autofree char *operation = text_of (test_add (store, "dtm_operation", "country", "HTI", "name", "Watch", NULL));
  g_autofree char *round = text_of (test_add (store, "dtm_round", "operation", operation, "assessment_type", "BA", "number", "1", "reporting_date", "2026-03-31", NULL));

  test_add (store, "place", "pcode", "HT01", "name", "Ouest", "level", "1", "iso3", "HTI", NULL);
  test_add (store, "location_count", "round", round, "admin_level", "1", "place", "HT01", "reporting_date", "2026-03-31", "idp_ind", "100", NULL);
}

/* Below the round the user's map is seen where no area is; moved above it, over the land too; on screen and on paper, and the order is kept. */
static void
test_order (void)
{
  g_autofree char *path = write_map ("flood.pmtiles"), *pdf = g_build_filename (folder, "order.pdf", NULL), *program = g_find_program_in_path ("pdftoppm");
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (GError) error = NULL;
  Wanted flood = { "flood.pmtiles", NULL }, round = { "Displaced people: Round 1", NULL }, warehouses = { "Warehouses (1)", NULL }, other = { "list-remove-symbolic", NULL };
  GtkWidget *page = NULL;
  guint below, above;
  const char *id;

  if (program == NULL)
    {
      g_test_skip ("poppler-utils is not installed");
      return;
    }
  add_round ();
  g_assert_true (epc_window_go_to (window, "response", "sites"));
  test_quiet ();
  test_walk (GTK_WIDGET (window), find_page, &page);
  g_assert_nonnull (page);
  test_walk (page, find_layers, NULL);
  test_wait (has_check, &round, "the layer of the round");
  while (test_walk (GTK_WIDGET (layers), find_icon, &other), other.found != NULL)
    {
      g_signal_emit_by_name (other.found, "clicked"); /* the files of the tests before */
      other.found = NULL;
    }
  epc_map_layers_add_file (layers, path);
  test_wait (has_check, &flood, "the layer of the file");
  test_quiet ();
  g_autoptr (EpcSeenMap) first = epc_map_page_seen (page);
  g_assert_true (first->has_round);
  g_assert_cmpint (place_of (first, path), ==, 0);
  g_assert_false (g_array_index (first->layers, EpcSeenLayer, 0).is_above_round);
  g_assert_true (epc_print_map_to_pdf (epc_window_session (window), first, pdf, &error));
  below = grey_pixels (pdf);
  /* above the round; then above the warehouses; then no higher */
  press_in_line ("flood.pmtiles", "go-up-symbolic");
  g_autoptr (EpcSeenMap) second = epc_map_page_seen (page);
  g_assert_cmpint (place_of (second, path), <, place_of (second, "warehouse"));
  g_assert_true (g_array_index (second->layers, EpcSeenLayer, place_of (second, path)).is_above_round);
  g_assert_true (epc_print_map_to_pdf (epc_window_session (window), second, pdf, &error));
  above = grey_pixels (pdf);
  g_assert_cmpuint (above, >, below + 2000);
  press_in_line ("flood.pmtiles", "go-up-symbolic");
  press_in_line ("flood.pmtiles", "go-up-symbolic");
  g_autoptr (EpcSeenMap) third = epc_map_page_seen (page);
  g_assert_cmpint (place_of (third, path), ==, place_of (third, "warehouse") + 1);
  kept = g_settings_get_value (epc_application_settings (application), "map-layers");
  g_variant_get_child (kept, 2, "(&sbd)", &id, NULL, NULL);
  g_assert_cmpstr (id, ==, path);
  /* the round is hidden: it is on no paper, the others are */
  g_assert_true (has_check (&round));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (round.found), FALSE);
  g_autoptr (EpcSeenMap) fourth = epc_map_page_seen (page);
  g_assert_false (fourth->has_round);
  g_assert_true (has_check (&warehouses));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (warehouses.found), FALSE);
  g_autoptr (EpcSeenMap) fifth = epc_map_page_seen (page);
  g_assert_cmpint (place_of (fifth, "warehouse"), ==, -1);
  g_assert_cmpint (place_of (fifth, path), >=, 0);
}

static void
find_own_maps (GtkWidget *widget, gpointer data)
{
  if (GTK_IS_TOGGLE_BUTTON (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_widget_get_tooltip_text (widget), "Your own map under the maps of the report") == 0)
    *(GtkWidget **) data = widget;
}

static gboolean
has_failed (gpointer data)
{
  return test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "The report could not be made") != NULL;
}

static gboolean
has_not_failed (gpointer data)
{
  GtkWidget *failed = test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "The report could not be made");

  return failed == NULL || !gtk_widget_get_mapped (failed);
}

/* A report is offered with the user's map where that is shown, and only there; what is gone is said, and without it there is a report. */
static void
test_report (void)
{
  g_autofree char *path = write_map ("report.pmtiles");
  GtkWidget *button = NULL;
  Wanted row = { "report.pmtiles", NULL };

  epc_report_page_open (window, epc_window_session (window), "roster", NULL);
  test_quiet ();
  test_walk (GTK_WIDGET (window), find_own_maps, &button);
  g_assert_null (button);
  epc_window_pop (window);
  test_quiet ();
  test_walk (GTK_WIDGET (window), find_layers, NULL);
  epc_map_layers_add_file (layers, path);
  test_wait (has_check, &row, "the layer of the file");
  test_quiet ();
  g_assert_cmpint (g_unlink (path), ==, 0);
  epc_report_page_open (window, epc_window_session (window), "roster", NULL);
  test_quiet ();
  test_walk (GTK_WIDGET (window), find_own_maps, &button);
  g_assert_nonnull (button);
  test_wait (has_failed, NULL, "the sentence about the file");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  test_wait (has_not_failed, NULL, "the report without it");
  epc_window_pop (window);
  test_quiet ();
}

int
main (int argc, char **argv)
{
  int status;

  application = test_start (&argc, &argv);
  folder = g_dir_make_tmp ("epc-layers-XXXXXX", NULL);
  store = test_workspace ("HTI", 3);
  test_add (store, "warehouse", "name", "Almacén", "latitude", "18.55", "longitude", "-72.3", NULL);
  test_add (store, "site", "name", "Lycee", "status", "open", "latitude", "18.6", "longitude", "-72.2", NULL);
  test_add (store, "site", "name", "Ecole", "status", "open", "latitude", "19.7", "longitude", "-72.9", NULL);
  window = test_window (application, store);
  g_assert_true (epc_window_go_to (window, "response", "sites"));
  test_quiet ();
  test_walk (GTK_WIDGET (window), find_layers, NULL);
  g_assert_nonnull (layers);
  g_test_add_func ("/layers/a-tile-is-there-grey-or-clear", test_tiles);
  g_test_add_func ("/layers/a-file-is-shown-hidden-and-remembered", test_files);
  g_test_add_func ("/layers/a-damaged-file-is-said", test_damaged);
  g_test_add_func ("/layers/cut-pictures-are-grey", test_cut_pictures);
  g_test_add_func ("/layers/the-map-is-printed-as-it-stands", test_paper);
  g_test_add_func ("/layers/reports-lie-on-the-users-map", test_report);
  g_test_add_func ("/layers/order-is-that-of-the-screen", test_order);
  status = g_test_run ();
  test_window_gone (window);
  return status;
}
