/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys: one table that sets the accelerators, fills the shortcuts window and the "go to" words.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *group;    /* N_() heading in the shortcuts window */
  const char *title;    /* N_() what it does */
  const char *keys;     /* GTK accelerators parted by spaces: "<Control>k" */
  const char *action;   /* detailed action name; NULL: the widget in focus handles the key by itself */
} EpcShortcut;

const EpcShortcut *epc_shortcuts (guint *n_shortcuts);
void epc_shortcuts_install (GtkApplication *application);
/* The first key of @action as a person reads it ("Ctrl+K"); NULL: none. Free with g_free(). */
char *epc_shortcut_label (const char *action);
GtkWidget *epc_shortcuts_window_new (void);

G_END_DECLS
