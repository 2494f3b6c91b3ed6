/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The tooltip of a widget of which there are many. gtk_widget_set_tooltip_text() asks the display each time where the pointer is and waits
 * for the answer: two hundred rows of a list are two hundred waits. This one is asked for only when the pointer rests on @widget.
 * @text NULL or empty: none. */
void epc_tip_set (GtkWidget *widget, const char *text);
/* (transfer none) NULL: none. */
const char *epc_tip_get (GtkWidget *widget);

G_END_DECLS
