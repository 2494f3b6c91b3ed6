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

#define PAD 3
#define AFTER_FIGURES 6 /* more air where a left column follows a right one */
#define SYMBOL 8.4
#define SYMBOL_ROOM 12
#define BAR_LEAST 44
#define WIDEST_TEXTS 24 /* so many of the longest texts of a column are measured for its width */

static void
clear_column (gpointer data)
{
  EpcTableColumn *column = data;

  g_free (column->title);
}

static EpcTableColumn *
column_at (const EpcTable *table, guint index)
{
  return &g_array_index (table->columns, EpcTableColumn, index);
}

static EpcTableRow *
row_at (const EpcTable *table, guint index)
{
  return &g_array_index (table->rows, EpcTableRow, index);
}

static EpcTableCell *
cell_at (const EpcTable *table, guint row, guint column)
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
        g_free (cell_at (table, r, c)->text);
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
  cell_at (table, row, column)->symbol = symbol;
}

void
epc_table_set_bar (EpcTable *table, guint row, guint column, double fraction, EpcColour colour)
{
  cell_at (table, row, column)->bar = CLAMP (fraction, 0, 1);
  cell_at (table, row, column)->bar_colour = colour;
}

void
epc_table_set_hatched (EpcTable *table, guint row, guint column)
{
  cell_at (table, row, column)->is_hatched = TRUE;
}

void
epc_table_set_bold (EpcTable *table, guint row, guint column)
{
  cell_at (table, row, column)->is_bold = TRUE;
}

void
epc_table_set_markup (EpcTable *table, guint row, guint column)
{
  cell_at (table, row, column)->is_markup = TRUE;
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

static gboolean
is_total (const EpcTable *table, guint row)
{
  return table->has_total && row == table->rows->len - 1;
}

static EpcType
cell_type (const EpcTable *table, guint row, guint column)
{
  return is_total (table, row) || cell_at (table, row, column)->is_bold ? EPC_TYPE_CELL_BOLD : EPC_TYPE_CELL;
}

static const char *
cell_text (const EpcTableCell *cell)
{
  if (cell->text != NULL)
    return cell->text;
  /* A symbol, a hatch or a bar says it already. */
  return cell->symbol == EPC_SYMBOL_NONE && !cell->is_hatched && cell->bar < 0 ? "–" : "";
}

/* Width that symbol and bar take beside the text. */
static double
beside_text (const EpcTableCell *cell)
{
  double width = cell->symbol != EPC_SYMBOL_NONE ? SYMBOL_ROOM : 0;

  if (cell->bar >= 0)
    width += BAR_LEAST + 4;
  return width;
}

#define MOST_OF_WORD 0.25 /* of the width of the table: a longer word in a cell is broken */
#define MOST_OF_NUMBER 0.5
#define MOST_LINES 36 /* of a cell: a row is never split, and every page must hold one */

typedef struct
{
  double preferred;
  double least; /* no word of it is broken */
  double hard;  /* no word of its header and no number is */
} Wish;

static glong
letters_of (const EpcTableCell *cell)
{
  glong letters = 0;
  gsize bytes = 0;

  if (!cell->is_markup)
    epc_text_longer_word (cell_text (cell), &letters, &bytes);
  return letters;
}

/* The width of the widest word in the cells of column @c, with what stands beside its text: also of those that are too short to be among
 * the longest texts. Looked for among the words with most letters. */
static double
longest_of_cells (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint c)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  glong most = 0;
  double beside = 0, widest = 0;

  for (guint r = 0; r < table->rows->len; r++)
    {
      beside = MAX (beside, beside_text (cell_at (table, r, c)));
      most = MAX (most, letters_of (cell_at (table, r, c)));
    }
  for (guint r = 0; most > 0 && r < table->rows->len && g_hash_table_size (seen) < WIDEST_TEXTS; r++)
    {
      const EpcTableCell *cell = cell_at (table, r, c);

      if (letters_of (cell) >= MAX (most - 1, 1) && g_hash_table_add (seen, (gpointer) cell_text (cell)))
        widest = MAX (widest, epc_type_longest_word (cr, theme, cell_text (cell), cell_type (table, r, c)));
    }
  return widest > 0 ? widest + beside : 0;
}

static int
compare_lengths (gconstpointer a, gconstpointer b, gpointer table_and_column)
{
  gpointer *both = table_and_column;
  const EpcTableCell *ca = cell_at (both[0], *(const guint *) a, GPOINTER_TO_UINT (both[1]));
  const EpcTableCell *cb = cell_at (both[0], *(const guint *) b, GPOINTER_TO_UINT (both[1]));

  return (int) strlen (cell_text (cb)) - (int) strlen (cell_text (ca));
}

/* What the column would like and what it must have. */
static Wish
column_wish (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint c, double table_width)
{
  EpcTableColumn *column = column_at (table, c);
  Wish wish = { epc_type_width (cr, theme, column->title, EPC_TYPE_CELL_HEADER),
                epc_type_longest_word (cr, theme, column->title, EPC_TYPE_CELL_HEADER) };
  double pads = column->pad + PAD + 0.5, number = 0, word = 0;
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), table->rows->len);
  gpointer both[] = { (gpointer) table, GUINT_TO_POINTER (c) };

  for (guint r = 0; r < table->rows->len; r++)
    g_array_append_val (order, r);
  g_array_sort_with_data (order, compare_lengths, both);
  for (guint i = 0; i < order->len; i++)
    {
      guint r = g_array_index (order, guint, i);
      const EpcTableCell *cell = cell_at (table, r, c);
      EpcTypeSetting setting = { .type = cell_type (table, r, c), .markup = cell->is_markup };
      double width;

      /* The total is bold and thus wider than its length says. */
      if (i >= WIDEST_TEXTS && !is_total (table, r))
        continue;
      epc_type_measure (cr, theme, cell_text (cell), &setting, &width, NULL);
      if (cell->bar >= 0)
        column->bar_text = MAX (column->bar_text, width);
      wish.preferred = MAX (wish.preferred, width + beside_text (cell));
      if (column->align == EPC_ALIGN_RIGHT)
        number = MAX (number, width + beside_text (cell)); /* a number is never broken */
    }
  if (column->align != EPC_ALIGN_RIGHT)
    word = longest_of_cells (table, cr, theme, c);
  /* A little more than measured: the same text must not wrap for a rounding. */
  wish.preferred += pads;
  wish.hard = MIN (MAX (wish.least, MIN (number, table_width * MOST_OF_NUMBER)) + pads, wish.preferred);
  wish.least = MIN (MAX (wish.hard, MIN (word, table_width * MOST_OF_WORD) + pads), wish.preferred);
  return wish;
}

static void
set_pads (EpcTable *table)
{
  for (guint c = 0; c < table->columns->len; c++)
    {
      EpcTableColumn *column = column_at (table, c);

      column->pad = PAD;
      column->bar_text = 0;
      if (c > 0 && column_at (table, c - 1)->align == EPC_ALIGN_RIGHT && column->align == EPC_ALIGN_LEFT)
        column->pad += AFTER_FIGURES;
    }
}

/* A column below its least takes from those that have more than theirs; where not all of them can have it, words of cells give way before
 * headers and numbers. */
static void
raise_to_least (EpcTable *table, const Wish *wishes, double width)
{
  guint n = table->columns->len;
  double least = 0, hard = 0, need = 0, slack = 0;

  for (guint c = 0; c < n; c++)
    {
      double over = column_at (table, c)->width - wishes[c].least;

      least += wishes[c].least;
      hard += wishes[c].hard;
      need += MAX (-over, 0);
      slack += MAX (over, 0);
    }
  for (guint c = 0; c < n; c++)
    {
      EpcTableColumn *column = column_at (table, c);

      if (hard >= width)
        column->width = wishes[c].hard * width / hard;
      else if (least >= width)
        column->width = wishes[c].hard + (wishes[c].least - wishes[c].hard) * (width - hard) / MAX (least - hard, 1e-6);
      else if (column->width < wishes[c].least)
        column->width = wishes[c].least;
      else if (slack > 0)
        column->width -= (column->width - wishes[c].least) * need / slack;
    }
}

static double
lacks (const EpcTable *table, const Wish *wishes, guint c)
{
  const EpcTableColumn *column = column_at (table, c);

  return column->share > 0 ? 0 : MAX (wishes[c].preferred - column->width, 0);
}

/* Each column without a share has its least, and then all grow, by the root of what they lack, until they have what they would like: the
 * few that need little more for one line have it, and a long text takes most of the rest. @own: between the sums of their least and of
 * their preferred. */
static void
grow (EpcTable *table, const Wish *wishes, double own)
{
  guint n = table->columns->len;
  g_autofree double *weights = g_new0 (double, n);
  double rest = own, weight = 0;

  for (guint c = 0; c < n; c++)
    if (column_at (table, c)->share <= 0)
      {
        column_at (table, c)->width = wishes[c].least;
        rest -= wishes[c].least;
        weights[c] = sqrt (lacks (table, wishes, c));
        weight += weights[c];
      }
  while (rest > 0.01 && weight > 0.01)
    {
      double each = rest / weight;

      weight = 0;
      for (guint c = 0; c < n; c++)
        {
          double more = MIN (each * weights[c], lacks (table, wishes, c));

          column_at (table, c)->width += more;
          rest -= more;
          weight += lacks (table, wishes, c) > 1e-6 ? weights[c] : 0;
        }
    }
}

/* --- rows that wrap for one column --- */

#define SAMPLED_ROWS 40
#define WORTH 0.9 /* of the lines before: for less nothing is moved */

/* Lines that the sampled rows take with these widths. @naturals: of each sampled cell in one line, with what stands beside its text. */
static guint
lines_of (const EpcTable *table, const double *naturals, guint n_sampled, const double *widths)
{
  guint n = table->columns->len, all = 0;

  for (guint i = 0; i < n_sampled; i++)
    {
      guint most = 1;

      for (guint c = 0; c < n; c++)
        {
          double room = MAX (widths[c] - column_at (table, c)->pad - PAD, 1), natural = naturals[i * n + c];
          /* lines end at words: several of them hold a little less than their width */
          most = MAX (most, natural <= room ? 1 : (guint) ceil (natural * 1.08 / room));
        }
      all += most;
    }
  return all;
}

/* Gives column @to the width @wanted, from what the others have over their least, in proportion. FALSE: they have not that much. */
static gboolean
take_from_others (const EpcTable *table, const Wish *wishes, double *widths, guint to, double wanted)
{
  double more = wanted - widths[to], over = 0;

  for (guint c = 0; c < table->columns->len; c++)
    over += c != to ? MAX (widths[c] - wishes[c].least, 0) : 0;
  if (more <= 0 || over < more)
    return FALSE;
  for (guint c = 0; c < table->columns->len; c++)
    widths[c] -= c != to ? MAX (widths[c] - wishes[c].least, 0) * more / over : 0;
  widths[to] = wanted;
  return TRUE;
}

/* A column whose texts all break takes the place of what most rows leave empty in another: as long as the rows are lower by that. */
static void
spare_lines (EpcTable *table, cairo_t *cr, const EpcTheme *theme, const Wish *wishes)
{
  guint n = table->columns->len, n_sampled = MIN (table->rows->len, SAMPLED_ROWS), best;
  g_autofree double *naturals = g_new0 (double, n_sampled * n + 1), *widths = g_new (double, n), *trial = g_new (double, n), *found = g_new (double, n);

  for (guint c = 0; c < n; c++)
    widths[c] = column_at (table, c)->width;
  for (guint i = 0; i < n_sampled; i++)
    for (guint c = 0; c < n; c++)
      {
        guint r = (guint) ((guint64) i * table->rows->len / n_sampled);
        const EpcTableCell *cell = cell_at (table, r, c);
        EpcTypeSetting setting = { .type = cell_type (table, r, c), .markup = cell->is_markup };

        if (*cell_text (cell) != '\0')
          epc_type_measure (cr, theme, cell_text (cell), &setting, &naturals[i * n + c], NULL);
        naturals[i * n + c] += beside_text (cell) + (cell->bar >= 0 ? BAR_LEAST + 4 : 0);
      }
  const guint before = best = lines_of (table, naturals, n_sampled, widths);
  for (gboolean is_better = before > n_sampled; is_better;)
    {
      is_better = FALSE;
      for (guint c = 0; c < n; c++)
        for (guint i = 0; i < n_sampled; i++)
          for (guint parts = 1; parts <= 2; parts++)
            {
              double wanted = naturals[i * n + c] * (parts == 1 ? 1 : 1.08 / parts) + column_at (table, c)->pad + PAD + 0.6;

              memcpy (trial, widths, n * sizeof *trial);
              if (!take_from_others (table, wishes, trial, c, wanted))
                continue;
              guint lines = lines_of (table, naturals, n_sampled, trial);
              if (lines >= best)
                continue;
              best = lines;
              is_better = TRUE;
              memcpy (found, trial, n * sizeof *found);
            }
      if (is_better)
        memcpy (widths, found, n * sizeof *widths);
    }
  for (guint c = 0; best < before * WORTH && c < n; c++)
    column_at (table, c)->width = widths[c];
}

/* Columns by content first; what is left goes to those with shares, or to all in proportion. */
static void
set_widths (EpcTable *table, cairo_t *cr, const EpcTheme *theme, double width)
{
  guint n = table->columns->len;
  g_autofree Wish *wishes = g_new0 (Wish, n);
  double preferred = 0, least = 0, shares = 0, shared = 0, own = width;

  for (guint c = 0; c < n; c++)
    {
      shares += column_at (table, c)->share;
      wishes[c] = column_wish (table, cr, theme, c, width);
      if (column_at (table, c)->share > 0)
        shared += wishes[c].preferred;
      else
        {
          preferred += wishes[c].preferred;
          least += wishes[c].least;
        }
    }
  if (shares > 0) /* at least 30 % for them, where their texts are that long */
    own = width - MAX (width - preferred, MIN (width * 0.3, shared));
  for (guint c = 0; c < n; c++)
    {
      EpcTableColumn *column = column_at (table, c);

      if (column->share > 0)
        column->width = (width - own) * column->share / shares;
      else if (preferred <= own)
        column->width = wishes[c].preferred * own / preferred;
      else
        column->width = wishes[c].least * own / least;
    }
  if (preferred > own && least <= own)
    grow (table, wishes, own);
  raise_to_least (table, wishes, width);
  if (!table->is_form)
    spare_lines (table, cr, theme, wishes);
}

static double
pad_of (const EpcTable *table)
{
  if (table->is_compact)
    return 1.3;
  return table->is_tight && !table->is_form ? 1.8 : PAD;
}

static double
text_width (const EpcTable *table, guint column, const EpcTableCell *cell)
{
  const EpcTableColumn *c = column_at (table, column);
  double width = c->width - c->pad - PAD;

  if (cell != NULL && cell->bar >= 0)
    width = MIN (c->bar_text + 0.5, width - BAR_LEAST - 4);
  else if (cell != NULL)
    width -= beside_text (cell);
  return MAX (width, 1);
}

static EpcTypeSetting
cell_setting (const EpcTable *table, guint row, guint column)
{
  const EpcTableCell *cell = cell_at (table, row, column);

  return (EpcTypeSetting){ .type = cell_type (table, row, column),
                           .align = column_at (table, column)->align,
                           .width = text_width (table, column, cell),
                           .markup = cell->is_markup };
}

/* Cuts what has more lines than a page has room for, with an ellipsis: the record itself has the rest. */
static void
shorten (EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint row)
{
  for (guint c = 0; c < table->columns->len; c++)
    {
      EpcTableCell *cell = cell_at (table, row, c);
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
      const char *text = cell_text (cell_at (table, row, c));
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
                           .align = column_at (table, column)->align,
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
  set_pads (table);
  set_widths (table, cr, theme, width);
  table->header_height = 0;
  for (guint c = 0; c < table->columns->len && !table->is_headless; c++)
    {
      EpcTypeSetting setting = header_setting (table, c);
      double height;

      epc_type_measure (cr, theme, column_at (table, c)->title, &setting, NULL, &height);
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
      const EpcTableColumn *column = column_at (table, c);
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
  const EpcTableColumn *column = column_at (table, c);
  const EpcTableCell *cell = cell_at (table, row, c);
  double height = epc_table_row_height (table, row), pad = pad_of (table);
  double left = x + column->pad, room = column->width - column->pad - PAD;
  double first_line = y + pad + theme->type[EPC_TYPE_CELL].leading / 2 - 0.3;
  EpcTypeSetting setting = cell_setting (table, row, c);
  const char *text = cell_text (cell);

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

  if (is_total (table, row))
    epc_shape_box (cr, x, y, table->width, height, theme->tint, 0, 0, 0);
  for (guint c = 0; c < table->columns->len; c++)
    {
      draw_cell (table, cr, theme, row, c, left, y);
      left += column_at (table, c)->width;
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
