/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which reader a file gets: by its content, then by its extension. A new format is one line in the list.
 */
#include "epc-row-source.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-text.h"

#define SAMPLE 4096

static const EpcFormat *const formats[] = {
  &epc_csv_format,
  &epc_xlsx_format,
  &epc_ods_format,
  &epc_json_format,
  &epc_geopackage_format,
  &epc_shapefile_format,
  &epc_dbf_format,
  &epc_kml_format,
  &epc_gpx_format,
  &epc_zip_format,
};

const EpcFormat *const *
epc_formats (guint *n_formats)
{
  *n_formats = G_N_ELEMENTS (formats);
  return formats;
}

/* First bytes of files that people try to import and that are no table for any reader of ours. */
static const struct
{
  const char *bytes;
  gsize length;
  const char *name;
} kinds[] = {
  { "%PDF-", 5, N_ ("a PDF document") },
  { "\x89PNG", 4, N_ ("a picture") },
  { "\xff\xd8\xff", 3, N_ ("a picture") },
  { "GIF8", 4, N_ ("a picture") },
  { "\x1f\x8b", 2, N_ ("a compressed file (gzip)") },
  { "7z\xbc\xaf", 4, N_ ("a compressed file (7z)") },
  { "Rar!", 4, N_ ("a compressed file (rar)") },
  { "MZ", 2, N_ ("a Windows program") },
  { "\x7f"
    "ELF",
    4, N_ ("a program") },
};

static const char *
kind_of (const guint8 *bytes, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (length >= kinds[i].length && memcmp (bytes, kinds[i].bytes, kinds[i].length) == 0)
      return _ (kinds[i].name);
  return NULL;
}

static gboolean
has_extension (const EpcFormat *format, const char *name)
{
  const char *dot = strrchr (name, '.');

  if (dot == NULL)
    return FALSE;
  g_auto (GStrv) extensions = g_strsplit (format->extensions, "|", -1);
  g_autofree char *own = g_ascii_strdown (dot + 1, -1);
  return g_strv_contains ((const char *const *) extensions, own);
}

static const EpcFormat *
best_format (const guint8 *bytes, gsize length, const EpcArchive *archive, const char *name)
{
  const EpcFormat *best = NULL;
  int best_score = 0;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      int score = 0;
      if (archive != NULL)
        score = formats[i]->sniff_members != NULL ? formats[i]->sniff_members (archive) : 0;
      else if (formats[i]->sniff != NULL)
        score = formats[i]->sniff (bytes, length);
      if (score > 0 && has_extension (formats[i], name))
        score += 5;
      if (score > best_score)
        {
          best = formats[i];
          best_score = score;
        }
    }
  return best;
}

/* Packed files that people know as documents, by a member that no other has. */
static const struct
{
  const char *member, *kind;
} documents[] = {
  { "word/document.xml", N_ ("a text document (Word)") },
  { "ppt/presentation.xml", N_ ("a presentation (PowerPoint)") },
  { "visio/document.xml", N_ ("a drawing (Visio)") },
  { "Index/Document.iwa", N_ ("a document of Apple's Numbers, Pages or Keynote") },
  { "META-INF/container.xml", N_ ("an electronic book") },
};

/* What stands in a document may be a table to its reader; here it is text. */
static void
refuse_document (const char *name, const char *kind, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
               _ ("%s is %s, not a table. Copy the table in it into a spreadsheet, save that as .xlsx and import it; or export it as .xlsx or CSV where it was made."),
               name, kind);
}

static void
refuse_members (const EpcArchive *archive, const char *name, GError **error)
{
  g_autoptr (GString) members = g_string_new (NULL);
  guint member;

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (epc_archive_find (archive, documents[i].member, &member))
      {
        refuse_document (name, _ (documents[i].kind), error);
        return;
      }
  for (guint i = 0; i < epc_archive_n_members (archive) && i < 4; i++)
    {
      g_autofree char *shown = epc_text_shorten (epc_archive_member_name (archive, i), 40);
      g_string_append_printf (members, "%s%s", i > 0 ? ", " : "", shown);
    }
  if (members->len > 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                 _ ("%s is a packed file without a table that we can read (it holds %s). Unpack it and import the table in it."),
                 name, members->str);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is a packed file that holds nothing."), name);
}

/* TRUE when the first thing in the file is a tag. */
static gboolean
looks_like_page (const guint8 *bytes, gsize length)
{
  gsize i = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < length && g_ascii_isspace (bytes[i]))
    i++;
  return i + 1 < length && bytes[i] == '<' && (g_ascii_isalpha (bytes[i + 1]) || bytes[i + 1] == '!' || bytes[i + 1] == '?');
}

/* A new workbook with a password is a stream of this name in the old container. */
static gboolean
holds_encrypted_package (const guint8 *bytes, gsize length)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

  for (gsize i = 0; i + sizeof name <= length; i++)
    if (bytes[i] == 'E' && memcmp (bytes + i, name, sizeof name) == 0)
      return TRUE;
  return FALSE;
}

static void
refuse_old_office (const char *path, GBytes *all, const char *name, GError **error)
{
  g_autoptr (GMappedFile) mapped = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;
  g_autoptr (GBytes) bytes = mapped != NULL ? g_mapped_file_get_bytes (mapped) : all != NULL ? g_bytes_ref (all) : NULL;
  gsize length = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (data != NULL && holds_encrypted_package (data, length))
    g_set_error (
        error, EPC_ERROR, EPC_ERROR_READ,
        _ ("%s is locked with a password. Open it in the program that made it, save it without password and import that."), name);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                 _ ("%s is an old Office document (.xls, .doc). Open it in a spreadsheet, save it as .xlsx and import that."),
                 name);
}

/* A package of another office is merged, not imported. */
static gboolean
is_package (const EpcArchive *archive)
{
  guint member;

  return epc_archive_find (archive, "manifest.json", &member) && epc_archive_find (archive, "journal.ndjson", &member);
}

/* @path or @all: the file of which @bytes are the first. */
static const EpcFormat *
choose (const char *path, GBytes *all, const guint8 *bytes, gsize length, const char *name, GError **error)
{
  g_autoptr (EpcArchive) archive = NULL;

  if (epc_archive_sniff (bytes, length) && (archive = epc_archive_open (path, all, name, error)) == NULL)
    return NULL;
  if (archive != NULL && is_package (archive))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s is a package of another office: receive it (package merge) instead of importing it."), name);
      return NULL;
    }
  const EpcFormat *best = best_format (bytes, length, archive, name);
  if (best != NULL)
    return best;
  if (archive != NULL)
    {
      refuse_members (archive, name, error);
      return NULL;
    }
  const char *kind = kind_of (bytes, length);
  if (length >= 4 && memcmp (bytes, "\xd0\xcf\x11\xe0", 4) == 0)
    refuse_old_office (path, all, name, error);
  else if (looks_like_page (bytes, length))
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                 _ ("%s is a web page or an XML document, whatever its name says. Open it in a spreadsheet, save it as .xlsx and "
                    "import that."),
                 name);
  else if (kind != NULL)
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is not a table: it is %s. Save the table as CSV and import that."),
                 name, kind);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                 _ ("%s is not a table: it holds binary data. Save the table as CSV and import that."), name);
  return NULL;
}

static gboolean
check_path (const char *path, GError **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    {
      if (errno == ENOENT)
        g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("There is no file %s."), path);
      else
        g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), path, g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (status.st_mode))
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s is a folder. Choose a file in it."), path);
      return FALSE;
    }
  if (status.st_size == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is empty: it has no bytes at all."), path);
      return FALSE;
    }
  return TRUE;
}

EpcRowSource *
epc_row_source_open (const char *path, GError **error)
{
  guint8 bytes[SAMPLE];

  if (!check_path (path, error))
    return NULL;
  FILE *file = g_fopen (path, "rb");
  if (file == NULL)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  gsize length = fread (bytes, 1, sizeof bytes, file);
  fclose (file);
  g_autofree char *name = g_path_get_basename (path);
  const EpcFormat *format = choose (path, NULL, bytes, length, name, error);
  return format != NULL ? format->open (path, NULL, name, error) : NULL;
}

EpcRowSource *
epc_row_source_open_bytes (GBytes *bytes, const char *name, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length == 0)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is empty: it has no bytes at all."), name);
      return NULL;
    }
  const EpcFormat *format = choose (NULL, bytes, data, MIN (length, SAMPLE), name, error);
  return format != NULL ? format->open (NULL, bytes, name, error) : NULL;
}

void
epc_row_source_free (EpcRowSource *source)
{
  if (source == NULL)
    return;
  g_free (source->name);
  g_free (source->detail);
  g_free (source->beside);
  source->class->free (source);
}

guint
epc_row_source_n_sheets (EpcRowSource *source)
{
  return source->class->n_sheets != NULL ? source->class->n_sheets (source) : 1;
}

const char *
epc_row_source_sheet_name (EpcRowSource *source, guint sheet)
{
  return source->class->sheet_name != NULL ? source->class->sheet_name (source, sheet) : NULL;
}

gboolean
epc_row_source_sheet_is_hidden (EpcRowSource *source, guint sheet)
{
  return source->class->sheet_is_hidden != NULL && source->class->sheet_is_hidden (source, sheet);
}

gboolean
epc_row_source_find_sheet (EpcRowSource *source, const char *name, guint *sheet, GError **error)
{
  g_autofree char *wanted = epc_text_fold_tight (name);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < epc_row_source_n_sheets (source); i++)
    {
      const char *own = epc_row_source_sheet_name (source, i);
      if (own == NULL)
        continue;
      g_autofree char *folded = epc_text_fold_tight (own);
      if (g_str_equal (folded, wanted))
        {
          *sheet = i;
          return TRUE;
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", own);
    }
  if (names->len > 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _ ("%s has no sheet “%s”. Its sheets are: %s."), source->name, name,
                 names->str);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_NOT_FOUND, _ ("%s has no sheets: it is one table."), source->name);
  return FALSE;
}

gboolean
epc_row_source_rewind (EpcRowSource *source, guint sheet, GError **error)
{
  return source->class->rewind (source, sheet, error);
}

double
epc_row_source_progress (EpcRowSource *source)
{
  return source->class->progress (source);
}

gboolean
epc_row_source_has_header (EpcRowSource *source, guint sheet)
{
  return source->class->has_header != NULL && source->class->has_header (source, sheet);
}
