/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * JSON to standard output. json-glib writes a decimal with 17 digits ("-87.966999999999999"); what is scripted against, and
 * read by people, is the shortest text that reads back to the same number.
 */
#include "epc-cli.h"

#include <stdio.h>

#include "base/epc-number.h"
#include "base/epc-text.h"

#define KEPT 65536 /* bytes that wait: the gaps of twenty thousand sites are three hundred megabytes */

static void append_node (GString *out, JsonNode *node);

static void
flush (GString *out)
{
  fwrite (out->str, 1, out->len, stdout);
  g_string_truncate (out, 0);
}

static void
append_array (GString *out, JsonArray *array)
{
  guint n = json_array_get_length (array);

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_node (out, json_array_get_element (array, i));
      if (out->len > KEPT)
        flush (out);
    }
  g_string_append_c (out, ']');
}

static void
append_object (GString *out, JsonObject *object)
{
  JsonObjectIter members;
  const char *key;
  JsonNode *value;
  gboolean is_first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&members, object);
  while (json_object_iter_next_ordered (&members, &key, &value))
    {
      if (!is_first)
        g_string_append_c (out, ',');
      is_first = FALSE;
      epc_text_append_json (out, key);
      g_string_append_c (out, ':');
      append_node (out, value);
    }
  g_string_append_c (out, '}');
}

static void
append_value (GString *out, JsonNode *node)
{
  char number[EPC_NUMBER_SIZE];
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    epc_text_append_json (out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_DOUBLE)
    g_string_append (out, epc_number_write_decimal (json_node_get_double (node), number));
  else
    g_string_append (out, epc_number_write_integer (json_node_get_int (node), number));
}

static void
append_node (GString *out, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node));
      break;
    case JSON_NODE_VALUE:
      append_value (out, node);
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
    }
}

void
epc_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (GString) out = g_string_new (NULL);

  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  append_node (out, root);
  g_string_append_c (out, '\n');
  flush (out);
}
