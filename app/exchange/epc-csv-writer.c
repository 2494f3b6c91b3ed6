/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-csv-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#ifdef G_OS_WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "base/epc-paths.h"

#define BLOCK (64 * 1024)

struct _EpcCsvWriter
{
  char *path, *temporary;
  FILE *file;
  GString *out;
  gboolean row_is_begun;
};

static gboolean
failed (const char *path, GError **error)
{
  g_set_error (error, EPC_ERROR, EPC_ERROR_WRITE, _ ("%s cannot be written: %s"), path, g_strerror (errno));
  return FALSE;
}

EpcCsvWriter *
epc_csv_writer_new (const char *path, gboolean with_bom, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.XXXXXX", path);
  int fd = g_mkstemp_full (temporary, O_RDWR | EPC_OPEN_PLAIN, 0666);

  if (fd < 0)
    {
      failed (path, error);
      return NULL;
    }
  EpcCsvWriter *writer = g_new0 (EpcCsvWriter, 1);
  writer->path = g_strdup (path);
  writer->temporary = g_steal_pointer (&temporary);
  writer->file = fdopen (fd, "wb");
  writer->out = g_string_sized_new (BLOCK + 4096);
  if (writer->file == NULL)
    {
      failed (path, error);
      close (fd);
      epc_csv_writer_free (writer);
      return NULL;
    }
  if (with_bom)
    g_string_append (writer->out, "\xef\xbb\xbf");
  return writer;
}

void
epc_csv_writer_free (EpcCsvWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->file != NULL)
    fclose (writer->file);
  if (writer->temporary != NULL)
    g_unlink (writer->temporary);
  g_free (writer->path);
  g_free (writer->temporary);
  g_string_free (writer->out, TRUE);
  g_free (writer);
}

/* Text that epc_cell_without_guard() would shorten is guarded too, so that what is written is what is read. */
gboolean
epc_csv_needs_guard (const char *text)
{
  while (*text == '\'')
    text++;
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

void
epc_csv_writer_cell (EpcCsvWriter *writer, const char *text, gboolean guard)
{
  GString *out = writer->out;
  gboolean must_quote;

  if (writer->row_is_begun)
    g_string_append_c (out, ',');
  writer->row_is_begun = TRUE;
  if (text == NULL || *text == '\0')
    return;
  guard = guard && epc_csv_needs_guard (text);
  must_quote = strpbrk (text, ",\"\r\n") != NULL || g_ascii_isspace (*text) || g_ascii_isspace (text[strlen (text) - 1]);
  if (must_quote)
    g_string_append_c (out, '"');
  if (guard)
    g_string_append_c (out, '\'');
  if (!must_quote)
    {
      g_string_append (out, text);
      return;
    }
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static gboolean
flush (EpcCsvWriter *writer, gsize keep, GError **error)
{
  if (writer->out->len <= keep)
    return TRUE;
  if (fwrite (writer->out->str, 1, writer->out->len, writer->file) != writer->out->len)
    return failed (writer->path, error);
  g_string_truncate (writer->out, 0);
  return TRUE;
}

gboolean
epc_csv_writer_end_row (EpcCsvWriter *writer, GError **error)
{
  g_string_append (writer->out, "\r\n");
  writer->row_is_begun = FALSE;
  return flush (writer, BLOCK, error);
}

gboolean
epc_csv_writer_line (EpcCsvWriter *writer, const char *line, GError **error)
{
  g_string_append (writer->out, line);
  g_string_append_c (writer->out, '\n');
  return flush (writer, BLOCK, error);
}

gboolean
epc_csv_writer_finish (EpcCsvWriter *writer, GError **error)
{
  if (!flush (writer, 0, error))
    return FALSE;
  if (fflush (writer->file) != 0)
    return failed (writer->path, error);
#ifndef G_OS_WIN32
  if (fsync (fileno (writer->file)) != 0 && errno != EINVAL && errno != EROFS)
    return failed (writer->path, error);
#endif
  int status = fclose (writer->file);
  writer->file = NULL;
  if (status != 0 || g_rename (writer->temporary, writer->path) != 0)
    return failed (writer->path, error);
  g_clear_pointer (&writer->temporary, g_free);
  return TRUE;
}
