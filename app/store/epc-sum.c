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
      gboolean is_kept = needed[i] < 0 || is_fixed (query, needed[i]);
      for (guint b = 0; b < n_by; b++)
        is_kept |= by[b] == needed[i];
      if (is_kept)
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

GArray *
epc_query_sum (const EpcQuery *query, EpcStore *store, const char *sum, const char *const *by, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) parameters = epc_query_parameters_new ();
  int sum_field, by_fields[MOST_BY];
  guint n_by;
  EpcStep step;

  if (!resolve_fields (query, sum, by, &sum_field, by_fields, &n_by, error) || is_refused (query, by_fields, n_by, error))
    return NULL;
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
  if (reader.db == NULL)
    return NULL;
  g_autofree char *sql = sum_text (query, store, reader.db, sum_field, by_fields, n_by, parameters);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (reader.db, sql, error);
  if (rows == NULL)
    return NULL;
  epc_query_bind (rows, parameters);
  g_autoptr (GArray) sums = g_array_new (FALSE, TRUE, sizeof (EpcSum));
  g_array_set_clear_func (sums, sum_clear);
  double scale = query->entity->fields[sum_field].type == EPC_TYPE_MONEY ? 0.01 : 1;
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      EpcSum one = { 0 };
      for (guint i = 0; i < n_by; i++)
        {
          const EpcField *field = &query->entity->fields[by_fields[i]];
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
