/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers on a small workspace. All expected figures were worked out by hand; the divisions stand beside them.
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "analysis/epc-readiness.h"
#include "analysis/epc-rounds.h"
#include "analysis/epc-sites.h"
#include "analysis/epc-stock.h"
#include "store/epc-initial.h"
#include "store/epc-transaction.h"

typedef struct
{
  char *folder;
  EpcStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const EpcStoreSetup setup = { "HND", "IOM Honduras", "country", "test" };

  fixture->folder = g_dir_make_tmp ("epc-analysis-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("EPC_USER_DIR", fixture->folder, TRUE);
  g_autofree char *path = g_build_filename (fixture->folder, "w.epc", NULL);
  fixture->store = epc_store_create (path, &setup, &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  epc_store_close (fixture->store);
  g_object_unref (fixture->store);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
insert (EpcTransaction *transaction, gpointer record, GError **error)
{
  return epc_transaction_insert (transaction, record, error);
}

/* add (store, "site", "name", "A", "capacity", "350", NULL): the code or uid of the new record. */
static char *add (EpcStore *store, const char *entity, ...) G_GNUC_NULL_TERMINATED;

static char *
add (EpcStore *store, const char *entity, ...)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find (entity));
  g_autoptr (GError) error = NULL;
  char uid[EPC_UID_TEXT_SIZE];
  const char *key;
  va_list arguments;

  va_start (arguments, entity);
  while ((key = va_arg (arguments, const char *)) != NULL)
    {
      epc_store_parse (store, record, key, va_arg (arguments, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (arguments);
  epc_store_fill_initial (store, record, NULL);
  epc_store_write (store, "test", insert, record, &error);
  g_assert_no_error (error);
  return g_strdup (epc_uid_to_text (epc_record_uid (record), uid));
}

static const EpcGap *
gap_of (const EpcSite *site, const char *standard)
{
  for (guint i = 0; i < epc_site_n_gaps (site); i++)
    if (g_str_equal (epc_site_gap (site, i)->standard, standard))
      return epc_site_gap (site, i);
  g_error ("no standard %s", standard);
}

static const EpcSite *
site_called (GPtrArray *sites, const char *name)
{
  for (guint i = 0; i < sites->len; i++)
    if (g_str_equal (((const EpcSite *) g_ptr_array_index (sites, i))->name, name))
      return g_ptr_array_index (sites, i);
  g_error ("no site %s", name);
}

static void
test_gaps_with_their_arithmetic (Fixture *fixture, gconstpointer data)
{
  EpcStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autofree char *full = add (store, "site", "name", "Full", "capacity", "350", NULL);
  g_autofree char *none = add (store, "site", "name", "No toilet", NULL);
  g_autofree char *bare = add (store, "site", "name", "Not assessed", "capacity", "150", NULL);
  g_autofree char *a = add (store, "site_count", "site", full, "date", "2026-10-17", "idp_ind", "431", NULL);
  g_autofree char *b = add (store, "site_count", "site", full, "date", "2026-10-18", "idp_ind", "412", "idp_hh", "96", NULL);
  g_autofree char *c = add (store, "site_assessment", "site", full, "date", "2026-10-16", "functioning_toilets", "6", "water_litres", "17", NULL);
  g_autofree char *d = add (store, "site_count", "site", none, "date", "2026-10-18", "idp_ind", "40", NULL);
  g_autofree char *e = add (store, "site_assessment", "site", none, "date", "2026-10-16", "functioning_toilets", "0", NULL);
  g_autofree char *f = add (store, "site_count", "site", bare, "date", "2026-10-18", "idp_ind", "96", NULL);
  g_autoptr (GPtrArray) sites = epc_sites_open (store, NULL, NULL, TRUE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sites->len, ==, 3);
  const EpcSite *site = site_called (sites, "Full");
  g_assert_cmpint (site->people, ==, 412);
  g_assert_cmpfloat_with_epsilon (epc_site_occupancy (site), 117.714, 0.001); /* 412 ÷ 350 */
  const EpcGap *toilets = gap_of (site, "people_toilet");
  g_assert_cmpfloat_with_epsilon (toilets->value, 68.6667, 0.0001); /* 412 ÷ 6; UNHCR: emergency 50, target 20 */
  g_assert_cmpint (toilets->level, ==, EPC_GAP_CRITICAL);
  g_assert_cmpint (gap_of (site, "water_litres")->level, ==, EPC_GAP_WATCH); /* 17: emergency 15, target 20 */
  g_assert_cmpint (gap_of (site, "soap")->level, ==, EPC_GAP_NOT_ASSESSED);
  g_autofree char *sentence = epc_gap_sentence (toilets, "en");
  g_assert_nonnull (strstr (sentence, "412"));
  g_assert_nonnull (strstr (sentence, "68.7"));
  /* People and no toilet is critical, not "divided by zero" and not "not assessed". */
  g_assert_cmpint (gap_of (site_called (sites, "No toilet"), "people_toilet")->level, ==, EPC_GAP_CRITICAL);
  /* A count alone makes nothing adequate: 96 of 150 places, and nobody looked. */
  g_assert_cmpint (site_called (sites, "Not assessed")->worst, ==, EPC_GAP_NOT_ASSESSED);
  /* A report of the 17th knows the count of the 17th. */
  g_autoptr (GPtrArray) then = epc_sites_open (store, NULL, "2026-10-17", TRUE, NULL, &error);
  g_assert_cmpint (site_called (then, "Full")->people, ==, 431);
  g_assert_cmpint (site_called (then, "No toilet")->people, ==, -1);
  EpcSitesTotal total;
  epc_sites_total (sites, &total);
  g_assert_cmpint (total.people, ==, 412 + 40 + 96);
  g_assert_cmpuint (total.over_capacity, ==, 1);
  g_assert_cmpint (total.households, ==, 96);
  g_assert_cmpint (total.females, ==, -1);
  epc_sites_total_clear (&total);
}

static char *
count_place (EpcStore *store, const char *round, const char *place, const char *date, const char *people)
{
  return add (store, "location_count", "round", round, "admin_level", "2", "place", place, "reporting_date", date, "idp_ind", people, NULL);
}

static void
test_rounds_over_places_in_both (Fixture *fixture, gconstpointer data)
{
  EpcStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autofree char *p1 = add (store, "place", "pcode", "HN05", "name", "Cortés", "level", "1", "parent", "HND", NULL);
  g_autofree char *p2 = add (store, "place", "pcode", "HN0501", "name", "San Pedro Sula", "level", "2", "parent", "HN05", NULL);
  g_autofree char *p3 = add (store, "place", "pcode", "HN0512", "name", "La Lima", "level", "2", "parent", "HN05", NULL);
  g_autofree char *p4 = add (store, "place", "pcode", "HN0502", "name", "Choloma", "level", "2", "parent", "HN05", NULL);
  g_autofree char *operation = add (store, "dtm_operation", "country", "HND", "name", "Storm", NULL);
  g_autofree char *r1 = add (store, "dtm_round", "operation", operation, "assessment_type", "BA", "number", "1", "reporting_date", "2026-10-17", NULL);
  g_autofree char *r3 = add (store, "dtm_round", "operation", operation, "assessment_type", "BA", "number", "3", "reporting_date", "2026-11-02", NULL);
  g_autofree char *a = count_place (store, r1, "HN0501", "2026-10-17", "1000"), *b = count_place (store, r1, "HN0512", "2026-10-17", "500");
  g_autofree char *c = count_place (store, r3, "HN0501", "2026-11-02", "600"), *d = count_place (store, r3, "HN0502", "2026-11-02", "900");
  EpcUid uid;
  g_assert_true (epc_uid_from_text (operation, &uid));
  g_autoptr (GPtrArray) rounds = epc_rounds (store, &uid, NULL, NULL, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rounds->len, ==, 2);
  g_assert_cmpint (((EpcRound *) g_ptr_array_index (rounds, 1))->people, ==, 1500);
  g_autoptr (EpcRoundChange) change = epc_round_change (store, rounds, 1, -1, NULL, &error);
  g_assert_no_error (error);
  /* In all there are as many as before; where both looked there are 400 fewer. */
  g_assert_cmpint (change->total.now, ==, 1500);
  g_assert_cmpint (change->total.before, ==, 1500);
  g_assert_cmpint (change->total.now_both - change->total.before_both, ==, -400);
  g_assert_cmpfloat_with_epsilon (epc_area_change_percent (&change->total), -40, 1e-9);
  g_assert_cmpuint (change->total.places_both, ==, 1);
  g_assert_cmpuint (change->total.places_all, ==, 3);
  g_assert_cmpint (change->missing_before, ==, 1);
  g_assert_cmpstr (((EpcPlaceChange *) g_ptr_array_index (change->only_before, 0))->name, ==, "La Lima");
  g_assert_cmpstr (((EpcPlaceChange *) g_ptr_array_index (change->only_now, 0))->name, ==, "Choloma");
  g_assert_cmpuint (change->areas->len, ==, 1);
  g_assert_cmpstr (((EpcAreaChange *) g_ptr_array_index (change->areas, 0))->place, ==, "HN05");
}

/* Counts written by hand often lack the level: such a round has its figures, and those of another level are not in them. */
static void
test_rounds_of_counts_without_a_level (Fixture *fixture, gconstpointer data)
{
  EpcStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autofree char *operation = add (store, "dtm_operation", "country", "HND", "name", "Storm", NULL);
  g_autofree char *r1 = add (store, "dtm_round", "operation", operation, "assessment_type", "BA", "number", "1", "reporting_date", "2026-10-17", NULL);
  g_autofree char *r2 = add (store, "dtm_round", "operation", operation, "assessment_type", "BA", "number", "2", "reporting_date", "2026-11-02", NULL);
  g_autofree char *a = add (store, "location_count", "round", r1, "location_name", "La Lima", "reporting_date", "2026-10-17", "idp_ind", "300", NULL);
  g_autofree char *b = add (store, "location_count", "round", r1, "location_name", "Choloma", "reporting_date", "2026-10-17", "idp_ind", "200", NULL);
  g_autofree char *c = add (store, "location_count", "round", r2, "location_name", "La Lima", "reporting_date", "2026-11-02", "idp_ind", "70", NULL);
  g_autofree char *d = add (store, "location_count", "round", r2, "admin_level", "2", "location_name", "La Lima", "reporting_date", "2026-11-02",
                            "idp_ind", "90", NULL);
  g_autoptr (GPtrArray) rounds = epc_rounds (store, NULL, NULL, NULL, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rounds->len, ==, 2);
  g_assert_true (epc_rounds_cover (store, rounds, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (((EpcRound *) g_ptr_array_index (rounds, 0))->people, ==, 300 + 200);
  g_assert_cmpint (((EpcRound *) g_ptr_array_index (rounds, 0))->places, ==, 2);
  g_assert_true (((EpcRound *) g_ptr_array_index (rounds, 0))->is_full);
  /* Of the two counts of round 2 only that at level 2 is at its level. */
  g_assert_cmpint (((EpcRound *) g_ptr_array_index (rounds, 1))->people, ==, 90);
  g_assert_cmpint (((EpcRound *) g_ptr_array_index (rounds, 1))->places, ==, 1);
  g_autoptr (EpcRoundChange) change = epc_round_change (store, rounds, 0, -1, NULL, &error);
  g_assert_no_error (error);
}

/* A drill is in no figure of the country, also where its round is the newest; it has its own when it is asked for. */
static void
test_rounds_of_drills (Fixture *fixture, gconstpointer data)
{
  EpcStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autofree char *drill = add (store, "crisis", "name", "Exercise", "type", "disaster_natural", "status", "active", "is_drill", "yes", "country", "HND", NULL);
  g_autofree char *exercise = add (store, "dtm_operation", "country", "HND", "name", "Exercise", "crisis", drill, NULL);
  g_autofree char *storm = add (store, "dtm_operation", "country", "HND", "name", "Storm", NULL);
  g_autofree char *r1 = add (store, "dtm_round", "operation", storm, "assessment_type", "BA", "number", "1", "reporting_date", "2026-10-17", NULL);
  g_autofree char *r2 = add (store, "dtm_round", "operation", exercise, "assessment_type", "BA", "number", "1", "reporting_date", "2026-11-17", NULL);
  g_autofree char *a = add (store, "location_count", "round", r1, "location_name", "La Lima", "reporting_date", "2026-10-17", "idp_ind", "300", NULL);
  g_autofree char *b = add (store, "location_count", "round", r2, "location_name", "La Lima", "reporting_date", "2026-11-17", "idp_ind", "5000", NULL);
  EpcUid crisis;

  g_assert_true (epc_store_find_uid (store, epc_entity_find ("crisis"), drill, &crisis, &error));
  g_autoptr (EpcRound) latest = epc_round_latest (store, "HND", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (latest->people, ==, 300);
  g_autoptr (GPtrArray) real = epc_rounds (store, NULL, "HND", NULL, -1, NULL, &error);
  g_assert_cmpuint (real->len, ==, 1);
  g_autoptr (EpcRound) exercised = epc_round_latest (store, "HND", &crisis, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (exercised->people, ==, 5000);
  g_autoptr (GPtrArray) of_drill = epc_rounds (store, NULL, "HND", &crisis, -1, NULL, &error);
  g_assert_cmpuint (of_drill->len, ==, 1);
}

static void
test_stock_out_of_the_ledger (Fixture *fixture, gconstpointer data)
{
  EpcStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autofree char *w = add (store, "warehouse", "name", "SPS", NULL);
  g_autofree char *item = add (store, "item", "item_code", "TEST-TARP", "name", "Tarpaulin (test)", "category", "shelter", "unit", "piece", NULL);
  g_autofree char *fresh = add (store, "batch", "batch_no", "B1", "item", item, "expiry_date", "2090-01-01", NULL);
  g_autofree char *old = add (store, "batch", "batch_no", "B2", "item", item, "expiry_date", "2020-01-01", NULL);
  g_autofree char *a = add (store, "stock_movement", "type", "receipt", "item", item, "batch", fresh, "quantity", "100", "warehouse", w, NULL);
  g_autofree char *b = add (store, "stock_movement", "type", "receipt", "item", item, "batch", old, "quantity", "30", "warehouse", w, NULL);
  g_autofree char *c = add (store, "stock_movement", "type", "dispatch", "item", item, "batch", fresh, "quantity", "-25", "warehouse", w, NULL);
  g_autofree char *d = add (store, "reservation", "item", item, "quantity", "10", "warehouse", w, "status", "held", NULL);
  g_autofree char *kit = add (store, "item", "item_code", "TEST-KIT", "name", "Kit (test)", "category", "kit", "unit", "kit", "is_kit", "yes", NULL);
  g_autofree char *k = add (store, "kit_item", "kit", kit, "item", item, "quantity", "2", NULL);
  g_autoptr (GPtrArray) lines = epc_stock (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 1);
  const EpcStockLine *line = g_ptr_array_index (lines, 0);
  g_assert_cmpfloat (line->on_hand, ==, 105);  /* 100 + 30 − 25 */
  g_assert_cmpfloat (line->expired, ==, 30);
  g_assert_cmpfloat (line->reserved, ==, 10);
  g_assert_cmpfloat (line->available, ==, 65); /* 105 − 30 − 10 */
  g_autoptr (GPtrArray) covers = epc_stock_cover (store, lines, &error);
  g_assert_no_error (error);
  gboolean found = FALSE;
  for (guint i = 0; i < covers->len; i++)
    {
      const EpcKitCover *cover = g_ptr_array_index (covers, i);
      if (strstr (cover->kit_name, "Kit (test)") == NULL)
        continue;
      found = TRUE;
      g_assert_cmpint (cover->households, ==, 32); /* 65 ÷ 2, whole kits */
    }
  g_assert_true (found);
}

static void
test_readiness_counts_what_applies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcReadiness) before = epc_readiness (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (before->counted, >, 20);
  g_assert_cmpuint (before->done, ==, 0);
  g_assert_cmpfloat (before->score, ==, 0);
  g_autofree char *a = add (fixture->store, "preparedness_action", "country", "HND", "action_code", "X01", "kind", "mpa", "category", "A",
                            "action", "Done one", "status", "done", NULL);
  g_autofree char *b = add (fixture->store, "preparedness_action", "country", "HND", "action_code", "X02", "kind", "mpa", "category", "A",
                            "action", "Not for us", "status", "na", NULL);
  g_autoptr (EpcReadiness) after = epc_readiness (fixture->store, &error);
  g_assert_cmpuint (after->counted, ==, before->counted + 1);
  g_assert_cmpuint (after->done, ==, 1);
  g_assert_cmpfloat_with_epsilon (after->score, 100.0 / (before->counted + 1), 1e-9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/analysis/gaps-with-their-arithmetic", Fixture, NULL, set_up, test_gaps_with_their_arithmetic, tear_down);
  g_test_add ("/analysis/rounds-over-places-in-both", Fixture, NULL, set_up, test_rounds_over_places_in_both, tear_down);
  g_test_add ("/analysis/rounds-of-counts-without-a-level", Fixture, NULL, set_up, test_rounds_of_counts_without_a_level, tear_down);
  g_test_add ("/analysis/rounds-of-drills", Fixture, NULL, set_up, test_rounds_of_drills, tear_down);
  g_test_add ("/analysis/stock-out-of-the-ledger", Fixture, NULL, set_up, test_stock_out_of_the_ledger, tear_down);
  g_test_add ("/analysis/readiness-counts-what-applies", Fixture, NULL, set_up, test_readiness_counts_what_applies, tear_down);
  return g_test_run ();
}
