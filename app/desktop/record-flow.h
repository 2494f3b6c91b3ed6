/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens between a list and the rest of the window: the list follows the crisis, its rows open the form, its requests
 * reach import, export and print.
 */
#pragma once

#include "sections.h"

G_BEGIN_DECLS

/* The list of @entity as a page of @section. */
GtkWidget *epc_record_flow_page_new (const EpcSection *section, const EpcEntity *entity, EpcSession *session);
/* Opens the form of the record over the tabs of the window that @from stands in. @uid NULL: a new one. */
void epc_record_flow_open (GtkWidget *from, EpcSession *session, const EpcEntity *entity, const EpcUid *uid);

G_END_DECLS
