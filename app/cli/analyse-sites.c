/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * analyse site-gaps.
 */
#include "analysis.h"

#include "analysis/epc-crisis.h"
#include "analysis/epc-site-life.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"

static JsonNode *
gap_node (const EpcGap *gap)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
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
  return json_builder_get_root (builder);
}

/* What was not assessed is one gap for all sites, and one node of the answer: twenty thousand sites have eight hundred thousand of them.
 * @blanks: EpcGap → JsonNode. */
static void
add_gap (JsonBuilder *builder, const EpcGap *gap, GHashTable *blanks)
{
  JsonNode *node = g_hash_table_lookup (blanks, gap);

  if (node == NULL)
    {
      node = gap_node (gap);
      if (gap->level == EPC_GAP_NOT_ASSESSED)
        g_hash_table_insert (blanks, (gpointer) gap, json_node_ref (node));
    }
  else
    json_node_ref (node);
  json_builder_add_value (builder, node);
}

static void
begin_array (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
}

static void
add_sectors (JsonBuilder *builder, const EpcSite *site, guint needed)
{
  g_autoptr (GPtrArray) sectors = epc_site_sectors (site, needed);

  begin_array (builder, "sectors");
  for (guint i = 0; i < sectors->len; i++)
    {
      const EpcSiteSector *sector = g_ptr_array_index (sectors, i);
      g_autofree char *sentence = epc_site_sector_sentence (sector, NULL);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "sector", sector->sector);
      epc_cli_member (builder, "level", epc_gap_level_key (sector->level));
      epc_cli_member_int (builder, "standards", sector->standards);
      epc_cli_member_int (builder, "answered", sector->answered);
      epc_cli_member_int (builder, "needed", sector->needed);
      epc_cli_member_int (builder, "critical", sector->critical);
      epc_cli_member_int (builder, "watch", sector->watch);
      epc_cli_member_int (builder, "ok", sector->ok);
      epc_cli_member (builder, "sentence", sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* What is asked of one site only: who came and left, who serves it, tasks, closing. */
static gboolean
add_life (JsonBuilder *builder, EpcStore *store, const EpcSite *site, GError **error)
{
  g_autoptr (EpcSiteLife) life = epc_site_life (store, &site->uid, error);

  if (life == NULL)
    return FALSE;
  epc_cli_member_count (builder, "counted", life->counted);
  epc_cli_member_int (builder, "came_since", life->came);
  epc_cli_member_int (builder, "left_since", life->left);
  epc_cli_member_count (builder, "people_now", life->people);
  epc_cli_member_int (builder, "open_tasks", life->n_open_tasks);
  epc_cli_member_int (builder, "feedback", life->n_feedback);
  epc_cli_member_int (builder, "feedback_unanswered", life->n_feedback_open);
  begin_array (builder, "services");
  for (guint i = 0; i < life->services->len; i++)
    {
      const EpcSiteService *service = g_ptr_array_index (life->services, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "sector", service->sector_label);
      epc_cli_member (builder, "provider", service->provider);
      epc_cli_member (builder, "provided", service->provided);
      epc_cli_member (builder, "checked_on", service->checked_on);
      epc_analysis_member_bool (builder, "old", service->is_old);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  begin_array (builder, "closing");
  for (guint i = 0; i < life->checks->len; i++)
    {
      const EpcSiteCheck *check = g_ptr_array_index (life->checks, i);
      json_builder_begin_object (builder);
      epc_cli_member (builder, "check", check->key);
      epc_cli_member (builder, "label", _(check->label));
      epc_analysis_member_bool (builder, "done", check->is_done);
      epc_cli_member (builder, "missing", check->why);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return TRUE;
}

static gboolean
add_site (EpcAnalysis *self, const EpcSite *site, guint needed, GHashTable *blanks, GError **error)
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
  epc_analysis_member (builder, "score", epc_site_score (site));
  add_sectors (builder, site, needed);
  if (self->reference != NULL && !add_life (builder, self->cli->store, site, error))
    return FALSE;
  begin_array (builder, "gaps");
  for (guint i = 0; i < epc_site_n_gaps (site); i++)
    add_gap (builder, epc_site_gap (site, i), blanks);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
add_sites (EpcAnalysis *self, GPtrArray *sites, guint needed, GError **error)
{
  g_autoptr (GHashTable) blanks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) json_node_unref);

  begin_array (self->builder, "sites");
  for (guint i = 0; i < sites->len; i++)
    if (!add_site (self, g_ptr_array_index (sites, i), needed, blanks, error))
      return FALSE;
  json_builder_end_array (self->builder);
  return TRUE;
}

static void
add_total (JsonBuilder *builder, GPtrArray *sites)
{
  EpcSitesTotal total;

  epc_sites_total (sites, &total);
  json_builder_set_member_name (builder, "total");
  json_builder_begin_object (builder);
  epc_cli_member_int (builder, "sites", total.sites);
  epc_cli_member_int (builder, "counted", total.counted);
  epc_cli_member_int (builder, "assessed", total.assessed);
  epc_cli_member_int (builder, "critical", total.critical);
  epc_cli_member_int (builder, "over_capacity", total.over_capacity);
  epc_cli_member_count (builder, "people", total.people);
  epc_cli_member_count (builder, "households", total.households);
  epc_cli_member_count (builder, "females", total.females);
  epc_cli_member_count (builder, "males", total.males);
  json_builder_end_object (builder);
  epc_sites_total_clear (&total);
}

/* --- for people --- */

static void
add_line (EpcAnalysis *self, const EpcSite *site)
{
  epc_analysis_cell (self, g_strdup (site->name));
  epc_analysis_cell (self, g_strdup (site->place_name != NULL ? site->place_name : ""));
  epc_analysis_cell (self, epc_analysis_people (site->people));
  epc_analysis_cell (self, g_strdup (epc_gap_level_label (site->worst, NULL)));
  epc_analysis_cell (self, g_strdup_printf ("%u", site->n_critical));
  epc_analysis_cell (self, g_strdup_printf ("%u", site->n_watch));
}

static void
print_lines (EpcAnalysis *self, GPtrArray *sites)
{
  static const char *const heads[] = { N_("Site"), N_("Place"), N_("People"), N_("Worst gap"), N_("Critical"), N_("Attention") };
  static const gboolean right[] = { FALSE, FALSE, TRUE, FALSE, TRUE, TRUE };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    epc_analysis_cell (self, g_strdup (_(heads[i])));
  for (guint i = 0; i < sites->len; i++)
    add_line (self, g_ptr_array_index (sites, i));
  epc_cli_print_table (self->cells, G_N_ELEMENTS (heads), right);
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
  guint needed = epc_site_needed_answers (store, error);
  g_autoptr (GPtrArray) sites = needed > 0 ? epc_sites (store, query, NULL, NULL, error) : NULL;
  if (sites == NULL)
    return FALSE;
  if (!self->cli->json)
    {
      print_lines (self, sites);
      return TRUE;
    }
  if (!add_sites (self, sites, needed, error))
    return FALSE;
  add_total (self->builder, sites);
  return TRUE;
}
