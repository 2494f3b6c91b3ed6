/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the overview shows, read from the store on a thread of its own: figures, what is due, what to confirm, what changed.
 * Where nothing was recorded the value is NULL and the note says why.
 */
#pragma once

#include "report/epc-picture.h"
#include "store/epc-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *label, *value, *unit, *delta, *note, *help; /* help: the whole of it, where the note is short; NULL: the note */
  const char *delta_kind, *state;
  char *action; /* detailed action of a click; NULL: none */
} EpcOverviewFigure;

typedef struct
{
  char *when;        /* "20 Oct", "14:10"; NULL: none */
  char *title, *note;
  const char *kind;  /* state symbol (epc-state.h); NULL: none */
  const EpcEntity *entity; /* of the record behind it; NULL: none */
  EpcUid uid;
  char *action;      /* instead of a record: detailed action; NULL: none */
} EpcOverviewItem;

typedef struct
{
  char *crisis_title, *crisis_note; /* "Storm Dalia", "Day 5 · since 14 Oct 2026 · TC-2026-000183-HND" */
  char *phase;                      /* "Phase: during · severity: severe"; NULL: not said */
  GPtrArray *figures;               /* (element-type EpcOverviewFigure) */
  GPtrArray *due, *stale, *upcoming, *changes, *crises; /* (element-type EpcOverviewItem) */
  EpcMap *map;                      /* people by area in the latest round; NULL: no round */
  char *map_text;                   /* says what the map shows; why there is none */
} EpcOverviewData;

/* @crisis NULL: all. Never fails as a whole: what cannot be read is left out and said. */
EpcOverviewData *epc_overview_data_read (EpcStore *store, const EpcUid *crisis, GCancellable *cancellable);
void epc_overview_data_free (EpcOverviewData *data);

/* The lists that fall due, for the test that their conditions are right: entity, date field, condition. */
typedef struct
{
  const char *entity, *field;
  const char *where; /* NULL: all */
  const char *what;  /* N_() */
} EpcDueSource;
const EpcDueSource *epc_due_sources (guint *n_sources);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcOverviewData, epc_overview_data_free)

G_END_DECLS
