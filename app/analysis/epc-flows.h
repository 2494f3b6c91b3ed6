/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People who pass: counts of flow monitoring by period, point, direction, nationality and route. A partial view at the points and hours
 * observed: it shows trends, is never a total and is never added to people present (domain rule 10).
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

/* Counts that may stand in one row of a chart: of one country, tool, period and source, and either all of them taken at points or all of
 * them published for a border or country as a whole. Series are never added up. */
typedef struct
{
  char *country, *tool, *period, *source; /* canonical texts; NULL: not recorded */
  gboolean at_points;
  char *first, *last; /* ISO: the days of the oldest and the newest count */
  gint64 rows;
} EpcFlowSeries;

/* People seen; −1: nothing was counted, which is not nobody. */
typedef struct
{
  gint64 in, out;  /* entering, leaving */
  gint64 other;    /* transit, internal, circular, and where no direction is recorded */
  gint64 people;   /* all of them */
} EpcFlowCount;

typedef struct
{
  char *date; /* ISO, the first day */
  EpcFlowCount count;
  guint points; /* that counted; 0 in a series of a whole country */
} EpcFlowPeriod;

typedef struct
{
  EpcUid point;
  char *name, *status; /* status: code */
  EpcFlowCount now, before;
  guint periods_now, periods_before; /* days, weeks, … with a count */
  char *last; /* ISO, the newest count; NULL: never */
} EpcFlowPoint;

typedef struct
{
  char *value; /* code; of a route "COL;PAN"; of people "female;adult"; NULL: not stated */
  char *label;
  gint64 people;
} EpcFlowShare;

/* What each share is of. */
typedef enum
{
  EPC_FLOW_NATIONALITY,
  EPC_FLOW_PEOPLE, /* sex and age */
  EPC_FLOW_JOURNEY, /* where it began to where it is to end; where nobody said, the country before to the one after */
  EPC_FLOW_TRANSPORT,
  EPC_N_FLOW_SHARES
} EpcFlowShareKind;

typedef struct
{
  EpcFlowSeries *series;
  char *from, *to;               /* ISO: the newest days with counts: seven, or one week, month, quarter, year */
  char *before_from, *before_to; /* as many before them */
  EpcFlowCount now, before;
  guint points;                         /* active ones of the register, or that counted */
  guint points_now;                     /* that counted in the newest days */
  guint points_both;                    /* that counted in both */
  guint periods_now;                    /* counts of a point and period in the newest days */
  double change_percent;                /* people a counted day, over the points of both; NAN: nothing to compare */
  double rate_now, rate_before;         /* what it compares: people a counted period and point; NAN */
  gint64 not_added;                     /* people of the newest days that another breakdown counts again: left out */
  GPtrArray *periods;                   /* (element-type EpcFlowPeriod): 35 days, 26 weeks, 24 months, 12 quarters, 20 years; with a count */
  GPtrArray *at;                        /* (element-type EpcFlowPoint): by people; empty in a series of a whole country */
  GPtrArray *shares[EPC_N_FLOW_SHARES]; /* (element-type EpcFlowShare): of the newest days, largest first, not stated last */
} EpcFlows;

EpcFlowSeries *epc_flow_series_copy (const EpcFlowSeries *series);
void epc_flow_series_free (EpcFlowSeries *series);
void epc_flows_free (EpcFlows *flows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcFlowSeries, epc_flow_series_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcFlows, epc_flows_free)

/* What there is, the newest first; of the same day points before countries. (element-type EpcFlowSeries) */
GPtrArray *epc_flow_series (EpcStore *store, GCancellable *cancellable, GError **error);
/* The first of them alone (an array of one, or of none), without reading more counts than those of the newest day: its "first" and "rows" are of that
 * day only. */
GPtrArray *epc_flow_series_newest (EpcStore *store, GCancellable *cancellable, GError **error);
/* "Flow monitoring registry (FMR), by day, at points" and the source. Translated; free with g_free(). */
char *epc_flow_series_title (const EpcFlowSeries *series, const char *language);

/* @point: that point alone; NULL: all. In a series at points every row is a group of its own and rows add up. Figures published for a
 * border or country come broken down in several ways (by nationality, by sex and age): each way counts the same people, the one that counts most
 * of them is taken for each period and direction, and the others are in not_added. */
EpcFlows *epc_flows (EpcStore *store, const EpcFlowSeries *series, const EpcUid *point, const char *language, GCancellable *cancellable,
                     GError **error);

/* What every product of flow monitoring says beside its figures (DTM Methodological Framework). Translated. */
const char *epc_flow_caveat (const char *language);

G_END_DECLS
