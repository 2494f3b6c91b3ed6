/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing another record by its title or code.
 */
#pragma once

#include "epc-proposal-entry.h"
#include "store/epc-store.h"

G_BEGIN_DECLS

GtkWidget *epc_reference_picker_new (EpcStore *store, const EpcEntity *target);
void epc_reference_picker_set (EpcProposalEntry *picker, EpcStore *store, const EpcEntity *target, const EpcUid *uid);
/* FALSE with @error when the text names no record, or several; an empty entry gives the nil uid. */
gboolean epc_reference_picker_uid (EpcProposalEntry *picker, EpcStore *store, const EpcEntity *target, EpcUid *uid, GError **error);

/* Proposals for @text among the records of @target: by the search index, by title where there is none. (transfer full) */
GPtrArray *epc_reference_proposals (EpcStore *store, const EpcEntity *target, const char *text, guint limit);

G_END_DECLS
