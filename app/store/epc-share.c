/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Giving: what a workspace reads out of itself for another. Taking in is epc-merge.c.
 */
#include "epc-share-private.h"

#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-store-private.h"

typedef struct
{
  EpcStore *store;
  EpcSqlite *db;
  const EpcVector *since;
  const EpcShareSink *sink;
  gpointer data;
  GHashTable *hashes; /* of bytes that were named */
  const EpcVector *upto;
  EpcShareChoice *choice; /* NULL: all */
} Giving;

/* --- bytes that are named --- */

/* Notes each run of exactly 64 hexadecimal digits in @text: bytes are named by their SHA-256. */
static void
note_hashes (Giving *giving, const char *text)
{
  guint run = 0;

  for (const char *p = text; p != NULL && (run > 0 || *p != '\0'); p++)
    {
      if (g_ascii_isdigit (*p) || (*p >= 'a' && *p <= 'f'))
        {
          run++;
          continue;
        }
      if (run == 64)
        g_hash_table_add (giving->hashes, g_strndup (p - 64, 64));
      run = 0;
      if (*p == '\0')
        break;
    }
}

static gboolean
give_bytes (Giving *giving, GError **error)
{
  g_autoptr (GList) hashes = g_list_sort (g_hash_table_get_keys (giving->hashes), (GCompareFunc) strcmp);

  for (GList *item = hashes; item != NULL; item = item->next)
    {
      epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (giving->db, "SELECT data FROM _blob WHERE sha256 = ?1", error);
      if (row == NULL)
        return FALSE;
      epc_sqlite_bind (row, "t", (const char *) item->data);
      EpcStep step = epc_sqlite_step (giving->db, row, error);
      if (step == EPC_STEP_ERROR
          || (step == EPC_STEP_ROW
              && !giving->sink->bytes (item->data, sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0), giving->data, error)))
        return FALSE;
    }
  return TRUE;
}

/* --- entries --- */

static gboolean
stays_here (const char *entity)
{
  const EpcEntity *known = epc_entity_find (entity);

  return known != NULL ? (known->flags & EPC_ENTITY_LOCAL) != 0 : g_str_equal (entity, "_none");
}

static gboolean
give_entry (Giving *giving, sqlite3_stmt *row, const EpcUid *replica, GError **error)
{
  EpcSharedEntry entry = { .replica = *replica,
                           .sequence = sqlite3_column_int64 (row, 0),
                           .stamp = sqlite3_column_int64 (row, 1),
                           .wall = sqlite3_column_int64 (row, 2),
                           .base = sqlite3_column_int64 (row, 3),
                           .author = (const char *) sqlite3_column_text (row, 4),
                           .entity = (const char *) sqlite3_column_text (row, 5),
                           .group = (const char *) sqlite3_column_text (row, 7),
                           .old_json = (const char *) sqlite3_column_text (row, 8),
                           .new_json = (const char *) sqlite3_column_text (row, 9),
                           .reason = (const char *) sqlite3_column_text (row, 10),
                           .is_erased = sqlite3_column_int (row, 11) != 0 };

  epc_sqlite_column_uid (row, 6, &entry.uid);
  /* What a replica had seen tells after from beside, whatever is left out. */
  if (giving->choice != NULL
      && (stays_here (entry.entity) || (!g_str_equal (entry.entity, "_seen") && !g_hash_table_contains (giving->choice->uids, &entry.uid))))
    return TRUE;
  if (stays_here (entry.entity))
    entry = (EpcSharedEntry){ .replica = *replica, .sequence = entry.sequence };
  note_hashes (giving, entry.old_json);
  note_hashes (giving, entry.new_json);
  return giving->sink->entry (&entry, giving->data, error);
}

static gboolean
give_entries (Giving *giving, const EpcVector *upto, GError **error)
{
  EpcStep step;
  epc_auto_finalize sqlite3_stmt *replicas
      = epc_sqlite_prepare_once (giving->db, "SELECT id FROM _replica WHERE seq > 0 ORDER BY id", error);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (
      giving->db,
      "SELECT seq, stamp, wall, base, author, entity, uid, grp, old, new, reason, erased FROM _journal WHERE replica = ?1 AND seq > ?2 AND "
      "seq <= ?3 ORDER BY seq",
      error);

  if (replicas == NULL || rows == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (giving->db, replicas, error)) == EPC_STEP_ROW)
    {
      EpcUid replica;
      EpcStep inner;
      epc_sqlite_column_uid (replicas, 0, &replica);
      sqlite3_reset (rows);
      epc_sqlite_bind (rows, "uii", &replica, epc_vector_get (giving->since, &replica), epc_vector_get (upto, &replica));
      while ((inner = epc_sqlite_step (giving->db, rows, error)) == EPC_STEP_ROW)
        if (!give_entry (giving, rows, &replica, error))
          return FALSE;
      if (inner == EPC_STEP_ERROR)
        return FALSE;
    }
  return step == EPC_STEP_DONE;
}

/* --- rows of imports --- */

typedef struct
{
  gint64 batch, first, last;
  EpcUid uid;
  const EpcEntity *entity;
} Rows;

/* The fields that any row of the import fills, of the many. */
static GArray *
filled_fields (Giving *giving, const Rows *rows, GError **error)
{
  const EpcEntitySql *sql = epc_entity_sql (rows->entity);
  g_autoptr (GArray) filled = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) text = g_string_new ("SELECT 0");

  for (guint i = 0; i < sql->n_stored; i++)
    g_string_append_printf (text, ", max (\"%s\" IS NOT NULL)", rows->entity->fields[sql->stored[i]].key);
  g_string_append_printf (text, " FROM \"%s\" WHERE id BETWEEN ?1 AND ?2 AND _batch = ?3", rows->entity->key);
  epc_auto_finalize sqlite3_stmt *row = epc_sqlite_prepare_once (giving->db, text->str, error);
  if (row == NULL)
    return NULL;
  epc_sqlite_bind (row, "iii", rows->first, rows->last, rows->batch);
  if (epc_sqlite_step (giving->db, row, error) != EPC_STEP_ROW)
    return NULL;
  for (guint i = 0; i < sql->n_stored; i++)
    if (sqlite3_column_int (row, (int) i + 1) != 0)
      g_array_append_val (filled, sql->stored[i]);
  return g_steal_pointer (&filled);
}

static gboolean
give_row (Giving *giving, sqlite3_stmt *row, const Rows *rows, GArray *filled, const char **texts, GError **error)
{
  const EpcEntitySql *sql = epc_entity_sql (rows->entity);
  gboolean done;
  EpcUid uid;

  epc_sqlite_column_uid (row, EPC_COLUMN_UID, &uid);
  if (sqlite3_column_type (row, EPC_COLUMN_CHANGED) != SQLITE_NULL || sqlite3_column_type (row, EPC_COLUMN_EXTRA) != SQLITE_NULL)
    {
      g_autoptr (EpcRecord) record = epc_row_load (giving->store, giving->db, row, rows->entity);
      g_autofree char *json = epc_birth_json (giving->store, giving->db, record, G_MAXINT64, error), *code = epc_birth_code (record);
      if (json != NULL)
        note_hashes (giving, json);
      return json != NULL && giving->sink->born (&uid, code, json, giving->data, error);
    }
  g_autoptr (EpcRecord) coded = sqlite3_column_type (row, EPC_COLUMN_CODE) != SQLITE_NULL ? epc_record_new (rows->entity) : NULL;
  g_autofree char *code = NULL;
  if (coded != NULL)
    {
      epc_record_set_uid (coded, &uid);
      epc_record_set_code (coded, (const char *) sqlite3_column_text (row, EPC_COLUMN_CODE));
      code = epc_birth_code (coded);
    }
  for (guint i = 0; i < filled->len; i++)
    {
      guint position = g_array_index (filled, guint, i);
      EpcValue value;
      epc_row_peek_value (row, sql->column[position], &rows->entity->fields[position], &value);
      texts[i] = epc_value_to_text (&rows->entity->fields[position], &value);
      note_hashes (giving, value.kind == EPC_VALUE_TEXT ? texts[i] : NULL);
    }
  done = giving->sink->row (&uid, code, texts, filled->len, giving->data, error);
  for (guint i = 0; i < filled->len; i++)
    g_free ((char *) texts[i]);
  return done;
}

static gboolean
begin_rows (Giving *giving, const EpcUid *batch, const EpcEntity *entity, GArray *filled, GError **error)
{
  g_autofree const char **keys = g_new0 (const char *, filled->len + 1);

  for (guint i = 0; i < filled->len; i++)
    keys[i] = entity->fields[g_array_index (filled, guint, i)].key;
  return giving->sink->batch (batch, entity->key, keys, filled->len, giving->data, error);
}

static gboolean
give_rows (Giving *giving, const Rows *rows, GError **error)
{
  g_autoptr (GArray) filled = filled_fields (giving, rows, error);
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s FROM \"%s\" AS t WHERE id BETWEEN ?1 AND ?2 AND _batch = ?3 AND NOT EXISTS (SELECT 1 FROM _birth AS b WHERE b.uid = t.uid "
      "AND b.batch = ?4) ORDER BY id",
      epc_entity_sql (rows->entity)->columns, rows->entity->key);
  EpcStep step;

  if (filled == NULL || !begin_rows (giving, &rows->uid, rows->entity, filled, error))
    return FALSE;
  g_autofree const char **texts = g_new0 (const char *, filled->len + 1);
  epc_auto_finalize sqlite3_stmt *row = epc_sqlite_prepare_once (giving->db, sql, error);
  if (row == NULL)
    return FALSE;
  epc_sqlite_bind (row, "iiiu", rows->first, rows->last, rows->batch, &rows->uid);
  while ((step = epc_sqlite_step (giving->db, row, error)) == EPC_STEP_ROW)
    if (!give_row (giving, row, rows, filled, texts, error))
      return FALSE;
  return step == EPC_STEP_DONE;
}

/* Those that are kept beside their rows, and those of kinds of record that this version does not know. */
static gboolean
give_births (Giving *giving, const EpcUid *batch, GError **error)
{
  g_autofree char *entity = NULL;
  EpcStep step;
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (
      giving->db, "SELECT entity, uid, code, new FROM _birth WHERE batch = ?1 ORDER BY entity, uid", error);

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "u", batch);
  while ((step = epc_sqlite_step (giving->db, rows, error)) == EPC_STEP_ROW)
    {
      const char *own = (const char *) sqlite3_column_text (rows, 0), *json = (const char *) sqlite3_column_text (rows, 3);
      EpcUid uid;
      epc_sqlite_column_uid (rows, 1, &uid);
      if (g_strcmp0 (entity, own) != 0)
        {
          g_free (entity);
          entity = g_strdup (own);
          if (!giving->sink->batch (batch, entity, NULL, 0, giving->data, error))
            return FALSE;
        }
      note_hashes (giving, json);
      if (!giving->sink->born (&uid, (const char *) sqlite3_column_text (rows, 2), json, giving->data, error))
        return FALSE;
    }
  return step == EPC_STEP_DONE;
}

/* The imports whose beginning the receiver lacks; (element-type Rows), one for each kind of record in them. */
static gboolean
give_imports (Giving *giving, GError **error)
{
  EpcStep step;
  epc_auto_finalize sqlite3_stmt *batches = epc_sqlite_prepare_once (
      giving->db,
      "SELECT b.id, b.uid, j.replica, j.seq FROM _batch AS b JOIN _journal AS j ON j.uid = b.uid AND j.grp = 'created' ORDER BY b.uid", error);
  epc_auto_finalize sqlite3_stmt *kinds = epc_sqlite_prepare_once (
      giving->db, "SELECT entity, first_row, last_row FROM _batch_rows WHERE batch = ?1 ORDER BY entity", error);

  if (batches == NULL || kinds == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (giving->db, batches, error)) == EPC_STEP_ROW)
    {
      Rows rows = { .batch = sqlite3_column_int64 (batches, 0) };
      EpcUid replica;
      EpcStep inner;
      epc_sqlite_column_uid (batches, 1, &rows.uid);
      epc_sqlite_column_uid (batches, 2, &replica);
      /* One that came with a part of the records goes on only with all that goes before it. */
      if (sqlite3_column_int64 (batches, 3) <= epc_vector_get (giving->since, &replica)
          || sqlite3_column_int64 (batches, 3) > epc_vector_get (giving->upto, &replica)
          || (giving->choice != NULL && !g_hash_table_contains (giving->choice->batches, &rows.batch)))
        continue;
      sqlite3_reset (kinds);
      epc_sqlite_bind (kinds, "i", rows.batch);
      while ((inner = epc_sqlite_step (giving->db, kinds, error)) == EPC_STEP_ROW)
        {
          rows.entity = epc_entity_find ((const char *) sqlite3_column_text (kinds, 0));
          rows.first = sqlite3_column_int64 (kinds, 1);
          rows.last = sqlite3_column_int64 (kinds, 2);
          if (rows.entity != NULL && !(rows.entity->flags & EPC_ENTITY_LOCAL) && !give_rows (giving, &rows, error))
            return FALSE;
        }
      if (inner == EPC_STEP_ERROR || !give_births (giving, &rows.uid, error))
        return FALSE;
    }
  return step == EPC_STEP_DONE;
}

static gboolean
give_all (EpcStore *store, const EpcVector *since, const EpcUid *crisis, const EpcShareSink *sink, gpointer data, EpcVector **upto,
          GCancellable *cancellable, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Giving giving = { store, reader.db, since, sink, data, hashes };

  /* One moment for all of it: others may write meanwhile. */
  if (reader.db == NULL || !epc_sqlite_exec (reader.db, "BEGIN", error))
    return FALSE;
  g_autoptr (EpcVector) vector = epc_vector_read (reader.db, NULL, error);
  g_autoptr (EpcShareChoice) choice = vector != NULL && crisis != NULL ? epc_share_choose_crisis (reader.db, crisis, error) : NULL;
  giving.upto = vector;
  giving.choice = choice;
  gboolean done = vector != NULL && (crisis == NULL || choice != NULL) && give_entries (&giving, vector, error) && give_imports (&giving, error) && give_bytes (&giving, error);
  epc_sqlite_exec (reader.db, "ROLLBACK", NULL);
  if (done)
    *upto = g_steal_pointer (&vector);
  return done;
}

gboolean
epc_share_read (EpcStore *store, const EpcVector *since, const EpcShareSink *sink, gpointer data, EpcVector **upto,
                GCancellable *cancellable, GError **error)
{
  return give_all (store, since, NULL, sink, data, upto, cancellable, error);
}

gboolean
epc_share_read_crisis (EpcStore *store, const EpcUid *crisis, const EpcShareSink *sink, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcVector) nothing = epc_vector_new ();
  g_autoptr (EpcVector) upto = NULL;

  return give_all (store, nothing, crisis, sink, data, &upto, cancellable, error);
}

GArray *
epc_share_replicas (EpcStore *store, GError **error)
{
  g_autoptr (GArray) replicas = g_array_new (FALSE, FALSE, sizeof (EpcSharedReplica));
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  EpcStep step;

  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (reader.db, "SELECT id, public_key FROM _replica WHERE length (public_key) = 32 ORDER BY id", error);
  if (rows == NULL)
    return NULL;
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      EpcSharedReplica replica;
      epc_sqlite_column_uid (rows, 0, &replica.id);
      memcpy (replica.public_key, sqlite3_column_blob (rows, 1), sizeof replica.public_key);
      g_array_append_val (replicas, replica);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&replicas);
}

/* --- other workspaces --- */

void
epc_peer_free (EpcPeer *peer)
{
  if (peer == NULL)
    return;
  g_free (peer->name);
  g_clear_pointer (&peer->vector, epc_vector_free);
  g_free (peer);
}

GPtrArray *
epc_share_peers (EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) peers = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_peer_free);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  EpcStep step;

  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (reader.db, "SELECT replica, office, name, vector, heard FROM _peer ORDER BY heard DESC, replica", error);
  if (rows == NULL)
    return NULL;
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      g_autoptr (EpcPeer) peer = g_new0 (EpcPeer, 1);
      epc_sqlite_column_uid (rows, 0, &peer->replica);
      epc_sqlite_column_uid (rows, 1, &peer->office);
      peer->name = g_strdup ((const char *) sqlite3_column_text (rows, 2));
      peer->vector = epc_vector_from_json ((const char *) sqlite3_column_text (rows, 3), error);
      peer->heard = sqlite3_column_int64 (rows, 4);
      if (peer->vector == NULL)
        return NULL;
      g_ptr_array_add (peers, g_steal_pointer (&peer));
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&peers);
}

gboolean
epc_share_has_unheard (EpcStore *store)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, NULL);
  gboolean found = FALSE;
  gint64 one;

  return reader.db == NULL
         || !epc_sqlite_integer (reader.db, &one, &found, NULL,
                                 "SELECT 1 FROM replica AS r WHERE is_trusted = 'yes' AND _deleted = 0 AND public_key IS NOT NULL AND NOT EXISTS "
                                 "(SELECT 1 FROM _peer AS p WHERE lower (hex (p.replica)) = r.replica_id) LIMIT 1",
                                 "")
         || found;
}

static gboolean
note_peer (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  const EpcPeer *peer = data;
  g_autofree char *vector = epc_vector_to_json (peer->vector);

  return epc_sqlite_run (db, error, "INSERT OR REPLACE INTO _peer (replica, office, name, vector, heard) VALUES (?1, ?2, ?3, ?4, ?5)", "uutti",
                         &peer->replica, epc_uid_is_nil (&peer->office) ? NULL : &peer->office, peer->name, vector, peer->heard);
}

gboolean
epc_share_note_peer (EpcStore *store, const EpcPeer *peer, GError **error)
{
  if (epc_store_is_writer_thread (store))
    return note_peer (store, store->writer, (gpointer) peer, error);
  return epc_writer_run (store, note_peer, (gpointer) peer, NULL, error);
}

static gboolean
note_given (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  return epc_sqlite_run (db, error,
                         "INSERT OR REPLACE INTO _property (key, value) VALUES ('given', (SELECT coalesce (max (id), 0) FROM _journal))", "");
}

gboolean
epc_share_note_given (EpcStore *store, GError **error)
{
  return epc_writer_run (store, note_given, NULL, NULL, error);
}
