/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-stock-views.h"

#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"
#include "store/epc-query.h"

#define LEDGER_ROWS 100

/* --- the answers --- */

void
epc_stock_board_free (EpcStockBoard *board)
{
  if (board == NULL)
    return;
  epc_needs_free (board->needs);
  g_clear_pointer (&board->stock, g_ptr_array_unref);
  g_clear_pointer (&board->pipeline, g_ptr_array_unref);
  epc_stock_card_free (board->card);
  g_array_unref (board->places);
  g_ptr_array_unref (board->place_names);
  g_free (board);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcStockBoard, epc_stock_board_free)

const EpcNeedLine *
epc_stock_board_need (const EpcStockBoard *board, const EpcUid *item)
{
  for (guint i = 0; i < board->needs->lines->len; i++)
    {
      const EpcNeedLine *line = g_ptr_array_index (board->needs->lines, i);
      if (epc_uid_equal (&line->item, item))
        return line;
    }
  return NULL;
}

static gboolean
read_places (EpcStockBoard *board, EpcStore *store, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("warehouse"));

  if (!epc_query_sort (query, "name", error))
    return FALSE;
  g_autoptr (GPtrArray) warehouses = epc_query_records (query, store, error);
  for (guint i = 0; warehouses != NULL && i < warehouses->len; i++)
    {
      EpcRecord *warehouse = g_ptr_array_index (warehouses, i);
      if (g_strcmp0 (epc_record_text (warehouse, "status"), "closed") == 0)
        continue;
      g_array_append_val (board->places, *epc_record_uid (warehouse));
      g_ptr_array_add (board->place_names, epc_store_title (store, epc_entity_find ("warehouse"), epc_record_uid (warehouse)));
    }
  return warehouses != NULL;
}

EpcStockBoard *
epc_stock_board (EpcStore *store, const EpcUid *crisis, const EpcUid *chosen, GError **error)
{
  g_autoptr (EpcStockBoard) board = g_new0 (EpcStockBoard, 1);
  g_autoptr (EpcQuery) ledger = epc_query_new (epc_entity_find ("stock_movement")), counts = epc_query_new (epc_entity_find ("stock_count"));
  EpcUid item = *chosen;

  board->places = g_array_new (FALSE, FALSE, sizeof (EpcUid));
  board->place_names = g_ptr_array_new_with_free_func (g_free);
  board->has_ledger = epc_query_count (ledger, store, NULL, NULL) > 0;
  if (!epc_query_where (counts, store, "expected", EPC_OP_EMPTY, NULL, error))
    return NULL;
  board->n_unsettled = epc_query_count (counts, store, NULL, NULL);
  board->needs = epc_needs (store, crisis, -1, NULL, error);
  board->stock = board->needs != NULL ? epc_stock (store, NULL, error) : NULL;
  board->pipeline = board->stock != NULL ? epc_stock_pipeline (store, error) : NULL;
  if (board->pipeline == NULL || !read_places (board, store, error))
    return NULL;
  if (epc_uid_is_nil (&item) && board->needs->lines->len > 0)
    item = ((EpcNeedLine *) g_ptr_array_index (board->needs->lines, 0))->item;
  if (!epc_uid_is_nil (&item) && (board->card = epc_stock_card (store, &item, LEDGER_ROWS, error)) == NULL)
    return NULL;
  return g_steal_pointer (&board);
}

/* --- the tables --- */

static const EpcTextColumn need_columns[] = {
  { N_ ("Item"), 0, FALSE },          { N_ ("Per household"), 92, TRUE }, { N_ ("Need"), 80, TRUE }, { N_ ("Available"), 84, TRUE },
  { N_ ("Reserved"), 84, TRUE },      { N_ ("On its way"), 84, TRUE },    { N_ ("Gap"), 92, TRUE },  { N_ ("Households without"), 112, TRUE },
};

static const EpcTextColumn stock_columns[] = {
  { N_ ("Item"), 0, FALSE },         { N_ ("Warehouse"), 150, FALSE },     { N_ ("In the warehouse"), 96, TRUE }, { N_ ("Reserved"), 84, TRUE },
  { N_ ("Cannot be issued"), 110, TRUE }, { N_ ("Available"), 92, TRUE }, { N_ ("Next expiry"), 110, TRUE },
};

static const EpcTextColumn pipeline_columns[] = {
  { N_ ("Item"), 0, FALSE },      { N_ ("Consignment"), 120, FALSE }, { N_ ("From"), 120, FALSE },     { N_ ("Status"), 100, FALSE },
  { N_ ("Ordered"), 80, TRUE },   { N_ ("Received"), 80, TRUE },      { N_ ("On its way"), 84, TRUE }, { N_ ("Arrives"), 120, TRUE },
};

static const EpcTextColumn ledger_columns[] = {
  { N_ ("Date"), 92, FALSE },       { N_ ("Movement"), 132, FALSE }, { N_ ("Lot"), 96, FALSE },     { N_ ("From or to"), 0, FALSE },
  { N_ ("Waybill"), 104, FALSE },   { N_ ("Quantity"), 80, TRUE },   { N_ ("Balance"), 80, TRUE },
};

static const struct
{
  const char *name;
  const EpcTextColumn *columns;
  guint n_columns;
} views[EPC_STOCK_N_VIEWS] = {
  { N_ ("Need, stock and gap by item"), need_columns, G_N_ELEMENTS (need_columns) },
  { N_ ("Stock by item and warehouse"), stock_columns, G_N_ELEMENTS (stock_columns) },
  { N_ ("What is on its way"), pipeline_columns, G_N_ELEMENTS (pipeline_columns) },
};

GtkWidget *
epc_stock_view_new (EpcStockView view)
{
  return epc_text_table_new (_(views[view].name), views[view].columns, views[view].n_columns);
}

/* Texts of one row; they live until the next. */
typedef struct
{
  char *texts[8];
  const char *states[8];
} Cells;

static void
cells_clear (Cells *cells)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells->texts); i++)
    g_clear_pointer (&cells->texts[i], g_free);
}

static void
add (EpcTextTable *table, const EpcUid *key, Cells *cells)
{
  epc_text_table_add (table, key, (const char *const *) cells->texts, cells->states);
  cells_clear (cells);
}

static char *
amount (double value)
{
  return epc_language_decimal (epc_language_get (NULL), value, fabs (value - round (value)) < 1e-6 ? 0 : 2);
}

static char *
date_text (const char *iso)
{
  return iso != NULL ? epc_language_date (epc_language_get (NULL), iso, TRUE) : NULL;
}

char *
epc_stock_item_text (const char *name, const char *unit)
{
  if (unit == NULL || g_str_equal (unit, epc_code_label ("item_unit", "piece", NULL)))
    return g_strdup (name);
  return g_strdup_printf ("%s · %s", name, unit);
}

static void
fill_needs (EpcTextTable *table, const EpcNeeds *needs, gboolean is_missing_only)
{
  for (guint i = 0; i < needs->lines->len; i++)
    {
      const EpcNeedLine *line = g_ptr_array_index (needs->lines, i);
      const char *state = needs->households < 0 ? NULL : line->gap > 0 ? "critical" : "ok";
      gboolean is_known = needs->households >= 0;
      if (is_missing_only && line->gap <= 0)
        continue;
      Cells cells = { { epc_stock_item_text (line->item_name, line->unit), amount (line->per_household), is_known ? amount (line->need) : NULL, amount (line->available),
                        amount (line->reserved), amount (line->pipeline), is_known ? amount (line->gap) : NULL,
                        is_known ? amount ((double) line->households_without) : NULL },
                      { NULL, NULL, NULL, NULL, NULL, NULL, NULL, state } };
      add (table, &line->item, &cells);
    }
}

static void
fill_stock (EpcTextTable *table, GPtrArray *stock, gboolean is_missing_only)
{
  for (guint i = 0; i < stock->len; i++)
    {
      const EpcStockLine *line = g_ptr_array_index (stock, i);
      if (is_missing_only && line->available > 0)
        continue;
      Cells cells = { { g_strdup (line->item_name), g_strdup (line->warehouse_name), amount (line->on_hand), amount (line->reserved),
                        amount (line->unusable), amount (line->available), date_text (line->next_expiry) },
                      { NULL, NULL, NULL, NULL, line->unusable > 0 ? "watch" : NULL, line->available < 0 ? "critical" : NULL, NULL } };
      add (table, &line->item, &cells);
    }
}

static void
fill_pipeline (EpcTextTable *table, GPtrArray *pipeline)
{
  for (guint i = 0; i < pipeline->len; i++)
    {
      const EpcPipelineLine *line = g_ptr_array_index (pipeline, i);
      Cells cells = { { g_strdup (line->item_name), g_strdup (line->number), g_strdup (line->supplier), g_strdup (line->status_label),
                        amount (line->ordered), amount (line->received), amount (line->left), date_text (line->eta) },
                      { NULL, NULL, NULL, NULL, NULL, NULL, NULL, line->is_late ? "critical" : NULL } };
      add (table, &line->item, &cells);
    }
}

void
epc_stock_view_fill (EpcTextTable *table, EpcStockView view, const EpcStockBoard *board, gboolean is_missing_only)
{
  epc_text_table_begin (table);
  if (view == EPC_STOCK_VIEW_NEEDS)
    fill_needs (table, board->needs, is_missing_only);
  else if (view == EPC_STOCK_VIEW_STOCK)
    fill_stock (table, board->stock, is_missing_only);
  else
    fill_pipeline (table, board->pipeline);
  epc_text_table_end (table);
}

GtkWidget *
epc_stock_ledger_new (void)
{
  return epc_text_table_new (_("Ledger of the item"), ledger_columns, G_N_ELEMENTS (ledger_columns));
}

/* "Norte → Distribution 3", "UNHRD → Norte": what leaves stands first. */
static char *
way_of (const EpcStockCardRow *row)
{
  const char *here = row->warehouse != NULL ? row->warehouse : "";

  if (row->other == NULL)
    return g_strdup (here);
  return row->quantity < 0 ? g_strdup_printf ("%s → %s", here, row->other) : g_strdup_printf ("%s → %s", row->other, here);
}

void
epc_stock_ledger_fill (EpcTextTable *table, const EpcStockCard *card)
{
  epc_text_table_begin (table);
  for (guint i = 0; card != NULL && i < card->rows->len; i++)
    {
      const EpcStockCardRow *row = g_ptr_array_index (card->rows, i);
      const char *type = row->type_label != NULL ? row->type_label : "";
      Cells cells = { { date_text (row->day), row->is_reversal ? g_strdup_printf (_("Reversal: %s"), type) : g_strdup (type), g_strdup (row->lot), way_of (row),
                        g_strdup (row->waybill), amount (row->quantity), amount (row->balance) },
                      { NULL, row->is_reversal || row->is_reversed ? "na" : NULL, NULL, NULL, NULL, NULL, NULL } };
      add (table, &row->uid, &cells);
    }
  epc_text_table_end (table);
  /* The entry just made is the one that is looked at. */
  if (card != NULL && card->rows->len > 0)
    epc_text_table_choose (table, &((EpcStockCardRow *) g_ptr_array_index (card->rows, 0))->uid);
}
