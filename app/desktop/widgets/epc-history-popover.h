/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The history of one field: values, when, from where, by whom, and a button that goes back to one of them.
 */
#pragma once

#include "epc-field-row.h"

G_BEGIN_DECLS

#define EPC_TYPE_HISTORY_POPOVER (epc_history_popover_get_type ())
G_DECLARE_FINAL_TYPE (EpcHistoryPopover, epc_history_popover, EPC, HISTORY_POPOVER, GtkPopover)

/* Opens over @row for the saved record @record. Signal "restore" (const char *value): canonical text, "" for empty. The
 * popover goes by itself when it is closed. */
EpcHistoryPopover *epc_history_popover_open (EpcFieldRow *row, EpcRecord *record);
/* Values listed. */
guint epc_history_popover_n_values (EpcHistoryPopover *self);

G_END_DECLS
