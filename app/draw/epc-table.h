/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A printed table: what stands in it. epc-page.h lays it out over pages: the header on each, rows never split.
 */
#pragma once

#include "epc-shape.h"
#include "epc-type.h"

G_BEGIN_DECLS

typedef struct _EpcTable EpcTable;

/* @caption stands above and is repeated with "(continued)"; NULL: none. */
EpcTable *epc_table_new (const char *caption);
void epc_table_free (EpcTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcTable, epc_table_free)

/* Appends a column. Text left, figures right, symbols centred. @share: part of the width (any unit, relative to the other
 * shares); 0: by content. All columns stand before the first row. */
guint epc_table_add_column (EpcTable *table, const char *title, EpcAlign align, double share);
/* Appends a row of as many cells as there are columns and returns its index. A NULL cell was not asked and prints "–". */
guint epc_table_add_row (EpcTable *table, const char *const *cells);
/* The same from a list of texts, one a column. */
guint epc_table_add_cells (EpcTable *table, const char *first, ...);
/* A state symbol in the cell, before its text. */
void epc_table_set_symbol (EpcTable *table, guint row, guint column, EpcSymbol symbol);
/* A bar of @fraction (0..1) of the column; the cell's text stands before it. @colour 0: the accent. */
void epc_table_set_bar (EpcTable *table, guint row, guint column, double fraction, EpcColour colour);
/* The cell was not assessed: hatched instead of text. */
void epc_table_set_hatched (EpcTable *table, guint row, guint column);
void epc_table_set_bold (EpcTable *table, guint row, guint column);
/* The cell's text is Pango markup. */
void epc_table_set_markup (EpcTable *table, guint row, guint column);
/* The last row is the total: tint and bold. */
void epc_table_set_total (EpcTable *table, gboolean has_total);
/* Rows closer together, for a short table beside something else. */
void epc_table_set_compact (EpcTable *table, gboolean is_compact);
/* No header: names stand in the first column. */
void epc_table_set_headless (EpcTable *table, gboolean is_headless);
/* The line under the table: source, date. NULL: none. */
void epc_table_set_note (EpcTable *table, const char *note);
/* Least height of a row (23 pt where somebody signs); and lines between the columns, for forms filled by hand. */
void epc_table_set_form (EpcTable *table, double row_height);

guint epc_table_n_rows (const EpcTable *table);
guint epc_table_n_columns (const EpcTable *table);

G_END_DECLS
