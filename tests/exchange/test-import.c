/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files into a workspace: real displacement data with IOM's published figures, and small files with one fault each.
 */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "../store/fixture.h"
#include "base/epc-error.h"
#include "exchange/epc-import.h"

/* The column form of the DTM service and of its files on HDX. */
#define HEAD                                                                                                                     \
  "operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,adminLevel,numPresentIdpInd,reportingDate,roundNumber,"               \
  "displacementReason,numberMales,numberFemales,assessmentType\n"
#define TAGS                                                                                                                     \
  "#operation+name,#country+name,#country+code,#adm1+name,#adm1+code,#adm+level,#affected+idps,#date+reported,#round+code,"      \
  "#cause+type,#affected+idps+m,#affected+idps+f,#assessment+type\n"

static char *
shared (const char *path)
{
  const char *folder = g_getenv ("EPC_SHARED_DATA");
  char *full = g_build_filename (folder != NULL ? folder : "../shared/data", path, NULL);

  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    {
      g_clear_pointer (&full, g_free);
      g_test_skip ("the shared data are not here");
    }
  return full;
}

static EpcImportReport *
import_path (EpcStore *store, const char *path, const EpcImportOptions *options)
{
  g_autoptr (GError) error = NULL;
  EpcImportReport *report = epc_import_file (store, path, options, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static char *
write_file (const char *name, const char *text)
{
  char *path = fixture_path (name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static EpcImportReport *
import_text (EpcStore *store, const char *text, const EpcImportOptions *options)
{
  g_autofree char *path = write_file ("rows.csv", text);

  return import_path (store, path, options);
}

static gint64
count_of (EpcStore *store, const char *entity)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));

  return epc_query_count (query, store, NULL, NULL);
}

static const EpcImportCount *
counts (const EpcImportReport *report, const char *entity)
{
  for (guint i = 0; i < report->entities->len; i++)
    if (g_str_equal (g_array_index (report->entities, EpcImportCount, i).entity->key, entity))
      return &g_array_index (report->entities, EpcImportCount, i);
  g_error ("the report does not count %s", entity);
}

static double
sum_of (EpcStore *store, const char *entity, const char *field)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
  double sum = 0;

  for (guint i = 0; i < records->len; i++)
    if (!epc_record_is_empty (g_ptr_array_index (records, i), field))
      sum += (double) epc_record_integer (g_ptr_array_index (records, i), field);
  return sum;
}

static gboolean
holds (GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL);
}

/* --- real files --- */

typedef struct
{
  double people;
  const char *type;
  gint64 number;
  EpcUid round;
} Wanted;

static double
people_at_level (EpcStore *store, const char *operation, gint64 number, int level)
{
  g_autoptr (EpcQuery) rounds = epc_query_new (epc_entity_find ("dtm_round"));
  g_autoptr (GPtrArray) all = epc_query_records (rounds, store, NULL);
  double sum = 0;

  for (guint i = 0; i < all->len; i++)
    {
      EpcRecord *round = g_ptr_array_index (all, i);
      g_autofree char *title
          = epc_store_title (store, epc_entity_find ("dtm_operation"), epc_record_reference (round, "operation"));
      char uid[EPC_UID_TEXT_SIZE];
      if (epc_record_integer (round, "number") != number || !g_str_has_prefix (title, operation))
        continue;
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("location_count"));
      g_autofree char *at = g_strdup_printf ("%d", level);
      g_assert_true (epc_query_where (query, store, "round", EPC_OP_EQUAL, epc_uid_to_text (epc_record_uid (round), uid), NULL));
      g_assert_true (epc_query_where (query, store, "admin_level", EPC_OP_EQUAL, at, NULL));
      g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
      for (guint r = 0; r < records->len; r++)
        sum += (double) epc_record_integer (g_ptr_array_index (records, r), "idp_ind");
    }
  return sum;
}

static void
test_dtm_file (void)
{
  g_autofree char *path = shared ("01_dtm/global-iom-dtm-from-api-admin-0-to-2.csv");
  g_autoptr (EpcStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  store = fixture_store ("dtm.epc");
  gint64 places = count_of (store, "place");
  g_autoptr (EpcImportReport) first = import_path (store, path, NULL);
  g_assert_cmpstr (first->entity->key, ==, "location_count");
  g_assert_cmpint (first->read, ==, 13367);
  g_assert_cmpint (first->inserted, ==, 13367);
  g_assert_cmpint (first->rejected, ==, 0);
  g_assert_cmpstr (first->credit, ==, "International Organization for Migration (IOM), Displacement Tracking Matrix (DTM)");
  g_assert_cmpint (counts (first, "dtm_operation")->inserted, ==, 7);
  g_assert_cmpint (count_of (store, "location_count"), ==, 13367);
  g_assert_cmpint (count_of (store, "dtm_operation"), ==, 7);

  /* What IOM published for Haiti, the same whichever level is asked. */
  for (int level = 0; level <= 2; level++)
    {
      g_assert_cmpfloat (people_at_level (store, "Countrywide monitoring", 10, level), ==, 1287593);
      g_assert_cmpfloat (people_at_level (store, "Countrywide monitoring", 9, level), ==, 1041229);
    }

  g_autoptr (EpcImportReport) again = import_path (store, path, NULL);
  g_assert_cmpint (again->inserted + again->updated, ==, 0);
  g_assert_cmpint (again->unchanged, ==, 13367);
  g_assert_cmpint (again->batch, ==, 0);

  g_autoptr (EpcUndoResult) undone = epc_store_undo_batch (store, first->batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->left->len, ==, 0);
  g_assert_cmpint (count_of (store, "location_count"), ==, 0);
  g_assert_cmpint (count_of (store, "dtm_round"), ==, 0);
  g_assert_cmpint (count_of (store, "dtm_operation"), ==, 0);
  g_assert_cmpint (count_of (store, "place"), ==, places);

  g_autoptr (EpcImportReport) revived = import_path (store, path, NULL);
  g_assert_cmpint (revived->inserted, ==, 13367);
  g_assert_cmpint (count_of (store, "location_count"), ==, 13367);
  fixture_assert_clean (store);
}

static void
test_site_list (void)
{
  g_autofree char *path = shared ("01_dtm/iom-haiti-dtm.csv");
  g_autoptr (EpcStore) store = NULL;

  if (path == NULL)
    return;
  store = fixture_store ("sites.epc");
  g_autoptr (EpcImportReport) report = import_path (store, path, NULL);
  g_assert_cmpstr (report->entity->key, ==, "site");
  g_assert_cmpint (report->read, ==, 352);
  g_assert_cmpint (report->inserted, ==, 352);
  g_assert_cmpint (report->rejected, ==, 0);
  g_assert_cmpint (count_of (store, "site"), ==, 352);
  g_assert_cmpfloat (sum_of (store, "site_count", "idp_hh"), ==, 70910);
  g_assert_cmpfloat (sum_of (store, "site_count", "idp_ind"), ==, 278945);
  g_assert_cmpfloat (sum_of (store, "site_count", "females"), ==, 144905);
  g_assert_cmpfloat (sum_of (store, "site_count", "males"), ==, 134040);
  g_assert_cmpuint (report->dropped_columns->len, ==, 3);
  g_assert_true (holds (report->dropped_columns, "Contact Person"));
  g_assert_true (holds (report->dropped_columns, "Contact phone"));
  g_assert_true (holds (report->dropped_columns, "Email"));
  g_autoptr (EpcImportReport) again = import_path (store, path, NULL);
  g_assert_cmpint (again->unchanged, ==, 352);
  g_assert_cmpint (counts (again, "site_count")->unchanged, ==, 352);
  g_assert_cmpint (again->batch, ==, 0);
  fixture_assert_clean (store);
}

static void
test_trial_writes_nothing (void)
{
  g_autofree char *path = shared ("01_dtm/iom-haiti-dtm.csv");
  g_autofree char *file = fixture_path ("trial.epc");
  g_autofree char *before = NULL, *after = NULL;
  gsize length_before, length_after;
  const EpcImportOptions options = { .dry_run = TRUE };

  if (path == NULL)
    return;
  g_autoptr (EpcStore) store = fixture_store ("trial.epc");
  epc_store_close (store);
  g_clear_object (&store);
  g_assert_true (g_file_get_contents (file, &before, &length_before, NULL));
  store = epc_store_open (file, EPC_STORE_NO_CHECK, NULL);
  g_autoptr (GPtrArray) log = epc_journal_log (store, 100, NULL);
  g_autoptr (EpcImportReport) report = import_path (store, path, &options);
  g_assert_cmpint (report->inserted, ==, 352);
  g_assert_cmpint (report->batch, ==, 0);
  g_assert_true (report->is_dry_run);
  g_assert_cmpint (count_of (store, "site"), ==, 0);
  g_autoptr (GPtrArray) log_after = epc_journal_log (store, 100, NULL);
  g_assert_cmpuint (log->len, ==, log_after->len);
  epc_store_close (store);
  g_assert_true (g_file_get_contents (file, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

/* --- one fault each --- */

static char *many_rows (const char *name, guint n);

/* Into tables that hold rows, a large trial takes another way than a small one; it tells the same and writes as little. */
static void
test_large_trial (void)
{
  const EpcImportOptions options = { .dry_run = TRUE };
  g_autoptr (EpcStore) store = fixture_store ("large-trial.epc");
  g_autofree char *some = many_rows ("some.csv", 9000), *more = many_rows ("more.csv", 24000);
  g_autoptr (EpcImportReport) first = import_path (store, some, NULL);
  g_autoptr (GPtrArray) log = epc_journal_log (store, 1000, NULL);
  g_autoptr (EpcImportReport) trial = import_path (store, more, &options);
  g_autoptr (GPtrArray) log_after = epc_journal_log (store, 1000, NULL);

  g_assert_cmpint (first->inserted, ==, 9000);
  g_assert_cmpint (trial->inserted, ==, 15000);
  g_assert_cmpint (trial->unchanged, ==, 9000);
  g_assert_cmpint (trial->batch, ==, 0);
  g_assert_cmpuint (log->len, ==, log_after->len);
  g_assert_cmpint (count_of (store, "location_count"), ==, 9000);
  g_autoptr (EpcImportReport) real = import_path (store, more, NULL);
  g_assert_cmpint (real->inserted, ==, 15000);
  g_assert_cmpint (real->unchanged, ==, 9000);
  fixture_assert_clean (store);
}

static void
test_bad_rows_are_named (void)
{
  static const struct
  {
    const char *row, *column, *value, *accepted;
  } cases[] = {
    { "Op,Haiti,HTI,Nippes,HT10,1,abc,2025-06-30,10,Conflict,,,BA\n", "numPresentIdpInd", "abc", "whole number" },
    { "Op,Haiti,HTI,Nippes,HT10,1,500,31/02/2024,10,Conflict,,,BA\n", "reportingDate", "31/02/2024", "2025-06-30" },
    { "Op,Haiti,HTI,Nippes,HT10,1,500,2025-06-30,10,Conflict,,,QQ\n", "assessmentType", "QQ", "BA" },
    { "Op,Haiti,HTI,Nippes,HT10,1,500,2025-06-30,-1,Conflict,,,BA\n", "roundNumber", "-1", "from 0" },
    { "Op,Haiti,HTI,Nippes,HT10,1,-7,2025-06-30,1,Conflict,,,BA\n", "numPresentIdpInd", "-7", "0 or more" },
    { "Op,Haiti,HTI,Nippes,HT10,1,500,2025-06-30,1,Conflict,400,200,BA\n", NULL, NULL, "" },
  };
  g_autoptr (EpcStore) store = fixture_store ("bad.epc");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strconcat (HEAD, TAGS, cases[i].row, "Op,Haiti,HTI,Nippes,HT10,1,500,2024-06-30,9,Conflict,,,BA\n", NULL);
      g_autofree char *rejects = fixture_path ("rejects.csv");
      const EpcImportOptions options = { .rejects = rejects };
      g_autoptr (EpcImportReport) report = import_text (store, text, &options);
      g_assert_cmpint (report->read, ==, 2);
      g_assert_cmpint (report->rejected, ==, 1);
      g_assert_cmpint (report->inserted, ==, i == 0);
      g_assert_cmpint (report->unchanged, ==, i > 0);
      const EpcReject *reject = g_ptr_array_index (report->rejects, 0);
      g_assert_cmpuint (reject->row, ==, 3);
      if (cases[i].column != NULL)
        {
          g_assert_cmpstr (reject->column, ==, cases[i].column);
          g_assert_cmpstr (reject->value, ==, cases[i].value);
          if (strstr (reject->reason, cases[i].accepted) == NULL)
            g_error ("“%s” does not say “%s”", reject->reason, cases[i].accepted);
        }
      g_autofree char *file = NULL;
      g_assert_true (g_file_get_contents (rejects, &file, NULL, NULL));
      g_assert_true (g_str_has_prefix (file, "\xef\xbb\xbfsheet,row,column,value,reason,suggestion,cell\r\n,3,"));
      g_unlink (rejects);
    }
  fixture_assert_clean (store);
}

static void
test_latitude_95 (void)
{
  g_autoptr (EpcStore) store = fixture_store ("latitude.epc");
  g_autoptr (EpcImportReport) report = import_text (
      store, "SSID,Site Name,Latitude,Longitude,Number of Households\nA1,North,95,-72,10\nA2,South,18.5,-72.3,12\n", NULL);

  g_assert_cmpstr (report->entity->key, ==, "site");
  g_assert_cmpint (report->rejected, ==, 1);
  g_assert_cmpint (report->inserted, ==, 1);
  const EpcReject *reject = g_ptr_array_index (report->rejects, 0);
  g_assert_cmpstr (reject->column, ==, "Latitude");
  g_assert_cmpstr (reject->value, ==, "95");
  g_assert_nonnull (strstr (reject->reason, "90"));
}

static void
test_all_bad_leaves_no_batch (void)
{
  g_autoptr (EpcStore) store = fixture_store ("nothing.epc");
  gint64 batches = count_of (store, "import_batch");
  g_autoptr (EpcImportReport) report
      = import_text (store, HEAD "Op,Haiti,HTI,Nippes,HT10,1,abc,2025-06-30,10,Conflict,,,BA\n", NULL);

  g_assert_cmpint (report->rejected, ==, 1);
  g_assert_cmpint (report->batch, ==, 0);
  g_assert_cmpint (count_of (store, "import_batch"), ==, batches);
  g_assert_cmpint (count_of (store, "dtm_operation"), ==, 0);
}

static void
test_whole_files_are_refused (void)
{
  static const struct
  {
    const char *text, *part;
    int code;
  } cases[] = {
    { "foo,bar,baz\n1,2,3\n", "foo, bar, baz", EPC_ERROR_INVALID },
    { "numPresentIdpIndd,roundNumbr\n1,2\n", "nearest", EPC_ERROR_INVALID },
    { HEAD "Op,Haiti,HTI,Nippes,HT10,1,500,2025-06-30,10,Conflict,,,BA\n\"Op,Haiti,HTI\n", "line 3", EPC_ERROR_DAMAGED },
    { "\n \n,,\n", "no rows", EPC_ERROR_DAMAGED },
  };
  g_autoptr (EpcStore) store = fixture_store ("refused.epc");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_file ("whole.csv", cases[i].text);
      g_autoptr (GError) error = NULL;
      g_assert_null (epc_import_file (store, path, NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, EPC_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, "whole.csv"));
      if (strstr (error->message, cases[i].part) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].part);
    }
  g_assert_cmpint (count_of (store, "dtm_operation"), ==, 0);
  fixture_assert_clean (store);
}

static void
test_repeated_rows (void)
{
#define ROW "Op,Haiti,HTI,Nippes,HT10,1,500,2025-06-30,10,Conflict,,,BA\n"
  g_autoptr (EpcStore) store = fixture_store ("repeated.epc");
  g_autoptr (EpcImportReport) same = import_text (store, HEAD TAGS ROW ROW, NULL);
  g_assert_cmpint (same->read, ==, 2);
  g_assert_cmpint (same->inserted, ==, 1);
  g_assert_cmpint (same->repeated, ==, 1);
  g_assert_cmpint (same->rejected, ==, 0);
  g_assert_cmpuint (same->warnings->len, ==, 1);

  g_autoptr (EpcImportReport) unlike = import_text (store,
                                                    HEAD TAGS "Op,Haiti,HTI,Ouest,HT01,1,500,2025-06-30,10,Conflict,,,BA\n"
                                                              "Op,Haiti,HTI,Ouest,HT01,1,600,2025-06-30,10,Conflict,,,BA\n"
                                                              "Op,Haiti,HTI,Sud,HT07,1,700,2025-06-30,10,Conflict,,,BA\n",
                                                    NULL);
  g_assert_cmpint (unlike->rejected, ==, 2);
  g_assert_cmpint (unlike->inserted, ==, 1);
  g_autofree char *json = epc_import_report_to_json (unlike);
  g_assert_nonnull (strstr (json, "Row 3 is about the same record"));
  g_assert_nonnull (strstr (json, "Row 4 is about the same record"));
#undef ROW
}

static void
test_report_as_json (void)
{
  static const char *const keys[]
      = { "batch", "entity", "read", "inserted", "updated", "unchanged", "rejected", "entities", "warnings", "dropped_columns" };
  g_autoptr (EpcStore) store = fixture_store ("json.epc");
  g_autoptr (EpcImportReport) report
      = import_text (store, HEAD TAGS "Op,Haiti,HTI,Nippes,HT10,1,5\"0,2025-06-30,10,Conflict,,,BA\n", NULL);
  g_autofree char *json = epc_import_report_to_json (report);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  JsonObject *object = json_node_get_object (json_parser_get_root (parser));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (json_object_has_member (object, keys[i]));
  g_assert_cmpint (json_object_get_int_member (object, "rejected"), ==, 1);
}

/* --- how people write --- */

static EpcRecord *
only (EpcStore *store, const char *entity)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);

  g_assert_cmpuint (records->len, ==, 1);
  return g_object_ref (g_ptr_array_index (records, 0));
}

static void
test_date_order_is_the_columns (void)
{
  static const struct
  {
    const char *first, *second, *iso;
    gboolean doubtful;
  } cases[] = {
    { "03/04/2025", "25/04/2025", "2025-04-03", FALSE },
    { "03/04/2025", "04/25/2025", "2025-03-04", FALSE },
    { "03/04/2025", "05/04/2025", "2025-04-03", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("dates-%u.epc", i);
      g_autoptr (EpcStore) store = fixture_store (name);
      g_autofree char *text
          = g_strdup_printf ("SSID,Site Name,Start date,Number of Individuals,Date of Assessment\nA1,One,2020-01-01,5,%s\n"
                             "A2,Two,2020-01-01,6,%s\n",
                             cases[i].first, cases[i].second);
      g_autoptr (EpcImportReport) report = import_text (store, text, NULL);
      g_assert_cmpint (report->rejected, ==, 0);
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site_count"));
      g_assert_true (epc_query_where (query, store, "idp_ind", EPC_OP_EQUAL, "5", NULL));
      g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
      g_assert_cmpstr (epc_record_text (g_ptr_array_index (records, 0), "date"), ==, cases[i].iso);
      gboolean warned = FALSE;
      for (guint w = 0; w < report->warnings->len; w++)
        warned |= g_str_equal (((EpcImportWarning *) g_ptr_array_index (report->warnings, w))->rule, "date_order");
      g_assert_cmpint (warned, ==, cases[i].doubtful);
    }
}

static void
test_numbers_as_people_write_them (void)
{
  g_autoptr (EpcStore) store = fixture_store ("numbers.epc");
  g_autoptr (EpcImportReport) report
      = import_text (store,
                     "SSID;Nombre del sitio;Latitud;Longitud;Número de hogares;Personas;Fecha de evaluación\n"
                     "A1;Uno;18,54;-72,3381;\"1,250\";6.000;17 mayo 2013\n",
                     NULL);

  g_assert_cmpint (report->rejected, ==, 0);
  g_autoptr (EpcRecord) site = only (store, "site");
  g_autoptr (EpcRecord) count = only (store, "site_count");
  g_assert_cmpfloat (epc_record_decimal (site, "latitude"), ==, 18.54);
  g_assert_cmpfloat (epc_record_decimal (site, "longitude"), ==, -72.3381);
  g_assert_cmpint (epc_record_integer (count, "idp_hh"), ==, 1250);
  g_assert_cmpint (epc_record_integer (count, "idp_ind"), ==, 6000);
  g_assert_cmpstr (epc_record_text (count, "date"), ==, "2013-05-17");
}

static void
test_places_by_name (void)
{
  g_autoptr (EpcStore) store = fixture_store ("places.epc");
  g_autoptr (EpcImportReport) gazetteer
      = import_text (store, HEAD TAGS "Op,Haiti,HTI,Grande Plaine,HT90,1,500,2025-06-30,10,Conflict,,,BA\n", NULL);
  g_assert_cmpint (gazetteer->rejected, ==, 0);
  g_autoptr (EpcImportReport) report
      = import_text (store,
                     "SSID,Site Name,Departamento,Municipality,Number of Individuals,Date of Assessment\n"
                     "A1,One,GRANDE-PLAINE,Nowhere,10,2024-01-01\nA2,Two,Grande plaine,,11,2024-01-01\n",
                     NULL);
  g_assert_cmpint (report->inserted, ==, 2);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  g_autoptr (GPtrArray) sites = epc_query_records (query, store, NULL);
  for (guint i = 0; i < sites->len; i++)
    g_assert_cmpstr (epc_record_text (g_ptr_array_index (sites, i), "place"), ==, "HT90");
  gboolean told = FALSE;
  for (guint w = 0; w < report->warnings->len; w++)
    told |= strstr (((EpcImportWarning *) g_ptr_array_index (report->warnings, w))->message, "Nowhere") != NULL;
  g_assert_true (told);
}

static void
test_set_fills_what_is_missing (void)
{
  static const char *const set[] = { "date=2024-05-01", NULL };
  const EpcImportOptions options = { .set = set };
  g_autoptr (EpcStore) store = fixture_store ("set.epc");
  g_autoptr (EpcImportReport) report = import_text (store, "SSID,Site Name,Number of Individuals\nA1,One,10\n", &options);

  g_assert_cmpint (report->rejected, ==, 0);
  g_autoptr (EpcRecord) count = only (store, "site_count");
  g_assert_cmpstr (epc_record_text (count, "date"), ==, "2024-05-01");

  static const char *const wrong[] = { "no_such_field=1", NULL };
  const EpcImportOptions wrong_options = { .set = wrong };
  g_autofree char *path = write_file ("rows.csv", "SSID,Site Name,Number of Individuals\nA1,One,10\n");
  g_autoptr (GError) error = NULL;
  g_assert_null (epc_import_file (store, path, &wrong_options, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
}

/* --- not in the foreground --- */

static void
on_imported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  EpcImportReport **report = data;

  *report = epc_import_file_finish (EPC_STORE (source), result, &error);
  g_assert_no_error (error);
}

static void
on_cancelled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (epc_import_file_finish (EPC_STORE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static void
note_progress (const char *phase, double fraction, gpointer data)
{
  g_assert_true (g_main_context_is_owner (NULL));
  g_assert_cmpfloat (fraction, <=, 1);
  (*(guint *) data)++;
}

static void
stop_at_once (const char *phase, double fraction, gpointer data)
{
  g_cancellable_cancel (data);
}

static char *
many_rows (const char *name, guint n)
{
  GString *text = g_string_new (HEAD TAGS);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "Op,Haiti,HTI,Nippes,HT10,1,%u,%u-06-30,%u,Conflict,,,BA\n", i, 2025 - i / 9999, i % 9999);
  char *path = write_file (name, text->str);
  g_string_free (text, TRUE);
  return path;
}

static void
test_in_the_background (void)
{
  g_autoptr (EpcStore) store = fixture_store ("background.epc");
  g_autofree char *path = many_rows ("many.csv", 9000);
  EpcImportReport *report = NULL;
  guint n_steps = 0;
  gboolean is_cancelled = FALSE;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  epc_import_file_async (store, path, NULL, stop_at_once, cancellable, cancellable, on_cancelled, &is_cancelled);
  fixture_wait (&is_cancelled);
  g_assert_cmpint (count_of (store, "location_count"), ==, 0);

  epc_import_file_async (store, path, NULL, note_progress, &n_steps, NULL, on_imported, &report);
  while (report == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (report->inserted, ==, 9000);
  g_assert_cmpuint (n_steps, >, 2);
  epc_import_report_free (report);
  fixture_assert_clean (store);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/exchange/import/dtm-file-gives-what-iom-published", test_dtm_file);
  g_test_add_func ("/exchange/import/site-list-gives-sites-and-people-and-no-contacts", test_site_list);
  g_test_add_func ("/exchange/import/a-trial-writes-nothing", test_trial_writes_nothing);
  g_test_add_func ("/exchange/import/a-large-trial-writes-nothing", test_large_trial);
  g_test_add_func ("/exchange/import/bad-rows-are-named", test_bad_rows_are_named);
  g_test_add_func ("/exchange/import/latitude-95-is-refused", test_latitude_95);
  g_test_add_func ("/exchange/import/all-rows-bad-leaves-no-batch", test_all_bad_leaves_no_batch);
  g_test_add_func ("/exchange/import/damaged-or-foreign-files-are-refused-whole", test_whole_files_are_refused);
  g_test_add_func ("/exchange/import/repeated-rows", test_repeated_rows);
  g_test_add_func ("/exchange/import/report-as-json", test_report_as_json);
  g_test_add_func ("/exchange/import/date-order-is-settled-by-the-column", test_date_order_is_the_columns);
  g_test_add_func ("/exchange/import/numbers-as-people-write-them", test_numbers_as_people_write_them);
  g_test_add_func ("/exchange/import/places-by-name", test_places_by_name);
  g_test_add_func ("/exchange/import/set-fills-what-is-missing", test_set_fills_what_is_missing);
  g_test_add_func ("/exchange/import/in-the-background-with-progress-and-cancel", test_in_the_background);
  return fixture_run ();
}
