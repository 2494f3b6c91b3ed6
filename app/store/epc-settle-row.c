/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of a record that was worked out: its values, its code, and what was erased.
 */
#include "epc-settle-private.h"

#include "base/epc-text.h"

/* --- the values --- */


/* Values of @node into @record; what this version does not know, or cannot read, into @extra. @group NULL: all that have not been changed
 * since (a birth). */
static void
take_values (const Case *of, EpcRecord *record, JsonObject *extra, JsonNode *node, const char *group)
{
  JsonObjectIter iter;
  const char *key;

  if (object_of (node) == NULL)
    return;
  json_object_iter_init (&iter, object_of (node));
  while (json_object_iter_next (&iter, &key, NULL))
    {
      int position = epc_entity_field_index (of->entity, key);
      EpcValue value = EPC_VALUE_INIT;
      if (*key == '_')
        continue;
      json_object_remove_member (extra, key);
      if (position >= 0 && epc_field_is_stored (&of->entity->fields[position])
          && (group == NULL || g_str_equal (epc_field_group (&of->entity->fields[position]), group))
          && epc_row_read_value (&of->entity->fields[position], text_of (node, key), &value))
        epc_record_take_value (record, (guint) position, &value);
      else if (text_of (node, key) != NULL)
        json_object_set_string_member (extra, key, text_of (node, key));
      epc_value_clear (&value);
    }
}

static void
fill_values (const Case *of, EpcRecord *record)
{
  g_autoptr (JsonObject) extra = json_object_new ();
  const Entry *birth = epc_settle_latest (of->births);

  for (guint i = 0; i < of->entity->n_fields; i++)
    epc_record_empty (record, of->entity->fields[i].key);
  take_values (of, record, extra, birth->new, NULL);
  for (guint i = 0; i < of->groups->len; i++)
    {
      const char *group = g_ptr_array_index (of->groups, i);
      take_values (of, record, extra, ((const Entry *) g_hash_table_lookup (of->winners, group))->new, group);
    }
  g_autofree char *text = NULL;
  if (json_object_get_size (extra) > 0)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      json_node_set_object (node, extra);
      text = json_to_string (node, FALSE);
    }
  epc_set_text (&epc_record_meta (record)->extra, text);
}

/* --- erasures reach what came before or beside them --- */

static gboolean
erase_from (const Case *of, const Entry *erasing, const Entry *entry, GError **error)
{
  JsonArray *fields = array_of (erasing->new, "_erased");

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      const char *key = json_array_get_string_element (fields, i);
      if (key == NULL || (text_of (entry->new, key) == NULL && text_of (entry->old, key) == NULL))
        continue;
      g_autofree char *path = g_strdup_printf ("$.%s", key);
      if (entry->kind == KIND_BORN
              ? !epc_sqlite_run (of->settle->db, error, "UPDATE _birth SET new = json_remove (new, ?2) WHERE uid = ?1", "ut", of->uid, path)
              : !epc_sqlite_run (of->settle->db, error,
                                 "UPDATE _journal SET old = iif (json_type (old, ?2) IS NULL, old, json_set (old, ?2, NULL)), new = iif "
                                 "(json_type (new, ?2) IS NULL, new, json_set (new, ?2, NULL)), reason = NULL, erased = 1 WHERE id = ?1",
                                 "it", entry->id, path))
        return FALSE;
      if (object_of (entry->new) != NULL && json_object_has_member (object_of (entry->new), key))
        /* Births that say the same share what they say, as the line above erases it from all of them. */
        json_object_set_null_member (object_of (entry->new), key);
      if (object_of (entry->old) != NULL && json_object_has_member (object_of (entry->old), key))
        json_object_set_null_member (object_of (entry->old), key);
      of->settle->transaction->has_erased = TRUE;
    }
  return TRUE;
}

gboolean
epc_settle_carry_erasures (const Case *of, GError **error)
{
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *erasing = g_ptr_array_index (of->entries, i);
      for (guint k = 0; k < of->entries->len && is_erasing (erasing); k++)
        {
          const Entry *entry = g_ptr_array_index (of->entries, k);
          if (entry != erasing && !epc_settle_before (of, erasing, entry) && (entry->kind != KIND_CHANGE || entry->group == erasing->group)
              && !erase_from (of, erasing, entry, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* --- the row --- */

/* The stamp of the latest change or deletion, and who made it; 0: none. */
static EpcStamp
latest_change (const Case *of, const char **author)
{
  const Entry *last = NULL;

  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of->entries, i);
      if (!is_birth (entry) && is_later (entry, last))
        last = entry;
    }
  *author = last != NULL ? last->author : NULL;
  return last != NULL ? last->stamp : 0;
}

static const char *
code_of (const Case *of)
{
  const Entry *first = NULL;

  for (guint i = 0; i < of->births->len; i++)
    {
      const Entry *birth = g_ptr_array_index (of->births, i);
      if (text_of (birth->new, "_code") != NULL && (first == NULL || is_later (first, birth)))
        first = birth;
    }
  return first != NULL ? text_of (first->new, "_code") : NULL;
}

static gboolean
insert_empty_row (const Case *of, gint64 *row, GError **error)
{
  const Entry *birth = epc_settle_latest (of->births);
  const char *sensitivity = text_of (birth->new, "_sensitivity"), *office = text_of (birth->new, "_office");
  g_autofree char *sql = g_strdup_printf ("INSERT INTO \"%s\" (uid, _deleted, _office, _sensitivity) VALUES (?1, 1, ?2, ?3)", of->entity->key);
  EpcUid owner;

  if (!epc_sqlite_run (of->settle->db, error, g_intern_string (sql), "uut", of->uid,
                       office != NULL && epc_uid_from_text (office, &owner) ? &owner : NULL, sensitivity))
    return FALSE;
  *row = sqlite3_last_insert_rowid (of->settle->db->handle);
  return TRUE;
}

static gboolean
write_values (const Case *of, EpcRecord *record, GError **error)
{
  const EpcEntitySql *sql = epc_entity_sql (of->entity);
  EpcSqlite *db = of->settle->db;
  gint64 row = epc_record_row (record);
  const char *author;
  EpcStamp changed = latest_change (of, &author), created = 0;
  epc_auto_reset sqlite3_stmt *update = epc_sqlite_prepare (db, sql->update, error);
  g_autofree char *shared = g_strdup_printf ("UPDATE \"%s\" SET _deleted = ?1, _code = ?2, _created = nullif (?3, 0), "
                                             "_created_by = ?4, _extra = ?5 WHERE id = ?6",
                                             of->entity->key);

  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of->entries, i);
      if (is_birth (entry))
        created = MAX (created, entry->stamp);
    }
  for (guint i = 0; i < sql->n_stored; i++)
    epc_row_bind_value (update, (int) i + 1, epc_record_value (record, sql->stored[i]));
  if (changed != 0)
    sqlite3_bind_int64 (update, (int) sql->n_stored + 1, changed);
  sqlite3_bind_text (update, (int) sql->n_stored + 2, author, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (update, (int) sql->n_stored + 3, row);
  return epc_sqlite_step (db, update, error) != EPC_STEP_ERROR
         && epc_sqlite_run (db, error, g_intern_string (shared), "ititti", of->is_alive ? (gint64) 0 : of->dead_by, epc_record_code (record), created,
                            epc_settle_latest (of->births)->author, epc_record_meta (record)->extra, row);
}

static gboolean
write_row (const Case *of, EpcRecord *record, EpcRecord *old, GError **error)
{
  EpcTransaction *transaction = of->settle->transaction;
  EpcSqlite *db = of->settle->db;
  const EpcEntity *entity = of->entity;
  gint64 row = epc_record_row (record), batch = epc_record_meta (record)->batch;
  gboolean was_alive = old != NULL && !epc_record_meta (old)->is_deleted;

  if (!write_values (of, record, error))
    return FALSE;
  if (epc_total_has (entity))
    {
      if (was_alive)
        epc_total_add (transaction, entity, batch, epc_record_value (old, 0), -1);
      if (of->is_alive)
        epc_total_add (transaction, entity, batch, epc_record_value (record, 0), 1);
    }
  if (was_alive || of->is_alive)
    epc_transaction_note (transaction, entity, row,
                          was_alive && of->is_alive ? EPC_CHANGED_UPDATE
                          : of->is_alive            ? EPC_CHANGED_INSERT
                                                    : EPC_CHANGED_DELETE);
  if (!of->is_alive)
    return epc_search_remove (db, entity, row, error);
  return epc_search_write (db, entity, row, epc_record_code (record), entity->n_fields > 0 ? epc_record_value (record, 0) : NULL, error);
}

/* The code of the first birth; one that the record had before still finds it. */
static gboolean
take_code (const Case *of, EpcRecord *record, GError **error)
{
  const char *code = code_of (of), *had = epc_record_code (record);

  if (code == NULL)
    return TRUE;
  epc_settle_code (of->settle, of->entity, code);
  if (had != NULL && !g_str_equal (had, code)
      && !epc_sqlite_run (of->settle->db, error, "INSERT OR IGNORE INTO _former_code (entity, code, uid) VALUES (?1, ?2, ?3)", "ttu",
                          of->entity->key, had, of->uid))
    return FALSE;
  epc_record_set_code (record, code);
  return TRUE;
}

gboolean
epc_settle_write_record (const Case *of, GError **error)
{
  EpcTransaction *transaction = of->settle->transaction;
  g_autoptr (GError) local = NULL;
  g_autoptr (EpcRecord) old = epc_row_find (transaction->store, of->settle->db, of->entity, of->uid, &local);
  gint64 row;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_autoptr (EpcRecord) record = old != NULL ? epc_record_copy (old) : epc_record_new (of->entity);
  if (old == NULL)
    {
      if (!insert_empty_row (of, &row, error))
        return FALSE;
      epc_record_set_row (record, row);
      epc_record_set_uid (record, of->uid);
    }
  fill_values (of, record);
  return take_code (of, record, error) && write_row (of, record, old, error);
}
