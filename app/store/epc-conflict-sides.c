/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sides of a conflict, read out of its JSON.
 */
#include "epc-conflict-sides.h"

#include <json-glib/json-glib.h>

#include "base/epc-i18n.h"
#include "epc-journal.h"

static void
value_free (gpointer data)
{
  g_free (((EpcSideValue *) data)->text);
  g_free (data);
}

static void
side_free (gpointer data)
{
  EpcConflictSide *side = data;

  g_free (side->author);
  g_free (side->place);
  g_ptr_array_unref (side->values);
  g_free (side);
}

void
epc_conflict_sides_free (EpcConflictSides *sides)
{
  if (sides == NULL)
    return;
  g_ptr_array_unref (sides->sides);
  g_clear_pointer (&sides->before, g_ptr_array_unref);
  g_free (sides);
}

static JsonObject *
object_in (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The fields of the group as @json has them. Of a group that this version does not know there are none. */
static GPtrArray *
read_values (EpcStore *store, const EpcConflict *conflict, JsonObject *json)
{
  const EpcEntity *entity = conflict->entity;
  GPtrArray *values = g_ptr_array_new_with_free_func (value_free);
  g_autoptr (EpcRecord) record = epc_record_new (entity);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; json != NULL && i < entity->n_fields; i++)
      {
        const EpcField *field = &entity->fields[i];
        if (!epc_field_is_stored (field) || !g_str_equal (epc_field_group (field), conflict->group))
          continue;
        const char *text = json_object_get_string_member_with_default (json, field->key, NULL);
        /* All of them first: a currency says how the amount beside it is read. */
        if (pass == 0 && text != NULL)
          epc_store_parse (store, record, field->key, text, NULL);
        if (pass == 0)
          continue;
        EpcSideValue *value = g_new0 (EpcSideValue, 1);
        value->field = field;
        value->text = epc_store_display (store, record, field->key, NULL);
        if (value->text == NULL && text != NULL)
          value->text = g_strdup (text);
        g_ptr_array_add (values, value);
      }
  return values;
}

/* As the list of machines has it; NULL: it is not on it. */
static EpcRecord *
machine_of (EpcStore *store, const char *replica)
{
  return replica != NULL ? epc_store_find (store, epc_entity_find ("replica"), replica, NULL) : NULL;
}

/* Written in this file on this machine; a backup that was restored has gone on as another replica. */
static gboolean
is_own (EpcStore *store, const char *replica)
{
  g_autofree char *own = epc_store_replica (store);
  g_autoptr (EpcRecord) machine = machine_of (store, replica);

  return g_strcmp0 (replica, own) == 0 || (machine != NULL && g_strcmp0 (epc_record_text (machine, "host"), g_get_host_name ()) == 0);
}

static char *
place_of (EpcStore *store, GPtrArray *peers, const char *replica)
{
  if (replica == NULL)
    return NULL;
  if (is_own (store, replica))
    {
      const EpcUid office = epc_store_office (store);
      return epc_store_title (store, epc_entity_find ("office"), &office);
    }
  for (guint i = 0; peers != NULL && i < peers->len; i++)
    {
      const EpcPeer *peer = g_ptr_array_index (peers, i);
      g_autofree char *hex = epc_replica_to_hex (&peer->replica);
      if (g_str_equal (hex, replica) && peer->name != NULL)
        return g_strdup (peer->name);
    }
  g_autoptr (EpcRecord) machine = machine_of (store, replica);
  return machine != NULL && epc_record_text (machine, "name") != NULL ? g_strdup (epc_record_text (machine, "name")) : g_strndup (replica, 8);
}

static EpcConflictSide *
read_side (EpcStore *store, const EpcConflict *conflict, GPtrArray *peers, JsonObject *entry, guint at)
{
  EpcConflictSide *side = g_new0 (EpcConflictSide, 1);
  const char *replica = json_object_get_string_member_with_default (entry, "replica", NULL);
  JsonObject *new = object_in (entry, "new");
  gboolean is_about_life = g_str_equal (conflict->group, "deleted");

  side->chosen = at;
  side->is_mine = is_own (store, replica);
  side->is_shown = at == 0 && !is_about_life;
  side->is_deleted = is_about_life && new != NULL && json_object_get_string_member_with_default (new, "deleted", NULL) != NULL;
  side->author = g_strdup (json_object_get_string_member_with_default (entry, "author", NULL));
  side->wall = json_object_get_int_member_with_default (entry, "wall", 0);
  side->place = place_of (store, peers, replica);
  side->values = read_values (store, conflict, is_about_life ? NULL : new);
  return side;
}

/* Of a deletion the other side is that the record stays: whoever changed it last. */
static EpcConflictSide *
staying_side (EpcStore *store, const EpcConflict *conflict, GPtrArray *peers, gboolean is_mine, guint at, GError **error)
{
  g_autoptr (GPtrArray) history = epc_journal_history (store, conflict->entity, &conflict->uid, NULL, error);
  EpcConflictSide *side;

  if (history == NULL)
    return NULL;
  side = g_new0 (EpcConflictSide, 1);
  side->chosen = at;
  side->is_mine = is_mine;
  side->is_shown = TRUE;
  side->values = g_ptr_array_new_with_free_func (value_free);
  for (guint i = 0; i < history->len && side->author == NULL; i++)
    {
      const EpcJournalEntry *entry = g_ptr_array_index (history, i);
      if (g_strcmp0 (entry->group, "deleted") == 0)
        continue;
      side->author = g_strdup (entry->author);
      side->wall = entry->wall;
      side->place = place_of (store, peers, entry->replica);
    }
  return side;
}

static int
mine_first (gconstpointer a, gconstpointer b)
{
  const EpcConflictSide *one = *(EpcConflictSide *const *) a, *other = *(EpcConflictSide *const *) b;

  return one->is_mine != other->is_mine ? other->is_mine - one->is_mine : (one->chosen > other->chosen) - (one->chosen < other->chosen);
}

static void
mark_newest (GPtrArray *sides)
{
  EpcConflictSide *newest = NULL;

  for (guint i = 0; i < sides->len; i++)
    {
      EpcConflictSide *side = g_ptr_array_index (sides, i);
      if (side->wall > 0 && (newest == NULL || side->wall > newest->wall))
        newest = side;
    }
  if (newest != NULL)
    newest->is_newest = TRUE;
}

EpcConflictSides *
epc_conflict_sides (EpcStore *store, const EpcConflict *conflict, GError **error)
{
  g_autoptr (EpcConflictSides) all = g_new0 (EpcConflictSides, 1);
  g_autoptr (JsonNode) root = json_from_string (conflict->says, NULL);
  g_autoptr (GPtrArray) peers = epc_share_peers (store, error);
  JsonArray *says = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  guint n = says != NULL ? json_array_get_length (says) : 0;
  gboolean is_mine_deleted = FALSE;

  all->sides = g_ptr_array_new_with_free_func (side_free);
  if (peers == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      EpcConflictSide *side = read_side (store, conflict, peers, json_array_get_object_element (says, i), i);
      is_mine_deleted = is_mine_deleted || (side->is_mine && side->is_deleted);
      g_ptr_array_add (all->sides, side);
    }
  if (g_str_equal (conflict->group, "deleted"))
    {
      EpcConflictSide *side = staying_side (store, conflict, peers, !is_mine_deleted, n, error);
      if (side == NULL)
        return NULL;
      g_ptr_array_add (all->sides, side);
    }
  else
    for (guint i = 0; i < n && all->before == NULL; i++)
      {
        JsonObject *old = object_in (json_array_get_object_element (says, i), "old");
        if (old != NULL)
          all->before = read_values (store, conflict, old);
      }
  g_ptr_array_sort (all->sides, mine_first);
  mark_newest (all->sides);
  return g_steal_pointer (&all);
}

gboolean
epc_conflict_choose (const EpcConflictSides *sides, EpcKeep keep, guint *chosen)
{
  const EpcConflictSide *mine = NULL, *shown = NULL, *theirs = NULL;

  for (guint i = 0; i < sides->sides->len; i++)
    {
      const EpcConflictSide *side = g_ptr_array_index (sides->sides, i);
      if (side->is_shown)
        shown = side;
      if (side->is_mine && mine == NULL)
        mine = side;
    }
  if (mine == NULL)
    mine = shown;
  for (guint i = 0; i < sides->sides->len && theirs == NULL; i++)
    if (g_ptr_array_index (sides->sides, i) != mine && !((EpcConflictSide *) g_ptr_array_index (sides->sides, i))->is_mine)
      theirs = g_ptr_array_index (sides->sides, i);
  const EpcConflictSide *kept = keep == EPC_KEEP_MINE ? mine : keep == EPC_KEEP_THEIRS ? theirs : shown;
  if (kept == NULL)
    return FALSE;
  *chosen = kept->chosen;
  return TRUE;
}
