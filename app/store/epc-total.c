/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Totals of the count tables: rows and people by operation, tool, round and level, kept in the transaction that changes a row.
 * They are kept apart by import batch: taking a batch back is then a matter of some rows here, not of a million there.
 */
#include "epc-store-private.h"

#include <string.h>

typedef struct
{
  gint64 filled, sum;
} Sum;

struct _EpcTotals
{
  GHashTable *sums; /* key text → Sum[1 + n_measures] */
  GString *key;
  /* The row before: neighbours mostly belong to one total. */
  const EpcEntity *last_entity;
  gint64 last_batch;
  EpcValue last_values[4]; /* texts are copies */
  Sum *last_sums;
};

/* Field keys by meaning, the usual one first. */
static const char *const operation_keys[] = { "operation", "dtm_operation", NULL };
static const char *const tool_keys[] = { "assessment_type", "tool", NULL };
static const char *const round_keys[] = { "round", "dtm_round", NULL };
static const char *const level_keys[] = { "admin_level", "adm_level", "level", NULL };

static int
find_field (const EpcEntity *entity, const char *const *keys)
{
  for (; *keys != NULL; keys++)
    {
      int index = epc_entity_field_index (entity, *keys);
      if (index >= 0 && epc_field_is_stored (&entity->fields[index]))
        return index;
    }
  return -1;
}

static gboolean
is_measure (const EpcField *field)
{
  return field->type == EPC_TYPE_INTEGER
         && ((field->flags & EPC_FIELD_TOTAL) || g_str_equal (field->key, "idp_ind") || g_str_equal (field->key, "idp_hh"));
}

static gpointer
make_fields (gpointer data)
{
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);
  EpcTotalFields *fields = g_new0 (EpcTotalFields, n + 1);

  for (guint i = 0; i < n; i++)
    {
      guint n_measures = 0;
      fields[i].operation = find_field (all[i], operation_keys);
      fields[i].tool = find_field (all[i], tool_keys);
      fields[i].round = find_field (all[i], round_keys);
      fields[i].level = find_field (all[i], level_keys);
      for (guint m = 0; m < G_N_ELEMENTS (fields[i].measures); m++)
        fields[i].measures[m] = -1;
      if (!(all[i]->flags & EPC_ENTITY_COUNT))
        fields[i].round = -1;
      for (guint f = 0; f < all[i]->n_fields && n_measures < G_N_ELEMENTS (fields[i].measures); f++)
        if (is_measure (&all[i]->fields[f]))
          fields[i].measures[n_measures++] = (int) f;
    }
  return fields;
}

const EpcTotalFields *
epc_total_fields (const EpcEntity *entity)
{
  static GOnce once = G_ONCE_INIT;
  const EpcTotalFields *fields = g_once (&once, make_fields, NULL);
  const EpcTotalFields *own = &fields[epc_entity_index (entity)];

  return own->round >= 0 ? own : NULL;
}

gboolean
epc_total_has (const EpcEntity *entity)
{
  return (entity->flags & EPC_ENTITY_COUNT) && epc_total_fields (entity) != NULL;
}

static void
append_part (GString *key, const EpcValue *values, int field)
{
  static const char digits[] = "0123456789abcdef";

  g_string_append_c (key, '\x1f');
  if (field < 0)
    return;
  switch (values[field].kind)
    {
    case EPC_VALUE_TEXT:
      g_string_append (key, values[field].text);
      break;
    case EPC_VALUE_INTEGER:
      g_string_append_printf (key, "%" G_GINT64_FORMAT, values[field].integer);
      break;
    case EPC_VALUE_UID:
      for (guint i = 0; i < sizeof values[field].uid.bytes; i++)
        {
          g_string_append_c (key, digits[values[field].uid.bytes[i] >> 4]);
          g_string_append_c (key, digits[values[field].uid.bytes[i] & 0x0f]);
        }
      break;
    case EPC_VALUE_DECIMAL:
    case EPC_VALUE_EMPTY:
    default:
      break;
    }
}

/* Makes the sums that a row with @values belongs to the last ones. */
static void
find_sums (EpcTotals *totals, const EpcEntity *entity, gint64 batch, const EpcValue *values, const int *keys)
{
  gpointer sums;

  g_string_assign (totals->key, entity->key);
  for (guint i = 0; i < G_N_ELEMENTS (totals->last_values); i++)
    append_part (totals->key, values, keys[i]);
  g_string_append_printf (totals->key, "\x1f%" G_GINT64_FORMAT, batch);
  sums = g_hash_table_lookup (totals->sums, totals->key->str);
  if (sums == NULL)
    {
      sums = g_new0 (Sum, 1 + G_N_ELEMENTS (((EpcTotalFields *) NULL)->measures));
      g_hash_table_insert (totals->sums, g_strdup (totals->key->str), sums);
    }
  for (guint i = 0; i < G_N_ELEMENTS (totals->last_values); i++)
    if (keys[i] >= 0)
      epc_value_copy (&totals->last_values[i], &values[keys[i]]);
  totals->last_entity = entity;
  totals->last_batch = batch;
  totals->last_sums = sums;
}

void
epc_total_add (EpcTransaction *transaction, const EpcEntity *entity, gint64 batch, const EpcValue *values, int sign)
{
  const EpcTotalFields *fields = epc_total_fields (entity);
  EpcTotals *totals = transaction->totals;
  const int keys[] = { fields->operation, fields->tool, fields->round, fields->level };

  if (totals == NULL)
    {
      totals = transaction->totals = g_new0 (EpcTotals, 1);
      totals->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      totals->key = g_string_new (NULL);
    }
  gboolean is_same = totals->last_entity == entity && totals->last_batch == batch;
  for (guint i = 0; i < G_N_ELEMENTS (keys) && is_same; i++)
    is_same = keys[i] < 0 || epc_value_equal (&values[keys[i]], &totals->last_values[i]);
  if (!is_same)
    find_sums (totals, entity, batch, values, keys);
  Sum *sums = totals->last_sums;
  sums[0].filled += sign;
  for (guint m = 0; m < G_N_ELEMENTS (fields->measures) && fields->measures[m] >= 0; m++)
    {
      const EpcValue *value = &values[fields->measures[m]];
      if (value->kind != EPC_VALUE_INTEGER)
        continue;
      sums[m + 1].filled += sign;
      sums[m + 1].sum += sign * value->integer;
    }
}

static gboolean
write_sum (EpcSqlite *db, char **parts, const char *measure, const Sum *sum, GError **error)
{
  if (sum->filled == 0 && sum->sum == 0)
    return TRUE;
  return epc_sqlite_run (
      db, error,
      "INSERT INTO _total (entity, operation, tool, round, level, measure, batch, filled, sum) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO UPDATE SET filled = filled + excluded.filled, "
      "sum = sum + excluded.sum",
      "ttttttiii", parts[0], parts[1], parts[2], parts[3], parts[4], measure, g_ascii_strtoll (parts[5], NULL, 10), sum->filled,
      sum->sum);
}

gboolean
epc_total_flush (EpcTransaction *transaction, GError **error)
{
  GHashTableIter iter;
  gpointer key, data;

  if (transaction->totals == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, transaction->totals->sums);
  while (g_hash_table_iter_next (&iter, &key, &data))
    {
      g_auto (GStrv) parts = g_strsplit (key, "\x1f", 6);
      const EpcEntity *entity = epc_entity_find (parts[0]);
      const EpcTotalFields *fields = epc_total_fields (entity);
      const Sum *sums = data;
      if (!write_sum (transaction->db, parts, "", &sums[0], error))
        return FALSE;
      for (guint m = 0; m < G_N_ELEMENTS (fields->measures) && fields->measures[m] >= 0; m++)
        if (!write_sum (transaction->db, parts, entity->fields[fields->measures[m]].key, &sums[m + 1], error))
          return FALSE;
    }
  epc_total_clear (transaction);
  return epc_sqlite_run (transaction->db, error, "DELETE FROM _total WHERE filled = 0 AND sum = 0", "");
}

void
epc_total_clear (EpcTransaction *transaction)
{
  EpcTotals *totals = transaction->totals;

  if (totals == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (totals->last_values); i++)
    epc_value_clear (&totals->last_values[i]);
  g_hash_table_unref (totals->sums);
  g_string_free (totals->key, TRUE);
  g_free (totals);
  transaction->totals = NULL;
}

/* --- from the rows --- */

static void
append_column (GString *sql, const EpcEntity *entity, int field)
{
  if (field < 0)
    g_string_append (sql, "''");
  else if (epc_field_value_kind (&entity->fields[field]) == EPC_VALUE_UID)
    g_string_append_printf (sql, "lower (hex (coalesce (\"%s\", '')))", entity->fields[field].key);
  else
    g_string_append_printf (sql, "coalesce (CAST (\"%s\" AS TEXT), '')", entity->fields[field].key);
}

/* A select of what _total must hold for one measure (−1: rows) of the live rows where @where holds. */
char *
epc_total_select (const EpcEntity *entity, int measure, const char *where)
{
  const EpcTotalFields *fields = epc_total_fields (entity);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT '%s', ", entity->key);
  append_column (sql, entity, fields->operation);
  g_string_append (sql, ", ");
  append_column (sql, entity, fields->tool);
  g_string_append (sql, ", ");
  append_column (sql, entity, fields->round);
  g_string_append (sql, ", ");
  append_column (sql, entity, fields->level);
  if (measure < 0)
    g_string_append (sql, ", '', coalesce (_batch, 0), count (*), 0");
  else
    g_string_append_printf (sql, ", '%1$s', coalesce (_batch, 0), count (\"%1$s\"), CAST (total (\"%1$s\") AS INTEGER)",
                            entity->fields[measure].key);
  g_string_append_printf (sql, " FROM \"%s\" WHERE _deleted = 0 AND %s GROUP BY 2, 3, 4, 5, 7", entity->key, where);
  if (measure >= 0)
    g_string_append_printf (sql, " HAVING count (\"%s\") > 0", entity->fields[measure].key);
  return g_string_free (sql, FALSE);
}

/* One pass over the rows: the key columns as they are, then for the rows and each measure how many are filled and their sum. */
static char *
recompute_text (const EpcEntity *entity, const int *keys, guint n_keys)
{
  const EpcTotalFields *fields = epc_total_fields (entity);
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < n_keys; i++)
    if (keys[i] >= 0)
      g_string_append_printf (sql, "\"%s\", ", entity->fields[keys[i]].key);
    else
      g_string_append (sql, "NULL, ");
  g_string_append (sql, "count (*), 0");
  for (guint m = 0; m < G_N_ELEMENTS (fields->measures) && fields->measures[m] >= 0; m++)
    g_string_append_printf (sql, ", count (\"%1$s\"), CAST (total (\"%1$s\") AS INTEGER)", entity->fields[fields->measures[m]].key);
  g_string_append_printf (sql, " FROM \"%s\" WHERE id BETWEEN ?2 AND ?3 AND _batch = ?1 AND _deleted = 0 GROUP BY 1, 2, 3, 4",
                          entity->key);
  return g_string_free (sql, FALSE);
}

gboolean
epc_total_recompute (EpcSqlite *db, const EpcEntity *entity, gint64 batch, gint64 first, gint64 last, GError **error)
{
  const EpcTotalFields *fields = epc_total_fields (entity);
  g_autoptr (GString) key = g_string_new (NULL);
  EpcStep step;

  if (!epc_total_has (entity))
    return TRUE;
  const int keys[] = { fields->operation, fields->tool, fields->round, fields->level };
  g_autofree char *sql = recompute_text (entity, keys, G_N_ELEMENTS (keys));
  g_autofree EpcValue *values = g_new0 (EpcValue, entity->n_fields);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (db, sql, error);
  if (rows == NULL
      || !epc_sqlite_run (db, error, "DELETE FROM _total WHERE entity = ?1 AND batch = ?2", "ti", entity->key, batch))
    return FALSE;
  epc_sqlite_bind (rows, "iii", batch, first, last);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      int column = G_N_ELEMENTS (keys);
      g_string_assign (key, entity->key);
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        {
          if (keys[i] >= 0)
            epc_row_peek_value (rows, (int) i, &entity->fields[keys[i]], &values[keys[i]]);
          append_part (key, values, keys[i]);
        }
      g_string_append_printf (key, "\x1f%" G_GINT64_FORMAT, batch);
      g_auto (GStrv) parts = g_strsplit (key->str, "\x1f", 6);
      for (int m = -1; m < (int) G_N_ELEMENTS (fields->measures) && (m < 0 || fields->measures[m] >= 0); m++, column += 2)
        {
          Sum sum = { sqlite3_column_int64 (rows, column), sqlite3_column_int64 (rows, column + 1) };
          if (!write_sum (db, parts, m < 0 ? "" : entity->fields[fields->measures[m]].key, &sum, error))
            return FALSE;
        }
    }
  return step == EPC_STEP_DONE;
}
