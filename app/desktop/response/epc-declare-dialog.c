/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Declaring a crisis: one window that asks only what no record knows. What the newest alert says stands there already; the clock
 * starts with it.
 */
#include "response.h"

#include <adwaita.h>

#include "analysis/epc-crisis.h"
#include "base/epc-i18n.h"
#include "desktop/widgets/epc-field-row.h"
#include "desktop/window.h"
#include "store/epc-neighbours.h"
#include "store/epc-transaction.h"

#define EPC_TYPE_DECLARE_DIALOG (epc_declare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EpcDeclareDialog, epc_declare_dialog, EPC, DECLARE_DIALOG, AdwWindow)

static const char *const asked[] = { "name", "hazard", "place", "t0", "is_drill" };
#define N_ASKED G_N_ELEMENTS (asked)

struct _EpcDeclareDialog
{
  AdwWindow parent_instance;
  EpcSession *session;
  EpcRecord *draft;
  EpcUid alert; /* nil: none */
  EpcFieldRow *rows[N_ASKED];
  GtkLabel *plan;
  GtkWidget *declare;
};

G_DEFINE_FINAL_TYPE (EpcDeclareDialog, epc_declare_dialog, ADW_TYPE_WINDOW)

/* --- what follows from it --- */

typedef struct
{
  EpcRecord *crisis;
  EpcUid alert;
  guint n_tasks;
} Declaring;

static void
declaring_free (gpointer data)
{
  Declaring *task = data;

  g_object_unref (task->crisis);
  g_free (task);
}

static gboolean
write_declaring (EpcTransaction *transaction, gpointer data, GError **error)
{
  Declaring *task = data;

  if (!epc_transaction_insert (transaction, task->crisis, error)
      || !epc_crisis_start_clock (transaction, epc_record_uid (task->crisis), &task->n_tasks, error))
    return FALSE;
  if (epc_uid_is_nil (&task->alert))
    return TRUE;
  g_autoptr (EpcRecord) alert = epc_transaction_get (transaction, epc_entity_find ("event_alert"), &task->alert, error);
  if (alert == NULL)
    return FALSE;
  epc_record_set_reference (alert, "crisis", epc_record_uid (task->crisis));
  return epc_transaction_update (transaction, alert, NULL, NULL, error);
}

typedef struct
{
  EpcDeclareDialog *dialog; /* its reference */
  Declaring *task;          /* the write's */
} Waiting;

static void
on_declared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Waiting *waiting = data;
  g_autoptr (EpcDeclareDialog) self = waiting->dialog;
  g_autoptr (GError) error = NULL;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  guint n = waiting->task->n_tasks;
  EpcUid crisis = *epc_record_uid (waiting->task->crisis);
  gboolean done = epc_store_write_finish (EPC_STORE (source), result, &error);

  declaring_free (waiting->task);
  if (self->session == NULL || parent == NULL)
    return;
  gtk_widget_set_sensitive (self->declare, TRUE);
  if (!done)
    {
      epc_window_show_error (EPC_WINDOW (parent), _("The crisis could not be declared"), error);
      return;
    }
  g_autofree char *text = g_strdup_printf (ngettext_ ("Declared: %u task is on the clock", "Declared: %u tasks are on the clock", n), n);
  epc_session_set_crisis (self->session, &crisis);
  epc_window_go_to (EPC_WINDOW (parent), "response", "crisis");
  epc_window_toast (EPC_WINDOW (parent), text, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* --- what is asked --- */

/* Reads all rows into the draft; FALSE, and the cursor there, where something cannot be read. */
static gboolean
read_rows (EpcDeclareDialog *self)
{
  for (guint i = 0; i < N_ASKED; i++)
    if (!epc_field_row_read (self->rows[i], self->draft))
      {
        gtk_widget_grab_focus (epc_field_row_control (self->rows[i]));
        return FALSE;
      }
  epc_record_set_text (self->draft, "type", epc_crisis_type_of (epc_record_text (self->draft, "hazard")));
  return TRUE;
}

static void
show_plan (EpcDeclareDialog *self)
{
  EpcStore *store = epc_session_store (self->session);
  g_autofree char *title = NULL, *text = NULL;
  EpcUid plan;

  if (epc_crisis_find_plan (store, self->draft, &plan))
    {
      title = epc_store_title (store, epc_entity_find ("contingency_plan"), &plan);
      /* Translators: %s is a contingency plan */
      text = g_strdup_printf (_("Tasks come from the plan in force: %s."), title);
    }
  else
    text = g_strdup (_("No plan in force covers it: the tasks come from the standard list."));
  gtk_label_set_text (self->plan, text);
}

static void
on_edited (EpcDeclareDialog *self)
{
  for (guint i = 0; i < N_ASKED; i++)
    epc_field_row_read (self->rows[i], self->draft);
  show_plan (self);
  gtk_widget_set_sensitive (self->declare, !epc_record_is_empty (self->draft, "name") && !epc_record_is_empty (self->draft, "hazard")
                                               && !epc_record_is_empty (self->draft, "t0"));
}

/* The first error stands at its field. */
static gboolean
is_valid (EpcDeclareDialog *self)
{
  g_autoptr (EpcFindings) findings = epc_findings_new ();

  epc_store_validate (epc_session_store (self->session), self->draft, findings);
  const EpcFinding *wrong = epc_findings_first_error (findings);
  for (guint i = 0; i < N_ASKED; i++)
    {
      gboolean is_here = wrong != NULL && g_strcmp0 (wrong->field, asked[i]) == 0;
      epc_field_row_set_message (self->rows[i], EPC_FINDING_ERROR, is_here ? wrong->message : NULL, NULL);
      if (is_here)
        gtk_widget_grab_focus (epc_field_row_control (self->rows[i]));
    }
  return wrong == NULL;
}

static void
run_declare (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcDeclareDialog *self = EPC_DECLARE_DIALOG (widget);

  if (!gtk_widget_get_sensitive (self->declare) || !read_rows (self) || !is_valid (self))
    return;
  Declaring *task = g_new0 (Declaring, 1);
  Waiting *waiting = g_new0 (Waiting, 1);
  task->crisis = epc_record_copy (self->draft);
  task->alert = self->alert;
  waiting->dialog = g_object_ref (self);
  waiting->task = task;
  gtk_widget_set_sensitive (self->declare, FALSE);
  epc_store_write_async (epc_session_store (self->session), _("Declare a crisis"), write_declaring, task, NULL, NULL, on_declared, waiting);
}

static void
run_cancel (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_destroy (GTK_WINDOW (widget));
}

/* --- building --- */

static void
epc_declare_dialog_dispose (GObject *object)
{
  EpcDeclareDialog *self = EPC_DECLARE_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_declare_dialog_parent_class)->dispose (object);
}

static void
epc_declare_dialog_class_init (EpcDeclareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_declare_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "declare.run", NULL, run_declare);
  gtk_widget_class_install_action (widget_class, "declare.cancel", NULL, run_cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "declare.cancel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "declare.run", NULL);
}

static void
epc_declare_dialog_init (EpcDeclareDialog *self)
{
}

static GtkWidget *
faint_line (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_add_css_class (label, "small");
  gtk_widget_add_css_class (label, "faint");
  return label;
}

static void
make_header (EpcDeclareDialog *self, GtkWidget *box)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->declare = gtk_button_new_with_mnemonic (_("_Declare"));
  gtk_widget_add_css_class (self->declare, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->declare), "declare.run");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "declare.cancel");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->declare);
  gtk_box_append (GTK_BOX (box), header);
}

static void
on_next (EpcFieldRow *row)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (row))), GTK_DIR_TAB_FORWARD);
}

static void
make_content (EpcDeclareDialog *self)
{
  EpcStore *store = epc_session_store (self->session);
  const EpcEntity *entity = epc_record_entity (self->draft);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  make_header (self, box);
  gtk_widget_add_css_class (content, "pane-pad");
  if (!epc_uid_is_nil (&self->alert))
    {
      g_autofree char *title = epc_store_title (store, epc_entity_find ("event_alert"), &self->alert);
      /* Translators: %s is an alert */
      g_autofree char *text = g_strdup_printf (_("From the alert “%s”."), title);
      gtk_box_append (GTK_BOX (content), faint_line (text));
    }
  for (guint i = 0; i < N_ASKED; i++)
    {
      self->rows[i] = epc_field_row_new (store, entity, epc_entity_field (entity, asked[i]));
      epc_field_row_set_history_visible (self->rows[i], FALSE);
      epc_field_row_load (self->rows[i], self->draft);
      g_signal_connect_object (self->rows[i], "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->rows[i], "committed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
      g_signal_connect (self->rows[i], "next", G_CALLBACK (on_next), NULL);
      gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->rows[i]));
    }
  self->plan = GTK_LABEL (faint_line (NULL));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->plan));
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);
}

void
epc_declare_dialog_present (GtkWidget *from, EpcSession *session)
{
  EpcDeclareDialog *self = g_object_new (EPC_TYPE_DECLARE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->draft = epc_crisis_draft (epc_session_store (session), &self->alert);
  make_content (self);
  on_edited (self);
  gtk_window_set_title (GTK_WINDOW (self), _("Declare a crisis"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (epc_window_of (from)));
  gtk_window_set_default_size (GTK_WINDOW (self), 460, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dense");
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (epc_field_row_control (self->rows[0]));
}
