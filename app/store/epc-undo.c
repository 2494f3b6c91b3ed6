/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo. Both are new changes: what a step did is turned round group by group, where nobody else has changed the group
 * since and it still holds what the step left there. The rest is listed.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-guard.h"
#include "epc-journal.h"
#include "epc-store-private.h"

/* More than this many rows that stay are counted, not named. */
#define MOST_NAMED_ROWS 20

typedef struct
{
  gint64 entry; /* in the journal */
  const EpcEntity *entity;
  EpcUid uid;
  char *group, *old_json, *new_json;
  gboolean is_erased;
} Line;

typedef struct
{
  EpcUndoResult *result;
  gint64 origin; /* the step as the user knows it */
  gint64 turned; /* the undo or redo of it that is turned round now; the step itself the first time */
  gboolean is_redo;
  GString *kept; /* identities of the rows of an import that stay: what others must not take away either */
} Job;

void
epc_undo_result_free (EpcUndoResult *result)
{
  if (result == NULL)
    return;
  g_free (result->label);
  g_ptr_array_unref (result->left);
  g_free (result);
}

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->group);
  g_free (line->old_json);
  g_free (line->new_json);
  g_free (line);
}

static void
leave (EpcUndoResult *result, char *sentence)
{
  if (result->left->len < MOST_NAMED_ROWS)
    g_ptr_array_add (result->left, sentence);
  else
    g_free (sentence);
}

/* Journal rows of @step, newest first. */
static GPtrArray *
lines_of_step (EpcSqlite *db, gint64 step, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (
      db, "SELECT id, entity, uid, grp, old, new, erased FROM _journal WHERE step = ?1 ORDER BY id DESC", error);
  EpcStep state;

  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "i", step);
  while ((state = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      const EpcEntity *entity = epc_entity_find ((const char *) sqlite3_column_text (rows, 1));
      if (entity == NULL)
        continue;
      Line *line = g_new0 (Line, 1);
      line->entry = sqlite3_column_int64 (rows, 0);
      line->entity = entity;
      epc_sqlite_column_uid (rows, 2, &line->uid);
      line->group = g_strdup ((const char *) sqlite3_column_text (rows, 3));
      line->old_json = g_strdup ((const char *) sqlite3_column_text (rows, 4));
      line->new_json = g_strdup ((const char *) sqlite3_column_text (rows, 5));
      line->is_erased = sqlite3_column_int (rows, 6) != 0;
      g_ptr_array_add (lines, line);
    }
  return state == EPC_STEP_ERROR ? NULL : g_steal_pointer (&lines);
}

/* --- one group --- */

/* TRUE when the fields of @record hold what @json says. */
static gboolean
holds (EpcRecord *record, const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (json == NULL || !json_parser_load_from_data (parser, json, -1, NULL))
    return FALSE;
  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &key, &node))
    {
      if (epc_entity_field (epc_record_entity (record), key) == NULL)
        continue;
      const char *text = JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node);
      g_autofree char *now = epc_record_to_text (record, key);
      if (g_strcmp0 (now, text) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Reads @json into @record. */
static gboolean
apply (EpcRecord *record, const char *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_data (parser, json, -1, error))
    return FALSE;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;
  json_object_iter_init (&iter, json_node_get_object (json_parser_get_root (parser)));
  while (json_object_iter_next (&iter, &key, &node))
    if (epc_entity_field (epc_record_entity (record), key) != NULL
        && !epc_record_parse (record, key, JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node), error))
      return FALSE;
  return TRUE;
}

/* The newest change of the group (of the whole record where @group is "created") was made by this replica. */
static gboolean
is_ours (EpcTransaction *transaction, const EpcUid *uid, const char *group, gboolean *ours, GError **error)
{
  static const char of_group[]
      = "SELECT replica = ?3 FROM _journal WHERE uid = ?1 AND grp = ?2 ORDER BY stamp DESC, id DESC LIMIT 1";
  static const char of_record[]
      = "SELECT NOT EXISTS (SELECT 1 FROM _journal WHERE uid = ?1 AND replica <> ?3 AND ?2 IS NOT NULL)";
  gint64 value;

  if (!epc_sqlite_integer (transaction->db, &value, NULL, error, g_str_equal (group, "created") ? of_record : of_group, "utu",
                           uid, group, &transaction->store->replica))
    return FALSE;
  *ours = value != 0;
  return TRUE;
}

static char *
left_sentence (EpcStore *store, EpcRecord *record, const char *group, const char *why)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcField *field = epc_entity_field (entity, group);
  g_autofree char *title = epc_store_title (store, entity, epc_record_uid (record));
  const char *label = epc_language_text (epc_language_get (NULL), field != NULL ? field->label : entity->label);

  return g_strdup_printf (_("%s of “%s”: %s"), label, title, why);
}

static gboolean
turn_group (EpcTransaction *transaction, const Line *line, EpcRecord *record, EpcUndoResult *result, GError **error)
{
  if (epc_record_meta (record)->is_deleted || !holds (record, line->new_json))
    {
      leave (result, left_sentence (transaction->store, record, line->group, _("it was changed since and stays as it is now.")));
      return TRUE;
    }
  g_autoptr (EpcRecord) turned = epc_record_copy (record);
  if (!apply (turned, line->old_json, error)
      || !epc_transaction_write_changes (transaction, turned, record, NULL, 0, NULL, error))
    return FALSE;
  result->n_changes++;
  return TRUE;
}

static gboolean
turn_line (EpcTransaction *transaction, const Line *line, EpcUndoResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;
  gboolean ours;

  g_autoptr (EpcRecord) record = epc_row_find (transaction->store, transaction->db, line->entity, &line->uid, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (record == NULL)
    return TRUE;
  if (line->is_erased)
    {
      leave (result, left_sentence (transaction->store, record, line->group, _("it was erased and cannot come back.")));
      return TRUE;
    }
  if (!is_ours (transaction, &line->uid, line->group, &ours, error))
    return FALSE;
  if (!ours)
    {
      leave (result, left_sentence (transaction->store, record, line->group, _("another office changed it since.")));
      return TRUE;
    }
  gboolean was_deletion = line->new_json != NULL && strstr (line->new_json, "\"yes\"") != NULL;
  if (g_str_equal (line->group, "created") || (g_str_equal (line->group, "deleted") && !was_deletion))
    {
      result->n_changes += !epc_record_meta (record)->is_deleted;
      return epc_transaction_delete (transaction, line->entity, &line->uid, error);
    }
  if (g_str_equal (line->group, "deleted"))
    {
      result->n_changes += epc_record_meta (record)->is_deleted;
      return epc_transaction_restore (transaction, line->entity, &line->uid, error);
    }
  return turn_group (transaction, line, record, result, error);
}

/* --- the rows of a batch --- */

typedef struct
{
  gint64 batch, first, last, n;
  const EpcEntity *entity;
} BatchRows;

static GArray *
rows_of_batch (EpcSqlite *db, gint64 batch, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (BatchRows));
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (db, "SELECT entity, first_row, last_row, n FROM _batch_rows WHERE batch = ?1", error);
  EpcStep step;

  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "i", batch);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      BatchRows one = { batch, sqlite3_column_int64 (rows, 1), sqlite3_column_int64 (rows, 2), sqlite3_column_int64 (rows, 3),
                        epc_entity_find ((const char *) sqlite3_column_text (rows, 0)) };
      if (one.entity != NULL)
        g_array_append_val (all, one);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&all);
}

/* Marks in the temporary table _kept the rows of @rows that records outside the batch refer to. */
static gboolean
keep_referenced (EpcTransaction *transaction, const BatchRows *rows, GError **error)
{
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    for (guint f = 0; f < all[i]->n_fields; f++)
      {
        const EpcField *field = &all[i]->fields[f];
        if (field->type != EPC_TYPE_REFERENCE || g_strcmp0 (field->target, rows->entity->key) != 0)
          continue;
        if (!epc_sqlite_exec_format (
                transaction->db, error,
                "INSERT OR IGNORE INTO temp._kept SELECT t.id FROM \"%s\" AS s JOIN \"%s\" AS t ON t.uid = s.\"%s\" "
                "WHERE s._deleted = 0 AND coalesce (s._batch, 0) <> %" G_GINT64_FORMAT " AND t._batch = %" G_GINT64_FORMAT
                " AND t._deleted = 0",
                all[i]->key, rows->entity->key, field->key, rows->batch, rows->batch))
          return FALSE;
      }
  return TRUE;
}

/* Adds the rows in temp._kept to @kept, as members of a JSON array. */
static gboolean
note_kept (EpcTransaction *transaction, const BatchRows *rows, GString *kept, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT lower (hex (uid)) FROM \"%s\" WHERE id IN (SELECT id FROM temp._kept) ORDER BY uid",
                                          rows->entity->key);
  epc_auto_finalize sqlite3_stmt *uids = epc_sqlite_prepare_once (transaction->db, sql, error);
  EpcStep step;

  if (uids == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (transaction->db, uids, error)) == EPC_STEP_ROW)
    g_string_append_printf (kept, "%s\"%s\"", kept->len > 0 ? "," : "", (const char *) sqlite3_column_text (uids, 0));
  return step == EPC_STEP_DONE;
}

static gboolean
list_kept (EpcTransaction *transaction, const BatchRows *rows, EpcUndoResult *result, gint64 *n_kept, GError **error)
{
  /* A change that was itself taken back does not count. The journal since the import is short beside the rows: it leads. */
  g_autofree char *edited = g_strdup_printf (
      "INSERT OR IGNORE INTO temp._kept SELECT t.id FROM _journal AS j CROSS JOIN \"%1$s\" AS t ON t.uid = j.uid LEFT JOIN "
      "_step AS s ON s.id = j.step WHERE j.id > coalesce ((SELECT min (id) FROM _journal WHERE step = (SELECT step FROM _batch "
      "WHERE id = %2$" G_GINT64_FORMAT ")), 0) AND j.entity = '%1$s' AND t._batch = %2$" G_GINT64_FORMAT
      " AND t._deleted = 0 AND t._changed IS NOT NULL AND (s.id IS NULL OR (s.kind = 'do' AND s.state <> 'undone'))",
      rows->entity->key, rows->batch);

  *n_kept = 0;
  if (!epc_sqlite_exec (transaction->db, "CREATE TEMP TABLE IF NOT EXISTS _kept (id INTEGER PRIMARY KEY); DELETE FROM temp._kept",
                        error)
      || !keep_referenced (transaction, rows, error))
    return FALSE;
  gint64 n_referenced, n_all;
  if (!epc_sqlite_integer (transaction->db, &n_referenced, NULL, error, "SELECT count (*) FROM temp._kept", "")
      || !epc_sqlite_exec (transaction->db, edited, error)
      || !epc_sqlite_integer (transaction->db, &n_all, NULL, error, "SELECT count (*) FROM temp._kept", ""))
    return FALSE;
  *n_kept = n_all;
  epc_auto_finalize sqlite3_stmt *kept
      = epc_sqlite_prepare_once (transaction->db, "SELECT id FROM temp._kept ORDER BY id LIMIT 20", error);
  if (kept == NULL)
    return FALSE;
  while (epc_sqlite_step (transaction->db, kept, NULL) == EPC_STEP_ROW)
    {
      g_autoptr (EpcRecord) record
          = epc_row_get (transaction->store, transaction->db, rows->entity, sqlite3_column_int64 (kept, 0), NULL);
      if (record != NULL)
        leave (result, left_sentence (transaction->store, record, "", _("it was edited, or something refers to it, since the import; it stays.")));
    }
  if (n_all > MOST_NAMED_ROWS)
    {
      gint64 n_more = n_all - MOST_NAMED_ROWS;
      g_autofree char *more = epc_language_integer (epc_language_get (NULL), n_more);
      g_ptr_array_add (
          result->left,
          g_strdup_printf (ngettext_ ("%s more record stays as well.", "%s more records stay as well.", (gulong) n_more), more));
    }
  return TRUE;
}

/* The rows that went leave the search, or those that came back are found again. */
static gboolean
search_rows (EpcTransaction *transaction, const BatchRows *rows, gboolean gone, GError **error)
{
  g_autofree char *where = g_strdup_printf (" AND id BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT " AND _batch = %" G_GINT64_FORMAT,
                                            rows->first, rows->last, rows->batch);
  g_autofree char *gone_rows
      = g_strdup_printf ("SELECT id FROM \"%s\" WHERE _deleted = %d%s", rows->entity->key, EPC_DELETED_WITH_BATCH, where);

  return gone ? epc_search_remove_many (transaction->db, rows->entity, gone_rows, error)
              : epc_search_write_rows (transaction->store, transaction->db, rows->entity, where, error);
}

/* Marks the rows deleted (@gone), or brings those back that were marked so. One statement however many they are. */
static gboolean
mark_rows (EpcTransaction *transaction, const BatchRows *rows, gboolean gone, Job *job, GError **error)
{
  EpcUndoResult *result = job->result;
  EpcSqlite *db = transaction->db;
  gint64 n_kept = 0, n_table;
  g_autofree char *count = g_strdup_printf ("SELECT max (id) FROM \"%s\"", rows->entity->key);

  if (gone
      && (!list_kept (transaction, rows, result, &n_kept, error)
          || (n_kept > 0 && !note_kept (transaction, rows, job->kept, error))))
    return FALSE;
  if (!epc_sqlite_integer (db, &n_table, NULL, error, g_intern_string (count), ""))
    return FALSE;
  /* The indexes hold living rows only: with most of them going or coming it is quicker to make them anew. */
  gboolean remakes_indexes = rows->n > n_table / 3 && rows->n > 1000;
  if (remakes_indexes && !epc_schema_drop_indexes (db, rows->entity, FALSE, error))
    return FALSE;
  if (!epc_sqlite_exec_format (db, error,
                               "UPDATE \"%s\" SET _deleted = %d WHERE id BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT
                               " AND _batch = %" G_GINT64_FORMAT " AND _deleted = %d%s",
                               rows->entity->key, gone ? EPC_DELETED_WITH_BATCH : 0, rows->first, rows->last, rows->batch,
                               gone ? 0 : EPC_DELETED_WITH_BATCH, n_kept > 0 ? " AND id NOT IN (SELECT id FROM temp._kept)" : ""))
    return FALSE;
  result->n_changes += (guint) sqlite3_changes (db->handle);
  if (remakes_indexes && !epc_schema_make_indexes (db, rows->entity, error))
    return FALSE;
  epc_transaction_note_many (transaction, rows->entity);
  if (!epc_total_flush (transaction, error))
    return FALSE;
  if (gone && n_kept == 0 && epc_total_has (rows->entity))
    {
      if (!epc_sqlite_run (db, error, "DELETE FROM _total WHERE batch = ?1 AND entity = ?2", "it", rows->batch,
                           rows->entity->key))
        return FALSE;
    }
  else if (!epc_total_recompute (db, rows->entity, rows->batch, rows->first, rows->last, error))
    return FALSE;
  return search_rows (transaction, rows, gone, error);
}

/* The record of the import says since when it is taken back: one journal row for all of its rows. */
static gboolean
note_undone (EpcTransaction *transaction, gint64 batch, gboolean is_redo, const char *kept, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("import_batch");
  g_autoptr (EpcRecord) record = epc_row_get (transaction->store, transaction->db, entity, batch, error);
  g_autofree char *moment = is_redo ? NULL : epc_moment_from_unix (transaction->wall, epc_store_zone (transaction->store));

  if (record == NULL)
    return error == NULL || *error == NULL;
  epc_record_set_text (record, "undone_at", moment);
  return epc_transaction_update (transaction, record, NULL, NULL, error)
         && (*kept == '\0'
             || epc_sqlite_run (transaction->db, error,
                                "UPDATE _journal SET new = json_set (new, '$._kept', json ('[' || ?2 || ']')) WHERE id = "
                                "(SELECT max (id) FROM _journal WHERE uid = ?1 AND grp = 'undone_at')",
                                "ut", epc_record_uid (record), kept))
         && epc_sqlite_run (transaction->db, error, "UPDATE _batch SET undone = ?1 WHERE id = ?2", "ii",
                            is_redo ? (gint64) 0 : epc_record_meta (record)->changed, batch);
}

static gboolean
turn_batch (EpcTransaction *transaction, gint64 batch, Job *job, GError **error)
{
  g_autoptr (GArray) all = rows_of_batch (transaction->db, batch, error);

  if (all == NULL || !epc_sqlite_exec (transaction->db, "PRAGMA secure_delete=FAST", error))
    return FALSE;
  gboolean done = TRUE;
  job->kept = g_string_new (NULL);
  for (guint i = 0; i < all->len && done; i++)
    {
      BatchRows *rows = &g_array_index (all, BatchRows, i);
      done = mark_rows (transaction, rows, !job->is_redo, job, error)
             && epc_guard_note_batch (transaction, rows->entity, rows->batch, rows->first, rows->last, job->is_redo ? 1 : -1, error);
    }
  epc_sqlite_exec (transaction->db, "PRAGMA secure_delete=ON", NULL);
  done = done && note_undone (transaction, batch, job->is_redo, job->kept->str, error)
         && epc_birth_settle_batch (transaction, batch, error);
  g_string_free (job->kept, TRUE);
  return done;
}

/* --- a step --- */

/* What came in a package goes as a whole, or stays as a whole. */
static gboolean
take_out (EpcTransaction *transaction, Job *job, guint n_lines, GError **error)
{
  const char *why;

  if (!epc_merge_take_out (transaction, job->origin, &why, error))
    return FALSE;
  if (why != NULL)
    leave (job->result, g_strdup_printf (_("What came in the package stays: %s. Turn single changes round from the history."), why));
  else
    job->result->n_changes = n_lines;
  return TRUE;
}

static gboolean
turn_step (EpcTransaction *transaction, gpointer data, GError **error)
{
  Job *job = data;
  gboolean is_merge;
  gint64 batch, own;
  g_autoptr (GPtrArray) lines = lines_of_step (transaction->db, job->turned, error);

  if (lines == NULL
      || !epc_sqlite_integer (transaction->db, &batch, NULL, error, "SELECT batch FROM _step WHERE id = ?1", "i", job->origin))
    return FALSE;
  own = epc_transaction_step (transaction, error);
  if (own == 0 || !epc_merge_is_step (transaction, job->origin, &is_merge, error))
    return FALSE;
  if (is_merge)
    return take_out (transaction, job, lines->len, error);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);
      /* What the program notes about an import stays on record. */
      if (batch != 0 && g_str_equal (line->entity->key, "import_batch"))
        continue;
      /* A group changed twice in the step goes back twice: lines come newest first. */
      if (!turn_line (transaction, line, job->result, error))
        return FALSE;
    }
  if (batch != 0 && !turn_batch (transaction, batch, job, error))
    return FALSE;
  if (job->is_redo)
    return epc_sqlite_run (transaction->db, error, "UPDATE _step SET state = 'done', undone_by = NULL WHERE id = ?1", "i",
                           job->origin);
  return epc_sqlite_run (transaction->db, error, "UPDATE _step SET state = 'undone', undone_by = ?1 WHERE id = ?2", "ii", own,
                         job->origin);
}

/* The step that undo takes: the last one done here. The step that redo takes: the last one undone, if nothing was done since. */
static const char undo_sql[]
    = "SELECT id, label FROM _step WHERE kind = 'do' AND state = 'done' AND replica = ?1 ORDER BY id DESC LIMIT 1";
static const char redo_sql[]
    = "SELECT s.id, s.label FROM _step AS s WHERE s.kind = 'do' AND s.state = 'undone' AND s.replica = ?1 AND NOT EXISTS "
      "(SELECT 1 FROM _step AS n WHERE n.kind = 'do' AND n.state = 'done' AND n.replica = ?1 AND n.id > s.undone_by) "
      "ORDER BY s.undone_by DESC LIMIT 1";

static gboolean
find_step (EpcStore *store, gboolean is_redo, gint64 *step, char **label, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  *step = 0;
  *label = NULL;
  if (reader.db == NULL)
    return FALSE;
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (reader.db, is_redo ? redo_sql : undo_sql, error);
  if (row == NULL)
    return FALSE;
  epc_sqlite_bind_uid (row, 1, &store->replica);
  EpcStep state = epc_sqlite_step (reader.db, row, error);
  if (state == EPC_STEP_ROW)
    {
      *step = sqlite3_column_int64 (row, 0);
      const char *text = (const char *) sqlite3_column_text (row, 1);
      *label = g_strdup (text != NULL ? text : "");
    }
  return state != EPC_STEP_ERROR;
}

static EpcUndoResult *
run_job (EpcStore *store, gint64 step, const char *label, gboolean is_redo, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcUndoResult) result = g_new0 (EpcUndoResult, 1);
  Job job = { .result = result, .origin = step, .turned = step, .is_redo = is_redo };

  result->left = g_ptr_array_new_with_free_func (g_free);
  if (step == 0)
    return g_steal_pointer (&result);
  result->label = g_strdup (label);
  gint64 n_rows;
  {
    /* What was done last with the step: itself, its redo, or (for a redo) its undo. */
    g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
    gint64 last;
    if (reader.db == NULL
        || !epc_sqlite_integer (reader.db, &last, NULL, error, "SELECT max (id) FROM _step WHERE origin = ?1", "i", step)
        || !epc_sqlite_integer (reader.db, &n_rows, NULL, error,
                                "SELECT coalesce (sum (n), 0) FROM _batch_rows WHERE batch IN (SELECT id FROM _batch WHERE step = ?1)", "i", step))
      return NULL;
    if (last != 0)
      job.turned = last;
  }
  if (!epc_store_write_step (store, is_redo ? "redo" : "undo", step, label, (guint64) n_rows, turn_step, &job, cancellable, error))
    return NULL;
  return g_steal_pointer (&result);
}

EpcUndoResult *
epc_store_undo (EpcStore *store, GError **error)
{
  g_autofree char *label = NULL;
  gint64 step;

  return find_step (store, FALSE, &step, &label, error) ? run_job (store, step, label, FALSE, NULL, error) : NULL;
}

EpcUndoResult *
epc_store_redo (EpcStore *store, GError **error)
{
  g_autofree char *label = NULL;
  gint64 step;

  return find_step (store, TRUE, &step, &label, error) ? run_job (store, step, label, TRUE, NULL, error) : NULL;
}

EpcUndoResult *
epc_store_undo_batch (EpcStore *store, gint64 batch, GCancellable *cancellable, GError **error)
{
  g_autofree char *label = NULL, *state = NULL;
  gint64 step = 0;

  {
    g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
    if (reader.db == NULL)
      return NULL;
    epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (
        reader.db, "SELECT s.id, s.label, s.state FROM _batch AS b JOIN _step AS s ON s.id = b.step WHERE b.id = ?1", error);
    if (row == NULL)
      return NULL;
    epc_sqlite_bind (row, "i", batch);
    EpcStep found = epc_sqlite_step (reader.db, row, error);
    if (found == EPC_STEP_ERROR)
      return NULL;
    if (found == EPC_STEP_ROW)
      {
        step = sqlite3_column_int64 (row, 0);
        label = g_strdup ((const char *) sqlite3_column_text (row, 1));
        state = g_strdup ((const char *) sqlite3_column_text (row, 2));
      }
  }
  if (step == 0)
    {
      g_autofree char *number = epc_language_integer (epc_language_get (NULL), batch);
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no import number %s."), number);
      return NULL;
    }
  if (!g_str_equal (state, "done"))
    {
      g_autofree char *number = epc_language_integer (epc_language_get (NULL), batch);
      g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT,
                   g_str_equal (state, "fixed") ? _("Import number %s belongs to the workspace itself and stays.")
                                                : _("Import number %s was taken back already."),
                   number);
      return NULL;
    }
  return run_job (store, step, label != NULL ? label : "", FALSE, cancellable, error);
}

char *
epc_store_undo_label (EpcStore *store)
{
  char *label = NULL;
  gint64 step;

  find_step (store, FALSE, &step, &label, NULL);
  return label;
}

char *
epc_store_redo_label (EpcStore *store)
{
  char *label = NULL;
  gint64 step;

  find_step (store, TRUE, &step, &label, NULL);
  return label;
}
