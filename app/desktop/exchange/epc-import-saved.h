/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How files were read, kept under names: use one, keep this one, forget one.
 */
#pragma once

#include <gtk/gtk.h>

#include "exchange/epc-saved-mapping.h"

G_BEGIN_DECLS

#define EPC_TYPE_IMPORT_SAVED (epc_import_saved_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportSaved, epc_import_saved, EPC, IMPORT_SAVED, GtkBox)

/* Signal "chosen" (char *name): the file is to be read so. Signal "failed" (char *sentence): it was not kept or forgotten. */

/* @mapping (borrowed, may be NULL): what is kept when the user says so. @name: the one it was read by; NULL: none. */
void epc_import_saved_set (EpcImportSaved *self, EpcStore *store, const EpcMapping *mapping, const char *name);
/* The name of the one with the shape of @mapping; NULL: there is none. Free with g_free(). */
char *epc_import_saved_name (EpcStore *store, const EpcMapping *mapping);

G_END_DECLS
