/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the page layout needs of a table: sizes and drawing row by row.
 */
#pragma once

#include "base/epc-language.h"
#include "epc-table.h"

G_BEGIN_DECLS

typedef struct
{
  char *text; /* NULL: not asked */
  EpcSymbol symbol;
  double bar; /* 0..1; below 0: none */
  EpcColour bar_colour;
  gboolean is_bold, is_markup, is_hatched;
} EpcTableCell;

typedef struct
{
  char *title;
  EpcAlign align;
  double share;
  double width, pad; /* after measuring: whole width, and air before the text */
  double bar_text;   /* width of the widest text before a bar */
} EpcTableColumn;

typedef struct
{
  EpcTableCell *cells;
  double text_height; /* after measuring: of the tallest cell, without air */
} EpcTableRow;

struct _EpcTable
{
  char *caption, *note;
  GArray *columns, *rows; /* EpcTableColumn, EpcTableRow */
  gboolean has_total, is_compact, is_form, is_headless;
  gboolean is_tight; /* its rows give air, so that the document is a page shorter */
  double least_height;
  double width, header_height, caption_height, continued_height, note_height; /* after measuring */
};

/* Fixes column widths and row heights for @width; nothing to do when that was done for this width (table->width 0: not yet). */
void epc_table_measure (EpcTable *table, cairo_t *cr, const EpcTheme *theme, const EpcLanguage *language, double width);
double epc_table_row_height (const EpcTable *table, guint row);
/* Caption (when there is one) and header; returns the height drawn, the same as the two heights measured. */
double epc_table_head_height (const EpcTable *table, gboolean is_continued);
void epc_table_draw_head (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, const EpcLanguage *language, double x,
                          double y, gboolean is_continued);
void epc_table_draw_row (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint row, double x, double y);
void epc_table_draw_note (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, double x, double y);

G_END_DECLS
