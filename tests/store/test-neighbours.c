/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rules that records keep with each other, for one in hand and for the rows of a batch. The expected balances are worked out by hand
 * beside each movement.
 */
#include <string.h>

#include "base/epc-language.h"
#include "fixture.h"
#include "store/epc-neighbours.h"

/* A record of the kind @key with FIELD, VALUE … , NULL. */
static EpcRecord *
make (const char *key, ...)
{
  EpcRecord *record = epc_record_new (epc_entity_find (key));
  g_autoptr (GError) error = NULL;
  va_list pairs;

  va_start (pairs, key);
  for (const char *field = va_arg (pairs, const char *); field != NULL; field = va_arg (pairs, const char *))
    {
      epc_record_parse (record, field, va_arg (pairs, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (pairs);
  return record;
}

static void
save (EpcStore *store, EpcRecord *record)
{
  g_autoptr (GError) error = NULL;

  fixture_insert (store, record, &error);
  g_assert_no_error (error);
  g_object_unref (record);
}

/* The message of @rule about @record, or NULL. Takes the record. */
static char *
told (EpcStore *store, EpcRecord *record, const char *rule)
{
  g_autoptr (EpcFindings) findings = epc_findings_new ();
  char *message = NULL;

  epc_store_validate (store, record, findings);
  for (guint i = 0; i < epc_findings_count (findings); i++)
    {
      const EpcFinding *finding = epc_findings_get (findings, i);
      if (!g_str_equal (finding->rule, rule))
        continue;
      g_assert_null (message);
      /* Only the ledger refuses. */
      g_assert_cmpint (finding->level, ==, g_str_equal (rule, "stock_negative") ? EPC_FINDING_ERROR : EPC_FINDING_WARNING);
      message = g_strdup (finding->message);
    }
  g_object_unref (record);
  return message;
}

static void
assert_told (EpcStore *store, EpcRecord *record, const char *rule, const char *part)
{
  g_autofree char *message = told (store, record, rule);

  if (part == NULL)
    g_assert_null (message);
  else
    {
      g_assert_nonnull (message);
      if (strstr (message, part) == NULL)
        g_error ("“%s” lacks “%s”", message, part);
    }
}

#define OPERATION "01920000-0000-7000-8000-000000000001"
#define OTHER_OPERATION "01920000-0000-7000-8000-000000000002"
#define ROUND(operation, tool, n, date)                                                                                          \
  make ("dtm_round", "operation", operation, "assessment_type", tool, "number", n, "reporting_date", date, NULL)

static void
test_rounds_rise (void)
{
  g_autoptr (EpcStore) store = fixture_store ("rounds.epc");

  save (store, ROUND (OPERATION, "BA", "2", "2026-03-01"));
  save (store, ROUND (OPERATION, "BA", "4", "2026-05-01"));
  assert_told (store, ROUND (OPERATION, "BA", "3", "2026-04-01"), "round_order", NULL);
  assert_told (store, ROUND (OPERATION, "BA", "3", "2026-03-01"), "round_order", "Round 2 ");
  assert_told (store, ROUND (OPERATION, "BA", "3", "2026-05-02"), "round_order", "Round 4 ");
  assert_told (store, ROUND (OPERATION, "BA", "5", "2026-02-01"), "round_order", "Round 4 "); /* the nearest of two */
  assert_told (store, ROUND (OPERATION, "SA", "3", "2026-01-01"), "round_order", NULL);
  assert_told (store, ROUND (OTHER_OPERATION, "BA", "3", "2026-01-01"), "round_order", NULL);
  /* Itself, as it is stored, is no neighbour. */
  g_autoptr (EpcRecord) own = ROUND (OPERATION, "BA", "4", "2026-04-30");
  EpcUid uid = epc_record_make_uid (own);
  epc_record_set_uid (own, &uid);
  assert_told (store, g_object_ref (own), "round_order", NULL);
}

static void
test_alert_twice (void)
{
  g_autoptr (EpcStore) store = fixture_store ("alerts.epc");
#define ALERT(title, place, day, people)                                                                                         \
  make ("event_alert", "title", title, "from_place", "HT02", "place", place, "event_start", day, "trigger", "conflict",          \
        "displaced_ind", people, NULL)

  save (store, ALERT ("Attack on the market", "HT01", "2026-03-01", "500"));
  assert_told (store, ALERT ("Market attacked", "HT01", "2026-03-01", "500"), "alert_twice", "Attack on the market");
  assert_told (store, ALERT ("Market attacked", "HT03", "2026-03-01", "500"), "alert_twice", NULL);
  assert_told (store, ALERT ("Market attacked", "HT01", "2026-03-02", "500"), "alert_twice", NULL);
  assert_told (store, ALERT ("Market attacked", "HT01", "2026-03-01", "510"), "alert_twice", NULL);
}

#define ITEM "01920000-0000-7000-8000-00000000000a"
#define HERE "01920000-0000-7000-8000-00000000000b"
#define ELSEWHERE "01920000-0000-7000-8000-00000000000c"
#define MOVE(type, quantity, where, day)                                                                                         \
  make ("stock_movement", "time", day "T12:00:00Z", "type", type, "item", ITEM, "warehouse", where, "quantity", quantity, NULL)

static void
test_stock_is_never_negative (void)
{
  g_autoptr (EpcStore) store = fixture_store ("stock.epc");

  save (store, MOVE ("receipt", "100", HERE, "2026-03-01"));
  save (store, MOVE ("dispatch", "-60", HERE, "2026-03-10"));
  save (store, MOVE ("receipt", "500", ELSEWHERE, "2026-03-01"));
  /* 100 - 40 - 60 = 0 at the end; 100 - 50 - 60 = -10 on the tenth, though 50 are there on the fifth. */
  assert_told (store, MOVE ("dispatch", "-40", HERE, "2026-03-05"), "stock_negative", NULL);
  assert_told (store, MOVE ("dispatch", "-50", HERE, "2026-03-05"), "stock_negative", "−10 of");
  /* Before anything came in. */
  assert_told (store, MOVE ("dispatch", "-1", HERE, "2026-02-28"), "stock_negative", "−1 of");
  assert_told (store, MOVE ("dispatch", "-101", HERE, "2026-03-01"), "stock_negative", "−1 of");
  /* What comes in later the same day counts. */
  assert_told (store, MOVE ("dispatch", "-100", HERE, "2026-03-01"), "stock_negative", "−60 of");
  assert_told (store, MOVE ("receipt", "5", HERE, "2026-02-01"), "stock_negative", NULL);
  assert_told (store, MOVE ("dispatch", "-500", ELSEWHERE, "2026-03-05"), "stock_negative", NULL);
}

static void
test_place_lies_in_its_parent (void)
{
  g_autoptr (EpcStore) store = fixture_store ("places.epc");
#define PLACE(pcode, level, parent, iso3)                                                                                        \
  make ("place", "pcode", pcode, "name", pcode, "level", level, "parent", parent, "iso3", iso3, NULL)

  save (store, PLACE ("QQ01", "1", NULL, "HTI"));
  assert_told (store, PLACE ("QQ0101", "2", "QQ01", "HTI"), "parent_level", NULL);
  assert_told (store, PLACE ("QQ02", "1", "QQ01", "HTI"), "parent_level", "QQ01");
  assert_told (store, PLACE ("QQ0101", "2", "QQ01", "HTI"), "parent_country", NULL);
  assert_told (store, PLACE ("QQ0101", "2", "QQ01", "DOM"), "parent_country", "HTI");
  assert_told (store, PLACE ("QQ0101", "2", "QQ99", "DOM"), "parent_country", NULL); /* a code that nobody knows yet */
}

/* --- a batch --- */

typedef struct
{
  guint n_rows;
} Batch;

/* A receipt of 100 comes last in the file, and still is there first; dispatches of 30 a day from the second on leave 70, 40, 10, and the
 * fourth -20. */
static gboolean
put_ledger (EpcTransaction *transaction, gpointer data, GError **error)
{
  Batch *batch = data;
  const EpcEntity *entity = epc_entity_find ("stock_movement");
  EpcBatchSource source = { .file_name = "ledger.csv", .size = 1, .sha256 = "x", .entity = entity };
  gint64 number = epc_transaction_begin_batch (transaction, &source, error);

  for (guint i = 0; i <= batch->n_rows; i++)
    {
      g_autoptr (EpcRecord) record
          = i < batch->n_rows ? MOVE ("dispatch", "-30", HERE, "2026-03-01") : MOVE ("receipt", "100", HERE, "2026-03-01");
      if (i < batch->n_rows)
        {
          g_autofree char *time = g_strdup_printf ("2026-03-%02uT12:00:00Z", i + 2);
          if (!epc_record_parse (record, "time", time, error))
            return FALSE;
        }
      if (!epc_transaction_put (transaction, entity, epc_record_value (record, 0), NULL, FALSE, NULL, NULL, error))
        return FALSE;
    }
  return epc_transaction_end_batch (transaction, number, "{}", error);
}

static void
test_batch_is_looked_at_as_a_whole (void)
{
  static const guint n_rows[] = { 3, 5 };

  for (guint i = 0; i < G_N_ELEMENTS (n_rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("batch-%u.epc", i);
      g_autoptr (EpcStore) store = fixture_store (name);
      g_autoptr (GError) error = NULL;
      Batch batch = { n_rows[i] };
      gboolean done = epc_store_write (store, "Import", put_ledger, &batch, &error);
      g_assert_cmpint (done, ==, n_rows[i] == 3);
      if (!done)
        g_assert_nonnull (strstr (error->message, "−20 of"));
      fixture_assert_clean (store);
    }
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  epc_language_set_interface ("en");
  g_test_add_func ("/store/neighbours/dates-of-rounds-rise", test_rounds_rise);
  g_test_add_func ("/store/neighbours/an-alert-is-not-told-twice", test_alert_twice);
  g_test_add_func ("/store/neighbours/stock-is-never-negative", test_stock_is_never_negative);
  g_test_add_func ("/store/neighbours/a-place-lies-in-its-parent", test_place_lies_in_its_parent);
  g_test_add_func ("/store/neighbours/a-batch-is-looked-at-as-a-whole", test_batch_is_looked_at_as_a_whole);
  return fixture_run ();
}
