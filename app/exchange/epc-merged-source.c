/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-merged-source.h"

#include <string.h>

#include "epc-wide-private.h"

typedef enum
{
  AS_IT_IS,
  DOWN,
  FIGURE,
} How;

typedef struct
{
  EpcRowSource parent;
  EpcRowSource *inner;
  guint8 *how; /* by column */
  guint n_how;
  guint64 first_row; /* of the data */
  GArray *cells;     /* of EpcCell: the row in hand, where anything of it is filled */
  guint64 n_figures, first_figure;
} MergedSource;

static void
decide (MergedSource *source, guint column, How how)
{
  if (column < source->n_how)
    source->how[column] = MAX (source->how[column], (guint8) how);
}

static gboolean
adds_up (const EpcField *field)
{
  return epc_field_is_number (field) && !(field->flags & EPC_FIELD_KEY) && field->type != EPC_TYPE_LATITUDE && field->type != EPC_TYPE_LONGITUDE;
}

static void
decide_all (MergedSource *source, const EpcMapping *mapping)
{
  source->n_how = mapping->columns->len;
  source->how = g_new0 (guint8, source->n_how + 1);
  for (guint c = 0; c < mapping->columns->len; c++)
    if (((const EpcColumn *) g_ptr_array_index (mapping->columns, c))->role == EPC_COLUMN_PLACE)
      decide (source, c, DOWN);
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      decide (source, binding->column, adds_up (binding->field) ? FIGURE : DOWN);
    }
  for (guint i = 0; mapping->wide != NULL && i < mapping->wide->sums->len; i++)
    {
      const EpcWideSum *sum = g_ptr_array_index (mapping->wide->sums, i);
      for (guint c = 0; c < sum->columns->len; c++)
        decide (source, g_array_index (sum->columns, guint, c), sum->kind == EPC_WIDE_SUM ? FIGURE : DOWN);
    }
  for (guint i = 0; mapping->wide != NULL && i < mapping->wide->groups->len; i++)
    {
      const EpcWideGroup *group = g_ptr_array_index (mapping->wide->groups, i);
      for (guint c = 0; c < group->columns->len; c++)
        decide (source, g_array_index (group->columns, guint, c), FIGURE);
    }
}

/* A row of nothing but what stands above it is no row. */
static gboolean
says_something (const EpcRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].kind != EPC_CELL_EMPTY)
      return TRUE;
  return FALSE;
}

static void
fill_down (MergedSource *source, EpcRow *row)
{
  gboolean is_copied = FALSE, has_figure = FALSE;

  for (guint i = 0; i < row->n_cells && i < source->n_how; i++)
    {
      if (!row->cells[i].is_below || source->how[i] == AS_IT_IS)
        continue;
      has_figure = has_figure || source->how[i] == FIGURE;
      if (source->how[i] != DOWN)
        continue;
      if (!is_copied)
        {
          g_array_set_size (source->cells, 0);
          g_array_append_vals (source->cells, row->cells, row->n_cells);
          is_copied = TRUE;
        }
      EpcCell *cell = &g_array_index (source->cells, EpcCell, i);
      *cell = (EpcCell) { .kind = EPC_CELL_TEXT, .text = cell->merged, .length = (guint) strlen (cell->merged) };
    }
  if (is_copied)
    row->cells = (const EpcCell *) source->cells->data;
  if (has_figure && source->n_figures++ == 0)
    source->first_figure = row->number;
}

static gboolean
merged_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  MergedSource *source = (MergedSource *) parent;

  if (!epc_row_source_next (source->inner, row, error))
    return FALSE;
  for (guint i = 0; i < row->n_cells && i < source->n_how; i++)
    if (row->cells[i].is_below)
      {
        if (row->number >= source->first_row && says_something (row))
          fill_down (source, row);
        break;
      }
  return TRUE;
}

static gboolean
merged_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  MergedSource *source = (MergedSource *) parent;

  source->n_figures = 0;
  return epc_row_source_rewind (source->inner, sheet, error);
}

static guint
merged_n_sheets (EpcRowSource *parent)
{
  return epc_row_source_n_sheets (((MergedSource *) parent)->inner);
}

static const char *
merged_sheet_name (EpcRowSource *parent, guint sheet)
{
  return epc_row_source_sheet_name (((MergedSource *) parent)->inner, sheet);
}

static double
merged_progress (EpcRowSource *parent)
{
  return epc_row_source_progress (((MergedSource *) parent)->inner);
}

static gboolean
merged_has_header (EpcRowSource *parent, guint sheet)
{
  return epc_row_source_has_header (((MergedSource *) parent)->inner, sheet);
}

static void
merged_free (EpcRowSource *parent)
{
  MergedSource *source = (MergedSource *) parent;

  epc_row_source_free (source->inner);
  g_array_unref (source->cells);
  g_free (source->how);
  g_free (source);
}

EpcRowSource *
epc_merged_source_new (EpcRowSource *inner, const EpcMapping *mapping)
{
  static const EpcRowSourceClass class = {
    .n_sheets = merged_n_sheets, .sheet_name = merged_sheet_name, .rewind = merged_rewind, .next = merged_next,
    .progress = merged_progress, .free = merged_free, .has_header = merged_has_header,
  };
  MergedSource *source = g_new0 (MergedSource, 1);

  source->parent.class = &class;
  source->parent.format = inner->format;
  source->parent.name = g_strdup (inner->name);
  source->parent.detail = g_strdup (inner->detail);
  source->inner = inner;
  source->first_row = mapping->first_row;
  source->cells = g_array_new (FALSE, FALSE, sizeof (EpcCell));
  decide_all (source, mapping);
  return &source->parent;
}

guint64
epc_merged_source_figures (EpcRowSource *parent, guint64 *first)
{
  MergedSource *source = (MergedSource *) parent;

  *first = source->first_figure;
  return source->n_figures;
}
