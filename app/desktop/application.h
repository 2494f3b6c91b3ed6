/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The application: command line, settings, style, actions that need no window.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define EPC_APPLICATION_ID "org.epcdesk.EpcDesk"
#define EPC_RESOURCE "/org/epcdesk/EpcDesk"

#define EPC_TYPE_APPLICATION (epc_application_get_type ())
G_DECLARE_FINAL_TYPE (EpcApplication, epc_application, EPC, APPLICATION, AdwApplication)

EpcApplication *epc_application_new (void);
GSettings *epc_application_settings (EpcApplication *self);
/* Number separators: those chosen on this machine, else as @country (ISO3; may be NULL) writes them. */
void epc_application_apply_separators (EpcApplication *self, const char *country);
/* Language as the settings have it; called before the first window and after a change. */
void epc_application_apply_language (EpcApplication *self);

/* The settings of this machine; NULL with a message on stderr when the schema is not installed. */
GSettings *epc_settings_new (void);

G_END_DECLS
