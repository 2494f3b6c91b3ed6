/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sections of one tab in groups; count or state at the right, status and long work at the foot.
 */
#pragma once

#include "desktop/sections.h"
#include "desktop/work.h"

G_BEGIN_DECLS

#define EPC_TYPE_SIDE_LIST (epc_side_list_get_type ())
G_DECLARE_FINAL_TYPE (EpcSideList, epc_side_list, EPC, SIDE_LIST, GtkBox)

/* Signal "section-chosen" (const char *key) by click, arrow keys or epc_side_list_select(). */
GtkWidget *epc_side_list_new (const char *tab);
void epc_side_list_select (EpcSideList *self, const char *key);
const char *epc_side_list_selected (EpcSideList *self); /* NULL: none */
/* By @steps down (negative: up), staying within the list. */
void epc_side_list_move (EpcSideList *self, int steps);
/* What stands at the right of @key: a count or state. @kind as EpcState, NULL: plain text; @text NULL: nothing. */
void epc_side_list_set_mark (EpcSideList *self, const char *key, const char *kind, const char *text);
EpcFoot *epc_side_list_foot (EpcSideList *self);

G_END_DECLS
