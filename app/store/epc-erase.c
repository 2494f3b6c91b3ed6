/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Erasing for good, where a person or the law asks for it: the value goes from row, journal, search, captions and attachments;
 * that it was erased, by whom and when stays.
 */
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-care.h"
#include "epc-store-private.h"

/* Removes the bytes of @sha256 when no attachment, and no field of a file, names them any more. */
static gboolean
drop_blob (EpcTransaction *transaction, const char *sha256, GError **error)
{
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);
  gboolean is_used;
  gint64 one;

  if (!epc_sqlite_integer (transaction->db, &one, &is_used, error,
                           "SELECT 1 FROM attachment WHERE sha256 = ?1 AND _deleted = 0 LIMIT 1", "t", sha256))
    return FALSE;
  for (guint i = 0; i < n && !is_used; i++)
    for (guint f = 0; f < all[i]->n_fields && !is_used; f++)
      {
        if (all[i]->fields[f].type != EPC_TYPE_FILE)
          continue;
        g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE substr (\"%s\", 1, 64) = ?1 LIMIT 1", all[i]->key,
                                                all[i]->fields[f].key);
        if (!epc_sqlite_integer (transaction->db, &one, &is_used, error, g_intern_string (sql), "t", sha256))
          return FALSE;
      }
  return is_used || epc_sqlite_run (transaction->db, error, "DELETE FROM _blob WHERE sha256 = ?1", "t", sha256);
}

/* The value out of every journal row of the record. @field NULL: all of them. */
static gboolean
erase_journal (EpcTransaction *transaction, const EpcUid *uid, const EpcField *field, GError **error)
{
  if (field == NULL)
    return epc_sqlite_run (
        transaction->db, error,
        "UPDATE _journal SET old = NULL, new = iif (grp = 'created', json_object ('_code', json_extract (new, '$._code'), '_office', "
        "json_extract (new, '$._office')), NULL), reason = NULL, erased = 1 WHERE uid = ?1 AND grp <> 'deleted'",
        "u", uid);
  g_autofree char *path = g_strconcat ("$.", field->key, NULL);
  return epc_sqlite_run (transaction->db, error,
                         "UPDATE _journal SET old = iif (json_type (old, ?2) IS NULL, old, json_set (old, ?2, NULL)), "
                         "new = iif (json_type (new, ?2) IS NULL, new, json_set (new, ?2, NULL)), reason = NULL, erased = 1 "
                         "WHERE uid = ?1 AND (json_type (old, ?2) IS NOT NULL OR json_type (new, ?2) IS NOT NULL)",
                         "ut", uid, path);
}

/* The value out of what imports brought. */
static gboolean
erase_births (EpcTransaction *transaction, const EpcUid *uid, const EpcField *field, GError **error)
{
  if (field == NULL)
    return epc_sqlite_run (transaction->db, error, "UPDATE _birth SET new = '{}' WHERE uid = ?1", "u", uid);
  g_autofree char *path = g_strconcat ("$.", field->key, NULL);
  return epc_sqlite_run (transaction->db, error, "UPDATE _birth SET new = json_remove (new, ?2) WHERE uid = ?1", "ut", uid, path);
}

/* Captions of undo steps may quote the value. */
static gboolean
erase_captions (EpcTransaction *transaction, const EpcUid *uid, const char *value, GError **error)
{
  if (value == NULL || strlen (value) < 3)
    return TRUE;
  return epc_sqlite_run (
      transaction->db, error,
      "UPDATE _step SET label = ?3 WHERE instr (label, ?2) > 0 AND id IN (SELECT step FROM _journal WHERE uid = ?1)", "utt", uid,
      value, _("Erased"));
}

/* Journals that the group was erased; whoever merges this takes it over any stamp. */
static gboolean
note_erasure (EpcTransaction *transaction, EpcRecord *record, const EpcField *field, const char *group, EpcStamp *stamp, GError **error)
{
  EpcJournalLine line
      = { .entity = epc_record_entity (record), .uid = epc_record_uid (record), .group = group, .is_erased = TRUE };
  g_autofree char *values = epc_row_json (line.entity, epc_record_value (record, 0), group);
  g_autoptr (GString) json = g_string_new (values);
  const char *separator = "";

  /* Which values must go from everywhere, also where this is read by others. */
  g_string_truncate (json, json->len - 1);
  g_string_append (json, ",\"_erased\":[");
  for (guint i = 0; i < line.entity->n_fields; i++)
    {
      const EpcField *one = &line.entity->fields[i];
      if (!epc_field_is_stored (one) || (field != NULL && one != field) || !g_str_equal (epc_field_group (one), group))
        continue;
      g_string_append_printf (json, "%s\"%s\"", separator, one->key);
      separator = ",";
    }
  g_string_append (json, "]}");
  line.new_json = json->str;
  return epc_journal_held_stamp (transaction->db, line.uid, group, epc_record_meta (record)->created, &line.base, error)
         && epc_journal_append (transaction, &line, stamp, error);
}

static gboolean
erase_field (EpcTransaction *transaction, EpcRecord *record, const EpcField *field, GPtrArray *files, GError **error)
{
  g_autofree char *text = epc_record_to_text (record, field->key);
  const char *title = text;

  epc_record_empty (record, field->key);
  if (field->type == EPC_TYPE_FILE && text != NULL && strlen (text) >= 64)
    g_ptr_array_add (files, g_strndup (text, 64));
  return erase_captions (transaction, epc_record_uid (record), title, error);
}

static gboolean
write_row (EpcTransaction *transaction, EpcRecord *record, gboolean whole, EpcStamp stamp, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcEntitySql *sql = epc_entity_sql (entity);
  g_autofree char *extra = g_strdup_printf ("UPDATE \"%s\" SET _extra = NULL WHERE id = ?1", entity->key);
  epc_auto_reset sqlite3_stmt *update = epc_sqlite_prepare (transaction->db, sql->update, error);

  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < sql->n_stored; i++)
    epc_row_bind_value (update, (int) i + 1, epc_record_value (record, sql->stored[i]));
  sqlite3_bind_int64 (update, (int) sql->n_stored + 1, stamp);
  sqlite3_bind_text (update, (int) sql->n_stored + 2, transaction->author, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (update, (int) sql->n_stored + 3, epc_record_row (record));
  if (epc_sqlite_step (transaction->db, update, error) == EPC_STEP_ERROR)
    return FALSE;
  return !whole || epc_sqlite_run (transaction->db, error, g_intern_string (extra), "i", epc_record_row (record));
}

/* The files kept with a record go with it. */
static gboolean
erase_attachments (EpcTransaction *transaction, const EpcUid *uid, GPtrArray *files, GError **error)
{
  const EpcEntity *attachment = epc_entity_find ("attachment");
  char text[EPC_UID_TEXT_SIZE];
  g_autoptr (GArray) uids = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  EpcStep step;

  epc_auto_finalize sqlite3_stmt *rows
      = epc_sqlite_prepare_once (transaction->db, "SELECT uid, sha256 FROM attachment WHERE record = ?1 AND _deleted = 0", error);
  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "t", epc_uid_to_text (uid, text));
  while ((step = epc_sqlite_step (transaction->db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid own;
      epc_sqlite_column_uid (rows, 0, &own);
      g_array_append_val (uids, own);
      g_ptr_array_add (files, g_strdup ((const char *) sqlite3_column_text (rows, 1)));
    }
  for (guint i = 0; i < uids->len && step != EPC_STEP_ERROR; i++)
    {
      const EpcUid *own = &g_array_index (uids, EpcUid, i);
      if (!epc_transaction_erase (transaction, attachment, own, NULL, error)
          || !epc_transaction_delete (transaction, attachment, own, error))
        return FALSE;
    }
  return step != EPC_STEP_ERROR;
}

static gboolean
erase_fields (EpcTransaction *transaction, EpcRecord *record, const EpcField *field, GPtrArray *files, EpcStamp *stamp,
              GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  *stamp = epc_record_meta (record)->changed;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *one = &entity->fields[i];
      if (!epc_field_is_stored (one) || (field != NULL && one != field))
        continue;
      if (!erase_field (transaction, record, one, files, error))
        return FALSE;
      g_hash_table_add (groups, (gpointer) epc_field_group (one));
    }
  if (!erase_journal (transaction, epc_record_uid (record), field, error)
      || !erase_births (transaction, epc_record_uid (record), field, error))
    return FALSE;
  GHashTableIter iter;
  gpointer group;
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    {
      EpcStamp own;
      if (!note_erasure (transaction, record, field, group, &own, error))
        return FALSE;
      *stamp = MAX (*stamp, own);
    }
  return TRUE;
}

gboolean
epc_transaction_erase (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, const EpcField *field,
                       GError **error)
{
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, entity, uid, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  EpcStamp stamp;

  if (record == NULL)
    return FALSE;
  if (field != NULL && !epc_field_is_stored (field))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is worked out from other fields; erase those."), field->key);
      return FALSE;
    }
  gboolean is_counted = epc_total_has (entity) && !epc_record_meta (record)->is_deleted;
  gint64 batch = epc_record_meta (record)->batch;
  if (is_counted)
    epc_total_add (transaction, entity, batch, epc_record_value (record, 0), -1);
  if (!erase_fields (transaction, record, field, files, &stamp, error)
      || !write_row (transaction, record, field == NULL, stamp, error))
    return FALSE;
  if (is_counted)
    epc_total_add (transaction, entity, batch, epc_record_value (record, 0), 1);
  if (field == NULL && !g_str_equal (entity->key, "attachment") && !erase_attachments (transaction, uid, files, error))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    if (!drop_blob (transaction, g_ptr_array_index (files, i), error))
      return FALSE;
  if (!epc_record_meta (record)->is_deleted
      && !epc_search_write (transaction->db, entity, epc_record_row (record), epc_record_code (record),
                            epc_record_value (record, 0), error))
    return FALSE;
  epc_transaction_note (transaction, entity, epc_record_row (record), EPC_CHANGED_UPDATE);
  transaction->has_erased = TRUE;
  return epc_sqlite_run (transaction->db, error, "UPDATE _step SET state = 'fixed' WHERE id = ?1", "i",
                         epc_transaction_step (transaction, error));
}

/* Packages that wait for one before them are kept whole and sealed by their signature: what was erased may stand in them, and cannot be taken
 * out. When they come again, the erasure is in the journal before them. */
static gboolean
drop_asides (EpcTransaction *transaction, GError **error)
{
  gint64 n;

  if (!epc_sqlite_integer (transaction->db, &n, NULL, error, "SELECT count (*) FROM _aside", "")
      || (n > 0 && !epc_sqlite_exec (transaction->db, "DELETE FROM _aside", error)))
    return FALSE;
  if (n > 0)
    epc_store_add_notice (transaction->store, "erase-aside",
                          g_strdup (_("Packages that were kept aside were dropped, because what was erased may stand in them: ask for them again.")));
  return TRUE;
}

/* Before COMMIT of a write that erased: the words of the old text out of the index, whose segments keep what was deleted. */
gboolean
epc_erase_finish (EpcTransaction *transaction, GError **error)
{
  if (transaction->has_erased && !drop_asides (transaction, error))
    return FALSE;
  return !transaction->has_erased || epc_sqlite_exec (transaction->db, "INSERT INTO _search (_search) VALUES ('rebuild')", error);
}

static char *
join (GPtrArray *paths)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (paths, i));
  return g_string_free (text, FALSE);
}

/* They are files of their own, maybe on another disk or a stick that is not here: whoever must be rid of what was erased is told of each. */
static void
tell_backups (EpcStore *store, EpcSqlite *db)
{
  g_autoptr (GPtrArray) backups = epc_store_list_backups (store->path), unseen = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  epc_care_list_aside (store->path, backups);
  if (!epc_care_list_made (db, backups, unseen, &error))
    epc_store_add_notice (store, "erase", g_strdup (error->message));
  g_autofree char *paths = join (backups), *others = join (unseen);
  if (unseen->len > 0)
    epc_store_add_notice (store, "erase-elsewhere",
                          /* Translators: a number; %s is a list of files with the days on which they were made */
                          g_strdup_printf (ngettext_ ("%u backup is no longer where it was made, or that place cannot be seen from here: whoever has it "
                                                      "must delete it if it must not hold what was erased: %s",
                                                      "%u backups are no longer where they were made, or those places cannot be seen from here: whoever has "
                                                      "them must delete them if they must not hold what was erased: %s",
                                                      unseen->len),
                                           unseen->len, others));
  if (backups->len > 0)
    epc_store_add_notice (store, "erase",
                          /* Translators: a number; %s is a list of files */
                          g_strdup_printf (ngettext_ ("%u backup made before still holds what was erased; delete it if it must not: %s",
                                                      "%u backups made before still hold what was erased; delete them if they must not: %s",
                                                      backups->len),
                                           backups->len, paths));
}

/* After COMMIT: pages keep pieces of what was moved about in them; writing the whole file anew leaves none. */
void
epc_erase_scrub (EpcStore *store, EpcSqlite *db)
{
  g_autoptr (GError) error = NULL;

  if (!epc_sqlite_exec (db, "VACUUM; PRAGMA wal_checkpoint (TRUNCATE)", &error))
    epc_store_add_notice (
        store, "erase",
        g_strdup_printf (_("The value was erased, but traces of it may still be in the file: %s Compact the workspace "
                            "when nothing else has it open."),
                         error->message));
  tell_backups (store, db);
}

/* --- attachments --- */

gboolean
epc_transaction_keep_bytes (EpcTransaction *transaction, const char *sha256, const guint8 *bytes, gsize length, GError **error)
{
  epc_auto_reset sqlite3_stmt *insert
      = epc_sqlite_prepare (transaction->db, "INSERT OR IGNORE INTO _blob (sha256, size, data) VALUES (?1, ?2, ?3)", error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_text (insert, 1, sha256, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (insert, 2, (gint64) length);
  if (length > 0)
    sqlite3_bind_blob64 (insert, 3, bytes, length, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob (insert, 3, 0);
  return epc_sqlite_step (transaction->db, insert, error) != EPC_STEP_ERROR;
}

char *
epc_transaction_attach (EpcTransaction *transaction, const EpcEntity *entity, const EpcUid *uid, const char *file_name,
                        GBytes *bytes, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *name = g_path_get_basename (file_name);
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("attachment"));
  g_autoptr (EpcRecord) owner = epc_transaction_get (transaction, entity, uid, error);
  char text[EPC_UID_TEXT_SIZE];
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (owner == NULL)
    return NULL;
  if (!epc_transaction_keep_bytes (transaction, hash, data, size, error))
    return NULL;
  g_autofree char *type = g_content_type_guess (name, data, MIN (size, 4096), NULL);
  g_autofree char *media_type = g_content_type_get_mime_type (type);
  epc_record_set_text (record, "entity", entity->key);
  epc_record_set_text (record, "record", epc_uid_to_text (uid, text));
  epc_record_set_text (record, "file_name", name);
  epc_record_set_integer (record, "file_size", (gint64) size);
  epc_record_set_text (record, "sha256", hash);
  epc_record_set_text (record, "media_type", media_type);
  return epc_transaction_insert (transaction, record, error) ? g_steal_pointer (&hash) : NULL;
}

GBytes *
epc_store_attachment (EpcStore *store, const char *value, GError **error)
{
  g_autofree char *sha256 = g_strndup (value, 64);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (reader.db, "SELECT data FROM _blob WHERE sha256 = ?1", error);
  if (row == NULL)
    return NULL;
  epc_sqlite_bind (row, "t", sha256);
  EpcStep step = epc_sqlite_step (reader.db, row, error);
  if (step == EPC_STEP_ROW)
    return g_bytes_new (sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0));
  if (step == EPC_STEP_DONE)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no attachment with the fingerprint %s."), sha256);
  return NULL;
}
