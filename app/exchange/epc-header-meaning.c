/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the words of a header mean, whatever their order and language: "Nº de familias desplazadas" and "IDPs (households)" count the same.
 */
#include "epc-header-meaning.h"

#include <string.h>

#include "base/epc-text.h"

/* Words that say how, not what: with them and without a column counts the same. In the folded form of the languages of the region. */
gboolean
epc_header_is_filler (const char *word)
{
  static const char *const words[] = { "total", "totale", "totales", "totaux", "totais", "number", "numero", "nombre", "no", "nb", "of", "the", "in", "de", "des", "du", "del", "d", "l", "la",
                                       "le", "les", "los", "las", "el", "actual", "actuales", "atual", "atuais", "actuel", "actuels", "current", "currently", "estimated",
                                       "sum", "count", "num", "nr", "nbr", "est", "for", "para", "por", "pour", "main", "principal", "principale" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

/* "b1a", "a5", "3": the number of a question in front of its words. */
gboolean
epc_header_is_question_number (const char *word)
{
  return strlen (word) <= 3 && strpbrk (word, "0123456789") != NULL;
}

/* Whom a column counts, in one word for four languages. */
static const char *
one_meaning (const char *word)
{
  static const char *const words[] = {
    " hh", "hh", "hhs", "hhds", "household", "households", "family", "families", "hogar", "hogares", "familia", "familias", "menage", "menages", "famille", "familles",
    " ind", "ind", "inds", "indiv", "indivs", "individual", "individuals", "person", "persons", "people", "persona", "personas", "individuo", "individuos", "personne", "personnes",
    "individu", "individus", "pessoa", "pessoas",
    " idp", "idp", "idps", "pdi", "pdis", "displaced", "desplazado", "desplazada", "desplazados", "desplazadas", "deplace", "deplaces", "deplacees", "deslocados", "deslocadas",
    " back", "returnee", "returnees", "retornados", "retornadas", "retournes", "retournees", "retorne",
    " refugee", "refugee", "refugees", "refugiados", "refugiadas", "refugies", "refugiees",
    " migrant", "migrant", "migrants", "migrantes",
    " host", "host", "hosts", "acogida", "accueil", "acolhimento", "hote", "hotes",
  };
  const char *meaning = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (*words[i] == ' ')
      meaning = words[i] + 1;
    else if (g_str_equal (word, words[i]))
      return meaning;
  return word;
}

/* Who is counted is there and is known; that they are internally displaced says the next word. */
static gboolean
is_understood (const char *word)
{
  static const char *const words[] = { "internally", "registered", "registrados", "registradas", "enregistres", "enregistrees", "present", "presents", "presentes" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
counts_any (const char *meaning)
{
  return g_str_equal (meaning, "hh") || g_str_equal (meaning, "ind");
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "Nº de familias desplazadas", "IDPs (households)" → " hh idp": the words that tell, each by what it means, in any order. @of_anybody: without the
 * displaced, and NULL where they are not named. NULL too where nothing is left, or one word that counts nobody: it may be a value as well. */
char *
epc_header_meaning (const char *name, gboolean of_anybody)
{
  g_auto (GStrv) pieces = g_strsplit (name, "’", -1);
  g_autofree char *apart = g_strjoinv (" ", pieces);
  g_autofree char *folded = epc_text_fold (g_strdelimit (apart, "'", ' '));
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GPtrArray) left = g_ptr_array_new ();
  gboolean is_of_displaced = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *meaning = one_meaning (words[i]);
      if (*words[i] == '\0' || epc_header_is_filler (words[i]) || (left->len == 0 && epc_header_is_question_number (words[i])) || is_understood (words[i]))
        continue;
      /* Ages and the numbers of questions mean something in their order alone. */
      if (strpbrk (words[i], "0123456789") != NULL)
        return NULL;
      if (of_anybody && g_str_equal (meaning, "idp"))
        is_of_displaced = TRUE;
      else
        g_ptr_array_add (left, (gpointer) meaning);
    }
  if (left->len == 0 || is_of_displaced != of_anybody || (left->len == 1 && !counts_any (left->pdata[0]) && !g_str_equal (left->pdata[0], "idp")))
    return NULL;
  g_ptr_array_sort (left, compare_words);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < left->len; i++)
    g_string_append_printf (text, " %s", (const char *) left->pdata[i]);
  return g_string_free (text, FALSE);
}

/* The group of a header counts others than the displaced, and the column under it only says how many: "Returnees/Households". */
gboolean
epc_header_counts_others (const char *header, const char *slash)
{
  g_autofree char *group = g_strndup (header, (gsize) (slash - header));
  g_autofree char *folded = epc_text_fold (group);
  g_autofree char *last = epc_header_meaning (slash + 1, FALSE);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  if (last == NULL || !counts_any (last + 1))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *meaning = one_meaning (words[i]);
      if (g_str_equal (meaning, "back") || g_str_equal (meaning, "refugee") || g_str_equal (meaning, "migrant") || g_str_equal (meaning, "host"))
        return TRUE;
    }
  return FALSE;
}
