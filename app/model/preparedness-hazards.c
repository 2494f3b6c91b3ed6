/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preparedness: hazards on the map and in figures. Routes, zones and tracks as they are drawn; what was measured of a hazard at a moment; what
 * disasters and conflicts did to people; who lives outside the own country; indices of risk that others publish.
 */
#include <math.h>

#include "base/epc-i18n.h"
#include "epc-entity.h"
#include "epc-rules.h"

#define REQUIRED EPC_FIELD_REQUIRED
#define LIST EPC_FIELD_LIST
#define SEARCH EPC_FIELD_SEARCH
#define INDEX EPC_FIELD_INDEX
#define KEY EPC_FIELD_KEY
#define PEOPLE .unit = N_("people"), .min = 0, .max = HUGE_VAL

#define POSITION(LATITUDE_FLAGS) \
  { "latitude", N_("Latitude"), EPC_TYPE_LATITUDE, LATITUDE_FLAGS, .group = "position", .min = -90, .max = 90, .hxl = "#geo+lat", \
    .synonyms = "latitud|lat|y" }, \
  { "longitude", N_("Longitude"), EPC_TYPE_LONGITUDE, LATITUDE_FLAGS, .group = "position", .min = -180, .max = 180, .hxl = "#geo+lon", \
    .synonyms = "longitud|long|lon|lng|x" }

#define NOTE \
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, SEARCH, .hxl = "#description", \
    .synonyms = "notes|remarks|comments|description|desc|cmt|notas|observaciones|comentarios|descripción|remarques|commentaires|" \
        "observações|descrição" }

/* Of several figures of one place, year and source, where nothing else tells them apart. */
#define DETAIL \
  { "detail", N_("Which of several"), EPC_TYPE_TEXT, KEY | EPC_FIELD_APART, \
    .help = N_("What tells this figure from others of the same place, time and source: an area, a group, a revision."), .hxl = "#meta+detail" }

#define SOURCE(FLAGS) \
  { "source", N_("Source"), EPC_TYPE_TEXT, FLAGS, .help = N_("Who published it."), .hxl = "#meta+source", \
    .synonyms = "reference|fuente|fonte|référence|referencia" }

static const EpcField map_feature_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, KEY | LIST | SEARCH | EPC_FIELD_APART, .section = N_("On the map"), .hxl = "#geo+feature+name",
    .synonyms = "nombre|nom|nome|title|label|route name|nombre de la ruta|nom de la route", .width = 30 },
  { "kind", N_("Kind"), EPC_TYPE_CODE, LIST | INDEX, .codes = "map_feature_kind", .hxl = "#geo+feature+type",
    .synonyms = "feature type|tipo de elemento|type d'élément" },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, LIST, .codes = "hazard", .hxl = "#event+type",
    .synonyms = "aléa|amenaza|hazard type|peligro|ameaça" },
  { "date", N_("As of"), EPC_TYPE_DATE, KEY | LIST | EPC_FIELD_PLANNED, .help = N_("The day it was recorded, or for which it is forecast."),
    .hxl = "#date+occurred", .synonyms = "time|recorded on|fecha|begin|date d'observation" },
  { "is_open", N_("Can be used"), EPC_TYPE_YES_NO, LIST, .help = N_("Of a route or a road: people and trucks get through."),
    .hxl = "#access+status", .synonyms = "passable|transitable|praticable|open" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, INDEX, .target = "crisis", .hxl = "#crisis+code", .synonyms = "crise|urgence|emergência" },
  { "plan", N_("Evacuation plan"), EPC_TYPE_REFERENCE, INDEX, .target = "evacuation_plan" },
  POSITION (KEY),
  { "geometry", N_("Line or outline"), EPC_TYPE_FILE, KEY | LIST | EPC_FIELD_READ_ONLY | EPC_FIELD_GEOMETRY,
    .help = N_("Comes from a layer or a track that was imported."), .hxl = "#geo+bounds" },
  { "west", N_("West"), EPC_TYPE_DECIMAL, EPC_FIELD_READ_ONLY, .group = "bounds", .unit = "°", .min = -180, .max = 180 },
  { "south", N_("South"), EPC_TYPE_DECIMAL, EPC_FIELD_READ_ONLY, .group = "bounds", .unit = "°", .min = -90, .max = 90 },
  { "east", N_("East"), EPC_TYPE_DECIMAL, EPC_FIELD_READ_ONLY, .group = "bounds", .unit = "°", .min = -180, .max = 180 },
  { "north", N_("North"), EPC_TYPE_DECIMAL, EPC_FIELD_READ_ONLY, .group = "bounds", .unit = "°", .min = -90, .max = 90 },
  SOURCE (EPC_FIELD_NONE),
  NOTE,
};

static const EpcField hazard_observation_fields[] = {
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, REQUIRED | KEY | LIST | INDEX, .codes = "hazard", .section = N_("What was observed"),
    .hxl = "#event+type", .synonyms = "aléa|amenaza|hazard type|peligro|ameaça|type" },
  { "name", N_("Name"), EPC_TYPE_TEXT, KEY | LIST | SEARCH | INDEX,
    .help = N_("Of the storm, the volcano, the river, or of the event: positions of one name are joined by a line on the map."),
    .hxl = "#event+name", .synonyms = "storm name|event name|title|nombre|nom|nome|título", .width = 26 },
  { "observed_at", N_("Observed"), EPC_TYPE_MOMENT, REQUIRED | KEY | LIST | EPC_FIELD_UTC,
    .help = N_("Without a zone, the moment is read as UTC, as seismic and weather services write it."), .hxl = "#date+occurred",
    .synonyms = "time|date time|iso time|origin time|fecha y hora|date et heure|datetime" },
  { "location_name", N_("Where"), EPC_TYPE_TEXT, KEY | SEARCH | EPC_FIELD_APART, .help = N_("As the source wrote it."), .hxl = "#loc+name",
    .synonyms = "place|location|lugar|lieu|lugar del evento" },
  POSITION (REQUIRED | LIST),
  { "is_forecast", N_("Forecast"), EPC_TYPE_YES_NO, .help = N_("Yes: it has not happened yet."), .synonyms = "forecast|pronóstico|prévision" },
  { "event_id", N_("Number of the event"), EPC_TYPE_TEXT, SEARCH, .help = N_("The number it has at the service that observed it."),
    .hxl = "#event+code", .synonyms = "event id|storm id|sid|code|id del evento" },
  { "review", N_("Review"), EPC_TYPE_TEXT, .help = N_("Whether a person has looked at it: automatic, reviewed."),
    .synonyms = "review status|estado de revisión" },
  { "storm_status", N_("Kind of storm"), EPC_TYPE_CODE, LIST, .codes = "storm_status", .section = N_("Storm"),
    .synonyms = "status|nature|storm type|tipo de tormenta" },
  { "category", N_("Category"), EPC_TYPE_INTEGER, LIST, .help = N_("Saffir-Simpson hurricane wind scale, 1 to 5."), .min = 0, .max = 5,
    .hxl = "#severity+category", .synonyms = "saffir simpson|sshs|categoría|catégorie" },
  { "wind_kt", N_("Wind"), EPC_TYPE_DECIMAL, LIST, .help = N_("Highest sustained wind, over one minute."), .unit = N_("knots"), .min = 0,
    .max = 250, .synonyms = "wind|wind speed|max wind|usa_wind|viento|vent|vento" },
  { "pressure_hpa", N_("Pressure"), EPC_TYPE_DECIMAL, .unit = N_("hPa"), .min = 800, .max = 1100,
    .synonyms = "pressure|min pressure|usa_pres|presión|pression|pressão" },
  { "storm_diameter_nm", N_("Diameter of storm winds"), EPC_TYPE_DECIMAL, .help = N_("Across the area with winds of 34 knots or more."),
    .unit = N_("nautical miles"), .min = 0, .max = 3000, .synonyms = "tropical storm force diameter|ts diameter" },
  { "hurricane_diameter_nm", N_("Diameter of hurricane winds"), EPC_TYPE_DECIMAL,
    .help = N_("Across the area with winds of 64 knots or more."), .unit = N_("nautical miles"), .min = 0, .max = 3000,
    .synonyms = "hurricane force diameter|hu diameter" },
  { "magnitude", N_("Magnitude"), EPC_TYPE_DECIMAL, LIST, .section = N_("Earthquake"), .min = -3, .max = 11, .hxl = "#severity+magnitude",
    .synonyms = "mag|magnitud" },
  { "magnitude_type", N_("Scale of the magnitude"), EPC_TYPE_TEXT, .help = N_("As the service writes it: mww, mb, ml."),
    .synonyms = "magtype|mag type|tipo de magnitud" },
  { "depth_km", N_("Depth"), EPC_TYPE_DECIMAL, .unit = N_("km"), .min = -10, .max = 1000, .synonyms = "depth|profundidad|profondeur" },
  { "intensity", N_("Intensity"), EPC_TYPE_DECIMAL, .help = N_("Modified Mercalli, 1 to 12, where it shook most."), .min = 0, .max = 12,
    .synonyms = "mmi|intensidad|intensité" },
  { "felt_reports", N_("People who reported it"), EPC_TYPE_INTEGER, .min = 0, .max = HUGE_VAL, .synonyms = "felt|felt reports|reportes" },
  { "tsunami_message", N_("Tsunami message issued"), EPC_TYPE_YES_NO, .synonyms = "tsunami" },
  { "alert_level", N_("Alert level"), EPC_TYPE_CODE, LIST, .codes = "alert_level", .section = N_("Alert and source"), .hxl = "#severity+alert",
    .synonyms = "alert|niveau d'alerte|nivel de alerta" },
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, INDEX, .target = "crisis", .hxl = "#crisis+code", .synonyms = "crise|urgence|emergência" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .help = N_("The service that observed it."), .hxl = "#meta+source",
    .synonyms = "net|agency|agencia|agence|fuente|fonte" },
  { "url", N_("Web page"), EPC_TYPE_TEXT, .hxl = "#meta+url", .synonyms = "link|enlace|lien" },
  NOTE,
};

static const EpcField disaster_impact_fields[] = {
  { "country", N_("Country"), EPC_TYPE_PLACE, REQUIRED | KEY | LIST | INDEX, .section = N_("What happened"), .hxl = "#country+code",
    .synonyms = "pays|país|iso3|iso|geo|code pays|country code|id_0", .width = 14 },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, KEY | LIST | INDEX, .codes = "hazard", .hxl = "#event+type",
    .synonyms = "aléa|amenaza|hazard type|hazard type name|disaster type|type|cause|peligro|ameaça|tipo de desastre|tipo de evento|evento|"
        "event type|type d'événement|tipologia do desastre" },
  { "place", N_("Place"), EPC_TYPE_PLACE, KEY | EPC_FIELD_LATE | LIST | INDEX, .hxl = "#adm+code|#geo+code", .width = 18,
    .help = N_("Where in the country these figures are of; empty for all of it."), .synonyms = "p-code|pcode|código de lugar|code du lieu|código do lugar" },
  { "location_name", N_("Location"), EPC_TYPE_TEXT, KEY | EPC_FIELD_LATE, .hxl = "#loc+name|#loc",
    .help = N_("As the source writes it, where no area is known under that name."),
    .synonyms = "location name|localidad|comunidad|localité|localidade|community" },
  { "event", N_("Event"), EPC_TYPE_TEXT, KEY | LIST | SEARCH, .help = N_("Empty for all events of the year."), .hxl = "#event+name",
    .synonyms = "event name|disaster name|nombre del evento|emergencia|nom de l'événement", .width = 30 },
  { "year", N_("Year"), EPC_TYPE_INTEGER, KEY | LIST | INDEX, .min = 1800, .max = 2200, .hxl = "#date+year",
    .synonyms = "t|año|année|ano" },
  { "start_date", N_("Began"), EPC_TYPE_DATE, KEY, .hxl = "#date+start",
    .synonyms = "start date|fecha de inicio|date de début|inicio|fecha del evento|fecha|event date|date of event|date|date de l'événement|"
        "data do evento|data" },
  { "end_date", N_("Ended"), EPC_TYPE_DATE, EPC_FIELD_UNTIL, .hxl = "#date+end", .synonyms = "end date|fecha de fin|date de fin" },
  SOURCE (KEY | LIST),
  DETAIL,
  { "events", N_("Events"), EPC_TYPE_INTEGER, .section = N_("People"), .help = N_("How many events the figures are of."), .min = 0,
    .max = HUGE_VAL, .synonyms = "number of events|eventos|événements" },
  { "dead", N_("Dead"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_ESTIMATE, PEOPLE, .hxl = "#affected+killed",
    .synonyms = "deaths|killed|fatalities|total deaths|muertos|muertes|fallecidos|fallecidas|personas fallecidas|personas muertas|víctimas mortales|"
        "deceased|morts|décès|mortos|óbitos" },
  { "missing", N_("Missing"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, PEOPLE, .hxl = "#affected+missing",
    .synonyms = "disappeared|missing persons|missing people|desaparecidos|personas desaparecidas|disparus|personnes disparues|pessoas desaparecidas" },
  { "injured", N_("Injured"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, PEOPLE, .hxl = "#affected+injured",
    .synonyms = "injuries|injured people|heridos|personas heridas|lesionados|blessés|personnes blessées|feridos|pessoas feridas" },
  { "affected_ind", N_("Affected people"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_ESTIMATE, PEOPLE, .hxl = "#affected+ind|#affected",
    .synonyms = "affected|affected population|total affected|people affected|persons affected|afectados|personas afectadas|población afectada|"
        "personas damnificadas|personnes touchées|personnes affectées|population touchée|sinistrés|afetados|pessoas afetadas" },
  { "affected_hh", N_("Affected households"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("households"), .min = 0, .max = HUGE_VAL,
    .hxl = "#affected+hh",
    .synonyms = "households affected|affected families|families affected|familias afectadas|familias damnificadas|hogares afectados|familias|"
        "ménages touchés|ménages affectés|familles touchées|familles sinistrées|famílias afetadas" },
  { "displaced_ind", N_("Displaced people"), EPC_TYPE_INTEGER, LIST | EPC_FIELD_ESTIMATE, .help = N_("Displacements that the event or the "
        "year brought; who flees twice counts twice."), PEOPLE, .hxl = "#affected+displaced+ind|#affected+idps+ind+new",
    .synonyms = "displaced|displaced population|new displacement|new displacements|internal displacements|desplazados|"
        "nuevos desplazamientos|personas desplazadas|evacuados|personas evacuadas|evacuated|evacuees|people evacuated|déplacés|évacués|deslocados|"
        "desalojados" },
  { "displaced_stock", N_("Living in displacement at the end"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, PEOPLE,
    .help = N_("People who had not come back by the end of the year. Never added to the displacements."), .hxl = "#affected+idps+ind+stock",
    .synonyms = "total displacement|stock displacement|displacement stock" },
  { "homeless", N_("Homeless"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, PEOPLE, .hxl = "#affected+homeless",
    .synonyms = "no homeless|sin hogar|sans-abri|desabrigados|damnificados" },
  { "houses_damaged", N_("Houses damaged"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .section = N_("Damage"), .unit = N_("houses"), .min = 0,
    .max = HUGE_VAL, .hxl = "#impact+houses+damaged",
    .synonyms = "damaged houses|damaged units|houses affected|affected houses|damaged homes|homes damaged|viviendas dañadas|viviendas afectadas|"
        "viviendas averiadas|viviendas parcialmente dañadas|viviendas con daños|casas afectadas|casas dañadas|maisons endommagées|maisons touchées|"
        "habitações danificadas|casas danificadas" },
  { "houses_destroyed", N_("Houses destroyed"), EPC_TYPE_INTEGER, EPC_FIELD_ESTIMATE, .unit = N_("houses"), .min = 0, .max = HUGE_VAL,
    .hxl = "#impact+houses+destroyed",
    .synonyms = "destroyed houses|collapsed units|destroyed units|homes destroyed|destroyed homes|viviendas destruidas|viviendas colapsadas|casas destruidas|"
        "viviendas totalmente destruidas|maisons détruites|habitações destruídas|casas destruídas" },
  { "losses", N_("Losses"), EPC_TYPE_MONEY, LIST | EPC_FIELD_ESTIMATE, .group = "losses", .min = 0, .max = HUGE_VAL, .hxl = "#value+losses",
    .synonyms = "damages|damage|economic losses|total damages|pérdidas|daños|pertes|perdas" },
  { "losses_currency", N_("Currency of the losses"), EPC_TYPE_CODE, .codes = "currency", .group = "losses", .initial = "USD",
    .synonyms = "currency|moneda|monnaie|devise|moeda" },
  { "event_code", N_("GLIDE number"), EPC_TYPE_TEXT, SEARCH, .hxl = "#event+code", .section = N_("More"),
    .synonyms = "glide|glide number|número glide" },
  NOTE,
};

static const EpcField people_abroad_fields[] = {
  { "country", N_("Country where they are"), EPC_TYPE_PLACE, REQUIRED | KEY | LIST | INDEX, .section = N_("Who is where"),
    .hxl = "#country+code+asylum|#country+code",
    .synonyms = "country of asylum|coa iso|country of asylum iso|country of asylum iso3|asylum country|country of residence|host country|"
        "country or territory of asylum or residence|country or territory of asylum|asylum location code|país de asilo|país de acogida|"
        "país de residencia|país de destino|pays d'asile|pays d'accueil|pays de résidence|país de acolhida|país", .width = 16 },
  { "origin_country", N_("Country they come from"), EPC_TYPE_PLACE, KEY | LIST | INDEX,
    .help = N_("Empty when it is not known, or for all together."), .hxl = "#country+code+origin|#country+origin|#origin",
    .synonyms = "country of origin|coo iso|country of origin iso|country of origin iso3|origin|origin country|origin location code|"
        "country or territory of origin|país de origen|nacionalidad|pays d'origine|país de origem", .width = 16 },
  { "year", N_("Year"), EPC_TYPE_INTEGER, KEY | LIST | INDEX, .min = 1800, .max = 2200, .hxl = "#date+year|#date+year+end",
    .help = N_("At its end."), .synonyms = "t|año|année|ano" },
  { "date", N_("As of"), EPC_TYPE_DATE, KEY | LIST, .hxl = "#date+reported|#date+end",
    .synonyms = "reference period end|fecha|fecha de corte|data date|situation date" },
  { "protection_status", N_("Status abroad"), EPC_TYPE_CODE, REQUIRED | KEY | LIST | INDEX, .codes = "protection_status", .hxl = "#affected+type",
    .synonyms = "population group|population type|grupo de población|statut|estatus", .width = 18 },
  { "sex", N_("Sex"), EPC_TYPE_CODE, KEY, .codes = "population_sex", .synonyms = "gender|sexo|sexe" },
  { "age_range", N_("Age"), EPC_TYPE_TEXT, KEY, .help = N_("As the source writes it: 0-4, 18-59. Empty: all ages."),
    .synonyms = "age group|edad|grupo de edad|âge|idade" },
  SOURCE (KEY | LIST),
  DETAIL,
  { "n", N_("People"), EPC_TYPE_INTEGER, REQUIRED | LIST | EPC_FIELD_ESTIMATE, PEOPLE, .section = N_("People"),
    .hxl = "#affected+ind|#affected+refugees|#population", .synonyms = "number|population|persons|individuals|total|personas|población|nombre|número" },
  NOTE,
};

static const EpcField risk_figure_fields[] = {
  { "country", N_("Country"), EPC_TYPE_PLACE, REQUIRED | KEY | LIST | INDEX, .section = N_("Figure"), .hxl = "#country+code",
    .synonyms = "pays|país|iso3|iso|geo|code pays|country code", .width = 14 },
  { "indicator", N_("Indicator"), EPC_TYPE_TEXT, REQUIRED | KEY | LIST | SEARCH, .hxl = "#indicator+name",
    .synonyms = "indicator name|indicador|nombre del indicador|indicateur|index|índice|indice", .width = 34 },
  { "year", N_("Year"), EPC_TYPE_INTEGER, REQUIRED | KEY | LIST | INDEX, .min = 1800, .max = 2200, .hxl = "#date+year",
    .synonyms = "validity year|reference year|año|année|ano" },
  SOURCE (KEY | LIST),
  DETAIL,
  { "value", N_("Value"), EPC_TYPE_DECIMAL, REQUIRED | LIST, .hxl = "#indicator+num|#indicator+value+num",
    .synonyms = "score|indicator score|indicator value|valor|puntaje|valeur|pontuação" },
  { "unit", N_("Unit or scale"), EPC_TYPE_TEXT, LIST, .hxl = "#indicator+unit", .synonyms = "unidad|escala|unité|unidade" },
  { "hazard", N_("Hazard"), EPC_TYPE_CODE, .codes = "hazard", .hxl = "#event+type", .synonyms = "aléa|amenaza|hazard type|peligro|ameaça" },
  NOTE,
};

static void
map_feature_validate (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "name") && epc_record_is_empty (record, "geometry") && epc_record_is_empty (record, "latitude"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "name", "nothing_drawn", _("Give it a name, a position or a line: it says nothing yet."));
}

static void
hazard_observation_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_at_most (record, "hurricane_diameter_nm", "storm_diameter_nm", "hurricane_over_storm", findings);
}

static void
disaster_impact_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_order (record, "start_date", "end_date", findings);
  if (epc_record_is_empty (record, "year") && epc_record_is_empty (record, "start_date") && epc_record_is_empty (record, "event"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "year", "no_time", _("Say the year or the event that these figures are of."));
}

static void
people_abroad_validate (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "year") && epc_record_is_empty (record, "date"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "year", "no_time", _("Say the year or the day that the figure is of."));
}

const EpcEntity epc_preparedness_hazard_entities[] = {
  { .key = "map_feature", .label = N_("Route, zone or track"), .plural = N_("Routes, zones and tracks"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("What is drawn on the map and is no place: evacuation routes and zones, roads, tracks of a GPS, areas that a hazard reaches."),
    .icon = "mark-location-symbolic", EPC_FIELDS (map_feature_fields), .code_prefix = "MAP", .title = "name", .sort = "name",
    .date = "date", .section = "hazards", .validate = map_feature_validate },
  { .key = "hazard_observation", .label = N_("Hazard observation"), .plural = N_("Hazard observations"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("Where a hazard was at a moment and how strong: positions of a storm, earthquakes."), .icon = "dialog-warning-symbolic",
    EPC_FIELDS (hazard_observation_fields), .title = "name hazard observed_at", .sort = "-observed_at", .date = "observed_at",
    .section = "hazards", .validate = hazard_observation_validate },
  { .key = "disaster_impact", .label = N_("Impact of disasters"), .plural = N_("Impacts of disasters"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("What a disaster or conflict, or those of a year, did to people, as one source tells it. Sources are never added up."),
    .icon = "dialog-warning-symbolic", EPC_FIELDS (disaster_impact_fields), .title = "event place location_name country hazard year", .sort = "-year",
    .date = "start_date", .section = "figures", .validate = disaster_impact_validate },
  { .key = "people_abroad", .label = N_("Figure of people abroad"), .plural = N_("Refugees and migrants by country"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("How many people of one country live in another as refugees, asylum seekers or migrants, as one source tells it. Sources are never "
               "added up."),
    .icon = "object-flip-horizontal-symbolic", EPC_FIELDS (people_abroad_fields), .title = "origin_country country protection_status year", .sort = "-year",
    .date = "date", .section = "figures", .validate = people_abroad_validate },
  { .key = "risk_figure", .label = N_("Risk figure"), .plural = N_("Risk figures"), .area = EPC_AREA_PREPAREDNESS,
    .help = N_("What an index or a database says of a country's risk in a year."), .icon = "dialog-warning-symbolic",
    EPC_FIELDS (risk_figure_fields), .title = "indicator country year", .sort = "indicator", .section = "figures" },
};
const guint epc_n_preparedness_hazard_entities = G_N_ELEMENTS (epc_preparedness_hazard_entities);
