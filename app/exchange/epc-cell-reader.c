/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-cell-reader.h"

#include <math.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-number.h"
#include "base/epc-text.h"
#include "epc-header-index.h"
#include "model/epc-code-list.h"

/* Different spellings of codes and moments that are remembered; a column with more is no column of codes. */
#define MOST_REMEMBERED 4096

struct _EpcCellReader
{
  const EpcField *field;
  char *zone;
  EpcDateOrder order;
  gboolean decimal_comma;
  gboolean has_range;
  double low, high;
  GHashTable *remembered; /* text of a cell → canonical text */
  char iso[EPC_DATE_SIZE];
  char *own; /* the text handed out last, when it is ours */
  gboolean was_in_words; /* the cell read last is a number in words */

  /* what the first pass saw */
  guint64 n_day_first, n_month_first, n_either;
  guint64 n_comma, n_point;     /* surely before decimals */
  guint64 n_marks;              /* one mark before three digits: it may part thousands or decimals */
  guint64 n_plain;              /* digits alone */
  guint64 n_thousands[2], n_zeros[2]; /* [0] a point, [1] a comma alone before three digits; three zeros among them */
};

EpcCellReader *
epc_cell_reader_new (const EpcField *field, const char *zone)
{
  EpcCellReader *reader = g_new0 (EpcCellReader, 1);

  reader->field = field;
  reader->zone = g_strdup (field->flags & EPC_FIELD_UTC ? "UTC" : zone);
  reader->order = EPC_DATE_ORDER_DAY_FIRST;
  reader->low = field->min;
  reader->high = field->max;
  if (field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE)
    {
      reader->high = field->type == EPC_TYPE_LATITUDE ? 90 : 180;
      reader->low = -reader->high;
    }
  reader->has_range = reader->low != 0 || reader->high != 0;
  reader->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return reader;
}

void
epc_cell_reader_free (EpcCellReader *reader)
{
  if (reader == NULL)
    return;
  g_hash_table_unref (reader->remembered);
  g_free (reader->zone);
  g_free (reader->own);
  g_free (reader);
}

const char *
epc_cell_without_guard (const char *text)
{
  const char *p = text;

  while (*p == '\'')
    p++;
  return p > text && *p != '\0' && strchr ("=+-@\t\r", *p) != NULL ? text + 1 : text;
}

/* --- the form of a column --- */

/* Two numbers of one or two digits and a year, parted by / . or -: the parts, FALSE when it is another form. */
static gboolean
split_short_date (const char *text, guint *first, guint *second)
{
  char *end;

  while (*text == ' ')
    text++;
  *first = (guint) g_ascii_strtoull (text, &end, 10);
  if (end == text || end - text > 2 || strchr ("/.-", *end) == NULL || *end == '\0')
    return FALSE;
  const char *from = end + 1;
  *second = (guint) g_ascii_strtoull (from, &end, 10);
  return end > from && end - from <= 2 && *end != '\0' && strchr ("/.-", *end) != NULL && g_ascii_isdigit (end[1]);
}

static gboolean
is_date (const EpcField *field)
{
  return field->type == EPC_TYPE_DATE || field->type == EPC_TYPE_MOMENT;
}

gboolean
epc_cell_reader_is_doubtful (const EpcCellReader *reader, const EpcCell *cell)
{
  guint first, second;

  if (cell->kind != EPC_CELL_TEXT)
    return FALSE;
  if (is_date (reader->field))
    return split_short_date (cell->text, &first, &second);
  return epc_field_is_number (reader->field)
         && strpbrk (cell->text, ",.") != NULL;
}

void
epc_cell_reader_look (EpcCellReader *reader, const EpcCell *cell)
{
  guint first, second;

  if (cell->kind != EPC_CELL_TEXT)
    return;
  if (is_date (reader->field))
    {
      if (!split_short_date (cell->text, &first, &second))
        return;
      if (first > 12 && second <= 12)
        reader->n_day_first++;
      else if (second > 12 && first <= 12)
        reader->n_month_first++;
      else if (first != second)
        reader->n_either++;
      return;
    }
  if (!epc_field_is_number (reader->field))
    return;
  const char *comma = strrchr (cell->text, ','), *point = strrchr (cell->text, '.');
  reader->n_plain += cell->text[strspn (cell->text, "0123456789")] == '\0';
  if (comma != NULL && (point == NULL || comma > point) && (point != NULL || strspn (comma + 1, "0123456789") != 3))
    reader->n_comma++;
  const char *mark = comma != NULL ? comma : point;
  if (mark != NULL && (comma == NULL || point == NULL) && strchr (cell->text, *mark) == mark && *cell->text != '0'
      && strspn (mark + 1, "0123456789") == 3)
    reader->n_marks++;
  if (point != NULL && (comma == NULL || point > comma) && (comma != NULL || strspn (point + 1, "0123456789") != 3))
    reader->n_point++;
  if ((point == NULL) != (comma == NULL) && strspn (mark + 1, "0123456789") == 3)
    {
      reader->n_thousands[comma != NULL]++;
      reader->n_zeros[comma != NULL] += g_str_has_prefix (mark + 1, "000");
    }
}

void
epc_cell_reader_tell (const EpcCellReader *reader, EpcSaid *said)
{
  if (said->month_first < 0 && reader->n_day_first != reader->n_month_first)
    said->month_first = reader->n_month_first > reader->n_day_first;
  if (said->decimal_comma < 0 && reader->n_comma != reader->n_point)
    said->decimal_comma = reader->n_comma > reader->n_point;
}

EpcFormDoubt
epc_cell_reader_settle (EpcCellReader *reader, const EpcSaid *said)
{
  EpcSaid own = { -1, -1 };

  epc_cell_reader_tell (reader, &own);
  gboolean month_first = own.month_first >= 0 ? own.month_first : said->month_first > 0;
  reader->order = month_first ? EPC_DATE_ORDER_MONTH_FIRST : EPC_DATE_ORDER_DAY_FIRST;
  reader->decimal_comma = own.decimal_comma >= 0 ? own.decimal_comma : said->decimal_comma > 0;
  /* "1.250" and "1,250" are no whole numbers unless the mark parts thousands; then it does so in "6.000" and "6,000" of the same
   * column too, whatever other columns do. So it does where other cells have none: decimals that nobody needs are written in all cells or
   * in none. "6.000" alone may be either. */
  gboolean is_whole = reader->field->type == EPC_TYPE_INTEGER, has_plain = reader->n_plain > 0;
  if (is_whole && reader->n_point == 0 && reader->n_thousands[0] > (has_plain ? 0 : reader->n_zeros[0]))
    reader->decimal_comma = TRUE;
  else if (is_whole && reader->n_comma == 0 && reader->n_thousands[1] > (has_plain ? 0 : reader->n_zeros[1]))
    reader->decimal_comma = FALSE;
  if (own.month_first < 0 && reader->n_either > 0)
    return EPC_FORM_DATE_ORDER;
  if (own.decimal_comma < 0 && (is_whole ? !has_plain && reader->n_zeros[0] > 0 && reader->n_thousands[0] == reader->n_zeros[0] : reader->n_marks > 0))
    return EPC_FORM_DECIMAL_MARK;
  return EPC_FORM_CLEAR;
}

/* --- reading --- */

static gboolean
hand_out (EpcCellReader *reader, char *text, EpcValue *borrowed)
{
  g_free (reader->own);
  reader->own = text;
  borrowed->kind = text != NULL && *text != '\0' ? EPC_VALUE_TEXT : EPC_VALUE_EMPTY;
  borrowed->text = text;
  return TRUE;
}

static gboolean
lend (const char *text, EpcValue *borrowed)
{
  borrowed->kind = *text != '\0' ? EPC_VALUE_TEXT : EPC_VALUE_EMPTY;
  borrowed->text = (char *) text;
  return TRUE;
}

/* Whatever the quick ways do not know: the value's own parser, and its words when it refuses. */
static gboolean
read_slowly (EpcCellReader *reader, const char *text, EpcValue *borrowed, GError **error)
{
  g_auto (EpcValue) value = EPC_VALUE_INIT;

  if (!epc_value_parse (reader->field, text, &value, error))
    return FALSE;
  *borrowed = value;
  if (value.kind == EPC_VALUE_TEXT)
    {
      hand_out (reader, value.text, borrowed);
      value.kind = EPC_VALUE_EMPTY;
    }
  return TRUE;
}

static gboolean
in_range (const EpcCellReader *reader, const EpcValue *value, double number, GError **error)
{
  if (!reader->has_range || (number >= reader->low && number <= reader->high))
    return TRUE;
  return epc_value_check (reader->field, value, error);
}

static inline gboolean
read_digits (const char *text, guint length, gint64 *value)
{
  gint64 sum = 0;

  if (length == 0 || length > 17)
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      guint digit = (guint) (guchar) text[i] - '0';
      if (digit > 9)
        return FALSE;
      sum = sum * 10 + digit;
    }
  *value = sum;
  return TRUE;
}

/* A number without what people put around it: currency, percent. */
static char *
bare_number (const EpcField *field, const char *text)
{
  g_autofree char *bare = g_strdup (text);

  if (field->type == EPC_TYPE_PERCENT)
    g_strdelimit (bare, "%", ' ');
  if (field->type != EPC_TYPE_MONEY)
    return g_steal_pointer (&bare);
  char *from = bare;
  while (*from != '\0' && !g_ascii_isdigit (*from) && *from != '-')
    from++;
  char *to = from + strlen (from);
  while (to > from && !g_ascii_isdigit (to[-1]))
    to--;
  *to = '\0';
  return g_strdup (from);
}

/* "٢٠٢٤" and "۲۰۲۴" → "2024", "١٫٥" → "1.5". NULL: nothing of the kind is in it. */
static char *
latin_digits (const char *text)
{
  GString *out = NULL;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar latin = c >= 0x660 && c <= 0x669 ? '0' + (c - 0x660)
                       : c >= 0x6f0 && c <= 0x6f9 ? '0' + (c - 0x6f0)
                       : c == 0x66b ? '.'
                       : c == 0x66c ? ' '
                                    : c;
      if (latin != c && out == NULL)
        out = g_string_new_len (text, p - text);
      if (out != NULL)
        g_string_append_unichar (out, latin);
    }
  return out != NULL ? g_string_free (out, FALSE) : NULL;
}

static gboolean
read_number (EpcCellReader *reader, const EpcCell *cell, EpcValue *borrowed, GError **error)
{
  const EpcField *field = reader->field;
  gboolean is_whole = field->type == EPC_TYPE_INTEGER;
  double number;
  gint64 integer;

  if (is_whole && cell->kind == EPC_CELL_TEXT && read_digits (cell->text, cell->length, &integer))
    {
      borrowed->kind = EPC_VALUE_INTEGER;
      borrowed->integer = integer;
      return in_range (reader, borrowed, (double) integer, error);
    }
  if (cell->kind == EPC_CELL_NUMBER)
    /* A spreadsheet keeps 23.7 % as 0.237; fifteen digits, as it counts itself. */
    number = field->type == EPC_TYPE_PERCENT && cell->format == EPC_CELL_FORMAT_PERCENT ? round (cell->number * 1e13) / 1e11
                                                                                        : cell->number;
  else
    {
      g_autofree char *bare = bare_number (field, cell->text);
      gboolean is_number = epc_number_parse_people (bare, reader->decimal_comma, &number);
      /* Half a person is none: then the mark parted thousands after all. */
      if (is_number && is_whole && number != floor (number))
        is_number = epc_number_parse_people (bare, !reader->decimal_comma, &number);
      if (!is_number)
        {
          if (epc_cell_says_nothing (cell->text))
            {
              borrowed->kind = EPC_VALUE_EMPTY;
              return TRUE;
            }
          g_autofree char *latin = latin_digits (cell->text);
          if (latin == NULL)
            {
              latin = epc_cell_number_in_words (cell->text);
              reader->was_in_words = latin != NULL;
            }
          if (latin == NULL)
            return read_slowly (reader, cell->text, borrowed, error);
          EpcCell again = { .kind = EPC_CELL_TEXT, .length = (guint) strlen (latin), .text = latin };
          return read_number (reader, &again, borrowed, error);
        }
    }
  if (is_whole && (number != floor (number) || fabs (number) > 9e15))
    return read_slowly (reader, cell->text, borrowed, error);
  if (is_whole || field->type == EPC_TYPE_MONEY)
    {
      borrowed->kind = EPC_VALUE_INTEGER;
      borrowed->integer = (gint64) llround (is_whole ? number : number * 100);
      if (!is_whole && fabs (number * 100 - round (number * 100)) > 1e-4)
        return read_slowly (reader, cell->text, borrowed, error);
    }
  else
    {
      borrowed->kind = EPC_VALUE_DECIMAL;
      borrowed->decimal = number;
    }
  return in_range (reader, borrowed, number, error);
}

static inline guint
two_digits (const char *text)
{
  guint a = (guint) (guchar) text[0] - '0', b = (guint) (guchar) text[1] - '0';
  return a > 9 || b > 9 ? 1000 : a * 10 + b;
}

/* Milliseconds since 1970, as scripts write a moment (ECMA-262): a number of thirteen digits says no date otherwise. */
static char *
moment_of_milliseconds (const EpcCell *cell, const char *zone)
{
  if (cell->kind != EPC_CELL_NUMBER || cell->length != 13 || !(cell->number >= 1e12 && cell->number < 1e13))
    return NULL;
  return epc_moment_from_unix ((gint64) cell->number * 1000, zone);
}

/* The day that a spreadsheet's number stands for: 1 is 1 January 1900, and 29 February 1900 is counted (ECMA-376, 18.17.4.1).
 * Between 1927 and 2119; outside, a number in a column of dates is a slip. */
static gboolean
is_serial (const EpcCell *cell, gint64 *serial)
{
  if (cell->kind == EPC_CELL_NUMBER)
    *serial = (gint64) floor (cell->number);
  else if (cell->length != 5 || !read_digits (cell->text, cell->length, serial))
    return FALSE;
  return *serial >= 10000 && *serial <= 80000;
}

/* Of a month or a year alone its last day where the field is the end of something, else its first. */
static gboolean
read_month (const EpcField *field, const char *text, char *iso)
{
  int year, month, day = 1;

  if (!epc_date_parse_month (text, &year, &month))
    return FALSE;
  if (month == 0)
    month = field->flags & EPC_FIELD_UNTIL ? 12 : 1;
  while ((field->flags & EPC_FIELD_UNTIL) && epc_date_is_valid (year, month, day + 1))
    day++;
  g_snprintf (iso, EPC_DATE_SIZE, "%04d-%02d-%02d", year, month, day);
  return TRUE;
}

/* What is not written as a date of the calendar at first sight. */
static gboolean
read_odd_date (EpcCellReader *reader, const EpcCell *cell)
{
  gint64 serial;
  int year, month, day;

  if (is_serial (cell, &serial))
    {
      epc_date_from_days (serial + epc_date_days (1899, 12, 30), &year, &month, &day);
      g_snprintf (reader->iso, sizeof reader->iso, "%04d-%02d-%02d", year, month, day);
      return TRUE;
    }
  g_autofree char *latin = latin_digits (cell->text);
  const char *text = latin != NULL ? latin : cell->text;
  return (latin != NULL && epc_date_parse (text, reader->order, reader->iso)) || read_month (reader->field, text, reader->iso);
}

static gboolean
read_date (EpcCellReader *reader, const EpcCell *cell, EpcValue *borrowed, GError **error)
{
  const char *text = cell->text;
  g_autofree char *moment = moment_of_milliseconds (cell, "UTC");

  if (moment != NULL && strlen (moment) > 10)
    {
      g_strlcpy (reader->iso, moment, 11);
      return lend (reader->iso, borrowed);
    }
  if (cell->length >= 10 && text[4] == '-' && text[7] == '-' && (cell->length == 10 || text[10] == 'T' || text[10] == ' '))
    {
      guint century = two_digits (text), year = two_digits (text + 2), month = two_digits (text + 5), day = two_digits (text + 8);
      if (century < 100 && year < 100 && epc_date_is_valid ((int) (century * 100 + year), (int) month, (int) day))
        {
          memcpy (reader->iso, text, 10);
          reader->iso[10] = '\0';
          return lend (reader->iso, borrowed);
        }
    }
  else if (epc_date_parse (text, reader->order, reader->iso))
    return lend (reader->iso, borrowed);
  if (read_odd_date (reader, cell))
    return lend (reader->iso, borrowed);
  if (epc_cell_says_nothing (text))
    {
      borrowed->kind = EPC_VALUE_EMPTY;
      return TRUE;
    }
  return read_slowly (reader, text, borrowed, error);
}

/* "Yes, two latrines", "No water": the first word answers. */
static const char *
leading_answer (const char *text)
{
  g_autofree char *folded = epc_text_fold (text);
  g_autofree char *word = g_strndup (folded, strcspn (folded, " "));
  const EpcCodeList *list = epc_code_list_find ("yes_no");
  const EpcCode *code = list != NULL ? epc_code_list_match (list, word) : NULL;

  return code != NULL ? code->key : NULL;
}

static gboolean
read_code (EpcCellReader *reader, const char *text, EpcValue *borrowed, GError **error)
{
  g_auto (EpcValue) value = EPC_VALUE_INIT;
  g_autoptr (GError) cause = NULL;
  const char *known = g_hash_table_lookup (reader->remembered, text);

  if (known != NULL)
    return lend (known, borrowed);
  if (!epc_value_parse (reader->field, text, &value, &cause))
    {
      const char *answer = reader->field->type == EPC_TYPE_YES_NO ? leading_answer (text) : NULL;
      if (answer != NULL)
        epc_value_set_text (&value, answer);
      else if (!epc_cell_says_nothing (text))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
    }
  const char *canonical = value.kind == EPC_VALUE_TEXT ? value.text : "";
  if (g_hash_table_size (reader->remembered) >= MOST_REMEMBERED)
    g_hash_table_remove_all (reader->remembered);
  char *kept = g_strdup (canonical);
  g_hash_table_insert (reader->remembered, g_strdup (text), kept);
  return lend (kept, borrowed);
}

static gboolean
read_moment (EpcCellReader *reader, const EpcCell *cell, EpcValue *borrowed, GError **error)
{
  const char *text = cell->text;
  const char *known = g_hash_table_lookup (reader->remembered, text);

  if (known != NULL)
    return lend (known, borrowed);
  char *moment = moment_of_milliseconds (cell, reader->zone);
  if (moment == NULL)
    moment = epc_moment_parse (text, reader->order, reader->zone);
  if (moment == NULL)
    {
      if (!epc_cell_says_nothing (text))
        return read_slowly (reader, text, borrowed, error);
      borrowed->kind = EPC_VALUE_EMPTY;
      return TRUE;
    }
  if (g_hash_table_size (reader->remembered) >= MOST_REMEMBERED)
    g_hash_table_remove_all (reader->remembered);
  g_hash_table_insert (reader->remembered, g_strdup (text), moment);
  return lend (moment, borrowed);
}

static gboolean
is_plain (const char *text)
{
  gboolean space = TRUE;

  for (; *text != '\0'; text++)
    {
      if ((guchar) *text >= 0x80 || (guchar) *text < ' ' || (*text == ' ' && space))
        return FALSE;
      space = *text == ' ';
    }
  return !space;
}

#define LONGEST_ORDINAL_WORD 24

const char *
epc_cell_ordinal (const char *text)
{
  const char *p = text;

  while (*p != '\0' && !g_ascii_isdigit (*p) && p - text < LONGEST_ORDINAL_WORD)
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_isalpha (c) && c != ' ' && c != '.' && c != '#' && c != 0xba && c != 0xb0)
        return NULL;
      p = g_utf8_next_char (p);
    }
  gsize n = strspn (p, "0123456789");
  return n > 0 && n < 5 && p[n] == '\0' ? p : NULL;
}

gboolean
epc_cell_reader_was_in_words (const EpcCellReader *reader)
{
  return reader->was_in_words;
}

gboolean
epc_cell_reader_read (EpcCellReader *reader, const EpcCell *cell, EpcValue *borrowed, GError **error)
{
  const char *text = cell->text;

  borrowed->kind = EPC_VALUE_EMPTY;
  reader->was_in_words = FALSE;
  if (cell->kind == EPC_CELL_EMPTY)
    return TRUE;
  switch (reader->field->type)
    {
    case EPC_TYPE_INTEGER:
      /* What a record is known by may be written with its word: "R38". A count may not. */
      if ((reader->field->flags & EPC_FIELD_KEY) && cell->kind == EPC_CELL_TEXT && !g_ascii_isdigit (*text)
          && epc_cell_ordinal (text) != NULL)
        {
          borrowed->kind = EPC_VALUE_INTEGER;
          borrowed->integer = g_ascii_strtoll (epc_cell_ordinal (text), NULL, 10);
          return TRUE;
        }
      return read_number (reader, cell, borrowed, error);
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
    case EPC_TYPE_MONEY:
    case EPC_TYPE_LATITUDE:
    case EPC_TYPE_LONGITUDE:
      return read_number (reader, cell, borrowed, error);
    case EPC_TYPE_DATE:
      return read_date (reader, cell, borrowed, error);
    case EPC_TYPE_MOMENT:
      return read_moment (reader, cell, borrowed, error);
    case EPC_TYPE_YES_NO:
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
      return read_code (reader, text, borrowed, error);
    case EPC_TYPE_TEXT:
      text = epc_cell_without_guard (text);
      return is_plain (text) ? lend (text, borrowed) : hand_out (reader, epc_text_normalise (text), borrowed);
    case EPC_TYPE_LONG_TEXT:
      return lend (epc_cell_without_guard (text), borrowed);
    case EPC_TYPE_PLACE:
    case EPC_TYPE_REFERENCE:
    case EPC_TYPE_FILE:
    case EPC_TYPE_COMPUTED:
    default:
      return read_slowly (reader, text, borrowed, error);
    }
}

char *
epc_cell_reader_suggest (const EpcCellReader *reader, const char *text)
{
  const EpcField *field = reader->field;
  const EpcCodeList *list
      = field->type == EPC_TYPE_CODE || field->type == EPC_TYPE_CODES ? epc_code_list_find (field->codes) : NULL;
  g_autofree char *wanted = epc_text_fold_tight (text);
  const char *best = NULL;
  guint length = (guint) strlen (wanted), limit = length < 4 ? 1 : MAX (2, length / 3), nearest = limit + 1;

  for (guint i = 0; list != NULL && i < list->n_codes; i++)
    {
      const char *label = epc_code_text (list, &list->codes[i], NULL);
      g_autofree char *name = epc_text_fold_tight (label);
      g_autofree char *key = epc_text_fold_tight (list->codes[i].key);
      guint near = MIN (epc_text_distance (wanted, name, limit), epc_text_distance (wanted, key, limit));
      if (near >= nearest)
        continue;
      nearest = near;
      best = label;
    }
  return best != NULL ? g_strdup_printf (_ ("Did you mean “%s”?"), best) : NULL;
}
