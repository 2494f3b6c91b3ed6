/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-line-list.h"

#include "epc-state.h"
#include "epc-tip.h"

G_DEFINE_FINAL_TYPE (EpcLine, epc_line, G_TYPE_OBJECT)

static void
epc_line_finalize (GObject *object)
{
  EpcLine *self = EPC_LINE (object);

  g_free (self->state);
  g_free (self->title);
  g_free (self->note);
  G_OBJECT_CLASS (epc_line_parent_class)->finalize (object);
}

static void
epc_line_class_init (EpcLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = epc_line_finalize;
}

static void
epc_line_init (EpcLine *self)
{
}

EpcLine *
epc_line_new (const char *state, const char *title, const char *note, guint at)
{
  EpcLine *self = g_object_new (EPC_TYPE_LINE, NULL);

  self->state = g_strdup (state);
  self->title = g_strdup (title);
  self->note = g_strdup (note);
  self->at = at;
  return self;
}

/* --- the list --- */

struct _EpcLineList
{
  GtkWidget parent_instance;
  GtkWidget *scrolled, *view;
  GListStore *lines;
  GtkSingleSelection *selection;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (EpcLineList, epc_line_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), label);
      if (i == 1)
        {
          gtk_widget_add_css_class (label, "small");
          gtk_widget_add_css_class (label, "faint");
        }
    }
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (line), epc_state_new (NULL, NULL, "plain"));
  gtk_box_append (GTK_BOX (line), box);
  gtk_list_item_set_child (item, line);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const EpcLine *line = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item), *state = gtk_widget_get_first_child (row);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_next_sibling (state));

  epc_state_set (EPC_STATE (state), line->state, NULL);
  if (line->state != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (state), GTK_ACCESSIBLE_PROPERTY_LABEL, epc_state_word (line->state), -1);
  gtk_label_set_text (GTK_LABEL (title), line->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (title)), line->note);
  epc_tip_set (row, line->title);
}

static void
on_selected (EpcLineList *self)
{
  if (!self->is_filling)
    g_signal_emit (self, chosen_signal, 0);
}

EpcLine *
epc_line_list_chosen (EpcLineList *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

void
epc_line_list_set (EpcLineList *self, GPtrArray *lines)
{
  guint at = gtk_single_selection_get_selected (self->selection);

  self->is_filling = TRUE;
  g_list_store_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)), lines->pdata, lines->len);
  if (lines->len > 0)
    gtk_single_selection_set_selected (self->selection, at == GTK_INVALID_LIST_POSITION ? 0 : MIN (at, lines->len - 1));
  self->is_filling = FALSE;
  g_signal_emit (self, chosen_signal, 0);
}

static gboolean
epc_line_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (EPC_LINE_LIST (widget)->view);
}

static void
epc_line_list_dispose (GObject *object)
{
  EpcLineList *self = EPC_LINE_LIST (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  G_OBJECT_CLASS (epc_line_list_parent_class)->dispose (object);
}

static void
epc_line_list_class_init (EpcLineListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = epc_line_list_dispose;
  widget_class->grab_focus = epc_line_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", EPC_TYPE_LINE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
epc_line_list_init (EpcLineList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->lines = g_list_store_new (EPC_TYPE_LINE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_widget_add_css_class (self->view, "queue");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
epc_line_list_new (const char *name)
{
  EpcLineList *self = g_object_new (EPC_TYPE_LINE_LIST, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}
