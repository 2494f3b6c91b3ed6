/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry that proposes.
 */
#include "epc-proposal-entry.h"

#include "base/epc-i18n.h"
#include "base/epc-text.h"

struct _EpcProposalEntry
{
  GtkBox parent_instance;

  GtkWidget *entry, *popover, *rows, *scroller;
  EpcProposeFunc func;
  gpointer data;
  GDestroyNotify destroy;
  char *value, *extra;
  GPtrArray *proposals;
  guint source;
  gboolean is_setting, is_editable;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_EDITED,
  SIGNAL_EXTRA,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EpcProposalEntry, epc_proposal_entry, GTK_TYPE_BOX)

EpcProposal *
epc_proposal_new (const char *value, const char *title, const char *note)
{
  EpcProposal *proposal = g_new0 (EpcProposal, 1);

  proposal->value = g_strdup (value);
  proposal->title = g_strdup (title);
  proposal->note = g_strdup (note);
  return proposal;
}

void
epc_proposal_free (EpcProposal *proposal)
{
  g_free (proposal->value);
  g_free (proposal->title);
  g_free (proposal->note);
  g_free (proposal);
}

static void
close_list (EpcProposalEntry *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static gboolean
is_open (EpcProposalEntry *self)
{
  return gtk_widget_get_visible (self->popover);
}

static GtkWidget *
make_row (const char *title, const char *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (note != NULL && *note != '\0')
    {
      GtkWidget *faint = gtk_label_new (note);

      gtk_label_set_ellipsize (GTK_LABEL (faint), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (faint, "small");
      gtk_widget_add_css_class (faint, "faint");
      gtk_box_append (GTK_BOX (box), faint);
    }
  return box;
}

static void
fill (EpcProposalEntry *self, const char *text)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), child);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  self->proposals = self->func (text, self->data);
  for (guint i = 0; i < self->proposals->len; i++)
    {
      const EpcProposal *proposal = self->proposals->pdata[i];

      gtk_list_box_append (GTK_LIST_BOX (self->rows), make_row (proposal->title, proposal->note));
    }
  if (self->extra != NULL)
    gtk_list_box_append (GTK_LIST_BOX (self->rows), make_row (self->extra, NULL));
  child = gtk_widget_get_first_child (self->rows);
  gtk_list_box_select_row (GTK_LIST_BOX (self->rows), self->proposals->len > 0 ? GTK_LIST_BOX_ROW (child) : NULL);
}

static void
open_list (EpcProposalEntry *self, const char *text)
{
  if (!self->is_editable || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  fill (self, text);
  if (self->proposals->len == 0 && self->extra == NULL)
    {
      close_list (self);
      return;
    }
  gtk_widget_set_size_request (self->scroller, MAX (220, gtk_widget_get_width (GTK_WIDGET (self)) - 12), -1);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
on_propose (gpointer data)
{
  EpcProposalEntry *self = data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  self->source = 0;
  if (epc_text_is_blank (text))
    close_list (self);
  else
    open_list (self, text);
  return G_SOURCE_REMOVE;
}

static void
on_changed (GtkEditable *editable, EpcProposalEntry *self)
{
  if (self->is_setting)
    return;
  epc_set_text (&self->value, NULL);
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (120, on_propose, self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static void
take (EpcProposalEntry *self, int index)
{
  if (self->proposals != NULL && index >= 0 && index < (int) self->proposals->len)
    {
      const EpcProposal *proposal = self->proposals->pdata[index];

      epc_proposal_entry_set (self, proposal->value, proposal->title);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
      close_list (self);
      g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
    }
  else
    {
      close_list (self);
      g_signal_emit (self, signals[SIGNAL_EXTRA], 0);
    }
}

static void
on_row_activated (GtkListBox *box, GtkListBoxRow *row, EpcProposalEntry *self)
{
  take (self, gtk_list_box_row_get_index (row));
}

static void
move (EpcProposalEntry *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->rows));
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : 0;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->rows), MAX (0, index));
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->rows), row);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), self->rows, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EpcProposalEntry *self)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (!is_open (self))
    {
      if (key != GDK_KEY_Down && key != GDK_KEY_F4)
        return FALSE;
      open_list (self, self->value != NULL ? "" : gtk_editable_get_text (GTK_EDITABLE (self->entry)));
      return TRUE;
    }
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      move (self, key == GDK_KEY_Down ? 1 : -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_Page_Up:
      move (self, key == GDK_KEY_Page_Down ? 8 : -8);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      {
        GtkListBoxRow *row;

        /* Whoever types fast is ahead of the list: what stands in it answers what was typed before. */
        if (self->source != 0)
          {
            g_clear_handle_id (&self->source, g_source_remove);
            fill (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
          }
        row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->rows));
        if (row != NULL)
          take (self, gtk_list_box_row_get_index (row));
        else
          close_list (self);
        /* Tab chooses and goes on to the next field. */
        return key != GDK_KEY_Tab;
      }
    case GDK_KEY_Escape:
      close_list (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
on_leave (GtkEventControllerFocus *controller, EpcProposalEntry *self)
{
  close_list (self);
}

static void
on_icon (GtkEntry *entry, GtkEntryIconPosition position, EpcProposalEntry *self)
{
  gtk_widget_grab_focus (self->entry);
  if (is_open (self))
    close_list (self);
  else
    open_list (self, "");
}

void
epc_proposal_entry_set (EpcProposalEntry *self, const char *value, const char *title)
{
  self->is_setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), title != NULL ? title : "");
  gtk_widget_set_tooltip_text (self->entry, title); /* it may be longer than the entry */
  self->is_setting = FALSE;
  epc_set_text (&self->value, value);
}

const char *
epc_proposal_entry_value (EpcProposalEntry *self)
{
  return self->value;
}

const char *
epc_proposal_entry_text (EpcProposalEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

GtkWidget *
epc_proposal_entry_entry (EpcProposalEntry *self)
{
  return self->entry;
}

void
epc_proposal_entry_set_extra (EpcProposalEntry *self, const char *label)
{
  epc_set_text (&self->extra, label);
}

void
epc_proposal_entry_set_editable (EpcProposalEntry *self, gboolean is_editable)
{
  self->is_editable = is_editable;
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), is_editable);
}

static void
epc_proposal_entry_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EpcProposalEntry *self = EPC_PROPOSAL_ENTRY (widget);

  GTK_WIDGET_CLASS (epc_proposal_entry_parent_class)->size_allocate (widget, width, height, baseline);
  /* A popover is placed by its parent. */
  gtk_popover_present (GTK_POPOVER (self->popover));
}

static gboolean
epc_proposal_entry_focus (GtkWidget *widget, GtkDirectionType direction)
{
  EpcProposalEntry *self = EPC_PROPOSAL_ENTRY (widget);

  /* The popover is no stop of the Tab key. */
  if (gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return gtk_widget_child_focus (self->entry, direction);
}

static gboolean
epc_proposal_entry_grab (GtkWidget *widget)
{
  return gtk_widget_grab_focus (EPC_PROPOSAL_ENTRY (widget)->entry);
}

static void
epc_proposal_entry_dispose (GObject *object)
{
  EpcProposalEntry *self = EPC_PROPOSAL_ENTRY (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  if (self->destroy != NULL)
    self->destroy (self->data);
  self->destroy = NULL;
  G_OBJECT_CLASS (epc_proposal_entry_parent_class)->dispose (object);
}

static void
epc_proposal_entry_finalize (GObject *object)
{
  EpcProposalEntry *self = EPC_PROPOSAL_ENTRY (object);

  g_free (self->value);
  g_free (self->extra);
  G_OBJECT_CLASS (epc_proposal_entry_parent_class)->finalize (object);
}

static void
epc_proposal_entry_class_init (EpcProposalEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = epc_proposal_entry_dispose;
  object_class->finalize = epc_proposal_entry_finalize;
  widget_class->size_allocate = epc_proposal_entry_allocate;
  widget_class->focus = epc_proposal_entry_focus;
  widget_class->grab_focus = epc_proposal_entry_grab;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", EPC_TYPE_PROPOSAL_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EDITED] = g_signal_new ("edited", EPC_TYPE_PROPOSAL_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_EXTRA] = g_signal_new ("extra", EPC_TYPE_PROPOSAL_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
build_popover (EpcProposalEntry *self)
{
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->rows), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Proposals"), -1);
  g_signal_connect (self->rows, "row-activated", G_CALLBACK (on_row_activated), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->rows);

  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "proposals");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->scroller);
  gtk_widget_set_can_focus (self->popover, FALSE);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
epc_proposal_entry_init (EpcProposalEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->is_editable = TRUE;
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 6);
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, "pan-down-symbolic");
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, _("Show the choices (F4)"));
  gtk_box_append (GTK_BOX (self), self->entry);
  build_popover (self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->entry, "icon-press", G_CALLBACK (on_icon), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (self->entry, focus);
}

GtkWidget *
epc_proposal_entry_new (EpcProposeFunc func, gpointer data, GDestroyNotify destroy)
{
  EpcProposalEntry *self = g_object_new (EPC_TYPE_PROPOSAL_ENTRY, NULL);

  self->func = func;
  self->data = data;
  self->destroy = destroy;
  return GTK_WIDGET (self);
}
