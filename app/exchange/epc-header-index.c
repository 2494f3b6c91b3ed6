/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-header-index.h"

#include <string.h>

#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-header-meaning.h"
#include "epc-xlsform.h"

/* Weights: the file's own words first, then its tags, then what we only infer. */
#define WEIGHT_KEY 10
#define WEIGHT_LABEL 10
#define WEIGHT_HXL 8
#define WEIGHT_HXL_OTHER 7
#define WEIGHT_SYNONYM 6
#define WEIGHT_PART 5
#define WEIGHT_GROUP 4
#define WEIGHT_HXL_WIDER 2

typedef struct
{
  GHashTable *names; /* folded text → GArray of EpcHeaderHit */
  GHashTable *telling; /* the same of what words_that_tell() leaves of a name, and of meaning_of() a name (it begins with a space) */
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

/* --- words of a header --- */

const char *
epc_header_words (const char *header)
{
  static GRegex *regex;
  g_autoptr (GMatchInfo) match = NULL;
  int end;

  if (g_once_init_enter (&regex))
    {
      GRegex *made = g_regex_new ("^\\s*\\d{1,2}[._]\\d{1,2}(?:[._][a-z0-9]{1,2}){0,3}\\s*[:.)]?\\s+(?=\\pL)", G_REGEX_CASELESS, 0, NULL);
      g_once_init_leave (&regex, made);
    }
  if (!g_regex_match (regex, header, 0, &match) || !g_match_info_fetch_pos (match, 0, NULL, &end))
    return header;
  return header + end;
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

/* The people that a round counts: a form that counts nobody else may leave them out, or not. */
static gboolean
names_displaced (const char *word)
{
  static const char *const words[] = { "idp", "idps", "pdi", "pdis", "internally", "displaced", "desplazados", "desplazadas", "deplaces", "deplacees",
                                       "deslocados", "deslocadas", "internos", "internas" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

/* One spelling for what sheets write in many ways. */
static const char *
one_spelling (const char *word)
{
  static const char *const words[][2] = {
    { "hhs", "hh" }, { "hhds", "hh" }, { "households", "hh" }, { "household", "hh" }, { "inds", "ind" }, { "indiv", "ind" }, { "indivs", "ind" },
    { "individual", "ind" }, { "individuals", "ind" }, { "persons", "people" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i][0]))
      return words[i][1];
  return word;
}

/* "C2b. Número TOTAL de hogares actuales" → "hogares"; NULL where nothing was left out, or nothing is left. @of_anybody: without the words
 * that name the displaced too, and NULL where there are none. *@n_words (may be NULL): the words that are left. */
static char *
words_that_tell (const char *header, gboolean of_anybody, guint *n_words)
{
  /* "d'individus" is two words, which folding would make one. */
  g_auto (GStrv) pieces = g_strsplit (header, "’", -1);
  g_autofree char *apart = g_strjoinv (" ", pieces);
  g_autofree char *folded = epc_text_fold (g_strdelimit (apart, "'", ' '));
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean at_number = TRUE, was_numbered = FALSE, is_shorter = FALSE, is_of_displaced = FALSE;
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      gboolean is_number = at_number && (epc_header_is_question_number (words[i]) || (was_numbered && words[i][1] == '\0'));
      at_number = is_number;
      was_numbered |= is_number;
      if (is_number || epc_header_is_filler (words[i]))
        is_shorter = TRUE;
      else if (of_anybody && names_displaced (words[i]))
        is_shorter = is_of_displaced = TRUE;
      else
        {
          const char *spelled = one_spelling (words[i]);
          is_shorter = is_shorter || spelled != words[i];
          g_string_append (text, spelled);
          n++;
        }
    }
  if (n_words != NULL)
    *n_words = n;
  return is_shorter && is_of_displaced == of_anybody && text->len > 0 ? epc_text_fold_tight (text->str) : NULL;
}

/* --- the index --- */

/* One word alone, "people", is only whom a field of whole numbers counts: "m² per person" has it too. */
static void
add_meaning (Index *index, const char *name, const EpcEntity *entity, const EpcField *field, EpcMatchKind kind)
{
  char *meaning = epc_header_meaning (name, FALSE);

  if (meaning != NULL && (strchr (meaning + 1, ' ') != NULL || field->type == EPC_TYPE_INTEGER))
    add (index->telling, meaning, entity, field, kind, WEIGHT_PART);
  else
    g_free (meaning);
}

/* A name, and what tells of it. */
static void
add_name (Index *index, const char *name, const EpcEntity *entity, const EpcField *field, EpcMatchKind kind, guint weight)
{
  guint n_words;
  char *telling = words_that_tell (name, FALSE, &n_words);

  add (index->names, epc_text_fold_tight (name), entity, field, kind, weight);
  /* One word of a name ("Abierto el") may be a value as well. */
  if (telling != NULL && n_words > 1)
    add (index->telling, telling, entity, field, kind, WEIGHT_PART);
  else
    g_free (telling);
  add_meaning (index, name, entity, field, kind);
}

static void
add_field (Index *index, const EpcEntity *entity, const EpcField *field)
{
  static const char *const languages[] = { "es", "fr", "pt" };

  add (index->names, epc_text_fold_tight (field->key), entity, field, EPC_MATCH_KEY, WEIGHT_KEY);
  add_meaning (index, field->key, entity, field, EPC_MATCH_KEY);
  add_name (index, field->label, entity, field, EPC_MATCH_LABEL, WEIGHT_LABEL);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *label = epc_language_text (epc_language_get (languages[i]), field->label);
      if (label != field->label)
        add_name (index, label, entity, field, EPC_MATCH_LABEL, WEIGHT_LABEL);
    }
  if (field->synonyms != NULL)
    {
      g_auto (GStrv) synonyms = g_strsplit (field->synonyms, "|", -1);
      for (char **synonym = synonyms; *synonym != NULL; synonym++)
        add_name (index, *synonym, entity, field, EPC_MATCH_SYNONYM, WEIGHT_SYNONYM);
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
  index->telling = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, hits_free);
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

static gboolean
has_word (const char *text, char **words)
{
  g_autofree char *folded = epc_text_fold (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) > 2 && !epc_header_is_filler (words[i]) && strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
shares_word (const EpcField *field, const char *header)
{
  static const char *const languages[] = { "es", "fr", "pt" };
  g_autofree char *folded = epc_text_fold (header);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  gboolean shares = has_word (field->label, words) || (field->synonyms != NULL && has_word (field->synonyms, words));

  for (guint i = 0; i < G_N_ELEMENTS (languages) && !shares; i++)
    shares = has_word (epc_language_text (epc_language_get (languages[i]), field->label), words);
  return shares;
}

/* The fields that the question @code means; those whose names have a word in common with @words, the header's own (NULL: it has none). */
static void
take_code (const Index *index, const char *code, const char *words, GArray *hits)
{
  take (hits, index->names, code, WEIGHT_PART);
  for (guint i = hits->len; words != NULL && i-- > 0;)
    if (!shares_word (g_array_index (hits, EpcHeaderHit, i).field, words))
      g_array_remove_index (hits, i);
}

static gboolean
has_entity (const GArray *hits, guint n, const EpcEntity *entity)
{
  for (guint i = 0; i < n; i++)
    if (g_array_index (hits, EpcHeaderHit, i).entity == entity)
      return TRUE;
  return FALSE;
}

/* What a surer way has found of a kind of record stands; @found is of the next one. */
static void
take_others (GArray *hits, const GArray *found)
{
  guint n = hits->len;

  for (guint i = 0; i < found->len; i++)
    if (!has_entity (hits, n, g_array_index (found, EpcHeaderHit, i).entity))
      g_array_append_val (hits, g_array_index (found, EpcHeaderHit, i));
}

/* What @name means, in whatever order of words. */
static void
look_up_meaning (GArray *hits, const Index *index, const char *name, gboolean of_anybody, guint highest)
{
  g_autofree char *meaning = epc_header_meaning (name, of_anybody);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));

  if (meaning != NULL)
    take (found, index->telling, meaning, highest);
  /* Only fields that count the displaced by another word. */
  for (guint i = found->len; of_anybody && i-- > 0;)
    if (strstr (g_array_index (found, EpcHeaderHit, i).field->hxl != NULL ? g_array_index (found, EpcHeaderHit, i).field->hxl : "", "+idps") == NULL)
      g_array_remove_index (found, i);
  take_others (hits, found);
}

/* @name (NULL: there is no such part; taken over) by @table, for the kinds of record of which nothing was found yet. */
static void
look_up (GArray *hits, GHashTable *table, char *name, guint highest)
{
  g_autofree char *folded = name != NULL ? epc_text_fold_tight (name) : NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));

  if (folded != NULL && *folded != '\0')
    take (found, table, folded, highest);
  take_others (hits, found);
  g_free (name);
}

/* "Date [closing_date]": an export names the key where two labels of one kind of record are the same. */
static void
find_by_key (const Index *index, const char *header, GArray *hits)
{
  const char *bracket = strrchr (header, '[');

  if (bracket == NULL || !g_str_has_suffix (header, "]"))
    return;
  g_autofree char *key = g_strndup (bracket + 1, strlen (bracket) - 2);
  g_autofree char *folded = epc_text_fold_tight (key);
  const GArray *found = g_hash_table_lookup (index->names, folded);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      EpcHeaderHit hit = g_array_index (found, EpcHeaderHit, i);
      if (!g_str_equal (hit.field->key, key))
        continue;
      hit.weight = WEIGHT_KEY + 2;
      g_array_append_val (hits, hit);
    }
}

/* The ways in which a header may be meant, the surest first. */
static void
find_by_header (const Index *index, const char *header, gboolean is_tagged, GArray *hits)
{
  const char *words = epc_header_words (header), *slash = strrchr (header, '/');
  /* What stands in brackets of the group's own words says nothing of the column under it. */
  const char *open = strchr (slash != NULL ? slash : header, '(');
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));
  g_autofree char *whole = epc_text_fold_tight (header);
  g_autofree char *code = question_code (header);
  g_autofree char *telling = words_that_tell (words, FALSE, NULL);

  take (hits, index->names, whole, WEIGHT_KEY);
  find_by_key (index, header, hits);
  if (words != header)
    look_up (hits, index->names, g_strdup (words), WEIGHT_LABEL);
  /* Countries number their questions anew: the number alone does not stand against words that say something else. */
  if (code != NULL)
    take_code (index, code, words != header ? words : NULL, asked);
  take_others (hits, asked);
  if (slash != NULL && !is_tagged)
    look_up_meaning (hits, index, header, FALSE, WEIGHT_PART);
  if (slash != NULL && !is_tagged && epc_header_counts_others (header, slash))
    return;
  if (slash != NULL)
    look_up (hits, index->names, g_strdup (slash + 1), WEIGHT_PART);
  if (open != NULL && open > header)
    look_up (hits, index->names, g_strndup (header, (gsize) (open - header)), WEIGHT_PART);
  look_up (hits, index->names, without_language (header), WEIGHT_PART);
  look_up (hits, index->names, g_strdup (telling), WEIGHT_PART);
  look_up (hits, index->telling, g_strdup (telling != NULL ? telling : whole), WEIGHT_PART);
  /* Where a tag says what is counted, words in another order add nothing. */
  if (is_tagged)
    return;
  look_up_meaning (hits, index, words, FALSE, WEIGHT_PART);
  if (slash != NULL)
    look_up_meaning (hits, index, slash + 1, FALSE, WEIGHT_PART);
}

/* "Ménages PDI", "Personas desplazadas": in a form that counts the displaced alone, the households and people that it counts. */
static void
find_of_anybody (const Index *index, const char *header, gboolean is_tagged, GArray *hits)
{
  g_autofree char *telling = words_that_tell (epc_header_words (header), TRUE, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));

  if (telling != NULL)
    take (found, index->names, telling, WEIGHT_GROUP);
  for (guint i = found->len; i-- > 0;)
    if (g_array_index (found, EpcHeaderHit, i).field->type != EPC_TYPE_INTEGER)
      g_array_remove_index (found, i);
  take_others (hits, found);
  if (!is_tagged)
    look_up_meaning (hits, index, epc_header_words (header), TRUE, WEIGHT_GROUP);
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
  gboolean is_tagged = hxl != NULL && *hxl == '#';

  if (!epc_text_is_blank (header))
    {
      find_by_header (index, header, is_tagged, hits);
      find_of_anybody (index, header, is_tagged, hits);
    }
  if (!is_tagged)
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
