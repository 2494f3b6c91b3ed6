/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A request to the emergency fund as it stands: the clock from T0 with its milestones, what is missing before it can be sent, the budget
 * in one currency, who agreed, and after the decision what was used, paid back, is outstanding and overdue. Targets are those of the
 * workflow of 24 hours (trigger 2, draft 8, finance 12, Chief of Mission 16, RTS 18, sent 24), as settings "mefm.hours.STEP"; no ceiling and no repayment deadline is built in: where the settings
 * "mefm.ceiling" (in the currency of the request) and the request's own deadline are empty, nothing is judged by them.
 */
#pragma once

#include "store/epc-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  const char *key;   /* field of funding_request that holds the moment: "trigger_at" … "submitted_at" */
  char *label;       /* translated */
  double target;     /* hours after T0 */
  double hours;      /* when it was done, hours after T0; NAN: not done */
  gboolean is_late;  /* done after its target, or not done and the target has passed */
} EpcMefmStep;

#define EPC_MEFM_N_STEPS 6

typedef struct
{
  const char *entity; /* record that it is entered in: "funding_request", "budget_line", "approval" */
  const char *field;  /* key */
  const char *label;  /* what is missing: N_(), for whoever shows it in its language */
  gboolean is_needed; /* without it the request cannot be signed or sent; else it is only useful */
  const char *code;   /* what a new one begins with in @field; NULL: nothing */
  EpcUid record;      /* nil: a new one */
} EpcMefmMissing;

typedef struct
{
  EpcUid uid;
  char *code, *title, *status, *status_label, *currency, *t0;
  EpcMefmStep steps[EPC_MEFM_N_STEPS];
  double elapsed;      /* hours since T0: until sending, else until now; NAN: no T0 */
  double limit;        /* hours: the target of the last step */
  const char *colour;  /* "ok" below three quarters of the limit, "watch" up to it, "critical" above */
  GPtrArray *missing;  /* EpcMefmMissing, needed ones first */
  guint n_needed;      /* of them */
  guint filled, wanted; /* of what a request says */
  gint64 budget;       /* hundredths, all lines in the currency of the request at its dated rate */
  guint n_lines, n_without_rate; /* lines in another currency that no rate turns */
  gint64 requested, approved, spent, repaid, expected, outstanding; /* hundredths; requested, approved, spent −1: not known */
  char *deadline;      /* ISO; NULL: none */
  gboolean is_overdue; /* outstanding after the deadline */
  gint64 days_out;     /* days since the money came that something is outstanding; −1: no money yet or all repaid */
  char *ceiling;       /* sentence when the setting is passed; NULL: it is not, or there is none */
  char *t0_text;        /* T0 as it is read; NULL: not recorded */
  GPtrArray *lines, *repayments, *approvals; /* EpcRecord: by line, by date, by time */
} EpcMefm;

void epc_mefm_free (EpcMefm *mefm);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcMefm, epc_mefm_free)

/* The clock goes on: elapsed, colour and what is late, as of now. The number of steps that are late. */
guint epc_mefm_tick (EpcMefm *mefm);

/* @request NULL: the newest of @crisis (NULL: of all) that is not closed. NULL with @error; EPC_ERROR_NOT_FOUND: there is none. */
EpcMefm *epc_mefm (EpcStore *store, const EpcUid *request, const EpcUid *crisis, GError **error);

/* A draft for @crisis out of what the workspace knows: T0, GLIDE, areas, figures with their source (the one planned with first), experts asked
 * for, what is missing of relief items as budget lines at the unit cost of the items; those without one are named under procurement. *@request: its uid. EPC_ERROR_CONFLICT: an open one is there. */
gboolean epc_mefm_begin (EpcTransaction *transaction, const EpcUid *crisis, EpcUid *request, GError **error);

/* Puts the request into @status, with the moment of its step: that of the record it rests on, else now. EPC_ERROR_INVALID in words when the rules
 * do not let it: another state comes first, a content or an approval is missing. */
gboolean epc_mefm_advance (EpcTransaction *transaction, const EpcUid *request, const char *status, GError **error);

/* The next states of one, joined by ";"; "" for the last. */
const char *epc_mefm_next_states (const char *status);

G_END_DECLS
