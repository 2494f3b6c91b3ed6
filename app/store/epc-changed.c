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

/* (element-type EpcUid) that have written something. */
static GArray *
read_replicas (EpcSqlite *db, GError **error)
{
  g_autoptr (GArray) replicas = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (db, "SELECT id FROM _replica WHERE seq > 0", error);
  EpcStep step = EPC_STEP_ERROR;

  while (rows != NULL && (step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid replica;
      epc_sqlite_column_uid (rows, 0, &replica);
      g_array_append_val (replicas, replica);
    }
  return step == EPC_STEP_DONE ? g_steal_pointer (&replicas) : NULL;
}

GHashTable *
epc_share_changed_since (EpcStore *store, const EpcVector *since, GError **error)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  g_autoptr (GArray) replicas = reader.db != NULL ? read_replicas (reader.db, error) : NULL;

  if (replicas == NULL)
    return NULL;
  for (guint i = 0; i < replicas->len; i++)
    {
      const EpcUid *replica = &g_array_index (replicas, EpcUid, i);
      if (!add_of_replica (reader.db, replica, epc_vector_get (since, replica), kinds, error))
        return NULL;
    }
  return g_steal_pointer (&kinds);
}

/* --- which of them --- */

/* Adds the identities that @sql gives for the entries of @replica behind @sequence about @entity; at most one more than @most in all. */
static gboolean
add_uids (EpcSqlite *db, const char *sql, const EpcUid *replica, gint64 sequence, const EpcEntity *entity, guint most, GArray *uids, GError **error)
{
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (db, sql, error);
  EpcStep step = EPC_STEP_DONE;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "uit", replica, sequence, entity->key);
  while (uids->len <= most && (step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid uid;
      epc_sqlite_column_uid (rows, 0, &uid);
      g_array_append_val (uids, uid);
    }
  return step != EPC_STEP_ERROR;
}

/* *@is_told FALSE: an import was taken back, or told of anew. */
static gboolean
add_touched (EpcSqlite *db, const EpcUid *replica, gint64 sequence, const EpcEntity *entity, guint most, GArray *uids, gboolean *is_told, GError **error)
{
  g_autofree char *rows = g_strdup_printf ("SELECT t.uid FROM _journal AS j JOIN _batch AS b ON b.uid = j.uid JOIN _batch_rows AS r ON r.batch = b.id AND "
                                           "r.entity = ?3 JOIN \"%s\" AS t ON t.id BETWEEN r.first_row AND r.last_row WHERE j.replica = ?1 AND j.seq > ?2 "
                                           "AND j.entity = 'import_batch'",
                                           entity->key);
  gint64 n = 0;
  gboolean found;

  if (!epc_sqlite_integer (db, &n, &found, error,
                           "SELECT count(*) FROM _journal WHERE replica = ?1 AND seq > ?2 AND entity = 'import_batch' AND grp <> 'created'", "ui", replica,
                           sequence))
    return FALSE;
  *is_told = n == 0;
  return n > 0
         || (add_uids (db, "SELECT DISTINCT uid FROM _journal WHERE replica = ?1 AND seq > ?2 AND entity = ?3", replica, sequence, entity, most, uids, error)
             && add_uids (db, rows, replica, sequence, entity, most, uids, error)
             && add_uids (db,
                          "SELECT b.uid FROM _journal AS j JOIN _birth AS b ON b.batch = j.uid AND b.entity = ?3 WHERE j.replica = ?1 AND j.seq > ?2 "
                          "AND j.entity = 'import_batch'",
                          replica, sequence, entity, most, uids, error));
}

static int
compare_uids (gconstpointer a, gconstpointer b)
{
  return epc_uid_compare (a, b);
}

static void
keep_each_once (GArray *uids)
{
  guint n = 0;

  g_array_sort (uids, compare_uids);
  for (guint i = 0; i < uids->len; i++)
    if (n == 0 || !epc_uid_equal (&g_array_index (uids, EpcUid, n - 1), &g_array_index (uids, EpcUid, i)))
      g_array_index (uids, EpcUid, n++) = g_array_index (uids, EpcUid, i);
  g_array_set_size (uids, n);
}

GArray *
epc_share_touched_since (EpcStore *store, const EpcVector *since, const EpcEntity *entity, guint most, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (EpcUid)), replicas = reader.db != NULL ? read_replicas (reader.db, error) : NULL;
  gboolean is_told = TRUE;

  if (replicas == NULL)
    return NULL;
  for (guint i = 0; i < replicas->len && is_told && uids->len <= most; i++)
    {
      const EpcUid *replica = &g_array_index (replicas, EpcUid, i);
      if (!add_touched (reader.db, replica, epc_vector_get (since, replica), entity, most, uids, &is_told, error))
        return NULL;
    }
  if (!is_told || uids->len > most)
    return NULL;
  keep_each_once (uids);
  return g_steal_pointer (&uids);
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
