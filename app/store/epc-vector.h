/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A version vector: per replica the highest sequence number up to which nothing of it is missing.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

typedef struct _EpcVector EpcVector;

EpcVector *epc_vector_new (void);
void epc_vector_free (EpcVector *vector);
gint64 epc_vector_get (const EpcVector *vector, const EpcUid *replica); /* 0: nothing of it */
void epc_vector_set (EpcVector *vector, const EpcUid *replica, gint64 sequence);
gboolean epc_vector_is_empty (const EpcVector *vector);
/* TRUE when whoever has @vector has all of @other. *@missing (may be NULL) is a replica of which something is missing. */
gboolean epc_vector_covers (const EpcVector *vector, const EpcVector *other, EpcUid *missing);
/* What both have. */
EpcVector *epc_vector_common (const EpcVector *a, const EpcVector *b);
/* How many entries whoever has @other lacks of @vector. */
gint64 epc_vector_beyond (const EpcVector *vector, const EpcVector *other);
/* {"32 hex digits of the replica": sequence}, sorted. */
char *epc_vector_to_json (const EpcVector *vector);
/* EPC_ERROR_DAMAGED. */
EpcVector *epc_vector_from_json (const char *text, GError **error);

/* A replica's id as it is written: 32 hex digits. */
char *epc_replica_to_hex (const EpcUid *replica);
gboolean epc_replica_from_hex (const char *hex, EpcUid *replica);

/* What this workspace has. */
EpcVector *epc_store_vector (EpcStore *store, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcVector, epc_vector_free)

G_END_DECLS
