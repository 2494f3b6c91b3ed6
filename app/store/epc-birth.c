/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an import brought for a record. As long as the row is all there is to know, that is the row itself, less what the journal says
 * was changed in it. Where another import brought the same record, or others changed it, it is kept by itself in _birth.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-text.h"
#include "epc-store-private.h"

/* Fields of @record as the oldest line of the journal about each of their groups found them. */
static gboolean
take_back_changes (EpcSqlite *db, EpcRecord *record, gint64 last_entry, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  epc_auto_finalize sqlite3_stmt *lines = epc_sqlite_prepare_once (
      db, "SELECT grp, old FROM _journal WHERE uid = ?1 AND grp NOT IN ('created', 'deleted') AND id <= ?2 ORDER BY id", error);
  const EpcEntity *entity = epc_record_entity (record);
  EpcStep step;

  if (lines == NULL)
    return FALSE;
  epc_sqlite_bind (lines, "ui", epc_record_uid (record), last_entry);
  while ((step = epc_sqlite_step (db, lines, error)) == EPC_STEP_ROW)
    {
      const char *group = (const char *) sqlite3_column_text (lines, 0), *old = (const char *) sqlite3_column_text (lines, 1);
      if (!g_hash_table_add (seen, g_strdup (group)))
        continue;
      g_autoptr (JsonNode) root = old != NULL ? json_from_string (old, NULL) : NULL;
      JsonObject *before = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
      for (guint i = 0; i < entity->n_fields; i++)
        {
          const EpcField *field = &entity->fields[i];
          if (!epc_field_is_stored (field) || !g_str_equal (epc_field_group (field), group))
            continue;
          EpcValue value = EPC_VALUE_INIT;
          epc_row_read_value (field, before != NULL ? json_object_get_string_member_with_default (before, field->key, NULL) : NULL, &value);
          epc_record_take_value (record, i, &value);
        }
    }
  return step == EPC_STEP_DONE;
}

char *
epc_birth_json (EpcStore *store, EpcSqlite *db, EpcRecord *record, gint64 last_entry, GError **error)
{
  g_autoptr (EpcRecord) born = epc_record_copy (record);
  const EpcEntity *entity = epc_record_entity (record);

  if (!take_back_changes (db, born, last_entry, error))
    return NULL;
  return epc_row_json (entity, entity->n_fields > 0 ? epc_record_value (born, 0) : NULL, NULL);
}

char *
epc_birth_code (EpcRecord *record)
{
  const char *code = epc_record_code (record);
  const EpcUid *uid = epc_record_uid (record);
  char suffix[8];

  g_snprintf (suffix, sizeof suffix, "-%02X%02X", uid->bytes[14], uid->bytes[15]);
  return code != NULL && g_str_has_suffix (code, suffix) ? g_strndup (code, strlen (code) - strlen (suffix)) : g_strdup (code);
}

gboolean
epc_birth_keep (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, gint64 last_entry, GError **error)
{
  EpcSqlite *db = transaction->db;
  g_autoptr (GError) local = NULL;
  gboolean is_kept;
  gint64 one;

  g_autoptr (EpcRecord) record = epc_row_find (transaction->store, db, entity, uid, &local);
  if (record == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      return error == NULL || *error == NULL;
    }
  if (epc_record_meta (record)->batch == 0)
    return TRUE;
  if (!epc_sqlite_integer (db, &one, &is_kept, error,
                           "SELECT 1 FROM _birth WHERE uid = ?1 AND batch = (SELECT uid FROM _batch WHERE id = ?2)", "ui", uid,
                           epc_record_meta (record)->batch))
    return FALSE;
  if (is_kept)
    return TRUE;
  g_autofree char *json = epc_birth_json (transaction->store, db, record, last_entry, error), *code = epc_birth_code (record);
  return json != NULL
         && epc_sqlite_run (db, error,
                            "INSERT INTO _birth (uid, batch, entity, code, new) VALUES (?1, (SELECT uid FROM _batch WHERE id = ?5), ?2, ?3, ?4)",
                            "uttti", uid, entity->key, code, json, epc_record_meta (record)->batch);
}

gboolean
epc_birth_may_revive (EpcTransaction *transaction, const EpcUid *uid, gint64 batch, EpcStamp stamp, gboolean *may, GError **error)
{
  gint64 one;

  return epc_sqlite_integer (
      transaction->db, &one, may, error,
      "SELECT 1 FROM _batch AS b JOIN _journal AS j ON j.uid = b.uid AND j.grp = 'created' WHERE b.id = ?2 AND b.stamp < ?3 AND "
      "j.replica = ?4 AND NOT EXISTS (SELECT 1 FROM _journal WHERE uid = ?1) AND NOT EXISTS (SELECT 1 FROM _birth WHERE uid = ?1)",
      "uiiu", uid, batch, stamp, &transaction->store->replica);
}

gboolean
epc_birth_settle_batch (EpcTransaction *transaction, gint64 batch, GError **error)
{
  EpcSqlite *db = transaction->db;
  g_autoptr (EpcSettle) settle = NULL;
  EpcStep step;
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (
      db, "SELECT entity, uid FROM _birth WHERE batch = (SELECT uid FROM _batch WHERE id = ?1) ORDER BY uid", error);

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "i", batch);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      const EpcEntity *entity = epc_entity_find ((const char *) sqlite3_column_text (rows, 0));
      EpcUid uid;
      epc_sqlite_column_uid (rows, 1, &uid);
      if (settle == NULL && (settle = epc_settle_new (transaction, error)) == NULL)
        return FALSE;
      if (entity != NULL && !epc_settle_record (settle, entity, &uid, error))
        return FALSE;
    }
  return step == EPC_STEP_DONE && (settle == NULL || epc_settle_finish (settle, error));
}
