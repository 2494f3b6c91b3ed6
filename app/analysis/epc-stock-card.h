/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stock card of one item: its lots in the order in which they leave, and its latest ledger rows with the balance after each.
 */
#pragma once

#include "store/epc-ledger.h"
#include "store/epc-query.h"

G_BEGIN_DECLS

typedef struct
{
  EpcUid uid;
  char *day;  /* ISO, in the office's zone */
  char *time; /* stored moment */
  char *type, *type_label, *lot, *warehouse, *other, *waybill, *code; /* NULL: none; @other: from or to */
  double quantity, balance; /* of the item over all warehouses, after it */
  gboolean is_reversed, is_reversal;
} EpcStockCardRow;

typedef struct
{
  EpcUid item;
  char *item_name, *unit; /* @unit NULL: not recorded */
  GPtrArray *lots;       /* EpcLedgerLot, all warehouses */
  GPtrArray *lot_places; /* names of their warehouses (element-type utf8) */
  GPtrArray *rows;       /* EpcStockCardRow, latest first */
  guint n_rows;          /* of the whole ledger of the item */
} EpcStockCard;

/* At most @most rows (0: all), which of its lots what can be issued stands first. NULL with @error. */
EpcStockCard *epc_stock_card (EpcStore *store, const EpcUid *item, guint most, GError **error);
void epc_stock_card_free (EpcStockCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcStockCard, epc_stock_card_free)

G_END_DECLS
