/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Export: for whom, and what will leave. The preview counts without writing; the file is asked for last.
 */
#include "exchange.h"

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "exchange/epc-export-shape.h"
#include "exchange/epc-row-sink.h"
#include "exchange/epc-xlsform.h"
#include "report/epc-report.h"
#include "widgets/epc-dialog-row.h"
#include "widgets/epc-file-dialog.h"

#define EPC_TYPE_EXPORT_DIALOG (epc_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EpcExportDialog, epc_export_dialog, EPC, EXPORT_DIALOG, AdwWindow)

typedef enum
{
  WRITES_RECORDS,
  WRITES_SHEET_TO_FILL,
  WRITES_KOBO_FORM,
  WRITES_BLANK_FORM,
} Writes;

/* One line of the choice of files. */
typedef struct
{
  Writes writes;
  const char *label; /* translated */
  const char *extension;
  const char *name;            /* put into the file's name; NULL: nothing */
  const EpcExportShape *shape; /* columns that others publish in; NULL: those of the list */
} Kind;

struct _EpcExportDialog
{
  AdwWindow parent_instance;
  EpcWindow *window; /* weak */
  EpcSession *session;
  EpcQuery *query;
  char **columns;
  GArray *kinds; /* of Kind */
  GtkWidget *audience[3], *audiences, *kind, *shown_only, *shown_row, *hxl, *hxl_row, *save;
  GtkLabel *preview;
  GCancellable *counting;
};

G_DEFINE_FINAL_TYPE (EpcExportDialog, epc_export_dialog, ADW_TYPE_WINDOW)

/* One export or its preview, on a thread. */
typedef struct
{
  EpcStore *store;
  EpcQuery *query;
  char **columns; /* NULL: all */
  EpcExportOptions options;
  Kind kind;
  char *path; /* NULL: counts only */
  EpcWork *work;
} ExportTask;

/* What came of it, in words. */
typedef struct
{
  char *leaves; /* what leaves and what stays */
  char *done;   /* said when the file is written */
  gboolean is_something;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_free (outcome->leaves);
  g_free (outcome->done);
  g_free (outcome);
}

static void
export_task_free (gpointer data)
{
  ExportTask *task = data;

  g_object_unref (task->store);
  epc_query_free (task->query);
  g_strfreev (task->columns);
  g_free (task->path);
  g_clear_object (&task->work);
  g_free (task);
}

static char *
number (gint64 value)
{
  return epc_language_integer (epc_language_get (NULL), value);
}

static Outcome *
export_records (ExportTask *task, const char *name, GCancellable *cancellable, GError **error)
{
  Outcome *outcome;

  task->options.columns = (const char *const *) task->columns;
  g_autoptr (EpcExportReport) report
      = task->kind.shape != NULL
            ? epc_export_shape (task->store, task->kind.shape, task->query, &task->options, task->path, cancellable, error)
            : epc_export_file (task->store, task->query, &task->options, task->path, cancellable, error);
  if (report == NULL)
    return NULL;
  g_autofree char *rows = number (report->rows), *text = epc_export_report_to_text (report), *hidden = number (report->suppressed);
  outcome = g_new0 (Outcome, 1);
  outcome->is_something = report->rows > 0;
  if (report->suppressed > 0)
    {
      /* Translators: %s is a number of counts of people */
      g_autofree char *small = g_strdup_printf (
          ngettext_ ("%s small count is hidden, so that nobody can be recognised.", "%s small counts are hidden, so that nobody can be recognised.",
                     (gulong) report->suppressed),
          hidden);
      outcome->leaves = g_strdup_printf ("%s\n\n%s", text, small);
    }
  else if (task->options.to_fill)
    outcome->leaves = g_strdup_printf (
        "%s\n\n%s", _ ("A workbook for colleagues of the office to confirm, change or add to. Import it when it comes back: each row knows its record."),
        text);
  else
    outcome->leaves = g_steal_pointer (&text);
  /* Translators: number of records, file name */
  outcome->done = g_strdup_printf (ngettext_ ("Exported %s record to %s", "Exported %s records to %s", (gulong) report->rows), rows, name);
  return outcome;
}

static Outcome *
export_kobo_form (ExportTask *task, const char *name, GError **error)
{
  g_autoptr (EpcXlsForm) form = epc_xlsform_new (task->store, epc_query_entity (task->query), NULL, error);
  Outcome *outcome;

  if (form == NULL || (task->path != NULL && !epc_xlsform_write (form, task->path, error)))
    return NULL;
  g_autofree char *questions = number (form->n_questions);
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_append_printf (text, ngettext_ ("A form with %s question in four languages.", "A form with %s questions in four languages.", form->n_questions),
                          questions);
  g_string_append_printf (text, " %s", _ ("No record leaves. The answers come back by themselves when they are imported."));
  for (guint i = 0; i < form->notes->len; i++)
    g_string_append_printf (text, "\n\n%s", (const char *) g_ptr_array_index (form->notes, i));
  outcome = g_new0 (Outcome, 1);
  outcome->is_something = form->n_questions > 0;
  outcome->leaves = g_strdup (text->str);
  /* Translators: %s is a file name */
  outcome->done = g_strdup_printf (_ ("Form written to %s"), name);
  return outcome;
}

static Outcome *
export_blank_form (ExportTask *task, const char *name, GError **error)
{
  const EpcReportOptions options = { .reference = epc_query_entity (task->query)->key, .choice = EPC_PICTURE_CHOICE_INIT };
  g_autoptr (EpcDocument) document = epc_report_blank_form (task->store, &options, error);
  Outcome *outcome;

  if (document == NULL || (task->path != NULL && !epc_document_write_pdf (document, task->path, error)))
    return NULL;
  outcome = g_new0 (Outcome, 1);
  outcome->is_something = TRUE;
  outcome->leaves = g_strdup (_ ("A form to print and fill by hand. No record leaves."));
  outcome->done = g_strdup_printf (_ ("Form written to %s"), name);
  return outcome;
}

static void
export_thread (GTask *gtask, gpointer source, gpointer data, GCancellable *cancellable)
{
  ExportTask *task = data;
  g_autofree char *name = task->path != NULL ? g_path_get_basename (task->path) : NULL;
  GError *error = NULL;
  Outcome *outcome;

  switch (task->kind.writes)
    {
    case WRITES_KOBO_FORM:
      outcome = export_kobo_form (task, name, &error);
      break;
    case WRITES_BLANK_FORM:
      outcome = export_blank_form (task, name, &error);
      break;
    case WRITES_SHEET_TO_FILL:
    case WRITES_RECORDS:
    default:
      outcome = export_records (task, name, cancellable, &error);
      break;
    }
  if (outcome != NULL)
    g_task_return_pointer (gtask, outcome, outcome_free);
  else
    g_task_return_error (gtask, error);
}

static const Kind *
chosen_kind (EpcExportDialog *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));

  return &g_array_index (self->kinds, Kind, at < self->kinds->len ? at : 0);
}

static EpcAudience
chosen_audience (EpcExportDialog *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->audience); i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->audience[i])))
      return (EpcAudience) i;
  return EPC_AUDIENCE_PUBLIC;
}

static ExportTask *
make_task (EpcExportDialog *self)
{
  ExportTask *task = g_new0 (ExportTask, 1);

  task->store = g_object_ref (epc_session_store (self->session));
  task->query = epc_query_copy (self->query);
  if (gtk_switch_get_active (GTK_SWITCH (self->shown_only)))
    task->columns = g_strdupv (self->columns);
  task->kind = *chosen_kind (self);
  task->options.audience = chosen_audience (self);
  if (task->kind.writes == WRITES_SHEET_TO_FILL)
    {
      task->options.audience = EPC_AUDIENCE_OFFICE;
      task->options.to_fill = task->options.code_labels = TRUE;
    }
  task->options.without_hxl = !gtk_switch_get_active (GTK_SWITCH (self->hxl));
  return task;
}

/* --- what will leave --- */

static void
on_counted (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcExportDialog *self = EPC_EXPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  Outcome *outcome = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->session != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gboolean can_save = outcome != NULL && outcome->is_something;
      gtk_label_set_text (self->preview, outcome != NULL ? outcome->leaves : error->message);
      gtk_widget_set_sensitive (self->save, can_save);
      gtk_widget_set_tooltip_text (self->save, can_save ? NULL : _ ("There is nothing to export"));
    }
  g_clear_pointer (&outcome, outcome_free);
}

static void
count (EpcExportDialog *self)
{
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_label_set_text (self->preview, _ ("Counting…"));
  g_autoptr (GTask) gtask = g_task_new (self, self->counting, on_counted, NULL);
  g_task_set_source_tag (gtask, count);
  g_task_set_task_data (gtask, make_task (self), export_task_free);
  g_task_run_in_thread (gtask, export_thread);
}

/* --- writing --- */

static void
on_exported (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcWindow *window = EPC_WINDOW (source);
  ExportTask *task = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  Outcome *outcome = g_task_propagate_pointer (G_TASK (result), &error);

  epc_work_finish (task->work);
  if (epc_window_session (window) != NULL && error != NULL)
    epc_window_show_error (window, _ ("The export could not be written"), error);
  else if (epc_window_session (window) != NULL)
    epc_window_toast (window, outcome->done, FALSE);
  g_clear_pointer (&outcome, outcome_free);
}

static void
on_file_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcExportDialog) self = data;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  ExportTask *task;

  if (path == NULL || self->window == NULL)
    return;
  task = make_task (self);
  /* The ending says the kind of file; what was chosen here goes before what was typed. */
  g_autofree char *ending = g_strconcat (".", chosen_kind (self)->extension, NULL);
  task->path = g_str_has_suffix (path, ending) ? g_strdup (path) : g_strconcat (path, ending, NULL);
  task->work = epc_window_begin_work (self->window, _ ("Exporting"), cancellable);
  g_autoptr (GTask) gtask = g_task_new (self->window, cancellable, on_exported, NULL);
  g_task_set_source_tag (gtask, on_file_chosen);
  g_task_set_task_data (gtask, task, export_task_free);
  g_task_run_in_thread (gtask, export_thread);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_save (EpcExportDialog *self)
{
  const Kind *kind = chosen_kind (self);
  g_autofree char *pattern = g_strconcat ("*.", kind->extension, NULL), *name = NULL;
  const char *const filters[] = { kind->label, pattern, NULL };
  char today[EPC_DATE_SIZE];

  epc_date_today (today);
  name = g_strdup_printf ("%s%s%s-%s.%s", epc_query_entity (self->query)->key, kind->name != NULL ? "-" : "",
                          kind->name != NULL ? kind->name : "", today, kind->extension);
  epc_file_dialog_save (GTK_WIDGET (self), _ ("Export"), name, filters, on_file_chosen, g_object_ref (self));
}

/* --- the dialog --- */

static void
epc_export_dialog_dispose (GObject *object)
{
  EpcExportDialog *self = EPC_EXPORT_DIALOG (object);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, epc_query_free);
  g_clear_pointer (&self->columns, g_strfreev);
  g_clear_pointer (&self->kinds, g_array_unref);
  G_OBJECT_CLASS (epc_export_dialog_parent_class)->dispose (object);
}

static void
epc_export_dialog_class_init (EpcExportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_export_dialog_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_audience (EpcExportDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  const char *const notes[] = {
    _ ("Everything but what is sealed"),
    _ ("Without confidential fields and persons; confidential sites without place and name; counts of 1 to 4 people read <5"),
    _ ("Of this, public fields only"),
  };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("For whom"));
  for (guint i = 0; i < G_N_ELEMENTS (self->audience); i++)
    {
      self->audience[i] = gtk_check_button_new ();
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (self->audience[i]), GTK_CHECK_BUTTON (self->audience[0]));
      epc_dialog_row_add (group, epc_audience_label ((EpcAudience) i), notes[i], self->audience[i], TRUE);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->audience[EPC_AUDIENCE_PARTNERS]), TRUE);
  self->audiences = group;
  return group;
}

static GtkWidget *
make_options (EpcExportDialog *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->kind = gtk_drop_down_new (NULL, NULL);
  epc_dialog_row_add (group, _ ("Kind of file"), NULL, self->kind, FALSE);
  self->shown_only = gtk_switch_new ();
  self->hxl = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (self->hxl), TRUE);
  self->shown_row = epc_dialog_row_add (group, _ ("Only the columns shown in the list"), NULL, self->shown_only, FALSE);
  self->hxl_row = epc_dialog_row_add (group, _ ("Row of HXL tags"), _ ("Lets HDX and other tools read the columns by themselves"), self->hxl, FALSE);
  return group;
}

/* What these records may become: every format, the shapes that fit them, and forms without records. */
static void
fill_kinds (EpcExportDialog *self)
{
  static const struct
  {
    const char *name, *label;
  } shapes[] = { { "dtm", N_ ("Columns of DTM on HDX (XLSX)") }, { "4w", N_ ("Columns of the 4W (XLSX)") } };
  const char *entity = epc_query_entity (self->query)->key;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n;
  const EpcSinkFormat *const *formats = epc_sink_formats (&n);

  self->kinds = g_array_new (FALSE, FALSE, sizeof (Kind));
  for (guint i = 0; i < n; i++)
    {
      const Kind kind = { WRITES_RECORDS, _ (formats[i]->label), formats[i]->extension, NULL, NULL };
      g_array_append_val (self->kinds, kind);
    }
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      const EpcExportShape *shape = epc_export_shape_find (shapes[i].name);
      const Kind kind = { WRITES_RECORDS, _ (shapes[i].label), "xlsx", shapes[i].name, shape };
      if (shape != NULL && g_str_equal (epc_export_shape_entity (shape), entity))
        g_array_append_val (self->kinds, kind);
    }
  const Kind forms[] = { { WRITES_SHEET_TO_FILL, _ ("Workbook to confirm or change (XLSX)"), "xlsx", "sheet", NULL },
                         { WRITES_KOBO_FORM, _ ("KoBo form (XLSForm)"), "xlsx", "kobo", NULL },
                         { WRITES_BLANK_FORM, _ ("Blank form to print (PDF)"), "pdf", "form", NULL } };
  g_array_append_vals (self->kinds, forms, G_N_ELEMENTS (forms));
  for (guint i = 0; i < self->kinds->len; i++)
    gtk_string_list_append (labels, g_array_index (self->kinds, Kind, i).label);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (labels));
}

/* A form holds no record, a sheet to fill is for the office, and a shape has its own columns. */
static void
on_kind_chosen (EpcExportDialog *self)
{
  const Kind *kind = chosen_kind (self);

  gtk_widget_set_sensitive (self->audiences, kind->writes == WRITES_RECORDS);
  gtk_widget_set_visible (self->shown_row, (kind->writes == WRITES_RECORDS && kind->shape == NULL) || kind->writes == WRITES_SHEET_TO_FILL);
  gtk_widget_set_visible (self->hxl_row, kind->writes == WRITES_RECORDS);
  count (self);
}

static void
epc_export_dialog_init (EpcExportDialog *self)
{
  GtkWidget *const groups[] = { make_audience (self), make_options (self) };

  epc_dialog_leaving (ADW_WINDOW (self), groups, G_N_ELEMENTS (groups), _ ("Save the file…"), &self->save, &self->preview);
}

void
epc_export_start (EpcWindow *window, EpcSession *session, const EpcQuery *query, const char *const *columns)
{
  g_autofree char *title = g_strdup_printf (_ ("Export: %s"), _ (epc_query_entity (query)->plural));
  EpcExportDialog *self = g_object_new (EPC_TYPE_EXPORT_DIALOG, "modal", TRUE, "transient-for", window, "default-width", 560,
                                        "default-height", 640, "title", title, NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "epc");
  g_set_weak_pointer (&self->window, window);
  self->session = g_object_ref (session);
  self->query = epc_query_copy (query);
  self->columns = g_strdupv ((char **) columns);
  fill_kinds (self);
  g_signal_connect_object (self->kind, "notify::selected", G_CALLBACK (on_kind_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (self->audience); i++)
    g_signal_connect_object (self->audience[i], "toggled", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shown_only, "notify::active", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hxl, "notify::active", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  count (self);
  gtk_window_present (GTK_WINDOW (self));
}
