/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds of record that count the same people: areas and locations in a round (location_count), sites (site_count), evacuation centres by the
 * hour (centre_occupancy), who came to a site or left it (site_movement). The sites of a municipality add up to what the round says of it, and
 * who came and left is what the next count of a site has more, so that a number hidden in one is told by the other: what is hidden of one is
 * decided with the others. What belongs to one moment adds up: a round, the days on which its places were counted (a count that names no round
 * is of every round whose days it lies in, or which they ended a week before at most), and the counts of a site between which somebody came or left.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

typedef struct _EpcKin EpcKin;

#define EPC_N_KIN 4
const EpcEntity *epc_kin_entity (guint at);
/* −1: records of this kind stand alone. */
int epc_kin_position (const EpcEntity *entity);
/* How the count @field of @entity is called in all of them. */
const char *epc_kin_measure (const EpcEntity *entity, const EpcField *field);
/* Who came and left is told by the next count of the site less the one before, in each sex and age: for others only movements of five people and more
 * leave, and only how many they were (and their households). So a count need not be hidden for the sake of a movement, nor all that adds up with it. */
gboolean epc_kin_withholds_field (const EpcEntity *entity, const EpcField *field);
gboolean epc_kin_withholds_record (const EpcRecord *record);
/* Something of @kinds (keys of entities, a set) may change what is hidden of @entity. */
gboolean epc_kin_is_touched (const EpcEntity *entity, GHashTable *kinds);

/* Reads the rounds, and when sites and centres were counted and left. */
EpcKin *epc_kin_new (EpcStore *store);
void epc_kin_free (EpcKin *kin);
/* The moment at which the record counts; it has the name of one of its days, rounds or sites. NULL: none. g_free() */
char *epc_kin_moment (const EpcKin *kin, const EpcRecord *record);
/* The same of texts: the identity of its round (NULL or "": none), else a day. Not of movements. */
char *epc_kin_moment_of (const EpcKin *kin, const char *round, const char *day);
/* Adds to @moments all at which @site was counted or people came to it or left. */
void epc_kin_add_moments_of_site (const EpcKin *kin, const EpcUid *site, GHashTable *moments);
/* What of the moment the record itself names: a day, or the round of which no day is known. NULL: neither. g_free() */
char *epc_kin_day (const EpcKin *kin, const EpcRecord *record);
/* Counts that name no round lie so near @day that other days of a round would make them those of another one. */
gboolean epc_kin_has_loose_near (const EpcKin *kin, const char *day);
/* Names of the fields that tell it; NULL: there is none. */
const char *epc_kin_round_field (const EpcEntity *entity);
const char *epc_kin_day_field (const EpcEntity *entity);
/* A round that a record counts for. */
typedef struct
{
  EpcUid uid;
  gboolean is_named; /* by the record, or it reports on that day */
  gboolean is_after; /* its days were over */
} EpcKinRound;

/* The round of @record, else all whose days it is of. (element-type EpcKinRound) */
GArray *epc_kin_rounds (const EpcKin *kin, const EpcRecord *record);
/* Every record of @entity that counts at @moment, as recorded. */
gboolean epc_kin_each (const EpcKin *kin, const EpcEntity *entity, const char *moment, EpcRecordFunc func, gpointer data, GCancellable *cancellable,
                       GError **error);
/* Adds to @moments (a set of texts, which it takes) those at which @entity counts anything. FALSE also where the rounds could not be read. */
gboolean epc_kin_add_moments (const EpcKin *kin, const EpcEntity *entity, GHashTable *moments, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcKin, epc_kin_free)

G_END_DECLS
