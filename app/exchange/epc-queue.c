/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-queue-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-place-match.h"
#include "store/epc-join.h"
#include "store/epc-query.h"

#define MOST_PROPOSALS 3
#define LEAST_LIKENESS 0.55 /* two letters of five wrong is another name */
#define NEAR_KM 1.0
#define MOST_PLACED 20 /* rows whose coordinates are looked at for one doubt */

/* --- what waits --- */

void
epc_doubt_proposal_free (gpointer data)
{
  EpcDoubtProposal *proposal = data;

  g_free (proposal->reference);
  g_free (proposal->code);
  g_free (proposal->name);
  g_free (proposal->within);
  g_free (proposal->made_by);
  g_free (proposal);
}

void
epc_doubt_free (gpointer data)
{
  EpcDoubt *doubt = data;

  g_free (doubt->code);
  g_free (doubt->entity);
  g_free (doubt->written);
  g_free (doubt->within);
  g_free (doubt->status);
  g_free (doubt->target);
  g_free (doubt->made_by);
  g_ptr_array_unref (doubt->proposals);
  g_free (doubt);
}

static EpcDoubt *
read_doubt (const EpcRecord *record)
{
  EpcDoubt *doubt = g_new0 (EpcDoubt, 1);

  doubt->uid = *epc_record_uid (record);
  doubt->code = g_strdup (epc_record_code (record));
  doubt->entity = g_strdup (epc_record_text (record, "entity"));
  doubt->written = g_strdup (epc_record_text (record, "written"));
  doubt->within = g_strdup (epc_record_text (record, "parent"));
  doubt->status = g_strdup (epc_record_text (record, "status"));
  doubt->target = g_strdup (epc_record_text (record, "target"));
  doubt->proposals = g_ptr_array_new_with_free_func (epc_doubt_proposal_free);
  return doubt;
}

/* The record that a waiting row is about; NULL: it is gone. */
EpcRecord *
epc_queue_record_of (EpcStore *store, const EpcRecord *row)
{
  const EpcEntity *entity = epc_entity_find (epc_record_text (row, "entity"));
  EpcUid uid;

  if (entity == NULL || !epc_uid_from_text (epc_record_text (row, "record"), &uid))
    return NULL;
  EpcRecord *record = epc_store_get (store, entity, &uid, NULL);
  if (record != NULL && epc_record_meta (record)->is_deleted)
    g_clear_object (&record);
  return record;
}

static gboolean
add_row (EpcRecord *record, gpointer data)
{
  GHashTable *by_doubt = data;
  const EpcUid *doubt = epc_record_reference (record, "doubt");
  GPtrArray *rows = doubt != NULL ? g_hash_table_lookup (by_doubt, doubt) : NULL;

  if (doubt == NULL)
    return TRUE;
  if (rows == NULL)
    {
      rows = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (by_doubt, g_memdup2 (doubt, sizeof *doubt), rows);
    }
  g_ptr_array_add (rows, epc_record_copy (record));
  return TRUE;
}

GHashTable *
epc_queue_waiting_rows (EpcStore *store, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("waiting_row"));
  g_autoptr (GHashTable) by_doubt
      = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, (GDestroyNotify) g_ptr_array_unref);

  if (!epc_query_each (query, store, add_row, by_doubt, NULL, error))
    return NULL;
  return g_steal_pointer (&by_doubt);
}

static double
number_at (const EpcRecord *record, const char *key)
{
  return epc_entity_field (epc_record_entity (record), key) != NULL ? epc_record_decimal (record, key) : NAN;
}

/* The middle of the rows that say where they are. */
static void
middle_of (EpcStore *store, GPtrArray *rows, double *latitude, double *longitude)
{
  double sums[2] = { 0, 0 };
  guint n = 0;

  for (guint i = 0; rows != NULL && i < rows->len && i < MOST_PLACED; i++)
    {
      g_autoptr (EpcRecord) record = epc_queue_record_of (store, g_ptr_array_index (rows, i));
      double y = record != NULL ? number_at (record, "latitude") : NAN, x = record != NULL ? number_at (record, "longitude") : NAN;
      if (isnan (x) || isnan (y))
        continue;
      sums[0] += y;
      sums[1] += x;
      n++;
    }
  *latitude = n > 0 ? sums[0] / n : NAN;
  *longitude = n > 0 ? sums[1] / n : NAN;
}

/* --- proposals --- */

/* Names weigh most; coordinates inside or near confirm; the level the file took it for breaks ties. */
static double
weight_of (const EpcDoubtProposal *proposal)
{
  double weight = proposal->likeness;

  if (proposal->inside == 1)
    weight += 0.25;
  else if (proposal->inside == 0)
    weight -= 0.15;
  if (!isnan (proposal->km))
    weight += 0.2 * exp (-proposal->km / 10);
  return weight;
}

static int
compare_proposals (gconstpointer a, gconstpointer b)
{
  const EpcDoubtProposal *x = *(EpcDoubtProposal *const *) a, *y = *(EpcDoubtProposal *const *) b;
  double more = weight_of (y) - weight_of (x);

  return more > 0 ? 1 : more < 0 ? -1 : g_strcmp0 (x->reference, y->reference);
}

typedef struct
{
  EpcStore *store;
  EpcPlaceIndex *index;
  EpcDoubt *doubt;
  char *key, *folded; /* what was written */
  int level;
  double latitude, longitude;
  const EpcRecord *own; /* the record in doubt (sites) */
} Search;

static void
keep_best (Search *search, EpcDoubtProposal *proposal)
{
  GPtrArray *all = search->doubt->proposals;

  for (guint i = 0; i < all->len; i++)
    {
      EpcDoubtProposal *other = g_ptr_array_index (all, i);
      if (!g_str_equal (other->reference, proposal->reference))
        continue;
      other->likeness = MAX (other->likeness, proposal->likeness);
      epc_doubt_proposal_free (proposal);
      return;
    }
  g_ptr_array_add (all, proposal);
}

static int
is_inside (const EpcPlaceKnown *known, double latitude, double longitude)
{
  if (isnan (latitude) || isnan (known->west) || isnan (known->south) || isnan (known->east) || isnan (known->north))
    return -1;
  return latitude >= known->south && latitude <= known->north && longitude >= known->west && longitude <= known->east;
}

static void
consider_place (const EpcPlaceKnown *known, const char *spelling, gpointer data)
{
  Search *search = data;
  gboolean lies_in = search->doubt->within == NULL || epc_place_index_lies_in (search->index, known, search->doubt->within);
  double likeness = MAX (epc_place_spelling_likeness (spelling, search->key), epc_place_spelling_likeness (spelling, search->folded));

  if (known->level == 0 || known->successor != NULL || g_strcmp0 (known->pcode, search->doubt->within) == 0)
    return;
  /* Outside the area only what is called just so: the file may have the wrong area. */
  if (likeness < (lies_in ? LEAST_LIKENESS : 1) && !(lies_in && is_inside (known, search->latitude, search->longitude) == 1
                                                     && (search->level < 0 || search->level == known->level)))
    return;
  if (!lies_in && !(known->country != NULL && g_strcmp0 (known->country, epc_store_country (search->store)) == 0))
    return;
  EpcDoubtProposal *proposal = g_new0 (EpcDoubtProposal, 1);
  proposal->reference = g_strdup (known->pcode);
  proposal->code = g_strdup (known->pcode);
  proposal->name = g_strdup (known->name);
  proposal->within = g_strdup (known->parent);
  proposal->likeness = lies_in ? likeness : likeness - 0.2;
  proposal->km = epc_place_distance (search->latitude, search->longitude, known->latitude, known->longitude);
  proposal->inside = is_inside (known, search->latitude, search->longitude);
  keep_best (search, proposal);
}

static gboolean
consider_record (EpcRecord *record, gpointer data)
{
  Search *search = data;
  char uid[EPC_UID_TEXT_SIZE];
  double km = epc_place_distance (search->latitude, search->longitude, number_at (record, "latitude"), number_at (record, "longitude"));
  const char *name = epc_record_text (record, "name");
  gboolean is_same_place
      = search->doubt->within != NULL && g_strcmp0 (search->doubt->within, epc_record_text (record, "place")) == 0;

  if (name == NULL || epc_uid_equal (epc_record_uid (record), epc_record_uid (search->own)))
    return TRUE;
  double likeness = epc_place_name_likeness (name, search->doubt->written);
  if (epc_entity_field (epc_record_entity (record), "other_name") != NULL && epc_record_text (record, "other_name") != NULL)
    likeness = MAX (likeness, epc_place_name_likeness (epc_record_text (record, "other_name"), search->doubt->written));
  if (likeness < LEAST_LIKENESS || !(is_same_place || (!isnan (km) && km <= NEAR_KM)))
    return TRUE;
  EpcDoubtProposal *proposal = g_new0 (EpcDoubtProposal, 1);
  proposal->reference = g_strdup (epc_uid_to_text (epc_record_uid (record), uid));
  proposal->code = g_strdup (epc_record_code (record));
  proposal->name = g_strdup (name);
  proposal->within = g_strdup (epc_record_text (record, "place"));
  proposal->likeness = likeness;
  proposal->km = km;
  proposal->inside = -1;
  keep_best (search, proposal);
  return TRUE;
}

static void
propose (EpcStore *store, EpcPlaceIndex *index, EpcDoubt *doubt, GPtrArray *rows, int level)
{
  Search search = { .store = store, .index = index, .doubt = doubt, .level = level };

  middle_of (store, rows, &search.latitude, &search.longitude);
  if (g_str_equal (doubt->entity, "place"))
    {
      search.key = epc_place_name_key (doubt->written);
      search.folded = epc_text_fold_tight (doubt->written);
      epc_place_index_each (index, consider_place, &search);
      g_free (search.key);
      g_free (search.folded);
    }
  else if (rows != NULL && rows->len > 0 && epc_entity_find (doubt->entity) != NULL)
    {
      g_autoptr (EpcRecord) own = epc_queue_record_of (store, g_ptr_array_index (rows, 0));
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (doubt->entity));
      search.own = own;
      if (own != NULL)
        epc_query_each (query, store, consider_record, &search, NULL, NULL);
    }
  g_ptr_array_sort (doubt->proposals, compare_proposals);
  if (doubt->proposals->len > MOST_PROPOSALS)
    g_ptr_array_remove_range (doubt->proposals, MOST_PROPOSALS, doubt->proposals->len - MOST_PROPOSALS);
}

static int
compare_doubts (gconstpointer a, gconstpointer b)
{
  const EpcDoubt *x = *(EpcDoubt *const *) a, *y = *(EpcDoubt *const *) b;

  return x->rows != y->rows ? (x->rows < y->rows ? 1 : -1) : g_strcmp0 (x->code, y->code);
}

GPtrArray *
epc_queue_list (EpcStore *store, gboolean all, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("match_doubt"));
  g_autoptr (GPtrArray) doubts = g_ptr_array_new_with_free_func (epc_doubt_free);
  g_autoptr (GHashTable) waiting = epc_queue_waiting_rows (store, error);
  g_autoptr (EpcPlaceIndex) index = epc_place_index_new (store);

  if (waiting == NULL || (!all && !epc_query_where (query, store, "status", EPC_OP_EQUAL, "open", error)))
    return NULL;
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      const EpcRecord *record = g_ptr_array_index (records, i);
      EpcDoubt *doubt = read_doubt (record);
      GPtrArray *rows = g_hash_table_lookup (waiting, &doubt->uid);
      doubt->rows = rows != NULL ? rows->len : 0;
      g_ptr_array_add (doubts, doubt);
      if (g_str_equal (doubt->status, "open"))
        propose (store, index, doubt, rows,
                 epc_record_is_empty (record, "admin_level") ? -1 : (int) epc_record_integer (record, "admin_level"));
    }
  g_ptr_array_sort (doubts, compare_doubts);
  return epc_made_apart_add (store, doubts, error) ? g_steal_pointer (&doubts) : NULL;
}

/* --- settling --- */

typedef struct
{
  EpcStore *store;
  EpcPlaceMatcher *places;
  GPtrArray *rows; /* waiting_row records to look at */
  EpcSettled *settled;
} Settling;

/* What the row says of the place by what is known now. NULL: it cannot be read, or nothing new. */
static const EpcPlaceFound *
look_again (Settling *settling, const EpcRecord *row)
{
  EpcPlaceCells cells;
  g_autoptr (GObject) kept = NULL;
  const char *json = epc_record_text (row, "cells");

  if (!epc_place_cells_from_json (json, &cells, &kept))
    return NULL;
  return epc_place_matcher_find (settling->places, &cells, json, strlen (json));
}

/* The written name stood in for the place; now the place is known whole. */
static void
drop_stand_in (EpcRecord *record, const EpcPlaceFound *found)
{
  static const char *const stand_ins[] = { "location_name", "origin_name" };

  for (guint i = 0; i < G_N_ELEMENTS (stand_ins); i++)
    {
      const EpcField *field = epc_entity_field (epc_record_entity (record), stand_ins[i]);
      if (field != NULL && (field->flags & EPC_FIELD_KEY) && found->written != NULL
          && g_strcmp0 (epc_record_text (record, field->key), found->written) == 0)
        epc_record_empty (record, field->key);
    }
}

static EpcUid
doubt_uid (const EpcPlaceFound *found)
{
  g_autoptr (EpcRecord) doubt = epc_record_new (epc_entity_find ("match_doubt"));

  epc_record_set_text (doubt, "entity", "place");
  epc_record_set_text (doubt, "written", found->lost);
  epc_record_set_text (doubt, "parent", found->lost_in);
  return epc_record_make_uid (doubt);
}

/* A deeper name that is in doubt now gets its own question, and the row waits for that. */
static gboolean
wait_further (EpcTransaction *transaction, const EpcRecord *waiting, const EpcUid *record, const EpcPlaceFound *found, GError **error)
{
  g_autoptr (EpcRecord) doubt = epc_record_new (epc_entity_find ("match_doubt"));
  g_autoptr (EpcRecord) row = epc_record_new (epc_entity_find ("waiting_row"));
  EpcUid uid = doubt_uid (found);
  char text[EPC_UID_TEXT_SIZE];

  epc_record_set_text (doubt, "entity", "place");
  epc_record_set_text (doubt, "written", found->lost);
  epc_record_set_text (doubt, "parent", found->lost_in);
  epc_record_set_text (doubt, "status", "open");
  if (found->lost_level >= 0)
    epc_record_set_integer (doubt, "admin_level", found->lost_level);
  g_autoptr (EpcRecord) there = NULL;
  if (epc_transaction_exists (transaction, epc_record_entity (doubt), &uid))
    there = epc_transaction_get (transaction, epc_record_entity (doubt), &uid, error);
  if ((there == NULL || epc_record_meta (there)->is_deleted)
      && !epc_transaction_put (transaction, epc_record_entity (doubt), epc_record_value (doubt, 0), &uid, FALSE, NULL, NULL, error))
    return FALSE;
  epc_record_set_text (row, "entity", epc_record_text (waiting, "entity"));
  epc_record_set_text (row, "record", epc_uid_to_text (record, text));
  epc_record_set_text (row, "field", epc_record_text (waiting, "field"));
  epc_record_set_text (row, "cells", epc_record_text (waiting, "cells"));
  epc_record_set_reference (row, "doubt", &uid);
  return epc_transaction_put (transaction, epc_record_entity (row), epc_record_value (row, 0), NULL, FALSE, NULL, NULL, error);
}

static gboolean
settle_row (EpcTransaction *transaction, Settling *settling, EpcRecord *waiting, const EpcPlaceFound *found, GError **error)
{
  const EpcEntity *entity = epc_entity_find (epc_record_text (waiting, "entity"));
  const char *key = epc_record_text (waiting, "field");
  EpcPlaceIndex *index = epc_place_matcher_index (settling->places);
  EpcUid uid, now;

  /* First of all: a record that takes another identity takes along what hangs on it. */
  if (!epc_transaction_delete (transaction, epc_record_entity (waiting), epc_record_uid (waiting), error))
    return FALSE;
  if (entity == NULL || epc_entity_field (entity, key) == NULL || !epc_uid_from_text (epc_record_text (waiting, "record"), &uid)
      || !epc_transaction_exists (transaction, entity, &uid))
    return TRUE;
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, entity, &uid, error);
  if (record == NULL)
    return FALSE;
  const char *held = epc_record_text (record, key);
  const EpcPlaceKnown *known = found->pcode != NULL ? epc_place_index_code (index, found->pcode) : NULL;
  /* Somebody has chosen another place meanwhile: that stands. */
  gboolean is_open = held == NULL || (known != NULL && epc_place_index_lies_in (index, known, held));
  gboolean is_deeper = is_open && known != NULL && g_strcmp0 (held, known->pcode) != 0;
  now = uid;
  if (is_deeper && !epc_record_meta (record)->is_deleted)
    {
      epc_record_set_text (record, key, known->pcode);
      if (found->doubt == NULL)
        drop_stand_in (record, found);
      if (!epc_transaction_rekey (transaction, record, _ ("The place is known now"), &now, error))
        return FALSE;
      settling->settled->rows++;
    }
  return !is_open || found->doubt == NULL || epc_record_meta (record)->is_deleted
         || wait_further (transaction, waiting, &now, found, error);
}

static gboolean
close_doubt (EpcTransaction *transaction, EpcRecord *doubt, GError **error)
{
  epc_record_set_text (doubt, "status", "settled");
  return epc_transaction_update (transaction, doubt, NULL, NULL, error);
}

/* Doubts that no row waits for any more. */
static gboolean
close_doubts (EpcTransaction *transaction, Settling *settling, GHashTable *touched, GHashTable *kept, GError **error)
{
  GHashTableIter iter;
  gpointer uid;

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &uid, NULL))
    {
      if (g_hash_table_contains (kept, uid))
        continue;
      g_autoptr (EpcRecord) doubt = epc_transaction_get (transaction, epc_entity_find ("match_doubt"), uid, NULL);
      if (doubt != NULL && !epc_record_meta (doubt)->is_deleted && g_strcmp0 (epc_record_text (doubt, "status"), "open") == 0
          && !close_doubt (transaction, doubt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_settled (EpcTransaction *transaction, gpointer data, GError **error)
{
  Settling *settling = data;
  g_autoptr (GHashTable) touched = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  const EpcBatchSource source = { .file_name = _ ("Places that are known now"), .entity = epc_entity_find ("match_doubt") };

  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  if (batch == 0)
    return FALSE;
  for (guint i = 0; i < settling->rows->len; i++)
    {
      EpcRecord *row = g_ptr_array_index (settling->rows, i);
      const EpcPlaceFound *found = look_again (settling, row);
      const EpcUid *doubt = epc_record_reference (row, "doubt");
      if (doubt == NULL || found == NULL)
        continue;
      if (found->doubt != NULL)
        {
          EpcUid further = doubt_uid (found);
          g_hash_table_add (kept, g_memdup2 (&further, sizeof further));
          /* Nothing new: it waits on. */
          if (epc_uid_equal (&further, doubt))
            continue;
        }
      g_hash_table_add (touched, g_memdup2 (doubt, sizeof *doubt));
      if (!settle_row (transaction, settling, row, found, error))
        return FALSE;
    }
  settling->settled->batch = batch;
  return close_doubts (transaction, settling, touched, kept, error) && epc_transaction_end_batch (transaction, batch, NULL, error);
}

static gboolean
collect_row (EpcRecord *record, gpointer data)
{
  g_ptr_array_add (data, epc_record_copy (record));
  return TRUE;
}

/* TRUE when some row has something new to say. */
static gboolean
has_news (Settling *settling)
{
  for (guint i = 0; i < settling->rows->len; i++)
    {
      const EpcRecord *row = g_ptr_array_index (settling->rows, i);
      const EpcPlaceFound *found = look_again (settling, row);
      const EpcUid *doubt = epc_record_reference (row, "doubt");
      if (found == NULL || doubt == NULL)
        continue;
      EpcUid further = { { 0 } };
      if (found->doubt != NULL)
        further = doubt_uid (found);
      if (!epc_uid_equal (&further, doubt))
        return TRUE;
    }
  return FALSE;
}

gboolean
epc_queue_settle (EpcStore *store, EpcSettled *settled, GError **error)
{
  Settling settling = { .store = store, .settled = settled };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("waiting_row"));

  memset (settled, 0, sizeof *settled);
  if (!epc_query_each (query, store, collect_row, rows, NULL, error))
    return FALSE;
  if (rows->len == 0)
    return TRUE;
  settling.rows = rows;
  settling.places = epc_place_matcher_new (store);
  gboolean done = !has_news (&settling) || epc_store_write (store, _ ("Places that are known now"), write_settled, &settling, error);
  epc_place_matcher_free (settling.places);
  return done;
}
