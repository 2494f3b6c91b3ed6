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
#include "epc-shapefile-private.h"

/* Members are held unpacked while they are read. */
#define UNPACKED_MAX (gsize) (96u << 20)
#define CHILDREN_MAX 64

typedef struct
{
  EpcRowSource *source;
  char *label; /* of the file in the zip */
  GPtrArray *names; /* (element-type utf8) of its sheets */
} Child;

typedef struct
{
  EpcRowSource parent;
  GPtrArray *children;
  Child *current;
  gsize unpacked;
} ZipSource;

static void
child_free (gpointer data)
{
  Child *child = data;

  epc_row_source_free (child->source);
  g_free (child->label);
  g_ptr_array_unref (child->names);
  g_free (child);
}

static Child *
child_of (ZipSource *source, guint *sheet)
{
  for (guint i = 0; i < source->children->len; i++)
    {
      Child *child = g_ptr_array_index (source->children, i);
      if (*sheet < child->names->len)
        return child;
      *sheet -= child->names->len;
    }
  g_return_val_if_reached (g_ptr_array_index (source->children, 0));
}

/* --- opening --- */

static char *
base_name (const char *member)
{
  const char *slash = strrchr (member, '/');
  const char *name = slash != NULL ? slash + 1 : member;
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot > name ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
}

static GBytes *
unpack (ZipSource *source, EpcArchive *archive, guint member, GError **error)
{
  GBytes *bytes = epc_archive_read_bytes (archive, member, UNPACKED_MAX - source->unpacked, error);

  source->unpacked += bytes != NULL ? g_bytes_get_size (bytes) : 0;
  return bytes;
}

static GBytes *
unpack_beside (ZipSource *source, EpcArchive *archive, const char *member, const char *ending)
{
  const char *dot = strrchr (member, '.');
  g_autofree char *base = g_strndup (member, (gsize) (dot - member));
  g_autofree char *name = g_strconcat (base, ending, NULL);
  guint found;

  return epc_archive_find (archive, name, &found) ? unpack (source, archive, found, NULL) : NULL;
}

static EpcRowSource *
open_member (ZipSource *source, EpcArchive *archive, guint member, GError **error)
{
  const char *name = epc_archive_member_name (archive, member);
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *label = g_strdup_printf ("%s, %s", source->parent.name, name);
  g_autoptr (GBytes) bytes = unpack (source, archive, member, error);

  if (bytes == NULL)
    return NULL;
  if (!g_str_has_suffix (lower, ".shp"))
    return epc_row_source_open_bytes (bytes, label, error);
  EpcShapefileParts parts = { { NULL } };
  parts.shp.bytes = g_steal_pointer (&bytes);
  parts.dbf.bytes = unpack_beside (source, archive, name, ".dbf");
  parts.prj.bytes = unpack_beside (source, archive, name, ".prj");
  parts.cpg.bytes = unpack_beside (source, archive, name, ".cpg");
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

static void
add_child (ZipSource *source, EpcRowSource *opened, const char *member)
{
  Child *child = g_new0 (Child, 1);
  guint n = epc_row_source_n_sheets (opened);

  child->source = opened;
  child->label = base_name (member);
  child->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n; i++)
    {
      const char *own = epc_row_source_sheet_name (opened, i);
      g_ptr_array_add (child->names, own == NULL || n == 1 ? g_strdup (child->label) : g_strdup_printf ("%s, %s", child->label, own));
    }
  g_ptr_array_add (source->children, child);
}

static gboolean
open_children (ZipSource *source, EpcArchive *archive, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < epc_archive_n_members (archive) && source->children->len < CHILDREN_MAX; i++)
    {
      g_autoptr (GError) cause = NULL;
      if (!is_wanted (archive, i))
        continue;
      EpcRowSource *opened = open_member (source, archive, i, &cause);
      if (opened != NULL)
        add_child (source, opened, epc_archive_member_name (archive, i));
      else if (first == NULL)
        first = g_steal_pointer (&cause);
    }
  if (source->children->len > 0)
    return TRUE;
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is a zip file without a table or layer in it."), source->parent.name);
  return FALSE;
}

/* --- the source --- */

static guint
zip_n_sheets (EpcRowSource *parent)
{
  ZipSource *source = (ZipSource *) parent;
  guint n = 0;

  for (guint i = 0; i < source->children->len; i++)
    n += ((Child *) g_ptr_array_index (source->children, i))->names->len;
  return n;
}

static const char *
zip_sheet_name (EpcRowSource *parent, guint sheet)
{
  Child *child = child_of ((ZipSource *) parent, &sheet);

  return g_ptr_array_index (child->names, sheet);
}

static gboolean
zip_has_header (EpcRowSource *parent, guint sheet)
{
  Child *child = child_of ((ZipSource *) parent, &sheet);

  return epc_row_source_has_header (child->source, sheet);
}

static gboolean
zip_rewind (EpcRowSource *parent, guint sheet, GError **error)
{
  ZipSource *source = (ZipSource *) parent;

  source->current = child_of (source, &sheet);
  return epc_row_source_rewind (source->current->source, sheet, error);
}

static gboolean
zip_next (EpcRowSource *parent, EpcRow *row, GError **error)
{
  return epc_row_source_next (((ZipSource *) parent)->current->source, row, error);
}

static double
zip_progress (EpcRowSource *parent)
{
  ZipSource *source = (ZipSource *) parent;

  return source->current != NULL ? epc_row_source_progress (source->current->source) : 0;
}

static void
zip_free (EpcRowSource *parent)
{
  g_ptr_array_unref (((ZipSource *) parent)->children);
  g_free (parent);
}

static const EpcRowSourceClass zip_class = {
  .n_sheets = zip_n_sheets,
  .sheet_name = zip_sheet_name,
  .rewind = zip_rewind,
  .next = zip_next,
  .progress = zip_progress,
  .free = zip_free,
  .has_header = zip_has_header,
};

static EpcRowSource *
zip_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (EpcArchive) archive = epc_archive_open (path, bytes, name, error);

  if (archive == NULL)
    return NULL;
  ZipSource *source = g_new0 (ZipSource, 1);
  g_autoptr (EpcRowSource) result = &source->parent;
  source->parent.class = &zip_class;
  source->parent.format = "zip";
  source->parent.name = g_strdup (name);
  source->children = g_ptr_array_new_with_free_func (child_free);
  return open_children (source, archive, error) ? g_steal_pointer (&result) : NULL;
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
