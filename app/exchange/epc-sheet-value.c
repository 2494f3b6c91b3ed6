/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-sheet-value.h"

#include <math.h>
#include <string.h>

#include "base/epc-number.h"

/* GDate's Julian day of the day before serial 1: 31 December 1899 up to 29 February 1900, which never was, 30 December after it;
 * 1 January 1904. */
#define JULIAN_1900 693594
#define JULIAN_1904 695056
/* 31 December 9999 */
#define LAST_JULIAN 3652059
#define SECONDS 86400

EpcSheetFormat
epc_sheet_format_builtin (guint id)
{
  EpcSheetFormat format = { EPC_SHEET_NUMBER, 0 };

  if (id == 9 || id == 10)
    format.kind = EPC_SHEET_PERCENT;
  else if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57
           || id == 58)
    format.kind = EPC_SHEET_DATE;
  else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47 || id == 55 || id == 56)
    format.kind = EPC_SHEET_TIME;
  return format;
}

/* Past what is shown as it stands: "quoted", \x, _x (a space as wide as x), *x (filled up with x), [Red], [$€-40A]. */
static const char *
skip_literal (const char *p, gboolean *is_elapsed)
{
  const char *end;

  switch (*p)
    {
    case '"':
      end = strchr (p + 1, '"');
      return end != NULL ? end + 1 : p + strlen (p);
    case '\\':
    case '_':
    case '*':
      return p[1] != '\0' ? g_utf8_next_char (p + 1) : p + 1;
    case '[':
      end = strchr (p, ']');
      if (end == NULL)
        return p + strlen (p);
      /* [h], [mm], [ss] */
      *is_elapsed |= strspn (p + 1, "hHmMsS") == (gsize) (end - p - 1) && end > p + 1;
      return end + 1;
    default:
      return p;
    }
}

/* Words that are no letters of a date. */
static const char *
skip_word (const char *p)
{
  static const char *const words[] = { "General", "AM/PM", "A/P", "E+", "E-" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (p, words[i], strlen (words[i])) == 0)
      return p + strlen (words[i]);
  return p;
}

EpcSheetFormat
epc_sheet_format_of (const char *code)
{
  EpcSheetFormat format = { EPC_SHEET_NUMBER, 0 };
  gboolean is_elapsed = FALSE, has_day = FALSE, has_clock = FALSE, has_month = FALSE, has_percent = FALSE;
  gsize zeros = strspn (code, "0");
  const char *p = code;

  while (*p != '\0' && *p != ';')
    {
      const char *after = skip_literal (p, &is_elapsed);
      after = after == p ? skip_word (p) : after;
      if (after > p)
        {
          p = after;
          continue;
        }
      char c = g_ascii_tolower (*p++);
      has_day |= c == 'y' || c == 'd' || c == 'e';
      has_clock |= c == 'h' || c == 's';
      has_month |= c == 'm';
      has_percent |= c == '%';
    }
  if (is_elapsed)
    return format;
  if (has_day || (has_month && !has_clock))
    format.kind = EPC_SHEET_DATE;
  else if (has_clock)
    format.kind = EPC_SHEET_TIME;
  else if (has_percent)
    format.kind = EPC_SHEET_PERCENT;
  else if (zeros >= 2 && zeros <= 15 && (code[zeros] == '\0' || code[zeros] == ';'))
    format = (EpcSheetFormat){ EPC_SHEET_PADDED, (guint8) zeros };
  return format;
}

static void
put_text (EpcRowBuilder *builder, EpcCell *cell, EpcCellKind kind, const char *text)
{
  cell->kind = kind;
  epc_row_builder_text (builder, text, (guint) strlen (text), FALSE);
}

/* FALSE when @serial is no day of the calendar. */
static gboolean
put_moment (EpcRowBuilder *builder, EpcCell *cell, double serial, gboolean is_time, gboolean is_1904)
{
  if (!(serial >= 0) || serial > LAST_JULIAN)
    return FALSE;
  gint64 days = (gint64) floor (serial);
  int seconds = (int) lround ((serial - (double) days) * SECONDS);
  if (seconds == SECONDS)
    {
      seconds = 0;
      days++;
    }
  char text[32];
  if (days == 0 && (is_time || (!is_1904 && seconds > 0)))
    {
      g_snprintf (text, sizeof text, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
      put_text (builder, cell, EPC_CELL_TEXT, text);
      return TRUE;
    }
  gint64 julian = days + (is_1904 ? JULIAN_1904 : days < 60 ? JULIAN_1900 + 1 : JULIAN_1900);
  if ((days == 0 && !is_1904) || julian > LAST_JULIAN)
    return FALSE;
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) julian);
  int year = g_date_get_year (&date), month = (int) g_date_get_month (&date), day = g_date_get_day (&date);
  if (days == 60 && !is_1904)
    month = 2, day = 29;
  if (seconds == 0)
    g_snprintf (text, sizeof text, "%04d-%02d-%02d", year, month, day);
  else
    g_snprintf (text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  /* The day that never was stays a text: whatever reads it refuses it with the reason. */
  put_text (builder, cell, days == 60 && !is_1904 ? EPC_CELL_TEXT : EPC_CELL_DATE, text);
  return TRUE;
}

static gboolean
is_short_integer (const char *text, guint length)
{
  if (length == 0 || length > 15 || (text[0] == '0' && length > 1))
    return FALSE;
  for (guint i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static void
put_padded (EpcRowBuilder *builder, EpcCell *cell, guint width)
{
  char text[32];

  g_snprintf (text, sizeof text, "%0*.0f", (int) width, cell->number);
  put_text (builder, cell, EPC_CELL_NUMBER, text);
}

void
epc_sheet_put_number (EpcRowBuilder *builder, EpcCell *cell, const char *text, guint length, EpcSheetFormat format,
                      gboolean is_1904)
{
  gboolean is_integer = is_short_integer (text, length);
  char *end, written[EPC_NUMBER_SIZE];

  if (is_integer)
    {
      gint64 sum = 0;
      for (guint i = 0; i < length; i++)
        sum = sum * 10 + (text[i] - '0');
      cell->number = (double) sum;
    }
  else
    {
      cell->number = g_ascii_strtod (text, &end);
      while (g_ascii_isspace (*end))
        end++;
      if (end == text || *end != '\0' || !isfinite (cell->number))
        {
          cell->number = 0;
          put_text (builder, cell, length > 0 ? EPC_CELL_TEXT : EPC_CELL_EMPTY, text);
          return;
        }
      /* Fifteen digits are what a spreadsheet calculates with; the rest is noise of its arithmetic. */
      g_ascii_formatd (written, sizeof written, "%.15g", cell->number);
      cell->number = g_ascii_strtod (written, NULL);
    }
  if ((format.kind == EPC_SHEET_DATE || format.kind == EPC_SHEET_TIME)
      && put_moment (builder, cell, cell->number, format.kind == EPC_SHEET_TIME, is_1904))
    return;
  if (format.kind == EPC_SHEET_PADDED && cell->number >= 0 && cell->number < 1e15 && cell->number == floor (cell->number))
    {
      put_padded (builder, cell, format.width);
      return;
    }
  cell->format = format.kind == EPC_SHEET_PERCENT ? EPC_CELL_FORMAT_PERCENT : EPC_CELL_FORMAT_NONE;
  if (is_integer)
    {
      cell->kind = EPC_CELL_NUMBER;
      epc_row_builder_text (builder, text, length, FALSE);
    }
  else
    put_text (builder, cell, EPC_CELL_NUMBER, epc_number_write_decimal (cell->number, written));
}

const char *
epc_sheet_parse_reference (const char *text, guint *column, guint64 *row)
{
  guint letters = 0;
  guint64 digits = 0;
  const char *p = text;

  for (; g_ascii_isalpha (*p); p++)
    {
      if (p - text >= 6)
        return NULL;
      letters = letters * 26 + (guint) (g_ascii_toupper (*p) - 'A') + 1;
    }
  const char *from = p;
  for (; g_ascii_isdigit (*p); p++)
    {
      if (p - from >= 10)
        return NULL;
      digits = digits * 10 + (guint64) (*p - '0');
    }
  if (letters == 0)
    return NULL;
  *column = letters - 1;
  if (row != NULL)
    *row = digits;
  return p;
}

const char *
epc_sheet_error (const char *text)
{
  static const char *const errors[]
      = { "#NULL!",   "#DIV/0!",  "#VALUE!",    "#REF!",    "#NAME?", "#NUM!",  "#N/A",    "#GETTING_DATA", "#SPILL!", "#CALC!",
          "#¡NULO!",  "#¡DIV/0!", "#¡VALOR!",   "#¡REF!",   "#¿NOMBRE?", "#¡NUM!", "#N/D",  "#NUL!",         "#VALEUR!", "#NOM?",
          "#NOMBRE!", "#NOMBRE?", "#VALOR!",    "#NULO!",   "#NOME?",  "#N/DISP" };

  if (text == NULL || *text != '#')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    if (strcmp (text, errors[i]) == 0)
      return errors[i];
  return NULL;
}
