/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK puts every heading at the left; over numbers it stands at the right. For a table of our own columns (epc-record-table.h does it
 * by itself): in the next turn of the loop, when the headings are there. @data must live as long as the table. */
void epc_table_heads_align (GtkColumnView *table, gboolean (*is_number) (guint column, gpointer data), gpointer data);

G_END_DECLS
