/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-rules.h"

#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"

static const char *
label_of (const EpcRecord *record, const char *key)
{
  const EpcField *field = epc_entity_field (epc_record_entity (record), key);

  return field != NULL ? epc_language_text (epc_language_get (NULL), field->label) : key;
}

/* The number of an integer, decimal, percent or money field; FALSE when it is empty. */
static gboolean
number_of (const EpcRecord *record, const char *key, double *number)
{
  int index = epc_entity_field_index (epc_record_entity (record), key);
  if (index < 0)
    return FALSE;
  const EpcValue *value = epc_record_value (record, index);

  *number = 0;
  if (value->kind == EPC_VALUE_INTEGER)
    *number = value->integer;
  else if (value->kind == EPC_VALUE_DECIMAL)
    *number = value->decimal;
  else
    return FALSE;
  return TRUE;
}

static char *
shown (const EpcRecord *record, const char *key)
{
  return epc_record_to_display (record, key, NULL);
}

void
epc_check_order (const EpcRecord *record, const char *first, const char *last, EpcFindings *findings)
{
  const char *from = epc_record_text (record, first);
  const char *until = epc_record_text (record, last);

  /* A moment against a date: by the day. Two moments: to the second (both are stored in UTC, the zone stands in brackets). */
  if (from == NULL || until == NULL || strncmp (until, from, MIN (strcspn (from, "["), strcspn (until, "["))) >= 0)
    return;
  g_autofree char *from_text = shown (record, first);
  g_autofree char *until_text = shown (record, last);
  epc_findings_add (findings, EPC_FINDING_ERROR, last, "order", _("%s (%s) lies before %s (%s)."), label_of (record, last),
                    until_text, label_of (record, first), from_text);
}

void
epc_check_at_most (const EpcRecord *record, const char *smaller, const char *greater, const char *rule, EpcFindings *findings)
{
  double small, great;

  if (!number_of (record, smaller, &small) || !number_of (record, greater, &great) || small <= great)
    return;
  g_autofree char *small_text = shown (record, smaller);
  g_autofree char *great_text = shown (record, greater);
  epc_findings_add (findings, EPC_FINDING_WARNING, smaller, rule, _("%s (%s) is more than %s (%s)."), label_of (record, smaller),
                    small_text, label_of (record, greater), great_text);
}

void
epc_check_households (const EpcRecord *record, const char *persons, const char *households, EpcFindings *findings)
{
  double people, homes;

  if (!number_of (record, persons, &people) || !number_of (record, households, &homes))
    return;
  g_autofree char *people_text = shown (record, persons);
  g_autofree char *homes_text = shown (record, households);
  if (people < homes)
    epc_findings_add (findings, EPC_FINDING_ERROR, households, "household_size", _("%s (%s) is more than %s (%s)."),
                      label_of (record, households), homes_text, label_of (record, persons), people_text);
  else if (homes > 0 && people / homes > 12)
    {
      g_autofree char *size = epc_language_decimal (epc_language_get (NULL), people / homes, 1);
      epc_findings_add (findings, EPC_FINDING_WARNING, households, "household_size",
                        _("%s people per household: 1 to 12 are usual. Check both counts."), size);
    }
}

gboolean
epc_rule_is_rounding (double excess, double whole, guint n_parts)
{
  return excess > 0 && excess <= n_parts && excess * 100 <= whole;
}

void
epc_check_sum (const EpcRecord *record, EpcFindings *findings, const char *total, ...)
{
  double whole, sum = 0;
  gboolean is_complete = TRUE, is_any = FALSE;
  guint n_parts = 0;
  const char *first = NULL;
  va_list keys;

  if (!number_of (record, total, &whole))
    return;
  va_start (keys, total);
  for (const char *key = va_arg (keys, const char *); key != NULL; key = va_arg (keys, const char *))
    {
      double part;
      first = first != NULL ? first : key;
      if (number_of (record, key, &part))
        {
          sum += part;
          n_parts += part > 0;
          is_any = TRUE;
        }
      else
        is_complete = FALSE;
    }
  va_end (keys);
  if (!is_any || (sum <= whole && !(is_complete && sum < whole)))
    return;
  g_autofree char *sum_text = epc_language_integer (epc_language_get (NULL), llround (sum));
  g_autofree char *whole_text = shown (record, total);
  epc_findings_add (findings, sum > whole && !epc_rule_is_rounding (sum - whole, whole, n_parts) ? EPC_FINDING_ERROR : EPC_FINDING_WARNING,
                    first, "sum",
                    _("The parts add up to %s, but %s is %s."), sum_text, label_of (record, total), whole_text);
}

void
epc_check_percents (const EpcRecord *record, EpcFindings *findings, ...)
{
  double sum = 0;
  const char *first = NULL;
  va_list keys;
  gboolean is_complete = TRUE;

  va_start (keys, findings);
  for (const char *key = va_arg (keys, const char *); key != NULL; key = va_arg (keys, const char *))
    {
      double part;
      first = first != NULL ? first : key;
      is_complete = is_complete && number_of (record, key, &part);
      if (is_complete)
        sum += part;
    }
  va_end (keys);
  if (!is_complete || (sum >= 95 && sum <= 105))
    return;
  g_autofree char *text = epc_language_percent (epc_language_get (NULL), sum, 1);
  epc_findings_add (findings, EPC_FINDING_WARNING, first, "percents", _("These shares add up to %s; 95 to 105%% is right."),
                    text);
}

gboolean
epc_check_has_code (const EpcRecord *record, const char *field, const char *codes)
{
  const char *code = epc_record_text (record, field);

  if (code == NULL)
    return FALSE;
  g_auto (GStrv) wanted = g_strsplit (codes, ";", -1);
  return g_strv_contains ((const char *const *) wanted, code);
}

void
epc_check_needed (const EpcRecord *record, EpcFindingLevel level, const char *needed, const char *field, const char *codes,
                  EpcFindings *findings)
{
  if (!epc_record_is_empty (record, needed) || !epc_check_has_code (record, field, codes))
    return;
  g_autofree char *value = shown (record, field);
  epc_findings_add (findings, level, needed, "needed", _("%s is missing; it is needed when %s is “%s”."),
                    label_of (record, needed), label_of (record, field), value);
}

/* Letters, digits and dashes, two to twenty of them: "HT0811-07". */
static gboolean
is_place_code (const char *text)
{
  gsize length = strlen (text);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;
  return length >= 2 && length <= 20 && g_ascii_isalpha (*text);
}

void
epc_check_place_codes (const EpcRecord *record, const char *field, EpcFindings *findings)
{
  const char *text = epc_record_text (record, field);
  if (text == NULL)
    return;
  g_auto (GStrv) codes = g_strsplit (text, ";", -1);

  for (char **code = codes; *code != NULL; code++)
    if (*g_strstrip (*code) != '\0' && !is_place_code (*code))
      epc_findings_add (findings, EPC_FINDING_WARNING, field, "pcode",
                        _("%s: “%s” is no P-code. P-codes are separated by semicolons, such as HT01;HT02."),
                        label_of (record, field), *code);
}

char *
epc_check_share (const EpcRecord *record, const char *part, const char *whole)
{
  double a, b;
  char text[EPC_NUMBER_SIZE];

  if (!number_of (record, part, &a) || !number_of (record, whole, &b) || b == 0)
    return NULL;
  return g_strdup (epc_number_write_decimal (round (1000 * a / b) / 10, text));
}

char *
epc_check_days (const EpcRecord *record, const char *first, const char *last)
{
  const char *from = epc_record_text (record, first);
  const char *until = epc_record_text (record, last);
  int year, month, day;

  if (from == NULL || until == NULL || !epc_date_split (from, &year, &month, &day))
    return NULL;
  gint64 start = epc_date_days (year, month, day);
  if (!epc_date_split (until, &year, &month, &day))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, epc_date_days (year, month, day) - start);
}

static gboolean
is_inside (const EpcPositionBox *box, double margin, double latitude, double longitude)
{
  gboolean is_east = longitude >= box->west - margin, is_west = longitude <= box->east + margin;

  return latitude >= box->south - margin && latitude <= box->north + margin
         && (box->west <= box->east ? is_east && is_west : is_east || is_west);
}

EpcPositionFault
epc_position_judge (double *latitude, double *longitude, const EpcPositionBox *box)
{
  const double y = *latitude, x = *longitude, margin = box->level == 0 ? 0.5 : 0.1;
  const struct
  {
    double latitude, longitude;
    EpcPositionFault fault;
  } slips[] = {
    { x, y, EPC_POSITION_SWAPPED },      { y, -x, EPC_POSITION_SIGN_LOST },  { -y, x, EPC_POSITION_SIGN_LOST },
    { -y, -x, EPC_POSITION_SIGN_LOST },  { -x, y, EPC_POSITION_SWAPPED },    { x, -y, EPC_POSITION_SWAPPED },
  };

  if (is_inside (box, margin, y, x))
    return EPC_POSITION_FINE;
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    if (is_inside (box, margin, slips[i].latitude, slips[i].longitude))
      {
        *latitude = slips[i].latitude;
        *longitude = slips[i].longitude;
        return slips[i].fault;
      }
  return EPC_POSITION_OUTSIDE;
}

void
epc_rule_swapped_position (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "latitude") || epc_record_is_empty (record, "longitude"))
    return;
  double latitude = epc_record_decimal (record, "latitude"), longitude = epc_record_decimal (record, "longitude");
  const EpcPositionBox region = { .west = -118, .south = -56, .east = -34, .north = 33 };
  if (!is_inside (&region, 0, latitude, longitude) && is_inside (&region, 0, longitude, latitude))
    epc_findings_add (findings, EPC_FINDING_WARNING, "latitude", "swapped_position",
                      _("Latitude and longitude seem to be swapped: %.5f, %.5f would lie in the region."), longitude, latitude);
  else if (latitude == 0 && longitude == 0)
    epc_findings_add (findings, EPC_FINDING_WARNING, "latitude", "null_position",
                      _("Latitude 0 and longitude 0 lie in the Atlantic: leave both empty when the position is not known."));
}
