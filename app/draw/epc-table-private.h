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

#define EPC_TABLE_PAD 3        /* points of air around a text */
#define EPC_TABLE_BAR_LEAST 44 /* points that a bar takes beside its text */

EpcTableColumn *epc_table_column (const EpcTable *table, guint index);
EpcTableCell *epc_table_cell (const EpcTable *table, guint row, guint column);
gboolean epc_table_is_total (const EpcTable *table, guint row);
EpcType epc_table_cell_type (const EpcTable *table, guint row, guint column);
/* A dash where nothing was said and no sign says it. */
const char *epc_table_printed_text (const EpcTableCell *cell);
/* Width that symbol and bar take beside the text. */
double epc_table_beside_text (const EpcTableCell *cell);
/* Divides @width among the columns, and fixes their air. */
void epc_table_set_widths (EpcTable *table, cairo_t *cr, const EpcTheme *theme, double width);

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
