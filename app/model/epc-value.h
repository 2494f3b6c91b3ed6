/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One value of one field: nothing, an integer, a decimal, a text or the uid of another record.
 */
#pragma once

#include "epc-field.h"
#include "base/epc-uid.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_VALUE_EMPTY,
  EPC_VALUE_INTEGER,
  EPC_VALUE_DECIMAL,
  EPC_VALUE_TEXT,
  EPC_VALUE_UID,
} EpcValueKind;

typedef struct
{
  EpcValueKind kind;
  union
  {
    gint64 integer;
    double decimal;
    char *text; /* owned */
    EpcUid uid;
  };
} EpcValue;

#define EPC_VALUE_INIT { EPC_VALUE_EMPTY, { 0 } }

void epc_value_clear (EpcValue *value);
void epc_value_copy (EpcValue *to, const EpcValue *from);
gboolean epc_value_equal (const EpcValue *a, const EpcValue *b);
void epc_value_set_integer (EpcValue *value, gint64 integer);
void epc_value_set_decimal (EpcValue *value, double decimal);
void epc_value_set_text (EpcValue *value, const char *text);
void epc_value_set_uid (EpcValue *value, const EpcUid *uid);
/* What the database stores for @field when a value of this field is there. */
EpcValueKind epc_field_value_kind (const EpcField *field);

/* Reads canonical text (see EpcFieldType) into @value; blank text empties it. Codes are also accepted by their label or synonym
 * in any language, accents and case folded; yes/no/unknown likewise. Numbers and dates must be canonical or unmistakable
 * (dates: day first). REFERENCE accepts only a uid here: codes are resolved by the store.
 * EPC_ERROR_INVALID with a sentence that names the value and what is accepted. */
gboolean epc_value_parse (const EpcField *field, const char *text, EpcValue *value, GError **error);

/* Canonical text, NULL when empty. Free with g_free(). */
char *epc_value_to_text (const EpcField *field, const EpcValue *value);

/* As a person reads it in the language @language ("es", NULL: the interface's): numbers with separators, dates long or
 * short, code labels. References and places stay codes here: the store knows their names. "" when empty. */
char *epc_value_to_display (const EpcField *field, const EpcValue *value, const char *language);

/* Range, calendar and list are right for @field. EPC_ERROR_INVALID otherwise. */
gboolean epc_value_check (const EpcField *field, const EpcValue *value, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcValue, epc_value_clear)

G_END_DECLS
