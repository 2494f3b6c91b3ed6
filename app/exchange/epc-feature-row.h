/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row in hand of a reader whose rows are made of named values (objects, features, placemarks): columns by name, texts in one
 * block, and the shape as the last column.
 */
#pragma once

#include "epc-row-source.h"

G_BEGIN_DECLS

typedef struct _EpcFeatureRow EpcFeatureRow;

EpcFeatureRow *epc_feature_row_new (void);
void epc_feature_row_free (EpcFeatureRow *row);

/* --- the columns of a sheet --- */

/* Position of the column @name, made when there is none yet; −1: there are EPC_COLUMNS_MAX already, or the columns are settled
 * and it is none of them. */
int epc_feature_row_column (EpcFeatureRow *row, const char *name);
/* No more columns. @has_geometry: the shape stands last, under a name of its own. */
void epc_feature_row_settle (EpcFeatureRow *row, gboolean has_geometry);
gboolean epc_feature_row_is_settled (const EpcFeatureRow *row);
guint epc_feature_row_n_columns (const EpcFeatureRow *row);
/* What the column is called for people; NULL leaves it out of the sheet. */
void epc_feature_row_rename (EpcFeatureRow *row, guint column, const char *label);
const char *epc_feature_row_name (const EpcFeatureRow *row, guint column);

/* --- a row --- */

void epc_feature_row_begin (EpcFeatureRow *row);
/* A second value of the same column in one row is put behind the first, parted by "; ". @text need not be UTF-8: what is not is
 * read as Windows-1252. A number whose text is no finite one becomes text. */
void epc_feature_row_set (EpcFeatureRow *row, int column, EpcCellKind kind, const char *text, gsize length);
/* @geometry stays the caller's until the next row. */
void epc_feature_row_set_geometry (EpcFeatureRow *row, const EpcGeometry *geometry);
/* The row has a shape that cannot be taken: @problem says why, and stays with the cell. */
void epc_feature_row_set_problem (EpcFeatureRow *row, const char *problem);
/* The cells of the row in hand, of the header with @header. Good until the next. */
void epc_feature_row_take (EpcFeatureRow *row, gboolean header, EpcRow *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcFeatureRow, epc_feature_row_free)

G_END_DECLS
