/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault.h"

#include <sqlite3.h>
#include <string.h>

static sqlite3_vfs vfs;
static sqlite3_vfs *below;
static sqlite3_mem_methods memory_below;
static int counts[N_FAULTS];
static int is_active, wanted_kind, wanted_number, is_for_ever, has_struck;

typedef struct
{
  sqlite3_file base;
  sqlite3_file *below;
} File;

/* Counts one operation; TRUE when it shall fail. */
static gboolean
strikes (FaultKind kind)
{
  if (!g_atomic_int_get (&is_active))
    return FALSE;
  int number = g_atomic_int_add (&counts[kind], 1) + 1;
  if ((int) kind != wanted_kind || wanted_number == 0)
    return FALSE;
  if (number != wanted_number && !(is_for_ever && number > wanted_number))
    return FALSE;
  g_atomic_int_set (&has_struck, 1);
  return TRUE;
}

/* --- files --- */

#define BELOW(file) (((File *) (file))->below)

static int
file_close (sqlite3_file *file)
{
  return BELOW (file)->pMethods->xClose (BELOW (file));
}

static int
file_read (sqlite3_file *file, void *bytes, int n, sqlite3_int64 offset)
{
  return strikes (FAULT_READ) ? SQLITE_IOERR_READ : BELOW (file)->pMethods->xRead (BELOW (file), bytes, n, offset);
}

static int
file_write (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
  if (strikes (FAULT_WRITE))
    {
      /* Half of it arrived. */
      if (wanted_number % 2 == 0)
        {
          BELOW (file)->pMethods->xWrite (BELOW (file), bytes, n / 2, offset);
          return SQLITE_IOERR_WRITE;
        }
      return SQLITE_FULL;
    }
  return BELOW (file)->pMethods->xWrite (BELOW (file), bytes, n, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return strikes (FAULT_WRITE) ? SQLITE_IOERR_TRUNCATE : BELOW (file)->pMethods->xTruncate (BELOW (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  return strikes (FAULT_SYNC) ? SQLITE_IOERR_FSYNC : BELOW (file)->pMethods->xSync (BELOW (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return BELOW (file)->pMethods->xFileSize (BELOW (file), size);
}

static int
file_lock (sqlite3_file *file, int lock)
{
  return BELOW (file)->pMethods->xLock (BELOW (file), lock);
}

static int
file_unlock (sqlite3_file *file, int lock)
{
  return BELOW (file)->pMethods->xUnlock (BELOW (file), lock);
}

static int
file_check_lock (sqlite3_file *file, int *result)
{
  return BELOW (file)->pMethods->xCheckReservedLock (BELOW (file), result);
}

static int
file_control (sqlite3_file *file, int op, void *argument)
{
  return BELOW (file)->pMethods->xFileControl (BELOW (file), op, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return BELOW (file)->pMethods->xSectorSize (BELOW (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return BELOW (file)->pMethods->xDeviceCharacteristics (BELOW (file));
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
  return BELOW (file)->pMethods->xShmMap (BELOW (file), page, size, extend, memory);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return BELOW (file)->pMethods->xShmLock (BELOW (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  BELOW (file)->pMethods->xShmBarrier (BELOW (file));
}

static int
file_shm_unmap (sqlite3_file *file, int delete)
{
  return BELOW (file)->pMethods->xShmUnmap (BELOW (file), delete);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

static int
open_file (sqlite3_vfs *self, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  File *own = (File *) file;

  own->base.pMethods = NULL;
  own->below = (sqlite3_file *) (own + 1);
  if (strikes (FAULT_OPEN))
    return SQLITE_CANTOPEN;
  int code = below->xOpen (below, name, own->below, flags, out_flags);
  if (code == SQLITE_OK)
    own->base.pMethods = &methods;
  return code;
}

/* --- memory --- */

static void *
allocate (int n)
{
  return strikes (FAULT_ALLOCATION) ? NULL : memory_below.xMalloc (n);
}

static void *
reallocate (void *memory, int n)
{
  return strikes (FAULT_ALLOCATION) ? NULL : memory_below.xRealloc (memory, n);
}

/* --- for the tests --- */

void
fault_install (void)
{
  sqlite3_mem_methods memory;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory_below), ==, SQLITE_OK);
  memory = memory_below;
  memory.xMalloc = allocate;
  memory.xRealloc = reallocate;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &memory), ==, SQLITE_OK);
  below = sqlite3_vfs_find (NULL);
  vfs = *below;
  vfs.zName = "fault";
  vfs.pNext = NULL;
  vfs.szOsFile = (int) sizeof (File) + below->szOsFile;
  vfs.xOpen = open_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
fault_start (FaultKind kind, guint n, gboolean for_ever)
{
  memset (counts, 0, sizeof counts);
  wanted_kind = (int) kind;
  wanted_number = (int) n;
  is_for_ever = for_ever;
  has_struck = 0;
  g_atomic_int_set (&is_active, 1);
}

void
fault_stop (void)
{
  g_atomic_int_set (&is_active, 0);
}

guint
fault_count (FaultKind kind)
{
  return (guint) counts[kind];
}

gboolean
fault_has_struck (void)
{
  return has_struck != 0;
}

const char *
fault_name (FaultKind kind)
{
  static const char *const names[] = { "read", "write", "sync", "open", "allocation" };

  return names[kind];
}
