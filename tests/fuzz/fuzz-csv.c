/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a text table: opened, recognised, mapped and read to the end, twice. Nothing may crash, hang or read beyond its
 * memory; a refusal names its reason.
 */
#include <string.h>

#include "exchange/epc-cell-reader.h"
#include "exchange/epc-mapping.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

static void
read_cells (EpcRowSource *source, const EpcMapping *mapping)
{
  g_autoptr (GPtrArray) readers = g_ptr_array_new_with_free_func ((GDestroyNotify) epc_cell_reader_free);
  g_autoptr (GError) error = NULL;
  EpcRow row;

  for (guint i = 0; i < mapping->bindings->len; i++)
    g_ptr_array_add (readers, epc_cell_reader_new (g_array_index (mapping->bindings, EpcBinding, i).field, "UTC"));
  while (epc_row_source_next (source, &row, &error))
    for (guint i = 0; i < mapping->bindings->len; i++)
      {
        guint column = g_array_index (mapping->bindings, EpcBinding, i).column;
        g_autoptr (GError) refused = NULL;
        EpcValue value;
        if (column >= row.n_cells)
          continue;
        epc_cell_reader_look (g_ptr_array_index (readers, i), &row.cells[column]);
        if (!epc_cell_reader_read (g_ptr_array_index (readers, i), &row.cells[column], &value, &refused))
          {
            g_autofree char *suggestion = epc_cell_reader_suggest (g_ptr_array_index (readers, i), row.cells[column].text);
            g_assert (refused != NULL && *refused->message != '\0');
          }
      }
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autoptr (GBytes) all = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRowSource) source = epc_row_source_open_bytes (all, "fuzz.csv", &error);
  EpcRow row;

  if (source == NULL)
    {
      g_assert (error != NULL && *error->message != '\0');
      return 0;
    }
  while (epc_row_source_next (source, &row, &error))
    for (guint i = 0; i < row.n_cells; i++)
      g_assert (strlen (row.cells[i].text) == row.cells[i].length && g_utf8_validate (row.cells[i].text, -1, NULL));
  g_clear_error (&error);
  g_autoptr (EpcMapping) mapping = epc_mapping_recognise (source, 0, NULL, NULL, &error);
  if (mapping != NULL && epc_row_source_rewind (source, 0, NULL))
    read_cells (source, mapping);
  else
    g_assert (error != NULL && *error->message != '\0');
  return 0;
}
