/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-stock-card.h"

#include "base/epc-date.h"
#include "model/epc-code-list.h"

static void
row_free (gpointer data)
{
  EpcStockCardRow *row = data;

  g_free (row->day);
  g_free (row->time);
  g_free (row->type);
  g_free (row->type_label);
  g_free (row->lot);
  g_free (row->warehouse);
  g_free (row->other);
  g_free (row->waybill);
  g_free (row->code);
  g_free (row);
}

void
epc_stock_card_free (EpcStockCard *card)
{
  if (card == NULL)
    return;
  g_ptr_array_unref (card->lots);
  g_ptr_array_unref (card->lot_places);
  g_free (card->item_name);
  g_free (card->unit);
  g_ptr_array_unref (card->rows);
  g_free (card);
}

static char *
title_at (EpcStore *store, const EpcRecord *record, const char *key, const char *entity)
{
  const EpcUid *uid = epc_record_reference (record, key);

  return uid != NULL ? epc_store_title (store, epc_entity_find (entity), uid) : NULL;
}

static EpcStockCardRow *
row_of (EpcStore *store, EpcRecord *record)
{
  EpcStockCardRow *row = g_new0 (EpcStockCardRow, 1);
  char day[EPC_DATE_SIZE];
  const EpcUid *batch = epc_record_reference (record, "batch");
  g_autoptr (EpcRecord) lot = batch != NULL ? epc_store_get (store, epc_entity_find ("batch"), batch, NULL) : NULL;

  epc_ledger_day_text (epc_ledger_day (store, epc_record_text (record, "time")), day);
  row->uid = *epc_record_uid (record);
  row->day = g_strdup (day);
  row->time = g_strdup (epc_record_text (record, "time"));
  row->type = g_strdup (epc_record_text (record, "type"));
  row->type_label = g_strdup (epc_code_label ("stock_movement_type", row->type, NULL));
  row->lot = lot != NULL ? g_strdup (epc_record_text (lot, "batch_no")) : NULL;
  row->warehouse = title_at (store, record, "warehouse", "warehouse");
  row->other = title_at (store, record, "other_warehouse", "warehouse");
  if (row->other == NULL)
    row->other = title_at (store, record, "distribution", "distribution");
  if (row->other == NULL)
    row->other = g_strdup (epc_record_text (record, "destination"));
  row->waybill = g_strdup (epc_record_text (record, "waybill_no"));
  row->code = g_strdup (epc_record_code (record));
  row->quantity = epc_record_decimal (record, "quantity");
  row->is_reversal = !epc_record_is_empty (record, "reverses");
  return row;
}

typedef struct
{
  EpcStockCard *card;
  GHashTable *reversed; /* EpcUid of entries that another turns round */
  double balance;       /* after all of them */
} Adding;

static gboolean
add_row (gint64 row, const EpcUid *uid, const EpcValue *values, gpointer data)
{
  Adding *self = data;

  self->card->n_rows++;
  self->balance += values[0].kind == EPC_VALUE_DECIMAL ? values[0].decimal : (double) values[0].integer;
  if (values[1].kind == EPC_VALUE_UID)
    g_hash_table_add (self->reversed, g_memdup2 (&values[1].uid, sizeof values[1].uid));
  return TRUE;
}

/* Latest first, each with what was there after it; whole entries only of those that are shown. */
static gboolean
read_rows (EpcStockCard *card, EpcStore *store, guint most, GError **error)
{
  static const char *const fields[] = { "quantity", "reverses", NULL };
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("stock_movement"));
  g_autoptr (GHashTable) reversed = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  Adding adding = { card, reversed, 0 };
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store, "item", EPC_OP_EQUAL, epc_uid_to_text (&card->item, uid), error) || !epc_query_sort (query, "", error)
      || !epc_query_values (query, store, fields, add_row, &adding, NULL, error) || !epc_query_sort (query, "-time", error))
    return FALSE;
  epc_query_limit (query, most);
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      EpcStockCardRow *row = row_of (store, g_ptr_array_index (records, i));
      row->balance = adding.balance;
      row->is_reversed = g_hash_table_contains (reversed, &row->uid);
      adding.balance -= row->quantity;
      g_ptr_array_add (card->rows, row);
    }
  return records != NULL;
}

static gboolean
read_lots (EpcStockCard *card, EpcStore *store, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("warehouse"));
  g_autoptr (GPtrArray) warehouses = epc_query_records (query, store, error);
  char today[EPC_DATE_SIZE];
  int year, month, day;

  epc_date_today_in (epc_store_zone (store), today);
  epc_date_split (today, &year, &month, &day);
  for (guint w = 0; warehouses != NULL && w < warehouses->len; w++)
    {
      EpcRecord *warehouse = g_ptr_array_index (warehouses, w);
      g_autoptr (GPtrArray) lots = epc_ledger_lots (store, &card->item, epc_record_uid (warehouse), epc_date_days (year, month, day), error);
      const char *name = epc_record_text (warehouse, "name");
      if (lots == NULL)
        return FALSE;
      g_ptr_array_set_free_func (lots, NULL);
      for (guint i = 0; i < lots->len; i++)
        {
          EpcLedgerLot *lot = g_ptr_array_index (lots, i);
          g_ptr_array_add (card->lots, lot);
          g_ptr_array_add (card->lot_places, g_strdup (name != NULL ? name : ""));
        }
    }
  return warehouses != NULL;
}

EpcStockCard *
epc_stock_card (EpcStore *store, const EpcUid *item, guint most, GError **error)
{
  g_autoptr (EpcStockCard) card = g_new0 (EpcStockCard, 1);

  g_autoptr (EpcRecord) record = epc_store_get (store, epc_entity_find ("item"), item, NULL);
  card->item = *item;
  card->item_name = epc_store_title (store, epc_entity_find ("item"), item);
  card->unit = record != NULL ? epc_store_display (store, record, "unit", NULL) : NULL;
  card->lots = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_ledger_lot_free);
  card->lot_places = g_ptr_array_new_with_free_func (g_free);
  card->rows = g_ptr_array_new_with_free_func (row_free);
  return read_lots (card, store, error) && read_rows (card, store, most, error) ? g_steal_pointer (&card) : NULL;
}
