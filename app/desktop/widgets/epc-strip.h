/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The figure strip: three to six EpcFigure side by side in equal widths. Where the window is too narrow the last ones give
 * way, so that none is cut.
 */
#pragma once

#include "epc-figure.h"

G_BEGIN_DECLS

#define EPC_TYPE_STRIP (epc_strip_get_type ())
G_DECLARE_FINAL_TYPE (EpcStrip, epc_strip, EPC, STRIP, GtkWidget)

GtkWidget *epc_strip_new (void);
void epc_strip_append (EpcStrip *self, GtkWidget *figure);
/* Drops all figures. */
void epc_strip_clear (EpcStrip *self);
/* A new figure at the end: caption, value ("—" when NULL: say why in @note), unit, source and date. The strip owns it. */
EpcFigure *epc_strip_add (EpcStrip *self, const char *label, const char *value, const char *unit, const char *note);

G_END_DECLS
