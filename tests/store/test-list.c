/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lazy list behind every table: what it tells the view, and how little it keeps.
 */
#include "fixture.h"

#include <math.h>
#include <string.h>

#include "store/epc-record-list.h"

#define N_ROWS 6000

typedef struct
{
  guint n_items; /* by the signals */
  guint n_signals, n_both, n_gets;
} Watch;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Watch *watch = data;

  watch->n_signals++;
  watch->n_both += removed > 0 && added > 0;
  g_assert_cmpuint (position + removed, <=, watch->n_items);
  watch->n_items = watch->n_items - removed + added;
  g_assert_cmpuint (watch->n_items, ==, g_list_model_get_n_items (model));
}

static void
on_reloaded (EpcRecordList *list, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
insert_many (EpcTransaction *transaction, gpointer data, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("organisation");
  EpcBatchSource source = { .file_name = "x" };
  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  g_autofree EpcValue *values = g_new0 (EpcValue, entity->n_fields);
  int name = epc_entity_field_index (entity, "name");

  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = g_strdup_printf ("Organisation %05u", i * 2);
      values[name].kind = EPC_VALUE_TEXT;
      values[name].text = text;
      if (!epc_transaction_put (transaction, entity, values, NULL, FALSE, NULL, NULL, error))
        return FALSE;
    }
  return epc_transaction_end_batch (transaction, batch, NULL, error);
}

typedef struct
{
  EpcStore *store;
  EpcRecordList *list;
  Watch watch;
  gboolean is_reloaded;
} Case;

static void
open_list (Case *this, const char *name)
{
  g_autoptr (GError) error = NULL;

  *this = (Case){ .store = fixture_store (name) };
  epc_store_write (this->store, "rows", insert_many, NULL, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  this->list = epc_record_list_new (this->store, epc_entity_find ("organisation"));
  g_signal_connect (this->list, "items-changed", G_CALLBACK (on_items_changed), &this->watch);
  g_signal_connect (this->list, "reloaded", G_CALLBACK (on_reloaded), &this->is_reloaded);
}

static void
set_query (Case *this, const char *sort, const char *condition)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("organisation"));
  g_autoptr (GError) error = NULL;

  epc_query_sort (query, sort, &error);
  if (condition != NULL)
    epc_query_where_text (query, this->store, condition, &error);
  g_assert_no_error (error);
  this->is_reloaded = FALSE;
  epc_record_list_set_query (this->list, query);
  fixture_wait (&this->is_reloaded);
}

static void
close_list (Case *this)
{
  g_object_unref (this->list);
  epc_store_close (this->store);
  g_object_unref (this->store);
}

static const char *
name_at (Case *this, guint position)
{
  g_autoptr (EpcRecord) record = g_list_model_get_item (G_LIST_MODEL (this->list), position);

  return g_intern_string (epc_record_text (record, "name"));
}

static void
test_replaces_in_two_steps (void)
{
  Case this;

  open_list (&this, "two-steps.epc");
  set_query (&this, "name", NULL);
  g_assert_cmpuint (this.watch.n_items, ==, N_ROWS);
  g_assert_cmpstr (name_at (&this, 0), ==, "Organisation 00000");
  g_assert_cmpstr (name_at (&this, N_ROWS - 1), ==, "Organisation 11998");
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (this.list), N_ROWS));
  set_query (&this, "-name", NULL);
  g_assert_cmpstr (name_at (&this, 0), ==, "Organisation 11998");
  set_query (&this, "name", "name ~ 0001");
  g_assert_cmpuint (this.watch.n_items, ==, 5);
  set_query (&this, "name", "name = nobody");
  g_assert_cmpuint (this.watch.n_items, ==, 0);
  set_query (&this, "name", NULL);
  g_assert_cmpuint (this.watch.n_both, ==, 0);
  close_list (&this);
}

static void
change_name (Case *this, guint position, const char *name)
{
  g_autoptr (EpcRecord) record = g_list_model_get_item (G_LIST_MODEL (this->list), position);
  g_autoptr (EpcRecord) copy = epc_record_copy (record);
  g_autoptr (GError) error = NULL;

  epc_record_set_text (copy, "name", name);
  this->is_reloaded = FALSE;
  fixture_update (this->store, copy, &error);
  g_assert_no_error (error);
  fixture_wait (&this->is_reloaded);
}

static void
on_record_changed (EpcRecord *record, gpointer data)
{
  ++*(guint *) data;
}

static void
test_one_change_is_told_precisely (void)
{
  Case this;
  guint n_changed = 0;
  g_autoptr (GError) error = NULL;

  open_list (&this, "precise.epc");
  set_query (&this, "name", NULL);
  g_autoptr (EpcRecord) held = g_list_model_get_item (G_LIST_MODEL (this.list), 100);
  g_signal_connect (held, "changed", G_CALLBACK (on_record_changed), &n_changed);
  this.watch.n_signals = 0;
  /* In its place: the record itself tells. */
  change_name (&this, 100, "Organisation 00200b");
  g_assert_cmpuint (this.watch.n_signals, ==, 0);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (epc_record_text (held, "name"), ==, "Organisation 00200b");
  /* Far away: one out, one in, and it is the same object. */
  change_name (&this, 100, "Zorganisation");
  g_assert_cmpuint (this.watch.n_signals, ==, 2);
  g_autoptr (EpcRecord) last = g_list_model_get_item (G_LIST_MODEL (this.list), N_ROWS - 1);
  g_assert_true (last == held);
  /* Gone, and a new one. */
  this.watch.n_signals = 0;
  this.is_reloaded = FALSE;
  fixture_delete (this.store, held, &error);
  g_assert_no_error (error);
  fixture_wait (&this.is_reloaded);
  g_assert_cmpuint (this.watch.n_signals, ==, 1);
  g_assert_cmpuint (this.watch.n_items, ==, N_ROWS - 1);
  this.is_reloaded = FALSE;
  g_autoptr (EpcRecord) fresh = epc_record_new (epc_entity_find ("organisation"));
  epc_record_set_text (fresh, "name", "Organisation 00001");
  fixture_insert (this.store, fresh, &error);
  fixture_wait (&this.is_reloaded);
  g_assert_cmpuint (this.watch.n_signals, ==, 2);
  g_assert_cmpstr (name_at (&this, 1), ==, "Organisation 00001");
  g_assert_cmpuint (epc_record_list_find_row (this.list, epc_record_row (fresh)), ==, 1);
  g_assert_cmpint (epc_record_list_row_at (this.list, 1), ==, epc_record_row (fresh));
  g_assert_cmpuint (this.watch.n_both, ==, 0);
  close_list (&this);
}

static void
count_gone (gpointer data, GObject *object)
{
  ++*(guint *) data;
}

/* Every record is looked at once; no more than 32 pages of 128 are kept. */
static void
test_keeps_few_pages (void)
{
  Case this;
  guint n_gone = 0;

  open_list (&this, "pages.epc");
  set_query (&this, "name", NULL);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (GObject) record = g_list_model_get_item (G_LIST_MODEL (this.list), i);
      g_object_weak_ref (record, count_gone, &n_gone);
    }
  g_assert_cmpuint (N_ROWS - n_gone, <=, 32 * 128);
  close_list (&this);
  g_assert_cmpuint (n_gone, ==, N_ROWS);
}

static void
test_outlives_its_records_and_store_calls (void)
{
  Case this;
  g_autoptr (EpcRecord) kept = NULL;

  open_list (&this, "outlive.epc");
  set_query (&this, "name", NULL);
  kept = g_list_model_get_item (G_LIST_MODEL (this.list), 5);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("organisation"));
  epc_record_list_set_query (this.list, query);
  close_list (&this); /* with a query under way */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (epc_record_text (kept, "name"), ==, "Organisation 00010");
}

/* The last two digits of a name, read from its record; every seventh row is not known yet. */
typedef struct
{
  Case *this;
  gboolean is_answered;
} Answers;

static double
last_digits (gint64 row, gpointer data)
{
  Answers *answers = data;
  g_autoptr (EpcRecord) record = epc_store_get_row (answers->this->store, epc_entity_find ("organisation"), row, NULL);
  const char *name = epc_record_text (record, "name");

  return answers->is_answered && row % 7 != 0 ? g_ascii_strtod (name + strlen (name) - 2, NULL) : NAN;
}

/* Answers that come after the rows put them in order without another query: by the answer, those without one last, equal ones by name. */
static void
test_orders_by_late_answers (void)
{
  Case this;
  Answers answers = { &this, FALSE };
  guint n_unknown = 0;

  open_list (&this, "late-answers.epc");
  epc_record_list_set_order (this.list, last_digits, &answers, TRUE);
  set_query (&this, "name", NULL);
  g_assert_cmpstr (name_at (&this, 0), ==, "Organisation 00000");
  answers.is_answered = TRUE;
  this.is_reloaded = FALSE;
  epc_record_list_reorder (this.list);
  g_assert_true (this.is_reloaded);
  g_assert_cmpuint (this.watch.n_both, ==, 0);
  g_assert_cmpuint (this.watch.n_items, ==, N_ROWS);
  for (guint i = 0; i + 1 < N_ROWS; i++)
    {
      double here = last_digits (epc_record_list_row_at (this.list, i), &answers), next = last_digits (epc_record_list_row_at (this.list, i + 1), &answers);
      g_assert_true (isnan (here) ? isnan (next) : isnan (next) || here >= next);
      if (here == next || (isnan (here) && isnan (next)))
        g_assert_cmpstr (name_at (&this, i), <, name_at (&this, i + 1));
      n_unknown += isnan (here);
    }
  g_assert_cmpuint (n_unknown, >, N_ROWS / 7 - 10);
  close_list (&this);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/store/list/replaces-in-two-steps", test_replaces_in_two_steps);
  g_test_add_func ("/store/list/one-change-is-told-precisely", test_one_change_is_told_precisely);
  g_test_add_func ("/store/list/keeps-few-pages", test_keeps_few_pages);
  g_test_add_func ("/store/list/outlives-its-records-and-queries", test_outlives_its_records_and_store_calls);
  g_test_add_func ("/store/list/orders-by-answers-that-come-late", test_orders_by_late_answers);
  return fixture_run ();
}
