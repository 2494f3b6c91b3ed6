/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One tab: side list and section pages, which are made when first chosen. Folds in narrow windows.
 */
#pragma once

#include <adwaita.h>

#include "epc-section-page.h"
#include "widgets/epc-side-list.h"

G_BEGIN_DECLS

#define EPC_TYPE_TAB (epc_tab_get_type ())
G_DECLARE_FINAL_TYPE (EpcTab, epc_tab, EPC, TAB, AdwBin)

/* Property "folded". Signal "section-changed". */
GtkWidget *epc_tab_new (const char *key, EpcSession *session);
gboolean epc_tab_show (EpcTab *self, const char *section); /* NULL: the one last seen, else the first */
EpcSectionPage *epc_tab_page (EpcTab *self);               /* NULL before the first one was shown */
EpcSideList *epc_tab_side_list (EpcTab *self);
gboolean epc_tab_is_folded (EpcTab *self);
/* In a folded window: from the page back to the side list. FALSE when it is there already. */
gboolean epc_tab_back (EpcTab *self);
void epc_tab_toggle_side_list (EpcTab *self);

G_END_DECLS
