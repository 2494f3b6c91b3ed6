/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line of text in a table, with the symbol of a state before it. It asks for its text when it is drawn, has no layout before, and is as
 * high as a line of its table: making, binding and measuring the hundreds that are out of sight costs next to nothing.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_TEXT_CELL (epc_text_cell_get_type ())
G_DECLARE_FINAL_TYPE (EpcTextCell, epc_text_cell, EPC, TEXT_CELL, GtkWidget)

/* What stands in the cell of @item (in a table of records: an EpcRecord): *@text (transfer full; NULL: nothing), and the kind of an EpcState
 * before it (NULL: none). */
typedef void (*EpcTextCellShow) (gpointer item, char **text, const char **state, gpointer data);

/* Cells at the left of their column, or, @is_number, at its right in figures of one width; what is longer ends in "…". @show is called with
 * @data for as long as there are cells. */
GtkListItemFactory *epc_text_cell_factory_new (gboolean is_number, EpcTextCellShow show, gpointer data);
/* The answer may be another now. */
void epc_text_cell_refresh (EpcTextCell *cell);

G_END_DECLS
