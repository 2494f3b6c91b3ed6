/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bringing one table in step. The rows of both sides lie in heaps, by the last bits of their identities; where number and sum of versions of a
 * heap agree, its rows do. Of the others the versions are compared one by one.
 */
#include "epc-publish-private.h"

#include <string.h>

/* Rows that are committed together while a table is filled, and rows of a heap. */
#define PART 100000
#define HEAP 16
#define MOST_HEAPS 65536u
/* Bytes that are handed to libpq at once. */
#define BUFFER 65536
#define LOW_BITS 30
#define LOW_MASK ((G_GINT64_CONSTANT (1) << LOW_BITS) - 1)

typedef struct
{
  gint64 n, low, high;
  gint64 n_there; /* rows in the database */
  gboolean differs;
} Heap;

/* A row of the database. */
typedef struct
{
  EpcUid uid;
  gint64 version; /* −1: none */
  gboolean is_seen;
} Known;

struct _EpcPublishSync
{
  EpcPublish *publish;
  EpcPublishTable *table;
  EpcPublishSides *sides;
  EpcPublishCounts counts;
  GString *buffer;
  Heap *heaps; /* NULL: not surveyed */
  guint mask;
  GArray *known; /* of Known, by uid */
  gboolean is_empty; /* the table has no row: all are put straight into it */
  gboolean commits, is_open; /* a part is on its way */
  gint64 size; /* rows that may have to travel */
  gint64 n_part, n_rows, n_withheld, n_left_empty;
  GError *error;
};

EpcPublishSync *
epc_publish_sync_new (EpcPublish *publish, EpcPublishTable *table)
{
  EpcPublishSync *sync = g_new0 (EpcPublishSync, 1);

  sync->publish = publish;
  sync->table = table;
  sync->counts.entity = table->entity;
  sync->sides = epc_publish_sides_new (publish, table);
  sync->buffer = g_string_sized_new (2 * BUFFER);
  return sync;
}

void
epc_publish_sync_free (EpcPublishSync *sync)
{
  if (sync == NULL)
    return;
  epc_publish_sides_free (sync->sides);
  g_string_free (sync->buffer, TRUE);
  g_free (sync->heaps);
  g_clear_pointer (&sync->known, g_array_unref);
  g_clear_error (&sync->error);
  g_free (sync);
}

EpcPublishTable *
epc_publish_sync_table (const EpcPublishSync *sync)
{
  return sync->table;
}

EpcPublishSides *
epc_publish_sync_sides (EpcPublishSync *sync)
{
  return sync->sides;
}

void
epc_publish_sync_report (EpcPublishSync *sync, EpcPublishReport *report)
{
  sync->counts.rows = sync->n_rows;
  report->withheld += sync->n_withheld;
  report->left_empty += sync->n_left_empty;
  g_array_append_val (report->entities, sync->counts);
}

/* --- reading the workspace --- */

static gboolean
each_record (EpcPublishSync *sync, EpcRecordFunc func, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (sync->table->entity);

  if (!epc_query_sort (query, "", error)
      || !epc_query_each (query, sync->publish->store, func, sync, sync->publish->cancellable, error))
    return FALSE;
  if (sync->error == NULL)
    return !g_cancellable_set_error_if_cancelled (sync->publish->cancellable, error);
  g_propagate_error (error, g_steal_pointer (&sync->error));
  return FALSE;
}

/* FALSE: the record stays here. */
static gboolean
leaves (EpcPublishSync *sync, const EpcRecord *record)
{
  return epc_audience_allows_record (sync->publish->office, record);
}

static guint
heap_of (const EpcPublishSync *sync, const EpcUid *uid)
{
  return ((guint) uid->bytes[14] << 8 | uid->bytes[15]) & sync->mask;
}

static gboolean
survey_record (EpcRecord *record, gpointer data)
{
  EpcPublishSync *sync = data;
  gint64 version;

  if (!leaves (sync, record))
    {
      sync->n_withheld++;
      return TRUE;
    }
  g_string_truncate (sync->buffer, 0);
  epc_publish_append_row (sync->publish, sync->table, record, FALSE, sync->buffer, &version, &sync->n_left_empty);
  Heap *heap = &sync->heaps[heap_of (sync, epc_record_uid (record))];
  heap->n++;
  heap->low += version & LOW_MASK;
  heap->high += version >> LOW_BITS;
  sync->n_rows++;
  epc_publish_sides_look (sync->sides, record);
  return TRUE;
}

/* --- reading the database --- */

#define HEAP_SQL "(('x' || right (uid::text, 4))::bit(16)::integer & %u)"

static gboolean
compare_heaps (EpcPublishSync *sync, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT " HEAP_SQL " AS heap, count (*), coalesce (sum (_version & %" G_GINT64_FORMAT "), 0), "
                                          "coalesce (sum (_version >> %d), 0) FROM %s GROUP BY heap",
                                          sync->mask, LOW_MASK, LOW_BITS, sync->table->name);
  g_autoptr (PGresult) rows = epc_pg_ask (sync->publish->pg, sql, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i <= sync->mask; i++)
    sync->heaps[i].differs = sync->heaps[i].n > 0;
  for (int i = 0; i < PQntuples (rows); i++)
    {
      guint number = (guint) g_ascii_strtoull (PQgetvalue (rows, i, 0), NULL, 10);
      Heap *heap = &sync->heaps[number & sync->mask];
      heap->n_there = g_ascii_strtoll (PQgetvalue (rows, i, 1), NULL, 10);
      heap->differs = heap->n != heap->n_there || heap->low != g_ascii_strtoll (PQgetvalue (rows, i, 2), NULL, 10)
                      || heap->high != g_ascii_strtoll (PQgetvalue (rows, i, 3), NULL, 10);
    }
  /* Where few of many heaps differ, a row or two of each do. */
  for (guint i = 0; i <= sync->mask; i++)
    if (sync->heaps[i].differs)
      sync->size += MAX (ABS (sync->heaps[i].n - sync->heaps[i].n_there), 1);
  return TRUE;
}

gboolean
epc_publish_sync_survey (EpcPublishSync *sync, GError **error)
{
  g_autofree char *any = g_strdup_printf ("SELECT EXISTS (SELECT FROM %s)", sync->table->name);
  g_autoptr (PGresult) there = epc_pg_ask (sync->publish->pg, any, error);
  g_autoptr (EpcQuery) query = epc_query_new (sync->table->entity);

  gint64 n = there != NULL ? epc_query_count (query, sync->publish->store, sync->publish->cancellable, error) : -1;
  if (n < 0)
    return FALSE;
  sync->is_empty = *PQgetvalue (there, 0, 0) == 'f';
  if (sync->is_empty)
    {
      sync->size = n;
      return TRUE;
    }
  while (sync->mask + 1 < MOST_HEAPS && (gint64) (sync->mask + 1) * HEAP < n)
    sync->mask = sync->mask << 1 | 1;
  sync->heaps = g_new0 (Heap, sync->mask + 1);
  if (!each_record (sync, survey_record, error))
    return FALSE;
  epc_publish_sides_settle (sync->sides);
  return compare_heaps (sync, error);
}

gint64
epc_publish_sync_size (const EpcPublishSync *sync)
{
  return sync->size;
}

static void
note_known (const char *line, gpointer data)
{
  GArray *known = data;
  Known one = { .version = -1 };
  g_auto (GStrv) parts = g_strsplit (line, "\t", 2);

  if (parts[0] == NULL || !epc_uid_from_text (parts[0], &one.uid))
    return;
  if (parts[1] != NULL && *parts[1] != '\\')
    one.version = g_ascii_strtoll (parts[1], NULL, 10);
  g_array_append_val (known, one);
}

/* The versions of the heaps that differ. PostgreSQL orders identities by their bytes, as memcmp() does. */
static gboolean
read_known (EpcPublishSync *sync, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("COPY (SELECT uid, _version FROM ");
  guint n = 0;

  sync->known = g_array_new (FALSE, FALSE, sizeof (Known));
  g_string_append (sql, sync->table->name);
  for (guint i = 0; i <= sync->mask; i++)
    n += sync->heaps[i].differs;
  if (n <= sync->mask / 2)
    {
      g_string_append_printf (sql, " WHERE " HEAP_SQL " = ANY ('{", sync->mask);
      for (guint i = 0, first = TRUE; i <= sync->mask; i++)
        if (sync->heaps[i].differs)
          {
            g_string_append_printf (sql, "%s%u", first ? "" : ",", i);
            first = FALSE;
          }
      g_string_append (sql, "}')");
    }
  g_string_append (sql, " ORDER BY uid) TO STDOUT");
  return epc_pg_copy_out (sync->publish->pg, sql->str, note_known, sync->known, error);
}

static Known *
find_known (EpcPublishSync *sync, const EpcUid *uid)
{
  guint from = 0, to = sync->known->len;

  while (from < to)
    {
      guint middle = (from + to) / 2;
      Known *one = &g_array_index (sync->known, Known, middle);
      int order = memcmp (uid->bytes, one->uid.bytes, sizeof uid->bytes);
      if (order == 0)
        return one;
      if (order < 0)
        to = middle;
      else
        from = middle + 1;
    }
  return NULL;
}

/* --- writing --- */

static gboolean
begin_part (EpcPublishSync *sync, GError **error)
{
  EpcPg *pg = sync->publish->pg;
  g_autofree char *stage
      = g_strdup_printf ("CREATE TEMP TABLE stage ON COMMIT DROP AS SELECT %s FROM %s WHERE false", sync->table->columns, sync->table->name);
  g_autofree char *copy
      = g_strdup_printf ("COPY %s (%s) FROM STDIN", sync->is_empty ? sync->table->name : "pg_temp.stage", sync->table->columns);

  sync->is_open = (!sync->commits || epc_pg_run (pg, "BEGIN", error)) && (sync->is_empty || epc_pg_run (pg, stage, error))
                  && epc_pg_copy_begin (pg, copy, error);
  return sync->is_open;
}

static gboolean
flush (EpcPublishSync *sync, GError **error)
{
  gboolean done = epc_pg_copy_lines (sync->publish->pg, sync->buffer->str, sync->buffer->len, error);

  g_string_truncate (sync->buffer, 0);
  return done;
}

/* What was staged takes the place of the rows of the same identity. */
char *
epc_publish_upsert_sql (const EpcPublishTable *table)
{
  g_auto (GStrv) names = g_strsplit (table->columns, ",", -1);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (%s) SELECT %s FROM pg_temp.stage ON CONFLICT (uid) DO UPDATE SET ", table->name, table->columns,
                          table->columns);
  for (guint i = 1; names[i] != NULL; i++)
    g_string_append_printf (sql, "%s%s = excluded.%s", i > 1 ? ", " : "", names[i], names[i]);
  return g_string_free (sql, FALSE);
}

static gboolean
end_part (EpcPublishSync *sync, GError **error)
{
  EpcPg *pg = sync->publish->pg;
  g_autofree char *upsert = epc_publish_upsert_sql (sync->table);

  if (!sync->is_open)
    return TRUE;
  sync->is_open = FALSE;
  sync->n_part = 0;
  return flush (sync, error) && epc_pg_copy_end (pg, error)
         && (sync->is_empty || (epc_pg_run (pg, upsert, error) && epc_pg_run (pg, "DROP TABLE pg_temp.stage", error)))
         && (!sync->commits || epc_pg_run (pg, "COMMIT", error));
}

/* The line at the end of the buffer goes to the database. */
static gboolean
send_line (EpcPublishSync *sync, gsize start, GError **error)
{
  if (!sync->is_open)
    {
      g_autofree char *line = g_strndup (sync->buffer->str + start, sync->buffer->len - start);
      g_string_truncate (sync->buffer, 0);
      if (!begin_part (sync, error))
        return FALSE;
      g_string_append (sync->buffer, line);
    }
  if (sync->buffer->len >= BUFFER && !flush (sync, error))
    return FALSE;
  return ++sync->n_part < PART || end_part (sync, error);
}

static gboolean
send_new (EpcRecord *record, gpointer data)
{
  EpcPublishSync *sync = data;
  gsize start = sync->buffer->len;
  gint64 version;

  if (!leaves (sync, record))
    {
      sync->n_withheld++;
      return TRUE;
    }
  epc_publish_append_row (sync->publish, sync->table, record, TRUE, sync->buffer, &version, &sync->n_left_empty);
  sync->counts.inserted++;
  sync->n_rows++;
  epc_publish_sides_look (sync->sides, record);
  return send_line (sync, start, &sync->error);
}

static gboolean
send_changed (EpcRecord *record, gpointer data)
{
  EpcPublishSync *sync = data;
  gsize start = sync->buffer->len;
  gint64 version, left_empty = 0;

  if (!leaves (sync, record) || !sync->heaps[heap_of (sync, epc_record_uid (record))].differs)
    return TRUE;
  Known *known = find_known (sync, epc_record_uid (record));
  epc_publish_append_row (sync->publish, sync->table, record, TRUE, sync->buffer, &version, &left_empty);
  if (known != NULL)
    known->is_seen = TRUE;
  if (known != NULL && known->version == version)
    {
      g_string_truncate (sync->buffer, start);
      return TRUE;
    }
  *(known != NULL ? &sync->counts.updated : &sync->counts.inserted) += 1;
  return send_line (sync, start, &sync->error);
}

static gboolean
delete_some (EpcPublishSync *sync, GString *uids, GError **error)
{
  const char *const values[] = { g_string_append_c (uids, '}')->str, NULL };
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE uid = ANY ($1::uuid[])", sync->table->name);
  g_autoptr (PGresult) done = epc_pg_ask_with (sync->publish->pg, sql, values, error);

  g_string_assign (uids, "{");
  return done != NULL;
}

static gboolean
delete_gone (EpcPublishSync *sync, GError **error)
{
  g_autoptr (GString) uids = g_string_new ("{");
  char text[EPC_UID_TEXT_SIZE];

  for (guint i = 0; i < sync->known->len; i++)
    {
      const Known *known = &g_array_index (sync->known, Known, i);
      /* Of half the heaps or more all rows were asked for. */
      if (known->is_seen || !sync->heaps[heap_of (sync, &known->uid)].differs)
        continue;
      sync->counts.deleted++;
      g_string_append_printf (uids, "%s%s", uids->len > 1 ? "," : "", epc_uid_to_text (&known->uid, text));
      if (uids->len > BUFFER && !delete_some (sync, uids, error))
        return FALSE;
    }
  return uids->len == 1 || delete_some (sync, uids, error);
}

/* After the rows where there were none: an index is built faster than it grows. */
static gboolean
make_key (EpcPublishSync *sync, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("ALTER TABLE %s ADD PRIMARY KEY (uid)", sync->table->name);

  if (!sync->table->has_key && !epc_pg_run (sync->publish->pg, sql, error))
    return FALSE;
  sync->table->has_key = TRUE;
  return TRUE;
}

gboolean
epc_publish_sync_send (EpcPublishSync *sync, gboolean commits, GError **error)
{
  sync->commits = commits;
  g_string_truncate (sync->buffer, 0);
  if (sync->is_empty)
    {
      if (!each_record (sync, send_new, error) || !end_part (sync, error))
        return FALSE;
      epc_publish_sides_settle (sync->sides);
      return make_key (sync, error);
    }
  gboolean differs = FALSE;
  for (guint i = 0; i <= sync->mask && !differs; i++)
    differs = sync->heaps[i].differs;
  return make_key (sync, error)
         && (!differs || (read_known (sync, error) && each_record (sync, send_changed, error) && end_part (sync, error) && delete_gone (sync, error)));
}
