/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row of the AdwPreferencesGroup @group: title, what it means (may be NULL), and the control that a click on the row works. Returns the row. */
GtkWidget *epc_dialog_row_add (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *control, gboolean is_prefix);

/* An entry whose text is hidden until its icon is pressed. Not GtkPasswordEntry: that of GTK 4.8 follows the keyboard after it is gone. */
GtkWidget *epc_passphrase_entry_new (void);

/* Puts into the dialog @window: a bar with the blue button @save_label, @groups below each other, and last what will leave (*@leaves). */
void epc_dialog_leaving (AdwWindow *window, GtkWidget *const *groups, guint n_groups, const char *save_label, GtkWidget **save,
                         GtkLabel **leaves);

/* A label of whole sentences: at the left, wrapped. @css may be NULL. */
GtkWidget *epc_label_new (const char *text, const char *css);

G_END_DECLS
