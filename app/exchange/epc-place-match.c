/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-place-match.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-cell-reader.h"
#include "epc-key-set.h"
#include "model/epc-code-list.h"

struct _EpcPlaceMatcher
{
  EpcStore *store;
  EpcPlaceIndex *index;
  GHashTable *found;    /* Seen → EpcPlaceFound */
  GHashTable *resolved; /* text → P-code or "" */
  GHashTable *told;     /* P-code → EpcPlaceTold */
  GPtrArray *in_order;  /* the same, as met */
};

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
note_free (gpointer data)
{
  EpcPlaceNote *note = data;

  g_free (note->old_text);
  g_free (note->new_text);
  g_free (note->message);
  g_free (note);
}

static void
found_free (gpointer data)
{
  EpcPlaceFound *found = data;

  g_free ((char *) found->written);
  g_free ((char *) found->doubt);
  g_free ((char *) found->lost);
  g_free ((char *) found->lost_in);
  g_free ((char *) found->cells);
  g_clear_pointer (&found->notes, g_ptr_array_unref);
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
  matcher->index = epc_place_index_new (store);
  matcher->found = g_hash_table_new_full (seen_hash, seen_equal, seen_free, found_free);
  matcher->resolved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  matcher->told = g_hash_table_new (g_str_hash, g_str_equal);
  matcher->in_order = g_ptr_array_new_with_free_func (told_free);
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
  epc_place_index_free (matcher->index);
  g_clear_object (&matcher->store);
  g_free (matcher);
}

EpcPlaceIndex *
epc_place_matcher_index (EpcPlaceMatcher *matcher)
{
  return matcher->index;
}

/* "Haïti", "HTI", "HT": the country's ISO 3166-1 alpha-3 code, NULL when it is none. */
static const char *
country_of (const char *text)
{
  const EpcCodeList *countries = epc_code_list_find ("country");
  const EpcCode *code = countries != NULL && text != NULL && *text != '\0' ? epc_code_list_match (countries, text) : NULL;

  return code != NULL ? code->key : NULL;
}

/* --- one row --- */

static const EpcPlaceKnown *
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
  return epc_place_index_tell (matcher->index, pcode, name, level, parent, country);
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

static void G_GNUC_PRINTF (8, 9)
note (EpcPlaceFound *found, gboolean is_correction, const char *rule, int level, gboolean is_code, const char *old_text,
      const char *new_text, const char *format, ...)
{
  EpcPlaceNote *own = g_new0 (EpcPlaceNote, 1);
  va_list arguments;

  own->is_correction = is_correction;
  own->rule = rule;
  own->level = level;
  own->is_code = is_code;
  own->old_text = g_strdup (old_text);
  own->new_text = g_strdup (new_text);
  va_start (arguments, format);
  own->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (found->notes == NULL)
    found->notes = g_ptr_array_new_with_free_func (note_free);
  g_ptr_array_add (found->notes, own);
}

/* The place that is used now where @known was replaced. */
static const EpcPlaceKnown *
current (EpcPlaceMatcher *matcher, EpcPlaceFound *found, const EpcPlaceKnown *known, int level, const char *text)
{
  const EpcPlaceKnown *now = known->successor != NULL ? epc_place_index_code (matcher->index, known->successor) : NULL;

  if (now == NULL)
    return known;
  note (found, TRUE, "pcode_replaced", level, TRUE, text, now->pcode, _ ("%s was replaced by %s, which was taken."), known->pcode,
        now->pcode);
  return now;
}

/* A code of a row: that of a place, one that somebody decided on, one that lost zeros on its way; else a place that is new. */
static const EpcPlaceKnown *
find_code (EpcPlaceMatcher *matcher, EpcPlaceFound *found, const char *code, const char *name, int level, const char *area,
           const char *country)
{
  g_autofree char *pcode = epc_text_normalise (code);
  const EpcPlaceKnown *known = epc_place_index_code (matcher->index, pcode);

  if (known != NULL && known->successor != NULL)
    return current (matcher, found, known, level, pcode);
  if (known == NULL)
    {
      known = epc_place_index_alias (matcher->index, pcode, area);
      if (known != NULL)
        {
          note (found, TRUE, "place_alias", level, TRUE, pcode, known->pcode, _ ("“%s” means %s, as was decided before."), pcode,
                known->pcode);
          return known;
        }
      known = epc_place_index_near_code (matcher->index, pcode, area, level);
      if (known != NULL && (name == NULL || epc_place_index_is_called (matcher->index, known, name)))
        {
          note (found, TRUE, "pcode_form", level, TRUE, pcode, known->pcode,
                _ ("“%s” was taken as %s: zeros, dashes or the country's letters had been lost."), pcode, known->pcode);
          return current (matcher, found, known, level, pcode);
        }
    }
  else if (known->is_stored && name != NULL && known->name != NULL && !epc_place_index_is_called (matcher->index, known, name))
    note (found, FALSE, "place_name", level, FALSE, name, NULL,
          _ ("%s is “%s” here; the file calls it “%s”. The code was taken."), pcode, known->name, name);
  if (known != NULL && known->is_stored && area != NULL && !epc_place_index_lies_in (matcher->index, known, area))
    note (found, FALSE, "place_parent", level, TRUE, pcode, NULL, _ ("%s does not lie in %s. The deeper code was taken."), pcode, area);
  return tell (matcher, pcode, name, level, area, country);
}

static const EpcPlaceKnown *
find_name (EpcPlaceMatcher *matcher, EpcPlaceFound *found, const char *name, int level, const char *area, gboolean *is_double)
{
  const EpcPlaceKnown *known = epc_place_index_alias (matcher->index, name, area);

  *is_double = FALSE;
  if (known == NULL)
    return epc_place_index_name (matcher->index, name, area, level, is_double);
  note (found, TRUE, "place_alias", level, FALSE, name, known->pcode, _ ("“%s” means %s, as was decided before."), name,
        known->pcode);
  return known;
}

static void
doubt (EpcPlaceFound *found, const EpcPlaceCells *cells, const char *lost, const char *area, int level, gboolean is_double)
{
  found->lost = epc_text_normalise (lost);
  found->lost_in = g_strdup (area);
  found->lost_level = level;
  found->cells = epc_place_cells_to_json (cells);
  found->doubt = g_strdup_printf (
      is_double ? _ ("More than one place is called “%s” there: the area above it was taken.")
                : _ ("No place “%s” is known there: the area above it was taken, and the name kept as written."),
      lost);
}

static EpcPlaceFound *
work_out (EpcPlaceMatcher *matcher, const EpcPlaceCells *cells)
{
  EpcPlaceFound *found = g_new0 (EpcPlaceFound, 1);
  g_autoptr (GString) written = g_string_new (NULL);
  const char *lost = NULL, *lost_in = NULL;
  int lost_level = -1;
  gboolean is_double = FALSE, lost_is_double = FALSE, is_told, is_found = FALSE;
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
      const EpcPlaceKnown *known = code != NULL ? find_code (matcher, found, code, name, level, area, country)
                                                : find_name (matcher, found, name, level, area, &is_double);
      if (known != NULL)
        {
          area = known->pcode;
          is_found = TRUE;
          lost = NULL;
        }
      else if (lost == NULL)
        {
          lost = name;
          lost_in = area;
          lost_level = level;
          lost_is_double = is_double;
        }
    }
  if (useful (cells->any) != NULL)
    {
      const char *pcode = epc_place_matcher_resolve (matcher, cells->any, FALSE);
      found->level = 1;
      g_string_append (written, cells->any);
      if (pcode == NULL)
        {
          lost = cells->any;
          lost_in = country;
        }
      else
        {
          area = pcode;
          is_found = TRUE;
        }
    }
  /* Where it is: at least in the country. Where they come from: only what was told. */
  if (found->level >= 0 && area != NULL && (is_told || is_found || !cells->is_about_origin))
    found->pcode = epc_place_index_tell (matcher->index, area, NULL, 0, NULL, area)->pcode;
  found->country = found->level >= 0 && country != NULL ? g_intern_string (country) : NULL;
  found->written = written->len > 0 ? epc_text_normalise (written->str) : NULL;
  if (lost != NULL)
    doubt (found, cells, lost, lost_in, lost_level, lost_is_double);
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

/* --- the cells as text --- */

char *
epc_place_cells_to_json (const EpcPlaceCells *cells)
{
  GString *out = g_string_new ("{");
  const char *const loose[] = { "home", cells->home, "any", cells->any, "origin", cells->is_about_origin ? "yes" : NULL };

  for (guint level = 0; level < EPC_PLACE_LEVELS; level++)
    for (guint i = 0; i < 2; i++)
      {
        const char *text = useful (i == 0 ? cells->codes[level] : cells->names[level]);
        if (text == NULL)
          continue;
        g_string_append_printf (out, "%s\"%c%u\":", out->len > 1 ? "," : "", i == 0 ? 'c' : 'n', level);
        epc_text_append_json (out, text);
      }
  for (guint i = 0; i < G_N_ELEMENTS (loose); i += 2)
    if (loose[i + 1] != NULL)
      {
        g_string_append_printf (out, "%s\"%s\":", out->len > 1 ? "," : "", loose[i]);
        epc_text_append_json (out, loose[i + 1]);
      }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

gboolean
epc_place_cells_from_json (const char *json, EpcPlaceCells *cells, GObject **kept)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  char key[3] = "";

  memset (cells, 0, sizeof *cells);
  if (json == NULL || !json_parser_load_from_data (parser, json, -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return FALSE;
  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  for (guint level = 0; level < EPC_PLACE_LEVELS; level++)
    {
      g_snprintf (key, sizeof key, "c%u", level % 10);
      cells->codes[level] = json_object_get_string_member_with_default (object, key, NULL);
      key[0] = 'n';
      cells->names[level] = json_object_get_string_member_with_default (object, key, NULL);
    }
  cells->home = json_object_get_string_member_with_default (object, "home", NULL);
  cells->any = json_object_get_string_member_with_default (object, "any", NULL);
  cells->is_about_origin = json_object_has_member (object, "origin");
  *kept = G_OBJECT (g_steal_pointer (&parser));
  return TRUE;
}

/* --- one cell --- */

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
  const char *home = matcher->store != NULL ? epc_store_country (matcher->store) : NULL;
  const char *pcode = NULL;
  const EpcPlaceKnown *one = epc_place_index_code (matcher->index, normal);
  if (one == NULL && !is_gazetteer)
    one = epc_place_index_alias (matcher->index, normal, home);
  if (one == NULL && !is_gazetteer)
    one = epc_place_index_near_code (matcher->index, normal, home, -1);
  if (one != NULL)
    pcode = one->successor != NULL && !is_gazetteer ? one->successor : one->pcode;
  else if (is_like_pcode (normal, is_gazetteer))
    pcode = normal;
  if (pcode == NULL)
    pcode = country_of (normal);
  if (pcode == NULL)
    {
      one = epc_place_index_name (matcher->index, normal, home, -1, &is_double);
      if (one == NULL && !is_double)
        one = epc_place_index_name (matcher->index, normal, NULL, -1, &is_double);
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

/* --- places that rows are about --- */

void
epc_place_matcher_learn (EpcPlaceMatcher *matcher, const char *pcode, const char *name, int level, const char *parent,
                         const char *country)
{
  epc_place_index_tell (matcher->index, pcode, name, level, parent, country);
}

const char *
epc_place_matcher_above (EpcPlaceMatcher *matcher, const char *pcode, int level)
{
  g_autofree char *beginning = g_strdup (pcode);

  for (gsize length = strlen (beginning); length > 2; length--)
    {
      beginning[length - 1] = '\0';
      const EpcPlaceKnown *known = epc_place_index_code (matcher->index, beginning);
      if (known != NULL && known->level == level)
        return known->pcode;
    }
  return NULL;
}

const char *
epc_place_matcher_named (EpcPlaceMatcher *matcher, const char *name, int level, const char *country)
{
  gboolean is_double;
  const EpcPlaceKnown *known = epc_place_index_name (matcher->index, name, country, level, &is_double);

  return known != NULL && known->is_stored && known->level == level ? known->pcode : NULL;
}

const char *
epc_place_matcher_country_named (const char *text)
{
  return country_of (text);
}

const char *
epc_place_matcher_country_of (const char *pcode)
{
  gsize letters = strspn (pcode, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  g_autofree char *beginning = g_strndup (pcode, letters);

  if (letters == 2 || letters == 3)
    {
      const char *country = country_of (beginning);
      if (country != NULL)
        return country;
    }
  if (letters <= 2)
    return NULL;
  beginning[2] = '\0';
  return country_of (beginning);
}
