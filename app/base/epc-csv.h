/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a text table (RFC 4180 and its relatives) out of a stream of bytes, one at a time, in constant memory. Bytes in,
 * bytes out: the caller has settled the encoding (GCharsetConverter) and the delimiter.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *text;         /* zero-terminated; the tokenizer's own, good until the next call; may be changed in place */
  gsize length;       /* without the closing zero */
  gboolean is_quoted; /* stood in quotes, so that "" can be told from nothing */
} EpcCsvCell;

typedef struct
{
  EpcCsvCell *cells;
  guint n_cells; /* at least 1: an empty line is one empty cell */
  guint64 line;  /* line of the file the row began on, from 1 */
} EpcCsvRow;

typedef struct _EpcCsv EpcCsv;

/* Takes a reference on @stream. @delimiter: ',', ';', '\t', '|'. A UTF-8 byte order mark at the start is skipped. Lines end
 * with LF, CR LF or CR. Text after a closing quote is kept as it stands; a quote inside an unquoted cell is a character. */
EpcCsv *epc_csv_new (GInputStream *stream, char delimiter);
void epc_csv_free (EpcCsv *csv);

/* The next row; NULL at the end (then @error is not set) or with @error:
 *   EPC_ERROR_DAMAGED  a quote that is never closed (names the line it began on), a byte zero, a row longer than 16 MiB
 *   EPC_ERROR_READ, G_IO_ERROR_CANCELLED  the stream could not be read */
const EpcCsvRow *epc_csv_next (EpcCsv *csv, GCancellable *cancellable, GError **error);

/* Bytes of the stream used up so far, for a progress bar. */
guint64 epc_csv_position (const EpcCsv *csv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcCsv, epc_csv_free)

G_END_DECLS
