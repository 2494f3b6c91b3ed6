/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The kinds of rows of a form, one a file. Made by epc_field_row_new().
 */
#pragma once

#include "epc-field-row.h"

G_BEGIN_DECLS

#define EPC_FORM_ROW(Name, name, NAME)                                                                                               \
  G_DECLARE_FINAL_TYPE (EpcForm##Name, epc_form_##name, EPC, FORM_##NAME, EpcFieldRow)

EPC_FORM_ROW (Text, text, TEXT)
EPC_FORM_ROW (LongText, long_text, LONG_TEXT)
EPC_FORM_ROW (Number, number, NUMBER)
EPC_FORM_ROW (Date, date, DATE)
EPC_FORM_ROW (Moment, moment, MOMENT)
EPC_FORM_ROW (Choice, choice, CHOICE)
EPC_FORM_ROW (Codes, codes, CODES)
EPC_FORM_ROW (Place, place, PLACE)
EPC_FORM_ROW (Places, places, PLACES)
EPC_FORM_ROW (Reference, reference, REFERENCE)
EPC_FORM_ROW (File, file, FILE)
EPC_FORM_ROW (Shown, shown, SHOWN) /* computed and read-only: text, no control */

/* A date entry with calendar and the keys + − H; used by dates and moments. Signals "changed" of the GtkEditable. */
GtkWidget *epc_date_entry_new (void);

G_END_DECLS
