/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-stock-moves.h"

#include <math.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "store/epc-initial.h"
#include "store/epc-query.h"

#define ALMOST 1e-6

static EpcStore *
store_of (EpcTransaction *transaction)
{
  return epc_transaction_store (transaction);
}

static char *
title_of (EpcTransaction *transaction, const char *entity, const EpcUid *uid)
{
  return epc_store_title (store_of (transaction), epc_entity_find (entity), uid);
}

static char *
amount_text (double amount)
{
  return epc_language_decimal (epc_language_get (NULL), amount, fabs (amount - round (amount)) < ALMOST ? 0 : 2);
}

static char *
moment_or_now (EpcTransaction *transaction, const char *time)
{
  return time != NULL ? g_strdup (time) : epc_moment_from_unix (epc_clock_now (), epc_store_zone (store_of (transaction)));
}

static void
set_reference (EpcRecord *record, const char *key, const EpcUid *uid)
{
  if (!epc_uid_is_nil (uid))
    epc_record_set_reference (record, key, uid);
}

/* --- one row --- */

static EpcRecord *
row_of (const EpcStockMove *move, const char *type, const EpcUid *warehouse, const EpcUid *batch, gboolean is_good, double quantity, const char *time)
{
  EpcRecord *row = epc_record_new (epc_entity_find ("stock_movement"));

  epc_record_set_text (row, "time", time);
  epc_record_set_text (row, "type", type);
  epc_record_set_reference (row, "item", &move->item);
  epc_record_set_reference (row, "warehouse", warehouse);
  set_reference (row, "batch", batch);
  epc_record_set_decimal (row, "quantity", quantity);
  epc_record_set_text (row, "condition", is_good ? "good" : "damaged");
  set_reference (row, "distribution", &move->distribution);
  set_reference (row, "consignment", &move->consignment);
  set_reference (row, "crisis", &move->crisis);
  epc_record_set_text (row, "waybill_no", move->waybill);
  epc_record_set_text (row, "reason", move->reason);
  epc_record_set_text (row, "destination", move->destination);
  epc_record_set_text (row, "requested_by", move->requested_by);
  epc_record_set_text (row, "authorised_by", move->authorised_by);
  return row;
}

static gboolean
insert (EpcTransaction *transaction, EpcRecord *row, GPtrArray *made, GError **error)
{
  if (!epc_transaction_insert (transaction, row, error))
    return FALSE;
  g_ptr_array_add (made, g_object_ref (row));
  return TRUE;
}

/* --- going out --- */

static gboolean
is_issue (const char *type)
{
  return g_str_equal (type, "dispatch") || g_str_equal (type, "kit_assembly");
}

/* A lot that may leave by a movement of @type: what is issued is fit, what is written off as expired or damaged is that. */
static gboolean
may_leave (const EpcStockMove *move, const EpcLedgerLot *lot)
{
  if (!epc_uid_is_nil (&move->batch))
    return epc_uid_equal (&move->batch, &lot->key.batch);
  if (g_str_equal (move->type, "expiry"))
    return lot->is_expired;
  return lot->is_fit || (!is_issue (move->type) && !lot->is_expired && lot->key.is_good);
}

static void
refuse_quantity (EpcTransaction *transaction, const EpcStockMove *move, GPtrArray *lots, double possible, double reserved, gint64 day,
                 GError **error)
{
  g_autofree char *item = title_of (transaction, "item", &move->item), *warehouse = title_of (transaction, "warehouse", &move->warehouse);
  g_autofree char *most = amount_text (MAX (possible, 0)), *date = NULL, *there = NULL, *unfit = NULL, *held = NULL, *later = NULL;
  double on_hand = 0, bad = 0, least = 0;
  char iso[EPC_DATE_SIZE];

  for (guint i = 0; i < lots->len; i++)
    {
      const EpcLedgerLot *lot = g_ptr_array_index (lots, i);
      on_hand += lot->on_hand;
      if (may_leave (move, lot))
        least += lot->on_hand - lot->possible;
      else
        bad += lot->on_hand;
    }
  epc_ledger_day_text (day, iso);
  date = epc_language_date (epc_language_get (NULL), iso, TRUE);
  there = amount_text (on_hand);
  unfit = amount_text (bad);
  held = amount_text (reserved);
  later = amount_text (least);
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
               _("On %s at most %s of %s can leave %s: %s are there, %s cannot be issued, %s are needed by later entries, %s are held for other distributions."),
               date, most, item, warehouse, there, unfit, later, held);
}

static gboolean
write_pair (EpcTransaction *transaction, const EpcStockMove *move, const EpcLedgerLot *lot, double part, const char *time, GPtrArray *made,
            GError **error)
{
  g_autoptr (EpcRecord) out = row_of (move, move->type, &move->warehouse, &lot->key.batch, lot->key.is_good, -part, time);

  set_reference (out, "other_warehouse", &move->other_warehouse);
  if (!insert (transaction, out, made, error))
    return FALSE;
  if (!g_str_equal (move->type, "transfer_out"))
    return TRUE;
  g_autoptr (EpcRecord) in = row_of (move, "transfer_in", &move->other_warehouse, &lot->key.batch, lot->key.is_good, part, time);
  epc_record_set_reference (in, "other_warehouse", &move->warehouse);
  return insert (transaction, in, made, error);
}

gboolean
epc_stock_take_out (EpcTransaction *transaction, const EpcStockMove *move, GPtrArray *made, GError **error)
{
  EpcStore *store = store_of (transaction);
  g_autofree char *time = moment_or_now (transaction, move->time);
  gint64 day = epc_ledger_day (store, time);
  double possible = 0, reserved = 0, left = move->quantity;

  if (!(move->quantity > 0))
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _("The quantity is above 0: the kind of movement says that it leaves."));
      return FALSE;
    }
  if (g_str_equal (move->type, "transfer_out")
      && (epc_uid_is_nil (&move->other_warehouse) || epc_uid_equal (&move->other_warehouse, &move->warehouse)))
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _("A transfer goes to another warehouse."));
      return FALSE;
    }
  g_autoptr (GPtrArray) lots = epc_ledger_lots (store, &move->item, &move->warehouse, day, error);
  if (lots == NULL)
    return FALSE;
  if (is_issue (move->type)
      && !epc_ledger_reserved (store, &move->item, &move->warehouse, epc_uid_is_nil (&move->distribution) ? NULL : &move->distribution, &reserved,
                               error))
    return FALSE;
  for (guint i = 0; i < lots->len; i++)
    {
      const EpcLedgerLot *lot = g_ptr_array_index (lots, i);
      if (may_leave (move, lot))
        possible += lot->possible;
    }
  if (move->quantity > possible - reserved + ALMOST)
    {
      refuse_quantity (transaction, move, lots, possible - reserved, reserved, day, error);
      return FALSE;
    }
  for (guint i = 0; i < lots->len && left > ALMOST; i++)
    {
      const EpcLedgerLot *lot = g_ptr_array_index (lots, i);
      double part = MIN (left, lot->possible);
      if (part <= ALMOST || !may_leave (move, lot))
        continue;
      if (!write_pair (transaction, move, lot, part, time, made, error))
        return FALSE;
      left -= part;
    }
  return TRUE;
}

/* --- coming in --- */

/* NULL without @error: there is none. */
static EpcRecord *
find_lot (EpcStore *store, const EpcUid *item, const char *number, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("batch"));
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store, "item", EPC_OP_EQUAL, epc_uid_to_text (item, uid), error)
      || !epc_query_where (query, store, "batch_no", EPC_OP_EQUAL, number, error))
    return NULL;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  return found != NULL && found->len > 0 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
}

gboolean
epc_stock_find_lot (EpcStore *store, const EpcUid *item, const char *number, EpcUid *batch, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (EpcRecord) lot = find_lot (store, item, number, &cause);

  if (lot != NULL)
    *batch = *epc_record_uid (lot);
  else if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("The item has no lot %s."), number);
  return lot != NULL;
}

static gboolean
lot_for (EpcTransaction *transaction, const EpcStockMove *move, const char *number, const char *expiry, const char *donor, gint64 day, EpcUid *uid,
         GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (EpcRecord) lot = find_lot (store_of (transaction), &move->item, number, &cause);
  char iso[EPC_DATE_SIZE];

  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (lot != NULL)
    {
      const char *known = epc_record_text (lot, "expiry_date");
      if (expiry != NULL && g_strcmp0 (known, expiry) != 0)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("Lot %s is known with the expiry date %s. Give this delivery another lot number."), number,
                       known != NULL ? known : "—");
          return FALSE;
        }
      *uid = *epc_record_uid (lot);
      return TRUE;
    }
  lot = epc_record_new (epc_entity_find ("batch"));
  epc_ledger_day_text (day, iso);
  epc_record_set_text (lot, "batch_no", number);
  epc_record_set_reference (lot, "item", &move->item);
  set_reference (lot, "consignment", &move->consignment);
  epc_record_set_text (lot, "donor", donor);
  epc_record_set_text (lot, "received_date", iso);
  epc_record_set_text (lot, "expiry_date", expiry);
  epc_record_set_text (lot, "condition", "good");
  if (!epc_transaction_insert (transaction, lot, error))
    return FALSE;
  *uid = *epc_record_uid (lot);
  return TRUE;
}

gboolean
epc_stock_bring_in (EpcTransaction *transaction, const EpcStockMove *move, const char *lot, const char *expiry, const char *donor, GPtrArray *made,
                    GError **error)
{
  g_autofree char *time = moment_or_now (transaction, move->time);
  EpcUid batch = move->batch;

  if (!(move->quantity > 0))
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _("The quantity is above 0."));
      return FALSE;
    }
  if (lot != NULL && !lot_for (transaction, move, lot, expiry, donor, epc_ledger_day (store_of (transaction), time), &batch, error))
    return FALSE;
  g_autoptr (EpcRecord) row = row_of (move, move->type, &move->warehouse, &batch, TRUE, move->quantity, time);
  return insert (transaction, row, made, error);
}

/* --- turning round --- */

gboolean
epc_stock_reverse (EpcTransaction *transaction, const EpcUid *movement, const char *reason, GPtrArray *made, GError **error)
{
  static const char *const not_taken[] = { "reason", "waybill_no" };
  const EpcEntity *entity = epc_entity_find ("stock_movement");
  g_autoptr (EpcRecord) wrong = epc_transaction_get (transaction, entity, movement, error);

  if (wrong == NULL)
    return FALSE;
  g_autoptr (EpcRecord) row = epc_record_new (entity);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      EpcValue copy = EPC_VALUE_INIT;
      epc_value_copy (&copy, epc_record_value (wrong, i));
      epc_record_take_value (row, i, &copy);
    }
  for (guint i = 0; i < G_N_ELEMENTS (not_taken); i++)
    epc_record_empty (row, not_taken[i]);
  epc_record_set_decimal (row, "quantity", -epc_record_decimal (wrong, "quantity"));
  epc_record_set_reference (row, "reverses", movement);
  epc_record_set_text (row, "reason", reason);
  return insert (transaction, row, made, error);
}

/* --- kits --- */

double
epc_kit_per_household (EpcRecord *kit_item, double household_size, double women)
{
  const char *basis = epc_record_text (kit_item, "basis");
  double quantity = epc_record_decimal (kit_item, "quantity");
  double shared = epc_record_is_empty (kit_item, "shared_by") ? 1 : MAX (epc_record_decimal (kit_item, "shared_by"), 1);

  if (isnan (quantity))
    return 0;
  if (basis == NULL || g_str_equal (basis, "household") || g_str_equal (basis, "kit"))
    return quantity / shared;
  if (g_str_equal (basis, "person"))
    return quantity * household_size / shared;
  return g_str_equal (basis, "woman") ? quantity * women / shared : 0;
}

static GPtrArray *
parts_of (EpcTransaction *transaction, const EpcUid *kit, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("kit_item"));
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store_of (transaction), "kit", EPC_OP_EQUAL, epc_uid_to_text (kit, uid), error))
    return NULL;
  GPtrArray *parts = epc_query_records (query, store_of (transaction), error);
  for (guint i = parts != NULL ? parts->len : 0; i > 0; i--)
    if (g_strcmp0 (epc_record_text (g_ptr_array_index (parts, i - 1), "is_optional"), "yes") == 0)
      g_ptr_array_remove_index (parts, i - 1);
  if (parts == NULL || parts->len > 0)
    return parts;
  g_autofree char *name = title_of (transaction, "item", kit);
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("%s has no parts. Enter them under Items and kits."), name);
  g_ptr_array_unref (parts);
  return NULL;
}

static double
number_setting (EpcStore *store, const char *key, double fallback)
{
  g_autofree char *text = epc_store_setting (store, key);
  double value = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return value > 0 ? value : fallback;
}

/* The first day on which one of the lots taken expires. */
static const char *
first_expiry (EpcTransaction *transaction, GPtrArray *made, guint from, GStringChunk *keep)
{
  const char *first = NULL;

  for (guint i = from; i < made->len; i++)
    {
      const EpcUid *batch = epc_record_reference (g_ptr_array_index (made, i), "batch");
      g_autoptr (EpcRecord) lot = batch != NULL ? epc_transaction_get (transaction, epc_entity_find ("batch"), batch, NULL) : NULL;
      const char *expiry = lot != NULL ? epc_record_text (lot, "expiry_date") : NULL;
      if (expiry != NULL && (first == NULL || g_strcmp0 (expiry, first) < 0))
        first = g_string_chunk_insert_const (keep, expiry);
    }
  return first;
}

static gboolean
take_parts (EpcTransaction *transaction, GPtrArray *parts, const EpcUid *warehouse, double kits, const char *time, GPtrArray *made, GError **error)
{
  const double household = number_setting (store_of (transaction), "needs.household_size", 5);

  for (guint i = 0; i < parts->len; i++)
    {
      EpcRecord *part = g_ptr_array_index (parts, i);
      double one = epc_kit_per_household (part, household, household * number_setting (store_of (transaction), "needs.women_percent", 25) / 100);
      EpcStockMove move = { .type = "kit_assembly", .item = *epc_record_reference (part, "item"), .warehouse = *warehouse,
                            .quantity = one * kits, .time = time };
      if (one > 0 && !epc_stock_take_out (transaction, &move, made, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
epc_stock_assemble (EpcTransaction *transaction, const EpcUid *kit, const EpcUid *warehouse, double quantity, const char *time, GPtrArray *made,
                    GError **error)
{
  g_autoptr (GPtrArray) parts = parts_of (transaction, kit, error);
  g_autofree char *when = moment_or_now (transaction, time);
  guint from = made->len;

  if (parts == NULL)
    return FALSE;
  if (!(quantity > 0) || fabs (quantity - round (quantity)) > ALMOST)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _("Kits are whole: 1, 2, 3 …"));
      return FALSE;
    }
  if (!take_parts (transaction, parts, warehouse, quantity, when, made, error))
    return FALSE;
  GStringChunk *keep = g_string_chunk_new (64);
  g_autoptr (EpcRecord) item = epc_transaction_get (transaction, epc_entity_find ("item"), kit, NULL);
  g_autofree char *lot = g_strdup_printf ("%s-%.10s-%s", item != NULL ? epc_record_text (item, "item_code") : "KIT", when,
                                          epc_record_code (g_ptr_array_index (made, from)));
  EpcStockMove move = { .type = "kit_assembly", .item = *kit, .warehouse = *warehouse, .quantity = quantity, .time = when };
  gboolean done = epc_stock_bring_in (transaction, &move, lot, first_expiry (transaction, made, from, keep), NULL, made, error);
  g_string_chunk_free (keep);
  return done;
}

/* --- distributions --- */

static gboolean
set_status (EpcTransaction *transaction, EpcRecord *distribution, const char *status, GError **error)
{
  epc_record_set_text (distribution, "status", status);
  return epc_transaction_update (transaction, distribution, NULL, NULL, error);
}

static gboolean
hold (EpcTransaction *transaction, EpcRecord *distribution, const EpcUid *item, const EpcUid *warehouse, double quantity, GPtrArray *made, GError **error)
{
  g_autoptr (EpcRecord) reservation = epc_record_new (epc_entity_find ("reservation"));
  const EpcUid *crisis = epc_record_reference (distribution, "crisis");
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (store_of (transaction)), today);
  epc_record_set_reference (reservation, "item", item);
  epc_record_set_reference (reservation, "warehouse", warehouse);
  epc_record_set_decimal (reservation, "quantity", quantity);
  epc_record_set_reference (reservation, "distribution", epc_record_uid (distribution));
  epc_record_set_text (reservation, "reserved_on", today);
  epc_record_set_text (reservation, "until", epc_record_text (distribution, "date"));
  epc_record_set_text (reservation, "status", "held");
  if (crisis != NULL)
    epc_record_set_reference (reservation, "crisis", crisis);
  return insert (transaction, reservation, made, error);
}

/* Fit and free of @item in @warehouse today. */
static gboolean
free_of (EpcTransaction *transaction, const EpcUid *item, const EpcUid *warehouse, double *amount, GError **error)
{
  g_autofree char *now = moment_or_now (transaction, NULL);
  g_autoptr (GPtrArray) lots
      = epc_ledger_lots (store_of (transaction), item, warehouse, epc_ledger_day (store_of (transaction), now), error);
  double reserved;

  if (lots == NULL || !epc_ledger_reserved (store_of (transaction), item, warehouse, NULL, &reserved, error))
    return FALSE;
  *amount = -reserved;
  for (guint i = 0; i < lots->len; i++)
    if (((EpcLedgerLot *) g_ptr_array_index (lots, i))->is_fit)
      *amount += ((EpcLedgerLot *) g_ptr_array_index (lots, i))->possible;
  return TRUE;
}

gboolean
epc_stock_reserve (EpcTransaction *transaction, const EpcUid *uid, const EpcUid *warehouse, GPtrArray *made, GError **error)
{
  g_autoptr (EpcRecord) distribution = epc_transaction_get (transaction, epc_entity_find ("distribution"), uid, error);
  const EpcUid *kit = distribution != NULL ? epc_record_reference (distribution, "kit") : NULL;
  const double household = number_setting (store_of (transaction), "needs.household_size", 5);
  double there;

  if (distribution == NULL)
    return FALSE;
  const char *status = epc_record_text (distribution, "status");
  double kits = epc_record_is_empty (distribution, "quantity") ? epc_record_decimal (distribution, "hh_planned") : epc_record_decimal (distribution, "quantity");
  if (kit == NULL || isnan (kits) || kits <= 0)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _("Say in the distribution which kit or item it gives, and to how many households."));
      return FALSE;
    }
  if (g_strcmp0 (status, "planned") != 0 && g_strcmp0 (status, "approved") != 0)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _("Stock is reserved for a distribution that is planned or approved."));
      return FALSE;
    }
  if (!free_of (transaction, kit, warehouse, &there, error))
    return FALSE;
  g_autoptr (GPtrArray) parts = there + ALMOST < kits ? parts_of (transaction, kit, NULL) : NULL;
  gboolean done = parts != NULL || hold (transaction, distribution, kit, warehouse, kits, made, error);
  for (guint i = 0; done && parts != NULL && i < parts->len; i++)
    {
      EpcRecord *part = g_ptr_array_index (parts, i);
      double one = epc_kit_per_household (part, household, household * number_setting (store_of (transaction), "needs.women_percent", 25) / 100);
      done = one <= 0 || hold (transaction, distribution, epc_record_reference (part, "item"), warehouse, one * kits, made, error);
    }
  return done && set_status (transaction, distribution, "stock_reserved", error);
}

gboolean
epc_stock_send (EpcTransaction *transaction, const EpcUid *uid, const char *waybill, const char *time, GPtrArray *made, GError **error)
{
  g_autoptr (EpcRecord) distribution = epc_transaction_get (transaction, epc_entity_find ("distribution"), uid, error);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("reservation"));
  char text[EPC_UID_TEXT_SIZE];

  if (distribution == NULL || !epc_query_where (query, store_of (transaction), "distribution", EPC_OP_EQUAL, epc_uid_to_text (uid, text), error)
      || !epc_query_where (query, store_of (transaction), "status", EPC_OP_EQUAL, "held", error))
    return FALSE;
  g_autoptr (GPtrArray) held = epc_query_records (query, store_of (transaction), error);
  if (held == NULL)
    return FALSE;
  if (held->len == 0)
    {
      g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, _("Nothing is held for this distribution: reserve its stock first."));
      return FALSE;
    }
  g_autofree char *number = waybill != NULL ? g_strdup (waybill) : g_strconcat (epc_record_code (distribution), "-G", NULL);
  const EpcUid *crisis = epc_record_reference (distribution, "crisis");
  for (guint i = 0; i < held->len; i++)
    {
      EpcRecord *reservation = g_ptr_array_index (held, i);
      EpcStockMove move = { .type = "dispatch", .item = *epc_record_reference (reservation, "item"),
                            .warehouse = *epc_record_reference (reservation, "warehouse"), .quantity = epc_record_decimal (reservation, "quantity"),
                            .time = time, .distribution = *uid, .waybill = number };
      if (crisis != NULL)
        move.crisis = *crisis;
      epc_record_set_text (reservation, "status", "issued");
      if (!epc_stock_take_out (transaction, &move, made, error) || !epc_transaction_update (transaction, reservation, NULL, NULL, error))
        return FALSE;
    }
  epc_record_set_text (distribution, "waybill_no", number);
  return set_status (transaction, distribution, "dispatched", error);
}

/* --- blind counts --- */

/* What the ledger says of the lot, or of all good lots of the item, at the end of the day of the count. */
static gboolean
expect (EpcTransaction *transaction, EpcRecord *count, gint64 day, double *expected, GError **error)
{
  EpcLotKey key = { .item = *epc_record_reference (count, "item"), .warehouse = *epc_record_reference (count, "warehouse"), .is_good = TRUE };
  const EpcUid *batch = epc_record_reference (count, "batch");

  if (batch != NULL)
    {
      key.batch = *batch;
      g_autoptr (EpcLotDays) days = epc_lot_days_load (store_of (transaction), &key, error);
      *expected = days != NULL ? epc_lot_days_on (days, day) : 0;
      return days != NULL;
    }
  g_autoptr (GPtrArray) lots = epc_ledger_lots (store_of (transaction), &key.item, &key.warehouse, day, error);
  *expected = 0;
  for (guint i = 0; lots != NULL && i < lots->len; i++)
    if (((EpcLedgerLot *) g_ptr_array_index (lots, i))->key.is_good)
      *expected += ((EpcLedgerLot *) g_ptr_array_index (lots, i))->on_hand;
  return lots != NULL;
}

gboolean
epc_stock_settle_count (EpcTransaction *transaction, EpcRecord *count, GPtrArray *made, GError **error)
{
  const char *time = epc_record_text (count, "time");
  const EpcUid *batch = epc_record_reference (count, "batch");
  double expected, difference;
  guint from = made->len;

  if (!expect (transaction, count, epc_ledger_day (store_of (transaction), time), &expected, error))
    return FALSE;
  difference = epc_record_decimal (count, "counted") - expected;
  g_autofree char *counted = amount_text (expected + difference), *said = amount_text (expected);
  g_autofree char *reason = g_strdup_printf (_("Blind count %s: %s found, the ledger said %s"), epc_record_code (count), counted, said);
  EpcStockMove move = { .type = "adjustment", .item = *epc_record_reference (count, "item"), .warehouse = *epc_record_reference (count, "warehouse"),
                        .quantity = fabs (difference), .time = time, .reason = reason };
  if (batch != NULL)
    move.batch = *batch;
  if (difference > ALMOST ? !epc_stock_bring_in (transaction, &move, NULL, NULL, NULL, made, error)
                          : difference < -ALMOST && !epc_stock_take_out (transaction, &move, made, error))
    return FALSE;
  epc_record_set_decimal (count, "expected", expected);
  if (made->len > from)
    epc_record_set_reference (count, "adjustment", epc_record_uid (g_ptr_array_index (made, from)));
  return epc_transaction_update (transaction, count, NULL, NULL, error);
}

gboolean
epc_stock_settle_counts (EpcTransaction *transaction, const EpcUid *warehouse, GPtrArray *made, guint *n_settled, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("stock_count"));
  char text[EPC_UID_TEXT_SIZE];

  *n_settled = 0;
  if ((warehouse != NULL && !epc_query_where (query, store_of (transaction), "warehouse", EPC_OP_EQUAL, epc_uid_to_text (warehouse, text), error))
      || !epc_query_where (query, store_of (transaction), "expected", EPC_OP_EMPTY, NULL, error) || !epc_query_sort (query, "time", error))
    return FALSE;
  g_autoptr (GPtrArray) counts = epc_query_records (query, store_of (transaction), error);
  for (guint i = 0; counts != NULL && i < counts->len; i++, (*n_settled)++)
    if (!epc_stock_settle_count (transaction, g_ptr_array_index (counts, i), made, error))
      return FALSE;
  return counts != NULL;
}
