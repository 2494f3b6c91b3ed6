/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One row put together cell by cell by a reader of workbooks: its texts, and what merged ranges say about its empty cells.
 */
#pragma once

#include "epc-row-source.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 first_row, last_row;
  guint first_column, last_column;
} EpcMergedRange;

typedef struct _EpcRowBuilder EpcRowBuilder;

EpcRowBuilder *epc_row_builder_new (void);
void epc_row_builder_free (EpcRowBuilder *builder);
/* The next row begins; what was handed out is gone. */
void epc_row_builder_begin (EpcRowBuilder *builder, guint64 number);
guint64 epc_row_builder_number (const EpcRowBuilder *builder);
/* Column @column (from 0, below EPC_COLUMNS_MAX), empty; cells left out before it are empty too. Valid until the next call. */
EpcCell *epc_row_builder_cell (EpcRowBuilder *builder, guint column);
/* The text of the cell handed out last: copied, or as it is where it @stays valid. */
void epc_row_builder_text (EpcRowBuilder *builder, const char *text, guint length, gboolean stays);
/* A merged range that begins in this row or a later one; those of one first row in any order. */
void epc_row_builder_merge (EpcRowBuilder *builder, const EpcMergedRange *range);
/* FALSE when the row has nothing in it. */
gboolean epc_row_builder_end (EpcRowBuilder *builder, EpcRow *row);
/* Forgets merged ranges: another sheet, or the same again. */
void epc_row_builder_reset (EpcRowBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRowBuilder, epc_row_builder_free)

G_END_DECLS
