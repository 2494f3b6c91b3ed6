/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-stock-detail.h"

#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "desktop/response/epc-stock-views.h"
#include "desktop/widgets/epc-heading.h"
#include "desktop/widgets/epc-panes.h"
#include "desktop/widgets/epc-state.h"

struct _EpcStockDetail
{
  GtkBox parent_instance;
  GtkWidget *head, *tail; /* boxes, filled anew */
  EpcStockEntry *entry;
};

G_DEFINE_FINAL_TYPE (EpcStockDetail, epc_stock_detail, GTK_TYPE_BOX)

static GtkWidget *
pair (GtkWidget *left, const char *right, const char *css_class)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *value = gtk_label_new (right);

  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_halign (left, GTK_ALIGN_START);
  gtk_widget_set_valign (value, GTK_ALIGN_START);
  gtk_widget_add_css_class (value, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (value, css_class);
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), value);
  return row;
}

static char *
amount (double value)
{
  return epc_language_decimal (epc_language_get (NULL), value, fabs (value - round (value)) < 1e-6 ? 0 : 2);
}

static void
empty_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

/* --- the arithmetic --- */

static void
add_sum (EpcStockDetail *self, const char *words, double value, const char *css_class)
{
  g_autofree char *text = amount (value);

  gtk_box_append (GTK_BOX (self->head), pair (epc_pane_line_new (words, css_class), text, css_class));
}

static void
add_gap (EpcStockDetail *self, const EpcNeeds *needs, const EpcNeedLine *line)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *without = epc_language_integer (language, line->households_without), *held = amount (line->reserved);
  g_autofree char *state = line->gap > 0 ? g_strdup_printf (ngettext_ ("%s household without", "%s households without", (gulong) line->households_without), without) : g_strdup (_("Enough for all"));
  g_autofree char *eta = line->next_eta != NULL ? epc_language_date (language, line->next_eta, TRUE) : NULL;
  g_autofree char *way = eta != NULL ? g_strdup_printf (_("− on its way, next %s"), eta) : g_strdup (_("− on its way"));
  g_autofree char *there = line->reserved > 0 ? g_strdup_printf (_("− available (besides %s reserved)"), held) : g_strdup (_("− available"));
  GtkWidget *tag = epc_state_new (line->gap > 0 ? "critical" : "ok", state, "tag");

  if (needs->households < 0)
    {
      gtk_box_append (GTK_BOX (self->head), epc_pane_line_new (_("How many people need it is not known."), "small"));
      return;
    }
  gtk_widget_set_halign (tag, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->head), tag);
  add_sum (self, _("Need"), line->need, NULL);
  add_sum (self, there, line->available, NULL);
  add_sum (self, way, line->pipeline, NULL);
  add_sum (self, _("= gap"), line->gap, "heading");
}

static void
show_head (EpcStockDetail *self, const EpcNeeds *needs, const EpcNeedLine *line, const EpcStockCard *card)
{
  g_autofree char *title = epc_stock_item_text (card->item_name, line != NULL ? line->unit : NULL);

  gtk_box_append (GTK_BOX (self->head), epc_pane_line_new (title, "page-title"));
  if (line == NULL)
    {
      gtk_box_append (GTK_BOX (self->head), epc_pane_line_new (_("The standard chosen does not ask for this item."), "small"));
      return;
    }
  add_gap (self, needs, line);
  g_autofree char *one = amount (line->per_household);
  g_autofree char *source = line->source != NULL ? g_strdup_printf (_("%s per household · %s"), one, line->source)
                                                 : g_strdup_printf (_("%s per household"), one);
  gtk_box_append (GTK_BOX (self->head), epc_pane_line_new (source, "small"));
}

/* --- lots --- */

static void
show_lots (EpcStockDetail *self, const EpcStockCard *card)
{
  const EpcLanguage *language = epc_language_get (NULL);

  gtk_box_append (GTK_BOX (self->tail), epc_heading_new (_("Lots, the first to leave first"), NULL));
  if (card->lots->len == 0)
    gtk_box_append (GTK_BOX (self->tail), epc_pane_line_new (_("Nothing is there."), "small"));
  for (guint i = 0; i < card->lots->len; i++)
    {
      const EpcLedgerLot *lot = g_ptr_array_index (card->lots, i);
      g_autofree char *date = lot->expiry != NULL ? epc_language_date (language, lot->expiry, TRUE) : NULL;
      g_autofree char *text = g_strdup_printf ("%s · %s", lot->batch_no != NULL ? lot->batch_no : _("without lot"), date != NULL ? date : _("no expiry"));
      g_autofree char *there = amount (lot->on_hand);
      GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      gtk_box_append (GTK_BOX (words), epc_pane_line_new (text, NULL));
      if (!lot->is_fit)
        gtk_box_append (GTK_BOX (words), epc_state_new ("critical", lot->is_expired ? _("Expired") : _("Not in good condition"), "plain"));
      gtk_box_append (GTK_BOX (words), epc_pane_line_new (g_ptr_array_index (card->lot_places, i), "small"));
      gtk_box_append (GTK_BOX (self->tail), pair (words, there, NULL));
    }
}

void
epc_stock_detail_show (EpcStockDetail *self, const EpcNeeds *needs, const EpcNeedLine *line, const EpcStockCard *card)
{
  empty_box (self->head);
  empty_box (self->tail);
  if (card == NULL)
    return;
  epc_stock_entry_set_item (self->entry, &card->item);
  show_head (self, needs, line, card);
  show_lots (self, card);
}

EpcStockEntry *
epc_stock_detail_entry (EpcStockDetail *self)
{
  return self->entry;
}

static void
epc_stock_detail_class_init (EpcStockDetailClass *klass)
{
}

static void
epc_stock_detail_init (EpcStockDetail *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane");
}

GtkWidget *
epc_stock_detail_new (EpcSession *session)
{
  EpcStockDetail *self = g_object_new (EPC_TYPE_STOCK_DETAIL, NULL);
  GtkWidget *scroll = gtk_scrolled_window_new (), *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (content, "pane-pad");
  self->head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->tail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->entry = EPC_STOCK_ENTRY (epc_stock_entry_new (session));
  gtk_box_append (GTK_BOX (content), self->head);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (content), self->tail);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), content);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (self), scroll);
  return GTK_WIDGET (self);
}
