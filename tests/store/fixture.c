/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/epc-date.h"
#include "base/epc-number.h"
#include "model/epc-code-list.h"

static char *folder;
static guint32 seed;

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
fixture_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;
  const char *wanted = g_getenv ("EPC_TEST_SEED");

  g_test_init (argc, argv, NULL);
  folder = g_dir_make_tmp ("epc-test-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *user = g_build_filename (folder, "user", NULL);
  g_setenv ("EPC_USER_DIR", user, TRUE);
  seed = wanted != NULL ? (guint32) strtoul (wanted, NULL, 10) : g_random_int ();
  g_test_message ("EPC_TEST_SEED=%u", seed);
}

int
fixture_run (void)
{
  int status = g_test_run ();

  if (status == 0)
    remove_folder (folder);
  g_free (folder);
  return status;
}

guint32
fixture_seed (void)
{
  return seed;
}

char *
fixture_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

EpcStore *
fixture_store (const char *name)
{
  g_autofree char *path = fixture_path (name);
  g_autoptr (GError) error = NULL;
  EpcStoreSetup setup = { .country = "HTI", .author = "Marie" };
  EpcStore *store = epc_store_create (path, &setup, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static const char *
random_code (GRand *random, const char *list_key)
{
  const EpcCodeList *list = epc_code_list_find (list_key);

  return list != NULL && list->n_codes > 0 ? list->codes[g_rand_int_range (random, 0, (gint32) list->n_codes)].key : NULL;
}

static double
random_number (GRand *random, const EpcField *field, double low, double high)
{
  if (field->min != 0 || field->max != 0)
    {
      low = MAX (low, field->min);
      high = MIN (high, field->max);
    }
  return g_rand_double_range (random, low, high > low ? high : low + 1);
}

char *
fixture_value (GRand *random, const EpcField *field)
{
  static const char *const words[] = { "Léogâne", "Río", "camp", "São", "Grande-Anse", "l’eau", "niño", "site" };
  char number[EPC_NUMBER_SIZE];
  EpcUid uid;
  char text[EPC_UID_TEXT_SIZE];

  switch (field->type)
    {
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
    case EPC_TYPE_PLACE:
      return g_strdup_printf ("%s %s %08x", words[g_rand_int_range (random, 0, 8)], words[g_rand_int_range (random, 0, 8)],
                              g_rand_int (random));
    case EPC_TYPE_INTEGER:
      return g_strdup_printf ("%d", (int) random_number (random, field, 0, 100000));
    case EPC_TYPE_DECIMAL:
    case EPC_TYPE_PERCENT:
      return g_strdup (epc_number_write_decimal ((int) (random_number (random, field, 0, 100) * 8) / 8.0, number));
    case EPC_TYPE_LATITUDE:
      return g_strdup (epc_number_write_decimal (g_rand_int_range (random, -720, 720) / 8.0, number));
    case EPC_TYPE_LONGITUDE:
      return g_strdup (epc_number_write_decimal (g_rand_int_range (random, -1440, 1440) / 8.0, number));
    case EPC_TYPE_MONEY:
      return g_strdup (epc_number_write_money ((gint64) (random_number (random, field, 0, 90000) * 100), number));
    case EPC_TYPE_DATE:
      return g_strdup_printf ("20%02d-%02d-%02d", g_rand_int_range (random, 10, 26), g_rand_int_range (random, 1, 13),
                              g_rand_int_range (random, 1, 29));
    case EPC_TYPE_MOMENT:
      return epc_moment_from_unix ((gint64) g_rand_int_range (random, 1500000000, 1700000000) * G_USEC_PER_SEC, "America/Port-au-Prince");
    case EPC_TYPE_YES_NO:
      return g_strdup (random_code (random, "yes_no"));
    case EPC_TYPE_CODE:
    case EPC_TYPE_CODES:
      return g_strdup (random_code (random, field->codes));
    case EPC_TYPE_REFERENCE:
      uid = epc_uid_new ();
      return g_strdup (epc_uid_to_text (&uid, text));
    case EPC_TYPE_FILE:
      /* Shapes come out of layers, not out of texts. */
      if (field->flags & EPC_FIELD_GEOMETRY)
        return NULL;
      return g_strdup_printf ("%064x photo.jpg", g_rand_int (random));
    case EPC_TYPE_COMPUTED:
    default:
      return NULL;
    }
}

EpcRecord *
fixture_record (GRand *random, const EpcEntity *entity)
{
  EpcRecord *record = epc_record_new (entity);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      g_autoptr (GError) error = NULL;
      if (!(field->flags & (EPC_FIELD_KEY | EPC_FIELD_REQUIRED)) && g_rand_int_range (random, 0, 3) == 0)
        continue;
      g_autofree char *text = fixture_value (random, field);
      if (text == NULL)
        continue;
      epc_record_parse (record, field->key, text, &error);
      g_assert_no_error (error);
    }
  /* What these may be hangs on other records: test-ledger.c and test_mefm.py walk them. */
  if (g_str_equal (entity->key, "reservation"))
    epc_record_set_text (record, "status", "released");
  if (g_str_equal (entity->key, "funding_request"))
    epc_record_set_text (record, "status", "draft");
  return record;
}

typedef struct
{
  EpcRecord *record;
  int kind;
} Change;

static gboolean
write_change (EpcTransaction *transaction, gpointer data, GError **error)
{
  Change *change = data;

  if (change->kind == 0)
    return epc_transaction_insert (transaction, change->record, error);
  if (change->kind == 1)
    return epc_transaction_update (transaction, change->record, NULL, NULL, error);
  return epc_transaction_delete (transaction, epc_record_entity (change->record), epc_record_uid (change->record), error);
}

gboolean
fixture_insert (EpcStore *store, EpcRecord *record, GError **error)
{
  Change change = { record, 0 };

  return epc_store_write (store, "insert", write_change, &change, error);
}

gboolean
fixture_update (EpcStore *store, EpcRecord *record, GError **error)
{
  Change change = { record, 1 };

  return epc_store_write (store, "update", write_change, &change, error);
}

gboolean
fixture_delete (EpcStore *store, EpcRecord *record, GError **error)
{
  Change change = { record, 2 };

  return epc_store_write (store, "delete", write_change, &change, error);
}

void
fixture_assert_same (EpcRecord *a, EpcRecord *b)
{
  const EpcEntity *entity = epc_record_entity (a);

  g_assert_true (entity == epc_record_entity (b));
  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (!epc_field_is_stored (&entity->fields[i]))
        continue;
      g_autofree char *x = epc_record_to_text (a, entity->fields[i].key);
      g_autofree char *y = epc_record_to_text (b, entity->fields[i].key);
      if (g_strcmp0 (x, y) != 0)
        g_error ("%s.%s: “%s” is not “%s”", entity->key, entity->fields[i].key, x, y);
    }
}

void
fixture_assert_clean (EpcStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sentences = epc_store_check (store, NULL, &error);

  g_assert_no_error (error);
  guint n = 0;
  for (guint i = 0; i < sentences->len; i++)
    {
      const char *sentence = g_ptr_array_index (sentences, i);
      /* References made by chance point nowhere. */
      if (strstr (sentence, "names a record that is not here") != NULL)
        continue;
      g_test_message ("%s", sentence);
      n++;
    }
  g_assert_cmpuint (n, ==, 0);
}

static gboolean
on_deadline (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
fixture_wait (gboolean *flag)
{
  gboolean is_late = FALSE;
  guint timer = g_timeout_add_seconds (20, on_deadline, &is_late);

  while (!*flag && !is_late)
    g_main_context_iteration (NULL, TRUE);
  if (!is_late)
    g_source_remove (timer);
  g_assert_true (*flag);
}
