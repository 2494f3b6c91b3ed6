/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-kin.h"

#include <string.h>

#include "base/epc-date.h"

#define DAY_LENGTH 10
#define A_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC) /* microseconds */

typedef struct
{
  EpcUid uid;
  char day[EPC_DATE_SIZE]; /* "": not said */
} Round;

struct _EpcKin
{
  EpcStore *store;
  GArray *rounds;       /* of Round, by identity */
  GHashTable *round_of; /* EpcUid → position + 1 */
  gboolean is_read;     /* the rounds could be */
};

static const struct
{
  const char *key, *round, *day;
} kinds[EPC_N_KIN] = {
  { "location_count", "round", NULL },
  { "site_count", "round", "date" },
  { "centre_occupancy", NULL, "counted_at" },
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

/* --- rounds --- */

static gboolean
note_round (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  EpcKin *kin = data;
  Round round = { .uid = *uid };

  if (values[0].kind == EPC_VALUE_TEXT && strlen (values[0].text) == DAY_LENGTH)
    g_strlcpy (round.day, values[0].text, sizeof round.day);
  g_array_append_val (kin->rounds, round);
  return TRUE;
}

static int
compare_rounds (gconstpointer a, gconstpointer b)
{
  return epc_uid_compare (&((const Round *) a)->uid, &((const Round *) b)->uid);
}

EpcKin *
epc_kin_new (EpcStore *store)
{
  static const char *const fields[] = { "reporting_date", NULL };
  EpcKin *kin = g_new0 (EpcKin, 1);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("dtm_round"));

  kin->store = g_object_ref (store);
  kin->rounds = g_array_new (FALSE, FALSE, sizeof (Round));
  kin->round_of = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
  epc_query_sort (query, "", NULL);
  kin->is_read = epc_query_values (query, store, fields, note_round, kin, NULL, NULL);
  g_array_sort (kin->rounds, compare_rounds);
  for (guint i = 0; i < kin->rounds->len; i++)
    g_hash_table_insert (kin->round_of, &g_array_index (kin->rounds, Round, i).uid, GUINT_TO_POINTER (i + 1));
  return kin;
}

void
epc_kin_free (EpcKin *kin)
{
  if (kin == NULL)
    return;
  g_object_unref (kin->store);
  g_hash_table_unref (kin->round_of);
  g_array_unref (kin->rounds);
  g_free (kin);
}

/* --- moments --- */

static char *
moment_of_round (const EpcKin *kin, const EpcUid *uid)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (kin->round_of, uid));
  const Round *round = known > 0 ? &g_array_index (kin->rounds, Round, known - 1) : NULL;
  char text[EPC_UID_TEXT_SIZE];

  return g_strdup (round != NULL && *round->day != '\0' ? round->day : epc_uid_to_text (uid, text));
}

char *
epc_kin_moment_of (const EpcKin *kin, const char *round, const char *day)
{
  EpcUid uid;

  if (round != NULL && epc_uid_from_text (round, &uid))
    return moment_of_round (kin, &uid);
  return day != NULL && strlen (day) == DAY_LENGTH ? g_strdup (day) : NULL;
}

static char *
day_of (const EpcKin *kin, const char *text)
{
  if (text == NULL || strlen (text) <= DAY_LENGTH)
    return g_strdup (text);
  g_autoptr (GDateTime) local = epc_moment_in_zone (text, epc_store_zone (kin->store));
  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : NULL;
}

char *
epc_kin_moment (const EpcKin *kin, const EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  const char *round = epc_kin_round_field (entity), *day = epc_kin_day_field (entity);
  const EpcUid *uid = round != NULL ? epc_record_reference (record, round) : NULL;

  if (uid != NULL)
    return moment_of_round (kin, uid);
  g_autofree char *text = day != NULL ? day_of (kin, epc_record_text (record, day)) : NULL;
  return epc_kin_moment_of (kin, NULL, text);
}

GArray *
epc_kin_rounds (const EpcKin *kin, const EpcRecord *record)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  const char *field = epc_kin_round_field (epc_record_entity (record));
  const EpcUid *uid = field != NULL ? epc_record_reference (record, field) : NULL;
  g_autofree char *moment = uid == NULL ? epc_kin_moment (kin, record) : NULL;

  if (uid != NULL)
    g_array_append_val (found, *uid);
  for (guint i = 0; i < kin->rounds->len && moment != NULL; i++)
    if (g_str_equal (g_array_index (kin->rounds, Round, i).day, moment))
      g_array_append_val (found, g_array_index (kin->rounds, Round, i).uid);
  return found;
}

/* --- what counts at a moment --- */

typedef struct
{
  const EpcKin *kin;
  const char *moment;
  EpcRecordFunc func;
  gpointer data;
} Asked;

static gboolean
take_of_moment (EpcRecord *record, gpointer data)
{
  const Asked *asked = data;
  g_autofree char *moment = epc_kin_moment (asked->kin, record);

  return g_strcmp0 (moment, asked->moment) != 0 || asked->func (record, asked->data);
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
narrow_to_day (EpcQuery *query, const Asked *asked, const EpcField *field, GError **error)
{
  int year, month, day;

  if (field->type == EPC_TYPE_DATE)
    return epc_query_where (query, asked->kin->store, field->key, EPC_OP_EQUAL, asked->moment, error);
  if (!epc_date_split (asked->moment, &year, &month, &day))
    return TRUE;
  gint64 midnight = epc_date_days (year, month, day) * A_DAY;
  g_autofree char *from = epc_moment_from_unix (midnight - A_DAY, "UTC"), *to = epc_moment_from_unix (midnight + 2 * A_DAY, "UTC");
  return epc_query_where (query, asked->kin->store, field->key, EPC_OP_GREATER_EQUAL, from, error)
         && epc_query_where (query, asked->kin->store, field->key, EPC_OP_LESS, to, error);
}

static gboolean
each_of_day (Asked *asked, const EpcEntity *entity, GCancellable *cancellable, GError **error)
{
  const char *round = epc_kin_round_field (entity);
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  return (round == NULL || epc_query_where (query, asked->kin->store, round, EPC_OP_EMPTY, NULL, error))
         && narrow_to_day (query, asked, epc_entity_field (entity, epc_kin_day_field (entity)), error) && epc_query_sort (query, "", error)
         && epc_query_each (query, asked->kin->store, take_of_moment, asked, cancellable, error);
}

gboolean
epc_kin_each (const EpcKin *kin, const EpcEntity *entity, const char *moment, EpcRecordFunc func, gpointer data, GCancellable *cancellable,
              GError **error)
{
  Asked asked = { kin, moment, func, data };
  EpcUid uid;

  if (epc_kin_round_field (entity) != NULL && epc_uid_from_text (moment, &uid) && !each_of_round (&asked, entity, &uid, cancellable, error))
    return FALSE;
  for (guint i = 0; i < kin->rounds->len && epc_kin_round_field (entity) != NULL; i++)
    if (g_str_equal (g_array_index (kin->rounds, Round, i).day, moment)
        && !each_of_round (&asked, entity, &g_array_index (kin->rounds, Round, i).uid, cancellable, error))
      return FALSE;
  return epc_kin_day_field (entity) == NULL || strlen (moment) != DAY_LENGTH || each_of_day (&asked, entity, cancellable, error);
}

typedef struct
{
  const EpcKin *kin;
  const EpcEntity *entity;
  GHashTable *moments;
} Moments;

static gboolean
note_moment (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  const Moments *noted = data;
  guint at = 0;
  char *moment = NULL;

  if (epc_kin_round_field (noted->entity) != NULL && values[at++].kind == EPC_VALUE_UID)
    moment = moment_of_round (noted->kin, &values[0].uid);
  else if (epc_kin_day_field (noted->entity) != NULL && values[at].kind == EPC_VALUE_TEXT)
    {
      g_autofree char *day = day_of (noted->kin, values[at].text);
      moment = epc_kin_moment_of (noted->kin, NULL, day);
    }
  if (moment != NULL)
    g_hash_table_add (noted->moments, moment);
  return TRUE;
}

gboolean
epc_kin_add_moments (const EpcKin *kin, const EpcEntity *entity, GHashTable *moments, GError **error)
{
  const char *round = epc_kin_round_field (entity), *day = epc_kin_day_field (entity);
  const char *const fields[] = { round != NULL ? round : day, round != NULL ? day : NULL, NULL };
  Moments noted = { kin, entity, moments };
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  /* What a round counts may be a million rows: that there is the round is enough. */
  for (guint i = 0; i < kin->rounds->len && day == NULL; i++)
    g_hash_table_add (moments, moment_of_round (kin, &g_array_index (kin->rounds, Round, i).uid));
  if (!kin->is_read)
    return FALSE;
  return day == NULL || (epc_query_sort (query, "", error) && epc_query_values (query, kin->store, fields, note_moment, &noted, NULL, error));
}
