/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A shape is a table of columns, each with the function that makes its text. The DTM shape: the dataset "Global IOM Displacement
 * Tracking Matrix from API" on HDX, columns of the DTM API version 3. The 4W shape: the common columns of 3W/4W/5W sheets with
 * the tags of the HXL core schema.
 */
#include "epc-export-shape.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-export-private.h"
#include "epc-row-sink.h"
#include "model/epc-code-list.h"

#define DEEPEST_DTM 2 /* admin level of the smallest areas in the DTM dataset */
#define MOST_LEVELS 5

typedef struct
{
  char *name, *english, *parent;
  int level;
} Place;

/* What a column needs to know of a round: looked up once. */
typedef struct
{
  char *operation, *status, *number, *tool;
} Round;

typedef struct
{
  EpcStore *store;
  const EpcExportOptions *options;
  EpcAudienceRules *rules;
  GHashTable *places; /* P-code → Place */
  GHashTable *rounds; /* uid text → Round */
} Facts;

typedef struct
{
  const char *header, *hxl;
  const char *field; /* key of the field that the column tells; NULL: worked out */
  char *(*text) (Facts *facts, const EpcRecord *record, const char *field);
} Column;

struct _EpcExportShape
{
  const char *name, *entity;
  const Column *columns;
  guint n_columns;
  gboolean is_by_area; /* counts below the second level are added up to it */
};

/* --- places --- */

static void
place_free (gpointer data)
{
  Place *place = data;

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
      Place *place = g_new0 (Place, 1);
      place->name = g_strdup (epc_record_text (record, "name"));
      place->english = g_strdup (epc_record_text (record, "name_en"));
      place->parent = g_strdup (epc_record_text (record, "parent"));
      place->level = (int) epc_record_integer (record, "level");
      g_hash_table_insert (data, g_strdup (pcode), place);
    }
  return TRUE;
}

/* The P-code of the area of @level that @pcode lies in; *@place is what is known of it. NULL: none known. */
static const char *
area_of (const Facts *facts, const char *pcode, int level, const Place **place)
{
  for (int i = 0; pcode != NULL && i <= MOST_LEVELS; i++)
    {
      const Place *at = g_hash_table_lookup (facts->places, pcode);
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

/* Level of the place of @record; −1 when the place is empty or unknown. */
static int
level_of (const Facts *facts, const EpcRecord *record)
{
  const char *pcode = epc_record_text (record, "place");
  const Place *place = pcode != NULL ? g_hash_table_lookup (facts->places, pcode) : NULL;

  return place != NULL ? place->level : -1;
}

static char *
area_text (Facts *facts, const char *pcode, int level, gboolean is_name)
{
  const Place *place = NULL;
  const char *area = area_of (facts, pcode, level, &place);

  if (area == NULL)
    return NULL;
  if (!is_name)
    return g_strdup (area);
  /* A country by the name that UN usage gives it in English, an area as its own country writes it. */
  return g_strdup (level == 0 && place->english != NULL ? place->english : place->name);
}

#define AREA_COLUMN(level) \
  static char *name_##level (Facts *facts, const EpcRecord *record, const char *field) \
  { \
    return area_text (facts, epc_record_text (record, "place"), level, TRUE); \
  } \
  static char *code_##level (Facts *facts, const EpcRecord *record, const char *field) \
  { \
    return area_text (facts, epc_record_text (record, "place"), level, FALSE); \
  }

AREA_COLUMN (0)
AREA_COLUMN (1)
AREA_COLUMN (2)
AREA_COLUMN (3)

/* --- columns --- */

static char *
field_text (Facts *facts, const EpcRecord *record, const char *field)
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

static char *
code_key (Facts *facts, const EpcRecord *record, const char *field)
{
  return epc_record_to_text (record, field);
}

static const Round *
round_of (Facts *facts, const EpcRecord *record)
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

#define ROUND_COLUMN(member) \
  static char *round_##member (Facts *facts, const EpcRecord *record, const char *field) \
  { \
    const Round *round = round_of (facts, record); \
    return round != NULL ? g_strdup (round->member) : NULL; \
  }

ROUND_COLUMN (operation)
ROUND_COLUMN (status)
ROUND_COLUMN (number)
ROUND_COLUMN (tool)

static char *
level_text (Facts *facts, const EpcRecord *record, const char *field)
{
  return g_strdup_printf ("%d", level_of (facts, record));
}

/* DTM writes a date as a moment at midnight, without a zone. */
static char *
midnight (Facts *facts, const EpcRecord *record, const char *field)
{
  const char *date = epc_record_text (record, field);

  return date != NULL ? g_strconcat (date, "T00:00:00", NULL) : NULL;
}

static char *
year (Facts *facts, const EpcRecord *record, const char *field)
{
  const char *date = epc_record_text (record, field);

  return date != NULL && strlen (date) >= 7 ? g_strndup (date, 4) : NULL;
}

static char *
month (Facts *facts, const EpcRecord *record, const char *field)
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
dtm_reasons (Facts *facts, const EpcRecord *record, const char *field)
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
origin_name (Facts *facts, const EpcRecord *record, const char *field)
{
  char *name = area_text (facts, epc_record_text (record, "origin_place"), 1, TRUE);

  if (name == NULL)
    name = g_strdup (epc_record_text (record, "origin_name"));
  return name != NULL ? name : g_strdup (NOT_AVAILABLE);
}

static char *
origin_code (Facts *facts, const EpcRecord *record, const char *field)
{
  char *code = area_text (facts, epc_record_text (record, "origin_place"), 1, FALSE);

  return code != NULL ? code : g_strdup (NOT_AVAILABLE);
}

static const Column dtm_columns[] = {
  { "id", "#id+code", "source_id", field_text },
  { "operation", "#operation+name", NULL, round_operation },
  { "admin0Name", "#country+name", NULL, name_0 },
  { "admin0Pcode", "#country+code", NULL, code_0 },
  { "admin1Name", "#adm1+name", NULL, name_1 },
  { "admin1Pcode", "#adm1+code", NULL, code_1 },
  { "admin2Name", "#adm2+name", NULL, name_2 },
  { "admin2Pcode", "#adm2+code", NULL, code_2 },
  { "adminLevel", "#adm+level", NULL, level_text },
  { "numPresentIdpInd", "#affected+idps", "idp_ind", code_key },
  { "reportingDate", "#date+reported", "reporting_date", midnight },
  { "yearReportingDate", "#date+year+reported", "reporting_date", year },
  { "monthReportingDate", "#date+month+reported", "reporting_date", month },
  { "roundNumber", "#round+code", NULL, round_number },
  { "displacementReason", "#cause+type", "reason", dtm_reasons },
  { "numberMales", "#affected+idps+m", "males", code_key },
  { "numberFemales", "#affected+idps+f", "females", code_key },
  { "idpOriginAdmin1Name", "#adm1+name+origin", NULL, origin_name },
  { "idpOriginAdmin1Pcode", "#adm1+code+origin", NULL, origin_code },
  { "assessmentType", "#assessment+type", NULL, round_tool },
  { "operationStatus", "#operation+status", NULL, round_status },
};

/* The number of the site in the register, for those who may see it. */
static char *
site_code (Facts *facts, const EpcRecord *record, const char *field)
{
  const EpcUid *uid = epc_record_reference (record, field);

  if (uid == NULL || !epc_audience_allows_field (facts->rules, epc_record_entity (record), epc_entity_field (epc_record_entity (record), field)))
    return NULL;
  g_autoptr (EpcRecord) site = epc_store_get (facts->store, epc_entity_find ("site"), uid, NULL);
  if (site == NULL)
    return NULL;
  const char *ssid = epc_record_text (site, "ssid");
  return g_strdup (ssid != NULL ? ssid : epc_record_code (site));
}

static const Column fourw_columns[] = {
  { "Row ID", "#meta+id", "row_id", field_text },
  { "Reporting date", "#date+reported", "reporting_date", field_text },
  { "Lead/Prog. org", "#org+prog", "lead_org", field_text },
  { "Implementing org", "#org+impl", "implementing_org", field_text },
  { "Org type", "#org+impl+type", "org_type", field_text },
  { "Donor", "#org+funder", "donor", field_text },
  { "Cluster/Sector", "#sector+cluster", "cluster", field_text },
  { "Sub-sector", "#subsector", "subsector", field_text },
  { "MCOF sector", "#sector+mcof", "mcof_sector", field_text },
  { "Activity", "#activity+name", "activity", field_text },
  { "Project", "#activity+project", "project", field_text },
  { "Programme", "#activity+programme", "programme", field_text },
  { "Indicator", "#indicator+name", "indicator", field_text },
  { "Unit", "#indicator+unit", "unit", field_text },
  { "Status", "#status", "status", field_text },
  { "Start", "#date+start", "start_date", field_text },
  { "End", "#date+end", "end_date", field_text },
  { "Adm1 name", "#adm1+name", NULL, name_1 },
  { "Adm1 code", "#adm1+code", NULL, code_1 },
  { "Adm2 name", "#adm2+name", NULL, name_2 },
  { "Adm2 code", "#adm2+code", NULL, code_2 },
  { "Adm3 name", "#adm3+name", NULL, name_3 },
  { "Adm3 code", "#adm3+code", NULL, code_3 },
  { "Location/site", "#loc+name", "location_name", field_text },
  { "Location code", "#loc+code", "site", site_code },
  { "Lat", "#geo+lat", "latitude", field_text },
  { "Lon", "#geo+lon", "longitude", field_text },
  { "Modality", "#modality", "modality", field_text },
  { "Population type", "#beneficiary+type", "population_groups", field_text },
  { "Targeted total", "#targeted+ind", "targeted_ind", field_text },
  { "Reached total", "#reached+ind", "reached_ind", field_text },
  { "Reached women", "#reached+f+adults", "women", field_text },
  { "Reached men", "#reached+m+adults", "men", field_text },
  { "Reached girls", "#reached+f+children", "girls", field_text },
  { "Reached boys", "#reached+m+children", "boys", field_text },
  { "HH", "#reached+hh", "reached_hh", field_text },
  { "PwD", "#reached+disabled", "disabled", field_text },
  { "Budget", "#value+budget", "budget", field_text },
  { "Currency", "#currency+code", "currency", code_key },
  { "GAM", "#meta+gam", "gender_marker", code_key },
  { "Comments", "#meta+comments", "notes", field_text },
};

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

/* --- rows --- */

/* Counts of one area that were made location by location. */
typedef struct
{
  EpcRecord *sum;
  gboolean has_males, has_females; /* each of its counts tells them */
  gboolean is_covered;             /* the round also counted the area as a whole */
} Area;

typedef struct
{
  const EpcExportShape *shape;
  const EpcQuery *query;
  Facts facts;
  EpcExportReport *report;
  EpcSuppression *suppression;
  EpcRowSink *sink;
  EpcSinkColumn *columns; /* as many as the shape has */
  EpcSinkCell *cells;
  GHashTable *areas; /* round, date, reason, origin and P-code → Area */
  GPtrArray *order;  /* the same, in order of appearance */
  gint64 row, without_place, without_number, n_summed, n_trimmed;
  GError *error;
} Shaping;

static void
area_free (gpointer data)
{
  Area *area = data;

  g_object_unref (area->sum);
  g_free (area);
}

typedef enum
{
  ROW_AS_IT_IS,
  ROW_DEEPER, /* to be added up */
  ROW_LEFT_OUT,
} RowKind;

static RowKind
kind_of (const Shaping *shaping, const EpcRecord *record)
{
  int level;

  if (!epc_audience_allows_record (shaping->facts.rules, record))
    return ROW_LEFT_OUT;
  if (!shaping->shape->is_by_area)
    return ROW_AS_IT_IS;
  level = level_of (&shaping->facts, record);
  if (level < 0 || epc_record_is_empty (record, "idp_ind"))
    return ROW_LEFT_OUT;
  return level > DEEPEST_DTM || !epc_record_is_empty (record, "location_ssid") || !epc_record_is_empty (record, "location_name")
             ? ROW_DEEPER
             : ROW_AS_IT_IS;
}

static char *
area_key (const EpcRecord *record, const char *pcode, gboolean is_whole)
{
  static const char *const parts[] = { "round", "reporting_date", "reason", "origin_place", "origin_name" };
  GString *key = g_string_new (pcode);

  /* A count of the whole area stands for all its days, reasons and origins. */
  for (guint i = 0; i < (is_whole ? 1 : G_N_ELEMENTS (parts)); i++)
    {
      g_autofree char *text = epc_record_to_text (record, parts[i]);
      g_string_append_c (key, '\x1f');
      g_string_append (key, text != NULL ? text : "");
    }
  return g_string_free (key, FALSE);
}

static void
add_number (EpcRecord *sum, const EpcRecord *record, const char *field, gboolean *has)
{
  if (epc_record_is_empty (record, field))
    *has = FALSE;
  else
    epc_record_set_integer (sum, field, epc_record_integer (sum, field) + epc_record_integer (record, field));
}

static gboolean
add_up (EpcRecord *record, gpointer data)
{
  static const char *const same[] = { "reporting_date", "reason", "origin_place", "origin_name" };
  Shaping *shaping = data;
  const Place *place = NULL;
  const char *pcode = epc_record_text (record, "place");
  gboolean has = TRUE;

  if (kind_of (shaping, record) != ROW_DEEPER)
    return TRUE;
  if (level_of (&shaping->facts, record) > DEEPEST_DTM)
    pcode = area_of (&shaping->facts, pcode, DEEPEST_DTM, &place);
  if (pcode == NULL)
    {
      shaping->without_place++;
      return TRUE;
    }
  g_autofree char *key = area_key (record, pcode, FALSE);
  Area *area = g_hash_table_lookup (shaping->areas, key);
  if (area == NULL)
    {
      area = g_new0 (Area, 1);
      area->sum = epc_record_new (epc_record_entity (record));
      area->has_males = area->has_females = TRUE;
      epc_record_set_text (area->sum, "place", pcode);
      if (epc_record_reference (record, "round") != NULL)
        epc_record_set_reference (area->sum, "round", epc_record_reference (record, "round"));
      for (guint i = 0; i < G_N_ELEMENTS (same); i++)
        epc_record_set_text (area->sum, same[i], epc_record_text (record, same[i]));
      g_hash_table_insert (shaping->areas, g_steal_pointer (&key), area);
      g_ptr_array_add (shaping->order, area);
    }
  add_number (area->sum, record, "idp_ind", &has);
  add_number (area->sum, record, "males", &area->has_males);
  add_number (area->sum, record, "females", &area->has_females);
  shaping->n_summed++;
  return TRUE;
}

/* Areas that the round counted as a whole, too: adding their locations would count people twice. */
static gboolean
note_whole (EpcRecord *record, gpointer data)
{
  Shaping *shaping = data;

  if (kind_of (shaping, record) == ROW_AS_IT_IS)
    g_hash_table_add (shaping->areas, area_key (record, epc_record_text (record, "place"), TRUE));
  return TRUE;
}

static gboolean
gather_areas (Shaping *shaping, GCancellable *cancellable, GError **error)
{
  if (!epc_query_each (shaping->query, shaping->facts.store, add_up, shaping, cancellable, error))
    return FALSE;
  if (shaping->order->len == 0)
    return TRUE;
  g_autoptr (GHashTable) sums = g_steal_pointer (&shaping->areas);
  shaping->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!epc_query_each (shaping->query, shaping->facts.store, note_whole, shaping, cancellable, error))
    return FALSE;
  for (guint i = 0; i < shaping->order->len; i++)
    {
      Area *area = g_ptr_array_index (shaping->order, i);
      g_autofree char *key = area_key (area->sum, epc_record_text (area->sum, "place"), TRUE);
      area->is_covered = g_hash_table_contains (shaping->areas, key);
      if (!area->has_males)
        epc_record_empty (area->sum, "males");
      if (!area->has_females)
        epc_record_empty (area->sum, "females");
    }
  return TRUE;
}

/* --- passes over all rows of the file: first those that are as they are, then the areas added up --- */

static gboolean
each_row (Shaping *shaping, EpcRecordFunc func, GCancellable *cancellable, GError **error)
{
  shaping->row = 0;
  if (!epc_query_each (shaping->query, shaping->facts.store, func, shaping, cancellable, error))
    return FALSE;
  for (guint i = 0; i < shaping->order->len && shaping->error == NULL; i++)
    {
      Area *area = g_ptr_array_index (shaping->order, i);
      if (!area->is_covered)
        func (area->sum, shaping);
    }
  if (shaping->error != NULL)
    g_propagate_error (error, g_steal_pointer (&shaping->error));
  return error == NULL || *error == NULL;
}

static gboolean
look_at_row (EpcRecord *record, gpointer data)
{
  Shaping *shaping = data;

  if (kind_of (shaping, record) == ROW_AS_IT_IS)
    epc_suppression_look (shaping->suppression, record);
  return TRUE;
}

static gboolean
leaves (const Shaping *shaping, const EpcEntity *entity, const Column *column)
{
  return column->field == NULL
         || epc_audience_allows_field (shaping->facts.rules, entity, epc_entity_field (entity, column->field));
}

/* Fills cell @c; the text belongs to the caller, or is "<5" or "*". */
static char *
fill_cell (Shaping *shaping, const EpcRecord *record, guint c)
{
  const EpcEntity *entity = epc_record_entity (record);
  const Column *column = &shaping->shape->columns[c];
  const EpcSinkColumn *described = &shaping->columns[c];
  EpcSinkCell *cell = &shaping->cells[c];
  EpcCellMark mark = EPC_CELL_SHOWN;

  if (shaping->suppression != NULL && described->field != NULL)
    mark = epc_suppression_mark (shaping->suppression, (guint) shaping->row, described->position);
  *cell = (EpcSinkCell){ .text = mark == EPC_CELL_SMALL ? "<5" : mark != EPC_CELL_SHOWN ? "*" : NULL };
  if (mark != EPC_CELL_SHOWN || !leaves (shaping, entity, column))
    return NULL;
  char *text = column->text (&shaping->facts, record, column->field);
  gboolean is_number = described->field != NULL && epc_field_is_number (described->field);
  cell->text = text;
  cell->is_typed = !is_number;
  cell->value = is_number ? epc_record_value (record, described->position) : NULL;
  return text;
}

static gboolean
write_cells (Shaping *shaping, EpcRecord *record)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < shaping->shape->n_columns; c++)
    g_ptr_array_add (texts, fill_cell (shaping, record, c));
  return shaping->sink->class->row (shaping->sink, record, shaping->cells, &shaping->error);
}

static gboolean
write_row (EpcRecord *record, gpointer data)
{
  Shaping *shaping = data;

  switch (kind_of (shaping, record))
    {
    case ROW_DEEPER:
      return TRUE;
    case ROW_LEFT_OUT:
      if (!epc_audience_allows_record (shaping->facts.rules, record))
        shaping->report->withheld++;
      else if (level_of (&shaping->facts, record) < 0)
        shaping->without_place++;
      else
        shaping->without_number++;
      return TRUE;
    case ROW_AS_IT_IS:
    default:
      break;
    }
  shaping->n_trimmed += epc_audience_trim_record (shaping->facts.rules, record);
  shaping->report->rows++;
  gboolean done = shaping->sink == NULL || write_cells (shaping, record);
  shaping->row++;
  return done;
}

/* The columns as the sink takes them. A column worked out of several fields has none. */
static gboolean
begin_file (Shaping *shaping, const char *path, GError **error)
{
  const EpcEntity *entity = epc_query_entity (shaping->query);
  const EpcSinkFormat *format = epc_sink_format_of (path, error);
  guint n = shaping->shape->n_columns;

  if (format == NULL || (shaping->sink = format->open (path, error)) == NULL)
    return FALSE;
  shaping->columns = g_new0 (EpcSinkColumn, n);
  shaping->cells = g_new0 (EpcSinkCell, n);
  for (guint i = 0; i < n; i++)
    {
      const Column *column = &shaping->shape->columns[i];
      gboolean is_own = column->field != NULL && column->text == field_text;
      EpcSinkColumn *made = &shaping->columns[i];
      /* A date in another form is a text to the sink. */
      made->field = is_own || column->text == code_key ? epc_entity_field (entity, column->field) : NULL;
      made->position = made->field != NULL ? (guint) epc_entity_field_index (entity, column->field) : 0;
      made->key = column->header;
      made->header = (char *) column->header;
      made->hxl = (char *) column->hxl;
    }
  const EpcSinkTable table = { shaping->facts.store, entity, shaping->facts.options, shaping->columns, n };
  return shaping->sink->class->begin (shaping->sink, &table, error);
}

/* --- what must be said with it --- */

static void
add_note (Shaping *shaping, gint64 n, const char *one, const char *many)
{
  if (n == 0)
    return;
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), n);
  g_ptr_array_add (shaping->report->notes, g_strdup_printf (ngettext_ (one, many, (gulong) n), number));
}

static void
add_notes (Shaping *shaping)
{
  gint64 n_covered = 0;

  for (guint i = 0; i < shaping->order->len; i++)
    n_covered += ((Area *) g_ptr_array_index (shaping->order, i))->is_covered;
  add_note (shaping, shaping->n_summed, "%s count of a single location was added up to its second-level area.",
            "%s counts of single locations were added up to their second-level areas.");
  add_note (shaping, n_covered, "%s area was also counted as a whole: the counts of its locations stay out.",
            "%s areas were also counted as a whole: the counts of their locations stay out.");
  add_note (shaping, shaping->without_place, "%s count has no known place and stays out.",
            "%s counts have no known place and stay out.");
  add_note (shaping, shaping->without_number, "%s count has no number of displaced people and stays out.",
            "%s counts have no number of displaced people and stay out.");
  epc_export_add_notes (shaping->facts.store, epc_query_entity (shaping->query), shaping->report, shaping->n_trimmed);
}

/* Positions of the fields that the columns tell; names what stays here. */
static GArray *
choose_fields (Shaping *shaping)
{
  const EpcEntity *entity = epc_query_entity (shaping->query);
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < shaping->shape->n_columns; i++)
    {
      const Column *column = &shaping->shape->columns[i];
      const EpcField *field = column->field != NULL ? epc_entity_field (entity, column->field) : NULL;
      const char *reason = field != NULL ? epc_audience_why_not (shaping->facts.rules, entity, field) : NULL;
      if (reason != NULL)
        {
          epc_export_report_drop (shaping->report, column->header, reason);
          continue;
        }
      g_ptr_array_add (shaping->report->columns, g_strdup (column->header));
      if (field != NULL)
        {
          guint position = (guint) epc_entity_field_index (entity, column->field);
          g_array_append_val (fields, position);
        }
    }
  return fields;
}

static gboolean
run (Shaping *shaping, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) fields = choose_fields (shaping);
  g_autoptr (EpcQuery) places = epc_query_new (epc_entity_find ("place"));

  if (!epc_query_each (places, shaping->facts.store, note_place, shaping->facts.places, cancellable, error))
    return FALSE;
  if (shaping->shape->is_by_area && !gather_areas (shaping, cancellable, error))
    return FALSE;
  if (shaping->facts.options->audience == EPC_AUDIENCE_PUBLIC)
    shaping->suppression = epc_suppression_new (shaping->facts.store, epc_query_entity (shaping->query), fields);
  if (shaping->suppression != NULL)
    {
      if (!each_row (shaping, look_at_row, cancellable, error))
        return FALSE;
      shaping->report->suppressed = epc_suppression_settle (shaping->suppression);
    }
  if (path != NULL && !begin_file (shaping, path, error))
    return FALSE;
  if (!each_row (shaping, write_row, cancellable, error))
    return FALSE;
  add_notes (shaping);
  return shaping->sink == NULL || shaping->sink->class->end (shaping->sink, shaping->report, error);
}

static void
shaping_clear (Shaping *shaping)
{
  epc_row_sink_free (shaping->sink);
  g_free (shaping->columns);
  g_free (shaping->cells);
  epc_suppression_free (shaping->suppression);
  epc_audience_rules_free (shaping->facts.rules);
  g_hash_table_unref (shaping->facts.places);
  g_hash_table_unref (shaping->facts.rounds);
  g_hash_table_unref (shaping->areas);
  g_ptr_array_unref (shaping->order);
  g_clear_error (&shaping->error);
}

EpcExportReport *
epc_export_shape (EpcStore *store, const EpcExportShape *shape, const EpcQuery *query, const EpcExportOptions *options,
                  const char *path, GCancellable *cancellable, GError **error)
{
  static const EpcExportOptions none;

  if (!g_str_equal (epc_query_entity (query)->key, shape->entity))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_USAGE, _ ("The shape “%s” is that of %s: %s has other columns."), shape->name,
                   shape->entity, epc_query_entity (query)->key);
      return NULL;
    }
  Shaping shaping = {
    .shape = shape,
    .query = query,
    .facts = { .store = store, .options = options != NULL ? options : &none },
    .report = epc_export_report_new (),
    .areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .order = g_ptr_array_new_with_free_func (area_free),
  };
  shaping.facts.rules = epc_audience_rules_new (store, shaping.facts.options->audience);
  shaping.facts.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  shaping.facts.rounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, round_free);
  if (!run (&shaping, path, cancellable, error))
    g_clear_pointer (&shaping.report, epc_export_report_free);
  shaping_clear (&shaping);
  return shaping.report;
}
