/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse: round-change, stock, readiness, roster; others have a file of their own (analysis.h).
 */
#include "analysis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/epc-readiness.h"
#include "analysis/epc-roster.h"
#include "analysis/epc-rounds.h"
#include "analysis/epc-stock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "report/epc-picture.h"

void
epc_analysis_member (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

void
epc_analysis_member_bool (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

void
epc_analysis_cell (EpcAnalysis *self, char *text)
{
  g_ptr_array_add (self->cells, text);
}

char *
epc_analysis_people (gint64 people)
{
  return people >= 0 ? epc_language_integer (epc_language_get (NULL), people) : g_strdup ("—");
}

/* --- round-change --- */

static void
add_places (JsonBuilder *builder, const char *key, GPtrArray *places)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < places->len; i++)
    {
      const EpcPlaceChange *place = g_ptr_array_index (places, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "place", place->place);
      epc_cli_member (builder, "name", place->name);
      epc_cli_member_count (builder, "people", MAX (place->before, place->now));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_area (JsonBuilder *builder, const EpcAreaChange *area)
{
  gboolean compared = area->places_both > 0;

  epc_cli_member_count (builder, "people", area->now);
  epc_cli_member_count (builder, "previous_people", area->before);
  epc_cli_member_int (builder, "places_in_both", area->places_both);
  epc_cli_member_int (builder, "places", area->places_all);
  epc_cli_member_count (builder, "people_in_both", compared ? area->now_both : -1);
  epc_cli_member_count (builder, "previous_people_in_both", compared ? area->before_both : -1);
  if (compared)
    epc_cli_member_int (builder, "change", area->now_both - area->before_both);
  else
    epc_cli_member (builder, "change", NULL);
  epc_analysis_member (builder, "change_percent", epc_area_change_percent (area));
}

static void
add_round (EpcAnalysis *self, const EpcRoundChange *change)
{
  JsonBuilder *builder = self->builder;
  const EpcRound *round = change->round;
  g_autofree char *note = epc_round_change_note (change, NULL);

  json_builder_begin_object (builder);
  epc_cli_member (builder, "operation", round->operation_name);
  epc_cli_member (builder, "country", round->country);
  epc_cli_member (builder, "tool", round->tool);
  epc_cli_member_int (builder, "round", round->number);
  epc_cli_member (builder, "date", round->date);
  epc_cli_member_int (builder, "admin_level", round->admin_level);
  if (change->previous != NULL)
    epc_cli_member_int (builder, "previous_round", change->previous->number);
  else
    epc_cli_member (builder, "previous_round", NULL);
  epc_cli_member_int (builder, "rounds_missing_between", change->missing_before);
  add_area (builder, &change->total);
  epc_cli_member_count (builder, "households", round->households);
  epc_cli_member_count (builder, "females", round->females);
  epc_cli_member_count (builder, "males", round->males);
  json_builder_set_member_name (builder, "full_coverage");
  json_builder_add_boolean_value (builder, round->is_full);
  add_places (builder, "only_now", change->only_now);
  add_places (builder, "only_before", change->only_before);
  json_builder_set_member_name (builder, "areas");
  json_builder_begin_array (builder);
  for (guint i = 0; i < change->areas->len; i++)
    {
      const EpcAreaChange *area = g_ptr_array_index (change->areas, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "place", *area->place != '\0' ? area->place : NULL);
      epc_cli_member (builder, "name", area->name);
      add_area (builder, area);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  epc_cli_member (builder, "note", note);
  json_builder_end_object (builder);

  gint64 rise = change->total.now_both - change->total.before_both;
  epc_analysis_cell (self, g_strdup (round->operation_name));
  epc_analysis_cell (self, g_strdup (round->tool));
  epc_analysis_cell (self, g_strdup_printf ("%d", (int) round->number));
  epc_analysis_cell (self, epc_language_date (epc_language_get (NULL), round->date, TRUE));
  epc_analysis_cell (self, epc_analysis_people (round->people));
  epc_analysis_cell (self, change->previous != NULL ? g_strdup_printf ("%d", (int) change->previous->number) : g_strdup ("—"));
  epc_analysis_cell (self, change->previous != NULL ? epc_analysis_people (change->previous->people) : g_strdup ("—"));
  epc_analysis_cell (self, change->total.places_both > 0 ? epc_language_change (epc_language_get (NULL), rise) : g_strdup ("—"));
  epc_analysis_cell (self, g_strdup (note));
}

static gboolean
is_wanted (const EpcRound *round, const EpcPictureChoice *choice)
{
  return round->people >= 0 && (choice->tool == NULL || g_strcmp0 (round->tool, choice->tool) == 0)
         && (choice->round < 0 || round->number == choice->round);
}

static gboolean
round_change (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Operation"), N_("Tool"), N_("Round"), N_("Date"), N_("People"), N_("Before"),
                                       N_("People before"), N_("Change"), N_("Note") };
  static const gboolean right[] = { FALSE, FALSE, TRUE, FALSE, TRUE, TRUE, TRUE, TRUE, FALSE };
  EpcStore *store = self->cli->store;
  EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;
  GStringChunk *keep = g_string_chunk_new (128);
  gboolean done = epc_picture_choose (store, &choice, (const char *const *) self->where, keep, error);

  if (done && self->reference != NULL)
    {
      g_autofree char *condition = g_strdup_printf ("operation=%s", self->reference);
      const char *const conditions[] = { condition, NULL };
      done = epc_picture_choose (store, &choice, conditions, keep, error);
    }
  gboolean has_operation = !epc_uid_is_nil (&choice.operation);
  const char *country = choice.country != NULL || has_operation ? choice.country : epc_store_country (store);
  g_autoptr (GPtrArray) rounds
      = done ? epc_rounds (store, has_operation ? &choice.operation : NULL, country, &choice.crisis, choice.admin_level, NULL, error) : NULL;
  done = rounds != NULL;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  json_builder_set_member_name (self->builder, "rounds");
  json_builder_begin_array (self->builder);
  for (guint i = 0; done && i < rounds->len; i++)
    {
      if (!is_wanted (g_ptr_array_index (rounds, i), &choice))
        continue;
      g_autoptr (EpcRoundChange) change = epc_round_change (store, rounds, i, -1, NULL, error);
      done = change != NULL;
      if (done)
        add_round (self, change);
    }
  json_builder_end_array (self->builder);
  g_string_chunk_free (keep);
  if (done && !self->cli->json)
    epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  return done;
}

/* --- stock --- */

static gboolean
stock (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Item"), N_("Warehouse"), N_("On hand"), N_("Reserved"), N_("Expired"), N_("Available") };
  static const gboolean right[] = { FALSE, FALSE, TRUE, TRUE, TRUE, TRUE };
  g_autoptr (GPtrArray) lines = epc_stock (self->cli->store, NULL, error);
  JsonBuilder *builder = self->builder;

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const EpcStockLine *line = g_ptr_array_index (lines, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "item", line->item_name);
      epc_cli_member (builder, "item_code", line->item_code);
      epc_cli_member (builder, "unit", line->unit);
      epc_cli_member (builder, "warehouse", line->warehouse_name);
      epc_analysis_member (builder, "on_hand", line->on_hand);
      epc_analysis_member (builder, "reserved", line->reserved);
      epc_analysis_member (builder, "expired", line->expired);
      epc_analysis_member (builder, "available", line->available);
      epc_analysis_member (builder, "unusable", line->unusable);
      epc_cli_member (builder, "next_expiry", line->next_expiry);
      json_builder_end_object (builder);
      epc_analysis_cell (self, g_strdup (line->item_name));
      epc_analysis_cell (self, g_strdup (line->warehouse_name != NULL ? line->warehouse_name : ""));
      const double amounts[] = { line->on_hand, line->reserved, line->expired, line->available };
      for (guint a = 0; a < G_N_ELEMENTS (amounts); a++)
        epc_analysis_cell (self, epc_language_decimal (epc_language_get (NULL), amounts[a], amounts[a] == floor (amounts[a]) ? 0 : 2));
    }
  json_builder_end_array (builder);
  g_autoptr (GPtrArray) covers = epc_stock_cover (self->cli->store, lines, error);
  if (covers == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "kits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < covers->len; i++)
    {
      const EpcKitCover *cover = g_ptr_array_index (covers, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "kit", cover->kit_name);
      epc_cli_member_int (builder, "households", cover->households);
      epc_cli_member (builder, "short_of", cover->short_of);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (!self->cli->json)
    epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  for (guint i = 0; i < covers->len && !self->cli->json; i++)
    {
      const EpcKitCover *cover = g_ptr_array_index (covers, i);
      g_autofree char *households = epc_language_integer (epc_language_get (NULL), cover->households);
      printf (ngettext_ ("%s: enough for %s household; first short: %s\n", "%s: enough for %s households; first short: %s\n", (gulong) MAX (cover->households, 0)), cover->kit_name, households,
              cover->short_of != NULL ? cover->short_of : "—");
    }
  return TRUE;
}

/* --- readiness --- */

static gboolean
readiness (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Category"), N_("Done"), N_("Counted"), N_("Overdue"), N_("Score") };
  static const gboolean right[] = { FALSE, TRUE, TRUE, TRUE, TRUE };
  g_autoptr (EpcReadiness) ready = epc_readiness (self->cli->store, error);
  JsonBuilder *builder = self->builder;

  if (ready == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  json_builder_set_member_name (builder, "categories");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ready->categories->len; i++)
    {
      const EpcReadinessCategory *category = g_ptr_array_index (ready->categories, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "category", category->key);
      epc_cli_member (builder, "label", category->label);
      epc_cli_member_int (builder, "done", category->done);
      epc_cli_member_int (builder, "counted", category->counted);
      epc_cli_member_int (builder, "overdue", category->overdue);
      epc_analysis_member (builder, "score", category->score);
      json_builder_end_object (builder);
      epc_analysis_cell (self, g_strdup (category->label));
      epc_analysis_cell (self, g_strdup_printf ("%u", category->done));
      epc_analysis_cell (self, g_strdup_printf ("%u", category->counted));
      epc_analysis_cell (self, g_strdup_printf ("%u", category->overdue));
      epc_analysis_cell (self, isnan (category->score) ? g_strdup ("—") : epc_language_percent (epc_language_get (NULL), category->score, 0));
    }
  json_builder_end_array (builder);
  epc_analysis_member (builder, "score", ready->score);
  epc_cli_member_int (builder, "done", ready->done);
  epc_cli_member_int (builder, "counted", ready->counted);
  epc_cli_member_int (builder, "overdue", ready->overdue);
  epc_cli_member_int (builder, "risks", ready->risks);
  epc_cli_member_int (builder, "risks_medium_or_high", ready->risks_high);
  epc_cli_member_int (builder, "risks_without_plan", ready->risks_without_plan);
  epc_cli_member_int (builder, "plans_valid", ready->plans_valid);
  epc_cli_member_int (builder, "plans_expired", ready->plans_expired);
  epc_cli_member_int (builder, "experts", ready->experts);
  epc_cli_member_int (builder, "experts_available", ready->experts_available);
  if (!self->cli->json)
    epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  return TRUE;
}

/* --- roster --- */

static const char *const deployable_keys[] = { "no", "partly", "yes" };
static const char *const match_keys[EPC_N_MATCH_PARTS] = { "profile", "languages", "availability", "clearances", "experience" };

static void
add_match (JsonBuilder *builder, const EpcRosterLine *line)
{
  epc_analysis_member (builder, "score", line->score);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < EPC_N_MATCH_PARTS; i++)
    {
      json_builder_begin_object (builder);
      epc_cli_member (builder, "part", match_keys[i]);
      epc_analysis_member (builder, "points", line->points[i].points);
      epc_analysis_member (builder, "of", line->points[i].of);
      epc_cli_member (builder, "why", line->points[i].why);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "below_level");
  json_builder_add_boolean_value (builder, line->is_below_level);
  epc_cli_member (builder, "deployment_status", line->deployment_status);
}

static void
add_expert (EpcAnalysis *self, const EpcRosterLine *line)
{
  JsonBuilder *builder = self->builder;
  g_autoptr (GString) reasons = g_string_new (NULL);

  json_builder_begin_object (builder);
  epc_cli_member (builder, "expert", line->code);
  epc_cli_member (builder, "name", line->name);
  epc_cli_member (builder, "profile", line->profile);
  epc_cli_member (builder, "duty_station", line->duty_station);
  epc_cli_member (builder, "languages", line->languages);
  epc_cli_member (builder, "deployable", deployable_keys[line->state]);
  epc_cli_member (builder, "leaves_on", line->leaves_on);
  epc_cli_member_int (builder, "days_deployed", line->days_deployed);
  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < line->reasons->len; i++)
    {
      json_builder_add_string_value (builder, g_ptr_array_index (line->reasons, i));
      g_string_append_printf (reasons, "%s%s", i > 0 ? "; " : "", (const char *) g_ptr_array_index (line->reasons, i));
    }
  json_builder_end_array (builder);
  if (!isnan (line->score))
    add_match (builder, line);
  json_builder_end_object (builder);
  epc_analysis_cell (self, g_strdup (line->name));
  epc_analysis_cell (self, g_strdup (line->profile != NULL ? line->profile : ""));
  epc_analysis_cell (self, isnan (line->score) ? g_strdup ("") : epc_language_decimal (epc_language_get (NULL), line->score, 0));
  epc_analysis_cell (self, g_strdup (line->leaves_on != NULL ? line->leaves_on : "—"));
  epc_analysis_cell (self, g_strdup_printf ("%d", line->days_deployed));
  epc_analysis_cell (self, g_string_free (g_steal_pointer (&reasons), FALSE));
}

/* The reference is a request for experts, or a day; without one it is about tomorrow. */
static gboolean
roster (EpcAnalysis *self, GError **error)
{
  static const char *const heads[]
      = { N_("Expert"), N_("Profile"), N_("Points"), N_("Can leave on"), N_("Days on mission in a year"), N_("What stands against it") };
  static const gboolean right[] = { FALSE, FALSE, TRUE, FALSE, TRUE, FALSE };
  JsonBuilder *builder = self->builder;
  EpcStore *store = self->cli->store;
  int year, month, day;
  gboolean is_day = self->reference != NULL && epc_date_split (self->reference, &year, &month, &day);
  EpcUid request;

  if (self->reference != NULL && !is_day && !epc_store_find_uid (store, epc_entity_find ("expert_request"), self->reference, &request, error))
    return FALSE;
  g_autoptr (EpcRoster) found = epc_roster (store, self->reference != NULL && !is_day ? &request : NULL, is_day ? self->reference : NULL, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  epc_cli_member (builder, "request", found->request_code);
  epc_cli_member (builder, "from", found->from);
  epc_cli_member (builder, "to", found->to);
  epc_cli_member_int (builder, "ready", found->n_ready);
  epc_cli_member_int (builder, "with_reservations", found->n_partly);
  json_builder_set_member_name (builder, "experts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->lines->len; i++)
    add_expert (self, g_ptr_array_index (found->lines, i));
  json_builder_end_array (builder);
  if (!self->cli->json)
    epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  return TRUE;
}

static const struct
{
  const char *name;
  EpcAnalysisRun run;
} analyses[] = {
  { "round-change", round_change },
  { "crisis", epc_analyse_crisis },
  { "site-gaps", epc_analyse_site_gaps },
  { "flows", epc_analyse_flows },
  { "mefm", epc_analyse_mefm },
  { "needs", epc_analyse_needs },
  { "region", epc_analyse_region },
  { "stock", stock },
  { "readiness", readiness },
  { "roster", roster },
  { "mcof", epc_analyse_mcof },
};

static void
no_such (const char *name, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (analyses); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", analyses[i].name);
  g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("There is no analysis “%s”. There are: %s."), name, names->str);
}

static int
run_analyse (EpcCli *cli, int argc, char **argv, GError **error)
{
  g_auto (GStrv) where = NULL;
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &where, N_("Condition; may be given several times"), "'FIELD OP VALUE'" },
    G_OPTION_ENTRY_NULL,
  };

  if (!epc_cli_options (cli, &epc_verb_analyse, entries, &argc, &argv, 1, 2, error))
    return 2;
  for (guint i = 0; i < G_N_ELEMENTS (analyses); i++)
    {
      if (!g_str_equal (analyses[i].name, argv[1]))
        continue;
      if (epc_cli_open (cli, error) == NULL)
        return 3;
      g_autoptr (JsonBuilder) builder = epc_cli_object ();
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      EpcAnalysis self = { cli, argc > 2 ? argv[2] : NULL, where, builder, cells };
      epc_cli_member (builder, "analysis", argv[1]);
      if (!analyses[i].run (&self, error))
        return 1;
      if (cli->json)
        epc_cli_print_json (builder);
      return 0;
    }
  no_such (argv[1], error);
  return 2;
}

const EpcVerb epc_verb_analyse
    = { "analyse", "crisis|round-change|site-gaps|flows|mefm|needs|region|stock|readiness|roster|mcof [REF] [--where 'FIELD OP VALUE']…", N_("Answers worked out from the records."),
        run_analyse };
