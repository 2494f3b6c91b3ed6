/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The stock ledger: what is in a lot on each day, and what may leave it. Rows are added and never changed; a wrong one is turned round
 * by another. No lot may hold less than nothing at the end of any day (in the office's zone), also not after an entry for a day gone
 * by. A guard keeps that: a single entry is looked at before it is written, imports, undo and redo before their commit. What stands
 * against an entry: a balance below nothing (with the day, and what is possible), an expired lot issued, a lot of another item, a
 * reversal that is none; against a reservation that more is promised than is there.
 */
#pragma once

#include "epc-transaction.h"
#include "model/epc-validation.h"

G_BEGIN_DECLS

/* What is counted together: the items of one lot in one warehouse, those in good condition apart from the others. */
typedef struct
{
  EpcUid item, warehouse, batch; /* batch nil: no lot number */
  gboolean is_good;
} EpcLotKey;

guint epc_lot_key_hash (gconstpointer key);
gboolean epc_lot_key_equal (gconstpointer a, gconstpointer b);
/* @values: one a field of stock_movement. FALSE: without item, warehouse, time or quantity it moves nothing. */
gboolean epc_lot_key_read (const EpcValue *values, EpcLotKey *key, double *quantity, const char **time);

/* The day of a stored moment in the office's zone, as days since 1970. */
gint64 epc_ledger_day (EpcStore *store, const char *moment);
/* Those days as ISO date; @iso has room for EPC_DATE_SIZE. */
void epc_ledger_day_text (gint64 day, char *iso);

/* What came into and left a lot, by day. */
typedef struct _EpcLotDays EpcLotDays;

/* As the ledger has it; within a write with what that has written. */
EpcLotDays *epc_lot_days_load (EpcStore *store, const EpcLotKey *key, GError **error);
EpcLotDays *epc_lot_days_new (void);
void epc_lot_days_free (EpcLotDays *days);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcLotDays, epc_lot_days_free)
void epc_lot_days_add (EpcLotDays *days, gint64 day, double quantity);
/* What is there at the end of @day. */
double epc_lot_days_on (EpcLotDays *days, gint64 day);
/* The least that is there at the end of @day or of a later one: so much may leave on @day. */
double epc_lot_days_least (EpcLotDays *days, gint64 day);
/* The first day from @day on at whose end less than @least is there; FALSE: none. *@balance: what is there then. */
gboolean epc_lot_days_below (EpcLotDays *days, gint64 day, double least, gint64 *when, double *balance);

typedef struct
{
  EpcLotKey key;
  char *batch_no; /* NULL: none */
  char *expiry;   /* ISO; NULL: none */
  gboolean is_expired, is_fit; /* fit: good, of a good lot, and not expired on the day asked about */
  double on_hand; /* at the end of the day */
  double possible; /* what may leave on that day */
  gint64 first_in; /* day of its first movement */
} EpcLedgerLot;

void epc_ledger_lot_free (EpcLedgerLot *lot);
/* The lots of @item in @warehouse that hold something on @day, in the order in which they leave: fit ones first, what expires first
 * before the rest, then what came first. (element-type EpcLedgerLot) */
GPtrArray *epc_ledger_lots (EpcStore *store, const EpcUid *item, const EpcUid *warehouse, gint64 day, GError **error);
/* What each lot holds after all entries there are, whatever their day: EpcLotKey → double. Entries without a quantity move nothing. */
GHashTable *epc_ledger_balances (EpcStore *store, GCancellable *cancellable, GError **error);
/* Held for distributions other than @but (NULL: all), of @item in @warehouse. */
gboolean epc_ledger_reserved (EpcStore *store, const EpcUid *item, const EpcUid *warehouse, const EpcUid *but, double *reserved, GError **error);

/* "With it, Bodega would hold −10 of Blanket, lot DK-1, on 10 March 2026. …": @balance at the end of @when, of @possible that may leave
 * on @day. Free with g_free(). */
char *epc_ledger_short_sentence (EpcStore *store, const EpcLotKey *key, gint64 day, gint64 when, double balance, double possible);
/* The error of an issue of a lot that cannot be issued on @day (it expired, or is damaged); NULL: it can. Free with g_free(). */
char *epc_ledger_unfit_sentence (EpcStore *store, const EpcLotKey *key, const char *type, double quantity, gint64 day);

G_END_DECLS
