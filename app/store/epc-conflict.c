/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes that two workspaces made beside each other, and the decision of somebody about them.
 */
#include <json-glib/json-glib.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-share-private.h"
#include "epc-store-private.h"

void
epc_conflict_free (EpcConflict *conflict)
{
  g_free (conflict->group);
  g_free (conflict->says);
  g_free (conflict);
}

EpcConflict *
epc_conflict_copy (const EpcConflict *conflict)
{
  EpcConflict *copy = g_memdup2 (conflict, sizeof *conflict);

  copy->group = g_strdup (conflict->group);
  copy->says = g_strdup (conflict->says);
  return copy;
}

/* What a record says that is gone needs no decision, unless it is whether it is gone. */
static gboolean
waits (EpcSqlite *db, const EpcConflict *conflict)
{
  if (conflict->entity == NULL || g_str_equal (conflict->group, "deleted"))
    return conflict->entity != NULL;
  epc_auto_reset sqlite3_stmt *row = epc_sqlite_prepare (db, epc_entity_sql (conflict->entity)->head_by_uid, NULL);
  if (row == NULL)
    return FALSE;
  epc_sqlite_bind_uid (row, 1, &conflict->uid);
  return epc_sqlite_step (db, row, NULL) == EPC_STEP_ROW && sqlite3_column_int64 (row, 1) == 0;
}

GPtrArray *
epc_store_conflicts (EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_conflict_free);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  EpcStep step;

  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (reader.db, "SELECT id, entity, uid, grp, says FROM _conflict ORDER BY id", error);
  if (rows == NULL)
    return NULL;
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      EpcConflict *conflict = g_new0 (EpcConflict, 1);
      conflict->id = sqlite3_column_int64 (rows, 0);
      conflict->entity = epc_entity_find ((const char *) sqlite3_column_text (rows, 1));
      epc_sqlite_column_uid (rows, 2, &conflict->uid);
      conflict->group = g_strdup ((const char *) sqlite3_column_text (rows, 3));
      conflict->says = g_strdup ((const char *) sqlite3_column_text (rows, 4));
      if (waits (reader.db, conflict))
        g_ptr_array_add (conflicts, conflict);
      else
        epc_conflict_free (conflict);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&conflicts);
}

typedef struct
{
  const EpcDecisionTaken *taken;
  guint n;
} Choices;

/* A decision for what is shown already is written too: whoever reads it knows that somebody has looked. */
static gboolean
write_same (EpcTransaction *transaction, EpcRecord *record, const char *group, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  g_autofree char *json = epc_row_json (entity, epc_record_value (record, 0), group);
  EpcJournalLine line = { .entity = entity,
                          .uid = epc_record_uid (record),
                          .group = group,
                          .old_json = json,
                          .new_json = json,
                          .reason = EPC_REASON_DECIDED,
                          .changed = epc_record_meta (record)->changed };

  return epc_journal_held_stamp (transaction->db, line.uid, group, epc_record_meta (record)->created, &line.base, error)
         && epc_journal_append (transaction, &line, NULL, error);
}

static gboolean
write_group (EpcTransaction *transaction, EpcRecord *record, const char *group, JsonObject *entry, GError **error)
{
  const EpcEntity *entity = epc_record_entity (record);
  g_autoptr (EpcRecord) chosen = epc_record_copy (record);
  JsonNode *node = json_object_get_member (entry, "new");
  JsonObject *new = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  guint n_changed = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      EpcValue value = EPC_VALUE_INIT;
      if (!epc_field_is_stored (field) || !g_str_equal (epc_field_group (field), group))
        continue;
      epc_row_read_value (field, new != NULL ? json_object_get_string_member_with_default (new, field->key, NULL) : NULL, &value);
      epc_record_take_value (chosen, i, &value);
    }
  return epc_transaction_write_changes (transaction, chosen, record, EPC_REASON_DECIDED, 0, &n_changed, error)
         && (n_changed > 0 || write_same (transaction, record, group, error));
}

static gboolean
is_deletion (JsonObject *entry)
{
  JsonNode *node = json_object_get_member (entry, "new");

  return g_strcmp0 (json_object_get_string_member_with_default (entry, "kind", NULL), "deleted") == 0 && node != NULL
         && JSON_NODE_HOLDS_OBJECT (node)
         && json_object_get_string_member_with_default (json_node_get_object (node), "deleted", NULL) != NULL;
}

gboolean
epc_conflict_decide (EpcTransaction *transaction, const EpcConflict *conflict, guint chosen, GError **error)
{
  g_autoptr (JsonNode) root = json_from_string (conflict->says, error);
  g_autoptr (EpcRecord) record = root != NULL ? epc_transaction_get (transaction, conflict->entity, &conflict->uid, error) : NULL;

  if (record == NULL)
    return FALSE;
  JsonArray *says = json_node_get_array (root);
  if (g_str_equal (conflict->group, "deleted"))
    {
      gboolean deletes = chosen < json_array_get_length (says) && is_deletion (json_array_get_object_element (says, chosen));
      return epc_transaction_write_deleted (transaction, record, deletes, EPC_REASON_DECIDED, error);
    }
  if (chosen >= json_array_get_length (says))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There are not so many changes to choose from."));
      return FALSE;
    }
  return write_group (transaction, record, conflict->group, json_array_get_object_element (says, chosen), error);
}

static gboolean
write_choice (EpcTransaction *transaction, GPtrArray *waiting, const EpcDecisionTaken *taken, GError **error)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      const EpcConflict *conflict = g_ptr_array_index (waiting, i);
      if (conflict->id == taken->id)
        return epc_conflict_decide (transaction, conflict, taken->chosen, error);
    }
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), taken->id);
  g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("Nothing with the number %s waits for a decision."), number);
  return FALSE;
}

static gboolean
write_choices (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Choices *choices = data;
  g_autoptr (GPtrArray) waiting = epc_store_conflicts (transaction->store, error);

  for (guint i = 0; waiting != NULL && i < choices->n; i++)
    if (!write_choice (transaction, waiting, &choices->taken[i], error))
      return FALSE;
  return waiting != NULL;
}

gboolean
epc_store_resolve_many (EpcStore *store, const EpcDecisionTaken *decisions, guint n, GError **error)
{
  Choices choices = { decisions, n };

  return epc_store_write (store, _("Decide between two changes"), write_choices, &choices, error);
}

gboolean
epc_store_resolve (EpcStore *store, gint64 id, guint chosen, GError **error)
{
  const EpcDecisionTaken taken = { id, chosen };

  return epc_store_resolve_many (store, &taken, 1, error);
}
