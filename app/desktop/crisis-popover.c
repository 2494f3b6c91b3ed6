/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Behind the button at the left of the header: which crisis, which workspace. It is filled each time it opens.
 */
#include "window-private.h"

#include "base/epc-i18n.h"
#include "store/epc-query.h"

#define MAX_CRISES 40
#define MAX_WORKSPACES 6

typedef struct
{
  EpcWindow *window; /* owns the popover */
  GtkWidget *box;
} CrisisPopover;

static GtkWidget *
add_row (GtkWidget *box, const char *title, const char *note, gboolean is_chosen, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new (), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (title);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (mark, is_chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), label);
  if (note != NULL)
    {
      GtkWidget *faint = gtk_label_new (note);

      gtk_widget_add_css_class (faint, "small");
      gtk_widget_add_css_class (faint, "faint");
      gtk_box_append (GTK_BOX (row), faint);
    }
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "popover-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_heading (GtkWidget *box, const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "group-label");
  gtk_widget_add_css_class (label, "popover-heading");
  gtk_box_append (GTK_BOX (box), label);
}

static gboolean
is_closed (EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);

  return epc_entity_field (entity, "status") != NULL && g_strcmp0 (epc_record_text (record, "status"), "closed") == 0;
}

static void
add_crises (CrisisPopover *popover, EpcSession *session)
{
  const EpcEntity *entity = epc_entity_find ("crisis");
  const EpcUid *now = epc_session_crisis (session);
  g_autoptr (GPtrArray) records = NULL;

  add_heading (popover->box, _ ("Crisis"));
  add_row (popover->box, _ ("All crises"), NULL, now == NULL, "win.crisis", g_variant_new_string (""));
  if (entity == NULL)
    return;
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  epc_query_limit (query, MAX_CRISES);
  records = epc_query_records (query, epc_session_store (session), NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      gboolean is_now = now != NULL && epc_uid_equal (now, epc_record_uid (record));
      g_autofree char *title = NULL;
      char uid[EPC_UID_TEXT_SIZE];

      if (is_closed (record) && !is_now)
        continue;
      title = epc_store_title (epc_session_store (session), entity, epc_record_uid (record));
      add_row (popover->box, title, epc_record_code (record), is_now, "win.crisis",
               g_variant_new_string (epc_uid_to_text (epc_record_uid (record), uid)));
    }
}

static void
add_workspaces (CrisisPopover *popover, EpcSession *session)
{
  g_auto (GStrv) recent = g_settings_get_strv (epc_session_settings (session), "recent-workspaces");
  const char *now = epc_store_path (epc_session_store (session));
  guint n = 0;

  add_heading (popover->box, _ ("Workspace"));
  for (guint i = 0; recent[i] != NULL && n < MAX_WORKSPACES; i++)
    {
      g_autofree char *name = g_path_get_basename (recent[i]);
      gboolean is_now = g_str_equal (recent[i], now);
      GtkWidget *row;

      if (!is_now && !g_file_test (recent[i], G_FILE_TEST_EXISTS))
        continue;
      row = add_row (popover->box, name, NULL, is_now, is_now ? NULL : "win.open-path",
                     is_now ? NULL : g_variant_new_string (recent[i]));
      gtk_widget_set_tooltip_text (row, recent[i]);
      n++;
    }
  add_row (popover->box, _ ("Open another workspace…"), NULL, FALSE, "win.open", NULL);
}

static void
on_map (GtkWidget *widget, CrisisPopover *popover)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (popover->box)) != NULL)
    gtk_box_remove (GTK_BOX (popover->box), child);
  if (popover->window->session == NULL)
    return;
  add_crises (popover, popover->window->session);
  add_row (popover->box, _ ("New crisis…"), NULL, FALSE, "win.new-crisis", NULL);
  gtk_box_append (GTK_BOX (popover->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_workspaces (popover, popover->window->session);
}

static gboolean
go_back (gpointer data)
{
  EpcWindow *window = data;

  if (window->focus_before_crisis != NULL && gtk_widget_get_mapped (window->focus_before_crisis))
    gtk_widget_grab_focus (window->focus_before_crisis);
  g_clear_weak_pointer (&window->focus_before_crisis);
  return G_SOURCE_REMOVE;
}

/* Who came by key goes back to where she was; the button takes the focus when it hears that the list closed, later than this in some
 * versions of GTK. */
static void
on_closed (GtkWidget *widget, CrisisPopover *popover)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, go_back, g_object_ref (popover->window), g_object_unref);
}

GtkWidget *
epc_crisis_popover_new (EpcWindow *window)
{
  GtkWidget *widget = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();
  CrisisPopover *popover = g_new0 (CrisisPopover, 1);

  popover->window = window;
  popover->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (popover->box, 300, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 560);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), popover->box);
  gtk_popover_set_child (GTK_POPOVER (widget), scrolled);
  gtk_widget_add_css_class (widget, "crisis-popover");
  g_object_set_data_full (G_OBJECT (widget), "epc-popover", popover, g_free);
  g_signal_connect (widget, "map", G_CALLBACK (on_map), popover);
  g_signal_connect_after (widget, "closed", G_CALLBACK (on_closed), popover);
  return widget;
}
