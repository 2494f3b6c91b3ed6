/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The next round of displacement tracking out of the one before: its record, and the places to be asked about again with the figures of last time. A
 * figure of last time is a proposal: it stands in the new round when somebody has confirmed or changed it, and not before.
 */
#pragma once

#include "store/epc-query.h"
#include "store/epc-transaction.h"

G_BEGIN_DECLS

/* A place of the last round without a count in the next. */
typedef struct
{
  char *key;    /* what tells places of one round apart */
  char *name;   /* as written, else that of the place */
  char *area;   /* name of the place where @name is that of a location in it; NULL: none */
  char *date;   /* ISO: of last time's figure */
  gint64 people, households; /* of last time; −1: not asked */
  guint rows;   /* counts of last time: several where reasons or origins are told apart */
} EpcPlaceToConfirm;

/* Writes the round after @round: number one higher, same operation, tool and method, open, without dates; as many locations planned as the last one
 * counted. @next: its identity. EPC_ERROR_REFUSED when it is there already. */
gboolean epc_next_round_begin (EpcTransaction *transaction, const EpcUid *round, EpcUid *next, GError **error);
/* The open round of @round's operation and tool with the number after it, into @next; FALSE without @error when there is none. */
gboolean epc_next_round_find (EpcStore *store, const EpcUid *round, EpcUid *next, GError **error);
/* What remains to be asked in @next, by name. (element-type EpcPlaceToConfirm) */
GPtrArray *epc_next_round_places (EpcStore *store, const EpcUid *next, GError **error);
/* Counts of the place @key in @next on @day (ISO), as last time; @people −1: as many as last time. With another number what was told of them last time
 * (sex, age, households) is not carried over, and the place must have had one count: EPC_ERROR_REFUSED. EPC_ERROR_NOT_FOUND: there is no such place, or
 * it is counted already. */
gboolean epc_next_round_confirm (EpcTransaction *transaction, const EpcUid *next, const char *key, gint64 people, const char *day, GError **error);

G_END_DECLS
