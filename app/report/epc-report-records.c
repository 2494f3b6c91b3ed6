/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records as they stand on paper: found, put in tables under the catalogue's words, said as text.
 */
#include "epc-report-private.h"

#include <string.h>

#include "base/epc-i18n.h"

GPtrArray *
epc_report_records (EpcReportMaking *making, const char *entity, const char *field, const char *value, const char *sort, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));

  if (value != NULL && !epc_query_where (query, making->store, field, EPC_OP_EQUAL, value, error))
    return NULL;
  if (sort != NULL && !epc_query_sort (query, sort, error))
    return NULL;
  return epc_query_records (query, making->store, error);
}

GPtrArray *
epc_report_records_of (EpcReportMaking *making, const char *entity, const char *field, const EpcUid *owner, const char *sort, GError **error)
{
  char uid[EPC_UID_TEXT_SIZE];

  return epc_report_records (making, entity, field, epc_uid_to_text (owner, uid), sort, error);
}

EpcRecord *
epc_report_record (EpcReportMaking *making, const char *entity, const char *reference, const char *newest, GError **error)
{
  if (reference != NULL)
    return epc_store_find (making->store, epc_entity_find (entity), reference, error);
  g_autofree char *sort = g_strconcat ("-", newest, NULL);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  if (!epc_query_sort (query, sort, error))
    return NULL;
  epc_query_limit (query, 1);
  g_autoptr (GPtrArray) found = epc_query_records (query, making->store, error);
  return found != NULL && found->len > 0 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
}

static gboolean
is_figure (const EpcField *field)
{
  switch ((int) (field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type))
    {
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_MONEY:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The field that says the currency of @field: an amount and its currency change together, so that they are of one group. */
static const char *
currency_of (const EpcEntity *entity, const EpcField *field)
{
  g_autoptr (GPtrArray) group = field->group != NULL ? epc_entity_group (entity, field->group) : NULL;

  for (guint i = 0; group != NULL && i < group->len; i++)
    {
      const EpcField *other = g_ptr_array_index (group, i);

      if (g_strcmp0 (other->codes, "currency") == 0)
        return other->key;
    }
  return "currency";
}

/* What stands in a cell: an amount with its currency. */
static const char *
cell_of (EpcReportMaking *making, EpcRecord *record, const EpcField *field)
{
  if (field->type != EPC_TYPE_MONEY)
    return epc_report_shown (making, record, field->key);
  return epc_report_money (making, record, field->key, currency_of (epc_record_entity (record), field));
}

const char *
epc_report_field_head (EpcReportMaking *making, const EpcEntity *kind, const EpcField *field)
{
  static const char *const times[] = { "hours", "days", "weeks", "months", "years", NULL };
  g_autofree char *own = g_strconcat ("_", making->name, NULL);
  g_autofree char *plain = g_str_has_suffix (field->key, own) ? g_strndup (field->key, strlen (field->key) - strlen (own)) : NULL;
  const EpcField *said = plain != NULL ? epc_entity_field (kind, plain) : NULL;
  const char *label = epc_report_text (making, said != NULL ? said->label : field->label);

  if (is_figure (field) && field->unit != NULL && g_strv_contains (times, field->unit))
    return epc_report_format (making, "%s (%s)", label, epc_report_text (making, field->unit));
  return label;
}

EpcTable *
epc_report_table (EpcReportMaking *making, const char *caption, const char *entity, const char *const *keys, GPtrArray *records)
{
  const EpcEntity *kind = epc_entity_find (entity);
  EpcTable *table = epc_table_new (caption);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const EpcField *field = epc_entity_field (kind, keys[i]);
      epc_table_add_column (table, epc_report_field_head (making, kind, field), is_figure (field) ? EPC_ALIGN_RIGHT : EPC_ALIGN_LEFT, 0);
    }
  for (guint row = 0; row < records->len; row++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new ();
      for (guint i = 0; keys[i] != NULL; i++)
        g_ptr_array_add (cells, (gpointer) cell_of (making, g_ptr_array_index (records, row), epc_entity_field (kind, keys[i])));
      epc_table_add_row (table, (const char *const *) cells->pdata);
    }
  return table;
}

/* Whether @field is the currency of an amount among @keys: it stands with the amount. */
static gboolean
is_with_amount (EpcRecord *record, const char *const *keys, const EpcField *field)
{
  const EpcEntity *kind = epc_record_entity (record);

  for (guint i = 0; g_strcmp0 (field->codes, "currency") == 0 && keys[i] != NULL; i++)
    {
      const EpcField *other = epc_entity_field (kind, keys[i]);

      if (other->type == EPC_TYPE_MONEY && !epc_record_is_empty (record, other->key) && g_str_equal (currency_of (kind, other), field->key))
        return TRUE;
    }
  return FALSE;
}

EpcTable *
epc_report_facts (EpcReportMaking *making, EpcRecord *record, const char *const *keys)
{
  g_autoptr (EpcTable) table = epc_table_new (NULL);

  epc_table_set_compact (table, TRUE);
  epc_table_set_headless (table, TRUE);
  epc_table_add_column (table, "", EPC_ALIGN_LEFT, 2);
  epc_table_add_column (table, "", EPC_ALIGN_LEFT, 3);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      const EpcField *field = epc_entity_field (epc_record_entity (record), keys[i]);
      const char *value = cell_of (making, record, field);
      if (value == NULL || is_with_amount (record, keys, field))
        continue;
      if (is_figure (field) && field->unit != NULL)
        value = epc_report_format (making, "%s %s", value, epc_report_text (making, field->unit));
      epc_table_set_bold (table, epc_table_add_cells (table, epc_report_text (making, field->label), value), 1);
    }
  return epc_table_n_rows (table) > 0 ? g_steal_pointer (&table) : NULL;
}

const char *
epc_report_item (EpcReportMaking *making, const EpcUid *item, const char *otherwise)
{
  g_autoptr (EpcRecord) record = epc_store_get (making->store, epc_entity_find ("item"), item, NULL);
  g_autofree char *key = g_strconcat ("name_", making->name, NULL);
  const char *own = record != NULL && epc_entity_field (epc_record_entity (record), key) != NULL ? epc_report_shown (making, record, key) : NULL;

  if (own == NULL && record != NULL)
    own = epc_report_shown (making, record, "name");
  return own != NULL ? own : otherwise;
}

gboolean
epc_report_add_said (EpcReportMaking *making, int level, const char *number, EpcRecord *record, const char *key)
{
  const EpcField *field = epc_entity_field (epc_record_entity (record), key);

  if (epc_record_is_empty (record, key))
    return FALSE;
  epc_document_add_heading (making->document, level, number, epc_report_text (making, field->label), NULL);
  epc_document_add_markdown (making->document, epc_record_text (record, key), level);
  return TRUE;
}

const char *
epc_report_money (EpcReportMaking *making, EpcRecord *record, const char *amount, const char *currency)
{
  const char *value = epc_report_shown (making, record, amount), *code = epc_entity_field (epc_record_entity (record), currency) != NULL ? epc_record_text (record, currency) : NULL;

  return value != NULL && code != NULL ? epc_report_format (making, "%s %s", code, value) : value;
}
