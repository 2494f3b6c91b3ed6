/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * stock: entries into the ledger with the lots chosen, both ends of a transfer, kits, distributions, blind counts, reversals.
 */
#include "epc-cli.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/epc-stock-moves.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "model/epc-code-list.h"

typedef struct
{
  EpcCli *cli;
  const char *action;
  char **words; /* behind the action */
  int n_words;
  char *from, *to, *at, *lot, *expires, *donor, *consignment, *distribution, *crisis, *waybill, *reason, *destination, *time;
  EpcStockMove move;
  EpcUid subject; /* distribution, movement or kit */
  GPtrArray *made;
  guint n_settled;
} Stock;

typedef struct
{
  const char *name;
  const char *type; /* of the movement; NULL: none */
  int n_words;
  gboolean (*write) (EpcTransaction *transaction, gpointer data, GError **error);
  gboolean needs_from, needs_to;
  const char *usage;
} Action;

static gboolean
write_out (EpcTransaction *transaction, gpointer data, GError **error)
{
  Stock *self = data;

  return epc_stock_take_out (transaction, &self->move, self->made, error);
}

static gboolean
write_in (EpcTransaction *transaction, gpointer data, GError **error)
{
  Stock *self = data;

  self->move.warehouse = self->move.other_warehouse;
  return epc_stock_bring_in (transaction, &self->move, self->lot, self->expires, self->donor, self->made, error);
}

static gboolean
write_assembly (EpcTransaction *transaction, gpointer data, GError **error)
{
  Stock *self = data;

  return epc_stock_assemble (transaction, &self->move.item, &self->move.warehouse, self->move.quantity, self->time, self->made, error);
}

static gboolean
write_reversal (EpcTransaction *transaction, gpointer data, GError **error)
{
  Stock *self = data;

  return epc_stock_reverse (transaction, &self->subject, self->reason, self->made, error);
}

static gboolean
write_reservation (EpcTransaction *transaction, gpointer data, GError **error)
{
  Stock *self = data;

  return epc_stock_reserve (transaction, &self->subject, &self->move.warehouse, self->made, error);
}

static gboolean
write_sending (EpcTransaction *transaction, gpointer data, GError **error)
{
  Stock *self = data;

  return epc_stock_send (transaction, &self->subject, self->waybill, self->time, self->made, error);
}

static gboolean
write_settlement (EpcTransaction *transaction, gpointer data, GError **error)
{
  Stock *self = data;

  return epc_stock_settle_counts (transaction, &self->move.warehouse, self->made, &self->n_settled, error);
}

static const Action actions[] = {
  { "receive", "receipt", 2, write_in, FALSE, TRUE, "ITEM QUANTITY --to WAREHOUSE [--lot NUMBER] [--expires DATE]" },
  { "return", "return", 2, write_in, FALSE, TRUE, "ITEM QUANTITY --to WAREHOUSE [--lot NUMBER]" },
  { "dispatch", "dispatch", 2, write_out, TRUE, FALSE, "ITEM QUANTITY --from WAREHOUSE [--lot NUMBER] [--for DISTRIBUTION] [--waybill NUMBER]" },
  { "transfer", "transfer_out", 2, write_out, TRUE, TRUE, "ITEM QUANTITY --from WAREHOUSE --to WAREHOUSE" },
  { "lose", "loss", 2, write_out, TRUE, FALSE, "ITEM QUANTITY --from WAREHOUSE --reason TEXT" },
  { "damage", "damage", 2, write_out, TRUE, FALSE, "ITEM QUANTITY --from WAREHOUSE --reason TEXT" },
  { "expire", "expiry", 2, write_out, TRUE, FALSE, "ITEM QUANTITY --from WAREHOUSE" },
  { "assemble", NULL, 2, write_assembly, TRUE, FALSE, "KIT QUANTITY --from WAREHOUSE" },
  { "reserve", NULL, 1, write_reservation, TRUE, FALSE, "DISTRIBUTION --from WAREHOUSE" },
  { "send", NULL, 1, write_sending, FALSE, FALSE, "DISTRIBUTION [--waybill NUMBER]" },
  { "reverse", NULL, 1, write_reversal, FALSE, FALSE, "MOVEMENT --reason TEXT" },
  { "settle", NULL, 1, write_settlement, FALSE, FALSE, "WAREHOUSE" },
};

static const Action *
find_action (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (actions[i].name, name))
        return &actions[i];
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", actions[i].name);
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Stock has no movement “%s”. There are: %s."), name, names->str);
  return NULL;
}

static gboolean
find (Stock *self, const char *entity, const char *reference, EpcUid *uid, GError **error)
{
  return reference == NULL || epc_store_find_uid (self->cli->store, epc_entity_find (entity), reference, uid, error);
}

static gboolean
read_quantity (Stock *self, const char *text, GError **error)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("stock_movement"));

  if (!epc_record_parse (record, "quantity", text, error))
    return FALSE;
  self->move.quantity = epc_record_decimal (record, "quantity");
  return TRUE;
}

/* As the field of a record would read it. */
static gboolean
read_times (Stock *self, GError **error)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("stock_movement")), lot = epc_record_new (epc_entity_find ("batch"));

  if ((self->time != NULL && !epc_store_parse (self->cli->store, record, "time", self->time, error))
      || (self->expires != NULL && !epc_record_parse (lot, "expiry_date", self->expires, error)))
    return FALSE;
  if (self->time != NULL)
    {
      g_free (self->time);
      self->time = g_strdup (epc_record_text (record, "time"));
    }
  if (self->expires != NULL)
    {
      g_free (self->expires);
      self->expires = g_strdup (epc_record_text (lot, "expiry_date"));
    }
  return TRUE;
}

static gboolean
read_words (Stock *self, const Action *action, GError **error)
{
  gboolean is_for_item = action->n_words == 2;

  if (self->n_words != action->n_words || (action->needs_from && self->from == NULL) || (action->needs_to && self->to == NULL))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Usage: epc-desk-cli %s %s"), "stock", action->usage);
      return FALSE;
    }
  if (is_for_item && (!find (self, "item", self->words[0], &self->move.item, error) || !read_quantity (self, self->words[1], error)))
    return FALSE;
  if (!is_for_item
      && !(g_str_equal (action->name, "reverse")  ? find (self, "stock_movement", self->words[0], &self->subject, error)
           : g_str_equal (action->name, "settle") ? find (self, "warehouse", self->words[0], &self->move.warehouse, error)
                                                  : find (self, "distribution", self->words[0], &self->subject, error)))
    return FALSE;
  if (!find (self, "warehouse", self->from, &self->move.warehouse, error) || !find (self, "warehouse", self->to, &self->move.other_warehouse, error)
      || !find (self, "distribution", self->distribution, &self->move.distribution, error)
      || !find (self, "consignment", self->consignment, &self->move.consignment, error) || !find (self, "crisis", self->crisis, &self->move.crisis, error)
      || !read_times (self, error))
    return FALSE;
  if (self->lot != NULL && action->write == write_out
      && !epc_stock_find_lot (self->cli->store, &self->move.item, self->lot, &self->move.batch, error))
    return FALSE;
  if (self->reason == NULL && (g_strcmp0 (action->type, "loss") == 0 || g_strcmp0 (action->type, "damage") == 0 || g_str_equal (action->name, "reverse")))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("This needs its reason: --reason TEXT."));
      return FALSE;
    }
  self->move.type = action->type;
  self->move.time = self->time;
  self->move.waybill = self->waybill;
  self->move.reason = self->reason;
  self->move.destination = self->destination;
  return TRUE;
}

static void
add_made (Stock *self, JsonBuilder *builder, EpcRecord *record, GPtrArray *cells)
{
  EpcStore *store = self->cli->store;
  gboolean is_movement = g_str_equal (epc_record_entity (record)->key, "stock_movement");
  const EpcUid *batch = epc_record_reference (record, "batch");
  g_autofree char *item = epc_store_display (store, record, "item", NULL), *warehouse = epc_store_display (store, record, "warehouse", NULL);
  g_autoptr (EpcRecord) lot = batch != NULL ? epc_store_get (store, epc_entity_find ("batch"), batch, NULL) : NULL;
  const char *number = lot != NULL ? epc_record_text (lot, "batch_no") : NULL, *expiry = lot != NULL ? epc_record_text (lot, "expiry_date") : NULL;
  const char *type = is_movement ? epc_record_text (record, "type") : "reservation";
  double quantity = epc_record_decimal (record, "quantity");

  json_builder_begin_object (builder);
  epc_cli_member (builder, "code", epc_record_code (record));
  epc_cli_member (builder, "type", type);
  epc_cli_member (builder, "item", item);
  epc_cli_member (builder, "warehouse", warehouse);
  epc_cli_member (builder, "lot", number);
  epc_cli_member (builder, "expires", expiry);
  json_builder_set_member_name (builder, "quantity");
  json_builder_add_double_value (builder, quantity);
  json_builder_end_object (builder);
  g_ptr_array_add (cells, g_strdup (epc_record_code (record) != NULL ? epc_record_code (record) : ""));
  g_ptr_array_add (cells, is_movement ? epc_store_display (store, record, "type", NULL) : g_strdup (_("Reservation")));
  g_ptr_array_add (cells, g_strdup (item));
  g_ptr_array_add (cells, g_strdup (warehouse));
  g_ptr_array_add (cells, g_strdup (number != NULL ? number : ""));
  g_ptr_array_add (cells, epc_language_decimal (epc_language_get (NULL), quantity, quantity == floor (quantity) ? 0 : 2));
}

static void
print (Stock *self)
{
  static const char *const heads[] = { N_("Code"), N_("Movement"), N_("Item"), N_("Warehouse"), N_("Lot"), N_("Quantity") };
  static const gboolean right[] = { FALSE, FALSE, FALSE, FALSE, FALSE, TRUE };
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    g_ptr_array_add (cells, g_strdup (_(heads[i])));
  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->made->len; i++)
    add_made (self, builder, g_ptr_array_index (self->made, i), cells);
  json_builder_end_array (builder);
  epc_cli_member_int (builder, "settled", self->n_settled);
  if (self->cli->quiet)
    return;
  if (self->cli->json)
    epc_cli_print_json (builder);
  else
    epc_cli_print_table (cells, G_N_ELEMENTS (heads), right);
}

static int
run (Stock *self, GError **error)
{
  const Action *action = find_action (self->action, error);
  g_autofree char *label = NULL;

  if (action == NULL)
    return 2;
  if (epc_cli_open (self->cli, error) == NULL)
    return 3;
  if (!read_words (self, action, error))
    return 1;
  label = g_strdup_printf (_("Stock: %s"), action->type != NULL ? epc_code_label ("stock_movement_type", action->type, NULL) : action->name);
  if (!epc_store_write (self->cli->store, label, action->write, self, error))
    return 1;
  print (self);
  return 0;
}

static int
run_stock (EpcCli *cli, int argc, char **argv, GError **error)
{
  Stock self = { .cli = cli };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &self.from, N_("Warehouse that it leaves"), "WAREHOUSE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &self.to, N_("Warehouse that it comes to"), "WAREHOUSE" },
    { "lot", 0, 0, G_OPTION_ARG_STRING, &self.lot, N_("Lot number; what leaves is chosen without it, what expires first first"), "NUMBER" },
    { "expires", 0, 0, G_OPTION_ARG_STRING, &self.expires, N_("Day on which the lot expires"), "DATE" },
    { "donor", 0, 0, G_OPTION_ARG_STRING, &self.donor, N_("Donor of the lot"), "NAME" },
    { "consignment", 0, 0, G_OPTION_ARG_STRING, &self.consignment, N_("Consignment that it came with"), "REF" },
    { "for", 0, 0, G_OPTION_ARG_STRING, &self.distribution, N_("Distribution that it is for"), "REF" },
    { "crisis", 0, 0, G_OPTION_ARG_STRING, &self.crisis, N_("Crisis that it is for"), "REF" },
    { "waybill", 0, 0, G_OPTION_ARG_STRING, &self.waybill, N_("Number of the waybill"), "NUMBER" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &self.reason, N_("Why"), "TEXT" },
    { "destination", 0, 0, G_OPTION_ARG_STRING, &self.destination, N_("From or to whom"), "NAME" },
    { "time", 0, 0, G_OPTION_ARG_STRING, &self.time, N_("When it was; now without it"), "TIME" },
    G_OPTION_ENTRY_NULL,
  };
  int status = 2;

  self.made = g_ptr_array_new_with_free_func (g_object_unref);
  if (epc_cli_options (cli, &epc_verb_stock, entries, &argc, &argv, 1, -1, error))
    {
      self.action = argv[1];
      self.words = argv + 2;
      self.n_words = argc - 2;
      status = run (&self, error);
    }
  char *texts[] = { self.from, self.to, self.lot, self.expires, self.donor, self.consignment, self.distribution, self.crisis, self.waybill, self.reason,
                    self.destination, self.time };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (self.made);
  return status;
}

const EpcVerb epc_verb_stock = { "stock",
                                 "receive|return|dispatch|transfer|lose|damage|expire|assemble|reserve|send|reverse|settle WORD… [--from WAREHOUSE] [--to WAREHOUSE]…",
                                 N_("Entries into the stock ledger; what expires first goes first."), run_stock };
