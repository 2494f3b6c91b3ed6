/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The texts that the cells of a workbook refer to by number. Up to a few megabytes stay in memory, more lie in a temporary file
 * that has no name.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EpcStringTable EpcStringTable;

EpcStringTable *epc_string_table_new (void);
void epc_string_table_free (EpcStringTable *table);
/* Adds one text (UTF-8). EPC_ERROR_WRITE when the disk is full, EPC_ERROR_REFUSED beyond 40,000,000 texts. */
gboolean epc_string_table_add (EpcStringTable *table, const char *text, gsize length, GError **error);
guint epc_string_table_length (const EpcStringTable *table);
/* Text number @index (below the length), zero-terminated, valid until the next call; *@stays: until the table is freed.
 * EPC_ERROR_READ. */
const char *epc_string_table_get (EpcStringTable *table, guint index, guint *length, gboolean *stays, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcStringTable, epc_string_table_free)

G_END_DECLS
