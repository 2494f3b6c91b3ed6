/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands where in a drawing: for the tooltip under the pointer, for the arrow keys, for assistive technology.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y, width, height; /* in the units the chart was drawn in */
  int category;               /* index of the category; -1: none */
  int series;
  double value;               /* NAN: no data */
  char *label;                /* one sentence: "Ouest, women and girls: 225,735 people" */
} EpcHit;

/* Box of a text in the drawing. */
typedef struct
{
  double x, y, width, height;
} EpcHitBox;

typedef struct
{
  GArray *hits;   /* EpcHit, in reading order: by category, then by series */
  GArray *labels; /* EpcHitBox of every axis, point and value label: what a tooltip should not hide */
} EpcHitMap;

EpcHitMap *epc_hit_map_new (void);
void epc_hit_map_free (EpcHitMap *map);
void epc_hit_map_clear (EpcHitMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcHitMap, epc_hit_map_free)

guint epc_hit_map_size (const EpcHitMap *map);
const EpcHit *epc_hit_map_get (const EpcHitMap *map, guint index);
/* Index of the hit at (@x, @y), the nearest one within @reach of its box; -1 when there is none. */
int epc_hit_map_find (const EpcHitMap *map, double x, double y, double reach);
/* Index of the neighbour of hit @index: @d_category and @d_series are -1, 0 or 1. @index itself at the edge; the first hit
 * when @index is -1. Steps over categories in which the series has no hit. */
int epc_hit_map_step (const EpcHitMap *map, int index, int d_category, int d_series);

/* Appends a hit; takes @label. @map may be NULL (then @label is only freed). */
void epc_hit_map_add (EpcHitMap *map, double x, double y, double width, double height, int category, int series, double value,
                      char *label);
void epc_hit_map_add_label (EpcHitMap *map, double x, double y, double width, double height);

G_END_DECLS
