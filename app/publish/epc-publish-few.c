/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bringing a table in step of which few records were touched: the journal tells which, so that a change of one row costs what the row and those
 * that add up with it cost, not what a million do. What partners and the public do not get is worked out anew for the records that agree with a
 * touched one, as it is or as it was published, in all that keeps sums apart (epc_suppression_apart()): none of the others can change.
 */
#include "epc-publish-private.h"

#include "base/epc-error.h"

/* Beyond these the whole table is compared. */
#define MOST_TOUCHED 10000
#define MOST_FAMILIES 200

struct _EpcPublishFew
{
  EpcPublish *publish;
  EpcPublishTable *table;
  EpcPublishSides *sides;
  EpcPublishCounts counts;
  GArray *apart;        /* of guint; NULL: nothing is hidden for the sake of another record */
  GHashTable *families; /* texts of the fields of @apart, joined by "\t" */
  GHashTable *known;    /* EpcUid → version in the database, gint64 */
  GString *lines;       /* to write */
  GString *gone;        /* "{uid,…": to delete */
  GString *looked;      /* "{uid,…": whose sides are worked out anew */
  gint64 n_withheld, n_left_empty;
};

void
epc_publish_few_free (EpcPublishFew *few)
{
  if (few == NULL)
    return;
  epc_publish_sides_free (few->sides);
  g_clear_pointer (&few->apart, g_array_unref);
  g_hash_table_unref (few->families);
  g_hash_table_unref (few->known);
  g_string_free (few->lines, TRUE);
  g_string_free (few->gone, TRUE);
  g_string_free (few->looked, TRUE);
  g_free (few);
}

EpcPublishTable *
epc_publish_few_table (const EpcPublishFew *few)
{
  return few->table;
}

static void
add_uid (GString *array, const EpcUid *uid)
{
  char text[EPC_UID_TEXT_SIZE];

  g_string_append_printf (array, "%c%s", array->len == 0 ? '{' : ',', epc_uid_to_text (uid, text));
}

/* --- what the database has of them --- */

static char *
sql_of_known (const EpcPublishFew *few)
{
  GString *sql = g_string_new ("SELECT uid, coalesce (_version, -1)");

  for (guint i = 0; few->apart != NULL && i < few->apart->len; i++)
    {
      g_string_append (sql, ", ");
      epc_pg_append_name (sql, few->table->entity->fields[g_array_index (few->apart, guint, i)].key);
      g_string_append (sql, "::text");
    }
  g_string_append_printf (sql, " FROM %s WHERE uid = ANY ($1::uuid[])", few->table->name);
  return g_string_free (sql, FALSE);
}

static gboolean
read_known (EpcPublishFew *few, GArray *uids, GError **error)
{
  g_autoptr (GString) asked = g_string_new (NULL);
  g_autofree char *sql = sql_of_known (few);

  for (guint i = 0; i < uids->len; i++)
    add_uid (asked, &g_array_index (uids, EpcUid, i));
  const char *const values[] = { g_string_append_c (asked, '}')->str, NULL };
  g_autoptr (PGresult) rows = uids->len > 0 ? epc_pg_ask_with (few->publish->pg, sql, values, error) : NULL;
  if (rows == NULL)
    return uids->len == 0;
  for (int i = 0; i < PQntuples (rows); i++)
    {
      EpcUid uid;
      gint64 version = g_ascii_strtoll (PQgetvalue (rows, i, 1), NULL, 10);
      g_autoptr (GString) family = g_string_new (NULL);
      if (!epc_uid_from_text (PQgetvalue (rows, i, 0), &uid))
        continue;
      g_hash_table_insert (few->known, g_memdup2 (&uid, sizeof uid), g_memdup2 (&version, sizeof version));
      for (int c = 2; c < PQnfields (rows); c++)
        g_string_append_printf (family, "%s%s", c > 2 ? "\t" : "", PQgetvalue (rows, i, c));
      if (few->apart != NULL)
        g_hash_table_add (few->families, g_strdup (family->str));
    }
  return TRUE;
}

/* --- what the workspace has --- */

static void
note_family (EpcPublishFew *few, const EpcRecord *record)
{
  g_autoptr (GString) family = g_string_new (NULL);

  for (guint i = 0; i < few->apart->len; i++)
    {
      guint position = g_array_index (few->apart, guint, i);
      g_autofree char *text = epc_value_to_text (&few->table->entity->fields[position], epc_record_value (record, position));
      g_string_append_printf (family, "%s%s", i > 0 ? "\t" : "", text != NULL ? text : "");
    }
  g_hash_table_add (few->families, g_strdup (family->str));
}

static void
look (EpcPublishFew *few, EpcRecord *record)
{
  add_uid (few->looked, epc_record_uid (record));
  epc_publish_sides_look (few->sides, record);
}

static void
take (EpcPublishFew *few, EpcRecord *record)
{
  const gint64 *known = g_hash_table_lookup (few->known, epc_record_uid (record));
  gsize start = few->lines->len;
  gint64 version;

  epc_publish_append_row (few->publish, few->table, record, TRUE, few->lines, &version, &few->n_left_empty);
  if (known != NULL && *known == version)
    g_string_truncate (few->lines, start);
  else
    *(known != NULL ? &few->counts.updated : &few->counts.inserted) += 1;
  if (few->apart != NULL)
    note_family (few, record);
  else
    look (few, record);
}

static gboolean
take_touched (EpcPublishFew *few, const EpcUid *uid, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EpcRecord) record = epc_store_get (few->publish->store, few->table->entity, uid, &local);

  if (record == NULL && !g_error_matches (local, EPC_ERROR, EPC_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  gboolean is_there = record != NULL && !epc_record_meta (record)->is_deleted;
  if (is_there && epc_audience_allows_record (few->publish->office, record))
    {
      take (few, record);
      return TRUE;
    }
  few->n_withheld += is_there;
  add_uid (few->looked, uid);
  if (g_hash_table_contains (few->known, uid))
    {
      few->counts.deleted++;
      add_uid (few->gone, uid);
    }
  return TRUE;
}

static gboolean
look_at_member (EpcRecord *record, gpointer data)
{
  EpcPublishFew *few = data;

  if (epc_audience_allows_record (few->publish->office, record))
    look (few, record);
  return TRUE;
}

/* All that agree with @family in what keeps sums apart, in the order in which an export reads them. */
static gboolean
look_at_family (EpcPublishFew *few, const char *family, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (few->table->entity);
  g_auto (GStrv) parts = g_strsplit (family, "\t", -1);

  for (guint i = 0; i < few->apart->len; i++)
    {
      const EpcField *field = &few->table->entity->fields[g_array_index (few->apart, guint, i)];
      const char *text = parts[i] != NULL ? parts[i] : "";
      if (!epc_query_where (query, few->publish->store, field->key, *text == '\0' ? EPC_OP_EMPTY : EPC_OP_EQUAL, *text == '\0' ? NULL : text, error))
        return FALSE;
    }
  return epc_query_sort (query, "", error)
         && epc_query_each (query, few->publish->store, look_at_member, few, few->publish->cancellable, error);
}

static gboolean
look_at_families (EpcPublishFew *few, GError **error)
{
  GHashTableIter iter;
  gpointer family;

  g_hash_table_iter_init (&iter, few->families);
  while (g_hash_table_iter_next (&iter, &family, NULL))
    if (!look_at_family (few, family, error))
      return FALSE;
  return !g_cancellable_set_error_if_cancelled (few->publish->cancellable, error);
}

static EpcPublishFew *
few_new (EpcPublish *publish, EpcPublishTable *table)
{
  EpcPublishFew *few = g_new0 (EpcPublishFew, 1);

  few->publish = publish;
  few->table = table;
  few->counts.entity = table->entity;
  few->sides = epc_publish_sides_new (publish, table);
  few->apart = epc_publish_sides_apart (few->sides);
  few->families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  few->known = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_free);
  few->lines = g_string_new (NULL);
  few->gone = g_string_new (NULL);
  few->looked = g_string_new (NULL);
  return few;
}

EpcPublishFew *
epc_publish_few_new (EpcPublish *publish, EpcPublishTable *table, GError **error)
{
  /* A record that gets a code which another has changes that one's code without a word in the journal. */
  if (publish->since == NULL || table->entity->code_prefix != NULL)
    return NULL;
  g_autoptr (GArray) uids = epc_share_touched_since (publish->store, publish->since, table->entity, MOST_TOUCHED, error);
  if (uids == NULL)
    return NULL;
  g_autoptr (EpcPublishFew) few = few_new (publish, table);
  if (few->apart != NULL && few->apart->len == 0)
    return NULL;
  if (!read_known (few, uids, error))
    return NULL;
  for (guint i = 0; i < uids->len; i++)
    if (!take_touched (few, &g_array_index (uids, EpcUid, i), error))
      return NULL;
  if (g_hash_table_size (few->families) > MOST_FAMILIES)
    return NULL;
  if (few->apart != NULL && !look_at_families (few, error))
    return NULL;
  epc_publish_sides_settle (few->sides);
  return g_steal_pointer (&few);
}

/* --- writing --- */

static gboolean
write_lines (EpcPublishFew *few, GError **error)
{
  EpcPg *pg = few->publish->pg;
  const EpcPublishTable *table = few->table;
  g_autofree char *stage = g_strdup_printf ("CREATE TEMP TABLE stage ON COMMIT DROP AS SELECT %s FROM %s WHERE false", table->columns, table->name);
  g_autofree char *copy = g_strdup_printf ("COPY pg_temp.stage (%s) FROM STDIN", table->columns), *upsert = epc_publish_upsert_sql (table);

  return few->lines->len == 0
         || (epc_pg_run (pg, stage, error) && epc_pg_copy_begin (pg, copy, error) && epc_pg_copy_lines (pg, few->lines->str, few->lines->len, error)
             && epc_pg_copy_end (pg, error) && epc_pg_run (pg, upsert, error) && epc_pg_run (pg, "DROP TABLE pg_temp.stage", error));
}

static gboolean
delete_gone (EpcPublishFew *few, GError **error)
{
  g_autofree char *uids = g_strconcat (few->gone->str, "}", NULL);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE uid = ANY ($1::uuid[])", few->table->name);
  const char *const values[] = { uids, NULL };

  if (few->gone->len == 0)
    return TRUE;
  g_autoptr (PGresult) done = epc_pg_ask_with (few->publish->pg, sql, values, error);
  return done != NULL;
}

gboolean
epc_publish_few_send (EpcPublishFew *few, GError **error)
{
  g_autofree char *looked = g_strconcat (few->looked->str, "}", NULL), *count = g_strdup_printf ("SELECT count(*) FROM %s", few->table->name);

  if (!write_lines (few, error) || !delete_gone (few, error)
      || (few->looked->len > 0 && !epc_publish_sides_write_some (few->publish, few->table, few->sides, looked, error)))
    return FALSE;
  g_autoptr (PGresult) rows = epc_pg_ask (few->publish->pg, count, error);
  few->counts.rows = rows != NULL ? g_ascii_strtoll (PQgetvalue (rows, 0, 0), NULL, 10) : 0;
  return rows != NULL;
}

void
epc_publish_few_report (EpcPublishFew *few, EpcPublishReport *report)
{
  report->withheld += few->n_withheld;
  report->left_empty += few->n_left_empty;
  g_array_append_val (report->entities, few->counts);
}
