/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What an empty page shows: what belongs here, and the one step to begin with. @action: name of an action without parameter. Without @button
 * (NULL) there is nothing to do: all is decided. */
GtkWidget *epc_begin_page_new (const char *icon, const char *title, const char *words, const char *button, const char *action);
/* The other way to begin that the words of @page name, beside the first. Returns @page. */
GtkWidget *epc_begin_page_or (GtkWidget *page, const char *button, const char *action);
/* Fills @page with a stack of @empty, named "empty", and @content, named @name. It is the page's. */
GtkStack *epc_begin_stack_new (GtkBox *page, GtkWidget *empty, const char *name, GtkWidget *content);

G_END_DECLS
