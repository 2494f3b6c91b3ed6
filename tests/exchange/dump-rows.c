/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What our readers see in a file, as lines of JSON for tests that compare it with another program's reading.
 * dump-rows FILE: {"sheet":NAME} and then [ROW NUMBER, [[KIND, TEXT, REMARK?], …]] for each row that is not blank; the remark is
 * "percent", what stands in a cell without a value, or "merged: TEXT".
 * dump-rows --members FILE: [NAME, SIZE, SHA-256] for each member of a zip file.
 * The last line on standard error is the most memory that was taken, in kilobytes, where the system tells.
 * A refusal is {"error":MESSAGE}; the exit status is the one of the command line.
 */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-text.h"
#include "exchange/epc-row-source.h"

static int
fail (const GError *error)
{
  g_autoptr (GString) out = g_string_new ("{\"error\":");

  epc_text_append_json (out, error->message);
  printf ("%s}\n", out->str);
  return epc_error_exit_status (error);
}

static int
dump_members (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (EpcArchive) archive = epc_archive_open (path, NULL, name, &error);

  if (archive == NULL)
    return fail (error);
  for (guint i = 0; i < epc_archive_n_members (archive); i++)
    {
      g_autoptr (GInputStream) stream = epc_archive_read (archive, i, &error);
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autoptr (GString) out = g_string_new ("[");
      guint8 block[5000];
      gssize n = -1;
      while (stream != NULL && (n = g_input_stream_read (stream, block, sizeof block, NULL, &error)) > 0)
        g_checksum_update (checksum, block, n);
      if (n < 0)
        return fail (error);
      epc_text_append_json (out, epc_archive_member_name (archive, i));
      printf ("%s,%" G_GUINT64_FORMAT ",\"%s\"]\n", out->str, epc_archive_member_size (archive, i),
              g_checksum_get_string (checksum));
    }
  return 0;
}

static void
print_row (const EpcRow *row, GString *out)
{
  static const char *const kinds[] = { "empty", "text", "number", "date", "boolean" };
  gboolean is_blank = TRUE;

  g_string_printf (out, "[%" G_GUINT64_FORMAT ",[", row->number);
  for (guint i = 0; i < row->n_cells; i++)
    {
      const EpcCell *cell = &row->cells[i];
      is_blank &= cell->kind == EPC_CELL_EMPTY;
      g_string_append_printf (out, "%s[\"%s\",", i > 0 ? "," : "", kinds[cell->kind]);
      epc_text_append_json (out, cell->text);
      if (cell->format == EPC_CELL_FORMAT_PERCENT)
        g_string_append (out, ",\"percent\"");
      if (cell->note != NULL)
        g_string_append_printf (out, ",\"%s\"", cell->note);
      if (cell->merged != NULL)
        {
          g_autofree char *remark = g_strconcat ("merged: ", cell->merged, NULL);
          g_string_append_c (out, ',');
          epc_text_append_json (out, remark);
        }
      g_string_append_c (out, ']');
    }
  if (!is_blank)
    printf ("%s]]\n", out->str);
}

static int
dump_rows (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (EpcRowSource) source = epc_row_source_open (path, &error);
  EpcRow row;

  if (source == NULL)
    return fail (error);
  for (guint i = 0; i < epc_row_source_n_sheets (source); i++)
    {
      const char *name = epc_row_source_sheet_name (source, i);
      g_string_assign (out, "{\"sheet\":");
      epc_text_append_json (out, name != NULL ? name : "");
      printf ("%s}\n", out->str);
      if (!epc_row_source_rewind (source, i, &error))
        return fail (error);
      while (epc_row_source_next (source, &row, &error))
        print_row (&row, out);
      if (error != NULL)
        return fail (error);
    }
  return 0;
}

static void
tell_peak (void)
{
  g_autofree char *status = NULL;
  const char *peak;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL) && (peak = strstr (status, "VmHWM:")) != NULL)
    fprintf (stderr, "%u\n", (guint) g_ascii_strtoull (peak + strlen ("VmHWM:"), NULL, 10));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc == 3 && g_str_equal (argv[1], "--members"))
    return dump_members (argv[2]);
  int status = argc == 2 ? dump_rows (argv[1]) : 2;
  tell_peak ();
  return status;
}
