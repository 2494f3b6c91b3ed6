/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first two bytes say how long the file of shapes is (little-endian); the rest is the table. Without shapes, a table alone.
 */
#include "fuzz-rows.h"
#include "exchange/epc-shapefile-private.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcRowSource) source = NULL;
  EpcShapefileParts parts = { { NULL } };

  if (length < 2)
    return 0;
  gsize shapes = MIN (length - 2, (gsize) (bytes[0] | bytes[1] << 8));
  if (shapes > 0)
    parts.shp.bytes = g_bytes_new (bytes + 2, shapes);
  if (shapes == 0 || shapes + 2 < length)
    parts.dbf.bytes = g_bytes_new (bytes + 2 + shapes, length - 2 - shapes);
  epc_dbf_sniff (bytes + 2, length - 2);
  source = epc_shapefile_open (&parts, "fuzz", &error);
  epc_shapefile_parts_clear (&parts);
  if (source == NULL)
    g_assert (error != NULL && *error->message != '\0');
  else
    fuzz_source (source);
  return 0;
}
