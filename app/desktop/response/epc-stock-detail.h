/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One item beside the stock board: what is missing with its arithmetic, entering into the ledger, its lots in the order in which they leave.
 */
#pragma once

#include "analysis/epc-needs.h"
#include "analysis/epc-stock-card.h"
#include "epc-stock-entry.h"

G_BEGIN_DECLS

#define EPC_TYPE_STOCK_DETAIL (epc_stock_detail_get_type ())
G_DECLARE_FINAL_TYPE (EpcStockDetail, epc_stock_detail, EPC, STOCK_DETAIL, GtkBox)

GtkWidget *epc_stock_detail_new (EpcSession *session);
EpcStockEntry *epc_stock_detail_entry (EpcStockDetail *self);
/* @card NULL: nothing is chosen; @line NULL: the standard does not ask for the item. All stay the caller's. */
void epc_stock_detail_show (EpcStockDetail *self, const EpcNeeds *needs, const EpcNeedLine *line, const EpcStockCard *card);

G_END_DECLS
