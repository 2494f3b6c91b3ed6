/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-begin-page.h"

#include <adwaita.h>

static void
add_step (GtkWidget *box, const char *words, const char *action, gboolean is_first)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  if (is_first)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), button);
}

GtkWidget *
epc_begin_page_new (const char *icon, const char *title, const char *words, const char *button, const char *action)
{
  GtkWidget *page = adw_status_page_new (), *steps = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), words);
  gtk_widget_set_halign (steps, GTK_ALIGN_CENTER);
  if (button != NULL)
    add_step (steps, button, action, TRUE);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), steps);
  return page;
}

GtkWidget *
epc_begin_page_or (GtkWidget *page, const char *button, const char *action)
{
  add_step (adw_status_page_get_child (ADW_STATUS_PAGE (page)), button, action, FALSE);
  return page;
}

GtkStack *
epc_begin_stack_new (GtkBox *page, GtkWidget *empty, const char *name, GtkWidget *content)
{
  GtkStack *stack = GTK_STACK (gtk_stack_new ());

  gtk_stack_add_named (stack, empty, "empty");
  gtk_stack_add_named (stack, content, name);
  gtk_widget_set_vexpand (GTK_WIDGET (stack), TRUE);
  gtk_box_append (page, GTK_WIDGET (stack));
  return stack;
}
