/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of several places: names or P-codes with semicolons between them.
 */
#include "epc-form-rows.h"

#include "base/epc-i18n.h"
#include "epc-place-picker.h"

struct _EpcFormPlaces
{
  EpcFieldRow parent_instance;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (EpcFormPlaces, epc_form_places, EPC_TYPE_FIELD_ROW)

static void
build (EpcFieldRow *row)
{
  EpcFormPlaces *self = EPC_FORM_PLACES (row);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 4);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Names or P-codes, separated by semicolons"));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (epc_field_row_done), row);
  epc_field_row_set_control (row, self->entry, NULL);
}

/* By name; where a name would not lead back to its place, because another has it too, all of them by P-code. */
static void
load (EpcFieldRow *row, EpcRecord *record)
{
  const char *key = epc_field_row_field (row)->key, *pcodes = epc_record_text (record, key);
  g_autofree char *names = epc_store_display (epc_field_row_store (row), record, key, NULL), *again = NULL, *plain = NULL;
  gboolean is_known;

  if (pcodes != NULL)
    {
      again = epc_place_pcodes (epc_field_row_store (row), names, &is_known, NULL);
      plain = epc_place_pcodes (epc_field_row_store (row), pcodes, &is_known, NULL);
    }
  gtk_editable_set_text (GTK_EDITABLE (EPC_FORM_PLACES (row)->entry), pcodes == NULL ? "" : again != NULL && g_strcmp0 (again, plain) == 0 ? names : pcodes);
  epc_field_row_set_note (row, NULL);
}

static gboolean
read_places (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  gboolean is_known = TRUE;
  g_autofree char *pcodes
      = epc_place_pcodes (epc_field_row_store (row), gtk_editable_get_text (GTK_EDITABLE (EPC_FORM_PLACES (row)->entry)), &is_known, error);

  if (pcodes == NULL)
    return FALSE;
  epc_field_row_set_note (row, is_known ? NULL : _("A P-code is not among the places yet. It is kept as it is."));
  return epc_field_row_parse (row, record, pcodes, error);
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  gtk_editable_set_editable (GTK_EDITABLE (EPC_FORM_PLACES (row)->entry), is_editable);
}

static void
epc_form_places_class_init (EpcFormPlacesClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build;
  row_class->load = load;
  row_class->read = read_places;
  row_class->set_editable = set_editable;
}

static void
epc_form_places_init (EpcFormPlaces *self)
{
}
