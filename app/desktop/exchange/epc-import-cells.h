/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cells of a file as they stand: its header rows, and a few rows of data around the one that is looked at.
 */
#pragma once

#include <gtk/gtk.h>

#include "exchange/epc-mapping.h"

G_BEGIN_DECLS

#define EPC_TYPE_IMPORT_CELLS (epc_import_cells_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportCells, epc_import_cells, EPC, IMPORT_CELLS, GtkBox)

typedef enum
{
  EPC_MARK_CORRECTED,
  EPC_MARK_REJECTED,
} EpcCellMark;

/* Shows the beginning of @sheet of the file @path. */
void epc_import_cells_open (EpcImportCells *self, const char *path, guint sheet);
/* What the columns are: personal ones are masked, those left out are struck through. NULL: not known. */
void epc_import_cells_set_mapping (EpcImportCells *self, const EpcMapping *mapping);
/* @row: as a person counts; @column: from 0. */
void epc_import_cells_mark (EpcImportCells *self, guint64 row, guint column, EpcCellMark mark);
void epc_import_cells_clear_marks (EpcImportCells *self);
/* Goes to a cell: reads the rows around it, scrolls to it, outlines it. @column G_MAXUINT: the row as a whole. */
void epc_import_cells_show (EpcImportCells *self, guint64 row, guint column);

G_END_DECLS
