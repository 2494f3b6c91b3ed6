/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of which kinds of record something may have changed since the workspace had a given vector, and where a record began.
 */
#include "epc-share.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-store-private.h"

/* Adds the keys that @sql gives for the entries of @replica behind @sequence. */
static gboolean
add_kinds (EpcSqlite *db, const char *sql, const EpcUid *replica, gint64 sequence, GHashTable *kinds, GError **error)
{
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (db, sql, error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "ui", replica, sequence);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    if (sqlite3_column_type (rows, 0) == SQLITE_TEXT)
      g_hash_table_add (kinds, g_strdup ((const char *) sqlite3_column_text (rows, 0)));
  return step == EPC_STEP_DONE;
}

/* The rows of an import have no entries of their own: they come and go with that of the import. */
static gboolean
add_of_replica (EpcSqlite *db, const EpcUid *replica, gint64 sequence, GHashTable *kinds, GError **error)
{
  return add_kinds (db, "SELECT DISTINCT entity FROM _journal WHERE replica = ?1 AND seq > ?2", replica, sequence, kinds, error)
         && add_kinds (db,
                       "SELECT DISTINCT r.entity FROM _journal AS j JOIN _batch AS b ON b.uid = j.uid JOIN _batch_rows AS r ON r.batch = b.id "
                       "WHERE j.replica = ?1 AND j.seq > ?2 AND j.entity = 'import_batch'",
                       replica, sequence, kinds, error)
         && add_kinds (db,
                       "SELECT DISTINCT b.entity FROM _journal AS j JOIN _birth AS b ON b.batch = j.uid WHERE j.replica = ?1 AND j.seq > ?2 "
                       "AND j.entity = 'import_batch'",
                       replica, sequence, kinds, error);
}

GHashTable *
epc_share_changed_since (EpcStore *store, const EpcVector *since, GError **error)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  if (reader.db == NULL)
    return NULL;
  g_autoptr (GArray) replicas = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (reader.db, "SELECT id FROM _replica WHERE seq > 0", error);
  EpcStep step = EPC_STEP_ERROR;
  while (rows != NULL && (step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid replica;
      epc_sqlite_column_uid (rows, 0, &replica);
      g_array_append_val (replicas, replica);
    }
  if (step != EPC_STEP_DONE)
    return NULL;
  for (guint i = 0; i < replicas->len; i++)
    {
      const EpcUid *replica = &g_array_index (replicas, EpcUid, i);
      if (!add_of_replica (reader.db, replica, epc_vector_get (since, replica), kinds, error))
        return NULL;
    }
  return g_steal_pointer (&kinds);
}

gboolean
epc_share_origin (EpcStore *store, EpcRecord *record, EpcUid *replica, GError **error)
{
  static const char *const sql[] = {
    "SELECT replica FROM _journal WHERE uid = ?1 AND grp = 'created' ORDER BY stamp, replica LIMIT 1",
    "SELECT j.replica FROM _batch AS b JOIN _journal AS j ON j.uid = b.uid WHERE b.id = ?2 ORDER BY j.stamp, j.replica LIMIT 1",
  };
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  for (guint i = 0; reader.db != NULL && i < G_N_ELEMENTS (sql); i++)
    {
      epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (reader.db, sql[i], error);
      if (rows == NULL)
        return FALSE;
      epc_sqlite_bind (rows, i == 0 ? "u" : "ui", epc_record_uid (record), epc_record_meta (record)->batch);
      EpcStep step = epc_sqlite_step (reader.db, rows, error);
      if (step == EPC_STEP_ROW)
        epc_sqlite_column_uid (rows, 0, replica);
      if (step != EPC_STEP_DONE)
        return step == EPC_STEP_ROW;
    }
  return FALSE;
}

gboolean
epc_share_workspace (EpcStore *store, EpcUid *workspace, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  if (reader.db == NULL)
    return FALSE;
  g_autofree char *text = epc_sqlite_text (reader.db, error, "SELECT value FROM _property WHERE key = 'uid'", "");
  if (text != NULL && epc_uid_from_text (text, workspace))
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("The workspace does not say which one it is."));
  return FALSE;
}
