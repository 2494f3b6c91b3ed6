/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "epc-paths.h"

#ifdef G_OS_WIN32
static char *
beside_program (const char *folder)
{
  g_autofree char *root = g_win32_get_package_installation_directory_of_module (NULL);
  return g_build_filename (root, folder, NULL);
}
#endif

char *
epc_path_data (const char *name)
{
  const char *own = g_getenv ("EPC_DATA_DIR");

  if (own != NULL && *own != '\0')
    return g_build_filename (own, name, NULL);
#ifdef G_OS_WIN32
  g_autofree char *folder = beside_program ("share/epc-desk");
  return g_build_filename (folder, name, NULL);
#else
  return g_build_filename (EPC_PACKAGE_DATA, name, NULL);
#endif
}

char *
epc_path_locale (void)
{
  const char *own = g_getenv ("EPC_LOCALE_DIR_OVERRIDE");

  if (own != NULL && *own != '\0')
    return g_strdup (own);
#ifdef G_OS_WIN32
  return beside_program ("share/locale");
#else
  return g_strdup (EPC_LOCALE_DIR);
#endif
}

char *
epc_path_user (const char *name)
{
  const char *own = g_getenv ("EPC_USER_DIR");
  g_autofree char *folder = own != NULL && *own != '\0' ? g_strdup (own)
                                                        : g_build_filename (g_get_user_data_dir (), "epc-desk", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0700);
  return g_steal_pointer (&path);
}
