/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the register says of the one record selected in a list, beside it: made from the catalogue, as list and form are. Sections that
 * know more of their records have a pane of their own.
 */
#pragma once

#include "epc-record-page.h"

G_BEGIN_DECLS

#define EPC_TYPE_RECORD_DETAIL (epc_record_detail_get_type ())
G_DECLARE_FINAL_TYPE (EpcRecordDetail, epc_record_detail, EPC, RECORD_DETAIL, GtkBox)

/* Follows the selection of @page, into which it is put (epc_record_page_set_detail()). */
GtkWidget *epc_record_detail_new (EpcRecordPage *page);

G_END_DECLS
