/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "epc-attachment.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/epc-error.h"
#include "base/epc-i18n.h"
#include "epc-file-dialog.h"
#include "epc-page-work.h"

#define MAX_NAME 120

char *
epc_attachment_file_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  const char *slash = strrchr (valid, '/'), *backslash = strrchr (valid, '\\');
  const char *last = MAX (slash != NULL ? slash + 1 : valid, backslash != NULL ? backslash + 1 : valid);
  GString *out = g_string_new (NULL);
  const char *dot;

  for (const char *p = last; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      /* unseen signs turn a name round ("gpj.exe" read as "exe.jpg") */
      if (letter < 32 || letter == 127 || g_unichar_type (letter) == G_UNICODE_FORMAT || (letter < 128 && strchr ("<>:\"|?*", (int) letter)))
        g_string_append_c (out, '_');
      else
        g_string_append_unichar (out, letter);
    }
  while (out->len > 0 && strchr (". ", out->str[0]) != NULL)
    g_string_erase (out, 0, 1);
  while (out->len > 0 && strchr (". ", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);
  dot = strrchr (out->str, '.');
  if (out->len > MAX_NAME)
    {
      g_autofree char *ending = g_strdup (dot != NULL && strlen (dot) <= 12 ? dot : "");
      gsize length = MAX_NAME - strlen (ending);

      while ((out->str[length] & 0xC0) == 0x80)
        length--;
      g_string_truncate (out, length);
      g_string_append (out, ending);
    }
  if (out->len == 0)
    g_string_assign (out, "attachment");
  return g_string_free (out, FALSE);
}

gboolean
epc_attachment_may_open (const char *name)
{
  /* what people of the mission attach; anything else can be saved and opened by who knows what it is */
  static const char *const endings[]
      = { "pdf",  "png", "jpg", "jpeg", "gif",  "webp", "tif", "tiff", "heic", "svg", "txt", "md",  "csv", "tsv", "odt", "ods", "odp",
          "docx", "xlsx", "pptx", "doc", "xls", "ppt",  "rtf", "eml", "kml",  "kmz",  "gpx", "json", "geojson", "mp3", "m4a", "ogg",
          "wav",  "mp4", "mov", "webm", NULL };
  g_autofree char *plain = epc_attachment_file_name (name);
  const char *dot = strrchr (plain, '.');
  g_autofree char *ending = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

  return ending != NULL && g_strv_contains (endings, ending);
}

/* --- out of the workspace --- */

char *
epc_attachment_copy (EpcStore *store, const char *sha256, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = epc_store_attachment (store, sha256, error);
  g_autofree char *file = epc_attachment_file_name (name), *folder = NULL, *path = NULL;

  if (bytes == NULL)
    return NULL;
  folder = g_dir_make_tmp ("epc-attachment-XXXXXX", error);
  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, file, NULL);
  if (!g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_NONE, 0600,
                                 error))
    {
      g_rmdir (folder);
      return NULL;
    }
  /* who changes it would change a copy that nobody sees again */
  g_chmod (path, 0400);
  return g_steal_pointer (&path);
}

typedef struct
{
  GtkWidget *from;
  EpcStore *store;
  char *sha256, *name;
  GFile *target; /* NULL: to look at */
} Leaving;

static void
leaving_free (gpointer data)
{
  Leaving *leaving = data;

  g_object_unref (leaving->from);
  g_object_unref (leaving->store);
  g_clear_object (&leaving->target);
  g_free (leaving->sha256);
  g_free (leaving->name);
  g_free (leaving);
}

static Leaving *
leaving_new (GtkWidget *from, EpcStore *store, const char *sha256, const char *name)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->from = g_object_ref (from);
  leaving->store = g_object_ref (store);
  leaving->sha256 = g_strdup (sha256);
  leaving->name = g_strdup (name);
  return leaving;
}

static void
leave_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Leaving *leaving = data;
  GError *error = NULL;

  if (leaving->target == NULL)
    {
      char *path = epc_attachment_copy (leaving->store, leaving->sha256, leaving->name, &error);

      if (path != NULL)
        g_task_return_pointer (task, path, g_free);
    }
  else
    {
      g_autoptr (GBytes) bytes = epc_store_attachment (leaving->store, leaving->sha256, &error);

      if (bytes != NULL
          && g_file_replace_contents (leaving->target, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                      G_FILE_CREATE_NONE, NULL, cancellable, &error))
        g_task_return_pointer (task, g_file_get_path (leaving->target), g_free);
    }
  if (error != NULL)
    g_task_return_error (task, error);
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) from = data;
  g_autoptr (GError) error = NULL, told = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;
  told = g_error_new (EPC_ERROR, EPC_ERROR_READ, _ ("No program opened it: %s. Save a copy and open that."), error->message);
  epc_page_show_error (from, _ ("The file could not be shown"), told);
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer data)
{
  Leaving *leaving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error), *uri = NULL;

  if (error != NULL)
    epc_page_show_error (leaving->from, leaving->target == NULL ? _ ("The file could not be shown") : _ ("The copy could not be saved"),
                         error);
  if (path == NULL || leaving->target != NULL)
    return;
  uri = g_filename_to_uri (path, NULL, NULL);
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (gdk_display_get_app_launch_context (gtk_widget_get_display (leaving->from))),
                                           NULL, on_launched, g_object_ref (leaving->from));
}

static void
leave (Leaving *leaving)
{
  g_autoptr (GTask) task = g_task_new (leaving->from, NULL, on_left, NULL);

  g_task_set_source_tag (task, leave);
  g_task_set_task_data (task, leaving, leaving_free);
  g_task_run_in_thread (task, leave_in_thread);
}

void
epc_attachment_open (GtkWidget *from, EpcStore *store, const char *sha256, const char *name)
{
  leave (leaving_new (from, store, sha256, name));
}

static void
on_target (GFile *file, gpointer data)
{
  Leaving *leaving = data;

  if (file == NULL)
    {
      leaving_free (leaving);
      return;
    }
  leaving->target = g_object_ref (file);
  leave (leaving);
}

void
epc_attachment_save (GtkWidget *from, EpcStore *store, const char *sha256, const char *name)
{
  g_autofree char *proposed = epc_attachment_file_name (name);

  epc_file_dialog_save (from, _ ("Save a copy of the file"), proposed, NULL, on_target, leaving_new (from, store, sha256, name));
}
