/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window: header bar with the six tabs, crisis selector, search and menu; the tabs; full pages laid over them (form,
 * import); toasts and long work.
 */
#pragma once

#include <adwaita.h>

#include "epc-section-page.h"
#include "work.h"

G_BEGIN_DECLS

#define EPC_TYPE_WINDOW (epc_window_get_type ())
G_DECLARE_FINAL_TYPE (EpcWindow, epc_window, EPC, WINDOW, AdwApplicationWindow)

GtkWidget *epc_window_new (GtkApplication *application);
/* The window that @widget stands in; NULL when it stands in none of ours. */
EpcWindow *epc_window_of (GtkWidget *widget);

/* Opens the workspace @file in the background, and presents the window when that is done or 150 ms have passed; a spinner
 * shows after 200 ms. A failure is told on the first-run page. */
void epc_window_open (EpcWindow *self, GFile *file);
/* A package, receipt or key of another office: looked at as soon as a workspace is open. */
void epc_window_receive (EpcWindow *self, GFile *file);
/* Shows an open store (takes no reference of its own beyond the session). */
void epc_window_set_store (EpcWindow *self, EpcStore *store);
void epc_window_show_first_run (EpcWindow *self, const char *title, const char *message);
EpcSession *epc_window_session (EpcWindow *self); /* NULL while no workspace is open */

/* "response", "sites". @section NULL: the one last seen. FALSE when there is none like that. */
gboolean epc_window_go_to (EpcWindow *self, const char *tab, const char *section);
const char *epc_window_tab (EpcWindow *self);
/* The section page on screen; NULL on the overview. */
EpcSectionPage *epc_window_section_page (EpcWindow *self);
/* Goes to the section of @entity and shows the record. */
gboolean epc_window_show_record (EpcWindow *self, const EpcEntity *entity, const EpcUid *uid);

/* A full page over the tabs, with a header bar of its own; Esc, Alt+← and epc_window_pop() leave it ("win.back"). If the
 * page's class has the action "page.leave", that runs instead and is to call epc_window_pop(). */
void epc_window_push (EpcWindow *self, GtkWidget *page);
void epc_window_pop (EpcWindow *self);
/* The page on top; NULL: the tabs. */
GtkWidget *epc_window_pushed (EpcWindow *self);

/* "Deleted 3 sites": stays 8 s, one at a time. @has_undo adds the button that runs win.undo. Never for errors. */
void epc_window_toast (EpcWindow *self, const char *text, gboolean has_undo);
/* The same with a button of its own: its label and detailed action. */
void epc_window_toast_action (EpcWindow *self, const char *text, const char *button, const char *detailed_action);
/* A failure in plain words: what happened, what is safe, what to do. Ignores G_IO_ERROR_CANCELLED. */
void epc_window_show_error (EpcWindow *self, const char *title, const GError *error);

/* A row at the foot while long work runs. @cancellable may be NULL: cannot be stopped. (transfer full) */
EpcWork *epc_window_begin_work (EpcWindow *self, const char *name, GCancellable *cancellable);

G_END_DECLS
