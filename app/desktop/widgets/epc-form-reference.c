/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of a reference: another record by title or code, or a new one made on the spot.
 */
#include "epc-form-rows.h"

#include "base/epc-i18n.h"
#include "epc-reference-picker.h"

struct _EpcFormReference
{
  EpcFieldRow parent_instance;
  const EpcEntity *target;
  EpcProposalEntry *entry;
};

G_DEFINE_FINAL_TYPE (EpcFormReference, epc_form_reference, EPC_TYPE_FIELD_ROW)

static void
on_chosen (EpcFieldRow *row)
{
  epc_field_row_edited (row);
  epc_field_row_committed (row);
}

static void
on_extra (EpcFieldRow *row)
{
  g_signal_emit_by_name (row, "new-wanted");
}

static void
build (EpcFieldRow *row)
{
  EpcFormReference *self = EPC_FORM_REFERENCE (row);
  GtkWidget *entry;

  self->target = epc_entity_find (epc_field_row_field (row)->target);
  g_return_if_fail (self->target != NULL);
  self->entry = EPC_PROPOSAL_ENTRY (epc_reference_picker_new (epc_field_row_store (row), self->target));
  entry = epc_proposal_entry_entry (self->entry);
  if (!(self->target->flags & (EPC_ENTITY_PROGRAM | EPC_ENTITY_COUNT)))
    {
      g_autofree char *extra = g_strdup_printf (_("New: %s…"), _(self->target->label));

      epc_proposal_entry_set_extra (self->entry, extra);
    }
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "—");
  g_signal_connect_swapped (self->entry, "chosen", G_CALLBACK (on_chosen), row);
  g_signal_connect_swapped (self->entry, "edited", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (self->entry, "extra", G_CALLBACK (on_extra), row);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (epc_field_row_done), row);
  epc_field_row_set_control (row, GTK_WIDGET (self->entry), entry);
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  EpcFormReference *self = EPC_FORM_REFERENCE (row);

  epc_reference_picker_set (self->entry, epc_field_row_store (row), self->target,
                            epc_record_reference (record, epc_field_row_field (row)->key));
}

static gboolean
read_reference (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  EpcFormReference *self = EPC_FORM_REFERENCE (row);
  const char *key = epc_field_row_field (row)->key;
  EpcUid uid;

  if (!epc_reference_picker_uid (self->entry, epc_field_row_store (row), self->target, &uid, error))
    return FALSE;
  if (epc_uid_is_nil (&uid))
    epc_record_empty (record, key);
  else
    epc_record_set_reference (record, key, &uid);
  return TRUE;
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  epc_proposal_entry_set_editable (EPC_FORM_REFERENCE (row)->entry, is_editable);
}

static void
epc_form_reference_class_init (EpcFormReferenceClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build;
  row_class->load = load;
  row_class->read = read_reference;
  row_class->set_editable = set_editable;
}

static void
epc_form_reference_init (EpcFormReference *self)
{
}
