/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-seed.h"

#include <string.h>

#include "base/epc-csv.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-paths.h"
#include "epc-store-private.h"
#include "model/epc-code-list.h"

/* The zone of each country's capital, from the tz database (zone.tab 2022g). */
static const struct
{
  const char *country, *zone;
} zones[] = {
  { "ABW", "America/Aruba" },         { "AIA", "America/Anguilla" },      { "ARG", "America/Argentina/Buenos_Aires" },
  { "ATG", "America/Antigua" },       { "BHS", "America/Nassau" },        { "BLZ", "America/Belize" },
  { "BMU", "Atlantic/Bermuda" },      { "BOL", "America/La_Paz" },        { "BRA", "America/Sao_Paulo" },
  { "BRB", "America/Barbados" },      { "CHL", "America/Santiago" },      { "COL", "America/Bogota" },
  { "CRI", "America/Costa_Rica" },    { "CUB", "America/Havana" },        { "CUW", "America/Curacao" },
  { "CYM", "America/Cayman" },        { "DMA", "America/Dominica" },      { "DOM", "America/Santo_Domingo" },
  { "ECU", "America/Guayaquil" },     { "FLK", "Atlantic/Stanley" },      { "GLP", "America/Guadeloupe" },
  { "GRD", "America/Grenada" },       { "GTM", "America/Guatemala" },     { "GUF", "America/Cayenne" },
  { "GUY", "America/Guyana" },        { "HND", "America/Tegucigalpa" },   { "HTI", "America/Port-au-Prince" },
  { "JAM", "America/Jamaica" },       { "KNA", "America/St_Kitts" },      { "LCA", "America/St_Lucia" },
  { "MEX", "America/Mexico_City" },   { "MSR", "America/Montserrat" },    { "MTQ", "America/Martinique" },
  { "NIC", "America/Managua" },       { "PAN", "America/Panama" },        { "PER", "America/Lima" },
  { "PRI", "America/Puerto_Rico" },   { "PRY", "America/Asuncion" },      { "SLV", "America/El_Salvador" },
  { "SUR", "America/Paramaribo" },    { "SXM", "America/Lower_Princes" }, { "TCA", "America/Grand_Turk" },
  { "TTO", "America/Port_of_Spain" }, { "URY", "America/Montevideo" },    { "USA", "America/New_York" },
  { "VCT", "America/St_Vincent" },    { "VEN", "America/Caracas" },       { "VGB", "America/Tortola" },
  { "VIR", "America/St_Thomas" },
};

static const char *
zone_of (const char *country)
{
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    if (g_str_equal (zones[i].country, country))
      return zones[i].zone;
  return "UTC";
}

static const EpcCode *
country_of (const char *key)
{
  const EpcCodeList *countries = epc_code_list_find ("country");

  for (guint i = 0; key != NULL && countries != NULL && i < countries->n_codes; i++)
    if (g_str_equal (countries->codes[i].key, key))
      return &countries->codes[i];
  return NULL;
}

gboolean
epc_seed_check_setup (const EpcStoreSetup *setup, GError **error)
{
  static const char *const roles[] = { "country", "regional", "reader", NULL };

  if (country_of (setup->country) == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID,
                   _("“%s” is not a country. Give its three letters of ISO 3166-1, for instance HTI, HND or COL."),
                   setup->country != NULL ? setup->country : "");
      return FALSE;
    }
  if (setup->role != NULL && !g_strv_contains (roles, setup->role))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is not a role. Accepted: country, regional, reader."),
                   setup->role);
      return FALSE;
    }
  return TRUE;
}

/* --- the office --- */

static void
set_if (EpcRecord *record, const char *key, const char *text)
{
  if (text != NULL && epc_entity_field (epc_record_entity (record), key) != NULL)
    epc_record_parse (record, key, text, NULL);
}

static gboolean
write_setting (EpcTransaction *transaction, const char *key, const char *value, GError **error)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("setting"));

  epc_record_set_text (record, "key", key);
  epc_record_set_text (record, "value", value);
  return epc_transaction_insert (transaction, record, error);
}

/* What the seed of places says of the country, also whether its site lists are confidential from the first day. */
static void
set_country_facts (EpcTransaction *transaction, EpcRecord *office, const char *country)
{
  g_autoptr (EpcRecord) key = epc_record_new (epc_entity_find ("place"));

  set_if (key, "pcode", country);
  EpcUid uid = epc_record_make_uid (key);
  g_autoptr (EpcRecord) place = epc_transaction_get (transaction, epc_record_entity (key), &uid, NULL);
  if (place == NULL)
    return;
  const char *confidential = epc_record_text (place, "confidential_sites");
  set_if (office, "is_confidential_sites", confidential != NULL ? confidential : "no");
  const char *languages = epc_record_text (place, "languages");
  g_auto (GStrv) first = g_strsplit (languages != NULL ? languages : "", ";", 2);
  set_if (office, "currency", epc_record_text (place, "currency"));
  set_if (office, "counterpart", epc_record_text (place, "counterpart"));
  set_if (office, "language", first[0]);
}

/* The office's record without what the seeds tell; the store writes in its name from here on. */
static EpcRecord *
begin_office (EpcStore *store, const EpcStoreSetup *setup)
{
  EpcRecord *office = epc_record_new (epc_entity_find ("office"));
  g_autofree char *name
      = setup->office != NULL ? g_strdup (setup->office) : g_strdup_printf (_ ("IOM %s"), epc_code_label ("country", setup->country, NULL));

  store->country = (char *) g_intern_string (setup->country);
  store->zone = (char *) g_intern_string (zone_of (setup->country));
  set_if (office, "name", name);
  set_if (office, "country", setup->country);
  set_if (office, "role", setup->role != NULL ? setup->role : "country");
  set_if (office, "zone", store->zone);
  EpcUid uid = epc_record_make_uid (office);
  epc_record_set_uid (office, &uid);
  store->office = uid;
  return office;
}

static gboolean
write_office (EpcTransaction *transaction, EpcRecord *office, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  char text[EPC_UID_TEXT_SIZE];

  set_country_facts (transaction, office, store->country);
  store->is_reader = g_strcmp0 (epc_record_text (office, "role"), "reader") == 0;
  return epc_transaction_insert (transaction, office, error) && write_setting (transaction, "country", store->country, error)
         && write_setting (transaction, "office", epc_uid_to_text (&store->office, text), error)
         && write_setting (transaction, "role", epc_record_text (office, "role"), error)
         && write_setting (transaction, "zone", store->zone, error);
}

/* --- the seeds --- */

typedef struct
{
  EpcTransaction *transaction;
  const EpcEntity *entity;
  const char *path;
  EpcValue *values;
  int *fields; /* per column */
  guint n_columns;
} Seed;

static gboolean
fail_seed (const Seed *seed, guint64 line, const char *what, GError **error)
{
  g_autofree char *number = epc_language_integer (epc_language_get (NULL), (gint64) line);

  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _("%s, line %s: %s"), seed->path, number, what);
  return FALSE;
}

static gboolean
read_header (Seed *seed, const EpcCsvRow *row, GError **error)
{
  seed->n_columns = row->n_cells;
  seed->fields = g_new0 (int, row->n_cells);
  for (guint i = 0; i < row->n_cells; i++)
    {
      seed->fields[i] = epc_entity_field_index (seed->entity, row->cells[i].text);
      if (seed->fields[i] < 0)
        return fail_seed (seed, row->line, row->cells[i].text, error);
    }
  return TRUE;
}

static gboolean
put_row (Seed *seed, const EpcCsvRow *row, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (row->n_cells == 1 && row->cells[0].length == 0)
    return TRUE;
  for (guint i = 0; i < seed->n_columns && i < row->n_cells; i++)
    {
      const EpcField *field = &seed->entity->fields[seed->fields[i]];
      const char *text = row->cells[i].text;
      EpcUid uid;
      gboolean done = TRUE;
      /* Lists that each office keeps for itself (data/seeds/README.md). */
      if (g_str_equal (text, "@country"))
        text = epc_store_country (epc_transaction_store (seed->transaction));
      if (field->type == EPC_TYPE_REFERENCE && row->cells[i].length > 0)
        {
          const EpcEntity *target = epc_entity_find (field->target);
          done = target != NULL && epc_put_flush (seed->transaction, &local)
                 && epc_store_find_uid (epc_transaction_store (seed->transaction), target, row->cells[i].text, &uid, &local);
          if (done)
            epc_value_set_uid (&seed->values[seed->fields[i]], &uid);
        }
      else
        done = epc_value_parse (field, text, &seed->values[seed->fields[i]], &local);
      if (!done)
        return fail_seed (seed, row->line, local != NULL ? local->message : row->cells[i].text, error);
    }
  return epc_transaction_put (seed->transaction, seed->entity, seed->values, NULL, FALSE, NULL, NULL, error);
}

static gboolean
put_file (Seed *seed, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (seed->path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GError) local = NULL;
  const EpcCsvRow *row;

  if (stream == NULL)
    return FALSE;
  g_autoptr (EpcCsv) csv = epc_csv_new (G_INPUT_STREAM (stream), ',');
  while ((row = epc_csv_next (csv, NULL, &local)) != NULL)
    {
      for (guint i = 0; i < seed->entity->n_fields; i++)
        epc_value_clear (&seed->values[i]);
      if (seed->fields == NULL ? !read_header (seed, row, error) : !put_row (seed, row, error))
        return FALSE;
    }
  return local == NULL ? TRUE : fail_seed (seed, 0, local->message, error);
}

static gboolean
put_seed (EpcTransaction *transaction, const EpcEntity *entity, GError **error)
{
  g_autofree char *name = g_strdup_printf ("seeds/%s.csv", entity->key);
  g_autofree char *path = epc_path_data (name);
  Seed seed = { .transaction = transaction, .entity = entity, .path = path };

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  seed.values = g_new0 (EpcValue, entity->n_fields + 1);
  gboolean done = put_file (&seed, error);
  for (guint i = 0; i < entity->n_fields; i++)
    epc_value_clear (&seed.values[i]);
  g_free (seed.values);
  g_free (seed.fields);
  return done;
}

static gboolean
write_all (EpcTransaction *transaction, gpointer data, GError **error)
{
  EpcBatchSource source = { .file_name = EPC_SEEDS };
  guint n;
  const EpcEntity *const *all = epc_catalogue (&n);
  g_autoptr (EpcRecord) office = begin_office (epc_transaction_store (transaction), data);

  gint64 batch = epc_transaction_begin_batch (transaction, &source, error);
  if (batch == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!put_seed (transaction, all[i], error))
      return FALSE;
  return epc_transaction_end_batch (transaction, batch, NULL, error) && write_office (transaction, office, error);
}

gboolean
epc_seed_workspace (EpcStore *store, const EpcStoreSetup *setup, GError **error)
{
  if (setup->author != NULL)
    epc_store_set_author (store, setup->author);
  return epc_store_write_step (store, "fixed", 0, _("Make the workspace"), 0, write_all, (gpointer) setup, NULL, error);
}
