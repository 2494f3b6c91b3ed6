/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was sent, what came, what waits for one before it. Of this file alone: it travels nowhere and is not journaled.
 */
#include "epc-parcel.h"

#include "epc-store-private.h"

void
epc_parcel_free (EpcParcel *parcel)
{
  if (parcel == NULL)
    return;
  g_free (parcel->name);
  g_free (parcel->file);
  g_clear_pointer (&parcel->upto, epc_vector_free);
  g_free (parcel);
}

void
epc_aside_free (EpcAside *aside)
{
  if (aside == NULL)
    return;
  g_free (aside->sha256);
  g_free (aside->name);
  g_free (aside->file);
  g_clear_pointer (&aside->since, epc_vector_free);
  g_clear_pointer (&aside->bytes, g_bytes_unref);
  g_free (aside);
}

/* --- the list --- */

static gboolean
note_parcel (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  const EpcParcel *parcel = data;
  g_autofree char *upto = epc_vector_to_json (parcel->upto);

  return epc_sqlite_run (db, error,
                         "INSERT INTO _parcel (is_sent, at, peer, name, file, size, entries, upto) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                         "iiuttiit", (gint64) parcel->is_sent, parcel->at, epc_uid_is_nil (&parcel->peer) ? NULL : &parcel->peer, parcel->name,
                         parcel->file, parcel->size, parcel->n_entries, upto);
}

gboolean
epc_parcel_note (EpcStore *store, const EpcParcel *parcel, GError **error)
{
  if (epc_store_is_writer_thread (store))
    return note_parcel (store, store->writer, (gpointer) parcel, error);
  return epc_writer_run (store, note_parcel, (gpointer) parcel, NULL, error);
}

GPtrArray *
epc_parcel_list (EpcStore *store, guint limit, GError **error)
{
  g_autoptr (GPtrArray) parcels = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_parcel_free);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  EpcStep step;

  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (
      reader.db, "SELECT is_sent, at, peer, name, file, size, entries, upto FROM _parcel ORDER BY id DESC LIMIT ?1", error);
  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "i", (gint64) limit);
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      g_autoptr (EpcParcel) parcel = g_new0 (EpcParcel, 1);
      parcel->is_sent = sqlite3_column_int (rows, 0) != 0;
      parcel->at = sqlite3_column_int64 (rows, 1);
      epc_sqlite_column_uid (rows, 2, &parcel->peer);
      parcel->name = g_strdup ((const char *) sqlite3_column_text (rows, 3));
      parcel->file = g_strdup ((const char *) sqlite3_column_text (rows, 4));
      parcel->size = sqlite3_column_int64 (rows, 5);
      parcel->n_entries = sqlite3_column_int64 (rows, 6);
      parcel->upto = epc_vector_from_json ((const char *) sqlite3_column_text (rows, 7), error);
      if (parcel->upto == NULL)
        return NULL;
      g_ptr_array_add (parcels, g_steal_pointer (&parcel));
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&parcels);
}

guint
epc_parcel_n_have (const EpcParcel *parcel, GPtrArray *peers)
{
  guint n = 0;

  for (guint i = 0; i < peers->len; i++)
    {
      const EpcPeer *peer = g_ptr_array_index (peers, i);
      n += (epc_uid_is_nil (&parcel->peer) || epc_uid_equal (&parcel->peer, &peer->replica)) && !epc_vector_is_empty (parcel->upto)
           && epc_vector_covers (peer->vector, parcel->upto, NULL);
    }
  return n;
}

gint64
epc_parcel_lacks (EpcStore *store, const EpcVector *theirs, GError **error)
{
  g_autoptr (EpcVector) own = epc_store_vector (store, error);

  return own != NULL ? epc_vector_beyond (own, theirs) : -1;
}

/* --- kept aside --- */

static gboolean
keep_aside (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  const EpcAside *aside = data;
  g_autofree char *since = epc_vector_to_json (aside->since);
  epc_auto_reset sqlite3_stmt *insert
      = epc_sqlite_prepare (db, "INSERT OR IGNORE INTO _aside (sha256, at, name, file, since, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
  gsize size;
  const void *bytes = g_bytes_get_data (aside->bytes, &size);

  if (insert == NULL)
    return FALSE;
  epc_sqlite_bind (insert, "titttt", aside->sha256, aside->at, aside->name, aside->file, since, NULL);
  sqlite3_bind_blob64 (insert, 6, bytes, size, SQLITE_STATIC);
  return epc_sqlite_step (db, insert, error) != EPC_STEP_ERROR;
}

gboolean
epc_aside_keep (EpcStore *store, const EpcAside *aside, GError **error)
{
  return epc_writer_run (store, keep_aside, (gpointer) aside, NULL, error);
}

static EpcAside *
read_aside (sqlite3_stmt *row, GError **error)
{
  g_autoptr (EpcAside) aside = g_new0 (EpcAside, 1);

  aside->sha256 = g_strdup ((const char *) sqlite3_column_text (row, 0));
  aside->at = sqlite3_column_int64 (row, 1);
  aside->name = g_strdup ((const char *) sqlite3_column_text (row, 2));
  aside->file = g_strdup ((const char *) sqlite3_column_text (row, 3));
  aside->since = epc_vector_from_json ((const char *) sqlite3_column_text (row, 4), error);
  return aside->since != NULL ? g_steal_pointer (&aside) : NULL;
}

GPtrArray *
epc_aside_list (EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_aside_free);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  EpcStep step;

  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (reader.db, "SELECT sha256, at, name, file, since FROM _aside ORDER BY at, sha256", error);
  if (rows == NULL)
    return NULL;
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      EpcAside *aside = read_aside (rows, error);
      if (aside == NULL)
        return NULL;
      g_ptr_array_add (all, aside);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&all);
}

static gboolean
read_bytes (EpcStore *store, EpcAside *aside, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  if (reader.db == NULL)
    return FALSE;
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (reader.db, "SELECT bytes FROM _aside WHERE sha256 = ?1", error);
  if (row == NULL)
    return FALSE;
  epc_sqlite_bind (row, "t", aside->sha256);
  EpcStep step = epc_sqlite_step (reader.db, row, error);
  if (step == EPC_STEP_ROW)
    aside->bytes = g_bytes_new (sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0));
  return step != EPC_STEP_ERROR;
}

EpcAside *
epc_aside_next (EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = epc_aside_list (store, error);
  g_autoptr (EpcVector) own = all != NULL && all->len > 0 ? epc_store_vector (store, error) : NULL;

  for (guint i = 0; own != NULL && i < all->len; i++)
    if (epc_vector_covers (own, ((EpcAside *) g_ptr_array_index (all, i))->since, NULL))
      {
        g_autoptr (EpcAside) next = g_ptr_array_steal_index (all, i);
        return read_bytes (store, next, error) ? g_steal_pointer (&next) : NULL;
      }
  return NULL;
}

static gboolean
drop_aside (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  return epc_sqlite_run (db, error, "DELETE FROM _aside WHERE sha256 = ?1", "t", data);
}

gboolean
epc_aside_drop (EpcStore *store, const char *sha256, GError **error)
{
  return epc_writer_run (store, drop_aside, (gpointer) sha256, NULL, error);
}
