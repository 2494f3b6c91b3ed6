/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of a record list as its table gets them. GTK keeps two hundred rows of widgets however few are seen, makes all of them in one go
 * and throws them away where the records change: a second of nothing on a weak laptop. So:
 *   - the first rows come a few at a time;
 *   - a new order or filter leaves the rows where they are and gives them other records;
 *   - a row has no record, and its cells no text, before somebody sees it.
 * GListModel of EpcTableRow; positions are those of the list.
 */
#pragma once

#include <gtk/gtk.h>

#include "store/epc-record-list.h"

G_BEGIN_DECLS

#define EPC_TYPE_TABLE_ROW (epc_table_row_get_type ())
G_DECLARE_FINAL_TYPE (EpcTableRow, epc_table_row, EPC, TABLE_ROW, GObject)

#define EPC_TYPE_TABLE_ROWS (epc_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (EpcTableRows, epc_table_rows, EPC, TABLE_ROWS, GObject)

EpcTableRows *epc_table_rows_new (EpcRecordList *list);
/* All rows, now: somebody asks for one further down. */
void epc_table_rows_end (EpcTableRows *rows);
/* The rows @first to @last are in sight now: their cells are drawn. */
void epc_table_rows_set_sight (EpcTableRows *rows, guint first, guint last);

/* (transfer none) NULL: the list has no such row any more. */
EpcRecord *epc_table_row_record (EpcTableRow *row);
/* Changes with what the cells of @row should show. */
guint epc_table_row_serial (const EpcTableRow *row);
gboolean epc_table_row_is_in_sight (const EpcTableRow *row);
/* @cell is drawn anew when @row changes or comes into sight; until it is removed. */
void epc_table_row_add_cell (EpcTableRow *row, GtkWidget *cell);
void epc_table_row_remove_cell (EpcTableRow *row, GtkWidget *cell);

G_END_DECLS
