/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a merge brought, record by record: what is new, what differs from before, what went, and what waits for a decision because of it.
 */
#pragma once

#include "epc-share.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_CAME_NEW,
  EPC_CAME_CHANGED,
  EPC_CAME_DELETED,
  EPC_N_CAME,
} EpcCameKind;

/* One field, as people read it; NULL: empty. */
typedef struct
{
  const EpcField *field;
  char *before, *after;
} EpcCameField;

typedef struct
{
  EpcCameKind kind;
  const EpcEntity *entity;
  EpcUid uid;
  char *title;
  GPtrArray *fields; /* (element-type EpcCameField) of one that is changed; NULL: it is new or went */
} EpcCameRecord;

typedef struct
{
  const EpcEntity *entity;
  gint64 n[EPC_N_CAME];
} EpcCameEntity;

/* Of more records than this only the number is kept. */
#define EPC_CAME_MOST 500

struct _EpcCame
{
  EpcMergeCounts counts;
  gint64 n[EPC_N_CAME];
  GArray *entities;     /* of EpcCameEntity, those that most came of first */
  GPtrArray *records;   /* (element-type EpcCameRecord) at most EPC_CAME_MOST */
  GPtrArray *conflicts; /* (element-type EpcConflict) that were not there before */
};
EpcCame *epc_came_new (void);
void epc_came_free (EpcCame *came);
/* How many of its conflicts are about whether a record is deleted. */
guint epc_came_n_deletions (const EpcCame *came);

/* Tells @came, which must live until epc_merge_finish(), what it brings. */
gboolean epc_merge_watch (EpcMerge *merge, EpcCame *came, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcCame, epc_came_free)

G_END_DECLS
