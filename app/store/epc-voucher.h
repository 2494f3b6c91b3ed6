/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who stands for what a record says: the office that wrote it, where that office's own key signed the package that brought it. A colleague
 * who passes a package on signs with another key, and could have written anything into it.
 */
#pragma once

#include "epc-share.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_VOUCHER_VERIFIED,     /* what is shown is what a trusted key of the writer's office has signed */
  EPC_VOUCHER_HERE,         /* written in this workspace */
  EPC_VOUCHER_RELAYED,      /* another office's key signed the package that brought it */
  EPC_VOUCHER_UNTRUSTED,    /* signed by who wrote it, whose key is not trusted here */
  EPC_VOUCHER_CHANGED,      /* signed by who wrote it; what is shown was changed by somebody else since */
  EPC_VOUCHER_CONTRADICTED, /* a later package of the office itself says something else */
  EPC_VOUCHER_UNKNOWN,      /* it came when nobody kept who signed, or from an earlier copy of this file */
} EpcVoucherState;

typedef struct
{
  EpcVoucherState state;
  EpcUid replica;        /* that wrote it */
  char *office;          /* its name, as its key was trusted, or as its packages call it; NULL: not known */
  guint8 public_key[32]; /* that signed; zeros: HERE and UNKNOWN */
  char *signer;          /* whose that key is; NULL: not known */
  char *author;          /* who wrote it; CHANGED: who changed it; NULL: not known */
  gint64 wall;           /* microseconds by that machine's clock: when it was written; CHANGED: when it was changed */
} EpcVoucher;

void epc_voucher_free (EpcVoucher *voucher);
/* Of @record as it is stored: of @fields (keys; any office that wrote them), or of all it says (NULL; the office that made it). NULL with
 * @error. */
EpcVoucher *epc_store_voucher (EpcStore *store, EpcRecord *record, const char *const *fields, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcVoucher, epc_voucher_free)

G_END_DECLS
