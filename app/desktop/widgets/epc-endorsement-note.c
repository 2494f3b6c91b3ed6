/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-endorsement-note.h"

#include "base/epc-i18n.h"
#include "epc-note.h"
#include "exchange/epc-endorsement.h"

GtkWidget *
epc_endorsement_note_new (void)
{
  GtkWidget *note = epc_note_new ("info", NULL, NULL);

  gtk_widget_set_margin_bottom (note, 8);
  gtk_widget_set_visible (note, FALSE);
  return note;
}

void
epc_endorsement_note_show (GtkWidget *note, EpcStore *store, EpcRecord *record)
{
  g_autoptr (EpcVoucher) voucher = epc_endorsement_voucher (store, record, NULL);
  g_autofree char *sentence = voucher != NULL ? epc_endorsement_sentence (store, voucher) : NULL;

  if (voucher != NULL)
    epc_note_set (EPC_NOTE (note), voucher->state == EPC_VOUCHER_VERIFIED ? "ok" : voucher->state == EPC_VOUCHER_CONTRADICTED ? "critical" : "info",
                  _ ("Signature"), sentence);
  gtk_widget_set_visible (note, voucher != NULL);
}
