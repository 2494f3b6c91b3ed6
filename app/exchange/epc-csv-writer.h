/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a text table: UTF-8 with BOM, CR LF, quotes where needed, whole or not at all (a temporary file beside it, renamed).
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EpcCsvWriter EpcCsvWriter;

/* EPC_ERROR_WRITE. */
EpcCsvWriter *epc_csv_writer_new (const char *path, gboolean with_bom, GError **error);
/* One cell. @guard: a text that a spreadsheet would take for a formula (= + - @ tab first) gets an apostrophe before it. */
void epc_csv_writer_cell (EpcCsvWriter *writer, const char *text, gboolean guard);
/* TRUE for a text that such a guard goes before: it begins with a formula character, or reading it would take an apostrophe away. */
gboolean epc_csv_needs_guard (const char *text);
gboolean epc_csv_writer_end_row (EpcCsvWriter *writer, GError **error);
/* A line as it is, without cells (the canonical form). LF ends it. */
gboolean epc_csv_writer_line (EpcCsvWriter *writer, const char *line, GError **error);
/* Puts the file in its place. */
gboolean epc_csv_writer_finish (EpcCsvWriter *writer, GError **error);
/* Removes what was not finished. */
void epc_csv_writer_free (EpcCsvWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcCsvWriter, epc_csv_writer_free)

G_END_DECLS
