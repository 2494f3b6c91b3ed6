/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many rows of one import. A row that is new costs one insert and nothing else: its stamp, author and office are those of the
 * batch. A row that is there is compared, and only what differs is written and journaled.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-guard.h"
#include "epc-held-rows.h"
#include "epc-store-private.h"
#include "epc-uid-set.h"

/* So many rows into a table that held fewer: its indexes are made after the rows, which sorts once instead of a million times. */
#define ROWS_BEFORE_INDEXES_WAIT 3000

typedef struct
{
  const EpcEntity *entity;
  const EpcEntitySql *sql;
  sqlite3_stmt *insert; /* of the columns that rows have filled so far; NULL: not made yet */
  gboolean *is_bound;   /* per stored field: in that statement */
  int *parameters;      /* per stored field: its parameter there */
  EpcHeldRows *held;    /* rows not inserted yet, while the indexes wait; NULL: they go in one by one */
  sqlite3_stmt *select, *select_row;
  EpcUidSet *uids;       /* every uid of the table, while its index waits; NULL: the index knows */
  gint64 first, last, n; /* rows of this batch, not yet written to _batch_rows when n > n_written */
  gint64 n_written, n_before;
  EpcSearchMany *words; /* NULL: nothing written yet, or not searched */
  gboolean tries_insert; /* the row before was new */
  gboolean indexes_wait, has_key, has_totals;
  gboolean is_distinct; /* the caller knows that no uid comes twice */
  char *series;              /* of codes; NULL: none */
  gint64 code, code_written; /* last number; −1: not read */
} Table;

struct _EpcPut
{
  gint64 batch;
  EpcUid uid;
  EpcStamp stamp;
  GHashTable *tables; /* EpcEntity → Table */
  Table *last;
  GString *key;
  const guint8 *is_initial; /* the caller's; NULL: none */
  char *given_code;         /* for the next row that is new; NULL: mint one */
  gboolean is_foreign;      /* made elsewhere: nothing is minted, rows that are there stay as they are */
  EpcSqlite *db;
};

static void
table_free (gpointer data)
{
  Table *table = data;

  sqlite3_finalize (table->insert);
  epc_held_rows_free (table->held);
  epc_uid_set_free (table->uids);
  g_clear_pointer (&table->words, epc_search_many_free);
  g_free (table->is_bound);
  g_free (table->parameters);
  g_free (table->series);
  g_free (table);
}

void
epc_put_free (EpcPut *put)
{
  /* Back to what single edits want. */
  epc_sqlite_exec (put->db, "PRAGMA secure_delete=ON", NULL);
  g_hash_table_unref (put->tables);
  g_string_free (put->key, TRUE);
  g_free (put->given_code);
  g_free (put);
}

/* --- the batch --- */

static void
set_text_if (EpcRecord *record, const char *key, const char *text)
{
  if (text != NULL && epc_entity_field (epc_record_entity (record), key) != NULL)
    epc_record_parse (record, key, text, NULL);
}

static void
set_integer_if (EpcRecord *record, const char *key, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  set_text_if (record, key, text);
}

static EpcRecord *
batch_record (EpcTransaction *transaction, const EpcBatchSource *source)
{
  EpcRecord *record = epc_record_new (epc_entity_find ("import_batch"));
  g_autofree char *moment = epc_moment_from_unix (source->moment != 0 ? source->moment : transaction->wall, epc_store_zone (transaction->store));
  EpcUid uid = epc_uid_new ();

  epc_record_set_uid (record, &uid);
  set_text_if (record, "file_name", source->file_name);
  if (source->size > 0)
    set_integer_if (record, "file_size", (gint64) source->size);
  set_text_if (record, "sha256", source->sha256);
  set_text_if (record, "rows_sha256", source->rows_sha256);
  set_text_if (record, "credit", source->credit);
  set_text_if (record, "licence", source->licence);
  set_text_if (record, "entity", source->entity != NULL ? source->entity->key : source->file_name);
  set_text_if (record, "imported_at", moment);
  set_text_if (record, "author", transaction->author);
  return record;
}

static void
begin_put (EpcTransaction *transaction, gint64 batch, const EpcUid *uid, EpcStamp stamp)
{
  EpcPut *put = transaction->put = g_new0 (EpcPut, 1);

  put->db = transaction->db;
  put->batch = batch;
  put->uid = *uid;
  put->stamp = stamp;
  put->tables = g_hash_table_new_full (NULL, NULL, NULL, table_free);
  put->key = g_string_new (NULL);
}

gint64
epc_transaction_begin_batch (EpcTransaction *transaction, const EpcBatchSource *source, GError **error)
{
  g_autoptr (EpcRecord) record = NULL;

  if (transaction->put != NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("An import is already under way."));
      return 0;
    }
  if (!epc_guard_begin (transaction, error))
    return 0;
  /* What is thrown away on the way is not overwritten: nothing of it was ever seen. */
  if (!epc_sqlite_exec (transaction->db, "PRAGMA secure_delete=FAST", error))
    return 0;
  record = batch_record (transaction, source);
  if (!epc_transaction_insert (transaction, record, error))
    return 0;
  gint64 step = epc_transaction_step (transaction, error);
  gint64 batch = epc_record_row (record);
  EpcStamp stamp = epc_stamp_next (transaction->wall, 0);
  if (step == 0
      || !epc_sqlite_run (transaction->db, error,
                          "INSERT INTO _batch (id, uid, stamp, wall, author, office, step) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                          "iuiitui", batch, epc_record_uid (record), stamp, transaction->wall, transaction->author,
                          &transaction->store->office, step)
      || !epc_sqlite_run (transaction->db, error, "UPDATE _step SET batch = ?1 WHERE id = ?2", "ii", batch, step))
    return 0;
  begin_put (transaction, batch, epc_record_uid (record), stamp);
  return batch;
}

static gboolean
flush_table (EpcTransaction *transaction, Table *table, GError **error)
{
  sqlite3_reset (table->select);
  if ((table->held != NULL && !epc_held_rows_write (table->held, error))
      || (table->words != NULL && !epc_search_many_flush (table->words, error)))
    return FALSE;
  if (table->code > table->code_written)
    {
      if (!epc_sqlite_run (
              transaction->db, error,
              "INSERT INTO _counter (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", "ti",
              table->series, table->code))
        return FALSE;
    }
  table->code = table->code_written = -1;
  if (table->n == table->n_written)
    return TRUE;
  table->n_written = table->n;
  return epc_sqlite_run (transaction->db, error,
                         "INSERT OR REPLACE INTO _batch_rows (batch, entity, first_row, last_row, n) VALUES (?1, ?2, ?3, ?4, ?5)",
                         "itiii", transaction->put->batch, table->entity->key, table->first, table->last, table->n);
}

gboolean
epc_put_write_held (EpcTransaction *transaction, GError **error)
{
  GHashTableIter iter;
  gpointer data;

  if (transaction->put == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, transaction->put->tables);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (((Table *) data)->held != NULL && !epc_held_rows_write (((Table *) data)->held, error))
      return FALSE;
  return TRUE;
}

void
epc_put_drop_held (EpcTransaction *transaction)
{
  GHashTableIter iter;
  gpointer data;

  if (transaction->put == NULL)
    return;
  g_hash_table_iter_init (&iter, transaction->put->tables);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      Table *table = data;
      if (table->held != NULL)
        epc_held_rows_drop (table->held);
      if (table->words != NULL)
        epc_search_many_drop (table->words);
    }
}

gboolean
epc_put_flush (EpcTransaction *transaction, GError **error)
{
  GHashTableIter iter;
  gpointer data;

  if (transaction->put == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, transaction->put->tables);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (!flush_table (transaction, data, error))
      return FALSE;
  return TRUE;
}

static gboolean
make_waiting_indexes (EpcTransaction *transaction, GError **error)
{
  GHashTableIter iter;
  gpointer data;

  /* Sorting takes the memory that the pages of the rows had: both at once would be too much for an old laptop. */
  if (!epc_sqlite_exec (transaction->db, "PRAGMA cache_size=-4000", error))
    return FALSE;
  g_hash_table_iter_init (&iter, transaction->put->tables);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      Table *table = data;
      g_clear_pointer (&table->uids, epc_uid_set_free); /* room to sort in */
      g_clear_pointer (&table->insert, sqlite3_finalize);
      g_clear_pointer (&table->held, epc_held_rows_free);
      if (table->indexes_wait && !epc_schema_make_indexes (transaction->db, table->entity, error))
        return FALSE;
      table->indexes_wait = FALSE;
    }
  /* What comes after it, another package or an hour of edits, has the pages of every writer again (epc-sqlite.c). */
  return epc_sqlite_exec (transaction->db, "PRAGMA cache_size=-32000", error);
}

/* The numbers of {"read": 5, "rejected": 1, "site": {"inserted": 3, …}} into the fields of the import's record; those of its main kind
 * of record. */
static void
set_counts (EpcRecord *record, const char *json)
{
  static const char *const outcomes[] = { "inserted", "updated", "unchanged" };
  g_autoptr (JsonParser) parser = json_parser_new ();

  set_text_if (record, "counts", json);
  if (json == NULL || !json_parser_load_from_data (parser, json, -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return;
  JsonObject *counts = json_node_get_object (json_parser_get_root (parser));
  if (json_object_has_member (counts, "read"))
    set_integer_if (record, "read_count", json_object_get_int_member_with_default (counts, "read", 0));
  if (json_object_has_member (counts, "rejected"))
    set_integer_if (record, "rejected_count", json_object_get_int_member_with_default (counts, "rejected", 0));
  const char *entity = epc_record_text (record, "entity");
  JsonNode *node = entity != NULL ? json_object_get_member (counts, entity) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *field = g_strconcat (outcomes[i], "_count", NULL);
      set_integer_if (record, field, json_object_get_int_member_with_default (json_node_get_object (node), outcomes[i], 0));
    }
}

gboolean
epc_transaction_end_batch (EpcTransaction *transaction, gint64 batch, const char *counts_json, GError **error)
{
  g_return_val_if_fail (transaction->put != NULL && transaction->put->batch == batch, FALSE);
  if (!epc_put_flush (transaction, error) || !make_waiting_indexes (transaction, error) || !epc_total_flush (transaction, error))
    return FALSE;
  EpcUid uid = transaction->put->uid;
  g_clear_pointer (&transaction->put, epc_put_free);
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, epc_entity_find ("import_batch"), &uid, error);
  if (record == NULL)
    return FALSE;
  set_counts (record, counts_json);
  return epc_transaction_update (transaction, record, NULL, NULL, error);
}

gboolean
epc_put_begin_foreign (EpcTransaction *transaction, gint64 batch, const EpcUid *uid, EpcStamp stamp, GError **error)
{
  /* The rows of another office fall all over the indexes of those that are here: pages that are held are not read and written again. */
  if (!epc_sqlite_exec (transaction->db, "PRAGMA secure_delete=FAST; PRAGMA cache_size=-80000", error))
    return FALSE;
  begin_put (transaction, batch, uid, stamp);
  transaction->put->is_foreign = TRUE;
  return TRUE;
}

gboolean
epc_put_end_foreign (EpcTransaction *transaction, GError **error)
{
  if (!epc_put_close (transaction, error) || !epc_total_flush (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction->put, epc_put_free);
  return TRUE;
}

/* Before COMMIT: a batch that nobody closed is closed, so that no index is missing. */
gboolean
epc_put_close (EpcTransaction *transaction, GError **error)
{
  return transaction->put == NULL || (epc_put_flush (transaction, error) && make_waiting_indexes (transaction, error));
}

/* --- one row --- */

static Table *
table_of (EpcTransaction *transaction, const EpcEntity *entity, GError **error)
{
  EpcPut *put = transaction->put;
  Table *table;
  gboolean found;

  if (put->last != NULL && put->last->entity == entity)
    return put->last;
  table = g_hash_table_lookup (put->tables, entity);
  if (table == NULL)
    {
      const EpcEntitySql *sql = epc_entity_sql (entity);
      g_autofree char *text = g_strdup_printf ("SELECT max (id) FROM \"%s\"", entity->key);
      gint64 n_before;
      sqlite3_stmt *select = epc_sqlite_prepare (transaction->db, sql->by_uid, error);
      sqlite3_stmt *select_row = select != NULL ? epc_sqlite_prepare (transaction->db, sql->by_row, error) : NULL;
      if (select_row == NULL || !epc_sqlite_integer (transaction->db, &n_before, &found, error, g_intern_string (text), ""))
        return NULL;
      table = g_new0 (Table, 1);
      table->entity = entity;
      table->sql = sql;
      table->is_bound = g_new0 (gboolean, sql->n_stored + 1);
      table->parameters = g_new0 (int, sql->n_stored + 1);
      table->select = select;
      table->select_row = select_row;
      table->n_before = n_before;
      table->tries_insert = TRUE;
      table->has_key = epc_entity_has_natural_key (entity);
      table->has_totals = epc_total_has (entity);
      table->code = table->code_written = -1;
      if (entity->code_prefix != NULL)
        {
          const char *country = epc_store_country (transaction->store);
          table->series = g_strdup_printf ("%s-%s", *country != '\0' ? country : "XXX", entity->code_prefix);
        }
      g_hash_table_insert (put->tables, (gpointer) entity, table);
    }
  put->last = table;
  return table;
}

static gboolean
next_code (EpcTransaction *transaction, Table *table, char *code, gsize size, GError **error)
{
  if (table->code < 0)
    {
      gint64 last;
      if (!epc_sqlite_integer (transaction->db, &last, NULL, error, "SELECT value FROM _counter WHERE name = ?1", "t",
                               table->series))
        return FALSE;
      table->code = table->code_written = last;
    }
  if (transaction->put->given_code != NULL)
    {
      /* A code told by the file stays; our own numbers go on behind it. */
      gsize length = strlen (table->series);
      const char *given = transaction->put->given_code;
      g_strlcpy (code, given, size);
      if (g_str_has_prefix (given, table->series) && given[length] == '-')
        table->code = MAX (table->code, g_ascii_strtoll (given + length + 1, NULL, 10));
      return TRUE;
    }
  g_snprintf (code, size, "%s-%04" G_GINT64_FORMAT, table->series, ++table->code);
  return TRUE;
}

void
epc_transaction_put_distinct (EpcTransaction *transaction, const EpcEntity *entity)
{
  g_return_if_fail (transaction->put != NULL);
  Table *table = table_of (transaction, entity, NULL);
  if (table != NULL)
    table->is_distinct = TRUE;
}

void
epc_transaction_put_initial (EpcTransaction *transaction, const guint8 *is_initial)
{
  g_return_if_fail (transaction->put != NULL);
  transaction->put->is_initial = is_initial;
}

void
epc_transaction_put_code (EpcTransaction *transaction, const char *code)
{
  g_return_if_fail (transaction->put != NULL);
  epc_set_text (&transaction->put->given_code, code);
}

static void
remember_row (Table *table, gint64 row)
{
  table->first = table->n == 0 ? row : MIN (table->first, row);
  table->last = table->n == 0 ? row : MAX (table->last, row);
  table->n++;
}

/* Most rows of a file fill the same few columns of the many: the statement names only those that any row has filled yet. */
static gboolean
make_insert (EpcTransaction *transaction, Table *table, const EpcValue *values, GError **error)
{
  g_autoptr (GString) columns = g_string_new ("uid, _batch, _code");
  g_autoptr (GString) parameters = g_string_new ("?1, ?2, ?3");
  int n = 3;

  for (guint i = 0; i < table->sql->n_stored; i++)
    {
      guint position = table->sql->stored[i];
      table->is_bound[i] |= values[position].kind != EPC_VALUE_EMPTY;
      if (!table->is_bound[i])
        continue;
      table->parameters[i] = ++n;
      g_string_append_printf (columns, ", \"%s\"", table->entity->fields[position].key);
      g_string_append_printf (parameters, ", ?%d", n);
    }
  g_autofree char *sql = g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s) ON CONFLICT (uid) DO NOTHING", table->entity->key,
                                          columns->str, parameters->str);
  sqlite3_finalize (table->insert);
  table->insert = epc_sqlite_prepare_once (transaction->db, sql, error);
  return table->insert != NULL;
}

static gboolean
bind_values (EpcTransaction *transaction, Table *table, const EpcValue *values, GError **error)
{
  for (guint i = 0; i < table->sql->n_stored; i++)
    {
      const EpcValue *value = &values[table->sql->stored[i]];
      if (table->is_bound[i])
        epc_row_bind_value (table->insert, table->parameters[i], value);
      else if (value->kind != EPC_VALUE_EMPTY)
        return make_insert (transaction, table, values, error) && bind_values (transaction, table, values, error);
    }
  return TRUE;
}

/* From here on this batch is what the table mostly consists of: its indexes are made at the end, and until then the uids are kept
 * in memory. */
static gboolean
put_off_indexes (EpcTransaction *transaction, Table *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT uid, id FROM \"%s\"", table->entity->key);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (transaction->db, sql, error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  /* Rows that are put behind each other are not read again: their pages may go to the file as they fill. */
  if (table->n_before == 0 && !epc_sqlite_exec (transaction->db, "PRAGMA cache_size=-12000", error))
    return FALSE;
  table->indexes_wait = TRUE;
  table->held = epc_held_rows_new (transaction->db, table->entity, transaction->put->batch);
  /* All rows are of this batch, and the caller has looked: the unique index at the end is proof enough. */
  if (table->is_distinct && table->n_before == 0)
    {
      g_clear_pointer (&rows, sqlite3_finalize);
      return epc_schema_drop_indexes (transaction->db, table->entity, TRUE, error);
    }
  table->uids = epc_uid_set_new ();
  while ((step = epc_sqlite_step (transaction->db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid uid;
      epc_sqlite_column_uid (rows, 0, &uid);
      epc_uid_set_add (table->uids, &uid, sqlite3_column_int64 (rows, 1));
    }
  sqlite3_reset (rows);
  return step == EPC_STEP_DONE && epc_schema_drop_indexes (transaction->db, table->entity, TRUE, error);
}

/* Inserts one row now; *@row is 0 when its uid is there. */
static gboolean
insert_row (EpcTransaction *transaction, Table *table, const EpcValue *values, const EpcUid *uid, const char *code, gint64 *row, GError **error)
{
  if ((table->insert == NULL && !make_insert (transaction, table, values, error))
      || !bind_values (transaction, table, values, error))
    return FALSE;
  sqlite3_bind_blob (table->insert, 1, uid->bytes, sizeof uid->bytes, SQLITE_STATIC);
  sqlite3_bind_int64 (table->insert, 2, transaction->put->batch);
  sqlite3_bind_text (table->insert, 3, code, -1, SQLITE_STATIC);
  EpcStep step = epc_sqlite_step (transaction->db, table->insert, error);
  sqlite3_reset (table->insert);
  if (step == EPC_STEP_ERROR)
    return FALSE;
  *row = sqlite3_changes (transaction->db->handle) > 0 ? sqlite3_last_insert_rowid (transaction->db->handle) : 0;
  return TRUE;
}

/* Inserts the row unless its uid is there: then *@row is 0. */
static gboolean
insert_new (EpcTransaction *transaction, Table *table, const EpcValue *values, const EpcUid *uid, gint64 *row, GError **error)
{
  EpcPut *put = transaction->put;
  char buffer[64], *code = table->series != NULL ? buffer : NULL;

  *row = 0;
  if (table->uids != NULL && epc_uid_set_find (table->uids, uid) != 0)
    return TRUE;
  if (put->is_foreign && put->given_code == NULL)
    code = NULL;
  if (code != NULL && !next_code (transaction, table, code, sizeof buffer, error))
    return FALSE;
  if (!(table->held != NULL ? epc_held_rows_add (table->held, uid, code, values, row, error)
                            : insert_row (transaction, table, values, uid, code, row, error)))
    return FALSE;
  if (*row == 0)
    {
      if (code != NULL && put->given_code == NULL)
        table->code--;
      return TRUE;
    }
  remember_row (table, *row);
  if (table->uids != NULL)
    epc_uid_set_add (table->uids, uid, *row);
  if (table->has_totals)
    epc_total_add (transaction, table->entity, put->batch, values, 1);
  epc_guard_note (transaction, table->entity, values, 1);
  epc_transaction_note (transaction, table->entity, *row, EPC_CHANGED_INSERT);
  if (table->sql->is_searched && table->words == NULL && (table->words = epc_search_many_new (transaction->db, table->entity, error)) == NULL)
    return FALSE;
  if (table->words != NULL && !epc_search_many_write (table->words, *row, code, values, error))
    return FALSE;
  if (table->n == ROWS_BEFORE_INDEXES_WAIT && table->n_before < table->n && !table->indexes_wait)
    return put_off_indexes (transaction, table, error);
  return TRUE;
}

/* The row was taken back with its batch; this import brings it again, with the values it has now. */
static gboolean
revive (EpcTransaction *transaction, Table *table, const EpcValue *values, const char *code, gint64 row, GError **error)
{
  epc_auto_reset sqlite3_stmt *update = epc_sqlite_prepare (transaction->db, table->sql->revive, error);

  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < table->sql->n_stored; i++)
    epc_row_bind_value (update, (int) i + 1, &values[table->sql->stored[i]]);
  sqlite3_bind_int64 (update, (int) table->sql->n_stored + 1, transaction->put->batch);
  sqlite3_bind_int64 (update, (int) table->sql->n_stored + 2, row);
  if (epc_sqlite_step (transaction->db, update, error) == EPC_STEP_ERROR)
    return FALSE;
  remember_row (table, row);
  if (table->has_totals)
    epc_total_add (transaction, table->entity, transaction->put->batch, values, 1);
  epc_guard_note (transaction, table->entity, values, 1);
  epc_transaction_note (transaction, table->entity, row, EPC_CHANGED_INSERT);
  return epc_search_write (transaction->db, table->entity, row, code, values, error);
}

/* TRUE when writing @values would change nothing in the row that @select stands on. */
static gboolean
is_unchanged (Table *table, sqlite3_stmt *select, const EpcValue *values, const guint8 *is_initial, gboolean overwrite_empty)
{
  for (guint i = 0; i < table->sql->n_stored; i++)
    {
      guint position = table->sql->stored[i];
      EpcValue stored;
      if ((values[position].kind == EPC_VALUE_EMPTY && !overwrite_empty) || (is_initial != NULL && is_initial[position]))
        continue;
      epc_row_peek_value (select, EPC_COLUMN_FIRST_FIELD + (int) i, &table->entity->fields[position], &stored);
      if (!epc_value_equal (&values[position], &stored))
        return FALSE;
    }
  return TRUE;
}

static gboolean
change (EpcTransaction *transaction, Table *table, const EpcValue *values, gboolean overwrite_empty, EpcRecord *old,
        GError **error)
{
  if (epc_record_meta (old)->is_deleted)
    {
      if (!epc_transaction_restore (transaction, table->entity, epc_record_uid (old), error))
        return FALSE;
      epc_record_meta (old)->is_deleted = FALSE;
    }
  g_autoptr (EpcRecord) record = epc_record_copy (old);
  for (guint i = 0; i < table->sql->n_stored; i++)
    {
      guint position = table->sql->stored[i];
      EpcValue copy = EPC_VALUE_INIT;
      if ((values[position].kind == EPC_VALUE_EMPTY && !overwrite_empty)
          || (transaction->put->is_initial != NULL && transaction->put->is_initial[position]))
        continue;
      epc_value_copy (&copy, &values[position]);
      epc_record_take_value (record, position, &copy);
    }
  return epc_guard_allows (transaction, old, record, error)
         && epc_transaction_write_changes (transaction, record, old, NULL, transaction->put->batch, NULL, error);
}

/* The row is there, and *@row its number; or *@row is 0. */
static gboolean
meet_row (EpcTransaction *transaction, Table *table, const EpcValue *values, const EpcUid *uid, gboolean overwrite_empty,
          EpcPutOutcome *outcome, gint64 *row, GError **error)
{
  sqlite3_stmt *select = table->uids != NULL ? table->select_row : table->select;

  *row = 0;
  if (table->uids != NULL)
    {
      gint64 known = epc_uid_set_find (table->uids, uid);
      if (known == 0)
        return TRUE;
      if (epc_held_rows_has (table->held, known) && !epc_held_rows_write (table->held, error))
        return FALSE;
      sqlite3_bind_int64 (select, 1, known);
    }
  else
    sqlite3_bind_blob (select, 1, uid->bytes, sizeof uid->bytes, SQLITE_STATIC);
  EpcStep step = epc_sqlite_step (transaction->db, select, error);
  if (step == EPC_STEP_ROW)
    {
      gint64 deleted = sqlite3_column_int64 (select, EPC_COLUMN_DELETED);
      EpcUid there;
      epc_sqlite_column_uid (select, EPC_COLUMN_UID, &there);
      if (!epc_uid_equal (&there, uid))
        {
          sqlite3_reset (select);
          g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT, _("Two rows of this file share half of their identity. Import it in two parts."));
          return FALSE;
        }
      *row = sqlite3_column_int64 (select, EPC_COLUMN_ID);
      if (transaction->put->is_foreign)
        {
          sqlite3_reset (select);
          *outcome = EPC_PUT_UNCHANGED;
          return TRUE;
        }
      gboolean may_revive = FALSE;
      if (deleted == EPC_DELETED_WITH_BATCH
          && !epc_birth_may_revive (transaction, uid, sqlite3_column_int64 (select, EPC_COLUMN_BATCH), transaction->put->stamp, &may_revive,
                                    error))
        {
          sqlite3_reset (select);
          return FALSE;
        }
      if (may_revive)
        {
          g_autofree char *code = g_strdup ((const char *) sqlite3_column_text (select, EPC_COLUMN_CODE));
          sqlite3_reset (select);
          *outcome = EPC_PUT_INSERTED;
          return revive (transaction, table, values, code, *row, error);
        }
      if (deleted == 0 && is_unchanged (table, select, values, transaction->put->is_initial, overwrite_empty))
        *outcome = EPC_PUT_UNCHANGED;
      else
        {
          g_autoptr (EpcRecord) old = epc_row_load (transaction->store, transaction->db, select, table->entity);
          sqlite3_reset (select);
          *outcome = EPC_PUT_UPDATED;
          return change (transaction, table, values, overwrite_empty, old, error);
        }
    }
  sqlite3_reset (select);
  return step != EPC_STEP_ERROR;
}

gboolean
epc_transaction_put (EpcTransaction *transaction, const EpcEntity *entity, const EpcValue *values, const EpcUid *uid,
                     gboolean overwrite_empty, EpcPutOutcome *outcome, gint64 *row, GError **error)
{
  EpcPutOutcome ignored;
  EpcUid made;
  gint64 number = 0;

  g_return_val_if_fail (transaction->put != NULL, FALSE);
  Table *table = table_of (transaction, entity, error);
  if (table == NULL)
    return FALSE;
  if (outcome == NULL)
    outcome = &ignored;
  if (uid == NULL)
    {
      if (table->has_key)
        {
          g_string_truncate (transaction->put->key, 0);
          epc_entity_write_key (entity, values, transaction->put->key);
          made = epc_uid_from_key (entity->key, transaction->put->key->str, transaction->put->key->len);
        }
      else
        made = epc_uid_new ();
      uid = &made;
    }
  /* Most files are all new or all known: the first look goes where the row before was found. */
  gboolean inserts_first = table->tries_insert;
  for (guint look = 0; look < 2 && number == 0; look++)
    if ((look == 0) == inserts_first)
      {
        if (!insert_new (transaction, table, values, uid, &number, error))
          return FALSE;
        *outcome = EPC_PUT_INSERTED;
        table->tries_insert = number != 0;
      }
    else
      {
        if (!meet_row (transaction, table, values, uid, overwrite_empty, outcome, &number, error))
          return FALSE;
        table->tries_insert = number == 0;
      }
  if (row != NULL)
    *row = number;
  return TRUE;
}
