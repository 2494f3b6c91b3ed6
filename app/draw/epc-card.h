/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A card: the first facts of an event as one upright picture (4 : 5), to be read on a telephone.
 */
#pragma once

#include "epc-page.h"

G_BEGIN_DECLS

#define EPC_CARD_WIDTH 1080 /* pixels */
#define EPC_CARD_HEIGHT 1350

#define EPC_CARD_FIGURES 4

/* All texts may be NULL: then what they stand in is left out. */
typedef struct
{
  const char *kind;   /* "Flash update" */
  const char *mark;   /* "DRILL" */
  const char *title, *subtitle;
  EpcKeyFigure figures[EPC_CARD_FIGURES];
  guint n_figures;
  const char *heading, *text;   /* "Urgent needs reported", "Water · Shelter" */
  const char *next_name, *next; /* "Next update", "16 October 2026, 18:00" */
  const char *office, *source;
  const char *classification;
} EpcCard;

/* Draws the card over (0, 0, @width, @height); what does not fit is cut with an ellipsis, the figures never. */
void epc_card_draw (const EpcCard *card, cairo_t *cr, double width, double height);

G_END_DECLS
