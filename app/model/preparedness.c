/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preparedness: risk register, preparedness actions (IASC Emergency Response Preparedness, 2015), contingency and evacuation
 * plans, evacuation centres.
 */
#include <math.h>
#include <stdlib.h>

#include "base/epc-i18n.h"
#include "epc-entity.h"
#include "epc-rules.h"

/* Bands of IASC Emergency Response Preparedness (2015, draft): low to 7, medium 8 to 14, high from 15. What the country team
 * agreed on comes first, so that an office with other limits is not contradicted. */
enum
{
  MEDIUM_FROM = 8,
  HIGH_FROM = 15,
};

static int
score_of (const EpcRecord *record)
{
  const char *impact = epc_record_text (record, "impact");
  const char *likelihood = epc_record_text (record, "likelihood");

  return impact != NULL && likelihood != NULL ? atoi (impact) * atoi (likelihood) : 0;
}

static char *
risk_score (const EpcRecord *record)
{
  int score = score_of (record);

  return score > 0 ? g_strdup_printf ("%d", score) : NULL;
}

static char *
risk_level (const EpcRecord *record)
{
  int score = score_of (record);

  if (!epc_record_is_empty (record, "agreed_band"))
    return g_strdup (epc_record_text (record, "agreed_band"));
  if (score == 0)
    return NULL;
  return g_strdup (score >= HIGH_FROM ? "high" : score >= MEDIUM_FROM ? "medium" : "low");
}

static void
risk_validate (const EpcRecord *record, EpcFindings *findings)
{
  g_autofree char *level = risk_level (record);

  epc_check_place_codes (record, "other_areas", findings);
  epc_check_at_most (record, "displaced_low", "displaced_best", "low_best_high", findings);
  epc_check_at_most (record, "displaced_best", "displaced_high", "low_best_high", findings);
  epc_check_at_most (record, "displaced_high", "exposed_population", "displaced_over_exposed", findings);
  epc_check_order (record, "last_update", "review_date", findings);
  if (level != NULL && !g_str_equal (level, "low") && epc_record_is_empty (record, "plan"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "plan", "plan_needed",
                      _("A medium or high risk asks for advanced preparedness actions and a contingency plan."));
}

static void
preparedness_action_validate (const EpcRecord *record, EpcFindings *findings)
{
  gint64 is_done = epc_check_has_code (record, "status", "done");

  epc_check_needed (record, EPC_FINDING_WARNING, "trigger", "kind", "apa", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "responsible", "status", "in_progress;overdue", findings);
  if (is_done && !epc_record_is_empty (record, "progress") && epc_record_decimal (record, "progress") < 100)
    epc_findings_add (findings, EPC_FINDING_WARNING, "progress", "done",
                      _("The action is done, but its progress is below 100%%."));
  if (is_done && epc_record_is_empty (record, "evidence") && epc_record_is_empty (record, "evidence_file"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "evidence", "evidence",
                      _("Say where the evidence of this action can be seen."));
}

static void
contingency_plan_validate (const EpcRecord *record, EpcFindings *findings)
{
  g_autofree char *days = epc_check_days (record, "valid_from", "valid_to");

  epc_check_order (record, "valid_from", "valid_to", findings);
  epc_check_order (record, "validated_on", "endorsed_on", findings);
  epc_check_place_codes (record, "areas", findings);
  epc_check_at_most (record, "people_targeted", "people_in_need", "target_over_need", findings);
  epc_check_at_most (record, "people_in_need", "planning_population", "need_over_population", findings);
  epc_check_needed (record, EPC_FINDING_ERROR, "endorsed_by", "status", "endorsed;activated", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "activated_on", "status", "activated", findings);
  /* A year and a month: plans are good for twelve months. */
  if (days != NULL && atoi (days) > 396)
    epc_findings_add (findings, EPC_FINDING_WARNING, "valid_to", "validity",
                      _("A contingency plan is good for twelve months; this is longer."));
}

static void
plan_scenario_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_place_codes (record, "areas", findings);
  epc_check_households (record, "displaced_ind", "displaced_hh", findings);
  epc_check_at_most (record, "displaced_ind", "affected_ind", "displaced_over_affected", findings);
  epc_check_at_most (record, "in_sites_ind", "displaced_ind", "sites_over_displaced", findings);
  epc_check_at_most (record, "migrants_ind", "affected_ind", "migrants_over_affected", findings);
  epc_check_at_most (record, "in_need_ind", "affected_ind", "need_over_affected", findings);
}

static char *
plan_need_gap (const EpcRecord *record)
{
  if (epc_record_is_empty (record, "quantity_needed") || epc_record_is_empty (record, "quantity_available"))
    return NULL;
  gint64 gap = epc_record_integer (record, "quantity_needed") - epc_record_integer (record, "quantity_available");
  return g_strdup_printf ("%" G_GINT64_FORMAT, MAX (gap, 0));
}

static void
plan_need_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_at_most (record, "targeted_ind", "in_need_ind", "target_over_need", findings);
  epc_check_households (record, "targeted_ind", "targeted_hh", findings);
  if (!epc_record_is_empty (record, "quantity_needed") && epc_record_is_empty (record, "item"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "item", "item", _("Say which item this quantity is of."));
}

static char *
evacuation_coverage (const EpcRecord *record)
{
  return epc_check_share (record, "centre_capacity", "zone_population");
}

static void
evacuation_plan_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "valid_from", "valid_to", findings);
  epc_check_at_most (record, "assisted_ind", "zone_population", "assisted_over_zone", findings);
  epc_check_needed (record, EPC_FINDING_ERROR, "endorsed_by", "status", "endorsed;activated", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "trigger", "status", "validated;endorsed;activated", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "ordered_by", "status", "validated;endorsed;activated", findings);
}

static void
evacuation_centre_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_needed (record, EPC_FINDING_WARNING, "capacity", "status", "standby;open;full", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "structural_check", "status", "standby;open;full", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "keys_holder", "status", "standby", findings);
}

static void
centre_occupancy_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_households (record, "ind", "hh", findings);
  epc_check_sum (record, findings, "ind", "females", "males", NULL);
  epc_check_at_most (record, "under_18", "ind", "part_over_total", findings);
  epc_check_at_most (record, "over_60", "ind", "part_over_total", findings);
  epc_check_at_most (record, "disabled", "ind", "part_over_total", findings);
}

static const EpcField risk_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Risk"),
    .hxl = "#event+name", .synonyms = "risk|riesgo|risque|risco|name|nombre|titre|intitulé" },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "hazard",
    .hxl = "#event+type", .synonyms = "aléa|amenaza|hazard type|peligro|ameaça|danger" },
  { "scenario", N_("Scenario"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .hxl = "#description",
    .synonyms = "scenario|escenario|scénario|cenário" },
  { "country", N_("Country"), EPC_TYPE_PLACE, .hxl = "#country+code", .synonyms = "pays|code pays", .initial = "office" },
  { "area", N_("Area"), EPC_TYPE_PLACE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .hxl = "#adm1+code|#adm2+code",
    .synonyms = "zona|zone|área|department|departamento" },
  { "other_areas", N_("Other areas"), EPC_TYPE_TEXT, EPC_FIELD_PLACES, .help = N_("P-codes separated by semicolons.") },
  { "months", N_("Season"), EPC_TYPE_CODES, .help = N_("Months in which it is likely. Empty: all year."), .codes = "month",
    .synonyms = "season|months|meses|temporada|saison|estação" },
  { "exposed_population", N_("Exposed population"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .section = N_("Who would be affected"), .min = 0, .max = HUGE_VAL, .hxl = "#population+exposed|#affected",
    .synonyms = "population exposée|população exposta" },
  { "displaced_low", N_("Likely displaced, low"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .group = "displaced", .min = 0, .max = HUGE_VAL },
  { "displaced_best", N_("Likely displaced"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .group = "displaced", .min = 0, .max = HUGE_VAL, .hxl = "#affected+displaced",
    .synonyms = "likely displaced|desplazados probables" },
  { "displaced_high", N_("Likely displaced, high"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .group = "displaced", .min = 0, .max = HUGE_VAL },
  { "displaced_method", N_("How it was estimated"), EPC_TYPE_TEXT, .group = "displaced" },
  { "vulnerable_groups", N_("Groups most at risk"), EPC_TYPE_CODES, .codes = "population_group", .hxl = "#affected+type" },
  { "vulnerable_note", N_("More about these groups"), EPC_TYPE_TEXT },
  { "impact", N_("Impact"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "impact_level",
    .section = N_("Rating"), .hxl = "#impact+level", .synonyms = "impact|impacto" },
  { "likelihood", N_("Likelihood"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "likelihood_level",
    .synonyms = "probability|probabilidad|vraisemblance|probabilité|probabilidade" },
  { "score", N_("Score"), EPC_TYPE_COMPUTED, .help = N_("Impact times likelihood, 1 to 25."), .hxl = "#severity+num",
    .synonyms = "pontuação", .computed_type = EPC_TYPE_INTEGER, .compute = risk_score },
  { "agreed_band", N_("Level agreed by the country team"), EPC_TYPE_CODE,
    .help = N_("Leave empty to follow the score: low to 7, medium 8 to 14, high from 15."), .codes = "risk_band" },
  { "band", N_("Risk level"), EPC_TYPE_COMPUTED, EPC_FIELD_LIST, .hxl = "#severity",
    .synonyms = "niveau de risque|nível de risco", .computed_type = EPC_TYPE_CODE, .codes = "risk_band",
    .compute = risk_level },
  { "trend", N_("Trend"), EPC_TYPE_CODE, .codes = "trend", .synonyms = "tendance" },
  { "alert_level", N_("Alert level"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "alert_level", .section = N_("Watching it"),
    .hxl = "#severity+alert", .synonyms = "niveau d'alerte" },
  { "indicators", N_("Indicators and thresholds"), EPC_TYPE_LONG_TEXT },
  { "triggers", N_("Triggers"), EPC_TYPE_LONG_TEXT, .help = N_("What sets the advanced actions and the plan in motion."),
    .synonyms = "déclencheurs|gatilhos" },
  { "ew_sources", N_("Early-warning sources"), EPC_TYPE_CODES, .codes = "early_warning_source", .hxl = "#meta+source" },
  { "monitoring_owner", N_("Watched by"), EPC_TYPE_TEXT, .help = N_("The post, not the person.") },
  { "monitoring_frequency", N_("How often"), EPC_TYPE_CODE, .codes = "frequency", .hxl = "#frequency" },
  { "last_update", N_("Last update"), EPC_TYPE_DATE, .hxl = "#date+updated",
    .synonyms = "updated|actualizado|mise à jour|dernière mise à jour|última atualização", .initial = "today" },
  { "review_date", N_("Next review"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .synonyms = "prochaine révision|próxima revisão" },
  { "plan", N_("Contingency plan"), EPC_TYPE_REFERENCE, .target = "contingency_plan" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField preparedness_action_fields[] = {
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY, .section = N_("Action"),
    .hxl = "#country+code", .synonyms = "pays|code pays", .initial = "office" },
  { "action_code", N_("Code"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .hxl = "#activity+code", .synonyms = "code|código|no.", .width = 10 },
  { "kind", N_("Kind"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_INDEX, .codes = "action_kind", .synonyms = "type|tipo" },
  { "category", N_("Category"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "action_category", .synonyms = "catégorie" },
  { "action", N_("Action"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#activity+name",
    .synonyms = "action|acción|activity|ação", .width = 44 },
  { "action_es", N_("Action in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, .codes = "hazard", .hxl = "#event+type", .synonyms = "aléa|ameaça|danger" },
  { "risk", N_("Risk"), EPC_TYPE_REFERENCE, .target = "risk" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "action_status",
    .section = N_("Progress"), .hxl = "#status", .synonyms = "estado|statut|état|situação|"
        "estatuto", .initial = "not_started" },
  { "progress", N_("Progress"), EPC_TYPE_PERCENT, EPC_FIELD_LIST, .unit = N_("%"), .min = 0, .max = 100,
    .synonyms = "%|avance|progrès|avancement|progresso" },
  { "responsible", N_("Responsible"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("The post or unit, not the person."),
    .synonyms = "responsável" },
  { "due", N_("Due"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .hxl = "#date+end",
    .synonyms = "due date|deadline|fecha límite|échéance|prazo|date limite" },
  { "last_checked", N_("Last checked"), EPC_TYPE_DATE, EPC_FIELD_LIST },
  { "evidence", N_("Evidence"), EPC_TYPE_TEXT, .help = N_("Where it can be seen: document, folder, minutes."),
    .synonyms = "preuve|éléments probants" },
  { "evidence_file", N_("Evidence as a file"), EPC_TYPE_FILE },
  { "budget", N_("Budget"), EPC_TYPE_MONEY, .group = "budget", .min = 0, .max = HUGE_VAL, .hxl = "#value+budget",
    .synonyms = "orçamento" },
  { "budget_currency", N_("Currency of the budget"), EPC_TYPE_CODE, .codes = "currency", .group = "budget", .initial = "USD" },
  { "trigger", N_("Trigger"), EPC_TYPE_TEXT, .help = N_("What sets this action in motion."), .section = N_("When activated"),
    .synonyms = "déclencheur|gatilho" },
  { "activated_on", N_("Activated on"), EPC_TYPE_DATE },
  { "source", N_("Source"), EPC_TYPE_TEXT, .synonyms = "fonte" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField contingency_plan_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Plan"),
    .synonyms = "plan|título|titre|intitulé" },
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .hxl = "#country+code",
    .synonyms = "pays|code pays", .initial = "office" },
  { "hazards", N_("Hazards covered"), EPC_TYPE_CODES, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "hazard",
    .hxl = "#event+type" },
  { "risk", N_("Risk"), EPC_TYPE_REFERENCE, EPC_FIELD_INDEX, .target = "risk" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "plan_status",
    .hxl = "#status", .synonyms = "statut|état|situação|estatuto", .initial = "draft" },
  { "plan_version", N_("Version"), EPC_TYPE_TEXT, .synonyms = "versão", .width = 8, .initial = "1" },
  { "language", N_("Language"), EPC_TYPE_CODE, .codes = "language", .synonyms = "langue|língua" },
  { "areas", N_("Areas covered"), EPC_TYPE_TEXT, EPC_FIELD_PLACES, .help = N_("P-codes separated by semicolons. Empty: the whole country.") },
  { "valid_from", N_("Valid from"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .section = N_("Validity and sign-off"),
    .hxl = "#date+start", .synonyms = "valide à partir du|válido a partir de|valide depuis" },
  { "valid_to", N_("Valid to"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED,
    .help = N_("Usually twelve months after the start."), .hxl = "#date+end", .synonyms = "valide jusqu'au|válido até" },
  { "validated_on", N_("Validated on"), EPC_TYPE_DATE },
  { "endorsed_by", N_("Endorsed by"), EPC_TYPE_TEXT,
    .help = N_("The post or body: Chief of Mission, humanitarian country team, civil protection.") },
  { "endorsed_on", N_("Endorsed on"), EPC_TYPE_DATE, .hxl = "#date+approved" },
  { "activated_on", N_("Activated on"), EPC_TYPE_DATE },
  { "crisis", N_("Activated for"), EPC_TYPE_REFERENCE, .target = "crisis" },
  { "previous", N_("Replaces"), EPC_TYPE_REFERENCE, .target = "contingency_plan" },
  { "planning_population", N_("Planning population"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"),
    .section = N_("Planning figures"), .min = 0, .max = HUGE_VAL, .hxl = "#affected",
    .synonyms = "population de planification|população de planejamento" },
  { "people_in_need", N_("People in need"), EPC_TYPE_INTEGER, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#inneed|#inneed+ind", .synonyms = "personnes dans le besoin|pessoas necessitadas|PIN|PeIN" },
  { "people_targeted", N_("People targeted"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#targeted|#targeted+ind", .synonyms = "personnes ciblées|pessoas alvo|cible" },
  { "duration_weeks", N_("Time covered"), EPC_TYPE_INTEGER, .help = N_("The first three to four weeks."), .unit = N_("weeks"),
    .min = 0, .max = HUGE_VAL, .initial = "4" },
  { "requirements", N_("Funds required"), EPC_TYPE_MONEY, EPC_FIELD_LIST, .group = "requirements", .min = 0, .max = HUGE_VAL,
    .hxl = "#value+budget", .synonyms = "fonds requis|recursos necessários" },
  { "requirements_currency", N_("Currency of the funds required"), EPC_TYPE_CODE, .codes = "currency", .group = "requirements",
    .initial = "USD" },
  { "last_simulation", N_("Last simulation"), EPC_TYPE_DATE, .section = N_("Testing it") },
  { "next_simulation", N_("Next simulation"), EPC_TYPE_DATE, EPC_FIELD_PLANNED },
  { "simulation_log", N_("Simulation log"), EPC_TYPE_LONG_TEXT },
  { "lessons", N_("Lessons"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "cover_photo", N_("Cover photo"), EPC_TYPE_FILE, .section = N_("Cover") },
  { "photo_credit", N_("Photo credit"), EPC_TYPE_TEXT },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField plan_scenario_fields[] = {
  { "plan", N_("Plan"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "contingency_plan", .section = N_("Scenario") },
  { "kind", N_("Case"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST, .codes = "scenario_kind" },
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .synonyms = "titre|intitulé" },
  { "description", N_("What happens"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .hxl = "#description" },
  { "triggers", N_("Triggers"), EPC_TYPE_LONG_TEXT, .synonyms = "déclencheurs|gatilhos" },
  { "probability", N_("Likelihood"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "likelihood_level",
    .synonyms = "probabilité|probabilidade|vraisemblance" },
  { "months", N_("Season"), EPC_TYPE_CODES, .codes = "month", .synonyms = "saison|estação" },
  { "areas", N_("Areas"), EPC_TYPE_TEXT, EPC_FIELD_PLACES, .help = N_("P-codes separated by semicolons.") },
  { "duration_days", N_("Duration of displacement"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("days"),
    .min = 0, .max = HUGE_VAL },
  { "affected_ind", N_("People affected"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .section = N_("Planning figures"), .min = 0, .max = HUGE_VAL, .hxl = "#affected+ind|#affected",
    .synonyms = "personnes affectées|personnes touchées|pessoas afetadas" },
  { "displaced_ind", N_("People displaced"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+displaced+ind", .synonyms = "personnes déplacées|pessoas deslocadas" },
  { "displaced_hh", N_("Households displaced"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("households"),
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+displaced+hh", .synonyms = "ménages déplacés|famílias deslocadas" },
  { "in_sites_ind", N_("People in sites"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL },
  { "evacuated_ind", N_("People evacuated"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL },
  { "cross_border_ind", N_("People crossing borders"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL },
  { "migrants_ind", N_("Migrants among the affected"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL },
  { "in_need_ind", N_("People in need"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL, .hxl = "#inneed", .synonyms = "personnes dans le besoin|pessoas necessitadas|PIN|PeIN" },
  { "estimate_method", N_("How they were estimated"), EPC_TYPE_TEXT },
  { "profile", N_("Profile of the affected"), EPC_TYPE_LONG_TEXT, .help = N_("Gender, age, groups at particular risk."),
    .section = N_("Assumptions") },
  { "government_response", N_("Likely government response"), EPC_TYPE_LONG_TEXT },
  { "assistance_request", N_("Request for assistance"), EPC_TYPE_LONG_TEXT },
  { "past_experience", N_("Past experience"), EPC_TYPE_LONG_TEXT },
  { "sector_impacts", N_("Impact by sector"), EPC_TYPE_LONG_TEXT },
  { "access_constraints", N_("Access"), EPC_TYPE_LONG_TEXT },
  { "assumptions", N_("Other assumptions"), EPC_TYPE_LONG_TEXT },
};

static const EpcField plan_section_fields[] = {
  { "plan", N_("Plan"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "contingency_plan", .section = N_("Section") },
  { "section_key", N_("Key"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY },
  { "position", N_("Order"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .min = 0, .max = HUGE_VAL, .width = 6 },
  { "part", N_("Part"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "plan_part" },
  { "heading", N_("Heading"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH },
  { "heading_es", N_("Heading in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH },
  { "guidance", N_("Guiding questions"), EPC_TYPE_LONG_TEXT, .section = N_("Text") },
  { "guidance_es", N_("Guiding questions in Spanish"), EPC_TYPE_LONG_TEXT },
  { "body", N_("Text"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "section_status",
    .synonyms = "statut|état|situação|estatuto", .initial = "empty" },
  { "owner", N_("Responsible"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("The post or unit, not the person."),
    .synonyms = "responsável" },
  { "reviewed_on", N_("Last reviewed"), EPC_TYPE_DATE, EPC_FIELD_LIST, .synonyms = "dernière révision|última revisão" },
};

static const EpcField plan_need_fields[] = {
  { "plan", N_("Plan"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "contingency_plan",
    .section = N_("Need") },
  { "scenario", N_("Scenario"), EPC_TYPE_REFERENCE, .target = "plan_scenario", .synonyms = "cenário" },
  { "cluster", N_("Cluster or sector"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "cluster",
    .hxl = "#sector+cluster", .synonyms = "sector|secteur|setor" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "mcof_sector", .hxl = "#sector+mcof",
    .synonyms = "secteur MCOF|setor MCOF" },
  { "population_group", N_("Population group"), EPC_TYPE_CODE, .codes = "population_group", .hxl = "#beneficiary+type",
    .synonyms = "groupe de population|grupo de população|grupo populacional" },
  { "place", N_("Place"), EPC_TYPE_PLACE, .hxl = "#adm1+code", .synonyms = "lieu|local|commune|municipality|municipio" },
  { "need", N_("Need"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .hxl = "#need", .synonyms = "besoin|necessidade" },
  { "in_need_ind", N_("People in need"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#inneed|#inneed+ind", .synonyms = "personnes dans le besoin|pessoas necessitadas|PIN|PeIN" },
  { "targeted_ind", N_("People targeted"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#targeted|#targeted+ind", .synonyms = "personnes ciblées|pessoas alvo|cible" },
  { "targeted_hh", N_("Households targeted"), EPC_TYPE_INTEGER, .unit = N_("households"), .min = 0, .max = HUGE_VAL,
    .hxl = "#targeted+hh" },
  { "objective", N_("Objective"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .section = N_("Response"), .synonyms = "objectif" },
  { "activities", N_("Activities"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .hxl = "#activity+name" },
  { "lead", N_("Lead organisation"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+lead",
    .synonyms = "organisation chef de file|organização líder" },
  { "partners", N_("Partners"), EPC_TYPE_TEXT, .synonyms = "partenaires|parceiros" },
  { "item", N_("Item"), EPC_TYPE_REFERENCE, .target = "item", .section = N_("Goods"), .hxl = "#item+code",
    .synonyms = "article|artigo" },
  { "quantity_needed", N_("Quantity needed"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL, .hxl = "#item+needed" },
  { "quantity_available", N_("Quantity available"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL, .hxl = "#item+available" },
  { "quantity_gap", N_("Quantity missing"), EPC_TYPE_COMPUTED, .help = N_("Needed less available."),
    .computed_type = EPC_TYPE_INTEGER, .compute = plan_need_gap },
  { "requirement", N_("Funds required"), EPC_TYPE_MONEY, EPC_FIELD_LIST, .group = "requirement", .section = N_("Funds"),
    .min = 0, .max = HUGE_VAL, .hxl = "#value+budget", .synonyms = "fonds requis|recursos necessários" },
  { "requirement_currency", N_("Currency of the funds required"), EPC_TYPE_CODE, .codes = "currency", .group = "requirement",
    .initial = "USD" },
  { "funded", N_("Funds at hand"), EPC_TYPE_MONEY, .group = "funded", .min = 0, .max = HUGE_VAL, .hxl = "#value+funded" },
  { "funded_currency", N_("Currency of the funds at hand"), EPC_TYPE_CODE, .codes = "currency", .group = "funded",
    .initial = "USD" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField evacuation_plan_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Plan"),
    .synonyms = "titre|intitulé" },
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED, .hxl = "#country+code", .synonyms = "pays|code pays",
    .initial = "office" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .hxl = "#adm2+code|#adm1+code",
    .synonyms = "lieu|local|commune|municipality|municipio" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "plan_status",
    .hxl = "#status", .synonyms = "statut|état|situação|estatuto", .initial = "draft" },
  { "plan_version", N_("Version"), EPC_TYPE_TEXT, .synonyms = "versão", .initial = "1" },
  { "plan", N_("Contingency plan"), EPC_TYPE_REFERENCE, .target = "contingency_plan" },
  { "valid_from", N_("Valid from"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .hxl = "#date+start",
    .synonyms = "valide à partir du|válido a partir de|valide depuis" },
  { "valid_to", N_("Valid to"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .hxl = "#date+end",
    .synonyms = "valide jusqu'au|válido até" },
  { "endorsed_by", N_("Endorsed by"), EPC_TYPE_TEXT,
    .help = N_("The post or body: Chief of Mission, humanitarian country team, civil protection.") },
  { "endorsed_on", N_("Endorsed on"), EPC_TYPE_DATE },
  { "authority", N_("Authority in charge"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .section = N_("1 Authority, legal basis, scope") },
  { "legal_basis", N_("Legal basis and scope"), EPC_TYPE_LONG_TEXT },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "hazard",
    .section = N_("2 Hazard, zones, scenarios"), .hxl = "#event+type", .synonyms = "aléa|ameaça|danger" },
  { "zones", N_("Zones"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "zone_population", N_("People in the zones"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL, .hxl = "#population" },
  { "scenarios", N_("Evacuation scenarios and assumptions"), EPC_TYPE_LONG_TEXT },
  { "roles", N_("Who does what"), EPC_TYPE_LONG_TEXT,
    .help = N_("Responsible, accountable, consulted and informed for each task."),
    .section = N_("3 Roles and responsibilities") },
  { "coordination", N_("Coordination and command"), EPC_TYPE_LONG_TEXT,
    .section = N_("4 Coordination, command, communication") },
  { "preparedness", N_("Mapping, early warning, training, drills"), EPC_TYPE_LONG_TEXT, .section = N_("5 Preparedness") },
  { "decision_criteria", N_("Decision criteria"), EPC_TYPE_LONG_TEXT, .section = N_("6 Decision and triggers") },
  { "trigger", N_("Trigger"), EPC_TYPE_TEXT, .help = N_("What sets this action in motion."),
    .synonyms = "déclencheur|gatilho" },
  { "ordered_by", N_("Ordered by"), EPC_TYPE_TEXT },
  { "lead_time_h", N_("Lead time"), EPC_TYPE_DECIMAL, EPC_FIELD_LIST,
    .help = N_("Hours between the order and the arrival of the hazard."), .unit = N_("hours"), .min = 0, .max = HUGE_VAL },
  { "warning_channels", N_("Channels"), EPC_TYPE_CODES, .codes = "information_channel",
    .section = N_("7 Warning and public information"), .hxl = "#channel" },
  { "warning_languages", N_("Languages"), EPC_TYPE_CODES, .codes = "language", .synonyms = "langues|línguas" },
  { "warning_messages", N_("Messages"), EPC_TYPE_LONG_TEXT },
  { "routes", N_("Routes"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .section = N_("8 Movement") },
  { "assembly_points", N_("Assembly points"), EPC_TYPE_LONG_TEXT },
  { "transport", N_("Transport"), EPC_TYPE_LONG_TEXT },
  { "transport_capacity", N_("People that can be carried at once"), EPC_TYPE_INTEGER, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL },
  { "security", N_("Security on the way"), EPC_TYPE_LONG_TEXT },
  { "assisted_ind", N_("People who need assistance to leave"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL },
  { "specific_needs", N_("Assisted evacuation of persons with specific needs"), EPC_TYPE_LONG_TEXT },
  { "animals", N_("Pets and livestock"), EPC_TYPE_LONG_TEXT },
  { "centre_count", N_("Evacuation centres"), EPC_TYPE_INTEGER, .unit = N_("centres"), .section = N_("9 Evacuation centres"),
    .min = 0, .max = HUGE_VAL },
  { "centre_capacity", N_("Places in the centres"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL, .hxl = "#capacity+num" },
  { "centre_coverage", N_("Share of the people who fit"), EPC_TYPE_COMPUTED,
    .help = N_("Places in the centres over people in the zones."), .computed_type = EPC_TYPE_PERCENT,
    .compute = evacuation_coverage },
  { "centres", N_("Management and services"), EPC_TYPE_LONG_TEXT },
  { "registration", N_("Registration and family tracing"), EPC_TYPE_LONG_TEXT },
  { "protects_children", N_("Children kept with their families"), EPC_TYPE_YES_NO, .section = N_("10 Protection checklist") },
  { "protects_gbv", N_("Risk of gender-based violence reduced"), EPC_TYPE_YES_NO },
  { "protects_disability", N_("Persons with disabilities included"), EPC_TYPE_YES_NO },
  { "protects_older", N_("Older persons included"), EPC_TYPE_YES_NO },
  { "protects_migrants", N_("Migrants informed and included"), EPC_TYPE_YES_NO },
  { "protects_indigenous", N_("Indigenous peoples consulted"), EPC_TYPE_YES_NO },
  { "protects_detainees", N_("Persons in detention covered"), EPC_TYPE_YES_NO },
  { "protection_note", N_("Gaps in protection"), EPC_TYPE_LONG_TEXT, .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "return_criteria", N_("Criteria for return"), EPC_TYPE_LONG_TEXT, .section = N_("11 Ending displacement") },
  { "transitional_shelter", N_("Transitional shelter and relocation"), EPC_TYPE_LONG_TEXT },
  { "logistics", N_("Logistics and resources"), EPC_TYPE_LONG_TEXT, .section = N_("12 Logistics and budget") },
  { "budget", N_("Budget"), EPC_TYPE_MONEY, .group = "budget", .min = 0, .max = HUGE_VAL, .hxl = "#value+budget",
    .synonyms = "orçamento" },
  { "budget_currency", N_("Currency of the budget"), EPC_TYPE_CODE, .codes = "currency", .group = "budget", .initial = "USD" },
  { "last_drill", N_("Last drill"), EPC_TYPE_DATE, .section = N_("13 Training and exercise") },
  { "next_drill", N_("Next drill"), EPC_TYPE_DATE, EPC_FIELD_PLANNED },
  { "exercise_log", N_("Training and exercise log"), EPC_TYPE_LONG_TEXT },
  { "annexes", N_("Contacts, maps, forms, procedures"), EPC_TYPE_LONG_TEXT, .section = N_("14 Annexes") },
};

static const EpcField evacuation_centre_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Centre"),
    .hxl = "#loc+name",
    .synonyms = "shelter|albergue|refugio|centro de evacuación|centre d'évacuation|abri provisoire|emergency shelter|centre name|"
        "evacuation centre|evacuation center|name of evacuation center|name of ec|nombre del centro|nombre del centro de evacuación|nom du centre|nome do centro|centro de evacuação|nom|nome" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .hxl = "#adm2+code|#adm1+code",
    .synonyms = "lieu|local|commune|municipality|municipio" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "centre_status",
    .hxl = "#status", .synonyms = "statut|état|situação|estatuto", .initial = "standby" },
  { "latitude", N_("Latitude"), EPC_TYPE_LATITUDE, .group = "position", .min = -90, .max = 90, .hxl = "#geo+lat",
    .synonyms = "latitud|lat" },
  { "longitude", N_("Longitude"), EPC_TYPE_LONGITUDE, .group = "position", .min = -180, .max = 180, .hxl = "#geo+lon",
    .synonyms = "longitud|long|lon|lng" },
  { "plan", N_("Evacuation plan"), EPC_TYPE_REFERENCE, .target = "evacuation_plan" },
  { "site", N_("Site when opened"), EPC_TYPE_REFERENCE,
    .help = N_("The site in the register of sites, once people live there."), .target = "site" },
  { "building", N_("Building"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "centre_building", .section = N_("Building"),
    .synonyms = "type of building|building type|tipo de edificio|tipo de edificación|tipo de inmueble|type de bâtiment|tipo de edifício" },
  { "capacity", N_("Capacity"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ADDS, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#capacity+num", .synonyms = "capacidad|cupo|capacité|capacidade" },
  { "covered_area_m2", N_("Covered area"), EPC_TYPE_DECIMAL, .unit = N_("m²"), .min = 0, .max = HUGE_VAL },
  { "hazards_safe", N_("Safe from"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "hazard" },
  { "structural_check", N_("Structural check"), EPC_TYPE_DATE, EPC_FIELD_LIST },
  { "is_accessible", N_("Accessible with a disability"), EPC_TYPE_YES_NO, EPC_FIELD_LIST,
    .synonyms = "accessible|accesible|acceso para discapacidad|acessível" },
  { "school_reopens", N_("School needs it back on"), EPC_TYPE_DATE, EPC_FIELD_PLANNED },
  { "toilets_women", N_("Toilets for women"), EPC_TYPE_INTEGER, .section = N_("Services"), .min = 0, .max = HUGE_VAL },
  { "toilets_men", N_("Toilets for men"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL },
  { "toilets_accessible", N_("Accessible toilets"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL },
  { "showers", N_("Showers"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL },
  { "water_litres", N_("Water stored"), EPC_TYPE_DECIMAL, .unit = N_("L"), .min = 0, .max = HUGE_VAL },
  { "power", N_("Electricity"), EPC_TYPE_CODE, .codes = "service_level" },
  { "generator", N_("Generator"), EPC_TYPE_YES_NO },
  { "kitchen", N_("Kitchen"), EPC_TYPE_YES_NO },
  { "separate_space", N_("Separate space for women and families"), EPC_TYPE_YES_NO },
  { "animals", N_("Pets can be kept"), EPC_TYPE_YES_NO },
  { "manager", N_("Managed by"), EPC_TYPE_REFERENCE, .target = "organisation", .section = N_("Who") },
  { "manager_role", N_("Role in charge"), EPC_TYPE_TEXT, .help = N_("The post, not the person.") },
  { "keys_holder", N_("Keys kept by"), EPC_TYPE_TEXT, .help = N_("The post, not the person.") },
  { "owner", N_("Owner"), EPC_TYPE_REFERENCE, .target = "organisation", .synonyms = "propriétaire|proprietário" },
  { "permission", N_("Agreed with the owner"), EPC_TYPE_YES_NO },
  { "last_visit", N_("Last visit"), EPC_TYPE_DATE },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField centre_occupancy_fields[] = {
  { "centre", N_("Evacuation centre"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "evacuation_centre", .section = N_("Count"), .hxl = "#loc+code" },
  { "counted_at", N_("Counted at"), EPC_TYPE_MOMENT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .hxl = "#date+reported",
    .initial = "now" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência", .initial = "crisis" },
  { "ind", N_("People"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_TOTAL, .unit = N_("people"),
    .group = "ind", .min = 0, .max = HUGE_VAL, .hxl = "#affected+evacuated+ind|#affected+ind",
    .synonyms = "personnes|individus|nombre d'individus|pessoas|indivíduos" },
  { "females", N_("Women and girls"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_PART, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+evacuated+f", .synonyms = "femmes et filles|mulheres e meninas" },
  { "males", N_("Men and boys"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_PART, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+evacuated+m", .synonyms = "hommes et garçons|homens e meninos" },
  { "hh", N_("Households"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("households"), .min = 0, .max = HUGE_VAL,
    .hxl = "#affected+evacuated+hh", .synonyms = "ménages|nombre de ménages|famílias|agregados familiares" },
  { "under_18", N_("Under 18"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#affected+evacuated+children" },
  { "over_60", N_("60 and over"), EPC_TYPE_INTEGER, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#affected+evacuated+elderly" },
  { "disabled", N_("Persons with disabilities"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+evacuated+disabled",
    .synonyms = "personnes handicapées|personnes vivant avec un handicap|pessoas com deficiência|PwD|discapacidad" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fonte" },
};

/* What is done when: the calendar of a plan, or, without a plan, the standard list that a crisis begins with. */
static const EpcField plan_step_fields[] = {
  { "plan", N_("Plan"), EPC_TYPE_REFERENCE, EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "contingency_plan",
    .section = N_("Step"), .width = 26, .help = N_("Empty: the standard list, for a crisis without a plan.") },
  { "step_key", N_("Key"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY, .synonyms = "clave" },
  { "hours", N_("Hours after T0"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .unit = N_("hours"), .min = 0, .max = 17520,
    .width = 10, .help = N_("Due so many hours after the clock of the crisis has started; three days are 72."),
    .synonyms = "hours after t0|horas después de t0|heures après t0" },
  { "title", N_("What is done"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .width = 44,
    .hxl = "#activity+name", .synonyms = "action|acción|tarea|tâche" },
  { "title_es", N_("What is done, in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH },
  { "responsible", N_("Responsible"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .help = N_("The post or unit, not the person."), .width = 18,
    .synonyms = "responsável" },
  { "responsible_es", N_("Responsible, in Spanish"), EPC_TYPE_TEXT },
  { "priority", N_("Priority"), EPC_TYPE_CODE, .codes = "priority", .initial = "medium", .hxl = "#priority",
    .synonyms = "prioridad|priorité|prioridade" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, .codes = "mcof_sector", .hxl = "#sector+mcof", .synonyms = "sector mcof" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .synonyms = "fuente|fonte" },
};

const EpcEntity epc_preparedness_entities[] = {
  { .key = "risk", .label = N_("Risk"), .plural = N_("Risks"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("What may happen, how likely it is and how hard it would hit: the risk register."),
    .icon = "dialog-warning-symbolic", EPC_FIELDS (risk_fields), .code_prefix = "RISK", .title = "title", .sort = "-impact",
    .date = "last_update", .section = "risks", .validate = risk_validate },
  { .key = "preparedness_action", .label = N_("Preparedness action"), .plural = N_("Preparedness actions"),
    .area = EPC_AREA_PREPAREDNESS,
    .help = N_("Minimum preparedness actions, always in place, and advanced ones, started when a risk rises."),
    .icon = "checkbox-checked-symbolic", EPC_FIELDS (preparedness_action_fields), .title = "action_code action",
    .sort = "action_code", .date = "last_checked", .section = "mpa", .validate = preparedness_action_validate },
  { .key = "contingency_plan", .label = N_("Contingency plan"), .plural = N_("Contingency plans"),
    .area = EPC_AREA_PREPAREDNESS,
    .help = N_("Response plans for the first weeks of a risk that comes true; good for twelve months."),
    .icon = "x-office-document-symbolic", EPC_FIELDS (contingency_plan_fields), .code_prefix = "CP",
    .title = "title plan_version", .sort = "-valid_from", .date = "valid_from", .section = "plans",
    .validate = contingency_plan_validate },
  { .key = "plan_scenario", .label = N_("Scenario"), .plural = N_("Scenarios"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("Best, most likely and worst case of a plan, with their planning figures."),
    .icon = "x-office-document-symbolic", EPC_FIELDS (plan_scenario_fields), .title = "plan kind", .sort = "kind",
    .section = "plans", .validate = plan_scenario_validate },
  { .key = "plan_section", .label = N_("Plan section"), .plural = N_("Plan sections"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("The text of a plan, section by section, in the order of the IASC template."),
    .icon = "x-office-document-symbolic", EPC_FIELDS (plan_section_fields), .title = "plan heading", .sort = "position",
    .section = "plans" },
  { .key = "plan_step", .label = N_("Step of the calendar"), .plural = N_("Action calendar"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("What is done how many hours after the start: the tasks of a crisis are made of it."),
    .icon = "alarm-symbolic", EPC_FIELDS (plan_step_fields), .title = "hours title", .sort = "hours", .section = "plans" },
  { .key = "plan_need", .label = N_("Planned need"), .plural = N_("Planned needs"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("What a plan expects to need, sector by sector: people, items, funds, and what is there already."),
    .icon = "x-office-document-symbolic", EPC_FIELDS (plan_need_fields), .title = "plan cluster mcof_sector", .sort = "cluster",
    .section = "plans", .validate = plan_need_validate },
  { .key = "evacuation_plan", .label = N_("Evacuation plan"), .plural = N_("Evacuation plans"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("Who leaves which zone, when, by which way and to where, after the mass evacuation guide (MEND, 2014; MED, "
        "2024)."),
    .icon = "mark-location-symbolic", EPC_FIELDS (evacuation_plan_fields), .code_prefix = "EVAC", .title = "title",
    .sort = "title", .date = "valid_from", .section = "evacuation", .validate = evacuation_plan_validate },
  { .key = "evacuation_centre", .label = N_("Evacuation centre"), .plural = N_("Evacuation centres"),
    .area = EPC_AREA_PREPAREDNESS,
    .help = N_("Buildings that can take people in for a short stay, kept ready before anything happens."),
    .icon = "mark-location-symbolic", EPC_FIELDS (evacuation_centre_fields), .code_prefix = "EC", .title = "name",
    .sort = "name", .section = "evacuation", .validate = evacuation_centre_validate },
  { .key = "centre_occupancy", .label = N_("Occupancy"), .plural = N_("Occupancies"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("How many people are in an evacuation centre, hour by hour."), .icon = "mark-location-symbolic",
    EPC_FIELDS (centre_occupancy_fields), .title = "centre counted_at", .sort = "-counted_at", .date = "counted_at",
    .section = "evacuation", .validate = centre_occupancy_validate },
};
const guint epc_n_preparedness_entities = G_N_ELEMENTS (epc_preparedness_entities);
