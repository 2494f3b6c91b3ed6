/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Code lists of the response: displacement, flows, crisis, severity, figures, tasks. Synonyms are spellings met in
 * DTM, KoBo and 4W files in English, Spanish, French and Portuguese.
 */
#include "epc-codes.h"

#include "base/epc-i18n.h"

static const EpcCode displacement_reason_codes[] = {
  { "conflict", N_("Conflict"), "armed conflict|conflicto|conflicto armado|conflit|conflit armé|conflito|conflito armado|attack|fear of attack|clash|armed clash|ataque|ataque armado|"
    "temor a ataques|medo de ataques|attaque|attaque armée|peur d'attaque|affrontement|enfrentamiento|enfrentamientos|enfrentamiento armado|enfrentamientos armados|combates|"
    "confrontación armada|confrontaciones armadas|hostilidades|confronto" },
  { "gang_violence", N_("Generalised or gang violence"),
    "gang violence|generalized violence|violence|violencia|violencia generalizada|violencia de pandillas|"
    "violence des gangs|violência|criminalidad|extorsión|amenazas|threats|menaces|criminality|kidnapping|secuestro" },
  { "insecurity", N_("Insecurity"), "inseguridad|insécurité|insegurança|situation socio-politique" },
  { "disaster", N_("Natural disaster"),
    "natural disasters|desastre|desastre natural|catastrophe naturelle|désastre naturel|désastres naturels|désastre|"
    "desastre natural (sin especificar)|natural disaster (other)|calamity" },
  { "disaster_sudden", N_("Disaster, sudden"),
    "sudden onset disaster|natural disaster (sudden)|flood|floods|earthquake|hurricane|storm|landslide|inundación|"
    "terremoto|sismo|huracán|tormenta|tormenta tropical|deslizamiento|deslave|derrumbe|erupción volcánica|incendio|inondation|séisme|tremblement de terre|"
    "ouragan|tempête|cyclone|ciclone|ciclón|glissement de terrain|crue|enchente|inundação|terremoto|deslizamento|tsunami|volcano|wildfire|fire|tropical storm" },
  { "disaster_slow", N_("Disaster, slow"), "slow onset disaster|natural disaster (slow)|drought|sequía|sécheresse|seca" },
  { "technological", N_("Technological or man-made"),
    "human-made|man-made disaster|industrial accident|accidente tecnológico|accident technologique" },
  { "eviction", N_("Eviction or development project"),
    "development project|desalojo|proyecto de desarrollo|expulsion|éviction|despejo" },
  { "economic", N_("Economic reasons"), "económica|motivos económicos|économique|raisons économiques" },
  { "epidemic", N_("Epidemic"), "disease|health|epidemia|épidémie" },
  { "preventive", N_("Preventive evacuation"), "evacuation|evacuación preventiva|évacuation préventive" },
  { "other", N_("Other reason"), "others|others (specify)|autre|autres|autres raisons|otro|otra|otra razón|otro motivo|outro" },
  { "not_reported", N_("No reason reported"),
    "no reason for displacement reported|not reported|unknown|not available|no reason|desconocido|sin información|"
    "inconnu|non disponible|desconhecido" },
};

static const EpcCode assessment_type_codes[] = {
  { "BA", N_("Baseline assessment (BA)"),
    "baseline|baseline assessment|baseline area assessment|baseline sub-area assessment|baseline location assessment|"
    "evaluación de línea base|línea base|évaluation de base" },
  { "SA", N_("Site or location assessment (SA)"),
    "site assessment|multi-sectoral location assessment|msla|site profile|needs monitoring|evaluación de sitios|"
    "evaluación de sitio|évaluation de site|evaluación multisectorial" },
  { "ETT", N_("Event tracking (ETT)"),
    "emergency tracking tool|event tracking|emergency event tracking|eet|seguimiento de eventos|suivi des événements|"
    "herramienta de seguimiento de emergencias" },
};

static const EpcCode operation_status_codes[] = {
  { "active", N_("Active"), "activa|activo|actif" },
  { "inactive", N_("Inactive"), "inactiva|inactivo|inactif|closed" },
};

static const EpcCode round_status_codes[] = {
  { "planned", N_("Planned"), "planificada|prévu" },
  { "open", N_("Open"), "in progress|abierta|en curso|en cours" },
  { "frozen", N_("Frozen"), "published|congelada|publicada|publié" },
};

static const EpcCode settlement_type_codes[] = {
  { "urban", N_("Urban"), "urbano|urbana|urbain|town" },
  { "peri_urban", N_("Peri-urban"), "periurban|periurbano|periurbana|périurbain" },
  { "rural", N_("Rural"), NULL },
};

static const EpcCode site_access_codes[] = {
  { "accessible", N_("Accessible"), "yes|accesible|sí|oui|easily accessible" },
  { "partly", N_("Accessible at times or in part"),
    "partially|partially accessible|parcialmente accesible|partiellement accessible" },
  { "not_accessible", N_("Not accessible"), "no|inaccessible|no accesible|inaccesible|non accessible" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode access_reason_codes[] = {
  { "security", N_("Security"), "insecurity|seguridad|sécurité" },
  { "physical", N_("Roads, water or terrain"), "flooded road|físico|físico (vías)|physique" },
  { "authorisation", N_("Permission is missing"), "authorization|autorización|autorisation" },
  { "distance", N_("Distance or cost"), "distancia" },
  { "weather", N_("Weather"), "clima|météo" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode informant_type_codes[] = {
  { "authority", N_("Local authority"), "authorities|mayor|autoridad|autoridad local|alcalde|autorité locale" },
  { "community_leader", N_("Community leader"), "líder comunitario|leader communautaire" },
  { "idp_rep", N_("Representative of displaced people"),
    "idp rep|idp representative|representante de desplazados|représentant des pdi" },
  { "returnee_rep", N_("Representative of returnees"), "returnee rep|representante de retornados|représentant des retournés" },
  { "ngo", N_("NGO or Red Cross"), "ong|cruz roja|croix-rouge" },
  { "health_staff", N_("Health staff"), "health worker|personal de salud|personnel de santé" },
  { "teacher", N_("Teacher"), "school director|docente|maestro|enseignant" },
  { "religious_leader", N_("Religious leader"), "líder religioso|leader religieux" },
  { "civil_protection", N_("Civil protection"), "protección civil|protection civile" },
  { "site_manager", N_("Site manager"), "camp manager|gestor del sitio|gestionnaire de site" },
  { "resident", N_("Resident"), "residente|habitante|résident" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode arrival_period_codes[] = {
  { "d7", N_("In the last 7 days"), "last 7 days|últimos 7 días|7 derniers jours" },
  { "d30", N_("8 to 30 days ago"), "8-30 days|8 a 30 días|8-30 jours" },
  { "m3", N_("1 to 3 months ago"), "1-3 months|1 a 3 meses|1-3 mois" },
  { "m6", N_("3 to 6 months ago"), "3-6 months|3 a 6 meses|3-6 mois" },
  { "m12", N_("6 to 12 months ago"), "6-12 months|6 a 12 meses|6-12 mois" },
  { "older", N_("More than a year ago"), ">12 months|más de un año|plus d'un an" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode times_displaced_codes[] = {
  { "first", N_("First time"), "1|primera vez|première fois" },
  { "second", N_("Second time"), "2|segunda vez|deuxième fois" },
  { "third", N_("Three times or more"), "three+|3|3+|tres o más|trois fois ou plus" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode intention_codes[] = {
  { "return", N_("Return"), "return to place of origin|retornar|regresar|retourner" },
  { "stay", N_("Stay"), "local integration|integrate|quedarse|permanecer|rester" },
  { "elsewhere", N_("Move elsewhere in the country"), "settle elsewhere|relocate|ir a otro lugar|aller ailleurs" },
  { "abroad", N_("Go abroad"), "migrate abroad|ir al extranjero|salir del país|aller à l'étranger" },
  { "undecided", N_("Undecided"), "no decidido|indeciso|indécis" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode return_barrier_codes[] = {
  { "housing", N_("House damaged or destroyed"),
    "housing damaged|no house|vivienda dañada|vivienda destruida|maison endommagée" },
  { "insecurity", N_("Insecurity"), "security|inseguridad|insécurité" },
  { "livelihood", N_("No livelihood"), "no income|sin medios de vida|pas de moyens de subsistance" },
  { "services", N_("No services"), "lack of services|sin servicios|pas de services" },
  { "hlp", N_("Dispute over land or property"), "hlp dispute|land dispute|disputa de tierras|litige foncier" },
  { "documents", N_("No documents"), "sin documentos|pas de documents" },
  { "money", N_("No money for the journey"), "no money for travel|sin dinero para el viaje|pas d'argent pour le voyage" },
  { "hazard", N_("The danger is still there"), "ongoing hazard|la amenaza continúa|aléa persistant" },
  { "access", N_("Roads cut"), "no access|vías cortadas|routes coupées" },
  { "none", N_("Nothing"), "ninguno|aucun" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode sadd_method_codes[] = {
  { "registration", N_("Registration"), "registro|enregistrement" },
  { "sample", N_("Sample of households"), "muestra de hogares|échantillon" },
  { "ki_estimate", N_("Estimate of informants"),
    "ki estimate|key informant|estimación de informantes|estimation des informateurs" },
  { "coefficient", N_("Demographic coefficient"), "coeficiente demográfico|coefficient démographique" },
  { "count", N_("Head count"), "conteo|comptage" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode count_method_codes[] = {
  { "registration", N_("Registration"), "registro|enregistrement" },
  { "head_count", N_("Head count"), "conteo|comptage" },
  { "ki_estimate", N_("Estimate of informants"), "key informants|informantes clave|informateurs clés" },
  { "survey", N_("Sample survey"), "encuesta|enquête" },
  { "model", N_("Model or satellite image"), "modelled|modelo|modèle" },
  { "official", N_("Official statement"), "government|declaración oficial|déclaration officielle" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode need_codes[] = {
  { "water", N_("Water"), "drinking water|agua|agua potable|eau|água" },
  { "sanitation", N_("Sanitation and hygiene"), "wash|saneamiento|higiene|assainissement|saneamento" },
  { "shelter", N_("Shelter"), "alojamiento|albergue|abri|abrigo" },
  { "nfi", N_("Non-food items"), "nfis|artículos no alimentarios|enseres domésticos|articles non alimentaires" },
  { "food", N_("Food"), "food security|alimentos|alimentación|nourriture" },
  { "nutrition", N_("Nutrition"), "nutrición" },
  { "health", N_("Health"), "medical care|salud|santé|saúde" },
  { "psychosocial", N_("Psychosocial support"), "mhpss|apoyo psicosocial|soutien psychosocial" },
  { "protection", N_("Protection"), "security|protección|proteção" },
  { "education", N_("Education"), "educación|éducation|educação" },
  { "livelihood", N_("Livelihood"), "income|medios de vida|ingresos|moyens de subsistance" },
  { "cash", N_("Cash"), "money|efectivo|dinero|argent" },
  { "transport", N_("Transport"), "transporte" },
  { "documents", N_("Documents"), "legal documentation|documentos" },
  { "information", N_("Information"), "communication|información" },
  { "family_tracing", N_("Family tracing"), "family reunification|reunificación familiar|regroupement familial" },
  { "other", N_("Other"), "otro|otra|autre" },
  { "none", N_("None"), "ninguna|aucun" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode shelter_type_codes[] = {
  { "none", N_("None, open air"), "no shelter|outside|open air|a la intemperie|sin alojamiento|plein air|sans abri" },
  { "tent", N_("Tent"), "tents|carpa|tienda|tente" },
  { "makeshift", N_("Makeshift shelter"), "improvisado|alojamiento improvisado|abri de fortune" },
  { "transitional", N_("Transitional shelter"), "t-shelter|t-shelters|alojamiento transitorio|abri transitoire" },
  { "house_intact", N_("House, intact"), "house|own house|casa sin daño|maison intacte" },
  { "house_damaged", N_("House, damaged"), "damaged house|casa dañada|maison endommagée" },
  { "rented", N_("Rented room or house"), "rental|rent|renting|alquiler|alquilada|vivienda alquilada|cuarto alquilado|casa arrendada|arriendo|location|maison louée|casa alugada" },
  { "hosted", N_("With a host family"), "host family|host families|relatives|friends and relatives|familia de acogida|familiares|con familiares|familiares y amigos|famille d'accueil|"
    "família de acolhimento|familiares e amigos" },
  { "collective", N_("Collective building"),
    "school|church|stadium|community hall|public building|edificio colectivo|centro colectivo|bâtiment collectif" },
  { "unfinished", N_("Unfinished building"), "abandoned building|edificio inconcluso|bâtiment inachevé" },
  { "vehicle", N_("Vehicle"), "vehículo|véhicule" },
  { "hotel", N_("Hotel or motel"), "hôtel" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode verification_status_codes[] = {
  { "unverified", N_("Not verified"), "no verificado|sin verificar|non vérifié" },
  { "in_progress", N_("Being verified"), "in verification|en verificación|en cours de vérification" },
  { "verified", N_("Verified"), "confirmed|verificado|confirmado|vérifié" },
  { "discarded", N_("Discarded"), "false|rejected|descartado|écarté" },
};

static const EpcCode alert_source_codes[] = {
  { "ki", N_("Key informant"), "informante clave|informateur clé" },
  { "civil_protection", N_("Civil protection"), "dpc|dgpc|protección civil|protection civile" },
  { "local_authority", N_("Local authority"), "autoridad local|autorité locale" },
  { "media", N_("Media"), "press|medios|prensa|médias" },
  { "social_media", N_("Social media"), "redes sociales|réseaux sociaux" },
  { "partner", N_("Partner"), "ngo|socio|partenaire" },
  { "iom_staff", N_("IOM staff"), "personal de la oim|personnel de l'oim" },
  { "early_warning", N_("Early-warning system"), "sistema de alerta temprana|système d'alerte précoce" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode flow_point_type_codes[] = {
  { "border_official", N_("Border crossing, official"),
    "official border crossing|paso fronterizo oficial|point frontalier officiel" },
  { "border_unofficial", N_("Border crossing, unofficial"),
    "unofficial border crossing|informal crossing|paso fronterizo no oficial|trocha|point frontalier non officiel" },
  { "transit_centre", N_("Transit centre"), "centro de tránsito|centre de transit" },
  { "bus_terminal", N_("Bus terminal"), "bus station|terminal de buses|gare routière" },
  { "port", N_("Port or blue border"), "sea port|puerto|frontera azul|port maritime" },
  { "airport", N_("Airport"), "aeropuerto|aéroport" },
  { "train_station", N_("Train station"), "estación de tren|gare ferroviaire" },
  { "reception_station", N_("Reception station"), "erm|estación de recepción migratoria|station de réception" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode flow_point_status_codes[] = {
  { "active", N_("Active"), "activo|actif" },
  { "suspended", N_("Suspended"), "suspendido|suspendu" },
  { "closed", N_("Closed"), "cerrado|fermé" },
};

static const EpcCode flow_direction_codes[] = {
  { "inflow", N_("Entering"), "in|incoming|entry|arrivals|entrada|entrante|ingreso|llegada|entrant|entrée|arrivée|chegada|entrada al país" },
  { "outflow", N_("Leaving"), "out|outgoing|exit|departures|salida|saliente|egreso|sortant|sortie|départ|saída" },
  { "transit", N_("Transit"), "tránsito" },
  { "internal", N_("Internal"), "internal transit|interno|interne" },
  { "circular", N_("Circular"), "circulaire" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode flow_tool_codes[] = {
  { "fmr", N_("Flow monitoring registry (FMR)"), "registry|registro de monitoreo de flujo|registre de suivi des flux" },
  { "fms", N_("Flow monitoring survey (FMS)"), "survey|encuesta de monitoreo de flujo|enquête de suivi des flux" },
  { "poe", N_("Point of entry monitoring"), "punto de entrada|point d'entrée" },
  { "authority", N_("Migration authority's count"), "government|administrative|autoridad migratoria|autorité migratoire" },
  { "observation", N_("Observation"), "observación" },
};

static const EpcCode flow_age_group_codes[] = {
  { "adult", N_("18 and over"), "18+|adults|men|women|adulto|adultos|adulte|hombres|mujeres" },
  { "child", N_("Under 18"), "minor|children|boys|girls|niñez|menor de 18|menores|nna|enfant|mineur|niños|niñas" },
  { "age_12_17", N_("12 to 17"), "12-17|12 a 17|12-17 años|12 a 17 años|12-17 ans|adolescentes|adolescents" },
  { "age_0_11", N_("Under 12"), "0-11|0 a 11|0 a 11 años|menor de 12|menores de 12 años|moins de 12 ans|menor de 12 anos" },
  { "child_accompanied", N_("Under 18, accompanied"),
    "accompanied children|accompanied minors|niñez acompañada|nna acompañados|menores acompañados|enfants accompagnés|mineurs accompagnés" },
  { "child_unaccompanied", N_("Under 18, unaccompanied"),
    "unaccompanied children|unaccompanied minors|niñez no acompañada|nna no acompañados|menores no acompañados|enfants non accompagnés|"
    "mineurs non accompagnés" },
  { "age_12_17_accompanied", N_("12 to 17, accompanied"), "12-17 accompanied|12 a 17 años, acompañados" },
  { "age_12_17_unaccompanied", N_("12 to 17, unaccompanied"), "12-17 unaccompanied|12 a 17 años, no acompañados" },
  { "age_0_11_accompanied", N_("Under 12, accompanied"), "0-11 accompanied|0 a 11 años, acompañados|menores de 12, acompañados" },
  { "age_0_11_unaccompanied", N_("Under 12, unaccompanied"), "0-11 unaccompanied|0 a 11 años, no acompañados|menores de 12, no acompañados" },
  { "all", N_("All ages"), "total|todas las edades|tous" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode count_period_codes[] = {
  { "hour", N_("Hour"), "hora|heure" },
  { "day", N_("Day"), "daily|día|diario|jour" },
  { "week", N_("Week"), "weekly|semana|semanal|semaine" },
  { "month", N_("Month"), "monthly|mes|mensual|mois" },
  { "quarter", N_("Quarter"), "quarterly|trimestre" },
  { "year", N_("Year"), "annual|año|anual|an" },
};

static const EpcCode transport_mode_codes[] = {
  { "foot", N_("On foot"), "walking|a pie|à pied|a pé" },
  { "bus", N_("Bus"), "coach|autobús|autocar|ônibus" },
  { "car", N_("Car or taxi"), "taxi|carro|auto|voiture" },
  { "truck", N_("Truck"), "lorry|camión|camion|caminhão" },
  { "motorcycle", N_("Motorcycle"), "motorbike|motocicleta|moto" },
  { "boat", N_("Boat"), "ship|lancha|barco|bateau" },
  { "train", N_("Train"), "tren" },
  { "plane", N_("Plane"), "aeroplane|avión|avion" },
  { "animal", N_("Animal"), "horse|caballo|cheval" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode stay_length_codes[] = {
  { "w1", N_("Less than a week"), "<1 week|<1 wk|menos de una semana|moins d'une semaine" },
  { "m3", N_("1 week to 3 months"), "1wk-3mo|1 week - 3 months|1 semana a 3 meses|1 semaine à 3 mois" },
  { "m12", N_("3 to 12 months"), "3-12 mo|3 a 12 meses|3 à 12 mois" },
  { "older", N_("More than 12 months"), ">12 mo|>12 months|más de 12 meses|plus de 12 mois" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode flow_reason_codes[] = {
  { "economic", N_("Economic"), "reason_economic|work|económico|trabajo|économique" },
  { "safety", N_("Safety"), "reason_safety|violence|conflict|seguridad|violencia|sécurité" },
  { "family", N_("Family"), "reason_family|family reunification|familia|famille" },
  { "education", N_("Education"), "reason_education|study|educación|éducation" },
  { "health", N_("Health"), "reason_health|salud|santé" },
  { "disaster", N_("Disaster"), "reason_disaster|desastre|catastrophe" },
  { "return", N_("Return home"), "retorno|retour" },
  { "deportation", N_("Deportation or forced return"), "deported|forced return|deportación|expulsion" },
  { "seasonal", N_("Seasonal work"), "trabajo temporal|travail saisonnier" },
  { "visit", N_("Visit or tourism"), "tourism|visita|turismo|visite" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode crisis_status_codes[] = {
  { "watch", N_("Watch"), "alert|monitoring|en vigilancia|alerta|veille" },
  { "active", N_("Active"), "activa|en cours" },
  { "scaling_down", N_("Scaling down"), "en reducción|en réduction" },
  { "closed", N_("Closed"), "cerrada|fermée|clôturée" },
};

static const EpcCode onset_codes[] = {
  { "sudden", N_("Sudden"), "sudden onset|súbito|repentino|soudain" },
  { "slow", N_("Slow"), "slow onset|lento|gradual|lent" },
};

static const EpcCode severity_level_codes[] = {
  { "minimal", N_("Minimal"), "1|mínima|minimale" },
  { "minor", N_("Minor"), "low|2|yellow|baja|leve|mineure" },
  { "moderate", N_("Moderate"), "medium|3|orange|media|moderada|modérée" },
  { "severe", N_("Severe"), "high|4|red|alta|grave|sévère" },
  { "extreme", N_("Extreme"), "very high|critical|5|extrema|crítica|extrême" },
};

static const EpcCode severity_scale_codes[] = {
  { "office", N_("Judgement of the office"), "expert judgement|criterio de la oficina" },
  { "iom_level", N_("IOM emergency level"), "iom level|nivel de emergencia de la oim|niveau d'urgence de l'oim" },
  { "inform", N_("INFORM severity index"), "índice inform|indice inform" },
  { "ocha", N_("OCHA / HCT"), "hct|intersectoral severity" },
  { "gdacs", N_("GDACS alert"), "alerta gdacs" },
  { "government", N_("Government scale"), "national scale|escala del gobierno|échelle du gouvernement" },
  { "other", N_("Other"), "otra|autre" },
};

static const EpcCode figure_measure_codes[] = {
  { "affected", N_("Affected people"), "personas afectadas|afectados|personnes touchées" },
  { "displaced", N_("Displaced people"), "idps|personas desplazadas|desplazados|personnes déplacées" },
  { "displaced_hh", N_("Displaced households"), "hogares desplazados|ménages déplacés" },
  { "in_need", N_("People in need"), "pin|in need|personas con necesidad|personnes dans le besoin" },
  { "assisted", N_("People assisted"), "reached|personas asistidas|personnes assistées" },
  { "evacuated", N_("Evacuated people"), "personas evacuadas|personnes évacuées" },
  { "in_shelters", N_("People in shelters"), "sheltered|albergados|personas en albergues|personnes hébergées" },
  { "dead", N_("Dead"), "deaths|fatalities|killed|muertos|fallecidos|morts" },
  { "injured", N_("Injured"), "injuries|heridos|blessés" },
  { "missing", N_("Missing"), "desaparecidos|disparus" },
  { "houses_damaged", N_("Houses damaged"), "damaged houses|viviendas dañadas|maisons endommagées" },
  { "houses_destroyed", N_("Houses destroyed"), "destroyed houses|viviendas destruidas|maisons détruites" },
  { "returned", N_("People returned"), "returnees|personas retornadas|personnes retournées" },
  { "migrants", N_("Migrants affected"), "migrantes afectados|migrants touchés" },
  { "sites_open", N_("Sites open"), "open sites|sitios abiertos|sites ouverts" },
  { "other", N_("Other"), "otra|autre" },
};

static const EpcCode figure_source_codes[] = {
  { "government", N_("Government"), "gobierno|autoridades|gouvernement" },
  { "iom", N_("IOM"), "oim|iom dtm|dtm" },
  { "un", N_("United Nations"), "un agency|naciones unidas|ocha|nations unies" },
  { "red_cross", N_("Red Cross"), "ifrc|cruz roja|croix-rouge" },
  { "ngo", N_("NGO"), "ong" },
  { "media", N_("Media"), "medios|médias" },
  { "other", N_("Other"), "otra|autre" },
};

static const EpcCode log_kind_codes[] = {
  { "decision", N_("Decision"), "decisión|décision" },
  { "event", N_("Event"), "evento|événement" },
  { "request", N_("Request"), "solicitud|demande" },
  { "information", N_("Information"), "información" },
  { "contact", N_("Call or meeting"), "call|contacto|llamada|appel" },
  { "incident", N_("Incident"), "incidente" },
};

static const EpcCode task_status_codes[] = {
  { "open", N_("Open"), "not started|to do|abierta|pendiente|no iniciada|à faire" },
  { "in_progress", N_("In progress"), "ongoing|en curso|en progreso|en cours" },
  { "blocked", N_("Held up"), "on hold|standby|detenida|bloqueada|bloquée" },
  { "done", N_("Done"), "completed|finished|hecha|terminada|completada|terminée" },
  { "cancelled", N_("Cancelled"), "canceled|cancelada|annulée" },
};

const EpcCodeList epc_response_code_lists[] = {
  EPC_CODE_LIST ("displacement_reason", N_("Reason for displacement"), displacement_reason_codes, .source = "DTM API version 3 and DTM forms"),
  EPC_CODE_LIST ("assessment_type", N_("DTM tool"), assessment_type_codes, .source = "DTM API version 3"),
  EPC_CODE_LIST ("operation_status", N_("Status of the operation"), operation_status_codes, .source = "DTM API version 3"),
  { "round_status", N_("Status of the round"), round_status_codes, G_N_ELEMENTS (round_status_codes), FALSE, NULL },
  { "settlement_type", N_("Urban or rural"), settlement_type_codes, G_N_ELEMENTS (settlement_type_codes), FALSE, NULL },
  { "site_access", N_("Access"), site_access_codes, G_N_ELEMENTS (site_access_codes), FALSE, NULL },
  { "access_reason", N_("Why access is hard"), access_reason_codes, G_N_ELEMENTS (access_reason_codes), FALSE, NULL },
  { "informant_type", N_("Kinds of informants"), informant_type_codes, G_N_ELEMENTS (informant_type_codes), FALSE, NULL },
  { "arrival_period", N_("Arrived"), arrival_period_codes, G_N_ELEMENTS (arrival_period_codes), FALSE, NULL },
  { "times_displaced", N_("Times displaced"), times_displaced_codes, G_N_ELEMENTS (times_displaced_codes), FALSE, NULL },
  { "intention", N_("Intention"), intention_codes, G_N_ELEMENTS (intention_codes), FALSE, NULL },
  { "return_barrier", N_("Barriers to return"), return_barrier_codes, G_N_ELEMENTS (return_barrier_codes), FALSE, NULL },
  { "sadd_method", N_("How sex and age were found"), sadd_method_codes, G_N_ELEMENTS (sadd_method_codes), FALSE, NULL },
  { "count_method", N_("How it was counted"), count_method_codes, G_N_ELEMENTS (count_method_codes), FALSE, NULL },
  EPC_CODE_LIST ("need", N_("Needs"), need_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("shelter_type", N_("Shelter"), shelter_type_codes, .source = "DTM forms"),
  { "verification_status", N_("Verification"), verification_status_codes, G_N_ELEMENTS (verification_status_codes), FALSE, NULL },
  { "alert_source", N_("Kind of source"), alert_source_codes, G_N_ELEMENTS (alert_source_codes), FALSE, NULL },
  EPC_CODE_LIST ("flow_point_type", N_("Type of flow monitoring point"), flow_point_type_codes, .source = "DTM Methodological Framework, 2nd edition"),
  { "flow_point_status", N_("Status of the point"), flow_point_status_codes, G_N_ELEMENTS (flow_point_status_codes), FALSE, NULL },
  EPC_CODE_LIST ("flow_direction", N_("Direction"), flow_direction_codes, .source = "DTM flow monitoring"),
  EPC_CODE_LIST ("flow_tool", N_("Flow monitoring tool"), flow_tool_codes, .source = "DTM Methodological Framework, 2nd edition"),
  EPC_CODE_LIST ("flow_age_group", N_("Age"), flow_age_group_codes, .source = "DTM flow monitoring"),
  { "count_period", N_("Period of a count"), count_period_codes, G_N_ELEMENTS (count_period_codes), FALSE, NULL },
  EPC_CODE_LIST ("transport_mode", N_("Transport"), transport_mode_codes, .source = "DTM flow monitoring"),
  EPC_CODE_LIST ("stay_length", N_("Length of stay"), stay_length_codes, .source = "DTM flow monitoring"),
  EPC_CODE_LIST ("flow_reason", N_("Reasons for travelling"), flow_reason_codes, .source = "DTM flow monitoring"),
  { "crisis_status", N_("Status of the crisis"), crisis_status_codes, G_N_ELEMENTS (crisis_status_codes), FALSE, NULL },
  { "onset", N_("Onset"), onset_codes, G_N_ELEMENTS (onset_codes), FALSE, NULL },
  { "severity_level", N_("Severity"), severity_level_codes, G_N_ELEMENTS (severity_level_codes), FALSE, NULL },
  { "severity_scale", N_("Scale of severity"), severity_scale_codes, G_N_ELEMENTS (severity_scale_codes), FALSE, NULL },
  EPC_CODE_LIST ("figure_measure", N_("What is counted"), figure_measure_codes, .is_editable = TRUE),
  { "figure_source", N_("Kind of source"), figure_source_codes, G_N_ELEMENTS (figure_source_codes), FALSE, NULL },
  { "log_kind", N_("Kind of entry"), log_kind_codes, G_N_ELEMENTS (log_kind_codes), FALSE, NULL },
  { "task_status", N_("Status of a task"), task_status_codes, G_N_ELEMENTS (task_status_codes), FALSE, NULL },
};
const guint epc_n_response_code_lists = G_N_ELEMENTS (epc_response_code_lists);
