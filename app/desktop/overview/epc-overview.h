/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The overview: what must I do today?
 */
#pragma once

#include <adwaita.h>

#include "desktop/epc-session.h"

G_BEGIN_DECLS

#define EPC_TYPE_OVERVIEW (epc_overview_get_type ())
G_DECLARE_FINAL_TYPE (EpcOverview, epc_overview, EPC, OVERVIEW, AdwBin)

/* @works: the long works of the window, shown at the foot (GListModel of EpcWork). */
GtkWidget *epc_overview_new (EpcSession *session, GListModel *works);

G_END_DECLS
