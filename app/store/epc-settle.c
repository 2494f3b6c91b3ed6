/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a record is, worked out of all that is known of it: its births (entered by hand, or brought by an import), the changes of its
 * groups, its deletions. It depends on nothing else, least of all on the order in which these came: replicas that have the same entries
 * show the same record. tests/merge_model.py says the same in Python.
 *
 * One entry comes after another when whoever wrote it had the other ("_seen"); else they stand beside each other. Of changes beside each
 * other the later (stamp, replica, number) is shown and all are kept for a decision in _conflict. A change stands above any birth, because
 * a birth replaced nothing. An erasure voids all that was not written after it.
 */
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-store-private.h"

typedef enum
{
  KIND_CREATED,
  KIND_BORN, /* brought by an import */
  KIND_CHANGE,
  KIND_DELETED,
} Kind;

/* The entry by which an import is taken back. */
typedef struct
{
  EpcUid replica;
  gint64 seq;
  EpcStamp stamp;
  gint64 wall;
  char *author;
  GHashTable *kept; /* hex of the records that stay */
} Taking;

typedef struct
{
  Kind kind;
  gint64 id; /* in the journal; 0: none */
  EpcUid replica;
  gint64 seq;
  EpcStamp stamp;
  gint64 wall;
  char *author;
  const char *group;    /* of a change; interned */
  JsonNode *new, *old;  /* objects; NULL: none */
  gboolean is_yes;      /* of a deletion: deleted, not brought back */
  const Taking *taking; /* of KIND_BORN: its import was taken back, and this record with it */
} Entry;

typedef struct
{
  gint64 seq;
  EpcVector *vector;
} Mark;

struct _EpcSettle
{
  EpcTransaction *transaction;
  EpcSqlite *db;
  GHashTable *marks;   /* replica → GArray of Mark, rising */
  GHashTable *takings; /* uid of an import → Taking; a nil one: it stands */
  GHashTable *codes;   /* EpcEntity → set of codes to look at in the end */
};

/* All about one record. */
typedef struct
{
  EpcSettle *settle;
  const EpcEntity *entity;
  const EpcUid *uid;
  GPtrArray *entries;  /* Entry */
  GPtrArray *births;   /* those that stand, or else all */
  GPtrArray *groups;   /* interned names of the groups that were changed */
  GHashTable *winners; /* group → Entry */
  gboolean is_alive;
  GPtrArray *disputed; /* deletions that wait for a decision; Entry or (of an import) copies of its Taking */
  GPtrArray *made;     /* the copies */
  EpcStamp dead_by;    /* stamp of the deletion; EPC_DELETED_WITH_BATCH */
} Case;

/* --- what is known --- */

static void
taking_free (gpointer data)
{
  Taking *taking = data;

  g_free (taking->author);
  g_clear_pointer (&taking->kept, g_hash_table_unref);
  g_free (taking);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->author);
  g_clear_pointer (&entry->new, json_node_unref);
  g_clear_pointer (&entry->old, json_node_unref);
  g_free (entry);
}

static void
mark_clear (gpointer data)
{
  epc_vector_free (((Mark *) data)->vector);
}

static gboolean
load_marks (EpcSettle *settle, GError **error)
{
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (
      settle->db, "SELECT replica, seq, new FROM _journal WHERE entity = '_seen' ORDER BY replica, seq", error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  while ((step = epc_sqlite_step (settle->db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid replica;
      Mark mark = { sqlite3_column_int64 (rows, 1), epc_vector_from_json ((const char *) sqlite3_column_text (rows, 2), error) };
      if (mark.vector == NULL)
        return FALSE;
      epc_sqlite_column_uid (rows, 0, &replica);
      GArray *marks = g_hash_table_lookup (settle->marks, &replica);
      if (marks == NULL)
        {
          marks = g_array_new (FALSE, FALSE, sizeof (Mark));
          g_array_set_clear_func (marks, mark_clear);
          g_hash_table_insert (settle->marks, g_memdup2 (&replica, sizeof replica), marks);
        }
      g_array_append_val (marks, mark);
    }
  return step == EPC_STEP_DONE;
}

EpcSettle *
epc_settle_new (EpcTransaction *transaction, GError **error)
{
  g_autoptr (EpcSettle) settle = g_new0 (EpcSettle, 1);

  settle->transaction = transaction;
  settle->db = transaction->db;
  settle->marks = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, (GDestroyNotify) g_array_unref);
  settle->takings = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, taking_free);
  settle->codes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  return load_marks (settle, error) ? g_steal_pointer (&settle) : NULL;
}

void
epc_settle_free (EpcSettle *settle)
{
  if (settle == NULL)
    return;
  g_hash_table_unref (settle->marks);
  g_hash_table_unref (settle->takings);
  g_hash_table_unref (settle->codes);
  g_free (settle);
}

void
epc_settle_forget_batch (EpcSettle *settle, const EpcUid *batch)
{
  g_hash_table_remove (settle->takings, batch);
}

/* Whoever wrote the entry @seq of @replica had the other. */
static gboolean
comes_before (EpcSettle *settle, const EpcUid *other, gint64 other_seq, const EpcUid *replica, gint64 seq)
{
  if (epc_uid_equal (other, replica))
    return other_seq < seq;
  GArray *marks = g_hash_table_lookup (settle->marks, replica);
  const Mark *last = NULL;
  for (guint i = 0; marks != NULL && i < marks->len && g_array_index (marks, Mark, i).seq <= seq; i++)
    last = &g_array_index (marks, Mark, i);
  return last != NULL && epc_vector_get (last->vector, other) >= other_seq;
}

static gboolean
before (const Case *of, const Entry *a, const Entry *b)
{
  return comes_before (of->settle, &a->replica, a->seq, &b->replica, b->seq);
}

static int
compare_order (EpcStamp stamp_a, const EpcUid *replica_a, gint64 seq_a, EpcStamp stamp_b, const EpcUid *replica_b, gint64 seq_b)
{
  int replicas = epc_uid_compare (replica_a, replica_b);

  if (stamp_a != stamp_b)
    return stamp_a < stamp_b ? -1 : 1;
  return replicas != 0 ? replicas : (seq_a > seq_b) - (seq_a < seq_b);
}

static gboolean
is_later (const Entry *a, const Entry *b)
{
  return b == NULL || compare_order (a->stamp, &a->replica, a->seq, b->stamp, &b->replica, b->seq) > 0;
}

static JsonObject *
object_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonNode *
parse (const char *text)
{
  return text != NULL ? json_from_string (text, NULL) : NULL;
}

/* The text of a member; NULL: there is none, or it is no text. */
static const char *
text_of (JsonNode *node, const char *key)
{
  JsonObject *object = object_of (node);
  JsonNode *member = object != NULL ? json_object_get_member (object, key) : NULL;

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : NULL;
}

static JsonArray *
array_of (JsonNode *node, const char *key)
{
  JsonObject *object = object_of (node);
  JsonNode *member = object != NULL ? json_object_get_member (object, key) : NULL;

  return member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
}

/* --- imports that were taken back --- */

static Taking *
read_taking (sqlite3_stmt *row)
{
  g_autoptr (JsonNode) new = parse ((const char *) sqlite3_column_text (row, 5));
  JsonArray *kept = array_of (new, "_kept");
  Taking *taking = g_new0 (Taking, 1);

  epc_sqlite_column_uid (row, 0, &taking->replica);
  taking->seq = sqlite3_column_int64 (row, 1);
  taking->stamp = sqlite3_column_int64 (row, 2);
  taking->wall = sqlite3_column_int64 (row, 3);
  taking->author = g_strdup ((const char *) sqlite3_column_text (row, 4));
  taking->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; kept != NULL && i < json_array_get_length (kept); i++)
    g_hash_table_add (taking->kept, g_strdup (json_array_get_string_element (kept, i)));
  return taking;
}

/* NULL in *@taking: the import stands. */
static gboolean
find_taking (EpcSettle *settle, const EpcUid *batch, const Taking **taking, GError **error)
{
  Taking *known = g_hash_table_lookup (settle->takings, batch);

  if (known == NULL)
    {
      epc_auto_reset sqlite3_stmt *row
          = epc_sqlite_prepare (settle->db,
                                "SELECT replica, seq, stamp, wall, author, new FROM _journal WHERE uid = ?1 AND grp = 'undone_at' "
                                "ORDER BY stamp DESC, replica DESC, seq DESC LIMIT 1",
                                error);
      if (row == NULL)
        return FALSE;
      epc_sqlite_bind (row, "u", batch);
      EpcStep step = epc_sqlite_step (settle->db, row, error);
      if (step == EPC_STEP_ERROR)
        return FALSE;
      if (step == EPC_STEP_ROW)
        known = read_taking (row);
      g_autoptr (JsonNode) new = step == EPC_STEP_ROW ? parse ((const char *) sqlite3_column_text (row, 5)) : NULL;
      if (text_of (new, "undone_at") == NULL)
        {
          g_clear_pointer (&known, taking_free);
          known = g_new0 (Taking, 1);
        }
      g_hash_table_insert (settle->takings, g_memdup2 (batch, sizeof *batch), known);
    }
  *taking = known->seq > 0 ? known : NULL;
  return TRUE;
}

/* --- the entries of a record --- */

static Entry *
read_entry (sqlite3_stmt *row)
{
  Entry *entry = g_new0 (Entry, 1);
  const char *group = (const char *) sqlite3_column_text (row, 6);

  entry->id = sqlite3_column_int64 (row, 0);
  epc_sqlite_column_uid (row, 1, &entry->replica);
  entry->seq = sqlite3_column_int64 (row, 2);
  entry->stamp = sqlite3_column_int64 (row, 3);
  entry->wall = sqlite3_column_int64 (row, 4);
  entry->author = g_strdup ((const char *) sqlite3_column_text (row, 5));
  entry->new = parse ((const char *) sqlite3_column_text (row, 7));
  entry->old = parse ((const char *) sqlite3_column_text (row, 8));
  entry->group = g_intern_string (group);
  entry->kind = g_str_equal (group, "created") ? KIND_CREATED : g_str_equal (group, "deleted") ? KIND_DELETED : KIND_CHANGE;
  entry->is_yes = entry->kind == KIND_DELETED && text_of (entry->new, "deleted") != NULL;
  return entry;
}

static gboolean
load_entries (Case *of, GError **error)
{
  EpcSqlite *db = of->settle->db;
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (
      db, "SELECT id, replica, seq, stamp, wall, author, grp, new, old FROM _journal WHERE uid = ?1 AND entity = ?2", error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "ut", of->uid, of->entity->key);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    g_ptr_array_add (of->entries, read_entry (rows));
  return step == EPC_STEP_DONE;
}

static gboolean
load_births (Case *of, GError **error)
{
  EpcSqlite *db = of->settle->db;
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (db,
                            "SELECT 0, j.replica, j.seq, j.stamp, j.wall, j.author, 'created', b.new, NULL, b.batch, b.code FROM _birth AS b "
                            "JOIN _journal AS j ON j.uid = b.batch AND j.grp = 'created' WHERE b.uid = ?1",
                            error);
  char hex[33];
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < 16; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", of->uid->bytes[i]);
  epc_sqlite_bind (rows, "u", of->uid);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      Entry *entry = read_entry (rows);
      EpcUid batch;
      const char *code = (const char *) sqlite3_column_text (rows, 10);
      entry->kind = KIND_BORN;
      g_ptr_array_add (of->entries, entry);
      epc_sqlite_column_uid (rows, 9, &batch);
      if (object_of (entry->new) != NULL && code != NULL)
        json_object_set_string_member (object_of (entry->new), "_code", code);
      if (!find_taking (of->settle, &batch, &entry->taking, error))
        return FALSE;
      if (entry->taking != NULL && g_hash_table_contains (entry->taking->kept, hex))
        entry->taking = NULL;
    }
  return step == EPC_STEP_DONE;
}

static gboolean
is_birth (const Entry *entry)
{
  return entry->kind == KIND_CREATED || entry->kind == KIND_BORN;
}

static const Entry *
latest (GPtrArray *entries)
{
  const Entry *last = NULL;

  for (guint i = 0; i < entries->len; i++)
    if (is_later (g_ptr_array_index (entries, i), last))
      last = g_ptr_array_index (entries, i);
  return last;
}

static void
choose_births (Case *of)
{
  for (guint pass = 0; pass < 2 && of->births->len == 0; pass++)
    for (guint i = 0; i < of->entries->len; i++)
      {
        Entry *entry = g_ptr_array_index (of->entries, i);
        if (is_birth (entry) && (pass == 1 || entry->taking == NULL))
          g_ptr_array_add (of->births, entry);
      }
}

/* --- the groups --- */

static gboolean
is_erasing (const Entry *entry)
{
  return entry->kind == KIND_CHANGE && array_of (entry->new, "_erased") != NULL;
}

/* FALSE: an erasure of the group that whoever wrote @entry did not know of voids it. */
static gboolean
counts (const Case *of, const Entry *entry)
{
  if (is_erasing (entry))
    return TRUE;
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *other = g_ptr_array_index (of->entries, i);
      if (is_erasing (other) && other->group == entry->group && !before (of, other, entry))
        return FALSE;
    }
  return TRUE;
}

static void
choose_winners (Case *of)
{
  for (guint i = 0; i < of->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (of->entries, i);
      if (entry->kind != KIND_CHANGE || !counts (of, entry))
        continue;
      const Entry *known = g_hash_table_lookup (of->winners, entry->group);
      if (known == NULL)
        g_ptr_array_add (of->groups, (gpointer) entry->group);
      if (is_later (entry, known))
        g_hash_table_insert (of->winners, (gpointer) entry->group, entry);
    }
}

/* --- whether it lives --- */

/* No other entry of @entries came after it. */
static gboolean
is_head (const Case *of, const Entry *entry, Kind kind, const char *group)
{
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *other = g_ptr_array_index (of->entries, i);
      if (other != entry && other->kind == kind && (group == NULL || other->group == group) && (kind != KIND_CHANGE || counts (of, other))
          && before (of, entry, other))
        return FALSE;
    }
  return TRUE;
}

static gboolean
taken_after (const Case *of, const Entry *entry)
{
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Taking *taking = ((Entry *) g_ptr_array_index (of->entries, i))->taking;
      if (taking != NULL && comes_before (of->settle, &entry->replica, entry->seq, &taking->replica, taking->seq))
        return TRUE;
    }
  return FALSE;
}

/* Whether @entry keeps the record alive. @heads: deletions that nobody who knew of them replaced; @last: the latest of them. */
static gboolean
supports (const Case *of, const Entry *entry, GPtrArray *heads, const Entry *last)
{
  gboolean is_loose = !is_birth (entry);

  if (entry->taking != NULL || (entry->kind == KIND_DELETED && (entry != last || entry->is_yes)))
    return FALSE;
  for (guint i = 0; last != NULL && last->is_yes && i < heads->len; i++)
    {
      const Entry *head = g_ptr_array_index (heads, i);
      if (head->is_yes && before (of, entry, head))
        return FALSE;
    }
  return !is_loose || !taken_after (of, entry);
}

static void
dispute_takings (Case *of, GPtrArray *support)
{
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Taking *taking = ((Entry *) g_ptr_array_index (of->entries, i))->taking;
      gboolean is_known = taking == NULL;
      for (guint k = 0; k < support->len && !is_known; k++)
        {
          /* Only who brings the record back has decided; who edits it may not know of the dispute. */
          const Entry *one = g_ptr_array_index (support, k);
          is_known = one->kind == KIND_DELETED && comes_before (of->settle, &taking->replica, taking->seq, &one->replica, one->seq);
        }
      if (is_known)
        continue;
      Entry *copy = g_new0 (Entry, 1);
      copy->kind = KIND_DELETED;
      copy->replica = taking->replica;
      copy->seq = taking->seq;
      copy->stamp = taking->stamp;
      copy->wall = taking->wall;
      copy->author = g_strdup (taking->author);
      copy->new = json_from_string ("{\"deleted\":\"yes\"}", NULL);
      copy->is_yes = TRUE;
      g_ptr_array_add (of->made, copy);
      g_ptr_array_add (of->disputed, copy);
    }
}

static void
choose_life (Case *of)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new (), support = g_ptr_array_new ();
  gboolean is_loose = TRUE;
  guint n_yes = 0;

  for (guint i = 0; i < of->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (of->entries, i);
      if (entry->kind == KIND_DELETED && is_head (of, entry, KIND_DELETED, NULL))
        g_ptr_array_add (heads, entry);
    }
  const Entry *last = latest (heads);
  for (guint i = 0; i < of->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (of->entries, i);
      if (!supports (of, entry, heads, last))
        continue;
      g_ptr_array_add (support, entry);
      is_loose = is_loose && !is_birth (entry);
    }
  of->is_alive = support->len > 0;
  of->dead_by = last != NULL && last->is_yes ? last->stamp : EPC_DELETED_WITH_BATCH;
  for (guint i = 0; i < heads->len; i++)
    n_yes += ((Entry *) g_ptr_array_index (heads, i))->is_yes;
  for (guint i = 0; i < heads->len; i++)
    {
      Entry *head = g_ptr_array_index (heads, i);
      if (n_yes < heads->len ? n_yes > 0 : of->is_alive && last->is_yes)
        g_ptr_array_add (of->disputed, head);
    }
  if (support->len > 0 && is_loose)
    dispute_takings (of, support);
}

/* --- the values --- */

/* Whether @a and @b say the same of the group @group. Of one that this version does not know, the keys that @a names are asked. */
static gboolean
says_same (const Case *of, const char *group, JsonNode *a, JsonNode *b)
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

/* Values of @node into @record; what this version does not know, or cannot read, into @extra. @group NULL: all that have not been changed
 * since (a birth). */
static void
take_values (const Case *of, EpcRecord *record, JsonObject *extra, JsonNode *node, const char *group)
{
  JsonObjectIter iter;
  const char *key;

  if (object_of (node) == NULL)
    return;
  json_object_iter_init (&iter, object_of (node));
  while (json_object_iter_next (&iter, &key, NULL))
    {
      int position = epc_entity_field_index (of->entity, key);
      EpcValue value = EPC_VALUE_INIT;
      if (*key == '_')
        continue;
      json_object_remove_member (extra, key);
      if (position >= 0 && epc_field_is_stored (&of->entity->fields[position])
          && (group == NULL || g_str_equal (epc_field_group (&of->entity->fields[position]), group))
          && epc_row_read_value (&of->entity->fields[position], text_of (node, key), &value))
        epc_record_take_value (record, (guint) position, &value);
      else if (text_of (node, key) != NULL)
        json_object_set_string_member (extra, key, text_of (node, key));
      epc_value_clear (&value);
    }
}

static void
fill_values (const Case *of, EpcRecord *record)
{
  g_autoptr (JsonObject) extra = json_object_new ();
  const Entry *birth = latest (of->births);

  for (guint i = 0; i < of->entity->n_fields; i++)
    epc_record_empty (record, of->entity->fields[i].key);
  take_values (of, record, extra, birth->new, NULL);
  for (guint i = 0; i < of->groups->len; i++)
    {
      const char *group = g_ptr_array_index (of->groups, i);
      take_values (of, record, extra, ((const Entry *) g_hash_table_lookup (of->winners, group))->new, group);
    }
  g_autofree char *text = NULL;
  if (json_object_get_size (extra) > 0)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      json_node_set_object (node, extra);
      text = json_to_string (node, FALSE);
    }
  epc_set_text (&epc_record_meta (record)->extra, text);
}

/* --- what waits for a decision --- */

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

/* Keeps what stands beside each other; the first of @array is what is shown. */
static gboolean
keep_conflict (const Case *of, const char *group, JsonArray *array, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (node, array);
  g_autofree char *text = json_to_string (node, FALSE);
  return epc_sqlite_run (of->settle->db, error,
                         "INSERT INTO _conflict (entity, uid, grp, says) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (uid, grp) DO UPDATE SET says = "
                         "excluded.says",
                         "tutt", of->entity->key, of->uid, group, text);
}

/* A birth that nobody who changed the group had seen, and that says something else than what they found and than what is shown. */
static gboolean
is_beside (const Case *of, const Entry *birth, const char *group, const Entry *shown)
{
  if (birth == shown || says_same (of, group, shown->new, birth->new)
      || (shown->kind == KIND_CHANGE && says_same (of, group, shown->old != NULL ? shown->old : shown->new, birth->new)))
    return FALSE;
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of->entries, i);
      if (entry->kind == KIND_CHANGE && entry->group == group
          && (is_erasing (entry) || (counts (of, entry) && before (of, birth, entry))))
        return FALSE;
    }
  return TRUE;
}

static gboolean
look_at_group (const Case *of, const char *group, GError **error)
{
  const Entry *changed = g_hash_table_lookup (of->winners, group);
  const Entry *shown = changed != NULL ? changed : latest (of->births);
  g_autoptr (JsonArray) array = json_array_new ();

  add_entry (array, shown);
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of->entries, i);
      if (entry->kind == KIND_CHANGE && entry->group == group && entry != shown && counts (of, entry)
          && is_head (of, entry, KIND_CHANGE, group) && !says_same (of, group, shown->new, entry->new))
        add_entry (array, entry);
    }
  for (guint i = 0; i < of->births->len; i++)
    if (is_beside (of, g_ptr_array_index (of->births, i), group, shown))
      add_entry (array, g_ptr_array_index (of->births, i));
  return json_array_get_length (array) < 2 || keep_conflict (of, group, array, error);
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
  for (guint i = 0; of->births->len > 1 && i < of->entity->n_fields; i++)
    {
      gpointer group = (gpointer) g_intern_string (epc_field_group (&of->entity->fields[i]));
      if (epc_field_is_stored (&of->entity->fields[i]) && g_hash_table_add (done, group) && !look_at_group (of, group, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_conflicts (const Case *of, GError **error)
{
  if (!epc_sqlite_run (of->settle->db, error, "DELETE FROM _conflict WHERE uid = ?1", "u", of->uid))
    return FALSE;
  if (of->disputed->len > 0)
    {
      g_autoptr (JsonArray) array = json_array_new ();
      for (guint i = 0; i < of->disputed->len; i++)
        add_entry (array, g_ptr_array_index (of->disputed, i));
      if (!keep_conflict (of, "deleted", array, error))
        return FALSE;
    }
  return !of->is_alive || look_at_groups (of, error);
}

/* --- erasures reach what came before or beside them --- */

static gboolean
erase_from (const Case *of, const Entry *erasing, const Entry *entry, GError **error)
{
  JsonArray *fields = array_of (erasing->new, "_erased");

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      const char *key = json_array_get_string_element (fields, i);
      if (key == NULL || (text_of (entry->new, key) == NULL && text_of (entry->old, key) == NULL))
        continue;
      g_autofree char *path = g_strdup_printf ("$.%s", key);
      if (entry->kind == KIND_BORN
              ? !epc_sqlite_run (of->settle->db, error, "UPDATE _birth SET new = json_remove (new, ?2) WHERE uid = ?1", "ut", of->uid, path)
              : !epc_sqlite_run (of->settle->db, error,
                                 "UPDATE _journal SET old = iif (json_type (old, ?2) IS NULL, old, json_set (old, ?2, NULL)), new = iif "
                                 "(json_type (new, ?2) IS NULL, new, json_set (new, ?2, NULL)), reason = NULL, erased = 1 WHERE id = ?1",
                                 "it", entry->id, path))
        return FALSE;
      if (object_of (entry->new) != NULL && json_object_has_member (object_of (entry->new), key))
        json_object_set_null_member (object_of (entry->new), key);
      if (object_of (entry->old) != NULL && json_object_has_member (object_of (entry->old), key))
        json_object_set_null_member (object_of (entry->old), key);
      of->settle->transaction->has_erased = TRUE;
    }
  return TRUE;
}

static gboolean
carry_erasures (const Case *of, GError **error)
{
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *erasing = g_ptr_array_index (of->entries, i);
      for (guint k = 0; k < of->entries->len && is_erasing (erasing); k++)
        {
          const Entry *entry = g_ptr_array_index (of->entries, k);
          if (entry != erasing && !before (of, erasing, entry) && (entry->kind != KIND_CHANGE || entry->group == erasing->group)
              && !erase_from (of, erasing, entry, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* --- the row --- */

/* The stamp of the latest change or deletion, and who made it; 0: none. */
static EpcStamp
latest_change (const Case *of, const char **author)
{
  const Entry *last = NULL;

  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of->entries, i);
      if (!is_birth (entry) && is_later (entry, last))
        last = entry;
    }
  *author = last != NULL ? last->author : NULL;
  return last != NULL ? last->stamp : 0;
}

static const char *
code_of (const Case *of)
{
  const Entry *first = NULL;

  for (guint i = 0; i < of->births->len; i++)
    {
      const Entry *birth = g_ptr_array_index (of->births, i);
      if (text_of (birth->new, "_code") != NULL && (first == NULL || is_later (first, birth)))
        first = birth;
    }
  return first != NULL ? text_of (first->new, "_code") : NULL;
}

static gboolean
insert_empty_row (const Case *of, gint64 *row, GError **error)
{
  const Entry *birth = latest (of->births);
  const char *sensitivity = text_of (birth->new, "_sensitivity"), *office = text_of (birth->new, "_office");
  g_autofree char *sql = g_strdup_printf ("INSERT INTO \"%s\" (uid, _deleted, _office, _sensitivity) VALUES (?1, 1, ?2, ?3)", of->entity->key);
  EpcUid owner;

  if (!epc_sqlite_run (of->settle->db, error, g_intern_string (sql), "uut", of->uid,
                       office != NULL && epc_uid_from_text (office, &owner) ? &owner : NULL, sensitivity))
    return FALSE;
  *row = sqlite3_last_insert_rowid (of->settle->db->handle);
  return TRUE;
}

static gboolean
write_values (const Case *of, EpcRecord *record, GError **error)
{
  const EpcEntitySql *sql = epc_entity_sql (of->entity);
  EpcSqlite *db = of->settle->db;
  gint64 row = epc_record_row (record);
  const char *author;
  EpcStamp changed = latest_change (of, &author), created = 0;
  epc_auto_reset sqlite3_stmt *update = epc_sqlite_prepare (db, sql->update, error);
  g_autofree char *shared = g_strdup_printf ("UPDATE \"%s\" SET _deleted = ?1, _code = ?2, _created = nullif (?3, 0), "
                                             "_created_by = ?4, _extra = ?5 WHERE id = ?6",
                                             of->entity->key);

  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (of->entries, i);
      if (is_birth (entry))
        created = MAX (created, entry->stamp);
    }
  for (guint i = 0; i < sql->n_stored; i++)
    epc_row_bind_value (update, (int) i + 1, epc_record_value (record, sql->stored[i]));
  if (changed != 0)
    sqlite3_bind_int64 (update, (int) sql->n_stored + 1, changed);
  sqlite3_bind_text (update, (int) sql->n_stored + 2, author, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (update, (int) sql->n_stored + 3, row);
  return epc_sqlite_step (db, update, error) != EPC_STEP_ERROR
         && epc_sqlite_run (db, error, g_intern_string (shared), "ititti", of->is_alive ? (gint64) 0 : of->dead_by, epc_record_code (record), created,
                            latest (of->births)->author, epc_record_meta (record)->extra, row);
}

static gboolean
write_row (const Case *of, EpcRecord *record, EpcRecord *old, GError **error)
{
  EpcTransaction *transaction = of->settle->transaction;
  EpcSqlite *db = of->settle->db;
  const EpcEntity *entity = of->entity;
  gint64 row = epc_record_row (record), batch = epc_record_meta (record)->batch;
  gboolean was_alive = old != NULL && !epc_record_meta (old)->is_deleted;

  if (!write_values (of, record, error))
    return FALSE;
  if (epc_total_has (entity))
    {
      if (was_alive)
        epc_total_add (transaction, entity, batch, epc_record_value (old, 0), -1);
      if (of->is_alive)
        epc_total_add (transaction, entity, batch, epc_record_value (record, 0), 1);
    }
  if (was_alive || of->is_alive)
    epc_transaction_note (transaction, entity, row,
                          was_alive && of->is_alive ? EPC_CHANGED_UPDATE
                          : of->is_alive            ? EPC_CHANGED_INSERT
                                                    : EPC_CHANGED_DELETE);
  if (!of->is_alive)
    return epc_search_remove (db, entity, row, error);
  return epc_search_write (db, entity, row, epc_record_code (record), entity->n_fields > 0 ? epc_record_value (record, 0) : NULL, error);
}

/* The code of the first birth; one that the record had before still finds it. */
static gboolean
take_code (const Case *of, EpcRecord *record, GError **error)
{
  const char *code = code_of (of), *had = epc_record_code (record);

  if (code == NULL)
    return TRUE;
  epc_settle_code (of->settle, of->entity, code);
  if (had != NULL && !g_str_equal (had, code)
      && !epc_sqlite_run (of->settle->db, error, "INSERT OR IGNORE INTO _former_code (entity, code, uid) VALUES (?1, ?2, ?3)", "ttu",
                          of->entity->key, had, of->uid))
    return FALSE;
  epc_record_set_code (record, code);
  return TRUE;
}

static gboolean
write_record (const Case *of, GError **error)
{
  EpcTransaction *transaction = of->settle->transaction;
  g_autoptr (GError) local = NULL;
  g_autoptr (EpcRecord) old = epc_row_find (transaction->store, of->settle->db, of->entity, of->uid, &local);
  gint64 row;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_autoptr (EpcRecord) record = old != NULL ? epc_record_copy (old) : epc_record_new (of->entity);
  if (old == NULL)
    {
      if (!insert_empty_row (of, &row, error))
        return FALSE;
      epc_record_set_row (record, row);
      epc_record_set_uid (record, of->uid);
    }
  fill_values (of, record);
  return take_code (of, record, error) && write_row (of, record, old, error);
}

static gboolean
settle_case (Case *of, GError **error)
{
  if (!load_entries (of, error) || !load_births (of, error) || !carry_erasures (of, error))
    return FALSE;
  choose_births (of);
  if (of->births->len == 0)
    return TRUE;
  choose_winners (of);
  choose_life (of);
  return write_record (of, error) && write_conflicts (of, error);
}

gboolean
epc_settle_record (EpcSettle *settle, const EpcEntity *entity, const EpcUid *uid, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free), births = g_ptr_array_new (), groups = g_ptr_array_new (),
                        disputed = g_ptr_array_new (), made = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GHashTable) winners = g_hash_table_new (NULL, NULL);
  Case of = { .settle = settle,
              .entity = entity,
              .uid = uid,
              .entries = entries,
              .births = births,
              .groups = groups,
              .winners = winners,
              .disputed = disputed,
              .made = made };

  return settle_case (&of, error);
}

/* --- equal codes --- */

typedef struct
{
  gint64 row;
  EpcUid uid;
  char *code;
} Holder;

static void
holder_clear (gpointer data)
{
  g_free (((Holder *) data)->code);
}

static int
compare_holders (gconstpointer a, gconstpointer b)
{
  return epc_uid_compare (&((const Holder *) a)->uid, &((const Holder *) b)->uid);
}

/* "HTI-SITE-0042-7F3A": from the record's own identity, so that it comes out the same everywhere. */
static char *
code_beside (const char *code, const EpcUid *uid)
{
  return g_strdup_printf ("%s-%02X%02X", code, uid->bytes[14], uid->bytes[15]);
}

static GArray *
holders_of (EpcSettle *settle, const EpcEntity *entity, const char *code, GError **error)
{
  g_autoptr (GArray) holders = g_array_new (FALSE, FALSE, sizeof (Holder));
  g_autofree char *sql = g_strdup_printf ("SELECT id, uid, _code FROM \"%s\" WHERE _code = ?1 COLLATE NOCASE OR (_code > ?1 || '-' COLLATE "
                                          "NOCASE AND _code < ?1 || '.' COLLATE NOCASE)",
                                          entity->key);
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (settle->db, g_intern_string (sql), error);
  EpcStep step;

  g_array_set_clear_func (holders, holder_clear);
  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "t", code);
  while ((step = epc_sqlite_step (settle->db, rows, error)) == EPC_STEP_ROW)
    {
      Holder holder = { .row = sqlite3_column_int64 (rows, 0), .code = g_strdup ((const char *) sqlite3_column_text (rows, 2)) };
      epc_sqlite_column_uid (rows, 1, &holder.uid);
      g_autofree char *own = code_beside (code, &holder.uid);
      if (g_str_equal (holder.code, code) || g_str_equal (holder.code, own))
        g_array_append_val (holders, holder);
      else
        holder_clear (&holder);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&holders);
}

static gboolean
give_code (EpcSettle *settle, const EpcEntity *entity, const Holder *holder, const char *code, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET _code = ?1 WHERE id = ?2", entity->key);

  if (g_str_equal (holder->code, code))
    return TRUE;
  if (!epc_sqlite_run (settle->db, error, "INSERT OR IGNORE INTO _former_code (entity, code, uid) VALUES (?1, ?2, ?3)", "ttu", entity->key,
                       holder->code, &holder->uid)
      || !epc_sqlite_run (settle->db, error, g_intern_string (sql), "ti", code, holder->row))
    return FALSE;
  g_autoptr (EpcRecord) record = epc_row_find (settle->transaction->store, settle->db, entity, &holder->uid, error);
  if (record == NULL)
    return FALSE;
  epc_transaction_note (settle->transaction, entity, holder->row, EPC_CHANGED_UPDATE);
  return epc_record_meta (record)->is_deleted
         || epc_search_write (settle->db, entity, holder->row, code, entity->n_fields > 0 ? epc_record_value (record, 0) : NULL, error);
}

void
epc_settle_code (EpcSettle *settle, const EpcEntity *entity, const char *code)
{
  GHashTable *codes = g_hash_table_lookup (settle->codes, entity);

  if (codes == NULL)
    {
      codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (settle->codes, (gpointer) entity, codes);
    }
  g_hash_table_add (codes, g_strdup (code));
}

/* What others numbered in our own series is behind us from now on. */
static gboolean
raise_counter (EpcSettle *settle, const EpcEntity *entity, const char *code, GError **error)
{
  g_autofree char *series = g_strdup_printf ("%s-%s-", epc_store_country (settle->transaction->store), entity->code_prefix);
  char *end = NULL;

  if (!g_str_has_prefix (code, series))
    return TRUE;
  gint64 number = g_ascii_strtoll (code + strlen (series), &end, 10);
  series[strlen (series) - 1] = '\0';
  return *end != '\0' || number <= 0 || number > G_MAXINT32
         || epc_sqlite_run (settle->db, error,
                            "INSERT INTO _counter (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = max (value, "
                            "excluded.value)",
                            "ti", series, number);
}

gboolean
epc_settle_finish (EpcSettle *settle, GError **error)
{
  GHashTableIter iter, inner;
  gpointer entity, codes, code;

  g_hash_table_iter_init (&iter, settle->codes);
  while (g_hash_table_iter_next (&iter, &entity, &codes))
    {
      g_hash_table_iter_init (&inner, codes);
      while (((const EpcEntity *) entity)->code_prefix != NULL && g_hash_table_iter_next (&inner, &code, NULL))
        {
          g_autoptr (GArray) holders = holders_of (settle, entity, code, error);
          if (holders == NULL || !raise_counter (settle, entity, code, error))
            return FALSE;
          g_array_sort (holders, compare_holders);
          for (guint i = 0; i < holders->len; i++)
            {
              const Holder *holder = &g_array_index (holders, Holder, i);
              g_autofree char *beside = code_beside (code, &holder->uid);
              if (!give_code (settle, entity, holder, i == 0 ? code : beside, error))
                return FALSE;
            }
        }
    }
  g_hash_table_remove_all (settle->codes);
  return TRUE;
}
