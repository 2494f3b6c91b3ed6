/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-readiness.h"

#include <math.h>

#include "base/epc-date.h"
#include "model/epc-code-list.h"

static void
category_free (gpointer data)
{
  EpcReadinessCategory *category = data;

  g_free (category->key);
  g_free (category->label);
  g_free (category);
}

void
epc_readiness_free (EpcReadiness *readiness)
{
  if (readiness == NULL)
    return;
  g_ptr_array_unref (readiness->categories);
  g_free (readiness);
}

static GPtrArray *
all_of (EpcStore *store, const char *entity, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));

  return epc_query_records (query, store, error);
}

static EpcReadinessCategory *
category_of (EpcReadiness *readiness, const char *key)
{
  for (guint i = 0; i < readiness->categories->len; i++)
    {
      EpcReadinessCategory *known = g_ptr_array_index (readiness->categories, i);
      if (g_strcmp0 (known->key, key) == 0)
        return known;
    }
  EpcReadinessCategory *category = g_new0 (EpcReadinessCategory, 1);
  category->key = g_strdup (key != NULL ? key : "");
  category->label = g_strdup (key != NULL ? epc_code_label ("action_category", key, NULL) : "—");
  g_ptr_array_add (readiness->categories, category);
  return category;
}

static int
by_key (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(const EpcReadinessCategory *const *) a)->key, (*(const EpcReadinessCategory *const *) b)->key);
}

/* An action is overdue when somebody said so, or when its day has passed and it is not done. */
static gboolean
is_overdue (EpcRecord *action, const char *today)
{
  const char *due = epc_record_text (action, "due");

  return epc_record_is (action, "status", "overdue") || (due != NULL && g_strcmp0 (due, today) < 0 && !epc_record_is (action, "status", "done"));
}

static gboolean
add_actions (EpcReadiness *readiness, EpcStore *store, const char *today, GError **error)
{
  g_autoptr (GPtrArray) actions = all_of (store, "preparedness_action", error);

  for (guint i = 0; actions != NULL && i < actions->len; i++)
    {
      EpcRecord *action = g_ptr_array_index (actions, i);
      if (!epc_record_is (action, "kind", "mpa") || epc_record_is (action, "status", "na"))
        continue;
      EpcReadinessCategory *category = category_of (readiness, epc_record_text (action, "category"));
      gboolean done = epc_record_is (action, "status", "done"), overdue = is_overdue (action, today);
      category->counted++;
      category->done += done;
      category->overdue += overdue;
      readiness->counted++;
      readiness->done += done;
      readiness->overdue += overdue;
    }
  for (guint i = 0; i < readiness->categories->len; i++)
    {
      EpcReadinessCategory *category = g_ptr_array_index (readiness->categories, i);
      category->score = category->counted > 0 ? category->done * 100.0 / category->counted : NAN;
    }
  readiness->score = readiness->counted > 0 ? readiness->done * 100.0 / readiness->counted : NAN;
  g_ptr_array_sort (readiness->categories, by_key);
  return actions != NULL;
}

static gboolean
is_valid_plan (EpcRecord *plan, const char *today)
{
  const char *to = epc_record_text (plan, "valid_to");

  if (to != NULL && g_strcmp0 (to, today) < 0)
    return FALSE;
  return epc_record_is (plan, "status", "validated") || epc_record_is (plan, "status", "endorsed") || epc_record_is (plan, "status", "activated");
}

static gboolean
covers (EpcRecord *plan, EpcRecord *risk)
{
  const EpcUid *of = epc_record_reference (plan, "risk");
  const EpcUid *by = epc_record_reference (risk, "plan");

  return (of != NULL && epc_uid_equal (of, epc_record_uid (risk))) || (by != NULL && epc_uid_equal (by, epc_record_uid (plan)));
}

static gboolean
add_risks_and_plans (EpcReadiness *readiness, EpcStore *store, const char *today, GError **error)
{
  g_autoptr (GPtrArray) risks = all_of (store, "risk", error);
  g_autoptr (GPtrArray) plans = risks != NULL ? all_of (store, "contingency_plan", error) : NULL;

  if (plans == NULL)
    return FALSE;
  for (guint i = 0; i < plans->len; i++)
    {
      EpcRecord *plan = g_ptr_array_index (plans, i);
      const char *to = epc_record_text (plan, "valid_to");
      readiness->plans_valid += is_valid_plan (plan, today);
      readiness->plans_expired += epc_record_is (plan, "status", "expired") || (to != NULL && g_strcmp0 (to, today) < 0);
    }
  for (guint i = 0; i < risks->len; i++)
    {
      EpcRecord *risk = g_ptr_array_index (risks, i);
      g_autofree char *band = epc_record_to_text (risk, "band");
      gboolean planned = FALSE;
      readiness->risks++;
      if (g_strcmp0 (band, "medium") != 0 && g_strcmp0 (band, "high") != 0)
        continue;
      for (guint p = 0; p < plans->len && !planned; p++)
        planned = covers (g_ptr_array_index (plans, p), risk) && is_valid_plan (g_ptr_array_index (plans, p), today);
      readiness->risks_high++;
      readiness->risks_without_plan += !planned;
    }
  return TRUE;
}

static gboolean
add_experts (EpcReadiness *readiness, EpcStore *store, GError **error)
{
  g_autoptr (GPtrArray) experts = all_of (store, "expert", error);

  for (guint i = 0; experts != NULL && i < experts->len; i++)
    {
      EpcRecord *expert = g_ptr_array_index (experts, i);
      if (epc_record_is (expert, "is_active", "no"))
        continue;
      readiness->experts++;
      readiness->experts_available += epc_record_is (expert, "availability", "available");
    }
  return experts != NULL;
}

EpcReadiness *
epc_readiness (EpcStore *store, GError **error)
{
  char today[EPC_DATE_SIZE];
  g_autoptr (EpcReadiness) readiness = g_new0 (EpcReadiness, 1);

  epc_date_today_in (epc_store_zone (store), today);
  readiness->categories = g_ptr_array_new_with_free_func (category_free);
  if (!add_actions (readiness, store, today, error) || !add_risks_and_plans (readiness, store, today, error)
      || !add_experts (readiness, store, error))
    return NULL;
  return g_steal_pointer (&readiness);
}
