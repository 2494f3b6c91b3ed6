/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * queue, join, unjoin: doubtful names of places and sites, and records that are the same.
 */
#include "epc-cli.h"

#include <math.h>
#include <stdio.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "exchange/epc-queue.h"
#include "store/epc-join.h"

/* --- queue --- */

static void
member_proposal (JsonBuilder *builder, const EpcDoubtProposal *proposal)
{
  json_builder_begin_object (builder);
  epc_cli_member (builder, "reference", proposal->reference);
  epc_cli_member (builder, "code", proposal->code);
  epc_cli_member (builder, "name", proposal->name);
  epc_cli_member (builder, "within", proposal->within);
  json_builder_set_member_name (builder, "likeness");
  json_builder_add_double_value (builder, round (proposal->likeness * 100) / 100);
  json_builder_set_member_name (builder, "km");
  if (isnan (proposal->km))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, round (proposal->km * 10) / 10);
  json_builder_set_member_name (builder, "inside");
  if (proposal->inside < 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_boolean_value (builder, proposal->inside == 1);
  if (proposal->made_by != NULL)
    epc_cli_member (builder, "made_by", proposal->made_by);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *doubts)
{
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  json_builder_set_member_name (builder, "queue");
  json_builder_begin_array (builder);
  for (guint i = 0; i < doubts->len; i++)
    {
      const EpcDoubt *doubt = g_ptr_array_index (doubts, i);
      char uid[EPC_UID_TEXT_SIZE];
      json_builder_begin_object (builder);
      epc_cli_member (builder, "uid", epc_uid_to_text (&doubt->uid, uid));
      epc_cli_member (builder, "code", doubt->code);
      epc_cli_member (builder, "entity", doubt->entity);
      epc_cli_member (builder, "written", doubt->written);
      epc_cli_member (builder, "within", doubt->within);
      epc_cli_member (builder, "status", doubt->status);
      epc_cli_member (builder, "target", doubt->target);
      epc_cli_member_int (builder, "rows", doubt->rows);
      json_builder_set_member_name (builder, "made_apart");
      json_builder_add_boolean_value (builder, doubt->is_made_apart);
      epc_cli_member (builder, "made_by", doubt->made_by);
      json_builder_set_member_name (builder, "proposals");
      json_builder_begin_array (builder);
      for (guint p = 0; p < doubt->proposals->len; p++)
        member_proposal (builder, g_ptr_array_index (doubt->proposals, p));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  epc_cli_print_json (builder);
}

static void
print_proposal (guint number, const EpcDoubtProposal *proposal)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *likeness = epc_language_percent (language, proposal->likeness * 100, 0);

  printf ("    %u  %s  %s", number, proposal->code != NULL ? proposal->code : proposal->reference,
          proposal->name != NULL ? proposal->name : "");
  if (proposal->within != NULL)
    printf (" (%s)", proposal->within);
  printf ("  %s", likeness);
  if (!isnan (proposal->km))
    {
      g_autofree char *km = epc_language_decimal (language, proposal->km, 1);
      printf ("  %s km", km);
    }
  if (proposal->made_by != NULL)
    printf ("  %s", proposal->made_by);
  if (proposal->inside >= 0)
    printf ("  %s", proposal->inside == 1 ? _ ("coordinates lie inside") : _ ("coordinates lie outside"));
  putchar ('\n');
}

static void
print_text (EpcStore *store, GPtrArray *doubts, gboolean all)
{
  guint n_without = 0;

  if (doubts->len == 0)
    fprintf (stderr, "%s\n", _ ("No name is in doubt."));
  for (guint i = 0; i < doubts->len; i++)
    {
      const EpcDoubt *doubt = g_ptr_array_index (doubts, i);
      const EpcEntity *entity = epc_entity_find (doubt->entity);
      if (doubt->proposals->len == 0 && !all)
        {
          n_without++;
          continue;
        }
      g_autofree char *within = doubt->within != NULL ? epc_store_place_name (store, doubt->within) : NULL;
      printf ("%s  %s “%s”", doubt->code, entity != NULL ? epc_language_text (epc_language_get (NULL), entity->label) : "",
              doubt->written);
      if (within != NULL)
        printf (_ (" in %s"), within);
      if (doubt->is_made_apart)
        printf ("  %s\n", _ ("may be the same as what another office made"));
      else
        printf (ngettext_ ("  %u row waits\n", "  %u rows wait\n", doubt->rows), doubt->rows);
      for (guint p = 0; p < doubt->proposals->len; p++)
        print_proposal (p + 1, g_ptr_array_index (doubt->proposals, p));
    }
  if (n_without > 0)
    fprintf (stderr,
             ngettext_ ("%u name resembles nothing known here and waits for places to be imported (--all lists it).\n",
                        "%u names resemble nothing known here and wait for places to be imported (--all lists them).\n", n_without),
             n_without);
}

static int
list_queue (EpcCli *cli, gboolean all, GError **error)
{
  g_autoptr (GPtrArray) doubts = epc_queue_list (cli->store, all, error);

  if (doubts == NULL)
    return 1;
  if (cli->json)
    print_json (doubts);
  else
    print_text (cli->store, doubts, all);
  return 0;
}

static int
tell_settled (EpcCli *cli, const EpcSettled *settled)
{
  if (cli->quiet)
    return 0;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member_int (builder, "rows", settled->rows);
      json_builder_set_member_name (builder, "batch");
      if (settled->batch != 0)
        json_builder_add_int_value (builder, settled->batch);
      else
        json_builder_add_null_value (builder);
      epc_cli_print_json (builder);
    }
  else
    fprintf (stderr, ngettext_ ("%u row settled.\n", "%u rows settled.\n", settled->rows), settled->rows);
  return 0;
}

static int
run_queue (EpcCli *cli, int argc, char **argv, GError **error)
{
  gboolean all = FALSE;
  EpcSettled settled = { 0 };
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Also what is decided already"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_queue, entries, &argc, &argv, 0, 3, error))
    return 2;
  const char *what = argc > 1 ? argv[1] : "list";
  gboolean accepts = g_str_equal (what, "accept") && argc == 4;
  gboolean refuses = g_str_equal (what, "refuse") && argc == 3;
  if (argc > 1 && !accepts && !refuses)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("Usage: epc-desk-cli %s %s"), epc_verb_queue.name, epc_verb_queue.usage);
      return 2;
    }
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  if (accepts)
    return epc_queue_accept (cli->store, argv[2], argv[3], &settled, error) ? tell_settled (cli, &settled) : 1;
  if (refuses)
    return epc_queue_refuse (cli->store, argv[2], error) ? tell_settled (cli, &settled) : 1;
  return list_queue (cli, all, error);
}

/* --- join, unjoin --- */

static gboolean
find_pair (EpcCli *cli, char **argv, const EpcEntity **entity, EpcUid *kept, EpcUid *other, GError **error)
{
  *entity = epc_entity_require (argv[1], error);
  return *entity != NULL && epc_store_find_uid (cli->store, *entity, argv[2], kept, error)
         && epc_store_find_uid (cli->store, *entity, argv[3], other, error);
}

static int
run_join (EpcCli *cli, int argc, char **argv, GError **error)
{
  const EpcEntity *entity;
  EpcUid kept, other;

  if (!epc_cli_options (cli, &epc_verb_join, NULL, &argc, &argv, 3, 3, error))
    return 2;
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  if (!find_pair (cli, argv, &entity, &kept, &other, error))
    return 1;
  gint64 batch = epc_store_join (cli->store, entity, &kept, &other, error);
  if (batch == 0)
    return 1;
  if (cli->json && !cli->quiet)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      char uid[EPC_UID_TEXT_SIZE];
      epc_cli_member (builder, "uid", epc_uid_to_text (&kept, uid));
      epc_cli_member_int (builder, "batch", batch);
      epc_cli_print_json (builder);
    }
  return 0;
}

static int
run_unjoin (EpcCli *cli, int argc, char **argv, GError **error)
{
  const EpcEntity *entity;
  EpcUid kept, other;
  g_autoptr (GPtrArray) left = NULL;

  if (!epc_cli_options (cli, &epc_verb_unjoin, NULL, &argc, &argv, 3, 3, error))
    return 2;
  if (epc_cli_open (cli, error) == NULL)
    return 3;
  if (!find_pair (cli, argv, &entity, &kept, &other, error) || !epc_store_unjoin (cli->store, entity, &kept, &other, &left, error))
    return 1;
  if (cli->json && !cli->quiet)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      json_builder_set_member_name (builder, "left");
      json_builder_begin_array (builder);
      for (guint i = 0; left != NULL && i < left->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (left, i));
      json_builder_end_array (builder);
      epc_cli_print_json (builder);
    }
  for (guint i = 0; left != NULL && i < left->len && !cli->json; i++)
    fprintf (stderr, "%s\n", (char *) g_ptr_array_index (left, i));
  return left != NULL && left->len > 0 ? 1 : 0;
}

const EpcVerb epc_verb_queue = { "queue", "[--all] | accept REF PROPOSAL | refuse REF",
                                 N_ ("Names of places and sites that are in doubt, and those that two offices made, with proposals."), run_queue };
const EpcVerb epc_verb_join = { "join", "ENTITY REF REF", N_ ("Make two records one: the first is kept."), run_join };
const EpcVerb epc_verb_unjoin = { "unjoin", "ENTITY REF REF", N_ ("Make one record two again, as they were."), run_unjoin };
