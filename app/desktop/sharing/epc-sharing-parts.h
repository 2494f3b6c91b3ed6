/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of the section of packages.
 */
#pragma once

#include <gtk/gtk.h>

#include "desktop/epc-session.h"
#include "epc-sharing-data.h"

G_BEGIN_DECLS

/* The offices, what is kept aside, and the packages made and merged, into @box. */
void epc_sharing_offices_fill (GtkBox *box, EpcStore *store, const EpcSharingData *data);

/* Country by country, and the one chosen with its sources. */
GtkWidget *epc_region_view_new (EpcSession *session);

G_END_DECLS
