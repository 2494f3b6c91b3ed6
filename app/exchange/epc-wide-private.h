/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by epc-wide.c and epc-wide-source.c: what is worked out of a wide sheet.
 */
#pragma once

#include "epc-wide.h"
#include "model/epc-code-list.h"

G_BEGIN_DECLS

/* How a field is worked out of its columns. */
typedef enum
{
  EPC_WIDE_SUM,
  EPC_WIDE_DATE,      /* year, month, day, hour, minute; the last two may be missing */
  EPC_WIDE_LATITUDE,  /* of a position in one column */
  EPC_WIDE_LONGITUDE,
  EPC_WIDE_NAME,      /* the words of its columns, one after the other */
} EpcWideKind;

typedef struct
{
  guint target;
  const EpcField *field;
  GArray *columns; /* of guint */
  EpcWideKind kind;
  gboolean longitude_first; /* in a position that does not tell */
} EpcWideSum;

typedef struct
{
  const char *texts[2]; /* by dimension: the key of a code, the first day of a month, or the name of an item; static strings */
  GArray *columns;         /* of guint */
  gboolean is_negative;    /* its figures leave a store: they count below zero */
} EpcWideGroup;

struct _EpcWide
{
  guint width;    /* columns of the sheet; those worked out follow */
  GPtrArray *sums; /* (element-type EpcWideSum) */
  const EpcField *dims[2];
  guint n_dims;
  const EpcField *count;
  guint total; /* column of the sheet that gives the count as a whole; G_MAXUINT: none */
  gboolean is_carried; /* what else the row counts goes with the first of its rows, and not into one of its own */
  GPtrArray *groups; /* (element-type EpcWideGroup) */
  GHashTable *used;  /* column + 1 */
};

/* The mapping's own, made when first asked for; @width: columns of the sheet. */
EpcWide *epc_wide_of (EpcMapping *mapping, guint width);
gboolean epc_wide_is_bound (const EpcMapping *mapping, guint target, const EpcField *field);
void epc_wide_use (EpcWide *wide, const GArray *columns);
/* @sum (copied; its columns are taken over) fills its field as a column behind those of the sheet. */
void epc_wide_add_sum (EpcMapping *mapping, guint width, const EpcWideSum *sum);

/* Below the header stand figures; @may_be_empty: or nothing in the first rows. */
gboolean epc_wide_holds_figures (const EpcColumnFacts *facts, gboolean may_be_empty);

/* Columns that are an item each. */
typedef struct
{
  const EpcField *item, *count; /* of the main record */
  GArray *columns;              /* of guint */
  GPtrArray *names;             /* of interned text, one a column: what the item is called */
} EpcWideItems;

/* "Entrada", "Salida": the columns of what came into a store and what left it, where the main record is a movement and no column tells which.
 * found->item is then the kind of movement, and the names are its codes. */
gboolean epc_wide_find_moves (EpcMapping *mapping, GPtrArray *facts, EpcWideItems *found);
/* The columns whose header is an item, where the main record is of an item and no column names it. They no longer fill anything else. FALSE: there
 * are none. Free with epc_wide_items_clear() in any case; @found is filled with zeros before. */
gboolean epc_wide_find_items (EpcMapping *mapping, GPtrArray *facts, EpcWideItems *found);
void epc_wide_items_clear (EpcWideItems *found);

G_END_DECLS
