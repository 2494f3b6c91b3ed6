/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of the dialogs that ask for something before a file is written.
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
