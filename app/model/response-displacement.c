/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Response: displacement tracking. DTM operations, rounds and counts by location (grain and names of the DTM API, version 3,
 * and of its files on HDX; form fields of the DTM Methodological Framework, 2nd edition), event tracking, and flow monitoring.
 */
#include "response-fields.h"

#define LIST EPC_FIELD_LIST
#define REQUIRED EPC_FIELD_REQUIRED
#define SEARCH EPC_FIELD_SEARCH
#define INDEX EPC_FIELD_INDEX
#define KEY EPC_FIELD_KEY

static char *household_size (const EpcRecord *record);

static const EpcField dtm_operation_fields[] = {
  { "country", N_("Country"), EPC_TYPE_PLACE, KEY | REQUIRED | LIST, .section = N_("Operation"), .width = 16,
    .hxl = "#country+code", .synonyms = "admin0Pcode|iso3|country code|país|pays|location_code" },
  { "name", N_("Operation"), EPC_TYPE_TEXT, KEY | REQUIRED | LIST | SEARCH, .width = 40,
    .help = N_("As DTM names it, for example \"Countrywide monitoring\"."), .hxl = "#operation+name|#operations+name",
    .synonyms = "operation name|dtm operation|nombre de la operación|operación|nom de l'opération" },
  { "status", N_("Status"), EPC_TYPE_CODE, LIST, .codes = "operation_status", .initial = "active", .width = 12,
    .hxl = "#operation+status", .synonyms = "operationStatus|operation status|estado de la operación|statut de l'opération" },
  CRISIS_FIELD (LIST, .width = 28),
  { "start_date", N_("Start"), EPC_TYPE_DATE, LIST, .width = 12, .hxl = "#date+start+operation",
    .synonyms = "operation start|inicio|début" },
  { "end_date", N_("End"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+end+operation", .synonyms = "operation end|fin" },
  { "objective", N_("Objective and coverage"), EPC_TYPE_LONG_TEXT, SEARCH, .section = N_("Method and credit"),
    .synonyms = "objetivo|objectif" },
  { "credit", N_("Credit line"), EPC_TYPE_TEXT, .help = N_("Goes with every table, chart and map made from this data."),
    .hxl = "#meta+credit", .synonyms = "attribution|crédito|mention de source" },
  { "licence", N_("Licence"), EPC_TYPE_TEXT, .help = N_("What others may do with the data."), .hxl = "#meta+licence",
    .synonyms = "license|licencia|licence" },
  { "url", N_("Published at"), EPC_TYPE_TEXT, .hxl = "#meta+url", .synonyms = "link|enlace|lien|dataset url" },
  { "partners", N_("Partners"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+partner", .synonyms = "socios|partenaires" },
  { "sensitivity", N_("Sensitivity of the data"), EPC_TYPE_CODE, .codes = "sensitivity", .hxl = "#meta+sensitivity",
    .synonyms = "sensibilidad|sensibilité" },
  { "legal_basis", N_("Consent and legal basis"), EPC_TYPE_TEXT,
    .help = N_("On which ground the data was collected and is shared, and with which agreement."),
    .synonyms = "legal basis|base legal y consentimiento|base légale" },
  { "retain_until", N_("Keep until"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED,
    .help = N_("The day to decide about archiving or destroying the data."),
    .synonyms = "retention|conservar hasta|conserver jusqu'au" },
  NOTES_FIELD (),
};

static const EpcField dtm_round_fields[] = {
  { "operation", N_("Operation"), EPC_TYPE_REFERENCE, KEY | REQUIRED | LIST | INDEX, .target = "dtm_operation",
    .section = N_("Round"), .width = 36, .hxl = "#operation+id", .synonyms = "operación dtm" },
  { "assessment_type", N_("Tool"), EPC_TYPE_CODE, KEY | REQUIRED | LIST, .codes = "assessment_type", .width = 24,
    .hxl = "#assessment+type",
    .help = N_("Baseline, site assessment or event tracking. Rounds of different tools are never added up."),
    .synonyms = "assessmentType|assessment type|dtm tool|herramienta|outil" },
  { "number", N_("Round"), EPC_TYPE_INTEGER, KEY | REQUIRED | LIST, .max = 9999, .width = 8,
    .hxl = "#round+code|#meta+round|#round|#round+num",
    .synonyms = "roundNumber|round number|survey round|ronda|número de ronda|cycle|rodada|reporting_round|assessmentround|"
      "1.1.a.2" },
  { "reporting_date", N_("Reporting date"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | LIST, .width = 14, .hxl = "#date+reported+round",
    .help = N_("The end of the data collection."), .synonyms = "round date|fecha de reporte|date de rapport" },
  { "survey_start", N_("Survey began"), EPC_TYPE_DATE, .hxl = "#date+start+survey",
    .synonyms = "start of data collection|inicio de la recolección|reference_period_start" },
  { "survey_end", N_("Survey ended"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+end+survey",
    .synonyms = "end of data collection|fin de la recolección" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "round_status", .initial = "open", .width = 10,
    .help = N_("A frozen round is published: its counts are no longer changed."), .hxl = "#status+round",
    .synonyms = "round status|estado de la ronda" },
  { "planned_locations", N_("Locations planned"), EPC_TYPE_INTEGER, COUNTED (N_("locations")), .section = N_("Coverage"),
    .synonyms = "localidades previstas|localités prévues" },
  { "assessed_locations", N_("Locations assessed"), EPC_TYPE_INTEGER, LIST, COUNTED (N_("locations")), .width = 12,
    .synonyms = "localidades evaluadas|localités évaluées" },
  { "ki_count", N_("Key informants"), EPC_TYPE_INTEGER, COUNTED (N_("people")),
    .synonyms = "key informants|informantes clave|informateurs clés" },
  { "coverage", N_("Coverage"), EPC_TYPE_LONG_TEXT, SEARCH,
    .help = N_("Which areas were reached and which were not: a place left out is not a place without displaced people."),
    .synonyms = "coverage note|cobertura|couverture" },
  { "method", N_("Method"), EPC_TYPE_LONG_TEXT, SEARCH, .section = N_("Method"), .hxl = "#meta+method",
    .synonyms = "methodology|metodología|método|méthode" },
  { "limitations", N_("Limitations"), EPC_TYPE_LONG_TEXT, SEARCH, .help = N_("Printed with each product of the round."),
    .synonyms = "limitation|limitaciones|limites" },
  { "confidence", N_("Confidence"), EPC_TYPE_CODE, .codes = "confidence", .synonyms = "round confidence|confianza|confiance" },
  { "source_url", N_("Published at"), EPC_TYPE_TEXT, .synonyms = "report url|enlace|lien" },
  { "report_file", N_("Report"), EPC_TYPE_FILE, .synonyms = "round report|informe|rapport" },
};

/* Where the displaced are sheltered, in households (DTM baseline form). */
#define SHELTERED(KEY_, LABEL, TAG, NAMES) \
  { KEY_, LABEL, EPC_TYPE_INTEGER, .group = "accommodation", HOUSEHOLDS, .hxl = "#indicator+shelter+" TAG, .synonyms = NAMES }

static const EpcField location_count_fields[] = {
  { "round", N_("Round"), EPC_TYPE_REFERENCE, KEY | REQUIRED | LIST | INDEX, .target = "dtm_round",
    .section = N_("Where and when"), .width = 30, .hxl = "#round+id", .synonyms = "dtm round" },
  { "admin_level", N_("Admin level"), EPC_TYPE_INTEGER, KEY | LIST, .max = 4, .width = 7, .hxl = "#adm+level",
    .help = N_("0 country, 1 department, 2 municipality … Rows of different levels are never added up."),
    .synonyms = "adminLevel|admin level|nivel administrativo|niveau administratif" },
  { "place", N_("Place"), EPC_TYPE_PLACE, KEY | LIST | INDEX, .width = 22,
    .help = N_("The smallest area whose P-code is known: section, municipality, department or country."),
    .hxl = "#adm+code|#geo+code", .synonyms = "p-code|pcode|código de lugar|code du lieu" },
  { "location_ssid", N_("Location SSID"), EPC_TYPE_TEXT, KEY, .hxl = "#loc+code|#village+code",
    .help = N_("The number that DTM gives the village, neighbourhood or site for good."),
    .synonyms = "location ssid|ssid|site id|1.1.c.1|village_code|place id|código de localidad" },
  { "location_name", N_("Location"), EPC_TYPE_TEXT, KEY | EPC_FIELD_APART, .hxl = "#loc+name|#site+name|#village+name|#loc",
    .help = N_("As the source writes it."),
    .synonyms = "location name|village name|localidad|nombre de la localidad|localité|nom de la localité|nom du village|localidade|nome da localidade|village" },
  { "reporting_date", N_("Reporting date"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | KEY | REQUIRED | LIST | INDEX, .width = 13,
    .instead = "survey_date", .hxl = "#date+reported",
    .synonyms = "reportingDate|reference_period_end|date reported|reported date|snapshot date|fecha de reporte|"
      "date de rapport|data do relato" },
  { "reason", N_("Reason for displacement"), EPC_TYPE_CODES, KEY | LIST, .codes = "displacement_reason", .width = 20,
    .hxl = "#cause+type",
    .synonyms = "displacementReason|displacement reason|reason|motivo del desplazamiento|causa|causa del desplazamiento|raison du déplacement|cause du déplacement|"
      "cause of displacement|motivo do deslocamento|motivo da deslocação" },
  { "origin_place", N_("Place of origin"), EPC_TYPE_PLACE, KEY | LIST, .width = 16, .hxl = "#adm1+code+origin|#adm2+code+origin",
    .help = N_("Empty when the source says \"Not available\"."),
    .synonyms = "idpOriginAdmin1Pcode|origin pcode|código de origen|code d'origine" },
  { "origin_name", N_("Origin as written"), EPC_TYPE_TEXT, KEY, .hxl = "#adm1+name+origin|#adm2+name+origin",
    .help = N_("Only when the place of origin has no P-code."),
    .synonyms = "idpOriginAdmin1Name|origin name|nombre del origen|nom de l'origine" },

  { "idp_ind", N_("Displaced people"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_TOTAL | EPC_FIELD_ESTIMATE | EPC_FIELD_ADDS, .group = "idp", PEOPLE,
    .section = N_("Displaced people"), .width = 12,
    .hxl = "#affected+idps|#affected+idps+ind|#affected+ind|#affected+displaced+all",
    .synonyms = "numPresentIdpInd|idp individuals|idps|idp indiv|number of idps|estimated idps|personas desplazadas|"
      "desplazados|pdi|individus pdi|population|individuals" },
  SEX_AND_AGE_FIELDS ("idp", "#affected+idps", EPC_FIELD_NONE, "", ""),
  COUNT_METHOD_FIELDS,
  { "idp_hh", N_("Displaced households"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_ADDS, HOUSEHOLDS, .width = 12,
    .hxl = "#affected+idps+hh|#affected+hh|#affected+idps+households",
    .synonyms = "idp households|idp hh|households|estimated households|hogares desplazados|ménages pdi|famílias deslocadas|agregados familiares deslocados" },
  { "household_size", N_("People per household"), EPC_TYPE_COMPUTED, .computed_type = EPC_TYPE_DECIMAL,
    .compute = household_size },

  { "returnee_ind", N_("Returnees"), EPC_TYPE_INTEGER, PEOPLE, .section = N_("Other groups"),
    .help = N_("Formerly displaced inside the country and back; those from abroad are counted apart."),
    .hxl = "#affected+returnees+ind|#affected+ret+internal+ind|#affected+returnees",
    .synonyms = "returnees|returnee individuals|returnee indiv|retornados|personas retornadas|personnes retournées|retournés" },
  { "returnee_hh", N_("Returnee households"), EPC_TYPE_INTEGER, HOUSEHOLDS,
    .hxl = "#affected+returnees+hh|#affected+ret+internal+hh",
    .synonyms = "returnee households|returnee hh|hogares retornados|ménages retournés" },
  { "returnee_abroad_ind", N_("Returnees from abroad"), EPC_TYPE_INTEGER, PEOPLE,
    .hxl = "#affected+returnees+abroad+ind|#affected+ret+abroad+ind",
    .synonyms = "returnees from abroad|retornados del exterior|retournés de l'étranger" },
  { "returnee_abroad_hh", N_("Returnee households from abroad"), EPC_TYPE_INTEGER, HOUSEHOLDS,
    .hxl = "#affected+returnees+abroad+hh|#affected+ret+abroad+hh",
    .synonyms = "returnee households from abroad|hogares retornados del exterior" },
  { "migrant_ind", N_("Migrants stranded or in transit"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+migrants+ind",
    .synonyms = "migrants|migrant individuals|migrantes" },
  { "refugee_ind", N_("Refugees outside camps"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+refugees+ind",
    .synonyms = "refugees|refugiados|réfugiés hors camp" },
  { "host_pop", N_("Host population"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#population",
    .synonyms = "host population|población de acogida|population hôte" },

  { "hazard", N_("Hazard"), EPC_TYPE_CODE, .codes = "hazard", .section = N_("Displacement"), .hxl = "#event+type",
    .help = N_("When a disaster is the reason."), .synonyms = "hazard type|amenaza|aléa|type de désastre naturel" },
  { "survey_date", N_("Survey date"), EPC_TYPE_DATE, .hxl = "#date+survey|#date+occured|#date+occurred",
    .synonyms = "survey date|date|fecha|data|date of assessment|assessment date|date of survey|date d'enquête|date de l'enquête|fecha de encuesta|fecha de evaluación|date de l'évaluation|date occurred|"
      "data da avaliação|data do levantamento" },
  { "arrival_period", N_("Arrived"), EPC_TYPE_CODE, .codes = "arrival_period", .hxl = "#date+arrival",
    .synonyms = "arrival period|periodo de llegada|période d'arrivée" },
  { "arrival_year", N_("Year of arrival"), EPC_TYPE_INTEGER, .min = 1900, .max = 2200,
    .hxl = "#date+arrival+year|#indicator+displacement+year",
    .synonyms = "year of displacement|año de llegada|année d'arrivée|year" },
  { "first_arrival", N_("First group arrived"), EPC_TYPE_DATE, .hxl = "#date+start",
    .synonyms = "first arrival date|primera llegada|première arrivée|2.3.c.1" },
  { "last_arrival", N_("Last group arrived"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+end",
    .synonyms = "last arrival date|última llegada|dernière arrivée|2.3.c.2" },
  { "origin_country", N_("Country of origin"), EPC_TYPE_CODE, .codes = "country", .hxl = "#country+code+origin",
    .synonyms = "origin country|país de origen|pays d'origine" },
  { "times_displaced", N_("Times displaced"), EPC_TYPE_CODE, .codes = "times_displaced",
    .synonyms = "times displaced|veces desplazados|nombre de déplacements" },
  { "return_intention", N_("Intention of most"), EPC_TYPE_CODE, .codes = "intention",
    .synonyms = "return intention|intención|intention" },
  { "return_barrier", N_("Main barrier to return"), EPC_TYPE_CODE, .codes = "return_barrier",
    .synonyms = "main barrier|obstáculo principal|obstacle principal" },

  SHELTERED ("acc_host_family", N_("With host families, free"), "host_family",
             "host families|familia de acogida|famille d'accueil"),
  SHELTERED ("acc_rental", N_("In rented places"), "rental", "rental|short-term rental|alquiler"),
  SHELTERED ("acc_own_damaged", N_("In their own damaged house"), "own_damaged",
             "own house damaged|casa propia dañada|maison endommagée"),
  SHELTERED ("acc_own", N_("In their own house"), "own", "own house|own property|casa propia|maison propre"),
  SHELTERED ("acc_collective", N_("In collective centres"), "collective_centre",
             "collective centre|public buildings|collective shelters|centro colectivo|centre collectif"),
  SHELTERED ("acc_spontaneous", N_("In spontaneous sites"), "spontaneous_site",
             "spontaneous site|asentamiento espontáneo|site spontané"),
  SHELTERED ("acc_open_air", N_("In the open air"), "open_air", "open air|a la intemperie|air libre"),
  SHELTERED ("acc_other", N_("Elsewhere"), "other", "other accommodation|otro alojamiento|autre abri"),

  { "settlement_type", N_("Urban or rural"), EPC_TYPE_CODE, .codes = "settlement_type", .section = N_("Location"),
    .hxl = "#loc+type", .synonyms = "settlement type|location type|urbano rural|milieu" },
  POSITION_FIELDS (EPC_SENSITIVITY_RESTRICTED),
  { "accessible", N_("Access"), EPC_TYPE_CODE, .codes = "site_access", .hxl = "#access+type",
    .synonyms = "accessibility|accesibilidad|accessibilité" },
  { "access_reason", N_("Why access is hard"), EPC_TYPE_CODES, .codes = "access_reason",
    .synonyms = "access reason|motivo de falta de acceso" },
  { "ki_count", N_("Key informants"), EPC_TYPE_INTEGER, COUNTED (N_("people")), .section = N_("Needs and quality"),
    .hxl = "#meta+ki", .synonyms = "key informants|informantes clave" },
  { "ki_types", N_("Kinds of informants"), EPC_TYPE_CODES, .codes = "informant_type",
    .synonyms = "ki types|tipos de informantes|types d'informateurs" },
  { "need_1", N_("First need"), EPC_TYPE_CODE, .codes = "need", .group = "needs", .hxl = "#need+rank1",
    .synonyms = "need rank 1|primera necesidad|premier besoin" },
  { "need_2", N_("Second need"), EPC_TYPE_CODE, .codes = "need", .group = "needs", .hxl = "#need+rank2",
    .synonyms = "need rank 2|segunda necesidad|deuxième besoin" },
  { "need_3", N_("Third need"), EPC_TYPE_CODE, .codes = "need", .group = "needs", .hxl = "#need+rank3",
    .synonyms = "need rank 3|tercera necesidad|troisième besoin" },
  { "confidence", N_("Confidence"), EPC_TYPE_CODE, .codes = "confidence", .hxl = "#meta+confidence",
    .synonyms = "data confidence|confianza|confiance" },
  { "source_id", N_("Number at the source"), EPC_TYPE_TEXT, .hxl = "#id+code|#meta+id",
    .help = N_("As the DTM service numbers the row. It changes between downloads and identifies nothing here."),
    .synonyms = "id" },
  NOTES_FIELD (),
};

static const EpcField event_alert_fields[] = {
  CRISIS_FIELD (INDEX, .section = N_("Alert")),
  { "event_ssid", N_("Event SSID"), EPC_TYPE_TEXT, INDEX | SEARCH, .hxl = "#event+id|#meta+id",
    .help = N_("The number of the event in the DTM event tracking."), .synonyms = "event ssid|event id|id del evento" },
  { "alert_no", N_("Alert number"), EPC_TYPE_TEXT, SEARCH, .synonyms = "alert no|alert id|alert number|número de alerta|numéro d'alerte|número do alerta" },
  { "title", N_("What happened"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .width = 34, .instead = "hazard|trigger", .hxl = "#event+name",
    .synonyms = "event|title|evento|événement|description|event description|descripción|descripción del evento|descrição|qué pasó" },
  { "reported_at", N_("Reported"), EPC_TYPE_MOMENT, REQUIRED | LIST, .initial = "now", .width = 17, .hxl = "#date+reported",
    .synonyms = "report datetime|assessment date|fecha del reporte|date du rapport" },
  { "source_type", N_("Kind of source"), EPC_TYPE_CODE, .codes = "alert_source",
    .synonyms = "source type|tipo de fuente|type de source" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .help = N_("The institution, not the person."),
    .synonyms = "fuente|information source" },
  { "verification", N_("Verification"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "verification_status", .initial = "unverified",
    .width = 13, .hxl = "#status+verification", .synonyms = "verification status|estado de verificación|vérification" },
  { "confidence", N_("Confidence"), EPC_TYPE_CODE, .codes = "confidence", .hxl = "#meta+confidence",
    .synonyms = "confianza|confiance" },
  { "trigger", N_("Trigger"), EPC_TYPE_CODES, LIST, .codes = "displacement_reason", .width = 18, .hxl = "#cause+type",
    .synonyms = "movement trigger|displacement reason|desencadenante|gatillo|gatilho|déclencheur|reason|cause|cause of displacement|causa|motivo|causa del desplazamiento|cause du déplacement|motivo da deslocação" },
  { "trigger_other", N_("Other trigger"), EPC_TYPE_TEXT, .synonyms = "other trigger|otro desencadenante|autre déclencheur" },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, .codes = "hazard", .hxl = "#event+type", .synonyms = "hazard type|type of event|event type|amenaza|tipo de amenaza|tipo de evento|aléa|type d'événement|type d'aléa" },
  { "event_start", N_("Event began"), EPC_TYPE_DATE, .hxl = "#date+occurred+start|#date+start",
    .synonyms = "date|fecha|data|event started on|event started on (from date)|date of event|event date|date of incident|fecha del evento|date de l'événement|data do evento|inicio del evento|début de l'événement" },
  { "event_end", N_("Event ended"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+occurred+end|#date+end",
    .synonyms = "event end|fin del evento|fin de l'événement" },

  PLACE_FIELD (LIST, .section = N_("Where"), .width = 18),
  { "location_ssid", N_("Location SSID"), EPC_TYPE_TEXT, INDEX, .hxl = "#loc+code",
    .synonyms = "location ssid|event location ssid|ssid" },
  { "location_name", N_("Location"), EPC_TYPE_TEXT, SEARCH, .hxl = "#loc+name|#loc",
    .synonyms = "location name|event location|localidad|localité" },
  POSITION_FIELDS (EPC_SENSITIVITY_RESTRICTED),
  { "from_place", N_("People came from"), EPC_TYPE_PLACE, .hxl = "#adm1+code+origin|#adm2+code+origin",
    .synonyms = "arrival from location|arrival from|location from|origin|origen|lugar de origen|origine|lieu d'origine|local de origem" },
  { "to_place", N_("People went to"), EPC_TYPE_PLACE, .hxl = "#adm1+code+dest|#adm2+code+dest",
    .synonyms = "arrival location|location to|destination|destino|lugar de llegada|lugar de acogida|lieu d'arrivée|local de chegada|local de acolhimento" },

  { "population_group", N_("Population group"), EPC_TYPE_CODE, .codes = "population_group", .section = N_("People"),
    .hxl = "#beneficiary+type", .synonyms = "affected population category|categoría de población|catégorie de population" },
  { "affected_ind", N_("Affected people"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+ind",
    .synonyms = "affected|personas afectadas|afectados|personnes touchées" },
  { "displaced_ind", N_("Displaced people"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_TOTAL | EPC_FIELD_ESTIMATE, .group = "displaced",
    PEOPLE, .width = 11, .hxl = "#affected+displaced+ind|#affected+idps+ind|#affected+idps",
    .synonyms = "no. of individuals|total number of individuals|displaced|number of individuals|individuals|people|personas|personas desplazadas|"
      "personnes déplacées|personnes|individus|pessoas|pessoas deslocadas" },
  { "females", N_("Women and girls"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "displaced", PEOPLE,
    .hxl = "#affected+displaced+f|#affected+idps+f", .synonyms = "female|females|mujeres|femmes" },
  { "males", N_("Men and boys"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "displaced", PEOPLE,
    .hxl = "#affected+displaced+m|#affected+idps+m", .synonyms = "male|males|hombres|hommes" },
  { "count_method", N_("How they were counted"), EPC_TYPE_CODE, .codes = "count_method", .group = "displaced",
    .hxl = "#meta+method+count", .synonyms = "counting method|método de conteo|méthode de comptage" },
  { "displaced_hh", N_("Displaced households"), EPC_TYPE_INTEGER, LIST, HOUSEHOLDS, .width = 11,
    .hxl = "#affected+displaced+hh|#affected+idps+hh",
    .synonyms = "households|no. of households|number of households|hhs|hogares|familias|ménages|familles|famílias|agregados familiares" },
  { "evacuated_ind", N_("Evacuated people"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+evacuated+ind",
    .synonyms = "evacuated|evacuados|évacués" },
  { "dead", N_("Dead"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+killed",
    .synonyms = "deaths|killed|fatalities|muertos|fallecidos|morts|mortos" },
  { "injured", N_("Injured"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+injured",
    .synonyms = "injuries|heridos|lesionados|blessés|feridos" },
  { "missing", N_("Missing"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+missing",
    .synonyms = "disappeared|desaparecidos|disparus" },
  { "houses_damaged", N_("Houses damaged"), EPC_TYPE_INTEGER, COUNTED (N_("houses")), .hxl = "#impact+houses+damaged",
    .synonyms = "damaged houses|viviendas dañadas|maisons endommagées" },
  { "houses_destroyed", N_("Houses destroyed"), EPC_TYPE_INTEGER, COUNTED (N_("houses")), .hxl = "#impact+houses+destroyed",
    .synonyms = "destroyed houses|viviendas destruidas|maisons détruites" },

  { "accommodation", N_("Where they shelter"), EPC_TYPE_CODES, .codes = "shelter_type", .section = N_("Needs and response"),
    .synonyms = "shelter arrangement|type of shelter|alojamiento|tipo de alojamiento|hébergement|type d'abri|abrigo" },
  { "urgent_needs", N_("Urgent needs"), EPC_TYPE_CODES, .codes = "need", .hxl = "#need",
    .synonyms = "urgent needs|needs|necesidades urgentes|besoins urgents" },
  { "accessible", N_("Access"), EPC_TYPE_CODE, .codes = "site_access", .hxl = "#access+type", .synonyms = "access|acceso|accès" },
  { "access_reason", N_("Why access is hard"), EPC_TYPE_CODES, .codes = "access_reason",
    .synonyms = "motivo de falta de acceso" },
  { "response", N_("Response so far"), EPC_TYPE_LONG_TEXT, SEARCH, .synonyms = "response so far|respuesta hasta ahora|réponse" },
  { "next_update", N_("Next update due"), EPC_TYPE_MOMENT, EPC_FIELD_PLANNED,
    .synonyms = "next update|próxima actualización|prochaine mise à jour" },
  { "same_as", N_("Same group as in alert"), EPC_TYPE_REFERENCE, .target = "event_alert",
    .help = N_("When a group was assessed again: it is counted once."), .synonyms = "duplicate of|duplicado de" },
  { "photo", N_("Photo"), EPC_TYPE_FILE, .help = N_("No identifiable persons."), .synonyms = "picture|foto" },
  NOTES_FIELD (),
};

static const EpcField flow_point_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Point"), .width = 28, .hxl = "#loc+name|#loc",
    .synonyms = "fmp|fmp name|nom du fmp|nombre del fmp|name of fmp|nom du point|flow monitoring point|punto de monitoreo|nombre del punto|point de suivi" },
  { "fmp_id", N_("FMP number"), EPC_TYPE_TEXT, LIST | INDEX | SEARCH, .width = 12, .hxl = "#loc+code",
    .synonyms = "fmp id|fmp code|código del punto|ssid" },
  { "type", N_("Type of point"), EPC_TYPE_CODE, LIST, .codes = "flow_point_type", .width = 22, .hxl = "#loc+type",
    .synonyms = "point type|tipo de punto|type de point" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "flow_point_status", .initial = "active", .width = 12,
    .hxl = "#status", .synonyms = "estado|statut" },
  { "status_since", N_("Since"), EPC_TYPE_DATE, .synonyms = "status date|desde|depuis" },
  { "status_reason", N_("Why it was suspended"), EPC_TYPE_TEXT, .synonyms = "suspension reason|motivo de suspensión" },
  CRISIS_FIELD (INDEX),
  PLACE_FIELD (LIST, .section = N_("Where"), .width = 18),
  { "facing_country", N_("Country on the other side"), EPC_TYPE_CODE, LIST, .codes = "country", .width = 14,
    .synonyms = "border with|país vecino|pays voisin" },
  POSITION_FIELDS (EPC_SENSITIVITY_RESTRICTED),
  { "movement_types", N_("Movements observed"), EPC_TYPE_CODES, .codes = "flow_direction", .section = N_("What is observed"),
    .synonyms = "movement types|tipos de movimiento|types de mouvement" },
  { "transport_modes", N_("Modes of transport"), EPC_TYPE_CODES, .codes = "transport_mode",
    .synonyms = "modes of transport|medios de transporte|moyens de transport" },
  { "tools", N_("Tools used"), EPC_TYPE_CODES, .codes = "flow_tool", .synonyms = "herramientas|outils" },
  { "hours_from", N_("Observed from"), EPC_TYPE_TEXT, .group = "hours", .help = N_("HH:MM, local time."),
    .synonyms = "start hour|hora de inicio|heure de début" },
  { "hours_to", N_("Observed until"), EPC_TYPE_TEXT, .group = "hours", .synonyms = "end hour|hora final|heure de fin" },
  { "days_per_week", N_("Days a week"), EPC_TYPE_INTEGER, .unit = N_("days"), .max = 7, .group = "hours",
    .synonyms = "days per week|días por semana|jours par semaine" },
  { "services", N_("Services at the point"), EPC_TYPE_CODES, .codes = "site_sector",
    .synonyms = "services available|servicios disponibles|services disponibles" },
  { "organisations", N_("Organisations present"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+name+list",
    .synonyms = "organizations present|organizaciones presentes|organisations présentes" },
  NOTES_FIELD (),
};

static const EpcField flow_count_fields[] = {
  { "point", N_("Flow monitoring point"), EPC_TYPE_REFERENCE, KEY | LIST | INDEX, .target = "flow_point", .section = N_("Count"),
    .width = 24, .hxl = "#loc+id",
    .help = N_("Empty for figures of a whole country or border, as migration authorities publish them."),
    .synonyms = "fmp|fmp name|nom du fmp|nombre del fmp|name of fmp|nom du point|flow monitoring point|punto de monitoreo|punto de control|puesto de control|paso fronterizo|border point|point de suivi|point de contrôle" },
  { "country", N_("Country of the count"), EPC_TYPE_PLACE, KEY | LIST, .width = 12, .hxl = "#country+code",
    .synonyms = "fmp_country|fmp country|país|pays|iso3" },
  { "date", N_("Date"), EPC_TYPE_DATE, KEY | REQUIRED | LIST | INDEX, .width = 12, .hxl = "#date+occurred|#date+start",
    .help = N_("The day, or the first day of the period."), .synonyms = "t|survey date|date of survey|fecha|fecha de la encuesta|date de l'enquête|data da pesquisa|date de comptage|arrival date|date of arrival|fecha de llegada|fecha de ingreso|date d'arrivée|data de chegada" },
  { "period", N_("Period"), EPC_TYPE_CODE, KEY, .codes = "count_period", .initial = "day",
    .synonyms = "period type|periodo|période" },
  { "tool", N_("Tool"), EPC_TYPE_CODE, KEY, .codes = "flow_tool", .initial = "fmr", .synonyms = "herramienta|outil" },
  { "direction", N_("Direction"), EPC_TYPE_CODE, KEY | LIST, .codes = "flow_direction", .width = 12,
    .synonyms = "flow|dirección|dirección del flujo|sentido|sens|sens du flux|direction du flux|direction of flow" },
  { "nationality", N_("Nationality"), EPC_TYPE_CODE, KEY | LIST, .codes = "country", .width = 16,
    .help = N_("XXX when it is not known."), .hxl = "#country+code+nationality",
    .synonyms = "nat|nacionalidad|nationalité|nacionalidade" },
  { "sex", N_("Sex"), EPC_TYPE_CODE, KEY | LIST, .codes = "sex", .width = 9, .synonyms = "gender|sexo|sexe" },
  { "age_group", N_("Age"), EPC_TYPE_CODE, KEY | LIST, .codes = "flow_age_group", .width = 10,
    .synonyms = "age|demog|edad|grupo de edad|âge" },
  { "from_country", N_("Coming from"), EPC_TYPE_CODE, KEY, .codes = "country", .section = N_("Route"),
    .hxl = "#country+code+from", .synonyms = "from|country of departure|país de procedencia|pays de provenance" },
  { "to_country", N_("Going to"), EPC_TYPE_CODE, KEY, .codes = "country", .hxl = "#country+code+to",
    .synonyms = "to|next country|país siguiente|pays suivant" },
  { "origin_country", N_("Country where the journey began"), EPC_TYPE_CODE, KEY, .codes = "country",
    .hxl = "#country+code+origin", .synonyms = "origin|country of origin|país de origen|pays d'origine" },
  { "destination_country", N_("Country they want to reach"), EPC_TYPE_CODE, KEY, .codes = "country", .hxl = "#country+code+dest",
    .synonyms = "destination|country of destination|país de destino|pays de destination" },
  { "origin_place", N_("Area of origin"), EPC_TYPE_PLACE, KEY, .hxl = "#adm1+code+origin|#adm2+code+origin",
    .synonyms = "origin_adm1|origin_adm2|origen adm1" },
  { "destination_place", N_("Area of destination"), EPC_TYPE_PLACE, KEY, .hxl = "#adm1+code+dest|#adm2+code+dest",
    .synonyms = "destination_adm1|destination_adm2|destino adm1" },
  { "route", N_("Route"), EPC_TYPE_TEXT, .help = N_("The countries in order: COL-PAN-CRI."), .synonyms = "ruta|itinéraire|rota" },
  { "transport", N_("Transport"), EPC_TYPE_CODE, KEY, .codes = "transport_mode",
    .synonyms = "mode of transport|transporte|medio de transporte|vía|vía de ingreso|moyen de transport" },
  { "n", N_("People"), EPC_TYPE_INTEGER, REQUIRED | LIST | EPC_FIELD_ADDS, PEOPLE, .section = N_("People"), .width = 10,
    .hxl = "#affected+ind|#affected+migrants+ind",
    .synonyms = "number|individuals|n individuals|personas|número|cantidad|individus|nombre" },
  { "unaccompanied_children", N_("Unaccompanied children among them"), EPC_TYPE_INTEGER, PEOPLE,
    .sensitivity = EPC_SENSITIVITY_RESTRICTED, .hxl = "#affected+children+uac",
    .synonyms = "uac|uam|uasc|niñez no acompañada|mineurs non accompagnés" },
  { "pregnant_lactating", N_("Pregnant or breastfeeding among them"), EPC_TYPE_INTEGER, PEOPLE,
    .synonyms = "plw|pregnant or lactating|embarazadas o lactantes|enceintes ou allaitantes" },
  { "under_five", N_("Under 5 among them"), EPC_TYPE_INTEGER, PEOPLE,
    .synonyms = "under 5|children under five|menores de 5 años|moins de 5 ans" },
  { "elderly", N_("Older persons among them"), EPC_TYPE_INTEGER, PEOPLE, .synonyms = "elderly|personas mayores|personnes âgées" },
  { "disabled", N_("Persons with disabilities among them"), EPC_TYPE_INTEGER, PEOPLE,
    .synonyms = "disability|pwd|con discapacidad|handicapés" },
  { "chronic_illness", N_("Persons with chronic illness among them"), EPC_TYPE_INTEGER, PEOPLE,
    .synonyms = "chronic illness|enfermedad crónica|maladie chronique" },
  { "stay_origin", N_("Stay before leaving"), EPC_TYPE_CODE, .codes = "stay_length", .section = N_("Journey"),
    .synonyms = "stay_origin|length of stay at origin|tiempo en el origen" },
  { "stay_destination", N_("Planned stay"), EPC_TYPE_CODE, .codes = "stay_length",
    .synonyms = "stay_destination|length of stay at destination|tiempo en el destino" },
  { "reasons", N_("Reasons"), EPC_TYPE_CODES, .codes = "flow_reason", .hxl = "#cause+type",
    .synonyms = "reason|reasons for travel|reason for travel|motivos|motivo del viaje|raisons|raison du voyage|motif du voyage|motivo da viagem" },
  { "source", N_("Source"), EPC_TYPE_TEXT, KEY, .hxl = "#meta+source", .help = N_("The authority or tool the count comes from."),
    .synonyms = "fuente|data source|source des données" },
  NOTES_FIELD (),
};

static char *
household_size (const EpcRecord *record)
{
  return epc_ratio (record, "idp_ind", "idp_hh");
}

static void
validate_operation (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "start_date", "end_date", findings);
}

static void
validate_round (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "survey_start", "survey_end", findings);
  epc_check_order (record, "survey_start", "reporting_date", findings);
  epc_check_at_most (record, "assessed_locations", "planned_locations", "assessed_over_planned", findings);
}

/* Whether a field of the form, from households to the position, is filled. The rows of the DTM API have none of them: they are
 * many, and are let through without looking up each field by its key. */
static gboolean
has_form_values (const EpcRecord *record)
{
  const EpcEntity *entity = epc_record_entity (record);
  static gsize once = 0;
  static int from, until;

  if (g_once_init_enter (&once))
    {
      from = epc_entity_field_index (entity, "idp_hh");
      until = epc_entity_field_index (entity, "longitude");
      g_once_init_leave (&once, 1);
    }
  for (int i = from; i <= until; i++)
    if (epc_record_value (record, (guint) i)->kind != EPC_VALUE_EMPTY)
      return TRUE;
  return FALSE;
}

static void
validate_location_count (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "place") && epc_record_is_empty (record, "location_ssid")
      && epc_record_is_empty (record, "location_name"))
    epc_findings_add (findings, EPC_FINDING_ERROR, "place", "place_or_location",
                      _("A count needs its place: a P-code, a location SSID or at least a location name."));
  epc_rule_parts (record, "partial_sadd", findings);
  if (!has_form_values (record))
    return;
  epc_check_households (record, "idp_ind", "idp_hh", findings);
  epc_check_households (record, "returnee_ind", "returnee_hh", findings);
  epc_check_households (record, "returnee_abroad_ind", "returnee_abroad_hh", findings);
  epc_check_sum (record, findings, "idp_hh", "acc_host_family", "acc_rental", "acc_own_damaged", "acc_own", "acc_collective",
                 "acc_spontaneous", "acc_open_air", "acc_other", NULL);
  epc_check_order (record, "survey_date", "reporting_date", findings);
  epc_check_order (record, "first_arrival", "last_arrival", findings);
  epc_check_order (record, "last_arrival", "reporting_date", findings);
  epc_rule_swapped_position (record, findings);
}

static void
validate_event_alert (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "event_start", "event_end", findings);
  epc_check_households (record, "displaced_ind", "displaced_hh", findings);
  epc_check_at_most (record, "displaced_ind", "affected_ind", "displaced_over_affected", findings);
  epc_rule_parts (record, NULL, findings);
  epc_rule_swapped_position (record, findings);
}

static void
validate_flow_point (const EpcRecord *record, EpcFindings *findings)
{
  epc_rule_swapped_position (record, findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "status_reason", "status", "suspended;closed", findings);
}

static void
validate_flow_count (const EpcRecord *record, EpcFindings *findings)
{
  static const char *const parts[]
      = { "unaccompanied_children", "pregnant_lactating", "under_five", "elderly", "disabled", "chronic_illness" };

  if (epc_record_is_empty (record, "point") && epc_record_is_empty (record, "country"))
    epc_findings_add (findings, EPC_FINDING_ERROR, "point", "point_or_country",
                      _("A flow count needs its monitoring point, or the country it stands for."));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    epc_check_at_most (record, parts[i], "n", "part_over_total", findings);
}

const EpcEntity epc_response_displacement_entities[] = {
  { "dtm_operation", N_("DTM operation"), N_("DTM operations"), EPC_AREA_RESPONSE,
    .help = N_("A named effort of the Displacement Tracking Matrix in one country."), .icon = "view-paged-symbolic",
    EPC_FIELDS (dtm_operation_fields), .title = "name", .sort = "name", .date = "start_date", .section = "dtm",
    .validate = validate_operation },
  { "dtm_round", N_("DTM round"), N_("DTM rounds"), EPC_AREA_RESPONSE,
    .help = N_("One repeated cycle of data collection with one tool."), .icon = "view-paged-symbolic",
    EPC_FIELDS (dtm_round_fields), .title = "operation assessment_type number", .sort = "-reporting_date",
    .date = "reporting_date", .section = "dtm", .validate = validate_round },
  { "location_count", N_("Count by location"), N_("Counts by location"), EPC_AREA_RESPONSE, EPC_ENTITY_COUNT,
    .help = N_("How many displaced people a round found in a place, by reason and origin."), .icon = "find-location-symbolic",
    EPC_FIELDS (location_count_fields), .title = "place reporting_date", .sort = "-reporting_date", .date = "reporting_date",
    .section = "dtm", .validate = validate_location_count },
  { "event_alert", N_("Displacement alert"), N_("Displacement alerts"), EPC_AREA_RESPONSE,
    .help = N_("One event that made people move, as event tracking reports it. No record does not mean no displacement."),
    .icon = "alarm-symbolic", EPC_FIELDS (event_alert_fields), .code_prefix = "ALERT", .title = "title", .sort = "-reported_at",
    .date = "reported_at", .section = "events", .validate = validate_event_alert },
  { "flow_point", N_("Flow monitoring point"), N_("Flow monitoring points"), EPC_AREA_RESPONSE, EPC_ENTITY_BY_NAME,
    .help = N_("A place where people on the move are observed and counted."), .icon = "object-flip-horizontal-symbolic",
    EPC_FIELDS (flow_point_fields), .code_prefix = "FMP", .title = "name", .sort = "name", .date = "status_since",
    .section = "flows", .validate = validate_flow_point },
  { "flow_count", N_("Flow count"), N_("Flow counts"), EPC_AREA_RESPONSE, EPC_ENTITY_COUNT,
    .help = N_("People seen passing in a period. A partial view of trends: never a total, never added to people present."),
    .icon = "object-flip-horizontal-symbolic", EPC_FIELDS (flow_count_fields), .title = "point date direction", .sort = "-date",
    .date = "date", .section = "flows", .validate = validate_flow_count },
};
const guint epc_n_response_displacement_entities = G_N_ELEMENTS (epc_response_displacement_entities);
