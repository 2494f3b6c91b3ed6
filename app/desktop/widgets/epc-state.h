/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A state: symbol, word, colour, in this order; without the colour nothing is lost.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_STATE (epc_state_get_type ())
G_DECLARE_FINAL_TYPE (EpcState, epc_state, EPC, STATE, GtkBox)

/* Properties, all strings:
 *   kind  "ok", "watch", "critical", "unknown", "na", "pending", "half", "info"; "" or NULL: nothing is shown
 *   text  the word; NULL leaves the symbol alone, which then needs an accessible name (gtk_accessible_update_property)
 *   look  "tag" (filled: a property of the record) or "plain" (in lists) */
GtkWidget *epc_state_new (const char *kind, const char *text, const char *look);
void epc_state_set (EpcState *self, const char *kind, const char *text);
/* In a column of fixed width: a word that is too long ends in "…". */
void epc_state_set_ellipsize (EpcState *self, gboolean ellipsizes);

/* Name of the symbol of @kind ("epc-ok-symbolic"); NULL for none. */
const char *epc_state_icon (const char *kind);
/* Name of its colour in the style sheet ("epc_ok"); NULL for none. */
const char *epc_state_color (const char *kind);
/* What the symbol alone means, translated: "Adequate", "Attention", … */
const char *epc_state_word (const char *kind);

G_END_DECLS
