/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a form does when it is asked: close, step, history, duplicate, delete, undo.
 */
#include "epc-record-form-private.h"

#include "base/epc-i18n.h"
#include "desktop/application.h"
#include "desktop/window.h"
#include "epc-form-findings.h"
#include "epc-form-group.h"
#include "epc-page-work.h"
#include "store/epc-journal.h"

static void
action_close (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);

  epc_form_leave_row (self, NULL);
  /* An entry that the ledger refuses is not lost with the form: the reason stands above it. Left again as it is, it goes. */
  if (epc_form_is_ledger_draft (self) && self->failure == NULL)
    {
      epc_form_commit_group (self, NULL);
      self->wants_close = self->is_inserting;
      if (self->wants_close)
        return;
    }
  else if (!epc_form_is_ledger_draft (self))
    epc_form_commit_group (self, NULL);
  g_signal_emit_by_name (self, "closed");
}

static void
action_step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);

  epc_record_form_commit (self);
  g_signal_emit_by_name (self, "step-requested", g_str_equal (name, "form.next") ? 1 : -1);
}

static void
action_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_record_form_commit (EPC_RECORD_FORM (widget));
  g_signal_emit_by_name (widget, "print-requested");
}

static int
row_position (EpcRecordForm *self, EpcFieldRow *row)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (row != NULL && self->rows->pdata[i] == row)
      return (int) i;
  return -1;
}

/* The next problem after the cursor, in the order of the fields; from the end it goes on at the beginning. */
static void
action_next_problem (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);
  int here = row_position (self, self->current), best = -1, first = -1;

  if (self->current != NULL)
    {
      epc_field_row_set_touched (self->current, TRUE);
      epc_form_read_row (self, self->current);
    }
  /* Asked for what is to be corrected, a draft tells what is missing. */
  for (guint i = 0; i < self->rows->len; i++)
    if (self->rows->pdata[i] != NULL && (self->entity->fields[i].flags & EPC_FIELD_REQUIRED))
      epc_field_row_set_touched (self->rows->pdata[i], TRUE);
  epc_form_validate (self);
  for (guint i = 0; i < self->findings->len; i++)
    {
      int position = row_position (self, ((EpcFormFinding *) self->findings->pdata[i])->row);

      if (position < 0)
        continue;
      if (first < 0 || position < first)
        first = position;
      if (position > here && (best < 0 || position < best))
        best = position;
    }
  if (best < 0)
    best = first;
  if (best >= 0)
    gtk_widget_grab_focus (self->rows->pdata[best]);
  else
    gtk_widget_error_bell (widget);
}

static void
action_history (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);

  if (self->current != NULL)
    {
      /* The clock shows what is saved, so what is typed is saved first. */
      epc_form_read_row (self, self->current);
      epc_form_commit_group (self, epc_field_group (epc_field_row_field (self->current)));
      epc_form_show_history (self->current, self);
    }
}

static void
action_duplicate (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);
  g_autoptr (EpcRecord) copy = epc_record_new (self->entity);

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      EpcValue value = EPC_VALUE_INIT;

      if (!epc_field_is_stored (&self->entity->fields[i]) || self->entity->fields[i].type == EPC_TYPE_FILE)
        continue;
      epc_value_copy (&value, epc_record_value (self->working, i));
      epc_record_take_value (copy, i, &value);
    }
  /* It must differ from the first in something before it is a record of its own: the first field is emptied. */
  epc_record_empty (copy, self->entity->fields[0].key);
  epc_record_form_set_record (self, copy);
  gtk_widget_child_focus (self->fields, GTK_DIR_TAB_FORWARD);
}

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcRecordForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = epc_page_delete_finish (EPC_STORE (source), result, &error);
  EpcWindow *window;

  if (rows == NULL)
    {
      epc_page_show_error (GTK_WIDGET (self), _("The record was not deleted"), error);
      return;
    }
  window = epc_window_of (GTK_WIDGET (self));
  self->is_read_only = TRUE; /* nothing more is written to it */
  g_signal_emit_by_name (self, "closed");
  if (window != NULL)
    {
      g_autofree char *count = epc_page_count_text (self->entity, rows->len), *text = g_strdup_printf (_("In the bin: %s"), count);

      epc_window_toast (window, text, TRUE);
    }
}

void
epc_form_end_visit (EpcRecordForm *self)
{
  epc_form_visit_unref (self->visit);
  self->visit = epc_form_visit_new (self->store);
}

static void
action_delete (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 row = epc_record_row (self->working);

  epc_record_form_commit (self);
  epc_form_end_visit (self);
  g_array_append_val (rows, row);
  epc_page_delete_async (self->store, self->entity, rows, on_deleted, g_object_ref (self));
}

static void
on_undone (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcRecordForm) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    epc_page_show_error (GTK_WIDGET (self), _("Nothing was undone"), error);
  else
    epc_form_reload (self);
}

static void
undo_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (EpcUndoResult) result = epc_store_undo (EPC_RECORD_FORM (source)->store, &error);

  if (result != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
epc_form_run_undo (EpcRecordForm *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_undone, g_object_ref (self));

  self->wants_undo = FALSE;
  epc_form_end_visit (self);
  g_task_set_source_tag (task, epc_form_run_undo);
  g_task_run_in_thread (task, undo_in_thread);
}

/* What was typed since the field was saved goes first; FALSE: there is nothing of it. */
static gboolean
untype (EpcRecordForm *self)
{
  const char *group = self->current != NULL ? epc_field_group (epc_field_row_field (self->current)) : NULL;
  gboolean is_typed = FALSE;

  for (guint i = 0; group != NULL && i < self->entity->n_fields; i++)
    {
      EpcFieldRow *row = self->rows->pdata[i];
      EpcValue value = EPC_VALUE_INIT;

      if (row == NULL || !g_str_equal (epc_field_group (&self->entity->fields[i]), group)
          || (!epc_form_differs (self, i) && epc_field_row_read_error (row) == NULL))
        continue;
      epc_value_copy (&value, epc_record_value (self->stored, i));
      epc_record_take_value (self->working, i, &value);
      epc_field_row_load (row, self->working);
      is_typed = TRUE;
    }
  return is_typed;
}

/* First what is typed and not saved, then the whole visit, then what was before it. */
static void
action_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcRecordForm *self = EPC_RECORD_FORM (widget);

  if (untype (self))
    epc_form_validate (self);
  else if (epc_form_visit_pending (self->visit) > 0)
    self->wants_undo = TRUE;
  else
    epc_form_run_undo (self);
}

void
epc_form_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "form.close", NULL, action_close);
  gtk_widget_class_install_action (klass, "page.leave", NULL, action_close);
  gtk_widget_class_install_action (klass, "form.previous", NULL, action_step);
  gtk_widget_class_install_action (klass, "form.next", NULL, action_step);
  gtk_widget_class_install_action (klass, "form.next-problem", NULL, action_next_problem);
  gtk_widget_class_install_action (klass, "form.history", NULL, action_history);
  gtk_widget_class_install_action (klass, "form.delete", NULL, action_delete);
  gtk_widget_class_install_action (klass, "form.duplicate", NULL, action_duplicate);
  gtk_widget_class_install_action (klass, "form.print", NULL, action_print);
  gtk_widget_class_install_action (klass, "form.undo", NULL, action_undo);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "form.close", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "form.previous", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "form.next", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F8, 0, "form.next-problem", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_h, GDK_CONTROL_MASK, "form.history", NULL);
}
