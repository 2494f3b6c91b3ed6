/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes through the whole trial run of an import: read, recognised, mapped, matched with a workspace, judged, reported. One text table
 * is a file of its own; several, parted by a form feed, are the sheets of one zip file. Each is tried as what it seems to be; what of it
 * is refused names its reason, and the counts of the report add up. Nothing is written: the workspace serves all inputs.
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/epc-import.h"
#include "pack.h"

int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length);

#define TABLES 4
#define MOST_BYTES (1 << 16)

static char *folder;
static EpcStore *store;

static void
clean_up (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_clear_pointer (&store, epc_store_close);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

static void
open_workspace (void)
{
  static const EpcStoreSetup setup = { .country = "HND", .author = "fuzz" };
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("epc-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *path = g_build_filename (folder, "fuzz.epc", NULL);
  store = epc_store_create (path, &setup, &error);
  g_assert_no_error (error);
  atexit (clean_up);
}

static void
try_file (const char *path)
{
  const EpcImportOptions options = { .dry_run = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (EpcImportReport) report = epc_import_file (store, path, &options, NULL, NULL, NULL, &error);

  if (report == NULL)
    {
      g_assert (error != NULL && *error->message != '\0');
      return;
    }
  g_autofree char *json = epc_import_report_to_json (report), *text = epc_import_report_to_text (report);
  g_assert (g_utf8_validate (json, -1, NULL) && g_utf8_validate (text, -1, NULL));
  g_assert (report->read == report->inserted + report->updated + report->unchanged + report->rejected + report->repeated);
  g_assert (report->batch == 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize length)
{
  static const char *const names[TABLES] = { "One.csv", "Two.csv", "Three.csv", "Four.csv" };
  Part parts[TABLES];
  guint n = 0;

  if (store == NULL)
    open_workspace ();
  length = MIN (length, MOST_BYTES);
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) tables = g_strsplit (text, "\f", TABLES);
  gboolean is_packed = tables[0] != NULL && tables[1] != NULL;
  g_autofree char *path = g_build_filename (folder, is_packed ? "tables.zip" : "table.csv", NULL);
  if (is_packed)
    {
      for (; n < TABLES && tables[n] != NULL; n++)
        parts[n] = (Part) { names[n], *tables[n] != '\0' ? tables[n] : "-" };
      g_autoptr (GBytes) packed = pack_parts (parts, n, NULL, 0);
      gsize size;
      const char *data = g_bytes_get_data (packed, &size);
      g_assert (g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    }
  else
    g_assert (g_file_set_contents_full (path, (const char *) bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  try_file (path);
  return 0;
}
