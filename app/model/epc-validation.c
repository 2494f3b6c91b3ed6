/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-validation.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"

struct _EpcFindings
{
  GArray *array;
};

static void
finding_clear (gpointer finding)
{
  g_free (((EpcFinding *) finding)->message);
}

EpcFindings *
epc_findings_new (void)
{
  EpcFindings *findings = g_new0 (EpcFindings, 1);

  findings->array = g_array_new (FALSE, FALSE, sizeof (EpcFinding));
  g_array_set_clear_func (findings->array, finding_clear);
  return findings;
}

void
epc_findings_free (EpcFindings *findings)
{
  if (findings == NULL)
    return;
  g_array_unref (findings->array);
  g_free (findings);
}

void
epc_findings_add (EpcFindings *findings, EpcFindingLevel level, const char *field, const char *rule, const char *format, ...)
{
  EpcFinding finding = { level, field, rule, NULL };
  va_list arguments;

  va_start (arguments, format);
  finding.message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_array_append_val (findings->array, finding);
}

guint
epc_findings_count (const EpcFindings *findings)
{
  return findings->array->len;
}

const EpcFinding *
epc_findings_get (const EpcFindings *findings, guint i)
{
  return &g_array_index (findings->array, EpcFinding, i);
}

const EpcFinding *
epc_findings_first_error (const EpcFindings *findings)
{
  for (guint i = 0; i < findings->array->len; i++)
    if (epc_findings_get (findings, i)->level == EPC_FINDING_ERROR)
      return epc_findings_get (findings, i);
  return NULL;
}

static const char *
label_of (const EpcField *field)
{
  return epc_language_text (epc_language_get (NULL), field->label);
}

static void
check_date (const EpcField *field, const EpcValue *value, EpcFindings *findings)
{
  char today[EPC_DATE_SIZE];

  if ((field->type != EPC_TYPE_DATE && field->type != EPC_TYPE_MOMENT) || (field->flags & EPC_FIELD_PLANNED)
      || value->kind != EPC_VALUE_TEXT)
    return;
  epc_date_today (today);
  /* One day of grace: east of us it is tomorrow already. */
  int year, month, day;
  epc_date_split (today, &year, &month, &day);
  gint64 limit = epc_date_days (year, month, day) + 1;
  if (epc_date_split (value->text, &year, &month, &day) && epc_date_days (year, month, day) > limit)
    {
      g_autofree char *date = epc_language_date (epc_language_get (NULL), value->text, TRUE);
      epc_findings_add (findings, EPC_FINDING_WARNING, field->key, "future", _("%s: %s lies in the future."), label_of (field), date);
    }
}

static gboolean
is_near_word (const char *folded)
{
  static const char *const words[] = { "cedula", "passport", "pasaporte", "passeport", "documento", "dni", "cpf", "telefono", "telephone",
                                       "telefone", "phone", "celular", "whatsapp", "curp", "nif" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A run of eight or more digits (with the marks people put between them) is a telephone or identity number; an e-mail address
 * speaks for itself. */
static gboolean
looks_personal (const char *text)
{
  guint digits = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        digits++;
      else if (strchr (" -.+()/", *p) == NULL)
        digits = 0;
      if (digits >= 8)
        break;
    }
  if (digits >= 8)
    {
      g_autofree char *folded = epc_text_fold (text);
      return is_near_word (folded) || strchr (text, '+') != NULL;
    }
  const char *at = strchr (text, '@');
  return at != NULL && at > text && strchr (at, '.') != NULL;
}

static void
check_personal (const EpcField *field, const EpcValue *value, EpcFindings *findings)
{
  if ((field->type != EPC_TYPE_TEXT && field->type != EPC_TYPE_LONG_TEXT) || (field->flags & EPC_FIELD_PERSON)
      || value->kind != EPC_VALUE_TEXT || !looks_personal (value->text))
    return;
  epc_findings_add (findings, EPC_FINDING_WARNING, field->key, "personal",
                    _("%s seems to hold a telephone, an e-mail address or an identity number. Personal data of affected people does "
                      "not belong here."),
                    label_of (field));
}

/* No part may pass its total. How parts add up (by sex, by age) is for the entity's own rule: it knows which overlap. */
static void
check_parts (const EpcRecord *record, const EpcField *total, EpcFindings *findings)
{
  const EpcEntity *entity = epc_record_entity (record);
  const char *group = epc_field_group (total);

  if (epc_record_is_empty (record, total->key))
    return;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!(field->flags & EPC_FIELD_PART) || !g_str_equal (epc_field_group (field), group) || field->type != EPC_TYPE_INTEGER)
        continue;
      if (epc_record_is_empty (record, field->key))
        continue;
      gint64 part = epc_record_integer (record, field->key);
      if (part > epc_record_integer (record, total->key))
        {
          g_autofree char *part_text = epc_language_integer (epc_language_get (NULL), part);
          g_autofree char *total_text = epc_language_integer (epc_language_get (NULL), epc_record_integer (record, total->key));
          epc_findings_add (findings, EPC_FINDING_ERROR, field->key, "part_over_total", _("%s (%s) is more than %s (%s)."),
                            label_of (field), part_text, label_of (total), total_text);
        }
    }
}

void
epc_validate (const EpcRecord *record, EpcFindings *findings)
{
  const EpcEntity *entity = epc_record_entity (record);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      const EpcValue *value = epc_record_value (record, i);
      g_autoptr (GError) error = NULL;

      if (!epc_field_is_stored (field))
        continue;
      if ((field->flags & EPC_FIELD_REQUIRED) && value->kind == EPC_VALUE_EMPTY)
        epc_findings_add (findings, EPC_FINDING_ERROR, field->key, "required", _("%s is missing."), label_of (field));
      if (!epc_value_check (field, value, &error))
        epc_findings_add (findings, EPC_FINDING_ERROR, field->key, "range", "%s", error->message);
      check_date (field, value, findings);
      check_personal (field, value, findings);
      if (field->flags & EPC_FIELD_TOTAL)
        check_parts (record, field, findings);
    }
  if (entity->validate != NULL)
    entity->validate (record, findings);
}
