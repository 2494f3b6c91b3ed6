/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-table-heads.h"

typedef struct
{
  GWeakRef table;
  gboolean (*is_number) (guint column, gpointer data);
  gpointer data;
} Task;

static void
task_free (gpointer data)
{
  g_weak_ref_clear (&((Task *) data)->table);
  g_free (data);
}

static gboolean
align (gpointer data)
{
  Task *task = data;
  g_autoptr (GtkWidget) table = g_weak_ref_get (&task->table);
  GtkWidget *header = table != NULL ? gtk_widget_get_first_child (table) : NULL;
  guint column = 0;

  if (header == NULL)
    return G_SOURCE_REMOVE;
  for (GtkWidget *title = gtk_widget_get_first_child (header); title != NULL; title = gtk_widget_get_next_sibling (title), column++)
    if (gtk_widget_get_first_child (title) != NULL)
      gtk_widget_set_halign (gtk_widget_get_first_child (title), task->is_number (column, task->data) ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  return G_SOURCE_REMOVE;
}

void
epc_table_heads_align (GtkColumnView *table, gboolean (*is_number) (guint column, gpointer data), gpointer data)
{
  Task *task = g_new0 (Task, 1);

  g_weak_ref_init (&task->table, table);
  task->is_number = is_number;
  task->data = data;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, align, task, task_free);
}
