/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * epc-desk: the window.
 */

#include "application.h"
#include "base/epc-language.h"
#include "base/epc-paths.h"

int
main (int argc, char **argv)
{
  g_autofree char *locale = epc_path_locale ();

  epc_language_set_directory (locale);
  epc_language_set_interface (NULL);
  g_set_prgname ("epc-desk");

  g_autoptr (EpcApplication) application = epc_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
