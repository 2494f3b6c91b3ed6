/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places and sites that two workspaces made without knowing of each other. Nothing is written when they meet in a merge, so that all who
 * have the same packages hold the same records: what is alike is found anew each time, less what somebody has decided.
 */
#include "epc-queue-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-place-index.h"
#include "store/epc-join.h"
#include "store/epc-query.h"
#include "store/epc-share.h"

#define SAME_NAME 0.995
#define ALIKE 0.8      /* as an import asks */
#define NEXT_KM 0.3    /* where a name that is only alike is enough */
#define NEAR_KM 1.0
#define FAR_KM 5.0     /* the same name in the same place, but somewhere else */
#define CELLS 100      /* to a degree: about a kilometre */
#define MOST_PROPOSALS 3

typedef struct
{
  EpcRecord *record;
  double latitude, longitude;
  EpcUid origin;
  gboolean has_origin, is_asked; /* of its origin */
} Made;

typedef struct
{
  EpcStore *store;
  const EpcEntity *entity;
  GPtrArray *all;        /* (element-type Made) */
  GHashTable *by_name;   /* place and key of the name, as one text → GPtrArray of Made */
  GHashTable *by_cell;   /* cell of a kilometre → GPtrArray of Made */
  GHashTable *decided;   /* "uid uid" */
} Search;

static void
made_free (gpointer data)
{
  g_object_unref (((Made *) data)->record);
  g_free (data);
}

static gboolean
is_place_kind (const EpcEntity *entity)
{
  return g_str_equal (entity->key, "place");
}

/* --- what could be the same --- */

static void
put (GHashTable *lists, char *key, Made *made)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (lists, g_strdup (key), list);
    }
  g_ptr_array_add (list, made);
  g_free (key);
}

static char *
cell_key (const Made *made, int dy, int dx)
{
  return g_strdup_printf ("%d %d", (int) floor (made->latitude * CELLS) + dy, (int) floor (made->longitude * CELLS) + dx);
}

/* Where it lies and on which level: what two must share to be the same by name alone. NULL: not told. */
static char *
area_key (const EpcRecord *record)
{
  const char *area = epc_record_text (record, is_place_kind (epc_record_entity (record)) ? "parent" : "place");

  if (area == NULL || !is_place_kind (epc_record_entity (record)))
    return g_strdup (area);
  return g_strdup_printf ("%s/%d", area, (int) epc_record_integer (record, "level"));
}

/* The names of a record: its own, and what else it is called. */
static void
names_of (const EpcRecord *record, const char *names[2])
{
  names[0] = epc_record_text (record, "name");
  names[1] = epc_entity_field (epc_record_entity (record), "other_name") != NULL ? epc_record_text (record, "other_name") : NULL;
}

static gboolean
collect (EpcRecord *record, gpointer data)
{
  Search *search = data;
  gboolean has_point = epc_entity_field (search->entity, "latitude") != NULL;
  const char *names[2];

  names_of (record, names);
  if (names[0] == NULL
      || (is_place_kind (search->entity)
          && (epc_record_integer (record, "level") < 1 || g_strcmp0 (epc_record_text (record, "pcode_status"), "superseded") == 0)))
    return TRUE;
  Made *made = g_new0 (Made, 1);
  made->record = epc_record_copy (record);
  made->latitude = has_point ? epc_record_decimal (record, "latitude") : NAN;
  made->longitude = has_point ? epc_record_decimal (record, "longitude") : NAN;
  g_ptr_array_add (search->all, made);
  g_autofree char *area = area_key (record);
  for (guint i = 0; area != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = names[i] != NULL ? epc_place_name_key (names[i]) : NULL;
      if (key != NULL && *key != '\0')
        put (search->by_name, g_strjoin ("\x1f", area, key, NULL), made);
    }
  if (!is_place_kind (search->entity) && !isnan (made->latitude) && !isnan (made->longitude))
    put (search->by_cell, cell_key (made, 0, 0), made);
  return TRUE;
}

/* "Albergue 1" and "Albergue 2" are alike and two. */
static gboolean
has_same_digits (const char *a, const char *b)
{
  for (;;)
    {
      while (*a != '\0' && !g_ascii_isdigit (*a))
        a++;
      while (*b != '\0' && !g_ascii_isdigit (*b))
        b++;
      if (*a != *b)
        return FALSE;
      if (*a == '\0')
        return TRUE;
      a++;
      b++;
    }
}

static double
likeness_of (const Made *a, const Made *b)
{
  const char *mine[2], *theirs[2];
  double most = 0;

  names_of (a->record, mine);
  names_of (b->record, theirs);
  for (guint i = 0; i < 2; i++)
    for (guint k = 0; k < 2; k++)
      if (mine[i] != NULL && theirs[k] != NULL && has_same_digits (mine[i], theirs[k]))
        most = MAX (most, epc_place_name_likeness (mine[i], theirs[k]));
  return most;
}

static double
distance_of (const Made *a, const Made *b)
{
  return epc_place_distance (a->latitude, a->longitude, b->latitude, b->longitude);
}

static gboolean
may_be_same (const Made *a, const Made *b)
{
  double likeness = likeness_of (a, b), km = distance_of (a, b);
  g_autofree char *mine = area_key (a->record), *theirs = area_key (b->record);
  gboolean is_same_area = mine != NULL && g_strcmp0 (mine, theirs) == 0;

  /* Two codes of an official list are two places. */
  if (is_place_kind (epc_record_entity (a->record)))
    return is_same_area && likeness >= SAME_NAME
           && (g_strcmp0 (epc_record_text (a->record, "pcode_status"), "provisional") == 0
               || g_strcmp0 (epc_record_text (b->record, "pcode_status"), "provisional") == 0);
  if (likeness >= SAME_NAME)
    return (is_same_area && (isnan (km) || km <= FAR_KM)) || (!isnan (km) && km <= NEAR_KM);
  return likeness >= ALIKE && !isnan (km) && km <= NEXT_KM;
}

/* Made in two workspaces, as far as the journal tells. */
static gboolean
were_made_apart (Search *search, Made *a, Made *b)
{
  Made *const both[] = { a, b };

  for (guint i = 0; i < 2; i++)
    if (!both[i]->is_asked)
      {
        both[i]->is_asked = TRUE;
        both[i]->has_origin = epc_share_origin (search->store, both[i]->record, &both[i]->origin, NULL);
      }
  return a->has_origin && b->has_origin && !epc_uid_equal (&a->origin, &b->origin);
}

static char *
pair_text (const EpcUid *later, const EpcUid *earlier)
{
  char a[EPC_UID_TEXT_SIZE], b[EPC_UID_TEXT_SIZE];

  return g_strdup_printf ("%s %s", epc_uid_to_text (later, a), epc_uid_to_text (earlier, b));
}

/* --- as doubts --- */

static EpcDoubtProposal *
proposal_of (const Made *subject, const Made *other)
{
  EpcDoubtProposal *proposal = g_new0 (EpcDoubtProposal, 1);
  char uid[EPC_UID_TEXT_SIZE];
  gboolean is_place = is_place_kind (epc_record_entity (other->record));

  proposal->code = g_strdup (is_place ? epc_record_text (other->record, "pcode") : epc_record_code (other->record));
  proposal->reference = g_strdup (is_place ? proposal->code : epc_uid_to_text (epc_record_uid (other->record), uid));
  proposal->name = g_strdup (epc_record_text (other->record, "name"));
  proposal->within = g_strdup (epc_record_text (other->record, is_place ? "parent" : "place"));
  proposal->likeness = likeness_of (subject, other);
  proposal->km = distance_of (subject, other);
  proposal->inside = -1;
  proposal->made_by = g_strdup (epc_record_meta (other->record)->created_by);
  return proposal;
}

static EpcDoubt *
doubt_of (const Made *made)
{
  gboolean is_place = is_place_kind (epc_record_entity (made->record));
  EpcDoubt *doubt = g_new0 (EpcDoubt, 1);

  doubt->is_made_apart = TRUE;
  doubt->uid = *epc_record_uid (made->record);
  doubt->code = g_strdup (is_place ? epc_record_text (made->record, "pcode") : epc_record_code (made->record));
  doubt->entity = g_strdup (epc_record_entity (made->record)->key);
  doubt->written = g_strdup (epc_record_text (made->record, "name"));
  doubt->within = g_strdup (epc_record_text (made->record, is_place ? "parent" : "place"));
  doubt->status = g_strdup ("open");
  doubt->made_by = g_strdup (epc_record_meta (made->record)->created_by);
  doubt->proposals = g_ptr_array_new_with_free_func (epc_doubt_proposal_free);
  return doubt;
}

/* A code that two gave stays with the smaller identity: so does what is kept. A place with an official code is kept before any. */
static gboolean
goes_before (const Made *a, const Made *b)
{
  if (is_place_kind (epc_record_entity (a->record)))
    {
      gboolean mine = g_strcmp0 (epc_record_text (a->record, "pcode_status"), "provisional") == 0;
      gboolean theirs = g_strcmp0 (epc_record_text (b->record, "pcode_status"), "provisional") == 0;
      if (mine != theirs)
        return theirs;
    }
  return memcmp (epc_record_uid (a->record), epc_record_uid (b->record), sizeof (EpcUid)) < 0;
}

static void
consider (Search *search, Made *made, GPtrArray *others, GHashTable *seen, EpcDoubt **doubt)
{
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      Made *other = g_ptr_array_index (others, i);
      if (other == made || !goes_before (other, made) || !g_hash_table_add (seen, other) || !may_be_same (made, other)
          || !were_made_apart (search, made, other))
        continue;
      g_autofree char *pair = pair_text (epc_record_uid (made->record), epc_record_uid (other->record));
      if (g_hash_table_contains (search->decided, pair))
        continue;
      if (*doubt == NULL)
        *doubt = doubt_of (made);
      g_ptr_array_add ((*doubt)->proposals, proposal_of (made, other));
    }
}

static int
compare_likeness (gconstpointer a, gconstpointer b)
{
  const EpcDoubtProposal *x = *(EpcDoubtProposal *const *) a, *y = *(EpcDoubtProposal *const *) b;

  return x->likeness != y->likeness ? (x->likeness < y->likeness ? 1 : -1) : g_strcmp0 (x->reference, y->reference);
}

static void
ask_about (Search *search, Made *made, GPtrArray *doubts)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *area = area_key (made->record);
  EpcDoubt *doubt = NULL;
  const char *names[2];

  names_of (made->record, names);
  for (guint i = 0; area != NULL && i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = names[i] != NULL ? epc_place_name_key (names[i]) : NULL;
      g_autofree char *whole = key != NULL ? g_strjoin ("\x1f", area, key, NULL) : NULL;
      if (whole != NULL)
        consider (search, made, g_hash_table_lookup (search->by_name, whole), seen, &doubt);
    }
  for (int cell = 0; cell < 9 && !is_place_kind (search->entity) && !isnan (made->latitude) && !isnan (made->longitude); cell++)
    {
      g_autofree char *key = cell_key (made, cell / 3 - 1, cell % 3 - 1);
      consider (search, made, g_hash_table_lookup (search->by_cell, key), seen, &doubt);
    }
  if (doubt == NULL)
    return;
  g_ptr_array_sort (doubt->proposals, compare_likeness);
  if (doubt->proposals->len > MOST_PROPOSALS)
    g_ptr_array_remove_range (doubt->proposals, MOST_PROPOSALS, doubt->proposals->len - MOST_PROPOSALS);
  g_ptr_array_add (doubts, doubt);
}

static gboolean
collect_decided (EpcRecord *record, gpointer data)
{
  g_hash_table_add (data, g_strdup (epc_record_text (record, "written")));
  return TRUE;
}

/* Of places only where some code was made here: two official ones are two. */
static gboolean
may_have_pairs (EpcStore *store, const EpcEntity *entity)
{
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  return !is_place_kind (entity)
         || (epc_query_where (query, store, "pcode_status", EPC_OP_EQUAL, "provisional", NULL) && epc_query_count (query, store, NULL, NULL) > 0);
}

static gboolean
add_of_kind (EpcStore *store, const EpcEntity *entity, GHashTable *decided, GPtrArray *doubts, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (made_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) by_cell = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  Search search = { store, entity, all, by_name, by_cell, decided };
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  if (!may_have_pairs (store, entity))
    return TRUE;
  if (!epc_query_each (query, store, collect, &search, NULL, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    ask_about (&search, g_ptr_array_index (all, i), doubts);
  return TRUE;
}

gboolean
epc_made_apart_add (EpcStore *store, GPtrArray *doubts, GError **error)
{
  static const char *const kinds[] = { "place", "site" };
  g_autoptr (GArray) replicas = epc_share_replicas (store, error);
  g_autoptr (GHashTable) decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("match_doubt"));

  if (replicas == NULL)
    return FALSE;
  if (replicas->len < 2)
    return TRUE;
  if (!epc_query_where (query, store, "status", EPC_OP_EQUAL, "refused", error)
      || !epc_query_each (query, store, collect_decided, decided, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!add_of_kind (store, epc_entity_find (kinds[i]), decided, doubts, error))
      return FALSE;
  return TRUE;
}

GPtrArray *
epc_queue_apart (EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) doubts = g_ptr_array_new_with_free_func (epc_doubt_free);

  return epc_made_apart_add (store, doubts, error) ? g_steal_pointer (&doubts) : NULL;
}

/* --- deciding --- */

EpcDoubt *
epc_made_apart_find (EpcStore *store, const char *reference)
{
  g_autoptr (GPtrArray) apart = epc_queue_apart (store, NULL);
  EpcUid uid;
  gboolean is_uid = epc_uid_from_text (reference, &uid);

  for (guint i = 0; apart != NULL && i < apart->len; i++)
    {
      const EpcDoubt *doubt = g_ptr_array_index (apart, i);
      if (g_strcmp0 (doubt->code, reference) == 0 || (is_uid && epc_uid_equal (&doubt->uid, &uid)))
        return g_ptr_array_steal_index (apart, i);
    }
  return NULL;
}

typedef struct
{
  const EpcDoubt *doubt;
  GPtrArray *earlier; /* (element-type EpcUid) what it is not */
} Refusal;

/* What was decided is kept where other decisions are, under both identities, and travels like them. */
static gboolean
write_refusal (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Refusal *refusal = data;
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (epc_transaction_store (transaction)), today);
  for (guint i = 0; i < refusal->earlier->len; i++)
    {
      g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("match_doubt"));
      g_autofree char *pair = pair_text (&refusal->doubt->uid, g_ptr_array_index (refusal->earlier, i));
      epc_record_set_text (record, "entity", refusal->doubt->entity);
      epc_record_set_text (record, "written", pair);
      epc_record_set_text (record, "status", "refused");
      epc_record_set_text (record, "decided_by", epc_store_author (epc_transaction_store (transaction)));
      epc_record_set_text (record, "decided_on", today);
      if (!epc_transaction_insert (transaction, record, error))
        return FALSE;
    }
  return TRUE;
}

/* The record that a proposal, or what the user named, means. */
static gboolean
find_kept (EpcStore *store, const EpcDoubt *doubt, const char *proposal, EpcUid *kept, GError **error)
{
  guint n = strlen (proposal) == 1 && *proposal >= '1' && *proposal <= '3' ? (guint) (*proposal - '0') : 0;

  if (n > doubt->proposals->len)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                   _ ("%s has no proposal %s. Accepted: the number of one it has, a P-code, or a code of a record."), doubt->code, proposal);
      return FALSE;
    }
  if (n > 0)
    proposal = ((EpcDoubtProposal *) g_ptr_array_index (doubt->proposals, n - 1))->reference;
  return epc_store_find_uid (store, epc_entity_find (doubt->entity), proposal, kept, error);
}

static gboolean
accept (EpcStore *store, const EpcDoubt *doubt, const char *proposal, EpcSettled *settled, GError **error)
{
  const EpcEntity *entity = epc_entity_find (doubt->entity);
  EpcUid pair[2] = { { { 0 } }, doubt->uid };

  if (!find_kept (store, doubt, proposal, &pair[0], error))
    return FALSE;
  /* A code that was made here gives way, although it is the place's own number. */
  settled->batch = is_place_kind (entity) && !epc_uid_equal (&pair[0], &pair[1])
                       ? epc_store_join_all (store, entity, pair, 1, _ ("Places that two offices made"), error)
                       : epc_store_join (store, entity, &pair[0], &pair[1], error);
  settled->rows += settled->batch != 0;
  return settled->batch != 0;
}

static gboolean
refuse (EpcStore *store, const EpcDoubt *doubt, GError **error)
{
  g_autoptr (GPtrArray) earlier = g_ptr_array_new_with_free_func (g_free);
  Refusal refusal = { doubt, earlier };

  for (guint i = 0; i < doubt->proposals->len; i++)
    {
      EpcUid uid;
      const EpcDoubtProposal *proposal = g_ptr_array_index (doubt->proposals, i);
      if (!epc_store_find_uid (store, epc_entity_find (doubt->entity), proposal->reference, &uid, error))
        return FALSE;
      g_ptr_array_add (earlier, g_memdup2 (&uid, sizeof uid));
    }
  return epc_store_write (store, _ ("They are two"), write_refusal, &refusal, error);
}

gboolean
epc_made_apart_decide (EpcStore *store, const EpcDoubt *doubt, const char *proposal, EpcSettled *settled, GError **error)
{
  return proposal != NULL ? accept (store, doubt, proposal, settled, error) : refuse (store, doubt, error);
}
