/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens between a list and the rest of the window.
 */
#include "record-flow.h"

#include "epc-section-page.h"

GtkWidget *
epc_record_flow_page_new (const EpcSection *section, const EpcEntity *entity, EpcSession *session)
{
  return epc_empty_page_new (section, entity);
}

void
epc_record_flow_open (GtkWidget *from, EpcSession *session, const EpcEntity *entity, const EpcUid *uid)
{
}
