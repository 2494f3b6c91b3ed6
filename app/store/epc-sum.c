/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sums that mean something. People counted in two operations, by two tools, in two rounds or at two levels of administration are
 * mostly the same people: such a sum is refused here, so that no screen has to remember it.
 */
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-query-private.h"

#define MOST_BY 3

static void
sum_clear (gpointer data)
{
  EpcSum *sum = data;

  for (guint i = 0; i < MOST_BY; i++)
    g_free (sum->by[i]);
}

/* One condition leaves a single value of @field. */
static gboolean
is_fixed (const EpcQuery *query, int field)
{
  for (guint i = 0; i < query->conditions->len; i++)
    {
      const EpcCondition *condition = g_ptr_array_index (query->conditions, i);
      if (condition->field != field)
        continue;
      if ((condition->op == EPC_OP_EQUAL && condition->values->len == 1) || condition->op == EPC_OP_EMPTY
          || (condition->op == EPC_OP_IN && condition->values->len == 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_refused (const EpcQuery *query, const int *by, guint n_by, GError **error)
{
  const EpcTotalFields *fields = (query->entity->flags & EPC_ENTITY_COUNT) ? epc_total_fields (query->entity) : NULL;

  if (fields == NULL)
    return FALSE;
  const int needed[] = { fields->operation, fields->tool, fields->round, fields->level };
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      gboolean is_one = needed[i] < 0 || is_fixed (query, needed[i]);
      for (guint b = 0; b < n_by; b++)
        is_one |= by[b] == needed[i];
      if (is_one)
        continue;
      g_set_error (
          error, EPC_ERROR, EPC_ERROR_REFUSED,
          _("%s are not added up across “%s”: the same people would be counted more than once. Choose one, or show them "
             "side by side."),
          epc_language_text (epc_language_get (NULL), query->entity->plural),
          epc_language_text (epc_language_get (NULL), query->entity->fields[needed[i]].label));
      return TRUE;
    }
  return FALSE;
}

static gboolean
resolve_fields (const EpcQuery *query, const char *sum, const char *const *by, int *sum_field, int *by_fields, guint *n_by,
                GError **error)
{
  const EpcField *field = epc_entity_require_field (query->entity, sum, error);

  *n_by = 0;
  if (field == NULL)
    return FALSE;
  if (!epc_field_is_stored (field) || !epc_field_is_number (field))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is not a number that can be added up."), sum);
      return FALSE;
    }
  *sum_field = (int) (field - query->entity->fields);
  for (; by != NULL && *by != NULL; by++)
    {
      const EpcField *group = epc_entity_require_field (query->entity, *by, error);
      if (group == NULL)
        return FALSE;
      if (*n_by == MOST_BY || !epc_field_is_stored (group))
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("A sum can be taken by up to three stored fields."));
          return FALSE;
        }
      by_fields[(*n_by)++] = (int) (group - query->entity->fields);
    }
  return TRUE;
}

static char *
sum_text (const EpcQuery *query, EpcStore *store, EpcSqlite *db, int sum_field, const int *by, guint n_by, GPtrArray *parameters)
{
  GString *sql = g_string_new ("SELECT ");
  const char *key = query->entity->fields[sum_field].key;

  for (guint i = 0; i < n_by; i++)
    g_string_append_printf (sql, "t.\"%s\", ", query->entity->fields[by[i]].key);
  g_string_append_printf (sql, "count (*), count (t.\"%s\"), total (t.\"%s\") FROM \"%s\" AS t", key, key, query->entity->key);
  epc_query_append_where (query, store, db, sql, parameters);
  for (guint i = 0; i < n_by; i++)
    g_string_append_printf (sql, "%s%u", i == 0 ? " GROUP BY " : ", ", i + 1);
  for (guint i = 0; i < n_by; i++)
    g_string_append_printf (sql, "%s%u", i == 0 ? " ORDER BY " : ", ", i + 1);
  return g_string_free (sql, FALSE);
}

/* The rows of sum_text(), and of whatever has its columns. */
static GArray *
read_sums (const EpcQuery *query, EpcSqlite *db, sqlite3_stmt *rows, double scale, const int *by, guint n_by, GError **error)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (EpcSum));
  EpcStep step;

  g_array_set_clear_func (sums, sum_clear);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcSum one = { 0 };
      for (guint i = 0; i < n_by; i++)
        {
          const EpcField *field = &query->entity->fields[by[i]];
          EpcValue value;
          epc_row_peek_value (rows, (int) i, field, &value);
          one.by[i] = epc_value_to_text (field, &value);
        }
      one.rows = sqlite3_column_int64 (rows, (int) n_by);
      one.filled = sqlite3_column_int64 (rows, (int) n_by + 1);
      one.sum = sqlite3_column_double (rows, (int) n_by + 2) * scale;
      g_array_append_val (sums, one);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&sums);
}

/* --- out of the totals that are kept --- */

/* A column of _total that holds @field; NULL: none does. */
static const char *
kept_column (const EpcTotalFields *fields, int field)
{
  const int kept[] = { fields->operation, fields->tool, fields->round, fields->level };
  static const char *const columns[] = { "operation", "tool", "round", "level" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (field >= 0 && kept[i] == field)
      return columns[i];
  return NULL;
}

/* Whether the totals hold what is asked: a measure of theirs, by what they are kept apart by, and no other condition than one value of that. */
static gboolean
is_kept (const EpcQuery *query, int sum_field, const int *by, guint n_by)
{
  const EpcTotalFields *fields = (query->entity->flags & EPC_ENTITY_COUNT) ? epc_total_fields (query->entity) : NULL;
  gboolean is_measure = FALSE;

  if (fields == NULL || query->only_deleted || query->search != NULL)
    return FALSE;
  for (guint m = 0; m < G_N_ELEMENTS (fields->measures); m++)
    is_measure |= fields->measures[m] == sum_field;
  for (guint i = 0; i < n_by && is_measure; i++)
    is_measure = kept_column (fields, by[i]) != NULL;
  for (guint i = 0; i < query->conditions->len && is_measure; i++)
    {
      const EpcCondition *condition = g_ptr_array_index (query->conditions, i);
      is_measure = kept_column (fields, condition->field) != NULL
                   && (condition->op == EPC_OP_EMPTY || (condition->op == EPC_OP_EQUAL && condition->values->len == 1));
    }
  return is_measure;
}

/* The totals' own writing of a value of @field, into @text: references in hexadecimal, what is empty as nothing. */
static void
append_kept (GString *text, const EpcField *field, const EpcCondition *condition)
{
  const EpcValue *value = condition->op == EPC_OP_EMPTY ? NULL : &g_array_index (condition->values, EpcValue, 0);
  g_autofree char *canonical = value != NULL && value->kind != EPC_VALUE_UID ? epc_value_to_text (field, value) : NULL;

  for (guint i = 0; value != NULL && value->kind == EPC_VALUE_UID && i < sizeof value->uid.bytes; i++)
    g_string_append_printf (text, "%02x", value->uid.bytes[i]);
  if (canonical != NULL)
    g_string_append (text, canonical);
}

static char *
kept_text (const EpcQuery *query, const int *by, guint n_by)
{
  const EpcTotalFields *fields = epc_total_fields (query->entity);
  GString *sql = g_string_new ("SELECT ");

  for (guint i = 0; i < n_by; i++)
    g_string_append_printf (sql, "%s, ", kept_column (fields, by[i]));
  g_string_append (sql, "total (filled) FILTER (WHERE measure = ''), total (filled) FILTER (WHERE measure = ?1), total (sum) FILTER (WHERE measure = ?1) "
                        "FROM _total WHERE entity = ?2");
  for (guint i = 0; i < query->conditions->len; i++)
    g_string_append_printf (sql, " AND %s = ?%u", kept_column (fields, ((const EpcCondition *) g_ptr_array_index (query->conditions, i))->field), i + 3);
  for (guint i = 0; i < n_by; i++)
    g_string_append_printf (sql, "%s%u", i == 0 ? " GROUP BY " : ", ", i + 1);
  g_string_append_printf (sql, " HAVING total (filled) FILTER (WHERE measure = '') > 0%s", n_by > 0 ? " ORDER BY 1" : "");
  for (guint i = 1; i < n_by; i++)
    g_string_append_printf (sql, ", %u", i + 1);
  return g_string_free (sql, FALSE);
}

/* The canonical text of what the totals write @text for. */
static char *
from_kept (const EpcField *field, const char *text)
{
  EpcUid uid;
  char canonical[EPC_UID_TEXT_SIZE];

  if (text == NULL || *text == '\0')
    return NULL;
  if (epc_field_value_kind (field) != EPC_VALUE_UID)
    return g_strdup (text);
  for (guint i = 0; i < sizeof uid.bytes; i++)
    uid.bytes[i] = (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]));
  return g_strdup (epc_uid_to_text (&uid, canonical));
}

/* A million rows are a few hundred totals, which each write keeps true (epc-total.c). */
static GArray *
sum_kept (const EpcQuery *query, EpcSqlite *db, int sum_field, const int *by, guint n_by, GError **error)
{
  g_autofree char *sql = kept_text (query, by, n_by);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (db, sql, error);
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (EpcSum));
  EpcStep step;

  if (rows == NULL)
    return NULL;
  g_array_set_clear_func (sums, sum_clear);
  sqlite3_bind_text (rows, 1, query->entity->fields[sum_field].key, -1, SQLITE_STATIC);
  sqlite3_bind_text (rows, 2, query->entity->key, -1, SQLITE_STATIC);
  for (guint i = 0; i < query->conditions->len; i++)
    {
      const EpcCondition *condition = g_ptr_array_index (query->conditions, i);
      g_autoptr (GString) text = g_string_new (NULL);
      append_kept (text, &query->entity->fields[condition->field], condition);
      sqlite3_bind_text (rows, (int) i + 3, text->str, -1, SQLITE_TRANSIENT);
    }
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcSum one = { 0 };
      for (guint i = 0; i < n_by; i++)
        one.by[i] = from_kept (&query->entity->fields[by[i]], (const char *) sqlite3_column_text (rows, (int) i));
      one.rows = sqlite3_column_int64 (rows, (int) n_by);
      one.filled = sqlite3_column_int64 (rows, (int) n_by + 1);
      one.sum = sqlite3_column_double (rows, (int) n_by + 2);
      g_array_append_val (sums, one);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&sums);
}

GArray *
epc_query_sum (const EpcQuery *query, EpcStore *store, const char *sum, const char *const *by, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) parameters = epc_query_parameters_new ();
  int sum_field, by_fields[MOST_BY];
  guint n_by;

  if (!resolve_fields (query, sum, by, &sum_field, by_fields, &n_by, error) || is_refused (query, by_fields, n_by, error))
    return NULL;
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
  if (reader.db == NULL)
    return NULL;
  if (is_kept (query, sum_field, by_fields, n_by))
    return sum_kept (query, reader.db, sum_field, by_fields, n_by, error);
  g_autofree char *sql = sum_text (query, store, reader.db, sum_field, by_fields, n_by, parameters);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (reader.db, sql, error);
  if (rows == NULL)
    return NULL;
  epc_query_bind (rows, parameters);
  return read_sums (query, reader.db, rows, query->entity->fields[sum_field].type == EPC_TYPE_MONEY ? 0.01 : 1, by_fields, n_by, error);
}

GArray *
epc_query_distinct (const EpcQuery *query, EpcStore *store, const char *what, const char *otherwise, const char *filled, const char *const *by,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) parameters = epc_query_parameters_new ();
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  int filled_field, by_fields[MOST_BY];
  guint n_by;

  if (epc_entity_require_field (query->entity, what, error) == NULL || epc_entity_require_field (query->entity, otherwise, error) == NULL
      || !resolve_fields (query, filled, by, &filled_field, by_fields, &n_by, error))
    return NULL;
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
  if (reader.db == NULL)
    return NULL;
  for (guint i = 0; i < n_by; i++)
    g_string_append_printf (sql, "t.\"%s\", ", query->entity->fields[by_fields[i]].key);
  g_string_append_printf (sql, "count (*), count (DISTINCT CASE WHEN t.\"%s\" IS NOT NULL THEN coalesce (t.\"%s\", t.\"%s\") END), 0 FROM \"%s\" AS t",
                          filled, what, otherwise, query->entity->key);
  epc_query_append_where (query, store, reader.db, sql, parameters);
  for (guint i = 0; i < n_by; i++)
    g_string_append_printf (sql, "%s%u", i == 0 ? " GROUP BY " : ", ", i + 1);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (reader.db, sql->str, error);
  if (rows == NULL)
    return NULL;
  epc_query_bind (rows, parameters);
  return read_sums (query, reader.db, rows, 1, by_fields, n_by, error);
}
