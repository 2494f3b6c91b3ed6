/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of codes of the reference registers, preparedness, transition, recovery, resources and of the program itself.
 */
#include "base/epc-i18n.h"
#include "epc-codes.h"

static const EpcCode office_role_codes[] = {
  { "country", N_("Country office"), "country|país|bureau de pays" },
  { "regional", N_("Regional office"), "regional|RO|bureau régional" },
  { "reader", N_("Reader"), "reader|read-only|solo lectura" },
};

static const EpcCode paper_size_codes[] = {
  { "a4", N_("A4"), NULL },
  { "letter", N_("Letter"), "US Letter|carta|lettre" },
};

static const EpcCode pcode_status_codes[] = {
  { "official", N_("Official"), "cod|officiel" },
  { "provisional", N_("Provisional"), "local|provisoire|provisório" },
  { "superseded", N_("Superseded"), "retired|obsolete|reemplazado|remplacé" },
};

static const EpcCode population_sex_codes[] = {
  { "both", N_("Both sexes"), "T|total|all|both|ambos|todos|les deux|ambos os sexos" },
  { "female", N_("Female population"), "F|female|females|women|mujeres|femmes|mulheres" },
  { "male", N_("Male population"), "M|male|males|men|hombres|hommes|homens" },
};

static const EpcCode population_age_codes[] = {
  { "all", N_("All ages"), "TL|total|todas|tous âges|all" },
  { "0_4", N_("0 to 4 years"), "0-4|00_04|00-04|under 5" },
  { "5_9", N_("5 to 9 years"), "5-9|05_09" },
  { "10_14", N_("10 to 14 years"), "10-14" },
  { "15_19", N_("15 to 19 years"), "15-19" },
  { "20_24", N_("20 to 24 years"), "20-24" },
  { "25_29", N_("25 to 29 years"), "25-29" },
  { "30_34", N_("30 to 34 years"), "30-34" },
  { "35_39", N_("35 to 39 years"), "35-39" },
  { "40_44", N_("40 to 44 years"), "40-44" },
  { "45_49", N_("45 to 49 years"), "45-49" },
  { "50_54", N_("50 to 54 years"), "50-54" },
  { "55_59", N_("55 to 59 years"), "55-59" },
  { "60_64", N_("60 to 64 years"), "60-64" },
  { "65_69", N_("65 to 69 years"), "65-69" },
  { "70_74", N_("70 to 74 years"), "70-74" },
  { "75_79", N_("75 to 79 years"), "75-79" },
  { "80_plus", N_("80 years and over"), "80+|80plus" },
  { "0_1", N_("Under 1 year"), "<1|under 1|0-1" },
  { "1_5", N_("1 to 5 years"), "1-5" },
  { "6_17", N_("6 to 17 years"), "6-17" },
  { "0_17", N_("Under 18 years"), "<18|0-17|under 18" },
  { "18_59", N_("18 to 59 years"), "18-59" },
  { "60_plus", N_("60 years and over"), "60+|60plus" },
};

static const EpcCode population_method_codes[] = {
  { "census", N_("Census"), "census|censo|recensement" },
  { "projection", N_("Projection"), "projection|proyección|projected" },
  { "estimate", N_("Estimate"), "estimate|estimación rápida|estimation" },
  { "register", N_("Population register"), "register|registro civil" },
};

static const EpcCode organisation_role_codes[] = {
  { "implementing", N_("Implementing partner"), "IP|implementing|partenaire de mise en œuvre" },
  { "coordinating", N_("Coordinating body"), "lead agency|coordination|coordinación" },
  { "authority", N_("Competent authority"), "counterpart|contraparte|autoridad" },
  { "service", N_("Service provider"), "provider|prestador|proveedor de servicios" },
  { "supplier", N_("Supplier"), "vendor|fournisseur|fornecedor" },
  { "donor", N_("Donor"), "funder|bailleur|doador" },
  { "standby", N_("Standby partner"), "standby|NRC|CANADEM|RedR|MSB" },
  { "observer", N_("Exchange of information"), "information|información" },
};

static const EpcCode agreement_status_codes[] = {
  { "none", N_("No agreement"), "none|ninguno|aucun" },
  { "drafting", N_("Being drafted"), "draft|borrador" },
  { "signed", N_("Signed"), "in force|vigente|signé|active" },
  { "expired", N_("Expired"), "vencido|expiré" },
};

static const EpcCode contact_type_codes[] = {
  { "government", N_("Government counterpart"), "gobierno|gouvernement" },
  { "civil_protection", N_("Civil protection on duty"), "protección civil|defensa civil" },
  { "cluster_lead", N_("Cluster or sector lead"), "cluster|clúster" },
  { "iom", N_("IOM office"), "IOM|OIM" },
  { "rts", N_("Regional technical specialist"), "RTS" },
  { "un", N_("United Nations"), "UN|ONU" },
  { "ngo", N_("NGO or partner"), "ONG|NGO" },
  { "embassy", N_("Embassy or consulate"), "consulado" },
  { "donor", N_("Donor"), NULL },
  { "supplier", N_("Supplier"), NULL },
  { "transport", N_("Carrier"), "carrier|transporte|transporteur" },
  { "media", N_("Media"), "prensa" },
  { "security", N_("Security"), "UNDSS" },
  { "other", N_("Other contact"), "otro|autre" },
};

static const EpcCode item_category_codes[] = {
  { "shelter", N_("Shelter material"), "shelter|abri|tarps" },
  { "tool", N_("Tools"), "tools|outils" },
  { "bedding", N_("Bedding"), "sleeping|literie" },
  { "kitchen", N_("Kitchen"), "cooking|cuisine" },
  { "water", N_("Water container"), "water|agua" },
  { "hygiene", N_("Hygiene"), "hygiène" },
  { "lighting", N_("Light and energy"), "solar|lighting|iluminación" },
  { "mosquito_net", N_("Mosquito net"), "LLIN|net|mosquitero|moustiquaire" },
  { "clothing", N_("Clothing"), "ropa|vêtements|vestuario" },
  { "tent", N_("Tent"), "tents|carpas|tente" },
  { "infant", N_("Infants"), "baby|bebés|nourrisson" },
  { "cleaning", N_("Cleaning up"), "clean-up|nettoyage" },
  { "cold", N_("Cold climate"), "winter|invierno|hiver" },
  { "kit", N_("Kit"), "kits" },
  { "site", N_("Site equipment"), "site" },
  { "medical", N_("Medical"), "salud|médical" },
  { "food", N_("Food"), "alimentos|nourriture" },
  { "other", N_("Other items"), "otro|autre" },
};

static const EpcCode item_unit_codes[] = {
  { "piece", N_("Piece"), "pc|pcs|pza|pieza|unidad|unit|each|EA|pièce|peça|un" },
  { "set", N_("Set"), "sets|juego|jeu|conjunto" },
  { "kit", N_("Kit"), "kits" },
  { "pack", N_("Pack"), "packs|paquete|paquet|pacote" },
  { "box", N_("Box"), "boxes|caja|carton|caixa" },
  { "roll", N_("Roll"), "rolls|rollo|rouleau|rolo" },
  { "metre", N_("Metre"), "m|meter|metro|mètre" },
  { "gram", N_("Gram"), "g|gramo|gramme" },
  { "kilogram", N_("Kilogram"), "kg|kilo|kilogramo" },
  { "litre", N_("Litre"), "l|liter|litro" },
  { "square_metre", N_("Square metre"), "m2|m²|sqm" },
};

static const EpcCode kit_basis_codes[] = {
  { "household", N_("Household"), "HH|household|hogar|ménage|family|familia" },
  { "person", N_("Person"), "person|pp|persona|personne|capita" },
  { "woman", N_("Woman or girl who menstruates"), "woman|women of reproductive age|mujer" },
  { "infant", N_("Infant"), "baby|bebé" },
  { "community", N_("Community"), "community|comunidad" },
  { "kit", N_("Piece of the kit"), "kit" },
};

static const EpcCode assistance_form_codes[] = {
  { "in_kind", N_("In kind"), "in-kind|en especie|en nature|em espécie" },
  { "voucher", N_("Voucher"), "voucher|cupón|vale|bon" },
  { "cash", N_("Cash"), "cash|efectivo|CBI|CVA|argent|dinheiro" },
  { "service", N_("Service"), "service|servicio|serviço" },
};

static const EpcCode warehouse_status_codes[] = {
  { "active", N_("In use"), "active|activo|open|actif" },
  { "standby", N_("On standby"), "standby|reserva" },
  { "closed", N_("Closed"), "closed|cerrado|fermé" },
};

static const EpcCode warehouse_type_codes[] = {
  { "main", N_("Main warehouse"), "main|central" },
  { "forward", N_("Forward store"), "forward|prepositioned|preposicionado" },
  { "transit", N_("Transit store"), "transit|tránsito" },
  { "container", N_("Container"), "container|contenedor|conteneur" },
  { "mobile", N_("Mobile storage unit"), "MSU|rubb hall|wiik hall" },
  { "hub", N_("Regional hub"), "hub|UNHRD" },
};

static const EpcCode warehouse_ownership_codes[] = {
  { "own", N_("Own"), "owned|propio|propre" },
  { "rented", N_("Rented"), "rented|alquilado|loué" },
  { "lent", N_("Lent by a partner or authority"), "lent|cedido|prêté|shared" },
};

static const EpcCode direction_codes[] = {
  { "at_least", N_("At least the limit"), "min|minimum|at least" },
  { "at_most", N_("At most the limit"), "max|maximum|at most" },
};

static const EpcCode standard_scope_codes[] = {
  { "site", N_("Site"), "site|sitio" },
  { "evacuation_centre", N_("Evacuation centre"), NULL },
  { "household", N_("Households of a site"), NULL },
  { "health_facility", N_("Health facility"), NULL },
  { "school", N_("School or learning space"), NULL },
  { "setting", N_("Setting of the program"), NULL },
};

static const EpcCode standard_unit_codes[] = {
  { "litre_person_day", N_("L/person/day"), "L/p/d|l/person/day" },
  { "litre_pupil_day", N_("L/pupil/day"), NULL },
  { "litre", N_("litres"), "L" },
  { "percent_households", N_("% of households"), "% HH" },
  { "percent", N_("percent"), "pct" },
  { "percent_women", N_("% of women"), NULL },
  { "metre", N_("m"), "metres" },
  { "minute", N_("minutes"), "min" },
  { "people_tap", N_("people per tap"), NULL },
  { "people_pump", N_("people per pump, well or spring"), NULL },
  { "people_toilet", N_("people per toilet"), NULL },
  { "people_shower", N_("people per shower"), NULL },
  { "people_promoter", N_("people per hygiene promoter"), NULL },
  { "people_facility", N_("people per facility"), NULL },
  { "people_litre_bin", N_("litres per 10 households"), NULL },
  { "girls_toilet", N_("girls per toilet"), NULL },
  { "boys_toilet", N_("boys per toilet"), NULL },
  { "pupils_class", N_("pupils per class"), NULL },
  { "pupils_teacher", N_("pupils per teacher"), NULL },
  { "square_metre_person", N_("m²/person"), "m2/person" },
  { "milligram_litre", N_("mg/L"), NULL },
  { "ntu", N_("NTU"), NULL },
  { "gram_person_month", N_("g/person/month"), NULL },
  { "kilocalorie_person_day", N_("kcal/person/day"), "kcal/p/d" },
  { "ratio", N_("ratio"), NULL },
  { "times_height", N_("times the height"), NULL },
  { "sites_agency", N_("sites per team"), NULL },
  { "score", N_("points"), NULL },
  { "days", N_("days"), NULL },
  { "months", N_("months"), NULL },
  { "people_household", N_("people per household"), NULL },
  { "usd", N_("US dollars"), NULL },
};

static const EpcCode training_topic_codes[] = {
  { "cccm", N_("CCCM"), "camp coordination and camp management|gestión de albergues" },
  { "dtm_im", N_("DTM and information management"), "DTM|IM|DTM/IM" },
  { "mcof", N_("MCOF"), NULL },
  { "mend", N_("Mass evacuation (MEND/MED)"), "MEND|MED" },
  { "sphere", N_("Sphere standards"), "sphere|esfera|sphère" },
  { "shelter_nfi", N_("Shelter and NFI"), "shelter|shelter/NFI|abris" },
  { "gbv", N_("Gender-based violence in crises"), "GBV|GBViC|VBG" },
  { "psea", N_("Protection from sexual exploitation and abuse"), "PSEA|PEAS" },
  { "mhpss", N_("Psychological first aid and MHPSS"), "PFA|MHPSS|PAP|PFA/MHPSS" },
  { "hbm", N_("Humanitarian border management"), "HBM" },
  { "micic", N_("Migrants in countries in crisis (MICIC)"), "MICIC" },
  { "drr", N_("Disaster risk reduction"), "DRR|RRD" },
  { "icrs", N_("Information, counselling and referral (ICRS)"), "ICRS" },
  { "project_development", N_("Project development"), "project dev.|proposal writing" },
  { "data_protection", N_("Data protection"), NULL },
  { "simulation", N_("Simulation exercise"), "SIMEX|simulacro" },
  { "security", N_("Security in the field"), "SSAFE|HEAT|BSAFE" },
  { "logistics", N_("Logistics and procurement"), NULL },
  { "reintegration", N_("Return and reintegration"), NULL },
  { "stabilization", N_("Community stabilization"), NULL },
  { "other", N_("Other subject"), "otro|autre" },
};

static const EpcCode training_audience_codes[] = {
  { "staff", N_("IOM staff"), "staff|personal" },
  { "government", N_("Government"), "gobierno|government|authorities" },
  { "partners", N_("Partners"), "partners|NGO|ONG|socios" },
  { "community", N_("Community"), "community|comunidad" },
};

static const EpcCode training_delivery_codes[] = {
  { "in_person", N_("In person"), "face-to-face|presencial|présentiel" },
  { "online", N_("Online"), "remote|virtual|en ligne|a distancia" },
  { "blended", N_("Blended"), "hybrid|híbrida|semipresencial" },
  { "exercise", N_("Exercise in the field"), "drill|field" },
  { "self_paced", N_("Self-paced"), "e-learning|self-paced" },
};

static const EpcCode impact_level_codes[] = {
  { "1", N_("1 · Negligible: the government's capacity is enough"), "negligible|insignificante|négligeable" },
  { "2", N_("2 · Minor: the agencies in the country can cope"), "minor|menor|mineur" },
  { "3", N_("3 · Moderate: up to 30 % more resources, no regional support"), "moderate|moderado|modéré" },
  { "4", N_("4 · Severe: up to 50 % more resources, regional support"), "severe|severo|grave|sévère" },
  { "5", N_("5 · Critical: over 80 % more resources, system-wide scale-up"), "critical|crítico|critique" },
};

static const EpcCode likelihood_level_codes[] = {
  { "1", N_("1 · Very unlikely: up to 20 %"), "very unlikely|muy improbable|très improbable" },
  { "2", N_("2 · Unlikely: 21 to 40 %"), "unlikely|improbable" },
  { "3", N_("3 · Moderately likely: 41 to 60 %"), "moderately likely|possible|posible" },
  { "4", N_("4 · Likely: 61 to 80 %"), "likely|probable" },
  { "5", N_("5 · Very likely: over 80 %"), "very likely|muy probable|très probable" },
};

static const EpcCode risk_band_codes[] = {
  { "low", N_("Low risk"), "low|bajo|faible|baixo" },
  { "medium", N_("Medium risk"), "medium|medio|moyen|médio|moderate" },
  { "high", N_("High risk"), "high|alto|élevé" },
};

static const EpcCode early_warning_source_codes[] = {
  { "nhc", N_("NHC (hurricanes)"), "NHC|National Hurricane Center" },
  { "cdema", N_("CDEMA"), NULL },
  { "cepredenac", N_("CEPREDENAC"), "SICA" },
  { "met_service", N_("National meteorological service"), "INSIVUMEH|SENAMHI|IDEAM|INETER|SMN|met office" },
  { "geo_service", N_("National geological or seismological service"), "SNET|INGV|SGC" },
  { "civil_protection", N_("National civil protection"), "DGPC|COPECO|CONRED|CNE|SINAPROC|UNGRD|INDECI" },
  { "usgs", N_("USGS (earthquakes)"), "USGS" },
  { "ptwc", N_("Pacific Tsunami Warning Center"), "PTWC" },
  { "gdacs", N_("GDACS"), NULL },
  { "inform", N_("INFORM Risk Index"), "INFORM" },
  { "fews_net", N_("FEWS NET"), NULL },
  { "paho", N_("PAHO (epidemics)"), "PAHO|OPS|WHO" },
  { "acaps", N_("ACAPS"), NULL },
  { "dtm", N_("DTM"), NULL },
  { "media", N_("Media and partners"), "prensa|partners" },
  { "other", N_("Other source"), "otro|autre" },
};

static const EpcCode action_kind_codes[] = {
  { "mpa", N_("Minimum (MPA)"), "MPA|minimum|mínima|AMP" },
  { "apa", N_("Advanced (APA)"), "APA|advanced|avanzada" },
};

static const EpcCode action_category_codes[] = {
  { "A", N_("A Risk monitoring"), "risk monitoring|seguimiento de riesgos" },
  { "B", N_("B Coordination and management arrangements"), "coordination|coordinación" },
  { "C", N_("C Needs assessment, information management, response monitoring"), "needs assessment|IM|evaluación" },
  { "D", N_("D Operational capacity to deliver relief and protection"), "operational capacity|capacidad operativa" },
  { "E", N_("E Additions of IOM"), "IOM additions|IOM|OIM" },
};

static const EpcCode action_status_codes[] = {
  { "not_started", N_("Not started"), "not started|pending|no iniciada|pendiente|non commencé" },
  { "in_progress", N_("In progress"), "ongoing|in progress|en proceso|en cours" },
  { "done", N_("Done"), "completed|complete|completada|terminada|fait" },
  { "overdue", N_("Overdue"), "late|vencida|en retard" },
  { "na", N_("Not applicable"), "n/a|n.a.|na|no aplica|sans objet" },
};

static const EpcCode plan_status_codes[] = {
  { "draft", N_("Draft"), "draft|borrador|brouillon|rascunho" },
  { "validated", N_("Validated"), "validated|validado|validé" },
  { "endorsed", N_("Endorsed"), "endorsed|approved|aprobado|approuvé" },
  { "activated", N_("Activated"), "active|activado|activé" },
  { "expired", N_("Out of date"), "expired|vencido|expiré" },
};

static const EpcCode scenario_kind_codes[] = {
  { "best", N_("Best case"), "best|optimista|meilleur" },
  { "likely", N_("Most likely case"), "likely|probable|most likely" },
  { "worst", N_("Worst case"), "worst|pesimista|pire" },
};

static const EpcCode plan_part_codes[] = {
  { "cover", N_("Cover and summary"), "cover|portada" },
  { "iasc", N_("Core of the plan (IASC)"), "IASC" },
  { "iom", N_("Sections of IOM"), "IOM|OIM" },
  { "annex", N_("Annex"), "annex|anexo|annexe" },
};

static const EpcCode section_status_codes[] = {
  { "empty", N_("To be written"), "empty|vacío" },
  { "draft", N_("In draft"), "draft|borrador" },
  { "review", N_("Under review"), "review|revisión" },
  { "ready", N_("Ready"), "ready|lista|prêt|final" },
  { "na", N_("Section not needed"), "n/a|no aplica" },
};

static const EpcCode information_channel_codes[] = {
  { "radio", N_("Radio"), NULL },
  { "tv", N_("Television"), "TV" },
  { "sms", N_("Text message"), "SMS" },
  { "whatsapp", N_("WhatsApp or phone"), "whatsapp|phone|teléfono" },
  { "social_media", N_("Social media"), "facebook|redes" },
  { "loudspeaker", N_("Loudspeaker"), "perifoneo|megaphone|megáfono" },
  { "siren", N_("Siren or bell"), "sirena|campana" },
  { "door_to_door", N_("Door to door"), "house to house" },
  { "leaders", N_("Community leaders"), "líderes" },
  { "notice_board", N_("Notice board"), "afiches|posters" },
  { "app", N_("Alert app"), "cell broadcast" },
  { "face_to_face", N_("Meetings"), "reuniones" },
  { "hotline", N_("Hotline"), "línea gratuita|ligne verte" },
  { "other", N_("Other channel"), "otro|autre" },
};

static const EpcCode expert_profile_codes[] = {
  { "emergency_coordinator", N_("Emergency coordinator"), "coordinator|emergency coordinator" },
  { "cccm", N_("Camp coordination and camp management"), "CCCM|camp manager|gestor de albergues" },
  { "dtm_im", N_("DTM and information management"), "DTM|IM|IMO|DTM/IM|information management officer" },
  { "gis", N_("Geographic information (GIS)"), "GIS|SIG|cartography" },
  { "shelter_nfi", N_("Shelter and NFI engineer"), "shelter|engineer|NFI" },
  { "wash", N_("Water, sanitation and hygiene"), "WASH" },
  { "logistics", N_("Logistics"), "log|logistician" },
  { "health", N_("Health"), "doctor|nurse|salud" },
  { "mhpss", N_("Mental health and psychosocial support"), "MHPSS|SMAPS|psychologist" },
  { "protection", N_("Protection, GBV and PSEA"), "protection|GBV|PSEA|protección" },
  { "transport", N_("Transport and operations"), "movement|operations|M03" },
  { "hbm", N_("Humanitarian border management"), "HBM|border" },
  { "transition", N_("Transition and recovery"), "recovery|TRD" },
  { "livelihoods", N_("Livelihoods"), "medios de vida" },
  { "drr", N_("Disaster risk reduction"), "DRR|RRD" },
  { "elections", N_("Elections"), "elections|elecciones" },
  { "pve", N_("Preventing violent extremism"), "PVE|CVE" },
  { "peacebuilding", N_("Peacebuilding"), "peace" },
  { "hlp", N_("Housing, land and property"), "HLP|VTP" },
  { "cash", N_("Cash and vouchers"), "CBI|CVA|cash" },
  { "monitoring", N_("Monitoring and evaluation"), "M&E|MEAL" },
  { "project_development", N_("Project development"), "proposal" },
  { "resources", N_("Finance, human resources, procurement"), "finance|HR|procurement|RMO" },
  { "security", N_("Security"), "security officer" },
  { "media", N_("Media and communication"), "communications|public information" },
  { "other", N_("Other profile"), "otro|autre" },
};

static const EpcCode expert_skill_codes[] = {
  { "site_planning", N_("Site planning"), "site planner" },
  { "site_management", N_("Site management"), NULL },
  { "coordination", N_("Cluster coordination"), NULL },
  { "enumerator_training", N_("Training of enumerators"), NULL },
  { "kobo", N_("KoBo and ODK forms"), "kobo|ODK|XLSForm" },
  { "gis", N_("GIS and maps"), "QGIS|ArcGIS|mapping" },
  { "data_analysis", N_("Data analysis (R, Python, Excel)"), "R|python|excel|stata|SPSS" },
  { "visualisation", N_("Data visualisation"), "Power BI|tableau|dashboards" },
  { "drones", N_("Drones and imagery"), "UAV" },
  { "flow_monitoring", N_("Flow monitoring"), "FMP|FMS" },
  { "evacuation", N_("Evacuation planning"), "MEND" },
  { "construction", N_("Construction and repair"), NULL },
  { "supply_chain", N_("Supply chain"), "warehouse|customs" },
  { "cash", N_("Cash distribution"), "CVA" },
  { "pfa", N_("Psychological first aid"), "PFA|PAP" },
  { "case_referral", N_("Referral pathways"), "referral" },
  { "reporting", N_("Reporting"), "sitrep" },
  { "proposal_writing", N_("Proposal writing"), NULL },
  { "facilitation", N_("Training and facilitation"), "ToT|trainer" },
  { "negotiation", N_("Access negotiation"), NULL },
  { "contingency_planning", N_("Contingency planning"), NULL },
  { "simulation", N_("Simulation exercises"), "SIMEX" },
  { "surveys", N_("Surveys and sampling"), NULL },
  { "driving", N_("Driving off-road"), "4x4" },
  { "radio", N_("Radio communication"), "VHF|HF" },
};

static const EpcCode expert_level_codes[] = {
  { "junior", N_("Junior"), "junior" },
  { "mid", N_("Mid-level"), "mid|medium|intermedio" },
  { "senior", N_("Senior"), "senior|sr" },
  { "lead", N_("Team lead"), "team leader|líder" },
};

static const EpcCode availability_codes[] = {
  { "available", N_("Available"), "available|disponible|disponível" },
  { "deployed", N_("Deployed"), "deployed|en misión|déployé" },
  { "on_leave", N_("On leave"), "leave|vacaciones|en congé" },
  { "unavailable", N_("Not available"), "unavailable|no disponible|indisponible" },
};

static const EpcCode notice_time_codes[] = {
  { "h24", N_("24 hours"), "24h|24 h|1 day" },
  { "h72", N_("72 hours"), "72h|72 h|3 days" },
  { "w1", N_("One week"), "7 d|1 wk|1 week|7 days" },
  { "w2", N_("Two weeks"), "14 d|2 weeks" },
  { "more", N_("More than two weeks"), "longer|más" },
};

static const EpcCode contract_type_codes[] = {
  { "staff", N_("Staff"), "staff|fixed-term|regular" },
  { "consultant", N_("Consultant"), "consultant|consultor" },
  { "unv", N_("UN Volunteer"), "UNV|VNU" },
  { "standby", N_("Standby partner"), "SBP|standby partner" },
  { "ungraded", N_("Ungraded"), "hourly|short-term" },
  { "partner", N_("Partner's or government's staff"), "government|gobierno|secondee" },
};

static const EpcCode language_level_codes[] = {
  { "A1", N_("A1"), NULL },
  { "A2", N_("A2 · basic"), "basic|básico|débutant|A2" },
  { "B1", N_("B1"), NULL },
  { "B2", N_("B2 · working"), "working|intermediate|intermedio|B2" },
  { "C1", N_("C1 · fluent"), "fluent|fluido|advanced|avanzado|C1" },
  { "C2", N_("C2"), "proficient" },
  { "native", N_("Mother tongue"), "native|mother tongue|nativo|langue maternelle|língua materna" },
};

static const EpcCode clearance_kind_codes[] = {
  { "bsafe", N_("BSAFE certificate"), "BSAFE" },
  { "ssafe", N_("SSAFE or HEAT"), "SSAFE|HEAT" },
  { "medical", N_("Medical fitness"), "medical clearance|apto médico" },
  { "trip", N_("UNDSS TRIP clearance"), "TRIP|security clearance" },
  { "yellow_fever", N_("Yellow fever certificate"), "yellow fever|fiebre amarilla" },
  { "passport_valid", N_("Passport or UNLP valid"), "UNLP|passport" },
  { "visa", N_("Visa"), "visado|visto" },
  { "psea", N_("PSEA training"), "PSEA|PEAS" },
  { "driving", N_("UN driving permit"), "driving licence" },
  { "other", N_("Other clearance"), "otro|autre" },
};

static const EpcCode session_status_codes[] = {
  { "planned", N_("Planned"), "planned|planificada|prévu" },
  { "confirmed", N_("Date confirmed"), "confirmed|confirmada" },
  { "done", N_("Carried out"), "done|completed|realizada|réalisée" },
  { "cancelled", N_("Cancelled"), "canceled|cancelada|annulée" },
};

static const EpcCode participant_category_codes[] = {
  { "staff", N_("IOM staff"), "staff|OIM|IOM" },
  { "government", N_("Government"), "gobierno|gov" },
  { "ngo", N_("NGO or partner"), "NGO|ONG|partner" },
  { "un", N_("United Nations"), "UN|ONU" },
  { "private", N_("Private sector"), "empresa" },
};

static const EpcCode participant_role_codes[] = {
  { "participant", N_("Participant"), "participante" },
  { "facilitator", N_("Facilitator"), "trainer|facilitador" },
  { "observer", N_("Observer"), "observador" },
};

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

const EpcCodeList epc_plans_code_lists[] = {
  EPC_CODE_LIST ("office_role", N_("Role of the office"), office_role_codes),
  EPC_CODE_LIST ("paper_size", N_("Paper size"), paper_size_codes),
  EPC_CODE_LIST ("pcode_status", N_("Standing of the P-code"), pcode_status_codes),
  EPC_CODE_LIST ("population_sex", N_("Sex of a population count"), population_sex_codes),
  EPC_CODE_LIST ("population_age", N_("Age of a population count"), population_age_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("population_method", N_("Origin of a population count"), population_method_codes),
  EPC_CODE_LIST ("organisation_role", N_("Way of working together"), organisation_role_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("agreement_status", N_("Standing of an agreement"), agreement_status_codes),
  EPC_CODE_LIST ("contact_type", N_("Kind of contact"), contact_type_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("item_category", N_("Category of items"), item_category_codes, .is_editable = TRUE,
                 .source = "Global Shelter Cluster practice"),
  EPC_CODE_LIST ("item_unit", N_("Unit of an item"), item_unit_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("kit_basis", N_("Given per"), kit_basis_codes),
  EPC_CODE_LIST ("assistance_form", N_("Form of assistance"), assistance_form_codes),
  EPC_CODE_LIST ("warehouse_status", N_("Status of a warehouse"), warehouse_status_codes),
  EPC_CODE_LIST ("warehouse_type", N_("Kind of store"), warehouse_type_codes),
  EPC_CODE_LIST ("warehouse_ownership", N_("How a warehouse is held"), warehouse_ownership_codes),
  EPC_CODE_LIST ("direction", N_("Right direction of an indicator"), direction_codes),
  EPC_CODE_LIST ("standard_scope", N_("What a standard is judged for"), standard_scope_codes),
  EPC_CODE_LIST ("standard_unit", N_("Unit of a standard"), standard_unit_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("training_topic", N_("Subject of training"), training_topic_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("training_audience", N_("Audience of training"), training_audience_codes),
  EPC_CODE_LIST ("training_delivery", N_("Delivery of training"), training_delivery_codes),
  EPC_CODE_LIST ("impact_level", N_("Impact"), impact_level_codes,
                 .source = "IASC Emergency Response Preparedness (2015, draft for field testing); wording to be confirmed"),
  EPC_CODE_LIST ("likelihood_level", N_("Likelihood"), likelihood_level_codes,
                 .source = "IASC Emergency Response Preparedness (2015, draft for field testing); wording to be confirmed"),
  EPC_CODE_LIST ("risk_band", N_("Risk level"), risk_band_codes,
                 .source = "IASC Emergency Response Preparedness (2015, draft for field testing); limits to be confirmed"),
  EPC_CODE_LIST ("early_warning_source", N_("Early-warning source"), early_warning_source_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("action_kind", N_("Kind of preparedness action"), action_kind_codes,
                 .source = "IASC Emergency Response Preparedness (2015)"),
  EPC_CODE_LIST ("action_category", N_("Category of preparedness action"), action_category_codes, .is_editable = TRUE,
                 .source = "IASC Emergency Response Preparedness (2015), annexes 3 and 4"),
  EPC_CODE_LIST ("action_status", N_("Status of a preparedness action"), action_status_codes),
  EPC_CODE_LIST ("plan_status", N_("Status of a plan"), plan_status_codes),
  EPC_CODE_LIST ("scenario_kind", N_("Case"), scenario_kind_codes),
  EPC_CODE_LIST ("plan_part", N_("Part of a plan"), plan_part_codes),
  EPC_CODE_LIST ("section_status", N_("Status of a section"), section_status_codes),
  EPC_CODE_LIST ("information_channel", N_("Channel of information"), information_channel_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("expert_profile", N_("Profile of an expert"), expert_profile_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("expert_skill", N_("Skill"), expert_skill_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("expert_level", N_("Level of an expert"), expert_level_codes),
  EPC_CODE_LIST ("availability", N_("Availability"), availability_codes),
  EPC_CODE_LIST ("notice_time", N_("Notice needed"), notice_time_codes),
  EPC_CODE_LIST ("contract_type", N_("Kind of contract"), contract_type_codes),
  EPC_CODE_LIST ("language_level", N_("Language level"), language_level_codes,
                 .source = "Common European Framework of Reference for Languages"),
  EPC_CODE_LIST ("clearance_kind", N_("Kind of clearance"), clearance_kind_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("session_status", N_("Status of a session"), session_status_codes),
  EPC_CODE_LIST ("participant_category", N_("Where a participant comes from"), participant_category_codes),
  EPC_CODE_LIST ("participant_role", N_("How a participant took part"), participant_role_codes),
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
const guint epc_n_plans_code_lists = G_N_ELEMENTS (epc_plans_code_lists);
