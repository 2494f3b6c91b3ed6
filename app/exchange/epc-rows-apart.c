/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-rows-apart.h"

#include <math.h>
#include <string.h>

#include "base/epc-number.h"
#include "base/epc-text.h"
#include "epc-sheet-head.h"

/* The words stand in the first cells that are filled. */
#define CELLS_LOOKED_AT 4
#define LONGEST_WORD 60

struct _EpcRowsApart
{
  const EpcMapping *mapping;
  GArray *about;   /* of guint: columns that say what a row is about */
  GArray *figures; /* of guint: columns of whole numbers */
};

EpcRowsApart *
epc_rows_apart_new (const EpcMapping *mapping)
{
  EpcRowsApart *apart = g_new0 (EpcRowsApart, 1);

  apart->mapping = mapping;
  apart->about = g_array_new (FALSE, FALSE, sizeof (guint));
  apart->figures = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < mapping->columns->len; i++)
    {
      const EpcColumn *column = g_ptr_array_index (mapping->columns, i);
      gboolean is_figure = column->role == EPC_COLUMN_FIELD && epc_field_is_number (column->field);
      gboolean is_worked_out = mapping->wide != NULL && *column->header == '=';
      gboolean is_about = column->role == EPC_COLUMN_PLACE || column->role == EPC_COLUMN_IDENTITY
                          || (column->role == EPC_COLUMN_FIELD && !is_figure);
      if (is_about && column->samples[0] != NULL)
        g_array_append_val (apart->about, i);
      else if (is_figure && !is_worked_out && column->field->type == EPC_TYPE_INTEGER && !(column->field->flags & EPC_FIELD_KEY))
        g_array_append_val (apart->figures, i);
    }
  return apart;
}

void
epc_rows_apart_free (EpcRowsApart *apart)
{
  if (apart == NULL)
    return;
  g_array_unref (apart->about);
  g_array_unref (apart->figures);
  g_free (apart);
}

/* Cheap: "Total …", "Subtotal …", "Suma …", "Gran total", "Ouest Total"; what passes is looked at in earnest. */
static inline gboolean
may_say_total (const EpcCell *cell)
{
  if (cell->kind != EPC_CELL_TEXT || cell->length < 3 || cell->length > LONGEST_WORD)
    return FALSE;
  const char *text = cell->text;
  char first = text[0] | 0x20;
  const char *end = text + cell->length - 4;
  return first == 't' || first == 's' || first == 'g' || first == ' ' || (cell->length > 4 && (end[0] | 0x20) == 'o' && (end[1] | 0x20) == 't')
         || (cell->length > 5 && (end[-1] | 0x20) == 't' && (end[0] | 0x20) == 'o');
}

/* *@is_alone: nothing but words of totals, so that it is no name of a place. */
static gboolean
says_total (const char *text, gboolean *is_alone)
{
  static const char *const totals[] = { "total", "totals", "totales", "totaux", "totais", "subtotal", "subtotals", "subtotales",
                                        "subtotais", "soustotal", "soustotaux", "suma", "sum", "somme", "soma" };
  static const char *const beside[] = { "grand", "gran", "general", "generale", "geral", "overall", "sub", "sous", "in", "en", "all",
                                        "nacional", "national", "parcial", "partiel", "de", "of", "du", "pais", "country", "the" };
  g_autofree char *folded = epc_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint n = g_strv_length (words), n_totals = 0, n_beside = 0;
  gboolean at_end = FALSE;

  for (guint i = 0; i < n; i++)
    {
      gboolean is_total = FALSE;
      for (guint j = 0; j < G_N_ELEMENTS (totals) && !is_total; j++)
        is_total = g_str_equal (words[i], totals[j]);
      n_totals += is_total;
      /* "Sub-total Kachin" is two words and one. */
      gboolean is_first = i == 0 || (i == 1 && (g_str_equal (words[0], "sub") || g_str_equal (words[0], "sous")));
      at_end = at_end || (is_total && (is_first || i == n - 1));
      for (guint j = 0; j < G_N_ELEMENTS (beside); j++)
        n_beside += g_str_equal (words[i], beside[j]);
    }
  *is_alone = n_totals > 0 && n_totals + n_beside == n;
  return *is_alone || at_end;
}

static gboolean
says_note (const char *text)
{
  static const char *const words[] = { "source", "sources", "fuente", "fuentes", "fonte", "note", "notes", "nota", "notas", "remarque",
                                       "nb", "disclaimer", "descargo" };
  if (*text == '*')
    return TRUE;
  g_autofree char *folded = epc_text_fold (text);
  g_autofree char *word = g_strndup (folded, strcspn (folded, " "));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_header_again (const EpcRowsApart *apart, const EpcRow *row)
{
  guint n_same = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      if (row->cells[i].kind == EPC_CELL_EMPTY)
        continue;
      if (i >= apart->mapping->columns->len)
        return FALSE;
      const EpcColumn *column = g_ptr_array_index (apart->mapping->columns, i);
      g_autofree char *text = g_strstrip (g_strdup (row->cells[i].text));
      gsize length = strlen (column->header), own = strlen (text);
      /* Of a grouped header only the lower row comes again. */
      if (own > length || strcmp (column->header + length - own, text) != 0)
        return FALSE;
      n_same++;
    }
  return n_same > 1;
}

static EpcRowKind
look_closely (const EpcRowsApart *apart, const EpcRow *row, gboolean may_be_total)
{
  guint n_texts = 0, n_figures = 0, n_filled = 0;
  gboolean is_total = FALSE, is_alone = FALSE, is_any_alone = FALSE;
  const char *first = NULL;

  for (guint i = 0; i < row->n_cells; i++)
    {
      const EpcCell *cell = &row->cells[i];
      if (cell->kind == EPC_CELL_EMPTY)
        continue;
      n_filled++;
      if (first == NULL)
        first = cell->text;
      if (cell->kind != EPC_CELL_TEXT || epc_cell_is_figure (cell->text))
        n_figures++;
      else if (may_be_total && says_total (cell->text, &is_alone))
        {
          is_total = TRUE;
          is_any_alone = is_any_alone || is_alone;
        }
      else
        n_texts++;
    }
  if (is_total && n_figures > 0 && n_texts <= (is_any_alone ? 2 : 0))
    return EPC_ROW_TOTAL;
  if (n_filled == 1 && n_figures == 0 && apart->mapping->columns->len > 2 && says_note (first))
    return EPC_ROW_NOTE;
  return is_header_again (apart, row) ? EPC_ROW_HEADER_AGAIN : EPC_ROW_DATA;
}

EpcRowKind
epc_rows_apart_kind (const EpcRowsApart *apart, const EpcRow *row)
{
  guint n_seen = 0;
  gboolean may_be_total = FALSE, is_about = FALSE;
  const EpcCell *first = NULL;
  guint first_index = 0;

  for (guint i = 0; i < row->n_cells && n_seen < CELLS_LOOKED_AT; i++)
    {
      const EpcCell *cell = &row->cells[i];
      if (cell->kind == EPC_CELL_EMPTY)
        continue;
      if (first == NULL)
        {
          first = cell;
          first_index = i;
        }
      n_seen++;
      may_be_total = may_be_total || may_say_total (cell);
    }
  if (first == NULL)
    return EPC_ROW_DATA;
  if (may_be_total || n_seen == 1)
    {
      EpcRowKind kind = look_closely (apart, row, may_be_total);
      if (kind != EPC_ROW_DATA)
        return kind;
    }
  else if (first_index < apart->mapping->columns->len && first->kind == EPC_CELL_TEXT)
    {
      const EpcColumn *column = g_ptr_array_index (apart->mapping->columns, first_index);
      const char *tail = strrchr (column->header, '/');
      if ((first->text[0] == column->header[0] || (tail != NULL && first->text[0] == tail[1])) && is_header_again (apart, row))
        return EPC_ROW_HEADER_AGAIN;
    }
  for (guint i = 0; i < apart->about->len && !is_about; i++)
    {
      guint column = g_array_index (apart->about, guint, i);
      is_about = column < row->n_cells && row->cells[column].kind != EPC_CELL_EMPTY;
    }
  return is_about || apart->about->len == 0 || apart->figures->len == 0 ? EPC_ROW_DATA : EPC_ROW_MAYBE_TOTAL;
}

/* --- the sums --- */

gboolean
epc_rows_apart_figure (const EpcRow *row, guint column, double *figure)
{
  const EpcCell *cell = column < row->n_cells ? &row->cells[column] : NULL;

  if (cell == NULL || cell->kind == EPC_CELL_EMPTY)
    return FALSE;
  if (cell->kind == EPC_CELL_NUMBER)
    {
      *figure = cell->number;
      return TRUE;
    }
  /* These are whole numbers: "4.000" is four thousand. */
  const char *point = strrchr (cell->text, '.');
  if (point != NULL && strchr (cell->text, ',') == NULL && strspn (point + 1, "0123456789") == 3)
    return epc_number_parse_people (cell->text, TRUE, figure);
  return (epc_number_parse_people (cell->text, FALSE, figure) && *figure == floor (*figure))
         || epc_number_parse_people (cell->text, TRUE, figure);
}

gboolean
epc_rows_apart_adds_up (const EpcRowsApart *apart, EpcRowSource *source, GArray *left_out, const EpcRow *total,
                        const EpcColumn **column, double *said, double *sum, GError **error)
{
  guint n = apart->figures->len, n_equal = 0, next = 0;
  g_autofree double *all = g_new0 (double, n + 1), *since = g_new0 (double, n + 1), *own = g_new0 (double, n + 1);
  g_autofree gboolean *has_own = g_new0 (gboolean, n + 1);
  guint64 number = total->number;
  EpcRow row;
  double figure;

  for (guint i = 0; i < n; i++)
    has_own[i] = epc_rows_apart_figure (total, g_array_index (apart->figures, guint, i), &own[i]);
  if (!epc_row_source_rewind (source, apart->mapping->sheet, error))
    return FALSE;
  while (epc_row_source_next (source, &row, error) && row.number < number)
    {
      if (row.number < apart->mapping->first_row)
        continue;
      while (next < left_out->len && g_array_index (left_out, guint64, next) < row.number)
        next++;
      if (next < left_out->len && g_array_index (left_out, guint64, next) == row.number)
        {
          memset (since, 0, n * sizeof *since);
          continue;
        }
      for (guint i = 0; i < n; i++)
        if (epc_rows_apart_figure (&row, g_array_index (apart->figures, guint, i), &figure))
          {
            all[i] += figure;
            since[i] += figure;
          }
    }
  for (guint i = 0; i < n; i++)
    {
      if (!has_own[i] || (own[i] == 0 && all[i] == 0))
        continue;
      if (fabs (own[i] - all[i]) < 0.5 || fabs (own[i] - since[i]) < 0.5)
        {
          n_equal++;
          continue;
        }
      if (column != NULL)
        *column = g_ptr_array_index (apart->mapping->columns, g_array_index (apart->figures, guint, i));
      *said = own[i];
      *sum = all[i];
      return FALSE;
    }
  if (column != NULL)
    *column = NULL;
  return n_equal > 0;
}
