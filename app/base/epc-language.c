/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "epc-language.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "epc-date.h"
#include "epc-i18n.h"
#include "epc-paths.h"

#define THIN_SPACE "\342\200\257" /* U+202F */
#define NO_BREAK_SPACE "\302\240"
#define MINUS "\342\210\222"      /* U+2212 */

struct _EpcLanguage
{
  const char *name;
  const char *thousands, *decimal, *percent;
  const char *long_date;      /* day, month, year */
  const char *short_date;
  const char *months[12];
  const char *short_months[12];
  gboolean zero_is_singular;
  gsize loaded;
  GHashTable *texts;   /* msgid → msgstr, both inside the mapped file */
  GHashTable *plurals; /* the msgids whose msgstr holds two forms */
  GMappedFile *file;
};

static EpcLanguage languages[] = {
  { "en", ",", ".", "%", "%d %s %d", "%d %s %d",
    { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" },
    { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" } },
  { "es", THIN_SPACE, ",", NO_BREAK_SPACE "%", "%d de %s de %d", "%d %s %d",
    { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre" },
    { "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic" } },
  { "fr", THIN_SPACE, ",", THIN_SPACE "%", "%d %s %d", "%d %s %d",
    { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre" },
    { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc." }, TRUE },
  { "pt", ".", ",", "%", "%d de %s de %d", "%d %s %d",
    { "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro" },
    { "jan.", "fev.", "mar.", "abr.", "maio", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez." } },
};

static char *language_directory;
static const EpcLanguage *interface_language;
static char *own_thousands, *own_decimal;

void
epc_language_set_directory (const char *directory)
{
  g_free (language_directory);
  language_directory = g_strdup (directory);
}

/* The .mo format: GNU gettext manual, "The Format of GNU MO Files". Every offset is checked, the file may be anybody's. */
static void
load_texts (EpcLanguage *language)
{
  g_autofree char *directory = language_directory != NULL ? g_strdup (language_directory) : epc_path_locale ();
  g_autofree char *path = g_build_filename (directory, language->name, "LC_MESSAGES", EPC_GETTEXT_DOMAIN ".mo", NULL);

  language->texts = g_hash_table_new (g_str_hash, g_str_equal);
  language->plurals = g_hash_table_new (g_str_hash, g_str_equal);
  language->file = g_mapped_file_new (path, FALSE, NULL);
  if (language->file == NULL)
    return;
  const char *bytes = g_mapped_file_get_contents (language->file);
  gsize size = g_mapped_file_get_length (language->file);
  guint32 head[5];
  if (size < 28)
    return;
  memcpy (head, bytes, sizeof head);
  if (head[0] != 0x950412de || head[2] > size / 16 || head[3] > size - 8 * (gsize) head[2] || head[4] > size - 8 * (gsize) head[2])
    return;
  for (guint32 i = 0; i < head[2]; i++)
    {
      guint32 from[2], to[2];
      memcpy (from, bytes + head[3] + 8 * (gsize) i, sizeof from);
      memcpy (to, bytes + head[4] + 8 * (gsize) i, sizeof to);
      if ((guint64) from[1] + from[0] >= size || (guint64) to[1] + to[0] >= size || bytes[from[1] + from[0]] != '\0'
          || bytes[to[1] + to[0]] != '\0')
        continue;
      if (to[0] == 0)
        continue;
      g_hash_table_insert (language->texts, (char *) bytes + from[1], (char *) bytes + to[1]);
      /* "one\0many" → "form 0\0form 1": lengths count the first zero byte. */
      if (strlen (bytes + from[1]) < from[0] && strlen (bytes + to[1]) < to[0])
        g_hash_table_add (language->plurals, (char *) bytes + from[1]);
    }
}

static EpcLanguage *
find_language (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strncasecmp (name, languages[i].name, 2) == 0 && !g_ascii_isalpha (name[2]))
      return &languages[i];
  return NULL;
}

gboolean
epc_language_is_known (const char *name)
{
  return name != NULL && find_language (name) != NULL;
}

static const EpcLanguage *
language_of_environment (void)
{
  const char *const *names = g_get_language_names_with_category ("LC_MESSAGES");

  for (const char *const *name = names; *name != NULL; name++)
    {
      EpcLanguage *found = strlen (*name) >= 2 ? find_language (*name) : NULL;
      if (found != NULL)
        return found;
    }
  return &languages[0];
}

static GPrivate entered; /* EpcLanguage of the document that this thread is writing; NULL: none */

const EpcLanguage *
epc_language_get (const char *name)
{
  EpcLanguage *language;

  if (name == NULL || *name == '\0')
    {
      language = g_private_get (&entered);
      if (language == NULL)
        language = (EpcLanguage *) (interface_language != NULL ? interface_language : language_of_environment ());
    }
  else
    language = find_language (name);
  if (language == NULL)
    language = &languages[0];
  if (g_once_init_enter (&language->loaded))
    {
      load_texts (language);
      g_once_init_leave (&language->loaded, 1);
    }
  return language;
}

const char *
epc_language_name (const EpcLanguage *language)
{
  return language->name;
}

const EpcLanguage *
epc_language_enter (const EpcLanguage *language)
{
  const EpcLanguage *before = g_private_get (&entered);

  g_private_set (&entered, (gpointer) language);
  return before;
}

void
epc_language_leave (const EpcLanguage *before)
{
  g_private_set (&entered, (gpointer) before);
}

void
epc_language_set_interface (const char *name)
{
  g_autofree char *directory = language_directory != NULL ? g_strdup (language_directory) : epc_path_locale ();

  if (name != NULL && *name != '\0')
    {
      g_setenv ("LANGUAGE", name, TRUE);
      interface_language = find_language (name);
    }
  const char *locale = setlocale (LC_ALL, "");
  /* gettext does not translate in the locale "C", whatever LANGUAGE says. */
  const char *messages = setlocale (LC_MESSAGES, NULL);
  if (locale == NULL || messages == NULL || g_str_equal (messages, "C") || g_str_equal (messages, "POSIX"))
    setlocale (LC_ALL, "C.UTF-8");
  /* Asked for once: GLib reads the environment each time, and lists ask for the language in each cell. */
  if (name == NULL || *name == '\0')
    interface_language = language_of_environment ();
  bindtextdomain (EPC_GETTEXT_DOMAIN, directory);
  bind_textdomain_codeset (EPC_GETTEXT_DOMAIN, "UTF-8");
  textdomain (EPC_GETTEXT_DOMAIN);
}

const char *
epc_language_text (const EpcLanguage *language, const char *text)
{
  const char *found = text != NULL && *text != '\0' ? g_hash_table_lookup (language->texts, text) : NULL;

  return found != NULL ? found : text;
}

const char *
epc_language_plural (const EpcLanguage *language, const char *one, const char *many, gint64 n)
{
  gboolean singular = n == 1 || (n == 0 && language->zero_is_singular);
  const char *found = g_hash_table_lookup (language->texts, one);

  /* Texts marked one by one with N_() are two messages of their own. */
  if (found == NULL || !g_hash_table_contains (language->plurals, one))
    return epc_language_text (language, singular ? one : many);
  /* The plural forms follow each other, parted by a zero byte. */
  return singular ? found : found + strlen (found) + 1;
}

void
epc_language_set_separators (const char *thousands, const char *decimal)
{
  g_free (own_thousands);
  g_free (own_decimal);
  own_thousands = g_strdup (thousands);
  own_decimal = g_strdup (decimal);
}

gboolean
epc_language_set_country (const char *iso3)
{
  static const char *const point[] = { "MEX", "GTM", "HND", "SLV", "NIC", "PAN", "DOM", "PRI", "CUB", "PER", "BLZ", "USA", NULL };
  static const char *const comma[] = { "ARG", "BOL", "CHL", "COL", "ECU", "PRY", "URY", "VEN", "BRA", NULL };

  if (iso3 != NULL && g_strv_contains (point, iso3))
    epc_language_set_separators (",", ".");
  else if (iso3 != NULL && g_strv_contains (comma, iso3))
    epc_language_set_separators (".", ",");
  else
    {
      epc_language_set_separators (NULL, NULL);
      return FALSE;
    }
  return TRUE;
}

static const char *
thousands_of (const EpcLanguage *language)
{
  return own_thousands != NULL && language == &languages[1] ? own_thousands : language->thousands;
}

static const char *
decimal_of (const EpcLanguage *language)
{
  return own_decimal != NULL && language == &languages[1] ? own_decimal : language->decimal;
}

static void
append_grouped (const EpcLanguage *language, GString *out, const char *digits, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (out, thousands_of (language));
      g_string_append_c (out, digits[i]);
    }
}

char *
epc_language_integer (const EpcLanguage *language, gint64 value)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, value < 0 ? (guint64) 0 - (guint64) value : (guint64) value);
  GString *out = g_string_new (value < 0 ? MINUS : NULL);

  append_grouped (language, out, digits, strlen (digits));
  return g_string_free (out, FALSE);
}

char *
epc_language_decimal (const EpcLanguage *language, double value, int decimals)
{
  char digits[400], format[8];
  gboolean negative = value < 0;

  g_snprintf (format, sizeof format, "%%.%df", CLAMP (decimals, 0, 9));
  g_ascii_formatd (digits, sizeof digits, format, fabs (value));
  /* A value that rounds to zero has no sign. */
  if (strspn (digits, "0.") == strlen (digits))
    negative = FALSE;
  gsize whole = strcspn (digits, ".");
  GString *out = g_string_new (negative ? MINUS : NULL);
  append_grouped (language, out, digits, whole);
  if (digits[whole] == '.')
    {
      g_string_append (out, decimal_of (language));
      g_string_append (out, digits + whole + 1);
    }
  return g_string_free (out, FALSE);
}

char *
epc_language_percent (const EpcLanguage *language, double value, int decimals)
{
  g_autofree char *number = epc_language_decimal (language, value, decimals);

  return g_strconcat (number, language->percent, NULL);
}

char *
epc_language_change (const EpcLanguage *language, gint64 value)
{
  g_autofree char *number = epc_language_integer (language, value);

  return value > 0 ? g_strconcat ("+", number, NULL) : g_steal_pointer (&number);
}

char *
epc_language_date (const EpcLanguage *language, const char *iso, gboolean is_short)
{
  int year, month, day;

  if (!epc_date_split (iso, &year, &month, &day))
    return g_strdup (iso != NULL ? iso : "");
  return g_strdup_printf (is_short ? language->short_date : language->long_date, day,
                          is_short ? language->short_months[month - 1] : language->months[month - 1], year);
}

char *
epc_language_moment (const EpcLanguage *language, GDateTime *moment)
{
  g_autofree char *iso = g_date_time_format (moment, "%Y-%m-%d");
  g_autofree char *date = epc_language_date (language, iso, TRUE);
  g_autofree char *clock = g_date_time_format (moment, "%H:%M");

  return g_strdup_printf ("%s %s", date, clock);
}

char *
epc_language_month (const EpcLanguage *language, const char *iso)
{
  int year, month, day;

  if (!epc_date_split (iso, &year, &month, &day))
    return g_strdup (iso != NULL ? iso : "");
  return g_strdup_printf ("%s %d", language->short_months[month - 1], year);
}
