/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-state-grid.h"

#include "epc-state.h"
#include "epc-tip.h"

#define ROW_HEIGHT 34
#define COLUMN_WIDTH 104
#define HEAD_HEIGHT 36
#define FEW_COLUMNS 5 /* they leave room beside them for a long name */
#define NAME 30       /* characters */
#define NAME_WIDE 46

struct _EpcStateGrid
{
  GtkWidget parent_instance;
  GtkWidget *scroll;
  GtkGrid *names, *cells;
  guint n_rows, n_columns;
  GtkWidget *marked;
};

G_DEFINE_FINAL_TYPE (EpcStateGrid, epc_state_grid, GTK_TYPE_WIDGET)

static guint selected;

/* --- cells --- */

static void
mark (EpcStateGrid *self, GtkWidget *cell)
{
  if (self->marked != NULL)
    gtk_widget_remove_css_class (self->marked, "chosen");
  self->marked = cell;
  if (cell != NULL)
    gtk_widget_add_css_class (cell, "chosen");
}

static void
choose (EpcStateGrid *self, GtkWidget *cell)
{
  int column, row;

  if (cell == self->marked)
    return;
  gtk_grid_query_child (self->cells, cell, &column, &row, NULL, NULL);
  mark (self, cell);
  g_signal_emit (self, selected, 0, (guint) row - 1, (guint) column);
}

static void
on_clicked (GtkWidget *cell, EpcStateGrid *self)
{
  choose (self, cell);
}

static void
on_focused (GtkEventController *controller, EpcStateGrid *self)
{
  choose (self, gtk_event_controller_get_widget (controller));
}

static GtkWidget *
cell_new (EpcStateGrid *self)
{
  GtkWidget *cell = gtk_button_new (), *state = epc_state_new (NULL, NULL, "plain");
  GtkEventController *focus = gtk_event_controller_focus_new ();

  epc_state_set_ellipsize (EPC_STATE (state), TRUE);
  gtk_button_set_child (GTK_BUTTON (cell), state);
  gtk_widget_add_css_class (cell, "state-cell");
  gtk_widget_set_size_request (cell, COLUMN_WIDTH, ROW_HEIGHT - 4);
  g_signal_connect (cell, "clicked", G_CALLBACK (on_clicked), self);
  g_signal_connect (focus, "enter", G_CALLBACK (on_focused), self);
  gtk_widget_add_controller (cell, focus);
  return cell;
}

/* --- names --- */

static GtkWidget *
label_new (const char *text, const char *css_class, double xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), (float) xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  epc_tip_set (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
epc_state_grid_add_column (EpcStateGrid *self, const char *title, const char *note)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *first = label_new (title, "heading", 0);

  g_return_if_fail (self->n_rows == 0);
  gtk_label_set_max_width_chars (GTK_LABEL (first), 12);
  gtk_box_append (GTK_BOX (head), first);
  if (note != NULL)
    gtk_box_append (GTK_BOX (head), label_new (note, "small", 0));
  gtk_widget_set_size_request (head, COLUMN_WIDTH, HEAD_HEIGHT);
  gtk_widget_set_valign (head, GTK_ALIGN_END);
  gtk_widget_set_margin_end (head, 8); /* from the next one's words */
  gtk_grid_attach (self->cells, head, (int) self->n_columns++, 0, 1, 1);
}

guint
epc_state_grid_add_row (EpcStateGrid *self, const char *code, const char *title)
{
  GtkWidget *name = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *words = label_new (title, NULL, 0);
  guint row = self->n_rows++;

  if (code != NULL)
    gtk_box_append (GTK_BOX (name), label_new (code, "small", 0));
  gtk_label_set_max_width_chars (GTK_LABEL (words), self->n_columns <= FEW_COLUMNS ? NAME_WIDE : NAME);
  gtk_box_append (GTK_BOX (name), words);
  gtk_widget_set_size_request (name, -1, ROW_HEIGHT - 4);
  gtk_grid_attach (self->names, name, 0, (int) row + 1, 1, 1);
  for (guint c = 0; c < self->n_columns; c++)
    gtk_grid_attach (self->cells, cell_new (self), (int) c, (int) row + 1, 1, 1);
  return row;
}

void
epc_state_grid_set (EpcStateGrid *self, guint row, guint column, const char *kind, const char *text, const char *sentence)
{
  GtkWidget *cell = gtk_grid_get_child_at (self->cells, (int) column, (int) row + 1);

  g_return_if_fail (cell != NULL);
  epc_state_set (EPC_STATE (gtk_button_get_child (GTK_BUTTON (cell))), kind, text);
  epc_tip_set (cell, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

void
epc_state_grid_mark (EpcStateGrid *self, guint row, guint column)
{
  mark (self, gtk_grid_get_child_at (self->cells, (int) column, (int) row + 1));
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

void
epc_state_grid_clear (EpcStateGrid *self)
{
  GtkWidget *corner = gtk_label_new (NULL);

  self->marked = NULL;
  clear_grid (self->names);
  clear_grid (self->cells);
  self->n_rows = self->n_columns = 0;
  gtk_widget_set_size_request (corner, -1, HEAD_HEIGHT);
  gtk_grid_attach (self->names, corner, 0, 0, 1, 1);
}

/* --- building --- */

static void
epc_state_grid_dispose (GObject *object)
{
  EpcStateGrid *self = EPC_STATE_GRID (object);

  self->marked = NULL;
  g_clear_pointer (&self->scroll, gtk_widget_unparent);
  G_OBJECT_CLASS (epc_state_grid_parent_class)->dispose (object);
}

static void
epc_state_grid_class_init (EpcStateGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = epc_state_grid_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  selected = g_signal_new ("selected", EPC_TYPE_STATE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static GtkGrid *
grid_new (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 4);
  return GTK_GRID (grid);
}

static void
epc_state_grid_init (EpcStateGrid *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10), *across = gtk_scrolled_window_new ();

  self->names = grid_new ();
  self->cells = grid_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (across), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (across), GTK_WIDGET (self->cells));
  gtk_widget_set_hexpand (across, TRUE);
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->names));
  gtk_box_append (GTK_BOX (all), across);
  gtk_widget_add_css_class (all, "state-grid");
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), all);
  gtk_widget_set_parent (self->scroll, GTK_WIDGET (self));
  epc_state_grid_clear (self);
}

GtkWidget *
epc_state_grid_new (void)
{
  return g_object_new (EPC_TYPE_STATE_GRID, NULL);
}
