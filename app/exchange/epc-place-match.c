/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-place-match.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-cell-reader.h"
#include "epc-key-set.h"
#include "model/epc-code-list.h"
#include "store/epc-query.h"

typedef struct
{
  char *pcode, *parent, *country;
  int level;
} Known;

struct _EpcPlaceMatcher
{
  EpcStore *store;
  GHashTable *found;    /* Seen → EpcPlaceFound */
  GHashTable *resolved; /* text → P-code or "" */
  GHashTable *told;     /* P-code → EpcPlaceTold */
  GPtrArray *in_order;  /* the same, as met */
  GHashTable *by_code;  /* P-code → Known */
  GHashTable *by_name;  /* folded name → GPtrArray of Known (borrowed) */
  gboolean is_loaded;   /* the store's places are in the two */
};

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->pcode);
  g_free (known->parent);
  g_free (known->country);
  g_free (known);
}

static void
told_free (gpointer data)
{
  EpcPlaceTold *told = data;

  g_free (told->pcode);
  g_free (told->name);
  g_free (told->parent);
  g_free (told->country);
  g_free (told);
}

static void
found_free (gpointer data)
{
  EpcPlaceFound *found = data;

  g_free ((char *) found->written);
  g_free ((char *) found->doubt);
  g_free (found);
}

typedef struct
{
  const char *raw;
  gsize raw_length;
  const char *home;
  gboolean is_about_origin;
} Seen;

static guint
seen_hash (gconstpointer data)
{
  const Seen *seen = data;
  guint64 hash = epc_hash_bytes (EPC_HASH_START, seen->raw, seen->raw_length);

  return (guint) (hash ^ (hash >> 32)) + (guint) seen->is_about_origin;
}

static gboolean
seen_equal (gconstpointer a, gconstpointer b)
{
  const Seen *x = a, *y = b;

  return x->raw_length == y->raw_length && x->is_about_origin == y->is_about_origin && memcmp (x->raw, y->raw, x->raw_length) == 0
         && (x->home == y->home || g_strcmp0 (x->home, y->home) == 0);
}

static void
seen_free (gpointer data)
{
  g_free ((char *) ((Seen *) data)->raw);
  g_free (data);
}

EpcPlaceMatcher *
epc_place_matcher_new (EpcStore *store)
{
  EpcPlaceMatcher *matcher = g_new0 (EpcPlaceMatcher, 1);

  matcher->store = store != NULL ? g_object_ref (store) : NULL;
  matcher->found = g_hash_table_new_full (seen_hash, seen_equal, seen_free, found_free);
  matcher->resolved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  matcher->told = g_hash_table_new (g_str_hash, g_str_equal);
  matcher->in_order = g_ptr_array_new_with_free_func (told_free);
  matcher->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, known_free);
  matcher->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return matcher;
}

void
epc_place_matcher_free (EpcPlaceMatcher *matcher)
{
  if (matcher == NULL)
    return;
  g_hash_table_unref (matcher->found);
  g_hash_table_unref (matcher->resolved);
  g_hash_table_unref (matcher->told);
  g_ptr_array_unref (matcher->in_order);
  g_hash_table_unref (matcher->by_name);
  g_hash_table_unref (matcher->by_code);
  g_clear_object (&matcher->store);
  g_free (matcher);
}

const EpcField *
epc_place_field (const char *what)
{
  static const char *const names[][4] = {
    { "pcode", "pcode", NULL },   { "name", "name", NULL },    { "level", "level", NULL },
    { "parent", "parent", NULL }, { "country", "iso3", NULL },
  };
  const EpcEntity *place = epc_entity_find ("place");

  for (guint i = 0; place != NULL && i < G_N_ELEMENTS (names); i++)
    for (guint j = 1; g_str_equal (names[i][0], what) && j < 4 && names[i][j] != NULL; j++)
      {
        const EpcField *field = epc_entity_field (place, names[i][j]);
        if (field != NULL)
          return field;
      }
  return NULL;
}

/* --- what is known --- */

static void
add_name (EpcPlaceMatcher *matcher, const char *name, Known *known)
{
  char *folded = epc_text_fold_tight (name);
  GPtrArray *all = *folded != '\0' ? g_hash_table_lookup (matcher->by_name, folded) : NULL;

  if (*folded == '\0' || (all != NULL && g_ptr_array_find (all, known, NULL)))
    {
      g_free (folded);
      return;
    }
  if (all == NULL)
    {
      all = g_ptr_array_new ();
      g_hash_table_insert (matcher->by_name, folded, all);
    }
  else
    g_free (folded);
  g_ptr_array_add (all, known);
}

static Known *
add_known (EpcPlaceMatcher *matcher, const char *pcode, int level, const char *parent, const char *country)
{
  Known *known = g_hash_table_lookup (matcher->by_code, pcode);

  if (known == NULL)
    {
      known = g_new0 (Known, 1);
      known->pcode = g_strdup (pcode);
      known->level = level;
      known->parent = g_strdup (parent);
      known->country = g_strdup (country);
      g_hash_table_insert (matcher->by_code, known->pcode, known);
    }
  return known;
}

static const char *
text_of (const EpcRecord *record, const EpcField *field)
{
  return field != NULL && epc_field_value_kind (field) == EPC_VALUE_TEXT ? epc_record_text (record, field->key) : NULL;
}

static gboolean
load_place (EpcRecord *record, gpointer data)
{
  EpcPlaceMatcher *matcher = data;
  const EpcEntity *entity = epc_record_entity (record);
  const EpcField *level = epc_place_field ("level");
  const char *pcode = text_of (record, epc_place_field ("pcode"));

  if (pcode == NULL)
    return TRUE;
  int depth = 0;
  if (level != NULL && epc_field_value_kind (level) == EPC_VALUE_INTEGER)
    depth = (int) epc_record_integer (record, level->key);
  else if (level != NULL)
    depth = (int) g_ascii_strtoll (text_of (record, level) != NULL ? text_of (record, level) : "0", NULL, 10);
  Known *known = add_known (matcher, pcode, depth, text_of (record, epc_place_field ("parent")),
                            text_of (record, epc_place_field ("country")));
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->type != EPC_TYPE_TEXT || (!g_str_has_prefix (field->key, "name") && strstr (field->key, "alt") == NULL))
        continue;
      const char *names = epc_record_text (record, field->key);
      g_auto (GStrv) parts = names != NULL ? g_strsplit_set (names, ";|", -1) : NULL;
      for (guint p = 0; parts != NULL && parts[p] != NULL; p++)
        add_name (matcher, parts[p], known);
    }
  return TRUE;
}

static void
load (EpcPlaceMatcher *matcher)
{
  const EpcEntity *place = epc_entity_find ("place");

  if (matcher->is_loaded)
    return;
  matcher->is_loaded = TRUE;
  if (matcher->store == NULL || place == NULL)
    return;
  g_autoptr (EpcQuery) query = epc_query_new (place);
  epc_query_each (query, matcher->store, load_place, matcher, NULL, NULL);
}

/* "Haïti", "HTI", "HT": the country's ISO 3166-1 alpha-3 code, NULL when it is none. */
static const char *
country_of (const char *text)
{
  const EpcCodeList *countries = epc_code_list_find ("country");
  const EpcCode *code = countries != NULL && text != NULL && *text != '\0' ? epc_code_list_match (countries, text) : NULL;

  return code != NULL ? code->key : NULL;
}

static gboolean
lies_in (EpcPlaceMatcher *matcher, const Known *known, const char *area)
{
  for (guint depth = 0; known != NULL && depth < 8; depth++)
    {
      if (g_str_equal (known->pcode, area))
        return TRUE;
      if (known->parent == NULL)
        return known->country != NULL && g_str_equal (known->country, area);
      if (g_str_equal (known->parent, area))
        return TRUE;
      known = g_hash_table_lookup (matcher->by_code, known->parent);
    }
  return FALSE;
}

/* The one place of that name inside @area: at @level if there is one, else at any. NULL: none, or more than one. */
static const Known *
match_name (EpcPlaceMatcher *matcher, const char *name, const char *area, int level, gboolean *is_double)
{
  load (matcher);
  g_autofree char *folded = epc_text_fold_tight (name);
  GPtrArray *all = g_hash_table_lookup (matcher->by_name, folded);
  const Known *at_level = NULL, *anywhere = NULL;
  guint n_at_level = 0, n_anywhere = 0;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const Known *known = g_ptr_array_index (all, i);
      if (area != NULL && (g_str_equal (known->pcode, area) || !lies_in (matcher, known, area)))
        continue;
      anywhere = known;
      n_anywhere++;
      if (known->level == level)
        {
          at_level = known;
          n_at_level++;
        }
    }
  *is_double = n_at_level > 1 || (n_at_level == 0 && n_anywhere > 1);
  return n_at_level == 1 ? at_level : n_at_level == 0 && n_anywhere == 1 ? anywhere : NULL;
}

/* --- one row --- */

static void
tell (EpcPlaceMatcher *matcher, const char *pcode, const char *name, int level, const char *parent, const char *country)
{
  EpcPlaceTold *told = g_hash_table_lookup (matcher->told, pcode);

  if (told == NULL)
    {
      told = g_new0 (EpcPlaceTold, 1);
      told->pcode = g_strdup (pcode);
      told->level = level;
      told->parent = g_strdup (parent);
      told->country = g_strdup (country);
      g_hash_table_insert (matcher->told, told->pcode, told);
      g_ptr_array_add (matcher->in_order, told);
    }
  if (told->name == NULL && name != NULL)
    told->name = epc_text_normalise (name);
  Known *known = add_known (matcher, pcode, level, parent, country);
  if (name != NULL)
    add_name (matcher, name, known);
}

static const char *
useful (const char *text)
{
  return text == NULL || epc_text_is_blank (text) || epc_cell_says_nothing (text) ? NULL : text;
}

/* The country that the cells name, or that the row or the office is in. */
static const char *
country_of_cells (EpcPlaceMatcher *matcher, const EpcPlaceCells *cells, gboolean *is_told)
{
  const char *country = country_of (useful (cells->codes[0]));

  if (country == NULL)
    country = country_of (useful (cells->names[0]));
  *is_told = country != NULL;
  if (country == NULL)
    country = country_of (useful (cells->home));
  if (country == NULL && matcher->store != NULL)
    country = epc_store_country (matcher->store);
  return country;
}

static EpcPlaceFound *
work_out (EpcPlaceMatcher *matcher, const EpcPlaceCells *cells)
{
  EpcPlaceFound *found = g_new0 (EpcPlaceFound, 1);
  g_autoptr (GString) written = g_string_new (NULL);
  const char *lost = NULL;
  gboolean is_double = FALSE, is_told, is_found = FALSE;
  const char *country = country_of_cells (matcher, cells, &is_told);

  found->level = is_told ? 0 : -1;
  if (is_told)
    tell (matcher, country, useful (cells->names[0]), 0, NULL, country);
  const char *area = country;
  for (int level = 1; level < EPC_PLACE_LEVELS; level++)
    {
      const char *code = useful (cells->codes[level]), *name = useful (cells->names[level]);
      if (code == NULL && name == NULL)
        continue;
      found->level = level;
      g_string_append_printf (written, "%s%s", written->len > 0 ? " / " : "", name != NULL ? name : code);
      const Known *known = NULL;
      if (code != NULL)
        {
          g_autofree char *pcode = epc_text_normalise (code);
          tell (matcher, pcode, name, level, area, country);
          known = g_hash_table_lookup (matcher->by_code, pcode);
        }
      else
        known = match_name (matcher, name, area, level, &is_double);
      if (known != NULL)
        {
          area = known->pcode;
          is_found = TRUE;
          lost = NULL;
        }
      else if (lost == NULL)
        lost = name;
    }
  /* Where it is: at least in the country. Where they come from: only what was told. */
  if (found->level >= 0 && area != NULL && (is_told || is_found || !cells->is_about_origin))
    found->pcode = add_known (matcher, area, 0, NULL, area)->pcode;
  found->country = found->level >= 0 && country != NULL ? g_intern_string (country) : NULL;
  found->written = written->len > 0 ? epc_text_normalise (written->str) : NULL;
  if (lost != NULL)
    found->doubt = g_strdup_printf (
        is_double ? _ ("More than one place is called “%s” there: the area above it was taken.")
                  : _ ("No place “%s” is known there: the area above it was taken, and the name kept as written."),
        lost);
  return found;
}

const EpcPlaceFound *
epc_place_matcher_find (EpcPlaceMatcher *matcher, const EpcPlaceCells *cells, const char *raw, gsize raw_length)
{
  /* What @raw cannot tell: which set of columns, and the country of the row (one string a country). */
  Seen wanted = { .raw = raw, .raw_length = raw_length, .home = cells->home, .is_about_origin = cells->is_about_origin };
  EpcPlaceFound *found = g_hash_table_lookup (matcher->found, &wanted);

  if (found == NULL)
    {
      Seen *own = g_memdup2 (&wanted, sizeof wanted);
      own->raw = g_memdup2 (raw, raw_length);
      own->home = g_intern_string (cells->home);
      found = work_out (matcher, cells);
      g_hash_table_insert (matcher->found, own, found);
    }
  return found;
}

/* Letters and digits with at least one digit after at most four letters: HT0111, 01001, BO-02. */
static gboolean
is_like_pcode (const char *text, gboolean is_gazetteer)
{
  gsize letters = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize length = strlen (text);

  /* A few countries have letters only (LSC): where places are listed, a word in capitals is a code. */
  if (is_gazetteer && letters == length && length >= 2 && length <= 6)
    return TRUE;
  return letters <= 4 && length >= 2 && length <= 20 && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._") == length
         && strpbrk (text, "0123456789") != NULL;
}

const char *
epc_place_matcher_resolve (EpcPlaceMatcher *matcher, const char *text, gboolean is_gazetteer)
{
  const char *known = g_hash_table_lookup (matcher->resolved, text);
  gboolean is_double;

  if (known != NULL)
    return *known != '\0' ? known : NULL;
  g_autofree char *normal = epc_text_normalise (text);
  const char *pcode = NULL;
  load (matcher);
  if (g_hash_table_contains (matcher->by_code, normal) || is_like_pcode (normal, is_gazetteer))
    pcode = normal;
  if (pcode == NULL)
    pcode = country_of (normal);
  if (pcode == NULL)
    {
      const char *country = matcher->store != NULL ? epc_store_country (matcher->store) : NULL;
      const Known *one = match_name (matcher, normal, country, -1, &is_double);
      if (one == NULL && !is_double)
        one = match_name (matcher, normal, NULL, -1, &is_double);
      pcode = one != NULL ? one->pcode : NULL;
    }
  char *kept = g_strdup (pcode != NULL ? pcode : "");
  g_hash_table_insert (matcher->resolved, g_strdup (text), kept);
  return *kept != '\0' ? kept : NULL;
}

static int
compare_told (gconstpointer a, gconstpointer b)
{
  return (*(EpcPlaceTold *const *) a)->level - (*(EpcPlaceTold *const *) b)->level;
}

GPtrArray *
epc_place_matcher_told (EpcPlaceMatcher *matcher)
{
  g_ptr_array_sort (matcher->in_order, compare_told);
  return matcher->in_order;
}
