/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Other people's SQLite files (GeoPackage, MBTiles), read and nothing else: no extensions, no views, triggers or functions of
 * theirs, bounded work and sizes. A file that was made to do harm is refused like a damaged one.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EpcForeign EpcForeign;

/* Exactly one of @path and @bytes is given; @name stands in messages. EPC_ERROR_READ, EPC_ERROR_DAMAGED. */
EpcForeign *epc_foreign_open (const char *path, GBytes *bytes, const char *name, GError **error);
void epc_foreign_close (EpcForeign *foreign);
gint64 epc_foreign_application_id (EpcForeign *foreign);
/* A real table of that name: no view, no virtual table. */
gboolean epc_foreign_has_table (EpcForeign *foreign, const char *table);

typedef enum
{
  EPC_FOREIGN_NULL,
  EPC_FOREIGN_INTEGER,
  EPC_FOREIGN_REAL,
  EPC_FOREIGN_TEXT,
  EPC_FOREIGN_BLOB,
} EpcForeignKind;

typedef struct _EpcForeignRows EpcForeignRows;

/* All rows and columns of @table. EPC_ERROR_DAMAGED. */
EpcForeignRows *epc_foreign_table_rows (EpcForeign *foreign, const char *table, GError **error);
/* How many rows @table has; 0 also where that cannot be told. */
gint64 epc_foreign_table_count (EpcForeign *foreign, const char *table);
void epc_foreign_rows_free (EpcForeignRows *rows);
/* FALSE at the end (no error) or with @error. */
gboolean epc_foreign_next (EpcForeignRows *rows, GError **error);
guint epc_foreign_n_columns (EpcForeignRows *rows);
const char *epc_foreign_column_name (EpcForeignRows *rows, guint column);
EpcForeignKind epc_foreign_kind (EpcForeignRows *rows, guint column);
/* Text of any kind but BLOB, "" when NULL; good until the next row. */
const char *epc_foreign_text (EpcForeignRows *rows, guint column, gsize *length);
gint64 epc_foreign_integer (EpcForeignRows *rows, guint column);
double epc_foreign_real (EpcForeignRows *rows, guint column); /* the text of one has fewer digits */
const guint8 *epc_foreign_blob (EpcForeignRows *rows, guint column, gsize *length);

/* --- writing a file for others --- */

/* A new database at @path (which must not exist): one connection, one transaction, no journal beside it. */
EpcForeign *epc_foreign_create (const char *path, GError **error);
typedef struct _EpcForeignInsert EpcForeignInsert;
void epc_foreign_insert_free (EpcForeignInsert *insert);
/* What is not bound is NULL; positions from 1. Bytes and texts are copied. */
void epc_foreign_bind_integer (EpcForeignInsert *insert, guint position, gint64 value);
void epc_foreign_bind_real (EpcForeignInsert *insert, guint position, double value);
void epc_foreign_bind_text (EpcForeignInsert *insert, guint position, const char *text);
void epc_foreign_bind_blob (EpcForeignInsert *insert, guint position, const guint8 *bytes, gsize length);
gboolean epc_foreign_insert_run (EpcForeignInsert *insert, GError **error);
/* Commits; the file is whole on the disk. */
gboolean epc_foreign_finish (EpcForeign *foreign, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcForeign, epc_foreign_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcForeignRows, epc_foreign_rows_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcForeignInsert, epc_foreign_insert_free)

G_END_DECLS
