/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to the files that work out what a record is.
 */
#pragma once

#include <json-glib/json-glib.h>

#include "epc-store-private.h"

typedef enum
{
  KIND_CREATED,
  KIND_BORN, /* brought by an import */
  KIND_CHANGE,
  KIND_DELETED,
} Kind;

/* The entry by which an import is taken back. */
typedef struct
{
  EpcUid replica;
  gint64 seq;
  EpcStamp stamp;
  gint64 wall;
  char *author;
  GHashTable *kept; /* hex of the records that stay */
} Taking;

typedef struct
{
  Kind kind;
  gint64 id; /* in the journal; 0: none */
  EpcUid replica;
  gint64 seq;
  EpcStamp stamp;
  gint64 wall;
  char *author;
  const char *group;    /* of a change; interned */
  JsonNode *new, *old;  /* objects; NULL: none */
  gboolean is_yes;      /* of a deletion: deleted, not brought back */
  gboolean is_decision; /* between changes beside each other */
  const Taking *taking; /* of KIND_BORN: its import was taken back, and this record with it */
} Entry;

typedef struct
{
  gint64 seq;
  EpcVector *vector;
} Mark;

struct _EpcSettle
{
  EpcTransaction *transaction;
  EpcSqlite *db;
  GHashTable *marks;   /* replica → GArray of Mark, rising */
  GHashTable *takings; /* uid of an import → Taking; a nil one: it stands */
  GHashTable *codes;   /* EpcEntity → set of codes to look at in the end */
};

/* All about one record. */
typedef struct
{
  EpcSettle *settle;
  const EpcEntity *entity;
  const EpcUid *uid;
  GPtrArray *entries;  /* Entry */
  GPtrArray *births;   /* those that stand, or else all */
  GPtrArray *groups;   /* interned names of the groups that were changed */
  GHashTable *winners; /* group → Entry */
  gboolean is_alive;
  GPtrArray *disputed; /* deletions that wait for a decision; Entry or (of an import) copies of its Taking */
  GPtrArray *made;     /* the copies */
  EpcStamp dead_by;    /* stamp of the deletion; EPC_DELETED_WITH_BATCH */
} Case;

static inline int
compare_order (EpcStamp stamp_a, const EpcUid *replica_a, gint64 seq_a, EpcStamp stamp_b, const EpcUid *replica_b, gint64 seq_b)
{
  int replicas = epc_uid_compare (replica_a, replica_b);

  if (stamp_a != stamp_b)
    return stamp_a < stamp_b ? -1 : 1;
  return replicas != 0 ? replicas : (seq_a > seq_b) - (seq_a < seq_b);
}

static inline gboolean
is_later (const Entry *a, const Entry *b)
{
  return b == NULL || compare_order (a->stamp, &a->replica, a->seq, b->stamp, &b->replica, b->seq) > 0;
}

static inline JsonObject *
object_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The text of a member; NULL: there is none, or it is no text. */
static inline const char *
text_of (JsonNode *node, const char *key)
{
  JsonObject *object = object_of (node);
  JsonNode *member = object != NULL ? json_object_get_member (object, key) : NULL;

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : NULL;
}

static inline JsonArray *
array_of (JsonNode *node, const char *key)
{
  JsonObject *object = object_of (node);
  JsonNode *member = object != NULL ? json_object_get_member (object, key) : NULL;

  return member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
}

static inline gboolean
is_birth (const Entry *entry)
{
  return entry->kind == KIND_CREATED || entry->kind == KIND_BORN;
}

static inline gboolean
is_erasing (const Entry *entry)
{
  return entry->kind == KIND_CHANGE && array_of (entry->new, "_erased") != NULL;
}

/* --- epc-settle.c --- */

/* Whoever wrote @b had @a. */
gboolean epc_settle_before (const Case *of, const Entry *a, const Entry *b);
const Entry *epc_settle_latest (GPtrArray *entries);
/* FALSE: an erasure of the group that whoever wrote @entry did not know of voids it. */
gboolean epc_settle_counts (const Case *of, const Entry *entry);
/* No other entry of its kind (of a change: of its group) came after it. */
gboolean epc_settle_is_head (const Case *of, const Entry *entry, Kind kind, const char *group);
/* Copies of the takings back of the imports of a record that nobody of @support knew of; they go into made and disputed. */
void epc_settle_dispute_takings (Case *of, GPtrArray *support);

/* --- epc-decided.c --- */

/* Fills in the sides of @decided and what was taken of them. */
void epc_settle_find_decided (Case *of, EpcSettleDecided *decided);

/* --- epc-settle-row.c --- */

/* Takes erased values out of all that came before or beside the erasure. */
gboolean epc_settle_carry_erasures (const Case *of, GError **error);
gboolean epc_settle_write_record (const Case *of, GError **error);

/* --- epc-settle-conflicts.c --- */

gboolean epc_settle_write_conflicts (const Case *of, GError **error);
/* Whether @a and @b say the same of the group @group. Of one that this version does not know, the keys that @a names are asked. */
gboolean epc_settle_says_same (const Case *of, const char *group, JsonNode *a, JsonNode *b);
/* (element-type Entry) as the JSON of a conflict ("says"); g_free(). */
char *epc_settle_says (GPtrArray *beside);
