/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-number.h"

#include <math.h>
#include <string.h>

gboolean
epc_number_parse_integer (const char *text, gint64 *value)
{
  const char *p = text;
  guint64 sum = 0;
  gboolean negative = FALSE;

  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*p))
    p++;
  if (*p == '-' || *p == '+')
    negative = *p++ == '-';
  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    {
      if (sum > (G_MAXINT64 - 9) / 10)
        return FALSE;
      sum = sum * 10 + (guint64) (*p - '0');
    }
  if (*p == '.')
    {
      p++;
      while (*p == '0')
        p++;
    }
  while (g_ascii_isspace (*p))
    p++;
  if (*p != '\0')
    return FALSE;
  *value = negative ? -(gint64) sum : (gint64) sum;
  return TRUE;
}

gboolean
epc_number_parse_decimal (const char *text, double *value)
{
  char *end;

  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;
  /* g_ascii_strtod() also reads "inf", "nan" and hexadecimal numbers. */
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isdigit (*p) && strchr ("+-.eE \t\r\n", *p) == NULL)
      return FALSE;
  double number = g_ascii_strtod (text, &end);
  if (end == text || !isfinite (number))
    return FALSE;
  while (g_ascii_isspace (*end))
    end++;
  if (*end != '\0')
    return FALSE;
  *value = number;
  return TRUE;
}

gboolean
epc_number_parse_money (const char *text, gint64 *hundredths)
{
  double number;

  if (!epc_number_parse_decimal (text, &number) || fabs (number) > 9e13)
    return FALSE;
  double scaled = number * 100;
  if (fabs (scaled - round (scaled)) > 1e-4)
    return FALSE;
  *hundredths = (gint64) llround (scaled);
  return TRUE;
}

gboolean
epc_number_parse_people (const char *text, gboolean decimal_comma, double *value)
{
  GString *plain = g_string_new (NULL);
  const char *last_separator = NULL;
  int commas = 0, points = 0;
  gboolean result;

  if (text == NULL)
    {
      g_string_free (plain, TRUE);
      return FALSE;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == ',')
        commas++;
      else if (*p == '.')
        points++;
      if (*p == ',' || *p == '.')
        last_separator = p;
    }
  gboolean last_is_decimal = FALSE;
  if (last_separator != NULL)
    {
      int same = *last_separator == ',' ? commas : points;
      int other = *last_separator == ',' ? points : commas;
      gsize digits = strspn (last_separator + 1, "0123456789");
      if (same > 1)
        last_is_decimal = FALSE;
      else if (other > 0 || digits != 3)
        last_is_decimal = TRUE;
      else
        last_is_decimal = (*last_separator == ',') == decimal_comma;
    }
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == ',' || c == '.')
        {
          if (p == last_separator && last_is_decimal)
            g_string_append_c (plain, '.');
        }
      else if (c == 0x2212)
        g_string_append_c (plain, '-');
      else if (!g_unichar_isspace (c) && c != 0x202f && c != 0x00a0 && c != '\'' && c != 0x2019)
        g_string_append_unichar (plain, c);
    }
  result = epc_number_parse_decimal (plain->str, value);
  g_string_free (plain, TRUE);
  return result;
}

char *
epc_number_write_decimal (double value, char *text)
{
  for (int precision = 15; precision <= 17; precision++)
    {
      char format[8];
      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (text, EPC_NUMBER_SIZE, format, value);
      if (g_ascii_strtod (text, NULL) == value)
        break;
    }
  return text;
}

char *
epc_number_write_integer (gint64 value, char *text)
{
  g_snprintf (text, EPC_NUMBER_SIZE, "%" G_GINT64_FORMAT, value);
  return text;
}

char *
epc_number_write_money (gint64 hundredths, char *text)
{
  guint64 size = hundredths < 0 ? (guint64) -hundredths : (guint64) hundredths;

  g_snprintf (text, EPC_NUMBER_SIZE, "%s%" G_GUINT64_FORMAT ".%02u", hundredths < 0 ? "-" : "", size / 100, (guint) (size % 100));
  return text;
}
