/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A form while it is made. epc-xlsform.c asks the questions, epc-xlsform-choices.c lists what may be answered.
 */
#pragma once

#include "epc-xlsform.h"

G_BEGIN_DECLS

#define EPC_FORM_LANGUAGES 4
#define EPC_FORM_LEVELS 5 /* country and four admin levels */

extern const char *const epc_form_languages[EPC_FORM_LANGUAGES];      /* "en" … */
extern const char *const epc_form_language_names[EPC_FORM_LANGUAGES]; /* "English (en)" … as XLSForm names them */

typedef struct _EpcFormChoices EpcFormChoices;

EpcFormChoices *epc_form_choices_new (EpcStore *store);
void epc_form_choices_free (EpcFormChoices *choices);
/* Makes sure that the list is in the form and returns its name ("site_type"). */
const char *epc_form_choices_codes (EpcFormChoices *choices, const char *list_key);
/* The records that @field may refer to, by the text that finds them again. NULL: none, too many to choose from, or persons. */
const char *epc_form_choices_records (EpcFormChoices *choices, const EpcField *field);
/* The areas of @level as a list with the column "parent"; NULL: the workspace has none. */
const char *epc_form_choices_places (EpcFormChoices *choices, int level);
/* Whether @country has areas in the workspace. */
gboolean epc_form_choices_has_areas (const EpcFormChoices *choices, const char *country);
/* Rows of the sheet "choices". (transfer full) */
GPtrArray *epc_form_choices_rows (EpcFormChoices *choices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcFormChoices, epc_form_choices_free)

G_END_DECLS
