/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-row-builder.h"

#include <string.h>

/* How far down a merged range widens rows that end before it: enough for any header. */
#define WIDENED_ROWS 25
/* And how far to the right in any row: the last columns of a table may be merged over many rows. */
#define WIDENED_COLUMNS 16
/* Ranges that one row looks at; a sheet that merges more at once is drawing a picture. */
#define MOST_ACTIVE 4096

typedef struct
{
  EpcMergedRange range;
  char *text; /* of its first cell; NULL: not yet reached, "": empty */
} Merge;

struct _EpcRowBuilder
{
  guint64 number;
  EpcCell *cells;
  gsize *offsets; /* of the texts in @arena; G_MAXSIZE: stands elsewhere */
  guint n, n_allocated, current;
  GString *arena;
  GArray *merges; /* of Merge: those that may cover this row or a later one */
};

static void
merge_clear (gpointer data)
{
  g_free (((Merge *) data)->text);
}

EpcRowBuilder *
epc_row_builder_new (void)
{
  EpcRowBuilder *builder = g_new0 (EpcRowBuilder, 1);

  builder->arena = g_string_new (NULL);
  builder->merges = g_array_new (FALSE, FALSE, sizeof (Merge));
  g_array_set_clear_func (builder->merges, merge_clear);
  return builder;
}

void
epc_row_builder_free (EpcRowBuilder *builder)
{
  if (builder == NULL)
    return;
  g_string_free (builder->arena, TRUE);
  g_array_unref (builder->merges);
  g_free (builder->cells);
  g_free (builder->offsets);
  g_free (builder);
}

void
epc_row_builder_reset (EpcRowBuilder *builder)
{
  g_array_set_size (builder->merges, 0);
  epc_row_builder_begin (builder, 0);
}

void
epc_row_builder_begin (EpcRowBuilder *builder, guint64 number)
{
  builder->number = number;
  builder->n = 0;
  g_string_truncate (builder->arena, 0);
}

guint64
epc_row_builder_number (const EpcRowBuilder *builder)
{
  return builder->number;
}

static void
widen (EpcRowBuilder *builder, guint n)
{
  if (n > builder->n_allocated)
    {
      builder->n_allocated = n + 32;
      builder->cells = g_renew (EpcCell, builder->cells, builder->n_allocated);
      builder->offsets = g_renew (gsize, builder->offsets, builder->n_allocated);
    }
  for (; builder->n < n; builder->n++)
    {
      builder->cells[builder->n] = (EpcCell){ .kind = EPC_CELL_EMPTY, .text = "" };
      builder->offsets[builder->n] = G_MAXSIZE;
    }
}

EpcCell *
epc_row_builder_cell (EpcRowBuilder *builder, guint column)
{
  if (column >= builder->n)
    widen (builder, column + 1);
  builder->current = column;
  builder->cells[column] = (EpcCell){ .kind = EPC_CELL_EMPTY, .text = "" };
  builder->offsets[column] = G_MAXSIZE;
  return &builder->cells[column];
}

void
epc_row_builder_text (EpcRowBuilder *builder, const char *text, guint length, gboolean stays)
{
  EpcCell *cell = &builder->cells[builder->current];

  cell->length = length;
  if (stays)
    {
      cell->text = text;
      return;
    }
  builder->offsets[builder->current] = builder->arena->len;
  g_string_append_len (builder->arena, text, (gssize) length + 1);
}

void
epc_row_builder_merge (EpcRowBuilder *builder, const EpcMergedRange *range)
{
  Merge merge = { *range, NULL };

  if (builder->merges->len < MOST_ACTIVE)
    g_array_append_val (builder->merges, merge);
}

static void
apply (EpcRowBuilder *builder, Merge *merge)
{
  const EpcMergedRange *range = &merge->range;
  guint first = range->first_column;

  if (merge->text == NULL && builder->number == range->first_row)
    merge->text = g_strdup (first < builder->n ? builder->cells[first].text : "");
  if (merge->text == NULL || *merge->text == '\0')
    return;
  if ((builder->number < range->first_row + WIDENED_ROWS || range->last_column < builder->n + WIDENED_COLUMNS) && range->last_column >= builder->n)
    widen (builder, range->last_column + 1);
  for (guint i = first; i <= range->last_column && i < builder->n; i++)
    if (builder->cells[i].kind == EPC_CELL_EMPTY)
      {
        builder->cells[i].merged = merge->text;
        builder->cells[i].is_below = i == first && builder->number > range->first_row;
      }
}

gboolean
epc_row_builder_end (EpcRowBuilder *builder, EpcRow *row)
{
  /* Ranges that ended above are forgotten here, when nobody looks at their text any more. */
  for (guint i = builder->merges->len; i-- > 0;)
    if (g_array_index (builder->merges, Merge, i).range.last_row < builder->number)
      g_array_remove_index_fast (builder->merges, i);
  while (builder->n > 0 && builder->cells[builder->n - 1].kind == EPC_CELL_EMPTY && builder->cells[builder->n - 1].note == NULL)
    builder->n--;
  for (guint i = 0; i < builder->n; i++)
    if (builder->offsets[i] != G_MAXSIZE)
      builder->cells[i].text = builder->arena->str + builder->offsets[i];
  if (builder->n == 0)
    return FALSE;
  for (guint i = 0; i < builder->merges->len; i++)
    apply (builder, &g_array_index (builder->merges, Merge, i));
  row->cells = builder->cells;
  row->n_cells = builder->n;
  row->number = builder->number;
  row->line = 0;
  return TRUE;
}
