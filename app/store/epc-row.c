/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Between a row of a table and a record in memory.
 */
#include "epc-store-private.h"

#include <string.h>

#include "base/epc-text.h"

void
epc_row_bind_value (sqlite3_stmt *statement, int position, const EpcValue *value)
{
  switch (value->kind)
    {
    case EPC_VALUE_INTEGER:
      sqlite3_bind_int64 (statement, position, value->integer);
      break;
    case EPC_VALUE_DECIMAL:
      sqlite3_bind_double (statement, position, value->decimal);
      break;
    case EPC_VALUE_TEXT:
      sqlite3_bind_text (statement, position, value->text, -1, SQLITE_STATIC);
      break;
    case EPC_VALUE_UID:
      sqlite3_bind_blob (statement, position, value->uid.bytes, sizeof value->uid.bytes, SQLITE_STATIC);
      break;
    case EPC_VALUE_EMPTY:
    default:
      sqlite3_bind_null (statement, position);
    }
}

void
epc_row_peek_value (sqlite3_stmt *statement, int column, const EpcField *field, EpcValue *value)
{
  value->kind = EPC_VALUE_EMPTY;
  value->integer = 0;
  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_INTEGER:
      value->kind = EPC_VALUE_INTEGER;
      value->integer = sqlite3_column_int64 (statement, column);
      break;
    case SQLITE_FLOAT:
      value->kind = EPC_VALUE_DECIMAL;
      value->decimal = sqlite3_column_double (statement, column);
      break;
    case SQLITE_TEXT:
      value->kind = EPC_VALUE_TEXT;
      value->text = (char *) sqlite3_column_text (statement, column);
      break;
    case SQLITE_BLOB:
      if (epc_sqlite_column_uid (statement, column, &value->uid))
        value->kind = EPC_VALUE_UID;
      break;
    default:
      break;
    }
}

static void
batch_facts_free (gpointer data)
{
  EpcBatchFacts *facts = data;

  g_free (facts->author);
  g_free (facts);
}

const EpcBatchFacts *
epc_store_batch_facts (EpcStore *store, EpcSqlite *db, gint64 batch)
{
  g_mutex_lock (&store->lock);
  if (store->batches == NULL)
    store->batches = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, batch_facts_free);
  EpcBatchFacts *facts = g_hash_table_lookup (store->batches, &batch);
  g_mutex_unlock (&store->lock);
  if (facts != NULL)
    return facts;

  facts = g_new0 (EpcBatchFacts, 1);
  epc_auto_reset sqlite3_stmt *statement
      = epc_sqlite_prepare (db, "SELECT stamp, author, office FROM _batch WHERE id = ?1", NULL);
  if (statement != NULL)
    {
      epc_sqlite_bind (statement, "i", batch);
      if (epc_sqlite_step (db, statement, NULL) == EPC_STEP_ROW)
        {
          facts->stamp = sqlite3_column_int64 (statement, 0);
          facts->author = g_strdup ((const char *) sqlite3_column_text (statement, 1));
          epc_sqlite_column_uid (statement, 2, &facts->office);
        }
    }
  g_mutex_lock (&store->lock);
  EpcBatchFacts *known = g_hash_table_lookup (store->batches, &batch);
  if (known == NULL)
    g_hash_table_insert (store->batches, g_memdup2 (&batch, sizeof batch), facts);
  else
    {
      batch_facts_free (facts);
      facts = known;
    }
  g_mutex_unlock (&store->lock);
  return facts;
}

static EpcSensitivity
sensitivity_from_text (const char *text)
{
  static const char *const keys[] = { "public", "restricted", "confidential", "strict" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (text, keys[i]) == 0)
      return (EpcSensitivity) i;
  return EPC_SENSITIVITY_PUBLIC;
}

static void
load_meta (EpcStore *store, EpcSqlite *db, sqlite3_stmt *statement, EpcRecord *record)
{
  EpcRecordMeta *meta = epc_record_meta (record);
  const char *created_by = (const char *) sqlite3_column_text (statement, EPC_COLUMN_CREATED_BY);
  const char *changed_by = (const char *) sqlite3_column_text (statement, EPC_COLUMN_CHANGED_BY);
  const EpcBatchFacts *facts = NULL;

  meta->batch = sqlite3_column_int64 (statement, EPC_COLUMN_BATCH);
  if (meta->batch != 0)
    facts = epc_store_batch_facts (store, db, meta->batch);
  meta->created = sqlite3_column_int64 (statement, EPC_COLUMN_CREATED);
  if (meta->created == 0 && facts != NULL)
    meta->created = facts->stamp;
  if (created_by == NULL && facts != NULL)
    created_by = facts->author;
  meta->changed = sqlite3_column_int64 (statement, EPC_COLUMN_CHANGED);
  if (meta->changed == 0)
    {
      meta->changed = meta->created;
      changed_by = created_by;
    }
  epc_set_text (&meta->created_by, created_by);
  epc_set_text (&meta->changed_by, changed_by);
  if (!epc_sqlite_column_uid (statement, EPC_COLUMN_OFFICE, &meta->office))
    meta->office = facts != NULL && !epc_uid_is_nil (&facts->office) ? facts->office : store->office;
  meta->is_deleted = sqlite3_column_int64 (statement, EPC_COLUMN_DELETED) != 0;
  meta->sensitivity = sensitivity_from_text ((const char *) sqlite3_column_text (statement, EPC_COLUMN_SENSITIVITY));
  epc_set_text (&meta->extra, (const char *) sqlite3_column_text (statement, EPC_COLUMN_EXTRA));
}

void
epc_row_reload (EpcStore *store, EpcSqlite *db, sqlite3_stmt *statement, EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcEntitySql *sql = epc_entity_sql (entity);
  EpcUid uid;

  epc_record_set_row (record, sqlite3_column_int64 (statement, EPC_COLUMN_ID));
  epc_sqlite_column_uid (statement, EPC_COLUMN_UID, &uid);
  epc_record_set_uid (record, &uid);
  epc_record_set_code (record, (const char *) sqlite3_column_text (statement, EPC_COLUMN_CODE));
  load_meta (store, db, statement, record);
  epc_record_meta (record)->seen = sqlite3_column_int64 (statement, sql->seen);
  for (guint i = 0; i < sql->n_stored; i++)
    {
      guint position = sql->stored[i];
      EpcValue value;
      /* Most fields of most rows are empty, as they were in the row before. */
      if (sqlite3_column_type (statement, EPC_COLUMN_FIRST_FIELD + (int) i) == SQLITE_NULL
          && epc_record_value (record, position)->kind == EPC_VALUE_EMPTY)
        continue;
      epc_row_peek_value (statement, EPC_COLUMN_FIRST_FIELD + (int) i, &entity->fields[position], &value);
      if (value.kind == EPC_VALUE_TEXT)
        value.text = g_strdup (value.text);
      epc_record_take_value (record, position, &value);
    }
}

EpcRecord *
epc_row_load (EpcStore *store, EpcSqlite *db, sqlite3_stmt *statement, const EpcEntity *entity)
{
  EpcRecord *record = epc_record_new (entity);

  epc_row_reload (store, db, statement, record);
  return record;
}

EpcRecord *
epc_row_find (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, const EpcUid *uid, GError **error)
{
  epc_auto_reset sqlite3_stmt *statement = epc_sqlite_prepare (db, epc_entity_sql (entity)->by_uid, error);

  if (statement == NULL)
    return NULL;
  epc_sqlite_bind_uid (statement, 1, uid);
  if (epc_sqlite_step (db, statement, error) != EPC_STEP_ROW)
    return NULL;
  return epc_row_load (store, db, statement, entity);
}

EpcRecord *
epc_row_get (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, gint64 row, GError **error)
{
  epc_auto_reset sqlite3_stmt *statement = epc_sqlite_prepare (db, epc_entity_sql (entity)->by_row, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, row);
  if (epc_sqlite_step (db, statement, error) != EPC_STEP_ROW)
    return NULL;
  return epc_row_load (store, db, statement, entity);
}

gboolean
epc_row_read_value (const EpcField *field, const char *text, EpcValue *value)
{
  epc_value_clear (value);
  if (text == NULL)
    return TRUE;
  /* A code may be one that the other office has added, or a newer version has. */
  if (epc_field_value_kind (field) == EPC_VALUE_TEXT)
    epc_value_set_text (value, text);
  else
    return epc_value_parse (field, text, value, NULL);
  return TRUE;
}

char *
epc_row_json (const EpcEntity *entity, const EpcValue *values, const char *group)
{
  GString *out = g_string_new ("{");

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!epc_field_is_stored (field))
        continue;
      if (group != NULL ? !g_str_equal (epc_field_group (field), group) : values[i].kind == EPC_VALUE_EMPTY)
        continue;
      g_autofree char *text = epc_value_to_text (field, &values[i]);
      if (out->len > 1)
        g_string_append_c (out, ',');
      epc_text_append_json (out, field->key);
      g_string_append_c (out, ':');
      epc_text_append_json (out, text);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
