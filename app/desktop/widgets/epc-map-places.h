/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list beside a live map: the same places as on it, for the keyboard and the screen reader, found by their names. A row is made when it
 * is seen.
 */
#pragma once

#include <gtk/gtk.h>

#include "model/epc-record.h"

G_BEGIN_DECLS

typedef struct
{
  const char *label; /* "Delmas: 86,110 people" */
  const char *kind;  /* "Sites": what of the map it belongs to */
  double lon, lat;
  const EpcEntity *entity;
  EpcUid uid; /* nil: there is no record to open */
  int site;   /* index on the map; −1: no site */
} EpcMapPlace;

#define EPC_TYPE_MAP_PLACES (epc_map_places_get_type ())
G_DECLARE_FINAL_TYPE (EpcMapPlaces, epc_map_places, EPC, MAP_PLACES, GtkWidget)

/* Signal "chosen" (EpcMapPlace *): the row was selected. Activating a row opens its record. */
GtkWidget *epc_map_places_new (void);
/* Takes @places (element-type EpcMapPlace), whose texts are in @words, which it takes too. */
void epc_map_places_take (EpcMapPlaces *self, GArray *places, GStringChunk *words);
/* How many there are, hidden by the search or not. */
guint epc_map_places_n (EpcMapPlaces *self);

G_END_DECLS
