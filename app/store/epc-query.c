/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-query.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-clock.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-text.h"
#include "epc-query-private.h"
#include "epc-schema.h"

/* The bin shows what was deleted in the last days. */
#define BIN_DAYS 30

static const struct
{
  const char *key;
  int column;
} shared[] = {
  { "uid", EPC_COLUMN_UID },     { "code", EPC_COLUMN_CODE },       { "office", EPC_COLUMN_OFFICE },
  { "batch", EPC_COLUMN_BATCH }, { "created", EPC_COLUMN_CREATED }, { "changed", EPC_COLUMN_CHANGED },
};

static const char *
shared_sql (int column)
{
  switch (column)
    {
    case EPC_COLUMN_UID:
      return "uid";
    case EPC_COLUMN_CODE:
      return "_code";
    case EPC_COLUMN_OFFICE:
      return "_office";
    case EPC_COLUMN_BATCH:
      return "_batch";
    case EPC_COLUMN_CREATED:
      return "coalesce (_created, (SELECT stamp FROM _batch WHERE _batch.id = t._batch))";
    case EPC_COLUMN_CHANGED:
      return "coalesce (_changed, _created, (SELECT stamp FROM _batch WHERE _batch.id = t._batch))";
    default:
      g_return_val_if_reached ("id");
    }
}

static int
shared_column (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (g_str_equal (shared[i].key, key))
      return shared[i].column;
  return -1;
}

static void
value_free (gpointer data)
{
  epc_value_clear (data);
  g_free (data);
}

static void
clear_value (gpointer data)
{
  epc_value_clear (data);
}

static EpcCondition *
condition_new (int field, int column, EpcOperator op)
{
  EpcCondition *condition = g_new0 (EpcCondition, 1);

  condition->field = field;
  condition->column = column;
  condition->op = op;
  condition->values = g_array_new (FALSE, TRUE, sizeof (EpcValue));
  g_array_set_clear_func (condition->values, clear_value);
  return condition;
}

static void
condition_free (gpointer data)
{
  EpcCondition *condition = data;

  g_array_unref (condition->values);
  g_free (condition->folded);
  g_free (condition);
}

EpcQuery *
epc_query_new (const EpcEntity *entity)
{
  EpcQuery *query = g_new0 (EpcQuery, 1);

  query->entity = entity;
  query->conditions = g_ptr_array_new_with_free_func (condition_free);
  return query;
}

EpcQuery *
epc_query_copy (const EpcQuery *query)
{
  EpcQuery *copy = epc_query_new (query->entity);

  for (guint i = 0; i < query->conditions->len; i++)
    {
      const EpcCondition *from = g_ptr_array_index (query->conditions, i);
      EpcCondition *condition = condition_new (from->field, from->column, from->op);
      g_array_set_size (condition->values, from->values->len);
      for (guint v = 0; v < from->values->len; v++)
        epc_value_copy (&g_array_index (condition->values, EpcValue, v), &g_array_index (from->values, EpcValue, v));
      condition->folded = g_strdup (from->folded);
      g_ptr_array_add (copy->conditions, condition);
    }
  copy->sort = g_strdup (query->sort);
  copy->search = g_strdup (query->search);
  copy->limit = query->limit;
  copy->only_deleted = query->only_deleted;
  copy->only = query->only != NULL ? g_array_copy (query->only) : NULL;
  return copy;
}

void
epc_query_free (EpcQuery *query)
{
  if (query == NULL)
    return;
  g_ptr_array_unref (query->conditions);
  g_free (query->sort);
  g_free (query->search);
  g_clear_pointer (&query->only, g_array_unref);
  g_free (query);
}

void
epc_query_only (EpcQuery *query, const char *const *fields)
{
  const EpcEntitySql *sql = epc_entity_sql (query->entity);

  g_clear_pointer (&query->only, g_array_unref);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      const EpcField *field = epc_entity_field (query->entity, fields[i]);

      if (field != NULL && field->type == EPC_TYPE_COMPUTED)
        return;
    }
  query->only = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < sql->n_stored; i++)
    if (g_strv_contains (fields, query->entity->fields[sql->stored[i]].key))
      g_array_append_val (query->only, sql->stored[i]);
}

const EpcEntity *
epc_query_entity (const EpcQuery *query)
{
  return query->entity;
}

/* --- conditions --- */

static gboolean
refuse_operator (const char *field, EpcOperator op, GError **error)
{
  static const char *const names[] = { "=", "!=", "<", "<=", ">", ">=", "~", "empty", "not empty", "in", "within" };

  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” cannot be asked for with “%s”."), field, names[op]);
  return FALSE;
}

/* A stamp from a date or moment: the first one of it. */
static gboolean
parse_stamp (const char *text, EpcValue *value, GError **error)
{
  g_autofree char *moment = epc_moment_parse (text, EPC_DATE_ORDER_DAY_FIRST, NULL);
  gint64 microseconds;

  if (moment == NULL || !epc_moment_to_unix (moment, &microseconds))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is not a date."), text);
      return FALSE;
    }
  epc_value_set_integer (value, epc_stamp_next (microseconds, 0));
  return TRUE;
}

static gboolean
parse_shared (int column, const char *text, EpcStore *store, EpcValue *value, GError **error)
{
  EpcUid uid;
  gint64 number;

  switch (column)
    {
    case EPC_COLUMN_OFFICE:
      if (!epc_store_find_uid (store, epc_entity_find ("office"), text, &uid, error))
        return FALSE;
      epc_value_set_uid (value, &uid);
      return TRUE;
    case EPC_COLUMN_UID:
      if (!epc_uid_from_text (text, &uid))
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is not an identifier (8-4-4-4-12 hexadecimal digits)."),
                       text);
          return FALSE;
        }
      epc_value_set_uid (value, &uid);
      return TRUE;
    case EPC_COLUMN_BATCH:
      if (!epc_number_parse_integer (text, &number))
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is not the number of an import."), text);
          return FALSE;
        }
      epc_value_set_integer (value, number);
      return TRUE;
    case EPC_COLUMN_CREATED:
    case EPC_COLUMN_CHANGED:
      return parse_stamp (text, value, error);
    default:
      epc_value_set_text (value, text);
      return TRUE;
    }
}

static gboolean
parse_value (EpcQuery *query, EpcStore *store, EpcCondition *condition, const char *text, GError **error)
{
  g_auto (EpcValue) value = EPC_VALUE_INIT;
  const EpcField *field = condition->field >= 0 ? &query->entity->fields[condition->field] : NULL;
  EpcUid uid;

  if (field == NULL)
    {
      if (!parse_shared (condition->column, text, store, &value, error))
        return FALSE;
    }
  else if (field->type == EPC_TYPE_REFERENCE)
    {
      const EpcEntity *target = epc_entity_require (field->target, error);
      if (target == NULL)
        return FALSE;
      /* A uid may be asked for although its record is not here. */
      if (!epc_uid_from_text (text, &uid) && !epc_store_find_uid (store, target, text, &uid, error))
        return FALSE;
      epc_value_set_uid (&value, &uid);
    }
  else if (!epc_value_parse (field, text, &value, error))
    return FALSE;
  if (value.kind == EPC_VALUE_EMPTY)
    return TRUE;
  g_array_append_val (condition->values, value);
  value = (EpcValue) EPC_VALUE_INIT;
  return TRUE;
}

static gboolean
fill_condition (EpcQuery *query, EpcStore *store, EpcCondition *condition, const char *key, const char *text, GError **error)
{
  const EpcField *field = condition->field >= 0 ? &query->entity->fields[condition->field] : NULL;
  gboolean is_text = field == NULL ? condition->column == EPC_COLUMN_CODE : epc_field_value_kind (field) == EPC_VALUE_TEXT;

  switch (condition->op)
    {
    case EPC_OP_EMPTY:
    case EPC_OP_NOT_EMPTY:
      return TRUE;
    case EPC_OP_CONTAINS:
      if (!is_text)
        return refuse_operator (key, condition->op, error);
      condition->folded = epc_text_fold (text);
      return TRUE;
    case EPC_OP_WITHIN:
      if (field == NULL || field->type != EPC_TYPE_PLACE)
        return refuse_operator (key, condition->op, error);
      return parse_value (query, store, condition, text, error);
    case EPC_OP_IN:
      {
        g_auto (GStrv) parts = g_strsplit (text, ";", -1);
        for (char **part = parts; *part != NULL; part++)
          if (!parse_value (query, store, condition, *part, error))
            return FALSE;
        return TRUE;
      }
    case EPC_OP_EQUAL:
    case EPC_OP_NOT_EQUAL:
    case EPC_OP_LESS:
    case EPC_OP_LESS_EQUAL:
    case EPC_OP_GREATER:
    case EPC_OP_GREATER_EQUAL:
    default:
      return parse_value (query, store, condition, text, error);
    }
}

gboolean
epc_query_where (EpcQuery *query, EpcStore *store, const char *key, EpcOperator op, const char *value, GError **error)
{
  int field = epc_entity_field_index (query->entity, key);
  int column = field < 0 ? shared_column (key) : -1;

  if (field < 0 && column < 0)
    {
      epc_entity_require_field (query->entity, key, error);
      return FALSE;
    }
  if (field >= 0 && !epc_field_is_stored (&query->entity->fields[field]))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is worked out from other fields; ask for those."), key);
      return FALSE;
    }
  EpcCondition *condition = condition_new (field, column, op);
  if (!fill_condition (query, store, condition, key, value != NULL ? value : "", error))
    {
      condition_free (condition);
      return FALSE;
    }
  /* "= nothing" asks for what is empty. */
  if (condition->values->len == 0 && (op == EPC_OP_EQUAL || op == EPC_OP_NOT_EQUAL))
    condition->op = op == EPC_OP_EQUAL ? EPC_OP_EMPTY : EPC_OP_NOT_EMPTY;
  g_ptr_array_add (query->conditions, condition);
  return TRUE;
}

/* The operator at the start of @text, longest first; NULL: none. *@rest: what follows. */
static gboolean
read_operator (const char *text, EpcOperator *op, const char **rest)
{
  static const struct
  {
    const char *text;
    EpcOperator op;
    gboolean is_word;
  } operators[] = {
    { "!=", EPC_OP_NOT_EQUAL, FALSE },     { "<>", EPC_OP_NOT_EQUAL, FALSE }, { "<=", EPC_OP_LESS_EQUAL, FALSE },
    { ">=", EPC_OP_GREATER_EQUAL, FALSE }, { "=", EPC_OP_EQUAL, FALSE },      { "<", EPC_OP_LESS, FALSE },
    { ">", EPC_OP_GREATER, FALSE },        { "~", EPC_OP_CONTAINS, FALSE },   { "not empty", EPC_OP_NOT_EMPTY, TRUE },
    { "empty", EPC_OP_EMPTY, TRUE },       { "within", EPC_OP_WITHIN, TRUE }, { "in", EPC_OP_IN, TRUE },
    { "contains", EPC_OP_CONTAINS, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      gsize length = strlen (operators[i].text);
      if (g_ascii_strncasecmp (text, operators[i].text, length) != 0)
        continue;
      if (operators[i].is_word && text[length] != '\0' && text[length] != ' ')
        continue;
      *op = operators[i].op;
      *rest = text + length;
      return TRUE;
    }
  return FALSE;
}

gboolean
epc_query_where_text (EpcQuery *query, EpcStore *store, const char *condition, GError **error)
{
  const char *start = condition;
  const char *rest;
  EpcOperator op;

  while (*start == ' ')
    start++;
  const char *end = start;
  while (g_ascii_isalnum (*end) || *end == '_')
    end++;
  g_autofree char *key = g_strndup (start, (gsize) (end - start));
  while (*end == ' ')
    end++;
  if (*key == '\0' || !read_operator (end, &op, &rest))
    {
      g_set_error (
          error, EPC_ERROR, EPC_ERROR_USAGE,
          _("“%s” is not a condition. Write FIELD OPERATOR VALUE with one of = != < <= > >= ~ in within, or FIELD empty, "
             "FIELD not empty."),
          condition);
      return FALSE;
    }
  g_autofree char *value = g_strstrip (g_strdup (rest));
  return epc_query_where (query, store, key, op, value, error);
}

const char *
epc_query_sorted_by (const EpcQuery *query)
{
  return query->sort;
}

gboolean
epc_query_sort (EpcQuery *query, const char *sort, GError **error)
{
  const char *key = sort != NULL && (*sort == '-' || *sort == '+') ? sort + 1 : sort;

  if (key != NULL && *key != '\0')
    {
      const EpcField *field = epc_entity_field (query->entity, key);
      if (field == NULL && shared_column (key) < 0)
        {
          epc_entity_require_field (query->entity, key, error);
          return FALSE;
        }
      if (field != NULL && !epc_field_is_stored (field))
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is worked out from other fields; sort by one of those."),
                       key);
          return FALSE;
        }
    }
  g_free (query->sort);
  query->sort = sort == NULL ? NULL : *sort == '+' ? g_strdup (key) : g_strdup (sort);
  return TRUE;
}

void
epc_query_search (EpcQuery *query, const char *text)
{
  g_free (query->search);
  query->search = text != NULL && !epc_text_is_blank (text) ? g_strdup (text) : NULL;
}

void
epc_query_limit (EpcQuery *query, guint limit)
{
  query->limit = limit;
}

void
epc_query_include_deleted (EpcQuery *query, gboolean only_deleted)
{
  query->only_deleted = only_deleted;
}

/* --- as SQL --- */

GPtrArray *
epc_query_parameters_new (void)
{
  return g_ptr_array_new_with_free_func (value_free);
}

static void
add_parameter (GPtrArray *parameters, const EpcValue *value)
{
  EpcValue *copy = g_new0 (EpcValue, 1);

  epc_value_copy (copy, value);
  g_ptr_array_add (parameters, copy);
}

static void
add_integer (GPtrArray *parameters, gint64 integer)
{
  EpcValue value = { .kind = EPC_VALUE_INTEGER, .integer = integer };

  add_parameter (parameters, &value);
}

static void
add_text (GPtrArray *parameters, const char *text)
{
  EpcValue value = { .kind = EPC_VALUE_TEXT, .text = (char *) text };

  add_parameter (parameters, &value);
}

void
epc_query_bind (sqlite3_stmt *statement, GPtrArray *parameters)
{
  for (guint i = 0; i < parameters->len; i++)
    epc_row_bind_value (statement, (int) i + 1, g_ptr_array_index (parameters, i));
}

/* The field of places that names the place above, and the P-code itself. */
static gboolean
place_fields (const char **parent, const char **pcode)
{
  static const char *const parents[] = { "parent", "parent_pcode", NULL };
  static const char *const pcodes[] = { "pcode", "place_code", NULL };
  const EpcEntity *place = epc_entity_find ("place");

  *parent = *pcode = NULL;
  for (guint i = 0; place != NULL && parents[i] != NULL; i++)
    if (*parent == NULL && epc_entity_field (place, parents[i]) != NULL)
      *parent = parents[i];
  for (guint i = 0; place != NULL && pcodes[i] != NULL; i++)
    if (*pcode == NULL && epc_entity_field (place, pcodes[i]) != NULL)
      *pcode = pcodes[i];
  return *parent != NULL && *pcode != NULL;
}

/* A place and all below it. Where the parents are not known, P-codes that begin with it: HT01 lies in HT. */
static void
append_within (GString *sql, const char *name, const EpcValue *value, GPtrArray *parameters)
{
  const char *parent, *pcode;

  if (!place_fields (&parent, &pcode))
    {
      g_string_append_printf (sql, "%s = ?%u", name, parameters->len + 1);
      add_parameter (parameters, value);
      return;
    }
  const EpcField *parent_field = epc_entity_field (epc_entity_find ("place"), parent);
  g_string_append_printf (
      sql,
      "%s IN (WITH RECURSIVE below (code, uid) AS (SELECT ?%u, (SELECT uid FROM place WHERE \"%s\" = ?%u) UNION "
      "SELECT p.\"%s\", p.uid FROM place AS p JOIN below ON p.\"%s\" = below.%s WHERE p._deleted = 0) "
      "SELECT code FROM below)",
      name, parameters->len + 1, pcode, parameters->len + 1, pcode, parent,
      parent_field->type == EPC_TYPE_REFERENCE ? "uid" : "code");
  add_parameter (parameters, value);
}

static void
append_condition (const EpcQuery *query, const EpcCondition *condition, GString *sql, GPtrArray *parameters)
{
  g_autofree char *name = condition->field >= 0 ? g_strdup_printf ("t.\"%s\"", query->entity->fields[condition->field].key)
                                                : g_strdup (shared_sql (condition->column));
  static const char *const signs[] = { "=", "<>", "<", "<=", ">", ">=" };
  gboolean is_codes = condition->field >= 0 && query->entity->fields[condition->field].type == EPC_TYPE_CODES;

  switch (condition->op)
    {
    case EPC_OP_EMPTY:
      g_string_append_printf (sql, "%s IS NULL", name);
      break;
    case EPC_OP_NOT_EMPTY:
      g_string_append_printf (sql, "%s IS NOT NULL", name);
      break;
    case EPC_OP_CONTAINS:
      g_string_append_printf (sql, "epc_contains (%s, ?%u)", name, parameters->len + 1);
      add_text (parameters, condition->folded);
      break;
    case EPC_OP_WITHIN:
      append_within (sql, name, &g_array_index (condition->values, EpcValue, 0), parameters);
      break;
    case EPC_OP_IN:
      g_string_append_printf (sql, is_codes ? "(0" : "%s IN (", name);
      for (guint i = 0; i < condition->values->len; i++)
        {
          if (is_codes)
            g_string_append_printf (sql, " OR instr (';' || %s || ';', ';' || ?%u || ';') > 0", name, parameters->len + 1);
          else
            g_string_append_printf (sql, "%s?%u", i > 0 ? ", " : "", parameters->len + 1);
          add_parameter (parameters, &g_array_index (condition->values, EpcValue, i));
        }
      g_string_append_c (sql, ')');
      break;
    case EPC_OP_NOT_EQUAL:
      /* What is empty is not equal to anything either. */
      g_string_append_printf (sql, "%s IS NOT ?%u", name, parameters->len + 1);
      add_parameter (parameters, &g_array_index (condition->values, EpcValue, 0));
      break;
    case EPC_OP_EQUAL:
    case EPC_OP_LESS:
    case EPC_OP_LESS_EQUAL:
    case EPC_OP_GREATER:
    case EPC_OP_GREATER_EQUAL:
    default:
      if (condition->values->len == 0)
        {
          g_string_append_c (sql, '0'); /* nothing is less than nothing */
          break;
        }
      g_string_append_printf (sql, "%s %s ?%u", name, signs[condition->op], parameters->len + 1);
      add_parameter (parameters, &g_array_index (condition->values, EpcValue, 0));
    }
}

/* Counts have no words of their own: they are found through their places, and through the records they refer to. */
static void
append_search_of_counts (const EpcQuery *query, EpcSqlite *db, const char *expression, GString *sql, GPtrArray *parameters)
{
  const EpcEntity *entity = query->entity;
  const EpcEntity *place = epc_entity_find ("place");
  guint expression_at = parameters->len + 1;
  const char *parent, *pcode;

  add_text (parameters, expression);
  g_string_append (sql, "(0");
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      const EpcEntity *target = field->type == EPC_TYPE_REFERENCE ? epc_entity_find (field->target) : NULL;
      if (field->type == EPC_TYPE_PLACE && place_fields (&parent, &pcode))
        target = place;
      if (target != NULL && epc_entity_sql (target)->is_searched)
        {
          gint64 base = epc_schema_entity_number (db, target, NULL) << EPC_SEARCH_ROW_BITS;
          g_string_append_printf (
              sql,
              " OR t.\"%s\" IN (SELECT %s%s%s FROM " EPC_SEARCH_ROWS " JOIN \"%s\" AS o ON o.id = " EPC_SEARCH_ROW " - %" G_GINT64_FORMAT
              " WHERE _search MATCH ?%u AND f.rowid BETWEEN %" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT ")",
              field->key, target == place && field->type == EPC_TYPE_PLACE ? "o.\"" : "o.uid",
              target == place && field->type == EPC_TYPE_PLACE ? pcode : "",
              target == place && field->type == EPC_TYPE_PLACE ? "\"" : "", target->key, base, expression_at, base,
              base + EPC_SEARCH_LAST_ROW);
        }
      else if (field->type == EPC_TYPE_TEXT && (field->flags & (EPC_FIELD_SEARCH | EPC_FIELD_KEY)))
        {
          g_autofree char *folded = epc_text_fold (query->search);
          g_string_append_printf (sql, " OR epc_contains (t.\"%s\", ?%u)", field->key, parameters->len + 1);
          add_text (parameters, folded);
        }
    }
  g_string_append_c (sql, ')');
}

static void
append_search (const EpcQuery *query, EpcSqlite *db, GString *sql, GPtrArray *parameters)
{
  g_autofree char *expression = epc_search_expression (query->search);

  if (expression == NULL)
    {
      g_string_append_c (sql, '0');
      return;
    }
  if (!epc_entity_sql (query->entity)->is_searched)
    {
      append_search_of_counts (query, db, expression, sql, parameters);
      return;
    }
  gint64 base = epc_schema_entity_number (db, query->entity, NULL) << EPC_SEARCH_ROW_BITS;
  g_string_append_printf (sql,
                          "t.id IN (SELECT " EPC_SEARCH_ROW " - %" G_GINT64_FORMAT " FROM " EPC_SEARCH_ROWS " WHERE _search MATCH ?%u AND f.rowid BETWEEN "
                          "%" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT ")",
                          base, parameters->len + 1, base, base + EPC_SEARCH_LAST_ROW);
  add_text (parameters, expression);
}

void
epc_query_append_where (const EpcQuery *query, EpcStore *store, EpcSqlite *db, GString *sql, GPtrArray *parameters)
{
  if (query->only_deleted)
    {
      g_string_append_printf (sql, " WHERE t._deleted > ?%u", parameters->len + 1);
      add_integer (parameters, epc_stamp_next (epc_clock_now () - BIN_DAYS * G_TIME_SPAN_DAY, 0));
    }
  else
    g_string_append (sql, " WHERE t._deleted = 0"); /* as the indexes have it */
  for (guint i = 0; i < query->conditions->len; i++)
    {
      g_string_append (sql, " AND ");
      append_condition (query, g_ptr_array_index (query->conditions, i), sql, parameters);
    }
  if (query->search != NULL && !query->only_deleted)
    {
      g_string_append (sql, " AND ");
      append_search (query, db, sql, parameters);
    }
}

static void
append_order_of (const EpcQuery *query, const char *sort, GString *sql)
{
  gboolean is_descending = *sort == '-';
  const char *key = is_descending ? sort + 1 : sort;
  const EpcField *field = epc_entity_field (query->entity, key);
  const char *direction = is_descending ? "DESC" : "ASC";

  if (field == NULL && shared_column (key) >= 0)
    g_string_append_printf (sql, "%s %s", shared_sql (shared_column (key)), direction);
  else if (field != NULL && epc_field_is_stored (field))
    {
      /* Names by the reader's eye, not by the byte; an indexed field in the order of its index. */
      gboolean is_name
          = field->type == EPC_TYPE_TEXT && !(field->flags & EPC_FIELD_INDEX) && !(query->entity->flags & EPC_ENTITY_COUNT);
      g_string_append_printf (sql, "t.\"%s\"%s %s", field->key, is_name ? " COLLATE epc_name" : "", direction);
    }
  else
    {
      g_string_append (sql, "t.id");
      return;
    }
  /* The row number last: pages never overlap. The same direction, so that an index serves both. */
  g_string_append_printf (sql, ", t.id %s", direction);
}

void
epc_query_append_order (const EpcQuery *query, GString *sql)
{
  const char *sort = query->sort != NULL ? query->sort : query->entity->sort;

  g_string_append (sql, " ORDER BY ");
  if (sort == NULL || *sort == '\0')
    g_string_append (sql, "t.id");
  else
    append_order_of (query, sort, sql);
  if (query->limit > 0)
    g_string_append_printf (sql, " LIMIT %u", query->limit);
}
