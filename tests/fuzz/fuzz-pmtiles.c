/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Header and directories of a PMTiles file, and every tile they name.
 */
#include "exchange/epc-pmtiles.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

static void
count (GBytes *tile G_GNUC_UNUSED, gpointer data)
{
  ++*(guint *) data;
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, (gssize) length, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcPmtiles) pmtiles = epc_pmtiles_open (stream, length, "fuzz", &error);
  guint seen = 0;

  if (pmtiles == NULL)
    {
      g_assert (error != NULL && *error->message != '\0');
      return 0;
    }
  epc_pmtiles_each (pmtiles, 200, count, &seen, NULL);
  g_assert (seen <= 200);
  for (guint zoom = 0; zoom < 5; zoom++)
    for (guint x = 0; x < 1u << zoom; x += 3)
      {
        g_autoptr (GBytes) tile = epc_pmtiles_tile (pmtiles, zoom, x, x / 2, NULL);
        g_assert (tile == NULL || g_bytes_get_size (tile) <= length);
      }
  return 0;
}
