/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-kin.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-order.h"
#include "epc-audience.h"

#define DAY_LENGTH 10
#define A_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC) /* microseconds */
#define MOST_DAYS 31    /* of a round that does not say when it began */
#define LONGEST_ROUND 92 /* days; what began before is a slip of the pen */
#define DAYS_AFTER 7
#define NO_DAY G_MININT64

typedef struct
{
  EpcUid uid;
  char day[EPC_DATE_SIZE]; /* "": not said */
  gint64 reports, from, to; /* days since 1970 on which its places were counted; NO_DAY: not known */
  guint point;
} Round;

/* A record of a site: a count, or people who came or left. */
typedef struct
{
  EpcUid site;
  char day[EPC_DATE_SIZE];
  guint point;
} OfSite;

/* A movement, besides: where from or to. */
typedef struct
{
  EpcUid site, other;
  gboolean has_other;
  char day[EPC_DATE_SIZE];
} Movement;

struct _EpcKin
{
  EpcStore *store;
  GArray *rounds;        /* of Round, by identity */
  GHashTable *round_of;  /* EpcUid → position + 1 */
  GHashTable *point_of;  /* day, round or site as text → number of the point + 1 */
  GPtrArray *names;      /* by point */
  GArray *roots;         /* of guint, by point: union-find; what has one root is one moment, and the root has the smallest name */
  GArray *counts;        /* of OfSite, by site and day */
  GArray *movements;     /* of Movement */
  GArray *points[2];     /* of guint: of counts of sites, of centres */
  GHashTable *loose;     /* days of records without a round: text → days since 1970 */
  gboolean is_read;      /* all of these could be */
};

static const struct
{
  const char *key, *round, *day;
} kinds[EPC_N_KIN] = {
  { "location_count", "round", NULL },
  { "site_count", "round", "date" },
  { "centre_occupancy", NULL, "counted_at" },
  { "site_movement", NULL, "date" },
};

const EpcEntity *
epc_kin_entity (guint at)
{
  return epc_entity_find (kinds[at].key);
}

int
epc_kin_position (const EpcEntity *entity)
{
  for (guint i = 0; i < EPC_N_KIN; i++)
    if (g_str_equal (kinds[i].key, entity->key))
      return (int) i;
  return -1;
}

const char *
epc_kin_round_field (const EpcEntity *entity)
{
  return kinds[epc_kin_position (entity)].round;
}

const char *
epc_kin_day_field (const EpcEntity *entity)
{
  return kinds[epc_kin_position (entity)].day;
}

const char *
epc_kin_measure (const EpcEntity *entity, const EpcField *field)
{
  static const char *const names[][2] = { { "ind", "idp_ind" }, { "hh", "idp_hh" } };

  for (guint i = 0; i < G_N_ELEMENTS (names) && g_str_equal (entity->key, "centre_occupancy"); i++)
    if (g_str_equal (field->key, names[i][0]))
      return names[i][1];
  return field->key;
}

gboolean
epc_kin_is_touched (const EpcEntity *entity, GHashTable *touched)
{
  static const char *const about[] = { "dtm_round", "site", "evacuation_centre" };

  if (epc_kin_position (entity) < 0)
    return FALSE;
  for (guint i = 0; i < EPC_N_KIN; i++)
    if (g_hash_table_contains (touched, kinds[i].key))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (about); i++)
    if (g_hash_table_contains (touched, about[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_movement (const EpcEntity *entity)
{
  return epc_kin_position (entity) == EPC_N_KIN - 1;
}

gboolean
epc_kin_withholds_field (const EpcEntity *entity, const EpcField *field)
{
  return is_movement (entity) && g_strcmp0 (field->unit, "people") == 0 && !g_str_equal (field->key, "idp_ind");
}

static gboolean
is_few (gint64 people)
{
  return people > 0 && people < EPC_LEAST_SHOWN;
}

gboolean
epc_kin_withholds_record (const EpcRecord *record)
{
  return is_movement (epc_record_entity (record)) && !epc_record_is_empty (record, "idp_ind") && is_few (epc_record_integer (record, "idp_ind"));
}

/* --- points in time that hang together --- */

static guint
point_named (EpcKin *kin, const char *name)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (kin->point_of, name));

  if (known > 0)
    return known - 1;
  guint point = kin->names->len;
  char *own = g_strdup (name);
  g_ptr_array_add (kin->names, own);
  g_array_append_val (kin->roots, point);
  g_hash_table_insert (kin->point_of, own, GUINT_TO_POINTER (point + 1));
  return point;
}

static const char *
name_of (const EpcKin *kin, guint point)
{
  return kin->names->pdata[point];
}

static guint
root_of (const EpcKin *kin, guint point)
{
  guint *roots = (guint *) (gpointer) kin->roots->data;

  while (roots[point] != point)
    point = roots[point] = roots[roots[point]];
  return point;
}

static void
tie (const EpcKin *kin, guint one, guint two)
{
  guint *roots = (guint *) (gpointer) kin->roots->data;

  one = root_of (kin, one);
  two = root_of (kin, two);
  if (strcmp (name_of (kin, one), name_of (kin, two)) <= 0)
    roots[two] = one;
  else
    roots[one] = two;
}

/* Of a point that nothing is known of, its own name. */
static char *
moment_named (const EpcKin *kin, const char *name)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (kin->point_of, name));

  return g_strdup (known > 0 ? name_of (kin, root_of (kin, known - 1)) : name);
}

/* --- rounds --- */

static gint64
day_number (const char *text)
{
  int year, month, day;

  return text != NULL && epc_date_split (text, &year, &month, &day) ? epc_date_days (year, month, day) : NO_DAY;
}

static const char *
date_in (const EpcValue *value)
{
  return value->kind == EPC_VALUE_TEXT && strlen (value->text) == DAY_LENGTH ? value->text : NULL;
}

static gboolean
note_round (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  EpcKin *kin = data;
  Round round = { .uid = *uid };
  const char *day = date_in (&values[0]);
  char text[EPC_UID_TEXT_SIZE];

  if (day != NULL)
    g_strlcpy (round.day, day, sizeof round.day);
  round.reports = day_number (day);
  round.from = day_number (date_in (&values[1]));
  round.to = day_number (date_in (&values[2]));
  round.point = point_named (kin, day != NULL ? day : epc_uid_to_text (uid, text));
  g_array_append_val (kin->rounds, round);
  return TRUE;
}

static int
compare_rounds (gconstpointer a, gconstpointer b)
{
  return epc_uid_compare (&((const Round *) a)->uid, &((const Round *) b)->uid);
}

/* The days of a round that does not name them: from the day after another one reported. */
static void
settle_days (EpcKin *kin, Round *round)
{
  gint64 last = round->reports != NO_DAY ? MAX (round->reports, round->to) : round->to != NO_DAY ? round->to : round->from;
  gint64 before = last != NO_DAY ? last - MOST_DAYS : NO_DAY;

  for (guint i = 0; i < kin->rounds->len && last != NO_DAY && round->from == NO_DAY; i++)
    {
      gint64 other = g_array_index (kin->rounds, Round, i).reports;
      if (other != NO_DAY && other < (round->reports != NO_DAY ? round->reports : last))
        before = MAX (before, other);
    }
  if (last == NO_DAY)
    return;
  round->from = CLAMP (round->from != NO_DAY ? round->from : before + 1, last - LONGEST_ROUND, last);
  round->to = last;
}

static const Round *
round_at (const EpcKin *kin, guint at)
{
  return &g_array_index (kin->rounds, Round, at);
}

static gboolean
has_days (const Round *round, gint64 day)
{
  return day != NO_DAY && round->to != NO_DAY && day >= round->from && day <= round->to + DAYS_AFTER;
}

static char *
day_of_round (const EpcKin *kin, const EpcUid *uid)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (kin->round_of, uid));
  char text[EPC_UID_TEXT_SIZE];

  return g_strdup (known > 0 ? name_of (kin, round_at (kin, known - 1)->point) : epc_uid_to_text (uid, text));
}

/* --- when sites and centres were counted, and when people came to a site or left --- */

static char *
day_of (const EpcKin *kin, const char *text)
{
  if (text == NULL || strlen (text) <= DAY_LENGTH)
    return g_strdup (text);
  g_autoptr (GDateTime) local = epc_moment_in_zone (text, epc_store_zone (kin->store));
  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
}

/* A day on which something without a round was counted: one moment with the rounds whose days it is of. */
static guint
point_of_loose (EpcKin *kin, const char *day)
{
  guint point = point_named (kin, day);
  gint64 number = day_number (day);

  if (g_hash_table_contains (kin->loose, day))
    return point;
  g_hash_table_insert (kin->loose, g_strdup (day), g_memdup2 (&number, sizeof number));
  for (guint i = 0; i < kin->rounds->len; i++)
    if (has_days (round_at (kin, i), number))
      tie (kin, point, round_at (kin, i)->point);
  return point;
}

static gboolean
note_count (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  EpcKin *kin = data;
  OfSite count = { .point = 0 };
  const char *day = date_in (&values[1]);
  g_autofree char *of_round = values[2].kind == EPC_VALUE_UID ? day_of_round (kin, &values[2].uid) : NULL;

  if (day == NULL && of_round == NULL)
    return TRUE;
  count.point = of_round != NULL ? point_named (kin, of_round) : point_of_loose (kin, day);
  g_array_append_val (kin->points[0], count.point);
  if (values[0].kind != EPC_VALUE_UID || day == NULL)
    return TRUE;
  count.site = values[0].uid;
  g_strlcpy (count.day, day, sizeof count.day);
  g_array_append_val (kin->counts, count);
  return TRUE;
}

static gboolean
note_occupancy (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  EpcKin *kin = data;
  g_autofree char *day = values[0].kind == EPC_VALUE_TEXT ? day_of (kin, values[0].text) : NULL;

  if (day != NULL && strlen (day) == DAY_LENGTH)
    {
      guint point = point_of_loose (kin, day);
      g_array_append_val (kin->points[1], point);
    }
  return TRUE;
}

static gboolean
note_movement (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  EpcKin *kin = data;
  Movement movement = { .has_other = values[2].kind == EPC_VALUE_UID };
  const char *day = date_in (&values[1]);

  if (values[0].kind != EPC_VALUE_UID || day == NULL || (values[3].kind == EPC_VALUE_INTEGER && is_few (values[3].integer)))
    return TRUE;
  movement.site = values[0].uid;
  if (movement.has_other)
    movement.other = values[2].uid;
  g_strlcpy (movement.day, day, sizeof movement.day);
  g_array_append_val (kin->movements, movement);
  return TRUE;
}

static int
compare_of_sites (gconstpointer a, gconstpointer b)
{
  const OfSite *one = a, *two = b;
  int order = epc_uid_compare (&one->site, &two->site);

  return order != 0 ? order : strcmp (one->day, two->day);
}

static const OfSite *
count_at (const EpcKin *kin, guint at)
{
  return &g_array_index (kin->counts, OfSite, at);
}

/* The first count of @site on @day or later: its position, or where it would be. */
static guint
find_count (const EpcKin *kin, const EpcUid *site, const char *day)
{
  OfSite sought = { .site = *site };

  g_strlcpy (sought.day, day, sizeof sought.day);
  return epc_order_first (kin->counts, &sought, compare_of_sites);
}

static gboolean
is_of_site (const EpcKin *kin, guint at, const EpcUid *site)
{
  return at < kin->counts->len && epc_uid_equal (&count_at (kin, at)->site, site);
}

typedef void (*PointFunc) (const EpcKin *kin, guint point, gpointer data);

/* The counts of @site next to @day, before it, on it and after it. FALSE: there are none. */
static gboolean
each_count_round (const EpcKin *kin, const EpcUid *site, const char *day, PointFunc func, gpointer data)
{
  guint start = find_count (kin, site, day), at = start;
  gboolean has_any = FALSE;

  for (guint before = start; before > 0 && is_of_site (kin, before - 1, site); before--)
    {
      if (before < start && !g_str_equal (count_at (kin, before - 1)->day, count_at (kin, start - 1)->day))
        break;
      func (kin, count_at (kin, before - 1)->point, data);
      has_any = TRUE;
    }
  for (const char *last = NULL; is_of_site (kin, at, site); at++)
    {
      const char *own = count_at (kin, at)->day;
      if (last != NULL && !g_str_equal (own, last) && !g_str_equal (last, day))
        break;
      func (kin, count_at (kin, at)->point, data);
      has_any = TRUE;
      last = own;
    }
  return has_any;
}

static void
name_of_site (const EpcUid *site, char *name, gsize size)
{
  char text[EPC_UID_TEXT_SIZE];

  g_snprintf (name, size, "site %s", epc_uid_to_text (site, text));
}

static void
take_point (const EpcKin *kin, guint point, gpointer data)
{
  guint *held = data;

  if (*held != G_MAXUINT)
    tie (kin, *held, point);
  *held = point;
}

/* What was counted before and after hangs together with who came and left; a site never counted is a moment of its own. */
static guint
tie_movement (EpcKin *kin, const EpcUid *site, const char *day)
{
  guint point = G_MAXUINT;
  char name[EPC_UID_TEXT_SIZE + 8];

  name_of_site (site, name, sizeof name);
  return each_count_round (kin, site, day, take_point, &point) ? point : point_named (kin, name);
}

static void
tie_movements (EpcKin *kin)
{
  for (guint i = 0; i < kin->movements->len; i++)
    {
      const Movement *movement = &g_array_index (kin->movements, Movement, i);
      guint point = tie_movement (kin, &movement->site, movement->day);
      if (movement->has_other)
        tie (kin, point, tie_movement (kin, &movement->other, movement->day));
    }
}

static void
keep_first (const EpcKin *kin, guint point, gpointer data)
{
  *(guint *) data = root_of (kin, point);
}

static char *
moment_of_movement (const EpcKin *kin, const EpcUid *site, const char *day)
{
  guint point = G_MAXUINT;
  char name[EPC_UID_TEXT_SIZE + 8];

  if (each_count_round (kin, site, day, keep_first, &point))
    return g_strdup (name_of (kin, point));
  name_of_site (site, name, sizeof name);
  return moment_named (kin, name);
}

/* --- all of it --- */

static gboolean
read_all (EpcKin *kin, const char *entity, const char *const *fields, EpcValuesFunc func)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));

  return epc_query_sort (query, "", NULL) && epc_query_values (query, kin->store, fields, func, kin, NULL, NULL);
}

static gboolean
read_rounds (EpcKin *kin)
{
  static const char *const fields[] = { "reporting_date", "survey_start", "survey_end", NULL };
  gboolean done = read_all (kin, "dtm_round", fields, note_round);

  g_array_sort (kin->rounds, compare_rounds);
  for (guint i = 0; i < kin->rounds->len; i++)
    {
      settle_days (kin, &g_array_index (kin->rounds, Round, i));
      g_hash_table_insert (kin->round_of, &g_array_index (kin->rounds, Round, i).uid, GUINT_TO_POINTER (i + 1));
    }
  return done;
}

EpcKin *
epc_kin_new (EpcStore *store)
{
  static const char *const of_counts[] = { "site", "date", "round", NULL }, *const of_centres[] = { "counted_at", NULL },
                    *const of_movements[] = { "site", "date", "other_site", "idp_ind", NULL };
  EpcKin *kin = g_new0 (EpcKin, 1);

  kin->store = g_object_ref (store);
  kin->rounds = g_array_new (FALSE, FALSE, sizeof (Round));
  kin->round_of = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
  kin->point_of = g_hash_table_new (g_str_hash, g_str_equal);
  kin->names = g_ptr_array_new_with_free_func (g_free);
  kin->roots = g_array_new (FALSE, FALSE, sizeof (guint));
  kin->counts = g_array_new (FALSE, FALSE, sizeof (OfSite));
  kin->movements = g_array_new (FALSE, FALSE, sizeof (Movement));
  for (guint i = 0; i < G_N_ELEMENTS (kin->points); i++)
    kin->points[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  kin->loose = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  kin->is_read = read_rounds (kin) && read_all (kin, "site_count", of_counts, note_count)
                 && read_all (kin, "centre_occupancy", of_centres, note_occupancy) && read_all (kin, "site_movement", of_movements, note_movement);
  g_array_sort (kin->counts, compare_of_sites);
  tie_movements (kin);
  return kin;
}

void
epc_kin_free (EpcKin *kin)
{
  if (kin == NULL)
    return;
  g_object_unref (kin->store);
  g_hash_table_unref (kin->round_of);
  g_hash_table_unref (kin->point_of);
  g_hash_table_unref (kin->loose);
  g_ptr_array_unref (kin->names);
  g_array_unref (kin->rounds);
  g_array_unref (kin->roots);
  g_array_unref (kin->counts);
  g_array_unref (kin->movements);
  for (guint i = 0; i < G_N_ELEMENTS (kin->points); i++)
    g_array_unref (kin->points[i]);
  g_free (kin);
}

/* --- moments --- */

char *
epc_kin_moment_of (const EpcKin *kin, const char *round, const char *day)
{
  EpcUid uid;
  g_autofree char *name = round != NULL && epc_uid_from_text (round, &uid) ? day_of_round (kin, &uid) : NULL;

  if (name == NULL && day != NULL && strlen (day) == DAY_LENGTH)
    name = g_strdup (day);
  return name != NULL ? moment_named (kin, name) : NULL;
}

char *
epc_kin_day (const EpcKin *kin, const EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  const char *round = epc_kin_round_field (entity), *day = epc_kin_day_field (entity);
  const EpcUid *uid = round != NULL ? epc_record_reference (record, round) : NULL;

  return uid != NULL ? day_of_round (kin, uid) : day != NULL ? day_of (kin, epc_record_text (record, day)) : NULL;
}

char *
epc_kin_moment (const EpcKin *kin, const EpcRecord *record)
{
  g_autofree char *day = epc_kin_day (kin, record);

  if (day == NULL)
    return NULL;
  if (!is_movement (epc_record_entity (record)))
    return moment_named (kin, day);
  const EpcUid *site = epc_record_reference (record, "site");
  return site != NULL ? moment_of_movement (kin, site, day) : NULL;
}

void
epc_kin_add_moments_of_site (const EpcKin *kin, const EpcUid *site, GHashTable *moments)
{
  char name[EPC_UID_TEXT_SIZE + 8];

  for (guint at = find_count (kin, site, ""); is_of_site (kin, at, site); at++)
    g_hash_table_add (moments, g_strdup (name_of (kin, root_of (kin, count_at (kin, at)->point))));
  name_of_site (site, name, sizeof name);
  g_hash_table_add (moments, moment_named (kin, name));
}

gboolean
epc_kin_has_loose_near (const EpcKin *kin, const char *day)
{
  GHashTableIter iter;
  gpointer number;
  gint64 about = day_number (day);

  g_hash_table_iter_init (&iter, kin->loose);
  while (g_hash_table_iter_next (&iter, NULL, &number))
    if (about == NO_DAY || ABS (*(const gint64 *) number - about) <= LONGEST_ROUND + DAYS_AFTER)
      return TRUE;
  return FALSE;
}

GArray *
epc_kin_rounds (const EpcKin *kin, const EpcRecord *record)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (EpcKinRound));
  const char *field = epc_kin_round_field (epc_record_entity (record));
  const EpcUid *uid = field != NULL ? epc_record_reference (record, field) : NULL;
  g_autofree char *day = uid == NULL ? epc_kin_day (kin, record) : NULL;
  gint64 number = day_number (day);

  if (uid != NULL)
    {
      EpcKinRound own = { *uid, TRUE, FALSE };
      g_array_append_val (found, own);
    }
  for (guint i = 0; i < kin->rounds->len && day != NULL; i++)
    {
      const Round *round = round_at (kin, i);
      EpcKinRound of = { round->uid, g_str_equal (round->day, day), number > round->to };
      if (of.is_named || has_days (round, number))
        g_array_append_val (found, of);
    }
  return found;
}

/* --- what counts at a moment --- */

typedef struct
{
  const EpcKin *kin;
  const char *moment, *day; /* @day: of the office; NULL: any */
  EpcRecordFunc func;
  gpointer data;
} Asked;

static gboolean
take_of_moment (EpcRecord *record, gpointer data)
{
  const Asked *asked = data;
  g_autofree char *moment = epc_kin_moment (asked->kin, record), *day = asked->day != NULL ? epc_kin_day (asked->kin, record) : NULL;

  return g_strcmp0 (moment, asked->moment) != 0 || g_strcmp0 (day, asked->day) != 0 || asked->func (record, asked->data);
}

static gboolean
each_of_round (Asked *asked, const EpcEntity *entity, const EpcUid *round, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  char text[EPC_UID_TEXT_SIZE];

  return epc_query_where (query, asked->kin->store, epc_kin_round_field (entity), EPC_OP_EQUAL, epc_uid_to_text (round, text), error)
         && epc_query_sort (query, "", error) && epc_query_each (query, asked->kin->store, take_of_moment, asked, cancellable, error);
}

/* A day of the office lies within a day before and two after what the clock of Greenwich calls so. */
static gboolean
narrow_to_day (EpcQuery *query, const Asked *asked, const EpcField *field, const char *day, GError **error)
{
  if (field->type == EPC_TYPE_DATE)
    return epc_query_where (query, asked->kin->store, field->key, EPC_OP_EQUAL, day, error);
  gint64 midnight = day_number (day) * A_DAY;
  g_autofree char *from = epc_moment_from_unix (midnight - A_DAY, "UTC"), *to = epc_moment_from_unix (midnight + 2 * A_DAY, "UTC");
  return epc_query_where (query, asked->kin->store, field->key, EPC_OP_GREATER_EQUAL, from, error)
         && epc_query_where (query, asked->kin->store, field->key, EPC_OP_LESS, to, error);
}

static gboolean
each_of_day (Asked *asked, const EpcEntity *entity, const char *day, GCancellable *cancellable, GError **error)
{
  const char *round = epc_kin_round_field (entity);
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  asked->day = day;
  return (round == NULL || epc_query_where (query, asked->kin->store, round, EPC_OP_EMPTY, NULL, error))
         && narrow_to_day (query, asked, epc_entity_field (entity, epc_kin_day_field (entity)), day, error) && epc_query_sort (query, "", error)
         && epc_query_each (query, asked->kin->store, take_of_moment, asked, cancellable, error);
}

/* Records of the sites to which somebody came, or which somebody left, at that moment. */
static gboolean
each_of_sites (Asked *asked, const EpcEntity *entity, GCancellable *cancellable, GError **error)
{
  const EpcKin *kin = asked->kin;
  g_autoptr (GHashTable) seen = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);

  for (guint i = 0; i < kin->movements->len; i++)
    {
      const Movement *movement = &g_array_index (kin->movements, Movement, i);
      g_autofree char *moment = moment_of_movement (kin, &movement->site, movement->day);
      g_autoptr (EpcQuery) query = epc_query_new (entity);
      char text[EPC_UID_TEXT_SIZE];
      if (!g_str_equal (moment, asked->moment) || !g_hash_table_add (seen, (gpointer) &movement->site))
        continue;
      if (!epc_query_where (query, kin->store, "site", EPC_OP_EQUAL, epc_uid_to_text (&movement->site, text), error)
          || !epc_query_sort (query, "", error) || !epc_query_each (query, kin->store, take_of_moment, asked, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Of the days of @moment those on which something without a round was counted. */
static gboolean
each_of_days (Asked *asked, const EpcEntity *entity, GCancellable *cancellable, GError **error)
{
  GHashTableIter iter;
  gpointer day;

  g_hash_table_iter_init (&iter, asked->kin->loose);
  while (g_hash_table_iter_next (&iter, &day, NULL))
    {
      g_autofree char *moment = moment_named (asked->kin, day);
      if (g_str_equal (moment, asked->moment) && !each_of_day (asked, entity, day, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
epc_kin_each (const EpcKin *kin, const EpcEntity *entity, const char *moment, EpcRecordFunc func, gpointer data, GCancellable *cancellable,
              GError **error)
{
  Asked asked = { kin, moment, NULL, func, data };
  EpcUid uid;

  if (is_movement (entity))
    return each_of_sites (&asked, entity, cancellable, error);
  /* A round that is no longer there. */
  if (epc_kin_round_field (entity) != NULL && epc_uid_from_text (moment, &uid) && !g_hash_table_contains (kin->round_of, &uid)
      && !each_of_round (&asked, entity, &uid, cancellable, error))
    return FALSE;
  for (guint i = 0; i < kin->rounds->len && epc_kin_round_field (entity) != NULL; i++)
    if (g_str_equal (name_of (kin, root_of (kin, round_at (kin, i)->point)), moment)
        && !each_of_round (&asked, entity, &round_at (kin, i)->uid, cancellable, error))
      return FALSE;
  return epc_kin_day_field (entity) == NULL || each_of_days (&asked, entity, cancellable, error);
}

gboolean
epc_kin_add_moments (const EpcKin *kin, const EpcEntity *entity, GHashTable *moments, GError **error)
{
  int kind = epc_kin_position (entity);

  /* What a round counts may be a million rows: that there is the round is enough. */
  for (guint i = 0; i < kin->rounds->len && kind == 0; i++)
    g_hash_table_add (moments, g_strdup (name_of (kin, root_of (kin, round_at (kin, i)->point))));
  for (guint i = 0; (kind == 1 || kind == 2) && i < kin->points[kind - 1]->len; i++)
    g_hash_table_add (moments, g_strdup (name_of (kin, root_of (kin, g_array_index (kin->points[kind - 1], guint, i)))));
  for (guint i = 0; is_movement (entity) && i < kin->movements->len; i++)
    {
      const Movement *movement = &g_array_index (kin->movements, Movement, i);
      g_hash_table_add (moments, moment_of_movement (kin, &movement->site, movement->day));
    }
  return kin->is_read;
}
