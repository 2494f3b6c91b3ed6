/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the file is whole, and says the same in each of its places.
 */
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-care.h"
#include "epc-store-private.h"

/* More findings of one kind than this are counted, not listed. */
#define MOST_LISTED 10

/* Adds each row's first column; @sql gives none where all is well. */
static gboolean
add_rows (EpcSqlite *db, const char *sql, GPtrArray *sentences, GError **error)
{
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (db, sql, error);
  EpcStep step;
  guint n = 0;

  if (rows == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW && n++ < MOST_LISTED)
    g_ptr_array_add (sentences, g_strdup ((const char *) sqlite3_column_text (rows, 0)));
  return step != EPC_STEP_ERROR;
}

static gboolean
check_totals (EpcSqlite *db, const EpcEntity *entity, GPtrArray *sentences, GError **error)
{
  const EpcTotalFields *fields = epc_total_fields (entity);

  if (!epc_total_has (entity))
    return TRUE;
  for (int m = -1; m < (int) G_N_ELEMENTS (fields->measures) && (m < 0 || fields->measures[m] >= 0); m++)
    {
      const char *measure = m < 0 ? "" : entity->fields[fields->measures[m]].key;
      g_autofree char *fresh = epc_total_select (entity, m < 0 ? -1 : fields->measures[m], "1");
      g_autofree char *kept
          = g_strdup_printf ("SELECT entity, operation, tool, round, level, measure, batch, filled, sum FROM _total "
                             "WHERE entity = '%s' AND measure = '%s'",
                             entity->key, measure);
      g_autofree char *sql
          = g_strdup_printf ("SELECT count (*) FROM (SELECT * FROM (%s EXCEPT %s) UNION ALL SELECT * FROM (%s EXCEPT %s))", fresh,
                             kept, kept, fresh);
      gint64 n;
      epc_auto_finalize sqlite3_stmt *row = epc_sqlite_prepare_once (db, sql, error);
      if (row == NULL || epc_sqlite_step (db, row, error) != EPC_STEP_ROW)
        return FALSE;
      n = sqlite3_column_int64 (row, 0);
      if (n > 0)
        g_ptr_array_add (sentences, g_strdup_printf (_("The kept totals of “%s” (%s) are not those of its rows."), entity->key,
                                                     m < 0 ? _("rows") : measure));
    }
  return TRUE;
}

/* References to records that are not here. A merge may bring the target later, so this is told and not forbidden. */
static gboolean
check_references (EpcSqlite *db, const EpcEntity *entity, GPtrArray *sentences, GError **error)
{
  for (guint f = 0; f < entity->n_fields; f++)
    {
      const EpcField *field = &entity->fields[f];
      const EpcEntity *target = field->type == EPC_TYPE_REFERENCE ? epc_entity_find (field->target) : NULL;
      if (target == NULL)
        continue;
      g_autofree char *sql
          = g_strdup_printf ("SELECT count (*) FROM \"%s\" AS t WHERE _deleted = 0 AND t.\"%s\" IS NOT NULL AND NOT "
                             "EXISTS (SELECT 1 FROM \"%s\" AS o WHERE o.uid = t.\"%s\")",
                             entity->key, field->key, target->key, field->key);
      epc_auto_finalize sqlite3_stmt *row = epc_sqlite_prepare_once (db, sql, error);
      if (row == NULL || epc_sqlite_step (db, row, error) != EPC_STEP_ROW)
        return FALSE;
      gint64 n = sqlite3_column_int64 (row, 0);
      if (n > 0)
        {
          g_autofree char *times = epc_language_integer (epc_language_get (NULL), n);
          g_ptr_array_add (sentences, g_strdup_printf (ngettext_ ("%s: “%s” names a record that is not here (%s time).", "%s: “%s” names a record that is not here (%s times).", (gulong) n), entity->key,
                                                       field->key, times));
        }
    }
  return TRUE;
}

/* Per replica the numbers run without a gap as far as they are known to be here whole (behind that stands what came with a part of the
 * records), and no change is stamped before the one it replaced. */
static gboolean
check_journal (EpcSqlite *db, GPtrArray *sentences, GError **error)
{
  g_autofree char *gaps
      = g_strdup_printf ("SELECT printf ('%s', substr (lower (hex (j.replica)), 1, 8)) FROM _journal AS j JOIN _replica AS r ON r.id = j.replica "
                         "WHERE j.seq <= r.seq GROUP BY j.replica HAVING count (*) <> max (r.seq)",
                         _("The journal of the replica %s has gaps."));
  g_autofree char *order = g_strdup_printf ("SELECT '%s' FROM _journal WHERE stamp <= base LIMIT 1",
                                            _("A change in the journal is stamped before the one it replaced."));
  g_autofree char *ends
      = g_strdup_printf ("SELECT '%s' FROM _replica WHERE (seq > 0 AND NOT EXISTS (SELECT 1 FROM _journal AS j WHERE j.replica = _replica.id AND j.seq = "
                         "_replica.seq)) OR EXISTS (SELECT 1 FROM _journal AS j WHERE j.replica = _replica.id AND j.seq = _replica.seq + 1) LIMIT 1",
                         _("The number of the last change of a replica is not that of its journal."));

  return add_rows (db, gaps, sentences, error) && add_rows (db, order, sentences, error) && add_rows (db, ends, sentences, error);
}

static gboolean
check_search (EpcSqlite *db, const EpcEntity *entity, GPtrArray *sentences, GError **error)
{
  if (!epc_entity_sql (entity)->is_searched)
    return TRUE;
  gint64 base = epc_schema_entity_number (db, entity, error) << EPC_SEARCH_ROW_BITS;
  if (base == 0)
    return FALSE;
  g_autofree char *sql = g_strdup_printf (
      /* Rows without words; documents without a living row; rows that share a document which is not there. */
      "SELECT (SELECT count (*) FROM \"%1$s\" WHERE _deleted = 0 AND NOT EXISTS (SELECT 1 FROM _search WHERE _search.rowid = "
      "%2$" G_GINT64_FORMAT " + id) AND NOT EXISTS (SELECT 1 FROM _search_same WHERE row = %2$" G_GINT64_FORMAT " + id)) + "
      "(SELECT count (*) FROM " EPC_SEARCH_ROWS " WHERE f.rowid BETWEEN %2$" G_GINT64_FORMAT " AND %3$" G_GINT64_FORMAT
      " AND NOT EXISTS (SELECT 1 FROM \"%1$s\" AS t WHERE t.id = " EPC_SEARCH_ROW " - %2$" G_GINT64_FORMAT " AND t._deleted = 0)) + "
      "(SELECT count (*) FROM _search_same AS s WHERE s.row BETWEEN %2$" G_GINT64_FORMAT " AND %3$" G_GINT64_FORMAT
      " AND NOT EXISTS (SELECT 1 FROM _search WHERE _search.rowid = s.doc))",
      entity->key, base, base + EPC_SEARCH_LAST_ROW);
  epc_auto_finalize sqlite3_stmt *row = epc_sqlite_prepare_once (db, sql, error);
  if (row == NULL || epc_sqlite_step (db, row, error) != EPC_STEP_ROW)
    return FALSE;
  if (sqlite3_column_int64 (row, 0) > 0)
    g_ptr_array_add (sentences, g_strdup_printf (_("The search does not know all of “%s”."), entity->key));
  return TRUE;
}

/* Asking the index to check itself is a write to SQLite, though it changes nothing. */
static gboolean
check_words (EpcStore *store, EpcSqlite *db, gpointer data, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!store->is_read_only && !epc_sqlite_exec (db, "INSERT INTO _search (_search) VALUES ('integrity-check')", &local))
    g_ptr_array_add (data, g_strdup (_("The index of the search is damaged; compacting the workspace makes it anew.")));
  return TRUE;
}

GPtrArray *
epc_store_check (EpcStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  {
    g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
    /* From 3.44 on SQLite checks the words too, but by what this connection remembers of them: asking for one first has it look
       again (fts5NewTransaction), or what another connection wrote since is taken for damage. */
    if (reader.db == NULL || !epc_sqlite_exec (reader.db, "SELECT rowid FROM _search LIMIT 1", error)
        || !add_rows (reader.db, "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'", sentences,
                      error)
        || !add_rows (reader.db, "SELECT \"table\" || ' → ' || parent FROM pragma_foreign_key_check", sentences, error)
        || !epc_schema_compare (reader.db, sentences, error) || !check_journal (reader.db, sentences, error))
      return NULL;
    for (guint i = 0; i < n; i++)
      if (!check_totals (reader.db, all[i], sentences, error) || !check_references (reader.db, all[i], sentences, error)
          || !check_search (reader.db, all[i], sentences, error))
        return NULL;
  }
  if (!epc_writer_run (store, check_words, sentences, cancellable, error))
    return NULL;
  return g_steal_pointer (&sentences);
}
