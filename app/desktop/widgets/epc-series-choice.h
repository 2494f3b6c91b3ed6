/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "analysis/epc-rounds.h"

G_BEGIN_DECLS

/* "Countrywide monitoring (BA)", one a choice: @kinds are EpcRound, the newest of each operation and tool. That of @current is chosen. */
void epc_series_choice_fill (GtkDropDown *choice, GPtrArray *kinds, const EpcRound *current);

G_END_DECLS
