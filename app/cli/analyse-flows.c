/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse flows: who passes, where, and where to; one series of counts at a time.
 */
#include "analysis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/epc-flows.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

static const char *const share_keys[EPC_N_FLOW_SHARES] = { "nationalities", "sex_and_age", "journeys", "transport" };

static void
add_count (JsonBuilder *builder, const EpcFlowCount *count)
{
  epc_cli_member_count (builder, "people", count->people);
  epc_cli_member_count (builder, "in", count->in);
  epc_cli_member_count (builder, "out", count->out);
  epc_cli_member_count (builder, "other", count->other);
  if (count->in >= 0 && count->out >= 0)
    epc_cli_member_int (builder, "net", count->in - count->out);
  else
    epc_cli_member (builder, "net", NULL);
}

static void
add_series_members (JsonBuilder *builder, const EpcFlowSeries *series)
{
  epc_cli_member (builder, "country", series->country);
  epc_cli_member (builder, "tool", series->tool);
  epc_cli_member (builder, "period", series->period);
  epc_cli_member (builder, "source", series->source);
  json_builder_set_member_name (builder, "at_points");
  json_builder_add_boolean_value (builder, series->at_points);
  epc_cli_member (builder, "first", series->first);
  epc_cli_member (builder, "last", series->last);
  epc_cli_member_int (builder, "rows", series->rows);
}

static void
add_all_series (JsonBuilder *builder, GPtrArray *series)
{
  json_builder_set_member_name (builder, "series");
  json_builder_begin_array (builder);
  for (guint i = 0; i < series->len; i++)
    {
      json_builder_begin_object (builder);
      add_series_members (builder, g_ptr_array_index (series, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_periods (JsonBuilder *builder, const EpcFlows *flows)
{
  json_builder_set_member_name (builder, "periods");
  json_builder_begin_array (builder);
  for (guint i = 0; i < flows->periods->len; i++)
    {
      const EpcFlowPeriod *period = g_ptr_array_index (flows->periods, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "date", period->date);
      add_count (builder, &period->count);
      epc_cli_member_int (builder, "points", period->points);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_points (EpcAnalysis *self, const EpcFlows *flows)
{
  JsonBuilder *builder = self->builder;
  char uid[EPC_UID_TEXT_SIZE];

  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < flows->at->len; i++)
    {
      const EpcFlowPoint *point = g_ptr_array_index (flows->at, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "uid", epc_uid_to_text (&point->point, uid));
      epc_cli_member (builder, "name", point->name);
      add_count (builder, &point->now);
      epc_cli_member_count (builder, "previous_people", point->before.people);
      epc_cli_member_int (builder, "counted", point->periods_now);
      epc_cli_member (builder, "last", point->last);
      json_builder_end_object (builder);
      epc_analysis_cell (self, g_strdup (point->name));
      const gint64 figures[] = { point->now.people, point->now.in, point->now.out, point->now.other };
      for (guint f = 0; f < G_N_ELEMENTS (figures); f++)
        epc_analysis_cell (self, epc_analysis_people (figures[f]));
      epc_analysis_cell (self, g_strdup_printf ("%u", point->periods_now));
      epc_analysis_cell (self, point->last != NULL ? epc_language_date (epc_language_get (NULL), point->last, TRUE) : g_strdup ("—"));
    }
  json_builder_end_array (builder);
}

static void
add_shares (JsonBuilder *builder, const EpcFlows *flows)
{
  for (guint kind = 0; kind < EPC_N_FLOW_SHARES; kind++)
    {
      json_builder_set_member_name (builder, share_keys[kind]);
      json_builder_begin_array (builder);
      for (guint i = 0; i < flows->shares[kind]->len; i++)
        {
          const EpcFlowShare *share = g_ptr_array_index (flows->shares[kind], i);
          json_builder_begin_object (builder);
          epc_cli_member (builder, "value", share->value);
          epc_cli_member (builder, "label", share->label);
          epc_cli_member_int (builder, "people", share->people);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
}

static void
add_flows (EpcAnalysis *self, const EpcFlows *flows)
{
  JsonBuilder *builder = self->builder;

  add_series_members (builder, flows->series);
  epc_cli_member (builder, "from", flows->from);
  epc_cli_member (builder, "to", flows->to);
  add_count (builder, &flows->now);
  epc_cli_member (builder, "previous_from", flows->before_from);
  epc_cli_member (builder, "previous_to", flows->before_to);
  epc_cli_member_count (builder, "previous_people", flows->before.people);
  epc_cli_member_int (builder, "points_known", flows->points);
  epc_cli_member_int (builder, "points_counted", flows->points_now);
  epc_cli_member_int (builder, "points_in_both", flows->points_both);
  epc_cli_member_int (builder, "counted", flows->periods_now);
  epc_analysis_member (builder, "people_per_count", flows->rate_now);
  epc_analysis_member (builder, "previous_people_per_count", flows->rate_before);
  epc_analysis_member (builder, "change_percent", flows->change_percent);
  epc_cli_member_int (builder, "not_added", flows->not_added);
  add_points (self, flows);
  add_periods (builder, flows);
  add_shares (builder, flows);
  epc_cli_member (builder, "caveat", epc_flow_caveat (NULL));
}

/* Whether @series is what the conditions "tool = fmr" ask for. */
static gboolean
is_chosen (const EpcFlowSeries *series, char **where, GError **error)
{
  for (char **condition = where; condition != NULL && *condition != NULL; condition++)
    {
      g_auto (GStrv) parts = g_strsplit (*condition, "=", 2);
      const char *key = g_strstrip (parts[0]), *value = parts[1] != NULL ? g_strstrip (parts[1]) : NULL;
      const char *own = g_str_equal (key, "tool")      ? series->tool
                        : g_str_equal (key, "period")  ? series->period
                        : g_str_equal (key, "source")  ? series->source
                        : g_str_equal (key, "country") ? series->country
                                                       : "\x1f";
      if (value == NULL || g_strcmp0 (own, "\x1f") == 0)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s”: a series of flow counts is chosen by tool, period, source or country, as in 'tool = fmr'."),
                       *condition);
          return FALSE;
        }
      if (g_strcmp0 (own, value) != 0)
        return FALSE;
    }
  return TRUE;
}

/* The newest series that the conditions fit; of a point only what was counted there can be meant. */
static const EpcFlowSeries *
choose (GPtrArray *series, char **where, gboolean at_points, GError **error)
{
  GError *wrong = NULL;

  for (guint i = 0; i < series->len; i++)
    {
      const EpcFlowSeries *one = g_ptr_array_index (series, i);
      if ((one->at_points || !at_points) && is_chosen (one, where, &wrong))
        return one;
      if (wrong != NULL)
        {
          g_propagate_error (error, wrong);
          return NULL;
        }
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, "%s",
               series->len == 0 ? _("No flow count is recorded yet. Import some, or add one.") : _("No series of flow counts fits this."));
  return NULL;
}

static void
print_rest (const EpcFlows *flows)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autofree char *title = epc_flow_series_title (flows->series, NULL);
  g_autofree char *people = epc_analysis_people (flows->now.people);
  g_autofree char *from = epc_language_date (language, flows->from, TRUE), *to = epc_language_date (language, flows->to, TRUE);

  printf (ngettext_ ("%s: %s person, %s to %s\n", "%s: %s people, %s to %s\n", (gulong) MAX (flows->now.people, 0)), title, people, from, to);
  if (!isnan (flows->change_percent))
    {
      g_autofree char *change = epc_language_percent (language, flows->change_percent, 1);
      printf (_("Against the time before, for each count and over the points of both: %s\n"), change);
    }
  if (flows->not_added > 0)
    {
      g_autofree char *left = epc_analysis_people (flows->not_added);
      printf (_("Not added, because another breakdown counts the same people: %s\n"), left);
    }
  for (guint i = 0; i < flows->shares[EPC_FLOW_NATIONALITY]->len && i < 5; i++)
    {
      const EpcFlowShare *share = g_ptr_array_index (flows->shares[EPC_FLOW_NATIONALITY], i);
      g_autofree char *number = epc_analysis_people (share->people);
      printf ("  %s: %s\n", share->label, number);
    }
  printf ("%s\n", epc_flow_caveat (NULL));
}

gboolean
epc_analyse_flows (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Point"), N_("People"), N_("Entering"), N_("Leaving"), N_("Other"), N_("Counts"), N_("Last") };
  static const gboolean right[] = { FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, FALSE };
  EpcStore *store = self->cli->store;
  EpcUid point;

  if (self->reference != NULL && !epc_store_find_uid (store, epc_entity_find ("flow_point"), self->reference, &point, error))
    return FALSE;
  g_autoptr (GPtrArray) series = epc_flow_series (store, NULL, error);
  const EpcFlowSeries *chosen = series != NULL ? choose (series, self->where, self->reference != NULL, error) : NULL;
  g_autoptr (EpcFlows) flows = chosen != NULL ? epc_flows (store, chosen, self->reference != NULL ? &point : NULL, NULL, NULL, error) : NULL;
  if (flows == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  add_all_series (self->builder, series);
  add_flows (self, flows);
  if (self->cli->json)
    return TRUE;
  if (flows->at->len > 0)
    epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  print_rest (flows);
  return TRUE;
}
