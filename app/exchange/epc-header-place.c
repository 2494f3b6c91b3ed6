/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which columns name a place, and at which admin level.
 */
#include "epc-header-index.h"

#include <string.h>

#include "base/epc-text.h"

static gboolean
place_of_tag (const char *hxl, guint8 *set, gint8 *level, gboolean *is_code)
{
  g_autofree char *tag = epc_hxl_canonical (hxl);
  g_auto (GStrv) parts = g_strsplit (tag, "+", -1);

  if (parts[0] == NULL)
    return FALSE;
  if (g_str_equal (parts[0], "#country"))
    *level = 0;
  else if (strlen (parts[0]) == 5 && g_str_has_prefix (parts[0], "#adm") && parts[0][4] >= '0' && parts[0][4] <= '4')
    *level = (gint8) (parts[0][4] - '0');
  else
    return FALSE;
  const char *const *attributes = (const char *const *) parts + 1;
  *set = 0;
  if (g_strv_contains (attributes, "origin") || g_strv_contains (attributes, "from"))
    *set = 1;
  else if (g_strv_contains (attributes, "dest") || g_strv_contains (attributes, "destination")
           || g_strv_contains (attributes, "to"))
    *set = 2;
  *is_code = g_strv_contains (attributes, "code") || g_strv_contains (attributes, "v_pcode")
             || g_strv_contains (attributes, "v_iso3") || g_strv_contains (attributes, "iso3");
  return TRUE;
}

/* What people call the levels. A word is a hint only: a commune is level 2 here and level 3 there. */
static const struct
{
  const char *word; /* folded, tight */
  gint8 level;
} level_words[] = {
  { "country", 0 },        { "pais", 0 },        { "pays", 0 },           { "countryname", 0 },     { "department", 1 },
  { "departamento", 1 },   { "departement", 1 }, { "province", 1 },       { "provincia", 1 },       { "estado", 1 },
  { "state", 1 },          { "region", 1 },      { "governorate", 1 },    { "municipality", 2 },    { "municipio", 2 },
  { "municipalite", 2 },   { "commune", 2 },     { "comuna", 2 },         { "county", 2 },          { "district", 2 },
  { "distrito", 2 },       { "canton", 2 },      { "arrondissement", 2 }, { "communalsection", 3 }, { "sectioncommunale", 3 },
  { "seccioncomunal", 3 }, { "parroquia", 3 },   { "corregimiento", 3 },  { "aldea", 3 },           { "ward", 3 },
  { "subdistrict", 3 },    { "lga", 2 },         { "localgovernmentarea", 2 }, { "zone", 2 },       { "cercle", 2 },
  { "sousprefecture", 3 }, { "woreda", 3 },      { "payam", 3 },          { "postoadministrativo", 3 }, { "prefecture", 1 },
  { "parish", 1 },         { "uf", 1 },          { "oblast", 1 },         { "wilaya", 1 },          { "mantika", 1 },
  { "territoire", 2 },     { "raion", 2 },       { "moughataa", 2 },      { "baladiya", 2 },        { "qada", 2 },
  { "subprefecture", 3 },  { "hromada", 3 },     { "barangay", 3 },       { "upazila", 3 },         { "township", 3 },
  { "nahia", 3 },          { "subcounty", 3 },   { "muhalla", 3 },        { "colline", 3 },         { "kebele", 4 },
  { "boma", 4 },           { "villagetract", 4 },
};

/* Short for one of them, in front of a code: "Dis Pcode". */
static const struct
{
  const char *word;
  gint8 level;
} short_words[] = {
  { "gov", 1 }, { "prov", 1 }, { "dep", 1 }, { "dept", 1 }, { "depto", 1 }, { "dis", 2 }, { "dist", 2 }, { "mun", 2 }, { "mpio", 2 },
};

static gboolean
strip_suffix (char *text, const char *suffix)
{
  gsize length = strlen (text), n = strlen (suffix);

  if (length <= n || !g_str_equal (text + length - n, suffix))
    return FALSE;
  text[length - n] = '\0';
  return TRUE;
}

/* "Admin 1 of origin", "departamento de origen", "département d'origine": the word, and the one that ties it to the level. */
static gboolean
strip_end (char *text, const char *word)
{
  if (!strip_suffix (text, word))
    return FALSE;
  if (!strip_suffix (text, "of") && !strip_suffix (text, "de"))
    strip_suffix (text, "d");
  return TRUE;
}

static gboolean
strip_prefix (char *text, const char *prefix)
{
  gsize n = strlen (prefix);

  if (strlen (text) <= n || !g_str_has_prefix (text, prefix))
    return FALSE;
  memmove (text, text + n, strlen (text + n) + 1);
  return TRUE;
}

/* "Cód. Departamento": @prefix and the word of a level; leaves the word. */
static gboolean
is_level_behind (char *text, const char *prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (level_words); i++)
    if (g_str_has_prefix (text, prefix) && g_str_equal (text + strlen (prefix), level_words[i].word))
      return strip_prefix (text, prefix);
  return FALSE;
}

static gboolean
place_of_header (const char *header, guint8 *set, gint8 *level, gboolean *is_code, gboolean *is_sure)
{
  static const char *const origins[]
      = { "idporigin", "origin", "origen", "origine", "arrivalfromlocation", "arrivalfrom", "from" };
  static const char *const destinations[] = { "destination", "destino", "dest" };
  static const char *const code_words[] = { "intpcode", "pcode", "pcod", "code", "codigo", "iso3", "cod", "code3" };
  static const char *const name_words[] = { "name", "nombre", "nom", "nome", "en", "es", "fr", "pt", "ht", "local", "label" };
  /* Where those who are counted live now. */
  static const char *const heres[] = { "displacement", "desplazamiento", "deplacement", "deslocamento", "deslocacao", "accueil", "acogida", "acolhimento", "residence",
                                       "residencia" };
  const char *slash = strrchr (header, '/'), *colon = strrchr (header, ':');
  static const char *const country_codes[] = { "iso3", "iso3code", "countryiso3", "iso3166alpha3", "locationcode",
                                               "iso", "isoa2", "isoa3", "adm0a3", "admin0a3", "shapegroup" };
  g_autofree char *text = epc_text_fold_tight (slash != NULL ? epc_header_words (slash + 1) : epc_header_words (header));

  /* "Event location: county P-code" */
  if (slash == NULL && colon != NULL && colon[1] != '\0' && epc_header_words (header) == header)
    {
      g_autofree char *front = g_strndup (header, (gsize) (colon - header));
      g_autofree char *folded = epc_text_fold (front);
      if (g_str_has_suffix (folded, "location") && strstr (folded, "from") == NULL)
        {
          g_free (text);
          text = epc_text_fold_tight (colon + 1);
        }
    }
  *set = 0;
  *is_code = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (country_codes); i++)
    if (g_str_equal (text, country_codes[i]))
      {
        *level = 0;
        *is_code = *is_sure = TRUE;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (origins) && *set == 0; i++)
    if (strip_prefix (text, origins[i]) || strip_end (text, origins[i]))
      *set = 1;
  for (guint i = 0; i < G_N_ELEMENTS (destinations) && *set == 0; i++)
    if (strip_prefix (text, destinations[i]) || strip_end (text, destinations[i]))
      *set = 2;
  for (guint i = 0; i < G_N_ELEMENTS (heres) && *set == 0; i++)
    if (strip_end (text, heres[i]))
      break;
  /* GADM numbers its levels behind the word: "NAME_1". */
  if (strlen (text) == 5 && g_str_has_prefix (text, "name") && text[4] >= '0' && text[4] <= '4')
    {
      *level = (gint8) (text[4] - '0');
      *is_sure = TRUE;
      return TRUE;
    }
  if (epc_header_own_code (header) == 1)
    {
      *level = 1;
      *is_code = *is_sure = TRUE;
      return TRUE;
    }
  gboolean is_named = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (code_words) && !*is_code; i++)
    *is_code = strip_suffix (text, code_words[i]);
  if (!*is_code && (strip_prefix (text, "codigo") || strip_prefix (text, "pcode") || is_level_behind (text, "cod") || is_level_behind (text, "code")))
    {
      *is_code = TRUE;
      if (!is_level_behind (text, "da") && !is_level_behind (text, "do"))
        is_level_behind (text, "de");
    }
  for (guint i = 0; i < G_N_ELEMENTS (name_words) && !*is_code && !is_named; i++)
    {
      char *digit = text + strlen (text) - strlen (name_words[i]) - 1;
      /* "adm1en" ends in a language; "canton" does not end in a name. */
      if (g_str_has_suffix (text, name_words[i]) && digit >= text && g_ascii_isdigit (*digit))
        is_named = strip_suffix (text, name_words[i]);
    }
  if (!*is_code && !is_named && (strip_suffix (text, "name") || strip_prefix (text, "nombre")))
    is_named = TRUE;
  /* The reference name beside those in each language: "adm1_ref_name", "ADM1_REF". */
  if (!*is_code && strlen (text) > 3 && g_ascii_isdigit (text[strlen (text) - 4]) && strip_suffix (text, "ref"))
    is_named = TRUE;
  gboolean is_numbered = strip_prefix (text, "admin") || strip_prefix (text, "adm");
  if (is_numbered && strlen (text) == 1 && *text >= '0' && *text <= '4')
    {
      *level = (gint8) (*text - '0');
      *is_sure = TRUE;
      return TRUE;
    }
  *is_sure = *is_code || is_named;
  /* "ADM2_Baladiya": the level, and what it is called there; "adm2_id" and "adm2_type" are short words about it. */
  if (!*is_code && is_numbered && *text >= '1' && *text <= '4' && g_ascii_isalpha (text[1]) && strlen (text + 1) >= 5 && strstr (text, "alt") == NULL
      && strstr (text, "ref") == NULL && strstr (text, "type") == NULL)
    {
      *level = (gint8) (*text - '0');
      *is_sure = TRUE;
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (level_words); i++)
    if (g_str_equal (text, level_words[i].word))
      {
        *level = level_words[i].level;
        return TRUE;
      }
  for (guint i = 0; *is_code && i < G_N_ELEMENTS (short_words); i++)
    if (g_str_equal (text, short_words[i].word))
      {
        *level = short_words[i].level;
        return TRUE;
      }
  return FALSE;
}

int
epc_header_own_code (const char *header)
{
  g_autofree char *text = epc_text_fold_tight (header != NULL ? header : "");

  if (g_str_equal (text, "geonameid") || g_str_equal (text, "geonamesid"))
    return 5;
  return g_str_equal (text, "iso31662") || g_str_equal (text, "iso31662code") || g_str_equal (text, "shapeiso") ? 1 : 0;
}

gboolean
epc_header_place (const char *header, const char *hxl, guint8 *set, gint8 *level, gboolean *is_code, gboolean *is_sure)
{
  if (hxl != NULL && *hxl == '#' && place_of_tag (hxl, set, level, is_code))
    {
      guint8 own_set;
      gint8 own_level;
      gboolean own_sure;
      *is_sure = TRUE;
      /* A bare "#adm2" does not say whether it is a name; the header may. */
      if (!*is_code && header != NULL && place_of_header (header, &own_set, &own_level, is_code, &own_sure)
          && strchr (hxl, '+') != NULL && strstr (hxl, "name") != NULL)
        *is_code = FALSE;
      return TRUE;
    }
  return !epc_text_is_blank (header) && place_of_header (header, set, level, is_code, is_sure);
}
