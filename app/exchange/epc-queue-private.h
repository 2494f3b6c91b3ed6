/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "epc-queue.h"

G_BEGIN_DECLS

void epc_doubt_proposal_free (gpointer proposal);
void epc_doubt_free (gpointer doubt);
/* The record that a waiting row is about; NULL: it is gone. */
EpcRecord *epc_queue_record_of (EpcStore *store, const EpcRecord *row);
/* Waiting rows by the doubt they wait for: EpcUid → GPtrArray of EpcRecord. */
GHashTable *epc_queue_waiting_rows (EpcStore *store, GError **error);

/* Adds to @doubts (element-type EpcDoubt) each place and site that is like one which another workspace made. Two are that when their names
 * are the same and they lie in the same area, or within a kilometre; or when they are alike and within 300 metres. Places: the same name on
 * the same level of the same area, where one of the codes is provisional. What was decided is not among them. */
gboolean epc_made_apart_add (EpcStore *store, GPtrArray *doubts, GError **error);
/* That of the record @reference (code or uid); NULL: it is like no other. Free with epc_doubt_free(). */
EpcDoubt *epc_made_apart_find (EpcStore *store, const char *reference);
/* @doubt (of epc_made_apart_add()) is @proposal, which is kept; NULL: it is none of its proposals. */
gboolean epc_made_apart_decide (EpcStore *store, const EpcDoubt *doubt, const char *proposal, EpcSettled *settled, GError **error);

G_END_DECLS
