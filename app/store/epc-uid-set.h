/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the store: the uids of a table and their rows, in memory, while a large import runs without an index.
 */
#pragma once

#include "base/epc-uid.h"

G_BEGIN_DECLS

typedef struct _EpcUidSet EpcUidSet;

EpcUidSet *epc_uid_set_new (void);
void epc_uid_set_free (EpcUidSet *set);
/* @row from 1. The caller knows that @uid is not there. */
void epc_uid_set_add (EpcUidSet *set, const EpcUid *uid, gint64 row);
/* 0: not there. */
gint64 epc_uid_set_find (EpcUidSet *set, const EpcUid *uid);

G_END_DECLS
