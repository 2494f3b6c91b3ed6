/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a file does not tell and that changes what is read, asked once for the whole of it: each answer shows what it makes of two
 * cells of the file.
 */
#pragma once

#include <gtk/gtk.h>

#include "exchange/epc-import.h"

G_BEGIN_DECLS

#define EPC_TYPE_IMPORT_QUESTIONS (epc_import_questions_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportQuestions, epc_import_questions, EPC, IMPORT_QUESTIONS, GtkBox)

/* Signal "answered" (): the mapping was changed accordingly.
 * Signal "missing" (char *key): "ENTITY.FIELD", a value that every row needs, is to be given. */

/* @mapping stays the caller's and must outlive the questions or be replaced by another call; NULL: none. @report of its trial (NULL:
 * not tried yet): what all of the file has answered by itself is not asked. */
void epc_import_questions_set (EpcImportQuestions *self, EpcMapping *mapping, const EpcImportReport *report);

G_END_DECLS
