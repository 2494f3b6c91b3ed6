/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Printed tables: column widths by content, row heights by text, header, rows and totals.
 */
#include "epc-table-private.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/epc-i18n.h"
#include "base/epc-text.h"

#define SYMBOL 8.4
#define SYMBOL_ROOM 12

static void
clear_column (gpointer data)
{
  EpcTableColumn *column = data;

  g_free (column->title);
}

EpcTableColumn *
epc_table_column (const EpcTable *table, guint index)
{
  return &g_array_index (table->columns, EpcTableColumn, index);
}

static EpcTableRow *
row_at (const EpcTable *table, guint index)
{
  return &g_array_index (table->rows, EpcTableRow, index);
}

EpcTableCell *
epc_table_cell (const EpcTable *table, guint row, guint column)
{
  g_return_val_if_fail (row < table->rows->len && column < table->columns->len, NULL);

  return &row_at (table, row)->cells[column];
}

EpcTable *
epc_table_new (const char *caption)
{
  EpcTable *table = g_new0 (EpcTable, 1);

  table->caption = g_strdup (caption);
  table->columns = g_array_new (FALSE, TRUE, sizeof (EpcTableColumn));
  g_array_set_clear_func (table->columns, clear_column);
  table->rows = g_array_new (FALSE, TRUE, sizeof (EpcTableRow));
  return table;
}

void
epc_table_free (EpcTable *table)
{
  if (table == NULL)
    return;
  for (guint r = 0; r < table->rows->len; r++)
    {
      for (guint c = 0; c < table->columns->len; c++)
        g_free (epc_table_cell (table, r, c)->text);
      g_free (row_at (table, r)->cells);
    }
  g_array_unref (table->rows);
  g_array_unref (table->columns);
  g_free (table->caption);
  g_free (table->note);
  g_free (table);
}

guint
epc_table_add_column (EpcTable *table, const char *title, EpcAlign align, double share)
{
  EpcTableColumn column = { .title = g_strdup (title != NULL ? title : ""), .align = align, .share = share };

  g_return_val_if_fail (table->rows->len == 0, 0);

  g_array_append_val (table->columns, column);
  return table->columns->len - 1;
}

guint
epc_table_add_row (EpcTable *table, const char *const *cells)
{
  EpcTableRow row = { .cells = g_new0 (EpcTableCell, MAX (table->columns->len, 1u)) };

  for (guint c = 0; c < table->columns->len; c++)
    {
      row.cells[c].text = g_strdup (cells[c]);
      row.cells[c].bar = -1;
    }
  g_array_append_val (table->rows, row);
  return table->rows->len - 1;
}

guint
epc_table_add_cells (EpcTable *table, const char *first, ...)
{
  guint n = table->columns->len;
  g_autofree const char **cells = g_new0 (const char *, n + 1);
  va_list list;

  va_start (list, first);
  for (guint c = 0; c < n; c++)
    cells[c] = c == 0 ? first : va_arg (list, const char *);
  va_end (list);
  return epc_table_add_row (table, cells);
}

void
epc_table_set_symbol (EpcTable *table, guint row, guint column, EpcSymbol symbol)
{
  epc_table_cell (table, row, column)->symbol = symbol;
}

void
epc_table_set_bar (EpcTable *table, guint row, guint column, double fraction, EpcColour colour)
{
  epc_table_cell (table, row, column)->bar = CLAMP (fraction, 0, 1);
  epc_table_cell (table, row, column)->bar_colour = colour;
}

void
epc_table_set_hatched (EpcTable *table, guint row, guint column)
{
  epc_table_cell (table, row, column)->is_hatched = TRUE;
}

void
epc_table_set_bold (EpcTable *table, guint row, guint column)
{
  epc_table_cell (table, row, column)->is_bold = TRUE;
}

void
epc_table_set_markup (EpcTable *table, guint row, guint column)
{
  epc_table_cell (table, row, column)->is_markup = TRUE;
}

void
epc_table_set_total (EpcTable *table, gboolean has_total)
{
  table->has_total = has_total;
}

void
epc_table_set_headless (EpcTable *table, gboolean is_headless)
{
  table->is_headless = is_headless;
}

void
epc_table_set_compact (EpcTable *table, gboolean is_compact)
{
  table->is_compact = is_compact;
}

void
epc_table_set_note (EpcTable *table, const char *note)
{
  epc_set_text (&table->note, note);
}

void
epc_table_set_form (EpcTable *table, double row_height)
{
  table->is_form = TRUE;
  table->least_height = row_height;
}

guint
epc_table_n_rows (const EpcTable *table)
{
  return table->rows->len;
}

guint
epc_table_n_columns (const EpcTable *table)
{
  return table->columns->len;
}

/* --- Measuring --- */

gboolean
epc_table_is_total (const EpcTable *table, guint row)
{
  return table->has_total && row == table->rows->len - 1;
}

EpcType
epc_table_cell_type (const EpcTable *table, guint row, guint column)
{
  return epc_table_is_total (table, row) || epc_table_cell (table, row, column)->is_bold ? EPC_TYPE_CELL_BOLD : EPC_TYPE_CELL;
}

const char *
epc_table_printed_text (const EpcTableCell *cell)
{
  if (cell->text != NULL)
    return cell->text;
  /* A symbol, a hatch or a bar says it already. */
  return cell->symbol == EPC_SYMBOL_NONE && !cell->is_hatched && cell->bar < 0 ? "–" : "";
}

double
epc_table_beside_text (const EpcTableCell *cell)
{
  double width = cell->symbol != EPC_SYMBOL_NONE ? SYMBOL_ROOM : 0;

  if (cell->bar >= 0)
    width += EPC_TABLE_BAR_LEAST + 4;
  return width;
}

#define MOST_LINES 36 /* of a cell: a row is never split, and every page must hold one */

static double
pad_of (const EpcTable *table)
{
  if (table->is_compact)
    return 1.3;
  return table->is_tight && !table->is_form ? 1.8 : EPC_TABLE_PAD;
}

static double
text_width (const EpcTable *table, guint column, const EpcTableCell *cell)
{
  const EpcTableColumn *c = epc_table_column (table, column);
  double width = c->width - c->pad - EPC_TABLE_PAD;

  if (cell != NULL && cell->bar >= 0)
    width = MIN (c->bar_text + 0.5, width - EPC_TABLE_BAR_LEAST - 4);
  else if (cell != NULL)
    width -= epc_table_beside_text (cell);
  return MAX (width, 1);
}

static EpcTypeSetting
cell_setting (const EpcTable *table, guint row, guint column)
{
  const EpcTableCell *cell = epc_table_cell (table, row, column);

  return (EpcTypeSetting){ .type = epc_table_cell_type (table, row, column),
                           .align = epc_table_column (table, column)->align,
                           .width = text_width (table, column, cell),
                           .markup = cell->is_markup };
}

/* Cuts what has more lines than a page has room for, with an ellipsis: the record itself has the rest. */
static void
shorten (EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint row)
{
  for (guint c = 0; c < table->columns->len; c++)
    {
      EpcTableCell *cell = epc_table_cell (table, row, c);
      EpcTypeSetting setting = cell_setting (table, row, c);
      g_autoptr (PangoLayout) layout = cell->text != NULL ? epc_type_layout (cr, theme, cell->text, &setting) : NULL;

      if (layout == NULL || pango_layout_get_line_count (layout) <= MOST_LINES)
        continue;
      const PangoLayoutLine *line = pango_layout_get_line_readonly (layout, MOST_LINES - 1);
      g_autofree char *kept = g_strndup (pango_layout_get_text (layout), (gsize) (line->start_index + line->length * 4 / 5));
      g_autofree char *valid = g_utf8_make_valid (kept, -1);
      g_free (cell->text);
      cell->text = g_strconcat (g_strchomp (valid), " …", NULL);
      cell->is_markup = FALSE;
    }
}

static double
tallest_cell (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint row)
{
  double tallest = theme->type[EPC_TYPE_CELL].leading;

  for (guint c = 0; c < table->columns->len; c++)
    {
      const char *text = epc_table_printed_text (epc_table_cell (table, row, c));
      EpcTypeSetting setting = cell_setting (table, row, c);
      double height;

      if (*text == '\0')
        continue;
      epc_type_measure (cr, theme, text, &setting, NULL, &height);
      tallest = MAX (tallest, height);
    }
  return tallest;
}

static EpcTypeSetting
header_setting (const EpcTable *table, guint column)
{
  return (EpcTypeSetting){ .type = EPC_TYPE_CELL_HEADER,
                           .align = epc_table_column (table, column)->align,
                           .width = text_width (table, column, NULL) };
}

static char *
continued_caption (const EpcTable *table, const EpcLanguage *language)
{
  return g_strdup_printf (epc_language_text (language, N_ ("%s (continued)")), table->caption);
}

static EpcTypeSetting
caption_setting (const EpcTable *table, const EpcTheme *theme)
{
  return (EpcTypeSetting){ .type = EPC_TYPE_CAPTION_BOLD, .width = table->width, .colour = theme->ink_caption };
}

static EpcTypeSetting
note_setting (const EpcTable *table, const EpcTheme *theme)
{
  return (EpcTypeSetting){ .type = EPC_TYPE_TINY, .width = table->width, .colour = theme->ink_caption };
}

void
epc_table_measure (EpcTable *table, cairo_t *cr, const EpcTheme *theme, const EpcLanguage *language, double width)
{
  EpcTypeSetting caption, note;

  if (table->width == width)
    return;
  table->width = width;
  epc_table_set_widths (table, cr, theme, width);
  table->header_height = 0;
  for (guint c = 0; c < table->columns->len && !table->is_headless; c++)
    {
      EpcTypeSetting setting = header_setting (table, c);
      double height;

      epc_type_measure (cr, theme, epc_table_column (table, c)->title, &setting, NULL, &height);
      table->header_height = MAX (table->header_height, height + 5);
    }
  table->caption_height = table->continued_height = table->note_height = 0;
  caption = caption_setting (table, theme);
  note = note_setting (table, theme);
  if (table->caption != NULL)
    {
      g_autofree char *continued = continued_caption (table, language);

      epc_type_measure (cr, theme, table->caption, &caption, NULL, &table->caption_height);
      epc_type_measure (cr, theme, continued, &caption, NULL, &table->continued_height);
      table->caption_height += 2;
      table->continued_height += 2;
    }
  if (table->note != NULL)
    {
      epc_type_measure (cr, theme, table->note, &note, NULL, &table->note_height);
      table->note_height += 2.5;
    }
  for (guint r = 0; r < table->rows->len; r++)
    {
      row_at (table, r)->text_height = tallest_cell (table, cr, theme, r);
      if (row_at (table, r)->text_height > MOST_LINES * theme->type[EPC_TYPE_CELL].leading)
        {
          shorten (table, cr, theme, r);
          row_at (table, r)->text_height = tallest_cell (table, cr, theme, r);
        }
    }
}

double
epc_table_row_height (const EpcTable *table, guint row)
{
  return MAX (row_at (table, row)->text_height + 2 * pad_of (table) - 1, table->least_height);
}

double
epc_table_head_height (const EpcTable *table, gboolean is_continued)
{
  return table->header_height + (is_continued ? table->continued_height : table->caption_height);
}

/* --- Drawing --- */

void
epc_table_draw_head (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, const EpcLanguage *language, double x, double y,
                     gboolean is_continued)
{
  double height = table->header_height;

  if (table->caption != NULL)
    {
      g_autofree char *text = is_continued ? continued_caption (table, language) : g_strdup (table->caption);
      EpcTypeSetting setting = caption_setting (table, theme);

      epc_type_draw (cr, theme, x, y, text, &setting);
      y += is_continued ? table->continued_height : table->caption_height;
    }
  if (table->is_headless)
    return;
  epc_shape_box (cr, x, y, table->width, height, theme->band, 0, 0, 0);
  for (guint c = 0; c < table->columns->len; c++)
    {
      const EpcTableColumn *column = epc_table_column (table, c);
      EpcTypeSetting setting = header_setting (table, c);
      double own;

      setting.colour = theme->band_text;
      epc_type_measure (cr, theme, column->title, &setting, NULL, &own);
      epc_type_draw (cr, theme, x + column->pad, y + height - 2.5 - own, column->title, &setting);
      x += column->width;
    }
}

static void
draw_bar (cairo_t *cr, const EpcTheme *theme, const EpcTableCell *cell, double x, double y, double width)
{
  epc_shape_box (cr, x, y - 3, width, 6, theme->tint, 0, 0, 0);
  if (cell->bar > 0)
    epc_shape_box (cr, x, y - 3, width * cell->bar, 6,
                   epc_theme_colour (theme, cell->bar_colour != 0 ? cell->bar_colour : EPC_COLOUR_ACCENT), 0, 0, 0);
}

static void
draw_cell (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint row, guint c, double x, double y)
{
  const EpcTableColumn *column = epc_table_column (table, c);
  const EpcTableCell *cell = epc_table_cell (table, row, c);
  double height = epc_table_row_height (table, row), pad = pad_of (table);
  double left = x + column->pad, room = column->width - column->pad - EPC_TABLE_PAD;
  double first_line = y + pad + theme->type[EPC_TYPE_CELL].leading / 2 - 0.3;
  EpcTypeSetting setting = cell_setting (table, row, c);
  const char *text = epc_table_printed_text (cell);

  if (table->is_form)
    first_line = y + height / 2;
  if (cell->is_hatched)
    epc_shape_hatch (cr, x + 1, y + 1, column->width - 2, height - 2, theme->no_data_hatch, 3, 0.4);
  if (cell->symbol != EPC_SYMBOL_NONE)
    {
      gboolean is_alone = *text == '\0' && column->align == EPC_ALIGN_CENTRE;

      epc_symbol_draw (cr, theme, cell->symbol, is_alone ? left + room / 2 : left + SYMBOL / 2 + 0.3, first_line, SYMBOL, 0);
      left += SYMBOL_ROOM;
      room -= SYMBOL_ROOM;
    }
  if (cell->bar >= 0)
    {
      /* All bars of the column share one length, whatever stands before them. */
      double before = column->bar_text > 0 ? setting.width + 4 : 0;

      draw_bar (cr, theme, cell, left + before, first_line, room - before);
      setting.align = EPC_ALIGN_RIGHT;
    }
  if (*text != '\0' && setting.width > 0)
    {
      double own, top = y + pad - 0.5;

      if (table->is_form)
        {
          epc_type_measure (cr, theme, text, &setting, NULL, &own);
          top = y + (height - own) / 2;
        }
      epc_type_draw (cr, theme, left, top, text, &setting);
    }
}

void
epc_table_draw_row (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint row, double x, double y)
{
  double height = epc_table_row_height (table, row);
  double left = x;

  if (epc_table_is_total (table, row))
    epc_shape_box (cr, x, y, table->width, height, theme->tint, 0, 0, 0);
  for (guint c = 0; c < table->columns->len; c++)
    {
      draw_cell (table, cr, theme, row, c, left, y);
      left += epc_table_column (table, c)->width;
      if (table->is_form && c + 1 < table->columns->len)
        epc_shape_line (cr, left, y, left, y + height, theme->hairline, theme->line_hair, NULL, 0);
    }
  epc_shape_line (cr, x, y + height, x + table->width, y + height, row == table->rows->len - 1 ? theme->rule : theme->hairline,
                  theme->line_hair, NULL, 0);
}

void
epc_table_draw_note (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, double x, double y)
{
  EpcTypeSetting setting = note_setting (table, theme);

  if (table->note != NULL)
    epc_type_draw (cr, theme, x, y + 2.5, table->note, &setting);
}
