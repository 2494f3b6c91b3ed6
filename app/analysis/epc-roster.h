/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who of the roster can leave, and who fits a request: with the reasons and the arithmetic, so that it can be argued with.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

/* As a traffic light: all valid and available; something is missing, unknown or ends soon; cannot go. */
typedef enum
{
  EPC_DEPLOYABLE_NO,
  EPC_DEPLOYABLE_PARTLY,
  EPC_DEPLOYABLE_YES,
} EpcDeployable;

/* What a match adds up from, in this order. */
typedef enum
{
  EPC_MATCH_PROFILE,
  EPC_MATCH_LANGUAGES,
  EPC_MATCH_AVAILABILITY,
  EPC_MATCH_CLEARANCES,
  EPC_MATCH_EXPERIENCE,
  EPC_N_MATCH_PARTS
} EpcMatchPart;

typedef struct
{
  double points, of; /* of: the most there is for this part */
  char *why;         /* a sentence without full stop, in the language of the interface */
} EpcMatchPoints;

typedef struct
{
  char *label;         /* "SSAFE or HEAT" */
  char *until;         /* ISO, the last day; NULL: without end, or not held, or not recorded */
  EpcDeployable state; /* no: ended or not held; partly: ends soon, or not recorded */
  gboolean is_recorded;
} EpcRosterClearance;

typedef struct
{
  EpcUid expert;
  char *code, *name, *phone, *email, *duty_station, *organisation, *profile, *notice; /* labels; NULL: not filled */
  char *experience;                                   /* "9 years · 6 countries"; NULL: nothing recorded */
  gboolean is_woman;
  GPtrArray *clearances;                              /* (element-type EpcRosterClearance): those that everybody needs */
  char *languages, *language_codes;                   /* "Spanish C1, English B2", "ES EN"; NULL: none recorded */
  EpcDeployable state;
  GPtrArray *reasons;       /* (element-type utf8): why it is not better, the worst first */
  char *leaves_on;          /* ISO: the first day on which the expert can leave; NULL: cannot, or not known */
  gint days_deployed;       /* in the 365 days before the day asked about: who has carried enough */
  EpcMatchPoints points[EPC_N_MATCH_PARTS]; /* all 0 without a request */
  double score;                             /* their sum; NAN without a request */
  gboolean is_below_level;  /* of the request */
  EpcUid deployment;        /* for this request: on the short list or further; nil: not */
  char *deployment_status;  /* label; NULL: not on the list */
  EpcUid mission;           /* under way on the day asked about, else ended and not evaluated yet; nil: neither */
  char *mission_text;       /* function, country, last day; NULL: neither */
  gboolean is_on_mission;   /* under way */
} EpcRosterLine;

typedef struct
{
  char *from, *to;    /* ISO: the days that were asked about, of the request or of the question */
  char *request_code, *request_title, *profile, *languages; /* NULL without a request */
  gint64 wanted;      /* number of experts; 0 without a request */
  GPtrArray *lines;   /* (element-type EpcRosterLine): with a request the best first, else who can leave first */
  guint n_ready, n_partly; /* of state yes, partly */
} EpcRoster;

void epc_roster_free (EpcRoster *roster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRoster, epc_roster_free)

/* @request: NULL: who can leave on @day. @day: ISO; NULL: of the request its start, else tomorrow in the workspace's zone.
 * Settings of the workspace: roster.clearances (kinds that everybody needs, default "bsafe;ssafe;medical"), roster.warning_days
 * (default 60), roster.points (five numbers, default "40;20;20;10;10": the match of the regional practice),
 * roster.region (ISO3 codes where work counts as work in the region, default: Latin America and the Caribbean of the UN's M49). Experts who left the roster are left out.
 * EPC_ERROR_NOT_FOUND when the request is not there, EPC_ERROR_INVALID for a setting that cannot be read. */
EpcRoster *epc_roster (EpcStore *store, const EpcUid *request, const char *day, GError **error);

/* Days of missions within the 365 days before @day, of one expert. Days on
 * which two missions overlap count once. (element-type EpcRecord) deployments; @day: days since 1970. */
gint epc_roster_days_deployed (GPtrArray *deployments, gint64 day);

G_END_DECLS
