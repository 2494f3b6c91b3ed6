/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people write around a number, or in the place of one.
 */
#include "epc-cell-reader.h"

#include <string.h>

#include "base/epc-text.h"

gboolean
epc_cell_says_nothing (const char *text)
{
  static const char *const words[] = { "na",
                                       "n a",
                                       "n d",
                                       "nd",
                                       "s d",
                                       "sd",
                                       "null",
                                       "not available",
                                       "notavailable",
                                       "no data",
                                       "sin dato",
                                       "sin datos",
                                       "no disponible",
                                       "no aplica",
                                       "not applicable",
                                       "non disponible",
                                       "nao disponivel",
                                       "indisponivel",
                                       "n c",
                                       "nan" };

  if (strlen (text) > 16)
    return FALSE;
  g_autofree char *folded = epc_text_fold (text);
  if (*folded == '\0')
    return TRUE; /* "-", "--", "…" */
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (folded, words[i]))
      return TRUE;
  return FALSE;
}

/* Words that say about how many, or of whom; in the folded form of four languages. */
static gboolean
are_about_numbers (const char *text)
{
  static const char *const words[]
      = { "c", "ca", "circa", "aprox", "aproximadamente", "aproximado", "approx", "approximately", "about", "around", "some", "cerca", "de", "unos", "unas",
          "alrededor", "environ", "env", "quelque", "mas", "more", "than", "over", "at", "least", "al", "menos", "au", "moins", "pelo", "plus",
          "persona", "personas", "person", "persons", "people", "pax", "individual", "individuals", "individuo", "individuos", "individu", "individus",
          "personne", "personnes", "pessoa", "pessoas", "habitantes", "familia", "familias", "family", "families", "famille", "familles", "hogar",
          "hogares", "household", "households", "hh", "hhs", "menage", "menages", "domicilio", "domicilios" };
  g_autofree char *folded = epc_text_fold (text);
  g_auto (GStrv) own = g_strsplit (folded, " ", -1);

  if (strpbrk (text, "<>-/%:=#") != NULL)
    return FALSE;
  for (guint i = 0; own[i] != NULL; i++)
    {
      gboolean is_known = *own[i] == '\0';
      for (guint j = 0; j < G_N_ELEMENTS (words) && !is_known; j++)
        is_known = g_str_equal (own[i], words[j]);
      if (!is_known)
        return FALSE;
    }
  return TRUE;
}

char *
epc_cell_number_in_words (const char *text)
{
  const char *first = strpbrk (text, "0123456789");
  const char *last = text + strlen (text);

  if (first == NULL || strlen (text) > 60)
    return NULL;
  while (!g_ascii_isdigit (last[-1]))
    last--;
  /* "45 to 60 families" are two numbers. */
  for (const char *p = first; p < last; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)) || strchr ("<>-/%:=#+~", *p) != NULL)
      return NULL;
  g_autofree char *before = g_strndup (text, (gsize) (first - text));
  if ((*before == '\0' && *last == '\0') || !are_about_numbers (before) || !are_about_numbers (last))
    return NULL;
  return g_strndup (first, (gsize) (last - first));
}
