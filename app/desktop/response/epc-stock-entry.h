/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entering into the stock ledger: what kind of movement, of which item, where, how much, and what that kind asks for besides. What the
 * ledger refuses is told below in its own words, and what was typed stays.
 */
#pragma once

#include <gtk/gtk.h>

#include "desktop/epc-session.h"

G_BEGIN_DECLS

#define EPC_TYPE_STOCK_ENTRY (epc_stock_entry_get_type ())
G_DECLARE_FINAL_TYPE (EpcStockEntry, epc_stock_entry, EPC, STOCK_ENTRY, GtkBox)

/* Signal "entered" (const char *what): a sentence of what was written of the item that stands there. Ctrl+Z takes it back. */
GtkWidget *epc_stock_entry_new (EpcSession *session);
/* The warehouses to choose from: their uids and names, as many. */
void epc_stock_entry_set_places (EpcStockEntry *self, GArray *uids, GPtrArray *names);
/* The item that the next entry is about, as long as nothing is typed. */
void epc_stock_entry_set_item (EpcStockEntry *self, const EpcUid *item);
/* FALSE: what stands there is no item. */
gboolean epc_stock_entry_item (EpcStockEntry *self, EpcUid *item);
/* Ready for an entry of @kind ("dispatch", "receipt", "return", "transfer_out", "loss", "damage", "expiry", "count"; NULL: as it is) with the
 * cursor where the next word is wanted. @quantity above 0 is filled in. */
void epc_stock_entry_begin (EpcStockEntry *self, const char *kind, double quantity, const EpcUid *warehouse);

G_END_DECLS
