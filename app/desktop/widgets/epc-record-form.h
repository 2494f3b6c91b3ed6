/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The form of one record, made from the catalogue: sections at the left, fields in the middle, what is to be corrected at
 * the right. A field is saved when it is left; one visit is one undo step. It is a whole page with a header bar of its own,
 * to be shown in place of the window's.
 */
#pragma once

#include <adwaita.h>

#include "epc-field-row.h"
#include "store/epc-store.h"

G_BEGIN_DECLS

#define EPC_TYPE_RECORD_FORM (epc_record_form_get_type ())
G_DECLARE_FINAL_TYPE (EpcRecordForm, epc_record_form, EPC, RECORD_FORM, AdwBin)

/* Signals of EpcRecordForm:
 *   "saved" (EpcRecord *record)   : after each write.
 *   "closed" ()                   : Esc, back: take the form away.
 *   "step-requested" (int step)   : previous (−1) or next (+1) record wanted; answer with epc_record_form_set_record().
 *   "print-requested" ()          : form.print.
 * Actions: form.close (also page.leave), form.previous, form.next, form.next-problem (F8), form.history (Ctrl+H), form.delete,
 * form.duplicate, form.print, form.undo. Esc, Ctrl+PgUp, Ctrl+PgDn, F8, Ctrl+H are bound to the form itself. */

/* A new record of @entity with the first values of its fields filled in: today, now, the office, and @crisis (may be NULL)
 * where they are asked for. Not saved. (transfer full) */
EpcRecord *epc_record_form_draft (EpcStore *store, const EpcEntity *entity, const EpcUid *crisis);

/* @record: what is edited (a copy is taken; row 0: a new one); NULL: a draft without crisis. */
GtkWidget *epc_record_form_new (EpcStore *store, EpcRecord *record, const EpcEntity *entity);
/* Saves what is typed and shows @record instead. */
void epc_record_form_set_record (EpcRecordForm *form, EpcRecord *record);
/* What is in the form now, saved or not. (transfer none) */
EpcRecord *epc_record_form_record (EpcRecordForm *form);
/* Are there records before and after (header buttons)? */
void epc_record_form_set_neighbours (EpcRecordForm *form, gboolean has_previous, gboolean has_next);
/* A widget under "Where it is" in the right column (a map); NULL: none. */
void epc_record_form_set_where (EpcRecordForm *form, GtkWidget *widget);
/* Puts the cursor into @field (key). */
gboolean epc_record_form_focus_field (EpcRecordForm *form, const char *field);
/* The row of @field (key); NULL: there is none. */
EpcFieldRow *epc_record_form_row (EpcRecordForm *form, const char *field);
/* Saves what is typed and not yet saved. TRUE when nothing is left to save (a draft without its required fields is left). */
gboolean epc_record_form_commit (EpcRecordForm *form);
/* Writes under way: 0 when all is on disk. */
guint epc_record_form_pending (EpcRecordForm *form);

G_END_DECLS
