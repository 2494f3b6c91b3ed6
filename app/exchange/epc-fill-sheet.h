/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workbook of records to confirm, change or add to: what a cell may hold is offered and checked by the spreadsheet itself, and what
 * tells the records apart is hidden and locked (epc-xlsx-sink.c writes the cells, epc-import-filled.c reads the sheet back).
 */
#pragma once

#include <xlsxwriter.h>

#include "epc-row-sink.h"

G_BEGIN_DECLS

/* The values of these fields are words, never numbers or dates: P-codes keep their zeros. */
gboolean epc_fill_sheet_is_text (const EpcField *field);
/* After the last row: choices, ranges and help of every column (also for rows that are new), and the locks. */
void epc_fill_sheet_finish (lxw_workbook *book, lxw_worksheet *sheet, const EpcSinkTable *table, lxw_row_t n_head, lxw_row_t n_rows);

G_END_DECLS
