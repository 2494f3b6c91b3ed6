/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One field in a form: caption above, control, unit at its right, message directly below, a clock that opens the field's
 * history. A message never moves the focus and never blocks saving a draft. One subclass for each kind of control.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/epc-validation.h"
#include "store/epc-store.h"

G_BEGIN_DECLS

#define EPC_TYPE_FIELD_ROW (epc_field_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (EpcFieldRow, epc_field_row, EPC, FIELD_ROW, GtkBox)

struct _EpcFieldRowClass
{
  GtkBoxClass parent_class;

  /* Makes the control and hands it to epc_field_row_set_control(). */
  void (*build) (EpcFieldRow *self);
  /* Shows what @record holds. */
  void (*load) (EpcFieldRow *self, EpcRecord *record);
  /* Reads the control into @record; FALSE with @error: what is typed is no value of the field, @record is as before. */
  gboolean (*read) (EpcFieldRow *self, EpcRecord *record, GError **error);
  /* Editable or not. */
  void (*set_editable) (EpcFieldRow *self, gboolean is_editable);
};

/* Signals of EpcFieldRow:
 *   "edited" ()        : the control holds something else; read it.
 *   "committed" ()     : a choice was made or Enter pressed: save now.
 *   "next" ()          : Enter: go on to the next field.
 *   "history" ()       : the clock was pressed.
 *   "new-wanted" ()    : a reference wants a new record of its target. */

/* The kind of control is chosen by the field's type. @entity is the record's. */
EpcFieldRow *epc_field_row_new (EpcStore *store, const EpcEntity *entity, const EpcField *field);
EpcStore *epc_field_row_store (EpcFieldRow *self);
const EpcEntity *epc_field_row_entity (EpcFieldRow *self);
const EpcField *epc_field_row_field (EpcFieldRow *self);

void epc_field_row_load (EpcFieldRow *self, EpcRecord *record);
/* Only when it was edited since it was loaded; else TRUE and nothing happens. What cannot be read stays in the control with
 * its message. */
gboolean epc_field_row_read (EpcFieldRow *self, EpcRecord *record);
gboolean epc_field_row_is_edited (EpcFieldRow *self);
/* Why the control cannot be read; NULL: it can. */
const char *epc_field_row_read_error (EpcFieldRow *self);
/* What was typed is saved or read: epc_field_row_is_edited() starts anew. */
void epc_field_row_settle (EpcFieldRow *self);
void epc_field_row_set_editable (EpcFieldRow *self, gboolean is_editable);
gboolean epc_field_row_is_editable (EpcFieldRow *self);
/* The user has been in the field: "missing" may be shown. */
void epc_field_row_set_touched (EpcFieldRow *self, gboolean is_touched);
gboolean epc_field_row_is_touched (EpcFieldRow *self);

/* The message below: NULL takes it away. @button (may be NULL) settles it: "message-action" is emitted. */
void epc_field_row_set_message (EpcFieldRow *self, EpcFindingLevel level, const char *text, const char *button);
const char *epc_field_row_message (EpcFieldRow *self);
/* A faint note in place of a message ("not known here yet"); NULL: none. */
void epc_field_row_set_note (EpcFieldRow *self, const char *text);
void epc_field_row_set_unit (EpcFieldRow *self, const char *unit);
/* Without a caption, for a count grid whose headings say it. The accessible label stays. */
void epc_field_row_set_bare (EpcFieldRow *self, gboolean is_bare);
void epc_field_row_set_history_visible (EpcFieldRow *self, gboolean is_visible);

/* The widget that takes the keyboard. */
GtkWidget *epc_field_row_control (EpcFieldRow *self);

/* --- for the subclasses --- */
/* @focus: the widget inside @control that is focused and named for assistive technology; NULL: @control itself. */
void epc_field_row_set_control (EpcFieldRow *self, GtkWidget *control, GtkWidget *focus);
void epc_field_row_edited (EpcFieldRow *self);
void epc_field_row_committed (EpcFieldRow *self);
/* Enter: it is committed, and the next field is wanted. */
void epc_field_row_done (EpcFieldRow *self);
/* What the field's text says in the form; NULL: it is empty. A text of the seeds stands in the reader's language, and is known again when it is
 * read. Free with g_free(). */
char *epc_field_row_text (EpcFieldRow *self, const EpcRecord *record);
/* Reads what @text says into @record by the rules of the store; blank empties. */
gboolean epc_field_row_parse (EpcFieldRow *self, EpcRecord *record, const char *text, GError **error);

G_END_DECLS
