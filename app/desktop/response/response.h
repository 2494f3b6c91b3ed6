/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages of the Response tab that are built out by hand.
 */
#pragma once

#include "desktop/sections.h"
#include "report/epc-map-seen.h"

G_BEGIN_DECLS

/* A crisis: its clock, the figures of the sources side by side, severity, phases, and what is promised twice. */
GtkWidget *epc_crisis_page_new (const EpcSection *section, EpcSession *session);
/* One dialog over the window of @from; the crisis that is declared is then the one chosen. */
void epc_declare_dialog_present (GtkWidget *from, EpcSession *session);
/* Sites as figures, list, map and detail that share one selection. */
GtkWidget *epc_sites_page_new (const EpcSection *section, EpcSession *session);
/* What changed between two rounds: trend, table by department, map, and what was left out of the comparison. */
GtkWidget *epc_rounds_page_new (const EpcSection *section, EpcSession *session);
/* The large map: sites, layers, rounds one after another, and the same places as a list. It stands in the sections of sites and of rounds. */
gboolean epc_map_page_has (const EpcSection *section);
GtkWidget *epc_map_page_new (const EpcSection *section, EpcSession *session);
/* What that page shows now, to be printed. Free with epc_seen_map_free(). */
EpcSeenMap *epc_map_page_seen (GtkWidget *page);
/* Who of the roster can leave tomorrow, or fits a request for experts; with the arithmetic. */
GtkWidget *epc_roster_page_new (const EpcSection *section, EpcSession *session);
/* Who passes at the flow monitoring points: the newest days, the days before, and who they are. */
GtkWidget *epc_flows_page_new (const EpcSection *section, EpcSession *session);
/* Who does what where, and what nobody does: clusters or MCOF sectors by area. */
GtkWidget *epc_coverage_page_new (const EpcSection *section, EpcSession *session);
/* The request to the emergency fund: clock, what is missing, states, money. */
GtkWidget *epc_mefm_page_new (const EpcSection *section, EpcSession *session);
/* What households need by the standard, less stock, less what is on its way; stock by warehouse and lot; entries into the ledger. */
GtkWidget *epc_stock_page_new (const EpcSection *section, EpcSession *session);

G_END_DECLS
