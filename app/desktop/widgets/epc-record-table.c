/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of one kind of record.
 */
#include "epc-record-table-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-answer-column.h"
#include "epc-code-state.h"
#include "epc-view-memory.h"
#include "model/epc-code-list.h"

#define MAX_REMEMBERED 2000 /* selected rows kept over a reload */

enum
{
  SIGNAL_ACTIVATED,
  SIGNAL_SELECTION_CHANGED,
  SIGNAL_LAYOUT_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcRecordTable, epc_record_table, ADW_TYPE_BIN)

/* --- order --- */

/* GTK 4.8 does not tell which column its header sorts by: the sorter is asked to compare two dummies, and the first column
 * whose comparison is called is the one. "Smaller" comes back as it is when ascending, turned round when descending. */
typedef struct
{
  EpcRecordTable *table;
  char *key; /* of the column, as it stands in table->sort */
} Probe;

static void
probe_free (gpointer data)
{
  g_free (((Probe *) data)->key);
  g_free (data);
}

static int
probe (gconstpointer a, gconstpointer b, gpointer data)
{
  const Probe *column = data;

  if (column->table->probed == NULL)
    column->table->probed = column->key;
  return -1;
}

static void
set_sorter (EpcRecordTable *self, GtkColumnViewColumn *view, const char *prefix, const char *key)
{
  Probe *column = g_new (Probe, 1);
  g_autoptr (GtkSorter) sorter = NULL;

  column->table = self;
  column->key = g_strconcat (prefix, key, NULL);
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe, column, probe_free));
  gtk_column_view_column_set_sorter (view, sorter);
}

/* The column that the order comes from: of a field, or of an answer ("=people"). */
static GtkColumnViewColumn *
sorted_column (EpcRecordTable *self, gboolean *is_down)
{
  const char *key = self->sort;
  Column *column;

  *is_down = key != NULL && *key == '-';
  if (*is_down)
    key++;
  if (key == NULL)
    return NULL;
  for (guint i = 0; *key == '=' && i < self->answers->len; i++)
    if (g_strcmp0 (epc_answer_column_answer (g_ptr_array_index (self->answers, i))->key, key + 1) == 0)
      return g_ptr_array_index (self->answers, i);
  column = epc_table_find_column (self, key);
  return column != NULL ? column->view : NULL;
}

static void
ask (EpcRecordTable *self)
{
  g_autoptr (EpcQuery) query = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_down;
  const EpcAnswer *answer = epc_answer_column_answer (sorted_column (self, &is_down));

  if (self->query == NULL)
    return;
  query = epc_query_copy (self->query);
  if (answer == NULL && self->sort != NULL && !epc_query_sort (query, self->sort, &error))
    g_debug ("No such order: %s", error->message);
  epc_record_list_set_order (self->list, answer != NULL ? answer->value : NULL, answer != NULL ? answer->data : NULL, is_down);
  self->is_new_query = TRUE;
  epc_record_list_set_query (self->list, query);
}

static void
on_sort_changed (GtkSorter *sorter, GtkSorterChange change, EpcRecordTable *self)
{
  GtkOrdering order;
  g_autofree char *sort = NULL;

  if (self->is_building)
    return;
  self->probed = NULL;
  order = gtk_sorter_compare (sorter, self->dummies[0], self->dummies[1]);
  if (self->probed != NULL)
    sort = g_strconcat (order == GTK_ORDERING_LARGER ? "-" : "", self->probed, NULL);
  if (!epc_set_text (&self->sort, sort))
    return;
  epc_view_memory_set (self->entity, "sort", sort);
  ask (self);
  g_signal_emit (self, signals[SIGNAL_LAYOUT_CHANGED], 0);
}

/* Puts the arrow where the order comes from. */
static void
mark_sort (EpcRecordTable *self)
{
  gboolean is_down, was_building = self->is_building;
  GtkColumnViewColumn *column = sorted_column (self, &is_down);

  self->is_building = TRUE;
  /* first by none: GTK 4.8 leaves the arrow at the column before */
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->view), NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (self->view), column, is_down ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_building = was_building;
}

void
epc_record_table_sort_by (EpcRecordTable *self, const char *sort)
{
  if (!epc_set_text (&self->sort, sort))
    return;
  mark_sort (self);
  ask (self);
  g_signal_emit (self, signals[SIGNAL_LAYOUT_CHANGED], 0);
}

const char *
epc_record_table_sort (EpcRecordTable *self)
{
  return self->sort;
}

/* --- which columns --- */

static gboolean
on_dress_header (gpointer data)
{
  EpcRecordTable *self = data;

  self->header_source = 0;
  epc_table_dress_header (self);
  return G_SOURCE_REMOVE;
}

static void
dress_header_later (EpcRecordTable *self)
{
  if (self->header_source == 0)
    self->header_source = g_idle_add (on_dress_header, self);
}

static void
remember_columns (EpcRecordTable *self)
{
  g_auto (GStrv) keys = epc_record_table_columns (self);
  g_autofree char *text = g_strjoinv (" ", keys);

  epc_view_memory_set (self->entity, "columns", text);
}

static void
on_columns_changed (GListModel *columns, guint position, guint removed, guint added, EpcRecordTable *self)
{
  dress_header_later (self);
  if (self->is_building)
    return;
  /* The user moved a heading. A move is a removal and an insertion: remember only the second. */
  if (added > 0)
    {
      remember_columns (self);
      g_signal_emit (self, signals[SIGNAL_LAYOUT_CHANGED], 0);
    }
}

static void
on_width_changed (GtkColumnViewColumn *view, GParamSpec *property, EpcRecordTable *self)
{
  Column *column = g_object_get_data (G_OBJECT (view), "epc-column");
  g_autofree char *key = NULL, *value = NULL;

  if (self->is_building)
    return;
  epc_table_name_column (column, gtk_column_view_column_get_fixed_width (view));
  key = g_strconcat ("width-", column->public.key, NULL);
  value = g_strdup_printf ("%d", gtk_column_view_column_get_fixed_width (view));
  epc_view_memory_set (self->entity, key, value);
}

static gboolean
is_shown_at_first (EpcRecordTable *self, const Column *column)
{
  gboolean has_list_fields = FALSE;

  if (self->initial != NULL)
    return g_strv_contains ((const char *const *) self->initial, column->public.key);

  for (guint i = 0; i < self->entity->n_fields; i++)
    has_list_fields |= (self->entity->fields[i].flags & EPC_FIELD_LIST) != 0;
  if (has_list_fields)
    return column->public.field != NULL && (column->public.field->flags & EPC_FIELD_LIST);
  return column->index < 6;
}

static void
add_column (EpcRecordTable *self, Column *column)
{
  GtkListItemFactory *factory = epc_table_cell_factory (column);

  column->view = gtk_column_view_column_new (column->public.title, factory);
  g_object_set_data (G_OBJECT (column->view), "epc-column", column);
  gtk_column_view_column_set_resizable (column->view, TRUE);
  if (column->is_sortable)
    set_sorter (self, column->view, "", column->public.key);
  g_signal_connect_object (column->view, "notify::fixed-width", G_CALLBACK (on_width_changed), self, 0);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column->view);
  g_object_unref (column->view); /* the view holds it */
}

static void
clear_columns (EpcRecordTable *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      if (self->columns[i].view != NULL)
        gtk_column_view_remove_column (GTK_COLUMN_VIEW (self->view), self->columns[i].view);
      self->columns[i].view = NULL;
    }
}

static void
add_columns (EpcRecordTable *self, GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    add_column (self, columns->pdata[i]);
  self->n_measured = 0;
  if (self->list != NULL)
    epc_table_measure_rows (self);
  epc_table_fit_columns (self);
}

/* The answers stand after the fields. */
static void
append_answers (EpcRecordTable *self)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->answers, i);

      if (gtk_column_view_column_get_column_view (column) != NULL)
        gtk_column_view_remove_column (GTK_COLUMN_VIEW (self->view), column);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), column);
    }
}

void
epc_record_table_set_columns (EpcRecordTable *self, const char *const *keys)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      Column *column = epc_table_find_column (self, keys[i]);

      if (column != NULL && !g_ptr_array_find (wanted, column, NULL))
        g_ptr_array_add (wanted, column);
    }
  for (guint i = 0; i < self->n_columns && keys == NULL; i++)
    if (is_shown_at_first (self, &self->columns[i]))
      g_ptr_array_add (wanted, &self->columns[i]);
  if (wanted->len == 0)
    g_ptr_array_add (wanted, &self->columns[0]);

  self->is_building = TRUE;
  clear_columns (self);
  add_columns (self, wanted);
  append_answers (self);
  mark_sort (self);
  self->is_building = FALSE;
  if (keys != NULL)
    remember_columns (self);
  else
    epc_view_memory_set (self->entity, "columns", NULL);
  g_signal_emit (self, signals[SIGNAL_LAYOUT_CHANGED], 0);
}

void
epc_record_table_add_answer (EpcRecordTable *self, GtkColumnViewColumn *column)
{
  const EpcAnswer *answer = epc_answer_column_answer (column);

  if (answer->key != NULL)
    set_sorter (self, column, "=", answer->key);
  gtk_column_view_column_set_fixed_width (column, MAX (answer->width, epc_table_heading_width (self, answer->title)));
  g_ptr_array_add (self->answers, g_object_ref (column));
  self->is_building = TRUE;
  append_answers (self);
  mark_sort (self);
  self->is_building = FALSE;
}

gboolean
epc_record_table_refresh_answers (EpcRecordTable *self)
{
  gboolean is_down;

  for (guint i = 0; i < self->answers->len; i++)
    epc_answer_column_refresh (g_ptr_array_index (self->answers, i));
  if (epc_answer_column_answer (sorted_column (self, &is_down)) == NULL)
    return FALSE;
  self->is_new_query = TRUE;
  epc_record_list_reorder (self->list);
  return TRUE;
}

void
epc_record_table_set_room (EpcRecordTable *self, int room)
{
  g_autofree char *chosen = epc_view_memory_get (self->entity, "columns");
  g_auto (GStrv) keys = chosen != NULL ? epc_record_table_columns (self) : NULL;

  self->room = room;
  epc_record_table_set_columns (self, (const char *const *) keys);
}

void
epc_record_table_set_initial_columns (EpcRecordTable *self, const char *const *keys)
{
  g_autofree char *chosen = epc_view_memory_get (self->entity, "columns");

  g_strfreev (self->initial);
  self->initial = g_strdupv ((char **) keys);
  if (chosen == NULL)
    epc_record_table_set_columns (self, NULL);
}

char **
epc_record_table_columns (EpcRecordTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view));
  guint n = g_list_model_get_n_items (columns);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) view = g_list_model_get_item (columns, i);
      Column *column = g_object_get_data (G_OBJECT (view), "epc-column");

      if (column != NULL)
        g_strv_builder_add (keys, column->public.key);
    }
  return g_strv_builder_end (keys);
}

const EpcTableColumn *
epc_record_table_all_columns (EpcRecordTable *self, guint *n_columns)
{
  *n_columns = self->n_columns;
  return self->descriptions;
}

gboolean
epc_record_table_has_column (EpcRecordTable *self, const char *key)
{
  Column *column = epc_table_find_column (self, key);

  return column != NULL && column->view != NULL;
}

int
epc_record_table_width (EpcRecordTable *self)
{
  int width = 0;

  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].view != NULL)
      width += gtk_column_view_column_get_fixed_width (self->columns[i].view);
  return width;
}

/* --- keeping the place --- */

static guint
rows_on_page (EpcRecordTable *self, double *row_height)
{
  GtkAdjustment *adjustment = epc_record_table_adjustment (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  double upper = gtk_adjustment_get_upper (adjustment);

  *row_height = n > 0 ? upper / n : 0;
  return *row_height >= 1 ? (guint) (gtk_adjustment_get_page_size (adjustment) / *row_height) : 0;
}

static void
on_scrolled (GtkAdjustment *adjustment, EpcRecordTable *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list)), page, top;
  double height;

  page = rows_on_page (self, &height);
  if (height < 1)
    return;
  top = (guint) (gtk_adjustment_get_value (adjustment) / height);
  epc_table_rows_set_sight (self->shown, top, top + page + 1);
  if (!self->is_restoring && n > 0)
    self->top_row = epc_record_list_row_at (self->list, MIN (top, n - 1));
}

static void
on_selection_changed (GtkSelectionModel *selection, guint position, guint n_items, EpcRecordTable *self)
{
  if (self->is_restoring)
    return;
  g_clear_pointer (&self->kept, g_array_unref);
  self->kept = epc_record_table_selected_rows (self);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, EpcRecordTable *self)
{
  if (g_list_model_get_n_items (model) == 0)
    self->is_restoring = TRUE;
}

static void
restore_selection (EpcRecordTable *self)
{
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, MAX (1, g_list_model_get_n_items (G_LIST_MODEL (self->list))));
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();

  for (guint i = 0; self->kept != NULL && i < self->kept->len && i < MAX_REMEMBERED; i++)
    {
      guint position = epc_record_list_find_row (self->list, g_array_index (self->kept, gint64, i));

      if (position != GTK_INVALID_LIST_POSITION)
        gtk_bitset_add (selected, position);
    }
  if (!gtk_bitset_is_empty (selected))
    epc_table_rows_end (self->shown);
  gtk_selection_model_set_selection (self->selection, selected, all);
}

static void
on_reloaded (EpcRecordList *list, EpcRecordTable *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list)), top = GTK_INVALID_LIST_POSITION, page;
  guint n_kept = self->kept != NULL ? self->kept->len : 0;
  gboolean is_replaced = self->is_restoring; /* small changes leave the view where it is */
  double height;

  if (epc_table_measure_rows (self))
    epc_table_fit_columns (self);
  self->is_restoring = TRUE;
  restore_selection (self);
  if (is_replaced && !self->is_new_query && self->top_row != 0)
    top = epc_record_list_find_row (list, self->top_row);
  page = rows_on_page (self, &height);
  if (top != GTK_INVALID_LIST_POSITION && top > 0 && n > 0)
    epc_record_table_scroll_to (self, MIN (n - 1, top + (page > 1 ? page - 1 : 0)));
  else if (is_replaced && n > 0)
    epc_record_table_scroll_to (self, 0);
  self->is_new_query = FALSE;
  self->is_restoring = FALSE;
  g_clear_pointer (&self->kept, g_array_unref);
  self->kept = epc_record_table_selected_rows (self);
  if (n_kept > 0)
    g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

void
epc_record_table_scroll_to (EpcRecordTable *self, guint position)
{
  /* Setting the adjustment leaves GTK 4.8 blank at the first jump; the list's own action does not. */
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->shown)))
    epc_table_rows_end (self->shown);
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->shown)))
    gtk_widget_activate_action (self->rows, "list.scroll-to-item", "u", position);
}

GArray *
epc_record_table_selected_rows (EpcRecordTable *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (self->selection);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 row = epc_record_list_row_at (self->list, position);

      g_array_append_val (rows, row);
    }
  return rows;
}

gboolean
epc_record_table_select_row (EpcRecordTable *self, gint64 row, gboolean scroll)
{
  guint position = epc_record_list_find_row (self->list, row);

  if (position == GTK_INVALID_LIST_POSITION)
    return FALSE;
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->shown)))
    epc_table_rows_end (self->shown);
  if (!gtk_selection_model_is_selected (self->selection, position) || self->kept == NULL || self->kept->len != 1)
    gtk_selection_model_select_item (self->selection, position, TRUE);
  if (scroll)
    epc_record_table_scroll_to (self, position);
  return TRUE;
}

/* --- a thin bar while rows are read --- */

static gboolean
on_pulse (gpointer data)
{
  EpcRecordTable *self = data;

  gtk_widget_set_visible (self->progress, TRUE);
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
  return G_SOURCE_CONTINUE;
}

static void
on_loading (EpcRecordList *list, GParamSpec *property, EpcRecordTable *self)
{
  gboolean is_loading;

  g_object_get (list, "loading", &is_loading, NULL);
  if (is_loading && self->progress_source == 0)
    self->progress_source = g_timeout_add (180, on_pulse, self);
  if (!is_loading)
    {
      g_clear_handle_id (&self->progress_source, g_source_remove);
      gtk_widget_set_visible (self->progress, FALSE);
      /* a bar that was pulsed asks for frames for ever, hidden or not, until it is given a fraction */
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
    }
}

static void
on_activate (GtkColumnView *view, guint position, EpcRecordTable *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, position);
}

/* --- making --- */

void
epc_record_table_set_query (EpcRecordTable *self, const EpcQuery *query)
{
  g_clear_pointer (&self->query, epc_query_free);
  self->query = query != NULL ? epc_query_copy (query) : epc_query_new (self->entity);
  ask (self);
}

char *
epc_record_table_cell (EpcRecordTable *self, EpcRecord *record, const char *key)
{
  Column *column = epc_table_find_column (self, key);

  return column != NULL ? epc_table_cell_text (column, record) : NULL;
}

EpcRecordList *
epc_record_table_list (EpcRecordTable *self)
{
  return self->list;
}

GtkSelectionModel *
epc_record_table_selection (EpcRecordTable *self)
{
  return self->selection;
}

GtkColumnView *
epc_record_table_view (EpcRecordTable *self)
{
  return GTK_COLUMN_VIEW (self->view);
}

GtkAdjustment *
epc_record_table_adjustment (EpcRecordTable *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}

guint
epc_record_table_n_binds (EpcRecordTable *self)
{
  return self->n_binds;
}

static void
epc_record_table_dispose (GObject *object)
{
  EpcRecordTable *self = EPC_RECORD_TABLE (object);

  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_handle_id (&self->header_source, g_source_remove);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), self);
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view)), self);
      gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
      self->is_building = TRUE;
      clear_columns (self);
      self->view = NULL;
    }
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  /* A query under way keeps the list; whose values order it goes with this table's page. */
  if (self->list != NULL)
    epc_record_list_set_order (self->list, NULL, NULL, FALSE);
  g_clear_object (&self->list);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (epc_record_table_parent_class)->dispose (object);
}

static void
epc_record_table_finalize (GObject *object)
{
  EpcRecordTable *self = EPC_RECORD_TABLE (object);

  g_clear_pointer (&self->query, epc_query_free);
  g_clear_pointer (&self->kept, g_array_unref);
  g_clear_object (&self->heading_layout);
  g_clear_object (&self->dummies[0]);
  g_clear_object (&self->dummies[1]);
  g_strfreev (self->initial);
  g_free (self->columns);
  g_free (self->descriptions);
  g_free (self->sort);
  G_OBJECT_CLASS (epc_record_table_parent_class)->finalize (object);
}

static void
epc_record_table_class_init (EpcRecordTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = epc_record_table_dispose;
  object_class->finalize = epc_record_table_finalize;
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", EPC_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                            1, G_TYPE_UINT);
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", EPC_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                    NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LAYOUT_CHANGED] = g_signal_new ("layout-changed", EPC_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "page.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "page.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "page.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "page.copy", NULL);
}

static void
epc_record_table_init (EpcRecordTable *self)
{
  self->answers = g_ptr_array_new_with_free_func (g_object_unref);
  self->room = EPC_RECORD_TABLE_ROOM;
  self->dummies[0] = g_object_new (G_TYPE_OBJECT, NULL);
  self->dummies[1] = g_object_new (G_TYPE_OBJECT, NULL);
}

static void
build_widgets (EpcRecordTable *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  g_autofree char *label = g_strdup (_(self->entity->plural));

  self->view = gtk_column_view_new (NULL);
  gtk_widget_add_css_class (self->view, "epc");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (self->view); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      self->rows = child;
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->scroller);
  epc_table_watch_room (self);

  self->progress = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->progress, "osd");
  gtk_widget_set_valign (self->progress, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->progress, FALSE);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reading the list"), -1);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->progress);
  adw_bin_set_child (ADW_BIN (self), overlay);
}

GtkWidget *
epc_record_table_new (EpcStore *store, const EpcEntity *entity)
{
  EpcRecordTable *self = g_object_new (EPC_TYPE_RECORD_TABLE, NULL);
  g_autofree char *columns = epc_view_memory_get (entity, "columns");
  g_auto (GStrv) keys = columns != NULL && *columns != '\0' ? g_strsplit (columns, " ", -1) : NULL;

  self->store = g_object_ref (store);
  self->entity = entity;
  self->sort = epc_view_memory_get (entity, "sort");
  if (self->sort == NULL)
    self->sort = g_strdup (entity->sort);
  epc_table_make_columns (self);
  build_widgets (self);
  self->is_building = TRUE;
  epc_record_table_set_columns (self, (const char *const *) keys);

  self->list = epc_record_list_new (store, entity);
  /* Before the selection model hears of it: what was selected must be kept first. */
  g_signal_connect (self->list, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect (self->list, "reloaded", G_CALLBACK (on_reloaded), self);
  g_signal_connect (self->list, "notify::loading", G_CALLBACK (on_loading), self);
  self->shown = epc_table_rows_new (self->list);
  self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->shown))));
  g_signal_connect (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self);
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), self->selection);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->view)), "changed", G_CALLBACK (on_sort_changed), self);
  g_signal_connect (gtk_column_view_get_columns (GTK_COLUMN_VIEW (self->view)), "items-changed", G_CALLBACK (on_columns_changed),
                    self);
  g_signal_connect_object (epc_record_table_adjustment (self), "value-changed", G_CALLBACK (on_scrolled), self, 0);
  g_signal_connect_object (epc_record_table_adjustment (self), "changed", G_CALLBACK (on_scrolled), self, 0);
  self->is_building = FALSE;
  dress_header_later (self);
  return GTK_WIDGET (self);
}
