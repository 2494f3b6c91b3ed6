/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pane that shows one site: who lives there, how full it is, what is wrong with it and how that was worked out.
 */
#pragma once

#include <gtk/gtk.h>

#include "analysis/epc-sites.h"
#include "desktop/epc-session.h"

G_BEGIN_DECLS

#define EPC_TYPE_SITE_DETAIL (epc_site_detail_get_type ())
G_DECLARE_FINAL_TYPE (EpcSiteDetail, epc_site_detail, EPC, SITE_DETAIL, GtkBox)

GtkWidget *epc_site_detail_new (EpcSession *session);
/* @site is not kept; NULL shows that none is selected. @record: the site's record, for tags. */
void epc_site_detail_set (EpcSiteDetail *self, const EpcSite *site, EpcRecord *record);

G_END_DECLS
