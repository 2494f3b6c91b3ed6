/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of a value that is only shown: worked out from the record, or set by the program.
 */
#include "epc-form-rows.h"

#include "base/epc-i18n.h"
#include "epc-tip.h"

struct _EpcFormShown
{
  EpcFieldRow parent_instance;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (EpcFormShown, epc_form_shown, EPC_TYPE_FIELD_ROW)

static void
build (EpcFieldRow *row)
{
  EpcFormShown *self = EPC_FORM_SHOWN (row);
  const EpcField *field = epc_field_row_field (row);

  self->label = gtk_label_new ("—");
  gtk_label_set_xalign (GTK_LABEL (self->label), epc_field_is_number (field) ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_size_request (self->label, -1, 32);
  gtk_widget_add_css_class (self->label, "num");
  epc_field_row_set_control (row, self->label, NULL);
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  EpcFormShown *self = EPC_FORM_SHOWN (row);
  g_autofree char *text = epc_store_display (epc_field_row_store (row), record, epc_field_row_field (row)->key, NULL);

  gtk_label_set_text (GTK_LABEL (self->label), text != NULL && *text != '\0' ? text : "—");
  epc_tip_set (self->label, text != NULL && *text != '\0' ? text : NULL);
}

static gboolean
read_nothing (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  return TRUE;
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  /* It never is. */
}

static void
epc_form_shown_class_init (EpcFormShownClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build;
  row_class->load = load;
  row_class->read = read_nothing;
  row_class->set_editable = set_editable;
}

static void
epc_form_shown_init (EpcFormShown *self)
{
}
