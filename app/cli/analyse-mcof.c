/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse mcof: who does what where, by MCOF sector or cluster, and what nobody does.
 */
#include "analysis.h"

#include <stdio.h>
#include <string.h>

#include "analysis/epc-coverage.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

typedef struct
{
  gboolean by_mcof, has_crisis;
  EpcUid crisis;
} Choice;

static gboolean
choose (EpcAnalysis *self, Choice *choice, GError **error)
{
  choice->by_mcof = TRUE;
  for (char **condition = self->where; condition != NULL && *condition != NULL; condition++)
    {
      g_auto (GStrv) parts = g_strsplit (*condition, "=", 2);
      const char *key = g_strstrip (parts[0]), *value = parts[1] != NULL ? g_strstrip (parts[1]) : "";
      if (g_str_equal (key, "by") && (g_str_equal (value, "cluster") || g_str_equal (value, "sector")))
        choice->by_mcof = g_str_equal (value, "sector");
      else if (g_str_equal (key, "crisis") && *value != '\0')
        {
          if (!epc_store_find_uid (self->cli->store, epc_entity_find ("crisis"), value, &choice->crisis, error))
            return FALSE;
          choice->has_crisis = TRUE;
        }
      else
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s”: by = sector, by = cluster, or crisis = REF can be asked for."), *condition);
          return FALSE;
        }
    }
  return TRUE;
}

static void
add_cell (JsonBuilder *builder, const EpcCoverageArea *area, const EpcCoverageCell *cell)
{
  json_builder_begin_object (builder);
  epc_cli_member (builder, "place", *area->place != '\0' ? area->place : NULL);
  epc_cli_member (builder, "name", area->name);
  epc_cli_member (builder, "state", epc_coverage_state_key (cell->state));
  epc_cli_member_int (builder, "active", cell->active);
  epc_cli_member_int (builder, "planned", cell->planned);
  epc_cli_member_int (builder, "to_confirm", cell->late);
  epc_cli_member_count (builder, "in_need", cell->in_need);
  epc_cli_member_count (builder, "targeted", cell->targeted);
  epc_cli_member_count (builder, "reached", cell->reached);
  json_builder_set_member_name (builder, "organisations");
  json_builder_begin_array (builder);
  for (guint i = 0; cell->organisations != NULL && i < cell->organisations->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (cell->organisations, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_row (EpcAnalysis *self, const EpcCoverage *coverage, guint r)
{
  const EpcCoverageRow *row = g_ptr_array_index (coverage->rows, r);
  g_autoptr (GString) nobody = g_string_new (NULL);
  JsonBuilder *builder = self->builder;

  json_builder_begin_object (builder);
  epc_cli_member (builder, coverage->by_mcof ? "sector" : "cluster", *row->key != '\0' ? row->key : NULL);
  epc_cli_member (builder, "label", row->label);
  epc_cli_member_int (builder, "active", row->active);
  epc_cli_member_count (builder, "reached", row->reached);
  epc_cli_member_int (builder, "areas_with_nobody", row->nobody);
  json_builder_set_member_name (builder, "areas");
  json_builder_begin_array (builder);
  for (guint a = 0; a < coverage->areas->len; a++)
    {
      const EpcCoverageArea *area = g_ptr_array_index (coverage->areas, a);
      const EpcCoverageCell *cell = epc_coverage_cell (coverage, r, a);
      add_cell (builder, area, cell);
      if (cell->state == EPC_COVERAGE_NOBODY)
        g_string_append_printf (nobody, "%s%s", nobody->len > 0 ? ", " : "", area->name);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  epc_analysis_cell (self, g_strdup (row->label));
  epc_analysis_cell (self, g_strdup_printf ("%u", row->active));
  epc_analysis_cell (self, epc_analysis_people (row->reached));
  epc_analysis_cell (self, g_strdup_printf ("%u", row->nobody));
  epc_analysis_cell (self, g_strdup (nobody->str));
}

gboolean
epc_analyse_mcof (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Sector"), N_("Active"), N_("Reached"), N_("Areas with nobody"), N_("Where") };
  static const gboolean right[] = { FALSE, TRUE, TRUE, TRUE, FALSE };
  JsonBuilder *builder = self->builder;
  Choice choice = { .by_mcof = TRUE };

  if (!choose (self, &choice, error))
    return FALSE;
  g_autoptr (EpcCoverage) coverage
      = epc_coverage (self->cli->store, choice.has_crisis ? &choice.crisis : NULL, choice.by_mcof, self->reference, NULL, error);
  if (coverage == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  epc_cli_member (builder, "round", coverage->round);
  epc_cli_member (builder, "round_date", coverage->round_date);
  epc_cli_member_int (builder, "active", coverage->active);
  epc_cli_member_int (builder, "planned", coverage->planned);
  epc_cli_member_int (builder, "to_confirm", coverage->late);
  epc_cli_member_int (builder, "organisations", coverage->organisations);
  epc_cli_member_int (builder, "nobody", coverage->nobody);
  epc_cli_member_int (builder, "without_place", coverage->without_area);
  epc_cli_member_int (builder, "without_sector", coverage->without_sector);
  json_builder_set_member_name (builder, "displaced");
  json_builder_begin_array (builder);
  for (guint a = 0; a < coverage->areas->len; a++)
    {
      const EpcCoverageArea *area = g_ptr_array_index (coverage->areas, a);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "place", *area->place != '\0' ? area->place : NULL);
      epc_cli_member (builder, "name", area->name);
      epc_cli_member_count (builder, "people", area->displaced);
      epc_cli_member_int (builder, "nobody", area->nobody);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "sectors");
  json_builder_begin_array (builder);
  for (guint r = 0; r < coverage->rows->len; r++)
    add_row (self, coverage, r);
  json_builder_end_array (builder);
  if (self->cli->json)
    return TRUE;
  epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  printf (_("“Nobody”: displaced people or people in need, and no activity under way or planned. People reached may be counted by several.\n"));
  return TRUE;
}
