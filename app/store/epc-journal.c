/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-journal.h"

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-store-private.h"

/* --- writing --- */

/* What had come from other replicas when the next entry was written: by this, and never by a clock, "after" is told from "beside". One
 * entry whenever something has come since the last. */
static gboolean
write_seen (EpcTransaction *transaction, GError **error)
{
  EpcSqlite *db = transaction->db;
  const EpcUid *own = &transaction->store->replica;
  g_autoptr (EpcVector) vector = epc_vector_read (db, own, error);
  g_autoptr (GError) local = NULL;

  if (vector == NULL)
    return FALSE;
  g_autofree char *json = epc_vector_to_json (vector);
  g_autofree char *last = epc_sqlite_text (
      db, &local, "SELECT new FROM _journal WHERE entity = '_seen' AND replica = ?1 ORDER BY seq DESC LIMIT 1", "u", own);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (g_strcmp0 (last != NULL ? last : "{}", json) == 0)
    return TRUE;
  return epc_sqlite_run (db, error,
                         "INSERT INTO _journal (replica, seq, stamp, wall, base, entity, uid, grp, new) VALUES (?1, ?2, ?3, ?4, 0, "
                         "'_seen', ?1, 'seen', ?5)",
                         "uiiit", own, transaction->next_seq++, epc_stamp_next (transaction->wall, 0), transaction->wall, json);
}

static gboolean
next_sequence (EpcTransaction *transaction, gint64 *sequence, GError **error)
{
  if (transaction->next_seq == 0)
    {
      gint64 last;
      if (!epc_sqlite_integer (transaction->db, &last, NULL, error, "SELECT max (seq) FROM _journal WHERE replica = ?1", "u",
                               &transaction->store->replica))
        return FALSE;
      transaction->next_seq = last + 1;
      if (!write_seen (transaction, error))
        return FALSE;
    }
  *sequence = transaction->next_seq++;
  return TRUE;
}

gboolean
epc_journal_append (EpcTransaction *transaction, const EpcJournalLine *line, EpcStamp *stamp, GError **error)
{
  gint64 step = epc_transaction_step (transaction, error);
  gint64 sequence;
  gboolean is_same_moment = epc_stamp_milliseconds (line->changed) == transaction->wall / 1000;
  /* A wrong clock in one group draws no other along; two changes of one millisecond still have an order. */
  EpcStamp own = epc_stamp_next (transaction->wall, is_same_moment ? MAX (line->base, line->changed) : line->base);

  if (step == 0 || !next_sequence (transaction, &sequence, error))
    return FALSE;
  epc_auto_reset sqlite3_stmt *insert = epc_sqlite_prepare (
      transaction->db,
      "INSERT INTO _journal (replica, seq, stamp, wall, base, author, entity, uid, grp, old, new, reason, batch, step, erased) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, nullif (?13, 0), ?14, ?15)",
      error);
  if (insert == NULL)
    return FALSE;
  epc_sqlite_bind (insert, "uiiiittuttttiii", &transaction->store->replica, sequence, own, transaction->wall, line->base,
                   transaction->author, line->entity->key, line->uid, line->group, line->old_json, line->new_json, line->reason,
                   line->batch, step, (gint64) line->is_erased);
  if (epc_sqlite_step (transaction->db, insert, error) == EPC_STEP_ERROR)
    return FALSE;
  if (stamp != NULL)
    *stamp = own;
  /* Whoever writes the group now has seen all that stood beside it: that is the decision. */
  return epc_sqlite_run (transaction->db, error, "DELETE FROM _conflict WHERE uid = ?1 AND grp = ?2", "ut", line->uid, line->group);
}

gboolean
epc_journal_held_stamp (EpcSqlite *db, const EpcUid *uid, const char *group, EpcStamp created, EpcStamp *stamp, GError **error)
{
  gboolean found;

  if (!epc_sqlite_integer (db, stamp, &found, error, "SELECT max (stamp) FROM _journal WHERE uid = ?1 AND grp = ?2", "ut", uid,
                           group))
    return FALSE;
  if (!found)
    *stamp = created;
  return TRUE;
}

char *
epc_journal_vector_json (EpcTransaction *transaction, GError **error)
{
  g_autoptr (GString) out = g_string_new ("{");
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (
      transaction->db, "SELECT lower (hex (id)), seq FROM _replica WHERE seq > 0 AND id <> ?1 ORDER BY id", error);
  EpcStep step;

  if (rows == NULL)
    return NULL;
  epc_sqlite_bind_uid (rows, 1, &transaction->store->replica);
  while ((step = epc_sqlite_step (transaction->db, rows, error)) == EPC_STEP_ROW)
    g_string_append_printf (out, "\"%s\":%" G_GINT64_FORMAT ",", (const char *) sqlite3_column_text (rows, 0),
                            (gint64) sqlite3_column_int64 (rows, 1));
  if (step == EPC_STEP_ERROR)
    return NULL;
  /* One's own: all up to this change. */
  gint64 sequence;
  if (!next_sequence (transaction, &sequence, error))
    return NULL;
  transaction->next_seq = sequence;
  g_autofree char *own = epc_store_replica (transaction->store);
  g_string_append_printf (out, "\"%s\":%" G_GINT64_FORMAT "}", own, sequence - 1);
  return g_strdup (out->str);
}

/* --- reading --- */

void
epc_journal_entry_free (EpcJournalEntry *entry)
{
  g_free (entry->replica);
  g_free (entry->author);
  g_free (entry->group);
  g_free (entry->old_json);
  g_free (entry->new_json);
  g_free (entry->reason);
  g_free (entry);
}

static char *
column_text (sqlite3_stmt *row, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (row, column));
}

#define ENTRY_COLUMNS                                                                                                            \
  "seq, lower (hex (replica)), stamp, base, wall, author, entity, uid, grp, old, new, reason, batch, step, erased, id"

static EpcJournalEntry *
load_entry (sqlite3_stmt *row)
{
  EpcJournalEntry *entry = g_new0 (EpcJournalEntry, 1);

  entry->sequence = sqlite3_column_int64 (row, 0);
  entry->replica = column_text (row, 1);
  entry->stamp = sqlite3_column_int64 (row, 2);
  entry->base = sqlite3_column_int64 (row, 3);
  entry->wall = sqlite3_column_int64 (row, 4);
  entry->author = column_text (row, 5);
  entry->entity = epc_entity_find ((const char *) sqlite3_column_text (row, 6));
  epc_sqlite_column_uid (row, 7, &entry->uid);
  entry->group = column_text (row, 8);
  entry->old_json = column_text (row, 9);
  entry->new_json = column_text (row, 10);
  entry->reason = column_text (row, 11);
  entry->batch = sqlite3_column_int64 (row, 12);
  entry->step = sqlite3_column_int64 (row, 13);
  entry->is_erased = sqlite3_column_int (row, 14) != 0;
  return entry;
}

/* Entries of kinds of record that this version does not know are left out. */
static GPtrArray *
load_entries (EpcSqlite *db, sqlite3_stmt *rows, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_journal_entry_free);
  EpcStep step;

  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcJournalEntry *entry = load_entry (rows);
      if (entry->entity != NULL)
        g_ptr_array_add (entries, entry);
      else
        epc_journal_entry_free (entry);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&entries);
}

GPtrArray *
epc_journal_history (EpcStore *store, const EpcEntity *entity, const EpcUid *uid, const char *group, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (reader.db,
                            "SELECT " ENTRY_COLUMNS " FROM _journal WHERE uid = ?1 AND entity = ?2 AND (?3 IS NULL OR grp = ?3) "
                            "ORDER BY stamp DESC, id DESC",
                            error);
  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "utt", uid, entity->key, group);
  return load_entries (reader.db, rows, error);
}

GPtrArray *
epc_journal_log (EpcStore *store, guint limit, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (reader.db, "SELECT " ENTRY_COLUMNS " FROM _journal ORDER BY id DESC LIMIT ?1", error);
  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "i", limit == 0 ? G_MAXINT64 : (gint64) limit);
  return load_entries (reader.db, rows, error);
}
