/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing drawings to files.
 */
#include "epc-target.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define MOST_PIXELS 30000 /* Cairo's images end at 32767 */

const char *
epc_target_format (const char *path)
{
  static const char *const formats[] = { "pdf", "svg", "png" };
  const char *dot = path != NULL ? strrchr (path, '.') : NULL;

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i]) == 0)
      return formats[i];
  return NULL;
}

void
epc_target_set_metadata (cairo_surface_t *pdf, const char *title, const char *author, const char *subject,
                         const char *iso_date)
{
  char today[EPC_DATE_SIZE];

  epc_date_today (today);
  /* A day and no moment: the same figures are the same file, whenever it is written. */
  g_autofree char *date = g_strconcat (iso_date != NULL && strlen (iso_date) == 10 ? iso_date : today, "T12:00:00Z", NULL);
  if (title != NULL)
    cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_TITLE, title);
  if (author != NULL)
    cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_AUTHOR, author);
  if (subject != NULL)
    cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_SUBJECT, subject);
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATOR, "EPC Desk");
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_MOD_DATE, date);
}

gboolean
epc_target_replace (const char *path, const guint8 *bytes, gsize length, GError **error)
{
  g_autoptr (GError) local = NULL;
  /* Consistent and durable: GLib writes a temporary file beside @path, syncs it and renames it. */
  if (g_file_set_contents_full (path, (const char *) bytes, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &local))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("Cannot write %s: %s"), path, local->message);
  return FALSE;
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static double
to_points (const EpcTargetOptions *options, double size)
{
  switch (options->unit)
    {
    case EPC_UNIT_PIXELS:
      return size * 72 / 96;
    case EPC_UNIT_MILLIMETRES:
      return size * EPC_POINTS_PER_MM;
    case EPC_UNIT_POINTS:
    default:
      return size;
    }
}

static cairo_surface_t *
make_surface (const char *format, const EpcTargetOptions *options, double width, double height, GByteArray *bytes)
{
  double scale = (options->resolution > 0 ? options->resolution : 96) / 72;

  if (strcmp (format, "pdf") == 0)
    {
      cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);

      epc_target_set_metadata (surface, options->title, options->author, options->subject, NULL);
      return surface;
    }
  if (strcmp (format, "svg") == 0)
    {
      cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);

      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
      return surface;
    }
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) lround (width * scale), (int) lround (height * scale));
  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

static gboolean
check_options (const char *path, const EpcTargetOptions *options, double width, double height, GError **error)
{
  double scale = (options->resolution > 0 ? options->resolution : 96) / 72;

  if (epc_target_format (path) == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("%s: the name must end in .pdf, .svg or .png."), path);
      return FALSE;
    }
  if (!(width >= 1 && height >= 1 && width * scale <= MOST_PIXELS && height * scale <= MOST_PIXELS))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE,
                   _ ("A picture of %g by %g is too small or too large: at most %d pixels a side."), options->width,
                   options->height, MOST_PIXELS);
      return FALSE;
    }
  return TRUE;
}

static gboolean
renumber (const GMatchInfo *match, GString *result, gpointer data)
{
  GHashTable *numbers = data;
  g_autofree char *mark = g_match_info_fetch (match, 1);
  g_autofree char *old = g_match_info_fetch (match, 2);
  gpointer number = g_hash_table_lookup (numbers, old);

  if (number == NULL)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (numbers) + 1);
      g_hash_table_insert (numbers, g_steal_pointer (&old), number);
    }
  g_string_append_printf (result, "%ssurface%u", mark, GPOINTER_TO_UINT (number));
  return FALSE;
}

/* Cairo 1.16 names the parts of an SVG by a counter of the whole process: the second file would differ from the first. The names
 * are numbered anew; glyphs are outlines, so there is no text that could look like a name. */
static GByteArray *
renumber_svg (GByteArray *bytes)
{
  g_autoptr (GRegex) regex = g_regex_new ("([\"#])surface([0-9]+)", G_REGEX_RAW, 0, NULL);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *text = g_regex_replace_eval (regex, (const char *) bytes->data, (gssize) bytes->len, 0, 0, renumber, numbers, NULL);

  if (text == NULL)
    return bytes;
  g_byte_array_unref (bytes);
  return g_byte_array_new_take ((guint8 *) text, strlen (text));
}

gboolean
epc_target_write (const char *path, const EpcTargetOptions *options, EpcDrawFunc draw, gpointer data, GError **error)
{
  double width = to_points (options, options->width);
  double height = to_points (options, options->height);
  const char *format = epc_target_format (path);
  g_autoptr (GByteArray) bytes = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (!check_options (path, options, width, height, error))
    return FALSE;
  bytes = g_byte_array_new ();
  surface = make_surface (format, options, width, height, bytes);
  cr = cairo_create (surface);
  if (!options->transparent)
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
    }
  draw (cr, width, height, data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && strcmp (format, "png") == 0)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("Cannot draw %s: %s"), path, cairo_status_to_string (status));
      return FALSE;
    }
  if (strcmp (format, "svg") == 0)
    bytes = renumber_svg (bytes);
  return epc_target_replace (path, bytes->data, bytes->len, error);
}
