/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of codes of evacuation centres, transition, recovery, resources and of the program itself.
 */
#include "base/epc-i18n.h"
#include "epc-codes.h"

static const EpcCode return_type_codes[] = {
  { "spontaneous", N_("Spontaneous, observed"), "spontaneous|espontáneo|spontané" },
  { "assisted", N_("Assisted return"), "assisted|asistido|assisté" },
  { "organised", N_("Organised return"), "organised|organized|organizado|organisé" },
  { "relocation", N_("Relocation"), "relocation|reubicación|relocalisation" },
  { "evacuation_return", N_("Return after evacuation"), "evacuation return" },
  { "rental_subsidy", N_("Departure with a rental subsidy"), "rental subsidy|subvention au loyer" },
  { "avrr_transit", N_("Assisted voluntary return, transit"), "AVRR|AVRR transit|RVAR" },
  { "reception", N_("Reception of deported or returned nationals"), "deportees|deportados|reception" },
};

static const EpcCode return_status_codes[] = {
  { "planned", N_("Planned"), "planned|planificado|prévu" },
  { "screening", N_("Consent and screening"), "screening|consent" },
  { "manifest_ready", N_("List of people ready"), "manifest" },
  { "departed", N_("Departed"), "departed|partió|parti" },
  { "arrived", N_("Arrived"), "arrived|llegado|arrivé" },
  { "followed_up", N_("Followed up"), "followed-up|suivi" },
  { "closed", N_("Closed"), "closed|cerrado|fermé" },
  { "cancelled", N_("Cancelled"), "canceled|cancelado|annulé" },
};

static const EpcCode settlement_option_codes[] = {
  { "return", N_("Return and reintegration"), "return|retorno|retour" },
  { "local_integration", N_("Local integration"), "integration|intégration locale" },
  { "settlement_elsewhere", N_("Settlement elsewhere"), "elsewhere|relocation|reubicación" },
};

static const EpcCode return_transport_codes[] = {
  { "on_foot", N_("On foot"), "foot|walking|a pie|à pied" },
  { "bus", N_("Bus"), "autobús|guagua|autobus|ônibus" },
  { "car", N_("Car or taxi"), "taxi|car|carro|voiture" },
  { "truck", N_("Truck"), "camión|camion|caminhão" },
  { "motorcycle", N_("Motorcycle"), "moto" },
  { "boat", N_("Boat"), "lancha|bateau|barco" },
  { "train", N_("Train"), "tren|trem" },
  { "plane", N_("Plane"), "avión|flight|avion|air" },
  { "other", N_("Other transport"), "otro|autre" },
};

static const EpcCode return_package_codes[] = {
  { "cash", N_("Cash"), "cash|efectivo|argent" },
  { "tools", N_("Tools"), "tools|herramientas|outils" },
  { "rental_subsidy", N_("Rental subsidy"), "rental|alquiler|loyer" },
  { "nfi", N_("Household items"), "NFI|NFIs" },
  { "shelter", N_("Shelter kit"), "shelter kit" },
  { "food", N_("Food"), "alimentos|nourriture" },
  { "transport", N_("Transport"), "transporte" },
  { "documents", N_("Documents"), "documentos" },
  { "information", N_("Information"), "información" },
  { "none", N_("No package"), "none|ninguno" },
};

static const EpcCode assessment_method_codes[] = {
  { "key_informant", N_("Key informants"), "KI|key informant|informante clave|informateur clé" },
  { "observation", N_("Direct observation"), "observation|observación" },
  { "group", N_("Group interviews"), "FGD|focus group|grupo focal" },
  { "survey", N_("Sample survey"), "survey|encuesta|enquête" },
  { "registration", N_("Count or registration"), "registration|registro" },
  { "desk_review", N_("Desk review"), "desk review|secondary data|revisión documental" },
  { "mixed", N_("Several methods"), "mixed|mixto" },
};

static const EpcCode service_level_codes[] = {
  { "none", N_("None"), "no|none|ninguno|aucun|nenhum" },
  { "partial", N_("Partial"), "partial|parcial|partiel" },
  { "full", N_("Enough"), "yes|full|completo|suffisant" },
  { "unknown", N_("Not known"), "unknown|desconocido|inconnu" },
};

static const EpcCode presence_level_codes[] = {
  { "none", N_("None"), "no|none|ninguno|aucun" },
  { "few", N_("Some"), "few|some|algunos|pocos" },
  { "many", N_("Much"), "many|muchos|beaucoup" },
  { "unknown", N_("Not known"), "unknown|desconocido|inconnu" },
};

static const EpcCode return_severity_codes[] = {
  { "none", N_("No problem"), "none|ninguno" },
  { "low", N_("Low severity"), "low|baja" },
  { "medium", N_("Medium severity"), "medium|media" },
  { "high", N_("High severity"), "high|alta" },
  { "unknown", N_("Not known"), "unknown|desconocido" },
};

static const EpcCode security_actor_codes[] = {
  { "police", N_("Police"), "policía" },
  { "military", N_("Armed forces"), "army|ejército" },
  { "border_force", N_("Border force"), NULL },
  { "private", N_("Private security"), NULL },
  { "community", N_("Community guard"), "rondas" },
  { "non_state", N_("Non-state armed group"), "gang|pandilla" },
  { "peacekeeping", N_("International mission"), "peacekeepers" },
  { "none", N_("No security actor"), "none|ninguno" },
};

static const EpcCode return_obstacle_codes[] = {
  { "housing_damaged", N_("House damaged or destroyed"), "housing damaged|vivienda dañada" },
  { "insecurity", N_("Insecurity"), "insécurité|insegurança" },
  { "no_livelihood", N_("No livelihood"), "no livelihood|sin trabajo" },
  { "no_services", N_("No basic services"), "no services" },
  { "hlp_dispute", N_("Dispute over house or land"), "HLP dispute" },
  { "documents", N_("No documents"), "documents|documentos" },
  { "no_money", N_("No money for the journey"), "transport cost" },
  { "hazard", N_("Area still at risk"), "flood risk" },
  { "mines", N_("Mines or explosive remnants"), NULL },
  { "discrimination", N_("Discrimination or tension"), NULL },
  { "occupied", N_("House occupied by others"), NULL },
  { "access", N_("Roads or bridges cut"), NULL },
  { "none", N_("No obstacle"), "none|ninguno" },
  { "other", N_("Other obstacle"), "otro|autre" },
};

static const EpcCode return_reason_codes[] = {
  { "home", N_("It is home"), NULL },
  { "safety_improved", N_("Safety has improved"), NULL },
  { "house_repaired", N_("House repaired"), NULL },
  { "livelihood", N_("Work or land there"), NULL },
  { "services", N_("Services there"), NULL },
  { "family", N_("Family there"), NULL },
  { "assistance", N_("Assistance offered"), NULL },
  { "conditions_here", N_("Poor conditions where they are"), NULL },
  { "eviction", N_("Pressure to leave"), NULL },
  { "education", N_("School of the children"), NULL },
  { "other", N_("Other reason"), "otro|autre" },
};

static const EpcCode return_support_codes[] = {
  { "housing", N_("House repair"), NULL },
  { "cash", N_("Cash"), "efectivo" },
  { "rental", N_("Help with rent"), NULL },
  { "transport", N_("Transport"), NULL },
  { "livelihood", N_("Work, tools or training"), NULL },
  { "documents", N_("Documents"), NULL },
  { "food", N_("Food"), NULL },
  { "information", N_("Information"), NULL },
  { "legal", N_("Legal help"), NULL },
  { "mhpss", N_("Psychosocial support"), NULL },
  { "school", N_("School for the children"), NULL },
  { "health", N_("Health care"), NULL },
  { "security", N_("Security"), NULL },
  { "other", N_("Other support"), "otro|autre" },
};

static const EpcCode tenure_codes[] = {
  { "owner_title", N_("Owner with a title"), "owner|propietario" },
  { "owner_no_title", N_("Owner without a title"), NULL },
  { "tenant", N_("Tenant"), "rental|inquilino|locataire" },
  { "lent", N_("Lent"), "hosted" },
  { "informal", N_("Informal occupation"), "squatter" },
  { "communal", N_("Communal or collective"), "ejido" },
  { "unknown", N_("Not known"), "unknown" },
};

static const EpcCode damage_class_codes[] = {
  { "none", N_("No damage"), "none|ninguno|0" },
  { "minor", N_("Minor damage"), "minor|menor|1" },
  { "major", N_("Major damage"), "major|grave|2" },
  { "destroyed", N_("House destroyed"), "destroyed|destruida|3" },
};

static const EpcCode housing_assistance_codes[] = {
  { "repair", N_("Repair"), "réparation" },
  { "rebuild", N_("Rebuilding"), "reconstruction" },
  { "transitional", N_("Transitional shelter"), "T-shelter" },
  { "rental", N_("Rental subsidy"), NULL },
  { "materials", N_("Materials"), NULL },
  { "cash", N_("Cash"), NULL },
  { "none", N_("No assistance"), "none|ninguna" },
};

static const EpcCode sampling_method_codes[] = {
  { "simple", N_("Simple random"), NULL },
  { "stratified", N_("Stratified"), NULL },
  { "cluster", N_("Cluster sample"), NULL },
  { "systematic", N_("Systematic"), NULL },
  { "purposive", N_("Purposive"), NULL },
  { "census", N_("Census"), NULL },
  { "snowball", N_("Snowball"), NULL },
};

static const EpcCode initiative_type_codes[] = {
  { "water_point", N_("Water point"), "water|agua" },
  { "school_room", N_("School room"), "school|escuela" },
  { "health_post", N_("Health post"), "health|salud" },
  { "road_bridge", N_("Road or bridge"), "road|bridge|camino|puente" },
  { "drainage", N_("Drainage"), "drainage" },
  { "lighting", N_("Lighting"), "alumbrado" },
  { "market", N_("Market"), "mercado" },
  { "community_centre", N_("Community centre"), "casa comunal" },
  { "sports_culture", N_("Sports or culture"), "cancha" },
  { "irrigation", N_("Irrigation"), "riego" },
  { "reforestation", N_("Reforestation"), NULL },
  { "risk_mitigation", N_("Risk mitigation work"), "muro" },
  { "training", N_("Training"), "capacitación" },
  { "equipment", N_("Equipment"), NULL },
  { "social_cohesion", N_("Social cohesion event"), NULL },
  { "sanitation", N_("Sanitation"), "letrinas" },
  { "other", N_("Other type"), "otro|autre" },
};

static const EpcCode initiative_status_codes[] = {
  { "identified", N_("Identified"), "identificada" },
  { "prioritised", N_("Prioritised by the community"), "prioritized" },
  { "assessed", N_("Technically assessed"), NULL },
  { "screened", N_("Screened: environment, GBV, land"), NULL },
  { "approved", N_("Approved"), "aprobada|approuvée" },
  { "procurement", N_("In procurement"), NULL },
  { "implementing", N_("Under way"), "implementing|ongoing" },
  { "completed", N_("Completed"), "completed|terminada" },
  { "handed_over", N_("Handed over"), "handover" },
  { "verified", N_("Verified after six months"), NULL },
  { "closed", N_("Closed"), "closed|cerrada" },
  { "on_hold", N_("On hold"), "on hold" },
  { "cancelled", N_("Cancelled"), "canceled" },
  { "rejected", N_("Rejected"), "rechazada" },
};

static const EpcCode prds_pillar_codes[] = {
  { "protection", N_("Protection, safety and security"), NULL },
  { "living_standard", N_("Adequate standard of living"), NULL },
  { "livelihoods", N_("Sustainable livelihoods and employment"), NULL },
  { "governance", N_("Inclusive governance"), NULL },
};

static const EpcCode prds_objective_codes[] = {
  { "coping", N_("Strengthen coping capacities"), NULL },
  { "self_reliance", N_("Foster self-reliance"), NULL },
  { "environments", N_("Create conducive environments"), NULL },
};

static const EpcCode need_source_codes[] = {
  { "cbp", N_("Community-based planning"), "CBP" },
  { "assembly", N_("Assembly"), "asamblea" },
  { "committee", N_("Committee"), "comité" },
  { "assessment", N_("Assessment"), NULL },
  { "authority", N_("Local authority"), NULL },
  { "other", N_("Other source"), "otro" },
};

static const EpcCode functionality_codes[] = {
  { "full", N_("Fully working"), NULL },
  { "partial", N_("Partly working"), NULL },
  { "no", N_("Not working"), NULL },
  { "not_checked", N_("Not checked yet"), NULL },
};

static const EpcCode milestone_status_codes[] = {
  { "planned", N_("Planned"), NULL },
  { "in_progress", N_("In progress"), NULL },
  { "done", N_("Done"), "completed" },
  { "late", N_("Late"), "atrasado" },
  { "cancelled", N_("Cancelled"), NULL },
};

static const EpcCode recovery_area_codes[] = {
  { "durable_solutions", N_("Durable solutions"), "DS" },
  { "stabilization", N_("Community stabilization"), "CS" },
  { "drr", N_("Disaster risk reduction and resilience"), "DRR|RRD" },
  { "livelihoods", N_("Livelihoods"), NULL },
  { "early_recovery", N_("Early recovery"), NULL },
  { "pve", N_("Preventing violent extremism"), "PVE|CVE" },
  { "elections", N_("Elections and political participation"), NULL },
  { "peacebuilding", N_("Peacebuilding, DDR, transitional justice, reparations"), "DDR" },
  { "hlp", N_("Housing, land and property"), "HLP|VTP" },
  { "reintegration", N_("Reintegration"), "AVRR" },
  { "health_mhpss", N_("Recovery of health and psychosocial services"), "MHPSS" },
  { "governance", N_("Governance"), NULL },
};

static const EpcCode project_status_codes[] = {
  { "pipeline", N_("Pipeline"), "idea" },
  { "proposal", N_("Proposal"), "propuesta" },
  { "funded", N_("Funded (project)"), "funded|financiado" },
  { "active", N_("Active"), "active|ongoing|activo" },
  { "closing", N_("Closing"), "closing" },
  { "closed", N_("Closed"), "closed|cerrado" },
};

static const EpcCode indicator_level_codes[] = {
  { "objective", N_("Objective"), "impact" },
  { "outcome", N_("Outcome (result)"), "outcome" },
  { "output", N_("Output"), "output" },
  { "activity", N_("Activity"), "activity" },
};

static const EpcCode disaggregation_codes[] = {
  { "sex", N_("Sex"), NULL },
  { "age", N_("Age"), "edad" },
  { "status", N_("Population group"), NULL },
  { "disability", N_("Disability"), NULL },
  { "place", N_("Place"), NULL },
  { "ethnicity", N_("Indigenous or ethnic group"), NULL },
};

static const EpcCode value_status_codes[] = {
  { "reported", N_("Reported"), "reportado" },
  { "verified", N_("Verified"), "verificado" },
  { "estimated", N_("Estimated"), "estimado" },
};

static const EpcCode ds_criterion_codes[] = {
  { "safety", N_("1 Long-term safety, security and freedom of movement"), "safety" },
  { "living_standard", N_("2 Adequate standard of living"), NULL },
  { "livelihoods", N_("3 Access to employment and livelihoods"), NULL },
  { "hlp", N_("4 Housing, land and property restored or compensated"), "HLP" },
  { "documentation", N_("5 Access to documentation"), NULL },
  { "family", N_("6 Voluntary family reunification"), NULL },
  { "participation", N_("7 Participation in public affairs"), NULL },
  { "justice", N_("8 Effective remedies and justice"), NULL },
};

static const EpcCode resilience_level_codes[] = {
  { "individual", N_("Individual"), NULL },
  { "household", N_("Household"), NULL },
  { "community", N_("Community"), NULL },
  { "systems", N_("Systems"), NULL },
};

static const EpcCode coping_strategy_codes[] = {
  { "preventive", N_("Preventive"), NULL },
  { "adaptive", N_("Adaptive"), NULL },
  { "negative", N_("Harmful"), NULL },
};

static const EpcCode mobility_strategy_codes[] = {
  { "return", N_("Return"), NULL },
  { "stay", N_("Stay"), NULL },
  { "commute", N_("Move back and forth"), NULL },
  { "seasonal", N_("Seasonal work elsewhere"), NULL },
  { "split", N_("Family split between places"), NULL },
  { "abroad", N_("Move abroad"), NULL },
  { "urban", N_("Move to town"), NULL },
};

static const EpcCode crosscutting_tag_codes[] = {
  { "psea", N_("Protection from sexual exploitation and abuse"), "PSEA|PEAS" },
  { "aap", N_("Accountability to affected people"), "AAP|CwC" },
  { "protection_mainstreaming", N_("Protection mainstreaming"), NULL },
  { "disability", N_("Disability inclusion"), NULL },
  { "age", N_("Age"), NULL },
  { "indigenous", N_("Indigenous and ethnic inclusion"), NULL },
  { "climate", N_("Climate"), NULL },
  { "conflict_sensitivity", N_("Conflict sensitivity"), NULL },
  { "localisation", N_("Localisation"), NULL },
  { "cash", N_("Cash"), NULL },
  { "gender", N_("Gender"), NULL },
  { "environment", N_("Environment"), NULL },
};

static const EpcCode referral_desk_codes[] = {
  { "office", N_("Office (desk)"), NULL },
  { "municipal", N_("Municipal window"), NULL },
  { "shelter", N_("In a site or shelter"), NULL },
  { "border", N_("Border or reception point"), NULL },
  { "mobile", N_("Mobile team"), "móvil" },
  { "hotline", N_("Hotline"), NULL },
};

static const EpcCode referral_channel_codes[] = {
  { "desk", N_("Desk"), "desk|oficina" },
  { "mobile", N_("Mobile team"), "mobile|móvil" },
  { "hotline", N_("Hotline"), "hotline|línea" },
  { "outreach", N_("Outreach"), "outreach" },
};

static const EpcCode referral_age_codes[] = {
  { "0_17", N_("Under 18"), "<18|child" },
  { "18_59", N_("18 to 59"), "18-59|adult" },
  { "60_plus", N_("60 and over"), "60+|older" },
  { "unknown", N_("Not known"), "unknown" },
};

static const EpcCode service_category_codes[] = {
  { "legal", N_("Legal aid and documentation"), "legal/documentation|legal|documentation" },
  { "hlp", N_("Housing, land and property"), "HLP|VTP" },
  { "health", N_("Health"), "health|salud" },
  { "mhpss", N_("Mental health and psychosocial support"), "MHPSS" },
  { "education", N_("Education and vocational training"), "education/vocational|education" },
  { "employment", N_("Employment and placement"), "employment/placement|job" },
  { "business", N_("Business support and microcredit"), "business support" },
  { "agriculture", N_("Agriculture"), NULL },
  { "shelter", N_("Shelter and rental"), "shelter/rental" },
  { "food_nfi", N_("Food and household items"), "food/NFI|food|NFI" },
  { "cash", N_("Cash"), "cash" },
  { "family", N_("Family reunification"), NULL },
  { "transport", N_("Transport"), NULL },
  { "protection", N_("Protection (general)"), "protection" },
  { "civil_registry", N_("Civil registry"), NULL },
  { "regularisation", N_("Regularisation and asylum information"), "asylum" },
  { "community", N_("Community projects"), NULL },
  { "specialised", N_("Specialised protection service"), "GBV|VBG|child protection|trafficking|trata" },
};

static const EpcCode referral_outcome_codes[] = {
  { "pending", N_("Pending"), NULL },
  { "accepted", N_("Accepted"), NULL },
  { "received", N_("Service received"), NULL },
  { "rejected", N_("Rejected"), NULL },
  { "unreachable", N_("Could not be reached"), NULL },
  { "closed", N_("Closed"), NULL },
};

static const EpcCode provider_status_codes[] = {
  { "active", N_("In service"), "active|activo" },
  { "suspended", N_("Suspended"), NULL },
  { "closed", N_("Closed"), NULL },
};

static const EpcCode document_type_codes[] = {
  { "framework", N_("Framework"), NULL },
  { "policy", N_("Policy"), NULL },
  { "manual", N_("Manual or handbook"), NULL },
  { "guideline", N_("Guide"), NULL },
  { "standard", N_("Standard"), NULL },
  { "tool", N_("Tool or template"), NULL },
  { "infosheet", N_("Infosheet"), NULL },
  { "strategy", N_("Strategy or plan"), NULL },
  { "training", N_("Training material"), NULL },
  { "law", N_("Law or regulation"), NULL },
  { "website", N_("Website"), NULL },
  { "other", N_("Other document"), NULL },
};

static const EpcCode mobility_dimension_codes[] = {
  { "out_of_harm", N_("Movement out of harm's way"), NULL },
  { "trapped", N_("Trapped or stranded people"), NULL },
  { "protection", N_("Protection needs"), NULL },
  { "obstacles", N_("Obstacles to durable solutions"), NULL },
  { "host_pressure", N_("Pressure on host communities"), NULL },
  { "disrupted", N_("Nomadic or seasonal mobility disrupted"), NULL },
  { "trafficking_risk", N_("Higher risk of trafficking and exploitation"), NULL },
};

static const EpcCode mcof_status_codes[] = {
  { "planned", N_("Planned"), NULL },
  { "funded", N_("Funded"), NULL },
  { "ongoing", N_("Under way"), NULL },
  { "completed", N_("Completed"), NULL },
  { "suspended", N_("Suspended"), NULL },
};

static const EpcCode micic_phase_codes[] = {
  { "preparedness", N_("Crisis preparedness"), NULL },
  { "response", N_("Emergency response"), NULL },
  { "post_crisis", N_("After the crisis"), NULL },
};

static const EpcCode micic_guideline_codes[] = {
  { "G01", N_("1 Track information on conflicts and disasters, and their impact on migrants"), "G1|1" },
  { "G02", N_("2 Collect and share information on migrants, with privacy and safety"), "G2|2" },
  { "G03", N_("3 Empower migrants to help themselves"), "G3|3" },
  { "G04", N_("4 Include migrants in prevention, preparedness and response systems"), "G4|4" },
  { "G05", N_("5 Involve migrants in contingency planning"), "G5|5" },
  { "G06", N_("6 Communicate effectively with migrants"), "G6|6" },
  { "G07", N_("7 Establish coordination agreements in advance"), "G7|7" },
  { "G08", N_("8 Build capacity and learn lessons"), "G8|8" },
  { "G09", N_("9 Communicate widely, effectively and often"), "G9|9" },
  { "G10", N_("10 Facilitate the ability to move to safety"), "10" },
  { "G11", N_("11 Provide humanitarian assistance without discrimination"), "11" },
  { "G12", N_("12 Establish clear referral procedures"), "12" },
  { "G13", N_("13 Relocate and evacuate migrants when needed"), "13" },
  { "G14", N_("14 Address immediate needs and support migrants to rebuild their lives"), "14" },
  { "G15", N_("15 Support migrants' host communities"), "15" },
};

static const EpcCode check_status_codes[] = {
  { "not_started", N_("Not started"), "pendiente" },
  { "in_progress", N_("In progress"), NULL },
  { "done", N_("Done"), "completed" },
  { "na", N_("Not applicable"), "n/a" },
};

static const EpcCode migrant_barrier_codes[] = {
  { "language", N_("Language barrier"), NULL },
  { "mobility", N_("Mobility"), NULL },
  { "irregular_status", N_("Irregular status"), NULL },
  { "documents", N_("No documents"), NULL },
  { "discrimination", N_("Discrimination"), NULL },
  { "no_networks", N_("No networks"), NULL },
  { "isolation", N_("Isolated workplace or home"), NULL },
  { "fear", N_("Fear of authorities"), NULL },
  { "cost", N_("Cost"), NULL },
};

static const EpcCode gbv_approach_codes[] = {
  { "mitigating", N_("Mitigating risks"), NULL },
  { "supporting", N_("Supporting survivors"), NULL },
  { "root_causes", N_("Addressing root causes"), NULL },
};

static const EpcCode sop_process_codes[] = {
  { "alert", N_("Alert and activation"), NULL },
  { "coordination", N_("Coordination"), NULL },
  { "dtm", N_("DTM"), NULL },
  { "site_management", N_("Site management"), NULL },
  { "evacuation", N_("Evacuation"), NULL },
  { "shelter_nfi", N_("Shelter and NFI"), NULL },
  { "logistics", N_("Logistics"), NULL },
  { "funding", N_("Emergency funds (MEFM)"), "MEFM" },
  { "surge", N_("Surge and deployment"), NULL },
  { "border", N_("Border management"), NULL },
  { "referral", N_("Referral"), NULL },
  { "protection", N_("Protection"), NULL },
  { "data", N_("Data and information"), NULL },
  { "return", N_("Return movements"), NULL },
  { "security", N_("Security"), NULL },
  { "reporting", N_("Reporting"), NULL },
  { "other", N_("Other process"), NULL },
};

static const EpcCode support_type_codes[] = {
  { "technical", N_("Technical advice"), NULL },
  { "surge", N_("Surge and deployment"), NULL },
  { "funding", N_("Funding"), NULL },
  { "review", N_("Review of a document"), NULL },
  { "training", N_("Training"), NULL },
  { "tools", N_("Tools or guidance"), NULL },
  { "im", N_("Information management"), NULL },
  { "coordination", N_("Coordination"), NULL },
  { "other", N_("Other support"), NULL },
};

static const EpcCode support_status_codes[] = {
  { "draft", N_("Draft"), NULL },
  { "sent", N_("Sent"), NULL },
  { "acknowledged", N_("Acknowledged"), NULL },
  { "in_progress", N_("In progress"), NULL },
  { "answered", N_("Answered"), NULL },
  { "closed", N_("Closed"), NULL },
  { "cancelled", N_("Cancelled"), NULL },
};

static const EpcCode lesson_origin_codes[] = {
  { "operation", N_("Operation"), NULL },
  { "exercise", N_("Exercise or drill"), NULL },
  { "project", N_("Project"), NULL },
  { "review", N_("After-action review"), "AAR" },
  { "evaluation", N_("Evaluation"), NULL },
  { "feedback", N_("Feedback of affected people"), NULL },
};

static const EpcCode lesson_kind_codes[] = {
  { "good_practice", N_("Good practice"), NULL },
  { "lesson", N_("Lesson learned"), NULL },
  { "challenge", N_("Challenge"), NULL },
};

static const EpcCode doubt_status_codes[] = {
  { "open", N_("To be decided"), "open|abierto|por decidir" },
  { "accepted", N_("Accepted"), "accepted|aceptado|accepté|aceito" },
  { "refused", N_("Refused"), "refused|rechazado|refusé|recusado" },
  { "settled", N_("Settled by later data"), "settled|resuelto|réglé|resolvido" },
};

static const EpcCode date_order_codes[] = {
  { "day_first", N_("Day first"), "DD/MM/YYYY" },
  { "month_first", N_("Month first"), "MM/DD/YYYY" },
};

static const EpcCode report_audience_codes[] = {
  { "office", N_("Office"), NULL },
  { "partners", N_("Partners"), NULL },
  { "public", N_("Public"), NULL },
};

static const EpcCode gam_phase_codes[] = {
  { "design", N_("Design"), NULL },
  { "monitoring", N_("Monitoring"), NULL },
};

static const EpcCode gender_measure_codes[] = {
  { "A", N_("A Gender analysis"), NULL },
  { "B", N_("B Data by sex and age"), NULL },
  { "C", N_("C Good targeting"), NULL },
  { "D", N_("D Tailored activities"), NULL },
  { "E", N_("E Protection from gender-based violence"), NULL },
  { "F", N_("F Coordination"), NULL },
  { "G", N_("G Influence on the project"), NULL },
  { "H", N_("H Feedback and complaints"), NULL },
  { "I", N_("I Transparency"), NULL },
  { "J", N_("J Benefits"), NULL },
  { "K", N_("K Satisfaction"), NULL },
  { "L", N_("L Problems of the project"), NULL },
};

static const EpcCode legal_basis_codes[] = {
  { "consent", N_("Consent"), NULL },
  { "public_interest", N_("Mandate or public interest"), NULL },
  { "vital_interest", N_("Vital interest"), NULL },
  { "agreement", N_("Agreement with the source"), NULL },
  { "published", N_("Published data"), NULL },
};

static const EpcCode incident_kind_codes[] = {
  { "device_lost", N_("Device lost or stolen"), NULL },
  { "wrong_recipient", N_("Sent to the wrong recipient"), NULL },
  { "unauthorised", N_("Seen without authorisation"), NULL },
  { "malware", N_("Malware"), NULL },
  { "published", N_("Published by mistake"), NULL },
  { "personal_data", N_("Personal data found in a file"), NULL },
  { "lost", N_("Data lost or damaged"), NULL },
  { "other", N_("Other incident"), NULL },
};

static const EpcCode centre_status_codes[] = {
  { "standby", N_("On standby"), "standby|reserva|en espera" },
  { "open", N_("Open"), "opened|abierto|ouvert|aberto" },
  { "full", N_("Full"), "lleno|plein|cheio" },
  { "closed", N_("Closed"), "cerrado|fermé|fechado" },
  { "unfit", N_("Not fit for use"), "unusable|no apto|inutilisable" },
};

static const EpcCode centre_building_codes[] = {
  { "school", N_("School"), "escuela|colegio|école|escola" },
  { "church", N_("Church or religious building"), "church|iglesia|templo|église|igreja" },
  { "gym", N_("Gym or sports hall"), "gimnasio|cancha|polideportivo|gymnase" },
  { "community_hall", N_("Community hall"), "casa comunal|salón comunal|salle communautaire" },
  { "public", N_("Public building"), "municipality|edificio público|bâtiment public" },
  { "health", N_("Health facility"), "hospital|centro de salud" },
  { "military", N_("Military or police building"), "cuartel|caserne" },
  { "purpose_built", N_("Purpose-built shelter"), "hurricane shelter|abri provisoire" },
  { "private", N_("Private building"), "hotel|privado|privé" },
  { "stadium", N_("Stadium or open ground"), "estadio|stade" },
  { "other", N_("Other building"), "otro|autre|outro" },
};

const EpcCodeList epc_recovery_code_lists[] = {
  EPC_CODE_LIST ("return_type", N_("Kind of movement"), return_type_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("return_status", N_("Status of a movement"), return_status_codes),
  EPC_CODE_LIST ("settlement_option", N_("Settlement option"), settlement_option_codes,
                 .source = "IASC Framework on Durable Solutions for IDPs (2010)"),
  EPC_CODE_LIST ("return_transport", N_("Transport of a movement"), return_transport_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("return_package", N_("Package of return assistance"), return_package_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("assessment_method", N_("Method of an assessment"), assessment_method_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("service_level", N_("Level of a service"), service_level_codes),
  EPC_CODE_LIST ("presence_level", N_("Presence of a problem"), presence_level_codes),
  EPC_CODE_LIST ("return_severity", N_("Severity of a condition"), return_severity_codes,
                 .source = "After the IOM Iraq return index; weights of this product"),
  EPC_CODE_LIST ("security_actor", N_("Security actor"), security_actor_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("return_obstacle", N_("Obstacle to a solution"), return_obstacle_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("return_reason", N_("Reason of the choice"), return_reason_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("return_support", N_("Support needed"), return_support_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("tenure", N_("Tenure"), tenure_codes),
  EPC_CODE_LIST ("damage_class", N_("Damage"), damage_class_codes),
  EPC_CODE_LIST ("housing_assistance", N_("Housing assistance"), housing_assistance_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("sampling_method", N_("Sampling"), sampling_method_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("initiative_type", N_("Type of initiative"), initiative_type_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("initiative_status", N_("Status of an initiative"), initiative_status_codes),
  EPC_CODE_LIST ("prds_pillar", N_("PRDS pillar"), prds_pillar_codes, .is_editable = TRUE,
                 .source = "IOM, The Progressive Resolution of Displacement Situations (2016); wording to be confirmed"),
  EPC_CODE_LIST ("prds_objective", N_("PRDS objective"), prds_objective_codes, .is_editable = TRUE,
                 .source = "IOM, The Progressive Resolution of Displacement Situations (2016); wording to be confirmed"),
  EPC_CODE_LIST ("need_source", N_("How a need was named"), need_source_codes),
  EPC_CODE_LIST ("functionality", N_("Working of a handed-over work"), functionality_codes),
  EPC_CODE_LIST ("milestone_status", N_("Status of a milestone"), milestone_status_codes),
  EPC_CODE_LIST ("recovery_area", N_("Programme area"), recovery_area_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("project_status", N_("Status of a project"), project_status_codes),
  EPC_CODE_LIST ("indicator_level", N_("Level of an indicator"), indicator_level_codes),
  EPC_CODE_LIST ("disaggregation", N_("Breakdown"), disaggregation_codes),
  EPC_CODE_LIST ("value_status", N_("Status of a value"), value_status_codes),
  EPC_CODE_LIST ("ds_criterion", N_("Durable-solution criterion"), ds_criterion_codes,
                 .source = "IASC Framework on Durable Solutions for IDPs (2010)"),
  EPC_CODE_LIST ("resilience_level", N_("Level of resilience"), resilience_level_codes),
  EPC_CODE_LIST ("coping_strategy", N_("Way of coping"), coping_strategy_codes,
                 .source = "IOM, The Progressive Resolution of Displacement Situations (2016); wording to be confirmed"),
  EPC_CODE_LIST ("mobility_strategy", N_("Mobility strategy"), mobility_strategy_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("crosscutting_tag", N_("Cross-cutting tag"), crosscutting_tag_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("referral_desk", N_("Desk"), referral_desk_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("referral_channel", N_("Channel of a referral"), referral_channel_codes),
  EPC_CODE_LIST ("referral_age", N_("Age band of a referral"), referral_age_codes),
  EPC_CODE_LIST ("service_category", N_("Category of service"), service_category_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("referral_outcome", N_("Outcome of a referral"), referral_outcome_codes),
  EPC_CODE_LIST ("provider_status", N_("Status of a provider"), provider_status_codes),
  EPC_CODE_LIST ("document_type", N_("Type of document"), document_type_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("mobility_dimension", N_("Mobility dimension"), mobility_dimension_codes,
                 .source = "IOM Migration Crisis Operational Framework, MC/2355 (2012)"),
  EPC_CODE_LIST ("mcof_status", N_("Status of an MCOF row"), mcof_status_codes),
  EPC_CODE_LIST ("micic_phase", N_("MICIC phase"), micic_phase_codes, .source = "MICIC Guidelines (2016)"),
  EPC_CODE_LIST ("micic_guideline", N_("MICIC guideline"), micic_guideline_codes,
                 .source = "MICIC Guidelines to Protect Migrants in Countries Experiencing Conflict or Natural Disaster "
                     "(2016); short wording to be confirmed for 11, 13, 14, 15"),
  EPC_CODE_LIST ("check_status", N_("Status of a check"), check_status_codes),
  EPC_CODE_LIST ("migrant_barrier", N_("Barrier"), migrant_barrier_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("gbv_approach", N_("Approach"), gbv_approach_codes,
                 .source = "IOM Institutional Framework for Addressing Gender-Based Violence in Crises (2018)"),
  EPC_CODE_LIST ("sop_process", N_("Process"), sop_process_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("support_type", N_("Kind of support"), support_type_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("support_status", N_("Status of a support request"), support_status_codes),
  EPC_CODE_LIST ("lesson_origin", N_("Where a lesson comes from"), lesson_origin_codes),
  EPC_CODE_LIST ("lesson_kind", N_("Kind of lesson"), lesson_kind_codes),
  EPC_CODE_LIST ("doubt_status", N_("Standing of a doubt"), doubt_status_codes),
  EPC_CODE_LIST ("date_order", N_("Order of dates"), date_order_codes),
  EPC_CODE_LIST ("report_audience", N_("Audience of a report"), report_audience_codes),
  EPC_CODE_LIST ("gam_phase", N_("Moment of the gender marker"), gam_phase_codes,
                 .source = "IASC Gender with Age Marker (GAM)"),
  EPC_CODE_LIST ("gender_measure", N_("Gender equality measure"), gender_measure_codes,
                 .source = "IASC Gender with Age Marker (GAM)"),
  EPC_CODE_LIST ("legal_basis", N_("Legal basis"), legal_basis_codes, .source = "IOM Data Protection Manual (2010)"),
  EPC_CODE_LIST ("incident_kind", N_("Kind of data incident"), incident_kind_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("centre_status", N_("Status of an evacuation centre"), centre_status_codes),
  EPC_CODE_LIST ("centre_building", N_("Building of an evacuation centre"), centre_building_codes, .is_editable = TRUE),
};
const guint epc_n_recovery_code_lists = G_N_ELEMENTS (epc_recovery_code_lists);
