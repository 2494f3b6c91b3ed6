/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contingency plan as a document: cover, contents, summary, then the chapters in the order of the IASC template with IOM's own
 * sections in their place. Each chapter says what was written for it, then what the office's records know; where there is neither,
 * it says so and asks its questions.
 */
#include "epc-plan-private.h"

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "model/epc-code-list.h"

#define FEW_NEEDS 8 /* up to so many stand on the upright page; more of them want its length */

typedef struct
{
  const char *key;    /* section_key of the plan section */
  const char *number; /* "1.1"; NULL: none */
  int level;
  const char *heading; /* N_() */
  EpcPlanChapterFunc add;
  gboolean landscape;
} Chapter;

/* IASC Emergency Response Preparedness (2015), contingency plan template; the sections of the second level are IOM's. */
static const Chapter chapters[] = {
  { "summary", NULL, 1, N_("Strategic summary"), NULL },
  { "situation", "1", 1, N_("Situation and risk analysis"), epc_plan_add_situation },
  { "mobility", "1.1", 2, N_("Mobility scenario and planning figures"), epc_plan_add_scenarios },
  { "strategy", "2", 1, N_("Response strategy"), NULL },
  { "calendar", "2.1", 2, N_("Actions in the first hours, days and weeks"), NULL },
  { "mcof_plan", "2.2", 2, N_("MCOF sector plan"), epc_plan_add_mcof },
  { "delivery", "3", 1, N_("Operational delivery"), NULL },
  { "sites", "3.1", 2, N_("Sites and evacuation centres"), epc_plan_add_centres },
  { "dtm", "3.2", 2, N_("DTM activation"), NULL },
  { "border_consular", "3.3", 2, N_("Border and consular matters"), NULL },
  { "protection", "3.4", 2, N_("Protection"), NULL },
  { "environment", "3.5", 2, N_("Environment"), NULL },
  { "coordination", "4", 1, N_("Coordination and management arrangements"), NULL },
  { "communication", "4.1", 2, N_("Communication"), NULL },
  { "support", "5", 1, N_("Operational support arrangements"), NULL },
  { "staffing", "5.1", 2, N_("Staff, surge and duty of care"), epc_plan_add_staff },
  { "stocks", "5.2", 2, N_("Stocks"), epc_plan_add_stocks },
  { "gaps", "6", 1, N_("Preparedness gaps and actions"), epc_plan_add_gaps },
  { "funding", "7", 1, N_("Funding requirements"), epc_plan_add_funding },
  { "budget_mefm", "7.1", 2, N_("Budget and MEFM"), NULL },
  { "annex_clusters", NULL, 1, N_("Annex I. Operational plans by cluster"), epc_plan_add_sectors, TRUE },
  { "annex_sops", NULL, 1, N_("Annex II. Standard procedures"), NULL },
  { "annex_simulations", NULL, 1, N_("Annex III. Simulations and lessons"), epc_plan_add_simulations },
};

static const char *
t (const EpcPlanMaking *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

static void
plan_clear (EpcPlanMaking *self)
{
  g_clear_object (&self->plan);
  g_clear_pointer (&self->scenarios, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_clear_pointer (&self->needs, g_ptr_array_unref);
  g_clear_pointer (&self->risks, g_ptr_array_unref);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcPlanMaking, plan_clear)

static gboolean
gather (EpcPlanMaking *self, const EpcReportOptions *options, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  self->plan = epc_report_record (&self->base, "contingency_plan", options->reference, "valid_to", &wrong);
  if (self->plan == NULL)
    {
      if (wrong != NULL)
        g_propagate_error (error, g_steal_pointer (&wrong));
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no contingency plan yet. Add one under Preparedness."));
      return FALSE;
    }
  const EpcUid *uid = epc_record_uid (self->plan);
  self->choice.country = epc_record_text (self->plan, "country");
  self->choice.plan = *uid;
  self->scenarios = epc_report_records_of (&self->base, "plan_scenario", "plan", uid, "kind", error);
  self->sections = self->scenarios != NULL ? epc_report_records_of (&self->base, "plan_section", "plan", uid, "position", error) : NULL;
  self->needs = self->sections != NULL ? epc_report_records_of (&self->base, "plan_need", "plan", uid, "cluster", error) : NULL;
  self->risks = self->needs != NULL
                    ? epc_report_records (&self->base, "risk", "country", epc_record_text (self->plan, "country"), "title", error)
                    : NULL;
  return self->risks != NULL;
}

/* --- cover --- */

static void
draw_cover_map (cairo_t *cr, double width, double height, gpointer map)
{
  epc_map_draw (map, cr, width, height);
}

static EpcMap *
cover_map (EpcPlanMaking *self)
{
  g_autoptr (EpcMap) map = epc_map_new ();

  if (!epc_map_set_area (map, epc_record_text (self->plan, "country"), NULL))
    return NULL;
  epc_map_set_theme (map, EPC_MAP_THEME_COVER);
  epc_map_set_language (map, self->base.name);
  epc_map_set_parts (map, EPC_MAP_LABELS);
  return g_steal_pointer (&map);
}

static void
add_cover (EpcPlanMaking *self)
{
  EpcReportMaking *base = &self->base;
  const char *from = epc_report_date (base, epc_record_text (self->plan, "valid_from"), FALSE);
  const char *to = epc_report_date (base, epc_record_text (self->plan, "valid_to"), FALSE);
  const char *country = epc_code_label ("country", epc_record_text (self->plan, "country"), base->name), *version = epc_report_shown (base, self->plan, "plan_version");
  const char *status = epc_report_shown (base, self->plan, "status");
  g_autofree char *office = epc_report_office (base);
  EpcMap *map = cover_map (self);
  const EpcMastheadFact facts[] = {
    { t (self, N_("Hazards covered")), epc_report_shown (base, self->plan, "hazards") },
    { t (self, N_("Planning population")), epc_report_shown (base, self->plan, "planning_population") },
    { t (self, N_("Valid until")), to },
    { t (self, N_("Version and status")), version != NULL ? epc_report_format (base, "%s · %s", version, status) : status },
  };
  const EpcCover cover = {
    .kind = t (self, N_("Contingency plan")),
    .title = epc_report_shown (base, self->plan, "title"),
    .subtitle = from != NULL && to != NULL ? epc_report_format (base, "%s, %s – %s", country, from, to) : country,
    .facts = facts,
    .n_facts = G_N_ELEMENTS (facts),
    .office = office,
    .made_by = epc_record_is_empty (self->plan, "endorsed_by")
                   ? NULL
                   : epc_report_format (base, t (self, N_("Endorsed by %s")), epc_record_text (self->plan, "endorsed_by")),
    .disclaimer = t (self, N_("The boundaries and names on the map do not imply acceptance by IOM.")),
    .draw = map != NULL ? draw_cover_map : NULL,
    .data = map,
    .destroy = map != NULL ? (GDestroyNotify) epc_map_free : NULL,
  };

  epc_document_add_cover (base->document, &cover);
}

/* --- chapters --- */

static EpcRecord *
section_of (const EpcPlanMaking *self, const char *key)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (g_strcmp0 (epc_record_text (g_ptr_array_index (self->sections, i), "section_key"), key) == 0)
      return g_ptr_array_index (self->sections, i);
  return NULL;
}

static const Chapter *
chapter_of (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    if (g_strcmp0 (chapters[i].key, key) == 0)
      return &chapters[i];
  return NULL;
}

/* What the section asks, in the document's language. */
static const char *
guidance_of (const EpcPlanMaking *self, EpcRecord *section)
{
  const char *spanish = g_str_equal (self->base.name, "es") ? epc_record_text (section, "guidance_es") : NULL;

  return spanish != NULL ? spanish : epc_record_text (section, "guidance");
}

static void
add_unwritten (EpcPlanMaking *self, EpcRecord *section)
{
  const char *guidance = section != NULL ? guidance_of (self, section) : NULL;

  if (guidance != NULL)
    epc_document_add_note (self->base.document, t (self, N_("Still to be written. It answers:")), epc_report_escaped (&self->base, guidance), 0);
  else
    epc_document_add_paragraph (self->base.document, EPC_TYPE_SMALL, t (self, N_("This section is still to be written.")));
}

static gboolean
add_chapter (EpcPlanMaking *self, const Chapter *chapter, GError **error)
{
  EpcRecord *section = section_of (self, chapter->key);
  gboolean is_written = section != NULL && !epc_record_is_empty (section, "body");
  guint n_added = 0;

  if (section != NULL && g_strcmp0 (epc_record_text (section, "status"), "na") == 0)
    return TRUE;
  epc_document_turn_pages (self->base.document, chapter->landscape && self->needs->len > FEW_NEEDS);
  if (g_str_equal (chapter->key, "situation"))
    epc_document_add_page_break (self->base.document);
  epc_document_add_heading (self->base.document, chapter->level, chapter->number, t (self, chapter->heading), NULL);
  if (g_str_equal (chapter->key, "summary"))
    {
      epc_plan_add_summary (self);
      n_added++;
    }
  if (is_written)
    epc_document_add_markdown (self->base.document, epc_record_text (section, "body"), chapter->level);
  if (g_str_equal (chapter->key, "summary") && !epc_plan_add_overview (self, error))
    return FALSE;
  if (chapter->add != NULL && !chapter->add (self, &n_added, error))
    return FALSE;
  if (!is_written && n_added == 0)
    add_unwritten (self, section);
  return TRUE;
}

/* Sections that the office added to the template stand behind it. */
static void
add_own_sections (EpcPlanMaking *self)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      EpcRecord *section = g_ptr_array_index (self->sections, i);
      const char *key = epc_record_text (section, "section_key"), *spanish = epc_record_text (section, "heading_es");
      const char *heading = g_str_equal (self->base.name, "es") && spanish != NULL ? spanish : epc_record_text (section, "heading");

      if (chapter_of (key) != NULL || epc_record_is_empty (section, "body") || heading == NULL)
        continue;
      epc_document_add_heading (self->base.document, 1, NULL, heading, NULL);
      epc_document_add_markdown (self->base.document, epc_record_text (section, "body"), 1);
    }
}

EpcDocument *
epc_report_plan (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (EpcPlanMaking) self = { .plan = NULL, .choice = EPC_PICTURE_CHOICE_INIT };
  EpcReportMaking *base = &self.base;

  epc_report_begin (base, store, options);
  if (!gather (&self, options, error))
    return NULL;
  epc_document_set_bound (base->document, TRUE);
  epc_report_set_facts (base, epc_report_shown (base, self.plan, "title"), epc_record_code (self.plan),
                        t (&self, N_("Source: plan, risk register, roster and stock ledger of the office.")), EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (base, epc_record_reference (self.plan, "crisis"));
  add_cover (&self);
  epc_document_add_paragraph (base->document, EPC_TYPE_TITLE, t (&self, N_("Contents")));
  epc_document_add_contents (base->document);
  epc_document_add_page_break (base->document);
  epc_document_add_paragraph (base->document, EPC_TYPE_HEADING_2, t (&self, N_("Tables")));
  epc_document_add_list_of (base->document, FALSE);
  epc_document_add_space (base->document, 14);
  epc_document_add_paragraph (base->document, EPC_TYPE_HEADING_2, t (&self, N_("Figures")));
  epc_document_add_list_of (base->document, TRUE);
  epc_document_add_space (base->document, 18);
  if (!epc_plan_add_versions (&self, error))
    return NULL;
  epc_document_add_page_break (base->document);
  for (guint i = 0; i < G_N_ELEMENTS (chapters); i++)
    if (!add_chapter (&self, &chapters[i], error))
      return NULL;
  epc_document_turn_pages (base->document, FALSE);
  add_own_sections (&self);
  return epc_report_finish (base, error);
}
