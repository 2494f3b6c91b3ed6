/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well a kind of record fits a sheet: what its columns are worth, and what speaks for or against a kind besides.
 */
#include "epc-mapping-private.h"

#include "base/epc-text.h"
#include "epc-wide.h"

#define WORTH_OF_PLACE 0.02

/* Kinds that few sheets are of: an item, a warehouse and a quantity are stock; promised or given out where a column says so. */
static const struct
{
  const char *entity, *telling;
} rare[] = {
  { "batch", "batch_no" },
  { "consignment", "status|incoterm|mode|waybill|ordered_on|etd|eta|shipped_on|received_on|customs_status|items" },
  { "reservation", "distribution|reserved_on|until|status|requested_by" },
  { "distribution", "hh_in_need|hh_planned|hh_reached|reached_ind|criteria|verification" },
};

/* What was given stands in the row, an item a column or one with how many at a site, and no store. */
static gboolean
is_of_given (const EpcLayer *layer, const EpcEntity *main)
{
  const EpcField *kit = epc_entity_field (main, "kit"), *site = epc_entity_field (main, "site"), *quantity = epc_entity_field (main, "quantity");

  if (kit == NULL || site == NULL || quantity == NULL)
    return FALSE;
  return epc_wide_gives (layer->mapping->wide, kit)
         || (epc_layer_binding (layer, 0, site) != NULL
             && (epc_layer_binding (layer, 0, kit) != NULL || epc_layer_binding (layer, 0, quantity) != NULL));
}

static gboolean
is_rare (const EpcLayer *layer)
{
  const EpcEntity *main = epc_mapping_entity (layer->mapping);

  for (guint i = 0; i < G_N_ELEMENTS (rare); i++)
    {
      if (!g_str_equal (rare[i].entity, main->key))
        continue;
      g_auto (GStrv) telling = g_strsplit (rare[i].telling, "|", -1);
      if (is_of_given (layer, main))
        return FALSE;
      for (char **key = telling; *key != NULL; key++)
        if (epc_layer_binding (layer, 0, epc_entity_field (main, *key)) != NULL)
          return FALSE;
      return TRUE;
    }
  return FALSE;
}

/* Persons beside a course and its day, or who sign, took part in it: neither a roster nor a list of contacts. */
static gboolean
is_of_participants (const EpcLayer *layer)
{
  static const char *const words[] = { "firma", "signature", "assinatura", "rubrica", "firma del participante", "signature du participant" };

  if (!g_str_equal (epc_mapping_entity (layer->mapping)->key, "participation"))
    return FALSE;
  for (guint t = 1; t < layer->mapping->targets->len; t++)
    if (g_str_equal (g_array_index (layer->mapping->targets, EpcTarget, t).entity->key, "training_session"))
      return TRUE;
  for (guint c = 0; c < layer->facts->len; c++)
    {
      const char *header = ((const EpcColumnFacts *) g_ptr_array_index (layer->facts, c))->header;
      g_autofree char *folded = header != NULL ? epc_text_fold (header) : NULL;
      for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (folded, words[i]))
          return TRUE;
    }
  return FALSE;
}

/* So much surer. */
#define WORTH_OF_TAKING_PART 2

double
epc_layer_score (const EpcLayer *layer)
{
  const EpcMapping *mapping = layer->mapping;
  double score = 0, joined = 0;

  /* Of two kinds that fit as well, the one that has a use for the place of the row. */
  for (guint i = 0; i < mapping->bindings->len; i++)
    if (g_array_index (mapping->bindings, EpcBinding, i).target == 0 && g_array_index (mapping->bindings, EpcBinding, i).column == G_MAXUINT)
      {
        score += WORTH_OF_PLACE;
        break;
      }
  for (guint c = 0; c < layer->facts->len; c++)
    {
      double best = 0;
      for (guint i = 0; i < mapping->bindings->len; i++)
        {
          const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
          if (binding->column != c)
            continue;
          const EpcTarget *target = &g_array_index (mapping->targets, EpcTarget, binding->target);
          /* What a row says beside the name of something is little: the kinds that it might be of are many. */
          double share = binding->target == 0 ? 1 : target->only_name ? 0.3 : target->is_parent ? 0.7 : 0.9;
          best = MAX (best, share * MIN (binding->weight, 12) / 10);
        }
      /* A band is worth less than a column that is understood by itself. */
      if (best == 0 && epc_wide_has_column (mapping->wide, c))
        best = ((const EpcColumnFacts *) g_ptr_array_index (layer->facts, c))->is_position ? 1 : 0.3;
      if (((const EpcColumnFacts *) g_ptr_array_index (layer->facts, c))->is_joined)
        joined += 0.3 * best;
      else
        score += best;
    }
  /* What stands in another sheet speaks for a kind of record only together with what stands in this one. */
  score += MIN (joined, score / 2);
  if (is_of_participants (layer))
    score += WORTH_OF_TAKING_PART;
  return is_rare (layer) ? score / 2 - 1 : score;
}
