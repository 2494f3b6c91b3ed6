/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What an empty page shows: what belongs here, and the one step to begin with. @action: name of an action without parameter. */
GtkWidget *epc_begin_page_new (const char *icon, const char *title, const char *words, const char *button, const char *action);
/* The other way to begin that the words of @page name, beside the first. Returns @page. */
GtkWidget *epc_begin_page_or (GtkWidget *page, const char *button, const char *action);

G_END_DECLS
