/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking what an EpcQuery describes: row numbers, how many, or the records themselves.
 */
#include "epc-query-private.h"

#include <string.h>

#include "epc-store-private.h"

typedef enum
{
  AS_IT_COMES,
  IN_ORDER,     /* as the query wants it */
  BY_ROW,       /* all of the table, from its first row to its last */
} Order;

static sqlite3_stmt *
prepare (const EpcQuery *query, EpcStore *store, EpcSqlite *db, const char *columns, Order order, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GPtrArray) parameters = epc_query_parameters_new ();

  g_string_append_printf (sql, "SELECT %s FROM \"%s\" AS t%s", columns, query->entity->key,
                          order == BY_ROW ? " NOT INDEXED" : "");
  epc_query_append_where (query, store, db, sql, parameters);
  if (order == IN_ORDER)
    epc_query_append_order (query, sql);
  else if (order == BY_ROW)
    g_string_append (sql, " ORDER BY t.id");
  sqlite3_stmt *statement = epc_sqlite_prepare_once (db, sql->str, error);
  if (statement == NULL)
    return NULL;
  /* The texts outlive the statement's parameters only in a copy. */
  for (guint i = 0; i < parameters->len; i++)
    {
      const EpcValue *value = g_ptr_array_index (parameters, i);
      if (value->kind == EPC_VALUE_TEXT)
        sqlite3_bind_text (statement, (int) i + 1, value->text, -1, SQLITE_TRANSIENT);
      else if (value->kind == EPC_VALUE_UID)
        sqlite3_bind_blob (statement, (int) i + 1, value->uid.bytes, sizeof value->uid.bytes, SQLITE_TRANSIENT);
      else
        epc_row_bind_value (statement, (int) i + 1, value);
    }
  return statement;
}

/* Appends to @rows the first column of all rows of @statement; only those marked in @marks (a bit each; NULL: all). */
static gboolean
read_rows (EpcSqlite *db, sqlite3_stmt *statement, const GByteArray *marks, GArray *rows, GError **error)
{
  EpcStep step;

  while ((step = epc_sqlite_step (db, statement, error)) == EPC_STEP_ROW)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      if (marks == NULL || (row / 8 < marks->len && (marks->data[row / 8] & (1u << (row % 8)))))
        g_array_append_val (rows, row);
    }
  return step == EPC_STEP_DONE;
}

static gboolean
is_indexed_field (const EpcQuery *query, int field)
{
  return field >= 0 && epc_schema_is_indexed (query->entity, (guint) field);
}

/* An index leads to the rows, which are few and far apart. */
static gboolean
is_narrowed (const EpcQuery *query)
{
  for (guint i = 0; i < query->conditions->len; i++)
    {
      const EpcCondition *condition = g_ptr_array_index (query->conditions, i);
      if (is_indexed_field (query, condition->field) || condition->column == EPC_COLUMN_UID)
        return TRUE;
    }
  return FALSE;
}

/* A long table in the order of an index, with conditions that have none: SQLite would walk the index and look up each row, and a
 * million rows far apart cost twice as much as the table from end to end. */
static gboolean
is_read_in_two (const EpcQuery *query)
{
  const char *sort = query->sort != NULL ? query->sort : query->entity->sort;

  return (query->entity->flags & EPC_ENTITY_COUNT) && query->conditions->len > 0 && query->search == NULL && query->limit == 0
         && !query->only_deleted && sort != NULL
         && is_indexed_field (query, epc_entity_field_index (query->entity, sort + (*sort == '-'))) && !is_narrowed (query);
}

/* First the table from end to end for the rows that fit, then the index alone for their order. */
static gboolean
read_in_two (const EpcQuery *query, EpcStore *store, EpcSqlite *db, GArray *rows, GError **error)
{
  g_autoptr (EpcQuery) whole = epc_query_new (query->entity);
  g_autoptr (GByteArray) marks = g_byte_array_new ();
  epc_auto_finalize sqlite3_stmt *fitting = prepare (query, store, db, "t.id", BY_ROW, error);

  if (fitting == NULL || !epc_query_sort (whole, query->sort, error) || !read_rows (db, fitting, NULL, rows, error))
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  guint n_bytes = (guint) (g_array_index (rows, gint64, rows->len - 1) / 8) + 1;
  g_byte_array_set_size (marks, n_bytes);
  memset (marks->data, 0, n_bytes);
  for (guint i = 0; i < rows->len; i++)
    marks->data[g_array_index (rows, gint64, i) / 8] |= (guint8) (1u << (g_array_index (rows, gint64, i) % 8));
  epc_auto_finalize sqlite3_stmt *ordered = prepare (whole, store, db, "t.id", IN_ORDER, error);
  g_array_set_size (rows, 0);
  return ordered != NULL && read_rows (db, ordered, marks, rows, error);
}

/* Both passes see the file as it is at the first. */
static gboolean
read_in_two_at_once (const EpcQuery *query, EpcStore *store, EpcSqlite *db, GArray *rows, GError **error)
{
  gboolean begins = sqlite3_get_autocommit (db->handle) != 0;

  if (begins && !epc_sqlite_exec (db, "BEGIN", error))
    return FALSE;
  gboolean done = read_in_two (query, store, db, rows, error);
  if (begins)
    epc_sqlite_exec (db, "COMMIT", NULL);
  return done;
}

/* --- a long table in the order of whole numbers that no index holds --- */

typedef struct
{
  gint64 number; /* G_MININT64: empty, before all others as the database has it */
  gint64 row;
} Numbered;

static int
compare_numbered (gconstpointer a, gconstpointer b)
{
  const Numbered *left = a, *right = b;

  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

/* The column that such a query is sorted by; NULL: it is no such query. */
static const EpcField *
numbered_field (const EpcQuery *query)
{
  const char *sort = query->sort != NULL ? query->sort : query->entity->sort;
  const EpcField *field = sort != NULL ? epc_entity_field (query->entity, sort + (*sort == '-')) : NULL;

  if (!(query->entity->flags & EPC_ENTITY_COUNT) || query->limit > 0 || field == NULL || field->type != EPC_TYPE_INTEGER
      || is_indexed_field (query, epc_entity_field_index (query->entity, field->key)))
    return NULL;
  return field;
}

/* SQLite sorts a million rows in a million pieces of memory; here they are sixteen bytes each, side by side. */
static gboolean
read_numbered (const EpcQuery *query, EpcStore *store, EpcSqlite *db, const EpcField *field, GArray *rows, GError **error)
{
  const char *sort = query->sort != NULL ? query->sort : query->entity->sort;
  g_autofree char *columns = g_strdup_printf ("t.id, t.\"%s\"", field->key);
  g_autoptr (GArray) found = g_array_sized_new (FALSE, FALSE, sizeof (Numbered), 1024);
  epc_auto_finalize sqlite3_stmt *statement = prepare (query, store, db, columns, AS_IT_COMES, error);
  EpcStep step = EPC_STEP_DONE;

  if (statement == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (db, statement, error)) == EPC_STEP_ROW)
    {
      gboolean is_empty = sqlite3_column_type (statement, 1) == SQLITE_NULL;
      Numbered one = { is_empty ? G_MININT64 : sqlite3_column_int64 (statement, 1), sqlite3_column_int64 (statement, 0) };

      g_array_append_val (found, one);
    }
  if (step != EPC_STEP_DONE)
    return FALSE;
  g_array_sort (found, compare_numbered);
  g_array_set_size (rows, found->len);
  for (guint i = 0; i < found->len; i++)
    g_array_index (rows, gint64, *sort == '-' ? found->len - 1 - i : i) = g_array_index (found, Numbered, i).row;
  return TRUE;
}

/* Room to sort a million rows in one go, and to read them without copies of their pages; given back with the reader. */
static void
read_whole (const EpcQuery *query, EpcStore *store, EpcSqlite *db)
{
  if (query->limit == 0 && !is_narrowed (query) && db != store->writer)
    epc_sqlite_widen (db, store->is_wal && !store->is_read_only);
}

GArray *
epc_query_rows (const EpcQuery *query, EpcStore *store, GCancellable *cancellable, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);

  if (reader.db == NULL)
    return NULL;
  read_whole (query, store, reader.db);
  g_autoptr (GArray) rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), 1024);
  const EpcField *numbered = numbered_field (query);
  if (numbered != NULL)
    return read_numbered (query, store, reader.db, numbered, rows, error) ? g_steal_pointer (&rows) : NULL;
  if (is_read_in_two (query))
    return read_in_two_at_once (query, store, reader.db, rows, error) ? g_steal_pointer (&rows) : NULL;
  epc_auto_finalize sqlite3_stmt *statement = prepare (query, store, reader.db, "t.id", IN_ORDER, error);
  if (statement == NULL || !read_rows (reader.db, statement, NULL, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

gint64
epc_query_count (const EpcQuery *query, EpcStore *store, GCancellable *cancellable, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);

  if (reader.db == NULL)
    return -1;
  epc_auto_finalize sqlite3_stmt *statement = prepare (query, store, reader.db, "count (*)", AS_IT_COMES, error);
  if (statement == NULL || epc_sqlite_step (reader.db, statement, error) != EPC_STEP_ROW)
    return -1;
  gint64 count = sqlite3_column_int64 (statement, 0);
  return query->limit > 0 ? MIN (count, (gint64) query->limit) : count;
}

/* Without a log of its own the file is locked as long as it is read: rows first, then one by one, so that @func may write. */
static gboolean
each_by_row (const EpcQuery *query, EpcStore *store, EpcRecordFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) rows = epc_query_rows (query, store, cancellable, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GError) local = NULL;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_autoptr (EpcRecord) record = epc_store_get_row (store, query->entity, g_array_index (rows, gint64, i), &local);
      if (record != NULL && !func (record, data))
        break;
    }
  return TRUE;
}

/* "t.id, t.uid, t._code, t."name"…" of epc_query_only(). */
static char *
few_columns (const EpcQuery *query)
{
  GString *columns = g_string_new ("t.id, t.uid, t._code");

  for (guint i = 0; i < query->only->len; i++)
    g_string_append_printf (columns, ", t.\"%s\"", query->entity->fields[g_array_index (query->only, guint, i)].key);
  return g_string_free (columns, FALSE);
}

static void
reload_few (const EpcQuery *query, sqlite3_stmt *statement, EpcRecord *record)
{
  EpcUid uid;

  epc_record_set_row (record, sqlite3_column_int64 (statement, 0));
  epc_sqlite_column_uid (statement, 1, &uid);
  epc_record_set_uid (record, &uid);
  epc_record_set_code (record, (const char *) sqlite3_column_text (statement, 2));
  for (guint i = 0; i < query->only->len; i++)
    {
      guint position = g_array_index (query->only, guint, i);
      EpcValue value;

      epc_row_peek_value (statement, 3 + (int) i, &query->entity->fields[position], &value);
      if (value.kind == EPC_VALUE_TEXT)
        value.text = g_strdup (value.text);
      epc_record_take_value (record, position, &value);
    }
}

gboolean
epc_query_each (const EpcQuery *query, EpcStore *store, EpcRecordFunc func, gpointer data, GCancellable *cancellable,
                GError **error)
{
  EpcStep step;

  if (!store->is_wal && !store->is_read_only)
    return each_by_row (query, store, func, data, cancellable, error);
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
  if (reader.db == NULL)
    return FALSE;
  g_autofree char *few = query->only != NULL ? few_columns (query) : NULL;
  epc_auto_finalize sqlite3_stmt *statement
      = prepare (query, store, reader.db, few != NULL ? few : epc_entity_sql (query->entity)->columns, IN_ORDER, error);
  if (statement == NULL)
    return FALSE;
  g_autoptr (EpcRecord) record = epc_record_new (query->entity);
  while ((step = epc_sqlite_step (reader.db, statement, error)) == EPC_STEP_ROW)
    {
      if (few != NULL)
        reload_few (query, statement, record);
      else
        epc_row_reload (store, reader.db, statement, record);
      if (!func (record, data))
        return TRUE;
    }
  return step == EPC_STEP_DONE;
}

/* "t.id, t.uid, t."name"…" in the order of @fields; what no column holds is NULL. */
static char *
value_columns (const EpcEntity *entity, const char *const *fields, const EpcField **found)
{
  GString *columns = g_string_new ("t.id, t.uid");

  for (guint i = 0; fields[i] != NULL; i++)
    {
      found[i] = epc_entity_field (entity, fields[i]);
      if (found[i] != NULL && epc_field_is_stored (found[i]))
        g_string_append_printf (columns, ", t.\"%s\"", found[i]->key);
      else if (found[i] == NULL && g_str_equal (fields[i], "code"))
        g_string_append (columns, ", t._code");
      else
        g_string_append (columns, ", NULL");
    }
  return g_string_free (columns, FALSE);
}

gboolean
epc_query_values (const EpcQuery *query, EpcStore *store, const char *const *fields, EpcValuesFunc func, gpointer data, GCancellable *cancellable,
                  GError **error)
{
  guint n = g_strv_length ((char **) fields);
  g_autofree const EpcField **found = g_new0 (const EpcField *, n + 1);
  g_autofree char *columns = value_columns (query->entity, fields, found);
  g_autofree EpcValue *values = g_new0 (EpcValue, n + 1);
  EpcStep step;

  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
  if (reader.db == NULL)
    return FALSE;
  read_whole (query, store, reader.db);
  epc_auto_finalize sqlite3_stmt *statement = prepare (query, store, reader.db, columns, IN_ORDER, error);
  if (statement == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (reader.db, statement, error)) == EPC_STEP_ROW)
    {
      EpcUid uid;

      epc_sqlite_column_uid (statement, 1, &uid);
      for (guint i = 0; i < n; i++)
        epc_row_peek_value (statement, 2 + (int) i, found[i], &values[i]);
      if (!func (sqlite3_column_int64 (statement, 0), &uid, values, data))
        return TRUE;
    }
  return step == EPC_STEP_DONE;
}

static gboolean
keep_record (EpcRecord *record, gpointer data)
{
  g_ptr_array_add (data, epc_record_copy (record));
  return TRUE;
}

GPtrArray *
epc_query_records (const EpcQuery *query, EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  if (!epc_query_each (query, store, keep_record, records, NULL, error))
    return NULL;
  return g_steal_pointer (&records);
}
