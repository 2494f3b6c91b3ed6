/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Cairo drew, as a picture that is made once. A drawing that GTK is handed as such is done anew in every frame in which something under it
 * changes (twenty thousand sites for each tile of the map that arrives); a texture is turned into floating point and back in every frame by the
 * renderer of computers without a graphics processor (GTK 4.8), two milliseconds for a tile. This is a texture for the other renderers, and for that
 * one the drawn pixels themselves.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define EPC_TYPE_DRAWN (epc_drawn_get_type ())
G_DECLARE_FINAL_TYPE (EpcDrawn, epc_drawn, EPC, DRAWN, GObject) /* a GdkPaintable; may be made in any thread */

/* Takes @surface, an image. */
GdkPaintable *epc_drawn_new (cairo_surface_t *surface);
/* A context for @width × @height pixels of a widget, clear at first; @scale: of the screen. epc_drawn_end() takes it. */
cairo_t *epc_drawn_begin (double width, double height, int scale);
GdkPaintable *epc_drawn_end (cairo_t *cr);
/* Pictures are shown in the window of @widget, which is realized, from now on: its renderer counts. */
void epc_drawn_shown_in (GtkWidget *widget);

G_END_DECLS
