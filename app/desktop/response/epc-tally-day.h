/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a tally sheet of a flow monitoring point holds: the people of one day and direction by nationality, and women, men, girls and boys.
 */
#pragma once

#include "base/epc-date.h"
#include "store/epc-store.h"
#include "store/epc-transaction.h"

G_BEGIN_DECLS

#define EPC_TALLY_CELLS 4

/* One nationality as it stands in the workspace, or is to stand there. */
typedef struct
{
  char *nationality;            /* key of the code list "country"; NULL: not stated */
  EpcUid uids[EPC_TALLY_CELLS]; /* of the count; nil: none */
  gint64 n[EPC_TALLY_CELLS];    /* people; −1: not counted */
} EpcTallyCount;

/* One sheet: a point, a day, a direction. */
typedef struct
{
  EpcUid point;
  char date[EPC_DATE_SIZE], direction[16];
  gboolean is_asked;  /* the date is known */
  GPtrArray *counted; /* EpcTallyCount: what is to be there; NULL in a question */
} EpcTallyDay;

typedef struct
{
  GArray *points;     /* EpcUid of the active points */
  GPtrArray *titles;  /* utf8 of the points */
  GPtrArray *counted; /* EpcTallyCount: what is there, and the nationalities that the point saw most */
  gint64 elsewhere;   /* people of the day that were counted with more detail than the sheet has cells for */
} EpcTallyAnswer;

EpcTallyCount *epc_tally_count_new (const char *nationality);
void epc_tally_count_free (gpointer count);
void epc_tally_day_free (gpointer day);
void epc_tally_answer_free (gpointer answer);

/* "Women", translated; and the key of its age in the code list "flow_age_group". */
const char *epc_tally_cell_title (guint cell);
const char *epc_tally_cell_age (guint cell);

/* What the workspace holds for @day; a nil point takes the first active one. Errors of epc_query_records(). */
EpcTallyAnswer *epc_tally_read (EpcStore *store, EpcTallyDay *day, GError **error);

/* An EpcTransactionFunc: brings the counts of @day (EpcTallyDay) into the workspace: added, changed, or deleted where they are no longer
 * counted. */
gboolean epc_tally_write (EpcTransaction *transaction, gpointer day, GError **error);

G_END_DECLS
