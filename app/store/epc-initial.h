/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first values of a new record, as the catalogue names them: today, now, the office, its country, the crisis at hand.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

/* Fills every empty field of @record that has an initial value. @crisis (may be NULL) is what "crisis" stands for. */
void epc_store_fill_initial (EpcStore *store, EpcRecord *record, const EpcUid *crisis);

G_END_DECLS
