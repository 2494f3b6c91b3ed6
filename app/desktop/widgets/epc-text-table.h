/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of answers: a few hundred rows of texts that a page has worked out, each with the record that it is about. Lists of records are
 * EpcRecordTable.
 */
#pragma once

#include <gtk/gtk.h>

#include "base/epc-uid.h"

G_BEGIN_DECLS

#define EPC_TYPE_TEXT_TABLE (epc_text_table_get_type ())
G_DECLARE_FINAL_TYPE (EpcTextTable, epc_text_table, EPC, TEXT_TABLE, GtkBox)

typedef struct
{
  const char *title; /* N_() */
  int width;         /* pixels; 0: what is left */
  gboolean is_number;
  gboolean grows; /* in a wide window: a text that is often longer */
} EpcTextColumn;

/* Signals: "chosen" (): another row was chosen by the user; "opened" (): Enter or a double click on one.
 * @name: what a reader of the screen says; @columns stay the caller's and must outlive the table. */
GtkWidget *epc_text_table_new (const char *name, const EpcTextColumn *columns, guint n_columns);
/* Between these two the rows are given anew; the chosen row stays chosen as long as its key is there, else the first is. */
void epc_text_table_begin (EpcTextTable *self);
/* @cells: a text a column (NULL: nothing), copied. @states: NULL, or a kind of EpcState a column before it (NULL: none), static. */
void epc_text_table_add (EpcTextTable *self, const EpcUid *key, const char *const *cells, const char *const *states);
void epc_text_table_end (EpcTextTable *self);
guint epc_text_table_n_rows (EpcTextTable *self);
/* Of the chosen row; NULL: there is none. Valid until the rows change. */
const EpcUid *epc_text_table_key (EpcTextTable *self);
/* The position of the chosen row as it was added. GTK_INVALID_LIST_POSITION: none. */
guint epc_text_table_position (EpcTextTable *self);
/* FALSE: no row has @key. Emits nothing. */
gboolean epc_text_table_choose (EpcTextTable *self, const EpcUid *key);

G_END_DECLS
