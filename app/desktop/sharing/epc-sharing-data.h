/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the section of packages shows, read in a thread.
 */
#pragma once

#include "exchange/epc-queue.h"
#include "store/epc-conflict-sides.h"
#include "store/epc-parcel.h"

G_BEGIN_DECLS

/* One group of a record that two wrote. Where it was decided, what was taken is the side that is shown. */
typedef struct
{
  EpcConflict *conflict;
  gboolean is_decided, is_newest; /* is_newest: of a decision, nobody has changed it since */
  EpcConflictSides *sides;
  char *label; /* "Population", "Deleted or kept" */
} EpcWaitingGroup;

typedef struct
{
  const EpcEntity *entity;
  EpcUid uid;
  char *title, *note;
  const char *state;      /* of EpcState */
  gboolean is_about_life; /* one side has deleted it */
  GPtrArray *groups;      /* (element-type EpcWaitingGroup) */
} EpcWaitingRecord;

/* More than this are decided a part at a time. */
#define EPC_WAITING_MOST 1000
/* Of what was decided the newest are listed. */
#define EPC_DECIDED_MOST 300

typedef struct
{
  GPtrArray *records; /* (element-type EpcWaitingRecord) */
  GPtrArray *decided; /* (element-type EpcWaitingRecord) a line for each decision, the newest first */
  guint n_groups;     /* of all, also of those beyond EPC_WAITING_MOST */
  guint n_apart;      /* places and sites that are like one which another office made */
  GPtrArray *peers;   /* (element-type EpcPeer) */
  GArray *lacks;      /* of gint64: entries that each of them is not known to have */
  GPtrArray *parcels; /* (element-type EpcParcel) the last hundred */
  GPtrArray *asides;  /* (element-type EpcAside) */
} EpcSharingData;

/* The words for it. Free with g_free(). */
char *epc_sharing_group_label (const EpcConflict *conflict);
/* One field alone is its value; several that go together say which is which. */
char *epc_sharing_values_text (GPtrArray *values);
char *epc_sharing_side_text (const EpcConflict *conflict, const EpcConflictSide *side);
/* "L. Ochoa · 18 Oct 2026 08:12 · newest"; @group NULL: it waits. */
char *epc_sharing_side_origin (EpcStore *store, const EpcWaitingGroup *group, const EpcConflictSide *side);

EpcSharingData *epc_sharing_data_read (EpcStore *store, GError **error);
void epc_sharing_data_free (EpcSharingData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSharingData, epc_sharing_data_free)

G_END_DECLS
