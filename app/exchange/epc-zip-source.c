/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A zip file of layers and tables: zipped shapefiles, KMZ, and any files that another reader knows. Each of them gives its sheets,
 * called after the file in the zip. What has no reader (pictures, styles, documents) is passed over.
 */
#include "epc-row-source.h"

#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-archive.h"
#include "epc-many-source.h"
#include "epc-shapefile-private.h"

/* Members are held unpacked while they are read. */
#define UNPACKED_MAX (gsize) (96u << 20)
#define FILES_MAX 64

typedef struct
{
  const char *name; /* of the zip file */
  EpcArchive *archive;
  gsize unpacked;
} Opening;

static GBytes *
unpack (Opening *opening, guint member, GError **error)
{
  GBytes *bytes = epc_archive_read_bytes (opening->archive, member, UNPACKED_MAX - opening->unpacked, error);

  opening->unpacked += bytes != NULL ? g_bytes_get_size (bytes) : 0;
  return bytes;
}

static GBytes *
unpack_beside (Opening *opening, const char *member, const char *ending)
{
  const char *dot = strrchr (member, '.');
  g_autofree char *base = g_strndup (member, (gsize) (dot - member));
  g_autofree char *name = g_strconcat (base, ending, NULL);
  guint found;

  return epc_archive_find (opening->archive, name, &found) ? unpack (opening, found, NULL) : NULL;
}

static EpcRowSource *
open_member (Opening *opening, guint member, GError **error)
{
  const char *name = epc_archive_member_name (opening->archive, member);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *label = g_strdup_printf ("%s, %s", opening->name, name);
  g_autoptr (GBytes) bytes = unpack (opening, member, error);

  if (bytes == NULL)
    return NULL;
  if (!g_str_has_suffix (lower, ".shp"))
    return epc_row_source_open_bytes (bytes, label, error);
  EpcShapefileParts parts = { { NULL } };
  parts.shp.bytes = g_steal_pointer (&bytes);
  parts.dbf.bytes = unpack_beside (opening, name, ".dbf");
  parts.prj.bytes = unpack_beside (opening, name, ".prj");
  parts.cpg.bytes = unpack_beside (opening, name, ".cpg");
  EpcRowSource *opened = epc_shapefile_open (&parts, label, error);
  epc_shapefile_parts_clear (&parts);
  return opened;
}

/* The table of a shapefile is read with its shapes. */
static gboolean
is_wanted (const EpcArchive *archive, guint member)
{
  static const char *const endings[]
      = { ".shp", ".kml", ".gpx", ".geojson", ".json", ".topojson", ".ndjson", ".gpkg", ".csv", ".tsv", ".dbf" };
  const char *name = epc_archive_member_name (archive, member);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *base = strrchr (lower, '/');
  guint found;

  /* What macOS leaves beside each file. */
  if (g_str_has_prefix (lower, "__macosx/") || g_str_has_prefix (base != NULL ? base + 1 : lower, "."))
    return FALSE;
  if (g_str_has_suffix (lower, ".dbf"))
    {
      g_autofree char *shapes = g_strdup_printf ("%.*s.shp", (int) strlen (name) - 4, name);
      if (epc_archive_find (archive, shapes, &found))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

static EpcRowSource *
zip_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (EpcArchive) archive = epc_archive_open (path, bytes, name, error);
  g_autoptr (GError) first = NULL;
  Opening opening = { name, archive, 0 };

  if (archive == NULL)
    return NULL;
  g_autoptr (EpcRowSource) many = epc_many_source_new ("zip", name);
  for (guint i = 0, n = 0; i < epc_archive_n_members (archive) && n < FILES_MAX; i++)
    {
      g_autoptr (GError) cause = NULL;
      if (!is_wanted (archive, i))
        continue;
      EpcRowSource *opened = open_member (&opening, i, &cause);
      if (opened != NULL)
        {
          epc_many_source_add (many, opened, epc_archive_member_name (archive, i));
          n++;
        }
      else if (first == NULL)
        first = g_steal_pointer (&cause);
    }
  if (epc_row_source_n_sheets (many) > 0)
    return g_steal_pointer (&many);
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is a zip file without a table or layer in it."), name);
  return NULL;
}

static int
zip_sniff (const guint8 *bytes, gsize length)
{
  return 0; /* a zip file is known by its members */
}

/* Workbooks are zip files too, and know themselves better. */
static int
zip_sniff_members (const EpcArchive *archive)
{
  for (guint i = 0; i < epc_archive_n_members (archive); i++)
    if (is_wanted (archive, i))
      return 20;
  return 0;
}

const EpcFormat epc_zip_format = {
  .key = "zip",
  .label = N_ ("Zip file of layers or tables (zipped shapefile, KMZ)"),
  .extensions = "zip|kmz",
  .sniff = zip_sniff,
  .sniff_members = zip_sniff_members,
  .open = zip_open,
};
