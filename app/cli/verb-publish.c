/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * publish.
 */
#include "epc-cli.h"

#include <stdio.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "publish/epc-publish.h"

static void
print_json (const EpcPublishReport *report, const EpcPublishCounts *sum)
{
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  json_builder_set_member_name (builder, "new");
  json_builder_add_boolean_value (builder, report->is_new);
  json_builder_set_member_name (builder, "postgis");
  json_builder_add_boolean_value (builder, report->has_shapes);
  epc_cli_member_int (builder, "inserted", sum->inserted);
  epc_cli_member_int (builder, "updated", sum->updated);
  epc_cli_member_int (builder, "deleted", sum->deleted);
  epc_cli_member_int (builder, "withheld", report->withheld);
  epc_cli_member_int (builder, "left_empty", report->left_empty);
  json_builder_set_member_name (builder, "entities");
  json_builder_begin_object (builder);
  for (guint i = 0; i < report->entities->len; i++)
    {
      const EpcPublishCounts *one = &g_array_index (report->entities, EpcPublishCounts, i);
      if (one->inserted + one->updated + one->deleted == 0)
        continue;
      json_builder_set_member_name (builder, one->entity->key);
      json_builder_begin_object (builder);
      epc_cli_member_int (builder, "rows", one->rows);
      epc_cli_member_int (builder, "inserted", one->inserted);
      epc_cli_member_int (builder, "updated", one->updated);
      epc_cli_member_int (builder, "deleted", one->deleted);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  epc_cli_print_json (builder);
}

static void
print_report (EpcCli *cli, const EpcPublishReport *report)
{
  EpcPublishCounts sum = { 0 };

  for (guint i = 0; i < report->entities->len; i++)
    {
      const EpcPublishCounts *one = &g_array_index (report->entities, EpcPublishCounts, i);
      sum.inserted += one->inserted;
      sum.updated += one->updated;
      sum.deleted += one->deleted;
    }
  if (cli->json)
    {
      print_json (report, &sum);
      return;
    }
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *inserted = epc_language_integer (language, sum.inserted), *updated = epc_language_integer (language, sum.updated),
                  *deleted = epc_language_integer (language, sum.deleted), *withheld = epc_language_integer (language, report->withheld),
                  *empty = epc_language_integer (language, report->left_empty);
  fprintf (stderr, _("%s: rows: %s new, %s changed, %s gone.\n"), report->database, inserted, updated, deleted);
  if (!report->has_shapes)
    fprintf (stderr, "%s\n", _("PostGIS is not there: positions stand in columns of degrees, outlines are left out."));
  if (report->withheld > 0)
    fprintf (stderr, ngettext_ ("%s strictly confidential record stays here.\n", "%s strictly confidential records stay here.\n", (gulong) report->withheld), withheld);
  if (report->left_empty > 0)
    fprintf (stderr, ngettext_ ("%s value is no date, moment or outline and was left empty; “check” may say more.\n",
                                "%s values are no date, moment or outline and were left empty; “check” may say more.\n", (gulong) report->left_empty), empty);
}

static int
run_publish (EpcCli *cli, int argc, char **argv, GError **error)
{
  gboolean check = FALSE, anyway = FALSE;
  const GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_NONE, &check, N_("Compare every row, also of what has not changed here"), NULL },
    { "anyway", 0, 0, G_OPTION_ARG_NONE, &anyway, N_("Also where the database holds changes that this workspace has not"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_publish, entries, &argc, &argv, 1, 1, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  EpcPublishWish wish = { argv[1], check, anyway };
  g_autoptr (EpcPublishReport) report = epc_publish (cli->store, &wish, NULL, error);
  if (report == NULL)
    return 3;
  print_report (cli, report);
  return 0;
}

const EpcVerb epc_verb_publish
    = { "publish", "postgresql://USER@HOST/DATABASE [--check] [--anyway]",
        N_("Keep a PostgreSQL database in step with this workspace, for QGIS, Power BI and SQL."), run_publish };
