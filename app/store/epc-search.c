/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-search.h"

#include <string.h>

#include "base/epc-text.h"
#include "epc-store-private.h"

/* Ranking reads every hit: beyond this many they come as they are found. */
#define MOST_RANKED 10000

void
epc_hit_free (EpcHit *hit)
{
  g_free (hit->title);
  g_free (hit->snippet);
  g_free (hit);
}

/* --- the index --- */

static gboolean
is_title (const EpcEntity *entity, const EpcField *field)
{
  gsize length = strlen (field->key);

  for (const char *p = entity->title; p != NULL && (p = strstr (p, field->key)) != NULL; p += length)
    if ((p == entity->title || p[-1] == ' ') && (p[length] == '\0' || p[length] == ' '))
      return TRUE;
  return FALSE;
}

/* Former codes still find their record. */
static gboolean
append_former_codes (EpcSqlite *db, const EpcEntity *entity, gint64 row, GString *body, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT code FROM _former_code WHERE entity = '%s' AND uid = (SELECT uid FROM \"%s\" WHERE id = ?1)",
                         entity->key, entity->key);
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (db, g_intern_string (sql), error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "i", row);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    g_string_append_printf (body, " %s", (const char *) sqlite3_column_text (rows, 0));
  return step == EPC_STEP_DONE;
}

/* @is_new: the record has no former codes. */
static gboolean
write_words (EpcSqlite *db, const EpcEntity *entity, gint64 number, gint64 row, const char *code, const EpcValue *values,
             gboolean is_new, GError **error)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (code);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!(field->flags & EPC_FIELD_SEARCH) || field->sensitivity == EPC_SENSITIVITY_STRICT || values[i].kind == EPC_VALUE_EMPTY)
        continue;
      GString *column = is_title (entity, field) ? title : body;
      g_autofree char *text = epc_value_to_text (field, &values[i]);
      g_string_append_printf (column, "%s%s", column->len > 0 ? " " : "", text);
    }
  if (!is_new && entity->code_prefix != NULL && !append_former_codes (db, entity, row, body, error))
    return FALSE;
  /* OR REPLACE looks for what it would replace. */
  return epc_sqlite_run (db, error,
                         is_new ? "INSERT INTO _search (rowid, title, body) VALUES (?1, ?2, ?3)"
                                : "INSERT OR REPLACE INTO _search (rowid, title, body) VALUES (?1, ?2, ?3)",
                         "itt", (number << EPC_SEARCH_ROW_BITS) + row, title->str, body->str);
}

gboolean
epc_search_write (EpcSqlite *db, const EpcEntity *entity, gint64 row, const char *code, const EpcValue *values, GError **error)
{
  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  gint64 number = epc_schema_entity_number (db, entity, error);
  return number != 0 && write_words (db, entity, number, row, code, values, FALSE, error);
}

gboolean
epc_search_write_new (EpcSqlite *db, const EpcEntity *entity, gint64 *number, gint64 row, const char *code, const EpcValue *values,
                      GError **error)
{
  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  if (*number == 0)
    *number = epc_schema_entity_number (db, entity, error);
  return *number != 0 && write_words (db, entity, *number, row, code, values, TRUE, error);
}

gboolean
epc_search_remove (EpcSqlite *db, const EpcEntity *entity, gint64 row, GError **error)
{
  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  gint64 number = epc_schema_entity_number (db, entity, error);
  return number != 0
         && epc_sqlite_run (db, error, "DELETE FROM _search WHERE rowid = ?1", "i", (number << EPC_SEARCH_ROW_BITS) + row);
}

static gboolean
rebuild_entity (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  EpcStep step;

  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  gint64 number = epc_schema_entity_number (db, entity, error);
  if (number == 0
      || !epc_sqlite_run (db, error, "DELETE FROM _search WHERE rowid BETWEEN ?1 AND ?2", "ii", number << EPC_SEARCH_ROW_BITS,
                          ((number + 1) << EPC_SEARCH_ROW_BITS) - 1))
    return FALSE;
  g_autofree char *sql
      = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE _deleted = 0", epc_entity_sql (entity)->columns, entity->key);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (db, sql, error);
  if (rows == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      g_autoptr (EpcRecord) record = epc_row_load (store, db, rows, entity);
      if (!epc_search_write (db, entity, epc_record_row (record), epc_record_code (record),
                             entity->n_fields > 0 ? epc_record_value (record, 0) : NULL, error))
        return FALSE;
    }
  return step == EPC_STEP_DONE;
}

gboolean
epc_search_rebuild (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  if (entity != NULL)
    return rebuild_entity (store, db, entity, error);
  for (guint i = 0; i < n; i++)
    if (!rebuild_entity (store, db, all[i], error))
      return FALSE;
  return TRUE;
}

/* --- searching --- */

char *
epc_search_expression (const char *text)
{
  g_autofree char *folded = epc_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  GString *out = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (out, "%s\"%s\"*", out->len > 0 ? " " : "", *word);
  return g_string_free (out, out->len == 0);
}

static const EpcEntity *
entity_by_number (EpcSqlite *db, gint64 number)
{
  g_autofree char *key = epc_sqlite_text (db, NULL, "SELECT key FROM _entity WHERE number = ?1", "i", number);

  return epc_entity_find (key);
}

static guint
count_hits (EpcSqlite *db, const char *expression, gint64 first, gint64 last, GError **error)
{
  gint64 count;

  epc_sqlite_integer (db, &count, NULL, error,
                      "SELECT count (*) FROM (SELECT 1 FROM _search WHERE _search MATCH ?1 AND rowid BETWEEN ?2 AND ?3 LIMIT ?4)",
                      "tiii", expression, first, last, (gint64) MOST_RANKED + 1);
  return (guint) count;
}

GPtrArray *
epc_store_search (EpcStore *store, const char *text, const EpcEntity *entity, guint limit, guint *n_total,
                  GCancellable *cancellable, GError **error)
{
  /* Ordered by its own column "rank" the index sorts numbers, and makes the snippets of what is shown alone; of one rank the
   * first entered comes first. */
  static const char ranked[]
      = "SELECT rowid, snippet (_search, -1, '', '', '…', 12) FROM _search WHERE _search MATCH ?1 AND rowid "
        "BETWEEN ?2 AND ?3 AND rank MATCH 'bm25(5.0, 1.0)' ORDER BY rank LIMIT ?4";
  static const char plain[]
      = "SELECT rowid, snippet (_search, -1, '', '', '…', 12) FROM _search WHERE _search MATCH ?1 AND rowid "
        "BETWEEN ?2 AND ?3 LIMIT ?4";
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_hit_free);
  g_autofree char *expression = epc_search_expression (text);
  g_autoptr (GError) local = NULL;
  gint64 first = 0, last = G_MAXINT64;
  EpcStep step;

  if (n_total != NULL)
    *n_total = 0;
  if (expression == NULL || (entity != NULL && !epc_entity_sql (entity)->is_searched))
    return g_steal_pointer (&hits);
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
  if (reader.db == NULL)
    return NULL;
  if (entity != NULL)
    {
      first = epc_schema_entity_number (reader.db, entity, error) << EPC_SEARCH_ROW_BITS;
      last = first + (G_GINT64_CONSTANT (1) << EPC_SEARCH_ROW_BITS) - 1;
    }
  guint total = count_hits (reader.db, expression, first, last, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (reader.db, total > MOST_RANKED ? plain : ranked, error);
  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "tiii", expression, first, last, limit == 0 ? (gint64) -1 : (gint64) limit);
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      gint64 number = sqlite3_column_int64 (rows, 0);
      const EpcEntity *kind = entity != NULL ? entity : entity_by_number (reader.db, number >> EPC_SEARCH_ROW_BITS);
      gint64 row = number & ((G_GINT64_CONSTANT (1) << EPC_SEARCH_ROW_BITS) - 1);
      g_autoptr (EpcRecord) record = kind != NULL ? epc_row_get (store, reader.db, kind, row, NULL) : NULL;
      if (record == NULL)
        continue;
      EpcHit *hit = g_new0 (EpcHit, 1);
      hit->entity = kind;
      hit->uid = *epc_record_uid (record);
      hit->row = row;
      hit->title = epc_store_title (store, kind, &hit->uid);
      hit->snippet = g_strdup ((const char *) sqlite3_column_text (rows, 1));
      g_ptr_array_add (hits, hit);
    }
  if (step == EPC_STEP_ERROR)
    return NULL;
  if (n_total != NULL)
    *n_total = total;
  return g_steal_pointer (&hits);
}
