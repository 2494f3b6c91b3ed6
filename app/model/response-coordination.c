/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Response: coordination and reporting. Activities as 3W/4W/5W tables list them, access constraints, meetings, feedback of
 * affected people, and situation reports.
 */
#include "response-fields.h"

#define LIST EPC_FIELD_LIST
#define REQUIRED EPC_FIELD_REQUIRED
#define SEARCH EPC_FIELD_SEARCH
#define INDEX EPC_FIELD_INDEX
#define PLANNED EPC_FIELD_PLANNED

static char *reached_share (const EpcRecord *record);
static char *days_to_answer (const EpcRecord *record);

#define REACHED(KEY_, LABEL, TAG, NAMES) \
  { KEY_, LABEL, EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "reached", PEOPLE, .hxl = TAG, .synonyms = NAMES }
#define REACHED_AGE(KEY_, LABEL, TAG, NAMES) \
  { KEY_, LABEL, EPC_TYPE_INTEGER, EPC_FIELD_PART | EPC_FIELD_SUBPART, .group = "reached", PEOPLE, .hxl = TAG, .synonyms = NAMES }

static const EpcField activity_fields[] = {
  { "row_id", N_("Row ID"), EPC_TYPE_TEXT, INDEX | SEARCH, .section = N_("Who"), .hxl = "#meta+id|#activity_id|#activity+id",
    .help = N_("The number of the row at its source: it keeps people from being counted twice."),
    .synonyms = "row id|id|act id|activity id|id de fila|id actividad" },
  { "reporting_date", N_("Reporting date"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .initial = "today", .hxl = "#date+reported",
    .synonyms = "report date|reporting month|month|fecha de reporte|mes de reporte|mes|date de rapport|mois|mois de rapport|mês" },
  CRISIS_FIELD (INDEX),
  { "lead_org", N_("Lead organisation"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+prog",
    .synonyms = "programming organization|lead organization|lead agency|main organization|organización líder|organización principal|agencia líder|"
      "appealing organisation|appealing organization|organización apelante|organisation chef de file" },
  { "implementing_org", N_("Implementing organisation"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .width = 20,
    .instead = "lead_org", .hxl = "#org+impl|#org+name|#org",
    .synonyms = "implementing partner|partner|partner name|partenaire|nom du partenaire|socio|parceiro|implementing organization|org|agency|agencia|agence|organization name|organisation name|"
      "org name|nombre de la organización|organization|"
      "organización implementadora|socio implementador|organisation de mise en œuvre|partenaire de mise en œuvre|organisation de mise en oeuvre|"
      "partenaire de mise en oeuvre|organisation|organización|nombre organización|ong|organização" },
  { "org_type", N_("Type of organisation"), EPC_TYPE_CODE, .codes = "organisation_type", .hxl = "#org+impl+type|#org+type",
    .synonyms = "organization type|org type|org type description|tipo de organización|tipo de organización implementadora|type d'organisation" },
  { "donor", N_("Donor"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+funder",
    .synonyms = "donor organization|organización donante|donante|bailleur" },

  { "cluster", N_("Cluster or sector"), EPC_TYPE_CODE, LIST, .codes = "cluster", .width = 16, .section = N_("What"),
    .hxl = "#sector+cluster|#sector+name|#sector|#sector+cluster+name", .synonyms = "sector|sectors|sector name|cluster name|"
      "cluster|sector / cluster|secteur|setor" },
  { "subsector", N_("Sub-sector"), EPC_TYPE_TEXT, .hxl = "#subsector",
    .synonyms = "subcluster|sub-cluster|subsector|sous-secteur" },
  { "mcof_sector", N_("MCOF sector"), EPC_TYPE_CODE, .codes = "mcof_sector", .hxl = "#sector+mcof", .synonyms = "sector mcof" },
  { "activity", N_("Activity"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 34, .hxl = "#activity+name|#activity",
    .synonyms = "activity name|actividad|activité|atividade" },
  { "description", N_("Description"), EPC_TYPE_LONG_TEXT, SEARCH, .hxl = "#activity+description|#description",
    .synonyms = "activity description|descripción de la actividad|descripción|description de l'activité" },
  { "project", N_("Project"), EPC_TYPE_TEXT, SEARCH, .hxl = "#activity+project",
    .synonyms = "project name|nombre del proyecto|proyecto|projet" },
  { "project_code", N_("Project code"), EPC_TYPE_TEXT, SEARCH, .hxl = "#activity+project+code",
    .synonyms = "project id|código de proyecto|code projet" },
  { "programme", N_("Programme"), EPC_TYPE_TEXT, .hxl = "#activity+programme", .synonyms = "program|plan|programa|programme" },
  { "indicator", N_("Indicator"), EPC_TYPE_TEXT, SEARCH, .hxl = "#indicator+name",
    .synonyms = "indicator name|indicador|indicateur" },
  { "unit", N_("Unit"), EPC_TYPE_TEXT, .hxl = "#indicator+unit",
    .synonyms = "activity unit|unidad|tipo de unidad del recurso|unité" },
  { "quantity", N_("Quantity"), EPC_TYPE_DECIMAL, .max = HUGE_VAL, .hxl = "#output+num|#indicator+num|#indicator+value",
    .synonyms = "achieved|cantidad|quantité" },
  { "modality", N_("Modality"), EPC_TYPE_CODE, .codes = "modality", .hxl = "#modality",
    .synonyms = "modalidad|modalité|modality of delivery" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "activity_status", .initial = "ongoing", .width = 11,
    .hxl = "#status", .synonyms = "activity status|estado|statut" },

  PLACE_FIELD (LIST, .section = N_("Where"), .width = 18),
  { "location_name", N_("Location or site"), EPC_TYPE_TEXT, SEARCH, .hxl = "#loc+name|#loc",
    .synonyms = "location|location name|nombre del lugar|localité" },
  { "location_type", N_("Type of location"), EPC_TYPE_TEXT, .hxl = "#loc+type",
    .synonyms = "location type|tipo de lugar|type de lieu" },
  { "site", N_("Site in the register"), EPC_TYPE_REFERENCE, .target = "site", .hxl = "#loc+id", .synonyms = "sitio registrado" },
  POSITION_FIELDS (EPC_SENSITIVITY_PUBLIC),

  { "start_date", N_("Start"), EPC_TYPE_DATE, LIST | PLANNED, .width = 12, .section = N_("When"), .hxl = "#date+start",
    .synonyms = "start date|reference_period_start|fecha de inicio|fecha inicio|inicio|date de début|date début|début|data de início|"
      "data início|início" },
  { "end_date", N_("End"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | PLANNED, .hxl = "#date+end",
    .synonyms = "end date|reference_period_end|fecha de finalización|fecha de fin|fecha fin|fecha final|fin|date de fin|date fin|"
      "data de término|data de fim|data fim|fim" },

  { "population_groups", N_("Population groups"), EPC_TYPE_CODES, .codes = "population_group", .section = N_("For whom"),
    .hxl = "#beneficiary+type",
    .synonyms = "beneficiary type|vulnerable group|population type|tipo de población|grupo poblacional|type de bénéficiaires" },
  { "in_need_ind", N_("People in need"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#inneed+ind|#inneed",
    .synonyms = "pin|people in need|personas con necesidad|personas en necesidad|personnes dans le besoin|pessoas com necessidades" },
  { "targeted_ind", N_("People targeted"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#targeted+ind|#targeted",
    .synonyms = "target|annual target|people targeted|beneficiaries targeted|targeted beneficiaries|planned beneficiaries|"
      "beneficiaries planned|personas meta|población meta|beneficiarios meta|beneficiarios planificados|"
      "beneficiarios previstos|personas planificadas|personnes ciblées|bénéficiaires ciblés|bénéficiaires prévus|"
      "bénéficiaires planifiés|beneficiários previstos|beneficiários planejados" },
  { "targeted_hh", N_("Households targeted"), EPC_TYPE_INTEGER, HOUSEHOLDS, .hxl = "#targeted+hh",
    .synonyms = "households targeted|targeted households|planned households|familias meta|familias planificadas|hogares meta|"
      "ménages ciblés|ménages prévus|famílias previstas" },
  { "reached_ind", N_("People reached"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_TOTAL, .group = "reached", PEOPLE, .width = 10,
    .hxl = "#reached+ind|#reached+total|#reached",
    .synonyms = "reached|total reached|beneficiaries|beneficiaries reached|personas alcanzadas|beneficiarios|beneficiarios alcanzados|"
      "personnes atteintes|bénéficiaires|bénéficiaires atteints" },
  REACHED ("women", N_("Women"), "#reached+f+adults|#reached+women", "women|mujeres|femmes|mulheres|beneficiaries women|women beneficiaries|women reached|reached women|beneficiarios mujeres|mujeres beneficiarios|mujeres alcanzadas|mujeres alcanzados|bénéficiaires femmes|"
           "femmes atteintes|femmes atteints|beneficiários mulheres"),
  REACHED ("men", N_("Men"), "#reached+m+adults|#reached+men", "men|hombres|hommes|homens|beneficiaries men|men beneficiaries|men reached|reached men|beneficiarios hombres|hombres beneficiarios|hombres alcanzadas|hombres alcanzados|bénéficiaires hommes|"
           "hommes atteintes|hommes atteints|beneficiários homens"),
  REACHED ("girls", N_("Girls"), "#reached+f+children|#reached+girls", "girls|niñas|filles|meninas|beneficiaries girls|girls beneficiaries|girls reached|reached girls|beneficiarios niñas|niñas beneficiarios|niñas alcanzadas|niñas alcanzados|bénéficiaires filles|"
           "filles atteintes|filles atteints|beneficiários meninas"),
  REACHED ("boys", N_("Boys"), "#reached+m+children|#reached+boys", "boys|niños|garçons|meninos|beneficiaries boys|boys beneficiaries|boys reached|reached boys|beneficiarios niños|niños beneficiarios|niños alcanzadas|niños alcanzados|bénéficiaires garçons|"
           "garçons atteintes|garçons atteints|beneficiários meninos"),
  REACHED_AGE ("females_0_4", N_("Girls under 5"), "#reached+f+age_0_4", "girls under 5|niñas menor de 5 años|filles <5 ans"),
  REACHED_AGE ("females_5_19", N_("Girls 5–19"), "#reached+f+age_5_19", "girls 5-19|niñas de 5 a 19 años|filles 5-19 ans"),
  REACHED_AGE ("females_20_59", N_("Women 20–59"), "#reached+f+age_20_59",
               "women 20-59|mujeres de 20 a 59 años|femmes 20-59 ans"),
  REACHED_AGE ("females_60", N_("Women 60 and over"), "#reached+f+age_60|#reached+f+elderly",
               "women 60+|mujeres mayores de 60 años|femmes 60 ans et +"),
  REACHED_AGE ("males_0_4", N_("Boys under 5"), "#reached+m+age_0_4", "boys under 5|niños menor de 5 años|garçons <5 ans"),
  REACHED_AGE ("males_5_19", N_("Boys 5–19"), "#reached+m+age_5_19", "boys 5-19|niños de 5 a 19 años|garçons 5-19 ans"),
  REACHED_AGE ("males_20_59", N_("Men 20–59"), "#reached+m+age_20_59", "men 20-59|hombres de 20 a 59 años|hommes 20-59 ans"),
  REACHED_AGE ("males_60", N_("Men 60 and over"), "#reached+m+age_60|#reached+m+elderly",
               "men 60+|hombres mayores de 60 años|hommes 60 ans et +"),
  { "reached_hh", N_("Households reached"), EPC_TYPE_INTEGER, HOUSEHOLDS, .hxl = "#reached+hh",
    .synonyms = "households reached|familias|hogares alcanzados|ménages atteints" },
  { "disabled", N_("Persons with disabilities reached"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#reached+disabled",
    .synonyms = "pwd|personas con discapacidad|personnes handicapées" },
  { "reached_share", N_("Share of the target"), EPC_TYPE_COMPUTED, .unit = "%", .computed_type = EPC_TYPE_PERCENT,
    .compute = reached_share },

  { "budget", N_("Budget"), EPC_TYPE_MONEY, .group = "budget", .max = HUGE_VAL, .section = N_("Money and quality"),
    .hxl = "#value+budget", .synonyms = "estimated cost|costo estimado|presupuesto|budget" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "budget", .initial = "USD", .hxl = "#currency+code",
    .synonyms = "moneda|devise" },
  { "funding_status", N_("Funding"), EPC_TYPE_CODE, .codes = "activity_funding", .hxl = "#status+funding",
    .synonyms = "funding status|estado de financiamiento|financement" },
  GENDER_MARKER_FIELD (),
  ENVIRONMENT_MARKER_FIELD (),
  { "gaps", N_("Gaps and obstacles"), EPC_TYPE_LONG_TEXT, SEARCH, .hxl = "#need+description",
    .synonyms = "gaps|constraints|brechas|limitaciones|lacunes" },
  NOTES_FIELD (),
};

static const EpcField access_constraint_fields[] = {
  { "title", N_("What hinders"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Constraint"), .width = 34,
    .hxl = "#access+description", .synonyms = "constraint|access constraint|restricción|limitación|contrainte" },
  CRISIS_FIELD (INDEX),
  { "type", N_("Type"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "access_constraint_type", .width = 22, .hxl = "#access+type",
    .synonyms = "constraint type|tipo de restricción|type de contrainte" },
  { "severity", N_("Severity"), EPC_TYPE_CODE, LIST, .codes = "access_severity", .width = 14, .hxl = "#severity",
    .synonyms = "access severity|severidad|gravedad|gravité" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "access_status", .initial = "active", .width = 10,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "modes", N_("Ways affected"), EPC_TYPE_CODES, .codes = "freight_mode",
    .synonyms = "transport affected|vías afectadas|voies touchées" },
  PLACE_FIELD (LIST, .section = N_("Where and when"), .width = 18),
  { "location_name", N_("Road, bridge or point"), EPC_TYPE_TEXT, SEARCH, .hxl = "#loc+name",
    .synonyms = "location|road|carretera|puente|route" },
  POSITION_FIELDS (EPC_SENSITIVITY_RESTRICTED),
  { "reported_on", N_("Reported on"), EPC_TYPE_DATE, REQUIRED | LIST, .initial = "today", .width = 12, .hxl = "#date+reported",
    .synonyms = "date|fecha|date du rapport" },
  { "start_date", N_("Since"), EPC_TYPE_DATE, .hxl = "#date+start", .synonyms = "start|desde|depuis" },
  { "expected_end", N_("Expected to end"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | PLANNED, .hxl = "#date+end+planned",
    .synonyms = "fin previsto|fin prévue" },
  { "end_date", N_("Ended on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+end", .synonyms = "end|terminó|terminé" },
  { "people_cut_off", N_("People cut off"), EPC_TYPE_INTEGER, PEOPLE, .section = N_("Effect"), .hxl = "#affected+isolated+ind",
    .synonyms = "isolated people|personas aisladas|incomunicados|personnes isolées" },
  { "effect", N_("Effect on the response"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "impact|impacto|effet" },
  { "way_round", N_("Way round"), EPC_TYPE_TEXT, .synonyms = "alternative route|ruta alterna|itinéraire de remplacement" },
  { "action", N_("What is done about it"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "action taken|acción|mesures" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fuente|source d'information" },
};

static const EpcField meeting_fields[] = {
  { "title", N_("Meeting"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Meeting"), .width = 34,
    .synonyms = "meeting|reunión|réunion" },
  CRISIS_FIELD (INDEX),
  { "type", N_("Type"), EPC_TYPE_CODE, LIST, .codes = "meeting_type", .width = 20,
    .synonyms = "meeting type|tipo de reunión|type de réunion" },
  { "time", N_("Time"), EPC_TYPE_MOMENT, REQUIRED | LIST | PLANNED, .width = 17, .hxl = "#date+start",
    .synonyms = "date|fecha y hora|date et heure" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "meeting_status", .initial = "planned", .width = 11,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "place", N_("Place"), EPC_TYPE_PLACE, .hxl = "#adm+code|#geo+code", .synonyms = "lugar|lieu" },
  { "venue", N_("Venue or link"), EPC_TYPE_TEXT, .synonyms = "venue|sede|enlace|lieu de réunion" },
  { "cluster", N_("Cluster or sector"), EPC_TYPE_CODE, LIST, .codes = "cluster", .width = 16, .hxl = "#sector+cluster",
    .synonyms = "sector|secteur" },
  { "convened_by", N_("Convened by"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 20, .hxl = "#org+lead",
    .synonyms = "chair|organizer|convocada por|convoquée par" },
  { "organisations", N_("Organisations present"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+name+list",
    .synonyms = "participants|organizaciones presentes|organisations présentes" },
  { "attendance", N_("People present"), EPC_TYPE_INTEGER, EPC_FIELD_TOTAL, .group = "attendance", PEOPLE,
    .synonyms = "participants total|asistentes|participants présents" },
  { "attendance_women", N_("Women present"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "attendance", PEOPLE,
    .synonyms = "women present|mujeres presentes|femmes présentes" },
  { "agenda", N_("Agenda"), EPC_TYPE_LONG_TEXT, SEARCH, .section = N_("Content"),
    .synonyms = "agenda|orden del día|ordre du jour" },
  { "minutes", N_("Summary"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "minutes|summary|acta|resumen|compte rendu" },
  { "decisions", N_("What was agreed"), EPC_TYPE_LONG_TEXT, SEARCH,
    .help = N_("Follow-up goes into tasks, decisions of the office into the decision log."),
    .synonyms = "decisions|acuerdos|décisions" },
  { "next_meeting", N_("Next meeting"), EPC_TYPE_MOMENT, PLANNED, .synonyms = "next meeting|próxima reunión|prochaine réunion" },
  { "minutes_file", N_("File of the minutes"), EPC_TYPE_FILE,
    .synonyms = "minutes file|archivo del acta|fichier du compte rendu" },
};

static const EpcField feedback_fields[] = {
  CRISIS_FIELD (INDEX, .section = N_("Feedback")),
  { "date", N_("Received on"), EPC_TYPE_DATE, REQUIRED | LIST, .initial = "today", .width = 12, .hxl = "#date+received",
    .synonyms = "date|fecha|date de réception" },
  { "type", N_("Kind"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "feedback_type", .width = 14,
    .help = N_("Never write abuse, exploitation, violence against women or children, or trafficking here: use the PSEA and "
      "protection channels at once."), .synonyms = "feedback type|tipo|tipo de queja|type de plainte" },
  { "channel", N_("Channel"), EPC_TYPE_CODE, LIST, .codes = "feedback_channel", .width = 14, .hxl = "#channel",
    .synonyms = "feedback channel|canal" },
  { "topic", N_("Topic"), EPC_TYPE_CODE, LIST, .codes = "feedback_topic", .width = 18, .hxl = "#sector",
    .synonyms = "subject|tema|sujet" },
  { "summary", N_("Summary"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 36,
    .help = N_("In your own words, without anything that points to a person."), .hxl = "#description",
    .synonyms = "message|description|resumen|descripción|résumé" },
  PLACE_FIELD (EPC_FIELD_NONE, .section = N_("From where")),
  { "site", N_("Site"), EPC_TYPE_REFERENCE, .target = "site", .synonyms = "sitio|albergue" },
  { "sex", N_("Sex"), EPC_TYPE_CODE, .codes = "sex", .synonyms = "gender|sexo|sexe" },
  { "age_band", N_("Age"), EPC_TYPE_CODE, .codes = "feedback_age", .synonyms = "age|age band|edad|âge" },
  { "population_group", N_("Population group"), EPC_TYPE_CODE, .codes = "population_group", .hxl = "#beneficiary+type",
    .synonyms = "grupo de población|groupe de population" },
  { "language", N_("Language"), EPC_TYPE_CODE, .codes = "language", .synonyms = "idioma|langue" },
  { "disability", N_("Person with a disability"), EPC_TYPE_YES_NO,
    .synonyms = "pwd|persona con discapacidad|personne handicapée" },
  { "urgency", N_("Priority"), EPC_TYPE_CODE, .codes = "priority", .initial = "medium", .section = N_("Answer"),
    .hxl = "#priority", .synonyms = "urgency|prioridad|priorité" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST | INDEX, .codes = "feedback_status", .initial = "open", .width = 12,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "referred_to", N_("Passed on to"), EPC_TYPE_TEXT, .help = N_("Organisation or unit."), .hxl = "#org+name",
    .synonyms = "referred to|referido a|transmis à" },
  { "distribution", N_("About the distribution"), EPC_TYPE_REFERENCE, .target = "distribution", .synonyms = "distribución" },
  { "answer_given", N_("Answer given"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "response|respuesta|réponse" },
  { "answered_on", N_("Answered on"), EPC_TYPE_DATE, .hxl = "#date+answered",
    .synonyms = "response date|fecha de respuesta|date de réponse" },
  { "satisfied", N_("Satisfied with the answer"), EPC_TYPE_YES_NO, .synonyms = "satisfied|satisfecho|satisfait" },
  { "days_to_answer", N_("Days to the answer"), EPC_TYPE_COMPUTED, .unit = N_("days"), .computed_type = EPC_TYPE_INTEGER,
    .compute = days_to_answer },
};

static const EpcField sitrep_fields[] = {
  CRISIS_FIELD (REQUIRED | LIST | INDEX, .section = N_("Heading"), .width = 28),
  { "kind", N_("Kind"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "sitrep_kind", .initial = "iom_sitrep", .width = 16,
    .synonyms = "report type|tipo de informe|type de rapport" },
  { "number", N_("Number"), EPC_TYPE_INTEGER, REQUIRED | LIST, .min = 0, .max = 9999, .width = 8, .hxl = "#meta+number",
    .synonyms = "no|sitrep no|número|numéro" },
  { "as_of", N_("As of"), EPC_TYPE_MOMENT, REQUIRED | LIST, .initial = "now", .width = 17, .hxl = "#date+reported",
    .synonyms = "date|fecha|al|date du rapport" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "sitrep_status", .initial = "draft", .width = 12,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "period_start", N_("Period from"), EPC_TYPE_DATE, LIST, .width = 12, .hxl = "#date+start",
    .synonyms = "period covered from|periodo desde|période du" },
  { "period_end", N_("Period until"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | LIST, .width = 12, .hxl = "#date+end",
    .synonyms = "period covered to|periodo hasta|au" },
  { "next_report", N_("Next report"), EPC_TYPE_DATE, LIST | PLANNED, .width = 12,
    .synonyms = "next report date|próximo informe|prochain rapport" },
  { "language", N_("Language"), EPC_TYPE_CODE, .codes = "language", .initial = "es", .synonyms = "idioma|langue" },
  { "classification", N_("Classification"), EPC_TYPE_CODE, .codes = "sensitivity", .initial = "restricted",
    .hxl = "#meta+sensitivity", .synonyms = "sensitivity|clasificación|sensibilidad" },
  { "produced_with", N_("Produced with"), EPC_TYPE_TEXT, .help = N_("Partners and authorities named in the standard sentence."),
    .synonyms = "partners|elaborado con|produit avec" },
  { "contact", N_("Contact of the office"), EPC_TYPE_REFERENCE, .target = "contact", .synonyms = "contacto|contact" },
  { "highlights", N_("Highlights"), EPC_TYPE_LONG_TEXT, SEARCH, .section = N_("Text"),
    .help = N_("Four to six points, each with a figure, its source and a verb."),
    .synonyms = "highlights|destacados|faits saillants" },
  { "situation", N_("Situation"), EPC_TYPE_LONG_TEXT, SEARCH,
    .synonyms = "situation overview|panorama de la situación|aperçu de la situation" },
  { "casualties", N_("Dead, injured, missing"), EPC_TYPE_LONG_TEXT, .help = N_("With the state of verification of each figure."),
    .synonyms = "casualties|víctimas|victimes" },
  { "immediate_needs", N_("Immediate needs"), EPC_TYPE_LONG_TEXT, SEARCH,
    .synonyms = "needs|necesidades inmediatas|besoins immédiats" },
  { "access_forecast", N_("Access and forecast"), EPC_TYPE_LONG_TEXT,
    .synonyms = "access/forecast|acceso y pronóstico|accès et prévisions" },
  { "response_cccm", N_("Camp management and DTM"), EPC_TYPE_LONG_TEXT, SEARCH, .section = N_("Response by sector"),
    .help = N_("Needs, response, gaps and constraints."), .synonyms = "cccm|gestión de campamentos y dtm" },
  { "response_shelter", N_("Shelter and NFI"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "shelter|alojamiento y nfi|abris et nfi" },
  { "response_wash", N_("WASH"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "agua, saneamiento e higiene|eha" },
  { "response_health", N_("Health"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "salud|santé" },
  { "response_mhpss", N_("Psychosocial support"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "mhpss|apoyo psicosocial|smaps" },
  { "response_protection", N_("Protection"), EPC_TYPE_LONG_TEXT, SEARCH,
    .help = N_("Services and counts. Nothing about survivors or cases."), .synonyms = "protección|protection" },
  { "response_transport", N_("Transport"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "transporte|transport" },
  { "response_other", N_("Other sectors"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "otros sectores|autres secteurs" },
  { "needs_gaps", N_("Needs and gaps"), EPC_TYPE_LONG_TEXT, SEARCH, .section = N_("Coordination and money"),
    .synonyms = "gaps|necesidades y brechas|besoins et lacunes" },
  { "coordination", N_("Coordination"), EPC_TYPE_LONG_TEXT, SEARCH,
    .synonyms = "general coordination|coordinación|coordination" },
  { "background", N_("Background on the crisis"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "background|antecedentes|contexte" },
  { "required", N_("Funds required"), EPC_TYPE_MONEY, .group = "funding", .max = HUGE_VAL, .hxl = "#value+required",
    .synonyms = "appeal|requerido|requis" },
  { "received", N_("Funds received"), EPC_TYPE_MONEY, .group = "funding", .max = HUGE_VAL, .hxl = "#value+funded",
    .synonyms = "received|recibido|reçu" },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .group = "funding", .initial = "USD", .hxl = "#currency+code",
    .synonyms = "moneda|devise" },
  { "funding_date", N_("Funding as of"), EPC_TYPE_DATE, .group = "funding", .synonyms = "fts date|financiamiento al" },
  { "funding_source", N_("Source of the funding figures"), EPC_TYPE_TEXT, .group = "funding",
    .help = N_("FTS, donor reports, the MEFM register."), .synonyms = "fts|fuente del financiamiento" },
  { "donors", N_("Donors and partners"), EPC_TYPE_TEXT, .hxl = "#org+funder",
    .synonyms = "donantes y socios|bailleurs et partenaires" },
  { "links", N_("Links"), EPC_TYPE_TEXT, .synonyms = "enlaces|liens" },
  { "photo", N_("Photo"), EPC_TYPE_FILE, .help = N_("Only with the consent of everybody in it."), .synonyms = "picture|foto" },
  { "photo_credit", N_("Photo credit"), EPC_TYPE_TEXT, .synonyms = "crédito de la foto|crédit photo" },
  { "cleared_by", N_("Cleared by (role)"), EPC_TYPE_TEXT, .section = N_("Issue"),
    .synonyms = "approved by|visto bueno de|validé par" },
  { "issued_on", N_("Issued on"), EPC_TYPE_DATE, .hxl = "#date+issued", .synonyms = "published|emitido el|publié le" },
  { "file", N_("Issued file"), EPC_TYPE_FILE, .synonyms = "archivo emitido|fichier" },
};

static char *
reached_share (const EpcRecord *record)
{
  return epc_check_share (record, "reached_ind", "targeted_ind");
}

static char *
days_to_answer (const EpcRecord *record)
{
  return epc_check_days (record, "date", "answered_on");
}

static void
validate_activity (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "activity") && epc_record_is_empty (record, "cluster"))
    epc_findings_add (findings, EPC_FINDING_ERROR, "activity", "activity_or_cluster",
                      _("A row says what is done: the activity, or at least its cluster or sector."));
  epc_check_order (record, "start_date", "end_date", findings);
  epc_check_at_most (record, "reached_ind", "targeted_ind", "reached_over_targeted", findings);
  epc_check_at_most (record, "targeted_ind", "in_need_ind", "targeted_over_need", findings);
  epc_check_at_most (record, "reached_hh", "targeted_hh", "reached_over_targeted", findings);
  epc_check_at_most (record, "reached_hh", "reached_ind", "household_size", findings);
  epc_check_at_most (record, "disabled", "reached_ind", "part_over_total", findings);
  epc_rule_parts (record, NULL, findings);
  epc_rule_swapped_position (record, findings);
}

static void
validate_access_constraint (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "start_date", "end_date", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "end_date", "status", "ended", findings);
  epc_rule_swapped_position (record, findings);
}

static void
validate_meeting (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "time", "next_meeting", findings);
}

static void
validate_feedback (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "date", "answered_on", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "answered_on", "status", "answered;closed", findings);
}

static void
validate_sitrep (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "period_start", "period_end", findings);
  epc_check_order (record, "period_end", "next_report", findings);
  epc_check_at_most (record, "received", "required", "received_over_required", findings);
}

const EpcEntity epc_response_coordination_entities[] = {
  { "activity", N_("Activity (4W)"), N_("Activities (4W)"), EPC_AREA_RESPONSE,
    .help = N_("Who does what, where, when and for whom: one organisation, activity, place and period a row."),
    .icon = "view-grid-symbolic", EPC_FIELDS (activity_fields), .title = "implementing_org activity place",
    .sort = "-reporting_date", .date = "reporting_date", .section = "4w", .validate = validate_activity },
  { "access_constraint", N_("Access constraint"), N_("Access constraints"), EPC_AREA_RESPONSE,
    .help = N_("What keeps help from reaching people, or people from reaching help."), .icon = "dialog-warning-symbolic",
    EPC_FIELDS (access_constraint_fields), .code_prefix = "ACC", .title = "title", .sort = "-reported_on", .date = "reported_on",
    .section = "access", .validate = validate_access_constraint },
  { "meeting", N_("Meeting"), N_("Meetings"), EPC_AREA_RESPONSE, .help = N_("Coordination meetings and what was agreed in them."),
    .icon = "x-office-calendar-symbolic", EPC_FIELDS (meeting_fields), .code_prefix = "MEET", .title = "title time",
    .sort = "-time", .date = "time", .section = "log", .validate = validate_meeting },
  { "feedback", N_("Complaint or opinion"), N_("Complaints and opinions"), EPC_AREA_RESPONSE,
    .help = N_("What affected people ask, say or complain about, without anything that points to a person."),
    .icon = "chat-message-new-symbolic", EPC_FIELDS (feedback_fields), .code_prefix = "FB", .title = "type summary",
    .sort = "-date", .date = "date", .section = "feedback", .validate = validate_feedback },
  { "sitrep", N_("Situation report"), N_("Situation reports"), EPC_AREA_RESPONSE,
    .help = N_("The text of a report; figures, charts and maps come from the records when it is printed."),
    .icon = "x-office-document-symbolic", EPC_FIELDS (sitrep_fields), .code_prefix = "SITREP", .title = "crisis kind number",
    .sort = "-as_of", .date = "as_of", .section = "sitrep", .validate = validate_sitrep },
};
const guint epc_n_response_coordination_entities = G_N_ELEMENTS (epc_response_coordination_entities);
