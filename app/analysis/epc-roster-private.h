/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by the files of the roster: what is known of an expert, and what was asked.
 */
#pragma once

#include "epc-roster.h"

G_BEGIN_DECLS

/* Days since 1970; the ends of time where a period is open. */
#define EPC_ROSTER_EVER G_MAXINT64
#define EPC_ROSTER_ALWAYS G_MININT64

typedef struct
{
  EpcRecord *expert;
  /* (element-type EpcRecord): of this expert; never NULL */
  GPtrArray *languages, *clearances, *periods, *deployments;
} EpcRosterFacts;

typedef struct
{
  EpcStore *store;
  EpcRecord *request;   /* NULL: none */
  gint64 today, from, to;
  char **clearances;    /* kinds that everybody needs */
  char **region;        /* ISO3: where work counts as work in the region */
  gint64 warning_days;
  double of[EPC_N_MATCH_PARTS];
} EpcRosterAsking;

typedef struct
{
  gint64 from, to; /* when the expert is available around the day asked about */
  gboolean is_available;
  char *why; /* not available: a sentence; NULL: is */
} EpcRosterPeriod;

/* A stored date of @record as days since 1970; @otherwise when it is empty. */
gint64 epc_roster_day (EpcRecord *record, const char *key, gint64 otherwise);
/* The same day for people, in the language of the interface. */
char *epc_roster_day_text (gint64 day);
/* Days from being asked to leaving; −1: not known. Of the period that holds, else of the expert. */
gint64 epc_roster_notice (const EpcRosterFacts *facts, gint64 day);
/* Free @why. */
EpcRosterPeriod epc_roster_period (const EpcRosterAsking *asking, const EpcRosterFacts *facts, gint64 day);
/* The clearance of @kind that lasts longest; NULL: none recorded. @until: its last day, EPC_ROSTER_EVER without one. */
EpcRecord *epc_roster_clearance (const EpcRosterFacts *facts, const char *kind, gint64 *until);
gboolean epc_roster_has_code (EpcRecord *record, const char *key, const char *code);
/* Whether the codes of @key, joined by ";", hold @code. */
gboolean epc_roster_has_one (EpcRecord *record, const char *key, const char *code);

void epc_roster_match (const EpcRosterAsking *asking, const EpcRosterFacts *facts, EpcRosterLine *line);

G_END_DECLS
