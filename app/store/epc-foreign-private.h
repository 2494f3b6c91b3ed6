/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the store: other people's files in SQL.
 */
#pragma once

#include "epc-foreign.h"

G_BEGIN_DECLS

/* @sql: one SELECT of ours, with names of theirs quoted by epc_foreign_quote(). EPC_ERROR_DAMAGED. */
EpcForeignRows *epc_foreign_query (EpcForeign *foreign, const char *sql, GError **error);
/* "a\"b" → "\"a\"\"b\"". Free with g_free(). */
char *epc_foreign_quote (const char *name);
gboolean epc_foreign_exec (EpcForeign *foreign, const char *sql, GError **error);
/* @sql: one INSERT with ?1 … */
EpcForeignInsert *epc_foreign_insert_new (EpcForeign *foreign, const char *sql, GError **error);

G_END_DECLS
