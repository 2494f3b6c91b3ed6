/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chapters of the contingency plan that the office's records fill: risks, scenarios, centres, experts, stocks, actions, funds.
 */
#include "epc-plan-private.h"

#include <math.h>

#include "analysis/epc-readiness.h"
#include "analysis/epc-stock.h"
#include "base/epc-i18n.h"

#define VERSIONS_MAX 12 /* a ring of plans that replace each other ends here */

static const char *
t (const EpcPlanMaking *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

static void
add_table (EpcPlanMaking *self, EpcTable *table, guint *n_added)
{
  epc_document_add_table (self->base.document, table);
  (*n_added)++;
}

/* --- summary and versions --- */

static gint64
integer_or_none (EpcRecord *record, const char *key)
{
  return epc_record_is_empty (record, key) ? -1 : epc_record_integer (record, key);
}

void
epc_plan_add_summary (EpcPlanMaking *self)
{
  EpcReportMaking *base = &self->base;
  const char *source = epc_report_format (base, t (self, N_ ("plan, version %s")), epc_report_shown (base, self->plan, "plan_version") != NULL
                                                                                       ? epc_report_shown (base, self->plan, "plan_version")
                                                                                       : "–");
  EpcReportStrip strip = { .n = 0 };

  epc_report_strip_add (&strip, epc_report_number (base, integer_or_none (self->plan, "planning_population")),
                        t (self, N_ ("planning population")), source, FALSE);
  epc_report_strip_add (&strip, epc_report_number (base, integer_or_none (self->plan, "people_in_need")), epc_language_plural (base->language, N_("person in need"), N_("people in need"), integer_or_none (self->plan, "people_in_need")),
                        source, FALSE);
  epc_report_strip_add (&strip, epc_report_number (base, integer_or_none (self->plan, "people_targeted")), epc_language_plural (base->language, N_("person targeted"), N_("people targeted"), integer_or_none (self->plan, "people_targeted")),
                        source, FALSE);
  epc_report_strip_add (&strip, epc_report_money (base, self->plan, "requirements", "requirements_currency"), t (self, N_ ("funds required")),
                        source, FALSE);
  epc_document_add_key_figures (base->document, strip.figures, strip.n);
}

gboolean
epc_plan_add_overview (EpcPlanMaking *self, GError **error)
{
  g_autoptr (GPtrArray) centres = epc_report_records (&self->base, "evacuation_centre", NULL, NULL, "name", error);

  if (centres == NULL)
    return FALSE;
  epc_report_add_centres_map (&self->base, centres, epc_record_text (self->plan, "country"));
  return self->needs->len == 0 || epc_report_add_picture (&self->base, "plan-funds", &self->choice, NULL, NULL, error);
}

gboolean
epc_plan_add_versions (EpcPlanMaking *self, GError **error)
{
  static const char *const keys[] = { "plan_version", "valid_from", "valid_to", "status", "endorsed_by", "endorsed_on", NULL };
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (versions, g_object_ref (self->plan));
  while (versions->len < VERSIONS_MAX)
    {
      const EpcUid *previous = epc_record_reference (g_ptr_array_index (versions, versions->len - 1), "previous");
      EpcRecord *older = previous != NULL ? epc_store_get (self->base.store, epc_entity_find ("contingency_plan"), previous, NULL) : NULL;
      if (older == NULL)
        break;
      g_ptr_array_add (versions, older);
    }
  epc_document_add_table (self->base.document,
                          epc_report_table (&self->base, t (self, N_ ("Versions")), "contingency_plan", keys, versions));
  return TRUE;
}

/* --- 1: what may happen --- */

gboolean
epc_plan_add_situation (EpcPlanMaking *self, guint *n_added, GError **error)
{
  static const char *const keys[] = { "title", "area", "months", "likelihood", "impact", "score", "band", "displaced_best", NULL };
  static const char *const said[] = { "scenario", "indicators", "triggers", NULL };
  const EpcUid *own = epc_record_reference (self->plan, "risk");

  if (self->risks->len == 0)
    return TRUE;
  add_table (self, epc_report_table (&self->base, t (self, N_ ("Risk register")), "risk", keys, self->risks), n_added);
  if (!epc_report_add_picture (&self->base, "risks", &self->choice, NULL, n_added, error))
    return FALSE;
  g_autoptr (EpcRecord) risk = own != NULL ? epc_store_get (self->base.store, epc_entity_find ("risk"), own, NULL) : NULL;
  for (guint i = 0; risk != NULL && said[i] != NULL; i++)
    *n_added += epc_report_add_said (&self->base, 3, NULL, risk, said[i]);
  return TRUE;
}

/* A case is a column: best, most likely and worst are read beside each other. */
static EpcTable *
table_of_cases (EpcPlanMaking *self)
{
  static const char *const keys[] = { "probability", "affected_ind", "displaced_ind", "displaced_hh", "in_sites_ind", "evacuated_ind",
                                      "cross_border_ind", "migrants_ind", "in_need_ind", "duration_days" };
  const EpcEntity *entity = epc_entity_find ("plan_scenario");
  EpcTable *table = epc_table_new (t (self, N_ ("Planning figures by case")));

  epc_table_add_column (table, t (self, N_ ("Figure")), EPC_ALIGN_LEFT, 3);
  for (guint c = 0; c < self->scenarios->len; c++)
    epc_table_add_column (table, epc_report_shown (&self->base, g_ptr_array_index (self->scenarios, c), "kind"), EPC_ALIGN_RIGHT, 2);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new ();
      gboolean is_known = FALSE;
      g_ptr_array_add (cells, (gpointer) epc_report_field_head (&self->base, entity, epc_entity_field (entity, keys[i])));
      for (guint c = 0; c < self->scenarios->len; c++)
        {
          const char *value = epc_report_shown (&self->base, g_ptr_array_index (self->scenarios, c), keys[i]);
          is_known |= value != NULL;
          g_ptr_array_add (cells, (gpointer) value);
        }
      if (is_known)
        epc_table_add_row (table, (const char *const *) cells->pdata);
    }
  return table;
}

gboolean
epc_plan_add_scenarios (EpcPlanMaking *self, guint *n_added, GError **error)
{
  static const char *const said[] = { "description", "profile", "government_response", "assistance_request", "sector_impacts",
                                      "access_constraints", "assumptions", NULL };

  if (self->scenarios->len == 0)
    return TRUE;
  add_table (self, table_of_cases (self), n_added);
  for (guint i = 0; i < self->scenarios->len; i++)
    {
      EpcRecord *scenario = g_ptr_array_index (self->scenarios, i);
      const char *kind = epc_report_shown (&self->base, scenario, "kind"), *title = epc_report_shown (&self->base, scenario, "title");
      gboolean is_said = FALSE;
      for (guint k = 0; said[k] != NULL && !is_said; k++)
        is_said = !epc_record_is_empty (scenario, said[k]);
      if (!is_said)
        continue;
      epc_document_add_heading (self->base.document, 3, NULL,
                                title != NULL ? epc_report_format (&self->base, "%s: %s", kind, title) : kind, NULL);
      for (guint k = 0; said[k] != NULL; k++)
        if (!epc_record_is_empty (scenario, said[k]))
          {
            const char *label = t (self, epc_entity_field (epc_record_entity (scenario), said[k])->label);
            g_autofree char *text = g_strdup_printf ("**%s.** %s", label, epc_record_text (scenario, said[k]));
            epc_document_add_markdown (self->base.document, text, 3);
          }
      (*n_added)++;
    }
  return TRUE;
}

/* --- 2, 3: by sector; sites --- */

gboolean
epc_plan_add_sectors (EpcPlanMaking *self, guint *n_added, GError **error)
{
  static const char *const keys[] = { "cluster", "objective", "activities", "in_need_ind", "targeted_ind", "lead", NULL };

  if (self->needs->len > 0)
    add_table (self, epc_report_table (&self->base, t (self, N_ ("Objectives by sector")), "plan_need", keys, self->needs), n_added);
  return TRUE;
}

gboolean
epc_plan_add_centres (EpcPlanMaking *self, guint *n_added, GError **error)
{
  static const char *const keys[] = { "name", "place", "status", "building", "capacity", "is_accessible", "manager", "last_visit", NULL };
  g_autoptr (GPtrArray) centres = epc_report_records (&self->base, "evacuation_centre", NULL, NULL, "place", error);

  if (centres == NULL)
    return FALSE;
  if (centres->len > 0)
    add_table (self, epc_report_table (&self->base, t (self, N_ ("Evacuation centres")), "evacuation_centre", keys, centres), n_added);
  return TRUE;
}

/* --- 5: people and things --- */

/* By profile, not by name: a plan is shared more widely than the roster. */
gboolean
epc_plan_add_staff (EpcPlanMaking *self, guint *n_added, GError **error)
{
  g_autoptr (GPtrArray) experts = epc_report_records (&self->base, "expert", NULL, NULL, "primary_profile", error);
  g_autoptr (GPtrArray) profiles = g_ptr_array_new ();
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, 2 * sizeof (guint));

  if (experts == NULL)
    return FALSE;
  for (guint i = 0; i < experts->len; i++)
    {
      EpcRecord *expert = g_ptr_array_index (experts, i);
      const char *profile = epc_report_shown (&self->base, expert, "primary_profile");
      if (g_strcmp0 (epc_record_text (expert, "is_active"), "no") == 0)
        continue;
      if (profiles->len == 0 || g_strcmp0 (g_ptr_array_index (profiles, profiles->len - 1), profile) != 0)
        {
          g_ptr_array_add (profiles, (gpointer) profile);
          g_array_set_size (counts, profiles->len);
        }
      guint *count = (guint *) (gpointer) counts->data + 2 * (profiles->len - 1);
      count[0]++;
      count[1] += g_strcmp0 (epc_record_text (expert, "availability"), "available") == 0;
    }
  if (profiles->len == 0)
    return TRUE;
  EpcTable *table = epc_table_new (t (self, N_ ("Experts of the roster")));
  epc_table_add_column (table, t (self, N_ ("Profile")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_ ("In the roster")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_ ("Available now")), EPC_ALIGN_RIGHT, 2);
  for (guint i = 0; i < profiles->len; i++)
    {
      const guint *count = (const guint *) (gpointer) counts->data + 2 * i;
      epc_table_add_cells (table, g_ptr_array_index (profiles, i), epc_report_number (&self->base, count[0]),
                           epc_report_number (&self->base, count[1]));
    }
  add_table (self, table, n_added);
  return epc_report_add_picture (&self->base, "deployments", &self->choice, NULL, n_added, error);
}

gboolean
epc_plan_add_mcof (EpcPlanMaking *self, guint *n_added, GError **error)
{
  return epc_report_add_picture (&self->base, "mcof", &self->choice, NULL, n_added, error);
}

gboolean
epc_plan_add_stocks (EpcPlanMaking *self, guint *n_added, GError **error)
{
  g_autoptr (GPtrArray) lines = epc_stock (self->base.store, NULL, error);
  g_autoptr (GPtrArray) covers = lines != NULL ? epc_stock_cover (self->base.store, lines, error) : NULL;

  if (covers == NULL)
    return FALSE;
  if (lines->len == 0)
    return TRUE;
  EpcTable *table = epc_table_new (t (self, N_ ("Stock by warehouse")));
  epc_table_add_column (table, t (self, N_ ("Item")), EPC_ALIGN_LEFT, 5);
  epc_table_add_column (table, t (self, N_ ("Unit")), EPC_ALIGN_LEFT, 2);
  epc_table_add_column (table, t (self, N_ ("Warehouse")), EPC_ALIGN_LEFT, 4);
  epc_table_add_column (table, t (self, N_ ("On hand")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_ ("Available")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (table, t (self, N_ ("Next expiry")), EPC_ALIGN_LEFT, 3);
  for (guint i = 0; i < lines->len; i++)
    {
      const EpcStockLine *line = g_ptr_array_index (lines, i);
      epc_table_add_cells (table, epc_report_item (&self->base, &line->item, line->item_name), line->unit, line->warehouse_name, epc_report_decimal (&self->base, line->on_hand, 0),
                           epc_report_decimal (&self->base, line->available, 0), epc_report_date (&self->base, line->next_expiry, TRUE));
    }
  add_table (self, table, n_added);
  if (covers->len == 0)
    return TRUE;
  EpcTable *kits = epc_table_new (t (self, N_ ("For how many households it is enough")));
  epc_table_add_column (kits, t (self, N_ ("Kit")), EPC_ALIGN_LEFT, 5);
  epc_table_add_column (kits, t (self, N_ ("Households")), EPC_ALIGN_RIGHT, 2);
  epc_table_add_column (kits, t (self, N_ ("Runs out first")), EPC_ALIGN_LEFT, 5);
  for (guint i = 0; i < covers->len; i++)
    {
      const EpcKitCover *cover = g_ptr_array_index (covers, i);
      epc_table_add_cells (kits, epc_report_item (&self->base, &cover->kit, cover->kit_name), epc_report_number (&self->base, cover->households), cover->short_of);
    }
  add_table (self, kits, n_added);
  return TRUE;
}

/* --- 6, 7: what is missing --- */

gboolean
epc_plan_add_gaps (EpcPlanMaking *self, guint *n_added, GError **error)
{
  static const char *const keys[] = { "action_code", "action", "status", "responsible", "due", NULL };
  static const char *const keys_es[] = { "action_code", "action_es", "status", "responsible", "due", NULL };
  g_autoptr (EpcReadiness) readiness = epc_readiness (self->base.store, error);
  g_autoptr (GPtrArray) actions = readiness != NULL ? epc_report_records (&self->base, "preparedness_action", NULL, NULL, "action_code", error) : NULL;
  gboolean is_spanish = g_str_equal (self->base.name, "es");

  if (actions == NULL)
    return FALSE;
  for (guint i = actions->len; i > 0; i--)
    {
      const char *status = epc_record_text (g_ptr_array_index (actions, i - 1), "status");
      if (g_strcmp0 (status, "done") == 0 || g_strcmp0 (status, "na") == 0)
        g_ptr_array_remove_index (actions, i - 1);
    }
  if (!isnan (readiness->score))
    {
      g_autofree char *sentence = g_strdup_printf (
          t (self, N_ ("Minimum preparedness actions done: %u of %u (%s); overdue: %u.")), readiness->done, readiness->counted,
          epc_report_percent (&self->base, readiness->score, 0), readiness->overdue);
      epc_document_add_paragraph (self->base.document, EPC_TYPE_BODY, sentence);
      (*n_added)++;
      if (!epc_report_add_picture (&self->base, "readiness", &self->choice, NULL, n_added, error))
        return FALSE;
    }
  if (actions->len > 0)
    add_table (self, epc_report_table (&self->base, t (self, N_ ("Actions not yet done")), "preparedness_action", is_spanish ? keys_es : keys, actions),
               n_added);
  return TRUE;
}

gboolean
epc_plan_add_funding (EpcPlanMaking *self, guint *n_added, GError **error)
{
  static const char *const keys[] = { "cluster", "need", "quantity_needed", "quantity_available", "quantity_gap", "requirement", "funded", NULL };

  if (self->needs->len > 0)
    add_table (self, epc_report_table (&self->base, t (self, N_ ("Needs and funds by sector")), "plan_need", keys, self->needs), n_added);
  return TRUE;
}

gboolean
epc_plan_add_simulations (EpcPlanMaking *self, guint *n_added, GError **error)
{
  static const char *const dates[] = { "last_simulation", "next_simulation", NULL };
  EpcTable *table = epc_report_facts (&self->base, self->plan, dates);

  if (table != NULL)
    add_table (self, table, n_added);
  *n_added += epc_report_add_said (&self->base, 3, NULL, self->plan, "simulation_log");
  *n_added += epc_report_add_said (&self->base, 3, NULL, self->plan, "lessons");
  return TRUE;
}
