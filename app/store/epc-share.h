/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one workspace gives another: the entries of its journal that the other lacks, the rows of the imports among them, and the bytes
 * that these name; and how they are taken in (tests/merge_model.py says what must come of it).
 */
#pragma once

#include "epc-journal.h"
#include "epc-vector.h"

G_BEGIN_DECLS

/* One line of the journal as it travels. A line of what stays in its workspace (settings, the list of machines) travels as a number
 * alone: @entity is NULL. */
typedef struct
{
  EpcUid replica;
  gint64 sequence, wall;
  EpcStamp stamp, base;
  const char *author, *entity, *group, *old_json, *new_json, *reason;
  EpcUid uid;
  gboolean is_erased;
} EpcSharedEntry;

/* Where what is given goes. Each returns FALSE with an error to stop. */
typedef struct
{
  /* By replica, rising. */
  gboolean (*entry) (const EpcSharedEntry *entry, gpointer data, GError **error);
  /* The rows that follow are of this import and kind; @fields: keys, in the order of the texts of a row. */
  gboolean (*batch) (const EpcUid *batch, const char *entity, const char *const *fields, guint n_fields, gpointer data, GError **error);
  gboolean (*row) (const EpcUid *uid, const char *code, const char *const *texts, guint n_texts, gpointer data, GError **error);
  /* A row that was changed since: what the import brought, as {"field": "text"}. */
  gboolean (*born) (const EpcUid *uid, const char *code, const char *json, gpointer data, GError **error);
  gboolean (*bytes) (const char *sha256, const guint8 *bytes, gsize length, gpointer data, GError **error);
} EpcShareSink;

/* Gives all that whoever has @since lacks, as it stands in one moment. *@upto: what the receiver has afterwards. */
gboolean epc_share_read (EpcStore *store, const EpcVector *since, const EpcShareSink *sink, gpointer data, EpcVector **upto,
                         GCancellable *cancellable, GError **error);

/* Gives the records of one crisis, and what they refer to (official places that an import brought and what every workspace begins with are not
 * among them; epc-share-crisis.c says what belongs): their whole history and the whole imports that brought them. It says nothing of what the receiver has afterwards. */
gboolean epc_share_read_crisis (EpcStore *store, const EpcUid *crisis, const EpcShareSink *sink, gpointer data, GCancellable *cancellable,
                                GError **error);

/* Keys of the kinds of record of which something may have changed since the workspace had @since (all of which it must still have): a set
 * of texts, some of which this version may not know. Free with g_hash_table_unref(). */
GHashTable *epc_share_changed_since (EpcStore *store, const EpcVector *since, GError **error);
/* Identities of the records of @entity of which something may have changed since: sorted, each once. NULL without error: there are more than
 * @most, or an import was taken back since, of which nothing may be left here to tell what it brought. (element-type EpcUid) */
GArray *epc_share_touched_since (EpcStore *store, const EpcVector *since, const EpcEntity *entity, guint most, GError **error);
/* The replica that wrote @record first, or brought it in by an import. FALSE: the journal does not tell (no error), or @error. */
gboolean epc_share_origin (EpcStore *store, EpcRecord *record, EpcUid *replica, GError **error);
/* What tells this workspace from others; its copies have the same. EPC_ERROR_DAMAGED. */
gboolean epc_share_workspace (EpcStore *store, EpcUid *workspace, GError **error);

/* A replica by its public key (32 bytes), whose first half is its id. */
typedef struct
{
  EpcUid id;
  guint8 public_key[32];
} EpcSharedReplica;
/* (element-type EpcSharedReplica) all that are known here. */
GArray *epc_share_replicas (EpcStore *store, GError **error);

/* --- keys --- */

/* The key that this replica signs with (64 bytes): clear it after use. EPC_ERROR_READ. */
gboolean epc_share_secret_key (EpcStore *store, guint8 *secret_key, GError **error);
/* This workspace began with this key, or its user has said that it is to be trusted. */
gboolean epc_share_is_trusted (EpcStore *store, const guint8 *public_key);
gboolean epc_share_trust (EpcStore *store, const guint8 *public_key, const char *name, GError **error);

/* --- other workspaces --- */

typedef struct
{
  EpcUid replica, office;
  char *name;
  EpcVector *vector; /* what it is known to have */
  gint64 heard;      /* when, microseconds */
} EpcPeer;
void epc_peer_free (EpcPeer *peer);
/* (element-type EpcPeer) */
GPtrArray *epc_share_peers (EpcStore *store, GError **error);
/* A workspace whose key is trusted has sent neither package nor receipt: what it has is not known. */
gboolean epc_share_has_unheard (EpcStore *store);
/* A receipt, or the head of a package, says what @peer has. */
gboolean epc_share_note_peer (EpcStore *store, const EpcPeer *peer, GError **error);
/* All that the workspace has was given away: nothing that others build on may be dropped or taken back unseen from here on. */
gboolean epc_share_note_given (EpcStore *store, GError **error);

/* --- taking in, inside a write --- */

typedef struct _EpcMerge EpcMerge;
typedef struct _EpcCame EpcCame; /* epc-came.h */

typedef struct
{
  gint64 n_entries;   /* new here */
  gint64 n_known;     /* had come before */
  gint64 n_inserted, n_updated; /* records that are new, or differ from before (a deletion too) */
  gint64 n_conflicts; /* that wait for a decision afterwards */
} EpcMergeCounts;

/* Adds what another merge did after it to @sum. */
void epc_merge_counts_add (EpcMergeCounts *sum, const EpcMergeCounts *one);

/* EPC_ERROR_CONFLICT where entries before @since never came: names whose, and up to which. */
EpcMerge *epc_merge_new (EpcTransaction *transaction, GArray *replicas, const EpcVector *since, const EpcVector *upto, GError **error);
/* The entries have gaps (epc_share_read_crisis()): they are kept beyond what is known to be here whole, until a package brings what is
 * between. Nothing is acknowledged by them. */
EpcMerge *epc_merge_new_part (EpcTransaction *transaction, GArray *replicas, GError **error);
void epc_merge_free (EpcMerge *merge);
/* What comes bears the signature of this key (32 bytes): it is kept with each entry (epc-voucher.h). */
void epc_merge_sign (EpcMerge *merge, const guint8 *public_key);
/* In the order in which epc_share_read() gives them: entries, then imports with their rows, then bytes. EPC_ERROR_DAMAGED where they make
 * no sense. */
gboolean epc_merge_entry (EpcMerge *merge, const EpcSharedEntry *entry, GError **error);
gboolean epc_merge_batch (EpcMerge *merge, const EpcUid *batch, const char *entity, const char *const *fields, guint n_fields,
                          GError **error);
gboolean epc_merge_row (EpcMerge *merge, const EpcUid *uid, const char *code, const char *const *texts, guint n_texts, GError **error);
gboolean epc_merge_born (EpcMerge *merge, const EpcUid *uid, const char *code, const char *json, GError **error);
gboolean epc_merge_bytes (EpcMerge *merge, const char *sha256, const guint8 *bytes, gsize length, GError **error);
gboolean epc_merge_finish (EpcMerge *merge, EpcMergeCounts *counts, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcMerge, epc_merge_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcPeer, epc_peer_free)

/* --- what waits for a decision --- */

typedef struct
{
  gint64 id;
  const EpcEntity *entity;
  EpcUid uid;
  char *group; /* a group of fields, or "deleted" */
  char *says;  /* JSON: [{"replica", "sequence", "author", "wall", "kind", "new", "old"}], the first is what is shown */
} EpcConflict;
void epc_conflict_free (EpcConflict *conflict);
EpcConflict *epc_conflict_copy (const EpcConflict *conflict);
/* (element-type EpcConflict) in the order in which they were found. */
GPtrArray *epc_store_conflicts (EpcStore *store, GError **error);
/* Decides: the value of the @chosen entry of its "says" (0: what is shown), which is a new change; of "deleted", that the record is
 * deleted or is not. EPC_ERROR_NOT_FOUND. */
gboolean epc_store_resolve (EpcStore *store, gint64 id, guint chosen, GError **error);

typedef struct
{
  gint64 id;
  guint chosen;
} EpcDecisionTaken;
/* Several as one step; all or nothing. */
gboolean epc_store_resolve_many (EpcStore *store, const EpcDecisionTaken *decisions, guint n, GError **error);

/* A decision that was taken, here or in another office; the newest about a group of a record. */
typedef struct
{
  EpcConflict conflict; /* @id: of the journal; @says: what was chosen between */
  guint chosen;         /* of "says"; their number: none of them, or (of "deleted") that the record stays */
  char *author;         /* NULL: not known */
  gint64 wall;          /* microseconds by that machine's clock */
  char *replica;        /* hex */
  gboolean is_newest;   /* nobody has changed the group since */
} EpcPastDecision;
void epc_past_decision_free (EpcPastDecision *decision);
/* (element-type EpcPastDecision), the newest in this workspace first. */
GPtrArray *epc_store_decisions (EpcStore *store, guint most, GError **error);
/* Turns some round: @decisions by the id of the conflict in them, as one step; all or nothing. EPC_ERROR_NOT_FOUND, EPC_ERROR_CONFLICT:
 * the record was deleted since. */
gboolean epc_store_decide_anew (EpcStore *store, const EpcDecisionTaken *decisions, guint n, GError **error);

G_END_DECLS
