/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules that look at one whole record, one test a rule: what must be found, and that a right record is left in peace.
 */
#include <string.h>

#include "model/epc-code-list.h"
#include "model/epc-entity.h"
#include "model/epc-record.h"
#include "model/epc-validation.h"

/* A record from "field=value" texts, ended with NULL. */
static EpcRecord *
record_of (const char *entity, ...)
{
  EpcRecord *record = epc_record_new (epc_entity_find (entity));
  va_list texts;

  va_start (texts, entity);
  for (const char *text = va_arg (texts, const char *); text != NULL; text = va_arg (texts, const char *))
    {
      g_auto (GStrv) pair = g_strsplit (text, "=", 2);
      g_autoptr (GError) error = NULL;
      epc_record_parse (record, pair[0], pair[1], &error);
      g_assert_no_error (error);
    }
  va_end (texts);
  return record;
}

/* Takes @record. TRUE when it has the finding @rule at @field; @level is what it must be. */
static gboolean
finds (EpcRecord *record, const char *field, const char *rule, EpcFindingLevel level)
{
  g_autoptr (EpcRecord) mine = record;
  g_autoptr (EpcFindings) findings = epc_findings_new ();

  epc_validate (mine, findings);
  for (guint i = 0; i < epc_findings_count (findings); i++)
    {
      const EpcFinding *finding = epc_findings_get (findings, i);
      if (g_strcmp0 (finding->field, field) != 0 || g_strcmp0 (finding->rule, rule) != 0)
        continue;
      g_assert_cmpint (finding->level, ==, level);
      g_assert_cmpuint (strlen (finding->message), >, 10);
      return TRUE;
    }
  return FALSE;
}

#define ERROR(record, field, rule) g_assert_true (finds (record, field, rule, EPC_FINDING_ERROR))
#define WARNING(record, field, rule) g_assert_true (finds (record, field, rule, EPC_FINDING_WARNING))
#define PEACE(record, field, rule) g_assert_false (finds (record, field, rule, EPC_FINDING_ERROR))

static void
test_households_are_not_more_than_people (void)
{
  ERROR (record_of ("return_movement", "hh=20", "ind=19", NULL), "hh", "household_size");
  WARNING (record_of ("return_movement", "hh=10", "ind=130", NULL), "hh", "household_size");
  PEACE (record_of ("return_movement", "hh=10", "ind=45", NULL), "hh", "household_size");
  PEACE (record_of ("return_movement", "ind=45", NULL), "hh", "household_size");
}

static void
test_parts_add_up (void)
{
  ERROR (record_of ("training_session", "attended=20", "attended_women=12", "attended_men=9", NULL), "attended_women", "sum");
  WARNING (record_of ("training_session", "attended=20", "attended_women=12", "attended_men=7", NULL), "attended_women", "sum");
  PEACE (record_of ("training_session", "attended=20", "attended_women=12", "attended_men=8", NULL), "attended_women", "sum");
  /* One in 750 is what rounding leaves of two parts; one in 99 is not, nor are two of one part. */
  WARNING (record_of ("training_session", "attended=750", "attended_women=376", "attended_men=375", NULL), "attended_women", "sum");
  ERROR (record_of ("training_session", "attended=99", "attended_women=50", "attended_men=50", NULL), "attended_women", "sum");
  ERROR (record_of ("training_session", "attended=750", "attended_women=752", "attended_men=0", NULL), "attended_women", "sum");
  WARNING (record_of ("activity", "reached_ind=750", "girls=188", "boys=188", "women=188", "men=187", NULL), "reached_ind", "parts_over_total");
  ERROR (record_of ("activity", "reached_ind=750", "girls=190", "boys=188", "women=188", "men=189", NULL), "reached_ind", "parts_over_total");
  /* What was not asked is empty, not 0. */
  PEACE (record_of ("training_session", "attended=20", "attended_women=12", NULL), "attended_women", "sum");
}

static void
test_shares_are_about_a_hundred (void)
{
  WARNING (record_of ("intention_survey", "return_pct=50", "local_pct=30", "elsewhere_pct=5", "undecided_pct=5", NULL), "return_pct",
           "percents");
  PEACE (record_of ("intention_survey", "return_pct=50", "local_pct=30", "elsewhere_pct=10", "undecided_pct=8", NULL), "return_pct",
         "percents");
}

static void
test_an_end_does_not_lie_before_its_start (void)
{
  ERROR (record_of ("project", "start_date=2026-05-01", "end_date=2026-04-30", NULL), "end_date", "order");
  PEACE (record_of ("project", "start_date=2026-05-01", "end_date=2026-05-01", NULL), "end_date", "order");
}

static void
test_target_is_not_more_than_need (void)
{
  WARNING (record_of ("plan_need", "in_need_ind=100", "targeted_ind=120", NULL), "targeted_ind", "target_over_need");
}

static void
test_specialised_referral_is_a_number (void)
{
  ERROR (record_of ("referral", "week=2026-10-12", "is_specialised=yes", "sex=female", NULL), "sex", "specialised");
  ERROR (record_of ("referral", "week=2026-10-12", "is_specialised=no", "service_requested=specialised", NULL), "is_specialised",
         "specialised");
  ERROR (record_of ("referral", "week=2026-10-12", "adm1=HT0111", NULL), "adm1", "level");
  /* 2026-10-14 is a Wednesday (T0 of the worked example), the 12th its Monday. */
  ERROR (record_of ("referral", "week=2026-10-14", NULL), "week", "monday");
  PEACE (record_of ("referral", "week=2026-10-12", "adm1=HT01", "is_specialised=yes", "number=3", NULL), "week", "monday");
}

static void
test_assisted_return_needs_consent (void)
{
  ERROR (record_of ("return_movement", "type=assisted", "status=departed", NULL), "consent_followed", "consent");
  PEACE (record_of ("return_movement", "type=spontaneous", "status=departed", NULL), "consent_followed", "consent");
}

static void
test_place_stands_below_its_area (void)
{
  ERROR (record_of ("place", "pcode=HT01", "name=Ouest", "level=1", NULL), "parent", "parent");
  ERROR (record_of ("place", "pcode=HT", "name=Haiti", "level=0", NULL), "pcode", "pcode");
  WARNING (record_of ("place", "pcode=HT0811", "name=X", "level=2", "parent=HT07", NULL), "parent", "parent");
  PEACE (record_of ("place", "pcode=HT0811-07", "name=X", "level=3", "parent=HT0811", NULL), "pcode", "pcode");
}

static void
test_risk_has_score_and_level (void)
{
  /* Impact × likelihood; low to 7, medium 8 to 14, high from 15 (IASC ERP 2015, draft). */
  static const struct
  {
    const char *impact, *likelihood, *score, *level;
  } cases[] = { { "1", "5", "5", "low" }, { "2", "4", "8", "medium" }, { "3", "5", "15", "high" }, { "5", "5", "25", "high" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EpcRecord) risk = record_of ("risk", NULL);
      epc_record_set_text (risk, "impact", cases[i].impact);
      epc_record_set_text (risk, "likelihood", cases[i].likelihood);
      g_autofree char *score = epc_record_to_text (risk, "score");
      g_autofree char *level = epc_record_to_text (risk, "band");
      g_assert_cmpstr (score, ==, cases[i].score);
      g_assert_cmpstr (level, ==, cases[i].level);
    }
}

static void
test_return_index_is_the_mean_of_its_scales (void)
{
  /* Nine conditions all high (100), nine all low (a third): the mean is two thirds. */
  static const char *const services[] = { "residential", "agriculture", "business", "employment", "water", "electricity", "government",
                                          "education", "health" };
  static const char *const safety[] = { "reconciliation", "actors", "blocked", "checkpoints", "daily_life", "occupation", "mines",
                                        "violence", "movement" };
  g_autoptr (EpcRecord) area = record_of ("return_area", NULL);

  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *one = g_strconcat ("ri_", services[i], NULL);
      g_autofree char *two = g_strconcat ("ri_", safety[i], NULL);
      epc_record_set_text (area, one, "high");
      epc_record_set_text (area, two, "low");
    }
  g_autofree char *index = epc_record_to_text (area, "score");
  g_assert_cmpstr (index, ==, "66.7");
  epc_record_empty (area, "ri_mines");
  g_autofree char *same = epc_record_to_text (area, "score");
  g_assert_cmpstr (same, ==, "66.7");
}

static void
test_budget_adds_up (void)
{
  g_autoptr (EpcRecord) initiative
      = record_of ("initiative", "budget_iom=20000.50", "budget_community=4999.50", "budget_currency=USD", NULL);
  g_autofree char *total = epc_record_to_text (initiative, "budget_total");
  g_autofree char *share = epc_record_to_text (initiative, "community_share");

  g_assert_cmpstr (total, ==, "25000.00");
  g_assert_cmpstr (share, ==, "20");
}

/* Something that the field accepts; the text of a long, mixed record. */
static const char *
any_value (const EpcField *field, char *text, gsize size)
{
  const EpcCodeList *list = epc_code_list_find (field->type == EPC_TYPE_YES_NO ? "yes_no" : field->codes);

  if (list != NULL && list->n_codes > 0)
    return list->codes[0].key;
  switch ((int) field->type)
    {
    case EPC_TYPE_DATE:
      return "2026-10-14";
    case EPC_TYPE_MOMENT:
      return "2026-10-14T12:00:00Z[America/Tegucigalpa]";
    case EPC_TYPE_PLACE:
      return "HND";
    case EPC_TYPE_FILE:
      return "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 empty.txt";
    case EPC_TYPE_REFERENCE:
      return "01922222-2222-7222-8222-222222222222";
    case EPC_TYPE_TEXT:
    case EPC_TYPE_LONG_TEXT:
      return "Dalia";
    default:
      g_snprintf (text, size, "%d", (int) MAX (field->min, 1));
      return text;
    }
}

static void
run_everything (const EpcRecord *record)
{
  g_autoptr (EpcFindings) findings = epc_findings_new ();
  const EpcEntity *entity = epc_record_entity (record);

  epc_validate (record, findings);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      if (field->type != EPC_TYPE_COMPUTED)
        continue;
      g_autofree char *text = field->compute (record);
      g_autofree char *shown = epc_record_to_display (record, field->key, "es");
      if (text != NULL && *shown == '\0')
        g_error ("%s.%s: “%s” cannot be shown", entity->key, field->key, text);
    }
}

/* Any criticals in a rule or a computed field end the program here (G_DEBUG=fatal-criticals). */
static void
test_rules_bear_empty_and_full_records (void)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint e = 0; e < n; e++)
    {
      g_autoptr (EpcRecord) empty = epc_record_new (entities[e]);
      g_autoptr (EpcRecord) full = epc_record_new (entities[e]);
      char text[32];

      run_everything (empty);
      for (guint i = 0; i < entities[e]->n_fields; i++)
        {
          const EpcField *field = &entities[e]->fields[i];
          g_autoptr (GError) error = NULL;
          if (epc_field_is_stored (field) && !epc_record_parse (full, field->key, any_value (field, text, sizeof text), &error))
            g_error ("%s.%s: %s", entities[e]->key, field->key, error->message);
        }
      run_everything (full);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/households-are-not-more-than-people", test_households_are_not_more_than_people);
  g_test_add_func ("/rules/parts-add-up", test_parts_add_up);
  g_test_add_func ("/rules/shares-are-about-a-hundred", test_shares_are_about_a_hundred);
  g_test_add_func ("/rules/an-end-does-not-lie-before-its-start", test_an_end_does_not_lie_before_its_start);
  g_test_add_func ("/rules/target-is-not-more-than-need", test_target_is_not_more_than_need);
  g_test_add_func ("/rules/specialised-referral-is-a-number", test_specialised_referral_is_a_number);
  g_test_add_func ("/rules/assisted-return-needs-consent", test_assisted_return_needs_consent);
  g_test_add_func ("/rules/place-stands-below-its-area", test_place_stands_below_its_area);
  g_test_add_func ("/rules/risk-has-score-and-level", test_risk_has_score_and_level);
  g_test_add_func ("/rules/return-index-is-the-mean-of-its-scales", test_return_index_is_the_mean_of_its_scales);
  g_test_add_func ("/rules/budget-adds-up", test_budget_adds_up);
  g_test_add_func ("/rules/rules-bear-empty-and-full-records", test_rules_bear_empty_and_full_records);
  return g_test_run ();
}
