/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-cli.h"

#include <math.h>
#include <stdio.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"

static const char *const type_names[] = {
  [EPC_TYPE_TEXT] = "text",         [EPC_TYPE_LONG_TEXT] = "long_text", [EPC_TYPE_INTEGER] = "integer",
  [EPC_TYPE_DECIMAL] = "decimal",   [EPC_TYPE_PERCENT] = "percent",     [EPC_TYPE_MONEY] = "money",
  [EPC_TYPE_DATE] = "date",         [EPC_TYPE_MOMENT] = "datetime",     [EPC_TYPE_YES_NO] = "yes_no",
  [EPC_TYPE_CODE] = "code",         [EPC_TYPE_CODES] = "codes",         [EPC_TYPE_PLACE] = "place",
  [EPC_TYPE_LATITUDE] = "latitude", [EPC_TYPE_LONGITUDE] = "longitude", [EPC_TYPE_REFERENCE] = "reference",
  [EPC_TYPE_FILE] = "file",         [EPC_TYPE_COMPUTED] = "computed",
};
static const char *const sensitivity_names[] = { "public", "restricted", "confidential", "strictly_confidential" };

static const char *
translated (const char *text)
{
  return epc_language_text (epc_language_get (NULL), text);
}

static void
add_codes (JsonBuilder *builder, const EpcField *field)
{
  const EpcCodeList *list = epc_code_list_find (field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes);

  if (list == NULL)
    return;
  epc_cli_member (builder, "code_list", list->key);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_object (builder);
  for (guint i = 0; i < list->n_codes; i++)
    epc_cli_member (builder, list->codes[i].key, epc_code_text (list, &list->codes[i], NULL));
  json_builder_end_object (builder);
}

static void
add_field (JsonBuilder *builder, const EpcField *field)
{
  g_autofree char *hxl = epc_field_hxl (field);

  json_builder_begin_object (builder);
  epc_cli_member (builder, "key", field->key);
  epc_cli_member (builder, "label", translated (field->label));
  epc_cli_member (builder, "type", type_names[field->type]);
  epc_cli_member (builder, "help", field->help != NULL ? translated (field->help) : NULL);
  epc_cli_member (builder, "unit", field->unit != NULL ? translated (field->unit) : NULL);
  json_builder_set_member_name (builder, "required");
  json_builder_add_boolean_value (builder, (field->flags & EPC_FIELD_REQUIRED) != 0);
  json_builder_set_member_name (builder, "natural_key");
  json_builder_add_boolean_value (builder, (field->flags & EPC_FIELD_KEY) != 0);
  json_builder_set_member_name (builder, "read_only");
  json_builder_add_boolean_value (builder, (field->flags & EPC_FIELD_READ_ONLY) != 0 || !epc_field_is_stored (field));
  epc_cli_member (builder, "group", epc_field_group (field));
  epc_cli_member (builder, "in_group", field->flags & EPC_FIELD_TOTAL ? "total" : field->flags & EPC_FIELD_PART ? "part" : NULL);
  epc_cli_member (builder, "target", field->target);
  epc_cli_member (builder, "hxl", hxl);
  epc_cli_member (builder, "synonyms", field->synonyms);
  epc_cli_member (builder, "sensitivity", sensitivity_names[field->sensitivity]);
  if (field->min != 0 || field->max != 0)
    {
      json_builder_set_member_name (builder, "min");
      json_builder_add_double_value (builder, field->min);
      json_builder_set_member_name (builder, "max");
      if (isinf (field->max))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, field->max);
    }
  add_codes (builder, field);
  json_builder_end_object (builder);
}

static void
add_entity (JsonBuilder *builder, const EpcEntity *entity, gboolean with_fields)
{
  epc_cli_member (builder, "key", entity->key);
  epc_cli_member (builder, "label", translated (entity->label));
  epc_cli_member (builder, "plural", translated (entity->plural));
  epc_cli_member (builder, "area", epc_area_key (entity->area));
  epc_cli_member (builder, "help", translated (entity->help));
  if (!with_fields)
    return;
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entity->n_fields; i++)
    add_field (builder, &entity->fields[i]);
  json_builder_end_array (builder);
}

static void
print_all (EpcCli *cli)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      json_builder_set_member_name (builder, "entities");
      json_builder_begin_array (builder);
      for (guint i = 0; i < n; i++)
        {
          json_builder_begin_object (builder);
          add_entity (builder, entities[i], TRUE);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      epc_cli_print_json (builder);
      return;
    }
  for (guint i = 0; i < n; i++)
    printf ("%-22s %-14s %s\n", entities[i]->key, epc_area_key (entities[i]->area), translated (entities[i]->plural));
}

static void
print_one (EpcCli *cli, const EpcEntity *entity)
{
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      add_entity (builder, entity, TRUE);
      epc_cli_print_json (builder);
      return;
    }
  printf ("%s — %s\n%s\n\n", entity->key, translated (entity->plural), translated (entity->help));
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      const char *detail = field->target != NULL ? field->target : field->codes != NULL ? field->codes : "";
      printf ("  %-26s %-10s %-22s %s%s\n", field->key, type_names[field->type], detail, translated (field->label),
              field->flags & EPC_FIELD_REQUIRED ? " *" : "");
    }
}

static int
run_entities (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_entities, NULL, &argc, &argv, 0, 1, error))
    return 2;
  if (argc == 1)
    print_all (cli);
  else
    {
      const EpcEntity *entity = epc_entity_require (argv[1], error);
      if (entity == NULL)
        return 1;
      print_one (cli, entity);
    }
  return 0;
}

const EpcVerb epc_verb_entities = { "entities", "[ENTITY]", N_("The data dictionary: kinds of record and their fields."), run_entities };
