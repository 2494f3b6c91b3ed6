/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The review queue: names of places and sites in files that nothing known here answers to for certain. Each has up to three
 * proposals. What is decided is remembered (entity "alias"), settles the rows that waited, and is used by the next import; and
 * so do places that come later, whatever the order of the files.
 */
#pragma once

#include "store/epc-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *reference; /* P-code, or uid of a site */
  char *code;      /* P-code, or code of the site */
  char *name, *within;
  double likeness; /* of the names, 0 to 1 */
  double km;       /* from the rows' coordinates to it; NAN: not known */
  int inside;      /* the rows' coordinates lie in its bounding box: 1 yes, 0 no, −1 not known */
  char *made_by;   /* made apart: the author of the record; NULL: not known */
} EpcDoubtProposal;

typedef struct
{
  EpcUid uid;
  char *code;      /* "HTI-Q-0001" */
  char *entity;    /* "place" or the kind of record */
  char *written, *within, *status, *target;
  guint rows;           /* that wait for it */
  gboolean is_made_apart; /* no name of a file: a record (uid, code) which is like one that another workspace made */
  char *made_by;          /* its author; NULL: not known */
  GPtrArray *proposals; /* (element-type EpcDoubtProposal) best first, at most three */
} EpcDoubt;

/* Those that wait for a decision, most rows first; then what was made in two workspaces (see epc_queue_apart()); @all: the decided ones
 * too. (element-type EpcDoubt) */
GPtrArray *epc_queue_list (EpcStore *store, gboolean all, GError **error);

/* Only the places and sites that are like one which another workspace made. (element-type EpcDoubt) */
GPtrArray *epc_queue_apart (EpcStore *store, GError **error);

typedef struct
{
  guint rows;   /* records that took their place */
  gint64 batch; /* 0: nothing was written */
} EpcSettled;

/* One decision: a doubt by code or uid, and what it means. */
typedef enum
{
  EPC_DECISION_ACCEPT, /* @proposal */
  EPC_DECISION_NEW,    /* places: one that is not in the list yet, and gets a provisional P-code; sites: a record of its own */
  EPC_DECISION_LEAVE,  /* the rows keep the area they have, and it is not asked again */
} EpcDecisionKind;

typedef struct
{
  const char *doubt;
  EpcDecisionKind kind;
  const char *proposal; /* as epc_queue_accept() takes it; NULL but for EPC_DECISION_ACCEPT */
} EpcDecision;

/* Several at once. All are looked up before anything is written. Those about places are one step of undo, with the rows that they
 * settle; each about a site is one, with the records that it joins, and each about two that were made apart. */
gboolean epc_queue_decide (EpcStore *store, const EpcDecision *decisions, guint n, EpcSettled *settled, GError **error);

/* Two records that somebody has joined; epc_store_unjoin() parts them. */
typedef struct
{
  const EpcEntity *entity;
  EpcUid kept, other;
  char *kept_title, *other_title, *decided_by, *decided_on;
} EpcJoined;

/* The newest first. (element-type EpcJoined) */
GPtrArray *epc_queue_joined (EpcStore *store, GError **error);

/* @proposal: the number of one (1 to 3), a P-code, or a code or uid of a site. A doubt about a site joins the records that
 * wait. EPC_ERROR_NOT_FOUND, EPC_ERROR_AMBIGUOUS, EPC_ERROR_USAGE. */
gboolean epc_queue_accept (EpcStore *store, const char *doubt, const char *proposal, EpcSettled *settled, GError **error);
/* None of the proposals: the rows keep the area they have, and it is not asked again. */
gboolean epc_queue_refuse (EpcStore *store, const char *doubt, GError **error);
/* Places whose codes were made here and for which an official place of the same name on the same level of the same area is known now are
 * joined to it, as one batch: what named them names the official one, their names stay as spellings of it. Of EpcSettled, the rows are
 * places. */
gboolean epc_queue_join_provisional (EpcStore *store, EpcSettled *joined, GError **error);
/* Looks again at every row that waits, with the places and aliases known now; what is certain now is written as one batch. */
gboolean epc_queue_settle (EpcStore *store, EpcSettled *settled, GError **error);

G_END_DECLS
