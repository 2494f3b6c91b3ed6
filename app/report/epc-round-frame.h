/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One round on the live map: areas by people or by the rate, those without a figure hatched, and the movements between the areas of the
 * first level. Each is of one operation, tool, round and level: nothing in it was added up over them.
 */
#pragma once

#include "epc-picture.h"

G_BEGIN_DECLS

/* One area, in the order of the areas of the map. */
typedef struct
{
  char *code;
  char *label;  /* "Delmas: 86,110 people"; "Gressier: no figure" */
  double people; /* NAN: no figure */
  EpcUid uid;   /* of the record of the place; nil: there is none */
  double lon, lat;
} EpcRoundArea;

typedef struct
{
  EpcMap *map;
  EpcRoundSeries *series;
  GPtrArray *kinds; /* of EpcRound: the newest round of each operation and tool, the newest first */
  char *title;      /* "Round 10 · 30 June 2025" */
  char *source;     /* "Countrywide monitoring (BA), level 2: 1,287,593 people, 137 of 140 areas have a figure" */
  const char *measures[2]; /* the counts, and the rate beside them */
  gboolean has_movements;
  GArray *areas;    /* of EpcRoundArea */
} EpcRoundFrame;

/* In a thread. NULL without @error where no round is recorded. */
EpcRoundFrame *epc_round_frame (EpcStore *store, const EpcPictureChoice *choice, gboolean with_movements, EpcMapTheme theme,
                                GCancellable *cancellable, GError **error);
void epc_round_frame_free (EpcRoundFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcRoundFrame, epc_round_frame_free)

G_END_DECLS
