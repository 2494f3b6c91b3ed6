/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Popover in which the columns of a table are chosen.
 */
#include "epc-column-chooser.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"

struct _EpcColumnChooser
{
  GtkPopover parent_instance;

  EpcRecordTable *table; /* unowned: the popover hangs below it */
  GtkWidget *search, *rows;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (EpcColumnChooser, epc_column_chooser, GTK_TYPE_POPOVER)

static void
on_toggled (GtkCheckButton *check, EpcColumnChooser *self)
{
  const char *key = g_object_get_data (G_OBJECT (check), "epc-key");
  g_auto (GStrv) shown = epc_record_table_columns (self->table);
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  guint n;
  const EpcTableColumn *all = epc_record_table_all_columns (self->table, &n);

  if (self->is_filling)
    return;
  if (!gtk_check_button_get_active (check))
    {
      for (guint i = 0; shown[i] != NULL; i++)
        if (!g_str_equal (shown[i], key))
          g_ptr_array_add (keys, shown[i]);
    }
  else
    {
      /* A new column takes its place of the catalogue: before the first shown one that follows it there. */
      guint wanted = 0, at = 0;

      while (wanted < n && !g_str_equal (all[wanted].key, key))
        wanted++;
      for (guint i = 0; shown[i] != NULL; i++)
        {
          guint place = 0;

          while (place < n && !g_str_equal (all[place].key, shown[i]))
            place++;
          g_ptr_array_add (keys, shown[i]);
          if (place < wanted)
            at = i + 1;
        }
      g_ptr_array_insert (keys, at, (gpointer) key);
    }
  g_ptr_array_add (keys, NULL);
  epc_record_table_set_columns (self->table, (const char *const *) keys->pdata);
}

static void
fill (EpcColumnChooser *self)
{
  guint n;
  const EpcTableColumn *all = epc_record_table_all_columns (self->table, &n);
  GtkWidget *child;

  self->is_filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (all[i].title);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), epc_record_table_has_column (self->table, all[i].key));
      g_object_set_data (G_OBJECT (check), "epc-key", (gpointer) all[i].key);
      g_object_set_data_full (G_OBJECT (check), "epc-folded", epc_text_fold (all[i].title), g_free);
      g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), self);
      gtk_box_append (GTK_BOX (self->rows), check);
    }
  self->is_filling = FALSE;
}

static void
on_search (GtkSearchEntry *search, EpcColumnChooser *self)
{
  g_autofree char *wanted = epc_text_fold (gtk_editable_get_text (GTK_EDITABLE (search)));

  for (GtkWidget *check = gtk_widget_get_first_child (self->rows); check != NULL; check = gtk_widget_get_next_sibling (check))
    gtk_widget_set_visible (check, strstr (g_object_get_data (G_OBJECT (check), "epc-folded"), wanted) != NULL);
}

static void
on_reset (GtkButton *button, EpcColumnChooser *self)
{
  epc_record_table_set_columns (self->table, NULL);
  fill (self);
}

static void
on_show (GtkWidget *widget)
{
  EpcColumnChooser *self = EPC_COLUMN_CHOOSER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  fill (self);
  GTK_WIDGET_CLASS (epc_column_chooser_parent_class)->show (widget);
}

static void
epc_column_chooser_class_init (EpcColumnChooserClass *klass)
{
  GTK_WIDGET_CLASS (klass)->show = on_show;
}

static void
epc_column_chooser_init (EpcColumnChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scroller = gtk_scrolled_window_new ();
  GtkWidget *reset = gtk_button_new_with_label (_("Columns of the program"));

  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->search), 50);
  g_object_set (self->search, "placeholder-text", _("Find a column"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a column"), -1);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns shown"), -1);
  g_signal_connect (self->search, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect (reset, "clicked", G_CALLBACK (on_reset), self);

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->rows);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_focusable (scroller, FALSE); /* the first choice takes the focus, not what scrolls it */
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 380);
  gtk_widget_set_size_request (scroller, 280, -1);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), reset);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
epc_column_chooser_new (EpcRecordTable *table)
{
  EpcColumnChooser *self = g_object_new (EPC_TYPE_COLUMN_CHOOSER, NULL);

  self->table = table;
  return GTK_WIDGET (self);
}
