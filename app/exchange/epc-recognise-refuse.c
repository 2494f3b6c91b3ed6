/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Why a sheet is not recognised: what was there, what is missing, and the words that say it.
 */
#include "epc-recognise-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"
#include "epc-personal-data.h"
#include "epc-wide.h"

/* The first headers, for people to see which columns are meant. */
char *
epc_recognise_headers (GPtrArray *facts)
{
  GString *columns = g_string_new (NULL);

  for (guint i = 0, n = 0; i < facts->len && n < 6; i++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, i);
      const char *name = one->header != NULL ? one->header : one->hxl;
      if (name != NULL && !one->is_personal)
        g_string_append_printf (columns, "%s%s", n++ > 0 ? ", " : "", name);
    }
  return g_string_free (columns, FALSE);
}

void
epc_refuse_unknown (EpcRowSource *source, GPtrArray *facts, const EpcEntity *as, GError **error)
{
  g_autofree char *columns = epc_recognise_headers (facts), *near = NULL;

  /* Words that we know, and too few of them for any kind. */
  for (guint i = 0; as == NULL && i < facts->len; i++)
    if (((const EpcColumnFacts *) g_ptr_array_index (facts, i))->hits->len > 0)
      {
        g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
                     _ ("%s: many kinds of record have columns like these (%s). Choose with --as what the rows are."), source->name, columns);
        return;
      }
  for (guint i = 0, n = 0; i < facts->len && n < 6 && near == NULL; i++)
    {
      const EpcColumnFacts *one = g_ptr_array_index (facts, i);
      const char *name = one->header != NULL ? one->header : one->hxl;
      if (name == NULL || one->is_personal)
        continue;
      n++;
      near = epc_header_nearest (name, as);
    }
  if (near != NULL)
    g_set_error (
        error, EPC_ERROR, EPC_ERROR_INVALID,
        _ ("%s: no column answers to a field that we know (%s). The nearest fields are: %s. Rename the columns, add HXL tags, or "
           "choose with --as what the rows are."),
        source->name, columns, near);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
                 _ ("%s: no column answers to a field that we know (%s). Name the columns as the data dictionary does, add HXL "
                    "tags, or choose "
                    "with --as what the rows are."),
                 source->name, columns);
}

/* What a record of @entity is known by, as words for the command line: "--set dtm_round.number=VALUE …". */
static void
append_key_words (GString *out, const EpcEntity *entity, guint depth)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      const EpcEntity *above = field->type == EPC_TYPE_REFERENCE ? epc_entity_find (field->target) : NULL;
      if ((field->flags & (EPC_FIELD_KEY | EPC_FIELD_REQUIRED)) != (EPC_FIELD_KEY | EPC_FIELD_REQUIRED)
          || field->type == EPC_TYPE_PLACE)
        continue;
      if (above != NULL && depth < 3)
        append_key_words (out, above, depth + 1);
      else if (above == NULL)
        g_string_append_printf (out, "%s--set %s.%s=VALUE", out->len > 0 ? " " : "", entity->key, field->key);
    }
}

/* What is taken for @field where a file leaves that out. */
static gboolean
says_it_too (const EpcField *field, const EpcField *other)
{
  g_auto (GStrv) keys = g_strsplit (field->instead != NULL ? field->instead : "", "|", -1);

  return g_strv_contains ((const char *const *) keys, other->key);
}

/* What else each record needs and nothing gives is asked for in the same breath. */
static void
append_other_words (GString *out, const EpcMapping *mapping, const char *const *set)
{
  const EpcEntity *entity = epc_mapping_entity (mapping);

  for (guint f = 0; f < entity->n_fields; f++)
    {
      const EpcField *field = &entity->fields[f];
      gboolean is_given = !(field->flags & EPC_FIELD_REQUIRED) || field->type == EPC_TYPE_REFERENCE || field->initial != NULL
                          || epc_set_fills (set, entity, field) || (mapping->wide != NULL && epc_wide_gives (mapping->wide, field));
      for (guint i = 0; i < mapping->bindings->len && !is_given; i++)
        {
          const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
          is_given = binding->target == 0 && (binding->field == field || says_it_too (field, binding->field));
        }
      if (!is_given)
        g_string_append_printf (out, " --set %s=VALUE", field->key);
    }
}

/* A column or the user says in which country the places lie. */
static gboolean
tells_country (const EpcMapping *mapping, const char *const *set)
{
  const EpcEntity *place = epc_entity_find ("place");

  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      if ((column->role == EPC_COLUMN_PLACE && column->place_level == 0)
          || (column->field != NULL && (g_str_equal (column->field->key, "iso3") || g_str_equal (column->field->key, "parent"))))
        return TRUE;
    }
  return epc_set_fills (set, place, epc_entity_field (place, "iso3")) || epc_set_fills (set, place, epc_entity_field (place, "parent"));
}

/* Words for --columns that let the one column which only says how many ("n", "total") be @missing; NULL: there is none such, or several. */
static char *
columns_for_count (const EpcMapping *mapping, const EpcField *missing, const char **header)
{
  static const char *const words[] = { "n", "no", "nb", "num", "number", "count", "total", "value", "figure", "numero", "cantidad", "valor",
                                       "nombre", "valeur", "quantidade", "obsvalue" };
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;

  if (missing->type != EPC_TYPE_INTEGER && missing->type != EPC_TYPE_DECIMAL)
    return NULL;
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      g_autofree char *folded = epc_text_fold_tight (column->header);
      gboolean is_count = FALSE;
      for (guint w = 0; w < G_N_ELEMENTS (words) && column->role == EPC_COLUMN_UNKNOWN && column->samples[0] != NULL; w++)
        is_count = is_count || (g_str_equal (folded, words[w]) && epc_cell_is_figure (column->samples[0]));
      n += is_count;
      *header = is_count ? column->header : *header;
      g_string_append_printf (out, "%s%s", i > 0 ? "," : "", is_count ? missing->key : "*");
    }
  return n == 1 ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

void
epc_refuse_missing (EpcRowSource *source, const EpcMapping *mapping, const EpcField *missing, const char *const *set, GError **error)
{
  const EpcLanguage *language = epc_language_get (NULL);
  const EpcEntity *entity = epc_mapping_entity (mapping);
  const EpcEntity *above = missing->type == EPC_TYPE_REFERENCE ? epc_entity_find (missing->target) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  const char *header = NULL;
  g_autofree char *columns = columns_for_count (mapping, missing, &header);

  source->lacking_of = entity;
  source->lacking = missing;
  if (above != NULL && epc_entity_has_natural_key (above))
    append_key_words (words, above, 0);
  if (words->len > 0)
    append_other_words (words, mapping, set);
  if (g_str_equal (entity->key, "place") && (g_str_equal (missing->key, "level") || g_str_equal (missing->key, "iso3")))
    {
      g_autofree char *names = g_strdup_printf ("%s%s", g_str_equal (missing->key, "level") ? "--set level=VALUE" : "--set iso3=VALUE",
                                                g_str_equal (missing->key, "level") && !tells_country (mapping, set) ? " --set iso3=VALUE" : "");
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
                   _ ("%s: the rows look like %s, but the file does not tell of which country and admin level. Say for all rows what it "
                      "leaves out: %s."),
                   source->name, epc_language_text (language, entity->plural), names);
    }
  else if (words->len > 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
                 _ ("%s: the rows look like %s, but the file does not tell which “%s” they belong to. Say what it leaves out, of: "
                    "%s; or choose one that is there with --set %s=VALUE."),
                 source->name, epc_language_text (language, entity->plural), epc_language_text (language, missing->label),
                 words->str, missing->key);
  else if (columns != NULL)
    /* Translators: file, kind of record, header of a column, label of a field, entity, columns */
    g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
                 _ ("%s: the rows look like %s, but column “%s” only says how many, not of what. If it is “%s”, say so with --as %s --columns "
                    "'%s'; else put the name of the right field in its place."),
                 source->name, epc_language_text (language, entity->plural), header, epc_language_text (language, missing->label), entity->key,
                 columns);
  else
    g_set_error (
        error, EPC_ERROR, EPC_ERROR_INVALID,
        _ ("%s: the rows look like %s, but no column gives “%s”, which each of them needs. Add a column named “%s”, or give the "
           "value for all rows with --set %s=VALUE."),
        source->name, epc_language_text (language, entity->plural), epc_language_text (language, missing->label), missing->key,
        missing->key);
}

/* Nothing in the first rows names the columns. */
void
epc_refuse_headless (EpcRowSource *source, const EpcSheetHead *head, GError **error)
{
  g_autoptr (GString) cells = g_string_new (NULL);

  for (guint c = 0, n = 0; c < head->width && n < 6; c++)
    {
      const char *text = epc_sheet_head_cell (head, 0, c);
      if (*text == '\0' || epc_personal_value (text))
        continue;
      g_string_append_printf (cells, "%s%s", n++ > 0 ? ", " : "", text);
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
               _ ("%s has no header: its first row (%s) holds values. Write a row with the names of the columns above it. On the command "
                  "line, --as ENTITY --columns FIELD,FIELD,-,… says what they hold, from left to right (“-”: leave it out)."),
               source->name, cells->str);
}
