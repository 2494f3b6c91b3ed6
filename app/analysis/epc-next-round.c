/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-next-round.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-number.h"

/* What a count says of its own round, not of the place. */
static const char *const own_fields[] = { "round", "reporting_date", "survey_date", "source_id", "notes", NULL };

static void
place_free (gpointer data)
{
  EpcPlaceToConfirm *place = data;

  g_free (place->key);
  g_free (place->name);
  g_free (place->area);
  g_free (place->date);
  g_free (place);
}

/* The round of @round's operation and tool whose number is @step further; NULL without @error: none. */
static EpcRecord *
round_beside (EpcStore *store, EpcRecord *round, int step, GError **error)
{
  char uid[EPC_UID_TEXT_SIZE], number[EPC_NUMBER_SIZE];
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("dtm_round"));

  if (!epc_query_where (query, store, "operation", EPC_OP_EQUAL, epc_uid_to_text (epc_record_reference (round, "operation"), uid), error)
      || !epc_query_where (query, store, "assessment_type", EPC_OP_EQUAL, epc_record_text (round, "assessment_type"), error)
      || !epc_query_where (query, store, "number", EPC_OP_EQUAL, epc_number_write_integer (epc_record_integer (round, "number") + step, number), error))
    return NULL;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  return found != NULL && found->len > 0 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
}

static GPtrArray *
counts_of (EpcStore *store, const EpcUid *round, GError **error)
{
  char uid[EPC_UID_TEXT_SIZE];
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));

  return epc_query_where (query, store, "round", EPC_OP_EQUAL, epc_uid_to_text (round, uid), error) ? epc_query_records (query, store, error) : NULL;
}

static char *
key_of (EpcRecord *count)
{
  const char *parts[] = { epc_record_text (count, "place"), epc_record_text (count, "location_ssid"), epc_record_text (count, "location_name") };

  return g_strdup_printf ("%s|%s|%s", parts[0] != NULL ? parts[0] : "", parts[1] != NULL ? parts[1] : "", parts[2] != NULL ? parts[2] : "");
}

/* Of a round's counts those at the deepest level that it has: the levels above repeat the same people. */
static void
keep_deepest (GPtrArray *all)
{
  gint64 deepest = -1;

  for (guint i = 0; i < all->len; i++)
    if (!epc_record_is_empty (g_ptr_array_index (all, i), "admin_level"))
      deepest = MAX (deepest, epc_record_integer (g_ptr_array_index (all, i), "admin_level"));
  for (guint i = all->len; i-- > 0;)
    {
      EpcRecord *count = g_ptr_array_index (all, i);
      gint64 level = epc_record_is_empty (count, "admin_level") ? -1 : epc_record_integer (count, "admin_level");
      if (level != deepest)
        g_ptr_array_remove_index (all, i);
    }
}

/* Keys of the places that @counts are of, a set. */
static GHashTable *
keys_of (GPtrArray *counts)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < counts->len; i++)
    g_hash_table_add (keys, key_of (g_ptr_array_index (counts, i)));
  return keys;
}

/* --- the round --- */

gboolean
epc_next_round_begin (EpcTransaction *transaction, const EpcUid *round, EpcUid *next, GError **error)
{
  static const char *const kept[] = { "operation", "assessment_type", "method", "limitations", NULL };
  EpcStore *store = epc_transaction_store (transaction);
  const EpcEntity *entity = epc_entity_find ("dtm_round");
  g_autoptr (EpcRecord) last = epc_transaction_get (transaction, entity, round, error);
  g_autoptr (EpcRecord) record = epc_record_new (entity);
  g_autoptr (GPtrArray) counts = last != NULL ? counts_of (store, round, error) : NULL;
  GError *failure = NULL;

  if (counts == NULL)
    return FALSE;
  g_autoptr (EpcRecord) there = round_beside (store, last, 1, &failure);
  if (failure != NULL || there != NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("Round %d is there already."), (int) epc_record_integer (there, "number"));
      return FALSE;
    }
  for (guint i = 0; kept[i] != NULL; i++)
    {
      int field = epc_entity_field_index (entity, kept[i]);
      EpcValue value = EPC_VALUE_INIT;
      epc_value_copy (&value, epc_record_value (last, (guint) field));
      epc_record_take_value (record, (guint) field, &value);
    }
  keep_deepest (counts);
  g_autoptr (GHashTable) places = keys_of (counts);
  epc_record_set_integer (record, "number", epc_record_integer (last, "number") + 1);
  epc_record_set_text (record, "status", "open");
  epc_record_set_integer (record, "planned_locations", g_hash_table_size (places));
  if (!epc_transaction_insert (transaction, record, error))
    return FALSE;
  *next = *epc_record_uid (record);
  return TRUE;
}

gboolean
epc_next_round_find (EpcStore *store, const EpcUid *round, EpcUid *next, GError **error)
{
  g_autoptr (EpcRecord) last = epc_store_get (store, epc_entity_find ("dtm_round"), round, error);
  g_autoptr (EpcRecord) found = last != NULL ? round_beside (store, last, 1, error) : NULL;

  if (found == NULL || g_strcmp0 (epc_record_text (found, "status"), "open") != 0)
    return FALSE;
  *next = *epc_record_uid (found);
  return TRUE;
}

/* --- the places --- */

/* Counts of the round before @next at its deepest level; NULL with @error: none to go by. */
static GPtrArray *
counts_before (EpcStore *store, const EpcUid *next, GError **error)
{
  g_autoptr (EpcRecord) round = epc_store_get (store, epc_entity_find ("dtm_round"), next, error);
  GError *failure = NULL;
  g_autoptr (EpcRecord) last = round != NULL ? round_beside (store, round, -1, &failure) : NULL;

  if (last == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, failure);
      else if (round != NULL)
        g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no round before this one."));
      return NULL;
    }
  g_autoptr (GPtrArray) all = counts_of (store, epc_record_uid (last), error);
  if (all == NULL)
    return NULL;
  keep_deepest (all);
  return g_steal_pointer (&all);
}

static void
add_figure (gint64 *sum, EpcRecord *count, const char *field)
{
  if (!epc_record_is_empty (count, field))
    *sum = MAX (*sum, 0) + epc_record_integer (count, field);
}

static EpcPlaceToConfirm *
place_new (EpcStore *store, EpcRecord *count, char *key)
{
  EpcPlaceToConfirm *place = g_new0 (EpcPlaceToConfirm, 1);
  const char *pcode = epc_record_text (count, "place"), *location = epc_record_text (count, "location_name");
  g_autofree char *area = pcode != NULL ? epc_store_place_name (store, pcode) : NULL;

  place->key = key;
  place->name = g_strdup (location != NULL ? location : area != NULL ? area : "—");
  place->area = location != NULL && g_strcmp0 (location, area) != 0 ? g_steal_pointer (&area) : NULL;
  place->date = g_strdup (epc_record_text (count, "reporting_date"));
  place->people = place->households = -1;
  return place;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const EpcPlaceToConfirm *one = *(const EpcPlaceToConfirm *const *) a, *other = *(const EpcPlaceToConfirm *const *) b;
  int order = g_utf8_collate (one->area != NULL ? one->area : one->name, other->area != NULL ? other->area : other->name);

  return order != 0 ? order : g_utf8_collate (one->name, other->name);
}

GPtrArray *
epc_next_round_places (EpcStore *store, const EpcUid *next, GError **error)
{
  g_autoptr (GPtrArray) before = counts_before (store, next, error);
  g_autoptr (GPtrArray) now = before != NULL ? counts_of (store, next, error) : NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);

  if (now == NULL)
    return NULL;
  g_autoptr (GHashTable) done = keys_of (now);
  for (guint i = 0; i < before->len; i++)
    {
      EpcRecord *count = g_ptr_array_index (before, i);
      g_autofree char *key = key_of (count);
      if (g_hash_table_contains (done, key))
        continue;
      EpcPlaceToConfirm *place = g_hash_table_lookup (known, key);
      if (place == NULL)
        {
          place = place_new (store, count, g_steal_pointer (&key));
          g_hash_table_insert (known, place->key, place);
          g_ptr_array_add (places, place);
        }
      place->rows++;
      add_figure (&place->people, count, "idp_ind");
      add_figure (&place->households, count, "idp_hh");
    }
  g_ptr_array_sort (places, compare_places);
  return g_steal_pointer (&places);
}

/* --- confirming --- */

/* @people ≥ 0: other people than last time, of whom nothing else is known. */
static EpcRecord *
count_again (EpcRecord *last, const EpcUid *next, gint64 people, const char *day)
{
  const EpcEntity *entity = epc_record_entity (last);
  EpcRecord *count = epc_record_new (entity);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      gboolean is_figure = field->type == EPC_TYPE_INTEGER && !(field->flags & EPC_FIELD_KEY);
      EpcValue value = EPC_VALUE_INIT;
      if (!epc_field_is_stored (field) || g_strv_contains (own_fields, field->key)
          || (people >= 0 && (is_figure || g_strcmp0 (field->group, "idp") == 0)))
        continue;
      epc_value_copy (&value, epc_record_value (last, i));
      epc_record_take_value (count, i, &value);
    }
  epc_record_set_reference (count, "round", next);
  epc_record_set_text (count, "reporting_date", day);
  if (people >= 0)
    epc_record_set_integer (count, "idp_ind", people);
  return count;
}

gboolean
epc_next_round_confirm (EpcTransaction *transaction, const EpcUid *next, const char *key, gint64 people, const char *day, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (GPtrArray) before = counts_before (store, next, error);
  g_autoptr (GPtrArray) now = before != NULL ? counts_of (store, next, error) : NULL;

  if (now == NULL)
    return FALSE;
  g_autoptr (GHashTable) done = keys_of (now);
  for (guint i = before->len; i-- > 0;)
    {
      g_autofree char *own = key_of (g_ptr_array_index (before, i));
      if (!g_str_equal (own, key) || g_hash_table_contains (done, own))
        g_ptr_array_remove_index (before, i);
    }
  if (before->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("This place was not in the last round, or is counted already."));
      return FALSE;
    }
  if (people >= 0 && before->len > 1)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _("Last time this place had several counts, by reason or origin: enter the new ones in the list of counts."));
      return FALSE;
    }
  for (guint i = 0; i < before->len; i++)
    {
      g_autoptr (EpcRecord) count = count_again (g_ptr_array_index (before, i), next, people, day);
      if (!epc_transaction_insert (transaction, count, error))
        return FALSE;
    }
  return TRUE;
}
