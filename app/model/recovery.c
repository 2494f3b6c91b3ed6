/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recovery: projects and their indicators, durable solutions (IASC Framework, 2010), the PRDS framework (IOM, 2016), and
 * anonymous referrals with the directory of services.
 */
#include <math.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-i18n.h"
#include "epc-entity.h"
#include "epc-rules.h"

static char *
project_spent_share (const EpcRecord *record)
{
  return epc_check_share (record, "spent", "budget");
}

static void
project_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "start_date", "end_date", findings);
  epc_check_place_codes (record, "places", findings);
  epc_check_at_most (record, "spent", "budget", "spent_over_budget", findings);
  epc_check_at_most (record, "reached_ind", "target_ind", "reached_over_target", findings);
  epc_check_sum (record, findings, "reached_ind", "reached_f", "reached_m", NULL);
  epc_check_at_most (record, "reached_disability", "reached_ind", "part_over_total", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "gender_marker", "status", "proposal;funded;active", findings);
}

static void
indicator_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "baseline_date", "target_date", findings);
}

static void
indicator_value_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_at_most (record, "value_f", "value", "part_over_total", findings);
  epc_check_at_most (record, "value_m", "value", "part_over_total", findings);
  epc_check_at_most (record, "value_disability", "value", "part_over_total", findings);
}

static char *
solution_gap (const EpcRecord *record)
{
  if (epc_record_is_empty (record, "score") || epc_record_is_empty (record, "host_score"))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, epc_record_integer (record, "host_score") - epc_record_integer (record, "score"));
}

static void
solution_score_validate (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "evidence") && epc_record_is_empty (record, "indicator"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "evidence", "evidence", _("A score needs evidence or an indicator."));
}

static void
prds_assessment_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "assessment_date", "next_review", findings);
}

/* A specialised referral is a number and nothing else: no field may describe who or what it was about (IASC GBV Guidelines,
 * 2015: no data on survivors; principles of data protection of IOM, 2010). */
static void
check_specialised (const EpcRecord *record, EpcFindings *findings)
{
  static const char *const described[] = { "sex",     "age_band", "population_group", "need_category", "provider", "urgency",
                                           "consent", "outcome",  "days_to_outcome",  "desk",          "channel" };
  gboolean is_specialised = epc_check_has_code (record, "is_specialised", "yes");

  if (!is_specialised && epc_check_has_code (record, "service_requested", "specialised"))
    epc_findings_add (findings, EPC_FINDING_ERROR, "is_specialised", "specialised",
                      _("A specialised service is a specialised referral: only their number per week and department is kept."));
  for (guint i = 0; is_specialised && i < G_N_ELEMENTS (described); i++)
    if (!epc_record_is_empty (record, described[i]))
      epc_findings_add (findings, EPC_FINDING_ERROR, described[i], "specialised",
                        _("Of a specialised referral only the number per week and department is kept. Leave this empty."));
}

static void
referral_validate (const EpcRecord *record, EpcFindings *findings)
{
  const char *week = epc_record_text (record, "week");
  const char *place = epc_record_text (record, "adm1");
  int year, month, day;

  check_specialised (record, findings);
  /* 1970-01-01 was a Thursday. */
  if (week != NULL && epc_date_split (week, &year, &month, &day) && (epc_date_days (year, month, day) + 3) % 7 != 0)
    epc_findings_add (findings, EPC_FINDING_ERROR, "week", "monday",
                      _("Write the Monday of the week, so that no single day is kept."));
  /* First-level codes of the region have at most five characters (DOM01); an ISO country code has three. */
  if (place != NULL && strlen (place) > 5)
    epc_findings_add (findings, EPC_FINDING_ERROR, "adm1", "level",
                      _("No place below the department or province is kept here."));
  if (!epc_check_has_code (record, "is_specialised", "yes") && !epc_check_has_code (record, "consent", "yes")
      && !epc_record_is_empty (record, "provider"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "consent", "consent", _("Nobody is referred without consent."));
}

static void
service_provider_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_place_codes (record, "places_served", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "last_verified", "status", "active", findings);
}

static const EpcField project_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Project"),
    .hxl = "#activity+project", .synonyms = "project|proyecto|projet|projeto|title|nombre del proyecto|titre|intitulé" },
  { "project_code", N_("Project code"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .help = N_("WBS or code of the institution, e.g. CE.0123."), .hxl = "#activity+project+code" },
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED, .hxl = "#country+code", .synonyms = "pays|code pays",
    .initial = "office" },
  { "places", N_("Areas covered"), EPC_TYPE_TEXT, .help = N_("P-codes separated by semicolons. Empty: the whole country."),
    .hxl = "#adm1+code" },
  { "area", N_("Programme area"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "recovery_area" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "project_status",
    .hxl = "#status", .synonyms = "statut|état|situação|estatuto", .initial = "pipeline" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência" },
  { "start_date", N_("Start"), EPC_TYPE_DATE, EPC_FIELD_LIST | EPC_FIELD_PLANNED, .group = "dates", .hxl = "#date+start",
    .synonyms = "début|date de début" },
  { "end_date", N_("End"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .group = "dates", .hxl = "#date+end",
    .synonyms = "fim|date de fin" },
  { "risk_level", N_("Risk level"), EPC_TYPE_CODE, .codes = "risk_band", .hxl = "#severity",
    .synonyms = "niveau de risque|nível de risco" },
  { "mcof_sectors", N_("MCOF sectors"), EPC_TYPE_CODES, .codes = "mcof_sector", .section = N_("Framework"),
    .hxl = "#sector+mcof", .synonyms = "secteurs MCOF|setores MCOF" },
  { "objective_prds", N_("PRDS objective"), EPC_TYPE_CODE, .codes = "prds_objective" },
  { "pillar", N_("PRDS pillar"), EPC_TYPE_CODE, .codes = "prds_pillar" },
  { "criteria", N_("Durable-solution criteria"), EPC_TYPE_CODES, .codes = "ds_criterion" },
  { "gender_marker", N_("Gender marker"), EPC_TYPE_CODE, .codes = "gender_marker", .group = "gender_marker" },
  { "gender_marker_phase", N_("Gender marker given at"), EPC_TYPE_CODE, .codes = "gam_phase", .group = "gender_marker" },
  { "gender_marker_date", N_("Gender marker given on"), EPC_TYPE_DATE, .group = "gender_marker" },
  { "gender_marker_reference", N_("Reference of the gender marker"), EPC_TYPE_TEXT, .group = "gender_marker" },
  { "gender_measures", N_("Gender equality measures"), EPC_TYPE_CODES, .codes = "gender_measure" },
  { "environment_marker", N_("Environment marker"), EPC_TYPE_CODE, .codes = "environment_marker" },
  { "environment_screening", N_("Environmental screening"), EPC_TYPE_TEXT,
    .help = N_("Link or number of the screening, e.g. NEAT+."), .hxl = "#meta+url" },
  { "tags", N_("Cross-cutting tags"), EPC_TYPE_CODES, .codes = "crosscutting_tag" },
  { "budget", N_("Budget"), EPC_TYPE_MONEY, EPC_FIELD_LIST, .group = "budget", .section = N_("Money"),
    .min = 0, .max = HUGE_VAL, .hxl = "#value+budget", .synonyms = "orçamento" },
  { "spent", N_("Spent"), EPC_TYPE_MONEY, .group = "budget", .min = 0, .max = HUGE_VAL, .hxl = "#value+spent",
    .synonyms = "dépensé|gasto|executado" },
  { "budget_currency", N_("Currency of the budget"), EPC_TYPE_CODE, .codes = "currency", .group = "budget", .initial = "USD" },
  { "spent_pct", N_("Share spent"), EPC_TYPE_COMPUTED, .computed_type = EPC_TYPE_PERCENT, .compute = project_spent_share },
  { "donor", N_("Donor"), EPC_TYPE_REFERENCE, EPC_FIELD_LIST, .target = "organisation", .hxl = "#org+funder",
    .synonyms = "bailleur|bailleur de fonds|doador|financiador" },
  { "partners", N_("Partners"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#org+impl", .synonyms = "partenaires|parceiros" },
  { "objective", N_("Objective"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .section = N_("Content"), .synonyms = "objectif" },
  { "outputs", N_("Outputs"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .hxl = "#output", .synonyms = "produits|produtos" },
  { "target_ind", N_("People targeted"), EPC_TYPE_INTEGER, .unit = N_("people"), .section = N_("Beneficiaries"),
    .min = 0, .max = HUGE_VAL, .hxl = "#targeted+ind", .synonyms = "personnes ciblées|pessoas alvo|cible" },
  { "reached_ind", N_("People reached"), EPC_TYPE_INTEGER, EPC_FIELD_TOTAL, .unit = N_("people"), .group = "reached",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+ind", .synonyms = "personnes atteintes|pessoas alcançadas" },
  { "reached_f", N_("Women and girls reached"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "reached",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+f" },
  { "reached_m", N_("Men and boys reached"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "reached",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+m" },
  { "reached_idp", N_("Displaced people reached"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "reached_by_group",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+idps" },
  { "reached_returnee", N_("Returnees reached"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "reached_by_group",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+returnees" },
  { "reached_host", N_("Host community reached"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "reached_by_group",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+host" },
  { "reached_migrant", N_("Migrants reached"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "reached_by_group",
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+migrants" },
  { "reached_disability", N_("Persons with disabilities reached"), EPC_TYPE_INTEGER, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL, .hxl = "#reached+disabled" },
  { "lessons", N_("Lessons"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "document", N_("Project document"), EPC_TYPE_FILE },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField indicator_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Indicator"),
    .hxl = "#indicator+name", .synonyms = "indicator|indicador|indicateur|nom|nome" },
  { "name_es", N_("Name in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#indicator+name+i_es",
    .synonyms = "nom en espagnol|nome em espanhol" },
  { "project", N_("Project"), EPC_TYPE_REFERENCE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "project",
    .hxl = "#activity+project" },
  { "area", N_("Programme area"), EPC_TYPE_CODE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "recovery_area" },
  { "indicator_no", N_("Number"), EPC_TYPE_TEXT, .hxl = "#indicator+code", .width = 8 },
  { "level", N_("Level"), EPC_TYPE_CODE, .codes = "indicator_level", .synonyms = "niveau" },
  { "unit", N_("Unit"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .hxl = "#indicator+unit",
    .synonyms = "unité|unidade" },
  { "definition", N_("Definition"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .hxl = "#indicator+description" },
  { "direction", N_("Right when"), EPC_TYPE_CODE, .codes = "direction", .initial = "at_least" },
  { "disaggregation", N_("Broken down by"), EPC_TYPE_CODES, .codes = "disaggregation" },
  { "baseline", N_("Baseline"), EPC_TYPE_DECIMAL, EPC_FIELD_LIST, .group = "baseline", .section = N_("Baseline and target"),
    .hxl = "#indicator+baseline", .synonyms = "valeur de référence|ligne de base|linha de base" },
  { "baseline_date", N_("Date of the baseline"), EPC_TYPE_DATE, .group = "baseline" },
  { "target", N_("Target"), EPC_TYPE_DECIMAL, EPC_FIELD_LIST, .group = "target", .hxl = "#indicator+target|#targeted",
    .synonyms = "cible|alvo" },
  { "target_date", N_("Date of the target"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .group = "target" },
  { "frequency", N_("Measured"), EPC_TYPE_CODE, .codes = "frequency", .hxl = "#frequency" },
  { "means", N_("Means of verification"), EPC_TYPE_TEXT, .hxl = "#meta+source" },
  { "responsible", N_("Responsible"), EPC_TYPE_TEXT, .help = N_("The post or unit, not the person."),
    .synonyms = "responsável" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .synonyms = "fonte" },
  { "is_confirmed", N_("Confirmed"), EPC_TYPE_YES_NO },
};

static const EpcField indicator_value_fields[] = {
  { "indicator", N_("Indicator"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "indicator", .section = N_("Measurement"), .hxl = "#indicator+name", .synonyms = "indicateur" },
  { "value_date", N_("Date"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .hxl = "#date+reported", .synonyms = "data",
    .initial = "today" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_LIST, .hxl = "#adm1+code|#adm2+code",
    .synonyms = "lieu|local|commune|municipality|municipio" },
  { "population_group", N_("Population group"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "population_group",
    .hxl = "#beneficiary+type", .synonyms = "groupe de population|grupo de população|grupo populacional" },
  { "value", N_("Value"), EPC_TYPE_DECIMAL, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_TOTAL, .group = "value",
    .hxl = "#indicator+num|#output+num", .synonyms = "actual|valor|valeur|value" },
  { "value_f", N_("Women and girls"), EPC_TYPE_DECIMAL, EPC_FIELD_PART, .group = "value", .hxl = "#indicator+num+f",
    .synonyms = "femmes et filles|mulheres e meninas" },
  { "value_m", N_("Men and boys"), EPC_TYPE_DECIMAL, EPC_FIELD_PART, .group = "value", .hxl = "#indicator+num+m",
    .synonyms = "hommes et garçons|homens e meninos" },
  { "value_children", N_("Under 18"), EPC_TYPE_DECIMAL, .hxl = "#indicator+num+children" },
  { "value_elderly", N_("60 and over"), EPC_TYPE_DECIMAL, .hxl = "#indicator+num+elderly" },
  { "value_disability", N_("Persons with disabilities"), EPC_TYPE_DECIMAL, .hxl = "#indicator+num+disabled",
    .synonyms = "personnes handicapées|personnes vivant avec un handicap|pessoas com deficiência|PwD|discapacidad" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "value_status", .synonyms = "statut|état|situação|"
        "estatuto",
    .initial = "reported" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fonte" },
  { "evidence", N_("Evidence"), EPC_TYPE_FILE, .synonyms = "preuve|éléments probants" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField solution_score_fields[] = {
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .section = N_("Score"), .hxl = "#adm1+code|#adm2+code", .synonyms = "lieu|local|commune|municipality|municipio" },
  { "population_group", N_("Population group"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST,
    .codes = "population_group", .hxl = "#affected+type",
    .synonyms = "groupe de population|grupo de população|grupo populacional", .initial = "idp" },
  { "criterion", N_("Criterion"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST, .codes = "ds_criterion",
    .hxl = "#indicator+name", .synonyms = "critère" },
  { "score_date", N_("Date"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST, .hxl = "#date+reported",
    .synonyms = "data", .initial = "today" },
  { "score", N_("Score"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST,
    .help = N_("0 nothing achieved to 4 no need linked to displacement any more."), .group = "score", .min = 0, .max = 4,
    .hxl = "#indicator+num", .synonyms = "pontuação" },
  { "host_score", N_("Score of the hosts"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .group = "score", .min = 0, .max = 4 },
  { "gap", N_("Gap to the hosts"), EPC_TYPE_COMPUTED, EPC_FIELD_LIST, .computed_type = EPC_TYPE_INTEGER,
    .compute = solution_gap },
  { "trend", N_("Trend"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "trend", .synonyms = "tendance" },
  { "indicator", N_("Indicator"), EPC_TYPE_REFERENCE, .target = "indicator", .section = N_("Evidence"),
    .synonyms = "indicateur" },
  { "indicator_value", N_("Value of the indicator"), EPC_TYPE_DECIMAL },
  { "evidence", N_("Evidence"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .synonyms = "preuve|éléments probants" },
  { "method", N_("Method"), EPC_TYPE_CODE, .codes = "assessment_method", .synonyms = "méthode" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fonte" },
  { "confidence", N_("Confidence"), EPC_TYPE_CODE, .codes = "confidence", .hxl = "#meta+confidence",
    .synonyms = "confiance|confiança" },
  { "project", N_("Project"), EPC_TYPE_REFERENCE, .target = "project" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência" },
};

static const EpcField prds_assessment_fields[] = {
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .section = N_("Assessment"),
    .hxl = "#adm1+code|#adm2+code", .synonyms = "lieu|local|commune|municipality|municipio" },
  { "assessment_date", N_("Date of assessment"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .hxl = "#date+reported",
    .initial = "today" },
  { "population_group", N_("Population group"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "population_group",
    .hxl = "#affected+type", .synonyms = "groupe de population|grupo de população|grupo populacional" },
  { "pillar", N_("PRDS pillar"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "prds_pillar" },
  { "objective", N_("PRDS objective"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "prds_objective" },
  { "level", N_("Level of resilience"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "resilience_level" },
  { "score", N_("Score"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .help = N_("0 crisis to 4 resilient."), .min = 0, .max = 4,
    .synonyms = "pontuação" },
  { "trend", N_("Trend"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "trend", .synonyms = "tendance" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência" },
  { "coping", N_("Main way of coping"), EPC_TYPE_CODE, .codes = "coping_strategy", .section = N_("Findings") },
  { "preventive", N_("Preventive strategies"), EPC_TYPE_LONG_TEXT },
  { "adaptive", N_("Adaptive strategies"), EPC_TYPE_LONG_TEXT },
  { "negative", N_("Harmful strategies"), EPC_TYPE_LONG_TEXT, .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "mobility", N_("Mobility strategies"), EPC_TYPE_CODES, .codes = "mobility_strategy" },
  { "findings", N_("Findings"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .synonyms = "constats|achados" },
  { "actions", N_("Recommended actions"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "actions recommandées|ações recomendadas" },
  { "partners", N_("Partners"), EPC_TYPE_TEXT, .synonyms = "partenaires|parceiros" },
  { "project", N_("Project"), EPC_TYPE_REFERENCE, .target = "project" },
  { "method", N_("Method"), EPC_TYPE_CODE, .codes = "assessment_method", .synonyms = "méthode" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fonte" },
  { "confidence", N_("Confidence"), EPC_TYPE_CODE, .codes = "confidence", .hxl = "#meta+confidence",
    .synonyms = "confiance|confiança" },
  { "next_review", N_("Next review"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .synonyms = "prochaine révision|próxima revisão" },
};

static const EpcField referral_fields[] = {
  { "week", N_("Week of"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .help = N_("The Monday of the week, so that no single day is kept."), .section = N_("Referral"), .hxl = "#date+start" },
  { "adm1", N_("Department or province"), EPC_TYPE_PLACE, EPC_FIELD_LIST, .hxl = "#adm1+code" },
  { "desk", N_("Desk"), EPC_TYPE_CODE, .codes = "referral_desk" },
  { "channel", N_("Channel"), EPC_TYPE_CODE, .codes = "referral_channel", .hxl = "#channel" },
  { "is_specialised", N_("Specialised referral"), EPC_TYPE_YES_NO, EPC_FIELD_REQUIRED | EPC_FIELD_LIST,
    .help = N_("Gender-based violence, child protection or trafficking: only the number of referrals is kept."),
    .initial = "no" },
  { "number", N_("Referrals"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .unit = N_("referrals"),
    .min = 1, .max = HUGE_VAL, .hxl = "#reached+ind", .initial = "1" },
  { "sex", N_("Sex"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "sex", .section = N_("Person"), .synonyms = "sexe" },
  { "age_band", N_("Age band"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "referral_age",
    .synonyms = "tranche d'âge|faixa etária" },
  { "population_group", N_("Population group"), EPC_TYPE_CODE, .codes = "population_group", .hxl = "#beneficiary+type",
    .synonyms = "groupe de population|grupo de população|grupo populacional" },
  { "need_category", N_("Need"), EPC_TYPE_CODE, .codes = "service_category", .section = N_("Need and service"), .hxl = "#need",
    .synonyms = "besoin|necessidade" },
  { "service_requested", N_("Service requested"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "service_category",
    .hxl = "#service" },
  { "provider", N_("Referred to"), EPC_TYPE_REFERENCE, .target = "service_provider", .hxl = "#org+name" },
  { "urgency", N_("Urgency"), EPC_TYPE_CODE, .codes = "priority", .hxl = "#priority", .synonyms = "urgence" },
  { "consent", N_("Consent obtained"), EPC_TYPE_YES_NO },
  { "outcome", N_("Outcome"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "referral_outcome", .hxl = "#status",
    .synonyms = "résultat" },
  { "days_to_outcome", N_("Days to the outcome"), EPC_TYPE_INTEGER, .unit = N_("days"), .min = 0, .max = HUGE_VAL },
};

static const EpcField service_provider_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Service"),
    .hxl = "#service+name", .synonyms = "provider|prestador|prestataire|provedor|nom|nome" },
  { "organisation", N_("Organisation"), EPC_TYPE_REFERENCE, EPC_FIELD_INDEX, .target = "organisation", .hxl = "#org+name",
    .synonyms = "organização|organization" },
  { "service", N_("Service"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "service_category",
    .hxl = "#service", .synonyms = "serviço" },
  { "description", N_("Description"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .hxl = "#description", .synonyms = "descrição" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .hxl = "#adm2+code|#adm1+code",
    .synonyms = "lieu|local|commune|municipality|municipio" },
  { "places_served", N_("Places served"), EPC_TYPE_TEXT, .help = N_("P-codes separated by semicolons.") },
  { "latitude", N_("Latitude"), EPC_TYPE_LATITUDE, .group = "position", .min = -90, .max = 90, .hxl = "#geo+lat",
    .synonyms = "lat" },
  { "longitude", N_("Longitude"), EPC_TYPE_LONGITUDE, .group = "position", .min = -180, .max = 180, .hxl = "#geo+lon",
    .synonyms = "lon|lng" },
  { "eligibility", N_("Who may come"), EPC_TYPE_TEXT, .section = N_("Access") },
  { "population_groups", N_("Population groups"), EPC_TYPE_CODES, .codes = "population_group" },
  { "cost", N_("Cost to the person"), EPC_TYPE_TEXT },
  { "hours", N_("Hours"), EPC_TYPE_TEXT, .synonyms = "horaires" },
  { "capacity", N_("Capacity"), EPC_TYPE_TEXT, .synonyms = "capacité|capacidade" },
  { "languages", N_("Languages"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "language", .synonyms = "langues|línguas" },
  { "is_accessible", N_("Accessible with a disability"), EPC_TYPE_YES_NO, EPC_FIELD_LIST },
  { "female_staff", N_("Women on the staff"), EPC_TYPE_YES_NO },
  { "contact_phone", N_("Telephone of the service"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_PERSON,
    .help = N_("The organisation's own number, not a person's."), .section = N_("Reaching it"), .hxl = "#contact+phone" },
  { "contact_email", N_("E-mail of the service"), EPC_TYPE_TEXT, EPC_FIELD_PERSON, .hxl = "#contact+email" },
  { "address", N_("Address"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .synonyms = "adresse|endereço" },
  { "last_verified", N_("Last verified"), EPC_TYPE_DATE, EPC_FIELD_LIST, .help = N_("Verify every 90 days."),
    .hxl = "#date+updated" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "provider_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "active" },
  { "is_pathway", N_("Part of the survivors' referral pathway"), EPC_TYPE_YES_NO, .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, .help = N_("No names and no story of any person."),
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

const EpcEntity epc_recovery_entities[] = {
  { .key = "project", .label = N_("Project"), .plural = N_("Projects"), .area = EPC_AREA_RECOVERY,
    .help = N_("Recovery and transition projects, from the idea to the closing."), .icon = "daytime-sunrise-symbolic",
    EPC_FIELDS (project_fields), .code_prefix = "PRJ", .title = "title", .sort = "-start_date", .date = "start_date",
    .section = "projects", .validate = project_validate },
  { .key = "indicator", .label = N_("Indicator"), .plural = N_("Indicators"), .area = EPC_AREA_RECOVERY,
    .help = N_("What a project counts: name, unit, baseline and target. Without a project it belongs to the library."),
    .icon = "view-list-ordered-symbolic", EPC_FIELDS (indicator_fields), .title = "name", .sort = "area",
    .section = "indicators", .validate = indicator_validate },
  { .key = "indicator_value", .label = N_("Indicator value"), .plural = N_("Indicator values"), .area = EPC_AREA_RECOVERY,
    .help = N_("One measurement of an indicator at a date and place."), .icon = "view-list-ordered-symbolic",
    EPC_FIELDS (indicator_value_fields), .title = "indicator value_date", .sort = "-value_date", .date = "value_date",
    .section = "indicators", .validate = indicator_value_validate },
  { .key = "solution_score", .label = N_("Solution score"), .plural = N_("Solution scores"), .area = EPC_AREA_RECOVERY,
    .help = N_("How far a displaced group is from a durable solution, criterion by criterion, beside its hosts."),
    .icon = "daytime-sunrise-symbolic", EPC_FIELDS (solution_score_fields), .title = "place criterion score_date",
    .sort = "-score_date", .date = "score_date", .section = "solutions", .validate = solution_score_validate },
  { .key = "prds_assessment", .label = N_("PRDS assessment"), .plural = N_("PRDS assessments"), .area = EPC_AREA_RECOVERY,
    .help = N_("Resilience, coping and conditions of displaced people and hosts, after the PRDS framework (IOM, 2016)."),
    .icon = "daytime-sunrise-symbolic", EPC_FIELDS (prds_assessment_fields), .title = "place pillar assessment_date",
    .sort = "-assessment_date", .date = "assessment_date", .section = "prds", .validate = prds_assessment_validate },
  { .key = "referral", .label = N_("Referral"), .plural = N_("Referrals"), .area = EPC_AREA_RECOVERY,
    .flags = EPC_ENTITY_COUNTS_ONLY,
    .help = N_("Anonymous tickets and counts of the information and referral desks (ICRS). No name, no telephone, no story; "
        "refer a survivor through the reporting channel of your office."),
    .icon = "send-to-symbolic", EPC_FIELDS (referral_fields), .code_prefix = "REF", .title = "week need_category",
    .sort = "-week", .date = "week", .section = "referrals", .validate = referral_validate },
  { .key = "service_provider", .label = N_("Service provider"), .plural = N_("Service providers"), .area = EPC_AREA_RECOVERY,
    .help = N_("Who offers which service where: the directory people are referred to."),
    .icon = "x-office-address-book-symbolic", EPC_FIELDS (service_provider_fields), .code_prefix = "SVC",
    .title = "name service", .sort = "name", .section = "referrals", .validate = service_provider_validate },
};
const guint epc_n_recovery_entities = G_N_ELEMENTS (epc_recovery_entities);
