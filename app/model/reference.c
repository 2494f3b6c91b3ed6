/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Registers that everything else refers to: offices, places, population, organisations, contacts, items, kits, warehouses,
 * standards and courses.
 */
#include <math.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "epc-entity.h"
#include "epc-rules.h"

/* Every P-code begins with a letter and has no spaces; a country is its own ISO code; a child is one level below its parent. */
static void
place_validate (const EpcRecord *record, EpcFindings *findings)
{
  const char *pcode = epc_record_text (record, "pcode");
  const char *parent = epc_record_text (record, "parent");

  epc_check_order (record, "valid_from", "valid_to", findings);
  epc_rule_swapped_position (record, findings);
  if (pcode == NULL || epc_record_is_empty (record, "level"))
    return;
  gint64 level = epc_record_integer (record, "level");
  for (const char *p = pcode; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      {
        epc_findings_add (findings, EPC_FINDING_ERROR, "pcode", "pcode",
                          _("“%s” is no P-code: letters, digits and dashes only."), pcode);
        return;
      }
  if (level == 0 && (strlen (pcode) != 3 || parent != NULL))
    epc_findings_add (findings, EPC_FINDING_ERROR, "pcode", "pcode",
                      _("A country has its three-letter ISO code as P-code, and belongs to no other place."));
  if (level > 0 && parent == NULL)
    epc_findings_add (findings, EPC_FINDING_ERROR, "parent", "parent",
                      _("“%s” is on level %d and needs the area it belongs to."), pcode, (int) level);
  /* COD-AB codes grow from their parent's, save the first level, whose parent is the country. */
  if (level > 1 && level < EPC_PLACE_POPULATED && parent != NULL && !g_str_has_prefix (pcode, parent))
    epc_findings_add (findings, EPC_FINDING_WARNING, "parent", "parent",
                      _("“%s” does not begin with the code of its area, “%s”."), pcode, parent);
}

static void
office_validate (const EpcRecord *record, EpcFindings *findings)
{
  const char *thousands = epc_record_text (record, "thousands_separator");
  const char *decimal = epc_record_text (record, "decimal_separator");
  const char *zone = epc_record_text (record, "zone");

  if (thousands != NULL && decimal != NULL && g_str_equal (thousands, decimal))
    epc_findings_add (findings, EPC_FINDING_ERROR, "decimal_separator", "separators",
                      _("Thousands and decimals cannot have the same separator."));
  if (zone != NULL)
    {
      g_autoptr (GTimeZone) known = g_time_zone_new_identifier (zone);
      if (known == NULL)
        epc_findings_add (findings, EPC_FINDING_WARNING, "zone", "zone",
                          _("“%s” is no time zone known here. Write it like America/Port-au-Prince."), zone);
    }
}

static void
organisation_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_place_codes (record, "places_served", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "data_sharing_purpose", "data_sharing", "yes", findings);
  epc_check_needed (record, EPC_FINDING_WARNING, "agreement_until", "agreement", "signed", findings);
}

static void
contact_validate (const EpcRecord *record, EpcFindings *findings)
{
  if (epc_record_is_empty (record, "work_email") && epc_record_is_empty (record, "work_phone"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "work_phone", "reach",
                      _("A contact needs a work e-mail or a work telephone."));
}

static void
item_validate (const EpcRecord *record, EpcFindings *findings)
{
  if (!epc_record_is_empty (record, "pack_size") && epc_record_decimal (record, "pack_size") == 0)
    epc_findings_add (findings, EPC_FINDING_ERROR, "pack_size", "range",
                      _("A pack holds at least one piece; leave it empty if not known."));
}

static void
kit_item_validate (const EpcRecord *record, EpcFindings *findings)
{
  const EpcUid *kit = epc_record_reference (record, "kit");
  const EpcUid *item = epc_record_reference (record, "item");

  if (kit != NULL && item != NULL && epc_uid_equal (kit, item))
    epc_findings_add (findings, EPC_FINDING_ERROR, "item", "itself", _("A kit cannot hold itself."));
  if (!epc_record_is_empty (record, "quantity") && epc_record_decimal (record, "quantity") == 0)
    epc_findings_add (findings, EPC_FINDING_ERROR, "quantity", "range", _("The quantity must be more than 0."));
}

static void
warehouse_validate (const EpcRecord *record, EpcFindings *findings)
{
  epc_check_needed (record, EPC_FINDING_WARNING, "place", "status", "active", findings);
}

/* The target is on the better side of the emergency limit. */
static void
standard_validate (const EpcRecord *record, EpcFindings *findings)
{
  double emergency = epc_record_decimal (record, "emergency_value");
  double target = epc_record_decimal (record, "target_value");

  if (epc_record_is_empty (record, "emergency_value") && epc_record_is_empty (record, "target_value"))
    epc_findings_add (findings, EPC_FINDING_WARNING, "target_value", "limits",
                      _("A standard needs an emergency limit or a target."));
  if (isnan (emergency) || isnan (target))
    return;
  if ((epc_check_has_code (record, "direction", "at_least") && target < emergency)
      || (epc_check_has_code (record, "direction", "at_most") && target > emergency))
    epc_findings_add (findings, EPC_FINDING_WARNING, "target_value", "limits",
                      _("The target is less strict than the emergency limit. Check the direction."));
}

static void
course_validate (const EpcRecord *record, EpcFindings *findings)
{
  if (!epc_record_is_empty (record, "duration_h") && epc_record_decimal (record, "duration_h") > 400)
    epc_findings_add (findings, EPC_FINDING_WARNING, "duration_h", "range",
                      _("More than 400 hours: is the duration given in hours?"));
}

static const EpcField office_fields[] = {
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST, .section = N_("Office"),
    .hxl = "#country+code", .synonyms = "pays|país|ISO3|admin0Pcode|country code|code pays" },
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .hxl = "#org+name", .synonyms = "nom|nome|office name|nombre de la oficina" },
  { "role", N_("Role of the office"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "office_role",
    .initial = "country" },
  { "countries_covered", N_("Countries it covers"), EPC_TYPE_CODES,
    .help = N_("Leave empty for an office that covers only its own country."), .codes = "country" },
  { "counterpart", N_("Disaster authority"), EPC_TYPE_TEXT,
    .help = N_("The national body for disaster management that the office works with, e.g. DGPC, COPECO, CNE.") },
  { "address", N_("Office address"), EPC_TYPE_TEXT },
  { "office_email", N_("Office e-mail"), EPC_TYPE_TEXT, EPC_FIELD_PERSON, .hxl = "#contact+email",
    .synonyms = "email|e-mail|correo|courriel" },
  { "office_phone", N_("Office telephone"), EPC_TYPE_TEXT, EPC_FIELD_PERSON,
    .synonyms = "telephone|teléfono|téléphone|telefone" },
  { "zone", N_("Time zone"), EPC_TYPE_TEXT, EPC_FIELD_LIST,
    .help = N_("IANA name, e.g. America/Port-au-Prince. Times are shown in this zone."), .section = N_("How it writes") },
  { "currency", N_("Currency"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "currency", .hxl = "#currency+code",
    .synonyms = "monnaie|devise|moeda" },
  { "language", N_("Language"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "language", .synonyms = "lang|idioma|langue|língua" },
  { "document_language", N_("Language of printed documents"), EPC_TYPE_CODE, .codes = "language" },
  { "thousands_separator", N_("Thousands separator"), EPC_TYPE_TEXT,
    .help = N_("Leave empty for the usual one of the language."), .width = 4 },
  { "decimal_separator", N_("Decimal separator"), EPC_TYPE_TEXT, .width = 4 },
  { "paper", N_("Paper"), EPC_TYPE_CODE, .codes = "paper_size", .initial = "a4" },
  { "code_prefix", N_("Prefix of codes"), EPC_TYPE_TEXT,
    .help = N_("Begins the codes of new records (HTI-SITE-0042). Empty: the country's ISO code."), .width = 8 },
  { "is_confidential_sites", N_("Site lists are confidential"), EPC_TYPE_YES_NO,
    .help = N_("Site names and coordinates leave this office only in protected packages (Haiti, Colombia)."),
    .section = N_("Protection of data") },
  { "retention_months", N_("Keep operation data"), EPC_TYPE_INTEGER,
    .help = N_("A reminder appears when records of a closed operation are older than this."), .unit = N_("months"),
    .min = 0, .max = HUGE_VAL },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "notes|remarks|comments|notas|observaciones|comentarios|remarques|observações|remarque|commentaires" },
};

static const EpcField place_fields[] = {
  { "pcode", N_("P-code"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .help = N_("Official place code, as text with its leading zeros. A country has its ISO 3166-1 alpha-3 code."),
    .section = N_("Place"), .hxl = "#adm+code|#geo+code|#loc+code|#adm4+code|#adm3+code|#adm2+code|#adm1+code",
    .synonyms = "P-Code|PCODE|place code|code P|código P|ADM4_PCODE|ADM3_PCODE|ADM2_PCODE|ADM1_PCODE|adm4_pcode|adm3_pcode|"
        "adm2_pcode|adm1_pcode|admin4Pcode|admin3Pcode|admin2Pcode|admin1Pcode",
    .width = 12 },
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .hxl = "#adm+name|#geo+name|#loc+name|#adm4+name|#adm3+name|#adm2+name|#adm1+name",
    .synonyms = "ADM4_REF|ADM3_REF|ADM2_REF|ADM1_REF|adm4_name|adm3_name|adm2_name|adm1_name|admin2Name|admin1Name|"
        "asciiname|place name|shapeName|nom|nome|lugar|lieu" },
  { "level", N_("Admin level"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .help = N_("0 country, 1 to 4 the administrative levels below it, 5 a town or village in one of them."), .min = 0,
    .max = EPC_PLACE_POPULATED,
    .hxl = "#adm+level|#geo+admin_level", .synonyms = "Admin Level|adminLevel|adm_level|nivel|niveau administratif|nível",
    .width = 6 },
  { "parent", N_("Belongs to"), EPC_TYPE_PLACE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .help = N_("The area one level up."),
    .hxl = "#adm+code+parent|#adm+parent|#geo+code+parent",
    .synonyms = "Parent P-Code|parent_pcode|parent pcode|código P superior|code P parent|código P pai|appartient à|pertence "
        "a" },
  { "iso3", N_("Country code (ISO3)"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .hxl = "#country+code+v_iso3|#country+code", .synonyms = "Location|ISO3|iso_3|location_code|ADM0_PCODE3|country code",
    .width = 6 },
  { "iso2", N_("Country code (ISO2)"), EPC_TYPE_TEXT, .hxl = "#country+code+v_iso2",
    .synonyms = "ISO2|iso_2|ADM0_PCODE|adm0_pcode|alpha_2", .width = 6 },
  { "cod_prefix", N_("P-code prefix"), EPC_TYPE_TEXT,
    .help = N_("How the country's P-codes begin; usually ISO2, DOM in the Dominican Republic."), .width = 6 },
  { "pcode_status", N_("Standing of the P-code"), EPC_TYPE_CODE, EPC_FIELD_LIST,
    .help = N_("Provisional: made locally because no official code exists."), .codes = "pcode_status", .initial = "official" },
  { "name_en", N_("Name in English"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .section = N_("Names"), .hxl = "#adm+name+i_en",
    .synonyms = "ADM4_EN|ADM3_EN|ADM2_EN|ADM1_EN|name:en" },
  { "name_es", N_("Name in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#adm+name+i_es",
    .synonyms = "ADM4_ES|ADM3_ES|ADM2_ES|ADM1_ES|name:es|nom en espagnol|nome em espanhol" },
  { "name_fr", N_("Name in French"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#adm+name+i_fr",
    .synonyms = "ADM4_FR|ADM3_FR|ADM2_FR|ADM1_FR|name:fr|nom en français|nome em francês" },
  { "name_pt", N_("Name in Portuguese"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#adm+name+i_pt",
    .synonyms = "ADM4_PT|ADM3_PT|ADM2_PT|ADM1_PT|name:pt|nom en portugais|nome em português" },
  { "name_local", N_("Local name"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#adm+name+alt",
    .synonyms = "name_local|adm1_name1|adm2_name1|ADM1_HT|ADM2_HT|ADM3_HT|local name|nom local|nome local" },
  { "alternative_names", N_("Other names"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH,
    .help = N_("Other spellings met in files, separated by semicolons."), .hxl = "#adm+name+alternative",
    .synonyms = "alternatenames|ADM1ALT1EN|ADM2ALT1EN|ADM1ALT1ES|ADM2ALT1ES|alt_name|alias|otros nombres|autres noms|outros "
        "nomes" },
  { "latitude", N_("Latitude"), EPC_TYPE_LATITUDE, .help = N_("Centre of the area, degrees WGS84."), .group = "position",
    .section = N_("Where it lies"), .min = -90, .max = 90, .hxl = "#geo+lat",
    .synonyms = "lat|y|center_lat|latitude|latitud|_latitude" },
  { "longitude", N_("Longitude"), EPC_TYPE_LONGITUDE, .group = "position", .min = -180, .max = 180, .hxl = "#geo+lon",
    .synonyms = "lon|long|lng|x|center_lon|longitud|_longitude" },
  { "west", N_("West"), EPC_TYPE_DECIMAL, .help = N_("Bounding box, degrees WGS84: coordinates outside it raise a warning."),
    .group = "bounds", .min = -180, .max = 180, .hxl = "#geo+bounds+west", .synonyms = "xmin|min_lon|ouest|oeste" },
  { "south", N_("South"), EPC_TYPE_DECIMAL, .group = "bounds", .min = -90, .max = 90, .hxl = "#geo+bounds+south",
    .synonyms = "ymin|min_lat|sud|sul" },
  { "east", N_("East"), EPC_TYPE_DECIMAL, .group = "bounds", .min = -180, .max = 180, .hxl = "#geo+bounds+east",
    .synonyms = "xmax|max_lon|est|leste" },
  { "north", N_("North"), EPC_TYPE_DECIMAL, .group = "bounds", .min = -90, .max = 90, .hxl = "#geo+bounds+north",
    .synonyms = "ymax|max_lat|nord" },
  { "geometry", N_("Outline"), EPC_TYPE_FILE, EPC_FIELD_READ_ONLY | EPC_FIELD_GEOMETRY,
    .help = N_("The area's boundary, out of a layer of boundaries (GeoJSON, TopoJSON, GeoPackage, shapefile, KML)."),
    .hxl = "#geo+geometry" },
  { "area_km2", N_("Surface area"), EPC_TYPE_DECIMAL, .unit = N_("km²"), .min = 0, .max = HUGE_VAL, .hxl = "#geo+area",
    .synonyms = "area_sqkm|Shape_Area_km2|superficie|superficie_km2|área" },
  { "valid_from", N_("Valid from"), EPC_TYPE_DATE, EPC_FIELD_PLANNED, .section = N_("Validity"), .hxl = "#date+start",
    .synonyms = "validOn|valid_on|Valid from date|date|válido desde|valide depuis|valide à partir du|válido a partir de" },
  { "valid_to", N_("Valid to"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED, .hxl = "#date+end",
    .synonyms = "validTo|valid_to|válido hasta|valide jusqu'à|valide jusqu'au|válido até" },
  { "successor", N_("Replaced by"), EPC_TYPE_PLACE, .help = N_("The place whose code is used now.") },
  { "cod_version", N_("COD version"), EPC_TYPE_TEXT, .synonyms = "version|cod version" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .hxl = "#meta+source", .synonyms = "source|fuente|fonte|datasource" },
  { "capital", N_("Capital"), EPC_TYPE_TEXT, .section = N_("Country facts"), .synonyms = "capitale" },
  { "languages", N_("Languages"), EPC_TYPE_CODES, .codes = "language", .synonyms = "langues|lang|línguas" },
  { "level_1_name", N_("Name of level 1 areas"), EPC_TYPE_TEXT,
    .help = N_("As people call them: department, province, parish.") },
  { "level_2_name", N_("Name of level 2 areas"), EPC_TYPE_TEXT },
  { "level_3_name", N_("Name of level 3 areas"), EPC_TYPE_TEXT },
  { "level_1_count", N_("Level 1 areas"), EPC_TYPE_INTEGER, .unit = N_("areas"), .min = 0, .max = HUGE_VAL },
  { "level_2_count", N_("Level 2 areas"), EPC_TYPE_INTEGER, .unit = N_("areas"), .min = 0, .max = HUGE_VAL },
  { "pcode_lengths", N_("Length of P-codes"), EPC_TYPE_TEXT, .help = N_("Characters added at each level: country, 1, 2, 3.") },
  { "hazards", N_("Main hazards"), EPC_TYPE_CODES, .codes = "hazard" },
  { "flows", N_("Main population movements"), EPC_TYPE_TEXT },
  { "counterpart", N_("Disaster authority"), EPC_TYPE_TEXT },
  { "currency", N_("Currency"), EPC_TYPE_CODE, .codes = "currency", .synonyms = "monnaie|devise|moeda" },
  { "zone", N_("Time zone"), EPC_TYPE_TEXT },
  { "confidential_sites", N_("Site lists are confidential in this country"), EPC_TYPE_YES_NO, .group = "confidential_sites",
    .help = N_("Where armed groups may read them. An office takes this over when its workspace is made, and may decide otherwise.") },
  { "confidential_sites_source", N_("Source of this rule"), EPC_TYPE_TEXT, .group = "confidential_sites" },
};

static const EpcField population_fields[] = {
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .section = N_("Population"), .hxl = "#adm+code|#adm2+code|#adm1+code|#geo+code",
    .synonyms = "ADM3_PCODE|ADM2_PCODE|ADM1_PCODE|P-Code|pcode|lugar|lieu|local|commune|municipality|municipio" },
  { "year", N_("Reference year"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST,
    .min = 1900, .max = 2100, .hxl = "#date+year", .synonyms = "year|año|anio|année|ano|reference year|année de référence" },
  { "sex", N_("Sex"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST, .codes = "population_sex",
    .synonyms = "sexo|sexe|gender", .initial = "both" },
  { "age_band", N_("Age band"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST, .codes = "population_age",
    .synonyms = "age|age range|edad|âge|faixa etária|tranche d'âge", .initial = "all" },
  { "population", N_("Population"), EPC_TYPE_INTEGER, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .unit = N_("people"),
    .min = 0, .max = HUGE_VAL, .hxl = "#population",
    .synonyms = "population|población|pop|T_TL|total population|população|habitants" },
  { "method", N_("Method"), EPC_TYPE_CODE, .codes = "population_method", .synonyms = "méthode" },
  { "source", N_("Source"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .hxl = "#meta+source", .synonyms = "fonte" },
  { "cod_version", N_("COD version"), EPC_TYPE_TEXT },
};

static const EpcField organisation_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Organisation"),
    .hxl = "#org+name",
    .synonyms = "organization|organisation|organización|organização|org name|nom|partner|socio|socio implementador|nome" },
  { "acronym", N_("Acronym"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#org+acronym",
    .synonyms = "sigla|siglas|sigle|org acronym|acrónimo|acronyme", .width = 10 },
  { "type", N_("Type"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "organisation_type", .hxl = "#org+type",
    .synonyms = "type d'organisation|tipo de organización|org type" },
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_LIST, .hxl = "#org+country+code", .synonyms = "pays|país|code pays",
    .initial = "office" },
  { "roles", N_("Works with us as"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "organisation_role" },
  { "parent", N_("Part of"), EPC_TYPE_REFERENCE, .target = "organisation" },
  { "iati", N_("IATI identifier"), EPC_TYPE_TEXT, .hxl = "#org+code+v_iati" },
  { "clusters", N_("Clusters or sectors"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "cluster", .section = N_("What and where"),
    .hxl = "#sector+cluster", .synonyms = "sectors|secteurs|setores|sectores" },
  { "mcof_sectors", N_("MCOF sectors"), EPC_TYPE_CODES, .codes = "mcof_sector", .hxl = "#sector+mcof",
    .synonyms = "secteurs MCOF|setores MCOF" },
  { "languages", N_("Working languages"), EPC_TYPE_CODES, .codes = "language" },
  { "place", N_("Seat"), EPC_TYPE_PLACE, .help = N_("Place of its main office.") },
  { "places_served", N_("Places it works in"), EPC_TYPE_TEXT, .help = N_("P-codes separated by semicolons.") },
  { "capacity", N_("Capacity"), EPC_TYPE_LONG_TEXT,
    .help = N_("What it can do at short notice: staff, stock, transport, presence."), .synonyms = "capacité|capacidade" },
  { "general_email", N_("General e-mail"), EPC_TYPE_TEXT, EPC_FIELD_PERSON, .section = N_("Reaching it"),
    .hxl = "#contact+email" },
  { "general_phone", N_("General telephone"), EPC_TYPE_TEXT, EPC_FIELD_PERSON, .hxl = "#contact+phone" },
  { "website", N_("Website"), EPC_TYPE_TEXT, .hxl = "#contact+url", .synonyms = "url|web|site web|sitio web" },
  { "address", N_("Address"), EPC_TYPE_TEXT, .synonyms = "adresse|endereço" },
  { "agreement", N_("Agreement"), EPC_TYPE_CODE, EPC_FIELD_LIST,
    .help = N_("Letter of agreement, framework contract or memorandum in force."), .codes = "agreement_status",
    .section = N_("Agreements") },
  { "agreement_until", N_("Agreement ends"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED },
  { "data_sharing", N_("Data-sharing agreement"), EPC_TYPE_YES_NO },
  { "data_sharing_purpose", N_("Purpose of the data shared"), EPC_TYPE_TEXT },
  { "data_sharing_until", N_("Data-sharing agreement ends"), EPC_TYPE_DATE, EPC_FIELD_UNTIL | EPC_FIELD_PLANNED },
  { "psea_assessed", N_("PSEA capacity assessed"), EPC_TYPE_YES_NO,
    .help = N_("Capacity on protection from sexual exploitation and abuse was assessed.") },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField contact_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH | EPC_FIELD_PERSON,
    .section = N_("Contact"), .sensitivity = EPC_SENSITIVITY_RESTRICTED, .hxl = "#contact+name",
    .synonyms = "nom|nome|contact|contact name|full name|contacto|nombre completo|nombre y apellido|nom complet|nome completo|contato" },
  { "position", N_("Post"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#contact+title",
    .synonyms = "title|cargo|fonction|função|job title|puesto|position|role|rol" },
  { "organisation", N_("Organisation"), EPC_TYPE_REFERENCE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .target = "organisation",
    .hxl = "#org+name",
    .synonyms = ORGANISATION_NAMES },
  { "type", N_("Kind of contact"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "contact_type" },
  { "country", N_("Country"), EPC_TYPE_PLACE, EPC_FIELD_LIST, .hxl = "#country+code", .synonyms = "pays|code pays",
    .initial = "office" },
  { "place", N_("Place"), EPC_TYPE_PLACE, .hxl = "#adm1+code", .synonyms = "lieu|local|commune|municipality|municipio" },
  { "clusters", N_("Clusters or sectors"), EPC_TYPE_CODES, .codes = "cluster", .hxl = "#sector+cluster",
    .synonyms = "sector|sectors|secteur|secteurs|setor|setores|sectores|cluster" },
  { "languages", N_("Languages"), EPC_TYPE_CODES, .codes = "language", .synonyms = "langues|línguas|idiomas|idioma" },
  { "work_email", N_("Work e-mail"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_PERSON, .section = N_("Reaching the person"),
    .sensitivity = EPC_SENSITIVITY_RESTRICTED, .hxl = "#contact+email",
    .synonyms = "email|e-mail|correo|courriel|mail|courriel professionnel|e-mail de trabalho" },
  { "work_phone", N_("Work telephone"), EPC_TYPE_TEXT, EPC_FIELD_LIST | EPC_FIELD_PERSON,
    .sensitivity = EPC_SENSITIVITY_RESTRICTED, .hxl = "#contact+phone",
    .synonyms = "phone|telephone|teléfono|téléphone|telefone|celular de trabajo|téléphone professionnel|telefone de "
        "trabalho" },
  { "on_call", N_("Answers at any hour"), EPC_TYPE_YES_NO, EPC_FIELD_LIST,
    .help = N_("May be called at night in an emergency.") },
  { "verified_on", N_("Last verified"), EPC_TYPE_DATE, .help = N_("The day someone checked that the contact still holds.") },
  { "purpose", N_("Call for"), EPC_TYPE_TEXT, .help = N_("What this contact is called for: alerts, customs, visas, media.") },
};

static const EpcField item_fields[] = {
  { "item_code", N_("Item code"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_SEARCH,
    .section = N_("Item"), .hxl = "#item+code",
    .synonyms = "item code|code|SKU|código|code article|catalogue number|code de l'article|código do item", .width = 12 },
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#item+name",
    .synonyms = "item|item name|artículo|article|designation|descripción|item description|nom|nome" },
  { "name_es", N_("Name in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#item+name+i_es",
    .synonyms = "nom en espagnol|nome em espanhol" },
  { "name_fr", N_("Name in French"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#item+name+i_fr",
    .synonyms = "nom en français|nome em francês" },
  { "name_pt", N_("Name in Portuguese"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#item+name+i_pt",
    .synonyms = "nom en portugais|nome em português" },
  { "category", N_("Category"), EPC_TYPE_CODE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "item_category", .hxl = "#item+type",
    .synonyms = "catégorie|categoría|item category" },
  { "unit", N_("Unit"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "item_unit", .hxl = "#item+unit", .initial = "piece",
    .synonyms = "UoM|unit of measure|unidad de medida|unidad|unidades|units|unité|unidade" },
  { "is_kit", N_("Is a kit"), EPC_TYPE_YES_NO, EPC_FIELD_LIST, .initial = "no" },
  { "standard", N_("Specification"), EPC_TYPE_LONG_TEXT,
    .synonyms = "specification|especificación|spécification|standard|especificação" },
  { "pack_size", N_("Pieces in a pack"), EPC_TYPE_DECIMAL, .section = N_("Packing"), .min = 0, .max = HUGE_VAL,
    .synonyms = "pack|pack quantity|unidades por paquete" },
  { "weight_kg", N_("Weight of one"), EPC_TYPE_DECIMAL, .unit = N_("kg"), .min = 0, .max = HUGE_VAL, .hxl = "#item+weight",
    .synonyms = "weight|weight kg|peso|poids" },
  { "volume_m3", N_("Volume of one"), EPC_TYPE_DECIMAL, .unit = N_("m³"), .min = 0, .max = HUGE_VAL, .hxl = "#item+volume",
    .synonyms = "volume|volumen|volume m3|cbm" },
  { "shelf_life_months", N_("Shelf life"), EPC_TYPE_INTEGER, .unit = N_("months"), .min = 0, .max = HUGE_VAL,
    .synonyms = "shelf life|vida útil|durée de conservation" },
  { "unit_cost", N_("Unit cost"), EPC_TYPE_MONEY, EPC_FIELD_LIST, .group = "unit_cost", .section = N_("Cost and stock"),
    .min = 0, .max = HUGE_VAL, .hxl = "#value+unit",
    .synonyms = "unit price|precio unitario|prix unitaire|unit value|costo|coût unitaire|custo unitário" },
  { "unit_cost_currency", N_("Currency of the unit cost"), EPC_TYPE_CODE, .codes = "currency", .group = "unit_cost",
    .initial = "USD" },
  { "min_stock", N_("Minimum stock"), EPC_TYPE_INTEGER, EPC_FIELD_LIST, .help = N_("Below this the office should reorder."),
    .min = 0, .max = HUGE_VAL, .synonyms = "min stock|minimum|stock mínimo|stock minimum|estoque mínimo" },
  { "modality", N_("Usual form of assistance"), EPC_TYPE_CODE, .codes = "assistance_form" },
  { "source", N_("Source"), EPC_TYPE_TEXT, .section = N_("Origin of these facts"), .synonyms = "fonte" },
  { "is_confirmed", N_("Confirmed by the office"), EPC_TYPE_YES_NO,
    .help = N_("No: taken over from general practice; check it with the national cluster.") },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

/* data/seeds/kit_item.csv. A column in Spanish beside them, as the standards have it, would be news to every office that has these rows already,
 * and a question in each package from one that has not. */
static const char *const kit_sources[]
    = { N_("General practice"), N_("UNHCR core relief items catalogue (summary)"), N_("Pakistan shelter cluster guide; CARE shelter toolkit"), NULL };
static const char *const kit_notes[] = { N_("One per person; two in cold climate. Pakistan shelter cluster: four."),
                                         N_("At least three."),
                                         N_("Two or three, instead of mats."),
                                         N_("Sphere: two containers of 10 to 20 L."),
                                         N_("Per month."),
                                         N_("One or two packs a month."),
                                         N_("Two of 4 × 5 m or 4 × 6 m: 40 to 48 m²."),
                                         N_("One may be shared by five households."),
                                         NULL };

static const EpcField kit_item_fields[] = {
  { "kit", N_("Kit"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "item", .section = N_("Kit content"), .synonyms = "kit code|kit" },
  { "item", N_("Item"), EPC_TYPE_REFERENCE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST | EPC_FIELD_INDEX,
    .target = "item", .hxl = "#item+code", .synonyms = "article|artigo" },
  { "basis", N_("Given per"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST, .codes = "kit_basis",
    .initial = "household" },
  { "quantity", N_("Quantity"), EPC_TYPE_DECIMAL, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .min = 0, .max = HUGE_VAL,
    .hxl = "#item+quantity", .synonyms = "qty|cantidad|quantité|quantidade|qty/HH" },
  { "quantity_cold", N_("Quantity in cold climate"), EPC_TYPE_DECIMAL, EPC_FIELD_LIST, .min = 0, .max = HUGE_VAL },
  { "shared_by", N_("Households that share it"), EPC_TYPE_INTEGER,
    .help = N_("1 when every household has its own; 5 when five share one."), .unit = N_("households"),
    .min = 0, .max = HUGE_VAL },
  { "is_optional", N_("Depends on the context"), EPC_TYPE_YES_NO, EPC_FIELD_LIST, .initial = "no" },
  { "source", N_("Source"), EPC_TYPE_TEXT, EPC_FIELD_LIST, .synonyms = "fonte", .seeded = kit_sources },
  { "is_confirmed", N_("Confirmed by the office"), EPC_TYPE_YES_NO, EPC_FIELD_LIST },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, .seeded = kit_notes,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField warehouse_fields[] = {
  { "name", N_("Name"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .section = N_("Warehouse"),
    .hxl = "#loc+name", .synonyms = "warehouse|almacén|bodega|entrepôt|armazém|store|nom|nome" },
  { "status", N_("Status"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "warehouse_status", .hxl = "#status",
    .synonyms = "statut|état|situação|estatuto", .initial = "active" },
  { "type", N_("Kind of store"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "warehouse_type" },
  { "place", N_("Place"), EPC_TYPE_PLACE, EPC_FIELD_LIST | EPC_FIELD_INDEX, .hxl = "#adm2+code|#adm1+code",
    .synonyms = "municipality|municipio|commune|adm2_pcode|lieu|local" },
  { "address", N_("Address"), EPC_TYPE_TEXT, .synonyms = "adresse|endereço" },
  { "latitude", N_("Latitude"), EPC_TYPE_LATITUDE, .group = "position", .min = -90, .max = 90, .hxl = "#geo+lat",
    .synonyms = "lat|latitud|y" },
  { "longitude", N_("Longitude"), EPC_TYPE_LONGITUDE, .group = "position", .min = -180, .max = 180, .hxl = "#geo+lon",
    .synonyms = "lon|long|lng|longitud|x" },
  { "capacity_m3", N_("Capacity"), EPC_TYPE_DECIMAL, EPC_FIELD_LIST, .unit = N_("m³"), .group = "capacity",
    .section = N_("Capacity"), .min = 0, .max = HUGE_VAL, .hxl = "#capacity+num",
    .synonyms = "capacity m3|capacidad m3|capacité|capacidade" },
  { "capacity_pallets", N_("Capacity in pallets"), EPC_TYPE_INTEGER, .unit = N_("pallets"), .group = "capacity",
    .min = 0, .max = HUGE_VAL },
  { "is_climate_controlled", N_("Climate controlled"), EPC_TYPE_YES_NO },
  { "is_secure", N_("Guarded"), EPC_TYPE_YES_NO },
  { "risks", N_("Exposed to"), EPC_TYPE_CODES, .codes = "hazard" },
  { "access", N_("Access"), EPC_TYPE_TEXT, .help = N_("Opening hours, kind of truck that can enter, loading bay.") },
  { "owner", N_("Owner"), EPC_TYPE_REFERENCE, EPC_FIELD_LIST, .target = "organisation", .section = N_("Who"),
    .hxl = "#org+name", .synonyms = "propriétaire|proprietário" },
  { "ownership", N_("How it is held"), EPC_TYPE_CODE, .codes = "warehouse_ownership" },
  { "focal_point_role", N_("Role in charge"), EPC_TYPE_TEXT, EPC_FIELD_LIST,
    .help = N_("The post, not the person: logistics assistant, store keeper.") },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField standard_fields[] = {
  { "key", N_("Key"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_SEARCH,
    .help = N_("Short stable name that formulas use."), .section = N_("Standard") },
  { "label", N_("Indicator"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#indicator+name",
    .synonyms = "indicator|indicador|indicateur" },
  { "label_es", N_("Indicator in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .hxl = "#indicator+name+i_es" },
  { "label_fr", N_("Indicator in French"), EPC_TYPE_TEXT, .hxl = "#indicator+name+i_fr" },
  { "label_pt", N_("Indicator in Portuguese"), EPC_TYPE_TEXT, .hxl = "#indicator+name+i_pt" },
  { "sector", N_("Sector"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "cluster", .hxl = "#sector+name" },
  { "unit", N_("Unit"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "standard_unit", .hxl = "#indicator+unit",
    .synonyms = "unité|unidade" },
  { "direction", N_("Right when"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .codes = "direction" },
  { "scope", N_("Judged for"), EPC_TYPE_CODE, .codes = "standard_scope", .initial = "site" },
  { "emergency_value", N_("Emergency limit"), EPC_TYPE_DECIMAL, EPC_FIELD_LIST,
    .help = N_("Worse than this is critical (red)."), .group = "limits", .section = N_("Limits"),
    .hxl = "#indicator+emergency" },
  { "target_value", N_("Target"), EPC_TYPE_DECIMAL, EPC_FIELD_LIST,
    .help = N_("At this or better is adequate (green); between the two is to be watched (amber)."), .group = "limits",
    .hxl = "#indicator+target", .synonyms = "cible|alvo" },
  { "weight", N_("Weight in the gap score"), EPC_TYPE_DECIMAL, .min = 0, .max = 100, .initial = "1" },
  { "numerator", N_("Field measured"), EPC_TYPE_TEXT,
    .help = N_("Key of the field whose value is judged, or that is divided.") },
  { "denominator", N_("Divided by"), EPC_TYPE_TEXT,
    .help = N_("Key of the field it is divided by. Empty: the value is judged as it is.") },
  { "source", N_("Source"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST, .section = N_("Origin"), .hxl = "#meta+source",
    .synonyms = "fonte" },
  { "source_es", N_("Source in Spanish"), EPC_TYPE_TEXT },
  { "edition", N_("Edition"), EPC_TYPE_TEXT, .synonyms = "edição" },
  { "is_confirmed", N_("Confirmed"), EPC_TYPE_YES_NO, EPC_FIELD_LIST,
    .help = N_("No: the figure comes from general practice; check it before you rely on it.") },
  { "is_active", N_("In use"), EPC_TYPE_YES_NO, .initial = "yes" },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

static const EpcField course_fields[] = {
  { "course_code", N_("Course code"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_KEY | EPC_FIELD_LIST,
    .section = N_("Course"), .synonyms = "code|código", .width = 12 },
  { "title", N_("Title"), EPC_TYPE_TEXT, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_SEARCH, .hxl = "#activity+name",
    .synonyms = "course|curso|cours|título|titre|intitulé" },
  { "title_es", N_("Title in Spanish"), EPC_TYPE_TEXT, EPC_FIELD_SEARCH, .synonyms = "titre en espagnol|título em espanhol" },
  { "title_fr", N_("Title in French"), EPC_TYPE_TEXT, .synonyms = "titre en français|título em francês" },
  { "title_pt", N_("Title in Portuguese"), EPC_TYPE_TEXT, .synonyms = "titre en portugais|título em português" },
  { "type", N_("Subject"), EPC_TYPE_CODE, EPC_FIELD_REQUIRED | EPC_FIELD_LIST | EPC_FIELD_INDEX, .codes = "training_topic", .initial = "other",
    .synonyms = "thème" },
  { "audience", N_("Audience"), EPC_TYPE_CODES, EPC_FIELD_LIST, .codes = "training_audience", .synonyms = "public|público" },
  { "duration_h", N_("Duration"), EPC_TYPE_DECIMAL, EPC_FIELD_LIST, .unit = N_("hours"), .min = 0, .max = HUGE_VAL,
    .synonyms = "duration|duración|durée|horas|duração" },
  { "language", N_("Language"), EPC_TYPE_CODE, .codes = "language", .synonyms = "langue|língua" },
  { "delivery", N_("Delivery"), EPC_TYPE_CODE, EPC_FIELD_LIST, .codes = "training_delivery", .synonyms = "modalidad|modalité" },
  { "validity_months", N_("Certificate valid for"), EPC_TYPE_INTEGER, EPC_FIELD_LIST,
    .help = N_("Empty: the certificate does not expire."), .unit = N_("months"), .min = 0, .max = HUGE_VAL },
  { "pass_mark", N_("Pass mark"), EPC_TYPE_PERCENT, .unit = N_("%"), .min = 0, .max = 100, .initial = "70" },
  { "is_mandatory", N_("Needed to be deployed"), EPC_TYPE_YES_NO },
  { "objectives", N_("Learning objectives"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, .section = N_("Content") },
  { "prerequisites", N_("Needed before"), EPC_TYPE_TEXT },
  { "mcof_sectors", N_("MCOF sectors"), EPC_TYPE_CODES, .codes = "mcof_sector", .hxl = "#sector+mcof",
    .synonyms = "secteurs MCOF|setores MCOF" },
  { "owner", N_("Given by"), EPC_TYPE_REFERENCE, .target = "organisation" },
  { "url", N_("Link"), EPC_TYPE_TEXT, .hxl = "#meta+url", .synonyms = "lien|ligação" },
  { "materials", N_("Materials"), EPC_TYPE_FILE },
  { "note", N_("Note"), EPC_TYPE_LONG_TEXT,
    .synonyms = "remarque|remarques|commentaires|observações|notes|remarks|comments|comentarios|observaciones" },
};

const EpcEntity epc_reference_entities[] = {
  { .key = "office", .label = N_("Office"), .plural = N_("Offices"), .area = EPC_AREA_REFERENCE,
    .help = N_("The offices that keep records here: this country office, the regional office and others that send packages."),
    .icon = "send-to-symbolic", EPC_FIELDS (office_fields), .title = "name", .sort = "name", .section = "offices",
    .validate = office_validate },
  { .key = "place", .label = N_("Place"), .plural = N_("Places"), .area = EPC_AREA_REFERENCE,
    .help = N_("Countries and administrative areas with their P-codes, from the common operational datasets (COD-AB)."),
    .icon = "find-location-symbolic", EPC_FIELDS (place_fields), .title = "name", .sort = "name", .section = "places",
    .validate = place_validate },
  { .key = "population", .label = N_("Population"), .plural = N_("Populations"), .area = EPC_AREA_REFERENCE,
    .flags = EPC_ENTITY_COUNT,
    .help = N_("Population by place, sex and age from the common operational datasets (COD-PS) or a census."),
    .icon = "find-location-symbolic", EPC_FIELDS (population_fields), .title = "place sex age_band year", .sort = "place",
    .section = "places" },
  { .key = "organisation", .label = N_("Organisation"), .plural = N_("Organisations"), .area = EPC_AREA_REFERENCE, .flags = EPC_ENTITY_BY_NAME,
    .help = N_("Partners, authorities, donors, suppliers and service providers the office works with."),
    .icon = "x-office-address-book-symbolic", EPC_FIELDS (organisation_fields), .code_prefix = "ORG", .title = "name",
    .sort = "name", .section = "contacts", .validate = organisation_validate },
  { .key = "contact", .label = N_("Contact"), .plural = N_("Contacts"), .area = EPC_AREA_REFERENCE,
    .help = N_("Work contacts of authorities, clusters and partners. Never an affected person."),
    .icon = "x-office-address-book-symbolic", EPC_FIELDS (contact_fields), .title = "name position", .sort = "name",
    .section = "contacts", .validate = contact_validate },
  { .key = "item", .label = N_("Item"), .plural = N_("Items"), .area = EPC_AREA_REFERENCE, .flags = EPC_ENTITY_BY_NAME,
    .help = N_("What is stocked and distributed: single articles and kits made of them."), .icon = "package-x-generic-symbolic",
    EPC_FIELDS (item_fields), .title = "name", .sort = "name", .section = "items", .validate = item_validate },
  { .key = "kit_item", .label = N_("Kit content"), .plural = N_("Kit contents"), .area = EPC_AREA_REFERENCE,
    .help = N_("What a kit holds, and how much of each item a household or person receives."),
    .icon = "package-x-generic-symbolic", EPC_FIELDS (kit_item_fields), .title = "kit item", .sort = "kit", .section = "items",
    .validate = kit_item_validate },
  { .key = "warehouse", .label = N_("Warehouse"), .plural = N_("Warehouses"), .area = EPC_AREA_REFERENCE, .flags = EPC_ENTITY_BY_NAME,
    .help = N_("Where stock is kept: own, rented, of partners and of authorities."), .icon = "package-x-generic-symbolic",
    EPC_FIELDS (warehouse_fields), .code_prefix = "WH", .title = "name", .sort = "name", .section = "nfi",
    .validate = warehouse_validate },
  { .key = "standard", .label = N_("Standard"), .plural = N_("Standards"), .area = EPC_AREA_REFERENCE,
    .help = N_("Limits that gap flags are judged by, each with its source and edition. The office may change them."),
    .icon = "checkbox-checked-symbolic", EPC_FIELDS (standard_fields), .title = "label", .sort = "sector",
    .section = "standards", .validate = standard_validate },
  { .key = "course", .label = N_("Course"), .plural = N_("Courses"), .area = EPC_AREA_REFERENCE, .flags = EPC_ENTITY_BY_NAME,
    .help = N_("Courses that are given again and again; each time is a training session."),
    .icon = "x-office-presentation-symbolic", EPC_FIELDS (course_fields), .title = "title", .sort = "title",
    .section = "training", .validate = course_validate },
};
const guint epc_n_reference_entities = G_N_ELEMENTS (epc_reference_entities);
