/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The request to the Migration Emergency Funding Mechanism in two pages: what happened, what the money does, the budget, how it is paid
 * back, what was screened, who approves; and what is still missing before it can be sent.
 */
#include "epc-report-private.h"

#include <math.h>

#include "analysis/epc-mefm.h"
#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "draw/epc-page-signs.h"
#include "model/epc-code-list.h"

#define APPROVALS_SHOWN 4
#define MAP_HEIGHT 190 /* points, wished for and least */
#define MAP_LEAST 150

typedef struct
{
  EpcReportMaking base;
  EpcRecord *request;
  EpcMefm *state;
  GPtrArray *budget, *repayments, *approvals; /* (element-type EpcRecord) */
} Mefm;

static const char *
t (const Mefm *self, const char *text)
{
  return epc_report_text (&self->base, text);
}

static void
mefm_clear (Mefm *self)
{
  g_clear_object (&self->request);
  g_clear_pointer (&self->state, epc_mefm_free);
  g_clear_pointer (&self->budget, g_ptr_array_unref);
  g_clear_pointer (&self->repayments, g_ptr_array_unref);
  g_clear_pointer (&self->approvals, g_ptr_array_unref);
  epc_report_clear (&self->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mefm, mefm_clear)

static gboolean
gather (Mefm *self, const EpcReportOptions *options, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  self->request = epc_report_record (&self->base, "funding_request", options->reference, "t0", &wrong);
  if (self->request == NULL)
    {
      if (wrong != NULL)
        g_propagate_error (error, g_steal_pointer (&wrong));
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _("There is no MEFM request yet. Add one under Response."));
      return FALSE;
    }
  const EpcUid *uid = epc_record_uid (self->request);
  self->budget = epc_report_records_of (&self->base, "budget_line", "funding_request", uid, "line", error);
  self->repayments = self->budget != NULL ? epc_report_records_of (&self->base, "repayment", "funding_request", uid, "date", error) : NULL;
  self->approvals = self->repayments != NULL ? epc_report_records_of (&self->base, "approval", "funding_request", uid, "time", error) : NULL;
  self->state = self->approvals != NULL ? epc_mefm (self->base.store, uid, NULL, error) : NULL;
  return self->state != NULL;
}

/* --- head --- */

static void
add_clock (Mefm *self)
{
  EpcReportMaking *base = &self->base;
  EpcClockMark marks[EPC_MEFM_N_STEPS];
  double used = NAN;

  for (guint i = 0; i < EPC_MEFM_N_STEPS; i++)
    {
      marks[i] = (EpcClockMark) { self->state->steps[i].hours, t (self, epc_entity_field (epc_record_entity (self->request), self->state->steps[i].key)->label) };
      if (!isnan (marks[i].hours))
        used = isnan (used) ? marks[i].hours : MAX (used, marks[i].hours);
    }
  gboolean is_sent = !isnan (marks[EPC_MEFM_N_STEPS - 1].hours);
  const char *state = isnan (used) ? t (self, N_("no step was recorded"))
                      : epc_report_format (base, is_sent ? t (self, N_("sent after %s h")) : t (self, N_("last step after %s h; not sent")),
                                           epc_report_decimal (base, used, 0));
  epc_document_add_clock (base->document, marks, EPC_MEFM_N_STEPS, used, self->state->limit, t (self, N_("T0")),
                          epc_report_format (base, t (self, N_("%s h")), epc_report_decimal (base, self->state->limit, 0)), state);
}

static void
add_head (Mefm *self)
{
  EpcReportMaking *base = &self->base;
  const char *number = epc_report_shown (base, self->request, "request_no");
  const EpcMastheadFact facts[] = {
    { t (self, N_("Request")), number != NULL ? number : epc_record_code (self->request) },
    { t (self, N_("Amount requested")), epc_report_money (base, self->request, "amount_requested", "currency") },
    { t (self, N_("Clock start (T0)")), epc_report_shown (base, self->request, "t0") },
  };
  const char *country = epc_record_is_empty (self->request, "country") ? epc_store_country (base->store) : epc_record_text (self->request, "country");
  const char *crisis = epc_report_shown (base, self->request, "crisis");
  const char *name = epc_code_label ("country", country, base->name);

  epc_document_add_masthead (base->document, t (self, N_("Migration Emergency Funding Mechanism · request for advance funds")),
                             crisis != NULL ? epc_report_format (base, "%s, %s", crisis, name) : name,
                             epc_report_shown (base, self->request, "title"), facts, G_N_ELEMENTS (facts));
  add_clock (self);
}

/* --- 1, 2: situation, what the money does --- */

static void
add_said (Mefm *self, const char *key)
{
  if (!epc_record_is_empty (self->request, key))
    epc_document_add_markdown (self->base.document, epc_record_text (self->request, key), 2);
  else
    epc_document_add_paragraph (self->base.document, EPC_TYPE_SMALL, t (self, N_("Not written yet.")));
}

static void
add_facts (Mefm *self, const char *const *keys)
{
  EpcTable *table = epc_report_facts (&self->base, self->request, keys);

  if (table != NULL)
    epc_document_add_table (self->base.document, table);
}

static void
add_situation (Mefm *self)
{
  static const char *const people[] = { "affected_ind", "displaced_ind", "in_need_ind", "target_ind", "females", "males", "glide", "areas",
                                        "figures_source", "government_request", "state_of_emergency", "access", NULL };
  static const char *const work[] = { "mcof_sectors", "start_date", "duration_months", NULL };
  EpcReportMaking *base = &self->base;

  epc_document_begin_columns (base->document, 1, 1);
  epc_document_add_heading (base->document, 1, "1", t (self, N_("Situation")), NULL);
  add_said (self, "summary");
  add_facts (self, people);
  epc_document_next_column (base->document);
  epc_document_add_heading (base->document, 1, "2", t (self, N_("What the money does")), NULL);
  add_said (self, "activities");
  add_facts (self, work);
  if (!epc_record_is_empty (self->request, "iom_presence"))
    {
      epc_document_add_heading (base->document, 3, NULL, t (self, N_("IOM presence")), NULL);
      add_said (self, "iom_presence");
    }
  epc_document_end_columns (base->document);
}

/* --- 3, 4: money --- */

static const char *
amount_text (Mefm *self, const char *currency, gint64 hundredths)
{
  return epc_report_format (&self->base, "%s %s", currency, epc_report_decimal (&self->base, (double) hundredths / 100, hundredths % 100 == 0 ? 0 : 2));
}

static void
add_budget (Mefm *self)
{
  EpcReportMaking *base = &self->base;
  const char *currency = self->state->currency;
  const gint64 total = self->state->budget, asked = self->state->requested;

  epc_document_add_heading (base->document, 1, "3", t (self, N_("Budget")), NULL);
  if (self->budget->len == 0)
    {
      epc_document_add_paragraph (base->document, EPC_TYPE_BODY, t (self, N_("No budget line is recorded yet.")));
      return;
    }
  EpcTable *table = epc_table_new (NULL);
  epc_table_add_column (table, t (self, N_("Budget line")), EPC_ALIGN_LEFT, 6);
  epc_table_add_column (table, t (self, N_("Category")), EPC_ALIGN_LEFT, 3);
  epc_table_add_column (table, t (self, N_("Amount")), EPC_ALIGN_RIGHT, 3);
  epc_table_add_column (table, t (self, N_("Share")), EPC_ALIGN_RIGHT, 2);
  for (guint i = 0; i < self->budget->len; i++)
    {
      EpcRecord *line = g_ptr_array_index (self->budget, i);
      gboolean is_counted = g_strcmp0 (epc_record_text (line, "currency"), currency) == 0;
      double share = is_counted && total > 0 ? 100.0 * (double) epc_record_integer (line, "amount") / (double) total : NAN;
      epc_table_add_cells (table, epc_report_shown (base, line, "description"), epc_report_shown (base, line, "line"),
                           epc_report_money (base, line, "amount", "currency"),
                           epc_report_percent (base, share, 1));
    }
  epc_table_add_cells (table, t (self, N_("Total")), "", amount_text (self, currency, total), total > 0 ? epc_report_percent (base, 100, 0) : NULL);
  epc_table_set_total (table, TRUE);
  if (self->state->n_without_rate > 0)
    epc_table_set_note (table, epc_report_format (base, epc_language_plural (base->language, N_("%u line in another currency is not in the total."), N_("%u lines in other currencies are not in the total."), self->state->n_without_rate), self->state->n_without_rate));
  else if (asked >= 0 && asked != total)
    epc_table_set_note (table, epc_report_format (base, t (self, N_("The request asks for %s; its lines add up to %s.")),
                                                  amount_text (self, currency, asked), amount_text (self, currency, total)));
  epc_document_add_table (base->document, table);
}

static void
add_other_funds (Mefm *self)
{
  static const char *const keys[] = { "other_funds", "other_funds_note", "exchange_rate", "rate_date", NULL };
  EpcTable *table = epc_report_facts (&self->base, self->request, keys);

  epc_document_add_heading (self->base.document, 1, "4", t (self, N_("Other funds in view")), NULL);
  if (table != NULL)
    epc_document_add_table (self->base.document, table);
  else
    epc_document_add_paragraph (self->base.document, EPC_TYPE_BODY, t (self, N_("None is recorded.")));
}

/* Where the money goes: the open sites of the crisis, as far as the page has room. */
static gboolean
add_where (Mefm *self, GError **error)
{
  EpcPictureChoice choice = EPC_PICTURE_CHOICE_INIT;
  const EpcUid *crisis = epc_record_reference (self->request, "crisis");

  if (crisis == NULL)
    return TRUE;
  choice.crisis = *crisis;
  return epc_report_add_sites_map (&self->base, &choice, t (self, N_("Open sites")), MAP_HEIGHT, MAP_LEAST, error);
}

static void
add_repayment (Mefm *self)
{
  static const char *const keys[] = { "donor", "project", "status", "amount", "probability", "date", NULL };
  static const char *const expected[] = { "repayment_donor", "repayment_amount", "repayment_probability", "repayment_expected", NULL };

  epc_document_add_heading (self->base.document, 1, "5", t (self, N_("Repayment plan")), NULL);
  add_said (self, "repayment_plan");
  add_facts (self, expected);
  if (self->repayments->len > 0)
    epc_document_add_table (self->base.document, epc_report_table (&self->base, t (self, N_("Repayments")), "repayment", keys, self->repayments));
}

/* --- 6 to 9: risks, screening, how, approval --- */

static void
add_screening (Mefm *self)
{
  static const char *const keys[] = { "government_request", "gbv_screened", "psea_screened", "protection_screened", "environment_screened" };
  EpcTable *table = epc_table_new (NULL);

  epc_table_set_headless (table, TRUE);
  epc_table_set_compact (table, TRUE);
  epc_table_add_column (table, "", EPC_ALIGN_LEFT, 3);
  epc_table_add_column (table, "", EPC_ALIGN_LEFT, 2);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const EpcField *field = epc_entity_field (epc_record_entity (self->request), keys[i]);
      const char *answer = epc_record_text (self->request, keys[i]), *shown = epc_report_shown (&self->base, self->request, keys[i]);
      guint row = epc_table_add_cells (table, t (self, field->label), shown != NULL ? shown : t (self, N_("not yet looked at")));
      epc_table_set_symbol (table, row, 0,
                            answer == NULL                   ? EPC_SYMBOL_UNKNOWN
                            : g_str_equal (answer, "yes") ? EPC_SYMBOL_OK
                                                             : EPC_SYMBOL_WATCH);
    }
  epc_document_add_table (self->base.document, table);
}

static void
add_how (Mefm *self)
{
  static const char *const markers[] = { "gender_marker", "environment_marker", "annexes", NULL };
  static const char *const said[] = { "staffing", "procurement", "coordination", NULL };
  EpcReportMaking *base = &self->base;

  epc_document_begin_columns (base->document, 1, 1);
  epc_document_add_heading (base->document, 1, "6", t (self, N_("Risks and what lessens them")), NULL);
  add_said (self, "risks");
  epc_document_next_column (base->document);
  epc_document_add_heading (base->document, 1, "7", t (self, N_("Screening")), NULL);
  add_screening (self);
  add_facts (self, markers);
  epc_document_end_columns (base->document);
  epc_document_add_heading (base->document, 1, "8", t (self, N_("Staff, procurement, coordination")), NULL);
  guint n = 0;
  for (guint i = 0; said[i] != NULL; i++)
    n += epc_report_add_said (base, 3, NULL, self->request, said[i]);
  if (n == 0)
    epc_document_add_paragraph (base->document, EPC_TYPE_SMALL, t (self, N_("Not written yet.")));
}

static void
add_approval (Mefm *self)
{
  static const struct
  {
    const char *step, *title, *role;
  } boxes[APPROVALS_SHOWN] = {
    { NULL, N_("Requested by"), N_("EPC focal point") },
    { "finance", N_("Budget checked by"), N_("Resource management officer") },
    { "com", N_("Signed by"), N_("Chief of Mission") },
    { "rts", N_("Endorsed by"), N_("Regional office, Panama") },
  };
  EpcReportMaking *base = &self->base;
  EpcSignature signatures[APPROVALS_SHOWN];
  const char *const words[3] = { t (self, N_("Name")), t (self, N_("Signature")), t (self, N_("Date and hour")) };

  for (guint i = 0; i < APPROVALS_SHOWN; i++)
    {
      signatures[i] = (EpcSignature) { t (self, boxes[i].title), t (self, boxes[i].role), NULL, NULL };
      for (guint k = 0; k < self->approvals->len && boxes[i].step != NULL; k++)
        {
          EpcRecord *approval = g_ptr_array_index (self->approvals, k);
          if (g_strcmp0 (epc_record_text (approval, "step"), boxes[i].step) != 0
              || g_strcmp0 (epc_record_text (approval, "decision"), "approved") != 0)
            continue;
          signatures[i].name = epc_report_shown (base, approval, "officer");
          signatures[i].date = epc_report_shown (base, approval, "time");
          if (signatures[i].name == NULL)
            signatures[i].name = epc_report_shown (base, approval, "role");
        }
    }
  epc_document_add_heading (base->document, 1, "9", t (self, N_("Approval")), NULL);
  epc_document_add_signatures (base->document, signatures, APPROVALS_SHOWN, words);
}

/* What nobody may sign without stands first; the rest is told, not hidden. */
static void
add_missing (Mefm *self)
{
  EpcReportMaking *base = &self->base;
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < self->state->missing->len; i++)
    g_string_append_printf (missing, "%s%s", i > 0 ? " · " : "", t (self, ((EpcMefmMissing *) g_ptr_array_index (self->state->missing, i))->label));
  if (missing->len > 0)
    epc_document_add_note (base->document, t (self, N_("Still missing before it can be sent")), epc_report_escaped (base, missing->str), 0);
}

EpcDocument *
epc_report_mefm (EpcStore *store, const EpcReportOptions *options, GError **error)
{
  g_auto (Mefm) self = { .request = NULL };
  EpcReportMaking *base = &self.base;

  epc_report_begin (base, store, options);
  if (!gather (&self, options, error))
    return NULL;
  epc_report_set_facts (base, epc_report_shown (base, self.request, "title"), epc_record_code (self.request),
                        t (&self, N_("Source: figures of the office as recorded in the request.")), EPC_CLASS_RESTRICTED);
  epc_report_set_watermark (base, epc_record_reference (self.request, "crisis"));
  add_head (&self);
  add_situation (&self);
  add_budget (&self);
  add_other_funds (&self);
  if (!add_where (&self, error))
    return NULL;
  add_repayment (&self);
  add_how (&self);
  add_approval (&self);
  add_missing (&self);
  return epc_report_finish (base, error);
}
