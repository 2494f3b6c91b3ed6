/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Setting type with Pango on a Cairo context, the same line breaks on the screen and on paper: absolute sizes, unrounded
 * glyph positions, no hinting, figures of equal width.
 */
#pragma once

#include <pango/pangocairo.h>

#include "epc-theme.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_ALIGN_LEFT,
  EPC_ALIGN_CENTRE,
  EPC_ALIGN_RIGHT,
} EpcAlign;

/* How a text is set. All but @type may be left zero. */
typedef struct
{
  EpcType type;
  EpcAlign align;
  EpcColour colour;      /* 0: the theme's ink */
  double width;          /* wraps at this width (points or pixels); 0: one line, and @x is the left, middle or right anchor */
  int lines;             /* with @width: at most so many lines, the last one ellipsised; 0: any number */
  double size;           /* instead of the style's size; leading follows in proportion */
  gboolean markup;       /* the text is Pango markup */
  double halo;           /* width of a halo around the glyphs; 0: none */
  EpcColour halo_colour; /* 0: the theme's ground */
} EpcTypeSetting;

/* Registers the fonts that ship with the program (data folder "fonts/"), once. Called by every function here. */
void epc_type_init (void);

/* While a document is laid out and drawn in one go: what was set once in this thread is kept from TRUE to the FALSE that belongs to
 * it, so that the same text is shaped once for measuring and drawing. Some ten megabytes at most. */
void epc_type_keep (gboolean is_kept);
/* A layout of @text (UTF-8) ready for pango_cairo_show_layout (). A reference of the caller's, to be read only: it may be kept. */
PangoLayout *epc_type_layout (cairo_t *cr, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting);
/* Width and height with leading. Either may be NULL. */
void epc_type_measure (cairo_t *cr, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting, double *width,
                       double *height);
double epc_type_width (cairo_t *cr, const EpcTheme *theme, const char *text, EpcType type);
/* The width of the word with most letters in it. */
double epc_type_longest_word (cairo_t *cr, const EpcTheme *theme, const char *text, EpcType type);
/* Draws @text with its top at @y and returns the height with leading. */
double epc_type_draw (cairo_t *cr, const EpcTheme *theme, double x, double y, const char *text,
                      const EpcTypeSetting *setting);
/* The usual case: one line, @colour 0 for ink. */
double epc_type_draw_line (cairo_t *cr, const EpcTheme *theme, double x, double y, const char *text, EpcType type,
                           EpcAlign align, EpcColour colour);

/* Where one line of a text was drawn: the box of its ink on the page, as far as a clip lets it be seen. */
typedef struct
{
  double x, y, width, height;
  char text[48]; /* its beginning */
} EpcTextBox;

/* From now on every line of text drawn on @cr is put into @boxes (element-type EpcTextBox), too; NULL: no longer. */
void epc_type_record (cairo_t *cr, GArray *boxes);
/* For what sets its lines itself: @line will be drawn with its baseline beginning at (@x, @y). */
void epc_type_record_line (cairo_t *cr, PangoLayoutLine *line, double x, double y);

/* A context to measure on where there is no surface yet (a recording surface). Destroy with cairo_destroy (). */
cairo_t *epc_type_measuring_context (void);
/* The same for what will be drawn into a PDF: what epc_type_keep() keeps then serves both. Nothing is drawn on it. */
cairo_t *epc_type_paper_context (void);

G_END_DECLS
