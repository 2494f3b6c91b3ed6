/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frame of a tied group: a total with its parts by sex and age, saved, undone and merged as one. The difference stands
 * in its first line, with buttons that settle it.
 */
#pragma once

#include "epc-field-row.h"

G_BEGIN_DECLS

#define EPC_TYPE_FORM_GROUP (epc_form_group_get_type ())
G_DECLARE_FINAL_TYPE (EpcFormGroup, epc_form_group, EPC, FORM_GROUP, GtkBox)

/* Signal "settle" (const char *field, const char *value): set this field to this canonical text. */
GtkWidget *epc_form_group_new (const EpcEntity *entity, GPtrArray *rows);
/* Works the sums out anew. @stored: what the workspace holds; a total changed without its parts is about to empty them. */
void epc_form_group_update (EpcFormGroup *self, EpcRecord *record, EpcRecord *stored);
/* The row below @row in the count grid, where Enter goes; NULL: it is not in the grid. */
EpcFieldRow *epc_form_group_below (EpcFieldRow *row);

G_END_DECLS
