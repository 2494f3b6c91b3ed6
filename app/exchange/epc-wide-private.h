/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by epc-wide.c and epc-wide-source.c: what is worked out of a wide sheet.
 */
#pragma once

#include "epc-wide.h"
#include "model/epc-code-list.h"

G_BEGIN_DECLS

typedef struct
{
  guint target;
  const EpcField *field;
  GArray *columns; /* of guint */
  gboolean is_date; /* not added up: year, month, day, hour, minute; the last two may be missing */
} EpcWideSum;

typedef struct
{
  const EpcCode *codes[2]; /* by dimension */
  GArray *columns;         /* of guint */
} EpcWideGroup;

struct _EpcWide
{
  guint width;    /* columns of the sheet; those worked out follow */
  GPtrArray *sums; /* (element-type EpcWideSum) */
  const EpcField *dims[2];
  guint n_dims;
  const EpcField *count;
  guint total; /* column of the sheet that gives the count as a whole; G_MAXUINT: none */
  GPtrArray *groups; /* (element-type EpcWideGroup) */
  GHashTable *used;  /* column + 1 */
};

G_END_DECLS
