/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of one line of text.
 */
#include "epc-form-rows.h"

#include "base/epc-i18n.h"

struct _EpcFormText
{
  EpcFieldRow parent_instance;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (EpcFormText, epc_form_text, EPC_TYPE_FIELD_ROW)

static void
build (EpcFieldRow *row)
{
  EpcFormText *self = EPC_FORM_TEXT (row);
  const EpcField *field = epc_field_row_field (row);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 4);
  if (field->flags & EPC_FIELD_PERSON)
    gtk_entry_set_input_hints (GTK_ENTRY (self->entry), GTK_INPUT_HINT_PRIVATE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (epc_field_row_done), row);
  epc_field_row_set_control (row, self->entry, NULL);
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  g_autofree char *text = epc_field_row_text (row, record);

  gtk_editable_set_text (GTK_EDITABLE (EPC_FORM_TEXT (row)->entry), text != NULL ? text : "");
}

static gboolean
read_text (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  return epc_field_row_parse (row, record, gtk_editable_get_text (GTK_EDITABLE (EPC_FORM_TEXT (row)->entry)), error);
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  gtk_editable_set_editable (GTK_EDITABLE (EPC_FORM_TEXT (row)->entry), is_editable);
}

static void
epc_form_text_class_init (EpcFormTextClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build;
  row_class->load = load;
  row_class->read = read_text;
  row_class->set_editable = set_editable;
}

static void
epc_form_text_init (EpcFormText *self)
{
}
