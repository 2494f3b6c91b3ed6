/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Response: the assessment of a site. Follows the DTM site form (sections 1 to 11, question codes as synonyms), with the
 * measures that the thresholds of Sphere 2018 and the UNHCR WASH targets (2020) are compared with.
 */
#include "response-fields.h"

#define LIST EPC_FIELD_LIST
#define REQUIRED EPC_FIELD_REQUIRED
#define SEARCH EPC_FIELD_SEARCH
#define INDEX EPC_FIELD_INDEX
#define KEY EPC_FIELD_KEY

#define YES_NO(KEY_, LABEL, ...) { KEY_, LABEL, EPC_TYPE_YES_NO, ##__VA_ARGS__ }
#define CHOICE(KEY_, LABEL, LIST_, ...) { KEY_, LABEL, EPC_TYPE_CODE, .codes = LIST_, ##__VA_ARGS__ }
#define CHOICES(KEY_, LABEL, LIST_, ...) { KEY_, LABEL, EPC_TYPE_CODES, .codes = LIST_, ##__VA_ARGS__ }
#define PERCENT(KEY_, LABEL, ...) { KEY_, LABEL, EPC_TYPE_PERCENT, SHARE, ##__VA_ARGS__ }
#define NUMBER(KEY_, LABEL, UNIT, ...) { KEY_, LABEL, EPC_TYPE_INTEGER, COUNTED (UNIT), ##__VA_ARGS__ }
#define MEASURE(KEY_, LABEL, UNIT, ...) { KEY_, LABEL, EPC_TYPE_DECIMAL, COUNTED (UNIT), ##__VA_ARGS__ }
/* A sector's support at the site, and by whom. */
#define SUPPORT(SECTOR, LABEL, NAMES, PROVIDER, PROVIDER_NAMES) \
  { "support_" SECTOR, LABEL, EPC_TYPE_YES_NO, .synonyms = NAMES }, \
  { "provider_" SECTOR, PROVIDER, EPC_TYPE_TEXT, SEARCH, .synonyms = PROVIDER_NAMES }

static const EpcField site_assessment_fields[] = {
  { "site", N_("Site"), EPC_TYPE_REFERENCE, KEY | REQUIRED | LIST | INDEX, .target = "site", .section = N_("Assessment"),
    .width = 30, .synonyms = "sitio|albergue|site code" },
  { "date", N_("Date of assessment"), EPC_TYPE_DATE, KEY | REQUIRED | LIST, .initial = "today", .width = 14,
    .hxl = "#date+survey|#report_date|#date+reported",
    .synonyms = "assessment date|survey date|date|1.1.a.1|fecha de evaluación|fecha|date d'évaluation|date de l'évaluation|"
      "survey date dd mm yyyy" },
  { "round", N_("DTM round"), EPC_TYPE_REFERENCE, KEY | LIST, .target = "dtm_round", .width = 20, .hxl = "#round+id" },
  CHOICES ("method", N_("How it was done"), "assessment_method", .hxl = "#meta+method",
           .synonyms = "method|assessment method|método|méthode"),
  { "ki_count", N_("Key informants"), EPC_TYPE_INTEGER, COUNTED (N_("people")), .group = "informants", .hxl = "#meta+ki",
    .synonyms = "number of key informants|informantes clave|nombre d'informateurs clés|nombre d'informateurs clés consultés" },
  { "ki_women", N_("Women among the informants"), EPC_TYPE_INTEGER, COUNTED (N_("people")), .group = "informants",
    .synonyms = "female key informants|mujeres informantes|nombre d'informateurs féminins" },
  CHOICES ("ki_types", N_("Kinds of informants"), "informant_type", .synonyms = "ki type|tipo de informante|type d'informateur"),
  CHOICE ("confidence", N_("Confidence"), "confidence", .hxl = "#meta+confidence",
          .synonyms = "data confidence|confianza|confiance"),

  /* 1.2 management, 1.3 status */
  YES_NO ("sma_present", N_("Site management agency present"), .section = N_("Management"), .hxl = "#loc+sma+present",
          .synonyms = "1.2.c.1|sma presence|sma at site|cma presence|agencia gestora presente|présence d'un gestionnaire"),
  YES_NO ("committee_present", N_("Site committee present"), .hxl = "#loc+smc+present",
          .synonyms = "1.2.b.1|smc at site|committee presence|presencia de comité|comité del sitio|présence d'un comité"),
  PERCENT ("committee_women_pct", N_("Women in the committee"),
           .synonyms = "1.2.b.10|% women in smc|mujeres en el comité|femmes au comité"),
  YES_NO ("committee_from_community", N_("Committee from the community"),
          .synonyms = "1.2.b.2|smc from community|comité de la comunidad|comité issu de la communauté"),
  YES_NO ("residents_list", N_("List of residents kept"),
          .help = N_("Whether somebody keeps one. The list itself never comes in here."),
          .synonyms = "1.2.a.1|registration maintained|idp list maintained|registro de residentes|liste des résidents"),
  CHOICE ("other_services", N_("Other organisations give services"), "presence",
          .synonyms = "other organization provide services|otras organizaciones prestan servicios"),
  SUPPORT ("wash", N_("WASH support"), "1.2.n.1|wash support|apoyo wash", N_("Provider of WASH"), "wash provider|proveedor wash"),
  SUPPORT ("health", N_("Health support"), "1.2.o.1|health support|apoyo en salud", N_("Provider of health"),
           "health support provider|proveedor de salud"),
  SUPPORT ("shelter", N_("Shelter and NFI support"), "1.2.p.1|shelter support|apoyo en alojamiento",
           N_("Provider of shelter and NFI"), "shelter provider|proveedor de alojamiento"),
  SUPPORT ("food", N_("Food support"), "1.2.q.1|food support|apoyo alimentario", N_("Provider of food"),
           "food provider|proveedor de alimentos"),
  SUPPORT ("protection", N_("Protection support"), "1.2.r.1|protection support|apoyo en protección", N_("Provider of protection"),
           "protection provider|proveedor de protección"),
  SUPPORT ("education", N_("Education support"), "1.2.s.1|education support|apoyo en educación", N_("Provider of education"),
           "education provider|proveedor de educación"),
  SUPPORT ("livelihood", N_("Livelihood support"), "1.2.t.1|livelihood support|apoyo a medios de vida",
           N_("Provider of livelihood"), "livelihood provider|proveedor de medios de vida"),

  /* 3 shelter and NFI */
  CHOICE ("shelter_main", N_("Most common shelter"), "shelter_type", .section = N_("Shelter and NFI"),
          .hxl = "#indicator+shelter+main",
          .synonyms = "1.3.c.1|most common type of shelter|tipo de alojamiento más común|type d'abri le plus courant"),
  PERCENT ("shelter_none_pct", N_("Households outside, no shelter"), .group = "shelter_shares",
           .hxl = "#indicator+shelter+none+pct", .synonyms = "3.1.a.1|outside no shelter|a la intemperie|sans abri"),
  PERCENT ("shelter_tent_pct", N_("Households in tents"), .group = "shelter_shares", .hxl = "#indicator+shelter+tent+pct",
           .synonyms = "3.1.b.1|tents|carpas|tentes"),
  PERCENT ("shelter_makeshift_pct", N_("Households in makeshift shelters"), .group = "shelter_shares",
           .hxl = "#indicator+shelter+makeshift+pct", .synonyms = "3.1.c.1|makeshift|alojamientos improvisados|abris de fortune"),
  PERCENT ("shelter_solid_pct", N_("Households indoors, solid walls"), .group = "shelter_shares",
           .hxl = "#indicator+shelter+solid+pct", .synonyms = "3.1.d.1|indoors solid walls|bajo techo|en dur"),
  PERCENT ("shelter_transitional_pct", N_("Households in transitional shelters"), .group = "shelter_shares",
           .hxl = "#indicator+shelter+transitional+pct",
           .synonyms = "t-shelter|perc of t shelter|percent t-shelter|% t-shelter|alojamiento transitorio|abri transitoire"),
  PERCENT ("electricity_pct", N_("Households with electricity"),
           .synonyms = "3.2.a.1|electricity|hogares con electricidad|électricité"),
  PERCENT ("safe_cooking_pct", N_("Households with a safe place to cook"),
           .synonyms = "3.2.b.1|safe cooking|cocina segura|cuisine sûre"),
  PERCENT ("private_area_pct", N_("Households with a private living area"),
           .synonyms = "3.2.c.1|private living area|espacio privado|espace privé"),
  PERCENT ("mosquito_net_pct", N_("Households with mosquito nets"),
           .synonyms = "3.7.c.2|mosquito nets|mosquiteros|moustiquaires"),
  MEASURE ("covered_m2_per_person", N_("Covered area per person"), N_("m²/person"), .hxl = "#indicator+covered_area",
           .synonyms = "covered living area|m² techados por persona|superficie couverte par personne"),
  MEASURE ("site_m2_per_person", N_("Site area per person"), N_("m²/person"), .hxl = "#indicator+site_area",
           .synonyms = "sqm per person|sqm pp|m2 por persona|m² par personne"),
  CHOICE ("nfi_need_1", N_("Most needed item"), "nfi_need", .group = "nfi_needs", .hxl = "#need+nfi+rank1",
          .synonyms = "3.7.j.1|1st most needed nfi|artículo más necesario|article le plus nécessaire"),
  CHOICE ("nfi_need_2", N_("Second most needed item"), "nfi_need", .group = "nfi_needs", .hxl = "#need+nfi+rank2",
          .synonyms = "3.7.j.2|2nd most needed nfi|segundo artículo más necesario"),
  CHOICE ("nfi_need_3", N_("Third most needed item"), "nfi_need", .group = "nfi_needs", .hxl = "#need+nfi+rank3",
          .synonyms = "3.7.j.3|3rd most needed nfi|tercer artículo más necesario"),
  YES_NO ("repair_materials_needed", N_("Repair materials needed"),
          .synonyms = "3.8.b.1|need for repair materials|materiales de reparación"),
  YES_NO ("repair_tools_needed", N_("Tools needed"), .synonyms = "need for tools|herramientas"),

  /* 4 water, sanitation, hygiene */
  CHOICE ("water_provided", N_("Water is provided"), "presence", .section = N_("Water"),
          .synonyms = "water provision|provisión de agua|approvisionnement en eau"),
  CHOICE ("water_source_drinking", N_("Main source of drinking water"), "water_source", .hxl = "#indicator+water+source",
          .synonyms = "4.1.f.1|main drinking source|fuente principal de agua para beber|source d'eau de boisson"),
  CHOICE ("water_source_other", N_("Main source of other water"), "water_source",
          .synonyms = "4.1.b.1|main non-drinking source|fuente principal de otra agua"),
  CHOICE ("water_walk", N_("Way to the main water source"), "water_walk", .help = N_("On foot, one way."),
          .synonyms = "4.1.a.1|location of main water source|distancia a la fuente de agua"),
  YES_NO ("water_potable", N_("Water is safe to drink"), .synonyms = "4.1.g.1|potable|agua potable|eau potable"),
  { "water_litres", N_("Water per person and day"), EPC_TYPE_DECIMAL, LIST, .unit = N_("L/person/day"), .max = 500, .width = 14,
    .hxl = "#indicator+water+litres",
    .synonyms = "4.2.a.1|litres per person per day|average water per day per person|water lpd|litros por persona al día|"
      "litres par personne et par jour" },
  PERCENT ("water_storage_pct", N_("Households storing 10 L per person or more"),
           .synonyms = "water storage|almacenamiento de agua|stockage d'eau"),
  MEASURE ("water_distance", N_("Distance to the water point"), "m",
           .synonyms = "distance to water point|distancia al punto de agua|distance au point d'eau"),
  NUMBER ("taps", N_("Usable taps"), N_("taps"), .synonyms = "water taps|grifos|llaves de agua|robinets"),
  NUMBER ("wells", N_("Handpumps, wells and springs in use"), N_("points"),
          .synonyms = "handpumps|wells|pozos|bombas manuales|puits"),
  MEASURE ("water_queue", N_("Queue at the water point"), N_("minutes"),
           .synonyms = "queue time|tiempo de espera|temps d'attente"),
  PERCENT ("water_protected_pct", N_("Households with a protected or treated source"),
           .synonyms = "protected source|fuente protegida|source protégée"),
  MEASURE ("chlorine", N_("Free residual chlorine"), "mg/L",
           .synonyms = "frc|free residual chlorine|cloro residual|chlore résiduel"),
  MEASURE ("turbidity", N_("Turbidity"), "NTU", .synonyms = "ntu|turbiedad|turbidité"),
  CHOICE ("water_problem", N_("Main problem with water"), "water_problem",
          .synonyms = "4.3.e.1|main water problem|problema principal del agua|problème principal de l'eau"),

  CHOICE ("toilets_present", N_("Toilets present"), "presence", .section = N_("Sanitation and hygiene"),
          .synonyms = "presence of toilets|presencia de baños|presencia de letrinas|présence de toilettes"),
  { "functioning_toilets", N_("Functioning toilets"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_TOTAL, .group = "toilets",
    COUNTED (N_("toilets")), .width = 12, .hxl = "#indicator+toilets",
    .synonyms = "4.4.a.1|number of functioning toilets|toilets|latrines|inodoros|letrinas|baños en uso|"
      "latrines fonctionnelles|toilettes" },
  { "toilets_women", N_("Toilets for women"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "toilets", COUNTED (N_("toilets")),
    .synonyms = "female toilets|toilets f|baños para mujeres|toilettes femmes" },
  { "toilets_men", N_("Toilets for men"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "toilets", COUNTED (N_("toilets")),
    .synonyms = "male toilets|toilets m|baños para hombres|toilettes hommes" },
  { "toilets_shared", N_("Toilets for both"), EPC_TYPE_INTEGER, EPC_FIELD_PART, .group = "toilets", COUNTED (N_("toilets")),
    .synonyms = "shared toilets|baños mixtos|toilettes mixtes" },
  YES_NO ("toilets_separate", N_("Toilets separate for women and men"),
          .synonyms = "4.4.b.1|sex separated toilets|baños separados por sexo|toilettes séparées"),
  CHOICE ("toilets_condition", N_("Condition of the toilets"), "toilet_condition",
          .synonyms = "4.4.j.1|condition of latrines|estado de las letrinas|état des latrines"),
  YES_NO ("toilets_locks", N_("Locks on the inside"),
          .synonyms = "4.8.b.1|inside locks|cerraduras por dentro|verrous intérieurs"),
  PERCENT ("toilets_own_pct", N_("Households with their own toilet"), .synonyms = "own toilet|baño propio|toilette propre"),
  MEASURE ("toilets_distance", N_("Distance to the toilets"), "m",
           .synonyms = "distance dwelling toilet|distancia a los baños|distance aux toilettes"),
  MEASURE ("toilets_groundwater", N_("Distance from toilets to groundwater source"), "m",
           .synonyms = "distance to groundwater|distancia a aguas subterráneas"),
  YES_NO ("open_defecation", N_("Signs of open defecation"),
          .synonyms = "4.4.n.1|open defecation evidence|defecación al aire libre|défécation à l'air libre"),
  CHOICE ("bathing_present", N_("Bathing places present"), "presence",
          .synonyms = "presence of bathing|presencia de duchas|présence de douches"),
  NUMBER ("showers", N_("Showers in use"), N_("showers"), .hxl = "#indicator+showers",
          .synonyms = "bathing units|bath shelters|duchas|douches"),
  YES_NO ("bathing_separate", N_("Bathing separate for women and men"),
          .synonyms = "4.5.b.1|sex separated bathing|duchas separadas por sexo|douches séparées"),
  CHOICE ("waste_managed", N_("Waste is collected"), "presence",
          .synonyms = "waste management|manejo de desechos|manejo de residuos|gestion des déchets"),
  CHOICE ("waste_disposal", N_("Way of disposing of waste"), "waste_disposal",
          .synonyms = "4.6.a.1|garbage disposal|disposición de basura|élimination des ordures"),
  PERCENT ("waste_access_pct", N_("Households with a waste facility"),
           .synonyms = "solid waste access|acceso a recolección de basura|accès aux déchets"),
  YES_NO ("handwashing", N_("Hand-washing with water and soap near toilets"),
          .synonyms = "4.7.g.1|hand washing|lavado de manos|lavage des mains"),
  YES_NO ("handwashing_practised", N_("Signs that it is used"),
          .synonyms = "4.7.g.2|evidence of hand washing practice|evidencia de lavado de manos"),
  PERCENT ("soap_pct", N_("Households with soap"), .synonyms = "soap access|acceso a jabón|accès au savon"),
  NUMBER ("hygiene_promoters", N_("Hygiene promoters"), N_("people"), .synonyms = "promotores de higiene|promoteurs d'hygiène"),
  PERCENT ("menstrual_satisfaction_pct", N_("Women satisfied with menstrual hygiene help"),
           .synonyms = "mhm satisfaction|satisfacción con la higiene menstrual"),

  /* 5 and 6 food and nutrition */
  CHOICE ("food_access", N_("Access to food"), "food_access", .section = N_("Food and nutrition"),
          .synonyms = "access to food|acceso a alimentos|accès à la nourriture"),
  YES_NO ("market_nearby", N_("Market nearby"), .synonyms = "market nearby|mercado cercano|marché à proximité"),
  CHOICE ("food_source", N_("Most common source of food"), "food_source",
          .synonyms = "most common food source|fuente principal de alimentos|source de nourriture"),
  MEASURE ("food_kcal", N_("Food energy"), N_("kcal/person/day"), .synonyms = "kcal|kilocalories|kilocalorías"),
  YES_NO ("malnutrition_screening", N_("Screening for malnutrition"),
          .synonyms = "malnutrition screening|tamizaje nutricional|dépistage de la malnutrition"),
  YES_NO ("feeding_women", N_("Extra food for pregnant and breastfeeding women"),
          .synonyms = "supplementary feeding plw|alimentación complementaria para embarazadas"),
  YES_NO ("feeding_children", N_("Extra food for children"),
          .synonyms = "supplementary feeding children|alimentación complementaria para niñez"),

  /* 7 health */
  CHOICE ("health_access", N_("Access to health care"), "access_level", .section = N_("Health"),
          .synonyms = "access to health|acceso a salud|accès aux soins"),
  CHOICES ("health_problems", N_("Three most frequent problems"), "health_problem", .hxl = "#indicator+health+problem",
           .synonyms = "health problems|problemas de salud|problèmes de santé"),
  YES_NO ("women_use_health", N_("Women use the facilities"), .synonyms = "women use facilities|mujeres usan servicios de salud"),
  CHOICE ("health_location", N_("Where the care is"), "facility_location",
          .synonyms = "location of health facility|ubicación del centro de salud"),
  CHOICE ("health_provider", N_("Who gives the care"), "provider_kind", .synonyms = "health provider|quién presta la atención"),
  YES_NO ("medicine_access", N_("Regular access to medicine"),
          .synonyms = "regular access to medicine|acceso regular a medicinas"),

  /* 8 education */
  CHOICE ("education_access", N_("Access to school"), "access_level", .section = N_("Education"),
          .synonyms = "access to education|acceso a educación|accès à l'éducation"),
  CHOICE ("school_distance", N_("Distance to the nearest school"), "school_distance",
          .synonyms = "distance to nearest school|distancia a la escuela"),
  CHOICE ("school_location", N_("Where the school is"), "facility_location",
          .synonyms = "school location|ubicación de la escuela"),
  PERCENT ("girls_attending_pct", N_("Girls attending"), .synonyms = "% girls attending|niñas que asisten|filles scolarisées"),
  PERCENT ("boys_attending_pct", N_("Boys attending"), .synonyms = "% boys attending|niños que asisten|garçons scolarisés"),
  NUMBER ("pupils_per_class", N_("Pupils per class"), N_("pupils"),
          .synonyms = "pupils per class|alumnos por aula|élèves par classe"),

  /* 9 livelihood */
  CHOICE ("occupation", N_("Main occupation"), "occupation", .section = N_("Livelihood"),
          .synonyms = "main occupation|ocupación principal|occupation principale"),
  PERCENT ("income_pct", N_("Households with an income"),
           .synonyms = "% hh with income|hogares con ingresos|ménages avec revenu"),
  YES_NO ("income_activities", N_("Ways to earn an income exist"),
          .synonyms = "access to income generation|acceso a generación de ingresos"),
  YES_NO ("remittances", N_("Remittances arrive"), .synonyms = "remittances|remesas|transferts"),
  YES_NO ("livestock", N_("Livestock at the site"), .synonyms = "livestock|ganado|bétail"),
  YES_NO ("cultivation_land", N_("Land to cultivate"), .synonyms = "land for cultivation|tierra para cultivar|terre cultivable"),

  /* 10 protection: yes or no and counts only */
  YES_NO ("security_present", N_("Security at the site"), .section = N_("Protection"),
          .synonyms = "security on site|seguridad en el sitio|sécurité sur le site"),
  CHOICE ("security_provider", N_("Who gives security"), "security_provider",
          .synonyms = "who provides security|quién brinda seguridad"),
  YES_NO ("incidents", N_("Incidents reported"), .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL,
          .help = N_("Whether any were; never which, to whom or by whom."),
          .synonyms = "incidents reported|incidentes reportados|incidents signalés"),
  CHOICE ("incident_type", N_("Most common kind of incident"), "incident_type", .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL,
          .synonyms = "most common incident type|tipo de incidente más común"),
  CHOICE ("support_problem", N_("Main problem in receiving help"), "support_problem",
          .synonyms = "most reported problem in receiving support|problema al recibir ayuda"),
  NUMBER ("child_spaces", N_("Child-friendly spaces"), N_("spaces"),
          .synonyms = "child friendly spaces|espacios amigables para la niñez|espaces amis des enfants"),
  NUMBER ("women_spaces", N_("Women-friendly spaces"), N_("spaces"),
          .synonyms = "women friendly spaces|espacios seguros para mujeres|espaces femmes"),
  YES_NO ("documents_held", N_("Most people hold identity documents"),
          .synonyms = "id documents|documentos de identidad|documents d'identité"),
  YES_NO ("gbv_referral", N_("GBV referral mechanism exists"), .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL,
          .help = N_("Yes or no only. Nothing about survivors or cases is written anywhere in this program."),
          .synonyms = "gbv referral mechanism|ruta de referencia vbg|mécanisme de référence vbg"),
  YES_NO ("discrimination", N_("Discrimination reported"), .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL,
          .synonyms = "discrimination|discriminación"),
  YES_NO ("women_safe", N_("Women feel safe"),
          .synonyms = "women feel safe|mujeres se sienten seguras|les femmes se sentent en sécurité"),
  YES_NO ("men_safe", N_("Men feel safe"), .synonyms = "men feel safe|hombres se sienten seguros"),
  YES_NO ("children_safe", N_("Children feel safe"), .synonyms = "children feel safe|niñez se siente segura"),
  CHOICE ("lighting", N_("Lighting"), "extent", .synonyms = "adequate lighting|iluminación adecuada|éclairage adéquat"),

  /* 11 communication */
  CHOICE ("information_source", N_("Main source of information"), "information_source", .section = N_("Communication"),
          .synonyms = "main information source|fuente principal de información|source d'information"),
  CHOICE ("information_topic", N_("What people ask about most"), "information_topic",
          .synonyms = "main topic requested|tema más solicitado|sujet le plus demandé"),
  YES_NO ("complaints_reported", N_("Complaints were reported"),
          .synonyms = "complaints reported|quejas reportadas|plaintes signalées"),
  CHOICE ("complaints_to", N_("Complaints go to"), "complaint_recipient",
          .synonyms = "complaints to whom|a quién se reportan las quejas"),
  YES_NO ("aid_is_free_known", N_("People know that help is free"),
          .synonyms = "awareness aid is free|saben que la ayuda es gratuita"),
  YES_NO ("recruiters", N_("Recruiters at the site"), .sensitivity = EPC_SENSITIVITY_CONFIDENTIAL,
          .help = N_("A sign of trafficking risk: tell the counter-trafficking focal point."),
          .synonyms = "11.3.a|11.3.b|recruiters on site|reclutadores en el sitio"),

  CHOICE ("need_1", N_("First need"), "need", .section = N_("Needs"), .group = "needs", .hxl = "#need+rank1",
          .synonyms = "need rank 1|primera necesidad|premier besoin"),
  CHOICE ("need_2", N_("Second need"), "need", .group = "needs", .hxl = "#need+rank2",
          .synonyms = "need rank 2|segunda necesidad|deuxième besoin"),
  CHOICE ("need_3", N_("Third need"), "need", .group = "needs", .hxl = "#need+rank3",
          .synonyms = "need rank 3|tercera necesidad|troisième besoin"),
  { "photo", N_("Photo"), EPC_TYPE_FILE, .help = N_("No identifiable persons."), .synonyms = "picture|foto" },
  NOTES_FIELD (),
};

static void
validate_site_assessment (const EpcRecord *record, EpcFindings *findings)
{
  epc_rule_parts (record, NULL, findings);
  epc_check_percents (record, findings, "shelter_none_pct", "shelter_tent_pct", "shelter_makeshift_pct", "shelter_solid_pct",
                        "shelter_transitional_pct", NULL);
  epc_check_at_most (record, "ki_women", "ki_count", "part_over_total", findings);
}

const EpcEntity epc_response_assessment_entities[] = {
  { "site_assessment", N_("Site assessment"), N_("Site assessments"), EPC_AREA_RESPONSE, EPC_ENTITY_CONFIDENTIAL,
    .help = N_("Conditions and services at a site on a day, as the DTM site form asks for them."),
    .icon = "checkbox-checked-symbolic", EPC_FIELDS (site_assessment_fields), .title = "site date", .sort = "-date",
    .date = "date", .section = "sites", .validate = validate_site_assessment },
};
const guint epc_n_response_assessment_entities = G_N_ELEMENTS (epc_response_assessment_entities);
