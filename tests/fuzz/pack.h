/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A zip file around the bytes of a fuzzer, so that they reach what lies below the container; and reading it to the end.
 */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "exchange/epc-row-source.h"

typedef struct
{
  const char *name;
  const char *text; /* NULL: the bytes of the fuzzer */
} Part;

static inline GBytes *
pack_parts (const Part *parts, guint n_parts, const guint8 *bytes, gsize length)
{
  gsize room = 64 * 1024, used = 0;
  struct archive *writer = archive_write_new ();

  for (guint i = 0; i < n_parts; i++)
    room += parts[i].text != NULL ? strlen (parts[i].text) : length;
  char *out = g_malloc (room);
  archive_write_set_format_zip (writer);
  archive_write_set_options (writer, "zip:compression=store");
  g_assert (archive_write_open_memory (writer, out, room, &used) == ARCHIVE_OK);
  for (guint i = 0; i < n_parts; i++)
    {
      gsize size = parts[i].text != NULL ? strlen (parts[i].text) : length;
      struct archive_entry *entry = archive_entry_new ();
      archive_entry_set_pathname (entry, parts[i].name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_size (entry, (la_int64_t) size);
      archive_write_header (writer, entry);
      archive_write_data (writer, parts[i].text != NULL ? (const void *) parts[i].text : (const void *) bytes, size);
      archive_entry_free (entry);
    }
  archive_write_close (writer);
  archive_write_free (writer);
  return g_bytes_new_take (out, used);
}

/* Every sheet twice; a refusal names its reason, a cell is sound text. */
static inline void
read_sheets (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRowSource) source = epc_row_source_open_bytes (bytes, name, &error);
  guint n_sheets = source != NULL ? MIN (epc_row_source_n_sheets (source), 4) : 0;
  EpcRow row;

  g_assert (source != NULL || *error->message != '\0');
  for (guint i = 0; i < 2 * n_sheets && error == NULL; i++)
    {
      /* Bytes that are no workbook may still be a text of one table, which has no name. */
      g_assert (n_sheets == 1 || epc_row_source_sheet_name (source, i / 2) != NULL);
      if (!epc_row_source_rewind (source, i / 2, &error))
        break;
      for (guint n = 0; n < 5000 && epc_row_source_next (source, &row, &error); n++)
        for (guint c = 0; c < row.n_cells; c++)
          {
            const EpcCell *cell = &row.cells[c];
            g_assert (strlen (cell->text) == cell->length && g_utf8_validate (cell->text, -1, NULL));
            g_assert (cell->merged == NULL || (cell->kind == EPC_CELL_EMPTY && *cell->merged != '\0'));
            g_assert (cell->kind == EPC_CELL_EMPTY || cell->note == NULL);
          }
    }
  g_assert (error == NULL || *error->message != '\0');
}
