/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records that a row refers to and can bring along: those it tells whole (a count its round, the round its operation), and those that
 * a name is enough of (the warehouse, the item and the lot of a stock list).
 */
#include "epc-mapping-private.h"

#include <string.h>

#include "epc-wide.h"

#define MOST_TARGETS 12

static gboolean
is_named_key (const EpcField *field)
{
  return (field->flags & EPC_FIELD_KEY) && field->type != EPC_TYPE_REFERENCE && field->type != EPC_TYPE_PLACE
         && field->initial == NULL;
}

/* The user's word fills @field of target @target. A bare name means the main record, where that has such a field. */
static gboolean
is_told_for (const EpcLayer *layer, guint target, const EpcField *field)
{
  const EpcEntity *main = g_array_index (layer->mapping->targets, EpcTarget, 0).entity;
  const EpcEntity *own = g_array_index (layer->mapping->targets, EpcTarget, target).entity;
  g_autofree char *full = g_strconcat (own->key, ".", field->key, "=", NULL);

  if (epc_entity_field (main, field->key) == NULL)
    return epc_set_fills (layer->set, own, field);
  for (guint i = 0; layer->set != NULL && layer->set[i] != NULL; i++)
    if (g_str_has_prefix (layer->set[i], full))
      return TRUE;
  return FALSE;
}

/* The parts of the natural key that say what it is must come from columns or from the user; the rest may be known otherwise. */
static gboolean
key_is_told (const EpcLayer *layer, guint target)
{
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, target).entity;
  guint told = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (!is_named_key (field))
        continue;
      if (is_told_for (layer, target, field))
        {
          told++;
          continue;
        }
      const EpcBinding *binding = epc_layer_binding (layer, target, field);
      if (binding == NULL || binding->weight < WEIGHT_OWN)
        {
          if (field->flags & EPC_FIELD_REQUIRED)
            return FALSE;
          continue;
        }
      told++;
    }
  return told > 0;
}

/* The field that the records of @entity are called by; NULL: a name alone makes none of them. */
static const EpcField *
name_of (const EpcEntity *entity)
{
  static const char *const names[] = { "name", "title", "batch_no" };

  if (entity == NULL || !(entity->flags & EPC_ENTITY_BY_NAME))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (epc_entity_field (entity, names[i]) != NULL)
      return epc_entity_field (entity, names[i]);
  return NULL;
}

/* The column is called as the code of @entity is, at least as much as its name. */
static gboolean
holds_its_code (const EpcColumnFacts *facts, const EpcEntity *entity, const EpcField *name)
{
  guint as_code = 0, as_name = 0;

  for (guint h = 0; h < facts->hits->len; h++)
    {
      const EpcHeaderHit *hit = &g_array_index (facts->hits, EpcHeaderHit, h);
      if (hit->entity != entity)
        continue;
      if (hit->field->flags & EPC_FIELD_KEY)
        as_code = MAX (as_code, hit->weight);
      else if (hit->field == name)
        as_name = MAX (as_name, hit->weight);
    }
  return as_code > 0 && as_code >= as_name;
}

/* What another target of the row takes says nothing of target @parent, but for the column that names it. */
static void
leave_to_others (EpcLayer *layer, guint parent, guint naming)
{
  GArray *bindings = layer->mapping->bindings;

  for (guint i = bindings->len; i > 0; i--)
    {
      const EpcBinding *own = &g_array_index (bindings, EpcBinding, i - 1);
      gboolean is_taken = FALSE;
      for (guint j = 0; own->target == parent && own->column != naming && j < bindings->len; j++)
        is_taken = is_taken || (g_array_index (bindings, EpcBinding, j).target != parent && g_array_index (bindings, EpcBinding, j).column == own->column);
      if (is_taken || (own->target == parent && epc_wide_has_column (layer->mapping->wide, own->column)))
        g_array_remove_index (bindings, i - 1);
    }
}

/* The lot of a stock list is one of the item that the row names. */
static void
share_references (EpcLayer *layer, guint target, guint parent)
{
  const EpcEntity *own = g_array_index (layer->mapping->targets, EpcTarget, parent).entity;
  const EpcEntity *from = g_array_index (layer->mapping->targets, EpcTarget, target).entity;

  for (guint i = 0; i < own->n_fields; i++)
    for (guint j = 0; j < from->n_fields && own->fields[i].type == EPC_TYPE_REFERENCE && (own->fields[i].flags & EPC_FIELD_REQUIRED); j++)
      {
        const EpcBinding *shared = from->fields[j].type == EPC_TYPE_REFERENCE && g_str_equal (from->fields[j].target, own->fields[i].target)
                                       ? epc_layer_binding (layer, target, &from->fields[j]) : NULL;
        if (shared == NULL || shared->column >= layer->facts->len || epc_layer_binding (layer, parent, &own->fields[i]) != NULL)
          continue;
        EpcBinding binding = { .target = parent, .column = shared->column, .field = &own->fields[i], .weight = shared->weight };
        g_array_append_val (layer->mapping->bindings, binding);
        const EpcTarget *linked = &g_array_index (layer->mapping->targets, EpcTarget, target);
        for (guint l = 0; l < linked->n_links; l++)
          if (linked->links[l].field == &from->fields[j])
            epc_layer_link (layer, parent, &own->fields[i], linked->links[l].target);
      }
}

static gboolean lay_parent (EpcLayer *layer, guint target, const EpcField *field, guint depth);

/* A session of a course brings the course along. */
static void
lay_what_it_is_of (EpcLayer *layer, guint parent)
{
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, parent).entity;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcTarget *own = &g_array_index (layer->mapping->targets, EpcTarget, parent);
      gboolean is_linked = FALSE;
      for (guint l = 0; l < own->n_links; l++)
        is_linked = is_linked || own->links[l].field == &entity->fields[i];
      if (!is_linked && entity->fields[i].type == EPC_TYPE_REFERENCE && (entity->fields[i].flags & EPC_FIELD_REQUIRED))
        lay_parent (layer, parent, &entity->fields[i], 1);
    }
}

/* All that a record cannot be without is told, or made of its name. */
static gboolean
is_enough (EpcLayer *layer, guint parent, const EpcField *name)
{
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, parent).entity;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & EPC_FIELD_REQUIRED) && &entity->fields[i] != name && !epc_layer_is_filled (layer, parent, &entity->fields[i])
        && !(is_named_key (&entity->fields[i]) && entity->fields[i].type == EPC_TYPE_TEXT))
      return FALSE;
  return TRUE;
}

/* A record that the row calls by its name, with what else the row says of it and of nothing else; one that has no name in the sheet by what it is
 * known by as well. */
static gboolean
lay_named (EpcLayer *layer, guint target, const EpcField *field)
{
  const EpcEntity *entity = epc_entity_find (field->target);
  const EpcField *name = name_of (entity), *mark = entity != NULL ? epc_entity_known_by (entity) : NULL;
  const EpcBinding *naming = name != NULL ? epc_layer_binding (layer, target, field) : NULL;
  guint column = naming != NULL ? naming->column : G_MAXUINT;

  if ((naming == NULL ? mark == NULL || target != 0 : column >= layer->facts->len) || layer->mapping->targets->len >= MOST_TARGETS
      || (naming != NULL && holds_its_code (g_ptr_array_index (layer->facts, column), entity, name)))
    return FALSE;
  guint parent = epc_layer_add_target (layer, entity, TRUE);
  g_array_index (layer->mapping->targets, EpcTarget, parent).name = name;
  g_array_index (layer->mapping->targets, EpcTarget, parent).only_name = TRUE;
  EpcBinding binding = { .target = parent, .column = column, .field = name, .weight = WEIGHT_OF_NAME };
  if (naming != NULL)
    g_array_append_val (layer->mapping->bindings, binding);
  epc_layer_bind_columns (layer, parent);
  leave_to_others (layer, parent, column);
  share_references (layer, target, parent);
  if (!is_enough (layer, parent, name) || (naming == NULL && epc_layer_binding (layer, parent, mark) == NULL))
    {
      epc_layer_drop_target (layer, parent);
      return FALSE;
    }
  epc_layer_link (layer, target, field, parent);
  lay_what_it_is_of (layer, parent);
  return TRUE;
}

void
epc_layer_lay_made (EpcLayer *layer)
{
  EpcMapping *mapping = layer->mapping;

  for (guint i = 0, n = mapping->bindings->len; i < n; i++)
    {
      const EpcBinding own = g_array_index (mapping->bindings, EpcBinding, i);
      const EpcEntity *entity = own.field->type == EPC_TYPE_REFERENCE ? epc_entity_find (own.field->target) : NULL;
      const EpcField *name = name_of (entity);
      if (own.target != 0 || !epc_wide_is_made (mapping->wide, own.column) || name == NULL || mapping->targets->len >= MOST_TARGETS)
        continue;
      guint parent = epc_layer_add_target (layer, entity, TRUE);
      g_array_index (mapping->targets, EpcTarget, parent).name = name;
      g_array_index (mapping->targets, EpcTarget, parent).only_name = TRUE;
      EpcBinding binding = { .target = parent, .column = own.column, .field = name, .weight = WEIGHT_OF_NAME };
      g_array_append_val (mapping->bindings, binding);
      epc_layer_link (layer, 0, own.field, parent);
    }
}

static gboolean
lay_parent (EpcLayer *layer, guint target, const EpcField *field, guint depth)
{
  const EpcEntity *entity = epc_entity_find (field->target);

  for (guint i = 0; i < layer->mapping->targets->len; i++)
    {
      const EpcTarget *own = &g_array_index (layer->mapping->targets, EpcTarget, i);
      if (own->entity == entity && i != target && own->is_parent && !own->only_name)
        {
          epc_layer_link (layer, target, field, i);
          return TRUE;
        }
    }
  if (entity == NULL || g_str_equal (entity->key, "place") || depth > 3 || layer->mapping->targets->len >= MOST_TARGETS)
    return FALSE;
  if (!epc_entity_has_natural_key (entity))
    return lay_named (layer, target, field);
  guint parent = epc_layer_add_target (layer, entity, TRUE);
  epc_layer_bind_columns (layer, parent);
  epc_layer_bind_places (layer, parent);
  epc_layer_lay_parents (layer, parent, depth + 1);
  if (!key_is_told (layer, parent) || epc_layer_missing (layer, parent) != NULL)
    {
      epc_layer_drop_target (layer, parent);
      return lay_named (layer, target, field);
    }
  /* Where a row has no code, the name beside it is enough. */
  const EpcField *name = name_of (entity);
  if (name != NULL && epc_layer_binding (layer, parent, name) != NULL)
    g_array_index (layer->mapping->targets, EpcTarget, parent).name = name;
  epc_layer_link (layer, target, field, parent);
  return TRUE;
}

void
epc_layer_lay_parents (EpcLayer *layer, guint target, guint depth)
{
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, target).entity;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == EPC_TYPE_REFERENCE && !g_str_equal (entity->fields[i].target, entity->key))
      lay_parent (layer, target, &entity->fields[i], depth);
}
