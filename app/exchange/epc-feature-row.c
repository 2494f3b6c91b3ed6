/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-feature-row.h"

#include <math.h>
#include <string.h>

#include "base/epc-encoding.h"

typedef struct
{
  char *name, *label; /* label NULL: left out */
} Column;

typedef struct
{
  EpcCellKind kind;
  gsize at, length; /* in text */
} Value;

struct _EpcFeatureRow
{
  GHashTable *by_name; /* name → position + 1 */
  GArray *columns;     /* of Column */
  gboolean is_settled, has_geometry;
  char *geometry_label;
  GArray *values; /* of Value */
  GString *text;
  const EpcGeometry *geometry;
  char *problem; /* with the shape; NULL: none */
  GArray *cells; /* of EpcCell */
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->label);
}

EpcFeatureRow *
epc_feature_row_new (void)
{
  EpcFeatureRow *row = g_new0 (EpcFeatureRow, 1);

  row->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  row->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (row->columns, column_clear);
  row->values = g_array_new (FALSE, TRUE, sizeof (Value));
  row->text = g_string_new (NULL);
  row->cells = g_array_new (FALSE, TRUE, sizeof (EpcCell));
  return row;
}

void
epc_feature_row_free (EpcFeatureRow *row)
{
  if (row == NULL)
    return;
  g_hash_table_unref (row->by_name);
  g_array_unref (row->columns);
  g_array_unref (row->values);
  g_string_free (row->text, TRUE);
  g_array_unref (row->cells);
  g_free (row->geometry_label);
  g_free (row->problem);
  g_free (row);
}

int
epc_feature_row_column (EpcFeatureRow *row, const char *name)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (row->by_name, name));

  if (known > 0)
    return (int) known - 1;
  if (row->is_settled || row->columns->len >= EPC_COLUMNS_MAX - 1)
    return -1;
  Column column = { g_strdup (name), g_strdup (name) };
  g_array_append_val (row->columns, column);
  g_hash_table_insert (row->by_name, column.name, GUINT_TO_POINTER (row->columns->len));
  return (int) row->columns->len - 1;
}

static gboolean
is_label (const EpcFeatureRow *row, const char *label)
{
  for (guint i = 0; i < row->columns->len; i++)
    if (g_strcmp0 (g_array_index (row->columns, Column, i).label, label) == 0)
      return TRUE;
  return FALSE;
}

void
epc_feature_row_settle (EpcFeatureRow *row, gboolean has_geometry)
{
  row->is_settled = TRUE;
  row->has_geometry = has_geometry;
  g_free (row->geometry_label);
  row->geometry_label = g_strdup ("geometry");
  while (is_label (row, row->geometry_label))
    {
      char *longer = g_strconcat (row->geometry_label, "_", NULL);
      g_free (row->geometry_label);
      row->geometry_label = longer;
    }
}

gboolean
epc_feature_row_is_settled (const EpcFeatureRow *row)
{
  return row->is_settled;
}

guint
epc_feature_row_n_columns (const EpcFeatureRow *row)
{
  return row->columns->len;
}

void
epc_feature_row_rename (EpcFeatureRow *row, guint column, const char *label)
{
  Column *own = &g_array_index (row->columns, Column, column);
  char *copy = g_strdup (label);

  g_free (own->label);
  own->label = copy;
}

const char *
epc_feature_row_name (const EpcFeatureRow *row, guint column)
{
  return g_array_index (row->columns, Column, column).name;
}

void
epc_feature_row_begin (EpcFeatureRow *row)
{
  g_array_set_size (row->values, 0);
  g_array_set_size (row->values, row->columns->len);
  g_string_truncate (row->text, 0);
  row->geometry = NULL;
  g_clear_pointer (&row->problem, g_free);
}

void
epc_feature_row_set (EpcFeatureRow *row, int column, EpcCellKind kind, const char *text, gsize length)
{
  g_autofree char *mended = NULL;

  if (column < 0 || (guint) column >= row->values->len || kind == EPC_CELL_EMPTY || length == 0)
    return;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    {
      mended = epc_encoding_from_windows_1252 (text, length);
      text = mended;
      length = strlen (mended);
    }
  Value *value = &g_array_index (row->values, Value, column);
  if (value->kind == EPC_CELL_EMPTY)
    {
      value->kind = kind;
      value->at = row->text->len;
      value->length = MIN (length, EPC_CELL_MAX);
      g_string_append_len (row->text, text, (gssize) value->length);
      g_string_append_c (row->text, '\0');
      return;
    }
  /* The values of a list follow each other: the text in hand is the last of the block then. */
  gsize both = value->length + 2 + length;
  if (both > EPC_CELL_MAX)
    return;
  g_autofree char *first = g_strndup (row->text->str + value->at, value->length);
  if (value->at + value->length + 1 == row->text->len)
    g_string_truncate (row->text, value->at);
  value->at = row->text->len;
  value->kind = EPC_CELL_TEXT;
  value->length = both;
  g_string_append (row->text, first);
  g_string_append (row->text, "; ");
  g_string_append_len (row->text, text, (gssize) length);
  g_string_append_c (row->text, '\0');
}

void
epc_feature_row_set_geometry (EpcFeatureRow *row, const EpcGeometry *geometry)
{
  row->geometry = geometry;
}

void
epc_feature_row_set_problem (EpcFeatureRow *row, const char *problem)
{
  g_free (row->problem);
  row->problem = g_strdup (problem);
}

static void
add_cell (EpcFeatureRow *row, EpcCellKind kind, const char *text, gsize length)
{
  EpcCell cell = { .kind = kind, .length = (guint) length, .text = text };

  if (kind == EPC_CELL_NUMBER)
    {
      cell.number = g_ascii_strtod (text, NULL);
      if (!isfinite (cell.number))
        cell.kind = EPC_CELL_TEXT;
    }
  g_array_append_val (row->cells, cell);
}

void
epc_feature_row_take (EpcFeatureRow *row, gboolean header, EpcRow *out)
{
  g_array_set_size (row->cells, 0);
  for (guint i = 0; i < row->columns->len; i++)
    {
      const Column *column = &g_array_index (row->columns, Column, i);
      if (column->label == NULL)
        continue;
      if (header)
        {
          add_cell (row, *column->label != '\0' ? EPC_CELL_TEXT : EPC_CELL_EMPTY, column->label, strlen (column->label));
          continue;
        }
      const Value *value = &g_array_index (row->values, Value, i);
      add_cell (row, value->kind, value->kind != EPC_CELL_EMPTY ? row->text->str + value->at : "", value->length);
    }
  if (row->has_geometry && header)
    add_cell (row, EPC_CELL_TEXT, row->geometry_label, strlen (row->geometry_label));
  else if (row->has_geometry)
    {
      EpcCell cell = { .kind = EPC_CELL_EMPTY, .text = "" };
      if (row->problem != NULL)
        {
          cell.kind = EPC_CELL_GEOMETRY;
          cell.text = row->problem;
          cell.length = (guint) strlen (cell.text);
        }
      else if (row->geometry != NULL && row->geometry->kind != EPC_GEOMETRY_NONE)
        {
          cell.kind = EPC_CELL_GEOMETRY;
          cell.text = epc_geometry_word (row->geometry->kind);
          cell.length = (guint) strlen (cell.text);
          cell.geometry = row->geometry;
        }
      g_array_append_val (row->cells, cell);
    }
  out->cells = (const EpcCell *) row->cells->data;
  out->n_cells = row->cells->len;
}
