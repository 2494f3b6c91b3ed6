/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Laying a kind of record over the columns of a sheet: which column fills which field, which records the main one refers to
 * and can be made from the same row (a count its round, the round its operation), and which hang on it (a site its count).
 */
#include "epc-mapping-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-cell-reader.h"
#include "epc-personal-data.h"
#include "epc-wide.h"
#include "model/epc-code-list.h"

/* What may hang on a main record in the same row. That a record refers upwards is told by the catalogue. */
static const struct
{
  const char *main;
  const char *children;
} shapes[] = {
  { "site", "site_count|site_assessment" },
  { "expert", "expert_language" },
};


guint8
epc_place_set_of (const EpcField *field)
{
  const char *tag = field->hxl != NULL ? field->hxl : "";

  if (strstr (field->key, "origin") != NULL || strstr (tag, "+origin") != NULL || strstr (field->key, "from") != NULL)
    return 1;
  if (strstr (field->key, "dest") != NULL || strstr (tag, "+dest") != NULL || strstr (field->key, "intended") != NULL
      || g_str_has_prefix (field->key, "to_") || strstr (field->key, "other_place") != NULL)
    return 2;
  return 0;
}

gboolean
epc_set_fills (const char *const *set, const EpcEntity *entity, const EpcField *field)
{
  g_autofree char *full = g_strconcat (entity->key, ".", field->key, "=", NULL);
  g_autofree char *bare = g_strconcat (field->key, "=", NULL);

  for (guint i = 0; set != NULL && set[i] != NULL; i++)
    if (g_str_has_prefix (set[i], full) || g_str_has_prefix (set[i], bare))
      return TRUE;
  return FALSE;
}

/* --- laying --- */

typedef struct
{
  guint column, weight;
  gboolean is_of_list; /* of a field of codes: one of the first values is one */
  const EpcField *field;
} Offer;

static int
compare_offers (gconstpointer a, gconstpointer b)
{
  const Offer *x = a, *y = b;

  if (x->weight != y->weight)
    return (int) y->weight - (int) x->weight;
  if (x->is_of_list != y->is_of_list)
    return y->is_of_list - x->is_of_list;
  if (x->column != y->column)
    return (int) x->column - (int) y->column;
  return x->field < y->field ? -1 : x->field > y->field;
}

/* One of the first values of the column is a code of @field; FALSE also where it has no list. */
static gboolean
holds_code (const EpcColumnFacts *facts, const EpcField *field)
{
  const EpcCodeList *list = field->type == EPC_TYPE_CODE ? epc_code_list_find (field->codes) : NULL;

  for (guint i = 0; list != NULL && i < G_N_ELEMENTS (facts->samples) && facts->samples[i] != NULL; i++)
    {
      /* Of a list, "inglés (B2), francés", the first. */
      g_autofree char *first = g_strndup (facts->samples[i], strcspn (facts->samples[i], epc_mapping_is_what_it_is (field) ? ",;/(|" : ""));
      if (epc_code_list_match (list, g_strstrip (first)) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* What a record is known by among other things, and a header that only sounds like it ("type"): one of the first values must be a code of
 * the list. An office may add words to such a list, so that any word would pass later. */
static gboolean
is_coded (const EpcColumnFacts *facts, const EpcHeaderHit *hit)
{
  const EpcCodeList *list = hit->field->type == EPC_TYPE_CODE && (hit->field->flags & EPC_FIELD_KEY) ? epc_code_list_find (hit->field->codes) : NULL;

  return list == NULL || !list->is_editable || hit->weight >= 10 || facts->samples[0] == NULL || holds_code (facts, hit->field);
}

static gboolean
may_fill (const EpcColumnFacts *facts, const EpcHeaderHit *hit)
{
  /* A field of the catalogue called so knows what it holds; what only sounds alike does not. */
  if (facts->is_personal && !(hit->field->flags & EPC_FIELD_PERSON) && (hit->weight < 10 || hit->kind == EPC_MATCH_HXL))
    return FALSE;
  /* A column that surely is a level of the place fills no other field by chance. */
  if (facts->is_place && facts->place_is_sure && hit->weight < 10 && !g_str_equal (hit->entity->key, "place"))
    return FALSE;
  /* "Estado" is the state of a site, or the one that it lies in: its values tell. */
  if (facts->is_place && facts->place_level > 0 && hit->field->type == EPC_TYPE_CODE && facts->samples[0] != NULL && !holds_code (facts, hit->field))
    return FALSE;
  return epc_field_is_stored (hit->field) && is_coded (facts, hit);
}

/* "Round: R38" names no record of ours by its identity: it is the number that the record it refers to is known by. */
static gboolean
is_number_of_parent (const EpcColumnFacts *facts, const EpcHeaderHit *hit)
{
  if (hit->field->type != EPC_TYPE_REFERENCE || facts->samples[0] == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (facts->samples) && facts->samples[i] != NULL; i++)
    if (epc_cell_ordinal (facts->samples[i]) == NULL)
      return FALSE;
  for (guint h = 0; h < facts->hits->len; h++)
    {
      const EpcHeaderHit *other = &g_array_index (facts->hits, EpcHeaderHit, h);
      if (g_str_equal (other->entity->key, hit->field->target) && other->field->type == EPC_TYPE_INTEGER
          && (other->field->flags & EPC_FIELD_KEY))
        return TRUE;
    }
  return FALSE;
}

const EpcBinding *
epc_layer_binding (const EpcLayer *layer, guint target, const EpcField *field)
{
  for (guint i = 0; i < layer->mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (layer->mapping->bindings, EpcBinding, i);
      if (binding->target == target && binding->field == field)
        return binding;
    }
  return NULL;
}

/* Columns to fields of one target, the surest first, each column and each field once. */
guint
epc_layer_bind_columns (EpcLayer *layer, guint target)
{
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, target).entity;
  g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (Offer));
  g_autofree gboolean *taken = g_new0 (gboolean, layer->facts->len);
  guint n = 0;

  for (guint i = 0; i < layer->mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (layer->mapping->bindings, EpcBinding, i);
      if (binding->target == target && binding->column < layer->facts->len)
        taken[binding->column] = TRUE;
    }
  for (guint c = 0; c < layer->facts->len; c++)
    {
      const EpcColumnFacts *facts = g_ptr_array_index (layer->facts, c);
      for (guint h = 0; h < facts->hits->len; h++)
        {
          const EpcHeaderHit *hit = &g_array_index (facts->hits, EpcHeaderHit, h);
          Offer offer = { c, hit->weight, holds_code (facts, hit->field), hit->field };
          if (hit->entity == entity && may_fill (facts, hit) && !is_number_of_parent (facts, hit))
            g_array_append_val (offers, offer);
        }
    }
  g_array_sort (offers, compare_offers);
  for (guint i = 0; i < offers->len; i++)
    {
      const Offer *offer = &g_array_index (offers, Offer, i);
      if (taken[offer->column] || epc_layer_binding (layer, target, offer->field) != NULL)
        continue;
      EpcBinding binding = { .target = target, .column = offer->column, .field = offer->field, .weight = offer->weight };
      g_array_append_val (layer->mapping->bindings, binding);
      taken[offer->column] = TRUE;
      n++;
    }
  return n;
}

static const char *
children_of (const EpcEntity *main)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (shapes[i].main, main->key))
      return shapes[i].children;
  return NULL;
}

const EpcEntity *
epc_mapping_hangs_on (const EpcEntity *child, const EpcField **field)
{
  for (guint s = 0; s < G_N_ELEMENTS (shapes); s++)
    {
      g_auto (GStrv) keys = g_strsplit (shapes[s].children, "|", -1);
      if (!g_strv_contains ((const char *const *) keys, child->key))
        continue;
      for (guint i = 0; i < child->n_fields; i++)
        if (child->fields[i].type == EPC_TYPE_REFERENCE && g_str_equal (child->fields[i].target, shapes[s].main))
          {
            *field = &child->fields[i];
            return epc_entity_find (shapes[s].main);
          }
    }
  return NULL;
}

/* "Site" above the names of sites: what records that hang on the main one call it is its name, where no column is called so. */
static guint
bind_name_of_main (EpcLayer *layer, const EpcEntity *main)
{
  const EpcField *name = children_of (main) != NULL ? epc_entity_field (main, "name") : NULL;

  if (name == NULL || epc_layer_binding (layer, 0, name) != NULL)
    return 0;
  g_auto (GStrv) children = g_strsplit (children_of (main), "|", -1);
  for (guint c = 0; c < layer->facts->len; c++)
    {
      const EpcColumnFacts *facts = g_ptr_array_index (layer->facts, c);
      for (guint h = 0; h < facts->hits->len; h++)
        {
          const EpcHeaderHit *hit = &g_array_index (facts->hits, EpcHeaderHit, h);
          if (hit->field->type != EPC_TYPE_REFERENCE || !g_str_equal (hit->field->target, main->key) || hit->weight < WEIGHT_OF_NAME
              || facts->is_personal || !g_strv_contains ((const char *const *) children, hit->entity->key))
            continue;
          EpcBinding binding = { .target = 0, .column = c, .field = name, .weight = WEIGHT_OF_NAME };
          g_array_append_val (layer->mapping->bindings, binding);
          return 1;
        }
    }
  return 0;
}

/* What happened at a site and has no name of its own is called by that of the site, whether or not the site is known here. */
static void
bind_title_of_site (EpcLayer *layer, const EpcEntity *main)
{
  const EpcField *title = epc_entity_field (main, "title"), *site = epc_entity_field (main, "site");
  const EpcBinding *told = site != NULL && site->type == EPC_TYPE_REFERENCE ? epc_layer_binding (layer, 0, site) : NULL;

  if (title == NULL || (title->flags & EPC_FIELD_REQUIRED) || told == NULL || epc_layer_binding (layer, 0, title) != NULL)
    return;
  EpcBinding binding = { .target = 0, .column = told->column, .field = title, .weight = 1 };
  g_array_append_val (layer->mapping->bindings, binding);
}

static gboolean
says_partner (const EpcColumnFacts *facts)
{
  static const char *const words[] = { "partner", "implement", "socio", "partenaire", "mise en o", "parceir", "executor", "ejecutor" };
  g_autofree char *folded = facts->header != NULL ? epc_text_fold (facts->header) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* "Organisation" beside "Partenaire de mise en oeuvre": who leads, and who carries it out. */
static void
bind_lead (EpcLayer *layer, const EpcEntity *main)
{
  const EpcField *lead = epc_entity_field (main, "lead_org"), *own = epc_entity_field (main, "implementing_org");
  const EpcBinding *told = own != NULL ? epc_layer_binding (layer, 0, own) : NULL;

  if (lead == NULL || told == NULL || told->column >= layer->facts->len || epc_layer_binding (layer, 0, lead) != NULL)
    return;
  guint first = told->column;
  if (says_partner (g_ptr_array_index (layer->facts, first)))
    return;
  for (guint c = 0; c < layer->facts->len; c++)
    {
      const EpcColumnFacts *facts = g_ptr_array_index (layer->facts, c);
      gboolean is_hit = FALSE;
      for (guint h = 0; h < facts->hits->len; h++)
        is_hit = is_hit || g_array_index (facts->hits, EpcHeaderHit, h).field == own;
      if (!is_hit || c == first || !says_partner (facts))
        continue;
      for (guint i = 0; i < layer->mapping->bindings->len; i++)
        {
          EpcBinding *binding = &g_array_index (layer->mapping->bindings, EpcBinding, i);
          if (binding->target == 0 && binding->field == own)
            binding->column = c;
        }
      EpcBinding binding = { .target = 0, .column = first, .field = lead, .weight = WEIGHT_OF_NAME };
      g_array_append_val (layer->mapping->bindings, binding);
      return;
    }
}

/* "Personas" beside the dead, the injured and the houses of a disaster: those that it affected. */
static guint
bind_affected (EpcLayer *layer, const EpcEntity *main)
{
  static const char *const harm[] = { "dead", "missing", "injured", "houses_damaged", "houses_destroyed" };
  static const char *const people[] = { "personas", "people", "persons", "personnes", "pessoas", "individuals", "individuos", NULL };
  const EpcField *affected = epc_entity_field (main, "affected_ind");
  guint n = 0;

  for (guint i = 0; affected != NULL && i < G_N_ELEMENTS (harm); i++)
    n += epc_entity_field (main, harm[i]) != NULL && epc_layer_binding (layer, 0, epc_entity_field (main, harm[i])) != NULL;
  if (n < 2 || epc_layer_binding (layer, 0, affected) != NULL)
    return 0;
  for (guint c = 0; c < layer->facts->len; c++)
    {
      const EpcColumnFacts *facts = g_ptr_array_index (layer->facts, c);
      g_autofree char *folded = facts->header != NULL ? epc_text_fold (facts->header) : NULL;
      if (folded == NULL || facts->is_personal || !g_strv_contains (people, folded))
        continue;
      EpcBinding binding = { .target = 0, .column = c, .field = affected, .weight = WEIGHT_OF_NAME };
      g_array_append_val (layer->mapping->bindings, binding);
      return 1;
    }
  return 0;
}

static gboolean is_any_filled (const EpcLayer *layer, guint target, const char *keys);

/* In the answers to somebody's form, the day that each record needs and no question asks for is the day of the interview. */
static guint
bind_form_day (EpcLayer *layer, guint target)
{
  static const char *const names[] = { "today", "start", "end", "_submission_time", "SubmissionDate" };
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, target).entity;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->type != EPC_TYPE_DATE || !(field->flags & EPC_FIELD_REQUIRED) || epc_layer_binding (layer, target, field) != NULL
          || (field->instead != NULL && is_any_filled (layer, target, field->instead)))
        continue;
      for (guint w = 0; w < G_N_ELEMENTS (names); w++)
        for (guint c = 0; c < layer->facts->len; c++)
          {
            const EpcColumnFacts *facts = g_ptr_array_index (layer->facts, c);
            if (!facts->is_form_own || facts->samples[0] == NULL || g_strcmp0 (facts->header, names[w]) != 0)
              continue;
            EpcBinding binding = { .target = target, .column = c, .field = field, .weight = 1 };
            g_array_append_val (layer->mapping->bindings, binding);
            return 1;
          }
    }
  return 0;
}

static gboolean
is_country_field (const EpcField *field)
{
  return g_str_has_suffix (field->key, "country") || (field->hxl != NULL && g_str_has_prefix (field->hxl, "#country"));
}

gboolean
epc_place_part_of (const EpcField *field, EpcPlacePart *part)
{
  if (field->type == EPC_TYPE_PLACE)
    *part = is_country_field (field) ? EPC_PLACE_COUNTRY : EPC_PLACE_CODE;
  else if (field->type == EPC_TYPE_CODE && g_strcmp0 (field->codes, "country") == 0 && is_country_field (field))
    *part = EPC_PLACE_COUNTRY;
  else if (field->type == EPC_TYPE_TEXT && g_str_equal (field->key, "place_name"))
    *part = EPC_PLACE_WRITTEN;
  else if (field->type == EPC_TYPE_TEXT && (g_str_equal (field->key, "origin_name") || g_str_equal (field->key, "location_name")))
    *part = EPC_PLACE_WRITTEN_IF_UNKNOWN;
  else if (field->type == EPC_TYPE_INTEGER && g_str_equal (field->key, "admin_level"))
    *part = EPC_PLACE_LEVEL;
  else
    return FALSE;
  return TRUE;
}

/* Fields about the place that no column of their own fills take what the admin columns give together. */
void
epc_layer_bind_places (EpcLayer *layer, guint target)
{
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, target).entity;
  gboolean is_given[3][5] = { { FALSE } };

  if (g_str_equal (entity->key, "place"))
    return;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      EpcPlacePart part;
      if (!epc_place_part_of (field, &part))
        continue;
      guint8 set = epc_place_set_of (field);
      gboolean is_bound = epc_layer_binding (layer, target, field) != NULL;
      if (!is_given[set][part] && !is_bound && layer->mapping->has_places[set])
        {
          EpcBinding binding
              = { .target = target, .column = G_MAXUINT, .place_set = set, .place_part = part, .field = field, .weight = 10 };
          g_array_append_val (layer->mapping->bindings, binding);
        }
      is_given[set][part] = TRUE;
    }
}

static gboolean
is_linked (const EpcTarget *target, const EpcField *field)
{
  for (guint i = 0; i < target->n_links; i++)
    if (target->links[i].field == field)
      return TRUE;
  return FALSE;
}

/* Something will fill @field of @target: a column, a place, a link, the command line, or its first value. */
gboolean
epc_layer_is_filled (const EpcLayer *layer, guint target, const EpcField *field)
{
  const EpcTarget *own = &g_array_index (layer->mapping->targets, EpcTarget, target);

  if (epc_layer_binding (layer, target, field) != NULL || (target == 0 && epc_wide_gives (layer->mapping->wide, field)) || is_linked (own, field) || epc_set_fills (layer->set, own->entity, field))
    return TRUE;
  /* That it happened today is nothing the file said. */
  return field->initial != NULL && !g_str_equal (field->initial, "crisis") && !(field->type == EPC_TYPE_DATE && (field->flags & EPC_FIELD_KEY));
}

/* Where a record needs one of several fields, none is required by itself: the first is asked for. */
static const struct
{
  const char *entity, *asked, *others;
} one_of[] = {
  { "flow_count", "country", "point" },
  { "activity", "cluster", "activity" },
  { "disaster_impact", "displaced_ind",
    "dead|missing|injured|affected_ind|displaced_stock|homeless|houses_damaged|houses_destroyed|losses|events" },
};

static gboolean
is_any_filled (const EpcLayer *layer, guint target, const char *keys)
{
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, target).entity;
  g_auto (GStrv) all = g_strsplit (keys, "|", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (epc_layer_is_filled (layer, target, epc_entity_field (entity, all[i])))
      return TRUE;
  return FALSE;
}

const EpcField *
epc_layer_missing (const EpcLayer *layer, guint target)
{
  const EpcEntity *entity = g_array_index (layer->mapping->targets, EpcTarget, target).entity;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & EPC_FIELD_REQUIRED) && !epc_layer_is_filled (layer, target, &entity->fields[i])
        && (entity->fields[i].instead == NULL || !is_any_filled (layer, target, entity->fields[i].instead)))
      return &entity->fields[i];
  for (guint i = 0; i < G_N_ELEMENTS (one_of); i++)
    if (g_str_equal (entity->key, one_of[i].entity) && !epc_layer_is_filled (layer, target, epc_entity_field (entity, one_of[i].asked))
        && !is_any_filled (layer, target, one_of[i].others))
      return epc_entity_field (entity, one_of[i].asked);
  /* Codes of its own and bare names hold in one country. */
  if (g_str_equal (entity->key, "place") && layer->mapping->place_level > 0 && !layer->mapping->is_of_countries
      && !epc_layer_is_filled (layer, target, epc_entity_field (entity, "iso3")) && !epc_layer_is_filled (layer, target, epc_entity_field (entity, "parent")))
    return epc_entity_field (entity, "iso3");
  return NULL;
}

void
epc_layer_drop_target (EpcLayer *layer, guint target)
{
  GArray *bindings = layer->mapping->bindings;

  for (guint i = bindings->len; i > 0; i--)
    if (g_array_index (bindings, EpcBinding, i - 1).target >= target)
      g_array_remove_index (bindings, i - 1);
  g_array_set_size (layer->mapping->targets, target);
  epc_wide_drop (layer->mapping, target);
}

guint
epc_layer_add_target (EpcLayer *layer, const EpcEntity *entity, gboolean is_parent)
{
  EpcTarget target = { .entity = entity, .is_parent = is_parent };

  g_array_append_val (layer->mapping->targets, target);
  return layer->mapping->targets->len - 1;
}

void
epc_layer_link (EpcLayer *layer, guint from, const EpcField *field, guint to)
{
  EpcTarget *target = &g_array_index (layer->mapping->targets, EpcTarget, from);

  if (target->n_links == G_N_ELEMENTS (target->links))
    return;
  target->links[target->n_links].field = field;
  target->links[target->n_links].target = to;
  target->n_links++;
}

gboolean
epc_mapping_is_what_it_is (const EpcField *field)
{
  const EpcFieldFlags all = EPC_FIELD_KEY | EPC_FIELD_REQUIRED;

  return field->type == EPC_TYPE_CODE && (field->flags & all) == all;
}

/* A child counts when the row says something about it that is not about the main record already. */
static gboolean
says_something (const EpcLayer *layer, guint child)
{
  for (guint i = 0; i < layer->mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (layer->mapping->bindings, EpcBinding, i);
      if (binding->target != child || binding->weight < WEIGHT_OWN || binding->column == G_MAXUINT
          || ((binding->field->flags & EPC_FIELD_KEY) && !epc_mapping_is_what_it_is (binding->field)))
        continue;
      gboolean is_own = TRUE;
      for (guint j = 0; j < layer->mapping->bindings->len && is_own; j++)
        {
          const EpcBinding *other = &g_array_index (layer->mapping->bindings, EpcBinding, j);
          is_own = !(other->target < child && other->column == binding->column && other->weight >= binding->weight);
        }
      if (is_own)
        return TRUE;
    }
  return FALSE;
}

static void
ask_for_missing (EpcLayer *layer, const EpcEntity *entity, const EpcField *missing)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const char *plural = epc_language_text (language, entity->plural), *label = epc_language_text (language, missing->label);
  g_autofree char *answer = g_strdup_printf ("%s.%s=", entity->key, missing->key);
  g_autofree char *question
      = g_strdup_printf (_ ("Some columns would also fill %s, but no column gives “%s”. Give it for all rows with --set %s.%s=VALUE, "
                            "or these columns are left out."),
                         plural, label, entity->key, missing->key);

  epc_mapping_add_doubt (layer->mapping, "missing", NULL, answer, question);
}

static void
lay_children (EpcLayer *layer, const EpcEntity *main)
{
  g_auto (GStrv) keys = g_strsplit (children_of (main) != NULL ? children_of (main) : "", "|", -1);

  for (char **key = keys; *key != NULL; key++)
    {
      const EpcEntity *entity = epc_entity_find (*key);
      if (entity == NULL)
        continue;
      guint child = epc_layer_add_target (layer, entity, FALSE);
      for (guint i = 0; i < entity->n_fields; i++)
        if (entity->fields[i].type == EPC_TYPE_REFERENCE && g_str_equal (entity->fields[i].target, main->key))
          {
            epc_layer_link (layer, child, &entity->fields[i], 0);
            break;
          }
      epc_layer_bind_columns (layer, child);
      bind_form_day (layer, child);
      epc_wide_lay_sums (layer->mapping, layer->facts, child);
      epc_layer_bind_places (layer, child);
      epc_mapping_bind_geometry (layer->mapping, layer->facts, child);
      const EpcField *missing = epc_layer_missing (layer, child);
      gboolean is_told = says_something (layer, child);
      if (is_told && missing != NULL)
        ask_for_missing (layer, entity, missing);
      if (!is_told || missing != NULL)
        epc_layer_drop_target (layer, child);
    }
}

/* --- the columns as a person sees them --- */

static const char *
identity_of (const EpcColumnFacts *facts)
{
  static const char *const names[] = { "uid", "code" };
  const EpcEntity *entity = NULL;

  if (epc_header_identity (facts->hxl, "version", &entity) && entity != NULL)
    return "version";

  if (epc_header_is_form_helper (facts->header, &entity) && entity != NULL)
    return "uid";
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((facts->header != NULL && g_ascii_strcasecmp (facts->header, names[i]) == 0)
        || epc_header_identity (facts->hxl, names[i], NULL))
      return names[i];
  return NULL;
}

static void
describe_column (EpcLayer *layer, guint index)
{
  const EpcColumnFacts *facts = g_ptr_array_index (layer->facts, index);
  EpcColumn *column = g_new0 (EpcColumn, 1);
  const EpcBinding *binding = NULL;

  column->index = index;
  column->header = g_strdup (facts->header != NULL ? facts->header : "");
  column->hxl = g_strdup (facts->hxl);
  for (guint i = 0; i < layer->mapping->bindings->len && binding == NULL; i++)
    if (g_array_index (layer->mapping->bindings, EpcBinding, i).column == index)
      binding = &g_array_index (layer->mapping->bindings, EpcBinding, i);
  if (binding != NULL)
    {
      column->role = EPC_COLUMN_FIELD;
      column->entity = g_array_index (layer->mapping->targets, EpcTarget, binding->target).entity;
      column->field = binding->field;
      for (guint h = 0; h < facts->hits->len; h++)
        if (g_array_index (facts->hits, EpcHeaderHit, h).field == binding->field)
          column->match = g_array_index (facts->hits, EpcHeaderHit, h).kind;
    }
  else if (facts->is_personal && !epc_wide_has_column (layer->mapping->wide, index))
    column->role = EPC_COLUMN_PERSONAL;
  else if (identity_of (facts) != NULL)
    {
      column->role = EPC_COLUMN_IDENTITY;
      column->entity = epc_mapping_entity (layer->mapping);
      column->identity = identity_of (facts);
    }
  else if (facts->is_place)
    {
      column->role = EPC_COLUMN_PLACE;
      column->place_set = facts->place_set;
      column->place_level = facts->place_level;
      column->is_code = facts->place_is_code;
    }
  else
    {
      column->role = facts->is_blank      ? EPC_COLUMN_BLANK
                     : epc_wide_has_column (layer->mapping->wide, index) ? EPC_COLUMN_PART
                     : facts->is_form_own ? EPC_COLUMN_IGNORED
                                          : EPC_COLUMN_UNKNOWN;
      for (guint h = 0; h < facts->hits->len; h++)
        {
          const EpcHeaderHit *hit = &g_array_index (facts->hits, EpcHeaderHit, h);
          if (hit->entity == epc_mapping_entity (layer->mapping) && !epc_field_is_stored (hit->field))
            column->role = EPC_COLUMN_IGNORED; /* worked out anew */
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (column->samples) && column->role != EPC_COLUMN_PERSONAL; i++)
    column->samples[i] = g_strdup (facts->samples[i]);
  g_ptr_array_add (layer->mapping->columns, column);
}

static gboolean
has_place_column (const EpcLayer *layer, guint8 set)
{
  for (guint c = 0; c < layer->facts->len; c++)
    {
      const EpcColumnFacts *facts = g_ptr_array_index (layer->facts, c);
      if (facts->is_place && facts->place_set == set && !facts->is_personal)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_own_export (GPtrArray *facts)
{
  for (guint c = 0; c < facts->len; c++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, c);
      const EpcEntity *entity = NULL;
      if ((epc_header_identity (one->hxl, "uid", &entity) || epc_header_is_form_helper (one->header, &entity)) && entity != NULL)
        return TRUE;
    }
  return FALSE;
}

EpcMapping *
epc_mapping_lay (GPtrArray *facts, const EpcEntity *main, const char *const *set, double *score, const EpcField **missing)
{
  g_autoptr (EpcMapping) mapping = epc_mapping_new ();
  EpcLayer layer = { mapping, facts, set };

  for (guint8 s = 0; s < 3; s++)
    mapping->has_places[s] = has_place_column (&layer, s);
  epc_layer_add_target (&layer, main, FALSE);
  guint n_bound = epc_layer_bind_columns (&layer, 0);
  if (!is_own_export (facts))
    n_bound += bind_name_of_main (&layer, main) + bind_affected (&layer, main);
  if (!is_own_export (facts))
    {
      bind_title_of_site (&layer, main);
      bind_lead (&layer, main);
    }
  if (!is_own_export (facts))
    bind_form_day (&layer, 0);
  if (!is_own_export (facts))
    n_bound += epc_wide_lay_date (mapping, facts, 0) + epc_wide_lay_position (mapping, facts, 0) + epc_wide_lay_name (mapping, facts, 0);
  epc_layer_bind_places (&layer, 0);
  if (g_str_equal (main->key, "place"))
    epc_mapping_bind_own_place (mapping, facts, 0, set);
  n_bound += epc_mapping_bind_geometry (mapping, facts, 0);
  n_bound = MAX (n_bound, mapping->place_level > 0 || mapping->is_of_countries);
  if (!is_own_export (facts))
    n_bound += epc_wide_lay_sums (mapping, facts, 0);
  /* An export of ours names the records it refers to, and holds nothing else. */
  if (!is_own_export (facts))
    {
      lay_children (&layer, main);
      for (guint t = 0, n = mapping->targets->len; t < n; t++)
        epc_layer_lay_parents (&layer, t, 0);
    }
  if (!is_own_export (facts))
    n_bound += epc_wide_lay_rows (mapping, facts);
  *score = epc_layer_score (&layer);
  *missing = epc_layer_missing (&layer, 0);
  if (n_bound == 0)
    return NULL;
  for (guint c = 0; c < facts->len; c++)
    describe_column (&layer, c);
  epc_wide_describe (mapping, facts);
  epc_layer_lay_made (&layer);
  return g_steal_pointer (&mapping);
}
