/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of a long text (Markdown). Tab leaves it: in a form the keyboard goes from field to field.
 */
#include "epc-form-rows.h"

#include "base/epc-i18n.h"

struct _EpcFormLongText
{
  EpcFieldRow parent_instance;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (EpcFormLongText, epc_form_long_text, EPC_TYPE_FIELD_ROW)

static void
build (EpcFieldRow *row)
{
  EpcFormLongText *self = EPC_FORM_LONG_TEXT (row);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 68);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 220);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_add_css_class (scroller, "long-text");
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed", G_CALLBACK (epc_field_row_edited), row);
  epc_field_row_set_control (row, scroller, self->view);
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  g_autofree char *text = epc_field_row_text (row, record);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (EPC_FORM_LONG_TEXT (row)->view)), text != NULL ? text : "", -1);
}

static gboolean
read_text (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (EPC_FORM_LONG_TEXT (row)->view));
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return epc_field_row_parse (row, record, text, error);
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  gtk_text_view_set_editable (GTK_TEXT_VIEW (EPC_FORM_LONG_TEXT (row)->view), is_editable);
}

static void
epc_form_long_text_class_init (EpcFormLongTextClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build;
  row_class->load = load;
  row_class->read = read_text;
  row_class->set_editable = set_editable;
}

static void
epc_form_long_text_init (EpcFormLongText *self)
{
}
