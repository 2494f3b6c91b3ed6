/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Column widths of printed tables: no word and no number is broken while there is room, and then as few lines as can be.
 */
#include "epc-table-private.h"

#include <math.h>
#include <string.h>

#include "base/epc-text.h"

#define AFTER_FIGURES 6 /* more air where a left column follows a right one */
#define WIDEST_TEXTS 24 /* so many of the longest texts of a column are measured for its width */
#define MOST_OF_WORD 0.25 /* of the width of the table: a longer word in a cell is broken */
#define MOST_OF_NUMBER 0.5

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
    epc_text_longer_word (epc_table_printed_text (cell), &letters, &bytes);
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
      beside = MAX (beside, epc_table_beside_text (epc_table_cell (table, r, c)));
      most = MAX (most, letters_of (epc_table_cell (table, r, c)));
    }
  for (guint r = 0; most > 0 && r < table->rows->len && g_hash_table_size (seen) < WIDEST_TEXTS; r++)
    {
      const EpcTableCell *cell = epc_table_cell (table, r, c);

      if (letters_of (cell) >= MAX (most - 1, 1) && g_hash_table_add (seen, (gpointer) epc_table_printed_text (cell)))
        widest = MAX (widest, epc_type_longest_word (cr, theme, epc_table_printed_text (cell), epc_table_cell_type (table, r, c)));
    }
  return widest > 0 ? widest + beside : 0;
}

static int
compare_lengths (gconstpointer a, gconstpointer b, gpointer table_and_column)
{
  gpointer *both = table_and_column;
  const EpcTableCell *ca = epc_table_cell (both[0], *(const guint *) a, GPOINTER_TO_UINT (both[1]));
  const EpcTableCell *cb = epc_table_cell (both[0], *(const guint *) b, GPOINTER_TO_UINT (both[1]));

  return (int) strlen (epc_table_printed_text (cb)) - (int) strlen (epc_table_printed_text (ca));
}

/* What the column would like and what it must have. */
static Wish
column_wish (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, guint c, double table_width)
{
  EpcTableColumn *column = epc_table_column (table, c);
  Wish wish = { epc_type_width (cr, theme, column->title, EPC_TYPE_CELL_HEADER),
                epc_type_longest_word (cr, theme, column->title, EPC_TYPE_CELL_HEADER) };
  double pads = column->pad + EPC_TABLE_PAD + 0.5, number = 0, word = 0;
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), table->rows->len);
  gpointer both[] = { (gpointer) table, GUINT_TO_POINTER (c) };

  for (guint r = 0; r < table->rows->len; r++)
    g_array_append_val (order, r);
  g_array_sort_with_data (order, compare_lengths, both);
  for (guint i = 0; i < order->len; i++)
    {
      guint r = g_array_index (order, guint, i);
      const EpcTableCell *cell = epc_table_cell (table, r, c);
      EpcTypeSetting setting = { .type = epc_table_cell_type (table, r, c), .markup = cell->is_markup };
      double width;

      /* The total is bold and thus wider than its length says. */
      if (i >= WIDEST_TEXTS && !epc_table_is_total (table, r))
        continue;
      epc_type_measure (cr, theme, epc_table_printed_text (cell), &setting, &width, NULL);
      if (cell->bar >= 0)
        column->bar_text = MAX (column->bar_text, width);
      wish.preferred = MAX (wish.preferred, width + epc_table_beside_text (cell));
      if (column->align == EPC_ALIGN_RIGHT)
        number = MAX (number, width + epc_table_beside_text (cell)); /* a number is never broken */
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
      EpcTableColumn *column = epc_table_column (table, c);

      column->pad = EPC_TABLE_PAD;
      column->bar_text = 0;
      if (c > 0 && epc_table_column (table, c - 1)->align == EPC_ALIGN_RIGHT && column->align == EPC_ALIGN_LEFT)
        column->pad += AFTER_FIGURES;
    }
}

/* Where the least of all columns is more than @width: how wide the widest words may be, so that only those are broken. */
static double
widest_words (const Wish *wishes, guint n, double width)
{
  double low = 0, high = width;

  while (high - low > 0.05)
    {
      double middle = (low + high) / 2, sum = 0;

      for (guint c = 0; c < n; c++)
        sum += MAX (wishes[c].hard, MIN (wishes[c].least, middle));
      if (sum <= width)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* A column below its least takes from those that have more than theirs; where not all of them can have it, words of cells give way before
 * headers and numbers, the longest words first. */
static void
raise_to_least (EpcTable *table, const Wish *wishes, double width)
{
  guint n = table->columns->len;
  double least = 0, hard = 0, need = 0, slack = 0, words;

  for (guint c = 0; c < n; c++)
    {
      double over = epc_table_column (table, c)->width - wishes[c].least;

      least += wishes[c].least;
      hard += wishes[c].hard;
      need += MAX (-over, 0);
      slack += MAX (over, 0);
    }
  words = hard < width && least >= width ? widest_words (wishes, n, width) : 0;
  for (guint c = 0; c < n; c++)
    {
      EpcTableColumn *column = epc_table_column (table, c);

      if (hard >= width)
        column->width = wishes[c].hard * width / hard;
      else if (least >= width)
        column->width = MAX (wishes[c].hard, MIN (wishes[c].least, words));
      else if (column->width < wishes[c].least)
        column->width = wishes[c].least;
      else if (slack > 0)
        column->width -= (column->width - wishes[c].least) * need / slack;
    }
}

static double
lacks (const EpcTable *table, const Wish *wishes, guint c)
{
  const EpcTableColumn *column = epc_table_column (table, c);

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
    if (epc_table_column (table, c)->share <= 0)
      {
        epc_table_column (table, c)->width = wishes[c].least;
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

          epc_table_column (table, c)->width += more;
          rest -= more;
          weight += lacks (table, wishes, c) > 1e-6 ? weights[c] : 0;
        }
    }
}

/* --- rows that wrap --- */

#define SAMPLED_ROWS 40
#define BREAKS 4        /* so many lines of a text are known exactly */
#define MOST_STEPS 40
#define ROW_COSTS 4     /* a line of a row, against one line of a cell more in a row that is as high anyway */
#define BY_ESTIMATE 1.08 /* lines end at words: several of them hold a little less than their width */

typedef struct
{
  double beside;      /* what stands beside the text */
  double natural;     /* width of the text in one line */
  double at[BREAKS];  /* the least width in which it takes 1, 2, … lines */
} Breaks;

typedef struct
{
  const EpcTable *table;
  const Wish *wishes;
  Breaks *breaks; /* of header and sampled rows, row by row */
  guint n, n_rows;
} Fit;

/* Lines of these words, each with a space before it but the first of a line, in @width. */
static guint
lines_of_words (const GArray *words, double space, double width)
{
  guint lines = 1;
  double used = 0;

  for (guint i = 0; i < words->len; i++)
    {
      double word = g_array_index (words, double, i);

      if (used > 0 && used + space + word > width)
        {
          lines++;
          used = word;
        }
      else
        used += (used > 0 ? space : 0) + word;
    }
  return lines;
}

/* Where @text of one paragraph breaks. */
static void
find_breaks (cairo_t *cr, const EpcTheme *theme, const char *text, EpcType type, Breaks *breaks)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (double));
  double widest = 0, space = epc_type_width (cr, theme, "n n", type) - epc_type_width (cr, theme, "nn", type);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      double width = epc_type_width (cr, theme, parts[i], type);

      widest = MAX (widest, width);
      g_array_append_val (words, width);
    }
  for (guint k = 1; k < BREAKS; k++)
    {
      double low = MAX (widest, breaks->natural / (k + 1) - space * k), high = breaks->natural;

      if (lines_of_words (words, space, low) <= k + 1)
        high = low;
      while (high - low > 0.2)
        {
          double middle = (low + high) / 2;

          if (lines_of_words (words, space, middle) <= k + 1)
            high = middle;
          else
            low = middle;
        }
      breaks->at[k] = high + 0.3; /* words together are not quite as wide as their sum */
    }
}

static void
measure_breaks (cairo_t *cr, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting, double least, Breaks *breaks)
{
  if (*text == '\0')
    return;
  epc_type_measure (cr, theme, text, setting, &breaks->natural, NULL);
  breaks->at[0] = breaks->natural;
  for (guint k = 1; k < BREAKS; k++)
    breaks->at[k] = breaks->natural * BY_ESTIMATE / (k + 1);
  if (breaks->natural + breaks->beside > least && !setting->markup && strchr (text, '\n') == NULL)
    find_breaks (cr, theme, text, setting->type, breaks);
}

/* Where header and sampled rows break. Free breaks with g_free(). */
static Fit
fit_of (const EpcTable *table, cairo_t *cr, const EpcTheme *theme, const Wish *wishes)
{
  Fit fit = { table, wishes, NULL, table->columns->len, 1 + MIN (table->rows->len, SAMPLED_ROWS) };

  fit.breaks = g_new0 (Breaks, fit.n_rows * fit.n);
  for (guint c = 0; c < fit.n; c++)
    {
      const EpcTableColumn *column = epc_table_column (table, c);
      double least = wishes[c].least - column->pad - EPC_TABLE_PAD;

      if (!table->is_headless)
        measure_breaks (cr, theme, column->title, &(EpcTypeSetting){ .type = EPC_TYPE_CELL_HEADER }, least, &fit.breaks[c]);
      for (guint i = 1; i < fit.n_rows; i++)
        {
          guint r = (guint) ((guint64) (i - 1) * table->rows->len / (fit.n_rows - 1));
          const EpcTableCell *cell = epc_table_cell (table, r, c);
          EpcTypeSetting setting = { .type = epc_table_cell_type (table, r, c), .markup = cell->is_markup };
          Breaks *breaks = &fit.breaks[i * fit.n + c];

          breaks->beside = epc_table_beside_text (cell);
          measure_breaks (cr, theme, epc_table_printed_text (cell), &setting, least, breaks);
        }
    }
  return fit;
}

/* The column's width in which its cell in @row takes @lines lines. */
static double
width_for (const Fit *fit, guint row, guint c, guint lines)
{
  const Breaks *breaks = &fit->breaks[row * fit->n + c];
  double width = lines <= BREAKS ? breaks->at[lines - 1] : breaks->natural * BY_ESTIMATE / lines;

  return width + breaks->beside + epc_table_column (fit->table, c)->pad + EPC_TABLE_PAD + 0.5;
}

static guint
lines_in (const Fit *fit, guint row, guint c, double width)
{
  const Breaks *breaks = &fit->breaks[row * fit->n + c];

  for (guint lines = 1; lines <= BREAKS; lines++)
    if (width_for (fit, row, c, lines) <= width + 0.01)
      return lines;
  return MAX (BREAKS + 1, (guint) ceil (breaks->natural * BY_ESTIMATE / MAX (width - breaks->beside - epc_table_column (fit->table, c)->pad - EPC_TABLE_PAD, 1)));
}

/* How high the table is with these widths; of widths in which it is as high, those in which fewer texts break. */
static guint
cost_of (const Fit *fit, const double *widths)
{
  guint cost = 0;

  for (guint i = 0; i < fit->n_rows; i++)
    {
      guint most = 1;

      for (guint c = 0; c < fit->n; c++)
        {
          guint lines = lines_in (fit, i, c, widths[c]);

          cost += lines - 1;
          most = MAX (most, lines);
        }
      cost += most * ROW_COSTS;
    }
  return cost;
}

/* What each column must keep so that none of its texts takes more lines than now. */
static void
find_kept (const Fit *fit, const double *widths, double *kept)
{
  for (guint c = 0; c < fit->n; c++)
    {
      kept[c] = fit->wishes[c].least;
      for (guint i = 0; i < fit->n_rows; i++)
        kept[c] = MAX (kept[c], MIN (widths[c], width_for (fit, i, c, lines_in (fit, i, c, widths[c]))));
    }
}

/* Gives column @to the width @wanted, from what the others have over @floors, in proportion. FALSE: they have not that much. */
static gboolean
take_from_others (const Fit *fit, const double *floors, double *widths, guint to, double wanted)
{
  double more = wanted - widths[to], over = 0;

  for (guint c = 0; c < fit->n; c++)
    over += c != to ? MAX (widths[c] - floors[c], 0) : 0;
  if (more <= 0 || over < more)
    return FALSE;
  for (guint c = 0; c < fit->n; c++)
    widths[c] -= c != to ? MAX (widths[c] - floors[c], 0) * more / over : 0;
  widths[to] = wanted;
  return TRUE;
}

static int
compare_widths (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Widths above its own in which a text of column @c breaks less, each once. */
static GArray *
wider (const Fit *fit, guint c, double width)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < fit->n_rows; i++)
    for (guint lines = 1, now = lines_in (fit, i, c, width); lines < now && lines <= BREAKS; lines++)
      {
        double wanted = width_for (fit, i, c, lines);
        g_array_append_val (all, wanted);
      }
  g_array_sort (all, compare_widths);
  for (guint i = all->len; i > 1; i--)
    if (g_array_index (all, double, i - 1) - g_array_index (all, double, i - 2) < 0.1)
      g_array_remove_index (all, i - 2);
  return all;
}

/* From whom column @to could take the width @wanted: from what nobody misses, from all, from one alone. The best, if any of them is better
 * than @cost, in @found. */
static gboolean
try_width (const Fit *fit, const double *kept, const double *widths, guint to, double wanted, guint *cost, double *found)
{
  g_autofree double *trial = g_new (double, fit->n), *floors = g_new (double, fit->n);
  gboolean is_better = FALSE;

  for (guint from = 0; from < fit->n + 2; from++)
    {
      guint trial_cost;

      for (guint c = 0; c < fit->n; c++)
        floors[c] = from == fit->n + 1 || from == c ? fit->wishes[c].least : from == fit->n ? kept[c] : widths[c];
      memcpy (trial, widths, fit->n * sizeof *trial);
      if (!take_from_others (fit, floors, trial, to, wanted))
        continue;
      trial_cost = cost_of (fit, trial);
      if (trial_cost >= *cost)
        continue;
      *cost = trial_cost;
      is_better = TRUE;
      memcpy (found, trial, fit->n * sizeof *found);
    }
  return is_better;
}

/* Makes one column wider, that by which the cost is lessened most. FALSE: none lessens it. */
static gboolean
step (const Fit *fit, double *widths, guint *cost)
{
  g_autofree double *kept = g_new (double, fit->n), *found = g_new (double, fit->n);
  gboolean is_better = FALSE;

  find_kept (fit, widths, kept);
  for (guint c = 0; c < fit->n; c++)
    {
      g_autoptr (GArray) wanted = wider (fit, c, widths[c]);

      for (guint i = 0; i < wanted->len; i++)
        is_better |= try_width (fit, kept, widths, c, g_array_index (wanted, double, i), cost, found);
    }
  if (is_better)
    memcpy (widths, found, fit->n * sizeof *widths);
  return is_better;
}

/* A column whose texts break takes the place that other columns do not need, and that which most rows of another leave empty, as long as
 * the table is lower by it, or as high with fewer words on a line of their own. */
static void
spare_lines (EpcTable *table, cairo_t *cr, const EpcTheme *theme, const Wish *wishes)
{
  Fit fit = fit_of (table, cr, theme, wishes);
  g_autofree Breaks *owned = fit.breaks;
  g_autofree double *widths = g_new (double, fit.n);

  for (guint c = 0; c < fit.n; c++)
    widths[c] = epc_table_column (table, c)->width;
  guint cost = cost_of (&fit, widths);
  for (guint i = 0; i < MOST_STEPS && step (&fit, widths, &cost); i++)
    ;
  for (guint c = 0; c < fit.n; c++)
    epc_table_column (table, c)->width = widths[c];
}

/* Columns by content first; what is left goes to those with shares, or to all in proportion. */
void
epc_table_set_widths (EpcTable *table, cairo_t *cr, const EpcTheme *theme, double width)
{
  guint n = table->columns->len;
  g_autofree Wish *wishes = g_new0 (Wish, n);
  double preferred = 0, least = 0, shares = 0, shared = 0, own = width;

  set_pads (table);
  for (guint c = 0; c < n; c++)
    {
      shares += epc_table_column (table, c)->share;
      wishes[c] = column_wish (table, cr, theme, c, width);
      if (epc_table_column (table, c)->share > 0)
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
      EpcTableColumn *column = epc_table_column (table, c);

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
