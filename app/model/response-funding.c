/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Response: money and people that come fast. Requests to the Migration Emergency Funding Mechanism (a revolving fund set up by
 * IOM Council document MC/2335, 2011) with budget, approvals and repayments, and requests for experts with their deployments.
 * No ceiling and no deadline is built in: they are settings of the office.
 */
#include "response-fields.h"

#define LIST EPC_FIELD_LIST
#define REQUIRED EPC_FIELD_REQUIRED
#define SEARCH EPC_FIELD_SEARCH
#define INDEX EPC_FIELD_INDEX
#define PLANNED EPC_FIELD_PLANNED

static char *hours_to_submission (const EpcRecord *record);
static char *hours_to_decision (const EpcRecord *record);
static char *hours_to_arrival (const EpcRecord *record);
static char *mission_days (const EpcRecord *record);

#define TARGET(KEY_, LABEL, TAG, NAMES) \
  { KEY_, LABEL, EPC_TYPE_INTEGER, EPC_FIELD_PART | EPC_FIELD_SUBPART, .group = "target", PEOPLE, .hxl = TAG, .synonyms = NAMES }

static const EpcField funding_request_fields[] = {
  { "title", N_("Title"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Request"), .width = 28,
    .synonyms = "request|nombre|título|titre" },
  { "request_no", N_("MEFM number"), EPC_TYPE_TEXT, SEARCH, .help = N_("The number that headquarters gives it."),
    .synonyms = "request no|request number|número de solicitud|numéro de demande" },
  { "fund", N_("Fund"), EPC_TYPE_CODE, REQUIRED, .codes = "fund", .initial = "mefm",
    .synonyms = "funding mechanism|fondo|fonds" },
  CRISIS_FIELD (REQUIRED | LIST | INDEX, .width = 24),
  { "country", N_("Country"), EPC_TYPE_PLACE, .hxl = "#country+code", .synonyms = "país|pays" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST | INDEX, .codes = "funding_status", .initial = "draft", .width = 16,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "t0", N_("Clock start (T0)"), EPC_TYPE_MOMENT, REQUIRED | LIST, .width = 17,
    .help = N_("The moment the onset was declared: the 24 hours count from here."), .hxl = "#date+occurred",
    .synonyms = "onset|t0|inicio del reloj|début du chrono" },
  { "government_request", N_("Government asked for help"), EPC_TYPE_YES_NO,
    .synonyms = "government request|solicitud del gobierno" },
  { "government_request_date", N_("Date of the request"), EPC_TYPE_DATE, .synonyms = "fecha de la solicitud del gobierno" },
  { "state_of_emergency", N_("State of emergency declared"), EPC_TYPE_YES_NO,
    .synonyms = "state of emergency|estado de emergencia" },
  { "state_of_emergency_date", N_("Date of the declaration"), EPC_TYPE_DATE, .synonyms = "fecha de la declaratoria" },
  { "glide", N_("GLIDE number"), EPC_TYPE_TEXT, SEARCH, .hxl = "#crisis+code", .synonyms = "glide no|número glide" },

  { "summary", N_("Summary"), EPC_TYPE_LONG_TEXT, SEARCH, .section = N_("Situation and people"),
    .help = N_("What happened, what is needed, and what IOM will do."), .hxl = "#description", .synonyms = "resumen|résumé" },
  { "figures_source", N_("Source of the figures"), EPC_TYPE_TEXT, .hxl = "#meta+source",
    .synonyms = "source|fuente de las cifras|source des chiffres" },
  { "affected_ind", N_("Affected people"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+ind",
    .synonyms = "affected|afectados|personnes touchées" },
  { "displaced_ind", N_("Displaced people"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+displaced+ind",
    .synonyms = "displaced|desplazados|déplacés" },
  { "in_need_ind", N_("People in need"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#inneed+ind",
    .synonyms = "pin|people in need|personas con necesidad|personnes dans le besoin" },
  { "target_ind", N_("People targeted"), EPC_TYPE_INTEGER, EPC_FIELD_TOTAL, .group = "target", PEOPLE, .hxl = "#targeted+ind",
    .synonyms = "target|people targeted|personas meta|personnes ciblées" },
  { "females", N_("Women and girls"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "target", PEOPLE, .hxl = "#targeted+f",
    .synonyms = "female|mujeres y niñas|femmes" },
  { "males", N_("Men and boys"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "target", PEOPLE, .hxl = "#targeted+m",
    .synonyms = "male|hombres y niños|hommes" },
  TARGET ("girls", N_("Girls under 18"), "#targeted+f+children", "girls|niñas|filles"),
  TARGET ("women", N_("Women 18–59"), "#targeted+f+adults", "women|mujeres|femmes 18-59"),
  TARGET ("older_women", N_("Women 60 and over"), "#targeted+f+elderly", "older women|mujeres mayores|femmes âgées"),
  TARGET ("boys", N_("Boys under 18"), "#targeted+m+children", "boys|niños|garçons"),
  TARGET ("men", N_("Men 18–59"), "#targeted+m+adults", "men|hombres|hommes 18-59"),
  TARGET ("older_men", N_("Men 60 and over"), "#targeted+m+elderly", "older men|hombres mayores|hommes âgés"),
  { "areas", N_("Locations"), EPC_TYPE_TEXT, EPC_FIELD_PLACES, .help = N_("P-codes separated by semicolons: HN05; HN18."), .hxl = "#adm1+code+list",
    .synonyms = "locations|localidades|zones" },
  { "iom_presence", N_("IOM presence"), EPC_TYPE_LONG_TEXT, SEARCH, .help = N_("Offices, staff and stock in or near the area."),
    .synonyms = "presencia de la oim|présence de l'oim" },
  { "access", N_("Access"), EPC_TYPE_CODE, .codes = "site_access", .synonyms = "acceso|accès" },
  { "access_note", N_("What limits access"), EPC_TYPE_TEXT, .synonyms = "limitaciones de acceso" },

  { "mcof_sectors", N_("MCOF sectors"), EPC_TYPE_CODES, .codes = "mcof_sector", .section = N_("Activities"),
    .hxl = "#sector+mcof", .synonyms = "sectors|sectores mcof|secteurs" },
  { "activities", N_("Activities and outputs"), EPC_TYPE_LONG_TEXT, SEARCH, .hxl = "#activity+description",
    .synonyms = "activities|actividades|activités" },
  { "start_date", N_("Start"), EPC_TYPE_DATE, PLANNED, .hxl = "#date+start", .synonyms = "start date|inicio|début" },
  { "duration_months", N_("Duration"), EPC_TYPE_INTEGER, .unit = N_("months"), .max = 24, .synonyms = "duration|duración|durée" },
  { "staffing", N_("Staff and surge needed"), EPC_TYPE_LONG_TEXT, SEARCH,
    .synonyms = "staffing needs|personal|besoins en personnel" },
  { "procurement", N_("Procurement lead times"), EPC_TYPE_LONG_TEXT, .synonyms = "lead times|plazos de compra|délais d'achat" },
  { "coordination", N_("Coordination"), EPC_TYPE_LONG_TEXT, .help = N_("With the HCT, clusters, government and UNHCR."),
    .synonyms = "coordinación|coordination" },

  { "amount_requested", N_("Amount requested"), EPC_TYPE_MONEY, LIST, .section = N_("Money"), .group = "requested",
    .max = HUGE_VAL, .width = 14, .hxl = "#value+requested", .synonyms = "amount requested|amount requested usd|monto solicitado|monto solicitado usd|montant demandé|montant demandé usd" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "requested", .initial = "USD",
    .hxl = "#currency+code", .synonyms = "moneda|devise" },
  { "exchange_rate", N_("Exchange rate"), EPC_TYPE_DECIMAL, .max = HUGE_VAL, .group = "rate",
    .help = N_("Units of the local currency for one unit of the currency of the request."),
    .synonyms = "un rate|tipo de cambio|taux de change" },
  { "rate_date", N_("Rate of"), EPC_TYPE_DATE, .group = "rate", .synonyms = "rate date|fecha del tipo de cambio" },
  { "other_funds", N_("Other funds"), EPC_TYPE_MONEY, .group = "other_funds", .max = HUGE_VAL,
    .help = N_("CERF, donors, government: received or promised for the same people."), .hxl = "#value+other",
    .synonyms = "other funding|otros fondos|autres fonds" },
  { "other_funds_currency", N_("Currency of other funds"), EPC_TYPE_CODE, .codes = "currency", .group = "other_funds",
    .initial = "USD" },
  { "other_funds_note", N_("From whom"), EPC_TYPE_TEXT, .group = "other_funds", .synonyms = "fuentes de otros fondos" },
  { "repayment_plan", N_("Repayment plan"), EPC_TYPE_LONG_TEXT, .help = N_("Which donors may pay it back, how likely, and when."),
    .synonyms = "reimbursement plan|plan de reembolso|plan de remboursement" },
  { "repayment_donor", N_("Likeliest donor"), EPC_TYPE_TEXT, .group = "prospect", .hxl = "#org+funder",
    .synonyms = "donor prospect|donante probable|bailleur probable" },
  { "repayment_amount", N_("Amount expected"), EPC_TYPE_MONEY, .group = "prospect", .max = HUGE_VAL,
    .synonyms = "expected amount|monto esperado" },
  { "repayment_currency", N_("Currency of the expected amount"), EPC_TYPE_CODE, .codes = "currency", .group = "prospect",
    .initial = "USD" },
  { "repayment_probability", N_("Probability"), EPC_TYPE_PERCENT, SHARE, .group = "prospect",
    .synonyms = "probability|probabilidad|probabilité" },
  { "repayment_expected", N_("Expected on"), EPC_TYPE_DATE, PLANNED, .group = "prospect",
    .synonyms = "expected date|fecha esperada|date prévue" },

  { "gbv_screened", N_("GBV risks looked at"), EPC_TYPE_YES_NO, .section = N_("Screening"),
    .synonyms = "gbv screening|revisión vbg" },
  { "psea_screened", N_("PSEA measures in place"), EPC_TYPE_YES_NO, .synonyms = "psea screening|medidas peas" },
  { "protection_screened", N_("Protection risks looked at"), EPC_TYPE_YES_NO,
    .synonyms = "protection screening|revisión de protección" },
  { "environment_screened", N_("Environment looked at"), EPC_TYPE_YES_NO,
    .synonyms = "environmental screening|revisión ambiental" },
  { "risks", N_("Risks and what lessens them"), EPC_TYPE_LONG_TEXT, SEARCH,
    .synonyms = "risk and mitigation|riesgos y mitigación|risques" },
  GENDER_MARKER_FIELD (),
  ENVIRONMENT_MARKER_FIELD (),
  { "annexes", N_("Annexes"), EPC_TYPE_TEXT, .help = N_("Map, situation report, budget: what goes with the request."),
    .synonyms = "anexos|annexes" },
  { "budget_file", N_("Budget file"), EPC_TYPE_FILE, .synonyms = "archivo de presupuesto|fichier budget" },

  { "trigger_at", N_("Alert sent"), EPC_TYPE_MOMENT, .section = N_("Steps"), .help = N_("Step 1, target T0 + 2 h."),
    .synonyms = "trigger|alerta enviada" },
  { "drafted_at", N_("Request drafted"), EPC_TYPE_MOMENT, .help = N_("Step 2, target T0 + 8 h."),
    .synonyms = "draft ready|borrador listo" },
  { "finance_checked_at", N_("Budget checked"), EPC_TYPE_MOMENT,
    .help = N_("Step 3, target T0 + 12 h: budget lines, WBS and repayment plan."),
    .synonyms = "finance check|revisión financiera" },
  { "com_approved_at", N_("Chief of Mission agreed"), EPC_TYPE_MOMENT, .help = N_("Step 4, target T0 + 16 h."),
    .synonyms = "com sign-off|visto bueno del jefe de misión" },
  { "rts_endorsed_at", N_("RTS endorsed"), EPC_TYPE_MOMENT, .help = N_("Step 5, target T0 + 18 h."),
    .synonyms = "rts review|aval del rts" },
  { "submitted_at", N_("Sent to headquarters"), EPC_TYPE_MOMENT, .help = N_("Step 6, target T0 + 24 h."),
    .hxl = "#date+submitted", .synonyms = "submission|enviada a la sede" },
  { "decided_at", N_("Decided"), EPC_TYPE_MOMENT, .help = N_("Step 7."), .hxl = "#date+approved",
    .synonyms = "hq decision|decisión de la sede" },
  { "decision_reason", N_("Reason of the decision"), EPC_TYPE_LONG_TEXT, .synonyms = "decision reason|motivo de la decisión" },
  { "disbursed_at", N_("Funds available"), EPC_TYPE_MOMENT, .help = N_("Step 8."),
    .synonyms = "funds available|fondos disponibles" },
  { "hours_to_submission", N_("Hours from T0 to sending"), EPC_TYPE_COMPUTED, LIST, .unit = "h", .width = 9,
    .computed_type = EPC_TYPE_DECIMAL, .compute = hours_to_submission },
  { "hours_to_decision", N_("Hours from sending to decision"), EPC_TYPE_COMPUTED, .unit = "h", .computed_type = EPC_TYPE_DECIMAL,
    .compute = hours_to_decision },

  { "amount_approved", N_("Amount approved"), EPC_TYPE_MONEY, .section = N_("Use and repayment"), .group = "approved",
    .max = HUGE_VAL, .hxl = "#value+approved", .synonyms = "approved amount|monto aprobado|montant approuvé" },
  { "approved_currency", N_("Currency of the approval"), EPC_TYPE_CODE, .codes = "currency", .group = "approved",
    .initial = "USD" },
  { "wbs", N_("WBS"), EPC_TYPE_TEXT, SEARCH, .hxl = "#activity+project", .synonyms = "project code|código de proyecto" },
  { "amount_spent", N_("Spent so far"), EPC_TYPE_MONEY, .group = "spent", .max = HUGE_VAL, .hxl = "#value+spent",
    .synonyms = "spent|gastado|dépensé" },
  { "spent_currency", N_("Currency of the spending"), EPC_TYPE_CODE, .codes = "currency", .group = "spent", .initial = "USD" },
  { "spent_date", N_("Spending as of"), EPC_TYPE_DATE, .group = "spent", .synonyms = "gasto al" },
  { "reached_ind", N_("People reached"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#reached+ind",
    .synonyms = "people reached|personas alcanzadas|personnes atteintes" },
  { "donor_raised", N_("Raised from donors with it"), EPC_TYPE_MONEY, .group = "raised", .max = HUGE_VAL,
    .help = N_("Divided by the amount approved it gives the leverage."), .hxl = "#value+funded",
    .synonyms = "donor raised|recaudado de donantes" },
  { "raised_currency", N_("Currency raised"), EPC_TYPE_CODE, .codes = "currency", .group = "raised", .initial = "USD" },
  { "repayment_deadline", N_("To be repaid by"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | PLANNED, .hxl = "#date+due",
    .synonyms = "reimbursement deadline|fecha límite de reembolso" },
  { "closeout", N_("Close-out report"), EPC_TYPE_LONG_TEXT, SEARCH,
    .help = N_("Narrative, figures and lessons once everything is repaid."),
    .synonyms = "close-out|informe de cierre|rapport de clôture" },
  { "closed_on", N_("Closed on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .synonyms = "closed|cerrada el" },
};

static const EpcField appeal_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Appeal"), .width = 34, .hxl = "#activity+appeal+name",
    .synonyms = "appeal|appeal name|plan name|title|nombre|llamamiento|nom|appel" },
  { "appeal_code", N_("Number of the appeal"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 14, .hxl = "#activity+appeal+id+external|#activity+appeal+code",
    .help = N_("The number it has at the one who appeals or at the Financial Tracking Service: the same number is the same appeal."),
    .synonyms = "code|appeal code|plan code|código del llamamiento|código" },
  { "kind", N_("Kind"), EPC_TYPE_CODE, LIST, .codes = "appeal_kind", .width = 18, .hxl = "#activity+appeal+type+name",
    .synonyms = "atype display|appeal type|plan type|type name|type|tipo" },
  { "appeal_status", N_("State of the appeal"), EPC_TYPE_CODE, LIST, .codes = "appeal_status", .width = 10, .hxl = "#status+appeal",
    .synonyms = "status display|status|estado|statut" },
  { "country", N_("Country"), EPC_TYPE_PLACE, LIST | INDEX, .width = 12, .hxl = "#country+code",
    .synonyms = "country iso3|iso3|country code|país|pays" },
  { "organisation", N_("Who appeals"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+appeal",
    .synonyms = "society name|country society name|appealing agency|organización|organisation" },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, .codes = "hazard", .hxl = "#event+type", .synonyms = "dtype name|disaster type|tipo de desastre|peligro" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, INDEX, .target = "crisis", .hxl = "#crisis+id", .synonyms = "emergency|emergencia|crise" },
  { "start_date", N_("Start"), EPC_TYPE_DATE, LIST | PLANNED, .width = 12, .hxl = "#date+start", .synonyms = "start date|inicio|début" },
  { "end_date", N_("End"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | PLANNED, .hxl = "#date+end", .synonyms = "end date|fin" },
  { "people_targeted", N_("People targeted"), EPC_TYPE_INTEGER, PEOPLE, .section = N_("People and money"), .hxl = "#targeted+ind|#targeted",
    .synonyms = "num beneficiaries|initial num beneficiaries|beneficiaries|targeted|personas meta|beneficiarios|personnes ciblées" },
  { "requested", N_("Asked for"), EPC_TYPE_MONEY, LIST, .group = "appeal_money", .max = HUGE_VAL, .width = 14,
    .hxl = "#value+funding+required|#value+funding+required+usd|#value+requested",
    .synonyms = "amount requested|requirements|required|appeal amount|monto solicitado|requerido|montant demandé|requis" },
  { "received", N_("Received"), EPC_TYPE_MONEY, LIST, .group = "appeal_money", .max = HUGE_VAL, .width = 14,
    .hxl = "#value+funding+total|#value+funding+total+usd|#value+funded",
    .synonyms = "amount funded|funding|funded|total funding|monto recibido|financiado|montant reçu|financé" },
  { "money_currency", N_("Currency of the amounts"), EPC_TYPE_CODE, REQUIRED, .codes = "currency", .group = "appeal_money",
    .hxl = "#currency+code", .synonyms = "currency|moneda|devise|moeda" },
  { "funding_date", N_("Amounts as of"), EPC_TYPE_DATE, .group = "appeal_money", .synonyms = "funding date|fecha de los montos" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .help = N_("Who published it."), .hxl = "#meta+source", .synonyms = "fuente|fonte" },
  { "url", N_("Web page"), EPC_TYPE_TEXT, .hxl = "#meta+url", .synonyms = "link|enlace|lien" },
  NOTES_FIELD (),
};

static const EpcField budget_line_fields[] = {
  { "funding_request", N_("Request"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "funding_request",
    .section = N_("Budget line"), .width = 24, .synonyms = "request|solicitud" },
  { "line", N_("Line"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "budget_line_type", .width = 18, .hxl = "#value+budget+type",
    .synonyms = "budget line|línea|rubro|ligne budgétaire" },
  { "description", N_("Description"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .width = 30, .hxl = "#value+budget+description",
    .synonyms = "item|descripción|description" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, .codes = "mcof_sector", .hxl = "#sector+mcof", .synonyms = "sector mcof" },
  { "wbs", N_("WBS"), EPC_TYPE_TEXT, .synonyms = "wbs code|código wbs" },
  { "unit", N_("Unit"), EPC_TYPE_TEXT, .help = N_("Kit, month, truck, trip."), .hxl = "#item+unit", .synonyms = "unidad|unité" },
  { "quantity", N_("Quantity"), EPC_TYPE_DECIMAL, LIST, .max = HUGE_VAL, .width = 9, .hxl = "#item+num",
    .synonyms = "qty|cantidad|quantité" },
  { "unit_cost", N_("Unit cost"), EPC_TYPE_MONEY, .group = "amount", .max = HUGE_VAL, .hxl = "#value+unit",
    .synonyms = "unit cost|costo unitario|coût unitaire" },
  { "amount", N_("Amount"), EPC_TYPE_MONEY, REQUIRED | LIST, .group = "amount", .max = HUGE_VAL, .width = 13,
    .hxl = "#value+budget", .synonyms = "total|monto|montant" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, REQUIRED, .codes = "currency", .group = "amount", .initial = "USD",
    .width = 8, .hxl = "#currency+code", .synonyms = "moneda|devise" },
  { "amount_spent", N_("Spent"), EPC_TYPE_MONEY, LIST, .group = "spent", .max = HUGE_VAL, .width = 13, .section = N_("Use"),
    .hxl = "#value+spent", .synonyms = "spent|gastado|dépensé" },
  { "spent_currency", N_("Currency of the spending"), EPC_TYPE_CODE, .codes = "currency", .group = "spent", .initial = "USD" },
  { "spent_date", N_("As of"), EPC_TYPE_DATE, .group = "spent", .synonyms = "fecha del gasto" },
  NOTES_FIELD (),
};

static const EpcField repayment_fields[] = {
  { "funding_request", N_("Request"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "funding_request",
    .section = N_("Repayment"), .width = 28, .synonyms = "request|solicitud" },
  { "date", N_("Date"), EPC_TYPE_DATE, REQUIRED | LIST | PLANNED, .initial = "today", .width = 12, .hxl = "#date+paid",
    .synonyms = "fecha|date du remboursement" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "repayment_status", .initial = "expected", .width = 12,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "donor", N_("Donor"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 22, .hxl = "#org+funder", .synonyms = "donante|bailleur" },
  { "project", N_("Donor project"), EPC_TYPE_TEXT, SEARCH, .hxl = "#activity+project", .synonyms = "project|proyecto|projet" },
  { "amount", N_("Amount"), EPC_TYPE_MONEY, REQUIRED | LIST, .group = "amount", .max = HUGE_VAL, .width = 14,
    .hxl = "#value+repaid", .synonyms = "monto|montant" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, REQUIRED, .codes = "currency", .group = "amount", .initial = "USD",
    .width = 8, .hxl = "#currency+code", .synonyms = "moneda|devise" },
  { "probability", N_("Probability"), EPC_TYPE_PERCENT, SHARE, .help = N_("While it is only expected."),
    .synonyms = "probabilidad|probabilité" },
  { "reference_no", N_("Posting reference"), EPC_TYPE_TEXT, .synonyms = "reference|referencia contable|référence" },
  NOTES_FIELD (),
};

static const EpcField approval_fields[] = {
  { "funding_request", N_("Request"), EPC_TYPE_REFERENCE, LIST | INDEX, .target = "funding_request", .section = N_("Approval"),
    .width = 24, .synonyms = "request|solicitud" },
  { "subject", N_("What is approved"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 26,
    .help = N_("When it is not a funding request: plan, distribution, report."), .synonyms = "subject|asunto|objet" },
  { "step", N_("Step"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "approval_step", .width = 18, .synonyms = "paso|étape" },
  { "role", N_("Role"), EPC_TYPE_TEXT, REQUIRED | LIST, .width = 18, .help = N_("Chief of Mission, RTS, finance officer."),
    .synonyms = "rol|rôle|cargo" },
  { "officer", N_("Name of the officer"), EPC_TYPE_TEXT, EPC_FIELD_PERSON,
    .help = N_("A staff member who signs for the office, never an affected person."), .sensitivity = EPC_SENSITIVITY_RESTRICTED,
    .synonyms = "approver|nombre del funcionario|nom du fonctionnaire" },
  { "decision", N_("Decision"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "approval_decision", .width = 12, .hxl = "#status",
    .synonyms = "decisión|décision" },
  { "time", N_("Time"), EPC_TYPE_MOMENT, REQUIRED | LIST, .initial = "now", .width = 17, .hxl = "#date+approved",
    .synonyms = "date|fecha y hora|date et heure" },
  { "channel", N_("Channel"), EPC_TYPE_CODE, REQUIRED, .codes = "approval_channel",
    .help = N_("How the decision reached the office."), .synonyms = "canal" },
  { "evidence", N_("Evidence"), EPC_TYPE_FILE,
    .help = N_("The e-mail or signed page. Only an endorsement inside a signed package is shown as verified."),
    .synonyms = "attachment|evidencia|preuve" },
  { "recorded_by", N_("Recorded by (role)"), EPC_TYPE_TEXT, REQUIRED, .synonyms = "recorded by|registrado por|enregistré par" },
  { "comments", N_("Comments"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "comentarios|commentaires" },
};

static const EpcField expert_request_fields[] = {
  { "title", N_("Function"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Request"), .width = 26,
    .synonyms = "function|position|función|puesto|fonction" },
  CRISIS_FIELD (LIST | INDEX, .width = 22),
  { "country", N_("Country"), EPC_TYPE_PLACE, .hxl = "#country+code", .synonyms = "país|pays" },
  { "place", N_("Duty station"), EPC_TYPE_PLACE, .hxl = "#adm+code|#geo+code",
    .synonyms = "duty station|lugar de destino|lieu d'affectation" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST | INDEX, .codes = "expert_request_status", .initial = "requested",
    .width = 16, .hxl = "#status", .synonyms = "estado|statut" },
  { "urgency", N_("Needed within"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "urgency", .initial = "h72", .width = 10,
    .hxl = "#priority", .synonyms = "priority|urgency|urgencia|urgence" },
  { "requested_at", N_("Requested"), EPC_TYPE_MOMENT, REQUIRED | LIST, .initial = "now", .width = 17, .hxl = "#date+requested",
    .synonyms = "request date|solicitado el|demandé le" },
  { "profile", N_("Profile"), EPC_TYPE_CODE, REQUIRED, .codes = "expert_profile", .section = N_("Who is needed"),
    .synonyms = "perfil|profil" },
  { "secondary_profile", N_("Second profile"), EPC_TYPE_CODE, .codes = "expert_profile",
    .synonyms = "secondary profile|perfil secundario|profil secondaire" },
  { "level", N_("Level"), EPC_TYPE_CODE, .codes = "expert_level", .synonyms = "grade|nivel|niveau" },
  { "languages", N_("Languages required"), EPC_TYPE_CODES, .codes = "language", .synonyms = "languages|idiomas|langues" },
  { "number", N_("Number of experts"), EPC_TYPE_INTEGER, REQUIRED | LIST | EPC_FIELD_ADDS, .unit = N_("people"), .min = 1, .max = 500,
    .initial = "1", .width = 8, .synonyms = "quantity|número de expertos|nombre d'experts" },
  { "start_date", N_("Start"), EPC_TYPE_DATE, PLANNED, .section = N_("Mission"), .hxl = "#date+start",
    .synonyms = "start date|inicio|début" },
  { "duration_weeks", N_("Duration"), EPC_TYPE_INTEGER, .unit = N_("weeks"), .min = 1, .max = 104,
    .synonyms = "duration|duración|durée" },
  { "duties", N_("Duties (ToR)"), EPC_TYPE_LONG_TEXT, SEARCH,
    .synonyms = "tor|terms of reference|términos de referencia|termes de référence" },
  { "reporting_line", N_("Reports to (role)"), EPC_TYPE_TEXT, .synonyms = "reporting line|reporta a|rend compte à" },
  { "wbs", N_("Funding (WBS)"), EPC_TYPE_TEXT, .synonyms = "funding|wbs|financiamiento|financement" },
  { "accommodation", N_("Accommodation"), EPC_TYPE_TEXT, .section = N_("Duty of care"), .synonyms = "alojamiento|logement" },
  { "security_level", N_("Security level"), EPC_TYPE_CODE, .codes = "security_level",
    .help = N_("Level of the UN Security Level System at the duty station."),
    .synonyms = "security level|nivel de seguridad|niveau de sécurité" },
  { "duty_of_care", N_("Duty of care"), EPC_TYPE_LONG_TEXT, .help = N_("Transport, medical care, communications, rest."),
    .synonyms = "deber de cuidado|devoir de protection" },
  { "rts_reviewed_at", N_("RTS reviewed"), EPC_TYPE_MOMENT, .section = N_("Answer"),
    .synonyms = "rts review|revisado por el rts" },
  { "escalated_to", N_("Escalated to"), EPC_TYPE_TEXT, .help = N_("Headquarters or a standby partner when nobody matches."),
    .synonyms = "escalado a" },
  { "first_arrival_at", N_("First expert arrived"), EPC_TYPE_MOMENT, .synonyms = "arrival|primera llegada" },
  { "hours_to_arrival", N_("Hours from request to arrival"), EPC_TYPE_COMPUTED, .unit = "h", .computed_type = EPC_TYPE_DECIMAL,
    .compute = hours_to_arrival },
  NOTES_FIELD (),
};

static const EpcField deployment_fields[] = {
  { "expert", N_("Expert"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "expert", .section = N_("Deployment"),
    .width = 24, .synonyms = "experto|expert no" },
  { "expert_request", N_("For the request"), EPC_TYPE_REFERENCE, INDEX, .target = "expert_request",
    .synonyms = "request|solicitud" },
  CRISIS_FIELD (LIST | INDEX, .width = 20),
  { "role", N_("Function"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 20, .synonyms = "role|función|fonction" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST | INDEX, .codes = "deployment_status", .initial = "shortlisted",
    .width = 14, .hxl = "#status", .synonyms = "estado|statut" },
  { "match_score", N_("Match"), EPC_TYPE_PERCENT, SHARE, .help = N_("Points of the match when the expert was chosen."),
    .synonyms = "score|puntaje|score de correspondance" },
  { "from_country", N_("From"), EPC_TYPE_CODE, .codes = "country", .section = N_("Where and when"), .hxl = "#country+code+origin",
    .synonyms = "from country|país de origen|pays d'origine" },
  { "to_country", N_("To"), EPC_TYPE_CODE, LIST, .codes = "country", .width = 12, .hxl = "#country+code+dest",
    .synonyms = "to country|país de destino|pays de destination" },
  { "place", N_("Duty station"), EPC_TYPE_PLACE, .hxl = "#adm+code|#geo+code",
    .synonyms = "duty station|lugar de destino|lieu d'affectation" },
  { "planned_start", N_("Planned start"), EPC_TYPE_DATE, PLANNED, .hxl = "#date+start+planned",
    .synonyms = "inicio previsto|début prévu" },
  { "planned_end", N_("Planned end"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | LIST | PLANNED, .width = 12, .hxl = "#date+end+planned",
    .synonyms = "fin previsto|fin prévue" },
  { "actual_start", N_("Arrived on"), EPC_TYPE_DATE, LIST, .width = 12, .hxl = "#date+start",
    .synonyms = "actual start|llegada|arrivée" },
  { "actual_end", N_("Left on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+end", .synonyms = "actual end|salida|départ" },
  { "extended_to", N_("Extended to"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | PLANNED, .synonyms = "extension|prórroga hasta|prolongé jusqu'au" },
  { "mission_days", N_("Days in mission"), EPC_TYPE_COMPUTED, .unit = N_("days"), .computed_type = EPC_TYPE_INTEGER,
    .compute = mission_days },
  { "contacted_on", N_("Contacted on"), EPC_TYPE_DATE, .section = N_("Before leaving"), .synonyms = "contacted|contactado el" },
  { "release_approved", N_("Released by supervisor"), EPC_TYPE_YES_NO,
    .synonyms = "supervisor release|liberación aprobada|libéré" },
  { "release_date", N_("Release date"), EPC_TYPE_DATE, .synonyms = "fecha de liberación" },
  { "security_clearance", N_("Security clearance (TRIP)"), EPC_TYPE_YES_NO,
    .synonyms = "ssa|trip clearance|autorización de seguridad|autorisation de sécurité" },
  { "medical_clearance", N_("Medical clearance"), EPC_TYPE_YES_NO, .help = N_("Yes or no only, no details."),
    .synonyms = "aptitud médica|aptitude médicale" },
  { "travel_booked", N_("Travel booked"), EPC_TYPE_YES_NO, .synonyms = "viaje reservado|voyage réservé" },
  { "cost", N_("Cost"), EPC_TYPE_MONEY, .group = "cost", .max = HUGE_VAL, .hxl = "#value+cost", .synonyms = "costo|coût" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "cost", .initial = "USD", .hxl = "#currency+code",
    .synonyms = "moneda|devise" },
  { "wbs", N_("WBS"), EPC_TYPE_TEXT, .synonyms = "project code|código de proyecto" },
  { "handover_done", N_("Handover done"), EPC_TYPE_YES_NO, .section = N_("End of mission"),
    .synonyms = "entrega hecha|passation faite" },
  { "eom_report", N_("End-of-mission report"), EPC_TYPE_FILE,
    .synonyms = "eom report|informe de fin de misión|rapport de fin de mission" },
  { "evaluation", N_("Evaluation"), EPC_TYPE_INTEGER, .min = 1, .max = 5, .help = N_("1 weak to 5 excellent."),
    .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL, .synonyms = "evaluación|évaluation" },
  { "lessons", N_("Lessons"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "lecciones|leçons" },
};

static char *
hours_to_submission (const EpcRecord *record)
{
  return epc_hours_between (record, "t0", "submitted_at");
}

static char *
hours_to_decision (const EpcRecord *record)
{
  return epc_hours_between (record, "submitted_at", "decided_at");
}

static char *
hours_to_arrival (const EpcRecord *record)
{
  return epc_hours_between (record, "requested_at", "first_arrival_at");
}

static char *
mission_days (const EpcRecord *record)
{
  return epc_check_days (record, "actual_start", "actual_end");
}

/* Before it is sent a request may go back to the draft; one that came back begins anew. */
const char *
epc_funding_next_states (const char *status)
{
  static const char *const next[][2] = {
    { "draft", "finance_check;cancelled" },
    { "finance_check", "com_approved;draft;cancelled" },
    { "com_approved", "rts_endorsed;draft;cancelled" },
    { "rts_endorsed", "submitted;draft;cancelled" },
    { "submitted", "approved;returned;rejected;cancelled" },
    { "returned", "draft;cancelled" },
    { "rejected", "closed" },
    { "approved", "disbursed;cancelled" },
    { "disbursed", "partially_reimbursed;reimbursed" },
    { "partially_reimbursed", "reimbursed" },
    { "reimbursed", "closed" },
    { "cancelled", "draft" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (next); i++)
    if (g_strcmp0 (next[i][0], status) == 0)
      return next[i][1];
  return "";
}

static void
validate_funding_request (const EpcRecord *record, EpcFindings *findings)
{
  static const char *const steps[] = { "t0", "trigger_at", "drafted_at", "submitted_at", "decided_at", "disbursed_at" };
  static const char *const needed[]
      = { "summary", "target_ind", "mcof_sectors", "activities", "amount_requested", "repayment_plan" };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (steps); i++)
    epc_check_order (record, steps[i], steps[i + 1], findings);
  epc_check_order (record, "com_approved_at", "submitted_at", findings);
  epc_check_at_most (record, "displaced_ind", "affected_ind", "displaced_over_affected", findings);
  epc_check_at_most (record, "target_ind", "in_need_ind", "targeted_over_need", findings);
  epc_check_at_most (record, "reached_ind", "target_ind", "reached_over_targeted", findings);
  epc_rule_parts (record, NULL, findings);
  /* What a request must have before anybody signs it. */
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    epc_check_needed (record, EPC_FINDING_ERROR, needed[i], "status", "com_approved;rts_endorsed;submitted", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "amount_approved", "status",
                    "approved;disbursed;partially_reimbursed;reimbursed;closed", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "decision_reason", "status", "returned;rejected", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "submitted_at", "status",
                    "submitted;approved;returned;rejected;disbursed", findings);
}

static void
validate_budget_line (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "quantity") || epc_record_is_empty (record, "unit_cost")
      || epc_record_is_empty (record, "amount"))
    return;
  double product = epc_record_decimal (record, "quantity") * epc_record_decimal (record, "unit_cost");
  if (fabs (product - epc_record_decimal (record, "amount")) > 1)
    epc_findings_add (findings, EPC_FINDING_WARNING, "amount", "quantity_times_cost",
                      _("Quantity times unit cost gives %.2f, not this amount."), product / 100);
}

static void
validate_appeal (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "start_date", "end_date", findings);
}

static void
validate_approval (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "funding_request") && epc_record_is_empty (record, "subject"))
    epc_findings_add (findings, EPC_FINDING_ERROR, "subject", "request_or_subject",
                      _("An approval needs the request or the subject it is about."));
  epc_check_needed (record, EPC_FINDING_WARNING, "comments", "decision", "returned;rejected", findings);
}

static void
validate_expert_request (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "requested_at", "first_arrival_at", findings);
}

static void
validate_deployment (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "planned_start", "planned_end", findings);
  epc_check_order (record, "actual_start", "actual_end", findings);
  epc_check_order (record, "planned_end", "extended_to", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "actual_start", "status", "deployed;extended;ended;evaluated;closed", findings);
}

const EpcEntity epc_response_funding_entities[] = {
  { "funding_request", N_("MEFM request"), N_("MEFM requests"), EPC_AREA_RESPONSE,
    .help = N_("An advance from the emergency fund, to be sent within 24 hours and repaid when donor money arrives."),
    .icon = "preferences-system-time-symbolic", EPC_FIELDS (funding_request_fields), .code_prefix = "MEFM", .title = "title",
    .sort = "-t0", .date = "t0", .section = "mefm", .validate = validate_funding_request },
  { "budget_line", N_("Budget line"), N_("Budget lines"), EPC_AREA_RESPONSE, .help = N_("One line of the budget of a request."),
    .icon = "view-list-symbolic", EPC_FIELDS (budget_line_fields), .title = "line description", .sort = "line", .section = "mefm",
    .validate = validate_budget_line },
  { "repayment", N_("Repayment"), N_("Repayments"), EPC_AREA_RESPONSE,
    .help = N_("Money paid back to the fund, or expected to be."), .icon = "edit-undo-symbolic", EPC_FIELDS (repayment_fields),
    .title = "funding_request date", .sort = "-date", .date = "date", .section = "mefm" },
  { "approval", N_("Approval"), N_("Approvals"), EPC_AREA_RESPONSE,
    .help = N_("Who agreed to what, in which role, when, and how it is known."), .icon = "checkbox-checked-symbolic",
    EPC_FIELDS (approval_fields), .title = "step decision role", .sort = "-time", .date = "time", .section = "mefm",
    .validate = validate_approval },
  { "appeal", N_("Appeal for money"), N_("Appeals for money"), EPC_AREA_RESPONSE,
    .help = N_("What others ask donors for in a crisis, and what they got: response plans, flash appeals, the Red Cross."),
    .icon = "view-list-symbolic", EPC_FIELDS (appeal_fields), .code_prefix = "APP", .title = "name", .sort = "-start_date",
    .date = "start_date", .section = "mefm", .validate = validate_appeal },
  { "expert_request", N_("Request for experts"), N_("Requests for experts"), EPC_AREA_RESPONSE,
    .help = N_("A function that the office needs somebody for."), .icon = "list-add-symbolic", EPC_FIELDS (expert_request_fields),
    .code_prefix = "REQ", .title = "title country", .sort = "-requested_at", .date = "requested_at", .section = "deployments",
    .validate = validate_expert_request },
  { "deployment", N_("Deployment"), N_("Deployments"), EPC_AREA_RESPONSE,
    .help = N_("An expert of the roster sent on a mission."), .icon = "system-users-symbolic", EPC_FIELDS (deployment_fields),
    .code_prefix = "DEP", .title = "expert role", .sort = "-actual_start", .date = "actual_start", .section = "deployments",
    .validate = validate_deployment },
};
const guint epc_n_response_funding_entities = G_N_ELEMENTS (epc_response_funding_entities);
