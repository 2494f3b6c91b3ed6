/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-header-index.h"

#include <string.h>

#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-xlsform.h"

/* Weights: the file's own words first, then its tags, then what we only infer. */
#define WEIGHT_KEY 10
#define WEIGHT_LABEL 10
#define WEIGHT_HXL 8
#define WEIGHT_HXL_OTHER 7
#define WEIGHT_SYNONYM 6
#define WEIGHT_PART 5
#define WEIGHT_HXL_WIDER 2

typedef struct
{
  GHashTable *names; /* folded text → GArray of EpcHeaderHit */
  GHashTable *tags;  /* canonical tag → GArray of EpcHeaderHit */
} Index;

static void
hits_free (gpointer hits)
{
  g_array_unref (hits);
}

static void
add (GHashTable *table, char *name, const EpcEntity *entity, const EpcField *field, EpcMatchKind kind, guint weight)
{
  if (*name == '\0')
    {
      g_free (name);
      return;
    }
  GArray *hits = g_hash_table_lookup (table, name);
  if (hits == NULL)
    {
      hits = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));
      g_hash_table_insert (table, name, hits);
    }
  else
    g_free (name);
  for (guint i = 0; i < hits->len; i++)
    {
      EpcHeaderHit *hit = &g_array_index (hits, EpcHeaderHit, i);
      if (hit->field != field)
        continue;
      if (weight > hit->weight)
        {
          hit->weight = weight;
          hit->kind = kind;
        }
      return;
    }
  EpcHeaderHit hit = { entity, field, kind, weight };
  g_array_append_val (hits, hit);
}

static void
add_field (Index *index, const EpcEntity *entity, const EpcField *field)
{
  static const char *const languages[] = { "es", "fr", "pt" };

  add (index->names, epc_text_fold_tight (field->key), entity, field, EPC_MATCH_KEY, WEIGHT_KEY);
  add (index->names, epc_text_fold_tight (field->label), entity, field, EPC_MATCH_LABEL, WEIGHT_LABEL);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *label = epc_language_text (epc_language_get (languages[i]), field->label);
      if (label != field->label)
        add (index->names, epc_text_fold_tight (label), entity, field, EPC_MATCH_LABEL, WEIGHT_LABEL);
    }
  if (field->synonyms != NULL)
    {
      g_auto (GStrv) synonyms = g_strsplit (field->synonyms, "|", -1);
      for (char **synonym = synonyms; *synonym != NULL; synonym++)
        add (index->names, epc_text_fold_tight (*synonym), entity, field, EPC_MATCH_SYNONYM, WEIGHT_SYNONYM);
    }
  if (field->hxl != NULL)
    {
      g_auto (GStrv) tags = g_strsplit (field->hxl, "|", -1);
      for (char **tag = tags; *tag != NULL; tag++)
        add (index->tags, epc_hxl_canonical (*tag), entity, field, EPC_MATCH_HXL, tag == tags ? WEIGHT_HXL : WEIGHT_HXL_OTHER);
    }
}

static gpointer
make_index (gpointer data)
{
  Index *index = g_new0 (Index, 1);
  guint n_entities;
  const EpcEntity *const *entities = epc_catalogue (&n_entities);

  index->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, hits_free);
  index->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, hits_free);
  for (guint e = 0; e < n_entities; e++)
    for (guint f = 0; f < entities[e]->n_fields; f++)
      add_field (index, entities[e], &entities[e]->fields[f]);
  return index;
}

static const Index *
index_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_index, NULL);
}

static void
take (GArray *hits, GHashTable *table, const char *name, guint highest)
{
  GArray *found = g_hash_table_lookup (table, name);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      EpcHeaderHit hit = g_array_index (found, EpcHeaderHit, i);
      guint j;
      hit.weight = MIN (hit.weight, highest);
      for (j = 0; j < hits->len; j++)
        {
          EpcHeaderHit *old = &g_array_index (hits, EpcHeaderHit, j);
          if (old->field != hit.field)
            continue;
          /* Header and tag agree: surer than either. */
          if (old->kind != hit.kind && (old->kind == EPC_MATCH_HXL || hit.kind == EPC_MATCH_HXL))
            old->weight = MAX (old->weight, hit.weight) + 1;
          else if (hit.weight > old->weight)
            *old = hit;
          break;
        }
      if (j == hits->len)
        g_array_append_val (hits, hit);
    }
}

/* "…/__1_1_c_1__site_id" → "11c1": the question code of a DTM form. NULL: it has none. */
static char *
question_code (const char *header)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&regex))
    {
      GRegex *made = g_regex_new ("(?:^|[^0-9a-z.])(\\d{1,2})[._](\\d{1,2})[._]([a-z])[._](\\d{1,2})(?![0-9a-z])",
                                  G_REGEX_CASELESS, 0, NULL);
      g_once_init_leave (&regex, made);
    }
  if (!g_regex_match (regex, header, 0, &match))
    return NULL;
  g_autofree char *code = g_match_info_fetch (match, 0);
  return epc_text_fold_tight (code);
}

/* Words that say how, not what: with them and without a column counts the same. In the folded form of the languages of the region. */
static gboolean
is_filler (const char *word)
{
  static const char *const words[] = { "total", "number", "numero", "nombre", "no", "nb", "of", "the", "in", "de", "des", "du", "del", "d", "l", "la",
                                       "le", "les", "los", "las", "el", "actual", "actuales", "actuel", "actuels", "current", "currently", "estimated",
                                       "sum", "count", "num", "nr", "nbr", "est" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

/* "b1a", "a5", "3": the number of a question in front of its words. */
static gboolean
is_question_number (const char *word)
{
  return strlen (word) <= 3 && strpbrk (word, "0123456789") != NULL;
}

/* "C2b. Número TOTAL de hogares actuales" → "hogares"; NULL where nothing was left out, or nothing is left. */
static char *
words_that_tell (const char *header)
{
  g_autofree char *folded = epc_text_fold (header);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t\n.,:;()[]'’-–_/#?", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean at_number = TRUE, was_numbered = FALSE, is_shorter = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      gboolean is_number = at_number && (is_question_number (words[i]) || (was_numbered && words[i][1] == '\0'));
      at_number = is_number;
      was_numbered |= is_number;
      if (is_number || is_filler (words[i]))
        is_shorter = TRUE;
      else
        g_string_append (text, words[i]);
    }
  return is_shorter && text->len > 0 ? epc_text_fold_tight (text->str) : NULL;
}

/* "SECTORS_fr" → "SECTORS"; NULL: the header does not say its language. */
static char *
without_language (const char *header)
{
  static const char *const languages[] = { "en", "es", "fr", "pt", "ar", "ht" };
  gsize n = strlen (header);

  if (n < 5 || strchr ("_- /", header[n - 3]) == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_ascii_strcasecmp (header + n - 2, languages[i]) == 0)
      return g_strndup (header, n - 3);
  return NULL;
}

/* The tag without the language of its words ("+i_fr"): what it says is the same in each. */
static char *
tag_without_language (const char *tag)
{
  g_auto (GStrv) parts = g_strsplit (tag, "+", -1);
  g_autoptr (GString) text = g_string_new (parts[0]);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    if (!g_str_has_prefix (parts[i], "i_"))
      g_string_append_printf (text, "+%s", parts[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
find_by_header (const Index *index, const char *header, GArray *hits)
{
  g_autofree char *whole = epc_text_fold_tight (header);
  take (hits, index->names, whole, WEIGHT_KEY);

  /* "Date [closing_date]": an export names the key where two labels of one kind of record are the same. */
  const char *bracket = strrchr (header, '[');
  if (bracket != NULL && g_str_has_suffix (header, "]"))
    {
      g_autofree char *key = g_strndup (bracket + 1, strlen (bracket) - 2);
      GArray *found;
      g_autofree char *folded = epc_text_fold_tight (key);
      found = g_hash_table_lookup (index->names, folded);
      for (guint i = 0; found != NULL && i < found->len; i++)
        {
          EpcHeaderHit hit = g_array_index (found, EpcHeaderHit, i);
          if (!g_str_equal (hit.field->key, key))
            continue;
          hit.weight = WEIGHT_KEY + 2;
          g_array_append_val (hits, hit);
        }
    }
  if (hits->len > 0)
    return;
  g_autofree char *code = question_code (header);
  if (code != NULL)
    take (hits, index->names, code, WEIGHT_PART);
  const char *slash = strrchr (header, '/');
  if (hits->len == 0 && slash != NULL)
    {
      g_autofree char *last = epc_text_fold_tight (slash + 1);
      take (hits, index->names, last, WEIGHT_PART);
    }
  /* What stands in brackets of the group's own words says nothing of the column under it. */
  const char *open = strchr (slash != NULL ? slash : header, '(');
  if (hits->len == 0 && open != NULL && open > header)
    {
      g_autofree char *before = g_strndup (header, (gsize) (open - header));
      g_autofree char *folded = epc_text_fold_tight (before);
      take (hits, index->names, folded, WEIGHT_PART);
    }
  g_autofree char *plain = hits->len == 0 ? without_language (header) : NULL;
  g_autofree char *plain_folded = plain != NULL ? epc_text_fold_tight (plain) : NULL;
  if (plain_folded != NULL)
    take (hits, index->names, plain_folded, WEIGHT_PART);
  g_autofree char *telling = hits->len == 0 ? words_that_tell (header) : NULL;
  if (telling != NULL)
    take (hits, index->names, telling, WEIGHT_PART);
}

/* A tag that is not in the catalogue: "#date+survey+start" may stand for "#date+survey". Drops one attribute at a time. */
static void
find_wider (const Index *index, const char *tag, GArray *hits)
{
  g_auto (GStrv) parts = g_strsplit (tag, "+", -1);
  guint n = g_strv_length (parts);

  for (guint skip = 1; skip < n && n <= 8; skip++)
    {
      GString *fewer = g_string_new (parts[0]);
      for (guint i = 1; i < n; i++)
        if (i != skip)
          g_string_append_printf (fewer, "+%s", parts[i]);
      take (hits, index->tags, fewer->str, WEIGHT_HXL_WIDER);
      g_string_free (fewer, TRUE);
    }
}

/* A tag that is known says what the column is: a kind of record that does not know it has only a word in common with the header. */
static void
doubt_words_alone (GArray *hits, const GArray *tagged)
{
  for (guint i = 0; i < hits->len; i++)
    {
      EpcHeaderHit *hit = &g_array_index (hits, EpcHeaderHit, i);
      gboolean is_tagged = FALSE;
      for (guint j = 0; j < tagged->len && !is_tagged; j++)
        is_tagged = g_array_index (tagged, EpcHeaderHit, j).entity == hit->entity;
      if (!is_tagged)
        hit->weight = MIN (hit->weight, WEIGHT_SYNONYM);
    }
}

void
epc_header_index_find (const char *header, const char *hxl, GArray *hits)
{
  const Index *index = index_get ();

  if (!epc_text_is_blank (header))
    find_by_header (index, header, hits);
  if (hxl == NULL || *hxl != '#')
    return;
  g_autofree char *canonical = epc_hxl_canonical (hxl);
  g_autofree char *tag = tag_without_language (canonical);
  const GArray *tagged = g_hash_table_lookup (index->tags, tag);
  if (tagged != NULL)
    {
      take (hits, index->tags, tag, WEIGHT_HXL);
      doubt_words_alone (hits, tagged);
    }
  else if (hits->len == 0)
    find_wider (index, tag, hits);
}

gboolean
epc_header_is_ambiguous (const EpcEntity *entity, const EpcField *field, const char *label)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));
  gboolean is_own = FALSE, is_others = FALSE;

  epc_header_index_find (label, NULL, hits);
  for (guint i = 0; i < hits->len; i++)
    {
      const EpcHeaderHit *hit = &g_array_index (hits, EpcHeaderHit, i);
      if (hit->entity != entity || hit->weight < WEIGHT_LABEL)
        continue;
      is_own |= hit->field == field;
      is_others |= hit->field != field;
    }
  return is_others || !is_own || g_ascii_strcasecmp (label, "code") == 0 || g_ascii_strcasecmp (label, "uid") == 0;
}

gboolean
epc_header_is_form_helper (const char *header, const EpcEntity **entity)
{
  const char *name = header != NULL ? header : "";

  for (const char *p = name; *p != '\0'; p++)
    if (*p == '/' || *p == '-' || *p == '.')
      name = p + 1;
  while (*name == '_')
    name++;
  if (entity != NULL)
    *entity = g_str_has_prefix (name, EPC_FORM_IDENTITY) ? epc_entity_find (name + strlen (EPC_FORM_IDENTITY)) : NULL;
  return g_str_has_prefix (name, EPC_FORM_HELPER);
}

gboolean
epc_header_identity (const char *hxl, const char *name, const EpcEntity **entity)
{
  if (hxl == NULL || !g_str_has_prefix (hxl, "#meta+"))
    return FALSE;
  g_auto (GStrv) parts = g_strsplit (hxl + strlen ("#meta+"), "+", -1);
  if (!g_strv_contains ((const char *const *) parts, name))
    return FALSE;
  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_str_equal (parts[i], name))
      {
        const EpcEntity *told = epc_entity_find (parts[i]);
        if (told == NULL)
          return FALSE;
        if (entity != NULL)
          *entity = told;
      }
  return TRUE;
}

gboolean
epc_header_is_hxl (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  if (*text++ != '#' || !g_ascii_isalpha (*text))
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '_' && *text != '+' && !g_ascii_isspace (*text))
      return FALSE;
  return TRUE;
}

/* --- admin levels --- */

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
  { "subdistrict", 3 },
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

static gboolean
place_of_header (const char *header, guint8 *set, gint8 *level, gboolean *is_code, gboolean *is_sure)
{
  static const char *const origins[]
      = { "idporigin", "origin", "origen", "origine", "arrivalfromlocation", "arrivalfrom", "from" };
  static const char *const destinations[] = { "destination", "destino", "dest" };
  static const char *const code_words[] = { "intpcode", "pcode", "pcod", "code", "codigo", "iso3", "cod", "code3" };
  static const char *const name_words[] = { "name", "nombre", "nom", "nome", "en", "es", "fr", "pt", "ht", "local", "label" };
  const char *slash = strrchr (header, '/');
  static const char *const country_codes[] = { "iso3", "iso3code", "countryiso3", "iso3166alpha3", "locationcode",
                                               "iso", "isoa2", "isoa3", "adm0a3", "admin0a3", "shapegroup" };
  g_autofree char *text = epc_text_fold_tight (slash != NULL ? slash + 1 : header);

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
  if (!*is_code && (strip_prefix (text, "codigo") || strip_prefix (text, "pcode")))
    *is_code = TRUE;
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
  if ((strip_prefix (text, "admin") || strip_prefix (text, "adm")) && strlen (text) == 1 && *text >= '0' && *text <= '4')
    {
      *level = (gint8) (*text - '0');
      *is_sure = TRUE;
      return TRUE;
    }
  *is_sure = *is_code || is_named;
  for (guint i = 0; i < G_N_ELEMENTS (level_words); i++)
    if (g_str_equal (text, level_words[i].word))
      {
        *level = level_words[i].level;
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

/* --- the nearest names --- */

guint
epc_text_distance (const char *a, const char *b, guint limit)
{
  guint n = (guint) strlen (a), m = (guint) strlen (b);
  guint row[65];

  if (n > 64 || m > 64 || (n > m ? n - m : m - n) > limit)
    return limit + 1;
  for (guint j = 0; j <= m; j++)
    row[j] = j;
  for (guint i = 1; i <= n; i++)
    {
      guint corner = row[0];
      row[0] = i;
      for (guint j = 1; j <= m; j++)
        {
          guint above = row[j];
          guint best = MIN (above, row[j - 1]) + 1;
          row[j] = MIN (best, corner + (a[i - 1] != b[j - 1]));
          corner = above;
        }
    }
  return row[m];
}

typedef struct
{
  const char *name;
  guint score;
} Near;

static int
compare_near (gconstpointer a, gconstpointer b)
{
  const Near *x = a, *y = b;
  return x->score != y->score ? (int) x->score - (int) y->score : strcmp (x->name, y->name);
}

char *
epc_header_nearest (const char *header, const EpcEntity *entity)
{
  g_autofree char *wanted = epc_text_fold_tight (header);
  guint length = (guint) strlen (wanted), limit = MAX (2, length / 3);
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (Near));
  GHashTableIter iter;
  gpointer name, value;

  if (length == 0)
    return NULL;
  g_hash_table_iter_init (&iter, index_get ()->names);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      GArray *hits = value;
      const EpcHeaderHit *hit = NULL;
      for (guint i = 0; i < hits->len && hit == NULL; i++)
        if (entity == NULL || g_array_index (hits, EpcHeaderHit, i).entity == entity)
          hit = &g_array_index (hits, EpcHeaderHit, i);
      if (hit == NULL)
        continue;
      guint score = epc_text_distance (wanted, name, limit);
      if (score > limit && length >= 4
          && (strstr (name, wanted) != NULL || (strlen (name) >= 4 && strstr (wanted, name) != NULL)))
        score = limit;
      if (score > limit)
        continue;
      Near found = { epc_language_text (epc_language_get (NULL), hit->field->label), score };
      g_array_append_val (near, found);
    }
  g_array_sort (near, compare_near);
  GString *out = g_string_new (NULL);
  const char *last[3] = { NULL };
  guint n = 0;
  for (guint i = 0; i < near->len && n < G_N_ELEMENTS (last); i++)
    {
      const char *label = g_array_index (near, Near, i).name;
      gboolean is_new = TRUE;
      for (guint j = 0; j < n; j++)
        is_new &= !g_str_equal (last[j], label);
      if (!is_new)
        continue;
      g_string_append_printf (out, "%s%s", n > 0 ? ", " : "", label);
      last[n++] = label;
    }
  return g_string_free (out, out->len == 0);
}
