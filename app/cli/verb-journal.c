/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * history, log, undo, redo.
 */
#include "epc-cli.h"

#include <stdio.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "store/epc-journal.h"

static void
member_json_text (JsonBuilder *builder, const char *key, const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  json_builder_set_member_name (builder, key);
  if (node != NULL)
    json_builder_add_value (builder, g_steal_pointer (&node));
  else
    json_builder_add_null_value (builder);
}

typedef struct
{
  EpcCli *cli;
  JsonBuilder *builder; /* NULL: as text */
} Printing;

static gboolean
print_correction (EpcRecord *record, gpointer data)
{
  const Printing *printing = data;
  static const struct
  {
    const char *key, *field;
  } members[] = { { "field", "field" },   { "old", "old_value" }, { "new", "new_value" }, { "reason", "reason" }, { "rule", "rule" },
                  { "file", "file_name" }, { "cell", "cell" },     { "author", "author" }, { "when", "corrected_at" } };

  if (printing->builder == NULL)
    {
      const char *cell = epc_record_text (record, "cell"), *old = epc_record_text (record, "old_value");
      printf ("%s  %-12s %s %s: %s → %s  %s (%s)\n", epc_record_text (record, "corrected_at"), epc_record_text (record, "author"),
              epc_record_text (record, "entity"), epc_record_text (record, "field"), old != NULL ? old : "—",
              epc_record_text (record, "new_value"), epc_record_text (record, "file_name"), cell != NULL ? cell : "—");
      return TRUE;
    }
  json_builder_begin_object (printing->builder);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    epc_cli_member (printing->builder, members[i].key, epc_record_text (record, members[i].field));
  json_builder_end_object (printing->builder);
  return TRUE;
}

/* What an import put right before the record was first kept: the journal begins after it. */
static gboolean
print_corrections (EpcCli *cli, JsonBuilder *builder, const EpcUid *uid, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("correction"));
  Printing printing = { cli, builder };
  char text[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, cli->store, "record", EPC_OP_EQUAL, epc_uid_to_text (uid, text), error))
    return FALSE;
  if (builder != NULL)
    {
      json_builder_set_member_name (builder, "corrections");
      json_builder_begin_array (builder);
    }
  gboolean done = epc_query_each (query, cli->store, print_correction, &printing, NULL, error);
  if (builder != NULL)
    json_builder_end_array (builder);
  return done;
}

/* @record: of the record that they are of; NULL: of many. */
static gboolean
print_entries (EpcCli *cli, GPtrArray *entries, const EpcUid *record, GError **error)
{
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  json_builder_set_member_name (builder, "entries");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const EpcJournalEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *when = epc_moment_from_unix (entry->wall, NULL);
      char uid[EPC_UID_TEXT_SIZE];
      epc_uid_to_text (&entry->uid, uid);
      if (!cli->json)
        {
          printf ("%s  %-12s %s %s %s: %s → %s\n", when, entry->author != NULL ? entry->author : "",
                  entry->entity != NULL ? entry->entity->key : "", uid, entry->group, entry->old_json != NULL ? entry->old_json : "—",
                  entry->new_json != NULL ? entry->new_json : "—");
          continue;
        }
      json_builder_begin_object (builder);
      epc_cli_member (builder, "replica", entry->replica);
      epc_cli_member_int (builder, "sequence", entry->sequence);
      epc_cli_member_int (builder, "stamp", entry->stamp);
      epc_cli_member_int (builder, "base", entry->base);
      epc_cli_member (builder, "when", when);
      epc_cli_member (builder, "author", entry->author);
      epc_cli_member (builder, "entity", entry->entity != NULL ? entry->entity->key : NULL);
      epc_cli_member (builder, "uid", uid);
      epc_cli_member (builder, "group", entry->group);
      member_json_text (builder, "old", entry->old_json);
      member_json_text (builder, "new", entry->new_json);
      epc_cli_member (builder, "reason", entry->reason);
      epc_cli_member_int (builder, "batch", entry->batch);
      epc_cli_member_int (builder, "step", entry->step);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (record != NULL && !print_corrections (cli, cli->json ? builder : NULL, record, error))
    return FALSE;
  if (cli->json)
    epc_cli_print_json (builder);
  return TRUE;
}

static int
run_history (EpcCli *cli, int argc, char **argv, GError **error)
{
  EpcUid uid;

  if (!epc_cli_options (cli, &epc_verb_history, NULL, &argc, &argv, 2, 3, error))
    return 2;
  const EpcEntity *entity = epc_entity_require (argv[1], error);
  if (entity == NULL || epc_cli_open (cli, error) == NULL || !epc_store_find_uid (cli->store, entity, argv[2], &uid, error))
    return 1;
  const EpcField *field = argc > 3 ? epc_entity_require_field (entity, argv[3], error) : NULL;
  if (argc > 3 && field == NULL)
    return 1;
  g_autoptr (GPtrArray) entries
      = epc_journal_history (cli->store, entity, &uid, field != NULL ? epc_field_group (field) : NULL, error);
  if (entries == NULL)
    return 1;
  return print_entries (cli, entries, &uid, error) ? 0 : 1;
}

static int
run_log (EpcCli *cli, int argc, char **argv, GError **error)
{
  int limit = 100;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("At most so many"), "N" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_log, entries, &argc, &argv, 0, 0, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  g_autoptr (GPtrArray) log = epc_journal_log (cli->store, (guint) MAX (limit, 1), error);
  if (log == NULL)
    return 1;
  return print_entries (cli, log, NULL, error) ? 0 : 1;
}

static int
print_result (EpcCli *cli, const EpcUndoResult *result)
{
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      epc_cli_member (builder, "label", result->label);
      epc_cli_member_int (builder, "changes", result->n_changes);
      json_builder_set_member_name (builder, "left");
      json_builder_begin_array (builder);
      for (guint i = 0; result->left != NULL && i < result->left->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (result->left, i));
      json_builder_end_array (builder);
      epc_cli_print_json (builder);
    }
  else if (result->label == NULL)
    fprintf (stderr, "%s\n", _("There is nothing to turn round."));
  else
    fprintf (stderr, ngettext_ ("%s: %u change turned round.\n", "%s: %u changes turned round.\n", result->n_changes), result->label, result->n_changes);
  for (guint i = 0; result->left != NULL && i < result->left->len && !cli->json; i++)
    fprintf (stderr, "%s\n", (char *) g_ptr_array_index (result->left, i));
  return result->left != NULL && result->left->len > 0 ? 1 : 0;
}

static int
run_undo (EpcCli *cli, int argc, char **argv, GError **error)
{
  gint64 batch = 0;
  const GOptionEntry entries[] = {
    { "batch", 0, 0, G_OPTION_ARG_INT64, &batch, N_("A whole import"), "ID" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_undo, entries, &argc, &argv, 0, 0, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  g_autoptr (EpcUndoResult) result
      = batch != 0 ? epc_store_undo_batch (cli->store, batch, NULL, error) : epc_store_undo (cli->store, error);
  return result != NULL ? print_result (cli, result) : 1;
}

static int
run_redo (EpcCli *cli, int argc, char **argv, GError **error)
{
  if (!epc_cli_options (cli, &epc_verb_redo, NULL, &argc, &argv, 0, 0, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  g_autoptr (EpcUndoResult) result = epc_store_redo (cli->store, error);
  return result != NULL ? print_result (cli, result) : 1;
}

const EpcVerb epc_verb_history = { "history", "ENTITY REF [FIELD]", N_("What was changed in a record, by whom and when."), run_history };
const EpcVerb epc_verb_log = { "log", "[--limit N]", N_("The latest changes."), run_log };
const EpcVerb epc_verb_undo = { "undo", "[--batch ID]", N_("Turn the last change round, or a whole import."), run_undo };
const EpcVerb epc_verb_redo = { "redo", "", N_("Do again what was undone."), run_redo };
