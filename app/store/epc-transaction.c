/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One write: its step, its changes, and what may be done to single records in it.
 */
#include "epc-transaction.h"

#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-guard.h"
#include "epc-store-private.h"

/* More changed rows of one kind than this are not told one by one. */
#define MOST_NOTED_ROWS 4096

/* --- the transaction itself --- */

static void
change_set_free (gpointer data)
{
  EpcChangeSet *set = data;

  g_array_unref (set->inserted);
  g_array_unref (set->updated);
  g_array_unref (set->deleted);
  g_free (set);
}

EpcTransaction *
epc_transaction_new (EpcStore *store, EpcSqlite *db, const char *kind, gint64 origin, const char *label)
{
  EpcTransaction *transaction = g_new0 (EpcTransaction, 1);

  transaction->store = store;
  transaction->db = db;
  transaction->kind = g_str_equal (kind, "fixed") ? "do" : kind;
  transaction->is_fixed = g_str_equal (kind, "fixed");
  transaction->origin = origin;
  transaction->label = g_strdup (label);
  transaction->author = g_strdup (epc_store_author (store));
  transaction->wall = epc_clock_now ();
  transaction->changes = g_hash_table_new_full (NULL, NULL, NULL, change_set_free);
  if (g_str_equal (transaction->kind, "do") && !transaction->is_fixed)
    {
      g_mutex_lock (&store->lock);
      if (store->step_label != NULL)
        {
          g_free (transaction->label);
          transaction->label = g_strdup (store->step_label);
          transaction->step = store->step;
          transaction->step_is_shared = store->step != 0;
        }
      g_mutex_unlock (&store->lock);
    }
  return transaction;
}

void
epc_transaction_free (EpcTransaction *transaction)
{
  g_clear_pointer (&transaction->put, epc_put_free);
  epc_total_clear (transaction);
  epc_guard_clear (transaction);
  g_hash_table_unref (transaction->changes);
  g_free (transaction->label);
  g_free (transaction->author);
  g_free (transaction);
}

EpcStore *
epc_transaction_store (EpcTransaction *transaction)
{
  return transaction->store;
}

gint64
epc_transaction_step (EpcTransaction *transaction, GError **error)
{
  if (transaction->step != 0)
    return transaction->step;
  if (!epc_sqlite_run (transaction->db, error,
                       "INSERT INTO _step (kind, state, label, author, replica, wall, origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
                       "nullif (?7, 0))",
                       "ttttuii", transaction->kind, transaction->is_fixed ? "fixed" : "done", transaction->label,
                       transaction->author, &transaction->store->replica, transaction->wall, transaction->origin))
    return 0;
  transaction->step = sqlite3_last_insert_rowid (transaction->db->handle);
  return transaction->step;
}

gboolean
epc_transaction_finish (EpcTransaction *transaction, GError **error)
{
  if (!epc_put_close (transaction, error) || !epc_total_flush (transaction, error) || !epc_erase_finish (transaction, error)
      || !epc_guard_settle (transaction, error))
    return FALSE;
  return transaction->next_seq == 0
         || epc_sqlite_run (transaction->db, error, "UPDATE _replica SET seq = ?1 WHERE id = ?2", "iu", transaction->next_seq - 1,
                            &transaction->store->replica);
}

static EpcChangeSet *
change_set (EpcTransaction *transaction, const EpcEntity *entity)
{
  EpcChangeSet *set = g_hash_table_lookup (transaction->changes, entity);

  if (set == NULL)
    {
      set = g_new0 (EpcChangeSet, 1);
      set->inserted = g_array_new (FALSE, FALSE, sizeof (gint64));
      set->updated = g_array_new (FALSE, FALSE, sizeof (gint64));
      set->deleted = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (transaction->changes, (gpointer) entity, set);
    }
  return set;
}

void
epc_transaction_note (EpcTransaction *transaction, const EpcEntity *entity, gint64 row, EpcChangedKind kind)
{
  EpcChangeSet *set = change_set (transaction, entity);
  GArray *array = kind == EPC_CHANGED_INSERT ? set->inserted : kind == EPC_CHANGED_UPDATE ? set->updated : set->deleted;

  if (set->is_many)
    return;
  if (array->len >= MOST_NOTED_ROWS)
    set->is_many = TRUE;
  else
    g_array_append_val (array, row);
}

void
epc_transaction_note_many (EpcTransaction *transaction, const EpcEntity *entity)
{
  change_set (transaction, entity)->is_many = TRUE;
}

/* --- reading inside --- */

EpcRecord *
epc_transaction_get (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!epc_put_flush (transaction, error))
    return NULL;
  EpcRecord *record = epc_row_find (transaction->store, transaction->db, entity, uid, &local);
  if (record == NULL && local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (record == NULL)
    {
      char text[EPC_UID_TEXT_SIZE];
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no record %s of the kind “%s”."),
                   epc_uid_to_text (uid, text), entity->key);
    }
  return record;
}

gboolean
epc_transaction_exists (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid)
{
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (transaction->db, epc_entity_sql (entity)->head_by_uid, NULL);

  if (row == NULL || !epc_put_flush (transaction, NULL))
    return FALSE;
  epc_sqlite_bind_uid (row, 1, uid);
  return epc_sqlite_step (transaction->db, row, NULL) == EPC_STEP_ROW && sqlite3_column_int64 (row, 1) == 0;
}

/* --- inserting --- */

static gboolean
mint_code (EpcTransaction *transaction, EpcRecord *record, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  const char *country = epc_store_country (transaction->store);
  g_autofree char *series = NULL;
  gint64 number;

  if (entity->code_prefix == NULL || epc_record_code (record) != NULL)
    return TRUE;
  series = g_strdup_printf ("%s-%s", *country != '\0' ? country : "XXX", entity->code_prefix);
  if (!epc_sqlite_integer (transaction->db, &number, NULL, error,
                           "INSERT INTO _counter (name, value) VALUES (?1, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 "
                           "RETURNING value",
                           "t", series))
    return FALSE;
  g_autofree char *code = g_strdup_printf ("%s-%04" G_GINT64_FORMAT, series, number);
  epc_record_set_code (record, code);
  return TRUE;
}

static const char *
entity_label (const EpcEntity *entity)
{
  return epc_language_text (epc_language_get (NULL), entity->label);
}

static const EpcValue *
values_of (EpcRecord *record)
{
  return epc_record_entity (record)->n_fields > 0 ? epc_record_value (record, 0) : NULL;
}

static gboolean
check_kinds (EpcRecord *record, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcValue *value = epc_record_value (record, i);
      if (value->kind != EPC_VALUE_EMPTY && value->kind != epc_field_value_kind (&entity->fields[i]))
        return epc_value_check (&entity->fields[i], value, error);
    }
  return TRUE;
}

static const char *const sensitivities[] = { NULL, "restricted", "confidential", "strict" };

static gboolean
insert_row (EpcTransaction *transaction, EpcRecord *record, EpcStamp stamp, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcEntitySql *sql = epc_entity_sql (entity);
  EpcRecordMeta *meta = epc_record_meta (record);
  epc_auto_reset sqlite3_stmt *insert = epc_sqlite_prepare (transaction->db, sql->insert, error);
  if (insert == NULL)
    return FALSE;
  epc_sqlite_bind_uid (insert, EPC_COLUMN_UID + 1, epc_record_uid (record));
  sqlite3_bind_int64 (insert, EPC_COLUMN_DELETED + 1, 0);
  sqlite3_bind_text (insert, EPC_COLUMN_CODE + 1, epc_record_code (record), -1, SQLITE_TRANSIENT);
  epc_sqlite_bind_uid (insert, EPC_COLUMN_OFFICE + 1, &meta->office);
  sqlite3_bind_int64 (insert, EPC_COLUMN_CREATED + 1, stamp);
  sqlite3_bind_text (insert, EPC_COLUMN_CREATED_BY + 1, transaction->author, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, EPC_COLUMN_SENSITIVITY + 1, sensitivities[meta->sensitivity], -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, EPC_COLUMN_EXTRA + 1, meta->extra, -1, SQLITE_TRANSIENT);
  for (guint i = 0; i < sql->n_stored; i++)
    epc_row_bind_value (insert, EPC_COLUMN_FIRST_FIELD + (int) i + 1, epc_record_value (record, sql->stored[i]));
  if (epc_sqlite_step (transaction->db, insert, error) == EPC_STEP_ERROR)
    return FALSE;
  epc_record_set_row (record, sqlite3_last_insert_rowid (transaction->db->handle));
  return TRUE;
}

/* Of the journal, as this transaction has left it. */
static gint64
newest_entry (EpcTransaction *transaction)
{
  gint64 entry;

  epc_sqlite_integer (transaction->db, &entry, NULL, NULL, "SELECT max (id) FROM _journal", "");
  return entry;
}

static void
fill_meta (EpcTransaction *transaction, EpcRecord *record, EpcStamp stamp)
{
  EpcRecordMeta *meta = epc_record_meta (record);

  meta->created = meta->changed = stamp;
  meta->seen = newest_entry (transaction);
  epc_set_text (&meta->created_by, transaction->author);
  epc_set_text (&meta->changed_by, transaction->author);
  meta->batch = 0;
  meta->is_deleted = FALSE;
}

/* A record with this key lies in the bin: it comes back with the values of @record. */
static gboolean
revive (EpcTransaction *transaction, EpcRecord *record, EpcRecord *old, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);

  epc_record_set_row (record, epc_record_row (old));
  epc_record_set_code (record, epc_record_code (old));
  epc_record_meta (record)->changed = 0;
  return epc_transaction_restore (transaction, entity, epc_record_uid (old), error)
         && epc_transaction_update (transaction, record, NULL, NULL, error);
}

/* All values, and what all records share; their keys begin with an underscore, as no field's does. */
static char *
created_json (EpcRecord *record)
{
  EpcRecordMeta *meta = epc_record_meta (record);
  g_autofree char *json = epc_row_json (epc_record_entity (record), values_of (record), NULL);
  GString *out = g_string_new (json);
  char office[EPC_UID_TEXT_SIZE];

  g_string_truncate (out, out->len - 1);
  if (epc_record_code (record) != NULL)
    {
      g_string_append (out, out->len > 1 ? ",\"_code\":" : "\"_code\":");
      epc_text_append_json (out, epc_record_code (record));
    }
  g_string_append_printf (out, "%s\"_office\":\"%s\"", out->len > 1 ? "," : "", epc_uid_to_text (&meta->office, office));
  if (meta->sensitivity != EPC_SENSITIVITY_PUBLIC)
    g_string_append_printf (out, ",\"_sensitivity\":\"%s\"", sensitivities[meta->sensitivity]);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

gboolean
epc_transaction_insert (EpcTransaction *transaction, EpcRecord *record, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  EpcRecordMeta *meta = epc_record_meta (record);
  g_autoptr (GError) local = NULL;
  EpcStamp stamp;

  if (!epc_put_flush (transaction, error) || !check_kinds (record, error))
    return FALSE;
  if (epc_uid_is_nil (epc_record_uid (record)) || epc_entity_has_natural_key (entity))
    {
      EpcUid uid = epc_record_make_uid (record);
      epc_record_set_uid (record, &uid);
    }
  g_autoptr (EpcRecord) old = epc_row_find (transaction->store, transaction->db, entity, epc_record_uid (record), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (old != NULL && epc_record_meta (old)->is_deleted)
    return revive (transaction, record, old, error);
  if (old != NULL)
    {
      g_autofree char *title = epc_record_title (old);
      g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT, _("%s “%s” is there already."), entity_label (entity), title);
      return FALSE;
    }
  if (!epc_guard_allows (transaction, NULL, record, error))
    return FALSE;
  epc_guard_note (transaction, entity, values_of (record), 1);
  if (epc_uid_is_nil (&meta->office))
    meta->office = transaction->store->office;
  if (!mint_code (transaction, record, error))
    return FALSE;
  g_autofree char *json = created_json (record);
  EpcJournalLine line = { .entity = entity, .uid = epc_record_uid (record), .group = "created", .new_json = json };
  if (!epc_journal_append (transaction, &line, &stamp, error) || !insert_row (transaction, record, stamp, error))
    return FALSE;
  fill_meta (transaction, record, stamp);
  if (epc_total_has (entity))
    epc_total_add (transaction, entity, 0, values_of (record), 1);
  epc_transaction_note (transaction, entity, epc_record_row (record), EPC_CHANGED_INSERT);
  return epc_search_write (transaction->db, entity, epc_record_row (record), epc_record_code (record), values_of (record), error);
}

/* --- updating --- */

static gboolean
group_differs (const EpcEntity *entity, const EpcValue *a, const EpcValue *b, const char *group)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (epc_field_is_stored (&entity->fields[i]) && !epc_value_equal (&a[i], &b[i])
        && g_str_equal (epc_field_group (&entity->fields[i]), group))
      return TRUE;
  return FALSE;
}

/* TRUE when the parts of @total, or their parts, add up to what it is now: then they are right and stay. */
static gboolean
parts_add_up (const EpcEntity *entity, const EpcValue *values, guint total)
{
  const char *group = epc_field_group (&entity->fields[total]);
  gint64 sums[2] = { 0, 0 };
  guint filled[2] = { 0, 0 };

  if (values[total].kind != EPC_VALUE_INTEGER)
    return FALSE;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      int which = field->flags & EPC_FIELD_SUBPART ? 1 : 0;
      if (i == total || !(field->flags & EPC_FIELD_PART) || !g_str_equal (epc_field_group (field), group)
          || values[i].kind != EPC_VALUE_INTEGER)
        continue;
      sums[which] += values[i].integer;
      filled[which]++;
    }
  return (filled[0] > 0 || filled[1] > 0) && (filled[0] == 0 || sums[0] == values[total].integer)
         && (filled[1] == 0 || sums[1] == values[total].integer);
}

/* A total that changes without its parts leaves parts that no longer add up: they are emptied. */
static void
empty_stale_parts (EpcRecord *record, EpcRecord *old)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcValue *now = values_of (record), *before = values_of (old);

  for (guint t = 0; t < entity->n_fields; t++)
    {
      const char *group = epc_field_group (&entity->fields[t]);
      gboolean part_changed = FALSE;
      if (!(entity->fields[t].flags & EPC_FIELD_TOTAL) || epc_value_equal (&now[t], &before[t]) || parts_add_up (entity, now, t))
        continue;
      for (guint i = 0; i < entity->n_fields; i++)
        part_changed |= i != t && (entity->fields[i].flags & EPC_FIELD_PART)
                        && g_str_equal (epc_field_group (&entity->fields[i]), group) && !epc_value_equal (&now[i], &before[i]);
      for (guint i = 0; i < entity->n_fields && !part_changed; i++)
        if (i != t && (entity->fields[i].flags & EPC_FIELD_PART) && g_str_equal (epc_field_group (&entity->fields[i]), group))
          epc_record_empty (record, entity->fields[i].key);
    }
}

/* Groups that somebody else changed since @record was read, and that @record did not touch, take the value stored now; where both
 * changed it, nothing is written. Each group is asked for by itself, and by its place in the journal, not by its stamp: the stamp of
 * the record is the highest of its groups', and one from a clock of 2031 would hide all that others do until then. */
static gboolean
meet_newer_changes (EpcTransaction *transaction, EpcRecord *record, EpcRecord *old, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  gint64 seen = epc_record_meta (record)->seen;

  /* Not read from here, or nothing was written since. */
  if (epc_record_meta (record)->changed == 0 || seen >= epc_record_meta (old)->seen)
    return TRUE;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!epc_field_is_stored (field) || epc_value_equal (epc_record_value (record, i), epc_record_value (old, i)))
        continue;
      epc_auto_reset sqlite3_stmt *first
          = epc_sqlite_prepare (transaction->db,
                                "SELECT json_extract (old, '$.' || ?4), json_type (old, '$.' || ?4) IS NOT NULL FROM _journal "
                                "WHERE uid = ?1 AND grp = ?2 AND id > ?3 ORDER BY id LIMIT 1",
                                error);
      if (first == NULL)
        return FALSE;
      epc_sqlite_bind (first, "utit", epc_record_uid (record), epc_field_group (field), seen, field->key);
      EpcStep step = epc_sqlite_step (transaction->db, first, error);
      if (step == EPC_STEP_ERROR)
        return FALSE;
      if (step == EPC_STEP_DONE)
        continue;
      g_autofree char *mine = epc_value_to_text (field, epc_record_value (record, i));
      if (g_strcmp0 (mine, (const char *) sqlite3_column_text (first, 0)) != 0)
        {
          g_set_error (
              error, EPC_ERROR, EPC_ERROR_CONFLICT,
              _("%s was changed by somebody else since you opened this record. Open it again and look before you change it."),
              epc_language_text (epc_language_get (NULL), field->label));
          return FALSE;
        }
      EpcValue copy = EPC_VALUE_INIT;
      epc_value_copy (&copy, epc_record_value (old, i));
      epc_record_take_value (record, i, &copy);
    }
  return TRUE;
}

static gboolean
refuse_ledger (const EpcEntity *entity, GError **error)
{
  if (!(entity->flags & EPC_ENTITY_APPEND_ONLY))
    return FALSE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
               _("%s is a ledger: what was entered stays. Enter a reversal, with the opposite amount, instead."),
               entity_label (entity));
  return TRUE;
}

static gboolean
write_fields (EpcTransaction *transaction, EpcRecord *record, EpcStamp stamp, GError **error)
{
  const EpcEntitySql *sql = epc_entity_sql (epc_record_entity (record));
  epc_auto_reset sqlite3_stmt *update = epc_sqlite_prepare (transaction->db, sql->update, error);

  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < sql->n_stored; i++)
    epc_row_bind_value (update, (int) i + 1, epc_record_value (record, sql->stored[i]));
  sqlite3_bind_int64 (update, (int) sql->n_stored + 1, stamp);
  sqlite3_bind_text (update, (int) sql->n_stored + 2, transaction->author, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (update, (int) sql->n_stored + 3, epc_record_row (record));
  return epc_sqlite_step (transaction->db, update, error) == EPC_STEP_DONE;
}

/* Journals each group in which @record differs from @old. *@stamp: the latest of them. */
static gboolean
journal_differences (EpcTransaction *transaction, EpcRecord *record, EpcRecord *old, const char *reason, gint64 batch,
                     guint *n_groups, EpcStamp *stamp, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcValue *now = values_of (record), *before = values_of (old);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  *stamp = epc_record_meta (old)->changed;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const char *group = epc_field_group (&entity->fields[i]);
      EpcStamp base, own;
      if (!g_hash_table_add (seen, (gpointer) group) || !group_differs (entity, now, before, group))
        continue;
      g_autofree char *old_json = epc_row_json (entity, before, group);
      g_autofree char *new_json = epc_row_json (entity, now, group);
      EpcJournalLine line = { entity, epc_record_uid (record), group, old_json, new_json, reason, 0, batch, FALSE,
                              epc_record_meta (old)->changed };
      if (!epc_journal_held_stamp (transaction->db, line.uid, group, epc_record_meta (old)->created, &base, error))
        return FALSE;
      line.base = base;
      if (!epc_journal_append (transaction, &line, &own, error))
        return FALSE;
      *stamp = MAX (*stamp, own);
      (*n_groups)++;
    }
  return TRUE;
}

gboolean
epc_transaction_write_changes (EpcTransaction *transaction, EpcRecord *record, EpcRecord *old, const char *reason, gint64 batch,
                               guint *n_changed, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  EpcRecordMeta *meta = epc_record_meta (record);
  gint64 row = epc_record_row (record);
  gboolean differs = FALSE;
  guint n_groups = 0;
  EpcStamp stamp;

  for (guint i = 0; i < entity->n_fields && !differs; i++)
    differs
        = epc_field_is_stored (&entity->fields[i]) && !epc_value_equal (epc_record_value (record, i), epc_record_value (old, i));
  if (!differs)
    {
      meta->changed = epc_record_meta (old)->changed;
      meta->seen = epc_record_meta (old)->seen;
      return TRUE;
    }
  if (refuse_ledger (entity, error) || !journal_differences (transaction, record, old, reason, batch, &n_groups, &stamp, error)
      || !write_fields (transaction, record, stamp, error))
    return FALSE;
  epc_guard_note (transaction, entity, values_of (old), -1);
  epc_guard_note (transaction, entity, values_of (record), 1);
  if (epc_total_has (entity))
    {
      epc_total_add (transaction, entity, epc_record_meta (old)->batch, values_of (old), -1);
      epc_total_add (transaction, entity, epc_record_meta (old)->batch, values_of (record), 1);
    }
  meta->changed = stamp;
  meta->seen = newest_entry (transaction);
  epc_set_text (&meta->changed_by, transaction->author);
  if (n_changed != NULL)
    *n_changed = n_groups;
  epc_transaction_note (transaction, entity, row, EPC_CHANGED_UPDATE);
  return epc_search_write (transaction->db, entity, row, epc_record_code (record), values_of (record), error);
}

gboolean
epc_transaction_update (EpcTransaction *transaction, EpcRecord *record, const char *reason, guint *n_changed, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);

  if (n_changed != NULL)
    *n_changed = 0;
  if (!check_kinds (record, error))
    return FALSE;
  g_autoptr (EpcRecord) old = epc_transaction_get (transaction, entity, epc_record_uid (record), error);
  if (old == NULL)
    return FALSE;
  if (epc_record_meta (old)->is_deleted)
    {
      g_autofree char *title = epc_record_title (old);
      g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT, _("%s “%s” was deleted. Restore it before you change it."),
                   entity_label (entity), title);
      return FALSE;
    }
  epc_record_set_row (record, epc_record_row (old));
  if (epc_record_code (record) == NULL)
    epc_record_set_code (record, epc_record_code (old));
  if (!meet_newer_changes (transaction, record, old, error))
    return FALSE;
  if (!epc_guard_allows (transaction, old, record, error))
    return FALSE;
  empty_stale_parts (record, old);
  return epc_transaction_write_changes (transaction, record, old, reason, 0, n_changed, error);
}

/* --- deleting and bringing back --- */

gboolean
epc_transaction_write_deleted (EpcTransaction *transaction, EpcRecord *record, gboolean is_deleted, const char *reason, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcUid *uid = epc_record_uid (record);
  gint64 row = epc_record_row (record);
  gboolean was_deleted = epc_record_meta (record)->is_deleted;
  EpcStamp base, stamp;
  g_autofree char *new_json = g_strdup ("{\"deleted\":null}");

  if (is_deleted)
    {
      /* What had been seen when it was deleted: an edit outside of that keeps the record alive. */
      g_autofree char *vector = epc_journal_vector_json (transaction, error);
      if (vector == NULL)
        return FALSE;
      g_free (new_json);
      new_json = g_strdup_printf ("{\"deleted\":\"yes\",\"seen\":%s}", vector);
    }
  if (!epc_journal_held_stamp (transaction->db, uid, "deleted", epc_record_meta (record)->created, &base, error))
    return FALSE;
  EpcJournalLine line = { .entity = entity,
                          .uid = uid,
                          .group = "deleted",
                          .old_json = was_deleted ? "{\"deleted\":\"yes\"}" : "{\"deleted\":null}",
                          .new_json = new_json,
                          .reason = reason,
                          .base = base };
  if (!epc_journal_append (transaction, &line, &stamp, error)
      || !epc_sqlite_run (transaction->db, error, epc_entity_sql (entity)->delete_row, "iiti", is_deleted ? stamp : (gint64) 0,
                          MAX (stamp, epc_record_meta (record)->changed), transaction->author, row))
    return FALSE;
  if (was_deleted == is_deleted)
    return TRUE;
  if (epc_total_has (entity))
    epc_total_add (transaction, entity, epc_record_meta (record)->batch, values_of (record), is_deleted ? -1 : 1);
  epc_guard_note (transaction, entity, values_of (record), is_deleted ? -1 : 1);
  epc_transaction_note (transaction, entity, row, is_deleted ? EPC_CHANGED_DELETE : EPC_CHANGED_INSERT);
  return is_deleted ? epc_search_remove (transaction->db, entity, row, error)
                    : epc_search_write (transaction->db, entity, row, epc_record_code (record), values_of (record), error);
}

gboolean
epc_transaction_delete (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, GError **error)
{
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, entity, uid, error);

  if (record == NULL)
    return FALSE;
  if (epc_record_meta (record)->is_deleted)
    return TRUE;
  /* The undo of an entry made by hand is no correction of the ledger: nothing was built on it yet. */
  if (g_str_equal (transaction->kind, "do") && refuse_ledger (entity, error))
    return FALSE;
  return epc_transaction_write_deleted (transaction, record, TRUE, NULL, error);
}

gboolean
epc_transaction_restore (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, GError **error)
{
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, entity, uid, error);

  if (record == NULL)
    return FALSE;
  return !epc_record_meta (record)->is_deleted || epc_transaction_write_deleted (transaction, record, FALSE, NULL, error);
}
