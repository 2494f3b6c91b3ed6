/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The closed drop-down, whose items are GtkStringObject, is no wider than @most characters (−1: as wide as its place), however long its words
 * are: the whole of them stands in the list that opens. */
void epc_drop_down_ellipsize (GtkDropDown *drop, int most);

G_END_DECLS
