/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The papers that can be made of a kind of record, as a section of a menu.
 */
#pragma once

#include <gio/gio.h>

#include "model/epc-record.h"

G_BEGIN_DECLS

/* Papers about one @record (a plan, a site profile); the section is empty where there is none. */
GMenuModel *epc_papers_of_record (const EpcRecord *record);
/* Papers about all records of @entity (master list), and its blank form. */
GMenuModel *epc_papers_of_list (const EpcEntity *entity);

G_END_DECLS
