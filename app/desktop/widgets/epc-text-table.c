/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-text-table.h"

#include "base/epc-i18n.h"
#include "epc-table-heads.h"
#include "epc-text-cell.h"

#define EPC_TYPE_TEXT_ROW (epc_text_row_get_type ())
G_DECLARE_FINAL_TYPE (EpcTextRow, epc_text_row, EPC, TEXT_ROW, GObject)

struct _EpcTextRow
{
  GObject parent_instance;
  EpcUid key;
  GPtrArray *cells;    /* texts or NULL */
  const char **states; /* NULL: none */
};

G_DEFINE_FINAL_TYPE (EpcTextRow, epc_text_row, G_TYPE_OBJECT)

static void
epc_text_row_finalize (GObject *object)
{
  EpcTextRow *self = EPC_TEXT_ROW (object);

  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self->states);
  G_OBJECT_CLASS (epc_text_row_parent_class)->finalize (object);
}

static void
epc_text_row_class_init (EpcTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_text_row_finalize;
}

static void
epc_text_row_init (EpcTextRow *self)
{
  self->cells = g_ptr_array_new_with_free_func (g_free);
}

struct _EpcTextTable
{
  GtkBox parent_instance;
  const EpcTextColumn *columns;
  guint n_columns;
  GListStore *rows;
  GtkSingleSelection *selection;
  GtkWidget *lines;  /* the list in the table */
  GPtrArray *coming; /* EpcTextRow, between begin and end */
  EpcUid chosen;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (EpcTextTable, epc_text_table, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_cell (gpointer item, char **text, const char **state, gpointer data)
{
  EpcTextRow *row = EPC_TEXT_ROW (item);
  guint column = GPOINTER_TO_UINT (data);

  *text = column < row->cells->len ? g_strdup (g_ptr_array_index (row->cells, column)) : NULL;
  *state = row->states != NULL ? row->states[column] : NULL;
}

static gboolean
is_number (guint column, gpointer data)
{
  EpcTextTable *self = data;

  return column < self->n_columns && self->columns[column].is_number;
}

static void
on_selected (EpcTextTable *self)
{
  EpcTextRow *row = gtk_single_selection_get_selected_item (self->selection);

  if (self->is_filling || row == NULL)
    return;
  self->chosen = row->key;
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_activated (EpcTextTable *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

void
epc_text_table_begin (EpcTextTable *self)
{
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
}

void
epc_text_table_add (EpcTextTable *self, const EpcUid *key, const char *const *cells, const char *const *states)
{
  EpcTextRow *row = g_object_new (EPC_TYPE_TEXT_ROW, NULL);

  g_return_if_fail (self->coming != NULL);
  row->key = *key;
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (row->cells, g_strdup (cells[i]));
  if (states != NULL)
    row->states = g_memdup2 (states, self->n_columns * sizeof *states);
  g_ptr_array_add (self->coming, row);
}

gboolean
epc_text_table_choose (EpcTextTable *self, const EpcUid *key)
{
  gboolean was_filling = self->is_filling, found = FALSE;

  self->is_filling = TRUE;
  for (guint i = 0; !found && i < epc_text_table_n_rows (self); i++)
    {
      g_autoptr (EpcTextRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      found = epc_uid_equal (&row->key, key);
      if (found)
        {
          gtk_single_selection_set_selected (self->selection, i);
          /* Setting the adjustment leaves GTK 4.8 blank at the first jump; the list's own action does not. */
          gtk_widget_activate_action (self->lines, "list.scroll-to-item", "u", i);
        }
    }
  if (found)
    self->chosen = *key;
  self->is_filling = was_filling;
  return found;
}

void
epc_text_table_end (EpcTextTable *self)
{
  g_autoptr (GPtrArray) rows = g_steal_pointer (&self->coming);
  const EpcUid chosen = self->chosen;

  g_return_if_fail (rows != NULL);
  self->is_filling = TRUE;
  g_list_store_splice (self->rows, 0, epc_text_table_n_rows (self), rows->pdata, rows->len);
  if (rows->len > 0 && !epc_text_table_choose (self, &chosen))
    {
      gtk_single_selection_set_selected (self->selection, 0);
      self->chosen = EPC_TEXT_ROW (g_ptr_array_index (rows, 0))->key;
    }
  self->is_filling = FALSE;
}

guint
epc_text_table_n_rows (EpcTextTable *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

const EpcUid *
epc_text_table_key (EpcTextTable *self)
{
  EpcTextRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? &row->key : NULL;
}

guint
epc_text_table_position (EpcTextTable *self)
{
  return gtk_single_selection_get_selected (self->selection);
}

static void
epc_text_table_dispose (GObject *object)
{
  EpcTextTable *self = EPC_TEXT_TABLE (object);

  self->is_filling = TRUE;
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (epc_text_table_parent_class)->dispose (object);
}

static void
epc_text_table_class_init (EpcTextTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_text_table_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", EPC_TYPE_TEXT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", EPC_TYPE_TEXT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
epc_text_table_init (EpcTextTable *self)
{
  self->rows = g_list_store_new (EPC_TYPE_TEXT_ROW);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
}

GtkWidget *
epc_text_table_new (const char *name, const EpcTextColumn *columns, guint n_columns)
{
  EpcTextTable *self = g_object_new (EPC_TYPE_TEXT_TABLE, NULL);
  GtkWidget *scroll = gtk_scrolled_window_new (), *view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)));

  self->columns = columns;
  self->n_columns = n_columns;
  gtk_widget_add_css_class (view, "epc");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; i < n_columns; i++)
    {
      GtkListItemFactory *factory = epc_text_cell_factory_new (columns[i].is_number, show_cell, GUINT_TO_POINTER (i));
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_(columns[i].title), factory);
      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (column, columns[i].width);
      gtk_column_view_column_set_expand (column, columns[i].width == 0 || columns[i].grows);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  self->lines = gtk_widget_get_last_child (view);
  epc_table_heads_align (GTK_COLUMN_VIEW (view), is_number, self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_activated), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  gtk_widget_set_hexpand (scroll, TRUE);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (self), scroll);
  return GTK_WIDGET (self);
}
