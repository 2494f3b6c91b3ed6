/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a sheet is. Each rule has a made example of its own.
 */
#include <string.h>

#include "../store/fixture.h"
#include "base/epc-error.h"
#include "exchange/epc-import.h"
#include "exchange/epc-mapping.h"
#include "exchange/epc-personal-data.h"

static EpcMapping *
recognise (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRowSource) source = epc_row_source_open_bytes (bytes, "made.csv", &error);

  g_assert_no_error (error);
  EpcMapping *mapping = epc_mapping_recognise (source, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  return mapping;
}

static const EpcColumn *
column (const EpcMapping *mapping, guint index)
{
  return g_ptr_array_index (mapping->columns, index);
}

static void
assert_field (const EpcMapping *mapping, guint index, const char *entity, const char *field)
{
  const EpcColumn *found = column (mapping, index);

  if (found->role != EPC_COLUMN_FIELD)
    g_error ("column %s has role %d", found->header, found->role);
  g_assert_cmpstr (found->entity->key, ==, entity);
  g_assert_cmpstr (found->field->key, ==, field);
}

static gboolean
fills (const EpcMapping *mapping, const char *entity)
{
  for (guint i = 0; i < mapping->targets->len; i++)
    if (g_str_equal (g_array_index (mapping->targets, EpcTarget, i).entity->key, entity))
      return TRUE;
  return FALSE;
}

static void
test_titles_before_the_header (void)
{
  g_autoptr (EpcMapping) mapping
      = recognise ("Sites of the north,,,\nMay 2024,,,\n,,,\nSSID,Site name,Latitude,Longitude\nA1,One,18,-72\n");

  g_assert_cmpuint (mapping->header_row, ==, 4);
  g_assert_cmpuint (mapping->first_row, ==, 5);
  g_assert_cmpstr (epc_mapping_entity (mapping)->key, ==, "site");
  assert_field (mapping, 0, "site", "ssid");
}

static void
test_tags_alone (void)
{
  g_autoptr (EpcMapping) mapping
      = recognise ("#loc+code,#loc+name,#geo+lat,#geo +lon,#affected+idps+ind,#date+reported\nA1,One,18,-72,5,2024-01-02\n");

  g_assert_cmpuint (mapping->header_row, ==, 0);
  g_assert_cmpuint (mapping->hxl_row, ==, 1);
  g_assert_cmpstr (epc_mapping_entity (mapping)->key, ==, "site");
  assert_field (mapping, 3, "site", "longitude");
  assert_field (mapping, 4, "site_count", "idp_ind");
}

static void
test_tags_below_foreign_headers (void)
{
  /* Headers that nobody knows, in an order of their own; the tags say all. */
  g_autoptr (EpcMapping) mapping = recognise ("Qa,Qb,Qc,Qd,Qe,Qf\n#adm1+pcode,#affected+idps,#round+code,#operation "
                                              "+name,#assessment+type,#date +reported\nHT01,5,1,Op,BA,2024-01-02\n");

  g_assert_cmpuint (mapping->hxl_row, ==, 2);
  g_assert_cmpstr (epc_mapping_entity (mapping)->key, ==, "location_count");
  g_assert_true (fills (mapping, "dtm_round"));
  g_assert_true (fills (mapping, "dtm_operation"));
  g_assert_cmpint (column (mapping, 0)->role, ==, EPC_COLUMN_PLACE);
  g_assert_true (column (mapping, 0)->is_code);
  g_assert_cmpint (column (mapping, 0)->place_level, ==, 1);
  assert_field (mapping, 1, "location_count", "idp_ind");
  assert_field (mapping, 2, "dtm_round", "number");
}

static void
test_form_prefixes_and_question_codes (void)
{
  /* As KoBo and old KoBoCAT exports write the questions of the DTM site form. */
  g_autoptr (EpcMapping) mapping
      = recognise ("group_a/__1.1.c.1__site_identification,group_a/__1_1_d_1__name_given,x/__1_1_f_2__gps_n,x/__1_1_f_1__gps_e,"
                   "g/__2_1_a_1__how_many_families\n7,One,18,-72,5\n");

  g_assert_cmpstr (epc_mapping_entity (mapping)->key, ==, "site");
  assert_field (mapping, 0, "site", "ssid");
  assert_field (mapping, 1, "site", "name");
  assert_field (mapping, 2, "site", "latitude");
}

static void
test_languages_and_accents (void)
{
  g_autoptr (EpcMapping) mapping = recognise (
      "Codigo del sitio;NOMBRE DEL SITIO;latitud;longitud;numero de hogares;fecha de evaluacion\nA1;Uno;18;-72;5;2024-01-02\n");

  g_assert_cmpstr (epc_mapping_entity (mapping)->key, ==, "site");
  assert_field (mapping, 0, "site", "ssid");
  assert_field (mapping, 4, "site_count", "idp_hh");
}

static void
test_admin_columns (void)
{
  static const struct
  {
    const char *header;
    int level;
    gboolean is_code;
    guint8 set;
  } cases[] = {
    { "admin1Name", 1, FALSE, 0 },   { "admin2Pcode", 2, TRUE, 0 },
    { "ADM1_PCODE", 1, TRUE, 0 },    { "ADM2_ES", 2, FALSE, 0 },
    { "adm3_name", 3, FALSE, 0 },    { "idpOriginAdmin1Pcode", 1, TRUE, 1 },
    { "Departamento", 1, FALSE, 0 }, { "Código municipio", 2, TRUE, 0 },
    { "origin_adm2", 2, FALSE, 1 },  { "destination_adm1_code", 1, TRUE, 2 },
    { "Commune", 2, FALSE, 0 },      { "state_pcode", 1, TRUE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("SSID,Site name,Latitude,Longitude,%s\nA1,One,18,-72,x\n", cases[i].header);
      g_autoptr (EpcMapping) mapping = recognise (text);
      const EpcColumn *found = column (mapping, 4);
      if (found->role != EPC_COLUMN_PLACE)
        g_error ("%s has role %d", cases[i].header, found->role);
      g_assert_cmpint (found->place_level, ==, cases[i].level);
      g_assert_cmpint (found->is_code, ==, cases[i].is_code);
      g_assert_cmpint (found->place_set, ==, cases[i].set);
    }
}

static void
test_persons_are_left_out (void)
{
  static const char *const headers[] = { "Contact Person",
                                         "contactPhone",
                                         "Correo electrónico",
                                         "Nombre del encuestador",
                                         "_submitted_by",
                                         "g/__1_2_b_7__smc_focal_point",
                                         "Cédula",
                                         "deviceid",
                                         "Date of birth",
                                         "Téléphone",
                                         "Prénom" };
  static const char *const fine[] = { "Number of contacts", "Phone network coverage", "Camp Name", "Name of Organization",
                                      "Site name",          "Telephone available",    "Male",      "mobile clinic" };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (!epc_personal_header (headers[i], NULL))
      g_error ("%s is not seen as personal", headers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (fine); i++)
    if (epc_personal_header (fine[i], NULL))
      g_error ("%s is taken for personal", fine[i]);
  g_assert_true (epc_personal_header ("x", "#contact+name"));
  g_assert_true (epc_personal_value ("+509 3412 1234"));
  g_assert_true (epc_personal_value ("marie.jean@example.org"));
  g_assert_false (epc_personal_value ("2013-05-17"));
  g_assert_false (epc_personal_value ("17/05/2013"));
  g_assert_false (epc_personal_value ("1287593"));
  g_assert_false (epc_personal_value ("111_01_026"));

  /* By the values, whatever the column is called; and no sample of it is kept. */
  g_autoptr (EpcMapping) mapping = recognise (
      "SSID,Site name,Latitude,Longitude,Q7,Email\nA1,One,18,-72,+509 3412 1234,a@b.org\nA2,Two,18,-72,+509 3412 1235,\n");
  g_assert_cmpint (column (mapping, 4)->role, ==, EPC_COLUMN_PERSONAL);
  g_assert_null (column (mapping, 4)->samples[0]);
  g_assert_cmpint (column (mapping, 5)->role, ==, EPC_COLUMN_PERSONAL);
  g_autoptr (GError) error = NULL;
  const EpcEntity *site = epc_entity_find ("site");
  g_assert_false (epc_mapping_set_column (mapping, 5, site, epc_entity_field (site, "notes"), &error));
  g_assert_error (error, EPC_ERROR, EPC_ERROR_REFUSED);
}

static void
test_persons_where_they_belong (void)
{
  g_autoptr (EpcMapping) mapping = recognise ("Name,Organisation,E-mail,Telephone\nMarie,IOM,m@example.org,+509 3412 1234\n");
  gboolean has_person = FALSE;

  for (guint i = 0; i < mapping->columns->len; i++)
    has_person |= column (mapping, i)->role == EPC_COLUMN_FIELD && (column (mapping, i)->field->flags & EPC_FIELD_PERSON);
  g_assert_true (has_person);
}

static void
test_columns_by_hand (void)
{
  g_autoptr (EpcMapping) mapping = recognise ("SSID,Site name,Latitude,Longitude,Zebra\nA1,One,18,-72,12\n");
  const EpcEntity *site = epc_entity_find ("site");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (column (mapping, 4)->role, ==, EPC_COLUMN_UNKNOWN);
  g_assert_true (epc_mapping_set_column (mapping, 4, site, epc_entity_field (site, "capacity"), &error));
  g_autoptr (EpcMapping) copy = epc_mapping_copy (mapping);
  assert_field (copy, 4, "site", "capacity");
  g_assert_true (epc_mapping_set_column (mapping, 4, site, NULL, &error));
  g_assert_cmpint (column (mapping, 4)->role, ==, EPC_COLUMN_IGNORED);

  g_autoptr (EpcStore) store = fixture_store ("hand.epc");
  g_autofree char *path = fixture_path ("hand.csv");
  g_assert_true (g_file_set_contents (path, "SSID,Site name,Latitude,Longitude,Zebra\nA1,One,18,-72,12\n", -1, NULL));
  const EpcImportOptions options = { .mapping = copy };
  g_autoptr (EpcImportReport) report = epc_import_file (store, path, &options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (EpcRecord) record = epc_store_find (store, site, "One", &error);
  g_assert_no_error (error);
  g_assert_cmpint (epc_record_integer (record, "capacity"), ==, 12);
}

/* Any order of columns, any case, any of the names of a field: the same mapping. */
static void
test_shuffled_names (void)
{
  static const char *const keys[] = { "ssid", "name", "latitude", "longitude", "capacity", "area_m2", "opened_on", "notes" };
  const EpcEntity *site = epc_entity_find ("site");
  g_autoptr (GRand) random = g_rand_new_with_seed (fixture_seed ());

  for (guint round = 0; round < 100; round++)
    {
      guint order[G_N_ELEMENTS (keys)];
      g_autoptr (GString) text = g_string_new (NULL);
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        order[i] = i;
      for (guint i = G_N_ELEMENTS (keys) - 1; i > 0; i--)
        {
          guint j = (guint) g_rand_int_range (random, 0, (gint32) i + 1), swap = order[i];
          order[i] = order[j];
          order[j] = swap;
        }
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        {
          const EpcField *field = epc_entity_field (site, keys[order[i]]);
          g_auto (GStrv) synonyms = g_strsplit (field->synonyms, "|", -1);
          int pick = g_rand_int_range (random, 0, 3);
          const char *name = pick == 0   ? field->key
                             : pick == 1 ? field->label
                                         : synonyms[g_rand_int_range (random, 0, (gint32) g_strv_length (synonyms))];
          g_autofree char *written = g_rand_boolean (random) ? g_utf8_strup (name, -1) : g_strdup (name);
          g_string_append_printf (text, "%s\"%s\"", i > 0 ? "," : "", written);
        }
      g_string_append (text, "\n1,2,3,4,5,6,7,8\n");
      g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
      g_autoptr (EpcRowSource) source = epc_row_source_open_bytes (bytes, "made.csv", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (EpcMapping) mapping = epc_mapping_recognise (source, 0, site, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
        {
          const EpcColumn *found = column (mapping, i);
          if (found->field == NULL || !g_str_equal (found->field->key, keys[order[i]]))
            g_error ("%s became %s", keys[order[i]],
                     found->field != NULL ? found->field->key : "nothing: an admin column or unknown");
        }
    }
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/exchange/recognise/titles-before-the-header", test_titles_before_the_header);
  g_test_add_func ("/exchange/recognise/tags-alone", test_tags_alone);
  g_test_add_func ("/exchange/recognise/tags-below-foreign-headers", test_tags_below_foreign_headers);
  g_test_add_func ("/exchange/recognise/form-prefixes-and-question-codes", test_form_prefixes_and_question_codes);
  g_test_add_func ("/exchange/recognise/languages-and-accents", test_languages_and_accents);
  g_test_add_func ("/exchange/recognise/admin-columns", test_admin_columns);
  g_test_add_func ("/exchange/recognise/persons-are-left-out", test_persons_are_left_out);
  g_test_add_func ("/exchange/recognise/persons-stay-where-they-belong", test_persons_where_they_belong);
  g_test_add_func ("/exchange/recognise/columns-by-hand", test_columns_by_hand);
  g_test_add_func ("/exchange/recognise/any-order-case-and-name", test_shuffled_names);
  return fixture_run ();
}
