/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking: conditions against a plain loop over the same records, order, search, sums.
 */
#include "fixture.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-clock.h"
#include "base/epc-text.h"

#define N_RECORDS 300
#define N_QUESTIONS 400

/* --- the plain loop --- */

static int
compare_values (const EpcValue *a, const EpcValue *b)
{
  if (a->kind == EPC_VALUE_INTEGER)
    return (a->integer > b->integer) - (a->integer < b->integer);
  if (a->kind == EPC_VALUE_DECIMAL)
    return (a->decimal > b->decimal) - (a->decimal < b->decimal);
  if (a->kind == EPC_VALUE_UID)
    return memcmp (&a->uid, &b->uid, sizeof a->uid);
  return strcmp (a->text, b->text);
}

static gboolean
holds (EpcRecord *record, const EpcField *field, EpcOperator op, const char *text)
{
  const EpcValue *value = epc_record_value (record, (guint) (field - epc_record_entity (record)->fields));
  g_auto (EpcValue) wanted = EPC_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (op == EPC_OP_EMPTY)
    return value->kind == EPC_VALUE_EMPTY;
  if (op == EPC_OP_NOT_EMPTY)
    return value->kind != EPC_VALUE_EMPTY;
  if (op == EPC_OP_CONTAINS)
    {
      if (value->kind == EPC_VALUE_EMPTY)
        return FALSE;
      g_autofree char *here = epc_text_fold (value->text);
      g_autofree char *there = epc_text_fold (text);
      return strstr (here, there) != NULL;
    }
  if (op == EPC_OP_IN)
    {
      g_auto (GStrv) parts = g_strsplit (text, ";", -1);
      for (char **part = parts; *part != NULL; part++)
        if (holds (record, field, EPC_OP_EQUAL, *part))
          return TRUE;
      return FALSE;
    }
  epc_value_parse (field, text, &wanted, &error);
  g_assert_no_error (error);
  if (value->kind == EPC_VALUE_EMPTY)
    return op == EPC_OP_NOT_EQUAL;
  int order = compare_values (value, &wanted);
  switch ((int) op)
    {
    case EPC_OP_EQUAL:
      return order == 0;
    case EPC_OP_NOT_EQUAL:
      return order != 0;
    case EPC_OP_LESS:
      return order < 0;
    case EPC_OP_LESS_EQUAL:
      return order <= 0;
    case EPC_OP_GREATER:
      return order > 0;
    default:
      return order >= 0;
    }
}

static gboolean
is_askable (const EpcField *field)
{
  return epc_field_is_stored (field) && field->type != EPC_TYPE_CODES;
}

static void
ask_one (EpcStore *store, GRand *random, GPtrArray *records, const EpcEntity *entity)
{
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) ops = g_array_new (FALSE, FALSE, sizeof (EpcOperator));
  g_autoptr (GError) error = NULL;
  guint n = (guint) g_rand_int_range (random, 1, 4);

  while (fields->len < n)
    {
      const EpcField *field = &entity->fields[g_rand_int_range (random, 0, (gint32) entity->n_fields)];
      EpcOperator op = (EpcOperator) g_rand_int_range (random, EPC_OP_EQUAL, EPC_OP_IN + 1);
      EpcRecord *sample = g_ptr_array_index (records, g_rand_int_range (random, 0, (gint32) records->len));
      if (!is_askable (field) || (op == EPC_OP_CONTAINS && epc_field_value_kind (field) != EPC_VALUE_TEXT))
        continue;
      g_autofree char *text = epc_record_to_text (sample, field->key);
      if (text == NULL)
        text = fixture_value (random, field);
      if (op == EPC_OP_IN)
        {
          g_autofree char *other = fixture_value (random, field);
          g_autofree char *both = g_strconcat (text, ";", other, NULL);
          g_free (text);
          text = g_steal_pointer (&both);
        }
      epc_query_where (query, store, field->key, op, text, &error);
      g_assert_no_error (error);
      g_ptr_array_add (fields, (gpointer) field);
      g_ptr_array_add (values, g_steal_pointer (&text));
      g_array_append_val (ops, op);
    }
  guint expected = 0;
  g_autoptr (GHashTable) uids = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
  for (guint i = 0; i < records->len; i++)
    {
      gboolean is_in = TRUE;
      for (guint k = 0; k < fields->len; k++)
        is_in = is_in
                && holds (g_ptr_array_index (records, i), g_ptr_array_index (fields, k), g_array_index (ops, EpcOperator, k),
                          g_ptr_array_index (values, k));
      if (!is_in)
        continue;
      expected++;
      g_hash_table_add (uids, (gpointer) epc_record_uid (g_ptr_array_index (records, i)));
    }
  g_autoptr (GPtrArray) found = epc_query_records (query, store, &error);
  g_assert_no_error (error);
  if (found->len != expected)
    for (guint k = 0; k < fields->len; k++)
      g_test_message ("%s %d %s", ((const EpcField *) g_ptr_array_index (fields, k))->key, g_array_index (ops, EpcOperator, k),
                      (char *) g_ptr_array_index (values, k));
  g_assert_cmpuint (found->len, ==, expected);
  g_assert_cmpint (epc_query_count (query, store, NULL, &error), ==, expected);
  for (guint i = 0; i < found->len; i++)
    g_assert_true (g_hash_table_contains (uids, epc_record_uid (g_ptr_array_index (found, i))));
}

static void
ask_order (EpcStore *store, GRand *random, const EpcEntity *entity)
{
  const EpcField *field = &entity->fields[g_rand_int_range (random, 0, (gint32) entity->n_fields)];
  gboolean is_descending = g_rand_boolean (random);
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GError) error = NULL;

  /* Plain texts follow the order of names, which test_names_in_the_readers_order() looks at. */
  if (!is_askable (field) || field->type == EPC_TYPE_TEXT)
    return;
  g_autofree char *sort = g_strconcat (is_descending ? "-" : "", field->key, NULL);
  epc_query_sort (query, sort, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) found = epc_query_records (query, store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, N_RECORDS);
  for (guint i = 0; i + 1 < found->len; i++)
    {
      EpcRecord *first = g_ptr_array_index (found, is_descending ? i + 1 : i),
                *then = g_ptr_array_index (found, is_descending ? i : i + 1);
      const EpcValue *a = epc_record_value (first, (guint) (field - entity->fields));
      const EpcValue *b = epc_record_value (then, (guint) (field - entity->fields));
      if (a->kind == EPC_VALUE_EMPTY)
        continue;
      g_assert_cmpint (b->kind, !=, EPC_VALUE_EMPTY);
      int order = compare_values (a, b);
      g_assert_cmpint (order, <=, 0);
      if (order == 0)
        g_assert_cmpint (epc_record_row (first), <, epc_record_row (then));
    }
}

typedef struct
{
  GPtrArray *records; /* as they come */
  const char **keys;
  guint n;
} Comparing;

static gboolean
compare_row (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  Comparing *self = data;
  EpcRecord *record = g_ptr_array_index (self->records, self->n++);

  g_assert_cmpint (row, ==, epc_record_row (record));
  g_assert_true (epc_uid_equal (uid, epc_record_uid (record)));
  for (guint i = 0; self->keys[i] != NULL; i++)
    {
      const EpcField *field = epc_entity_field (epc_record_entity (record), self->keys[i]);
      if (field == NULL)
        g_assert_cmpstr (values[i].kind == EPC_VALUE_TEXT ? values[i].text : NULL, ==, epc_record_code (record));
      else if (epc_field_is_stored (field))
        g_assert_true (epc_value_equal (&values[i], epc_record_value (record, (guint) (field - epc_record_entity (record)->fields))));
      else
        g_assert_cmpint (values[i].kind, ==, EPC_VALUE_EMPTY);
    }
  return self->n < N_RECORDS - 1;
}

/* Values alone are those of the records, in their order; the last record is not asked for any more. */
static void
ask_values (EpcStore *store, GRand *random, const EpcEntity *entity)
{
  const char *keys[8] = { NULL };
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys) - 2; i++)
    keys[i] = entity->fields[g_rand_int_range (random, 0, (gint32) entity->n_fields)].key;
  keys[G_N_ELEMENTS (keys) - 2] = "code";
  epc_query_sort (query, g_rand_boolean (random) ? "-changed" : "", &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) found = epc_query_records (query, store, &error);
  g_assert_no_error (error);
  Comparing comparing = { found, keys, 0 };
  g_assert_true (epc_query_values (query, store, keys, compare_row, &comparing, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (comparing.n, ==, N_RECORDS - 1);
}

static gboolean
insert_all (EpcTransaction *transaction, gpointer data, GError **error)
{
  GPtrArray *records = data;

  for (guint i = 0; i < records->len; i++)
    if (!epc_transaction_insert (transaction, g_ptr_array_index (records, i), error))
      return FALSE;
  return TRUE;
}

static void
insert_records (EpcStore *store, GPtrArray *records)
{
  g_autoptr (GError) error = NULL;

  epc_store_write (store, "records", insert_all, records, &error);
  g_assert_no_error (error);
}

static void
test_conditions (void)
{
  static const char *const keys[] = { "activity", "event_alert", "site" };
  g_autoptr (EpcStore) store = fixture_store ("conditions.epc");
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());

  for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      const EpcEntity *entity = epc_entity_find (keys[k]);
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = 0; i < N_RECORDS; i++)
        g_ptr_array_add (records, fixture_record (random, entity));
      insert_records (store, records);
      for (guint i = 0; i < N_QUESTIONS; i++)
        ask_one (store, random, records, entity);
      for (guint i = 0; i < 40; i++)
        ask_order (store, random, entity);
      for (guint i = 0; i < 40; i++)
        ask_values (store, random, entity);
    }
}

/* --- single questions --- */

static EpcRecord *
organisation (const char *name, const char *country)
{
  EpcRecord *record = epc_record_new (epc_entity_find ("organisation"));

  epc_record_set_text (record, "name", name);
  epc_record_set_text (record, "country", country);
  return record;
}

static EpcRecord *
place (const char *pcode, const char *name, const char *parent, int level)
{
  EpcRecord *record = epc_record_new (epc_entity_find ("place"));

  epc_record_set_text (record, "pcode", pcode);
  epc_record_set_text (record, "name", name);
  epc_record_set_text (record, "parent", parent);
  epc_record_set_integer (record, "level", level);
  return record;
}

static EpcStore *
store_with_places (const char *name)
{
  EpcStore *store = fixture_store (name);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (records, place ("HT01", "Ouest", "HTI", 1));
  g_ptr_array_add (records, place ("HT0121", "Léogâne", "HT01", 2));
  g_ptr_array_add (records, place ("HT07", "Sud", "HTI", 1));
  g_ptr_array_add (records, organisation ("Ágil", "HT0121"));
  g_ptr_array_add (records, organisation ("agua", "HT01"));
  g_ptr_array_add (records, organisation ("Zebra", "HT07"));
  g_ptr_array_add (records, organisation ("École", "HTI"));
  g_ptr_array_add (records, organisation ("ecuador", "ECU"));
  insert_records (store, records);
  return store;
}

static char *
names (EpcStore *store, const char *condition, const char *sort, const char *search)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("organisation"));
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (condition != NULL)
    epc_query_where_text (query, store, condition, &error);
  g_assert_no_error (error);
  epc_query_sort (query, sort, &error);
  g_assert_no_error (error);
  epc_query_search (query, search);
  g_autoptr (GPtrArray) found = epc_query_records (query, store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", epc_record_text (g_ptr_array_index (found, i), "name"));
  return g_strdup (out->str);
}

static void
assert_names (EpcStore *store, const char *condition, const char *sort, const char *search, const char *expected)
{
  g_autofree char *found = names (store, condition, sort, search);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_names_in_the_readers_order (void)
{
  g_autoptr (EpcStore) store = store_with_places ("order.epc");

  assert_names (store, NULL, "name", NULL, "Ágil agua École ecuador Zebra");
  assert_names (store, NULL, "-name", NULL, "Zebra ecuador École agua Ágil");
  /* Names that begin alike, some with letters of which the first byte is the same. The order is Python's, by unicodedata.normalize ('NFD')
   * without marks and case, then by the bytes. */
  static const char *const alike[] = { "Terrain nz", "Niño 2", "Terrain É", "Niñez", "Terrain", "nina", "Terrain è 2", "Nín", "Terrain ñ 1", "Nino", "Terrain e",
                                       "Niña", "Terrain Ñ" };
  g_autoptr (EpcStore) names_store = fixture_store ("alike.epc");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (alike); i++)
    g_ptr_array_add (records, organisation (alike[i], i % 2 == 0 ? "HTI" : "ECU"));
  insert_records (names_store, records);
  assert_names (names_store, NULL, "name", NULL,
                "Nín Niña nina Niñez Nino Niño 2 Terrain Terrain e Terrain É Terrain è 2 Terrain Ñ Terrain ñ 1 Terrain nz");
}

static void
test_words_of_the_command_line (void)
{
  g_autoptr (EpcStore) store = store_with_places ("words.epc");
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("organisation"));
  g_autoptr (GError) error = NULL;

  assert_names (store, "name = agua", "name", NULL, "agua");
  assert_names (store, "name=agua", "name", NULL, "agua");
  assert_names (store, "name != agua", "name", NULL, "Ágil École ecuador Zebra");
  assert_names (store, "name ~ ec", "name", NULL, "École ecuador");
  assert_names (store, "country in HT07;ECU", "name", NULL, "ecuador Zebra");
  assert_names (store, "country within HT01", "name", NULL, "Ágil agua");
  assert_names (store, "country within HTI", "name", NULL, "Ágil agua École Zebra");
  assert_names (store, "acronym empty", "name", NULL, "Ágil agua École ecuador Zebra");
  assert_names (store, "acronym not empty", "name", NULL, "");
  assert_names (store, "name > École", "name", NULL, "");
  g_assert_false (epc_query_where_text (query, store, "name", &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (epc_query_where_text (query, store, "nmae = x", &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (epc_query_sort (query, "nothing", &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (epc_query_where_text (query, store, "parent ~ x", &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
}

static void
test_search_does_not_see_accents (void)
{
  g_autoptr (EpcStore) store = store_with_places ("search.epc");
  g_autoptr (GError) error = NULL;
  guint total;

  assert_names (store, NULL, "name", "agil", "Ágil");
  assert_names (store, NULL, "name", "ÉC", "École ecuador");
  assert_names (store, NULL, "name", "\"*^ (", "");
  g_autoptr (GPtrArray) hits = epc_store_search (store, "leogane", NULL, 50, &total, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpuint (total, ==, 1);
  const EpcHit *hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->entity->key, ==, "place");
  g_assert_nonnull (strstr (hit->title, "Léogâne"));
  g_autoptr (GPtrArray) elsewhere
      = epc_store_search (store, "leogane", epc_entity_find ("organisation"), 50, &total, NULL, &error);
  g_assert_cmpuint (elsewhere->len, ==, 0);
  g_autoptr (GPtrArray) codes = epc_store_search (store, "HT0121", epc_entity_find ("place"), 50, &total, NULL, &error);
  g_assert_cmpuint (codes->len, ==, 1);
  g_autoptr (EpcRecord) gone = epc_store_find (store, epc_entity_find ("place"), "HT0121", &error);
  fixture_delete (store, gone, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) none = epc_store_search (store, "leogane", NULL, 50, &total, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_bin_holds_what_was_deleted (void)
{
  g_autoptr (EpcStore) store = store_with_places ("bin.epc");
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) zebra = epc_store_find (store, epc_entity_find ("organisation"), "Zebra", &error);
  g_autoptr (EpcQuery) bin = epc_query_new (epc_entity_find ("organisation"));

  fixture_delete (store, zebra, &error);
  epc_query_include_deleted (bin, TRUE);
  g_assert_cmpint (epc_query_count (bin, store, NULL, &error), ==, 1);
  assert_names (store, NULL, "name", NULL, "Ágil agua École ecuador");
  /* After thirty days it is no longer shown. */
  epc_clock_hold (g_get_real_time () + 31 * G_TIME_SPAN_DAY);
  g_assert_cmpint (epc_query_count (bin, store, NULL, &error), ==, 0);
  epc_clock_hold (0);
}

/* --- sums --- */

static EpcRecord *
location_count (const EpcUid *round, const char *where, int level, int people)
{
  EpcRecord *record = epc_record_new (epc_entity_find ("location_count"));

  epc_record_set_reference (record, "round", round);
  epc_record_set_text (record, "place", where);
  epc_record_set_integer (record, "admin_level", level);
  epc_record_set_text (record, "reporting_date", "2025-06-30");
  if (people >= 0)
    epc_record_set_integer (record, "idp_ind", people);
  return record;
}

static void
assert_refused (EpcStore *store, const char *first, const char *second)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  g_autoptr (GError) error = NULL;

  if (first != NULL)
    epc_query_where_text (query, store, first, &error);
  if (second != NULL)
    epc_query_where_text (query, store, second, &error);
  g_assert_no_error (error);
  g_assert_null (epc_query_sum (query, store, "idp_ind", NULL, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_REFUSED);
}

static void
test_sums_that_mean_nothing_are_refused (void)
{
  g_autoptr (EpcStore) store = store_with_places ("sums.epc");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  EpcUid one = epc_uid_from_key ("dtm_round", "1", 1), two = epc_uid_from_key ("dtm_round", "2", 1);
  char text[EPC_UID_TEXT_SIZE];

  g_ptr_array_add (records, location_count (&one, "HT01", 1, 100));
  g_ptr_array_add (records, location_count (&one, "HT07", 1, 40));
  g_ptr_array_add (records, location_count (&one, "HT0121", 2, 100));
  g_ptr_array_add (records, location_count (&two, "HT01", 1, 90));
  g_ptr_array_add (records, location_count (&two, "HT07", 1, -1));
  insert_records (store, records);
  g_autofree char *round = g_strdup_printf ("round = %s", epc_uid_to_text (&one, text));
  g_autofree char *both = g_strdup_printf ("round in %s;%s", text, "00000000-0000-0000-0000-000000000001");
  assert_refused (store, NULL, NULL);
  assert_refused (store, round, NULL);
  assert_refused (store, "admin_level = 1", NULL);
  assert_refused (store, "admin_level >= 1", round);
  assert_refused (store, both, "admin_level = 1");

  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  epc_query_where_text (query, store, "admin_level = 1", &error);
  const char *const by[] = { "round", NULL };
  g_autoptr (GArray) sums = epc_query_sum (query, store, "idp_ind", by, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sums->len, ==, 2);
  for (guint i = 0; i < sums->len; i++)
    {
      const EpcSum *sum = &g_array_index (sums, EpcSum, i);
      gboolean is_first = g_str_equal (sum->by[0], text);
      g_assert_cmpint (sum->rows, ==, 2);
      g_assert_cmpint (sum->filled, ==, is_first ? 2 : 1);
      g_assert_cmpfloat (sum->sum, ==, is_first ? 140 : 90);
    }
  /* Nothing was asked: no row, not a row of zero. */
  epc_query_where_text (query, store, "place = HT99", &error);
  g_autoptr (GArray) none = epc_query_sum (query, store, "idp_ind", by, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (epc_query_sum (query, store, "place", by, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
  fixture_assert_clean (store);

  /* Totals follow an edit, a deletion and an undo. */
  g_clear_error (&error);
  EpcRecord *edited = g_ptr_array_index (records, 0);
  epc_record_set_integer (edited, "idp_ind", 101);
  fixture_update (store, edited, &error);
  fixture_assert_clean (store);
  fixture_delete (store, edited, &error);
  fixture_assert_clean (store);
  epc_undo_result_free (epc_store_undo (store, &error));
  epc_undo_result_free (epc_store_undo (store, &error));
  g_assert_no_error (error);
  fixture_assert_clean (store);
}

static void
test_counts_are_found_through_their_places (void)
{
  g_autoptr (EpcStore) store = store_with_places ("through.epc");
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  EpcUid round = epc_uid_from_key ("dtm_round", "1", 1);

  g_ptr_array_add (records, location_count (&round, "HT01", 1, 100));
  g_ptr_array_add (records, location_count (&round, "HT0121", 2, 100));
  insert_records (store, records);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
  epc_query_search (query, "leogane");
  g_autoptr (GPtrArray) found = epc_query_records (query, store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (epc_record_text (g_ptr_array_index (found, 0), "place"), ==, "HT0121");
}

static gboolean
count_three (EpcRecord *record, gpointer data)
{
  return ++*(guint *) data < 3;
}

static void
test_stops_when_told (void)
{
  g_autoptr (EpcStore) store = store_with_places ("stop.epc");
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("organisation"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (epc_query_each (query, store, count_three, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 3);
  epc_query_limit (query, 2);
  g_autoptr (GArray) rows = epc_query_rows (query, store, NULL, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_cancellable_cancel (cancellable);
  g_assert_null (epc_query_rows (query, store, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/store/query/conditions-agree-with-a-plain-loop", test_conditions);
  g_test_add_func ("/store/query/names-in-the-readers-order", test_names_in_the_readers_order);
  g_test_add_func ("/store/query/words-of-the-command-line", test_words_of_the_command_line);
  g_test_add_func ("/store/query/search-does-not-see-accents", test_search_does_not_see_accents);
  g_test_add_func ("/store/query/bin-holds-what-was-deleted", test_bin_holds_what_was_deleted);
  g_test_add_func ("/store/query/sums-that-mean-nothing-are-refused", test_sums_that_mean_nothing_are_refused);
  g_test_add_func ("/store/query/counts-are-found-through-their-places", test_counts_are_found_through_their_places);
  g_test_add_func ("/store/query/stops-when-told", test_stops_when_told);
  return fixture_run ();
}
