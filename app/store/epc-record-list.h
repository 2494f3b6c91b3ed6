/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lazy list behind every table: an id vector per query, pages of 128 rows by key. GListModel of EpcRecord; a record is
 * the same object while somebody holds it, and emits "changed" when its values were reloaded.
 */
#pragma once

#include "epc-query.h"

G_BEGIN_DECLS

#define EPC_TYPE_RECORD_LIST (epc_record_list_get_type ())
G_DECLARE_FINAL_TYPE (EpcRecordList, epc_record_list, EPC, RECORD_LIST, GObject)

/* Properties: "loading" (boolean), "total" (uint). Signal "reloaded" after a new vector is in place; never
 * items_changed (0, n, n): always (0, n, 0) then (0, 0, n') (on 1,000,000 rows GtkColumnView takes 10 s otherwise). */
EpcRecordList *epc_record_list_new (EpcStore *store, const EpcEntity *entity);
/* Takes a copy; runs on a reader in the background, the old rows stay until it is done. A newer query cancels this one. */
void epc_record_list_set_query (EpcRecordList *list, const EpcQuery *query);
const EpcQuery *epc_record_list_query (EpcRecordList *list);
/* What the record of @row is ordered by; NAN: unknown, last in either direction. */
typedef double (*EpcRowValue) (gint64 row, gpointer data);
/* Puts @value before the order of the query, from the next query or epc_record_list_reorder() on: for answers that no column of the database holds. As many calls as
 * there are rows, in the main loop, each time a query is done. NULL: the order of the query alone. */
void epc_record_list_set_order (EpcRecordList *list, EpcRowValue value, gpointer data, gboolean is_descending);
/* The values have changed: puts the rows in order anew without asking the database again, and emits "reloaded"; nothing while a query is
 * under way, which ends in that order. */
void epc_record_list_reorder (EpcRecordList *list);
/* TRUE during the two changes by which other rows come in place of all: the first takes them out, the second puts the new ones in. */
gboolean epc_record_list_is_replacing (EpcRecordList *list);
gint64 epc_record_list_row_at (EpcRecordList *list, guint position);
/* Position of @row, or GTK_INVALID_LIST_POSITION (G_MAXUINT). */
guint epc_record_list_find_row (EpcRecordList *list, gint64 row);
GCancellable *epc_record_list_cancellable (EpcRecordList *list);

G_END_DECLS
