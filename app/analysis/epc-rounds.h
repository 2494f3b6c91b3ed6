/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rounds of displacement tracking: what each found, and what changed since the one before, over the places that were assessed
 * in both. Operations, tools, rounds and admin levels are never added up; every figure here belongs to one of each.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

/* Share of the best covered round's places (percent) from which on a round counts as covering the whole operation; setting
 * "rounds.full_coverage". Source: this product; no published rule exists. */
#define EPC_ROUNDS_FULL_COVERAGE 90.0

typedef struct
{
  EpcUid uid;
  EpcUid operation;
  char *operation_name;
  char *country;   /* ISO 3166-1 alpha-3 */
  char *tool;      /* assessment type: "BA", "SA", "ETT" */
  gint64 number;
  char *date;      /* reporting date, ISO; NULL: none */
  gint64 admin_level; /* at which the figures below were taken */
  gint64 people;   /* displaced individuals */
  gint64 households; /* −1: not asked */
  gint64 females, males; /* −1: not asked; only of the two rounds of an EpcRoundChange, elsewhere −1 */
  gint64 places;   /* areas with a figure; only in an EpcRoundChange and after epc_rounds_cover(), elsewhere −1 */
  gboolean is_full;/* covers the whole operation (EPC_ROUNDS_FULL_COVERAGE); after epc_rounds_cover() */
} EpcRound;

typedef struct
{
  char *place; /* P-code, or the name as entered where there is none */
  char *name;
  gint64 before, now; /* people; −1: not assessed */
} EpcPlaceChange;

/* One department (or the country as a whole) in a comparison. */
typedef struct
{
  char *place, *name;
  gint64 before, now;           /* all people of the round; −1: none assessed */
  gint64 before_both, now_both; /* people in places assessed in both */
  guint places_both, places_all;/* compared of all that either round has */
} EpcAreaChange;

typedef struct
{
  EpcRound *round;
  EpcRound *previous;    /* of the same operation and tool; NULL: the first */
  gint64 missing_before; /* numbers skipped between the two (round 5 after round 3: 1) */
  EpcAreaChange total;
  GPtrArray *areas;      /* (element-type EpcAreaChange) one level above the places, or the places themselves at level 1; by people */
  GPtrArray *only_now, *only_before; /* (element-type EpcPlaceChange) left out of the comparison */
} EpcRoundChange;

void epc_round_free (EpcRound *round);
void epc_round_change_free (EpcRoundChange *change);

/* Rounds by operation, tool, number. @operation NULL: all of @country (NULL: all) that are no drill; of the drill alone where @crisis (may be NULL) is one. @admin_level −1: the deepest that the round
 * has figures at. (element-type EpcRound) */
GPtrArray *epc_rounds (EpcStore *store, const EpcUid *operation, const char *country, const EpcUid *crisis, gint64 admin_level, GCancellable *cancellable,
                       GError **error);
/* Reads how many places each of @rounds (of epc_rounds()) has a figure of, and which cover their operation: all their counts are read for it,
 * a second for a million. */
gboolean epc_rounds_cover (EpcStore *store, GPtrArray *rounds, GCancellable *cancellable, GError **error);
/* The areas of each of the first @n of @rounds alone, with its people as "now" and nothing before: (element-type GPtrArray of EpcAreaChange). */
GPtrArray *epc_rounds_areas (EpcStore *store, GPtrArray *rounds, guint n, GCancellable *cancellable, GError **error);
/* The round @i of @rounds (as epc_rounds() gave them) against the one before it of the same tool; −1 as @against, or a number. */
EpcRoundChange *epc_round_change (EpcStore *store, GPtrArray *rounds, guint i, gint64 against, GCancellable *cancellable, GError **error);
/* Change in percent of what was there before, over the places in both; NAN when nothing was. */
double epc_area_change_percent (const EpcAreaChange *change);
/* One plain sentence about the comparison: which rounds, how many places, what was skipped. Translated. */
char *epc_round_change_note (const EpcRoundChange *change, const char *language);

/* People by value of @field ("reason", "origin_place") in one round and level, largest first. Rows that hold several reasons
 * ("conflict;natural_disaster") stay one line: they cannot be parted. Labels are in @language (NULL: the interface's). */
typedef struct
{
  char *value;  /* canonical text; NULL: not stated */
  char *label;
  gint64 people;
} EpcRoundShare;
GPtrArray *epc_round_shares (EpcStore *store, const EpcRound *round, const char *field, const char *language, GCancellable *cancellable,
                             GError **error);

/* The latest round of @country by date, not later than @until (ISO; NULL: any): the operation that reported last; NULL without
 * error when there is none. */
EpcRound *epc_round_latest (EpcStore *store, const char *country, const EpcUid *crisis, const char *until, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRound, epc_round_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRoundChange, epc_round_change_free)

G_END_DECLS
