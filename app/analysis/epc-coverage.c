/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-coverage.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
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
    {
      g_clear_pointer (&coverage->cells[i].organisations, g_ptr_array_unref);
      g_clear_pointer (&coverage->cells[i].activities, g_ptr_array_unref);
    }
  g_free (coverage->cells);
  g_clear_pointer (&coverage->rows, g_ptr_array_unref);
  g_clear_pointer (&coverage->areas, g_ptr_array_unref);
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

/* --- rows --- */

static const char *
sector_of (EpcRecord *activity, gboolean by_mcof)
{
  const char *cluster = epc_record_text (activity, "cluster"), *sector = epc_record_text (activity, "mcof_sector");

  if (!by_mcof)
    return cluster != NULL ? cluster : "";
  for (guint i = 0; sector == NULL && i < G_N_ELEMENTS (sectors_of_clusters); i++)
    if (g_strcmp0 (sectors_of_clusters[i].cluster, cluster) == 0)
      sector = sectors_of_clusters[i].sector;
  return sector != NULL ? sector : "";
}

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
add_rows (EpcCoverage *coverage, EpcStore *store, GPtrArray *activities)
{
  const char *list = coverage->by_mcof ? "mcof_sector" : "cluster";
  const EpcCodeList *codes = epc_code_list_find (list);
  g_autofree char *setting = epc_store_setting (store, "coverage.clusters");
  g_auto (GStrv) standing = g_strsplit (setting != NULL ? setting : CLUSTERS, ";", -1);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < activities->len; i++)
    g_hash_table_add (used, (gpointer) sector_of (g_ptr_array_index (activities, i), coverage->by_mcof));
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

/* The area of the first level that each activity lies in, "" where none is known; and the areas there are, in their order. */
static GPtrArray *
place_activities (EpcCoverage *coverage, EpcStore *store, GPtrArray *activities)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < activities->len; i++)
    {
      const char *place = epc_record_text (g_ptr_array_index (activities, i), "place");
      const char *above = place != NULL ? g_hash_table_lookup (known, place) : "";
      if (above == NULL)
        {
          char *found = epc_store_place_above (store, place, 1);
          above = found != NULL ? found : g_strdup ("");
          g_hash_table_insert (known, g_strdup (place), (gpointer) above);
        }
      area_for (coverage, store, above);
      g_ptr_array_add (places, g_strdup (above));
    }
  g_ptr_array_sort (coverage->areas, compare_areas);
  return places;
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
add_people (gint64 *sum, EpcRecord *activity, const char *key)
{
  if (!epc_record_is_empty (activity, key))
    *sum = MAX (*sum, 0) + epc_record_integer (activity, key);
}

static void
add_organisation (EpcCoverageCell *cell, const char *name)
{
  if (cell->organisations == NULL)
    cell->organisations = g_ptr_array_new_with_free_func (g_free);
  if (name != NULL && !g_ptr_array_find_with_equal_func (cell->organisations, name, g_str_equal, NULL))
    g_ptr_array_add (cell->organisations, g_strdup (name));
}

static void
keep_activity (EpcCoverageCell *cell, EpcRecord *activity)
{
  if (cell->activities == NULL)
    cell->activities = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (cell->activities, g_object_ref (activity));
}

typedef enum
{
  OVER,
  PLANNED,
  ACTIVE,
  LATE,
} Standing;

static Standing
standing_of (EpcRecord *activity, const char *day)
{
  const char *status = epc_record_text (activity, "status");
  const char *start = epc_record_text (activity, "start_date"), *end = epc_record_text (activity, "end_date");

  if (g_strcmp0 (status, "planned") == 0)
    return end != NULL && strcmp (end, day) < 0 ? OVER : PLANNED;
  if (g_strcmp0 (status, "ongoing") != 0)
    return OVER;
  if (start != NULL && strcmp (start, day) > 0)
    return PLANNED;
  return end != NULL && strcmp (end, day) < 0 ? LATE : ACTIVE;
}

static void
count_activity (EpcCoverage *coverage, EpcRecord *activity, const char *place, const char *day, GHashTable *organisations)
{
  guint row = row_of (coverage, sector_of (activity, coverage->by_mcof)), area = index_of_area (coverage, place);
  EpcCoverageCell *cell = &coverage->cells[row * coverage->areas->len + area];
  EpcCoverageRow *line = g_ptr_array_index (coverage->rows, row);
  Standing standing = standing_of (activity, day);

  coverage->without_area += *place == '\0';
  coverage->without_sector += *line->key == '\0';
  if (!epc_record_is_empty (activity, "in_need_ind"))
    cell->in_need = MAX (cell->in_need, epc_record_integer (activity, "in_need_ind"));
  cell->late += standing == LATE;
  coverage->late += standing == LATE;
  if (standing != OVER)
    keep_activity (cell, activity);
  if (standing == OVER || standing == LATE)
    return;
  add_people (&cell->targeted, activity, "targeted_ind");
  add_people (&cell->reached, activity, "reached_ind");
  add_people (&line->reached, activity, "reached_ind");
  if (standing == PLANNED)
    {
      cell->planned++;
      coverage->planned++;
      return;
    }
  const char *organisation = epc_record_text (activity, "implementing_org");
  cell->active++;
  line->active++;
  coverage->active++;
  add_organisation (cell, organisation);
  if (organisation != NULL)
    g_hash_table_add (organisations, g_strdup (organisation));
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
epc_coverage (EpcStore *store, const EpcUid *crisis, gboolean by_mcof, const char *day, GError **error)
{
  g_autoptr (EpcCoverage) coverage = g_new0 (EpcCoverage, 1);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("activity"));
  g_autoptr (GHashTable) organisations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) activities = NULL, places = NULL;
  char uid[EPC_UID_TEXT_SIZE], today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (store), today);
  coverage->by_mcof = by_mcof;
  coverage->rows = g_ptr_array_new_with_free_func (row_free);
  coverage->areas = g_ptr_array_new_with_free_func (area_free);
  if ((crisis != NULL && !epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error))
      || (activities = epc_query_records (query, store, error)) == NULL || !add_displaced (coverage, store, crisis, error) || !read_needed_sectors (store, needed, error))
    return NULL;
  add_rows (coverage, store, activities);
  places = place_activities (coverage, store, activities);
  coverage->cells = g_new0 (EpcCoverageCell, coverage->rows->len * coverage->areas->len + 1);
  for (guint i = 0; i < coverage->rows->len * coverage->areas->len; i++)
    coverage->cells[i].in_need = coverage->cells[i].targeted = coverage->cells[i].reached = -1;
  for (guint i = 0; i < activities->len; i++)
    count_activity (coverage, g_ptr_array_index (activities, i), g_ptr_array_index (places, i), day != NULL ? day : today, organisations);
  coverage->organisations = g_hash_table_size (organisations);
  judge (coverage, needed);
  return g_steal_pointer (&coverage);
}
