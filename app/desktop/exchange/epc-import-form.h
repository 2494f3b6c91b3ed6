/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form (XLSForm) whose answers a file holds: its labels say what the names of questions and choices mean.
 */
#pragma once

#include <gtk/gtk.h>

#include "exchange/epc-mapping.h"

G_BEGIN_DECLS

#define EPC_TYPE_IMPORT_FORM (epc_import_form_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportForm, epc_import_form, EPC, IMPORT_FORM, GtkBox)

/* Signal "changed" (): a form was chosen, or is to be left. */

/* It is shown where it may be of use: @headers (NULL: not known) are those of answers to a form. @mapping may be NULL. */
void epc_import_form_set (EpcImportForm *self, const EpcMapping *mapping, const char *const *headers);
/* The form chosen; NULL: none. */
const char *epc_import_form_path (EpcImportForm *self);

G_END_DECLS
