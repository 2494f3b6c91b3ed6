/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A wide sheet read as what it means: with the sums behind its columns, and a row for each column that is one.
 */
#include "epc-wide-private.h"

#include <string.h>

#include "base/epc-number.h"
#include "base/epc-position.h"
#include "epc-rows-apart.h"

typedef struct
{
  EpcRowSource parent;
  EpcRowSource *inner;
  EpcWide *wide;
  GArray *figures; /* of guint: columns of figures beside the bands; they stand in the first row only */
  EpcRow held;     /* the row of the sheet in hand */
  guint next;      /* group to give next; past the last: a new row is read */
  gboolean is_first; /* no row was made of the row in hand yet */
  EpcCell *cells;
  guint n_cells;
  GStringChunk *texts;
  guint64 n_over, first_over;
  guint64 n_empty, first_empty;
  guint64 first_row; /* of the data */
} WideSource;

static const EpcCell empty = { .kind = EPC_CELL_EMPTY, .text = "" };

static const EpcCell *
cell_at (const EpcRow *row, guint column)
{
  return column < row->n_cells ? &row->cells[column] : &empty;
}

static void
put_figure (WideSource *source, EpcCell *cell, double figure)
{
  char text[EPC_NUMBER_SIZE];
  const char *written = epc_number_write_integer ((gint64) figure, text);

  *cell = (EpcCell) { .kind = EPC_CELL_NUMBER, .number = figure };
  cell->text = g_string_chunk_insert (source->texts, written);
  cell->length = (guint) strlen (cell->text);
}

/* The sum of @columns; a cell among them that is no figure stands for all, so that it is refused with its words. */
static gboolean
add_up (WideSource *source, GArray *columns, EpcCell *out, double *sum)
{
  gboolean has_any = FALSE;

  *sum = 0;
  *out = empty;
  for (guint i = 0; i < columns->len; i++)
    {
      const EpcCell *cell = cell_at (&source->held, g_array_index (columns, guint, i));
      double figure;
      if (cell->kind == EPC_CELL_EMPTY || epc_cell_says_nothing (cell->text))
        continue;
      if (!epc_rows_apart_figure (&source->held, g_array_index (columns, guint, i), &figure) || figure < 0 || figure > 1e12)
        {
          *out = *cell;
          return FALSE;
        }
      *sum += figure;
      has_any = TRUE;
    }
  if (has_any)
    put_figure (source, out, *sum);
  return has_any;
}

/* A date of its pieces; what is no date in one of them stands for all, so that it is refused with its words. */
static void
put_date (WideSource *source, const EpcField *field, GArray *columns, EpcCell *out)
{
  static const double most[] = { 2200, 12, 31, 23, 59 };
  int pieces[G_N_ELEMENTS (most)] = { 0 };
  char text[24];

  *out = empty;
  for (guint i = 0; i < columns->len && i < G_N_ELEMENTS (most); i++)
    {
      const EpcCell *cell = cell_at (&source->held, g_array_index (columns, guint, i));
      double figure;
      if (cell->kind == EPC_CELL_EMPTY || epc_cell_says_nothing (cell->text))
        {
          /* Without its hour it is still a day, and without its day a month. */
          if (i == 0 || (i < 3 && field->type == EPC_TYPE_MOMENT))
            return;
          break;
        }
      if (!epc_rows_apart_figure (&source->held, g_array_index (columns, guint, i), &figure) || figure < 0 || figure > most[i])
        {
          *out = *cell;
          return;
        }
      pieces[i] = (int) figure;
    }
  if (pieces[1] == 0)
    g_snprintf (text, sizeof text, "%04d", pieces[0]);
  else if (pieces[2] == 0)
    g_snprintf (text, sizeof text, "%04d-%02d", pieces[0], pieces[1]);
  else if (columns->len > 3)
    g_snprintf (text, sizeof text, "%04d-%02d-%02dT%02d:%02d", pieces[0], pieces[1], pieces[2], pieces[3], pieces[4]);
  else
    g_snprintf (text, sizeof text, "%04d-%02d-%02d", pieces[0], pieces[1], pieces[2]);
  *out = (EpcCell) { .kind = EPC_CELL_TEXT, .text = g_string_chunk_insert (source->texts, text), .length = (guint) strlen (text) };
}

static void
put_name (WideSource *source, GArray *columns, EpcCell *out)
{
  g_autoptr (GString) name = g_string_new (NULL);

  *out = empty;
  for (guint i = 0; i < columns->len; i++)
    {
      const EpcCell *cell = cell_at (&source->held, g_array_index (columns, guint, i));
      if (cell->kind != EPC_CELL_EMPTY && !epc_cell_says_nothing (cell->text))
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", cell->text);
    }
  if (name->len > 0)
    *out = (EpcCell) { .kind = EPC_CELL_TEXT, .text = g_string_chunk_insert (source->texts, name->str), .length = (guint) name->len };
}

/* One axis of a position. What is no position stands for the latitude, so that it is refused once and with its words. */
static void
put_axis (WideSource *source, const EpcWideSum *sum, EpcCell *out)
{
  const EpcCell *cell = cell_at (&source->held, g_array_index (sum->columns, guint, 0));
  double axes[2];
  char text[EPC_NUMBER_SIZE];

  *out = empty;
  if (cell->kind == EPC_CELL_EMPTY || epc_cell_says_nothing (cell->text))
    return;
  if (!epc_position_read (cell->text, sum->longitude_first, &axes[0], &axes[1]))
    {
      if (sum->kind == EPC_WIDE_LATITUDE)
        *out = *cell;
      return;
    }
  *out = (EpcCell) { .kind = EPC_CELL_NUMBER, .number = axes[sum->kind == EPC_WIDE_LONGITUDE] };
  out->text = g_string_chunk_insert (source->texts, epc_number_write_decimal (out->number, text));
  out->length = (guint) strlen (out->text);
}

/* Copies the row in hand; sums behind it. Returns where the columns of dimensions begin. */
static guint
begin_row (WideSource *source)
{
  EpcWide *wide = source->wide;
  guint at = wide->width;
  double sum;

  for (guint i = 0; i < wide->width; i++)
    source->cells[i] = *cell_at (&source->held, i);
  for (guint i = 0; i < wide->sums->len; i++)
    {
      const EpcWideSum *own = g_ptr_array_index (wide->sums, i);
      if (own->kind == EPC_WIDE_DATE)
        put_date (source, own->field, own->columns, &source->cells[at++]);
      else if (own->kind == EPC_WIDE_NAME)
        put_name (source, own->columns, &source->cells[at++]);
      else if (own->kind != EPC_WIDE_SUM)
        put_axis (source, own, &source->cells[at++]);
      else
        add_up (source, own->columns, &source->cells[at++], &sum);
    }
  for (guint i = at; i < source->n_cells; i++)
    source->cells[i] = empty;
  return at;
}

static void
put_text (EpcCell *cell, const char *text)
{
  *cell = (EpcCell) { .kind = EPC_CELL_TEXT, .text = text, .length = (guint) strlen (text) };
}

/* The row as the sheet has it, with what its total says beyond the bands. FALSE: nothing is left for it. */
static gboolean
make_first (WideSource *source)
{
  EpcWide *wide = source->wide;
  double all = 0, sum, total;
  gboolean has_any = FALSE, has_figure = FALSE, is_bad = FALSE;
  EpcCell ignored;

  for (guint i = 0; i < wide->groups->len; i++)
    {
      gboolean is_there = add_up (source, ((const EpcWideGroup *) g_ptr_array_index (wide->groups, i))->columns, &ignored, &sum);
      has_any = has_any || is_there;
      is_bad = is_bad || (!is_there && ignored.kind != EPC_CELL_EMPTY);
      all += is_there ? sum : 0;
    }
  guint at = begin_row (source);
  for (guint i = 0; i < source->figures->len; i++)
    has_figure = has_figure || cell_at (&source->held, g_array_index (source->figures, guint, i))->kind != EPC_CELL_EMPTY;
  EpcCell *count = &source->cells[at + wide->n_dims];
  if (wide->total != G_MAXUINT && epc_rows_apart_figure (&source->held, wide->total, &total) && !is_bad)
    {
      if (total > all || !has_any)
        put_figure (source, count, total - (has_any ? all : 0));
      else if (total < all && source->n_over++ == 0)
        source->first_over = source->held.number;
    }
  gboolean is_needed = wide->count->flags & EPC_FIELD_REQUIRED;
  source->is_first = TRUE;
  if (wide->is_carried && count->kind == EPC_CELL_EMPTY && (has_any || is_bad))
    return FALSE;
  if (count->kind != EPC_CELL_EMPTY || (is_needed ? is_bad && !has_any : !has_any || has_figure))
    return TRUE;
  if (!has_any && source->n_empty++ == 0)
    source->first_empty = source->held.number;
  return FALSE;
}

/* The row of group @index. FALSE: the sheet has nothing there. */
static gboolean
make_group (WideSource *source, guint index)
{
  EpcWide *wide = source->wide;
  const EpcWideGroup *group = g_ptr_array_index (wide->groups, index);
  EpcCell figure;
  double sum;

  gboolean is_figure = add_up (source, group->columns, &figure, &sum);
  if (!is_figure && figure.kind == EPC_CELL_EMPTY)
    return FALSE;
  /* A book of a store has a nought where nothing moved. */
  if (is_figure && sum == 0 && g_str_equal (wide->dims[0]->codes != NULL ? wide->dims[0]->codes : "", "stock_movement_type"))
    return FALSE;
  if (is_figure && group->is_negative)
    put_figure (source, &figure, -sum);
  guint at = begin_row (source);
  gboolean is_whole = wide->is_carried && source->is_first;
  source->is_first = FALSE;
  for (guint i = 0; i < source->figures->len && !is_whole; i++)
    source->cells[g_array_index (source->figures, guint, i)] = empty;
  for (guint i = wide->width; i < at && !is_whole; i++)
    source->cells[i] = empty;
  for (guint i = 0; i < wide->n_dims; i++)
    put_text (&source->cells[at++], group->texts[i]);
  source->cells[at] = figure;
  return TRUE;
}

static gboolean
wide_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  WideSource *source = (WideSource *) parent;
  EpcWide *wide = source->wide;
  gboolean is_made = FALSE;

  while (!is_made)
    {
      if (source->next >= wide->groups->len)
        {
          if (!epc_row_source_next (source->inner, &source->held, error))
            return FALSE;
          g_string_chunk_clear (source->texts);
          source->next = 0;
          /* Titles and headers are given as they are. */
          if (wide->groups->len == 0 || source->held.number < source->first_row)
            {
              source->next = wide->groups->len;
              begin_row (source);
              is_made = TRUE;
            }
          else
            is_made = make_first (source);
          continue;
        }
      is_made = make_group (source, source->next++);
    }
  row->cells = source->cells;
  row->n_cells = source->n_cells;
  row->number = source->held.number;
  row->line = source->held.line;
  return TRUE;
}

static gboolean
wide_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  WideSource *source = (WideSource *) parent;

  source->next = source->wide->groups->len;
  source->n_over = source->n_empty = 0;
  return epc_row_source_rewind (source->inner, sheet, error);
}

static guint
wide_n_sheets (EpcRowSource *parent)
{
  return epc_row_source_n_sheets (((WideSource *) parent)->inner);
}

static const char *
wide_sheet_name (EpcRowSource *parent, guint sheet)
{
  return epc_row_source_sheet_name (((WideSource *) parent)->inner, sheet);
}

static gboolean
wide_has_header (EpcRowSource *parent, guint sheet)
{
  return epc_row_source_has_header (((WideSource *) parent)->inner, sheet);
}

static double
wide_progress (EpcRowSource *parent)
{
  return epc_row_source_progress (((WideSource *) parent)->inner);
}

static void
wide_free (EpcRowSource *parent)
{
  WideSource *source = (WideSource *) parent;

  epc_row_source_free (source->inner);
  epc_wide_free (source->wide);
  g_array_unref (source->figures);
  g_string_chunk_free (source->texts);
  g_free (source->cells);
  g_free (source);
}

EpcRowSource *
epc_wide_source_new (EpcRowSource *inner, const EpcMapping *mapping)
{
  static const EpcRowSourceClass class = {
    .n_sheets = wide_n_sheets, .sheet_name = wide_sheet_name, .rewind = wide_rewind, .next = wide_next,
    .progress = wide_progress, .free = wide_free, .has_header = wide_has_header,
  };
  WideSource *source = g_new0 (WideSource, 1);

  source->parent.class = &class;
  source->parent.format = inner->format;
  source->parent.name = g_strdup (inner->name);
  source->parent.detail = g_strdup (inner->detail);
  source->inner = inner;
  source->wide = epc_wide_copy (mapping->wide);
  source->first_row = mapping->first_row;
  source->figures = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < mapping->bindings->len; i++)
    {
      const EpcBinding *binding = &g_array_index (mapping->bindings, EpcBinding, i);
      if (binding->column < source->wide->width && epc_field_is_number (binding->field) && !(binding->field->flags & EPC_FIELD_KEY)
          && !g_array_index (mapping->targets, EpcTarget, binding->target).is_parent && binding->field->type != EPC_TYPE_LATITUDE
          && binding->field->type != EPC_TYPE_LONGITUDE)
        g_array_append_val (source->figures, binding->column);
    }
  source->n_cells = source->wide->width + source->wide->sums->len
                    + (source->wide->groups->len > 0 ? source->wide->n_dims + 1 : 0);
  source->cells = g_new0 (EpcCell, source->n_cells);
  source->texts = g_string_chunk_new (256);
  source->next = source->wide->groups->len;
  return &source->parent;
}

guint64
epc_wide_source_over (EpcRowSource *parent, guint64 *first)
{
  WideSource *source = (WideSource *) parent;

  if (parent->class->next != wide_next)
    return 0;
  *first = source->first_over;
  return source->n_over;
}

guint64
epc_wide_source_empty (EpcRowSource *parent, guint64 *first)
{
  WideSource *source = (WideSource *) parent;

  if (parent->class->next != wide_next)
    return 0;
  *first = source->first_empty;
  return source->n_empty;
}
