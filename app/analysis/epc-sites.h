/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sites as they stand: register, latest count, latest assessment, and the gaps against the standards. "Not assessed" is apart
 * from good, bad and zero.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_GAP_NOT_ASSESSED, /* nothing to judge by */
  EPC_GAP_OK,           /* at or better than the target */
  EPC_GAP_WATCH,        /* between emergency threshold and target */
  EPC_GAP_CRITICAL,     /* worse than the emergency threshold */
} EpcGapLevel;

typedef struct
{
  char *standard;     /* key of the standard */
  char *label;        /* translated */
  char *sector;       /* code of the cluster list; NULL: none */
  EpcGapLevel level;
  gboolean judges;    /* FALSE: it informs (survival water, cold climate) and makes no gap */
  gboolean is_presence; /* there or not: 1 yes, 0.5 in part, 0 no */
  double weight;      /* in the gap score */
  double value;       /* NAN: not assessed */
  double emergency, target; /* thresholds; NAN: none */
  gboolean at_most;   /* the value must not pass the threshold (else: must reach it) */
  char *unit, *source;/* "people per toilet", "Sphere 2018" */
  gint64 numerator, denominator; /* of a ratio; −1: the value was observed as such */
  char *numerator_label, *denominator_label;
  const char *date;   /* of the observation, ISO; NULL: none */
  guint place;        /* in the order of the standards */
} EpcGap;

typedef struct _EpcSitesShared EpcSitesShared;

typedef struct
{
  EpcUid uid;
  gint64 row; /* row number in this file */
  const char *code, *name, *ssid, *place, *place_name, *status, *site_type;
  double latitude, longitude; /* NAN: not known */
  gint64 capacity;            /* −1: not known */
  gint64 people, households, females, males; /* latest count; −1: not counted */
  gint64 ages[2][5];          /* [0] females, [1] males; below 1, 1–5, 6–17, 18–59, 60 and over; −1: not counted */
  const char *count_date, *assessment_date; /* ISO; NULL: none */
  guint n_own;
  EpcGap *own;                /* the gaps by what was assessed: ask epc_site_gap() for all */
  EpcSitesShared *shared;     /* holds the texts, and the gaps of what was not assessed */
  EpcGapLevel worst;
  guint n_critical, n_watch, n_ok;
  gboolean is_drill;          /* of a crisis that is one: never in a total of all */
} EpcSite;

/* Statuses in which people may live at a site (code list site_status). */
#define EPC_SITE_STATUS_OPEN "open;care;consolidating;closing"

void epc_site_free (EpcSite *site);
/* How many standards there are, and the gap of @site by the one at @place, in their order. It lives as long as the site; where nothing was
 * assessed it is one gap for all sites that were read together. */
guint epc_site_n_gaps (const EpcSite *site);
const EpcGap *epc_site_gap (const EpcSite *site, guint place);

/* Sites that answer @query (of entity site), in its order, with counts and assessments up to @until (ISO date; NULL: all), and gaps.
 * (element-type EpcSite) */
GPtrArray *epc_sites (EpcStore *store, const EpcQuery *query, const char *until, GCancellable *cancellable, GError **error);
/* Open sites of @crisis (NULL: all that is real, see epc_crisis_narrow()) of the workspace; in the order recorded, or, for a reader, @by_name. */
GPtrArray *epc_sites_open (EpcStore *store, const EpcUid *crisis, const char *until, gboolean by_name, GCancellable *cancellable,
                           GError **error);
/* Percent of the capacity that is taken; NAN when either is not known. */
double epc_site_occupancy (const EpcSite *site);
/* The arithmetic of a gap in one sentence: "412 people ÷ 6 toilets = 68.7; emergency at most 50, target at most 20 (Sphere 2018)". */
char *epc_gap_sentence (const EpcGap *gap, const char *language);
/* The first half of it, without thresholds and source: "412 people ÷ 6 toilets = 68.7." */
char *epc_gap_arithmetic (const EpcGap *gap, const char *language);
/* How many more of the denominator would reach the emergency threshold: ⌈people ÷ threshold⌉ − what is there; 0 where nothing is
 * missing or the gap is no ratio of that kind. */
gint64 epc_gap_missing (const EpcGap *gap);
/* 0 (nothing critical) to 100 (all that was answered is): the weights of the critical standards ÷ those of all that were answered;
 * NAN: nothing was. */
double epc_site_score (const EpcSite *site);

/* What the standards of one sector (code list cluster) say of a site. Of too few answers none is called critical. */
typedef struct
{
  char *sector, *label;
  guint standards, answered, critical, watch, ok;
  guint needed;      /* answers that it takes before the sector may be critical */
  EpcGapLevel level; /* the worst of its standards; critical with fewer answers than needed is to be watched */
} EpcSiteSector;
#define EPC_SITE_NEEDED_ANSWERS 2 /* unless the setting sites.sector_answers says otherwise; a sector of one standard needs one */
/* The answers that a sector needs, as the setting has it. EPC_ERROR_INVALID: it is no number from 1 to 20; 0. */
guint epc_site_needed_answers (EpcStore *store, GError **error);
/* In the order of the standards. (element-type EpcSiteSector) */
GPtrArray *epc_site_sectors (const EpcSite *site, guint needed);
/* "4 of 19 standards answered: 3 critical, 0 to be watched, 1 adequate." */
char *epc_site_sector_sentence (const EpcSiteSector *sector, const char *language);

const char *epc_gap_level_key (EpcGapLevel level);   /* "not_assessed", "ok", "watch", "critical" */
const char *epc_gap_level_label (EpcGapLevel level, const char *language);

typedef struct
{
  guint sites, counted, over_capacity, critical, assessed;
  gint64 people, households, females, males; /* sums over counted sites; −1: none counted */
  gint64 sex_known;     /* people in sites whose women and men were counted */
  char *oldest, *newest;/* dates of the counts */
} EpcSitesTotal;
void epc_sites_total (GPtrArray *sites, EpcSitesTotal *total);
void epc_sites_total_clear (EpcSitesTotal *total);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcSitesTotal, epc_sites_total_clear)

G_END_DECLS
