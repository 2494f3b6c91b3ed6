/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-mefm.h"

#include <math.h>
#include <string.h>

#include "base/epc-clock.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "epc-needs.h"
#include "model/epc-code-list.h"
#include "model/epc-rules.h"
#include "store/epc-neighbours.h"
#include "store/epc-query.h"

/* Hours after T0: the workflow that has a request with headquarters within a day of the onset. */
static const struct
{
  const char *key;
  double hours;
} targets[EPC_MEFM_N_STEPS] = { { "trigger_at", 2 },      { "drafted_at", 8 },      { "finance_checked_at", 12 },
                                { "com_approved_at", 16 }, { "rts_endorsed_at", 18 }, { "submitted_at", 24 } };

/* What a request says; without the first ones nobody signs. */
static const struct
{
  const char *key;
  gboolean is_needed;
} contents[] = {
  { "summary", TRUE },        { "target_ind", TRUE },      { "mcof_sectors", TRUE },    { "activities", TRUE },     { "amount_requested", TRUE },
  { "repayment_plan", TRUE }, { "figures_source", TRUE },  { "affected_ind", FALSE },   { "displaced_ind", FALSE }, { "areas", FALSE },
  { "iom_presence", FALSE },  { "access", FALSE },         { "start_date", FALSE },     { "duration_months", FALSE }, { "staffing", FALSE },
  { "procurement", FALSE },   { "coordination", FALSE },   { "gbv_screened", FALSE },   { "psea_screened", FALSE }, { "protection_screened", FALSE },
  { "environment_screened", FALSE }, { "risks", FALSE },
};

/* States in which a request is over: another one may be begun. */
#define OVER "closed;cancelled;rejected"

void
epc_mefm_free (EpcMefm *mefm)
{
  if (mefm == NULL)
    return;
  g_free (mefm->code);
  g_free (mefm->title);
  g_free (mefm->status);
  g_free (mefm->status_label);
  g_free (mefm->currency);
  g_free (mefm->t0);
  for (guint i = 0; i < EPC_MEFM_N_STEPS; i++)
    g_free (mefm->steps[i].label);
  g_clear_pointer (&mefm->missing, g_ptr_array_unref);
  g_clear_pointer (&mefm->lines, g_ptr_array_unref);
  g_clear_pointer (&mefm->repayments, g_ptr_array_unref);
  g_clear_pointer (&mefm->approvals, g_ptr_array_unref);
  g_free (mefm->t0_text);
  g_free (mefm->deadline);
  g_free (mefm->ceiling);
  g_free (mefm);
}

static double
hours_between (const char *from, const char *to)
{
  gint64 a, b;

  return from != NULL && to != NULL && epc_moment_to_unix (from, &a) && epc_moment_to_unix (to, &b) ? (double) (b - a) / (3600.0 * G_USEC_PER_SEC) : NAN;
}

static double
number_setting (EpcStore *store, const char *key, double fallback)
{
  g_autofree char *text = epc_store_setting (store, key);
  double value = text != NULL ? g_ascii_strtod (text, NULL) : 0;

  return value > 0 ? value : fallback;
}

static GPtrArray *
of_request (EpcStore *store, const char *entity, const EpcUid *request, const char *sort, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find (entity));
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store, "funding_request", EPC_OP_EQUAL, epc_uid_to_text (request, uid), error) || !epc_query_sort (query, sort, error))
    return NULL;
  return epc_query_records (query, store, error);
}

/* --- clock --- */

guint
epc_mefm_tick (EpcMefm *mefm)
{
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), NULL);
  const EpcMefmStep *last = &mefm->steps[EPC_MEFM_N_STEPS - 1];
  double since = hours_between (mefm->t0, now);
  guint n_late = 0;

  for (guint i = 0; i < EPC_MEFM_N_STEPS; i++)
    {
      EpcMefmStep *step = &mefm->steps[i];
      step->is_late = (isnan (step->hours) ? since : step->hours) > step->target;
      n_late += step->is_late;
    }
  mefm->elapsed = isnan (last->hours) ? since : last->hours;
  mefm->colour = isnan (mefm->elapsed) ? NULL : mefm->elapsed < 0.75 * mefm->limit ? "ok" : mefm->elapsed <= mefm->limit ? "watch" : "critical";
  return n_late;
}

static void
read_clock (EpcMefm *mefm, EpcStore *store, EpcRecord *request)
{
  mefm->t0 = g_strdup (epc_record_text (request, "t0"));
  for (guint i = 0; i < EPC_MEFM_N_STEPS; i++)
    {
      EpcMefmStep *step = &mefm->steps[i];
      g_autofree char *setting = g_strdup_printf ("mefm.hours.%s", targets[i].key);
      step->key = targets[i].key;
      step->label = g_strdup (_(epc_entity_field (epc_record_entity (request), step->key)->label));
      step->target = number_setting (store, setting, targets[i].hours);
      step->hours = hours_between (mefm->t0, epc_record_text (request, step->key));
    }
  mefm->limit = mefm->steps[EPC_MEFM_N_STEPS - 1].target;
  epc_mefm_tick (mefm);
}

/* --- money --- */

/* The rate is units of the local currency for one of the request's: a line in another currency is divided by it. */
static void
read_budget (EpcMefm *mefm, EpcRecord *request, GPtrArray *lines)
{
  gboolean has_rate = !epc_record_is_empty (request, "exchange_rate") && !epc_record_is_empty (request, "rate_date")
                      && epc_record_decimal (request, "exchange_rate") > 0;
  const char *other = NULL;

  mefm->n_lines = lines->len;
  for (guint i = 0; i < lines->len; i++)
    {
      EpcRecord *line = g_ptr_array_index (lines, i);
      const char *currency = epc_record_text (line, "currency");
      gint64 amount = epc_record_integer (line, "amount");
      if (g_strcmp0 (currency, mefm->currency) == 0)
        mefm->budget += amount;
      /* One rate turns one currency. */
      else if (has_rate && (other == NULL || g_strcmp0 (other, currency) == 0))
        {
          other = currency;
          mefm->budget += (gint64) llround ((double) amount / epc_record_decimal (request, "exchange_rate"));
        }
      else
        mefm->n_without_rate++;
    }
}

static gint64
amount_or_unknown (EpcRecord *record, const char *key)
{
  return epc_record_is_empty (record, key) ? -1 : epc_record_integer (record, key);
}

static void
read_repayments (EpcMefm *mefm, EpcStore *store, EpcRecord *request, GPtrArray *repayments)
{
  char today[EPC_DATE_SIZE];
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store));
  const char *currency = epc_record_is_empty (request, "approved_currency") ? mefm->currency : epc_record_text (request, "approved_currency");

  epc_date_today_in (epc_store_zone (store), today);
  for (guint i = 0; i < repayments->len; i++)
    {
      EpcRecord *repayment = g_ptr_array_index (repayments, i);
      const char *status = epc_record_text (repayment, "status");
      if (g_strcmp0 (epc_record_text (repayment, "currency"), currency) != 0 || status == NULL)
        continue;
      if (g_str_equal (status, "posted"))
        mefm->repaid += epc_record_integer (repayment, "amount");
      else if (!g_str_equal (status, "lost"))
        mefm->expected += epc_record_integer (repayment, "amount");
    }
  mefm->days_out = -1;
  mefm->deadline = g_strdup (epc_record_text (request, "repayment_deadline"));
  if (epc_record_is_empty (request, "disbursed_at") || mefm->approved < 0)
    return;
  mefm->outstanding = MAX (mefm->approved - mefm->repaid, 0);
  if (mefm->outstanding == 0)
    return;
  mefm->days_out = (gint64) floor (hours_between (epc_record_text (request, "disbursed_at"), now) / 24);
  mefm->is_overdue = mefm->deadline != NULL && g_strcmp0 (mefm->deadline, today) < 0;
}

static void
read_money (EpcMefm *mefm, EpcStore *store, EpcRecord *request, GPtrArray *lines, GPtrArray *repayments)
{
  double ceiling = number_setting (store, "mefm.ceiling", NAN);

  mefm->currency = g_strdup (epc_record_is_empty (request, "currency") ? "USD" : epc_record_text (request, "currency"));
  mefm->requested = amount_or_unknown (request, "amount_requested");
  mefm->approved = amount_or_unknown (request, "amount_approved");
  read_budget (mefm, request, lines);
  mefm->spent = amount_or_unknown (request, "amount_spent");
  for (guint i = 0; mefm->spent < 0 && i < lines->len; i++)
    if (!epc_record_is_empty (g_ptr_array_index (lines, i), "amount_spent"))
      mefm->spent = 0;
  for (guint i = 0; epc_record_is_empty (request, "amount_spent") && i < lines->len; i++)
    if (!epc_record_is_empty (g_ptr_array_index (lines, i), "amount_spent")
        && g_strcmp0 (epc_record_text (g_ptr_array_index (lines, i), "spent_currency"), mefm->currency) == 0)
      mefm->spent += epc_record_integer (g_ptr_array_index (lines, i), "amount_spent");
  read_repayments (mefm, store, request, repayments);
  if (!isnan (ceiling) && (double) mefm->requested / 100 > ceiling)
    {
      g_autofree char *most = epc_language_decimal (epc_language_get (NULL), ceiling, 0);
      mefm->ceiling = g_strdup_printf (_("More than the office's ceiling of %s %s"), mefm->currency, most);
    }
}

/* --- what is missing --- */

static void
add_missing (EpcMefm *mefm, const char *entity, const char *field, const char *label, gboolean is_needed, const EpcUid *record, const char *code)
{
  EpcMefmMissing *missing = g_new0 (EpcMefmMissing, 1);

  missing->code = code;
  missing->entity = entity;
  missing->field = field;
  missing->label = label;
  missing->is_needed = is_needed;
  if (record != NULL)
    missing->record = *record;
  mefm->n_needed += is_needed;
  g_ptr_array_insert (mefm->missing, is_needed ? (gint) mefm->n_needed - 1 : -1, missing);
}

static gboolean
has_approval (EpcMefm *mefm, const char *step)
{
  for (guint i = 0; i < mefm->approvals->len; i++)
    {
      EpcRecord *approval = g_ptr_array_index (mefm->approvals, i);
      if (g_strcmp0 (epc_record_text (approval, "step"), step) == 0
          && (g_strcmp0 (epc_record_text (approval, "decision"), "approved") == 0 || g_strcmp0 (epc_record_text (approval, "decision"), "partly") == 0))
        return TRUE;
    }
  return FALSE;
}

static void
read_missing (EpcMefm *mefm, EpcRecord *request)
{
  static const struct
  {
    const char *step, *label;
  } steps[] = { { "finance", N_("Record of the budget check") }, { "com", N_("Record of the Chief of Mission's agreement") }, { "rts", N_("Record of the RTS's endorsement") } };

  mefm->wanted = G_N_ELEMENTS (contents) + 1;
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    if (epc_record_is_empty (request, contents[i].key))
      add_missing (mefm, "funding_request", contents[i].key, epc_entity_field (epc_record_entity (request), contents[i].key)->label, contents[i].is_needed,
                   &mefm->uid, NULL);
    else
      mefm->filled++;
  mefm->filled += mefm->n_lines > 0;
  if (mefm->n_lines == 0)
    add_missing (mefm, "budget_line", "line", N_("Budget"), TRUE, NULL, NULL);
  else if (mefm->n_without_rate > 0)
    add_missing (mefm, "funding_request", "exchange_rate", N_("Dated exchange rate for the lines in another currency"), TRUE, &mefm->uid, NULL);
  else if (mefm->requested >= 0 && mefm->requested != mefm->budget)
    add_missing (mefm, "funding_request", "amount_requested", N_("Amount requested that equals the budget"), TRUE, &mefm->uid, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!has_approval (mefm, steps[i].step))
      add_missing (mefm, "approval", "step", steps[i].label, TRUE, NULL, steps[i].step);
}

/* --- the whole --- */

static EpcRecord *
find_request (EpcStore *store, const EpcUid *request, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("funding_request"));
  char uid[EPC_UID_TEXT_SIZE];

  if (request != NULL)
    return epc_store_get (store, epc_entity_find ("funding_request"), request, error);
  if ((crisis != NULL && !epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error)) || !epc_query_sort (query, "-t0", error))
    return NULL;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    if (!epc_check_has_code (g_ptr_array_index (found, i), "status", OVER))
      return g_object_ref (g_ptr_array_index (found, i));
  if (found->len > 0)
    return g_object_ref (g_ptr_array_index (found, 0));
  g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no MEFM request yet. Add one under Response."));
  return NULL;
}

EpcMefm *
epc_mefm (EpcStore *store, const EpcUid *uid, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcRecord) request = find_request (store, uid, crisis, error);
  g_autoptr (GPtrArray) lines = request != NULL ? of_request (store, "budget_line", epc_record_uid (request), "line", error) : NULL;
  g_autoptr (GPtrArray) repayments = lines != NULL ? of_request (store, "repayment", epc_record_uid (request), "date", error) : NULL;
  g_autoptr (GPtrArray) approvals = repayments != NULL ? of_request (store, "approval", epc_record_uid (request), "time", error) : NULL;

  if (approvals == NULL)
    return NULL;
  EpcMefm *mefm = g_new0 (EpcMefm, 1);
  mefm->uid = *epc_record_uid (request);
  mefm->code = g_strdup (epc_record_code (request));
  mefm->title = g_strdup (epc_record_text (request, "title"));
  mefm->status = g_strdup (epc_record_text (request, "status"));
  mefm->status_label = g_strdup (epc_code_label ("funding_status", mefm->status, NULL));
  mefm->missing = g_ptr_array_new_with_free_func (g_free);
  mefm->approvals = g_steal_pointer (&approvals);
  read_clock (mefm, store, request);
  read_money (mefm, store, request, lines, repayments);
  read_missing (mefm, request);
  mefm->lines = g_steal_pointer (&lines);
  mefm->repayments = g_steal_pointer (&repayments);
  mefm->t0_text = epc_store_display (store, request, "t0", NULL);
  return mefm;
}

/* --- states --- */

const char *
epc_mefm_next_states (const char *status)
{
  return epc_funding_next_states (status);
}

/* The moment of the latest record of @step; NULL: there is none. (transfer full) */
static char *
approved_at (EpcStore *store, const EpcUid *request, const char *step)
{
  g_autoptr (GPtrArray) approvals = of_request (store, "approval", request, "-time", NULL);

  for (guint i = 0; approvals != NULL && i < approvals->len; i++)
    if (g_strcmp0 (epc_record_text (g_ptr_array_index (approvals, i), "step"), step) == 0)
      return g_strdup (epc_record_text (g_ptr_array_index (approvals, i), "time"));
  return NULL;
}

/* What is done when a state is reached, and the approval whose moment that is (NULL: now). */
static const struct
{
  const char *status, *field, *step;
} moments[] = {
  { "finance_check", "drafted_at", NULL },   { "com_approved", "finance_checked_at", "finance" }, { "com_approved", "com_approved_at", "com" },
  { "rts_endorsed", "rts_endorsed_at", "rts" }, { "submitted", "submitted_at", NULL },            { "approved", "decided_at", "hq" },
  { "returned", "decided_at", "hq" },        { "rejected", "decided_at", "hq" },                  { "disbursed", "disbursed_at", NULL },
};

gboolean
epc_mefm_advance (EpcTransaction *transaction, const EpcUid *uid, const char *status, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (EpcRecord) request = epc_transaction_get (transaction, epc_entity_find ("funding_request"), uid, error);
  g_autoptr (EpcFindings) findings = epc_findings_new ();
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store));
  char today[EPC_DATE_SIZE];

  if (request == NULL)
    return FALSE;
  epc_record_set_text (request, "status", status);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *then = NULL;
      if (!g_str_equal (moments[i].status, status) || !epc_record_is_empty (request, moments[i].field))
        continue;
      then = moments[i].step != NULL ? approved_at (store, uid, moments[i].step) : NULL;
      epc_record_set_text (request, moments[i].field, then != NULL ? then : now);
    }
  epc_date_today_in (epc_store_zone (store), today);
  if (g_str_equal (status, "closed") && epc_record_is_empty (request, "closed_on"))
    epc_record_set_text (request, "closed_on", today);
  epc_store_validate (store, request, findings);
  const EpcFinding *wrong = epc_findings_first_error (findings);
  if (wrong == NULL)
    return epc_transaction_update (transaction, request, NULL, NULL, error);
  const EpcField *field = wrong->field != NULL ? epc_entity_field (epc_record_entity (request), wrong->field) : NULL;
  if (field != NULL && g_strcmp0 (wrong->field, "status") != 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, "%s: %s", _(field->label), wrong->message);
  else
    g_set_error_literal (error, EPC_ERROR, EPC_ERROR_INVALID, wrong->message);
  return FALSE;
}

/* --- a draft out of what is known --- */

static void
copy_text (EpcRecord *to, const char *key, EpcRecord *from, const char *other)
{
  if (epc_entity_field (epc_record_entity (from), other) != NULL && !epc_record_is_empty (from, other))
    {
      g_autofree char *text = epc_record_to_text (from, other);
      epc_record_parse (to, key, text, NULL);
    }
}

static void
add_source (GString *sources, const char *source, const char *date)
{
  if (source == NULL)
    return;
  g_string_append_printf (sources, "%s%s%s%s", sources->len > 0 ? "; " : "", source, date != NULL ? ", " : "", date != NULL ? date : "");
}

/* How much a figure is the office's own: the one it plans with before the one it reports before any other. */
static int
figure_rank (EpcRecord *figure)
{
  return g_strcmp0 (epc_record_text (figure, "is_planning"), "yes") == 0 ? 2 : g_strcmp0 (epc_record_text (figure, "used_in_report"), "yes") == 0 ? 1 : 0;
}

/* The figure of @measure of the highest rank, of those the newest; its source goes into @sources. */
static gboolean
take_figure (EpcStore *store, const EpcUid *crisis, const char *measure, EpcRecord *request, const char *field, GString *sources, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("figure"));
  char uid[EPC_UID_TEXT_SIZE];
  EpcRecord *best = NULL;

  if (!epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error)
      || !epc_query_where (query, store, "measure", EPC_OP_EQUAL, measure, error) || !epc_query_sort (query, "-date", error))
    return FALSE;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      EpcRecord *figure = g_ptr_array_index (found, i);
      if (!epc_record_is_empty (figure, "value") && (best == NULL || figure_rank (figure) > figure_rank (best)))
        best = figure;
    }
  if (best != NULL)
    {
      epc_record_set_integer (request, field, epc_record_integer (best, "value"));
      add_source (sources, epc_record_text (best, "source"), epc_record_text (best, "date"));
    }
  return found != NULL;
}

static gboolean
add_gap_line (EpcTransaction *transaction, const EpcUid *request, const EpcNeedLine *need, gint64 *total, GString *without_cost, GError **error)
{
  g_autoptr (EpcRecord) item = epc_transaction_get (transaction, epc_entity_find ("item"), &need->item, error);
  g_autoptr (EpcRecord) line = epc_record_new (epc_entity_find ("budget_line"));

  if (item == NULL)
    return FALSE;
  if (need->gap <= 0)
    return TRUE;
  if (epc_record_is_empty (item, "unit_cost"))
    {
      g_string_append_printf (without_cost, "%s%s", without_cost->len > 0 ? ", " : "", need->item_name);
      return TRUE;
    }
  gint64 cost = epc_record_integer (item, "unit_cost"), amount = (gint64) llround (ceil (need->gap - 1e-9) * (double) cost);
  const char *currency = epc_record_is_empty (item, "unit_cost_currency") ? "USD" : epc_record_text (item, "unit_cost_currency");
  epc_record_set_reference (line, "funding_request", request);
  epc_record_set_text (line, "line", "shelter_nfi");
  epc_record_set_text (line, "description", need->item_name);
  epc_record_set_text (line, "unit", need->unit);
  epc_record_set_decimal (line, "quantity", ceil (need->gap - 1e-9));
  epc_record_set_integer (line, "unit_cost", cost);
  epc_record_set_integer (line, "amount", amount);
  epc_record_set_text (line, "currency", currency);
  if (g_str_equal (currency, "USD"))
    *total += amount;
  return epc_transaction_insert (transaction, line, error);
}

/* People and what is missing for them, where the crisis has no figures of its own. */
static void
fill_from_needs (EpcRecord *request, const EpcNeeds *needs, GString *sources)
{
  g_autofree char *without = epc_language_integer (epc_language_get (NULL), needs->without);
  gboolean is_taken = epc_record_is_empty (request, "displaced_ind") || epc_record_is_empty (request, "in_need_ind");

  if (needs->people < 0)
    return;
  if (epc_record_is_empty (request, "displaced_ind"))
    epc_record_set_integer (request, "displaced_ind", needs->people);
  if (epc_record_is_empty (request, "in_need_ind"))
    epc_record_set_integer (request, "in_need_ind", needs->people);
  if (is_taken)
    add_source (sources, needs->people_source, needs->people_date);
  if (needs->without > 0)
    {
      g_autofree char *stock = g_strdup_printf (ngettext_ ("Relief items are missing for %s household after stock and what is on its way; first short of: %s.", "Relief items are missing for %s households after stock and what is on its way; first short of: %s.", (gulong) needs->without), without,
                                                needs->short_of);
      epc_record_set_text (request, "procurement", stock);
    }
}

/* Experts asked for and not yet there: "CCCM, 2 people, 8 weeks", one a line. */
static gboolean
fill_staffing (EpcRecord *request, EpcStore *store, const EpcUid *crisis, GError **error)
{
  g_autoptr (EpcQuery) query = epc_query_new (epc_entity_find ("expert_request"));
  g_autoptr (GString) text = g_string_new (NULL);
  char uid[EPC_UID_TEXT_SIZE];

  if (!epc_query_where (query, store, "crisis", EPC_OP_EQUAL, epc_uid_to_text (crisis, uid), error))
    return FALSE;
  g_autoptr (GPtrArray) found = epc_query_records (query, store, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      EpcRecord *wanted = g_ptr_array_index (found, i);
      g_autofree char *profile = epc_store_display (store, wanted, "profile", NULL), *people = epc_store_display (store, wanted, "number", NULL);
      g_autofree char *weeks = epc_store_display (store, wanted, "duration_weeks", NULL);
      if (epc_check_has_code (wanted, "status", "cancelled"))
        continue;
      g_string_append_printf (text, "%s%s: %s × %s%s%s", text->len > 0 ? "\n" : "", epc_record_text (wanted, "title"), people != NULL ? people : "1",
                              profile != NULL ? profile : "", weeks != NULL ? ", " : "", weeks != NULL ? weeks : "");
    }
  if (text->len > 0)
    epc_record_set_text (request, "staffing", text->str);
  return found != NULL;
}

/* What the crisis' own record says. */
static void
fill_from_crisis (EpcRecord *request, EpcStore *store, EpcRecord *crisis)
{
  static const char *const keys[] = { "country", "t0", "glide", "areas", "summary", "government_request", "government_request_date", "state_of_emergency",
                                      "state_of_emergency_date" };
  g_autofree char *title = g_strdup_printf ("MEFM %s", epc_record_text (crisis, "name"));
  g_autofree char *now = epc_moment_from_unix (epc_clock_now (), epc_store_zone (store));

  epc_record_set_text (request, "title", title);
  epc_record_set_text (request, "fund", "mefm");
  epc_record_set_text (request, "status", "draft");
  epc_record_set_text (request, "currency", "USD");
  epc_record_set_reference (request, "crisis", epc_record_uid (crisis));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    copy_text (request, keys[i], crisis, keys[i]);
  if (epc_record_is_empty (request, "t0"))
    epc_record_set_text (request, "t0", now);
}

/* The budget lines of what is missing, their sum as the amount, and what has no unit cost in words. */
static gboolean
add_budget (EpcTransaction *transaction, EpcRecord *request, const EpcNeeds *needs, GError **error)
{
  g_autoptr (GString) without_cost = g_string_new (NULL);
  gint64 total = 0;

  for (guint i = 0; i < needs->lines->len; i++)
    if (!add_gap_line (transaction, epc_record_uid (request), g_ptr_array_index (needs->lines, i), &total, without_cost, error))
      return FALSE;
  if (total == 0 && without_cost->len == 0)
    return TRUE;
  if (without_cost->len > 0)
    {
      const char *said = epc_record_text (request, "procurement");
      g_autofree char *text = g_strdup_printf (_("%s Not in the budget yet, for want of a unit cost: %s."), said != NULL ? said : "", without_cost->str);
      epc_record_set_text (request, "procurement", text);
    }
  if (total > 0)
    {
      epc_record_set_integer (request, "amount_requested", total);
      epc_record_set_text (request, "currency", "USD");
    }
  return epc_transaction_update (transaction, request, NULL, NULL, error);
}

gboolean
epc_mefm_begin (EpcTransaction *transaction, const EpcUid *crisis_uid, EpcUid *uid, GError **error)
{
  EpcStore *store = epc_transaction_store (transaction);
  g_autoptr (EpcRecord) crisis = epc_transaction_get (transaction, epc_entity_find ("crisis"), crisis_uid, error);
  g_autoptr (EpcMefm) open = crisis != NULL ? epc_mefm (store, NULL, crisis_uid, NULL) : NULL;
  g_autoptr (EpcNeeds) needs = crisis != NULL ? epc_needs (store, crisis_uid, -1, NULL, error) : NULL;
  g_autoptr (EpcRecord) request = epc_record_new (epc_entity_find ("funding_request"));
  g_autoptr (GString) sources = g_string_new (NULL);

  if (needs == NULL)
    return FALSE;
  if (open != NULL && strstr (OVER, open->status) == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_CONFLICT, _("%s “%s” is there already: go on with it, or close it first."), open->code, open->title);
      return FALSE;
    }
  fill_from_crisis (request, store, crisis);
  if (!take_figure (store, crisis_uid, "affected", request, "affected_ind", sources, error)
      || !take_figure (store, crisis_uid, "displaced", request, "displaced_ind", sources, error)
      || !take_figure (store, crisis_uid, "in_need", request, "in_need_ind", sources, error))
    return FALSE;
  fill_from_needs (request, needs, sources);
  if (sources->len > 0)
    epc_record_set_text (request, "figures_source", sources->str);
  if (!fill_staffing (request, store, crisis_uid, error) || !epc_transaction_insert (transaction, request, error))
    return FALSE;
  *uid = *epc_record_uid (request);
  return add_budget (transaction, request, needs, error);
}
