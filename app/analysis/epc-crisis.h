/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A crisis as it stands: its clock with what is due, the figures of the sources side by side, severity and phases with their history,
 * and what it shares with other crises and is promised twice. And the two things that are decided about it as a whole: the clock is
 * started, a figure is planned with.
 */
#pragma once

#include "store/epc-query.h"
#include "store/epc-transaction.h"

G_BEGIN_DECLS

typedef struct
{
  EpcUid uid;
  char *title, *responsible, *status; /* status: label */
  char *due, *due_at;      /* ISO date; stored moment, NULL: the day is enough */
  gint64 hours;            /* after T0; −1: the calendar knows nothing of it, or there is no T0 */
  gboolean is_done, is_cancelled, is_overdue, is_of_calendar;
} EpcCrisisTask;

typedef struct
{
  EpcUid uid;
  char *kind, *kind_label, *source, *date; /* kind: code of figure_source */
  gint64 value, low, high;                 /* −1: not said */
  gboolean is_estimate, is_planning, is_stale; /* stale: older than 48 hours while the crisis is active */
  char *reason;                            /* why it is planned with; NULL */
} EpcCrisisFigure;

/* One thing that is counted, of one place: the newest figure of each source, government first, then IOM, then the others. */
typedef struct
{
  char *measure, *label, *place, *place_name; /* place: P-code, NULL: the crisis as a whole */
  GPtrArray *figures;                         /* (element-type EpcCrisisFigure) */
  const EpcCrisisFigure *planning;            /* one of them, or an older one kept beside them; NULL: none chosen */
} EpcCrisisMeasure;

typedef struct
{
  EpcUid uid;
  char *date, *level, *level_label, *place_name, *reason, *source, *decided_by; /* NULL: not said */
} EpcCrisisLevel;

typedef struct
{
  char *place, *place_name, *phase, *phase_label, *since, *reason, *level_label; /* phase NULL: that of the crisis holds */
} EpcCrisisArea;

/* Something that two crises count on: an expert deployed to both on the same days, stock held for both beyond what there is. */
typedef struct
{
  const char *entity; /* "deployment", "reservation" */
  EpcUid uid;         /* of the record of this crisis */
  char *what, *why;   /* "Mejía, Andrés"; a sentence with the arithmetic */
} EpcCrisisDouble;

typedef struct
{
  EpcUid uid;
  char *code, *name, *glide, *status, *phase, *phase_label, *type_label, *t0, *plan_title; /* NULL: not said */
  gboolean is_drill, has_plan_calendar; /* the tasks come from the plan's own calendar, not from the standard list */
  double hours;            /* since T0, by the product's clock; NAN: no T0 */
  GPtrArray *tasks;        /* (element-type EpcCrisisTask), by the moment they are due */
  guint n_done, n_overdue, n_open; /* open: neither done nor cancelled, overdue ones too */
  guint n_waiting;         /* steps of the calendar that are no task yet */
  GPtrArray *measures;     /* (element-type EpcCrisisMeasure) */
  GPtrArray *levels;       /* (element-type EpcCrisisLevel), newest first */
  GPtrArray *areas;        /* (element-type EpcCrisisArea) */
  GPtrArray *doubles;      /* (element-type EpcCrisisDouble) */
  guint n_decisions;
} EpcCrisis;

/* EPC_ERROR_NOT_FOUND. */
EpcCrisis *epc_crisis (EpcStore *store, const EpcUid *uid, GCancellable *cancellable, GError **error);
void epc_crisis_free (EpcCrisis *crisis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcCrisis, epc_crisis_free)

/* Whether @crisis (nil or not there: no) is an exercise. */
gboolean epc_crisis_is_drill (EpcStore *store, const EpcUid *crisis);
/* Narrows @query, of an entity with a reference to a crisis in @field, to @crisis; NULL: to all that is real, because a drill is never
 * in totals. What belongs to no crisis stays in. */
gboolean epc_crisis_narrow (EpcQuery *query, EpcStore *store, const char *field, const EpcUid *crisis, GError **error);

/* --- decisions about it --- */

/* A crisis to be declared, filled with what is known: country, now as T0, and, from the newest alert of the last two weeks that belongs
 * to no crisis, hazard, place and what happened. @alert (may be NULL) gets that alert; nil: none. (transfer full) */
EpcRecord *epc_crisis_draft (EpcStore *store, EpcUid *alert);
/* The type of crisis (code of crisis_type) that a hazard (code of hazard) makes; NULL: of no known hazard. */
const char *epc_crisis_type_of (const char *hazard);
/* The plan in force that covers the hazard of @crisis in its country today; FALSE: there is none. */
gboolean epc_crisis_find_plan (EpcStore *store, const EpcRecord *crisis, EpcUid *plan);
/* Makes the tasks of the calendar of the crisis's plan (where it names none, of the plan in force for its hazard, which is then named;
 * where that has no calendar, of the standard list), each due so many hours after T0. A step that has had its task is left alone,
 * whatever became of it, so that it may be done again at any time. *@n_new (may be NULL): tasks made. The words are
 * those of the office's language. EPC_ERROR_INVALID: the crisis has no T0, or is closed. */
gboolean epc_crisis_start_clock (EpcTransaction *transaction, const EpcUid *crisis, guint *n_new, GError **error);
/* Plans with figure @figure, because of @reason, and with no other of the same crisis, measure and place. EPC_ERROR_INVALID: no reason. */
gboolean epc_crisis_plan_with (EpcTransaction *transaction, const EpcUid *figure, const char *reason, GError **error);

G_END_DECLS
