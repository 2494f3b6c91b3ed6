/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking a package out again, as if it had never been merged: as long as nothing was built on it here and it was not given on.
 */
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-signed.h"

typedef struct
{
  const EpcEntity *entity;
  EpcUid uid;
} Touched;

gboolean
epc_merge_is_step (EpcTransaction *transaction, gint64 step, gboolean *is_merge, GError **error)
{
  gint64 one;

  return epc_sqlite_integer (transaction->db, &one, is_merge, error, "SELECT 1 FROM _journal WHERE step = ?1 AND replica <> ?2 LIMIT 1", "iu", step,
                             &transaction->store->replica);
}

/* Why it must stay, as the end of a sentence; NULL in *@why: it need not. */
static gboolean
why_stays (EpcTransaction *transaction, gint64 step, const char **why, GError **error)
{
  static const char built[] = "SELECT 1 FROM _journal WHERE id > (SELECT max (id) FROM _journal WHERE step = ?1) LIMIT 1";
  static const char given[] = "SELECT 1 FROM _property WHERE key = 'given' AND CAST (value AS INTEGER) >= (SELECT min (id) FROM _journal WHERE "
                              "step = ?1)";
  static const char erased[] = "SELECT 1 FROM _journal WHERE step = ?1 AND json_type (new, '$._erased') IS NOT NULL LIMIT 1";
  gboolean is_built, is_given, is_erased;
  gint64 one;

  if (!epc_sqlite_integer (transaction->db, &one, &is_built, error, built, "i", step)
      || !epc_sqlite_integer (transaction->db, &one, &is_given, error, given, "i", step)
      || !epc_sqlite_integer (transaction->db, &one, &is_erased, error, erased, "i", step))
    return FALSE;
  *why = is_built    ? _("something was changed or merged here since")
         : is_given  ? _("it was given on to another workspace since")
         : is_erased ? _("it erased something for good")
                     : NULL;
  return TRUE;
}

/* (element-type Touched) the first two columns of @sql: entity, uid. */
static GArray *
list_touched (EpcTransaction *transaction, const char *sql, gint64 step, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Touched));
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (transaction->db, sql, error);
  EpcStep state;

  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "i", step);
  while ((state = epc_sqlite_step (transaction->db, rows, error)) == EPC_STEP_ROW)
    {
      Touched one = { .entity = epc_entity_find ((const char *) sqlite3_column_text (rows, 0)) };
      epc_sqlite_column_uid (rows, 1, &one.uid);
      if (one.entity != NULL)
        g_array_append_val (all, one);
    }
  return state == EPC_STEP_DONE ? g_steal_pointer (&all) : NULL;
}

static gboolean
drop_row (EpcTransaction *transaction, EpcSettle *settle, EpcRecord *record, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?1", entity->key), *code = epc_birth_code (record);

  if (epc_total_has (entity) && !epc_record_meta (record)->is_deleted)
    epc_total_add (transaction, entity, epc_record_meta (record)->batch, epc_record_value (record, 0), -1);
  if (code != NULL)
    epc_settle_code (settle, entity, code);
  epc_transaction_note_many (transaction, entity);
  return epc_search_remove (transaction->db, entity, epc_record_row (record), error)
         && epc_sqlite_run (transaction->db, error, g_intern_string (sql), "i", epc_record_row (record));
}

/* The rows that came with the imports of the package; (element-type Touched) whose they are. */
static gboolean
drop_rows (EpcTransaction *transaction, EpcSettle *settle, gint64 step, GArray *touched, GError **error)
{
  EpcSqlite *db = transaction->db;
  EpcStep state;
  epc_auto_finalize sqlite3_stmt *kinds = epc_sqlite_prepare_once (
      db,
      "SELECT r.entity, r.batch FROM _batch_rows AS r JOIN _batch AS b ON b.id = r.batch JOIN _journal AS j ON j.uid = b.uid AND j.grp = 'created' "
      "WHERE j.step = ?1",
      error);

  if (kinds == NULL)
    return FALSE;
  epc_sqlite_bind (kinds, "i", step);
  while ((state = epc_sqlite_step (db, kinds, error)) == EPC_STEP_ROW)
    {
      const EpcEntity *entity = epc_entity_find ((const char *) sqlite3_column_text (kinds, 0));
      if (entity == NULL)
        continue;
      g_autofree char *sql = g_strdup_printf ("SELECT '%s', uid FROM \"%s\" WHERE _batch = ?1", entity->key, entity->key);
      g_autoptr (GArray) rows = list_touched (transaction, sql, sqlite3_column_int64 (kinds, 1), error);
      for (guint i = 0; rows != NULL && i < rows->len; i++)
        {
          const Touched *one = &g_array_index (rows, Touched, i);
          g_autoptr (EpcRecord) record = epc_row_find (transaction->store, db, entity, &one->uid, error);
          if (record == NULL || !drop_row (transaction, settle, record, error))
            return FALSE;
          g_array_append_val (touched, *one);
        }
      if (rows == NULL)
        return FALSE;
    }
  return state == EPC_STEP_DONE;
}

static gboolean
drop_entries (EpcTransaction *transaction, gint64 step, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM _birth WHERE batch IN (SELECT uid FROM _journal WHERE step = ?1 AND entity = 'import_batch' AND grp = 'created')",
    "DELETE FROM _batch_rows WHERE batch IN (SELECT b.id FROM _batch AS b JOIN _journal AS j ON j.uid = b.uid AND j.grp = 'created' WHERE j.step "
    "= ?1)",
    "DELETE FROM _batch WHERE uid IN (SELECT uid FROM _journal WHERE step = ?1 AND entity = 'import_batch' AND grp = 'created')",
    "DELETE FROM _conflict WHERE uid IN (SELECT uid FROM _journal WHERE step = ?1)",
    "DELETE FROM _journal WHERE step = ?1",
    /* Up to the first gap: behind it stands what came with a part of the records. */
    "UPDATE _replica SET seq = coalesce ((SELECT max (seq) FROM (SELECT seq, row_number () OVER (ORDER BY seq) AS n FROM _journal WHERE replica = "
    "_replica.id) WHERE seq = n), 0) WHERE ?1 = ?1",
  };

  if (!epc_signed_drop (transaction->db, step, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!epc_sqlite_run (transaction->db, error, statements[i], "i", step))
      return FALSE;
  return TRUE;
}

/* What is known of the record without the package; a record of which nothing is left goes. */
static gboolean
settle_again (EpcTransaction *transaction, EpcSettle *settle, const Touched *one, GError **error)
{
  gboolean is_known;
  gint64 found;

  if (!epc_sqlite_integer (transaction->db, &found, &is_known, error,
                           "SELECT 1 FROM _birth WHERE uid = ?1 UNION ALL SELECT 1 FROM _journal WHERE uid = ?1 AND grp = 'created' LIMIT 1", "u",
                           &one->uid))
    return FALSE;
  epc_transaction_note_many (transaction, one->entity);
  if (is_known)
    return epc_settle_record (settle, one->entity, &one->uid, error);
  g_autoptr (GError) local = NULL;
  g_autoptr (EpcRecord) record = epc_row_find (transaction->store, transaction->db, one->entity, &one->uid, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return record == NULL || epc_record_meta (record)->batch != 0 || drop_row (transaction, settle, record, error);
}

gboolean
epc_merge_take_out (EpcTransaction *transaction, gint64 step, const char **why, GError **error)
{
  g_autoptr (EpcSettle) settle = NULL;

  if (!why_stays (transaction, step, why, error))
    return FALSE;
  /* Either way it is no step to turn round any more: it stays, or the package must be merged again. */
  if (!epc_sqlite_run (transaction->db, error, "UPDATE _step SET state = 'fixed' WHERE id = ?1", "i", step))
    return FALSE;
  if (*why != NULL)
    return TRUE;
  g_autoptr (GArray) touched = list_touched (
      transaction,
      "SELECT entity, uid FROM _journal WHERE step = ?1 UNION SELECT entity, uid FROM _birth WHERE batch IN (SELECT uid FROM _journal WHERE step = "
      "?1 AND entity = 'import_batch')",
      step, error);
  settle = touched != NULL ? epc_settle_new (transaction, error) : NULL;
  if (settle == NULL || !drop_rows (transaction, settle, step, touched, error) || !drop_entries (transaction, step, error))
    return FALSE;
  /* Read anew: imports that the package took back stand again. */
  g_autoptr (EpcSettle) again = epc_settle_new (transaction, error);
  if (again == NULL)
    return FALSE;
  for (guint i = 0; i < touched->len; i++)
    if (!settle_again (transaction, again, &g_array_index (touched, Touched, i), error))
      return FALSE;
  return epc_settle_finish (settle, error) && epc_settle_finish (again, error);
}
