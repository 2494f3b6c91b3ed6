/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The live map of the window on paper: what is shown in it now, in its order, on a sheet with legend, scale, frame and sources.
 */
#pragma once

#include "epc-map-sheets.h"

G_BEGIN_DECLS

typedef struct
{
  char *id; /* key of a layer of the workspace (epc_map_layers()), or the path of a map file */
  double opacity;
  gboolean is_above_round;
} EpcSeenLayer;

/* What a window shows. Made on the main thread, read in another. */
typedef struct
{
  EpcMapBox box;
  GArray *layers;       /* EpcSeenLayer that are shown, from the bottom up */
  gboolean has_sites;
  gboolean has_round;
  EpcPictureChoice choice; /* of the round; the crisis of all that is shown */
  char *tool;              /* what choice.tool is */
  gboolean has_movements;
} EpcSeenMap;

EpcSeenMap *epc_seen_map_new (void);
/* The next layer above those that are there, above the round too once has_round is set. */
void epc_seen_map_add (EpcSeenMap *self, const char *id, double opacity);
void epc_seen_map_free (EpcSeenMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSeenMap, epc_seen_map_free)

/* The same on paper, in the interface's language. A map file that cannot be read any more is an error: paper without it would be another
 * map than the one on screen. */
EpcMap *epc_map_of_seen (EpcStore *store, const EpcSeenMap *seen, GError **error);
/* On a sheet of @paper, laid out. */
EpcDocument *epc_map_sheet_of_seen (EpcStore *store, const EpcSeenMap *seen, EpcPaper paper, GError **error);

G_END_DECLS
