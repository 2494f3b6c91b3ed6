/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Saving what a form holds: a new record whole, an old one group by group; and the visit, which makes one undo step of it.
 */
#pragma once

#include "store/epc-store.h"

G_BEGIN_DECLS

/* Writes the @n_fields fields @fields (positions in the entity's table) of @record to the record as it is stored now; a record
 * with row 0 is inserted whole. @record is copied. */
void epc_form_save_async (EpcStore *store, EpcRecord *record, const guint *fields, guint n_fields, const char *label,
                          GAsyncReadyCallback callback, gpointer data);
/* The record as it is stored afterwards (transfer full). @written: what was asked to be written; stays the task's. */
EpcRecord *epc_form_save_finish (EpcStore *store, GAsyncResult *result, EpcRecord **written, GError **error);

/* One visit to a form is one undo step. It begins with the first write and ends when the form is left and all is written. */
typedef struct _EpcFormVisit EpcFormVisit;

EpcFormVisit *epc_form_visit_new (EpcStore *store);
void epc_form_visit_unref (EpcFormVisit *visit); /* leaves it */
/* Before a write; opens the step under @label when it is the first. */
void epc_form_visit_begin (EpcFormVisit *visit, const char *label);
/* After a write, done or failed. */
void epc_form_visit_end (EpcFormVisit *visit);
guint epc_form_visit_pending (EpcFormVisit *visit);

G_END_DECLS
