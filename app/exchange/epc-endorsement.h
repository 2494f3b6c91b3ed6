/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Agreements and endorsements: of requests to the emergency fund (approval) and of plans (their "endorsed by"), and whether the office that
 * gave one has signed it.
 */
#pragma once

#include "store/epc-voucher.h"

G_BEGIN_DECLS

/* Records of this kind may hold an endorsement. */
gboolean epc_endorsement_is_in (const EpcEntity *entity);
/* Who stands for the endorsement in @record as it is stored. NULL without @error: it holds none. */
EpcVoucher *epc_endorsement_voucher (EpcStore *store, EpcRecord *record, GError **error);
/* One sentence in the language of the interface: who has signed, with the words of the key; or why it is not verified. Free with g_free(). */
char *epc_endorsement_sentence (EpcStore *store, const EpcVoucher *voucher);
/* A word for scripts: "verified", "here", "relayed", "untrusted", "changed", "contradicted", "unknown". */
const char *epc_endorsement_word (const EpcVoucher *voucher);

G_END_DECLS
