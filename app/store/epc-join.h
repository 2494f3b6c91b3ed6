/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two records that are the same thing, and records whose natural key was told better later.
 */
#pragma once

#include "epc-transaction.h"

G_BEGIN_DECLS

/* Makes every reference to record @from of @entity one to @to (of a place: every P-code too); a record whose natural key the reference is part of moves to
 * the identity of its new key. The transaction is inside a batch. *@n_moved (may be NULL) counts records. */
gboolean epc_transaction_move_references (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *from,
                                          const EpcUid *to, const char *reason, guint *n_moved, GError **error);

/* Writes @record (as read, then changed) with @reason. If a part of its natural key changed, it goes under the identity of its
 * new key, so that a later import of the same file finds it: a record that is there keeps its values and is filled where it is
 * empty, and the old identity is deleted. The transaction is inside a batch. *@uid gets the identity it has now. */
gboolean epc_transaction_rekey (EpcTransaction *transaction, EpcRecord *record, const char *reason, EpcUid *uid, GError **error);

/* @other is the same as @kept: references to it move to @kept, empty fields of @kept take its values, its name is remembered
 * as another spelling, and it is deleted; all as one batch. EPC_ERROR_USAGE when they are one record, EPC_ERROR_REFUSED for a
 * ledger, or when both have a number of their own that differs in a field of the natural key. Returns the batch, 0: @error. */
gint64 epc_store_join (EpcStore *store, const EpcEntity *entity, const EpcUid *kept, const EpcUid *other, GError **error);
/* The same for several pairs (kept, other, kept, other …) as one batch called @label, which is taken back as a whole. The caller has seen that
 * they are there and may be joined. */
gint64 epc_store_join_all (EpcStore *store, const EpcEntity *entity, const EpcUid *pairs, guint n_pairs, const char *label, GError **error);
/* Takes that back, with what was not touched since. *@left: sentences about the rest (free with g_ptr_array_unref()).
 * EPC_ERROR_NOT_FOUND when they were never joined. */
gboolean epc_store_unjoin (EpcStore *store, const EpcEntity *entity, const EpcUid *kept, const EpcUid *other, GPtrArray **left,
                           GError **error);

G_END_DECLS
