/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new workspace knows no place below the country before boundaries are imported, and no site says in which department it stands. The base map
 * knows those of the first level with the P-codes of OCHA.
 */
#pragma once

#include "store/epc-store.h"

G_BEGIN_DECLS

/* Adds the first-level areas of the workspace's country that have a P-code, as places: one batch, which can be taken back. Nothing where a place of
 * that level is there. Boundaries that are imported later are those of the same places. The number added; −1 with @error set. */
int epc_first_areas_add (EpcStore *store, GError **error);

G_END_DECLS
