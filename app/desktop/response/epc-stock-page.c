/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many households stay without help, and for want of which item? Figures, what to do next, need less stock less what is on its way, stock
 * by warehouse, one item with its ledger, its lots and entries into it.
 */
#include "response.h"

#include <math.h>

#include "analysis/epc-stock-moves.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "desktop/epc-feed.h"
#include "desktop/exchange/exchange.h"
#include "desktop/record-flow.h"
#include "desktop/widgets/epc-begin-page.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-note.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-record-form.h"
#include "desktop/widgets/epc-strip.h"
#include "desktop/window.h"
#include "epc-stock-detail.h"
#include "epc-stock-views.h"

#define NARROW 820 /* pixels below which the list and the item are not side by side */
#define DETAIL_WIDTH 330

#define EPC_TYPE_STOCK_PAGE (epc_stock_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcStockPage, epc_stock_page, EPC, STOCK_PAGE, GtkBox)

struct _EpcStockPage
{
  GtkBox parent_instance;
  EpcSession *session;
  GtkStack *stack, *tables; /* "list", "empty"; one child a view */
  EpcStrip *strip;
  GtkToggleButton *view_chips[EPC_STOCK_N_VIEWS], *missing;
  EpcTextTable *views[EPC_STOCK_N_VIEWS], *ledger;
  GtkLabel *standard;
  EpcHeading *ledger_heading;
  GtkWidget *reverse, *reverse_note, *next, *detail_chip;
  GtkEditable *reason;
  EpcStockDetail *detail;
  EpcStockBoard *board;
  EpcUid chosen; /* item */
  gboolean is_begun, is_busy;
  EpcFeed *feed;
};

G_DEFINE_FINAL_TYPE (EpcStockPage, epc_stock_page, GTK_TYPE_BOX)

static char *
amount (double value)
{
  return epc_language_decimal (epc_language_get (NULL), value, fabs (value - round (value)) < 1e-6 ? 0 : 2);
}

static EpcStockEntry *
entry_of (EpcStockPage *self)
{
  return epc_stock_detail_entry (self->detail);
}

/* --- figures --- */

static void
show_figures (EpcStockPage *self)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const EpcNeeds *needs = self->board->needs;
  g_autofree char *households = needs->households >= 0 ? epc_language_integer (language, needs->households) : NULL;
  g_autofree char *people = epc_language_integer (language, MAX (needs->people, 0));
  g_autofree char *date = needs->people_date != NULL ? epc_language_date (language, needs->people_date, TRUE) : NULL;
  g_autofree char *covered = epc_language_integer (language, needs->covered), *without = epc_language_integer (language, needs->without);
  g_autofree char *reached = epc_language_integer (language, needs->reached), *soon = amount (needs->expiring);
  g_autofree char *source = needs->people >= 0 ? g_strdup_printf (ngettext_ ("%s person · %s%s%s", "%s people · %s%s%s", (gulong) needs->people), people, needs->people_source, date != NULL ? " · " : "",
                                                                 date != NULL ? date : "")
                                               : g_strdup (_("No figure, round or count yet"));
  g_autofree char *from = g_strdup_printf (_("Distributions counted: %u"), needs->n_distributions);
  g_autofree char *within = g_strdup_printf (_("Expires within %d days"), EPC_NEEDS_SOON);
  g_autofree char *wants = needs->short_of != NULL ? g_strdup_printf (_("First short of: %s"), needs->short_of) : g_strdup (_("After what is on its way"));

  epc_strip_clear (self->strip);
  epc_strip_add (self->strip, _("Households in need"), households, NULL, source);
  epc_figure_set_state (epc_strip_add (self->strip, _("Covered by stock"), covered, epc_language_plural (epc_language_get (NULL), N_("household"), N_("households"), needs->covered), _("With all items, from what is free today")),
                        needs->households > 0 && needs->covered < needs->households ? "watch" : NULL);
  epc_figure_set_state (epc_strip_add (self->strip, _("Without help"), needs->households >= 0 ? without : NULL, epc_language_plural (epc_language_get (NULL), N_("household"), N_("households"), needs->without), wants),
                        needs->households >= 0 && needs->without > 0 ? "critical" : NULL);
  epc_strip_add (self->strip, _("Reached so far"), reached, epc_language_plural (epc_language_get (NULL), N_("household"), N_("households"), needs->reached), from);
  epc_figure_set_state (epc_strip_add (self->strip, within, soon, epc_language_plural (epc_language_get (NULL), N_("unit"), N_("units"), needs->expiring), needs->expiring_what != NULL ? needs->expiring_what : _("None")),
                        needs->expiring > 0 ? "watch" : NULL);
}

/* --- what to do next --- */

static const EpcStockLine *
expired_line (const EpcStockBoard *board)
{
  for (guint i = 0; i < board->stock->len; i++)
    if (((EpcStockLine *) g_ptr_array_index (board->stock, i))->expired > 0)
      return g_ptr_array_index (board->stock, i);
  return NULL;
}

/* What was promised beyond what there is: by packages of two offices, or by a loss after the promise. */
static const EpcStockLine *
overpromised_line (const EpcStockBoard *board)
{
  for (guint i = 0; i < board->stock->len; i++)
    {
      const EpcStockLine *line = g_ptr_array_index (board->stock, i);
      if (line->available < 0 && line->reserved > 0)
        return line;
    }
  return NULL;
}

static const EpcPipelineLine *
late_line (const EpcStockBoard *board)
{
  for (guint i = 0; i < board->pipeline->len; i++)
    if (((EpcPipelineLine *) g_ptr_array_index (board->pipeline, i))->is_late)
      return g_ptr_array_index (board->pipeline, i);
  return NULL;
}

static void
set_next (EpcStockPage *self, const char *kind, const char *title, const char *body, const char *button, const char *action)
{
  epc_note_set (EPC_NOTE (self->next), kind, title, body);
  epc_note_set_button (EPC_NOTE (self->next), button, action);
}

static void
show_next (EpcStockPage *self)
{
  const EpcStockBoard *board = self->board;
  const EpcStockLine *expired = expired_line (board), *promised = overpromised_line (board);
  const EpcPipelineLine *late = late_line (board);
  g_autofree char *text = NULL, *many = NULL;

  gtk_widget_set_visible (self->next, TRUE);
  if (board->places->len == 0)
    set_next (self, "info", _("There is no warehouse yet"), _("Stock lies in a warehouse: add the first one, then receive."), _("Add a warehouse"),
              "stock.warehouse");
  else if (board->n_unsettled > 0)
    {
      many = epc_language_integer (epc_language_get (NULL), board->n_unsettled);
      text = g_strdup_printf (ngettext_ ("%s count is not in the ledger yet. Settling enters the difference to what the ledger says.",
                                         "%s counts are not in the ledger yet. Settling enters their differences to what the ledger says.",
                                         (gulong) board->n_unsettled),
                              many);
      set_next (self, "info", _("Counted, not entered yet"), text, _("Settle the counts"), "stock.settle");
    }
  else if (promised != NULL)
    {
      many = amount (-promised->available);
      text = g_strdup_printf (_("%s in %s: %s more are promised than can be issued. Release a reservation, or bring more."), promised->item_name,
                              promised->warehouse_name, many);
      set_next (self, "critical", _("Promised twice"), text, _("Reservations"), "stock.reservations");
    }
  else if (expired != NULL)
    {
      many = amount (expired->expired);
      text = g_strdup_printf (_("%s × %s in %s are past their day and still in the ledger."), many, expired->item_name, expired->warehouse_name);
      set_next (self, "watch", _("Expired"), text, _("Write off"), "stock.write-off");
    }
  else if (late != NULL)
    {
      g_autofree char *date = epc_language_date (epc_language_get (NULL), late->eta, TRUE);
      text = g_strdup_printf (_("%s (%s) should have arrived on %s."), late->number, late->item_name, date);
      set_next (self, "watch", _("Late"), text, _("Open the consignment"), "stock.late");
    }
  else if (board->needs->households >= 0 && board->needs->without > 0)
    {
      many = epc_language_integer (epc_language_get (NULL), board->needs->without);
      text = g_strdup_printf (ngettext_ ("%s household stays without, first for want of: %s.", "%s households stay without, first for want of: %s.", (gulong) board->needs->without), many, board->needs->short_of);
      set_next (self, "info", _("Ask for what is missing"), text, _("Draft a consignment"), "stock.order");
    }
  else
    gtk_widget_set_visible (self->next, FALSE);
}

/* --- filling --- */

static EpcStockView
current_view (EpcStockPage *self)
{
  for (guint i = 0; i < EPC_STOCK_N_VIEWS; i++)
    if (gtk_toggle_button_get_active (self->view_chips[i]))
      return (EpcStockView) i;
  return EPC_STOCK_VIEW_NEEDS;
}

static void
sync_reverse (EpcStockPage *self)
{
  const EpcStockCard *card = self->board != NULL ? self->board->card : NULL;
  guint position = epc_text_table_position (self->ledger);
  const EpcStockCardRow *row = card != NULL && position < card->rows->len ? g_ptr_array_index (card->rows, position) : NULL;

  gtk_widget_set_sensitive (self->reverse, row != NULL && !row->is_reversal && !row->is_reversed);
}

static void
show_item (EpcStockPage *self)
{
  const EpcStockCard *card = self->board->card;
  g_autofree char *note = NULL;

  if (card != NULL)
    note = card->n_rows == 0 ? g_strdup_printf (_("%s · no entry yet"), card->item_name)
           : card->n_rows > card->rows->len ? g_strdup_printf (_("%s · latest %u of %u entries"), card->item_name, card->rows->len, card->n_rows)
                                          : g_strdup (card->item_name);
  epc_heading_set (self->ledger_heading, _("Ledger"), note);
  epc_stock_ledger_fill (self->ledger, card);
  sync_reverse (self);
  epc_stock_detail_show (self->detail, self->board->needs, card != NULL ? epc_stock_board_need (self->board, &card->item) : NULL, card);
}

static void
fill_views (EpcStockPage *self)
{
  if (self->board == NULL)
    return;
  for (guint i = 0; i < EPC_STOCK_N_VIEWS; i++)
    {
      epc_stock_view_fill (self->views[i], (EpcStockView) i, self->board, gtk_toggle_button_get_active (self->missing));
      epc_text_table_choose (self->views[i], &self->chosen);
    }
}

static void
choose (EpcStockPage *self, const EpcUid *item)
{
  if (epc_uid_equal (&self->chosen, item))
    return;
  self->chosen = *item;
  epc_feed_soon (self->feed);
}

static void
on_chosen (EpcStockPage *self, EpcTextTable *table)
{
  const EpcUid *item = epc_text_table_key (table);

  if (item != NULL)
    choose (self, item);
}

static void
on_view_toggled (EpcStockPage *self)
{
  static const char *const names[EPC_STOCK_N_VIEWS] = { "needs", "stock", "pipeline" };
  EpcStockView view = current_view (self);

  gtk_stack_set_visible_child_name (self->tables, names[view]);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), view != EPC_STOCK_VIEW_PIPELINE);
  /* What is chosen in the table on screen is what stands beside it. */
  if (self->board != NULL && !epc_text_table_choose (self->views[view], &self->chosen))
    on_chosen (self, self->views[view]);
}

static void
on_opened (EpcStockPage *self, EpcTextTable *table)
{
  guint position = epc_text_table_position (table);

  if (table == self->views[EPC_STOCK_VIEW_PIPELINE] && self->board != NULL && position < self->board->pipeline->len)
    {
      const EpcPipelineLine *line = g_ptr_array_index (self->board->pipeline, position);
      epc_record_flow_open (GTK_WIDGET (self), self->session, epc_entity_find ("consignment"), &line->consignment);
    }
  else
    epc_stock_entry_begin (entry_of (self), NULL, 0, NULL);
}

static void
on_ledger_opened (EpcStockPage *self)
{
  const EpcUid *entry = epc_text_table_key (self->ledger);

  if (entry != NULL)
    epc_record_flow_open (GTK_WIDGET (self), self->session, epc_entity_find ("stock_movement"), entry);
}

/* --- the feed --- */

static gpointer
ask (gpointer page)
{
  return g_memdup2 (&EPC_STOCK_PAGE (page)->chosen, sizeof (EpcUid));
}

static gpointer
work (EpcStore *store, const EpcUid *crisis, gpointer data, GCancellable *cancellable, GError **error)
{
  return epc_stock_board (store, crisis, data, error);
}

static void
show (gpointer page, gpointer data)
{
  EpcStockPage *self = page;
  g_autofree char *standard = NULL, *coming = NULL;
  gboolean is_first = epc_uid_is_nil (&self->chosen);

  epc_stock_board_free (self->board);
  self->board = data;
  if (self->board->card != NULL)
    self->chosen = self->board->card->item;
  if (self->board->has_ledger || self->board->n_unsettled > 0 || self->board->needs->people >= 0)
    self->is_begun = TRUE;
  gtk_stack_set_visible_child_name (self->stack, self->is_begun ? "list" : "empty");
  standard = g_strdup_printf (_("Standard: %s"), self->board->needs->kit_names);
  gtk_label_set_text (self->standard, standard);
  coming = self->board->pipeline->len > 0 ? g_strdup_printf (_("On its way %u"), self->board->pipeline->len) : g_strdup (_("On its way"));
  gtk_button_set_label (GTK_BUTTON (self->view_chips[EPC_STOCK_VIEW_PIPELINE]), coming);
  epc_stock_entry_set_places (entry_of (self), self->board->places, self->board->place_names);
  show_figures (self);
  show_next (self);
  fill_views (self);
  show_item (self);
  if (is_first)
    on_view_toggled (self);
}

static void
free_board (gpointer board)
{
  epc_stock_board_free (board);
}

static const char *const kinds[] = { "stock_movement", "stock_count", "batch", "reservation", "consignment", "consignment_item", "distribution", "item", "kit_item", "warehouse",
                                     "figure", "location_count", "dtm_round", "site_count", "crisis", "setting", NULL };
static const EpcFeedKind stock_feed = { "stock", 150, kinds, ask, g_free, work, show, free_board };

/* --- reversal --- */

typedef struct
{
  EpcStockPage *page;
  EpcUid movement;
  char *reason;
} Reversal;

static gboolean
write_reversal (EpcTransaction *transaction, gpointer data, GError **error)
{
  Reversal *task = data;
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);

  return epc_stock_reverse (transaction, &task->movement, task->reason, made, error);
}

static void
on_reversed (GObject *source, GAsyncResult *result, gpointer data)
{
  Reversal *task = data;
  g_autoptr (EpcStockPage) self = task->page;
  g_autoptr (GError) error = NULL;
  gboolean done = epc_store_write_finish (EPC_STORE (source), result, &error);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

  self->is_busy = FALSE;
  g_free (task->reason);
  g_free (task);
  if (window == NULL)
    return;
  gtk_widget_set_visible (self->reverse_note, !done);
  if (!done)
    {
      epc_note_set (EPC_NOTE (self->reverse_note), "critical", _("Not entered"), error->message);
      return;
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->reverse));
  gtk_editable_set_text (self->reason, "");
  epc_window_toast (window, _("Entry reversed"), TRUE);
}

static void
run_reverse (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcStockPage *self = EPC_STOCK_PAGE (widget);
  const EpcUid *movement = epc_text_table_key (self->ledger);
  const char *reason = gtk_editable_get_text (self->reason);

  if (self->is_busy || movement == NULL || !gtk_widget_get_sensitive (self->reverse))
    return;
  if (epc_text_is_blank (reason))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }
  Reversal *task = g_new0 (Reversal, 1);
  task->page = g_object_ref (self);
  task->movement = *movement;
  task->reason = g_strdup (reason);
  self->is_busy = TRUE;
  epc_store_write_async (epc_session_store (self->session), _("Reversal"), write_reversal, task, NULL, NULL, on_reversed, task);
}

/* --- settlement --- */

static gboolean
write_settlement (EpcTransaction *transaction, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_settled;

  return epc_stock_settle_counts (transaction, NULL, made, &n_settled, error);
}

static void
on_settled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EpcStockPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = epc_store_write_finish (EPC_STORE (source), result, &error);
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));

  self->is_busy = FALSE;
  if (window != NULL)
    epc_window_toast (window, done ? _("The counts are in the ledger") : error->message, done);
}

static void
run_settle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcStockPage *self = EPC_STOCK_PAGE (widget);

  if (self->is_busy)
    return;
  self->is_busy = TRUE;
  epc_store_write_async (epc_session_store (self->session), _("Settlement of counts"), write_settlement, NULL, NULL, NULL, on_settled, g_object_ref (self));
}

/* --- other actions --- */

static void
on_entered (EpcStockPage *self, const char *sentence)
{
  EpcWindow *window = epc_window_of (GTK_WIDGET (self));
  EpcUid item;

  if (epc_stock_entry_item (entry_of (self), &item))
    choose (self, &item);
  if (window != NULL)
    epc_window_toast (window, sentence, TRUE);
}

static void
begin (EpcStockPage *self, const char *kind, double quantity, const EpcUid *warehouse)
{
  self->is_begun = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "list");
  if (gtk_widget_get_visible (self->detail_chip))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->detail_chip), TRUE);
  epc_stock_entry_begin (entry_of (self), kind, quantity, warehouse);
}

static void
run_new (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin (EPC_STOCK_PAGE (widget), NULL, 0, NULL);
}

static void
run_receive (GtkWidget *widget, const char *name, GVariant *parameter)
{
  begin (EPC_STOCK_PAGE (widget), "receipt", 0, NULL);
}

static void
run_write_off (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcStockPage *self = EPC_STOCK_PAGE (widget);
  const EpcStockLine *line = self->board != NULL ? expired_line (self->board) : NULL;

  if (line == NULL)
    return;
  epc_stock_entry_set_item (entry_of (self), &line->item);
  begin (self, "expiry", line->expired, &line->warehouse);
  choose (self, &line->item);
}

static void
run_late (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcStockPage *self = EPC_STOCK_PAGE (widget);
  const EpcPipelineLine *line = self->board != NULL ? late_line (self->board) : NULL;

  if (line != NULL)
    epc_record_flow_open (widget, self->session, epc_entity_find ("consignment"), &line->consignment);
}

static void
run_warehouse (GtkWidget *widget, const char *name, GVariant *parameter)
{
  epc_record_flow_open (widget, EPC_STOCK_PAGE (widget)->session, epc_entity_find ("warehouse"), NULL);
}

static void
run_reservations (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *section = gtk_widget_get_ancestor (widget, EPC_TYPE_SECTION_PAGE);

  if (section != NULL)
    epc_section_page_show_entity (EPC_SECTION_PAGE (section), "reservation");
}

/* A consignment that brings what is missing: its contents in words, for whoever orders it. */
static void
run_order (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcStockPage *self = EPC_STOCK_PAGE (widget);
  g_autoptr (EpcRecord) draft = epc_record_form_draft (epc_session_store (self->session), epc_entity_find ("consignment"), epc_session_crisis (self->session));
  g_autoptr (GString) items = g_string_new (NULL);

  for (guint i = 0; self->board != NULL && i < self->board->needs->lines->len; i++)
    {
      const EpcNeedLine *line = g_ptr_array_index (self->board->needs->lines, i);
      g_autofree char *missing = amount (ceil (line->gap - 1e-9));
      if (line->gap > 0)
        g_string_append_printf (items, "%s%s: %s%s%s", items->len > 0 ? "\n" : "", line->item_name, missing, line->unit != NULL ? " " : "",
                                line->unit != NULL ? line->unit : "");
    }
  if (items->len > 0)
    epc_record_set_text (draft, "items", items->str);
  epc_record_flow_open_draft (widget, self->session, draft);
}

static void
run_import (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EpcWindow *window = epc_window_of (widget);

  if (window != NULL)
    epc_import_start (window, EPC_STOCK_PAGE (widget)->session, epc_entity_find ("stock_movement"));
}

/* --- building --- */

static GtkWidget *
make_toolbar (EpcStockPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *movement = gtk_button_new_with_label (_("Movement"));
  const char *const labels[EPC_STOCK_N_VIEWS] = { _("Need and gap"), _("By warehouse"), _("On its way") };

  for (guint i = 0; i < EPC_STOCK_N_VIEWS; i++)
    {
      self->view_chips[i] = GTK_TOGGLE_BUTTON (epc_chip_new (labels[i], i > 0 ? self->view_chips[0] : NULL));
      gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->view_chips[i]));
    }
  self->missing = GTK_TOGGLE_BUTTON (epc_chip_new (_("Missing only"), NULL));
  g_signal_connect_swapped (self->missing, "toggled", G_CALLBACK (fill_views), self);
  gtk_widget_set_margin_start (GTK_WIDGET (self->missing), 10);
  self->detail_chip = epc_chip_new (_("Details"), NULL);
  self->standard = GTK_LABEL (gtk_label_new (NULL));
  g_object_bind_property (self->detail_chip, "visible", self->standard, "visible", G_BINDING_INVERT_BOOLEAN);
  gtk_label_set_ellipsize (self->standard, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->standard, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->standard), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->standard), "small");
  gtk_widget_set_tooltip_text (movement, _("Receipt, dispatch, return, loss or count (Ctrl+N)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (movement), "page.new");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->missing));
  gtk_box_append (GTK_BOX (bar), self->detail_chip);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->standard));
  gtk_box_append (GTK_BOX (bar), movement);
  gtk_widget_add_css_class (bar, "toolbar-row");
  return bar;
}

static void
on_reason_entered (EpcStockPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "stock.reverse", NULL);
}

static GtkWidget *
make_reverse (EpcStockPage *self)
{
  GtkWidget *popover = gtk_popover_new (), *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_("Reverse"));

  self->reverse = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->reverse), _("Reverse the entry"));
  gtk_widget_set_tooltip_text (self->reverse, _("An entry is never changed: another one turns it round."));
  self->reason = GTK_EDITABLE (gtk_entry_new ());
  g_object_set (self->reason, "placeholder-text", _("Why was it wrong?"), NULL);
  gtk_editable_set_width_chars (self->reason, 26);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Why was it wrong?"), -1);
  gtk_widget_add_css_class (button, "destructive-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "stock.reverse");
  g_signal_connect_swapped (self->reason, "activate", G_CALLBACK (on_reason_entered), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (box), button);
  self->reverse_note = epc_note_new ("critical", NULL, NULL);
  gtk_widget_set_visible (self->reverse_note, FALSE);
  gtk_widget_set_size_request (self->reverse_note, 340, -1);
  gtk_box_append (GTK_BOX (all), box);
  gtk_box_append (GTK_BOX (all), self->reverse_note);
  gtk_popover_set_child (GTK_POPOVER (popover), all);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->reverse), popover);
  return self->reverse;
}

static GtkWidget *
make_ledger (EpcStockPage *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->ledger_heading = EPC_HEADING (epc_heading_new (_("Ledger"), NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->ledger_heading), TRUE);
  self->ledger = EPC_TEXT_TABLE (epc_stock_ledger_new ());
  g_signal_connect_swapped (self->ledger, "chosen", G_CALLBACK (sync_reverse), self);
  g_signal_connect_swapped (self->ledger, "opened", G_CALLBACK (on_ledger_opened), self);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->ledger_heading));
  gtk_box_append (GTK_BOX (bar), make_reverse (self));
  gtk_widget_add_css_class (bar, "toolbar-row");
  gtk_box_append (GTK_BOX (all), bar);
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->ledger));
  return all;
}

static GtkWidget *
make_tables (EpcStockPage *self)
{
  static const char *const names[EPC_STOCK_N_VIEWS] = { "needs", "stock", "pipeline" };
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *halves = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->tables = GTK_STACK (gtk_stack_new ());
  for (guint i = 0; i < EPC_STOCK_N_VIEWS; i++)
    {
      self->views[i] = EPC_TEXT_TABLE (epc_stock_view_new ((EpcStockView) i));
      g_signal_connect_swapped (self->views[i], "chosen", G_CALLBACK (on_chosen), self);
      g_signal_connect_swapped (self->views[i], "opened", G_CALLBACK (on_opened), self);
      gtk_stack_add_named (self->tables, GTK_WIDGET (self->views[i]), names[i]);
    }
  gtk_widget_set_size_request (GTK_WIDGET (self->tables), -1, 130);
  self->next = epc_note_new ("info", NULL, NULL);
  gtk_widget_set_visible (self->next, FALSE);
  gtk_widget_set_margin_top (self->next, 8);
  gtk_widget_set_margin_bottom (self->next, 8);
  gtk_widget_set_margin_start (self->next, 12);
  gtk_widget_set_margin_end (self->next, 12);
  gtk_paned_set_start_child (GTK_PANED (halves), GTK_WIDGET (self->tables));
  gtk_paned_set_end_child (GTK_PANED (halves), make_ledger (self));
  gtk_paned_set_shrink_start_child (GTK_PANED (halves), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (halves), FALSE);
  gtk_widget_set_vexpand (halves, TRUE);
  gtk_box_append (GTK_BOX (all), self->next);
  gtk_box_append (GTK_BOX (all), halves);
  return all;
}

static GtkWidget *
make_list (EpcStockPage *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->strip = EPC_STRIP (epc_strip_new ());
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->strip));
  gtk_box_append (GTK_BOX (all), make_toolbar (self));
  self->detail = EPC_STOCK_DETAIL (epc_stock_detail_new (self->session));
  g_signal_connect_object (epc_stock_detail_entry (self->detail), "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (all), epc_panes_new (make_tables (self), GTK_WIDGET (self->detail), DETAIL_WIDTH, NARROW, self->detail_chip));
  for (guint i = 0; i < EPC_STOCK_N_VIEWS; i++)
    g_signal_connect_swapped (self->view_chips[i], "toggled", G_CALLBACK (on_view_toggled), self);
  gtk_toggle_button_set_active (self->view_chips[EPC_STOCK_VIEW_NEEDS], TRUE);
  return all;
}

static void
epc_stock_page_dispose (GObject *object)
{
  EpcStockPage *self = EPC_STOCK_PAGE (object);

  g_clear_pointer (&self->feed, epc_feed_free);
  g_clear_pointer (&self->board, epc_stock_board_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (epc_stock_page_parent_class)->dispose (object);
}

static void
epc_stock_page_class_init (EpcStockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_stock_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.new", NULL, run_new);
  gtk_widget_class_install_action (widget_class, "page.import", NULL, run_import);
  gtk_widget_class_install_action (widget_class, "stock.receive", NULL, run_receive);
  gtk_widget_class_install_action (widget_class, "stock.reverse", NULL, run_reverse);
  gtk_widget_class_install_action (widget_class, "stock.settle", NULL, run_settle);
  gtk_widget_class_install_action (widget_class, "stock.write-off", NULL, run_write_off);
  gtk_widget_class_install_action (widget_class, "stock.late", NULL, run_late);
  gtk_widget_class_install_action (widget_class, "stock.order", NULL, run_order);
  gtk_widget_class_install_action (widget_class, "stock.warehouse", NULL, run_warehouse);
  gtk_widget_class_install_action (widget_class, "stock.reservations", NULL, run_reservations);
}

static void
epc_stock_page_init (EpcStockPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
epc_stock_page_new (const EpcSection *section, EpcSession *session)
{
  EpcStockPage *self = g_object_new (EPC_TYPE_STOCK_PAGE, NULL);

  self->session = g_object_ref (session);
  self->stack = epc_begin_stack_new (
      GTK_BOX (self),
      epc_begin_page_or (
          epc_begin_page_new ("package-x-generic-symbolic", _("Nothing in stock yet"),
                              _("What households need, what is in the warehouses and what is missing stands here as soon as something was "
                                "received or it is known how many people are in need. Receive the first items, or import a stock list."),
                              _("Receive"), "stock.receive"),
          _("Import a list"), "page.import"),
      "list", make_list (self));
  self->feed = epc_feed_new (GTK_WIDGET (self), session, &stock_feed);
  return GTK_WIDGET (self);
}
