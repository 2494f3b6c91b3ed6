/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every kind of record of the catalogue, made by chance, exported to a text table and to a workbook: read back into the same workspace it changes nothing,
 * read into another one it makes the same records.
 */
#include <string.h>

#include "../store/fixture.h"
#include "base/epc-error.h"
#include "exchange/epc-export.h"
#include "exchange/epc-import.h"
#include "model/epc-validation.h"

#define RECORDS 12

/* Kinds that the program keeps for itself, or of which one record is made by each workspace. */
static gboolean
is_imported (const EpcEntity *entity)
{
  return !(entity->flags & (EPC_ENTITY_PROGRAM | EPC_ENTITY_LOCAL));
}

/* What a record refers to is there before it: depth first over the catalogue, rings cut. */
static void
put_in_order (const EpcEntity *entity, GPtrArray *order, GHashTable *visited)
{
  if (entity == NULL || !g_hash_table_add (visited, (gpointer) entity))
    return;
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == EPC_TYPE_REFERENCE)
      put_in_order (epc_entity_find (entity->fields[i].target), order, visited);
  g_ptr_array_add (order, (gpointer) entity);
}

static GPtrArray *
entities_in_order (void)
{
  GPtrArray *order = g_ptr_array_new ();
  g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);

  for (guint i = 0; i < n; i++)
    put_in_order (all[i], order, visited);
  return order;
}

/* References point to records that are there, and to nothing where there are none; places are P-codes. */
static void
mend_references (EpcStore *store, GRand *random, EpcRecord *record)
{
  static const char *const places[] = { "HTI", "HT01", "HT0111", "HT0121", "HT07" };
  const EpcEntity *entity = epc_record_entity (record);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->type == EPC_TYPE_PLACE && !epc_record_is_empty (record, field->key))
        epc_record_set_text (record, field->key, places[g_rand_int_range (random, 0, G_N_ELEMENTS (places))]);
      if (g_str_equal (field->key, "pcode"))
        {
          g_autofree char *pcode = g_strdup_printf ("HT%05d", g_rand_int_range (random, 0, 99999));
          epc_record_set_text (record, field->key, pcode);
        }
      if (field->type != EPC_TYPE_REFERENCE)
        continue;
      g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (field->target));
      epc_query_limit (query, 20);
      g_autoptr (GPtrArray) records = epc_query_records (query, store, NULL);
      if (records == NULL || records->len == 0)
        epc_record_empty (record, field->key);
      else
        epc_record_set_reference (
            record, field->key,
            epc_record_uid (g_ptr_array_index (records, (guint) g_rand_int_range (random, 0, (gint32) records->len))));
    }
}

/* Values made by chance break rules: what is wrong and may be empty is emptied until nothing is. */
static gboolean
mend_faults (EpcRecord *record)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (EpcFindings) findings = epc_findings_new ();
      epc_validate (record, findings);
      const EpcFinding *finding = epc_findings_first_error (findings);
      if (finding == NULL)
        return TRUE;
      const EpcField *field = finding->field != NULL ? epc_entity_field (epc_record_entity (record), finding->field) : NULL;
      if (field == NULL || (field->flags & EPC_FIELD_REQUIRED) || epc_record_is_empty (record, field->key))
        return FALSE;
      epc_record_empty (record, field->key);
    }
  return FALSE;
}

static guint
fill (EpcStore *store, GRand *random, const EpcEntity *entity)
{
  guint n = 0;

  for (guint i = 0; i < RECORDS * 8 && n < RECORDS; i++)
    {
      g_autoptr (EpcRecord) record = fixture_record (random, entity);
      g_autoptr (GError) error = NULL;
      mend_references (store, random, record);
      if (mend_faults (record) && fixture_insert (store, record, &error))
        n++;
    }
  return n;
}

static char *
export_entity (EpcStore *store, const EpcEntity *entity, const char *name, const char *ending, gint64 *n)
{
  g_autofree char *file = g_strdup_printf ("%s-%s.%s", name, entity->key, ending);
  char *path = fixture_path (file);
  g_autoptr (EpcQuery) query = epc_query_new (entity);
  g_autoptr (GError) error = NULL;

  g_assert_true (epc_query_sort (query, "uid", NULL));
  g_autoptr (EpcExportReport) report = epc_export_file (store, query, NULL, path, NULL, &error);
  g_assert_no_error (error);
  *n = report->rows;
  return path;
}

static EpcImportReport *
import_file (EpcStore *store, const EpcEntity *entity, const char *path)
{
  g_autoptr (GError) error = NULL;
  EpcImportReport *report = epc_import_file (store, path, NULL, NULL, NULL, NULL, &error);

  if (error != NULL)
    g_test_message ("%s: %s", entity->key, error->message);
  g_assert_no_error (error);
  if (report->rejected > 0 || report->entity != entity)
    {
      g_autofree char *json = epc_import_report_to_json (report);
      g_test_message ("%s: %s", entity->key, json);
    }
  g_assert_true (report->entity == entity);
  g_assert_cmpint (report->rejected, ==, 0);
  return report;
}

static void
test_exports_come_back (gconstpointer ending)
{
  g_autofree char *one = g_strdup_printf ("one-%s.epc", (const char *) ending);
  g_autofree char *two = g_strdup_printf ("two-%s.epc", (const char *) ending);
  g_autoptr (EpcStore) store = fixture_store (one);
  g_autoptr (EpcStore) other = fixture_store (two);
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());
  g_autoptr (GPtrArray) order = entities_in_order ();
  guint n_filled = 0;

  for (guint i = 0; i < order->len; i++)
    {
      const EpcEntity *entity = g_ptr_array_index (order, i);
      gint64 n, n_again;
      if (!is_imported (entity))
        continue;
      guint made = fill (store, random, entity);
      if (made == 0)
        g_test_message ("no sound record of %s was made", entity->key);
      n_filled += made > 0;

      g_autofree char *path = export_entity (store, entity, "one", ending, &n);
      if (n == 0)
        continue;
      g_autoptr (EpcImportReport) same = import_file (store, entity, path);
      if (same->unchanged != n)
        {
          g_autofree char *json = epc_import_report_to_json (same);
          g_test_message ("%s: %s", entity->key, json);
        }
      g_assert_cmpint (same->unchanged, ==, n);
      g_assert_cmpint (same->inserted + same->updated, ==, 0);
      g_assert_cmpint (same->batch, ==, 0);

      g_autoptr (EpcImportReport) fresh = import_file (other, entity, path);
      g_assert_cmpint (fresh->inserted + fresh->updated + fresh->unchanged, ==, n);
      g_assert_cmpint (fresh->inserted, >=, made);
      /* Compared as text tables, which are the same byte by byte when the records are. */
      g_autofree char *before = export_entity (store, entity, "one", "csv", &n);
      g_autofree char *again = export_entity (other, entity, "two", "csv", &n_again);
      g_assert_cmpint (n_again, ==, n);
      g_autofree char *a = NULL, *b = NULL;
      g_assert_true (g_file_get_contents (before, &a, NULL, NULL));
      g_assert_true (g_file_get_contents (again, &b, NULL, NULL));
      if (strcmp (a, b) != 0)
        g_test_message ("%s\n%s\n---\n%s", entity->key, a, b);
      g_assert_true (strcmp (a, b) == 0);
    }
  g_test_message ("%u kinds of records", n_filled);
  g_assert_cmpuint (n_filled, >, 50);
  fixture_assert_clean (store);
  fixture_assert_clean (other);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_data_func ("/exchange/roundtrip/csv-comes-back", "csv", test_exports_come_back);
  g_test_add_data_func ("/exchange/roundtrip/xlsx-comes-back", "xlsx", test_exports_come_back);
  return fixture_run ();
}
