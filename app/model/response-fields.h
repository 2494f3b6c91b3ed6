/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows that recur in the tables of the response entities, and the small rules they share. Used by response*.c only.
 */
#pragma once

#include <math.h>

#include "epc-record.h"
#include "epc-rules.h"
#include "base/epc-i18n.h"

/* The crisis a record belongs to. */
#define CRISIS_FIELD(flags, ...) \
  { "crisis", N_("Crisis"), EPC_TYPE_REFERENCE, flags, .target = "crisis", .initial = "crisis", \
    .hxl = "#crisis+id", .synonyms = "emergency|emergencia|crise", ##__VA_ARGS__ }

/* The deepest place known. */
#define PLACE_FIELD(flags, ...) \
  { "place", N_("Place"), EPC_TYPE_PLACE, flags, \
    .help = N_("The smallest area whose P-code is known: section, municipality, department or country."), \
    .hxl = "#adm+code|#geo+code", .synonyms = "p-code|pcode|código de lugar|code du lieu|código do lugar", ##__VA_ARGS__ }

#define POSITION_FIELDS(sensitivity_) \
  { "latitude", N_("Latitude"), EPC_TYPE_LATITUDE, .group = "position", .unit = "°", .min = -90, .max = 90, \
    .sensitivity = sensitivity_, .hxl = "#geo+lat|#lat_deg", \
    .synonyms = "lat|latitud|gps latitude|1.1.f.2|gps coordinates latitude|y" }, \
  { "longitude", N_("Longitude"), EPC_TYPE_LONGITUDE, .group = "position", .unit = "°", .min = -180, .max = 180, \
    .sensitivity = sensitivity_, .hxl = "#geo+lon|#lon_deg", \
    .synonyms = "lon|long|lng|longitud|gps longitude|1.1.f.1|gps coordinates longitude|x" }

#define NOTES_FIELD(...) \
  { "notes", N_("Notes"), EPC_TYPE_LONG_TEXT, EPC_FIELD_SEARCH, \
    .help = N_("Nothing about single persons: no names, telephones, documents or case stories."), \
    .hxl = "#description+notes|#meta+comments", \
    .synonyms = "comments|remarks|observations|comentarios|observaciones|remarques|commentaires|observações", ##__VA_ARGS__ }

#define GENDER_MARKER_FIELD(...) \
  { "gender_marker", N_("Gender with age marker"), EPC_TYPE_CODE, .codes = "gender_marker", \
    .help = N_("IASC code 0 to 4 with M (mainstreamed) or T (targeted)."), .hxl = "#meta+gam", .synonyms = "gam|gam code", \
    ##__VA_ARGS__ }

#define ENVIRONMENT_MARKER_FIELD(...) \
  { "environment_marker", N_("Environment marker"), EPC_TYPE_CODE, .codes = "environment_marker", \
    .hxl = "#meta+environment", .synonyms = "environmental marker|marcador ambiental|marqueur environnement", ##__VA_ARGS__ }

#define PEOPLE .unit = N_("people"), .max = HUGE_VAL
#define HOUSEHOLDS .unit = N_("households"), .max = HUGE_VAL
#define COUNTED(unit_) .unit = unit_, .max = HUGE_VAL
#define SHARE .unit = "%", .max = 100

/* How a count of displaced people, and its parts, came about. */
#define COUNT_METHOD_FIELDS \
  { "count_method", N_("How they were counted"), EPC_TYPE_CODE, .codes = "count_method", .group = "idp", \
    .hxl = "#meta+method+count", .synonyms = "counting method|método de conteo|méthode de comptage" }, \
  { "partial_sadd", N_("Sex and age not known for all"), EPC_TYPE_YES_NO, .group = "idp", \
    .help = N_("Yes when the parts were counted for only some of the people: they need not add up to the total."), \
    .synonyms = "partial sadd|sadd incompleto" }, \
  { "sadd_method", N_("How sex and age were found"), EPC_TYPE_CODE, .codes = "sadd_method", .group = "idp", .hxl = "#meta+method", \
    .synonyms = "sadd method|método sadd|méthode sadd" }

/* Females and males of a total, then each by the five ages of the DTM site form. GROUP: the group of change. TAG: the HXL tag
 * of the total. FEMALES, MALES: further names of these two. */
#define AGE_PART(GROUP, KEY, LABEL, TAG, NAMES) \
  { KEY, LABEL, EPC_TYPE_INTEGER, EPC_FIELD_PART | EPC_FIELD_SUBPART, .group = GROUP, PEOPLE, .hxl = TAG, .synonyms = NAMES }
#define SEX_AND_AGE_FIELDS(GROUP, TAG, FLAGS, FEMALE_TAGS, MALE_TAGS) \
  { "females", N_("Women and girls"), EPC_TYPE_INTEGER, EPC_FIELD_PART | FLAGS, .group = GROUP, PEOPLE, .width = 10, \
    .hxl = TAG "+f" FEMALE_TAGS, \
    .synonyms = "female|females|number of females|total females|mujeres|total mujeres|femmes|nombre de femmes|mulheres|" \
                "numberFemales|2.1.d.2|number females|sexo femenino" }, \
  { "males", N_("Men and boys"), EPC_TYPE_INTEGER, EPC_FIELD_PART | FLAGS, .group = GROUP, PEOPLE, .width = 10, \
    .hxl = TAG "+m" MALE_TAGS, \
    .synonyms = "male|males|number of males|total males|hombres|total hombres|hommes|nombre d'hommes|homens|numberMales|" \
                "2.1.b.2|number males|sexo masculino" }, \
  AGE_PART (GROUP, "females_0", N_("Girls under 1"), TAG "+f+age_0_1|" TAG "+f+infants", \
            "female <1|females under 1|f_0|f_<1|f infants|niñas menores de 1 año|niñas <1|filles <1 an|2.1.d.1 <1"), \
  AGE_PART (GROUP, "females_1_5", N_("Girls 1–5"), TAG "+f+age_1_5", \
            "female 1-5|females 1 to 5|f_1_5|niñas 1-5|niñas de 1 a 5 años|filles 1-5 ans|2.1.d.1 1-5"), \
  AGE_PART (GROUP, "females_6_17", N_("Girls 6–17"), TAG "+f+age_6_17", \
            "female 6-17|females 6 to 17|f_6_17|niñas 6-17|niñas de 6 a 17 años|filles 6-17 ans|2.1.d.1 6-17"), \
  AGE_PART (GROUP, "females_18_59", N_("Women 18–59"), TAG "+f+age_18_59|" TAG "+f+adults", \
            "female 18-59|females 18 to 59|f_18_59|mujeres 18-59|mujeres de 18 a 59 años|femmes 18-59 ans|" \
            "2.1.d.1 18-59"), \
  AGE_PART (GROUP, "females_60", N_("Women 60 and over"), TAG "+f+age_60|" TAG "+f+elderly", \
            "female 60+|females 60 and over|f_60|mujeres 60+|mujeres de 60 y más|mujeres mayores de 60 años|" \
            "femmes 60 ans et +|2.1.d.1 60+"), \
  AGE_PART (GROUP, "males_0", N_("Boys under 1"), TAG "+m+age_0_1|" TAG "+m+infants", \
            "male <1|males under 1|m_0|m_<1|m infants|niños menores de 1 año|niños <1|garçons <1 an|2.1.c.1 <1"), \
  AGE_PART (GROUP, "males_1_5", N_("Boys 1–5"), TAG "+m+age_1_5", \
            "male 1-5|males 1 to 5|m_1_5|niños 1-5|niños de 1 a 5 años|garçons 1-5 ans|2.1.c.1 1-5"), \
  AGE_PART (GROUP, "males_6_17", N_("Boys 6–17"), TAG "+m+age_6_17", \
            "male 6-17|males 6 to 17|m_6_17|niños 6-17|niños de 6 a 17 años|garçons 6-17 ans|2.1.c.1 6-17"), \
  AGE_PART (GROUP, "males_18_59", N_("Men 18–59"), TAG "+m+age_18_59|" TAG "+m+adults", \
            "male 18-59|males 18 to 59|m_18_59|hombres 18-59|hombres de 18 a 59 años|hommes 18-59 ans|" \
            "2.1.c.1 18-59"), \
  AGE_PART (GROUP, "males_60", N_("Men 60 and over"), TAG "+m+age_60|" TAG "+m+elderly", \
            "male 60+|males 60 and over|m_60|hombres 60+|hombres de 60 y más|hombres mayores de 60 años|" \
            "hommes 60 ans et +|2.1.c.1 60+")

/* Rules of the response, beside those of epc-rules.h (both in response.c). */

/* In each group with a total: the sum of the parts, and that of the parts of parts, is not above it (an error), and equal to it
 * when all are filled (else a warning, silent when field @partial says yes; NULL: no such field). */
void epc_rule_parts (const EpcRecord *record, const char *partial, EpcFindings *findings);
/* Hours from moment @first to moment @last with one decimal; NULL when one is empty. */
char *epc_hours_between (const EpcRecord *record, const char *first, const char *last);
/* @part per @whole with one decimal; NULL when one is empty or @whole is 0. */
char *epc_ratio (const EpcRecord *record, const char *part, const char *whole);
