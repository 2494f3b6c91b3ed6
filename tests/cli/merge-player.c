/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plays many workspaces in one process for test_merge.py: one JSON object a line in, one out. Only what any room may call.
 */
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "base/epc-clock.h"
#include "exchange/epc-export.h"
#include "exchange/epc-package.h"
#include "store/epc-care.h"
#include "store/epc-transaction.h"

static GHashTable *stores; /* name → EpcStore */
static JsonObject *call, *answer;

static const char *
word (const char *key)
{
  return json_object_get_string_member_with_default (call, key, NULL);
}

static EpcStore *
store (void)
{
  return g_hash_table_lookup (stores, word ("in"));
}

static const EpcEntity *
entity (void)
{
  return epc_entity_find (word ("entity"));
}

static gboolean
fill (EpcRecord *record, JsonObject *values, GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init (&iter, values);
  while (json_object_iter_next (&iter, &key, &node))
    if (!epc_record_parse (record, key, JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node), error))
      return FALSE;
  return TRUE;
}

static gboolean
find (EpcUid *uid)
{
  return epc_uid_from_text (word ("uid"), uid);
}

static gboolean
edit (EpcTransaction *transaction, gpointer data, GError **error)
{
  const char *op = word ("op");
  EpcUid uid;
  char text[EPC_UID_TEXT_SIZE];

  if (g_str_equal (op, "create"))
    {
      g_autoptr (EpcRecord) record = epc_record_new (entity ());
      if (!fill (record, json_object_get_object_member (call, "values"), error) || !epc_transaction_insert (transaction, record, error))
        return FALSE;
      json_object_set_string_member (answer, "uid", epc_uid_to_text (epc_record_uid (record), text));
      json_object_set_string_member (answer, "code", epc_record_code (record));
      return TRUE;
    }
  if (!find (&uid))
    return FALSE;
  if (g_str_equal (op, "delete"))
    return epc_transaction_delete (transaction, entity (), &uid, error);
  if (g_str_equal (op, "restore"))
    return epc_transaction_restore (transaction, entity (), &uid, error);
  if (g_str_equal (op, "erase"))
    return epc_transaction_erase (transaction, entity (), &uid, epc_entity_field (entity (), word ("field")), error);
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, entity (), &uid, error);
  guint n = 0;
  gboolean done = record != NULL && fill (record, json_object_get_object_member (call, "values"), error)
                  && epc_transaction_update (transaction, record, NULL, &n, error);
  json_object_set_int_member (answer, "groups", n);
  return done;
}

static gboolean
import (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcBatchSource source = { .file_name = "rows.csv", .entity = entity () };
  JsonArray *rows = json_object_get_array_member (call, "rows");
  JsonArray *outcomes = json_array_new ();
  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  char text[EPC_UID_TEXT_SIZE];

  json_object_set_array_member (answer, "outcomes", outcomes);
  for (guint i = 0; batch != 0 && i < json_array_get_length (rows); i++)
    {
      g_autoptr (EpcRecord) record = epc_record_new (entity ());
      EpcPutOutcome outcome;
      if (!fill (record, json_array_get_object_element (rows, i), error))
        return FALSE;
      EpcUid uid = epc_record_make_uid (record);
      if (!epc_transaction_put (transaction, entity (), epc_record_value (record, 0), &uid, FALSE, &outcome, NULL, error))
        return FALSE;
      json_array_add_string_element (outcomes, epc_uid_to_text (&uid, text));
    }
  json_object_set_int_member (answer, "batch", batch);
  return batch != 0 && epc_transaction_end_batch (transaction, batch, NULL, error);
}

/* Taking an import back, and which rows stay, as the journal says it. */
static gboolean
undo_batch (GError **error)
{
  g_autoptr (EpcUndoResult) result = epc_store_undo_batch (store (), json_object_get_int_member (call, "batch"), NULL, error);
  g_autoptr (GPtrArray) log = result != NULL ? epc_journal_log (store (), 1, error) : NULL;

  if (log == NULL)
    return FALSE;
  const EpcJournalEntry *last = g_ptr_array_index (log, 0);
  json_object_set_string_member (answer, "new", last->new_json);
  return TRUE;
}

static gboolean
undo (GError **error)
{
  g_autoptr (EpcUndoResult) result = epc_store_undo (store (), error);

  if (result != NULL)
    json_object_set_int_member (answer, "changes", result->n_changes);
  return result != NULL;
}

static gboolean
give (GError **error)
{
  EpcPackageWish wish = { .is_full = json_object_get_boolean_member_with_default (call, "full", FALSE), .passphrase = word ("passphrase") };
  g_autoptr (EpcPackageHead) head = epc_package_create (store (), word ("file"), &wish, NULL, error);

  return head != NULL;
}

static gboolean
take (GError **error)
{
  g_autoptr (EpcPackage) package = epc_package_open (NULL, word ("file"), word ("passphrase"), error);
  EpcMergeCounts counts = { 0 };

  if (package == NULL || !epc_package_merge (store (), package, TRUE, &counts, NULL, error))
    return FALSE;
  json_object_set_int_member (answer, "entries", counts.n_entries);
  return TRUE;
}

static gboolean
list_conflicts (GError **error)
{
  g_autoptr (GPtrArray) conflicts = epc_store_conflicts (store (), error);
  JsonArray *array = json_array_new ();

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const EpcConflict *conflict = g_ptr_array_index (conflicts, i);
      JsonObject *object = json_object_new ();
      char text[EPC_UID_TEXT_SIZE];
      json_object_set_int_member (object, "id", conflict->id);
      json_object_set_string_member (object, "uid", epc_uid_to_text (&conflict->uid, text));
      json_object_set_string_member (object, "group", conflict->group);
      json_object_set_string_member (object, "says", conflict->says);
      json_array_add_object_element (array, object);
    }
  json_object_set_array_member (answer, "conflicts", array);
  return conflicts != NULL;
}

static gboolean
check (GError **error)
{
  g_autoptr (GPtrArray) sentences = epc_store_check (store (), NULL, error);
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; sentences != NULL && i < sentences->len; i++)
    g_string_append_printf (all, "%s ", (char *) g_ptr_array_index (sentences, i));
  json_object_set_string_member (answer, "check", all->str);
  return sentences != NULL;
}

static gboolean
open_store (GError **error)
{
  const char *path = word ("file");
  EpcStoreSetup setup = { .country = "HTI", .office = word ("in"), .author = word ("in") };
  EpcStore *own = g_file_test (path, G_FILE_TEST_EXISTS) ? epc_store_open (path, EPC_STORE_NO_CHECK, error)
                                                        : epc_store_create (path, &setup, error);

  if (own == NULL)
    return FALSE;
  g_hash_table_insert (stores, g_strdup (word ("in")), own);
  g_autofree char *replica = epc_store_replica (own);
  json_object_set_string_member (answer, "replica", replica);
  return TRUE;
}

static gboolean
play (GError **error)
{
  const char *op = word ("op");
  gint64 clock = json_object_get_int_member_with_default (call, "clock", 0);

  if (clock != 0)
    epc_clock_hold (clock);
  if (g_str_equal (op, "open"))
    return open_store (error);
  if (g_str_equal (op, "close"))
    {
      epc_store_close (store ());
      return g_hash_table_remove (stores, word ("in"));
    }
  if (g_str_equal (op, "import"))
    return epc_store_write (store (), "import", import, NULL, error);
  if (g_str_equal (op, "undo-batch"))
    return undo_batch (error);
  if (g_str_equal (op, "undo"))
    return undo (error);
  if (g_str_equal (op, "give"))
    return give (error);
  if (g_str_equal (op, "take"))
    return take (error);
  if (g_str_equal (op, "conflicts"))
    return list_conflicts (error);
  if (g_str_equal (op, "resolve"))
    return epc_store_resolve (store (), json_object_get_int_member (call, "id"), (guint) json_object_get_int_member (call, "chosen"), error);
  if (g_str_equal (op, "shared"))
    return epc_export_shared (store (), NULL, word ("file"), NULL, error);
  if (g_str_equal (op, "check"))
    return check (error);
  if (g_str_equal (op, "compact"))
    return epc_store_compact (store (), NULL, error) >= 0;
  return epc_store_write (store (), op, edit, NULL, error);
}

/* @with: whose key opens what is sealed; NULL: nobody's. */
static gboolean
opens (EpcStore *with, const char *bytes, gsize size)
{
  g_autoptr (GBytes) whole = g_bytes_new (bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcPackage) package = epc_package_open_bytes (with, whole, "package", NULL, &error);

  g_assert ((package == NULL) == (error != NULL));
  return package != NULL;
}

/* A package cut at every length, and with every single byte changed in every bit and to another letter: how many are opened. */
static int
spoil (const char *path, const char *workspace)
{
  g_autoptr (EpcStore) with = workspace != NULL ? epc_store_open (workspace, EPC_STORE_NO_CHECK, NULL) : NULL;
  g_autofree char *bytes = NULL;
  gsize size;
  guint cut = 0, altered = 0;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return 1;
  gboolean whole = opens (with, bytes, size);
  for (gsize n = 0; n < size; n++)
    cut += opens (with, bytes, n);
  for (gsize i = 0; i < size; i++)
    {
      static const guint8 masks[] = { 0x01, 0x20, 0x80, 0xff };
      for (guint m = 0; m < G_N_ELEMENTS (masks); m++)
        {
          bytes[i] ^= (char) masks[m];
          altered += opens (with, bytes, size);
          bytes[i] ^= (char) masks[m];
        }
    }
  printf ("{\"size\":%" G_GSIZE_FORMAT ",\"opened\":%s,\"cut_and_opened\":%u,\"altered_and_opened\":%u}\n", size, whole ? "true" : "false",
          cut, altered);
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    return spoil (argv[1], argc > 2 ? argv[2] : NULL);
  g_autofree char *line = NULL;
  size_t size = 0;

  stores = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  while (getline (&line, &size, stdin) > 0)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = json_from_string (line, NULL), out = json_node_new (JSON_NODE_OBJECT);
      call = json_node_get_object (root);
      answer = json_object_new ();
      if (!play (&error))
        json_object_set_string_member (answer, "error", error != NULL ? error->message : "?");
      while (g_main_context_iteration (NULL, FALSE))
        ;
      json_node_take_object (out, answer);
      g_autofree char *text = json_to_string (out, FALSE);
      puts (text);
      fflush (stdout);
    }
  g_hash_table_unref (stores);
  return 0;
}
