/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of the window share: window.c, window-actions.c, crisis-popover.c, palette.c, first-run.c.
 */
#pragma once

#include "tab.h"
#include "window.h"

G_BEGIN_DECLS

struct _EpcWindow
{
  AdwApplicationWindow parent_instance;
  GtkStack *root;
  AdwToastOverlay *toasts;
  AdwViewStack *tabs;
  AdwViewSwitcherTitle *switcher;
  AdwViewSwitcherBar *bar;
  GtkSpinner *spinner;
  GtkWidget *loading_box, *loading_label, *notices, *drill, *back_button, *crisis_button, *menu_button, *office_label, *crisis_label;
  GMenuModel *main_menu; /* of menu_button, which has it from its first opening on */

  EpcSession *session;
  GPtrArray *pushed;       /* of GtkWidget, the last on top */
  GtkWidget *focus_before, *focus_before_crisis; /* weak: where the focus was when the first page was pushed */
  GtkWidget *first_run;    /* in the root stack, or NULL */
  GListStore *works;
  GFile *arrived;          /* a package that waits for a workspace to be open; NULL: none */
  AdwToast *toast; /* weak: the one shown */
  guint spinner_source, width_source, present_source;
  gboolean is_filling;
};

void epc_window_install_actions (GtkWidgetClass *widget_class);
EpcTab *epc_window_current_tab (EpcWindow *self);
void epc_window_update_titles (EpcWindow *self);
void epc_window_show_loading (EpcWindow *self, const char *text);

/* List of the active crises, "All crises", other workspaces; filled each time it opens. */
GtkWidget *epc_crisis_popover_new (EpcWindow *window);
/* Search everything, go anywhere. */
GtkWidget *epc_palette_new (EpcWindow *window);
GtkWidget *epc_preferences_new (EpcWindow *window);
void epc_about_show (EpcWindow *window);

G_END_DECLS
