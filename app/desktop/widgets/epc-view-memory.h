/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How this user likes to see each table: columns, widths, order. Kept in a small file of the user's data folder and not in
 * the workspace, because it is neither undone nor shared.
 */
#pragma once

#include "model/epc-entity.h"

G_BEGIN_DECLS

/* NULL: nothing was remembered. Free with g_free(). */
char *epc_view_memory_get (const EpcEntity *entity, const char *key);
/* @value NULL: forget. Written to disk a moment later. */
void epc_view_memory_set (const EpcEntity *entity, const char *key, const char *value);
/* Writes now what is not yet written. */
void epc_view_memory_flush (void);

G_END_DECLS
