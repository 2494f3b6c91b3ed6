/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of codes of the reference registers, preparedness plans, the roster and training.
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
  { "presence", N_("there or not"), NULL },
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
  { "3", N_("3 · Moderate: up to 30% more resources, no regional support"), "moderate|moderado|modéré" },
  { "4", N_("4 · Severe: up to 50% more resources, regional support"), "severe|severo|grave|sévère" },
  { "5", N_("5 · Critical: over 80% more resources, system-wide scale-up"), "critical|crítico|critique" },
};

static const EpcCode likelihood_level_codes[] = {
  { "1", N_("1 · Very unlikely: up to 20%"), "very unlikely|muy improbable|très improbable" },
  { "2", N_("2 · Unlikely: 21 to 40%"), "unlikely|improbable" },
  { "3", N_("3 · Moderately likely: 41 to 60%"), "moderately likely|possible|posible" },
  { "4", N_("4 · Likely: 61 to 80%"), "likely|probable" },
  { "5", N_("5 · Very likely: over 80%"), "very likely|muy probable|très probable" },
};

static const EpcCode risk_band_codes[] = {
  { "low", N_("Low risk"), "low|bajo|faible|baixo" },
  { "medium", N_("Medium risk"), "medium|medio|moyen|médio|moderate" },
  { "high", N_("High risk"), "high|alto|élevé" },
};

static const EpcCode map_feature_kind_codes[] = {
  { "evacuation_route", N_("Evacuation route"), "evacuation road|ruta de evacuación|itinéraire d'évacuation|rota de evacuação" },
  { "evacuation_zone", N_("Evacuation zone"), "zona de evacuación|zone d'évacuation|zona de evacuação" },
  { "assembly_point", N_("Assembly point"), "meeting point|muster point|punto de encuentro|point de rassemblement|ponto de encontro" },
  { "hazard_track", N_("Track of a hazard"), "storm track|hurricane track|trayectoria|trayectoria del huracán|trajectoire|trajetória" },
  { "hazard_zone", N_("Area a hazard reaches"),
    "hazard area|flood area|exposed area|cone|zona de amenaza|zona inundada|zone exposée|área de risco" },
  { "road", N_("Road"), "street|highway|carretera|camino|calle|route|estrada|rodovia" },
  { "closed_road", N_("Closed road or bridge"), "road block|closed|corte de ruta|carretera cerrada|puente caído|route coupée|estrada bloqueada" },
  { "migration_route", N_("Migration route"), "ruta migratoria|route migratoire|rota migratória" },
  { "recorded_track", N_("Recorded track"), "track|gps track|trk|recorrido|trace|trilha" },
  { "waterway", N_("River or coast"), "river|coastline|lake|río|costa|lago|rivière|rio" },
  { "waypoint", N_("Waypoint"), "wpt|punto|punto de referencia|point de passage" },
  { "other", N_("Other feature"), "otro elemento|autre élément|outro elemento" },
};

/* Kinds of the best-track data of the US National Hurricane Center (HURDAT2), in its letters. */
static const EpcCode storm_status_codes[] = {
  { "disturbance", N_("Disturbance"), "DB|perturbación|perturbation" },
  { "tropical_wave", N_("Tropical wave"), "WV|onda tropical|onde tropicale" },
  { "other_low", N_("Other low"), "LO|low|remnant low|baja presión|baja remanente|dépression" },
  { "tropical_depression", N_("Tropical depression"), "TD|depresión tropical|dépression tropicale|depressão tropical" },
  { "subtropical_depression", N_("Subtropical depression"), "SD|depresión subtropical|dépression subtropicale" },
  { "subtropical_storm", N_("Subtropical storm"), "SS|tormenta subtropical|tempête subtropicale" },
  { "tropical_storm", N_("Tropical storm"), "TS|tormenta tropical|tempête tropicale|tempestade tropical" },
  { "hurricane", N_("Hurricane"), "HU|typhoon|cyclone|huracán|ouragan|furacão|tifón" },
  { "extratropical", N_("Extratropical"), "EX|extratropical cyclone|extratropical storm|ciclón extratropical" },
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

/* The codes are those of UNHCR's population statistics and of the HDX humanitarian API. */
static const EpcCode protection_status_codes[] = {
  { "refugee", N_("Refugees"), "REF|refugees under UNHCR's mandate|refugees under unhcr mandate|refugiados|réfugiés|refugiados sob mandato" },
  { "refugee_like", N_("In a refugee-like situation"), "ROC|refugee like|refugee-like|people in refugee-like situations|en situación similar" },
  { "asylum_seeker", N_("Asylum seekers"),
    "ASY|asylum|asylum seekers|asylum-seekers|asylum_seekers|solicitantes de asilo|solicitantes de refugio|demandeurs d'asile" },
  { "oip", N_("Others in need of international protection"),
    "OIP|VDA|other people in need of international protection|others in need of international protection|venezuelans displaced abroad|"
        "otras personas con necesidad de protección internacional" },
  { "migrant", N_("Migrants"), "MIG|migrants|migrantes|international migrants" },
  { "refugee_migrant", N_("Refugees and migrants together"),
    "refugees and migrants|refugiados y migrantes|refugiados y migrantes venezolanos|refugees and migrants from venezuela|réfugiés et migrants|"
        "refugiados e migrantes" },
  { "returned_refugee", N_("Returned refugees"), "RET|returned refugees|refugiados retornados|réfugiés rapatriés" },
  { "idp", N_("Internally displaced persons"), "IDP|IOC|IDPs|IDPs of concern to UNHCR|desplazados internos|déplacés internes" },
  { "returned_idp", N_("Returned displaced persons"), "RDP|returned IDPs|desplazados retornados|déplacés retournés" },
  { "stateless", N_("Stateless persons"), "STA|stateless|stateless persons|apátridas|apatrides" },
  { "host", N_("Host community"), "HST|host community|comunidad de acogida|communauté d'accueil" },
  { "other", N_("Others of concern"), "OOC|others of concern|others of concern to UNHCR|otros de interés|autres personnes relevant" },
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
  EPC_CODE_LIST ("map_feature_kind", N_("Kind of feature on the map"), map_feature_kind_codes, .is_editable = TRUE),
  EPC_CODE_LIST ("storm_status", N_("Kind of storm"), storm_status_codes, .source = "HURDAT2, US National Hurricane Center"),
  EPC_CODE_LIST ("protection_status", N_("Status abroad"), protection_status_codes, .source = "UNHCR, Refugee Population Statistics Database"),
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
};
const guint epc_n_plans_code_lists = G_N_ELEMENTS (epc_plans_code_lists);
