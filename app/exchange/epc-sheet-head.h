/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first rows of a sheet: which of them are titles, which hold the headers (one row, or groups above names), which the HXL
 * tags, and where the data begin.
 */
#pragma once

#include "epc-row-source.h"

G_BEGIN_DECLS

#define EPC_SAMPLE_ROWS 60

typedef struct
{
  GPtrArray *rows; /* (element-type GStrv) trimmed cells of each row that is not blank, "" when empty */
  GArray *lengths; /* of guint: how many cells each has */
  GArray *numbers; /* of guint64: their row numbers */
  GPtrArray *merged; /* (element-type GStrv) what a merged range says of each empty cell; NULL: the row has none */
  guint width;     /* most cells of a row */
  guint geometry;  /* 1 + the column that holds shapes; 0: none */
  /* Positions in rows; G_MAXUINT: there is none. */
  guint header_row; /* the names of the columns: the lowest of the header rows */
  guint group_rows; /* how many rows of group headers stand above it */
  guint hxl_row;
  gboolean is_guess; /* the header is a row of words that nobody knows */
  guint first_data;
} EpcSheetHead;

/* Reads the first rows of @sheet and decides. EPC_ERROR_DAMAGED when all of them are blank. */
gboolean epc_sheet_head_read (EpcSheetHead *head, EpcRowSource *source, guint sheet, GError **error);
void epc_sheet_head_clear (EpcSheetHead *head);

/* The cell of row @row (a position), trimmed; "" when empty. */
const char *epc_sheet_head_cell (const EpcSheetHead *head, guint row, guint column);
/* The header of @column: "Group/Name" where it stands under a group; NULL: it has none. Free with g_free(). */
char *epc_sheet_head_header (const EpcSheetHead *head, guint column);

/* A number or a date, as people write them, rather than words. */
gboolean epc_cell_is_figure (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcSheetHead, epc_sheet_head_clear)

G_END_DECLS
