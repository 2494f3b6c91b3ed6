/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*EpcNarrowFunc) (gboolean is_narrow, gpointer data);

/* A line without height to be put into a box as wide as the page: calls @tell when the box becomes narrower than @width pixels,
 * and when it is no longer. Not from within the layout, and never before it has had a width. @data must outlive the widget. */
GtkWidget *epc_narrow_new (int width, EpcNarrowFunc tell, gpointer data);
/* The same for a page that is made as it is when narrow: the first call is that it is wide. */
GtkWidget *epc_narrow_new_narrow (int width, EpcNarrowFunc tell, gpointer data);

G_END_DECLS
