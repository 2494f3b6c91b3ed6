/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of the shapes. DTM: the dataset "Global IOM Displacement Tracking Matrix from API" on HDX, columns of the DTM API
 * version 3. 4W: the common columns of 3W/4W/5W sheets with the tags of the HXL core schema.
 */
#include "epc-export-shape-private.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "model/epc-code-list.h"

#define MOST_LEVELS 5

/* What a column needs to know of a round: looked up once. */
typedef struct
{
  char *operation, *status, *number, *tool;
} Round;

/* --- places --- */

static void
place_free (gpointer data)
{
  EpcShapePlace *place = data;

  g_free (place->name);
  g_free (place->english);
  g_free (place->parent);
  g_free (place);
}

static void
round_free (gpointer data)
{
  Round *round = data;

  g_free (round->operation);
  g_free (round->status);
  g_free (round->number);
  g_free (round->tool);
  g_free (round);
}

static gboolean
note_place (EpcRecord *record, gpointer data)
{
  const char *pcode = epc_record_text (record, "pcode");

  if (pcode != NULL)
    {
      EpcShapePlace *place = g_new0 (EpcShapePlace, 1);
      place->name = g_strdup (epc_record_text (record, "name"));
      place->english = g_strdup (epc_record_text (record, "name_en"));
      place->parent = g_strdup (epc_record_text (record, "parent"));
      place->level = (int) epc_record_integer (record, "level");
      g_hash_table_insert (data, g_strdup (pcode), place);
    }
  return TRUE;
}

const char *
epc_shape_area (const EpcShapeFacts *facts, const char *pcode, int level, const EpcShapePlace **place)
{
  for (int i = 0; pcode != NULL && i <= MOST_LEVELS; i++)
    {
      const EpcShapePlace *at = g_hash_table_lookup (facts->places, pcode);
      if (at == NULL || at->level < level)
        return NULL;
      if (at->level == level)
        {
          *place = at;
          return pcode;
        }
      pcode = at->parent;
    }
  return NULL;
}

int
epc_shape_level (const EpcShapeFacts *facts, const EpcRecord *record)
{
  const char *pcode = epc_record_text (record, "place");
  const EpcShapePlace *place = pcode != NULL ? g_hash_table_lookup (facts->places, pcode) : NULL;

  return place != NULL ? place->level : -1;
}

static char *
area_text (EpcShapeFacts *facts, const char *pcode, int level, gboolean is_name)
{
  const EpcShapePlace *place = NULL;
  const char *area = epc_shape_area (facts, pcode, level, &place);

  if (area == NULL)
    return NULL;
  if (!is_name)
    return g_strdup (area);
  /* A country by the name that UN usage gives it in English, an area as its own country writes it. */
  return g_strdup (level == 0 && place->english != NULL ? place->english : place->name);
}

#define AREA_COLUMN(level)                                                                                                       \
  static char *name_##level (EpcShapeFacts *facts, const EpcRecord *record, const char *field)                                   \
  {                                                                                                                              \
    return area_text (facts, epc_record_text (record, "place"), level, TRUE);                                                    \
  }                                                                                                                              \
  static char *code_##level (EpcShapeFacts *facts, const EpcRecord *record, const char *field)                                   \
  {                                                                                                                              \
    return area_text (facts, epc_record_text (record, "place"), level, FALSE);                                                   \
  }

AREA_COLUMN (0)
AREA_COLUMN (1)
AREA_COLUMN (2)
AREA_COLUMN (3)

/* --- columns --- */

char *
epc_shape_labelled (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  const EpcEntity *entity = epc_record_entity (record);
  const EpcField *described = epc_entity_field (entity, field);
  g_autofree char *text = epc_record_to_text (record, field);

  if (text == NULL || (described->type != EPC_TYPE_CODE && described->type != EPC_TYPE_CODES))
    return g_steal_pointer (&text);
  g_auto (GStrv) codes = g_strsplit (text, ";", -1);
  for (char **code = codes; *code != NULL; code++)
    {
      char *label = g_strdup (epc_code_label (described->codes, *code, facts->options->language));
      g_free (*code);
      *code = label;
    }
  return g_strjoinv ("; ", codes);
}

char *
epc_shape_plain (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  return epc_record_to_text (record, field);
}

static const Round *
round_of (EpcShapeFacts *facts, const EpcRecord *record)
{
  const EpcUid *uid = epc_record_reference (record, "round");
  char key[EPC_UID_TEXT_SIZE];

  if (uid == NULL)
    return NULL;
  Round *round = g_hash_table_lookup (facts->rounds, epc_uid_to_text (uid, key));
  if (round != NULL)
    return round;
  round = g_new0 (Round, 1);
  g_hash_table_insert (facts->rounds, g_strdup (key), round);
  g_autoptr (EpcRecord) found = epc_store_get (facts->store, epc_entity_find ("dtm_round"), uid, NULL);
  if (found == NULL)
    return round;
  round->number = epc_record_to_text (found, "number");
  round->tool = epc_record_to_text (found, "assessment_type");
  const EpcUid *operation_uid = epc_record_reference (found, "operation");
  g_autoptr (EpcRecord) operation
      = operation_uid != NULL ? epc_store_get (facts->store, epc_entity_find ("dtm_operation"), operation_uid, NULL) : NULL;
  if (operation == NULL)
    return round;
  round->operation = epc_record_to_text (operation, "name");
  const char *status = epc_record_text (operation, "status");
  round->status = status != NULL ? g_strdup (epc_code_label ("operation_status", status, "en")) : NULL;
  return round;
}

#define ROUND_COLUMN(member)                                                                                                     \
  static char *round_##member (EpcShapeFacts *facts, const EpcRecord *record, const char *field)                                 \
  {                                                                                                                              \
    const Round *round = round_of (facts, record);                                                                               \
    return round != NULL ? g_strdup (round->member) : NULL;                                                                      \
  }

ROUND_COLUMN (operation)
ROUND_COLUMN (status)
ROUND_COLUMN (number)
ROUND_COLUMN (tool)

static char *
level_text (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  return g_strdup_printf ("%d", epc_shape_level (facts, record));
}

/* DTM writes a date as a moment at midnight, without a zone. */
static char *
midnight (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  const char *date = epc_record_text (record, field);

  return date != NULL ? g_strconcat (date, "T00:00:00", NULL) : NULL;
}

static char *
year (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  const char *date = epc_record_text (record, field);

  return date != NULL && strlen (date) >= 7 ? g_strndup (date, 4) : NULL;
}

static char *
month (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  const char *date = epc_record_text (record, field);

  return date != NULL && strlen (date) >= 7 ? g_strndup (date + (date[5] == '0' ? 6 : 5), date[5] == '0' ? 1 : 2) : NULL;
}

static int
compare_texts (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Reasons in the words of the DTM API, in the order of the alphabet, joined by "; ". */
static char *
dtm_reasons (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  const char *text = epc_record_text (record, field);
  g_auto (GStrv) codes = text != NULL ? g_strsplit (text, ";", -1) : NULL;

  if (codes == NULL)
    return NULL;
  for (char **code = codes; *code != NULL; code++)
    {
      const char *label = g_str_equal (*code, "not_reported") ? "No reason for displacement reported"
                                                              : epc_code_label ("displacement_reason", *code, "en");
      char *copy = g_strdup (label);
      g_free (*code);
      *code = copy;
    }
  qsort (codes, g_strv_length (codes), sizeof *codes, compare_texts);
  return g_strjoinv ("; ", codes);
}

#define NOT_AVAILABLE "Not available" /* as DTM writes an origin that was not asked */

static char *
origin_name (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  char *name = area_text (facts, epc_record_text (record, "origin_place"), 1, TRUE);

  if (name == NULL)
    name = g_strdup (epc_record_text (record, "origin_name"));
  return name != NULL ? name : g_strdup (NOT_AVAILABLE);
}

static char *
origin_code (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  char *code = area_text (facts, epc_record_text (record, "origin_place"), 1, FALSE);

  return code != NULL ? code : g_strdup (NOT_AVAILABLE);
}

static const EpcShapeColumn dtm_columns[] = {
  { "id", "#id+code", "source_id", epc_shape_labelled },
  { "operation", "#operation+name", NULL, round_operation },
  { "admin0Name", "#country+name", NULL, name_0 },
  { "admin0Pcode", "#country+code", NULL, code_0 },
  { "admin1Name", "#adm1+name", NULL, name_1 },
  { "admin1Pcode", "#adm1+code", NULL, code_1 },
  { "admin2Name", "#adm2+name", NULL, name_2 },
  { "admin2Pcode", "#adm2+code", NULL, code_2 },
  { "adminLevel", "#adm+level", NULL, level_text },
  { "numPresentIdpInd", "#affected+idps", "idp_ind", epc_shape_plain },
  { "reportingDate", "#date+reported", "reporting_date", midnight },
  { "yearReportingDate", "#date+year+reported", "reporting_date", year },
  { "monthReportingDate", "#date+month+reported", "reporting_date", month },
  { "roundNumber", "#round+code", NULL, round_number },
  { "displacementReason", "#cause+type", "reason", dtm_reasons },
  { "numberMales", "#affected+idps+m", "males", epc_shape_plain },
  { "numberFemales", "#affected+idps+f", "females", epc_shape_plain },
  { "idpOriginAdmin1Name", "#adm1+name+origin", NULL, origin_name },
  { "idpOriginAdmin1Pcode", "#adm1+code+origin", NULL, origin_code },
  { "assessmentType", "#assessment+type", NULL, round_tool },
  { "operationStatus", "#operation+status", NULL, round_status },
};

/* The number of the site in the register, for those who may see it. */
static char *
site_code (EpcShapeFacts *facts, const EpcRecord *record, const char *field)
{
  const EpcUid *uid = epc_record_reference (record, field);

  if (uid == NULL
      || !epc_audience_allows_field (facts->rules, epc_record_entity (record),
                                     epc_entity_field (epc_record_entity (record), field)))
    return NULL;
  g_autoptr (EpcRecord) site = epc_store_get (facts->store, epc_entity_find ("site"), uid, NULL);
  if (site == NULL)
    return NULL;
  const char *ssid = epc_record_text (site, "ssid");
  return g_strdup (ssid != NULL ? ssid : epc_record_code (site));
}

static const EpcShapeColumn fourw_columns[] = {
  { "Row ID", "#meta+id", "row_id", epc_shape_labelled },
  { "Reporting date", "#date+reported", "reporting_date", epc_shape_labelled },
  { "Lead/Prog. org", "#org+prog", "lead_org", epc_shape_labelled },
  { "Implementing org", "#org+impl", "implementing_org", epc_shape_labelled },
  { "Org type", "#org+impl+type", "org_type", epc_shape_labelled },
  { "Donor", "#org+funder", "donor", epc_shape_labelled },
  { "Cluster/Sector", "#sector+cluster", "cluster", epc_shape_labelled },
  { "Sub-sector", "#subsector", "subsector", epc_shape_labelled },
  { "MCOF sector", "#sector+mcof", "mcof_sector", epc_shape_labelled },
  { "Activity", "#activity+name", "activity", epc_shape_labelled },
  { "Project", "#activity+project", "project", epc_shape_labelled },
  { "Programme", "#activity+programme", "programme", epc_shape_labelled },
  { "Indicator", "#indicator+name", "indicator", epc_shape_labelled },
  { "Unit", "#indicator+unit", "unit", epc_shape_labelled },
  { "Status", "#status", "status", epc_shape_labelled },
  { "Start", "#date+start", "start_date", epc_shape_labelled },
  { "End", "#date+end", "end_date", epc_shape_labelled },
  { "Adm1 name", "#adm1+name", NULL, name_1 },
  { "Adm1 code", "#adm1+code", NULL, code_1 },
  { "Adm2 name", "#adm2+name", NULL, name_2 },
  { "Adm2 code", "#adm2+code", NULL, code_2 },
  { "Adm3 name", "#adm3+name", NULL, name_3 },
  { "Adm3 code", "#adm3+code", NULL, code_3 },
  { "Location/site", "#loc+name", "location_name", epc_shape_labelled },
  { "Location code", "#loc+code", "site", site_code },
  { "Lat", "#geo+lat", "latitude", epc_shape_labelled },
  { "Lon", "#geo+lon", "longitude", epc_shape_labelled },
  { "Modality", "#modality", "modality", epc_shape_labelled },
  { "Population type", "#beneficiary+type", "population_groups", epc_shape_labelled },
  { "Targeted total", "#targeted+ind", "targeted_ind", epc_shape_labelled },
  { "Reached total", "#reached+ind", "reached_ind", epc_shape_labelled },
  { "Reached women", "#reached+f+adults", "women", epc_shape_labelled },
  { "Reached men", "#reached+m+adults", "men", epc_shape_labelled },
  { "Reached girls", "#reached+f+children", "girls", epc_shape_labelled },
  { "Reached boys", "#reached+m+children", "boys", epc_shape_labelled },
  { "HH", "#reached+hh", "reached_hh", epc_shape_labelled },
  { "PwD", "#reached+disabled", "disabled", epc_shape_labelled },
  { "Budget", "#value+budget", "budget", epc_shape_labelled },
  { "Currency", "#currency+code", "currency", epc_shape_plain },
  { "GAM", "#meta+gam", "gender_marker", epc_shape_plain },
  { "Comments", "#meta+comments", "notes", epc_shape_labelled },
};

gboolean
epc_shape_facts_read (EpcShapeFacts *facts, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcQuery) places = epc_query_new (epc_entity_find ("place"));

  facts->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  facts->rounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, round_free);
  return epc_query_each (places, facts->store, note_place, facts->places, cancellable, error);
}

void
epc_shape_facts_clear (EpcShapeFacts *facts)
{
  g_clear_pointer (&facts->places, g_hash_table_unref);
  g_clear_pointer (&facts->rounds, g_hash_table_unref);
}

/* --- shapes --- */

static const EpcExportShape shapes[] = {
  { "dtm", "location_count", dtm_columns, G_N_ELEMENTS (dtm_columns), TRUE },
  { "4w", "activity", fourw_columns, G_N_ELEMENTS (fourw_columns), FALSE },
};

const EpcExportShape *
epc_export_shape_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_strcmp0 (shapes[i].name, name) == 0)
      return &shapes[i];
  return NULL;
}

const char *
epc_export_shape_entity (const EpcExportShape *shape)
{
  return shape->entity;
}
