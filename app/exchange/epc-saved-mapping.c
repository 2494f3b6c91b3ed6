/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-saved-mapping.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-sheet-head.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

#define FORMAT "epc-desk-mapping"
/* A form whose lists name every village is chosen anew with each file. */
#define JSON_MAX (gsize) (4u << 20)

/* --- as JSON --- */

static void
append_said (GString *out, const char *key, int value, const char *one, const char *zero)
{
  if (value >= 0)
    g_string_append_printf (out, ",\"%s\":\"%s\"", key, value > 0 ? one : zero);
}

static char *
to_json (const EpcMapping *mapping, const char *name)
{
  GString *out = g_string_new ("{\"format\":\"" FORMAT "\",\"version\":1,\"name\":");

  epc_text_append_json (out, name);
  g_string_append_printf (out, ",\"entity\":\"%s\",\"shape\":\"%s\"", epc_mapping_entity (mapping)->key, mapping->shape);
  append_said (out, "date_order", mapping->said.month_first, "mdy", "dmy");
  append_said (out, "decimal_comma", mapping->said.decimal_comma, "yes", "no");
  append_said (out, "rows", mapping->said.rows_apart > 0 ? 1 : -1, "apart", NULL);
  g_string_append (out, ",\"columns\":[");
  for (guint i = 0, n = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      gboolean is_left_out = column->role == EPC_COLUMN_IGNORED && column->match == EPC_MATCH_USER;
      if (column->role != EPC_COLUMN_FIELD && !is_left_out)
        continue;
      g_string_append (out, n++ > 0 ? ",{\"header\":" : "{\"header\":");
      epc_text_append_json (out, *column->header != '\0' ? column->header : column->hxl);
      if (is_left_out)
        g_string_append (out, ",\"field\":null}");
      else
        g_string_append_printf (out, ",\"entity\":\"%s\",\"field\":\"%s\"}", column->entity->key, column->field->key);
    }
  g_string_append_c (out, ']');
  if (mapping->words != NULL)
    {
      g_string_append (out, ",\"form\":");
      epc_form_words_append_json (mapping->words, out);
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static const char *
text_of (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static JsonObject *
parse (JsonParser *parser, const char *json, GError **error)
{
  JsonNode *root = NULL;

  if (json_parser_load_from_data (parser, json, -1, NULL))
    root = json_parser_get_root (parser);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object != NULL && g_strcmp0 (text_of (object, "format"), FORMAT) == 0 && text_of (object, "name") != NULL
      && text_of (object, "entity") != NULL && json_object_has_member (object, "columns")
      && JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, "columns")))
    return object;
  g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID,
                       _ ("This is no mapping of ours. A mapping is the JSON file that “mapping export” writes."));
  return NULL;
}

/* --- using it --- */

static gboolean
is_called (const EpcColumn *column, const char *header)
{
  g_autofree char *own = epc_text_fold_tight (*column->header != '\0' ? column->header : column->hxl);
  g_autofree char *told = epc_text_fold_tight (header);

  return *told != '\0' ? g_str_equal (own, told) : g_strcmp0 (column->header, header) == 0;
}

static gboolean
apply_column (EpcMapping *mapping, JsonObject *told, guint *from, GError **error)
{
  const char *header = text_of (told, "header"), *key = text_of (told, "entity"), *name = text_of (told, "field");
  const EpcEntity *entity = key != NULL ? epc_entity_require (key, error) : NULL;
  const EpcField *field = entity != NULL && name != NULL ? epc_entity_require_field (entity, name, error) : NULL;

  if ((key != NULL && entity == NULL) || (entity != NULL && name != NULL && field == NULL))
    return FALSE;
  /* Columns of one name are taken in their order. */
  for (guint pass = 0; pass < 2 && header != NULL; pass++)
    for (guint i = pass == 0 ? *from : 0; i < (pass == 0 ? mapping->columns->len : MIN (*from, mapping->columns->len)); i++)
      {
        const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
        if (!is_called (column, header))
          continue;
        *from = i + 1;
        if (column->role == EPC_COLUMN_FIELD && column->field == field && column->entity == entity)
          return TRUE;
        return epc_mapping_set_column (mapping, i, entity, field, error);
      }
  return TRUE;
}

/* The field that column @header is told to fill; "-": none; "*": nothing is told of it. */
static char *
told_of (JsonArray *columns, const char *header)
{
  g_autofree char *own = epc_text_fold_tight (header);

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonNode *node = json_array_get_element (columns, i);
      JsonObject *told = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = told != NULL ? text_of (told, "header") : NULL;
      g_autofree char *folded = epc_text_fold_tight (name != NULL ? name : "");
      if (name != NULL && g_str_equal (own, folded))
        return g_strdup (text_of (told, "field") != NULL ? text_of (told, "field") : "-");
    }
  return g_strdup ("*");
}

GStrv
epc_saved_mapping_columns (const char *json, EpcRowSource *source, guint sheet, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse (parser, json, error);
  g_auto (EpcSheetHead) head = { NULL };

  if (object == NULL || !epc_sheet_head_read (&head, source, sheet, error))
    return NULL;
  char **columns = g_new0 (char *, head.width + 1);
  for (guint c = 0; c < head.width; c++)
    {
      g_autofree char *header = epc_sheet_head_header (&head, c);
      columns[c] = header != NULL ? told_of (json_object_get_array_member (object, "columns"), header) : g_strdup ("*");
    }
  return columns;
}

EpcFormWords *
epc_saved_mapping_words (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse (parser, json, NULL);
  JsonNode *form = object != NULL ? json_object_get_member (object, "form") : NULL;

  return form != NULL && JSON_NODE_HOLDS_OBJECT (form) ? epc_form_words_from_json (json_node_get_object (form)) : NULL;
}

gboolean
epc_saved_mapping_apply (const char *json, EpcMapping *mapping, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse (parser, json, error);
  guint from = 0;

  if (object == NULL)
    return FALSE;
  JsonArray *columns = json_object_get_array_member (object, "columns");
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonNode *node = json_array_get_element (columns, i);
      if (JSON_NODE_HOLDS_OBJECT (node) && !apply_column (mapping, json_node_get_object (node), &from, error))
        return FALSE;
    }
  const char *keys[] = { "date_order", "decimal_comma", "rows" };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *pair = g_strdup_printf ("%s=%s", keys[i], text_of (object, keys[i]));
      if (text_of (object, keys[i]) != NULL && !epc_said_parse (pair, &mapping->said, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* --- keeping it --- */

typedef struct
{
  EpcStore *store;
  const char *name, *entity, *shape, *json;
} Keeping;

static EpcRecord *
find (EpcStore *store, const char *name, const char *shape, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("import_mapping"));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  g_autofree char *wanted = epc_text_fold (name != NULL ? name : "");

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      g_autofree char *own = epc_text_fold (epc_record_text (record, "name"));
      if (name != NULL ? g_str_equal (own, wanted) : g_strcmp0 (epc_record_text (record, "header_hash"), shape) == 0)
        return g_object_ref (record);
    }
  return NULL;
}

static gboolean
write_mapping (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Keeping *keeping = data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (EpcRecord) record = find (keeping->store, keeping->name, NULL, &cause);
  gboolean is_there = record != NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (!is_there)
    record = epc_record_new (epc_entity_find ("import_mapping"));
  epc_record_set_text (record, "name", keeping->name);
  epc_record_set_text (record, "entity", keeping->entity);
  epc_record_set_text (record, "header_hash", keeping->shape);
  epc_record_set_text (record, "mapping", keeping->json);
  return is_there ? epc_transaction_update (transaction, record, NULL, NULL, error) : epc_transaction_insert (transaction, record, error);
}

static gboolean
keep (Keeping *keeping, GError **error)
{
  if (epc_text_is_blank (keeping->name))
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _ ("A mapping needs a name."));
      return FALSE;
    }
  return epc_store_write (keeping->store, _ ("Keep a mapping"), write_mapping, keeping, error);
}

gboolean
epc_saved_mapping_save (EpcStore *store, const EpcMapping *mapping, const char *name, GError **error)
{
  g_autofree char *json = to_json (mapping, name);
  Keeping keeping = { store, name, epc_mapping_entity (mapping)->key, mapping->shape, json };

  if (strlen (json) > JSON_MAX)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_REFUSED,
                           _ ("The form is too large to be kept with the mapping. Keep the mapping without it and choose the form with each file."));
      return FALSE;
    }
  return keep (&keeping, error);
}

char *
epc_saved_mapping_find (EpcStore *store, const char *name, const char *shape, const EpcEntity **entity, GError **error)
{
  g_autoptr (EpcRecord) record = find (store, name, shape, error);

  if (record == NULL)
    return NULL;
  if (entity != NULL)
    *entity = epc_entity_find (epc_record_text (record, "entity"));
  return g_strdup (epc_record_text (record, "mapping"));
}

gboolean
epc_saved_mapping_import (EpcStore *store, const char *json, char **name, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object = parse (parser, json, error);

  if (object == NULL)
    return FALSE;
  const EpcEntity *entity = epc_entity_require (text_of (object, "entity"), error);
  if (entity == NULL)
    return FALSE;
  const char *shape = text_of (object, "shape");
  Keeping keeping = { store, text_of (object, "name"), entity->key, shape != NULL ? shape : "-", json };
  if (!keep (&keeping, error))
    return FALSE;
  *name = g_strdup (keeping.name);
  return TRUE;
}
