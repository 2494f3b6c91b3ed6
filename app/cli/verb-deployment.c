/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * deployment: a mission that is under way is extended, ends, is evaluated.
 */
#include "epc-cli.h"

#include "analysis/epc-mission.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-number.h"

typedef struct
{
  EpcCli *cli;
  EpcUid uid;
  const char *action, *lessons;
  char day[EPC_DATE_SIZE], today[EPC_DATE_SIZE];
  gint64 points;
} Mission;

static gboolean
write_step (EpcTransaction *transaction, gpointer data, GError **error)
{
  const Mission *self = data;

  if (g_str_equal (self->action, "extend"))
    return epc_mission_extend (transaction, &self->uid, self->day, error);
  if (g_str_equal (self->action, "return"))
    return epc_mission_return (transaction, &self->uid, self->day, self->today, error);
  return epc_mission_evaluate (transaction, &self->uid, self->points, self->lessons, error);
}

static gboolean
read_words (Mission *self, int argc, char **argv, GError **error)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("deployment"));
  gboolean evaluates = g_str_equal (self->action, "evaluate"), returns = g_str_equal (self->action, "return");

  if ((!evaluates && !returns && !g_str_equal (self->action, "extend")) || (argc != 4 && !(returns && argc == 3))
      || (evaluates && !epc_number_parse_integer (argv[3], &self->points)))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Usage: epc-desk-cli %s %s"), "deployment", epc_verb_deployment.usage);
      return FALSE;
    }
  epc_date_today_in (epc_store_zone (self->cli->store), self->today);
  g_strlcpy (self->day, self->today, sizeof self->day);
  if (!epc_store_find_uid (self->cli->store, epc_entity_find ("deployment"), argv[2], &self->uid, error)
      || (!evaluates && argc == 4 && !epc_record_parse (record, "actual_end", argv[3], error)))
    return FALSE;
  if (!evaluates && argc == 4)
    g_strlcpy (self->day, epc_record_text (record, "actual_end"), sizeof self->day);
  return TRUE;
}

static int
run_deployment (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *lessons = NULL;
  Mission self = { .cli = cli };
  const GOptionEntry entries[] = {
    { "lessons", 0, 0, G_OPTION_ARG_STRING, &lessons, N_("What the mission taught"), "TEXT" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_deployment, entries, &argc, &argv, 2, 3, error))
    return 2;
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  self.action = argv[1];
  self.lessons = lessons;
  if (!read_words (&self, argc, argv, error))
    return 2;
  if (!epc_store_write (cli->store, _("Deployment"), write_step, &self, error))
    return 1;
  g_autoptr (EpcRecord) record = epc_store_get (cli->store, epc_entity_find ("deployment"), &self.uid, error);
  if (record == NULL)
    return 3;
  g_autoptr (JsonBuilder) builder = epc_cli_object ();
  epc_cli_member (builder, "code", epc_record_code (record));
  epc_cli_member (builder, "status", epc_record_text (record, "status"));
  if (cli->json && !cli->quiet)
    epc_cli_print_json (builder);
  return 0;
}

const EpcVerb epc_verb_deployment = { "deployment", "extend REF DATE | return REF [DATE] | evaluate REF 1-5 [--lessons TEXT]",
                                      N_("A mission is extended, ends, is evaluated."), run_deployment };
