/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A package in parts, for mailboxes that take no large files. Each part is a line and then a piece of the finished package, which is signed and
 * sealed as a whole:
 *
 *   epcx part 1 WHOLE NUMBER TOTAL PIECE\n
 *
 * WHOLE and PIECE are SHA-256 in hexadecimal digits, of the package and of what follows the line; the numbers are decimal, NUMBER from 1. What
 * a file is called says nothing: mail programs rename what they save.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-package-private.h"

static const char magic[] = "epcx part 1 ";
#define MAGIC_SIZE (sizeof magic - 1)
#define LONGEST_LINE 256 /* bytes */
#define MOST_PARTS 999

typedef struct
{
  char *path;
  char whole[65], piece[65];
  guint number, total;
  gsize n_line; /* bytes of the line */
} Part;

static void
part_free (gpointer data)
{
  g_free (((Part *) data)->path);
  g_free (data);
}

static gboolean
is_digest (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/* Of the first bytes of a file. */
static gboolean
read_line (const char *bytes, gsize n, Part *part)
{
  const char *end = n > MAGIC_SIZE && memcmp (bytes, magic, MAGIC_SIZE) == 0 ? memchr (bytes, '\n', MIN (n, LONGEST_LINE)) : NULL;
  g_autofree char *line = end != NULL ? g_strndup (bytes + MAGIC_SIZE, (gsize) (end - bytes) - MAGIC_SIZE) : NULL;
  g_auto (GStrv) words = line != NULL ? g_strsplit (line, " ", -1) : NULL;
  guint64 number, total;

  if (words == NULL || g_strv_length (words) != 4 || !is_digest (words[0]) || !is_digest (words[3])
      || !g_ascii_string_to_unsigned (words[1], 10, 1, MOST_PARTS, &number, NULL) || !g_ascii_string_to_unsigned (words[2], 10, number, MOST_PARTS, &total, NULL))
    return FALSE;
  g_strlcpy (part->whole, words[0], sizeof part->whole);
  g_strlcpy (part->piece, words[3], sizeof part->piece);
  part->number = (guint) number;
  part->total = (guint) total;
  part->n_line = (gsize) (end - bytes) + 1;
  return TRUE;
}

static gboolean
read_part (const char *path, Part *part)
{
  char bytes[LONGEST_LINE];
  FILE *file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_fopen (path, "rb") : NULL;
  gsize n = file != NULL ? fread (bytes, 1, sizeof bytes, file) : 0;

  if (file != NULL)
    fclose (file);
  return read_line (bytes, n, part);
}

char *
epc_package_part_of (const char *path)
{
  Part part;

  return read_part (path, &part) ? g_strdup (part.whole) : NULL;
}

/* (element-type Part) all parts of any package in the folder of @path. */
static GPtrArray *
list_parts (const char *path)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Part *part = g_new0 (Part, 1);
      part->path = g_build_filename (folder, name, NULL);
      if (read_part (part->path, part))
        g_ptr_array_add (parts, part);
      else
        part_free (part);
    }
  return parts;
}

/* --- joining --- */

/* NULL without error: it is not what it says, or cannot be read. */
static GBytes *
read_piece (const Part *part)
{
  g_autofree char *text = NULL;
  gsize size;

  if (!g_file_get_contents (part->path, &text, &size, NULL) || size <= part->n_line || size > EPC_PACKAGE_BYTES_MAX)
    return NULL;
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) text + part->n_line, size - part->n_line);
  return g_str_equal (digest, part->piece) ? g_bytes_new (text + part->n_line, size - part->n_line) : NULL;
}

/* That part of the package, however often it lies there: the first copy that is sound. *@damaged: the name of one that is not. */
static GBytes *
find_piece (GPtrArray *parts, const Part *wanted, guint number, char **damaged)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = g_ptr_array_index (parts, i);
      if (part->number != number || part->total != wanted->total || !g_str_equal (part->whole, wanted->whole))
        continue;
      GBytes *piece = read_piece (part);
      if (piece != NULL)
        return piece;
      g_free (*damaged);
      *damaged = g_path_get_basename (part->path);
    }
  return NULL;
}

static gboolean
fail_missing (GPtrArray *parts, const Part *wanted, const GString *missing, guint n_missing, const char *name, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *other = NULL;

  for (guint i = 0; i < parts->len && other == NULL; i++)
    if (!g_str_equal (((Part *) g_ptr_array_index (parts, i))->whole, wanted->whole))
      other = ((Part *) g_ptr_array_index (parts, i))->path;
  /* Translators: file name, number of parts, numbers of those that are missing */
  g_string_printf (text, ngettext_ ("%s is one of %u parts of a package, and part %s is not in its folder. Put all parts into one folder and open any of them.",
                                    "%s is one of %u parts of a package, and parts %s are not in its folder. Put all parts into one folder and open any of them.", n_missing),
                   name, wanted->total, missing->str);
  if (other != NULL)
    {
      g_autofree char *base = g_path_get_basename (other);
      g_string_append_c (text, ' ');
      /* Translators: a file name */
      g_string_append_printf (text, _("%s is part of another package."), base);
    }
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, "%s", text->str);
  return FALSE;
}

static gboolean
join (GPtrArray *parts, const Part *wanted, const char *name, GByteArray *all, GError **error)
{
  g_autoptr (GString) missing = g_string_new (NULL);
  guint n_missing = 0;

  for (guint number = 1; number <= wanted->total; number++)
    {
      g_autofree char *damaged = NULL;
      g_autoptr (GBytes) piece = find_piece (parts, wanted, number, &damaged);
      if (piece == NULL && damaged != NULL)
        {
          g_autofree char *what = g_strdup_printf (_("it is not what part %u was"), number);
          return epc_package_damaged (damaged, what, error);
        }
      if (piece == NULL)
        {
          g_string_append_printf (missing, "%s%u", n_missing++ > 0 ? ", " : "", number);
          continue;
        }
      if (all->len + g_bytes_get_size (piece) > EPC_PACKAGE_BYTES_MAX)
        {
          g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _("%s is larger than any package (512 MB)."), name);
          return FALSE;
        }
      if (n_missing == 0)
        g_byte_array_append (all, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
    }
  if (n_missing > 0)
    return fail_missing (parts, wanted, missing, n_missing, name, error);
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, all->data, all->len);
  return g_str_equal (digest, wanted->whole) || epc_package_damaged (name, _("its parts together are not the package that they are parts of"), error);
}

GBytes *
epc_package_join (const char *path, GError **error)
{
  g_autoptr (GPtrArray) parts = list_parts (path);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree char *name = g_path_get_basename (path);
  Part wanted;

  if (!read_part (path, &wanted))
    {
      epc_package_damaged (name, _("it is no part of a package"), error);
      return NULL;
    }
  return join (parts, &wanted, name, all, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&all)) : NULL;
}

gsize
epc_package_part_beginning (const char *path, char *bytes, gsize size)
{
  g_autoptr (GPtrArray) parts = list_parts (path);
  Part wanted;

  for (guint i = 0; i < parts->len && read_part (path, &wanted); i++)
    {
      const Part *part = g_ptr_array_index (parts, i);
      FILE *file = part->number == 1 && g_str_equal (part->whole, wanted.whole) ? g_fopen (part->path, "rb") : NULL;
      if (file == NULL)
        continue;
      gsize n = fseek (file, (long) part->n_line, SEEK_SET) == 0 ? fread (bytes, 1, size, file) : 0;
      fclose (file);
      return n;
    }
  return 0;
}

/* --- splitting --- */

guint
epc_package_n_parts (gint64 size, gint64 part_size)
{
  gint64 room = part_size - LONGEST_LINE;

  return part_size <= 0 || size <= part_size ? 1 : (guint) ((size + room - 1) / room);
}

char *
epc_package_part_path (const char *path, guint number, guint total)
{
  gsize length = strlen (path) - (g_str_has_suffix (path, ".epcx") ? strlen (".epcx") : 0);

  return g_strdup_printf ("%.*s.%u-of-%u.epcx", (int) length, path, number, total);
}

static gboolean
write_part (const char *path, const char *whole, guint number, guint total, const guint8 *piece, gsize size, GError **error)
{
  g_autofree char *digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, piece, size);
  g_autofree char *line = g_strdup_printf ("%s%s %u %u %s\n", magic, whole, number, total, digest);
  g_autoptr (GByteArray) all = g_byte_array_sized_new ((guint) (strlen (line) + size));

  g_byte_array_append (all, (const guint8 *) line, (guint) strlen (line));
  g_byte_array_append (all, piece, (guint) size);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&all));
  return epc_package_write_file (path, bytes, error);
}

gboolean
epc_package_write_parts (const char *path, GBytes *bytes, gint64 part_size, GPtrArray *paths, GError **error)
{
  gsize size, room = (gsize) part_size - LONGEST_LINE;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint total = epc_package_n_parts ((gint64) size, part_size);
  g_autofree char *whole = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);

  if (total > MOST_PARTS)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_INVALID, _("The package would have %u parts, and %u are the most there may be. Make them larger."), total, MOST_PARTS);
      return FALSE;
    }
  for (guint number = 1; number <= total; number++)
    {
      char *one = epc_package_part_path (path, number, total);
      gsize at = (number - 1) * room;
      g_ptr_array_add (paths, one);
      if (write_part (one, whole, number, total, data + at, MIN (room, size - at), error))
        continue;
      /* Some parts are no package. */
      for (guint i = 0; i + 1 < number; i++)
        g_unlink (g_ptr_array_index (paths, i));
      return FALSE;
    }
  return TRUE;
}
