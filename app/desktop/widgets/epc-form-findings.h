/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is to be corrected in a form: at the fields, and as a list beside them.
 */
#pragma once

#include "epc-form-layout.h"

G_BEGIN_DECLS

typedef struct
{
  EpcFindingLevel level;
  EpcFieldRow *row; /* NULL: the record as a whole; not owned */
  char *message;
  gboolean is_alike; /* another one says the same, of another field */
} EpcFormFinding;

/* Validates @record, adds what the rows themselves cannot read and where the point lies, puts each message at its field and
 * counts them in @sections. "Missing" is told only of fields that were touched, or of a record that is saved already.
 * (element-type EpcFormFinding) errors first. */
GPtrArray *epc_form_findings (EpcStore *store, EpcRecord *record, GPtrArray *rows, GPtrArray *sections);
/* Labels of the required fields that are empty, joined by ", "; NULL: none. Free with g_free(). */
char *epc_form_missing (EpcRecord *record);

/* A button for one finding of the list: it goes to the field. */
GtkWidget *epc_form_finding_button (const EpcFormFinding *finding);

G_END_DECLS
