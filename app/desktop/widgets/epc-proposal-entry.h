/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry that proposes: while the user types, a popover lists up to a dozen choices; arrows and Enter choose without the
 * mouse, Down or F4 opens it. Used for places, references and long code lists.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_PROPOSAL_ENTRY (epc_proposal_entry_get_type ())
G_DECLARE_FINAL_TYPE (EpcProposalEntry, epc_proposal_entry, EPC, PROPOSAL_ENTRY, GtkBox)

typedef struct
{
  char *value; /* canonical text that the choice stands for */
  char *title; /* what the entry shows when it is chosen */
  char *note;  /* faint, beside the title; NULL: none */
} EpcProposal;

EpcProposal *epc_proposal_new (const char *value, const char *title, const char *note);
void epc_proposal_free (EpcProposal *proposal);

/* Choices for @text ("" when the list was opened by key): (element-type EpcProposal), at most what should be shown. */
typedef GPtrArray *(*EpcProposeFunc) (const char *text, gpointer data);

/* Signals: "chosen" (): a proposal was taken; "edited" (): the text was changed by the user; "extra" (): the last row. */
GtkWidget *epc_proposal_entry_new (EpcProposeFunc func, gpointer data, GDestroyNotify destroy);
/* Shows @title; @value is what it stands for (NULL: nothing). No signal. */
void epc_proposal_entry_set (EpcProposalEntry *self, const char *value, const char *title);
/* The value chosen, as long as the text is not changed; else NULL. */
const char *epc_proposal_entry_value (EpcProposalEntry *self);
const char *epc_proposal_entry_text (EpcProposalEntry *self);
GtkWidget *epc_proposal_entry_entry (EpcProposalEntry *self); /* the GtkEntry */
/* A last row below the choices ("New organisation…"); NULL: none. */
void epc_proposal_entry_set_extra (EpcProposalEntry *self, const char *label);
void epc_proposal_entry_set_editable (EpcProposalEntry *self, gboolean is_editable);

G_END_DECLS
