/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-funding.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-store-private.h"
#include "model/epc-code-list.h"
#include "model/epc-rules.h"

/* The state, the step of approval that stands behind it, and what was decided there. */
static const struct
{
  const char *state, *step, *decisions;
} words[] = {
  { "com_approved", "finance", "approved;partly" }, { "com_approved", "com", "approved;partly" }, { "rts_endorsed", "rts", "approved;partly" },
  { "approved", "hq", "approved;partly" },          { "returned", "hq", "returned" },             { "rejected", "hq", "rejected" },
};

/* What a request may be when it is first entered: begun here, or over and done with before the office had this program. */
#define FIRST_STATES "draft;finance_check;rejected;closed;cancelled"

static gboolean
has_code (const char *codes, const char *code)
{
  g_auto (GStrv) all = g_strsplit (codes, ";", -1);

  return g_strv_contains ((const char *const *) all, code);
}

static gboolean
has_approval (EpcStore *store, const EpcUid *request, const char *step, const char *decisions)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("approval"));
  char uid[EPC_UID_TEXT_SIZE];

  return epc_query_where (query, store, "funding_request", EPC_OP_EQUAL, epc_uid_to_text (request, uid), NULL)
         && epc_query_where (query, store, "step", EPC_OP_EQUAL, step, NULL) && epc_query_where (query, store, "decision", EPC_OP_IN, decisions, NULL)
         && epc_query_count (query, store, NULL, NULL) > 0;
}

/* "Budget check, Cancelled". */
static char *
labels_of (const char *codes)
{
  g_auto (GStrv) all = g_strsplit (codes, ";", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; all[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", epc_code_label ("funding_status", all[i], NULL));
  return g_string_free (text, FALSE);
}

/* Posted repayments of the request in @currency, hundredths. */
static gint64
repaid (EpcStore *store, const EpcUid *request, const char *currency)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("repayment"));
  char uid[EPC_UID_TEXT_SIZE];
  gint64 sum = 0;

  if (!epc_query_where (query, store, "funding_request", EPC_OP_EQUAL, epc_uid_to_text (request, uid), NULL)
      || !epc_query_where (query, store, "status", EPC_OP_EQUAL, "posted", NULL))
    return 0;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (g_strcmp0 (epc_record_text (g_ptr_array_index (found, i), "currency"), currency) == 0)
      sum += epc_record_integer (g_ptr_array_index (found, i), "amount");
  return sum;
}

/* A request is repaid when the fund has back what it gave. NULL: nothing stands against it. */
static char *
money_objection (EpcStore *store, const EpcRecord *record, const char *now)
{
  const char *currency = epc_record_text (record, "approved_currency");

  if (g_str_equal (now, "approved") && epc_record_is_empty (record, "amount_approved"))
    return g_strdup (_("Say how much was approved."));
  if (g_str_equal (now, "disbursed") && epc_record_is_empty (record, "disbursed_at"))
    return g_strdup (_("Say when the funds were available."));
  if (epc_record_is_empty (record, "amount_approved") || (!g_str_equal (now, "partially_reimbursed") && !g_str_equal (now, "reimbursed")))
    return NULL;
  gint64 back = repaid (store, epc_record_uid (record), currency), given = epc_record_integer (record, "amount_approved");
  if (back <= 0)
    return g_strdup (_("No repayment to the fund is recorded yet."));
  if (g_str_equal (now, "reimbursed") && back < given)
    {
      g_autofree char *left = epc_language_decimal (epc_language_get (NULL), (double) (given - back) / 100, 2);
      return g_strdup_printf (_("%s %s are still outstanding: record the repayment first."), currency != NULL ? currency : "", left);
    }
  return NULL;
}

/* Why @record may not have its status. @old: what is stored of it; NULL: nothing. NULL: it may. */
static char *
objection (EpcStore *store, const EpcRecord *old, const EpcRecord *record)
{
  const char *before = old != NULL ? epc_record_text (old, "status") : NULL, *now = epc_record_text (record, "status");

  if (now == NULL || g_strcmp0 (before, now) == 0)
    return NULL;
  const char *now_label = epc_code_label ("funding_status", now, NULL);
  if (before == NULL && !has_code (FIRST_STATES, now))
    return g_strdup_printf (_("A request begins as a draft. It becomes “%s” when its approvals are recorded."), now_label);
  if (before == NULL)
    return NULL;
  const char *next = epc_funding_next_states (before);
  if (!has_code (next, now))
    {
      g_autofree char *labels = labels_of (next);
      return g_strdup_printf (_("A request that is “%s” does not become “%s” at once. Next: %s."), epc_code_label ("funding_status", before, NULL), now_label,
                              *labels != '\0' ? labels : "—");
    }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].state, now) && !has_approval (store, epc_record_uid (record), words[i].step, words[i].decisions))
      return g_strdup_printf (_("“%s” needs its approval as a record: step “%s”, with role, channel and time."), now_label,
                              epc_code_label ("approval_step", words[i].step, NULL));
  return money_objection (store, record, now);
}

char *
epc_funding_objection (EpcStore *store, const EpcRecord *record)
{
  g_autoptr (EpcRecord) old = NULL;

  if (epc_record_row (record) != 0)
    old = epc_store_get (store, epc_record_entity (record), epc_record_uid (record), NULL);
  return objection (store, old, record);
}

void
epc_funding_judge (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  g_autofree char *wrong = NULL;

  if (!g_str_equal (epc_record_entity (record)->key, "funding_request"))
    return;
  wrong = epc_funding_objection (store, record);
  if (wrong != NULL)
    epc_findings_add (findings, EPC_FINDING_ERROR, "status", "funding_state", "%s", wrong);
}

gboolean
epc_funding_allows (EpcTransaction *transaction, const EpcRecord *old, const EpcRecord *record, GError **error)
{
  g_autofree char *wrong = NULL;

  if (!g_str_equal (transaction->kind, "do") || !g_str_equal (epc_record_entity (record)->key, "funding_request"))
    return TRUE;
  wrong = objection (transaction->store, old, record);
  if (wrong != NULL)
    g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, wrong);
  return wrong == NULL;
}
