/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the overview says of the office's day: an import once, tasks that do not hide the rest, figures to confirm, and drills in no
 * total. Expected figures are counted by hand below.
 */
#include "desktop-support.h"

#include <string.h>

#include "desktop/overview/overview-data.h"
#include "store/epc-query.h"
#include "store/epc-transaction.h"

static EpcApplication *application;

typedef struct
{
  GPtrArray *records; /* to be put with @name */
  const char *name;
} Batch;

/* As an import writes: one batch that says in its counts what it did. */
static gboolean
write_batch (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Batch *batch = data;
  const EpcEntity *entity = epc_entity_find ("place");
  EpcBatchSource source = { .file_name = "places.csv", .size = 10, .entity = entity };
  gint64 number = epc_transaction_begin_batch (transaction, &source, error);
  guint inserted = 0, updated = 0;

  for (guint i = 0; number != 0 && i < batch->records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (batch->records, i);
      g_autofree EpcValue *values = g_new0 (EpcValue, entity->n_fields);
      EpcPutOutcome outcome;

      epc_record_set_text (record, "name", batch->name);
      for (guint f = 0; f < entity->n_fields; f++)
        values[f] = *epc_record_value (record, f);
      if (!epc_transaction_put (transaction, entity, values, NULL, FALSE, &outcome, NULL, error))
        return FALSE;
      inserted += outcome == EPC_PUT_INSERTED;
      updated += outcome == EPC_PUT_UPDATED;
    }
  g_autofree char *counts = g_strdup_printf ("{\"place\":{\"inserted\":%u,\"updated\":%u}}", inserted, updated);
  return number != 0 && epc_transaction_end_batch (transaction, number, counts, error);
}

static void
import_places (EpcStore *store, const char *name)
{
  Batch batch = { g_ptr_array_new_with_free_func (g_object_unref), name };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      EpcRecord *record = epc_record_new (epc_entity_find ("place"));
      g_autofree char *pcode = g_strdup_printf ("HN9%u", i);
      epc_record_set_text (record, "pcode", pcode);
      epc_record_set_integer (record, "level", 1);
      epc_record_set_text (record, "iso3", "HND");
      g_ptr_array_add (batch.records, record);
    }
  g_assert_true (epc_store_write (store, "Import", write_batch, &batch, &error));
  g_assert_no_error (error);
  g_ptr_array_unref (batch.records);
}

static guint
count_titles (GPtrArray *items, const char *part)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += strstr (((EpcOverviewItem *) g_ptr_array_index (items, i))->title, part) != NULL;
  return n;
}

/* The first file brings three places, the second renames them: two imports, each one line, though the second left three changes in the journal. */
static void
test_import_once (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);

  import_places (store, "Before");
  import_places (store, "After");
  g_autoptr (EpcOverviewData) data = epc_overview_data_read (store, NULL, NULL);
  g_assert_cmpuint (count_titles (data->changes, "Places"), ==, 2);
  g_assert_cmpuint (count_titles (data->changes, "3 × Places · places.csv"), ==, 2);
}

/* Five tasks and a report are due: three tasks stand there, one line for the other two, and the report. */
static void
test_due (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid crisis = test_add (store, "crisis", "name", "Storm", "type", "disaster_natural", "country", "HND", "status", "active", NULL);
  char uid[EPC_UID_TEXT_SIZE];

  epc_uid_to_text (&crisis, uid);
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *due = g_strdup_printf ("2026-01-0%u", i), *title = g_strdup_printf ("Task %u", i);
      test_add (store, "task", "crisis", uid, "title", title, "due", due, "status", "open", NULL);
    }
  test_add (store, "sitrep", "crisis", uid, "kind", "iom_sitrep", "number", "1", "as_of", "2026-01-06T12:00:00Z", "status", "issued", "next_report",
            "2026-01-09", NULL);
  test_add (store, "event_alert", "title", "River", "hazard", "flood", "reported_at", "2026-01-05T12:00:00Z", "verification", "unverified", NULL);
  g_autoptr (EpcOverviewData) data = epc_overview_data_read (store, NULL, NULL);
  g_assert_cmpuint (count_titles (data->due, "Task "), ==, 3);
  g_assert_cmpuint (count_titles (data->due, "2 more tasks are due"), ==, 1);
  g_assert_cmpuint (data->due->len, ==, 5);
  g_assert_cmpuint (count_titles (data->stale, "1 alert"), ==, 1);
}

static const EpcOverviewFigure *
figure (const EpcOverviewData *data, const char *label)
{
  for (guint i = 0; i < data->figures->len; i++)
    if (g_str_equal (((EpcOverviewFigure *) g_ptr_array_index (data->figures, i))->label, label))
      return g_ptr_array_index (data->figures, i);
  g_assert_not_reached ();
}

/* 80 people in the crisis, 5,000 in the drill: 80 of all crises, 5,000 of the drill where it is chosen; its tasks and figures likewise. */
static void
test_drill (void)
{
  g_autoptr (EpcStore) store = test_workspace ("HND", 0);
  EpcUid drill = { { 0 } };

  for (guint i = 0; i < 2; i++)
    {
      EpcUid crisis = test_add (store, "crisis", "name", i == 0 ? "Storm" : "Exercise", "type", "disaster_natural", "country", "HND", "status",
                                "active", "is_drill", i == 0 ? "no" : "yes", NULL);
      char uid[EPC_UID_TEXT_SIZE], site_text[EPC_UID_TEXT_SIZE];
      EpcUid site = test_add (store, "site", "name", i == 0 ? "School" : "Gym", "status", "open", "crisis", epc_uid_to_text (&crisis, uid), NULL);

      test_add (store, "site_count", "site", epc_uid_to_text (&site, site_text), "date", "2026-01-05", "idp_ind", i == 0 ? "80" : "5000", NULL);
      test_add (store, "task", "crisis", uid, "title", i == 0 ? "Real task" : "Drill task", "due", "2026-01-05", "status", "open", NULL);
      test_add (store, "figure", "crisis", uid, "measure", "affected", "value", i == 0 ? "100" : "9000", "date", "2026-01-05", "source_type", "iom",
                "source", "DTM", NULL);
      drill = crisis;
    }
  g_autoptr (EpcOverviewData) all = epc_overview_data_read (store, NULL, NULL);
  g_assert_cmpstr (figure (all, "People in sites")->value, ==, "80");
  g_assert_cmpuint (count_titles (all->due, "Real task"), ==, 1);
  g_assert_cmpuint (count_titles (all->due, "Drill task"), ==, 0);
  g_assert_cmpuint (count_titles (all->stale, "9,000"), ==, 0);
  g_assert_cmpstr (all->crisis_note, ==, "1 crisis open");
  g_autoptr (EpcOverviewData) own = epc_overview_data_read (store, &drill, NULL);
  g_assert_cmpstr (figure (own, "People in sites")->value, ==, "5,000");
  g_assert_cmpuint (count_titles (own->due, "Drill task"), ==, 1);
}

int
main (int argc, char **argv)
{
  application = test_start (&argc, &argv);
  g_test_add_func ("/overview/import-once", test_import_once);
  g_test_add_func ("/overview/due", test_due);
  g_test_add_func ("/overview/drill", test_drill);
  int status = g_test_run ();
  g_object_unref (application);
  return status;
}
