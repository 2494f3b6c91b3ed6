/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules that a record keeps with others: what epc_validate() cannot see, because it sees one record. They warn and do not
 * block, because the other record may be the wrong one; but for the stock ledger, whose rules refuse (epc-ledger.h).
 *
 * dtm_round     reporting dates rise with the number, within one operation and tool
 * event_alert   two alerts of one event: the same places, day, trigger and size
 * stock_movement, reservation  what epc-ledger.c says
 * place         what a place belongs to lies at a level above, in the same country
 * any           a position lies in the area of its place (a batch is not asked: an import judges its rows as it reads them)
 */
#pragma once

#include "epc-store.h"
#include "model/epc-validation.h"

G_BEGIN_DECLS

/* epc_validate(), and the rules with the other records of @store as if @record were saved. Adds to @findings. */
void epc_store_validate (EpcStore *store, const EpcRecord *record, EpcFindings *findings);

/* @rule: key of the rule; @field: key of the field it warns about; @message: begins with the name of the record. */
typedef void (*EpcNeighbourFunc) (const char *rule, const char *field, const char *message, gpointer data);
/* The same rules for the rows of @entity that came new with @batch or of which it changed what a rule looks at, within the write that
 * brings them too. FALSE with @error. */
gboolean epc_store_validate_batch (EpcStore *store, const EpcEntity *entity, gint64 batch, EpcNeighbourFunc func, gpointer data,
                                   GError **error);

G_END_DECLS
