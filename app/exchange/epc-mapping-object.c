/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A mapping as a thing: made, copied, freed, asked, and changed by the user's word.
 */
#include "epc-mapping-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-personal-data.h"
#include "epc-wide.h"

void
epc_mapping_free (EpcMapping *mapping)
{
  if (mapping == NULL)
    return;
  g_ptr_array_unref (mapping->columns);
  g_array_unref (mapping->targets);
  g_array_unref (mapping->bindings);
  g_ptr_array_unref (mapping->doubts);
  epc_wide_free (mapping->wide);
  g_strfreev (mapping->title_set);
  epc_form_words_unref (mapping->words);
  g_free (mapping->shape);
  g_free (mapping);
}

static void
column_free (gpointer data)
{
  EpcColumn *column = data;

  g_free (column->header);
  g_free (column->hxl);
  for (guint i = 0; i < G_N_ELEMENTS (column->samples); i++)
    g_free (column->samples[i]);
  g_free (column);
}

void
epc_column_facts_free (gpointer data)
{
  EpcColumnFacts *facts = data;

  g_free (facts->header);
  g_free (facts->hxl);
  g_clear_pointer (&facts->hits, g_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (facts->samples); i++)
    g_free (facts->samples[i]);
  g_free (facts);
}

static void
doubt_free (gpointer data)
{
  EpcMappingDoubt *doubt = data;

  g_free (doubt->key);
  g_free (doubt->column);
  g_free (doubt->question);
  g_free (doubt->answers);
  g_free (doubt);
}

void
epc_mapping_add_doubt (EpcMapping *mapping, const char *key, const char *column, const char *answers, const char *question)
{
  EpcMappingDoubt *doubt = g_new0 (EpcMappingDoubt, 1);

  doubt->key = g_strdup (key);
  doubt->column = g_strdup (column);
  doubt->question = g_strdup (question);
  doubt->answers = g_strdup (answers);
  g_ptr_array_add (mapping->doubts, doubt);
}

EpcMapping *
epc_mapping_new (void)
{
  EpcMapping *mapping = g_new0 (EpcMapping, 1);

  mapping->said.month_first = mapping->said.decimal_comma = -1;
  mapping->doubts = g_ptr_array_new_with_free_func (doubt_free);

  mapping->columns = g_ptr_array_new_with_free_func (column_free);
  mapping->targets = g_array_new (FALSE, TRUE, sizeof (EpcTarget));
  mapping->bindings = g_array_new (FALSE, TRUE, sizeof (EpcBinding));
  return mapping;
}

EpcMapping *
epc_mapping_copy (const EpcMapping *mapping)
{
  EpcMapping *copy = epc_mapping_new ();

  copy->sheet = mapping->sheet;
  copy->header_row = mapping->header_row;
  copy->group_rows = mapping->group_rows;
  copy->score = mapping->score;
  copy->hxl_row = mapping->hxl_row;
  copy->first_row = mapping->first_row;
  memcpy (copy->has_places, mapping->has_places, sizeof copy->has_places);
  copy->place_level = mapping->place_level;
  copy->place_codes = mapping->place_codes;
  copy->is_of_countries = mapping->is_of_countries;
  copy->title_set = g_strdupv (mapping->title_set);
  copy->shape = g_strdup (mapping->shape);
  copy->credit = mapping->credit;
  copy->said = mapping->said;
  copy->wide = epc_wide_copy (mapping->wide);
  copy->words = epc_form_words_ref (mapping->words);
  for (guint i = 0; i < mapping->doubts->len; i++)
    {
      const EpcMappingDoubt *doubt = g_ptr_array_index (mapping->doubts, i);
      epc_mapping_add_doubt (copy, doubt->key, doubt->column, doubt->answers, doubt->question);
    }
  g_array_append_vals (copy->targets, mapping->targets->data, mapping->targets->len);
  g_array_append_vals (copy->bindings, mapping->bindings->data, mapping->bindings->len);
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      EpcColumn *column = g_memdup2 (g_ptr_array_index (mapping->columns, i), sizeof (EpcColumn));
      column->header = g_strdup (column->header);
      column->hxl = g_strdup (column->hxl);
      for (guint s = 0; s < G_N_ELEMENTS (column->samples); s++)
        column->samples[s] = g_strdup (column->samples[s]);
      g_ptr_array_add (copy->columns, column);
    }
  return copy;
}

const EpcEntity *
epc_mapping_entity (const EpcMapping *mapping)
{
  return g_array_index (mapping->targets, EpcTarget, 0).entity;
}

/* --- the user's word --- */

gboolean
epc_mapping_set_column (EpcMapping *mapping, guint index, const EpcEntity *entity, const EpcField *field, GError **error)
{
  g_return_val_if_fail (index < mapping->columns->len, FALSE);
  EpcColumn *column = g_ptr_array_index (mapping->columns, index);

  if (field != NULL && epc_personal_header (column->header, column->hxl) && !(field->flags & EPC_FIELD_PERSON))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("The column “%s” holds personal data, and %s may not hold it."),
                   column->header, epc_language_text (epc_language_get (NULL), field->label));
      return FALSE;
    }
  for (guint i = mapping->bindings->len; i > 0; i--)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i - 1);
      const EpcTarget *target = &g_array_index (mapping->targets, EpcTarget, binding->target);
      /* What is now something else is no part of a sum any more. */
      if (epc_wide_uses (mapping->wide, binding->column, index))
        {
          EpcColumn *sum = g_ptr_array_index (mapping->columns, binding->column);
          sum->role = EPC_COLUMN_IGNORED;
          sum->field = NULL;
          g_array_remove_index (mapping->bindings, i - 1);
          continue;
        }
      if (binding->column == index || (field != NULL && binding->field == field && target->entity == entity))
        g_array_remove_index (mapping->bindings, i - 1);
    }
  column->match = EPC_MATCH_USER;
  column->entity = entity;
  column->field = field;
  column->role = field != NULL ? EPC_COLUMN_FIELD : EPC_COLUMN_IGNORED;
  if (field == NULL)
    return TRUE;
  guint t;
  for (t = 0; t < mapping->targets->len; t++)
    if (g_array_index (mapping->targets, EpcTarget, t).entity == entity)
      break;
  if (t == mapping->targets->len)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _ ("The rows of this file are no source of %s."),
                   epc_language_text (epc_language_get (NULL), entity->plural));
      column->role = EPC_COLUMN_IGNORED;
      column->field = NULL;
      return FALSE;
    }
  EpcBinding binding = { .target = t, .column = index, .field = field, .weight = 12 };
  g_array_append_val (mapping->bindings, binding);
  return TRUE;
}

GPtrArray *
epc_mapping_headers (const EpcMapping *mapping, EpcColumnRole role)
{
  GPtrArray *headers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      if (column->role == role)
        g_ptr_array_add (headers, g_strdup (*column->header != '\0' ? column->header : column->hxl != NULL ? column->hxl : "?"));
    }
  return headers;
}

GPtrArray *
epc_mapping_entities (void)
{
  GPtrArray *result = g_ptr_array_new ();
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    if (!(entities[i]->flags & (EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL)))
      g_ptr_array_add (result, (gpointer) entities[i]);
  return result;
}
