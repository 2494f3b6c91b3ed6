/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Search over names and texts of registers and documents; accents folded; counts are found through their place and round.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

typedef struct
{
  const EpcEntity *entity;
  EpcUid uid;
  gint64 row;
  char *title;
  char *snippet;
} EpcHit;
void epc_hit_free (EpcHit *hit);

/* The best @limit hits; unranked above 10,000. @n_total (may be NULL) counts all up to 10,001. (element-type EpcHit) */
GPtrArray *epc_store_search (EpcStore *store, const char *text, const EpcEntity *entity, guint limit, guint *n_total,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
