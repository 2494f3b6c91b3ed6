/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which kind of record fits a sheet best, and whether it fits well enough.
 */
#include "epc-recognise-private.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-wide.h"

static guint
count_named (GPtrArray *facts)
{
  guint n = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, i);
      n += !one->is_blank && !one->is_form_own && !one->is_joined;
    }
  return n;
}

static gboolean
is_tagged_total (const EpcColumnFacts *facts)
{
  for (guint i = 0; i < facts->hits->len; i++)
    {
      const EpcHeaderHit *hit = &g_array_index (facts->hits, EpcHeaderHit, i);
      if (hit->kind == EPC_MATCH_HXL && (hit->field->flags & EPC_FIELD_TOTAL))
        return TRUE;
    }
  return FALSE;
}

/* "num Present Idp Ind" of "numPresentIdpInd": the words of a header, folded. */
static char *
fold_words (const char *header)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (const char *at = header; *at != '\0'; at++)
    {
      if (at > header && g_ascii_isupper (*at) && g_ascii_islower (at[-1]))
        g_string_append_c (words, ' ');
      g_string_append_c (words, *at);
    }
  return epc_text_fold (words->str);
}

/* TRUE for a column that counts displaced or returned people or households, by its tag or by the words of its header. */
static gboolean
counts_displaced (const EpcColumnFacts *facts)
{
  static const char *const stems[] = { "idp", "pdi", "desplazad", "deplace", "displaced", "returnee", "retornad", "retourne" };
  g_autofree char *folded = facts->header != NULL ? fold_words (facts->header) : NULL;
  g_auto (GStrv) words = folded != NULL ? g_strsplit (folded, " ", -1) : NULL;
  gboolean is_counted = FALSE;

  if (is_tagged_total (facts)
      || (facts->hxl != NULL && (g_str_has_prefix (facts->hxl, "#affected+idps") || g_str_has_prefix (facts->hxl, "#affected+returnees"))))
    return TRUE;
  for (guint i = 0; i < facts->hits->len; i++)
    is_counted |= g_array_index (facts->hits, EpcHeaderHit, i).field->type == EPC_TYPE_INTEGER;
  for (guint i = 0; is_counted && words != NULL && words[i] != NULL; i++)
    for (guint k = 0; k < G_N_ELEMENTS (stems); k++)
      if (g_str_has_prefix (words[i], stems[k]))
        return TRUE;
  return FALSE;
}

/* A table that counts the displaced of places, or has a column of totals, is no list of places, however well its names and P-codes
 * fit one. */
static gboolean
is_list_of_places (GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, i);
      if (one->is_total || counts_displaced (one))
        return FALSE;
    }
  return TRUE;
}

/* @tag is one of those of @field, and says whom it counts: "#affected+ind" counts anybody. */
static gboolean
is_tag_of (const EpcField *field, const char *tag)
{
  g_autofree char *canonical = epc_hxl_canonical (tag);
  g_auto (GStrv) own = field->hxl != NULL ? g_strsplit (field->hxl, "|", -1) : NULL;

  for (guint i = 0; own != NULL && own[i] != NULL && !g_str_equal (canonical, "#affected+ind"); i++)
    {
      g_autofree char *one = epc_hxl_canonical (own[i]);
      if (g_str_equal (one, canonical))
        return TRUE;
    }
  return FALSE;
}

/* How many of the columns that count the displaced fill a count in @mapping: the one of their tag, where they have one. */
static guint
count_counts (GPtrArray *facts, const EpcMapping *mapping)
{
  guint n = 0;

  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      const EpcColumnFacts *column = binding->column < facts->len ? g_ptr_array_index (facts, binding->column) : NULL;
      if (column == NULL)
        continue;
      n += column->hxl != NULL ? is_tagged_total (column) && is_tag_of (binding->field, column->hxl)
                               : binding->field->type == EPC_TYPE_INTEGER && counts_displaced (column);
    }
  /* The total of rows that are made by reason or year is a count as they are. */
  for (guint c = 0; c < facts->len; c++)
    n += epc_wide_is_total (mapping->wide, c) && counts_displaced (g_ptr_array_index (facts, c));
  return n;
}

/* FALSE when the one column that a record is known by says the same again and again: the rows are about something that it has to do
 * with. */
static gboolean
names_its_rows (GPtrArray *facts, const EpcMapping *mapping)
{
  const EpcEntity *entity = epc_mapping_entity (mapping);
  gboolean has_key = epc_entity_has_natural_key (entity);
  guint n = 0;

  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target != 0 || !(has_key ? (binding->field->flags & EPC_FIELD_KEY) != 0 : g_str_equal (binding->field->key, "name")))
        continue;
      if (binding->column >= facts->len || !((const EpcColumnFacts *) g_ptr_array_index (facts, binding->column))->is_repeated)
        return TRUE;
      n++;
    }
  return n != 1;
}

/* What lists of anything have. */
static gboolean
is_common (const EpcField *field)
{
  static const char *const keys[] = { "name", "title", "organisation", "country", "place", "type", "status", "note", "notes", "description" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (field->key, keys[i]))
      return TRUE;
  return field->type == EPC_TYPE_LATITUDE || field->type == EPC_TYPE_LONGITUDE || (field->flags & EPC_FIELD_GEOMETRY);
}

/* TRUE when no column says more of the rows than lists of anything do. */
gboolean
epc_recognise_says_only_common (const EpcMapping *mapping)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->target == 0 && binding->column != G_MAXUINT && !is_common (binding->field))
        return FALSE;
    }
  return TRUE;
}

/* FALSE for a kind about persons where nothing but a name speaks for it: a list of job titles has names too. */
static gboolean
is_about_persons_for_sure (const EpcMapping *mapping)
{
  const EpcField *name = epc_entity_field (epc_mapping_entity (mapping), "name");

  return name == NULL || !(name->flags & EPC_FIELD_PERSON) || !epc_recognise_says_only_common (mapping);
}

/* TRUE when of all columns nothing is taken but the lines: what they are stands in words that we do not know, and must be said. A track
 * that is nothing but a line has nothing to ask about. */
static gboolean
says_only_lines (GPtrArray *facts, const EpcMapping *mapping)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      guint column = g_array_index (mapping->bindings, EpcBinding, i).column;
      if (column >= facts->len || !((const EpcColumnFacts *) g_ptr_array_index (facts, column))->is_of_lines)
        return FALSE;
    }
  return facts->len > 1;
}

/* One kind of record laid over the sheet. */
typedef struct
{
  EpcMapping *mapping;
  const EpcField *lacking;
  double score;
  guint n_counts;
} Fit;

static void
fit_clear (gpointer data)
{
  epc_mapping_free (((Fit *) data)->mapping);
}

/* Whoever says of which DTM operation the rows are ("dtm_operation.name=…") says what they are as well: kinds that bring all such records. */
static gboolean
brings_what_is_told (const EpcMapping *mapping, const char *const *set)
{
  for (guint i = 0; set[i] != NULL; i++)
    {
      const char *dot = strchr (set[i], '.'), *equals = strchr (set[i], '=');
      g_autofree char *key = dot != NULL && equals != NULL && dot < equals ? g_strndup (set[i], (gsize) (dot - set[i])) : NULL;
      const EpcEntity *told = epc_entity_find (key);
      gboolean is_brought = told == NULL;
      for (guint t = 0; t < mapping->targets->len && !is_brought; t++)
        is_brought = g_array_index (mapping->targets, EpcTarget, t).entity == told;
      if (!is_brought)
        return FALSE;
    }
  return TRUE;
}

static void
keep_what_is_told (GArray *fits, const char *const *set)
{
  guint n = 0;

  for (guint i = 0; i < fits->len; i++)
    n += brings_what_is_told (g_array_index (fits, Fit, i).mapping, set);
  for (guint i = n > 0 ? fits->len : 0; i > 0; i--)
    if (!brings_what_is_told (g_array_index (fits, Fit, i - 1).mapping, set))
      g_array_remove_index (fits, i - 1);
}

/* Every kind of record that says something about the sheet. Of a sheet of counts of the displaced, the kinds that take most of them. */
static GArray *
lay_all (GPtrArray *facts, const char *const *set, double least, gboolean may_be_places)
{
  g_autoptr (GPtrArray) entities = epc_mapping_entities ();
  GArray *fits = g_array_new (FALSE, TRUE, sizeof (Fit));
  guint most = 0;

  g_array_set_clear_func (fits, fit_clear);
  for (guint i = 0; i < entities->len; i++)
    {
      const EpcEntity *entity = g_ptr_array_index (entities, i);
      Fit fit = { NULL };
      if (!may_be_places && g_str_equal (entity->key, "place"))
        continue;
      fit.mapping = epc_mapping_lay (facts, entity, set, &fit.score, &fit.lacking);
      if (fit.mapping == NULL || fit.score < least || !names_its_rows (facts, fit.mapping) || !is_about_persons_for_sure (fit.mapping)
          || !epc_mapping_suits_layer (fit.mapping, facts) || says_only_lines (facts, fit.mapping))
        {
          epc_mapping_free (fit.mapping);
          continue;
        }
      fit.mapping->score = fit.score;
      fit.n_counts = count_counts (facts, fit.mapping);
      most = MAX (most, fit.n_counts);
      g_array_append_val (fits, fit);
    }
  for (guint i = fits->len; i > 0; i--)
    if (g_array_index (fits, Fit, i - 1).n_counts < most)
      g_array_remove_index (fits, i - 1);
  if (set != NULL)
    keep_what_is_told (fits, set);
  return fits;
}

static gboolean
is_of_lines (GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    if (((const EpcColumnFacts *) g_ptr_array_index (facts, i))->is_of_lines)
      return TRUE;
  return FALSE;
}

/* What names the rows of @named, which needs nothing more, has a use in @other too: a list of shelters is no count by area because its day is
 * missing. */
static gboolean
knows_name_of (const EpcMapping *named, const EpcMapping *other)
{
  for (guint i = 0; i < named->bindings->len; i++)
    {
      const EpcBinding *name = &g_array_index (named->bindings, EpcBinding, i);
      gboolean is_used = name->target != 0 || name->column == G_MAXUINT || name->weight < WEIGHT_OF_NAME || !g_str_equal (name->field->key, "name");
      for (guint j = 0; j < other->bindings->len && !is_used; j++)
        is_used = g_array_index (other->bindings, EpcBinding, j).column == name->column;
      if (!is_used)
        return FALSE;
    }
  return TRUE;
}

static gboolean
knows_the_names (const GArray *fits, const EpcMapping *mapping)
{
  for (guint i = 0; i < fits->len; i++)
    {
      const Fit *fit = &g_array_index (fits, Fit, i);
      if (fit->lacking == NULL && fit->mapping != NULL && !knows_name_of (fit->mapping, mapping))
        return FALSE;
    }
  return TRUE;
}

/* A round is told once for all rows; a site or a name is another one in each, so that a kind that needs one is half as likely when no column names it. */
static double
likely (const GArray *fits, const Fit *fit)
{
  const EpcEntity *target = fit->lacking->type == EPC_TYPE_REFERENCE ? epc_entity_find (fit->lacking->target) : NULL;
  /* And so is what each record is called. */
  gboolean is_name = g_str_equal (fit->lacking->key, "name") || g_str_equal (fit->lacking->key, "title");
  gboolean can_be_told = !is_name && (target == NULL || epc_entity_has_natural_key (target) || epc_entity_field (target, "latitude") == NULL);

  return can_be_told && knows_the_names (fits, fit->mapping) ? fit->score : fit->score / 2;
}

static guint count_used (const EpcMapping *mapping);

static gboolean
brings (const EpcMapping *mapping, const EpcEntity *entity)
{
  for (guint i = 1; i < mapping->targets->len; i++)
    if (g_array_index (mapping->targets, EpcTarget, i).is_parent && g_array_index (mapping->targets, EpcTarget, i).entity == entity)
      return TRUE;
  return FALSE;
}

/* A list of items that says where each lies and how many there are is a list of stock, and brings the items: of the kinds that need
 * nothing more and have a use for more columns than @best, the one that fits best. */
static gboolean
prefer_what_brings (GArray *fits, EpcMapping **best)
{
  const EpcEntity *entity = epc_mapping_entity (*best);
  Fit *found = NULL;

  for (guint i = 0; (entity->flags & EPC_ENTITY_BY_NAME) && i < fits->len; i++)
    {
      Fit *fit = &g_array_index (fits, Fit, i);
      if (fit->lacking != NULL || fit->mapping == NULL || !brings (fit->mapping, entity) || count_used (fit->mapping) <= count_used (*best)
          || (found != NULL && fit->score <= found->score))
        continue;
      found = fit;
    }
  if (found == NULL)
    return FALSE;
  epc_mapping_free (*best);
  *best = g_steal_pointer (&found->mapping);
  return TRUE;
}

/* The best kind of record of all: most columns filled, nothing required missing. One loose word in a wide table is no table of
 * ours: half of the columns, or two of them, must speak. *@rival: another kind that fits as well. */
EpcMapping *
epc_recognise_choose (GPtrArray *facts, const char *const *set, EpcMapping **incomplete, const EpcField **missing,
               const EpcEntity **rival)
{
  g_autoptr (EpcMapping) best = NULL;
  double least = MIN (1.5, count_named (facts) * 0.45);
  double best_score = 0, incomplete_score = 0;
  gboolean may_be_places = is_list_of_places (facts);

  /* A count of the displaced says enough by itself, and a line more than that. */
  if (!may_be_places || is_of_lines (facts))
    least = MIN (least, is_of_lines (facts) ? 0.5 : 0.9);
  g_autoptr (GArray) fits = lay_all (facts, set, least, may_be_places);
  g_autofree double *likely_scores = g_new0 (double, fits->len + 1);
  for (guint i = 0; i < fits->len; i++)
    if (g_array_index (fits, Fit, i).lacking != NULL)
      likely_scores[i] = likely (fits, &g_array_index (fits, Fit, i));
  for (guint i = 0; i < fits->len; i++)
    {
      Fit *fit = &g_array_index (fits, Fit, i);
      if (fit->lacking == NULL && best != NULL && ABS (fit->score - best_score) < 0.01)
        *rival = epc_mapping_entity (fit->mapping);
      if (fit->lacking == NULL && fit->score > best_score + 0.01)
        {
          best_score = fit->score;
          *rival = NULL;
          g_clear_pointer (&best, epc_mapping_free);
          best = g_steal_pointer (&fit->mapping);
        }
      else if (fit->lacking != NULL && likely_scores[i] > incomplete_score)
        {
          incomplete_score = likely_scores[i];
          g_clear_pointer (incomplete, epc_mapping_free);
          *incomplete = g_steal_pointer (&fit->mapping);
          *missing = fit->lacking;
        }
    }
  /* A sheet of counts is no list of places because the date is missing: what fits clearly better is asked for. */
  if (best != NULL && incomplete_score > best_score + 1)
    {
      *rival = NULL;
      return NULL;
    }
  if (best != NULL && prefer_what_brings (fits, &best))
    *rival = NULL;
  return g_steal_pointer (&best);
}

/* How many columns the mapping has a use for, personal ones too: they were understood. */
static guint
count_used (const EpcMapping *mapping)
{
  guint n = 0;

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      EpcColumnRole role = ((const EpcColumn *) g_ptr_array_index (mapping->columns, i))->role;
      n += role != EPC_COLUMN_UNKNOWN && role != EPC_COLUMN_BLANK;
    }
  return n;
}

/* So many columns that say what the rows are make up for any number of others. */
#define ENOUGH 10

/* Of these, those that speak for the kind: any questionnaire has telephones, and people by sex and age. Where the displaced are counted, that
 * is what they speak for. */
static gboolean
has_enough (const EpcMapping *mapping, GPtrArray *facts)
{
  guint n = 0;

  if (!is_list_of_places (facts))
    return count_used (mapping) >= ENOUGH;
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      n += column->role == EPC_COLUMN_FIELD || column->role == EPC_COLUMN_PLACE || column->role == EPC_COLUMN_IDENTITY;
    }
  return n >= ENOUGH;
}

/* "Code", "type": whatever field they fill, any list may have them. */
static gboolean
is_common_word (const EpcMapping *mapping, guint column)
{
  static const char *const words[] = { "name", "code", "type", "status", "kind", "title", "number", "nombre", "codigo", "tipo", "estado", "numero",
                                       "nom", "statut", "nome", "source", "label" };
  const EpcColumn *own = column < mapping->columns->len ? g_ptr_array_index (mapping->columns, column) : NULL;
  const char *slash = own != NULL ? strrchr (own->header, '/') : NULL;
  g_autofree char *folded = own != NULL && own->hxl == NULL ? epc_text_fold (slash != NULL ? slash + 1 : own->header) : NULL;

  for (guint i = 0; folded != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (folded, words[i]))
      return TRUE;
  return FALSE;
}

/* TRUE when some column says what only records of this kind, or of a few, have: not a name, a date, a state, a place. */
static gboolean
says_its_kind (const EpcMapping *mapping)
{
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      EpcFieldType type = binding->field->type;
      if (binding->target == 0 && binding->column != G_MAXUINT && !is_common (binding->field) && !is_common_word (mapping, binding->column)
          && type != EPC_TYPE_DATE && type != EPC_TYPE_MOMENT && type != EPC_TYPE_PLACE && type != EPC_TYPE_REFERENCE && !g_str_equal (binding->field->key, "year"))
        return TRUE;
    }
  return FALSE;
}

/* Boundary layers carry much beside what names the area. */
gboolean
epc_recognise_is_of_boundaries (const EpcMapping *mapping, GPtrArray *facts)
{
  return (mapping->place_level > 0 || mapping->is_of_countries) && epc_mapping_is_of_areas (facts);
}

/* A line is a route or a track, whatever else its device or its maker wrote beside it. */
static gboolean
is_of_routes (const EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts)
{
  return (g_strcmp0 (source->format, "gpx") == 0 || is_of_lines (facts)) && g_str_equal (epc_mapping_entity (mapping)->key, "map_feature");
}

/* FALSE for a kind of record that is not even worth a guess. */
gboolean
epc_recognise_is_likely (EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts, GError **error)
{
  guint n_named = count_named (facts), n_used = count_used (mapping);

  if (has_enough (mapping, facts) || (n_used * 5 >= n_named && says_its_kind (mapping)))
    return TRUE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
               _ ("%s: only %u of %u columns answer to a field that we know, too few to tell what the rows are. Choose with --as what "
                  "they are; else rename the columns or add HXL tags."),
               source->name, MIN (n_used, n_named), n_named);
  return FALSE;
}

/* A table of which most says nothing to us is most likely about something else. */
gboolean
epc_recognise_is_convincing (EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts, GError **error)
{
  guint n_named = count_named (facts), n_used = count_used (mapping);
  const EpcEntity *entity = epc_mapping_entity (mapping);

  if (n_used * 5 >= n_named * 2 || has_enough (mapping, facts) || epc_recognise_is_of_boundaries (mapping, facts) || is_of_routes (source, mapping, facts))
    return TRUE;
  if (!epc_recognise_is_likely (source, mapping, facts, error))
    return FALSE;
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
               _ ("%s: only %u of %u columns answer to a field of %s, the kind of record that fits best. If that is what the "
                  "rows are, choose "
                  "it with --as %s; else rename the columns or add HXL tags."),
               source->name, n_used, n_named, epc_language_text (epc_language_get (NULL), entity->plural), entity->key);
  return FALSE;
}

/* Nothing but a title, a state and the like was understood, and much of the sheet was not: it is about something else. */
gboolean
epc_recognise_says_little (const EpcRowSource *source, const EpcMapping *mapping, GPtrArray *facts)
{
  return epc_recognise_says_only_common (mapping) && count_used (mapping) * 5 < count_named (facts) * 3 && !g_str_equal (epc_mapping_entity (mapping)->key, "place")
         && !epc_recognise_is_of_boundaries (mapping, facts) && !is_of_routes (source, mapping, facts);
}
