/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How this user likes to see each table, in a key file.
 */
#include "epc-view-memory.h"

#include "base/epc-paths.h"

static GKeyFile *memory;
static guint write_source;

static char *
memory_path (void)
{
  return epc_path_user ("views.ini");
}

static GKeyFile *
memory_file (void)
{
  if (memory == NULL)
    {
      g_autofree char *path = memory_path ();

      memory = g_key_file_new ();
      /* Absent at first, and worth nothing when damaged: both mean that nothing is remembered. */
      g_key_file_load_from_file (memory, path, G_KEY_FILE_NONE, NULL);
    }
  return memory;
}

void
epc_view_memory_flush (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (write_source == 0)
    return;
  g_clear_handle_id (&write_source, g_source_remove);
  path = memory_path ();
  if (!g_key_file_save_to_file (memory_file (), path, &error))
    g_message ("The views cannot be remembered: %s", error->message);
}

static gboolean
on_write (gpointer data)
{
  epc_view_memory_flush ();
  return G_SOURCE_REMOVE;
}

char *
epc_view_memory_get (const EpcEntity *entity, const char *key)
{
  return g_key_file_get_value (memory_file (), entity->key, key, NULL);
}

void
epc_view_memory_set (const EpcEntity *entity, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_value (memory_file (), entity->key, key, value);
  else
    g_key_file_remove_key (memory_file (), entity->key, key, NULL);
  if (write_source == 0)
    write_source = g_timeout_add (800, on_write, NULL);
}
