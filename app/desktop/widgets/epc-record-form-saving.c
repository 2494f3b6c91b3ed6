/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a form writes, and what it takes over from what was written.
 */
#include "epc-record-form-private.h"

#include "base/epc-clock.h"
#include "base/epc-i18n.h"
#include "epc-endorsement-note.h"
#include "epc-form-findings.h"

gboolean
epc_form_differs (EpcRecordForm *self, guint index)
{
  return epc_field_is_stored (&self->entity->fields[index])
         && !epc_value_equal (epc_record_value (self->working, index), epc_record_value (self->stored, index));
}

gboolean
epc_form_is_ledger_draft (EpcRecordForm *self)
{
  return epc_form_is_draft (self) && (self->entity->flags & EPC_ENTITY_APPEND_ONLY);
}

/* TRUE when the store emptied what this form did not: parts whose total was changed without them. */
static gboolean
has_emptied (EpcRecordForm *self, EpcRecord *stored, EpcRecord *written)
{
  for (guint i = 0; i < self->entity->n_fields; i++)
    if ((self->entity->fields[i].flags & EPC_FIELD_PART) && epc_record_value (stored, i)->kind == EPC_VALUE_EMPTY
        && epc_record_value (written, i)->kind != EPC_VALUE_EMPTY)
      return TRUE;
  return FALSE;
}

/* Takes over what was stored, except where the user typed on meanwhile. */
void
epc_form_take_stored (EpcRecordForm *self, EpcRecord *stored, EpcRecord *written)
{
  gboolean was_draft = epc_form_is_draft (self);

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      EpcFieldRow *row = self->rows->pdata[i];
      const EpcValue *now = epc_record_value (self->working, i), *after = epc_record_value (stored, i);
      EpcValue value = EPC_VALUE_INIT;
      gboolean is_same = epc_value_equal (now, after);

      if (!is_same && epc_form_differs (self, i) && (written == NULL || !epc_value_equal (now, epc_record_value (written, i))))
        continue;
      epc_value_copy (&value, after);
      epc_record_take_value (self->working, i, &value);
      if (row == NULL || epc_field_row_read_error (row) != NULL)
        continue;
      if (!is_same)
        epc_field_row_load (row, self->working);
      else
        epc_field_row_settle (row);
    }
  epc_record_set_uid (self->working, epc_record_uid (stored));
  epc_record_set_row (self->working, epc_record_row (stored));
  epc_record_set_code (self->working, epc_record_code (stored));
  g_set_object (&self->stored, stored);
  epc_endorsement_note_show (self->endorsement, self->store, stored);
  if (was_draft)
    for (guint i = 0; i < self->rows->len; i++)
      if (self->rows->pdata[i] != NULL)
        {
          epc_field_row_set_touched (self->rows->pdata[i], TRUE);
          epc_field_row_set_history_visible (self->rows->pdata[i], TRUE);
          /* Files need a record that is there. */
          if (self->entity->fields[i].type == EPC_TYPE_FILE)
            epc_field_row_load (self->rows->pdata[i], self->working);
        }
}

typedef struct
{
  EpcRecordForm *form;
  EpcFormVisit *visit;
  EpcRecord *shown; /* what the form showed when it wrote */
} Saving;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  EpcRecordForm *self = saving->form;
  g_autoptr (GError) error = NULL;
  EpcRecord *written;
  g_autoptr (EpcRecord) stored = epc_form_save_finish (EPC_STORE (source), result, &written, &error);
  gboolean is_shown = saving->shown == self->working;

  epc_form_visit_end (saving->visit);
  if (is_shown)
    {
      gboolean was_inserting = self->is_inserting;

      self->is_inserting = FALSE;
      g_free (self->failure);
      self->failure = error != NULL ? g_strdup (error->message) : NULL;
      if (stored != NULL)
        {
          self->saved_at = epc_clock_now ();
          self->is_changed_elsewhere = FALSE;
          self->has_emptied = has_emptied (self, stored, written);
          epc_form_take_stored (self, stored, written);
        }
      epc_form_update_actions (self);
      epc_form_validate (self);
      /* What was left while the record was being inserted. */
      if (was_inserting && stored != NULL)
        epc_form_commit_group (self, NULL);
    }
  if (stored != NULL)
    g_signal_emit_by_name (self, "saved", stored);
  if (is_shown && self->wants_close)
    {
      self->wants_close = FALSE;
      if (stored != NULL)
        g_signal_emit_by_name (self, "closed");
    }
  if (self->wants_undo && self->visit != NULL && epc_form_visit_pending (self->visit) == 0)
    epc_form_run_undo (self);
  g_object_unref (saving->shown);
  g_object_unref (self);
  g_free (saving);
}

static void
write_fields (EpcRecordForm *self, const guint *fields, guint n)
{
  Saving *saving = g_new (Saving, 1);
  g_autofree char *title = epc_form_title (self);
  g_autofree char *label
      = epc_form_is_draft (self) ? g_strdup_printf (_("Enter: %s"), _(self->entity->label)) : g_strdup_printf (_("Edit: %s"), title);

  saving->form = g_object_ref (self);
  saving->visit = self->visit;
  saving->shown = g_object_ref (self->working);
  epc_form_visit_begin (self->visit, label);
  epc_form_save_async (self->store, self->working, fields, n, label, on_saved, saving);
}

/* Writes what was changed in @group; NULL: in all. */
void
epc_form_commit_group (EpcRecordForm *self, const char *group)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *missing = NULL;

  if (self->is_read_only || self->is_inserting)
    return;
  /* An entry in a ledger cannot be mended: it is made as a whole, when the form is left. */
  if (group != NULL && epc_form_is_ledger_draft (self))
    return;
  if (epc_form_is_draft (self))
    {
      missing = epc_form_missing (self->working);
      if (missing == NULL)
        {
          self->is_inserting = TRUE;
          write_fields (self, NULL, 0);
        }
      return;
    }
  for (guint i = 0; i < self->entity->n_fields; i++)
    if (epc_form_differs (self, i) && (group == NULL || g_str_equal (epc_field_group (&self->entity->fields[i]), group)))
      g_array_append_val (fields, i);
  if (fields->len == 0)
    return;
  for (guint i = 0; i < fields->len; i++)
    {
      guint field = g_array_index (fields, guint, i);

      /* A record that is saved stays complete: an emptied required field is told, and the stored value stands. */
      if ((self->entity->fields[field].flags & EPC_FIELD_REQUIRED) && epc_record_value (self->working, field)->kind == EPC_VALUE_EMPTY)
        g_array_remove_index (fields, i--);
    }
  if (fields->len > 0)
    write_fields (self, (const guint *) (gpointer) fields->data, fields->len);
}

/* What cannot be read stays in the control with its message; the record keeps what is stored, not what was read on the way
 * ("200", "", "a", "ab"). */
void
epc_form_read_row (EpcRecordForm *self, EpcFieldRow *row)
{
  int index = epc_entity_field_index (self->entity, epc_field_row_field (row)->key);
  EpcValue value = EPC_VALUE_INIT;

  if (epc_field_row_read (row, self->working) || index < 0)
    return;
  epc_value_copy (&value, epc_record_value (self->stored, (guint) index));
  epc_record_take_value (self->working, (guint) index, &value);
}

gboolean
epc_record_form_commit (EpcRecordForm *self)
{
  if (self->current != NULL)
    {
      epc_field_row_set_touched (self->current, TRUE);
      epc_form_read_row (self, self->current);
    }
  epc_form_commit_group (self, NULL);
  epc_form_validate (self);
  return !epc_form_is_draft (self) || self->is_inserting;
}

guint
epc_record_form_pending (EpcRecordForm *self)
{
  return epc_form_visit_pending (self->visit);
}
