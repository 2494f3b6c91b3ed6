/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How wide the columns of the table are: before rows are read by what their type needs, then by what stands in the first rows.
 * Numbers, dates and headings are never cut while there is room; the longest texts give way first.
 */
#include "epc-record-table-private.h"

#include <stdlib.h>

#include "epc-view-memory.h"

#define CELL_POINTS 10  /* of the style sheet */
#define CELL_SIDES 18   /* padding of a cell, and the line */
#define STATE_SYMBOL 19 /* a symbol and what parts it from its word */
#define LEAST_WIDTH 54
#define LEAST_TEXT 74
#define MOST_TEXT 420   /* what a text may ask for */
#define SAMPLE 30       /* rows that are looked at: a window full */
#define SHAPED 5        /* texts of a column that are laid out, the longest first */
#define EDGE 12         /* of a table: lines and a scrollbar */
#define LINE 3          /* between an answer and its neighbour */
#define WORTH_IT 24     /* a window that is wider by less leaves the columns as they are */
#define BREATH 56       /* what a column may get of the room that is left */

/* --- what the rows hold --- */

static PangoLayout *
cell_layout (EpcRecordTable *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autoptr (PangoFontDescription) font
      = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));

  pango_font_description_set_size (font, CELL_POINTS * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  epc_table_tabular (layout);
  return layout;
}

static int
compare_by_length (gconstpointer a, gconstpointer b)
{
  return g_utf8_strlen (*(char *const *) b, -1) - g_utf8_strlen (*(char *const *) a, -1);
}

/* Shaping a text is what costs here: only the longest are laid out. */
static int
content_width (Column *column, GPtrArray *records, PangoLayout *layout)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  int widest = 0;

  for (guint i = 0; i < records->len; i++)
    {
      char *text = epc_table_cell_text (column, records->pdata[i]);

      if (text != NULL)
        g_ptr_array_add (texts, text);
    }
  g_ptr_array_sort (texts, compare_by_length);
  for (guint i = 0, shaped = 0; i < texts->len && shaped < SHAPED; i++)
    {
      int width;

      if (i > 0 && g_str_equal (texts->pdata[i], texts->pdata[i - 1]))
        continue;
      pango_layout_set_text (layout, texts->pdata[i], -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
      shaped++;
    }
  return widest + CELL_SIDES + (column->is_state ? STATE_SYMBOL : 0);
}

gboolean
epc_table_measure_rows (EpcRecordTable *self)
{
  guint n = MIN (SAMPLE, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PangoLayout) layout = NULL;

  /* a search that leaves fewer rows moves nothing */
  if (n <= self->n_measured)
    return FALSE;
  self->n_measured = n;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, g_list_model_get_item (G_LIST_MODEL (self->list), i));
  layout = cell_layout (self);
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].view != NULL)
      self->columns[i].content = content_width (&self->columns[i], records, layout);
  return TRUE;
}

/* --- widths --- */

static int
wanted_width (const Column *column)
{
  int width = column->content > 0 ? column->content : column->width;

  return MAX (column->is_flexible ? MIN (width, MOST_TEXT) : width, column->narrow_heading);
}

/* What stays of @wanted when no text is wider than @most: sentences may be half as wide again as words of a list. */
static int
capped_width (const Column *column, int wanted, int most)
{
  const EpcField *field = column->public.field;

  if (!column->is_flexible)
    return wanted;
  if (field->type == EPC_TYPE_TEXT || field->type == EPC_TYPE_LONG_TEXT || field->type == EPC_TYPE_REFERENCE)
    most = most * 3 / 2;
  return MIN (wanted, MAX (MAX (LEAST_TEXT, column->narrow_heading), most));
}

/* The widest that texts may be so that all columns share @room. */
static int
cap_texts (GPtrArray *columns, const int *widths, int room)
{
  int low = LEAST_TEXT, high = MOST_TEXT + 1;

  while (low + 1 < high)
    {
      int middle = (low + high) / 2, total = 0;

      for (guint i = 0; i < columns->len; i++)
        total += capped_width (columns->pdata[i], widths[i], middle);
      *(total <= room ? &low : &high) = middle;
    }
  return low;
}

static int
sum_of (const int *widths, guint n)
{
  int sum = 0;

  for (guint i = 0; i < n; i++)
    sum += widths[i];
  return sum;
}

/* Whatever they hold: the room is too small for these columns. */
static void
squeeze (int *widths, guint n, int room)
{
  int excess = sum_of (widths, n) - room, slack = 0;

  for (guint i = 0; i < n; i++)
    slack += MAX (0, widths[i] - LEAST_WIDTH);
  for (guint i = 0; i < n && excess > 0 && slack > 0; i++)
    widths[i] -= MIN (MAX (0, widths[i] - LEAST_WIDTH), (int) (((gint64) excess * MAX (0, widths[i] - LEAST_WIDTH) + slack - 1) / slack));
}

/* What is left over goes to the headings that would like one line, then to all alike. */
static void
widen (GPtrArray *columns, int *widths, int left)
{
  int wanted = 0;

  for (guint i = 0; i < columns->len; i++)
    wanted += MAX (0, ((Column *) columns->pdata[i])->heading - widths[i]);
  for (guint i = 0; i < columns->len && left > 0 && wanted > 0; i++)
    {
      int more = MAX (0, ((Column *) columns->pdata[i])->heading - widths[i]);

      widths[i] += MIN (more, (int) ((gint64) more * left / wanted));
    }
}

static void
fit_widths (GPtrArray *columns, int *widths, int room)
{
  int most, left;

  for (guint i = 0; i < columns->len; i++)
    widths[i] = wanted_width (columns->pdata[i]);
  most = cap_texts (columns, widths, room);
  for (guint i = 0; i < columns->len; i++)
    widths[i] = capped_width (columns->pdata[i], widths[i], most);
  squeeze (widths, columns->len, room);
  widen (columns, widths, room - sum_of (widths, columns->len));
  left = room - sum_of (widths, columns->len);
  for (guint i = 0; i < columns->len && left > 0; i++)
    widths[i] += MIN (BREATH, left / (int) columns->len);
}

/* The one that takes what is left over: a text that is cut, or else the last text, so that numbers stand at the right. */
static Column *
expanding_of (GPtrArray *columns, const int *widths)
{
  Column *cut = NULL, *last = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      Column *column = columns->pdata[i];

      if (!column->is_flexible)
        continue;
      last = column;
      if ((column->content == 0 || column->content > widths[i]) && (cut == NULL || wanted_width (column) > wanted_width (cut)))
        cut = column;
    }
  return cut != NULL ? cut : last != NULL ? last : columns->len > 0 ? columns->pdata[columns->len - 1] : NULL;
}

/* --- the columns of a table --- */

/* The width that the user dragged the column to; 0: none. */
static int
dragged_width (EpcRecordTable *self, const Column *column)
{
  g_autofree char *key = g_strconcat ("width-", column->public.key, NULL);
  g_autofree char *remembered = epc_view_memory_get (self->entity, key);

  return remembered != NULL && atoi (remembered) >= 24 ? atoi (remembered) : 0;
}

/* What the page was laid out for, and in a larger window what there is. */
static int
room_of (EpcRecordTable *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  int room = (int) gtk_adjustment_get_page_size (adjustment) - EDGE;

  for (guint i = 0; i < self->answers->len; i++)
    room -= gtk_column_view_column_get_fixed_width (self->answers->pdata[i]) + LINE;
  return MAX (self->room, room);
}

void
epc_table_fit_columns (EpcRecordTable *self)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  g_autofree int *widths = NULL;
  gboolean was_building = self->is_building;
  Column *expanding;

  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i].view != NULL)
      g_ptr_array_add (columns, &self->columns[i]);
  widths = g_new0 (int, columns->len);
  self->fitted = room_of (self);
  fit_widths (columns, widths, self->fitted);
  expanding = expanding_of (columns, widths);
  self->is_building = TRUE;
  for (guint i = 0; i < columns->len; i++)
    {
      Column *column = columns->pdata[i];
      int dragged = dragged_width (self, column), width = dragged > 0 ? dragged : widths[i];

      gtk_column_view_column_set_fixed_width (column->view, width);
      gtk_column_view_column_set_expand (column->view, dragged == 0 && column == expanding);
      epc_table_name_column (column, width);
    }
  self->is_building = was_building;
}

static gboolean
fit_again (gpointer data)
{
  EpcRecordTable *self = data;

  self->fit_source = 0;
  epc_table_fit_columns (self);
  return G_SOURCE_REMOVE;
}

/* Not now: the table is being laid out. */
static void
on_room_changed (EpcRecordTable *self)
{
  if (self->fit_source == 0 && self->view != NULL && ABS (room_of (self) - self->fitted) > WORTH_IT)
    self->fit_source = g_idle_add (fit_again, self);
}

void
epc_table_watch_room (EpcRecordTable *self)
{
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "notify::page-size",
                           G_CALLBACK (on_room_changed), self, G_CONNECT_SWAPPED);
}
