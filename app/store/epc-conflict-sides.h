/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What waits for a decision, as people read it: who says what, when and where, and what stood there before.
 */
#pragma once

#include "epc-share.h"

G_BEGIN_DECLS

/* One field of the group; @text NULL: empty. */
typedef struct
{
  const EpcField *field;
  char *text;
} EpcSideValue;

typedef struct
{
  guint chosen;        /* for epc_store_resolve() */
  gboolean is_mine;    /* written in this workspace */
  gboolean is_shown;   /* what is seen until somebody decides */
  gboolean is_deleted; /* says that the record is gone */
  gboolean is_newest;  /* by the time its writer's clock showed */
  char *author;        /* NULL: not known */
  gint64 wall;         /* microseconds by that machine's clock; 0: not known */
  char *place;         /* the office, or the first digits of the workspace; NULL: not known */
  GPtrArray *values;   /* (element-type EpcSideValue); none where it is about a deletion */
} EpcConflictSide;

typedef struct
{
  GPtrArray *sides;  /* (element-type EpcConflictSide) what was written here first */
  GPtrArray *before; /* (element-type EpcSideValue) what both went on from; NULL: not known */
} EpcConflictSides;
void epc_conflict_sides_free (EpcConflictSides *sides);

EpcConflictSides *epc_conflict_sides (EpcStore *store, const EpcConflict *conflict, GError **error);

typedef enum
{
  EPC_KEEP_MINE,   /* what was written here; where nothing was, what is shown */
  EPC_KEEP_THEIRS, /* the first of the others */
  EPC_KEEP_NEWEST, /* what is shown already; of a deletion, that the record stays */
} EpcKeep;
/* FALSE: there is no such side. */
gboolean epc_conflict_choose (const EpcConflictSides *sides, EpcKeep keep, guint *chosen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcConflictSides, epc_conflict_sides_free)

G_END_DECLS
