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
/* A title that is longer than the pane is wide goes on in the next line, and is not cut; the note stands below it. */
void epc_heading_set_wrap (EpcHeading *self);

G_END_DECLS
