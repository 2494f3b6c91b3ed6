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
#include "epc-settle-private.h"

#include <string.h>

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

static EpcSettle *
settle_new (EpcTransaction *transaction, EpcSqlite *db, GError **error)
{
  g_autoptr (EpcSettle) settle = g_new0 (EpcSettle, 1);

  settle->transaction = transaction;
  settle->db = db;
  settle->marks = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, (GDestroyNotify) g_array_unref);
  settle->takings = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, taking_free);
  settle->codes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  return load_marks (settle, error) ? g_steal_pointer (&settle) : NULL;
}

EpcSettle *
epc_settle_new (EpcTransaction *transaction, GError **error)
{
  return settle_new (transaction, transaction->db, error);
}

EpcSettle *
epc_settle_new_to_read (EpcSqlite *db, GError **error)
{
  return settle_new (NULL, db, error);
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

gboolean
epc_settle_before (const Case *of, const Entry *a, const Entry *b)
{
  return comes_before (of->settle, &a->replica, a->seq, &b->replica, b->seq);
}

static JsonNode *
parse (const char *text)
{
  return text != NULL ? json_from_string (text, NULL) : NULL;
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

/* @new: what it says where that is parsed already; NULL: it is not. */
static Entry *
read_entry (sqlite3_stmt *row, JsonNode *new)
{
  Entry *entry = g_new0 (Entry, 1);
  const char *group = (const char *) sqlite3_column_text (row, 6);

  entry->id = sqlite3_column_int64 (row, 0);
  epc_sqlite_column_uid (row, 1, &entry->replica);
  entry->seq = sqlite3_column_int64 (row, 2);
  entry->stamp = sqlite3_column_int64 (row, 3);
  entry->wall = sqlite3_column_int64 (row, 4);
  entry->author = g_strdup ((const char *) sqlite3_column_text (row, 5));
  entry->new = new != NULL ? json_node_ref (new) : parse ((const char *) sqlite3_column_text (row, 7));
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
      db, "SELECT id, replica, seq, stamp, wall, author, grp, new, old, reason FROM _journal WHERE uid = ?1 AND entity = ?2", error);
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "ut", of->uid, of->entity->key);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      Entry *entry = read_entry (rows, NULL);
      entry->is_decision = epc_settle_is_decision ((const char *) sqlite3_column_text (rows, 9));
      g_ptr_array_add (of->entries, entry);
    }
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
  g_autofree char *text = NULL; /* of the last birth that was parsed, and its node */
  g_autofree char *told_code = NULL;
  JsonNode *node = NULL;
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < 16; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", of->uid->bytes[i]);
  epc_sqlite_bind (rows, "u", of->uid);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      const char *code = (const char *) sqlite3_column_text (rows, 10), *new = (const char *) sqlite3_column_text (rows, 7);
      gboolean is_same = node != NULL && g_strcmp0 (new, text) == 0 && g_strcmp0 (code, told_code) == 0;
      /* What comes with every workspace says the same in each: it is read once. */
      Entry *entry = read_entry (rows, is_same ? node : NULL);
      EpcUid batch;
      entry->kind = KIND_BORN;
      g_ptr_array_add (of->entries, entry);
      epc_sqlite_column_uid (rows, 9, &batch);
      if (!is_same)
        {
          g_free (text);
          g_free (told_code);
          text = g_strdup (new);
          told_code = g_strdup (code);
          node = entry->new;
        }
      if (!is_same && object_of (entry->new) != NULL && code != NULL)
        json_object_set_string_member (object_of (entry->new), "_code", code);
      if (!find_taking (of->settle, &batch, &entry->taking, error))
        return FALSE;
      if (entry->taking != NULL && g_hash_table_contains (entry->taking->kept, hex))
        entry->taking = NULL;
    }
  return step == EPC_STEP_DONE;
}

const Entry *
epc_settle_latest (GPtrArray *entries)
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

/* FALSE: an erasure of the group that whoever wrote @entry did not know of voids it. */
gboolean
epc_settle_counts (const Case *of, const Entry *entry)
{
  if (is_erasing (entry))
    return TRUE;
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *other = g_ptr_array_index (of->entries, i);
      if (is_erasing (other) && other->group == entry->group && !epc_settle_before (of, other, entry))
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
      if (entry->kind != KIND_CHANGE || !epc_settle_counts (of, entry))
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
gboolean
epc_settle_is_head (const Case *of, const Entry *entry, Kind kind, const char *group)
{
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *other = g_ptr_array_index (of->entries, i);
      if (other != entry && other->kind == kind && (group == NULL || other->group == group) && (kind != KIND_CHANGE || epc_settle_counts (of, other))
          && epc_settle_before (of, entry, other))
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
      if (head->is_yes && epc_settle_before (of, entry, head))
        return FALSE;
    }
  return !is_loose || !taken_after (of, entry);
}

void
epc_settle_dispute_takings (Case *of, GPtrArray *support)
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
      if (entry->kind == KIND_DELETED && epc_settle_is_head (of, entry, KIND_DELETED, NULL))
        g_ptr_array_add (heads, entry);
    }
  const Entry *last = epc_settle_latest (heads);
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
    epc_settle_dispute_takings (of, support);
}

/* --- together --- */

/* Loads all about the record and hands it to @work. */
static gboolean
with_case (EpcSettle *settle, const EpcEntity *entity, const EpcUid *uid, gboolean (*work) (Case *of, gpointer data, GError **error), gpointer data,
           GError **error)
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

  return load_entries (&of, error) && load_births (&of, error) && work (&of, data, error);
}

static gboolean
settle_case (Case *of, gpointer data, GError **error)
{
  if (!epc_settle_carry_erasures (of, error))
    return FALSE;
  choose_births (of);
  if (of->births->len == 0)
    return TRUE;
  choose_winners (of);
  choose_life (of);
  return epc_settle_write_record (of, error) && epc_settle_write_conflicts (of, error);
}

gboolean
epc_settle_record (EpcSettle *settle, const EpcEntity *entity, const EpcUid *uid, GError **error)
{
  return with_case (settle, entity, uid, settle_case, NULL, error);
}

static gboolean
find_sides (Case *of, gpointer data, GError **error)
{
  choose_births (of);
  epc_settle_find_decided (of, data);
  return TRUE;
}

gboolean
epc_settle_decided (EpcSettle *settle, const EpcEntity *entity, const EpcUid *uid, EpcSettleDecided *decided, GError **error)
{
  return with_case (settle, entity, uid, find_sides, decided, error);
}
