/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Entries into the stock ledger, each as one write: which lots leave (what expires first goes first), both ends of a transfer, a kit out
 * of its parts, a whole distribution, the settlement of a blind count, the reversal of an entry.
 */
#pragma once

#include "store/epc-ledger.h"

G_BEGIN_DECLS

typedef struct
{
  const char *type; /* code of stock_movement_type: dispatch, transfer_out, loss, damage, expiry, adjustment … */
  EpcUid item, warehouse;
  double quantity;  /* above 0, in the item's unit */
  const char *time; /* stored moment; NULL: now */
  EpcUid batch;     /* nil: the lots are chosen */
  EpcUid other_warehouse, distribution, crisis, consignment; /* nil: none */
  const char *waybill, *reason, *destination, *requested_by, *authorised_by; /* NULL: none */
} EpcStockMove;

/* Takes @move->quantity out of the warehouse, lot by lot, and appends the rows to @made (element-type EpcRecord). A transfer_out also
 * brings the same lots into the other warehouse. EPC_ERROR_INVALID, with what is possible, when it is not all there: nothing is
 * written then. A dispatch takes only fit lots and leaves what is held for other distributions. */
gboolean epc_stock_take_out (EpcTransaction *transaction, const EpcStockMove *move, GPtrArray *made, GError **error);

/* Brings @move->quantity into the warehouse (receipt, return). @lot: number of its lot, which is made when the item has none like it,
 * with @expiry (ISO) and @donor; NULL: no lot. */
gboolean epc_stock_bring_in (EpcTransaction *transaction, const EpcStockMove *move, const char *lot, const char *expiry, const char *donor,
                             GPtrArray *made, GError **error);

/* A lot is known by its number within its item. EPC_ERROR_NOT_FOUND: the item has none like it. */
gboolean epc_stock_find_lot (EpcStore *store, const EpcUid *item, const char *number, EpcUid *batch, GError **error);

/* Turns an entry round: the same with the opposite quantity, at the moment of the entry, so that each day holds what it would have
 * held without it. */
gboolean epc_stock_reverse (EpcTransaction *transaction, const EpcUid *movement, const char *reason, GPtrArray *made, GError **error);

/* @quantity kits (item @kit) out of their parts in one warehouse. The kits are a lot of their own that expires with the first of its
 * parts. Parts that depend on the context are left out. EPC_ERROR_INVALID when a part is missing, with how many kits it is enough for. */
gboolean epc_stock_assemble (EpcTransaction *transaction, const EpcUid *kit, const EpcUid *warehouse, double quantity, const char *time,
                             GPtrArray *made, GError **error);

/* Holds for a distribution what its planned households get: the kit itself where it is in stock as such, else its parts. The distribution goes to
 * "stock_reserved". Reservations go into @made. */
gboolean epc_stock_reserve (EpcTransaction *transaction, const EpcUid *distribution, const EpcUid *warehouse, GPtrArray *made, GError **error);
/* Dispatches what is held for the distribution, under @waybill (NULL: numbered by the distribution). It goes to "dispatched". */
gboolean epc_stock_send (EpcTransaction *transaction, const EpcUid *distribution, const char *waybill, const char *time, GPtrArray *made,
                         GError **error);

/* Writes the difference of each count of @warehouse (NULL: of all) that is not settled yet into the ledger, at the moment of the count, with its reason,
 * and into the count what the ledger said. Counts without a difference are settled too. */
gboolean epc_stock_settle_counts (EpcTransaction *transaction, const EpcUid *warehouse, GPtrArray *made, guint *n_settled, GError **error);

/* The same of one @count, a stock_count that is stored and not settled. */
gboolean epc_stock_settle_count (EpcTransaction *transaction, EpcRecord *count, GPtrArray *made, GError **error);

/* What one household of @household_size people gets of a line of kit_item; 0: it is not given by household or person. @women: those who
 * menstruate in it, for what is given to them. */
double epc_kit_per_household (EpcRecord *kit_item, double household_size, double women);

G_END_DECLS
