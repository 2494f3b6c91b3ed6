/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers of boundaries and tables of places: what a column of shapes gives, and which of the columns for admin levels name the
 * place of the row itself.
 */
#include "epc-mapping-private.h"

#include <string.h>

#include "base/epc-text.h"

#define WEIGHT_GEOMETRY 6
#define WEIGHT_CENTRE 1
#define WEIGHT_GUESS 5
#define WEIGHT_LEVEL 11
#define MOST_LEVELS 6

static gboolean
is_bound (const EpcMapping *mapping, guint target, const EpcField *field)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target == target && binding->field == field)
        return TRUE;
    }
  return FALSE;
}

static void
bind (EpcMapping *mapping, guint target, guint column, const EpcField *field, guint weight)
{
  EpcBinding binding = { .target = target, .column = column, .field = field, .weight = weight };

  if (field != NULL && !is_bound (mapping, target, field))
    g_array_append_val (mapping->bindings, binding);
}

static void
bind_part (EpcMapping *mapping, guint target, const EpcField *field, EpcPlacePart part)
{
  EpcBinding binding = { .target = target, .column = G_MAXUINT, .place_part = part, .field = field, .weight = WEIGHT_LEVEL };

  if (field != NULL && !is_bound (mapping, target, field))
    g_array_append_val (mapping->bindings, binding);
}

static const EpcColumnFacts *
find_shapes (GPtrArray *facts, guint *column)
{
  for (*column = 0; *column < facts->len; ++*column)
    if (((const EpcColumnFacts *) g_ptr_array_index (facts, *column))->is_geometry)
      return g_ptr_array_index (facts, *column);
  return NULL;
}

static gboolean
has_outline (const EpcEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_GEOMETRY)
      return TRUE;
  return FALSE;
}

/* Any shape, and not the outline of a place. */
static gboolean
holds_lines (const EpcEntity *entity)
{
  return has_outline (entity) && !g_str_equal (entity->key, "place");
}

gboolean
epc_mapping_suits_layer (const EpcMapping *mapping, GPtrArray *facts)
{
  const EpcEntity *entity = epc_mapping_entity (mapping);
  guint column;
  const EpcColumnFacts *shapes = find_shapes (facts, &column);

  if (holds_lines (entity))
    return shapes != NULL && shapes->is_of_lines;
  if (shapes == NULL || shapes->samples[0] == NULL)
    return TRUE;
  return has_outline (entity) || epc_entity_field (entity, "latitude") != NULL;
}

guint
epc_mapping_bind_geometry (EpcMapping *mapping, GPtrArray *facts, guint target)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;
  guint column;
  const EpcColumnFacts *shapes = find_shapes (facts, &column);

  /* What only has a position may be drawn as an area, but most areas are something else; a line is nowhere in particular. */
  if (shapes == NULL || (shapes->is_of_lines && !holds_lines (entity)))
    return 0;
  guint weight = !has_outline (entity) && shapes->is_of_areas ? WEIGHT_CENTRE : WEIGHT_GEOMETRY;
  /* Fields that change together come from one source: all of a group, or none. */
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < entity->n_fields; i++)
    if (is_bound (mapping, target, &entity->fields[i]))
      g_hash_table_add (told, (gpointer) epc_field_group (&entity->fields[i]));
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      gboolean is_place = field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE || (field->flags & EPC_FIELD_GEOMETRY)
                          || (field->type == EPC_TYPE_DECIMAL && g_str_equal (epc_field_group (field), "bounds"));
      if (is_place && !g_hash_table_contains (told, epc_field_group (field)))
        bind (mapping, target, column, field, weight);
    }
  return shapes->is_of_lines;
}

/* --- a column for each level --- */

/* "ADM2_ES" → "es": the language that the header of a name ends in; NULL: it says none. */
static const char *
language_of (const char *header)
{
  static const char *const languages[] = { "en", "es", "fr", "pt" };
  g_autofree char *text = header != NULL ? epc_text_fold_tight (header) : g_strdup ("");
  gsize length = strlen (text);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (length > 2 && g_str_has_suffix (text, languages[i]) && g_ascii_isdigit (text[length - 3]))
      return languages[i];
  return NULL;
}

static gboolean
is_level (const EpcColumnFacts *facts, gint8 level, gboolean is_code)
{
  return facts->is_place && facts->place_is_sure && facts->place_set == 0 && facts->place_level == level
         && facts->place_is_code == is_code && !facts->is_personal;
}

static guint
find_level (GPtrArray *facts, gint8 level, gboolean is_code)
{
  for (guint c = 0; c < facts->len; c++)
    if (is_level (g_ptr_array_index (facts, c), level, is_code))
      return c;
  return G_MAXUINT;
}

/* The columns of the levels are about other places than the row's, save the deepest: what they were bound to is undone. */
static void
unbind_levels (EpcMapping *mapping, GPtrArray *facts, guint target)
{
  for (guint i = mapping->bindings->len; i > 0; i--)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i - 1);
      if (binding->target != target || binding->column == G_MAXUINT)
        continue;
      const EpcColumnFacts *own = g_ptr_array_index (facts, binding->column);
      gboolean is_name = g_str_has_prefix (binding->field->key, "name") || g_str_equal (binding->field->key, "pcode")
                         || g_str_equal (binding->field->key, "parent");
      if (own->is_place && own->place_is_sure && is_name)
        g_array_remove_index (mapping->bindings, i - 1);
    }
}

/* A column that is no level gives the name or the P-code. */
static gboolean
is_named_apart (const EpcMapping *mapping, GPtrArray *facts, guint target)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target == target && binding->column != G_MAXUINT
          && (g_str_equal (binding->field->key, "name") || g_str_equal (binding->field->key, "pcode"))
          && !((const EpcColumnFacts *) g_ptr_array_index (facts, binding->column))->is_place)
        return TRUE;
    }
  return FALSE;
}

/* The level that the user gives all rows; 0: none. */
static gint8
told_level (const char *const *set)
{
  for (guint i = 0; set != NULL && set[i] != NULL; i++)
    if (g_str_has_prefix (set[i], "level=") || g_str_has_prefix (set[i], "place.level="))
      {
        gint64 level = g_ascii_strtoll (strchr (set[i], '=') + 1, NULL, 10);
        return level > 0 && level <= EPC_PLACE_POPULATED ? (gint8) level : 0;
      }
  return 0;
}

static guint
find_codes (GPtrArray *facts, EpcPlaceCodes codes)
{
  for (guint c = 0; c < facts->len; c++)
    if (((const EpcColumnFacts *) g_ptr_array_index (facts, c))->own_codes == codes)
      return c;
  return G_MAXUINT;
}

gboolean
epc_mapping_is_of_areas (GPtrArray *facts)
{
  for (guint c = 0; c < facts->len; c++)
    if (((const EpcColumnFacts *) g_ptr_array_index (facts, c))->is_of_areas)
      return TRUE;
  return FALSE;
}

/* No column names the level: the number in a gazetteer does, or the user; or only countries are named. */
static void
bind_unlevelled (EpcMapping *mapping, GPtrArray *facts, guint target, const char *const *set)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;
  const EpcField *pcode = epc_entity_field (entity, "pcode"), *iso3 = epc_entity_field (entity, "iso3");
  const EpcField *parent = epc_entity_field (entity, "parent"), *level = epc_entity_field (entity, "level");
  guint country = find_level (facts, 0, TRUE) != G_MAXUINT ? find_level (facts, 0, TRUE) : find_level (facts, 0, FALSE);
  guint number = find_codes (facts, EPC_CODES_GEONAMES), own = find_codes (facts, EPC_CODES_OWN);
  gint8 told = told_level (set);
  gboolean has_name = is_bound (mapping, target, epc_entity_field (entity, "name"));

  if (!has_name || (is_bound (mapping, target, pcode) && own == G_MAXUINT))
    return;
  if (number != G_MAXUINT && told == 0 && !epc_mapping_is_of_areas (facts))
    {
      mapping->place_level = EPC_PLACE_POPULATED;
      mapping->place_codes = EPC_CODES_GEONAMES;
      bind (mapping, target, number, pcode, WEIGHT_LEVEL);
      bind_part (mapping, target, level, EPC_PLACE_OWN_LEVEL);
    }
  else if (told > 0)
    {
      mapping->place_level = told;
      mapping->place_codes = own != G_MAXUINT ? EPC_CODES_OWN : EPC_CODES_P;
    }
  /* One country in row after row is the country of states or provinces. */
  else if (country != G_MAXUINT && own == G_MAXUINT && epc_mapping_is_of_areas (facts)
           && !((const EpcColumnFacts *) g_ptr_array_index (facts, country))->is_repeated)
    {
      mapping->is_of_countries = TRUE;
      bind_part (mapping, target, level, EPC_PLACE_OWN_LEVEL);
    }
  else if (!epc_mapping_is_of_areas (facts))
    return;
  /* Without a code the name must do. */
  bind_part (mapping, target, pcode, EPC_PLACE_OWN_LEVEL);
  if (country == G_MAXUINT)
    return;
  bind_part (mapping, target, iso3, EPC_PLACE_OWN_COUNTRY);
  if (!mapping->is_of_countries)
    bind_part (mapping, target, parent, EPC_PLACE_OWN_PARENT);
}

void
epc_mapping_bind_own_place (EpcMapping *mapping, GPtrArray *facts, guint target, const char *const *set)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;
  gint8 deepest = 0;

  /* A long table says the level of each row in a column. */
  if (is_bound (mapping, target, epc_entity_field (entity, "level")))
    return;
  for (gint8 level = 1; level < MOST_LEVELS; level++)
    if (find_level (facts, level, TRUE) != G_MAXUINT || find_level (facts, level, FALSE) != G_MAXUINT)
      deepest = level;
  /* With a code or a name of its own beside them, the levels say where the thing lies: it is none of them. */
  if (deepest == 0 || (find_level (facts, deepest, TRUE) == G_MAXUINT && is_named_apart (mapping, facts, target)))
    {
      bind_unlevelled (mapping, facts, target, set);
      return;
    }
  unbind_levels (mapping, facts, target);
  mapping->place_level = deepest;
  guint code = find_level (facts, deepest, TRUE);
  if (code != G_MAXUINT)
    bind (mapping, target, code, epc_entity_field (entity, "pcode"), WEIGHT_LEVEL);
  if (code != G_MAXUINT)
    mapping->place_codes = ((const EpcColumnFacts *) g_ptr_array_index (facts, code))->own_codes;
  /* The reference name first, then those in the languages, whose first stands in where there is no other. */
  for (int pass = 0; pass < 2; pass++)
    for (guint c = 0; c < facts->len; c++)
      {
        const EpcColumnFacts *own = g_ptr_array_index (facts, c);
        if (!is_level (own, deepest, FALSE))
          continue;
        const char *language = language_of (own->header);
        /* An empty column of other names ("ADM2_REF") names nothing. */
        if (language == NULL && own->samples[0] == NULL)
          continue;
        if ((language == NULL) == (pass == 0))
          bind (mapping, target, c, epc_entity_field (entity, "name"), WEIGHT_LEVEL);
        if (pass == 0 || language == NULL)
          continue;
        g_autofree char *key = g_strconcat ("name_", language, NULL);
        bind (mapping, target, c, epc_entity_field (entity, key), WEIGHT_LEVEL);
      }
  guint above = deepest > 1 ? find_level (facts, deepest - 1, TRUE) : G_MAXUINT;
  if (above != G_MAXUINT)
    bind (mapping, target, above, epc_entity_field (entity, "parent"), WEIGHT_LEVEL);
  bind_part (mapping, target, epc_entity_field (entity, "level"), EPC_PLACE_OWN_LEVEL);
  bind_part (mapping, target, epc_entity_field (entity, "parent"), EPC_PLACE_OWN_PARENT);
  bind_part (mapping, target, epc_entity_field (entity, "iso3"), EPC_PLACE_OWN_COUNTRY);
  /* A layer without codes fills in places that are known by their names. */
  if (code == G_MAXUINT && is_bound (mapping, target, epc_entity_field (entity, "name")))
    bind_part (mapping, target, epc_entity_field (entity, "pcode"), EPC_PLACE_OWN_LEVEL);
}

/* --- codes and names that nobody knows the header of --- */

static gboolean
has_hit (const EpcColumnFacts *facts, const EpcField *field)
{
  for (guint h = 0; h < facts->hits->len; h++)
    if (g_array_index (facts->hits, EpcHeaderHit, h).field == field)
      return TRUE;
  return FALSE;
}

static void
add_guess (EpcColumnFacts *facts, const EpcField *field)
{
  EpcHeaderHit hit = { epc_entity_find ("place"), field, EPC_MATCH_SYNONYM, WEIGHT_GUESS };

  g_array_append_val (facts->hits, hit);
}

/* Digits, of one length, another in each row: how statistical offices number areas. */
static gboolean
holds_codes (const EpcSheetHead *head, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize length = 0;

  for (guint r = head->first_data; r < head->rows->len; r++)
    {
      const char *text = epc_sheet_head_cell (head, r, column);
      gsize own = strlen (text);
      if (own < 2 || own > 8 || strspn (text, "0123456789") != own || (length > 0 && own != length) || !g_hash_table_add (seen, (gpointer) text))
        return FALSE;
      length = own;
    }
  return length > 0;
}

/* How many different names, all of them words; 0: something else stands there. */
static guint
count_names (const EpcSheetHead *head, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint r = head->first_data; r < head->rows->len; r++)
    {
      const char *text = epc_sheet_head_cell (head, r, column);
      if (*text == '\0' || epc_cell_is_figure (text))
        return 0;
      g_hash_table_add (seen, (gpointer) text);
    }
  return g_hash_table_size (seen);
}

static gboolean
says_name (const char *header)
{
  g_autofree char *text = epc_text_fold_tight (header != NULL ? header : "");

  return strstr (text, "nom") != NULL || strstr (text, "name") != NULL;
}

/* The words of a header that offices of statistics abbreviate, folded: "NOM_DEPTO", "MPIO_CDPMP", "CD_MUN". */
static const struct
{
  const char *words;
  gint8 level;
} short_words[] = {
  { "departamento|departement|department|departamen|departemen|depto|dpto|dep|dpt|estado|state|region|parish|uf|ufs", 1 },
  { "provincia|province|prov", 1 },
  { "municipio|municipality|municipalite|municipali|muni|mun|mpio|mcpio|commune|comuna|com|canton|cant", 2 },
  { "distrito|district|dist", 2 },
  { "parroquia|parr|seccion|section|aldea|corregimiento|corregimie|correg", 3 },
};

typedef struct
{
  guint column;
  guint word; /* position in short_words */
  gboolean is_code;
} Levelled;

static gboolean
reads_level (const char *header, Levelled *out)
{
  static const char *const codes[] = { "cod", "cd", "codigo", "ccdgo", "cdpmp", "code", "cve", "clave", "cdgo", "id", "geocodigo", NULL };
  static const char *const names[] = { "nom", "nm", "nombre", "name", "nome", "cnmbr", "nomb", NULL };
  g_autofree char *spaced = g_strdelimit (g_strdup (header), "_.-", ' '), *folded = epc_text_fold (spaced);
  g_auto (GStrv) tokens = g_strsplit (folded, " ", -1);
  gboolean is_levelled = FALSE;

  out->is_code = FALSE;
  for (guint t = 0; tokens[t] != NULL; t++)
    {
      gboolean is_known = FALSE;
      for (guint w = 0; w < G_N_ELEMENTS (short_words) && !is_known; w++)
        {
          g_auto (GStrv) words = g_strsplit (short_words[w].words, "|", -1);
          is_known = !is_levelled && g_strv_contains ((const char *const *) words, tokens[t]);
          if (is_known)
            out->word = w;
        }
      if (is_known)
        is_levelled = TRUE;
      else if (g_strv_contains (codes, tokens[t]))
        out->is_code = TRUE;
      else if (!g_strv_contains (names, tokens[t]))
        return FALSE;
    }
  return is_levelled;
}

/* Of two columns of codes of one level, the one whose codes are longer: they hold those of the area above. */
static void
leave_shorter_out (GPtrArray *facts, GArray *found)
{
  for (guint i = 0; i < found->len; i++)
    for (guint j = 0; j < found->len; j++)
      {
        const Levelled *a = &g_array_index (found, Levelled, i), *b = &g_array_index (found, Levelled, j);
        EpcColumnFacts *own = g_ptr_array_index (facts, a->column);
        const EpcColumnFacts *other = g_ptr_array_index (facts, b->column);
        if (i != j && a->is_code && b->is_code && a->word == b->word && own->samples[0] != NULL && other->samples[0] != NULL
            && strlen (own->samples[0]) < strlen (other->samples[0]))
          own->is_place = FALSE;
      }
}

static gboolean
has_sure_level (GPtrArray *facts)
{
  for (guint c = 0; c < facts->len; c++)
    {
      const EpcColumnFacts *own = g_ptr_array_index (facts, c);
      if (own->is_place && own->place_is_sure && own->place_level > 0 && own->place_is_code)
        return TRUE;
    }
  return FALSE;
}

/* The rows are areas of the level of @word: a column of names of it says another in nearly each of them. */
static gboolean
names_rows (const EpcSheetHead *head, GArray *found, guint word)
{
  guint n_rows = head->rows->len - MIN (head->first_data, head->rows->len);

  for (guint i = 0; i < found->len; i++)
    {
      const Levelled *one = &g_array_index (found, Levelled, i);
      if (one->word == word && !one->is_code && count_names (head, one->column) * 10 >= n_rows * 9)
        return TRUE;
    }
  return FALSE;
}

/* Each word that stands in the headers is a level of its own, below the one before: a province is the second where departments stand beside it.
 * Returns the deepest; 0: no header names the level of the rows. */
static gint8
name_levels (GPtrArray *facts, const EpcSheetHead *head)
{
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (Levelled));
  gint8 levels[G_N_ELEMENTS (short_words)] = { 0 }, deepest = 0;
  guint last = 0;

  for (guint c = 0; c < facts->len; c++)
    {
      const EpcColumnFacts *own = g_ptr_array_index (facts, c);
      Levelled one = { .column = c };
      gboolean is_figures = own->samples[0] != NULL && epc_cell_is_figure (own->samples[0]);
      if (own->header == NULL || own->is_geometry || own->is_personal || (own->is_place && own->place_is_sure) || !reads_level (own->header, &one)
          || (is_figures && !one.is_code))
        continue;
      g_array_append_val (found, one);
      levels[one.word] = 1;
    }
  for (guint w = 0; w < G_N_ELEMENTS (short_words); w++)
    if (levels[w] > 0)
      {
        levels[w] = deepest = MAX (short_words[w].level, deepest + 1);
        last = w;
      }
  if (deepest == 0 || !names_rows (head, found, last))
    return 0;
  for (guint i = 0; i < found->len; i++)
    {
      const Levelled *one = &g_array_index (found, Levelled, i);
      EpcColumnFacts *own = g_ptr_array_index (facts, one->column);
      gboolean is_figures = own->samples[0] != NULL && epc_cell_is_figure (own->samples[0]);
      own->is_place = own->place_is_sure = TRUE;
      own->place_set = 0;
      own->place_level = levels[one->word];
      own->place_is_code = one->is_code;
      own->own_codes = one->is_code && is_figures ? EPC_CODES_OWN : own->own_codes;
      /* The country's own number of an area above is no P-code; its name, and the code within the deepest one, tell which it is. */
      if (one->is_code && is_figures && own->place_level < deepest)
        own->is_place = FALSE;
    }
  leave_shorter_out (facts, found);
  return deepest;
}

/* Codes in digits that no header gives a level, another in each row, are those of the deepest. */
static void
code_deepest (GPtrArray *facts, const EpcSheetHead *head, gint8 deepest)
{
  if (find_level (facts, deepest, TRUE) != G_MAXUINT)
    return;
  for (guint c = 0; c < facts->len; c++)
    {
      EpcColumnFacts *own = g_ptr_array_index (facts, c);
      if (own->is_geometry || own->is_personal || own->is_form_own || own->is_place || !holds_codes (head, c))
        continue;
      own->is_place = own->place_is_sure = own->place_is_code = TRUE;
      own->place_set = 0;
      own->place_level = deepest;
      own->own_codes = EPC_CODES_OWN;
      return;
    }
}

void
epc_mapping_guess_own_place (GPtrArray *facts, const EpcSheetHead *head, gboolean is_told)
{
  const EpcEntity *place = epc_entity_find ("place");
  const EpcField *pcode = epc_entity_field (place, "pcode"), *name = epc_entity_field (place, "name");
  gboolean is_named = FALSE;
  guint most = 0, best = G_MAXUINT, code = G_MAXUINT;

  if (!is_told && !epc_mapping_is_of_areas (facts))
    return;
  gint8 deepest = epc_mapping_is_of_areas (facts) && !has_sure_level (facts) ? name_levels (facts, head) : 0;
  if (deepest > 0)
    code_deepest (facts, head, deepest);
  for (guint c = 0; c < facts->len; c++)
    {
      const EpcColumnFacts *own = g_ptr_array_index (facts, c);
      if (has_hit (own, pcode) || own->own_codes != EPC_CODES_P || (own->is_place && own->place_is_sure && own->place_level > 0))
        return;
      is_named = is_named || has_hit (own, name);
    }
  for (guint c = 0; c < facts->len; c++)
    {
      const EpcColumnFacts *own = g_ptr_array_index (facts, c);
      if (own->is_geometry || own->is_personal || own->is_form_own)
        continue;
      if (code == G_MAXUINT && holds_codes (head, c))
        code = c;
      guint n = !is_named && says_name (own->header) ? count_names (head, c) : 0;
      if (n > most)
        {
          most = n;
          best = c;
        }
    }
  if (code != G_MAXUINT)
    {
      add_guess (g_ptr_array_index (facts, code), pcode);
      ((EpcColumnFacts *) g_ptr_array_index (facts, code))->own_codes = EPC_CODES_OWN;
    }
  if (best != G_MAXUINT)
    add_guess (g_ptr_array_index (facts, best), name);
}
