/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-mission-dialog.h"

#include <adwaita.h>

#include "analysis/epc-mission.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/widgets/epc-alert.h"

#define EPC_TYPE_MISSION_DIALOG (epc_mission_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EpcMissionDialog, epc_mission_dialog, EPC, MISSION_DIALOG, EpcAlert)

struct _EpcMissionDialog
{
  EpcAlert parent_instance;
  EpcWindow *window; /* weak */
  EpcSession *session;
  EpcUid deployment;
  EpcMissionStep step;
  GtkWidget *day, *points, *lessons, *wrong; /* NULL once it is closed, be it before the store has answered */
  gboolean is_writing;
};

G_DEFINE_FINAL_TYPE (EpcMissionDialog, epc_mission_dialog, EPC_TYPE_ALERT)

static void
epc_mission_dialog_dispose (GObject *object)
{
  EpcMissionDialog *self = EPC_MISSION_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->window);
  self->day = self->points = self->lessons = self->wrong = NULL;
  G_OBJECT_CLASS (epc_mission_dialog_parent_class)->dispose (object);
}

static void
epc_mission_dialog_class_init (EpcMissionDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_mission_dialog_dispose;
}

static void
epc_mission_dialog_init (EpcMissionDialog *self)
{
}

/* --- writing --- */

typedef struct
{
  EpcUid deployment;
  EpcMissionStep step;
  char day[EPC_DATE_SIZE], today[EPC_DATE_SIZE];
  gint64 points;
  char *lessons;
} Task;

static void
task_free (gpointer data)
{
  g_free (((Task *) data)->lessons);
  g_free (data);
}

static gboolean
write_step (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Task *task = data;

  if (task->step == EPC_MISSION_EXTEND)
    return epc_mission_extend (transaction, &task->deployment, task->day, error);
  if (task->step == EPC_MISSION_RETURN)
    return epc_mission_return (transaction, &task->deployment, task->day, task->today, error);
  return epc_mission_evaluate (transaction, &task->deployment, task->points, task->lessons, error);
}

static void
say (EpcMissionDialog *self, const char *sentence)
{
  if (self->wrong == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->wrong), sentence);
  gtk_widget_show (self->wrong);
}

static void
on_written (GObject *store, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcMissionDialog) self = data;
  g_autoptr (GError) error = NULL;

  self->is_writing = FALSE;
  if (!epc_store_write_finish (EPC_STORE (store), result, &error))
    {
      say (self, error->message);
      return;
    }
  if (self->window != NULL)
    epc_window_toast (self->window, _("Saved"), TRUE);
  if (self->wrong != NULL)
    epc_alert_close ((EpcAlert *) self);
}

static gboolean
read_day (EpcMissionDialog *self, char day[EPC_DATE_SIZE])
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("deployment"));
  g_autoptr (GError) error = NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->day));

  if (!epc_record_parse (record, "extended_to", text, &error) || epc_record_is_empty (record, "extended_to"))
    {
      say (self, error != NULL ? error->message : _("This needs a day."));
      return FALSE;
    }
  g_strlcpy (day, epc_record_text (record, "extended_to"), EPC_DATE_SIZE);
  return TRUE;
}

static const char *const labels[] = { N_("Extend the mission"), N_("End the mission"), N_("Evaluate the mission") };

/* The question closes when it is answered, not when a button is pressed: what is refused can be put right. */
static void
answer (EpcMissionDialog *self)
{
  Task *task;

  if (self->is_writing)
    return;
  task = g_new0 (Task, 1);
  task->deployment = self->deployment;
  task->step = self->step;
  epc_date_today_in (epc_store_zone (epc_session_store (self->session)), task->today);
  if (self->step == EPC_MISSION_EVALUATE)
    {
      const char *lessons = gtk_editable_get_text (GTK_EDITABLE (self->lessons));
      task->points = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->points)) + 1;
      task->lessons = *lessons != '\0' ? g_strdup (lessons) : NULL;
    }
  else if (!read_day (self, task->day))
    {
      task_free (task);
      return;
    }
  self->is_writing = TRUE;
  epc_store_write_async (epc_session_store (self->session), _(labels[self->step]), write_step, task, task_free, NULL, on_written, g_object_ref (self));
}

/* --- building --- */

static GtkWidget *
field (GtkWidget *box, const char *label, GtkWidget *widget)
{
  GtkWidget *name = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), widget);
  return widget;
}

static void
build (EpcMissionDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel")), *done = gtk_button_new_with_label (_(labels[self->step]));

  if (self->step == EPC_MISSION_EVALUATE)
    {
      const char *const points[] = { _("1 weak"), "2", "3", "4", _("5 excellent"), NULL };
      self->points = field (box, _("Evaluation"), gtk_drop_down_new_from_strings (points));
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->points), 3);
      self->lessons = field (box, _("Lessons"), gtk_entry_new ());
      g_signal_connect_swapped (self->lessons, "activate", G_CALLBACK (answer), self);
    }
  else
    {
      char today[EPC_DATE_SIZE];
      self->day = field (box, self->step == EPC_MISSION_EXTEND ? _("New last day") : _("Left on"), gtk_entry_new ());
      g_signal_connect_swapped (self->day, "activate", G_CALLBACK (answer), self);
      epc_date_today_in (epc_store_zone (epc_session_store (self->session)), today);
      if (self->step == EPC_MISSION_RETURN)
        {
          g_autofree char *text = epc_language_date (epc_language_get (NULL), today, FALSE);
          gtk_editable_set_text (GTK_EDITABLE (self->day), text);
        }
    }
  self->wrong = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->wrong), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->wrong), 0);
  gtk_widget_add_css_class (self->wrong, "error");
  gtk_widget_hide (self->wrong);
  gtk_box_append (GTK_BOX (box), self->wrong);
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (epc_alert_close), self);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (answer), self);
  gtk_widget_set_margin_top (buttons, 12);
  gtk_box_append (GTK_BOX (buttons), cancel);
  gtk_box_append (GTK_BOX (buttons), done);
  gtk_box_append (GTK_BOX (box), buttons);
  epc_alert_set_extra_child ((EpcAlert *) self, box);
}

void
epc_mission_ask (EpcWindow *window, EpcSession *session, const EpcUid *deployment, const char *who, EpcMissionStep step)
{
  EpcMissionDialog *self = g_object_new (EPC_TYPE_MISSION_DIALOG, "heading", _(labels[step]), "body", who, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->window, window);
  self->deployment = *deployment;
  self->step = step;
  build (self);
  epc_alert_present ((EpcAlert *) self, GTK_WIDGET (window));
  gtk_widget_grab_focus (self->day != NULL ? self->day : self->points);
}
