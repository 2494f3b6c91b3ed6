/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looking into a file without taking anything from it.
 */
#include "epc-peek.h"

#include <string.h>

#include "base/epc-i18n.h"
#include "epc-form-source.h"

#define ROWS_BETWEEN_LOOKS 1024

static void
row_free (gpointer data)
{
  EpcPeekRow *row = data;

  g_strfreev (row->cells);
  g_strfreev (row->notes);
  g_free (row);
}

void
epc_peek_free (EpcPeek *peek)
{
  if (peek == NULL)
    return;
  g_free (peek->format);
  g_free (peek->detail);
  g_strfreev (peek->sheets);
  g_ptr_array_unref (peek->rows);
  g_free (peek);
}

char *
epc_column_letters (guint index, char out[EPC_COLUMN_LETTERS])
{
  char *at = out + EPC_COLUMN_LETTERS - 1;

  *at = '\0';
  for (guint rest = index + 1; rest > 0 && at > out; rest = (rest - 1) / 26)
    *--at = (char) ('A' + (rest - 1) % 26);
  memmove (out, at, strlen (at) + 1);
  return out;
}

static void
take_row (EpcPeek *peek, const EpcRow *row)
{
  EpcPeekRow *taken = g_new0 (EpcPeekRow, 1);

  taken->number = row->number;
  taken->cells = g_new0 (char *, row->n_cells + 1);
  taken->notes = g_new0 (char *, row->n_cells + 1);
  for (guint i = 0; i < row->n_cells; i++)
    {
      const EpcCell *cell = &row->cells[i];
      taken->cells[i] = g_strdup (cell->text != NULL ? cell->text : "");
      taken->notes[i] = g_strdup (cell->kind == EPC_CELL_EMPTY && cell->note != NULL ? cell->note : "");
    }
  peek->width = MAX (peek->width, row->n_cells);
  g_ptr_array_add (peek->rows, taken);
}

static EpcPeek *
describe (EpcRowSource *source)
{
  EpcPeek *peek = g_new0 (EpcPeek, 1);
  g_autoptr (GStrvBuilder) sheets = g_strv_builder_new ();
  guint n_formats;
  const EpcFormat *const *formats = epc_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    if (g_strcmp0 (formats[i]->key, source->format) == 0)
      peek->format = g_strdup (_ (formats[i]->label));
  /* Translators: %s are names of files */
  g_autofree char *beside = source->beside != NULL ? g_strdup_printf (_ ("read with %s"), source->beside) : NULL;
  peek->detail = beside == NULL          ? g_strdup (source->detail)
                 : source->detail != NULL ? g_strdup_printf ("%s · %s", source->detail, beside)
                                          : g_strdup (beside);
  for (guint i = 0; i < epc_row_source_n_sheets (source); i++)
    if (epc_row_source_sheet_name (source, i) != NULL)
      g_strv_builder_add (sheets, epc_row_source_sheet_name (source, i));
  peek->sheets = g_strv_builder_end (sheets);
  peek->rows = g_ptr_array_new_with_free_func (row_free);
  return peek;
}

EpcPeek *
epc_peek (const char *path, guint sheet, guint64 first, guint n, GCancellable *cancellable, GError **error)
{
  g_autoptr (EpcRowSource) source = epc_form_files_open (path, error);
  g_autoptr (GError) cause = NULL;
  EpcRow row;
  guint since = 0;

  if (source == NULL || !epc_row_source_rewind (source, sheet, error))
    return NULL;
  g_autoptr (EpcPeek) peek = describe (source);
  while (peek->rows->len < n && epc_row_source_next (source, &row, &cause))
    {
      if (++since % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (row.number >= first)
        take_row (peek, &row);
    }
  /* A file that breaks off later has its first rows shown all the same; the import says what is wrong with it. */
  if (cause != NULL && peek->rows->len == 0)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  return g_steal_pointer (&peek);
}
