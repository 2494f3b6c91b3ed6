/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-vector.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-store-private.h"

struct _EpcVector
{
  GHashTable *sequences; /* EpcUid → gint64 */
};

EpcVector *
epc_vector_new (void)
{
  EpcVector *vector = g_new0 (EpcVector, 1);

  vector->sequences = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_free);
  return vector;
}

void
epc_vector_free (EpcVector *vector)
{
  if (vector == NULL)
    return;
  g_hash_table_unref (vector->sequences);
  g_free (vector);
}

gint64
epc_vector_get (const EpcVector *vector, const EpcUid *replica)
{
  const gint64 *sequence = g_hash_table_lookup (vector->sequences, replica);

  return sequence != NULL ? *sequence : 0;
}

void
epc_vector_set (EpcVector *vector, const EpcUid *replica, gint64 sequence)
{
  if (sequence > 0)
    g_hash_table_insert (vector->sequences, g_memdup2 (replica, sizeof *replica), g_memdup2 (&sequence, sizeof sequence));
  else
    g_hash_table_remove (vector->sequences, replica);
}

gboolean
epc_vector_is_empty (const EpcVector *vector)
{
  return g_hash_table_size (vector->sequences) == 0;
}

gboolean
epc_vector_covers (const EpcVector *vector, const EpcVector *other, EpcUid *missing)
{
  GHashTableIter iter;
  gpointer replica, sequence;

  g_hash_table_iter_init (&iter, other->sequences);
  while (g_hash_table_iter_next (&iter, &replica, &sequence))
    if (epc_vector_get (vector, replica) < *(gint64 *) sequence)
      {
        if (missing != NULL)
          *missing = *(EpcUid *) replica;
        return FALSE;
      }
  return TRUE;
}

EpcVector *
epc_vector_common (const EpcVector *a, const EpcVector *b)
{
  EpcVector *common = epc_vector_new ();
  GHashTableIter iter;
  gpointer replica, sequence;

  g_hash_table_iter_init (&iter, a->sequences);
  while (g_hash_table_iter_next (&iter, &replica, &sequence))
    epc_vector_set (common, replica, MIN (*(gint64 *) sequence, epc_vector_get (b, replica)));
  return common;
}

gint64
epc_vector_beyond (const EpcVector *vector, const EpcVector *other)
{
  GHashTableIter iter;
  gpointer replica, sequence;
  gint64 n = 0;

  g_hash_table_iter_init (&iter, vector->sequences);
  while (g_hash_table_iter_next (&iter, &replica, &sequence))
    n += MAX (0, *(gint64 *) sequence - epc_vector_get (other, replica));
  return n;
}

char *
epc_replica_to_hex (const EpcUid *replica)
{
  GString *out = g_string_sized_new (33);

  for (guint i = 0; i < sizeof replica->bytes; i++)
    g_string_append_printf (out, "%02x", replica->bytes[i]);
  return g_string_free (out, FALSE);
}

gboolean
epc_replica_from_hex (const char *hex, EpcUid *replica)
{
  if (hex == NULL || strlen (hex) != 32)
    return FALSE;
  for (guint i = 0; i < 16; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]), low = g_ascii_xdigit_value (hex[2 * i + 1]);
      if (high < 0 || low < 0 || g_ascii_isupper (hex[2 * i]) || g_ascii_isupper (hex[2 * i + 1]))
        return FALSE;
      replica->bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
epc_vector_to_json (const EpcVector *vector)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new ("{");
  GHashTableIter iter;
  gpointer replica, sequence;

  g_hash_table_iter_init (&iter, vector->sequences);
  while (g_hash_table_iter_next (&iter, &replica, &sequence))
    {
      g_autofree char *hex = epc_replica_to_hex (replica);
      g_ptr_array_add (members, g_strdup_printf ("\"%s\":%" G_GINT64_FORMAT, hex, *(gint64 *) sequence));
    }
  g_ptr_array_sort (members, compare_text);
  for (guint i = 0; i < members->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "," : "", (char *) g_ptr_array_index (members, i));
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static gboolean
read_member (EpcVector *vector, const char *hex, JsonNode *node)
{
  EpcUid replica;

  if (!epc_replica_from_hex (hex, &replica) || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < 0)
    return FALSE;
  epc_vector_set (vector, &replica, json_node_get_int (node));
  return TRUE;
}

EpcVector *
epc_vector_from_json (const char *text, GError **error)
{
  g_autoptr (EpcVector) vector = epc_vector_new ();
  g_autoptr (JsonNode) root = text != NULL ? json_from_string (text, NULL) : NULL;
  JsonObjectIter iter;
  const char *hex;
  JsonNode *node;
  gboolean is_right = root != NULL && JSON_NODE_HOLDS_OBJECT (root);

  if (is_right)
    {
      json_object_iter_init (&iter, json_node_get_object (root));
      while (is_right && json_object_iter_next (&iter, &hex, &node))
        is_right = read_member (vector, hex, node);
    }
  if (is_right)
    return g_steal_pointer (&vector);
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("What another workspace has cannot be read: “%.60s” is no list of replicas."),
               text != NULL ? text : "");
  return NULL;
}

EpcVector *
epc_store_vector (EpcStore *store, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  return reader.db != NULL ? epc_vector_read (reader.db, NULL, error) : NULL;
}

EpcVector *
epc_vector_read (EpcSqlite *db, const EpcUid *without, GError **error)
{
  g_autoptr (EpcVector) vector = epc_vector_new ();
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (db, "SELECT id, seq FROM _replica WHERE seq > 0", error);
  EpcStep step;

  if (rows == NULL)
    return NULL;
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid replica;
      epc_sqlite_column_uid (rows, 0, &replica);
      if (without == NULL || !epc_uid_equal (&replica, without))
        epc_vector_set (vector, &replica, sqlite3_column_int64 (rows, 1));
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&vector);
}
