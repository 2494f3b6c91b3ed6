/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What follows from a change by itself, in the same step, whether it was made in a form or by a verb.
 */
#pragma once

#include "store/epc-transaction.h"

G_BEGIN_DECLS

/* A crisis that becomes active with a T0 has its clock started; of the figures of one thing one is planned with; an evacuation centre that opens
 * stands in the register of sites, of the newest crisis. @record is as it was just written in @transaction; @changed: the keys that were said now,
 * NULL-terminated (NULL: all, it is new). @n_tasks (may be NULL): tasks made. Anything else: nothing follows. */
gboolean epc_follow_up (EpcTransaction *transaction, EpcRecord *record, const char *const *changed, guint *n_tasks, GError **error);

G_END_DECLS
