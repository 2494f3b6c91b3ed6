/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first page: language, country, office; or open a workspace, or see the example.
 */
#pragma once

#include <adwaita.h>

#include "window.h"

G_BEGIN_DECLS

#define EPC_TYPE_FIRST_RUN (epc_first_run_get_type ())
G_DECLARE_FINAL_TYPE (EpcFirstRun, epc_first_run, EPC, FIRST_RUN, AdwBin)

GtkWidget *epc_first_run_new (EpcWindow *window);
/* What went wrong before, in a note on top; NULL: nothing. */
void epc_first_run_set_note (EpcFirstRun *self, const char *title, const char *message);
/* Offers the newest backup of the workspace at @path, where there is one. */
void epc_first_run_offer_backup (EpcFirstRun *self, const char *path);

/* The answers, for a page that fills itself and for tests. */
void epc_first_run_set_country (EpcFirstRun *self, const char *iso3);
void epc_first_run_set_path (EpcFirstRun *self, const char *path);
/* Makes the workspace and opens it; what the blue button does. */
void epc_first_run_start (EpcFirstRun *self);

G_END_DECLS
