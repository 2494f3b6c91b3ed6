/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-cli.h"

#include <stdio.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "report/epc-first-areas.h"

static int
run_new (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *country = NULL, *office = NULL, *role = NULL;
  gboolean areas = FALSE;
  const GOptionEntry entries[] = {
    { "country", 0, 0, G_OPTION_ARG_STRING, &country, N_("Country of the office (ISO 3166-1 alpha-3)"), "HTI" },
    { "office", 0, 0, G_OPTION_ARG_STRING, &office, N_("Name of the office"), N_("NAME") },
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, N_("country, regional or reader"), "ROLE" },
    { "areas", 0, 0, G_OPTION_ARG_NONE, &areas, N_("With the departments or provinces that the base map knows"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_new, entries, &argc, &argv, 1, 1, error))
    return 2;
  if (country == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Say the country of the office: --country HTI."));
      return 2;
    }
  const EpcStoreSetup setup = { country, office, role, cli->author };
  cli->store = epc_store_create (argv[1], &setup, error);
  if (cli->store == NULL || (areas && epc_first_areas_add (cli->store, error) < 0))
    return 3;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      g_autofree char *replica = epc_store_replica (cli->store);
      epc_cli_member (builder, "workspace", epc_store_path (cli->store));
      epc_cli_member (builder, "country", epc_store_country (cli->store));
      epc_cli_member (builder, "replica", replica);
      epc_cli_print_json (builder);
    }
  else
    fprintf (stderr, _("Made %s.\n"), argv[1]);
  return 0;
}

const EpcVerb epc_verb_new
    = { "new", "FILE --country HTI [--office NAME] [--role country|regional|reader] [--areas]", N_("Make a workspace."), run_new };
