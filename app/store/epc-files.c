/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What kind of place a workspace lies in. Shared memory between processes (which SQLite's write-ahead log needs) works only on a
 * local disk; on network shares, sticks and synced folders a rollback journal and a lock file take its place.
 */
#include "epc-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#ifdef G_OS_WIN32
#include <windows.h>
#else
#include <signal.h>
#include <sys/vfs.h>
#include <unistd.h>
#endif

#include "base/epc-i18n.h"
#include "base/epc-paths.h"

#ifdef G_OS_WIN32

static const char *
kind_of_place (const char *path)
{
  g_autofree wchar_t *wide = g_utf8_to_utf16 (path, -1, NULL, NULL, NULL);
  wchar_t volume[MAX_PATH + 1];

  if (wide == NULL || !GetVolumePathNameW (wide, volume, MAX_PATH))
    return NULL;
  switch (GetDriveTypeW (volume))
    {
    case DRIVE_REMOTE:
      return N_("a network share");
    case DRIVE_REMOVABLE:
    case DRIVE_CDROM:
      return N_("a removable disk");
    default:
      return NULL;
    }
}

#else

/* Numbers of statfs(2), from linux/magic.h and the file systems' own sources. */
static const struct
{
  guint32 magic;
  const char *kind;
} places[] = {
  { 0x6969, N_("a network share") },      /* NFS */
  { 0x517b, N_("a network share") },      /* SMB */
  { 0xff534d42, N_("a network share") },  /* CIFS */
  { 0xfe534d42, N_("a network share") },  /* SMB2 */
  { 0x01021997, N_("a network share") },  /* 9P */
  { 0x5346414f, N_("a network share") },  /* AFS */
  { 0x6b414653, N_("a network share") },  /* kAFS */
  { 0x73757245, N_("a network share") },  /* Coda */
  { 0x564c, N_("a network share") },      /* NCP */
  { 0x00c36400, N_("a network share") },  /* Ceph */
  { 0x786f4256, N_("a shared folder") },  /* VirtualBox */
  { 0xbacbacbc, N_("a shared folder") },  /* VMware */
  { 0x65735546, N_("a mounted folder") }, /* FUSE */
  { 0x4d44, N_("a removable disk") },     /* FAT */
  { 0x2011bab0, N_("a removable disk") }, /* exFAT */
  { 0x9660, N_("a removable disk") },     /* ISO 9660 */
  { 0x15013346, N_("a removable disk") }, /* UDF */
};

static const char *
kind_of_place (const char *path)
{
  struct statfs facts;

  if (statfs (path, &facts) != 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if ((guint32) facts.f_type == places[i].magic)
      return places[i].kind;
  return NULL;
}

#endif

/* Folders whose content another program copies elsewhere while we write. */
static gboolean
is_synced (const char *folder)
{
  static const char *const names[]
      = { "OneDrive", "Dropbox", "Google Drive", "GoogleDrive", "Nextcloud", "ownCloud", "iCloudDrive", "Box Sync", "Syncthing" };
  g_auto (GStrv) parts = g_strsplit_set (folder, "/\\", -1);

  for (char **part = parts; *part != NULL; part++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      if (g_str_has_prefix (*part, names[i]))
        return TRUE;
  return FALSE;
}

const char *
epc_files_not_local (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *forced = g_getenv ("EPC_JOURNAL_MODE");

  if (g_strcmp0 (forced, "wal") == 0)
    return NULL;
  if (g_strcmp0 (forced, "delete") == 0)
    return _("a place named by EPC_JOURNAL_MODE");
  const char *kind = kind_of_place (folder);
  if (kind == NULL && is_synced (folder))
    kind = N_("a folder that is synchronised with other machines");
  return kind != NULL ? _ (kind) : NULL;
}

char *
epc_files_identity (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ID_FILE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE)) : NULL;
}

void
epc_files_remove (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
}

void
epc_files_sync_folder (const char *path)
{
#ifndef G_OS_WIN32
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | EPC_OPEN_PLAIN, 0);

  /* Not every file system can; those that cannot promise nothing. */
  if (fd >= 0 && fsync (fd) != 0)
    g_debug ("%s cannot be synced", folder);
  if (fd >= 0)
    g_close (fd, NULL);
#endif
}

/* --- lock file --- */

gboolean
epc_files_process_lives (gint64 pid)
{
#ifdef G_OS_WIN32
  HANDLE process = OpenProcess (PROCESS_QUERY_LIMITED_INFORMATION, FALSE, (DWORD) pid);
  if (process == NULL)
    return FALSE;
  CloseHandle (process);
  return TRUE;
#else
  return kill ((pid_t) pid, 0) == 0 || errno == EPERM;
#endif
}

static gint64
own_pid (void)
{
#ifdef G_OS_WIN32
  return GetCurrentProcessId ();
#else
  return getpid ();
#endif
}

/* Reads "host\nuser\npid\n". FALSE: no such file or not like that. */
static gboolean
read_lock (const char *lock, char ***lines)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (lock, &text, NULL, NULL))
    return FALSE;
  *lines = g_strsplit (text, "\n", 4);
  return TRUE;
}

static gboolean
create_lock (const char *lock)
{
  int fd = g_open (lock, O_CREAT | O_EXCL | O_WRONLY | EPC_OPEN_PLAIN, 0644);

  if (fd < 0)
    return FALSE;
  g_autofree char *text = g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT "\n", g_get_host_name (), g_get_user_name (), own_pid ());
  gboolean done = write (fd, text, strlen (text)) == (gssize) strlen (text);
  g_close (fd, NULL);
  if (!done)
    g_unlink (lock);
  return done;
}

gboolean
epc_files_lock (const char *path, char **lock_path, char **holder)
{
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_auto (GStrv) lines = NULL;

  *holder = NULL;
  if (create_lock (lock))
    {
      *lock_path = g_steal_pointer (&lock);
      return TRUE;
    }
  if (!read_lock (lock, &lines) || g_strv_length (lines) < 3)
    {
      *holder = g_strdup_printf (_("somebody (see %s)"), lock);
      return FALSE;
    }
  /* Left behind by a process of this machine that is no more: ours to take. */
  if (g_str_equal (lines[0], g_get_host_name ()) && !epc_files_process_lives (g_ascii_strtoll (lines[2], NULL, 10)))
    {
      g_unlink (lock);
      if (create_lock (lock))
        {
          *lock_path = g_steal_pointer (&lock);
          return TRUE;
        }
    }
  *holder = g_strdup_printf (_("%s on %s"), lines[1], lines[0]);
  return FALSE;
}

void
epc_files_unlock (const char *lock_path)
{
  g_unlink (lock_path);
}
