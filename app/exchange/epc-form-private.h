/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shared by epc-form-plan.c and epc-form-source.c: what the columns of a sheet of answers are to each other.
 */
#pragma once

#include "epc-form-source.h"

G_BEGIN_DECLS

/* Another version of the question of @column, filled where that is empty. */
typedef struct
{
  guint column, other;
} EpcFormVersion;

/* A choice of several: 0 and 1 in a column each. */
typedef struct
{
  guint column;     /* of the list; behind the sheet's own where the sheet has none */
  GArray *columns;  /* of guint */
  GPtrArray *names; /* (element-type utf8) */
} EpcFormList;

typedef struct
{
  guint column; /* "latitude longitude altitude accuracy" */
  guint at;     /* column of the latitude, behind those of the sheet; the longitude follows */
} EpcFormPoint;

/* How the rows of a repeat name what they belong to. */
typedef enum
{
  EPC_FORM_LINK_NONE,
  EPC_FORM_LINK_INDEX, /* _parent_index of the sheet _parent_table_name → _index */
  EPC_FORM_LINK_KEY,   /* PARENT_KEY → KEY */
  EPC_FORM_LINK_ID,    /* _submission__id → _id */
  EPC_FORM_LINK_UUID,  /* _submission__uuid → _uuid */
} EpcFormLink;

typedef struct
{
  gboolean is_made, is_form;
  guint64 header_row;
  guint width;        /* columns of the sheet */
  guint n_made;       /* columns made of them */
  GPtrArray *headers; /* (element-type utf8) of both; "" for what another column says */
  guint8 *is_said;    /* by column of the sheet: another column says it */
  GArray *versions;   /* of EpcFormVersion */
  GPtrArray *lists;   /* (element-type EpcFormList) */
  GArray *points;     /* of EpcFormPoint */
  EpcFormLink link;
  guint link_column, table_column; /* G_MAXUINT: none */
  guint identity_column;           /* tells one submission, or one row of a repeat, from all others for good; G_MAXUINT: none */
} EpcFormPlan;

extern const char *const epc_form_link_keys[]; /* by EpcFormLink: the column of the other sheet */

/* Looks through @sheet, which is left anywhere. FALSE: it cannot be read. */
gboolean epc_form_plan_make (EpcFormPlan *plan, EpcRowSource *source, guint sheet, const EpcFormWords *words, GError **error);
void epc_form_plan_clear (EpcFormPlan *plan);
/* The column called @header; G_MAXUINT: there is none. */
guint epc_form_plan_column (const EpcFormPlan *plan, const char *header);
/* Four numbers or two: "18.54 -72.34 30 4.5". @number: which; NULL: it is no such point. */
char *epc_form_point_part (const char *text, guint number);

/* A table is called @table itself, or, as sheets and files are, by the first 31 characters of it. */
gboolean epc_form_is_called (const char *name, const char *table);
/* "2025 - work" and "Form_work" end in "work" behind a dash, an underscore or a space. */
gboolean epc_form_ends_in (const char *name, const char *table);

static inline const EpcCell *
epc_form_cell (const EpcRow *row, guint column)
{
  static const EpcCell empty = { .kind = EPC_CELL_EMPTY, .text = "" };

  return column < row->n_cells ? &row->cells[column] : &empty;
}

G_END_DECLS
