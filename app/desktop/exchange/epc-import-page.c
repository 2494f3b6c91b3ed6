/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The import assistant: what exactly will this file change? At the left the cells of the file and where each column goes, at
 * the right the consequences, and the blue button carries the number. Nothing is written before it is pressed.
 */
#include "exchange.h"

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-import-cells.h"
#include "epc-import-columns.h"
#include "epc-import-consequences.h"
#include "epc-import-form.h"
#include "epc-import-questions.h"
#include "epc-import-saved.h"
#include "epc-import-values.h"
#include "exchange/epc-import.h"
#include "exchange/epc-peek.h"
#include "widgets/epc-file-dialog.h"
#include "widgets/epc-heading.h"
#include "widgets/epc-page-work.h"
#include "widgets/epc-state.h"

#define EPC_TYPE_IMPORT_PAGE (epc_import_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcImportPage, epc_import_page, EPC, IMPORT_PAGE, AdwBin)

struct _EpcImportPage
{
  AdwBin parent_instance;
  EpcSession *session;
  char *path;
  const EpcEntity *entity; /* asked for; NULL: recognised */
  gboolean is_certain;     /* the user chose the entity here; else the file may overrule it */
  guint sheet_number;
  gboolean is_filling, is_mapped_by_hand;
  char *saved_name;        /* the mapping to read by; NULL: that of the same header, if any */
  GPtrArray *entities;     /* of the choice, by label */
  EpcMapping *mapping;     /* NULL while the file is recognised, or when it was not */
  EpcImportReport *report; /* of the last trial */
  GCancellable *cancellable;
  guint trial_source;
  gboolean is_gone;

  AdwWindowTitle *title;
  GtkWidget *import, *step_file, *step_columns, *step_review, *facts, *sheet, *kind, *cells, *columns, *columns_heading, *form,
      *values, *saved, *questions, *stack, *phase, *progress, *stop, *consequences;
};

G_DEFINE_FINAL_TYPE (EpcImportPage, epc_import_page, ADW_TYPE_BIN)

static void start_recognition (EpcImportPage *self);
static void start_reading (EpcImportPage *self, gboolean dry_run, const char *rejects);

static char *
number (gint64 value)
{
  return epc_language_integer (epc_language_get (NULL), value);
}

static GCancellable *
new_cancellable (EpcImportPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  return self->cancellable = g_cancellable_new ();
}

/* --- what is shown of it --- */

static void
on_go_to (guint64 row, guint column, gpointer data)
{
  EpcImportPage *self = data;

  epc_import_cells_show (EPC_IMPORT_CELLS (self->cells), row, column);
}

static void
show_columns (EpcImportPage *self)
{
  EpcColumnSummary summary = epc_mapping_summary (self->mapping);
  g_autofree char *all = number (summary.n_columns), *placed = number (summary.n_placed), *left = number (summary.n_left);
  g_autofree char *personal = number (summary.n_personal);
  /* Translators: numbers of columns */
  g_autofree char *note = g_strdup_printf (_ ("of %s: %s are kept, %s personal, %s go nowhere"), all, placed, personal, left);
  g_autofree char *step = summary.n_left > 0 ? g_strdup_printf (_ ("Columns · %s go nowhere"), left) : g_strdup (_ ("Columns"));

  epc_heading_set (EPC_HEADING (self->columns_heading), _ ("Where each column goes"), note);
  epc_import_columns_set (EPC_IMPORT_COLUMNS (self->columns), self->mapping);
  epc_import_cells_set_mapping (EPC_IMPORT_CELLS (self->cells), self->mapping);
  epc_state_set (EPC_STATE (self->step_file), "ok", _ ("File"));
  epc_state_set (EPC_STATE (self->step_columns), summary.n_left > 0 ? "watch" : "ok", step);
}

static void
mark_cells (EpcImportPage *self)
{
  EpcImportCells *cells = EPC_IMPORT_CELLS (self->cells);

  epc_import_cells_clear_marks (cells);
  for (guint i = 0; i < self->report->findings->len; i++)
    {
      const EpcImportFinding *finding = g_ptr_array_index (self->report->findings, i);
      guint column = epc_mapping_column_index (self->mapping, finding->column);

      if (finding->row > 0 && column != G_MAXUINT)
        epc_import_cells_mark (cells, finding->row, column, finding->level == EPC_FINDING_ERROR ? EPC_MARK_REJECTED : EPC_MARK_CORRECTED);
    }
}

static void
show_report (EpcImportPage *self)
{
  const EpcImportReport *report = self->report;
  gint64 changes = report->inserted + report->updated;
  g_autofree char *count = report->entity != NULL ? epc_page_count_text (report->entity, changes) : number (changes);
  /* Translators: the button that imports; %s is "352 sites" */
  g_autofree char *label = g_strdup_printf (_ ("Import %s"), count), *rejected = number (report->rejected);
  g_autofree char *review = report->rejected > 0 ? g_strdup_printf (_ ("Review · %s rejected"), rejected) : g_strdup (_ ("Review"));
  gboolean has_doubts = report->rejected > 0 || report->n_findings[EPC_FINDING_WARNING] > 0;

  epc_import_questions_set (EPC_IMPORT_QUESTIONS (self->questions), self->mapping, report);
  epc_import_consequences_fill (GTK_BOX (self->consequences), report, self->mapping, on_go_to, self);
  mark_cells (self);
  epc_state_set (EPC_STATE (self->step_review), report->rejected > 0 ? "critical" : has_doubts ? "watch" : "ok", review);
  gtk_button_set_label (GTK_BUTTON (self->import), label);
  gtk_widget_set_sensitive (self->import, changes > 0);
  gtk_widget_set_tooltip_text (self->import, changes > 0 ? NULL : _ ("Nothing in this file would change the workspace"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save-rejects", report->rejected > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "report");
  gtk_widget_grab_focus (changes > 0 ? self->import : self->consequences);
}

static void
show_refusal (EpcImportPage *self, const GError *error)
{
  epc_import_consequences_refuse (GTK_BOX (self->consequences), error->message);
  gtk_widget_set_sensitive (self->import, FALSE);
  epc_state_set (EPC_STATE (self->step_review), "critical", _ ("Review"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "report");
}

/* --- reading and writing --- */

static void
on_progress (const char *phase, double fraction, gpointer data)
{
  EpcImportPage *self = data;

  if (self->is_gone)
    return;
  gtk_label_set_text (GTK_LABEL (self->phase), phase);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), CLAMP (fraction, 0, 1));
}

static void
tell_done (EpcWindow *window, EpcImportReport *report)
{
  gint64 changes = report->inserted + report->updated;
  g_autofree char *count = report->entity != NULL ? epc_page_count_text (report->entity, changes) : number (changes);
  g_autofree char *action = g_strdup_printf ("win.undo-batch(int64 %" G_GINT64_FORMAT ")", report->batch);
  /* Translators: %s is "352 sites" */
  g_autofree char *done = g_strdup_printf (_ ("Imported: %s"), count), *queued = number (report->queued), *text = NULL;

  if (report->queued > 0)
    {
      /* They stand under Resources, Names in doubt, with the same number beside it. */
      g_autofree char *wait = g_strdup_printf (ngettext_ ("%s name waits", "%s names wait", (gulong) report->queued), queued);
      text = g_strdup_printf ("%s · %s", done, wait);
    }
  else
    text = g_steal_pointer (&done);
  epc_window_toast_action (window, text, report->batch > 0 ? _ ("Undo") : NULL, report->batch > 0 ? action : NULL);
}

/* What came in is what one wants to see next. Who imports from one of these lists stays there. */
static void
show_imported (EpcWindow *window, EpcImportReport *report)
{
  const EpcSection *section = report->entity != NULL ? epc_section_of_entity (report->entity->key) : NULL;
  EpcSectionPage *page = epc_window_section_page (window);

  if (section != NULL && report->inserted + report->updated > 0
      && (page == NULL || epc_section_page_section (page) != section))
    epc_window_go_to (window, section->tab, section->key);
}

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcImportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcImportReport) report = epc_import_file_finish (EPC_STORE (source), result, &error);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (report == NULL)
    show_refusal (self, error);
  else if (!report->is_dry_run)
    {
      epc_window_pop (window);
      show_imported (window, report);
      tell_done (window, report);
    }
  else
    {
      g_clear_pointer (&self->report, epc_import_report_free);
      self->report = g_steal_pointer (&report);
      show_report (self);
    }
}

static void
show_reading (EpcImportPage *self, const char *phase)
{
  gtk_widget_set_sensitive (self->import, FALSE);
  gtk_widget_set_tooltip_text (self->import, _ ("The file is being read"));
  gtk_label_set_text (GTK_LABEL (self->phase), phase);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  epc_state_set (EPC_STATE (self->step_review), "half", _ ("Review"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "reading");
}

static void
start_reading (EpcImportPage *self, gboolean dry_run, const char *rejects)
{
  EpcImportOptions options = { .mapping = self->mapping,
                               .set = epc_import_values_get (EPC_IMPORT_VALUES (self->values)),
                               .dry_run = dry_run,
                               .rejects = rejects };

  show_reading (self, dry_run ? _ ("Reading the file") : _ ("Importing"));
  epc_import_file_async (epc_session_store (self->session), self->path, &options, on_progress, self, new_cancellable (self),
                         on_imported, g_object_ref (self));
}

static gboolean
try_again (gpointer data)
{
  EpcImportPage *self = data;

  self->trial_source = 0;
  start_reading (self, TRUE, NULL);
  return G_SOURCE_REMOVE;
}

/* Several columns changed in a row are tried once. */
static void
on_mapping_changed (EpcImportPage *self)
{
  self->is_mapped_by_hand = TRUE;
  show_columns (self);
  epc_import_saved_set (EPC_IMPORT_SAVED (self->saved), epc_session_store (self->session), self->mapping, NULL);
  gtk_widget_set_sensitive (self->import, FALSE);
  g_clear_handle_id (&self->trial_source, g_source_remove);
  self->trial_source = g_timeout_add (400, try_again, self);
}

static void
on_mapping_refused (EpcImportPage *self, const char *sentence)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);

  show_columns (self);
  if (window != NULL)
    epc_window_show_error (window, _ ("This column cannot go there"), error);
}

/* --- what the file is --- */

typedef struct
{
  EpcStore *store;
  char *path;
  const EpcEntity *entity;
  gboolean is_certain;
  guint sheet;
  GStrv set;
  char *saved_name, *form;
  EpcPeek *peek;
  EpcMapping *mapping;
  EpcImportLack lack; /* when it was refused */
  GError *error;
} Recognition;

static void
recognition_free (gpointer data)
{
  Recognition *one = data;

  g_object_unref (one->store);
  g_free (one->path);
  g_strfreev (one->set);
  g_free (one->saved_name);
  g_free (one->form);
  epc_peek_free (one->peek);
  epc_mapping_free (one->mapping);
  g_clear_error (&one->error);
  g_free (one);
}

static EpcMapping *
recognise (Recognition *one, const EpcEntity *entity, const char *sheet)
{
  EpcImportOptions options = { .as = entity != NULL ? entity->key : NULL, .sheet = sheet, .set = (const char *const *) one->set,
                               .mapping_name = one->saved_name, .choices = one->form, .lack = &one->lack };

  g_clear_error (&one->error);
  return epc_import_recognise (one->store, one->path, &options, &one->error);
}

static void
recognise_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Recognition *one = data;
  const char *sheet = NULL;

  one->peek = epc_peek (one->path, one->sheet != G_MAXUINT ? one->sheet : 0, 1, 1, cancellable, &one->error);
  if (one->peek != NULL && one->sheet != G_MAXUINT && one->sheet < g_strv_length (one->peek->sheets))
    sheet = one->peek->sheets[one->sheet];
  if (one->peek != NULL)
    one->mapping = recognise (one, one->entity, sheet);
  /* Asked from another list: what the file holds decides. */
  if (one->peek != NULL && one->mapping == NULL && one->entity != NULL && !one->is_certain)
    {
      g_autoptr (GError) first = g_steal_pointer (&one->error);
      one->mapping = recognise (one, NULL, sheet);
    }
  g_task_return_boolean (task, TRUE);
}

static guint
position_of_entity (EpcImportPage *self, const EpcEntity *entity)
{
  guint at;

  return entity != NULL && g_ptr_array_find (self->entities, entity, &at) ? at : GTK_INVALID_LIST_POSITION;
}

static void
show_facts (EpcImportPage *self, const Recognition *one)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (one->peek == NULL)
    return;
  g_string_append (text, one->peek->format != NULL ? one->peek->format : "");
  if (one->peek->detail != NULL)
    g_string_append_printf (text, " · %s", one->peek->detail);
  if (one->mapping != NULL && one->mapping->hxl_row > 0)
    {
      g_autofree char *row = number ((gint64) one->mapping->hxl_row);
      g_string_append (text, " · ");
      /* Translators: %s is the number of a row */
      g_string_append_printf (text, _ ("HXL tags in row %s"), row);
    }
  gtk_label_set_text (GTK_LABEL (self->facts), text->str);
  gtk_widget_set_tooltip_text (self->facts, text->str);
  self->is_filling = TRUE;
  if (g_strv_length (one->peek->sheets) > 1)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const *) one->peek->sheets);
      gtk_drop_down_set_model (GTK_DROP_DOWN (self->sheet), G_LIST_MODEL (names));
      gtk_widget_set_visible (self->sheet, TRUE);
    }
  if (one->mapping != NULL)
    {
      self->sheet_number = one->mapping->sheet;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), position_of_entity (self, epc_mapping_entity (one->mapping)));
    }
  if (gtk_widget_get_visible (self->sheet) && self->sheet_number != G_MAXUINT)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->sheet), self->sheet_number);
  self->is_filling = FALSE;
}

/* Fields of the rows' own kind first, then of what they refer to; before anything is recognised, of the kind asked for. */
static void
offer_values (EpcImportPage *self)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();

  for (guint t = 0; self->mapping != NULL && t < self->mapping->targets->len; t++)
    g_ptr_array_add (entities, (gpointer) g_array_index (self->mapping->targets, EpcTarget, t).entity);
  if (self->mapping == NULL && self->entity != NULL)
    g_ptr_array_add (entities, (gpointer) self->entity);
  /* What a question may be about. */
  for (guint d = 0; self->mapping != NULL && d < self->mapping->doubts->len; d++)
    {
      const EpcMappingDoubt *doubt = g_ptr_array_index (self->mapping->doubts, d);
      g_auto (GStrv) parts = g_strsplit (g_str_equal (doubt->key, "missing") && doubt->answers != NULL ? doubt->answers : "", ".", 2);
      const EpcEntity *entity = parts[0] != NULL ? epc_entity_find (parts[0]) : NULL;
      if (entity != NULL && !g_ptr_array_find (entities, entity, NULL))
        g_ptr_array_add (entities, (gpointer) entity);
    }
  epc_import_values_set_entities (EPC_IMPORT_VALUES (self->values), epc_session_store (self->session), entities);
}

static void
show_saved (EpcImportPage *self)
{
  EpcStore *store = epc_session_store (self->session);
  g_autofree char *name = self->saved_name != NULL ? g_strdup (self->saved_name) : epc_import_saved_name (store, self->mapping);

  epc_import_saved_set (EPC_IMPORT_SAVED (self->saved), store, self->mapping, name);
}

static void
on_give_lack (GtkButton *button, EpcImportPage *self)
{
  epc_import_values_ask (EPC_IMPORT_VALUES (self->values), g_object_get_data (G_OBJECT (button), "epc-key"));
}

/* The kind of record is known, and so is the one value that would make the file readable. */
static void
ask_lack (EpcImportPage *self, const EpcImportLack *lack)
{
  GtkWidget *button;

  self->entity = lack->entity;
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), position_of_entity (self, lack->entity));
  self->is_filling = FALSE;
  offer_values (self);
  button = epc_import_consequences_ask (GTK_BOX (self->consequences), lack);
  g_object_set_data_full (G_OBJECT (button), "epc-key", g_strdup_printf ("%s.%s", lack->entity->key, lack->field->key), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_give_lack), self, 0);
  gtk_widget_set_sensitive (self->import, FALSE);
  epc_state_set (EPC_STATE (self->step_columns), "watch", _ ("Columns"));
  epc_state_set (EPC_STATE (self->step_review), "watch", _ ("Review"));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "report");
}

static void
on_recognised (GObject *object, GAsyncResult *result, gpointer data)
{
  EpcImportPage *self = EPC_IMPORT_PAGE (object);
  Recognition *one = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self->is_gone)
    return;
  show_facts (self, one);
  epc_import_columns_set (EPC_IMPORT_COLUMNS (self->columns), NULL);
  epc_import_questions_set (EPC_IMPORT_QUESTIONS (self->questions), NULL, NULL);
  g_clear_pointer (&self->mapping, epc_mapping_free);
  self->mapping = g_steal_pointer (&one->mapping);
  self->is_mapped_by_hand = FALSE;
  offer_values (self);
  epc_import_questions_set (EPC_IMPORT_QUESTIONS (self->questions), self->mapping, NULL);
  show_saved (self);
  const EpcPeekRow *head = one->peek != NULL && one->peek->rows->len > 0 ? g_ptr_array_index (one->peek->rows, 0) : NULL;
  epc_import_form_set (EPC_IMPORT_FORM (self->form), self->mapping, head != NULL ? (const char *const *) head->cells : NULL);
  if (self->mapping == NULL)
    {
      epc_state_set (EPC_STATE (self->step_file), one->peek != NULL ? "ok" : "critical", _ ("File"));
      epc_state_set (EPC_STATE (self->step_columns), one->peek != NULL ? "critical" : "pending", _ ("Columns"));
      if (one->peek != NULL)
        epc_import_cells_open (EPC_IMPORT_CELLS (self->cells), self->path, self->sheet_number != G_MAXUINT ? self->sheet_number : 0);
      epc_import_cells_set_mapping (EPC_IMPORT_CELLS (self->cells), NULL);
      if (one->lack.field != NULL)
        ask_lack (self, &one->lack);
      else
        show_refusal (self, one->error);
      return;
    }
  epc_import_cells_open (EPC_IMPORT_CELLS (self->cells), self->path, self->mapping->sheet);
  show_columns (self);
  start_reading (self, TRUE, NULL);
}

static void
start_recognition (EpcImportPage *self)
{
  Recognition *one = g_new0 (Recognition, 1);

  one->store = g_object_ref (epc_session_store (self->session));
  one->path = g_strdup (self->path);
  one->entity = self->entity;
  one->is_certain = self->is_certain;
  one->sheet = self->sheet_number;
  one->saved_name = g_strdup (self->saved_name);
  one->form = g_strdup (epc_import_form_path (EPC_IMPORT_FORM (self->form)));
  one->set = g_strdupv ((char **) epc_import_values_get (EPC_IMPORT_VALUES (self->values)));
  show_reading (self, _ ("Looking at the file"));
  g_autoptr (GTask) task = g_task_new (self, new_cancellable (self), on_recognised, NULL);
  g_task_set_source_tag (task, start_recognition);
  g_task_set_task_data (task, one, recognition_free);
  g_task_run_in_thread (task, recognise_thread);
}

static void
on_kind_chosen (EpcImportPage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  if (self->is_filling || at == GTK_INVALID_LIST_POSITION)
    return;
  g_clear_pointer (&self->saved_name, g_free);
  self->entity = g_ptr_array_index (self->entities, at);
  self->is_certain = TRUE;
  start_recognition (self);
}

static void
on_sheet_chosen (EpcImportPage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sheet));

  if (self->is_filling || at == GTK_INVALID_LIST_POSITION)
    return;
  self->sheet_number = at;
  start_recognition (self);
}

/* With a value more the rows may be something else, unless the user has said where the columns go. */
static void
on_values_changed (EpcImportPage *self)
{
  if (self->is_mapped_by_hand && self->mapping != NULL)
    start_reading (self, TRUE, NULL);
  else
    start_recognition (self);
}

/* The answer holds for the whole file, and is kept with the form. */
static void
on_answered (EpcImportPage *self)
{
  epc_import_saved_set (EPC_IMPORT_SAVED (self->saved), epc_session_store (self->session), self->mapping, self->saved_name);
  start_reading (self, TRUE, NULL);
}

static void
on_missing (EpcImportPage *self, const char *key)
{
  epc_import_values_ask (EPC_IMPORT_VALUES (self->values), key);
}

static void
on_saved_chosen (EpcImportPage *self, const char *name)
{
  g_free (self->saved_name);
  self->saved_name = g_strdup (name);
  self->entity = NULL;
  self->is_certain = FALSE;
  start_recognition (self);
}

static void
on_saved_failed (EpcImportPage *self, const char *sentence)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, sentence);

  if (window != NULL)
    epc_window_show_error (window, _ ("The form was not kept"), error);
}

/* --- actions --- */

static void
on_import (EpcImportPage *self)
{
  start_reading (self, FALSE, NULL);
}

static void
on_stop (EpcImportPage *self)
{
  g_autoptr (GError) stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Reading was stopped. Nothing was written."));

  g_cancellable_cancel (self->cancellable);
  show_refusal (self, stopped);
}

static void
on_rejects_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcImportPage) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && !self->is_gone && self->mapping != NULL)
    start_reading (self, TRUE, path);
}

static void
on_save_rejects (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *const filters[] = { _ ("CSV files"), "*.csv", NULL };

  epc_file_dialog_save (widget, _ ("Save the rejected rows"), _ ("rejected.csv"), filters, on_rejects_chosen, g_object_ref (widget));
}

static void
on_leave (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcImportPage *self = EPC_IMPORT_PAGE (widget);
  EpcWindow *window = epc_window_of (widget);

  g_cancellable_cancel (self->cancellable);
  if (window != NULL)
    epc_window_pop (window);
}

/* --- the widget --- */

static void
epc_import_page_dispose (GObject *object)
{
  EpcImportPage *self = EPC_IMPORT_PAGE (object);

  self->is_gone = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->trial_source, g_source_remove);
  if (self->columns != NULL)
    {
      epc_import_columns_set (EPC_IMPORT_COLUMNS (self->columns), NULL);
      epc_import_questions_set (EPC_IMPORT_QUESTIONS (self->questions), NULL, NULL);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), EPC_TYPE_IMPORT_PAGE);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_import_page_parent_class)->dispose (object);
}

static void
epc_import_page_finalize (GObject *object)
{
  EpcImportPage *self = EPC_IMPORT_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->report, epc_import_report_free);
  g_clear_pointer (&self->mapping, epc_mapping_free);
  g_clear_pointer (&self->entities, g_ptr_array_unref);
  g_free (self->path);
  g_free (self->saved_name);
  G_OBJECT_CLASS (epc_import_page_parent_class)->finalize (object);
}

static void
epc_import_page_class_init (EpcImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    const char *name;
    gsize offset;
  } children[] = {
#define CHILD(name) { #name, G_STRUCT_OFFSET (EpcImportPage, name) }
    CHILD (title), CHILD (import), CHILD (step_file), CHILD (step_columns), CHILD (step_review), CHILD (facts), CHILD (sheet),
    CHILD (kind), CHILD (cells), CHILD (columns), CHILD (columns_heading), CHILD (form), CHILD (values), CHILD (saved),
    CHILD (questions), CHILD (stack), CHILD (phase), CHILD (progress),
    CHILD (stop), CHILD (consequences),
#undef CHILD
  };

  G_OBJECT_CLASS (klass)->dispose = epc_import_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_import_page_finalize;
  g_type_ensure (EPC_TYPE_STATE);
  g_type_ensure (EPC_TYPE_HEADING);
  g_type_ensure (EPC_TYPE_IMPORT_CELLS);
  g_type_ensure (EPC_TYPE_IMPORT_COLUMNS);
  g_type_ensure (EPC_TYPE_IMPORT_FORM);
  g_type_ensure (EPC_TYPE_IMPORT_VALUES);
  g_type_ensure (EPC_TYPE_IMPORT_QUESTIONS);
  g_type_ensure (EPC_TYPE_IMPORT_SAVED);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/epcdesk/EpcDesk/ui/epc-import-page.ui");
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE, (gssize) children[i].offset);
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, on_leave);
  gtk_widget_class_install_action (widget_class, "page.save-rejects", NULL, on_save_rejects);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.leave", NULL);
}

static int
by_label (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (_ ((*(const EpcEntity *const *) a)->plural), _ ((*(const EpcEntity *const *) b)->plural));
}

static void
epc_import_page_init (EpcImportPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_widget_init_template (GTK_WIDGET (self));
  self->sheet_number = G_MAXUINT;
  self->entities = epc_mapping_entities ();
  g_ptr_array_sort (self->entities, by_label);
  for (guint i = 0; i < self->entities->len; i++)
    gtk_string_list_append (names, _ (((const EpcEntity *) g_ptr_array_index (self->entities, i))->plural));
  self->is_filling = TRUE;
  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->kind), text);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), GTK_INVALID_LIST_POSITION);
  self->is_filling = FALSE;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save-rejects", FALSE);
  g_signal_connect_object (self->import, "clicked", G_CALLBACK (on_import), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stop, "clicked", G_CALLBACK (on_stop), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (on_kind_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "notify::selected", G_CALLBACK (on_sheet_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "changed", G_CALLBACK (on_mapping_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (start_recognition), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->values, "changed", G_CALLBACK (on_values_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->questions, "answered", G_CALLBACK (on_answered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->questions, "missing", G_CALLBACK (on_missing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved, "chosen", G_CALLBACK (on_saved_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->saved, "failed", G_CALLBACK (on_saved_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "refused", G_CALLBACK (on_mapping_refused), self, G_CONNECT_SWAPPED);
}

void
epc_import_file_start (EpcWindow *window, EpcSession *session, GFile *file, const EpcEntity *entity)
{
  EpcImportPage *self = g_object_new (EPC_TYPE_IMPORT_PAGE, NULL);
  g_autofree char *name = g_file_get_basename (file), *title = NULL;

  self->session = g_object_ref (session);
  self->path = g_file_get_path (file);
  self->entity = entity;
  /* Translators: %s is a file name */
  title = g_strdup_printf (_ ("Import %s"), name);
  adw_window_title_set_title (self->title, title);
  epc_window_push (window, GTK_WIDGET (self));
  start_recognition (self);
}

typedef struct
{
  EpcWindow *window;
  const EpcEntity *entity;
} Asked;

static void
on_file_chosen (GFile *file, gpointer data)
{
  Asked *asked = data;

  if (file != NULL && epc_window_session (asked->window) != NULL)
    epc_import_file_start (asked->window, epc_window_session (asked->window), file, asked->entity);
  g_object_unref (asked->window);
  g_free (asked);
}

/* "*.csv;*.tsv": of all formats that there is a reader for. */
static char *
importable_patterns (void)
{
  g_autoptr (GString) all = g_string_new (NULL);
  guint n;
  const EpcFormat *const *formats = epc_formats (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) extensions = g_strsplit (formats[i]->extensions, "|", -1);
      for (guint e = 0; extensions[e] != NULL; e++)
        g_string_append_printf (all, "%s*.%s", all->len > 0 ? ";" : "", extensions[e]);
    }
  return g_strdup (all->str);
}

void
epc_import_start (EpcWindow *window, EpcSession *session, const EpcEntity *entity)
{
  g_autofree char *patterns = importable_patterns ();
  const char *const filters[] = { _ ("Files that can be imported"), patterns, _ ("All files"), "*", NULL };
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (window);
  asked->entity = entity;
  epc_file_dialog_open (GTK_WIDGET (window), _ ("Import a file"), filters, on_file_chosen, asked);
}
