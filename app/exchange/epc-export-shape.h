/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records in the columns that others publish in and read: the displacement dataset of IOM DTM, the 4W of the clusters. The
 * columns, their order and their tags are fixed; what leaves is decided by the same audience rules as in every export.
 */
#pragma once

#include "epc-export.h"

G_BEGIN_DECLS

typedef struct _EpcExportShape EpcExportShape;

/* "dtm", "4w". NULL: no such shape. */
const EpcExportShape *epc_export_shape_find (const char *name);
/* The kind of record that has this shape ("location_count"). */
const char *epc_export_shape_entity (const EpcExportShape *shape);

/* As epc_export_file(). Of @options: audience, without_hxl, language. EPC_ERROR_USAGE when the records of @query have another
 * shape.
 * "dtm": counts below the second level and those of single locations are added up to the second-level area (as DTM does), unless
 * the round has counts of that area itself; counts without a place, or without a number of displaced people, have no row. */
EpcExportReport *epc_export_shape (EpcStore *store, const EpcExportShape *shape, const EpcQuery *query,
                                   const EpcExportOptions *options, const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
