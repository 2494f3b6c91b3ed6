/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walks the catalogue: a new entity or field is tested by being there.
 */
#include <string.h>

#include "base/epc-language.h"
#include "model/epc-code-list.h"
#include "model/epc-entity.h"
#include "model/epc-record.h"
#include "model/epc-validation.h"

static gboolean
is_snake_case (const char *key)
{
  if (!g_ascii_islower (*key))
    return FALSE;
  for (const char *p = key; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && *p != '_')
      return FALSE;
  return TRUE;
}

static void
check_references (const EpcEntity *entity, const EpcField *field)
{
  EpcFieldType type = field->type == EPC_TYPE_COMPUTED ? field->computed_type : field->type;
  gboolean needs_list = type == EPC_TYPE_CODE || type == EPC_TYPE_CODES;

  if (needs_list && epc_code_list_find (field->codes) == NULL)
    g_error ("%s.%s: there is no code list %s", entity->key, field->key, field->codes != NULL ? field->codes : "(none)");
  if (!needs_list && field->codes != NULL)
    g_error ("%s.%s has a code list but is no code", entity->key, field->key);
  if (field->type == EPC_TYPE_REFERENCE && epc_entity_find (field->target) == NULL)
    g_error ("%s.%s: there is no entity %s", entity->key, field->key, field->target != NULL ? field->target : "(none)");
  if (field->type == EPC_TYPE_COMPUTED && field->compute == NULL)
    g_error ("%s.%s is computed by nothing", entity->key, field->key);
  if (field->min > field->max)
    g_error ("%s.%s: the range is turned round", entity->key, field->key);
  if ((field->flags & EPC_FIELD_ADDS) && (field->type != EPC_TYPE_INTEGER || !(field->flags & EPC_FIELD_LIST) || (field->flags & EPC_FIELD_PART)))
    g_error ("%s.%s: only whole counts that a list shows are added up", entity->key, field->key);
}

static void
check_groups (const EpcEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const EpcField *field = &entity->fields[i];
      const char *group = epc_field_group (field);
      guint totals = 0, pairs = 0;
      g_autoptr (GPtrArray) members = epc_entity_group (entity, group);
      for (guint m = 0; m < members->len; m++)
        {
          const EpcField *member = g_ptr_array_index (members, m);
          totals += (member->flags & EPC_FIELD_TOTAL) != 0;
          pairs += member->type == EPC_TYPE_LATITUDE ? 1 : member->type == EPC_TYPE_LONGITUDE ? 100 : 0;
        }
      if ((field->flags & EPC_FIELD_PART) && totals == 0)
        g_error ("%s.%s is a part of no total", entity->key, field->key);
      if (field->type == EPC_TYPE_LATITUDE && pairs != 101)
        g_error ("%s.%s: latitude and longitude are not one group", entity->key, field->key);
      if (field->type == EPC_TYPE_MONEY && members->len < 2)
        g_error ("%s.%s: an amount without its currency", entity->key, field->key);
      if (field->group != NULL && epc_entity_field (entity, field->group) != NULL && !g_str_equal (field->group, field->key)
          && !g_str_equal (epc_field_group (epc_entity_field (entity, field->group)), field->group))
        g_error ("%s.%s: the name of the group is that of a field outside it", entity->key, field->key);
    }
}

static void
check_fields_named (const EpcEntity *entity, const char *names, const char *what)
{
  if (names == NULL)
    return;
  g_auto (GStrv) keys = g_strsplit (names, " ", -1);
  for (char **key = keys; *key != NULL; key++)
    if (epc_entity_field (entity, **key == '-' ? *key + 1 : *key) == NULL)
      g_error ("%s: %s names the field %s, which is not there", entity->key, what, *key);
}

static void
test_entities_are_whole (void)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  g_assert_cmpuint (n, >=, 82);
  for (guint e = 0; e < n; e++)
    {
      const EpcEntity *entity = entities[e];
      guint shown = 0;
      g_assert_true (is_snake_case (entity->key));
      g_assert_nonnull (entity->label);
      g_assert_nonnull (entity->plural);
      g_assert_nonnull (entity->help);
      g_assert_cmpuint (entity->n_fields, >, 0);
      check_fields_named (entity, entity->title, "title");
      check_fields_named (entity, entity->sort, "sort");
      check_fields_named (entity, entity->date, "date");
      for (guint i = 0; i < entity->n_fields; i++)
        {
          const EpcField *field = &entity->fields[i];
          if (!is_snake_case (field->key) || field->label == NULL)
            g_error ("%s.%s has no proper key or label", entity->key, field->key);
          check_references (entity, field);
          shown += (field->flags & EPC_FIELD_LIST) != 0;
        }
      if (shown == 0 || shown > 10)
        g_error ("%s shows %u columns", entity->key, shown);
      check_groups (entity);
    }
}

/* The kinds of record the mission works with; the list is the requirement, not the code's. */
static void
test_every_kind_of_record_is_there (void)
{
  static const char *const wanted[] = {
    "office", "place", "population", "organisation", "contact", "item", "kit_item", "warehouse", "standard", "course", "risk",
    "preparedness_action", "contingency_plan", "plan_scenario", "plan_section", "plan_need", "evacuation_plan", "expert",
    "training_session", "participation", "certificate", "crisis", "severity", "figure", "log_entry", "task", "site", "site_count",
    "site_movement", "site_assessment", "service", "dtm_operation", "dtm_round", "location_count", "event_alert", "flow_point",
    "flow_count", "consignment", "consignment_item", "batch", "stock_movement", "stock_count", "reservation", "distribution", "pdm_result", "shelter_work",
    "funding_request", "budget_line", "repayment", "approval", "expert_request", "deployment", "activity", "access_constraint",
    "meeting", "feedback", "sitrep", "return_movement", "return_area", "intention_survey", "initiative", "milestone", "project",
    "indicator", "indicator_value", "solution_score", "prds_assessment", "referral", "service_provider", "document", "mcof_row",
    "micic_check", "gbv_check", "sop", "support_request", "lesson", "import_batch", "import_mapping", "alias", "attachment",
    "issued_report", "comment", "setting", "replica",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (epc_entity_find (wanted[i]) == NULL)
      g_error ("there is no entity %s", wanted[i]);
}

static void
test_code_lists_are_whole (void)
{
  guint n;
  const EpcCodeList *const *lists = epc_code_lists (&n);

  g_assert_cmpuint (n, >, 40);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      g_assert_nonnull (lists[i]->label);
      for (guint c = 0; c < lists[i]->n_codes; c++)
        {
          const EpcCode *code = &lists[i]->codes[c];
          if (!g_hash_table_add (seen, (gpointer) code->key))
            g_error ("%s has the code %s twice", lists[i]->key, code->key);
          if (strchr (code->key, ';') != NULL || code->label == NULL)
            g_error ("%s: the code %s cannot be written in a list", lists[i]->key, code->key);
          if (epc_code_list_match (lists[i], code->label) == NULL)
            g_error ("%s: the label %s is not understood", lists[i]->key, code->label);
          g_assert_true (epc_code_list_match (lists[i], code->key) == code);
        }
    }
}

static void
test_no_field_holds_names_of_affected_people (void)
{
  /* An approval names the officer who signs. The last three hold the general telephone and e-mail of an organisation, never
     a person's. */
  static const char *const may[] = { "expert", "contact", "participation", "certificate", "training_session", "expert_clearance",
                                     "approval", "organisation", "office", "service_provider", NULL };
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint e = 0; e < n; e++)
    for (guint i = 0; i < entities[e]->n_fields; i++)
      {
        const EpcField *field = &entities[e]->fields[i];
        if ((field->flags & EPC_FIELD_PERSON) && !g_strv_contains (may, entities[e]->key))
          g_error ("%s.%s would hold a person's name or contact", entities[e]->key, field->key);
        if ((entities[e]->flags & EPC_ENTITY_COUNTS_ONLY)
            && (field->type == EPC_TYPE_TEXT || field->type == EPC_TYPE_LONG_TEXT || field->type == EPC_TYPE_LATITUDE
                || field->type == EPC_TYPE_FILE)
            && !(field->flags & EPC_FIELD_READ_ONLY))
          g_error ("%s.%s: this kind of record holds counts only", entities[e]->key, field->key);
      }
}

static void
test_fields_answer_to_their_names (void)
{
  guint n;
  const EpcEntity *const *entities = epc_catalogue (&n);

  for (guint e = 0; e < n; e++)
    for (guint i = 0; i < entities[e]->n_fields; i++)
      {
        const EpcField *field = &entities[e]->fields[i];
        g_autofree char *tag = epc_field_hxl (field);
        g_assert_true (epc_field_answers_to (field, field->key));
        g_assert_true (epc_field_answers_to (field, field->label));
        if (tag != NULL && (tag[0] != '#' || !epc_field_answers_to (field, tag)))
          g_error ("%s.%s does not answer to its tag %s", entities[e]->key, field->key, tag);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/entities-are-whole", test_entities_are_whole);
  g_test_add_func ("/catalogue/every-kind-of-record-is-there", test_every_kind_of_record_is_there);
  g_test_add_func ("/catalogue/code-lists-are-whole", test_code_lists_are_whole);
  g_test_add_func ("/catalogue/no-names-of-affected-people", test_no_field_holds_names_of_affected_people);
  g_test_add_func ("/catalogue/fields-answer-to-their-names", test_fields_answer_to_their_names);
  return g_test_run ();
}
