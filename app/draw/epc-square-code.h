/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A text as a square code (QR, ISO/IEC 18004) that a telephone reads.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef struct _EpcSquareCode EpcSquareCode;

/* NULL: the text is too long for one. */
EpcSquareCode *epc_square_code_new (const char *text);
void epc_square_code_free (EpcSquareCode *code);
/* As large as fits, at the right end of what is wider than high. An EpcDrawFunc; @code: EpcSquareCode. */
void epc_square_code_draw (cairo_t *cr, double width, double height, gpointer code);
/* Into a picture of its own, with the white margin that readers need. EPC_ERROR_USAGE, EPC_ERROR_WRITE. */
gboolean epc_square_code_write (const char *text, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EpcSquareCode, epc_square_code_free)

G_END_DECLS
