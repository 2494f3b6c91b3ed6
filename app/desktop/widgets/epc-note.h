/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A note inside a pane (libadwaita 1.2 has no banner): symbol, title, one sentence, at most one button. One per pane.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_NOTE (epc_note_get_type ())
G_DECLARE_FINAL_TYPE (EpcNote, epc_note, EPC, NOTE, GtkBox)

/* Properties, strings: "kind" (as EpcState), "title", "body", "button" (its label; NULL: none), "action" (detailed name of the
 * action of the button). Signal "clicked" when the button is pressed. */
GtkWidget *epc_note_new (const char *kind, const char *title, const char *body);
void epc_note_set (EpcNote *self, const char *kind, const char *title, const char *body);
void epc_note_set_button (EpcNote *self, const char *label, const char *detailed_action);

G_END_DECLS
