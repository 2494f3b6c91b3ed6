/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-place-index.h"

#include <math.h>
#include <string.h>

#include "base/epc-text.h"
#include "epc-header-index.h"
#include "store/epc-query.h"

struct _EpcPlaceIndex
{
  EpcStore *store;
  GHashTable *by_code;      /* P-code → EpcPlaceKnown */
  GHashTable *by_near_code; /* code_key() → GPtrArray of EpcPlaceKnown (borrowed), of the workspace only */
  GHashTable *by_name;      /* folded name → the same */
  GHashTable *by_key;       /* epc_place_name_key() → the same */
  GHashTable *levels;       /* "HTI 1": the workspace has official places there */
  GHashTable *aliases;      /* folded text, U+001F, area → P-code */
  gboolean is_loaded;
};

static void
known_free (gpointer data)
{
  EpcPlaceKnown *known = data;

  g_free (known->pcode);
  g_free (known->name);
  g_free (known->parent);
  g_free (known->country);
  g_free (known->successor);
  g_free (known);
}

EpcPlaceIndex *
epc_place_index_new (EpcStore *store)
{
  EpcPlaceIndex *index = g_new0 (EpcPlaceIndex, 1);

  index->store = store != NULL ? g_object_ref (store) : NULL;
  index->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, known_free);
  index->by_near_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  index->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  index->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  index->levels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return index;
}

void
epc_place_index_free (EpcPlaceIndex *index)
{
  if (index == NULL)
    return;
  g_hash_table_unref (index->aliases);
  g_hash_table_unref (index->levels);
  g_hash_table_unref (index->by_key);
  g_hash_table_unref (index->by_name);
  g_hash_table_unref (index->by_near_code);
  g_hash_table_unref (index->by_code);
  g_clear_object (&index->store);
  g_free (index);
}

const EpcField *
epc_place_field (const char *what)
{
  const EpcEntity *place = epc_entity_find ("place");

  return epc_entity_field (place, g_str_equal (what, "country") ? "iso3" : what);
}

/* --- spellings --- */

static gboolean
is_one_of (const char *word, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

/* What an area is, and what ties names together, in the languages of the region: they do not tell one area from another. */
static gboolean
is_idle_word (const char *word)
{
  static const char *const kinds[] = {
    "departement", "departamento", "department", "dept",         "dep",       "depto",   "dpto",      "municipio",  "municipality",
    "municipalite", "municipalidad", "mun",      "mpio",         "province",  "provincia", "prov",    "commune",    "comuna",
    "communale",   "canton",      "distrito",    "district",     "estado",    "state",   "etat",      "edo",        "region",
    "parish",      "parroquia",   "arrondissement", "section",   "seccion",   "secao",   "corregimiento", "comarca", "governorate",
    "county",      "ville",       "city",        "town",         NULL
  };
  static const char *const ties[] = { "de", "del", "la", "las", "los", "el", "le", "les", "l", "d", "du", "des", "da", "do", "dos",
                                      "das", "of", "the", "y", "et", "e", "and", "lo", NULL };

  return is_one_of (word, kinds) || is_one_of (word, ties);
}

static const char *
spelled_out (const char *word)
{
  static const struct
  {
    const char *shortened, *whole;
  } words[] = {
    { "st", "saint" },   { "ste", "sainte" }, { "sto", "santo" },  { "sta", "santa" }, { "sn", "san" },   { "s", "san" },
    { "gral", "general" }, { "gen", "general" }, { "pto", "puerto" }, { "pte", "pointe" }, { "mt", "mont" }, { "cd", "ciudad" },
    { "cap", "cap" },    { "nva", "nueva" },  { "nvo", "nuevo" },  { "pta", "punta" }, { "sra", "senora" }, { "ntra", "nuestra" },
    { "dr", "doctor" },  { "cnel", "coronel" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i].shortened))
      return words[i].whole;
  return word;
}

/* "6eme", "6e", "1ra", "2nd" → the number. */
static void
cut_ordinal (char *word)
{
  static const char *const endings[] = { "e", "eme", "er", "ere", "re", "nd", "rd", "th", "st", "o", "a", "ra", "ro", "da", "do", NULL };
  gsize digits = strspn (word, "0123456789");

  if (digits > 0 && is_one_of (word + digits, endings))
    word[digits] = '\0';
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
epc_place_name_key (const char *name)
{
  /* An apostrophe ties an article to its word: "l'Ouest". */
  g_autofree char *apart = g_strdup (name != NULL ? name : "");
  g_strdelimit (apart, "'", ' ');
  g_auto (GStrv) pieces = g_strsplit (apart, "\xe2\x80\x99", -1);
  g_autofree char *spaced = g_strjoinv (" ", pieces);
  g_autofree char *folded = epc_text_fold (spaced);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      cut_ordinal (words[i]);
      if (*words[i] != '\0' && !is_idle_word (words[i]))
        g_ptr_array_add (kept, (gpointer) spelled_out (words[i]));
    }
  if (kept->len == 0) /* a place called "Centre" may be, one called "La" as well */
    return epc_text_fold_tight (name);
  g_ptr_array_sort (kept, compare_words);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("", (char **) kept->pdata);
}

double
epc_place_spelling_likeness (const char *a, const char *b)
{
  gsize n = strlen (a), m = strlen (b), longer = MAX (n, m);

  if (longer == 0 || longer > 64)
    return g_str_equal (a, b) ? 1 : 0;
  double likeness = 1 - (double) MIN (epc_text_distance (a, b, (guint) longer), longer) / (double) longer;
  if (MIN (n, m) >= 4 && (strstr (a, b) != NULL || strstr (b, a) != NULL))
    likeness = MAX (likeness, 0.8);
  return likeness;
}

double
epc_place_name_likeness (const char *a, const char *b)
{
  g_autofree char *x = epc_place_name_key (a);
  g_autofree char *y = epc_place_name_key (b);

  g_autofree char *v = epc_text_fold_tight (a);
  g_autofree char *w = epc_text_fold_tight (b);

  return MAX (epc_place_spelling_likeness (x, y), epc_place_spelling_likeness (v, w));
}

double
epc_place_distance (double latitude_1, double longitude_1, double latitude_2, double longitude_2)
{
  double f = G_PI / 180;

  if (isnan (latitude_1) || isnan (longitude_1) || isnan (latitude_2) || isnan (longitude_2))
    return NAN;
  double h = pow (sin ((latitude_2 - latitude_1) * f / 2), 2)
             + cos (latitude_1 * f) * cos (latitude_2 * f) * pow (sin ((longitude_2 - longitude_1) * f / 2), 2);
  return 2 * 6371.0088 * asin (sqrt (MIN (1, h)));
}

/* Capital letters, then the digits without zeros before them: "HT-01" and "ht1" → "HT1"; "01001" → "1001". */
static char *
code_key (const char *code, gboolean without_letters)
{
  GString *out = g_string_new (NULL);
  gboolean has_digits = FALSE;

  for (const char *p = code; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      {
        if (*p == '0' && !has_digits)
          continue;
        has_digits = TRUE;
        g_string_append_c (out, *p);
      }
    else if (g_ascii_isalpha (*p) && (!without_letters || has_digits))
      g_string_append_c (out, g_ascii_toupper (*p));
  return g_string_free (out, FALSE);
}

/* --- what is known --- */

static void
add_under (GHashTable *table, char *key, EpcPlaceKnown *known)
{
  GPtrArray *all = *key != '\0' ? g_hash_table_lookup (table, key) : NULL;

  if (*key == '\0' || (all != NULL && g_ptr_array_find (all, known, NULL)))
    {
      g_free (key);
      return;
    }
  if (all == NULL)
    {
      all = g_ptr_array_new ();
      g_hash_table_insert (table, key, all);
    }
  else
    g_free (key);
  g_ptr_array_add (all, known);
}

static void
add_name (EpcPlaceIndex *index, const char *name, EpcPlaceKnown *known)
{
  add_under (index->by_name, epc_text_fold_tight (name), known);
  add_under (index->by_key, epc_place_name_key (name), known);
}

static EpcPlaceKnown *
add_known (EpcPlaceIndex *index, const char *pcode, int level, const char *parent, const char *country)
{
  EpcPlaceKnown *known = g_hash_table_lookup (index->by_code, pcode);

  if (known != NULL)
    return known;
  known = g_new0 (EpcPlaceKnown, 1);
  known->pcode = g_strdup (pcode);
  known->level = level;
  known->parent = g_strdup (parent);
  known->country = g_strdup (country);
  known->latitude = known->longitude = known->west = known->south = known->east = known->north = NAN;
  g_hash_table_insert (index->by_code, known->pcode, known);
  return known;
}

static gboolean
load_place (EpcRecord *record, gpointer data)
{
  EpcPlaceIndex *index = data;
  const EpcEntity *entity = epc_record_entity (record);
  const char *pcode = epc_record_text (record, "pcode");

  if (pcode == NULL)
    return TRUE;
  EpcPlaceKnown *known = add_known (index, pcode, (int) epc_record_integer (record, "level"), epc_record_text (record, "parent"),
                                    epc_record_text (record, "iso3"));
  known->is_stored = TRUE;
  known->is_provisional = g_strcmp0 (epc_record_text (record, "pcode_status"), "provisional") == 0;
  if (!known->is_provisional && known->country != NULL)
    g_hash_table_add (index->levels, g_strdup_printf ("%s %d", known->country, known->level));
  known->name = g_strdup (epc_record_text (record, "name"));
  known->successor = g_strdup (epc_record_text (record, "successor"));
  known->latitude = epc_record_decimal (record, "latitude");
  known->longitude = epc_record_decimal (record, "longitude");
  known->west = epc_record_decimal (record, "west");
  known->south = epc_record_decimal (record, "south");
  known->east = epc_record_decimal (record, "east");
  known->north = epc_record_decimal (record, "north");
  /* A number in a gazetteer is nobody's P-code. */
  if (known->level != EPC_PLACE_POPULATED)
    {
      add_under (index->by_near_code, code_key (pcode, FALSE), known);
      add_under (index->by_near_code, code_key (pcode, TRUE), known);
    }
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->type != EPC_TYPE_TEXT || (!g_str_has_prefix (field->key, "name") && !g_str_equal (field->key, "alternative_names")))
        continue;
      const char *names = epc_record_text (record, field->key);
      g_auto (GStrv) parts = names != NULL ? g_strsplit_set (names, ";|", -1) : NULL;
      for (guint p = 0; parts != NULL && parts[p] != NULL; p++)
        add_name (index, parts[p], known);
    }
  return TRUE;
}

static char *
alias_key (const char *text, const char *area)
{
  g_autofree char *folded = epc_text_fold_tight (text);

  return g_strconcat (folded, "\x1f", area, NULL);
}

static gboolean
load_alias (EpcRecord *record, gpointer data)
{
  EpcPlaceIndex *index = data;
  const char *parent = epc_record_text (record, "parent");

  if (g_strcmp0 (epc_record_text (record, "entity"), "place") == 0)
    g_hash_table_replace (index->aliases, alias_key (epc_record_text (record, "alias_text"), parent != NULL ? parent : ""),
                          g_strdup (epc_record_text (record, "target")));
  return TRUE;
}

static void
load (EpcPlaceIndex *index)
{
  if (index->is_loaded)
    return;
  index->is_loaded = TRUE;
  if (index->store == NULL)
    return;
  g_autoptr (EpcQuery) places = epc_query_new (epc_entity_find ("place"));
  epc_query_each (places, index->store, load_place, index, NULL, NULL);
  g_autoptr (EpcQuery) aliases = epc_query_new (epc_entity_find ("alias"));
  epc_query_each (aliases, index->store, load_alias, index, NULL, NULL);
}

const EpcPlaceKnown *
epc_place_index_tell (EpcPlaceIndex *index, const char *pcode, const char *name, int level, const char *parent,
                      const char *country)
{
  load (index);
  EpcPlaceKnown *known = add_known (index, pcode, level, parent, country);

  if (name != NULL)
    add_name (index, name, known);
  return known;
}

const EpcPlaceKnown *
epc_place_index_code (EpcPlaceIndex *index, const char *pcode)
{
  load (index);
  return g_hash_table_lookup (index->by_code, pcode);
}

gboolean
epc_place_index_lies_in (EpcPlaceIndex *index, const EpcPlaceKnown *known, const char *area)
{
  for (guint depth = 0; known != NULL && depth < 8; depth++)
    {
      if (g_str_equal (known->pcode, area))
        return TRUE;
      if (known->parent == NULL)
        return known->country != NULL && g_str_equal (known->country, area);
      if (g_str_equal (known->parent, area))
        return TRUE;
      known = g_hash_table_lookup (index->by_code, known->parent);
    }
  return FALSE;
}

/* The one of @all inside @area, at @level if there is one there. Codes that are no longer used give way to those that are. @populated:
 * of the towns and villages, else of the areas. */
static const EpcPlaceKnown *
pick_of (EpcPlaceIndex *index, GPtrArray *all, const char *area, int level, gboolean populated, gboolean *is_double)
{
  const EpcPlaceKnown *at_level = NULL, *made = NULL, *anywhere = NULL;
  guint n_at_level = 0, n_made = 0, n_anywhere = 0;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const EpcPlaceKnown *known = g_ptr_array_index (all, i);
      if (known->successor != NULL && g_hash_table_contains (index->by_code, known->successor))
        known = g_hash_table_lookup (index->by_code, known->successor);
      if ((known->level == EPC_PLACE_POPULATED) != populated)
        continue;
      if (area != NULL && (g_str_equal (known->pcode, area) || !epc_place_index_lies_in (index, known, area)))
        continue;
      n_anywhere += known != anywhere;
      anywhere = known;
      if (known->level != level)
        continue;
      /* A code made before the official one came gives way to it. */
      if (known->is_provisional)
        {
          n_made += known != made;
          made = known;
          continue;
        }
      n_at_level += known != at_level;
      at_level = known;
    }
  if (n_at_level == 0)
    {
      n_at_level = n_made;
      at_level = made;
    }
  *is_double = n_at_level > 1 || (n_at_level == 0 && n_anywhere > 1);
  return n_at_level == 1 ? at_level : n_at_level == 0 && n_anywhere == 1 ? anywhere : NULL;
}

/* A town has the name of its area more often than not: areas go first, and where a level is asked for, alone. */
static const EpcPlaceKnown *
pick (EpcPlaceIndex *index, GPtrArray *all, const char *area, int level, gboolean *is_double)
{
  const EpcPlaceKnown *known = pick_of (index, all, area, level, FALSE, is_double);

  if (known == NULL && !*is_double && level < 0)
    known = pick_of (index, all, area, EPC_PLACE_POPULATED, TRUE, is_double);
  return known;
}

const EpcPlaceKnown *
epc_place_index_name (EpcPlaceIndex *index, const char *name, const char *area, int level, gboolean *is_double)
{
  load (index);
  g_autofree char *folded = epc_text_fold_tight (name);
  const EpcPlaceKnown *known = pick (index, g_hash_table_lookup (index->by_name, folded), area, level, is_double);

  if (known != NULL || *is_double)
    return known;
  g_autofree char *key = epc_place_name_key (name);
  return pick (index, g_hash_table_lookup (index->by_key, key), area, level, is_double);
}

const EpcPlaceKnown *
epc_place_index_near_code (EpcPlaceIndex *index, const char *text, const char *area, int level)
{
  gboolean is_double;

  load (index);
  g_autofree char *key = code_key (text, FALSE);
  /* A code without a digit is a word. */
  if (strpbrk (key, "123456789") == NULL)
    return NULL;
  GPtrArray *all = g_hash_table_lookup (index->by_near_code, key);
  g_autoptr (GPtrArray) at_level = g_ptr_array_new ();
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (level < 0 || ((const EpcPlaceKnown *) g_ptr_array_index (all, i))->level == level)
      g_ptr_array_add (at_level, g_ptr_array_index (all, i));
  return pick (index, at_level, area, level, &is_double);
}

gboolean
epc_place_index_has_level (EpcPlaceIndex *index, const char *country, int level)
{
  g_autofree char *key = g_strdup_printf ("%s %d", country, level);

  load (index);
  return g_hash_table_contains (index->levels, key);
}

const EpcPlaceKnown *
epc_place_index_alias (EpcPlaceIndex *index, const char *text, const char *area)
{
  load (index);
  if (g_hash_table_size (index->aliases) == 0)
    return NULL;
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *key = alias_key (text, i == 0 && area != NULL ? area : "");
      const char *pcode = g_hash_table_lookup (index->aliases, key);
      if (pcode != NULL)
        return g_hash_table_lookup (index->by_code, pcode);
    }
  return NULL;
}

static gboolean
has (GHashTable *table, const char *key, const EpcPlaceKnown *known)
{
  GPtrArray *all = g_hash_table_lookup (table, key);

  return all != NULL && g_ptr_array_find (all, known, NULL);
}

gboolean
epc_place_index_is_called (EpcPlaceIndex *index, const EpcPlaceKnown *known, const char *name)
{
  g_autofree char *folded = epc_text_fold_tight (name);
  g_autofree char *key = epc_place_name_key (name);

  return has (index->by_name, folded, known) || has (index->by_key, key, known);
}

void
epc_place_index_each (EpcPlaceIndex *index, EpcPlaceNameFunc func, gpointer data)
{
  GHashTable *const tables[] = { index->by_name, index->by_key };
  GHashTableIter iter;
  gpointer name, value;

  load (index);
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_hash_table_iter_init (&iter, tables[t]);
      while (g_hash_table_iter_next (&iter, &name, &value))
        for (guint i = 0; i < ((GPtrArray *) value)->len; i++)
          {
            const EpcPlaceKnown *known = g_ptr_array_index ((GPtrArray *) value, i);
            if (known->is_stored && known->level != EPC_PLACE_POPULATED)
              func (known, name, data);
          }
    }
}
