/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All charts that are drawn of the records of a section, below each other, live.
 */
#pragma once

#include "desktop/sections.h"

G_BEGIN_DECLS

#define EPC_TYPE_CHARTS_PAGE (epc_charts_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcChartsPage, epc_charts_page, EPC, CHARTS_PAGE, GtkBox)

/* Is there any chart of the section's records? */
gboolean epc_charts_page_has (const EpcSection *section);
GtkWidget *epc_charts_page_new (const EpcSection *section, EpcSession *session);

G_END_DECLS
