/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which codes are states.
 */
#include "epc-code-state.h"

#include <string.h>

static const char *const state_lists[] = { "status", "state", "severity", "priority", "rating", "confidence", "readiness", "outcome",
                                           "result", "urgency", "risk_level", "alert_level", "adequacy", "condition", "decision" };

/* Words of the code keys, most telling first: the first that a key holds as a word decides. */
static const struct
{
  const char *words; /* separated by spaces */
  const char *kind;
} kinds[] = {
  { "not_applicable na n_a", "na" },
  { "unknown not_assessed not_known no_answer unassessed not_evaluated", "unknown" },
  { "critical overdue expired refused rejected failed failing blocked unacceptable not_met breached severe very_high extreme lost "
    "catastrophic immediate red urgent inaccessible suspended destroyed emergency escalated not_cleared unfit",
    "critical" },
  { "pending planned draft not_started identified pipeline proposed proposal scheduled requested submitted new to_do todo open_question "
    "prioritised standby registered announced",
    "pending" },
  { "in_progress ongoing active implementing in_transit under_review assessing deployed in_use procurement started drafting started_late "
    "activated running partial_delivery dispatched closing technical_assessment screened reviewing assigned working",
    "half" },
  { "watch attention delayed partial partially on_hold high elevated medium_high stale orange amber expiring limited warning restricted "
    "moderate degraded at_risk conditional returned",
    "watch" },
  { "ok done completed complete approved verified adequate met achieved open available cleared certified closed handed_over green "
    "confirmed good accepted delivered received resolved safe operational functional valid passed endorsed fit published current",
    "ok" },
};

gboolean
epc_field_is_state (const EpcField *field)
{
  if (field->type != EPC_TYPE_CODE || field->codes == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (state_lists); i++)
    if (strstr (field->codes, state_lists[i]) != NULL || g_str_has_suffix (field->key, state_lists[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_listed (const char *words, const char *code)
{
  gsize length = strlen (code);

  for (const char *at = strstr (words, code); at != NULL; at = strstr (at + 1, code))
    if ((at == words || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
      return TRUE;
  return FALSE;
}

const char *
epc_code_state (const char *code)
{
  if (code == NULL || *code == '\0')
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (is_listed (kinds[i].words, code))
      return kinds[i].kind;
  return NULL;
}
