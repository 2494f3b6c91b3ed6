/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One expert of the roster page: how to reach, why so many points, what is valid until when, and the next step.
 */
#pragma once

#include <gtk/gtk.h>

#include "analysis/epc-roster.h"

G_BEGIN_DECLS

#define EPC_TYPE_ROSTER_DETAIL (epc_roster_detail_get_type ())
G_DECLARE_FINAL_TYPE (EpcRosterDetail, epc_roster_detail, EPC, ROSTER_DETAIL, GtkBox)

/* Its buttons call "roster.shortlist" and "roster.open" of the page that it stands in. */
GtkWidget *epc_roster_detail_new (void);
/* @line NULL: nobody is chosen. Neither is kept. */
void epc_roster_detail_show (EpcRosterDetail *self, const EpcRoster *roster, const EpcRosterLine *line);

G_END_DECLS
