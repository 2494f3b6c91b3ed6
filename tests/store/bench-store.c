/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a workspace of a million counts costs: put, sort, filter, search, undo. Prints CPU seconds and milliseconds; the rows can
 * be fewer: bench-store 100000.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/epc-text.h"
#include "fixture.h"
#include "store/epc-record-list.h"

static guint n_rows = 1000000;

static double
cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
peak_megabytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

typedef struct
{
  guint inserted, updated, unchanged;
  gint64 batch;
  gboolean changes;
} Work;

static void
set_text (EpcValue *values, const EpcEntity *entity, const char *key, const char *text)
{
  EpcValue *value = &values[epc_entity_field_index (entity, key)];

  value->kind = EPC_VALUE_TEXT;
  value->text = (char *) text;
}

static void
set_integer (EpcValue *values, const EpcEntity *entity, const char *key, gint64 integer)
{
  EpcValue *value = &values[epc_entity_field_index (entity, key)];

  value->kind = EPC_VALUE_INTEGER;
  value->integer = integer;
}

static gboolean
put_rows (EpcTransaction *transaction, gpointer data, GError **error)
{
  Work *work = data;
  const EpcEntity *entity = epc_entity_find ("location_count");
  g_autofree EpcValue *values = g_new0 (EpcValue, entity->n_fields);
  EpcBatchSource source = { .file_name = "bench.csv", .size = 1, .sha256 = "x", .entity = entity };
  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  int round = epc_entity_field_index (entity, "round");

  if (batch == 0)
    return FALSE;
  work->batch = batch;
  for (guint i = 0; i < n_rows; i++)
    {
      char place[16], ssid[16], name[32], date[16];
      EpcPutOutcome outcome;
      guint number = i / 20000;
      values[round].kind = EPC_VALUE_UID;
      memset (&values[round].uid, (int) number + 1, sizeof (EpcUid));
      g_snprintf (place, sizeof place, "HT%02u%02u", i % 10, i / 10 % 14);
      g_snprintf (ssid, sizeof ssid, "HT-%05u", i % 20000);
      g_snprintf (name, sizeof name, "Localite %u", i % 20000);
      g_snprintf (date, sizeof date, "20%02u-%02u-%02u", 10 + number / 12 % 16, number % 12 + 1, i % 28 + 1);
      set_integer (values, entity, "admin_level", 2);
      set_text (values, entity, "place", place);
      set_text (values, entity, "location_ssid", ssid);
      set_text (values, entity, "location_name", name);
      set_text (values, entity, "reporting_date", date);
      set_text (values, entity, "reason", "conflict");
      set_integer (values, entity, "idp_ind", i % 9973 + (work->changes && i % 100 == 0));
      set_integer (values, entity, "idp_hh", i % 1999);
      if (!epc_transaction_put (transaction, entity, values, NULL, FALSE, &outcome, NULL, error))
        return FALSE;
      work->inserted += outcome == EPC_PUT_INSERTED;
      work->updated += outcome == EPC_PUT_UPDATED;
      work->unchanged += outcome == EPC_PUT_UNCHANGED;
    }
  return epc_transaction_end_batch (transaction, batch, "{}", error);
}

static gint64
import (EpcStore *store, const char *what, gboolean changes)
{
  Work work = { .changes = changes };
  g_autoptr (GError) error = NULL;
  double before = cpu ();
  gint64 start = g_get_monotonic_time ();

  epc_store_write (store, what, put_rows, &work, &error);
  g_assert_no_error (error);
  g_print ("%-28s cpu %.2f s, wall %.2f s (+%u ~%u =%u), peak %.0f MB\n", what, cpu () - before,
           (double) (g_get_monotonic_time () - start) / 1e6, work.inserted, work.updated, work.unchanged, peak_megabytes ());
  return work.batch;
}

static void
ask (EpcStore *store, const char *what, const char *sort, const char *condition, const char *search)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  g_autoptr (GError) error = NULL;

  epc_query_sort (query, sort, &error);
  g_assert_no_error (error);
  if (condition != NULL)
    epc_query_where_text (query, store, condition, &error);
  g_assert_no_error (error);
  epc_query_search (query, search);
  for (int i = 0; i < 2; i++)
    {
      gint64 start = g_get_monotonic_time ();
      double before = cpu ();
      g_autoptr (GArray) rows = epc_query_rows (query, store, NULL, &error);
      g_assert_no_error (error);
      g_print ("%-28s %8u rows, cpu %7.1f ms, wall %7.1f ms\n", what, rows->len, (cpu () - before) * 1e3,
               (double) (g_get_monotonic_time () - start) / 1e3);
    }
}

static void
turn (EpcStore *store, const char *what, gint64 batch)
{
  g_autoptr (GError) error = NULL;
  double before = cpu ();
  g_autoptr (EpcUndoResult) result
      = batch != 0 ? epc_store_undo_batch (store, batch, NULL, &error) : epc_store_redo (store, &error);

  g_assert_no_error (error);
  g_print ("%-28s cpu %.2f s, %u rows\n", what, cpu () - before, result->n_changes);
}

int
main (int argc, char **argv)
{
  if (argc > 1)
    n_rows = (guint) strtoul (argv[1], NULL, 10);
  fixture_init (&argc, &argv);
  g_autoptr (EpcStore) store = fixture_store ("bench.epc");
  gint64 batch = import (store, "put, all new", FALSE);
  g_print ("file %.1f MB\n", (double) epc_store_file_size (store) / 1e6);
  if (argc > 2)
    return 0;
  import (store, "put, all unchanged", FALSE);
  import (store, "put, 1 in 100 changed", TRUE);
  ask (store, "order of the table", NULL, NULL, NULL);
  ask (store, "sort by date (indexed)", "reporting_date", NULL, NULL);
  ask (store, "sort by date, descending", "-reporting_date", NULL, NULL);
  ask (store, "sort by people", "-idp_ind", NULL, NULL);
  ask (store, "filter by place, sort date", "-reporting_date", "place = HT0101", NULL);
  ask (store, "filter by people, sort date", "-reporting_date", "idp_ind > 5000", NULL);
  ask (store, "filter contains, sort name", "location_name", "location_name ~ 77", NULL);
  ask (store, "sort by name", "location_name", NULL, NULL);
  ask (store, "search", "-reporting_date", NULL, "localite 777");
  turn (store, "undo of the changes", batch + 2);
  turn (store, "undo of the batch", batch);
  turn (store, "redo of the batch", 0);
  fixture_assert_clean (store);
  epc_store_close (store);
  g_print ("file %.1f MB\n", (double) epc_store_file_size (store) / 1e6);
  return 0;
}
