/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-funding.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-guard.h"
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

/* What the state @now of the request @record rests on and is not there: approvals, amounts, repayments. NULL: all is there. */
static char *
missing_ground (EpcStore *store, const EpcRecord *record, const char *now)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].state, now) && !has_approval (store, epc_record_uid (record), words[i].step, words[i].decisions))
      return g_strdup_printf (_("“%s” needs its approval as a record: step “%s”, with role, channel and time."),
                              epc_code_label ("funding_status", now, NULL), epc_code_label ("approval_step", words[i].step, NULL));
  return money_objection (store, record, now);
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
  return missing_ground (store, record, now);
}

char *
epc_funding_objection (EpcStore *store, const EpcRecord *record)
{
  g_autoptr (EpcRecord) old = NULL;

  if (epc_record_row (record) != 0)
    old = epc_store_get (store, epc_record_entity (record), epc_record_uid (record), NULL);
  return objection (store, old, record);
}

/* --- the guard --- */

static gboolean
is_request (const EpcEntity *entity)
{
  return g_str_equal (entity->key, "funding_request");
}

/* The field by which an approval or a repayment, on which the state of a request rests, names it; −1: @entity is neither. */
static int
request_field (const EpcEntity *entity)
{
  return g_str_equal (entity->key, "approval") || g_str_equal (entity->key, "repayment") ? epc_entity_field_index (entity, "funding_request") : -1;
}

static gboolean
concerns (const EpcEntity *entity)
{
  return is_request (entity) || request_field (entity) >= 0;
}

static void
judge (EpcStore *store, const EpcRecord *record, EpcFindings *findings)
{
  g_autofree char *wrong = is_request (epc_record_entity (record)) ? epc_funding_objection (store, record) : NULL;

  if (wrong != NULL)
    epc_findings_add (findings, EPC_FINDING_ERROR, "status", "funding_state", "%s", wrong);
}

/* What is new may have gone its way before the office had this program; a form asks epc_funding_objection() first. */
static char *
objection_to_change (EpcStore *store, const EpcRecord *old, const EpcRecord *record)
{
  return old != NULL && is_request (epc_record_entity (record)) ? objection (store, old, record) : NULL;
}

/* The state: a set of the EpcUid of requests that something was taken from. */
static GHashTable *
requests_of (gpointer *state)
{
  if (*state == NULL)
    *state = g_hash_table_new_full (epc_uid_hash, epc_uid_equal_func, g_free, NULL);
  return *state;
}

static void
note (EpcTransaction *transaction, gpointer *state, const EpcEntity *entity, const EpcValue *values, int sign)
{
  int field = request_field (entity);

  if (field >= 0 && sign < 0 && values[field].kind == EPC_VALUE_UID)
    g_hash_table_add (requests_of (state), g_memdup2 (&values[field].uid, sizeof values[field].uid));
}

static gboolean
note_batch (EpcTransaction *transaction, gpointer *state, const EpcEntity *entity, gint64 batch, gint64 first, gint64 last, int sign,
            GError **error)
{
  EpcStep step;

  if (request_field (entity) < 0 || sign > 0)
    return TRUE;
  g_autofree char *select
      = g_strdup_printf ("SELECT DISTINCT funding_request FROM \"%s\" WHERE id BETWEEN ?1 AND ?2 AND _batch = ?3", entity->key);
  epc_auto_finalize sqlite3_stmt *rows = epc_sqlite_prepare_once (transaction->db, select, error);
  if (rows == NULL)
    return FALSE;
  epc_sqlite_bind (rows, "iii", first, last, batch);
  while ((step = epc_sqlite_step (transaction->db, rows, error)) == EPC_STEP_ROW)
    {
      EpcUid uid;
      epc_sqlite_column_uid (rows, 0, &uid);
      g_hash_table_add (requests_of (state), g_memdup2 (&uid, sizeof uid));
    }
  return step == EPC_STEP_DONE;
}

/* A request keeps what its state rests on. */
static gboolean
settle (EpcTransaction *transaction, gpointer state, GError **error)
{
  const EpcEntity *entity = epc_entity_find ("funding_request");
  GHashTableIter iter;
  gpointer uid;

  g_hash_table_iter_init (&iter, state);
  while (g_hash_table_iter_next (&iter, &uid, NULL))
    {
      g_autoptr (EpcRecord) request = epc_store_get (transaction->store, entity, uid, NULL);
      const char *now = request != NULL && !epc_record_meta (request)->is_deleted ? epc_record_text (request, "status") : NULL;
      g_autofree char *wrong = now != NULL ? missing_ground (transaction->store, request, now) : NULL;
      if (wrong == NULL)
        continue;
      g_autofree char *title = epc_record_title (request);
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("“%s” is “%s”, and what that rests on cannot be taken away: %s"), title,
                   epc_code_label ("funding_status", now, NULL), wrong);
      return FALSE;
    }
  return TRUE;
}

const EpcGuard epc_funding_guard = {
  .concerns = concerns,
  .judge = judge,
  .objection = objection_to_change,
  .note = note,
  .note_batch = note_batch,
  .settle = settle,
  .free_state = (GDestroyNotify) g_hash_table_unref,
};
