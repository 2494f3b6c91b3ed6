/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-sheet-head.h"

#include <string.h>

#include "base/epc-date.h"
#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"
#include "epc-header-index.h"
#include "epc-wide.h"

/* A header or a row of tags stands in the first rows or nowhere (libhxl looks at 25 too). */
#define HEADER_ROWS 25
/* Rows below a candidate that are compared with it. */
#define ROWS_BELOW 20
#define LONGEST_GROUP 80

void
epc_sheet_head_clear (EpcSheetHead *head)
{
  g_clear_pointer (&head->rows, g_ptr_array_unref);
  g_clear_pointer (&head->lengths, g_array_unref);
  g_clear_pointer (&head->numbers, g_array_unref);
  g_clear_pointer (&head->merged, g_ptr_array_unref);
}

const char *
epc_sheet_head_cell (const EpcSheetHead *head, guint row, guint column)
{
  char **cells = g_ptr_array_index (head->rows, row);

  return column < g_array_index (head->lengths, guint, row) ? cells[column] : "";
}

/* Spaces of all kinds and marks of direction stand around what people paste. */
static char *
trimmed (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == 0xfeff || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e))
        continue;
      g_string_append_unichar (out, g_unichar_isspace (c) ? ' ' : c);
    }
  return g_strstrip (g_string_free (out, FALSE));
}

/* What merged ranges say of the empty cells of @row; NULL: nothing. A range that reaches down from the row above says it in both
 * rows, so that its text is put into @cells. */
static char **
take_merged (const EpcSheetHead *head, const EpcRow *row, char **cells, guint n)
{
  char **merged = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (row->cells[i].kind != EPC_CELL_EMPTY || row->cells[i].merged == NULL)
        continue;
      g_autofree char *text = trimmed (row->cells[i].merged);
      if (head->rows->len > 0 && *text != '\0' && g_str_equal (epc_sheet_head_cell (head, head->rows->len - 1, i), text))
        {
          g_free (cells[i]);
          cells[i] = g_strdup (text);
          continue;
        }
      if (merged == NULL)
        {
          merged = g_new0 (char *, n + 1);
          for (guint c = 0; c < n; c++)
            merged[c] = g_strdup ("");
        }
      g_free (merged[i]);
      merged[i] = g_steal_pointer (&text);
    }
  return merged;
}

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

static gboolean
read_rows (EpcSheetHead *head, EpcRowSource *source, guint sheet, GError **error)
{
  EpcRow row;
  g_autoptr (GError) cause = NULL;

  head->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  head->lengths = g_array_new (FALSE, FALSE, sizeof (guint));
  head->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  head->merged = g_ptr_array_new_with_free_func (free_row);
  if (!epc_row_source_rewind (source, sheet, error))
    return FALSE;
  while (head->rows->len < EPC_SAMPLE_ROWS && epc_row_source_next (source, &row, &cause))
    {
      guint width = row.n_cells, n = row.n_cells;
      while (width > 0 && row.cells[width - 1].kind == EPC_CELL_EMPTY)
        width--;
      if (width == 0)
        continue;
      while (n > width && row.cells[n - 1].merged == NULL)
        n--;
      char **cells = g_new0 (char *, n + 1);
      for (guint i = 0; i < n && head->geometry == 0; i++)
        head->geometry = row.cells[i].kind == EPC_CELL_GEOMETRY ? i + 1 : 0;
      for (guint i = 0; i < n; i++)
        cells[i] = row.cells[i].kind == EPC_CELL_EMPTY ? g_strdup ("") : trimmed (row.cells[i].text);
      g_ptr_array_add (head->merged, take_merged (head, &row, cells, n));
      g_ptr_array_add (head->rows, cells);
      g_array_append_val (head->lengths, n);
      g_array_append_val (head->numbers, row.number);
      head->width = MAX (head->width, width);
    }
  if (cause == NULL && head->rows->len == 0)
    g_set_error (&cause, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s has no rows: nothing but blank lines."), source->name);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return head->rows->len > 0 && (error == NULL || *error == NULL);
}

gboolean
epc_cell_is_figure (const char *text)
{
  gboolean has_digit = FALSE;
  char iso[EPC_DATE_SIZE];

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isdigit (c))
        has_digit = TRUE;
      else if (!g_unichar_isspace (c) && (c >= 0x80 ? c != 0x2212 && c != 0x066b && c != 0x066c : strchr (".,'-+/%:", (int) c) == NULL)
               && !(c == 'T' && has_digit && g_ascii_isdigit (p[1])) && !(c == 'Z' && has_digit))
        return has_digit && epc_date_parse (text, EPC_DATE_ORDER_DAY_FIRST, iso);
    }
  return has_digit;
}

/* What stands below a cell. */
typedef struct
{
  guint n_filled, n_figures, n_plain; /* of those filled: figures; figures that are no dates */
  gboolean comes_again;               /* the cell's own text */
} SheetBelow;

static gboolean
is_year (const char *text)
{
  return strlen (text) == 4 && (g_str_has_prefix (text, "19") || g_str_has_prefix (text, "20")) && g_ascii_isdigit (text[2])
         && g_ascii_isdigit (text[3]);
}

/* A year, or a month of one: what stands above columns of figures, though it is made of figures. */
static gboolean
is_period (const char *text)
{
  return is_year (text) || (*text != '\0' && strlen (text) < 10 && epc_wide_month (text) != NULL);
}

/* A workbook gives "Jan 2026" in a cell of dates as its first day; it is no date of a record where a plain figure stands below. */
static gboolean
is_month_above (const SheetBelow *below, const char *text)
{
  return below->n_plain > 0 && below->n_plain == below->n_filled && epc_wide_month (text) != NULL;
}

static guint
count_filled (const EpcSheetHead *head, guint r)
{
  guint n = 0;

  for (char **cell = g_ptr_array_index (head->rows, r); *cell != NULL; cell++)
    n += **cell != '\0';
  return n;
}

static guint
count_figures (const EpcSheetHead *head, guint r)
{
  guint n = 0;

  for (char **cell = g_ptr_array_index (head->rows, r); *cell != NULL; cell++)
    n += !is_period (*cell) && epc_cell_is_figure (*cell);
  return n;
}

/* --- the row of tags --- */

/* At least half of the filled cells are tags, as libhxl has it; or, where only some columns are tagged, three of them are and
 * nothing else is a figure. */
static guint
find_hxl_row (const EpcSheetHead *head)
{
  for (guint r = 0; r < head->rows->len && r < HEADER_ROWS; r++)
    {
      guint n_tags = 0, n_filled = 0;
      for (char **cell = g_ptr_array_index (head->rows, r); *cell != NULL; cell++)
        {
          n_filled += **cell != '\0';
          n_tags += epc_header_is_hxl (*cell);
        }
      if (n_tags > 0 && (n_tags * 2 >= n_filled || (n_tags >= 3 && n_tags * 3 >= n_filled && count_figures (head, r) == 0)))
        return r;
    }
  return G_MAXUINT;
}

/* --- the row of names --- */

static gboolean
is_known_header (const char *text)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (EpcHeaderHit));
  guint8 set;
  gint8 level;
  gboolean is_code, is_sure;

  /* "x" and "n" are headers only among others. */
  if (text[0] == '\0' || text[1] == '\0')
    return FALSE;
  epc_header_index_find (text, NULL, hits);
  return hits->len > 0 || epc_header_place (text, NULL, &set, &level, &is_code, &is_sure)
         || g_ascii_strcasecmp (text, "uid") == 0;
}

static SheetBelow
look_below (const EpcSheetHead *head, guint r, guint column)
{
  const char *text = epc_sheet_head_cell (head, r, column);
  SheetBelow found = { 0 };
  char iso[EPC_DATE_SIZE];

  for (guint i = r + 1; i < head->rows->len && i <= r + ROWS_BELOW; i++)
    {
      const char *below = epc_sheet_head_cell (head, i, column);
      if (*below == '\0')
        continue;
      gboolean is_figure = epc_cell_is_figure (below);
      found.n_filled++;
      found.n_figures += is_figure;
      found.n_plain += is_figure && !epc_date_parse (below, EPC_DATE_ORDER_DAY_FIRST, iso);
      found.comes_again = found.comes_again || strcmp (below, text) == 0;
    }
  return found;
}

/* A header printed again on each page comes again as a whole. */
static gboolean
is_printed_again (const EpcSheetHead *head, guint r)
{
  for (guint i = r + 1; i < head->rows->len; i++)
    if (g_strv_equal (g_ptr_array_index (head->rows, r), g_ptr_array_index (head->rows, i)))
      return TRUE;
  return FALSE;
}

/* How much a row looks like the names of columns: words that the catalogue knows, over figures; not figures itself, nor values
 * that come again below. */
static double
header_score (const EpcSheetHead *head, guint r, guint *n_known)
{
  char **cells = g_ptr_array_index (head->rows, r);
  guint n_filled = count_filled (head, r);
  double score = 0;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  gboolean again = is_printed_again (head, r);
  *n_known = 0;
  if (n_filled < 2 && head->width > 2)
    return -1;
  for (guint c = 0; cells[c] != NULL; c++)
    {
      if (*cells[c] == '\0')
        continue;
      SheetBelow below = look_below (head, r, c);
      if (!is_period (cells[c]) && epc_cell_is_figure (cells[c]) && !is_month_above (&below, cells[c]))
        score -= 1.5;
      else if (below.n_filled > 0 && below.n_figures * 5 >= below.n_filled * 4)
        score += 1;
      if (below.comes_again && !again)
        score -= 1;
      else if (!g_ascii_isdigit (*cells[c]) && !g_hash_table_contains (seen, cells[c]) && is_known_header (cells[c]))
        {
          ++*n_known;
          score += 2;
        }
      g_hash_table_add (seen, cells[c]);
    }
  return score;
}

static guint
find_header_row (EpcSheetHead *head)
{
  guint best = G_MAXUINT;
  double best_score = 0;

  for (guint r = 0; r < head->rows->len && r < HEADER_ROWS; r++)
    {
      guint n_known;
      double score = header_score (head, r, &n_known);
      if (score > best_score)
        {
          best = r;
          best_score = score;
        }
    }
  /* Words that nobody knows may be headers all the same: the first row of words as wide as the sheet. */
  for (guint r = 0; best == G_MAXUINT && r < head->rows->len && r < HEADER_ROWS; r++)
    if (count_figures (head, r) > 0)
      break;
    else if (count_filled (head, r) * 2 >= head->width)
      {
        best = r;
        head->is_guess = TRUE;
      }
  return best;
}

/* --- groups above the names --- */

/* Row @top groups what row @names names: words only, more than one, at least one of them over several names. */
static gboolean
is_group_over (const EpcSheetHead *head, guint top, guint names)
{
  guint n_groups = 0, n_spans = 0;
  gboolean in_group = FALSE;

  if (g_array_index (head->numbers, guint64, names) != g_array_index (head->numbers, guint64, top) + 1
      || count_figures (head, top) > 0)
    return FALSE;
  for (guint c = 0; c < head->width; c++)
    {
      const char *group = epc_sheet_head_cell (head, top, c), *name = epc_sheet_head_cell (head, names, c);
      if (*group != '\0')
        {
          n_groups++;
          in_group = *name != '\0';
          if (strlen (group) > LONGEST_GROUP || *group == '#')
            return FALSE;
        }
      else if (*name != '\0' && in_group)
        n_spans++;
    }
  return n_groups > 0 && n_spans > 0 && (n_groups > 1 || *epc_sheet_head_cell (head, top, 0) == '\0');
}

/* The row below the one that the catalogue knows best may hold the names, where that one leaves gaps which it fills: words only,
 * most of them over figures. */
static gboolean
is_names_under (const EpcSheetHead *head, guint top, guint names)
{
  guint n_gaps = 0, n_over_figures = 0, n_names = 0;

  if (names >= head->rows->len || count_figures (head, names) > 0 || !is_group_over (head, top, names))
    return FALSE;
  for (guint c = 0; c < head->width; c++)
    {
      if (*epc_sheet_head_cell (head, names, c) == '\0')
        continue;
      SheetBelow below = look_below (head, names, c);
      if (below.comes_again && !is_printed_again (head, names))
        return FALSE;
      n_names++;
      n_gaps += *epc_sheet_head_cell (head, top, c) == '\0';
      n_over_figures += below.n_filled > 0 && below.n_figures * 2 >= below.n_filled;
    }
  return n_gaps > 0 && n_over_figures * 2 >= n_names;
}

gboolean
epc_sheet_head_read (EpcSheetHead *head, EpcRowSource *source, guint sheet, GError **error)
{
  if (!read_rows (head, source, sheet, error))
    return FALSE;
  /* Attributes of features and members of objects have names; there is nothing to guess. */
  if (epc_row_source_has_header (source, sheet))
    {
      head->header_row = head->group_rows = 0;
      head->hxl_row = G_MAXUINT;
      head->first_data = 1;
      return TRUE;
    }
  head->hxl_row = find_hxl_row (head);
  if (head->hxl_row != G_MAXUINT)
    head->header_row = head->hxl_row > 0 ? head->hxl_row - 1 : G_MAXUINT;
  else
    {
      head->header_row = find_header_row (head);
      for (guint i = 0; i < 2 && head->header_row != G_MAXUINT && is_names_under (head, head->header_row, head->header_row + 1); i++)
        head->header_row++;
    }
  for (head->group_rows = 0; head->header_row != G_MAXUINT && head->group_rows < 2 && head->header_row > head->group_rows;
       head->group_rows++)
    if (!is_group_over (head, head->header_row - head->group_rows - 1, head->header_row - head->group_rows))
      break;
  guint last = head->hxl_row != G_MAXUINT ? head->hxl_row : head->header_row;
  head->first_data = last != G_MAXUINT ? last + 1 : 0;
  return TRUE;
}

/* The group of row @r that @column is under: its own cell; else what a merged range says; else, where nothing of the row is merged,
 * the next to the left: a group reaches to the right as far as the row below has names and the next group does not begin. */
static const char *
group_of (const EpcSheetHead *head, guint r, guint column)
{
  char **merged = g_ptr_array_index (head->merged, r);
  const char *own = epc_sheet_head_cell (head, r, column);

  if (merged != NULL)
    return *own == '\0' && column < g_array_index (head->lengths, guint, r) ? merged[column] : own;
  for (guint c = column; *own == '\0' && c > 0 && *epc_sheet_head_cell (head, head->header_row, column) != '\0'; c--)
    own = epc_sheet_head_cell (head, r, c - 1);
  return own;
}

char *
epc_sheet_head_header (const EpcSheetHead *head, guint column)
{
  GString *out = g_string_new (NULL);
  const char *last = "";

  for (guint level = head->group_rows + 1; head->header_row != G_MAXUINT && level > 0; level--)
    {
      guint r = head->header_row - (level - 1);
      const char *own = level > 1 ? group_of (head, r, column) : epc_sheet_head_cell (head, r, column);
      /* A cell merged downwards says the same in both rows. */
      if (*own == '\0' || g_str_equal (own, last))
        continue;
      last = own;
      if (out->len > 0)
        g_string_append_c (out, '/');
      g_string_append (out, own);
    }
  gboolean is_empty = out->len == 0;
  char *text = g_string_free (out, FALSE);
  if (is_empty)
    g_clear_pointer (&text, g_free);
  return text;
}
