/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * recognise: what a file seems to be. mapping: how files were read, kept under a name.
 */
#include "epc-cli.h"

#include <stdio.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "exchange/epc-form-source.h"
#include "exchange/epc-peek.h"
#include "exchange/epc-saved-mapping.h"
#include "exchange/epc-wide.h"

/* --- recognise --- */

static const char *
role_of (EpcColumnRole role)
{
  static const char *const names[] = { "unknown", "field", "place", "identity", "personal", "ignored", "blank", "part" };

  return names[role];
}

static const char *
match_of (EpcMatchKind kind)
{
  static const char *const names[] = { NULL, "hxl", "key", "label", "synonym", "user" };

  return names[kind];
}

static void
member_column (JsonBuilder *builder, const EpcColumn *column)
{
  char letters[EPC_COLUMN_LETTERS];

  json_builder_begin_object (builder);
  epc_cli_member (builder, "column", epc_column_letters (column->index, letters));
  epc_cli_member (builder, "header", column->header);
  epc_cli_member (builder, "hxl", column->hxl);
  epc_cli_member (builder, "role", role_of (column->role));
  epc_cli_member (builder, "entity", column->role == EPC_COLUMN_FIELD ? column->entity->key : NULL);
  epc_cli_member (builder, "field", column->role == EPC_COLUMN_FIELD ? column->field->key : NULL);
  epc_cli_member (builder, "match", column->role == EPC_COLUMN_FIELD ? match_of (column->match) : NULL);
  epc_cli_member_count (builder, "admin_level", column->role == EPC_COLUMN_PLACE ? column->place_level : -1);
  json_builder_end_object (builder);
}

static void
member_mapping (JsonBuilder *builder, const EpcMapping *mapping)
{
  epc_cli_member (builder, "entity", epc_mapping_entity (mapping)->key);
  json_builder_set_member_name (builder, "entities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mapping->targets->len; i++)
    json_builder_add_string_value (builder, g_array_index (mapping->targets, EpcTarget, i).entity->key);
  json_builder_end_array (builder);
  epc_cli_member_count (builder, "header_row", mapping->header_row > 0 ? (gint64) mapping->header_row : -1);
  epc_cli_member_int (builder, "header_rows", mapping->header_row > 0 ? mapping->group_rows + 1 : 0);
  epc_cli_member_count (builder, "hxl_row", mapping->hxl_row > 0 ? (gint64) mapping->hxl_row : -1);
  epc_cli_member_int (builder, "first_row", (gint64) mapping->first_row);
  epc_cli_member (builder, "shape", mapping->shape);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mapping->columns->len; i++)
    member_column (builder, g_ptr_array_index (mapping->columns, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "doubts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mapping->doubts->len; i++)
    {
      const EpcMappingDoubt *doubt = g_ptr_array_index (mapping->doubts, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "key", doubt->key);
      epc_cli_member (builder, "column", doubt->column);
      epc_cli_member (builder, "question", doubt->question);
      epc_cli_member (builder, "answers", doubt->answers);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_mapping (const EpcMapping *mapping)
{
  const EpcLanguage *language = epc_language_get (NULL);

  for (guint i = 0; i < mapping->targets->len; i++)
    printf ("%s%s", i > 0 ? ", " : "  ", epc_language_text (language, g_array_index (mapping->targets, EpcTarget, i).entity->plural));
  printf ("\n");
  if (mapping->header_row > 0)
    printf (_("  header in row %u, data from row %u\n"), (guint) mapping->header_row, (guint) mapping->first_row);
  else
    printf (_("  data from row %u\n"), (guint) mapping->first_row);
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      char letters[EPC_COLUMN_LETTERS];
      if (column->role == EPC_COLUMN_BLANK)
        continue;
      printf ("  %-3s %-40s  ", epc_column_letters (column->index, letters), *column->header != '\0' ? column->header : column->hxl);
      switch (column->role)
        {
        case EPC_COLUMN_FIELD:
          printf ("%s: %s\n", epc_language_text (language, column->entity->label), epc_language_text (language, column->field->label));
          break;
        case EPC_COLUMN_PLACE:
          printf (column->is_code ? _("P-code of admin level %d\n") : _("name of admin level %d\n"), column->place_level);
          break;
        case EPC_COLUMN_IDENTITY:
          printf ("%s\n", column->identity);
          break;
        case EPC_COLUMN_PERSONAL:
          printf ("%s\n", _("personal data: left out"));
          break;
        case EPC_COLUMN_PART:
          {
            g_autofree char *made = epc_wide_tells (mapping->wide, column->index);
            printf ("%s\n", made);
          }
          break;
        case EPC_COLUMN_IGNORED:
          printf ("%s\n", _("left out"));
          break;
        case EPC_COLUMN_UNKNOWN:
        case EPC_COLUMN_BLANK:
        default:
          printf ("%s\n", _("nothing answers to it"));
          break;
        }
    }
  for (guint i = 0; i < mapping->doubts->len; i++)
    {
      const EpcMappingDoubt *doubt = g_ptr_array_index (mapping->doubts, i);
      printf ("  ? %s%s%s", doubt->column != NULL ? doubt->column : "", doubt->column != NULL ? ": " : "", doubt->question);
      if (doubt->answers != NULL && g_str_has_suffix (doubt->key, "_order"))
        printf (" (--set %s)", doubt->answers);
      printf ("\n");
    }
}

/* TRUE when the sheet was understood. */
static gboolean
tell_sheet (EpcCli *cli, JsonBuilder *builder, EpcRowSource *source, guint sheet, const EpcEntity *as, char **set, char **columns)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (EpcMapping) mapping = epc_mapping_recognise_columns (source, sheet, as, (const char *const *) set,
                                                                  (const char *const *) columns, &cause);
  const char *name = epc_row_source_sheet_name (source, sheet);

  if (cli->json)
    {
      json_builder_begin_object (builder);
      epc_cli_member (builder, "name", name);
      if (mapping != NULL)
        member_mapping (builder, mapping);
      epc_cli_member (builder, "error", cause != NULL ? cause->message : NULL);
      json_builder_end_object (builder);
      return mapping != NULL;
    }
  if (name != NULL)
    printf ("%s\n", name);
  if (mapping != NULL)
    print_mapping (mapping);
  else
    printf ("  %s\n", cause->message);
  return mapping != NULL;
}

static int
run_recognise (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *as = NULL, *sheet = NULL, *columns = NULL, *choices = NULL;
  g_auto (GStrv) set = NULL;
  const EpcEntity *entity = NULL;
  guint only = G_MAXUINT, n_known = 0;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, N_("Kind of record; recognised when not given"), "ENTITY" },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &columns, N_("What the columns hold, from left to right; - leaves one out"), "FIELD,FIELD,-" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_("Sheet of the file"), "NAME" },
    { "choices", 0, 0, G_OPTION_ARG_FILENAME, &choices, N_("The form (XLSForm) that was answered: its labels say what names and choices mean"), "XLSFORM" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &set, N_("Value for a field that the file lacks"), "FIELD=VALUE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_recognise, entries, &argc, &argv, 1, 1, error))
    return 2;
  if (as != NULL && (entity = epc_entity_require (as, error)) == NULL)
    return 2;
  g_autoptr (EpcFormWords) words = choices != NULL ? epc_form_words_read (choices, error) : NULL;
  if (choices != NULL && words == NULL)
    return 3;
  g_autoptr (EpcRowSource) source = epc_form_source_open (argv[1], words, error);
  if (source == NULL || (sheet != NULL && !epc_row_source_find_sheet (source, sheet, &only, error)))
    return 3;
  g_auto (GStrv) told = columns != NULL ? g_strsplit (columns, ",", -1) : NULL;
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  epc_cli_member (builder, "file", source->name);
  epc_cli_member (builder, "format", source->format);
  epc_cli_member (builder, "detail", source->detail);
  json_builder_set_member_name (builder, "sheets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < epc_row_source_n_sheets (source); i++)
    if (only == G_MAXUINT || only == i)
      n_known += tell_sheet (cli, builder, source, i, entity, set, told);
  json_builder_end_array (builder);
  if (cli->json)
    epc_cli_print_json (builder);
  return n_known > 0 ? 0 : 1;
}

/* --- mapping --- */

static int
list_mappings (EpcCli *cli, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("import_mapping"));
  g_autoptr (GPtrArray) records = epc_query_records (query, cli->store, error);

  if (records == NULL)
    return 3;
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  json_builder_set_member_name (builder, "mappings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    {
      const EpcRecord *record = g_ptr_array_index (records, i);
      const char *name = epc_record_text (record, "name"), *entity = epc_record_text (record, "entity");
      if (!cli->json)
        printf ("%s  (%s)\n", name, entity);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "name", name);
      epc_cli_member (builder, "entity", entity);
      epc_cli_member (builder, "shape", epc_record_text (record, "header_hash"));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (cli->json)
    epc_cli_print_json (builder);
  return 0;
}

static int
export_mapping (EpcCli *cli, const char *name, const char *to, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *json = epc_saved_mapping_find (cli->store, name, NULL, NULL, &cause);

  if (json == NULL && cause == NULL)
    g_set_error (&cause, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no saved mapping “%s”."), name);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return 1;
    }
  if (to != NULL && !g_file_set_contents (to, json, -1, &cause))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _("%s cannot be written: %s"), to, cause->message);
      return 3;
    }
  if (to == NULL)
    puts (json);
  return 0;
}

static int
import_mapping (EpcCli *cli, const char *path, GError **error)
{
  g_autofree char *json = NULL, *name = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  if (!g_file_get_contents (path, &json, &length, &cause))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _("%s cannot be read: %s"), path, cause->message);
      return 3;
    }
  if (!epc_saved_mapping_import (cli->store, json, &name, error))
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "name", name);
      epc_cli_print_json (builder);
    }
  return 0;
}

static int
run_mapping (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *to = NULL;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("File to write; standard output when not given"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_mapping, entries, &argc, &argv, 1, 2, error))
    return 2;
  gboolean is_list = argc == 2 && g_str_equal (argv[1], "list");
  gboolean is_export = argc == 3 && g_str_equal (argv[1], "export"), is_import = argc == 3 && g_str_equal (argv[1], "import");
  if (!is_list && !is_export && !is_import)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Usage: epc-desk-cli %s %s"), epc_verb_mapping.name, epc_verb_mapping.usage);
      return 2;
    }
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  return is_list ? list_mappings (cli, error) : is_export ? export_mapping (cli, argv[2], to, error) : import_mapping (cli, argv[2], error);
}

const EpcVerb epc_verb_recognise = { "recognise", "FILE [--as ENTITY] [--sheet S] [--columns A,B,-] [--set FIELD=VALUE]…",
                                     N_("Tell what a file seems to be; nothing is read into a workspace."), run_recognise };
const EpcVerb epc_verb_mapping
    = { "mapping", "list | export NAME [--to FILE] | import FILE", N_("How files were read, kept under a name."), run_mapping };
