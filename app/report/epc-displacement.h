/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One round as figures on a map, shared by the sheet on paper and the live map: people by area, the same as a rate, and who moved
 * between the areas of the first level. Without outlines in the workspace the first level of the base map stands for them.
 */
#pragma once

#include "epc-picture.h"
#include "epc-place-shapes.h"

G_BEGIN_DECLS

typedef enum
{
  EPC_MEASURE_PEOPLE,
  EPC_MEASURE_PER_INHABITANTS, /* per 1,000 */
  EPC_MEASURE_PER_KM2,
} EpcMeasure;

typedef struct
{
  char *from, *to; /* P-codes of the first level */
  double people;
} EpcMovement;

typedef struct
{
  EpcStore *store;
  const EpcRoundSeries *series;
  const EpcRound *round;
  const char *language;
  const char *area;       /* P-code of the first level that the map is about; NULL: the country */
  EpcPlaceShapes *shapes;
  gboolean is_of_basemap; /* its areas are those of the base map, without points */
  GHashTable *people;     /* P-code → double: people in the round */
  GHashTable *before;     /* the same in the round it is compared with; NULL: there is none */
  GArray *movements;      /* of EpcMovement */
  GHashTable *from;       /* P-code → double: people who came from there, those still inside among them */
  const char *main_origin;
  double within, unknown, most;
} EpcDisplacement;

/* @series and @language are borrowed. */
void epc_displacement_begin (EpcDisplacement *self, EpcStore *store, const EpcRoundSeries *series, const char *language);
void epc_displacement_clear (EpcDisplacement *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpcDisplacement, epc_displacement_clear)
/* Areas, people and movements; or, where shapes were read without outlines, the movements alone. */
gboolean epc_displacement_read (EpcDisplacement *self, GError **error);
gboolean epc_displacement_read_movements (EpcDisplacement *self, GError **error);

const char *epc_displacement_text (const EpcDisplacement *self, const char *text);
char *epc_displacement_number (const EpcDisplacement *self, double value);
/* NAN: @key is not in @table. */
double epc_displacement_value (GHashTable *table, const char *key);
/* People who came from @from and are in @to. */
double epc_displacement_moved (const EpcDisplacement *self, const char *from, const char *to);
gboolean epc_displacement_is_inside (const EpcDisplacement *self, const EpcPlaceShape *shape);

/* The rate beside the counts: per inhabitant where most of the areas have a population, else by area. */
EpcMeasure epc_displacement_rate (const EpcDisplacement *self);
const char *epc_displacement_measure_word (const EpcDisplacement *self, EpcMeasure measure);
/* @people of @shape by @measure; NAN: not known. */
double epc_displacement_measured (const EpcPlaceShape *shape, double people, EpcMeasure measure);
/* The areas of @map, in classes that are the same for every round of the series. */
gboolean epc_displacement_set_areas (const EpcDisplacement *self, EpcMap *map, EpcMeasure measure, GError **error);
/* The arrows of @map, and a note of who has none. */
void epc_displacement_set_movements (const EpcDisplacement *self, EpcMap *map);

G_END_DECLS
