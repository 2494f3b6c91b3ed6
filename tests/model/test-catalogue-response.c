/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The response part of the catalogue: headers that files bring find one field, the DTM API's names and tags are those that
 * its documentation and the files on HDX have, and the rules of a record say what is wrong with it.
 */
#include <string.h>

#include "base/epc-text.h"
#include "model/epc-code-list.h"
#include "model/epc-entity.h"
#include "model/epc-record.h"
#include "model/epc-validation.h"

/* ---- names ------------------------------------------------------------------------------------------------------------------ */

static void
add_name (GHashTable *names, const EpcEntity *entity, const EpcField *field, char *name)
{
  const EpcField *other = g_hash_table_lookup (names, name);

  if (other != NULL && other != field)
    g_error ("%s: \"%s\" means %s and %s", entity->key, name, other->key, field->key);
  g_hash_table_insert (names, name, (gpointer) field);
}

/* A header that two fields of one kind of record answer to would be filled into the first by chance. */
static void
test_no_header_means_two_fields (void)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint e = 0; e < n; e++)
    {
      g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      if (entities[e]->area != EPC_AREA_RESPONSE)
        continue;
      for (guint i = 0; i < entities[e]->n_fields; i++)
        {
          const EpcField *field = &entities[e]->fields[i];
          g_auto (GStrv) synonyms = g_strsplit (field->synonyms != NULL ? field->synonyms : "", "|", -1);
          g_auto (GStrv) tags = g_strsplit (field->hxl != NULL ? field->hxl : "", "|", -1);
          add_name (names, entities[e], field, epc_text_fold_tight (field->key));
          add_name (names, entities[e], field, epc_text_fold_tight (field->label));
          for (char **synonym = synonyms; *synonym != NULL; synonym++)
            add_name (names, entities[e], field, epc_text_fold_tight (*synonym));
          for (char **tag = tags; *tag != NULL; tag++)
            add_name (names, entities[e], field, g_strdup (*tag));
        }
    }
}

/* Asserts that @header (or tag) is answered by exactly the fields "entity.field entity.field" among @entities. */
static void
assert_answers (const char *entities, const char *header, const char *expected)
{
  g_auto (GStrv) keys = g_strsplit (entities, " ", -1);
  g_autoptr (GString) found = g_string_new (NULL);

  for (char **key = keys; *key != NULL; key++)
    {
      const EpcEntity *entity = epc_entity_find (*key);
      g_assert_nonnull (entity);
      for (guint i = 0; i < entity->n_fields; i++)
        if (epc_field_answers_to (&entity->fields[i], header))
          g_string_append_printf (found, "%s%s.%s", found->len > 0 ? " " : "", *key, entity->fields[i].key);
    }
  if (strcmp (found->str, expected) != 0)
    g_error ("\"%s\" is answered by \"%s\", not \"%s\"", header, found->str, expected);
}

/* The columns that a list of sites brings, written as a colleague would write them. */
static void
test_a_site_list_finds_its_fields (void)
{
  static const char *const headers[][2] = {
    { "SSID", "site.ssid" },
    { "Camp name", "site.name" },
    { "Nombre del albergue", "site.name" },
    { "Other Name", "site.other_name" },
    { "Lat", "site.latitude" },
    { "Lon", "site.longitude" },
    { "#lat_deg", "site.latitude" },
    { "#lon_deg", "site.longitude" },
    { "Neighborhood", "site.neighbourhood" },
    { "Nature of site", "site.ownership" },
    { "Type of Site", "site.site_type" },
    { "Classification", "site.classification" },
    { "#loctype", "site.classification" },
    { "Organization", "site.cccm_partner" },
    { "Name of organization", "site.sma_name" },
    { "Area of site", "site.area_m2" },
    { "Return project", "site.return_project" },
    { "Date of assessment", "site_count.date site_assessment.date" },
    { "#report_date", "site_count.date site_assessment.date" },
    { "Number of households", "site_count.idp_hh" },
    { "#households_num", "site_count.idp_hh" },
    { "Número de personas", "site_count.idp_ind" },
    { "Number of Individuals", "site_count.idp_ind" },
    { "#people_num", "site_count.idp_ind" },
    { "Female", "site_count.females" },
    { "#females_num", "site_count.females" },
    { "Male", "site_count.males" },
    { "#males_num", "site_count.males" },
    { "1.1.c.1", "site.ssid" },
    { "2.1.a.1", "site_count.idp_hh" },
    { "4.4.a.1", "site_assessment.functioning_toilets" },
    { "CMA presence", "site_assessment.sma_present" },
    { "Committee Presence", "site_assessment.committee_present" },
    { "Presence of toilets", "site_assessment.toilets_present" },
    { "Water provision", "site_assessment.water_provided" },
    { "Presence of bathing", "site_assessment.bathing_present" },
    { "Waste management", "site_assessment.waste_managed" },
    { "Sqm per person", "site_assessment.site_m2_per_person" },
    { "Percent T-shelter", "site_assessment.shelter_transitional_pct" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    assert_answers ("site site_count site_assessment", headers[i][0], headers[i][1]);
}

/* Names of the DTM API, version 3, and the tags of its files on HDX (github.com/OCHA-DAP/hdx-scraper-iom-dtm). */
static void
test_the_dtm_api_finds_its_fields (void)
{
  static const char *const names[][3] = {
    { "operation", "#operation+name", "dtm_operation.name" },
    { "operationStatus", "#operation+status", "dtm_operation.status" },
    { "assessmentType", "#assessment+type", "dtm_round.assessment_type" },
    { "roundNumber", "#round+code", "dtm_round.number" },
    { "adminLevel", "#adm+level", "location_count.admin_level" },
    { "numPresentIdpInd", "#affected+idps", "location_count.idp_ind" },
    { "reportingDate", "#date+reported", "location_count.reporting_date" },
    { "displacementReason", "#cause+type", "location_count.reason" },
    { "numberMales", "#affected+idps+m", "location_count.males" },
    { "numberFemales", "#affected+idps+f", "location_count.females" },
    { "idpOriginAdmin1Name", "#adm1+name+origin", "location_count.origin_name" },
    { "idpOriginAdmin1Pcode", "#adm1+code+origin", "location_count.origin_place" },
  };
  static const char *const key[] = { "round",  "admin_level", "place",        "location_ssid", "location_name", "reporting_date",
                                     "reason", "origin_place", "origin_name" };
  const EpcEntity *entity = epc_entity_find ("location_count");
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) parts = g_strsplit (names[i][2], ".", 2);
      g_autofree char *written = epc_field_hxl (epc_entity_field (epc_entity_find (parts[0]), parts[1]));
      assert_answers ("location_count", names[i][1], g_str_equal (parts[0], "location_count") ? names[i][2] : "");
      g_assert_true (epc_field_answers_to (epc_entity_field (epc_entity_find (parts[0]), parts[1]), names[i][0]));
      g_assert_cmpstr (written, ==, names[i][1]);
    }
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & EPC_FIELD_KEY)
      {
        g_assert_cmpuint (n, <, G_N_ELEMENTS (key));
        g_assert_cmpstr (entity->fields[i].key, ==, key[n++]);
      }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (key));
}

static void
assert_code (const char *list, const char *text, const char *expected)
{
  const EpcCode *code = epc_code_list_match (epc_code_list_find (list), text);

  if (g_strcmp0 (code != NULL ? code->key : NULL, expected) != 0)
    g_error ("%s: \"%s\" is read as %s", list, text, code != NULL ? code->key : "nothing");
}

static void
test_values_of_files_are_understood (void)
{
  assert_code ("displacement_reason", "Natural disaster", "disaster");
  assert_code ("displacement_reason", "conflict", "conflict");
  assert_code ("displacement_reason", "Insecurity", "insecurity");
  assert_code ("displacement_reason", "Other reason", "other");
  assert_code ("displacement_reason", "No reason for displacement reported", "not_reported");
  assert_code ("assessment_type", "SA", "SA");
  assert_code ("assessment_type", "Emergency event tracking", "ETT");
  assert_code ("operation_status", "Inactive", "inactive");
  assert_code ("presence", "Yes Toilets", "yes");
  assert_code ("presence", "No Water", "no");
  assert_code ("site_type", "Spontaneous", "self_settled_camp");
  assert_code ("site_type", "Albergue temporal", "collective_centre");
  assert_code ("site_classification", "Settlement", "settlement");
  assert_code ("land_ownership", "Private", "private");
  assert_code ("activity_status", "Planeada", "planned");
  assert_code ("flow_age_group", "under 18", "child");
  assert_code ("flow_age_group", "18+", "adult");
  assert_code ("stay_length", "1wk-3mo", "m3");
}

/* Every code of every list is found again by its label and by each synonym, and by no other code's. */
static void
test_no_value_means_two_codes (void)
{
  guint n;
  const EpcCodeList *const *lists = epc_code_lists (&n);

  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (lists[i]->key, "displacement_reason") && !g_str_has_prefix (lists[i]->key, "site_")
          && !g_str_has_prefix (lists[i]->key, "water_") && !g_str_has_prefix (lists[i]->key, "flow_"))
        continue;
      for (guint c = 0; c < lists[i]->n_codes; c++)
        {
          const EpcCode *code = &lists[i]->codes[c];
          g_auto (GStrv) synonyms = g_strsplit (code->synonyms != NULL ? code->synonyms : "", "|", -1);
          for (char **synonym = synonyms; *synonym != NULL; synonym++)
            assert_code (lists[i]->key, *synonym, code->key);
        }
    }
}

/* ---- rules ------------------------------------------------------------------------------------------------------------------ */

/* The record made of "field=value" lines, validated: the rules found, in order, errors marked with "!". */
static char *
rules_of (const char *entity, const char *lines)
{
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find (entity));
  g_autoptr (EpcFindings) findings = epc_findings_new ();
  g_auto (GStrv) pairs = g_strsplit (lines, "\n", -1);
  GString *rules = g_string_new (NULL);

  for (char **pair = pairs; *pair != NULL; pair++)
    {
      g_autoptr (GError) error = NULL;
      char *value = strchr (*pair, '=');
      *value++ = '\0';
      epc_record_parse (record, *pair, value, &error);
      g_assert_no_error (error);
    }
  epc_validate (record, findings);
  for (guint i = 0; i < epc_findings_count (findings); i++)
    {
      const EpcFinding *finding = epc_findings_get (findings, i);
      if (g_str_equal (finding->rule, "required"))
        continue;
      g_string_append_printf (rules, "%s%s%s:%s", rules->len > 0 ? " " : "", finding->level == EPC_FINDING_ERROR ? "!" : "",
                              finding->field, finding->rule);
    }
  return g_string_free (rules, FALSE);
}

static void
assert_rules (const char *entity, const char *lines, const char *expected)
{
  g_autofree char *rules = rules_of (entity, lines);

  if (strcmp (rules, expected) != 0)
    g_error ("%s with %s: \"%s\", not \"%s\"", entity, lines, rules, expected);
}

static void
test_a_closed_site_says_when_and_why (void)
{
  assert_rules ("site", "name=A\nstatus=open", "");
  assert_rules ("site", "name=A\nstatus=closed", "!closed_on:needed !closure_reason:needed");
  assert_rules ("site", "name=A\nstatus=closed\nclosed_on=2024-02-01\nclosure_reason=return\nopened_on=2024-01-01", "");
  assert_rules ("site", "name=A\nstatus=closed\nclosed_on=2024-02-01\nclosure_reason=return\nopened_on=2024-03-01",
                "!closed_on:order");
  assert_rules ("site", "name=A\nstatus=open\nclosed_on=2024-02-01", "status:closed_but_open");
  assert_rules ("site", "name=A\nstatus=open\nlatitude=-72.3\nlongitude=18.5", "latitude:swapped_position");
  assert_rules ("site", "name=A\nstatus=open\nlatitude=18.5\nlongitude=-72.3", "");
}

static void
test_counts_hang_together (void)
{
  /* An empty part was not asked: it is no 0 and no error. */
  assert_rules ("site_count", "idp_ind=412\nidp_hh=96\nfemales=220\nmales=192", "");
  assert_rules ("site_count", "idp_ind=412\nfemales=220", "");
  assert_rules ("site_count", "idp_ind=412\nfemales=220\nmales=193", "!idp_ind:parts_over_total");
  assert_rules ("site_count", "idp_ind=412\nfemales=215\nmales=192", "idp_ind:parts_under_total");
  assert_rules ("site_count", "idp_ind=412\nfemales=215\nmales=192\npartial_sadd=yes", "");
  /* Ages are parts of the sexes: both together make the total twice, and are right. */
  assert_rules ("site_count",
                "idp_ind=412\nfemales=220\nmales=192\nfemales_0=6\nfemales_1_5=22\nfemales_6_17=55\nfemales_18_59=113\n"
                "females_60=24\nmales_0=8\nmales_1_5=25\nmales_6_17=52\nmales_18_59=88\nmales_60=19",
                "");
  assert_rules ("site_count", "idp_ind=100\nidp_hh=101", "!idp_hh:household_size");
  assert_rules ("site_count", "idp_ind=121\nidp_hh=10", "idp_hh:household_size");
  assert_rules ("location_count", "place=HT01\nidp_ind=120\nidp_hh=10\nacc_rental=7\nacc_open_air=4", "!acc_host_family:sum");
  assert_rules ("location_count", "idp_ind=12", "!place:place_or_location");
  assert_rules ("distribution", "hh_planned=100\nhh_reached=120", "hh_reached:reached_over_targeted");
  assert_rules ("activity", "activity=a\nin_need_ind=50\ntargeted_ind=60\nreached_ind=10", "targeted_ind:targeted_over_need");
  assert_rules ("site_assessment",
                "shelter_none_pct=50\nshelter_tent_pct=20\nshelter_makeshift_pct=10\nshelter_solid_pct=5\n"
                "shelter_transitional_pct=5",
                "shelter_none_pct:percents");
}

static void
test_the_ledger_knows_its_signs (void)
{
  assert_rules ("stock_movement", "type=receipt\nquantity=900", "");
  assert_rules ("stock_movement", "type=receipt\nquantity=-900", "!quantity:quantity_sign");
  assert_rules ("stock_movement", "type=dispatch\nquantity=128", "!quantity:quantity_sign");
  assert_rules ("stock_movement", "type=dispatch\nquantity=128\nreverses=01890a5d-ac96-774b-bcce-b302099a8057", "");
  assert_rules ("stock_movement", "type=loss\nquantity=-2", "!reason:needed");
}

static void
test_steps_follow_the_clock (void)
{
  static const char steps[] = "t0=2024-10-14T12:00:00Z\nsubmitted_at=2024-10-15T06:00:00Z\ndecided_at=2024-10-15T18:00:00Z";
  g_autoptr (EpcRecord) record = epc_record_new (epc_entity_find ("funding_request"));

  epc_record_set_text (record, "t0", "2024-10-14T12:00:00Z[America/Tegucigalpa]");
  epc_record_set_text (record, "submitted_at", "2024-10-15T06:00:00Z[America/Tegucigalpa]");
  const EpcField *field = epc_entity_field (epc_entity_find ("funding_request"), "hours_to_submission");
  g_autofree char *hours = field->compute (record);
  g_assert_cmpstr (hours, ==, "18.0");
  assert_rules ("funding_request", steps, "");
  /* A draft may be empty; what goes to headquarters may not. */
  assert_rules ("funding_request", "title=A\nstatus=draft", "");
  assert_rules ("funding_request",
                "status=com_approved\nsummary=a\ntarget_ind=1\nmcof_sectors=M02\nactivities=a\namount_requested=200000.00",
                "!repayment_plan:needed");
  assert_rules ("funding_request", "t0=2024-10-14T12:00:00Z\ntrigger_at=2024-10-14T11:59:59Z", "!trigger_at:order");
}

/* A list at 1366 pixels has 1160 beside the side list. The table draws 7 pixels a character and 17 of padding. */
static void
test_lists_fit_the_smallest_screen (void)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint e = 0; e < n; e++)
    {
      int pixels = 0;
      if (entities[e]->area != EPC_AREA_RESPONSE)
        continue;
      for (guint i = 0; i < entities[e]->n_fields; i++)
        if (entities[e]->fields[i].flags & EPC_FIELD_LIST)
          {
            g_assert_cmpint (entities[e]->fields[i].width, >, 0);
            pixels += entities[e]->fields[i].width * 7 + 17;
          }
      if (pixels > 1160)
        g_error ("%s is %d pixels wide", entities[e]->key, pixels);
    }
}

/* The fields of a group stand together, so that a form can frame them. */
static void
test_groups_stand_together (void)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint e = 0; e < n; e++)
    {
      g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
      const char *before = NULL;
      if (entities[e]->area != EPC_AREA_RESPONSE)
        continue;
      g_assert_nonnull (entities[e]->fields[0].section);
      for (guint i = 0; i < entities[e]->n_fields; i++)
        {
          const char *group = epc_field_group (&entities[e]->fields[i]);
          if (before != NULL && !g_str_equal (before, group))
            g_hash_table_add (left, (gpointer) before);
          if (g_hash_table_contains (left, group))
            g_error ("%s: the group %s is torn apart at %s", entities[e]->key, group, entities[e]->fields[i].key);
          /* Its total comes first: the sum of the parts is looked for behind it. */
          if ((entities[e]->fields[i].flags & EPC_FIELD_TOTAL) && before != NULL)
            g_assert_cmpstr (before, !=, group);
          before = group;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/response/no-header-means-two-fields", test_no_header_means_two_fields);
  g_test_add_func ("/response/a-site-list-finds-its-fields", test_a_site_list_finds_its_fields);
  g_test_add_func ("/response/the-dtm-api-finds-its-fields", test_the_dtm_api_finds_its_fields);
  g_test_add_func ("/response/values-of-files-are-understood", test_values_of_files_are_understood);
  g_test_add_func ("/response/no-value-means-two-codes", test_no_value_means_two_codes);
  g_test_add_func ("/response/a-closed-site-says-when-and-why", test_a_closed_site_says_when_and_why);
  g_test_add_func ("/response/counts-hang-together", test_counts_hang_together);
  g_test_add_func ("/response/the-ledger-knows-its-signs", test_the_ledger_knows_its_signs);
  g_test_add_func ("/response/steps-follow-the-clock", test_steps_follow_the_clock);
  g_test_add_func ("/response/lists-fit-the-smallest-screen", test_lists_fit_the_smallest_screen);
  g_test_add_func ("/response/groups-stand-together", test_groups_stand_together);
  return g_test_run ();
}
