/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Popover in which the columns of a table are chosen.
 */
#pragma once

#include "epc-record-table.h"

G_BEGIN_DECLS

#define EPC_TYPE_COLUMN_CHOOSER (epc_column_chooser_get_type ())
G_DECLARE_FINAL_TYPE (EpcColumnChooser, epc_column_chooser, EPC, COLUMN_CHOOSER, GtkPopover)

GtkWidget *epc_column_chooser_new (EpcRecordTable *table);

G_END_DECLS
