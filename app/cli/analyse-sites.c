/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse site-gaps.
 */
#include "analysis.h"

#include "analysis/epc-crisis.h"
#include "analysis/epc-sites.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

static void
add_gap (JsonBuilder *builder, const EpcGap *gap)
{
  g_autofree char *sentence = epc_gap_sentence (gap, NULL);

  json_builder_begin_object (builder);
  epc_cli_member (builder, "standard", gap->standard);
  epc_cli_member (builder, "label", gap->label);
  epc_cli_member (builder, "sector", gap->sector);
  epc_cli_member (builder, "level", epc_gap_level_key (gap->level));
  epc_analysis_member (builder, "value", gap->value);
  epc_cli_member (builder, "unit", gap->unit);
  epc_analysis_member (builder, "emergency", gap->emergency);
  epc_analysis_member (builder, "target", gap->target);
  epc_cli_member (builder, "direction", gap->at_most ? "at_most" : "at_least");
  epc_cli_member_count (builder, "numerator", gap->numerator);
  epc_cli_member_count (builder, "denominator", gap->denominator);
  epc_cli_member (builder, "source", gap->source);
  epc_cli_member (builder, "date", gap->date);
  epc_cli_member (builder, "sentence", sentence);
  json_builder_end_object (builder);
}

static void
add_site (EpcAnalysis *self, const EpcSite *site)
{
  JsonBuilder *builder = self->builder;
  char uid[EPC_UID_TEXT_SIZE];

  json_builder_begin_object (builder);
  epc_cli_member (builder, "uid", epc_uid_to_text (&site->uid, uid));
  epc_cli_member (builder, "code", site->code);
  epc_cli_member (builder, "ssid", site->ssid);
  epc_cli_member (builder, "name", site->name);
  epc_cli_member (builder, "place", site->place);
  epc_cli_member_count (builder, "people", site->people);
  epc_cli_member_count (builder, "households", site->households);
  epc_cli_member_count (builder, "capacity", site->capacity);
  epc_analysis_member (builder, "occupancy_percent", epc_site_occupancy (site));
  epc_cli_member (builder, "count_date", site->count_date);
  epc_cli_member (builder, "assessment_date", site->assessment_date);
  epc_cli_member (builder, "worst", epc_gap_level_key (site->worst));
  epc_cli_member_int (builder, "critical", site->n_critical);
  epc_cli_member_int (builder, "watch", site->n_watch);
  epc_cli_member_int (builder, "ok", site->n_ok);
  json_builder_set_member_name (builder, "gaps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < site->gaps->len; i++)
    add_gap (builder, g_ptr_array_index (site->gaps, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  epc_analysis_cell (self, g_strdup (site->name));
  epc_analysis_cell (self, g_strdup (site->place_name != NULL ? site->place_name : ""));
  epc_analysis_cell (self, epc_analysis_people (site->people));
  epc_analysis_cell (self, g_strdup (epc_gap_level_label (site->worst, NULL)));
  epc_analysis_cell (self, g_strdup_printf ("%u", site->n_critical));
  epc_analysis_cell (self, g_strdup_printf ("%u", site->n_watch));
}

/* Whether a site or a crisis is asked for by name: then a drill is what is wanted. */
static gboolean
asks_for_crisis (EpcAnalysis *self)
{
  gboolean asks = self->reference != NULL;

  for (char **condition = self->where; condition != NULL && *condition != NULL; condition++)
    asks |= g_str_has_prefix (*condition, "crisis");
  return asks;
}

gboolean
epc_analyse_site_gaps (EpcAnalysis *self, GError **error)
{
  static const char *const heads[] = { N_("Site"), N_("Place"), N_("People"), N_("Worst gap"), N_("Critical"), N_("Attention") };
  static const gboolean right[] = { FALSE, FALSE, TRUE, FALSE, TRUE, TRUE };
  EpcStore *store = self->cli->store;
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  char uid_text[EPC_UID_TEXT_SIZE];
  EpcUid uid;

  if (self->reference != NULL
      && (!epc_store_find_uid (store, epc_entity_find ("site"), self->reference, &uid, error)
          || !epc_query_where (query, store, "uid", EPC_OP_EQUAL, epc_uid_to_text (&uid, uid_text), error)))
    return FALSE;
  for (char **condition = self->where; condition != NULL && *condition != NULL; condition++)
    if (!epc_query_where_text (query, store, *condition, error))
      return FALSE;
  if (!asks_for_crisis (self) && !epc_crisis_narrow (query, store, "crisis", NULL, error))
    return FALSE;
  g_autoptr (GPtrArray) sites = epc_sites (store, query, NULL, NULL, error);
  if (sites == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  json_builder_set_member_name (self->builder, "sites");
  json_builder_begin_array (self->builder);
  for (guint i = 0; i < sites->len; i++)
    add_site (self, g_ptr_array_index (sites, i));
  json_builder_end_array (self->builder);
  EpcSitesTotal total;
  epc_sites_total (sites, &total);
  json_builder_set_member_name (self->builder, "total");
  json_builder_begin_object (self->builder);
  epc_cli_member_int (self->builder, "sites", total.sites);
  epc_cli_member_int (self->builder, "counted", total.counted);
  epc_cli_member_int (self->builder, "assessed", total.assessed);
  epc_cli_member_int (self->builder, "critical", total.critical);
  epc_cli_member_int (self->builder, "over_capacity", total.over_capacity);
  epc_cli_member_count (self->builder, "people", total.people);
  epc_cli_member_count (self->builder, "households", total.households);
  epc_cli_member_count (self->builder, "females", total.females);
  epc_cli_member_count (self->builder, "males", total.males);
  json_builder_end_object (self->builder);
  epc_sites_total_clear (&total);
  if (!self->cli->json)
    epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
  return TRUE;
}
