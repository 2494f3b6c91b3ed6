/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What somebody says about a name in doubt: it is this place, a place of its own, or none of those proposed.
 */
#include "epc-queue-private.h"

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-place-match.h"
#include "store/epc-join.h"
#include "store/epc-query.h"

typedef struct
{
  EpcRecord *doubt; /* NULL: @apart */
  EpcDoubt *apart;
  char *target; /* NULL: none of the proposals */
  gboolean is_new;
} Decision;

static void
decision_clear (gpointer data)
{
  Decision *decision = data;

  g_clear_object (&decision->doubt);
  g_clear_pointer (&decision->apart, epc_doubt_free);
  g_clear_pointer (&decision->target, g_free);
}

#define MOST_PROVISIONAL 999 /* in one area */

/* The place that was written and is in no list: in the area where it was looked for, with a code that says that it is not official. */
static gboolean
make_place (EpcTransaction *transaction, Decision *decision, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  const EpcEntity *entity = epc_entity_find ("place");
  const char *parent = epc_record_text (decision->doubt, "parent"), *above = parent != NULL ? parent : epc_store_country (store);
  g_autoptr (EpcRecord) area = epc_store_find (store, entity, above, error);

  if (area == NULL)
    return FALSE;
  gint64 level = epc_record_integer (area, "level") + 1;
  if (!epc_record_is_empty (decision->doubt, "admin_level"))
    level = MAX (level, epc_record_integer (decision->doubt, "admin_level"));
  g_autoptr (EpcRecord) place = epc_record_new (entity);
  epc_record_set_text (place, "name", epc_record_text (decision->doubt, "written"));
  epc_record_set_integer (place, "level", MIN (level, 4));
  epc_record_set_text (place, "parent", above);
  epc_record_set_text (place, "iso3", epc_record_text (area, "iso3"));
  epc_record_set_text (place, "pcode_status", "provisional");
  for (guint n = 1; n <= MOST_PROVISIONAL; n++)
    {
      g_autofree char *pcode = g_strdup_printf ("%s-X%02u", above, n);
      epc_record_set_text (place, "pcode", pcode);
      EpcUid uid = epc_record_make_uid (place);
      if (epc_transaction_exists (transaction, entity, &uid))
        continue;
      decision->target = g_steal_pointer (&pcode);
      return epc_transaction_insert (transaction, place, error);
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s has too many provisional places already. Import the official list first."),
               above);
  return FALSE;
}

static gboolean
put_alias (EpcTransaction *transaction, const Decision *decision, const char *today, GError **error)
{
  g_autoptr (EpcRecord) alias = epc_record_new (epc_entity_find ("alias"));

  epc_record_set_text (alias, "entity", epc_record_text (decision->doubt, "entity"));
  epc_record_set_text (alias, "alias_text", epc_record_text (decision->doubt, "written"));
  epc_record_set_text (alias, "parent", epc_record_text (decision->doubt, "parent"));
  EpcUid uid = epc_record_make_uid (alias);
  g_autoptr (EpcRecord) there = NULL;
  if (epc_transaction_exists (transaction, epc_record_entity (alias), &uid))
    there = epc_transaction_get (transaction, epc_record_entity (alias), &uid, error);
  gboolean is_there = there != NULL && !epc_record_meta (there)->is_deleted;
  EpcRecord *record = is_there ? there : alias;
  epc_record_set_text (record, "target", decision->target);
  epc_record_set_text (record, "source", "queue");
  epc_record_set_text (record, "decided_by", epc_store_author (epc_transaction_store (transaction)));
  epc_record_set_text (record, "decided_on", today);
  return is_there ? epc_transaction_update (transaction, record, NULL, NULL, error) : epc_transaction_insert (transaction, record, error);
}

static gboolean
write_decision (EpcTransaction *transaction, gpointer data, GError **error)
{
  Decision *decision = data;
  char today[EPC_DATE_SIZE];

  epc_date_today (today);
  if (decision->is_new && decision->target == NULL && !make_place (transaction, decision, error))
    return FALSE;
  epc_record_set_text (decision->doubt, "status", decision->target != NULL ? "accepted" : "refused");
  epc_record_set_text (decision->doubt, "target", decision->target);
  epc_record_set_text (decision->doubt, "decided_by", epc_store_author (epc_transaction_store (transaction)));
  epc_record_set_text (decision->doubt, "decided_on", today);
  return epc_transaction_update (transaction, decision->doubt, NULL, NULL, error)
         && (decision->target == NULL || put_alias (transaction, decision, today, error));
}

static EpcRecord *
find_doubt (EpcStore *store, const char *reference, GError **error)
{
  return epc_store_find (store, epc_entity_find ("match_doubt"), reference, error);
}

/* The P-code or uid that @text means: the number of a proposal, or a record. */
static char *
find_target (EpcStore *store, const EpcRecord *doubt, const char *text, GError **error)
{
  const EpcEntity *entity = epc_entity_find (epc_record_text (doubt, "entity"));
  char uid_text[EPC_UID_TEXT_SIZE];

  if (strlen (text) == 1 && *text >= '1' && *text <= '3')
    {
      g_autoptr (GPtrArray) all = epc_queue_list (store, TRUE, error);
      for (guint i = 0; all != NULL && i < all->len; i++)
        {
          const EpcDoubt *own = g_ptr_array_index (all, i);
          guint n = (guint) (*text - '1');
          if (epc_uid_equal (&own->uid, epc_record_uid (doubt)) && n < own->proposals->len)
            return g_strdup (((EpcDoubtProposal *) g_ptr_array_index (own->proposals, n))->reference);
        }
      if (all != NULL)
        g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                     _ ("%s has no proposal %s. Accepted: the number of one it has, a P-code, or a code of a record."),
                     epc_record_code (doubt), text);
      return NULL;
    }
  g_autoptr (EpcRecord) record = entity != NULL ? epc_store_find (store, entity, text, error) : NULL;
  if (record == NULL)
    return NULL;
  if (epc_record_meta (record)->is_deleted)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _ ("%s was deleted."), text);
      return NULL;
    }
  return g_strdup (g_str_equal (entity->key, "place") ? epc_record_text (record, "pcode")
                                                      : epc_uid_to_text (epc_record_uid (record), uid_text));
}

static gboolean
drop_waiting (EpcTransaction *transaction, gpointer data, GError **error)
{
  const EpcRecord *row = data;

  return epc_transaction_delete (transaction, epc_record_entity (row), epc_record_uid (row), error);
}

/* The records that wait are what they were taken for. */
static gboolean
join_waiting (EpcStore *store, const EpcRecord *doubt, const char *target, EpcSettled *settled, GError **error)
{
  g_autoptr (GHashTable) waiting = epc_queue_waiting_rows (store, error);
  const EpcEntity *entity = epc_entity_find (epc_record_text (doubt, "entity"));
  EpcUid kept;

  if (waiting == NULL || !epc_uid_from_text (target, &kept))
    return FALSE;
  GPtrArray *rows = g_hash_table_lookup (waiting, epc_record_uid (doubt));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autoptr (EpcRecord) other = epc_queue_record_of (store, g_ptr_array_index (rows, i));
      if (other == NULL || epc_uid_equal (epc_record_uid (other), &kept))
        continue;
      if (!epc_store_write (store, _ ("Decide on a doubtful name"), drop_waiting, g_ptr_array_index (rows, i), error))
        return FALSE;
      settled->batch = epc_store_join (store, entity, &kept, epc_record_uid (other), error);
      if (settled->batch == 0)
        return FALSE;
      settled->rows++;
    }
  return TRUE;
}

/* What a decision says, looked up; nothing is written yet. */
static gboolean
look_up (EpcStore *store, const EpcDecision *told, Decision *decision, GError **error)
{
  decision->doubt = find_doubt (store, told->doubt, error);
  if (decision->doubt == NULL)
    {
      decision->apart = epc_made_apart_find (store, told->doubt);
      if (decision->apart != NULL)
        g_clear_error (error);
      decision->target = told->kind == EPC_DECISION_ACCEPT ? g_strdup (told->proposal) : NULL;
      return decision->apart != NULL;
    }
  /* A record that is in doubt is there already: a new one is what it is when it is left. */
  decision->is_new = told->kind == EPC_DECISION_NEW && g_str_equal (epc_record_text (decision->doubt, "entity"), "place");
  if (told->kind != EPC_DECISION_ACCEPT)
    return TRUE;
  decision->target = find_target (store, decision->doubt, told->proposal, error);
  return decision->target != NULL;
}

static gboolean
is_of_place (const Decision *decision)
{
  return decision->doubt != NULL && g_str_equal (epc_record_text (decision->doubt, "entity"), "place");
}

static gboolean
decide_places (EpcStore *store, GArray *decisions, EpcSettled *settled, GError **error)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      Decision *decision = &g_array_index (decisions, Decision, i);
      if (is_of_place (decision) && !epc_store_write (store, _ ("Decide on a doubtful name"), write_decision, decision, error))
        return FALSE;
    }
  return epc_queue_settle (store, settled, error);
}

static gboolean
decide_record (EpcStore *store, Decision *decision, EpcSettled *settled, GError **error)
{
  if (decision->apart != NULL)
    return epc_made_apart_decide (store, decision->apart, decision->target, settled, error);
  return epc_store_write (store, _ ("Decide on a doubtful name"), write_decision, decision, error)
         && (decision->target == NULL || join_waiting (store, decision->doubt, decision->target, settled, error));
}

gboolean
epc_queue_decide (EpcStore *store, const EpcDecision *told, guint n, EpcSettled *settled, GError **error)
{
  g_autoptr (GArray) decisions = g_array_new (FALSE, TRUE, sizeof (Decision));
  guint n_places = 0;
  gboolean done = TRUE;

  memset (settled, 0, sizeof *settled);
  g_array_set_clear_func (decisions, decision_clear);
  for (guint i = 0; i < n; i++)
    {
      g_array_set_size (decisions, i + 1);
      Decision *decision = &g_array_index (decisions, Decision, i);
      if (!look_up (store, &told[i], decision, error))
        return FALSE;
      n_places += is_of_place (decision);
    }
  if (n_places > 0)
    {
      epc_store_begin_step (store, _ ("Decide on a doubtful name"));
      done = decide_places (store, decisions, settled, error);
      epc_store_end_step (store);
    }
  /* A join is a batch of its own, by which it can be parted again; a step has one. */
  for (guint i = 0; done && i < decisions->len; i++)
    {
      Decision *decision = &g_array_index (decisions, Decision, i);
      if (is_of_place (decision))
        continue;
      epc_store_begin_step (store, _ ("Decide on a doubtful name"));
      done = decide_record (store, decision, settled, error);
      epc_store_end_step (store);
    }
  return done;
}

gboolean
epc_queue_accept (EpcStore *store, const char *reference, const char *proposal, EpcSettled *settled, GError **error)
{
  const EpcDecision decision = { reference, EPC_DECISION_ACCEPT, proposal };

  return epc_queue_decide (store, &decision, 1, settled, error);
}

gboolean
epc_queue_refuse (EpcStore *store, const char *reference, GError **error)
{
  const EpcDecision decision = { reference, EPC_DECISION_LEAVE, NULL };
  EpcSettled settled;

  return epc_queue_decide (store, &decision, 1, &settled, error);
}
