/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answers to a form as KoBo's API v2 gives them: a repeat is a list within the answers. Its rows say which row they
 * stand in, so that what is said above them reaches them as it does in a workbook (epc-form-source.c).
 */
#include "epc-json-private.h"

#include <string.h>

#include "base/epc-text.h"
#include "epc-header-index.h"

/* The rows that those of @sheet stand in. */
static EpcJsonSheet *
sheet_above (const EpcJsonSource *source, const EpcJsonSheet *sheet)
{
  EpcJsonSheet *nearest = NULL;

  for (guint i = 0; i < source->sheets->len; i++)
    {
      EpcJsonSheet *other = g_ptr_array_index (source->sheets, i);
      gsize length = strlen (other->path);
      if (other != sheet && !other->is_arrays && g_str_has_prefix (sheet->path, other->path)
          && (length == 0 || sheet->path[length] == '/') && (nearest == NULL || length > strlen (nearest->path)))
        nearest = other;
    }
  return nearest;
}

static gboolean
is_answers (const EpcJsonSheet *sheet)
{
  for (guint i = 0; i < epc_feature_row_n_columns (sheet->row); i++)
    if (epc_header_marks_form (epc_feature_row_name (sheet->row, i)))
      return TRUE;
  return FALSE;
}

/* Lists of the form app's own ("_attachments") are no answers. */
static gboolean
is_repeat (const EpcJsonSource *source, const EpcJsonSheet *sheet)
{
  const EpcJsonSheet *top = sheet, *above;

  for (guint depth = 0; (above = sheet_above (source, top)) != NULL && depth < source->sheets->len; depth++)
    top = above;
  gsize length = strlen (top->path);
  return top != sheet && !sheet->is_arrays && is_answers (top) && strstr (sheet->path + length, "/_") == NULL
         && sheet->path[length] != '_';
}

void
epc_json_find_repeats (EpcJsonSource *source)
{
  for (guint i = 0; i < source->sheets->len; i++)
    {
      EpcJsonSheet *sheet = g_ptr_array_index (source->sheets, i);
      if (!is_repeat (source, sheet))
        continue;
      sheet->above = sheet_above (source, sheet);
      sheet->above->index = epc_feature_row_column (sheet->above->row, "_index");
      sheet->parent_index = epc_feature_row_column (sheet->row, "_parent_index");
      sheet->parent_table = epc_feature_row_column (sheet->row, "_parent_table_name");
    }
}

/* What is named by its rows is called as nothing else is. */
void
epc_json_name_answers (EpcJsonSource *source)
{
  for (guint i = 0; i < source->sheets->len; i++)
    {
      EpcJsonSheet *sheet = g_ptr_array_index (source->sheets, i);
      if (sheet->index < 0 && sheet->above == NULL)
        continue;
      gboolean is_double = sheet->name == NULL;
      for (guint k = 0; k < source->sheets->len && !is_double; k++)
        is_double = k != i && g_strcmp0 (((EpcJsonSheet *) g_ptr_array_index (source->sheets, k))->name, sheet->name) == 0;
      if (is_double)
        epc_set_text (&sheet->name, *sheet->path != '\0' ? sheet->path : source->parent.name);
    }
}

static void
set_number (EpcJsonSheet *sheet, int column, guint64 number)
{
  char text[32];
  int length = g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, number);

  epc_feature_row_set (sheet->row, column, EPC_CELL_NUMBER, text, (gsize) length);
}

/* The number of the row in hand, and of the one that it stands in. */
void
epc_json_say_where (const EpcJsonSource *source, EpcJsonSheet *sheet)
{
  if (sheet->index >= 0)
    set_number (sheet, sheet->index, source->number);
  if (sheet->above == NULL)
    return;
  set_number (sheet, sheet->parent_index, sheet->n_above);
  epc_feature_row_set (sheet->row, sheet->parent_table, EPC_CELL_TEXT, sheet->above->name, strlen (sheet->above->name));
}
