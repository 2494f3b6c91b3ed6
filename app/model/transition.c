/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Transition: return movements, conditions in areas of return, intention surveys and community initiatives. Counts only,
 * never a person.
 */
#include <math.h>

#include "base/epc-i18n.h"
#include "base/epc-number.h"
#include "epc-entity.h"
#include "epc-rules.h"

static void
return_movement_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_households (record, "ind", "hh", findings);
  epc_check_sum (record, findings, "ind", "f_0_17", "f_18_59", "f_60_plus", "m_0_17", "m_18_59", "m_60_plus", NULL);
  epc_check_at_most (record, "disability_ind", "ind", "part_over_total", findings);
  epc_check_at_most (record, "fit_screened", "ind", "part_over_total", findings);
  epc_check_at_most (record, "fit_yes", "fit_screened", "part_over_total", findings);
  epc_check_at_most (record, "followed_hh", "hh", "part_over_total", findings);
  epc_check_order (record, "movement_date", "arrival_date", findings);
  epc_check_order (record, "movement_date", "follow_up_30", findings);
  epc_check_order (record, "follow_up_30", "follow_up_90", findings);
  epc_check_order (record, "follow_up_90", "follow_up_180", findings);
  /* Voluntary, informed, safe and dignified: no assisted movement leaves without the consent procedure. */
  if (epc_check_has_code (record, "type", "assisted;organised;relocation;avrr_transit")
      && epc_check_has_code (record, "status", "manifest_ready;departed;arrived;followed_up;closed")
      && !epc_check_has_code (record, "consent_followed", "yes"))
    epc_findings_add (findings, EPC_FINDING_ERROR, "consent_followed", "consent",
                      _("An assisted movement goes on only when the consent procedure was followed."));
  epc_check_needed (record, EPC_FINDING_WARNING, "ind", "status", "departed;arrived;followed_up;closed", findings);
}

static const char *const services_conditions[]
    = { "ri_residential", "ri_agriculture", "ri_business",  "ri_employment", "ri_water",
        "ri_electricity", "ri_government",  "ri_education", "ri_health",     NULL };
static const char *const safety_conditions[]
    = { "ri_reconciliation", "ri_actors", "ri_blocked",  "ri_checkpoints", "ri_daily_life",
        "ri_occupation",     "ri_mines",  "ri_violence", "ri_movement",    NULL };

/* Mean of the conditions that are known, none 0 to high 100, all of one weight; NAN when fewer than half of them are. */
static double
mean_severity (const EpcRecord *record, const char *const *conditions)
{
  static const char *const levels[] = { "none", "low", "medium", "high" };
  double sum = 0;
  guint known = 0, asked = 0;

  for (; *conditions != NULL; conditions++, asked++)
    for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
      if (epc_check_has_code (record, *conditions, levels[i]))
        {
          sum += 100.0 * i / (G_N_ELEMENTS (levels) - 1);
          known++;
        }
  return 2 * known >= asked ? sum / known : NAN;
}

static char *
score_text (double score)
{
  char text[EPC_NUMBER_SIZE];

  return isnan (score) ? NULL : g_strdup (epc_number_write_decimal (round (10 * score) / 10, text));
}

static char *
return_services_score (const EpcRecord *record)
{
  return score_text (mean_severity (record, services_conditions));
}

static char *
return_safety_score (const EpcRecord *record)
{
  return score_text (mean_severity (record, safety_conditions));
}

static char *
return_index (const EpcRecord *record)
{
  return score_text ((mean_severity (record, services_conditions) + mean_severity (record, safety_conditions)) / 2);
}

static void
return_area_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_households (record, "returnee_ind", "returnee_hh", findings);
  epc_check_order (record, "works_start", "works_end", findings);
}

static void
intention_survey_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_percents (record, findings, "return_pct", "local_pct", "elsewhere_pct", "undecided_pct", NULL);
  epc_check_percents (record, findings, "within_3_pct", "within_6_pct", "within_12_pct", "over_12_pct", "time_unknown_pct", NULL);
  epc_check_at_most (record, "hh_interviewed", "sample_n", "part_over_total", findings);
}

static const char *const initiative_budgets[] = { "budget_iom", "budget_government", "budget_community", "budget_other" };

/* Hundredths of the budget in all; −1 when no part of it is known. */
static gint64
whole_budget (const EpcRecord *record)
{
  gint64 sum = -1;

  for (guint i = 0; i < G_N_ELEMENTS (initiative_budgets); i++)
    if (!epc_record_is_empty (record, initiative_budgets[i]))
      sum = MAX (sum, 0) + epc_record_integer (record, initiative_budgets[i]);
  return sum;
}

static char *
initiative_budget (const EpcRecord *record)
{
  char text[EPC_NUMBER_SIZE];
  gint64 sum = whole_budget (record);

  return sum < 0 ? NULL : g_strdup (epc_number_write_money (sum, text));
}

static char *
initiative_community_share (const EpcRecord *record)
{
  gint64 sum = whole_budget (record);

  if (sum <= 0 || epc_record_is_empty (record, "budget_community"))
    return NULL;
  return score_text (100.0 * epc_record_integer (record, "budget_community") / sum);
}

static void
check_screening (const EpcRecord *record, EpcFindings *findings)
{
  static const char *const checks[] = { "environment_screened", "gbv_checked", "land_proof" };

  if (!epc_check_has_code (record, "status", "approved;procurement;implementing;completed;handed_over;verified;closed"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!epc_check_has_code (record, checks[i], "yes"))
      epc_findings_add (findings, EPC_FINDING_WARNING, checks[i], "screened",
                        _("Environment, gender-based violence and land are checked before an initiative is approved."));
}

static void
initiative_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_sum (record, findings, "direct_ind", "direct_f_0_17", "direct_f_18_59", "direct_f_60_plus", "direct_m_0_17",
                 "direct_m_18_59", "direct_m_60_plus", NULL);
  epc_check_sum (record, findings, "direct_ind", "idp_ind", "returnee_ind", "host_ind", "migrant_ind", NULL);
  epc_check_at_most (record, "direct_disability", "direct_ind", "part_over_total", findings);
  epc_check_sum (record, findings, "committee", "committee_women", "committee_men", NULL);
  epc_check_at_most (record, "committee_youth", "committee", "part_over_total", findings);
  epc_check_order (record, "start_planned", "end_planned", findings);
  epc_check_order (record, "start_actual", "end_actual", findings);
  epc_check_order (record, "assembly_date", "approved_on", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "handover_date", "status", "handed_over;verified", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "functionality", "status", "verified", findings);
  check_screening (record, findings);
}

static void
milestone_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_needed (record, EPC_FINDING_WARNING, "done_on", "status", "done", findings);
}

static const EpcField return_movement_fields[] = {
  { "type", N_("Kind of movement"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .codes = "return_type", .section = N_("Movement"), .hxl = "#activity+type",
    .synonyms = "type|tipo|type of return|return type|tipo de retorno|type de mouvement|type de retour" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "return_status",
    .hxl = "#status", .synonyms = "statut|état|situação|estatuto", .initial = "planned" },
  { "movement_date", N_("Date"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_PLANNED,
    .hxl = "#date+occurred|#date+start", .synonyms = "date|fecha|movement date|data|date du mouvement" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, EPC_FIELD_INDEX, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência", .initial = "crisis" },
  { "option", N_("Settlement option"), EPC_TYPE_CODE, .codes = "settlement_option" },
  { "origin_site", N_("Site of departure"), EPC_TYPE_REFERENCE, .target = "site", .section = N_("From and to"),
    .hxl = "#loc+code+origin" },
  { "origin", N_("From"), EPC_TYPE_PLACE, EPC_FIELD_LIST, .hxl = "#adm1+code+origin|#adm2+code+origin",
    .synonyms = "origin|origen|origine|from|de|du|origem" },
  { "origin_country", N_("Country of departure"), EPC_TYPE_PLACE, .hxl = "#country+code+origin" },
  { "destination", N_("To"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .hxl = "#adm2+code+dest|#adm1+code+dest",
    .synonyms = "destination|destino|to|retour|vers|para|place of return|return area|area of return|lugar de retorno|municipio de retorno|lieu de retour|local de retorno" },
  { "destination_country", N_("Country of arrival"), EPC_TYPE_PLACE, .hxl = "#country+code+dest",
    .synonyms = "country of return|country of destination|país de retorno|país de destino|pays de retour|pays de destination" },
  { "distance_km", N_("Distance"), EPC_TYPE_DECIMAL, .unit = N_("km"), .min = 0, .max = HUGE_VAL },
  { "hh", N_("Households"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ADDS, .unit = N_("households"), .section = N_("People"),
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+hh|#affected+hh",
    .synonyms = "HH|households|hogares|ménages|famílias|familias|nombre de ménages|agregados familiares" },
  { "ind", N_("People"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_TOTAL | EPC_FIELD_ADDS, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+ind|#affected+ind",
    .synonyms = "individuals|returnees|retornados|personas retornadas|personas|individuos|individus|pessoas|total|personnes|retournés|"
      "nombre d'individus" },
  { "f_0_17", N_("Girls under 18"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+f+age_0_17" },
  { "f_18_59", N_("Women 18 to 59"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+f+age_18_59" },
  { "f_60_plus", N_("Women 60 and over"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+f+age_60" },
  { "m_0_17", N_("Boys under 18"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+m+age_0_17" },
  { "m_18_59", N_("Men 18 to 59"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+m+age_18_59" },
  { "m_60_plus", N_("Men 60 and over"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "ind",
    .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+m+age_60" },
  { "disability_ind", N_("Persons with disabilities"), EPC_TYPE_INTEGER, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#affected+returnees+disabled",
    .synonyms = "personnes handicapées|personnes vivant avec un handicap|pessoas com deficiência|PwD|discapacidad" },
  { "population_group", N_("Population group"), EPC_TYPE_CODE, .codes = "population_group", .hxl = "#affected+type",
    .synonyms = "groupe de population|grupo de população|grupo populacional" },
  { "visit_done", N_("Go-and-see visit made"), EPC_TYPE_YES_NO, .section = N_("Voluntary, informed, safe") },
  { "information_done", N_("Information session held"), EPC_TYPE_YES_NO },
  { "consent_followed", N_("Consent procedure followed"), EPC_TYPE_YES_NO, EPC_FIELD_LIST },
  { "fit_screened", N_("Screened for fitness to travel"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "fitness",
    .min = 0, .max = HUGE_VAL },
  { "fit_yes", N_("Fit to travel"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "fitness", .min = 0, .max = HUGE_VAL },
  { "manifest_holder", N_("List held by"), EPC_TYPE_TEXT,
    .help = N_("The organisation that keeps the list of people. The list itself does not belong here.") },
  { "transport", N_("Transport"), EPC_TYPE_CODES, .codes = "return_transport", .section = N_("Transport") },
  { "convoy_no", N_("Convoy number"), EPC_TYPE_TEXT },
  { "vehicles", N_("Vehicles"), EPC_TYPE_INTEGER, .unit = N_("vehicles"), .min = 0, .max = HUGE_VAL,
    .synonyms = "véhicules|veículos" },
  { "arrival_confirmed", N_("Arrival confirmed"), EPC_TYPE_YES_NO },
  { "arrival_date", N_("Arrival"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .hxl = "#date+end" },
  { "incidents", N_("Incidents"), EPC_TYPE_INTEGER, .help = N_("How many, without details of any person."),
    .unit = N_("incidents"), .min = 0, .max = HUGE_VAL },
  { "package", N_("Package"), EPC_TYPE_CODES, .codes = "return_package", .section = N_("Assistance") },
  { "package_value", N_("Value of the package per household"), EPC_TYPE_MONEY, .group = "package_value",
    .min = 0, .max = HUGE_VAL },
  { "package_currency", N_("Currency of the package"), EPC_TYPE_CODE, .codes = "currency", .group = "package_value",
    .initial = "USD" },
  { "partner", N_("Partner"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+impl",
    .synonyms = "partenaire|parceiro" },
  { "donor", N_("Donor"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+funder",
    .synonyms = "bailleur|bailleur de fonds|doador|financiador" },
  { "cost", N_("Cost"), EPC_TYPE_MONEY, .group = "cost", .min = 0, .max = HUGE_VAL, .hxl = "#value+spent",
    .synonyms = "coût|custo" },
  { "cost_currency", N_("Currency of the cost"), EPC_TYPE_CODE, .codes = "currency", .group = "cost", .initial = "USD" },
  { "follow_up_30", N_("Follow-up after 30 days"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .group = "follow_up",
    .section = N_("Follow-up") },
  { "follow_up_90", N_("Follow-up after 90 days"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .group = "follow_up" },
  { "follow_up_180", N_("Follow-up after 180 days"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .group = "follow_up" },
  { "followed_hh", N_("Households followed up"), EPC_TYPE_INTEGER, .unit = N_("households"), .min = 0, .max = HUGE_VAL },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fonte" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, .help = N_("No names and no story of any person."),
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField return_area_fields[] = {
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .section = N_("Area"),
    .hxl = "#adm2+code|#adm1+code|#adm3+code", .synonyms = "lieu|local|commune|municipality|municipio" },
  { "location", N_("Location"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#loc+name",
    .synonyms = "localidad|localité|location name|localidade|barrio" },
  { "latitude", N_("Latitude"), EPC_TYPE_LATITUDE, .group = "position", .min = -90, .max = 90, .hxl = "#geo+lat",
    .synonyms = "lat" },
  { "longitude", N_("Longitude"), EPC_TYPE_LONGITUDE, .group = "position", .min = -180, .max = 180, .hxl = "#geo+lon",
    .synonyms = "lon|lng" },
  { "assessment_date", N_("Date of assessment"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST,
    .hxl = "#date+survey|#date+reported", .initial = "today" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência", .initial = "crisis" },
  { "method", N_("Method"), EPC_TYPE_CODE, .codes = "assessment_method", .synonyms = "méthode" },
  { "confidence", N_("Confidence"), EPC_TYPE_CODE, .codes = "confidence", .hxl = "#meta+confidence",
    .synonyms = "confiance|confiança" },
  { "returnee_ind", N_("Returnees"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_ESTIMATE, .unit = N_("people"),
    .section = N_("People"), .min = 0, .max = HUGE_VAL, .hxl = "#affected+returnees+ind|#affected+returnees",
    .synonyms = "returnees|retornados|retournés" },
  { "returnee_hh", N_("Returnee households"), EPC_TYPE_INTEGER, .unit = N_("households"), .min = 0, .max = HUGE_VAL,
    .hxl = "#affected+returnees+hh", .synonyms = "ménages retournés|famílias retornadas" },
  { "pre_crisis_pct", N_("Share of the population before the crisis"), EPC_TYPE_PERCENT, .tells = "returnee_ind", .unit = N_("%"),
    .min = 0, .max = 200 },
  { "housing_destroyed", N_("Destroyed"), EPC_TYPE_INTEGER, .unit = N_("houses"), .group = "housing", .section = N_("Housing"),
    .min = 0, .max = HUGE_VAL },
  { "housing_heavy", N_("Heavily damaged"), EPC_TYPE_INTEGER, .unit = N_("houses"), .group = "housing",
    .min = 0, .max = HUGE_VAL },
  { "housing_partial", N_("Partly damaged"), EPC_TYPE_INTEGER, .unit = N_("houses"), .group = "housing",
    .min = 0, .max = HUGE_VAL },
  { "housing_intact", N_("Intact"), EPC_TYPE_INTEGER, .unit = N_("houses"), .group = "housing", .min = 0, .max = HUGE_VAL },
  { "water", N_("Water"), EPC_TYPE_CODE, .codes = "service_level", .section = N_("Services") },
  { "power", N_("Electricity"), EPC_TYPE_CODE, .codes = "service_level" },
  { "health", N_("Health care"), EPC_TYPE_CODE, .codes = "service_level" },
  { "school", N_("School"), EPC_TYPE_CODE, .codes = "service_level" },
  { "roads", N_("Roads"), EPC_TYPE_CODE, .codes = "service_level" },
  { "market", N_("Market"), EPC_TYPE_CODE, .codes = "service_level" },
  { "documentation", N_("Documentation services"), EPC_TYPE_CODE, .codes = "service_level" },
  { "explosive_risk", N_("Explosive or other hazard"), EPC_TYPE_CODE, .codes = "presence_level",
    .section = N_("Safety and cohesion") },
  { "hazard_risk", N_("Exposed to"), EPC_TYPE_CODES, .codes = "hazard" },
  { "security_actors", N_("Security actors"), EPC_TYPE_CODES, .codes = "security_actor",
    .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "hlp_disputes", N_("Disputes over housing and land"), EPC_TYPE_CODE, .codes = "presence_level",
    .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "occupation", N_("Houses occupied by others"), EPC_TYPE_CODE, .codes = "presence_level",
    .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "social_tension", N_("Social tension"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .help = N_("1 none to 5 violence."),
    .min = 1, .max = 5 },
  { "livelihoods_recovered", N_("Livelihoods recovered"), EPC_TYPE_INTEGER, EPC_FIELD_LIST,
    .help = N_("1 not at all to 5 as before."), .min = 1, .max = 5 },
  { "obstacles", N_("Obstacles"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "return_obstacle" },
  { "needs", N_("Priority needs"), EPC_TYPE_CODES, .codes = "cluster", .hxl = "#need" },
  { "index_version", N_("Version of the index"), EPC_TYPE_TEXT, .section = N_("Return index: livelihoods and services"),
    .initial = "1" },
  { "ri_residential", N_("Houses destroyed"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_agriculture", N_("Farming not recovered"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_business", N_("Small business not recovered"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_employment", N_("No access to work"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_water", N_("Not enough water"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_electricity", N_("Not enough electricity"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_government", N_("No government services"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_education", N_("No primary school"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_health", N_("No primary health care"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "score_services", N_("Score of services"), EPC_TYPE_COMPUTED,
    .help = N_("0 best to 100 worst: mean of the conditions above."), .computed_type = EPC_TYPE_DECIMAL,
    .compute = return_services_score },
  { "ri_reconciliation", N_("Reconciliation needed"), EPC_TYPE_CODE, .codes = "return_severity",
    .section = N_("Return index: cohesion and safety"), .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "ri_actors", N_("Several security actors"), EPC_TYPE_CODE, .codes = "return_severity",
    .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "ri_blocked", N_("Returns blocked"), EPC_TYPE_CODE, .codes = "return_severity", .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "ri_checkpoints", N_("Checkpoints"), EPC_TYPE_CODE, .codes = "return_severity", .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "ri_daily_life", N_("Public life disturbed"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_occupation", N_("Houses illegally occupied"), EPC_TYPE_CODE, .codes = "return_severity",
    .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "ri_mines", N_("Mines"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "ri_violence", N_("Sources of violence"), EPC_TYPE_CODE, .codes = "return_severity",
    .sensitivity = EPC_SENSITIVITY_RESTRICTED },
  { "ri_movement", N_("Movement restricted"), EPC_TYPE_CODE, .codes = "return_severity" },
  { "score_safety", N_("Score of safety"), EPC_TYPE_COMPUTED, .help = N_("0 best to 100 worst: mean of the conditions above."),
    .computed_type = EPC_TYPE_DECIMAL, .compute = return_safety_score },
  { "score", N_("Return index"), EPC_TYPE_COMPUTED, EPC_FIELD_LIST, .help = N_("Mean of both scores; higher is worse."),
    .computed_type = EPC_TYPE_DECIMAL, .compute = return_index },
  { "tenure", N_("Tenure"), EPC_TYPE_CODE, .codes = "tenure", .section = N_("Housing follow-up") },
  { "damage_class", N_("Damage"), EPC_TYPE_CODE, .codes = "damage_class" },
  { "housing_assistance", N_("Assistance"), EPC_TYPE_CODE, .codes = "housing_assistance" },
  { "housing_units", N_("Houses assisted"), EPC_TYPE_INTEGER, .unit = N_("houses"), .min = 0, .max = HUGE_VAL },
  { "housing_amount", N_("Amount per house"), EPC_TYPE_MONEY, .group = "housing_amount", .min = 0, .max = HUGE_VAL },
  { "housing_currency", N_("Currency of the amount per house"), EPC_TYPE_CODE, .codes = "currency", .group = "housing_amount",
    .initial = "USD" },
  { "works_start", N_("Works begin"), EPC_TYPE_DATE, EPC_FIELD_PLANNED },
  { "works_end", N_("Works end"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED },
  { "safer_building", N_("Building-back-safer check done"), EPC_TYPE_YES_NO },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, .help = N_("No names and no story of any person."),
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField intention_survey_fields[] = {
  { "survey_date", N_("Date"), EPC_TYPE_DATE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .section = N_("Survey"),
    .hxl = "#date+survey", .synonyms = "data", .initial = "today" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .hxl = "#adm1+code|#adm2+code",
    .synonyms = "lieu|local|commune|municipality|municipio" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência", .initial = "crisis" },
  { "operation", N_("DTM operation"), EPC_TYPE_REFERENCE, .target = "dtm_operation", .hxl = "#operation+name" },
  { "population_group", N_("Population group"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "population_group",
    .hxl = "#affected+type", .synonyms = "groupe de population|grupo de população|grupo populacional", .initial = "idp" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fonte" },
  { "sample_n", N_("Sample"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_ADDS, .unit = N_("people"),
    .section = N_("Sample"), .min = 0, .max = HUGE_VAL, .synonyms = "n|sample|muestra|échantillon|amostra" },
  { "hh_interviewed", N_("Households interviewed"), EPC_TYPE_INTEGER, .unit = N_("households"), .min = 0, .max = HUGE_VAL },
  { "method", N_("Method"), EPC_TYPE_CODE, .codes = "sampling_method", .hxl = "#meta+method", .synonyms = "méthode" },
  { "margin_of_error", N_("Margin of error"), EPC_TYPE_DECIMAL, .unit = N_("points"), .min = 0, .max = 50 },
  { "confidence_level", N_("Confidence level"), EPC_TYPE_PERCENT, .unit = N_("%"), .min = 0, .max = 100 },
  { "women_pct", N_("Women among those who answered"), EPC_TYPE_PERCENT, .share_of = "sample_n", .unit = N_("%"), .min = 0, .max = 100 },
  { "limitations", N_("Limitations"), EPC_TYPE_LONG_TEXT },
  { "return_pct", N_("Return"), EPC_TYPE_PERCENT, EPC_FIELD_LIST, .share_of = "sample_n", .unit = N_("%"), .group = "preference",
    .section = N_("What they prefer"), .min = 0, .max = 100, .hxl = "#indicator+return+pct" },
  { "local_pct", N_("Stay where they are"), EPC_TYPE_PERCENT, EPC_FIELD_LIST, .share_of = "sample_n", .unit = N_("%"), .group = "preference",
    .min = 0, .max = 100, .hxl = "#indicator+integration+pct" },
  { "elsewhere_pct", N_("Settle elsewhere"), EPC_TYPE_PERCENT, EPC_FIELD_LIST, .share_of = "sample_n", .unit = N_("%"), .group = "preference",
    .min = 0, .max = 100, .hxl = "#indicator+relocation+pct" },
  { "undecided_pct", N_("Undecided"), EPC_TYPE_PERCENT, EPC_FIELD_LIST, .share_of = "sample_n", .unit = N_("%"), .group = "preference",
    .min = 0, .max = 100, .hxl = "#indicator+undecided+pct" },
  { "within_3_pct", N_("Within 3 months"), EPC_TYPE_PERCENT, .share_of = "sample_n", .unit = N_("%"), .group = "timeframe", .section = N_("When"),
    .min = 0, .max = 100 },
  { "within_6_pct", N_("In 3 to 6 months"), EPC_TYPE_PERCENT, .share_of = "sample_n", .unit = N_("%"), .group = "timeframe", .min = 0, .max = 100 },
  { "within_12_pct", N_("In 6 to 12 months"), EPC_TYPE_PERCENT, .share_of = "sample_n", .unit = N_("%"), .group = "timeframe", .min = 0, .max = 100 },
  { "over_12_pct", N_("In over 12 months"), EPC_TYPE_PERCENT, .share_of = "sample_n", .unit = N_("%"), .group = "timeframe", .min = 0, .max = 100 },
  { "time_unknown_pct", N_("They do not know when"), EPC_TYPE_PERCENT, .share_of = "sample_n", .unit = N_("%"), .group = "timeframe",
    .min = 0, .max = 100 },
  { "reason_1", N_("First reason"), EPC_TYPE_CODE, .codes = "return_reason", .group = "reasons", .section = N_("Why") },
  { "reason_2", N_("Second reason"), EPC_TYPE_CODE, .codes = "return_reason", .group = "reasons" },
  { "reason_3", N_("Third reason"), EPC_TYPE_CODE, .codes = "return_reason", .group = "reasons" },
  { "obstacle_1", N_("First obstacle"), EPC_TYPE_CODE, .codes = "return_obstacle", .group = "obstacles" },
  { "obstacle_2", N_("Second obstacle"), EPC_TYPE_CODE, .codes = "return_obstacle", .group = "obstacles" },
  { "obstacle_3", N_("Third obstacle"), EPC_TYPE_CODE, .codes = "return_obstacle", .group = "obstacles" },
  { "support_needed", N_("Support needed"), EPC_TYPE_CODES, .codes = "return_support" },
  { "report", N_("Report"), EPC_TYPE_FILE },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField initiative_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Initiative"),
    .hxl = "#activity+name|#activity+project", .synonyms = "title|project|proyecto|titre|título|nombre|intitulé" },
  { "type", N_("Type"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "initiative_type",
    .hxl = "#activity+type" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "initiative_status",
    .hxl = "#status", .synonyms = "statut|état|situação|estatuto", .initial = "identified" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .hxl = "#adm2+code|#adm1+code|#adm3+code", .synonyms = "lieu|local|commune|municipality|municipio" },
  { "community", N_("Community"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#loc+name",
    .synonyms = "community|comunidad|communauté|barrio|quartier|comunidade|bairro" },
  { "site", N_("Site"), EPC_TYPE_REFERENCE, .target = "site", .hxl = "#loc+code", .synonyms = "camp|abri" },
  { "latitude", N_("Latitude"), EPC_TYPE_LATITUDE, .group = "position", .min = -90, .max = 90, .hxl = "#geo+lat",
    .synonyms = "lat" },
  { "longitude", N_("Longitude"), EPC_TYPE_LONGITUDE, .group = "position", .min = -180, .max = 180, .hxl = "#geo+lon",
    .synonyms = "lon|lng" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, .target = "crisis", .hxl = "#crisis+code",
    .synonyms = "crise|urgence|emergência", .initial = "crisis" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, .codes = "mcof_sector", .hxl = "#sector+mcof",
    .synonyms = "secteur MCOF|setor MCOF", .initial = "M07" },
  { "pillar", N_("Recovery pillar"), EPC_TYPE_CODE, .codes = "prds_pillar" },
  { "description", N_("Description"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .hxl = "#description", .synonyms = "descrição" },
  { "need_source", N_("How the need was named"), EPC_TYPE_CODE, .codes = "need_source",
    .section = N_("Chosen by the community") },
  { "assembly_date", N_("Assembly"), EPC_TYPE_DATE, .help = N_("The day the community chose it.") },
  { "committee", N_("Committee members"), EPC_TYPE_INTEGER, EPC_FIELD_TOTAL, .unit = N_("people"), .group = "committee",
    .min = 0, .max = HUGE_VAL },
  { "committee_women", N_("Women in the committee"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"),
    .group = "committee", .min = 0, .max = HUGE_VAL },
  { "committee_men", N_("Men in the committee"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "committee",
    .min = 0, .max = HUGE_VAL },
  { "committee_youth", N_("Youth in the committee"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "committee",
    .min = 0, .max = HUGE_VAL },
  { "direct_ind", N_("Direct beneficiaries"), EPC_TYPE_INTEGER, EPC_FIELD_LIST | EPC_FIELD_TOTAL, .unit = N_("people"),
    .group = "direct", .section = N_("Who benefits"), .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+ind|#targeted+ind",
    .synonyms = "beneficiaries|beneficiarios|bénéficiaires|bénéficiaires directs|beneficiários diretos" },
  { "direct_f_0_17", N_("Girls under 18"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "direct",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+f+age_0_17" },
  { "direct_f_18_59", N_("Women 18 to 59"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "direct",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+f+age_18_59" },
  { "direct_f_60_plus", N_("Women 60 and over"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "direct",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+f+age_60" },
  { "direct_m_0_17", N_("Boys under 18"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "direct",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+m+age_0_17" },
  { "direct_m_18_59", N_("Men 18 to 59"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "direct",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+m+age_18_59" },
  { "direct_m_60_plus", N_("Men 60 and over"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .unit = N_("people"), .group = "direct",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+m+age_60" },
  { "direct_disability", N_("Persons with disabilities"), EPC_TYPE_INTEGER, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#beneficiary+disabled",
    .synonyms = "personnes handicapées|personnes vivant avec un handicap|pessoas com deficiência|PwD|discapacidad" },
  { "indirect_ind", N_("Indirect beneficiaries"), EPC_TYPE_INTEGER, .unit = N_("people"), .min = 0, .max = HUGE_VAL,
    .hxl = "#beneficiary+indirect", .synonyms = "bénéficiaires indirects|beneficiários indiretos" },
  { "idp_ind", N_("Displaced people among them"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "direct_by_group",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+idps" },
  { "returnee_ind", N_("Returnees among them"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "direct_by_group",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+returnees" },
  { "host_ind", N_("Host community among them"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "direct_by_group",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+host" },
  { "migrant_ind", N_("Migrants among them"), EPC_TYPE_INTEGER, .unit = N_("people"), .group = "direct_by_group",
    .min = 0, .max = HUGE_VAL, .hxl = "#beneficiary+migrants" },
  { "jobs_women", N_("Paid work for women"), EPC_TYPE_DECIMAL, .unit = N_("person-days"), .group = "jobs",
    .min = 0, .max = HUGE_VAL },
  { "jobs_men", N_("Paid work for men"), EPC_TYPE_DECIMAL, .unit = N_("person-days"), .group = "jobs",
    .min = 0, .max = HUGE_VAL },
  { "budget_iom", N_("From IOM"), EPC_TYPE_MONEY, EPC_FIELD_LIST, .group = "budget", .section = N_("Budget"),
    .min = 0, .max = HUGE_VAL, .hxl = "#value+budget+iom" },
  { "budget_government", N_("From the government"), EPC_TYPE_MONEY, .group = "budget", .min = 0, .max = HUGE_VAL,
    .hxl = "#value+budget+government" },
  { "budget_community", N_("From the community, in kind"), EPC_TYPE_MONEY, .group = "budget", .min = 0, .max = HUGE_VAL,
    .hxl = "#value+budget+community" },
  { "budget_other", N_("From others"), EPC_TYPE_MONEY, .group = "budget", .min = 0, .max = HUGE_VAL,
    .hxl = "#value+budget+other" },
  { "budget_currency", N_("Currency of the budget"), EPC_TYPE_CODE, .codes = "currency", .group = "budget", .initial = "USD" },
  { "budget_total", N_("Budget in all"), EPC_TYPE_COMPUTED, EPC_FIELD_LIST, .hxl = "#value+budget",
    .computed_type = EPC_TYPE_MONEY, .compute = initiative_budget },
  { "community_share", N_("Share of the community"), EPC_TYPE_COMPUTED, .computed_type = EPC_TYPE_PERCENT,
    .compute = initiative_community_share },
  { "spent", N_("Spent"), EPC_TYPE_MONEY, .group = "spent", .min = 0, .max = HUGE_VAL, .hxl = "#value+spent",
    .synonyms = "dépensé|gasto|executado" },
  { "spent_currency", N_("Currency of the money spent"), EPC_TYPE_CODE, .codes = "currency", .group = "spent",
    .initial = "USD" },
  { "community_labour", N_("Labour given by the community"), EPC_TYPE_DECIMAL, .unit = N_("days of work"),
    .min = 0, .max = HUGE_VAL },
  { "community_land", N_("Land given by the community"), EPC_TYPE_YES_NO },
  { "community_materials", N_("Materials given by the community"), EPC_TYPE_TEXT },
  { "donor", N_("Donor"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+funder",
    .synonyms = "bailleur|bailleur de fonds|doador|financiador" },
  { "contractor", N_("Contractor or partner"), EPC_TYPE_REFERENCE, .target = "organisation", .hxl = "#org+impl" },
  { "environment_screened", N_("Environment screened"), EPC_TYPE_YES_NO, .section = N_("Checks before the start") },
  { "environment_marker", N_("Environment marker"), EPC_TYPE_CODE, .codes = "environment_marker" },
  { "drr_checked", N_("Safe from hazards (build back better)"), EPC_TYPE_YES_NO },
  { "gbv_checked", N_("Risk of gender-based violence checked"), EPC_TYPE_YES_NO },
  { "gender_marker", N_("Gender marker"), EPC_TYPE_CODE, .codes = "gender_marker" },
  { "land_proof", N_("Proof of land or housing right"), EPC_TYPE_YES_NO },
  { "permits", N_("Permits granted"), EPC_TYPE_YES_NO },
  { "permits_note", N_("Which permits"), EPC_TYPE_TEXT },
  { "approved_on", N_("Approved on"), EPC_TYPE_DATE, .hxl = "#date+approved" },
  { "start_planned", N_("Start, planned"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .group = "planned_dates", .section = N_("Works"),
    .hxl = "#date+start+planned", .synonyms = "début prévu" },
  { "end_planned", N_("End, planned"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .group = "planned_dates", .hxl = "#date+end+planned",
    .synonyms = "fin prévue|fim previsto" },
  { "start_actual", N_("Start"), EPC_TYPE_DATE, .group = "actual_dates", .hxl = "#date+start",
    .synonyms = "début|date de début" },
  { "end_actual", N_("End"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .group = "actual_dates", .hxl = "#date+end", .synonyms = "fim|date de fin" },
  { "progress", N_("Progress"), EPC_TYPE_PERCENT, EPC_FIELD_LIST, .unit = N_("%"), .min = 0, .max = 100,
    .synonyms = "progrès|avancement|progresso" },
  { "photo_before", N_("Photo before"), EPC_TYPE_FILE, .help = N_("No recognisable person in the picture.") },
  { "photo_after", N_("Photo after"), EPC_TYPE_FILE },
  { "handover_date", N_("Handed over on"), EPC_TYPE_DATE, .section = N_("Handover") },
  { "handover_to", N_("Handed over to"), EPC_TYPE_REFERENCE, .target = "organisation" },
  { "maintenance_plan", N_("Plan for operation and maintenance"), EPC_TYPE_YES_NO },
  { "maintenance_note", N_("How it is maintained"), EPC_TYPE_LONG_TEXT },
  { "functionality_due", N_("Check after six months"), EPC_TYPE_DATE, EPC_FIELD_PLANNED },
  { "functionality", N_("Still working"), EPC_TYPE_CODE, .codes = "functionality" },
  { "satisfaction", N_("Satisfied"), EPC_TYPE_PERCENT, .help = N_("Share of the people asked who were satisfied."),
    .unit = N_("%"), .min = 0, .max = 100 },
  { "lessons", N_("Lessons"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField milestone_fields[] = {
  { "initiative", N_("Initiative"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "initiative", .section = N_("Milestone") },
  { "position", N_("Order"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL },
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .synonyms = "titre|intitulé" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "milestone_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "planned" },
  { "due", N_("Due"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_LIST | EPC_FIELD_PLANNED, .hxl = "#date+end",
    .synonyms = "échéance|prazo|date limite" },
  { "done_on", N_("Done on"), EPC_TYPE_DATE, EPC_FIELD_LIST },
  { "progress", N_("Progress"), EPC_TYPE_PERCENT, .unit = N_("%"), .min = 0, .max = 100,
    .synonyms = "progrès|avancement|progresso" },
  { "amount", N_("Amount"), EPC_TYPE_MONEY, .group = "amount", .min = 0, .max = HUGE_VAL, .hxl = "#value" },
  { "amount_currency", N_("Currency of the amount"), EPC_TYPE_CODE, .codes = "currency", .group = "amount", .initial = "USD" },
  { "evidence", N_("Evidence"), EPC_TYPE_FILE, .synonyms = "preuve|éléments probants" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

const EpcEntity epc_transition_entities[] = {
  { .key = "return_movement", .label = N_("Return movement"), .plural = N_("Return movements"), .area = EPC_AREA_TRANSITION,
    .help = N_("A group that goes back, moves on or is relocated: counts only, the list of people stays outside."),
    .icon = "object-flip-horizontal-symbolic", EPC_FIELDS (return_movement_fields), .code_prefix = "RET",
    .title = "movement_date destination", .sort = "-movement_date", .date = "movement_date", .section = "movements",
    .validate = return_movement_validate },
  { .key = "return_area", .label = N_("Area of return"), .plural = N_("Areas of return"), .area = EPC_AREA_TRANSITION,
    .help = N_("Conditions where people go back to: housing, services, safety, livelihoods."),
    .icon = "object-flip-horizontal-symbolic", EPC_FIELDS (return_area_fields), .title = "place location assessment_date",
    .sort = "-assessment_date", .date = "assessment_date", .section = "areas", .validate = return_area_validate },
  { .key = "intention_survey", .label = N_("Intention survey"), .plural = N_("Intention surveys"), .area = EPC_AREA_TRANSITION,
    .help = N_("What displaced people want to do, as shares of a sample."), .icon = "help-faq-symbolic",
    EPC_FIELDS (intention_survey_fields), .title = "survey_date place", .sort = "-survey_date", .date = "survey_date",
    .section = "intentions", .validate = intention_survey_validate },
  { .key = "initiative", .label = N_("Community initiative"), .plural = N_("Community initiatives"),
    .area = EPC_AREA_TRANSITION,
    .help = N_("Small projects a community has chosen itself, up to the handover and the check six months later."),
    .icon = "system-users-symbolic", EPC_FIELDS (initiative_fields), .code_prefix = "CAI", .title = "title",
    .sort = "-start_planned", .date = "start_planned", .section = "initiatives", .validate = initiative_validate },
  { .key = "milestone", .label = N_("Milestone"), .plural = N_("Milestones"), .area = EPC_AREA_TRANSITION,
    .help = N_("Steps of a community initiative, with what is paid at each."), .icon = "checkbox-checked-symbolic",
    EPC_FIELDS (milestone_fields), .title = "initiative title", .sort = "due", .date = "due", .section = "initiatives",
    .validate = milestone_validate },
};
const guint epc_n_transition_entities = G_N_ELEMENTS (epc_transition_entities);
