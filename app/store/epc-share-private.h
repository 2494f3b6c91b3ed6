/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "epc-share.h"
#include "epc-sqlite.h"
#include "epc-transaction.h"

G_BEGIN_DECLS

/* What a package of a part of the records holds. */
typedef struct
{
  GHashTable *uids;    /* EpcUid → EpcEntity: records whose entries are in it, imports too */
  GHashTable *batches; /* gint64: numbers of imports whose rows are in it */
} EpcShareChoice;

EpcShareChoice *epc_share_choose_crisis (EpcSqlite *db, const EpcUid *crisis, GError **error);
void epc_share_choice_free (EpcShareChoice *choice);

/* Writes the side @chosen of @conflict as a change (of "deleted": that the record is gone or is not). */
gboolean epc_conflict_decide (EpcTransaction *transaction, const EpcConflict *conflict, guint chosen, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcShareChoice, epc_share_choice_free)

G_END_DECLS
