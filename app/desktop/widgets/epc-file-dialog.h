/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Choosing a file: the one place that knows GtkFileChooserNative (deprecated in GTK 4.10, the only one GTK 4.8 has).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @file is NULL when the user changed her mind. */
typedef void (*EpcFileDialogFunc) (GFile *file, gpointer data);

/* @filters: pairs of translated name and patterns separated by ";" ("Spreadsheets", "*.xlsx;*.csv"), NULL-terminated; NULL:
 * all files. @data must live until @func was called. */
void epc_file_dialog_open (GtkWidget *parent, const char *title, const char *const *filters, EpcFileDialogFunc func, gpointer data);
/* @name: proposed file name. */
void epc_file_dialog_save (GtkWidget *parent, const char *title, const char *name, const char *const *filters,
                           EpcFileDialogFunc func, gpointer data);

G_END_DECLS
