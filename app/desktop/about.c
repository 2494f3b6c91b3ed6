/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * About: version, licence, and where the data that ships with the program comes from.
 */
#include "window-private.h"

#include "application.h"
#include "base/epc-i18n.h"
#include "config.h"

void
epc_about_show (EpcWindow *window)
{
  GtkWidget *about = adw_about_window_new ();

  adw_about_window_set_application_name (ADW_ABOUT_WINDOW (about), "EPC Desk");
  adw_about_window_set_application_icon (ADW_ABOUT_WINDOW (about), EPC_APPLICATION_ID);
  adw_about_window_set_version (ADW_ABOUT_WINDOW (about), EPC_VERSION);
  adw_about_window_set_developer_name (ADW_ABOUT_WINDOW (about), _ ("The EPC Desk authors"));
  adw_about_window_set_license_type (ADW_ABOUT_WINDOW (about), GTK_LICENSE_GPL_3_0);
  adw_about_window_set_comments (
      ADW_ABOUT_WINDOW (about),
      _ ("Emergency and post-crisis work of a country office: preparedness, response, transition and recovery in one file."));
  /* Translators: your names, one a line */
  adw_about_window_set_translator_credits (ADW_ABOUT_WINDOW (about), _ ("translator-credits"));
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _ ("Base map"),
                                      _ ("Made with Natural Earth (public domain) and GeoNames (CC BY 4.0)."), GTK_LICENSE_CUSTOM,
                                      _ ("Boundaries and names shown do not imply official endorsement or acceptance."));
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _ ("Names of countries, languages and subdivisions"),
                                      _ ("From iso-codes."), GTK_LICENSE_LGPL_2_1, NULL);
  adw_about_window_add_legal_section (
      ADW_ABOUT_WINDOW (about), _ ("Thresholds"),
      _ ("The Sphere Handbook 2018 (CC BY-NC-SA 4.0) is quoted by number and edition; the text is not part of the program."),
      GTK_LICENSE_CUSTOM, NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about), _ ("Symbols"),
                                      _ ("adwaita-icon-theme, © the GNOME Project; the state symbols are EPC Desk's own."),
                                      GTK_LICENSE_LGPL_3_0, NULL);
  gtk_window_set_transient_for (GTK_WINDOW (about), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (about));
}
