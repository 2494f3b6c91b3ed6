/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Kinds of record that count the same people: areas and locations in a round (location_count), sites (site_count), evacuation centres by the
 * hour (centre_occupancy). The sites of a municipality add up to what the round says of it, so that a number hidden in one is told by the
 * other: what is hidden of one is decided with the others. What belongs to one moment adds up: a round and the day it reports on. Counts of
 * other days are other counts.
 */
#pragma once

#include "store/epc-query.h"

G_BEGIN_DECLS

typedef struct _EpcKin EpcKin;

#define EPC_N_KIN 3
const EpcEntity *epc_kin_entity (guint at);
/* −1: records of this kind stand alone. */
int epc_kin_position (const EpcEntity *entity);
/* How the count @field of @entity is called in all of them. */
const char *epc_kin_measure (const EpcEntity *entity, const EpcField *field);
/* Something of @kinds (keys of entities, a set) may change what is hidden of @entity. */
gboolean epc_kin_is_touched (const EpcEntity *entity, GHashTable *kinds);

/* Reads the rounds. */
EpcKin *epc_kin_new (EpcStore *store);
void epc_kin_free (EpcKin *kin);
/* When the record counts: a day, or the round of which no day is known. NULL: neither. g_free() */
char *epc_kin_moment (const EpcKin *kin, const EpcRecord *record);
/* The same of texts: the identity of its round (NULL or "": none), else a day. */
char *epc_kin_moment_of (const EpcKin *kin, const char *round, const char *day);
/* Names of the fields that tell it; NULL: there is none. */
const char *epc_kin_round_field (const EpcEntity *entity);
const char *epc_kin_day_field (const EpcEntity *entity);
/* The round of @record, else all that report on its day. (element-type EpcUid) */
GArray *epc_kin_rounds (const EpcKin *kin, const EpcRecord *record);
/* Every record of @entity that counts at @moment, as recorded. */
gboolean epc_kin_each (const EpcKin *kin, const EpcEntity *entity, const char *moment, EpcRecordFunc func, gpointer data, GCancellable *cancellable,
                       GError **error);
/* Adds to @moments (a set of texts, which it takes) those at which @entity counts anything. FALSE also where the rounds could not be read. */
gboolean epc_kin_add_moments (const EpcKin *kin, const EpcEntity *entity, GHashTable *moments, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcKin, epc_kin_free)

G_END_DECLS
