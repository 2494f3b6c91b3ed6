/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-follow-up.h"

#include "epc-crisis.h"
#include "epc-site-life.h"

static gboolean
is_said (const char *const *changed, const char *key)
{
  return changed == NULL || g_strv_contains (changed, key);
}

gboolean
epc_follow_up (EpcTransaction *transaction, EpcRecord *record, const char *const *changed, guint *n_tasks, GError **error)
{
  const char *entity = epc_record_entity (record)->key, *reason;
  const EpcUid *uid = epc_record_uid (record);
  EpcUid crisis;

  if (g_str_equal (entity, "crisis") && epc_record_is (record, "status", "active") && !epc_record_is_empty (record, "t0")
      && (is_said (changed, "status") || is_said (changed, "t0")))
    return epc_crisis_start_clock (transaction, uid, n_tasks, error);
  if (g_str_equal (entity, "figure") && epc_record_is (record, "is_planning", "yes")
      && (is_said (changed, "is_planning") || is_said (changed, "planning_reason")))
    {
      /* A form asks for the reason after the tick; until it is there the figure planned with before stays. */
      reason = epc_record_text (record, "planning_reason");
      return reason == NULL || epc_crisis_plan_with (transaction, uid, reason, error);
    }
  if (g_str_equal (entity, "evacuation_centre") && epc_record_is (record, "status", "open") && is_said (changed, "status"))
    return epc_site_open_centre (transaction, uid, epc_site_newest_crisis (epc_transaction_store (transaction), &crisis) ? &crisis : NULL, NULL, error);
  return TRUE;
}
