/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list keeps the row numbers of its query in order, eight bytes a row, and reads pages of 128 records by row number when
 * somebody looks at them. GTK asks for every added row one by one when a change both removes and adds the rows that it follows:
 * so a change here only ever removes or only ever adds.
 */
#include "epc-record-list.h"

#include <math.h>
#include <string.h>

#include "epc-query-private.h"

#define PAGE_ROWS 128
#define MOST_PAGES 32
/* Changes come in bursts: the query runs again this long after the last. */
#define WAIT_MILLISECONDS 150
/* Up to so many rows that came, went or moved are told one by one, and the view keeps its place. */
#define MOST_PRECISE 64

typedef struct
{
  guint number;
  GPtrArray *records;
  GList link;
} Page;

struct _EpcRecordList
{
  GObject parent_instance;
  EpcStore *store;
  const EpcEntity *entity;
  EpcQuery *query;
  GArray *rows;      /* of gint64 */
  GHashTable *pages; /* number → Page */
  GQueue recent;     /* of Page.link, most recent first */
  GHashTable *alive; /* row → EpcRecord that somebody holds (not ours) */
  GCancellable *cancellable;
  guint generation, timer;
  gulong changed_handler;
  gboolean is_loading, reloads_records, is_replacing;
  EpcRowValue value; /* of the order before the query's; NULL: none */
  GArray *as_read;   /* of gint64: the rows in the order of the query, where value puts them in another; NULL: not read yet */
  gpointer value_data;
  gboolean is_descending;
};

enum
{
  PROP_LOADING = 1,
  PROP_TOTAL,
  N_PROPS
};
static GParamSpec *props[N_PROPS];
static guint reloaded_signal;

static void epc_record_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EpcRecordList, epc_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, epc_record_list_model_init))

/* --- records and pages --- */

static void
on_record_gone (gpointer data, GObject *record)
{
  EpcRecordList *self = data;
  GHashTableIter iter;
  gpointer value;
  /* The row number cannot be asked for any more: the object is being taken apart, but its private part is whole. */
  gint64 row = epc_record_row ((EpcRecord *) record);

  if (g_hash_table_lookup (self->alive, &row) == record)
    {
      g_hash_table_remove (self->alive, &row);
      return;
    }
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == record)
      g_hash_table_iter_remove (&iter);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->records);
  g_free (page);
}

static void
drop_pages (EpcRecordList *self)
{
  g_queue_init (&self->recent);
  g_hash_table_remove_all (self->pages);
}

/* The record of @row: the object that somebody holds already, or a new one. */
static EpcRecord *
load_record (EpcRecordList *self, EpcSqlite *db, gint64 row)
{
  EpcRecord *record = g_hash_table_lookup (self->alive, &row);

  if (record != NULL)
    return g_object_ref (record);
  record = db != NULL ? epc_row_get (self->store, db, self->entity, row, NULL) : NULL;
  if (record == NULL)
    {
      record = epc_record_new (self->entity);
      epc_record_set_row (record, row);
    }
  g_object_weak_ref (G_OBJECT (record), on_record_gone, self);
  g_hash_table_insert (self->alive, g_memdup2 (&row, sizeof row), record);
  return record;
}

static Page *
get_page (EpcRecordList *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page != NULL)
    {
      g_queue_unlink (&self->recent, &page->link);
      g_queue_push_head_link (&self->recent, &page->link);
      return page;
    }
  guint first = number * PAGE_ROWS, last = MIN (first + PAGE_ROWS, self->rows->len);
  g_auto (EpcReader) reader = epc_reader_take (self->store, NULL, NULL);
  page = g_new0 (Page, 1);
  page->number = number;
  page->link.data = page;
  page->records = g_ptr_array_new_full (PAGE_ROWS, g_object_unref);
  for (guint i = first; i < last; i++)
    g_ptr_array_add (page->records, load_record (self, reader.db, g_array_index (self->rows, gint64, i)));
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
  g_queue_push_head_link (&self->recent, &page->link);
  if (self->recent.length > MOST_PAGES)
    {
      Page *oldest = g_queue_peek_tail (&self->recent);
      g_queue_unlink (&self->recent, &oldest->link);
      g_hash_table_remove (self->pages, GUINT_TO_POINTER (oldest->number));
    }
  return page;
}

/* --- the list model --- */

static GType
get_item_type (GListModel *model)
{
  return EPC_TYPE_RECORD;
}

static guint
get_n_items (GListModel *model)
{
  return EPC_RECORD_LIST (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EpcRecordList *self = EPC_RECORD_LIST (model);

  if (position >= self->rows->len)
    return NULL;
  Page *page = get_page (self, position / PAGE_ROWS);
  return g_object_ref (g_ptr_array_index (page->records, position % PAGE_ROWS));
}

static void
epc_record_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- a new vector in place of the old --- */

static void
remove_range (EpcRecordList *self, guint position, guint n)
{
  if (n == 0)
    return;
  drop_pages (self);
  g_array_remove_range (self->rows, position, n);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n, 0);
}

static void
insert_range (EpcRecordList *self, guint position, const gint64 *rows, guint n)
{
  if (n == 0)
    return;
  drop_pages (self);
  g_array_insert_vals (self->rows, position, rows, n);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
}

static void
replace_all (EpcRecordList *self, GArray *rows)
{
  guint n = self->rows->len;

  drop_pages (self);
  self->is_replacing = n > 0 && rows->len > 0;
  g_array_unref (self->rows);
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  g_array_unref (self->rows);
  self->rows = g_array_ref (rows);
  if (rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, rows->len);
  self->is_replacing = FALSE;
}

gboolean
epc_record_list_is_replacing (EpcRecordList *self)
{
  return self->is_replacing;
}

/* Brings the list from its rows to @rows with as little as the view must notice: what is the same at both ends stays; a row that
 * moved is taken out and put in; more than that is replaced as a whole. */
static void
take_rows (EpcRecordList *self, GArray *rows)
{
  const gint64 *old = (const gint64 *) (gpointer) self->rows->data, *new = (const gint64 *) (gpointer) rows->data;
  guint n_old = self->rows->len, n_new = rows->len, head = 0, tail = 0;

  while (head < n_old && head < n_new && old[head] == new[head])
    head++;
  while (tail < n_old - head && tail < n_new - head && old[n_old - 1 - tail] == new[n_new - 1 - tail])
    tail++;
  guint removed = n_old - head - tail, added = n_new - head - tail;
  if (removed == 0 && added == 0)
    return;
  if (removed == added && removed > 1 && memcmp (old + head + 1, new + head, sizeof (gint64) * (removed - 1)) == 0)
    {
      gint64 row = old[head];
      remove_range (self, head, 1);
      insert_range (self, head + added - 1, &row, 1);
    }
  else if (removed == added && removed > 1 && memcmp (old + head, new + head + 1, sizeof (gint64) * (removed - 1)) == 0)
    {
      gint64 row = new[head];
      remove_range (self, head + removed - 1, 1);
      insert_range (self, head, &row, 1);
    }
  else if (removed <= MOST_PRECISE && added <= MOST_PRECISE && n_old > 0)
    {
      remove_range (self, head, removed);
      insert_range (self, head, new + head, added);
    }
  else
    replace_all (self, rows);
}

/* --- an order that the database does not know --- */

typedef struct
{
  gint64 row;
  double value;
  guint position;
} Ordered;

static int
compare_ordered (gconstpointer a, gconstpointer b, gpointer is_descending)
{
  const Ordered *left = a, *right = b;

  if (isnan (left->value) != isnan (right->value))
    return isnan (left->value) ? 1 : -1;
  if (left->value != right->value && !isnan (left->value))
    return (left->value < right->value) == GPOINTER_TO_INT (is_descending) ? 1 : -1;
  return left->position < right->position ? -1 : left->position > right->position;
}

/* @rows in the order of their values; equal ones stay as they are. (transfer full) */
static GArray *
in_order (EpcRecordList *self, GArray *rows)
{
  g_autofree Ordered *ordered = g_new (Ordered, rows->len);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);

      ordered[i] = (Ordered){ row, self->value (row, self->value_data), i };
    }
  g_qsort_with_data (ordered, (int) rows->len, sizeof *ordered, compare_ordered, GINT_TO_POINTER (self->is_descending ? 1 : 0));
  for (guint i = 0; i < rows->len; i++)
    g_array_append_val (sorted, ordered[i].row);
  return sorted;
}

/* --- running the query --- */

typedef struct
{
  EpcStore *store;
  EpcQuery *query;
  guint generation;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_object_unref (request->store);
  epc_query_free (request->query);
  g_free (request);
}

static void
run_query (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  GArray *rows = epc_query_rows (request->query, request->store, cancellable, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
set_loading (EpcRecordList *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
reload_record (EpcRecordList *self, EpcSqlite *db, EpcRecord *record)
{
  epc_auto_reset sqlite3_stmt *statement = epc_sqlite_prepare (db, epc_entity_sql (self->entity)->by_row, NULL);

  if (statement == NULL)
    return;
  sqlite3_bind_int64 (statement, 1, epc_record_row (record));
  if (epc_sqlite_step (db, statement, NULL) == EPC_STEP_ROW)
    epc_row_reload (self->store, db, statement, record);
}

/* Reads the records that somebody holds anew: all, or those of @rows. */
static void
reload_alive (EpcRecordList *self, GArray *rows)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer record;

  if (rows != NULL)
    for (guint i = 0; i < rows->len; i++)
      {
        record = g_hash_table_lookup (self->alive, &g_array_index (rows, gint64, i));
        if (record != NULL)
          g_ptr_array_add (records, g_object_ref (record));
      }
  else
    {
      g_hash_table_iter_init (&iter, self->alive);
      while (g_hash_table_iter_next (&iter, NULL, &record))
        g_ptr_array_add (records, g_object_ref (record));
    }
  if (records->len == 0)
    return;
  {
    g_auto (EpcReader) reader = epc_reader_take (self->store, NULL, NULL);
    for (guint i = 0; i < records->len && reader.db != NULL; i++)
      reload_record (self, reader.db, g_ptr_array_index (records, i));
  }
  for (guint i = 0; i < records->len; i++)
    g_signal_emit_by_name (g_ptr_array_index (records, i), "changed");
}

/* Brings the list to @rows, which stand in the order of the query. */
static void
show_rows (EpcRecordList *self, GArray *rows)
{
  g_autoptr (GArray) sorted = self->value != NULL ? in_order (self, rows) : NULL;
  guint before = self->rows->len;

  g_array_ref (rows);
  g_clear_pointer (&self->as_read, g_array_unref);
  if (sorted != NULL)
    self->as_read = g_array_ref (rows);
  take_rows (self, sorted != NULL ? sorted : rows);
  g_array_unref (rows);
  if (self->rows->len != before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TOTAL]);
  g_signal_emit (self, reloaded_signal, 0);
}

void
epc_record_list_reorder (EpcRecordList *self)
{
  /* A query under way puts its rows in order when it is done. */
  if (self->as_read != NULL && self->value != NULL && !self->is_loading)
    show_rows (self, self->as_read);
}

static void
on_query_done (GObject *source, GAsyncResult *result, gpointer data)
{
  EpcRecordList *self = EPC_RECORD_LIST (source);
  Request *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = g_task_propagate_pointer (G_TASK (result), &error);

  /* A newer query is on its way: this one no longer counts. */
  if (request->generation != self->generation)
    return;
  set_loading (self, FALSE);
  if (rows == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("the list could not be read: %s", error->message);
      return;
    }
  if (self->reloads_records)
    {
      self->reloads_records = FALSE;
      reload_alive (self, NULL);
    }
  show_rows (self, rows);
}

static void
start_query (EpcRecordList *self)
{
  Request *request;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->query == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  request = g_new0 (Request, 1);
  request->store = g_object_ref (self->store);
  request->query = epc_query_copy (self->query);
  request->generation = ++self->generation;
  set_loading (self, TRUE);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_query_done, NULL);
  g_task_set_source_tag (task, start_query);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, run_query);
}

static gboolean
on_waited (gpointer data)
{
  EpcRecordList *self = data;

  self->timer = 0;
  start_query (self);
  return G_SOURCE_REMOVE;
}

static void
query_soon (EpcRecordList *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (WAIT_MILLISECONDS, on_waited, self);
}

static void
on_store_changed (EpcStore *store, EpcChange *change, gpointer data)
{
  EpcRecordList *self = data;

  if (change->entity != NULL && change->entity != self->entity)
    return;
  if (change->entity == NULL || change->updated == NULL)
    self->reloads_records = TRUE;
  else
    reload_alive (self, change->updated);
  query_soon (self);
}

/* --- the object --- */

static void
forget_record (gpointer key, gpointer record, gpointer self)
{
  g_object_weak_unref (record, on_record_gone, self);
}

static void
epc_record_list_dispose (GObject *object)
{
  EpcRecordList *self = EPC_RECORD_LIST (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_handler, self->store);
  drop_pages (self);
  g_hash_table_foreach (self->alive, forget_record, self);
  g_hash_table_remove_all (self->alive);
  G_OBJECT_CLASS (epc_record_list_parent_class)->dispose (object);
}

static void
epc_record_list_finalize (GObject *object)
{
  EpcRecordList *self = EPC_RECORD_LIST (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  epc_query_free (self->query);
  g_array_unref (self->rows);
  g_clear_pointer (&self->as_read, g_array_unref);
  g_hash_table_unref (self->pages);
  g_hash_table_unref (self->alive);
  G_OBJECT_CLASS (epc_record_list_parent_class)->finalize (object);
}

static void
epc_record_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  EpcRecordList *self = EPC_RECORD_LIST (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, self->rows->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
epc_record_list_class_init (EpcRecordListClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = epc_record_list_dispose;
  object_class->finalize = epc_record_list_finalize;
  object_class->get_property = epc_record_list_get_property;
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  reloaded_signal = g_signal_new ("reloaded", EPC_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
epc_record_list_init (EpcRecordList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, page_free);
  self->alive = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->recent);
}

EpcRecordList *
epc_record_list_new (EpcStore *store, const EpcEntity *entity)
{
  EpcRecordList *self = g_object_new (EPC_TYPE_RECORD_LIST, NULL);

  self->store = g_object_ref (store);
  self->entity = entity;
  self->changed_handler = g_signal_connect (store, "changed", G_CALLBACK (on_store_changed), self);
  return self;
}

void
epc_record_list_set_query (EpcRecordList *list, const EpcQuery *query)
{
  EpcQuery *copy = epc_query_copy (query);

  g_return_if_fail (epc_query_entity (query) == list->entity);
  epc_query_free (list->query);
  list->query = copy;
  start_query (list);
}

const EpcQuery *
epc_record_list_query (EpcRecordList *list)
{
  return list->query;
}

gint64
epc_record_list_row_at (EpcRecordList *list, guint position)
{
  return position < list->rows->len ? g_array_index (list->rows, gint64, position) : 0;
}

guint
epc_record_list_find_row (EpcRecordList *list, gint64 row)
{
  const gint64 *rows = (const gint64 *) (gpointer) list->rows->data;

  for (guint i = 0; i < list->rows->len; i++)
    if (rows[i] == row)
      return i;
  return G_MAXUINT;
}

GCancellable *
epc_record_list_cancellable (EpcRecordList *list)
{
  return list->cancellable;
}

void
epc_record_list_set_order (EpcRecordList *list, EpcRowValue value, gpointer data, gboolean is_descending)
{
  list->value = value;
  list->value_data = data;
  list->is_descending = is_descending;
}
