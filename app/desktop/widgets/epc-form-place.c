/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of a place: name or P-code.
 */
#include "epc-form-rows.h"

#include "base/epc-i18n.h"
#include "epc-place-picker.h"

struct _EpcFormPlace
{
  EpcFieldRow parent_instance;
  EpcProposalEntry *entry;
};

G_DEFINE_FINAL_TYPE (EpcFormPlace, epc_form_place, EPC_TYPE_FIELD_ROW)

static void
on_chosen (EpcFieldRow *row)
{
  epc_field_row_edited (row);
  epc_field_row_committed (row);
}

static void
build (EpcFieldRow *row)
{
  EpcFormPlace *self = EPC_FORM_PLACE (row);
  GtkWidget *entry;

  self->entry = EPC_PROPOSAL_ENTRY (epc_place_picker_new (epc_field_row_store (row)));
  entry = epc_proposal_entry_entry (self->entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name or P-code"));
  g_signal_connect_swapped (self->entry, "chosen", G_CALLBACK (on_chosen), row);
  g_signal_connect_swapped (self->entry, "edited", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (epc_field_row_done), row);
  epc_field_row_set_control (row, GTK_WIDGET (self->entry), entry);
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  epc_place_picker_set (EPC_FORM_PLACE (row)->entry, epc_field_row_store (row),
                        epc_record_text (record, epc_field_row_field (row)->key));
  epc_field_row_set_note (row, NULL);
}

static gboolean
read_place (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  GError *problem = NULL;
  gboolean is_known;
  g_autofree char *pcode
      = epc_place_picker_pcode (EPC_FORM_PLACE (row)->entry, epc_field_row_store (row), &is_known, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  epc_field_row_set_note (row, is_known ? NULL : _("This P-code is not among the places yet. It is kept as it is."));
  return epc_field_row_parse (row, record, pcode, error);
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  epc_proposal_entry_set_editable (EPC_FORM_PLACE (row)->entry, is_editable);
}

static void
epc_form_place_class_init (EpcFormPlaceClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build;
  row_class->load = load;
  row_class->read = read_place;
  row_class->set_editable = set_editable;
}

static void
epc_form_place_init (EpcFormPlace *self)
{
}
