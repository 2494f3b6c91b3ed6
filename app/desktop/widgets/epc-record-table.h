/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of one kind of record: a column view over the lazy list, with columns made from the catalogue. Sorting, column
 * choice and widths are remembered. Selection and place are kept when the rows are read again.
 */
#pragma once

#include <adwaita.h>

#include "store/epc-record-list.h"

G_BEGIN_DECLS

#define EPC_TYPE_RECORD_TABLE (epc_record_table_get_type ())
G_DECLARE_FINAL_TYPE (EpcRecordTable, epc_record_table, EPC, RECORD_TABLE, AdwBin)

/* The width in pixels that all columns shown at first must share: 1366 less the side list and the lines between. */
#define EPC_RECORD_TABLE_ROOM (1366 - 216 - 12)

/* Signals of EpcRecordTable:
 *   "activated" (guint position): Enter or double click.
 *   "selection-changed" (), "layout-changed" (): columns or order. */
GtkWidget *epc_record_table_new (EpcStore *store, const EpcEntity *entity);
EpcRecordList *epc_record_table_list (EpcRecordTable *table);
GtkSelectionModel *epc_record_table_selection (EpcRecordTable *table);
GtkColumnView *epc_record_table_view (EpcRecordTable *table);
GtkAdjustment *epc_record_table_adjustment (EpcRecordTable *table);

/* What is asked; the order is the table's own. Copied. */
void epc_record_table_set_query (EpcRecordTable *table, const EpcQuery *query);
/* "name", "-date", "=people" (an answer); NULL: the entity's default order. */
const char *epc_record_table_sort (EpcRecordTable *table);
void epc_record_table_sort_by (EpcRecordTable *table, const char *sort);

/* One column that may be shown: a field, or "code", "changed". */
typedef struct
{
  const char *key;
  const char *title;     /* translated */
  const EpcField *field; /* NULL: "code", "changed" */
} EpcTableColumn;
/* All columns there are, in the order of the catalogue. */
const EpcTableColumn *epc_record_table_all_columns (EpcRecordTable *table, guint *n_columns);
/* Keys of those shown, in order; free with g_strfreev(). */
char **epc_record_table_columns (EpcRecordTable *table);
/* NULL: those of the catalogue. */
void epc_record_table_set_columns (EpcRecordTable *table, const char *const *keys);
/* The columns shown while the user chose none of her own, in place of those of the catalogue. NULL: those. Copied. */
void epc_record_table_set_initial_columns (EpcRecordTable *table, const char *const *keys);
/* Columns that are no fields (epc-answer-column.h): they stand last and are always shown. */
void epc_record_table_add_answer (EpcRecordTable *table, GtkColumnViewColumn *column);
/* Their answers have changed. TRUE: the list is ordered by one of them and stands in the new order, or will when it has been read. */
gboolean epc_record_table_refresh_answers (EpcRecordTable *table);
gboolean epc_record_table_has_column (EpcRecordTable *table, const char *key);
/* The width in pixels that the field columns are fitted into; EPC_RECORD_TABLE_ROOM unless said otherwise (beside a map). */
void epc_record_table_set_room (EpcRecordTable *table, int room);
/* Sum of the widths of the columns shown, in pixels. */
int epc_record_table_width (EpcRecordTable *table);

void epc_record_table_scroll_to (EpcRecordTable *table, guint position);
/* Row numbers of the selected records: gint64. (transfer full) */
GArray *epc_record_table_selected_rows (EpcRecordTable *table);
gboolean epc_record_table_select_row (EpcRecordTable *table, gint64 row, gboolean scroll);
/* What a cell says. Free with g_free(). */
char *epc_record_table_cell (EpcRecordTable *table, EpcRecord *record, const char *key);
/* Cells filled since the table was made: a jump that shows nothing is seen by this. */
guint epc_record_table_n_binds (EpcRecordTable *table);

G_END_DECLS
