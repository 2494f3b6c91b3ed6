/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Row of a number: count, decimal, percent, money, degrees. Read as people write them: with the separators of the language.
 */
#include "epc-form-rows.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-text.h"

struct _EpcFormNumber
{
  EpcFieldRow parent_instance;
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (EpcFormNumber, epc_form_number, EPC_TYPE_FIELD_ROW)

/* What the language writes before the decimals. */
static gboolean
has_decimal_comma (void)
{
  g_autofree char *text = epc_language_decimal (epc_language_get (NULL), 0.5, 1);

  return strchr (text, ',') != NULL;
}

/* Degrees and percents have no thousands: a lone point is always the decimal one there. */
static gboolean
reads_comma (const EpcField *field, const char *text)
{
  gboolean is_small = field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE || field->type == EPC_TYPE_PERCENT;

  return is_small ? strchr (text, ',') != NULL : has_decimal_comma ();
}

static void
build (EpcFieldRow *row)
{
  EpcFormNumber *self = EPC_FORM_NUMBER (row);
  const EpcField *field = epc_field_row_field (row);
  gboolean is_count = field->type == EPC_TYPE_INTEGER;

  self->entry = gtk_entry_new ();
  gtk_entry_set_alignment (GTK_ENTRY (self->entry), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 4);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), is_count ? GTK_INPUT_PURPOSE_DIGITS : GTK_INPUT_PURPOSE_NUMBER);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), "—");
  gtk_widget_add_css_class (self->entry, "num");
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (epc_field_row_edited), row);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (epc_field_row_done), row);
  epc_field_row_set_control (row, self->entry, NULL);
  if (field->unit == NULL && field->type == EPC_TYPE_PERCENT)
    epc_field_row_set_unit (row, "%");
  if (field->unit == NULL && (field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE))
    epc_field_row_set_unit (row, "°");
}

/* The canonical text with the minus and the decimal separator of the language; thousands stand together, so that editing
 * is plain. */
static char *
as_typed (const char *canonical)
{
  gboolean comma = has_decimal_comma ();
  GString *text = g_string_new (NULL);

  for (const char *p = canonical; *p != '\0'; p++)
    if (*p == '-')
      g_string_append (text, "−");
    else
      g_string_append_c (text, *p == '.' && comma ? ',' : *p);
  return g_string_free (text, FALSE);
}

static void
load (EpcFieldRow *row, EpcRecord *record)
{
  g_autofree char *canonical = epc_record_to_text (record, epc_field_row_field (row)->key);
  g_autofree char *text = canonical != NULL ? as_typed (canonical) : NULL;

  gtk_editable_set_text (GTK_EDITABLE (EPC_FORM_NUMBER (row)->entry), text != NULL ? text : "");
}

static gboolean
read_number (EpcFieldRow *row, EpcRecord *record, GError **error)
{
  const EpcField *field = epc_field_row_field (row);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (EPC_FORM_NUMBER (row)->entry));
  char canonical[EPC_NUMBER_SIZE];
  double value;

  if (epc_text_is_blank (text) || g_strcmp0 (text, "—") == 0)
    {
      epc_record_empty (record, field->key);
      return TRUE;
    }
  if (!epc_number_parse_people (text, reads_comma (field, text), &value) || !isfinite (value))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is not a number. Leave it empty when it was not asked."), text);
      return FALSE;
    }
  if (field->type == EPC_TYPE_INTEGER && value != floor (value))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("%s is counted in whole numbers."), _(field->label));
      return FALSE;
    }
  if (field->type == EPC_TYPE_MONEY)
    epc_number_write_money (llround (value * 100), canonical);
  else if (field->type == EPC_TYPE_INTEGER && fabs (value) < 9e15)
    epc_number_write_integer ((gint64) value, canonical);
  else
    epc_number_write_decimal (value, canonical);
  return epc_field_row_parse (row, record, canonical, error);
}

static void
set_editable (EpcFieldRow *row, gboolean is_editable)
{
  gtk_editable_set_editable (GTK_EDITABLE (EPC_FORM_NUMBER (row)->entry), is_editable);
}

static void
epc_form_number_class_init (EpcFormNumberClass *klass)
{
  EpcFieldRowClass *row_class = EPC_FIELD_ROW_CLASS (klass);

  row_class->build = build;
  row_class->load = load;
  row_class->read = read_number;
  row_class->set_editable = set_editable;
}

static void
epc_form_number_init (EpcFormNumber *self)
{
}
