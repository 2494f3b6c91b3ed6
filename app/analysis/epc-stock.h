/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is in the warehouses, out of the ledger of movements; and for how many households it is enough.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

typedef struct
{
  EpcUid item, warehouse;
  char *item_name, *item_code, *unit, *warehouse_name;
  double on_hand;   /* sum of the movements, in the item's unit */
  double unusable;  /* of it: expired by today, or not in good condition */
  double expired;   /* of the unusable: expired */
  double reserved;  /* held for distributions */
  double available; /* on hand − unusable − reserved */
  char *next_expiry;/* of what is usable, ISO; NULL: none */
} EpcStockLine;

typedef struct
{
  EpcUid kit;
  char *kit_name;
  gint64 households; /* whole kits' worth: least over its items of available ÷ quantity per household */
  char *short_of;    /* the item that runs out first; NULL: the kit has no obligatory item */
} EpcKitCover;

typedef struct
{
  EpcUid consignment, item;
  char *number, *supplier, *item_name, *status_label, *warehouse_name; /* NULL: not recorded */
  char *eta;        /* ISO; NULL: not known */
  double ordered, received, left; /* left: ordered less what the ledger received of it, not below 0 */
  gboolean is_late; /* it should have arrived before today */
} EpcPipelineLine;

void epc_stock_line_free (EpcStockLine *line);
void epc_pipeline_line_free (EpcPipelineLine *line);
void epc_kit_cover_free (EpcKitCover *cover);

/* One line an item and warehouse, by item and warehouse name. (element-type EpcStockLine) */
GPtrArray *epc_stock (EpcStore *store, GCancellable *cancellable, GError **error);
/* What is on its way: the contents of consignments that are ordered, shipped or in customs, as far as something is left of them. What
 * arrives first stands first, without a date last. (element-type EpcPipelineLine) */
GPtrArray *epc_stock_pipeline (EpcStore *store, GError **error);
/* For each kit, over all warehouses of @lines. Items that depend on the context do not limit a kit. */
GPtrArray *epc_stock_cover (EpcStore *store, GPtrArray *lines, GError **error);

G_END_DECLS
