/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * backup, restore-backup, check, compact, stats, settings.
 */
#include "epc-cli.h"

#include <stdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "store/epc-care.h"

static int
run_backup (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *to = NULL;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("File to write"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_backup, entries, &argc, &argv, 0, 0, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  g_autofree char *path = epc_store_backup (cli->store, to, NULL, error);
  if (path == NULL)
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "backup", path);
      epc_cli_print_json (builder);
    }
  else
    puts (path);
  return 0;
}

static int
run_restore_backup (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *aside = NULL;

  if (!epc_cli_options (cli, &epc_verb_restore_backup, NULL, &argc, &argv, 1, 1, error))
    return 2;
  if (cli->workspace == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say which workspace: --workspace FILE."));
      return 2;
    }
  if (!epc_store_restore_backup (cli->workspace, argv[1], &aside, error))
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "set_aside", aside);
      epc_cli_print_json (builder);
    }
  else if (aside != NULL)
    fprintf (stderr, _("The file that was there is kept as %s.\n"), aside);
  return 0;
}

static int
run_check (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_check, NULL, &argc, &argv, 0, 0, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  g_autoptr (GPtrArray) findings = epc_store_check (cli->store, NULL, error);
  if (findings == NULL)
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      json_builder_set_member_name (builder, "ok");
      json_builder_add_boolean_value (builder, findings->len == 0);
      json_builder_set_member_name (builder, "findings");
      json_builder_begin_array (builder);
      for (guint i = 0; i < findings->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (findings, i));
      json_builder_end_array (builder);
      epc_cli_print_json (builder);
    }
  else if (findings->len == 0)
    puts (_("All is well."));
  for (guint i = 0; i < findings->len && !cli->json; i++)
    puts (g_ptr_array_index (findings, i));
  return findings->len > 0 ? 1 : 0;
}

static int
run_compact (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_compact, NULL, &argc, &argv, 0, 0, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  gint64 saved = epc_store_compact (cli->store, NULL, error);
  if (saved < 0 || *error != NULL)
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member_int (builder, "bytes_saved", saved);
      epc_cli_print_json (builder);
    }
  else
    {
      g_autofree char *size = g_format_size ((guint64) saved);
      printf (_("%s saved.\n"), size);
    }
  return 0;
}

static int
run_stats (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_stats, NULL, &argc, &argv, 0, 0, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  g_autoptr (GArray) stats = epc_store_stats (cli->store, error);
  if (stats == NULL)
    return 3;
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  epc_cli_member (builder, "workspace", epc_store_path (cli->store));
  epc_cli_member_int (builder, "bytes", epc_store_file_size (cli->store));
  json_builder_set_member_name (builder, "entities");
  json_builder_begin_object (builder);
  for (guint i = 0; i < stats->len; i++)
    {
      const EpcEntityStats *row = &g_array_index (stats, EpcEntityStats, i);
      if (!cli->json)
        printf ("%-24s %10" G_GINT64_FORMAT " %10" G_GINT64_FORMAT "\n", row->entity->key, row->live, row->deleted);
      json_builder_set_member_name (builder, row->entity->key);
      json_builder_begin_object (builder);
      epc_cli_member_int (builder, "live", row->live);
      epc_cli_member_int (builder, "deleted", row->deleted);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  if (cli->json)
    epc_cli_print_json (builder);
  return 0;
}

static gboolean
list_settings (EpcCli *cli, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("setting"));
  g_autoptr (GPtrArray) records = epc_query_records (query, cli->store, error);
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      EpcRecord *record = g_ptr_array_index (records, i);
      if (!cli->json)
        printf ("%s=%s\n", epc_record_text (record, "key"), epc_record_is_empty (record, "value") ? "" : epc_record_text (record, "value"));
      epc_cli_member (builder, epc_record_text (record, "key"), epc_record_text (record, "value"));
    }
  if (cli->json)
    epc_cli_print_json (builder);
  return TRUE;
}

static int
run_settings (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_settings, NULL, &argc, &argv, 0, 1, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  if (argc == 1)
    return list_settings (cli, error) ? 0 : 1;
  const char *sign = strchr (argv[1], '=');
  g_autofree char *key = sign != NULL ? g_strndup (argv[1], (gsize) (sign - argv[1])) : g_strdup (argv[1]);
  if (sign != NULL && !epc_store_set_setting (cli->store, key, sign[1] != '\0' ? sign + 1 : NULL, error))
    return 1;
  g_autofree char *value = epc_store_setting (cli->store, key);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, key, value);
      epc_cli_print_json (builder);
    }
  else if (sign == NULL)
    puts (value != NULL ? value : "");
  return 0;
}

const EpcVerb epc_verb_backup = { "backup", "[--to FILE]", N_("Write a checked backup."), run_backup };
const EpcVerb epc_verb_restore_backup
    = { "restore-backup", "FILE", N_("Put a backup in the place of the workspace; what was there is kept."), run_restore_backup };
const EpcVerb epc_verb_check = { "check", "", N_("Check the file and its figures."), run_check };
const EpcVerb epc_verb_compact = { "compact", "", N_("Remove what was deleted long ago, and make the file small."), run_compact };
const EpcVerb epc_verb_stats = { "stats", "", N_("How much is in the workspace."), run_stats };
const EpcVerb epc_verb_settings = { "settings", "[KEY[=VALUE]]", N_("Read or change a setting of the workspace."), run_settings };
