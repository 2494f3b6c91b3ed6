/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pango contexts of a thread, and layouts that are kept between measuring and drawing.
 */
#pragma once

#include "epc-type.h"

G_BEGIN_DECLS

/* What is set for a Cairo context: its scale and rotation, and how its surface wants glyphs. */
typedef struct _EpcTypeContext EpcTypeContext;

/* A Pango context on which nothing was set but our own font options. */
PangoContext *epc_type_context_new (void);
/* This thread's context for what @cr draws on and how it is scaled now. Valid until the next call. */
EpcTypeContext *epc_type_context_for (cairo_t *cr);
PangoContext *epc_type_context_pango (EpcTypeContext *self);
/* The layout kept for the same text, setting and face; NULL: none, or nothing is kept now. A new reference. */
PangoLayout *epc_type_context_kept (EpcTypeContext *self, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting);
/* Keeps @layout while epc_type_keep() lasts. Nobody changes it any more. */
void epc_type_context_keep (EpcTypeContext *self, const EpcTheme *theme, const char *text, const EpcTypeSetting *setting,
                            PangoLayout *layout);

G_END_DECLS
