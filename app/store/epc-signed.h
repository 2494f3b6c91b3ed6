/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps whose key signed the package that brought an entry (table _signed), while it is merged.
 */
#pragma once

#include "epc-share.h"
#include "epc-store-private.h"

G_BEGIN_DECLS

typedef struct _EpcSigned EpcSigned;

/* @public_key: 32 bytes; @step: of the merge. */
EpcSigned *epc_signed_new (EpcSqlite *db, const guint8 *public_key, gint64 step);
void epc_signed_free (EpcSigned *signed_by);
/* @entry is new here. */
gboolean epc_signed_brought (EpcSigned *signed_by, const EpcSharedEntry *entry, GError **error);
/* @entry was here before: whether the package says the same of it. *@is_news: this key had not said it before. */
gboolean epc_signed_again (EpcSigned *signed_by, const EpcSharedEntry *entry, gboolean *is_news, GError **error);
gboolean epc_signed_finish (EpcSigned *signed_by, GError **error);
/* Before the entries of @step are dropped: whatever others said of them goes too, because what comes in their place may be something else. */
gboolean epc_signed_drop (EpcSqlite *db, gint64 step, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSigned, epc_signed_free)

G_END_DECLS
