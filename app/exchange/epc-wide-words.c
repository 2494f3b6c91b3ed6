/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the words of a header say of sex, age and year, in four languages.
 */
#include "epc-header-index.h"
#include "epc-wide.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-text.h"

#define LONGEST_HEADER 200

/* Folded: lower case, without accents. The age of "girls" and "boys" is told by no number only. */
static const char *const female[] = { "f", "fem", "female", "females", "feminin", "femenino", "feminino", "women", "woman", "girl", "girls",
                                      "mujer", "mujeres", "nina", "ninas", "femme", "femmes", "fille", "filles", "mulher", "mulheres",
                                      "menina", "meninas", NULL };
static const char *const male[] = { "m", "masc", "male", "males", "masculin", "masculino", "men", "man", "boy", "boys", "hombre", "hombres",
                                    "nino", "ninos", "homme", "hommes", "garcon", "garcons", "homem", "homens", "menino", "meninos", NULL };
static const char *const young[] = { "girl", "girls", "nina", "ninas", "fille", "filles", "menina", "meninas", "boy", "boys", "nino", "ninos",
                                     "garcon", "garcons", "menino", "meninos", NULL };
static const char *const under[] = { "under", "menor", "menores", "moins", "below", "less", NULL };
static const char *const over[] = { "over", "plus", "mas", "above", "older", "mayores", "mayor", "mais", "more", "ou", NULL };
static const char *const filler[] = { "to",    "a",    "de",   "y",    "et",   "e",    "and",  "of",  "the",  "years", "year", "yrs",  "yr",
                                      "anos",  "ano",  "ans",  "an",   "anio", "anios", "age",  "ages", "aged", "edad", "idade", "por", "by",
                                      "number", "numero", "nombre", "no", "n", "nb", "num", "nr", "total", "than", "que", "or", "o", "d", "l",
                                      "les", "los", "las", "with", "con", "i", "b", "c", "g", "h", "entre", "between", NULL };
static const char *const people[] = { "idp", "idps", "pdi", "pdis", "ind", "inds", "indiv", "individual", "individuals", "people", "person",
                                      "persons", "persona", "personas", "personne", "personnes", "individuo", "individuos", "individu",
                                      "individus", "pessoa", "pessoas", "population", "poblacion", "populacao", "desplazados", "desplazadas",
                                      "displaced", "deplaces", "deslocados", "affected", "arrival", "arrivals", "arrived", "llegada",
                                      "llegadas", "arrivee", "arrivees", "chegada", "sex", "sexo", "sexe", "gender", "group", "grupo",
                                      "displacement", "desplazamiento", "deplacement", "reason", "motivo", "raison", "causa", "cause", NULL };

static gboolean
is_in (const char *word, const char *const *list)
{
  return g_strv_contains (list, word);
}

/* "f0_5" → "f", "0", "5": words and numbers apart. */
static GPtrArray *
tokens_of (const char *header)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = epc_text_fold (epc_header_words (header));

  for (const char *p = folded; *p != '\0';)
    {
      if (*p == ' ')
        {
          p++;
          continue;
        }
      const char *begin = p;
      gboolean is_digit = g_ascii_isdigit (*p);
      while (*p != '\0' && *p != ' ' && (gboolean) g_ascii_isdigit (*p) == is_digit)
        p++;
      g_ptr_array_add (tokens, g_strndup (begin, (gsize) (p - begin)));
    }
  return tokens;
}

static void
settle_age (EpcWideWords *words, const int *ages, guint n_ages, gboolean is_under, gboolean is_over, gboolean is_young)
{
  if (n_ages == 2 && ages[0] < ages[1])
    {
      words->from = ages[0];
      words->to = ages[1];
    }
  else if (n_ages == 1 && is_under && ages[0] > 0)
    {
      words->from = 0;
      words->to = ages[0] - 1;
    }
  else if (n_ages == 1 && is_over)
    {
      words->from = ages[0];
      words->to = EPC_AGE_MAX;
    }
  else if (n_ages > 0)
    words->is_people = FALSE; /* numbers that are no ages */
  else if (is_young)
    {
      words->from = 0;
      words->to = 17;
    }
}

void
epc_wide_words_read (const char *header, EpcWideWords *words)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  int ages[3];
  guint n_ages = 0;
  gboolean is_female = FALSE, is_male = FALSE, is_young = FALSE;

  *words = (EpcWideWords) { .from = -1, .to = -1, .is_people = TRUE };
  if (header == NULL || strlen (header) > LONGEST_HEADER)
    {
      words->rest = g_strdup ("");
      words->is_people = FALSE;
      return;
    }
  gboolean is_under = strchr (header, '<') != NULL, is_over = strchr (header, '+') != NULL && *header != '#';
  is_over = is_over || strchr (header, '>') != NULL;
  g_autoptr (GPtrArray) tokens = tokens_of (header);
  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = g_ptr_array_index (tokens, i);
      if (g_ascii_isdigit (*token))
        {
          guint64 number = strlen (token) > 4 ? 9999 : g_ascii_strtoull (token, NULL, 10);
          if (number >= 1950 && number <= 2100)
            words->year = (int) number;
          else if (number <= 120 && n_ages < G_N_ELEMENTS (ages))
            ages[n_ages++] = (int) number;
          else
            words->is_people = FALSE;
          continue;
        }
      is_young = is_young || is_in (token, young);
      is_under = is_under || is_in (token, under);
      is_over = is_over || is_in (token, over);
      if (is_in (token, female))
        is_female = TRUE;
      else if (is_in (token, male))
        is_male = TRUE;
      else if (!is_in (token, filler) && !is_in (token, under) && !is_in (token, over) && !is_in (token, people))
        g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", token);
    }
  /* "Women and girls", "mujeres y niñas": all ages. */
  is_young = is_young && tokens->len < 3;
  words->sex = is_female == is_male ? 0 : is_female ? 'f' : 'm';
  if (is_female && is_male)
    words->is_people = FALSE;
  settle_age (words, ages, n_ages, is_under, is_over && !is_under, is_young);
  words->is_people = words->is_people && rest->len == 0;
  words->rest = g_strdup (rest->str);
}

/* "enero", "jan": the month of a year, as the dates of the four languages name it. 0: none. */
static int
month_named (const char *word)
{
  g_autofree char *date = g_strdup_printf ("1 %s 2000", word);
  char iso[EPC_DATE_SIZE];
  int year, month, day;

  return !g_ascii_isdigit (*word) && epc_date_parse (date, EPC_DATE_ORDER_DAY_FIRST, iso) && epc_date_split (iso, &year, &month, &day) ? month : 0;
}

const char *
epc_wide_month (const char *header)
{
  static const char *const between[] = { "de", "du", "del", "of", NULL };
  int year = 0, month = 0, numbers[3] = { 0 };
  guint n_numbers = 0;
  char iso[EPC_DATE_SIZE];

  if (header == NULL || strlen (header) > LONGEST_HEADER)
    return NULL;
  g_autoptr (GPtrArray) tokens = tokens_of (header);
  for (guint i = 0; i < tokens->len; i++)
    {
      const char *token = g_ptr_array_index (tokens, i);
      int named = month_named (token);
      if (strlen (token) == 4 && g_ascii_isdigit (*token) && year == 0)
        year = (int) g_ascii_strtoll (token, NULL, 10);
      else if (g_ascii_isdigit (*token) && strlen (token) <= 2 && n_numbers < G_N_ELEMENTS (numbers))
        numbers[n_numbers++] = (int) g_ascii_strtoll (token, NULL, 10);
      else if (named != 0 && month == 0)
        month = named;
      else if (!is_in (token, between))
        return NULL;
    }
  /* "ene-26"; "2026-01", "01/2026"; "2026-01-01" as a workbook gives a cell that shows a month. */
  if (month != 0 && year == 0 && n_numbers == 1)
    year = 2000 + numbers[--n_numbers];
  else if (month == 0 && n_numbers == 2 && numbers[1] == 1 && g_str_has_suffix (header, "-01"))
    n_numbers = 1;
  if (month == 0 && n_numbers == 1)
    month = numbers[--n_numbers];
  if (n_numbers > 0 || year < 1950 || year > 2100 || month < 1 || month > 12)
    return NULL;
  g_snprintf (iso, sizeof iso, "%04d-%02d-01", year, month);
  return g_intern_string (iso);
}

void
epc_wide_words_clear (EpcWideWords *words)
{
  g_clear_pointer (&words->rest, g_free);
}
