/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the list page does beside showing: deleting, bringing back, copying, summing; and the words for it. All of it off the
 * main thread.
 */
#pragma once

#include <gtk/gtk.h>

#include "store/epc-query.h"

G_BEGIN_DECLS

/* "12 sites", "1 site". Free with g_free(). */
char *epc_page_count_text (const EpcEntity *entity, gint64 n);
/* "No sites yet", "Add site". Free with g_free(). */
char *epc_page_empty_title (const EpcEntity *entity);
char *epc_page_add_label (const EpcEntity *entity);
/* Icon of @entity, or of its area. */
const char *epc_page_icon (const EpcEntity *entity);
/* P-codes, joined by ";", of the places that @text means, at most @limit; NULL: none. Free with g_free(). */
char *epc_page_find_places (EpcStore *store, const char *text, guint limit);
/* A failure in plain words, in a dialog over @widget. */
void epc_page_show_error (GtkWidget *widget, const char *title, const GError *error);

/* "12 sites · People: 4,166": what is shown, with sums of people and households where the store allows them.
 * NULL from the finish when it was stopped. */
void epc_page_sum_async (GObject *source, EpcStore *store, const EpcQuery *query, const char *rows, GCancellable *cancellable,
                         GAsyncReadyCallback callback);
char *epc_page_sum_finish (GAsyncResult *result);

/* @rows: gint64. The finish returns the rows deleted, or NULL. */
void epc_page_delete_async (EpcStore *store, const EpcEntity *entity, GArray *rows, GAsyncReadyCallback callback, gpointer data);
GArray *epc_page_delete_finish (EpcStore *store, GAsyncResult *result, GError **error);
/* Takes a deletion back: undoes it when it was the last step, else restores the records one by one. */
void epc_page_restore_async (EpcStore *store, const EpcEntity *entity, GArray *rows, GAsyncReadyCallback callback, gpointer data);
gboolean epc_page_restore_finish (EpcStore *store, GAsyncResult *result, GError **error);

/* Rows with headings, parted by tabs, as a spreadsheet takes them. */
void epc_page_copy_async (GObject *source, EpcStore *store, const EpcEntity *entity, GArray *rows, const char *const *columns,
                          GAsyncReadyCallback callback);
char *epc_page_copy_finish (GAsyncResult *result, guint *n_rows);

G_END_DECLS
