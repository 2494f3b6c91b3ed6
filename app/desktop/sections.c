/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sections of the side lists. A section with a page of its own names its constructor in the last column.
 */
#include "sections.h"

#include "base/epc-i18n.h"
#include "exchange/epc-queue.h"
#include "exchange/exchange.h"
#include "response/response.h"
#include "sharing/sharing.h"

static const EpcTabInfo tabs[] = {
  { "overview", N_ ("Overview"), "user-home-symbolic", EPC_AREA_PROGRAM },
  { "preparedness", N_ ("Preparedness"), "security-high-symbolic", EPC_AREA_PREPAREDNESS },
  { "response", N_ ("Response"), "emblem-important-symbolic", EPC_AREA_RESPONSE },
  { "transition", N_ ("Transition"), "object-flip-horizontal-symbolic", EPC_AREA_TRANSITION },
  { "recovery", N_ ("Recovery"), "daytime-sunrise-symbolic", EPC_AREA_RECOVERY },
  { "resources", N_ ("Resources"), "folder-documents-symbolic", EPC_AREA_RESOURCES },
};

/* Places and sites that two offices made apart: as much a question as a name of a file, and no record. */
static gint64
count_made_apart (EpcStore *store)
{
  g_autoptr (GPtrArray) pairs = epc_queue_apart (store, NULL);

  return pairs != NULL ? pairs->len : 0;
}

/* tab, group, key, title, icon, question, { entities }, base, open, its title, page, its title, what else is open */
static const EpcSection sections[] = {
  /* --- preparedness --- */
  { "preparedness", N_ ("Risk"), "risks", N_ ("Risks"), "dialog-warning-symbolic",
    N_ ("Which risk would hit us hardest, and is there a plan for it?"), { "risk" }, NULL, NULL, NULL },
  { "preparedness", N_ ("Risk"), "hazards", N_ ("Hazards and routes"), "mark-location-symbolic",
    N_ ("Where does the hazard go, and by which way do people leave?"), { "hazard_observation", "map_feature" }, NULL, NULL, NULL },
  { "preparedness", N_ ("Risk"), "figures", N_ ("Risk figures"), "view-list-ordered-symbolic",
    N_ ("What did disasters do before, and what do the indices say?"), { "disaster_impact", "people_abroad", "risk_figure" }, NULL, NULL, NULL },
  { "preparedness", N_ ("Actions"), "mpa", N_ ("Minimum actions"), "checkbox-checked-symbolic",
    N_ ("What would catch us unready?"), { "preparedness_action" }, "kind = mpa", "status in not_started;in_progress;overdue",
    N_ ("Open actions"), NULL },
  { "preparedness", N_ ("Actions"), "apa", N_ ("Advanced actions"), "preferences-system-time-symbolic",
    N_ ("Which action must start because its risk has risen?"), { "preparedness_action" }, "kind = apa",
    "status in not_started;in_progress;overdue", N_ ("Open actions"), NULL },
  { "preparedness", N_ ("Plans"), "plans", N_ ("Contingency"), "x-office-document-symbolic",
    N_ ("Is this plan ready to be used tomorrow?"), { "contingency_plan", "plan_scenario", "plan_section", "plan_step", "plan_need" }, NULL, NULL, NULL },
  { "preparedness", N_ ("Plans"), "evacuation", N_ ("Evacuation"), "mark-location-symbolic",
    N_ ("Who leaves, by which road, to which centre, on whose order?"), { "evacuation_plan", "evacuation_centre", "centre_occupancy" }, NULL, NULL, NULL },
  { "preparedness", N_ ("People"), "training", N_ ("Training"), "x-office-presentation-symbolic",
    N_ ("Who must still be trained before the season?"),
    { "training_session", "participation", "certificate", "course" }, NULL, NULL, NULL },
  { "preparedness", N_ ("People"), "roster", N_ ("Experts"), "system-users-symbolic", N_ ("Who can leave tomorrow?"),
    { "expert", "expert_language", "expert_clearance", "expert_availability" }, NULL, NULL, NULL, epc_roster_page_new, N_ ("Who can leave") },
  { "preparedness", N_ ("People"), "contacts", N_ ("Contacts"), "x-office-address-book-symbolic",
    N_ ("Whom do we call, and was the number tried lately?"), { "contact", "organisation" }, NULL, NULL, NULL },

  /* --- response --- */
  { "response", N_ ("Emergency"), "crisis", N_ ("Crisis"), "emblem-important-symbolic",
    N_ ("How severe is it, and what do the sources say?"), { "crisis", "figure", "severity", "area_phase" }, NULL, NULL, NULL, epc_crisis_page_new, N_("Situation") },
  { "response", N_ ("Emergency"), "log", N_ ("Decisions"), "document-edit-symbolic",
    N_ ("What was decided, by whom, on which information?"), { "log_entry", "meeting" }, NULL, NULL, NULL },
  { "response", N_ ("Emergency"), "tasks", N_ ("Tasks"), "checkbox-checked-symbolic", N_ ("What is due, and who does it?"),
    { "task" }, NULL, "status in open;in_progress;blocked", N_ ("Open tasks"), NULL },
  { "response", N_ ("People"), "sites", N_ ("Sites"), "mark-location-symbolic",
    N_ ("Which site needs someone today, and why?"),
    { "site", "site_count", "site_movement", "site_assessment", "service" }, NULL,
    "status in open;care;consolidating;closing", N_ ("Open sites"), epc_sites_page_new },
  { "response", N_ ("People"), "dtm", N_ ("DTM rounds"), "view-paged-symbolic",
    N_ ("Is displacement really rising, or did we only look at more places?"),
    { "dtm_round", "dtm_operation", "location_count" }, NULL, NULL, NULL, epc_rounds_page_new, N_ ("Comparison") },
  { "response", N_ ("People"), "flows", N_ ("Flows"), "object-flip-horizontal-symbolic",
    N_ ("Who is passing, where, and where to?"), { "flow_point", "flow_count" }, NULL, NULL, NULL, epc_flows_page_new, N_ ("Who passes") },
  { "response", N_ ("People"), "events", N_ ("Alerts"), "alarm-symbolic", N_ ("Which alert is not verified yet?"),
    { "event_alert" }, NULL, "verification in unverified;in_progress", N_ ("Alerts to verify"), NULL },
  { "response", N_ ("Assistance"), "nfi", N_ ("Shelter and NFI"), "package-x-generic-symbolic",
    N_ ("How many households stay without help, and for want of which item?"),
    { "distribution", "stock_movement", "reservation", "consignment", "consignment_item", "batch", "stock_count", "warehouse", "shelter_work",
      "pdm_result" }, NULL, NULL, NULL, epc_stock_page_new, N_ ("Needs and stock") },
  { "response", N_ ("Assistance"), "mefm", N_ ("MEFM"), "preferences-system-time-symbolic",
    N_ ("What is still missing to send the request in time?"), { "funding_request", "budget_line", "repayment", "approval", "appeal" },
    NULL, NULL, NULL, epc_mefm_page_new, N_ ("The request") },
  { "response", N_ ("Assistance"), "deployments", N_ ("Deployments"), "system-users-symbolic",
    N_ ("Which post is still empty, and who could fill it?"), { "expert_request", "deployment" }, NULL, NULL, NULL,
    epc_roster_page_new, N_ ("Who fits") },
  { "response", N_ ("Coordination"), "4w", N_ ("4W activities"), "view-grid-symbolic",
    N_ ("Who does what where, and what does nobody do?"), { "activity" }, NULL, NULL, NULL, epc_coverage_page_new, N_ ("Coverage") },
  { "response", N_ ("Coordination"), "access", N_ ("Access"), "changes-prevent-symbolic",
    N_ ("Which places can we not reach, and why?"), { "access_constraint" }, NULL, "status in active;easing",
    N_ ("Constraints in force"), NULL },
  { "response", N_ ("Coordination"), "feedback", N_ ("Feedback"), "chat-message-new-symbolic",
    N_ ("Which complaint has had no answer?"), { "feedback" }, NULL, "status in open;referred", N_ ("Without an answer"), NULL },
  { "response", N_ ("Coordination"), "sitrep", N_ ("Reports"), "x-office-document-symbolic",
    N_ ("Which report is due, and from which figures?"), { "sitrep", "issued_report" }, NULL, "status in draft;in_review;cleared",
    N_ ("Reports in preparation"), NULL },

  /* --- transition --- */
  { "transition", N_ ("Returns"), "movements", N_ ("Movements"), "object-flip-horizontal-symbolic",
    N_ ("Who goes back, how many, and by their own will?"), { "return_movement" }, NULL, NULL, NULL },
  { "transition", N_ ("Returns"), "areas", N_ ("Return areas"), "mark-location-symbolic",
    N_ ("Where can people go back to, and what is missing there?"), { "return_area" }, NULL, NULL, NULL },
  { "transition", N_ ("Returns"), "intentions", N_ ("Intentions"), "help-faq-symbolic",
    N_ ("What do people want to do, and what holds them back?"), { "intention_survey" }, NULL, NULL, NULL },
  { "transition", N_ ("Communities"), "initiatives", N_ ("Initiatives"), "starred-symbolic",
    N_ ("Which community project is late, and what unblocks it?"), { "initiative", "milestone" }, NULL,
    "status in identified;prioritised;assessed;screened;approved;procurement;implementing;on_hold", N_ ("Initiatives not finished"), NULL },
  { "transition", N_ ("Communities"), "referrals", N_ ("Referrals"), "send-to-symbolic",
    N_ ("Which referral was never answered?"), { "referral", "service_provider" }, NULL, NULL, NULL },

  /* --- recovery --- */
  { "recovery", N_ ("Solutions"), "solutions", N_ ("Durable solutions"), "emblem-ok-symbolic",
    N_ ("Which of the eight criteria holds people in displacement?"), { "solution_score" }, NULL, NULL, NULL },
  { "recovery", N_ ("Solutions"), "prds", N_ ("PRDS assessments"), "view-list-ordered-symbolic",
    N_ ("Which solution is possible here, at which level?"), { "prds_assessment" }, NULL, NULL, NULL },
  { "recovery", N_ ("Programme"), "projects", N_ ("Projects"), "daytime-sunrise-symbolic",
    N_ ("Which project spends but does not deliver?"), { "project" }, NULL, NULL, NULL },
  { "recovery", N_ ("Programme"), "indicators", N_ ("Indicators"), "view-grid-symbolic",
    N_ ("Which indicator is off its target?"), { "indicator", "indicator_value" }, NULL, NULL, NULL },

  /* --- resources --- */
  { "resources", N_ ("Framework"), "mcof", N_ ("MCOF matrix"), "view-grid-symbolic",
    N_ ("In which sector and phase is the gap that nobody covers?"), { "mcof_row" }, NULL, NULL, NULL },
  { "resources", N_ ("Framework"), "micic", N_ ("MICIC"), "emblem-ok-symbolic",
    N_ ("Are migrants in our plans, and who warns them?"), { "micic_check", "migrant_community" }, NULL, "status in not_started;in_progress",
    N_ ("Guidelines not done"), NULL },
  { "resources", N_ ("Framework"), "gbv", N_ ("GBV"), "security-high-symbolic",
    N_ ("Which site or activity leaves women and girls at risk?"), { "gbv_check", "safety_audit" }, NULL, "status in not_started;in_progress",
    N_ ("Actions not done"), NULL },
  { "resources", N_ ("Library"), "documents", N_ ("Guidance"), "x-office-document-symbolic",
    N_ ("Which guidance applies here?"), { "document" }, NULL, NULL, NULL },
  { "resources", N_ ("Library"), "sops", N_ ("Procedures"), "view-list-ordered-symbolic",
    N_ ("Who does which step when it happens?"), { "sop" }, NULL, NULL, NULL },
  { "resources", N_ ("Library"), "standards", N_ ("Standards"), "object-select-symbolic",
    N_ ("Which threshold holds, from which edition?"), { "standard" }, NULL, NULL, NULL },
  { "resources", N_ ("Library"), "lessons", N_ ("Lessons"), "starred-symbolic",
    N_ ("What did we learn, and was it put into a plan?"), { "lesson" }, NULL, "status in not_started;in_progress", N_ ("Lessons not applied"), NULL },
  { "resources", N_ ("Exchange"), "support", N_ ("Regional support"), "send-to-symbolic",
    N_ ("What did we ask the regional office, and is it answered?"), { "support_request" }, NULL, "status in draft;sent;acknowledged;in_progress",
    N_ ("Without an answer"), NULL },
  { "resources", N_ ("Exchange"), "offices", N_ ("Packages, offices"), "network-workgroup-symbolic",
    N_ ("What came from other offices, what must I decide, and what do they lack?"), { "office" }, NULL, NULL, NULL, epc_sharing_page_new,
    N_ ("Packages") },
  { "resources", N_ ("Reference"), "places", N_ ("Places and codes"), "find-location-symbolic",
    N_ ("Is this place spelled and coded as the office does it?"), { "place", "population" }, NULL, "level > 0", N_ ("Without countries"), NULL },
  { "resources", N_ ("Reference"), "queue", N_ ("Names in doubt"), "help-faq-symbolic",
    N_ ("Which place or site did the file mean?"), { "match_doubt", "alias" }, NULL, "status = open", N_ ("Open names"),
    epc_queue_page_new, N_ ("Review"), count_made_apart },
  { "resources", N_ ("Reference"), "codes", N_ ("Own codes"), "view-list-ordered-symbolic",
    N_ ("Which words of this office are missing in the lists of choices?"), { "code" }, NULL, NULL, NULL },
  { "resources", N_ ("Reference"), "items", N_ ("Items and kits"), "package-x-generic-symbolic",
    N_ ("What is in a kit, and how many does a household get?"), { "item", "kit_item" }, NULL, NULL, NULL },
  { "resources", N_ ("Reference"), "data", N_ ("Data protection"), "changes-prevent-symbolic",
    N_ ("Which data did we share with whom, until when, and was any lost?"), { "data_agreement", "data_incident" }, NULL, NULL,
    NULL },
};

const EpcTabInfo *
epc_tabs (guint *n_tabs)
{
  *n_tabs = G_N_ELEMENTS (tabs);
  return tabs;
}

const EpcTabInfo *
epc_tab_info (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    if (g_strcmp0 (tabs[i].key, key) == 0)
      return &tabs[i];
  return NULL;
}

const EpcSection *
epc_sections (guint *n_sections)
{
  *n_sections = G_N_ELEMENTS (sections);
  return sections;
}

const EpcSection *
epc_section_find (const char *tab, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_strcmp0 (sections[i].tab, tab) == 0 && g_strcmp0 (sections[i].key, key) == 0)
      return &sections[i];
  return NULL;
}

const EpcSection *
epc_section_of_entity (const char *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    for (guint j = 0; sections[i].entities[j] != NULL; j++)
      if (g_strcmp0 (sections[i].entities[j], entity) == 0)
        return &sections[i];
  return NULL;
}
