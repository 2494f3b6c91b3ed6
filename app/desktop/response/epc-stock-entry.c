/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-stock-entry.h"

#include <math.h>

#include "analysis/epc-stock-moves.h"
#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "desktop/widgets/epc-form-rows.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-reference-picker.h"
#include "model/epc-code-list.h"

typedef enum
{
  ASK_OTHER,
  ASK_LOT,
  ASK_EXPIRY,
  ASK_DONOR,
  ASK_TO_WHOM,
  ASK_WAYBILL,
  ASK_REASON,
  N_ASKED
} Asked;

static const char *const asked_labels[N_ASKED]
    = { N_ ("To"), N_ ("Lot"), N_ ("Expires on"), N_ ("Donor"), N_ ("To whom"), N_ ("Waybill"), N_ ("Reason") };

#define ASKS(X) (1u << ASK_##X)

typedef enum
{
  WAY_OUT,
  WAY_IN,
  WAY_COUNT
} Way;

static const struct
{
  const char *kind; /* code of stock_movement_type; "count" is none: its difference becomes an adjustment */
  Way way;
  guint asks;
} kinds[] = {
  { "dispatch", WAY_OUT, ASKS (TO_WHOM) | ASKS (WAYBILL) },
  { "receipt", WAY_IN, ASKS (LOT) | ASKS (EXPIRY) | ASKS (DONOR) | ASKS (WAYBILL) },
  { "return", WAY_IN, ASKS (LOT) | ASKS (WAYBILL) },
  { "transfer_out", WAY_OUT, ASKS (OTHER) | ASKS (WAYBILL) },
  { "loss", WAY_OUT, ASKS (LOT) | ASKS (REASON) },
  { "damage", WAY_OUT, ASKS (LOT) | ASKS (REASON) },
  { "expiry", WAY_OUT, 0 },
  { "count", WAY_COUNT, ASKS (LOT) },
};

struct _EpcStockEntry
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkDropDown *kind, *warehouse, *other;
  EpcProposalEntry *item;
  GtkEditable *quantity, *texts[N_ASKED]; /* NULL where it is none: the other warehouse */
  GtkWidget *asked[N_ASKED], *asked_names[N_ASKED], *note, *button;
  GtkLabel *quantity_name, *hint;
  GArray *places; /* EpcUid */
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (EpcStockEntry, epc_stock_entry, GTK_TYPE_BOX)

static guint entered_signal;

static guint
kind_of (EpcStockEntry *self)
{
  return MIN (gtk_drop_down_get_selected (self->kind), G_N_ELEMENTS (kinds) - 1);
}

static const char *
kind_label (guint kind)
{
  return kinds[kind].way == WAY_COUNT ? _("Count") : epc_code_label ("stock_movement_type", kinds[kind].kind, NULL);
}

static char *
amount (double value)
{
  return epc_language_decimal (epc_language_get (NULL), value, fabs (value - round (value)) < 1e-6 ? 0 : 2);
}

static void
refuse (EpcStockEntry *self, const char *sentence)
{
  gtk_widget_set_visible (self->note, sentence != NULL);
  if (sentence != NULL)
    epc_note_set (EPC_NOTE (self->note), "critical", _("Not entered"), sentence);
}

/* --- what was typed --- */

typedef struct
{
  EpcStockEntry *self;
  guint kind;
  EpcStockMove move;
  char *lot, *expiry, *donor, *waybill, *reason, *to_whom, *said;
  GPtrArray *made;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;
  char *texts[] = { entry->lot, entry->expiry, entry->donor, entry->waybill, entry->reason, entry->to_whom, entry->said };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (entry->made);
  g_free (entry);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, entry_free)

/* NULL: nothing was typed, or this kind does not ask for it. */
static char *
typed (EpcStockEntry *self, guint kind, Asked what)
{
  g_autofree char *text = (kinds[kind].asks & (1u << what)) ? g_strstrip (g_strdup (gtk_editable_get_text (self->texts[what]))) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
wrong (GError **error, const char *sentence)
{
  g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, sentence);
  return FALSE;
}

static gboolean
read_place (EpcStockEntry *self, GtkDropDown *choice, EpcUid *uid)
{
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected >= self->places->len)
    return FALSE;
  *uid = g_array_index (self->places, EpcUid, selected);
  return TRUE;
}

static gboolean
read_quantity (EpcStockEntry *self, Entry *entry, GError **error)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("stock_count"));
  const char *text = gtk_editable_get_text (self->quantity);

  if (epc_text_is_blank (text) || !epc_record_parse (record, "counted", text, NULL))
    return wrong (error, _("Say how many, as a number."));
  entry->move.quantity = epc_record_decimal (record, "counted");
  if (entry->move.quantity < 0 || (entry->move.quantity <= 0 && kinds[entry->kind].way != WAY_COUNT))
    return wrong (error, _("Say how many: a number above 0."));
  return TRUE;
}

static gboolean
read_texts (EpcStockEntry *self, Entry *entry, GError **error)
{
  EpcStore *store = epc_session_store (self->session);
  g_autofree char *expiry = typed (self, entry->kind, ASK_EXPIRY);
  char iso[EPC_DATE_SIZE];

  entry->lot = typed (self, entry->kind, ASK_LOT);
  entry->donor = typed (self, entry->kind, ASK_DONOR);
  entry->waybill = typed (self, entry->kind, ASK_WAYBILL);
  entry->reason = typed (self, entry->kind, ASK_REASON);
  entry->to_whom = typed (self, entry->kind, ASK_TO_WHOM);
  if (expiry != NULL && !epc_date_parse (expiry, EPC_DATE_ORDER_DAY_FIRST, iso))
    return wrong (error, _("The day on which it expires is no date: write day/month/year."));
  if (expiry != NULL && entry->lot == NULL)
    return wrong (error, _("What expires has a lot number: write it, so that this delivery can be told from others."));
  entry->expiry = expiry != NULL ? g_strdup (iso) : NULL;
  if ((kinds[entry->kind].asks & ASKS (REASON)) && entry->reason == NULL)
    return wrong (error, _("Say why: it stays in the ledger."));
  return entry->lot == NULL || kinds[entry->kind].way == WAY_IN
         || epc_stock_find_lot (store, &entry->move.item, entry->lot, &entry->move.batch, error);
}

static Entry *
read_entry (EpcStockEntry *self, GError **error)
{
  EpcStore *store = epc_session_store (self->session);
  const EpcUid *crisis = epc_session_crisis (self->session);
  g_autoptr (Entry) entry = g_new0 (Entry, 1);

  entry->self = self;
  entry->kind = kind_of (self);
  entry->made = g_ptr_array_new_with_free_func (g_object_unref);
  entry->move.type = kinds[entry->kind].kind;
  if (!epc_reference_picker_uid (self->item, store, epc_entity_find ("item"), &entry->move.item, error))
    return NULL;
  if (epc_uid_is_nil (&entry->move.item))
    wrong (error, _("Say which item, by its name or code."));
  else if (!read_place (self, self->warehouse, &entry->move.warehouse))
    wrong (error, _("There is no warehouse yet. Add the first one."));
  else if (kinds[entry->kind].kind[0] == 't' && !read_place (self, self->other, &entry->move.other_warehouse))
    wrong (error, _("Say to which warehouse it goes."));
  else if (read_quantity (self, entry, error) && read_texts (self, entry, error))
    {
      if (crisis != NULL)
        entry->move.crisis = *crisis;
      entry->move.waybill = entry->waybill;
      entry->move.reason = entry->reason;
      entry->move.destination = entry->to_whom;
      return g_steal_pointer (&entry);
    }
  return NULL;
}

/* --- writing --- */

/* What was found, settled against the ledger at once: the difference is the entry. */
static gboolean
write_count (EpcTransaction *transaction, Entry *entry, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (EpcRecord) count = epc_record_new (epc_entity_find ("stock_count"));
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store)), *counted = amount (entry->move.quantity), *said = NULL;

  epc_record_set_text (count, "time", now);
  epc_record_set_reference (count, "warehouse", &entry->move.warehouse);
  epc_record_set_reference (count, "item", &entry->move.item);
  if (!epc_uid_is_nil (&entry->move.batch))
    epc_record_set_reference (count, "batch", &entry->move.batch);
  epc_record_set_decimal (count, "counted", entry->move.quantity);
  if (!epc_transaction_insert (transaction, count, error) || !epc_stock_settle_count (transaction, count, entry->made, error))
    return FALSE;
  said = amount (epc_record_decimal (count, "expected"));
  entry->said = g_strdup_printf (_("Counted %s; the ledger said %s"), counted, said);
  return TRUE;
}

static gboolean
write_entry (EpcTransaction *transaction, gpointer data, GError **error)
{
  Entry *entry = data;

  if (kinds[entry->kind].way == WAY_COUNT)
    return write_count (transaction, entry, error);
  if (kinds[entry->kind].way == WAY_IN)
    return epc_stock_bring_in (transaction, &entry->move, entry->lot, entry->expiry, entry->donor, entry->made, error);
  return epc_stock_take_out (transaction, &entry->move, entry->made, error);
}

/* "Dispatch: 40 × Hygiene kit". */
static char *
sentence_of (EpcStockEntry *self, Entry *entry)
{
  g_autofree char *item = epc_store_title (epc_session_store (self->session), epc_entity_find ("item"), &entry->move.item);
  g_autofree char *moved = amount (entry->move.quantity);

  if (entry->said != NULL)
    return g_strdup_printf ("%s: %s", item, entry->said);
  return g_strdup_printf ("%s: %s × %s", kind_label (entry->kind), moved, item);
}

static void
clear_typed (EpcStockEntry *self)
{
  gtk_editable_set_text (self->quantity, "");
  for (guint i = 0; i < N_ASKED; i++)
    if (self->texts[i] != NULL)
      gtk_editable_set_text (self->texts[i], "");
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Entry) entry = data;
  g_autoptr (EpcStockEntry) self = entry->self;
  g_autoptr (GError) error = NULL;

  gboolean done = epc_store_write_finish (EPC_STORE (source), result, &error);
  self->is_busy = FALSE;
  /* The page may have gone meanwhile. */
  if (self->session == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (!done)
    {
      refuse (self, error->message);
      return;
    }
  g_autofree char *sentence = sentence_of (self, entry);
  clear_typed (self);
  refuse (self, NULL);
  /* Out of the texts: in one of them Ctrl+Z would mean what is typed there. Ctrl+N leads back. */
  gtk_widget_grab_focus (self->button);
  g_signal_emit (self, entered_signal, 0, sentence);
}

static void
on_enter (EpcStockEntry *self)
{
  g_autoptr (GError) error = NULL;
  Entry *entry;

  if (self->is_busy)
    return;
  entry = read_entry (self, &error);
  if (entry == NULL)
    {
      refuse (self, error->message);
      return;
    }
  self->is_busy = TRUE;
  g_object_ref (self);
  epc_store_write_async (epc_session_store (self->session), kind_label (entry->kind), write_entry, entry, NULL, NULL, on_written, entry);
}

/* --- showing --- */

static void
sync_kind (EpcStockEntry *self)
{
  guint kind = kind_of (self);

  for (guint i = 0; i < N_ASKED; i++)
    {
      gtk_widget_set_visible (self->asked[i], (kinds[kind].asks & (1u << i)) != 0);
      gtk_widget_set_visible (self->asked_names[i], (kinds[kind].asks & (1u << i)) != 0);
    }
  gtk_label_set_text (self->quantity_name, kinds[kind].way == WAY_COUNT ? _("Found") : _("Quantity"));
  gtk_label_set_text (self->hint, kinds[kind].way == WAY_COUNT      ? _("What is in good condition, counted without looking at the ledger.")
                                  : kinds[kind].way == WAY_IN       ? _("A lot number tells this delivery from others; with it what expires first leaves first.")
                                  : kinds[kind].kind[0] == 'e'      ? _("Takes expired lots out of the ledger.")
                                                                    : _("What expires first leaves first."));
  gtk_button_set_label (GTK_BUTTON (self->button), kind_label (kind));
  refuse (self, NULL);
}

void
epc_stock_entry_set_places (EpcStockEntry *self, GArray *uids, GPtrArray *names)
{
  GtkDropDown *choices[] = { self->warehouse, self->other };
  gboolean is_same = uids->len == self->places->len;

  for (guint i = 0; is_same && i < uids->len; i++)
    is_same = epc_uid_equal (&g_array_index (uids, EpcUid, i), &g_array_index (self->places, EpcUid, i));
  if (is_same)
    return;
  for (guint c = 0; c < G_N_ELEMENTS (choices); c++)
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
      EpcUid chosen;
      gboolean has_chosen = read_place (self, choices[c], &chosen);
      guint selected = c == 0 || names->len < 2 ? 0 : 1;
      for (guint i = 0; i < names->len; i++)
        {
          gtk_string_list_append (list, g_ptr_array_index (names, i));
          if (has_chosen && epc_uid_equal (&chosen, &g_array_index (uids, EpcUid, i)))
            selected = i;
        }
      gtk_drop_down_set_model (choices[c], G_LIST_MODEL (list));
      gtk_drop_down_set_selected (choices[c], names->len > 0 ? selected : GTK_INVALID_LIST_POSITION);
    }
  g_array_set_size (self->places, 0);
  g_array_append_vals (self->places, uids->data, uids->len);
}

void
epc_stock_entry_set_item (EpcStockEntry *self, const EpcUid *item)
{
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_text_is_blank (gtk_editable_get_text (self->quantity))
      || g_strcmp0 (epc_proposal_entry_value (self->item), epc_uid_to_text (item, uid)) == 0)
    return;
  epc_reference_picker_set (self->item, epc_session_store (self->session), epc_entity_find ("item"), item);
  refuse (self, NULL);
}

gboolean
epc_stock_entry_item (EpcStockEntry *self, EpcUid *item)
{
  return epc_reference_picker_uid (self->item, epc_session_store (self->session), epc_entity_find ("item"), item, NULL) && !epc_uid_is_nil (item);
}

void
epc_stock_entry_begin (EpcStockEntry *self, const char *kind, double quantity, const EpcUid *warehouse)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      gtk_drop_down_set_selected (self->kind, i);
  for (guint i = 0; warehouse != NULL && i < self->places->len; i++)
    if (epc_uid_equal (warehouse, &g_array_index (self->places, EpcUid, i)))
      gtk_drop_down_set_selected (self->warehouse, i);
  if (quantity > 0)
    {
      g_autofree char *text = amount (quantity);
      gtk_editable_set_text (self->quantity, text);
    }
  if (epc_text_is_blank (epc_proposal_entry_text (self->item)))
    gtk_widget_grab_focus (epc_proposal_entry_entry (self->item));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->quantity));
}

/* --- building --- */

static GtkWidget *
put (GtkWidget *grid, int row, const char *name, GtkWidget *widget)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "small");
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), widget, 1, row, 1, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return label;
}

static GtkWidget *
make_entry (EpcStockEntry *self, GtkInputPurpose purpose)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_input_purpose (GTK_ENTRY (entry), purpose);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_enter), self);
  return entry;
}

static GtkWidget *
make_kinds (void)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (list, kind_label (i));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
}

static void
make_asked (EpcStockEntry *self, GtkWidget *grid, int row)
{
  for (guint i = 0; i < N_ASKED; i++)
    {
      if (i == ASK_OTHER)
        {
          self->other = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
          self->asked[i] = GTK_WIDGET (self->other);
        }
      else
        {
          self->asked[i] = i == ASK_EXPIRY ? epc_date_entry_new () : make_entry (self, GTK_INPUT_PURPOSE_FREE_FORM);
          self->texts[i] = GTK_EDITABLE (self->asked[i]);
        }
      self->asked_names[i] = put (grid, row + (int) i, _(asked_labels[i]), self->asked[i]);
    }
  g_signal_connect_swapped (self->texts[ASK_EXPIRY], "activate", G_CALLBACK (on_enter), self);
}

static void
epc_stock_entry_dispose (GObject *object)
{
  EpcStockEntry *self = EPC_STOCK_ENTRY (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->places, g_array_unref);
  G_OBJECT_CLASS (epc_stock_entry_parent_class)->dispose (object);
}

static void
epc_stock_entry_class_init (EpcStockEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_stock_entry_dispose;
  entered_signal
      = g_signal_new ("entered", EPC_TYPE_STOCK_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
epc_stock_entry_init (EpcStockEntry *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->places = g_array_new (FALSE, FALSE, sizeof (EpcUid));
}

GtkWidget *
epc_stock_entry_new (EpcSession *session)
{
  EpcStockEntry *self = g_object_new (EPC_TYPE_STOCK_ENTRY, NULL);
  GtkWidget *grid = gtk_grid_new ();

  self->session = g_object_ref (session);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  self->kind = GTK_DROP_DOWN (make_kinds ());
  self->item = EPC_PROPOSAL_ENTRY (epc_reference_picker_new (epc_session_store (session), epc_entity_find ("item")));
  self->warehouse = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->quantity = GTK_EDITABLE (make_entry (self, GTK_INPUT_PURPOSE_NUMBER));
  put (grid, 0, _("Movement"), GTK_WIDGET (self->kind));
  put (grid, 1, _("Item"), GTK_WIDGET (self->item));
  put (grid, 2, _("Warehouse"), GTK_WIDGET (self->warehouse));
  self->quantity_name = GTK_LABEL (put (grid, 3, _("Quantity"), GTK_WIDGET (self->quantity)));
  make_asked (self, grid, 4);
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_max_width_chars (self->hint, 34);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "small");
  self->note = epc_note_new ("critical", NULL, NULL);
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_enter), self);
  gtk_box_append (GTK_BOX (self), epc_heading_new (_("Into the ledger"), NULL));
  gtk_box_append (GTK_BOX (self), grid);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (self), self->note);
  gtk_box_append (GTK_BOX (self), self->button);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (sync_kind), self);
  sync_kind (self);
  return GTK_WIDGET (self);
}
