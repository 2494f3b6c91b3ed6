/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawings in files: PDF, SVG and PNG of the size asked for, the same bytes for the same input, all or nothing.
 */
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "draw/epc-chart.h"
#include "draw/epc-page.h"
#include "draw/epc-target.h"

static char *folder;

static EpcChart *
small_chart (void)
{
  EpcChart *chart = epc_chart_new (EPC_CHART_BAR, epc_language_get ("en"));

  epc_chart_set_title (chart, "People by department", "people", "Source: IOM DTM, round 10, 30 June 2025.");
  epc_chart_add_series (chart, "People", 0);
  epc_chart_set_value (chart, 0, epc_chart_add_category (chart, "Ouest", NULL), 413216, EPC_POINT_PLAIN);
  epc_chart_set_value (chart, 0, epc_chart_add_category (chart, "Grande'Anse & <Sud>", NULL), 112025, EPC_POINT_PLAIN);
  return chart;
}

static void
draw_chart (cairo_t *cr, double width, double height, gpointer data)
{
  epc_chart_draw (data, cr, width, height, epc_theme_get (EPC_THEME_PAPER), NULL);
}

static char *
write_chart (const char *name, const EpcTargetOptions *options)
{
  g_autoptr (EpcChart) chart = small_chart ();
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  epc_target_write (path, options, draw_chart, chart, &error);
  g_assert_no_error (error);
  return path;
}

static char *
contents (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
test_same_input_same_bytes (void)
{
  static const char *const names[] = { "one.pdf", "one.svg", "one.png" };
  EpcTargetOptions options = { .width = 800, .height = 500, .unit = EPC_UNIT_PIXELS, .title = "People", .author = "IOM Haiti" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first_path = write_chart (names[i], &options);
      gsize n_first, n_second;
      g_autofree char *first = contents (first_path, &n_first);
      g_autofree char *second_path = write_chart (names[i], &options);
      g_autofree char *second = contents (second_path, &n_second);

      g_assert_cmpmem (first, n_first, second, n_second);
      g_assert_cmpuint (n_first, >, 1000);
    }
}

static guint32
big_endian (const char *bytes)
{
  guint32 value;

  memcpy (&value, bytes, 4);
  return GUINT32_FROM_BE (value);
}

/* Width and height stand at byte 16 and 20 of a PNG (W3C PNG, 11.2.2). */
static void
check_png_size (const EpcTargetOptions *options, guint width, guint height)
{
  g_autofree char *path = write_chart ("size.png", options);
  gsize length;
  g_autofree char *bytes = contents (path, &length);

  g_assert_cmpmem (bytes, 8, "\211PNG\r\n\032\n", 8);
  g_assert_cmpuint (big_endian (bytes + 16), ==, width);
  g_assert_cmpuint (big_endian (bytes + 20), ==, height);
}

static void
test_png_has_the_size_asked_for (void)
{
  check_png_size (&(EpcTargetOptions){ .width = 800, .height = 500, .unit = EPC_UNIT_PIXELS }, 800, 500);
  check_png_size (&(EpcTargetOptions){ .width = 801, .height = 333, .unit = EPC_UNIT_PIXELS }, 801, 333);
  check_png_size (&(EpcTargetOptions){ .width = 800, .height = 500, .unit = EPC_UNIT_PIXELS, .resolution = 192 }, 1600, 1000);
  check_png_size (&(EpcTargetOptions){ .width = 254, .height = 127, .unit = EPC_UNIT_MILLIMETRES, .resolution = 150 }, 1500, 750);
}

typedef struct
{
  char *width, *height;
  int n_elements;
} SvgFacts;

static void
start_element (GMarkupParseContext *context, const char *name, const char **keys, const char **values, gpointer data,
               GError **error)
{
  SvgFacts *facts = data;

  for (guint i = 0; facts->n_elements == 0 && keys[i] != NULL; i++)
    {
      if (strcmp (keys[i], "width") == 0)
        facts->width = g_strdup (values[i]);
      if (strcmp (keys[i], "height") == 0)
        facts->height = g_strdup (values[i]);
    }
  facts->n_elements++;
}

static void
test_svg_is_well_formed (void)
{
  g_autofree char *path = write_chart ("chart.svg", &(EpcTargetOptions){ .width = 800, .height = 500, .unit = EPC_UNIT_PIXELS });
  gsize length;
  g_autofree char *bytes = contents (path, &length);
  GMarkupParser parser = { .start_element = start_element };
  SvgFacts facts = { 0 };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, &facts, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpint (facts.n_elements, >, 10);
  /* 800 pixels of 1/96 inch are 600 points. */
  g_assert_cmpstr (facts.width, ==, "600pt");
  g_assert_cmpstr (facts.height, ==, "375pt");
  g_markup_parse_context_free (context);
  g_free (facts.width);
  g_free (facts.height);
}

static void
test_what_cannot_be_written_is_refused (void)
{
  g_autoptr (EpcChart) chart = small_chart ();
  g_autofree char *jpeg = g_build_filename (folder, "chart.jpeg", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no-such-folder", "chart.png", NULL);
  EpcTargetOptions options = { .width = 100, .height = 100 };
  EpcTargetOptions none = { .width = 0, .height = 100 };
  EpcTargetOptions huge = { .width = 40000, .height = 40000, .unit = EPC_UNIT_PIXELS };
  EpcTargetOptions not_a_number = { .width = NAN, .height = 100 };
  g_autofree char *png = g_build_filename (folder, "refused.png", NULL);
  GError *error = NULL;

  g_assert_false (epc_target_write (jpeg, &options, draw_chart, chart, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (epc_target_write (nowhere, &options, draw_chart, chart, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_false (epc_target_write (png, &none, draw_chart, chart, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (epc_target_write (png, &huge, draw_chart, chart, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (epc_target_write (png, &not_a_number, draw_chart, chart, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (g_file_test (png, G_FILE_TEST_EXISTS));
}

/* A drawing that fails leaves the file that was there. */
static void
break_context (cairo_t *cr, double width, double height, gpointer data)
{
  cairo_restore (cr); /* never saved */
}

static void
test_a_failed_drawing_leaves_the_old_file (void)
{
  g_autofree char *path = g_build_filename (folder, "old.pdf", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
  g_assert_false (epc_target_write (path, &(EpcTargetOptions){ .width = 100, .height = 100 }, break_context, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_WRITE);
  bytes = contents (path, &length);
  g_assert_cmpstr (bytes, ==, "what was there");
}

static cairo_status_t
append (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static guint
count (const guint8 *bytes, gsize length, const char *text)
{
  guint n = 0;
  gsize size = strlen (text);

  for (gsize i = 0; i + size <= length; i++)
    n += memcmp (bytes + i, text, size) == 0 ? 1 : 0;
  return n;
}

/* The whole file leads from the contents to the chapters; the page of the contents printed alone leads nowhere, and is a whole file too:
 * cairo 1.18 ends one with a link to a page that is not there (GtkPrintOperation, "pages 2-3") in its middle. */
static void
test_contents_printed_alone (void)
{
  g_autoptr (EpcDocument) document = epc_document_new (EPC_PAPER_A4, FALSE, epc_language_get ("en"));
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, bytes, 595.276, 841.89);
  cairo_t *cr = cairo_create (surface);

  epc_document_add_contents (document);
  epc_document_add_page_break (document);
  for (guint i = 0; i < 3; i++)
    {
      epc_document_add_heading (document, 1, "1", "Chapter", NULL);
      epc_document_add_page_break (document);
    }
  g_autoptr (GBytes) whole = epc_document_pdf (document, &error);
  g_assert_no_error (error);
  epc_document_draw_page (document, cr, 0);
  cairo_show_page (cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_cmpuint (count (bytes->data, bytes->len, "/Link"), ==, 0);
  g_assert_cmpuint (count (bytes->data + bytes->len - 7, 7, "%%EOF"), ==, 1);
  if (cairo_version () < CAIRO_VERSION_ENCODE (1, 17, 6)) /* later ones pack them */
    g_assert_cmpuint (count (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole), "/Link"), ==, 3);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  epc_clock_hold (G_GINT64_CONSTANT (1752138000) * G_USEC_PER_SEC); /* 2025-07-10T09:00:00Z */
  folder = g_dir_make_tmp ("epc-target-XXXXXX", NULL);
  g_test_add_func ("/draw/target/same-input-same-bytes", test_same_input_same_bytes);
  g_test_add_func ("/draw/target/png-has-the-size-asked-for", test_png_has_the_size_asked_for);
  g_test_add_func ("/draw/target/svg-is-well-formed", test_svg_is_well_formed);
  g_test_add_func ("/draw/target/what-cannot-be-written-is-refused", test_what_cannot_be_written_is_refused);
  g_test_add_func ("/draw/target/a-failed-drawing-leaves-the-old-file", test_a_failed_drawing_leaves_the_old_file);
  g_test_add_func ("/draw/target/contents-printed-alone", test_contents_printed_alone);
  status = g_test_run ();
  if (status == 0)
    {
      static const char *const names[] = { "one.pdf", "one.svg", "one.png", "size.png", "chart.svg", "old.pdf" };

      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *path = g_build_filename (folder, names[i], NULL);

          g_unlink (path);
        }
      g_rmdir (folder);
    }
  g_free (folder);
  return status;
}
