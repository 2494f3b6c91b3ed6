/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-guard.h"
#include "epc-schema.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-schema-resources.h"

static const char *const shared_columns[] = { "id",       "uid",         "_deleted", "_batch",      "_code",        "_office",
                                              "_created", "_created_by", "_changed", "_changed_by", "_sensitivity", "_extra" };
G_STATIC_ASSERT (G_N_ELEMENTS (shared_columns) == EPC_COLUMN_FIRST_FIELD);

/* On a count table each index costs as much as a tenth of its import. */
#define MOST_COUNT_INDEXES 3

static const char *
column_type (const EpcField *field)
{
  switch (epc_field_value_kind (field))
    {
    case EPC_VALUE_INTEGER:
      return "INTEGER";
    case EPC_VALUE_DECIMAL:
      return "REAL";
    case EPC_VALUE_UID:
      return "BLOB";
    case EPC_VALUE_EMPTY:
    case EPC_VALUE_TEXT:
    default:
      return "TEXT";
    }
}

static const char *
intern (GString *text)
{
  const char *kept = g_intern_string (text->str);

  g_string_free (text, TRUE);
  return kept;
}

static const char *
intern_format (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  return g_intern_string (text);
}

static void
append_field (GString *out, const char *key)
{
  g_string_append_printf (out, "\"%s\"", key);
}

static const char *
insert_text (const EpcEntitySql *sql, const char *columns)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "INSERT INTO \"%s\" (%s) VALUES (", sql->entity->key, columns);
  for (guint i = 0; i < EPC_COLUMN_FIRST_FIELD + sql->n_stored; i++)
    g_string_append_printf (text, "%s?%u", i > 0 ? ", " : "", i + 1);
  g_string_append_c (text, ')');
  return intern (text);
}

static const char *
update_text (const EpcEntitySql *sql, const char *shared, guint n_shared)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "UPDATE \"%s\" SET ", sql->entity->key);
  for (guint i = 0; i < sql->n_stored; i++)
    {
      append_field (text, sql->entity->fields[sql->stored[i]].key);
      g_string_append_printf (text, " = ?%u, ", i + 1);
    }
  if (n_shared == 2)
    g_string_append_printf (text, shared, sql->n_stored + 1, sql->n_stored + 2, sql->n_stored + 3);
  else
    g_string_append_printf (text, shared, sql->n_stored + 1, sql->n_stored + 2);
  return intern (text);
}

static EpcEntitySql *
make_entity_sql (const EpcEntity *entity)
{
  EpcEntitySql *sql = g_new0 (EpcEntitySql, 1);
  GString *columns = g_string_new (NULL);

  sql->entity = entity;
  sql->guards = epc_guard_mask (entity);
  sql->stored = g_new0 (guint, entity->n_fields + 1);
  sql->column = g_new0 (int, entity->n_fields + 1);
  for (guint i = 0; i < EPC_COLUMN_FIRST_FIELD; i++)
    g_string_append_printf (columns, "%s%s", i > 0 ? ", " : "", shared_columns[i]);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      sql->column[i] = -1;
      if (!epc_field_is_stored (&entity->fields[i]))
        continue;
      g_string_append (columns, ", ");
      append_field (columns, entity->fields[i].key);
      sql->column[i] = EPC_COLUMN_FIRST_FIELD + (int) sql->n_stored;
      sql->stored[sql->n_stored++] = i;
      sql->is_searched |= (entity->fields[i].flags & EPC_FIELD_SEARCH) != 0;
    }
  if (entity->flags & EPC_ENTITY_COUNT)
    sql->is_searched = FALSE;
  else
    sql->is_searched |= entity->code_prefix != NULL;
  sql->insert = insert_text (sql, columns->str);
  /* Read in the same moment as the row; once for all rows of a select. */
  sql->seen = EPC_COLUMN_FIRST_FIELD + (int) sql->n_stored;
  g_string_append (columns, ", (SELECT max (id) FROM _journal)");
  sql->columns = intern (columns);
  sql->by_row = intern_format ("SELECT %s FROM \"%s\" WHERE id = ?1", sql->columns, entity->key);
  sql->by_uid = intern_format ("SELECT %s FROM \"%s\" WHERE uid = ?1", sql->columns, entity->key);
  sql->head_by_uid = intern_format ("SELECT id, _deleted, _batch, _created, _changed FROM \"%s\" WHERE uid = ?1", entity->key);
  sql->update = update_text (sql, "_changed = ?%u, _changed_by = ?%u WHERE id = ?%u", 2);
  sql->revive = update_text (sql, "_batch = ?%u, _deleted = 0 WHERE id = ?%u", 1);
  sql->delete_row = intern_format ("UPDATE \"%s\" SET _deleted = ?1, _changed = ?2, _changed_by = ?3 WHERE id = ?4", entity->key);
  return sql;
}

static gpointer
make_slots (gpointer data)
{
  guint n;

  epc_catalogue (&n);
  return g_new0 (gpointer, n);
}

/* Each is made when it is first asked for: a start asks for a handful. */
const EpcEntitySql *
epc_entity_sql (const EpcEntity *entity)
{
  static GOnce once = G_ONCE_INIT;
  gpointer *slot = (gpointer *) g_once (&once, make_slots, NULL) + epc_entity_index (entity);

  if (g_once_init_enter (slot))
    g_once_init_leave (slot, make_entity_sql (entity));
  return *slot;
}

/* --- tables of the catalogue --- */

static char *
table_text (const EpcEntity *entity)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          "CREATE TABLE \"%s\" (\n  id INTEGER PRIMARY KEY,\n  uid BLOB NOT NULL,\n"
                          "  _deleted INTEGER NOT NULL DEFAULT 0,\n  _batch INTEGER,\n  _code TEXT,\n  _office BLOB,\n"
                          "  _created INTEGER,\n  _created_by TEXT,\n  _changed INTEGER,\n  _changed_by TEXT,\n"
                          "  _sensitivity TEXT,\n  _extra TEXT",
                          entity->key);
  for (guint i = 0; i < entity->n_fields; i++)
    if (epc_field_is_stored (&entity->fields[i]))
      g_string_append_printf (text, ",\n  \"%s\" %s", entity->fields[i].key, column_type (&entity->fields[i]));
  g_string_append (text, "\n) STRICT");
  return g_string_free (text, FALSE);
}

gboolean
epc_schema_is_indexed (const EpcEntity *entity, guint field)
{
  guint before = 0;

  if (!(entity->fields[field].flags & EPC_FIELD_INDEX) || !epc_field_is_stored (&entity->fields[field]))
    return FALSE;
  if (!(entity->flags & EPC_ENTITY_COUNT))
    return TRUE;
  for (guint i = 0; i < field; i++)
    before += (entity->fields[i].flags & EPC_FIELD_INDEX) != 0;
  return before < MOST_COUNT_INDEXES;
}

/* What is asked of a ledger before each entry: the rows of a lot, or of all lots of an item in one place. */
#define LEDGER_COLUMNS "item, warehouse, batch, condition, time, quantity"

/* Only of rows that live, so that a list sorted by the field is read from its index alone. A reference, or what no list
 * shows, is looked for and not sorted by: rows without one would be kept for nobody. What follows CREATE INDEX. */
static char *
index_text (const EpcEntity *entity, guint field)
{
  const char *key = entity->fields[field].key;
const EpcField *facts = &entity->fields[field];
  gboolean only_told = !(facts->flags & EPC_FIELD_REQUIRED) && (facts->type == EPC_TYPE_REFERENCE || !(facts->flags & EPC_FIELD_LIST));

  return g_strdup_printf ("\"%s.%s\" ON \"%s\" (\"%s\") WHERE _deleted = 0%s%s%s", entity->key, key, entity->key, key,
                          only_told ? " AND \"" : "", only_told ? key : "", only_told ? "\" IS NOT NULL" : "");
}

static gboolean
make_index (EpcSqlite *db, const EpcEntity *entity, guint field, GError **error)
{
  g_autofree char *text = index_text (entity, field);

  return epc_sqlite_exec_format (db, error, "CREATE INDEX IF NOT EXISTS %s", text);
}

gboolean
epc_schema_make_indexes (EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  if (!epc_sqlite_exec_format (db, error, "CREATE UNIQUE INDEX IF NOT EXISTS \"%s.uid\" ON \"%s\" (uid)", entity->key,
                               entity->key))
    return FALSE;
  for (guint i = 0; i < entity->n_fields; i++)
    if (epc_schema_is_indexed (entity, i) && !make_index (db, entity, i, error))
      return FALSE;
  if ((entity->flags & EPC_ENTITY_APPEND_ONLY)
      && !epc_sqlite_exec_format (db, error, "CREATE INDEX IF NOT EXISTS \"%s._lot\" ON \"%s\" (" LEDGER_COLUMNS ") WHERE _deleted = 0",
                                  entity->key, entity->key))
    return FALSE;
  return entity->code_prefix == NULL
         || epc_sqlite_exec_format (db, error,
                                    "CREATE INDEX IF NOT EXISTS \"%s._code\" ON \"%s\" (_code COLLATE NOCASE) WHERE _code IS NOT NULL",
                                    entity->key, entity->key);
}

gboolean
epc_schema_drop_indexes (EpcSqlite *db, const EpcEntity *entity, gboolean with_uid, GError **error)
{
  if (with_uid && !epc_sqlite_exec_format (db, error, "DROP INDEX IF EXISTS \"%s.uid\"", entity->key))
    return FALSE;
  for (guint i = 0; i < entity->n_fields; i++)
    if (epc_schema_is_indexed (entity, i)
        && !epc_sqlite_exec_format (db, error, "DROP INDEX IF EXISTS \"%s.%s\"", entity->key, entity->fields[i].key))
      return FALSE;
  return !(entity->flags & EPC_ENTITY_APPEND_ONLY) || epc_sqlite_exec_format (db, error, "DROP INDEX IF EXISTS \"%s._lot\"", entity->key);
}

/* Names of the columns that the table @name has; empty when there is no such table. */
static GHashTable *
columns_of (EpcSqlite *db, const char *name, GError **error)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  epc_auto_finalize sqlite3_stmt *statement
      = epc_sqlite_prepare_once (db, "SELECT name, type FROM pragma_table_info (?1)", error);
  EpcStep step;

  if (statement == NULL)
    return NULL;
  epc_sqlite_bind (statement, "t", name);
  while ((step = epc_sqlite_step (db, statement, error)) == EPC_STEP_ROW)
    {
      const char *column = (const char *) sqlite3_column_text (statement, 0);
      /* Each has a name: there was no memory for it. */
      if (column == NULL)
        {
          epc_sqlite_fail (db, SQLITE_NOMEM, error);
          return NULL;
        }
      g_hash_table_insert (columns, g_strdup (column), g_strdup ((const char *) sqlite3_column_text (statement, 1)));
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&columns);
}

/* What a newer version sent for @field, kept in _extra until this one knows it. */
static gboolean
replay_extra (EpcSqlite *db, const EpcEntity *entity, const EpcField *field, GError **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT id, json_extract (_extra, '$.%s') FROM \"%s\" WHERE _extra IS NOT NULL AND "
                                             "json_type (_extra, '$.%s') IS NOT NULL",
                                             field->key, entity->key, field->key);
  g_autofree char *update
      = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?1, _extra = nullif (json_remove (_extra, '$.%s'), '{}') WHERE id = ?2",
                         entity->key, field->key, field->key);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (db, select, error);
  epc_auto_finalize sqlite3_stmt *write = epc_sqlite_prepare_once (db, update, error);
  EpcStep step;

  if (rows == NULL || write == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      g_auto (EpcValue) value = EPC_VALUE_INIT;
      const char *text = (const char *) sqlite3_column_text (rows, 1);
      if (text == NULL || !epc_value_parse (field, text, &value, NULL))
        continue;
      sqlite3_reset (write);
      sqlite3_bind_null (write, 1);
      if (value.kind == EPC_VALUE_INTEGER)
        sqlite3_bind_int64 (write, 1, value.integer);
      else if (value.kind == EPC_VALUE_DECIMAL)
        sqlite3_bind_double (write, 1, value.decimal);
      else if (value.kind == EPC_VALUE_TEXT)
        sqlite3_bind_text (write, 1, value.text, -1, SQLITE_TRANSIENT);
      else if (value.kind == EPC_VALUE_UID)
        epc_sqlite_bind_uid (write, 1, &value.uid);
      sqlite3_bind_int64 (write, 2, sqlite3_column_int64 (rows, 0));
      if (epc_sqlite_step (db, write, error) == EPC_STEP_ERROR)
        return FALSE;
    }
  return step == EPC_STEP_DONE;
}

/* TRUE: the index of @field with this text in sqlite_master is one that this catalogue makes. */
static gboolean
is_wanted (const EpcEntity *entity, int field, const char *text)
{
  g_autofree char *own = index_text (entity, (guint) field);

  return epc_schema_is_indexed (entity, (guint) field) && g_str_has_prefix (text, "CREATE INDEX ")
         && g_str_equal (text + strlen ("CREATE INDEX "), own);
}

/* An index that an older catalogue asked for and this one does not, or not so: it would be kept for nobody with each row. */
static gboolean
drop_old_indexes (EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  epc_auto_finalize sqlite3_stmt *rows
      = epc_sqlite_prepare_once (db, "SELECT substr (name, length (?1) + 2), sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ?1 AND "
                                     "substr (name, 1, length (?1) + 1) = ?1 || '.'", error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "t", entity->key);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      const char *key = (const char *) sqlite3_column_text (rows, 0);
      const char *text = (const char *) sqlite3_column_text (rows, 1);
      if (key == NULL || text == NULL)
        return epc_sqlite_fail (db, SQLITE_NOMEM, error);
      int field = epc_entity_field_index (entity, key);
      if (field >= 0 && !is_wanted (entity, field, text))
        g_ptr_array_add (old, g_strdup (key));
    }
  if (step != EPC_STEP_DONE)
    return FALSE;
  for (guint i = 0; i < old->len; i++)
    if (!epc_sqlite_exec_format (db, error, "DROP INDEX \"%s.%s\"", entity->key, (const char *) g_ptr_array_index (old, i)))
      return FALSE;
  return TRUE;
}

static gboolean
migrate_entity (EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  g_autoptr (GHashTable) columns = columns_of (db, entity->key, error);

  if (columns == NULL)
    return FALSE;
  if (g_hash_table_size (columns) == 0)
    {
      g_autofree char *sql = table_text (entity);
      if (!epc_sqlite_exec (db, sql, error)
          || !epc_sqlite_run (db, error, "INSERT OR IGNORE INTO _entity (key) VALUES (?1)", "t", entity->key))
        return FALSE;
      return epc_schema_make_indexes (db, entity, error);
    }
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!epc_field_is_stored (field) || g_hash_table_contains (columns, field->key))
        continue;
      if (!epc_sqlite_exec_format (db, error, "ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s", entity->key, field->key,
                                   column_type (field))
          || !replay_extra (db, entity, field, error))
        return FALSE;
    }
  return drop_old_indexes (db, entity, error) && epc_schema_make_indexes (db, entity, error);
}

/* What the tables of the catalogue are made of, so that a file made by the same catalogue opens without looking at each. */
static char *
catalogue_fingerprint (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = table_text (all[i]);
      g_checksum_update (checksum, (const guint8 *) text, -1);
      for (guint f = 0; f < all[i]->n_fields; f++)
        if (epc_schema_is_indexed (all[i], f))
          {
            g_autofree char *index = index_text (all[i], f);
            g_checksum_update (checksum, (const guint8 *) index, -1);
          }
      if (all[i]->flags & EPC_ENTITY_APPEND_ONLY)
        g_checksum_update (checksum, (const guint8 *) LEDGER_COLUMNS, -1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
run_file (EpcSqlite *db, int version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("/org/epcdesk/schema/%03d.sql", version);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (epc_schema_get_resource (), name, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return FALSE;
  g_autofree char *sql = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return epc_sqlite_exec (db, sql, error);
}

/* Until version 1 the line of a new record said nothing of its code and office. */
static gboolean
complete_created (EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  return epc_sqlite_exec_format (
             db, error,
             "UPDATE _journal SET new = json_set (new, '$._code', t._code) FROM \"%1$s\" AS t WHERE t.uid = _journal.uid AND "
             "_journal.entity = '%1$s' AND grp = 'created' AND new IS NOT NULL AND t._code IS NOT NULL",
             entity->key)
         && epc_sqlite_exec_format (
             db, error,
             "UPDATE _journal SET new = json_set (new, '$._office', lower (substr (hex (t._office), 1, 8) || '-' || substr (hex "
             "(t._office), 9, 4) || '-' || substr (hex (t._office), 13, 4) || '-' || substr (hex (t._office), 17, 4) || '-' || substr (hex "
             "(t._office), 21))) FROM \"%1$s\" AS t WHERE t.uid = _journal.uid AND _journal.entity = '%1$s' AND grp = 'created' AND new "
             "IS NOT NULL AND t._office IS NOT NULL",
             entity->key);
}

gboolean
epc_schema_needs_migration (EpcSqlite *db, int version, gboolean *needed, GError **error)
{
  g_autofree char *own = catalogue_fingerprint ();
  g_autoptr (GError) local = NULL;
  g_autofree char *there = NULL;

  *needed = TRUE;
  if (version < EPC_SCHEMA_VERSION)
    return TRUE;
  there = epc_sqlite_text (db, &local, "SELECT value FROM _property WHERE key = 'catalogue'", "");
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *needed = g_strcmp0 (there, own) != 0;
  return TRUE;
}

gboolean
epc_schema_migrate (EpcSqlite *db, int from_version, GError **error)
{
  g_autofree char *fingerprint = catalogue_fingerprint ();
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);
  gint64 broken;
  gboolean found;

  for (int version = from_version + 1; version <= EPC_SCHEMA_VERSION; version++)
    if (!run_file (db, version, error))
      return FALSE;
  for (guint i = 0; i < n; i++)
    if (!migrate_entity (db, all[i], error) || (from_version == 1 && !complete_created (db, all[i], error)))
      return FALSE;
  if (!epc_sqlite_run (db, error, "INSERT OR REPLACE INTO _property (key, value) VALUES ('catalogue', ?1)", "t", fingerprint)
      || !epc_sqlite_exec_format (db, error, "PRAGMA application_id = %d; PRAGMA user_version = %d", EPC_APPLICATION_ID,
                                  EPC_SCHEMA_VERSION)
      || !epc_sqlite_integer (db, &broken, &found, error, "SELECT 1 FROM pragma_foreign_key_check LIMIT 1", ""))
    return FALSE;
  if (found)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                   _("%s cannot be brought up to date: rows of its journal refer to nothing. The file is as it was."), db->path);
      return FALSE;
    }
  return TRUE;
}

gboolean
epc_schema_compare (EpcSqlite *db, GPtrArray *sentences, GError **error)
{
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GHashTable) columns = columns_of (db, all[i]->key, error);
      if (columns == NULL)
        return FALSE;
      if (g_hash_table_size (columns) == 0)
        g_ptr_array_add (sentences, g_strdup_printf (_("The table “%s” is missing."), all[i]->key));
      else
        for (guint f = 0; f < all[i]->n_fields; f++)
          {
            const EpcField *field = &all[i]->fields[f];
            if (!epc_field_is_stored (field))
              continue;
            const char *type = g_hash_table_lookup (columns, field->key);
            if (type == NULL)
              g_ptr_array_add (sentences, g_strdup_printf (_("The table “%s” lacks the field “%s”."), all[i]->key, field->key));
            else if (!g_str_equal (type, column_type (field)))
              g_ptr_array_add (sentences, g_strdup_printf (_("The field “%s” of the table “%s” is kept as %s, not as %s."),
                                                           field->key, all[i]->key, type, column_type (field)));
          }
    }
  return TRUE;
}

gint64
epc_schema_entity_number (EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  gint64 number;
  gboolean found;

  if (!epc_sqlite_integer (db, &number, &found, error, "SELECT number FROM _entity WHERE key = ?1", "t", entity->key))
    return 0;
  if (!found)
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("The table “%s” is missing."), entity->key);
  return number;
}
