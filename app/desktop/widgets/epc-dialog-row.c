/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parts of the dialogs that ask for something before a file is written.
 */
#include "epc-dialog-row.h"

#include "base/epc-i18n.h"

GtkWidget *
epc_dialog_row_add (GtkWidget *group, const char *title, const char *subtitle, GtkWidget *control, gboolean is_prefix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (is_prefix)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), control);
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
on_icon (GtkEntry *entry, GtkEntryIconPosition position, gpointer data)
{
  gboolean is_hidden = gtk_entry_get_visibility (entry);

  gtk_entry_set_visibility (entry, !is_hidden);
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, is_hidden ? "view-reveal-symbolic" : "view-conceal-symbolic");
}

GtkWidget *
epc_passphrase_entry_new (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_PASSWORD);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (entry), GTK_ENTRY_ICON_SECONDARY, "view-reveal-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (entry), GTK_ENTRY_ICON_SECONDARY, _ ("Show or hide what is typed"));
  g_signal_connect (entry, "icon-press", G_CALLBACK (on_icon), NULL);
  return entry;
}

GtkWidget *
epc_label_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

void
epc_dialog_leaving (AdwWindow *window, GtkWidget *const *groups, guint n_groups, const char *save_label, GtkWidget **save, GtkLabel **leaves)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *header = adw_header_bar_new (), *scrolled = gtk_scrolled_window_new (), *last = adw_preferences_group_new ();

  *save = gtk_button_new_with_label (save_label);
  gtk_widget_add_css_class (*save, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), *save);
  *leaves = GTK_LABEL (epc_label_new (NULL, NULL));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (last), _ ("What leaves"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (last), GTK_WIDGET (*leaves));
  for (guint i = 0; i < n_groups; i++)
    gtk_box_append (GTK_BOX (content), groups[i]);
  gtk_box_append (GTK_BOX (content), last);
  gtk_widget_add_css_class (content, "pane-pad");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), content);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (window, box);
}
