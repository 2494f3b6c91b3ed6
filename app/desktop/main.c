/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * epc-desk: the window.
 */
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "application.h"
#include "base/epc-language.h"
#include "base/epc-paths.h"

int
main (int argc, char **argv)
{
  g_autofree char *locale = epc_path_locale ();

#ifdef __GLIBC__
  /* Each thread that reads would keep a heap of its own: on a million rows that is 60 MB nobody uses. */
  mallopt (M_ARENA_MAX, 2);
#endif
  epc_language_set_directory (locale);
  epc_language_set_interface (NULL);
  g_set_prgname ("epc-desk");

  g_autoptr (EpcApplication) application = epc_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
