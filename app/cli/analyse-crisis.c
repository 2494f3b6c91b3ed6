/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse crisis: the clock, the figures of the sources side by side, severity and phases, and what is promised twice.
 */
#include "analysis.h"

#include <math.h>
#include <stdio.h>

#include "analysis/epc-crisis.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

static void
begin_array (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
}

static void
add_uid (JsonBuilder *builder, const EpcUid *uid)
{
  char text[EPC_UID_TEXT_SIZE];

  epc_cli_member (builder, "uid", epc_uid_to_text (uid, text));
}

static void
add_tasks (JsonBuilder *builder, const EpcCrisis *crisis)
{
  begin_array (builder, "tasks");
  for (guint i = 0; i < crisis->tasks->len; i++)
    {
      const EpcCrisisTask *task = g_ptr_array_index (crisis->tasks, i);
      json_builder_begin_object (builder);
      add_uid (builder, &task->uid);
      epc_cli_member (builder, "title", task->title);
      epc_cli_member (builder, "responsible", task->responsible);
      epc_cli_member_count (builder, "hours", task->hours);
      epc_cli_member (builder, "due", task->due);
      epc_cli_member (builder, "due_at", task->due_at);
      epc_analysis_member_bool (builder, "of_calendar", task->is_of_calendar);
      epc_analysis_member_bool (builder, "done", task->is_done);
      epc_analysis_member_bool (builder, "overdue", task->is_overdue);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_measures (JsonBuilder *builder, const EpcCrisis *crisis)
{
  begin_array (builder, "figures");
  for (guint i = 0; i < crisis->measures->len; i++)
    {
      const EpcCrisisMeasure *measure = g_ptr_array_index (crisis->measures, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "measure", measure->measure);
      epc_cli_member (builder, "label", measure->label);
      epc_cli_member (builder, "place", measure->place);
      begin_array (builder, "sources");
      for (guint j = 0; j < measure->figures->len; j++)
        {
          const EpcCrisisFigure *figure = g_ptr_array_index (measure->figures, j);
          json_builder_begin_object (builder);
          add_uid (builder, &figure->uid);
          epc_cli_member (builder, "kind", figure->kind);
          epc_cli_member (builder, "source", figure->source);
          epc_cli_member (builder, "date", figure->date);
          epc_cli_member_count (builder, "value", figure->value);
          epc_cli_member_count (builder, "low", figure->low);
          epc_cli_member_count (builder, "high", figure->high);
          epc_analysis_member_bool (builder, "estimate", figure->is_estimate);
          epc_analysis_member_bool (builder, "stale", figure->is_stale);
          epc_analysis_member_bool (builder, "planning", figure->is_planning);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      epc_cli_member_count (builder, "planning_value", measure->planning != NULL ? measure->planning->value : -1);
      epc_cli_member (builder, "planning_reason", measure->planning != NULL ? measure->planning->reason : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_levels (JsonBuilder *builder, const EpcCrisis *crisis)
{
  begin_array (builder, "severity");
  for (guint i = 0; i < crisis->levels->len; i++)
    {
      const EpcCrisisLevel *level = g_ptr_array_index (crisis->levels, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "date", level->date);
      epc_cli_member (builder, "level", level->level);
      epc_cli_member (builder, "place", level->place_name);
      epc_cli_member (builder, "reason", level->reason);
      epc_cli_member (builder, "source", level->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  begin_array (builder, "areas");
  for (guint i = 0; i < crisis->areas->len; i++)
    {
      const EpcCrisisArea *area = g_ptr_array_index (crisis->areas, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "place", area->place);
      epc_cli_member (builder, "name", area->place_name);
      epc_cli_member (builder, "phase", area->phase != NULL ? area->phase : crisis->phase);
      epc_cli_member (builder, "since", area->since);
      epc_cli_member (builder, "reason", area->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_doubles (JsonBuilder *builder, const EpcCrisis *crisis)
{
  begin_array (builder, "promised_twice");
  for (guint i = 0; i < crisis->doubles->len; i++)
    {
      const EpcCrisisDouble *twice = g_ptr_array_index (crisis->doubles, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "entity", twice->entity);
      add_uid (builder, &twice->uid);
      epc_cli_member (builder, "what", twice->what);
      epc_cli_member (builder, "why", twice->why);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_crisis (EpcAnalysis *self, const EpcCrisis *crisis)
{
  JsonBuilder *builder = self->builder;

  json_builder_begin_object (builder);
  add_uid (builder, &crisis->uid);
  epc_cli_member (builder, "code", crisis->code);
  epc_cli_member (builder, "name", crisis->name);
  epc_cli_member (builder, "glide", crisis->glide);
  epc_cli_member (builder, "status", crisis->status);
  epc_cli_member (builder, "phase", crisis->phase);
  epc_cli_member (builder, "t0", crisis->t0);
  epc_analysis_member_bool (builder, "drill", crisis->is_drill);
  epc_analysis_member (builder, "hours", isnan (crisis->hours) ? NAN : floor (crisis->hours * 10) / 10);
  epc_cli_member (builder, "plan", crisis->plan_title);
  epc_analysis_member_bool (builder, "calendar_of_plan", crisis->has_plan_calendar);
  epc_cli_member_int (builder, "steps_waiting", crisis->n_waiting);
  epc_cli_member_int (builder, "tasks_done", crisis->n_done);
  epc_cli_member_int (builder, "tasks_open", crisis->n_open);
  epc_cli_member_int (builder, "tasks_overdue", crisis->n_overdue);
  epc_cli_member_int (builder, "decisions", crisis->n_decisions);
  add_tasks (builder, crisis);
  add_measures (builder, crisis);
  add_levels (builder, crisis);
  add_doubles (builder, crisis);
  json_builder_end_object (builder);

  const EpcCrisisLevel *level = crisis->levels->len > 0 ? g_ptr_array_index (crisis->levels, 0) : NULL;
  epc_analysis_cell (self, g_strdup (crisis->code));
  epc_analysis_cell (self, crisis->is_drill ? g_strdup_printf (_("%s (drill)"), crisis->name) : g_strdup (crisis->name));
  epc_analysis_cell (self, isnan (crisis->hours) ? g_strdup ("—") : g_strdup_printf ("%.0f h", floor (crisis->hours)));
  epc_analysis_cell (self, g_strdup (level != NULL ? level->level_label : "—"));
  epc_analysis_cell (self, g_strdup_printf ("%u", crisis->n_done));
  epc_analysis_cell (self, g_strdup_printf ("%u", crisis->n_open));
  epc_analysis_cell (self, g_strdup_printf ("%u", crisis->n_overdue));
  epc_analysis_cell (self, g_strdup_printf ("%u", crisis->doubles->len));
}

static void
print_due (const EpcCrisis *crisis)
{
  for (guint i = 0; i < crisis->tasks->len; i++)
    {
      const EpcCrisisTask *task = g_ptr_array_index (crisis->tasks, i);
      if (!task->is_overdue)
        continue;
      g_autofree char *day = epc_language_date (epc_language_get (NULL), task->due, TRUE);
      printf (_("Overdue since %s: %s\n"), day, task->title);
    }
  for (guint i = 0; i < crisis->doubles->len; i++)
    {
      const EpcCrisisDouble *twice = g_ptr_array_index (crisis->doubles, i);
      printf ("%s: %s\n", twice->what, twice->why);
    }
}

static gboolean
analyse_all (EpcAnalysis *self, GPtrArray *records, GPtrArray *crises, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      EpcCrisis *crisis = epc_crisis (self->cli->store, epc_record_uid (g_ptr_array_index (records, i)), NULL, error);
      if (crisis == NULL)
        return FALSE;
      g_ptr_array_add (crises, crisis);
      add_crisis (self, crisis);
    }
  return TRUE;
}

gboolean
epc_analyse_crisis (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Code"), N_("Crisis"), N_("Since T0"), N_("Severity"), N_("Done"), N_("Open"), N_("Overdue"),
                                       N_("Promised twice") };
  static const gboolean right[] = { FALSE, FALSE, TRUE, FALSE, TRUE, TRUE, TRUE, TRUE };
  EpcStore *store = self->cli->store;
  const EpcEntity *entity = epc_entity_find ("crisis");
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GPtrArray) crises = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_crisis_free);
  char text[EPC_UID_TEXT_SIZE];
  EpcUid uid;

  if (self->reference != NULL)
    {
      if (!epc_store_find_uid (store, entity, self->reference, &uid, error)
          || !epc_query_where (query, store, "uid", EPC_OP_EQUAL, epc_uid_to_text (&uid, text), error))
        return FALSE;
    }
  else if (!epc_query_where (query, store, "status", EPC_OP_NOT_EQUAL, "closed", error))
    return FALSE;
  for (char **condition = self->where; condition != NULL && *condition != NULL; condition++)
    if (!epc_query_where_text (query, store, *condition, error))
      return FALSE;
  g_autoptr (GPtrArray) records = epc_query_records (query, store, error);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  begin_array (self->builder, "crises");
  if (records == NULL || !analyse_all (self, records, crises, error))
    return FALSE;
  json_builder_end_array (self->builder);
  if (self->cli->json)
    return TRUE;
  epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  for (guint i = 0; i < crises->len; i++)
    print_due (g_ptr_array_index (crises, i));
  return TRUE;
}
