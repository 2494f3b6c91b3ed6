/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A hundred thousand random movements, many for days gone by, against a model of the stock that is nothing but sums by lot and day:
 * what the ledger takes, refuses and chooses is what the model says, and at the end both hold the same on each day.
 * Seed: --seed, printed. EPC_LEDGER_ROWS: another number of movements.
 */
#include "fixture.h"

#include <math.h>
#include <string.h>

#include "analysis/epc-stock-moves.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-language.h"

#define ITEMS 400
#define PLACES 4
#define DAYS 400 /* from FIRST_DAY on */
#define FIRST_DAY 20000 /* days since 1970: 4 October 2024 */
#define IN_ONE_WRITE 2500
#define HOURS_BEHIND 5 /* Haiti, winter; in summer 4: times are kept away from the hour between */

/* --- the model --- */

typedef struct
{
  guint item, place;
  EpcUid batch;
  char *number;
  int expiry; /* day; −1: none */
  int first;  /* day of its first entry */
  gint32 sums[DAYS];
} ModelLot;

typedef struct
{
  guint lot;
  int day;
  gint32 quantity;
  EpcUid uid;
  gboolean is_reversed, is_reversal;
} ModelEntry;

typedef struct
{
  EpcStore *store;
  GRand *random;
  EpcUid items[ITEMS], places[PLACES];
  GPtrArray *lots;             /* ModelLot */
  GArray *of[ITEMS][PLACES];   /* guint: lots */
  GHashTable *by_key;          /* "batch place" → lot + 1 */
  GArray *entries;             /* ModelEntry */
  guint n_wanted, n_batches;
  guint n_taken, n_refused, n_back_dated, n_chosen, n_reversed, n_expired;
} Model;

static gint32
balance_on (const ModelLot *lot, int day)
{
  gint32 sum = 0;

  for (int d = 0; d <= day; d++)
    sum += lot->sums[d];
  return sum;
}

/* The least from @day on, by adding up each day anew. */
static gint32
least_from (const ModelLot *lot, int day, int *first_below, gint32 taken)
{
  gint32 sum = balance_on (lot, day), least = sum;

  if (first_below != NULL)
    *first_below = sum < taken ? day : -1;
  for (int d = day + 1; d < DAYS; d++)
    {
      sum += lot->sums[d];
      if (sum < least)
        least = sum;
      if (first_below != NULL && *first_below < 0 && sum < taken)
        *first_below = d;
    }
  return least;
}

static gboolean
is_fit (const ModelLot *lot, int day)
{
  return lot->expiry < 0 || lot->expiry >= day;
}

static guint
add_lot (Model *self, guint item, guint place, const EpcUid *batch, const char *number, int expiry)
{
  ModelLot *lot = g_new0 (ModelLot, 1);
  guint index = self->lots->len;
  char text[EPC_UID_TEXT_SIZE];

  *lot = (ModelLot) { .item = item, .place = place, .batch = *batch, .number = g_strdup (number), .expiry = expiry, .first = DAYS };
  g_ptr_array_add (self->lots, lot);
  g_array_append_val (self->of[item][place], index);
  g_hash_table_insert (self->by_key, g_strdup_printf ("%s %u", epc_uid_to_text (batch, text), place), GUINT_TO_POINTER (index + 1));
  return index;
}

static guint
lot_in (Model *self, const EpcUid *batch, guint place, const ModelLot *like)
{
  char text[EPC_UID_TEXT_SIZE];
  g_autofree char *key = g_strdup_printf ("%s %u", epc_uid_to_text (batch, text), place);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_key, key));

  return found > 0 ? found - 1 : add_lot (self, like->item, place, batch, like->number, like->expiry);
}

static void
note (Model *self, guint index, int day, gint32 quantity, const EpcUid *uid)
{
  ModelLot *lot = g_ptr_array_index (self->lots, index);
  ModelEntry entry = { .lot = index, .day = day, .quantity = quantity, .uid = *uid };

  lot->sums[day] += quantity;
  lot->first = MIN (lot->first, day);
  g_array_append_val (self->entries, entry);
  self->n_taken++;
  if (self->entries->len > 1 && day < g_array_index (self->entries, ModelEntry, self->entries->len - 2).day)
    self->n_back_dated++;
}

/* --- entries --- */

static char *
moment (Model *self, int day)
{
  /* 02:00 to 20:59 in Haiti; written in UTC, where the evening is the next day. */
  gint64 second = (FIRST_DAY + (gint64) day) * 86400 + g_rand_int_range (self->random, 2 * 3600, 21 * 3600) + HOURS_BEHIND * 3600;

  return epc_moment_from_unix (second * G_USEC_PER_SEC, "America/Port-au-Prince");
}

static void
iso_of (int day, char *iso)
{
  epc_ledger_day_text (FIRST_DAY + day, iso);
}

static EpcUid
new_batch (Model *self, EpcTransaction *transaction, guint item, int expiry, char **number)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("batch"));
  g_autoptr (GError) error = NULL;
  char iso[EPC_DATE_SIZE];

  *number = g_strdup_printf ("L%06u", ++self->n_batches);
  epc_record_set_text (record, "batch_no", *number);
  epc_record_set_reference (record, "item", &self->items[item]);
  if (expiry >= 0)
    {
      iso_of (expiry, iso);
      epc_record_set_text (record, "expiry_date", iso);
    }
  epc_transaction_insert (transaction, record, &error);
  g_assert_no_error (error);
  return *epc_record_uid (record);
}

static EpcRecord *
entry_of (Model *self, const ModelLot *lot, const char *type, int day, gint32 quantity)
{
  EpcRecord *record = epc_record_new (epc_entity_find ("stock_movement"));
  g_autofree char *time = moment (self, day);

  epc_record_set_text (record, "time", time);
  epc_record_set_text (record, "type", type);
  epc_record_set_reference (record, "item", &self->items[lot->item]);
  epc_record_set_reference (record, "warehouse", &self->places[lot->place]);
  epc_record_set_reference (record, "batch", &lot->batch);
  epc_record_set_decimal (record, "quantity", quantity);
  return record;
}

static void
receive (Model *self, EpcTransaction *transaction)
{
  guint item = g_rand_int_range (self->random, 0, ITEMS), place = g_rand_int_range (self->random, 0, PLACES), index;
  int day = g_rand_int_range (self->random, 0, DAYS);
  g_autoptr (GError) error = NULL;
  GArray *known = self->of[item][place];

  if (known->len == 0 || g_rand_int_range (self->random, 0, 4) == 0)
    {
      int expiry = g_rand_int_range (self->random, 0, 3) == 0 ? -1 : g_rand_int_range (self->random, 0, DAYS + 200);
      g_autofree char *number = NULL;
      EpcUid batch = new_batch (self, transaction, item, expiry, &number);
      index = add_lot (self, item, place, &batch, number, expiry);
    }
  else
    index = g_array_index (known, guint, g_rand_int_range (self->random, 0, (int) known->len));
  gint32 quantity = g_rand_int_range (self->random, 1, 500);
  g_autoptr (EpcRecord) record = entry_of (self, g_ptr_array_index (self->lots, index), "receipt", day, quantity);
  epc_transaction_insert (transaction, record, &error);
  g_assert_no_error (error);
  note (self, index, day, quantity, epc_record_uid (record));
}

/* One lot, named: taken or refused as the model says, and the refusal names the day. */
static void
take_named (Model *self, EpcTransaction *transaction)
{
  static const char *const types[] = { "dispatch", "loss", "damage", "adjustment" };
  guint index = g_rand_int_range (self->random, 0, (int) self->lots->len);
  const ModelLot *lot = g_ptr_array_index (self->lots, index);
  const char *type = types[g_rand_int_range (self->random, 0, G_N_ELEMENTS (types))];
  int day = g_rand_int_range (self->random, 0, DAYS), below;
  gint32 quantity = g_rand_int_range (self->random, 1, 200);
  gboolean is_expired = g_str_equal (type, "dispatch") && !is_fit (lot, day);
  gboolean is_there = least_from (lot, day, &below, quantity) >= quantity;
  g_autoptr (EpcRecord) record = entry_of (self, lot, type, day, -quantity);
  g_autoptr (GError) error = NULL;

  epc_record_set_text (record, "reason", "test");
  gboolean done = epc_transaction_insert (transaction, record, &error);
  g_assert_cmpint (done, ==, is_there && !is_expired);
  if (done)
    {
      note (self, index, day, -quantity, epc_record_uid (record));
      return;
    }
  g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
  self->n_refused++;
  self->n_expired += is_expired;
  if (is_expired)
    return;
  char iso[EPC_DATE_SIZE];
  iso_of (below, iso);
  g_autofree char *date = epc_language_date (epc_language_get (NULL), iso, TRUE);
  g_assert_nonnull (strstr (error->message, date));
}

/* The model's own choice: again and again the lot that expires first, then came first, then has the lowest number. */
static int
next_lot (Model *self, GArray *lots, const gint32 *left, int day)
{
  int best = -1;

  for (guint i = 0; i < lots->len; i++)
    {
      const ModelLot *lot = g_ptr_array_index (self->lots, g_array_index (lots, guint, i));
      if (left[i] <= 0 || !is_fit (lot, day))
        continue;
      const ModelLot *other = best >= 0 ? g_ptr_array_index (self->lots, g_array_index (lots, guint, best)) : NULL;
      int mine = lot->expiry < 0 ? G_MAXINT : lot->expiry, its = other == NULL ? 0 : other->expiry < 0 ? G_MAXINT : other->expiry;
      if (other == NULL || mine < its || (mine == its && (lot->first < other->first || (lot->first == other->first && strcmp (lot->number, other->number) < 0))))
        best = (int) i;
    }
  return best;
}

static void
take_chosen (Model *self, EpcTransaction *transaction, gboolean is_transfer)
{
  guint item = g_rand_int_range (self->random, 0, ITEMS), place = g_rand_int_range (self->random, 0, PLACES);
  guint to = (place + 1 + g_rand_int_range (self->random, 0, PLACES - 1)) % PLACES;
  int day = g_rand_int_range (self->random, 0, DAYS);
  gint32 quantity = g_rand_int_range (self->random, 1, 600), possible = 0;
  GArray *lots = self->of[item][place];
  g_autofree gint32 *left = g_new0 (gint32, lots->len + 1);
  g_autofree char *time = moment (self, day);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < lots->len; i++)
    {
      const ModelLot *lot = g_ptr_array_index (self->lots, g_array_index (lots, guint, i));
      left[i] = MAX (least_from (lot, day, NULL, 0), 0);
      if (is_fit (lot, day))
        possible += left[i];
    }
  EpcStockMove move = { .type = is_transfer ? "transfer_out" : "dispatch", .item = self->items[item], .warehouse = self->places[place],
                        .quantity = quantity, .time = time };
  if (is_transfer)
    move.other_warehouse = self->places[to];
  gboolean done = epc_stock_take_out (transaction, &move, made, &error);
  g_assert_cmpint (done, ==, quantity <= possible);
  if (!done)
    {
      g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
      g_assert_cmpuint (made->len, ==, 0);
      self->n_refused++;
      return;
    }
  const guint step = is_transfer ? 2 : 1;
  for (guint n = 0; n < made->len; n += step)
    {
      EpcRecord *record = g_ptr_array_index (made, n);
      int chosen = next_lot (self, lots, left, day);
      g_assert_cmpint (chosen, >=, 0);
      guint index = g_array_index (lots, guint, chosen);
      const ModelLot *lot = g_ptr_array_index (self->lots, index);
      gint32 part = MIN (left[chosen], quantity);
      g_assert_true (epc_uid_equal (epc_record_reference (record, "batch"), &lot->batch));
      g_assert_cmpfloat (epc_record_decimal (record, "quantity"), ==, -part);
      left[chosen] = 0;
      quantity -= part;
      EpcUid batch = lot->batch;
      note (self, index, day, -part, epc_record_uid (record));
      if (is_transfer)
        {
          EpcRecord *arrival = g_ptr_array_index (made, n + 1);
          g_assert_cmpfloat (epc_record_decimal (arrival, "quantity"), ==, part);
          note (self, lot_in (self, &batch, to, lot), day, part, epc_record_uid (arrival));
        }
      self->n_chosen++;
    }
  g_assert_cmpint (quantity, ==, 0);
}

/* After a reversal every day holds what it would have held without the entry. */
static void
reverse (Model *self, EpcTransaction *transaction)
{
  guint at = g_rand_int_range (self->random, 0, (int) self->entries->len);
  const ModelEntry wrong = g_array_index (self->entries, ModelEntry, at);
  ModelLot *lot = g_ptr_array_index (self->lots, wrong.lot);
  gboolean may = !wrong.is_reversed && !wrong.is_reversal
                 && (wrong.quantity < 0 || least_from (lot, wrong.day, NULL, 0) >= wrong.quantity);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  gboolean done = epc_stock_reverse (transaction, &wrong.uid, "test", made, &error);
  g_assert_cmpint (done, ==, may);
  if (!done)
    {
      self->n_refused++;
      return;
    }
  note (self, wrong.lot, wrong.day, -wrong.quantity, epc_record_uid (g_ptr_array_index (made, 0)));
  g_array_index (self->entries, ModelEntry, self->entries->len - 1).is_reversal = TRUE;
  g_array_index (self->entries, ModelEntry, at).is_reversed = TRUE;
  self->n_reversed++;
}

static gboolean
write_some (EpcTransaction *transaction, gpointer data, GError **error)
{
  Model *self = data;
  guint until = MIN (self->n_wanted, self->n_taken + IN_ONE_WRITE);

  while (self->n_taken < until)
    {
      int chance = g_rand_int_range (self->random, 0, 100);
      if (self->entries->len < 200 || chance < 34)
        receive (self, transaction);
      else if (chance < 74)
        take_named (self, transaction);
      else if (chance < 86)
        take_chosen (self, transaction, FALSE);
      else if (chance < 90)
        take_chosen (self, transaction, TRUE);
      else
        reverse (self, transaction);
    }
  return TRUE;
}

/* --- the end --- */

static void
assert_same_on (Model *self, int day)
{
  g_autoptr (GError) error = NULL;

  for (guint item = 0; item < ITEMS; item++)
    for (guint place = 0; place < PLACES; place++)
      {
        g_autoptr (GPtrArray) lots = epc_ledger_lots (self->store, &self->items[item], &self->places[place], FIRST_DAY + day, &error);
        g_autoptr (GHashTable) held = g_hash_table_new (epc_uid_hash, epc_uid_equal_func);
        guint n_held = 0;
        g_assert_no_error (error);
        for (guint i = 0; i < lots->len; i++)
          g_hash_table_insert (held, &((EpcLedgerLot *) g_ptr_array_index (lots, i))->key.batch, g_ptr_array_index (lots, i));
        for (guint i = 0; i < self->of[item][place]->len; i++)
          {
            const ModelLot *lot = g_ptr_array_index (self->lots, g_array_index (self->of[item][place], guint, i));
            const EpcLedgerLot *own = g_hash_table_lookup (held, &lot->batch);
            gint32 there = balance_on (lot, day);
            g_assert_cmpfloat (own != NULL ? own->on_hand : 0, ==, there);
            if (own != NULL)
              g_assert_cmpfloat (own->possible, ==, least_from (lot, day, NULL, 0));
            n_held += there != 0;
          }
        g_assert_cmpuint (lots->len, ==, n_held);
      }
}

/* All lots at once, over all days there are. */
static void
assert_same_balances (Model *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) balances = epc_ledger_balances (self->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (balances), ==, self->lots->len);
  for (guint i = 0; i < self->lots->len; i++)
    {
      const ModelLot *lot = g_ptr_array_index (self->lots, i);
      const EpcLotKey key = { self->items[lot->item], self->places[lot->place], lot->batch, TRUE };
      const double *balance = g_hash_table_lookup (balances, &key);
      g_assert_nonnull (balance);
      g_assert_cmpfloat (*balance, ==, balance_on (lot, DAYS - 1));
    }
}

static void
assert_never_below_nothing (Model *self)
{
  for (guint i = 0; i < self->lots->len; i++)
    g_assert_cmpint (least_from (g_ptr_array_index (self->lots, i), 0, NULL, 0), >=, 0);
}

static void
model_lot_free (gpointer data)
{
  g_free (((ModelLot *) data)->number);
  g_free (data);
}

static EpcUid
add_named (EpcStore *store, const char *entity, const char *name)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find (entity));
  g_autoptr (GError) error = NULL;

  epc_record_set_text (record, "name", name);
  if (g_str_equal (entity, "item"))
    {
      epc_record_set_text (record, "item_code", name);
      epc_record_set_text (record, "unit", "piece");
    }
  fixture_insert (store, record, &error);
  g_assert_no_error (error);
  return *epc_record_uid (record);
}

static void
test_random_movements (void)
{
  g_autoptr (EpcStore) store = fixture_store ("random.epc");
  const char *rows = g_getenv ("EPC_LEDGER_ROWS");
  guint32 seed = fixture_seed ();
  Model self = { .store = store, .random = g_rand_new_with_seed (seed), .n_wanted = rows != NULL ? (guint) atoi (rows) : 100000 };
  g_autoptr (GError) error = NULL;

  g_test_message ("seed %u", seed);
  self.lots = g_ptr_array_new_with_free_func (model_lot_free);
  self.entries = g_array_new (FALSE, FALSE, sizeof (ModelEntry));
  self.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < ITEMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("ITEM-%02u", i);
      self.items[i] = add_named (store, "item", name);
      for (guint p = 0; p < PLACES; p++)
        self.of[i][p] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  for (guint p = 0; p < PLACES; p++)
    {
      g_autofree char *name = g_strdup_printf ("Warehouse %u", p);
      self.places[p] = add_named (store, "warehouse", name);
    }
  while (self.n_taken < self.n_wanted)
    {
      epc_store_write (store, "Movements", write_some, &self, &error);
      g_assert_no_error (error);
    }
  g_test_message ("%u movements in %u lots, %u of them before the one entered last, %u refused (%u expired), %u lots chosen, %u turned round", self.n_taken,
                  self.lots->len, self.n_back_dated, self.n_refused, self.n_expired, self.n_chosen, self.n_reversed);
  assert_never_below_nothing (&self);
  assert_same_on (&self, 0);
  assert_same_on (&self, DAYS / 2);
  assert_same_on (&self, DAYS - 1);
  assert_same_balances (&self);
  fixture_assert_clean (store);
  /* Each of these must have been met, or the test shows nothing. */
  g_assert_cmpuint (self.n_refused, >, self.n_wanted / 50);
  g_assert_cmpuint (self.n_chosen, >, self.n_wanted / 50);
  g_assert_cmpuint (self.n_reversed, >, self.n_wanted / 100);
  g_assert_cmpuint (self.n_back_dated, >, self.n_wanted / 4);
  g_assert_cmpuint (self.n_expired, >, self.n_wanted / 500);
  for (guint i = 0; i < ITEMS; i++)
    for (guint p = 0; p < PLACES; p++)
      g_array_unref (self.of[i][p]);
  g_hash_table_unref (self.by_key);
  g_array_unref (self.entries);
  g_ptr_array_unref (self.lots);
  g_rand_free (self.random);
}

/* --- by name --- */

static EpcRecord *
move (const EpcUid *item, const EpcUid *warehouse, const char *type, const char *day, double quantity)
{
  EpcRecord *record = epc_record_new (epc_entity_find ("stock_movement"));
  g_autofree char *time = g_strconcat (day, "T15:00:00Z", NULL);

  epc_record_set_text (record, "time", time);
  epc_record_set_text (record, "type", type);
  epc_record_set_reference (record, "item", item);
  epc_record_set_reference (record, "warehouse", warehouse);
  epc_record_set_decimal (record, "quantity", quantity);
  return record;
}

/* bhima#5205: 100 came in, 80 left today, 50 for yesterday would leave −30 today. */
static void
test_undo_keeps_the_ledger (void)
{
  g_autoptr (EpcStore) store = fixture_store ("undo.epc");
  EpcUid item = add_named (store, "item", "BLANKET-T"), warehouse = add_named (store, "warehouse", "Les Cayes");
  g_autoptr (EpcRecord) in = move (&item, &warehouse, "receipt", "2026-03-01", 100), out = move (&item, &warehouse, "dispatch", "2026-03-10", -80);
  g_autoptr (EpcRecord) back = move (&item, &warehouse, "dispatch", "2026-03-09", -50);
  g_autoptr (GError) error = NULL;

  fixture_insert (store, in, &error);
  g_assert_no_error (error);
  fixture_insert (store, out, &error);
  g_assert_no_error (error);
  g_assert_false (fixture_insert (store, back, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "−30 of BLANKET-T on 10 Mar 2026"));
  g_assert_nonnull (strstr (error->message, "On 9 Mar 2026 at most 20 can leave"));
  g_clear_error (&error);
  /* Undo takes the dispatch away, then the receipt; redo brings the receipt, then the dispatch. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (EpcUndoResult) undone = epc_store_undo (store, &error);
      g_assert_no_error (error);
      g_assert_nonnull (undone);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (EpcUndoResult) redone = epc_store_redo (store, &error);
      g_assert_no_error (error);
      g_assert_nonnull (redone);
    }
  fixture_assert_clean (store);
}

typedef struct
{
  const EpcUid *item, *warehouse;
  gint64 number;
} Batch;

static gboolean
put_receipt (EpcTransaction *transaction, gpointer data, GError **error)
{
  Batch *batch = data;
  const EpcEntity *entity = epc_entity_find ("stock_movement");
  EpcBatchSource source = { .file_name = "receipts.csv", .size = 1, .sha256 = "x", .entity = entity };
  g_autoptr (EpcRecord) record = move (batch->item, batch->warehouse, "receipt", "2026-03-01", 100);

  batch->number = epc_transaction_begin_batch (transaction, &source, error);
  return epc_transaction_put (transaction, entity, epc_record_value (record, 0), NULL, FALSE, NULL, NULL, error)
         && epc_transaction_end_batch (transaction, batch->number, "{}", error);
}

/* An import whose items were issued since cannot be taken back. */
static void
test_import_that_was_built_on_stays (void)
{
  g_autoptr (EpcStore) store = fixture_store ("import.epc");
  EpcUid item = add_named (store, "item", "TARP-T"), warehouse = add_named (store, "warehouse", "Jérémie");
  Batch batch = { &item, &warehouse, 0 };
  g_autoptr (EpcRecord) out = move (&item, &warehouse, "dispatch", "2026-03-10", -80);
  g_autoptr (GError) error = NULL;

  epc_store_write (store, "Import", put_receipt, &batch, &error);
  g_assert_no_error (error);
  fixture_insert (store, out, &error);
  g_assert_no_error (error);
  g_assert_null (epc_store_undo_batch (store, batch.number, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "−80 of TARP-T on 10 Mar 2026"));
  g_clear_error (&error);
  g_autoptr (GPtrArray) lots = epc_ledger_lots (store, &item, &warehouse, epc_ledger_day (store, "2026-03-20T12:00:00Z"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lots->len, ==, 1);
  g_assert_cmpfloat (((EpcLedgerLot *) g_ptr_array_index (lots, 0))->on_hand, ==, 20);
  fixture_assert_clean (store);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  epc_language_set_interface ("en");
  g_test_add_func ("/store/ledger/random-movements", test_random_movements);
  g_test_add_func ("/store/ledger/back-dated-and-undone", test_undo_keeps_the_ledger);
  g_test_add_func ("/store/ledger/import-that-was-built-on-stays", test_import_that_was_built_on_stays);
  return fixture_run ();
}
