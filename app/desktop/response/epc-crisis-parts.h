/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the page of a crisis is made of, one widget each; all are made anew when the crisis has changed. Their buttons run the
 * actions of the page: "crisis.open" (entity, uid), "crisis.done" (uid of a task), "crisis.plan-with" (uid of a figure, reason).
 */
#pragma once

#include <gtk/gtk.h>

#include "analysis/epc-crisis.h"

G_BEGIN_DECLS

/* A table: what is counted, government, IOM, others, what we plan with. */
GtkWidget *epc_crisis_figures_new (const EpcCrisis *crisis);
/* What is due, in the order of the clock; what is done stays, faint. */
GtkWidget *epc_crisis_tasks_new (const EpcCrisis *crisis);
GtkWidget *epc_crisis_levels_new (const EpcCrisis *crisis);
GtkWidget *epc_crisis_areas_new (const EpcCrisis *crisis);
GtkWidget *epc_crisis_doubles_new (const EpcCrisis *crisis);

G_END_DECLS
