/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rounds that are published: what belongs to them (a count, an assessment: their round is part of their identity) does not change.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

/* The field by which a record of @entity belongs to a round; −1: it does not. */
int epc_freeze_field (const EpcEntity *entity);
/* The frozen rounds, a set of EpcUid. NULL with @error: the workspace cannot be read. */
GHashTable *epc_freeze_rounds (EpcStore *store, GError **error);
/* "“…” is frozen: …", translated. */
char *epc_freeze_sentence (EpcStore *store, const EpcUid *round);

G_END_DECLS
