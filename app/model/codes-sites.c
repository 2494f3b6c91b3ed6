/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Code lists of the response: sites and their assessment. Synonyms are spellings met in
 * DTM, KoBo and 4W files in English, Spanish, French and Portuguese.
 */
#include "epc-codes.h"

#include "base/epc-i18n.h"

static const EpcCode site_type_codes[] = {
  { "planned_camp", N_("Planned camp"), "planned|planned site|campamento planificado|sitio planificado|planificado|planifié|camp planifié|site planifié|site aménagé|sítio planificado" },
  { "self_settled_camp", N_("Self-settled camp"),
    "spontaneous|spontaneous site|sitio espontáneo|spontaneous settlement|self-settled|asentamiento espontáneo|espontáneo|spontané|site spontané|camp|campamento|acampamento|"
    "acampamento espontâneo|asentamiento" },
  { "collective_centre", N_("Collective centre"),
    "collective center|centre scolaire|centro escolar|centro colectivo|albergue|albergue temporal|albergue colectivo|alojamiento colectivo|refugio|centre collectif|"
    "abri provisoire|emergency shelter|centro coletivo|abrigo|school|escuela|colegio|instituto|école|lycée|escola|church|iglesia|templo|église|"
    "igreja|public building|edificio público|bâtiment public|prédio público|community centre|community hall|salón comunal|centro comunal|"
    "casa comunal|salón comunitario|gymnasium|gimnasio|polideportivo|gymnase|ginásio|stadium|estadio|stade" },
  { "reception_transit_centre", N_("Reception or transit centre"),
    "reception centre|transit centre|transit camp|transit site|transit|erm|catem|centro de recepción|centro de tránsito|centre de transit|"
    "estación de recepción migratoria" },
  { "emergency_evacuation_centre", N_("Evacuation centre"), "evacuation center|centro de evacuación|centre d'évacuation" },
  { "relocation_site", N_("Relocation site"), "relocation|resettlement site|resettlement centre|sitio de reubicación|reubicación|reasentamiento|site de relocalisation|site de réinstallation|"
    "centro de reassentamento|bairro de reassentamento" },
  { "dispersed_host", N_("Dispersed, with host families"),
    "host community|host family|host village|dispersed|hosted|familias de acogida|comunidad de acogida|famille d'accueil|village d'accueil|communauté hôte|"
    "communauté d'accueil|dispersé|comunidade de acolhimento" },
  { "area_based", N_("Neighbourhood (area-based)"), "area-based|neighbourhood|barrio|quartier" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode site_classification_codes[] = {
  { "planned", N_("Planned"), "planificado|planifié" },
  { "spontaneous", N_("Spontaneous"), "espontáneo|spontané" },
  { "collective_centre", N_("Collective centre"), "collective center|centro colectivo|centre collectif" },
  { "evacuation_centre", N_("Evacuation centre"), "evacuation center|centro de evacuación|centre d'évacuation" },
  { "transit_reception", N_("Transit or reception"), "transit|reception|tránsito|recepción" },
  { "relocation", N_("Relocation"), "reubicación|relocalisation" },
  { "dispersed", N_("Dispersed, with hosts"), "dispersed (host)|host|disperso|acogida" },
  { "camp", N_("Camp"), "campamento" },
  { "settlement", N_("Settlement"), "informal settlement|asentamiento|établissement" },
  { "location", N_("Small location"), "localidad|lieu" },
  { "scattered", N_("Scattered in town"), "urban scattered|urban scattered idp location|disperso urbano|dispersé en ville" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode site_premises_codes[] = {
  { "public_land", N_("Public land"), "terreno público|terrain public" },
  { "private_land", N_("Private land"), "terreno privado|terrain privé" },
  { "school", N_("School"), "school building|escuela|centro educativo|escuela o centro educativo|école" },
  { "religious", N_("Church or religious building"), "church|religious building|iglesia|templo|église" },
  { "sports", N_("Sports ground or hall"), "sports facility|stadium|gymnasium|gimnasio|polideportivo|cancha|estadio|stade" },
  { "health", N_("Health facility"), "hospital|centro de salud|centre de santé" },
  { "community_hall", N_("Community hall"), "salón comunal|centro comunal|salle communautaire" },
  { "public_building", N_("Public building"), "edificio público|bâtiment public" },
  { "roadside", N_("Roadside"), "borde de carretera|bord de route" },
  { "unfinished", N_("Unfinished or abandoned building"),
    "unfinished building|abandoned building|edificio inconcluso|bâtiment inachevé" },
  { "hotel", N_("Hotel"), "hôtel" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode site_status_codes[] = {
  { "identified", N_("Identified"), "identificado|identifié|listed|standby|stand by|on standby|on stand-by|not activated|available|en espera|disponible|no activado|habilitado|en attente|disponível|em espera" },
  { "assessed", N_("Assessed"), "evaluado|évalué" },
  { "open", N_("Open"), "opened|active|activated|in use|occupied|yes|abierto|activo|activado|ocupado|en uso|ouvert|actif|activé|occupé|aberto|ativo|em uso" },
  { "care", N_("Care and maintenance"), "care & maintenance|atención y mantenimiento|entretien" },
  { "consolidating", N_("Consolidating"), "en consolidación|consolidation" },
  { "closing", N_("Closing"), "en cierre|en fermeture" },
  { "closed", N_("Closed"), "inactive|not active|no|cerrado|inactivo|desactivado|fermé|inactif|fechado|inativo|encerrado" },
  { "rehabilitated", N_("Closed and restored"), "rehabilitado|réhabilité" },
  { "suspended", N_("Suspended"), "suspendido|suspendu" },
};

static const EpcCode land_ownership_codes[] = {
  { "public", N_("Public"), "government|public land|público|pública|fiscal|estatal|public/government" },
  { "private", N_("Private"), "private land|privado|privada|privé" },
  { "church", N_("Church"), "religious|iglesia|église" },
  { "communal", N_("Communal or ancestral"), "ancestral|comunal|ejidal|communautaire" },
  { "mixed", N_("Mixed"), "mixto|mixte" },
  { "disputed", N_("Disputed"), "en disputa|contesté" },
  { "other", N_("Other"), "otro|otra|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode owner_permission_codes[] = {
  { "written", N_("Written"), "written agreement|escrito|por escrito|écrit" },
  { "oral", N_("Oral"), "verbal|verbal agreement|de palabra" },
  { "none", N_("None"), "no permission|sin permiso|aucune" },
  { "refused", N_("Refused"), "denied|negado|refusé" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode risk_level_codes[] = {
  { "none", N_("None"), "ninguno|aucun" },
  { "low", N_("Low"), "bajo|faible|baixo" },
  { "medium", N_("Medium"), "medio|moyen|médio" },
  { "high", N_("High"), "alto|élevé" },
  { "imminent", N_("Imminent"), "immediate|inminente" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode extent_codes[] = {
  { "yes", N_("Yes"), "y|sí|si|oui|sim|adequate|available" },
  { "partly", N_("In part"), "partial|partially|parcial|en parte|partiel|partiellement" },
  { "no", N_("No"), "n|non|não|none" },
  { "unknown", N_("Not known"), "no sabe|desconocido|inconnu" },
  { "no_answer", N_("No answer"), "no response|sin respuesta|sans réponse" },
};

static const EpcCode presence_codes[] = {
  { "yes", N_("Yes"), "y|sí|si|oui|sim|present|yes toilets|yes water|yes bathing|yes waste|yes other service|presente|présent" },
  { "no", N_("No"), "n|non|não|absent|no toilets|no water|no bathing|no waste|no other service|ausente" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
  { "no_answer", N_("No answer"), "no response|sin respuesta|sans réponse" },
};

static const EpcCode site_hazard_codes[] = {
  { "flood", N_("Flood"), "inundación|inondation" },
  { "landslide", N_("Landslide"), "deslizamiento|glissement de terrain" },
  { "fire", N_("Fire"), "incendio|incendie" },
  { "wind", N_("Wind"), "viento|vent" },
  { "earthquake", N_("Earthquake"), "sismo|séisme" },
  { "volcano", N_("Volcano"), "volcán|volcan" },
  { "sea", N_("Storm surge or tsunami"), "storm surge|tsunami|marejada" },
  { "chemical", N_("Chemical or industrial"), "químico|chimique" },
  { "electrical", N_("Electrical"), "electrical hazard|eléctrico|électrique" },
  { "traffic", N_("Road traffic"), "tránsito vehicular|circulation" },
  { "violence", N_("Violence nearby"), "violencia" },
  { "none", N_("None"), "ninguno|aucun" },
};

static const EpcCode management_mode_codes[] = {
  { "resident", N_("Agency on the spot"), "on-site|static|presencial|sur place" },
  { "mobile", N_("Mobile team"), "equipo móvil|équipe mobile" },
  { "remote", N_("From a distance"), "a distancia|à distance" },
  { "self", N_("By the residents"), "self-managed|autogestionado|autogéré" },
  { "authority", N_("By the authority"), "government|autoridad|autorité" },
  { "none", N_("Nobody"), "nadie|personne" },
};

static const EpcCode feedback_channel_codes[] = {
  { "desk", N_("Desk"), "help desk|mesa de ayuda|ventanilla|bureau" },
  { "hotline", N_("Telephone line"), "línea telefónica|ligne téléphonique" },
  { "box", N_("Box"), "suggestion box|buzón|buzón de sugerencias|boîte à suggestions" },
  { "messaging", N_("Messages"), "whatsapp|sms|mensajes|messagerie" },
  { "committee", N_("Site committee"), "comité|comité de site" },
  { "staff", N_("Staff in the field"), "field staff|personal de campo|personnel de terrain" },
  { "meeting", N_("Community meeting"), "asamblea|reunión comunitaria|réunion communautaire" },
  { "survey", N_("Survey"), "encuesta|enquête" },
  { "email", N_("E-mail"), "correo electrónico|courriel" },
  { "other", N_("Other"), "otro|autre" },
  { "none", N_("None"), "ninguno|aucun" },
};

static const EpcCode closure_reason_codes[] = {
  { "return", N_("Return completed"), "returned|retorno|retorno completado|retour" },
  { "rental_subsidy", N_("Rental subsidy"), "rental|subsidio de alquiler|subvention de loyer" },
  { "relocation", N_("Relocation"), "reubicación|relocalisation" },
  { "spontaneous", N_("Spontaneous departure"), "salida espontánea|départ spontané" },
  { "eviction", N_("Eviction"), "evicted|desalojo|expulsion|éviction" },
  { "school_reopening", N_("School reopening"), "reapertura de clases|rentrée scolaire" },
  { "merged", N_("Merged with another site"), "fusionado|fusionné" },
  { "hazard", N_("Hazard at the site"), "unsafe|amenaza|aléa" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode closure_destination_codes[] = {
  { "home", N_("Their homes"), "place of origin|casa|lugar de origen|domicile" },
  { "rented", N_("Rented places"), "rental|alquiler|location" },
  { "host", N_("Host families"), "host family|familia de acogida|famille d'accueil" },
  { "other_site", N_("Another site"), "otro sitio|autre site" },
  { "relocation", N_("Relocation site"), "reubicación|site de relocalisation" },
  { "abroad", N_("Abroad"), "extranjero|étranger" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode position_source_codes[] = {
  { "gps", N_("GPS on the spot"), "gnss" },
  { "map", N_("Map or satellite image"), "mapa|imagen satelital|carte" },
  { "centroid", N_("Centre of the area"), "centroide|centroïde" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode count_source_codes[] = {
  { "daily", N_("Daily count"), "daily count of the site|conteo diario|comptage quotidien" },
  { "dtm", N_("DTM round"), "ronda dtm|cycle dtm" },
  { "registration", N_("Registration"), "registro|enregistrement" },
  { "authority", N_("Authority"), "government|autoridad|autorité" },
  { "manager", N_("Site manager"), "site management|gestor del sitio|gestionnaire" },
  { "estimate", N_("Estimate"), "estimación|estimation" },
};

static const EpcCode site_movement_type_codes[] = {
  { "arrival", N_("Arrival"), "entry|in|llegada|entrada|ingreso|arrivée|entrée" },
  { "departure", N_("Departure"), "exit|out|salida|egreso|départ|sortie" },
  { "transfer_in", N_("Transfer from another site"), "transfer in|traslado desde otro sitio|transfert entrant" },
  { "transfer_out", N_("Transfer to another site"), "transfer out|traslado a otro sitio|transfert sortant" },
  { "birth", N_("Birth"), "nacimiento|naissance" },
  { "death", N_("Death"), "fallecimiento|décès" },
};

static const EpcCode site_movement_reason_codes[] = {
  { "new_displacement", N_("New displacement"), "nuevo desplazamiento|nouveau déplacement" },
  { "return", N_("Return"), "retorno|retour" },
  { "relocation", N_("Relocation"), "reubicación|relocalisation" },
  { "rental_subsidy", N_("Rental subsidy"), "subsidio de alquiler|subvention de loyer" },
  { "eviction", N_("Eviction"), "desalojo|expulsion" },
  { "family", N_("Family"), "familia|famille" },
  { "conditions", N_("Conditions at the site"), "site conditions|condiciones del sitio|conditions du site" },
  { "security", N_("Security"), "seguridad|sécurité" },
  { "services", N_("Services"), "servicios" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode site_sector_codes[] = {
  { "management", N_("Site management"), "cccm|camp management|gestión del sitio|gestion de site" },
  { "water", N_("Water"), "agua|eau" },
  { "sanitation", N_("Sanitation"), "wash|saneamiento|higiene|assainissement" },
  { "shelter", N_("Shelter and covered area"), "alojamiento|espacio cubierto|abri" },
  { "nfi", N_("Non-food items"), "artículos no alimentarios|articles non alimentaires" },
  { "food", N_("Food"), "food security|alimentos|nourriture" },
  { "nutrition", N_("Nutrition"), "nutrición" },
  { "health", N_("Health"), "salud|santé" },
  { "mhpss", N_("Psychosocial support"), "apoyo psicosocial|soutien psychosocial" },
  { "protection", N_("Protection"), "protección" },
  { "child_protection", N_("Child protection"), "protección de la niñez|protection de l'enfance" },
  { "gbv", N_("GBV services"), "vbg|violence basée sur le genre" },
  { "education", N_("Education"), "educación|éducation" },
  { "livelihood", N_("Livelihood"), "medios de vida|moyens de subsistance" },
  { "information", N_("Information and feedback"), "communication|información" },
  { "documents", N_("Documents and legal help"), "legal|documentación|asistencia legal|documentation" },
  { "transport", N_("Transport"), "transporte" },
  { "security", N_("Security"), "seguridad|sécurité" },
  { "other", N_("Other"), "otro|autre" },
};

static const EpcCode nfi_need_codes[] = {
  { "tarpaulin", N_("Tarpaulin"), "plastic sheeting|lona|lona plástica|bâche" },
  { "blanket", N_("Blanket"), "blankets|frazada|cobija|couverture" },
  { "mat", N_("Sleeping mat or mattress"), "mattress|colchoneta|colchón|matelas|natte" },
  { "mosquito_net", N_("Mosquito net"), "mosquito nets|mosquitero|moustiquaire" },
  { "kitchen_set", N_("Kitchen set"), "kitchen sets|cooking set|juego de cocina|kit de cocina|batterie de cuisine" },
  { "stove_fuel", N_("Stove or fuel"), "fuel|gas|estufa|combustible|réchaud" },
  { "jerry_can", N_("Jerry can or bucket"), "jerry can|bucket|bidón|balde|cubeta|jerrican|seau" },
  { "hygiene_kit", N_("Hygiene kit"), "hygienic items|hygiene|kit de higiene|kit d'hygiène" },
  { "dignity_kit", N_("Dignity kit"), "menstrual kit|kit de dignidad|kit de dignité" },
  { "infant_kit", N_("Infant kit"), "baby kit|kit para bebé|kit bébé" },
  { "clothing", N_("Clothing"), "clothes|ropa|vêtements" },
  { "lamp", N_("Solar lamp"), "portable lights|torch|lámpara solar|linterna|lampe" },
  { "tools", N_("Shelter tools"), "shelter kit|herramientas|outils" },
  { "tent", N_("Tent"), "carpa|tente" },
  { "soap", N_("Soap"), "jabón|savon" },
  { "other", N_("Other"), "otro|autre" },
  { "none", N_("None"), "ninguno|aucun" },
};

static const EpcCode water_source_codes[] = {
  { "piped", N_("Piped water"), "tap|red pública|acueducto|tubería|eau courante" },
  { "truck", N_("Water truck"), "water trucking|camión cisterna|pipa|camion-citerne" },
  { "borehole", N_("Borehole or handpump"), "handpump|pozo perforado|bomba manual|forage" },
  { "protected_well", N_("Protected well"), "pozo protegido|puits protégé" },
  { "unprotected_well", N_("Unprotected well"), "open well|pozo no protegido|puits non protégé" },
  { "spring", N_("Spring (water)"), "manantial|naciente|source" },
  { "river", N_("River or lake"), "surface water|springs_river|río|lago|rivière" },
  { "bottled", N_("Bottled water"), "water bottles|agua embotellada|eau en bouteille" },
  { "rain", N_("Rain water"), "rainwater|agua de lluvia|eau de pluie" },
  { "vendor", N_("Water vendor"), "kiosk|venta de agua|vendeur d'eau" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode water_walk_codes[] = {
  { "on_site_near", N_("On the site, under 10 minutes"), "on-site, less than 10 minutes|en el sitio, menos de 10 minutos" },
  { "off_site_near", N_("Outside, under 10 minutes"), "off-site, less than 10 minutes|fuera, menos de 10 minutos" },
  { "on_site_far", N_("On the site, over 10 minutes"), "on-site, more than 10 minutes|en el sitio, más de 10 minutos" },
  { "off_site_far", N_("Outside, over 10 minutes"), "off-site, more than 10 minutes|fuera, más de 10 minutos" },
  { "over_20", N_("Over 20 minutes"), ">20 min|más de 20 minutos|plus de 20 minutes" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode water_problem_codes[] = {
  { "none", N_("None"), "no problem|ninguno|aucun" },
  { "not_enough", N_("Not enough"), "quantity|insuficiente|insuffisante" },
  { "quality", N_("Bad quality"), "not safe for drinking_cooking|taste|mala calidad|mauvaise qualité" },
  { "colour", N_("Colour, taste or smell"), "smell|color, sabor u olor|couleur" },
  { "price", N_("Too expensive"), "expensive|muy cara|trop chère" },
  { "distance", N_("Too far"), "muy lejos|trop loin" },
  { "queue", N_("Long queues"), "waiting time|filas largas|files d'attente" },
  { "irregular", N_("Irregular supply"), "suministro irregular|approvisionnement irrégulier" },
  { "security", N_("Danger on the way"), "security reasons|inseguridad en el camino|insécurité" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode toilet_condition_codes[] = {
  { "good", N_("Good (hygienic)"), "hygienic|bueno|higiénico|bon" },
  { "not_so_good", N_("Not so good"), "regular|not hygienic|no higiénico|moyen" },
  { "unusable", N_("Not usable"), "non usable|no utilizable|inutilisable" },
  { "none", N_("There are none"), "no hay|aucune" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode waste_disposal_codes[] = {
  { "collection", N_("Collection"), "garbage truck|collection by truck|recolección|ramassage" },
  { "pit", N_("Pit"), "garbage pit|burying|fosa|enterrado|fosse" },
  { "burning", N_("Burning"), "burned|quema|brûlage" },
  { "container", N_("Containers"), "bins|contenedores|conteneurs" },
  { "dumping", N_("Dumped around"), "open dumping|no disposal|a cielo abierto|décharge" },
  { "none", N_("None"), "no waste management|ninguna|aucune" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode food_access_codes[] = {
  { "daily", N_("Every day"), "yes, everyday|everyday|todos los días|tous les jours" },
  { "weekly", N_("Once or more a week"), "once a week|una o más veces por semana|une fois par semaine" },
  { "monthly", N_("Less often"), "once a month|irregular|con menos frecuencia|moins souvent" },
  { "never", N_("Never"), "no|nunca|jamais" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode food_source_codes[] = {
  { "purchase", N_("Own money"), "local market|personal money|compra propia|mercado local|achat" },
  { "aid", N_("Distribution"), "donated by charity or aid|food aid|ayuda alimentaria|distribución" },
  { "hosts", N_("Relatives or hosts"), "donated by relatives or friends|familiares o anfitriones|proches" },
  { "own", N_("Own production"), "cultivation|producción propia|production propre" },
  { "credit", N_("Credit"), "borrowing|crédito|crédit" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode access_level_codes[] = {
  { "all", N_("Everybody"), "yes|todos|tous" },
  { "most", N_("Most"), "more than half|la mayoría|la plupart" },
  { "some", N_("Some"), "less than half|algunos|certains" },
  { "none", N_("Nobody"), "no|nadie|personne" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode health_problem_codes[] = {
  { "fever", N_("Fever"), "fiebre|fièvre" },
  { "diarrhoea", N_("Diarrhoea"), "diarrhea|diarrea|diarrhée" },
  { "cough", N_("Cough and breathing"), "respiratory infection|tos|infección respiratoria|toux" },
  { "skin", N_("Skin disease"), "enfermedad de la piel|maladie de peau" },
  { "malaria", N_("Malaria or dengue"), "dengue|paludismo|paludisme" },
  { "cholera", N_("Cholera"), "cólera|choléra" },
  { "malnutrition", N_("Malnutrition"), "desnutrición" },
  { "wounds", N_("Wounds"), "wound infection|heridas|blessures" },
  { "headache", N_("Headache"), "dolor de cabeza|mal de tête" },
  { "chronic", N_("Chronic diseases"), "hypertension|diabetes|enfermedades crónicas|maladies chroniques" },
  { "mental", N_("Mental health"), "salud mental|santé mentale" },
  { "other", N_("Other"), "otro|autre" },
  { "none", N_("None"), "ninguno|aucun" },
};

static const EpcCode facility_location_codes[] = {
  { "on_site", N_("On the site"), "on-site|onsite|en el sitio|sur le site" },
  { "near", N_("Outside, under 3 km"), "off-site, less than 3 km|nearby|fuera, a menos de 3 km|proche" },
  { "far", N_("Outside, over 3 km"), "off-site, more than 3 km|fuera, a más de 3 km|loin" },
  { "mobile", N_("Mobile team"), "mobile clinic|clínica móvil|équipe mobile" },
  { "none", N_("Nowhere"), "no hay|aucun" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode provider_kind_codes[] = {
  { "government", N_("Government"), "ministry|gobierno|gouvernement" },
  { "ngo", N_("NGO"), "local ngo|ong" },
  { "ingo", N_("International NGO"), "ong internacional|ong internationale" },
  { "un", N_("United Nations"), "iom|naciones unidas|nations unies" },
  { "red_cross", N_("Red Cross"), "cruz roja|croix-rouge" },
  { "private", N_("Private"), "local clinic|privado|privé" },
  { "community", N_("Community"), "comunidad|communauté" },
  { "none", N_("Nobody"), "nadie|personne" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode school_distance_codes[] = {
  { "km1", N_("Under 1 km"), "<1 km|menos de 1 km|moins de 1 km" },
  { "km2", N_("1 to 2 km"), "1-2 km|1 a 2 km" },
  { "km5", N_("2 to 5 km"), "2-5 km|2 a 5 km" },
  { "km10", N_("5 to 10 km"), "5-10 km|5 a 10 km" },
  { "over", N_("Over 10 km"), ">10 km|más de 10 km|plus de 10 km" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode occupation_codes[] = {
  { "farming", N_("Farming"), "agriculture|agricultura" },
  { "fishing", N_("Fishing"), "pesca|pêche" },
  { "livestock", N_("Livestock"), "pastoralism|ganadería|élevage" },
  { "daily_labour", N_("Daily labour"), "jornal|trabajo por día|travail journalier" },
  { "trade", N_("Trade"), "petty trade|small business|comercio|negocio|commerce" },
  { "crafts", N_("Crafts"), "artesanía|artisanat" },
  { "public", N_("Public employment"), "government job|empleo público|emploi public" },
  { "private", N_("Private employment"), "empleo privado|emploi privé" },
  { "domestic", N_("Domestic work"), "trabajo doméstico|travail domestique" },
  { "none", N_("No paid work"), "no paid activities|ninguna|aucune" },
  { "other", N_("Other"), "otra|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode security_provider_codes[] = {
  { "police", N_("Police"), "policía" },
  { "military", N_("Military"), "army|ejército|fuerzas armadas|armée" },
  { "community", N_("Community"), "self organized|comunidad|communauté" },
  { "site_manager", N_("Site management"), "gestión del sitio|gestion du site" },
  { "private", N_("Private guards"), "seguridad privada|gardes privés" },
  { "authority", N_("Local authority"), "autoridad local|autorité locale" },
  { "none", N_("Nobody"), "nadie|personne" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode incident_type_codes[] = {
  { "none", N_("None"), "ninguno|aucun" },
  { "theft", N_("Theft"), "robo|hurto|vol" },
  { "disputes", N_("Disputes among residents"), "friction amongst site residents|conflictos entre residentes" },
  { "host_tension", N_("Tension with neighbours"),
    "friction with host community|tensión con la comunidad|tensions avec les hôtes" },
  { "alcohol", N_("Alcohol or drugs"), "alcohol/drug-related disturbance|alcohol o drogas|alcool ou drogue" },
  { "armed", N_("Armed actors"), "crimes committed with weapons|actores armados|acteurs armés" },
  { "other", N_("Other"), "otro|autre" },
  { "no_answer", N_("No answer"), "no response|sin respuesta|sans réponse" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode support_problem_codes[] = {
  { "none", N_("None"), "ninguno|aucun" },
  { "not_enough", N_("Not enough for all"), "assistance was not enough|no alcanza para todos|pas assez pour tous" },
  { "not_right", N_("Not what was needed"),
    "assistance did not respond to the actual need|no era lo que se necesitaba|pas adapté" },
  { "interference", N_("Others interfere"), "interference in distribution|interferencia|ingérence" },
  { "not_reaching", N_("Does not reach those most in need"),
    "no llega a quienes más lo necesitan|n'atteint pas les plus vulnérables" },
  { "distance", N_("Too far or unsafe to fetch"), "lejos o inseguro|trop loin" },
  { "fights", N_("Fights at distributions"), "fighting between recipients|peleas|bagarres" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode information_source_codes[] = {
  { "family", N_("Family and friends"), "families/friends|familiares y amigos|famille et amis" },
  { "leader", N_("Site or community leader"),
    "site management|local leader/community leader|site leader|líder del sitio|líder comunitario" },
  { "authorities", N_("Authorities"), "autoridades|autorités" },
  { "radio", N_("Radio"), "radio/news" },
  { "tv", N_("Television"), "televisión|télévision" },
  { "phone", N_("Telephone or WhatsApp"), "mobile phone|whatsapp|teléfono|téléphone" },
  { "social_media", N_("Social media"), "redes sociales|réseaux sociaux" },
  { "aid_workers", N_("Aid workers"), "trabajadores humanitarios|humanitaires" },
  { "board", N_("Notice board"), "cartelera|tablero|panneau d'affichage" },
  { "loudspeaker", N_("Loudspeaker"), "megáfono|altavoz|haut-parleur" },
  { "none", N_("None"), "ninguna|aucune" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode information_topic_codes[] = {
  { "distribution", N_("Distributions"), "distribución" },
  { "services", N_("Access to services"), "acceso a servicios|accès aux services" },
  { "origin", N_("Situation at the place of origin"),
    "situation in areas of origin|situación en el lugar de origen|situation au lieu d'origine" },
  { "registration", N_("Registration"), "registro|enregistrement" },
  { "shelter", N_("Shelter"), "alojamiento|abri" },
  { "safety", N_("Safety and security"), "seguridad|sécurité" },
  { "documents", N_("Documents"), "documentación" },
  { "relatives", N_("Other relatives"), "how to get information about other family members|familiares|proches" },
  { "weather", N_("Weather and hazards"), "clima y amenazas|météo" },
  { "solutions", N_("Return or relocation"), "return|retorno o reubicación|retour" },
  { "rights", N_("Rights and entitlements"), "derechos|droits" },
  { "other", N_("Other"), "otro|autre" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

static const EpcCode complaint_recipient_codes[] = {
  { "manager", N_("Site management"), "sma|gestión del sitio|gestion du site" },
  { "committee", N_("Site committee"), "comité del sitio|comité de site" },
  { "authority", N_("Authority"), "government|autoridad|autorité" },
  { "police", N_("Police"), "policía" },
  { "ngo", N_("NGO or UN"), "ong u onu|ong ou onu" },
  { "leader", N_("Community leader"), "líder comunitario|leader communautaire" },
  { "nobody", N_("Nobody"), "none|nadie|personne" },
  { "unknown", N_("Not known"), "desconocido|inconnu" },
};

const EpcCodeList epc_sites_code_lists[] = {
  EPC_CODE_LIST ("site_type", N_("Type of site"), site_type_codes, .source = "Global CCCM Cluster"),
  EPC_CODE_LIST ("site_classification", N_("Classification of the site"), site_classification_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("site_premises", N_("Premises"), site_premises_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("site_status", N_("Status of the site"), site_status_codes, .source = "Camp Management Toolkit"),
  EPC_CODE_LIST ("land_ownership", N_("Ownership of land"), land_ownership_codes, .source = "DTM forms"),
  { "owner_permission", N_("Permission of the owner"), owner_permission_codes, G_N_ELEMENTS (owner_permission_codes), FALSE, NULL },
  { "risk_level", N_("Level of risk"), risk_level_codes, G_N_ELEMENTS (risk_level_codes), FALSE, NULL },
  { "extent", N_("Yes, in part, no"), extent_codes, G_N_ELEMENTS (extent_codes), FALSE, NULL },
  EPC_CODE_LIST ("presence", N_("Present or not"), presence_codes, .source = "DTM forms"),
  { "site_hazard", N_("Hazards at a site"), site_hazard_codes, G_N_ELEMENTS (site_hazard_codes), FALSE, NULL },
  { "management_mode", N_("How a site is managed"), management_mode_codes, G_N_ELEMENTS (management_mode_codes), FALSE, NULL },
  { "feedback_channel", N_("Feedback channel"), feedback_channel_codes, G_N_ELEMENTS (feedback_channel_codes), FALSE, NULL },
  EPC_CODE_LIST ("closure_reason", N_("Why a site closed"), closure_reason_codes, .source = "Camp Management Toolkit, DTM Haiti"),
  { "closure_destination", N_("Where the last households went"), closure_destination_codes, G_N_ELEMENTS (closure_destination_codes), FALSE, NULL },
  { "position_source", N_("Source of a position"), position_source_codes, G_N_ELEMENTS (position_source_codes), FALSE, NULL },
  { "count_source", N_("Kind of count"), count_source_codes, G_N_ELEMENTS (count_source_codes), FALSE, NULL },
  { "site_movement_type", N_("Entry or exit"), site_movement_type_codes, G_N_ELEMENTS (site_movement_type_codes), FALSE, NULL },
  { "site_movement_reason", N_("Reason of an entry or exit"), site_movement_reason_codes, G_N_ELEMENTS (site_movement_reason_codes), FALSE, NULL },
  { "site_sector", N_("Sector at a site"), site_sector_codes, G_N_ELEMENTS (site_sector_codes), FALSE, NULL },
  EPC_CODE_LIST ("nfi_need", N_("Items needed"), nfi_need_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("water_source", N_("Source of water"), water_source_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("water_walk", N_("Way to the water"), water_walk_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("water_problem", N_("Problem with water"), water_problem_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("toilet_condition", N_("Condition of toilets"), toilet_condition_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("waste_disposal", N_("Disposal of waste"), waste_disposal_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("food_access", N_("Access to food"), food_access_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("food_source", N_("Source of food"), food_source_codes, .source = "DTM forms"),
  { "access_level", N_("Access"), access_level_codes, G_N_ELEMENTS (access_level_codes), FALSE, NULL },
  EPC_CODE_LIST ("health_problem", N_("Health problems"), health_problem_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("facility_location", N_("Where it is"), facility_location_codes, .source = "DTM forms"),
  { "provider_kind", N_("Who provides"), provider_kind_codes, G_N_ELEMENTS (provider_kind_codes), FALSE, NULL },
  { "school_distance", N_("Distance to school"), school_distance_codes, G_N_ELEMENTS (school_distance_codes), FALSE, NULL },
  EPC_CODE_LIST ("occupation", N_("Occupation"), occupation_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("security_provider", N_("Who gives security"), security_provider_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("incident_type", N_("Kind of incident"), incident_type_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("support_problem", N_("Problem in receiving help"), support_problem_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("information_source", N_("Source of information"), information_source_codes, .source = "DTM forms"),
  EPC_CODE_LIST ("information_topic", N_("Topic asked about"), information_topic_codes, .source = "DTM forms"),
  { "complaint_recipient", N_("Whom complaints go to"), complaint_recipient_codes, G_N_ELEMENTS (complaint_recipient_codes), FALSE, NULL },
};
const guint epc_n_sites_code_lists = G_N_ELEMENTS (epc_sites_code_lists);
