/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse needs: what people need by the standard chosen, less stock, less what is on its way.
 */
#include "analysis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/epc-needs.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

static char *
amount_text (double amount)
{
  return epc_language_decimal (epc_language_get (NULL), amount, fabs (amount - round (amount)) < 1e-6 ? 0 : 2);
}

static void
add_line (EpcAnalysis *self, const EpcNeeds *needs, const EpcNeedLine *line)
{
  JsonBuilder *builder = self->builder;
  g_autofree char *sentence = epc_need_sentence (needs, line, NULL);
  const double amounts[] = { line->per_household, line->need, line->available, line->reserved, line->pipeline, line->gap };

  json_builder_begin_object (builder);
  epc_cli_member (builder, "item_code", line->item_code);
  epc_cli_member (builder, "item", line->item_name);
  epc_cli_member (builder, "unit", line->unit);
  epc_analysis_member (builder, "per_household", line->per_household);
  epc_analysis_member (builder, "need", line->need);
  epc_analysis_member (builder, "on_hand", line->on_hand);
  epc_analysis_member (builder, "unusable", line->unusable);
  epc_analysis_member (builder, "reserved", line->reserved);
  epc_analysis_member (builder, "available", line->available);
  epc_analysis_member (builder, "pipeline", line->pipeline);
  epc_cli_member (builder, "next_eta", line->next_eta);
  epc_analysis_member (builder, "gap", line->gap);
  epc_cli_member_int (builder, "households_without", line->households_without);
  epc_cli_member (builder, "source", line->source);
  epc_cli_member (builder, "sentence", sentence);
  json_builder_end_object (builder);
  epc_analysis_cell (self, g_strdup (line->item_name));
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    epc_analysis_cell (self, amount_text (amounts[i]));
  epc_analysis_cell (self, epc_analysis_people (line->households_without));
}

/* --where people=9870 and kits=KIT-NFI;KIT-SHELTER. */
static gboolean
read_where (EpcAnalysis *self, gint64 *people, const char **kits, GError **error)
{
  char *end;

  *people = -1;
  *kits = NULL;
  for (char **condition = self->where; condition != NULL && *condition != NULL; condition++)
    {
      if (g_str_has_prefix (*condition, "kits="))
        *kits = *condition + strlen ("kits=");
      else if (g_str_has_prefix (*condition, "people=") && g_ascii_isdigit ((*condition)[7])
               && (*people = g_ascii_strtoll (*condition + 7, &end, 10), *end == '\0') && *people <= 1000000000)
        continue;
      else
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _("“%s” is none of people=NUMBER and kits=KIT;KIT."), *condition);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
epc_analyse_needs (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Item"), N_("Per household"), N_("Need"), N_("Available"), N_("Reserved"), N_("On its way"), N_("Gap"),
                                       N_("Households without") };
  static const gboolean right[] = { FALSE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE };
  JsonBuilder *builder = self->builder;
  const char *kits;
  gint64 people;
  EpcUid crisis;

  if (!read_where (self, &people, &kits, error)
      || (self->reference != NULL && !epc_store_find_uid (self->cli->store, epc_entity_find ("crisis"), self->reference, &crisis, error)))
    return FALSE;
  g_autoptr (EpcNeeds) needs = epc_needs (self->cli->store, self->reference != NULL ? &crisis : NULL, people, kits, error);
  if (needs == NULL)
    return FALSE;
  epc_cli_member (builder, "kits", needs->kits);
  epc_cli_member_count (builder, "people", needs->people);
  epc_cli_member_count (builder, "households", needs->households);
  epc_cli_member (builder, "people_source", needs->people_source);
  epc_cli_member (builder, "people_date", needs->people_date);
  epc_analysis_member (builder, "household_size", needs->household_size);
  epc_cli_member_int (builder, "households_covered", needs->covered);
  epc_cli_member_int (builder, "households_without", needs->without);
  epc_cli_member (builder, "short_of", needs->short_of);
  epc_cli_member_int (builder, "households_reached", needs->reached);
  epc_cli_member_int (builder, "distributions", needs->n_distributions);
  epc_analysis_member (builder, "expiring", needs->expiring);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < needs->lines->len; i++)
    add_line (self, needs, g_ptr_array_index (needs->lines, i));
  json_builder_end_array (builder);
  if (!self->cli->json)
    epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  return TRUE;
}
