/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a shape is made of. epc-export-shape-columns.c holds the columns, epc-export-shape.c writes the rows.
 */
#pragma once

#include "epc-export-private.h"
#include "epc-export-shape.h"

G_BEGIN_DECLS

#define EPC_DEEPEST_DTM 2 /* admin level of the smallest areas in the DTM dataset */

typedef struct
{
  char *name, *english, *parent;
  int level;
} EpcShapePlace;

typedef struct
{
  EpcStore *store;
  const EpcExportOptions *options;
  EpcAudienceRules *rules;
  GHashTable *places; /* P-code → EpcShapePlace */
  GHashTable *rounds; /* uid text → what is known of the round */
} EpcShapeFacts;

typedef struct
{
  const char *header, *hxl;
  const char *field; /* key of the field that the column tells; NULL: worked out */
  char *(*text) (EpcShapeFacts *facts, const EpcRecord *record, const char *field);
} EpcShapeColumn;

struct _EpcExportShape
{
  const char *name, *entity;
  const EpcShapeColumn *columns;
  guint n_columns;
  gboolean is_by_area; /* counts below the second level are added up to it */
};

/* Reads the register of places. @facts->store, options and rules are the caller's. */
gboolean epc_shape_facts_read (EpcShapeFacts *facts, GCancellable *cancellable, GError **error);
void epc_shape_facts_clear (EpcShapeFacts *facts);
/* The P-code of the area of @level that @pcode lies in, with what is known of it in *@place. NULL: none known. */
const char *epc_shape_area (const EpcShapeFacts *facts, const char *pcode, int level, const EpcShapePlace **place);
/* Level of the place of @record; −1 when the place is empty or unknown. */
int epc_shape_level (const EpcShapeFacts *facts, const EpcRecord *record);
/* The number or code of the field as it is stored. */
char *epc_shape_plain (EpcShapeFacts *facts, const EpcRecord *record, const char *field);
/* The same, with codes by their labels. */
char *epc_shape_labelled (EpcShapeFacts *facts, const EpcRecord *record, const char *field);

G_END_DECLS
