/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An attached file on its way out of the workspace: to the program that shows such files, or to where the user wants a copy.
 */
#pragma once

#include <gtk/gtk.h>

#include "store/epc-store.h"

G_BEGIN_DECLS

/* A file name to write @name under: without folders, control characters, and what Windows refuses; at most 120 bytes, the ending
 * kept. Free with g_free(). */
char *epc_attachment_file_name (const char *name);
/* May @name be handed to the desktop to open? Not a program or script: those that arrive in an exchange may come from anybody. */
gboolean epc_attachment_may_open (const char *name);
/* A copy of the bytes of @sha256 for looking at: read-only, in a folder of this user that is emptied when the system clears
 * temporary files. Its path (transfer full); NULL with @error. */
char *epc_attachment_copy (EpcStore *store, const char *sha256, const char *name, GError **error);

/* Shows the file with the desktop's program for it. What fails is told in a dialog over @from. */
void epc_attachment_open (GtkWidget *from, EpcStore *store, const char *sha256, const char *name);
/* Asks where, and writes a copy there. */
void epc_attachment_save (GtkWidget *from, EpcStore *store, const char *sha256, const char *name);

G_END_DECLS
