/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-date.h"

#include <stdlib.h>
#include <string.h>

#include "epc-clock.h"
#include "epc-text.h"

static gboolean
is_leap (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

gboolean
epc_date_is_valid (int year, int month, int day)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
    return FALSE;
  return day <= lengths[month - 1] + (month == 2 && is_leap (year));
}

/* Days from a civil date, proleptic Gregorian (Howard Hinnant's days_from_civil, public domain). */
gint64
epc_date_days (int year, int month, int day)
{
  gint64 y = year - (month <= 2);
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

void
epc_date_from_days (gint64 days, int *year, int *month, int *day)
{
  gint64 z = days + 719468;
  gint64 era = (z >= 0 ? z : z - 146096) / 146097;
  gint64 day_of_era = z - era * 146097;
  gint64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted_month = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * shifted_month + 2) / 5 + 1);
  *month = (int) (shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2));
}

static gboolean
write_iso (int year, int month, int day, char *iso)
{
  if (!epc_date_is_valid (year, month, day))
    return FALSE;
  iso[0] = (char) ('0' + year / 1000);
  iso[1] = (char) ('0' + year / 100 % 10);
  iso[2] = (char) ('0' + year / 10 % 10);
  iso[3] = (char) ('0' + year % 10);
  iso[4] = iso[7] = '-';
  iso[5] = (char) ('0' + month / 10);
  iso[6] = (char) ('0' + month % 10);
  iso[8] = (char) ('0' + day / 10);
  iso[9] = (char) ('0' + day % 10);
  iso[10] = '\0';
  return TRUE;
}

gboolean
epc_date_split (const char *iso, int *year, int *month, int *day)
{
  if (iso == NULL)
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? iso[i] != '-' : !g_ascii_isdigit (iso[i]))
      return FALSE;
  *year = (iso[0] - '0') * 1000 + (iso[1] - '0') * 100 + (iso[2] - '0') * 10 + (iso[3] - '0');
  *month = (iso[5] - '0') * 10 + (iso[6] - '0');
  *day = (iso[8] - '0') * 10 + (iso[9] - '0');
  return epc_date_is_valid (*year, *month, *day);
}

static const char *const month_names[] = {
  "jan ene", "feb fev", "mar", "apr abr avr", "may mai", "jun juin", "jul juil", "aug ago aou", "sep set", "oct out", "nov", "dec dic dez",
};

/* The month whose name begins like the folded @word, 0 for none. */
static int
month_from_name (const char *word)
{
  g_autofree char *folded = epc_text_fold_tight (word);

  if (strlen (folded) < 3)
    return 0;
  for (int m = 0; m < 12; m++)
    {
      g_auto (GStrv) starts = g_strsplit (month_names[m], " ", -1);
      /* "juin" and "juil" need four letters to part from each other. */
      for (char **start = starts; *start != NULL; start++)
        if (g_str_has_prefix (folded, *start) && !(m == 5 && g_str_has_prefix (folded, "juil")))
          return m + 1;
    }
  return 0;
}

static int
full_year (int year, gsize digits)
{
  if (digits > 2)
    return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

static gboolean
parse_parts (char **parts, EpcDateOrder order, char *iso)
{
  int numbers[3];
  int month = 0, month_at = -1;

  for (int i = 0; i < 3; i++)
    {
      char *end;
      if (!g_ascii_isdigit (parts[i][0]))
        {
          month = month_from_name (parts[i]);
          if (month == 0 || month_at >= 0)
            return FALSE;
          month_at = i;
          continue;
        }
      numbers[i] = (int) g_ascii_strtoull (parts[i], &end, 10);
      if (strlen (parts[i]) > 4 || *end != '\0')
        return FALSE;
    }
  if (month_at == 1 && strlen (parts[0]) == 4)
    return write_iso (numbers[0], month, numbers[2], iso);
  if (month_at == 1)
    return write_iso (full_year (numbers[2], strlen (parts[2])), month, numbers[0], iso);
  if (month_at == 0)
    return write_iso (full_year (numbers[2], strlen (parts[2])), month, numbers[1], iso);
  if (month_at == 2)
    return FALSE;
  if (strlen (parts[0]) == 4)
    return write_iso (numbers[0], numbers[1], numbers[2], iso);
  int year = full_year (numbers[2], strlen (parts[2]));
  if (order == EPC_DATE_ORDER_MONTH_FIRST)
    return write_iso (year, numbers[0], numbers[1], iso);
  return write_iso (year, numbers[1], numbers[0], iso);
}

gboolean
epc_date_parse (const char *text, EpcDateOrder order, char *iso)
{
  int year, month, day;

  if (text == NULL)
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;
  /* The usual case first: it is met a million times in an import. */
  if (epc_date_split (text, &year, &month, &day) && (text[10] == '\0' || text[10] == 'T' || text[10] == ' '))
    {
      memcpy (iso, text, 10);
      iso[10] = '\0';
      return TRUE;
    }
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  /* A clock behind the date does not change the date. */
  char *clock = strpbrk (trimmed, "T");
  if (clock != NULL && g_ascii_isdigit (clock[1]))
    *clock = '\0';
  g_strdelimit (trimmed, "/.,-_", ' ');
  g_auto (GStrv) raw = g_strsplit (trimmed, " ", -1);
  char *parts[4];
  int n = 0;
  for (char **part = raw; *part != NULL; part++)
    {
      if (**part == '\0' || g_ascii_strcasecmp (*part, "de") == 0)
        continue;
      if (n == 3)
        {
          if (strchr (*part, ':') != NULL)
            break;
          return FALSE;
        }
      parts[n++] = *part;
    }
  if (n != 3)
    return FALSE;
  return parse_parts (parts, order, iso);
}

gboolean
epc_date_parse_month (const char *text, int *year, int *month)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "/.,-_", ' ');
  g_auto (GStrv) raw = g_strsplit (spaced, " ", -1);
  int n = 0, numbers[2] = { 0, 0 }, named = 0;

  for (char **part = raw; *part != NULL; part++)
    {
      gsize digits = strspn (*part, "0123456789"), length = strlen (*part);
      if (length == 0 || g_ascii_strcasecmp (*part, "de") == 0)
        continue;
      if (n == 2 || (digits != length && (named != 0 || (named = month_from_name (*part)) == 0)) || (digits == length && length != 4 && length > 2))
        return FALSE;
      numbers[n++] = digits == length ? atoi (*part) : -1;
    }
  if (n == 0 || (n == 1 && named != 0))
    return FALSE;
  *year = numbers[0] > 31 ? numbers[0] : numbers[1];
  *month = n == 1 ? 0 : named != 0 ? named : numbers[0] > 31 ? numbers[1] : numbers[0];
  return *year >= 1900 && *year <= 2200 && (n == 1 || epc_date_is_valid (*year, *month, 1));
}

void
epc_date_today (char *iso)
{
  int year, month, day;

  epc_date_from_days (epc_clock_now () / G_USEC_PER_SEC / 86400, &year, &month, &day);
  write_iso (year, month, day, iso);
}

char *
epc_moment_from_unix (gint64 microseconds, const char *zone)
{
  gint64 seconds = microseconds / G_USEC_PER_SEC;
  gint64 days = seconds / 86400;
  gint64 rest = seconds % 86400;
  int year, month, day;

  if (rest < 0)
    {
      rest += 86400;
      days -= 1;
    }
  epc_date_from_days (days, &year, &month, &day);
  if (zone == NULL || *zone == '\0' || g_str_equal (zone, "UTC"))
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, (int) (rest / 3600), (int) (rest / 60 % 60),
                            (int) (rest % 60));
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ[%s]", year, month, day, (int) (rest / 3600), (int) (rest / 60 % 60),
                          (int) (rest % 60), zone);
}

GTimeZone *
epc_date_zone (const char *zone)
{
  static GMutex lock;
  static GHashTable *known;
  GTimeZone *result;

  if (zone == NULL || *zone == '\0')
    return g_time_zone_new_utc ();
  g_mutex_lock (&lock);
  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  result = g_hash_table_lookup (known, zone);
  if (result == NULL && (result = g_time_zone_new_identifier (zone)) != NULL)
    g_hash_table_insert (known, g_strdup (zone), result);
  if (result != NULL)
    g_time_zone_ref (result);
  g_mutex_unlock (&lock);
  return result != NULL ? result : g_time_zone_new_utc ();
}

void
epc_date_today_in (const char *zone, char *iso)
{
  g_autoptr (GTimeZone) where = epc_date_zone (zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (epc_clock_now () / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, where);

  write_iso (g_date_time_get_year (local), g_date_time_get_month (local), g_date_time_get_day_of_month (local), iso);
}

char *
epc_moment_parse (const char *text, EpcDateOrder order, const char *zone)
{
  char iso[EPC_DATE_SIZE];

  if (text == NULL)
    return NULL;
  g_autofree char *own = g_strstrip (g_strdup (text));
  char *bracket = strchr (own, '[');
  g_autofree char *own_zone = NULL;
  if (bracket != NULL)
    {
      char *end = strchr (bracket, ']');
      if (end == NULL || end[1] != '\0')
        return NULL;
      own_zone = g_strndup (bracket + 1, (gsize) (end - bracket - 1));
      g_autoptr (GTimeZone) known = g_time_zone_new_identifier (own_zone);
      if (known == NULL)
        return NULL;
      *bracket = '\0';
      zone = own_zone;
    }
  g_autoptr (GTimeZone) local = epc_date_zone (zone);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (own, local);
  if (moment == NULL && epc_date_parse (own, order, iso))
    {
      const char *clock = strpbrk (own, " T");
      int hour = 0, minute = 0, second = 0;
      const char *colon = strchr (own, ':');
      if (colon != NULL && clock != NULL)
        {
          const char *start = colon;
          while (start > own && g_ascii_isdigit (start[-1]))
            start--;
          char *end;
          hour = (int) g_ascii_strtoull (start, NULL, 10);
          minute = (int) g_ascii_strtoull (colon + 1, &end, 10);
          if (*end == ':')
            second = (int) g_ascii_strtoull (end + 1, NULL, 10);
        }
      int year, month, day;
      epc_date_split (iso, &year, &month, &day);
      moment = g_date_time_new (local, year, month, day, hour, minute, second);
    }
  if (moment == NULL)
    return NULL;
  return epc_moment_from_unix (g_date_time_to_unix (moment) * G_USEC_PER_SEC, zone);
}

gboolean
epc_moment_to_unix (const char *moment, gint64 *microseconds)
{
  int year, month, day;

  if (!epc_date_split (moment, &year, &month, &day) || strlen (moment) < 20 || moment[10] != 'T' || moment[19] != 'Z')
    return FALSE;
  int hour = (moment[11] - '0') * 10 + moment[12] - '0';
  int minute = (moment[14] - '0') * 10 + moment[15] - '0';
  int second = (moment[17] - '0') * 10 + moment[18] - '0';
  *microseconds = (epc_date_days (year, month, day) * 86400 + hour * 3600 + minute * 60 + second) * G_USEC_PER_SEC;
  return TRUE;
}

GDateTime *
epc_moment_in_zone (const char *moment, const char *zone)
{
  gint64 microseconds;
  g_autofree char *own_zone = NULL;

  if (!epc_moment_to_unix (moment, &microseconds))
    return NULL;
  if (zone == NULL && moment[20] == '[')
    {
      own_zone = g_strdup (moment + 21);
      own_zone[strcspn (own_zone, "]")] = '\0';
      zone = own_zone;
    }
  g_autoptr (GTimeZone) where = epc_date_zone (zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);
  return g_date_time_to_timezone (utc, where);
}
