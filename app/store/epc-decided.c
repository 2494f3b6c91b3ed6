/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decisions between changes beside each other, read out of the journal again: what was chosen between, what was taken, and whether it still
 * stands. Those of other offices come with their packages and are listed alike.
 */
#include "epc-settle-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-share-private.h"

static const char *const languages[] = { "en", "es", "fr", "pt" };

gboolean
epc_settle_is_decision (const char *reason)
{
  if (reason == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (reason, epc_language_text (epc_language_get (languages[i]), EPC_REASON_DECIDED)))
      return TRUE;
  return FALSE;
}

/* --- what was chosen between --- */

static Kind
kind_of (const char *group)
{
  return g_str_equal (group, "deleted") ? KIND_DELETED : KIND_CHANGE;
}

static gboolean
is_of_group (const Entry *entry, const char *group)
{
  Kind kind = kind_of (group);

  return entry->kind == kind && (kind == KIND_DELETED || entry->group == group);
}

/* Whether @entry was one of those that stood when @last was written: it came before that, and none that came before that came after it. */
static gboolean
stood_before (const Case *of, const Entry *entry, const Entry *last, const char *group)
{
  if (entry == last || !epc_settle_before (of, entry, last) || (entry->kind == KIND_CHANGE && !epc_settle_counts (of, entry)))
    return FALSE;
  for (guint i = 0; i < of->entries->len; i++)
    {
      const Entry *other = g_ptr_array_index (of->entries, i);
      if (other != entry && other != last && is_of_group (other, group) && epc_settle_before (of, other, last) && epc_settle_before (of, entry, other))
        return FALSE;
    }
  return TRUE;
}

/* The newest first: that was shown. A birth stands below any change. */
static int
newest_first (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(Entry *const *) a, *other = *(Entry *const *) b;

  if (is_birth (one) != is_birth (other))
    return is_birth (one) - is_birth (other);
  return is_later (one, other) ? -1 : 1;
}

static gboolean
is_said (const Case *of, GPtrArray *sides, const char *group, const Entry *entry)
{
  for (guint i = 0; i < sides->len; i++)
    {
      const Entry *side = g_ptr_array_index (sides, i);
      if (epc_settle_says_same (of, group, side->new, entry->new)
          || (is_birth (entry) && side->kind == KIND_CHANGE && epc_settle_says_same (of, group, side->old != NULL ? side->old : side->new, entry->new)))
        return TRUE;
    }
  return FALSE;
}

/* (element-type Entry) */
static GPtrArray *
sides_before (Case *of, const Entry *last, const char *group)
{
  g_autoptr (GPtrArray) standing = g_ptr_array_new (), nobody = g_ptr_array_new ();
  GPtrArray *sides = g_ptr_array_new ();
  gboolean is_life = kind_of (group) == KIND_DELETED;

  for (guint i = 0; i < of->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (of->entries, i);
      if ((is_of_group (entry, group) || (!is_life && is_birth (entry))) && stood_before (of, entry, last, group))
        g_ptr_array_add (standing, entry);
    }
  g_ptr_array_sort (standing, newest_first);
  for (guint i = 0; i < standing->len; i++)
    {
      Entry *entry = g_ptr_array_index (standing, i);
      if (is_life ? entry->is_yes : !is_said (of, sides, group, entry))
        g_ptr_array_add (sides, entry);
    }
  if (is_life && sides->len == 0)
    {
      epc_settle_dispute_takings (of, nobody);
      for (guint i = 0; i < of->disputed->len; i++)
        g_ptr_array_add (sides, g_ptr_array_index (of->disputed, i));
    }
  return sides;
}

static const Entry *
entry_of (const Case *of, gint64 id)
{
  for (guint i = 0; i < of->entries->len; i++)
    if (((Entry *) g_ptr_array_index (of->entries, i))->id == id)
      return g_ptr_array_index (of->entries, i);
  return NULL;
}

void
epc_settle_find_decided (Case *of, EpcSettleDecided *decided)
{
  const Entry *entry = entry_of (of, decided->id), *first = entry;
  g_autoptr (GPtrArray) sides = entry != NULL ? sides_before (of, entry, decided->group) : NULL;
  guint least = kind_of (decided->group) == KIND_DELETED ? 1 : 2;

  /* What turned a decision round chose between what that did. */
  while (sides != NULL && sides->len == 1 && least == 2 && ((Entry *) g_ptr_array_index (sides, 0))->is_decision)
    {
      first = g_ptr_array_index (sides, 0);
      g_ptr_array_unref (sides);
      sides = sides_before (of, first, decided->group);
    }
  if (sides == NULL || sides->len < least)
    return;
  decided->says = epc_settle_says (sides);
  decided->is_newest = epc_settle_is_head (of, entry, kind_of (decided->group), decided->group);
  decided->chosen = sides->len;
  for (guint i = sides->len; i-- > 0;)
    if (least == 1 ? entry->is_yes : epc_settle_says_same (of, decided->group, entry->new, ((Entry *) g_ptr_array_index (sides, i))->new))
      decided->chosen = i;
}

/* --- the list --- */

void
epc_past_decision_free (EpcPastDecision *decision)
{
  g_free (decision->conflict.group);
  g_free (decision->conflict.says);
  g_free (decision->author);
  g_free (decision->replica);
  g_free (decision);
}

/* NULL without error: it was no choice, or of a kind of record that this version does not know. */
static EpcPastDecision *
read_decision (EpcSettle *settle, sqlite3_stmt *row, GError **error)
{
  const EpcEntity *entity = epc_entity_find ((const char *) sqlite3_column_text (row, 4));
  EpcSettleDecided decided = { .id = sqlite3_column_int64 (row, 0), .group = g_intern_string ((const char *) sqlite3_column_text (row, 6)) };
  EpcUid uid, replica;

  epc_sqlite_column_uid (row, 1, &replica);
  epc_sqlite_column_uid (row, 5, &uid);
  if (entity == NULL || !epc_settle_decided (settle, entity, &uid, &decided, error) || decided.says == NULL)
    return NULL;
  EpcPastDecision *decision = g_new0 (EpcPastDecision, 1);
  decision->conflict = (EpcConflict){ decided.id, entity, uid, g_strdup (decided.group), decided.says };
  decision->chosen = decided.chosen;
  decision->is_newest = decided.is_newest;
  decision->author = g_strdup ((const char *) sqlite3_column_text (row, 2));
  decision->wall = sqlite3_column_int64 (row, 3);
  decision->replica = epc_replica_to_hex (&replica);
  return decision;
}

static GPtrArray *
read_decisions (EpcSqlite *db, guint most, GError **error)
{
  g_autoptr (GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_past_decision_free);
  g_autoptr (EpcSettle) settle = epc_settle_new_to_read (db, error);
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (db,
                            "SELECT max (id), replica, author, wall, entity, uid, grp FROM _journal WHERE reason IN (?1, ?2, ?3, ?4) AND erased = 0 "
                            "GROUP BY uid, grp ORDER BY 1 DESC LIMIT ?5",
                            error);
  EpcStep step = EPC_STEP_ERROR;

  if (settle == NULL || rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "tttti", epc_language_text (epc_language_get (languages[0]), EPC_REASON_DECIDED),
                   epc_language_text (epc_language_get (languages[1]), EPC_REASON_DECIDED),
                   epc_language_text (epc_language_get (languages[2]), EPC_REASON_DECIDED),
                   epc_language_text (epc_language_get (languages[3]), EPC_REASON_DECIDED), (gint64) most);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      g_autoptr (GError) local = NULL;
      EpcPastDecision *decision = read_decision (settle, rows, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (decision != NULL)
        g_ptr_array_add (decisions, decision);
    }
  return step == EPC_STEP_ERROR ? NULL : g_steal_pointer (&decisions);
}

GPtrArray *
epc_store_decisions (EpcStore *store, guint most, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  return reader.db != NULL ? read_decisions (reader.db, most, error) : NULL;
}

/* --- turning one round --- */

typedef struct
{
  const EpcDecisionTaken *taken;
  guint n;
} Turning;

static gboolean
turn (EpcTransaction *transaction, GPtrArray *decisions, const EpcDecisionTaken *taken, GError **error)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      const EpcConflict *conflict = &((EpcPastDecision *) g_ptr_array_index (decisions, i))->conflict;
      g_autoptr (EpcRecord) record = NULL;
      if (conflict->id != taken->id)
        continue;
      record = epc_transaction_get (transaction, conflict->entity, &conflict->uid, error);
      if (record == NULL)
        return FALSE;
      if (epc_record_meta (record)->is_deleted && !g_str_equal (conflict->group, "deleted"))
        {
          g_set_error_literal (error, EPC_ERROR, EPC_ERROR_CONFLICT, _ ("The record was deleted since; bring it back first."));
          return FALSE;
        }
      return epc_conflict_decide (transaction, conflict, taken->chosen, error);
    }
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), taken->id);
  g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _ ("No decision has the number %s."), number);
  return FALSE;
}

static gboolean
write_turns (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Turning *turning = data;
  g_autoptr (GPtrArray) decisions = read_decisions (transaction->db, G_MAXINT, error);

  for (guint i = 0; decisions != NULL && i < turning->n; i++)
    if (!turn (transaction, decisions, &turning->taken[i], error))
      return FALSE;
  return decisions != NULL;
}

gboolean
epc_store_decide_anew (EpcStore *store, const EpcDecisionTaken *decisions, guint n, GError **error)
{
  Turning turning = { decisions, n };

  return epc_store_write (store, _ ("Turn a decision round"), write_turns, &turning, error);
}
