/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to epc-crisis.c and epc-crisis-clock.c.
 */
#pragma once

#include "epc-crisis.h"

G_BEGIN_DECLS

/* The calendar of @plan (NULL: there is no plan), or the standard list where it has none. (element-type EpcRecord), by hours. */
GPtrArray *epc_crisis_steps (EpcStore *store, const EpcUid *plan, gboolean *is_own, GError **error);
/* The task that @step becomes in @crisis is one and the same wherever and however often it is made. */
EpcUid epc_crisis_task_uid (const EpcUid *crisis, const EpcUid *step);

G_END_DECLS
