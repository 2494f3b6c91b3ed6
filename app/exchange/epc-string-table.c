/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text is its length (four bytes), its bytes and a zero. The index holds where every GROUP-th begins, so that forty million of
 * them cost twenty megabytes; a cache of groups serves the texts that come again and again.
 */
#include "epc-string-table.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#ifndef G_OS_WIN32
#include <unistd.h>
#endif

#include "base/epc-error.h"
#include "base/epc-i18n.h"

#define GROUP 16
#define MOST_IN_MEMORY (6u << 20)
#define MOST_TEXTS 40000000u
#define SLOTS 1024
#define SLOT_MAX 4096

typedef struct
{
  guint group; /* + 1; 0: free */
  guint length;
  guint8 *bytes;
} Slot;

struct _EpcStringTable
{
  GByteArray *bytes; /* all of it, or what is not yet in the file */
  guint64 written;   /* bytes in the file */
  GArray *index;     /* of guint64 */
  guint n;
  FILE *file;
  char *path; /* where an open file cannot be unlinked */
  Slot *slots;
  GByteArray *group; /* one that is too large for a slot */
  guint group_at;    /* + 1 */
};

EpcStringTable *
epc_string_table_new (void)
{
  EpcStringTable *table = g_new0 (EpcStringTable, 1);

  table->bytes = g_byte_array_new ();
  table->index = g_array_new (FALSE, FALSE, sizeof (guint64));
  return table;
}

void
epc_string_table_free (EpcStringTable *table)
{
  if (table == NULL)
    return;
  if (table->file != NULL)
    fclose (table->file);
  if (table->path != NULL)
    g_unlink (table->path);
  for (guint i = 0; table->slots != NULL && i < SLOTS; i++)
    g_free (table->slots[i].bytes);
  g_free (table->slots);
  g_free (table->path);
  g_byte_array_unref (table->bytes);
  if (table->group != NULL)
    g_byte_array_unref (table->group);
  g_array_unref (table->index);
  g_free (table);
}

static gboolean
write_failed (const char *reason, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("The temporary file of the import cannot be written in %s: %s"),
               g_get_tmp_dir (), reason);
  return FALSE;
}

static gboolean
open_file (EpcStringTable *table, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("epc-import-XXXXXX", &path, &cause);

  if (fd < 0)
    return write_failed (cause->message, error);
#ifdef G_OS_WIN32
  table->path = g_steal_pointer (&path);
#else
  g_unlink (path);
#endif
  table->file = fdopen (fd, "w+b");
  table->slots = g_new0 (Slot, SLOTS);
  table->group = g_byte_array_new ();
  return table->file != NULL || write_failed (g_strerror (errno), error);
}

static gboolean
flush (EpcStringTable *table, GError **error)
{
  if (table->file == NULL && !open_file (table, error))
    return FALSE;
  if (fwrite (table->bytes->data, 1, table->bytes->len, table->file) != table->bytes->len)
    return write_failed (g_strerror (errno), error);
  table->written += table->bytes->len;
  g_byte_array_set_size (table->bytes, 0);
  return TRUE;
}

gboolean
epc_string_table_add (EpcStringTable *table, const char *text, gsize length, GError **error)
{
  guint32 size = (guint32) length;

  if (table->n >= MOST_TEXTS)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_REFUSED, _ ("The workbook is refused: it holds too many texts."));
      return FALSE;
    }
  if (table->n++ % GROUP == 0)
    {
      guint64 at = table->written + table->bytes->len;
      g_array_append_val (table->index, at);
    }
  g_byte_array_append (table->bytes, (const guint8 *) &size, sizeof size);
  g_byte_array_append (table->bytes, (const guint8 *) text, (guint) length);
  g_byte_array_append (table->bytes, (const guint8 *) "", 1);
  return table->bytes->len < (table->file == NULL ? MOST_IN_MEMORY : MOST_IN_MEMORY / 16) || flush (table, error);
}

guint
epc_string_table_length (const EpcStringTable *table)
{
  return table->n;
}

/* Text @index of the group that begins at @bytes. */
static const char *
pick (const guint8 *bytes, guint index, guint *length)
{
  guint32 size;

  for (guint i = index % GROUP;; i--)
    {
      memcpy (&size, bytes, sizeof size);
      bytes += sizeof size;
      if (i == 0)
        break;
      bytes += (gsize) size + 1;
    }
  *length = size;
  return (const char *) bytes;
}

static gboolean
read_group (EpcStringTable *table, guint group, GError **error)
{
  guint64 from = g_array_index (table->index, guint64, group);
  guint64 to = group + 1 < table->index->len ? g_array_index (table->index, guint64, group + 1) : table->written;

  table->group_at = 0;
  g_byte_array_set_size (table->group, (guint) (to - from));
#ifdef G_OS_WIN32
  gboolean done = _fseeki64 (table->file, (gint64) from, SEEK_SET) == 0;
#else
  gboolean done = fseeko (table->file, (off_t) from, SEEK_SET) == 0;
#endif
  if (!done || fread (table->group->data, 1, table->group->len, table->file) != table->group->len)
    {
      g_set_error (error, EPC_ERROR, EPC_ERROR_READ, _ ("The temporary file of the import cannot be read: %s"),
                   g_strerror (errno));
      return FALSE;
    }
  table->group_at = group + 1;
  return TRUE;
}

const char *
epc_string_table_get (EpcStringTable *table, guint index, guint *length, gboolean *stays, GError **error)
{
  guint group = index / GROUP;

  *stays = table->file == NULL;
  if (table->file == NULL)
    return pick (table->bytes->data + g_array_index (table->index, guint64, group), index, length);
  if (table->bytes->len > 0 && !flush (table, error))
    return NULL;
  Slot *slot = &table->slots[group % SLOTS];
  if (slot->group == group + 1)
    return pick (slot->bytes, index, length);
  if (table->group_at != group + 1 && !read_group (table, group, error))
    return NULL;
  if (table->group->len <= SLOT_MAX)
    {
      slot->bytes = g_realloc (slot->bytes, table->group->len);
      memcpy (slot->bytes, table->group->data, table->group->len);
      slot->group = group + 1;
    }
  return pick (table->group->data, index, length);
}
