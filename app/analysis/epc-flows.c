/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-flows.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "model/epc-code-list.h"

/* Rows that fill the same ones of these are one way to break the people down. */
static const char *const breakdown_keys[] = { "nationality", "sex", "age_group", "from_country", "to_country", "origin_country",
                                              "destination_country", "origin_place", "destination_place", "transport" };
#define N_WAYS (1u << G_N_ELEMENTS (breakdown_keys))

/* --- freeing --- */

void
epc_flow_series_free (EpcFlowSeries *series)
{
  if (series == NULL)
    return;
  g_free (series->country);
  g_free (series->tool);
  g_free (series->period);
  g_free (series->source);
  g_free (series->first);
  g_free (series->last);
  g_free (series);
}

static void
period_free (gpointer data)
{
  g_free (((EpcFlowPeriod *) data)->date);
  g_free (data);
}

static void
point_free (gpointer data)
{
  EpcFlowPoint *point = data;

  g_free (point->name);
  g_free (point->status);
  g_free (point->last);
  g_free (point);
}

static void
share_free (gpointer data)
{
  EpcFlowShare *share = data;

  g_free (share->value);
  g_free (share->label);
  g_free (share);
}

void
epc_flows_free (EpcFlows *flows)
{
  if (flows == NULL)
    return;
  epc_flow_series_free (flows->series);
  g_free (flows->from);
  g_free (flows->to);
  g_free (flows->before_from);
  g_free (flows->before_to);
  g_clear_pointer (&flows->periods, g_ptr_array_unref);
  g_clear_pointer (&flows->at, g_ptr_array_unref);
  for (guint i = 0; i < EPC_N_FLOW_SHARES; i++)
    g_clear_pointer (&flows->shares[i], g_ptr_array_unref);
  g_free (flows);
}

/* --- days --- */

static gint64
days_of (const char *iso)
{
  int year, month, day;

  return iso != NULL && epc_date_split (iso, &year, &month, &day) ? epc_date_days (year, month, day) : G_MININT64;
}

static char *
iso_of (gint64 days)
{
  int year, month, day;

  epc_date_from_days (days, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* How many months a period has; 0: it has days, or the seven that are one week. */
static int
months_of (const char *period)
{
  return g_strcmp0 (period, "month") == 0 ? 1 : g_strcmp0 (period, "quarter") == 0 ? 3 : g_strcmp0 (period, "year") == 0 ? 12 : 0;
}

/* The first day of the @back-th stretch before that which ends with @last. */
static gint64
begin_of (const char *period, gint64 last, int back)
{
  int months = months_of (period), year, month, day;

  if (months == 0)
    return last - 6 - 7 * (gint64) back;
  epc_date_from_days (last, &year, &month, &day);
  int at = (year * 12 + month - 1) / months * months - months * back;
  return epc_date_days (at / 12, at % 12 + 1, 1);
}

static int
stretches_shown (const char *period)
{
  if (g_strcmp0 (period, "year") == 0)
    return 19;
  if (g_strcmp0 (period, "quarter") == 0)
    return 11;
  if (g_strcmp0 (period, "month") == 0)
    return 23;
  return g_strcmp0 (period, "week") == 0 ? 25 : 4;
}

/* --- series --- */

/* What is read of a count to tell its series. */
enum
{
  LIST_POINT,
  LIST_COUNTRY,
  LIST_DATE,
  LIST_PERIOD,
  LIST_TOOL,
  LIST_SOURCE
};
static const char *const list_fields[] = { "point", "country", "date", "period", "tool", "source", NULL };

typedef struct
{
  GHashTable *known; /* text → EpcFlowSeries, of the array */
  GPtrArray *series;
  EpcFlowSeries *last; /* of the count before: neighbours mostly belong to one series */
} Listing;

static const char *
text_of (const EpcValue *value)
{
  return value->kind == EPC_VALUE_TEXT ? value->text : NULL;
}

/* A point lies in one country, whether each of its rows says so or not. */
static gboolean
is_of (const EpcFlowSeries *series, const EpcValue *values)
{
  gboolean at_points = values[LIST_POINT].kind == EPC_VALUE_UID;

  return series->at_points == at_points && (at_points || g_strcmp0 (series->country, text_of (&values[LIST_COUNTRY])) == 0)
         && g_strcmp0 (series->tool, text_of (&values[LIST_TOOL])) == 0 && g_strcmp0 (series->period, text_of (&values[LIST_PERIOD])) == 0
         && g_strcmp0 (series->source, text_of (&values[LIST_SOURCE])) == 0;
}

static EpcFlowSeries *
series_for (Listing *listing, const EpcValue *values)
{
  const char *country = text_of (&values[LIST_COUNTRY]), *tool = text_of (&values[LIST_TOOL]);
  const char *period = text_of (&values[LIST_PERIOD]), *source = text_of (&values[LIST_SOURCE]);
  gboolean at_points = values[LIST_POINT].kind == EPC_VALUE_UID;
  g_autofree char *key = g_strjoin ("\x1f", at_points || country == NULL ? "" : country, tool != NULL ? tool : "", period != NULL ? period : "",
                                    source != NULL ? source : "", at_points ? "p" : "", NULL);
  EpcFlowSeries *series = g_hash_table_lookup (listing->known, key);

  if (series != NULL)
    return series;
  series = g_new0 (EpcFlowSeries, 1);
  series->country = at_points ? NULL : g_strdup (country);
  series->tool = g_strdup (tool);
  series->period = g_strdup (period);
  series->source = g_strdup (source);
  series->at_points = at_points;
  g_ptr_array_add (listing->series, series);
  g_hash_table_insert (listing->known, g_steal_pointer (&key), series);
  return series;
}

static gboolean
list_row (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  Listing *listing = data;
  const char *date = text_of (&values[LIST_DATE]);

  if (date == NULL)
    return TRUE;
  if (listing->last == NULL || !is_of (listing->last, values))
    listing->last = series_for (listing, values);
  listing->last->rows++;
  if (listing->last->first == NULL || strcmp (date, listing->last->first) < 0)
    epc_set_text (&listing->last->first, date);
  if (listing->last->last == NULL || strcmp (date, listing->last->last) > 0)
    epc_set_text (&listing->last->last, date);
  return TRUE;
}

static int
compare_series (gconstpointer a, gconstpointer b)
{
  const EpcFlowSeries *one = *(const EpcFlowSeries *const *) a, *other = *(const EpcFlowSeries *const *) b;
  int order = -g_strcmp0 (one->last, other->last);

  if (order == 0)
    order = other->at_points - one->at_points;
  if (order == 0)
    order = g_strcmp0 (one->country, other->country);
  if (order == 0)
    order = g_strcmp0 (one->tool, other->tool);
  return order != 0 ? order : g_strcmp0 (one->source, other->source);
}

/* @day NULL: all days. */
static GPtrArray *
list_series (EpcStore *store, const char *day, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("flow_count"));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) series = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_flow_series_free);
  Listing listing = { known, series, NULL };

  if ((day != NULL && !epc_query_where (query, store, "date", EPC_OP_EQUAL, day, error)) || !epc_query_sort (query, day != NULL ? "date" : "", error)
      || !epc_query_values (query, store, list_fields, list_row, &listing, cancellable, error))
    return NULL;
  g_ptr_array_sort (series, compare_series);
  return g_steal_pointer (&series);
}

GPtrArray *
epc_flow_series (EpcStore *store, GCancellable *cancellable, GError **error)
{
  return list_series (store, NULL, cancellable, error);
}

static gboolean
keep_day (EpcRecord *record, gpointer day)
{
  *(char **) day = g_strdup (epc_record_text (record, "date"));
  return FALSE;
}

GPtrArray *
epc_flow_series_newest (EpcStore *store, GCancellable *cancellable, GError **error)
{
  static const char *const fields[] = { "date", NULL };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("flow_count"));
  g_autofree char *day = NULL;

  epc_query_only (query, fields);
  epc_query_limit (query, 1);
  if (!epc_query_sort (query, "-date", error) || !epc_query_each (query, store, keep_day, &day, cancellable, error))
    return NULL;
  if (day == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) epc_flow_series_free);
  GPtrArray *series = list_series (store, day, cancellable, error);
  if (series != NULL && series->len > 1)
    g_ptr_array_set_size (series, 1);
  return series;
}

static const char *
period_words (const char *period, const EpcLanguage *language)
{
  static const struct { const char *key, *words; } periods[]
      = { { "hour", N_("by hour") }, { "day", N_("by day") }, { "week", N_("by week") }, { "month", N_("by month") },
          { "quarter", N_("by quarter") }, { "year", N_("by year") } };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    if (g_strcmp0 (periods[i].key, period) == 0)
      return epc_language_text (language, periods[i].words);
  return epc_language_text (language, N_("period not recorded"));
}

char *
epc_flow_series_title (const EpcFlowSeries *series, const char *language)
{
  const EpcLanguage *spoken = epc_language_get (language);
  const char *tool = series->tool != NULL ? epc_code_label ("flow_tool", series->tool, language) : epc_language_text (spoken, N_("Flow counts"));
  GString *title = g_string_new (NULL);

  if (!series->at_points && series->country != NULL)
    g_string_append_printf (title, "%s · ", epc_code_label ("country", series->country, language));
  g_string_append_printf (title, "%s · %s", tool, period_words (series->period, spoken));
  if (series->source != NULL)
    g_string_append_printf (title, " · %s", series->source);
  return g_string_free (title, FALSE);
}

const char *
epc_flow_caveat (const char *language)
{
  return epc_language_text (epc_language_get (language),
                            N_("A partial view at the points and hours observed: it shows trends, it is no total of the people who pass, and it is never "
                               "added to people present. Answers are voluntary and anonymous."));
}

/* --- counting --- */

typedef enum
{
  WAY_IN,
  WAY_OUT,
  WAY_OTHER,
  N_DIRECTIONS
} Direction;

/* People of one point (0: the country), day, direction and way to break them down. */
#define CELL(unit, day, direction, way) \
  (((gint64) (unit) << 40) | ((gint64) ((day) + 1000000) << 16) | ((gint64) (direction) << 12) | (gint64) (way))
#define CELL_UNIT(cell) ((guint) ((cell) >> 40))
#define CELL_DAY(cell) ((((cell) >> 16) & 0xffffff) - 1000000)
#define CELL_DIRECTION(cell) ((guint) (((cell) >> 12) & 0xf))
#define CELL_WAY(cell) ((guint) ((cell) & 0xfff))
G_STATIC_ASSERT (N_WAYS <= 0x1000);

typedef struct
{
  const EpcFlowSeries *series;
  gint64 from, before, last, history; /* days */
  GHashTable *units;  /* EpcUid → index + 1 */
  GArray *points;     /* EpcUid by index */
  GHashTable *cells;  /* CELL → gint64 people */
  GHashTable *said[EPC_N_FLOW_SHARES]; /* "way\x1fvalue" → gint64 people, of the newest stretch */
} Counting;

static void
add_to (GHashTable *table, gpointer key, gint64 people)
{
  gint64 *sum = g_hash_table_lookup (table, key);

  if (sum == NULL)
    {
      sum = g_new0 (gint64, 1);
      g_hash_table_insert (table, key, sum);
    }
  else
    g_free (key);
  *sum += people;
}

static guint
unit_of (Counting *self, const EpcUid *point)
{
  if (point == NULL)
    return 0;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->units, point));
  if (index == 0)
    {
      g_array_append_val (self->points, *point);
      index = self->points->len;
      g_hash_table_insert (self->units, g_memdup2 (point, sizeof *point), GUINT_TO_POINTER (index));
    }
  return index;
}

/* What is read of a count; the fields of breakdown_keys come behind. */
enum
{
  COUNT_POINT,
  COUNT_COUNTRY,
  COUNT_DATE,
  COUNT_SOURCE,
  COUNT_DIRECTION,
  COUNT_PEOPLE,
  COUNT_BREAKDOWN
};
static const char *const count_keys[COUNT_BREAKDOWN] = { "point", "country", "date", "source", "direction", "n" };

static guint
way_of (const EpcValue *values)
{
  guint way = 0;

  for (guint i = 0; i < G_N_ELEMENTS (breakdown_keys); i++)
    if (values[COUNT_BREAKDOWN + i].kind != EPC_VALUE_EMPTY)
      way |= 1u << i;
  return way;
}

/* What a count says under @key of breakdown_keys; NULL: nothing, or there is no such key. */
static const char *
broken_down (const EpcValue *values, const char *key)
{
  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (breakdown_keys); i++)
    if (g_str_equal (breakdown_keys[i], key))
      return text_of (&values[COUNT_BREAKDOWN + i]);
  return NULL;
}

/* What a count says for a share; NULL: nothing. Free with g_free(). */
static char *
said_by (const EpcValue *values, EpcFlowShareKind kind)
{
  static const char *const pairs[EPC_N_FLOW_SHARES][2]
      = { { "nationality", NULL }, { "sex", "age_group" }, { "origin_country", "destination_country" }, { "transport", NULL } };
  const char *first = broken_down (values, pairs[kind][0]), *second = broken_down (values, pairs[kind][1]);

  if (kind == EPC_FLOW_JOURNEY && first == NULL && second == NULL)
    {
      first = broken_down (values, "from_country");
      second = broken_down (values, "to_country");
    }
  if (first == NULL && second == NULL)
    return NULL;
  return pairs[kind][1] != NULL ? g_strdup_printf ("%s;%s", first != NULL ? first : "", second != NULL ? second : "") : g_strdup (first);
}

static gboolean
is_of_series (const EpcValue *values, const EpcFlowSeries *series)
{
  gboolean at_points = values[COUNT_POINT].kind == EPC_VALUE_UID;

  return at_points == series->at_points && (at_points || g_strcmp0 (text_of (&values[COUNT_COUNTRY]), series->country) == 0)
         && g_strcmp0 (text_of (&values[COUNT_SOURCE]), series->source) == 0;
}

static gboolean
count_row (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  Counting *self = data;
  gint64 day = days_of (text_of (&values[COUNT_DATE]));
  const char *direction = text_of (&values[COUNT_DIRECTION]);

  if (!is_of_series (values, self->series) || values[COUNT_PEOPLE].kind != EPC_VALUE_INTEGER || day == G_MININT64)
    return TRUE;
  gint64 people = values[COUNT_PEOPLE].integer;
  guint way = way_of (values);
  Direction where = g_strcmp0 (direction, "inflow") == 0 ? WAY_IN : g_strcmp0 (direction, "outflow") == 0 ? WAY_OUT : WAY_OTHER;
  const EpcUid *point = values[COUNT_POINT].kind == EPC_VALUE_UID ? &values[COUNT_POINT].uid : NULL;
  gint64 cell = CELL (unit_of (self, point), day, where, self->series->at_points ? 0 : way);
  gint64 *known = g_hash_table_lookup (self->cells, &cell);
  if (known != NULL)
    *known += people;
  else
    add_to (self->cells, g_memdup2 (&cell, sizeof cell), people);
  for (guint kind = 0; kind < EPC_N_FLOW_SHARES && day >= self->from; kind++)
    {
      g_autofree char *value = said_by (values, kind);
      if (value != NULL)
        add_to (self->said[kind], g_strdup_printf ("%u\x1f%s", self->series->at_points ? 0 : way, value), people);
    }
  return TRUE;
}

/* In the order of the index of days, or SQLite would read every count there is from end to end. */
static gboolean
count_rows (Counting *self, EpcStore *store, const EpcUid *point, GCancellable *cancellable, GError **error)
{
  const char *fields[COUNT_BREAKDOWN + G_N_ELEMENTS (breakdown_keys) + 1] = { NULL };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("flow_count"));
  g_autofree char *from = iso_of (self->history);
  const EpcFlowSeries *series = self->series;
  char uid[EPC_UID_TEXT_SIZE];

  memcpy (fields, count_keys, sizeof count_keys);
  memcpy (fields + COUNT_BREAKDOWN, breakdown_keys, sizeof breakdown_keys);
  return epc_query_where (query, store, "date", EPC_OP_GREATER_EQUAL, from, error)
         && epc_query_where (query, store, "tool", series->tool != NULL ? EPC_OP_EQUAL : EPC_OP_EMPTY, series->tool, error)
         && epc_query_where (query, store, "period", series->period != NULL ? EPC_OP_EQUAL : EPC_OP_EMPTY, series->period, error)
         && (point == NULL || epc_query_where (query, store, "point", EPC_OP_EQUAL, epc_uid_to_text (point, uid), error))
         && epc_query_sort (query, "date", error) && epc_query_values (query, store, fields, count_row, self, cancellable, error);
}

/* --- adding up --- */

static void
add_people (EpcFlowCount *count, Direction direction, gint64 people)
{
  gint64 *parts[N_DIRECTIONS] = { &count->in, &count->out, &count->other };

  *parts[direction] = MAX (*parts[direction], 0) + people;
  count->people = MAX (count->people, 0) + people;
}

#define NOTHING_COUNTED { -1, -1, -1, -1 }

static EpcFlowPeriod *
period_at (GHashTable *periods, gint64 day)
{
  EpcFlowPeriod *period = g_hash_table_lookup (periods, &day);

  if (period == NULL)
    {
      period = g_new0 (EpcFlowPeriod, 1);
      period->date = iso_of (day);
      period->count = (EpcFlowCount) NOTHING_COUNTED;
      g_hash_table_insert (periods, g_memdup2 (&day, sizeof day), period);
    }
  return period;
}

static int
compare_periods (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const EpcFlowPeriod *const *) a)->date, (*(const EpcFlowPeriod *const *) b)->date);
}

/* One of the ways for each point, day and direction: the sum of groups, or the breakdown that counts most. */
static GHashTable *
choose_ways (Counting *self, gint64 *not_added)
{
  GHashTable *chosen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer key, value;

  *not_added = 0;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gint64 cell = *(gint64 *) key & ~(gint64) 0xfff, people = *(gint64 *) value;
      gint64 *best = g_hash_table_lookup (chosen, &cell);
      if (best == NULL)
        g_hash_table_insert (chosen, g_memdup2 (&cell, sizeof cell), g_memdup2 (&people, sizeof people));
      else
        {
          *not_added += CELL_DAY (cell) >= self->from ? MIN (*best, people) : 0;
          *best = MAX (*best, people);
        }
    }
  return chosen;
}

/* A point and its days with a count, each day once. */
static void
count_days (Counting *self, EpcFlows *flows, GHashTable *chosen, GHashTable *periods)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, chosen);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 cell = *(gint64 *) key & ~(gint64) 0xffff, day = CELL_DAY (cell);
      if (!g_hash_table_add (seen, g_memdup2 (&cell, sizeof cell)))
        continue;
      guint unit = CELL_UNIT (cell);
      flows->periods_now += day >= self->from;
      if (unit == 0)
        continue;
      EpcFlowPoint *point = g_ptr_array_index (flows->at, unit - 1);
      period_at (periods, day)->points++;
      point->periods_now += day >= self->from;
      point->periods_before += day >= self->before && day < self->from;
      g_autofree char *iso = iso_of (day);
      if (point->last == NULL || strcmp (iso, point->last) > 0)
        {
          g_free (point->last);
          point->last = g_steal_pointer (&iso);
        }
    }
}

static void
add_up (Counting *self, EpcFlows *flows, GHashTable *chosen)
{
  g_autoptr (GHashTable) periods = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, chosen);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      gint64 cell = *(gint64 *) key, day = CELL_DAY (cell), people = *(gint64 *) value;
      EpcFlowPoint *point = CELL_UNIT (cell) > 0 ? g_ptr_array_index (flows->at, CELL_UNIT (cell) - 1) : NULL;
      add_people (&period_at (periods, day)->count, CELL_DIRECTION (cell), people);
      if (day >= self->from)
        add_people (&flows->now, CELL_DIRECTION (cell), people);
      else if (day >= self->before)
        add_people (&flows->before, CELL_DIRECTION (cell), people);
      if (point != NULL && day >= self->before)
        add_people (day >= self->from ? &point->now : &point->before, CELL_DIRECTION (cell), people);
    }
  count_days (self, flows, chosen, periods);
  g_hash_table_iter_init (&iter, periods);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (flows->periods, value);
  g_ptr_array_sort (flows->periods, compare_periods);
}

/* --- points --- */

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const EpcFlowPoint *one = *(const EpcFlowPoint *const *) a, *other = *(const EpcFlowPoint *const *) b;
  int order = (other->now.people > one->now.people) - (other->now.people < one->now.people);

  return order != 0 ? order : g_utf8_collate (one->name, other->name);
}

static EpcFlowPoint *
point_new (const EpcUid *uid, EpcRecord *record)
{
  EpcFlowPoint *point = g_new0 (EpcFlowPoint, 1);
  const char *name = record != NULL ? epc_record_text (record, "name") : NULL;

  point->point = *uid;
  point->name = g_strdup (name != NULL ? name : record != NULL && epc_record_code (record) != NULL ? epc_record_code (record) : "—");
  point->status = record != NULL ? g_strdup (epc_record_text (record, "status")) : NULL;
  point->now = point->before = (EpcFlowCount) NOTHING_COUNTED;
  return point;
}

/* Those that counted, in the order of their numbers. */
static gboolean
name_points (Counting *self, EpcFlows *flows, EpcStore *store, GError **error)
{
  for (guint i = 0; i < self->points->len; i++)
    {
      const EpcUid *uid = &g_array_index (self->points, EpcUid, i);
      g_autoptr (GError) gone = NULL;
      g_autoptr (EpcRecord) record = epc_store_get (store, epc_entity_find ("flow_point"), uid, &gone);
      g_ptr_array_add (flows->at, point_new (uid, record));
    }
  return TRUE;
}

/* Points of the register that should have counted and did not: they are the first that someone must ring. */
static gboolean
add_silent_points (Counting *self, EpcFlows *flows, EpcStore *store, const EpcUid *only, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("flow_point"));
  g_autoptr (GPtrArray) records = NULL;

  if (!epc_query_where (query, store, "status", EPC_OP_EQUAL, "active", error) || (records = epc_query_records (query, store, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      const EpcUid *uid = epc_record_uid (record);
      if ((only == NULL || epc_uid_equal (only, uid)) && !g_hash_table_contains (self->units, uid))
        g_ptr_array_add (flows->at, point_new (uid, record));
    }
  return TRUE;
}

static void
compare_stretches (EpcFlows *flows)
{
  gint64 now = 0, before = 0;
  guint days_now = 0, days_before = 0;

  for (guint i = 0; i < flows->at->len; i++)
    {
      const EpcFlowPoint *point = g_ptr_array_index (flows->at, i);
      flows->points_now += point->periods_now > 0;
      if (point->periods_now == 0 || point->periods_before == 0)
        continue;
      flows->points_both++;
      now += point->now.people;
      before += point->before.people;
      days_now += point->periods_now;
      days_before += point->periods_before;
    }
  flows->points = flows->at->len;
  if (!flows->series->at_points && flows->now.people >= 0 && flows->before.people >= 0)
    {
      now = flows->now.people;
      before = flows->before.people;
      days_now = days_before = 1;
    }
  flows->rate_now = days_now > 0 ? (double) now / days_now : NAN;
  flows->rate_before = days_before > 0 ? (double) before / days_before : NAN;
  flows->change_percent = flows->rate_before > 0 ? 100 * (flows->rate_now - flows->rate_before) / flows->rate_before : NAN;
}

/* --- shares --- */

static char *
share_label (EpcFlowShareKind kind, const char *value, const char *language)
{
  const char *unknown = epc_language_text (epc_language_get (language), N_("not stated"));
  g_auto (GStrv) parts = g_strsplit (value, ";", 2);
  const char *lists[EPC_N_FLOW_SHARES][2] = { { "country", NULL }, { "sex", "flow_age_group" }, { "country", "country" }, { "transport_mode", NULL } };
  const char *first = *parts[0] != '\0' ? epc_code_label (lists[kind][0], parts[0], language) : unknown;

  if (parts[1] == NULL)
    return g_strdup (first);
  const char *second = *parts[1] != '\0' ? epc_code_label (lists[kind][1], parts[1], language) : unknown;
  if (kind == EPC_FLOW_JOURNEY)
    return g_strdup_printf ("%s › %s", first, second);
  if (*parts[0] == '\0')
    return g_strdup (second);
  return *parts[1] == '\0' ? g_strdup (first) : g_strdup_printf ("%s · %s", first, second);
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const EpcFlowShare *one = *(const EpcFlowShare *const *) a, *other = *(const EpcFlowShare *const *) b;
  int order = (other->people > one->people) - (other->people < one->people);

  return order != 0 ? order : g_strcmp0 (one->label, other->label);
}

/* The way that counts most of those who said it; each way counts the same people. */
static guint
fullest_way (GHashTable *said)
{
  gint64 *sums = g_new0 (gint64, N_WAYS);
  GHashTableIter iter;
  gpointer key, value;
  guint best = 0;

  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, &key, &value))
    sums[strtoul (key, NULL, 10)] += *(gint64 *) value;
  for (guint way = 0; way < N_WAYS; way++)
    if (sums[way] > sums[best])
      best = way;
  g_free (sums);
  return best;
}

static GPtrArray *
shares_of (GHashTable *said, EpcFlowShareKind kind, gint64 all, const char *language)
{
  GPtrArray *shares = g_ptr_array_new_with_free_func (share_free);
  guint way = fullest_way (said);
  gint64 stated = 0;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, said);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      if (strtoul (key, NULL, 10) != way)
        continue;
      EpcFlowShare *share = g_new0 (EpcFlowShare, 1);
      share->value = g_strdup (strchr (key, '\x1f') + 1);
      share->label = share_label (kind, share->value, language);
      share->people = *(gint64 *) value;
      stated += share->people;
      g_ptr_array_add (shares, share);
    }
  g_ptr_array_sort (shares, compare_shares);
  if (shares->len > 0 && all > stated)
    {
      EpcFlowShare *rest = g_new0 (EpcFlowShare, 1);
      rest->label = g_strdup (epc_language_text (epc_language_get (language), N_("not stated")));
      rest->people = all - stated;
      g_ptr_array_add (shares, rest);
    }
  return shares;
}

/* --- the answer --- */

EpcFlowSeries *
epc_flow_series_copy (const EpcFlowSeries *series)
{
  EpcFlowSeries *copy = g_memdup2 (series, sizeof *series);

  copy->country = g_strdup (series->country);
  copy->tool = g_strdup (series->tool);
  copy->period = g_strdup (series->period);
  copy->source = g_strdup (series->source);
  copy->first = g_strdup (series->first);
  copy->last = g_strdup (series->last);
  return copy;
}

static void
counting_begin (Counting *self, const EpcFlowSeries *series)
{
  self->series = series;
  self->last = days_of (series->last);
  self->from = begin_of (series->period, self->last, 0);
  self->before = begin_of (series->period, self->last, 1);
  self->history = begin_of (series->period, self->last, stretches_shown (series->period));
  self->units = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  self->points = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  self->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < EPC_N_FLOW_SHARES; i++)
    self->said[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
counting_end (Counting *self)
{
  g_hash_table_unref (self->units);
  g_array_unref (self->points);
  g_hash_table_unref (self->cells);
  for (guint i = 0; i < EPC_N_FLOW_SHARES; i++)
    g_hash_table_unref (self->said[i]);
}

EpcFlows *
epc_flows (EpcStore *store, const EpcFlowSeries *series, const EpcUid *point, const char *language, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcFlows) flows = g_new0 (EpcFlows, 1);
  Counting counting;

  counting_begin (&counting, series);
  flows->series = epc_flow_series_copy (series);
  flows->from = iso_of (counting.from);
  flows->to = g_strdup (series->last);
  flows->before_from = iso_of (counting.before);
  flows->before_to = iso_of (counting.from - 1);
  flows->now = flows->before = (EpcFlowCount) NOTHING_COUNTED;
  flows->periods = g_ptr_array_new_with_free_func (period_free);
  flows->at = g_ptr_array_new_with_free_func (point_free);
  gboolean done = count_rows (&counting, store, point, cancellable, error) && name_points (&counting, flows, store, error);
  if (done)
    {
      g_autoptr (GHashTable) chosen = choose_ways (&counting, &flows->not_added);
      add_up (&counting, flows, chosen);
      for (guint i = 0; i < EPC_N_FLOW_SHARES; i++)
        flows->shares[i] = shares_of (counting.said[i], i, flows->now.people, language);
      done = !series->at_points || add_silent_points (&counting, flows, store, point, error);
      g_ptr_array_sort (flows->at, compare_points);
      compare_stretches (flows);
    }
  counting_end (&counting);
  return done ? g_steal_pointer (&flows) : NULL;
}
