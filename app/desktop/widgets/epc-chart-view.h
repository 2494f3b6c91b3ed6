/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chart on the screen: the same drawing as on paper, with the value under the pointer or the arrow keys, and a menu that
 * copies, saves and shows it as a table.
 */
#pragma once

#include <gtk/gtk.h>

#include "draw/epc-chart.h"

G_BEGIN_DECLS

#define EPC_TYPE_CHART_VIEW (epc_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (EpcChartView, epc_chart_view, EPC, CHART_VIEW, GtkWidget)

/* Signal of EpcChartView: "activated" (const char *key): a click on what stands for a category with a key (epc_chart_set_category_key()), or
 * Enter on the one chosen by the arrow keys. */
GtkWidget *epc_chart_view_new (void);
/* One that stands above its table, which is the larger part of the answer: no higher than that leaves room. */
GtkWidget *epc_chart_view_new_above (void);
/* Takes @chart; NULL empties the view. */
void epc_chart_view_take (EpcChartView *self, EpcChart *chart);
EpcChart *epc_chart_view_chart (EpcChartView *self);
/* Pixels of height that the chart asks for at most; 0: as high as it would be on paper. */
void epc_chart_view_set_most (EpcChartView *self, int height);
/* The point chosen by keyboard or pointer; −1: none. */
int epc_chart_view_current (EpcChartView *self);
void epc_chart_view_set_current (EpcChartView *self, int index);

G_END_DECLS
