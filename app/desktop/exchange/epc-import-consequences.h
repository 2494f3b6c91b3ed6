/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an import would do: how many records are new, changed, left, rejected; what is left out; and each finding with a way to
 * its cell.
 */
#pragma once

#include <gtk/gtk.h>

#include "exchange/epc-import.h"

G_BEGIN_DECLS

/* Called when a finding's button is pressed. @column: index in the sheet; G_MAXUINT: the row as a whole. */
typedef void (*EpcGoToCell) (guint64 row, guint column, gpointer data);

/* Fills @box (emptied before) from @report. @mapping tells which column a finding is about; may be NULL. */
void epc_import_consequences_fill (GtkBox *box, const EpcImportReport *report, const EpcMapping *mapping, EpcGoToCell go_to,
                                   gpointer data);
/* The same place when the file was refused as a whole. */
void epc_import_consequences_refuse (GtkBox *box, const char *sentence);
/* The same when one value for all rows is all that the file lacks: the button asks for it. Returns the button. */
GtkWidget *epc_import_consequences_ask (GtkBox *box, const EpcImportLack *lack);

/* Index in the sheet of the column with this header or tag; G_MAXUINT: none. */
guint epc_mapping_column_index (const EpcMapping *mapping, const char *header);

G_END_DECLS
