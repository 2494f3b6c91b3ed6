/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-tally-day.h"

#include "base/epc-i18n.h"
#include "report/epc-picture-flows.h"
#include "store/epc-query.h"

#define NAMED 8 /* nationalities that stand there from the start: those that the point saw most */

static const struct
{
  const char *sex, *age, *title;
} cells[EPC_TALLY_CELLS] = {
  { "female", "adult", N_("Women") },
  { "male", "adult", N_("Men") },
  { "female", "child", N_("Girls") },
  { "male", "child", N_("Boys") },
};

void
epc_tally_count_free (gpointer data)
{
  EpcTallyCount *counted = data;

  if (counted != NULL)
    g_free (counted->nationality);
  g_free (counted);
}

EpcTallyCount *
epc_tally_count_new (const char *nationality)
{
  EpcTallyCount *counted = g_new0 (EpcTallyCount, 1);

  counted->nationality = g_strdup (nationality);
  for (guint c = 0; c < EPC_TALLY_CELLS; c++)
    counted->n[c] = -1;
  return counted;
}

void
epc_tally_day_free (gpointer data)
{
  EpcTallyDay *day = data;

  g_clear_pointer (&day->counted, g_ptr_array_unref);
  g_free (day);
}

void
epc_tally_answer_free (gpointer data)
{
  EpcTallyAnswer *answer = data;

  g_array_unref (answer->points);
  g_ptr_array_unref (answer->titles);
  g_ptr_array_unref (answer->counted);
  g_free (answer);
}

const char *
epc_tally_cell_title (guint cell)
{
  return _(cells[cell].title);
}

const char *
epc_tally_cell_age (guint cell)
{
  return cells[cell].age;
}

static gboolean
read_points (EpcTallyAnswer *answer, EpcStore *store, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("flow_point"));
  g_autoptr (GPtrArray) records = NULL;

  if (!epc_query_where (query, store, "status", EPC_OP_EQUAL, "active", error) || (records = epc_query_records (query, store, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      g_array_append_val (answer->points, *epc_record_uid (record));
      g_ptr_array_add (answer->titles, epc_record_title (record));
    }
  return TRUE;
}

static EpcTallyCount *
counted_of (EpcTallyAnswer *answer, const char *nationality)
{
  for (guint i = 0; i < answer->counted->len; i++)
    {
      EpcTallyCount *counted = g_ptr_array_index (answer->counted, i);
      if (g_strcmp0 (counted->nationality, nationality) == 0)
        return counted;
    }
  EpcTallyCount *counted = epc_tally_count_new (nationality);
  g_ptr_array_add (answer->counted, counted);
  return counted;
}

/* A row with a journey or a transport is a group that the sheet has no cell for. */
static gboolean
is_plain (EpcRecord *record)
{
  static const char *const more[]
      = { "from_country", "to_country", "origin_country", "destination_country", "origin_place", "destination_place", "transport", "source" };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (!epc_record_is_empty (record, more[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_day (EpcTallyAnswer *answer, EpcStore *store, const EpcTallyDay *day, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("flow_count"));
  g_autoptr (GPtrArray) records = NULL;
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store, "point", EPC_OP_EQUAL, epc_uid_to_text (&day->point, uid), error)
      || !epc_query_where (query, store, "date", EPC_OP_EQUAL, day->date, error)
      || !epc_query_where (query, store, "period", EPC_OP_EQUAL, "day", error)
      || !epc_query_where (query, store, "tool", EPC_OP_EQUAL, "fmr", error)
      || !epc_query_where (query, store, "direction", EPC_OP_EQUAL, day->direction, error)
      || (records = epc_query_records (query, store, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      guint c = 0;
      while (c < EPC_TALLY_CELLS && (g_strcmp0 (epc_record_text (record, "sex"), cells[c].sex) != 0
                             || g_strcmp0 (epc_record_text (record, "age_group"), cells[c].age) != 0))
        c++;
      if (c == EPC_TALLY_CELLS || !is_plain (record))
        {
          answer->elsewhere += epc_record_integer (record, "n");
          continue;
        }
      EpcTallyCount *counted = counted_of (answer, epc_record_text (record, "nationality"));
      counted->uids[c] = *epc_record_uid (record);
      counted->n[c] = epc_record_integer (record, "n");
    }
  return TRUE;
}

/* Those the point saw most lately, else those of all points; a new office begins with the nationality not stated. */
static void
name_nationalities (EpcTallyAnswer *answer, EpcStore *store, const EpcUid *point)
{
  g_autoptr (EpcFlows) flows = epc_flows_newest (store, point, NULL, NULL);

  if (flows == NULL || flows->shares[EPC_FLOW_NATIONALITY]->len == 0)
    {
      epc_flows_free (flows);
      flows = epc_flows_newest (store, NULL, NULL, NULL);
    }
  for (guint i = 0; flows != NULL && i < flows->shares[EPC_FLOW_NATIONALITY]->len && i < NAMED; i++)
    {
      const EpcFlowShare *share = g_ptr_array_index (flows->shares[EPC_FLOW_NATIONALITY], i);
      if (share->value != NULL)
        counted_of (answer, share->value);
    }
  counted_of (answer, NULL);
}

EpcTallyAnswer *
epc_tally_read (EpcStore *store, EpcTallyDay *day, GError **error)
{
  EpcTallyAnswer *answer = g_new0 (EpcTallyAnswer, 1);

  answer->points = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  answer->titles = g_ptr_array_new_with_free_func (g_free);
  answer->counted = g_ptr_array_new_with_free_func (epc_tally_count_free);
  gboolean done = read_points (answer, store, error);
  if (done && epc_uid_is_nil (&day->point) && answer->points->len > 0)
    day->point = g_array_index (answer->points, EpcUid, 0);
  if (done && !epc_uid_is_nil (&day->point))
    {
      name_nationalities (answer, store, &day->point);
      done = !day->is_asked || read_day (answer, store, day, error);
    }
  if (done)
    return answer;
  epc_tally_answer_free (answer);
  return NULL;
}

static EpcRecord *
record_of (const EpcTallyDay *day, const EpcTallyCount *counted, guint cell)
{
  EpcRecord *record = epc_record_new (epc_entity_find ("flow_count"));

  epc_record_set_reference (record, "point", &day->point);
  epc_record_set_text (record, "date", day->date);
  epc_record_set_text (record, "period", "day");
  epc_record_set_text (record, "tool", "fmr");
  epc_record_set_text (record, "direction", day->direction);
  epc_record_set_text (record, "nationality", counted->nationality);
  epc_record_set_text (record, "sex", cells[cell].sex);
  epc_record_set_text (record, "age_group", cells[cell].age);
  epc_record_set_integer (record, "n", counted->n[cell]);
  return record;
}

static gboolean
write_cell (EpcTransaction *transaction, const EpcTallyDay *day, const EpcTallyCount *counted, guint cell, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("flow_count");

  if (epc_uid_is_nil (&counted->uids[cell]))
    {
      g_autoptr (EpcRecord) record = counted->n[cell] >= 0 ? record_of (day, counted, cell) : NULL;
      return record == NULL || epc_transaction_insert (transaction, record, error);
    }
  if (counted->n[cell] < 0)
    return epc_transaction_delete (transaction, entity, &counted->uids[cell], error);
  g_autoptr (EpcRecord) record = epc_transaction_get (transaction, entity, &counted->uids[cell], error);
  if (record == NULL)
    return FALSE;
  epc_record_set_integer (record, "n", counted->n[cell]);
  return epc_transaction_update (transaction, record, NULL, NULL, error);
}

gboolean
epc_tally_write (EpcTransaction *transaction, gpointer data, GError **error)
{
  const EpcTallyDay *day = data;

  for (guint i = 0; i < day->counted->len; i++)
    for (guint c = 0; c < EPC_TALLY_CELLS; c++)
      if (!write_cell (transaction, day, g_ptr_array_index (day->counted, i), c, error))
        return FALSE;
  return TRUE;
}
