/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The strip above the roster: how many can leave that day, who of them for the post that is asked for, and whose papers end.
 */
#pragma once

#include "analysis/epc-roster.h"
#include "desktop/widgets/epc-strip.h"

G_BEGIN_DECLS

/* Drops what @strip showed. */
void epc_roster_figures_show (EpcStrip *strip, const EpcRoster *roster);

G_END_DECLS
