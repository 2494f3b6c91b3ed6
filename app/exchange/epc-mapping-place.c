/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Layers of boundaries and tables of places: what a column of shapes gives, and which of the columns for admin levels name the
 * place of the row itself.
 */
#include "epc-mapping-private.h"

#include <string.h>

#include "base/epc-text.h"

#define WEIGHT_GEOMETRY 6
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

void
epc_mapping_bind_geometry (EpcMapping *mapping, GPtrArray *facts, guint target)
{
  const EpcEntity *entity = g_array_index (mapping->targets, EpcTarget, target).entity;
  guint column;

  for (column = 0; column < facts->len; column++)
    if (((const EpcColumnFacts *) g_ptr_array_index (facts, column))->is_geometry)
      break;
  if (column == facts->len)
    return;
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
        bind (mapping, target, column, field, WEIGHT_GEOMETRY);
    }
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

void
epc_mapping_bind_own_place (EpcMapping *mapping, GPtrArray *facts, guint target)
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
    return;
  unbind_levels (mapping, facts, target);
  mapping->place_level = deepest;
  guint code = find_level (facts, deepest, TRUE);
  if (code != G_MAXUINT)
    bind (mapping, target, code, epc_entity_field (entity, "pcode"), WEIGHT_LEVEL);
  /* The reference name first, then those in the languages, whose first stands in where there is no other. */
  for (int pass = 0; pass < 2; pass++)
    for (guint c = 0; c < facts->len; c++)
      {
        const EpcColumnFacts *own = g_ptr_array_index (facts, c);
        if (!is_level (own, deepest, FALSE))
          continue;
        const char *language = language_of (own->header);
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
