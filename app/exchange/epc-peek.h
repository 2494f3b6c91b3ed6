/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Some rows of a file as they stand, for a person to look at before and while it is imported.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 number; /* row of the sheet as a person counts it */
  char **cells;   /* texts, "" when empty, NULL-terminated */
  char **notes;   /* as many: what stands there and is no value ("#N/A", "=" of a formula never reckoned), "" where nothing does */
} EpcPeekRow;

typedef struct
{
  char *format;    /* translated name of the format */
  char *detail;    /* what was found of it: "UTF-8, comma"; NULL: nothing to say */
  GStrv sheets;    /* their names; empty: a format without sheets */
  GPtrArray *rows; /* (element-type EpcPeekRow), blank ones too */
  guint width;     /* cells of the widest of the rows */
} EpcPeek;

/* Up to @n rows of @sheet from row @first on (1: the first); fewer where the sheet ends. EPC_ERROR_READ, EPC_ERROR_DAMAGED,
 * G_IO_ERROR_CANCELLED. Reads all rows before @first: call it on a thread. */
EpcPeek *epc_peek (const char *path, guint sheet, guint64 first, guint n, GCancellable *cancellable, GError **error);
void epc_peek_free (EpcPeek *peek);

/* "A", "B" … "Z", "AA": how spreadsheets call column @index (from 0). Writes to @out and returns it. */
#define EPC_COLUMN_LETTERS 8
char *epc_column_letters (guint index, char out[EPC_COLUMN_LETTERS]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPeek, epc_peek_free)

G_END_DECLS
