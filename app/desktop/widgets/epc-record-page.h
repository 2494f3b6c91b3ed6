/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list page of one kind of record, made from the catalogue: toolbar (search, filter chips, menu, new), table, status
 * line, and slots for a map and a detail pane that share its selection.
 */
#pragma once

#include <adwaita.h>

#include "store/epc-record-list.h"

G_BEGIN_DECLS

#define EPC_TYPE_RECORD_PAGE (epc_record_page_get_type ())
G_DECLARE_FINAL_TYPE (EpcRecordPage, epc_record_page, EPC, RECORD_PAGE, AdwBin)

/* Signals of EpcRecordPage:
 *   "record-activated" (EpcRecord *record): Enter, double click, page.edit: open the form.
 *   "selection-changed" (): ask epc_record_page_selected().
 *   "new-requested" ()    : page.new; open the form with epc_record_form_draft().
 *   "import-requested" () , "export-requested" (), "print-requested" (): page.import, page.export, page.print. What is shown
 *                           is epc_record_page_query(), the columns epc_record_page_columns().
 * Actions: page.new, page.edit, page.delete, page.copy, page.export, page.import, page.print, page.find, page.columns,
 * page.filter, page.clear-filters, page.detail, page.search (as page.find),
 * page.show (ss: entity, uid). Delete, F2 and Ctrl+C are bound to the table itself. */
GtkWidget *epc_record_page_new (EpcStore *store, const EpcEntity *entity);
EpcStore *epc_record_page_store (EpcRecordPage *page);
const EpcEntity *epc_record_page_entity (EpcRecordPage *page);

/* What the page is about ("crisis = …"); the user's search, filters and order come on top. NULL: everything. Copied. */
void epc_record_page_set_base_query (EpcRecordPage *page, const EpcQuery *query);
/* What is shown now: base, search, filters and order. (transfer full) */
EpcQuery *epc_record_page_query (EpcRecordPage *page);
/* Keys of the columns shown, in order, NULL-terminated; free with g_strfreev(). */
char **epc_record_page_columns (EpcRecordPage *page);
/* The columns shown while the user chose none of her own (a list beside a map has little room). NULL: those of the catalogue. */
void epc_record_page_set_initial_columns (EpcRecordPage *page, const char *const *keys);
EpcRecordList *epc_record_page_list (EpcRecordPage *page);
/* The EpcRecordTable, and the pane between list and map (to keep its position). */
GtkWidget *epc_record_page_table (EpcRecordPage *page);
GtkPaned *epc_record_page_paned (EpcRecordPage *page);

/* A pane right of the list. It folds away in narrow windows. */
void epc_record_page_set_detail (EpcRecordPage *page, GtkWidget *detail);
/* Takes the pane away where there is no room for it, and shows it again. */
void epc_record_page_show_detail (EpcRecordPage *page, gboolean is_shown);
/* A map between the list and the detail pane. */
void epc_record_page_set_map (EpcRecordPage *page, GtkWidget *map);
/* A widget between search and menu of the toolbar ("Freeze round"). */
void epc_record_page_add_tool (EpcRecordPage *page, GtkWidget *tool);
/* A line at the right of the status line ("10 of 12 assessed"); NULL: none. */
/* From the details, where they are a page of their own, to the list; FALSE: they are not, or not shown. */
gboolean epc_record_page_back (EpcRecordPage *page);
void epc_record_page_set_status (EpcRecordPage *page, const char *text);
/* Turns a filter chip on that was not made by the user ("Open", "status = open"). FALSE: the condition is not right. */
gboolean epc_record_page_add_chip (EpcRecordPage *page, const char *label, const char *condition, gboolean is_on, GError **error);
/* Widget of the empty page's third step ("Open one of the 27 identified"); it becomes the blue one. NULL: none. */
void epc_record_page_set_first_step (EpcRecordPage *page, GtkWidget *button);

/* The one selected record; NULL when none or several. (transfer none), valid until the selection changes. */
EpcRecord *epc_record_page_selected (EpcRecordPage *page);
/* Row numbers of all selected records: gint64. (transfer full) */
GArray *epc_record_page_selected_rows (EpcRecordPage *page);
/* Selects and shows @row; FALSE when the list does not hold it. */
gboolean epc_record_page_select_row (EpcRecordPage *page, gint64 row);
/* Row number of the record @step places after (before, when negative) @row in the list's order; 0: there is none. */
gint64 epc_record_page_neighbour (EpcRecordPage *page, gint64 row, int step);
/* "Done" with an optional undo, above the status line. @undo is called when the button is pressed. */
void epc_record_page_toast (EpcRecordPage *page, const char *text, const char *button, GCallback undo, gpointer data);
/* Focus into the table. */
void epc_record_page_grab_table (EpcRecordPage *page);

G_END_DECLS
