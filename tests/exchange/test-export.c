/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What leaves, for whom, and in which form.
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "../store/fixture.h"
#include "base/epc-csv.h"
#include "base/epc-error.h"
#include "exchange/epc-export.h"
#include "exchange/epc-import.h"

static EpcRecord *
add (EpcStore *store, const char *entity, ...)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find (entity));
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, entity);
  for (const char *key = va_arg (arguments, const char *); key != NULL; key = va_arg (arguments, const char *))
    {
      epc_store_parse (store, record, key, va_arg (arguments, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (arguments);
  fixture_insert (store, record, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&record);
}

/* (element-type GPtrArray of utf8) rows of the file as exported. */
static GPtrArray *
rows_of (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  g_autoptr (EpcCsv) csv = epc_csv_new (stream, ',');
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  const EpcCsvRow *row;

  while ((row = epc_csv_next (csv, NULL, NULL)) != NULL)
    {
      GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < row->n_cells; i++)
        g_ptr_array_add (cells, g_strdup (row->cells[i].text));
      g_ptr_array_add (rows, cells);
    }
  return rows;
}

static const char *
cell (GPtrArray *rows, guint row, const char *header)
{
  GPtrArray *heads = g_ptr_array_index (rows, 0);

  for (guint i = 0; i < heads->len; i++)
    if (g_str_equal (g_ptr_array_index (heads, i), header))
      return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (rows, row), i);
  return NULL;
}

static GPtrArray *
export_keys (EpcStore *store, const char *entity, EpcAudience audience, EpcExportReport **report)
{
  const EpcExportOptions options = { .audience = audience, .keys = TRUE, .without_hxl = TRUE };
  g_autofree char *path = fixture_path ("out.csv");
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcExportReport) own = epc_export_file (store, query, &options, path, NULL, &error);

  g_assert_no_error (error);
  if (report != NULL)
    *report = g_steal_pointer (&own);
  return rows_of (path);
}

static void
test_form (void)
{
  g_autoptr (EpcStore) store = fixture_store ("form.epc");
  g_autofree char *path = fixture_path ("form.csv");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const EpcExportOptions options = { .columns = (const char *const[]){ "name", "latitude", NULL } };

  g_autoptr (EpcRecord) site
      = add (store, "site", "name", "One, \"two\"", "status", "open", "latitude", "18.5", "longitude", "-72.25", NULL);
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  g_autoptr (EpcExportReport) report = epc_export_file (store, query, &options, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "\xef\xbb\xbfName,Latitude\r\n#loc+name,#geo+lat\r\n\"One, \"\"two\"\"\",18.5\r\n");
  g_assert_cmpint (report->rows, ==, 1);

  const EpcExportOptions wrong = { .columns = (const char *const[]){ "no_such", NULL } };
  g_assert_null (epc_export_file (store, query, &wrong, path, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_autofree char *nowhere = fixture_path ("no-folder/out.csv");
  g_assert_null (epc_export_file (store, query, &options, nowhere, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_WRITE);
}

static void
test_formulas_are_harmless (void)
{
  static const char *const names[] = { "=1+1", "+509", "-5", "@SUM(A1)", "'=x", "plain", "''quoted" };
  g_autoptr (EpcStore) store = fixture_store ("formula.epc");
  g_autofree char *path = fixture_path ("formula.csv");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_unref (add (store, "site", "name", names[i], "status", "open", "latitude", "-12.5", "longitude", "-72.25", NULL));
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("site"));
  g_autoptr (EpcExportReport) report = epc_export_file (store, query, NULL, path, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) rows = rows_of (path);
  for (guint r = 2; r < rows->len; r++)
    {
      g_assert_null (strchr ("=+-@", *cell (rows, r, "Name")));
      g_assert_cmpstr (cell (rows, r, "Latitude"), ==, "-12.5");
    }
  g_autoptr (EpcImportReport) back = epc_import_file (store, path, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->unchanged, ==, G_N_ELEMENTS (names));
}

static void
test_sites_of_guarded_countries (void)
{
  g_autoptr (EpcStore) store = fixture_store ("guarded.epc");
  g_autoptr (EpcRecord) site = add (store, "site", "name", "Secret school", "ssid", "A1", "status", "open", "place", "HT01",
                                    "latitude", "18.5", "longitude", "-72.25", NULL);

  g_autoptr (GPtrArray) office = export_keys (store, "site", EPC_AUDIENCE_OFFICE, NULL);
  g_assert_cmpstr (cell (office, 1, "name"), ==, "Secret school");
  g_assert_cmpstr (cell (office, 1, "latitude"), ==, "18.5");
  g_assert_nonnull (cell (office, 1, "uid"));
  for (EpcAudience audience = EPC_AUDIENCE_PARTNERS; audience <= EPC_AUDIENCE_PUBLIC; audience++)
    {
      EpcExportReport *report;
      g_autoptr (GPtrArray) rows = export_keys (store, "site", audience, &report);
      g_assert_cmpstr (cell (rows, 1, "name"), ==, "");
      g_assert_cmpstr (cell (rows, 1, "ssid"), ==, "");
      if (cell (rows, 1, "latitude") != NULL)
        g_assert_cmpstr (cell (rows, 1, "latitude"), ==, "");
      g_assert_null (cell (rows, 1, "uid"));
      g_assert_null (cell (rows, 1, "code"));
      g_assert_cmpstr (cell (rows, 1, "place"), ==, "HT01");
      g_assert_cmpuint (report->notes->len, >, 0);
      epc_export_report_free (report);
    }
}

/* What the program keeps of its own work goes to nobody outside. */
static void
assert_refused (EpcStore *store, const EpcEntity *entity, EpcAudience audience)
{
  const EpcExportOptions options = { .audience = audience };
  g_autofree char *path = fixture_path ("refused.csv");
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GError) error = NULL;

  g_assert_null (epc_export_file (store, query, &options, path, NULL, &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_REFUSED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_sensitive_fields_by_level (void)
{
  g_autoptr (EpcStore) store = fixture_store ("levels.epc");
  const EpcEntity *const *entities;
  guint n;

  entities = epc_catalogue (&n);
  for (guint e = 0; e < n; e++)
    for (EpcAudience audience = EPC_AUDIENCE_OFFICE; audience <= EPC_AUDIENCE_PUBLIC; audience++)
      {
        if (audience != EPC_AUDIENCE_OFFICE && (entities[e]->flags & (EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL)))
          {
            assert_refused (store, entities[e], audience);
            continue;
          }
        g_autoptr (GPtrArray) rows = export_keys (store, entities[e]->key, audience, NULL);
        GPtrArray *heads = g_ptr_array_index (rows, 0);
        static const EpcSensitivity most[] = { EPC_SENSITIVITY_CONFIDENTIAL, EPC_SENSITIVITY_RESTRICTED, EPC_SENSITIVITY_PUBLIC };
        for (guint c = 0; c < heads->len; c++)
          {
            const EpcField *field = epc_entity_field (entities[e], g_ptr_array_index (heads, c));
            if (field == NULL)
              continue;
            g_assert_cmpint (field->sensitivity, <=, most[audience]);
            if (audience != EPC_AUDIENCE_OFFICE)
              g_assert_false (field->flags & EPC_FIELD_PERSON);
          }
      }
}

/* --- small counts --- */

static void
add_count (EpcStore *store, const char *round, const char *place, int level, int people, int females, int males)
{
  char ind[16], f[16], m[16], at[4];

  g_snprintf (ind, sizeof ind, "%d", people);
  g_snprintf (f, sizeof f, "%d", females);
  g_snprintf (m, sizeof m, "%d", males);
  g_snprintf (at, sizeof at, "%d", level);
  g_object_unref (add (store, "location_count", "round", round, "place", place, "admin_level", at, "reporting_date", "2025-06-30",
                       "idp_ind", ind, "females", f, "males", m, NULL));
}

static GPtrArray *
rows_by_place (EpcStore *store, EpcExportReport **report)
{
  return export_keys (store, "location_count", EPC_AUDIENCE_PUBLIC, report);
}

static const char *
count_at (GPtrArray *rows, const char *place, const char *field)
{
  for (guint r = 1; r < rows->len; r++)
    if (g_str_equal (cell (rows, r, "place"), place))
      return cell (rows, r, field);
  g_error ("no row of %s", place);
}

static void
test_small_counts (void)
{
  g_autoptr (EpcStore) store = fixture_store ("small.epc");
  char uid[EPC_UID_TEXT_SIZE];
  EpcExportReport *report;

  g_object_unref (add (store, "place", "pcode", "HT91", "name", "Area", "level", "1", "parent", "HTI", "iso3", "HTI", NULL));
  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *pcode = g_strdup_printf ("HT910%d", i);
      g_object_unref (add (store, "place", "pcode", pcode, "name", pcode, "level", "2", "parent", "HT91", "iso3", "HTI", NULL));
    }
  g_autoptr (EpcRecord) operation = add (store, "dtm_operation", "country", "HTI", "name", "Op", NULL);
  g_autoptr (EpcRecord) round = add (store, "dtm_round", "operation", epc_uid_to_text (epc_record_uid (operation), uid),
                                     "assessment_type", "BA", "number", "1", "status", "open", NULL);
  epc_uid_to_text (epc_record_uid (round), uid);
  add_count (store, uid, "HT91", 1, 143, 73, 70);
  add_count (store, uid, "HT9101", 2, 100, 50, 50);
  add_count (store, uid, "HT9102", 2, 3, 2, 1);
  add_count (store, uid, "HT9103", 2, 40, 21, 19);
  add_count (store, uid, "HT9104", 2, 0, 0, 0);

  g_autoptr (GPtrArray) rows = rows_by_place (store, &report);
  g_assert_cmpstr (count_at (rows, "HT9102", "idp_ind"), ==, "<5");
  g_assert_cmpstr (count_at (rows, "HT9104", "idp_ind"), ==, "0");
  /* 143 − 100 − 40 would tell the 3: one more of the sum must be hidden, the smallest. */
  g_assert_cmpstr (count_at (rows, "HT9103", "idp_ind"), ==, "*");
  g_assert_cmpstr (count_at (rows, "HT9101", "idp_ind"), ==, "100");
  g_assert_cmpstr (count_at (rows, "HT91", "idp_ind"), ==, "143");
  /* And 21 + 19 would tell the 40. */
  g_assert_true (g_str_equal (count_at (rows, "HT9103", "females"), "*")
                 || g_str_equal (count_at (rows, "HT9103", "males"), "*"));
  g_assert_cmpint (report->suppressed, >, 3);
  epc_export_report_free (report);

  /* The office sees all. */
  g_autoptr (GPtrArray) all = export_keys (store, "location_count", EPC_AUDIENCE_OFFICE, NULL);
  g_assert_cmpstr (count_at (all, "HT9102", "idp_ind"), ==, "3");
}

/* Whatever the numbers, no sum of a public file has exactly one hidden number. */
static void
test_no_sum_tells_a_small_count (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());

  for (guint run = 0; run < 12; run++)
    {
      g_autofree char *name = g_strdup_printf ("sums-%u.epc", run);
      g_autoptr (EpcStore) store = fixture_store (name);
      char uid[EPC_UID_TEXT_SIZE];
      EpcExportReport *report;
      int people = 0, females = 0, males = 0;
      g_object_unref (add (store, "place", "pcode", "HT91", "name", "Area", "level", "1", "parent", "HTI", "iso3", "HTI", NULL));
      g_autoptr (EpcRecord) operation = add (store, "dtm_operation", "country", "HTI", "name", "Op", NULL);
      g_autoptr (EpcRecord) round = add (store, "dtm_round", "operation", epc_uid_to_text (epc_record_uid (operation), uid),
                                         "assessment_type", "BA", "number", "1", "status", "open", NULL);
      epc_uid_to_text (epc_record_uid (round), uid);
      for (int i = 0; i < 8; i++)
        {
          g_autofree char *pcode = g_strdup_printf ("HT910%d", i);
          int f = g_rand_int_range (random, 0, 12), m = g_rand_int_range (random, 0, 12);
          g_object_unref (
              add (store, "place", "pcode", pcode, "name", pcode, "level", "2", "parent", "HT91", "iso3", "HTI", NULL));
          add_count (store, uid, pcode, 2, f + m, f, m);
          people += f + m;
          females += f;
          males += m;
        }
      add_count (store, uid, "HT91", 1, people, females, males);
      g_autoptr (GPtrArray) rows = rows_by_place (store, &report);
      static const char *const fields[] = { "idp_ind", "females", "males" };
      for (guint f = 0; f < 3; f++)
        {
          guint n_hidden = 0;
          for (guint r = 1; r < rows->len; r++)
            n_hidden += strpbrk (cell (rows, r, fields[f]), "<*") != NULL;
          g_assert_cmpuint (n_hidden, !=, 1);
        }
      for (guint r = 1; r < rows->len; r++)
        {
          guint n_hidden = 0, n_zero = 0;
          for (guint f = 0; f < 3; f++)
            {
              const char *text = cell (rows, r, fields[f]);
              n_hidden += strpbrk (text, "<*") != NULL;
              n_zero += g_str_equal (text, "0");
              if (g_ascii_isdigit (*text))
                g_assert_true (atoi (text) == 0 || atoi (text) >= 5);
            }
          g_assert_true (n_hidden != 1 || n_zero == 2);
        }
      epc_export_report_free (report);
    }
}

static void
test_restricted_positions_move (void)
{
  g_autoptr (EpcStore) store = fixture_store ("moved.epc");
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("warehouse"));
  g_autoptr (GError) error = NULL;

  if (epc_entity_field (epc_record_entity (record), "latitude") == NULL)
    {
      g_test_skip ("warehouses have no position");
      return;
    }
  epc_record_set_text (record, "name", "Depot");
  epc_record_set_decimal (record, "latitude", 18.5);
  epc_record_set_decimal (record, "longitude", -72.25);
  epc_record_meta (record)->sensitivity = EPC_SENSITIVITY_RESTRICTED;
  fixture_insert (store, record, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) once = export_keys (store, "warehouse", EPC_AUDIENCE_PARTNERS, NULL);
  g_autoptr (GPtrArray) twice = export_keys (store, "warehouse", EPC_AUDIENCE_PARTNERS, NULL);
  if (cell (once, 1, "latitude") == NULL)
    return;
  g_assert_cmpstr (cell (once, 1, "latitude"), ==, cell (twice, 1, "latitude"));
  double north = (g_ascii_strtod (cell (once, 1, "latitude"), NULL) - 18.5) * 111320;
  double east = (g_ascii_strtod (cell (once, 1, "longitude"), NULL) + 72.25) * 111320 * cos (18.5 * G_PI / 180);
  g_assert_cmpfloat (hypot (north, east), >=, 195);
  g_assert_cmpfloat (hypot (north, east), <=, 505);
}

static void
test_canonical_form (void)
{
  g_autoptr (EpcStore) store = fixture_store ("canonical.epc");
  g_autofree char *path = fixture_path ("canonical.ndjson"), *again = fixture_path ("canonical-2.ndjson");
  g_autofree char *a = NULL, *b = NULL;
  g_autoptr (GError) error = NULL;

  g_object_unref (add (store, "site", "name", "Two", "status", "open", NULL));
  g_object_unref (add (store, "site", "name", "One", "status", "open", NULL));
  g_assert_true (epc_export_shared (store, epc_entity_find ("site"), path, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (epc_export_shared (store, epc_entity_find ("site"), again, NULL, &error));
  g_assert_true (g_file_get_contents (path, &a, NULL, NULL));
  g_assert_true (g_file_get_contents (again, &b, NULL, NULL));
  g_assert_cmpstr (a, ==, b);
  g_auto (GStrv) lines = g_strsplit (a, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "{\"entity\":\"site\",\"fields\":[\"uid\",\"code\",\"name\""));
  g_assert_cmpint (strncmp (lines[1], lines[2], 38), <, 0);
  g_assert_null (strchr (a, '\r'));
  g_assert_true (epc_export_shared (store, NULL, path, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/exchange/export/labels-tags-and-quotes", test_form);
  g_test_add_func ("/exchange/export/formulas-are-harmless-and-come-back", test_formulas_are_harmless);
  g_test_add_func ("/exchange/export/sites-of-guarded-countries-leave-without-name-and-position",
                   test_sites_of_guarded_countries);
  g_test_add_func ("/exchange/export/sensitive-fields-stay-by-level", test_sensitive_fields_by_level);
  g_test_add_func ("/exchange/export/small-counts-are-hidden-and-covered", test_small_counts);
  g_test_add_func ("/exchange/export/no-sum-tells-a-small-count", test_no_sum_tells_a_small_count);
  g_test_add_func ("/exchange/export/restricted-positions-move", test_restricted_positions_move);
  g_test_add_func ("/exchange/export/canonical-form", test_canonical_form);
  return fixture_run ();
}
