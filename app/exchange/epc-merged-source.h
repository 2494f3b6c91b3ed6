/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a sheet in which a cell merged over several rows says the same of each of them: the municipality beside its sites.
 */
#pragma once

#include "epc-mapping.h"

G_BEGIN_DECLS

/* @source (taken over) with such cells filled down where @mapping takes words, days, codes or places from their column. A figure is not: it
 * counts once, in the row it stands in. */
EpcRowSource *epc_merged_source_new (EpcRowSource *source, const EpcMapping *mapping);
/* Rows in which a figure of a row above stands in a merged cell and was not repeated: how many, and the first. */
guint64 epc_merged_source_figures (EpcRowSource *source, guint64 *first);

G_END_DECLS
