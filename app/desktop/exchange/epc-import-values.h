/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values that hold for every row of a file and do not stand in it: the operation of its counts, the date of its flows.
 */
#pragma once

#include <gtk/gtk.h>

#include "store/epc-store.h"

G_BEGIN_DECLS

#define EPC_TYPE_IMPORT_VALUES (epc_import_values_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportValues, epc_import_values, EPC, IMPORT_VALUES, GtkBox)

/* Signal "changed" (): a value was given or taken away. */

/* @entities: (element-type EpcEntity) whose fields may be given; borrowed. Values of others are taken away. */
void epc_import_values_set_entities (EpcImportValues *self, EpcStore *store, GPtrArray *entities);
/* Opens the choice at the field @key ("ENTITY.FIELD"), when it may be given. */
void epc_import_values_ask (EpcImportValues *self, const char *key);
/* "ENTITY.FIELD=VALUE", NULL-terminated, as EpcImportOptions.set wants it; valid until the next change. */
const char *const *epc_import_values_get (EpcImportValues *self);

G_END_DECLS
