/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What happens between a list and the rest of the window: the list follows the crisis, its rows open the form, its requests
 * reach import, export and print.
 */
#pragma once

#include "sections.h"
#include "widgets/epc-record-page.h"

G_BEGIN_DECLS

/* The list of @entity: an EpcRecordPage wired to the window. Sections with a page of their own use it too.
 * @section (may be NULL) brings its base condition and "open" chip when @entity is its first. */
GtkWidget *epc_record_flow_page_new (const EpcSection *section, const EpcEntity *entity, EpcSession *session);
/* Opens the form of the record over the tabs of the window that @from stands in. @uid NULL: a new one. */
void epc_record_flow_open (GtkWidget *from, EpcSession *session, const EpcEntity *entity, const EpcUid *uid);
/* Opens the form with @draft, a record that is not saved yet. */
void epc_record_flow_open_draft (GtkWidget *from, EpcSession *session, EpcRecord *draft);
/* Selects the record in @page; where the list does not hold it (filtered away), opens its form. */
void epc_record_flow_show (EpcRecordPage *page, EpcSession *session, const EpcUid *uid);

G_END_DECLS
