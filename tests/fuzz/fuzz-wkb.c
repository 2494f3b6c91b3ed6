/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-rows.h"
#include "exchange/epc-crs.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autoptr (EpcGeometryBuilder) builder = epc_geometry_builder_new ();
  g_autoptr (GError) error = NULL;
  EpcGeometryVisitor nothing = { NULL };
  EpcGeometry shape;
  EpcCrs crs;

  epc_geometry_walk (bytes, length, &nothing, NULL);
  /* The first byte chooses the numbers that the coordinates are. */
  static const gint64 codes[] = { 4326, 3857, 32618, 32719 };
  epc_crs_of_code (&crs, codes[length > 0 ? bytes[0] % G_N_ELEMENTS (codes) : 0]);
  epc_crs_apply (&crs, builder);
  if (length == 0)
    return 0;
  if (!epc_geometry_read_wkb (builder, bytes + 1, length - 1, &shape, &error))
    g_assert (error != NULL && *error->message != '\0');
  else if (shape.kind != EPC_GEOMETRY_NONE)
    fuzz_shape (&shape);
  return 0;
}
