/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A toggle that reads as a chip of a toolbar; with @group (NULL: none) only one of them is down. */
GtkWidget *epc_chip_new (const char *label, GtkToggleButton *group);
/* Its label becomes @form, "Decided: %s", with the number @n in it. */
void epc_chip_count (GtkWidget *chip, const char *form, guint n);

/* A line of words in a pane, wrapped; @css_class NULL: none. */
GtkWidget *epc_pane_line_new (const char *words, const char *css_class);

/* @first (takes what room there is) and @second (@second_width pixels) side by side, with a line between them. In a page narrower than
 * @threshold pixels one of them stands there alone: @chip, hidden until then and put into a toolbar by the caller, chooses @second. */
GtkWidget *epc_panes_new (GtkWidget *first, GtkWidget *second, int second_width, int threshold, GtkWidget *chip);

G_END_DECLS
