/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A workbook of Excel between its parts: which sheets there are, how numbers are shown, the texts that cells refer to.
 */
#pragma once

#include "epc-archive.h"
#include "epc-sheet-value.h"
#include "epc-string-table.h"
#include "epc-xml.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  guint member; /* of the archive */
  gboolean is_hidden;
} EpcXlsxSheet;

typedef struct
{
  char *name; /* of the file, for messages */
  EpcArchive *archive;
  GArray *sheets;          /* of EpcXlsxSheet: the hidden ones last */
  GArray *formats;         /* of EpcSheetFormat, by the number that a cell names */
  EpcStringTable *strings; /* NULL: the workbook has none */
  gboolean is_1904;
} EpcXlsxBook;

/* EPC_ERROR_READ, EPC_ERROR_DAMAGED, EPC_ERROR_REFUSED. */
EpcXlsxBook *epc_xlsx_book_open (const char *path, GBytes *bytes, const char *name, GError **error);
void epc_xlsx_book_free (EpcXlsxBook *book);

/* "_x000D_" in a text is the character 0x0D (ECMA-376 part 1, 22.9.2.19). */
void epc_xlsx_unescape (GString *text);

/* The merged ranges of a sheet, by their first row. They stand behind its rows, so it is unpacked once for them alone; nothing of
 * it is parsed. EPC_ERROR_DAMAGED. */
GArray *epc_xlsx_merged_ranges (const EpcXlsxBook *book, const EpcXlsxSheet *sheet, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcXlsxBook, epc_xlsx_book_free)

G_END_DECLS
