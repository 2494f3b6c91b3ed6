/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse region: the countries whose records are in the workspace, with what a regional office asks first.
 */
#include "analysis.h"

#include <math.h>

#include "analysis/epc-region.h"
#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

static char *
count_text (guint known, guint n)
{
  return known > 0 ? epc_language_integer (epc_language_get (NULL), n) : g_strdup ("—");
}

/* A number, or nothing where nobody recorded any. */
static void
count_member (JsonBuilder *builder, const char *key, guint known, guint n)
{
  epc_cli_member_count (builder, key, known > 0 ? (gint64) n : -1);
}

static void
begin_part (JsonBuilder *builder, const char *key, const char *date)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  epc_cli_member (builder, "date", date);
}

static void
add_round (JsonBuilder *builder, const EpcRound *round)
{
  begin_part (builder, "round", round != NULL ? round->date : NULL);
  epc_cli_member (builder, "operation", round != NULL ? round->operation_name : NULL);
  epc_cli_member (builder, "tool", round != NULL ? round->tool : NULL);
  epc_cli_member_count (builder, "number", round != NULL ? round->number : -1);
  epc_cli_member_count (builder, "people", round != NULL ? round->people : -1);
  json_builder_end_object (builder);
}

static void
add_money (JsonBuilder *builder, const EpcRegionCountry *country)
{
  begin_part (builder, "mefm", country->money_on);
  count_member (builder, "open", country->requests, country->requests_open);
  count_member (builder, "overdue", country->requests, country->requests_overdue);
  json_builder_set_member_name (builder, "outstanding");
  json_builder_begin_array (builder);
  for (guint i = 0; i < country->money->len; i++)
    {
      const EpcRegionMoney *money = g_ptr_array_index (country->money, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "currency", money->currency);
      epc_analysis_member (builder, "amount", (double) money->outstanding / 100);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_country (JsonBuilder *builder, const EpcRegionCountry *country, const char *package)
{
  json_builder_begin_object (builder);
  epc_cli_member (builder, "country", country->country);
  epc_cli_member (builder, "name", country->name);
  epc_cli_member (builder, "source", country->office);
  epc_analysis_member_bool (builder, "own", country->is_own);
  begin_part (builder, "readiness", country->readiness_on);
  epc_analysis_member (builder, "percent", isnan (country->readiness) ? NAN : round (country->readiness * 10) / 10);
  count_member (builder, "done", country->actions, country->actions_done);
  count_member (builder, "actions", country->actions, country->actions);
  count_member (builder, "overdue", country->actions, country->actions_overdue);
  json_builder_end_object (builder);
  count_member (builder, "active_crises", country->crises, country->crises_active);
  json_builder_set_member_name (builder, "crises");
  json_builder_begin_array (builder);
  for (guint i = 0; i < country->crisis_names->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (country->crisis_names, i));
  json_builder_end_array (builder);
  add_round (builder, country->round);
  begin_part (builder, "stock", country->stock_on);
  count_member (builder, "lines", country->stock_lines, country->stock_lines);
  epc_cli_member_count (builder, "households", country->households);
  epc_cli_member (builder, "kit", country->kit);
  json_builder_end_object (builder);
  begin_part (builder, "roster", country->roster_on);
  count_member (builder, "experts", country->experts, country->experts);
  count_member (builder, "ready", country->experts, country->experts_ready);
  count_member (builder, "partly", country->experts, country->experts_partly);
  json_builder_end_object (builder);
  add_money (builder, country);
  begin_part (builder, "reports", country->reports_on);
  count_member (builder, "overdue", country->reports, country->reports_overdue);
  json_builder_end_object (builder);
  begin_part (builder, "package", package);
  epc_cli_member (builder, "from", country->package_from);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
add_cells (EpcAnalysis *self, const EpcRegionCountry *country, const char *package)
{
  const EpcLanguage *language = epc_language_get (NULL);
  g_autoptr (GString) money = g_string_new (NULL);

  for (guint i = 0; i < country->money->len; i++)
    {
      const EpcRegionMoney *one = g_ptr_array_index (country->money, i);
      g_autofree char *amount = epc_language_decimal (language, (double) one->outstanding / 100, 0);
      g_string_append_printf (money, "%s%s %s", i > 0 ? ", " : "", amount, one->currency != NULL ? one->currency : "");
    }
  epc_analysis_cell (self, g_strdup (country->name));
  epc_analysis_cell (self, isnan (country->readiness) ? g_strdup ("—") : epc_language_percent (language, country->readiness, 0));
  epc_analysis_cell (self, count_text (country->crises, country->crises_active));
  epc_analysis_cell (self, epc_analysis_people (country->round != NULL ? country->round->people : -1));
  epc_analysis_cell (self, g_strdup (country->round != NULL && country->round->date != NULL ? country->round->date : "—"));
  epc_analysis_cell (self, epc_analysis_people (country->households));
  epc_analysis_cell (self, count_text (country->experts, country->experts_ready));
  epc_analysis_cell (self, money->len > 0 ? g_strdup (money->str) : count_text (country->requests, 0));
  epc_analysis_cell (self, count_text (country->reports, country->reports_overdue));
  epc_analysis_cell (self, g_strdup (country->is_own && package == NULL ? _("here") : package != NULL ? package : "—"));
}

gboolean
epc_analyse_region (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Country"),        N_("Readiness"),         N_("Active crises"),   N_("Displaced"),       N_("Round of"),
                                       N_("Kits, households"), N_("Experts ready"), N_("MEFM outstanding"), N_("Reports overdue"), N_("Last package") };
  static const gboolean right[] = { FALSE, TRUE, TRUE, TRUE, FALSE, TRUE, TRUE, TRUE, TRUE, FALSE };
  g_autoptr (EpcRegion) region = epc_region (self->cli->store, NULL, error);

  if (region == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  epc_cli_member (self->builder, "today", region->today);
  json_builder_set_member_name (self->builder, "countries");
  json_builder_begin_array (self->builder);
  for (guint i = 0; i < region->countries->len; i++)
    {
      const EpcRegionCountry *country = g_ptr_array_index (region->countries, i);
      g_autofree char *package = country->package_at > 0 ? epc_moment_from_unix (country->package_at, NULL) : NULL;
      if (package != NULL)
        package[10] = '\0';
      add_country (self->builder, country, package);
      add_cells (self, country, package);
    }
  json_builder_end_array (self->builder);
  if (!self->cli->json)
    epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  return TRUE;
}
