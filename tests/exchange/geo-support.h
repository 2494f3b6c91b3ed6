/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the readers of shapes share: a table out of bytes, as text.
 */
#pragma once

#include "exchange/epc-row-source.h"

/* All rows of @sheet, cells parted by "|", rows by a line end; a shape as GeoJSON, one that cannot be taken as "!reason". A
 * refusal of the whole is its message. */
static inline char *
geo_read (GBytes *bytes, const char *name, guint sheet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRowSource) source = epc_row_source_open_bytes (bytes, name, &error);
  GString *out = g_string_new (NULL);
  EpcRow row;

  if (source != NULL && sheet < epc_row_source_n_sheets (source) && epc_row_source_rewind (source, sheet, &error))
    while (epc_row_source_next (source, &row, &error))
      {
        for (guint i = 0; i < row.n_cells; i++)
          {
            const EpcCell *cell = &row.cells[i];
            g_string_append (out, i > 0 ? "|" : "");
            if (cell->kind == EPC_CELL_GEOMETRY && cell->geometry == NULL)
              g_string_append_printf (out, "!%s", cell->text);
            else if (cell->kind == EPC_CELL_GEOMETRY)
              epc_geometry_append_geojson (out, cell->geometry->wkb, cell->geometry->length, 7);
            else
              g_string_append (out, cell->text);
          }
        g_string_append_c (out, '\n');
      }
  if (error != NULL)
    g_string_append (out, error->message);
  return g_string_free (out, FALSE);
}

static inline void
geo_assert (const char *text, const char *name, guint sheet, const char *expected)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *found = geo_read (bytes, name, sheet);

  g_assert_cmpstr (found, ==, expected);
}

/* @part stands in what is read or in the refusal. */
static inline void
geo_assert_has (const char *text, const char *name, const char *part)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *found = geo_read (bytes, name, 0);

  if (strstr (found, part) == NULL)
    g_error ("“%s” does not stand in “%s”", part, found);
}
