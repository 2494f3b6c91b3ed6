/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-stock.h"

#include <math.h>

#include "base/epc-date.h"
#include "epc-stock-moves.h"

#define HOUSEHOLD 5 /* people: Sphere 2018 plans with five */

void
epc_stock_line_free (EpcStockLine *line)
{
  if (line == NULL)
    return;
  g_free (line->item_name);
  g_free (line->item_code);
  g_free (line->unit);
  g_free (line->warehouse_name);
  g_free (line->next_expiry);
  g_free (line);
}

void
epc_pipeline_line_free (EpcPipelineLine *line)
{
  if (line == NULL)
    return;
  g_free (line->number);
  g_free (line->supplier);
  g_free (line->item_name);
  g_free (line->status_label);
  g_free (line->warehouse_name);
  g_free (line->eta);
  g_free (line);
}

void
epc_kit_cover_free (EpcKitCover *cover)
{
  if (cover == NULL)
    return;
  g_free (cover->kit_name);
  g_free (cover->short_of);
  g_free (cover);
}

typedef struct
{
  GHashTable *lots;     /* EpcLotKey → double: what is there of it */
  GHashTable *reserved; /* EpcLotKey without batch → double */
  GHashTable *batches;  /* uid → record */
  GHashTable *lines;    /* EpcLotKey without batch → EpcStockLine */
  GPtrArray *list;
  char today[EPC_DATE_SIZE];
} Counting;

static void
add_amount (GHashTable *table, const EpcLotKey *lot, double amount)
{
  double *known = g_hash_table_lookup (table, lot);

  if (known != NULL)
    *known += amount;
  else
    g_hash_table_insert (table, g_memdup2 (lot, sizeof *lot), g_memdup2 (&amount, sizeof amount));
}

static EpcLotKey
lot_of (EpcRecord *record)
{
  EpcLotKey lot = { .is_good = TRUE };
  const EpcUid *item = epc_record_reference (record, "item"), *warehouse = epc_record_reference (record, "warehouse");

  if (item != NULL)
    lot.item = *item;
  if (warehouse != NULL)
    lot.warehouse = *warehouse;
  return lot;
}

static gboolean
count_reservation (EpcRecord *record, gpointer data)
{
  Counting *self = data;
  const EpcLotKey lot = lot_of (record);

  if (g_strcmp0 (epc_record_text (record, "status"), "held") == 0)
    add_amount (self->reserved, &lot, epc_record_decimal (record, "quantity"));
  return TRUE;
}

static gboolean
keep_batch (EpcRecord *record, gpointer data)
{
  Counting *self = data;

  g_hash_table_insert (self->batches, g_memdup2 (epc_record_uid (record), sizeof (EpcUid)), epc_record_copy (record));
  return TRUE;
}

static EpcStockLine *
line_for (Counting *self, EpcStore *store, const EpcLotKey *lot)
{
  const EpcLotKey place = { lot->item, lot->warehouse, { { 0 } }, TRUE };
  EpcStockLine *line = g_hash_table_lookup (self->lines, &place);

  if (line != NULL)
    return line;
  g_autoptr (EpcRecord) item = epc_store_get (store, epc_entity_find ("item"), &lot->item, NULL);
  line = g_new0 (EpcStockLine, 1);
  line->item = lot->item;
  line->warehouse = lot->warehouse;
  line->item_name = epc_store_title (store, epc_entity_find ("item"), &lot->item);
  line->warehouse_name = epc_store_title (store, epc_entity_find ("warehouse"), &lot->warehouse);
  line->item_code = item != NULL ? g_strdup (epc_record_text (item, "item_code")) : NULL;
  line->unit = item != NULL ? epc_record_to_display (item, "unit", NULL) : NULL;
  g_hash_table_insert (self->lines, g_memdup2 (&place, sizeof place), line);
  g_ptr_array_add (self->list, line);
  return line;
}

/* A lot cannot be handed out when it has expired, or is damaged itself or by its batch. */
static void
add_lot (Counting *self, EpcStore *store, const EpcLotKey *lot, double amount)
{
  EpcStockLine *line = line_for (self, store, lot);
  EpcRecord *batch = g_hash_table_lookup (self->batches, &lot->batch);
  const char *expiry = batch != NULL ? epc_record_text (batch, "expiry_date") : NULL;
  const char *condition = batch != NULL ? epc_record_text (batch, "condition") : NULL;
  gboolean expired = expiry != NULL && g_strcmp0 (expiry, self->today) < 0;
  gboolean good = lot->is_good && (condition == NULL || g_str_equal (condition, "good"));

  line->on_hand += amount;
  if (expired)
    line->expired += amount;
  if (expired || !good)
    line->unusable += amount;
  else if (expiry != NULL && amount > 0 && (line->next_expiry == NULL || g_strcmp0 (expiry, line->next_expiry) < 0))
    {
      g_free (line->next_expiry);
      line->next_expiry = g_strdup (expiry);
    }
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  const EpcStockLine *x = *(const EpcStockLine *const *) a, *y = *(const EpcStockLine *const *) b;
  int order = g_utf8_collate (x->item_name, y->item_name);

  return order != 0 ? order : g_utf8_collate (x->warehouse_name, y->warehouse_name);
}

static gboolean
read_ledger (Counting *self, EpcStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) batches = epc_query_new (epc_entity_find ("batch"));
  g_autoptr (EpcQuery) reservations = epc_query_new (epc_entity_find ("reservation"));

  self->lots = epc_ledger_balances (store, cancellable, error);
  return self->lots != NULL && epc_query_each (batches, store, keep_batch, self, cancellable, error)
         && epc_query_each (reservations, store, count_reservation, self, cancellable, error);
}

static void
make_lines (Counting *self, EpcStore *store)
{
  GHashTableIter iter;
  gpointer lot, amount;

  g_hash_table_iter_init (&iter, self->lots);
  while (g_hash_table_iter_next (&iter, &lot, &amount))
    add_lot (self, store, lot, *(double *) amount);
  g_hash_table_iter_init (&iter, self->reserved);
  while (g_hash_table_iter_next (&iter, &lot, &amount))
    line_for (self, store, lot)->reserved += *(double *) amount;
  for (guint i = 0; i < self->list->len; i++)
    {
      EpcStockLine *line = g_ptr_array_index (self->list, i);
      line->available = line->on_hand - line->unusable - line->reserved;
    }
  g_ptr_array_sort (self->list, by_name);
}

GPtrArray *
epc_stock (EpcStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) lots = NULL;
  g_autoptr (GHashTable) reserved = g_hash_table_new_full (epc_lot_key_hash, epc_lot_key_equal, g_free, g_free);
  g_autoptr (GHashTable) batches = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, g_object_unref);
  g_autoptr (GHashTable) lines = g_hash_table_new_full (epc_lot_key_hash, epc_lot_key_equal, g_free, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_stock_line_free);
  Counting self = { NULL, reserved, batches, lines, list, "" };

  epc_date_today_in (epc_store_zone (store), self.today);
  gboolean done = read_ledger (&self, store, cancellable, error);
  lots = self.lots;
  if (!done)
    return NULL;
  make_lines (&self, store);
  return g_steal_pointer (&list);
}

static double
available_of (GPtrArray *lines, const EpcUid *item)
{
  double sum = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const EpcStockLine *line = g_ptr_array_index (lines, i);
      if (epc_uid_equal (&line->item, item))
        sum += MAX (line->available, 0);
    }
  return sum;
}

static EpcKitCover *
cover_of (GPtrArray *covers, EpcStore *store, const EpcUid *kit)
{
  for (guint i = 0; i < covers->len; i++)
    {
      EpcKitCover *known = g_ptr_array_index (covers, i);
      if (epc_uid_equal (&known->kit, kit))
        return known;
    }
  EpcKitCover *cover = g_new0 (EpcKitCover, 1);
  cover->kit = *kit;
  cover->kit_name = epc_store_title (store, epc_entity_find ("item"), kit);
  cover->households = G_MAXINT64;
  g_ptr_array_add (covers, cover);
  return cover;
}

GPtrArray *
epc_stock_cover (EpcStore *store, GPtrArray *lines, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("kit_item"));
  g_autoptr (GPtrArray) parts = epc_query_records (query, store, error);
  GPtrArray *covers;

  if (parts == NULL)
    return NULL;
  covers = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_kit_cover_free);
  for (guint i = 0; i < parts->len; i++)
    {
      EpcRecord *part = g_ptr_array_index (parts, i);
      const EpcUid *kit = epc_record_reference (part, "kit"), *item = epc_record_reference (part, "item");
      double needed = epc_kit_per_household (part, HOUSEHOLD, 0);
      if (kit == NULL || item == NULL || needed <= 0 || g_strcmp0 (epc_record_text (part, "is_optional"), "yes") == 0)
        continue;
      EpcKitCover *cover = cover_of (covers, store, kit);
      gint64 enough = (gint64) floor (available_of (lines, item) / needed + 1e-9);
      if (enough >= cover->households)
        continue;
      cover->households = enough;
      g_free (cover->short_of);
      cover->short_of = epc_store_title (store, epc_entity_find ("item"), item);
    }
  return covers;
}

/* --- on its way --- */

/* What the ledger received of @item from @consignment, reversals taken off. */
static gboolean
received_of (EpcStore *store, const EpcUid *consignment, const EpcUid *item, double *received, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("stock_movement"));
  char uid[EPC_UID_TEXT_SIZE];

  *received = 0;
  if (!epc_query_where (query, store, "item", EPC_OP_EQUAL, epc_uid_to_text (item, uid), error)
      || !epc_query_where (query, store, "consignment", EPC_OP_EQUAL, epc_uid_to_text (consignment, uid), error)
      || !epc_query_where (query, store, "type", EPC_OP_EQUAL, "receipt", error))
    return FALSE;
  g_autoptr (GPtrArray) rows = epc_query_records (query, store, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    *received += epc_record_decimal (g_ptr_array_index (rows, i), "quantity");
  return rows != NULL;
}

static int
by_arrival (gconstpointer a, gconstpointer b)
{
  const EpcPipelineLine *x = *(const EpcPipelineLine *const *) a, *y = *(const EpcPipelineLine *const *) b;

  if ((x->eta == NULL) != (y->eta == NULL))
    return x->eta == NULL ? 1 : -1;
  int order = g_strcmp0 (x->eta, y->eta);
  return order != 0 ? order : g_strcmp0 (x->number, y->number);
}

static gboolean
add_on_its_way (GPtrArray *pipeline, EpcStore *store, EpcRecord *part, const char *today, GError **error)
{
  const EpcUid *item = epc_record_reference (part, "item"), *consignment = epc_record_reference (part, "consignment");
  g_autoptr (EpcRecord) shipment = consignment != NULL ? epc_store_get (store, epc_entity_find ("consignment"), consignment, NULL) : NULL;
  const char *status = shipment != NULL ? epc_record_text (shipment, "status") : NULL;
  double received;

  if (item == NULL || status == NULL || epc_record_is_empty (part, "quantity")
      || (!g_str_equal (status, "ordered") && !g_str_equal (status, "shipped") && !g_str_equal (status, "in_customs")))
    return TRUE;
  if (!received_of (store, consignment, item, &received, error))
    return FALSE;
  double ordered = epc_record_decimal (part, "quantity");
  if (received >= ordered)
    return TRUE;
  EpcPipelineLine *line = g_new0 (EpcPipelineLine, 1);
  line->consignment = *consignment;
  line->item = *item;
  line->number = g_strdup (epc_record_text (shipment, "number"));
  line->supplier = g_strdup (epc_record_text (shipment, "supplier"));
  line->item_name = epc_store_title (store, epc_entity_find ("item"), item);
  line->status_label = epc_store_display (store, shipment, "status", NULL);
  line->warehouse_name = epc_store_display (store, shipment, "warehouse", NULL);
  line->eta = g_strdup (epc_record_text (shipment, "eta"));
  line->ordered = ordered;
  line->received = received;
  line->left = ordered - received;
  line->is_late = line->eta != NULL && g_strcmp0 (line->eta, today) < 0;
  g_ptr_array_add (pipeline, line);
  return TRUE;
}

GPtrArray *
epc_stock_pipeline (EpcStore *store, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("consignment_item"));
  g_autoptr (GPtrArray) parts = epc_query_records (query, store, error);
  g_autoptr (GPtrArray) pipeline = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_pipeline_line_free);
  char today[EPC_DATE_SIZE];

  epc_date_today_in (epc_store_zone (store), today);
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    if (!add_on_its_way (pipeline, store, g_ptr_array_index (parts, i), today, error))
      return NULL;
  if (parts == NULL)
    return NULL;
  g_ptr_array_sort (pipeline, by_arrival);
  return g_steal_pointer (&pipeline);
}
