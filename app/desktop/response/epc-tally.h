/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The count of one point, day and direction, typed in as the tally sheet has it: a line a nationality, a column a sex and age.
 */
#pragma once

#include "desktop/epc-session.h"
#include "desktop/window.h"

G_BEGIN_DECLS

/* @point: chosen at first; NULL: the first active one. What was counted on that day already stands in it and is changed by it. */
void epc_tally_open (EpcWindow *window, EpcSession *session, const EpcUid *point);

G_END_DECLS
