/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the store: what a new workspace begins with.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

/* EPC_ERROR_INVALID: no such country or role. */
gboolean epc_seed_check_setup (const EpcStoreSetup *setup, GError **error);
/* What the import is called, as its file and as its kind, that brings what every workspace begins with. */
#define EPC_SEEDS "seeds"

/* The office and its settings, then every data/seeds/ENTITY.csv as one batch that undo does not touch. */
gboolean epc_seed_workspace (EpcStore *store, const EpcStoreSetup *setup, GError **error);

G_END_DECLS
