/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libarchive does the unpacking. Only its reader of the central directory is used: what that directory does not list does not
 * exist, so that two programs cannot see two different files in one archive.
 */
#include "epc-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#ifndef G_OS_WIN32
#include <unistd.h>
#else
#define R_OK 4
#endif

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-language.h"
#include "base/epc-text.h"

#define BLOCK (64 * 1024)
#define NAME_SHOWN 80

typedef struct
{
  char *name;
  guint64 size;
} Member;

struct _EpcArchive
{
  char *path; /* one of the two */
  GBytes *bytes;
  char *name;
  guint64 packed;             /* bytes of the file */
  GArray *members;            /* of Member */
  GHashTable *exact, *folded; /* name → position + 1 */
};

static void
member_clear (gpointer data)
{
  g_free (((Member *) data)->name);
}

gboolean
epc_archive_sniff (const guint8 *bytes, gsize length)
{
  return length >= 4 && (memcmp (bytes, "PK\x03\x04", 4) == 0 || memcmp (bytes, "PK\x05\x06", 4) == 0);
}

/* A reader at the beginning of the archive. */
static struct archive *
open_reader (const EpcArchive *archive, GError **error)
{
  struct archive *reader = archive_read_new ();
  int status;

  archive_read_support_format_zip_seekable (reader);
  if (archive->bytes != NULL)
    {
      gsize length;
      const void *data = g_bytes_get_data (archive->bytes, &length);
      status = archive_read_open_memory (reader, data, length);
    }
  else
    {
#ifdef G_OS_WIN32
      g_autofree gunichar2 *wide = g_utf8_to_utf16 (archive->path, -1, NULL, NULL, NULL);
      status = archive_read_open_filename_w (reader, (const wchar_t *) wide, BLOCK);
#else
      status = archive_read_open_filename (reader, archive->path, BLOCK);
#endif
    }
  if (status == ARCHIVE_OK)
    return reader;
  if (archive->bytes != NULL || g_access (archive->path, R_OK) == 0)
    g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED,
                 _ ("%s is a packed file that is cut or damaged: the list of its parts, which stands at its end, is missing. "
                    "Copy or download it again."),
                 archive->name);
  else
    g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("%s cannot be read: %s"), archive->name, archive_error_string (reader));
  archive_read_free (reader);
  return NULL;
}

static gboolean
refuse_damaged (const EpcArchive *archive, struct archive *reader, GError **error)
{
  const char *reason = archive_error_string (reader);

  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is cut or damaged (%s). Copy or download it again."), archive->name,
               reason != NULL ? reason : "zip");
  return FALSE;
}

/* The name as it will be asked for. NULL with @error when it would lead out of a folder. */
static char *
name_of (const EpcArchive *archive, struct archive_entry *entry, GError **error)
{
  const char *utf8 = archive_entry_pathname_utf8 (entry);
  const char *raw = utf8 != NULL ? utf8 : archive_entry_pathname (entry);
  g_autofree char *name = g_utf8_make_valid (raw != NULL ? raw : "", -1);

  g_strdelimit (name, "\\", '/');
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  gboolean leads_out = *name == '/' || *name == '\0' || (g_ascii_isalpha (name[0]) && name[1] == ':')
                       || g_strv_contains ((const char *const *) parts, "..");
  for (const char *p = name; *p != '\0'; p++)
    leads_out |= (guint8) *p < 0x20;
  if (!leads_out)
    return g_steal_pointer (&name);
  for (char *p = name; *p != '\0'; p++)
    *p = (guint8) *p < 0x20 ? ' ' : *p;
  g_autofree char *shown = epc_text_shorten (name, NAME_SHOWN);
  g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
               _ ("%s is refused: its part “%s” has a name that leads out of the archive. Ask the sender for a clean copy."),
               archive->name, shown);
  return NULL;
}

static gboolean
is_within_limits (const EpcArchive *archive, guint64 total, GError **error)
{
  const EpcLanguage *language = epc_language_get (NULL);
  gboolean is_bomb = total > EPC_ARCHIVE_RATIO_FREE && archive->packed > 0 && total / archive->packed >= EPC_ARCHIVE_RATIO_MAX;

  if (archive->members->len > EPC_ARCHIVE_MEMBERS_MAX)
    {
      g_autofree char *limit = epc_language_integer (language, EPC_ARCHIVE_MEMBERS_MAX);
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s is refused: it packs more than %s parts."), archive->name, limit);
      return FALSE;
    }
  if (total < EPC_ARCHIVE_BYTES_MAX && !is_bomb)
    return TRUE;
  g_autofree char *packed = g_format_size (archive->packed);
  g_autofree char *unpacked = g_format_size (total);
  g_set_error (
      error, EPC_ERROR, EPC_ERROR_REFUSED,
      _ ("%s is refused: its %s would unpack to %s, which no real table does. Save only the sheet that is needed and import "
         "that."),
      archive->name, packed, unpacked);
  return FALSE;
}

static gboolean
add_member (EpcArchive *archive, struct archive_entry *entry, guint64 *total, GError **error)
{
  g_autofree char *name = name_of (archive, entry, error);

  if (name == NULL)
    return FALSE;
  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (
          error, EPC_ERROR, EPC_ERROR_READ,
          _ ("%s is locked with a password. Open it in the program that made it, save it without password and import that."),
          archive->name);
      return FALSE;
    }
  if (g_hash_table_contains (archive->exact, name))
    {
      g_autofree char *shown = epc_text_shorten (name, NAME_SHOWN);
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED,
                   _ ("%s is refused: it holds two parts named “%s”, and programs would disagree about which one counts."),
                   archive->name, shown);
      return FALSE;
    }
  guint64 size = archive_entry_size_is_set (entry) ? (guint64) MAX (archive_entry_size (entry), 0) : 0;
  Member member = { name, size };
  *total += MIN (size, EPC_ARCHIVE_BYTES_MAX);
  g_array_append_val (archive->members, member);
  gpointer position = GUINT_TO_POINTER (archive->members->len);
  g_hash_table_insert (archive->exact, name, position);
  g_hash_table_insert (archive->folded, g_ascii_strdown (name, -1), position);
  g_steal_pointer (&name);
  return is_within_limits (archive, *total, error);
}

static gboolean
list_members (EpcArchive *archive, struct archive *reader, GError **error)
{
  struct archive_entry *entry;
  guint64 total = 0;
  guint n_seen = 0;
  int status;

  while ((status = archive_read_next_header (reader, &entry)) != ARCHIVE_EOF)
    {
      /* A warning is about the name's encoding or an extra field: the data can be had. */
      if (status < ARCHIVE_WARN)
        return refuse_damaged (archive, reader, error);
      if (++n_seen > 4 * EPC_ARCHIVE_MEMBERS_MAX)
        return refuse_damaged (archive, reader, error);
      if (archive_entry_filetype (entry) == AE_IFREG && !add_member (archive, entry, &total, error))
        return FALSE;
    }
  return TRUE;
}

EpcArchive *
epc_archive_open (const char *path, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (EpcArchive) archive = g_new0 (EpcArchive, 1);

  archive->path = g_strdup (path);
  archive->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  archive->name = g_strdup (name);
  archive->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (archive->members, member_clear);
  archive->exact = g_hash_table_new (g_str_hash, g_str_equal);
  archive->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (bytes != NULL)
    archive->packed = g_bytes_get_size (bytes);
  else
    {
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
      archive->packed = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
    }
  struct archive *reader = open_reader (archive, error);
  if (reader == NULL)
    return NULL;
  gboolean done = list_members (archive, reader, error);
  archive_read_free (reader);
  return done ? g_steal_pointer (&archive) : NULL;
}

void
epc_archive_free (EpcArchive *archive)
{
  if (archive == NULL)
    return;
  g_hash_table_unref (archive->exact);
  g_hash_table_unref (archive->folded);
  g_array_unref (archive->members);
  g_clear_pointer (&archive->bytes, g_bytes_unref);
  g_free (archive->path);
  g_free (archive->name);
  g_free (archive);
}

guint
epc_archive_n_members (const EpcArchive *archive)
{
  return archive->members->len;
}

const char *
epc_archive_member_name (const EpcArchive *archive, guint member)
{
  return g_array_index (archive->members, Member, member).name;
}

guint64
epc_archive_member_size (const EpcArchive *archive, guint member)
{
  return g_array_index (archive->members, Member, member).size;
}

gboolean
epc_archive_find (const EpcArchive *archive, const char *name, guint *member)
{
  if (*name == '/')
    name++;
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (archive->exact, name));
  if (position == 0)
    {
      g_autofree char *folded = g_ascii_strdown (name, -1);
      position = GPOINTER_TO_UINT (g_hash_table_lookup (archive->folded, folded));
    }
  *member = position - 1;
  return position > 0;
}

/* --- one member as a stream --- */

typedef struct
{
  GInputStream parent;
  struct archive *reader;
  GBytes *bytes; /* kept while the reader looks into it */
  char *archive_name, *member_name;
  guint64 size, position;
} EpcArchiveStream;

typedef struct
{
  GInputStreamClass parent;
} EpcArchiveStreamClass;

GType epc_archive_stream_get_type (void);
G_DEFINE_TYPE (EpcArchiveStream, epc_archive_stream, G_TYPE_INPUT_STREAM)

static gssize
stream_failed (EpcArchiveStream *self, const char *reason, GError **error)
{
  g_autofree char *shown = epc_text_shorten (self->member_name, NAME_SHOWN);

  g_set_error (error, EPC_ERROR, EPC_ERROR_DAMAGED, _ ("%s is damaged: its part “%s” cannot be unpacked (%s)."),
               self->archive_name, shown, reason != NULL ? reason : "zip");
  return -1;
}

static gssize
stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  EpcArchiveStream *self = (EpcArchiveStream *) stream;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->reader == NULL)
    return 0;
  la_ssize_t n = archive_read_data (self->reader, buffer, count);
  if (n < 0)
    return stream_failed (self, archive_error_string (self->reader), error);
  self->position += (guint64) n;
  /* The limits were kept by what the directory declares, so that is what may come. */
  if (self->position > self->size)
    return stream_failed (self, _ ("it is longer than it says"), error);
  if (n == 0 && count > 0 && self->position < self->size)
    return stream_failed (self, _ ("it is shorter than it says"), error);
  return n;
}

static gboolean
stream_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  EpcArchiveStream *self = (EpcArchiveStream *) stream;

  g_clear_pointer (&self->reader, archive_read_free);
  return TRUE;
}

static void
stream_finalize (GObject *object)
{
  EpcArchiveStream *self = (EpcArchiveStream *) object;

  g_clear_pointer (&self->reader, archive_read_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->archive_name);
  g_free (self->member_name);
  G_OBJECT_CLASS (epc_archive_stream_parent_class)->finalize (object);
}

static void
epc_archive_stream_class_init (EpcArchiveStreamClass *class)
{
  G_OBJECT_CLASS (class)->finalize = stream_finalize;
  G_INPUT_STREAM_CLASS (class)->read_fn = stream_read;
  G_INPUT_STREAM_CLASS (class)->close_fn = stream_close;
}

static void
epc_archive_stream_init (EpcArchiveStream *self)
{
}

GInputStream *
epc_archive_read (const EpcArchive *archive, guint member, GError **error)
{
  const Member *wanted = &g_array_index (archive->members, Member, member);
  struct archive *reader = open_reader (archive, error);
  struct archive_entry *entry;
  int status = ARCHIVE_EOF;

  if (reader == NULL)
    return NULL;
  while ((status = archive_read_next_header (reader, &entry)) >= ARCHIVE_WARN && status != ARCHIVE_EOF)
    {
      g_autofree char *name = archive_entry_filetype (entry) == AE_IFREG ? name_of (archive, entry, NULL) : NULL;
      if (g_strcmp0 (name, wanted->name) == 0)
        break;
    }
  if (status == ARCHIVE_EOF || status < ARCHIVE_WARN)
    {
      /* It was there when the members were listed. */
      refuse_damaged (archive, reader, error);
      archive_read_free (reader);
      return NULL;
    }
  EpcArchiveStream *self = g_object_new (epc_archive_stream_get_type (), NULL);
  self->reader = reader;
  self->bytes = archive->bytes != NULL ? g_bytes_ref (archive->bytes) : NULL;
  self->archive_name = g_strdup (archive->name);
  self->member_name = g_strdup (wanted->name);
  self->size = wanted->size;
  return G_INPUT_STREAM (self);
}

GBytes *
epc_archive_read_bytes (const EpcArchive *archive, guint member, gsize limit, GError **error)
{
  const Member *wanted = &g_array_index (archive->members, Member, member);

  if (wanted->size > limit)
    {
      g_autofree char *size = g_format_size (wanted->size);
      g_autofree char *shown = epc_text_shorten (wanted->name, NAME_SHOWN);
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("%s is refused: its part “%s” is too large (%s)."), archive->name,
                   shown, size);
      return NULL;
    }
  g_autoptr (GInputStream) stream = epc_archive_read (archive, member, error);
  if (stream == NULL)
    return NULL;
  g_autofree guint8 *data = g_malloc (wanted->size + 1);
  gsize length;
  /* One byte more than there should be: a longer part is found out. */
  if (!g_input_stream_read_all (stream, data, wanted->size + 1, &length, NULL, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

double
epc_archive_stream_progress (GInputStream *stream)
{
  const EpcArchiveStream *self = (const EpcArchiveStream *) stream;

  return self->size > 0 ? MIN (1.0, (double) self->position / (double) self->size) : 0;
}
