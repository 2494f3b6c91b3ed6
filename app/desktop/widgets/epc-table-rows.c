/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-table-rows.h"

#define ALL_AT_ONCE 48 /* rows that are not worth steps */
#define STEP 8         /* rows whose widgets are made between two frames */
#define ENOUGH 240     /* more rows than GtkListView makes widgets for */
#define MARGIN 3       /* rows drawn beyond the edges: those that come in with the next turn of a wheel */

struct _EpcTableRow
{
  GObject parent_instance;
  EpcTableRows *rows; /* NULL: gone from it */
  guint position;
  EpcRecord *record; /* NULL: nobody has asked yet */
  gulong handler;
  guint serial;
  GPtrArray *cells; /* of GtkWidget, not ours */
};

struct _EpcTableRows
{
  GObject parent_instance;
  EpcRecordList *list;
  guint shown; /* the first rows of the list */
  guint first_seen, last_seen;
  GHashTable *alive; /* of EpcTableRow, not ours: those that somebody holds */
  guint source;
};

static void epc_table_rows_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (EpcTableRow, epc_table_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (EpcTableRows, epc_table_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, epc_table_rows_model_init))

/* --- one row --- */

static void
draw_cells (EpcTableRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    gtk_widget_queue_draw (row->cells->pdata[i]);
}

static void
on_record_changed (EpcTableRow *row)
{
  row->serial++;
  draw_cells (row);
}

static void
drop_record (EpcTableRow *row)
{
  if (row->record != NULL)
    g_clear_signal_handler (&row->handler, row->record);
  g_clear_object (&row->record);
  on_record_changed (row);
}

EpcRecord *
epc_table_row_record (EpcTableRow *row)
{
  if (row->record != NULL || row->rows == NULL)
    return row->record;
  row->record = g_list_model_get_item (G_LIST_MODEL (row->rows->list), row->position);
  if (row->record != NULL)
    row->handler = g_signal_connect_swapped (row->record, "changed", G_CALLBACK (on_record_changed), row);
  return row->record;
}

guint
epc_table_row_serial (const EpcTableRow *row)
{
  return row->serial;
}

gboolean
epc_table_row_is_in_sight (const EpcTableRow *row)
{
  return row->rows != NULL && row->position + MARGIN >= row->rows->first_seen && row->position <= row->rows->last_seen + MARGIN;
}

void
epc_table_row_add_cell (EpcTableRow *row, GtkWidget *cell)
{
  g_ptr_array_add (row->cells, cell);
}

void
epc_table_row_remove_cell (EpcTableRow *row, GtkWidget *cell)
{
  g_ptr_array_remove_fast (row->cells, cell);
}

static void
epc_table_row_dispose (GObject *object)
{
  EpcTableRow *row = EPC_TABLE_ROW (object);

  if (row->rows != NULL)
    g_hash_table_remove (row->rows->alive, row);
  row->rows = NULL;
  drop_record (row);
  G_OBJECT_CLASS (epc_table_row_parent_class)->dispose (object);
}

static void
epc_table_row_finalize (GObject *object)
{
  g_ptr_array_unref (EPC_TABLE_ROW (object)->cells);
  G_OBJECT_CLASS (epc_table_row_parent_class)->finalize (object);
}

static void
epc_table_row_class_init (EpcTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_table_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_table_row_finalize;
}

static void
epc_table_row_init (EpcTableRow *row)
{
  row->cells = g_ptr_array_new ();
  row->serial = 1;
}

/* --- the list model --- */

static GType
get_item_type (GListModel *model)
{
  return EPC_TYPE_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return EPC_TABLE_ROWS (model)->shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EpcTableRows *self = EPC_TABLE_ROWS (model);
  EpcTableRow *row;

  if (position >= self->shown)
    return NULL;
  row = g_object_new (EPC_TYPE_TABLE_ROW, NULL);
  row->rows = self;
  row->position = position;
  g_hash_table_add (self->alive, row);
  return row;
}

static void
epc_table_rows_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- changes of the list --- */

/* The rows that somebody holds move along; those that are gone keep what they show until they are let go. */
static void
move_rows (EpcTableRows *self, guint position, guint removed, guint added)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      EpcTableRow *row = data;

      if (row->position < position)
        continue;
      if (row->position < position + removed)
        {
          row->rows = NULL;
          g_hash_table_iter_remove (&iter);
        }
      else
        row->position += added - removed;
    }
}

static void
change (EpcTableRows *self, guint position, guint removed, guint added)
{
  if (removed == 0 && added == 0)
    return;
  move_rows (self, position, removed, added);
  self->shown += added - removed;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

void
epc_table_rows_end (EpcTableRows *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  change (self, self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)) - self->shown);
}

static gboolean
on_step (gpointer data)
{
  EpcTableRows *self = data;
  guint left = g_list_model_get_n_items (G_LIST_MODEL (self->list)) - self->shown;

  if (left > STEP && self->shown < ENOUGH)
    {
      change (self, self->shown, 0, STEP);
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  change (self, self->shown, 0, left);
  return G_SOURCE_REMOVE;
}

/* The rest of @n rows: those that get widgets in steps. */
static void
show_rest (EpcTableRows *self, guint n)
{
  if (self->source != 0 || self->shown >= n)
    return;
  if (self->shown >= ENOUGH || n - self->shown <= ALL_AT_ONCE)
    {
      change (self, self->shown, 0, n - self->shown);
      return;
    }
  /* after what is drawn and laid out, before what may wait */
  self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 25, on_step, self, NULL);
  change (self, self->shown, 0, STEP);
}

/* Other records in the same rows. */
static void
swap (EpcTableRows *self, guint n)
{
  GHashTableIter iter;
  gpointer row;

  if (self->shown > n)
    change (self, n, self->shown - n, 0);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    drop_record (row);
  show_rest (self, n);
}

static void
on_items_changed (GListModel *list, guint position, guint removed, guint added, EpcTableRows *self)
{
  if (epc_record_list_is_replacing (self->list))
    {
      if (added > 0)
        swap (self, added);
      return;
    }
  if (position < self->shown)
    change (self, position, MIN (removed, self->shown - position), 0);
  if (added > 0 && self->shown == 0)
    show_rest (self, added);
  else if (added > 0 && (self->source == 0 || position < self->shown))
    change (self, position, 0, added);
}

void
epc_table_rows_set_sight (EpcTableRows *self, guint first, guint last)
{
  guint old_first = self->first_seen, old_last = self->last_seen;
  GHashTableIter iter;
  gpointer data;

  if (first == old_first && last == old_last)
    return;
  self->first_seen = first;
  self->last_seen = last;
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      EpcTableRow *row = data;

      if (epc_table_row_is_in_sight (row) && !(row->position + MARGIN >= old_first && row->position <= old_last + MARGIN))
        draw_cells (row);
    }
}

static void
epc_table_rows_dispose (GObject *object)
{
  EpcTableRows *self = EPC_TABLE_ROWS (object);
  GHashTableIter iter;
  gpointer row;

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    ((EpcTableRow *) row)->rows = NULL;
  g_hash_table_remove_all (self->alive);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (epc_table_rows_parent_class)->dispose (object);
}

static void
epc_table_rows_finalize (GObject *object)
{
  g_hash_table_unref (EPC_TABLE_ROWS (object)->alive);
  G_OBJECT_CLASS (epc_table_rows_parent_class)->finalize (object);
}

static void
epc_table_rows_class_init (EpcTableRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_table_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = epc_table_rows_finalize;
}

static void
epc_table_rows_init (EpcTableRows *self)
{
  self->alive = g_hash_table_new (NULL, NULL);
  self->last_seen = ALL_AT_ONCE;
}

EpcTableRows *
epc_table_rows_new (EpcRecordList *list)
{
  EpcTableRows *self = g_object_new (EPC_TYPE_TABLE_ROWS, NULL);

  self->list = g_object_ref (list);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), self);
  return self;
}
