/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions of the window: where keys and menus arrive.
 */
#include "window-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "exchange/exchange.h"
#include "help.h"
#include "record-flow.h"
#include "response/response.h"
#include "sharing/sharing.h"
#include "shortcuts.h"
#include "store/epc-care.h"
#include "store/epc-journal.h"
#include "widgets/epc-alert.h"
#include "widgets/epc-attachment.h"
#include "widgets/epc-file-dialog.h"
#include "widgets/epc-map-view.h"
#include "widgets/epc-record-form.h"
#include "widgets/epc-record-page.h"

/* --- moving about --- */

static void
on_tab (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_window_go_to (EPC_WINDOW (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
on_section (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *tab, *section;

  g_variant_get (parameter, "(&s&s)", &tab, &section);
  epc_window_go_to (EPC_WINDOW (widget), tab, section);
}

static void
on_show_record (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *key, *text;
  const EpcEntity *entity;
  EpcUid uid;

  g_variant_get (parameter, "(&s&s)", &key, &text);
  entity = epc_entity_find (key);
  if (entity != NULL && epc_uid_from_text (text, &uid))
    epc_window_show_record (EPC_WINDOW (widget), entity, &uid);
}

static void
on_crisis (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  const char *text = g_variant_get_string (parameter, NULL);
  EpcUid uid;

  if (self->session == NULL)
    return;
  epc_session_set_crisis (self->session, epc_uid_from_text (text, &uid) ? &uid : NULL);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->crisis_button));
}

static void
on_choose_crisis (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);

  if (!gtk_widget_get_mapped (self->crisis_button))
    return;
  g_set_weak_pointer (&self->focus_before_crisis, gtk_window_get_focus (GTK_WINDOW (self)));
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->crisis_button));
}

static void
on_next_section (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcTab *tab = epc_window_current_tab (EPC_WINDOW (widget));

  if (tab != NULL)
    epc_side_list_move (epc_tab_side_list (tab), g_str_equal (name, "win.next-section") ? 1 : -1);
}

static void
on_side_list (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcTab *tab = epc_window_current_tab (EPC_WINDOW (widget));

  if (tab != NULL)
    epc_tab_toggle_side_list (tab);
}

static void
on_back (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  GtkWidget *pushed = epc_window_pushed (self);
  EpcTab *tab = epc_window_current_tab (self);
  EpcSectionPage *page = epc_window_section_page (self);
  GtkWidget *content = page != NULL ? epc_section_page_content (page) : NULL;

  if (pushed != NULL)
    {
      if (!gtk_widget_activate_action (pushed, "form.close", NULL) && !gtk_widget_activate_action (pushed, "page.leave", NULL))
        epc_window_pop (self);
    }
  else if (EPC_IS_RECORD_PAGE (content) && epc_record_page_back (EPC_RECORD_PAGE (content)))
    gtk_widget_grab_focus (content);
  else if (tab != NULL && epc_tab_back (tab))
    epc_window_update_titles (self);
}

/* Panes in reading order: the side list, then what the panes of the page part and what is marked as one. A map is none: the list
 * beside it is its way by keyboard. */
static void
collect_panes (GtkWidget *widget, GPtrArray *panes)
{
  if (!gtk_widget_get_mapped (widget) || EPC_IS_MAP_VIEW (widget))
    return;
  if (gtk_widget_has_css_class (widget, "pane") || gtk_widget_has_css_class (widget, "main-pane"))
    {
      g_ptr_array_add (panes, widget);
      return;
    }
  if (GTK_IS_PANED (widget))
    {
      GtkWidget *sides[] = { gtk_paned_get_start_child (GTK_PANED (widget)), gtk_paned_get_end_child (GTK_PANED (widget)) };

      for (guint i = 0; i < 2; i++)
        if (sides[i] != NULL)
          {
            guint before = panes->len;

            collect_panes (sides[i], panes);
            if (panes->len == before && gtk_widget_get_mapped (sides[i]) && !EPC_IS_MAP_VIEW (sides[i]))
              g_ptr_array_add (panes, sides[i]);
          }
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_panes (child, panes);
}

static void
on_next_pane (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  gboolean is_back = g_str_equal (name, "win.previous-pane");
  g_autoptr (GPtrArray) panes = g_ptr_array_new ();
  EpcTab *tab = epc_window_current_tab (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self)), *page = epc_window_pushed (self);
  int now = -1;

  if (page == NULL && tab != NULL)
    {
      if (gtk_widget_get_mapped (GTK_WIDGET (epc_tab_side_list (tab))))
        g_ptr_array_add (panes, epc_tab_side_list (tab));
      page = GTK_WIDGET (epc_tab_page (tab));
    }
  if (page == NULL)
    page = adw_view_stack_get_visible_child (self->tabs);
  if (page != NULL)
    {
      guint before = panes->len;

      collect_panes (page, panes);
      if (panes->len == before)
        g_ptr_array_add (panes, page);
    }
  for (guint i = 0; focus != NULL && i < panes->len; i++)
    if (gtk_widget_is_ancestor (focus, g_ptr_array_index (panes, i)))
      now = (int) i;
  for (guint tried = 0; tried < panes->len; tried++)
    {
      now = now < 0 ? (is_back ? (int) panes->len - 1 : 0) : (now + (is_back ? (int) panes->len - 1 : 1)) % (int) panes->len;
      if (gtk_widget_child_focus (g_ptr_array_index (panes, now), GTK_DIR_TAB_FORWARD))
        break;
    }
}

/* --- handed on to the page on screen: "win.new" is its "page.new" --- */

static void
on_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  const char *plain = name + strlen ("win.");
  GtkWidget *pushed = epc_window_pushed (self);
  EpcSectionPage *page = epc_window_section_page (self);

  if (pushed != NULL)
    {
      g_autofree char *form_action = g_strdup_printf ("form.%s", plain), *page_action = g_strdup_printf ("page.%s", plain);

      if (!gtk_widget_activate_action (pushed, form_action, NULL) && !gtk_widget_activate_action (pushed, page_action, NULL))
        gtk_widget_error_bell (widget);
    }
  else if (page != NULL && gtk_widget_get_mapped (GTK_WIDGET (page)))
    {
      if (!epc_section_page_activate (page, plain, NULL))
        gtk_widget_error_bell (widget);
    }
  else if (g_str_equal (plain, "import") && self->session != NULL)
    epc_import_start (self, self->session, NULL);
}

static void
on_new_decision (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  const EpcEntity *entity = epc_entity_find ("log_entry");

  GtkWidget *pushed = epc_window_pushed (self);
  gboolean is_writing = EPC_IS_RECORD_FORM (pushed) && epc_record_entity (epc_record_form_record (EPC_RECORD_FORM (pushed))) == entity;

  /* also over a form or an import: what was decided is written down at once */
  if (self->session != NULL && !is_writing)
    epc_record_flow_open (widget, self->session, entity, NULL);
}

static void
on_new_crisis (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->crisis_button));
  if (self->session != NULL && epc_window_pushed (self) == NULL)
    epc_declare_dialog_present (widget, self->session);
}

/* --- undo and redo --- */

typedef struct
{
  EpcStore *store;
  gboolean is_redo;
  gint64 batch; /* 0: the last step */
} UndoTask;

static void
undo_task_free (gpointer data)
{
  UndoTask *undo = data;

  g_object_unref (undo->store);
  g_free (undo);
}

static void
undo_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  UndoTask *undo = data;
  GError *error = NULL;
  EpcUndoResult *result = NULL;

  if (undo->batch != 0)
    result = epc_store_undo_batch (undo->store, undo->batch, cancellable, &error);
  else
    result = undo->is_redo ? epc_store_redo (undo->store, &error) : epc_store_undo (undo->store, &error);
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) epc_undo_result_free);
  else
    g_task_return_error (task, error);
}

static void
on_undone (GObject *source, GAsyncResult *task, gpointer data)
{
  EpcWindow *self = EPC_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcUndoResult) result = g_task_propagate_pointer (G_TASK (task), &error);
  UndoTask *undo = g_task_get_task_data (G_TASK (task));
  g_autofree char *text = NULL;

  if (self->root == NULL)
    return;
  if (error != NULL)
    {
      epc_window_show_error (self, undo->is_redo ? _ ("Could not redo") : _ ("Could not undo"), error);
      return;
    }
  if (result == NULL || result->label == NULL)
    text = g_strdup (undo->is_redo ? _ ("Nothing to redo") : _ ("Nothing to undo"));
  else if (result->left != NULL && result->left->len > 0)
    /* Translators: what was undone, how many changes were made by others since and were left */
    text = g_strdup_printf (ngettext_ ("Undone: %s. %u change was made since and stays.", "Undone: %s. %u changes were made since and stay.",
                                       result->left->len),
                            result->label, result->left->len);
  else
    text = g_strdup_printf (undo->is_redo ? _ ("Redone: %s") : _ ("Undone: %s"), result->label);
  if (result != NULL && result->label != NULL && !undo->is_redo)
    epc_window_toast_action (self, text, _ ("Redo"), "win.redo");
  else
    epc_window_toast (self, text, FALSE);
}

static void
run_undo (EpcWindow *self, gboolean is_redo, gint64 batch)
{
  UndoTask *undo;

  if (self->session == NULL)
    return;
  undo = g_new0 (UndoTask, 1);
  undo->store = g_object_ref (epc_session_store (self->session));
  undo->is_redo = is_redo;
  undo->batch = batch;
  g_autoptr (GTask) task = g_task_new (self, NULL, on_undone, NULL);
  g_task_set_source_tag (task, run_undo);
  g_task_set_task_data (task, undo, undo_task_free);
  g_task_run_in_thread (task, undo_thread);
}

static void
on_undo_batch (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run_undo (EPC_WINDOW (widget), FALSE, g_variant_get_int64 (parameter));
}

static void
on_undo (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self)), *pushed = epc_window_pushed (self);

  /* a form knows what is typed and not saved, and ends its step */
  if (pushed != NULL && g_str_equal (name, "win.undo") && gtk_widget_activate_action (pushed, "form.undo", NULL))
    return;
  /* what is being typed is not saved yet: the entry undoes that */
  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    {
      gtk_widget_activate_action (focus, g_str_equal (name, "win.redo") ? "text.redo" : "text.undo", NULL);
      return;
    }
  run_undo (self, g_str_equal (name, "win.redo"), 0);
}

/* --- the file --- */

static void
on_file_chosen (GFile *file, gpointer data)
{
  g_autoptr (EpcWindow) self = data;

  if (file != NULL && self->root != NULL)
    epc_window_open (self, file);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *const filters[] = { _ ("EPC Desk workspaces"), "*.epc", NULL };

  epc_file_dialog_open (widget, _ ("Open a workspace"), filters, on_file_chosen, g_object_ref (widget));
}

static void
on_open_path (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_path (g_variant_get_string (parameter, NULL));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (EPC_WINDOW (widget)->crisis_button));
  epc_window_open (EPC_WINDOW (widget), file);
}

static void
on_share (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);

  if (self->session == NULL)
    return;
  if (g_str_equal (name, "win.share"))
    epc_share_start (self, self->session, NULL);
  else
    epc_receive_start (self, self->session);
}

static void
on_new_workspace (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_window_show_first_run (EPC_WINDOW (widget), NULL, NULL);
}

typedef struct
{
  EpcStore *store;
  EpcWork *work;
  gboolean is_check;
} CareTask;

static void
care_task_free (gpointer data)
{
  CareTask *care = data;

  g_object_unref (care->store);
  g_object_unref (care->work);
  g_free (care);
}

static void
care_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CareTask *care = data;
  GError *error = NULL;

  if (care->is_check)
    {
      GPtrArray *findings = epc_store_check (care->store, cancellable, &error);

      if (findings != NULL)
        g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
      else
        g_task_return_error (task, error);
    }
  else
    {
      char *path = epc_store_backup (care->store, NULL, cancellable, &error);

      if (path != NULL)
        g_task_return_pointer (task, path, g_free);
      else
        g_task_return_error (task, error);
    }
}

static void
tell_findings (EpcWindow *self, GPtrArray *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (findings->len == 0)
    {
      epc_window_toast (self, _ ("The workspace is sound"), FALSE);
      return;
    }
  for (guint i = 0; i < findings->len && i < 12; i++)
    g_string_append_printf (text, "%s• %s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (findings, i));
  epc_alert_say (GTK_WIDGET (self), _ ("The check found something"), text->str);
}

static void
on_cared (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcWindow *self = EPC_WINDOW (source);
  CareTask *care = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gpointer answer = g_task_propagate_pointer (G_TASK (result), &error);

  epc_work_finish (care->work);
  if (self->root != NULL && error != NULL)
    epc_window_show_error (self, care->is_check ? _ ("The check could not finish") : _ ("The backup could not be made"), error);
  else if (self->root != NULL && care->is_check)
    tell_findings (self, answer);
  else if (self->root != NULL)
    {
      g_autofree char *file = g_path_get_basename (answer);
      /* Translators: %s is a file name */
      g_autofree char *text = g_strdup_printf (_ ("Backed up as %s"), file);

      epc_window_toast (self, text, FALSE);
    }
  if (care->is_check)
    g_clear_pointer ((GPtrArray **) &answer, g_ptr_array_unref);
  else
    g_free (answer);
}

static void
on_care (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  CareTask *care;

  if (self->session == NULL)
    return;
  care = g_new0 (CareTask, 1);
  care->is_check = g_str_equal (name, "win.check");
  care->store = g_object_ref (epc_session_store (self->session));
  care->work = epc_window_begin_work (self, care->is_check ? _ ("Checking the workspace") : _ ("Backing up"), cancellable);
  g_autoptr (GTask) task = g_task_new (self, cancellable, on_cared, NULL);
  g_task_set_source_tag (task, on_care);
  g_task_set_task_data (task, care, care_task_free);
  g_task_run_in_thread (task, care_thread);
}

/* --- windows beside this one --- */

static void
present_beside (GtkWidget *widget, GtkWidget *window)
{
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (widget));
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_report (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  g_auto (GStrv) words = g_strsplit (g_variant_get_string (parameter, NULL), " ", 2);

  if (self->session != NULL && words[0] != NULL)
    epc_report_page_open (self, self->session, words[0], words[1]);
}

/* The stored pages of an issued report, in the desktop's program for PDF, from where they are printed again. */
static void
on_issued (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  EpcStore *store = self->session != NULL ? epc_session_store (self->session) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record
      = store != NULL ? epc_store_find (store, epc_entity_find ("issued_report"), g_variant_get_string (parameter, NULL), &error) : NULL;

  if (record != NULL)
    epc_attachment_open (widget, store, epc_record_text (record, "sha256"), epc_record_text (record, "file_name"));
  else if (error != NULL)
    epc_window_show_error (self, _ ("The pages could not be opened"), error);
}

static void
on_shortcuts (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_beside (widget, epc_shortcuts_window_new ());
}

/* Of the section on screen; over a form: of the section that keeps such records. */
static void
on_help (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *self = EPC_WINDOW (widget);
  GtkWidget *pushed = epc_window_pushed (self);
  EpcSectionPage *page = epc_window_section_page (self);
  const EpcSection *section = page != NULL ? epc_section_page_section (page) : NULL;

  if (EPC_IS_RECORD_FORM (pushed))
    section = epc_section_of_entity (epc_record_entity (epc_record_form_record (EPC_RECORD_FORM (pushed)))->key);
  present_beside (widget, epc_help_window_new (section));
}

static void
on_search_everything (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (EPC_WINDOW (widget)->session != NULL)
    present_beside (widget, epc_palette_new (EPC_WINDOW (widget)));
}

static void
on_preferences (GtkWidget *widget, const char *name, GVariant *parameter)
{
  present_beside (widget, epc_preferences_new (EPC_WINDOW (widget)));
}

static void
on_about (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_about_show (EPC_WINDOW (widget));
}

void
epc_window_install_actions (GtkWidgetClass *widget_class)
{
  static const char *const page_actions[] = { "win.new", "win.find", "win.import", "win.export", "win.print", "win.table" };

  for (guint i = 0; i < G_N_ELEMENTS (page_actions); i++)
    gtk_widget_class_install_action (widget_class, page_actions[i], NULL, on_page_action);
  gtk_widget_class_install_action (widget_class, "win.tab", "s", on_tab);
  gtk_widget_class_install_action (widget_class, "win.section", "(ss)", on_section);
  gtk_widget_class_install_action (widget_class, "win.show-record", "(ss)", on_show_record);
  gtk_widget_class_install_action (widget_class, "win.crisis", "s", on_crisis);
  gtk_widget_class_install_action (widget_class, "win.choose-crisis", NULL, on_choose_crisis);
  gtk_widget_class_install_action (widget_class, "win.next-section", NULL, on_next_section);
  gtk_widget_class_install_action (widget_class, "win.previous-section", NULL, on_next_section);
  gtk_widget_class_install_action (widget_class, "win.side-list", NULL, on_side_list);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, on_next_pane);
  gtk_widget_class_install_action (widget_class, "win.previous-pane", NULL, on_next_pane);
  gtk_widget_class_install_action (widget_class, "win.new-decision", NULL, on_new_decision);
  gtk_widget_class_install_action (widget_class, "win.new-crisis", NULL, on_new_crisis);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, on_undo);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, on_undo);
  gtk_widget_class_install_action (widget_class, "win.undo-batch", "x", on_undo_batch);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "win.open-path", "s", on_open_path);
  gtk_widget_class_install_action (widget_class, "win.new-workspace", NULL, on_new_workspace);
  gtk_widget_class_install_action (widget_class, "win.share", NULL, on_share);
  gtk_widget_class_install_action (widget_class, "win.receive", NULL, on_share);
  gtk_widget_class_install_action (widget_class, "win.backup", NULL, on_care);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, on_care);
  gtk_widget_class_install_action (widget_class, "win.report", "s", on_report);
  gtk_widget_class_install_action (widget_class, "win.issued", "s", on_issued);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, on_shortcuts);
  gtk_widget_class_install_action (widget_class, "win.help", NULL, on_help);
  gtk_widget_class_install_action (widget_class, "win.search-everything", NULL, on_search_everything);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, on_preferences);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, on_about);
}
