/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Imports: many rows at once, the same again, changed, taken back, brought again.
 */
#include "fixture.h"

#include <string.h>

#include "base/epc-error.h"

typedef struct
{
  const char *entity;
  guint first, n;    /* numbers of the rows */
  gint64 people;     /* put into each; −1: left empty */
  guint people_step; /* only in each so manieth row */
  guint again;       /* before each row the one so many before it is put again, with something new; 0: not */
  gboolean fails;
  EpcUid round;
  guint inserted, updated, unchanged;
  gint64 batch;
} Import;

static void
set_field (EpcValue *values, const EpcEntity *entity, const char *key, const char *text)
{
  const EpcField *field = epc_entity_field (entity, key);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (field);
  epc_value_parse (field, text, &values[field - entity->fields], &error);
  g_assert_no_error (error);
}

static void
fill_row (Import *import, const EpcEntity *entity, EpcValue *values, guint i)
{
  g_autofree char *number = g_strdup_printf ("%05u", i);
  g_autofree char *people = g_strdup_printf ("%" G_GINT64_FORMAT, import->people);
  gboolean has_people = import->people >= 0 && (import->people_step == 0 || i % import->people_step == 0);
  char uid[EPC_UID_TEXT_SIZE];

  if (g_str_equal (entity->key, "location_count"))
    {
      g_autofree char *place = g_strdup_printf ("HT%02u", i % 10 + 1);
      set_field (values, entity, "round", epc_uid_to_text (&import->round, uid));
      set_field (values, entity, "admin_level", i % 2 == 0 ? "1" : "2");
      set_field (values, entity, "place", place);
      set_field (values, entity, "location_ssid", number);
      set_field (values, entity, "reporting_date", "2025-06-30");
      set_field (values, entity, "idp_ind", has_people ? people : "7");
    }
  else if (g_str_equal (entity->key, "activity"))
    {
      g_autofree char *name = g_strdup_printf ("Partner%u", i % 7);
      set_field (values, entity, "implementing_org", name);
      if (has_people)
        set_field (values, entity, "donor", people);
    }
  else
    {
      g_autofree char *name = g_strdup_printf ("Organisation %s", number);
      set_field (values, entity, "name", name);
      if (has_people)
        set_field (values, entity, "acronym", people);
    }
}

static gboolean
put_row (EpcTransaction *transaction, Import *import, EpcValue *values, guint i, gboolean is_again, GError **error)
{
  const EpcEntity *entity = epc_entity_find (import->entity);
  EpcUid uid = epc_uid_from_key ("test", (const char *) &i, sizeof i);
  EpcPutOutcome outcome;

  fill_row (import, entity, values, i);
  if (is_again)
    set_field (values, entity, "donor", "again");
  gboolean done = epc_transaction_put (transaction, entity, values, epc_entity_has_natural_key (entity) ? NULL : &uid, FALSE, &outcome, NULL, error);
  if (is_again)
    set_field (values, entity, "donor", "");
  import->inserted += outcome == EPC_PUT_INSERTED;
  import->updated += outcome == EPC_PUT_UPDATED;
  import->unchanged += outcome == EPC_PUT_UNCHANGED;
  return done;
}

static gboolean
put_rows (EpcTransaction *transaction, gpointer data, GError **error)
{
  Import *import = data;
  const EpcEntity *entity = epc_entity_find (import->entity);
  EpcBatchSource source = { .file_name = "test.csv", .size = 10, .sha256 = "abc", .credit = "IOM DTM", .entity = entity };
  EpcValue *values = g_new0 (EpcValue, entity->n_fields);
  gboolean done = TRUE;

  import->inserted = import->updated = import->unchanged = 0;
  import->batch = epc_transaction_begin_batch (transaction, &source, error);
  for (guint i = import->first; i < import->first + import->n && done && import->batch != 0; i++)
    {
      if (import->again > 0 && i >= import->first + import->again)
        done = put_row (transaction, import, values, i - import->again, TRUE, error);
      done = done && put_row (transaction, import, values, i, FALSE, error);
    }
  for (guint i = 0; i < entity->n_fields; i++)
    epc_value_clear (&values[i]);
  g_free (values);
  if (import->fails)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, "on purpose");
      return FALSE;
    }
  g_autofree char *counts
      = g_strdup_printf ("{\"read\":%u,\"rejected\":0,\"%s\":{\"inserted\":%u,\"updated\":%u,\"unchanged\":%u}}", import->n,
                         import->entity, import->inserted, import->updated, import->unchanged);
  return done && import->batch != 0 && epc_transaction_end_batch (transaction, import->batch, counts, error);
}

static void
run (EpcStore *store, Import *import, guint inserted, guint updated, guint unchanged)
{
  g_autoptr (GError) error = NULL;

  epc_store_write (store, "import", put_rows, import, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->inserted, ==, inserted);
  g_assert_cmpuint (import->updated, ==, updated);
  g_assert_cmpuint (import->unchanged, ==, unchanged);
}

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

static EpcUndoResult *
undo_batch (EpcStore *store, gint64 batch)
{
  g_autoptr (GError) error = NULL;
  EpcUndoResult *result = epc_store_undo_batch (store, batch, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static EpcUid
some_round (void)
{
  return epc_uid_from_key ("dtm_round", "test", 4);
}

/* @n rows of counts: few keep their indexes, many are indexed at the end. */
static void
walk_counts (const char *name, guint n)
{
  g_autoptr (EpcStore) store = fixture_store (name);
  Import first = { .entity = "location_count", .n = n, .people = 100, .round = some_round () };
  Import changed = { .entity = "location_count", .n = n, .people = 100, .people_step = 10, .round = some_round () };
  g_autoptr (GError) error = NULL;

  run (store, &first, n, 0, 0);
  fixture_assert_clean (store);
  g_autoptr (GPtrArray) log = epc_journal_log (store, 10, &error);
  for (guint i = 0; i < log->len; i++)
    g_assert_cmpstr (((EpcJournalEntry *) g_ptr_array_index (log, i))->entity->key, !=, "location_count");
  Import again = first;
  run (store, &again, 0, 0, n);
  run (store, &changed, 0, n - n / 10, n / 10);
  g_assert_cmpint (count (store, "location_count", "idp_ind = 7"), ==, n - n / 10);
  fixture_assert_clean (store);
  g_autoptr (EpcUndoResult) back = undo_batch (store, changed.batch);
  g_assert_cmpuint (back->n_changes, ==, n - n / 10);
  g_assert_cmpuint (back->left->len, ==, 0);
  g_assert_cmpint (count (store, "location_count", "idp_ind = 100"), ==, n);
  fixture_assert_clean (store);
  /* While the changes of a later import stand, its rows stay; once they are taken back, the first import can be. */
  run (store, &changed, 0, n - n / 10, n / 10);
  g_autoptr (EpcUndoResult) some = undo_batch (store, first.batch);
  g_assert_cmpuint (some->n_changes, ==, n / 10);
  g_assert_cmpint (count (store, "location_count", NULL), ==, n - n / 10);
  g_assert_cmpuint (some->left->len, >, 0);
  fixture_assert_clean (store);
  epc_undo_result_free (epc_store_redo (store, &error));
  g_assert_no_error (error);
  g_autoptr (EpcUndoResult) twice = undo_batch (store, changed.batch);
  g_assert_cmpuint (twice->n_changes, ==, n - n / 10);
  g_autoptr (EpcUndoResult) gone = undo_batch (store, first.batch);
  g_assert_cmpuint (gone->n_changes, ==, n);
  g_assert_cmpuint (gone->left->len, ==, 0);
  g_assert_cmpint (count (store, "location_count", NULL), ==, 0);
  fixture_assert_clean (store);
  epc_store_close (store);
}

static void
test_counts_few (void)
{
  walk_counts ("few.epc", 500);
}

static void
test_counts_many (void)
{
  walk_counts ("many.epc", 25000);
}

static void
walk_undo (const char *name, const char *entity, guint n)
{
  g_autoptr (EpcStore) store = fixture_store (name);
  Import import = { .entity = entity, .n = n, .people = 100, .round = some_round () };
  g_autoptr (GError) error = NULL;
  gint64 before = count (store, entity, NULL);

  run (store, &import, n, 0, 0);
  g_autoptr (EpcUndoResult) undone = epc_store_undo (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->n_changes, ==, n);
  g_assert_cmpint (count (store, entity, NULL), ==, before);
  g_assert_cmpint (count (store, "import_batch", "undone_at not empty"), ==, 1);
  fixture_assert_clean (store);
  g_assert_null (epc_store_undo_batch (store, import.batch, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_CONFLICT);
  g_clear_error (&error);
  g_autoptr (EpcUndoResult) redone = epc_store_redo (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (redone->n_changes, ==, n);
  g_assert_cmpint (count (store, entity, NULL), ==, before + n);
  g_assert_cmpint (count (store, "import_batch", "undone_at not empty"), ==, 0);
  fixture_assert_clean (store);
  g_autoptr (EpcUndoResult) again = undo_batch (store, import.batch);
  g_assert_cmpuint (again->n_changes, ==, n);
  /* Imported anew they are new, and the same records. */
  Import revived = import;
  run (store, &revived, n, 0, 0);
  g_assert_cmpint (count (store, entity, NULL), ==, before + n);
  fixture_assert_clean (store);
  g_autoptr (EpcUndoResult) last = undo_batch (store, revived.batch);
  g_assert_cmpuint (last->n_changes, ==, n);
  g_assert_cmpint (count (store, entity, NULL), ==, before);
  epc_store_compact (store, NULL, &error);
  g_assert_no_error (error);
  fixture_assert_clean (store);
  run (store, &revived, n, 0, 0);
  fixture_assert_clean (store);
}

static void
test_undo_counts (void)
{
  walk_undo ("undo-few.epc", "location_count", 300);
  walk_undo ("undo-many.epc", "location_count", 24000);
}

static void
test_undo_register (void)
{
  walk_undo ("undo-register.epc", "organisation", 400);
}

static void
test_failed_import_leaves_nothing (void)
{
  g_autoptr (EpcStore) store = fixture_store ("failed.epc");
  Import import = { .entity = "location_count", .n = 25000, .people = 1, .round = some_round (), .fails = TRUE };
  g_autoptr (GError) error = NULL;
  gint64 batches = count (store, "import_batch", NULL);

  g_assert_false (epc_store_write (store, "import", put_rows, &import, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
  g_assert_cmpint (count (store, "location_count", NULL), ==, 0);
  g_assert_cmpint (count (store, "import_batch", NULL), ==, batches);
  fixture_assert_clean (store);
  import.fails = FALSE;
  run (store, &import, 25000, 0, 0);
  fixture_assert_clean (store);
}

static void
test_edited_and_referenced_rows_stay (void)
{
  g_autoptr (EpcStore) store = fixture_store ("stay.epc");
  Import import = { .entity = "organisation", .n = 50, .people = 5 };
  const EpcEntity *organisation = epc_entity_find ("organisation");
  g_autoptr (GError) error = NULL;
  gint64 before = count (store, "organisation", NULL);

  run (store, &import, 50, 0, 0);
  g_autoptr (EpcRecord) edited = epc_store_find (store, organisation, "Organisation 00003", &error);
  g_assert_no_error (error);
  epc_record_set_text (edited, "acronym", "OWN");
  fixture_update (store, edited, &error);
  g_assert_no_error (error);
  g_autoptr (EpcRecord) parent = epc_store_find (store, organisation, "organisation 00007", &error);
  g_assert_no_error (error);
  g_autoptr (EpcRecord) child = epc_record_new (organisation);
  epc_record_set_text (child, "name", "Child");
  epc_record_set_reference (child, "parent", epc_record_uid (parent));
  fixture_insert (store, child, &error);
  g_assert_no_error (error);

  g_autoptr (EpcUndoResult) result = undo_batch (store, import.batch);
  g_assert_cmpuint (result->n_changes, ==, 48);
  g_assert_cmpuint (result->left->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (result->left, 0), "Organisation 00003"));
  g_assert_nonnull (strstr (g_ptr_array_index (result->left, 1), "Organisation 00007"));
  g_assert_cmpint (count (store, "organisation", NULL), ==, before + 3);
  fixture_assert_clean (store);
}

static void
test_rows_have_the_stamp_of_their_batch (void)
{
  g_autoptr (EpcStore) store = fixture_store ("stamp.epc");
  Import import = { .entity = "organisation", .n = 3, .people = 5 };
  const EpcEntity *organisation = epc_entity_find ("organisation");
  g_autoptr (GError) error = NULL;

  run (store, &import, 3, 0, 0);
  g_autoptr (EpcRecord) about = epc_store_get_row (store, epc_entity_find ("import_batch"), import.batch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (epc_record_integer (about, "read_count"), ==, 3);
  g_assert_cmpint (epc_record_integer (about, "inserted_count"), ==, 3);
  g_assert_false (epc_record_is_empty (about, "updated_count"));
  g_assert_cmpstr (epc_record_text (about, "credit"), ==, "IOM DTM");
  g_autoptr (EpcRecord) record = epc_store_find (store, organisation, "Organisation 00001", &error);
  g_assert_no_error (error);
  const EpcRecordMeta *meta = epc_record_meta (record);
  EpcStamp created = meta->created;
  EpcUid office = epc_store_office (store);
  g_assert_cmpint (meta->batch, ==, import.batch);
  g_assert_cmpstr (meta->created_by, ==, "Marie");
  g_assert_cmpint (created, >, 0);
  g_assert_true (epc_uid_equal (&meta->office, &office));
  g_autoptr (GPtrArray) none = epc_journal_history (store, organisation, epc_record_uid (record), NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
  epc_record_set_text (record, "acronym", "X");
  fixture_update (store, record, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) one = epc_journal_history (store, organisation, epc_record_uid (record), "acronym", &error);
  g_assert_cmpuint (one->len, ==, 1);
  const EpcJournalEntry *entry = g_ptr_array_index (one, 0);
  g_assert_cmpint (entry->base, ==, created);
  g_assert_cmpint (entry->stamp, >, created);
  g_assert_cmpstr (entry->old_json, ==, "{\"acronym\":\"5\"}");
  g_assert_cmpstr (entry->new_json, ==, "{\"acronym\":\"X\"}");
}

static void
test_empty_leaves_alone (void)
{
  g_autoptr (EpcStore) store = fixture_store ("empty-values.epc");
  Import import = { .entity = "organisation", .n = 2, .people = 5 }, again = { .entity = "organisation", .n = 2, .people = -1 };
  g_autoptr (GError) error = NULL;

  run (store, &import, 2, 0, 0);
  run (store, &again, 0, 0, 2);
  g_autoptr (EpcRecord) record = epc_store_find (store, epc_entity_find ("organisation"), "Organisation 00001", &error);
  g_assert_cmpstr (epc_record_text (record, "acronym"), ==, "5");
}

/* Rows of a large import go in many at a time. Whatever comes between them must find all that came before. */

#define HELD_ROWS 4000
#define LATE_COLUMN 3500 /* a field that no row before has filled */
#define LONG_TEXT 3700   /* more than is held at once */

static EpcUid
held_uid (guint i)
{
  return epc_uid_from_key ("held", (const char *) &i, sizeof i);
}

static char *
held_name (guint i)
{
  g_autoptr (GString) name = g_string_new (NULL);

  g_string_printf (name, "Held %u", i);
  for (guint n = 0; i == LONG_TEXT && n < 20000; n++)
    g_string_append_printf (name, " %05u", n);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static gboolean
put_held (EpcTransaction *transaction, guint i, const char *acronym, EpcPutOutcome *outcome, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("organisation");
  g_autoptr (EpcRecord) record = epc_record_new (entity);
  g_autofree char *name = held_name (i);
  EpcUid uid = held_uid (i);

  epc_record_set_text (record, "name", name);
  epc_record_set_text (record, "acronym", acronym);
  return epc_transaction_put (transaction, entity, epc_record_value (record, 0), &uid, FALSE, outcome, NULL, error);
}

static gboolean
put_and_fail (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcPutOutcome outcome;

  g_assert_true (put_held (transaction, HELD_ROWS, NULL, &outcome, error));
  g_assert_cmpint (outcome, ==, EPC_PUT_INSERTED);
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, "on purpose");
  return FALSE;
}

static gboolean
put_many_held (EpcTransaction *transaction, gpointer data, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("organisation");
  EpcBatchSource source = { .file_name = "held.csv", .size = 10, .sha256 = "abc", .entity = entity };
  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  EpcPutOutcome outcome;

  g_assert_cmpint (batch, !=, 0);
  for (guint i = 0; i < HELD_ROWS; i++)
    {
      g_assert_true (put_held (transaction, i, i >= LATE_COLUMN ? "late" : NULL, &outcome, error));
      g_assert_cmpint (outcome, ==, EPC_PUT_INSERTED);
    }
  /* The last rows are not in the table yet: the same again finds them all the same, and so does a read. */
  g_assert_true (put_held (transaction, HELD_ROWS - 1, "late", &outcome, error));
  g_assert_cmpint (outcome, ==, EPC_PUT_UNCHANGED);
  g_assert_true (put_held (transaction, HELD_ROWS - 2, "changed", &outcome, error));
  g_assert_cmpint (outcome, ==, EPC_PUT_UPDATED);
  g_assert_true (put_held (transaction, HELD_ROWS + 1, NULL, &outcome, error));
  EpcUid uid = held_uid (HELD_ROWS + 1);
  g_autoptr (EpcRecord) read = epc_store_get (epc_transaction_store (transaction), entity, &uid, error);
  g_assert_nonnull (read);
  /* What a write inside put before it failed is gone with it. */
  g_autoptr (GError) expected = NULL;
  g_assert_true (put_held (transaction, HELD_ROWS + 2, NULL, &outcome, error));
  g_assert_false (epc_store_write (epc_transaction_store (transaction), "inside", put_and_fail, NULL, &expected));
  g_assert_error (expected, EPC_ERROR, EPC_ERROR_INVALID);
  g_assert_true (put_held (transaction, HELD_ROWS + 3, NULL, &outcome, error));
  return epc_transaction_end_batch (transaction, batch, "{}", error);
}

static void
test_held_rows (void)
{
  g_autoptr (EpcStore) store = fixture_store ("held.epc");
  const EpcEntity *entity = epc_entity_find ("organisation");
  g_autoptr (GError) error = NULL;
  gint64 before = count (store, "organisation", NULL);

  epc_store_write (store, "import", put_many_held, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (store, "organisation", NULL), ==, before + HELD_ROWS + 3);
  for (guint i = 0; i < HELD_ROWS + 4; i++)
    {
      EpcUid uid = held_uid (i);
      g_autofree char *name = held_name (i);
      g_autoptr (EpcRecord) record = epc_store_get (store, entity, &uid, NULL);
      if (i == HELD_ROWS)
        {
          g_assert_null (record);
          continue;
        }
      g_assert_nonnull (record);
      g_assert_cmpstr (epc_record_text (record, "name"), ==, name);
      g_assert_cmpstr (epc_record_text (record, "acronym"), ==,
                       i == HELD_ROWS - 2 ? "changed" : i >= LATE_COLUMN && i < HELD_ROWS ? "late" : NULL);
    }
  fixture_assert_clean (store);
  epc_store_close (store);
}

/* Live activities by what they say, counted without the search; *@row: one of them, or −1. */
static guint
count_by_reading (EpcStore *store, const char *partner, EpcUid *one)
{
  const EpcEntity *entity = epc_entity_find ("activity");
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autofree char *condition = g_strdup_printf ("implementing_org=%s", partner);
  g_autoptr (GError) error = NULL;

  epc_query_where_text (query, store, condition, &error);
  g_autoptr (GArray) rows = epc_query_rows (query, store, NULL, &error);
  g_assert_no_error (error);
  if (rows->len > 0)
    {
      g_autoptr (EpcRecord) record = epc_store_get_row (store, entity, g_array_index (rows, gint64, rows->len / 2), &error);
      *one = *epc_record_uid (record);
    }
  return rows->len;
}

static void
assert_search_finds_what_is_there (EpcStore *store)
{
  EpcUid one;

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *partner = g_strdup_printf ("Partner%u", i);
      g_autoptr (GError) error = NULL;
      guint total, n = count_by_reading (store, partner, &one);
      g_autoptr (GPtrArray) hits = epc_store_search (store, partner, epc_entity_find ("activity"), 0, &total, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, ==, n);
      g_assert_cmpuint (total, ==, n);
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("activity"));
      epc_query_search (query, partner);
      g_assert_cmpint (epc_query_count (query, store, NULL, &error), ==, n);
      g_assert_no_error (error);
    }
  fixture_assert_clean (store);
}

/* Rows of an import that say the same share a document of the search index: whatever happens to some of them, each is found by what
 * it says now, and by nothing else. */
static void
test_rows_that_say_the_same_are_found (void)
{
  g_autoptr (EpcStore) store = fixture_store ("same-words.epc");
  const EpcEntity *entity = epc_entity_find ("activity");
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());
  guint next = 0;

  for (guint step = 0; step < 120; step++)
    {
      g_autofree char *partner = g_strdup_printf ("Partner%d", g_rand_int_range (random, 0, 9));
      g_autofree char *other = g_strdup_printf ("Partner%d", g_rand_int_range (random, 0, 9));
      g_autoptr (GError) error = NULL;
      EpcUid uid = { 0 };
      guint n = count_by_reading (store, partner, &uid), what = (guint) g_rand_int_range (random, 0, 8);
      g_autoptr (EpcRecord) record = n > 0 ? epc_store_get (store, entity, &uid, NULL) : NULL;

      if (what < 2)
        {
          /* Some rows are here already, and some of them say something new: they leave their document while others join it. */
          guint from = next > 20 && what == 1 ? next - 15 : next;
          Import import = { .entity = "activity", .first = from, .n = 40, .people = what == 1 ? (gint64) step : -1, .people_step = 3,
                            .again = step % 2 == 0 ? 7 : 0 };
          epc_store_write (store, "import", put_rows, &import, &error);
          g_assert_no_error (error);
          next = MAX (next, from + 40);
        }
      else if (what < 4 && record != NULL)
        {
          epc_record_set_text (record, "implementing_org", other);
          fixture_update (store, record, &error);
        }
      else if (what < 5 && record != NULL)
        fixture_delete (store, record, &error);
      else
        {
          EpcUndoResult *result = what == 7 ? epc_store_redo (store, NULL) : epc_store_undo (store, NULL);
          g_clear_pointer (&result, epc_undo_result_free);
        }
      g_assert_no_error (error);
      assert_search_finds_what_is_there (store);
    }
  g_assert_cmpint (epc_store_compact (store, NULL, NULL), >=, 0);
  assert_search_finds_what_is_there (store);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/store/batch/few-counts-again-changed-and-back", test_counts_few);
  g_test_add_func ("/store/batch/many-counts-again-changed-and-back", test_counts_many);
  g_test_add_func ("/store/batch/counts-undone-redone-and-brought-again", test_undo_counts);
  g_test_add_func ("/store/batch/register-undone-redone-and-brought-again", test_undo_register);
  g_test_add_func ("/store/batch/failed-import-leaves-nothing", test_failed_import_leaves_nothing);
  g_test_add_func ("/store/batch/edited-and-referenced-rows-stay", test_edited_and_referenced_rows_stay);
  g_test_add_func ("/store/batch/rows-have-the-stamp-of-their-batch", test_rows_have_the_stamp_of_their_batch);
  g_test_add_func ("/store/batch/rows-held-back-are-all-there", test_held_rows);
  g_test_add_func ("/store/batch/empty-values-leave-stored-ones-alone", test_empty_leaves_alone);
  g_test_add_func ("/store/batch/rows-that-say-the-same-are-found", test_rows_that_say_the_same_are_found);
  return fixture_run ();
}
