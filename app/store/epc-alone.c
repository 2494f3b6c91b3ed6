/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Large writes of a program that has the workspace to itself. The log lets others read while one writes, and has its price: each page
 * goes into the log, its checksums are made twice where the write is larger than the cache, and then it is copied into the file. With a
 * rollback journal instead the pages of new rows go straight into the file: about a fifth of the import of a million rows. It is as safe
 * against a power cut: whoever opens the file next finds the journal and turns the write round.
 */
#include "epc-store-private.h"

/* Changing over costs some syncs of the disk; with fewer rows that is more than is won. */
#define LARGE 20000

static gboolean
set_mode (EpcSqlite *db, const char *mode, int wait_milliseconds)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA journal_mode=%s", mode);

  sqlite3_busy_timeout (db->handle, wait_milliseconds);
  g_autofree char *now = epc_sqlite_text (db, NULL, g_intern_string (sql), "");
  sqlite3_busy_timeout (db->handle, EPC_BUSY_MILLISECONDS);
  return now != NULL && g_ascii_strcasecmp (now, mode) == 0;
}

gboolean
epc_alone_begin (EpcStore *store, guint64 n_rows)
{
  if (n_rows < LARGE || !(store->flags & EPC_STORE_ALONE) || !store->is_wal || store->is_read_only)
    return FALSE;
  g_mutex_lock (&store->lock);
  while (store->idle_readers->len > 0)
    epc_sqlite_close (g_ptr_array_steal_index_fast (store->idle_readers, store->idle_readers->len - 1));
  g_mutex_unlock (&store->lock);
  /* Somebody else has it open, or the daily check reads: then as ever. */
  if (!set_mode (store->writer, "DELETE", 0))
    return FALSE;
  store->is_wal = FALSE;
  return TRUE;
}

void
epc_alone_end (EpcStore *store)
{
  /* Should another program have come in meanwhile, the next opening sets it. */
  store->is_wal = set_mode (store->writer, "WAL", EPC_BUSY_MILLISECONDS);
}
