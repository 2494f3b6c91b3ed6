/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the office that gave an agreement or an endorsement has signed it: under "endorsement", and as a line.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "exchange/epc-endorsement.h"
#include "exchange/epc-package.h"

gboolean
epc_cli_endorsement (JsonBuilder *builder, EpcCli *cli, EpcRecord *record, GError **error)
{
  static const guint8 nobody[32];
  g_autoptr (GError) local = NULL;
  g_autoptr (EpcVoucher) voucher = epc_endorsement_voucher (cli->store, record, &local);

  if (voucher == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return error == NULL || *error == NULL;
    }
  g_autofree char *sentence = epc_endorsement_sentence (cli->store, voucher);
  if (builder == NULL)
    {
      printf ("%s\n", sentence);
      return TRUE;
    }
  gboolean is_signed = memcmp (voucher->public_key, nobody, sizeof nobody) != 0;
  g_autofree char *words = is_signed ? epc_key_words (voucher->public_key) : NULL;
  json_builder_set_member_name (builder, "endorsement");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "verified");
  json_builder_add_boolean_value (builder, voucher->state == EPC_VOUCHER_VERIFIED);
  epc_cli_member (builder, "state", epc_endorsement_word (voucher));
  epc_cli_member (builder, "office", voucher->office);
  epc_cli_member (builder, "signed_by", voucher->signer);
  epc_cli_member (builder, "key", words);
  epc_cli_member (builder, "sentence", sentence);
  json_builder_end_object (builder);
  return TRUE;
}
