/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes through one reader, every sheet to its end, twice. What comes out must be what the row source promises; a refusal
 * names its reason.
 */
#pragma once

#include <math.h>
#include <string.h>

#include "exchange/epc-form-source.h"

#define FUZZ_ROWS_MAX 20000

static inline void
fuzz_shape (const EpcGeometry *shape)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (EpcGeometryBuilder) builder = epc_geometry_builder_new ();
  g_autoptr (GError) error = NULL;
  EpcGeometry again;
  double x, y;

  g_assert (shape->west >= -180 && shape->east <= 180 && shape->south >= -90 && shape->north <= 90);
  g_assert (shape->west <= shape->east && shape->south <= shape->north);
  epc_geometry_append_geojson (text, shape->wkb, shape->length, 7);
  g_assert (g_str_has_prefix (text->str, "{\"type\":\""));
  if (epc_geometry_centre (shape, &x, &y))
    g_assert (isfinite (x) && isfinite (y));
  /* What we wrote, we read as the same bytes. */
  g_assert (epc_geometry_read_wkb (builder, shape->wkb, shape->length, &again, &error));
  g_assert (again.length == shape->length && memcmp (again.wkb, shape->wkb, shape->length) == 0);
}

static inline void
fuzz_source (EpcRowSource *source)
{
  for (guint i = 0; i < 2 * epc_row_source_n_sheets (source); i++)
    {
      g_autoptr (GError) error = NULL;
      EpcRow row;
      guint n = 0;
      if (!epc_row_source_rewind (source, i / 2, &error))
        {
          g_assert (error != NULL && *error->message != '\0');
          continue;
        }
      while (n++ < FUZZ_ROWS_MAX && epc_row_source_next (source, &row, &error))
        for (guint c = 0; c < row.n_cells; c++)
          {
            const EpcCell *cell = &row.cells[c];
            g_assert (strlen (cell->text) == cell->length && g_utf8_validate (cell->text, -1, NULL));
            g_assert (cell->kind != EPC_CELL_NUMBER || isfinite (cell->number));
            if (cell->kind == EPC_CELL_GEOMETRY && cell->geometry != NULL)
              fuzz_shape (cell->geometry);
          }
      epc_row_source_progress (source);
    }
}

static inline int
fuzz_format (const EpcFormat *format, const guint8 *bytes, gsize length)
{
  g_autoptr (GBytes) all = g_bytes_new (bytes, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRowSource) source = NULL;

  format->sniff (bytes, MIN (length, 4096));
  source = format->open (NULL, all, "fuzz", &error);
  if (source == NULL)
    g_assert (error != NULL && *error->message != '\0');
  else
    {
      /* Below it the reader, above it what makes of answers to a form what they mean. */
      source = epc_form_source_new (g_steal_pointer (&source), NULL);
      fuzz_source (source);
    }
  return 0;
}
