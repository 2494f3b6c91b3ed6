/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-begin-page.h"

#include <adwaita.h>

GtkWidget *
epc_begin_page_new (const char *icon, const char *title, const char *words, const char *button, const char *action)
{
  GtkWidget *page = adw_status_page_new (), *begin = gtk_button_new_with_label (button);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), words);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (begin), action);
  gtk_widget_add_css_class (begin, "suggested-action");
  gtk_widget_add_css_class (begin, "pill");
  gtk_widget_set_halign (begin, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), begin);
  return page;
}
