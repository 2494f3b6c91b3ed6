/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-signed.h"

#include <string.h>

struct _EpcSigned
{
  EpcSqlite *db;
  guint8 public_key[32];
  gint64 step;
  EpcUid replica; /* of the run of entries that is going on */
  gint64 first, last;
  const char *how; /* NULL: none is */
};

EpcSigned *
epc_signed_new (EpcSqlite *db, const guint8 *public_key, gint64 step)
{
  EpcSigned *signed_by = g_new0 (EpcSigned, 1);

  signed_by->db = db;
  memcpy (signed_by->public_key, public_key, sizeof signed_by->public_key);
  signed_by->step = step;
  return signed_by;
}

void
epc_signed_free (EpcSigned *signed_by)
{
  g_free (signed_by);
}

gboolean
epc_signed_finish (EpcSigned *signed_by, GError **error)
{
  if (signed_by->how == NULL)
    return TRUE;
  epc_auto_reset sqlite3_stmt *insert = epc_sqlite_prepare (
      signed_by->db, "INSERT INTO _signed (replica, first, last, how, step, public_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", error);
  if (insert == NULL)
    return FALSE;
  epc_sqlite_bind (insert, "uiiti", &signed_by->replica, signed_by->first, signed_by->last, signed_by->how, signed_by->step);
  sqlite3_bind_blob (insert, 6, signed_by->public_key, sizeof signed_by->public_key, SQLITE_TRANSIENT);
  signed_by->how = NULL;
  return epc_sqlite_step (signed_by->db, insert, error) != EPC_STEP_ERROR;
}

static gboolean
note (EpcSigned *signed_by, const EpcSharedEntry *entry, const char *how, GError **error)
{
  if (signed_by->how != NULL && g_str_equal (signed_by->how, how) && epc_uid_equal (&signed_by->replica, &entry->replica)
      && entry->sequence == signed_by->last + 1)
    {
      signed_by->last++;
      return TRUE;
    }
  if (!epc_signed_finish (signed_by, error))
    return FALSE;
  signed_by->replica = entry->replica;
  signed_by->first = signed_by->last = entry->sequence;
  signed_by->how = how;
  return TRUE;
}

gboolean
epc_signed_brought (EpcSigned *signed_by, const EpcSharedEntry *entry, GError **error)
{
  return note (signed_by, entry, "brought", error);
}

static gboolean
is_noted (EpcSigned *signed_by, const EpcSharedEntry *entry, gboolean *found, GError **error)
{
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (
      signed_by->db, "SELECT 1 FROM _signed WHERE replica = ?1 AND last >= ?2 AND first <= ?2 AND public_key = ?3 LIMIT 1", error);

  if (row == NULL)
    return FALSE;
  epc_sqlite_bind (row, "ui", &entry->replica, entry->sequence);
  sqlite3_bind_blob (row, 3, signed_by->public_key, sizeof signed_by->public_key, SQLITE_STATIC);
  EpcStep step = epc_sqlite_step (signed_by->db, row, error);
  *found = step == EPC_STEP_ROW;
  return step != EPC_STEP_ERROR;
}

static gboolean
same_text (sqlite3_stmt *row, int column, const char *text)
{
  return g_strcmp0 ((const char *) sqlite3_column_text (row, column), text) == 0;
}

gboolean
epc_signed_again (EpcSigned *signed_by, const EpcSharedEntry *entry, gboolean *is_news, GError **error)
{
  gboolean found;
  EpcUid uid;

  *is_news = FALSE;
  /* What stays in its workspace tells nothing; what was erased here or there can no longer be compared. */
  if (entry->entity == NULL || *entry->entity == '_' || entry->is_erased)
    return TRUE;
  if (!is_noted (signed_by, entry, &found, error))
    return FALSE;
  if (found)
    return TRUE;
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (
      signed_by->db, "SELECT stamp, wall, author, entity, uid, grp, new, erased FROM _journal WHERE replica = ?1 AND seq = ?2", error);
  if (row == NULL)
    return FALSE;
  epc_sqlite_bind (row, "ui", &entry->replica, entry->sequence);
  EpcStep step = epc_sqlite_step (signed_by->db, row, error);
  if (step != EPC_STEP_ROW || sqlite3_column_int (row, 7) != 0)
    return step != EPC_STEP_ERROR;
  epc_sqlite_column_uid (row, 4, &uid);
  gboolean is_same = sqlite3_column_int64 (row, 0) == entry->stamp && sqlite3_column_int64 (row, 1) == entry->wall
                     && same_text (row, 2, entry->author) && same_text (row, 3, entry->entity) && epc_uid_equal (&uid, &entry->uid)
                     && same_text (row, 5, entry->group) && same_text (row, 6, entry->new_json);
  *is_news = TRUE;
  return note (signed_by, entry, is_same ? "same" : "other", error);
}

gboolean
epc_signed_drop (EpcSqlite *db, gint64 step, GError **error)
{
  return epc_sqlite_run (db, error,
                         "DELETE FROM _signed WHERE step = ?1 OR EXISTS (SELECT 1 FROM _journal AS j WHERE j.step = ?1 AND j.replica = "
                         "_signed.replica AND j.seq BETWEEN _signed.first AND _signed.last)",
                         "i", step);
}
