/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the journal holds, and what undo makes of it.
 */
#include "fixture.h"

#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-error.h"

static const EpcEntity *organisation;

static EpcRecord *
insert (EpcStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;
  EpcRecord *record = epc_record_new (organisation);

  epc_record_set_text (record, "name", name);
  fixture_insert (store, record, &error);
  g_assert_no_error (error);
  return record;
}

static EpcRecord *
get (EpcStore *store, EpcRecord *record)
{
  g_autoptr (GError) error = NULL;
  EpcRecord *found = epc_store_get (store, epc_record_entity (record), epc_record_uid (record), &error);

  g_assert_no_error (error);
  return found;
}

static void
set_name (EpcStore *store, EpcRecord *record, const char *name)
{
  g_autoptr (GError) error = NULL;

  epc_record_set_text (record, "name", name);
  fixture_update (store, record, &error);
  g_assert_no_error (error);
}

static EpcUndoResult *
undo (EpcStore *store)
{
  g_autoptr (GError) error = NULL;
  EpcUndoResult *result = epc_store_undo (store, &error);

  g_assert_no_error (error);
  return result;
}

static EpcUndoResult *
redo (EpcStore *store)
{
  g_autoptr (GError) error = NULL;
  EpcUndoResult *result = epc_store_redo (store, &error);

  g_assert_no_error (error);
  return result;
}

static void
test_entry_by_hand (void)
{
  g_autoptr (EpcStore) store = fixture_store ("hand.epc");
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record = insert (store, "Cruz Roja");
  g_autofree char *replica = epc_store_replica (store);

  set_name (store, record, "Croix-Rouge");
  g_autoptr (GPtrArray) history = epc_journal_history (store, organisation, epc_record_uid (record), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 2);
  const EpcJournalEntry *changed = g_ptr_array_index (history, 0), *created = g_ptr_array_index (history, 1);
  g_assert_cmpstr (created->group, ==, "created");
  g_assert_true (g_str_has_prefix (created->new_json, "{\"name\":\"Cruz Roja\",\"_code\":\"HTI-ORG-0001\",\"_office\":"));
  g_assert_null (created->old_json);
  g_assert_cmpint (created->base, ==, 0);
  g_assert_cmpstr (created->author, ==, "Marie");
  g_assert_cmpstr (created->replica, ==, replica);
  g_assert_cmpstr (changed->group, ==, "name");
  g_assert_cmpint (changed->base, ==, created->stamp);
  g_assert_cmpint (changed->stamp, >, created->stamp);
  g_assert_cmpint (changed->sequence, ==, created->sequence + 1);
  g_assert_cmpstr (changed->old_json, ==, "{\"name\":\"Cruz Roja\"}");
}

/* A clock that stands still, or goes back, never makes a stamp that is not later than the one replaced. */
static void
test_stamps_rise_whatever_the_clock_does (void)
{
  g_autoptr (EpcStore) store = fixture_store ("clock.epc");
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record = NULL;

  epc_clock_hold (G_GINT64_CONSTANT (1924992000) * G_USEC_PER_SEC); /* 2031 */
  record = insert (store, "a");
  set_name (store, record, "b");
  epc_clock_hold (G_GINT64_CONSTANT (1763900000) * G_USEC_PER_SEC); /* 2025 */
  set_name (store, record, "c");
  /* Another record is not drawn along. */
  g_autoptr (EpcRecord) other = insert (store, "z");
  epc_clock_hold (0);
  g_assert_cmpint (epc_stamp_milliseconds (epc_record_meta (other)->created), ==, G_GINT64_CONSTANT (1763900000000));
  g_autoptr (GPtrArray) history = epc_journal_history (store, organisation, epc_record_uid (record), NULL, &error);
  g_assert_cmpuint (history->len, ==, 3);
  for (guint i = 0; i + 1 < history->len; i++)
    {
      const EpcJournalEntry *later = g_ptr_array_index (history, i), *earlier = g_ptr_array_index (history, i + 1);
      g_assert_cmpint (later->stamp, >, earlier->stamp);
      g_assert_cmpint (later->base, ==, earlier->stamp);
    }
  g_assert_cmpint (((EpcJournalEntry *) g_ptr_array_index (history, 0))->wall, ==,
                   G_GINT64_CONSTANT (1763900000) * G_USEC_PER_SEC);
  fixture_assert_clean (store);
}

/* Seconds since 1970 of 2031-01-01 and 2025-11-23 (date -u -d 2031-01-01 +%s). */
#define FAR_AHEAD G_GINT64_CONSTANT (1924992000)
#define TODAY G_GINT64_CONSTANT (1763900000)

static void
set_acronym (EpcStore *store, EpcRecord *record, const char *acronym, GError **error)
{
  epc_record_set_text (record, "acronym", acronym);
  fixture_update (store, record, error);
}

/* One side's clock stood in 2031; what another changes after that, with a right clock, is still noticed. */
static void
test_wrong_clock_hides_no_conflict (void)
{
  g_autoptr (EpcStore) store = fixture_store ("ahead.epc");
  g_autoptr (GError) error = NULL;
  epc_clock_hold (FAR_AHEAD * G_USEC_PER_SEC);
  g_autoptr (EpcRecord) record = insert (store, "Cruz Roja");
  set_acronym (store, record, "CR", &error);
  g_assert_no_error (error);
  set_name (store, record, "Cruz Roja de Honduras");
  epc_clock_hold (TODAY * G_USEC_PER_SEC);

  /* Two forms are open on it, and a third that saves first. The address never had another stamp than that of the record. */
  g_autoptr (EpcRecord) same = get (store, record), other = get (store, record), first = get (store, record);
  epc_record_set_text (first, "address", "Colonia Palmira");
  fixture_update (store, first, &error);
  g_assert_no_error (error);
  epc_clock_hold ((TODAY + 60) * G_USEC_PER_SEC);
  set_acronym (store, first, "CRH", &error); /* its own earlier change is no conflict */
  g_assert_no_error (error);
  g_assert_cmpint (epc_record_meta (first)->changed, >=, FAR_AHEAD * 1000);

  /* The same group: refused, and what the first wrote stands. */
  epc_record_set_text (same, "address", "Barrio Abajo");
  fixture_update (store, same, &error);
  g_assert_error (error, EPC_ERROR, EPC_ERROR_CONFLICT);
  g_clear_error (&error);
  /* Another group: written, beside what the first wrote. */
  epc_record_set_text (other, "website", "https://example.org");
  fixture_update (store, other, &error);
  g_assert_no_error (error);
  epc_clock_hold (0);
  g_autoptr (EpcRecord) now = get (store, record);
  g_assert_cmpstr (epc_record_text (now, "address"), ==, "Colonia Palmira");
  g_assert_cmpstr (epc_record_text (now, "acronym"), ==, "CRH");
  g_assert_cmpstr (epc_record_text (now, "website"), ==, "https://example.org");
  fixture_assert_clean (store);
}

/* The clock was wrong on the side that saves, not on the one that saved before. */
static void
test_conflict_with_a_clock_ahead (void)
{
  g_autoptr (EpcStore) store = fixture_store ("ahead-now.epc");
  g_autoptr (GError) error = NULL;
  epc_clock_hold (TODAY * G_USEC_PER_SEC);
  g_autoptr (EpcRecord) record = insert (store, "Cruz Roja");
  g_autoptr (EpcRecord) same = get (store, record), other = get (store, record);
  set_acronym (store, record, "CR", &error);
  g_assert_no_error (error);

  epc_clock_hold (FAR_AHEAD * G_USEC_PER_SEC);
  set_acronym (store, same, "CRH", &error);
  g_assert_error (error, EPC_ERROR, EPC_ERROR_CONFLICT);
  g_clear_error (&error);
  set_name (store, other, "Cruz Roja de Honduras");
  epc_clock_hold (0);
  g_autoptr (EpcRecord) now = get (store, record);
  g_assert_cmpstr (epc_record_text (now, "acronym"), ==, "CR");
  g_assert_cmpstr (epc_record_text (now, "name"), ==, "Cruz Roja de Honduras");
}

static void
test_nothing_changed_writes_nothing (void)
{
  g_autoptr (EpcStore) store = fixture_store ("nothing.epc");
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record = insert (store, "a");

  g_autoptr (GPtrArray) before = epc_journal_log (store, 0, &error);
  set_name (store, record, "a");
  g_autoptr (GPtrArray) after = epc_journal_log (store, 0, &error);
  g_assert_cmpuint (before->len, ==, after->len);
}

static void
test_form_read_before_anothers_change (void)
{
  g_autoptr (EpcStore) store = fixture_store ("conflict.epc");
  g_autoptr (GError) error = NULL;

  epc_clock_hold (G_GINT64_CONSTANT (1763900000) * G_USEC_PER_SEC); /* all within one millisecond */
  g_autoptr (EpcRecord) record = insert (store, "a");
  g_autoptr (EpcRecord) mine = get (store, record), theirs = get (store, record);

  epc_record_set_text (theirs, "acronym", "THEIRS");
  fixture_update (store, theirs, &error);
  g_assert_no_error (error);
  /* What only they changed stays theirs; what only I changed is mine. */
  set_name (store, mine, "b");
  g_autoptr (EpcRecord) now = get (store, record);
  g_assert_cmpstr (epc_record_text (now, "name"), ==, "b");
  g_assert_cmpstr (epc_record_text (now, "acronym"), ==, "THEIRS");
  /* What both changed is refused. */
  epc_record_set_text (theirs, "name", "c");
  g_assert_false (fixture_update (store, theirs, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_CONFLICT);
  epc_clock_hold (0);
}

static void
test_same_key_twice (void)
{
  g_autoptr (EpcStore) store = fixture_store ("key.epc");
  const EpcEntity *setting = epc_entity_find ("setting");
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) one = epc_record_new (setting), two = epc_record_new (setting), three = epc_record_new (setting);

  epc_record_set_text (one, "key", "limit");
  epc_record_set_text (one, "value", "1");
  fixture_insert (store, one, &error);
  g_assert_no_error (error);
  epc_record_set_text (two, "key", "limit");
  g_assert_false (fixture_insert (store, two, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_CONFLICT);
  g_clear_error (&error);
  fixture_delete (store, one, &error);
  g_assert_no_error (error);
  epc_record_set_text (three, "key", "limit");
  epc_record_set_text (three, "value", "3");
  fixture_insert (store, three, &error);
  g_assert_no_error (error);
  g_assert_true (epc_uid_equal (epc_record_uid (one), epc_record_uid (three)));
  g_autofree char *value = epc_store_setting (store, "limit");
  g_assert_cmpstr (value, ==, "3");
  fixture_assert_clean (store);
}

static void
test_codes_are_minted_in_order (void)
{
  g_autoptr (EpcStore) store = fixture_store ("codes.epc");
  const EpcEntity *site = epc_entity_find ("site");
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());
  g_autoptr (GError) error = NULL;
  EpcUid uid;

  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (EpcRecord) record = fixture_record (random, site);
      fixture_insert (store, record, &error);
      g_assert_no_error (error);
      g_autofree char *code = g_strdup_printf ("HTI-%s-%04u", site->code_prefix, i);
      g_assert_cmpstr (epc_record_code (record), ==, code);
      g_assert_true (epc_store_find_uid (store, site, code, &uid, &error));
      g_assert_true (epc_uid_equal (&uid, epc_record_uid (record)));
    }
  g_assert_false (epc_store_find_uid (store, site, "HTI-SITE-9999", &uid, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND);
}

static void
test_two_of_one_name_are_ambiguous (void)
{
  g_autoptr (EpcStore) store = fixture_store ("ambiguous.epc");
  g_autoptr (EpcRecord) one = insert (store, "Protección Civil"), two = insert (store, "PROTECCION  CIVIL");
  g_autoptr (GError) error = NULL;
  EpcUid uid;

  g_assert_false (epc_store_find_uid (store, organisation, "proteccion civil", &uid, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "Protección Civil"));
  g_assert_nonnull (strstr (error->message, "PROTECCION  CIVIL"));
}

static void
test_undo_goes_back_step_by_step (void)
{
  g_autoptr (EpcStore) store = fixture_store ("steps.epc");
  g_autoptr (EpcRecord) record = insert (store, "a");

  set_name (store, record, "b");
  set_name (store, record, "c");
  for (const char *const *name = (const char *const[]){ "b", "a", NULL }; *name != NULL; name++)
    {
      g_autoptr (EpcUndoResult) result = undo (store);
      g_autoptr (EpcRecord) now = get (store, record);
      g_assert_cmpuint (result->n_changes, ==, 1);
      g_assert_cmpstr (epc_record_text (now, "name"), ==, *name);
    }
  for (const char *const *name = (const char *const[]){ "b", "c", NULL }; *name != NULL; name++)
    {
      g_autoptr (EpcUndoResult) result = redo (store);
      g_autoptr (EpcRecord) now = get (store, record);
      g_assert_cmpuint (result->n_changes, ==, 1);
      g_assert_cmpstr (epc_record_text (now, "name"), ==, *name);
    }
  g_autoptr (EpcUndoResult) nothing = redo (store);
  g_assert_null (nothing->label);
  for (guint i = 0; i < 3; i++)
    epc_undo_result_free (undo (store));
  g_autoptr (EpcRecord) gone = get (store, record);
  g_assert_true (epc_record_meta (gone)->is_deleted);
  g_autoptr (EpcUndoResult) end = undo (store);
  g_assert_null (end->label);
  fixture_assert_clean (store);
}

static void
test_new_change_ends_redo (void)
{
  g_autoptr (EpcStore) store = fixture_store ("redo.epc");
  g_autoptr (EpcRecord) record = insert (store, "a");

  set_name (store, record, "b");
  epc_undo_result_free (undo (store));
  g_autofree char *label = epc_store_redo_label (store);
  g_assert_cmpstr (label, ==, "update");
  g_autoptr (EpcRecord) now = get (store, record);
  set_name (store, now, "d");
  g_autoptr (EpcUndoResult) nothing = redo (store);
  g_assert_null (nothing->label);
  g_autoptr (EpcUndoResult) back = undo (store);
  g_assert_cmpuint (back->n_changes, ==, 1);
  g_autoptr (EpcRecord) after = get (store, record);
  g_assert_cmpstr (epc_record_text (after, "name"), ==, "a");
}

static void
test_visit_is_one_step (void)
{
  g_autoptr (EpcStore) store = fixture_store ("visit.epc");
  g_autoptr (EpcRecord) record = insert (store, "a");
  g_autoptr (GError) error = NULL;

  epc_store_begin_step (store, "Visit");
  set_name (store, record, "b");
  epc_record_set_text (record, "acronym", "B");
  fixture_update (store, record, &error);
  g_assert_no_error (error);
  epc_store_end_step (store);
  g_autofree char *label = epc_store_undo_label (store);
  g_assert_cmpstr (label, ==, "Visit");
  g_autoptr (EpcUndoResult) result = undo (store);
  g_assert_cmpuint (result->n_changes, ==, 2);
  g_autoptr (EpcRecord) now = get (store, record);
  g_assert_cmpstr (epc_record_text (now, "name"), ==, "a");
  g_assert_true (epc_record_is_empty (now, "acronym"));
}

static void
test_total_without_parts_empties_them (void)
{
  g_autoptr (EpcStore) store = fixture_store ("parts.epc");
  const EpcEntity *alert = epc_entity_find ("event_alert");
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record = fixture_record (random, alert);

  epc_record_set_integer (record, "displaced_ind", 100);
  epc_record_set_integer (record, "females", 60);
  epc_record_set_integer (record, "males", 40);
  fixture_insert (store, record, &error);
  g_assert_no_error (error);
  epc_record_set_integer (record, "displaced_ind", 120);
  fixture_update (store, record, &error);
  g_assert_no_error (error);
  g_autoptr (EpcRecord) now = get (store, record);
  g_assert_true (epc_record_is_empty (now, "females"));
  g_assert_true (epc_record_is_empty (now, "males"));
  epc_undo_result_free (undo (store));
  g_autoptr (EpcRecord) back = get (store, record);
  g_assert_cmpint (epc_record_integer (back, "females"), ==, 60);
  epc_record_set_integer (back, "displaced_ind", 130);
  epc_record_set_integer (back, "females", 70);
  fixture_update (store, back, &error);
  g_assert_no_error (error);
  g_autoptr (EpcRecord) both = get (store, record);
  g_assert_cmpint (epc_record_integer (both, "males"), ==, 40);
}

static void
test_ledger_is_only_reversed (void)
{
  g_autoptr (EpcStore) store = fixture_store ("ledger.epc");
  const EpcEntity *ledger = epc_entity_find ("stock_movement");
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record = fixture_record (random, ledger);

  fixture_insert (store, record, &error);
  g_assert_no_error (error);
  g_assert_false (fixture_delete (store, record, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_REFUSED);
}

static gboolean
erase (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcRecord *record = data;

  return epc_transaction_erase (transaction, organisation, epc_record_uid (record), epc_entity_field (organisation, "name"),
                                error);
}

static gboolean
erase_all (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcRecord *record = data;

  return epc_transaction_erase (transaction, organisation, epc_record_uid (record), NULL, error);
}

static gboolean
attach (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcRecord *record = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("Ysenia Quetzalcoatl attached", 28);
  g_autofree char *hash
      = epc_transaction_attach (transaction, organisation, epc_record_uid (record), "/x/photo.jpg", bytes, error);

  if (hash == NULL)
    return FALSE;
  g_autoptr (GPtrArray) history = NULL;
  return TRUE;
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (path, &bytes, &length, NULL) && memmem (bytes, length, text, strlen (text)) != NULL;
}

static void
assert_no_trace (EpcStore *store)
{
  static const char *const traces[] = { "Quetzalcoatl", "quetzalcoatl", "Ysenia", "ysenia" };
  g_autofree char *log = g_strconcat (epc_store_path (store), "-wal", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (traces); i++)
    {
      g_assert_false (file_holds (epc_store_path (store), traces[i]));
      g_assert_false (file_holds (log, traces[i]));
    }
}

static void
test_erase_leaves_no_trace (void)
{
  g_autoptr (EpcStore) store = fixture_store ("erase.epc");
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record = insert (store, "Ysenia Quetzalcoatl");

  for (guint i = 0; i < 50; i++)
    g_object_unref (insert (store, "somebody else"));
  set_name (store, record, "Ysenia Quetzalcoatl Pérez");
  g_autoptr (GPtrArray) hits = epc_store_search (store, "quetzalcoatl", NULL, 10, NULL, NULL, &error);
  g_assert_cmpuint (hits->len, ==, 1);
  epc_store_checkpoint (store);
  g_assert_true (file_holds (epc_store_path (store), "Quetzalcoatl"));
  epc_store_write (store, "Erase", erase, record, &error);
  g_assert_no_error (error);
  assert_no_trace (store);
  g_autoptr (EpcRecord) now = get (store, record);
  g_assert_true (epc_record_is_empty (now, "name"));
  g_autoptr (GPtrArray) history = epc_journal_history (store, organisation, epc_record_uid (record), NULL, &error);
  const EpcJournalEntry *last = g_ptr_array_index (history, 0);
  g_assert_true (last->is_erased);
  g_assert_cmpstr (last->author, ==, "Marie");
  /* It does not come back. */
  for (guint i = 0; i < 3; i++)
    epc_undo_result_free (undo (store));
  assert_no_trace (store);
  fixture_assert_clean (store);

  /* A whole record with its file. */
  g_autoptr (EpcRecord) whole = insert (store, "Ysenia");
  epc_store_write (store, "attach", attach, whole, &error);
  g_assert_no_error (error);
  epc_store_checkpoint (store);
  g_assert_true (file_holds (epc_store_path (store), "Ysenia Quetzalcoatl attached"));
  epc_store_write (store, "Erase", erase_all, whole, &error);
  g_assert_no_error (error);
  assert_no_trace (store);
  fixture_assert_clean (store);
}

static void
test_attachment_is_read_back (void)
{
  g_autoptr (EpcStore) store = fixture_store ("attach.epc");
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record = insert (store, "a");

  epc_store_write (store, "attach", attach, record, &error);
  g_assert_no_error (error);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("attachment"));
  g_autoptr (GPtrArray) all = epc_query_records (query, store, &error);
  g_assert_cmpuint (all->len, ==, 1);
  EpcRecord *attachment = g_ptr_array_index (all, 0);
  g_assert_cmpstr (epc_record_text (attachment, "file_name"), ==, "photo.jpg");
  g_assert_cmpstr (epc_record_text (attachment, "media_type"), ==, "image/jpeg");
  g_autoptr (GBytes) bytes = epc_store_attachment (store, epc_record_text (attachment, "sha256"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 28);
  g_assert_null (epc_store_attachment (store, "00", &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND);
}

static void
test_titles_follow_changes (void)
{
  g_autoptr (EpcStore) store = fixture_store ("titles.epc");
  g_autoptr (EpcRecord) record = insert (store, "Before");
  g_autofree char *before = epc_store_title (store, organisation, epc_record_uid (record));

  g_assert_nonnull (strstr (before, "Before"));
  set_name (store, record, "After");
  g_autofree char *after = epc_store_title (store, organisation, epc_record_uid (record));
  g_assert_nonnull (strstr (after, "After"));
  g_autofree char *haiti = epc_store_place_name (store, "HTI");
  g_assert_cmpstr (haiti, ==, "Haiti");
  g_autofree char *unknown = epc_store_place_name (store, "HT99");
  g_assert_cmpstr (unknown, ==, "HT99");
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  organisation = epc_entity_find ("organisation");
  g_test_add_func ("/store/journal/entry-by-hand-holds-all-values", test_entry_by_hand);
  g_test_add_func ("/store/journal/stamps-rise-whatever-the-clock-does", test_stamps_rise_whatever_the_clock_does);
  g_test_add_func ("/store/journal/a-wrong-clock-hides-no-conflict", test_wrong_clock_hides_no_conflict);
  g_test_add_func ("/store/journal/a-clock-ahead-meets-a-conflict", test_conflict_with_a_clock_ahead);
  g_test_add_func ("/store/journal/nothing-changed-writes-nothing", test_nothing_changed_writes_nothing);
  g_test_add_func ("/store/journal/form-read-before-anothers-change", test_form_read_before_anothers_change);
  g_test_add_func ("/store/journal/same-key-twice-is-a-conflict-or-a-return", test_same_key_twice);
  g_test_add_func ("/store/journal/codes-are-minted-in-order", test_codes_are_minted_in_order);
  g_test_add_func ("/store/journal/two-of-one-name-are-ambiguous", test_two_of_one_name_are_ambiguous);
  g_test_add_func ("/store/journal/undo-goes-back-step-by-step", test_undo_goes_back_step_by_step);
  g_test_add_func ("/store/journal/new-change-ends-redo", test_new_change_ends_redo);
  g_test_add_func ("/store/journal/visit-is-one-step", test_visit_is_one_step);
  g_test_add_func ("/store/journal/total-without-parts-empties-them", test_total_without_parts_empties_them);
  g_test_add_func ("/store/journal/ledger-is-only-reversed", test_ledger_is_only_reversed);
  g_test_add_func ("/store/journal/erase-leaves-no-trace", test_erase_leaves_no_trace);
  g_test_add_func ("/store/journal/attachment-is-read-back", test_attachment_is_read_back);
  g_test_add_func ("/store/journal/titles-follow-changes", test_titles_follow_changes);
  return fixture_run ();
}
