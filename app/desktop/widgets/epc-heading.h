/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A section's heading: title in bold, a faint note beside it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_HEADING (epc_heading_get_type ())
G_DECLARE_FINAL_TYPE (EpcHeading, epc_heading, EPC, HEADING, GtkBox)

/* Properties "title" and "note", strings. */
GtkWidget *epc_heading_new (const char *title, const char *note);
void epc_heading_set (EpcHeading *self, const char *title, const char *note);

G_END_DECLS
