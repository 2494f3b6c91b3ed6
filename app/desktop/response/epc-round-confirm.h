/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The places of the next round, with the figures of last time to confirm or change: Enter takes what is typed, or last time's figure where nothing is.
 */
#pragma once

#include "desktop/epc-session.h"
#include "desktop/window.h"

G_BEGIN_DECLS

/* Shows what remains to be asked in the round after @round (the @number-th), which is begun where it is not there yet. */
void epc_round_confirm_next (EpcWindow *window, EpcSession *session, const EpcUid *round);

G_END_DECLS
