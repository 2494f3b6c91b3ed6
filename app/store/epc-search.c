/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-search.h"

#include <string.h>

#include "base/epc-text.h"
#include "epc-store-private.h"

/* Ranking reads every hit: beyond this many they come as they are found. */
#define MOST_RANKED 10000

/* Of an entity's range of rowids the upper half is for documents that rows share. */
#define FIRST_SHARED (G_GINT64_CONSTANT (1) << (EPC_SEARCH_ROW_BITS - 1))
/* So many different words are kept in memory while many records are written, and none longer than this (bytes). */
#define MOST_SHARED 5000
#define LONGEST_SHARED 300
#define SHARED_AT_ONCE 100

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

/* The words of a record, in two columns; of one that is new there are no former codes. */
static gboolean
collect_words (EpcSqlite *db, const EpcEntity *entity, gint64 row, const char *code, const EpcValue *values, gboolean is_new,
               GString *title, GString *body, GError **error)
{
  g_string_truncate (title, 0);
  g_string_assign (body, code != NULL ? code : "");
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!(field->flags & EPC_FIELD_SEARCH) || field->sensitivity == EPC_SENSITIVITY_STRICT || values[i].kind == EPC_VALUE_EMPTY)
        continue;
      GString *column = is_title (entity, field) ? title : body;
      /* A text as it is: rows of an import are many. */
      g_autofree char *made = values[i].kind == EPC_VALUE_TEXT ? NULL : epc_value_to_text (field, &values[i]);
      if (column->len > 0)
        g_string_append_c (column, ' ');
      g_string_append (column, made != NULL ? made : values[i].text);
    }
  return is_new || entity->code_prefix == NULL || append_former_codes (db, entity, row, body, error);
}

/* OR REPLACE looks for what it would replace. */
static gboolean
write_document (EpcSqlite *db, gint64 document, const GString *title, const GString *body, gboolean is_new, GError **error)
{
  return epc_sqlite_run (db, error,
                         is_new ? "INSERT INTO _search (rowid, title, body) VALUES (?1, ?2, ?3)"
                                : "INSERT OR REPLACE INTO _search (rowid, title, body) VALUES (?1, ?2, ?3)",
                         "itt", document, title->str, body->str);
}

/* Rows that wait in memory hold their document too. */
static gboolean
write_waiting (EpcSqlite *db, GError **error)
{
  for (GSList *many = db->searches; many != NULL; many = many->next)
    if (!epc_search_many_flush (many->data, error))
      return FALSE;
  return TRUE;
}

/* Takes the row out of the document that it shares; a document of none goes, and what it says with it. */
static gboolean
leave_document (EpcSqlite *db, gint64 document_row, GError **error)
{
  gint64 document;
  gboolean found;

  if (!write_waiting (db, error)
      || !epc_sqlite_integer (db, &document, &found, error, "SELECT doc FROM _search_same WHERE row = ?1", "i", document_row))
    return FALSE;
  db->n_documents_gone += found;
  return !found
         || (epc_sqlite_run (db, error, "DELETE FROM _search_same WHERE row = ?1", "i", document_row)
             && epc_sqlite_run (db, error,
                                "DELETE FROM _search WHERE rowid = ?1 AND NOT EXISTS (SELECT 1 FROM _search_same WHERE doc = ?1)",
                                "i", document));
}

gboolean
epc_search_write (EpcSqlite *db, const EpcEntity *entity, gint64 row, const char *code, const EpcValue *values, GError **error)
{
  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);
  gint64 number = epc_schema_entity_number (db, entity, error);
  gint64 own = (number << EPC_SEARCH_ROW_BITS) + row;
  return number != 0 && leave_document (db, own, error) && collect_words (db, entity, row, code, values, FALSE, title, body, error)
         && write_document (db, own, title, body, FALSE, error);
}

gboolean
epc_search_remove (EpcSqlite *db, const EpcEntity *entity, gint64 row, GError **error)
{
  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  gint64 number = epc_schema_entity_number (db, entity, error);
  gint64 own = (number << EPC_SEARCH_ROW_BITS) + row;
  return number != 0 && leave_document (db, own, error)
         && epc_sqlite_run (db, error, "DELETE FROM _search WHERE rowid = ?1", "i", own);
}

gboolean
epc_search_remove_many (EpcSqlite *db, const EpcEntity *entity, const char *rows, GError **error)
{
  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  gint64 base = epc_schema_entity_number (db, entity, error) << EPC_SEARCH_ROW_BITS;
  db->n_documents_gone++;
  return base != 0 && write_waiting (db, error)
         && epc_sqlite_exec_format (db, error,
                                    "DELETE FROM _search WHERE rowid IN (SELECT %1$" G_GINT64_FORMAT " + id FROM (%2$s)); "
                                    "DELETE FROM _search_same WHERE row IN (SELECT %1$" G_GINT64_FORMAT " + id FROM (%2$s)); "
                                    "DELETE FROM _search WHERE rowid BETWEEN %3$" G_GINT64_FORMAT " AND %4$" G_GINT64_FORMAT
                                    " AND NOT EXISTS (SELECT 1 FROM _search_same WHERE doc = _search.rowid)",
                                    base, rows, base + FIRST_SHARED, base + EPC_SEARCH_LAST_ROW);
}

/* --- many at once --- */

struct EpcSearchMany
{
  EpcSqlite *db;
  const EpcEntity *entity;
  gint64 base;           /* what is added to a row of the entity */
  gint64 document;       /* the last shared one */
  GHashTable *documents; /* text of both columns → document of these words: shared when > 0; 0: one row has them so far */
  guint n_gone;          /* EpcSqlite.n_documents_gone when they were written down */
  GString *title, *body, *words;
  gint64 shared[2 * SHARED_AT_ONCE]; /* rows that wait to be written, each with its document */
  guint n_shared;
  sqlite3_stmt *one, *all; /* write one of them; as many as can wait */
};

void
epc_search_many_free (EpcSearchMany *many)
{
  many->db->searches = g_slist_remove (many->db->searches, many);
  sqlite3_finalize (many->one);
  sqlite3_finalize (many->all);
  g_hash_table_unref (many->documents);
  g_string_free (many->title, TRUE);
  g_string_free (many->body, TRUE);
  g_string_free (many->words, TRUE);
  g_free (many);
}

EpcSearchMany *
epc_search_many_new (EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  gint64 number = epc_schema_entity_number (db, entity, error), last = 0;
  gint64 base = number << EPC_SEARCH_ROW_BITS;

  if (number == 0
      || !epc_sqlite_integer (db, &last, NULL, error, "SELECT coalesce (max (doc), 0) FROM _search_same WHERE doc BETWEEN ?1 AND ?2", "ii",
                              base + FIRST_SHARED, base + EPC_SEARCH_LAST_ROW))
    return NULL;
  g_autoptr (GString) all = g_string_new ("INSERT INTO _search_same (row, doc) VALUES (?, ?)");
  epc_auto_finalize sqlite3_stmt *one = epc_sqlite_prepare_once (db, all->str, error);
  for (guint i = 1; i < SHARED_AT_ONCE; i++)
    g_string_append (all, ", (?, ?)");
  sqlite3_stmt *many_rows = one != NULL ? epc_sqlite_prepare_once (db, all->str, error) : NULL;
  if (many_rows == NULL)
    return NULL;
  EpcSearchMany *many = g_new0 (EpcSearchMany, 1);
  many->db = db;
  many->entity = entity;
  many->base = base;
  many->one = g_steal_pointer (&one);
  many->all = many_rows;
  many->document = MAX (last, base + FIRST_SHARED);
  many->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  many->title = g_string_new (NULL);
  many->body = g_string_new (NULL);
  many->words = g_string_new (NULL);
  many->n_gone = db->n_documents_gone;
  db->searches = g_slist_prepend (db->searches, many);
  return many;
}

void
epc_search_many_drop (EpcSearchMany *many)
{
  many->n_shared = 0;
}

static gboolean
write_shared (EpcSearchMany *many, sqlite3_stmt *statement, guint first, guint n, GError **error)
{
  for (guint i = 0; i < 2 * n; i++)
    sqlite3_bind_int64 (statement, (int) i + 1, many->shared[2 * first + i]);
  EpcStep step = epc_sqlite_step (many->db, statement, error);
  sqlite3_reset (statement);
  return step != EPC_STEP_ERROR;
}

gboolean
epc_search_many_flush (EpcSearchMany *many, GError **error)
{
  gboolean done = TRUE;

  if (many->n_shared == SHARED_AT_ONCE)
    done = write_shared (many, many->all, 0, SHARED_AT_ONCE, error);
  else
    for (guint i = 0; i < many->n_shared && done; i++)
      done = write_shared (many, many->one, i, 1, error);
  many->n_shared = 0;
  return done;
}

/* The words of the record are in title and body. Words said twice go into a document of their own at the second time. */
static gboolean
share_document (EpcSearchMany *many, const char *words, gint64 own, gboolean *is_shared, GError **error)
{
  /* A document may have gone since with the last of its rows. */
  if (many->db->n_documents_gone != many->n_gone)
    g_hash_table_remove_all (many->documents);
  many->n_gone = many->db->n_documents_gone;
  gint64 *document = g_hash_table_lookup (many->documents, words);

  *is_shared = document != NULL;
  if (document == NULL)
    {
      if (g_hash_table_size (many->documents) < MOST_SHARED)
        g_hash_table_insert (many->documents, g_strdup (words), g_new0 (gint64, 1));
      return TRUE;
    }
  if (*document == 0)
    {
      if (!write_document (many->db, ++many->document, many->title, many->body, TRUE, error))
        return FALSE;
      *document = many->document;
    }
  many->shared[2 * many->n_shared] = own;
  many->shared[2 * many->n_shared++ + 1] = *document;
  return many->n_shared < SHARED_AT_ONCE || epc_search_many_flush (many, error);
}

gboolean
epc_search_many_write (EpcSearchMany *many, gint64 row, const char *code, const EpcValue *values, GError **error)
{
  gint64 own = many->base + row;
  gboolean is_shared = FALSE;

  if (!collect_words (many->db, many->entity, row, code, values, TRUE, many->title, many->body, error))
    return FALSE;
  /* A record with a code is like no other. */
  if (code == NULL && many->title->len + many->body->len < LONGEST_SHARED)
    {
      g_string_assign (many->words, many->title->str);
      g_string_append_c (many->words, '\t');
      g_string_append (many->words, many->body->str);
      if (!share_document (many, many->words->str, own, &is_shared, error))
        return FALSE;
    }
  return is_shared || write_document (many->db, own, many->title, many->body, TRUE, error);
}

/* A record with a code may have had others. */
static gboolean
write_again (EpcSqlite *db, EpcSearchMany *many, EpcRecord *record, GError **error)
{
  const EpcValue *values = many->entity->n_fields > 0 ? epc_record_value (record, 0) : NULL;
  const char *code = epc_record_code (record);

  return code != NULL ? epc_search_write (db, many->entity, epc_record_row (record), code, values, error)
                      : epc_search_many_write (many, epc_record_row (record), NULL, values, error);
}

gboolean
epc_search_write_rows (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, const char *where, GError **error)
{
  EpcStep step;

  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  g_autoptr (EpcSearchMany) many = epc_search_many_new (db, entity, error);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE _deleted = 0%s", epc_entity_sql (entity)->columns, entity->key, where);
  epc_auto_finalize sqlite3_stmt *rows = many != NULL ? epc_sqlite_prepare_once (db, sql, error) : NULL;
  if (rows == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      g_autoptr (EpcRecord) record = epc_row_load (store, db, rows, entity);
      if (!write_again (db, many, record, error))
        return FALSE;
    }
  return step == EPC_STEP_DONE && epc_search_many_flush (many, error);
}

static gboolean
rebuild_entity (EpcStore *store, EpcSqlite *db, const EpcEntity *entity, GError **error)
{
  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  gint64 base = epc_schema_entity_number (db, entity, error) << EPC_SEARCH_ROW_BITS;
  return base != 0
         && epc_sqlite_run (db, error, "DELETE FROM _search WHERE rowid BETWEEN ?1 AND ?2", "ii", base, base + EPC_SEARCH_LAST_ROW)
         && epc_sqlite_run (db, error, "DELETE FROM _search_same WHERE row BETWEEN ?1 AND ?2", "ii", base, base + EPC_SEARCH_LAST_ROW)
         && epc_search_write_rows (store, db, entity, "", error);
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
                      "SELECT count (*) FROM (SELECT 1 FROM " EPC_SEARCH_ROWS " WHERE _search MATCH ?1 AND f.rowid BETWEEN ?2 AND ?3 LIMIT ?4)",
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
      = "SELECT " EPC_SEARCH_ROW ", snippet (_search, -1, '', '', '…', 12) FROM " EPC_SEARCH_ROWS " WHERE _search MATCH ?1 AND f.rowid "
        "BETWEEN ?2 AND ?3 AND rank MATCH 'bm25(5.0, 1.0)' ORDER BY rank LIMIT ?4";
  static const char plain[]
      = "SELECT " EPC_SEARCH_ROW ", snippet (_search, -1, '', '', '…', 12) FROM " EPC_SEARCH_ROWS " WHERE _search MATCH ?1 AND f.rowid "
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
      last = first + EPC_SEARCH_LAST_ROW;
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
      gint64 row = number & EPC_SEARCH_LAST_ROW;
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
