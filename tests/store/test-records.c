/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every kind of record of the catalogue must survive: entered, read, changed, deleted, brought back, undone, redone.
 */
#include "fixture.h"

#include <string.h>

#include "base/epc-error.h"

static void
assert_undone (EpcStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcUndoResult) result = epc_store_undo (store, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result->label);
  for (guint i = 0; i < result->left->len; i++)
    g_test_message ("left: %s", (char *) g_ptr_array_index (result->left, i));
  g_assert_cmpuint (result->left->len, ==, 0);
  g_assert_cmpuint (result->n_changes, >, 0);
}

static void
assert_redone (EpcStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcUndoResult) result = epc_store_redo (store, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result->label);
  g_assert_cmpuint (result->left->len, ==, 0);
  g_assert_cmpuint (result->n_changes, >, 0);
}

static EpcRecord *
get (EpcStore *store, EpcRecord *record)
{
  g_autoptr (GError) error = NULL;
  EpcRecord *found = epc_store_get (store, epc_record_entity (record), epc_record_uid (record), &error);

  g_assert_no_error (error);
  return found;
}

/* A changed copy: every field that is no key gets another value, or none. */
static EpcRecord *
changed_copy (GRand *random, EpcRecord *record)
{
  EpcRecord *copy = epc_record_copy (record);
  const EpcEntity *entity = epc_record_entity (record);
  g_autoptr (EpcRecord) other = fixture_record (random, entity);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      EpcValue value = EPC_VALUE_INIT;
      if ((entity->fields[i].flags & EPC_FIELD_KEY) || !epc_field_is_stored (&entity->fields[i]))
        continue;
      epc_value_copy (&value, epc_record_value (other, i));
      epc_record_take_value (copy, i, &value);
    }
  return copy;
}

static void
walk_entity (EpcStore *store, GRand *random, const EpcEntity *entity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRecord) record = fixture_record (random, entity);

  fixture_insert (store, record, &error);
  g_assert_no_error (error);
  g_autoptr (EpcRecord) stored = get (store, record);
  fixture_assert_same (record, stored);
  if (entity->code_prefix != NULL)
    g_assert_true (g_str_has_prefix (epc_record_code (stored), "HTI-"));

  g_autoptr (EpcRecord) changed = changed_copy (random, stored);
  gboolean done = fixture_update (store, changed, &error);
  if (entity->flags & EPC_ENTITY_APPEND_ONLY)
    {
      g_assert_error (error, EPC_ERROR, EPC_ERROR_REFUSED);
      g_clear_error (&error);
    }
  else if (done)
    {
      g_autoptr (EpcRecord) after = get (store, record);
      fixture_assert_same (changed, after);
      g_autoptr (GPtrArray) history = epc_journal_history (store, entity, epc_record_uid (record), NULL, &error);
      g_assert_no_error (error);
      if (history->len > 1)
        {
          assert_undone (store);
          g_autoptr (EpcRecord) undone = get (store, record);
          fixture_assert_same (stored, undone);
          assert_redone (store);
          g_autoptr (EpcRecord) redone = get (store, record);
          fixture_assert_same (changed, redone);
        }
      fixture_delete (store, record, &error);
      g_assert_no_error (error);
      g_autoptr (EpcRecord) gone = get (store, record);
      g_assert_true (epc_record_meta (gone)->is_deleted);
      assert_undone (store);
      g_autoptr (EpcRecord) back = get (store, record);
      g_assert_false (epc_record_meta (back)->is_deleted);
      fixture_assert_same (changed, back);
      if (history->len > 1)
        assert_undone (store);
    }
  else
    g_assert_no_error (error);
  assert_undone (store); /* the entry itself */
  g_autoptr (EpcRecord) never = get (store, record);
  g_assert_true (epc_record_meta (never)->is_deleted);
  assert_redone (store);
  g_autoptr (EpcRecord) again = get (store, record);
  g_assert_false (epc_record_meta (again)->is_deleted);
  fixture_assert_same (stored, again);
}

static void
test_every_entity (void)
{
  g_autoptr (EpcStore) store = fixture_store ("every.epc");
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s", all[i]->key);
      for (guint k = 0; k < 2; k++)
        walk_entity (store, random, all[i]);
    }
  fixture_assert_clean (store);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/store/records/every-kind-is-entered-changed-deleted-undone-and-redone", test_every_entity);
  return fixture_run ();
}
