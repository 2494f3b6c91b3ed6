/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a zip file: a workbook of either kind, or none.
 */
#include "pack.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autoptr (GBytes) all = g_bytes_new (bytes, length);
  g_autoptr (EpcArchive) archive = epc_archive_open (NULL, all, "fuzz.zip", NULL);

  for (guint i = 0; archive != NULL && i < MIN (epc_archive_n_members (archive), 20); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) part = epc_archive_read_bytes (archive, i, 1 << 20, &error);
      g_assert (part != NULL ? g_bytes_get_size (part) == epc_archive_member_size (archive, i) : *error->message != '\0');
    }
  if (archive != NULL)
    read_sheets (all, "fuzz.xlsx");
  return 0;
}
