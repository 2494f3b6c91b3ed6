/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the page of the request to the emergency fund shows: read in a thread.
 */
#pragma once

#include "analysis/epc-mefm.h"
#include "store/epc-store.h"

G_BEGIN_DECLS

typedef struct
{
  EpcMefm *mefm;        /* NULL: there is no request */
  GPtrArray *sentences; /* of each of its approvals: who has signed it */
  GArray *requests;     /* EpcUid: of the crisis, the newest first */
  GPtrArray *titles;    /* of the same */
} EpcMefmAnswer;

/* As epc-feed.h asks: @wanted is an EpcUid, of the request to be shown; one that is not of @crisis (NULL: of any) gives way to the newest open
 * one. EpcMefmAnswer; NULL with @error set. */
gpointer epc_mefm_answer (EpcStore *store, const EpcUid *crisis, gpointer wanted, GCancellable *cancellable, GError **error);
void epc_mefm_answer_free (gpointer answer);

G_END_DECLS
