/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-rounds.h"

#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "epc-crisis.h"
#include "model/epc-code-list.h"

void
epc_round_free (EpcRound *round)
{
  if (round == NULL)
    return;
  g_free (round->operation_name);
  g_free (round->country);
  g_free (round->tool);
  g_free (round->date);
  g_free (round);
}

static EpcRound *
round_copy (const EpcRound *round)
{
  EpcRound *copy = g_memdup2 (round, sizeof *round);

  copy->operation_name = g_strdup (round->operation_name);
  copy->country = g_strdup (round->country);
  copy->tool = g_strdup (round->tool);
  copy->date = g_strdup (round->date);
  return copy;
}

static void
place_change_free (gpointer data)
{
  EpcPlaceChange *change = data;

  g_free (change->place);
  g_free (change->name);
  g_free (change);
}

static void
area_change_clear (EpcAreaChange *change)
{
  g_free (change->place);
  g_free (change->name);
}

static void
area_change_free (gpointer data)
{
  area_change_clear (data);
  g_free (data);
}

void
epc_round_change_free (EpcRoundChange *change)
{
  if (change == NULL)
    return;
  epc_round_free (change->round);
  epc_round_free (change->previous);
  area_change_clear (&change->total);
  g_clear_pointer (&change->areas, g_ptr_array_unref);
  g_clear_pointer (&change->only_now, g_ptr_array_unref);
  g_clear_pointer (&change->only_before, g_ptr_array_unref);
  g_free (change);
}

static void
share_free (gpointer data)
{
  EpcRoundShare *share = data;

  g_free (share->value);
  g_free (share->label);
  g_free (share);
}

static EpcQuery *
counts_of_all_levels (EpcStore *store, const EpcUid *round, GError **error)
{
  char uid[EPC_UID_TEXT_SIZE];
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));

  if (!epc_query_where (query, store, "round", EPC_OP_EQUAL, epc_uid_to_text (round, uid), error))
    return NULL;
  return g_steal_pointer (&query);
}

/* A query for the counts of one round at one level: what makes a sum of them legal. −1: those without a level, written by hand. */
static EpcQuery *
counts_of (EpcStore *store, const EpcUid *round, gint64 admin_level, GError **error)
{
  char level[EPC_NUMBER_SIZE];
  g_autoptr (EpcQuery) query = counts_of_all_levels (store, round, error);

  if (query == NULL
      || !epc_query_where (query, store, "admin_level", admin_level >= 0 ? EPC_OP_EQUAL : EPC_OP_EMPTY,
                           admin_level >= 0 ? epc_number_write_integer (admin_level, level) : NULL, error))
    return NULL;
  return g_steal_pointer (&query);
}

/* Sum of @field at one level; −1 when no row has it. */
static gboolean
sum_field (EpcStore *store, const EpcUid *round, gint64 level, const char *field, gint64 *sum, GCancellable *cancellable, GError **error)
{
  static const char *const by[] = { "admin_level", NULL };
  g_autoptr (EpcQuery) query = counts_of (store, round, level, error);

  if (query == NULL)
    return FALSE;
  g_autoptr (GArray) sums = epc_query_sum (query, store, field, by, cancellable, error);
  if (sums == NULL)
    return FALSE;
  *sum = -1;
  if (sums->len > 0 && g_array_index (sums, EpcSum, 0).filled > 0)
    *sum = (gint64) llround (g_array_index (sums, EpcSum, 0).sum);
  return TRUE;
}

/* People by place at one level: P-code (or name as entered) → people. */
static GHashTable *
people_by_place (EpcStore *store, const EpcRound *round, GCancellable *cancellable, GError **error)
{
  static const char *const by[] = { "place", "location_name", NULL };
  g_autoptr (EpcQuery) query = counts_of (store, &round->uid, round->admin_level, error);

  if (query == NULL)
    return NULL;
  g_autoptr (GArray) sums = epc_query_sum (query, store, "idp_ind", by, cancellable, error);
  if (sums == NULL)
    return NULL;
  GHashTable *people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < sums->len; i++)
    {
      EpcSum *sum = &g_array_index (sums, EpcSum, i);
      const char *place = sum->by[0] != NULL ? sum->by[0] : sum->by[1];
      if (place == NULL || sum->filled == 0)
        continue;
      gint64 *known = g_hash_table_lookup (people, place);
      gint64 all = (gint64) llround (sum->sum) + (known != NULL ? *known : 0);
      g_hash_table_insert (people, g_strdup (place), g_memdup2 (&all, sizeof all));
    }
  return people;
}

/* --- the figures of many rounds: out of the totals that the store keeps, whatever the rows --- */

typedef struct
{
  gint64 level; /* −1: of rows without one */
  gint64 people, households; /* −1: not asked */
} Figures;

static GArray *
figures_of (GHashTable *all, const EpcUid *round)
{
  GArray *own = g_hash_table_lookup (all, round);

  if (own == NULL)
    {
      own = g_array_new (FALSE, FALSE, sizeof (Figures));
      g_hash_table_insert (all, g_memdup2 (round, sizeof *round), own);
    }
  return own;
}

static Figures *
figures_at (GArray *own, gint64 level)
{
  const Figures fresh = { level, -1, -1 };

  for (guint i = 0; i < own->len; i++)
    if (g_array_index (own, Figures, i).level == level)
      return &g_array_index (own, Figures, i);
  g_array_append_val (own, fresh);
  return &g_array_index (own, Figures, own->len - 1);
}

static gboolean
read_figures (GHashTable *all, EpcStore *store, gboolean of_households, GCancellable *cancellable, GError **error)
{
  static const char *const by[] = { "round", "admin_level", NULL };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  g_autoptr (GArray) sums = epc_query_sum (query, store, of_households ? "idp_hh" : "idp_ind", by, cancellable, error);

  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const EpcSum *sum = &g_array_index (sums, EpcSum, i);
      gint64 level = -1;
      EpcUid round;
      if (sum->by[0] == NULL || !epc_uid_from_text (sum->by[0], &round))
        continue;
      if (sum->by[1] != NULL)
        epc_number_parse_integer (sum->by[1], &level);
      Figures *figures = figures_at (figures_of (all, &round), level);
      if (sum->filled > 0)
        *(of_households ? &figures->households : &figures->people) = (gint64) llround (sum->sum);
    }
  return sums != NULL;
}

/* EpcUid of a round → Figures by level. */
static GHashTable *
read_all_figures (EpcStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, (GDestroyNotify) g_array_unref);

  return read_figures (all, store, FALSE, cancellable, error) && read_figures (all, store, TRUE, cancellable, error) ? g_steal_pointer (&all) : NULL;
}

/* At the deepest level where none is chosen. */
static void
take_figures (EpcRound *round, GHashTable *all)
{
  GArray *own = g_hash_table_lookup (all, &round->uid);

  gint64 deepest = round->admin_level;

  for (guint i = 0; own != NULL && round->admin_level < 0 && i < own->len; i++)
    deepest = MAX (deepest, g_array_index (own, Figures, i).level);
  round->admin_level = deepest;
  round->people = round->households = round->females = round->males = round->places = -1;
  for (guint i = 0; own != NULL && i < own->len; i++)
    if (g_array_index (own, Figures, i).level == deepest)
      {
        round->people = g_array_index (own, Figures, i).people;
        round->households = g_array_index (own, Figures, i).households;
      }
}

/* Women and men, which the totals do not hold; places counted by who reads them anyway. */
static gboolean
take_sexes (EpcRound *round, EpcStore *store, GCancellable *cancellable, GError **error)
{
  return sum_field (store, &round->uid, round->admin_level, "females", &round->females, cancellable, error)
         && sum_field (store, &round->uid, round->admin_level, "males", &round->males, cancellable, error);
}

static int
compare_rounds (gconstpointer a, gconstpointer b)
{
  const EpcRound *x = *(const EpcRound *const *) a, *y = *(const EpcRound *const *) b;
  int by_operation = g_strcmp0 (x->operation_name, y->operation_name);

  if (by_operation == 0)
    by_operation = g_strcmp0 (x->country, y->country);
  if (by_operation == 0)
    by_operation = g_strcmp0 (x->tool, y->tool);
  if (by_operation != 0)
    return by_operation;
  return (x->number > y->number) - (x->number < y->number);
}

static gboolean
is_same_series (const EpcRound *a, const EpcRound *b)
{
  return epc_uid_equal (&a->operation, &b->operation) && g_strcmp0 (a->tool, b->tool) == 0;
}

/* "ROUND\x1fLEVEL" of the canonical texts → places, as numbers in pointers. */
static GHashTable *
read_coverage (EpcStore *store, GPtrArray *rounds, GCancellable *cancellable, GError **error)
{
  static const char *const by[] = { "round", "admin_level", NULL };
  g_autoptr (GString) uids = g_string_new (NULL);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  char uid[EPC_UID_TEXT_SIZE];

  for (guint i = 0; i < rounds->len; i++)
    g_string_append_printf (uids, "%s%s", i > 0 ? ";" : "", epc_uid_to_text (&((const EpcRound *) g_ptr_array_index (rounds, i))->uid, uid));
  g_autoptr (GArray) counts = epc_query_where (query, store, "round", EPC_OP_IN, uids->str, error)
                                  ? epc_query_distinct (query, store, "place", "location_name", "idp_ind", by, cancellable, error)
                                  : NULL;
  if (counts == NULL)
    return NULL;
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < counts->len; i++)
    {
      const EpcSum *count = &g_array_index (counts, EpcSum, i);
      g_hash_table_insert (places, g_strdup_printf ("%s\x1f%s", count->by[0], count->by[1] != NULL ? count->by[1] : "-1"), GINT_TO_POINTER (count->filled));
    }
  return places;
}

gboolean
epc_rounds_cover (EpcStore *store, GPtrArray *rounds, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) places = rounds->len > 0 ? read_coverage (store, rounds, cancellable, error) : NULL;
  g_autofree char *setting = epc_store_setting (store, "rounds.full_coverage");
  double share = EPC_ROUNDS_FULL_COVERAGE;
  char uid[EPC_UID_TEXT_SIZE];

  if (places == NULL)
    return rounds->len == 0;
  if (setting != NULL)
    epc_number_parse_decimal (setting, &share);
  for (guint i = 0; i < rounds->len; i++)
    {
      EpcRound *round = g_ptr_array_index (rounds, i);
      g_autofree char *key = g_strdup_printf ("%s\x1f%d", epc_uid_to_text (&round->uid, uid), (int) round->admin_level);
      round->places = GPOINTER_TO_INT (g_hash_table_lookup (places, key));
    }
  for (guint i = 0; i < rounds->len; i++)
    {
      EpcRound *round = g_ptr_array_index (rounds, i);
      gint64 best = 0;
      for (guint j = 0; j < rounds->len; j++)
        {
          EpcRound *other = g_ptr_array_index (rounds, j);
          if (is_same_series (round, other) && other->admin_level == round->admin_level)
            best = MAX (best, other->places);
        }
      round->is_full = best > 0 && (double) round->places * 100 >= share * (double) best;
    }
  return TRUE;
}

/* Operations of @country, or the one asked for: uid → record. */
static GHashTable *
operations_of (EpcStore *store, const EpcUid *operation, const char *country, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("dtm_operation"));
  char uid[EPC_UID_TEXT_SIZE];

  if (operation != NULL && !epc_query_where (query, store, "uid", EPC_OP_EQUAL, epc_uid_to_text (operation, uid), error))
    return NULL;
  if (operation == NULL && !epc_crisis_narrow (query, store, "crisis", epc_crisis_is_drill (store, crisis) ? crisis : NULL, error))
    return NULL;
  if (country != NULL && !epc_query_where (query, store, "country", EPC_OP_EQUAL, country, error))
    return NULL;
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  if (records == NULL)
    return NULL;
  GHashTable *operations = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_object_unref);
  for (guint i = 0; i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      g_hash_table_insert (operations, g_memdup2 (epc_record_uid (record), sizeof (EpcUid)), g_object_ref (record));
    }
  return operations;
}

/* The round of a dtm_round record without its figures; NULL when its operation is not among @operations. */
static EpcRound *
round_from_record (EpcRecord *record, GHashTable *operations, gint64 admin_level)
{
  const EpcUid *owner = epc_record_reference (record, "operation");
  EpcRecord *operation = owner != NULL ? g_hash_table_lookup (operations, owner) : NULL;

  if (operation == NULL)
    return NULL;
  EpcRound *round = g_new0 (EpcRound, 1);
  round->uid = *epc_record_uid (record);
  round->operation = *owner;
  round->operation_name = g_strdup (epc_record_text (operation, "name"));
  round->country = g_strdup (epc_record_text (operation, "country"));
  round->tool = g_strdup (epc_record_text (record, "assessment_type"));
  round->number = epc_record_integer (record, "number");
  round->date = g_strdup (epc_record_text (record, "reporting_date"));
  round->admin_level = admin_level;
  return round;
}

GPtrArray *
epc_rounds (EpcStore *store, const EpcUid *operation, const char *country, const EpcUid *crisis, gint64 admin_level, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) operations = operations_of (store, operation, country, crisis, error);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("dtm_round"));
  char uid[EPC_UID_TEXT_SIZE];

  if (operations == NULL)
    return NULL;
  if (operation != NULL && !epc_query_where (query, store, "operation", EPC_OP_EQUAL, epc_uid_to_text (operation, uid), error))
    return NULL;
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  g_autoptr (GHashTable) figures = records != NULL ? read_all_figures (store, cancellable, error) : NULL;
  if (figures == NULL)
    return NULL;
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_round_free);
  for (guint i = 0; i < records->len; i++)
    {
      EpcRound *round = round_from_record (g_ptr_array_index (records, i), operations, admin_level);
      if (round == NULL)
        continue;
      g_ptr_array_add (rounds, round);
      take_figures (round, figures);
    }
  g_ptr_array_sort (rounds, compare_rounds);
  return g_steal_pointer (&rounds);
}

static const EpcRound *
find_previous (GPtrArray *rounds, guint i, gint64 against)
{
  const EpcRound *round = g_ptr_array_index (rounds, i);
  const EpcRound *found = NULL;

  for (guint j = 0; j < rounds->len; j++)
    {
      const EpcRound *other = g_ptr_array_index (rounds, j);
      if (!is_same_series (round, other) || other == round || other->people < 0)
        continue;
      if (against >= 0 ? other->number == against : other->number < round->number && (found == NULL || other->number > found->number))
        found = other;
    }
  return found;
}

static gboolean
note_parent (EpcRecord *record, gpointer data)
{
  const char *pcode = epc_record_text (record, "pcode"), *parent = epc_record_text (record, "parent");

  if (pcode != NULL && parent != NULL)
    g_hash_table_insert (data, g_strdup (pcode), g_strdup (parent));
  return TRUE;
}

/* P-code → the one above it, of the levels from 2 to @level. */
static GHashTable *
read_parents (EpcStore *store, gint64 level, GCancellable *cancellable, GError **error)
{
  static const char *const fields[] = { "pcode", "parent", NULL };
  g_autoptr (GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("place"));
  char text[EPC_NUMBER_SIZE];

  if (level < 2)
    return g_steal_pointer (&parents);
  epc_query_only (query, fields);
  return epc_query_where (query, store, "level", EPC_OP_GREATER_EQUAL, "2", error)
                 && epc_query_where (query, store, "level", EPC_OP_LESS_EQUAL, epc_number_write_integer (level, text), error)
                 && epc_query_sort (query, "", error) && epc_query_each (query, store, note_parent, parents, cancellable, error)
             ? g_steal_pointer (&parents)
             : NULL;
}

typedef struct
{
  EpcStore *store;
  EpcRoundChange *change;
  GHashTable *parents; /* of read_parents() */
  GHashTable *areas;   /* P-code → EpcAreaChange of the change */
} Comparing;

/* The area one level up that @place is counted under: the level-1 P-code of a deeper place, the place itself at level 0 and 1; "" where
 * nothing says it. */
static const char *
area_of_place (const Comparing *self, const char *place)
{
  for (gint64 level = self->change->round->admin_level; level > 1 && place != NULL; level--)
    place = g_hash_table_lookup (self->parents, place);
  return place != NULL ? place : "";
}

static EpcAreaChange *
area_for (Comparing *self, const char *place)
{
  const char *key = area_of_place (self, place);
  EpcAreaChange *area = g_hash_table_lookup (self->areas, key);

  if (area != NULL)
    return area;
  area = g_new0 (EpcAreaChange, 1);
  area->place = g_strdup (key);
  area->name = *key != '\0' ? epc_store_place_name (self->store, key) : g_strdup (_("Not stated"));
  area->before = area->now = -1;
  g_hash_table_insert (self->areas, g_strdup (key), area);
  g_ptr_array_add (self->change->areas, area);
  return area;
}

static void
add_people (gint64 *sum, gint64 people)
{
  *sum = MAX (*sum, 0) + people;
}

static void
note_single (EpcStore *store, GPtrArray *list, const char *place, gint64 before, gint64 now)
{
  EpcPlaceChange *change = g_new0 (EpcPlaceChange, 1);

  change->place = g_strdup (place);
  change->name = epc_store_place_name (store, place);
  change->before = before;
  change->now = now;
  g_ptr_array_add (list, change);
}

static void
count_place (EpcAreaChange *area, const gint64 *before, const gint64 *now)
{
  area->places_all++;
  if (before != NULL)
    add_people (&area->before, *before);
  if (now != NULL)
    add_people (&area->now, *now);
  if (before != NULL && now != NULL)
    {
      area->places_both++;
      area->before_both += *before;
      area->now_both += *now;
    }
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  const EpcAreaChange *x = *(const EpcAreaChange *const *) a, *y = *(const EpcAreaChange *const *) b;

  return (x->now < y->now) - (x->now > y->now);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(const EpcPlaceChange *const *) a)->place, (*(const EpcPlaceChange *const *) b)->place);
}

static void
compare_by_place (Comparing *comparing, GHashTable *before, GHashTable *now)
{
  EpcRoundChange *change = comparing->change;
  GHashTableIter iter;
  gpointer place, people;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &place, &people))
    {
      gint64 *old = before != NULL ? g_hash_table_lookup (before, place) : NULL;
      count_place (&change->total, old, people);
      count_place (area_for (comparing, place), old, people);
      if (old == NULL && before != NULL)
        note_single (comparing->store, change->only_now, place, -1, *(gint64 *) people);
    }
  if (before == NULL)
    return;
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &place, &people))
    {
      if (g_hash_table_contains (now, place))
        continue;
      count_place (&change->total, people, NULL);
      count_place (area_for (comparing, place), people, NULL);
      note_single (comparing->store, change->only_before, place, *(gint64 *) people, -1);
    }
}

/* A change of @round with nothing in it yet. */
static EpcRoundChange *
change_new (EpcStore *store, const EpcRound *round)
{
  EpcRoundChange *change = g_new0 (EpcRoundChange, 1);

  change->round = round_copy (round);
  change->areas = g_ptr_array_new_with_free_func (area_change_free);
  change->only_now = g_ptr_array_new_with_free_func (place_change_free);
  change->only_before = g_ptr_array_new_with_free_func (place_change_free);
  change->total.place = g_strdup (round->country);
  change->total.name = epc_store_place_name (store, round->country);
  change->total.before = change->total.now = -1;
  return change;
}

GPtrArray *
epc_rounds_areas (EpcStore *store, GPtrArray *rounds, guint n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) parents = NULL;
  gint64 read_to = 0;

  for (guint i = 0; i < MIN (n, rounds->len); i++)
    {
      const EpcRound *round = g_ptr_array_index (rounds, i);
      g_autoptr (EpcRoundChange) change = change_new (store, round);
      g_autoptr (GHashTable) areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) now = people_by_place (store, round, cancellable, error);

      if (parents == NULL || round->admin_level > read_to)
        {
          g_clear_pointer (&parents, g_hash_table_unref);
          parents = now != NULL ? read_parents (store, round->admin_level, cancellable, error) : NULL;
          read_to = round->admin_level;
        }
      if (parents == NULL)
        return NULL;
      compare_by_place (&(Comparing){ store, change, parents, areas }, NULL, now);
      g_ptr_array_sort (change->areas, compare_areas);
      g_ptr_array_add (all, g_ptr_array_ref (change->areas));
    }
  return g_steal_pointer (&all);
}

EpcRoundChange *
epc_round_change (EpcStore *store, GPtrArray *rounds, guint i, gint64 against, GCancellable *cancellable, GError **error)
{
  const EpcRound *round = g_ptr_array_index (rounds, i);
  const EpcRound *previous = find_previous (rounds, i, against);
  g_autoptr (GHashTable) now = people_by_place (store, round, cancellable, error);
  g_autoptr (GHashTable) before = NULL, own = NULL;
  g_autoptr (EpcRoundChange) change = change_new (store, round);
  g_autoptr (GHashTable) areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) parents = now != NULL ? read_parents (store, round->admin_level, cancellable, error) : NULL;

  if (parents == NULL)
    return NULL;
  if (previous != NULL)
    {
      /* Both rounds are read at the level of this one, or their places would not meet. */
      g_autoptr (EpcRound) same_level = round_copy (previous);
      same_level->admin_level = round->admin_level;
      before = people_by_place (store, same_level, cancellable, error);
      if (before == NULL)
        return NULL;
      change->previous = round_copy (previous);
      if (previous->admin_level != round->admin_level)
        own = people_by_place (store, previous, cancellable, error);
      if (own == NULL && previous->admin_level != round->admin_level)
        return NULL;
      change->previous->places = g_hash_table_size (own != NULL ? own : before);
      if (!take_sexes (change->previous, store, cancellable, error))
        return NULL;
      change->missing_before = MAX (round->number - previous->number - 1, 0);
    }
  change->round->places = g_hash_table_size (now);
  if (!take_sexes (change->round, store, cancellable, error))
    return NULL;
  compare_by_place (&(Comparing){ store, change, parents, areas }, before, now);
  g_ptr_array_sort (change->areas, compare_areas);
  g_ptr_array_sort (change->only_now, compare_places);
  g_ptr_array_sort (change->only_before, compare_places);
  return g_steal_pointer (&change);
}

double
epc_area_change_percent (const EpcAreaChange *change)
{
  if (change->before_both <= 0)
    return NAN;
  return (double) (change->now_both - change->before_both) * 100 / (double) change->before_both;
}

char *
epc_round_change_note (const EpcRoundChange *change, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);

  if (change->previous == NULL)
    return g_strdup_printf (epc_language_text (chosen, N_("Round %d is the first of this tool: there is nothing to compare it with.")),
                            (int) change->round->number);
  GString *note = g_string_new (NULL);
  g_string_append_printf (note, epc_language_plural (chosen, N_("Round %d is compared with round %d over %u of %u place."),
                                                     N_("Round %d is compared with round %d over %u of %u places."), change->total.places_all),
                          (int) change->round->number, (int) change->previous->number, change->total.places_both,
                          change->total.places_all);
  if (change->missing_before > 0)
    {
      g_string_append_c (note, ' ');
      g_string_append_printf (note,
                              epc_language_plural (chosen, N_("%d round between them has no figures."),
                                                   N_("%d rounds between them have no figures."), change->missing_before),
                              (int) change->missing_before);
    }
  return g_string_free (note, FALSE);
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const EpcRoundShare *x = *(const EpcRoundShare *const *) a, *y = *(const EpcRoundShare *const *) b;

  return (x->people < y->people) - (x->people > y->people);
}

GPtrArray *
epc_round_shares (EpcStore *store, const EpcRound *round, const char *field, const char *language, GCancellable *cancellable,
                  GError **error)
{
  const EpcField *described = epc_entity_require_field (epc_entity_find ("location_count"), field, error);
  const char *by[] = { field, NULL };
  g_autoptr (EpcQuery) query = described != NULL ? counts_of (store, &round->uid, round->admin_level, error) : NULL;

  if (query == NULL)
    return NULL;
  g_autoptr (GArray) sums = epc_query_sum (query, store, "idp_ind", by, cancellable, error);
  if (sums == NULL)
    return NULL;
  GPtrArray *shares = g_ptr_array_new_with_free_func (share_free);
  for (guint i = 0; i < sums->len; i++)
    {
      EpcSum *sum = &g_array_index (sums, EpcSum, i);
      EpcRoundShare *share = g_new0 (EpcRoundShare, 1);
      g_auto (EpcValue) value = EPC_VALUE_INIT;
      share->value = g_strdup (sum->by[0]);
      share->people = (gint64) llround (sum->sum);
      if (sum->by[0] == NULL)
        share->label = g_strdup (epc_language_text (epc_language_get (language), N_("Not stated")));
      else if (described->type == EPC_TYPE_PLACE)
        share->label = epc_store_place_name (store, sum->by[0]);
      else
        {
          epc_value_set_text (&value, sum->by[0]);
          share->label = epc_value_to_display (described, &value, language);
        }
      g_ptr_array_add (shares, share);
    }
  g_ptr_array_sort (shares, compare_shares);
  return shares;
}

EpcRound *
epc_round_latest (EpcStore *store, const char *country, const EpcUid *crisis, const char *until, GError **error)
{
  g_autoptr (GHashTable) operations = operations_of (store, NULL, country, crisis, error);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("dtm_round"));
  g_autoptr (EpcRound) latest = NULL;

  if (operations == NULL || !epc_query_sort (query, "-reporting_date", error))
    return NULL;
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  g_autoptr (GHashTable) figures = records != NULL ? read_all_figures (store, NULL, error) : NULL;
  if (figures == NULL)
    return NULL;
  /* Rounds come newest first: the search ends with the first date that has figures. */
  for (guint i = 0; i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      const char *date = epc_record_text (record, "reporting_date");
      if (latest != NULL && g_strcmp0 (date, latest->date) != 0)
        break;
      g_autoptr (EpcRound) round = round_from_record (record, operations, -1);
      if (date == NULL || round == NULL || (until != NULL && g_strcmp0 (date, until) > 0))
        continue;
      take_figures (round, figures);
      if (round->people >= 0 && (latest == NULL || round->people > latest->people))
        {
          epc_round_free (latest);
          latest = g_steal_pointer (&round);
        }
    }
  return g_steal_pointer (&latest);
}
