/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files in and out of the window: import, export, print.
 */
#pragma once

#include "desktop/sections.h"
#include "desktop/window.h"
#include "draw/epc-page.h"
#include "report/epc-map-seen.h"
#include "store/epc-query.h"

G_BEGIN_DECLS

/* Asks for a file, then shows what it would change. @entity: what the list it was asked from holds; the file may hold other
 * things, recognition decides. */
void epc_import_start (EpcWindow *window, EpcSession *session, const EpcEntity *entity);
/* The same for a file already chosen (dropped on a list). @entity NULL: recognised. */
void epc_import_file_start (EpcWindow *window, EpcSession *session, GFile *file, const EpcEntity *entity);

/* Asks for the audience, shows what will leave, then for the file. @columns: NULL-terminated field keys shown in the list. */
void epc_export_start (EpcWindow *window, EpcSession *session, const EpcQuery *query, const char *const *columns);

/* Prints the records of @query with @columns through the system's print dialog. */
void epc_print_list (EpcWindow *window, EpcSession *session, const EpcQuery *query, const char *const *columns);
/* Prints one record: its fields that hold something, section by section. */
void epc_print_record (EpcWindow *window, EpcSession *session, EpcRecord *record);
/* The list into a PDF file, without a dialog. */
gboolean epc_print_list_to_pdf (EpcWindow *window, EpcSession *session, const EpcQuery *query, const char *const *columns,
                                const char *path, GError **error);
gboolean epc_print_record_to_pdf (EpcSession *session, EpcRecord *record, const char *path, GError **error);

/* What a live map shows, on a sheet of the office's paper, to the print dialog. Takes @seen. */
void epc_print_map (EpcWindow *window, EpcSession *session, EpcSeenMap *seen);
/* The same into a PDF file, without a dialog. */
gboolean epc_print_map_to_pdf (EpcSession *session, const EpcSeenMap *seen, const char *path, GError **error);

/* Makes a document out of @data, which is freed afterwards, in a thread; NULL with an error where it cannot be made.
 * @done has @source and @data. */
typedef EpcDocument *(*EpcDocumentMake) (gpointer data, GError **error);
void epc_make_document (gpointer source, GCancellable *cancellable, EpcDocumentMake make, gpointer data, GDestroyNotify free_data,
                        GAsyncReadyCallback done);
/* In @done: the document, the caller's, or NULL with what was wrong. */
EpcDocument *epc_document_made (GAsyncResult *result, GError **error);

/* Sends a laid-out document to the system's print dialog, which holds it until it has gone. */
void epc_print_document (EpcWindow *window, EpcDocument *document, const char *job_name);
/* The same; takes @document, and calls @done when it was printed or not. */
void epc_print_document_then (EpcWindow *window, EpcDocument *document, const char *job_name, void (*done) (gpointer data), gpointer data);

/* The report @name ("sitrep") page by page, with its language and paper to choose, to be printed or saved as PDF. @reference: of
 * the record it is about; NULL: none. Opens over the tabs. */
void epc_report_page_open (EpcWindow *window, EpcSession *session, const char *name, const char *reference);

/* The section of names in doubt: what each could mean, decided one by one or several at once, and what was joined. */
GtkWidget *epc_queue_page_new (const EpcSection *section, EpcSession *session);

G_END_DECLS
