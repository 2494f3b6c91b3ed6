/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A matrix of states: rows with a code and a name, columns with a name, a symbol and a word in each cell. The arrow keys go from
 * cell to cell; the names of the rows stay while the columns are scrolled.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_STATE_GRID (epc_state_grid_get_type ())
G_DECLARE_FINAL_TYPE (EpcStateGrid, epc_state_grid, EPC, STATE_GRID, GtkWidget)

/* Signal "selected" (guint row, guint column): a cell was clicked, or the keys reached it. */
GtkWidget *epc_state_grid_new (void);
/* Empties it. */
void epc_state_grid_clear (EpcStateGrid *self);
/* @note: a second, faint line; NULL: none. Columns before rows. */
void epc_state_grid_add_column (EpcStateGrid *self, const char *title, const char *note);
/* Returns its index. @code: a faint mark before the title; NULL: none. */
guint epc_state_grid_add_row (EpcStateGrid *self, const char *code, const char *title);
/* @kind as EpcState has it; @text beside the symbol, @sentence for the tooltip and for assistive technology. */
void epc_state_grid_set (EpcStateGrid *self, guint row, guint column, const char *kind, const char *text, const char *sentence);
/* Marks the cell without the signal. */
void epc_state_grid_mark (EpcStateGrid *self, guint row, guint column);

G_END_DECLS
