/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which codes are states. What "high" or "open" means depends on the list: high confidence is good and high priority is
 * not, an open site is at work and an open task waits. So each list says it for itself; a code that is not named is a
 * plain word.
 */
#include "epc-code-state.h"

#include <string.h>

static const struct
{
  const char *list, *kinds;
} tables[] = {
  { "access_severity", "low=ok moderate=watch high=critical closed=critical" },
  { "access_status", "active=critical easing=watch ended=ok" },
  { "action_status", "not_started=pending in_progress=half done=ok overdue=critical na=na" },
  { "activity_funding", "funded=ok partly=watch unfunded=critical unknown=unknown" },
  { "activity_status", "planned=pending ongoing=half completed=ok suspended=watch cancelled=na" },
  { "agreement_status", "none=unknown drafting=half signed=ok expired=critical" },
  { "alert_level", "green=ok yellow=watch orange=watch red=critical" },
  { "approval_decision", "approved=ok partly=watch returned=watch rejected=critical" },
  { "centre_status", "standby=pending open=ok full=watch closed=na unfit=critical" },
  { "check_status", "not_started=pending in_progress=half done=ok na=na" },
  { "confidence", "high=ok medium=watch low=critical unknown=unknown" },
  { "availability", "available=ok deployed=half on_leave=na unavailable=na" },
  { "consignment_status", "planned=pending ordered=pending shipped=half in_customs=watch received=ok closed=ok cancelled=na" },
  { "crisis_status", "watch=watch active=critical scaling_down=half closed=ok" },
  { "customs_status", "not_needed=na to_file=pending filed=half exempted=ok inspected=half cleared=ok blocked=critical" },
  { "deployment_status", "shortlisted=pending contacted=pending release_approved=half travelling=half deployed=ok extended=ok ended=na "
                         "evaluated=na closed=na declined=critical cancelled=na" },
  { "distribution_status", "planned=pending approved=half stock_reserved=half dispatched=half distributed=ok reconciled=ok pdm_done=ok "
                           "closed=ok cancelled=na" },
  { "doubt_status", "open=pending accepted=ok refused=na settled=ok" },
  { "expert_request_status", "requested=pending rts_reviewed=half shortlisted=half contacted=half released=half travelling=half filled=ok "
                             "no_match=critical escalated=watch cancelled=na closed=na" },
  { "feedback_status", "open=pending referred=half answered=ok closed=ok" },
  { "flow_point_status", "active=ok suspended=watch closed=na" },
  { "funding_status", "draft=pending finance_check=half com_approved=half rts_endorsed=half submitted=half approved=ok returned=watch "
                      "rejected=critical disbursed=ok partially_reimbursed=watch reimbursed=ok closed=ok cancelled=na" },
  { "initiative_status", "identified=pending prioritised=pending assessed=pending screened=half approved=half procurement=half "
                         "implementing=half completed=ok handed_over=ok verified=ok closed=ok on_hold=watch cancelled=na rejected=critical" },
  { "mcof_status", "planned=pending funded=half ongoing=half completed=ok suspended=watch" },
  { "meeting_status", "planned=pending held=ok postponed=watch cancelled=na" },
  { "milestone_status", "planned=pending in_progress=half done=ok late=critical cancelled=na" },
  { "operation_status", "active=ok inactive=na" },
  { "pcode_status", "official=ok provisional=watch superseded=na" },
  { "plan_status", "draft=pending validated=half endorsed=ok activated=watch expired=critical" },
  { "priority", "high=critical medium=watch low=pending" },
  { "project_status", "pipeline=pending proposal=pending funded=half active=half closing=half closed=ok" },
  { "provider_status", "active=ok suspended=watch closed=na" },
  { "referral_outcome", "pending=pending accepted=half received=ok rejected=critical unreachable=watch closed=ok" },
  { "repayment_status", "expected=pending pledged=half received=ok posted=ok lost=critical" },
  { "reservation_status", "held=half issued=ok released=na" },
  { "return_severity", "none=ok low=ok medium=watch high=critical unknown=unknown" },
  { "return_status", "planned=pending screening=half manifest_ready=half departed=half arrived=ok followed_up=ok closed=ok cancelled=na" },
  { "risk_band", "low=ok medium=watch high=critical" },
  { "risk_level", "none=ok low=ok medium=watch high=critical imminent=critical unknown=unknown" },
  { "round_status", "planned=pending open=half frozen=ok" },
  { "section_status", "empty=unknown draft=pending review=half ready=ok na=na" },
  { "session_status", "planned=pending confirmed=half done=ok cancelled=na" },
  { "severity_level", "minimal=ok minor=ok moderate=watch severe=critical extreme=critical" },
  { "site_status", "identified=pending assessed=pending open=ok care=half consolidating=half closing=watch closed=na rehabilitated=na "
                   "suspended=watch" },
  { "sitrep_status", "draft=pending in_review=half cleared=half issued=ok withdrawn=na" },
  { "stock_condition", "good=ok damaged=watch expired=critical" },
  { "support_status", "draft=pending sent=half acknowledged=half in_progress=half answered=ok closed=ok cancelled=na" },
  { "task_status", "open=pending in_progress=half blocked=critical done=ok cancelled=na" },
  { "toilet_condition", "good=ok not_so_good=watch unusable=critical none=critical unknown=unknown" },
  { "urgency", "h24=critical h72=watch d7=pending d30=pending" },
  { "value_status", "reported=half verified=ok estimated=watch" },
  { "verification_status", "unverified=unknown in_progress=half verified=ok discarded=na" },
  { "warehouse_status", "active=ok standby=pending closed=na" },
};

static const char *const kinds[] = { "ok", "watch", "critical", "unknown", "half", "pending", "na" };

const char *
epc_code_state_table (const char *list_key)
{
  for (guint i = 0; list_key != NULL && i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].list, list_key))
      return tables[i].kinds;
  return NULL;
}

gboolean
epc_field_is_state (const EpcField *field)
{
  return field->type == EPC_TYPE_CODE && epc_code_state_table (field->codes) != NULL;
}

const char *
epc_code_state (const char *list_key, const char *code)
{
  const char *table = epc_code_state_table (list_key);
  gsize length = code != NULL ? strlen (code) : 0;

  if (table == NULL || length == 0)
    return NULL;
  for (const char *at = strstr (table, code); at != NULL; at = strstr (at + 1, code))
    {
      if (at[length] != '=' || (at > table && at[-1] != ' '))
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        {
          gsize n = strlen (kinds[i]);

          if (strncmp (at + length + 1, kinds[i], n) == 0 && (at[length + 1 + n] == ' ' || at[length + 1 + n] == '\0'))
            return kinds[i];
        }
    }
  return NULL;
}

const char *const *
epc_code_state_lists (void)
{
  static const char *lists[G_N_ELEMENTS (tables) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    lists[i] = tables[i].list;
  return lists;
}
