/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-panes.h"

#include "base/epc-language.h"
#include "epc-dialog-row.h"
#include "epc-narrow.h"

typedef struct
{
  GtkWidget *first, *line, *second; /* children */
  GtkWidget *chip;                  /* a toolbar's; kept */
} Panes;

static void
panes_free (gpointer data)
{
  Panes *panes = data;

  g_object_unref (panes->chip);
  g_free (panes);
}

GtkWidget *
epc_chip_new (const char *label, GtkToggleButton *group)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), group);
  return chip;
}

void
epc_chip_count (GtkWidget *chip, const char *form, guint n)
{
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), n), *text = g_strdup_printf (form, number);

  gtk_button_set_label (GTK_BUTTON (chip), text);
}

GtkWidget *
epc_pane_line_new (const char *words, const char *css_class)
{
  GtkWidget *label = epc_label_new (words, css_class);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  return label;
}

static void
set_visible_panes (Panes *panes)
{
  gboolean is_narrow = gtk_widget_get_visible (panes->chip);
  gboolean is_second = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (panes->chip));

  gtk_widget_set_visible (panes->first, !is_narrow || !is_second);
  gtk_widget_set_visible (panes->second, !is_narrow || is_second);
  gtk_widget_set_visible (panes->line, !is_narrow);
  gtk_widget_set_hexpand (panes->second, is_narrow);
}

static void
on_toggled (GtkWidget *all)
{
  set_visible_panes (g_object_get_data (G_OBJECT (all), "epc-panes"));
}

static void
fold (gboolean is_narrow, gpointer data)
{
  Panes *panes = data;

  gtk_widget_set_visible (panes->chip, is_narrow);
  set_visible_panes (panes);
}

GtkWidget *
epc_panes_new (GtkWidget *first, GtkWidget *second, int second_width, int threshold, GtkWidget *chip)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Panes *panes = g_new0 (Panes, 1);

  *panes = (Panes) { first, gtk_separator_new (GTK_ORIENTATION_VERTICAL), second, g_object_ref_sink (chip) };
  gtk_widget_set_visible (chip, FALSE);
  gtk_widget_set_hexpand (first, TRUE);
  gtk_widget_set_size_request (second, second_width, -1);
  gtk_box_append (GTK_BOX (row), first);
  gtk_box_append (GTK_BOX (row), panes->line);
  gtk_box_append (GTK_BOX (row), second);
  gtk_widget_set_vexpand (row, TRUE);
  g_object_set_data_full (G_OBJECT (all), "epc-panes", panes, panes_free);
  gtk_box_append (GTK_BOX (all), epc_narrow_new (threshold, fold, panes));
  gtk_box_append (GTK_BOX (all), row);
  g_signal_connect_object (chip, "toggled", G_CALLBACK (on_toggled), all, G_CONNECT_SWAPPED);
  set_visible_panes (panes);
  return all;
}
