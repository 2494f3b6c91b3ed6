/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes beside each other that say different things: kept until somebody decides.
 */
#include "epc-settle-private.h"

/* --- what waits for a decision --- */

gboolean
epc_settle_says_same (const Case *of, const char *group, JsonNode *a, JsonNode *b)
{
  gboolean is_known = FALSE;

  for (guint i = 0; i < of->entity->n_fields; i++)
    {
      const EpcField *field = &of->entity->fields[i];
      if (!g_str_equal (epc_field_group (field), group))
        continue;
      is_known = TRUE;
      if (epc_field_is_stored (field) && g_strcmp0 (text_of (a, field->key), text_of (b, field->key)) != 0)
        return FALSE;
    }
  if (is_known || object_of (a) == NULL)
    return TRUE;
  JsonObjectIter iter;
  const char *key;
  json_object_iter_init (&iter, object_of (a));
  while (json_object_iter_next (&iter, &key, NULL))
    if (*key != '_' && g_strcmp0 (text_of (a, key), text_of (b, key)) != 0)
      return FALSE;
  return TRUE;
}

static void
add_entry (JsonArray *array, const Entry *entry)
{
  g_autofree char *replica = epc_replica_to_hex (&entry->replica);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "replica", replica);
  json_object_set_int_member (object, "sequence", entry->seq);
  json_object_set_string_member (object, "author", entry->author);
  json_object_set_int_member (object, "wall", entry->wall);
  json_object_set_string_member (object, "kind", is_birth (entry) ? "born" : entry->kind == KIND_CHANGE ? "change" : "deleted");
  if (entry->new != NULL)
    json_object_set_member (object, "new", json_node_copy (entry->new));
  if (entry->old != NULL)
    json_object_set_member (object, "old", json_node_copy (entry->old));
  json_array_add_object_element (array, object);
}

char *
epc_settle_says (GPtrArray *beside)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < beside->len; i++)
    add_entry (array, g_ptr_array_index (beside, i));
  json_node_set_array (node, array);
  return json_to_string (node, FALSE);
}

/* Keeps what stands beside each other; the first of @beside (of Entry) is what is shown. */
static gboolean
keep_conflict (const Case *of, const char *group, GPtrArray *beside, GError **error)
{
  g_autofree char *text = epc_settle_says (beside);

  return epc_sqlite_run (of->settle->db, error,
                         "INSERT INTO _conflict (entity, uid, grp, says) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (uid, grp) DO UPDATE SET says = "
                         "excluded.says",
                         "tutt", of->entity->key, of->uid, group, text);
}

/* A birth that nobody who changed the group had seen, and that says something else than what they found and than what is shown. */
static gboolean
is_beside (const Case *of, const Entry *birth, const char *group, const Entry *shown)
{
  /* An import that was taken back and made again comes after the first. */
  if (birth == shown || epc_settle_before (of, birth, shown) || epc_settle_says_same (of, group, shown->new, birth->new)
      || (shown->kind == KIND_CHANGE && epc_settle_says_same (of, group, shown->old != NULL ? shown->old : shown->new, birth->new)))
    return FALSE;
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of->entries, i);
      if (entry->kind == KIND_CHANGE && entry->group == group
          && (is_erasing (entry) || (epc_settle_counts (of, entry) && epc_settle_before (of, birth, entry))))
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_at_group (const Case *of, const char *group, GError **error)
{
  const Entry *changed = g_hash_table_lookup (of->winners, group);
  const Entry *shown = changed != NULL ? changed : epc_settle_latest (of->births);
  g_autoptr (GPtrArray) beside = g_ptr_array_new ();

  g_ptr_array_add (beside, (gpointer) shown);
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of->entries, i);
      if (entry->kind == KIND_CHANGE && entry->group == group && entry != shown && epc_settle_counts (of, entry)
          && epc_settle_is_head (of, entry, KIND_CHANGE, group) && !epc_settle_says_same (of, group, shown->new, entry->new))
        g_ptr_array_add (beside, (gpointer) entry);
    }
  for (guint i = 0; i < of->births->len; i++)
    if (is_beside (of, g_ptr_array_index (of->births, i), group, shown))
      g_ptr_array_add (beside, g_ptr_array_index (of->births, i));
  return beside->len < 2 || keep_conflict (of, group, beside, error);
}

/* All births say the same of everything: what 33 offices have from the start. */
static gboolean
births_agree (const Case *of)
{
  for (guint i = 1; i < of->births->len; i++)
    {
      const Entry *one = g_ptr_array_index (of->births, i), *first = g_ptr_array_index (of->births, 0);
      if (one->new == NULL || one->new != first->new)
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_at_groups (const Case *of, GError **error)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < of->groups->len; i++)
    {
      gpointer group = g_ptr_array_index (of->groups, i);
      if (g_hash_table_add (done, group) && !look_at_group (of, group, error))
        return FALSE;
    }
  for (guint i = 0; !births_agree (of) && i < of->entity->n_fields; i++)
    {
      gpointer group = (gpointer) g_intern_string (epc_field_group (&of->entity->fields[i]));
      if (epc_field_is_stored (&of->entity->fields[i]) && g_hash_table_add (done, group) && !look_at_group (of, group, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
epc_settle_write_conflicts (const Case *of, GError **error)
{
  if (!epc_sqlite_run (of->settle->db, error, "DELETE FROM _conflict WHERE uid = ?1", "u", of->uid))
    return FALSE;
  if (of->disputed->len > 0 && !keep_conflict (of, "deleted", of->disputed, error))
    return FALSE;
  /* Also of a record that is gone: somebody may bring it back. */
  return look_at_groups (of, error);
}
