/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Care of the file: backups, checks, compaction, figures about it.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

/* SQLite's backup API, verified with integrity_check. @path NULL: a rotating backup beside the workspace. Returns the path. */
char *epc_store_backup (EpcStore *store, const char *path, GCancellable *cancellable, GError **error);
/* Newest first: paths of the rotating backups of the workspace at @path. */
GPtrArray *epc_store_list_backups (const char *path);
/* Sets the file at @path aside ("name damaged 2026-11-23.epc"; never overwritten) and puts @backup in its place. */
gboolean epc_store_restore_backup (const char *path, const char *backup, char **set_aside, GError **error);

/* integrity_check, foreign keys, schema against the catalogue, totals, dangling references, journal order, search index.
 * (element-type utf8) sentences; empty: all is well. NULL with @error only when it could not run. */
GPtrArray *epc_store_check (EpcStore *store, GCancellable *cancellable, GError **error);
/* Drops the content of records deleted long ago (30 days) and of undone batches, rebuilds search, VACUUM. Bytes saved. */
gint64 epc_store_compact (EpcStore *store, GCancellable *cancellable, GError **error);

/* Moves the log into the file now and empties it (focus loss, sleep). Quiet where there is none, or others read. */
void epc_store_checkpoint (EpcStore *store);

typedef struct
{
  const EpcEntity *entity;
  gint64 live, deleted;
} EpcEntityStats;
/* (element-type EpcEntityStats) entities that have rows. */
GArray *epc_store_stats (EpcStore *store, GError **error);
gint64 epc_store_file_size (EpcStore *store);

G_END_DECLS
