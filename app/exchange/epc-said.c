/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the user, or the country's custom, says about how a file writes dates and numbers.
 */
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-mapping.h"

static gboolean
parse_word (const char *word, const char *const *ones, const char *const *zeros, int *value)
{
  g_autofree char *lower = g_ascii_strdown (word, -1);

  if (g_strv_contains (ones, lower))
    *value = 1;
  else if (g_strv_contains (zeros, lower))
    *value = 0;
  else
    return FALSE;
  return TRUE;
}

gboolean
epc_said_parse (const char *pair, EpcSaid *said, gboolean *is_said, GError **error)
{
  static const char *const month_first[] = { "mdy", "month_first", "mm/dd/yyyy", NULL };
  static const char *const day_first[] = { "dmy", "day_first", "dd/mm/yyyy", NULL };
  static const char *const yes[] = { "yes", "true", "1", "comma", NULL };
  static const char *const no[] = { "no", "false", "0", "point", NULL };
  const char *order = g_str_has_prefix (pair, "date_order=") ? pair + strlen ("date_order=") : NULL;
  const char *header = g_str_has_prefix (pair, "header=") ? pair + strlen ("header=") : NULL;
  int ignored;
  const char *comma = g_str_has_prefix (pair, "decimal_comma=") ? pair + strlen ("decimal_comma=") : NULL;

  const char *rows = g_str_has_prefix (pair, "rows=") ? pair + strlen ("rows=") : NULL;

  if (is_said != NULL)
    *is_said = order != NULL || comma != NULL || header != NULL || rows != NULL;
  if (rows != NULL && !g_str_equal (rows, "apart"))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("rows is “apart” or left out, not “%s”."), rows);
      return FALSE;
    }
  if (rows != NULL)
    said->rows_apart = 1;
  if (header != NULL && !parse_word (header, yes, no, &ignored))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("header is yes or no, not “%s”."), header);
      return FALSE;
    }
  if (order != NULL && !parse_word (order, month_first, day_first, &said->month_first))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("“%s” is no order of dates. Accepted: dmy, mdy."), order);
      return FALSE;
    }
  if (comma != NULL && !parse_word (comma, yes, no, &said->decimal_comma))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("decimal_comma is yes or no, not “%s”."), comma);
      return FALSE;
    }
  return TRUE;
}

void
epc_said_by_country (const char *country, EpcSaid *said)
{
  static const char *const months[] = { "USA", "PRI", "VIR", "GUM", "ASM", "MNP", "FSM", "MHL", "PLW", NULL };
  static const char *const commas[] = { "ARG", "BOL", "BRA", "CHL", "COL", "CRI", "ECU", "PRY", "URY", "VEN", "SUR", "ABW", "CUW", NULL };

  if (said->month_first < 0)
    said->month_first = country != NULL && g_strv_contains (months, country);
  if (said->decimal_comma < 0)
    said->decimal_comma = country != NULL && g_strv_contains (commas, country);
}
