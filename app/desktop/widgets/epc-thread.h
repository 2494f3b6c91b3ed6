/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* In a thread: FALSE with @error when it failed. */
typedef gboolean (*EpcThreadWork) (gpointer data, GCancellable *cancellable, GError **error);
/* Afterwards, in the main loop; @error NULL: it was done. */
typedef void (*EpcThreadDone) (gpointer source, gpointer data, const GError *error);

/* Does @work in a thread, then @done, then frees @data. @source (GObject) is kept until then. @cancellable may be NULL. */
void epc_thread_run (gpointer source, GCancellable *cancellable, EpcThreadWork work, EpcThreadDone done, gpointer data,
                     GDestroyNotify free_data);

G_END_DECLS
