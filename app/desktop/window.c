/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window. Its actions are the keys' end points; those that mean something to the page on screen are handed on to it.
 */
#include "window.h"

#include "application.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "exchange/exchange.h"
#include "overview/epc-overview.h"
#include "record-flow.h"
#include "sharing/sharing.h"
#include "tab.h"
#include "widgets/epc-alert.h"
#include "window-private.h"

#define SPINNER_DELAY_MS 200
#define TOAST_SECONDS 8

G_DEFINE_FINAL_TYPE (EpcWindow, epc_window, ADW_TYPE_APPLICATION_WINDOW)

EpcWindow *
epc_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return EPC_IS_WINDOW (root) ? EPC_WINDOW (root) : NULL;
}

EpcSession *
epc_window_session (EpcWindow *self)
{
  return self->session;
}

/* --- tabs --- */

EpcTab *
epc_window_current_tab (EpcWindow *self)
{
  GtkWidget *bin = adw_view_stack_get_visible_child (self->tabs);
  GtkWidget *child = bin != NULL ? adw_bin_get_child (ADW_BIN (bin)) : NULL;

  return EPC_IS_TAB (child) ? EPC_TAB (child) : NULL;
}

void
epc_window_update_titles (EpcWindow *self)
{
  g_autofree char *office = NULL, *crisis = NULL, *title = NULL;
  EpcTab *tab = epc_window_current_tab (self);
  EpcSectionPage *page = tab != NULL ? epc_tab_page (tab) : NULL;
  const EpcTabInfo *info = epc_tab_info (epc_window_tab (self));

  if (self->session == NULL)
    return;
  office = epc_session_office_title (self->session);
  crisis = epc_session_crisis_title (self->session);
  if (epc_store_is_reader (epc_session_store (self->session)))
    {
      /* Translators: name of an office whose workspace only takes packages in */
      g_autofree char *reader = g_strdup_printf (_ ("%s · reader"), office);
      gtk_label_set_text (GTK_LABEL (self->office_label), reader);
    }
  else
    gtk_label_set_text (GTK_LABEL (self->office_label), office);
  gtk_label_set_text (GTK_LABEL (self->crisis_label), crisis);
  adw_view_switcher_title_set_title (self->switcher, page != NULL  ? _ (epc_section_page_section (page)->title)
                                                     : info != NULL ? _ (info->title)
                                                                    : _ ("EPC Desk"));
  /* Translators: office, crisis: under the title of a narrow window */
  title = g_strdup_printf (_ ("%s · %s"), office, crisis);
  adw_view_switcher_title_set_subtitle (self->switcher, title);
  g_free (title);
  /* Translators: title of the window in the task bar: crisis, office */
  title = g_strdup_printf (_ ("%s – %s – EPC Desk"), crisis, office);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (GTK_LABEL (self->drill), epc_session_unreal_text (self->session));
  gtk_widget_set_visible (self->drill, epc_session_unreal_text (self->session) != NULL);
  gtk_widget_set_visible (self->back_button, tab != NULL && epc_tab_is_folded (tab));
}

static gboolean
follow_width (gpointer data)
{
  EpcWindow *self = data;

  self->width_source = 0;
  /* Its buttons cost a tenth of the start, and a wide window never shows them. */
  if (adw_view_switcher_title_get_title_visible (self->switcher))
    adw_view_switcher_bar_set_stack (self->bar, self->tabs);
  adw_view_switcher_bar_set_reveal (self->bar, adw_view_switcher_title_get_title_visible (self->switcher));
  epc_window_update_titles (self);
  return G_SOURCE_REMOVE;
}

/* Title and leaflet find out while the window is being laid out. What follows from it must wait: shown right then it would be
 * drawn before it was given a place. */
static void
on_width_changed (EpcWindow *self)
{
  if (self->width_source == 0)
    self->width_source = g_idle_add (follow_width, self);
}

static void
fill_tab (EpcWindow *self)
{
  GtkWidget *bin = adw_view_stack_get_visible_child (self->tabs);
  const char *key = adw_view_stack_get_visible_child_name (self->tabs);
  GtkWidget *child;

  if (bin == NULL || self->session == NULL || adw_bin_get_child (ADW_BIN (bin)) != NULL)
    return;
  if (g_str_equal (key, "overview"))
    child = epc_overview_new (self->session, G_LIST_MODEL (self->works));
  else
    {
      child = epc_tab_new (key, self->session);
      epc_foot_set_works (epc_side_list_foot (epc_tab_side_list (EPC_TAB (child))), G_LIST_MODEL (self->works));
      g_signal_connect_object (child, "section-changed", G_CALLBACK (epc_window_update_titles), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (child, "notify::folded", G_CALLBACK (on_width_changed), self, G_CONNECT_SWAPPED);
    }
  adw_bin_set_child (ADW_BIN (bin), child);
  if (EPC_IS_TAB (child))
    epc_tab_show (EPC_TAB (child), NULL);
}

static void
on_tab_changed (EpcWindow *self)
{
  if (self->is_filling)
    return;
  fill_tab (self);
  epc_window_update_titles (self);
  if (self->session != NULL && epc_window_tab (self) != NULL)
    epc_session_set_view_state (self->session, "tab", epc_window_tab (self));
}

static void
drop_tabs (EpcWindow *self)
{
  GtkWidget *bin;

  self->is_filling = TRUE;
  while ((bin = gtk_widget_get_first_child (GTK_WIDGET (self->tabs))) != NULL)
    adw_view_stack_remove (self->tabs, bin);
  self->is_filling = FALSE;
}

static void
make_tabs (EpcWindow *self)
{
  guint n;
  const EpcTabInfo *infos = epc_tabs (&n);

  drop_tabs (self);
  self->is_filling = TRUE;
  /* The switcher makes all its buttons anew for each tab that is added: it sees them when all are there. */
  adw_view_switcher_title_set_stack (self->switcher, NULL);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *bin = adw_bin_new ();
      AdwViewStackPage *page = adw_view_stack_add_titled (self->tabs, bin, infos[i].key, _ (infos[i].title));

      adw_view_stack_page_set_icon_name (page, infos[i].icon);
    }
  adw_view_switcher_title_set_stack (self->switcher, self->tabs);
  self->is_filling = FALSE;
}

const char *
epc_window_tab (EpcWindow *self)
{
  return adw_view_stack_get_visible_child_name (self->tabs);
}

EpcSectionPage *
epc_window_section_page (EpcWindow *self)
{
  EpcTab *tab = epc_window_current_tab (self);

  return tab != NULL ? epc_tab_page (tab) : NULL;
}

gboolean
epc_window_go_to (EpcWindow *self, const char *tab, const char *section)
{
  if (self->session == NULL || epc_tab_info (tab) == NULL || (section != NULL && epc_section_find (tab, section) == NULL))
    return FALSE;
  adw_view_stack_set_visible_child_name (self->tabs, tab);
  if (section != NULL)
    epc_tab_show (epc_window_current_tab (self), section);
  return TRUE;
}

gboolean
epc_window_show_record (EpcWindow *self, const EpcEntity *entity, const EpcUid *uid)
{
  const EpcSection *section = epc_section_of_entity (entity->key);
  char text[EPC_UID_TEXT_SIZE];

  if (section == NULL || !epc_window_go_to (self, section->tab, section->key))
    return FALSE;
  EpcSectionPage *page = epc_window_section_page (self);
  epc_section_page_show_entity (page, entity->key);
  if (EPC_IS_RECORD_PAGE (epc_section_page_content (page)))
    {
      epc_record_flow_show (EPC_RECORD_PAGE (epc_section_page_content (page)), self->session, uid);
      return TRUE;
    }
  return epc_section_page_activate (page, "show", g_variant_new ("(ss)", entity->key, epc_uid_to_text (uid, text)));
}

/* --- pages laid over the tabs --- */

GtkWidget *
epc_window_pushed (EpcWindow *self)
{
  return self->pushed->len > 0 ? g_ptr_array_index (self->pushed, self->pushed->len - 1) : NULL;
}

void
epc_window_push (EpcWindow *self, GtkWidget *page)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->pushed->len == 0)
    g_set_weak_pointer (&self->focus_before, focus);
  gtk_stack_add_child (self->root, page);
  g_ptr_array_add (self->pushed, page);
  gtk_stack_set_visible_child (self->root, page);
}

/* A list that hangs open in a page takes all clicks, and would go on taking them when the page is gone. */
static void
close_popover (EpcWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self)), *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

void
epc_window_pop (EpcWindow *self)
{
  GtkWidget *page = epc_window_pushed (self), *below;

  if (page == NULL)
    return;
  close_popover (self);
  g_ptr_array_set_size (self->pushed, (int) self->pushed->len - 1);
  below = epc_window_pushed (self);
  if (below != NULL)
    gtk_stack_set_visible_child (self->root, below);
  else
    gtk_stack_set_visible_child_name (self->root, "main");
  gtk_stack_remove (self->root, page);
  if (below == NULL && self->focus_before != NULL)
    gtk_widget_grab_focus (self->focus_before);
  g_clear_weak_pointer (&self->focus_before);
}

/* --- opening --- */

/* A window that is not on screen yet waits this long for its workspace: most open sooner, and it is drawn once and not twice. */
#define PRESENT_DELAY_MS 150

static gboolean
present_now (gpointer data)
{
  EpcWindow *self = data;

  self->present_source = 0;
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
stop_spinner (EpcWindow *self)
{
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (self->loading_box, FALSE);
}

static gboolean
on_spinner_due (gpointer data)
{
  EpcWindow *self = data;

  self->spinner_source = 0;
  gtk_widget_set_visible (self->loading_box, TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

void
epc_window_show_loading (EpcWindow *self, const char *text)
{
  stop_spinner (self);
  gtk_label_set_text (GTK_LABEL (self->loading_label), text);
  gtk_stack_set_visible_child_name (self->root, "loading");
  self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, on_spinner_due, self);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  EpcStore *store = epc_store_open (data, EPC_STORE_NONE, &error);

  if (store != NULL)
    g_task_return_pointer (task, store, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcWindow *self = EPC_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcStore) store = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->root == NULL)
    return;
  stop_spinner (self);
  if (store != NULL)
    epc_window_set_store (self, store);
  else
    epc_window_show_first_run (self, _ ("The workspace could not be opened"), error->message);
  if (self->present_source != 0)
    {
      g_source_remove (self->present_source);
      present_now (self);
    }
}

void
epc_window_open (EpcWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;
  char *path = g_file_get_path (file);

  if (path == NULL)
    {
      gtk_window_present (GTK_WINDOW (self));
      epc_window_show_first_run (self, _ ("The workspace could not be opened"),
                                 _ ("Only files on this computer, a stick or a shared folder can be opened. Copy the file here first."));
      return;
    }
  /* Translators: %s is a file name */
  text = g_strdup_printf (_ ("Opening %s"), name);
  epc_window_show_loading (self, text);
  if (!gtk_widget_get_visible (GTK_WIDGET (self)) && self->present_source == 0)
    self->present_source = g_timeout_add (PRESENT_DELAY_MS, present_now, self);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_opened, NULL);
  g_task_set_source_tag (task, epc_window_open);
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, open_thread);
}

/* What was said while the workspace opened is also emitted a moment later. */
static gboolean
is_told (EpcWindow *self, const char *sentence)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->notices); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "epc-sentence"), sentence) == 0)
      return TRUE;
  return FALSE;
}

static void
add_notice (EpcWindow *self, const char *kind, const char *sentence)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (sentence);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *image = gtk_image_new_from_icon_name (g_str_equal (kind, "damaged") ? "epc-critical-symbolic" : "help-about-symbolic");

  g_object_set_data_full (G_OBJECT (row), "epc-sentence", g_strdup (sentence), g_free);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (row, "notice");
  gtk_widget_add_css_class (row, g_str_equal (kind, "damaged") ? "critical" : g_str_equal (kind, "new-replica") ? "info" : "watch");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Dismiss"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Dismiss"), -1);
  g_signal_connect_object (close, "clicked", G_CALLBACK (gtk_widget_unparent), row, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), close);
  gtk_box_append (GTK_BOX (self->notices), row);
}

static void
on_notice (EpcStore *store, const char *kind, const char *sentence, EpcWindow *self)
{
  if (!is_told (self, sentence))
    add_notice (self, kind, sentence);
}

static void
drop_session (EpcWindow *self)
{
  GtkWidget *child;

  while (epc_window_pushed (self) != NULL)
    epc_window_pop (self);
  drop_tabs (self);
  while ((child = gtk_widget_get_first_child (self->notices)) != NULL)
    gtk_box_remove (GTK_BOX (self->notices), child);
  if (self->session != NULL)
    {
      g_autoptr (EpcStore) store = g_object_ref (epc_session_store (self->session));

      g_signal_handlers_disconnect_by_data (store, self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_clear_object (&self->session);
      epc_store_close (store);
    }
}

static void
remember_workspace (EpcWindow *self, const char *path)
{
  GSettings *settings = epc_session_settings (self->session);
  g_auto (GStrv) recent = g_settings_get_strv (settings, "recent-workspaces");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, path);
  for (guint i = 0, kept = 0; recent[i] != NULL && kept < 9; i++)
    if (!g_str_equal (recent[i], path))
      {
        g_strv_builder_add (builder, recent[i]);
        kept++;
      }
  g_auto (GStrv) updated = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "recent-workspaces", (const char *const *) updated);
}

void
epc_window_set_store (EpcWindow *self, EpcStore *store)
{
  EpcApplication *application = EPC_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
  GSettings *settings = epc_application_settings (application);
  g_autofree char *author = g_settings_get_string (settings, "author");

  drop_session (self);
  epc_application_apply_separators (application, epc_store_country (store));
  self->session = epc_session_new (store, settings);
  if (*author != '\0')
    epc_store_set_author (store, author);
  remember_workspace (self, epc_store_path (store));
  for (const char *const *notices = epc_store_notices (store); notices != NULL && *notices != NULL; notices++)
    on_notice (store, "info", *notices, self);
  g_signal_connect_object (store, "notice", G_CALLBACK (on_notice), self, 0);
  g_signal_connect_object (self->session, "crisis-changed", G_CALLBACK (epc_window_update_titles), self, G_CONNECT_SWAPPED);
  make_tabs (self);
  g_autofree char *tab = epc_session_view_state (self->session, "tab");
  gtk_stack_set_visible_child_name (self->root, "main");
  if (tab != NULL && epc_tab_info (tab) != NULL && !g_str_equal (tab, epc_window_tab (self)))
    adw_view_stack_set_visible_child_name (self->tabs, tab);
  else
    on_tab_changed (self);
  /* A package that was opened by a double click waits for its workspace. */
  g_autoptr (GFile) arrived = g_steal_pointer (&self->arrived);
  if (arrived != NULL)
    epc_receive_file (self, self->session, arrived);
}

void
epc_window_receive (EpcWindow *self, GFile *file)
{
  if (self->session != NULL)
    epc_receive_file (self, self->session, file);
  else
    g_set_object (&self->arrived, file);
}

/* --- telling --- */

void
epc_window_toast_action (EpcWindow *self, const char *text, const char *button, const char *detailed_action)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, TOAST_SECONDS);
  if (button != NULL)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_detailed_action_name (toast, detailed_action);
    }
  /* one at a time: the one shown gives way */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
epc_window_toast (EpcWindow *self, const char *text, gboolean has_undo)
{
  epc_window_toast_action (self, text, has_undo ? _ ("Undo") : NULL, has_undo ? "win.undo" : NULL);
}

void
epc_window_show_error (EpcWindow *self, const char *title, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  epc_alert_say (GTK_WIDGET (self), title, error->message);
}

static void
on_work_finished (EpcWindow *self, GParamSpec *pspec, EpcWork *work)
{
  guint position;

  if (g_list_store_find (self->works, work, &position))
    g_list_store_remove (self->works, position);
}

EpcWork *
epc_window_begin_work (EpcWindow *self, const char *name, GCancellable *cancellable)
{
  EpcWork *work = epc_work_new (name, cancellable);

  g_signal_connect_object (work, "notify::finished", G_CALLBACK (on_work_finished), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->works, work);
  return work;
}

/* --- the widget --- */

static gboolean
epc_window_close_request (GtkWindow *window)
{
  EpcWindow *self = EPC_WINDOW (window);

  if (self->session != NULL)
    {
      GSettings *settings = epc_session_settings (self->session);
      int width, height;

      gtk_window_get_default_size (window, &width, &height);
      g_settings_set (settings, "window-size", "(ii)", width, height);
      g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
    }
  return GTK_WINDOW_CLASS (epc_window_parent_class)->close_request (window);
}

static void
epc_window_dispose (GObject *object)
{
  EpcWindow *self = EPC_WINDOW (object);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_handle_id (&self->present_source, g_source_remove);
  g_clear_handle_id (&self->width_source, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_weak_pointer (&self->focus_before_crisis);
  if (self->root != NULL)
    drop_session (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), EPC_TYPE_WINDOW);
  self->root = NULL;
  g_clear_pointer (&self->pushed, g_ptr_array_unref);
  g_clear_object (&self->works);
  g_clear_object (&self->arrived);
  G_OBJECT_CLASS (epc_window_parent_class)->dispose (object);
}

static void
epc_window_class_init (EpcWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = epc_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, EPC_RESOURCE "/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, root);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, tabs);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, bar);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, loading_box);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, loading_label);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, notices);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, drill);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, crisis_button);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, office_label);
  gtk_widget_class_bind_template_child (widget_class, EpcWindow, crisis_label);
  epc_window_install_actions (widget_class);
}

/* A file dropped anywhere: a workspace opens, a package is reviewed, anything else is looked at for import. */
static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, EpcWindow *self)
{
  GFile *file = g_value_get_object (value);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || epc_window_pushed (self) != NULL)
    return FALSE;
  if (g_str_has_suffix (path, ".epc"))
    epc_window_open (self, file);
  else if (self->session != NULL && g_str_has_suffix (path, ".epcx"))
    epc_receive_file (self, self->session, file);
  else if (self->session != NULL)
    epc_import_file_start (self, self->session, file, NULL);
  else
    return FALSE;
  return TRUE;
}

/* A menu that nobody has opened has no widgets yet. */
static void
fill_menu (GtkMenuButton *button, gpointer menu)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

static void
epc_window_init (EpcWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->pushed = g_ptr_array_new ();
  self->works = g_list_store_new (EPC_TYPE_WORK);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu_button), fill_menu, g_object_ref (self->main_menu), g_object_unref);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->crisis_button), epc_crisis_popover_new (self));
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (self->switcher, "notify::title-visible", G_CALLBACK (on_width_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "notify::visible-child", G_CALLBACK (on_tab_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
epc_window_new (GtkApplication *application)
{
  EpcWindow *self = g_object_new (EPC_TYPE_WINDOW, "application", application, NULL);
  GSettings *settings = epc_application_settings (EPC_APPLICATION (application));
  int width, height;

  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
