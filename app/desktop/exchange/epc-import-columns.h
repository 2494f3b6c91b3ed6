/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where each column of a file goes: its header, the field it fills, how that was known, an example; the field can be changed.
 */
#pragma once

#include <gtk/gtk.h>

#include "exchange/epc-mapping.h"

G_BEGIN_DECLS

#define EPC_TYPE_IMPORT_COLUMNS (epc_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportColumns, epc_import_columns, EPC, IMPORT_COLUMNS, GtkBox)

/* Signal "changed" (): the user sent a column elsewhere; the mapping was changed accordingly.
 * Signal "refused" (char *sentence): it cannot go there. */

/* @mapping stays the caller's and must outlive the list or be replaced by another call; NULL: none. */
void epc_import_columns_set (EpcImportColumns *self, EpcMapping *mapping);

typedef struct
{
  guint n_columns, n_placed, n_personal, n_left; /* left: nothing answers to them, or the user left them out */
} EpcColumnSummary;

EpcColumnSummary epc_mapping_summary (const EpcMapping *mapping);

G_END_DECLS
