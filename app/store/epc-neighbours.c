/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-neighbours.h"

#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-guard.h"
#include "epc-store-private.h"
#include "model/epc-rules.h"

/* In each select "r" is the kind's live records with the one in hand among them (its fields are ?4, ?5 … in the order of @keys), "a" one
 * that is asked about, and "changed" the records that were there before the batch and of which it changed one of @keys. ?1: uid of the
 * record in hand, NULL when a batch is asked about; ?2: that batch; ?3: most rows. */
#define ASKED " (a.uid = ?1 OR (?1 IS NULL AND (a._batch = ?2 OR a.uid IN (SELECT uid FROM changed)))) "
#define MOST_OF_A_BATCH 1000
/* Places by their P-codes; apart from the table, whose index of levels would be taken for the way to them. */
#define ABOVE ", p AS MATERIALIZED (SELECT pcode, level, iso3 FROM place WHERE _deleted = 0) "

typedef char *(*Sentence) (EpcStore *store, sqlite3_stmt *row);

typedef struct
{
  const char *entity, *field, *rule;
  const char *keys; /* of the fields that the select looks at */
  const char *select; /* uid of the record, then what the sentence needs */
  Sentence sentence;
} Rule;

static char *
title_of (EpcStore *store, const char *entity, sqlite3_stmt *row, int column)
{
  EpcUid uid;

  epc_sqlite_column_uid (row, column, &uid);
  return epc_store_title (store, epc_entity_find (entity), &uid);
}

static char *
date_at (sqlite3_stmt *row, int column)
{
  return epc_language_date (epc_language_get (NULL), (const char *) sqlite3_column_text (row, column), TRUE);
}

static char *
integer_at (sqlite3_stmt *row, int column)
{
  return epc_language_integer (epc_language_get (NULL), sqlite3_column_int64 (row, column));
}

static char *
round_sentence (EpcStore *store, sqlite3_stmt *row)
{
  g_autofree char *number = integer_at (row, 1), *date = date_at (row, 2);

  return g_strdup_printf (_("Round %s of the same operation and tool has the reporting date %s; the dates rise with the rounds."),
                          number, date);
}

static char *
alert_sentence (EpcStore *store, sqlite3_stmt *row)
{
  g_autofree char *other = title_of (store, "event_alert", row, 1);

  return g_strdup_printf (_("“%s” tells of the same places, day, trigger and number of people. Is it the same event?"), other);
}

static char *
level_sentence (EpcStore *store, sqlite3_stmt *row)
{
  g_autofree char *level = integer_at (row, 2);

  return g_strdup_printf (_("%s is of level %s; a place belongs to one of a level above its own."),
                          (const char *) sqlite3_column_text (row, 1), level);
}

static char *
country_sentence (EpcStore *store, sqlite3_stmt *row)
{
  return g_strdup_printf (_("%s lies in another country (%s)."), (const char *) sqlite3_column_text (row, 1),
                          (const char *) sqlite3_column_text (row, 2));
}

static char *
closed_sentence (EpcStore *store, sqlite3_stmt *row)
{
  g_autofree char *people = integer_at (row, 1), *date = date_at (row, 2);

  return g_strdup_printf (_("The site is closed, but its last count (%s) has %s people. Count again, or say what became of them."), date, people);
}

static char *
ssid_sentence (EpcStore *store, sqlite3_stmt *row)
{
  g_autofree char *other = title_of (store, "site", row, 1);

  return g_strdup_printf (_("“%s” has this SSID already; it is never given to another site, not even after closing."), other);
}

static char *
reopened_sentence (EpcStore *store, sqlite3_stmt *row)
{
  g_autofree char *date = date_at (row, 1);

  return g_strdup_printf (_("This number is of a site that was closed on %s, and the file opens it again. If it is the same site, clear the day and the "
                            "reason of its closing; another site needs a number of its own."), date);
}

static const Rule rules[] = {
  { "site", "status", "closed_with_people", "status solutions_note",
    "SELECT a.uid, c.idp_ind, c.date FROM r AS a JOIN site_count AS c ON c.site = a.uid AND c._deleted = 0 WHERE a.status IN ('closed', "
    "'rehabilitated') AND a.solutions_note IS NULL AND c.idp_ind > 0 AND NOT EXISTS (SELECT 1 FROM site_count AS n WHERE n.site = a.uid "
    "AND n._deleted = 0 AND n.date > c.date) AND" ASKED "GROUP BY a.uid LIMIT ?3",
    closed_sentence },
  /* A form says at the field that the day of the closing still stands there; a file has no such field. */
  { "site", "status", "closed_opened_again", "status closed_on",
    "SELECT a.uid, a.closed_on FROM r AS a WHERE ?1 IS NULL AND a.closed_on IS NOT NULL AND a.status NOT IN ('closed', 'rehabilitated') AND "
    "a.uid IN (SELECT uid FROM changed) LIMIT ?3",
    reopened_sentence },
  { "site", "ssid", "ssid_twice", "ssid",
    "SELECT a.uid, min (o.uid) FROM r AS a JOIN r AS o ON o.ssid = a.ssid AND o.uid <> a.uid WHERE" ASKED "GROUP BY a.uid LIMIT ?3",
    ssid_sentence },
  { "dtm_round", "reporting_date", "round_order", "operation assessment_type number reporting_date",
    /* With the next below and above alone: where all of them rise, all rise; and thousands of rounds stay a matter of one sort. */
    ", n AS (SELECT *, lag (number) OVER w AS below, lag (reporting_date) OVER w AS below_date, lead (number) OVER w AS above, "
    "lead (reporting_date) OVER w AS above_date FROM r WHERE reporting_date IS NOT NULL WINDOW w AS (PARTITION BY operation, "
    "assessment_type ORDER BY number)) SELECT a.uid, iif (below_date >= reporting_date, below, above), "
    "iif (below_date >= reporting_date, below_date, above_date) FROM n AS a "
    "WHERE (below_date >= reporting_date OR above_date <= reporting_date) AND" ASKED "LIMIT ?3",
    round_sentence },
  { "event_alert", "title", "alert_twice", "from_place place location_ssid location_name event_start trigger displaced_ind",
    "SELECT a.uid, min (o.uid) FROM r AS a JOIN r AS o ON o.event_start = a.event_start AND o.uid <> a.uid "
    "AND o.displaced_ind = a.displaced_ind AND o.place IS a.place AND o.from_place IS a.from_place "
    "AND o.location_ssid IS a.location_ssid AND o.location_name IS a.location_name AND o.\"trigger\" IS a.\"trigger\" "
    "WHERE coalesce (a.place, a.location_ssid, a.location_name) IS NOT NULL AND" ASKED "GROUP BY a.uid LIMIT ?3",
    alert_sentence },
  { "place", "parent", "parent_level", "parent level",
    ABOVE "SELECT a.uid, p.pcode, p.level FROM r AS a JOIN p ON p.pcode = a.parent "
    "WHERE p.level >= a.level AND" ASKED "LIMIT ?3",
    level_sentence },
  { "place", "parent", "parent_country", "parent iso3",
    ABOVE "SELECT a.uid, p.pcode, p.iso3 FROM r AS a JOIN p ON p.pcode = a.parent "
    "WHERE p.iso3 <> a.iso3 AND" ASKED "LIMIT ?3",
    country_sentence },
};

static sqlite3_stmt *
prepare (EpcSqlite *db, const Rule *rule, const EpcUid *uid, gint64 batch, const EpcRecord *record, GError **error)
{
  g_auto (GStrv) keys = g_strsplit (rule->keys, " ", -1);
  g_autoptr (GString) columns = g_string_new (NULL), values = g_string_new (NULL), groups = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_string_append_printf (groups, "%s'%s'", i > 0 ? ", " : "", epc_field_group (epc_entity_field (epc_entity_find (rule->entity), keys[i])));
      g_string_append_printf (columns, ", \"%s\"", keys[i]);
      g_string_append_printf (values, ", ?%u", i + 4);
    }
  g_autofree char *sql
      = g_strdup_printf ("WITH r AS (SELECT uid, _batch%s FROM \"%s\" WHERE _deleted = 0 AND uid IS NOT ?1 UNION ALL "
                         "SELECT ?1, 0%s WHERE ?1 IS NOT NULL), changed AS MATERIALIZED (SELECT uid FROM _journal WHERE ?1 IS NULL AND step = "
                         "(SELECT step FROM _batch WHERE id = ?2) AND entity = '%s' AND grp IN (%s)) %s",
                         columns->str, rule->entity, values->str, rule->entity, groups->str, rule->select);
  sqlite3_stmt *statement = epc_sqlite_prepare_once (db, sql, error);
  if (statement == NULL)
    return NULL;
  /* A record that was never saved has no identity yet, and still is one. */
  if (uid != NULL)
    sqlite3_bind_blob (statement, 1, uid->bytes, sizeof uid->bytes, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, batch);
  sqlite3_bind_int (statement, 3, record != NULL ? 1 : MOST_OF_A_BATCH);
  for (guint i = 0; record != NULL && keys[i] != NULL; i++)
    epc_row_bind_value (statement, (int) i + 4,
                        epc_record_value (record, (guint) epc_entity_field_index (epc_record_entity (record), keys[i])));
  return statement;
}

/* The nearest area whose box is known: @pcode's, or that of what it lies in. NULL: none is. */
static EpcRecord *
boxed_area (EpcStore *store, const char *pcode, EpcPositionBox *box)
{
  g_autoptr (EpcRecord) area = pcode != NULL ? epc_store_find (store, epc_entity_find ("place"), pcode, NULL) : NULL;

  for (guint depth = 0; area != NULL && depth < 8; depth++)
    {
      *box = (EpcPositionBox) { epc_record_decimal (area, "west"), epc_record_decimal (area, "south"), epc_record_decimal (area, "east"),
                                epc_record_decimal (area, "north"), epc_record_integer (area, "level") };
      if (!isnan (box->west) && !isnan (box->south) && !isnan (box->east) && !isnan (box->north))
        return g_steal_pointer (&area);
      const char *above = epc_record_text (area, "parent");
      g_autofree char *next = g_strdup (above != NULL ? above : epc_record_text (area, "iso3"));
      g_clear_object (&area);
      area = next != NULL ? epc_store_find (store, epc_entity_find ("place"), next, NULL) : NULL;
    }
  return NULL;
}

static gboolean
is_told (const EpcFindings *findings, const char *rule)
{
  for (guint i = 0; i < epc_findings_count (findings); i++)
    if (g_str_equal (epc_findings_get (findings, i)->rule, rule))
      return TRUE;
  return FALSE;
}

static void
judge_position (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  const EpcEntity *entity = epc_record_entity (record);
  EpcPositionBox box;

  if (g_str_equal (entity->key, "place") || epc_entity_field (entity, "latitude") == NULL || epc_entity_field (entity, "longitude") == NULL
      || epc_record_is_empty (record, "latitude") || epc_record_is_empty (record, "longitude"))
    return;
  const double y = epc_record_decimal (record, "latitude"), x = epc_record_decimal (record, "longitude");
  double latitude = y, longitude = x;
  const EpcField *field = epc_entity_field (entity, "place");
  const char *place = field != NULL && field->type == EPC_TYPE_PLACE ? epc_record_text (record, "place") : NULL;
  g_autoptr (EpcRecord) area = boxed_area (store, place != NULL ? place : epc_store_country (store), &box);
  if (area == NULL || (y == 0 && x == 0) || is_told (findings, "swapped_position"))
    return;
  const char *name = epc_record_text (area, "name");
  name = name != NULL ? name : epc_record_text (area, "pcode");
  switch (epc_position_judge (&latitude, &longitude, &box))
    {
    case EPC_POSITION_SWAPPED:
    case EPC_POSITION_SIGN_LOST:
      epc_findings_add (findings, EPC_FINDING_WARNING, "latitude", latitude == x && longitude == y ? "swapped_position" : "sign_lost",
                        _("The position lies outside %s; %.5f, %.5f would lie in it."), name, latitude, longitude);
      break;
    case EPC_POSITION_OUTSIDE:
      epc_findings_add (findings, EPC_FINDING_WARNING, "latitude", "position_outside",
                        _("The position lies outside %s. Check it, or the place."), name);
      break;
    case EPC_POSITION_FINE:
    default:
      break;
    }
}

void
epc_store_validate (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  const EpcEntity *entity = epc_record_entity (record);

  epc_validate (record, findings);
  judge_position (store, record, findings);
  epc_guard_judge (store, record, findings);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (!g_str_equal (rules[i].entity, entity->key))
        continue;
      g_auto (EpcReader) reader = epc_reader_take (store, NULL, NULL);
      if (reader.db == NULL)
        return;
      epc_auto_finalize sqlite3_stmt *row = prepare (reader.db, &rules[i], epc_record_uid (record), 0, record, NULL);
      if (row == NULL || epc_sqlite_step (reader.db, row, NULL) != EPC_STEP_ROW)
        continue;
      g_autofree char *sentence = rules[i].sentence (store, row);
      epc_findings_add (findings, EPC_FINDING_WARNING, rules[i].field, rules[i].rule, "%s", sentence);
    }
}

gboolean
epc_store_validate_batch (EpcStore *store, const EpcEntity *entity, gint64 batch, EpcNeighbourFunc func, gpointer data, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      EpcStep step;
      if (!g_str_equal (rules[i].entity, entity->key))
        continue;
      g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
      epc_auto_finalize sqlite3_stmt *row
          = reader.db != NULL ? prepare (reader.db, &rules[i], NULL, batch, NULL, error) : NULL;
      if (row == NULL)
        return FALSE;
      while ((step = epc_sqlite_step (reader.db, row, error)) == EPC_STEP_ROW)
        {
          g_autofree char *title = title_of (store, entity->key, row, 0);
          g_autofree char *sentence = rules[i].sentence (store, row);
          g_autofree char *message = g_strdup_printf ("%s: %s", title, sentence);
          func (rules[i].rule, rules[i].field, message, data);
        }
      if (step == EPC_STEP_ERROR)
        return FALSE;
    }
  return TRUE;
}
