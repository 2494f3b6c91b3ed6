/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a new workspace begins with.
 */
#include "fixture.h"

static gint64
count (EpcStore *store, const char *entity, const char *condition)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  g_autoptr (GError) error = NULL;

  if (condition != NULL)
    epc_query_where_text (query, store, condition, &error);
  g_assert_no_error (error);
  gint64 n = epc_query_count (query, store, NULL, &error);
  g_assert_no_error (error);
  return n;
}

static void
test_lists_of_the_office_are_its_country_s (void)
{
  g_autoptr (EpcStore) store = fixture_store ("seeds.epc");

  g_assert_cmpint (count (store, "micic_check", NULL), ==, 15);
  g_assert_cmpint (count (store, "micic_check", "country = HTI"), ==, 15);
  g_assert_cmpint (count (store, "preparedness_action", "country = HTI"), ==, count (store, "preparedness_action", NULL));
  g_assert_cmpint (count (store, "preparedness_action", "kind = mpa"), >, 30);
  fixture_assert_clean (store);
  epc_store_close (store);
}

static void
test_office_knows_its_country (void)
{
  g_autoptr (EpcStore) store = fixture_store ("office.epc");
  g_autoptr (GError) error = NULL;
  EpcUid uid = epc_store_office (store);
  g_autoptr (EpcRecord) office = epc_store_get (store, epc_entity_find ("office"), &uid, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (epc_record_text (office, "currency"), ==, "HTG");
  g_assert_cmpstr (epc_record_text (office, "language"), ==, "fr");
  g_assert_cmpstr (epc_record_text (office, "counterpart"), ==, "DGPC");
  g_assert_cmpstr (epc_record_text (office, "is_confidential_sites"), ==, "yes");
  epc_store_close (store);
}

static void
test_kits_hold_items (void)
{
  g_autoptr (EpcStore) store = fixture_store ("kits.epc");
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) kit = epc_store_find (store, epc_entity_find ("item"), "KIT-SHELTER", &error);

  g_assert_no_error (error);
  /* Two tarpaulins, thirty metres of rope and a set of tools. */
  g_assert_cmpint (count (store, "kit_item", "kit = KIT-SHELTER"), ==, 3);
  g_assert_cmpstr (epc_record_text (kit, "is_kit"), ==, "yes");
  epc_store_close (store);
}

static void
test_seeds_are_the_same_everywhere (void)
{
  g_autoptr (EpcStore) a = fixture_store ("a.epc");
  g_autoptr (EpcStore) b = fixture_store ("b.epc");
  g_autoptr (GError) error = NULL;
  EpcUid one, two;

  g_assert_true (epc_store_find_uid (a, epc_entity_find ("standard"), "people_toilet", &one, &error));
  g_assert_true (epc_store_find_uid (b, epc_entity_find ("standard"), "people_toilet", &two, &error));
  g_assert_true (epc_uid_equal (&one, &two));
  epc_store_close (a);
  epc_store_close (b);
}

int
main (int argc, char *argv[])
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/store/seeds/lists-of-the-office-are-its-country-s", test_lists_of_the_office_are_its_country_s);
  g_test_add_func ("/store/seeds/office-knows-its-country", test_office_knows_its_country);
  g_test_add_func ("/store/seeds/kits-hold-items", test_kits_hold_items);
  g_test_add_func ("/store/seeds/are-the-same-everywhere", test_seeds_are_the_same_everywhere);
  return fixture_run ();
}
