/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A column of a table that shows no field but an answer worked out elsewhere (people at a site, its gaps).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What stands in the cell of @item (of a record table: an EpcRecord): *@text (transfer full; NULL: empty), and the kind of an
 * EpcState before it (NULL: none). */
typedef void (*EpcAnswerFunc) (gpointer item, char **text, const char **state, gpointer data);

GtkColumnViewColumn *epc_answer_column_new (const char *title, gboolean is_number, int width, EpcAnswerFunc func, gpointer data);

G_END_DECLS
