/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as the content of an OpenDocument spreadsheet.
 */
#include "pack.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  static const Part parts[] = { { "META-INF/manifest.xml", "<manifest/>" }, { "content.xml", NULL } };
  g_autoptr (GBytes) all = pack_parts (parts, G_N_ELEMENTS (parts), bytes, length);

  read_sheets (all, "fuzz.ods");
  return 0;
}
