/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows that are about places themselves: their level, country, area and P-code, where the cells leave them out.
 */
#include "epc-import-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"

static const char *
text_of (const EpcTargetState *target, const char *key)
{
  return epc_record_text (target->record, key);
}

static void
set_text (EpcTargetState *target, const char *key, const char *text)
{
  EpcValue value = { .kind = text != NULL ? EPC_VALUE_TEXT : EPC_VALUE_EMPTY, .text = (char *) text };
  int field = epc_entity_field_index (target->entity, key);
  EpcFill *fill = epc_target_fill (target, (guint) field);

  epc_target_set (target, (guint) field, &value);
  if (target->is_initial[field])
    target->changed[field] = TRUE;
  target->is_initial[field] = FALSE;
  /* What stands in the record now is not what the cell says: the same cell in the next row is read anew. */
  if (fill != NULL)
    fill->has_memo = FALSE;
}

/* A column gives it: then the row says what there is to say. */
static gboolean
is_from_column (const EpcTargetState *target, const char *key)
{
  for (guint i = 0; i < target->n_fills; i++)
    if (target->fills[i].column != G_MAXUINT && g_str_equal (target->fills[i].facts->key, key))
      return TRUE;
  return FALSE;
}

/* What the user gave all rows with --set; NULL: nothing. */
static const char *
told_for_all (const EpcTargetState *target, const char *key)
{
  int field = epc_entity_field_index (target->entity, key);

  return target->defaults[field].kind == EPC_VALUE_TEXT && !target->default_is_initial[field] ? target->defaults[field].text : NULL;
}

/* A fact of the country; NULL: not known. Free with g_free(). */
static char *
fact_of (EpcImport *import, const char *country, const char *key)
{
  g_autoptr (EpcRecord) record = country != NULL ? epc_store_find (import->store, epc_entity_find ("place"), country, NULL) : NULL;

  return record != NULL ? g_strdup (epc_record_text (record, key)) : NULL;
}

/* How many characters the codes of @level have behind the country's, from the lengths by level ("2,2,3"); 0: not known. */
static gsize
length_at (EpcImport *import, const char *country, int level)
{
  g_autofree char *told = fact_of (import, country, "pcode_lengths");
  g_auto (GStrv) lengths = told != NULL ? g_strsplit (told, ",", -1) : NULL;
  gsize sum = 0;

  if (lengths == NULL || (int) g_strv_length (lengths) <= level)
    return 0;
  for (int i = 1; i <= level; i++)
    sum += (gsize) g_ascii_strtoull (lengths[i], NULL, 10);
  return sum;
}

/* The lengths of codes by level are a fact of the country; where it is not known, each level adds as much. */
static char *
parent_by_length (EpcImport *import, const char *pcode, const char *country, int level)
{
  gsize length = strlen (pcode), letters = strspn (pcode, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  g_autofree char *told = fact_of (import, country, "pcode_lengths");
  gsize own = length_at (import, country, level), above = level > 1 ? length_at (import, country, level - 1) : 0;

  if (own > 0 && told != NULL)
    {
      gsize sum = (gsize) g_ascii_strtoull (told, NULL, 10) + above;
      return sum > 0 && sum < length ? g_strndup (pcode, sum) : NULL;
    }
  if (letters < 2 || length <= letters || (length - letters) % (gsize) level != 0)
    return NULL;
  return g_strndup (pcode, length - (length - letters) / (gsize) level);
}

static const EpcPlaceKnown *
stored (EpcImport *import, const char *pcode)
{
  const EpcPlaceKnown *known = pcode != NULL ? epc_place_index_code (epc_place_matcher_index (import->places), pcode) : NULL;

  return known != NULL && known->is_stored ? known : NULL;
}

/* --- the P-code --- */

/* The place of this name on @level: inside the area that the other columns name, else the only one in the country. */
static const char *
code_by_name (EpcImport *import, const char *name, int level, const char *country)
{
  const EpcPlaceKnown *found = import->found[0] != NULL ? stored (import, import->found[0]->pcode) : NULL;

  if (name == NULL)
    return NULL;
  if (found != NULL && found->level == level && epc_place_index_is_called (epc_place_matcher_index (import->places), found, name))
    return found->pcode;
  return country != NULL ? epc_place_matcher_named (import->places, name, level, country) : NULL;
}

/* P-codes are the country's letters before the code of its statistical office, where that has as many digits; a spreadsheet may have
 * taken zeros away. NULL: it has not. */
static char *
code_of_digits (EpcImport *import, const char *digits, int level, const char *country)
{
  gsize length = strlen (digits), wanted = length_at (import, country, level);
  g_autofree char *prefix = fact_of (import, country, "cod_prefix");

  if (prefix == NULL || wanted == 0 || length > wanted || length + 1 < wanted || strspn (digits, "0123456789") != length)
    return NULL;
  return g_strconcat (prefix, length < wanted ? "0" : "", digits, NULL);
}

/* A code for what has no official one, the same in every office: the country's or the area's, and the code or the name. */
static char *
code_made (const char *area, const char *text)
{
  g_autofree char *folded = epc_text_fold_tight (text);
  GString *out = g_string_new (area);

  g_string_append_c (out, '-');
  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

static gboolean
is_code (const char *text)
{
  gsize length = strlen (text);

  return g_ascii_isalpha (*text) && length >= 3 && strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == length;
}

typedef struct
{
  char *pcode; /* NULL: none can be given */
  gboolean is_provisional, is_found;
} Code;

/* The place of one of the names of the row. */
static const char *
code_by_names (EpcImport *import, const EpcTargetState *target, int level, const char *country)
{
  const char *pcode = code_by_name (import, text_of (target, "name"), level, country);

  for (guint i = 0; i < target->entity->n_fields && pcode == NULL; i++)
    if (g_str_has_prefix (target->entity->fields[i].key, "name_"))
      pcode = code_by_name (import, text_of (target, target->entity->fields[i].key), level, country);
  return pcode;
}

/* A code may be made for it: the user said so, or nothing official is known there that it could be. */
static gboolean
may_be_made (EpcImport *import, const EpcTargetState *target, int level, const char *country, gboolean has_code)
{
  return g_strcmp0 (told_for_all (target, "pcode_status"), "provisional") == 0
         || (has_code && country != NULL && !epc_place_index_has_level (epc_place_matcher_index (import->places), country, level));
}

/* From a code that is no P-code: what it was made of, or the place of its name; else it stands for itself. */
static Code
settle_own_code (EpcImport *import, const EpcTargetState *target, const char *own, int level, const char *country)
{
  Code code = { .pcode = code_of_digits (import, own, level, country) };

  if (code.pcode != NULL)
    {
      code.is_found = stored (import, code.pcode) != NULL;
      return code;
    }
  const char *named = code_by_names (import, target, level, country);
  code.is_found = named != NULL;
  code.is_provisional = named == NULL;
  if (named != NULL)
    code.pcode = g_strdup (named);
  else if (!may_be_made (import, target, level, country, TRUE))
    return code;
  else if (is_code (own))
    code.pcode = g_strdup (own);
  else if (country != NULL)
    code.pcode = code_made (country, own);
  return code;
}

/* From nothing but the name. */
static Code
settle_name (EpcImport *import, const EpcTargetState *target, const char *name, int level, const char *country)
{
  const char *named = code_by_names (import, target, level, country);
  const EpcPlaceKnown *found = import->found[0] != NULL ? stored (import, import->found[0]->pcode) : NULL;
  Code code = { .pcode = g_strdup (named), .is_found = named != NULL };

  if (named != NULL || name == NULL || !may_be_made (import, target, level, country, FALSE))
    return code;
  code.is_provisional = TRUE;
  if (found != NULL && found->level == level - 1)
    code.pcode = code_made (found->pcode, name);
  else if (level == 1 && country != NULL)
    code.pcode = code_made (country, name);
  return code;
}

static void
refuse_unknown (EpcImport *import, const char *name, const char *country)
{
  if (import->mapping->place_codes == EPC_CODES_GEONAMES)
    {
      epc_import_reject (import, "place_unknown", import->row.number, G_MAXUINT, name, _ ("The row has no number of GeoNames."), NULL);
      return;
    }
  if (country == NULL && import->mapping->place_codes == EPC_CODES_OWN)
    {
      epc_import_reject (import, "place_unknown", import->row.number, G_MAXUINT, name,
                         _ ("The codes are those of a country's own list, and the file does not tell which country."),
                         _ ("Say it for all rows with --set iso3=CODE."));
      return;
    }
  epc_import_reject (import, "place_unknown", import->row.number, G_MAXUINT, name,
                     _ ("The row has no P-code, and no place of its name is known on this level."),
                     _ ("Import the table of P-codes of the country first; or give such places codes of their own with --set "
                        "pcode_status=provisional."));
}

/* A place that is known keeps the names it has: the layer only knew it by one of them. */
static void
keep_names (EpcImport *import, EpcTargetState *target, const char *pcode)
{
  const EpcPlaceKnown *known = stored (import, pcode);

  if (known == NULL || known->name == NULL)
    return;
  set_text (target, "name", known->name);
  for (guint i = 0; i < target->entity->n_fields; i++)
    if (g_str_has_prefix (target->entity->fields[i].key, "name_"))
      set_text (target, target->entity->fields[i].key, NULL);
}

/* What the row says of the shape, when the place has the outline that came with its P-code: a layer that knew it only by a name or by a code of
 * another list does not take that away, whichever came first. */
static void
keep_outline (EpcImport *import, EpcTargetState *target, const char *pcode)
{
  static const char *const keys[] = { "geometry", "latitude", "longitude", "west", "south", "east", "north" };
  g_autofree char *outline = fact_of (import, pcode, "geometry");
  const EpcValue empty = { .kind = EPC_VALUE_EMPTY };

  for (guint i = 0; outline != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      int field = epc_entity_field_index (target->entity, keys[i]);
      EpcFill *fill = epc_target_fill (target, (guint) field);
      epc_target_set (target, (guint) field, &empty);
      if (fill != NULL)
        fill->has_memo = FALSE;
    }
}

/* A code that is official stays so, though the user gave the others of the file codes of their own. */
static void
keep_known (EpcImport *import, EpcTargetState *target, const char *pcode)
{
  const EpcPlaceKnown *known = stored (import, pcode);

  keep_names (import, target, pcode);
  if (known == NULL)
    return;
  if (told_for_all (target, "pcode_status") != NULL)
    set_text (target, "pcode_status", known->is_provisional ? "provisional" : "official");
  if (!known->is_provisional)
    keep_outline (import, target, pcode);
}

static void
set_level (EpcTargetState *target, int level)
{
  EpcValue number = { .kind = EPC_VALUE_INTEGER, .integer = level };

  epc_target_set (target, (guint) epc_entity_field_index (target->entity, "level"), &number);
}

/* A country is known by its ISO code or its name, and has no other code. */
static void
complete_country (EpcImport *import, EpcTargetState *target)
{
  const char *name = text_of (target, "name");
  const char *country = import->found[0] != NULL && import->found[0]->level == 0 ? import->found[0]->country : NULL;

  if (country == NULL && name != NULL)
    country = epc_place_matcher_country_named (name);
  if (country == NULL)
    {
      epc_import_reject (import, "place_unknown", import->row.number, G_MAXUINT, name,
                         _ ("The row names no country of ISO 3166-1."), NULL);
      return;
    }
  set_level (target, 0);
  set_text (target, "pcode", country);
  set_text (target, "iso3", country);
  keep_names (import, target, country);
}

static const char *
country_of_row (EpcImport *import, const EpcTargetState *target)
{
  if (is_from_column (target, "iso3"))
    return text_of (target, "iso3");
  if (import->found[0] != NULL && import->place_columns[0]->len > 0)
    return import->found[0]->country;
  return told_for_all (target, "iso3");
}

/* The area one level up. */
static const char *
parent_of_row (EpcImport *import, const EpcTargetState *target, const char *pcode, int level, const char *country, char **guessed)
{
  const EpcPlaceKnown *found = import->found[0] != NULL ? stored (import, import->found[0]->pcode) : NULL;
  const char *parent = is_from_column (target, "parent") ? text_of (target, "parent") : told_for_all (target, "parent");

  if (parent == NULL && level == 1)
    parent = country;
  /* A town, or a place that only has a name, lies where the other columns say. */
  if (parent == NULL && found != NULL && found->level < level && (level == EPC_PLACE_POPULATED || strchr (pcode, '-') != NULL))
    parent = found->pcode;
  if (parent == NULL && level > 1)
    parent = epc_place_matcher_above (import->places, pcode, level - 1);
  if (parent == NULL && level > 1 && level < EPC_PLACE_POPULATED)
    parent = *guessed = parent_by_length (import, pcode, country, level);
  return parent != NULL ? parent : country;
}

void
epc_import_complete_place (EpcImport *import, EpcTargetState *target)
{
  int level = import->mapping->place_level;
  EpcPlaceCodes codes = import->mapping->place_codes;
  Code code = { NULL };
  g_autofree char *guessed = NULL;

  if (import->mapping->is_of_countries)
    complete_country (import, target);
  if (level == 0)
    return;
  set_level (target, level);
  const char *country = country_of_row (import, target), *name = text_of (target, "name");
  const char *written = is_from_column (target, "pcode") ? text_of (target, "pcode") : NULL;
  if (written != NULL && codes == EPC_CODES_OWN)
    code = settle_own_code (import, target, written, level, country);
  else if (written != NULL && codes == EPC_CODES_GEONAMES)
    code = (Code) { .pcode = strspn (written, "0123456789") == strlen (written) ? g_strconcat ("geonames-", written, NULL) : NULL,
                    .is_provisional = TRUE };
  else if (written != NULL)
    code.pcode = g_strdup (written);
  else if (!is_from_column (target, "pcode") || codes == EPC_CODES_OWN)
    code = settle_name (import, target, name, level, country);
  g_autofree char *pcode = code.pcode;
  if (pcode == NULL)
    {
      if (written != NULL || codes == EPC_CODES_OWN || !is_from_column (target, "pcode"))
        refuse_unknown (import, name, country);
      return;
    }
  if (codes != EPC_CODES_GEONAMES && epc_place_matcher_country_of (pcode) != NULL && (country == NULL || codes == EPC_CODES_P))
    country = epc_place_matcher_country_of (pcode);
  if (written == NULL || !g_str_equal (written, pcode))
    set_text (target, "pcode", pcode);
  if (code.is_provisional)
    set_text (target, "pcode_status", "provisional");
  else if (codes != EPC_CODES_P)
    epc_target_set_default (target, (guint) epc_entity_field_index (target->entity, "pcode_status"));
  if (code.is_found)
    keep_known (import, target, pcode);
  if (country != NULL && !is_from_column (target, "iso3"))
    set_text (target, "iso3", country);
  const char *parent = parent_of_row (import, target, pcode, level, country, &guessed);
  if (parent != NULL)
    set_text (target, "parent", parent);
  epc_place_matcher_learn (import->places, pcode, text_of (target, "name"), level, parent, country);
}
