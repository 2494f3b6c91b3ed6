/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The journal: every change, in order. History, undo and (later) packages read it.
 */
#pragma once

#include "epc-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 sequence;
  char *replica;        /* hex */
  EpcStamp stamp, base; /* base: stamp of the value replaced; 0: none */
  gint64 wall;          /* microseconds: when, by that machine's clock */
  char *author;
  const EpcEntity *entity;
  EpcUid uid;
  char *group;               /* group key; "deleted"; "created" */
  char *old_json, *new_json; /* objects {field: canonical text or null} */
  char *reason;
  gint64 batch, step;
  gboolean is_erased;
} EpcJournalEntry;

void epc_journal_entry_free (EpcJournalEntry *entry);

/* Newest first. @group NULL: all groups. (element-type EpcJournalEntry) */
GPtrArray *epc_journal_history (EpcStore *store, const EpcEntity *entity, const EpcUid *uid, const char *group, GError **error);
GPtrArray *epc_journal_log (EpcStore *store, guint limit, GError **error);

typedef struct
{
  char *label;     /* of the step undone or redone; NULL: there was none */
  guint n_changes; /* turned round */
  GPtrArray *left; /* sentences: what was not turned round and why */
} EpcUndoResult;
void epc_undo_result_free (EpcUndoResult *result);

EpcUndoResult *epc_store_undo (EpcStore *store, GError **error);
EpcUndoResult *epc_store_redo (EpcStore *store, GError **error);
/* Marks the untouched rows of the batch deleted, turns its updates round, lists rows edited or referenced since. */
EpcUndoResult *epc_store_undo_batch (EpcStore *store, gint64 batch, GCancellable *cancellable, GError **error);
/* Captions of what undo and redo would do; NULL: nothing. */
char *epc_store_undo_label (EpcStore *store);
char *epc_store_redo_label (EpcStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcUndoResult, epc_undo_result_free)

G_END_DECLS
