/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows among the data that are none: totals and subtotals, the header printed again on a new page, notes below the table.
 */
#pragma once

#include "epc-mapping.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_ROW_DATA,
  EPC_ROW_TOTAL,        /* a word says so: "Total", "Sous-total", "Total general" */
  EPC_ROW_MAYBE_TOTAL,  /* figures without a word of what they are about: a total, if they are the sums of the rows above */
  EPC_ROW_HEADER_AGAIN, /* the same texts as the header */
  EPC_ROW_NOTE,         /* "Source: …" alone in its row */
} EpcRowKind;

typedef struct _EpcRowsApart EpcRowsApart;

/* The whole number in @column of @row; FALSE: there is none. */
gboolean epc_rows_apart_figure (const EpcRow *row, guint column, double *figure);

EpcRowsApart *epc_rows_apart_new (const EpcMapping *mapping);
void epc_rows_apart_free (EpcRowsApart *apart);
/* What @row is, by itself. Costs a look at its first cells. */
EpcRowKind epc_rows_apart_kind (const EpcRowsApart *apart, const EpcRow *row);

/* Adds up the rows of @source from the first of the data to the one before @row, without those in @left_out (of guint64, their
 * numbers), and compares with the figures of @row. TRUE when each of them is the sum of all rows above or of those since the last
 * row left out. *@column (may be NULL): the first that is neither, *@sum what the rows since the last one give. */
gboolean epc_rows_apart_adds_up (const EpcRowsApart *apart, EpcRowSource *source, GArray *left_out, const EpcRow *row,
                                 const EpcColumn **column, double *said, double *sum, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRowsApart, epc_rows_apart_free)

G_END_DECLS
