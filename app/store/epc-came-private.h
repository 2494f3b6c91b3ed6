/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the merge tells what it brings.
 */
#pragma once

#include "epc-came.h"
#include "epc-store-private.h"

G_BEGIN_DECLS

/* Counts it; NULL when only numbers are kept by now. */
EpcCameRecord *epc_came_note (EpcCame *came, EpcCameKind kind, const EpcEntity *entity, const EpcUid *uid);
/* Whether two versions of a record say something else. */
gboolean epc_came_differs (EpcRecord *a, EpcRecord *b);
void epc_came_note_fields (EpcCameRecord *came, EpcStore *store, EpcRecord *before, EpcRecord *after);
/* Puts it into words, inside the write. @before, @waiting: (element-type EpcConflict) what waited for a decision before and after. */
void epc_came_finish (EpcCame *came, EpcStore *store, GPtrArray *before, GPtrArray *waiting);

G_END_DECLS
