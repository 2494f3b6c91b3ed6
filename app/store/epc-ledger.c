/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-ledger.h"

#include <math.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-guard.h"

#define ALMOST 1e-6 /* of a unit: quantities are decimal, their sums need not be exact */
#define LOTS_NAMED 3

/* --- lots and days --- */

guint
epc_lot_key_hash (gconstpointer data)
{
  const EpcLotKey *key = data;

  return epc_uid_hash (&key->item) ^ (epc_uid_hash (&key->warehouse) * 31) ^ (epc_uid_hash (&key->batch) * 131) ^ (guint) key->is_good;
}

gboolean
epc_lot_key_equal (gconstpointer a, gconstpointer b)
{
  const EpcLotKey *x = a, *y = b;

  return epc_uid_equal (&x->item, &y->item) && epc_uid_equal (&x->warehouse, &y->warehouse) && epc_uid_equal (&x->batch, &y->batch)
         && x->is_good == y->is_good;
}

static const EpcEntity *
ledger (void)
{
  return epc_entity_find ("stock_movement");
}

static const EpcValue *
value_of (const EpcValue *values, const char *key)
{
  return &values[epc_entity_field_index (ledger (), key)];
}

gboolean
epc_lot_key_read (const EpcValue *values, EpcLotKey *key, double *quantity, const char **time)
{
  const EpcValue *item = value_of (values, "item"), *warehouse = value_of (values, "warehouse"), *batch = value_of (values, "batch");
  const EpcValue *amount = value_of (values, "quantity"), *when = value_of (values, "time"), *condition = value_of (values, "condition");

  if (item->kind != EPC_VALUE_UID || warehouse->kind != EPC_VALUE_UID || when->kind != EPC_VALUE_TEXT
      || (amount->kind != EPC_VALUE_DECIMAL && amount->kind != EPC_VALUE_INTEGER))
    return FALSE;
  *key = (EpcLotKey) { .item = item->uid, .warehouse = warehouse->uid };
  if (batch->kind == EPC_VALUE_UID)
    key->batch = batch->uid;
  key->is_good = condition->kind != EPC_VALUE_TEXT || g_str_equal (condition->text, "good");
  *quantity = amount->kind == EPC_VALUE_DECIMAL ? amount->decimal : (double) amount->integer;
  *time = when->text;
  return TRUE;
}

static gint64
day_in (GTimeZone *zone, const char *moment)
{
  gint64 microseconds, seconds;

  if (moment == NULL || !epc_moment_to_unix (moment, &microseconds))
    return 0;
  seconds = microseconds / G_USEC_PER_SEC;
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);
  if (interval >= 0)
    seconds += g_time_zone_get_offset (zone, interval);
  return seconds >= 0 ? seconds / 86400 : -((86399 - seconds) / 86400);
}

gint64
epc_ledger_day (EpcStore *store, const char *moment)
{
  g_autoptr (GTimeZone) zone = epc_date_zone (epc_store_zone (store));

  return day_in (zone, moment);
}

void
epc_ledger_day_text (gint64 day, char *iso)
{
  int year, month, number;

  epc_date_from_days (day, &year, &month, &number);
  g_snprintf (iso, EPC_DATE_SIZE, "%04d-%02d-%02d", year, month, number);
}

typedef struct
{
  gint64 day;
  double sum;
} DaySum;

struct _EpcLotDays
{
  GArray *days; /* DaySum, days rising */
};

EpcLotDays *
epc_lot_days_new (void)
{
  EpcLotDays *days = g_new0 (EpcLotDays, 1);

  days->days = g_array_new (FALSE, FALSE, sizeof (DaySum));
  return days;
}

void
epc_lot_days_free (EpcLotDays *days)
{
  if (days == NULL)
    return;
  g_array_unref (days->days);
  g_free (days);
}

void
epc_lot_days_add (EpcLotDays *days, gint64 day, double quantity)
{
  DaySum added = { day, quantity };
  guint low = 0, high = days->days->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (days->days, DaySum, middle).day < day)
        low = middle + 1;
      else
        high = middle;
    }
  if (low < days->days->len && g_array_index (days->days, DaySum, low).day == day)
    g_array_index (days->days, DaySum, low).sum += quantity;
  else
    g_array_insert_val (days->days, low, added);
}

double
epc_lot_days_on (EpcLotDays *days, gint64 day)
{
  double sum = 0;

  for (guint i = 0; i < days->days->len && g_array_index (days->days, DaySum, i).day <= day; i++)
    sum += g_array_index (days->days, DaySum, i).sum;
  return sum;
}

double
epc_lot_days_least (EpcLotDays *days, gint64 day)
{
  double balance = epc_lot_days_on (days, day), least = balance;

  for (guint i = 0; i < days->days->len; i++)
    {
      const DaySum *one = &g_array_index (days->days, DaySum, i);
      if (one->day <= day)
        continue;
      balance += one->sum;
      least = MIN (least, balance);
    }
  return fabs (least) < ALMOST ? 0 : least;
}

gboolean
epc_lot_days_below (EpcLotDays *days, gint64 day, double least, gint64 *when, double *balance)
{
  double sum = epc_lot_days_on (days, day);
  gint64 at = day;

  for (guint i = 0;; i++)
    {
      if (sum < least - ALMOST)
        {
          *when = at;
          *balance = sum;
          return TRUE;
        }
      while (i < days->days->len && g_array_index (days->days, DaySum, i).day <= day)
        i++;
      if (i >= days->days->len)
        return FALSE;
      at = g_array_index (days->days, DaySum, i).day;
      sum += g_array_index (days->days, DaySum, i).sum;
    }
}

/* Both out of the index that the schema makes for this. */
#define OF_LOT "SELECT time, quantity FROM stock_movement WHERE item = ?1 AND warehouse = ?2 AND batch = ?3 AND _deleted = 0 "
#define OF_NO_LOT "SELECT time, quantity FROM stock_movement WHERE item = ?1 AND warehouse = ?2 AND batch IS NULL AND _deleted = 0 "
#define OF_CONDITION "AND (coalesce (condition, 'good') = 'good') = ?4"

EpcLotDays *
epc_lot_days_load (EpcStore *store, const EpcLotKey *key, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  gboolean has_lot = !epc_uid_is_nil (&key->batch);
  EpcStep step;

  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows = epc_sqlite_prepare (reader.db, has_lot ? OF_LOT OF_CONDITION : OF_NO_LOT OF_CONDITION, error);
  if (rows == NULL)
    return NULL;
  epc_sqlite_bind (rows, "uu", &key->item, &key->warehouse);
  if (has_lot)
    epc_sqlite_bind_uid (rows, 3, &key->batch);
  sqlite3_bind_int (rows, 4, key->is_good);
  g_autoptr (GTimeZone) zone = epc_date_zone (epc_store_zone (store));
  g_autoptr (EpcLotDays) days = epc_lot_days_new ();
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    epc_lot_days_add (days, day_in (zone, (const char *) sqlite3_column_text (rows, 0)), sqlite3_column_double (rows, 1));
  return step == EPC_STEP_DONE ? g_steal_pointer (&days) : NULL;
}

/* --- the lots of an item --- */

void
epc_ledger_lot_free (EpcLedgerLot *lot)
{
  if (lot == NULL)
    return;
  g_free (lot->batch_no);
  g_free (lot->expiry);
  g_free (lot);
}

/* What the lot's own record says; nothing is said of what has no lot number. */
static gboolean
read_lot (EpcSqlite *db, EpcLedgerLot *lot, gint64 day, GError **error)
{
  char today[EPC_DATE_SIZE];

  epc_ledger_day_text (day, today);
  lot->is_fit = lot->key.is_good;
  if (epc_uid_is_nil (&lot->key.batch))
    return TRUE;
  epc_auto_reset sqlite3_stmt *row
      = epc_sqlite_prepare (db, "SELECT batch_no, expiry_date, coalesce (condition, 'good') FROM batch WHERE uid = ?1", error);
  if (row == NULL)
    return FALSE;
  epc_sqlite_bind_uid (row, 1, &lot->key.batch);
  EpcStep step = epc_sqlite_step (db, row, error);
  if (step == EPC_STEP_ROW)
    {
      lot->batch_no = g_strdup ((const char *) sqlite3_column_text (row, 0));
      lot->expiry = g_strdup ((const char *) sqlite3_column_text (row, 1));
      /* The day itself is the last on which it may be used. */
      lot->is_expired = lot->expiry != NULL && g_strcmp0 (lot->expiry, today) < 0;
      lot->is_fit = lot->key.is_good && !lot->is_expired && g_str_equal ((const char *) sqlite3_column_text (row, 2), "good");
    }
  return step != EPC_STEP_ERROR;
}

static int
in_leaving_order (gconstpointer a, gconstpointer b)
{
  const EpcLedgerLot *x = *(const EpcLedgerLot *const *) a, *y = *(const EpcLedgerLot *const *) b;
  int order;

  if (x->is_fit != y->is_fit)
    return x->is_fit ? -1 : 1;
  if ((x->expiry == NULL) != (y->expiry == NULL))
    return x->expiry == NULL ? 1 : -1;
  if ((order = g_strcmp0 (x->expiry, y->expiry)) != 0)
    return order;
  if (x->first_in != y->first_in)
    return x->first_in < y->first_in ? -1 : 1;
  order = g_strcmp0 (x->batch_no, y->batch_no);
  return order != 0 ? order : epc_uid_compare (&x->key.batch, &y->key.batch);
}

typedef struct
{
  EpcLotDays *days;
  EpcLedgerLot *lot;
} Counted;

static void
counted_free (gpointer data)
{
  Counted *counted = data;

  epc_lot_days_free (counted->days);
  epc_ledger_lot_free (counted->lot);
  g_free (counted);
}

static gboolean
count_lots (EpcStore *store, EpcSqlite *db, const EpcUid *item, const EpcUid *warehouse, GHashTable *lots, GError **error)
{
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (db,
                            "SELECT batch, coalesce (condition, 'good') = 'good', time, quantity FROM stock_movement "
                            "WHERE item = ?1 AND warehouse = ?2 AND _deleted = 0",
                            error);
  g_autoptr (GTimeZone) zone = epc_date_zone (epc_store_zone (store));
  EpcStep step;

  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "uu", item, warehouse);
  while ((step = epc_sqlite_step (db, rows, error)) == EPC_STEP_ROW)
    {
      EpcLotKey key = { .item = *item, .warehouse = *warehouse, .is_good = sqlite3_column_int (rows, 1) };
      gint64 day = day_in (zone, (const char *) sqlite3_column_text (rows, 2));
      epc_sqlite_column_uid (rows, 0, &key.batch);
      Counted *counted = g_hash_table_lookup (lots, &key);
      if (counted == NULL)
        {
          counted = g_new0 (Counted, 1);
          counted->days = epc_lot_days_new ();
          counted->lot = g_new0 (EpcLedgerLot, 1);
          counted->lot->key = key;
          counted->lot->first_in = day;
          g_hash_table_insert (lots, &counted->lot->key, counted);
        }
      counted->lot->first_in = MIN (counted->lot->first_in, day);
      epc_lot_days_add (counted->days, day, sqlite3_column_double (rows, 3));
    }
  return step == EPC_STEP_DONE;
}

GPtrArray *
epc_ledger_lots (EpcStore *store, const EpcUid *item, const EpcUid *warehouse, gint64 day, GError **error)
{
  g_autoptr (GHashTable) lots = g_hash_table_new_full (epc_lot_key_hash, epc_lot_key_equal, NULL, counted_free);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_ledger_lot_free);
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);
  GHashTableIter iter;
  gpointer data;

  if (reader.db == NULL || !count_lots (store, reader.db, item, warehouse, lots, error))
    return NULL;
  g_hash_table_iter_init (&iter, lots);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      Counted *counted = data;
      counted->lot->on_hand = epc_lot_days_on (counted->days, day);
      counted->lot->possible = MAX (epc_lot_days_least (counted->days, day), 0);
      if (counted->lot->on_hand < ALMOST)
        continue;
      if (!read_lot (reader.db, counted->lot, day, error))
        return NULL;
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (list, counted->lot);
      epc_lot_days_free (counted->days);
      g_free (counted);
    }
  g_ptr_array_sort (list, in_leaving_order);
  return g_steal_pointer (&list);
}

/* Out of the index of the lots alone, in its order: a hundred thousand entries are some dozens of sums. */
GHashTable *
epc_ledger_balances (EpcStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) balances = g_hash_table_new_full (epc_lot_key_hash, epc_lot_key_equal, g_free, g_free);
  g_auto (EpcReader) reader = epc_reader_take (store, cancellable, error);
  EpcStep step;

  if (reader.db == NULL)
    return NULL;
  epc_auto_reset sqlite3_stmt *rows
      = epc_sqlite_prepare (reader.db,
                            "SELECT item, warehouse, batch, coalesce (condition, 'good') = 'good', total (quantity) FROM stock_movement "
                            "WHERE _deleted = 0 AND quantity IS NOT NULL GROUP BY item, warehouse, batch, condition",
                            error);
  if (rows == NULL)
    return NULL;
  while ((step = epc_sqlite_step (reader.db, rows, error)) == EPC_STEP_ROW)
    {
      EpcLotKey key = { .is_good = sqlite3_column_int (rows, 3) };
      EpcUid *parts[] = { &key.item, &key.warehouse, &key.batch };
      double amount = sqlite3_column_double (rows, 4);

      for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
        epc_sqlite_column_uid (rows, (int) i, parts[i]);
      const double *known = g_hash_table_lookup (balances, &key);
      if (known != NULL)
        amount += *known;
      g_hash_table_replace (balances, g_memdup2 (&key, sizeof key), g_memdup2 (&amount, sizeof amount));
    }
  return step == EPC_STEP_DONE ? g_steal_pointer (&balances) : NULL;
}

gboolean
epc_ledger_reserved (EpcStore *store, const EpcUid *item, const EpcUid *warehouse, const EpcUid *but, double *reserved, GError **error)
{
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, error);

  *reserved = 0;
  if (reader.db == NULL)
    return FALSE;
  epc_auto_reset sqlite3_stmt *row
      = epc_sqlite_prepare (reader.db,
                            "SELECT total (quantity) FROM reservation WHERE item = ?1 AND warehouse = ?2 AND status = 'held' "
                            "AND _deleted = 0 AND (?3 IS NULL OR distribution IS NOT ?3)",
                            error);
  if (row == NULL)
    return FALSE;
  epc_sqlite_bind (row, "uuu", item, warehouse, but);
  if (epc_sqlite_step (reader.db, row, error) != EPC_STEP_ROW)
    return FALSE;
  *reserved = sqlite3_column_double (row, 0);
  return TRUE;
}

/* --- sentences --- */

static char *
amount_text (double amount)
{
  return epc_language_decimal (epc_language_get (NULL), amount, fabs (amount - round (amount)) < ALMOST ? 0 : 2);
}

static char *
day_text (gint64 day)
{
  char iso[EPC_DATE_SIZE];

  epc_ledger_day_text (day, iso);
  return epc_language_date (epc_language_get (NULL), iso, TRUE);
}

/* "Blanket, lot DK-1". */
static char *
item_and_lot (EpcStore *store, const EpcLotKey *key)
{
  g_autofree char *item = epc_store_title (store, epc_entity_find ("item"), &key->item);

  if (epc_uid_is_nil (&key->batch))
    return g_steal_pointer (&item);
  g_autoptr (EpcRecord) batch = epc_store_get (store, epc_entity_find ("batch"), &key->batch, NULL);
  const char *number = batch != NULL ? epc_record_text (batch, "batch_no") : NULL;
  return number != NULL ? g_strdup_printf (_("%s, lot %s"), item, number) : g_steal_pointer (&item);
}

/* ". In lots: DK-1 (40), DK-2 (12)": where an entry without lot number finds none, others may hold some. */
static void
append_other_lots (GString *text, EpcStore *store, const EpcLotKey *key, gint64 day)
{
  g_autoptr (GPtrArray) lots = epc_ledger_lots (store, &key->item, &key->warehouse, day, NULL);
  g_autoptr (GString) named = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; lots != NULL && i < lots->len && n < LOTS_NAMED; i++)
    {
      const EpcLedgerLot *lot = g_ptr_array_index (lots, i);
      if (!lot->is_fit || lot->batch_no == NULL || lot->possible < ALMOST || epc_uid_equal (&lot->key.batch, &key->batch))
        continue;
      g_autofree char *amount = amount_text (lot->possible);
      g_string_append_printf (named, "%s%s (%s)", n++ > 0 ? ", " : "", lot->batch_no, amount);
    }
  if (n > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text, _("Lots that can leave, the first first: %s."), named->str);
    }
}

char *
epc_ledger_short_sentence (EpcStore *store, const EpcLotKey *key, gint64 day, gint64 when, double balance, double possible)
{
  g_autofree char *what = item_and_lot (store, key), *warehouse = epc_store_title (store, epc_entity_find ("warehouse"), &key->warehouse);
  g_autofree char *date = day_text (when), *from = day_text (day), *amount = amount_text (balance), *most = amount_text (MAX (possible, 0));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("With it, %s would hold %s of %s on %s."), warehouse, amount, what, date);
  g_string_append_c (text, ' ');
  if (possible < ALMOST)
    g_string_append_printf (text, _("On %s nothing of it can leave: enter first what came in before, or another day."), from);
  else
    g_string_append_printf (text, _("On %s at most %s can leave: enter first what came in before, or less."), from, most);
  append_other_lots (text, store, key, day);
  return g_string_free (text, FALSE);
}

char *
epc_ledger_unfit_sentence (EpcStore *store, const EpcLotKey *key, const char *type, double quantity, gint64 day)
{
  EpcLedgerLot lot = { .key = *key };
  g_auto (EpcReader) reader = epc_reader_take (store, NULL, NULL);

  if (quantity >= 0 || type == NULL || (!g_str_equal (type, "dispatch") && !g_str_equal (type, "kit_assembly")) || reader.db == NULL
      || !read_lot (reader.db, &lot, day, NULL))
    return NULL;
  g_autofree char *number = lot.batch_no, *expiry = lot.expiry;
  if (lot.is_fit)
    return NULL;
  g_autofree char *what = item_and_lot (store, key);
  GString *text = g_string_new (NULL);
  if (lot.is_expired)
    {
      g_autofree char *date = epc_language_date (epc_language_get (NULL), expiry, TRUE);
      g_string_append_printf (text, _("%s expired on %s: it cannot be issued. Write it off as expired."), what, date);
    }
  else
    g_string_append_printf (text, _("%s is not in good condition: it cannot be issued. Write it off as damaged."), what);
  append_other_lots (text, store, key, day);
  return g_string_free (text, FALSE);
}

/* --- judging one entry --- */

static void
judge_reversal (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  static const char *const same[] = { "item", "warehouse", "batch", "condition", "type" };
  const EpcUid *target = epc_record_reference (record, "reverses");
  g_autoptr (EpcRecord) wrong = target != NULL ? epc_store_get (store, ledger (), target, NULL) : NULL;
  char uid[EPC_UID_TEXT_SIZE];

  if (wrong == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *mine = epc_record_to_text (record, same[i]), *its = epc_record_to_text (wrong, same[i]);
      if (g_strcmp0 (mine, its) == 0)
        continue;
      epc_findings_add (findings, EPC_FINDING_ERROR, same[i], "reversal", _("A reversal moves the same as the entry that it turns round: %s differs."),
                        _(epc_entity_field (ledger (), same[i])->label));
      return;
    }
  if (fabs (epc_record_decimal (wrong, "quantity") + epc_record_decimal (record, "quantity")) > ALMOST)
    {
      g_autofree char *right = amount_text (-epc_record_decimal (wrong, "quantity"));
      epc_findings_add (findings, EPC_FINDING_ERROR, "quantity", "reversal", _("This turns the whole entry round: the quantity is %s."), right);
    }
  if (!epc_record_is_empty (wrong, "reverses"))
    epc_findings_add (findings, EPC_FINDING_ERROR, "reverses", "reversal", _("That entry is a reversal itself. Enter anew what it took away."));
  g_autoptr (EpcQuery) others = epc_query_new (ledger ());
  if (epc_query_where (others, store, "reverses", EPC_OP_EQUAL, epc_uid_to_text (target, uid), NULL) && epc_query_count (others, store, NULL, NULL) > 0)
    epc_findings_add (findings, EPC_FINDING_ERROR, "reverses", "reversal", _("That entry was turned round already."));
}

/* What expires before the lot that is issued, and what others are promised, are worth a word. */
static void
warn_of_choice (EpcStore *store, const EpcRecord *record, const EpcLotKey *key, double quantity, gint64 day, EpcFindings *findings)
{
  const EpcUid *distribution = epc_record_reference (record, "distribution");
  g_autoptr (GPtrArray) lots = epc_ledger_lots (store, &key->item, &key->warehouse, day, NULL);
  double fit = 0, reserved;

  for (guint i = 0; lots != NULL && i < lots->len; i++)
    {
      const EpcLedgerLot *lot = g_ptr_array_index (lots, i);
      if (lot->is_fit)
        fit += lot->possible;
    }
  const EpcLedgerLot *first = lots != NULL && lots->len > 0 ? g_ptr_array_index (lots, 0) : NULL;
  if (first != NULL && first->is_fit && first->expiry != NULL && first->possible > ALMOST && !epc_uid_is_nil (&key->batch)
      && !epc_uid_equal (&first->key.batch, &key->batch))
    {
      g_autofree char *date = epc_language_date (epc_language_get (NULL), first->expiry, TRUE);
      g_autoptr (EpcRecord) batch = epc_store_get (store, epc_entity_find ("batch"), &key->batch, NULL);
      const char *own = batch != NULL ? epc_record_text (batch, "expiry_date") : NULL;
      if (own == NULL || g_strcmp0 (first->expiry, own) < 0)
        epc_findings_add (findings, EPC_FINDING_WARNING, "batch", "stock_fefo", _("Lot %s expires first (%s) and is still there."),
                          first->batch_no, date);
    }
  if (epc_ledger_reserved (store, &key->item, &key->warehouse, distribution, &reserved, NULL) && fit + quantity < reserved - ALMOST)
    {
      g_autofree char *held = amount_text (reserved), *left = amount_text (MAX (fit + quantity, 0));
      epc_findings_add (findings, EPC_FINDING_WARNING, "quantity", "stock_reserved",
                        _("%s are held for other distributions, and %s would be left."), held, left);
    }
}

static void
judge_movement (EpcStore *store, const EpcRecord *record, gboolean warns, EpcFindings *findings)
{
  const char *time, *type = epc_record_text (record, "type");
  double quantity, balance;
  EpcLotKey key;
  gint64 when;

  if (!epc_lot_key_read (epc_record_value (record, 0), &key, &quantity, &time))
    return;
  gint64 day = epc_ledger_day (store, time);
  if (!epc_uid_is_nil (&key.batch))
    {
      g_autoptr (EpcRecord) batch = epc_store_get (store, epc_entity_find ("batch"), &key.batch, NULL);
      const EpcUid *item = batch != NULL ? epc_record_reference (batch, "item") : NULL;
      if (item != NULL && !epc_uid_equal (item, &key.item))
        {
          g_autofree char *name = epc_store_title (store, epc_entity_find ("item"), item);
          epc_findings_add (findings, EPC_FINDING_ERROR, "batch", "lot_of_another_item", _("This lot is of another item: %s."), name);
        }
    }
  judge_reversal (store, record, findings);
  if (quantity >= 0)
    return;
  g_autofree char *unfit = epc_record_is_empty (record, "reverses") ? epc_ledger_unfit_sentence (store, &key, type, quantity, day) : NULL;
  if (unfit != NULL)
    epc_findings_add (findings, EPC_FINDING_ERROR, "batch", "stock_expired", "%s", unfit);
  g_autoptr (EpcLotDays) days = epc_lot_days_load (store, &key, NULL);
  if (days == NULL)
    return;
  double possible = epc_lot_days_least (days, day);
  epc_lot_days_add (days, day, quantity);
  if (epc_lot_days_below (days, day, 0, &when, &balance))
    {
      g_autofree char *sentence = epc_ledger_short_sentence (store, &key, day, when, balance, possible);
      epc_findings_add (findings, EPC_FINDING_ERROR, "quantity", "stock_negative", "%s", sentence);
    }
  else if (warns && g_strcmp0 (type, "dispatch") == 0 && unfit == NULL)
    warn_of_choice (store, record, &key, quantity, day, findings);
}

static void
judge_reservation (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  const EpcUid *item = epc_record_reference (record, "item"), *warehouse = epc_record_reference (record, "warehouse");
  char today[EPC_DATE_SIZE];
  int year, month, number;
  double fit = 0, reserved;

  if (item == NULL || warehouse == NULL || epc_record_is_empty (record, "quantity") || g_strcmp0 (epc_record_text (record, "status"), "held") != 0)
    return;
  epc_date_today_in (epc_store_zone (store), today);
  epc_date_split (today, &year, &month, &number);
  g_autoptr (GPtrArray) lots = epc_ledger_lots (store, item, warehouse, epc_date_days (year, month, number), NULL);
  for (guint i = 0; lots != NULL && i < lots->len; i++)
    if (((EpcLedgerLot *) g_ptr_array_index (lots, i))->is_fit)
      fit += ((EpcLedgerLot *) g_ptr_array_index (lots, i))->possible;
  if (lots == NULL || !epc_ledger_reserved (store, item, warehouse, NULL, &reserved, NULL)
      || epc_record_decimal (record, "quantity") <= fit - reserved + ALMOST)
    return;
  g_autofree char *name = epc_store_title (store, epc_entity_find ("item"), item), *where = epc_store_title (store, epc_entity_find ("warehouse"), warehouse);
  g_autofree char *most = amount_text (MAX (fit - reserved, 0)), *there = amount_text (fit), *held = amount_text (reserved);
  epc_findings_add (findings, EPC_FINDING_ERROR, "quantity", "reserved_over_available",
                    _("At most %s of %s are free in %s: %s can be issued, and %s of them are held already."), most, name, where, there, held);
}

static void
judge (EpcStore *store, const EpcRecord *record, gboolean warns, EpcFindings *findings)
{
  const char *key = epc_record_entity (record)->key;

  /* What is stored was judged when it came. */
  if (epc_record_row (record) != 0)
    return;
  if (g_str_equal (key, "stock_movement"))
    judge_movement (store, record, warns, findings);
  else if (g_str_equal (key, "reservation"))
    judge_reservation (store, record, findings);
}

/* --- the guard --- */

static gboolean
concerns (const EpcEntity *entity)
{
  return entity == ledger () || g_str_equal (entity->key, "reservation");
}

static void
judge_for_form (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  judge (store, record, TRUE, findings);
}

static char *
objection (EpcStore *store, const EpcRecord *old, const EpcRecord *record)
{
  g_autoptr (EpcFindings) findings = epc_findings_new ();

  if (old == NULL)
    judge (store, record, FALSE, findings);
  const EpcFinding *wrong = epc_findings_first_error (findings);
  return wrong != NULL ? g_strdup (wrong->message) : NULL;
}

/* The state: a set of the EpcLotKey that hold less than before. */
static GHashTable *
lots_of (gpointer *state)
{
  if (*state == NULL)
    *state = g_hash_table_new_full (epc_lot_key_hash, epc_lot_key_equal, g_free, NULL);
  return *state;
}

static void
note (EpcTransaction *transaction, gpointer *state, const EpcEntity *entity, const EpcValue *values, int sign)
{
  const char *time;
  double quantity;
  EpcLotKey key;

  if (entity != ledger () || !epc_lot_key_read (values, &key, &quantity, &time) || quantity * sign >= 0)
    return;
  if (!g_hash_table_contains (lots_of (state), &key))
    g_hash_table_add (lots_of (state), g_memdup2 (&key, sizeof key));
}

static gboolean
note_batch (EpcTransaction *transaction, gpointer *state, const EpcEntity *entity, gint64 batch, gint64 first, gint64 last, int sign,
            GError **error)
{
  EpcStep step;

  if (entity != ledger ())
    return TRUE;
  epc_auto_finalize sqlite3_stmt *rows
      = epc_sqlite_prepare_once (transaction->db,
                                 "SELECT DISTINCT item, warehouse, batch, coalesce (condition, 'good') = 'good' FROM stock_movement "
                                 "WHERE id BETWEEN ?1 AND ?2 AND _batch = ?3 AND quantity * ?4 < 0",
                                 error);
  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "iiii", first, last, batch, (gint64) sign);
  while ((step = epc_sqlite_step (transaction->db, rows, error)) == EPC_STEP_ROW)
    {
      EpcLotKey key = { .is_good = sqlite3_column_int (rows, 3) };
      epc_sqlite_column_uid (rows, 0, &key.item);
      epc_sqlite_column_uid (rows, 1, &key.warehouse);
      epc_sqlite_column_uid (rows, 2, &key.batch);
      g_hash_table_add (lots_of (state), g_memdup2 (&key, sizeof key));
    }
  return step == EPC_STEP_DONE;
}

static gboolean
settle (EpcTransaction *transaction, gpointer state, GError **error)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, state);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      const EpcLotKey *key = data;
      g_autoptr (EpcLotDays) days = epc_lot_days_load (transaction->store, key, error);
      double balance;
      gint64 when;
      if (days == NULL)
        return FALSE;
      if (!epc_lot_days_below (days, G_MININT32, 0, &when, &balance))
        continue;
      g_autofree char *what = item_and_lot (transaction->store, key), *date = day_text (when), *amount = amount_text (balance);
      g_autofree char *warehouse = epc_store_title (transaction->store, epc_entity_find ("warehouse"), &key->warehouse);
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
                   _("With it, %s would hold %s of %s on %s. Nothing was changed: first turn round what was issued after it."), warehouse, amount, what,
                   date);
      return FALSE;
    }
  return TRUE;
}

const EpcGuard epc_ledger_guard = {
  .concerns = concerns,
  .judge = judge_for_form,
  .objection = objection,
  .note = note,
  .note_batch = note_batch,
  .settle = settle,
  .free_state = (GDestroyNotify) g_hash_table_unref,
};
