/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list of two-line rows with a state before them, beside which a pane shows the one chosen.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_LINE (epc_line_get_type ())
G_DECLARE_FINAL_TYPE (EpcLine, epc_line, EPC, LINE, GObject)

struct _EpcLine
{
  GObject parent_instance;
  char *state; /* as EpcState has it; NULL: none */
  char *title, *note;
  guint at; /* the caller's */
};
EpcLine *epc_line_new (const char *state, const char *title, const char *note, guint at);

#define EPC_TYPE_LINE_LIST (epc_line_list_get_type ())
G_DECLARE_FINAL_TYPE (EpcLineList, epc_line_list, EPC, LINE_LIST, GtkWidget)

/* Signal "chosen": another line, or none, is. @name: for who cannot see it. */
GtkWidget *epc_line_list_new (const char *name);
/* @lines: (element-type EpcLine). The line at the same height stays chosen. */
void epc_line_list_set (EpcLineList *self, GPtrArray *lines);
/* NULL: there is none. The list's own. */
EpcLine *epc_line_list_chosen (EpcLineList *self);

G_END_DECLS
