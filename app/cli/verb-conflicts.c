/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * conflicts: what waits for a decision, and what was decided.
 */
#include "epc-cli.h"

#include <stdio.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "store/epc-conflict-sides.h"

/* Decisions that are looked through and listed, the newest of them. */
#define MOST_DECISIONS 10000

/* The values of a side on one line. */
static char *
values_of (const EpcConflictSide *side)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (side->values->len == 0)
    return g_strdup (side->is_deleted ? _("deleted") : _("stays"));
  for (guint i = 0; i < side->values->len; i++)
    {
      const EpcSideValue *value = g_ptr_array_index (side->values, i);
      g_string_append_printf (out, "%s%s=%s", i > 0 ? " " : "", value->field->key, value->text != NULL ? value->text : "");
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_conflict_members (EpcCli *cli, const EpcConflict *conflict, JsonBuilder *builder)
{
  g_autofree char *title = epc_store_title (cli->store, conflict->entity, &conflict->uid);
  char uid[EPC_UID_TEXT_SIZE];

  epc_cli_member_int (builder, "id", conflict->id);
  epc_cli_member (builder, "entity", conflict->entity->key);
  epc_cli_member (builder, "uid", epc_uid_to_text (&conflict->uid, uid));
  epc_cli_member (builder, "title", title);
  epc_cli_member (builder, "group", conflict->group);
  json_builder_set_member_name (builder, "says");
  json_builder_add_value (builder, json_from_string (conflict->says, NULL));
}

/* --- what was decided --- */

/* The side that was taken is marked as the one that is shown. */
static EpcConflictSides *
decided_sides (EpcCli *cli, const EpcPastDecision *decision)
{
  EpcConflictSides *sides = epc_conflict_sides (cli->store, &decision->conflict, NULL);

  for (guint i = 0; sides != NULL && i < sides->sides->len; i++)
    {
      EpcConflictSide *side = g_ptr_array_index (sides->sides, i);
      side->is_shown = side->chosen == decision->chosen;
    }
  return sides;
}

static void
print_sides (EpcCli *cli, const EpcConflictSides *sides)
{
  for (guint i = 0; sides != NULL && i < sides->sides->len; i++)
    {
      const EpcConflictSide *side = g_ptr_array_index (sides->sides, i);
      g_autofree char *values = values_of (side), *when = epc_moment_from_unix (side->wall, epc_store_zone (cli->store));
      printf ("  %s %s  %s  %s  %s\n", side->is_shown ? "→" : " ", side->is_mine ? _("mine") : side->place != NULL ? side->place : _("theirs"),
              side->author != NULL ? side->author : "?", when, values);
    }
}

static void
print_decision (EpcCli *cli, const EpcPastDecision *decision, JsonBuilder *builder)
{
  const EpcConflict *conflict = &decision->conflict;
  g_autofree char *when = epc_moment_from_unix (decision->wall, epc_store_zone (cli->store));
  g_autoptr (EpcConflictSides) sides = decided_sides (cli, decision);

  if (!cli->json)
    {
      g_autofree char *title = epc_store_title (cli->store, conflict->entity, &conflict->uid);
      printf ("%" G_GINT64_FORMAT "  %s “%s”: %s, %s %s, %s\n", conflict->id, conflict->entity->key, title, conflict->group,
              decision->author != NULL ? decision->author : "?", when, decision->is_newest ? _("stands") : _("changed since"));
      print_sides (cli, sides);
      return;
    }
  json_builder_begin_object (builder);
  add_conflict_members (cli, conflict, builder);
  epc_cli_member_int (builder, "taken", decision->chosen);
  epc_cli_member (builder, "author", decision->author);
  epc_cli_member (builder, "when", when);
  epc_cli_member (builder, "replica", decision->replica);
  json_builder_set_member_name (builder, "stands");
  json_builder_add_boolean_value (builder, decision->is_newest);
  json_builder_end_object (builder);
}

static int
list_decisions (EpcCli *cli, GError **error)
{
  g_autoptr (GPtrArray) decisions = epc_store_decisions (cli->store, MOST_DECISIONS, error);
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  if (decisions == NULL)
    return 1;
  json_builder_set_member_name (builder, "decisions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < decisions->len; i++)
    print_decision (cli, g_ptr_array_index (decisions, i), builder);
  json_builder_end_array (builder);
  if (cli->json)
    epc_cli_print_json (builder);
  return 0;
}

/* --- what waits --- */

static void
print_conflict (EpcCli *cli, const EpcConflict *conflict, JsonBuilder *builder)
{
  if (cli->json)
    {
      json_builder_begin_object (builder);
      add_conflict_members (cli, conflict, builder);
      json_builder_end_object (builder);
      return;
    }
  g_autofree char *title = epc_store_title (cli->store, conflict->entity, &conflict->uid);
  g_autoptr (EpcConflictSides) sides = epc_conflict_sides (cli->store, conflict, NULL);
  printf ("%" G_GINT64_FORMAT "  %s “%s”: %s\n", conflict->id, conflict->entity->key, title, conflict->group);
  print_sides (cli, sides);
}

static int
list_conflicts (EpcCli *cli, GError **error)
{
  g_autoptr (GPtrArray) conflicts = epc_store_conflicts (cli->store, error);
  g_autoptr (JsonBuilder) builder = epc_cli_object ();

  if (conflicts == NULL)
    return 1;
  json_builder_set_member_name (builder, "conflicts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < conflicts->len; i++)
    print_conflict (cli, g_ptr_array_index (conflicts, i), builder);
  json_builder_end_array (builder);
  if (cli->json)
    epc_cli_print_json (builder);
  return conflicts->len > 0 ? 1 : 0;
}

static gboolean
read_keep (const char *text, EpcKeep *keep)
{
  static const char *const words[] = { "mine", "theirs", "newest" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (text, words[i]) == 0)
      {
        *keep = (EpcKeep) i;
        return TRUE;
      }
  return FALSE;
}

/* @id 0: all that have such a side. */
static gboolean
take_decisions (EpcCli *cli, gint64 id, EpcKeep keep, GArray *decisions, GError **error)
{
  g_autoptr (GPtrArray) conflicts = epc_store_conflicts (cli->store, error);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const EpcConflict *conflict = g_ptr_array_index (conflicts, i);
      EpcDecisionTaken taken = { .id = conflict->id };
      if (id != 0 && conflict->id != id)
        continue;
      g_autoptr (EpcConflictSides) sides = epc_conflict_sides (cli->store, conflict, error);
      if (sides == NULL)
        return FALSE;
      if (epc_conflict_choose (sides, keep, &taken.chosen))
        g_array_append_val (decisions, taken);
    }
  return conflicts != NULL;
}

/* The same of the decision @id. */
static gboolean
take_anew (EpcCli *cli, gint64 id, EpcKeep keep, GArray *decisions, GError **error)
{
  g_autoptr (GPtrArray) all = epc_store_decisions (cli->store, MOST_DECISIONS, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const EpcPastDecision *decision = g_ptr_array_index (all, i);
      EpcDecisionTaken taken = { .id = decision->conflict.id };
      if (decision->conflict.id != id)
        continue;
      g_autoptr (EpcConflictSides) sides = decided_sides (cli, decision);
      if (sides != NULL && epc_conflict_choose (sides, keep, &taken.chosen))
        g_array_append_val (decisions, taken);
    }
  return all != NULL;
}

static int
resolve_conflicts (EpcCli *cli, const char *number, const char *side, gboolean is_anew, GError **error)
{
  g_autoptr (GArray) decisions = g_array_new (FALSE, FALSE, sizeof (EpcDecisionTaken));
  gboolean is_all = !is_anew && g_str_equal (number, "all");
  gint64 id = 0;
  EpcKeep keep;

  if ((!is_all && !g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &id, NULL)) || !read_keep (side, &keep))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Use: conflicts %s"), epc_verb_conflicts.usage);
      return 2;
    }
  if (!(is_anew ? take_anew (cli, id, keep, decisions, error) : take_decisions (cli, id, keep, decisions, error)))
    return 1;
  if (!is_all && decisions->len == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND,
                   is_anew ? _("No decision has the number %s.") : _("Nothing with the number %s waits for a decision."), number);
      return 1;
    }
  const EpcDecisionTaken *taken = (const EpcDecisionTaken *) decisions->data;
  if (decisions->len > 0
      && !(is_anew ? epc_store_decide_anew (cli->store, taken, decisions->len, error)
                   : epc_store_resolve_many (cli->store, taken, decisions->len, error)))
    return 1;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      if (!is_all)
        epc_cli_member_int (builder, "resolved", id);
      epc_cli_member_int (builder, "decided", decisions->len);
      epc_cli_print_json (builder);
    }
  return 0;
}

static int
run_conflicts (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *keep = NULL;
  gboolean decided = FALSE;
  const GOptionEntry entries[] = {
    { "keep", 0, 0, G_OPTION_ARG_STRING, &keep, N_("Which change stays: mine, theirs, newest"), "SIDE" },
    { "decided", 0, 0, G_OPTION_ARG_NONE, &decided, N_("What was decided before, here or in another office; with resolve, turn it round"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_conflicts, entries, &argc, &argv, 0, 2, error) || epc_cli_open (cli, error) == NULL)
    return 2;
  if (argc == 1)
    return decided ? list_decisions (cli, error) : list_conflicts (cli, error);
  if (argc == 3 && g_str_equal (argv[1], "resolve"))
    return resolve_conflicts (cli, argv[2], keep, decided, error);
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("Use: conflicts %s"), epc_verb_conflicts.usage);
  return 2;
}

const EpcVerb epc_verb_conflicts
    = { "conflicts", "[--decided] [resolve ID|all --keep mine|theirs|newest]", N_("What two workspaces changed at once, and the decision about it."), run_conflicts };
