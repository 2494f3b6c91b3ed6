/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Making the file small again: what nobody can see or bring back any more is dropped.
 */
#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-care.h"
#include "epc-share.h"
#include "epc-store-private.h"

/* As long as the bin shows it. */
#define KEPT_DAYS 30

/* What every other workspace is known to have, as temp._common: all that is here where nothing was ever given away; nothing where it was
 * and nobody was heard of. A change that one of them made beside a deletion may bring the record back. */
static gboolean
find_common (EpcStore *store, EpcSqlite *db, GError **error)
{
  g_autoptr (EpcVector) common = epc_vector_read (db, NULL, error);
  g_autoptr (GPtrArray) peers = common != NULL ? epc_share_peers (store, error) : NULL;
  gboolean is_given;
  gint64 entry;

  if (peers == NULL
      || !epc_sqlite_exec (db, "CREATE TEMP TABLE IF NOT EXISTS _common (replica BLOB PRIMARY KEY, seq INTEGER); DELETE FROM temp._common", error)
      || !epc_sqlite_integer (db, &entry, &is_given, error, "SELECT 1 FROM _property WHERE key = 'given'", ""))
    return FALSE;
  if (is_given && (peers->len == 0 || epc_share_has_unheard (store)))
    return TRUE;
  for (guint i = 0; i < peers->len; i++)
    {
      EpcVector *less = epc_vector_common (common, ((EpcPeer *) g_ptr_array_index (peers, i))->vector);
      epc_vector_free (common);
      common = less;
    }
  g_autofree char *json = epc_vector_to_json (common);
  return epc_sqlite_run (db, error, "INSERT INTO temp._common SELECT r.id, c.value FROM json_each (?1) AS c JOIN _replica AS r ON lower (hex "
                                    "(r.id)) = c.key", "t", json);
}

/* No line of the journal about the record whose uid is @column is unknown to another workspace. */
#define ALL_KNOW(column)                                                                                                         \
  "NOT EXISTS (SELECT 1 FROM _journal AS j LEFT JOIN temp._common AS c ON c.replica = j.replica WHERE j.uid = " column                \
  " AND j.seq > coalesce (c.seq, 0))"

/* Rows of undone batches go altogether: a new import makes them again, with the same uid where the key gives it. Steps that would
 * bring them back can no longer. */
static gboolean
drop_undone_rows (EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  return epc_sqlite_exec_format (db, error,
                                 "DELETE FROM \"%1$s\" WHERE _deleted = %2$d AND _batch IN (SELECT b.id FROM _batch AS b WHERE " ALL_KNOW (
                                     "b.uid") ") AND " ALL_KNOW ("\"%1$s\".uid"),
                                 entity->key, EPC_DELETED_WITH_BATCH);
}

/* Of what was deleted one by one, uid, stamps and code stay, so that its deletion can still be told to others. */
static gboolean
empty_deleted_rows (EpcSqlite *db, const EpcEntity *entity, EpcStamp before, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  const EpcEntitySql *texts = epc_entity_sql (entity);

  g_string_append_printf (sql, "UPDATE \"%s\" SET _extra = NULL", entity->key);
  for (guint i = 0; i < texts->n_stored; i++)
    g_string_append_printf (sql, ", \"%s\" = NULL", entity->fields[texts->stored[i]].key);
  g_string_append_printf (sql, " WHERE _deleted > %d AND _deleted < %" G_GINT64_FORMAT " AND ", EPC_DELETED_WITH_BATCH, before);
  g_string_append_printf (sql, ALL_KNOW ("\"%s\".uid"), entity->key);
  return epc_sqlite_exec (db, sql->str, error);
}

static gboolean
drop_blobs (EpcSqlite *db, GError **error)
{
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);
  g_autoptr (GString) sql
      = g_string_new ("DELETE FROM _blob WHERE sha256 NOT IN (SELECT sha256 FROM attachment WHERE sha256 IS NOT NULL");

  for (guint i = 0; i < n; i++)
    for (guint f = 0; f < all[i]->n_fields; f++)
      if (all[i]->fields[f].type == EPC_TYPE_FILE)
        g_string_append_printf (sql, " UNION SELECT substr (\"%1$s\", 1, 64) FROM \"%2$s\" WHERE \"%1$s\" IS NOT NULL",
                                all[i]->fields[f].key, all[i]->key);
  g_string_append_c (sql, ')');
  return epc_sqlite_exec (db, sql->str, error);
}

static gboolean
drop_content (EpcStore *store, EpcSqlite *db, GError **error)
{
  EpcStamp before = epc_stamp_next (epc_clock_now () - KEPT_DAYS * G_TIME_SPAN_DAY, 0);
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  if (!find_common (store, db, error) || !epc_sqlite_exec (db, "UPDATE _step SET state = 'fixed' WHERE batch IS NOT NULL AND state = 'undone'", error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!drop_undone_rows (db, all[i], error) || !empty_deleted_rows (db, all[i], before, error))
      return FALSE;
  return drop_blobs (db, error) && epc_sqlite_exec (db, "INSERT INTO _search (_search) VALUES ('optimize')", error);
}

static gboolean
compact (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  if (!epc_sqlite_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!drop_content (store, db, error) || !epc_search_rebuild (store, db, NULL, error) || !epc_sqlite_exec (db, "COMMIT", error))
    {
      if (!sqlite3_get_autocommit (db->handle))
        epc_sqlite_exec (db, "ROLLBACK", NULL);
      return FALSE;
    }
  epc_store_forget (store);
  return epc_sqlite_exec (db, "VACUUM; PRAGMA optimize", error)
         && (!store->is_wal || epc_sqlite_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error));
}

gint64
epc_store_compact (EpcStore *store, GCancellable *cancellable, GError **error)
{
  gint64 before = epc_store_file_size (store);

  if (store->is_read_only)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is open for reading only; nothing can be changed."), store->path);
      return -1;
    }
  if (!epc_writer_run (store, compact, NULL, cancellable, error))
    return -1;
  epc_store_emit_changed (store, NULL, NULL, NULL, NULL, FALSE);
  return MAX (before - epc_store_file_size (store), 0);
}

static gboolean
checkpoint (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  return epc_sqlite_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

void
epc_store_checkpoint (EpcStore *store)
{
  if (store->is_wal && !store->is_read_only && !store->is_closed)
    epc_writer_run (store, checkpoint, NULL, NULL, NULL);
}
