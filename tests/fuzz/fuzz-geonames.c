/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a GeoNames dump. So that bytes reach what is made of them, each line of the input that has not nineteen cells is filled up from a
 * sound row, cell by cell.
 */
#include "fuzz-rows.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

static const char *const sound[]
    = { "3723988", "Léogâne", "Leogane", "Leogane,Leyogan", "18.51085", "-72.63392", "P", "PPLA2", "HT", "", "11", "1112", "", "", "6000", "20",
        "24", "America/Port-au-Prince", "2017-09-28" };

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 200);
  g_autoptr (GString) table = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);
      guint n = g_strv_length (cells);
      for (guint c = 0; c < MAX (n, G_N_ELEMENTS (sound)); c++)
        g_string_append_printf (table, "%s%s", c > 0 ? "\t" : "",
                                c < n && *cells[c] != '\0' ? cells[c] : c < G_N_ELEMENTS (sound) ? sound[c] : "");
      g_string_append_c (table, '\n');
    }
  g_autoptr (GBytes) all = g_bytes_new (table->str, table->len);
  g_autoptr (EpcRowSource) source = epc_row_source_open_bytes (all, "fuzz.txt", &error);
  if (source == NULL)
    {
      g_assert (error != NULL && *error->message != '\0');
      return 0;
    }
  fuzz_source (source);
  g_autoptr (EpcMapping) mapping = epc_mapping_recognise (source, 0, NULL, NULL, &error);
  g_assert (mapping != NULL || (error != NULL && *error->message != '\0'));
  return 0;
}
