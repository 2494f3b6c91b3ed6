/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The states of a request to the emergency fund: one after another, those that rest on somebody's word only with the record of it, and
 * repaid only when the money is back. A guard keeps that for what is changed, validation and import for what is new too; and what a
 * state rests on (approvals, repayments) is not taken away under it.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

/* Why @record, a funding_request, may not have its status beside what is stored of it; NULL: it may. Free with g_free(). */
char *epc_funding_objection (EpcStore *store, const EpcRecord *record);

G_END_DECLS
