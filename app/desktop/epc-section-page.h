/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands beside the side list: the section's own page, or the lists of its entities with a row that chooses among them.
 *
 * Keys reach a page as widget actions, which it installs on its class (gtk_widget_class_install_action) if they mean
 * something there; the window forwards its keys to them (shortcuts.c):
 *   page.new  page.find  page.edit  page.delete  page.import  page.export  page.print  page.history  page.table
 *   page.copy  page.previous  page.next  page.next-finding
 *   page.show (ss)   entity key and uid text: select and show this record
 */
#pragma once

#include "sections.h"

G_BEGIN_DECLS

#define EPC_TYPE_SECTION_PAGE (epc_section_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcSectionPage, epc_section_page, EPC, SECTION_PAGE, GtkBox)

GtkWidget *epc_section_page_new (const EpcSection *section, EpcSession *session);
const EpcSection *epc_section_page_section (EpcSectionPage *self);
/* The widget that holds the page actions now: the own page, or the list of the entity chosen. */
GtkWidget *epc_section_page_content (EpcSectionPage *self);
/* Brings the list of @entity to the front; FALSE when the page has none. */
gboolean epc_section_page_show_entity (EpcSectionPage *self, const char *entity);
/* Activates "page.@name" on the content; FALSE when it has no such action. */
gboolean epc_section_page_activate (EpcSectionPage *self, const char *name, GVariant *parameter);

G_END_DECLS
