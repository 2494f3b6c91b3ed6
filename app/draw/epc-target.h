/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One call that writes any drawing to a PDF, SVG or PNG file: all or nothing, and the same bytes for the same input.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  EPC_UNIT_POINTS,
  EPC_UNIT_PIXELS, /* 1/96 inch */
  EPC_UNIT_MILLIMETRES,
} EpcUnit;

#define EPC_POINTS_PER_MM (72.0 / 25.4)

typedef struct
{
  double width, height;
  EpcUnit unit;
  double resolution;  /* of a PNG, dots per inch; 0: 96, at which a PNG asked for in pixels has just that many */
  const char *title;  /* PDF metadata; NULL: none */
  const char *author;
  const char *subject;
  gboolean transparent; /* PNG and SVG: do not paint the ground white first */
} EpcTargetOptions;

/* Draws into (0, 0, @width, @height), in points. */
typedef void (*EpcDrawFunc) (cairo_t *cr, double width, double height, gpointer data);

/* Writes the drawing to @path; the extension (.pdf, .svg, .png) says as what. The file appears whole or not at all (temporary
 * file beside it, then rename). Dates in the file are the product clock's. FALSE with EPC_ERROR_USAGE (extension, size) or
 * EPC_ERROR_WRITE. */
gboolean epc_target_write (const char *path, const EpcTargetOptions *options, EpcDrawFunc draw, gpointer data, GError **error);

/* The lower-case extension "pdf", "svg" or "png" when @path ends in it, else NULL. */
const char *epc_target_format (const char *path);
/* Sets title, author, subject and the day @iso_date ("2026-10-14"; NULL: today) on a PDF surface. Any text may be NULL. */
void epc_target_set_metadata (cairo_surface_t *pdf, const char *title, const char *author, const char *subject, const char *iso_date);
/* Moves the finished bytes of a surface to @path: a temporary file beside it, synced, then renamed. */
gboolean epc_target_replace (const char *path, const guint8 *bytes, gsize length, GError **error);

G_END_DECLS
