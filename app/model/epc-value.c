/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-value.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-position.h"
#include "base/epc-text.h"
#include "epc-code-list.h"
#include "epc-entity.h"

void
epc_value_clear (EpcValue *value)
{
  if (value->kind == EPC_VALUE_TEXT)
    g_free (value->text);
  value->kind = EPC_VALUE_EMPTY;
  value->integer = 0;
}

void
epc_value_copy (EpcValue *to, const EpcValue *from)
{
  if (to == from)
    return;
  epc_value_clear (to);
  *to = *from;
  if (from->kind == EPC_VALUE_TEXT)
    to->text = g_strdup (from->text);
}

gboolean
epc_value_equal (const EpcValue *a, const EpcValue *b)
{
  if (a->kind != b->kind)
    return FALSE;
  switch (a->kind)
    {
    case EPC_VALUE_EMPTY:
      return TRUE;
    case EPC_VALUE_INTEGER:
      return a->integer == b->integer;
    case EPC_VALUE_DECIMAL:
      return a->decimal == b->decimal;
    case EPC_VALUE_TEXT:
      return g_str_equal (a->text, b->text);
    case EPC_VALUE_UID:
      return epc_uid_equal (&a->uid, &b->uid);
    default:
      return FALSE;
    }
}

void
epc_value_set_integer (EpcValue *value, gint64 integer)
{
  epc_value_clear (value);
  value->kind = EPC_VALUE_INTEGER;
  value->integer = integer;
}

void
epc_value_set_decimal (EpcValue *value, double decimal)
{
  epc_value_clear (value);
  if (isnan (decimal))
    return;
  value->kind = EPC_VALUE_DECIMAL;
  value->decimal = decimal;
}

void
epc_value_set_text (EpcValue *value, const char *text)
{
  char *copy = text != NULL && *text != '\0' ? g_strdup (text) : NULL;

  epc_value_clear (value);
  if (copy == NULL)
    return;
  value->kind = EPC_VALUE_TEXT;
  value->text = copy;
}

void
epc_value_set_uid (EpcValue *value, const EpcUid *uid)
{
  EpcUid copy = { { 0 } };

  if (uid != NULL)
    copy = *uid;
  epc_value_clear (value);
  if (epc_uid_is_nil (&copy))
    return;
  value->kind = EPC_VALUE_UID;
  value->uid = copy;
}

EpcValueKind
epc_field_value_kind (const EpcField *field)
{
  EpcFieldType type = field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type;

  switch (type)
    {
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_MONEY:
      return EPC_VALUE_INTEGER;
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      return EPC_VALUE_DECIMAL;
    case EPC_TYPE_REFERENCE:
      return EPC_VALUE_UID;
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_DATE:
    case EPC_TYPE_MOMENT:
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
    case EPC_TYPE_PLACE:
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
    default:
      return EPC_VALUE_TEXT;
    }
}

static const char *
label_of (const EpcField *field)
{
  return epc_language_text (epc_language_get (NULL), field->label);
}

static gboolean
refuse (const EpcField *field, const char *text, const char *accepted, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("%s: “%s” was not understood. Accepted: %s."), label_of (field), text, accepted);
  return FALSE;
}

static const EpcCodeList *
list_of (const EpcField *field)
{
  return epc_code_list_find (field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes);
}

/* The first codes of @list as an example of what is accepted, in the reader's words: these are understood too. */
static char *
accepted_codes (const EpcCodeList *list)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->n_codes && i < 8; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", epc_code_text (list, &list->codes[i], NULL));
  if (list->n_codes > 8)
    g_string_append_printf (out, _(" and %u more"), list->n_codes - 8);
  return g_string_free (out, FALSE);
}

static gboolean
parse_code (const EpcField *field, const char *text, EpcValue *value, GError **error)
{
  const EpcCodeList *list = list_of (field);
  const EpcCode *code = epc_code_list_match (list, text);

  if (code != NULL)
    {
      epc_value_set_text (value, code->key);
      return TRUE;
    }
  if (list == NULL || list->is_editable)
    {
      g_autofree char *own = epc_text_normalise (text);
      epc_value_set_text (value, own);
      return TRUE;
    }
  g_autofree char *accepted = accepted_codes (list);
  return refuse (field, text, accepted, error);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
add_position (GArray *positions, const EpcCodeList *list, const EpcCode *code)
{
  int position = (int) (code - list->codes);

  for (guint i = 0; i < positions->len; i++)
    if (g_array_index (positions, int, i) == position)
      return;
  g_array_append_val (positions, position);
}

/* "flood storm", as KoBo writes several choices: each longest run of words must be a code. FALSE, with nothing added, otherwise. */
static gboolean
add_words (GArray *positions, const EpcCodeList *list, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words), had = positions->len;

  for (guint first = 0; list != NULL && first < n;)
    {
      const EpcCode *code = NULL;
      guint last = n;
      for (; code == NULL && last > first; last--)
        {
          g_autofree char *beyond = g_steal_pointer (&words[last]);
          g_autofree char *run = g_strjoinv (" ", words + first);
          words[last] = g_steal_pointer (&beyond);
          code = epc_text_is_blank (run) ? NULL : epc_code_list_match (list, run);
        }
      if (code == NULL && *words[first] != '\0')
        {
          g_array_set_size (positions, had);
          return FALSE;
        }
      if (code != NULL)
        add_position (positions, list, code);
      first = code != NULL ? last + 1 : first + 1;
    }
  return positions->len > had;
}

static gboolean
parse_codes (const EpcField *field, const char *text, EpcValue *value, GError **error)
{
  const EpcCodeList *list = list_of (field);
  g_auto (GStrv) parts = g_strsplit_set (text, ";|", -1);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (char **part = parts; *part != NULL; part++)
    {
      if (epc_text_is_blank (*part))
        continue;
      const EpcCode *code = epc_code_list_match (list, *part);
      if (code != NULL)
        add_position (positions, list, code);
      else if (add_words (positions, list, *part))
        continue;
      else if (list == NULL || list->is_editable)
        g_ptr_array_add (keys, epc_text_normalise (*part));
      else
        {
          g_autofree char *accepted = accepted_codes (list);
          return refuse (field, *part, accepted, error);
        }
    }
  g_array_sort (positions, compare_positions);
  GString *joined = g_string_new (NULL);
  for (guint i = 0; i < positions->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ";" : "", list->codes[g_array_index (positions, int, i)].key);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (joined, "%s%s", joined->len > 0 ? ";" : "", (char *) g_ptr_array_index (keys, i));
  epc_value_set_text (value, joined->str);
  g_string_free (joined, TRUE);
  return TRUE;
}

/* A coordinate with minutes or a letter, of the axis that the field is about. */
static gboolean
parse_angle (const EpcField *field, const char *text, double *degrees)
{
  EpcAxis own = field->type == EPC_TYPE_LATITUDE ? EPC_AXIS_LATITUDE : field->type == EPC_TYPE_LONGITUDE ? EPC_AXIS_LONGITUDE : EPC_AXIS_UNTOLD, axis;

  return own != EPC_AXIS_UNTOLD && epc_position_read_angle (text, degrees, &axis) && (axis == own || axis == EPC_AXIS_UNTOLD);
}

static gboolean
parse_number (const EpcField *field, const char *text, EpcValue *value, GError **error)
{
  gint64 integer;
  double decimal;

  if (field->type == EPC_TYPE_INTEGER)
    {
      if (!epc_number_parse_integer (text, &integer))
        return refuse (field, text, _("a whole number such as 1250"), error);
      epc_value_set_integer (value, integer);
      return TRUE;
    }
  if (field->type == EPC_TYPE_MONEY)
    {
      if (!epc_number_parse_money (text, &integer))
        return refuse (field, text, _("an amount such as 1250.50"), error);
      epc_value_set_integer (value, integer);
      return TRUE;
    }
  g_autofree char *bare = g_strdup (text);
  if (field->type == EPC_TYPE_PERCENT)
    g_strdelimit (bare, "%", ' ');
  if (!epc_number_parse_decimal (bare, &decimal) && !parse_angle (field, bare, &decimal))
    return refuse (field, text, _("a number with a point for decimals, such as 18.5"), error);
  epc_value_set_decimal (value, decimal);
  return TRUE;
}

static gboolean
parse_time (const EpcField *field, const char *text, EpcValue *value, GError **error)
{
  char iso[EPC_DATE_SIZE];

  if (field->type == EPC_TYPE_DATE)
    {
      if (!epc_date_parse (text, EPC_DATE_ORDER_DAY_FIRST, iso))
        return refuse (field, text, _("a date of the calendar such as 2025-06-30 or 30/06/2025"), error);
      epc_value_set_text (value, iso);
      return TRUE;
    }
  g_autofree char *moment = epc_moment_parse (text, EPC_DATE_ORDER_DAY_FIRST, NULL);
  if (moment == NULL)
    return refuse (field, text, _("a date and time such as 2026-10-14T06:00:00-06:00"), error);
  epc_value_set_text (value, moment);
  return TRUE;
}

static gboolean
parse_reference (const EpcField *field, const char *text, EpcValue *value, GError **error)
{
  EpcUid uid;

  if (!epc_uid_from_text (text, &uid))
    return refuse (field, text, _("the code or identity of a record that exists"), error);
  epc_value_set_uid (value, &uid);
  return TRUE;
}

/* The text of the seeds that @text is, in whatever language; else @text. */
static const char *
seeded_text (const EpcField *field, const char *text)
{
  static const char *const languages[] = { "en", "es", "fr", "pt" };

  for (const char *const *seed = field->seeded; seed != NULL && *seed != NULL; seed++)
    for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
      if (g_str_equal (epc_language_text (epc_language_get (languages[i]), *seed), text))
        return *seed;
  return text;
}

gboolean
epc_value_parse (const EpcField *field, const char *text, EpcValue *value, GError **error)
{
  gboolean parsed = TRUE;

  if (epc_text_is_blank (text))
    {
      epc_value_clear (value);
      return TRUE;
    }
  switch (field->type)
    {
    case EPC_TYPE_TEXT:
    case EPC_TYPE_PLACE:
      {
        g_autofree char *normal = epc_text_normalise (text);
        epc_value_set_text (value, seeded_text (field, normal));
        break;
      }
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_FILE:
      if (!g_utf8_validate (text, -1, NULL))
        return refuse (field, "…", _("text in UTF-8"), error);
      epc_value_set_text (value, seeded_text (field, text));
      break;
    case EPC_TYPE_INTEGER:
    case EPC_TYPE_MONEY:
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      parsed = parse_number (field, text, value, error);
      break;
    case EPC_TYPE_DATE:
    case EPC_TYPE_MOMENT:
      parsed = parse_time (field, text, value, error);
      break;
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
      parsed = parse_code (field, text, value, error);
      break;
    case EPC_TYPE_CODES:
      parsed = parse_codes (field, text, value, error);
      break;
    case EPC_TYPE_REFERENCE:
      parsed = parse_reference (field, text, value, error);
      break;
    case EPC_TYPE_COMPUTED:
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("%s is worked out by the program and cannot be written."), label_of (field));
      return FALSE;
    default:
      g_return_val_if_reached (FALSE);
    }
  return parsed && epc_value_check (field, value, error);
}

char *
epc_value_to_text (const EpcField *field, const EpcValue *value)
{
  char text[EPC_NUMBER_SIZE];

  switch (value->kind)
    {
    case EPC_VALUE_EMPTY:
      return NULL;
    case EPC_VALUE_INTEGER:
      return g_strdup (field->type == EPC_TYPE_MONEY ? epc_number_write_money (value->integer, text)
                                                     : epc_number_write_integer (value->integer, text));
    case EPC_VALUE_DECIMAL:
      return g_strdup (epc_number_write_decimal (value->decimal, text));
    case EPC_VALUE_TEXT:
      return g_strdup (value->text);
    case EPC_VALUE_UID:
      return g_strdup (epc_uid_to_text (&value->uid, text));
    default:
      g_return_val_if_reached (NULL);
    }
}

static char *
display_codes (const EpcField *field, const char *text, const char *language)
{
  g_auto (GStrv) keys = g_strsplit (text, ";", -1);
  const char *list = field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes;
  GString *out = g_string_new (NULL);

  for (char **key = keys; *key != NULL; key++)
    g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", epc_code_label (list, *key, language));
  return g_string_free (out, FALSE);
}

static char *
display_text (const EpcField *field, const char *text, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);
  EpcFieldType type = field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type;

  if (type == EPC_TYPE_DATE)
    return epc_language_date (chosen, text, TRUE);
  if (type == EPC_TYPE_MOMENT)
    {
      g_autoptr (GDateTime) moment = epc_moment_in_zone (text, NULL);
      if (moment == NULL)
        return g_strdup (text);
      return epc_language_moment (chosen, moment);
    }
  if (type == EPC_TYPE_CODE || type == EPC_TYPE_CODES || type == EPC_TYPE_YES_NO)
    return display_codes (field, text, language);
  if (type == EPC_TYPE_FILE && strlen (text) > 65 && text[64] == ' ')
    return g_strdup (text + 65);
  /* records about records name the kind by its key */
  if (g_str_equal (field->key, "entity") && epc_entity_find (text) != NULL)
    return g_strdup (epc_language_text (chosen, epc_entity_find (text)->label));
  return g_strdup (field->seeded != NULL && g_strv_contains (field->seeded, text) ? epc_language_text (chosen, text) : text);
}

/* As many decimals as say something, two at most: 15, 3.5, 0.25. */
static char *
display_decimal (const EpcLanguage *language, double value)
{
  double hundredths = round (value * 100);
  int decimals = fmod (hundredths, 100) == 0 ? 0 : fmod (hundredths, 10) == 0 ? 1 : 2;

  return epc_language_decimal (language, value, decimals);
}

char *
epc_value_to_display (const EpcField *field, const EpcValue *value, const char *language)
{
  const EpcLanguage *chosen = epc_language_get (language);
  EpcFieldType type = field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type;

  switch (value->kind)
    {
    case EPC_VALUE_EMPTY:
      return g_strdup ("");
    case EPC_VALUE_INTEGER:
      if (type == EPC_TYPE_MONEY)
        return epc_language_decimal (chosen, (double) value->integer / 100, value->integer % 100 == 0 ? 0 : 2);
      /* a year is a name, not an amount: 2026, never 2,026 */
      if (g_str_has_suffix (field->key, "year"))
        return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
      return epc_language_integer (chosen, value->integer);
    case EPC_VALUE_DECIMAL:
      if (type == EPC_TYPE_PERCENT)
        return epc_language_percent (chosen, value->decimal, value->decimal == floor (value->decimal) ? 0 : 1);
      if (type == EPC_TYPE_LATITUDE || type == EPC_TYPE_LONGITUDE)
        return epc_language_decimal (chosen, value->decimal, 4);
      return display_decimal (chosen, value->decimal);
    case EPC_VALUE_TEXT:
      return display_text (field, value->text, language);
    case EPC_VALUE_UID:
      return epc_value_to_text (field, value);
    default:
      g_return_val_if_reached (NULL);
    }
}

static gboolean
check_range (const EpcField *field, double number, const char *text, GError **error)
{
  double low = field->min, high = field->max;

  if (field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE)
    {
      high = field->type == EPC_TYPE_LATITUDE ? 90 : 180;
      low = -high;
    }
  if ((low == 0 && high == 0) || (number >= low && number <= high))
    return TRUE;
  g_autofree char *low_text = epc_language_decimal (epc_language_get (NULL), low, low == floor (low) ? 0 : 2);
  if (isinf (high))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("%s: %s is out of range. Accepted: %s or more."), label_of (field), text,
                   low_text);
      return FALSE;
    }
  g_autofree char *high_text = epc_language_decimal (epc_language_get (NULL), high, high == floor (high) ? 0 : 2);
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("%s: %s is out of range. Accepted: from %s to %s."), label_of (field), text,
               low_text, high_text);
  return FALSE;
}

gboolean
epc_value_check (const EpcField *field, const EpcValue *value, GError **error)
{
  if (value->kind == EPC_VALUE_EMPTY)
    return TRUE;
  if (value->kind != epc_field_value_kind (field))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("%s: the value has the wrong type."), label_of (field));
      return FALSE;
    }
  if (value->kind == EPC_VALUE_INTEGER || value->kind == EPC_VALUE_DECIMAL)
    {
      double number = value->kind == EPC_VALUE_DECIMAL ? value->decimal
                      : field->type == EPC_TYPE_MONEY  ? (double) value->integer / 100
                                                       : (double) value->integer;
      g_autofree char *text = epc_value_to_text (field, value);
      return check_range (field, number, text, error);
    }
  return TRUE;
}
