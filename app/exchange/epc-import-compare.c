/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows against what was counted before: figures far off those of the previous round, rounds whose dates run backwards, a site
 * that opens again under the number of one that closed, an event that was reported twice. All of them are doubts: people do
 * arrive and leave.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "store/epc-query.h"

/* No published rule says how much is too much: three times as many or a third, and fifty people at least (five households of ten) so that
 * a hamlet that doubles is no news. The setting "import.outlier_factor" changes the first. */
#define FACTOR 3.0
#define LEAST_PEOPLE 50
/* A file of more places than that is not held against the round before: it would take the memory that an old laptop lacks. */
#define MOST_PLACES 50000

typedef struct
{
  EpcUid round;
  gint64 level;
  const char *place; /* interned */
  char *ssid, *name;
  gint64 people;
  guint64 row; /* the first */
} Count;

typedef struct
{
  char *date; /* of the latest count stored */
  gint64 people;
} Last;

struct _EpcCompare
{
  const EpcTargetState *counts, *site_counts, *events, *sites;
  int round, level, place, ssid, name, people; /* fields of location_count */
  int site, date, site_people;                 /* of site_count */
  GHashTable *by_place; /* Count → itself; NULL: too many */
  GHashTable *last;     /* uid of a site → Last; NULL: not loaded */
  GHashTable *reported; /* what an event is known by → row, or 0 for one that is stored */
  double factor;
};

static guint
count_hash (gconstpointer data)
{
  const Count *count = data;

  return epc_uid_hash (&count->round) ^ g_direct_hash (count->place) ^ (guint) count->level
         ^ (count->ssid != NULL ? g_str_hash (count->ssid) : 0) ^ (count->name != NULL ? g_str_hash (count->name) * 31 : 0);
}

static gboolean
count_equal (gconstpointer a, gconstpointer b)
{
  const Count *x = a, *y = b;

  return x->place == y->place && x->level == y->level && epc_uid_equal (&x->round, &y->round) && g_strcmp0 (x->ssid, y->ssid) == 0
         && g_strcmp0 (x->name, y->name) == 0;
}

static void
count_free (gpointer data)
{
  Count *count = data;

  g_free (count->ssid);
  g_free (count->name);
  g_free (count);
}

static void
last_free (gpointer data)
{
  g_free (((Last *) data)->date);
  g_free (data);
}

void
epc_compare_free (EpcCompare *compare)
{
  if (compare == NULL)
    return;
  g_clear_pointer (&compare->by_place, g_hash_table_unref);
  g_clear_pointer (&compare->last, g_hash_table_unref);
  g_clear_pointer (&compare->reported, g_hash_table_unref);
  g_free (compare);
}

static EpcCompare *
compare_new (EpcImport *import)
{
  EpcCompare *compare = g_new0 (EpcCompare, 1);
  g_autofree char *factor = epc_store_setting (import->store, "import.outlier_factor");

  compare->factor = factor != NULL ? g_ascii_strtod (factor, NULL) : FACTOR;
  if (!(compare->factor > 1))
    compare->factor = FACTOR;
  for (guint t = 0; t < import->n_targets; t++)
    {
      const EpcTargetState *target = &import->targets[t];
      const EpcEntity *entity = target->entity;
      if (g_str_equal (entity->key, "location_count"))
        {
          compare->counts = target;
          compare->round = epc_entity_field_index (entity, "round");
          compare->level = epc_entity_field_index (entity, "admin_level");
          compare->place = epc_entity_field_index (entity, "place");
          compare->ssid = epc_entity_field_index (entity, "location_ssid");
          compare->name = epc_entity_field_index (entity, "location_name");
          compare->people = epc_entity_field_index (entity, "idp_ind");
          compare->by_place = g_hash_table_new_full (count_hash, count_equal, NULL, count_free);
        }
      else if (g_str_equal (entity->key, "site_count"))
        {
          compare->site_counts = target;
          compare->site = epc_entity_field_index (entity, "site");
          compare->date = epc_entity_field_index (entity, "date");
          compare->site_people = epc_entity_field_index (entity, "idp_ind");
        }
      else if (g_str_equal (entity->key, "event_alert") && t == 0)
        compare->events = target;
      else if (g_str_equal (entity->key, "site") && t == 0)
        compare->sites = target;
    }
  return compare;
}

static guint
column_of (const EpcTargetState *target, int field)
{
  const EpcFill *fill = epc_target_fill (target, (guint) field);

  return fill != NULL ? fill->column : G_MAXUINT;
}

static gboolean
is_far_off (const EpcCompare *compare, gint64 now, gint64 before)
{
  gint64 more = MAX (now, before), less = MIN (now, before);

  return more - less >= LEAST_PEOPLE && (double) more > (double) less * compare->factor;
}

static void
tell_far_off (EpcImport *import, const char *subject, guint column, gint64 now, gint64 before)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *now_text = epc_language_integer (language, now);
  g_autofree char *before_text = epc_language_integer (language, before);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  g_autofree char *message
      = g_strdup_printf (ngettext_ ("%s person, and %s in the round before. Check it, or note why.", "%s people, and %s in the round before. Check it, or note why.", (gulong) now), now_text, before_text);

  epc_import_warn_cell (import, "outlier", subject, column, value, message, NULL);
}

/* --- sites --- */

static gboolean
add_last (EpcRecord *record, gpointer data)
{
  GHashTable *all = data;
  const EpcUid *site = epc_record_reference (record, "site");
  const char *date = epc_record_text (record, "date");

  if (site == NULL || date == NULL || epc_record_is_empty (record, "idp_ind"))
    return TRUE;
  Last *last = g_hash_table_lookup (all, site);
  if (last != NULL && strcmp (last->date, date) >= 0)
    return TRUE;
  Last *own = g_new0 (Last, 1);
  own->date = g_strdup (date);
  own->people = epc_record_integer (record, "idp_ind");
  g_hash_table_replace (all, g_memdup2 (site, sizeof *site), own);
  return TRUE;
}

static void
compare_site (EpcImport *import, EpcCompare *compare)
{
  const EpcValue *values = epc_target_values (compare->site_counts);
  const EpcValue *site = &values[compare->site], *date = &values[compare->date], *people = &values[compare->site_people];

  if (!compare->site_counts->is_there || site->kind != EPC_VALUE_UID || date->kind != EPC_VALUE_TEXT
      || people->kind != EPC_VALUE_INTEGER)
    return;
  if (compare->last == NULL)
    {
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site_count"));
      compare->last = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, last_free);
      epc_query_each (query, import->store, add_last, compare->last, import->cancellable, NULL);
    }
  const Last *last = g_hash_table_lookup (compare->last, &site->uid);
  if (last != NULL && strcmp (last->date, date->text) < 0 && is_far_off (compare, people->integer, last->people))
    {
      char subject[EPC_UID_TEXT_SIZE];
      tell_far_off (import, epc_uid_to_text (&site->uid, subject), column_of (compare->site_counts, compare->site_people), people->integer,
                    last->people);
    }
}

/* The number of a site is its own for good: it is not given to another after it closed. */
static void
look_at_closed (EpcImport *import, const EpcTargetState *sites)
{
  int status = epc_entity_field_index (sites->entity, "status");
  const EpcValue *value = epc_record_value (sites->record, (guint) status);
  const EpcFill *fill = epc_target_fill (sites, (guint) status);

  if (fill == NULL || value->kind != EPC_VALUE_TEXT || g_str_equal (value->text, "closed") || g_str_equal (value->text, "rehabilitated"))
    return;
  g_autoptr (EpcRecord) stored = epc_store_get (import->store, sites->entity, &sites->uid, NULL);
  const char *held = stored != NULL && !epc_record_meta (stored)->is_deleted ? epc_record_text (stored, "status") : NULL;
  if (held == NULL || (!g_str_equal (held, "closed") && !g_str_equal (held, "rehabilitated")))
    return;
  epc_import_warn_cell (import, "closed_site", NULL, fill->column, NULL,
                        _ ("The site with this number was closed. The number of a closed site is not given to another."), NULL);
}

/* --- events --- */

static char *
event_key (const EpcRecord *record)
{
  static const char *const parts[] = { "from_place", "place", "event_start", "trigger", "displaced_ind" };
  GString *key = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (epc_entity_field (epc_record_entity (record), parts[i]) == NULL)
        continue;
      g_autofree char *text = epc_record_to_text (record, parts[i]);
      n += text != NULL;
      g_string_append_printf (key, "\x1f%s", text != NULL ? text : "");
    }
  /* A place and a figure alone make no event. */
  return g_string_free (key, n < 4);
}

static gboolean
add_event (EpcRecord *record, gpointer data)
{
  char *key = event_key (record);

  if (key != NULL)
    g_hash_table_replace (data, key, g_strdup (epc_record_code (record)));
  return TRUE;
}

static void
compare_event (EpcImport *import, EpcCompare *compare)
{
  if (compare->reported == NULL)
    {
      g_autoptr (EpcQuery) query = epc_query_new (compare->events->entity);
      compare->reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      epc_query_each (query, import->store, add_event, compare->reported, import->cancellable, NULL);
    }
  char *key = event_key (compare->events->record);
  if (key == NULL)
    return;
  g_autoptr (EpcRecord) same = epc_store_get (import->store, compare->events->entity, &compare->events->uid, NULL);
  const char *other = g_hash_table_lookup (compare->reported, key);
  if (other != NULL && same == NULL)
    {
      g_autofree char *message = g_strdup_printf (
          _ ("The same origin, place, start, cause and number of people as %s: perhaps one event reported twice."), other);
      epc_import_warn_cell (import, "duplicate_event", key, G_MAXUINT, NULL, message, NULL);
    }
  if (other == NULL)
    g_hash_table_insert (compare->reported, key, g_strdup_printf (_ ("row %u"), (guint) import->row.number));
  else
    g_free (key);
}

/* --- rounds --- */

static const char *
text_of (const EpcValue *value)
{
  return value->kind == EPC_VALUE_TEXT ? value->text : NULL;
}

static void
add_count (GHashTable *all, const Count *like, gint64 people, guint64 row)
{
  Count *count = g_hash_table_lookup (all, like);

  if (count == NULL)
    {
      count = g_memdup2 (like, sizeof *like);
      count->ssid = g_strdup (like->ssid);
      count->name = g_strdup (like->name);
      count->people = 0;
      count->row = row;
      g_hash_table_add (all, count);
    }
  count->people += people;
}

static void
note_count (EpcImport *import, EpcCompare *compare)
{
  const EpcValue *values = epc_target_values (compare->counts);

  if (!compare->counts->is_there || values[compare->people].kind != EPC_VALUE_INTEGER || values[compare->round].kind != EPC_VALUE_UID)
    return;
  const Count like = { .round = values[compare->round].uid,
                       .level = values[compare->level].kind == EPC_VALUE_INTEGER ? values[compare->level].integer : -1,
                       .place = g_intern_string (text_of (&values[compare->place])),
                       .ssid = (char *) text_of (&values[compare->ssid]),
                       .name = (char *) text_of (&values[compare->name]) };
  add_count (compare->by_place, &like, values[compare->people].integer, import->row.number);
  if (g_hash_table_size (compare->by_place) > MOST_PLACES)
    g_clear_pointer (&compare->by_place, g_hash_table_unref);
}

void
epc_import_compare_row (EpcImport *import)
{
  EpcCompare *compare = import->compare;

  if (compare == NULL)
    compare = import->compare = compare_new (import);
  if (compare->by_place != NULL)
    note_count (import, compare);
  if (compare->site_counts != NULL)
    compare_site (import, compare);
  if (compare->sites != NULL)
    look_at_closed (import, compare->sites);
  if (compare->events != NULL)
    compare_event (import, compare);
}

typedef struct
{
  EpcUid uid, operation;
  char *tool, *date;
  gint64 number;
  gboolean has_number, is_in_file;
} Round;

static void
round_clear (gpointer data)
{
  g_free (((Round *) data)->tool);
  g_free (((Round *) data)->date);
}

static void
add_round (GArray *rounds, const EpcUid *uid, const EpcEntity *entity, const EpcValue *values, gboolean is_in_file)
{
  const EpcValue *operation = &values[epc_entity_field_index (entity, "operation")];
  const EpcValue *number = &values[epc_entity_field_index (entity, "number")];
  Round round = { .uid = *uid, .is_in_file = is_in_file };

  for (guint i = 0; i < rounds->len; i++)
    if (epc_uid_equal (&g_array_index (rounds, Round, i).uid, uid))
      return;
  if (operation->kind != EPC_VALUE_UID)
    return;
  round.operation = operation->uid;
  round.tool = g_strdup (text_of (&values[epc_entity_field_index (entity, "assessment_type")]));
  round.date = g_strdup (text_of (&values[epc_entity_field_index (entity, "reporting_date")]));
  round.has_number = number->kind == EPC_VALUE_INTEGER;
  round.number = round.has_number ? number->integer : 0;
  g_array_append_val (rounds, round);
}

/* Rounds of the file first, then those stored. */
static GArray *
all_rounds (EpcImport *import)
{
  const EpcEntity *entity = epc_entity_find ("dtm_round");
  GArray *rounds = g_array_new (FALSE, TRUE, sizeof (Round));
  g_autoptr (EpcQuery) query = epc_query_new (entity);

  g_array_set_clear_func (rounds, round_clear);
  for (guint t = 0; t < import->n_targets; t++)
    for (guint i = 0; import->targets[t].entity == entity && import->targets[t].in_order != NULL && i < import->targets[t].in_order->len; i++)
      {
        const EpcRegistered *registered = g_ptr_array_index (import->targets[t].in_order, i);
        add_round (rounds, &registered->uid, entity, registered->values, TRUE);
      }
  g_autoptr (GPtrArray) stored = epc_query_records (query, import->store, NULL);
  for (guint i = 0; stored != NULL && i < stored->len; i++)
    {
      const EpcRecord *record = g_ptr_array_index (stored, i);
      add_round (rounds, epc_record_uid (record), entity, epc_record_value (record, 0), FALSE);
    }
  return rounds;
}

/* The round of the same operation and tool with the next lower number; NULL: none. */
static const Round *
round_before (GArray *rounds, const Round *round)
{
  const Round *best = NULL;

  for (guint i = 0; i < rounds->len && round->has_number; i++)
    {
      const Round *other = &g_array_index (rounds, Round, i);
      if (other->has_number && other->number < round->number && epc_uid_equal (&other->operation, &round->operation)
          && g_strcmp0 (other->tool, round->tool) == 0 && (best == NULL || other->number > best->number))
        best = other;
    }
  return best;
}

typedef struct
{
  GHashTable *all;
  EpcUid round;
} Stored;

static gboolean
add_stored (EpcRecord *record, gpointer data)
{
  Stored *stored = data;
  const Count like = { .round = stored->round,
                       .level = epc_record_is_empty (record, "admin_level") ? -1 : epc_record_integer (record, "admin_level"),
                       .place = g_intern_string (epc_record_text (record, "place")),
                       .ssid = (char *) epc_record_text (record, "location_ssid"),
                       .name = (char *) epc_record_text (record, "location_name") };

  if (!epc_record_is_empty (record, "idp_ind"))
    add_count (stored->all, &like, epc_record_integer (record, "idp_ind"), 0);
  return g_hash_table_size (stored->all) <= MOST_PLACES;
}

static GHashTable *
stored_counts (EpcImport *import, const EpcUid *round)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  Stored stored = { .all = g_hash_table_new_full (count_hash, count_equal, NULL, count_free), .round = *round };
  char uid[EPC_UID_TEXT_SIZE];

  if (epc_query_where (query, import->store, "round", EPC_OP_EQUAL, epc_uid_to_text (round, uid), NULL))
    epc_query_each (query, import->store, add_stored, &stored, import->cancellable, NULL);
  return stored.all;
}

static void
tell_dates (EpcImport *import, const Round *round, const Round *before)
{
  if (round->date == NULL || before->date == NULL || strcmp (round->date, before->date) > 0)
    return;
  g_autofree char *own_date = epc_language_date (epc_language_get (NULL), round->date, FALSE);
  g_autofree char *other_date = epc_language_date (epc_language_get (NULL), before->date, FALSE);
  g_autofree char *message = g_strdup_printf (_ ("Round %d is dated %s, and round %d before it %s. Dates rise from round to round."),
                                              (int) round->number, own_date, (int) before->number, other_date);
  epc_import_warn (import, "round_dates", message, 0, message);
}

/* What the counts of a round are held against. */
typedef struct
{
  const Round *before;
  GHashTable *counts; /* of the round before, when only the workspace has it */
} Against;

typedef struct
{
  const Count *count;
  gint64 before;
} Far;

static int
compare_far (gconstpointer a, gconstpointer b)
{
  guint64 x = ((const Far *) a)->count->row, y = ((const Far *) b)->count->row;

  return x < y ? -1 : x > y;
}

static void
against_free (gpointer data)
{
  Against *against = data;

  g_clear_pointer (&against->counts, g_hash_table_unref);
  g_free (against);
}

void
epc_import_compare_finish (EpcImport *import)
{
  EpcCompare *compare = import->compare;
  g_autoptr (GHashTable) by_round = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, NULL, against_free);
  GHashTableIter iter;
  gpointer key;

  if (compare == NULL || compare->by_place == NULL || g_hash_table_size (compare->by_place) == 0)
    return;
  g_autoptr (GArray) rounds = all_rounds (import);
  for (guint i = 0; i < rounds->len; i++)
    {
      const Round *round = &g_array_index (rounds, Round, i);
      const Round *before = round->is_in_file ? round_before (rounds, round) : NULL;
      if (before == NULL)
        continue;
      Against *against = g_new0 (Against, 1);
      against->before = before;
      against->counts = before->is_in_file ? NULL : stored_counts (import, &before->uid);
      g_hash_table_insert (by_round, (gpointer) &round->uid, against);
      tell_dates (import, round, before);
    }
  g_autoptr (GArray) far = g_array_new (FALSE, FALSE, sizeof (Far));
  g_hash_table_iter_init (&iter, compare->by_place);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const Count *count = key;
      const Against *against = g_hash_table_lookup (by_round, &count->round);
      if (against == NULL)
        continue;
      Count like = *count;
      like.round = against->before->uid;
      const Count *earlier = g_hash_table_lookup (against->counts != NULL ? against->counts : compare->by_place, &like);
      if (earlier == NULL || !is_far_off (compare, count->people, earlier->people))
        continue;
      Far found = { count, earlier->people };
      g_array_append_val (far, found);
    }
  g_array_sort (far, compare_far);
  for (guint i = 0; i < far->len; i++)
    {
      const Far *found = &g_array_index (far, Far, i);
      /* The row that the sum begins in stands for it. */
      import->row.number = found->count->row;
      tell_far_off (import, found->count->place, column_of (compare->counts, compare->people), found->count->people, found->before);
    }
}
