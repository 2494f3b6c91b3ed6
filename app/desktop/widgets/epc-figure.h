/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One figure: caption, value with unit and change, source with date. A value is never alone.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* not EPC_TYPE_FIGURE: that is a type style of draw/epc-theme.h */
#define EPC_TYPE_FIGURE_WIDGET (epc_figure_get_type ())
G_DECLARE_FINAL_TYPE (EpcFigure, epc_figure, EPC, FIGURE, GtkBox)

/* Properties, strings:
 *   label       caption, at most 30 characters
 *   value       as it is read; NULL: "—", nothing was asked
 *   unit        after the value, or NULL
 *   delta       change, with its sign; delta-kind colours it ("ok", "watch", "critical")
 *   note        source and date, or why there is no value
 *   state       NULL; "stale" puts a clock and amber on the date only; "ok", "watch", "critical" colour the value
 *   action      detailed name of an action run by a click or Enter; NULL: none
 * Signal "activated": clicked, or Enter. The context menu copies the figure as one sentence with its source. */
GtkWidget *epc_figure_new (const char *label);
void epc_figure_set (EpcFigure *self, const char *value, const char *unit, const char *note);
void epc_figure_set_state (EpcFigure *self, const char *state);
void epc_figure_set_delta (EpcFigure *self, const char *delta, const char *kind);
/* "Displaced people, round 10: 1,287,593 people. DTM · 30 Jun 2025". Free with g_free(). */
char *epc_figure_sentence (EpcFigure *self);

G_END_DECLS
