/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every seed file is read as a workspace reads it: known fields, canonical values, one natural key a record, references that
 * lead to a record of another seed, and no finding of the rank of an error.
 */
#include <string.h>

#include "base/epc-csv.h"
#include "base/epc-error.h"
#include "base/epc-paths.h"
#include "model/epc-entity.h"
#include "model/epc-record.h"
#include "model/epc-validation.h"

typedef void (*RowFunc) (const EpcEntity *entity, const int *fields, const EpcCsvRow *row, gpointer data);

/* Calls @func for each row of the seed file @name, read as records of @entity. Returns the number of rows. */
static guint
each_row (const char *name, const EpcEntity *entity, RowFunc func, gpointer data)
{
  g_autofree char *inside = g_strdup_printf ("seeds/%s.csv", name);
  g_autofree char *path = epc_path_data (inside);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);
  g_autofree int *fields = NULL;
  guint n_columns = 0, n_rows = 0;
  const EpcCsvRow *row;

  g_assert_no_error (error);
  g_autoptr (EpcCsv) csv = epc_csv_new (G_INPUT_STREAM (stream), ',');
  while ((row = epc_csv_next (csv, NULL, &error)) != NULL)
    {
      if (fields == NULL)
        {
          n_columns = row->n_cells;
          fields = g_new0 (int, n_columns);
          for (guint i = 0; i < n_columns; i++)
            if ((fields[i] = epc_entity_field_index (entity, row->cells[i].text)) < 0)
              g_error ("%s: %s has no field %s", path, entity->key, row->cells[i].text);
          continue;
        }
      if (row->n_cells != n_columns)
        g_error ("%s, line %" G_GUINT64_FORMAT ": %u cells instead of %u", path, row->line, row->n_cells, n_columns);
      func (entity, fields, row, data);
      n_rows++;
    }
  g_assert_no_error (error);
  return n_rows;
}

/* The record whose single text key is @text: its uid is all that a reference needs. */
static EpcUid
uid_of_key (const char *target, const char *text)
{
  const EpcEntity *entity = epc_entity_find (target);
  g_autoptr (EpcRecord) record = epc_record_new (entity);

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_KEY)
      epc_record_set_text (record, entity->fields[i].key, text);
  return epc_record_make_uid (record);
}

static EpcRecord *
read_record (const EpcEntity *entity, const int *fields, const EpcCsvRow *row)
{
  EpcRecord *record = epc_record_new (entity);

  for (guint i = 0; i < row->n_cells; i++)
    {
      const EpcField *field = &entity->fields[fields[i]];
      const char *text = row->cells[i].text;
      g_autoptr (GError) error = NULL;
      if (field->type == EPC_TYPE_REFERENCE && *text != '\0')
        {
          EpcUid uid = uid_of_key (field->target, text);
          epc_record_set_reference (record, field->key, &uid);
          continue;
        }
      if (!epc_record_parse (record, field->key, g_str_equal (text, "@country") ? "HTI" : text, &error))
        g_error ("%s, line %" G_GUINT64_FORMAT ", %s: %s", entity->key, row->line, field->key, error->message);
      g_autofree char *back = epc_record_to_text (record, field->key);
      if (g_strcmp0 (back != NULL ? back : "", g_str_equal (text, "@country") ? "HTI" : text) != 0)
        g_error ("%s, line %" G_GUINT64_FORMAT ", %s: “%s” is not canonical, “%s” is", entity->key, row->line, field->key, text, back);
    }
  return record;
}

static void
collect (const EpcEntity *entity, const int *fields, const EpcCsvRow *row, gpointer data)
{
  GHashTable *uids = data;
  g_autoptr (EpcRecord) record = read_record (entity, fields, row);
  char text[EPC_UID_TEXT_SIZE];
  EpcUid uid;

  g_assert_true (epc_entity_has_natural_key (entity));
  uid = epc_record_make_uid (record);
  if (!g_hash_table_add (uids, g_strdup_printf ("%s %s", entity->key, epc_uid_to_text (&uid, text))))
    g_error ("%s, line %" G_GUINT64_FORMAT ": its key stands twice", entity->key, row->line);
}

static void
check (const EpcEntity *entity, const int *fields, const EpcCsvRow *row, gpointer data)
{
  GHashTable *uids = data;
  g_autoptr (EpcRecord) record = read_record (entity, fields, row);
  g_autoptr (EpcFindings) findings = epc_findings_new ();
  char text[EPC_UID_TEXT_SIZE];

  epc_validate (record, findings);
  const EpcFinding *found = epc_findings_first_error (findings);
  if (found != NULL)
    g_error ("%s, line %" G_GUINT64_FORMAT ": %s", entity->key, row->line, found->message);
  for (guint i = 0; i < row->n_cells; i++)
    {
      const EpcField *field = &entity->fields[fields[i]];
      if (field->type != EPC_TYPE_REFERENCE || epc_record_is_empty (record, field->key))
        continue;
      g_autofree char *wanted = g_strdup_printf ("%s %s", field->target,
                                                 epc_uid_to_text (epc_record_reference (record, field->key), text));
      if (!g_hash_table_contains (uids, wanted))
        g_error ("%s, line %" G_GUINT64_FORMAT ": no %s %s", entity->key, row->line, field->target, row->cells[i].text);
    }
}

static void
test_seeds_are_records (void)
{
  static const char *const seeds[] = { "place", "standard", "item", "kit_item", "course", "preparedness_action", "plan_step", "document",
                                       "micic_check" };
  g_autoptr (GHashTable) uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    g_assert_cmpuint (each_row (seeds[i], epc_entity_find (seeds[i]), collect, uids), >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    each_row (seeds[i], epc_entity_find (seeds[i]), check, uids);
}

static void
read_only (const EpcEntity *entity, const int *fields, const EpcCsvRow *row, gpointer data)
{
  g_autoptr (EpcRecord) record = read_record (entity, fields, row);
}

static void
test_templates_fit_their_records (void)
{
  /* The IASC template has a cover, a summary, seven sections and an annex. */
  g_assert_cmpuint (each_row ("plan_template", epc_entity_find ("plan_section"), read_only, NULL), >=, 10);
  each_row ("gbv_template", epc_entity_find ("gbv_check"), read_only, NULL);
}

/* What a standard measures is a field that there is ("site_assessment.taps"). */
static void
check_measured (const EpcEntity *entity, const int *fields, const EpcCsvRow *row, gpointer data)
{
  static const char *const keys[] = { "numerator", "denominator" };
  g_autoptr (EpcRecord) record = read_record (entity, fields, row);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *path = epc_record_text (record, keys[i]);
      g_auto (GStrv) parts = g_strsplit (path != NULL ? path : "", ".", 2);
      if (path == NULL)
        continue;
      const EpcEntity *measured = epc_entity_find (parts[0]);
      if (measured == NULL || parts[1] == NULL || epc_entity_field (measured, parts[1]) == NULL)
        g_error ("standard, line %" G_GUINT64_FORMAT ": there is no field %s", row->line, path);
    }
}

static void
test_standards_measure_fields (void)
{
  g_assert_cmpuint (each_row ("standard", epc_entity_find ("standard"), check_measured, NULL), >, 26);
}

/* Counts of documents outside this program: MC/2355 has 15 sectors, the MICIC guidelines are 15, the ISO list held 249
 * countries in 2024, the region's offices work in 33 countries. */
static void
count_region (const EpcEntity *entity, const int *fields, const EpcCsvRow *row, gpointer data)
{
  g_autoptr (EpcRecord) record = read_record (entity, fields, row);

  *(guint *) data += !epc_record_is_empty (record, "capital");
}

static void
test_counts_are_those_of_the_sources (void)
{
  guint region = 0;

  g_assert_cmpuint (each_row ("place", epc_entity_find ("place"), count_region, &region), ==, 249);
  g_assert_cmpuint (region, ==, 33);
  g_assert_cmpuint (each_row ("micic_check", epc_entity_find ("micic_check"), read_only, NULL), ==, 15);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/seeds/are-records", test_seeds_are_records);
  g_test_add_func ("/seeds/templates-fit-their-records", test_templates_fit_their_records);
  g_test_add_func ("/seeds/standards-measure-fields", test_standards_measure_fields);
  g_test_add_func ("/seeds/counts-are-those-of-the-sources", test_counts_are_those_of_the_sources);
  return g_test_run ();
}
