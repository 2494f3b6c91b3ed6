/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Response: sites (camps, collective centres, evacuation centres, settlements): the register, who lives there, who came and
 * went, and who serves them. The assessment stands in response-assessment.c. Fields follow the DTM site form (question codes
 * kept as synonyms) and the Minimum Standards for Camp Management (2021).
 */
#include "response-fields.h"

#include <string.h>

#define LIST EPC_FIELD_LIST
#define REQUIRED EPC_FIELD_REQUIRED
#define SEARCH EPC_FIELD_SEARCH
#define INDEX EPC_FIELD_INDEX
#define KEY EPC_FIELD_KEY

static char *household_size (const EpcRecord *record);

static const EpcField site_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, REQUIRED | LIST | SEARCH, .section = N_("Identification"), .width = 30,
    .hxl = "#loc+name|#site+name|#loc",
    .synonyms = "site name|camp name|nombre del sitio|nombre del albergue|albergue|refugio|nom du site|nome do local|1.1.d.1|"
      "location name|name of site|establecimiento|nome do abrigo|abrigo|nome do site|nombre del campamento|nombre del centro|nom du camp|shelter|shelter name|name of shelter|evacuation shelter|"
      "evacuation centre|evacuation center|name of evacuation center|name of evacuation centre|name of ec|emergency shelter|centro de evacuación|nombre sitio|nombre albergue|nombre del refugio|nombre del alojamiento|nom de l'abri|"
      "nom de l'abri provisoire|abri provisoire|nom du centre|nom du centre d'évacuation|nom du site de déplacés|name of camp|facility name|venue name" },
  { "other_name", N_("Other name"), EPC_TYPE_TEXT, SEARCH, .hxl = "#loc+name+alt|#site+name+alt",
    .synonyms = "alternate name|site alternate name|alternate name 1|otro nombre|nombre alterno|autre nom|outro nome" },
  { "ssid", N_("SSID"), EPC_TYPE_TEXT, LIST | INDEX | SEARCH, .width = 13,
    .help = N_("The number that DTM gives the site for good. It is never given to another site, not even after closing."),
    .hxl = "#loc+code|#site+code|#activity_id",
    .synonyms = "site id|ssid code|1.1.c.1|location ssid|código del sitio|id del sitio|código ssid|code du site|place id|"
      "village code|código do local|código do sítio|código do abrigo" },
  { "site_type", N_("Type of site"), EPC_TYPE_CODE, LIST, .codes = "site_type", .width = 20, .hxl = "#loc+type|#site+type",
    .synonyms = "site type|1.3.b.1|tipo de sitio|tipo de albergue|type de site|tipo de local|location type" },
  { "classification", N_("Classification"), EPC_TYPE_CODE, .codes = "site_classification", .hxl = "#loc+class|#loctype",
    .help = N_("How the DTM form classifies it: planned, spontaneous, camp, settlement, small location."),
    .synonyms = "site classification|1.3.a.1|clasificación|clasificación del sitio|classification du site" },
  { "premises", N_("Premises"), EPC_TYPE_CODE, .codes = "site_premises",
    .help = N_("What the place is in normal times: school, church, sports ground."),
    .synonyms = "building type|tipo de inmueble|tipo de establecimiento|type de bâtiment" },
  { "status", N_("Status"), EPC_TYPE_CODE, REQUIRED | LIST | INDEX, .codes = "site_status", .initial = "open", .width = 14,
    .hxl = "#status|#site+status", .synonyms = "site status|camp status|1.4.a.2|site open|estado|estado del sitio|situación|situação|statut|statut du site" },
  CRISIS_FIELD (INDEX),

  PLACE_FIELD (LIST, .section = N_("Place"), .width = 20),
  { "place_name", N_("Place as written"), EPC_TYPE_TEXT, SEARCH,
    .help = N_("The names of the areas as the source wrote them, kept even when the P-code is known."),
    .synonyms = "place text|lugar según la fuente" },
  { "neighbourhood", N_("Neighbourhood"), EPC_TYPE_TEXT, SEARCH, .hxl = "#adm5+name|#adm5|#adm4+name",
    .synonyms = "neighborhood|locality|barrio|colonia|quartier|localité|bairro|localidad" },
  POSITION_FIELDS (EPC_SENSITIVITY_RESTRICTED),
  { "position_source", N_("Source of the position"), EPC_TYPE_CODE, .codes = "position_source", .group = "position",
    .synonyms = "gps source|fuente de las coordenadas|source des coordonnées" },
  { "settlement_type", N_("Urban or rural"), EPC_TYPE_CODE, .codes = "settlement_type",
    .synonyms = "settlement type|urban rural|urbano rural|milieu" },
  { "accessible", N_("Access"), EPC_TYPE_CODE, .codes = "site_access", .hxl = "#access+type",
    .synonyms = "accessibility|1.1.i.1|accessibility to site|accesibilidad|acceso|accessibilité" },
  { "access_reason", N_("Why access is hard"), EPC_TYPE_CODES, .codes = "access_reason",
    .synonyms = "access constraint|motivo de falta de acceso|raison d'inaccessibilité" },

  { "opened_on", N_("Opened on"), EPC_TYPE_DATE, LIST, .section = N_("Opening and tenure"), .width = 12, .hxl = "#date+start",
    .synonyms = "start date|open date|site start date|1.4.a.1|opening date|fecha de apertura|date d'ouverture" },
  { "needed_back_on", N_("Owner needs it back on"), EPC_TYPE_DATE, EPC_FIELD_PLANNED,
    .help = N_("The day classes begin again or the lease ends: the site must be empty by then."),
    .synonyms = "lease end|school reopening|fin del contrato|reapertura de clases|clases desde|fin du bail" },
  { "expected_closing", N_("Expected closing"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .hxl = "#date+end+planned",
    .synonyms = "expected closing date|1.4.b.1|fecha prevista de cierre|date de fermeture prévue" },
  { "ownership", N_("Ownership of land"), EPC_TYPE_CODE, .codes = "land_ownership", .hxl = "#loc+ownership",
    .synonyms = "land ownership|1.3.d.1|nature of site|propiedad del terreno|tenencia|propriété du terrain" },
  { "owner_permission", N_("Permission of the owner"), EPC_TYPE_CODE, .codes = "owner_permission",
    .synonyms = "permission|permiso del propietario|autorisation du propriétaire" },
  { "eviction_risk", N_("Risk of eviction"), EPC_TYPE_CODE, .codes = "risk_level",
    .synonyms = "eviction|riesgo de desalojo|risque d'expulsion" },

  { "capacity", N_("Capacity"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_ADDS, PEOPLE, .section = N_("Space"), .width = 9, .hxl = "#capacity+num+ind",
    .synonyms = "capacity persons|max capacity|capacidad|capacité|capacidade" },
  { "area_m2", N_("Area of the site"), EPC_TYPE_DECIMAL, .unit = "m²", .max = HUGE_VAL, .hxl = "#loc+area",
    .synonyms = "area m2|area of site|site area|área del sitio|superficie|superficie du site" },
  { "covered_area_m2", N_("Covered area"), EPC_TYPE_DECIMAL, .unit = "m²", .max = HUGE_VAL, .hxl = "#loc+area+covered",
    .synonyms = "covered area m2|covered area|área techada|área cubierta|superficie couverte" },
  { "slope", N_("Slope"), EPC_TYPE_PERCENT, SHARE, .synonyms = "site slope|pendiente|pente" },
  { "fire_break", N_("Fire break"), EPC_TYPE_DECIMAL, .unit = "m", .max = HUGE_VAL,
    .help = N_("Width of the free strip between blocks of shelters."), .synonyms = "firebreak|cortafuegos|pare-feu" },
  { "shelter_gap", N_("Gap between shelters"), EPC_TYPE_DECIMAL, .unit = "m", .max = HUGE_VAL,
    .synonyms = "shelter to shelter gap|distancia entre alojamientos|distance entre abris" },
  { "hazards", N_("Hazards at the site"), EPC_TYPE_CODES, .codes = "site_hazard", .hxl = "#loc+hazard",
    .synonyms = "site risk|risks|riesgos del sitio|amenazas|risques" },
  { "disability_access", N_("Usable by persons with disabilities"), EPC_TYPE_CODE, .codes = "extent",
    .synonyms = "accessible for pwd|accesible para personas con discapacidad" },

  { "sma_name", N_("Site management agency"), EPC_TYPE_TEXT, SEARCH, .section = N_("Management"),
    .help = N_("The agency that manages the site day by day, on the spot or by regular visits."), .hxl = "#org+sma|#org",
    .synonyms = "sma name|1.2.c.3|name of sma|name of organization|nombre de la agencia gestora|gestor|nom du gestionnaire" },
  { "sma_type", N_("Type of agency"), EPC_TYPE_CODE, .codes = "organisation_type", .hxl = "#org+sma+type",
    .synonyms = "type of sma|1.2.c.2|tipo de agencia gestora|type de gestionnaire" },
  { "management_mode", N_("How it is managed"), EPC_TYPE_CODE, .codes = "management_mode",
    .synonyms = "cccm modality|modalidad de gestión|mode de gestion" },
  { "cccm_partner", N_("CCCM partner"), EPC_TYPE_TEXT, SEARCH, .hxl = "#org+cccm|#org_id",
    .synonyms = "organization|organisation|organización|partner|socio cccm|partenaire cccm" },
  { "committee_total", N_("Committee members"), EPC_TYPE_INTEGER, EPC_FIELD_TOTAL, .group = "committee", PEOPLE,
    .synonyms = "committee members|miembros del comité|membres du comité" },
  { "committee_women", N_("Women in the committee"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "committee", PEOPLE,
    .synonyms = "committee women|mujeres en el comité|femmes du comité" },
  { "committee_men", N_("Men in the committee"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "committee", PEOPLE,
    .synonyms = "committee men|hombres en el comité|hommes du comité" },
  { "cfm_channel", N_("Complaint channel"), EPC_TYPE_CODES, .codes = "feedback_channel",
    .help = N_("How residents can complain or give their opinion."),
    .synonyms = "cfm|complaint mechanism|mecanismo de quejas|mécanisme de plaintes" },
  { "return_project", N_("In a return or relocation project"), EPC_TYPE_YES_NO,
    .synonyms = "return project|proyecto de retorno|projet de retour" },
  { "last_visit", N_("Last visit"), EPC_TYPE_DATE, .hxl = "#date+visit",
    .synonyms = "last visited|última visita|dernière visite" },
  { "photo", N_("Photo"), EPC_TYPE_FILE, .help = N_("No identifiable persons."), .synonyms = "picture|foto|photo du site" },
  { "site_plan", N_("Site plan"), EPC_TYPE_FILE, .synonyms = "layout|plano del sitio|plan du site" },

  { "closed_on", N_("Closed on"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .section = N_("Closure"), .hxl = "#date+end",
    .synonyms = "closing date|1.4.c.1|site close date|site close date if applicable|fecha de cierre|date de fermeture" },
  { "closure_reason", N_("Why it closed"), EPC_TYPE_CODE, .codes = "closure_reason",
    .synonyms = "closure reason|motivo de cierre|raison de fermeture" },
  { "closure_destination", N_("Where the last households went"), EPC_TYPE_CODE, .codes = "closure_destination",
    .synonyms = "destination of last hh|destino de los últimos hogares" },
  { "handed_over", N_("Handed back to the owner"), EPC_TYPE_YES_NO,
    .synonyms = "host handover|devuelto al propietario|remis au propriétaire" },
  { "rehabilitated", N_("Site restored"), EPC_TYPE_YES_NO, .synonyms = "site rehabilitation done|rehabilitado|réhabilité" },
  { "solutions_note", N_("Solutions reached"), EPC_TYPE_LONG_TEXT, SEARCH,
    .help = N_("What became of the households: returned, rented, relocated; with counts."),
    .synonyms = "solutions data|soluciones alcanzadas|solutions" },
  NOTES_FIELD (),
};

static const EpcField site_count_fields[] = {
  { "site", N_("Site"), EPC_TYPE_REFERENCE, KEY | REQUIRED | LIST | INDEX, .target = "site", .section = N_("Count"), .width = 30,
    .synonyms = "sitio|albergue|site code" },
  { "date", N_("Date of the count"), EPC_TYPE_DATE, KEY | REQUIRED | LIST, .initial = "today", .width = 12,
    .hxl = "#date+reported|#report_date|#date+survey",
    .synonyms = "date|data|as at|as of|date of assessment|assessment date|survey date|reporting date|date of survey|date of the survey|date of visit|visit date|date of count|fecha de visita|fecha de la visita|date de visite|date de la visite|fecha|fecha de conteo|fecha de evaluación|fecha de la encuesta|fecha de levantamiento|"
      "date d'évaluation|date de l'évaluation|date d'enquête|date de l'enquête|1.1.a.1|survey date dd mm yyyy|data da avaliação|data do levantamento|data da contagem" },
  { "time", N_("Time"), EPC_TYPE_TEXT, KEY, .help = N_("HH:MM, when a centre is counted several times a day."),
    .synonyms = "hora|heure" },
  { "round", N_("DTM round"), EPC_TYPE_REFERENCE, KEY | LIST, .target = "dtm_round", .width = 20, .hxl = "#round+id" },
  { "source", N_("Kind of count"), EPC_TYPE_CODE, KEY | LIST, .codes = "count_source", .width = 16,
    .help = N_("Daily count of the site, DTM round, registration, authority."),
    .synonyms = "source type|count source|fuente|tipo de conteo|source" },

  { "idp_hh", N_("Households"), EPC_TYPE_INTEGER, LIST, HOUSEHOLDS, .section = N_("People"), .width = 10,
    .hxl = "#affected+idps+hh|#affected+hh|#households_num",
    .synonyms = "number of households|total hh|hh|households|hogares|número de hogares|familias|número de familias|ménages|"
      "nombre de ménages|famílias|número de famílias|agregados familiares|domicílios|2.1.a.1|total households|displaced households|displaced families|"
      "hogares desplazados|familias desplazadas|número de familias desplazadas|ménages déplacés|nombre de ménages déplacés|famílias deslocadas|número de famílias deslocadas" },
  { "idp_ind", N_("People"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_TOTAL | EPC_FIELD_ESTIMATE, .group = "idp", PEOPLE, .width = 10,
    .hxl = "#affected+idps+ind|#affected+idps|#affected+ind|#people_num",
    .synonyms = "number of individuals|individuals|total individuals|total people|population|personas|número de personas|"
      "individuos|personnes|individus|nombre d'individus|pessoas|número de pessoas|total population|occupancy|occupants|ocupantes|ocupación|ocupación actual|"
      "población|población albergada|personas albergadas|albergados|damnificados albergados|população|população abrigada|pessoas acolhidas|"
      "pessoas abrigadas|acolhidos|desabrigados|personnes hébergées|displaced people|displaced persons|displaced individuals|personas desplazadas|"
      "idps|pdi|número de personas desplazadas|personnes déplacées|nombre de personnes déplacées|individus déplacés|nombre d'individus déplacés|pessoas deslocadas|número de pessoas deslocadas" },
  SEX_AND_AGE_FIELDS ("idp", "#affected+idps", LIST, "|#affected+f|#females_num", "|#affected+m|#males_num"),
  COUNT_METHOD_FIELDS,
  { "household_size", N_("People per household"), EPC_TYPE_COMPUTED, .computed_type = EPC_TYPE_DECIMAL,
    .compute = household_size },
  { "sleeping_pct", N_("Share sleeping at the site"), EPC_TYPE_PERCENT, SHARE, .share_of = "idp_ind",
    .synonyms = "2.3.g.1|% idps sleeping at site|porcentaje que duerme en el sitio" },
  { "host_ind", N_("Host families' members in the site"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+host+ind",
    .synonyms = "host population|población de acogida" },
  { "migrant_ind", N_("Migrants among them"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+migrants+ind",
    .synonyms = "migrants|migrantes" },

  { "pregnant", N_("Pregnant women"), EPC_TYPE_INTEGER, PEOPLE, .section = N_("People with specific needs"),
    .hxl = "#affected+idps+f+pregnant",
    .synonyms = "2.2.c.1|pregnant women|pregnant|embarazadas|mujeres embarazadas|femmes enceintes|gestantes" },
  { "breastfeeding", N_("Breastfeeding women"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+idps+f+lactating",
    .synonyms = "2.2.d.1|lactating|breastfeeding|lactantes|mujeres lactantes|femmes allaitantes" },
  { "disabled", N_("Persons with disabilities"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+idps+disabled",
    .synonyms = "2.2.g.1|pwd|persons with disabilities|personas con discapacidad|personnes handicapées|pessoas com deficiência" },
  { "chronic_illness", N_("Persons with chronic diseases"), EPC_TYPE_INTEGER, PEOPLE, .sensitivity = EPC_SENSITIVITY_RESTRICTED,
    .synonyms = "2.2.f.1|chronic diseases|enfermedades crónicas|maladies chroniques" },
  { "female_headed_hh", N_("Households led by a woman alone"), EPC_TYPE_INTEGER, HOUSEHOLDS, .hxl = "#affected+idps+hh+f",
    .synonyms = "2.2.n.1|single female headed hh|hogares con jefatura femenina|ménages dirigés par une femme" },
  { "child_headed_hh", N_("Households led by a child"), EPC_TYPE_INTEGER, HOUSEHOLDS, .sensitivity = EPC_SENSITIVITY_RESTRICTED,
    .synonyms = "2.2.p.1|child headed hh|hogares con jefatura infantil|ménages dirigés par un enfant" },
  { "elderly_headed_hh", N_("Households led by an older person"), EPC_TYPE_INTEGER, HOUSEHOLDS,
    .synonyms = "2.2.x.3|elderly headed hh|hogares con jefatura de persona mayor|ménages dirigés par une personne âgée" },
  { "unaccompanied_children", N_("Unaccompanied or separated children"), EPC_TYPE_INTEGER, PEOPLE,
    .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL,
    .help = N_("A count only. Refer each child through the child-protection pathway."), .hxl = "#affected+idps+children+uasc",
    .synonyms = "uasc|unaccompanied children|niñez no acompañada|nna no acompañados|enfants non accompagnés" },
  { "marginalised_hh", N_("Households of marginalised groups"), EPC_TYPE_INTEGER, HOUSEHOLDS,
    .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL,
    .synonyms = "2.2.u.1|indigenous households|hogares de grupos marginados|hogares indígenas" },

  { "first_arrival", N_("First arrival"), EPC_TYPE_DATE, .section = N_("Displacement"), .hxl = "#date+arrival+start",
    .synonyms = "2.3.c.1|first arrival date|primera llegada|première arrivée" },
  { "last_arrival", N_("Last arrival"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+arrival+end",
    .synonyms = "2.3.c.2|last arrival date|última llegada|dernière arrivée" },
  { "origin_place", N_("Largest group comes from"), EPC_TYPE_PLACE, .hxl = "#adm1+code+origin|#adm2+code+origin",
    .synonyms = "1.5.b.2|origin of largest group|origen del grupo mayor" },
  { "origin_place_2", N_("Second largest group comes from"), EPC_TYPE_PLACE,
    .synonyms = "1.5.c.2|origin of second largest group|origen del segundo grupo" },
  { "reason", N_("Reason for displacement"), EPC_TYPE_CODES, .codes = "displacement_reason", .hxl = "#cause+type",
    .synonyms = "displacement reason|reason|cause of displacement|motivo del desplazamiento|causa del desplazamiento|raison du déplacement|"
      "cause du déplacement|motivo da deslocação|displacementReason" },
  { "displaced_before", N_("Displaced before"), EPC_TYPE_YES_NO,
    .synonyms = "2.3.b.4|previously displaced|desplazados antes|déjà déplacés" },
  { "intended_place", N_("Where most want to go"), EPC_TYPE_PLACE,
    .synonyms = "2.3.e.1|intended return area|lugar de retorno previsto" },
  { "return_intention", N_("Intention of most"), EPC_TYPE_CODE, .codes = "intention",
    .synonyms = "return intention|intención de retorno|intention de retour" },
  { "return_barrier", N_("What keeps them from returning"), EPC_TYPE_CODES, .codes = "return_barrier",
    .synonyms = "2.3.e.7|what prevents return|obstáculo al retorno|obstacle au retour" },
  { "relocation_plan", N_("Relocation plan"), EPC_TYPE_YES_NO,
    .synonyms = "2.3.f.1|relocation plan|plan de reubicación|plan de relocalisation" },
  { "confidence", N_("Confidence"), EPC_TYPE_CODE, .codes = "confidence", .hxl = "#meta+confidence",
    .synonyms = "data confidence|confianza|confiance" },
  NOTES_FIELD (),
};

static const EpcField site_movement_fields[] = {
  { "site", N_("Site"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "site", .section = N_("Movement"), .width = 30,
    .synonyms = "sitio|albergue" },
  { "date", N_("Date"), EPC_TYPE_DATE, REQUIRED | LIST, .initial = "today", .width = 12, .hxl = "#date+occurred",
    .synonyms = "fecha|date du mouvement" },
  { "type", N_("Movement"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "site_movement_type", .width = 14,
    .synonyms = "movement type|entry exit|tipo de movimiento|entrada salida|type de mouvement" },
  { "reason", N_("Reason"), EPC_TYPE_CODE, LIST, .codes = "site_movement_reason", .width = 20, .synonyms = "motivo|raison" },
  { "idp_hh", N_("Households"), EPC_TYPE_INTEGER, LIST, HOUSEHOLDS, .section = N_("People"), .width = 10,
    .hxl = "#affected+idps+hh|#affected+hh", .synonyms = "number of households|hh|hogares|familias|ménages" },
  { "idp_ind", N_("People"), EPC_TYPE_INTEGER, REQUIRED | LIST | EPC_FIELD_TOTAL, .group = "idp", PEOPLE, .width = 10,
    .hxl = "#affected+idps+ind|#affected+ind", .synonyms = "number of individuals|individuals|personas|individuos|individus" },
  SEX_AND_AGE_FIELDS ("idp", "#affected+idps", EPC_FIELD_NONE, "|#affected+f", "|#affected+m"),
  { "disabled", N_("Persons with disabilities"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#affected+idps+disabled",
    .synonyms = "pwd|personas con discapacidad|personnes handicapées" },
  { "other_site", N_("From or to the site"), EPC_TYPE_REFERENCE, .target = "site", .section = N_("From or to"),
    .synonyms = "origin site|destination site|otro sitio" },
  { "other_place", N_("From or to the place"), EPC_TYPE_PLACE, LIST, .width = 20, .hxl = "#adm1+code+origin|#adm1+code+dest",
    .synonyms = "origin|destination|origen|destino|origine" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "fuente|source" },
  NOTES_FIELD (),
};

static const EpcField service_fields[] = {
  { "site", N_("Site"), EPC_TYPE_REFERENCE, REQUIRED | LIST | INDEX, .target = "site", .section = N_("Service"), .width = 30,
    .synonyms = "sitio|albergue" },
  { "sector", N_("Sector"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "site_sector", .width = 22, .hxl = "#sector",
    .synonyms = "cluster|sector|secteur|setor" },
  { "provider", N_("Provider"), EPC_TYPE_TEXT, LIST | SEARCH, .width = 24, .hxl = "#org+impl|#org+name",
    .synonyms = "who provides|organization|proveedor|organización|quién|prestataire|organisation" },
  { "provider_type", N_("Type of provider"), EPC_TYPE_CODE, .codes = "organisation_type", .hxl = "#org+type",
    .synonyms = "tipo de proveedor|type de prestataire" },
  { "provided", N_("Provided"), EPC_TYPE_CODE, REQUIRED | LIST, .codes = "extent", .width = 12, .hxl = "#service+status",
    .synonyms = "service provided|prestado|servicio|fourni" },
  { "activity", N_("What is done"), EPC_TYPE_TEXT, SEARCH, .hxl = "#service+name|#activity+name",
    .synonyms = "service|activity|actividad|activité" },
  { "frequency", N_("How often"), EPC_TYPE_CODE, .codes = "frequency", .hxl = "#frequency",
    .synonyms = "frequency|frecuencia|fréquence" },
  { "people_served", N_("People served"), EPC_TYPE_INTEGER, PEOPLE, .hxl = "#reached+ind",
    .synonyms = "people reached|personas atendidas|personnes desservies" },
  { "start_date", N_("Since"), EPC_TYPE_DATE, .section = N_("Time"), .hxl = "#date+start",
    .synonyms = "start date|desde|depuis" },
  { "end_date", N_("Until"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .hxl = "#date+end", .synonyms = "end date|hasta|jusqu'au" },
  { "checked_on", N_("Last checked"), EPC_TYPE_DATE, REQUIRED | LIST, .initial = "today", .width = 12, .hxl = "#date+reported",
    .synonyms = "last verified|date|verificado el|fecha|vérifié le" },
  { "gap", N_("What is missing"), EPC_TYPE_LONG_TEXT, SEARCH, .hxl = "#need+description",
    .synonyms = "gap|brecha|faltante|lacune" },
};

static char *
household_size (const EpcRecord *record)
{
  return epc_ratio (record, "idp_ind", "idp_hh");
}

static void
validate_site (const EpcRecord *record, EpcFindings *findings)
{
  epc_rule_swapped_position (record, findings);
  epc_check_needed (record, EPC_FINDING_ERROR, "closed_on", "status", "closed;rehabilitated", findings);
  epc_check_needed (record, EPC_FINDING_ERROR, "closure_reason", "status", "closed;rehabilitated", findings);
  epc_check_order (record, "opened_on", "closed_on", findings);
  epc_check_at_most (record, "covered_area_m2", "area_m2", "covered_over_area", findings);
  epc_rule_parts (record, NULL, findings);
  if (!epc_record_is_empty (record, "closed_on") && !epc_check_has_code (record, "status", "closed;rehabilitated"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "status", "closed_but_open",
                      _("The site has a closing date, but its status does not say that it is closed."));
}

static gboolean
is_time (const char *text)
{
  return strlen (text) == 5 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && text[2] == ':'
         && g_ascii_isdigit (text[3])
         && g_ascii_isdigit (text[4]) && (text[0] - '0') * 10 + text[1] - '0' < 24 && text[3] < '6';
}

static void
validate_site_count (const EpcRecord *record, EpcFindings *findings)
{
  const char *time = epc_record_text (record, "time");

  if (time != NULL && !is_time (time))
    epc_findings_add (findings, EPC_FINDING_ERROR, "time", "time",
                      _("\"%s\" is no time of day: write hours and minutes as 08:30."), time);
  epc_check_households (record, "idp_ind", "idp_hh", findings);
  epc_rule_parts (record, "partial_sadd", findings);
  epc_check_order (record, "first_arrival", "last_arrival", findings);
  epc_check_order (record, "last_arrival", "date", findings);
  epc_check_at_most (record, "disabled", "idp_ind", "part_over_total", findings);
  epc_check_at_most (record, "pregnant", "females", "part_over_total", findings);
  epc_check_at_most (record, "breastfeeding", "females", "part_over_total", findings);
  epc_check_at_most (record, "female_headed_hh", "idp_hh", "part_over_total", findings);
  epc_check_at_most (record, "child_headed_hh", "idp_hh", "part_over_total", findings);
  epc_check_at_most (record, "elderly_headed_hh", "idp_hh", "part_over_total", findings);
}

static void
validate_site_movement (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_households (record, "idp_ind", "idp_hh", findings);
  epc_rule_parts (record, NULL, findings);
}

static void
validate_service (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_needed (record, EPC_FINDING_WARNING, "provider", "provided", "yes;partly", findings);
  epc_check_order (record, "start_date", "end_date", findings);
}

const EpcEntity epc_response_site_entities[] = {
  { "site", N_("Site"), N_("Sites"), EPC_AREA_RESPONSE, EPC_ENTITY_CONFIDENTIAL,
    .help = N_("A place that hosts displaced people: camp, collective centre, evacuation centre, settlement."),
    .icon = "mark-location-symbolic", EPC_FIELDS (site_fields), .code_prefix = "SITE", .title = "name", .sort = "name",
    .date = "opened_on", .section = "sites", .validate = validate_site },
  { "site_count", N_("Population count"), N_("Population counts"), EPC_AREA_RESPONSE, EPC_ENTITY_CONFIDENTIAL,
    .help = N_("How many people were in a site on a day. Counts only, no lists of names."), .icon = "system-users-symbolic",
    EPC_FIELDS (site_count_fields), .title = "site date", .sort = "-date", .date = "date", .section = "sites",
    .validate = validate_site_count },
  { "site_movement", N_("Entry or exit"), N_("Entries and exits"), EPC_AREA_RESPONSE, EPC_ENTITY_CONFIDENTIAL,
    .help = N_("Who came to a site or left it, with the reason."), .icon = "object-flip-horizontal-symbolic",
    EPC_FIELDS (site_movement_fields), .title = "site date type", .sort = "-date", .date = "date", .section = "sites",
    .validate = validate_site_movement },
  { "service", N_("Service"), N_("Services"), EPC_AREA_RESPONSE, EPC_ENTITY_CONFIDENTIAL,
    .help = N_("Which organisation provides what at a site, by sector."), .icon = "view-grid-symbolic",
    EPC_FIELDS (service_fields), .title = "site sector provider", .sort = "site", .date = "checked_on", .section = "sites",
    .validate = validate_service },
};
const guint epc_n_response_site_entities = G_N_ELEMENTS (epc_response_site_entities);
