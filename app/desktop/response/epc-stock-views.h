/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the stock board is made of: the answers it rests on, and its tables.
 */
#pragma once

#include "analysis/epc-needs.h"
#include "analysis/epc-stock-card.h"
#include "analysis/epc-stock.h"
#include "desktop/widgets/epc-text-table.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_STOCK_VIEW_NEEDS,
  EPC_STOCK_VIEW_STOCK,
  EPC_STOCK_VIEW_PIPELINE,
  EPC_STOCK_N_VIEWS
} EpcStockView;

typedef struct
{
  EpcNeeds *needs;
  GPtrArray *stock, *pipeline; /* EpcStockLine, EpcPipelineLine */
  EpcStockCard *card;          /* of the item chosen; NULL: there is no item */
  GArray *places;              /* EpcUid of the warehouses in use */
  GPtrArray *place_names;
  gboolean has_ledger;         /* something was ever entered */
  gint64 n_unsettled;          /* counts whose difference the ledger does not have yet */
} EpcStockBoard;

/* @chosen nil: the item that most households want for. NULL with @error. */
EpcStockBoard *epc_stock_board (EpcStore *store, const EpcUid *crisis, const EpcUid *chosen, GError **error);
void epc_stock_board_free (EpcStockBoard *board);
/* The line of the board's needs for @item; NULL: the standard does not ask for it. */
const EpcNeedLine *epc_stock_board_need (const EpcStockBoard *board, const EpcUid *item);

/* "Bath soap · Gram": @name with what its amounts count, where that is not the piece. @unit as displayed, NULL: not known. */
char *epc_stock_item_text (const char *name, const char *unit);
/* Rows are keyed by their item. */
GtkWidget *epc_stock_view_new (EpcStockView view);
void epc_stock_view_fill (EpcTextTable *table, EpcStockView view, const EpcStockBoard *board, gboolean is_missing_only);
/* The ledger of the item, rows keyed by their entry. */
GtkWidget *epc_stock_ledger_new (void);
void epc_stock_ledger_fill (EpcTextTable *table, const EpcStockCard *card);

G_END_DECLS
