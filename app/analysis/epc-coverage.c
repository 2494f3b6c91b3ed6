/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-coverage.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-crisis.h"
#include "epc-rounds.h"
#include "model/epc-code-list.h"

/* The clusters of the IASC, as far as this office's code list has them; setting "coverage.clusters". */
#define CLUSTERS "cccm;shelter_nfi;wash;health;food_security;nutrition;education;protection;child_protection;gbv;early_recovery;logistics"

/* The MCOF sector of a cluster (MC/2355 beside the cluster system). What belongs to several has none. */
static const struct
{
  const char *cluster, *sector;
} sectors_of_clusters[] = {
  { "cccm", "M01" }, { "shelter_nfi", "M02" }, { "transport", "M03" }, { "logistics", "M03" }, { "health", "M04" },
  { "mhpss", "M05" }, { "hlp", "M09" },        { "protection", "M10" }, { "trafficking", "M10" }, { "aap", "M15" },
};

static void
row_free (gpointer data)
{
  g_free (((EpcCoverageRow *) data)->key);
  g_free (((EpcCoverageRow *) data)->label);
  g_free (data);
}

static void
area_free (gpointer data)
{
  g_free (((EpcCoverageArea *) data)->place);
  g_free (((EpcCoverageArea *) data)->name);
  g_free (data);
}

void
epc_coverage_free (EpcCoverage *coverage)
{
  if (coverage == NULL)
    return;
  for (guint i = 0; coverage->cells != NULL && i < coverage->rows->len * coverage->areas->len; i++)
    g_clear_pointer (&coverage->cells[i].organisations, g_ptr_array_unref);
  g_free (coverage->cells);
  g_clear_pointer (&coverage->rows, g_ptr_array_unref);
  g_clear_pointer (&coverage->areas, g_ptr_array_unref);
  g_clear_pointer (&coverage->words, g_string_chunk_free);
  g_free (coverage->round);
  g_free (coverage->round_date);
  g_free (coverage);
}

const EpcCoverageCell *
epc_coverage_cell (const EpcCoverage *coverage, guint row, guint area)
{
  g_return_val_if_fail (row < coverage->rows->len && area < coverage->areas->len, NULL);
  return &coverage->cells[row * coverage->areas->len + area];
}

const char *
epc_coverage_state_key (EpcCoverageState state)
{
  static const char *const keys[] = { "unknown", "nobody", "to_confirm", "planned", "active" };

  return keys[state];
}

/* --- reading --- */

/* What is read of an activity. */
enum
{
  CLUSTER,
  SECTOR,
  PLACE,
  STATUS,
  START,
  END,
  ORGANISATION,
  IN_NEED,
  TARGETED,
  REACHED,
};
static const char *const keys[] = { "cluster", "mcof_sector", "place", "status", "start_date", "end_date", "implementing_org", "in_need_ind",
                                    "targeted_ind", "reached_ind", NULL };

/* The activities of one sector in one place: a national 4W is a quarter of a million rows of a few thousand such groups. */
typedef struct
{
  const char *sector, *place; /* of the words that the reading keeps; "" where none is recorded */
  guint n;                    /* over or not */
  EpcCoverageCell cell;
} Group;

typedef struct
{
  EpcCoverage *coverage;
  const char *day;
  GStringChunk *words;
  GHashTable *groups;        /* Group, by sector and place → itself */
  GHashTable *organisations; /* of the active, in the words of the coverage */
} Reading;

static guint
group_hash (gconstpointer group)
{
  const Group *self = group;

  return g_direct_hash (self->sector) * 31 + g_direct_hash (self->place);
}

static gboolean
group_equal (gconstpointer a, gconstpointer b)
{
  const Group *one = a, *other = b;

  return one->sector == other->sector && one->place == other->place;
}

static void
group_free (gpointer data)
{
  g_clear_pointer (&((Group *) data)->cell.organisations, g_ptr_array_unref);
  g_free (data);
}

static void
reading_init (Reading *self, EpcCoverage *coverage, const char *day)
{
  *self = (Reading){ .coverage = coverage, .day = day };
  self->words = g_string_chunk_new (4096);
  self->groups = g_hash_table_new_full (group_hash, group_equal, group_free, NULL);
  self->organisations = g_hash_table_new (NULL, NULL);
}

static void
reading_clear (Reading *self)
{
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->organisations);
  g_string_chunk_free (self->words);
}

static const char *
text_of (const EpcValue *value)
{
  return value->kind == EPC_VALUE_TEXT ? value->text : NULL;
}

static const char *
sector_of (const EpcValue *values, gboolean by_mcof)
{
  const char *cluster = text_of (&values[CLUSTER]), *sector = text_of (&values[SECTOR]);

  if (!by_mcof)
    return cluster != NULL ? cluster : "";
  for (guint i = 0; sector == NULL && i < G_N_ELEMENTS (sectors_of_clusters); i++)
    if (g_strcmp0 (sectors_of_clusters[i].cluster, cluster) == 0)
      sector = sectors_of_clusters[i].sector;
  return sector != NULL ? sector : "";
}

static void
cell_init (EpcCoverageCell *cell)
{
  *cell = (EpcCoverageCell){ .in_need = -1, .targeted = -1, .reached = -1 };
}

static Group *
group_for (Reading *self, const EpcValue *values)
{
  const char *place = text_of (&values[PLACE]);
  Group key = { g_string_chunk_insert_const (self->words, sector_of (values, self->coverage->by_mcof)),
                g_string_chunk_insert_const (self->words, place != NULL ? place : ""), 0, { 0 } };
  Group *group = g_hash_table_lookup (self->groups, &key);

  if (group != NULL)
    return group;
  group = g_memdup2 (&key, sizeof key);
  cell_init (&group->cell);
  g_hash_table_add (self->groups, group);
  return group;
}

static void
add_people (gint64 *sum, gint64 people)
{
  if (people >= 0)
    *sum = MAX (*sum, 0) + people;
}

static gint64
people_of (const EpcValue *value)
{
  return value->kind == EPC_VALUE_INTEGER ? value->integer : -1;
}

/* @name is kept as long as the coverage. */
static void
add_organisation (EpcCoverageCell *cell, const char *name)
{
  if (cell->organisations == NULL)
    cell->organisations = g_ptr_array_new ();
  if (!g_ptr_array_find (cell->organisations, name, NULL))
    g_ptr_array_add (cell->organisations, (gpointer) name);
}

typedef enum
{
  OVER,
  PLANNED,
  ACTIVE,
  LATE,
} Standing;

static Standing
standing_of (const EpcValue *values, const char *day)
{
  const char *status = text_of (&values[STATUS]), *start = text_of (&values[START]), *end = text_of (&values[END]);

  if (g_strcmp0 (status, "planned") == 0)
    return end != NULL && strcmp (end, day) < 0 ? OVER : PLANNED;
  if (g_strcmp0 (status, "ongoing") != 0)
    return OVER;
  if (start != NULL && strcmp (start, day) > 0)
    return PLANNED;
  return end != NULL && strcmp (end, day) < 0 ? LATE : ACTIVE;
}

static gboolean
read_activity (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  Reading *self = data;
  Group *group = group_for (self, values);
  EpcCoverageCell *cell = &group->cell;
  Standing standing = standing_of (values, self->day);
  const char *organisation = text_of (&values[ORGANISATION]);

  group->n++;
  cell->in_need = MAX (cell->in_need, people_of (&values[IN_NEED]));
  cell->late += standing == LATE;
  cell->planned += standing == PLANNED;
  cell->active += standing == ACTIVE;
  if (standing != OVER && cell->n_rows < EPC_COVERAGE_ROWS)
    cell->rows[cell->n_rows++] = row;
  if (standing == OVER || standing == LATE)
    return TRUE;
  add_people (&cell->targeted, people_of (&values[TARGETED]));
  add_people (&cell->reached, people_of (&values[REACHED]));
  if (standing == ACTIVE && organisation != NULL)
    {
      const char *name = g_string_chunk_insert_const (self->coverage->words, organisation);
      add_organisation (cell, name);
      g_hash_table_add (self->organisations, (gpointer) name);
    }
  return TRUE;
}

/* --- rows --- */

static void
add_row (EpcCoverage *coverage, const char *key, const char *label)
{
  EpcCoverageRow *row = g_new0 (EpcCoverageRow, 1);

  row->key = g_strdup (key);
  row->label = g_strdup (label);
  row->reached = -1;
  g_ptr_array_add (coverage->rows, row);
}

static void
add_rows (EpcCoverage *coverage, EpcStore *store, GHashTable *groups)
{
  const char *list = coverage->by_mcof ? "mcof_sector" : "cluster";
  const EpcCodeList *codes = epc_code_list_find (list);
  g_autofree char *setting = epc_store_setting (store, "coverage.clusters");
  g_auto (GStrv) standing = g_strsplit (setting != NULL ? setting : CLUSTERS, ";", -1);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    g_hash_table_add (used, (gpointer) ((const Group *) group)->sector);
  for (guint i = 0; i < codes->n_codes; i++)
    if (coverage->by_mcof || g_strv_contains ((const char *const *) standing, codes->codes[i].key) || g_hash_table_contains (used, codes->codes[i].key))
      add_row (coverage, codes->codes[i].key, epc_code_label (list, codes->codes[i].key, NULL));
  if (g_hash_table_contains (used, ""))
    add_row (coverage, "", coverage->by_mcof ? _("No sector recorded") : _("No cluster recorded"));
}

static guint
row_of (EpcCoverage *coverage, const char *key)
{
  for (guint i = 0; i < coverage->rows->len; i++)
    if (g_strcmp0 (((EpcCoverageRow *) g_ptr_array_index (coverage->rows, i))->key, key) == 0)
      return i;
  return coverage->rows->len - 1; /* a code of a newer version stands with those without one */
}

/* --- areas --- */

static EpcCoverageArea *
area_for (EpcCoverage *coverage, EpcStore *store, const char *place)
{
  for (guint i = 0; i < coverage->areas->len; i++)
    {
      EpcCoverageArea *area = g_ptr_array_index (coverage->areas, i);
      if (g_strcmp0 (area->place, place) == 0)
        return area;
    }
  EpcCoverageArea *area = g_new0 (EpcCoverageArea, 1);
  area->place = g_strdup (place);
  area->name = *place != '\0' ? epc_store_place_name (store, place) : g_strdup (_("Whole country, or no place"));
  area->displaced = -1;
  g_ptr_array_add (coverage->areas, area);
  return area;
}

/* People of the latest round by area of the first level. */
static gboolean
add_displaced (EpcCoverage *coverage, EpcStore *store, const EpcUid *crisis, GError **error)
{
  GError *failure = NULL;
  g_autoptr (EpcRound) latest = epc_round_latest (store, epc_store_country (store), crisis, NULL, &failure);
  g_autoptr (GPtrArray) rounds = latest != NULL ? epc_rounds (store, &latest->operation, NULL, NULL, -1, NULL, &failure) : NULL;

  for (guint i = 0; rounds != NULL && i < rounds->len; i++)
    {
      const EpcRound *round = g_ptr_array_index (rounds, i);
      if (!epc_uid_equal (&round->uid, &latest->uid))
        continue;
      g_autoptr (EpcRoundChange) change = epc_round_change (store, rounds, i, -1, NULL, &failure);
      for (guint a = 0; change != NULL && a < change->areas->len; a++)
        {
          const EpcAreaChange *area = g_ptr_array_index (change->areas, a);
          if (*area->place != '\0' && area->now >= 0)
            area_for (coverage, store, area->place)->displaced = area->now;
        }
      coverage->round = g_strdup_printf (_("%s (%s), round %d"), round->operation_name, round->tool, (int) round->number);
      coverage->round_date = g_strdup (round->date);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static int
compare_areas (gconstpointer a, gconstpointer b)
{
  const EpcCoverageArea *one = *(const EpcCoverageArea *const *) a, *other = *(const EpcCoverageArea *const *) b;

  if ((*one->place == '\0') != (*other->place == '\0'))
    return *one->place == '\0' ? 1 : -1;
  if (one->displaced != other->displaced)
    return one->displaced < other->displaced ? 1 : -1;
  return g_utf8_collate (one->name, other->name);
}

/* The area of the first level that each place lies in, "" where none is known, by place; and the areas there are, in their order. */
static GHashTable *
place_groups (EpcCoverage *coverage, EpcStore *store, GHashTable *groups)
{
  GHashTable *above = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      const char *place = ((const Group *) data)->place;

      if (g_hash_table_contains (above, place))
        continue;
      char *found = *place != '\0' ? epc_store_place_above (store, place, 1) : NULL;
      g_hash_table_insert (above, (gpointer) place, found != NULL ? found : g_strdup (""));
      area_for (coverage, store, g_hash_table_lookup (above, place));
    }
  g_ptr_array_sort (coverage->areas, compare_areas);
  return above;
}

static guint
index_of_area (EpcCoverage *coverage, const char *place)
{
  guint i = 0;

  while (g_strcmp0 (((EpcCoverageArea *) g_ptr_array_index (coverage->areas, i))->place, place) != 0)
    i++;
  return i;
}

/* --- cells --- */

static void
add_to_cell (EpcCoverageCell *cell, const EpcCoverageCell *more)
{
  cell->active += more->active;
  cell->planned += more->planned;
  cell->late += more->late;
  cell->in_need = MAX (cell->in_need, more->in_need);
  add_people (&cell->targeted, more->targeted);
  add_people (&cell->reached, more->reached);
  for (guint i = 0; more->organisations != NULL && i < more->organisations->len; i++)
    add_organisation (cell, g_ptr_array_index (more->organisations, i));
  for (guint i = 0; i < more->n_rows && cell->n_rows < EPC_COVERAGE_ROWS; i++)
    cell->rows[cell->n_rows++] = more->rows[i];
}

static void
lay_group (EpcCoverage *coverage, const Group *group, const char *area)
{
  guint row = row_of (coverage, group->sector);
  EpcCoverageRow *line = g_ptr_array_index (coverage->rows, row);

  add_to_cell (&coverage->cells[row * coverage->areas->len + index_of_area (coverage, area)], &group->cell);
  coverage->without_area += *area == '\0' ? group->n : 0;
  coverage->without_sector += *line->key == '\0' ? group->n : 0;
  coverage->active += group->cell.active;
  coverage->planned += group->cell.planned;
  coverage->late += group->cell.late;
  line->active += group->cell.active;
  add_people (&line->reached, group->cell.reached);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *one = *(const Group *const *) a, *other = *(const Group *const *) b;
  int order = strcmp (one->sector, other->sector);

  return order != 0 ? order : strcmp (one->place, other->place);
}

/* By sector and place, so that the same activities are told in the same order each time. */
static void
lay_groups (EpcCoverage *coverage, EpcStore *store, GHashTable *groups)
{
  g_autoptr (GHashTable) above = place_groups (coverage, store, groups);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    g_ptr_array_add (sorted, data);
  g_ptr_array_sort (sorted, compare_groups);
  coverage->cells = g_new0 (EpcCoverageCell, coverage->rows->len * coverage->areas->len + 1);
  for (guint i = 0; i < coverage->rows->len * coverage->areas->len; i++)
    cell_init (&coverage->cells[i]);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Group *group = g_ptr_array_index (sorted, i);
      lay_group (coverage, group, g_hash_table_lookup (above, group->place));
    }
}

/* Displaced people need the clusters; of the fifteen sectors (diaspora, legislation, …) the matrix of the office says where one is needed.
 * "M01" and "M01 HN05" are the keys. */
static gboolean
read_needed_sectors (EpcStore *store, GHashTable *needed, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("mcof_row"));
  g_autoptr (GPtrArray) rows = NULL;

  if (!epc_query_where (query, store, "phase", EPC_OP_EQUAL, "during", error) || (rows = epc_query_records (query, store, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      EpcRecord *row = g_ptr_array_index (rows, i);
      const char *sector = epc_record_text (row, "mcof_sector"), *place = epc_record_text (row, "place");
      g_autofree char *area = place != NULL ? epc_store_place_above (store, place, 1) : NULL;
      if (epc_record_integer (row, "gap_severity") > 0 || epc_record_integer (row, "in_need_ind") > 0)
        g_hash_table_add (needed, area != NULL ? g_strdup_printf ("%s %s", sector, area) : g_strdup (sector));
    }
  return TRUE;
}

static gboolean
is_needed (const EpcCoverage *coverage, const EpcCoverageRow *row, const EpcCoverageArea *area, const EpcCoverageCell *cell, GHashTable *needed)
{
  g_autofree char *here = g_strdup_printf ("%s %s", row->key, area->place);

  if (*row->key == '\0' || *area->place == '\0')
    return FALSE;
  if (cell->in_need > 0)
    return TRUE;
  if (!coverage->by_mcof)
    return area->displaced > 0;
  return g_hash_table_contains (needed, here) || (area->displaced > 0 && g_hash_table_contains (needed, row->key));
}

static void
judge (EpcCoverage *coverage, GHashTable *needed)
{
  for (guint r = 0; r < coverage->rows->len; r++)
    for (guint a = 0; a < coverage->areas->len; a++)
      {
        EpcCoverageCell *cell = &coverage->cells[r * coverage->areas->len + a];
        EpcCoverageArea *area = g_ptr_array_index (coverage->areas, a);
        EpcCoverageRow *row = g_ptr_array_index (coverage->rows, r);
        gboolean has_need = is_needed (coverage, row, area, cell, needed);
        cell->state = cell->active > 0    ? EPC_COVERAGE_ACTIVE
                      : cell->planned > 0 ? EPC_COVERAGE_PLANNED
                      : cell->late > 0    ? EPC_COVERAGE_TO_CONFIRM
                      : has_need          ? EPC_COVERAGE_NOBODY
                                          : EPC_COVERAGE_UNKNOWN;
        if (cell->state != EPC_COVERAGE_NOBODY)
          continue;
        coverage->nobody++;
        row->nobody++;
        area->nobody++;
      }
}

EpcCoverage *
epc_coverage (EpcStore *store, const EpcUid *crisis, gboolean by_mcof, const char *day, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcCoverage) coverage = g_new0 (EpcCoverage, 1);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("activity"));
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char today[EPC_DATE_SIZE];
  Reading reading;

  epc_date_today_in (epc_store_zone (store), today);
  coverage->by_mcof = by_mcof;
  coverage->rows = g_ptr_array_new_with_free_func (row_free);
  coverage->areas = g_ptr_array_new_with_free_func (area_free);
  coverage->words = g_string_chunk_new (4096);
  reading_init (&reading, coverage, day != NULL ? day : today);
  gboolean done = epc_query_sort (query, "", error) && epc_crisis_narrow (query, store, "crisis", crisis, error)
                  && epc_query_values (query, store, keys, read_activity, &reading, cancellable, error) && add_displaced (coverage, store, crisis, error)
                  && read_needed_sectors (store, needed, error);
  if (done)
    {
      add_rows (coverage, store, reading.groups);
      lay_groups (coverage, store, reading.groups);
      coverage->organisations = g_hash_table_size (reading.organisations);
      judge (coverage, needed);
    }
  reading_clear (&reading);
  return done ? g_steal_pointer (&coverage) : NULL;
}
