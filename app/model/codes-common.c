/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lists of codes that every kind of record shares. Synonyms are other spellings met in files, in English, Spanish,
 * French and Portuguese.
 */
#include "base/epc-i18n.h"
#include "epc-codes.h"
#include "codes-countries.h"

static const EpcCode yes_no_codes[] = {
  { "yes", N_("Yes"), "y|s|1|true|oui|sim|x|wi|verdadero|cierto" },
  { "no", N_("No"), "n|0|false|non|não|nao|falso" },
  { "unknown", N_("Unknown"),
    "don't know|dont know|dk|no sabe|desconocido|ns|n/s|ne sait pas|inconnu|não sabe|desconhecido|unk" },
  { "no_answer", N_("No answer"),
    "na|n/a|no response|refused|prefer not to say|nr|n/r|ns/nr|no responde|no contesta|sans réponse|pas de réponse|sem "
        "resposta" },
};

static const EpcCode sex_codes[] = {
  { "female", N_("Female"), "f|w|woman|women|girl|girls|females|mujer|mujeres|niña|niñas|femenino|femme|femmes|féminin|mulher|feminino|fanm" },
  { "male", N_("Male"), "m|man|men|boy|boys|males|hombre|hombres|niño|niños|masculino|homme|hommes|masculin|homem|gason" },
  { "other", N_("Other sex"), "other|otro|x|autre|outro|non-binary|no binario" },
  { "unknown", N_("Sex not known"), "unknown|desconocido|no sabe|inconnu|desconhecido|u" },
};

static const EpcCode language_codes[] = {
  { "es", N_("Spanish"), "ES|spa|castellano|espagnol|espanhol|Panyòl" },
  { "en", N_("English"), "EN|eng|anglais|inglês|Angle" },
  { "fr", N_("French"), "FR|fra|fre|français|francês|Franse" },
  { "pt", N_("Portuguese"), "PT|por|portugais|português|Pòtigè" },
  { "ht", N_("Haitian Creole"), "HT|hat|creole|kreyòl|kreyol ayisyen|créole haïtien|crioulo haitiano|creole (Haiti)" },
  { "nl", N_("Dutch"), "NL|nld|dut|holandés|néerlandais|holandês" },
  { "qu", N_("Quechua"), "QU|que|kichwa|quichua|quíchua" },
  { "ay", N_("Aymara"), "AY|aym|aymara" },
  { "gn", N_("Guarani"), "GN|grn|guarani" },
  { "srn", N_("Sranan Tongo"), "SRN" },
  { "pap", N_("Papiamento"), "PAP|papiamentu" },
  { "jam", N_("Jamaican Creole"), "JAM|patois|patwa" },
  { "acf", N_("Saint Lucian Creole"), "ACF|kwéyòl|antillean creole" },
  { "mam", N_("Mam"), "MAM" },
  { "quc", N_("K'iche'"), "QUC|kiche|k'iche" },
  { "kek", N_("Q'eqchi'"), "KEK|kekchi|q'eqchi" },
  { "cak", N_("Kaqchikel"), "CAK|kakchiquel" },
  { "yua", N_("Yucatec Maya"), "YUA|maya" },
  { "nah", N_("Nahuatl"), "NAH|nahuatl" },
  { "cab", N_("Garifuna"), "CAB|garifuna" },
  { "miq", N_("Miskito"), "MIQ|miskitu|miskito" },
  { "ngu", N_("Ngäbe"), "GYM|ngabere|ngäbere" },
  { "guc", N_("Wayuu"), "GUC|wayuunaiki|guajiro" },
  { "wba", N_("Warao"), "WBA" },
  { "arn", N_("Mapudungun"), "ARN|mapuche" },
  { "ar", N_("Arabic"), "AR|ara|arabe|árabe" },
  { "zh", N_("Chinese"), "ZH|zho|chi|mandarin|chinois|chinês" },
  { "ru", N_("Russian"), "RU|rus|russe|russo" },
  { "hi", N_("Hindi"), "HI|hin" },
  { "bn", N_("Bengali"), "BN|ben|bangla" },
  { "ne", N_("Nepali"), "NE|nep" },
  { "fa", N_("Persian"), "FA|fas|per|dari|farsi" },
  { "wo", N_("Wolof"), "WO|wol" },
  { "ln", N_("Lingala"), "LN|lin" },
  { "uk", N_("Ukrainian"), "UK|ukr" },
  { "de", N_("German"), "DE|deu|ger|allemand|alemão" },
  { "it", N_("Italian"), "IT|ita|italien" },
  { "bzs", N_("Brazilian Sign Language"), "BZS|libras" },
  { "sgn", N_("Sign language"), "SGN|lengua de signos|langue des signes|língua de sinais" },
  { "other", N_("Other language"), "autre langue|outra língua" },
};

static const EpcCode sensitivity_codes[] = {
  { "public", N_("Public"), "low|no|baja|publique|pública|1" },
  { "restricted", N_("Restricted"), "moderate|moderada|restreinte|restrita|2" },
  { "confidential", N_("Confidential"), "high|alta|confidentielle|confidencial|3" },
  { "strict", N_("Strictly confidential"), "severe|strictly|severa|strictement confidentielle|estritamente confidencial|4" },
};

static const EpcCode mcof_sector_codes[] = {
  { "M01", N_("Camp management and displacement tracking"),
    "M1|CCCM|camp management|DTM|displacement tracking|gestión de campamentos|gestion des camps et suivi des déplacements|"
        "gestão de campos e monitoramento de deslocamentos" },
  { "M02", N_("Shelter and non-food items"),
    "M2|shelter|NFI|shelter/NFI|shelter & NFI|shelter nfi|alojamiento|albergue|abris et articles non alimentaires|abrigo e "
        "itens não alimentares" },
  { "M03", N_("Transport assistance for affected populations"),
    "M3|transport|transporte|movement|assistance au transport|assistência de transporte|transportation|humanitarian "
        "transportation" },
  { "M04", N_("Health support"), "M4|health|salud|santé|saúde|appui sanitaire" },
  { "M05", N_("Psychosocial support"), "M5|MHPSS|psychosocial|psicosocial|SMAPS|appui psychosocial|apoio psicossocial" },
  { "M06", N_("(Re)integration assistance"), "M6|reintegration|integration|reintegración|réintégration|reintegração" },
  { "M07", N_("Activities to support community stabilization and transition"),
    "M7|community stabilization|stabilization|estabilización comunitaria|stabilisation communautaire|estabilização "
        "comunitária" },
  { "M08", N_("Disaster risk reduction and resilience building"),
    "M8|DRR|disaster risk reduction|RRD|réduction des risques de catastrophe|redução do risco de desastres" },
  { "M09", N_("Land and property support"),
    "M9|HLP|land and property|housing land and property|tierras y propiedad|terre et propriété|terra e propriedade" },
  { "M10", N_("Counter-trafficking and protection of vulnerable migrants"),
    "protection|counter-trafficking|protección|lutte contre la traite|combate ao tráfico" },
  { "M11", N_("Technical assistance for humanitarian border management"),
    "HBM|border management|gestión de fronteras|gestion humanitaire des frontières|gestão de fronteiras" },
  { "M12", N_("Emergency consular assistance"), "consular|assistance consulaire|assistência consular" },
  { "M13", N_("Diaspora and human resource mobilization"), "diaspora|diáspora" },
  { "M14", N_("Migration policy and legislation support"),
    "policy and legislation|migration policy|política migratoria|politique migratoire|política migratória" },
  { "M15", N_("Humanitarian communications"),
    "CwC|communication|communications|comunicación|communication humanitaire|comunicação humanitária" },
};

static const EpcCode cluster_codes[] = {
  { "cccm", N_("Camp coordination and camp management (CCCM)"),
    "CCCM|camp coordination and camp management|camp coordination/management|camp coordination / management|CCCM / gestión "
        "de albergues|coordinación y gestión de campamentos|coordination et gestion des camps|gestión de albergues" },
  { "shelter_nfi", N_("Shelter and NFI"),
    "shelter|NFI|emergency shelter and NFI|shelter and NFI|abris|abri|albergue|alojamiento|abris/NFI|abrigo|emergency "
        "shelter|shelter-nfi" },
  { "wash", N_("Water, sanitation and hygiene (WASH)"),
    "WASH|WATSAN|water sanitation hygiene|water sanitation and hygiene|agua saneamiento e higiene|agua y saneamiento|EHA|"
        "EAH|EPAH|eau hygiène assainissement|eau assainissement et hygiène|ASH|água saneamento e higiene" },
  { "health", N_("Health"), "salud|santé|saúde" },
  { "mhpss", N_("Mental health and psychosocial support"),
    "MHPSS|SMAPS|psychosocial|apoyo psicosocial|salud mental|santé mentale" },
  { "food_security", N_("Food security"),
    "food|food assistance|food security and livelihoods|FSL|alimentación|sécurité alimentaire|segurança alimentar|food "
        "security & livelihoods|seguridad alimentaria y medios de vida" },
  { "nutrition", N_("Nutrition"), "nutrición|nutrición y lactancia|nutrição" },
  { "education", N_("Education"), "education in emergencies|EiE|educación|éducation|educação" },
  { "protection", N_("Protection"), "protección|proteção|general protection|protection générale" },
  { "child_protection", N_("Child protection"),
    "CP AoR|protection - child protection|niñez y adolescencia|protección infantil|protection de l'enfance|proteção "
        "infantil|protection de l'enfant" },
  { "gbv", N_("Gender-based violence"),
    "GBV|VBG|gender based violence|protection - gender-based violence|violencia basada en género|violence basée sur le "
        "genre|violência baseada em gênero" },
  { "trafficking", N_("Human trafficking and smuggling"),
    "TiP|human trafficking|trata|trata y tráfico|traite des personnes|tráfico de pessoas|protection - human trafficking & "
        "smuggling" },
  { "hlp", N_("Housing, land and property"),
    "HLP|housing land property|VTP|logement terre et propriété|moradia terra e propriedade|protection - housing, land and "
        "property" },
  { "mine_action", N_("Mine action"), "mine action|desminado|lutte antimines|ação contra minas|protection - mine action" },
  { "early_recovery", N_("Early recovery"), "early recovery|recuperación temprana|relèvement précoce|recuperação precoce|"
        "ER" },
  { "livelihoods", N_("Livelihoods and socio-economic integration"),
    "livelihoods|integration|integración|medios de vida|moyens de subsistance|meios de vida|intégration|integração" },
  { "logistics", N_("Logistics"), "logística|logistique|LOG" },
  { "telecommunications", N_("Emergency telecommunications"),
    "ETC|emergency telecommunications|telecomunicaciones|télécommunications d'urgence" },
  { "transport", N_("Humanitarian transportation"), "humanitarian transportation|transporte humanitario|transport|transporte" },
  { "coordination", N_("Coordination and information management"),
    "coordination|coordinación|IM|information management|coordenação|coordination and common services|coordination and "
        "support services" },
  { "cash", N_("Multipurpose cash assistance"),
    "cash|MPCA|multipurpose cash|multi-purpose cash|PTM|transferencias monetarias|efectivo multipropósito|transferts "
        "monétaires|multi-sector|multisector" },
  { "aap", N_("Communication and accountability to affected people"),
    "AAP|CwC|CCE|accountability|rendición de cuentas|redevabilité" },
  { "other", N_("Other sector"), "autre secteur|outro setor|otros sectores" },
};

static const EpcCode hazard_codes[] = {
  { "tropical_storm", N_("Hurricane or tropical storm"),
    "hurricane|tropical storm|cyclone|tropical cyclone|storm|huracán|tormenta tropical|tormenta|ouragan|cyclone tropical|"
        "tempête tropicale|furacão|tempestade tropical|siklòn|TC" },
  { "flood", N_("Flood"), "floods|flooding|inundaciones|inondation|inondations|inundação|enchente|FL" },
  { "flash_flood", N_("Flash flood"), "flash floods|crecida repentina|crue éclair|enxurrada|FF" },
  { "landslide", N_("Landslide"),
    "landslides|mudslide|mass movement|deslizamiento|derrumbe|alud|glissement de terrain|deslizamento de terra|LS" },
  { "earthquake", N_("Earthquake"), "earthquakes|sismo|temblor|tremblement de terre|séisme|terremoto|tranblemanntè|EQ" },
  { "tsunami", N_("Tsunami"), "maremoto|raz de marée|TS" },
  { "volcanic_eruption", N_("Volcanic eruption"), "volcano|volcanic activity|volcán|actividad volcánica|erupción|éruption volcanique|erupção vulcânica|VO" },
  { "drought", N_("Drought"), "sécheresse|seca|DR" },
  { "wildfire", N_("Wildfire"), "forest fire|fire|incendio|incendios forestales|feu de forêt|incêndio florestal|WF" },
  { "cold_wave", N_("Cold wave"), "cold|helada|heladas|friaje|vague de froid|onda de frio|CW" },
  { "extreme_temperature", N_("Extreme temperature"),
    "heat wave|heatwave|extreme heat|ola de calor|canicule|vague de chaleur|onda de calor|temperatura extrema|HT" },
  { "storm_surge", N_("Storm surge or waves"), "storm surge|wave action|coastal flood|marejada|marejadas|onde de tempête|ressaca" },
  { "erosion", N_("Erosion or rising sea"), "coastal erosion|sea level rise|érosion|erosión|erosão" },
  { "infestation", N_("Pests"), "insect infestation|locust|locusts|plaga|plagas|langosta|infestación|invasion d'insectes|IN" },
  { "epidemic", N_("Epidemic"), "outbreak|disease outbreak|pandemic|pandemia|cholera|cólera|brote|épidémie|EP" },
  { "technological", N_("Technological accident"),
    "technological|industrial accident|man-made|human-made|accidente industrial|accident technologique|acidente tecnológico|"
        "AC" },
  { "gang_violence", N_("Gang or generalized violence"),
    "gang violence|generalized violence|generalised violence|insecurity|violencia generalizada|violencia de pandillas|"
        "violencia de maras|bandas criminales|violence généralisée|violence des gangs|violência generalizada" },
  { "unrest", N_("Political or social unrest"),
    "social unrest|civil unrest|political unrest|conflicto social|disturbios|troubles sociaux|agitação social" },
  { "armed_conflict", N_("Armed conflict"), "conflict|armed violence|conflicto|conflit armé|conflit|conflito armado" },
  { "mixed_influx", N_("Cross-border mixed flow influx"),
    "mixed flow|mixed movements|influx|mixed migration|flujos mixtos|movimientos mixtos|flux mixtes|fluxos mistos" },
  { "mass_return", N_("Mass return or deportation"),
    "deportation|mass return|forced return|deportación|retornos masivos|expulsion|rapatriement forcé|deportação" },
  { "border_closure", N_("Border closure"), "cierre de frontera|fermeture des frontières|fechamento de fronteiras" },
  { "economic_shock", N_("Economic shock"),
    "economic crisis|crisis económica|crise économique|choc économique|crise econômica" },
  { "other", N_("Other hazard"), "mixed disasters|multi-hazard|autre aléa|outra ameaça" },
};

static const EpcCode crisis_type_codes[] = {
  { "conflict", N_("Armed conflict"), "conflict|armed conflict|conflicto|conflicto armado|conflit armé|conflito armado" },
  { "generalized_violence", N_("Generalized violence"),
    "armed violence|violence généralisée|violência generalizada|gang violence|violencia armada" },
  { "disaster_natural", N_("Disaster due to a natural hazard"),
    "disaster|natural disaster|desastre natural|desastre|catastrophe naturelle" },
  { "disaster_technological", N_("Technological disaster"),
    "man-made disaster|human-made disaster|catastrophe technologique|accidente tecnológico" },
  { "epidemic", N_("Epidemic or pandemic"), "epidemic|pandemic|epidemia|pandemia|épidémie" },
  { "economic_political", N_("Economic or political crisis"),
    "economic downturn|severe economic downturn|crisis económica|crisis política|crise économique|crise politique" },
  { "complex", N_("Complex crisis"), "complex emergency|emergencia compleja|crise complexe|crise complexa" },
  { "mixed_flow", N_("Mixed migration flows"),
    "mixed flow|mixed movements|flujo mixto|movimientos mixtos|flux migratoires mixtes|fluxos migratórios mistos" },
  { "other", N_("Other crisis"), "autre crise|outra crise" },
};

static const EpcCode phase_codes[] = {
  { "before", N_("Before"), "prepare|preparedness|prevention|pre-crisis|preparación|avant|antes" },
  { "during", N_("During"), "response|respond|emergency|respuesta|pendant" },
  { "after", N_("After"), "recovery|post-crisis|transition|recuperación|poscrisis|après|depois" },
};

static const EpcCode priority_codes[] = {
  { "high", N_("High"), "h|a|1|alto|urgent|urgente|haute|élevée|élevé|alta" },
  { "medium", N_("Medium"), "m|2|medio|moyenne|moyen|média" },
  { "low", N_("Low"), "l|b|3|bajo|basse|faible|baixa" },
};

static const EpcCode confidence_codes[] = {
  { "high", N_("High confidence"), "high|h|alta|élevée|alto" },
  { "medium", N_("Medium confidence"), "medium|m|media|moyenne|medio|média" },
  { "low", N_("Low confidence"), "low|l|baja|faible|bajo|baixa" },
  { "unknown", N_("Confidence not stated"), "unknown|desconocida|inconnue" },
};

static const EpcCode population_group_codes[] = {
  { "idp", N_("Internally displaced persons"),
    "IDP|IDPs|internally displaced|PDI|desplazados internos|desplazados|déplacés internes|PDI|deslocados internos|deplase" },
  { "returnee", N_("Returnees"), "returnee|retornados|retornado|retournés|retornados" },
  { "returnee_abroad", N_("Returnees from abroad"),
    "returnee from abroad|deportees|deportados|rapatriés|retornados del exterior" },
  { "refugee", N_("Refugees and asylum seekers"),
    "refugee|refugees|asylum seekers|refugiados|solicitantes de asilo|réfugiés|demandeurs d'asile|RAS" },
  { "migrant", N_("Migrants"), "migrant|migrantes|M|migrant in destination|en destino" },
  { "migrant_transit", N_("Migrants in transit"),
    "in-transit|in transit|en tránsito|tránsito|migrants en transit|em trânsito" },
  { "migrant_stranded", N_("Stranded migrants"), "stranded|varados|migrants bloqués|retidos" },
  { "migrant_pendular", N_("Pendular migrants"), "pendular|pendulares|commuting|pendulaires" },
  { "victim_trafficking", N_("Victims of trafficking"),
    "VoT|víctimas de trata de personas|victimes de la traite|vítimas de tráfico" },
  { "uasc", N_("Unaccompanied and separated children"),
    "UASC|NNANS|NNA no acompañados|enfants non accompagnés|crianças desacompanhadas" },
  { "mobile", N_("Mobile populations"), "nomadic|cross-border population|population mobile|população móvel" },
  { "host", N_("Host community"),
    "host|host communities|host population|HC|comunidad receptora|comunidades de acogida|communauté hôte|communauté "
        "d'accueil|comunidade de acolhida" },
  { "affected", N_("Other affected population"),
    "affected|affected population|población afectada|population affectée|general population|non-displaced|población general" },
  { "ex_combatant", N_("Ex-combatants"), "ex-combatant|former combatants|desmovilizados|anciens combattants|ex-combatentes" },
  { "youth_at_risk", N_("At-risk youth"), "at-risk youth|jóvenes en riesgo|jeunes à risque|jovens em risco" },
  { "indigenous", N_("Indigenous peoples"), "indigenous|indígenas|peuples autochtones|povos indígenas" },
};

static const EpcCode gender_marker_codes[] = {
  { "4T", N_("4 T: targeted action, gender and age"), "4(T)|4 T" },
  { "4M", N_("4 M: mainstreamed, gender and age"), "4(M)|4 M|4" },
  { "3T", N_("3 T: targeted action, gender"), "3(T)|3 T" },
  { "3M", N_("3 M: mainstreamed, gender"), "3(M)|3 M|3" },
  { "2T", N_("2 T: targeted action, age"), "2(T)|2 T" },
  { "2M", N_("2 M: mainstreamed, age"), "2(M)|2 M|2" },
  { "1T", N_("1 T: targeted action, limited"), "1(T)|1 T" },
  { "1M", N_("1 M: mainstreamed, limited"), "1(M)|1 M|1" },
  { "0", N_("0: does not systematically link programming actions"), "0" },
  { "na", N_("Gender marker not applicable"), "N/A|na|not applicable|no aplica" },
};

static const EpcCode environment_marker_codes[] = {
  { "A", N_("A: neutral impact"), "neutral|A" },
  { "B", N_("B: minor impact, mitigated"), "B" },
  { "B_plus", N_("B+: minor impact, with enhancement"), "B plus" },
  { "C", N_("C: significant impact"), "C" },
  { "na", N_("Environment marker not applicable"), "N/A|na|not applicable|no aplica" },
};

static const EpcCode organisation_type_codes[] = {
  { "government", N_("Government"),
    "gov|govt|national government|public|gobierno nacional|entidad pública|gouvernement|governo|estado|government entity" },
  { "local_authority", N_("Local authority"),
    "municipality|local government|alcaldía|municipio|gobierno local|municipalidad|mairie|autorité locale|prefeitura|"
        "mayor's office" },
  { "civil_protection", N_("Civil protection authority"),
    "civil protection|civil defence|disaster management office|protección civil|defensa civil|protection civile|defesa "
        "civil|NEMO" },
  { "un", N_("United Nations agency"),
    "UN|UN agency|ONU|SNU|Nations Unies|agence onusienne|Nações Unidas|UN agencies|sistema de naciones unidas" },
  { "iom", N_("IOM"),
    "OIM|International Organization for Migration|Organización Internacional para las Migraciones|Organisation "
        "internationale pour les migrations|Organização Internacional para as Migrações" },
  { "io", N_("Other international organisation"),
    "IO|international organization|organismo internacional|organisation internationale|organismo internacional" },
  { "ingo", N_("International NGO"),
    "INGO|international non-governmental organization|ONGI|ONG internationale|ONG internacional|intl ngo|international ngo" },
  { "nngo", N_("National NGO"),
    "NNGO|NGO|local NGO|national non-governmental organization|ONG|ONG local|ONG nationale|ONG nacional" },
  { "rcrc", N_("Red Cross and Red Crescent Movement"),
    "Red Cross|RCRC|Cruz Roja|Croix-Rouge|Cruz Vermelha|Kwa Wouj|IFRC|ICRC" },
  { "cbo", N_("Community-based organisation"),
    "CBO|community organization|OBC|junta comunal|organisation communautaire|organização comunitária" },
  { "civil_society", N_("Civil society organisation"), "CSO|OSC|civil society|sociedad civil|société civile|sociedade civil" },
  { "faith_based", N_("Faith-based organisation"), "FBO|church|iglesia|organisation confessionnelle|organização religiosa" },
  { "migrant_led", N_("Migrant- or displaced-led organisation"),
    "RLO|migrant-led|diaspora association|asociación de migrantes|association de migrants" },
  { "donor", N_("Donor"), "funder|bailleur|bailleur de fonds|doador" },
  { "private", N_("Private sector"), "company|business|empresa|secteur privé|entreprise|setor privado|supplier|proveedor" },
  { "academia", N_("Academia and research"), "university|academia|universidad|université|universidade" },
  { "embassy", N_("Embassy or consulate"), "consulate|embassy|consulado|embajada|ambassade|consulat|embaixada" },
  { "military", N_("Armed forces and police"), "military|police|ejército|policía|armée|forças armadas" },
  { "media", N_("Media organisation"), "press|prensa|médias|imprensa" },
  { "other", N_("Other organisation"), "other|otro|autre|outro|otra" },
};

static const EpcCode month_codes[] = {
  { "01", N_("January"), "1|jan|ene|janvier|janeiro" },
  { "02", N_("February"), "2|feb|février|fevereiro" },
  { "03", N_("March"), "3|mar|mars|março" },
  { "04", N_("April"), "4|apr|abr|avril|abril" },
  { "05", N_("May"), "5|may|mai|maio" },
  { "06", N_("June"), "6|jun|juin|junho" },
  { "07", N_("July"), "7|jul|juillet|julho" },
  { "08", N_("August"), "8|aug|ago|août|agosto" },
  { "09", N_("September"), "9|sep|sept|set|septembre|setembro" },
  { "10", N_("October"), "oct|octobre|outubro" },
  { "11", N_("November"), "nov|novembre|novembro" },
  { "12", N_("December"), "dec|dic|décembre|dezembro" },
};

static const EpcCode trend_codes[] = {
  { "up", N_("Increasing"), "up|rising|worsening|aumenta|aumento|en hausse|crescente|empeora" },
  { "stable", N_("Stable"), "same|igual|unchanged|sin cambio|estável" },
  { "down", N_("Decreasing"), "down|falling|improving|disminuye|disminución|en baisse|decrescente|mejora" },
};

static const EpcCode alert_level_codes[] = {
  { "green", N_("Green"), "vert|g|normal" },
  { "yellow", N_("Yellow"), "amarilla|jaune|amarelo|watch" },
  { "orange", N_("Orange"), "naranja|laranja|warning" },
  { "red", N_("Red"), "roja|rouge|vermelho" },
};

static const EpcCode frequency_codes[] = {
  { "once", N_("Once"), "one-off|única|une fois|uma vez" },
  { "hourly", N_("Hourly"), "horaria|toutes les heures" },
  { "daily", N_("Daily"), "diario|quotidien|quotidienne|diária|every day" },
  { "weekly", N_("Weekly"), "hebdomadaire|every week" },
  { "fortnightly", N_("Every two weeks"), "biweekly|fortnightly|bimensuel|quinzenal" },
  { "monthly", N_("Monthly"), "mensuel|mensuelle|mensal" },
  { "quarterly", N_("Quarterly"), "trimestriel|trimestrielle" },
  { "biannual", N_("Twice a year"), "semi-annual|semestriel|biannual" },
  { "annual", N_("Yearly"), "annual|annually|annuel|annuelle" },
  { "continuous", N_("Continuous"), "permanente|ongoing|continue|contínua" },
  { "as_needed", N_("When needed"), "ad hoc|as needed|según necesidad|au besoin|quando necessário" },
};

static const EpcCode currency_codes[] = {
  { "USD", N_("US dollar (USD)"), "US$|dollar|dólar|dólares" },
  { "EUR", N_("Euro (EUR)"), NULL },
  { "GBP", N_("Pound sterling (GBP)"), NULL },
  { "CHF", N_("Swiss franc (CHF)"), "Fr." },
  { "CAD", N_("Canadian dollar (CAD)"), "C$" },
  { "ARS", N_("Argentine peso (ARS)"), "AR$" },
  { "AWG", N_("Aruban florin (AWG)"), NULL },
  { "BBD", N_("Barbados dollar (BBD)"), "BBD$" },
  { "BOB", N_("Boliviano (BOB)"), NULL },
  { "BRL", N_("Brazilian real (BRL)"), "R$" },
  { "BSD", N_("Bahamian dollar (BSD)"), NULL },
  { "BZD", N_("Belize dollar (BZD)"), "BZ$" },
  { "CLP", N_("Chilean peso (CLP)"), NULL },
  { "COP", N_("Colombian peso (COP)"), "COL$" },
  { "CRC", N_("Costa Rican colón (CRC)"), NULL },
  { "CUP", N_("Cuban peso (CUP)"), NULL },
  { "DOP", N_("Dominican peso (DOP)"), "RD$" },
  { "GTQ", N_("Quetzal (GTQ)"), "Q" },
  { "GYD", N_("Guyana dollar (GYD)"), "G$" },
  { "HNL", N_("Lempira (HNL)"), "L" },
  { "HTG", N_("Gourde (HTG)"), "gourdes|goud" },
  { "JMD", N_("Jamaican dollar (JMD)"), "J$" },
  { "KYD", N_("Cayman Islands dollar (KYD)"), "CI$" },
  { "MXN", N_("Mexican peso (MXN)"), "MX$" },
  { "NIO", N_("Córdoba (NIO)"), NULL },
  { "PAB", N_("Balboa (PAB)"), "B/." },
  { "PEN", N_("Sol (PEN)"), "S/" },
  { "PYG", N_("Guaraní (PYG)"), NULL },
  { "SRD", N_("Surinam dollar (SRD)"), NULL },
  { "TTD", N_("Trinidad and Tobago dollar (TTD)"), "TT$" },
  { "UYU", N_("Uruguayan peso (UYU)"), "$U" },
  { "VES", N_("Bolívar (VES)"), "VEF|VED" },
  { "XCD", N_("East Caribbean dollar (XCD)"), "EC$" },
  { "XCG", N_("Caribbean guilder (XCG)"), "ANG" },
};

const EpcCodeList epc_common_code_lists[] = {
  EPC_CODE_LIST ("yes_no", N_("Yes / no"), yes_no_codes),
  EPC_CODE_LIST ("sex", N_("Sex"), sex_codes),
  EPC_CODE_LIST ("language", N_("Language"), language_codes, .is_editable = TRUE, .source = "ISO 639"),
  EPC_CODE_LIST ("sensitivity", N_("Sensitivity"), sensitivity_codes,
                 .source = "IASC Operational Guidance on Data Responsibility in Humanitarian Action"),
  EPC_CODE_LIST ("mcof_sector", N_("MCOF sector"), mcof_sector_codes,
                 .source = "IOM Migration Crisis Operational Framework, MC/2355 (2012); codes M01 to M15 are this product's"),
  EPC_CODE_LIST ("cluster", N_("Cluster or sector"), cluster_codes, .is_editable = TRUE,
                 .source = "IASC cluster system; R4V sectors"),
  EPC_CODE_LIST ("hazard", N_("Hazard"), hazard_codes, .is_editable = TRUE,
                 .source = "This product's list for Latin America and the Caribbean, after IASC Emergency Response "
                     "Preparedness (2015)"),
  EPC_CODE_LIST ("crisis_type", N_("Type of crisis"), crisis_type_codes, .is_editable = TRUE,
                 .source = "After IOM Migration Crisis Operational Framework, MC/2355 (2012)"),
  EPC_CODE_LIST ("phase", N_("Phase of the crisis"), phase_codes,
                 .source = "IOM Migration Crisis Operational Framework, MC/2355 (2012)"),
  EPC_CODE_LIST ("priority", N_("Priority"), priority_codes),
  EPC_CODE_LIST ("confidence", N_("Confidence"), confidence_codes, .is_editable = TRUE,
                 .source = "DTM Methodological Framework, 2nd edition (2022)"),
  EPC_CODE_LIST ("population_group", N_("Population group"), population_group_codes, .is_editable = TRUE,
                 .source = "IOM Migration Crisis Operational Framework, MC/2355 (2012)"),
  EPC_CODE_LIST ("gender_marker", N_("Gender with age marker"), gender_marker_codes,
                 .source = "IASC Gender with Age Marker (GAM)"),
  EPC_CODE_LIST ("environment_marker", N_("Environment marker"), environment_marker_codes, .is_editable = TRUE,
                 .source = "OCHA and UNEP environment marker; to be confirmed with the office"),
  EPC_CODE_LIST ("organisation_type", N_("Type of organisation"), organisation_type_codes, .is_editable = TRUE,
                 .source = "3W reporting practice"),
  EPC_CODE_LIST ("month", N_("Month"), month_codes),
  EPC_CODE_LIST ("trend", N_("Trend"), trend_codes),
  EPC_CODE_LIST ("alert_level", N_("Alert level"), alert_level_codes),
  EPC_CODE_LIST ("frequency", N_("Frequency"), frequency_codes),
  EPC_CODE_LIST ("currency", N_("Currency"), currency_codes, .source = "ISO 4217"),
  { .key = "country", .label = N_("Country"), .codes = epc_country_codes, .n_codes = EPC_N_COUNTRY_CODES,
    .source = "ISO 3166-1; names as the United Nations use them" },
};
const guint epc_n_common_code_lists = G_N_ELEMENTS (epc_common_code_lists);
